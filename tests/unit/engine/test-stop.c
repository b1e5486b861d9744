/* test-stop.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

#include "fiel-journal.h"
#include "fiel-test.h"

#include <signal.h>
#include <sys/resource.h>

/* The end of the program in the middle of everything, and the end of the disk. */

static void
charged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FielAttempt **attempt = user_data;
  g_autoptr (GError) error = NULL;

  *attempt = fiel_engine_charge_finish (FIEL_ENGINE (source), result, &error);
  g_assert_no_error (error);
}

/* The intent was on its way to the disk: it becomes durable, its request never leaves, and both are known at the next start. */
static void
test_during_charge (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  FielAttempt *found = NULL;

  engine_fixture_start (fixture);
  fiel_engine_charge_async (fixture->engine, engine_fixture_get_terminal (fixture, "norte"), engine_fixture_money (5000), NULL,
                            FALSE, "Ana", charged_cb, &attempt);
  engine_fixture_stop (fixture);
  g_assert_nonnull (attempt);
  g_assert_cmpuint (fiel_fake_cloud_get_n_sent (fixture->cloud, fiel_attempt_get_id (attempt)), ==, 0);
  assert_outcome (attempt, FIEL_OUTCOME_NOT_SENT);

  engine_fixture_start (fixture);
  found = fiel_engine_find_attempt (fixture->engine, fiel_attempt_get_id (attempt));
  assert_outcome (found, FIEL_OUTCOME_NOT_SENT);
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
}

/* A sale, a check and a request to stop are out at once. */
static void
test_during_everything (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) accepted = NULL;
  g_autoptr (FielAttempt) sent = NULL;
  FielFakeExchange *sale = NULL;

  engine_fixture_start (fixture);
  accepted = engine_fixture_charge_accepted (fixture, 5000);
  engine_fixture_advance_to_check (fixture, accepted);
  fiel_fake_exchange_forget (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS));
  g_assert_true (fiel_engine_ask_cancel (fixture->engine, accepted, NULL));
  fiel_fake_exchange_forget (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_CANCEL));
  sent = engine_fixture_try_charge (fixture, "sur", 700, NULL, FALSE, NULL);
  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  fiel_fake_exchange_start (sale);
  engine_fixture_wait_state (sent, FIEL_ATTEMPT_STATE_SENT);
  fiel_fake_exchange_forget (sale);
  engine_fixture_stop (fixture);

  g_assert_cmpint (fiel_attempt_get_state (accepted), ==, FIEL_ATTEMPT_STATE_ACCEPTED);
  g_assert_true (engine_fixture_try_start (fixture, NULL));
  g_assert_cmpuint (fiel_engine_get_n_open (fixture->engine), ==, 2);
  engine_fixture_wait_state (fiel_engine_find_attempt (fixture->engine, fiel_attempt_get_id (sent)), FIEL_ATTEMPT_STATE_UNKNOWN);
}

static void
refused_in_between_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_null (fiel_engine_charge_finish (FIEL_ENGINE (source), result, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_READY);
  *done = TRUE;
}

/* A charge waits for the terminal's answer to a question of ours: it comes to nothing, and nobody waits for it. */
static void
test_during_probe (EngineFixture *fixture, gconstpointer data)
{
  FielTerminal *terminal = NULL;
  gboolean refused = FALSE;

  engine_fixture_start (fixture);
  terminal = engine_fixture_get_terminal (fixture, "norte");
  fiel_engine_probe_terminals (fixture->engine, terminal, TRUE);
  fiel_fake_exchange_forget (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE));
  fiel_engine_charge_async (fixture->engine, terminal, engine_fixture_money (5000), NULL, FALSE, "Ana", refused_in_between_cb,
                            &refused);
  engine_fixture_stop (fixture);
  g_assert_true (refused);
  g_assert_cmpuint (fiel_fake_cloud_get_n_sent (fixture->cloud, NULL), ==, 0);
}

/* The answer and the end of the program come at the same moment: nothing received is lost. */
static void
test_during_answer (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autofree char *id = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, NULL);
  id = g_strdup (fiel_attempt_get_id (attempt));
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "approved amount=5000 auth=1");
  g_clear_object (&attempt);
  engine_fixture_stop (fixture);

  g_assert_true (engine_fixture_try_start (fixture, NULL));
  attempt = g_object_ref (fiel_engine_find_attempt (fixture->engine, id));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
}

static void
refused_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_null (fiel_engine_charge_finish (FIEL_ENGINE (source), result, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_READY);
  *done = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  fiel_engine_stop_finish (FIEL_ENGINE (source), result);
  *(gboolean *) user_data = TRUE;
}

/* From the moment of stopping on, nothing is taken any more. */
static void
test_after_stop (EngineFixture *fixture, gconstpointer data)
{
  gboolean stopped = FALSE;
  gboolean refused = FALSE;

  engine_fixture_start (fixture);
  fiel_engine_stop_async (fixture->engine, stopped_cb, &stopped);
  g_assert_false (fiel_engine_get_ready (fixture->engine));
  fiel_engine_charge_async (fixture->engine, engine_fixture_get_terminal (fixture, "norte"), engine_fixture_money (5000), NULL,
                            FALSE, "Ana", refused_cb, &refused);
  fiel_test_run_until (is_true, &stopped, "the engine has stopped", 20);
  fiel_test_run_until (is_true, &refused, "the charge is refused", 20);
  fiel_test_drain ();
  g_assert_finalize_object (g_steal_pointer (&fixture->engine));
}

static void
not_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_false (fiel_engine_start_finish (FIEL_ENGINE (source), result, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_READY);
  *done = TRUE;
}

/* The window is closed before the till has started: the start ends first, then everything it opened. */
static void
test_during_start (EngineFixture *fixture, gconstpointer data)
{
  gboolean stopped = FALSE;
  gboolean not_started = FALSE;

  engine_fixture_start (fixture);
  g_object_unref (engine_fixture_charge_accepted (fixture, 5000));
  engine_fixture_stop (fixture);

  engine_fixture_make_engine (fixture);
  fiel_engine_start_async (fixture->engine, NULL, not_started_cb, &not_started);
  fiel_engine_stop_async (fixture->engine, stopped_cb, &stopped);
  fiel_test_run_until (is_true, &stopped, "the engine has stopped", 20);
  g_assert_true (not_started);
  fiel_test_drain ();
  g_assert_finalize_object (g_steal_pointer (&fixture->engine));
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
}

/* The disk */

static void
set_disk_full (gboolean full)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = full ? 1 : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static gboolean
is_troubled (gpointer user_data)
{
  return fiel_engine_get_storage_trouble (user_data) != NULL;
}

/* The intent cannot be saved: nothing is sent, then or later; the next start finds a sound journal. */
static void
test_disk_full_before (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  set_disk_full (TRUE);
  g_assert_null (engine_fixture_try_charge (fixture, "norte", 5000, NULL, FALSE, &error));
  set_disk_full (FALSE);
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_nonnull (fiel_engine_get_storage_trouble (fixture->engine));

  /* There is room again, but nobody knows what the disk holds: not before the journal was opened anew. */
  g_assert_null (engine_fixture_try_charge (fixture, "sur", 5000, NULL, FALSE, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_cmpuint (fiel_fake_cloud_get_n_sent (fixture->cloud, NULL), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (fiel_engine_get_attempts (fixture->engine)), ==, 0);

  engine_fixture_stop (fixture);
  engine_fixture_start (fixture);
  g_assert_null (fiel_engine_get_storage_trouble (fixture->engine));
}

/* The answer cannot be saved: it is not shown, the attempt stays as the journal has it, and the next start asks. */
static void
test_disk_full_after (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autofree char *id = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 5000);
  id = g_strdup (fiel_attempt_get_id (attempt));
  engine_fixture_advance_to_check (fixture, attempt);
  set_disk_full (TRUE);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS), "approved id=77 amount=5000");
  fiel_test_run_until (is_troubled, fixture->engine, "the trouble is noticed", 20);
  engine_fixture_wait_checks (attempt, 1);
  set_disk_full (FALSE);
  g_assert_cmpint (fiel_attempt_get_next_check_us (attempt), ==, 0);
  engine_fixture_advance (fixture, SECONDS (60));
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_ACCEPTED);
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
  g_assert_false (fiel_engine_check_now (fixture->engine, attempt, NULL));
  g_assert_false (fiel_engine_record_by_hand (fixture->engine, attempt, TRUE, "slip", "Eva", "Ana", NULL));
  g_clear_object (&attempt);

  engine_fixture_stop (fixture);
  engine_fixture_start (fixture);
  attempt = g_object_ref (fiel_engine_find_attempt (fixture->engine, id));
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_ACCEPTED);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS), "approved id=77 amount=5000");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  /* A full disk is told loudly, and that is no failure of these tests; an endless file is an error, not the end. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  signal (SIGXFSZ, SIG_IGN);

  engine_test ("/stop/during/charge", test_during_charge);
  engine_test ("/stop/during/probe", test_during_probe);
  engine_test ("/stop/during/start", test_during_start);
  engine_test ("/stop/during/everything", test_during_everything);
  engine_test ("/stop/during/answer", test_during_answer);
  engine_test ("/stop/after", test_after_stop);
  engine_test ("/stop/disk-full/before", test_disk_full_before);
  engine_test ("/stop/disk-full/after", test_disk_full_after);

  return g_test_run ();
}
