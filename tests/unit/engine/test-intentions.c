/* test-intentions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

#include "fiel-test.h"

/* What people want of an open attempt: stop it, ask about it, put it aside, record it by hand. */

typedef struct
{
  FielAttempt *attempt;
  FielCancelState state;
} ExpectedCancel;

static gboolean
is_cancel_state (gpointer user_data)
{
  ExpectedCancel *expected = user_data;

  return fiel_attempt_get_cancel_state (expected->attempt) == expected->state;
}

static void
wait_cancel (FielAttempt *attempt, FielCancelState state)
{
  ExpectedCancel expected = { attempt, state };

  fiel_test_run_until (is_cancel_state, &expected, "the request to stop has come further", 20);
}

static FielFakeExchange *
ask_cancel (EngineFixture *fixture, FielAttempt *attempt)
{
  g_autoptr (GError) error = NULL;
  FielFakeExchange *cancel = NULL;

  g_assert_true (fiel_attempt_get_can_cancel (attempt));
  g_assert_true (fiel_engine_ask_cancel (fixture->engine, attempt, &error));
  g_assert_no_error (error);
  g_assert_false (fiel_attempt_get_can_cancel (attempt));
  g_assert_false (fiel_engine_ask_cancel (fixture->engine, attempt, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_READY);

  cancel = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_CANCEL);
  g_assert_cmpint (fiel_attempt_get_cancel_state (attempt), ==, FIEL_CANCEL_STATE_ASKED);
  g_assert_cmpstr (fiel_fake_exchange_get_request (cancel)->terminal->serial_number, ==, "ABC900000001");
  g_assert_cmpstr (fiel_fake_exchange_get_request (cancel)->reference, !=, fiel_attempt_get_id (attempt));

  return cancel;
}

/* Agreed: a check follows, and the payment's own result closes it. */
static void
test_cancel_agreed (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  g_assert_true (fiel_terminal_get_can_cancel (engine_fixture_get_terminal (fixture, "norte")));
  attempt = engine_fixture_charge_accepted (fixture, 5000);
  fiel_fake_exchange_answer (ask_cancel (fixture, attempt), "cancel-agreed");
  wait_cancel (attempt, FIEL_CANCEL_STATE_AGREED);
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_ACCEPTED);
  g_assert_false (fiel_attempt_get_can_cancel (attempt));
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS),
                             "cancelled reason=cancelled-at-terminal");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_CANCELLED);
  assert_events (fixture, attempt,
                 "intent received:sale state:accepted cancel:asked received:cancel cancel:agreed received:status"
                 " state:cancelled");
  assert_steps (attempt, "saved sent accepted cancel-asked cancel-agreed closed");
}

/* Agreed, and approved all the same: the result decides. */
static void
test_cancel_too_late (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 5000);
  fiel_fake_exchange_answer (ask_cancel (fixture, attempt), "cancel-agreed");
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS), "approved id=77 amount=5000");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
}

/* Refused, then asked again without an answer: neither closes anything, and both leave the way open. */
static void
test_cancel_refused (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 5000);
  fiel_fake_exchange_answer (ask_cancel (fixture, attempt), "cancel-refused");
  wait_cancel (attempt, FIEL_CANCEL_STATE_REFUSED);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS), "pending");
  engine_fixture_wait_checks (attempt, 1);

  fiel_fake_exchange_lose (ask_cancel (fixture, attempt), FIEL_REASON_ANSWER_LOST);
  wait_cancel (attempt, FIEL_CANCEL_STATE_UNANSWERED);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS), "pending");
  engine_fixture_wait_checks (attempt, 2);
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_ACCEPTED);
  g_assert_true (fiel_attempt_get_can_cancel (attempt));
  assert_steps (attempt, "saved sent accepted cancel-asked cancel-refused checked cancel-asked cancel-unanswered checked waiting");
}

/* The result comes while the request to stop is still out. */
static void
test_cancel_overtaken (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  FielFakeExchange *cancel = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 5000);
  cancel = ask_cancel (fixture, attempt);
  engine_fixture_advance_to_check (fixture, attempt);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS), "approved amount=5000");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  fiel_fake_exchange_answer (cancel, "cancel-refused");
  wait_cancel (attempt, FIEL_CANCEL_STATE_REFUSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
  g_assert_false (fiel_attempt_get_can_cancel (attempt));
}

static void
test_cancel_unable (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (GError) error = NULL;

  fiel_fake_cloud_get_traits (fixture->cloud)->operations &= ~FIEL_OPERATION_FLAG (FIEL_OPERATION_CANCEL);
  engine_fixture_start (fixture);
  g_assert_false (fiel_terminal_get_can_cancel (engine_fixture_get_terminal (fixture, "norte")));
  attempt = engine_fixture_charge_accepted (fixture, 5000);
  g_assert_false (fiel_attempt_get_can_cancel (attempt));
  g_assert_false (fiel_engine_ask_cancel (fixture->engine, attempt, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_PROVIDER);
}

static gboolean
is_parked (gpointer user_data)
{
  return fiel_attempt_get_parked (user_data);
}

static gboolean
is_not_parked (gpointer user_data)
{
  return !fiel_attempt_get_parked (user_data);
}

/* Put aside: shown when it is durable, and the terminal stays taken. */
static void
test_park (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (FielAttemptRecord) record = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  g_assert_true (fiel_engine_set_parked (fixture->engine, attempt, TRUE, NULL));
  g_assert_false (fiel_attempt_get_parked (attempt));
  fiel_test_run_until (is_parked, attempt, "it is put aside", 20);
  record = engine_fixture_read_record (fixture, fiel_attempt_get_id (attempt));
  g_assert_true (record->parked);
  g_assert_cmpuint (fiel_engine_get_n_unresolved (fixture->engine), ==, 1);
  g_assert_cmpint (fiel_terminal_get_availability (engine_fixture_get_terminal (fixture, "norte")), ==,
                   FIEL_AVAILABILITY_OURS);
  g_assert_true (fiel_engine_set_parked (fixture->engine, attempt, FALSE, NULL));
  fiel_test_run_until (is_not_parked, attempt, "it is back", 20);
}

/* On its way, nobody can record it; unknown, a manager can; closed, nobody. */
static void
test_by_hand (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (GError) error = NULL;
  FielFakeExchange *sale = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, NULL);
  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  g_assert_false (fiel_engine_record_by_hand (fixture->engine, attempt, TRUE, "slip", "Eva", "Ana", &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_READY);
  g_clear_error (&error);

  fiel_fake_exchange_lose (sale, FIEL_REASON_ANSWER_LOST);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
  g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, FALSE, "terminal was off", "Eva", "Ana", &error));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_HAND_NOT_CHARGED);
  g_assert_cmpint (fiel_attempt_get_approved (attempt).minor, ==, 0);
  assert_events (fixture, attempt, "intent received:sale state:answer-lost state:hand-not-charged");

  g_assert_false (fiel_engine_record_by_hand (fixture->engine, attempt, TRUE, "slip", "Eva", "Ana", &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (fiel_engine_check_now (fixture->engine, attempt, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (fiel_engine_set_parked (fixture->engine, attempt, TRUE, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_CLOSED);
}

static gboolean
is_conflict (gpointer user_data)
{
  return fiel_attempt_get_conflict (user_data);
}

/* What a manager closed is still asked about by its id, and a contradiction is kept and shouted about; the outcome stays. */
static void
test_by_hand_contradicted (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (FielAttemptRecord) record = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 5000);
  g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, FALSE, "customer says no", "Eva", "Ana", NULL));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  g_assert_cmpuint (fiel_engine_get_n_open (fixture->engine), ==, 0);
  engine_fixture_advance_to_check (fixture, attempt);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS), "nothing reason=server-trouble");
  engine_fixture_wait_checks (attempt, 1);
  engine_fixture_advance_to_check (fixture, attempt);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS), "approved id=77 amount=5000");
  fiel_test_run_until (is_conflict, attempt, "the contradiction is seen", 20);
  assert_outcome (attempt, FIEL_OUTCOME_HAND_NOT_CHARGED);
  record = engine_fixture_read_record (fixture, fiel_attempt_get_id (attempt));
  g_assert_true (record->conflict);
  assert_steps (attempt, "saved sent accepted closed conflict");
}

/* The terminal's records said yes, and then the lost answer arrives after all and says the same, or no. */
static void
late_answer (EngineFixture *fixture, const char *answer, gboolean conflict)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autofree char *events = NULL;
  FielFakeExchange *sale = NULL;

  fiel_fake_cloud_get_traits (fixture->cloud)->gives_id_first = FALSE;
  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, NULL);
  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  fiel_fake_exchange_start (sale);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_SENT);
  engine_fixture_advance (fixture, SECONDS (300));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE), "ready");
  engine_fixture_wait_checks (attempt, 1);
  engine_fixture_advance_to_check (fixture, attempt);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_RECORDS),
                             "records approved ticket=caja-000001 terminal=70011223 amount=5000 op=5");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);

  fiel_fake_exchange_answer (sale, "%s", answer);
  if (conflict)
    fiel_test_run_until (is_conflict, attempt, "the contradiction is seen", 20);
  do
    {
      g_free (events);
      events = engine_fixture_read_events (fixture, fiel_attempt_get_id (attempt));
    }
  while (!g_str_has_suffix (events, conflict ? "received:sale conflict:declined" : "received:sale stray:approved"));
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
  g_assert_cmpint (fiel_attempt_get_conflict (attempt), ==, conflict);
}

static void
test_late_duplicate (EngineFixture *fixture, gconstpointer data)
{
  late_answer (fixture, "approved amount=5000", FALSE);
}

static void
test_late_conflict (EngineFixture *fixture, gconstpointer data)
{
  late_answer (fixture, "declined reason=declined", TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  engine_test ("/intentions/cancel/agreed", test_cancel_agreed);
  engine_test ("/intentions/cancel/too-late", test_cancel_too_late);
  engine_test ("/intentions/cancel/refused", test_cancel_refused);
  engine_test ("/intentions/cancel/overtaken", test_cancel_overtaken);
  engine_test ("/intentions/cancel/unable", test_cancel_unable);
  engine_test ("/intentions/park", test_park);
  engine_test ("/intentions/by-hand", test_by_hand);
  engine_test ("/intentions/by-hand/contradicted", test_by_hand_contradicted);
  engine_test ("/intentions/late/duplicate", test_late_duplicate);
  engine_test ("/intentions/late/conflict", test_late_conflict);

  return g_test_run ();
}
