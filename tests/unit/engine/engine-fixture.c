/* engine-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

#include "fiel-engine-private.h"
#include "fiel-journal.h"
#include "fiel-step.h"
#include "fiel-test.h"

#define PATIENCE 20

/* Secrets for tests. */

#define TEST_TYPE_SECRETS (test_secrets_get_type ())
G_DECLARE_FINAL_TYPE (TestSecrets, test_secrets, TEST, SECRETS, GObject)

struct _TestSecrets
{
  GObject parent_instance;
};

static void test_secrets_iface_init (FielSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSecrets, test_secrets, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FIEL_TYPE_SECRETS, test_secrets_iface_init))

static char *
test_secrets_lookup (FielSecrets *secrets, const char *provider_key, const char *name, GError **error)
{
  g_assert_cmpstr (name, ==, "client-secret");

  return g_strdup ("open sesame");
}

static void
test_secrets_iface_init (FielSecretsInterface *iface)
{
  iface->lookup = test_secrets_lookup;
}

static void
test_secrets_class_init (TestSecretsClass *klass)
{
}

static void
test_secrets_init (TestSecrets *self)
{
}

/* Waiting */

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
wait_result (GAsyncResult **result, const char *what)
{
  fiel_test_run_until (has_result, result, what, PATIENCE);
}

typedef struct
{
  FielAttempt *attempt;
  guint value;
} Expected;

static gboolean
is_in_state (gpointer user_data)
{
  Expected *expected = user_data;

  return fiel_attempt_get_state (expected->attempt) == (FielAttemptState) expected->value;
}

void
engine_fixture_wait_state (FielAttempt *attempt, FielAttemptState state)
{
  Expected expected = { attempt, state };
  g_autofree char *what = g_strdup_printf ("the attempt is %s", fiel_enum_nick (FIEL_TYPE_ATTEMPT_STATE, (int) state));

  fiel_test_run_until (is_in_state, &expected, what, PATIENCE);
}

static gboolean
is_in_phase (gpointer user_data)
{
  Expected *expected = user_data;

  return fiel_attempt_get_phase (expected->attempt) == (FielAttemptPhase) expected->value;
}

void
engine_fixture_wait_phase (FielAttempt *attempt, FielAttemptPhase phase)
{
  Expected expected = { attempt, phase };
  g_autofree char *what = g_strdup_printf ("the phase is %s", fiel_enum_nick (FIEL_TYPE_ATTEMPT_PHASE, (int) phase));

  fiel_test_run_until (is_in_phase, &expected, what, PATIENCE);
}

static gboolean
is_planned (gpointer user_data)
{
  return fiel_attempt_get_next_check_us (user_data) > 0;
}

void
engine_fixture_wait_planned (FielAttempt *attempt)
{
  fiel_test_run_until (is_planned, attempt, "the next check is planned", PATIENCE);
}

static gboolean
has_checks (gpointer user_data)
{
  Expected *expected = user_data;

  return fiel_attempt_get_n_checks (expected->attempt) == expected->value;
}

void
engine_fixture_wait_checks (FielAttempt *attempt, guint n_checks)
{
  Expected expected = { attempt, n_checks };

  fiel_test_run_until (has_checks, &expected, "the check is over", PATIENCE);
}

void
engine_fixture_advance (EngineFixture *fixture, gint64 us)
{
  fiel_manual_clock_advance (fixture->clock, us);
  fiel_test_drain ();
}

void
engine_fixture_advance_to_check (EngineFixture *fixture, FielAttempt *attempt)
{
  engine_fixture_wait_planned (attempt);
  engine_fixture_advance (fixture, MAX (fiel_attempt_get_next_check_us (attempt)
                                          - fiel_clock_get_boot_us (FIEL_CLOCK (fixture->clock)), 0));
}

/* The fixture */

void
engine_fixture_write_profile (EngineFixture *fixture, gboolean with_terminals)
{
  g_autofree char *path = g_build_filename (fixture->folder, "profile.conf", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_string_append (text, "[fiel]\nversion=1\n"
                         "[store]\nname=Shop\ncountry=cl\ncurrency=CLP\n"
                         "[till]\nname=Caja 2\namount-mode=whole\nmax-sale=9999999\n");
  if (fixture->till_keys != NULL)
    g_string_append (text, fixture->till_keys);
  g_string_append_printf (text, "[provider %s]\nkind=fake\nenvironment=test\n", with_terminals ? "fake" : "other");
  g_string_append_printf (text, "[terminal %s]\nname=Terminal Norte\nprovider=%s\n"
                                "terminal-id=70011223\nbranch-id=24680\nserial-number=ABC900000001\n",
                          with_terminals ? "norte" : "oeste", with_terminals ? "fake" : "other");
  if (with_terminals)
    g_string_append (text, "[terminal sur]\nname=Terminal Sur\nprovider=fake\n"
                           "terminal-id=70011223\nbranch-id=24680\nserial-number=ABC900000002\n");
  g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);
}

void
engine_fixture_set_up (EngineFixture *fixture, gconstpointer data)
{
  fixture->folder = fiel_test_make_dir ();
  fixture->clock = fiel_manual_clock_new ();
  fixture->cloud = fiel_fake_cloud_new ();
  engine_fixture_write_profile (fixture, TRUE);
}

void
engine_fixture_tear_down (EngineFixture *fixture, gconstpointer data)
{
  if (fixture->engine != NULL)
    engine_fixture_stop (fixture);

  g_assert_cmpuint (fiel_fake_cloud_get_n_sent (fixture->cloud, NULL), <=, 1);
  fiel_fake_cloud_free (fixture->cloud);
  g_assert_cmpuint (fiel_manual_clock_get_n_timers (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
  g_clear_object (&fixture->secrets);
  fiel_test_remove_dir (fixture->folder);
  g_free (fixture->folder);
}

/* The ticket that is sent has a mark of the attempt's id: here it is known beforehand. */
static void
make_known_start (guint8 *bytes, gsize length, gpointer user_data)
{
  static const guint8 caja[] = { 0xcf, 0xa3, 0x3e, 0x5b };

  fiel_random_system (bytes, length, NULL);
  if (length > sizeof caja)
    memcpy (bytes, caja, sizeof caja);
}

void
engine_fixture_make_engine (EngineFixture *fixture)
{
  static const FielProviderKind *kinds[2];
  g_autoptr (FielProfile) profile = NULL;
  g_autoptr (FielSecrets) secrets = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (fixture->engine);
  secrets = fixture->secrets != NULL ? g_object_ref (fixture->secrets) : g_object_new (TEST_TYPE_SECRETS, NULL);
  kinds[0] = fiel_fake_cloud_get_kind ();
  profile = fiel_profile_load (fixture->folder, kinds, &error);
  g_assert_no_error (error);
  fixture->engine = fiel_engine_new (profile, FIEL_CLOCK (fixture->clock), secrets, kinds, "test");
  if (!fixture->any_ids)
    fiel_engine_set_random_func (fixture->engine, make_known_start, NULL);
}

gboolean
engine_fixture_try_start (EngineFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  engine_fixture_make_engine (fixture);
  fiel_engine_start_async (fixture->engine, NULL, keep_result, &result);
  wait_result (&result, "the engine has started");

  return fiel_engine_start_finish (fixture->engine, result, error);
}

static gboolean
are_probed (gpointer user_data)
{
  GListModel *terminals = user_data;

  for (guint i = 0; i < g_list_model_get_n_items (terminals); i++)
    {
      g_autoptr (FielTerminal) terminal = g_list_model_get_item (terminals, i);

      if (fiel_terminal_get_availability (terminal) == FIEL_AVAILABILITY_NOT_CHECKED)
        return FALSE;
    }

  return TRUE;
}

void
engine_fixture_start (EngineFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GListModel *terminals = NULL;
  gboolean can_probe = fiel_fake_cloud_get_traits (fixture->cloud)->operations & FIEL_OPERATION_FLAG (FIEL_OPERATION_PROBE);

  engine_fixture_try_start (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (fiel_engine_get_ready (fixture->engine));

  terminals = fiel_engine_get_terminals (fixture->engine);
  for (guint i = 0; can_probe && i < g_list_model_get_n_items (terminals); i++)
    {
      g_autoptr (FielTerminal) terminal = g_list_model_get_item (terminals, i);

      if (fiel_terminal_get_attempt (terminal) == NULL)
        fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PROBE), "ready");
    }
  if (can_probe)
    fiel_test_run_until (are_probed, terminals, "every terminal was probed", PATIENCE);
}

void
engine_fixture_stop (EngineFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  fiel_engine_stop_async (fixture->engine, keep_result, &result);
  wait_result (&result, "the engine has stopped");
  fiel_engine_stop_finish (fixture->engine, result);
  g_clear_object (&result);
  fiel_test_drain ();
  g_assert_finalize_object (g_steal_pointer (&fixture->engine));
}

FielTerminal *
engine_fixture_get_terminal (EngineFixture *fixture, const char *key)
{
  FielTerminal *terminal = fiel_engine_find_terminal (fixture->engine, key);

  g_assert_nonnull (terminal);

  return terminal;
}

FielMoney
engine_fixture_money (gint64 minor)
{
  return fiel_money_make (minor, fiel_currency_find ("CLP"));
}

FielAttempt *
engine_fixture_try_charge (EngineFixture *fixture,
                           const char *terminal,
                           gint64 minor,
                           const char *reference,
                           gboolean new_ticket,
                           GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fiel_engine_charge_async (fixture->engine, engine_fixture_get_terminal (fixture, terminal), engine_fixture_money (minor),
                            reference, new_ticket, "Ana", keep_result, &result);
  wait_result (&result, "the charge is saved or refused");

  return fiel_engine_charge_finish (fixture->engine, result, error);
}

FielAttempt *
engine_fixture_charge (EngineFixture *fixture, gint64 minor, const char *reference)
{
  g_autoptr (GError) error = NULL;
  FielAttempt *attempt = engine_fixture_try_charge (fixture, "norte", minor, reference, FALSE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (attempt);

  return attempt;
}

FielAttempt *
engine_fixture_charge_accepted (EngineFixture *fixture, gint64 minor)
{
  FielAttempt *attempt = engine_fixture_charge (fixture, minor, NULL);

  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "accepted id=77");
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_ACCEPTED);

  return attempt;
}

FielAttempt *
engine_fixture_charge_lost (EngineFixture *fixture, gint64 minor)
{
  FielAttempt *attempt = engine_fixture_charge (fixture, minor, NULL);

  fiel_fake_exchange_lose (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), FIEL_REASON_ANSWER_LOST);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN);

  return attempt;
}

FielAttempt *
engine_fixture_sell (EngineFixture *fixture, gint64 minor, const char *reference)
{
  FielAttempt *attempt = engine_fixture_charge (fixture, minor, reference);

  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE),
                             "approved amount=%" G_GINT64_FORMAT " auth=A-%s op=12", minor,
                             fiel_attempt_get_reference (attempt));
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);
  assert_outcome (attempt, FIEL_OUTCOME_APPROVED);

  return attempt;
}

/* Money back */

static FielRefundDesk *
get_refund_desk (EngineFixture *fixture)
{
  FielRefundDesk *desk = fiel_engine_get_refund_desk (fixture->engine);

  g_assert_nonnull (desk);

  return desk;
}

FielRefundOffer *
engine_fixture_offer (EngineFixture *fixture, const char *attempt_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fiel_refund_desk_offer_async (get_refund_desk (fixture), attempt_id, NULL, keep_result, &result);
  wait_result (&result, "the offer is made or refused");

  return fiel_refund_desk_offer_finish (get_refund_desk (fixture), result, error);
}

typedef struct
{
  EngineFixture *fixture;
  const FielRefundOrder *order;
  GAsyncResult *result;
} Refunding;

/* The terminal's list, as the test wants it: before a void it is asked for. */
static gboolean
is_refunded (gpointer user_data)
{
  Refunding *refunding = user_data;
  EngineFixture *fixture = refunding->fixture;
  g_autoptr (FielAttemptRecord) sale = NULL;

  if (refunding->result != NULL)
    return TRUE;
  if (!fiel_fake_cloud_is_next (fixture->cloud, FIEL_OPERATION_RECORDS))
    return FALSE;

  sale = engine_fixture_read_record (fixture, refunding->order->original);
  if (fixture->list != NULL)
    fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_RECORDS), "%s", fixture->list);
  else
    fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_RECORDS),
                               "records approved ticket=%s terminal=%s op=%s amount=%" G_GINT64_FORMAT " tx=sale",
                               sale->ticket_sent, sale->terminal_id, sale->operation, sale->amount.minor);

  return FALSE;
}

FielAttempt *
engine_fixture_try_refund (EngineFixture *fixture, const FielRefundOrder *order, GError **error)
{
  Refunding refunding = { fixture, order, NULL };
  g_autoptr (GAsyncResult) result = NULL;

  fiel_refund_desk_refund_async (get_refund_desk (fixture), order, keep_result, &refunding.result);
  fiel_test_run_until (is_refunded, &refunding, "the return is saved or refused", PATIENCE);
  result = refunding.result;

  return fiel_refund_desk_refund_finish (get_refund_desk (fixture), result, error);
}

FielAttempt *
engine_fixture_refund (EngineFixture *fixture, FielAttempt *sale, gint64 minor)
{
  const FielRefundOrder order = {
    .original = fiel_attempt_get_id (sale),
    .amount = engine_fixture_money (minor),
    .purpose = "Wrong size",
    .actor = "Ana",
  };
  g_autoptr (GError) error = NULL;
  FielAttempt *attempt = engine_fixture_try_refund (fixture, &order, &error);

  g_assert_no_error (error);
  g_assert_nonnull (attempt);

  return attempt;
}

/* Reading the journal */

static const char *
find_detail (FielJournalEvent *event)
{
  switch (fiel_journal_event_get_type_of_fact (event))
    {
    case FIEL_JOURNAL_TYPE_RECEIVED:
      return fiel_journal_event_get (event, FIEL_FIELD_ASKED) != NULL ? fiel_journal_event_get (event, FIEL_FIELD_ASKED)
                                                                      : fiel_journal_event_get (event, FIEL_FIELD_SOURCE);

    case FIEL_JOURNAL_TYPE_STATE:
    case FIEL_JOURNAL_TYPE_STRAY:
    case FIEL_JOURNAL_TYPE_CONFLICT:
      return fiel_journal_event_get (event, FIEL_FIELD_EVENT);

    case FIEL_JOURNAL_TYPE_CANCEL:
      return fiel_journal_event_get (event, FIEL_FIELD_CANCEL);

    case FIEL_JOURNAL_TYPE_OPENED:
    case FIEL_JOURNAL_TYPE_INTENT:
    case FIEL_JOURNAL_TYPE_NOTE:
      return NULL;
    }

  g_return_val_if_reached (NULL);
}

char *
engine_fixture_read_events (EngineFixture *fixture, const char *attempt_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  FielJournal *journal = fiel_engine_get_journal (fixture->engine);

  fiel_journal_list_events_async (journal, attempt_id, 0, 0, keep_result, &result);
  wait_result (&result, "the journal lists events");
  events = fiel_journal_list_events_finish (journal, result, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < events->len; i++)
    {
      FielJournalEvent *event = g_ptr_array_index (events, i);
      const char *detail = find_detail (event);

      g_string_append_printf (text, "%s%s%s%s", i > 0 ? " " : "",
                              fiel_enum_nick (FIEL_TYPE_JOURNAL_TYPE, (int) fiel_journal_event_get_type_of_fact (event)),
                              detail != NULL ? ":" : "", detail != NULL ? detail : "");
    }

  return g_strdup (text->str);
}

char *
engine_fixture_read_intent (EngineFixture *fixture, const char *attempt_id, const char *field)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  FielJournal *journal = fiel_engine_get_journal (fixture->engine);

  fiel_journal_list_events_async (journal, attempt_id, 0, 1, keep_result, &result);
  wait_result (&result, "the journal lists the intent");
  events = fiel_journal_list_events_finish (journal, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 1);

  return g_strdup (fiel_journal_event_get (g_ptr_array_index (events, 0), field));
}

FielAttemptRecord *
engine_fixture_read_record (EngineFixture *fixture, const char *attempt_id)
{
  const FielAttemptFilter filter = { .attempt_id = attempt_id };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  FielJournal *journal = fiel_engine_get_journal (fixture->engine);

  fiel_journal_list_attempts_async (journal, &filter, keep_result, &result);
  wait_result (&result, "the journal lists attempts");
  records = fiel_journal_list_attempts_finish (journal, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);

  return fiel_attempt_record_ref (g_ptr_array_index (records, 0));
}

char *
engine_fixture_read_steps (FielAttempt *attempt)
{
  GListModel *steps = fiel_attempt_get_steps (attempt);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (FielStep) step = g_list_model_get_item (steps, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", fiel_enum_nick (FIEL_TYPE_STEP_KIND, (int) fiel_step_get_kind (step)));
      if (fiel_step_get_count (step) > 1)
        g_string_append_printf (text, "*%u", fiel_step_get_count (step));
    }

  return g_strdup (text->str);
}
