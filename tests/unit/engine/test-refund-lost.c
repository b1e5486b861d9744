/* test-refund-lost.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

#include "fiel-journal.h"
#include "fiel-test.h"

/* Money that goes back, and the answer does not come: what the status, the terminal's records and a restart prove. */

#define TICKET "A-1"
#define SENT "caja-" TICKET
#define ROW(kind, amount) "approved ticket=" SENT " terminal=70011223 op=12 amount=" amount " tx=" kind

static void
answer_check (EngineFixture *fixture, FielAttempt *attempt, FielOperation operation, const char *answer)
{
  guint n_checks = fiel_attempt_get_n_checks (attempt);

  engine_fixture_advance_to_check (fixture, attempt);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, operation), "%s", answer);
  engine_fixture_wait_checks (attempt, n_checks + 1);
}

static void
answer_read (EngineFixture *fixture, FielAttempt *attempt, const char *records)
{
  answer_check (fixture, attempt, FIEL_OPERATION_PROBE, "ready");
  answer_check (fixture, attempt, FIEL_OPERATION_RECORDS, records);
}

/* Past the horizon, with a terminal that is busy until then. */
static void
pass_horizon (EngineFixture *fixture, FielAttempt *attempt)
{
  gint64 since_us = fiel_clock_get_boot_us (FIEL_CLOCK (fixture->clock));

  while (fiel_clock_get_boot_us (FIEL_CLOCK (fixture->clock)) - since_us < SECONDS (360))
    answer_check (fixture, attempt, FIEL_OPERATION_PROBE, "busy");
}

/* A sale of 5000, and the answer to what gives @minor of it back is lost. */
static FielAttempt *
lose (EngineFixture *fixture, gint64 minor, FielOperation operation)
{
  g_autoptr (FielAttempt) sale = NULL;
  FielAttempt *attempt = NULL;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, TICKET);
  attempt = engine_fixture_refund (fixture, sale, minor);
  fiel_fake_exchange_lose (fiel_fake_cloud_expect (fixture->cloud, operation), FIEL_REASON_ANSWER_LOST);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);

  return attempt;
}

static void
assert_closed (EngineFixture *fixture, FielAttempt *attempt, FielOutcome outcome)
{
  /* Absence is concluded when the next check is due. */
  if (outcome == FIEL_OUTCOME_NOT_EXECUTED)
    engine_fixture_advance_to_check (fixture, attempt);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, outcome);
  g_assert_cmpuint (fiel_fake_cloud_get_n_sent (fixture->cloud, fiel_attempt_get_id (attempt)), ==, 1);
}

/* The list calls the sale a void: that is the one we asked for. */
static void
test_void_in_records (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = lose (fixture, 5000, FIEL_OPERATION_VOID);

  answer_read (fixture, attempt, "records " ROW ("void", "5000"));
  assert_closed (fixture, attempt, FIEL_OUTCOME_APPROVED);
}

/* Twice past the horizon, the sale still stands. */
static void
test_void_absent (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = lose (fixture, 5000, FIEL_OPERATION_VOID);

  answer_read (fixture, attempt, "records " ROW ("sale", "5000"));
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
  pass_horizon (fixture, attempt);
  answer_read (fixture, attempt, "records " ROW ("sale", "5000"));
  answer_read (fixture, attempt, "records " ROW ("sale", "5000"));
  assert_closed (fixture, attempt, FIEL_OUTCOME_NOT_EXECUTED);
}

/* A list without the sale, or that does not say what its rows are, proves nothing about a void; nor does one that says
 * both. What it proves later still counts. */
static void
test_void_in_doubt (EngineFixture *fixture, gconstpointer data)
{
  static const char *const lists[] = {
    "records",
    "records " ROW ("unsaid", "5000"),
    "records " ROW ("undone", "5000"),
    "records " ROW ("sale", "4000"),
    "records approved terminal=70011223 amount=5000 tx=sale",
    "records " ROW ("sale", "5000") " | " ROW ("undone", "5000"),
  };
  g_autoptr (FielAttempt) attempt = lose (fixture, 5000, FIEL_OPERATION_VOID);

  pass_horizon (fixture, attempt);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (lists); i++)
    {
      answer_read (fixture, attempt, lists[i % G_N_ELEMENTS (lists)]);
      g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
    }
  answer_read (fixture, attempt, "records " ROW ("void", "5000"));
  assert_closed (fixture, attempt, FIEL_OUTCOME_APPROVED);
}

/* A list that reaches back to the sale and shows no return of that amount. */
static void
test_return_absent (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = lose (fixture, 1000, FIEL_OPERATION_REFUND);

  pass_horizon (fixture, attempt);
  /* A list that names no return may be one that never does. */
  for (guint i = 0; i < 3; i++)
    answer_read (fixture, attempt, "records " ROW ("sale", "5000"));
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);

  for (guint i = 0; i < 2; i++)
    answer_read (fixture, attempt,
                 "records " ROW ("sale", "5000") " | approved terminal=70011223 amount=999 tx=return");
  assert_closed (fixture, attempt, FIEL_OUTCOME_NOT_EXECUTED);
}

/* A return is listed without a name. One of our amount may be ours and cannot prove it: a person decides. */
static void
test_return_in_doubt (EngineFixture *fixture, gconstpointer data)
{
  static const char list[] = "records " ROW ("sale", "5000") " | approved terminal=70011223 amount=1000 tx=return";
  g_autoptr (FielAttempt) attempt = lose (fixture, 1000, FIEL_OPERATION_REFUND);
  g_autoptr (GError) error = NULL;

  pass_horizon (fixture, attempt);
  for (guint i = 0; i < 4; i++)
    answer_read (fixture, attempt, list);
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);

  fiel_engine_record_by_hand (fixture->engine, attempt, TRUE, "the terminal's slip says so", "Marta", "Ana", &error);
  g_assert_no_error (error);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_HAND_CHARGED);
  g_assert_cmpint (fiel_attempt_get_approved (attempt).minor, ==, 1000);
}

/* Where it is listed with the sale's ticket it is proved. */
static void
test_return_in_records (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = lose (fixture, 1000, FIEL_OPERATION_REFUND);

  answer_read (fixture, attempt, "records " ROW ("sale", "5000") " | " ROW ("return", "1000"));
  assert_closed (fixture, attempt, FIEL_OUTCOME_APPROVED);
}

/* Two equal parts of one sale: the first one's record is not the second one's. */
static void
test_equal_parts (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) first = NULL;
  g_autoptr (FielAttempt) second = NULL;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, TICKET);
  first = engine_fixture_refund (fixture, sale, 1000);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_REFUND), "approved amount=1000");
  engine_fixture_wait_state (first, FIEL_ATTEMPT_STATE_CLOSED);
  second = engine_fixture_refund (fixture, sale, 1000);
  fiel_fake_exchange_lose (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_REFUND), FIEL_REASON_ANSWER_LOST);
  engine_fixture_wait_state (second, FIEL_ATTEMPT_STATE_UNKNOWN);

  pass_horizon (fixture, second);
  for (guint i = 0; i < 3; i++)
    answer_read (fixture, second, "records " ROW ("sale", "5000") " | " ROW ("return", "1000"));
  g_assert_cmpint (fiel_attempt_get_state (second), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
}

/* While it is open nothing more goes back of that sale, on no terminal, also after a restart. */
static void
test_blocks_the_sale (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = lose (fixture, 1000, FIEL_OPERATION_REFUND);
  g_autofree char *original = g_strdup (fiel_attempt_get_original (attempt));
  const FielRefundOrder order = {
    .original = original,
    .terminal = "sur",
    .amount = engine_fixture_money (1000),
    .purpose = "again",
    .actor = "Ana",
  };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (engine_fixture_try_refund (fixture, &order, &error));
      g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_RETURNABLE);
      fiel_fake_cloud_forget_all (fixture->cloud);
      engine_fixture_stop (fixture);
      engine_fixture_start (fixture);
    }
  fiel_fake_cloud_forget_all (fixture->cloud);
}

/* With an id its status decides, for a void as for a sale. */
static void
test_status (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) attempt = NULL;
  FielFakeExchange *status = NULL;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, TICKET);
  attempt = engine_fixture_refund (fixture, sale, 5000);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_VOID), "accepted id=99");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_ACCEPTED);
  engine_fixture_advance_to_check (fixture, attempt);
  status = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS);
  g_assert_cmpstr (fiel_fake_exchange_get_request (status)->provider_id, ==, "99");
  g_assert_cmpint (fiel_fake_exchange_get_request (status)->subject, ==, FIEL_OPERATION_VOID);
  fiel_fake_exchange_answer (status, "approved id=99 amount=5000");
  assert_closed (fixture, attempt, FIEL_OUTCOME_APPROVED);
}

/* The answer was kept, and the program ended before it was read: the restart reads it, as an answer to a void. */
static void
test_restart (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = lose (fixture, 5000, FIEL_OPERATION_VOID);
  g_autofree char *id = g_strdup (fiel_attempt_get_id (attempt));
  FielAttempt *again = NULL;

  engine_fixture_stop (fixture);
  engine_fixture_start (fixture);
  again = fiel_engine_find_attempt (fixture->engine, id);
  g_assert_nonnull (again);
  g_assert_cmpint (fiel_attempt_get_kind (again), ==, FIEL_ATTEMPT_KIND_VOID);
  g_assert_cmpstr (fiel_attempt_get_original (again), ==, fiel_attempt_get_original (attempt));
  g_assert_cmpint (fiel_attempt_get_state (again), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE), "ready");
  engine_fixture_wait_checks (again, 1);
  answer_check (fixture, again, FIEL_OPERATION_RECORDS, "records " ROW ("void", "5000"));
  assert_closed (fixture, again, FIEL_OUTCOME_APPROVED);
}

typedef struct
{
  FielEngine *engine;
  guint n_alerts;
} Expected;

static gboolean
has_alerts (gpointer user_data)
{
  Expected *expected = user_data;

  return fiel_engine_get_n_alerts (expected->engine) == expected->n_alerts;
}

static void
wait_alerts (EngineFixture *fixture, guint n_alerts)
{
  Expected expected = { fixture->engine, n_alerts };

  fiel_test_run_until (has_alerts, &expected, "the alerts are counted", 20);
}

/* Word that contradicts a return: nothing more goes back of that sale until somebody has looked. */
static void
test_conflict (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) back = NULL;
  g_autoptr (FielAlert) alert = NULL;
  g_autoptr (FielRefundOffer) offer = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  sale = engine_fixture_sell (fixture, 5000, TICKET);
  back = engine_fixture_refund (fixture, sale, 1000);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_REFUND), "accepted id=5");
  engine_fixture_wait_state (back, FIEL_ATTEMPT_STATE_ACCEPTED);
  fiel_engine_record_by_hand (fixture->engine, back, FALSE, "nothing on the slip", "Marta", "Ana", &error);
  g_assert_no_error (error);
  engine_fixture_wait_state (back, FIEL_ATTEMPT_STATE_CLOSED);
  engine_fixture_advance_to_check (fixture, back);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS), "approved id=5 amount=1000");
  wait_alerts (fixture, 1);

  offer = engine_fixture_offer (fixture, fiel_attempt_get_id (sale), &error);
  g_assert_no_error (error);
  g_assert_cmpint (offer->whole.obstacle, ==, FIEL_REFUND_OBSTACLE_CONFLICT);
  g_assert_cmpint (offer->returned.minor, ==, 1000);
  g_clear_pointer (&offer, fiel_refund_offer_free);

  alert = g_list_model_get_item (fiel_engine_get_alerts (fixture->engine), 0);
  g_assert_true (fiel_engine_acknowledge (fixture->engine, alert, "the bank confirms it", "Marta", NULL));
  wait_alerts (fixture, 0);
  offer = engine_fixture_offer (fixture, fiel_attempt_get_id (sale), &error);
  g_assert_no_error (error);
  g_assert_cmpint (offer->part.kind, ==, FIEL_REFUND_KIND_RETURN);
  g_assert_cmpint (offer->remaining.minor, ==, 4000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  engine_test ("/engine/refund-lost/void-in-records", test_void_in_records);
  engine_test ("/engine/refund-lost/void-absent", test_void_absent);
  engine_test ("/engine/refund-lost/void-in-doubt", test_void_in_doubt);
  engine_test ("/engine/refund-lost/return-absent", test_return_absent);
  engine_test ("/engine/refund-lost/return-in-doubt", test_return_in_doubt);
  engine_test ("/engine/refund-lost/return-in-records", test_return_in_records);
  engine_test ("/engine/refund-lost/equal-parts", test_equal_parts);
  engine_test ("/engine/refund-lost/blocks-the-sale", test_blocks_the_sale);
  engine_test ("/engine/refund-lost/status", test_status);
  engine_test ("/engine/refund-lost/restart", test_restart);
  engine_test ("/engine/refund-lost/conflict", test_conflict);

  return g_test_run ();
}
