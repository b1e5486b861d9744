/* test-settings-transfer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

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

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/settings/exported", &settings_store, test_exported);
  fiel_window_test_add ("/settings/imported", &settings_store, test_imported);

  return g_test_run ();
}
