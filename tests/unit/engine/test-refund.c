/* test-refund.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refund-fixture.h"

#include "fiel-test.h"

#include <string.h>

/* Money that goes back: what is offered, what is taken, and what is refused. */

/* Ends a void or a return that was just begun. */
static void
answer (EngineFixture *fixture, FielAttempt *attempt, const char *words)
{
  const FielOperation operation =
    fiel_attempt_get_kind (attempt) == FIEL_ATTEMPT_KIND_VOID ? FIEL_OPERATION_VOID : FIEL_OPERATION_REFUND;

  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, operation), "%s", words);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
}

static void
give_back (EngineFixture *fixture, FielAttempt *sale, gint64 minor)
{
  g_autoptr (FielAttempt) attempt = engine_fixture_refund (fixture, sale, minor);
  g_autofree char *words = g_strdup_printf ("approved amount=%" G_GINT64_FORMAT, minor);

  answer (fixture, attempt, words);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
}

/* The whole sale of an open batch: the provider cancels it, by its number. */
static void
test_void (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (FielAttemptRecord) record = NULL;
  FielFakeExchange *exchange = NULL;
  const FielProviderRequest *request = NULL;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5990, "A-1");
  attempt = engine_fixture_refund (fixture, sale, 5990);
  g_assert_cmpint (fiel_attempt_get_kind (attempt), ==, FIEL_ATTEMPT_KIND_VOID);
  g_assert_cmpstr (fiel_attempt_get_original (attempt), ==, fiel_attempt_get_id (sale));
  g_assert_cmpstr (fiel_attempt_get_reference (attempt), ==, "A-1");
  g_assert_cmpint (fiel_terminal_get_availability (engine_fixture_get_terminal (fixture, "norte")), ==,
                   FIEL_AVAILABILITY_OURS);

  exchange = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_VOID);
  request = fiel_fake_exchange_get_request (exchange);
  g_assert_cmpstr (request->reference, ==, fiel_attempt_get_id (attempt));
  g_assert_cmpstr (request->operation_number, ==, "12");
  g_assert_null (request->authorization);
  g_assert_cmpstr (request->terminal->serial_number, ==, "ABC900000001");
  record = engine_fixture_read_record (fixture, fiel_attempt_get_id (attempt));
  g_assert_cmpint (record->kind, ==, FIEL_ATTEMPT_KIND_VOID);
  g_assert_cmpint (record->state, ==, FIEL_ATTEMPT_STATE_SAVED);
  g_assert_cmpstr (record->body_sha256, ==, fiel_fake_exchange_get_body_sha256 (exchange));

  fiel_fake_exchange_answer (exchange, "approved amount=5990");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
  assert_events (fixture, attempt, "intent received:void state:approved");
  g_assert_cmpuint (fiel_fake_cloud_get_n_sent (fixture->cloud, fiel_attempt_get_id (attempt)), ==, 1);
}

/* A part goes back by the authorization, with the day of the sale. */
static void
test_part (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) attempt = NULL;
  FielFakeExchange *exchange = NULL;
  const FielProviderRequest *request = NULL;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5990, "A-1");
  attempt = engine_fixture_refund (fixture, sale, 1990);
  g_assert_cmpint (fiel_attempt_get_kind (attempt), ==, FIEL_ATTEMPT_KIND_REFUND);
  exchange = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_REFUND);
  request = fiel_fake_exchange_get_request (exchange);
  g_assert_cmpstr (request->authorization, ==, "A-A-1");
  g_assert_null (request->operation_number);
  g_assert_cmpint (request->amount.minor, ==, 1990);
  g_assert_cmpuint (strlen (request->original_date), ==, strlen ("2026-01-31"));
  /* What a terminal can be asked to stop is a sale. */
  fiel_fake_exchange_start (exchange);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_SENT);
  g_assert_false (fiel_attempt_get_can_cancel (attempt));

  fiel_fake_exchange_answer (exchange, "approved amount=1990");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
}

/* What a return of a sale is sent with. The sale begins at @begun_us and has its result @took_us later. */
static void
assert_sent_day (EngineFixture *fixture, gint64 begun_us, gint64 took_us, const char *words, const char *day)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) back = NULL;
  FielFakeExchange *exchange = NULL;

  fiel_manual_clock_jump_wall (fixture->clock, begun_us - fiel_clock_get_wall_us (FIEL_CLOCK (fixture->clock)));
  sale = engine_fixture_charge (fixture, 5000, NULL);
  exchange = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  fiel_manual_clock_jump_wall (fixture->clock, took_us);
  fiel_fake_exchange_answer (exchange, "approved amount=5000 auth=310255 op=12%s", words);
  engine_fixture_wait_state (sale, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (sale, FIEL_OUTCOME_APPROVED);

  back = engine_fixture_refund (fixture, sale, 1000);
  exchange = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_REFUND);
  g_assert_cmpstr (fiel_fake_exchange_get_request (exchange)->original_date, ==, day);
  fiel_fake_exchange_answer (exchange, "approved amount=1000");
  engine_fixture_wait_state (back, FIEL_ATTEMPT_STATE_CLOSED);
}

static gint64
get_utc (int day, int hour, int minute, int second)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, day, hour, minute, second);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

/* The provider's own word for the day of the sale, whatever the clocks here say. */
static void
test_day_of_provider (EngineFixture *fixture, gconstpointer data)
{
  fiel_fake_cloud_get_traits (fixture->cloud)->return_wants_date = TRUE;
  fiel_fake_cloud_get_traits (fixture->cloud)->time_zone = "America/Argentina/Buenos_Aires";
  engine_fixture_start (fixture);
  assert_sent_day (fixture, get_utc (20, 15, 0, 0), SECONDS (6), " day=2026-11-22", "2026-11-22");
}

/* Without it: the day where the provider is, when the result came. */
static void
test_day_of_country (EngineFixture *fixture, gconstpointer data)
{
  fiel_fake_cloud_get_traits (fixture->cloud)->return_wants_date = TRUE;
  fiel_fake_cloud_get_traits (fixture->cloud)->time_zone = "America/Argentina/Buenos_Aires";
  engine_fixture_start (fixture);
  assert_sent_day (fixture, get_utc (21, 2, 59, 50), SECONDS (6), "", "2026-11-20");
  assert_sent_day (fixture, get_utc (22, 2, 59, 56), SECONDS (6), "", "2026-11-22");
  /* A result that came so late was not booked then, and a clock that was set back says nothing. */
  assert_sent_day (fixture, get_utc (24, 2, 30, 0), SECONDS (3600), "", "2026-11-23");
  assert_sent_day (fixture, get_utc (26, 3, 0, 10), -SECONDS (3600), "", "2026-11-26");
}

/* Where nothing is known of the provider's days they are those of this computer. */
static void
test_day_of_computer (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) midnight = g_date_time_new_local (2026, 11, 21, 0, 0, 0);

  fiel_fake_cloud_get_traits (fixture->cloud)->return_wants_date = TRUE;
  engine_fixture_start (fixture);
  assert_sent_day (fixture, g_date_time_to_unix (midnight) * G_USEC_PER_SEC - SECONDS (4), SECONDS (6), "",
                   "2026-11-21");
}

/* The slip of a sale in the journal may show the day after, and that is the same sale. */
static void
test_day_of_slip (EngineFixture *fixture, gconstpointer data)
{
  FielRefundOrder order = {
    .terminal = "norte",
    .amount = engine_fixture_money (1000),
    .purpose = "bought elsewhere",
    .actor = "Ana",
    .approver = "Marta",
    .authorization = "310255",
    .date = "2026-11-21",
  };
  g_autoptr (FielAttempt) back = NULL;
  g_autoptr (GError) error = NULL;

  fixture->till_keys = "return-without-original=yes\nreturn-without-original-limit=2000\n";
  engine_fixture_write_profile (fixture, TRUE);
  fiel_fake_cloud_get_traits (fixture->cloud)->return_wants_date = TRUE;
  engine_fixture_start (fixture);
  assert_sent_day (fixture, get_utc (20, 23, 59, 56), SECONDS (6), " day=2026-11-21", "2026-11-21");
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "in this till’s journal");
  order.date = "2026-11-19";
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "in this till’s journal");
  order.date = "2026-11-23";
  fiel_manual_clock_jump_wall (fixture->clock, 4 * G_TIME_SPAN_DAY);
  back = engine_fixture_try_refund (fixture, &order, &error);
  g_assert_no_error (error);
  answer (fixture, back, "approved amount=1000");
}

static void
assert_money (const FielRefundOffer *offer, gint64 sold, gint64 returned, gint64 open, gint64 remaining)
{
  g_assert_cmpint (offer->sold.minor, ==, sold);
  g_assert_cmpint (offer->returned.minor, ==, returned);
  g_assert_cmpint (offer->open.minor, ==, open);
  g_assert_cmpint (offer->remaining.minor, ==, remaining);
}

static void
assert_described (const FielRefundOffer *offer, gint64 minor, const char *words)
{
  g_autofree char *sentence = fiel_refund_offer_describe (offer, engine_fixture_money (minor));

  if (strstr (sentence, words) == NULL)
    g_error ("“%s” does not say “%s”", sentence, words);
}

static void
test_offer (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) part = NULL;
  g_autoptr (FielRefundOffer) fresh = NULL;
  g_autoptr (FielRefundOffer) during = NULL;
  g_autoptr (FielRefundOffer) after = NULL;
  g_autoptr (FielRefundOffer) empty = NULL;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5990, "A-1");
  fresh = engine_fixture_offer (fixture, fiel_attempt_get_id (sale), NULL);
  assert_money (fresh, 5990, 0, 0, 5990);
  assert_described (fresh, 5990, "Fake cancels the sale: no charge will appear.");
  assert_described (fresh, 5989, "Fake returns it: the customer sees it in a few days.");
  assert_described (fresh, 5991, "at most $5.990.");
  assert_described (fresh, 0, "above zero");
  g_assert_cmpstr (fiel_attempt_get_id (fresh->sale), ==, fiel_attempt_get_id (sale));
  g_assert_cmpint (fresh->limit_minor, ==, G_MAXINT64);

  part = engine_fixture_refund (fixture, sale, 1000);
  during = engine_fixture_offer (fixture, fiel_attempt_get_id (sale), NULL);
  assert_money (during, 5990, 1000, 1000, 4990);
  assert_described (during, 4990, "has no result yet");
  answer (fixture, part, "approved amount=1000");
  after = engine_fixture_offer (fixture, fiel_attempt_get_id (sale), NULL);
  assert_money (after, 5990, 1000, 0, 4990);
  assert_described (after, 4990, "Fake returns it");

  give_back (fixture, sale, 4990);
  empty = engine_fixture_offer (fixture, fiel_attempt_get_id (sale), NULL);
  assert_money (empty, 5990, 5990, 0, 0);
  assert_described (empty, 1, "went back already");
}

static void
assert_no_offer (EngineFixture *fixture, const char *attempt_id, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielRefundOffer) offer = engine_fixture_offer (fixture, attempt_id, &error);

  g_assert_null (offer);
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_RETURNABLE);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

static void
test_no_offer (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) declined = NULL;
  g_autoptr (FielAttempt) open = NULL;
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) back = NULL;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 1000, NULL);
  back = engine_fixture_refund (fixture, sale, 1000);
  answer (fixture, back, "approved amount=1000");
  declined = engine_fixture_charge (fixture, 2000, NULL);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "declined");
  engine_fixture_wait_state (declined, FIEL_ATTEMPT_STATE_CLOSED);
  open = engine_fixture_charge_accepted (fixture, 3000);

  assert_no_offer (fixture, "nobody", "no such payment");
  assert_no_offer (fixture, NULL, "nothing back without the sale");
  assert_no_offer (fixture, fiel_attempt_get_id (back), "a return itself");
  assert_no_offer (fixture, fiel_attempt_get_id (declined), "Nothing was charged");
  assert_no_offer (fixture, fiel_attempt_get_id (open), "not known yet");
}

/* A refund of a refund, of what was not charged, of more than is left. */
static void
test_refused (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) back = NULL;
  g_autoptr (FielAttempt) declined = NULL;
  FielRefundOrder order;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, "A-1");
  back = engine_fixture_refund (fixture, sale, 3000);
  answer (fixture, back, "approved amount=3000");

  order = refund_fixture_make_order (sale, 2001);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_AMOUNT, "at most $2.000");
  order = refund_fixture_make_order (back, 100);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "a return itself");
  give_back (fixture, sale, 2000);
  order = refund_fixture_make_order (sale, 1);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "went back already");

  declined = engine_fixture_charge (fixture, 700, NULL);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "declined");
  engine_fixture_wait_state (declined, FIEL_ATTEMPT_STATE_CLOSED);
  order = refund_fixture_make_order (declined, 700);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "Nothing was charged");
  order.original = "nobody";
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "no such payment");
}

static void
test_words (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *long_words = g_strnfill (101, 'x');
  g_autoptr (FielAttempt) sale = NULL;
  FielRefundOrder order;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, "A-1");
  order = refund_fixture_make_order (sale, 0);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_AMOUNT, "above zero");
  order = refund_fixture_make_order (sale, 100);
  order.amount = fiel_money_make (100, fiel_currency_find ("ARS"));
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_AMOUNT, "currency");
  order = refund_fixture_make_order (sale, 100);
  order.purpose = "";
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_REFERENCE, "why");
  order.purpose = long_words;
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_REFERENCE, "why");
  order.purpose = "card 4111 1111 1111 1111";
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_REFERENCE, "card number");
  order = refund_fixture_make_order (sale, 100);
  order.approver = "Ana ";
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_APPROVAL, "cannot be kept");
  order.approver = "ANA";
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_APPROVAL, "somebody else");
  order = refund_fixture_make_order (sale, 100);
  order.terminal = "oeste";
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_PROVIDER, "not set up");
}

/* Two presses, as fast as they come: one of them is an attempt, the other one meets it. */
static void
test_pressed_twice (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) first = NULL;
  FielRefundOrder order;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, "A-1");
  order = refund_fixture_make_order (sale, 5000);
  first = engine_fixture_try_refund (fixture, &order, NULL);
  g_assert_nonnull (first);
  order = refund_fixture_make_order (sale, 5000);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (FielAttempt) second = engine_fixture_try_refund (fixture, &order, &error);

    g_assert_null (second);
    g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_TERMINAL_BUSY);
  }
  order.terminal = "sur";
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (FielAttempt) second = engine_fixture_try_refund (fixture, &order, &error);

    g_assert_null (second);
    g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_RETURNABLE);
  }
  answer (fixture, first, "approved amount=5000");
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "went back already");
  g_assert_cmpuint (fiel_fake_cloud_get_n_sent (fixture->cloud, NULL), ==, 1);
}

/* Both in the same turn of the loop, before anything is durable: the terminal is held for the first. */
static void
test_pressed_at_once (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) first = NULL;
  FielRefundOrder order;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, "A-1");
  order = refund_fixture_make_order (sale, 2500);
  first = refund_fixture_order_at_once (fixture, &order, &order, FIEL_ENGINE_ERROR_TERMINAL_BUSY);
  answer (fixture, first, "approved amount=2500");
}

/* A sale while the return is on its way to its intent, and the other way round. */
static void
test_beside_a_sale (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) back = NULL;
  g_autoptr (FielAttempt) other = NULL;
  g_autoptr (GError) error = NULL;
  FielRefundOrder order;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, "A-1");
  back = engine_fixture_refund (fixture, sale, 5000);
  g_assert_null (engine_fixture_try_charge (fixture, "norte", 100, "B-1", FALSE, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_TERMINAL_BUSY);
  g_clear_error (&error);
  g_assert_null (engine_fixture_try_charge (fixture, "sur", 5000, "A-1", FALSE, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_TICKET_BUSY);
  answer (fixture, back, "declined");

  other = engine_fixture_charge (fixture, 100, "B-1");
  order = refund_fixture_make_order (sale, 5000);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "accepted id=5");
  engine_fixture_wait_state (other, FIEL_ATTEMPT_STATE_ACCEPTED);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_TERMINAL_BUSY, "still open");
}

/* The provider says no to a void: the batch was closed by hand. What follows is a return. */
static void
test_void_declined (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) first = NULL;
  g_autoptr (FielAttempt) second = NULL;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, "A-1");
  first = engine_fixture_refund (fixture, sale, 5000);
  answer (fixture, first, "declined code=21");
  assert_outcome (first, FIEL_OUTCOME_DECLINED);
  second = engine_fixture_refund (fixture, sale, 5000);
  g_assert_cmpint (fiel_attempt_get_kind (second), ==, FIEL_ATTEMPT_KIND_REFUND);
  answer (fixture, second, "approved amount=5000");
  assert_outcome (second, FIEL_OUTCOME_APPROVED);
}

static char *
write_list (const char *list, const char *ticket)
{
  g_autoptr (GString) text = g_string_new (list);

  g_string_replace (text, "OURS", ticket, 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The number of a sale starts anew with every batch: a void is sent only if the terminal still lists that sale as one
 * that stands. If it does not, the next order is a return, and the offer says so before. */
static void
test_batch_closed_by_hand (EngineFixture *fixture, gconstpointer data)
{
  static const char *const lists[] = {
    "records",
    "records approved ticket=B-9 terminal=70011223 amount=5000 tx=sale",
    "records approved ticket=OURS terminal=70011223 amount=5000",
    /* the same ticket and amount, and not confirmed; of another number, as another till may have sold it; twice */
    "records approved ticket=OURS terminal=70011223 amount=5000 tx=sale",
    "records approved ticket=OURS terminal=70011223 op=13 amount=5000 tx=sale",
    "records approved ticket=OURS terminal=70011223 op=12 amount=5000 tx=sale"
    " | approved ticket=OURS terminal=70011223 op=12 amount=5000 tx=sale",
  };

  engine_fixture_start (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *ticket = g_strdup_printf ("A-%" G_GSIZE_FORMAT, i);
      g_autofree char *list = write_list (lists[i], ticket);
      g_autoptr (FielAttempt) sale = engine_fixture_sell (fixture, 5000, ticket);
      g_autoptr (FielAttempt) back = NULL;
      g_autoptr (FielRefundOffer) before = engine_fixture_offer (fixture, fiel_attempt_get_id (sale), NULL);
      g_autoptr (FielRefundOffer) after = NULL;
      FielRefundOrder order = refund_fixture_make_order (sale, 5000);

      g_assert_cmpint (before->whole.kind, ==, FIEL_REFUND_KIND_VOID);
      fixture->list = list;
      refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_OFFER_CHANGED, "open batch");
      after = engine_fixture_offer (fixture, fiel_attempt_get_id (sale), NULL);
      g_assert_cmpint (after->whole.kind, ==, FIEL_REFUND_KIND_RETURN);
      back = engine_fixture_refund (fixture, sale, 5000);
      g_assert_cmpint (fiel_attempt_get_kind (back), ==, FIEL_ATTEMPT_KIND_REFUND);
      answer (fixture, back, "approved amount=5000");
      fixture->list = NULL;
    }
}

/* Whoever told the customer that no charge will appear does not make a return that does. */
static void
test_confirmed_way (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) back = NULL;
  g_autoptr (GError) error = NULL;
  FielRefundOrder order;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, "A-1");
  order = refund_fixture_make_order (sale, 2000);
  order.offered = FIEL_REFUND_KIND_VOID;
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_OFFER_CHANGED, "another way");
  order.offered = FIEL_REFUND_KIND_RETURN;
  back = engine_fixture_try_refund (fixture, &order, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fiel_attempt_get_kind (back), ==, FIEL_ATTEMPT_KIND_REFUND);
  answer (fixture, back, "approved amount=2000");
}

/* Somebody cancelled the sale on the terminal: it is not given back once more, in whatever way. */
static void
test_taken_back_by_hand (EngineFixture *fixture, gconstpointer data)
{
  static const char *const lists[] = {
    "records approved ticket=caja-A-1 terminal=70011223 op=12 amount=5000 tx=void",
    "records approved ticket=caja-A-1 terminal=70011223 amount=5000 tx=undone",
  };
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielRefundOffer) after = NULL;
  FielRefundOrder order;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, "A-1");
  order = refund_fixture_make_order (sale, 5000);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      fixture->list = lists[i];
      refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "taken back already");
    }
  after = engine_fixture_offer (fixture, fiel_attempt_get_id (sale), NULL);
  g_assert_cmpint (after->whole.kind, ==, FIEL_REFUND_KIND_VOID);
}

/* A terminal that gives no list proves nothing: nothing is sent, and nothing is concluded. */
static void
test_no_list (EngineFixture *fixture, gconstpointer data)
{
  static const char *const answers[] = { "busy", "unreachable", "what?" };
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) back = NULL;
  FielRefundOrder order;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, "A-1");
  order = refund_fixture_make_order (sale, 5000);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      fixture->list = answers[i];
      refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_PROVIDER, "Nothing was sent");
    }
  fixture->list = NULL;
  back = engine_fixture_refund (fixture, sale, 5000);
  g_assert_cmpint (fiel_attempt_get_kind (back), ==, FIEL_ATTEMPT_KIND_VOID);
  answer (fixture, back, "approved amount=5000");
}

/* Over another terminal there is nothing to cancel. */
static void
test_other_terminal (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) back = NULL;
  FielFakeExchange *exchange = NULL;
  FielRefundOrder order;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, "A-1");
  order = refund_fixture_make_order (sale, 5000);
  order.terminal = "sur";
  back = engine_fixture_try_refund (fixture, &order, NULL);
  g_assert_nonnull (back);
  exchange = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_REFUND);
  g_assert_cmpstr (fiel_fake_exchange_get_request (exchange)->terminal->serial_number, ==, "ABC900000002");
  fiel_fake_exchange_answer (exchange, "approved amount=5000");
  engine_fixture_wait_state (back, FIEL_ATTEMPT_STATE_CLOSED);
}

/* What the provider does not declare is not tried. */
static void
test_means (EngineFixture *fixture, gconstpointer data)
{
  FielProviderTraits *traits = fiel_fake_cloud_get_traits (fixture->cloud);
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) back = NULL;
  FielRefundOrder order;

  traits->operations &= ~FIEL_OPERATION_FLAG (FIEL_OPERATION_VOID);
  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, "A-1");
  back = engine_fixture_refund (fixture, sale, 5000);
  g_assert_cmpint (fiel_attempt_get_kind (back), ==, FIEL_ATTEMPT_KIND_REFUND);
  answer (fixture, back, "declined");
  engine_fixture_stop (fixture);

  traits->operations &= ~FIEL_OPERATION_FLAG (FIEL_OPERATION_REFUND);
  engine_fixture_start (fixture);
  order = refund_fixture_make_order (sale, 5000);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "cannot give this back here");
}

static void
test_limit (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) small = NULL;
  g_autoptr (FielAttempt) large = NULL;
  g_autoptr (FielRefundOffer) offer = NULL;
  FielRefundDesk *desk = NULL;
  FielRefundOrder order;

  fixture->till_keys = "return-limit=2000\n";
  engine_fixture_write_profile (fixture, TRUE);
  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, "A-1");
  desk = fiel_engine_get_refund_desk (fixture->engine);
  offer = engine_fixture_offer (fixture, fiel_attempt_get_id (sale), NULL);
  g_assert_cmpint (offer->limit_minor, ==, 2000);

  order = refund_fixture_make_order (sale, 2000);
  g_assert_false (fiel_refund_desk_needs_approval (desk, &order));
  small = engine_fixture_try_refund (fixture, &order, NULL);
  answer (fixture, small, "approved amount=2000");
  order = refund_fixture_make_order (sale, 2001);
  g_assert_true (fiel_refund_desk_needs_approval (desk, &order));
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_APPROVAL, "manager");
  order.approver = "Marta Soto";
  large = engine_fixture_try_refund (fixture, &order, NULL);
  g_assert_nonnull (large);
  answer (fixture, large, "approved amount=2001");
}

/* Without the sale: by the slip alone, marked by having no original, on a ticket of its own that takes no payment. */
static void
test_without_sale (EngineFixture *fixture, gconstpointer data)
{
  FielRefundOrder order = {
    .terminal = "norte",
    .amount = engine_fixture_money (2000),
    .purpose = "bought elsewhere",
    .actor = "Ana",
    .approver = "Marta",
    .authorization = "310255",
    .date = "2025-12-31",
  };
  g_autoptr (FielRefundOffer) offer = NULL;
  g_autoptr (FielAttempt) back = NULL;
  g_autoptr (FielAttemptRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  FielFakeExchange *exchange = NULL;

  fixture->till_keys = "return-without-original=yes\nreturn-without-original-limit=2000\n";
  engine_fixture_write_profile (fixture, TRUE);
  fiel_fake_cloud_get_traits (fixture->cloud)->return_wants_date = TRUE;
  engine_fixture_start (fixture);
  offer = engine_fixture_offer (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (offer->original);
  g_assert_cmpint (offer->remaining.minor, ==, 2000);
  g_assert_cmpint (offer->limit_minor, ==, 0);

  order.approver = NULL;
  g_assert_true (fiel_refund_desk_needs_approval (fiel_engine_get_refund_desk (fixture->engine), &order));
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_APPROVAL, "manager");
  order.approver = "Marta";
  order.date = NULL;
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "day of the sale");
  order.date = "31/01/2026";
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_REFERENCE, "2026-01-31");
  order.date = "2025-12-31";
  order.authorization = NULL;
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_REFERENCE, "authorization code");
  order.authorization = "310255";
  order.terminal = NULL;
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_PROVIDER, "terminal");
  order.terminal = "norte";
  order.amount = engine_fixture_money (2001);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_AMOUNT, "at most $2.000");

  order.amount = engine_fixture_money (2000);
  back = engine_fixture_try_refund (fixture, &order, &error);
  g_assert_no_error (error);
  exchange = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_REFUND);
  g_assert_cmpstr (fiel_fake_exchange_get_request (exchange)->authorization, ==, "310255");
  g_assert_cmpstr (fiel_fake_exchange_get_request (exchange)->original_date, ==, "2025-12-31");
  fiel_fake_exchange_answer (exchange, "approved amount=2000");
  engine_fixture_wait_state (back, FIEL_ATTEMPT_STATE_CLOSED);
  g_assert_null (fiel_attempt_get_original (back));
  record = engine_fixture_read_record (fixture, fiel_attempt_get_id (back));
  g_assert_cmpint (record->kind, ==, FIEL_ATTEMPT_KIND_REFUND);
  g_assert_null (record->original);

  order.original = fiel_attempt_get_id (back);
  refund_fixture_assert_refused (fixture, &order, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "a return itself");
}

/* A return is no sale: not for the guard against charging twice, and not for the till's habit. */
static void
test_no_sale (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) back = NULL;
  FielTerminal *norte = NULL;

  engine_fixture_start (fixture);
  norte = engine_fixture_get_terminal (fixture, "norte");
  sale = engine_fixture_sell (fixture, 5000, "A-1");
  engine_fixture_advance (fixture, SECONDS (181));
  back = engine_fixture_refund (fixture, sale, 1000);
  answer (fixture, back, "approved amount=1000");
  g_assert_null (fiel_engine_find_repeat (fixture->engine, norte, engine_fixture_money (1000)));

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (FielAttempt) usual = engine_fixture_sell (fixture, 100000, NULL);

      give_back (fixture, usual, 10);
    }
  /* A till that sells for 100 000 and gives back 10 finds 200 000 quite usual. */
  g_assert_false (fiel_engine_is_unusual (fixture->engine, engine_fixture_money (200000)));
}

/* The token was refused, so nothing was taken: a sale is tried once more, a return never by itself. */
static void
test_never_by_itself (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) back = NULL;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, "A-1");
  back = engine_fixture_refund (fixture, sale, 5000);
  answer (fixture, back, "refused reason=credentials");
  engine_fixture_advance (fixture, SECONDS (60));
  assert_outcome (back, FIEL_OUTCOME_REFUSED);
  g_assert_false (fiel_attempt_get_followed_up (back));
  g_assert_null (fiel_attempt_get_successor (back));
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  engine_test ("/engine/refund/void", test_void);
  engine_test ("/engine/refund/part", test_part);
  engine_test ("/engine/refund/day-of-provider", test_day_of_provider);
  engine_test ("/engine/refund/day-of-country", test_day_of_country);
  engine_test ("/engine/refund/day-of-computer", test_day_of_computer);
  engine_test ("/engine/refund/day-of-slip", test_day_of_slip);
  engine_test ("/engine/refund/offer", test_offer);
  engine_test ("/engine/refund/no-offer", test_no_offer);
  engine_test ("/engine/refund/refused", test_refused);
  engine_test ("/engine/refund/words", test_words);
  engine_test ("/engine/refund/pressed-twice", test_pressed_twice);
  engine_test ("/engine/refund/pressed-at-once", test_pressed_at_once);
  engine_test ("/engine/refund/beside-a-sale", test_beside_a_sale);
  engine_test ("/engine/refund/void-declined", test_void_declined);
  engine_test ("/engine/refund/batch-closed-by-hand", test_batch_closed_by_hand);
  engine_test ("/engine/refund/taken-back-by-hand", test_taken_back_by_hand);
  engine_test ("/engine/refund/confirmed-way", test_confirmed_way);
  engine_test ("/engine/refund/no-list", test_no_list);
  engine_test ("/engine/refund/other-terminal", test_other_terminal);
  engine_test ("/engine/refund/means", test_means);
  engine_test ("/engine/refund/limit", test_limit);
  engine_test ("/engine/refund/without-sale", test_without_sale);
  engine_test ("/engine/refund/no-sale", test_no_sale);
  engine_test ("/engine/refund/never-by-itself", test_never_by_itself);

  return g_test_run ();
}
