/* test-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-address-warning.h"
#include "fiel-country-row.h"
#include "fiel-environment-row.h"
#include "fiel-test.h"
#include "settings-fixture.h"

#include <string.h>

/* The settings through their window: what is entered, what is said, and what the file holds afterwards. */

/* -- Opening -- */

/* What a setting stands under says what it is about. */
static void
test_groups (FielWindowTest *test, gconstpointer data)
{
  static const struct
  {
    const char *key;
    const char *group;
  } rows[] = { { "name", "This till" }, { "lock-after", "This till" }, { "repeat-guard", "Before a charge" } };
  FielSettingsWindow *window = settings_open (test, "till");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *row = GTK_WIDGET (settings_find_row (window, "till", rows[i].key));
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      g_assert_cmpstr (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)), ==, rows[i].group);
    }
  settings_close (test);
}

static void
test_opens (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "till");
  FielSettingRow *row = settings_find_row (window, "till", "name");

  g_assert_true (settings_open (test, "till") == window);
  settings_assert_badge (window, "TEST", "test");
  gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (fiel_setting_row_get_control (row)),
                                       GTK_ACCESSIBLE_RELATION_LABELLED_BY, fiel_window_test_get_child (row, "title"),
                                       NULL);
  settings_close (test);
  /* Nothing was changed: the till goes on. */
  g_assert_true (fiel_window_get_engine (test->window) == test->engine);
  settings_assert_untouched (test);
}

static void
test_says_live (FielWindowTest *test, gconstpointer data)
{
  settings_assert_badge (settings_open (test, "providers"), "LIVE", "live");
  settings_close (test);
}

static void
test_says_training (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "providers");

  settings_assert_badge (window, "TRAINING", "practice");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (window), "fiel-training"));
  settings_close (test);
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
  { "till", "till", "cashier", "12345678901234567890123456789012345678901234567890123456789012345", "this is too long.",
    "Luis", "cashier=Luis" },
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
  FielSettingRow *row = settings_find_row (window, field->group, field->key);
  GtkEditable *control = GTK_EDITABLE (fiel_setting_row_get_control (row));

  settings_assert_fine (row);
  settings_enter (row, field->wrong);
  settings_assert_refused (test, row, field->reason);
  /* It is still there when the row was left. */
  gtk_widget_grab_focus (fiel_window_test_get_child (window, "list"));
  fiel_test_drain ();
  g_assert_cmpstr (gtk_editable_get_text (control), ==, field->wrong);

  settings_enter (row, field->right);
  settings_assert_fine (row);
  settings_assert_saved (test, field->line);
  settings_assert_no_trouble (window);
  g_free (settings_template);
  settings_template = settings_read_file (test);
}

/* Every field of a page. */
static void
check_fields (FielWindowTest *test, const char *page)
{
  FielSettingsWindow *window = settings_open (test, page);
  guint n_fields = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].page, page))
      {
        check_field (test, window, &fields[i]);
        n_fields++;
      }
  g_assert_cmpuint (n_fields, >, 0);
  settings_close (test);
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
  FielSettingsWindow *window = settings_open (test, "till");
  FielSettingRow *row = settings_find_row (window, "till", "return-after");
  GtkEditable *control = GTK_EDITABLE (fiel_setting_row_get_control (row));
  int position = 4;

  gtk_editable_set_text (control, "9999");
  settings_assert_fine (row);
  g_signal_emit_by_name (control, "activate");
  settings_assert_refused (test, row, "“9999” is not allowed.");
  gtk_editable_insert_text (control, "9", 1, &position);
  settings_assert_refused (test, row, "“99999” is not allowed.");
  gtk_editable_set_text (control, "");
  settings_assert_fine (row);
  settings_assert_untouched (test);
  settings_close (test);
}

static void
test_leaving_counts (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "till");
  FielSettingRow *row = settings_find_row (window, "till", "name");

  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_editable_set_text (GTK_EDITABLE (fiel_setting_row_get_control (row)), "Caja 8");
  settings_assert_untouched (test);
  gtk_widget_grab_focus (GTK_WIDGET (settings_find_row (window, "till", "cashier")));
  fiel_test_drain ();
  settings_assert_saved (test, "name=Caja 8");
  settings_close (test);
}

static void
test_closing_counts (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "till");
  FielSettingRow *row = settings_find_row (window, "till", "name");
  g_autofree char *path = g_strdup (fiel_profile_get_path (fiel_engine_get_profile (test->engine)));
  g_autofree char *text = NULL;
  g_autoptr (FielEngine) engine = g_object_ref (test->engine);

  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_editable_set_text (GTK_EDITABLE (fiel_setting_row_get_control (row)), "Caja 8");
  gtk_widget_activate_action (GTK_WIDGET (window), "settings.back", NULL);
  fiel_test_drain ();
  g_assert_null (settings_find_window ());
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "name=Caja 8\n"));
  fiel_window_test_wait_us (test, 1);
}

static void
assert_called (GtkWidget *widget, const char *name)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
}

/* What is chosen is heard, where the keyboard is as well. */
static void
assert_chosen (FielSettingRow *row, const char *name)
{
  GtkWidget *control = fiel_setting_row_get_control (row);

  assert_called (control, name);
  assert_called (gtk_widget_get_first_child (control), name);
}

static void
test_choice_of_row (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "providers");
  GtkWidget *environment = settings_find_type (window, FIEL_TYPE_ENVIRONMENT_ROW);

  assert_called (environment, "Environment: TEST");
  fiel_environment_row_choose (FIEL_ENVIRONMENT_ROW (environment), "training");
  assert_called (settings_find_type (window, FIEL_TYPE_ENVIRONMENT_ROW), "Environment: TRAINING");
  settings_close (test);
}

static void
test_choices (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "till");
  FielSettingRow *guard = settings_find_row (window, "till", "repeat-guard");
  FielSettingRow *paper = settings_find_row (window, "receipts", "paper");
  FielSettingRow *colour = settings_find_row (window, "terminal norte", "colour");
  FielSettingRow *cash = settings_find_row (window, "shift", "cash");

  g_assert_true (gtk_switch_get_active (GTK_SWITCH (fiel_setting_row_get_control (guard))));
  gtk_switch_set_active (GTK_SWITCH (fiel_setting_row_get_control (guard)), FALSE);
  settings_assert_saved (test, "repeat-guard=no");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (fiel_setting_row_get_control (paper))), ==, 1);
  assert_chosen (paper, "Paper: Roll of 80 mm");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (fiel_setting_row_get_control (paper)), 2);
  settings_assert_saved (test, "paper=a4");
  assert_chosen (paper, "Paper: Sheets (A4)");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (fiel_setting_row_get_control (colour)), 2);
  settings_assert_saved (test, "colour=teal");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (fiel_setting_row_get_control (cash)), 2);
  assert_chosen (cash, "Cash in the drawer: Counted blind: what is expected is shown afterwards");
  settings_assert_saved (test, "cash=blind");
  settings_close (test);
}

/* Only what the store's provider can do, as in the assistant. */
static void
test_offered_countries (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "store");
  AdwComboRow *row = ADW_COMBO_ROW (settings_find_type (window, FIEL_TYPE_COUNTRY_ROW));
  GtkStringList *names = GTK_STRING_LIST (adw_combo_row_get_model (row));

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (names)), ==, 2);
  g_assert_cmpstr (gtk_string_list_get_string (names, 0), ==, "Argentina (ARS)");
  g_assert_cmpstr (gtk_string_list_get_string (names, 1), ==, "Chile (CLP)");
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 1);
  settings_close (test);
}

/* The limits stay the same number of pesos, and the amount mode one that the currency has. */
static void
test_country (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "till");

  settings_enter (settings_find_row (window, "till", "max-sale"), "20000");
  settings_enter (settings_find_row (window, "till", "quick-amounts"), "1000 5000");
  adw_combo_row_set_selected (ADW_COMBO_ROW (settings_find_type (window, FIEL_TYPE_COUNTRY_ROW)), 0);
  fiel_test_drain ();
  settings_assert_saved (test, "country=ar\ncurrency=ARS");
  settings_assert_saved (test, "max-sale=2000000");
  settings_assert_saved (test, "quick-amounts=100000,500000");
  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (fiel_setting_row_get_control (settings_find_row (window, "till", "max-sale")))),
                   ==, "20000.00");

  adw_combo_row_set_selected (ADW_COMBO_ROW (settings_find_type (window, FIEL_TYPE_COUNTRY_ROW)), 1);
  fiel_test_drain ();
  settings_assert_saved (test, "max-sale=20000");
  settings_close (test);
}

/* What is wrong is looked at with every key, but nobody else writes where somebody is writing. */
static void
test_corrected (FielWindowTest *test, gconstpointer data)
{
  FielSettingRow *row = settings_find_row (settings_open (test, "till"), "till", "max-sale");
  GtkEditable *entry = GTK_EDITABLE (fiel_setting_row_get_control (row));
  int position = 3;

  settings_enter (row, "129,90");
  settings_assert_refused (test, row, "“129,90” is not an amount. Allowed: digits, and a point");
  gtk_editable_delete_text (entry, position, position + 1);
  settings_assert_saved (test, "max-sale=1299000");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "12990");
  gtk_editable_insert_text (entry, ".", 1, &position);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "129.90");
  g_signal_emit_by_name (entry, "activate");
  settings_assert_saved (test, "max-sale=12990");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "129.90");
  settings_close (test);
}

/* What was looked at in the middle of it is written as the file has it once they are done. */
static void
test_corrected_and_left (FielWindowTest *test, gconstpointer data)
{
  FielSettingRow *row = settings_find_row (settings_open (test, "till"), "till", "max-sale");
  GtkEditable *entry = GTK_EDITABLE (fiel_setting_row_get_control (row));

  settings_enter (row, "129,90");
  gtk_editable_delete_text (entry, 3, 4);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "12990");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "12990.00");
  settings_assert_saved (test, "max-sale=1299000");
  settings_close (test);
}

static void
test_decimals (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "till");
  FielSettingRow *row = settings_find_row (window, "till", "max-sale");
  FielSettingRow *mode = settings_find_row (window, "till", "amount-mode");

  settings_enter (row, "129,90");
  settings_assert_refused (test, row, "“129,90” is not an amount. Allowed: digits, and a point");
  settings_enter (row, "129.90");
  settings_assert_saved (test, "max-sale=12990");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (fiel_setting_row_get_control (mode)), 1);
  settings_assert_saved (test, "amount-mode=decimal");
  settings_close (test);
}

/* -- Real money -- */

static void
test_real_money (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "providers");
  AdwComboRow *row = ADW_COMBO_ROW (settings_find_type (window, FIEL_TYPE_ENVIRONMENT_ROW));

  /* Production has no value of its own for this header. */
  settings_enter (settings_find_row (window, "provider getnet", "env-header"), "prod");
  g_free (settings_template);
  settings_template = settings_read_file (test);

  adw_combo_row_set_selected (row, 2);
  settings_answer ("cancel");
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 1);
  settings_assert_untouched (test);
  settings_assert_badge (window, "TEST", "test");

  adw_combo_row_set_selected (row, 2);
  settings_answer ("live");
  settings_assert_saved (test, "environment=production\nbase-address=" LIVE);
  settings_assert_badge (window, "LIVE", "live");
  settings_close (test);
}

/* What is missing is named, and nothing is half saved. */
static void
test_from_training (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "providers");

  adw_combo_row_set_selected (ADW_COMBO_ROW (settings_find_type (window, FIEL_TYPE_ENVIRONMENT_ROW)), 1);
  fiel_test_drain ();
  settings_assert_trouble (window, "Not saved yet. [provider getnet] client-id: missing;", "_Undo");
  settings_assert_untouched (test);
  settings_enter (settings_find_row (window, "provider getnet", "client-id"), "abc");
  settings_assert_no_trouble (window);
  settings_assert_saved (test, "environment=test\nbase-address=" UAT "\nclient-id=abc");
  settings_close (test);
}

static void
test_known_address (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "providers");
  FielSettingRow *row = settings_find_row (window, "provider getnet", "base-address");
  GtkWidget *known = settings_find_type (row, GTK_TYPE_MENU_BUTTON);

  settings_press (gtk_menu_button_get_popover (GTK_MENU_BUTTON (known)),
                  "https://api-dev-getnet-posintegrado.ione.cl/api/postxs/");
  settings_assert_saved (test, "base-address=https://api-dev-getnet-posintegrado.ione.cl/api/postxs/");
  settings_close (test);
}

static const char *
get_warning (FielSettingsWindow *window)
{
  GtkWidget *warning = settings_find_type (window, FIEL_TYPE_ADDRESS_WARNING);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (warning), GTK_ACCESSIBLE_ROLE_ALERT);
  if (!gtk_widget_get_visible (warning))
    return "";

  return gtk_label_get_label (GTK_LABEL (fiel_window_test_get_child (warning, "words")));
}

/* An address for tests under LIVE approves what nobody pays: known ones and those that say so are warned of, others are
 * not. */
static void
test_address_of_tests (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "providers");
  FielSettingRow *row = settings_find_row (window, "provider getnet", "base-address");

  g_assert_cmpstr (get_warning (window), ==, "");
  settings_enter (row, "https://api-uat.ione-tech.com/api/postxs/");
  g_assert_true (g_str_has_prefix (get_warning (window), "LIVE with an address for tests:"));
  settings_enter (row, "https://pay.example.com/uat/");
  g_assert_cmpstr (get_warning (window), ==, "");
  settings_enter (row, "https://sandbox.example.com/");
  g_assert_true (g_str_has_prefix (get_warning (window), "LIVE with an address for tests:"));
  settings_enter (row, LIVE);
  g_assert_cmpstr (get_warning (window), ==, "");
  settings_close (test);
}

static void
test_address_of_money (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "providers");
  FielSettingRow *row = settings_find_row (window, "provider getnet", "base-address");

  g_assert_cmpstr (get_warning (window), ==, "");
  settings_enter (row, LIVE);
  g_assert_true (g_str_has_prefix (get_warning (window), "TEST with the address for real money:"));
  settings_close (test);
}

static void
test_callback_token (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "providers");
  FielSettingRow *row = settings_find_row (window, "provider getnet", "callback-address");
  GtkEditable *control = GTK_EDITABLE (fiel_setting_row_get_control (row));
  g_autofree char *first = NULL;

  gtk_editable_set_text (control, "https://till.example/calls/old");
  settings_press (row, "_New end");
  first = g_strdup (gtk_editable_get_text (control));
  g_assert_true (g_str_has_prefix (first, "https://till.example/calls/"));
  g_assert_cmpuint (strlen (first), ==, strlen ("https://till.example/calls/") + 32);
  settings_press (row, "_New end");
  g_assert_cmpstr (gtk_editable_get_text (control), !=, first);
  /* Long enough for the reader to let the till listen. */
  settings_enter (settings_find_row (window, "provider getnet", "listen-port"), "8090");
  settings_assert_saved (test, "listen-port=8090");
  settings_close (test);
}

/* What stands below the row, empty if nothing does. */
static gboolean
is_note (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget)
         && strstr (gtk_label_get_label (GTK_LABEL (widget)), data) != NULL;
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **copied = user_data;

  *copied = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_copied (gpointer user_data)
{
  return *(char **) user_data != NULL;
}

static void
test_callback_copy (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "providers");
  FielSettingRow *row = settings_find_row (window, "provider getnet", "callback-address");
  g_autofree char *copied = NULL;

  settings_press (row, "_Copy");
  g_assert_nonnull (settings_find_below (GTK_WIDGET (row), is_note, "no address to copy"));
  settings_enter (row, "https://till.example/calls/1234567890123456789012");
  settings_press (row, "_Copy");
  g_assert_nonnull (settings_find_below (GTK_WIDGET (row), is_note, "Copied"));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (row)), NULL, copied_cb, &copied);
  fiel_test_run_until (is_copied, &copied, "the clipboard answers", 20);
  g_assert_cmpstr (copied, ==, "https://till.example/calls/1234567890123456789012");
  settings_close (test);
}

/* With a relay the till makes no address: it is said who does, and what was there stays. */
static void
test_callback_of_a_relay (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "providers");
  FielSettingRow *row = settings_find_row (window, "provider getnet", "callback-address");
  GtkEditable *control = GTK_EDITABLE (fiel_setting_row_get_control (row));

  settings_enter (row, "https://relay.example/callback/old");
  settings_enter (settings_find_row (window, "provider getnet", "relay-address"), "https://relay.example/");
  settings_assert_saved (test, "relay-address=https://relay.example/");
  settings_press (row, "_New end");
  g_assert_cmpstr (gtk_editable_get_text (control), ==, "https://relay.example/callback/old");
  g_assert_nonnull (settings_find_below (GTK_WIDGET (row), is_note, "fiel-relay address rotate"));
  settings_close (test);
}

static void
assert_subtitle (FielSettingsWindow *window, const char *title, const char *expected)
{
  GtkWidget *row = settings_find_below (GTK_WIDGET (window), settings_is_row_titled, title);
  g_autofree char *label = g_strdup_printf ("%s: %s", title, expected);

  g_assert_nonnull (row);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, expected);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
}

/* Whether callbacks arrive is told as it changes; that polling is enough is always said where they do not. */
static void
test_reception (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "diagnostics");
  FielReception *reception = NULL;
  const gint64 noon_us = fiel_clock_get_wall_us (fiel_engine_get_clock (test->engine));
  g_autoptr (GDateTime) noon = g_date_time_new_from_unix_local (noon_us / G_USEC_PER_SEC);
  g_autofree char *time = g_date_time_format (noon, "%H:%M");
  g_autofree char *answered = g_strdup_printf ("Over the relay, which answered last at %s.", time);
  g_autofree char *came = g_strdup_printf ("The last at %s · 1 for this till · 2 for other tills · 1 test · 1 turned away",
                                           time);

  assert_subtitle (window, "How calls come", "This till is not called: it asks by itself, which is enough.");
  assert_subtitle (window, "What came", "None since the till was opened");
  reception = fiel_fake_engine_add_reception (test->engine, "getnet");
  fiel_reception_set_way (reception, FIEL_CALLBACK_ROUTE_LISTENER, FIEL_TROUBLE_NONE, 0);
  assert_subtitle (window, "How calls come", "This till is called itself.");
  fiel_reception_set_way (reception, FIEL_CALLBACK_ROUTE_RELAY, FIEL_TROUBLE_REFUSED, 0);
  assert_subtitle (window, "How calls come",
                   "The relay cannot be reached. Check its address, and whether it runs. "
                   "Until then this till asks by itself, which is enough.");
  fiel_reception_set_way (reception, FIEL_CALLBACK_ROUTE_RELAY, FIEL_TROUBLE_NONE, noon_us);
  assert_subtitle (window, "How calls come", answered);
  fiel_reception_note_call (reception, FIEL_RECEPTION_CALL_HEARD, noon_us);
  fiel_reception_note_call (reception, FIEL_RECEPTION_CALL_OTHERS, noon_us);
  fiel_reception_note_call (reception, FIEL_RECEPTION_CALL_OTHERS, noon_us);
  fiel_reception_note_call (reception, FIEL_RECEPTION_CALL_TEST, noon_us);
  fiel_reception_note_turned_away (reception);
  assert_subtitle (window, "What came", came);
  settings_close (test);
}

int
main (int argc, char *argv[])
{
  int code;

  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/settings/opens", &settings_store, test_opens);
  fiel_window_test_add ("/settings/groups", &settings_store, test_groups);
  fiel_window_test_add ("/settings/says-live", &settings_live, test_says_live);
  fiel_window_test_add ("/settings/says-training", &settings_training, test_says_training);
  fiel_window_test_add ("/settings/store-fields", &settings_store, test_store_fields);
  fiel_window_test_add ("/settings/provider-fields", &settings_store, test_provider_fields);
  fiel_window_test_add ("/settings/terminal-fields", &settings_store, test_terminal_fields);
  fiel_window_test_add ("/settings/till-fields", &settings_store, test_till_fields);
  fiel_window_test_add ("/settings/receipt-fields", &settings_store, test_receipt_fields);
  fiel_window_test_add ("/settings/shift-fields", &settings_store, test_shift_fields);
  fiel_window_test_add ("/settings/mended", &settings_store, test_mended);
  fiel_window_test_add ("/settings/leaving-counts", &settings_store, test_leaving_counts);
  fiel_window_test_add ("/settings/closing-counts", &settings_store, test_closing_counts);
  fiel_window_test_add ("/settings/choices", &settings_store, test_choices);
  fiel_window_test_add ("/settings/choice-of-row", &settings_store, test_choice_of_row);
  fiel_window_test_add ("/settings/offered-countries", &settings_store, test_offered_countries);
  fiel_window_test_add ("/settings/country", &settings_training, test_country);
  fiel_window_test_add ("/settings/decimals", &settings_argentina, test_decimals);
  fiel_window_test_add ("/settings/corrected", &settings_argentina, test_corrected);
  fiel_window_test_add ("/settings/corrected-and-left", &settings_argentina, test_corrected_and_left);
  fiel_window_test_add ("/settings/real-money", &settings_store, test_real_money);
  fiel_window_test_add ("/settings/from-training", &settings_training, test_from_training);
  fiel_window_test_add ("/settings/known-address", &settings_store, test_known_address);
  fiel_window_test_add ("/settings/address-of-tests", &settings_live, test_address_of_tests);
  fiel_window_test_add ("/settings/address-of-money", &settings_store, test_address_of_money);
  fiel_window_test_add ("/settings/callback-token", &settings_store, test_callback_token);
  fiel_window_test_add ("/settings/callback-copy", &settings_store, test_callback_copy);
  fiel_window_test_add ("/settings/callback-of-a-relay", &settings_store, test_callback_of_a_relay);
  fiel_window_test_add ("/settings/reception", &settings_store, test_reception);

  code = g_test_run ();
  g_free (settings_template);

  return code;
}
