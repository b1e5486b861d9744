/* test-people.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

#include "fiel-callback-desk.h"
#include "fiel-test.h"

#include <string.h>

/* What people say about a payment nobody has a result of, and what people are shown until they have looked: kept,
 * never believed, never lost. */

#define CARD_NUMBER "4111 1111 1111 1111"

static void
answer (EngineFixture *fixture, FielOperation operation, const char *text)
{
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, operation), "%s", text);
}

typedef struct
{
  EngineFixture *fixture;
  guint n_alerts;
} Count;

static gboolean
has_alerts (gpointer user_data)
{
  Count *count = user_data;

  return fiel_engine_get_n_alerts (count->fixture->engine) == count->n_alerts;
}

static void
wait_alerts (EngineFixture *fixture, guint n_alerts)
{
  Count count = { fixture, n_alerts };

  fiel_test_run_until (has_alerts, &count, "so many alerts", 20);
}

static gboolean
has_sighting (gpointer user_data)
{
  return fiel_attempt_get_sighting (user_data) != FIEL_SIGHTING_NONE;
}

static FielAttempt *
charge_unknown (EngineFixture *fixture)
{
  FielAttempt *attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  engine_fixture_advance (fixture, SECONDS (300));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);

  return attempt;
}

static FielAttempt *
find_again (EngineFixture *fixture, const char *id)
{
  FielAttempt *attempt = fiel_engine_find_attempt (fixture->engine, id);

  g_assert_nonnull (attempt);

  return attempt;
}

/* A slip in the hand of a cashier closes nothing; it is there again after a restart. */
static void
test_sighting (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = charge_unknown (fixture);
  g_autofree char *id = g_strdup (fiel_attempt_get_id (attempt));
  g_autofree char *events = NULL;
  g_autoptr (GError) error = NULL;
  FielAttempt *again = NULL;

  fiel_fake_exchange_forget (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS));
  g_assert_true (fiel_engine_note_sighting (fixture->engine, attempt, FIEL_SIGHTING_APPROVED, "018734", "Ana", &error));
  g_assert_no_error (error);
  fiel_test_run_until (has_sighting, attempt, "the sighting is durable", 20);
  g_assert_cmpstr (fiel_attempt_get_slip_code (attempt), ==, "018734");
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);
  events = engine_fixture_read_events (fixture, id);
  g_assert_nonnull (strstr (events, "note"));

  engine_fixture_stop (fixture);
  engine_fixture_start (fixture);
  again = find_again (fixture, id);
  g_assert_cmpint (fiel_attempt_get_sighting (again), ==, FIEL_SIGHTING_APPROVED);
  g_assert_cmpstr (fiel_attempt_get_slip_code (again), ==, "018734");
  g_assert_cmpint (fiel_attempt_get_state (again), !=, FIEL_ATTEMPT_STATE_CLOSED);
}

/* Whoever says something wants to know: the provider is asked at once, and its word decides. */
static void
test_sighting_asks (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  g_assert_true (fiel_engine_note_sighting (fixture->engine, attempt, FIEL_SIGHTING_DECLINED, NULL, "Ana", NULL));
  answer (fixture, FIEL_OPERATION_STATUS, "approved id=77 amount=12990 auth=018734 op=12");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
  g_assert_cmpuint (fiel_engine_get_n_alerts (fixture->engine), ==, 0);
}

static void
assert_sighting_refused (EngineFixture *fixture, FielAttempt *attempt, const char *slip_code, FielEngineError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fiel_engine_note_sighting (fixture->engine, attempt, FIEL_SIGHTING_APPROVED, slip_code, "Ana",
                                             &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, (int) code);
}

static void
assert_words_refused (EngineFixture *fixture, FielAttempt *attempt, const char *reason, const char *actor,
                      const char *witness)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fiel_engine_record_by_hand (fixture->engine, attempt, TRUE, reason, actor, witness, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_REFERENCE);
}

static void
assert_witness_refused (EngineFixture *fixture, FielAttempt *attempt, const char *witness)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fiel_engine_record_by_hand (fixture->engine, attempt, TRUE, "slip", "Eva", witness, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_APPROVAL);
}

static void
test_sighting_refused (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 12990, NULL);
  assert_sighting_refused (fixture, attempt, NULL, FIEL_ENGINE_ERROR_NOT_READY);
  answer (fixture, FIEL_OPERATION_SALE, "accepted id=77");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_ACCEPTED);
  assert_sighting_refused (fixture, attempt, CARD_NUMBER, FIEL_ENGINE_ERROR_REFERENCE);
  assert_sighting_refused (fixture, attempt, "", FIEL_ENGINE_ERROR_REFERENCE);
  assert_sighting_refused (fixture, attempt, "123456789012345678901", FIEL_ENGINE_ERROR_REFERENCE);
  assert_sighting_refused (fixture, attempt, "12\n34", FIEL_ENGINE_ERROR_REFERENCE);
  assert_sighting_refused (fixture, attempt, "4111.1111/1111_1111", FIEL_ENGINE_ERROR_REFERENCE);
  assert_words_refused (fixture, attempt, "card 4111 . 1111 . 1111 . 1111", "Eva", "Ana");
  assert_words_refused (fixture, attempt, "  ", "Eva", "Ana");
  assert_words_refused (fixture, attempt, "slip", " ", "Ana");
  assert_words_refused (fixture, attempt, "slip", "Eva", "４１１１111111111111");
  assert_witness_refused (fixture, attempt, NULL);
  assert_witness_refused (fixture, attempt, " eva");
  g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, TRUE, "slip", "Eva", "Ana", NULL));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_sighting_refused (fixture, attempt, "018734", FIEL_ENGINE_ERROR_CLOSED);
  g_assert_cmpint (fiel_attempt_get_sighting (attempt), ==, FIEL_SIGHTING_NONE);
}

/* One check more that brings nothing. */
static void
check_in_vain (EngineFixture *fixture, FielAttempt *attempt, guint *n_checks)
{
  if (fiel_fake_cloud_get_n_waiting (fixture->cloud) == 0)
    g_assert_true (fiel_engine_check_now (fixture->engine, attempt, NULL));
  answer (fixture, FIEL_OPERATION_STATUS, "pending id=77");
  engine_fixture_wait_checks (attempt, ++*n_checks);
}

/* A customer at the terminal gets a minute, whatever the checks bring meanwhile. */
static void
test_still_waiting (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = charge_unknown (fixture);
  guint n = 0;

  while (fiel_attempt_get_phase (attempt) != FIEL_ATTEMPT_PHASE_UNCONFIRMED)
    check_in_vain (fixture, attempt, &n);

  g_assert_true (fiel_engine_note_sighting (fixture->engine, attempt, FIEL_SIGHTING_WAITING, NULL, "Ana", NULL));
  engine_fixture_wait_phase (attempt, FIEL_ATTEMPT_PHASE_CHECKING);
  for (guint i = 0; i < 4; i++)
    check_in_vain (fixture, attempt, &n);
  g_assert_cmpint (fiel_attempt_get_phase (attempt), ==, FIEL_ATTEMPT_PHASE_CHECKING);
  engine_fixture_advance (fixture, SECONDS (61));
  engine_fixture_wait_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_UNKNOWN);

  /* Who looks again and sees the same gets another one. */
  g_assert_true (fiel_engine_note_sighting (fixture->engine, attempt, FIEL_SIGHTING_WAITING, NULL, "Ana", NULL));
  engine_fixture_wait_phase (attempt, FIEL_ATTEMPT_PHASE_CHECKING);
}

static FielAlert *
get_alert (EngineFixture *fixture)
{
  return g_list_model_get_item (fiel_engine_get_alerts (fixture->engine), 0);
}

/* Recorded by hand as not charged, and then the provider says that it was. */
static FielAttempt *
make_conflict (EngineFixture *fixture)
{
  FielAttempt *attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, FALSE, "terminal was off", "Eva", "Ana", NULL));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  engine_fixture_wait_planned (attempt);
  engine_fixture_advance_to_check (fixture, attempt);
  answer (fixture, FIEL_OPERATION_STATUS, "approved id=77 amount=12990 auth=018734 op=12");
  wait_alerts (fixture, 1);

  return attempt;
}

static void
assert_conflict (EngineFixture *fixture, const char *attempt_id)
{
  FielAttempt *attempt = find_again (fixture, attempt_id);
  g_autoptr (FielAlert) alert = get_alert (fixture);

  g_assert_true (fiel_attempt_get_conflict (attempt));
  g_assert_cmpint (fiel_attempt_get_contradiction (attempt), ==, FIEL_CONTRADICTION_CHARGED_AFTER_ALL);
  assert_outcome (attempt, FIEL_OUTCOME_HAND_NOT_CHARGED);
  g_assert_cmpint (fiel_alert_get_kind (alert), ==, FIEL_ALERT_CONFLICT);
  g_assert_cmpint (fiel_alert_get_contradiction (alert), ==, FIEL_CONTRADICTION_CHARGED_AFTER_ALL);
  g_assert_cmpint (fiel_alert_get_outcome (alert), ==, FIEL_OUTCOME_HAND_NOT_CHARGED);
  g_assert_cmpstr (fiel_alert_get_attempt_id (alert), ==, attempt_id);
  g_assert_cmpstr (fiel_alert_get_reference (alert), ==, fiel_attempt_get_reference (attempt));
  g_assert_cmpint (fiel_alert_get_amount (alert).minor, ==, 12990);
}

static void
test_conflict (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = make_conflict (fixture);
  g_autofree char *id = g_strdup (fiel_attempt_get_id (attempt));

  assert_conflict (fixture, id);
  engine_fixture_stop (fixture);
  engine_fixture_start (fixture);
  g_assert_cmpuint (fiel_engine_get_n_alerts (fixture->engine), ==, 1);
  assert_conflict (fixture, id);
}

/* A record by hand ends no question, and neither does a restart: the provider's word is waited for until it comes. */
static void
test_watched_over_restarts (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (FielAlert) alert = NULL;
  g_autofree char *id = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  id = g_strdup (fiel_attempt_get_id (attempt));
  g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, FALSE, "terminal was off", "Eva", "Ana", NULL));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);

  engine_fixture_stop (fixture);
  fiel_manual_clock_jump_wall (fixture->clock, SECONDS (3 * 86400));
  engine_fixture_start (fixture);
  g_assert_null (fiel_terminal_get_attempt (engine_fixture_get_terminal (fixture, "norte")));
  g_assert_cmpuint (fiel_engine_get_n_open (fixture->engine), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (fiel_engine_get_attempts (fixture->engine)), ==, 0);
  engine_fixture_wait_planned (find_again (fixture, id));
  engine_fixture_advance_to_check (fixture, find_again (fixture, id));
  answer (fixture, FIEL_OPERATION_STATUS, "approved id=77 amount=12990 auth=018734 op=12");
  wait_alerts (fixture, 1);
  alert = get_alert (fixture);
  g_assert_cmpstr (fiel_alert_get_attempt_id (alert), ==, id);
  g_assert_cmpint (fiel_alert_get_contradiction (alert), ==, FIEL_CONTRADICTION_CHARGED_AFTER_ALL);
}

/* Once the provider has said the same, nobody is asked again. */
static void
test_watched_until_answered (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autofree char *id = NULL;
  g_autofree char *events = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  id = g_strdup (fiel_attempt_get_id (attempt));
  g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, FALSE, "terminal was off", "Eva", "Ana", NULL));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  engine_fixture_wait_planned (attempt);
  engine_fixture_advance_to_check (fixture, attempt);
  answer (fixture, FIEL_OPERATION_STATUS, "declined id=77 amount=12990");
  engine_fixture_wait_checks (attempt, 1);
  engine_fixture_stop (fixture);
  engine_fixture_start (fixture);
  events = engine_fixture_read_events (fixture, id);
  g_assert_nonnull (strstr (events, "stray"));
  engine_fixture_advance (fixture, SECONDS (600));
  g_assert_cmpint (fiel_attempt_get_next_check_us (find_again (fixture, id)), ==, 0);
  g_assert_cmpuint (fiel_engine_get_n_alerts (fixture->engine), ==, 0);
}

/* A callback is shouted about and answers nothing: the question is still asked after a restart. */
static void
test_watched_after_callback (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autofree char *id = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  id = g_strdup (fiel_attempt_get_id (attempt));
  g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, FALSE, "terminal was off", "Eva", "Ana", NULL));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  fiel_fake_cloud_call_back (fixture->cloud, id, "77", "approved id=77 amount=12990");
  wait_alerts (fixture, 1);
  fiel_fake_exchange_forget (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS));

  engine_fixture_stop (fixture);
  engine_fixture_start (fixture);
  engine_fixture_wait_planned (find_again (fixture, id));
  engine_fixture_advance_to_check (fixture, find_again (fixture, id));
  answer (fixture, FIEL_OPERATION_STATUS, "approved id=77 amount=12990 auth=018734 op=12");
  wait_alerts (fixture, 2);
  assert_conflict (fixture, id);
}

/* Pressed twice: the second press is a late word, and ends no question either. */
static void
test_watched_after_two_presses (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, FALSE, "terminal was off", "Eva", "Ana", NULL));
  g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, FALSE, "terminal was off", "Eva", "Ana", NULL));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  engine_fixture_wait_planned (attempt);
  engine_fixture_advance_to_check (fixture, attempt);
  answer (fixture, FIEL_OPERATION_STATUS, "approved id=77 amount=12990 auth=018734 op=12");
  wait_alerts (fixture, 1);
  assert_conflict (fixture, fiel_attempt_get_id (attempt));
}

/* Somebody looked: once, and for every later start. What was recorded stays marked. */
static void
test_acknowledge (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = make_conflict (fixture);
  g_autofree char *id = g_strdup (fiel_attempt_get_id (attempt));
  g_autoptr (FielAlert) alert = get_alert (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (fiel_engine_acknowledge (fixture->engine, alert, "returned 12990", "Eva", &error));
  g_assert_no_error (error);
  wait_alerts (fixture, 0);
  g_assert_false (fiel_engine_acknowledge (fixture->engine, alert, "again", "Eva", &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_CLOSED);

  engine_fixture_stop (fixture);
  engine_fixture_start (fixture);
  g_assert_cmpuint (fiel_engine_get_n_alerts (fixture->engine), ==, 0);
  g_assert_true (fiel_attempt_get_conflict (find_again (fixture, id)));
  g_assert_cmpint (fiel_attempt_get_contradiction (find_again (fixture, id)), ==,
                   FIEL_CONTRADICTION_CHARGED_AFTER_ALL);
}

/* Pressed twice before the first press is durable: said once, and nothing goes wrong. */
static void
test_acknowledge_twice (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = make_conflict (fixture);
  g_autoptr (FielAlert) alert = get_alert (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (fiel_engine_acknowledge (fixture->engine, alert, "returned 12990", "Eva", NULL));
  g_assert_false (fiel_engine_acknowledge (fixture->engine, alert, "returned 12990", "Eva", &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_CLOSED);
  wait_alerts (fixture, 0);
  engine_fixture_stop (fixture);
  engine_fixture_start (fixture);
  g_assert_cmpuint (fiel_engine_get_n_alerts (fixture->engine), ==, 0);
}

/* A message that belongs to nobody is kept and shown, masked. */
static void
test_unmatched (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAlert) alert = NULL;

  engine_fixture_start (fixture);
  fiel_fake_cloud_call_back (fixture->cloud, "0123456789abcdefghijklmno", "4711", "approved id=4711 amount=5000");
  wait_alerts (fixture, 1);
  alert = get_alert (fixture);
  g_assert_cmpint (fiel_alert_get_kind (alert), ==, FIEL_ALERT_UNMATCHED);
  g_assert_null (fiel_alert_get_attempt_id (alert));
  g_assert_cmpint (fiel_alert_get_contradiction (alert), ==, FIEL_CONTRADICTION_NONE);
  g_assert_nonnull (strstr (fiel_alert_get_text (alert), "amount=5000"));
  g_assert_true (fiel_engine_acknowledge (fixture->engine, alert, "of the till next door", "Eva", NULL));
  wait_alerts (fixture, 0);
}

/* "Time out", about nobody: it is kept, every open payment is asked about, and no person is bothered with it. */
static void
test_empty_callback (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autofree char *events = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  fiel_fake_cloud_call_back (fixture->cloud, NULL, NULL, "error TIMEOUT (5 MINUTES)");
  answer (fixture, FIEL_OPERATION_STATUS, "declined id=77 amount=12990");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  events = engine_fixture_read_events (fixture, NULL);
  g_assert_nonnull (strstr (events, "received:callback"));
  g_assert_cmpuint (fiel_engine_get_n_alerts (fixture->engine), ==, 0);
}

typedef struct
{
  gboolean done;
  char *text;      /* owned, nullable */
  GError *error;   /* owned, nullable */
} Description;

static void
described_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Description *description = user_data;

  description->text = fiel_engine_describe_ticket_finish (FIEL_ENGINE (source), result, &description->error);
  description->done = TRUE;
}

static gboolean
is_described (gpointer user_data)
{
  return ((Description *) user_data)->done;
}

static void
describe (EngineFixture *fixture, const char *reference, Description *description)
{
  fiel_engine_describe_ticket_async (fixture->engine, reference, NULL, described_cb, description);
  fiel_test_run_until (is_described, description, "the ticket is described", 20);
}

/* Everything a stranger needs to see how often a ticket was charged. */
static void
test_evidence_page (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = make_conflict (fixture);
  g_autoptr (FielAttemptRecord) record = engine_fixture_read_record (fixture, fiel_attempt_get_id (attempt));
  const char *const needles[] = {
    fiel_attempt_get_id (attempt), record->body_sha256, "12990 CLP", "provider-id: 77", "outcome: hand-not-charged",
    "conflict: yes", "detail: terminal was off", "(Eva)", "witness: Ana", "received", "hash: ",
    "1 payment was started for it.", "Charged, less what went back: 0 CLP", "Still open: 0",
    "Recorded by hand: 1. Contradicted later: 1.", "· TEST · Fiel ",
  };
  Description description = { 0 };

  describe (fixture, fiel_attempt_get_reference (attempt), &description);
  g_assert_no_error (description.error);
  for (gsize i = 0; i < G_N_ELEMENTS (needles); i++)
    if (strstr (description.text, needles[i]) == NULL)
      g_error ("“%s” is not on the page:\n%s", needles[i], description.text);
  g_free (description.text);
}

/* A word with line breaks in it cannot forge a line of the page. */
static void
test_evidence_page_unforged (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  Description description = { 0 };

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, FALSE, "off\n        hash: forged\r\u2028x", "Eva",
                                             "Ana", NULL));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  describe (fixture, fiel_attempt_get_reference (attempt), &description);
  g_assert_no_error (description.error);
  g_assert_nonnull (strstr (description.text, "detail: off\\n        hash: forged\\r"));
  g_assert_null (strstr (description.text, "\n        hash: forged"));
  g_assert_null (strchr (description.text, '\r'));
  g_free (description.text);
}

static void
test_no_evidence (EngineFixture *fixture, gconstpointer data)
{
  Description description = { 0 };

  engine_fixture_start (fixture);
  describe (fixture, "X-1", &description);
  g_assert_error (description.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (description.text);
  g_clear_error (&description.error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  engine_test ("/people/sighting", test_sighting);
  engine_test ("/people/sighting-asks", test_sighting_asks);
  engine_test ("/people/sighting-refused", test_sighting_refused);
  engine_test ("/people/still-waiting", test_still_waiting);
  engine_test ("/people/conflict", test_conflict);
  engine_test ("/people/watched-over-restarts", test_watched_over_restarts);
  engine_test ("/people/watched-until-answered", test_watched_until_answered);
  engine_test ("/people/watched-after-callback", test_watched_after_callback);
  engine_test ("/people/watched-after-two-presses", test_watched_after_two_presses);
  engine_test ("/people/acknowledge", test_acknowledge);
  engine_test ("/people/acknowledge-twice", test_acknowledge_twice);
  engine_test ("/people/unmatched", test_unmatched);
  engine_test ("/people/empty-callback", test_empty_callback);
  engine_test ("/people/evidence-page", test_evidence_page);
  engine_test ("/people/evidence-page-unforged", test_evidence_page_unforged);
  engine_test ("/people/no-evidence", test_no_evidence);

  return g_test_run ();
}
