/* test-ctl-unknown.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ctl-shop.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Answers that are lost, and programs that end in the middle. At the end the journal and the practice cloud's own
 * ledger agree, and the cloud was asked to charge once. */

static void
let_customer_wait (CtlShop *shop)
{
  practice_peer_post (shop->peer, "terminal", "{\"idTerminal\":\"70011223\",\"customer\":\"wait\"}");
}

static void
act (CtlShop *shop, const char *what)
{
  practice_peer_wait_for_stage (shop->peer, 0, "card");
  practice_peer_post (shop->peer, "customer", "{\"idTerminal\":\"70011223\",\"act\":\"%s\"}", what);
}

/* Starts a sale, waits until it is in that state and the terminal waits for a card, and ends fielctl with a signal. */
static char *
begin_until (CtlShop *shop, const char *state, int signal_number, int expected)
{
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *id = NULL;

  let_customer_wait (shop);
  process = ctl_shop_start (shop, &output, "--json", "sale", "4900", "--terminal", "norte", NULL);
  id = ctl_wait_for_state (output, state);
  practice_peer_wait_for_stage (shop->peer, 0, "card");
  g_subprocess_send_signal (process, signal_number);
  g_assert_cmpint (ctl_wait_for_end (process), ==, expected);

  return g_steal_pointer (&id);
}

static char *
begin_and_end (CtlShop *shop, int signal_number, int expected)
{
  return begin_until (shop, "sent", signal_number, expected);
}

static CtlRun *
ask_until_known (CtlShop *shop, const char *id)
{
  return ctl_shop_run (shop, NULL, "--json", "status", id, "--wait", NULL);
}

static void
test_answer_lost_and_found (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) sale = NULL;
  g_autoptr (CtlRun) known = NULL;
  const char *id;

  ctl_shop_init (&shop);
  sale = ctl_shop_run (&shop, NULL, "--json", "sale", "4980", "--terminal", "norte", NULL);
  id = ctl_text (ctl_run_last (sale), "id");
  if (sale->code == 3)
    known = ask_until_known (&shop, id);
  else
    known = ctl_shop_run (&shop, NULL, "--json", "status", id, NULL);
  g_assert_cmpint (known->code, ==, 0);
  g_assert_cmpstr (ctl_text (ctl_run_last (known), "outcome"), ==, "approved");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 1);
  g_assert_cmpuint (ctl_shop_count_transmissions (&shop, id), ==, 1);
  ctl_shop_clear (&shop);
}

static void
test_killed_then_charged (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) known = NULL;
  g_autofree char *id = NULL;

  ctl_shop_init (&shop);
  id = begin_and_end (&shop, SIGKILL, -SIGKILL);
  act (&shop, "approve");
  known = ctl_shop_run (&shop, NULL, "--json", "status", id, NULL);
  g_assert_cmpint (known->code, ==, 0);
  g_assert_cmpstr (ctl_text (ctl_run_last (known), "outcome"), ==, "approved");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 1);
  g_assert_cmpuint (ctl_shop_count_transmissions (&shop, id), ==, 1);
  ctl_shop_clear (&shop);
}

static void
test_killed_then_not_charged (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) known = NULL;
  g_autoptr (CtlRun) open = NULL;
  g_autofree char *id = NULL;

  ctl_shop_init (&shop);
  id = begin_and_end (&shop, SIGKILL, -SIGKILL);
  act (&shop, "cancel");
  known = ask_until_known (&shop, id);
  g_assert_cmpint (known->code, ==, 1);
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 0);
  g_assert_cmpuint (ctl_shop_count_transmissions (&shop, id), ==, 1);
  open = ctl_shop_run (&shop, NULL, "--json", "status", "--open", NULL);
  g_assert_cmpint (open->code, ==, 0);
  ctl_shop_clear (&shop);
}

static void
test_killed_while_it_runs (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) open = NULL;
  g_autoptr (CtlRun) second = NULL;
  g_autofree char *id = NULL;

  ctl_shop_init (&shop);
  id = begin_and_end (&shop, SIGKILL, -SIGKILL);

  /* The customer still has the card in the hand: nobody knows, and nobody may charge again. */
  open = ctl_shop_run (&shop, NULL, "--json", "status", "--open", "--no-wait", NULL);
  g_assert_cmpint (open->code, ==, 3);
  g_assert_cmpstr (ctl_text (ctl_run_last (open), "id"), ==, id);
  g_assert_cmpstr (ctl_text (ctl_run_last (open), "outcome"), ==, NULL);
  second = ctl_shop_run (&shop, NULL, "--json", "sale", "4900", "--terminal", "norte", NULL);
  g_assert_cmpint (second->code, ==, 1);
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 0);
  ctl_shop_clear (&shop);
}

/* How often the cloud was asked anything. */
static guint
count_requests (CtlShop *shop)
{
  g_autoptr (JsonNode) requests = practice_peer_control (shop->peer, "GET", "requests", NULL);

  return json_array_get_length (json_node_get_array (requests));
}

static guint
count_records (CtlShop *shop, const char *attempt_id)
{
  g_autoptr (CtlRun) run = ctl_shop_run (shop, NULL, "journal", "export", NULL);
  g_auto (GStrv) parts = g_strsplit (run->output, attempt_id, -1);

  g_assert_cmpint (run->code, ==, 0);

  return g_strv_length (parts);
}

/* What only reads asks nobody and writes nothing about an open payment: that is the till's. */
static void
test_reading (void)
{
  static const char *const commands[][5] = {
    { "status", "--open", "--no-wait" }, { "shift", "show" }, { "shift", "x" }, { "shift", "list" },
    { "journal", "list" }, { "journal", "verify" }, { "journal", "export" }, { "alerts" },
  };
  CtlShop shop;
  g_autofree char *id = NULL;
  guint n_requests = 0;
  guint n_records = 0;

  ctl_shop_init (&shop);
  id = begin_and_end (&shop, SIGKILL, -SIGKILL);
  n_records = count_records (&shop, id);
  n_requests = count_requests (&shop);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *const *words = commands[i];
      g_autoptr (CtlRun) run = ctl_shop_run (&shop, NULL, words[0], words[1], words[2], NULL);

      g_assert_cmpint (run->code, ==, i == 0 ? 3 : 0);
      g_assert_cmpuint (count_requests (&shop), ==, n_requests);
    }
  g_assert_cmpuint (count_records (&shop, id), ==, n_records);
  ctl_shop_clear (&shop);
}

static void
test_interrupted (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) known = NULL;
  g_autofree char *id = NULL;

  ctl_shop_init (&shop);
  id = begin_and_end (&shop, SIGINT, 3);
  act (&shop, "approve");
  known = ask_until_known (&shop, id);
  g_assert_cmpint (known->code, ==, 0);
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 1);
  g_assert_cmpuint (ctl_shop_count_transmissions (&shop, id), ==, 1);
  ctl_shop_clear (&shop);
}

static void
test_recorded_by_hand (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) unknown = NULL;
  g_autoptr (CtlRun) resolved = NULL;
  g_autoptr (CtlRun) again = NULL;
  g_autoptr (CtlRun) status = NULL;
  g_autofree char *id = NULL;

  ctl_shop_init (&shop);
  id = begin_and_end (&shop, SIGKILL, -SIGKILL);
  unknown = ctl_shop_run (&shop, NULL, "--json", "status", id, "--no-wait", NULL);
  g_assert_cmpint (unknown->code, ==, 3);
  resolved = ctl_shop_run (&shop, NULL, "--json", "resolve", id, "--not-charged", "--reason",
                           "The terminal shows it was cancelled", "--by", "Marta", "--witness", "Ana", NULL);
  g_assert_cmpint (resolved->code, ==, 0);
  g_assert_cmpstr (ctl_text (ctl_run_last (resolved), "outcome"), ==, "hand-not-charged");
  again = ctl_shop_run (&shop, NULL, "resolve", id, "--charged", "--reason", "No, it was", "--by", "Marta",
                        "--witness", "Ana", NULL);
  ctl_run_assert_trouble (again, id);
  status = ctl_shop_run (&shop, NULL, "--json", "status", id, NULL);
  g_assert_cmpint (status->code, ==, 1);
  ctl_shop_clear (&shop);
}

static void
wait_for_booking (CtlShop *shop)
{
  for (guint i = 0; i < 2000; i++)
    if (practice_peer_count_bookings (shop->peer) > 0)
      return;
  g_error ("the cloud never booked the payment");
}

/* The card is charged, and whoever should have heard of it is gone. */
static char *
sell_and_kill (CtlShop *shop, const char *amount)
{
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GSubprocess) process
      = ctl_shop_start (shop, &output, "--json", "sale", amount, "--terminal", "norte", NULL);
  g_autofree char *id = ctl_wait_for_state (output, "sent");

  wait_for_booking (shop);
  g_subprocess_send_signal (process, SIGKILL);
  g_assert_cmpint (ctl_wait_for_end (process), ==, -SIGKILL);

  return g_steal_pointer (&id);
}

/* What was killed left a log, which a reader moves into the file. */
static void
close_log (CtlShop *shop)
{
  g_autoptr (CtlRun) run = ctl_shop_run (shop, NULL, "status", "--open", "--no-wait", NULL);

  g_assert_cmpint (run->code, ==, 3);
}

/* A payment that somebody recorded by hand and that has an id is still asked about. Whoever asks how it stands hears what
 * the provider says, and not what it said before; and that it said nothing, where it did not. */
static void
test_recorded_by_hand_and_charged (gconstpointer data)
{
  const char *command = data;
  CtlShop shop;
  g_autoptr (CtlRun) resolved = NULL;
  g_autoptr (CtlRun) waiting = NULL;
  g_autoptr (CtlRun) read = NULL;
  g_autoptr (CtlRun) asked = NULL;
  g_autoptr (CtlRun) alerts = NULL;
  g_autoptr (CtlRun) x = NULL;
  g_autoptr (CtlRun) table = NULL;
  g_autoptr (CtlRun) again = NULL;
  g_autofree char *id = NULL;
  g_autofree char *row = NULL;

  ctl_shop_init (&shop);
  ctl_shop_write_profile (&shop, practice_peer_get_base (shop.peer), "mode=asynchronous\n");
  id = begin_until (&shop, "accepted", SIGKILL, -SIGKILL);
  resolved = ctl_shop_run (&shop, NULL, "--json", "resolve", id, "--not-charged", "--reason", "It shows nothing",
                           "--by", "Marta", "--witness", "Ana", NULL);
  g_assert_cmpint (resolved->code, ==, 0);
  waiting = ctl_shop_run (&shop, NULL, command, id, NULL);
  g_assert_cmpint (waiting->code, ==, 1);
  g_assert_nonnull (strstr (waiting->errors, "the provider has not said yet"));

  act (&shop, "approve");
  wait_for_booking (&shop);
  read = ctl_shop_run (&shop, NULL, "--json", "status", id, "--no-wait", NULL);
  g_assert_cmpint (read->code, ==, 1);
  asked = ctl_shop_run (&shop, NULL, "--json", command, id, NULL);
  g_assert_cmpint (asked->code, ==, 3);
  g_assert_cmpstr (asked->errors, ==, "");
  g_assert_cmpstr (ctl_text (ctl_run_last (asked), "outcome"), ==, "hand-not-charged");
  g_assert_true (json_object_get_boolean_member (ctl_run_last (asked), "conflict"));
  alerts = ctl_shop_run (&shop, NULL, "--json", "alerts", NULL);
  g_assert_cmpint (alerts->code, ==, 3);
  g_assert_cmpstr (ctl_text (ctl_run_last (alerts), "contradiction"), ==, "charged-after-all");
  x = ctl_shop_run (&shop, NULL, "shift", "x", NULL);
  g_assert_nonnull (strstr (x->output, "Contradicted"));
  table = ctl_shop_run (&shop, NULL, "shift", "x", "--csv", NULL);
  row = g_strdup_printf ("\"contradicted\",\"%s\",\"%s\",,%" G_GINT64_FORMAT ",\"CLP\",0\r\n",
                         ctl_text (ctl_run_last (asked), "reference"), id,
                         json_object_get_int_member (ctl_run_last (asked), "amount_minor"));
  g_assert_nonnull (strstr (table->output, row));

  /* It answered; nobody is asked once more. */
  again = ctl_shop_run (&shop, NULL, "--json", "status", id, NULL);
  g_assert_cmpint (again->code, ==, 3);
  g_assert_cmpuint (ctl_shop_count_transmissions (&shop, id), ==, 1);
  ctl_shop_clear (&shop);
}

/* The answer is lost and nothing says when: a check reads the terminal's records, which approve it. What it prints is
 * what it has written down. */
static void
test_check_says_what_it_found (gconstpointer data)
{
  const char *amount = data;
  CtlShop shop;
  g_autoptr (CtlRun) checked = NULL;
  g_autoptr (CtlRun) written = NULL;
  g_autofree char *id = NULL;

  ctl_shop_init (&shop);
  id = sell_and_kill (&shop, amount);
  checked = ctl_shop_run (&shop, NULL, "--json", "check", id, NULL);
  written = ctl_shop_run (&shop, NULL, "--json", "status", id, "--no-wait", NULL);
  g_assert_cmpint (written->code, ==, checked->code);
  g_assert_cmpstr (ctl_text (ctl_run_last (checked), "state"), ==, ctl_text (ctl_run_last (written), "state"));
  g_assert_cmpstr (ctl_text (ctl_run_last (checked), "outcome"), ==, ctl_text (ctl_run_last (written), "outcome"));
  g_assert_cmpint (checked->code, ==, 0);
  g_assert_cmpstr (ctl_text (ctl_run_last (checked), "outcome"), ==, "approved");
  g_assert_cmpuint (ctl_shop_count_transmissions (&shop, id), ==, 1);
  ctl_shop_clear (&shop);
}

/* The terminal still waits for a card. Chile's terminals cannot be asked to stop, which is said, and decides nothing. */
static void
test_check_and_cancel (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) checked = NULL;
  g_autoptr (CtlRun) cancelled = NULL;
  g_autoptr (CtlRun) known = NULL;
  g_autofree char *id = NULL;

  ctl_shop_init (&shop);
  id = begin_and_end (&shop, SIGKILL, -SIGKILL);
  checked = ctl_shop_run (&shop, NULL, "--json", "check", id, NULL);
  g_assert_cmpint (checked->code, ==, 3);
  cancelled = ctl_shop_run (&shop, NULL, "--json", "cancel", id, NULL);
  ctl_run_assert_trouble (cancelled, "on the terminal");
  act (&shop, "cancel");
  known = ask_until_known (&shop, id);
  g_assert_cmpint (known->code, ==, 1);
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 0);
  g_assert_cmpuint (ctl_shop_count_transmissions (&shop, id), ==, 1);
  ctl_shop_clear (&shop);
}

/* The journal is a link to a disk, and the disk is not connected: nobody knows what is open, so nothing is charged, and
 * the link is there when the disk comes back. */
static void
test_journal_out_of_reach (void)
{
  static const char *const commands[][4] = {
    { "sale", "4900", "--terminal", "norte" }, { "status", "--open" }, { "status", "--open", "--no-wait" },
    { "journal", "list" }, { "journal", "verify" },
  };
  CtlShop shop;
  g_autoptr (CtlRun) known = NULL;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autofree char *disk = NULL;
  g_autofree char *drawer = NULL;
  g_autofree char *file = NULL;

  ctl_shop_init (&shop);
  path = g_build_filename (shop.folder, "journal.db", NULL);
  disk = g_build_filename (shop.folder, "disk", NULL);
  drawer = g_build_filename (shop.folder, "drawer", NULL);
  file = g_build_filename (disk, "journal.db", NULL);
  id = begin_and_end (&shop, SIGKILL, -SIGKILL);
  act (&shop, "approve");
  wait_for_booking (&shop);
  close_log (&shop);
  g_assert_cmpint (g_mkdir (disk, 0700), ==, 0);
  g_assert_cmpint (g_rename (path, file), ==, 0);
  g_assert_cmpint (symlink (file, path), ==, 0);

  g_assert_cmpint (g_rename (disk, drawer), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *const *words = commands[i];
      g_autoptr (CtlRun) run = ctl_shop_run (&shop, NULL, words[0], words[1], words[2], words[3], NULL);

      ctl_run_assert_trouble (run, "is out of reach");
    }
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 1);

  g_assert_cmpint (g_rename (drawer, disk), ==, 0);
  known = ask_until_known (&shop, id);
  g_assert_cmpint (known->code, ==, 0);
  g_assert_cmpstr (ctl_text (ctl_run_last (known), "outcome"), ==, "approved");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 1);
  g_assert_cmpuint (ctl_shop_count_transmissions (&shop, id), ==, 1);
  ctl_shop_clear (&shop);
}

static void
test_second_program (void)
{
  CtlShop shop;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (CtlRun) second = NULL;
  g_autoptr (CtlRun) list = NULL;
  g_autofree char *id = NULL;

  ctl_shop_init (&shop);
  let_customer_wait (&shop);
  process = ctl_shop_start (&shop, &output, "--json", "sale", "4900", "--terminal", "norte", NULL);
  id = ctl_wait_for_state (output, "sent");
  second = ctl_shop_run (&shop, NULL, "sale", "100", "--terminal", "sur", NULL);
  ctl_run_assert_trouble (second, "fielctl");
  list = ctl_shop_run (&shop, NULL, "journal", "list", NULL);
  ctl_run_assert_trouble (list, "fielctl");
  act (&shop, "approve");
  g_assert_cmpint (ctl_wait_for_end (process), ==, 0);
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 1);
  ctl_shop_clear (&shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl/unknown/answer-lost-and-found", test_answer_lost_and_found);
  g_test_add_func ("/ctl/unknown/killed-then-charged", test_killed_then_charged);
  g_test_add_func ("/ctl/unknown/killed-then-not-charged", test_killed_then_not_charged);
  g_test_add_func ("/ctl/unknown/killed-while-it-runs", test_killed_while_it_runs);
  g_test_add_func ("/ctl/unknown/reading", test_reading);
  g_test_add_func ("/ctl/unknown/interrupted", test_interrupted);
  g_test_add_func ("/ctl/unknown/recorded-by-hand", test_recorded_by_hand);
  g_test_add_data_func ("/ctl/unknown/recorded-by-hand-and-charged/status", "status",
                        test_recorded_by_hand_and_charged);
  g_test_add_data_func ("/ctl/unknown/recorded-by-hand-and-charged/check", "check", test_recorded_by_hand_and_charged);
  g_test_add_data_func ("/ctl/unknown/check-says-what-it-found/lost", "5080", test_check_says_what_it_found);
  g_test_add_data_func ("/ctl/unknown/check-says-what-it-found/unreadable", "5097", test_check_says_what_it_found);
  g_test_add_func ("/ctl/unknown/check-and-cancel", test_check_and_cancel);
  g_test_add_func ("/ctl/unknown/journal-out-of-reach", test_journal_out_of_reach);
  g_test_add_func ("/ctl/unknown/second-program", test_second_program);

  return g_test_run ();
}
