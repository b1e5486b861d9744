/* test-lost.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

#include "fiel-test.h"

#include <glib/gstdio.h>

/* What the terminal says, check by check, until the attempt is closed: the procedure for a lost answer without an id. */

static void
answer_probe (EngineFixture *fixture, FielAttempt *attempt, const char *answer)
{
  guint n_checks = fiel_attempt_get_n_checks (attempt);

  engine_fixture_advance_to_check (fixture, attempt);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE), "%s", answer);
  engine_fixture_wait_checks (attempt, n_checks + 1);
}

static void
answer_records (EngineFixture *fixture, FielAttempt *attempt, const char *answer)
{
  guint n_checks = fiel_attempt_get_n_checks (attempt);

  engine_fixture_advance_to_check (fixture, attempt);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_RECORDS), "%s", answer);
  engine_fixture_wait_checks (attempt, n_checks + 1);
}

static gint64
get_now (EngineFixture *fixture)
{
  return fiel_clock_get_boot_us (FIEL_CLOCK (fixture->clock));
}

/* Probe and read in turns until @until_us passed since @since_us; every answer says that it is not there. */
static void
stay_negative (EngineFixture *fixture, FielAttempt *attempt, gint64 since_us, gint64 until_us)
{
  while (get_now (fixture) - since_us < until_us)
    {
      answer_probe (fixture, attempt, "ready");
      g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
      if (get_now (fixture) - since_us >= until_us)
        return;
      answer_records (fixture, attempt, "records");
      g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
    }
}

/* Busy with ours, then idle, and its records hold it. */
static void
test_found (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  g_assert_cmpint (fiel_attempt_get_phase (attempt), ==, FIEL_ATTEMPT_PHASE_CHECKING);
  assert_steps (attempt, "saved sent answer-lost waiting");

  answer_probe (fixture, attempt, "busy");
  g_assert_true (fiel_attempt_get_terminal_seen_busy (attempt));
  answer_probe (fixture, attempt, "ready");
  g_assert_false (fiel_attempt_get_terminal_seen_busy (attempt));
  answer_records (fixture, attempt,
                  "records approved ticket=000009 terminal=70011223 amount=5000 op=4 auth=4"
                  " | approved ticket=caja-000001 terminal=70011223 amount=5000 op=5 auth=018734");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
  g_assert_cmpstr (fiel_attempt_get_authorization (attempt), ==, "018734");
  assert_events (fixture, attempt,
                 "intent received:sale state:answer-lost received:probe received:probe received:records state:approved");
}

/* Nothing before the horizon counts; after it, two reads, each behind an idle probe of its own and ten seconds apart. */
static void
test_absent (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  gint64 lost_us;
  gint64 first_us;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  lost_us = get_now (fixture);
  stay_negative (fixture, attempt, lost_us, SECONDS (360));
  g_assert_cmpint (fiel_attempt_get_phase (attempt), ==, FIEL_ATTEMPT_PHASE_UNCONFIRMED);

  /* The last thing was a probe: the next is the first read that counts. */
  answer_records (fixture, attempt, "records");
  first_us = get_now (fixture);
  g_assert_cmpint (first_us - lost_us, >=, SECONDS (360));
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
  answer_probe (fixture, attempt, "ready");
  answer_records (fixture, attempt, "records");
  g_assert_cmpint (get_now (fixture) - first_us, >=, SECONDS (10));
  engine_fixture_advance_to_check (fixture, attempt);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_NOT_EXECUTED);
  g_assert_cmpint (get_now (fixture) - lost_us, <=, SECONDS (420));
  g_assert_cmpuint (fiel_fake_cloud_get_n_sent (fixture->cloud, NULL), ==, 1);
}

/* Past the horizon it is found all the same, if it is there. */
static void
test_found_late (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  stay_negative (fixture, attempt, get_now (fixture), SECONDS (360));
  answer_records (fixture, attempt, "records");
  answer_probe (fixture, attempt, "ready");
  answer_records (fixture, attempt, "records approved ticket=caja-000001 terminal=70011223 amount=5000 op=5");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
}

/* The journal was lost, or put back from a copy, and the numbers come again, or another till was given the same ticket:
 * what the terminal lists of the other sale is not the lost one. */
static void
check_ticket_again (EngineFixture *fixture, const char *reference)
{
  g_autofree char *journal = g_build_filename (fixture->folder, "journal.db", NULL);
  g_autoptr (FielAttempt) attempt = NULL;
  g_autofree char *row = NULL;
  FielFakeExchange *sale = NULL;

  fixture->any_ids = TRUE;
  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, reference);
  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  row = g_strdup_printf ("records approved ticket=%s terminal=70011223 amount=5000 op=5",
                         fiel_fake_exchange_get_request (sale)->ticket);
  fiel_fake_exchange_answer (sale, "approved amount=5000 op=5");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  g_clear_object (&attempt);
  engine_fixture_stop (fixture);
  g_assert_no_errno (g_unlink (journal));

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, reference);
  fiel_fake_exchange_lose (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), FIEL_REASON_ANSWER_LOST);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
  answer_probe (fixture, attempt, "ready");
  answer_records (fixture, attempt, row);
  answer_probe (fixture, attempt, "ready");
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
}

static void
test_number_again (EngineFixture *fixture, gconstpointer data)
{
  check_ticket_again (fixture, NULL);
}

static void
test_name_again (EngineFixture *fixture, gconstpointer data)
{
  check_ticket_again (fixture, "Mesa-4");
}

/* Between two negative reads the terminal was busy: the first one says nothing any more. */
static void
test_busy_between (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  stay_negative (fixture, attempt, get_now (fixture), SECONDS (360));
  answer_records (fixture, attempt, "records");
  answer_probe (fixture, attempt, "busy");
  answer_probe (fixture, attempt, "ready");
  answer_records (fixture, attempt, "records");
  answer_probe (fixture, attempt, "ready");
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
  answer_records (fixture, attempt, "records");
  engine_fixture_advance_to_check (fixture, attempt);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_NOT_EXECUTED);
}

/* No answer, garbage and an unreachable terminal are no reads at all. */
static void
test_no_reads (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  gint64 lost_us;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  lost_us = get_now (fixture);
  while (get_now (fixture) - lost_us < SECONDS (3600))
    {
      answer_probe (fixture, attempt, "unreachable");
      answer_probe (fixture, attempt, "ready");
      answer_records (fixture, attempt, "<html>");
    }
  engine_fixture_advance_to_check (fixture, attempt);
  fiel_fake_exchange_lose (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE), FIEL_REASON_ANSWER_LOST);
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
  g_assert_cmpint (fiel_attempt_get_phase (attempt), ==, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
}

/* A row with our ticket and another amount is neither ours nor not ours: held, written once, and never "not executed". */
static void
test_doubtful_row (EngineFixture *fixture, gconstpointer data)
{
  const char *row = "records approved ticket=caja-000001 terminal=70011223 amount=50000 op=5";
  g_autoptr (FielAttempt) attempt = NULL;
  g_autofree char *events = NULL;
  gint64 lost_us;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  lost_us = get_now (fixture);
  while (get_now (fixture) - lost_us < SECONDS (900))
    {
      answer_probe (fixture, attempt, "ready");
      answer_records (fixture, attempt, row);
    }
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
  g_assert_cmpint (fiel_attempt_get_phase (attempt), ==, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  assert_events (fixture, attempt,
                 "intent received:sale state:answer-lost received:probe received:records state:mismatch");
}

/* One row is one payment: the row that the first attempt of this ticket claimed is not the second's. */
static void
test_claimed_row (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) first = NULL;
  g_autoptr (FielAttempt) second = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  first = engine_fixture_charge (fixture, 5000, "A-1");
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "declined");
  engine_fixture_wait_state (first, FIEL_ATTEMPT_STATE_CLOSED);
  g_clear_object (&first);

  /* Its second attempt is sent as A-1-1, and is approved. */
  first = engine_fixture_charge (fixture, 5000, "A-1");
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "approved amount=5000 op=5");
  engine_fixture_wait_state (first, FIEL_ATTEMPT_STATE_CLOSED);

  /* Somebody names another ticket just so. */
  second = engine_fixture_charge (fixture, 5000, "A-1-1");
  fiel_fake_exchange_lose (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), FIEL_REASON_ANSWER_LOST);
  engine_fixture_wait_state (second, FIEL_ATTEMPT_STATE_UNKNOWN);
  answer_probe (fixture, second, "ready");
  answer_records (fixture, second, "records approved ticket=caja-A-1-1 terminal=70011223 amount=5000 op=5");
  g_assert_cmpint (fiel_attempt_get_state (second), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
  answer_probe (fixture, second, "ready");
  answer_records (fixture, second,
                  "records approved ticket=caja-A-1-1 terminal=70011223 amount=5000 op=5"
                  " | approved ticket=caja-A-1-1 terminal=70011223 amount=5000 op=6");
  engine_fixture_wait_state (second, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (second, FIEL_OUTCOME_APPROVED);
}

/* Where there is only the last receipt, it can find a payment but never prove that there was none. */
static void
test_last_record (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  gint64 lost_us;

  fiel_fake_cloud_get_traits (fixture->cloud)->operations &= ~FIEL_OPERATION_FLAG (FIEL_OPERATION_RECORDS);
  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  lost_us = get_now (fixture);
  while (get_now (fixture) - lost_us < SECONDS (900))
    {
      guint n_checks;

      answer_probe (fixture, attempt, "ready");
      n_checks = fiel_attempt_get_n_checks (attempt);
      engine_fixture_advance_to_check (fixture, attempt);
      fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_LAST_RECORD),
                                 "records approved ticket=000000 terminal=70011223 amount=100 op=1");
      engine_fixture_wait_checks (attempt, n_checks + 1);
    }
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);

  answer_probe (fixture, attempt, "ready");
  engine_fixture_advance_to_check (fixture, attempt);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_LAST_RECORD),
                             "records approved ticket=caja-000001 terminal=70011223 amount=5000 op=2");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
}

/* "Checking" becomes "not confirmed" after fifteen seconds, or after three checks that brought nothing. */
static void
test_patience (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) slow = NULL;
  FielFakeExchange *probe = NULL;

  engine_fixture_start (fixture);
  slow = engine_fixture_charge_lost (fixture, 5000);
  engine_fixture_advance_to_check (fixture, slow);
  probe = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE);
  engine_fixture_advance (fixture, SECONDS (12));
  g_assert_cmpint (fiel_attempt_get_phase (slow), ==, FIEL_ATTEMPT_PHASE_CHECKING);
  engine_fixture_advance (fixture, SECONDS (3));
  g_assert_cmpint (fiel_attempt_get_phase (slow), ==, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  g_assert_cmpuint (fiel_engine_get_n_unresolved (fixture->engine), ==, 1);
  fiel_fake_exchange_answer (probe, "busy");
  engine_fixture_wait_checks (slow, 1);
}

static void
test_patience_checks (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  for (guint i = 1; i <= 3; i++)
    {
      g_assert_cmpint (fiel_attempt_get_phase (attempt), ==, FIEL_ATTEMPT_PHASE_CHECKING);
      g_assert_true (fiel_engine_check_now (fixture->engine, attempt, &error));
      g_assert_no_error (error);
      fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE), "busy");
      engine_fixture_wait_checks (attempt, i);
    }
  g_assert_cmpint (fiel_attempt_get_phase (attempt), ==, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
}

/* Asking twice while a question is out makes one more question, not two. */
static void
test_check_now (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  FielFakeExchange *status = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 5000);
  g_assert_true (fiel_engine_check_now (fixture->engine, attempt, NULL));
  status = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS);
  g_assert_true (fiel_engine_check_now (fixture->engine, attempt, NULL));
  g_assert_true (fiel_engine_check_now (fixture->engine, attempt, NULL));
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
  fiel_fake_exchange_answer (status, "pending");
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS), "pending");
  engine_fixture_wait_checks (attempt, 2);
  engine_fixture_wait_planned (attempt);
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
}

/* Ten years on the wall clock change no decision. */
static void
test_wall_clock (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  fiel_manual_clock_jump_wall (fixture->clock, SECONDS (10) * 365 * 86400);
  answer_probe (fixture, attempt, "ready");
  answer_records (fixture, attempt, "records");
  answer_probe (fixture, attempt, "ready");
  fiel_manual_clock_jump_wall (fixture->clock, -SECONDS (20) * 365 * 86400);
  answer_records (fixture, attempt, "records");
  answer_probe (fixture, attempt, "ready");
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
}

static gboolean
is_soon (gpointer user_data)
{
  FielAttempt *attempt = user_data;
  gint64 next_us = fiel_attempt_get_next_check_us (attempt);
  gint64 sent_us = fiel_attempt_get_sent_us (attempt);

  /* The limit, and no more than the longest distance of two checks. */
  return next_us != 0 && next_us - sent_us <= SECONDS (300 + 45);
}

/* "Busy, come back in five minutes" is said while our own request is on the terminal. Once its connection has ended,
 * that advice is about nothing any more. */
static void
test_busy_with_ours (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  FielFakeExchange *sale = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, NULL);
  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  fiel_fake_exchange_start (sale);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_SENT);
  engine_fixture_advance (fixture, SECONDS (300));
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE), "busy for=300");
  engine_fixture_wait_checks (attempt, 1);
  engine_fixture_wait_planned (attempt);
  g_assert_false (is_soon (attempt));

  fiel_fake_exchange_lose (sale, FIEL_REASON_ANSWER_LOST);
  fiel_test_run_until (is_soon, attempt, "the next check is not minutes away", 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  engine_test ("/lost/found", test_found);
  engine_test ("/lost/absent", test_absent);
  engine_test ("/lost/found-late", test_found_late);
  engine_test ("/lost/number-again", test_number_again);
  engine_test ("/lost/name-again", test_name_again);
  engine_test ("/lost/busy-between", test_busy_between);
  engine_test ("/lost/busy-with-ours", test_busy_with_ours);
  engine_test ("/lost/no-reads", test_no_reads);
  engine_test ("/lost/doubtful-row", test_doubtful_row);
  engine_test ("/lost/claimed-row", test_claimed_row);
  engine_test ("/lost/last-record", test_last_record);
  engine_test ("/lost/patience", test_patience);
  engine_test ("/lost/patience/checks", test_patience_checks);
  engine_test ("/lost/check-now", test_check_now);
  engine_test ("/lost/wall-clock", test_wall_clock);

  return g_test_run ();
}
