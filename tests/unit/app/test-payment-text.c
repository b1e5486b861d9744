/* test-payment-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-pages.h"
#include "fiel-attempt-private.h"
#include "fiel-payment-text.h"

#define SECOND G_USEC_PER_SEC

static void
test_clock (void)
{
  static const struct
  {
    gint64 seconds;
    const char *clock;
    const char *spoken;
  } times[] = {
    { -5, "0:00", "0 seconds" },          { 0, "0:00", "0 seconds" },   { 1, "0:01", "1 second" },
    { 59, "0:59", "59 seconds" },         { 60, "1:00", "1 minute" },   { 252, "4:12", "4 minutes 12 seconds" },
    { 3661, "61:01", "61 minutes 1 second" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *clock = fiel_payment_text_clock (times[i].seconds);
      g_autofree char *spoken = fiel_payment_text_spoken (times[i].seconds);

      g_assert_cmpstr (clock, ==, times[i].clock);
      g_assert_cmpstr (spoken, ==, times[i].spoken);
    }
}

static void
test_span (void)
{
  static const struct
  {
    gint64 span_us;
    const char *text;
  } spans[] = {
    { -1, "< 0,1 s" },        { 99999, "< 0,1 s" },  { 449 * 1000, "0,4 s" },     { 9990 * 1000, "9,9 s" },
    { 10 * SECOND, "10 s" },  { 59999 * 1000, "59 s" },    { 78 * SECOND, "1:18" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autofree char *text = fiel_payment_text_span (spans[i].span_us, fiel_number_style_for_country ("cl"));

      g_assert_cmpstr (text, ==, spans[i].text);
    }
}

/* A countdown shows 0 only when it is over; what has passed is never shown early. */
static void
test_seconds (void)
{
  g_assert_cmpint (fiel_payment_text_seconds_until (10 * SECOND, 9 * SECOND + 1), ==, 1);
  g_assert_cmpint (fiel_payment_text_seconds_until (10 * SECOND, 9 * SECOND), ==, 1);
  g_assert_cmpint (fiel_payment_text_seconds_until (10 * SECOND, 9 * SECOND - 1), ==, 2);
  g_assert_cmpint (fiel_payment_text_seconds_until (10 * SECOND, 10 * SECOND), ==, 0);
  g_assert_cmpint (fiel_payment_text_seconds_until (10 * SECOND, 11 * SECOND), ==, 0);
  g_assert_cmpint (fiel_payment_text_seconds_since (8 * SECOND, 10 * SECOND - 1), ==, 1);
  g_assert_cmpint (fiel_payment_text_seconds_since (8 * SECOND, 7 * SECOND), ==, 0);
}

static FielAttempt *
create_attempt (const char *reference)
{
  FielAttemptOrigin origin = { .id = "a", .amount = fiel_money_make (12990, fiel_currency_find ("CLP")),
                               .reference = reference, .terminal_name = "Terminal Norte", .provider_name = "Getnet",
                               .actor = "Ana" };

  return fiel_attempt_new (&origin);
}

static void
test_place (void)
{
  g_autoptr (FielAttempt) with = create_attempt ("004518");
  g_autoptr (FielAttempt) without = create_attempt (NULL);
  g_autofree char *place = fiel_payment_text_place (with);
  g_autofree char *terminal = fiel_payment_text_place (without);

  g_assert_cmpstr (place, ==, "Terminal Norte · Ticket 004518");
  g_assert_cmpstr (terminal, ==, "Terminal Norte");
}

/* What moved counts, once it did; until then what was asked for. */
static void
test_amount (void)
{
  g_autoptr (FielAttempt) attempt = create_attempt ("1");

  g_assert_cmpint (fiel_payment_text_amount (attempt).minor, ==, 12990);
  fiel_attempt_set_approved (attempt, fiel_money_make (8000, fiel_currency_find ("CLP")));
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_PARTLY_APPROVED, 1);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  g_assert_cmpint (fiel_payment_text_amount (attempt).minor, ==, 8000);
}

static void
test_pages (void)
{
  g_assert_cmpint (fiel_attempt_page_for_phase (FIEL_ATTEMPT_PHASE_SENDING), ==, FIEL_ATTEMPT_PAGE_PROGRESS);
  g_assert_cmpint (fiel_attempt_page_for_phase (FIEL_ATTEMPT_PHASE_WAITING), ==, FIEL_ATTEMPT_PAGE_PROGRESS);
  g_assert_cmpint (fiel_attempt_page_for_phase (FIEL_ATTEMPT_PHASE_CHECKING), ==, FIEL_ATTEMPT_PAGE_PROGRESS);
  g_assert_cmpint (fiel_attempt_page_for_phase (FIEL_ATTEMPT_PHASE_UNCONFIRMED), ==, FIEL_ATTEMPT_PAGE_UNCONFIRMED);
  g_assert_cmpint (fiel_attempt_page_for_phase (FIEL_ATTEMPT_PHASE_DONE), ==, FIEL_ATTEMPT_PAGE_RESULT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment-text/clock", test_clock);
  g_test_add_func ("/payment-text/span", test_span);
  g_test_add_func ("/payment-text/seconds", test_seconds);
  g_test_add_func ("/payment-text/place", test_place);
  g_test_add_func ("/payment-text/amount", test_amount);
  g_test_add_func ("/payment-text/pages", test_pages);

  return g_test_run ();
}
