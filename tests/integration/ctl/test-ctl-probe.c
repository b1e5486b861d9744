/* test-ctl-probe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* fielctl probe: a line per step, an exit code, and no journal. */

#include "ctl-shop.h"

#include <string.h>

static void
assert_steps (CtlRun *run, const char *const *states)
{
  static const char *const names[] = { "name", "connection", "clock", "sign-in", "terminals", "terminal" };

  g_assert_nonnull (run->lines);
  g_assert_cmpuint (run->lines->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < run->lines->len; i++)
    {
      g_assert_cmpstr (ctl_text (g_ptr_array_index (run->lines, i), "step"), ==, names[i]);
      g_assert_cmpstr (ctl_text (g_ptr_array_index (run->lines, i), "state"), ==, states[i]);
    }
}

static void
test_all_is_well (void)
{
  static const char *const states[] = { "passed", "passed", "passed", "passed", "passed", "passed" };
  CtlShop shop;
  g_autoptr (CtlRun) run = NULL;
  g_autofree char *journal = NULL;

  ctl_shop_init (&shop);
  run = ctl_shop_run (&shop, NULL, "--json", "probe", "getnet", "--terminal", "sur", NULL);
  journal = g_build_filename (shop.folder, "journal.db", NULL);
  g_assert_cmpint (run->code, ==, 0);
  assert_steps (run, states);
  g_assert_cmpint (json_object_get_int_member (ctl_run_last (run), "ms"), <, 10000);
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 0);
  ctl_shop_clear (&shop);
}

static void
test_says_what_is_wrong (void)
{
  static const char *const states[] = { "passed", "failed", "skipped", "skipped", "skipped", "skipped" };
  CtlShop shop;
  g_autoptr (CtlRun) run = NULL;

  ctl_shop_init (&shop);
  ctl_shop_write_profile (&shop, "http://127.0.0.1:1", "");
  run = ctl_shop_run (&shop, NULL, "--json", "probe", NULL);
  g_assert_cmpint (run->code, ==, 2);
  assert_steps (run, states);
  g_assert_cmpstr (ctl_text (g_ptr_array_index (run->lines, 1), "trouble"), ==, "refused");
  g_assert_nonnull (strstr (ctl_text (g_ptr_array_index (run->lines, 1), "message"), "firewall"));
  ctl_shop_clear (&shop);
}

static void
test_for_people (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) run = NULL;

  ctl_shop_init (&shop);
  run = ctl_shop_run (&shop, NULL, "probe", NULL);
  g_assert_cmpint (run->code, ==, 0);
  g_assert_nonnull (strstr (run->output, " ms  Terminals of the account: Good · 3 terminals\n"));
  g_assert_null (strstr (run->output, "passed"));
  ctl_shop_clear (&shop);
}

static void
test_names_that_are_not_there (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) provider = NULL;
  g_autoptr (CtlRun) terminal = NULL;

  ctl_shop_init (&shop);
  provider = ctl_shop_run (&shop, NULL, "probe", "adyen", NULL);
  ctl_run_assert_trouble (provider, "profile.conf");
  terminal = ctl_shop_run (&shop, NULL, "probe", "--terminal", "oeste", NULL);
  ctl_run_assert_trouble (terminal, "profile.conf");
  ctl_shop_clear (&shop);
}

/* In training there is no address before a practice cloud was started. */
static void
test_training (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) run = NULL;

  ctl_shop_init (&shop);
  run = ctl_shop_run (&shop, NULL, "--training", "probe", NULL);
  g_assert_cmpint (run->code, ==, 0);
  ctl_shop_clear (&shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl/probe/all-is-well", test_all_is_well);
  g_test_add_func ("/ctl/probe/says-what-is-wrong", test_says_what_is_wrong);
  g_test_add_func ("/ctl/probe/for-people", test_for_people);
  g_test_add_func ("/ctl/probe/names-that-are-not-there", test_names_that_are_not_there);
  g_test_add_func ("/ctl/probe/training", test_training);

  return g_test_run ();
}
