/* test-settings-accounts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-memory-secrets.h"
#include "fiel-secret-field.h"
#include "fiel-secret-row.h"
#include "fiel-terminal-finder.h"
#include "fiel-test.h"
#include "settings-fixture.h"

#include <string.h>

/* What an account at a provider has: secrets in the keyring, and terminals. */

/* -- Secrets -- */

static FielMemorySecrets *
get_secrets (FielWindowTest *test)
{
  return FIEL_MEMORY_SECRETS (fiel_engine_get_secrets (fiel_window_get_engine (test->window)));
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
  GtkWidget *row = settings_find_type (window, FIEL_TYPE_SECRET_ROW);

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
  FielSettingsWindow *window = settings_open (test, "providers");
  GtkWidget *row = find_secret (window);
  g_autofree char *kept = NULL;
  g_autofree char *rotated = NULL;

  g_assert_cmpstr (get_state (row), ==, "Missing: it is not in this computer’s keyring");
  type_secret (row, "c4nary ");
  fiel_test_run_until (is_stored, row, "it is stored", 30);
  kept = fiel_memory_secrets_get (get_secrets (test), "getnet", "client-secret");
  g_assert_cmpstr (kept, ==, "c4nary");
  /* Nothing can be read back, and the form is shut. */
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (row, "form")));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fiel_window_test_get_child (row, "entry"))), ==, "");
  settings_assert_untouched (test);

  fiel_window_test_assert_peek (fiel_window_test_get_child (row, "entry"));
  type_secret (row, "an0ther");
  fiel_test_run_until (is_stored, row, "it is stored", 30);
  rotated = fiel_memory_secrets_get (get_secrets (test), "getnet", "client-secret");
  g_assert_cmpstr (rotated, ==, "an0ther");
  g_assert_true (fiel_memory_secrets_stayed_away (get_secrets (test)));
  settings_close (test);
}

static void
refuse_secret (FielWindowTest *test, int code, const char *message)
{
  FielSettingsWindow *window = settings_open (test, "providers");
  GtkWidget *row = find_secret (window);
  GtkWidget *entry = fiel_window_test_get_child (row, "entry");
  g_autofree char *kept = NULL;

  fiel_memory_secrets_fail_saying (get_secrets (test), code, message);
  type_secret (row, "c4nary");
  fiel_test_run_until (is_in_trouble, row, "the keyring has refused", 30);
  fiel_window_test_assert_label (row, "reason", message);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fiel_window_test_get_child (row, "wrong")),
                                   GTK_ACCESSIBLE_ROLE_ALERT);
  /* It need not be typed again, and it is nowhere. */
  g_assert_cmpstr (fiel_secret_field_get_text (entry), ==, "c4nary");
  settings_assert_untouched (test);

  fiel_memory_secrets_fail_saying (get_secrets (test), -1, NULL);
  gtk_widget_activate_action (row, "secret.store", NULL);
  fiel_test_run_until (is_stored, row, "it is stored", 30);
  kept = fiel_memory_secrets_get (get_secrets (test), "getnet", "client-secret");
  g_assert_cmpstr (kept, ==, "c4nary");
  g_assert_false (is_in_trouble (row));
  settings_close (test);
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

static void
test_finds_terminals (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "terminals");
  GtkWidget *finder = settings_find_type (window, FIEL_TYPE_TERMINAL_FINDER);
  GtkWidget *owned = NULL;

  fiel_fake_engine_add_found (test->engine, "1/1/A7731");
  fiel_fake_engine_add_found (test->engine, "9/1/A9999");
  settings_press (finder, "_Look for terminals");
  owned = settings_find_below (finder, settings_is_row_titled, "1/1/A7731");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (owned)), ==, "Is there already: Terminal Norte");
  g_assert_null (settings_find_below (owned, settings_is_button, "_Add"));
  settings_press (settings_find_below (finder, settings_is_row_titled, "9/1/A9999"), "_Add");
  settings_assert_saved (
      test, "[terminal a9999]\nprovider=getnet\nname=A9999\nterminal-id=9\nbranch-id=1\nserial-number=A9999");
  settings_enter (settings_find_row (window, "terminal a9999", "name"), "Barra");
  settings_assert_saved (test, "name=Barra");
  settings_close (test);
}

static void
test_provider_is_silent (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "terminals");
  GtkWidget *finder = settings_find_type (window, FIEL_TYPE_TERMINAL_FINDER);
  GtkWidget *row = NULL;

  fiel_fake_engine_fail_next (test->engine, FIEL_ENGINE_ERROR_PROVIDER, "It does not answer.");
  settings_press (finder, "_Look for terminals");
  row = settings_find_below (finder, settings_is_row_titled, "getnet");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "It does not answer.");
  settings_close (test);
}

static void
test_terminal_by_hand (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "terminals");
  FielSettingRow *serial = NULL;

  settings_press (window, "_Add by hand");
  settings_assert_trouble (window, "[terminal terminal] name: this key is missing", "_Undo");
  settings_enter (settings_find_row (window, "terminal terminal", "name"), "Barra");
  settings_enter (settings_find_row (window, "terminal terminal", "terminal-id"), "1");
  settings_enter (settings_find_row (window, "terminal terminal", "branch-id"), "1");
  serial = settings_find_row (window, "terminal terminal", "serial-number");
  settings_enter (serial, "A7731");
  settings_assert_refused (test, serial, "this is the same machine as [terminal norte]");
  settings_enter (serial, "A9999");
  settings_assert_no_trouble (window);
  settings_assert_saved (test, "serial-number=A9999");
  settings_close (test);
}

static void
assert_called_in_row (gpointer window, const char *title, const char *label, const char *name)
{
  GtkWidget *row = settings_find_below (window, settings_is_row_titled, title);
  GtkAccessible *button = GTK_ACCESSIBLE (settings_find_below (row, settings_is_button, label));

  g_assert_false (gtk_test_accessible_has_relation (button, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title);
  /* Newer GTK names it after what it shows. */
  if (gtk_check_version (4, 14, 0) != NULL)
    gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

/* No button is called twice: its name is its own, and its row tells more. */
static void
test_buttons_of_rows (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "terminals");

  assert_called_in_row (window, "Remove it", "Re_move", "Remove");
  assert_called_in_row (window, "How it is", "_Ask Now", "Ask Now");
  assert_called_in_row (window, "Export settings", "_Export…", "Export…");
  assert_called_in_row (window, "Payments for the office", "_Export…", "Export…");
  assert_called_in_row (window, "Log for whoever helps", "_Save…", "Save…");
  settings_close (test);
}

static void
test_removes_terminal (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "terminals");
  g_autofree char *text = NULL;

  settings_press (settings_find_below (GTK_WIDGET (window), settings_is_row_titled, "Terminal Sur"), "_Start with it");
  settings_assert_saved (test, "default-terminal=sur");
  settings_press (settings_find_below (GTK_WIDGET (window), settings_is_row_titled, "Terminal Sur"), "Re_move");
  text = settings_read_file (test);
  g_assert_null (strstr (text, "default-terminal"));
  g_assert_null (strstr (text, "[terminal sur]"));
  g_assert_nonnull (strstr (text, "[terminal norte]"));
  settings_close (test);
}

int
main (int argc, char *argv[])
{
  int code;

  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/settings/secret", &settings_store, test_secret);
  fiel_window_test_add ("/settings/locked-keyring", &settings_store, test_locked_keyring);
  fiel_window_test_add ("/settings/no-keyring", &settings_store, test_no_keyring);
  fiel_window_test_add ("/settings/unwilling-keyring", &settings_store, test_unwilling_keyring);
  fiel_window_test_add ("/settings/finds-terminals", &settings_store, test_finds_terminals);
  fiel_window_test_add ("/settings/provider-is-silent", &settings_store, test_provider_is_silent);
  fiel_window_test_add ("/settings/terminal-by-hand", &settings_store, test_terminal_by_hand);
  fiel_window_test_add ("/settings/buttons-of-rows", &settings_store, test_buttons_of_rows);
  fiel_window_test_add ("/settings/removes-terminal", &settings_store, test_removes_terminal);

  code = g_test_run ();
  g_free (settings_template);

  return code;
}
