/* test-refund-slip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refund-fixture.h"

#include "fiel-engine-private.h"
#include "fiel-journal-event.h"
#include "fiel-test.h"

/* A sale whose authorization the journal does not know, as of one that was found in a terminal's list: it goes back by
 * the code on the customer's slip, and stays linked to the sale. */

#define CODE "310262"
#define UNBOUND "return-without-original=yes\nreturn-without-original-limit=2000\n"

/* Returns: (transfer full): what is known of it is that it was approved, and @more */
static FielAttempt *
sell_unknown (EngineFixture *fixture, const char *reference, const char *more)
{
  FielAttempt *sale = engine_fixture_charge (fixture, 5000, reference);

  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "approved amount=5000%s",
                             more);
  engine_fixture_wait_state (sale, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (sale, FIEL_OUTCOME_APPROVED);
  g_assert_null (fiel_attempt_get_authorization (sale));

  return sale;
}

static FielRefundOrder
make_order (FielAttempt *sale, gint64 minor, const char *code)
{
  FielRefundOrder order = refund_fixture_make_order (sale, minor);

  order.authorization = code;

  return order;
}

static FielRefundOrder
make_unbound_order (gint64 minor, const char *code)
{
  return (FielRefundOrder){
    .terminal = "norte",
    .amount = engine_fixture_money (minor),
    .purpose = "bought elsewhere",
    .actor = "Ana",
    .approver = "Marta",
    .authorization = code,
  };
}

/* Returns: (transfer full): as far as the intent */
static FielAttempt *
begin (EngineFixture *fixture, const FielRefundOrder *order)
{
  g_autoptr (GError) error = NULL;
  FielAttempt *attempt = engine_fixture_try_refund (fixture, order, &error);

  g_assert_no_error (error);
  g_assert_nonnull (attempt);

  return attempt;
}

/* Returns: (transfer full): with @words as the answer to what has to be sent with @code */
static FielAttempt *
give_back (EngineFixture *fixture, const FielRefundOrder *order, const char *code, const char *words)
{
  FielAttempt *attempt = begin (fixture, order);
  FielFakeExchange *exchange = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_REFUND);

  g_assert_cmpstr (fiel_fake_exchange_get_request (exchange)->authorization, ==, code);
  fiel_fake_exchange_answer (exchange, "%s", words);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  g_assert_cmpuint (fiel_fake_cloud_get_n_sent (fixture->cloud, fiel_attempt_get_id (attempt)), ==, 1);

  return attempt;
}

static void
assert_typed (EngineFixture *fixture, FielAttempt *attempt, const char *code)
{
  g_autofree char *typed =
    engine_fixture_read_intent (fixture, fiel_attempt_get_id (attempt), FIEL_FIELD_TYPED_AUTHORIZATION);

  g_assert_cmpstr (typed, ==, code);
}

static void
assert_remaining (EngineFixture *fixture, FielAttempt *sale, gint64 minor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielRefundOffer) offer = engine_fixture_offer (fixture, fiel_attempt_get_id (sale), &error);

  g_assert_no_error (error);
  g_assert_cmpint (offer->remaining.minor, ==, minor);
}

/* Offered as a return that wants the slip, sent with the code, marked, linked, and never more than is left. */
static void
test_typed (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) part = NULL;
  g_autoptr (FielAttempt) rest = NULL;
  g_autoptr (FielRefundOffer) offer = NULL;
  FielRefundOrder order;

  engine_fixture_start (fixture);
  sale = sell_unknown (fixture, "A-1", "");
  offer = engine_fixture_offer (fixture, fiel_attempt_get_id (sale), NULL);
  g_assert_cmpint (offer->whole.kind, ==, FIEL_REFUND_KIND_RETURN);
  g_assert_true (fiel_refund_offer_wants_slip (offer, engine_fixture_money (5000)));
  g_assert_true (fiel_refund_offer_wants_slip (offer, engine_fixture_money (1)));
  g_assert_false (fiel_refund_offer_wants_slip (offer, engine_fixture_money (5001)));

  order = make_order (sale, 2000, NULL);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "Type it as the customer’s slip shows it");
  order.authorization = CODE;
  part = give_back (fixture, &order, CODE, "approved amount=2000");
  assert_outcome (part, FIEL_OUTCOME_APPROVED);
  assert_typed (fixture, part, CODE);
  g_assert_cmpstr (fiel_attempt_get_original (part), ==, fiel_attempt_get_id (sale));
  g_assert_cmpstr (fiel_attempt_get_reference (part), ==, "A-1");
  assert_remaining (fixture, sale, 3000);

  order = make_order (sale, 3001, CODE);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_AMOUNT, "at most $3.000");
  order = make_order (sale, 3000, CODE);
  rest = give_back (fixture, &order, CODE, "approved amount=3000");
  order = make_order (sale, 1, CODE);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "went back already");
}

/* Pressed twice, and again after a restart: one of them is an attempt, and what became of it is asked as of any. */
static void
test_open (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) first = NULL;
  g_autofree char *sale_id = NULL;
  g_autofree char *id = NULL;
  FielAttempt *again = NULL;
  FielRefundOrder order;

  engine_fixture_start (fixture);
  sale = sell_unknown (fixture, "A-1", "");
  sale_id = g_strdup (fiel_attempt_get_id (sale));
  order = make_order (sale, 1000, CODE);
  first = begin (fixture, &order);
  id = g_strdup (fiel_attempt_get_id (first));
  fiel_fake_exchange_lose (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_REFUND), FIEL_REASON_ANSWER_LOST);
  engine_fixture_wait_state (first, FIEL_ATTEMPT_STATE_UNKNOWN);
  order.original = sale_id;
  order.terminal = "sur";
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "has no result yet");

  engine_fixture_stop (fixture);
  engine_fixture_start (fixture);
  again = fiel_engine_find_attempt (fixture->engine, id);
  g_assert_nonnull (again);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE), "ready");
  engine_fixture_wait_checks (again, 1);
  engine_fixture_advance_to_check (fixture, again);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_RECORDS),
                             "records approved ticket=caja-A-1 terminal=70011223 amount=1000 tx=return");
  engine_fixture_wait_state (again, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (again, FIEL_OUTCOME_APPROVED);
  g_assert_cmpuint (fiel_fake_cloud_get_n_sent (fixture->cloud, id), ==, 1);
}

/* The provider knows no such code: nothing went back, and the right one can be typed. */
static void
test_wrong_code (EngineFixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "", "   ", "4111111111111111", "123456789012345678901", "31 02 62",
                                     "éééééééééééééééééééé" };
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) other = NULL;
  g_autoptr (FielAttempt) wrong = NULL;
  g_autoptr (FielAttempt) right = NULL;
  FielRefundOrder order;

  engine_fixture_start (fixture);
  sale = sell_unknown (fixture, "A-1", "");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      order = make_order (sale, 5000, bad[i]);
      refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_REFERENCE, "as the customer’s slip shows it");
    }

  order = make_order (sale, 5000, "999999");
  wrong = give_back (fixture, &order, "999999", "declined");
  assert_outcome (wrong, FIEL_OUTCOME_DECLINED);
  assert_remaining (fixture, sale, 5000);
  order = make_order (sale, 5000, CODE);
  right = give_back (fixture, &order, CODE, "approved amount=5000");
  assert_remaining (fixture, sale, 0);

  /* Nothing went back by that code, so it may be another sale's. */
  other = sell_unknown (fixture, "A-2", "");
  order = make_order (other, 5000, CODE);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "ticket A-1");
  g_clear_object (&right);
  order = make_order (other, 5000, "999999");
  right = give_back (fixture, &order, "999999", "approved amount=5000");
}

/* A sale has one code: by a second one money of another sale would go back. */
static void
test_second_code (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) part = NULL;
  g_autoptr (FielAttempt) rest = NULL;
  FielRefundOrder order;

  engine_fixture_start (fixture);
  sale = sell_unknown (fixture, "A-1", "");
  order = make_order (sale, 1000, CODE);
  part = give_back (fixture, &order, CODE, "approved amount=1000");
  order = make_order (sale, 2000, "310263");
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_REFERENCE, "type the code that was typed then");
  order = make_order (sale, 2000, CODE);
  rest = give_back (fixture, &order, CODE, "approved amount=2000");
  assert_remaining (fixture, sale, 2000);
}

/* What the journal knows is never contradicted, and what is the same is no typed code. */
static void
test_two_truths (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) known = NULL;
  g_autoptr (FielAttempt) unknown = NULL;
  g_autoptr (FielAttempt) back = NULL;
  FielRefundOrder order;

  engine_fixture_start (fixture);
  known = engine_fixture_sell (fixture, 5000, "A-1");
  order = make_order (known, 1000, CODE);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_REFERENCE, "another authorization code");
  order = make_order (known, 1000, "A-A-1");
  back = give_back (fixture, &order, "A-A-1", "approved amount=1000");
  assert_typed (fixture, back, NULL);

  unknown = sell_unknown (fixture, "A-2", "");
  order = make_order (unknown, 1000, "A-A-1");
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "ticket A-1");
}

/* A void needs no code, so what was typed is not sent. */
static void
test_void (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) back = NULL;
  g_autoptr (FielRefundOffer) offer = NULL;
  FielFakeExchange *exchange = NULL;
  FielRefundOrder order;

  fixture->list = "records approved ticket=caja-A-1 terminal=70011223 op=12 amount=5000 tx=sale";
  engine_fixture_start (fixture);
  sale = sell_unknown (fixture, "A-1", " op=12");
  offer = engine_fixture_offer (fixture, fiel_attempt_get_id (sale), NULL);
  g_assert_false (fiel_refund_offer_wants_slip (offer, engine_fixture_money (5000)));
  g_assert_true (fiel_refund_offer_wants_slip (offer, engine_fixture_money (4999)));
  order = make_order (sale, 5000, CODE);
  back = begin (fixture, &order);
  exchange = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_VOID);
  g_assert_null (fiel_fake_exchange_get_request (exchange)->authorization);
  fiel_fake_exchange_answer (exchange, "approved amount=5000");
  engine_fixture_wait_state (back, FIEL_ATTEMPT_STATE_CLOSED);
  assert_typed (fixture, back, NULL);
}

/* What the slip alone gave back was this sale's money: it counts, and while it is open nothing more goes back. */
static void
test_slip_alone_before (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) alone = NULL;
  g_autoptr (FielAttempt) rest = NULL;
  FielRefundOrder order;

  fixture->till_keys = UNBOUND;
  engine_fixture_write_profile (fixture, TRUE);
  engine_fixture_start (fixture);
  sale = sell_unknown (fixture, "A-1", "");
  order = make_unbound_order (2000, CODE);
  alone = begin (fixture, &order);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_REFUND), "accepted id=9");
  engine_fixture_wait_state (alone, FIEL_ATTEMPT_STATE_ACCEPTED);
  order = make_order (sale, 1000, CODE);
  order.terminal = "sur";
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "has no result yet");
  engine_fixture_advance_to_check (fixture, alone);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS),
                             "approved id=9 amount=2000");
  engine_fixture_wait_state (alone, FIEL_ATTEMPT_STATE_CLOSED);

  order = make_order (sale, 3001, CODE);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_AMOUNT, "at most $3.000");
  order = make_order (sale, 3000, CODE);
  rest = give_back (fixture, &order, CODE, "approved amount=3000");
}

/* Nor does the slip alone give back what went back of the sale. */
static void
test_slip_alone_after (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) back = NULL;
  FielRefundOrder order;

  fixture->till_keys = UNBOUND;
  engine_fixture_write_profile (fixture, TRUE);
  engine_fixture_start (fixture);
  sale = sell_unknown (fixture, "A-1", "");
  order = make_order (sale, 1000, CODE);
  back = give_back (fixture, &order, CODE, "approved amount=1000");
  order = make_unbound_order (1000, CODE);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "ticket A-1");
}

/* The sale's return and one by the slip alone, at two terminals in the same turn of the loop. */
static void
test_at_once (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) first = NULL;
  FielRefundOrder bound, alone;

  fixture->till_keys = UNBOUND;
  engine_fixture_write_profile (fixture, TRUE);
  engine_fixture_start (fixture);
  sale = sell_unknown (fixture, "A-1", "");
  bound = make_order (sale, 5000, CODE);
  alone = make_unbound_order (2000, CODE);
  alone.terminal = "sur";
  first = refund_fixture_order_at_once (fixture, &bound, &alone, FIEL_ENGINE_ERROR_NOT_READY);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_REFUND), "approved amount=5000");
  engine_fixture_wait_state (first, FIEL_ATTEMPT_STATE_CLOSED);

  /* The code is free again. */
  refund_fixture_assert_refused (fixture, &alone, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "ticket A-1");
}

/* Returns: (transfer full): @days after the day that a return of @sale names by itself */
static char *
make_day (EngineFixture *fixture, FielAttempt *sale, int days)
{
  g_autoptr (FielRefundOffer) offer = engine_fixture_offer (fixture, fiel_attempt_get_id (sale), NULL);
  g_autofree char *noon = g_strconcat (offer->day, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (noon, NULL);
  g_autoptr (GDateTime) other = g_date_time_add_days (time, days);

  return g_date_time_format (other, "%Y-%m-%d");
}

/* A return of 100 that has to name the day of the slip. @typed: whether it is another than the till's. */
static void
assert_day (EngineFixture *fixture, FielAttempt *sale, const char *day, gboolean typed, const char *words)
{
  FielRefundOrder order = make_order (sale, 100, NULL);
  g_autoptr (FielAttempt) back = NULL;
  g_autofree char *marked = NULL;
  FielFakeExchange *exchange = NULL;

  order.date = day;
  back = begin (fixture, &order);
  exchange = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_REFUND);
  g_assert_cmpstr (fiel_fake_exchange_get_request (exchange)->original_date, ==, day);
  fiel_fake_exchange_answer (exchange, "%s", words);
  engine_fixture_wait_state (back, FIEL_ATTEMPT_STATE_CLOSED);
  marked = engine_fixture_read_intent (fixture, fiel_attempt_get_id (back), FIEL_FIELD_TYPED_DATE);
  g_assert_cmpstr (marked, ==, typed ? day : NULL);
}

static void
assert_day_refused (EngineFixture *fixture, FielAttempt *sale, const char *day, const char *words)
{
  FielRefundOrder order = make_order (sale, 100, NULL);

  order.date = day;
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_REFERENCE, words);
}

/* The provider has not said its day: the slip's may be the one before or after the till's, and no other. */
static void
test_day (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;

  fiel_fake_cloud_get_traits (fixture->cloud)->return_wants_date = TRUE;
  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, "A-1");
  assert_day_refused (fixture, sale, "31/01/2026", "like 2026-01-31");
  assert_day_refused (fixture, sale, "2026-W48-7", "like 2026-01-31");
  for (int days = -2; days <= 2; days++)
    {
      g_autofree char *day = make_day (fixture, sale, days);

      if (ABS (days) > 1)
        assert_day_refused (fixture, sale, day, "that day, the day before or the day after");
      else
        assert_day (fixture, sale, day, days != 0, "approved amount=100");
    }
}

/* The provider said its day: that is the one, until it does not find the sale under it. */
static void
test_day_of_provider (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autofree char *own = NULL;
  g_autofree char *next = NULL;
  g_autofree char *later = NULL;

  fiel_fake_cloud_get_traits (fixture->cloud)->return_wants_date = TRUE;
  engine_fixture_start (fixture);
  sale = engine_fixture_charge (fixture, 5000, "A-1");
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE),
                             "approved amount=5000 auth=310255 day=2026-11-22");
  engine_fixture_wait_state (sale, FIEL_ATTEMPT_STATE_CLOSED);
  own = make_day (fixture, sale, 0);
  g_assert_cmpstr (own, ==, "2026-11-22");
  next = make_day (fixture, sale, 1);
  later = make_day (fixture, sale, 2);
  assert_day_refused (fixture, sale, next, "itself has this sale under 2026-11-22");
  assert_day (fixture, sale, own, FALSE, "declined reason=card-declined");
  assert_day_refused (fixture, sale, next, "itself has this sale under 2026-11-22");
  assert_day (fixture, sale, own, FALSE, "declined reason=sale-not-found");
  assert_day_refused (fixture, sale, later, "the day before or the day after");
  assert_day (fixture, sale, next, TRUE, "approved amount=100");
}

static char *
format_today (EngineFixture *fixture)
{
  g_autoptr (GDateTime) now =
    g_date_time_new_from_unix_utc (fiel_clock_get_wall_us (FIEL_CLOCK (fixture->clock)) / G_USEC_PER_SEC);

  return g_date_time_format (now, "%Y-%m-%d");
}

/* Returns: (transfer full): what this machine takes for another day; the provider says the right one */
static FielAttempt *
sell_by_wrong_clock (EngineFixture *fixture, const char *reference, int days)
{
  const gint64 wrong_us = days * G_TIME_SPAN_DAY;
  g_autofree char *today = format_today (fixture);
  FielAttempt *sale = NULL;

  fiel_manual_clock_jump_wall (fixture->clock, wrong_us);
  sale = engine_fixture_charge (fixture, 5000, reference);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE),
                             "approved amount=5000 auth=" CODE " day=%s", today);
  engine_fixture_wait_state (sale, FIEL_ATTEMPT_STATE_CLOSED);
  fiel_manual_clock_jump_wall (fixture->clock, -wrong_us);

  return sale;
}

/* The clock was wrong at the sale: the slip shows the provider's day, and that names the sale as well as the till's. */
static void
test_wrong_clock (EngineFixture *fixture, gconstpointer data)
{
  const int days = GPOINTER_TO_INT (data);
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) other = NULL;
  g_autofree char *today = NULL;
  g_autofree char *till = NULL;
  FielRefundOrder order = make_unbound_order (600, CODE);

  fiel_fake_cloud_get_traits (fixture->cloud)->return_wants_date = TRUE;
  fixture->till_keys = UNBOUND;
  engine_fixture_write_profile (fixture, TRUE);
  engine_fixture_start (fixture);
  sale = sell_by_wrong_clock (fixture, "A-1", days);
  today = format_today (fixture);
  till = make_day (fixture, sale, days);
  order.date = today;
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "ticket A-1");
  order.date = till;
  if (days > 0)
    refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_REFERENCE, "cannot be of that day");
  else
    refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "ticket A-1");

  /* Of a day that neither knows it is another sale. */
  order.date = "2025-03-01";
  other = give_back (fixture, &order, CODE, "approved amount=600");
  assert_remaining (fixture, sale, 5000);
}

/* Nobody sold anything then: it is mistyped, or the clock is wrong. Nothing is sent. */
static void
test_far_day (EngineFixture *fixture, gconstpointer data)
{
  static const struct
  {
    int days;
    gboolean is_fine;
  } rows[] = { { 36525, FALSE }, { 2, FALSE }, { 1, TRUE }, { 0, TRUE }, { -1, TRUE }, { -5 * 365, TRUE },
               { -5 * 366, FALSE }, { -36525, FALSE } };
  FielRefundOrder order = make_unbound_order (10, CODE);

  fiel_fake_cloud_get_traits (fixture->cloud)->return_wants_date = TRUE;
  fixture->till_keys = UNBOUND;
  engine_fixture_write_profile (fixture, TRUE);
  engine_fixture_start (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GDateTime) now =
        g_date_time_new_from_unix_local (fiel_clock_get_wall_us (FIEL_CLOCK (fixture->clock)) / G_USEC_PER_SEC);
      g_autoptr (GDateTime) time = g_date_time_add_days (now, rows[i].days);
      g_autofree char *day = g_date_time_format (time, "%Y-%m-%d");
      g_autoptr (FielAttempt) back = NULL;

      order.date = day;
      if (rows[i].is_fine)
        back = give_back (fixture, &order, CODE, "approved amount=10");
      else
        refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_REFERENCE, "cannot be of that day");
    }
  order.date = "0001-01-01";
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_REFERENCE, "cannot be of that day");
}

/* Where slips are asked for no day: a clock that was far away hides no sale. */
static void
test_wrong_clock_without_day (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  const FielRefundOrder order = make_unbound_order (600, CODE);

  fixture->till_keys = UNBOUND;
  engine_fixture_write_profile (fixture, TRUE);
  engine_fixture_start (fixture);
  sale = sell_by_wrong_clock (fixture, "A-1", GPOINTER_TO_INT (data));
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "ticket A-1");
}

/* The slip alone gave back while the sale's code was not known here yet. Once it is, the sale goes back without a typed
 * code: what went back counts, whatever the clock was. */
static void
test_slip_alone_first (EngineFixture *fixture, gconstpointer data)
{
  const gint64 wrong_us = GPOINTER_TO_INT (data) * G_TIME_SPAN_DAY;
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) alone = NULL;
  g_autoptr (FielAttempt) part = NULL;
  g_autoptr (FielAttempt) rest = NULL;
  FielFakeExchange *exchange = NULL;
  FielRefundOrder order = make_unbound_order (2000, CODE);

  fixture->till_keys = UNBOUND;
  engine_fixture_write_profile (fixture, TRUE);
  engine_fixture_start (fixture);
  sale = engine_fixture_charge (fixture, 5000, "A-1");
  exchange = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  fiel_manual_clock_jump_wall (fixture->clock, wrong_us);
  order.terminal = "sur";
  alone = give_back (fixture, &order, CODE, "approved amount=2000");
  fiel_manual_clock_jump_wall (fixture->clock, -wrong_us);
  fiel_fake_exchange_answer (exchange, "approved amount=5000 op=12 auth=" CODE);
  engine_fixture_wait_state (sale, FIEL_ATTEMPT_STATE_CLOSED);

  assert_remaining (fixture, sale, 3000);
  order = make_order (sale, 3001, NULL);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_AMOUNT, "at most $3.000");
  order = make_order (sale, 1000, NULL);
  part = give_back (fixture, &order, CODE, "approved amount=1000");
  order = make_order (sale, 2000, CODE);
  rest = give_back (fixture, &order, CODE, "approved amount=2000");
  order = make_order (sale, 1, NULL);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "went back already");
}

/* The same by a day: the provider's or the till's. */
static void
test_slip_alone_day (EngineFixture *fixture, gconstpointer data)
{
  const gint64 wrong_us = GPOINTER_TO_INT (data) * G_TIME_SPAN_DAY;
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) alone = NULL;
  g_autoptr (FielAttempt) more = NULL;
  FielFakeExchange *exchange = NULL;
  g_autofree char *today = NULL;
  g_autofree char *till = NULL;
  FielRefundOrder order = make_unbound_order (600, CODE);

  fiel_fake_cloud_get_traits (fixture->cloud)->return_wants_date = TRUE;
  fixture->till_keys = UNBOUND;
  engine_fixture_write_profile (fixture, TRUE);
  engine_fixture_start (fixture);
  today = format_today (fixture);
  fiel_manual_clock_jump_wall (fixture->clock, wrong_us);
  till = format_today (fixture);
  sale = engine_fixture_charge (fixture, 5000, "A-1");
  exchange = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  fiel_manual_clock_jump_wall (fixture->clock, -wrong_us);
  order.terminal = "sur";
  order.date = today;
  alone = give_back (fixture, &order, CODE, "approved amount=600");
  order.date = till;
  more = give_back (fixture, &order, CODE, "approved amount=600");
  fiel_fake_exchange_answer (exchange, "approved amount=5000 auth=" CODE " day=%s", today);
  engine_fixture_wait_state (sale, FIEL_ATTEMPT_STATE_CLOSED);

  assert_remaining (fixture, sale, 3800);
  order = make_order (sale, 3801, NULL);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_AMOUNT, "at most $3.800");
}

/* What the slip alone gave back before there was this sale was another's that had the same code. */
static void
test_slip_of_another (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) alone = NULL;
  FielRefundOrder order = make_unbound_order (2000, CODE);

  fixture->till_keys = UNBOUND;
  engine_fixture_write_profile (fixture, TRUE);
  engine_fixture_start (fixture);
  alone = give_back (fixture, &order, CODE, "approved amount=2000");
  sale = engine_fixture_charge (fixture, 5000, "A-1");
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE),
                             "approved amount=5000 auth=" CODE);
  engine_fixture_wait_state (sale, FIEL_ATTEMPT_STATE_CLOSED);
  assert_remaining (fixture, sale, 5000);
}

/* Where no return names a day none is taken. */
static void
test_no_day (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, "A-1");
  assert_day_refused (fixture, sale, "2026-01-31", "without the day of the sale");
}

/* The limit is that of any return, and who approves approves this code. */
static void
test_limit (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) back = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *without = NULL;
  FielRefundOrder order;

  fixture->till_keys = "return-limit=1000\n";
  engine_fixture_write_profile (fixture, TRUE);
  engine_fixture_start (fixture);
  sale = sell_unknown (fixture, "A-1", "");
  order = make_order (sale, 1001, CODE);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_APPROVAL, "manager");
  subject = fiel_refund_order_make_subject (&order);
  order.authorization = NULL;
  without = fiel_refund_order_make_subject (&order);
  g_assert_cmpstr (subject, !=, without);
  order.authorization = CODE;
  order.approver = "Marta";
  back = give_back (fixture, &order, CODE, "approved amount=1001");
}

static gboolean
has_alert (gpointer user_data)
{
  return fiel_engine_get_n_alerts (((EngineFixture *) user_data)->engine) > 0;
}

/* Returns: (transfer full): recorded by hand as not charged, and then the provider says @word; nobody has looked */
static FielAttempt *
sell_contradicted (EngineFixture *fixture, const char *word)
{
  FielAttempt *sale = engine_fixture_charge_accepted (fixture, 5000);

  g_assert_true (fiel_engine_record_by_hand (fixture->engine, sale, FALSE, "terminal was off", "Eva", "Ana", NULL));
  engine_fixture_wait_state (sale, FIEL_ATTEMPT_STATE_CLOSED);
  engine_fixture_wait_planned (sale);
  engine_fixture_advance_to_check (fixture, sale);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS), "%s", word);
  fiel_test_run_until (has_alert, fixture, "an alert", 20);

  return sale;
}

static gboolean
has_no_alert (gpointer user_data)
{
  return !has_alert (user_data);
}

static void
look_at_alert (EngineFixture *fixture)
{
  g_autoptr (FielAlert) alert = g_list_model_get_item (fiel_engine_get_alerts (fixture->engine), 0);

  g_assert_true (fiel_engine_acknowledge (fixture->engine, alert, "to be returned", "Marta", NULL));
  fiel_test_run_until (has_no_alert, fixture, "no alert", 20);
}

/* The money of a sale that a person recorded as not charged moved by the provider's word: once somebody has looked, it
 * goes back by the code on the customer's slip, which is the one the provider said, and once. */
static void
test_contradicted (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) part = NULL;
  g_autoptr (FielAttempt) rest = NULL;
  FielRefundOrder order;

  engine_fixture_start (fixture);
  sale = sell_contradicted (fixture, "approved id=77 amount=5000 op=12 auth=" CODE);
  order = make_order (sale, 2000, CODE);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "nobody has looked at it");
  look_at_alert (fixture);
  assert_remaining (fixture, sale, 5000);
  order = make_order (sale, 2000, NULL);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "Type it as the customer’s slip shows it");
  order = make_order (sale, 2000, "999999");
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_REFERENCE, "another authorization code");
  order = make_order (sale, 2000, CODE);
  part = give_back (fixture, &order, CODE, "approved amount=2000");
  assert_typed (fixture, part, CODE);
  order = make_order (sale, 3001, CODE);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_AMOUNT, "at most");
  order = make_order (sale, 3000, CODE);
  rest = give_back (fixture, &order, CODE, "approved amount=3000");
  assert_remaining (fixture, sale, 0);
  order = make_order (sale, 1, CODE);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "went back already");
}

/* What the slip alone gave back was the same money, before and after. */
static void
test_contradicted_slip_alone (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) alone = NULL;
  g_autoptr (FielAttempt) rest = NULL;
  FielRefundOrder order;

  fixture->till_keys = UNBOUND;
  engine_fixture_write_profile (fixture, TRUE);
  engine_fixture_start (fixture);
  sale = sell_contradicted (fixture, "approved id=77 amount=5000 op=12 auth=" CODE);
  look_at_alert (fixture);
  order = make_unbound_order (1500, CODE);
  alone = give_back (fixture, &order, CODE, "approved amount=1500");
  order = make_order (sale, 5000, CODE);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_AMOUNT, "at most $3.500");
  order = make_order (sale, 3500, CODE);
  rest = give_back (fixture, &order, CODE, "approved amount=3500");
  order = make_unbound_order (100, CODE);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "This sale is in this till’s journal");
}

/* Without a code, or of a part: it does not say what may go back, and a person hears what helps. */
static void
test_contradicted_unclearly (EngineFixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "approved id=77 amount=5000", "partly-approved id=77 amount=5000 part=4000 auth=" CODE };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (FielAttempt) sale = NULL;
      FielRefundOrder order;

      if (i == 0)
        engine_fixture_start (fixture);
      sale = sell_contradicted (fixture, words[i]);
      look_at_alert (fixture);
      order = make_order (sale, 5000, CODE);
      refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "as a return without the sale");
    }
}

/* Word after word: what came later takes back what the first one said, or names another payment. */
static void
test_contradicted_twice (EngineFixture *fixture, gconstpointer data)
{
  static const struct
  {
    FielJournalType type;
    const char *event;
    const char *code;
  } rows[] = {
    { FIEL_JOURNAL_TYPE_STRAY, "pending", NULL },
    { FIEL_JOURNAL_TYPE_CONFLICT, "approved", CODE },
    { FIEL_JOURNAL_TYPE_STRAY, "declined", NULL },
    { FIEL_JOURNAL_TYPE_CONFLICT, "approved", "310263" },
    { FIEL_JOURNAL_TYPE_CONFLICT, "approved", NULL },
    { FIEL_JOURNAL_TYPE_CONFLICT, "mismatch", NULL },
  };

  engine_fixture_start (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FielAttempt) sale = sell_contradicted (fixture, "approved id=77 amount=5000 op=12 auth=" CODE);
      FielScribe *scribe = fiel_engine_get_scribe (fixture->engine);
      g_autoptr (FielJournalEvent) more =
        fiel_scribe_new_event (scribe, rows[i].type, fiel_attempt_get_id (sale), "engine");
      g_autoptr (FielRefundOffer) offer = NULL;
      g_autoptr (GError) error = NULL;

      fiel_journal_event_set (more, FIEL_FIELD_EVENT, rows[i].event);
      fiel_journal_event_set (more, FIEL_FIELD_AUTHORIZATION, rows[i].code);
      look_at_alert (fixture);
      fiel_scribe_write (scribe, more, FIEL_JOURNAL_DURABLE);
      if (rows[i].type == FIEL_JOURNAL_TYPE_CONFLICT)
        {
          fiel_test_run_until (has_alert, fixture, "another alert", 20);
          look_at_alert (fixture);
        }
      offer = engine_fixture_offer (fixture, fiel_attempt_get_id (sale), &error);
      g_assert_cmpint (offer != NULL, ==, i < 2);
      if (offer == NULL)
        g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_RETURNABLE);
    }
}

/* @days: how far the clock was off */
#define clock_test(path, days, function)                                                                               \
  g_test_add (path, EngineFixture, GINT_TO_POINTER (days), engine_fixture_set_up, function, engine_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  engine_test ("/engine/refund-slip/typed", test_typed);
  engine_test ("/engine/refund-slip/open", test_open);
  engine_test ("/engine/refund-slip/wrong-code", test_wrong_code);
  engine_test ("/engine/refund-slip/second-code", test_second_code);
  engine_test ("/engine/refund-slip/two-truths", test_two_truths);
  engine_test ("/engine/refund-slip/void", test_void);
  engine_test ("/engine/refund-slip/slip-alone-before", test_slip_alone_before);
  engine_test ("/engine/refund-slip/slip-alone-after", test_slip_alone_after);
  engine_test ("/engine/refund-slip/at-once", test_at_once);
  engine_test ("/engine/refund-slip/day", test_day);
  engine_test ("/engine/refund-slip/day-of-provider", test_day_of_provider);
  engine_test ("/engine/refund-slip/far-day", test_far_day);
  clock_test ("/engine/refund-slip/wrong-clock/behind", -3, test_wrong_clock);
  clock_test ("/engine/refund-slip/wrong-clock/ahead", 3, test_wrong_clock);
  clock_test ("/engine/refund-slip/wrong-clock/no-day-behind", -400, test_wrong_clock_without_day);
  clock_test ("/engine/refund-slip/wrong-clock/no-day-ahead", 400, test_wrong_clock_without_day);
  clock_test ("/engine/refund-slip/slip-alone-first/right-clock", 0, test_slip_alone_first);
  clock_test ("/engine/refund-slip/slip-alone-first/wrong-clock", -400, test_slip_alone_first);
  clock_test ("/engine/refund-slip/slip-alone-day", -3, test_slip_alone_day);
  engine_test ("/engine/refund-slip/slip-of-another", test_slip_of_another);
  engine_test ("/engine/refund-slip/no-day", test_no_day);
  engine_test ("/engine/refund-slip/limit", test_limit);
  engine_test ("/engine/refund-slip/contradicted", test_contradicted);
  engine_test ("/engine/refund-slip/contradicted-slip-alone", test_contradicted_slip_alone);
  engine_test ("/engine/refund-slip/contradicted-unclearly", test_contradicted_unclearly);
  engine_test ("/engine/refund-slip/contradicted-twice", test_contradicted_twice);

  return g_test_run ();
}
