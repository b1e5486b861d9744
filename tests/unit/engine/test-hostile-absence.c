/* test-hostile-absence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

/* When "it is not in the list" may be believed. The list holds the terminal's open batch only: whoever closes the batch empties it,
 * and a payment that was approved is not there any more. */

#define HOURS(n) (SECONDS (3600) * (n))

static void
answer_check (EngineFixture *fixture, FielAttempt *attempt, FielOperation operation, const char *answer)
{
  guint n_checks = fiel_attempt_get_n_checks (attempt);

  engine_fixture_advance_to_check (fixture, attempt);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, operation), "%s", answer);
  engine_fixture_wait_checks (attempt, n_checks + 1);
}

/* One idle probe and one read. */
static void
answer_read (EngineFixture *fixture, FielAttempt *attempt, const char *records)
{
  answer_check (fixture, attempt, FIEL_OPERATION_PROBE, "ready");
  answer_check (fixture, attempt, FIEL_OPERATION_RECORDS, records);
}

static gint64
get_now (EngineFixture *fixture)
{
  return fiel_clock_get_boot_us (FIEL_CLOCK (fixture->clock));
}

/* Reads past the horizon that all say @records. */
static void
read_past_horizon (EngineFixture *fixture, FielAttempt *attempt, const char *records)
{
  gint64 since_us = get_now (fixture);

  while (get_now (fixture) - since_us < SECONDS (360))
    answer_check (fixture, attempt, FIEL_OPERATION_PROBE, "busy");
  answer_read (fixture, attempt, records);
  answer_read (fixture, attempt, records);
}

static void
assert_not_executed (EngineFixture *fixture, FielAttempt *attempt)
{
  engine_fixture_advance_to_check (fixture, attempt);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_NOT_EXECUTED);
}

/* It stays open however often it is read, and a record that shows up after all still approves it. */
static void
assert_stays_unknown (EngineFixture *fixture, FielAttempt *attempt, const char *records, const char *row)
{
  for (guint i = 0; i < 4; i++)
    answer_read (fixture, attempt, records);
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);

  answer_read (fixture, attempt, row);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
}

static FielAttempt *
charge_approved (EngineFixture *fixture, const char *terminal, gint64 minor, const char *answer)
{
  g_autoptr (GError) error = NULL;
  FielAttempt *attempt = engine_fixture_try_charge (fixture, terminal, minor, NULL, FALSE, &error);

  g_assert_no_error (error);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "%s", answer);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);

  return attempt;
}

static FielAttempt *
restart (EngineFixture *fixture, gint64 later_us, gboolean reboot)
{
  FielAttempt *attempt = NULL;

  engine_fixture_stop (fixture);
  fiel_manual_clock_advance (fixture->clock, later_us);
  if (reboot)
    fiel_manual_clock_reboot (fixture->clock);
  engine_fixture_start (fixture);
  attempt = g_list_model_get_item (fiel_engine_get_attempts (fixture->engine), 0);
  g_assert_nonnull (attempt);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE), "busy");
  engine_fixture_wait_checks (attempt, 1);

  return attempt;
}

/* The till slept over night with a lost answer, and somebody closed the batch meanwhile. */
static void
test_over_night (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  engine_fixture_wait_planned (attempt);
  fiel_manual_clock_advance (fixture->clock, HOURS (10));
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE), "busy");
  engine_fixture_wait_checks (attempt, 1);
  assert_stays_unknown (fixture, attempt, "records", "records approved ticket=caja-000001 terminal=70011223 amount=5000");
}

/* The window is counted from the request, and its last moment counts. */
static void
test_window (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  engine_fixture_wait_planned (attempt);
  fiel_manual_clock_advance (fixture->clock, HOURS (2) - SECONDS (120));
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE), "busy");
  engine_fixture_wait_checks (attempt, 1);
  answer_read (fixture, attempt, "records");
  answer_read (fixture, attempt, "records");
  assert_not_executed (fixture, attempt);
}

/* One read inside the window and one behind it are one. */
static void
test_window_between (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  read_past_horizon (fixture, attempt, "<html>");
  answer_read (fixture, attempt, "records");
  engine_fixture_wait_planned (attempt);
  fiel_manual_clock_advance (fixture->clock, HOURS (2));
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE), "ready");
  engine_fixture_wait_checks (attempt, fiel_attempt_get_n_checks (attempt) + 1);
  answer_check (fixture, attempt, FIEL_OPERATION_RECORDS, "records");
  assert_stays_unknown (fixture, attempt, "records", "records approved ticket=caja-000001 terminal=70011223 amount=5000");
}

/* After a reboot nobody knows how long it was: absence alone never closes it. */
static void
test_reboot (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  g_clear_object (&attempt);
  attempt = restart (fixture, 0, TRUE);
  read_past_horizon (fixture, attempt, "records");
  assert_stays_unknown (fixture, attempt, "records", "records approved ticket=caja-000001 terminal=70011223 amount=5000");
}

/* A restart within the same boot keeps the window, however often it happens. */
static void
test_restart (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  g_clear_object (&attempt);
  attempt = restart (fixture, 0, FALSE);
  read_past_horizon (fixture, attempt, "records");
  assert_not_executed (fixture, attempt);
}

static void
test_restart_late (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  g_clear_object (&attempt);
  attempt = restart (fixture, HOURS (2), FALSE);
  read_past_horizon (fixture, attempt, "records");
  assert_stays_unknown (fixture, attempt, "records", "records approved ticket=caja-000001 terminal=70011223 amount=5000");
}

/* Where the list still shows a sale from before, it has not been emptied since. */
static void
test_reaches_back (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) before = NULL;
  g_autoptr (FielAttempt) attempt = NULL;
  const char *list = "records approved ticket=caja-000001 terminal=70011223 amount=700";

  engine_fixture_start (fixture);
  before = charge_approved (fixture, "norte", 700, "approved amount=700 op=3");
  attempt = engine_fixture_charge_lost (fixture, 5000);
  g_clear_object (&before);
  g_clear_object (&attempt);
  attempt = restart (fixture, 0, TRUE);
  read_past_horizon (fixture, attempt, list);
  assert_not_executed (fixture, attempt);
}

typedef struct
{
  const char *what;
  const char *terminal;    /* where the sale before was made */
  const char *records;     /* what the list shows of it */
} NoProof;

/* What resembles a sale from before and is not one proves nothing. */
static void
test_no_proof (EngineFixture *fixture, gconstpointer data)
{
  static const NoProof rows[] = {
    { "another terminal", "sur", "records approved ticket=caja-000001 terminal=70011223 amount=700" },
    { "another amount", "norte", "records approved ticket=caja-000001 terminal=70011223 amount=701" },
    { "another ticket, the same number of a later batch", "norte", "records approved ticket=X-9 terminal=70011223 amount=700 op=3" },
    { "the same ticket, another operation", "norte", "records approved ticket=caja-000001 terminal=70011223 amount=700 op=4" },
    { "no name", "norte", "records approved terminal=70011223 amount=700" },
  };
  guint n_sales = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FielAttempt) before = NULL;
      g_autoptr (FielAttempt) attempt = NULL;
      g_autofree char *ticket = NULL;
      g_autofree char *here = NULL;
      g_autoptr (GString) records = g_string_new (rows[i].records);

      g_test_message ("%s", rows[i].what);
      if (fixture->engine == NULL)
        engine_fixture_start (fixture);
      before = charge_approved (fixture, rows[i].terminal, 700, "approved amount=700 op=3");
      ticket = g_strdup_printf ("ticket=caja-%06u", ++n_sales);
      g_string_replace (records, "ticket=caja-000001", ticket, 0);
      attempt = engine_fixture_charge_lost (fixture, 5000);
      n_sales++;
      g_clear_object (&before);
      g_clear_object (&attempt);
      attempt = restart (fixture, 0, TRUE);
      read_past_horizon (fixture, attempt, records->str);
      here = g_strdup_printf ("records approved ticket=caja-%06u terminal=70011223 amount=5000", n_sales);
      assert_stays_unknown (fixture, attempt, records->str, here);
    }
}

/* A sale of half an hour ago is not in the list: it was emptied, maybe after this payment. */
static void
test_cut_list (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) before = NULL;
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  before = charge_approved (fixture, "norte", 700, "approved amount=700 op=3");
  engine_fixture_advance (fixture, SECONDS (1800));
  attempt = engine_fixture_charge_lost (fixture, 5000);
  read_past_horizon (fixture, attempt, "records");
  assert_stays_unknown (fixture, attempt, "records", "records approved ticket=caja-000002 terminal=70011223 amount=5000");
}

/* A sale of this morning says nothing about a list that was emptied at noon. */
static void
test_old_sale (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) before = NULL;
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  before = charge_approved (fixture, "norte", 700, "approved amount=700 op=3");
  engine_fixture_advance (fixture, HOURS (3));
  attempt = engine_fixture_charge_lost (fixture, 5000);
  read_past_horizon (fixture, attempt, "records");
  assert_not_executed (fixture, attempt);
}

/* A row that may be this payment was seen once. That it is gone later proves that the list changed, not that nothing happened. */
static void
test_doubt_stays (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  answer_read (fixture, attempt, "records approved ticket=caja-000001 terminal=70011223 amount=50000");
  read_past_horizon (fixture, attempt, "records");
  answer_read (fixture, attempt, "records");
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
  g_clear_object (&attempt);

  attempt = restart (fixture, 0, FALSE);
  read_past_horizon (fixture, attempt, "records");
  assert_stays_unknown (fixture, attempt, "records", "records approved ticket=caja-000001 terminal=70011223 amount=5000");
}

/* An answer that says "approved" about another amount: no list without it makes it "not charged". */
static void
test_doubt_of_answer (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, NULL);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "approved amount=50000");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
  read_past_horizon (fixture, attempt, "records");
  assert_stays_unknown (fixture, attempt, "records", "records approved ticket=caja-000001 terminal=70011223 amount=5000");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  engine_test ("/hostile/absence/over-night", test_over_night);
  engine_test ("/hostile/absence/window", test_window);
  engine_test ("/hostile/absence/window/between", test_window_between);
  engine_test ("/hostile/absence/reboot", test_reboot);
  engine_test ("/hostile/absence/restart", test_restart);
  engine_test ("/hostile/absence/restart/late", test_restart_late);
  engine_test ("/hostile/absence/reaches-back", test_reaches_back);
  engine_test ("/hostile/absence/no-proof", test_no_proof);
  engine_test ("/hostile/absence/cut-list", test_cut_list);
  engine_test ("/hostile/absence/old-sale", test_old_sale);
  engine_test ("/hostile/absence/doubt-stays", test_doubt_stays);
  engine_test ("/hostile/absence/doubt-of-answer", test_doubt_of_answer);

  return g_test_run ();
}
