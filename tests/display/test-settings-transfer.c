/* test-settings-transfer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-diagnostics-page.h"
#include "fiel-memory-secrets.h"
#include "fiel-secret-row.h"
#include "fiel-settings-transfer.h"
#include "fiel-test.h"
#include "settings-fixture.h"

#include <string.h>

/* One profile for many tills: what leaves in a file, and what comes back from one. */

static FielSettingsTransfer *
find_transfer (FielSettingsWindow *window)
{
  return FIEL_SETTINGS_TRANSFER (settings_find_type (window, FIEL_TYPE_SETTINGS_TRANSFER));
}

static gboolean
is_words (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget)
         && strstr (gtk_label_get_label (GTK_LABEL (widget)), data) != NULL;
}

static void
assert_told (FielSettingsTransfer *transfer, const char *words)
{
  g_assert_nonnull (settings_find_below (GTK_WIDGET (transfer), is_words, words));
}

static GFile *
make_file (FielWindowTest *test, const char *name)
{
  g_autofree char *folder
    = g_path_get_dirname (fiel_profile_get_path (fiel_engine_get_profile (fiel_window_get_engine (test->window))));

  return g_file_new_build_filename (folder, name, NULL);
}

/* What other tills get: everything but what is this till's alone, and a file in the way is replaced. */
static void
test_exported (FielWindowTest *test, gconstpointer data)
{
  FielSettingsTransfer *transfer = find_transfer (settings_open (test, "store"));
  g_autoptr (GFile) file = make_file (test, "others.conf");
  g_autoptr (GFile) nowhere = make_file (test, "others.conf/others.conf");
  g_autoptr (GFile) remote = g_file_new_for_uri ("http://127.0.0.1:9/others.conf");
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (file), "old", -1, NULL));
  fiel_settings_transfer_export (transfer, file);
  assert_told (transfer, "others.conf: saved. It holds no secret and no callback address.");
  g_assert_true (g_file_get_contents (g_file_peek_path (file), &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "client-id=abc\n"));
  g_assert_null (strstr (text, "callback"));

  fiel_settings_transfer_export (transfer, nowhere);
  assert_told (transfer, "others.conf/others.conf");
  g_assert_false (g_file_query_exists (nowhere, NULL));
  fiel_settings_transfer_export (transfer, remote);
  assert_told (transfer, "This place cannot be used directly.");
  settings_assert_untouched (test);
  settings_close (test);
}

/* A wrong file changes nothing; another till's becomes this one's, which keeps its own name. */
static void
test_imported (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "store");
  g_autoptr (GFile) file = make_file (test, "other.conf");
  g_auto (GStrv) halves = NULL;
  g_autofree char *other = NULL;
  g_autofree char *till = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (file), "[fiel]\nversion=1\n[sotre]\nname=x\n", -1, NULL));
  fiel_settings_transfer_import (find_transfer (window), file);
  assert_told (find_transfer (window), "[sotre]");
  settings_assert_untouched (test);

  fiel_settings_transfer_export (find_transfer (window), file);
  g_assert_true (g_file_get_contents (g_file_peek_path (file), &other, NULL, NULL));
  halves = g_strsplit (other, "client-id=abc\n", 2);
  g_assert_cmpuint (g_strv_length (halves), ==, 2);
  g_free (other);
  other = g_strconcat (halves[0], "client-id=other\n", halves[1], NULL);
  g_assert_true (g_file_set_contents (g_file_peek_path (file), other, -1, NULL));
  till = g_strdup_printf ("name=%s", fiel_profile_get_till_name (
                                       fiel_engine_get_profile (fiel_window_get_engine (test->window))));
  fiel_settings_transfer_import (find_transfer (window), file);
  fiel_test_drain ();
  settings_assert_saved (test, "client-id=other");
  settings_assert_saved (test, till);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fiel_setting_row_get_control (
                     settings_find_row (settings_find_window (), "provider getnet", "client-id")))), ==, "other");
  settings_close (test);
}

/* -- What does not come with the file -- */

static const char *
get_state (gpointer row)
{
  return gtk_label_get_label (GTK_LABEL (fiel_window_test_get_child (row, "state")));
}

static gboolean
is_of_account (GtkWidget *widget, gconstpointer data)
{
  return FIEL_IS_SECRET_ROW (widget) && gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP) != NULL
         && g_strcmp0 (adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (
                         gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP))), data) == 0;
}

static GtkWidget *
find_secret (const char *account)
{
  GtkWidget *row = settings_find_below (GTK_WIDGET (settings_find_window ()), is_of_account, account);

  g_assert_nonnull (row);

  return row;
}

static gboolean
has_answer (gpointer user_data)
{
  return !g_str_has_prefix (get_state (user_data), "Asking");
}

static gboolean
is_stored (gpointer user_data)
{
  return g_str_has_prefix (get_state (user_data), "Stored in the keyring");
}

/* The same store's file, whose account has another key: what the keyring holds is another account's. */
static void
import_account (FielWindowTest *test, const char *account)
{
  g_autoptr (GFile) file = make_file (test, "other.conf");
  g_autofree char *text = settings_read_file (test);
  g_autoptr (GString) other = g_string_new (text);
  g_autofree char *group = g_strdup_printf ("[provider %s]", account);
  g_autofree char *line = g_strdup_printf ("provider=%s\n", account);

  g_string_replace (other, "[provider getnet]", group, 0);
  g_string_replace (other, "provider=getnet\n", line, 0);
  g_assert_true (g_file_set_contents (g_file_peek_path (file), other->str, -1, NULL));
  fiel_settings_transfer_import (find_transfer (settings_find_window ()), file);
  fiel_test_drain ();
}

static void
test_secrets_missing (FielWindowTest *test, gconstpointer data)
{
  FielSecrets *secrets = fiel_engine_get_secrets (fiel_window_get_engine (test->window));
  GtkWidget *row = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (fiel_secrets_store (secrets, "getnet", "client-secret", "c4nary", NULL));
  settings_open (test, "store");
  import_account (test, "branch");
  row = find_secret ("branch");
  fiel_test_run_until (has_answer, row, "the keyring has answered", 30);
  g_assert_cmpstr (get_state (row), ==, "Missing: it is not in this computer’s keyring");
  fiel_window_test_assert_label (row, "reason", "Secrets are missing for account “branch”. "
                                                "Enter them before the till is used.");
  g_assert_true (gtk_widget_get_mapped (row));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (settings_find_window ()))
                 == fiel_window_test_get_child (row, "replace"));

  gtk_widget_activate_action (row, "secret.replace", NULL);
  gtk_editable_set_text (GTK_EDITABLE (fiel_window_test_get_child (row, "entry")), "an0ther");
  gtk_widget_activate_action (row, "secret.store", NULL);
  fiel_test_run_until (is_stored, row, "it is stored", 30);
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (row, "wrong")));
  kept = fiel_memory_secrets_get (FIEL_MEMORY_SECRETS (secrets), "branch", "client-secret");
  g_assert_cmpstr (kept, ==, "an0ther");
  settings_close (test);
}

/* The keyring has what the file needs, and what it does not need is not asked for. */
static void
test_secrets_there (FielWindowTest *test, gconstpointer data)
{
  FielSecrets *secrets = fiel_engine_get_secrets (fiel_window_get_engine (test->window));
  GtkWidget *row = NULL;

  g_assert_true (fiel_secrets_store (secrets, "branch", "client-secret", "c4nary", NULL));
  settings_open (test, "store");
  import_account (test, "branch");
  row = find_secret ("branch");
  fiel_test_run_until (has_answer, row, "the keyring has answered", 30);
  g_assert_true (is_stored (row));
  fiel_settings_window_show_page (settings_find_window (), "providers");
  fiel_test_drain ();
  for (GtkWidget *next = gtk_widget_get_next_sibling (row); next != NULL; next = gtk_widget_get_next_sibling (next))
    if (FIEL_IS_SECRET_ROW (next))
      {
        fiel_test_run_until (has_answer, next, "the keyring has answered", 30);
        g_assert_cmpstr (get_state (next), ==, "Not stored");
        g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (next, "wrong")));
      }
  settings_close (test);
}

/* -- The log -- */

static GtkWidget *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (GTK_IS_FILE_CHOOSER_DIALOG (window) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}

static gboolean
has_words (gpointer user_data)
{
  return settings_find_below (user_data, is_words, "aved") != NULL;
}

/* What became of the log is said where a screen reader hears it, once it is known, be it good or bad. */
static void
test_log_saved (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "diagnostics");
  GtkWidget *page = settings_find_type (window, FIEL_TYPE_DIAGNOSTICS_PAGE);
  g_autoptr (GFile) file = make_file (test, "fiel-log.txt");
  g_autoptr (GFile) nowhere = make_file (test, "fiel-log.txt/fiel-log.txt");
  GtkWidget *words = NULL;
  g_autofree char *text = NULL;

  fiel_diagnostics_page_save (FIEL_DIAGNOSTICS_PAGE (page), file);
  fiel_test_run_until (has_words, page, "it is said that the log was saved", 30);
  words = settings_find_below (page, is_words, "Saved as ");
  g_assert_nonnull (words);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (words), GTK_ACCESSIBLE_ROLE_STATUS);
  g_assert_true (g_file_get_contents (g_file_peek_path (file), &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "opens the store"));

  gtk_label_set_label (GTK_LABEL (words), "");
  fiel_diagnostics_page_save (FIEL_DIAGNOSTICS_PAGE (page), nowhere);
  fiel_test_run_until (has_words, page, "it is said that the log was not saved", 30);
  g_assert_true (g_str_has_prefix (gtk_label_get_label (GTK_LABEL (words)), "Not saved: "));
  settings_close (test);
}

/* GTK's bar begins with "/" alone. */
static gboolean
is_upper_folder (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_TOGGLE_BUTTON (widget) && gtk_widget_get_ancestor (widget, g_type_from_name ("GtkPathBar")) != NULL
         && gtk_widget_get_next_sibling (widget) != NULL;
}

static gboolean
has_path (gpointer user_data)
{
  return settings_find_below (user_data, is_upper_folder, NULL) != NULL;
}

/* The dialog is gone, with or without a file: the keys are where they were. It is left once it has its path: GTK's bar
 * of folders that is gone while it still asks for them is used after it was freed (GTK 4.18.6). */
static void
test_log_dialog_left (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "diagnostics");
  GtkWidget *page = settings_find_type (window, FIEL_TYPE_DIAGNOSTICS_PAGE);
  GtkWidget *button = settings_find_below (page, settings_is_button, "_Save…");
  GtkWidget *dialog = NULL;

  g_assert_nonnull (button);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  settings_press (page, "_Save…");
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  fiel_test_run_until (has_path, dialog, "the dialog has its path", 30);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  fiel_test_drain ();
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == button);
  settings_close (test);
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/settings/exported", &settings_store, test_exported);
  fiel_window_test_add ("/settings/imported", &settings_store, test_imported);
  fiel_window_test_add ("/settings/log-saved", &settings_store, test_log_saved);
  fiel_window_test_add ("/settings/log-dialog-left", &settings_store, test_log_dialog_left);
  fiel_window_test_add ("/settings/secrets-missing", &settings_store, test_secrets_missing);
  fiel_window_test_add ("/settings/secrets-there", &settings_store, test_secrets_there);

  return g_test_run ();
}
