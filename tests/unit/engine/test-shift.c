/* test-shift.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Opening and closing a shift over a real journal, with the test as the cloud: what keeps it from closing, what is
 * carried over, and that nothing comes in between a report and its record. */

#include "engine-fixture.h"

#include "fiel-batch-closer.h"
#include "fiel-engine-private.h"
#include "fiel-journal.h"
#include "fiel-receipt-desk.h"
#include "fiel-shift-book.h"
#include "fiel-shift-words.h"
#include "fiel-test.h"

#include <string.h>

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  GAsyncResult **kept = user_data;

  return *kept != NULL;
}

static void
wait_result (GAsyncResult **result, const char *what)
{
  fiel_test_run_until (has_result, result, what, 20);
}

/* Terminals that have a list and no totals, as in Chile. */
static void
start (EngineFixture *fixture)
{
  fiel_fake_cloud_get_traits (fixture->cloud)->operations &= ~FIEL_OPERATION_FLAG (FIEL_OPERATION_TOTALS);
  engine_fixture_start (fixture);
}

static FielShiftBook *
get_book (EngineFixture *fixture)
{
  return fiel_engine_get_shift_book (fixture->engine);
}

static void
answer (EngineFixture *fixture, FielOperation operation, const char *text)
{
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, operation), "%s", text);
}

/* What every terminal says, one after the other; NULL ends. */
static FielShiftCheck *
check (EngineFixture *fixture, const char *const *lists)
{
  FielShiftCheck *check = fiel_shift_check_new (fixture->engine);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fiel_shift_check_run_async (check, FIEL_SHIFT_PARTS_ALL, NULL, keep_result, &result);
  g_assert_true (fiel_shift_check_get_running (check));
  for (guint i = 0; lists[i] != NULL; i++)
    answer (fixture, FIEL_OPERATION_RECORDS, lists[i]);
  wait_result (&result, "the shift is checked");
  fiel_shift_check_run_finish (check, result, &error);
  g_assert_no_error (error);

  return check;
}

static const char *const empty_lists[] = { "records", "records", NULL };

static FielShiftItem *
get_item (FielShiftCheck *check, FielShiftItemKind kind)
{
  g_autoptr (FielShiftItem) item = g_list_model_get_item (fiel_shift_check_get_items (check), (guint) kind);

  g_assert_cmpint (fiel_shift_item_get_kind (item), ==, kind);

  return item;
}

typedef struct
{
  FielShiftItem *item;
  FielShiftItemState state;
} ExpectedItem;

static gboolean
is_item_state (gpointer user_data)
{
  const ExpectedItem *expected = user_data;

  return fiel_shift_item_get_state (expected->item) == expected->state;
}

/* What a payment changes on the list follows it at once, but not in the same call. */
static void
assert_item (FielShiftCheck *check, FielShiftItemKind kind, FielShiftItemState state)
{
  ExpectedItem expected = { get_item (check, kind), state };

  fiel_test_run_until (is_item_state, &expected, "the line says so", 20);
}

static FielShiftReport *
try_close (EngineFixture *fixture, FielShiftCheck *check, const char *approver, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fiel_shift_book_close_async (get_book (fixture), check, "Ana", approver, keep_result, &result);
  wait_result (&result, "the shift is closed or not");

  return fiel_shift_book_close_finish (get_book (fixture), result, error);
}

static FielShiftReport *
close_shift (EngineFixture *fixture, FielShiftCheck *check, const char *approver)
{
  g_autoptr (GError) error = NULL;
  FielShiftReport *report = try_close (fixture, check, approver, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report);

  return report;
}

static GPtrArray *
list_shifts (EngineFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = NULL;

  fiel_shift_book_list_async (get_book (fixture), 0, keep_result, &result);
  wait_result (&result, "the shifts are listed");
  entries = fiel_shift_book_list_finish (get_book (fixture), result, &error);
  g_assert_no_error (error);

  return entries;
}

static FielShiftPicture *
look (EngineFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FielShiftPicture *picture = NULL;

  fiel_shift_book_look_async (get_book (fixture), NULL, keep_result, &result);
  wait_result (&result, "the shift is read");
  picture = fiel_shift_book_look_finish (get_book (fixture), result, &error);
  g_assert_no_error (error);

  return picture;
}

static gboolean
open_shift (EngineFixture *fixture, const char *actor, gint64 float_minor, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fiel_shift_book_open_async (get_book (fixture), actor, float_minor, keep_result, &result);
  wait_result (&result, "the shift is opened or not");

  return fiel_shift_book_open_finish (get_book (fixture), result, error);
}

/* A sale that is approved; @ticket: (out): as it was sent. */
static void
sell (EngineFixture *fixture, gint64 minor, const char *card, char **ticket)
{
  g_autoptr (FielAttempt) attempt = engine_fixture_charge (fixture, minor, NULL);
  FielFakeExchange *exchange = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);

  if (ticket != NULL)
    *ticket = g_strdup (fiel_fake_exchange_get_request (exchange)->ticket);
  fiel_fake_exchange_answer (exchange, "approved id=77 amount=%d op=12 card=%s", (int) minor, card);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
}

static FielAttempt *
charge_unknown (EngineFixture *fixture, gint64 minor)
{
  FielAttempt *attempt = engine_fixture_charge_accepted (fixture, minor);

  engine_fixture_advance (fixture, SECONDS (300));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
  fiel_fake_exchange_forget (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS));

  return attempt;
}

static char *
last_event (EngineFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) events = NULL;

  fiel_journal_list_events_async (fiel_engine_get_journal (fixture->engine), NULL, 0, 10000, keep_result, &result);
  wait_result (&result, "the journal is read");
  events = fiel_journal_list_events_finish (fiel_engine_get_journal (fixture->engine), result, NULL);

  return g_strdup (fiel_journal_event_get_previous_hash (g_ptr_array_index (events, events->len - 1)));
}

/* A shift from its first minute to the first minute of the next one. */
static void
test_close (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielShiftCheck) checked = NULL;
  g_autoptr (FielShiftReport) report = NULL;
  g_autoptr (FielShiftPicture) next = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *list = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *told = NULL;
  g_autofree char *head = NULL;
  const char *lists[] = { NULL, "records", NULL };
  g_autoptr (GError) error = NULL;

  start (fixture);
  g_assert_true (open_shift (fixture, "Ana", 50000, &error));
  g_assert_no_error (error);
  g_assert_false (open_shift (fixture, "Marta", 0, &error));
  g_assert_error (error, FIEL_SHIFT_ERROR, FIEL_SHIFT_ERROR_OPENED);
  sell (fixture, 12990, "VI/DB/4242", &first);
  sell (fixture, 4900, "MC/CR/1111", &second);

  list = g_strdup_printf ("records approved ticket=%s amount=12990 op=12 card=VI/DB/4242 | approved ticket=%s "
                          "amount=4900 op=12 card=MC/CR/1111", first, second);
  lists[0] = list;
  checked = check (fixture, lists);
  for (guint i = 0; i < FIEL_SHIFT_ITEM_CASH; i++)
    assert_item (checked, i, FIEL_SHIFT_ITEM_DONE);
  g_assert_true (fiel_shift_check_get_can_close (checked));
  g_assert_false (fiel_shift_check_get_needs_approver (checked));
  report = close_shift (fixture, checked, NULL);

  g_assert_cmpstr (fiel_shift_report_find (report, "kind", 0), ==, "z");
  g_assert_cmpint (fiel_shift_report_find_int (report, "shift", 0), ==, 1);
  g_assert_cmpint (fiel_shift_report_find_int (report, "sales", 0), ==, 2);
  g_assert_cmpint (fiel_shift_report_find_int (report, "net", 0), ==, 17890);
  g_assert_cmpstr (fiel_shift_report_find (report, "opened", 1), ==, "50000");
  head = last_event (fixture);
  g_assert_cmpstr (fiel_shift_report_find (report, "head", 1), ==, head);

  entries = list_shifts (fixture);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpint (((FielShiftEntry *) entries->pdata[0])->number, ==, 2);
  g_assert_null (((FielShiftEntry *) entries->pdata[0])->report);
  kept = fiel_shift_report_to_text (((FielShiftEntry *) entries->pdata[1])->report);
  told = fiel_shift_report_to_text (report);
  g_assert_cmpstr (kept, ==, told);
  next = look (fixture);
  g_assert_cmpint (next->number, ==, 2);
  g_assert_cmpuint (next->totals->sales.n, ==, 0);
}

/* An X changes nothing, however often. */
static void
test_x (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  start (fixture);
  sell (fixture, 12990, "VI/DB/4242", NULL);
  before = engine_fixture_read_events (fixture, NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (FielShiftPicture) picture = look (fixture);
      g_autoptr (FielShiftReport) report = fiel_shift_book_make_x (get_book (fixture), picture, NULL);

      g_assert_cmpstr (fiel_shift_report_find (report, "kind", 0), ==, "x");
      g_assert_cmpint (fiel_shift_report_find_int (report, "net", 0), ==, 12990);
      g_assert_false (fiel_shift_report_has (report, "head"));
    }
  after = engine_fixture_read_events (fixture, NULL);
  g_assert_cmpstr (before, ==, after);
}

/* No close while a payment is open, whenever it began. */
static void
test_payment_in_progress (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielShiftCheck) checked = NULL;
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (FielShiftReport) report = NULL;
  g_autoptr (GError) error = NULL;

  start (fixture);
  checked = check (fixture, empty_lists);
  g_assert_true (fiel_shift_check_get_can_close (checked));
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  assert_item (checked, FIEL_SHIFT_ITEM_PAYMENTS, FIEL_SHIFT_ITEM_BLOCKED);
  g_assert_false (fiel_shift_check_get_can_close (checked));
  report = try_close (fixture, checked, "Marta", &error);
  g_assert_null (report);
  g_assert_error (error, FIEL_SHIFT_ERROR, FIEL_SHIFT_ERROR_OBSTACLE);
}

/* A sale that begins in the very moment of the close is in the shift it belongs to, and in no other. */
static void
test_sale_at_the_close (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielShiftCheck) checked = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GAsyncResult) charged = NULL;
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (FielShiftReport) report = NULL;
  g_autoptr (FielShiftPicture) picture = NULL;
  g_autoptr (GError) error = NULL;

  start (fixture);
  checked = check (fixture, empty_lists);
  fiel_engine_charge_async (fixture->engine, engine_fixture_get_terminal (fixture, "norte"),
                            engine_fixture_money (12990), NULL, FALSE, "Ana", keep_result, &charged);
  fiel_shift_book_close_async (get_book (fixture), checked, "Ana", NULL, keep_result, &closed);
  wait_result (&closed, "the shift is closed or not");
  wait_result (&charged, "the sale began");
  attempt = fiel_engine_charge_finish (fixture->engine, charged, NULL);
  g_assert_nonnull (attempt);
  fiel_fake_exchange_forget (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE));
  report = fiel_shift_book_close_finish (get_book (fixture), closed, &error);
  picture = look (fixture);
  if (report != NULL)
    {
      g_assert_false (fiel_shift_report_has (report, "carried"));
      g_assert_cmpint (fiel_shift_report_find_int (report, "open", 0), ==, 0);
      g_assert_cmpint (picture->number, ==, 2);
    }
  else
    {
      g_assert_error (error, FIEL_SHIFT_ERROR, FIEL_SHIFT_ERROR_CHANGED);
      g_assert_cmpint (picture->number, ==, 1);
    }
  g_assert_cmpuint (picture->open->len, ==, 1);
}

/* A manager leaves it to the next shift by name; there it is resolved, and counts there. */
static void
test_carry_over (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielShiftCheck) checked = NULL;
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (FielShiftReport) report = NULL;
  g_autoptr (FielShiftPicture) picture = NULL;
  g_autoptr (FielShiftReport) next = NULL;
  const char *const lists[] = { "records", NULL };
  g_autoptr (GError) error = NULL;

  start (fixture);
  attempt = charge_unknown (fixture, 15400);
  checked = check (fixture, lists);
  assert_item (checked, FIEL_SHIFT_ITEM_PAYMENTS, FIEL_SHIFT_ITEM_DONE);
  assert_item (checked, FIEL_SHIFT_ITEM_UNRESOLVED, FIEL_SHIFT_ITEM_PASSABLE);
  g_assert_null (try_close (fixture, checked, NULL, &error));
  g_assert_error (error, FIEL_SHIFT_ERROR, FIEL_SHIFT_ERROR_APPROVER);
  g_clear_error (&error);
  report = close_shift (fixture, checked, "Marta Soto");

  g_assert_cmpstr (fiel_shift_report_find (report, "approved", 0), ==, "Marta Soto");
  g_assert_cmpstr (fiel_shift_report_find (report, "carried", 0), ==, fiel_attempt_get_id (attempt));
  g_assert_cmpint (fiel_shift_report_find_int (report, "carried", 2), ==, 15400);
  g_assert_cmpint (fiel_shift_report_find_int (report, "net", 0), ==, 0);
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);

  g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, TRUE, "the slip", "Marta Soto", "Ana", &error));
  g_assert_no_error (error);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  picture = look (fixture);
  next = fiel_shift_book_make_x (get_book (fixture), picture, NULL);
  g_assert_cmpint (picture->number, ==, 2);
  g_assert_cmpstr (fiel_shift_report_find (next, "brought", 0), ==, fiel_attempt_get_id (attempt));
  g_assert_cmpstr (fiel_shift_report_find (next, "hand", 3), ==, "charged");
  g_assert_cmpint (fiel_shift_report_find_int (next, "by-hand", 1), ==, 15400);
  g_assert_cmpint (fiel_shift_report_find_int (next, "earlier", 1), ==, 15400);
  g_assert_cmpint (fiel_shift_report_find_int (next, "net", 0), ==, 15400);
}

/* A return whose answer is lost is no charge in any line, neither while it is open nor afterwards. */
static void
test_open_return (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (FielShiftPicture) picture = NULL;
  g_autoptr (FielShiftPicture) after = NULL;
  g_autoptr (FielShiftReport) report = NULL;
  g_autoptr (FielShiftReport) next = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  start (fixture);
  sale = engine_fixture_sell (fixture, 5000, "A-1");
  attempt = engine_fixture_refund (fixture, sale, 1000);
  fiel_fake_exchange_lose (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_REFUND), FIEL_REASON_ANSWER_LOST);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
  picture = look (fixture);
  report = fiel_shift_book_make_x (get_book (fixture), picture, NULL);
  words = fiel_shift_words_payment (attempt, fiel_currency_find ("CLP"), fiel_number_style_for_country ("cl"));

  g_assert_cmpint (fiel_shift_report_find_int (report, "carried", 2), ==, -1000);
  g_assert_cmpint (fiel_shift_report_find_int (report, "open", 0), ==, 0);
  g_assert_cmpint (fiel_shift_report_find_int (report, "open", 1), ==, 0);
  g_assert_cmpint (fiel_shift_report_find_int (report, "open-returns", 0), ==, 1);
  g_assert_cmpint (fiel_shift_report_find_int (report, "open-returns", 1), ==, 1000);
  g_assert_true (g_str_has_prefix (words, "return −$1.000 · "));

  g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, TRUE, "the slip", "Marta Soto", "Ana", &error));
  g_assert_no_error (error);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  after = look (fixture);
  next = fiel_shift_book_make_x (get_book (fixture), after, NULL);
  g_assert_cmpint (fiel_shift_report_find_int (next, "hand", 2), ==, -1000);
  g_assert_cmpint (fiel_shift_report_find_int (next, "returns", 1), ==, 1000);
  g_assert_false (fiel_shift_report_has (next, "open-returns"));
}

/* A payment that was resolved after the check is not carried over unseen: the checklist is of another shift. */
static void
test_answer_before_the_close (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielShiftCheck) checked = NULL;
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (FielShiftReport) report = NULL;
  g_autoptr (FielShiftPicture) picture = NULL;
  const char *const lists[] = { "records", NULL };
  g_autoptr (GError) error = NULL;

  start (fixture);
  attempt = charge_unknown (fixture, 15400);
  checked = check (fixture, lists);
  g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, FALSE, "no slip", "Marta", "Ana", &error));
  fiel_shift_book_close_async (get_book (fixture), checked, "Ana", "Marta", keep_result, &closed);
  wait_result (&closed, "the shift is closed or not");
  report = fiel_shift_book_close_finish (get_book (fixture), closed, &error);
  g_assert_null (report);
  g_assert_error (error, FIEL_SHIFT_ERROR, FIEL_SHIFT_ERROR_CHANGED);
  picture = look (fixture);
  g_assert_cmpint (picture->number, ==, 1);
}

/* Notes and answers that change no figure do not keep a shift open: it is read again, and closed. */
static void
test_records_that_change_nothing (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielShiftCheck) checked = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (FielShiftReport) report = NULL;
  g_autofree char *head = NULL;
  g_autoptr (GError) error = NULL;

  start (fixture);
  checked = check (fixture, empty_lists);
  fiel_shift_book_close_async (get_book (fixture), checked, "Ana", NULL, keep_result, &closed);
  fiel_shift_book_open_async (get_book (fixture), "Marta", 0, keep_result, &opened);
  wait_result (&closed, "the shift is closed");
  wait_result (&opened, "the other note is written");
  report = fiel_shift_book_close_finish (get_book (fixture), closed, &error);
  g_assert_no_error (error);
  g_assert_true (fiel_shift_book_open_finish (get_book (fixture), opened, &error));
  g_assert_cmpint (fiel_shift_report_find_int (report, "shift", 0), ==, 1);
  head = last_event (fixture);
  g_assert_cmpstr (fiel_shift_report_find (report, "head", 1), ==, head);
}

static void
test_two_closes (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielShiftCheck) checked = NULL;
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (FielShiftReport) report = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  start (fixture);
  checked = check (fixture, empty_lists);
  fiel_shift_book_close_async (get_book (fixture), checked, "Ana", NULL, keep_result, &first);
  fiel_shift_book_close_async (get_book (fixture), checked, "Ana", NULL, keep_result, &second);
  wait_result (&first, "the first is over");
  wait_result (&second, "the second is over");
  report = fiel_shift_book_close_finish (get_book (fixture), first, &error);
  g_assert_no_error (error);
  g_assert_null (fiel_shift_book_close_finish (get_book (fixture), second, &error));
  g_assert_error (error, FIEL_SHIFT_ERROR, FIEL_SHIFT_ERROR_PENDING);
  g_clear_error (&error);

  /* And a third, with a checklist of the shift that is closed. */
  g_assert_null (try_close (fixture, checked, NULL, &error));
  g_assert_error (error, FIEL_SHIFT_ERROR, FIEL_SHIFT_ERROR_CHANGED);
  entries = list_shifts (fixture);
  g_assert_cmpuint (entries->len, ==, 2);
}

/* What the terminals say is held against ours, and named; what is not said is named too. */
static void
test_differences (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielShiftCheck) checked = NULL;
  g_autoptr (FielShiftReport) report = NULL;
  g_autofree char *ticket = NULL;
  g_autofree char *list = NULL;
  const char *lists[] = { NULL, "gibberish", NULL };

  start (fixture);
  sell (fixture, 12990, "VI/DB/4242", &ticket);
  list = g_strdup_printf ("records approved ticket=%s amount=12900 op=12 | approved ticket=900 amount=700 op=13", ticket);
  lists[0] = list;
  checked = check (fixture, lists);
  assert_item (checked, FIEL_SHIFT_ITEM_COMPARISON, FIEL_SHIFT_ITEM_PASSABLE);
  g_assert_cmpint (fiel_shift_item_get_remedy (get_item (checked, FIEL_SHIFT_ITEM_COMPARISON)), ==,
                   FIEL_SHIFT_REMEDY_DIFFERENCES);
  g_assert_cmpuint (fiel_shift_survey_get_n_differences (fiel_shift_check_get_survey (checked)), ==, 2);
  g_assert_null (fiel_shift_survey_sum_types (fiel_shift_check_get_survey (checked)));
  report = close_shift (fixture, checked, "Marta");
  g_assert_cmpstr (fiel_shift_report_find (report, "difference", 0), ==, "other-amount");
  g_assert_cmpint (fiel_shift_report_find_int (report, "difference", 4), ==, 12990);
  g_assert_cmpint (fiel_shift_report_find_int (report, "difference", 5), ==, 12900);
  g_assert_cmpstr (fiel_shift_report_find (report, "compared", 2), ==, "compared");
}

static gboolean
shows_sale (gpointer user_data)
{
  return fiel_shift_check_get_picture (user_data)->totals->sales.minor == 12990;
}

/* A payment that closed after the terminals were asked: what they said is about another shift. */
static void
test_stale_comparison (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielShiftCheck) checked = NULL;

  start (fixture);
  checked = check (fixture, empty_lists);
  assert_item (checked, FIEL_SHIFT_ITEM_COMPARISON, FIEL_SHIFT_ITEM_DONE);
  sell (fixture, 12990, "VI/DB/4242", NULL);
  fiel_test_run_until (shows_sale, checked, "the picture follows", 20);
  assert_item (checked, FIEL_SHIFT_ITEM_COMPARISON, FIEL_SHIFT_ITEM_PASSABLE);
  g_assert_cmpint (fiel_shift_item_get_remedy (get_item (checked, FIEL_SHIFT_ITEM_COMPARISON)), ==,
                   FIEL_SHIFT_REMEDY_COMPARE);
}

static void
cancel_check (EngineFixture *fixture, FielShiftCheck *check)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fiel_shift_check_run_async (check, FIEL_SHIFT_PARTS_ALL, cancellable, keep_result, &result);
  answer (fixture, FIEL_OPERATION_RECORDS, "records");
  g_cancellable_cancel (cancellable);
  wait_result (&result, "the check is over");
  g_assert_false (fiel_shift_check_run_finish (check, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancelled (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielShiftCheck) checked = NULL;

  start (fixture);
  checked = fiel_shift_check_new (fixture->engine);
  cancel_check (fixture, checked);
  g_assert_false (fiel_shift_check_get_running (checked));
  g_assert_false (fiel_shift_check_get_can_close (checked));
  assert_item (checked, FIEL_SHIFT_ITEM_COMPARISON, FIEL_SHIFT_ITEM_PASSABLE);
  assert_item (checked, FIEL_SHIFT_ITEM_JOURNAL, FIEL_SHIFT_ITEM_BLOCKED);
}

/* An unexpected answer has to be looked at. */
static void
test_alert (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielShiftCheck) checked = NULL;
  g_autoptr (GError) error = NULL;

  start (fixture);
  checked = check (fixture, empty_lists);
  fiel_fake_cloud_call_back (fixture->cloud, "nobody", "99", "approved");
  while (fiel_engine_get_n_alerts (fixture->engine) == 0)
    g_main_context_iteration (NULL, TRUE);
  assert_item (checked, FIEL_SHIFT_ITEM_ALERTS, FIEL_SHIFT_ITEM_BLOCKED);
  g_assert_null (try_close (fixture, checked, "Marta", &error));
  g_assert_error (error, FIEL_SHIFT_ERROR, FIEL_SHIFT_ERROR_OBSTACLE);
}

/* Batches */

static FielBatchOutcome
close_batch (EngineFixture *fixture, const char *text, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  FielBatchOutcome outcome = FIEL_BATCH_UNKNOWN;
  g_autoptr (GError) error = NULL;

  fiel_batch_closer_close_async (fixture->engine, "norte", "Ana", keep_result, &result);
  if (text != NULL)
    answer (fixture, FIEL_OPERATION_CLOSE_BATCH, text);
  else
    fiel_fake_exchange_lose (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_CLOSE_BATCH),
                             FIEL_REASON_ANSWER_LOST);
  wait_result (&result, "the batch is closed or not");
  fiel_batch_closer_close_finish (fixture->engine, result, &outcome, words, &error);
  g_assert_no_error (error);

  return outcome;
}

static gint64
find_batch (EngineFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  gint64 seq = -1;

  fiel_journal_find_batch_close_async (fiel_engine_get_journal (fixture->engine), "norte", keep_result, &result);
  wait_result (&result, "the batch is looked up");
  g_assert_true (fiel_journal_find_batch_close_finish (fiel_engine_get_journal (fixture->engine), result, &seq, NULL));

  return seq;
}

/* Lost is not closed and not open: it is said, and it is not asked again. */
static void
test_batch (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *lost = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *closed = NULL;

  start (fixture);
  g_assert_true (fiel_batch_closer_can (fixture->engine, "norte"));
  g_assert_cmpint (close_batch (fixture, NULL, &lost), ==, FIEL_BATCH_UNKNOWN);
  g_assert_nonnull (strstr (lost, "did not say"));
  g_assert_cmpint (find_batch (fixture), ==, 0);
  engine_fixture_advance (fixture, SECONDS (3600));
  fiel_test_drain ();
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);

  g_assert_cmpint (close_batch (fixture, "batch-refused", &refused), ==, FIEL_BATCH_NOT_CLOSED);
  g_assert_cmpint (find_batch (fixture), ==, 0);
  g_assert_cmpint (close_batch (fixture, "gibberish", NULL), ==, FIEL_BATCH_UNKNOWN);
  g_assert_cmpint (close_batch (fixture, "batch-closed", &closed), ==, FIEL_BATCH_CLOSED);
  g_assert_cmpint (find_batch (fixture), >, 0);
}

/* Not while a payment is open there, and not where the provider cannot. */
static void
test_batch_refused (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  FielBatchOutcome outcome = FIEL_BATCH_UNKNOWN;
  g_autoptr (GError) error = NULL;

  start (fixture);
  g_assert_false (fiel_batch_closer_can (fixture->engine, "nobody"));
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  fiel_batch_closer_close_async (fixture->engine, "norte", "Ana", keep_result, &result);
  wait_result (&result, "it is refused");
  g_assert_false (fiel_batch_closer_close_finish (fixture->engine, result, &outcome, NULL, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_TERMINAL_BUSY);
}

/* A shift of one sale; what "norte" says, its list first, and nothing new from "sur". */
static FielShiftCheck *
check_totals (EngineFixture *fixture, const char *list, const char *totals)
{
  FielShiftCheck *check = fiel_shift_check_new (fixture->engine);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fiel_shift_check_run_async (check, FIEL_SHIFT_PARTS_ALL, NULL, keep_result, &result);
  answer (fixture, FIEL_OPERATION_RECORDS, list);
  answer (fixture, FIEL_OPERATION_TOTALS, totals);
  answer (fixture, FIEL_OPERATION_RECORDS, "records");
  answer (fixture, FIEL_OPERATION_TOTALS, "totals sales/0/0");
  wait_result (&result, "the shift is checked");
  fiel_shift_check_run_finish (check, result, &error);
  g_assert_no_error (error);

  return check;
}

/* Where the terminal has totals, as in Argentina, they are held against ours, also where it gives no list. */
static void
test_totals (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielShiftCheck) same = NULL;
  g_autoptr (FielShiftCheck) silent = NULL;
  g_autoptr (FielShiftCheck) differs = NULL;
  g_autoptr (FielShiftReport) report = NULL;
  g_autofree char *ticket = NULL;
  g_autofree char *list = NULL;

  engine_fixture_start (fixture);
  sell (fixture, 12990, "VI/DB/4242", &ticket);
  list = g_strdup_printf ("records approved ticket=%s amount=12990 op=12", ticket);
  same = check_totals (fixture, list, "totals sales/1/12990");
  assert_item (same, FIEL_SHIFT_ITEM_COMPARISON, FIEL_SHIFT_ITEM_DONE);
  silent = check_totals (fixture, "gibberish", "totals sales/1/12990");
  assert_item (silent, FIEL_SHIFT_ITEM_COMPARISON, FIEL_SHIFT_ITEM_PASSABLE);
  g_assert_cmpint (fiel_shift_item_get_remedy (get_item (silent, FIEL_SHIFT_ITEM_COMPARISON)), ==,
                   FIEL_SHIFT_REMEDY_COMPARE);
  g_assert_null (fiel_shift_survey_sum_types (fiel_shift_check_get_survey (silent)));

  differs = check_totals (fixture, "gibberish", "totals sales/2/20000");
  g_assert_cmpint (fiel_shift_item_get_remedy (get_item (differs, FIEL_SHIFT_ITEM_COMPARISON)), ==,
                   FIEL_SHIFT_REMEDY_DIFFERENCES);
  report = close_shift (fixture, differs, "Marta");
  g_assert_cmpstr (fiel_shift_report_find (report, "difference", 0), ==, "other-total");
  g_assert_cmpint (fiel_shift_report_find_int (report, "difference", 4), ==, 12990);
  g_assert_cmpint (fiel_shift_report_find_int (report, "difference", 5), ==, 20000);
  g_assert_cmpstr (fiel_shift_report_find (report, "difference", 9), ==, "sales");
  g_assert_cmpstr (fiel_shift_report_find (report, "compared", 2), ==, "silent");
}

/* What was closed before the batch was is not expected in the terminal's list any more. */
static void
test_list_after_the_batch (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielShiftCheck) before = NULL;
  g_autoptr (FielShiftCheck) after = NULL;

  start (fixture);
  sell (fixture, 12990, "VI/DB/4242", NULL);
  before = check (fixture, empty_lists);
  g_assert_cmpuint (fiel_shift_survey_get_n_differences (fiel_shift_check_get_survey (before)), ==, 1);
  g_assert_cmpint (close_batch (fixture, "batch-closed", NULL), ==, FIEL_BATCH_CLOSED);
  after = check (fixture, empty_lists);
  g_assert_cmpuint (fiel_shift_survey_get_n_differences (fiel_shift_check_get_survey (after)), ==, 0);
  g_assert_cmpint (fiel_shift_check_get_picture (after)->totals->net_minor, ==, 12990);
}

/* -- Receipts ------------------------------------------------------------------------------------------------------ */

static FielReceipt *
print (EngineFixture *fixture, const char *attempt_id)
{
  FielReceiptDesk *desk = fiel_engine_get_receipt_desk (fixture->engine);
  FielReceipt *receipt = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fiel_receipt_desk_print_async (desk, attempt_id, "Ana", keep_result, &result);
  wait_result (&result, "the receipt is written down");
  receipt = fiel_receipt_desk_print_finish (desk, result, &error);
  g_assert_no_error (error);

  return receipt;
}

static void
assert_receipts (EngineFixture *fixture, FielShiftItemState state, const char *title)
{
  g_autoptr (FielShiftCheck) checked = check (fixture, empty_lists);
  FielShiftItem *item = get_item (checked, FIEL_SHIFT_ITEM_RECEIPTS);

  g_assert_cmpstr (fiel_shift_item_get_title (item), ==, title);
  g_assert_cmpint (fiel_shift_item_get_state (item), ==, state);
}

/* A receipt waits from the moment it is counted until somebody says that it came out; what an older version printed
 * waits for nothing. The payment is as it was all the while. */
static void
test_receipts (EngineFixture *fixture, gconstpointer data)
{
  FielReceiptDesk *desk = NULL;
  FielScribe *scribe = NULL;
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielReceipt) first = NULL;
  g_autoptr (FielReceipt) copy = NULL;
  g_autoptr (FielJournalEvent) older = NULL;
  const char *id = NULL;

  start (fixture);
  desk = fiel_engine_get_receipt_desk (fixture->engine);
  scribe = fiel_engine_get_scribe (fixture->engine);
  sell (fixture, 12990, "VI/DB/4242", NULL);
  sale = g_list_model_get_item (fiel_engine_get_attempts (fixture->engine), 0);
  id = fiel_attempt_get_id (sale);
  assert_receipts (fixture, FIEL_SHIFT_ITEM_DONE, "No receipt waits to be printed");

  first = print (fixture, id);
  assert_receipts (fixture, FIEL_SHIFT_ITEM_PASSABLE, "1 receipt waits to be printed");
  fiel_receipt_desk_note_end (desk, id, FALSE);
  assert_receipts (fixture, FIEL_SHIFT_ITEM_PASSABLE, "1 receipt waits to be printed");
  copy = print (fixture, id);
  fiel_receipt_desk_note_end (desk, id, TRUE);
  assert_receipts (fixture, FIEL_SHIFT_ITEM_DONE, "No receipt waits to be printed");

  older = fiel_scribe_new_event (scribe, FIEL_JOURNAL_TYPE_NOTE, id, "Ana");
  fiel_journal_event_set_int (older, FIEL_FIELD_PRINTED, 3);
  fiel_scribe_write (scribe, older, FIEL_JOURNAL_DURABLE);
  assert_receipts (fixture, FIEL_SHIFT_ITEM_DONE, "No receipt waits to be printed");
  g_assert_cmpint (fiel_attempt_get_outcome (sale), ==, FIEL_OUTCOME_APPROVED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  engine_test ("/shift/close", test_close);
  engine_test ("/shift/x", test_x);
  engine_test ("/shift/payment-in-progress", test_payment_in_progress);
  engine_test ("/shift/sale-at-the-close", test_sale_at_the_close);
  engine_test ("/shift/carry-over", test_carry_over);
  engine_test ("/shift/open-return", test_open_return);
  engine_test ("/shift/answer-before-the-close", test_answer_before_the_close);
  engine_test ("/shift/records-that-change-nothing", test_records_that_change_nothing);
  engine_test ("/shift/two-closes", test_two_closes);
  engine_test ("/shift/differences", test_differences);
  engine_test ("/shift/stale-comparison", test_stale_comparison);
  engine_test ("/shift/cancelled", test_cancelled);
  engine_test ("/shift/alert", test_alert);
  engine_test ("/shift/batch", test_batch);
  engine_test ("/shift/batch-refused", test_batch_refused);
  engine_test ("/shift/list-after-the-batch", test_list_after_the_batch);
  engine_test ("/shift/totals", test_totals);
  engine_test ("/shift/receipts", test_receipts);

  return g_test_run ();
}
