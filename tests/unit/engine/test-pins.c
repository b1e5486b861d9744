/* test-pins.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who is let in, who may approve, and how slowly PINs can be tried: the engine over a real journal, with a keyring that
 * does what the test says. */

#include "people-fixture.h"

#include "fiel-engine-private.h"
#include "fiel-journal.h"
#include "fiel-shift-book.h"
#include "fiel-test.h"

#include <string.h>

static void
sign_in (EngineFixture *fixture, const char *key, const char *pin)
{
  g_autoptr (GError) error = NULL;

  people_fixture_sign_in (fixture, key, pin, &error);
  g_assert_no_error (error);
}

static void
assert_not_let_in (EngineFixture *fixture, const char *key, const char *pin, FielPeopleError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (people_fixture_sign_in (fixture, key, pin, &error));
  g_assert_error (error, FIEL_PEOPLE_ERROR, (int) code);
  g_assert_cmpint ((int) strlen (error->message), >, 10);
  if (strlen (pin) > 3)
    g_assert_null (strstr (error->message, pin));
  g_assert_true (fiel_people_get_locked (people_fixture_get_people (fixture)));
}

static void
assert_notes (EngineFixture *fixture, const char *expected)
{
  g_autofree char *notes = people_fixture_read_notes (fixture);

  g_assert_cmpstr (notes, ==, expected);
}

/* Charges as @actor; the word of the refusal's code, or "charged". */
static gboolean
try_charge (EngineFixture *fixture, GError **error)
{
  g_autoptr (FielAttempt) attempt = engine_fixture_try_charge (fixture, "norte", 5000, NULL, FALSE, error);

  if (attempt == NULL)
    return FALSE;
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "approved amount=5000");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);

  return TRUE;
}

static void
test_sign_in (EngineFixture *fixture, gconstpointer data)
{
  FielPeople *people = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  people = people_fixture_get_people (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (people)), ==, 4);
  g_assert_true (fiel_people_get_locked (people));
  g_assert_null (fiel_people_get_signed_in (people));

  g_assert_false (try_charge (fixture, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_LOCKED);
  g_clear_error (&error);

  /* engine_fixture_try_charge() charges as "Ana". */
  sign_in (fixture, "ana", PIN_ANA);
  g_assert_false (fiel_people_get_locked (people));
  g_assert_cmpstr (fiel_people_get_actor (people), ==, "Ana Riquelme");
  g_assert_false (try_charge (fixture, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_LOCKED);
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);

  fiel_people_lock (people, "key");
  g_assert_true (fiel_people_get_locked (people));
  sign_in (fixture, "luis", PIN_LUIS);
  assert_notes (fixture, "signed-in:ana:Ana Riquelme locked:ana:Ana Riquelme signed-in:luis:Luis");

  /* A restart locks. */
  people_fixture_restart (fixture);
  g_assert_true (fiel_people_get_locked (people_fixture_get_people (fixture)));
}

static const char one_short_name[] = "[person ana]\nname=Ana\nrole=cashier\n[person marta]\nname=Marta\nrole=manager\n";

static void
test_charge (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  sign_in (fixture, "ana", PIN_ANA);
  g_assert_true (try_charge (fixture, &error));
  g_assert_no_error (error);
}

static void
test_wrong_pin (EngineFixture *fixture, gconstpointer data)
{
  engine_fixture_start (fixture);
  assert_not_let_in (fixture, "ana", "4820615938", FIEL_PEOPLE_ERROR_WRONG_PIN);
  assert_not_let_in (fixture, "ana", PIN_MARTA, FIEL_PEOPLE_ERROR_WRONG_PIN);
  assert_not_let_in (fixture, "marta", "0", FIEL_PEOPLE_ERROR_WRONG_PIN);
  assert_notes (fixture, "wrong-pin:ana:Caja 2 wrong-pin:ana:Caja 2 wrong-pin:marta:Caja 2");
  people_fixture_restart (fixture);
  sign_in (fixture, "ana", PIN_ANA);
  assert_notes (fixture, "wrong-pin:ana:Caja 2 wrong-pin:ana:Caja 2 wrong-pin:marta:Caja 2 signed-in:ana:Ana Riquelme");
}

/* What is on the screen is in the journal before. */
static void
test_told_after_written (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) trouble = g_error_new_literal (FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE, "The disk is full.");

  engine_fixture_start (fixture);
  fiel_scribe_notice_trouble (fiel_engine_get_scribe (fixture->engine), trouble);
  assert_not_let_in (fixture, "ana", PIN_ANA, FIEL_PEOPLE_ERROR_STORAGE);
  assert_not_let_in (fixture, "ana", "1", FIEL_PEOPLE_ERROR_STORAGE);
  /* It counts, written or not. */
  for (guint i = 0; i < 4; i++)
    assert_not_let_in (fixture, "ana", "1", FIEL_PEOPLE_ERROR_STORAGE);
  assert_not_let_in (fixture, "ana", PIN_ANA, FIEL_PEOPLE_ERROR_WAIT);
}

/* Whoever tries PINs, kills the program whenever it makes them wait, turns the wall clock, and now and then starts the
 * machine anew, has so many looked at in six hours. */
static void
test_brute_force (EngineFixture *fixture, gconstpointer data)
{
  const gint64 hours_us = SECONDS (6 * 3600);
  gint64 spent_us = 0;
  guint n_tried = 0, n_restarts = 0, before;

  engine_fixture_start (fixture);
  before = fiel_memory_secrets_get_n_lookups (people_fixture_get_keyring (fixture));
  while (spent_us < hours_us)
    {
      g_autofree char *pin = g_strdup_printf ("%04u", n_tried);
      g_autoptr (GError) error = NULL;

      g_assert_false (people_fixture_sign_in (fixture, "ana", pin, &error));
      n_tried += g_error_matches (error, FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_WRONG_PIN) ? 1 : 0;
      if (g_error_matches (error, FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_WAIT))
        {
          fiel_manual_clock_jump_wall (fixture->clock, hours_us);
          fiel_manual_clock_advance (fixture->clock, SECONDS (300));
          spent_us += SECONDS (300);
        }
      if (n_tried < 12 || n_tried % 8 == 0)
        {
          people_fixture_restart (fixture);
          before++;    /* the provider's own secret */
          n_restarts++;
        }
    }
  g_test_message ("%u PINs were looked at in six hours, over %u restarts", n_tried, n_restarts);
  g_assert_cmpuint (n_restarts, >, 10);
  /* Four at once, then one after 30 s, 1 min, 5 min, and one every 15 min. */
  g_assert_cmpuint (n_tried, <=, 4 + 4 + 24);
  g_assert_cmpuint (n_tried, >, 20);
  g_assert_cmpuint (fiel_memory_secrets_get_n_lookups (people_fixture_get_keyring (fixture)), <=, before + n_tried);
}

/* The wait is the same after the program was started anew; the right PIN changes nothing. */
static void
test_wait_outlives_restarts (EngineFixture *fixture, gconstpointer data)
{
  engine_fixture_start (fixture);
  for (guint i = 0; i < 5; i++)
    assert_not_let_in (fixture, "ana", "1", FIEL_PEOPLE_ERROR_WRONG_PIN);
  assert_not_let_in (fixture, "ana", PIN_ANA, FIEL_PEOPLE_ERROR_WAIT);
  /* Others come in meanwhile. */
  sign_in (fixture, "luis", PIN_LUIS);

  fiel_manual_clock_advance (fixture->clock, SECONDS (10));
  people_fixture_restart (fixture);
  g_assert_cmpint (fiel_people_get_wait_us (people_fixture_get_people (fixture), people_fixture_get_person (fixture, "ana")),
                   ==, SECONDS (20));
  assert_not_let_in (fixture, "ana", PIN_ANA, FIEL_PEOPLE_ERROR_WAIT);

  /* A machine that runs for longer than the wait has waited. */
  engine_fixture_stop (fixture);
  fiel_manual_clock_reboot (fixture->clock);
  engine_fixture_start (fixture);
  sign_in (fixture, "ana", PIN_ANA);
  people_fixture_restart (fixture);
  assert_not_let_in (fixture, "ana", "1", FIEL_PEOPLE_ERROR_WRONG_PIN);
  sign_in (fixture, "ana", PIN_ANA);
}

static void
test_keyring_trouble (EngineFixture *fixture, gconstpointer data)
{
  static const FielSecretsError codes[] = {
    FIEL_SECRETS_ERROR_LOCKED, FIEL_SECRETS_ERROR_NO_KEYRING, FIEL_SECRETS_ERROR_FAILED, FIEL_SECRETS_ERROR_NOT_FOUND,
  };

  engine_fixture_start (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      fiel_memory_secrets_fail (people_fixture_get_keyring (fixture), TRUE, codes[i]);
      for (guint n = 0; n < 6; n++)
        assert_not_let_in (fixture, "ana", PIN_ANA, FIEL_PEOPLE_ERROR_KEYRING);
    }
  fiel_memory_secrets_fail (people_fixture_get_keyring (fixture), FALSE, FIEL_SECRETS_ERROR_FAILED);
  /* That was nobody's wrong PIN. */
  sign_in (fixture, "ana", PIN_ANA);
  assert_notes (fixture, "signed-in:ana:Ana Riquelme");
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
test_one_at_a_time (EngineFixture *fixture, gconstpointer data)
{
  FielPeople *people = NULL;
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  people = people_fixture_get_people (fixture);
  fiel_people_sign_in_async (people, people_fixture_get_person (fixture, "ana"), "1", keep_result, &first);
  fiel_people_sign_in_async (people, people_fixture_get_person (fixture, "ana"), PIN_ANA, keep_result, &second);
  fiel_test_run_until (has_result, &second, "the second is answered", 20);
  g_assert_false (fiel_people_sign_in_finish (people, second, &error));
  g_assert_error (error, FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_BUSY);
  fiel_test_run_until (has_result, &first, "the first is answered", 20);
  g_clear_error (&error);
  g_assert_false (fiel_people_sign_in_finish (people, first, &error));
  g_assert_error (error, FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_WRONG_PIN);
}

/* Approvals */

#define SUBJECT "7 25000"

static gboolean
take (EngineFixture *fixture, FielAct act, const char *subject, const char *name)
{
  return fiel_people_take_approval (people_fixture_get_people (fixture), act, subject, name, NULL);
}

static void
approve (EngineFixture *fixture, const char *key, const char *pin, FielAct act, const char *subject)
{
  g_autoptr (GError) error = NULL;

  people_fixture_approve (fixture, key, pin, act, subject, &error);
  g_assert_no_error (error);
}

static void
assert_not_approved (EngineFixture *fixture, const char *key, const char *pin, FielAct act, FielPeopleError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (people_fixture_approve (fixture, key, pin, act, SUBJECT, &error));
  g_assert_error (error, FIEL_PEOPLE_ERROR, (int) code);
  g_assert_false (take (fixture, act, SUBJECT, fiel_person_get_name (people_fixture_get_person (fixture, key))));
}

static void
test_approval (EngineFixture *fixture, gconstpointer data)
{
  engine_fixture_start (fixture);
  sign_in (fixture, "ana", PIN_ANA);
  assert_not_approved (fixture, "luis", PIN_LUIS, FIEL_ACT_APPROVE_RETURN, FIEL_PEOPLE_ERROR_NOT_ALLOWED);
  assert_not_approved (fixture, "ana", PIN_ANA, FIEL_ACT_APPROVE_CLOSE, FIEL_PEOPLE_ERROR_NOT_ALLOWED);
  assert_not_approved (fixture, "luis", PIN_LUIS, FIEL_ACT_RECORD_BY_HAND, FIEL_PEOPLE_ERROR_NOT_ALLOWED);
  assert_not_approved (fixture, "marta", "1", FIEL_ACT_APPROVE_RETURN, FIEL_PEOPLE_ERROR_WRONG_PIN);

  approve (fixture, "marta", PIN_MARTA, FIEL_ACT_APPROVE_RETURN, SUBJECT);
  g_assert_false (take (fixture, FIEL_ACT_APPROVE_CLOSE, SUBJECT, "Marta Rojas"));
  g_assert_false (take (fixture, FIEL_ACT_APPROVE_RETURN, "7 250000", "Marta Rojas"));
  g_assert_false (take (fixture, FIEL_ACT_APPROVE_RETURN, SUBJECT, "Pedro Soto"));
  g_assert_true (take (fixture, FIEL_ACT_APPROVE_RETURN, SUBJECT, "Marta Rojas"));
  /* It is good for once, */
  g_assert_false (take (fixture, FIEL_ACT_APPROVE_RETURN, SUBJECT, "Marta Rojas"));
  /* for ten minutes, */
  approve (fixture, "marta", PIN_MARTA, FIEL_ACT_APPROVE_RETURN, SUBJECT);
  fiel_manual_clock_advance (fixture->clock, SECONDS (600));
  g_assert_false (take (fixture, FIEL_ACT_APPROVE_RETURN, SUBJECT, "Marta Rojas"));
  /* and for whoever is there. */
  approve (fixture, "marta", PIN_MARTA, FIEL_ACT_APPROVE_RETURN, SUBJECT);
  fiel_people_lock (people_fixture_get_people (fixture), "idle");
  g_assert_false (take (fixture, FIEL_ACT_APPROVE_RETURN, SUBJECT, "Marta Rojas"));
}

/* A manager who serves takes another manager; anybody takes a second look. */
static void
test_approval_of_oneself (EngineFixture *fixture, gconstpointer data)
{
  engine_fixture_start (fixture);
  sign_in (fixture, "marta", PIN_MARTA);
  assert_not_approved (fixture, "marta", PIN_MARTA, FIEL_ACT_APPROVE_RETURN, FIEL_PEOPLE_ERROR_NOT_ALLOWED);
  assert_not_approved (fixture, "marta", PIN_MARTA, FIEL_ACT_APPROVE_CLOSE, FIEL_PEOPLE_ERROR_NOT_ALLOWED);
  approve (fixture, "pedro", PIN_PEDRO, FIEL_ACT_APPROVE_RETURN, SUBJECT);
  approve (fixture, "marta", PIN_MARTA, FIEL_ACT_RECORD_BY_HAND, SUBJECT);
  approve (fixture, "luis", PIN_LUIS, FIEL_ACT_WITNESS, SUBJECT);
  assert_notes (fixture, "signed-in:marta:Marta Rojas approved:pedro:Pedro Soto approved:marta:Marta Rojas approved:luis:Luis");
}

static const char short_names[] = "return-limit=20000\n"
                                  "[person ana]\nname=Ana\nrole=cashier\n"
                                  "[person marta]\nname=Marta\nrole=manager\n";

/* Through the engine: a return above the limit. */
static void
test_return (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (FielAttempt) refund = NULL;
  g_autofree char *subject = NULL;
  g_autoptr (GError) error = NULL;
  FielRefundOrder order = { .purpose = "Broken", .actor = "Ana", .approver = "Marta", .amount = engine_fixture_money (25000) };

  engine_fixture_start (fixture);
  sign_in (fixture, "ana", PIN_ANA);
  sale = engine_fixture_sell (fixture, 30000, NULL);
  order.original = fiel_attempt_get_id (sale);
  subject = fiel_refund_order_make_subject (&order);

  /* A name is no approval. */
  g_assert_null (engine_fixture_try_refund (fixture, &order, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_APPROVAL);
  g_clear_error (&error);

  approve (fixture, "marta", PIN_MARTA, FIEL_ACT_APPROVE_RETURN, subject);
  order.amount = engine_fixture_money (26000);
  g_assert_null (engine_fixture_try_refund (fixture, &order, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_APPROVAL);
  g_clear_error (&error);

  order.amount = engine_fixture_money (25000);
  fiel_people_lock (people_fixture_get_people (fixture), "key");
  g_assert_null (engine_fixture_try_refund (fixture, &order, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_LOCKED);
  g_clear_error (&error);

  sign_in (fixture, "ana", PIN_ANA);
  approve (fixture, "marta", PIN_MARTA, FIEL_ACT_APPROVE_RETURN, subject);
  refund = engine_fixture_try_refund (fixture, &order, &error);
  g_assert_no_error (error);
  g_assert_nonnull (refund);
  fiel_fake_cloud_forget_all (fixture->cloud);
}

/* Charges are made in Ana's name. */
static const char managers_limit[] = "cashier-max-sale=20000\n[person ana]\nname=Ana\nrole=manager\n";

static const char cashiers_limit[] = "cashier-max-sale=20000\n"
                                     "[person ana]\nname=Ana\nrole=cashier\n"
                                     "[person marta]\nname=Marta\nrole=manager\n";

static void
assert_limited (EngineFixture *fixture, const char *terminal, gint64 minor)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (engine_fixture_try_charge (fixture, terminal, minor, NULL, FALSE, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_APPROVAL);
}

/* A cashier's sale above their limit: an approval is for one amount and one sale, and what came to nothing gives it
 * back. */
static void
test_sale_limit (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autofree char *subject = fiel_people_make_sale_subject (engine_fixture_money (20001));
  g_autofree char *approver = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  sign_in (fixture, "ana", PIN_ANA);
  assert_limited (fixture, "norte", 20001);
  approve (fixture, "marta", PIN_MARTA, FIEL_ACT_APPROVE_SALE, subject);
  assert_limited (fixture, "norte", 20002);

  g_assert_null (engine_fixture_try_charge (fixture, "norte", 20001, "4111111111111111", FALSE, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_REFERENCE);
  sale = engine_fixture_sell (fixture, 20001, NULL);
  approver = engine_fixture_read_intent (fixture, fiel_attempt_get_id (sale), FIEL_FIELD_APPROVER);
  g_assert_cmpstr (approver, ==, "Marta");
  assert_limited (fixture, "norte", 20001);

  approve (fixture, "marta", PIN_MARTA, FIEL_ACT_APPROVE_SALE, subject);
  fiel_people_lock (people_fixture_get_people (fixture), "key");
  sign_in (fixture, "ana", PIN_ANA);
  assert_limited (fixture, "norte", 20001);
}

static void
test_manager_has_no_limit (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autofree char *approver = NULL;

  engine_fixture_start (fixture);
  sign_in (fixture, "ana", PIN_ANA);
  sale = engine_fixture_sell (fixture, 50000, NULL);
  approver = engine_fixture_read_intent (fixture, fiel_attempt_get_id (sale), FIEL_FIELD_APPROVER);
  g_assert_null (approver);
}

static void
test_by_hand (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) sale = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  sign_in (fixture, "ana", PIN_ANA);
  sale = engine_fixture_charge_lost (fixture, 5000);
  fiel_fake_cloud_forget_all (fixture->cloud);

  g_assert_false (fiel_engine_record_by_hand (fixture->engine, sale, TRUE, "Seen on the slip", "Marta", "Ana", &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_APPROVAL);
  g_clear_error (&error);
  approve (fixture, "marta", PIN_MARTA, FIEL_ACT_RECORD_BY_HAND, fiel_attempt_get_id (sale));
  g_assert_false (fiel_engine_record_by_hand (fixture->engine, sale, TRUE, "Seen on the slip", "Marta", "Ana", &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_APPROVAL);
  g_clear_error (&error);
  approve (fixture, "ana", PIN_ANA, FIEL_ACT_WITNESS, fiel_attempt_get_id (sale));
  g_assert_true (fiel_engine_record_by_hand (fixture->engine, sale, TRUE, "Seen on the slip", "Marta", "Ana", &error));
  g_assert_no_error (error);
  engine_fixture_wait_state (sale, FIEL_ATTEMPT_STATE_CLOSED);
}

static void
test_open_shift (EngineFixture *fixture, gconstpointer data)
{
  FielShiftBook *book = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) again = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  book = fiel_engine_get_shift_book (fixture->engine);
  fiel_shift_book_open_async (book, "Ana", 0, keep_result, &result);
  fiel_test_run_until (has_result, &result, "the shift is refused", 20);
  g_assert_false (fiel_shift_book_open_finish (book, result, &error));
  g_assert_error (error, FIEL_SHIFT_ERROR, FIEL_SHIFT_ERROR_LOCKED);
  g_clear_error (&error);

  sign_in (fixture, "ana", PIN_ANA);
  fiel_shift_book_open_async (book, "Ana", 0, keep_result, &again);
  fiel_test_run_until (has_result, &again, "the shift is open", 20);
  g_assert_true (fiel_shift_book_open_finish (book, again, &error));
  g_assert_no_error (error);
}

/* A store without people works as ever. */
static void
test_nobody (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  g_assert_false (fiel_people_get_exist (people_fixture_get_people (fixture)));
  g_assert_false (fiel_people_get_locked (people_fixture_get_people (fixture)));
  g_assert_cmpstr (fiel_people_get_actor (people_fixture_get_people (fixture)), ==, "Caja 2");
  g_assert_true (take (fixture, FIEL_ACT_APPROVE_RETURN, SUBJECT, "Whoever"));
  fiel_people_lock (people_fixture_get_people (fixture), "key");
  g_assert_true (try_charge (fixture, &error));
  g_assert_no_error (error);
  assert_notes (fixture, "");
}

/* Canaries: everything that was ever typed here is looked for in every file and in what was logged. */

static void
test_nothing_leaks (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *kept = NULL;

  engine_fixture_start (fixture);
  for (guint i = 0; i < 5; i++)
    assert_not_let_in (fixture, "luis", PIN_MARTA, FIEL_PEOPLE_ERROR_WRONG_PIN);
  assert_not_let_in (fixture, "luis", PIN_LUIS, FIEL_PEOPLE_ERROR_WAIT);
  fiel_memory_secrets_fail (people_fixture_get_keyring (fixture), TRUE, FIEL_SECRETS_ERROR_LOCKED);
  assert_not_let_in (fixture, "ana", PIN_ANA, FIEL_PEOPLE_ERROR_KEYRING);
  fiel_memory_secrets_fail (people_fixture_get_keyring (fixture), FALSE, FIEL_SECRETS_ERROR_LOCKED);
  sign_in (fixture, "ana", PIN_ANA);
  approve (fixture, "marta", PIN_MARTA, FIEL_ACT_APPROVE_RETURN, SUBJECT);
  kept = fiel_memory_secrets_dump (people_fixture_get_keyring (fixture));
  g_assert_nonnull (strstr (kept, "$argon2id$"));
  g_assert_null (strstr (kept, PIN_ANA));
  people_fixture_assert_nothing_leaked (fixture);
  engine_fixture_start (fixture);
}

int
main (int argc, char *argv[])
{
  people_fixture_watch_log ();
  g_test_init (&argc, &argv, NULL);
  /* A journal that fails warns. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

#define add_test(path, people, function)                                                                               \
  g_test_add (path, EngineFixture, people, people_fixture_set_up, function, engine_fixture_tear_down)

  add_test ("/pins/sign-in", NULL, test_sign_in);
  add_test ("/pins/charge", one_short_name, test_charge);
  add_test ("/pins/wrong-pin", NULL, test_wrong_pin);
  add_test ("/pins/told-after-written", NULL, test_told_after_written);
  add_test ("/pins/brute-force", NULL, test_brute_force);
  add_test ("/pins/wait-outlives-restarts", NULL, test_wait_outlives_restarts);
  add_test ("/pins/keyring-trouble", NULL, test_keyring_trouble);
  add_test ("/pins/one-at-a-time", NULL, test_one_at_a_time);
  add_test ("/pins/approval", NULL, test_approval);
  add_test ("/pins/approval-of-oneself", NULL, test_approval_of_oneself);
  add_test ("/pins/return", short_names, test_return);
  add_test ("/pins/sale-limit", cashiers_limit, test_sale_limit);
  add_test ("/pins/manager-has-no-limit", managers_limit, test_manager_has_no_limit);
  add_test ("/pins/by-hand", short_names, test_by_hand);
  add_test ("/pins/open-shift", short_names, test_open_shift);
  add_test ("/pins/nobody", "", test_nobody);
  add_test ("/pins/nothing-leaks", NULL, test_nothing_leaks);

  return g_test_run ();
}
