/* test-ctl-callbacks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ctl-shop.h"

#include <signal.h>
#include <string.h>

/* The asynchronous mode from end to end. By the clock the till would ask for the first time after ten minutes, so
 * what ends sooner was called back about. */

#define PROFILE                                                                                                        \
  "[fiel]\nversion=1\n[store]\nname=Test\ncountry=cl\ncurrency=CLP\n[till]\nname=Caja 1\nmax-sale=900000\n"            \
  "[provider getnet]\nkind=getnet\nenvironment=training\nbase-address=%s\nmode=asynchronous\nfirst-check-ms=600000\n"  \
  "check-interval-ms=600000\nbackoff-ms=600000\nlimit-ms=3000000\nhorizon-ms=3600000\n"                                \
  "[terminal norte]\nname=Norte\nprovider=getnet\nterminal-id=70011223\nbranch-id=24680\nserial-number=ABC900000001\n"

static void
set_up (CtlShop *shop)
{
  g_autofree char *text = NULL;

  ctl_shop_init (shop);
  text = g_strdup_printf (PROFILE, practice_peer_get_base (shop->peer));
  g_assert_true (g_file_set_contents (shop->profile_path, text, -1, NULL));
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *found = strstr (text, word); found != NULL; found = strstr (found + 1, word))
    n++;

  return n;
}

/* How many callbacks the journal holds, and how many answers to status queries. */
static void
assert_kept (CtlShop *shop, guint n_callbacks, guint n_answers)
{
  g_autofree char *path = g_build_filename (shop->folder, "export.jsonl", NULL);
  g_autoptr (CtlRun) exported = ctl_shop_run (shop, NULL, "journal", "export", path, NULL);
  g_autofree char *text = NULL;

  g_assert_cmpint (exported->code, ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpuint (count (text, "\"source\":\"callback\""), ==, n_callbacks);
  g_assert_cmpuint (count (text, "\"asked\":\"status\""), ==, n_answers);
}

static void
assert_approved (CtlShop *shop, CtlRun *run)
{
  g_assert_cmpint (run->code, ==, 0);
  g_assert_cmpstr (ctl_text (ctl_run_last (run), "outcome"), ==, "approved");
  g_assert_cmpuint (practice_peer_count_bookings (shop->peer), ==, 1);
  g_assert_cmpuint (ctl_shop_count_transmissions (shop, ctl_text (ctl_run_last (run), "id")), ==, 1);
}

static void
test_sale (gconstpointer data)
{
  CtlShop shop;
  g_autoptr (CtlRun) sale = NULL;

  set_up (&shop);
  if (data != NULL)
    practice_peer_post (shop.peer, "fault", "{\"path\":\"sale\",\"kind\":\"%s\"}", (const char *) data);
  sale = ctl_shop_run (&shop, NULL, "--json", "sale", "4900", "--terminal", "norte", NULL);
  assert_approved (&shop, sale);
  assert_kept (&shop, 1, 1);
  ctl_shop_clear (&shop);
}

/* A callback that says "declined" about a payment that was approved, and one that says it of nobody: the query
 * decides. */
static void
test_liar (gconstpointer data)
{
  CtlShop shop;
  g_autoptr (CtlRun) sale = NULL;

  set_up (&shop);
  practice_peer_post (shop.peer, "fault", "{\"path\":\"sale\",\"kind\":\"wrong-body-callback\",\"body\":\"%s\"}",
                      (const char *) data);
  sale = ctl_shop_run (&shop, NULL, "--json", "sale", "4900", "--terminal", "norte", NULL);
  assert_approved (&shop, sale);
  assert_kept (&shop, 1, 1);
  ctl_shop_clear (&shop);
}

/* The program that could be called is gone, and the next one listens elsewhere: it asks. */
static void
test_killed (void)
{
  CtlShop shop;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *id = NULL;
  g_autoptr (CtlRun) known = NULL;

  set_up (&shop);
  practice_peer_post (shop.peer, "terminal", "{\"idTerminal\":\"70011223\",\"customer\":\"wait\"}");
  process = ctl_shop_start (&shop, &output, "--json", "sale", "4900", "--terminal", "norte", NULL);
  id = ctl_wait_for_state (output, "accepted");
  practice_peer_wait_for_stage (shop.peer, 0, "card");
  g_subprocess_send_signal (process, SIGKILL);
  g_assert_cmpint (ctl_wait_for_end (process), ==, -SIGKILL);
  practice_peer_post (shop.peer, "customer", "{\"idTerminal\":\"70011223\",\"act\":\"approve\"}");
  known = ctl_shop_run (&shop, NULL, "--json", "status", id, "--wait", NULL);
  assert_approved (&shop, known);
  assert_kept (&shop, 0, 1);
  ctl_shop_clear (&shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/ctl/callbacks/sale", NULL, test_sale);
  g_test_add_data_func ("/ctl/callbacks/overtakes", "callback-before-ack", test_sale);
  g_test_add_data_func ("/ctl/callbacks/names-nobody", "{}", test_liar);
  g_test_add_data_func ("/ctl/callbacks/declined",
                        "{\\\"code\\\":1,\\\"data\\\":{\\\"responseCode\\\":51}}", test_liar);
  g_test_add_func ("/ctl/callbacks/killed", test_killed);

  return g_test_run ();
}
