/* test-ctl-refund-slip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ctl-shop.h"

#include <string.h>

/* A sale whose answer was lost and which was found in the terminal's list: its authorization is not known, and it goes
 * back by the customer's slip, held against what the practice cloud really booked. */

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” does not say “%s”", text, words);
}

/* Returns: (transfer full): the id of a sale that was found in the list */
static char *
sell_and_find (CtlShop *shop, const char *amount, const char *reference)
{
  g_autoptr (CtlRun) sale = ctl_shop_run (shop, NULL, "--json", "sale", amount, "--terminal", "norte", "--reference",
                                          reference, "--wait", NULL);

  g_assert_cmpint (sale->code, ==, 0);
  g_assert_cmpstr (ctl_text (ctl_run_last (sale), "outcome"), ==, "approved");
  g_assert_cmpstr (ctl_text (ctl_run_last (sale), "authorization"), ==, NULL);

  return g_strdup (ctl_text (ctl_run_last (sale), "id"));
}

/* Returns: (transfer full): what the terminal printed on the slip of the n-th booking */
static char *
read_slip (CtlShop *shop, guint index)
{
  g_autoptr (JsonObject) booking = practice_peer_get_booking (shop->peer, index);

  return g_strdup (json_object_get_string_member (booking, "authorization"));
}

/* @amount: (nullable): all that is left */
static CtlRun *
give_back (CtlShop *shop, const char *sale, const char *amount, const char *code)
{
  return ctl_shop_run (shop, NULL, "--json", "refund", sale, "--why", "Wrong size", "--authorization", code, amount,
                       NULL);
}

static void
assert_closed (CtlRun *run, int code, const char *outcome, const char *original)
{
  JsonObject *last = ctl_run_last (run);

  g_assert_cmpint (run->code, ==, code);
  g_assert_cmpstr (ctl_text (last, "kind"), ==, "refund");
  g_assert_cmpstr (ctl_text (last, "outcome"), ==, outcome);
  g_assert_cmpstr (ctl_text (last, "original"), ==, original);
}

static void
assert_booking (CtlShop *shop, guint index, gint64 minor, CtlRun *run)
{
  g_autoptr (JsonObject) booking = practice_peer_get_booking (shop->peer, index);

  g_assert_cmpstr (json_object_get_string_member (booking, "type"), ==, "return");
  g_assert_cmpint (json_object_get_int_member (booking, "minor"), ==, minor);
  g_assert_cmpint (json_object_get_int_member (booking, "refersTo"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (booking, "customId"), ==, ctl_text (ctl_run_last (run), "id"));
  g_assert_cmpuint (ctl_shop_count_transmissions (shop, ctl_text (ctl_run_last (run), "id")), ==, 1);
}

static void
test_found (void)
{
  CtlShop shop;
  g_autofree char *sale = NULL;
  g_autofree char *code = NULL;
  g_autofree char *typed = NULL;
  g_autoptr (CtlRun) without = NULL;
  g_autoptr (CtlRun) wrong = NULL;
  g_autoptr (CtlRun) part = NULL;
  g_autoptr (CtlRun) too_much = NULL;
  g_autoptr (CtlRun) rest = NULL;
  g_autoptr (CtlRun) again = NULL;
  g_autoptr (CtlRun) report = NULL;

  ctl_shop_init (&shop);
  sale = sell_and_find (&shop, "5080", "A-17");
  code = read_slip (&shop, 0);
  without = ctl_shop_run (&shop, NULL, "--json", "refund", "A-17", "--why", "Wrong size", NULL);
  g_assert_cmpint (without->code, ==, 1);
  assert_says (without->errors, "as the customer’s slip shows it. Option: --authorization CODE");

  /* The provider's refusal as it is, and nothing moved. */
  wrong = give_back (&shop, "A-17", "5000", "000000");
  assert_closed (wrong, 1, "declined", sale);
  g_assert_cmpstr (ctl_text (ctl_run_last (wrong), "reason"), ==, "sale-not-found");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 1);

  part = give_back (&shop, "A-17", "3010", code);
  assert_closed (part, 0, "approved", sale);
  too_much = give_back (&shop, sale, "2071", code);
  g_assert_cmpint (too_much->code, ==, 2);
  assert_says (too_much->errors, "at most $2.070");
  rest = give_back (&shop, sale, NULL, code);
  assert_closed (rest, 0, "approved", sale);
  again = give_back (&shop, sale, "1", code);
  g_assert_cmpint (again->code, ==, 1);
  assert_says (again->errors, "went back already");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 3);
  assert_booking (&shop, 1, 3010, part);
  assert_booking (&shop, 2, 2070, rest);

  report = ctl_shop_run (&shop, NULL, "evidence", "A-17", NULL);
  assert_says (report->output, "Charged, less what went back: 0 CLP");
  typed = g_strdup_printf ("typed-authorization: %s\n", code);
  assert_says (report->output, typed);
  ctl_shop_clear (&shop);
}

/* The journal knows the code of this one, and says so instead of taking another. */
static void
test_two_truths (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) sale = NULL;
  g_autoptr (CtlRun) other = NULL;

  ctl_shop_init (&shop);
  sale = ctl_shop_run (&shop, NULL, "--json", "sale", "5000", "--terminal", "norte", "--reference", "A-17", NULL);
  g_assert_cmpint (sale->code, ==, 0);
  other = give_back (&shop, "A-17", "1000", "000000");
  g_assert_cmpint (other->code, ==, 2);
  assert_says (other->errors, "another authorization code for this sale");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 1);
  ctl_shop_clear (&shop);
}

/* The answer to the return is lost as well. Nothing more goes back of that sale, and the request left once. */
static void
test_lost (void)
{
  CtlShop shop;
  g_autofree char *sale = NULL;
  g_autofree char *code = NULL;
  g_autoptr (CtlRun) lost = NULL;
  g_autoptr (CtlRun) again = NULL;

  ctl_shop_init (&shop);
  sale = sell_and_find (&shop, "5080", "A-17");
  code = read_slip (&shop, 0);
  practice_peer_post (shop.peer, "fault", "{\"path\":\"return\",\"kind\":\"cut-after-booking\"}");
  lost = give_back (&shop, sale, "1000", code);
  g_assert_cmpint (lost->code, ==, 3);
  again = give_back (&shop, sale, "1000", code);
  g_assert_cmpint (again->code, ==, 1);
  assert_says (again->errors, "has no result yet");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 2);
  assert_booking (&shop, 1, 1000, lost);
  ctl_shop_clear (&shop);
}

static void
restore_zone (const char *kept)
{
  if (kept != NULL)
    g_setenv ("TZ", kept, TRUE);
  else
    g_unsetenv ("TZ");
}

static CtlRun *
give_back_of_day (CtlShop *shop, const char *sale, const char *amount, const char *code, const char *day)
{
  return ctl_shop_run (shop, NULL, "--json", "refund", sale, amount, "--why", "Wrong size", "--authorization", code,
                       day != NULL ? "--sale-date" : NULL, day, NULL);
}

/* Returns: (transfer full): @days after the one that the terminal printed on the slip of the first booking */
static char *
read_day (CtlShop *shop, int days)
{
  g_autoptr (JsonObject) booking = practice_peer_get_booking (shop->peer, 0);
  g_autofree char *day = g_strndup (json_object_get_string_member (booking, "time"), strlen ("2026-01-31"));
  g_autofree char *noon = g_strconcat (day, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (noon, NULL);
  g_autoptr (GDateTime) other = g_date_time_add_days (time, days);

  return g_date_time_format (other, "%Y-%m-%d");
}

/* A sale that was recorded by hand, at a terminal whose clock is a day ahead: the provider does not find it under the
 * till's day, and finds it under the one on the slip. */
static void
test_other_day (void)
{
  g_autofree char *kept = g_strdup (g_getenv ("TZ"));
  CtlShop shop;
  g_autofree char *id = NULL;
  g_autofree char *code = NULL;
  g_autofree char *day = NULL;
  g_autofree char *far = NULL;
  g_autofree char *typed = NULL;
  g_autoptr (CtlRun) lost = NULL;
  g_autoptr (CtlRun) resolved = NULL;
  g_autoptr (CtlRun) not_found = NULL;
  g_autoptr (CtlRun) too_far = NULL;
  g_autoptr (CtlRun) back = NULL;
  g_autoptr (CtlRun) report = NULL;

  g_setenv ("TZ", "AAA-21", TRUE);
  ctl_shop_init_argentina (&shop);
  g_setenv ("TZ", "BBB3", TRUE);
  lost = ctl_shop_run (&shop, NULL, "--json", "sale", "50.80", "--terminal", "norte", "--reference", "A-17",
                       "--no-wait", NULL);
  g_assert_cmpint (lost->code, ==, 3);
  id = g_strdup (ctl_text (ctl_run_last (lost), "id"));
  resolved = ctl_shop_run (&shop, NULL, "--json", "resolve", id, "--charged", "--reason", "on the slip", "--by",
                           "Marta", "--witness", "Ana", NULL);
  g_assert_cmpint (resolved->code, ==, 0);
  g_assert_cmpstr (ctl_text (ctl_run_last (resolved), "outcome"), ==, "hand-charged");
  code = read_slip (&shop, 0);
  day = read_day (&shop, 0);
  far = read_day (&shop, 1);

  not_found = give_back_of_day (&shop, id, "20.00", code, NULL);
  assert_closed (not_found, 1, "declined", id);
  g_assert_cmpstr (ctl_text (ctl_run_last (not_found), "reason"), ==, "sale-not-found");
  too_far = give_back_of_day (&shop, id, "20.00", code, far);
  g_assert_cmpint (too_far->code, ==, 2);
  assert_says (too_far->errors, "that day, the day before or the day after");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 1);
  back = give_back_of_day (&shop, id, "20.00", code, day);
  assert_closed (back, 0, "approved", id);
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 2);
  assert_booking (&shop, 1, 2000, back);

  report = ctl_shop_run (&shop, NULL, "evidence", "A-17", NULL);
  typed = g_strdup_printf ("typed-date: %s\n", day);
  assert_says (report->output, typed);
  ctl_shop_clear (&shop);
  restore_zone (kept);
}

/* The provider has said the day of this one. */
static void
test_day_of_provider (void)
{
  CtlShop shop;
  g_autofree char *next = NULL;
  g_autoptr (CtlRun) sale = NULL;
  g_autoptr (CtlRun) other = NULL;

  ctl_shop_init_argentina (&shop);
  sale = ctl_shop_run (&shop, NULL, "--json", "sale", "50.00", "--terminal", "norte", "--reference", "A-17", NULL);
  g_assert_cmpint (sale->code, ==, 0);
  next = read_day (&shop, 1);
  other = ctl_shop_run (&shop, NULL, "--json", "refund", "A-17", "--why", "Wrong size", "--sale-date", next, NULL);
  g_assert_cmpint (other->code, ==, 2);
  assert_says (other->errors, "itself has this sale under");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 1);
  ctl_shop_clear (&shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl/refund-slip/found", test_found);
  g_test_add_func ("/ctl/refund-slip/two-truths", test_two_truths);
  g_test_add_func ("/ctl/refund-slip/lost", test_lost);
  g_test_add_func ("/ctl/refund-slip/other-day", test_other_day);
  g_test_add_func ("/ctl/refund-slip/day-of-provider", test_day_of_provider);

  return g_test_run ();
}
