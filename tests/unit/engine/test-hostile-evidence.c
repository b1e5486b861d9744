/* test-hostile-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

#include "fiel-journal.h"
#include "fiel-test.h"

/* Answers that belong to another payment, answers that were kept and not read, and the one payment that the engine starts by itself. */

static void
answer_check (EngineFixture *fixture, FielAttempt *attempt, FielOperation operation, const char *answer)
{
  guint n_checks = fiel_attempt_get_n_checks (attempt);

  engine_fixture_advance_to_check (fixture, attempt);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, operation), "%s", answer);
  engine_fixture_wait_checks (attempt, n_checks + 1);
}

static void
answer (EngineFixture *fixture, FielOperation operation, const char *text)
{
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, operation), "%s", text);
}

static guint
get_n_attempts (EngineFixture *fixture)
{
  return g_list_model_get_n_items (fiel_engine_get_attempts (fixture->engine));
}

static FielAttempt *
get_newest (EngineFixture *fixture)
{
  return g_list_model_get_item (fiel_engine_get_attempts (fixture->engine), 0);
}

/* An answer that proves nothing and names another payment lends us no id to ask by. */
static void
test_foreign_id (EngineFixture *fixture, gconstpointer data)
{
  static const char *const answers[] = {
    "nothing id=999 ref=another",
    "nothing id=999 ticket=X-1",
    "nothing id=999 terminal=99999999",
  };

  engine_fixture_start (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (FielAttempt) attempt = engine_fixture_charge (fixture, 5000, NULL);

      answer (fixture, FIEL_OPERATION_SALE, answers[i]);
      engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
      g_assert_null (fiel_attempt_get_provider_id (attempt));
      answer_check (fixture, attempt, FIEL_OPERATION_PROBE, "busy");
      g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, FALSE, "slip", "Eva", "Ana", NULL));
      engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
    }
}

/* One that names ours, or nothing, does. */
static void
test_own_id (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, NULL);
  answer (fixture, FIEL_OPERATION_SALE, "nothing id=77 ticket=caja-000001 amount=0 reason=printer-trouble");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
  g_assert_cmpstr (fiel_attempt_get_provider_id (attempt), ==, "77");
  answer_check (fixture, attempt, FIEL_OPERATION_STATUS, "approved id=77 amount=5000");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
}

/* Real lists name no operation: a row that an earlier payment of that very name may own proves nothing about this one, neither way. */
static void
test_row_of_another (EngineFixture *fixture, gconstpointer data)
{
  const char *row = "records approved ticket=caja-A-1-1 terminal=70011223 amount=5000";
  g_autoptr (FielAttempt) first = NULL;
  g_autoptr (FielAttempt) second = NULL;
  gint64 lost_us;

  engine_fixture_start (fixture);
  first = engine_fixture_charge (fixture, 5000, "A-1");
  answer (fixture, FIEL_OPERATION_SALE, "declined");
  engine_fixture_wait_state (first, FIEL_ATTEMPT_STATE_CLOSED);
  g_clear_object (&first);
  first = engine_fixture_charge (fixture, 5000, "A-1");
  answer (fixture, FIEL_OPERATION_SALE, "approved amount=5000 op=5 auth=1");
  engine_fixture_wait_state (first, FIEL_ATTEMPT_STATE_CLOSED);

  second = engine_fixture_charge (fixture, 5000, "A-1-1");
  fiel_fake_exchange_lose (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), FIEL_REASON_ANSWER_LOST);
  engine_fixture_wait_state (second, FIEL_ATTEMPT_STATE_UNKNOWN);
  lost_us = fiel_clock_get_boot_us (FIEL_CLOCK (fixture->clock));
  while (fiel_clock_get_boot_us (FIEL_CLOCK (fixture->clock)) - lost_us < SECONDS (600))
    {
      answer_check (fixture, second, FIEL_OPERATION_PROBE, "ready");
      answer_check (fixture, second, FIEL_OPERATION_RECORDS, row);
    }
  g_assert_cmpint (fiel_attempt_get_state (second), ==, FIEL_ATTEMPT_STATE_UNKNOWN);

  /* With the authorization in it, the row tells whose it is. */
  answer_check (fixture, second, FIEL_OPERATION_PROBE, "ready");
  answer_check (fixture, second, FIEL_OPERATION_RECORDS,
                "records approved ticket=caja-A-1-1 terminal=70011223 amount=5000 auth=1"
                " | approved ticket=caja-A-1-1 terminal=70011223 amount=5000 auth=2");
  engine_fixture_wait_state (second, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (second, FIEL_OUTCOME_APPROVED);
  g_assert_cmpstr (fiel_attempt_get_authorization (second), ==, "2");
}

/* One turn of questions: the provider, then the terminal. */
static void
ask_in_turns (EngineFixture *fixture, FielAttempt *attempt, const char *records)
{
  answer_check (fixture, attempt, FIEL_OPERATION_STATUS, "nothing id=77 code=4711 reason=other-code");
  answer_check (fixture, attempt, FIEL_OPERATION_PROBE, "busy");
  answer_check (fixture, attempt, FIEL_OPERATION_STATUS, "nothing id=77 code=4711 reason=other-code");
  answer_check (fixture, attempt, FIEL_OPERATION_PROBE, "ready");
  answer_check (fixture, attempt, FIEL_OPERATION_RECORDS, records);
}

/* The provider says "finished" with a code that nobody documented: the terminal's records may approve, but never deny. */
static void
test_finished_without_result (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 5000);
  ask_in_turns (fixture, attempt, "records");
  engine_fixture_wait_planned (attempt);
  fiel_manual_clock_advance (fixture->clock, SECONDS (400));
  answer (fixture, FIEL_OPERATION_STATUS, "pending");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
  answer (fixture, FIEL_OPERATION_STATUS, "pending");
  engine_fixture_wait_checks (attempt, 7);
  for (guint i = 0; i < 4; i++)
    ask_in_turns (fixture, attempt, "records");
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);

  ask_in_turns (fixture, attempt, "records approved ticket=caja-000001 terminal=70011223 amount=5000");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
}

/* Kept answers */

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

/* @event: (transfer full) */
static void
write_event (EngineFixture *fixture, FielJournalEvent *event)
{
  FielJournal *journal = fiel_engine_get_journal (fixture->engine);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fiel_journal_event_set_time (event, 1, 1, "manual-boot-1");
  g_ptr_array_add (events, event);
  fiel_journal_append_async (journal, events, FIEL_JOURNAL_DURABLE, keep_result, &result);
  fiel_test_run_until (has_result, &result, "the event is written", 20);
  g_assert_true (fiel_journal_append_finish (journal, result, &error));
  g_assert_no_error (error);
}

/* What the program would have written the moment before it was killed. */
static void
write_received (EngineFixture *fixture, const char *attempt_id, const char *text)
{
  FielJournalEvent *event = fiel_journal_event_new (FIEL_JOURNAL_TYPE_RECEIVED, attempt_id, "engine");

  fiel_journal_event_set (event, FIEL_FIELD_ASKED, "sale");
  fiel_journal_event_set (event, FIEL_FIELD_VERDICT, "answered");
  fiel_journal_event_set (event, FIEL_FIELD_REASON, "none");
  fiel_journal_event_set_int (event, FIEL_FIELD_HTTP_STATUS, 200);
  fiel_journal_event_set (event, FIEL_FIELD_TEXT, text);
  write_event (fixture, event);
}

static void
write_limit_passed (EngineFixture *fixture, const char *attempt_id)
{
  FielJournalEvent *event = fiel_journal_event_new (FIEL_JOURNAL_TYPE_STATE, attempt_id, "engine");

  fiel_journal_event_set (event, FIEL_FIELD_EVENT, "limit-passed");
  fiel_journal_event_set (event, FIEL_FIELD_STATE, "unknown");
  fiel_journal_event_set (event, FIEL_FIELD_OUTCOME, "none");
  write_event (fixture, event);
}

static FielAttempt *
charge_sent (EngineFixture *fixture)
{
  FielAttempt *attempt = engine_fixture_charge (fixture, 5000, NULL);
  FielFakeExchange *sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);

  fiel_fake_exchange_start (sale);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_SENT);
  fiel_fake_exchange_forget (sale);

  return attempt;
}

/* The provider's time ran out between the answer's commit and its reading, and then the program ended. */
static void
test_unread_behind_limit (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = charge_sent (fixture);
  write_received (fixture, fiel_attempt_get_id (attempt), "approved amount=5000 auth=018734");
  write_limit_passed (fixture, fiel_attempt_get_id (attempt));
  g_clear_object (&attempt);
  engine_fixture_stop (fixture);

  g_assert_true (engine_fixture_try_start (fixture, NULL));
  attempt = get_newest (fixture);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
}

/* At the first start after that the provider could not be set up, so nobody could read the answer. At the second it can. */
static void
test_unread_behind_restart (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = charge_sent (fixture);
  write_received (fixture, fiel_attempt_get_id (attempt), "approved amount=5000 auth=018734");
  g_clear_object (&attempt);
  engine_fixture_stop (fixture);

  fiel_fake_cloud_refuse_create (fixture->cloud, TRUE);
  g_assert_true (engine_fixture_try_start (fixture, NULL));
  attempt = get_newest (fixture);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
  g_clear_object (&attempt);
  engine_fixture_stop (fixture);

  fiel_fake_cloud_refuse_create (fixture->cloud, FALSE);
  g_assert_true (engine_fixture_try_start (fixture, NULL));
  attempt = get_newest (fixture);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
}

/* What the engine starts by itself */

/* A payment on the other terminal, whose commit stands behind that of anything the engine would have started. */
static void
assert_nothing_started (EngineFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielAttempt) other = engine_fixture_try_charge (fixture, "sur", 100, NULL, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (get_n_attempts (fixture), ==, 2);
  answer (fixture, FIEL_OPERATION_SALE, "declined");
  engine_fixture_wait_state (other, FIEL_ATTEMPT_STATE_CLOSED);
}

#define SIGNED_OUT "refused reason=credentials"

/* Nobody stands at the till any more: a refusal that is read after a restart starts no payment. */
static void
test_no_follow_up_after_restart (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = charge_sent (fixture);
  write_received (fixture, fiel_attempt_get_id (attempt), SIGNED_OUT);
  g_clear_object (&attempt);
  engine_fixture_stop (fixture);

  g_assert_true (engine_fixture_try_start (fixture, NULL));
  attempt = get_newest (fixture);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_REFUSED);
  answer (fixture, FIEL_OPERATION_PROBE, "ready");
  assert_nothing_started (fixture);
}

/* Whoever asked the terminal to stop does not want another payment. */
static void
test_no_follow_up_after_cancel (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  FielFakeExchange *sale = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, NULL);
  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  fiel_fake_exchange_start (sale);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_SENT);
  g_assert_true (fiel_engine_ask_cancel (fixture->engine, attempt, NULL));
  answer (fixture, FIEL_OPERATION_CANCEL, "cancel-refused");
  fiel_fake_exchange_answer (sale, SIGNED_OUT);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_nothing_started (fixture);
  g_assert_null (fiel_attempt_get_successor (attempt));
}

/* Nor whoever put it aside, or was told long ago that it is not confirmed. */
static void
test_no_follow_up_when_late (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  FielFakeExchange *sale = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, NULL);
  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  fiel_fake_exchange_start (sale);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_SENT);
  engine_fixture_advance (fixture, SECONDS (300));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
  answer (fixture, FIEL_OPERATION_PROBE, "busy");
  fiel_fake_exchange_answer (sale, SIGNED_OUT);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_nothing_started (fixture);
}

/* Stopping */

/* The payment ended while the wish to stop was being written: the terminal may be busy with the next customer by now. */
static void
test_no_cancel_of_the_next (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  FielFakeExchange *sale = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, NULL);
  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  fiel_fake_exchange_start (sale);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_SENT);
  fiel_fake_exchange_answer (sale, "accepted id=77");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_ACCEPTED);

  /* The commit of what the manager says stands before that of the wish to stop. */
  g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, FALSE, "slip", "Eva", "Ana", NULL));
  g_assert_true (fiel_engine_ask_cancel (fixture->engine, attempt, NULL));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  while (fiel_attempt_get_cancel_state (attempt) == FIEL_CANCEL_STATE_NONE
         || fiel_attempt_get_cancel_state (attempt) == FIEL_CANCEL_STATE_ASKED)
    {
      g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpint (fiel_attempt_get_cancel_state (attempt), ==, FIEL_CANCEL_STATE_REFUSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  engine_test ("/hostile/evidence/foreign-id", test_foreign_id);
  engine_test ("/hostile/evidence/own-id", test_own_id);
  engine_test ("/hostile/evidence/row-of-another", test_row_of_another);
  engine_test ("/hostile/evidence/finished-without-result", test_finished_without_result);
  engine_test ("/hostile/unread/behind-limit", test_unread_behind_limit);
  engine_test ("/hostile/unread/behind-restart", test_unread_behind_restart);
  engine_test ("/hostile/follow-up/after-restart", test_no_follow_up_after_restart);
  engine_test ("/hostile/follow-up/after-cancel", test_no_follow_up_after_cancel);
  engine_test ("/hostile/follow-up/late", test_no_follow_up_when_late);
  engine_test ("/hostile/cancel/next-customer", test_no_cancel_of_the_next);

  return g_test_run ();
}
