/* test-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-private.h"
#include "fiel-country-row.h"
#include "fiel-environment-row.h"
#include "fiel-fake-secrets.h"
#include "fiel-secret-row.h"
#include "fiel-setting-row.h"
#include "fiel-setting-search.h"
#include "fiel-settings-window.h"
#include "fiel-terminal-finder.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* The settings through their window: what is entered, what is said, and what the file holds afterwards. */

#define UAT "https://api-uat-getnet-posintegrado.ione.cl/api/postxs/"
#define LIVE "https://api-getnet-posintegrado.ione.cl/api/postxs/"

static char *template_text;   /* owned: the file each test begins with */

static void
write_file (FielEngine *engine, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fiel_profile_get_path (fiel_engine_get_profile (engine)), text, -1, &error);
  g_assert_no_error (error);
}

static char *
read_file (FielWindowTest *test)
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
  write_file (engine, whole);
  g_free (template_text);
  template_text = g_steal_pointer (&whole);
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

static const FielWindowTestStore store = { .environment = "test", .prepare = prepare_test };
static const FielWindowTestStore training = { .environment = "training", .prepare = prepare_training };
static const FielWindowTestStore live = { .environment = "production", .prepare = prepare_live };
static const FielWindowTestStore argentina
  = { .environment = "training", .country = "ar", .currency = "ARS", .prepare = prepare_training };

static FielSettingsWindow *
find_window (void)
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

static FielSettingsWindow *
open_settings (FielWindowTest *test, const char *page)
{
  FielSettingsWindow *window = NULL;

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.settings", NULL);
  window = find_window ();
  g_assert_nonnull (window);
  fiel_settings_window_show_page (window, page);
  fiel_test_drain ();

  return window;
}

/* And whatever comes of it. */
static void
close_settings (FielWindowTest *test)
{
  gtk_window_close (GTK_WINDOW (find_window ()));
  fiel_test_drain ();
  fiel_window_test_wait_us (test, 1);
  g_assert_null (find_window ());
}

typedef gboolean (*MatchFunc) (GtkWidget *widget, gconstpointer data);

static GtkWidget *
find_below (GtkWidget *widget, MatchFunc match, gconstpointer data)
{
  if (match (widget, data))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, match, data);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_setting (GtkWidget *widget, gconstpointer data)
{
  const char *const *names = data;

  return FIEL_IS_SETTING_ROW (widget)
         && g_str_equal (fiel_setting_row_get_group (FIEL_SETTING_ROW (widget)), names[0])
         && g_str_equal (fiel_setting_row_get_key (FIEL_SETTING_ROW (widget)), names[1]);
}

static gboolean
is_of_type (GtkWidget *widget, gconstpointer data)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) data);
}

static GtkWidget *
find_type (gpointer widget, GType type)
{
  return find_below (widget, is_of_type, &type);
}

static gboolean
is_button (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), data) == 0;
}

static void
press (gpointer widget, const char *label)
{
  GtkWidget *button = find_below (widget, is_button, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  fiel_test_drain ();
}

static FielSettingRow *
find_setting (FielSettingsWindow *window, const char *group, const char *key)
{
  const char *const names[] = { group, key };
  GtkWidget *row = find_below (GTK_WIDGET (window), is_setting, names);

  g_assert_nonnull (row);

  return FIEL_SETTING_ROW (row);
}

static void
enter (FielSettingRow *row, const char *text)
{
  GtkWidget *control = fiel_setting_row_get_control (row);

  gtk_editable_set_text (GTK_EDITABLE (control), text);
  g_signal_emit_by_name (control, "activate");
  fiel_test_drain ();
}

static void
assert_saved (FielWindowTest *test, const char *line)
{
  g_autofree char *text = read_file (test);
  g_autofree char *whole = g_strconcat ("\n", line, "\n", NULL);

  if (strstr (text, whole) == NULL)
    g_assert_cmpstr (text, ==, line);
}

static void
assert_untouched (FielWindowTest *test)
{
  g_autofree char *text = read_file (test);

  g_assert_cmpstr (text, ==, template_text);
}

static void
assert_fine (FielSettingRow *row)
{
  g_assert_cmpstr (fiel_setting_row_get_reason (row), ==, NULL);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (fiel_setting_row_get_control (row)), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
}

/* Seen, heard, and not in the file. */
static void
assert_refused (FielWindowTest *test, FielSettingRow *row, const char *reason)
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
  assert_untouched (test);
}

static void
assert_trouble (FielSettingsWindow *window, const char *words, const char *remedy)
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

static void
assert_no_trouble (FielSettingsWindow *window)
{
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (window, "trouble")));
}

static void
remedy (FielSettingsWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "settings.remedy", NULL);
  fiel_test_drain ();
}

/* -- Opening -- */

static void
assert_badge (FielSettingsWindow *window, const char *word, const char *style_class)
{
  GtkWidget *badge = fiel_window_test_get_child (window, "badge");

  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (badge)), ==, word);
  g_assert_true (gtk_widget_has_css_class (badge, style_class));
}

static void
test_opens (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "till");
  FielSettingRow *row = find_setting (window, "till", "name");

  g_assert_true (open_settings (test, "till") == window);
  assert_badge (window, "TEST", "test");
  gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (fiel_setting_row_get_control (row)),
                                       GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                       fiel_window_test_get_child (row, "title"), NULL);
  close_settings (test);
  /* Nothing was changed: the till goes on. */
  g_assert_true (fiel_window_get_engine (test->window) == test->engine);
  assert_untouched (test);
}

static void
test_says_live (FielWindowTest *test, gconstpointer data)
{
  assert_badge (open_settings (test, "providers"), "LIVE", "live");
  close_settings (test);
}

static void
test_says_training (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "providers");

  assert_badge (window, "TRAINING", "practice");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (window), "fiel-training"));
  close_settings (test);
}

/* -- Rows -- */

typedef struct
{
  const char *page;
  const char *group;
  const char *key;
  const char *wrong;
  const char *reason;
  const char *right;
  const char *line;
} Field;

static const Field fields[] = {
  { "store", "store", "name", "", "this key is missing", "Ñandú", "name=Ñandú" },
  { "store", "store", "name", "12345678901234567890123456789012345678901234567890123456789012345", "this is too long.",
    "Ñandú", "name=Ñandú" },
  { "providers", "provider getnet", "base-address", "http://example.test", "the address must start with https://",
    "https://example.test/", "base-address=https://example.test/" },
  { "providers", "provider getnet", "base-address", "", "missing; give the address", "https://example.test/",
    "base-address=https://example.test/" },
  { "providers", "provider getnet", "client-id", "a b", "“a b” is not one word", "shop", "client-id=shop" },
  { "providers", "provider getnet", "env-header", "a b", "“a b” is not one word", "uat2", "env-header=uat2" },
  { "providers", "provider getnet", "api-key-header", "Host", "the header Host is used", "X-API-KEY",
    "api-key-header=X-API-KEY" },
  { "providers", "provider getnet", "callback-address", "till", "“till” is not an address",
    "https://till.example/1234567890123456789012", "callback-address=https://till.example/1234567890123456789012" },
  { "providers", "provider getnet", "listen-port", "65536", "“65536” is not a whole number", "0", "listen-port=0" },
  { "terminals", "terminal sur", "name", "", "this key is missing", "Sur", "name=Sur" },
  { "terminals", "terminal sur", "terminal-id", "1 2", "“1 2” is not an identifier.", "12", "terminal-id=12" },
  { "terminals", "terminal sur", "branch-id", "é", "“é” is not an identifier.", "7", "branch-id=7" },
  { "terminals", "terminal sur", "serial-number", "", "this key is missing", "B1", "serial-number=B1" },
  { "terminals", "terminal sur", "provider", "adyen", "there is no group [provider adyen].", "getnet",
    "provider=getnet" },
  { "till", "till", "name", "", "this key is missing", "Caja 3", "name=Caja 3" },
  { "till", "till", "cashier", "12345678901234567890123456789012345678901234567890123456789012345",
    "this is too long.", "Luis", "cashier=Luis" },
  { "till", "till", "max-sale", "12.990", "“12.990” is not an amount. Allowed: digits alone", "12990",
    "max-sale=12990" },
  { "till", "till", "max-sale", "0", "“0” is not allowed.", "12990", "max-sale=12990" },
  { "till", "till", "quick-amounts", "1 2 3 4 5 6 7", "“1,2,3,4,5,6,7” is not allowed.", "1000 5000",
    "quick-amounts=1000,5000" },
  { "till", "till", "quick-amounts", "1000 x", "“x” is not an amount.", "1000;5000", "quick-amounts=1000,5000" },
  { "till", "till", "return-after", "3601", "“3601” is not allowed.", "0", "return-after=0" },
  { "till", "till", "lock-after", "soon", "“soon” is not allowed.", "15", "lock-after=15" },
  { "till", "till", "return-limit", "-1", "“-1” is not", "0", "return-limit=0" },
  { "till", "till", "return-without-original-limit", "0", "“0” is not allowed.", "7000",
    "return-without-original-limit=7000\nreturn-without-original=yes" },
  { "receipts", "receipts", "header-1", "12345678901234567890123456789012345678901234567890123456789012345",
    "this is too long.", "RUT 1-9", "header-1=RUT 1-9" },
  { "receipts", "receipts", "footer-6", "12345678901234567890123456789012345678901234567890123456789012345",
    "this is too long.", "Gracias", "footer-6=Gracias" },
  { "shift", "shift", "cash-difference-limit", "x", "“x” is not an amount.", "500", "cash-difference-limit=500" },
};

static void
check_field (FielWindowTest *test, FielSettingsWindow *window, const Field *field)
{
  FielSettingRow *row = find_setting (window, field->group, field->key);
  GtkEditable *control = GTK_EDITABLE (fiel_setting_row_get_control (row));

  assert_fine (row);
  enter (row, field->wrong);
  assert_refused (test, row, field->reason);
  /* It is still there when the row was left. */
  gtk_widget_grab_focus (fiel_window_test_get_child (window, "list"));
  fiel_test_drain ();
  g_assert_cmpstr (gtk_editable_get_text (control), ==, field->wrong);

  enter (row, field->right);
  assert_fine (row);
  assert_saved (test, field->line);
  assert_no_trouble (window);
  g_free (template_text);
  template_text = read_file (test);
}

/* Every field of a page. */
static void
check_fields (FielWindowTest *test, const char *page)
{
  FielSettingsWindow *window = open_settings (test, page);
  guint n_fields = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].page, page))
      {
        check_field (test, window, &fields[i]);
        n_fields++;
      }
  g_assert_cmpuint (n_fields, >, 0);
  close_settings (test);
}

static void
test_store_fields (FielWindowTest *test, gconstpointer data)
{
  check_fields (test, "store");
}

static void
test_provider_fields (FielWindowTest *test, gconstpointer data)
{
  check_fields (test, "providers");
}

static void
test_terminal_fields (FielWindowTest *test, gconstpointer data)
{
  check_fields (test, "terminals");
}

static void
test_till_fields (FielWindowTest *test, gconstpointer data)
{
  check_fields (test, "till");
}

static void
test_receipt_fields (FielWindowTest *test, gconstpointer data)
{
  check_fields (test, "receipts");
}

static void
test_shift_fields (FielWindowTest *test, gconstpointer data)
{
  check_fields (test, "shift");
}

/* What was wrong is looked at again while it is being mended; what was right is taken back without a word. */
static void
test_mended (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "till");
  FielSettingRow *row = find_setting (window, "till", "return-after");
  GtkEditable *control = GTK_EDITABLE (fiel_setting_row_get_control (row));
  int position = 4;

  gtk_editable_set_text (control, "9999");
  assert_fine (row);
  g_signal_emit_by_name (control, "activate");
  assert_refused (test, row, "“9999” is not allowed.");
  gtk_editable_insert_text (control, "9", 1, &position);
  assert_refused (test, row, "“99999” is not allowed.");
  gtk_editable_set_text (control, "");
  assert_fine (row);
  assert_untouched (test);
  close_settings (test);
}

static void
test_leaving_counts (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "till");
  FielSettingRow *row = find_setting (window, "till", "name");

  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_editable_set_text (GTK_EDITABLE (fiel_setting_row_get_control (row)), "Caja 8");
  assert_untouched (test);
  gtk_widget_grab_focus (GTK_WIDGET (find_setting (window, "till", "cashier")));
  fiel_test_drain ();
  assert_saved (test, "name=Caja 8");
  close_settings (test);
}

static void
test_closing_counts (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "till");
  FielSettingRow *row = find_setting (window, "till", "name");
  g_autofree char *path = g_strdup (fiel_profile_get_path (fiel_engine_get_profile (test->engine)));
  g_autofree char *text = NULL;
  g_autoptr (FielEngine) engine = g_object_ref (test->engine);

  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_editable_set_text (GTK_EDITABLE (fiel_setting_row_get_control (row)), "Caja 8");
  gtk_widget_activate_action (GTK_WIDGET (window), "settings.back", NULL);
  fiel_test_drain ();
  g_assert_null (find_window ());
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "name=Caja 8\n"));
  fiel_window_test_wait_us (test, 1);
}

static void
test_choices (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "till");
  FielSettingRow *guard = find_setting (window, "till", "repeat-guard");
  FielSettingRow *paper = find_setting (window, "receipts", "paper");
  FielSettingRow *colour = find_setting (window, "terminal norte", "colour");
  FielSettingRow *cash = find_setting (window, "shift", "cash");

  g_assert_true (gtk_switch_get_active (GTK_SWITCH (fiel_setting_row_get_control (guard))));
  gtk_switch_set_active (GTK_SWITCH (fiel_setting_row_get_control (guard)), FALSE);
  assert_saved (test, "repeat-guard=no");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (fiel_setting_row_get_control (paper))), ==, 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (fiel_setting_row_get_control (paper)), 2);
  assert_saved (test, "paper=a4");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (fiel_setting_row_get_control (colour)), 2);
  assert_saved (test, "colour=teal");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (fiel_setting_row_get_control (cash)), 2);
  assert_saved (test, "cash=blind");
  close_settings (test);
}

/* A choice that cannot be does not look as if it were. */
static void
test_refused_choice (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "store");
  AdwComboRow *row = ADW_COMBO_ROW (find_type (window, FIEL_TYPE_COUNTRY_ROW));
  const guint before = adw_combo_row_get_selected (row);

  adw_combo_row_set_selected (row, 3);   /* Mexico: Getnet has no terminals there */
  fiel_test_drain ();
  row = ADW_COMBO_ROW (find_type (window, FIEL_TYPE_COUNTRY_ROW));
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, before);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "Getnet’s terminals are known here only for cl and ar");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  assert_untouched (test);
  close_settings (test);
}

/* The limits stay the same number of pesos, and the amount mode one that the currency has. */
static void
test_country (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "till");

  enter (find_setting (window, "till", "max-sale"), "20000");
  enter (find_setting (window, "till", "quick-amounts"), "1000 5000");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_type (window, FIEL_TYPE_COUNTRY_ROW)), 0);
  fiel_test_drain ();
  assert_saved (test, "country=ar\ncurrency=ARS");
  assert_saved (test, "max-sale=2000000");
  assert_saved (test, "quick-amounts=100000,500000");
  g_assert_cmpstr (gtk_editable_get_text (
                     GTK_EDITABLE (fiel_setting_row_get_control (find_setting (window, "till", "max-sale")))),
                   ==, "20000.00");

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_type (window, FIEL_TYPE_COUNTRY_ROW)), 2);
  fiel_test_drain ();
  assert_saved (test, "max-sale=20000");
  close_settings (test);
}

static void
test_decimals (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "till");
  FielSettingRow *row = find_setting (window, "till", "max-sale");
  FielSettingRow *mode = find_setting (window, "till", "amount-mode");

  enter (row, "129,90");
  assert_refused (test, row, "“129,90” is not an amount. Allowed: digits, and a point");
  enter (row, "129.90");
  assert_saved (test, "max-sale=12990");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (fiel_setting_row_get_control (mode)), 1);
  assert_saved (test, "amount-mode=decimal");
  close_settings (test);
}

/* -- Real money -- */

static GtkWindow *
find_question (void)
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

static void
answer (const char *response)
{
  g_assert_nonnull (find_question ());
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_question ()), response);
  fiel_test_drain ();
}

static void
test_real_money (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "providers");
  AdwComboRow *row = ADW_COMBO_ROW (find_type (window, FIEL_TYPE_ENVIRONMENT_ROW));

  /* Production has no value of its own for this header. */
  enter (find_setting (window, "provider getnet", "env-header"), "prod");
  g_free (template_text);
  template_text = read_file (test);

  adw_combo_row_set_selected (row, 2);
  answer ("cancel");
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 1);
  assert_untouched (test);
  assert_badge (window, "TEST", "test");

  adw_combo_row_set_selected (row, 2);
  answer ("live");
  assert_saved (test, "environment=production\nbase-address=" LIVE);
  assert_badge (window, "LIVE", "live");
  close_settings (test);
}

/* What is missing is named, and nothing is half saved. */
static void
test_from_training (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "providers");

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_type (window, FIEL_TYPE_ENVIRONMENT_ROW)), 1);
  fiel_test_drain ();
  assert_trouble (window, "Not saved yet. [provider getnet] client-id: missing;", "_Undo");
  assert_untouched (test);
  enter (find_setting (window, "provider getnet", "client-id"), "abc");
  assert_no_trouble (window);
  assert_saved (test, "environment=test\nbase-address=" UAT "\nclient-id=abc");
  close_settings (test);
}

static void
test_known_address (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "providers");
  FielSettingRow *row = find_setting (window, "provider getnet", "base-address");
  GtkWidget *known = find_type (row, GTK_TYPE_MENU_BUTTON);

  press (gtk_menu_button_get_popover (GTK_MENU_BUTTON (known)),
         "https://api-dev-getnet-posintegrado.ione.cl/api/postxs/");
  assert_saved (test, "base-address=https://api-dev-getnet-posintegrado.ione.cl/api/postxs/");
  close_settings (test);
}

static void
test_callback_token (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "providers");
  FielSettingRow *row = find_setting (window, "provider getnet", "callback-address");
  GtkEditable *control = GTK_EDITABLE (fiel_setting_row_get_control (row));
  g_autofree char *first = NULL;

  gtk_editable_set_text (control, "https://till.example/calls/old");
  press (row, "_New End");
  first = g_strdup (gtk_editable_get_text (control));
  g_assert_true (g_str_has_prefix (first, "https://till.example/calls/"));
  g_assert_cmpuint (strlen (first), ==, strlen ("https://till.example/calls/") + 32);
  press (row, "_New End");
  g_assert_cmpstr (gtk_editable_get_text (control), !=, first);
  /* Long enough for the reader to let the till listen. */
  enter (find_setting (window, "provider getnet", "listen-port"), "8090");
  assert_saved (test, "listen-port=8090");
  close_settings (test);
}

/* -- Files -- */

static void
test_incomplete (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "providers");

  press (window, "_Add an Account");
  assert_trouble (window, "Not saved yet. [provider getnet-2] base-address: missing;", "_Undo");
  enter (find_setting (window, "till", "name"), "Caja 8");
  assert_untouched (test);
  remedy (window);
  assert_no_trouble (window);
  assert_untouched (test);
  g_assert_cmpstr (gtk_editable_get_text (
                     GTK_EDITABLE (fiel_setting_row_get_control (find_setting (window, "till", "name")))),
                   ==, "Caja 2");
  close_settings (test);
}

static void
test_somebody_else (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "till");
  g_autofree char *theirs = g_strconcat (template_text, "# theirs\n", NULL);

  write_file (test->engine, theirs);
  g_free (template_text);
  template_text = g_steal_pointer (&theirs);
  enter (find_setting (window, "till", "name"), "Caja 8");
  assert_trouble (window, "somebody else changed the store profile meanwhile.", "_Read Again");
  assert_untouched (test);
  remedy (window);
  assert_no_trouble (window);
  enter (find_setting (window, "till", "name"), "Caja 8");
  assert_saved (test, "# theirs");
  assert_saved (test, "name=Caja 8");
  close_settings (test);
}

static void
set_disk_full (gboolean full)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = full ? 16 : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_full_disk (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "till");

  signal (SIGXFSZ, SIG_IGN);
  set_disk_full (TRUE);
  enter (find_setting (window, "till", "name"), "Caja 8");
  set_disk_full (FALSE);
  assert_trouble (window, "could not be saved, the old one is untouched", "_Try Again");
  assert_untouched (test);
  remedy (window);
  assert_no_trouble (window);
  assert_saved (test, "name=Caja 8");
  close_settings (test);
}

static void
assert_closed_to_edits (FielSettingsWindow *window)
{
  GtkWidget *row = find_type (window, FIEL_TYPE_SETTING_ROW);

  g_assert_nonnull (row);
  g_assert_false (gtk_widget_is_sensitive (fiel_setting_row_get_control (FIEL_SETTING_ROW (row))));
}

static void
test_wrong_file (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = NULL;
  g_autofree char *wrong = g_strconcat (template_text, "what\n", NULL);

  write_file (test->engine, wrong);
  g_free (template_text);
  template_text = g_steal_pointer (&wrong);
  window = open_settings (test, "till");
  assert_trouble (window, "this line is none of [group], key=value and # comment.", "_Restore the Last Good One");
  assert_closed_to_edits (window);
  close_settings (test);
  assert_untouched (test);
}

/* The file went wrong while the till was open: what it works with takes the file's place, when somebody says so. */
static void
test_restores (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = NULL;
  g_autofree char *wrong = g_strconcat (template_text, "what\n", NULL);

  write_file (test->engine, wrong);
  window = open_settings (test, "till");
  assert_trouble (window, "this line is none of [group]", "_Restore the Last Good One");
  remedy (window);
  assert_no_trouble (window);
  assert_untouched (test);
  enter (find_setting (window, "till", "name"), "Caja 8");
  assert_saved (test, "name=Caja 8");
  close_settings (test);
}

static void
test_newer_file (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = NULL;
  g_auto (GStrv) parts = g_strsplit (template_text, "version=1", 2);
  g_autofree char *newer = g_strjoinv ("version=2", parts);

  write_file (test->engine, newer);
  g_free (template_text);
  template_text = g_steal_pointer (&newer);
  window = open_settings (test, "till");
  assert_trouble (window, "this profile was written by a newer Fiel", NULL);
  assert_closed_to_edits (window);
  close_settings (test);
  assert_untouched (test);
}

/* -- Secrets -- */

static FielFakeSecrets *
get_secrets (FielWindowTest *test)
{
  return FIEL_FAKE_SECRETS (fiel_engine_get_secrets (fiel_window_get_engine (test->window)));
}

static const char *
get_state (GtkWidget *row)
{
  return gtk_label_get_label (GTK_LABEL (fiel_window_test_get_child (row, "state")));
}

static gboolean
has_answer (gpointer user_data)
{
  return !g_str_has_prefix (get_state (user_data), "Asking");
}

static gboolean
is_stored (gpointer user_data)
{
  return !gtk_widget_get_visible (fiel_window_test_get_child (user_data, "form"))
         && g_str_has_prefix (get_state (user_data), "Stored in the keyring since ");
}

static gboolean
is_in_trouble (gpointer user_data)
{
  return gtk_widget_get_visible (fiel_window_test_get_child (user_data, "wrong"));
}

static GtkWidget *
find_secret (FielSettingsWindow *window)
{
  GtkWidget *row = find_type (window, FIEL_TYPE_SECRET_ROW);

  g_assert_nonnull (row);
  fiel_test_run_until (has_answer, row, "the keyring has answered", 30);

  return row;
}

static void
type_secret (GtkWidget *row, const char *secret)
{
  gtk_widget_activate_action (row, "secret.replace", NULL);
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (row, "form")));
  gtk_editable_set_text (GTK_EDITABLE (fiel_window_test_get_child (row, "entry")), secret);
  gtk_widget_activate_action (row, "secret.store", NULL);
}

static void
test_secret (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "providers");
  GtkWidget *row = find_secret (window);
  g_autofree char *kept = NULL;
  g_autofree char *rotated = NULL;

  g_assert_cmpstr (get_state (row), ==, "Not stored");
  type_secret (row, "c4nary ");
  fiel_test_run_until (is_stored, row, "it is stored", 30);
  kept = fiel_fake_secrets_get (get_secrets (test), "getnet", "client-secret");
  g_assert_cmpstr (kept, ==, "c4nary");
  /* Nothing can be read back, and the form is shut. */
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (row, "form")));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fiel_window_test_get_child (row, "entry"))), ==, "");
  assert_untouched (test);

  type_secret (row, "an0ther");
  fiel_test_run_until (is_stored, row, "it is stored", 30);
  rotated = fiel_fake_secrets_get (get_secrets (test), "getnet", "client-secret");
  g_assert_cmpstr (rotated, ==, "an0ther");
  g_assert_true (fiel_fake_secrets_stayed_away (get_secrets (test)));
  close_settings (test);
}

static void
refuse_secret (FielWindowTest *test, int code, const char *message)
{
  FielSettingsWindow *window = open_settings (test, "providers");
  GtkWidget *row = find_secret (window);
  GtkWidget *entry = fiel_window_test_get_child (row, "entry");
  g_autofree char *kept = NULL;

  fiel_fake_secrets_fail (get_secrets (test), code, message);
  type_secret (row, "c4nary");
  fiel_test_run_until (is_in_trouble, row, "the keyring has refused", 30);
  fiel_window_test_assert_label (row, "reason", message);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fiel_window_test_get_child (row, "wrong")),
                                   GTK_ACCESSIBLE_ROLE_ALERT);
  /* It need not be typed again, and it is nowhere. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "c4nary");
  assert_untouched (test);

  fiel_fake_secrets_fail (get_secrets (test), -1, NULL);
  gtk_widget_activate_action (row, "secret.store", NULL);
  fiel_test_run_until (is_stored, row, "it is stored", 30);
  kept = fiel_fake_secrets_get (get_secrets (test), "getnet", "client-secret");
  g_assert_cmpstr (kept, ==, "c4nary");
  g_assert_false (is_in_trouble (row));
  close_settings (test);
}

static void
test_locked_keyring (FielWindowTest *test, gconstpointer data)
{
  refuse_secret (test, FIEL_SECRETS_ERROR_LOCKED, "The keyring is locked.");
}

static void
test_no_keyring (FielWindowTest *test, gconstpointer data)
{
  refuse_secret (test, FIEL_SECRETS_ERROR_NO_KEYRING, "There is no keyring.");
}

static void
test_unwilling_keyring (FielWindowTest *test, gconstpointer data)
{
  refuse_secret (test, FIEL_SECRETS_ERROR_FAILED, "The keyring did not do it.");
}

/* -- Terminals -- */

static gboolean
is_row_titled (GtkWidget *widget, gconstpointer data)
{
  return ADW_IS_PREFERENCES_ROW (widget)
         && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), data) == 0;
}

static void
test_finds_terminals (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "terminals");
  GtkWidget *finder = find_type (window, FIEL_TYPE_TERMINAL_FINDER);
  GtkWidget *owned = NULL;

  fiel_fake_engine_add_found (test->engine, "1/1/A7731");
  fiel_fake_engine_add_found (test->engine, "9/1/A9999");
  press (finder, "_Look for Terminals");
  owned = find_below (finder, is_row_titled, "1/1/A7731");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (owned)), ==, "Is there already: Terminal Norte");
  g_assert_null (find_below (owned, is_button, "_Add"));
  press (find_below (finder, is_row_titled, "9/1/A9999"), "_Add");
  assert_saved (test, "[terminal a9999]\nprovider=getnet\nname=A9999\nterminal-id=9\nbranch-id=1\nserial-number=A9999");
  enter (find_setting (window, "terminal a9999", "name"), "Barra");
  assert_saved (test, "name=Barra");
  close_settings (test);
}

static void
test_provider_is_silent (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "terminals");
  GtkWidget *finder = find_type (window, FIEL_TYPE_TERMINAL_FINDER);
  GtkWidget *row = NULL;

  fiel_fake_engine_fail_next (test->engine, FIEL_ENGINE_ERROR_PROVIDER, "It does not answer.");
  press (finder, "_Look for Terminals");
  row = find_below (finder, is_row_titled, "getnet");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "It does not answer.");
  close_settings (test);
}

static void
test_terminal_by_hand (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "terminals");
  FielSettingRow *serial = NULL;

  press (window, "_Add by Hand");
  assert_trouble (window, "[terminal terminal] name: this key is missing", "_Undo");
  enter (find_setting (window, "terminal terminal", "name"), "Barra");
  enter (find_setting (window, "terminal terminal", "terminal-id"), "1");
  enter (find_setting (window, "terminal terminal", "branch-id"), "1");
  serial = find_setting (window, "terminal terminal", "serial-number");
  enter (serial, "A7731");
  assert_refused (test, serial, "this is the same machine as [terminal norte]");
  enter (serial, "A9999");
  assert_no_trouble (window);
  assert_saved (test, "serial-number=A9999");
  close_settings (test);
}

static void
test_removes_terminal (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "terminals");
  g_autofree char *text = NULL;

  press (find_below (GTK_WIDGET (window), is_row_titled, "Terminal Sur"), "_Start With It");
  assert_saved (test, "default-terminal=sur");
  press (find_below (GTK_WIDGET (window), is_row_titled, "Terminal Sur"), "Re_move");
  text = read_file (test);
  g_assert_null (strstr (text, "default-terminal"));
  g_assert_null (strstr (text, "[terminal sur]"));
  g_assert_nonnull (strstr (text, "[terminal norte]"));
  close_settings (test);
}

/* -- Finding -- */

static void
test_search (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "store");
  GtkWidget *search = fiel_window_test_get_child (window, "search");
  GtkWidget *results = fiel_window_test_get_child (window, "results");
  GtkWidget *stack = fiel_window_test_get_child (window, "stack");

  gtk_editable_set_text (GTK_EDITABLE (search), "QUICK amo");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_nonnull (find_below (results, is_row_titled, "Quick amounts"));
  g_assert_null (find_below (results, is_row_titled, "Largest sale"));
  g_signal_emit_by_name (search, "activate");
  fiel_test_drain ();
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "till");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)),
                                         GTK_WIDGET (find_setting (window, "till", "quick-amounts"))));
  gtk_editable_set_text (GTK_EDITABLE (search), "zzz");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_null (find_type (results, ADW_TYPE_ACTION_ROW));
  close_settings (test);
}

/* -- Using what was saved -- */

static void
test_used_when_closed (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "till");
  g_autoptr (FielEngine) before = g_object_ref (test->engine);

  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (window, "pending")));
  enter (find_setting (window, "till", "name"), "Caja 8");
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (window, "pending")));
  fiel_window_test_assert_label (window, "pending_words", "Saved. The till uses it when these settings are closed.");
  g_assert_true (fiel_window_get_engine (test->window) == before);
  close_settings (test);
  g_assert_true (fiel_window_get_engine (test->window) != before);
  g_assert_nonnull (fiel_window_get_engine (test->window));
}

static void
test_used_now (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "till");
  g_autoptr (FielEngine) before = g_object_ref (test->engine);

  enter (find_setting (window, "till", "name"), "Caja 8");
  gtk_widget_activate_action (GTK_WIDGET (window), "settings.apply", NULL);
  fiel_test_drain ();
  fiel_window_test_wait_us (test, 1);
  g_assert_true (fiel_window_get_engine (test->window) != before);
  g_assert_true (find_window () == window);
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (window, "pending")));
  close_settings (test);
}

/* Who closes the till closes its settings, and nothing is opened again. */
static void
test_till_closes_first (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = open_settings (test, "till");

  enter (find_setting (window, "till", "name"), "Caja 8");
  gtk_window_destroy (GTK_WINDOW (test->window));
  fiel_test_drain ();
  g_assert_null (find_window ());
  g_assert_null (test->window);
}

/* A payment is not left alone with a till that closes. */
static void
test_used_after_the_payment (FielWindowTest *test, gconstpointer data)
{
  g_autoptr (FielEngine) before = g_object_ref (test->engine);
  FielAttempt *attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "7");
  FielSettingsWindow *window = NULL;

  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_WAITING);
  fiel_fake_engine_refresh (test->engine);
  window = open_settings (test, "till");
  enter (find_setting (window, "till", "name"), "Caja 8");
  fiel_window_test_assert_label (window, "pending_words",
                                 "Saved. The till uses it as soon as the open payment has its result.");
  gtk_widget_activate_action (GTK_WIDGET (window), "settings.apply", NULL);
  fiel_test_drain ();
  g_assert_true (fiel_window_get_engine (test->window) == before);
  close_settings (test);
  g_assert_true (fiel_window_get_engine (test->window) == before);
  fiel_window_test_assert_label (fiel_window_test_get_child (test->window, "trouble"), "words",
                                 "The new settings are used as soon as no payment is open.");

  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (test->engine);
  fiel_test_drain ();
  fiel_window_test_wait_us (test, 1);
  g_assert_true (fiel_window_get_engine (test->window) != before);
}

int
main (int argc, char *argv[])
{
  int code;

  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/settings/opens", &store, test_opens);
  fiel_window_test_add ("/settings/says-live", &live, test_says_live);
  fiel_window_test_add ("/settings/says-training", &training, test_says_training);
  fiel_window_test_add ("/settings/store-fields", &store, test_store_fields);
  fiel_window_test_add ("/settings/provider-fields", &store, test_provider_fields);
  fiel_window_test_add ("/settings/terminal-fields", &store, test_terminal_fields);
  fiel_window_test_add ("/settings/till-fields", &store, test_till_fields);
  fiel_window_test_add ("/settings/receipt-fields", &store, test_receipt_fields);
  fiel_window_test_add ("/settings/shift-fields", &store, test_shift_fields);
  fiel_window_test_add ("/settings/mended", &store, test_mended);
  fiel_window_test_add ("/settings/leaving-counts", &store, test_leaving_counts);
  fiel_window_test_add ("/settings/closing-counts", &store, test_closing_counts);
  fiel_window_test_add ("/settings/choices", &store, test_choices);
  fiel_window_test_add ("/settings/refused-choice", &store, test_refused_choice);
  fiel_window_test_add ("/settings/country", &training, test_country);
  fiel_window_test_add ("/settings/decimals", &argentina, test_decimals);
  fiel_window_test_add ("/settings/real-money", &store, test_real_money);
  fiel_window_test_add ("/settings/from-training", &training, test_from_training);
  fiel_window_test_add ("/settings/known-address", &store, test_known_address);
  fiel_window_test_add ("/settings/callback-token", &store, test_callback_token);
  fiel_window_test_add ("/settings/incomplete", &store, test_incomplete);
  fiel_window_test_add ("/settings/somebody-else", &store, test_somebody_else);
  fiel_window_test_add ("/settings/full-disk", &store, test_full_disk);
  fiel_window_test_add ("/settings/wrong-file", &store, test_wrong_file);
  fiel_window_test_add ("/settings/restores", &training, test_restores);
  fiel_window_test_add ("/settings/newer-file", &store, test_newer_file);
  fiel_window_test_add ("/settings/secret", &store, test_secret);
  fiel_window_test_add ("/settings/locked-keyring", &store, test_locked_keyring);
  fiel_window_test_add ("/settings/no-keyring", &store, test_no_keyring);
  fiel_window_test_add ("/settings/unwilling-keyring", &store, test_unwilling_keyring);
  fiel_window_test_add ("/settings/finds-terminals", &store, test_finds_terminals);
  fiel_window_test_add ("/settings/provider-is-silent", &store, test_provider_is_silent);
  fiel_window_test_add ("/settings/terminal-by-hand", &store, test_terminal_by_hand);
  fiel_window_test_add ("/settings/removes-terminal", &store, test_removes_terminal);
  fiel_window_test_add ("/settings/search", &store, test_search);
  fiel_window_test_add ("/settings/used-when-closed", &store, test_used_when_closed);
  fiel_window_test_add ("/settings/used-now", &store, test_used_now);
  fiel_window_test_add ("/settings/till-closes-first", &store, test_till_closes_first);
  fiel_window_test_add ("/settings/used-after-the-payment", &store, test_used_after_the_payment);

  code = g_test_run ();
  g_free (template_text);

  return code;
}
