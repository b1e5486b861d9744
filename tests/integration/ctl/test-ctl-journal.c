/* test-ctl-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ctl-shop.h"

#include <string.h>

/* fielctl journal: works without any cloud. */

static void
sell (CtlShop *shop)
{
  g_autoptr (CtlRun) first = ctl_shop_run (shop, NULL, "sale", "4900", "--terminal", "norte", NULL);
  g_autoptr (CtlRun) second = ctl_shop_run (shop, NULL, "sale", "4981", "--terminal", "norte", NULL);

  g_assert_cmpint (first->code, ==, 0);
  g_assert_cmpint (second->code, ==, 1);
  g_clear_pointer (&shop->peer, practice_peer_stop);
}

static void
test_list (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) all = NULL;
  g_autoptr (CtlRun) one = NULL;
  g_autoptr (CtlRun) open = NULL;
  g_autoptr (CtlRun) future = NULL;
  g_autoptr (CtlRun) past = NULL;

  ctl_shop_init (&shop);
  sell (&shop);
  all = ctl_shop_run (&shop, NULL, "--json", "journal", "list", NULL);
  g_assert_cmpint (all->code, ==, 0);
  g_assert_cmpuint (all->lines->len, ==, 2);
  g_assert_cmpstr (ctl_text (g_ptr_array_index (all->lines, 0), "outcome"), ==, "declined");
  g_assert_cmpstr (ctl_text (g_ptr_array_index (all->lines, 1), "outcome"), ==, "approved");
  one = ctl_shop_run (&shop, NULL, "--json", "journal", "list", "--limit", "1", NULL);
  g_assert_cmpuint (one->lines->len, ==, 1);
  open = ctl_shop_run (&shop, NULL, "--json", "journal", "list", "--open", NULL);
  g_assert_cmpint (open->code, ==, 0);
  g_assert_cmpstr (open->output, ==, "");
  future = ctl_shop_run (&shop, NULL, "--json", "journal", "list", "--since", "2999-01-01", NULL);
  g_assert_cmpstr (future->output, ==, "");
  past = ctl_shop_run (&shop, NULL, "--json", "journal", "list", "--since", "2020-01-01T12:00:00", NULL);
  g_assert_cmpuint (past->lines->len, ==, 2);
  ctl_shop_clear (&shop);
}

/* A journal that lost its file is none that was never there: its log may hold payments. */
static void
test_only_the_log (void)
{
  CtlShop shop;
  g_autofree char *path = NULL;
  g_autofree char *log = NULL;
  g_autoptr (CtlRun) none = NULL;
  g_autoptr (CtlRun) empty = NULL;
  g_autoptr (CtlRun) list = NULL;
  g_autoptr (CtlRun) status = NULL;

  ctl_shop_init (&shop);
  path = g_build_filename (shop.folder, "journal.db", NULL);
  log = g_strconcat (path, "-wal", NULL);
  none = ctl_shop_run (&shop, NULL, "journal", "list", NULL);
  ctl_run_assert_trouble (none, "there is no journal yet");
  g_assert_true (g_file_set_contents (log, "", 0, NULL));
  empty = ctl_shop_run (&shop, NULL, "journal", "list", NULL);
  ctl_run_assert_trouble (empty, "there is no journal yet");

  g_assert_true (g_file_set_contents (log, "payments", -1, NULL));
  list = ctl_shop_run (&shop, NULL, "journal", "list", NULL);
  ctl_run_assert_trouble (list, "the file itself is missing, only its write-ahead log is there");
  status = ctl_shop_run (&shop, NULL, "status", "--open", "--no-wait", NULL);
  ctl_run_assert_trouble (status, "the file itself is missing, only its write-ahead log is there");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  ctl_shop_clear (&shop);
}

static void
test_verify (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) whole = NULL;
  g_autoptr (CtlRun) foreign = NULL;
  g_autoptr (CtlRun) told = NULL;
  g_autoptr (CtlRun) zeros = NULL;

  ctl_shop_init (&shop);
  sell (&shop);
  whole = ctl_shop_run (&shop, NULL, "--json", "journal", "verify", NULL);
  g_assert_cmpint (whole->code, ==, 0);
  g_assert_true (json_object_get_boolean_member (ctl_run_last (whole), "whole"));
  g_assert_cmpint (json_object_get_int_member (ctl_run_last (whole), "records"), >, 6);
  g_assert_cmpuint (strlen (ctl_text (ctl_run_last (whole), "head")), ==, 64);
  foreign = ctl_shop_run (&shop, NULL, "--json", "journal", "verify", "--head",
                          "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", NULL);
  g_assert_cmpint (foreign->code, ==, 2);
  g_assert_false (json_object_get_boolean_member (ctl_run_last (foreign), "whole"));
  told = ctl_shop_run (&shop, NULL, "journal", "verify", "--head",
                       "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", NULL);
  g_assert_nonnull (strstr (told->output, "journal.db is NOT whole"));
  g_assert_nonnull (strstr (told->output, "does not hold the remembered record ffffffffffffffff…"));

  /* Every chain begins with these, and no record has them. */
  zeros = ctl_shop_run (&shop, NULL, "journal", "verify", "--head",
                        "0000000000000000000000000000000000000000000000000000000000000000", NULL);
  g_assert_cmpint (zeros->code, ==, 2);
  g_assert_nonnull (strstr (zeros->output, "does not hold the remembered record 0000000000000000…"));
  ctl_shop_clear (&shop);
}

static void
test_export (void)
{
  CtlShop shop;
  g_autofree char *file = NULL;
  g_autofree char *text = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (CtlRun) exported = NULL;
  g_autoptr (CtlRun) again = NULL;
  g_autoptr (CtlRun) printed = NULL;

  ctl_shop_init (&shop);
  sell (&shop);
  file = g_build_filename (shop.folder, "export.jsonl", NULL);
  exported = ctl_shop_run (&shop, NULL, "journal", "export", file, NULL);
  g_assert_cmpint (exported->code, ==, 0);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "4900"));
  again = ctl_shop_run (&shop, NULL, "journal", "export", file, NULL);
  ctl_run_assert_trouble (again, file);
  g_assert_true (g_file_get_contents (file, &kept, NULL, NULL));
  g_assert_cmpstr (text, ==, kept);
  printed = ctl_shop_run (&shop, NULL, "journal", "export", NULL);
  g_assert_cmpint (printed->code, ==, 0);
  g_assert_cmpuint (printed->lines->len, >, 6);
  ctl_shop_clear (&shop);
}

static void
test_not_a_journal (void)
{
  CtlShop shop;
  g_autofree char *path = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (CtlRun) none = NULL;
  g_autoptr (CtlRun) other = NULL;

  ctl_shop_init (&shop);
  path = g_build_filename (shop.folder, "journal.db", NULL);
  none = ctl_shop_run (&shop, NULL, "journal", "verify", NULL);
  ctl_run_assert_trouble (none, path);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (path, "a shopping list", -1, NULL));
  other = ctl_shop_run (&shop, NULL, "sale", "100", "--terminal", "norte", NULL);
  ctl_run_assert_trouble (other, path);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "a shopping list");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 0);
  ctl_shop_clear (&shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl/journal/list", test_list);
  g_test_add_func ("/ctl-journal/only-the-log", test_only_the_log);
  g_test_add_func ("/ctl/journal/verify", test_verify);
  g_test_add_func ("/ctl/journal/export", test_export);
  g_test_add_func ("/ctl/journal/not-a-journal", test_not_a_journal);

  return g_test_run ();
}
