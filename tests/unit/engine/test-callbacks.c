/* test-callbacks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

#include "fiel-callback-desk.h"
#include "fiel-reception.h"
#include "fiel-test.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* Callbacks: written down before the sender knows, never believed, and a reason to ask at once. The clock stands
 * still, so that no check comes by itself. */

#define RESULT "approved id=77 amount=12990 ticket=caja-000001"

typedef struct
{
  FielFakeCloud *cloud;
  guint n;
} Settled;

static gboolean
are_settled (gpointer user_data)
{
  Settled *expected = user_data;

  return fiel_fake_cloud_get_n_settled (expected->cloud) == expected->n;
}

static void
wait_settled (EngineFixture *fixture, guint n)
{
  Settled expected = { fixture->cloud, n };

  fiel_test_run_until (are_settled, &expected, "the callbacks are settled", 20);
}

static void
assert_settled (EngineFixture *fixture, const char *expected)
{
  g_assert_cmpstr (fiel_fake_cloud_get_settled (fixture->cloud), ==, expected);
}

static void
approve (EngineFixture *fixture, FielAttempt *attempt)
{
  FielFakeExchange *status = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS);

  g_assert_cmpstr (fiel_fake_exchange_get_request (status)->provider_id, ==, "77");
  fiel_fake_exchange_answer (status, RESULT " auth=018734 op=12");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
}

/* The query that it triggers closes the payment; the sender has its answer before. */
static void
test_asks_at_once (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  fiel_fake_cloud_call_back (fixture->cloud, fiel_attempt_get_id (attempt), "77", RESULT);
  wait_settled (fixture, 1);
  assert_settled (fixture, "kept");
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_ACCEPTED);
  approve (fixture, attempt);
  assert_events (fixture, attempt,
                 "intent received:sale state:accepted received:callback received:status state:approved");
}

static void
test_by_id_alone (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  fiel_fake_cloud_call_back (fixture->cloud, NULL, "77", "{}");
  approve (fixture, attempt);
}

/* A body without any id may be about any open payment. */
static void
test_names_nobody (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  fiel_fake_cloud_call_back (fixture->cloud, NULL, NULL, "{}");
  approve (fixture, attempt);
  assert_settled (fixture, "kept");
  assert_events (fixture, attempt, "intent received:sale state:accepted received:status state:approved");
}

/* Whatever it says, only the query decides. */
static void
test_never_believed (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  fiel_fake_cloud_call_back (fixture->cloud, fiel_attempt_get_id (attempt), "77", RESULT);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS),
                             "declined id=77 reason=no-funds");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_DECLINED);
}

/* It comes before the acknowledgement: the payment is asked about as soon as there is an id. */
static void
test_overtakes (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  FielFakeExchange *sale = NULL;

  fiel_fake_cloud_get_traits (fixture->cloud)->timings.first_us = SECONDS (3600);
  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 12990, NULL);
  sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);
  fiel_fake_exchange_start (sale);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_SENT);
  fiel_fake_cloud_call_back (fixture->cloud, fiel_attempt_get_id (attempt), "77", RESULT);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE), "busy");
  engine_fixture_wait_checks (attempt, 1);
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_SENT);
  fiel_fake_exchange_answer (sale, "accepted id=77");
  approve (fixture, attempt);
  g_assert_cmpuint (fiel_fake_cloud_get_n_sent (fixture->cloud, NULL), ==, 1);
}

/* Copies are kept once and all get their answer, also while the first one is written and after the end. */
static void
test_copies (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  fiel_fake_cloud_call_back (fixture->cloud, fiel_attempt_get_id (attempt), "77", RESULT);
  fiel_fake_cloud_call_back (fixture->cloud, fiel_attempt_get_id (attempt), "77", RESULT);
  wait_settled (fixture, 2);
  approve (fixture, attempt);
  fiel_fake_cloud_call_back (fixture->cloud, fiel_attempt_get_id (attempt), "77", RESULT);
  wait_settled (fixture, 3);
  assert_settled (fixture, "kept kept kept");
  assert_events (fixture, attempt,
                 "intent received:sale state:accepted received:callback received:status state:approved");
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
}

/* Something new about a closed payment is late, and changes nothing. */
static void
test_late (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  engine_fixture_advance_to_check (fixture, attempt);
  approve (fixture, attempt);
  fiel_fake_cloud_call_back (fixture->cloud, fiel_attempt_get_id (attempt), "77", "declined id=77");
  wait_settled (fixture, 1);
  assert_settled (fixture, "kept");
  assert_events (fixture, attempt,
                 "intent received:sale state:accepted received:status state:approved stray:callback");
  g_assert_false (fiel_attempt_get_conflict (attempt));
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);
}

/* What was never sent cannot be called back about: people must look, and the outcome stays. Found in the journal too,
 * when the payment is not led any more. */
static void
test_conflict (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 12990, NULL);
  fiel_fake_exchange_fail (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), FIEL_REASON_NO_CONNECTION);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_NOT_SENT);
  fiel_fake_cloud_call_back (fixture->cloud, fiel_attempt_get_id (attempt), "77", RESULT);
  wait_settled (fixture, 1);
  assert_settled (fixture, "kept");
  fiel_test_drain ();
  g_assert_true (fiel_attempt_get_conflict (attempt));
  assert_outcome (attempt, FIEL_OUTCOME_NOT_SENT);
  assert_steps (attempt, "saved closed conflict");
  assert_events (fixture, attempt, "intent received:sale state:not-sent conflict:callback");
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *found = strstr (text, word); found != NULL; found = strstr (found + 1, word))
    n++;

  return n;
}

static gboolean
has_alert (gpointer user_data)
{
  EngineFixture *fixture = user_data;

  return fiel_engine_get_n_alerts (fixture->engine) > 0;
}

/* The provider says once more what it said while the payment was open. Then it was a reason to ask; now it contradicts
 * what a person wrote down. Once, and also if the program was started anew in between. */
static void
test_said_before (EngineFixture *fixture, gconstpointer data)
{
  const gboolean restarts = data != NULL;
  g_autoptr (FielAttempt) attempt = NULL;
  g_autofree char *id = NULL;
  g_autofree char *events = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  id = g_strdup (fiel_attempt_get_id (attempt));
  fiel_fake_cloud_call_back (fixture->cloud, id, "77", RESULT);
  wait_settled (fixture, 1);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS), "pending id=77");
  engine_fixture_wait_checks (attempt, 1);
  g_assert_true (fiel_engine_record_by_hand (fixture->engine, attempt, FALSE, "no slip", "Eva", "Ana", NULL));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  for (guint n = 2; n < 4; n++)
    {
      if (restarts)
        {
          engine_fixture_stop (fixture);
          engine_fixture_start (fixture);
        }
      fiel_fake_cloud_call_back (fixture->cloud, id, "77", RESULT);
      wait_settled (fixture, n);
      if (n == 2)
        fiel_fake_exchange_forget (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS));
    }
  assert_settled (fixture, "kept kept kept");
  fiel_test_run_until (has_alert, fixture, "somebody has to look", 20);
  g_assert_true (fiel_attempt_get_conflict (fiel_engine_find_attempt (fixture->engine, id)));
  g_assert_cmpuint (fiel_engine_get_n_alerts (fixture->engine), ==, 1);
  events = engine_fixture_read_events (fixture, id);
  g_assert_cmpuint (count (events, "received:callback"), ==, 1);
  g_assert_cmpuint (count (events, "conflict:callback"), ==, 1);
  g_assert_cmpuint (count (events, "stray:callback"), ==, 0);
}

/* Nobody's payment, or one that only looks like ours: kept without touching any, and nobody is asked. */
static void
test_foreign (EngineFixture *fixture, gconstpointer data)
{
  static const char *const references[]
    = { NULL, "", "1", "zzzzzzzzzzzzzzzzzzzzzzzzz", "0123456789abcdefghijklmno' --" };
  g_autoptr (FielAttempt) attempt = NULL;
  g_autofree char *events = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    {
      g_autofree char *text = g_strdup_printf ("approved number %" G_GSIZE_FORMAT, i);

      fiel_fake_cloud_call_back (fixture->cloud, references[i], "78", text);
      wait_settled (fixture, (guint) i + 1);
    }
  assert_settled (fixture, "kept kept kept kept kept");
  events = engine_fixture_read_events (fixture, NULL);
  g_assert_cmpuint (count (events, "stray:callback"), ==, 5);
  assert_events (fixture, attempt, "intent received:sale state:accepted");
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
}

/* Who floods the address fills no journal and asks no questions. */
static void
test_flood (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autofree char *events = NULL;
  g_autofree char *next_hour = NULL;
  guint n = 0;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  for (guint i = 0; i < FIEL_CALLBACK_DESK_MAX_STRAYS + 10; i++)
    {
      g_autofree char *text = g_strdup_printf ("stray %u", i);

      fiel_fake_cloud_call_back (fixture->cloud, NULL, NULL, text);
    }
  for (guint i = 0; i < FIEL_CALLBACK_DESK_MAX_PER_ATTEMPT + 10; i++)
    {
      g_autofree char *text = g_strdup_printf ("ours %u", i);

      fiel_fake_cloud_call_back (fixture->cloud, fiel_attempt_get_id (attempt), NULL, text);
    }
  n = FIEL_CALLBACK_DESK_MAX_STRAYS + FIEL_CALLBACK_DESK_MAX_PER_ATTEMPT + 20;
  wait_settled (fixture, n);
  g_assert_cmpuint (count (fiel_fake_cloud_get_settled (fixture->cloud), "refused"), ==, 20);
  events = engine_fixture_read_events (fixture, NULL);
  g_assert_cmpuint (count (events, "stray:callback"), ==, FIEL_CALLBACK_DESK_MAX_STRAYS);
  g_assert_cmpuint (count (events, "received:callback"), ==, FIEL_CALLBACK_DESK_MAX_PER_ATTEMPT);

  approve (fixture, attempt);
  engine_fixture_advance (fixture, SECONDS (3600));
  fiel_fake_cloud_call_back (fixture->cloud, NULL, NULL, "stray of the next hour");
  wait_settled (fixture, n + 1);
  next_hour = engine_fixture_read_events (fixture, NULL);
  g_assert_cmpuint (count (next_hour, "stray:callback"), ==, FIEL_CALLBACK_DESK_MAX_STRAYS + 1);
}

/* After a restart the same text is known, and an open payment is asked about anyway. */
static void
test_restart (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autofree char *id = NULL;
  FielAttempt *again = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  id = g_strdup (fiel_attempt_get_id (attempt));
  fiel_fake_cloud_call_back (fixture->cloud, id, "77", RESULT);
  wait_settled (fixture, 1);
  fiel_fake_exchange_forget (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS));
  g_clear_object (&attempt);
  engine_fixture_stop (fixture);

  engine_fixture_start (fixture);
  again = fiel_engine_find_attempt (fixture->engine, id);
  fiel_fake_cloud_call_back (fixture->cloud, id, "77", RESULT);
  wait_settled (fixture, 2);
  assert_settled (fixture, "kept kept");
  approve (fixture, again);
  assert_events (fixture, again,
                 "intent received:sale state:accepted received:callback received:status received:status "
                 "state:approved");
}

/* A day after it was approved the provider says so once more, then again after the till was started anew: one late
 * record, no alarm. The same text is not kept twice, however long ago it was. */
static void
test_a_day_late (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autofree char *id = NULL;
  g_autofree char *events = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  id = g_strdup (fiel_attempt_get_id (attempt));
  engine_fixture_advance_to_check (fixture, attempt);
  approve (fixture, attempt);
  g_clear_object (&attempt);
  for (guint n = 1; n < 4; n++)
    {
      engine_fixture_advance (fixture, SECONDS (24 * 3600));
      engine_fixture_stop (fixture);
      engine_fixture_start (fixture);
      fiel_fake_cloud_call_back (fixture->cloud, id, "77", RESULT);
      wait_settled (fixture, n);
    }
  assert_settled (fixture, "kept kept kept");
  g_assert_cmpuint (fiel_engine_get_n_alerts (fixture->engine), ==, 0);
  events = engine_fixture_read_events (fixture, id);
  g_assert_cmpstr (events, ==, "intent received:sale state:accepted received:status state:approved stray:callback");
}

/* An answer to nobody that comes again after a crash, because nobody had told the relay, is on the list once. */
static void
test_unmatched_again (EngineFixture *fixture, gconstpointer data)
{
  engine_fixture_start (fixture);
  for (guint n = 1; n < 3; n++)
    {
      fiel_fake_cloud_call_back (fixture->cloud, NULL, "78", "approved");
      wait_settled (fixture, n);
      engine_fixture_stop (fixture);
      engine_fixture_start (fixture);
    }
  assert_settled (fixture, "kept kept");
  g_assert_cmpuint (fiel_engine_get_n_alerts (fixture->engine), ==, 1);
}

/* It names our payment and another amount. It is a reason to ask, and what the provider says then is what counts. */
static void
test_forged_amount (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  fiel_fake_cloud_call_back (fixture->cloud, fiel_attempt_get_id (attempt), "77",
                             "approved id=77 amount=1 ticket=caja-000001");
  wait_settled (fixture, 1);
  assert_settled (fixture, "kept");
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_ACCEPTED);
  approve (fixture, attempt);
  g_assert_cmpint (fiel_attempt_get_approved (attempt).minor, ==, 12990);
  g_assert_false (fiel_attempt_get_conflict (attempt));
}

static FielReception *
peek_reception (EngineFixture *fixture)
{
  g_autoptr (FielReception) reception = g_list_model_get_item (fiel_engine_get_receptions (fixture->engine), 0);

  g_assert_nonnull (reception);
  g_assert_cmpuint (g_list_model_get_n_items (fiel_engine_get_receptions (fixture->engine)), ==, 1);
  return reception;
}

/* Over a shared address the other tills' callbacks come as well, as many as there are payments: counted, not kept, nobody
 * is asked, and nothing of them uses up what strangers may fill. */
static void
test_other_till (EngineFixture *fixture, gconstpointer data)
{
  const guint n_others = FIEL_CALLBACK_DESK_MAX_STRAYS + 10;
  g_autoptr (FielAttempt) attempt = NULL;
  g_autofree char *events = NULL;

  fiel_fake_cloud_share_callbacks (fixture->cloud, TRUE);
  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  for (guint i = 0; i < n_others; i++)
    {
      g_autofree char *id = g_strdup_printf ("0000000000000000000000%03u", i);

      fiel_fake_cloud_call_back (fixture->cloud, id, "78", "approved id=78 amount=5");
    }
  wait_settled (fixture, n_others);
  g_assert_cmpuint (count (fiel_fake_cloud_get_settled (fixture->cloud), "kept"), ==, n_others);
  assert_events (fixture, attempt, "intent received:sale state:accepted");
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
  g_assert_cmpuint (fiel_reception_get_n_others (peek_reception (fixture)), ==, n_others);
  g_assert_cmpuint (fiel_reception_get_n_heard (peek_reception (fixture)), ==, 0);
  g_assert_cmpuint (fiel_engine_get_n_alerts (fixture->engine), ==, 0);

  fiel_fake_cloud_call_back (fixture->cloud, NULL, "79", "approved id=79");
  fiel_fake_cloud_call_back (fixture->cloud, "1", "80", "approved id=80");
  wait_settled (fixture, n_others + 2);
  events = engine_fixture_read_events (fixture, NULL);
  g_assert_cmpuint (count (events, "stray:callback"), ==, 2);
  g_assert_cmpuint (fiel_engine_get_n_alerts (fixture->engine), ==, 2);
  fiel_fake_cloud_call_back (fixture->cloud, fiel_attempt_get_id (attempt), "77", RESULT);
  approve (fixture, attempt);
  g_assert_cmpuint (fiel_reception_get_n_heard (peek_reception (fixture)), ==, 3);
}

/* A test that somebody here has sent is about nothing: not on any list, and nobody is asked. */
static void
test_test_call (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  before = engine_fixture_read_events (fixture, NULL);
  for (guint i = 0; i < FIEL_CALLBACK_DESK_MAX_STRAYS + 1; i++)
    fiel_fake_cloud_call_back (fixture->cloud, NULL, NULL, "test");
  wait_settled (fixture, FIEL_CALLBACK_DESK_MAX_STRAYS + 1);
  g_assert_cmpuint (count (fiel_fake_cloud_get_settled (fixture->cloud), "kept"), ==, FIEL_CALLBACK_DESK_MAX_STRAYS + 1);
  after = engine_fixture_read_events (fixture, NULL);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
  g_assert_cmpuint (fiel_engine_get_n_alerts (fixture->engine), ==, 0);
  g_assert_cmpuint (fiel_reception_get_n_tests (peek_reception (fixture)), ==, FIEL_CALLBACK_DESK_MAX_STRAYS + 1);
  g_assert_cmpint (fiel_reception_get_heard_us (peek_reception (fixture)), >, 0);
}

/* What strangers fill is not what is kept of a closed payment: that has a bound of its own, over restarts. */
static void
test_flood_of_closed (EngineFixture *fixture, gconstpointer data)
{
  const guint n_garbage = FIEL_CALLBACK_DESK_MAX_STRAYS + 1;
  const guint n_late = FIEL_CALLBACK_DESK_MAX_PER_ATTEMPT + 4;
  g_autoptr (FielAttempt) attempt = NULL;
  g_autofree char *id = NULL;
  g_autofree char *events = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  id = g_strdup (fiel_attempt_get_id (attempt));
  engine_fixture_advance_to_check (fixture, attempt);
  approve (fixture, attempt);
  g_clear_object (&attempt);
  for (guint i = 0; i < n_garbage; i++)
    {
      g_autofree char *text = g_strdup_printf ("garbage %u", i);

      fiel_fake_cloud_call_back (fixture->cloud, NULL, NULL, text);
    }
  wait_settled (fixture, n_garbage);
  g_assert_cmpuint (count (fiel_fake_cloud_get_settled (fixture->cloud), "refused"), ==, 1);
  for (guint i = 0; i < n_late; i++)
    {
      g_autofree char *text = g_strdup_printf ("late %u", i);

      if (i == n_late / 2)
        {
          engine_fixture_stop (fixture);
          engine_fixture_start (fixture);
        }
      fiel_fake_cloud_call_back (fixture->cloud, id, "77", text);
      wait_settled (fixture, n_garbage + i + 1);
    }
  g_assert_cmpuint (count (fiel_fake_cloud_get_settled (fixture->cloud), "refused"), ==, 5);
  events = engine_fixture_read_events (fixture, id);
  g_assert_cmpuint (count (events, "stray:callback"), ==, FIEL_CALLBACK_DESK_MAX_PER_ATTEMPT);
}

static void
set_disk_full (gboolean full)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = full ? 1 : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* What cannot be written down is not answered as if it had been, neither the first nor its copy, and nobody asks. */
static void
test_disk_full (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  set_disk_full (TRUE);
  fiel_fake_cloud_call_back (fixture->cloud, fiel_attempt_get_id (attempt), "77", RESULT);
  fiel_fake_cloud_call_back (fixture->cloud, fiel_attempt_get_id (attempt), "77", RESULT);
  fiel_fake_cloud_call_back (fixture->cloud, NULL, "78", "{}");
  wait_settled (fixture, 3);
  set_disk_full (FALSE);
  assert_settled (fixture, "failed failed failed");
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
}

/* The program ends while they come: what is kept is kept, and the journal closes after it. */
static void
test_stop (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge_accepted (fixture, 12990);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *text = g_strdup_printf ("number %u", i);

      fiel_fake_cloud_call_back (fixture->cloud, fiel_attempt_get_id (attempt), "77", text);
      if (i == 5)
        fiel_test_drain ();
    }
  g_clear_object (&attempt);
  engine_fixture_stop (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  /* A full disk is told loudly, and that is no failure of these tests; an endless file is an error, not the end. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  signal (SIGXFSZ, SIG_IGN);

  engine_test ("/callbacks/asks-at-once", test_asks_at_once);
  engine_test ("/callbacks/by-id-alone", test_by_id_alone);
  engine_test ("/callbacks/names-nobody", test_names_nobody);
  engine_test ("/callbacks/never-believed", test_never_believed);
  engine_test ("/callbacks/overtakes", test_overtakes);
  engine_test ("/callbacks/copies", test_copies);
  engine_test ("/callbacks/late", test_late);
  engine_test ("/callbacks/conflict", test_conflict);
  g_test_add ("/callbacks/said-before", EngineFixture, NULL, engine_fixture_set_up, test_said_before,
              engine_fixture_tear_down);
  g_test_add ("/callbacks/said-before-restarts", EngineFixture, "restarts", engine_fixture_set_up,
              test_said_before, engine_fixture_tear_down);
  engine_test ("/callbacks/foreign", test_foreign);
  engine_test ("/callbacks/a-day-late", test_a_day_late);
  engine_test ("/callbacks/unmatched-again", test_unmatched_again);
  engine_test ("/callbacks/forged-amount", test_forged_amount);
  engine_test ("/callbacks/other-till", test_other_till);
  engine_test ("/callbacks/test-call", test_test_call);
  engine_test ("/callbacks/flood", test_flood);
  engine_test ("/callbacks/flood-of-closed", test_flood_of_closed);
  engine_test ("/callbacks/restart", test_restart);
  engine_test ("/callbacks/disk-full", test_disk_full);
  engine_test ("/callbacks/stop", test_stop);

  return g_test_run ();
}
