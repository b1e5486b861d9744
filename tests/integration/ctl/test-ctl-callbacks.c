/* test-ctl-callbacks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ctl-shop.h"

#include "fiel-journal-fill.h"

#include <signal.h>
#include <string.h>

/* The asynchronous mode from end to end. By the clock the till would ask for the first time after ten minutes, so
 * what ends sooner was called back about. */

#define PROFILE                                                                                                        \
  "[fiel]\nversion=1\n[store]\nname=Test\ncountry=cl\ncurrency=CLP\n[till]\nname=Caja 1\nmax-sale=900000\n"            \
  "[provider getnet]\nkind=getnet\nenvironment=training\nbase-address=%s\nmode=asynchronous\nfirst-check-ms=600000\n"  \
  "check-interval-ms=600000\nbackoff-ms=600000\nlimit-ms=3000000\nhorizon-ms=3600000\n"                                \
  "[terminal norte]\nname=Norte\nprovider=getnet\nterminal-id=70011223\nbranch-id=24680\nserial-number=ABC900000001\n"

#define BOOT "6c9a1f0e-0000-4000-8000-000000000001"
#define FIRST_US G_GINT64_CONSTANT (1767225600000000)

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

/* -- Whether they arrive -- */

static void
assert_count (CtlShop *shop, const char *since, guint kept, guint unmatched, guint called, guint asked, guint otherwise)
{
  g_autoptr (CtlRun) run = since != NULL ? ctl_shop_run (shop, NULL, "--json", "callbacks", "--since", since, NULL)
                                         : ctl_shop_run (shop, NULL, "--json", "callbacks", NULL);
  JsonObject *object = NULL;

  g_assert_cmpint (run->code, ==, 0);
  g_assert_cmpuint (run->lines->len, ==, 1);
  object = ctl_run_last (run);
  g_assert_cmpstr (ctl_text (object, "provider"), ==, "getnet");
  g_assert_cmpint (json_object_get_int_member (object, "kept"), ==, kept);
  g_assert_cmpint (json_object_get_int_member (object, "unmatched"), ==, unmatched);
  g_assert_cmpint (json_object_get_int_member (object, "contradicting"), ==, 0);
  g_assert_true (json_object_get_null_member (object, "last_at") == (kept == 0));
  g_assert_cmpint (json_object_get_int_member (object, "ended_after_call"), ==, called);
  g_assert_cmpint (json_object_get_int_member (object, "ended_by_asking"), ==, asked);
  g_assert_cmpint (json_object_get_int_member (object, "ended_otherwise"), ==, otherwise);
}

/* A payment that was called about, and one whose callback got lost. */
static void
test_count (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) called = NULL;
  g_autoptr (CtlRun) asked = NULL;
  g_autoptr (CtlRun) words = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  set_up (&shop);
  called = ctl_shop_run (&shop, NULL, "--json", "sale", "4900", "--terminal", "norte", NULL);
  g_assert_cmpint (called->code, ==, 0);
  assert_count (&shop, NULL, 1, 0, 1, 0, 0);

  g_string_printf (text, PROFILE, practice_peer_get_base (shop.peer));
  g_string_replace (text, "=600000", "=200", 0);
  g_assert_true (g_file_set_contents (shop.profile_path, text->str, -1, NULL));
  practice_peer_post (shop.peer, "fault", "{\"path\":\"sale\",\"kind\":\"drop-callback\"}");
  asked = ctl_shop_run (&shop, NULL, "--json", "sale", "5000", "--terminal", "norte", NULL);
  g_assert_cmpint (asked->code, ==, 0);
  assert_count (&shop, NULL, 1, 0, 1, 1, 0);
  assert_count (&shop, "2100-01-01", 0, 0, 0, 0, 0);

  words = ctl_shop_run (&shop, NULL, "callbacks", NULL);
  g_assert_nonnull (strstr (words->output, "getnet: 1 call since "));
  g_assert_nonnull (strstr (words->output, "2 payments ended: 1 after a call, 1 by asking alone, 0 without either."));
  ctl_shop_clear (&shop);
}

/* More than are read at once, one each second of the first minutes of 2026. */
static void
add_strays (FielJournalStore *store, guint n)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      FielJournalEvent *event = fiel_journal_event_new (FIEL_JOURNAL_TYPE_STRAY, NULL, "engine");
      const gint64 wall_us = FIRST_US + (gint64) i * G_USEC_PER_SEC;

      fiel_journal_event_set_time (event, wall_us, wall_us, BOOT);
      fiel_journal_event_set (event, FIEL_FIELD_SOURCE, "callback");
      fiel_journal_event_set (event, FIEL_FIELD_PROVIDER, "getnet");
      fiel_journal_event_set (event, FIEL_FIELD_TEXT, "{}");
      g_ptr_array_add (events, event);
    }
  g_assert_true (fiel_journal_store_append (store, events, FIEL_JOURNAL_DURABLE, &error));
  g_assert_no_error (error);
}

static void
test_count_of_many (void)
{
  CtlShop shop;
  g_autofree char *path = NULL;
  g_autoptr (FielJournalEvent) opened = fiel_journal_event_new (FIEL_JOURNAL_TYPE_OPENED, NULL, "Ana");
  g_autoptr (FielJournalStore) store = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&shop);
  path = g_build_filename (shop.folder, "journal.db", NULL);
  fiel_journal_event_set_time (opened, FIRST_US, 0, BOOT);
  store = fiel_journal_store_open (path, "Caja 1", "test", opened, NULL, &error);
  g_assert_no_error (error);
  add_strays (store, 2600);
  fiel_journal_fill (store, 1, 100, FIRST_US + (gint64) 2600 * G_USEC_PER_SEC, G_USEC_PER_SEC);
  g_clear_pointer (&store, fiel_journal_store_close);
  assert_count (&shop, "2025-12-30", 2600, 2600, 0, 0, 100);
  assert_count (&shop, "2026-01-01T00:05:00Z", 2300, 2300, 0, 0, 100);
  assert_count (&shop, NULL, 0, 0, 0, 0, 0);
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
  g_test_add_func ("/ctl/callbacks/count", test_count);
  g_test_add_func ("/ctl/callbacks/count-of-many", test_count_of_many);

  return g_test_run ();
}
