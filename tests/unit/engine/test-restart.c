/* test-restart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

#include "fiel-journal.h"
#include "fiel-test.h"

/* Ends the engine without a word to anybody, makes another on the same journal, and gives the one open attempt it took up. */
static FielAttempt *
restart (EngineFixture *fixture)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_stop (fixture);
  engine_fixture_start (fixture);
  attempt = g_list_model_get_item (fiel_engine_get_attempts (fixture->engine), 0);
  g_assert_nonnull (attempt);
  g_assert_true (fiel_terminal_get_attempt (engine_fixture_get_terminal (fixture, "norte")) == attempt);
  g_assert_cmpint (fiel_terminal_get_availability (engine_fixture_get_terminal (fixture, "norte")), ==,
                   FIEL_AVAILABILITY_OURS);

  return g_steal_pointer (&attempt);
}

static void
answer (EngineFixture *fixture, FielOperation operation, const char *text)
{
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, operation), "%s", text);
}

/* The intent is durable and the program ends: nobody knows whether the request left, so it is not sent again. */
static void
test_sent (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  FielFakeExchange *sale = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, NULL);
  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  fiel_fake_exchange_start (sale);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_SENT);
  fiel_fake_exchange_forget (sale);
  g_clear_object (&attempt);

  attempt = restart (fixture);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
  g_assert_cmpuint (fiel_engine_get_n_unresolved (fixture->engine), ==, 1);
  answer (fixture, FIEL_OPERATION_PROBE, "ready");
  engine_fixture_wait_checks (attempt, 1);
  engine_fixture_advance_to_check (fixture, attempt);
  answer (fixture, FIEL_OPERATION_RECORDS, "records approved ticket=caja-000001 terminal=70011223 amount=5000 op=5");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
  g_assert_cmpuint (fiel_fake_cloud_get_n_sent (fixture->cloud, fiel_attempt_get_id (attempt)), ==, 1);
}

/* The horizon runs from the moment the program was back, and again from the beginning after a reboot. */
static void
test_horizon (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  gint64 back_us;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  engine_fixture_advance (fixture, SECONDS (1));
  g_clear_object (&attempt);
  engine_fixture_stop (fixture);
  fiel_manual_clock_reboot (fixture->clock);
  fiel_manual_clock_jump_wall (fixture->clock, SECONDS (7200));
  engine_fixture_start (fixture);
  attempt = g_list_model_get_item (fiel_engine_get_attempts (fixture->engine), 0);
  back_us = fiel_clock_get_boot_us (FIEL_CLOCK (fixture->clock));

  answer (fixture, FIEL_OPERATION_PROBE, "ready");
  for (guint i = 1; fiel_clock_get_boot_us (FIEL_CLOCK (fixture->clock)) - back_us < SECONDS (360); i++)
    {
      engine_fixture_wait_checks (attempt, i);
      g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
      engine_fixture_advance_to_check (fixture, attempt);
      if (i % 2 == 1)
        answer (fixture, FIEL_OPERATION_RECORDS, "records");
      else
        answer (fixture, FIEL_OPERATION_PROBE, "ready");
    }
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
}

static void
test_accepted (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 5000);
  g_clear_object (&attempt);

  attempt = restart (fixture);
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_ACCEPTED);
  g_assert_cmpstr (fiel_attempt_get_provider_id (attempt), ==, "77");
  answer (fixture, FIEL_OPERATION_STATUS, "approved id=77 amount=5000 auth=1");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
  assert_steps (attempt, "saved accepted restarted closed");
  assert_events (fixture, attempt, "intent received:sale state:accepted received:status state:approved");
}

/* The limit is remembered within the same boot. */
static void
test_accepted_late (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  FielFakeExchange *status = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 5000);
  g_clear_object (&attempt);
  engine_fixture_stop (fixture);
  fiel_manual_clock_advance (fixture->clock, SECONDS (3000));
  engine_fixture_start (fixture);
  attempt = g_list_model_get_item (fiel_engine_get_attempts (fixture->engine), 0);
  status = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS);
  engine_fixture_advance (fixture, 0);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);
  fiel_fake_exchange_answer (status, "declined");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
}

static void
test_unknown (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  g_assert_true (fiel_engine_set_parked (fixture->engine, attempt, TRUE, NULL));
  while (!fiel_attempt_get_parked (attempt))
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&attempt);

  attempt = restart (fixture);
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
  g_assert_cmpint (fiel_attempt_get_reason (attempt), ==, FIEL_REASON_ANSWER_LOST);
  g_assert_true (fiel_attempt_get_parked (attempt));
  answer (fixture, FIEL_OPERATION_PROBE, "busy");
  engine_fixture_wait_checks (attempt, 1);
  assert_steps (attempt, "saved answer-lost restarted checked waiting");
}

static void
test_closed (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autofree char *id = NULL;
  FielAttempt *found = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 5000, NULL);
  answer (fixture, FIEL_OPERATION_SALE, "approved amount=5000 auth=018734 card=VI/CR/4242");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  id = g_strdup (fiel_attempt_get_id (attempt));
  g_clear_object (&attempt);

  engine_fixture_stop (fixture);
  engine_fixture_start (fixture);
  found = fiel_engine_find_attempt (fixture->engine, id);
  g_assert_nonnull (found);
  assert_outcome (found, FIEL_OUTCOME_APPROVED);
  g_assert_cmpint (fiel_attempt_get_phase (found), ==, FIEL_ATTEMPT_PHASE_DONE);
  g_assert_cmpstr (fiel_attempt_get_last4 (found), ==, "4242");
  g_assert_cmpint (fiel_attempt_get_approved (found).minor, ==, 5000);
  g_assert_cmpuint (fiel_engine_get_n_open (fixture->engine), ==, 0);
  assert_steps (found, "saved closed");
  g_assert_false (fiel_engine_ask_cancel (fixture->engine, found, NULL));
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

/* What the program would have written the moment before it was killed. */
static void
write_received (EngineFixture *fixture, const char *attempt_id, const char *verdict, const char *text)
{
  FielJournal *journal = fiel_engine_get_journal (fixture->engine);
  g_autoptr (FielJournalEvent) event = fiel_journal_event_new (FIEL_JOURNAL_TYPE_RECEIVED, attempt_id, "engine");
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fiel_journal_event_set_time (event, 1, 1, "manual-boot-1");
  fiel_journal_event_set (event, FIEL_FIELD_ASKED, "sale");
  fiel_journal_event_set (event, FIEL_FIELD_VERDICT, verdict);
  fiel_journal_event_set (event, FIEL_FIELD_REASON, "none");
  fiel_journal_event_set_int (event, FIEL_FIELD_HTTP_STATUS, 200);
  fiel_journal_event_set (event, FIEL_FIELD_TEXT, text);
  g_ptr_array_add (events, event);
  fiel_journal_append_async (journal, events, FIEL_JOURNAL_ORDERED, keep_result, &result);
  fiel_test_run_until (has_result, &result, "the answer is written", 20);
  g_assert_true (fiel_journal_append_finish (journal, result, &error));
  g_assert_no_error (error);
}

typedef struct
{
  const char *verdict;
  const char *text;
  FielAttemptState state;
  FielOutcome outcome;
} Unread;

/* An answer that arrived but was not acted on is read before anybody is asked. */
static void
test_unread_answer (EngineFixture *fixture, gconstpointer data)
{
  static const Unread unread[] = {
    { "answered", "approved amount=5000 auth=018734", FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_APPROVED },
    { "answered", "declined reason=no-funds", FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_DECLINED },
    { "answered", "refused reason=terminal-busy", FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_REFUSED },
    { "not-sent", "", FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_NOT_SENT },
    { "unknown", "approved amount=5000", FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (unread); i++)
    {
      g_autoptr (FielAttempt) attempt = NULL;
      FielFakeExchange *sale = NULL;

      if (fixture->engine == NULL)
        engine_fixture_start (fixture);
      attempt = engine_fixture_charge (fixture, 5000, NULL);
      sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
      fiel_fake_exchange_start (sale);
      engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_SENT);
      write_received (fixture, fiel_attempt_get_id (attempt), unread[i].verdict, unread[i].text);
      fiel_fake_exchange_forget (sale);
      g_clear_object (&attempt);

      engine_fixture_stop (fixture);
      g_assert_true (engine_fixture_try_start (fixture, NULL));
      attempt = g_list_model_get_item (fiel_engine_get_attempts (fixture->engine), 0);
      engine_fixture_wait_state (attempt, unread[i].state);
      assert_outcome (attempt, unread[i].outcome);
      g_assert_cmpuint (fiel_fake_cloud_get_n_sent (fixture->cloud, fiel_attempt_get_id (attempt)), ==, 1);
      if (unread[i].state == FIEL_ATTEMPT_STATE_UNKNOWN)
        break;

      g_clear_object (&attempt);
      engine_fixture_stop (fixture);
      while (fiel_fake_cloud_get_n_waiting (fixture->cloud) > 0)
        fiel_fake_exchange_forget (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE));
    }
}

/* Terminal and provider are gone from the profile: the attempt stays, visibly unresolved, and a person can close it. */
static void
test_vanished (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 5000);
  g_clear_object (&attempt);
  engine_fixture_stop (fixture);
  engine_fixture_write_profile (fixture, FALSE);
  engine_fixture_start (fixture);

  attempt = g_list_model_get_item (fiel_engine_get_attempts (fixture->engine), 0);
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_ACCEPTED);
  g_assert_null (fiel_attempt_get_terminal (attempt));
  g_assert_cmpstr (fiel_attempt_get_terminal_name (attempt), ==, "Terminal Norte");
  g_assert_cmpstr (fiel_attempt_get_provider_name (attempt), ==, "fake");
  g_assert_cmpuint (fiel_engine_get_n_open (fixture->engine), ==, 1);
  engine_fixture_advance (fixture, SECONDS (1000));
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_ACCEPTED);

  g_assert_false (fiel_engine_check_now (fixture->engine, attempt, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_PROVIDER);
  g_clear_error (&error);
  g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, TRUE, "slip 018734", "Eva", "Ana", &error));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_HAND_CHARGED);
}

/* A provider that cannot be set up does not keep the till from starting; its attempts wait. */
static void
test_provider_refuses (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_lost (fixture, 5000);
  g_clear_object (&attempt);
  engine_fixture_stop (fixture);

  fiel_fake_cloud_refuse_create (fixture->cloud, TRUE);
  g_assert_true (engine_fixture_try_start (fixture, &error));
  attempt = g_list_model_get_item (fiel_engine_get_attempts (fixture->engine), 0);
  engine_fixture_advance (fixture, SECONDS (1000));
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
  g_assert_null (engine_fixture_try_charge (fixture, "sur", 100, NULL, FALSE, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_PROVIDER);
}

/* Two programs on one journal: the second is told so, and can be ended. */
static void
test_in_use (EngineFixture *fixture, gconstpointer data)
{
  FielEngine *first = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  first = g_steal_pointer (&fixture->engine);
  g_assert_false (engine_fixture_try_start (fixture, &error));
  g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_IN_USE);
  engine_fixture_stop (fixture);
  fixture->engine = first;
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  engine_test ("/restart/sent", test_sent);
  engine_test ("/restart/horizon", test_horizon);
  engine_test ("/restart/accepted", test_accepted);
  engine_test ("/restart/accepted-late", test_accepted_late);
  engine_test ("/restart/unknown", test_unknown);
  engine_test ("/restart/closed", test_closed);
  engine_test ("/restart/unread-answer", test_unread_answer);
  engine_test ("/restart/vanished", test_vanished);
  engine_test ("/restart/provider-refuses", test_provider_refuses);
  engine_test ("/restart/in-use", test_in_use);

  return g_test_run ();
}
