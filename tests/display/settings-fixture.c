/* settings-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "settings-fixture.h"

#include "fiel-test.h"

#include <string.h>

char *settings_template = NULL;

void
settings_write_file (FielEngine *engine, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fiel_profile_get_path (fiel_engine_get_profile (engine)), text, -1, &error);
  g_assert_no_error (error);
}

char *
settings_read_file (FielWindowTest *test)
{
  char *text = NULL;
  FielProfile *profile = fiel_engine_get_profile (fiel_window_get_engine (test->window));

  g_assert_true (g_file_get_contents (fiel_profile_get_path (profile), &text, NULL, NULL));

  return text;
}

/* The fake's own file, with what a real provider needs beside. */
static void
complete (FielEngine *engine, const char *provider)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) halves = NULL;
  g_autofree char *whole = NULL;

  g_assert_true (g_file_get_contents (fiel_profile_get_path (fiel_engine_get_profile (engine)), &text, NULL, NULL));
  halves = g_strsplit (text, "[terminal norte]", 2);
  whole = g_strconcat (halves[0], provider, "[terminal norte]", halves[1], NULL);
  settings_write_file (engine, whole);
  g_free (settings_template);
  settings_template = g_steal_pointer (&whole);
}

static void
prepare_test (FielEngine *engine)
{
  complete (engine, "base-address=" UAT "\nclient-id=abc\n");
}

static void
prepare_training (FielEngine *engine)
{
  complete (engine, "");
}

static void
prepare_live (FielEngine *engine)
{
  complete (engine, "base-address=" LIVE "\nclient-id=abc\nenv-header=prod\n");
}

static void
prepare_people (FielEngine *engine)
{
  prepare_test (engine);
  fiel_fake_engine_open_people (engine, "marta=739146");
}

const FielWindowTestStore settings_people = {
  .environment = "test", .till = "[person marta]\nname=Marta Rojas\nrole=manager\n", .prepare = prepare_people,
};
const FielWindowTestStore settings_store = { .environment = "test", .prepare = prepare_test };
const FielWindowTestStore settings_training = { .environment = "training", .prepare = prepare_training };
const FielWindowTestStore settings_live = { .environment = "production", .prepare = prepare_live };
const FielWindowTestStore settings_argentina
    = { .environment = "training", .country = "ar", .currency = "ARS", .prepare = prepare_training };

FielSettingsWindow *
settings_find_window (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (FIEL_IS_SETTINGS_WINDOW (window))
        return FIEL_SETTINGS_WINDOW (window);
    }

  return NULL;
}

FielSettingsWindow *
settings_open (FielWindowTest *test, const char *page)
{
  FielSettingsWindow *window = NULL;

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.settings", NULL);
  window = settings_find_window ();
  g_assert_nonnull (window);
  fiel_settings_window_show_page (window, page);
  fiel_test_drain ();

  return window;
}

/* And whatever comes of it. */
void
settings_close (FielWindowTest *test)
{
  gtk_window_close (GTK_WINDOW (settings_find_window ()));
  fiel_test_drain ();
  fiel_window_test_wait_us (test, 1);
  g_assert_null (settings_find_window ());
}

GtkWidget *
settings_find_below (GtkWidget *widget, SettingsMatchFunc match, gconstpointer data)
{
  if (match (widget, data))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = settings_find_below (child, match, data);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_setting (GtkWidget *widget, gconstpointer data)
{
  const char *const *names = data;

  return FIEL_IS_SETTING_ROW (widget) && g_str_equal (fiel_setting_row_get_group (FIEL_SETTING_ROW (widget)), names[0])
         && g_str_equal (fiel_setting_row_get_key (FIEL_SETTING_ROW (widget)), names[1]);
}

static gboolean
is_of_type (GtkWidget *widget, gconstpointer data)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *)data);
}

GtkWidget *
settings_find_type (gpointer widget, GType type)
{
  return settings_find_below (widget, is_of_type, &type);
}

gboolean
settings_is_button (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), data) == 0;
}

void
settings_press (gpointer widget, const char *label)
{
  GtkWidget *button = settings_find_below (widget, settings_is_button, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  fiel_test_drain ();
}

FielSettingRow *
settings_find_row (FielSettingsWindow *window, const char *group, const char *key)
{
  const char *const names[] = { group, key };
  GtkWidget *row = settings_find_below (GTK_WIDGET (window), is_setting, names);

  g_assert_nonnull (row);

  return FIEL_SETTING_ROW (row);
}

void
settings_enter (FielSettingRow *row, const char *text)
{
  GtkWidget *control = fiel_setting_row_get_control (row);

  gtk_editable_set_text (GTK_EDITABLE (control), text);
  g_signal_emit_by_name (control, "activate");
  fiel_test_drain ();
}

void
settings_assert_saved (FielWindowTest *test, const char *line)
{
  g_autofree char *text = settings_read_file (test);
  g_autofree char *whole = g_strconcat ("\n", line, "\n", NULL);

  if (strstr (text, whole) == NULL)
    g_assert_cmpstr (text, ==, line);
}

void
settings_assert_untouched (FielWindowTest *test)
{
  g_autofree char *text = settings_read_file (test);

  g_assert_cmpstr (text, ==, settings_template);
}

void
settings_assert_fine (FielSettingRow *row)
{
  g_assert_cmpstr (fiel_setting_row_get_reason (row), ==, NULL);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (fiel_setting_row_get_control (row)), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
}

/* Seen, heard, and not in the file. */
void
settings_assert_refused (FielWindowTest *test, FielSettingRow *row, const char *reason)
{
  GtkWidget *control = fiel_setting_row_get_control (row);
  GtkWidget *words = fiel_window_test_get_child (row, "reason");

  g_assert_nonnull (fiel_setting_row_get_reason (row));
  if (!g_str_has_prefix (fiel_setting_row_get_reason (row), reason))
    g_assert_cmpstr (fiel_setting_row_get_reason (row), ==, reason);
  g_assert_true (gtk_widget_has_css_class (control, "error"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, words,
                                       fiel_window_test_get_child (row, "subtitle"), NULL);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fiel_window_test_get_child (row, "wrong")),
                                   GTK_ACCESSIBLE_ROLE_ALERT);
  settings_assert_untouched (test);
}

void
settings_assert_trouble (FielSettingsWindow *window, const char *words, const char *remedy)
{
  const char *label = gtk_label_get_label (GTK_LABEL (fiel_window_test_get_child (window, "trouble_words")));
  GtkWidget *button = fiel_window_test_get_child (window, "trouble_button");

  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (window, "trouble")));
  if (strstr (label, words) == NULL)
    g_assert_cmpstr (label, ==, words);
  g_assert_cmpint (gtk_widget_get_visible (button), ==, remedy != NULL);
  if (remedy != NULL)
    g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, remedy);
}

void
settings_assert_no_trouble (FielSettingsWindow *window)
{
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (window, "trouble")));
}

void
settings_remedy (FielSettingsWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "settings.remedy", NULL);
  fiel_test_drain ();
}

/* -- What is seen -- */

void
settings_assert_badge (FielSettingsWindow *window, const char *word, const char *style_class)
{
  GtkWidget *badge = fiel_window_test_get_child (window, "badge");

  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (badge)), ==, word);
  g_assert_true (gtk_widget_has_css_class (badge, style_class));
}

GtkWindow *
settings_find_question (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }

  return NULL;
}

void
settings_answer (const char *response)
{
  g_assert_nonnull (settings_find_question ());
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (settings_find_question ()), response);
  fiel_test_drain ();
}

gboolean
settings_is_row_titled (GtkWidget *widget, gconstpointer data)
{
  return ADW_IS_PREFERENCES_ROW (widget)
         && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), data) == 0;
}
