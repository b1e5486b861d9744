/* test-guards.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

#include "fiel-habit.h"
#include "fiel-test.h"

/* What keeps a ticket from being charged twice, and a finger from slipping. */

static void
assert_refused (EngineFixture *fixture, const char *terminal, gint64 minor, const char *reference, FielEngineError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielAttempt) attempt = engine_fixture_try_charge (fixture, terminal, minor, reference, FALSE, &error);

  g_assert_error (error, FIEL_ENGINE_ERROR, (int) code);
  g_assert_null (attempt);
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
}

static FielAttempt *
charge_approved (EngineFixture *fixture, gint64 minor, const char *reference, gboolean new_ticket)
{
  g_autoptr (GError) error = NULL;
  FielAttempt *attempt = engine_fixture_try_charge (fixture, "norte", minor, reference, new_ticket, &error);

  g_assert_no_error (error);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "approved amount=%d", (int) minor);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);

  return attempt;
}

static void
test_amounts (EngineFixture *fixture, gconstpointer data)
{
  engine_fixture_start (fixture);
  assert_refused (fixture, "norte", 0, NULL, FIEL_ENGINE_ERROR_AMOUNT);
  assert_refused (fixture, "norte", -100, NULL, FIEL_ENGINE_ERROR_AMOUNT);
  assert_refused (fixture, "norte", 10000000, NULL, FIEL_ENGINE_ERROR_AMOUNT);
}

static void
charged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean *done = user_data;

  g_assert_null (fiel_engine_charge_finish (FIEL_ENGINE (source), result, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_AMOUNT);
  *done = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
test_currency (EngineFixture *fixture, gconstpointer data)
{
  gboolean done = FALSE;

  engine_fixture_start (fixture);
  fiel_engine_charge_async (fixture->engine, engine_fixture_get_terminal (fixture, "norte"),
                            fiel_money_make (100, fiel_currency_find ("ARS")), NULL, FALSE, "Ana", charged_cb, &done);
  fiel_test_run_until (is_true, &done, "the charge is refused", 20);
}

static void
test_references (EngineFixture *fixture, gconstpointer data)
{
  engine_fixture_start (fixture);
  assert_refused (fixture, "norte", 100, "", FIEL_ENGINE_ERROR_REFERENCE);
  assert_refused (fixture, "norte", 100, " x", FIEL_ENGINE_ERROR_REFERENCE);
  assert_refused (fixture, "norte", 100, "x\ny", FIEL_ENGINE_ERROR_REFERENCE);
  assert_refused (fixture, "norte", 100, "123456789012345678901", FIEL_ENGINE_ERROR_REFERENCE);
  assert_refused (fixture, "norte", 100, "4111111111111111", FIEL_ENGINE_ERROR_REFERENCE);
  assert_refused (fixture, "norte", 100, "no!", FIEL_ENGINE_ERROR_REFERENCE);
}

/* One open attempt per terminal and per ticket, also while an intent is on its way. */
static void
test_busy (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (FielAttempt) other = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, "A-1");
  fiel_fake_exchange_lose (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), FIEL_REASON_ANSWER_LOST);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
  assert_refused (fixture, "norte", 100, "A-2", FIEL_ENGINE_ERROR_TERMINAL_BUSY);
  assert_refused (fixture, "sur", 5000, "A-1", FIEL_ENGINE_ERROR_TICKET_BUSY);

  other = engine_fixture_try_charge (fixture, "sur", 5000, "A-2", FALSE, NULL);
  g_assert_nonnull (other);
  g_assert_cmpuint (fiel_engine_get_n_open (fixture->engine), ==, 2);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "approved amount=5000");
  engine_fixture_wait_state (other, FIEL_ATTEMPT_STATE_CLOSED);
  g_assert_cmpuint (fiel_engine_get_n_open (fixture->engine), ==, 1);
}

typedef struct
{
  guint n_saved;
  guint n_refused;
  FielEngineError refusal;
} Press;

static void
pressed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Press *press = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FielAttempt) attempt = fiel_engine_charge_finish (FIEL_ENGINE (source), result, &error);

  if (attempt != NULL)
    {
      press->n_saved++;
      return;
    }

  press->n_refused++;
  press->refusal = (FielEngineError) error->code;
}

static gboolean
is_answered (gpointer user_data)
{
  Press *press = user_data;

  return press->n_saved + press->n_refused == 2;
}

/* Enter was pressed twice. */
static void
test_double_press (EngineFixture *fixture, gconstpointer data)
{
  Press press = { 0 };

  engine_fixture_start (fixture);
  for (guint i = 0; i < 2; i++)
    fiel_engine_charge_async (fixture->engine, engine_fixture_get_terminal (fixture, "norte"), engine_fixture_money (5000),
                              NULL, FALSE, "Ana", pressed_cb, &press);
  fiel_test_run_until (is_answered, &press, "both charges are answered", 20);
  g_assert_cmpuint (press.n_saved, ==, 1);
  g_assert_cmpint (press.refusal, ==, FIEL_ENGINE_ERROR_TERMINAL_BUSY);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "declined");
  fiel_test_drain ();
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
}

/* The same ticket typed on two terminals at once: the database lets one through. */
static void
test_double_ticket (EngineFixture *fixture, gconstpointer data)
{
  Press press = { 0 };

  engine_fixture_start (fixture);
  fiel_engine_charge_async (fixture->engine, engine_fixture_get_terminal (fixture, "norte"), engine_fixture_money (5000),
                            "A-1", FALSE, "Ana", pressed_cb, &press);
  fiel_engine_charge_async (fixture->engine, engine_fixture_get_terminal (fixture, "sur"), engine_fixture_money (5000),
                            "A-1", FALSE, "Ana", pressed_cb, &press);
  fiel_test_run_until (is_answered, &press, "both charges are answered", 20);
  g_assert_cmpuint (press.n_saved, ==, 1);
  g_assert_cmpint (press.refusal, ==, FIEL_ENGINE_ERROR_TICKET_BUSY);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "declined");
}

/* Without a number both get one, and not the same. */
static void
test_double_number (EngineFixture *fixture, gconstpointer data)
{
  Press press = { 0 };
  FielFakeExchange *first = NULL;
  FielFakeExchange *second = NULL;

  engine_fixture_start (fixture);
  fiel_engine_charge_async (fixture->engine, engine_fixture_get_terminal (fixture, "norte"), engine_fixture_money (5000),
                            NULL, FALSE, "Ana", pressed_cb, &press);
  fiel_engine_charge_async (fixture->engine, engine_fixture_get_terminal (fixture, "sur"), engine_fixture_money (5000),
                            NULL, FALSE, "Ana", pressed_cb, &press);
  fiel_test_run_until (is_answered, &press, "both charges are answered", 20);
  g_assert_cmpuint (press.n_saved, ==, 2);
  first = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  second = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  g_assert_cmpstr (fiel_fake_exchange_get_request (first)->ticket, !=, fiel_fake_exchange_get_request (second)->ticket);
  fiel_fake_exchange_answer (first, "declined");
  fiel_fake_exchange_answer (second, "declined");
}

/* A paid ticket is charged again only if somebody says that it is another sale. */
static void
test_paid (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) first = NULL;
  g_autoptr (FielAttempt) again = NULL;
  g_autoptr (FielAttemptRecord) first_record = NULL;
  g_autoptr (FielAttemptRecord) again_record = NULL;

  engine_fixture_start (fixture);
  first = charge_approved (fixture, 5000, "A-1", FALSE);
  assert_refused (fixture, "norte", 5000, "A-1", FIEL_ENGINE_ERROR_TICKET_PAID);
  assert_refused (fixture, "sur", 100, "A-1", FIEL_ENGINE_ERROR_TICKET_PAID);
  again = charge_approved (fixture, 5000, "A-1", TRUE);

  first_record = engine_fixture_read_record (fixture, fiel_attempt_get_id (first));
  again_record = engine_fixture_read_record (fixture, fiel_attempt_get_id (again));
  g_assert_cmpint (first_record->ticket_id, !=, again_record->ticket_id);
  g_assert_cmpstr (again_record->ticket_sent, ==, "caja-A-1-1");
}

/* Where nothing moved the ticket goes on; where a part moved, the rest may be collected on it. */
static void
test_same_ticket (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) declined = NULL;
  g_autoptr (FielAttempt) partly = NULL;
  g_autoptr (FielAttempt) rest = NULL;
  g_autoptr (FielAttemptRecord) first_record = NULL;
  g_autoptr (FielAttemptRecord) second_record = NULL;
  g_autoptr (FielAttemptRecord) third_record = NULL;

  engine_fixture_start (fixture);
  declined = engine_fixture_charge (fixture, 5000, "A-1");
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "declined");
  engine_fixture_wait_state (declined, FIEL_ATTEMPT_STATE_CLOSED);

  partly = engine_fixture_charge (fixture, 5000, "A-1");
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "partly-approved amount=5000 part=3000");
  engine_fixture_wait_state (partly, FIEL_ATTEMPT_STATE_CLOSED);

  assert_refused (fixture, "norte", 2001, "A-1", FIEL_ENGINE_ERROR_TICKET_PAID);
  rest = charge_approved (fixture, 2000, "A-1", FALSE);

  first_record = engine_fixture_read_record (fixture, fiel_attempt_get_id (declined));
  second_record = engine_fixture_read_record (fixture, fiel_attempt_get_id (partly));
  third_record = engine_fixture_read_record (fixture, fiel_attempt_get_id (rest));
  g_assert_cmpint (first_record->ticket_id, ==, second_record->ticket_id);
  g_assert_cmpint (first_record->ticket_id, ==, third_record->ticket_id);
  g_assert_cmpstr (third_record->ticket_sent, ==, "caja-A-1-2");
}

static gboolean
is_conflict (gpointer user_data)
{
  return fiel_attempt_get_conflict (user_data);
}

/* A ticket that may have been charged after all counts as paid. */
static void
test_conflict_counts (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, "A-1");
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "accepted id=77");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_ACCEPTED);
  g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, FALSE, "no slip", "Eva", "Ana", NULL));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  engine_fixture_advance_to_check (fixture, attempt);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS), "approved amount=5000");
  fiel_test_run_until (is_conflict, attempt, "the contradiction is seen", 20);
  assert_refused (fixture, "norte", 5000, "A-1", FIEL_ENGINE_ERROR_TICKET_PAID);
}

/* The same amount on the same terminal, approved or open, within three minutes; declined ones do not count. */
static void
test_repeat (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  FielTerminal *norte = NULL;

  engine_fixture_start (fixture);
  norte = engine_fixture_get_terminal (fixture, "norte");
  attempt = engine_fixture_charge (fixture, 5000, NULL);
  g_assert_true (fiel_engine_find_repeat (fixture->engine, norte, engine_fixture_money (5000)) == attempt);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "declined");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  g_assert_null (fiel_engine_find_repeat (fixture->engine, norte, engine_fixture_money (5000)));
  g_clear_object (&attempt);

  attempt = charge_approved (fixture, 5000, NULL, FALSE);
  g_assert_true (fiel_engine_find_repeat (fixture->engine, norte, engine_fixture_money (5000)) == attempt);
  g_assert_null (fiel_engine_find_repeat (fixture->engine, norte, engine_fixture_money (5001)));
  g_assert_null (fiel_engine_find_repeat (fixture->engine, engine_fixture_get_terminal (fixture, "sur"),
                                          engine_fixture_money (5000)));
  fiel_manual_clock_jump_wall (fixture->clock, SECONDS (86400));
  g_assert_nonnull (fiel_engine_find_repeat (fixture->engine, norte, engine_fixture_money (5000)));
  engine_fixture_advance (fixture, SECONDS (180));
  g_assert_null (fiel_engine_find_repeat (fixture->engine, norte, engine_fixture_money (5000)));
}

static void
test_unusual (EngineFixture *fixture, gconstpointer data)
{
  engine_fixture_start (fixture);
  for (guint i = 0; i < FIEL_HABIT_MINIMUM; i++)
    {
      g_autoptr (FielAttempt) attempt = NULL;

      g_assert_false (fiel_engine_is_unusual (fixture->engine, engine_fixture_money (9000000)));
      attempt = charge_approved (fixture, 5000 + i, NULL, FALSE);
    }
  g_assert_true (fiel_engine_is_unusual (fixture->engine, engine_fixture_money (501000)));
  g_assert_false (fiel_engine_is_unusual (fixture->engine, engine_fixture_money (50000)));

  /* The habit is the till's, not the run's. */
  engine_fixture_stop (fixture);
  engine_fixture_start (fixture);
  g_assert_true (fiel_engine_is_unusual (fixture->engine, engine_fixture_money (501000)));
}

static void
test_habit (void)
{
  g_autoptr (FielHabit) habit = fiel_habit_new ();

  /* Coffees and now and then a machine: a hundred times a coffee is a slip, a machine is not. */
  for (guint i = 0; i < 100; i++)
    fiel_habit_add (habit, i % 10 == 0 ? 300000 : 3000);
  g_assert_true (fiel_habit_is_unusual (habit, 300000));
  g_assert_false (fiel_habit_is_unusual (habit, 140000));
  g_assert_false (fiel_habit_is_unusual (habit, 100 * 3000 - 200));
  g_assert_true (fiel_habit_is_unusual (habit, 6000000 + 20));
  g_assert_false (fiel_habit_is_unusual (habit, 3000));

  /* The oldest fall out. */
  for (guint i = 0; i < FIEL_HABIT_WINDOW; i++)
    fiel_habit_add (habit, 300000);
  g_assert_false (fiel_habit_is_unusual (habit, 300000));
}

/* A probe is kept for half a minute, and a terminal with an open attempt is left alone. */
typedef struct
{
  FielAttempt *attempt;
  gboolean done;
} Charged;

static void
charge_came_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Charged *charged = user_data;
  g_autoptr (GError) error = NULL;

  charged->attempt = fiel_engine_charge_finish (FIEL_ENGINE (source), result, &error);
  g_assert_no_error (error);
  charged->done = TRUE;
}

static gboolean
is_charged (gpointer user_data)
{
  return ((Charged *) user_data)->done;
}

/* A question about the terminal is out when the cashier charges. */
static FielFakeExchange *
charge_during_probe (EngineFixture *fixture, Charged *charged)
{
  FielTerminal *terminal = engine_fixture_get_terminal (fixture, "norte");
  FielFakeExchange *probe = NULL;

  fiel_engine_probe_terminals (fixture->engine, terminal, TRUE);
  probe = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE);
  fiel_engine_charge_async (fixture->engine, terminal, engine_fixture_money (12990), NULL, FALSE, "Ana", charge_came_back_cb,
                            charged);
  for (guint i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (charged->done);
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);

  return probe;
}

/* A terminal does one thing at a time: the sale waits for our own question, and no new question gets in between. */
static void
test_probe_and_charge (EngineFixture *fixture, gconstpointer data)
{
  Charged charged = { NULL, FALSE };
  FielFakeExchange *probe = NULL;

  engine_fixture_start (fixture);
  probe = charge_during_probe (fixture, &charged);
  fiel_fake_exchange_answer (probe, "ready");
  fiel_engine_probe_terminals (fixture->engine, engine_fixture_get_terminal (fixture, "norte"), TRUE);
  fiel_test_run_until (is_charged, &charged, "the charge came back", 20);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "approved amount=12990");
  engine_fixture_wait_state (charged.attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (charged.attempt, FIEL_OUTCOME_APPROVED);

  /* It may be asked after again. */
  fiel_engine_probe_terminals (fixture->engine, engine_fixture_get_terminal (fixture, "norte"), TRUE);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE), "ready");
  g_object_unref (charged.attempt);
}

/* A health check that fails never stops a sale. */
static void
test_probe_never_answered (EngineFixture *fixture, gconstpointer data)
{
  Charged charged = { NULL, FALSE };
  FielFakeExchange *probe = NULL;

  engine_fixture_start (fixture);
  probe = charge_during_probe (fixture, &charged);
  engine_fixture_advance (fixture, SECONDS (1));
  fiel_test_drain ();
  g_assert_false (charged.done);
  engine_fixture_advance (fixture, SECONDS (1));
  fiel_test_run_until (is_charged, &charged, "the charge came back", 20);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "approved amount=12990");
  engine_fixture_wait_state (charged.attempt, FIEL_ATTEMPT_STATE_CLOSED);
  fiel_fake_exchange_forget (probe);
  g_object_unref (charged.attempt);
}

static void
test_probes (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  FielTerminal *norte = NULL;
  FielFakeExchange *sale = NULL;

  engine_fixture_start (fixture);
  norte = engine_fixture_get_terminal (fixture, "norte");
  fiel_engine_probe_terminals (fixture->engine, norte, FALSE);
  fiel_test_drain ();
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
  fiel_engine_probe_terminals (fixture->engine, norte, TRUE);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE), "busy");
  while (fiel_terminal_get_availability (norte) != FIEL_AVAILABILITY_BUSY)
    g_main_context_iteration (NULL, TRUE);
  engine_fixture_advance (fixture, SECONDS (30));
  fiel_engine_probe_terminals (fixture->engine, norte, FALSE);
  fiel_fake_exchange_lose (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE), FIEL_REASON_ANSWER_LOST);
  while (fiel_terminal_get_availability (norte) != FIEL_AVAILABILITY_UNREACHABLE)
    g_main_context_iteration (NULL, TRUE);

  attempt = engine_fixture_charge (fixture, 5000, NULL);
  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  fiel_engine_probe_terminals (fixture->engine, norte, TRUE);
  fiel_fake_exchange_answer (sale, "declined");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
}

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
test_discover (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  fiel_engine_discover_terminals_async (fixture->engine, "fake", keep_result, &result);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_LIST_TERMINALS), "terminals 1/2/3 4/5/6");
  fiel_test_run_until (has_result, &result, "the terminals are listed", 20);
  lines = fiel_engine_discover_terminals_finish (fixture->engine, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (lines, 1), ==, "4/5/6");
  g_clear_object (&result);

  fiel_engine_discover_terminals_async (fixture->engine, "nobody", keep_result, &result);
  fiel_test_run_until (has_result, &result, "the question is refused", 20);
  g_assert_null (fiel_engine_discover_terminals_finish (fixture->engine, result, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_PROVIDER);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  engine_test ("/guards/amounts", test_amounts);
  engine_test ("/guards/currency", test_currency);
  engine_test ("/guards/references", test_references);
  engine_test ("/guards/busy", test_busy);
  engine_test ("/guards/double/press", test_double_press);
  engine_test ("/guards/double/ticket", test_double_ticket);
  engine_test ("/guards/double/number", test_double_number);
  engine_test ("/guards/paid", test_paid);
  engine_test ("/guards/same-ticket", test_same_ticket);
  engine_test ("/guards/conflict-counts", test_conflict_counts);
  engine_test ("/guards/repeat", test_repeat);
  engine_test ("/guards/unusual", test_unusual);
  g_test_add_func ("/guards/habit", test_habit);
  engine_test ("/guards/probes", test_probes);
  engine_test ("/guards/probe-and-charge", test_probe_and_charge);
  engine_test ("/guards/probe-never-answered", test_probe_never_answered);
  engine_test ("/guards/discover", test_discover);

  return g_test_run ();
}
