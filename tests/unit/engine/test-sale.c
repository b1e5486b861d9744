/* test-sale.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

#include "fiel-attempt-id.h"

/* A whole asynchronous sale: three flushes (intent, accepted, closed), one transmission, and nothing shown before it is durable. */
static void
test_asynchronous (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (FielAttemptRecord) record = NULL;
  FielFakeExchange *sale = NULL;
  const FielProviderRequest *request = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 12990, NULL);
  g_assert_true (fiel_attempt_id_is_valid (fiel_attempt_get_id (attempt)));
  g_assert_cmpstr (fiel_attempt_get_reference (attempt), ==, "000001");
  g_assert_cmpint (fiel_attempt_get_phase (attempt), ==, FIEL_ATTEMPT_PHASE_SENDING);
  g_assert_cmpint (fiel_terminal_get_availability (engine_fixture_get_terminal (fixture, "norte")), ==,
                   FIEL_AVAILABILITY_OURS);
  g_assert_cmpuint (fiel_engine_get_n_open (fixture->engine), ==, 1);

  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  request = fiel_fake_exchange_get_request (sale);
  g_assert_cmpstr (request->reference, ==, fiel_attempt_get_id (attempt));
  g_assert_cmpstr (request->ticket, ==, "000001");
  g_assert_cmpint (request->amount.minor, ==, 12990);
  g_assert_cmpstr (request->terminal->serial_number, ==, "ABC900000001");
  record = engine_fixture_read_record (fixture, fiel_attempt_get_id (attempt));
  g_assert_cmpstr (record->body_sha256, ==, fiel_fake_exchange_get_body_sha256 (sale));
  g_assert_cmpint (record->state, ==, FIEL_ATTEMPT_STATE_SAVED);

  fiel_fake_exchange_start (sale);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_SENT);
  g_assert_cmpint (fiel_attempt_get_phase (attempt), ==, FIEL_ATTEMPT_PHASE_WAITING);
  g_assert_cmpint (fiel_attempt_get_deadline_us (attempt) - fiel_attempt_get_sent_us (attempt), ==, SECONDS (300));

  fiel_fake_exchange_answer (sale, "accepted id=77");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_ACCEPTED);
  g_assert_cmpstr (fiel_attempt_get_provider_id (attempt), ==, "77");
  assert_steps (attempt, "saved sent accepted waiting");

  engine_fixture_advance_to_check (fixture, attempt);
  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS);
  g_assert_cmpstr (fiel_fake_exchange_get_request (sale)->provider_id, ==, "77");
  g_assert_true (fiel_attempt_get_checking (attempt));
  fiel_fake_exchange_answer (sale, "pending");
  engine_fixture_wait_checks (attempt, 1);
  g_assert_false (fiel_attempt_get_checking (attempt));
  assert_steps (attempt, "saved sent accepted checked waiting");

  for (guint i = 2; i <= 4; i++)
    {
      engine_fixture_advance_to_check (fixture, attempt);
      fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS), "pending");
      engine_fixture_wait_checks (attempt, i);
    }

  engine_fixture_advance_to_check (fixture, attempt);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS),
                             "approved id=77 amount=12990 ticket=000001 auth=018734 op=12 card=VI/DB/4242 code=0");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
  g_assert_cmpint (fiel_attempt_get_approved (attempt).minor, ==, 12990);
  g_assert_cmpint (fiel_attempt_get_phase (attempt), ==, FIEL_ATTEMPT_PHASE_DONE);
  g_assert_cmpstr (fiel_attempt_get_authorization (attempt), ==, "018734");
  g_assert_cmpstr (fiel_attempt_get_card_brand (attempt), ==, "VI");
  g_assert_cmpstr (fiel_attempt_get_last4 (attempt), ==, "4242");
  g_assert_cmpint (fiel_attempt_get_closed_wall_us (attempt), >, fiel_attempt_get_saved_wall_us (attempt));
  g_assert_cmpint (fiel_terminal_get_availability (engine_fixture_get_terminal (fixture, "norte")), ==,
                   FIEL_AVAILABILITY_READY);
  g_assert_cmpuint (fiel_engine_get_n_open (fixture->engine), ==, 0);
  assert_steps (attempt, "saved sent accepted checked*4 closed");
  assert_events (fixture, attempt, "intent received:sale state:accepted received:status received:status state:approved");
  g_assert_cmpuint (fiel_fake_cloud_get_n_sent (fixture->cloud, fiel_attempt_get_id (attempt)), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  engine_test ("/sale/asynchronous", test_asynchronous);

  return g_test_run ();
}
