/* test-people-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-entry-row.h"
#include "fiel-memory-secrets.h"
#include "fiel-people-page.h"
#include "fiel-person-row.h"
#include "fiel-setting-row.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

#include <string.h>

/* The page "People" of the settings, in a window of its own: a manager opens it, and what is saved is in the profile, in
 * the keyring and in the list. */

#define PEOPLE "[person marta]\nname=Marta Rojas\nrole=manager\n[person ana]\nname=Ana Riquelme\nrole=cashier\n"

typedef struct
{
  FielManualClock *clock;
  FielEngine *engine;
  GtkWidget *window;
  GtkWidget *page;
} Test;

static void
set_up (Test *test, gconstpointer people)
{
  g_autoptr (FielSettings) settings = NULL;

  test->clock = fiel_manual_clock_new ();
  test->engine = fiel_fake_engine_new (FIEL_CLOCK (test->clock), "training", NULL, NULL, people);
  if (*(const char *) people != '\0')
    fiel_fake_engine_open_people (test->engine, "marta=739146 ana=4820");
  else
    fiel_fake_engine_open_people (test->engine, "none=4820");
  test->window = adw_window_new ();
  settings = fiel_settings_new (test->engine);
  test->page = fiel_people_page_new (settings);
  adw_window_set_content (ADW_WINDOW (test->window), test->page);
  gtk_window_present (GTK_WINDOW (test->window));
  fiel_test_drain ();
}

static gboolean
is_ours_alone (gpointer object)
{
  return g_atomic_int_get ((const gint *) &G_OBJECT (object)->ref_count) == 1;
}

static void
tear_down (Test *test, gconstpointer people)
{
  gtk_window_destroy (GTK_WINDOW (test->window));
  fiel_test_drain ();
  fiel_test_run_until (is_ours_alone, test->engine, "nothing of the page is left", 20);
  g_assert_finalize_object (test->engine);
  g_assert_cmpuint (fiel_manual_clock_get_n_timers (test->clock), ==, 0);
  g_assert_finalize_object (test->clock);
}

static GtkWidget *
get (Test *test, const char *name)
{
  return fiel_window_test_get_child (test->page, name);
}

static FielPeople *
get_people (Test *test)
{
  return fiel_engine_get_people (test->engine);
}

static void
collect_rows (GtkWidget *widget, GPtrArray *rows)
{
  if (FIEL_IS_PERSON_ROW (widget))
    g_ptr_array_add (rows, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_rows (child, rows);
}

/* The row with this title. */
static GtkWidget *
find_row (Test *test, const char *title)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect_rows (test->page, rows);
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (adw_preferences_row_get_title (g_ptr_array_index (rows, i)), title))
      return g_ptr_array_index (rows, i);

  return NULL;
}

static void
set (GtkWidget *row, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (fiel_window_test_get_child (row, name)), text);
}

static void
click (gpointer button)
{
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  fiel_test_drain ();
}

static gboolean
is_saved (gpointer row)
{
  return gtk_widget_get_sensitive (fiel_window_test_get_child (row, "save"));
}

static void
save (GtkWidget *row)
{
  g_object_ref (row);
  click (fiel_window_test_get_child (row, "save"));
  fiel_test_run_until (is_saved, row, "it is saved or not", 20);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fiel_window_test_get_child (row, "pin"))), ==, "");
  g_object_unref (row);
  fiel_test_drain ();
}

static void
assert_words (GtkWidget *row, const char *expected)
{
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (fiel_window_test_get_child (row, "words"))), ==, expected);
}

static gboolean
has_focus (GtkWidget *row, const char *name)
{
  GtkWidget *child = fiel_window_test_get_child (row, name);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (row)));

  return focus != NULL && (focus == child || gtk_widget_is_ancestor (focus, child));
}

/* Seen, heard, and the next key goes there. */
static void
assert_wrong (GtkWidget *row, const char *name)
{
  GtkWidget *child = fiel_window_test_get_child (row, name);

  g_assert_true (gtk_widget_has_css_class (child, "error"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (fiel_entry_row_get_entry (FIEL_ENTRY_ROW (child))),
                                    GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (has_focus (row, name));
}

static gboolean
is_answered (gpointer gate)
{
  return gtk_widget_get_sensitive (fiel_window_test_get_child (gate, "who"));
}

static void
open_gate (Test *test, const char *pin)
{
  GtkWidget *form = fiel_window_test_get_child (get (test, "gate"), "form");

  set (form, "pin", pin);
  g_signal_emit_by_name (fiel_window_test_get_child (form, "pin"), "activate");
  fiel_test_run_until (is_answered, get (test, "gate"), "the PIN was looked at", 20);
  fiel_test_drain ();
}

static void
test_gate (Test *test, gconstpointer data)
{
  g_assert_true (gtk_widget_get_visible (get (test, "gate_group")));
  g_assert_false (gtk_widget_is_sensitive (find_row (test, "Ana Riquelme")));
  g_assert_false (gtk_widget_get_visible (get (test, "new_group")));
  open_gate (test, "739147");
  g_assert_true (gtk_widget_get_visible (get (test, "gate_group")));
  open_gate (test, "739146");
  g_assert_false (gtk_widget_get_visible (get (test, "gate_group")));
  g_assert_true (gtk_widget_is_sensitive (find_row (test, "Ana Riquelme")));
  g_assert_true (gtk_widget_get_visible (get (test, "new_group")));

  fiel_people_leave_settings (get_people (test));
  g_assert_true (gtk_widget_get_visible (get (test, "gate_group")));
  g_assert_false (gtk_widget_is_sensitive (find_row (test, "Ana Riquelme")));
}

static void
test_add (Test *test, gconstpointer data)
{
  GtkWidget *row = NULL;
  g_autofree char *kept = NULL;

  open_gate (test, "739146");
  row = find_row (test, "Add somebody");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  set (row, "name", "Rosa");
  set (row, "pin", "7391");
  fiel_window_test_assert_peek (fiel_window_test_get_child (row, "pin"));
  fiel_window_test_assert_peek (fiel_window_test_get_child (row, "again"));
  set (row, "again", "7392");
  click (fiel_window_test_get_child (row, "save"));
  assert_words (row, "The two PINs are not the same.");
  assert_wrong (row, "again");
  set (row, "pin", "1234");
  g_assert_false (gtk_widget_has_css_class (fiel_window_test_get_child (row, "again"), "error"));
  set (row, "again", "1234");
  save (row);
  g_assert_true (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (fiel_window_test_get_child (row, "words"))),
                                   "Anybody would try this PIN first."));
  /* The PIN is typed anew from its first line, which is marked, and Tab leads on to the second. */
  assert_wrong (row, "pin");
  gtk_widget_child_focus (test->window, GTK_DIR_TAB_FORWARD);
  g_assert_true (has_focus (row, "again"));
  set (row, "pin", "7391");
  set (row, "again", "7391");
  save (row);
  g_assert_nonnull (fiel_people_find (get_people (test), "rosa"));
  g_assert_nonnull (find_row (test, "Rosa"));
  g_assert_nonnull (find_row (test, "Add somebody"));
  kept = fiel_memory_secrets_dump (FIEL_MEMORY_SECRETS (fiel_fake_engine_get_keyring (test->engine)));
  g_assert_nonnull (strstr (kept, " rosa $argon2id$"));
  fiel_fake_engine_sign_in (test->engine, "rosa", "7391");
}

static void
test_change (Test *test, gconstpointer data)
{
  GtkWidget *row = NULL;

  open_gate (test, "739146");
  row = find_row (test, "Ana Riquelme");
  set (row, "name", "marta rojas");
  save (row);
  assert_words (row, "Somebody has this name already. Give both a name that tells them apart.");
  assert_wrong (row, "name");
  set (row, "name", "Ana Soto");
  adw_combo_row_set_selected (ADW_COMBO_ROW (fiel_window_test_get_child (row, "role")), 1);
  save (row);
  assert_words (row, "The PIN of a manager is longer. Let them type a new one.");
  set (row, "pin", "250817");
  set (row, "again", "250817");
  save (row);
  g_assert_cmpint (fiel_person_get_role (fiel_people_find (get_people (test), "ana")), ==, FIEL_ROLE_MANAGER);
  g_assert_nonnull (find_row (test, "Ana Soto"));
  fiel_fake_engine_sign_in (test->engine, "ana", "250817");
}

static GtkWindow *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  /* The newest: one that was answered may take its time to go. */
  for (guint i = g_list_model_get_n_items (toplevels); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i - 1);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }

  g_assert_not_reached ();
}

static gboolean
is_gone (gpointer user_data)
{
  return fiel_people_find (user_data, "ana") == NULL;
}

static void
test_remove (Test *test, gconstpointer data)
{
  GtkWidget *marta = NULL;

  open_gate (test, "739146");
  click (fiel_window_test_get_child (find_row (test, "Ana Riquelme"), "remove"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_dialog ()), "keep");
  fiel_test_drain ();
  g_assert_nonnull (fiel_people_find (get_people (test), "ana"));
  click (fiel_window_test_get_child (find_row (test, "Ana Riquelme"), "remove"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_dialog ()), "remove");
  fiel_test_run_until (is_gone, get_people (test), "she is removed", 20);
  g_assert_null (find_row (test, "Ana Riquelme"));

  marta = find_row (test, "Marta Rojas");
  click (fiel_window_test_get_child (marta, "remove"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_dialog ()), "remove");
  fiel_test_run_until (is_saved, marta, "it is refused", 20);
  fiel_test_drain ();
  assert_words (marta, "This is the only manager. Make somebody else one first.");
  g_assert_nonnull (fiel_people_find (get_people (test), "marta"));
}

static GtkWidget *
find_limit (GtkWidget *widget, const char *key)
{
  GtkWidget *found = NULL;

  if (FIEL_IS_SETTING_ROW (widget) && g_str_equal (fiel_setting_row_get_key (FIEL_SETTING_ROW (widget)), key))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_limit (child, key);

  return found;
}

/* What a cashier may do alone is a manager's to say, and in the file. */
static void
test_limits (Test *test, gconstpointer data)
{
  GtkWidget *limit = find_limit (test->page, "cashier-max-sale");
  g_autofree char *text = NULL;

  g_assert_false (gtk_widget_is_sensitive (limit));
  open_gate (test, "739146");
  g_assert_true (gtk_widget_is_sensitive (limit));
  gtk_editable_set_text (GTK_EDITABLE (fiel_setting_row_get_control (FIEL_SETTING_ROW (limit))), "many");
  g_signal_emit_by_name (fiel_setting_row_get_control (FIEL_SETTING_ROW (limit)), "activate");
  g_assert_nonnull (fiel_setting_row_get_reason (FIEL_SETTING_ROW (limit)));
  g_assert_nonnull (strstr (fiel_setting_row_get_reason (FIEL_SETTING_ROW (limit)), "“many” is not an amount"));
  fiel_setting_row_enter (FIEL_SETTING_ROW (limit), "200000");
  g_assert_null (fiel_setting_row_get_reason (FIEL_SETTING_ROW (limit)));
  fiel_setting_row_enter (FIEL_SETTING_ROW (find_limit (test->page, "training")), "managers");
  g_assert_true (g_file_get_contents (fiel_profile_get_path (fiel_engine_get_profile (test->engine)), &text, NULL,
                                      NULL));
  g_assert_nonnull (strstr (text, "cashier-max-sale=200000\n"));
  g_assert_nonnull (strstr (text, "training=managers\n"));
}

/* A store without people: the first is a manager, and goes on. */
static void
test_first (Test *test, gconstpointer data)
{
  GtkWidget *row = find_row (test, "Add somebody");

  g_assert_false (gtk_widget_get_visible (get (test, "gate_group")));
  g_assert_false (gtk_widget_get_visible (get (test, "people_group")));
  g_assert_false (gtk_widget_get_visible (get (test, "limits_group")));
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (fiel_window_test_get_child (row, "role"))), ==, 1);
  set (row, "name", "Rosa");
  set (row, "pin", "739146");
  set (row, "again", "739146");
  save (row);
  g_assert_nonnull (find_row (test, "Rosa"));
  g_assert_true (gtk_widget_get_visible (get (test, "new_group")));
  g_assert_true (fiel_people_get_locked (get_people (test)));
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

#define add_test(path, people, function) g_test_add (path, Test, people, set_up, function, tear_down)

  add_test ("/people-page/gate", PEOPLE, test_gate);
  add_test ("/people-page/add", PEOPLE, test_add);
  add_test ("/people-page/change", PEOPLE, test_change);
  add_test ("/people-page/remove", PEOPLE, test_remove);
  add_test ("/people-page/limits", PEOPLE, test_limits);
  add_test ("/people-page/first", "", test_first);

  return g_test_run ();
}
