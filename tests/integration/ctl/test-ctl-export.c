/* test-ctl-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ctl-shop.h"

#include "fiel-journal-fill.h"
#include "fiel-test.h"

#include <signal.h>
#include <string.h>

/* fielctl journal export: payments and records as files, without any cloud. */

#define MANY 20000

static void
sell (CtlShop *shop)
{
  g_autoptr (CtlRun) first = ctl_shop_run (shop, NULL, "sale", "4900", "--terminal", "norte", NULL);
  g_autoptr (CtlRun) second = ctl_shop_run (shop, NULL, "sale", "4981", "--terminal", "norte", NULL);

  g_assert_cmpint (first->code, ==, 0);
  g_assert_cmpint (second->code, ==, 1);
  g_clear_pointer (&shop->peer, practice_peer_stop);
}

/* Payments of the first seconds of 2026. */
static void
fill (CtlShop *shop, guint n_payments)
{
  g_autofree char *path = g_build_filename (shop->folder, "journal.db", NULL);
  g_autoptr (FielJournalEvent) opened = fiel_journal_event_new (FIEL_JOURNAL_TYPE_OPENED, NULL, "Ana");
  g_autoptr (FielJournalStore) store = NULL;
  g_autoptr (GError) error = NULL;

  fiel_journal_event_set_time (opened, G_GINT64_CONSTANT (1767225600000000), 0, "6c9a1f0e-0000-4000-8000-000000000001");
  store = fiel_journal_store_open (path, "Caja 2", "test", opened, NULL, &error);
  g_assert_no_error (error);
  fiel_journal_fill (store, 1, n_payments, G_GINT64_CONSTANT (1767225600000000), G_USEC_PER_SEC);
}

static guint
count_rows (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  return g_strv_length (lines) - 2;
}

static void
test_csv (void)
{
  CtlShop shop;
  g_autofree char *file = NULL;
  g_autofree char *text = NULL;
  g_autoptr (CtlRun) exported = NULL;
  g_autoptr (CtlRun) again = NULL;
  g_autoptr (CtlRun) replaced = NULL;
  g_autoptr (CtlRun) printed = NULL;

  ctl_shop_init (&shop);
  sell (&shop);
  file = g_build_filename (shop.folder, "export.csv", NULL);
  exported = ctl_shop_run (&shop, NULL, "journal", "export", "--csv", file, NULL);
  g_assert_cmpint (exported->code, ==, 0);
  g_assert_true (g_str_has_prefix (exported->output, "export.csv: 2 payments. The journal’s last record is number "));
  g_assert_cmpstr (exported->errors, ==, "");
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpuint (count_rows (text), ==, 2);
  g_assert_nonnull (strstr (text, ",4900,4900,4900,\"CLP\",0,\"$4.900\","));
  g_assert_nonnull (strstr (text, ",4981,0,0,\"CLP\",0,\"$4.981\","));

  again = ctl_shop_run (&shop, NULL, "journal", "export", "--csv", file, NULL);
  ctl_run_assert_trouble (again, file);
  replaced = ctl_shop_run (&shop, NULL, "--json", "journal", "export", "--csv", "--replace", file, NULL);
  g_assert_cmpint (replaced->code, ==, 0);
  g_assert_cmpint (json_object_get_int_member (ctl_run_last (replaced), "payments"), ==, 2);
  g_assert_cmpuint (strlen (ctl_text (ctl_run_last (replaced), "head")), ==, 64);
  printed = ctl_shop_run (&shop, NULL, "journal", "export", "--csv", NULL);
  g_assert_cmpint (printed->code, ==, 0);
  g_assert_cmpstr (printed->output, ==, text);
  ctl_shop_clear (&shop);
}

static void
test_range (void)
{
  static const struct
  {
    const char *since;
    const char *until;
    guint n_rows;
  } cases[] = {
    { "2026-01-01", "2026-01-01", 100 },
    { "2020-01-01", "2025-12-31", 0 },
    { "2026-01-02", "2999-01-01", 0 },
    { "2026-01-01T00:00:10", "2026-01-01T00:00:30", 20 },
    { "2026-01-01", "9999-12-31", 100 },
    { "9999-12-31", "9999-12-31", 0 },
    { "2026-01-01T00:00:10.000001", "2026-01-01T00:00:30", 19 },
    { "2026-01-01T00:00:10", "2026-01-01T00:00:30.000001", 21 },
    { "2026-01-01T00:00:10", "2026-01-01T00:00:10.5", 1 },
  };
  CtlShop shop;

  g_setenv ("TZ", "UTC0", TRUE);
  ctl_shop_init (&shop);
  g_clear_pointer (&shop.peer, practice_peer_stop);
  fill (&shop, 100);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CtlRun) run = ctl_shop_run (&shop, NULL, "journal", "export", "--csv", "--since", cases[i].since,
                                             "--until", cases[i].until, NULL);

      g_assert_cmpint (run->code, ==, 0);
      g_assert_cmpuint (count_rows (run->output), ==, cases[i].n_rows);
      g_assert_cmpstr (run->errors, ==, "");
    }
  ctl_shop_clear (&shop);
}

/* The draft of an export that is on its way counts as one that is there. */
static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (dir) != NULL)
    n_files++;

  return n_files;
}

static gboolean
has_begun (gpointer user_data)
{
  return count_files (user_data) > 0;
}

/* Ctrl+C and an end of the session leave nothing half. */
static void
test_interrupted (gconstpointer data)
{
  const int sign = GPOINTER_TO_INT (data);
  CtlShop shop;
  g_autofree char *target = fiel_test_make_dir ();
  g_autofree char *file = g_build_filename (target, "export.csv", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;

  ctl_shop_init (&shop);
  g_clear_pointer (&shop.peer, practice_peer_stop);
  fill (&shop, MANY);
  process = ctl_shop_start (&shop, &output, "journal", "export", "--csv", file, NULL);
  fiel_test_run_until (has_begun, target, "an export has begun", 30);
  g_subprocess_send_signal (process, sign);
  line = g_data_input_stream_read_line (output, NULL, NULL, NULL);

  g_assert_cmpint (ctl_wait_for_end (process), ==, 2);
  g_assert_null (line);
  g_assert_cmpuint (count_files (target), ==, 0);
  fiel_test_remove_dir (target);
  ctl_shop_clear (&shop);
}

static void
test_no_room (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) read_only = NULL;
  g_autoptr (CtlRun) nowhere = NULL;
  g_autofree char *file = NULL;

  ctl_shop_init (&shop);
  g_clear_pointer (&shop.peer, practice_peer_stop);
  fill (&shop, 3);
  read_only = ctl_shop_run (&shop, NULL, "journal", "export", "--csv", "/sys/kernel/export.csv", NULL);
  ctl_run_assert_trouble (read_only, "/sys/kernel/export.csv: nothing may be written to this folder. Choose another");
  file = g_build_filename (shop.folder, "nowhere", "export.csv", NULL);
  nowhere = ctl_shop_run (&shop, NULL, "journal", "export", file, NULL);
  ctl_run_assert_trouble (nowhere, "there is no such folder. Choose another folder.");
  ctl_shop_clear (&shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl/export/csv", test_csv);
  g_test_add_func ("/ctl/export/range", test_range);
  g_test_add_data_func ("/ctl/export/interrupted", GINT_TO_POINTER (SIGINT), test_interrupted);
  g_test_add_data_func ("/ctl/export/terminated", GINT_TO_POINTER (SIGTERM), test_interrupted);
  g_test_add_func ("/ctl/export/no-room", test_no_room);

  return g_test_run ();
}
