/* test-ctl-refund.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ctl-shop.h"

#include "fiel-test.h"

#include <signal.h>
#include <string.h>

/* Money that goes back, held against what the practice cloud really booked. */

#define NORTE "[terminal norte]\nname=Norte\nprovider=getnet\nterminal-id=70011223\nbranch-id=24680\n" \
  "serial-number=ABC900000001\n"

#define ASYNCHRONOUS                                                                                                   \
  "[fiel]\nversion=1\n[store]\nname=Test\ncountry=cl\ncurrency=CLP\n[till]\nname=Caja 1\ncashier=Ana\n"                \
  "[provider getnet]\nkind=getnet\nenvironment=training\nbase-address=%s\nmode=asynchronous\nfirst-check-ms=100\n"     \
  "check-interval-ms=200\nbackoff-ms=100,200\nlimit-ms=2000\nhorizon-ms=3000\n" NORTE

static void
write_profile (CtlShop *shop, const char *format)
{
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *text = g_strconcat (parts[0], practice_peer_get_base (shop->peer), parts[1], NULL);

  g_assert_true (g_file_set_contents (shop->profile_path, text, -1, NULL));
}

/* Returns: (transfer full): the id of an approved sale */
static char *
sell (CtlShop *shop, const char *amount, const char *reference)
{
  g_autoptr (CtlRun) run
      = ctl_shop_run (shop, NULL, "--json", "sale", amount, "--terminal", "norte", "--reference", reference, NULL);

  g_assert_cmpint (run->code, ==, 0);

  return g_strdup (ctl_text (ctl_run_last (run), "id"));
}

static CtlRun *
give_back (CtlShop *shop, const char *sale, const char *amount)
{
  return ctl_shop_run (shop, NULL, "--json", "refund", sale, "--why", "Wrong size", amount, NULL);
}

static void
assert_booking (CtlShop *shop, guint index, const char *type, gint64 minor, CtlRun *run)
{
  g_autoptr (JsonObject) booking = practice_peer_get_booking (shop->peer, index);

  g_assert_cmpstr (json_object_get_string_member (booking, "type"), ==, type);
  g_assert_cmpint (json_object_get_int_member (booking, "minor"), ==, minor);
  g_assert_cmpint (json_object_get_int_member (booking, "refersTo"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (booking, "customId"), ==, ctl_text (ctl_run_last (run), "id"));
}

static void
assert_closed (CtlRun *run, int code, const char *kind, const char *outcome, const char *original)
{
  JsonObject *last = ctl_run_last (run);

  g_assert_cmpint (run->code, ==, code);
  g_assert_cmpstr (ctl_text (last, "kind"), ==, kind);
  g_assert_cmpstr (ctl_text (last, "state"), ==, "closed");
  g_assert_cmpstr (ctl_text (last, "outcome"), ==, outcome);
  g_assert_cmpstr (ctl_text (last, "original"), ==, original);
}

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” does not say “%s”", text, words);
}

/* The whole sale, by its ticket: cancelled in the open batch. */
static void
test_void (void)
{
  CtlShop shop;
  g_autofree char *sale = NULL;
  g_autoptr (CtlRun) elsewhere = NULL;
  g_autoptr (CtlRun) back = NULL;
  g_autoptr (CtlRun) again = NULL;

  ctl_shop_init (&shop);
  sale = sell (&shop, "4900", "A-17");
  elsewhere = ctl_shop_run (&shop, NULL, "refund", "A-17", "--why", "x", "--terminal", "sur", NULL);
  g_assert_cmpint (elsewhere->code, ==, 2);
  assert_says (elsewhere->errors, "leave out --terminal");
  back = give_back (&shop, "A-17", NULL);
  assert_closed (back, 0, "void", "approved", sale);
  assert_says (back->errors, "fielctl: asks for this: Getnet cancels the sale: no charge will appear");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 2);
  assert_booking (&shop, 1, "void", 4900, back);
  g_assert_cmpuint (ctl_shop_count_transmissions (&shop, ctl_text (ctl_run_last (back), "id")), ==, 1);

  again = give_back (&shop, "A-17", NULL);
  g_assert_cmpint (again->code, ==, 1);
  assert_says (again->errors, "went back already");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 2);
  ctl_shop_clear (&shop);
}

/* Parts by the authorization, never more than the sale, and nothing of what went back. */
static void
test_parts (void)
{
  CtlShop shop;
  g_autofree char *sale = NULL;
  g_autoptr (CtlRun) first = NULL;
  g_autoptr (CtlRun) too_much = NULL;
  g_autoptr (CtlRun) rest = NULL;
  g_autoptr (CtlRun) of_a_return = NULL;

  ctl_shop_init (&shop);
  sale = sell (&shop, "5000", "A-17");
  first = give_back (&shop, sale, "3000");
  assert_closed (first, 0, "refund", "approved", sale);
  too_much = give_back (&shop, sale, "2001");
  g_assert_cmpint (too_much->code, ==, 2);
  assert_says (too_much->errors, "at most $2.000");
  g_assert_null (strstr (strstr (too_much->errors, "at most") + 1, "at most"));
  rest = give_back (&shop, sale, NULL);
  assert_closed (rest, 0, "refund", "approved", sale);
  of_a_return = give_back (&shop, ctl_text (ctl_run_last (first), "id"), "100");
  g_assert_cmpint (of_a_return->code, ==, 1);
  assert_says (of_a_return->errors, "a return itself");

  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 3);
  assert_booking (&shop, 1, "return", 3000, first);
  assert_booking (&shop, 2, "return", 2000, rest);
  ctl_shop_clear (&shop);
}

/* The batch was closed at the terminal, and the number of our sale is another customer's now. */
static void
test_batch_closed (void)
{
  CtlShop shop;
  g_autofree char *sale = NULL;
  g_autoptr (PracticeReply) closed = NULL;
  g_autoptr (PracticeReply) other = NULL;
  g_autoptr (CtlRun) told = NULL;
  g_autoptr (CtlRun) back = NULL;
  g_autoptr (JsonObject) stranger = NULL;

  ctl_shop_init (&shop);
  sale = sell (&shop, "4900", "A-17");
  practice_peer_log_in (shop.peer);
  closed = practice_peer_command (shop.peer, "close", 103, "");
  practice_reply_assert_result (closed, 0);
  other = practice_peer_sell (shop.peer, 4900, "stranger", 3);
  practice_reply_assert_result (other, 0);

  /* What was told is not what would happen: nothing is sent, unless either way was said to be well. */
  told = ctl_shop_run (&shop, NULL, "--json", "refund", "A-17", "--why", "broken", NULL);
  g_assert_cmpint (told->code, ==, 1);
  assert_says (told->errors, "does not show this sale in its open batch");
  assert_says (told->errors, "With --any-way it is given back");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 2);
  back = ctl_shop_run (&shop, NULL, "--json", "refund", "A-17", "--why", "broken", "--any-way", NULL);
  assert_closed (back, 0, "refund", "approved", sale);
  assert_says (back->errors, "does not show this sale in its open batch");
  assert_says (back->errors, "returns it: the customer sees it in a few days");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 3);
  stranger = practice_peer_get_booking (shop.peer, 1);
  g_assert_false (json_object_get_boolean_member (stranger, "voided"));
  assert_booking (&shop, 2, "return", 4900, back);
  ctl_shop_clear (&shop);
}

/* The void was booked and its answer is lost: the terminal's list says so. */
static void
test_void_lost_booked (void)
{
  CtlShop shop;
  g_autofree char *sale = NULL;
  g_autoptr (CtlRun) back = NULL;

  ctl_shop_init (&shop);
  sale = sell (&shop, "4901", "A-17");
  practice_peer_post (shop.peer, "fault", "{\"path\":\"refund\",\"kind\":\"cut-after-booking\"}");
  back = ctl_shop_run (&shop, NULL, "--json", "refund", sale, "--why", "x", "--wait", NULL);
  assert_closed (back, 0, "void", "approved", sale);
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 2);
  assert_booking (&shop, 1, "void", 4901, back);
  g_assert_cmpuint (ctl_shop_count_transmissions (&shop, ctl_text (ctl_run_last (back), "id")), ==, 1);
  ctl_shop_clear (&shop);
}

/* The request for the void got lost: past the horizon the list shows the sale as one that stands. It can be tried
 * again. */
static void
test_void_lost_on_its_way (void)
{
  CtlShop shop;
  g_autofree char *sale = NULL;
  g_autoptr (CtlRun) back = NULL;
  g_autoptr (CtlRun) again = NULL;

  ctl_shop_init (&shop);
  sale = sell (&shop, "4901", "A-17");
  practice_peer_post (shop.peer, "fault", "{\"path\":\"refund\",\"kind\":\"cut-before-booking\"}");
  back = ctl_shop_run (&shop, NULL, "--json", "refund", sale, "--why", "x", "--wait", NULL);
  assert_closed (back, 1, "void", "not-executed", sale);
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 1);
  again = give_back (&shop, sale, NULL);
  assert_closed (again, 0, "void", "approved", sale);
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 2);
  ctl_shop_clear (&shop);
}

/* A return that was not executed is proved by a list that names others; one that was executed is listed without a name,
 * and a person decides. */
static void
test_return_lost (void)
{
  CtlShop shop;
  g_autofree char *sale = NULL;
  g_autofree char *id = NULL;
  g_autoptr (CtlRun) before = NULL;
  g_autoptr (CtlRun) lost = NULL;
  g_autoptr (CtlRun) booked = NULL;
  g_autoptr (CtlRun) refused = NULL;
  g_autoptr (CtlRun) closed = NULL;
  g_autoptr (CtlRun) resolved = NULL;
  g_autoptr (CtlRun) x = NULL;

  ctl_shop_init (&shop);
  sale = sell (&shop, "5000", "A-17");
  before = give_back (&shop, sale, "1000");
  assert_closed (before, 0, "refund", "approved", sale);
  lost = ctl_shop_run (&shop, NULL, "--json", "refund", sale, "1091", "--why", "x", "--wait", NULL);
  assert_closed (lost, 1, "refund", "not-executed", sale);
  booked = give_back (&shop, sale, "1080");
  g_assert_cmpint (booked->code, ==, 3);
  assert_says (booked->errors, "not known yet whether the money went back");
  id = g_strdup (ctl_text (ctl_run_last (booked), "id"));
  refused = give_back (&shop, sale, "100");
  g_assert_cmpint (refused->code, ==, 1);
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 3);

  closed = ctl_shop_run (&shop, NULL, "shift", "close", "--carry-over", "--manager", "Marta", NULL);
  g_assert_cmpint (closed->code, ==, 0);
  resolved = ctl_shop_run (&shop, NULL, "--json", "resolve", id, "--charged", "--reason", "on the slip", "--by",
                           "Marta", "--witness", "Ana", NULL);
  assert_closed (resolved, 0, "refund", "hand-charged", sale);
  g_assert_cmpuint (ctl_shop_count_transmissions (&shop, id), ==, 1);
  /* The one payment of this shift was charged in no sense of the word. */
  x = ctl_shop_run (&shop, NULL, "shift", "x", NULL);
  assert_says (x->output, "returned");
  g_assert_null (strstr (x->output, "charged"));
  ctl_shop_clear (&shop);
}

/* Returns: (transfer full): the id of a sale that was booked and whose answer is lost. Nobody can learn more of it. */
static char *
sell_and_lose (CtlShop *shop, const char *reference, const char *option)
{
  g_autoptr (CtlRun) lost = ctl_shop_run (shop, NULL, "--json", "sale", "5080", "--terminal", "norte", "--reference",
                                          reference, "--no-wait", option, NULL);

  g_assert_cmpint (lost->code, ==, 3);
  g_assert_cmpstr (ctl_text (ctl_run_last (lost), "outcome"), ==, NULL);
  g_clear_pointer (&shop->peer, practice_peer_stop);

  return g_strdup (ctl_text (ctl_run_last (lost), "id"));
}

/* A till that took another currency since gives nothing of it back, and says why. */
static void
test_other_currency (void)
{
  CtlShop shop;
  g_autofree char *sale = NULL;
  g_autofree char *argentina = NULL;
  g_autoptr (CtlRun) whole = NULL;
  g_autoptr (CtlRun) part = NULL;

  ctl_shop_init (&shop);
  sale = sell (&shop, "5000", "A-17");
  argentina = ctl_shop_make_argentina (&shop);
  g_assert_true (g_file_set_contents (shop.profile_path, argentina, -1, NULL));
  whole = give_back (&shop, sale, NULL);
  g_assert_cmpint (whole->code, ==, 1);
  assert_says (whole->errors, "charged in CLP, and this till takes ARS now");
  part = give_back (&shop, "A-17", "10");
  g_assert_cmpint (part->code, ==, 1);
  assert_says (part->errors, "charged in CLP, and this till takes ARS now");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 1);
  ctl_shop_clear (&shop);
}

/* What is open may have been charged: by the ticket as by the payment it is to be waited for. */
static void
test_ticket_open (void)
{
  CtlShop shop;
  g_autofree char *id = NULL;
  g_autoptr (CtlRun) by_id = NULL;
  g_autoptr (CtlRun) by_ticket = NULL;

  ctl_shop_init (&shop);
  id = sell_and_lose (&shop, "U5", NULL);
  by_id = give_back (&shop, id, NULL);
  g_assert_cmpint (by_id->code, ==, 1);
  assert_says (by_id->errors, "It is not known yet whether this was charged. Wait for its result first.");
  by_ticket = give_back (&shop, "U5", NULL);
  g_assert_cmpint (by_ticket->code, ==, by_id->code);
  g_assert_cmpstr (by_ticket->errors, ==, by_id->errors);
  ctl_shop_clear (&shop);
}

/* Beside a sale that was paid nobody guesses which of them is meant. */
static void
test_ticket_open_and_paid (void)
{
  CtlShop shop;
  g_autofree char *paid = NULL;
  g_autofree char *open = NULL;
  g_autoptr (CtlRun) back = NULL;

  ctl_shop_init (&shop);
  paid = sell (&shop, "4900", "U6");
  open = sell_and_lose (&shop, "U6", "--new-ticket");
  back = give_back (&shop, "U6", NULL);
  ctl_run_assert_trouble (back, "the ticket U6 has more than one sale. Name the payment");
  assert_says (back->errors, paid);
  assert_says (back->errors, open);
  ctl_shop_clear (&shop);
}

/* A ticket whose payments were all declined is one this till knows. */
static void
test_ticket_declined (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) declined = NULL;
  g_autoptr (CtlRun) back = NULL;
  g_autoptr (CtlRun) nobody = NULL;

  ctl_shop_init (&shop);
  declined = ctl_shop_run (&shop, NULL, "sale", "4981", "--terminal", "norte", "--reference", "D-1", NULL);
  g_assert_cmpint (declined->code, ==, 1);
  back = give_back (&shop, "D-1", NULL);
  g_assert_cmpint (back->code, ==, 1);
  g_assert_cmpstr (back->errors, ==, "fielctl: this till has charged nothing for the ticket D-1.\n");
  nobody = give_back (&shop, "D-2", NULL);
  g_assert_cmpint (nobody->code, ==, 1);
  assert_says (nobody->errors, "nothing for the ticket D-2, and has no payment of that name.");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 0);
  ctl_shop_clear (&shop);
}

/* With an id, its status decides: for a void, whose answer names no amount, as for a return. */
static void
test_asynchronous (void)
{
  CtlShop shop;
  g_autofree char *sale = NULL;
  g_autofree char *other = NULL;
  g_autoptr (CtlRun) undone = NULL;
  g_autoptr (CtlRun) part = NULL;

  ctl_shop_init (&shop);
  write_profile (&shop, ASYNCHRONOUS);
  sale = sell (&shop, "5000", "A-17");
  undone = give_back (&shop, sale, NULL);
  assert_closed (undone, 0, "void", "approved", sale);
  g_assert_nonnull (ctl_text (ctl_run_last (undone), "provider_id"));
  other = sell (&shop, "6000", "A-18");
  part = give_back (&shop, other, "1000");
  assert_closed (part, 0, "refund", "approved", other);
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 4);
  ctl_shop_clear (&shop);
}

/* fielctl is killed when the request leaves, or just before; the next one takes the return up, never sends it again, and
 * says of it what the cloud knows. */
static void
test_killed (void)
{
  CtlShop shop;
  g_autofree char *sale = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (CtlRun) status = NULL;
  guint n_sent = 0;

  ctl_shop_init (&shop);
  sale = sell (&shop, "4901", "A-17");
  /* A void names no amount, so its ending is 0. */
  practice_peer_post (shop.peer, "outcome", "{\"ending\":0,\"outcome\":\"slow\"}");
  process = ctl_shop_start (&shop, &output, "--json", "refund", sale, "--why", "x", NULL);
  id = ctl_wait_for_state (output, "sent");
  g_subprocess_send_signal (process, SIGKILL);
  g_assert_cmpint (ctl_wait_for_end (process), ==, -SIGKILL);

  status = ctl_shop_run (&shop, NULL, "--json", "status", id, "--wait", NULL);
  n_sent = ctl_shop_count_transmissions (&shop, id);
  g_assert_cmpuint (n_sent, <=, 1);
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 1 + n_sent);
  assert_closed (status, n_sent == 1 ? 0 : 1, "void", n_sent == 1 ? "approved" : "not-executed", sale);
  ctl_shop_clear (&shop);
}

/* Above the limit somebody else has to approve; the report names why, and who. */
static void
test_approval (void)
{
  CtlShop shop;
  g_autofree char *sale = NULL;
  g_autoptr (CtlRun) alone = NULL;
  g_autoptr (CtlRun) self = NULL;
  g_autoptr (CtlRun) back = NULL;
  g_autoptr (CtlRun) report = NULL;

  ctl_shop_init (&shop);
  ctl_shop_add_till_keys (&shop, "return-limit=1000\n");
  sale = sell (&shop, "5000", "A-17");
  alone = give_back (&shop, sale, NULL);
  g_assert_cmpint (alone->code, ==, 1);
  assert_says (alone->errors, "manager");
  self = ctl_shop_run (&shop, NULL, "refund", sale, "--why", "x", "--approver", "ana", NULL);
  g_assert_cmpint (self->code, ==, 1);
  back = ctl_shop_run (&shop, NULL, "--json", "refund", sale, "--why", "Wrong size", "--approver", "Marta Soto", NULL);
  assert_closed (back, 0, "void", "approved", sale);
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 2);

  report = ctl_shop_run (&shop, NULL, "evidence", "A-17", NULL);
  assert_says (report->output, "Charged, less what went back: 0 CLP");
  assert_says (report->output, "kind: void\n");
  assert_says (report->output, "purpose: Wrong size\n");
  assert_says (report->output, "approver: Marta Soto\n");
  assert_says (report->output, sale);
  ctl_shop_clear (&shop);
}

/* Without the sale: only where the store switched it on, up to its limit, approved, with what the slip says. */
static void
test_without_sale (void)
{
  CtlShop shop;
  g_autofree char *sale = NULL;
  g_autofree char *code = NULL;
  g_autoptr (JsonObject) booking = NULL;
  g_autoptr (PracticeReply) stranger = NULL;
  g_autoptr (CtlRun) off = NULL;
  g_autoptr (CtlRun) ours = NULL;
  g_autoptr (CtlRun) more = NULL;
  g_autoptr (CtlRun) alone = NULL;
  g_autoptr (CtlRun) too_much = NULL;
  g_autoptr (CtlRun) wrong = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr (CtlRun) back = NULL;
  g_autoptr (CtlRun) of_it = NULL;

  ctl_shop_init (&shop);
  sale = sell (&shop, "5000", "A-17");
  booking = practice_peer_get_booking (shop.peer, 0);
  code = g_strdup (json_object_get_string_member (booking, "authorization"));
#define SLIP(amount, code, ...) \
  ctl_shop_run (&shop, NULL, "--json", "refund", "--without-sale", amount, "--terminal", "norte", "--authorization", \
                code, "--why", "bought elsewhere", __VA_ARGS__, NULL)
  off = SLIP ("1000", code, "--approver", "Marta");
  g_assert_cmpint (off->code, ==, 1);
  assert_says (off->errors, "nothing back without the sale");

  ctl_shop_add_till_keys (&shop, "return-without-original=yes\nreturn-without-original-limit=2000\n");
  ours = SLIP ("1000", code, "--approver", "Marta");
  g_assert_cmpint (ours->code, ==, 1);
  assert_says (ours->errors, "ticket A-17");

  practice_peer_log_in (shop.peer);
  stranger = practice_peer_sell (shop.peer, 3000, "other till", 3);
  practice_reply_assert_result (stranger, 0);
  g_clear_pointer (&booking, json_object_unref);
  g_clear_pointer (&code, g_free);
  booking = practice_peer_get_booking (shop.peer, 1);
  code = g_strdup (json_object_get_string_member (booking, "authorization"));
  alone = SLIP ("1000", code, "--date", today);
  g_assert_cmpint (alone->code, ==, 1);
  assert_says (alone->errors, "manager");
  too_much = SLIP ("2001", code, "--approver", "Marta");
  g_assert_cmpint (too_much->code, ==, 2);
  assert_says (too_much->errors, "at most $2.000");
  wrong = SLIP ("1000", "000000", "--approver", "Marta");
  assert_closed (wrong, 1, "refund", "declined", NULL);
  g_assert_cmpstr (ctl_text (ctl_run_last (wrong), "reason"), ==, "sale-not-found");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 2);

  /* Pieces of one slip count together. */
  back = SLIP ("1500", code, "--approver", "Marta");
  assert_closed (back, 0, "refund", "approved", NULL);
  g_clear_pointer (&booking, json_object_unref);
  booking = practice_peer_get_booking (shop.peer, 2);
  g_assert_cmpstr (json_object_get_string_member (booking, "type"), ==, "return");
  g_assert_cmpint (json_object_get_int_member (booking, "minor"), ==, 1500);
  more = SLIP ("600", code, "--approver", "Marta");
#undef SLIP
  g_assert_cmpint (more->code, !=, 0);
  assert_says (more->errors, "went back already");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 3);
  of_it = give_back (&shop, ctl_text (ctl_run_last (back), "id"), NULL);
  g_assert_cmpint (of_it->code, ==, 1);
  ctl_shop_clear (&shop);
}

/* Argentina has no void, and its returns want the day of the sale. */
static void
test_argentina (void)
{
  CtlShop shop;
  g_autofree char *sale = NULL;
  g_autoptr (CtlRun) part = NULL;
  g_autoptr (CtlRun) rest = NULL;

  ctl_shop_init_argentina (&shop);
  sale = sell (&shop, "50.00", "A-17");
  part = give_back (&shop, sale, "20.00");
  assert_closed (part, 0, "refund", "approved", sale);
  rest = give_back (&shop, sale, NULL);
  assert_closed (rest, 0, "refund", "approved", sale);
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 3);
  assert_booking (&shop, 1, "return", 2000, part);
  assert_booking (&shop, 2, "return", 3000, rest);
  ctl_shop_clear (&shop);
}

static void
test_arguments (void)
{
  static const struct
  {
    const char *words[8];
    const char *fault;
  } rows[] = {
    { { "refund" }, "TICKET or ATTEMPT is missing" },
    { { "refund", "A-1" }, "--why is missing" },
    { { "refund", "A-1", "--why", " " }, "--why is missing" },
    { { "refund", "A-1", "--why", "x", "--date", "2026-01-31" }, "only for --without-sale" },
    { { "refund", "--without-sale", "1", "--why", "x", "--sale-date", "2026-01-31" }, "for a sale of this till" },
    { { "refund", "A-1", "--why", "x", "--authorization", " " }, "--authorization is missing" },
    { { "refund", "A-1", "1", "2", "--why", "x" }, "“2” is too much" },
    { { "refund", "--without-sale", "1", "--why", "x", "--terminal", "" }, "--authorization is missing" },
    { { "refund", "--without-sale", "1", "--authorization", "1", "--why", "x" }, "and no default-terminal" },
    { { "refund", "--without-sale", "1", "--terminal", "norte", "--why", "x" }, "--authorization is missing" },
  };
  CtlShop shop;

  ctl_shop_init (&shop);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const *w = rows[i].words;
      g_autoptr (CtlRun) run = ctl_shop_run (&shop, NULL, w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], NULL);

      ctl_run_assert_trouble (run, rows[i].fault);
    }
  ctl_shop_clear (&shop);
}

/* The provider lives a day ahead of this till: the return names the day the provider has the sale under. */
static void
test_other_day (void)
{
  g_autofree char *kept = g_strdup (g_getenv ("TZ"));
  CtlShop shop;
  g_autofree char *sale = NULL;
  g_autoptr (CtlRun) back = NULL;
  g_autoptr (JsonObject) booking = NULL;

  g_setenv ("TZ", "AAA-14", TRUE);
  ctl_shop_init_argentina (&shop);
  g_setenv ("TZ", "BBB12", TRUE);
  sale = sell (&shop, "5000", "A-17");
  back = give_back (&shop, sale, NULL);
  assert_closed (back, 0, "refund", "approved", sale);
  booking = practice_peer_get_booking (shop.peer, 1);
  g_assert_cmpint (json_object_get_int_member (booking, "minor"), ==, 500000);
  g_assert_cmpuint (ctl_shop_count_transmissions (&shop, ctl_text (ctl_run_last (back), "id")), ==, 1);
  ctl_shop_clear (&shop);
  if (kept != NULL)
    g_setenv ("TZ", kept, TRUE);
  else
    g_unsetenv ("TZ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl/refund/void", test_void);
  g_test_add_func ("/ctl/refund/parts", test_parts);
  g_test_add_func ("/ctl/refund/batch-closed", test_batch_closed);
  g_test_add_func ("/ctl/refund/void-lost-booked", test_void_lost_booked);
  g_test_add_func ("/ctl/refund/void-lost-on-its-way", test_void_lost_on_its_way);
  g_test_add_func ("/ctl/refund/return-lost", test_return_lost);
  g_test_add_func ("/ctl/refund/other-currency", test_other_currency);
  g_test_add_func ("/ctl/refund/ticket-open", test_ticket_open);
  g_test_add_func ("/ctl/refund/ticket-open-and-paid", test_ticket_open_and_paid);
  g_test_add_func ("/ctl/refund/ticket-declined", test_ticket_declined);
  g_test_add_func ("/ctl/refund/asynchronous", test_asynchronous);
  g_test_add_func ("/ctl/refund/killed", test_killed);
  g_test_add_func ("/ctl/refund/approval", test_approval);
  g_test_add_func ("/ctl/refund/without-sale", test_without_sale);
  g_test_add_func ("/ctl/refund/argentina", test_argentina);
  g_test_add_func ("/ctl/refund/other-day", test_other_day);
  g_test_add_func ("/ctl/refund/arguments", test_arguments);

  return g_test_run ();
}
