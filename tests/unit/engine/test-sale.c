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
  g_assert_cmpstr (request->ticket, ==, "caja-000001");
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
                             "approved id=77 amount=12990 ticket=caja-000001 auth=018734 op=12 card=VI/DB/4242 code=0");
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

static void
make_synchronous (EngineFixture *fixture)
{
  fiel_fake_cloud_get_traits (fixture->cloud)->gives_id_first = FALSE;
}

/* One exchange, two flushes. */
static void
test_synchronous (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  FielFakeExchange *sale = NULL;

  make_synchronous (fixture);
  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, "A-1");
  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  fiel_fake_exchange_start (sale);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_SENT);
  assert_steps (attempt, "saved sent waiting");
  engine_fixture_advance (fixture, SECONDS (25));
  fiel_fake_exchange_answer (sale, "approved id=9 amount=5000 ticket=caja-A-1 auth=1 op=1");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
  assert_events (fixture, attempt, "intent received:sale state:approved");
  g_assert_cmpint (fiel_attempt_get_reason (attempt), ==, FIEL_REASON_NONE);
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
}

typedef struct
{
  const char *answer;
  FielOutcome outcome;
  FielReason reason;
  gint64 moved;
  const char *events;
} Ending;

static void
test_endings (EngineFixture *fixture, gconstpointer data)
{
  static const Ending endings[] = {
    { "declined reason=no-funds code=51", FIEL_OUTCOME_DECLINED, FIEL_REASON_NO_FUNDS, 0,
      "intent received:sale state:declined" },
    { "cancelled reason=customer-timeout", FIEL_OUTCOME_CANCELLED, FIEL_REASON_CUSTOMER_TIMEOUT, 0,
      "intent received:sale state:cancelled" },
    { "refused reason=terminal-busy", FIEL_OUTCOME_REFUSED, FIEL_REASON_TERMINAL_BUSY, 0,
      "intent received:sale state:refused" },
    { "partly-approved amount=5000 part=3000", FIEL_OUTCOME_PARTLY_APPROVED, FIEL_REASON_NONE, 3000,
      "intent received:sale state:partly-approved" },
  };

  engine_fixture_start (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autoptr (FielAttempt) attempt = engine_fixture_charge (fixture, 5000, NULL);
      g_autoptr (FielAttemptRecord) record = NULL;

      fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "%s", endings[i].answer);
      engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
      assert_outcome (attempt, endings[i].outcome);
      g_assert_cmpstr (fiel_reason_key (fiel_attempt_get_reason (attempt)), ==, fiel_reason_key (endings[i].reason));
      g_assert_cmpint (fiel_attempt_get_approved (attempt).minor, ==, endings[i].moved);
      assert_events (fixture, attempt, endings[i].events);

      record = engine_fixture_read_record (fixture, fiel_attempt_get_id (attempt));
      g_assert_cmpint (record->outcome, ==, endings[i].outcome);
      g_assert_cmpint (record->approved_minor, ==, endings[i].moved);
    }
}

/* Refused connection: proof that nothing left. The same ticket may be tried again. */
static void
test_not_sent (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) first = NULL;
  g_autoptr (FielAttempt) second = NULL;
  FielFakeExchange *sale = NULL;

  engine_fixture_start (fixture);
  first = engine_fixture_charge (fixture, 5000, "77");
  fiel_fake_exchange_fail (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), FIEL_REASON_NAME_NOT_FOUND);
  engine_fixture_wait_state (first, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (first, FIEL_OUTCOME_NOT_SENT);
  g_assert_cmpint (fiel_attempt_get_reason (first), ==, FIEL_REASON_NAME_NOT_FOUND);
  assert_steps (first, "saved closed");
  g_assert_nonnull (fiel_engine_get_connection_trouble (fixture->engine));

  second = engine_fixture_charge (fixture, 5000, "77");
  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  g_assert_cmpstr (fiel_fake_exchange_get_request (sale)->ticket, ==, "caja-77-1");
  g_assert_cmpstr (fiel_attempt_get_id (first), !=, fiel_attempt_get_id (second));
  fiel_fake_exchange_answer (sale, "approved amount=5000");
  engine_fixture_wait_state (second, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (second, FIEL_OUTCOME_APPROVED);
  g_assert_null (fiel_engine_get_connection_trouble (fixture->engine));
}

/* A transport that announced the first byte and then says "not sent" is not believed. */
static void
test_not_sent_after_start (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  FielFakeExchange *sale = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, NULL);
  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  fiel_fake_exchange_start (sale);
  fiel_fake_exchange_fail (sale, FIEL_REASON_NO_CONNECTION);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
  g_assert_cmpint (fiel_attempt_get_reason (attempt), ==, FIEL_REASON_ANSWER_LOST);
}

/* Another amount in the answer: held, never approved, and nothing of that answer becomes ours. */
static void
test_mismatch (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (FielAttemptRecord) record = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, NULL);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE),
                             "approved id=9 amount=500000 auth=666 op=66");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
  g_assert_cmpint (fiel_attempt_get_phase (attempt), ==, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  g_assert_cmpint (fiel_attempt_get_reason (attempt), ==, FIEL_REASON_MISMATCH);
  g_assert_null (fiel_attempt_get_provider_id (attempt));
  g_assert_null (fiel_attempt_get_authorization (attempt));
  record = engine_fixture_read_record (fixture, fiel_attempt_get_id (attempt));
  g_assert_null (record->provider_id);
  g_assert_null (record->authorization);
  g_assert_null (record->operation);
  g_assert_cmpint (fiel_attempt_get_approved (attempt).minor, ==, 0);
  g_assert_cmpuint (fiel_engine_get_n_unresolved (fixture->engine), ==, 1);
  assert_steps (attempt, "saved sent mismatch waiting");
}

/* Whoever hears of the end knows already that it goes on. */
static void
ended_cb (FielAttempt *attempt, GParamSpec *pspec, guint *n_heard)
{
  if (fiel_attempt_get_outcome (attempt) == FIEL_OUTCOME_NONE)
    return;

  g_assert_true (fiel_attempt_get_followed_up (attempt));
  *n_heard += 1;
}

/* The token was refused: the ticket is tried once more by itself, and only once. */
static void
test_credentials (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) first = NULL;
  g_autoptr (FielAttempt) third = NULL;
  FielAttempt *second = NULL;
  FielFakeExchange *sale = NULL;
  guint n_heard = 0;

  engine_fixture_start (fixture);
  first = engine_fixture_charge (fixture, 5000, "A-9");
  g_signal_connect (first, "notify::phase", G_CALLBACK (ended_cb), &n_heard);
  g_signal_connect (first, "notify::state", G_CALLBACK (ended_cb), &n_heard);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "refused reason=credentials");
  engine_fixture_wait_state (first, FIEL_ATTEMPT_STATE_CLOSED);
  g_assert_cmpuint (n_heard, ==, 2);
  assert_outcome (first, FIEL_OUTCOME_REFUSED);

  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  second = fiel_attempt_get_successor (first);
  g_assert_nonnull (second);
  g_assert_cmpstr (fiel_fake_exchange_get_request (sale)->reference, ==, fiel_attempt_get_id (second));
  g_assert_cmpstr (fiel_fake_exchange_get_request (sale)->ticket, ==, "caja-A-9-1");
  g_assert_cmpstr (fiel_attempt_get_reference (second), ==, "A-9");
  fiel_fake_exchange_answer (sale, "refused reason=credentials");
  engine_fixture_wait_state (second, FIEL_ATTEMPT_STATE_CLOSED);

  /* The terminal is free for somebody else: no third one is on its way. */
  third = engine_fixture_charge (fixture, 700, NULL);
  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  g_assert_cmpstr (fiel_fake_exchange_get_request (sale)->reference, ==, fiel_attempt_get_id (third));
  fiel_fake_exchange_answer (sale, "declined");
  engine_fixture_wait_state (third, FIEL_ATTEMPT_STATE_CLOSED);
  g_assert_null (fiel_attempt_get_successor (second));
  g_assert_false (fiel_attempt_get_followed_up (second));
  g_assert_cmpuint (g_list_model_get_n_items (fiel_engine_get_attempts (fixture->engine)), ==, 3);
}

/* Getnet's notice after 90 seconds: still in process, and no id. Unknown, and closed by what the terminal remembers. */
static void
test_early_notice (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  make_synchronous (fixture);
  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, NULL);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "pending reason=provider-timeout");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
  engine_fixture_advance_to_check (fixture, attempt);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE), "busy");
  engine_fixture_wait_checks (attempt, 1);
  g_assert_true (fiel_attempt_get_terminal_seen_busy (attempt));
}

/* The provider's own limit passes while the connection is still open: not confirmed yet, but the answer still counts. */
static void
test_limit_synchronous (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  FielFakeExchange *sale = NULL;
  FielFakeExchange *probe = NULL;

  make_synchronous (fixture);
  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, NULL);
  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  fiel_fake_exchange_start (sale);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_SENT);
  engine_fixture_advance (fixture, SECONDS (300));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
  g_assert_cmpint (fiel_attempt_get_reason (attempt), ==, FIEL_REASON_PROVIDER_TIMEOUT);
  probe = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE);
  fiel_fake_exchange_answer (sale, "approved amount=5000");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
  fiel_fake_exchange_answer (probe, "ready");
}

static void
test_limit_asynchronous (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 5000);
  engine_fixture_advance (fixture, SECONDS (300));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);

  /* A question was out already when the limit passed, and another follows it at once. */
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS), "pending");

  /* The id is known: it is asked by, and absence is never concluded. */
  for (guint i = 2; i <= 30; i++)
    {
      fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS),
                                 i % 2 == 0 ? "nothing reason=id-not-found" : "pending");
      engine_fixture_wait_checks (attempt, i);
      engine_fixture_advance_to_check (fixture, attempt);
    }
  g_assert_cmpint (fiel_attempt_get_reason (attempt), ==, FIEL_REASON_ID_NOT_FOUND);
  g_assert_cmpint (fiel_attempt_get_phase (attempt), ==, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS), "declined reason=declined");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_DECLINED);
}

/* Every journal counts from 1, and two tills may be given the same ticket: it is sent with a mark of its attempt. */
static void
test_mark (EngineFixture *fixture, gconstpointer data)
{
  static const char *const references[][2] = {
    { "000123", "caja-000123" },
    { "Mesa ñ", "caja-Mesa ñ" },
    { "12345678901234567890", "caj-12345678901234567890" },
    { "12345678901234567890", "c-12345678901234567890-1" },
  };

  engine_fixture_start (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    {
      g_autoptr (FielAttempt) attempt = engine_fixture_charge (fixture, 5000, references[i][0]);
      FielFakeExchange *sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);

      g_assert_cmpstr (fiel_attempt_get_reference (attempt), ==, references[i][0]);
      g_assert_cmpstr (fiel_fake_exchange_get_request (sale)->ticket, ==, references[i][1]);
      fiel_fake_exchange_answer (sale, "declined code=51");
      engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  engine_test ("/sale/asynchronous", test_asynchronous);
  engine_test ("/sale/synchronous", test_synchronous);
  engine_test ("/sale/endings", test_endings);
  engine_test ("/sale/not-sent", test_not_sent);
  engine_test ("/sale/not-sent-after-start", test_not_sent_after_start);
  engine_test ("/sale/mismatch", test_mismatch);
  engine_test ("/sale/credentials", test_credentials);
  engine_test ("/sale/early-notice", test_early_notice);
  engine_test ("/sale/limit/synchronous", test_limit_synchronous);
  engine_test ("/sale/limit/asynchronous", test_limit_asynchronous);
  engine_test ("/sale/mark", test_mark);

  return g_test_run ();
}
