/* fiel-fake-engine.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-fake-engine.h"

#include "fiel-attempt-private.h"
#include "fiel-fake-receipts.h"
#include "fiel-getnet-provider.h"
#include "fiel-memory-secrets.h"
#include "fiel-pin.h"
#include "fiel-engine-private.h"
#include "fiel-journal.h"
#include "fiel-fake-refund-desk.h"
#include "fiel-shift-book.h"
#include "fiel-terminal-private.h"
#include "fiel-test.h"

#include <stdlib.h>
#include <string.h>

struct _FielEngine
{
  GObject parent_instance;

  FielProfile *profile;         /* owned */
  FielClock *clock;             /* owned */
  FielSecrets *secrets;         /* owned */
  GPtrArray *found;             /* owned: lines of what a provider has */
  GListStore *terminals;        /* owned */
  GListStore *attempts;         /* owned */
  GListStore *alerts;           /* owned */
  FielRefundDesk *refund_desk;  /* owned */
  char *note;                   /* owned, nullable */
  gboolean hold_evidence;
  GTask *evidence;              /* owned, nullable: held */
  gboolean ready;
  char *storage_trouble;        /* owned, nullable */
  char *connection_trouble;     /* owned, nullable */
  guint n_open;
  guint n_unresolved;

  gint64 unusual_from;
  FielAttempt *repeat;          /* unowned, nullable */
  GError *next_error;           /* owned, nullable */
  gboolean hold;
  GTask *held;                  /* owned, nullable */
  guint n_charges;
  guint n_checks;
  guint n_probes;
  guint n_cancels;
  guint n_said;
  char *said;                   /* owned, nullable */
  gboolean new_ticket;
  char *reference;              /* owned, nullable */
  char *folder;                 /* owned */
  FielReceiptDesk *receipts;    /* owned */
  FielJournal *journal;         /* owned, nullable */
  FielScribe *scribe;           /* owned, nullable */
  FielShiftBook *shifts;        /* owned, nullable */
  FielSecrets *keyring;         /* owned */
  FielPeople *people;           /* owned */
  GListStore *receptions;      /* owned, of FielReception */
};

G_DEFINE_FINAL_TYPE (FielEngine, fiel_engine, G_TYPE_OBJECT)
G_DEFINE_QUARK (fiel-engine-error-quark, fiel_engine_error)

enum
{
  PROP_READY = 1,
  PROP_STORAGE_TROUBLE,
  PROP_CONNECTION_TROUBLE,
  PROP_N_OPEN,
  PROP_N_UNRESOLVED,
  PROP_N_ALERTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void alerts_changed (FielEngine *self);
static void close_journal (FielEngine *self);

static void
fiel_engine_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielEngine *self = FIEL_ENGINE (object);

  switch (prop_id)
    {
    case PROP_READY:
      g_value_set_boolean (value, self->ready);
      break;
    case PROP_STORAGE_TROUBLE:
      g_value_set_string (value, self->storage_trouble);
      break;
    case PROP_CONNECTION_TROUBLE:
      g_value_set_string (value, self->connection_trouble);
      break;
    case PROP_N_OPEN:
      g_value_set_uint (value, self->n_open);
      break;
    case PROP_N_UNRESOLVED:
      g_value_set_uint (value, self->n_unresolved);
      break;
    case PROP_N_ALERTS:
      g_value_set_uint (value, fiel_engine_get_n_alerts (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fiel_engine_finalize (GObject *object)
{
  FielEngine *self = FIEL_ENGINE (object);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->terminals)); i++)
    {
      g_autoptr (FielTerminal) terminal = g_list_model_get_item (G_LIST_MODEL (self->terminals), i);

      fiel_terminal_set_attempt (terminal, NULL);
    }

  g_object_unref (self->receipts);
  fiel_people_close (self->people);
  g_clear_object (&self->people);
  g_clear_object (&self->keyring);
  close_journal (self);
  g_clear_object (&self->shifts);
  fiel_test_remove_dir (self->folder);
  g_free (self->folder);
  g_free (self->reference);
  g_free (self->said);
  g_free (self->storage_trouble);
  g_free (self->connection_trouble);
  g_clear_error (&self->next_error);
  g_clear_object (&self->held);
  g_clear_object (&self->refund_desk);
  g_clear_object (&self->attempts);
  g_clear_object (&self->alerts);
  g_clear_object (&self->receptions);
  g_clear_object (&self->journal);
  g_clear_object (&self->evidence);
  g_free (self->note);
  g_clear_object (&self->terminals);
  g_clear_object (&self->secrets);
  g_ptr_array_unref (self->found);
  g_clear_object (&self->clock);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (fiel_engine_parent_class)->finalize (object);
}

static void
fiel_engine_class_init (FielEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = fiel_engine_get_property;
  object_class->finalize = fiel_engine_finalize;

  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, flags);
  properties[PROP_STORAGE_TROUBLE] = g_param_spec_string ("storage-trouble", NULL, NULL, NULL, flags);
  properties[PROP_CONNECTION_TROUBLE] = g_param_spec_string ("connection-trouble", NULL, NULL, NULL, flags);
  properties[PROP_N_OPEN] = g_param_spec_uint ("n-open", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_UNRESOLVED] = g_param_spec_uint ("n-unresolved", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_ALERTS] = g_param_spec_uint ("n-alerts", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fiel_engine_init (FielEngine *self)
{
  self->terminals = g_list_store_new (FIEL_TYPE_TERMINAL);
  self->attempts = g_list_store_new (FIEL_TYPE_ATTEMPT);
  self->alerts = g_list_store_new (FIEL_TYPE_ALERT);
  self->receptions = g_list_store_new (FIEL_TYPE_RECEPTION);
  self->refund_desk = fiel_fake_refund_desk_new (self);
  g_signal_connect_object (self->alerts, "items-changed", G_CALLBACK (alerts_changed), self, G_CONNECT_SWAPPED);
  self->secrets = fiel_memory_secrets_new ();
  self->found = g_ptr_array_new_with_free_func (g_free);
  self->unusual_from = G_MAXINT64;
  self->ready = TRUE;
  self->receipts = fiel_fake_receipts_new (self);
}

static void
write_profile (FielEngine *self, const char *environment, const char *country, const char *currency, const char *till)
{
  g_autofree char *path = g_build_filename (self->folder, "profile.conf", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  /* Where people sign in, the till has no name of its own. */
  const char *cashier = strstr (till, "[person") == NULL ? "cashier=Ana Riquelme\n" : "";

  text = g_strdup_printf (
    "[fiel]\nversion=1\n"
    "[store]\nname=Almacén Sol\ncountry=%s\ncurrency=%s\n"
    "[till]\nname=Caja 2\n%sdefault-terminal=norte\n%s\n"
    "[provider getnet]\nkind=getnet\nenvironment=%s\n"
    "[terminal norte]\nname=Terminal Norte\nprovider=getnet\nterminal-id=1\nbranch-id=1\nserial-number=A7731\n"
    "[terminal sur]\nname=Terminal Sur\nprovider=getnet\nterminal-id=2\nbranch-id=1\nserial-number=A7740\n"
    "[terminal terraza]\nname=Terraza\nprovider=getnet\nterminal-id=3\nbranch-id=1\nserial-number=A2305\n",
    country, currency, cashier, till, environment);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  self->profile = fiel_profile_load (self->folder, NULL, &error);
  g_assert_no_error (error);
}

FielEngine *
fiel_fake_engine_new (FielClock *clock, const char *environment, const char *country, const char *currency, const char *till)
{
  FielEngine *self = g_object_new (FIEL_TYPE_ENGINE, NULL);
  GPtrArray *terminals;

  self->clock = g_object_ref (clock);
  self->folder = fiel_test_make_dir ();
  write_profile (self, environment, country != NULL ? country : "cl", currency != NULL ? currency : "CLP",
                 till != NULL ? till : "");

  self->keyring = fiel_memory_secrets_new ();
  self->people = fiel_people_new (self->profile, clock, self->keyring);
  terminals = fiel_profile_get_terminals (self->profile);
  for (guint i = 0; i < terminals->len; i++)
    {
      const FielProfileTerminal *row = g_ptr_array_index (terminals, i);
      g_autoptr (FielTerminal) terminal = fiel_terminal_new (row->key, row->name, "Getnet", row->serial_number);

      fiel_terminal_set_probed (terminal, FIEL_AVAILABILITY_READY, fiel_clock_get_wall_us (clock));
      g_list_store_append (self->terminals, terminal);
    }

  return self;
}

/* -- A journal of its own, for pages that read it -- */

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

void
fiel_fake_engine_open_journal (FielEngine *self)
{
  g_autoptr (FielJournalEvent) opened = fiel_journal_event_new (FIEL_JOURNAL_TYPE_OPENED, NULL, "test");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (self->journal);
  fiel_journal_event_set_time (opened, fiel_clock_get_wall_us (self->clock), fiel_clock_get_boot_us (self->clock),
                               fiel_clock_get_boot_id (self->clock));
  fiel_journal_open_async (fiel_profile_get_journal_path (self->profile), "Caja 2", "test", opened, NULL, keep_result,
                           &result);
  fiel_test_run_until (has_result, &result, "the journal is open", 20);
  self->journal = fiel_journal_open_finish (result, &error);
  g_assert_no_error (error);
  self->scribe = fiel_scribe_new (self->journal, self->clock);
}

void
fiel_fake_engine_open_people (FielEngine *self, const char *pins)
{
  g_autofree char *scope = g_strdup_printf (FIEL_SECRETS_PEOPLE "%s", fiel_profile_get_path (self->profile));
  g_auto (GStrv) lines = g_strsplit (pins, " ", -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], "=", 2);
      char *hash = fiel_pin_hash (words[1], &error);

      g_assert_no_error (error);
      fiel_secrets_store (self->keyring, scope, words[0], hash, &error);
      g_assert_no_error (error);
      fiel_pin_wipe (hash);
    }
  if (self->scribe == NULL)
    fiel_fake_engine_open_journal (self);
  fiel_people_open_async (self->people, self->scribe, keep_result, &result);
  fiel_test_run_until (has_result, &result, "the people are there", 20);
  fiel_people_open_finish (self->people, result, &error);
  g_assert_no_error (error);
}

void
fiel_fake_engine_sign_in (FielEngine *self, const char *key, const char *pin)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fiel_people_sign_in_async (self->people, fiel_people_find (self->people, key), pin, keep_result, &result);
  fiel_test_run_until (has_result, &result, "they are signed in", 20);
  fiel_people_sign_in_finish (self->people, result, &error);
  g_assert_no_error (error);
}

FielSecrets *
fiel_fake_engine_get_keyring (FielEngine *self)
{
  return self->keyring;
}

FielPeople *
fiel_engine_get_people (FielEngine *self)
{
  return self->people;
}

static void
close_journal (FielEngine *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (self->scribe == NULL)
    return;

  fiel_journal_close_async (self->journal, keep_result, &result);
  fiel_test_run_until (has_result, &result, "the journal is closed", 20);
  g_assert_true (fiel_journal_close_finish (self->journal, result, NULL));
  g_clear_object (&self->scribe);
  g_clear_object (&self->journal);
}

/* A sale on the terminal, as the journal would hold it. */
void
fiel_fake_engine_record_sale (FielEngine *self, const char *terminal, gint64 minor, const char *reference,
                              const char *card_type)
{
  g_autofree char *id = g_strdup_printf ("recorded%s", reference);
  g_autofree char *amount = g_strdup_printf ("%" G_GINT64_FORMAT, minor);
  g_autofree char *ticket = g_strdup_printf ("%d", atoi (reference));
  g_autofree char *body_sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, reference, -1);
  const char *const intent[][2] = {
    { FIEL_FIELD_KIND, "sale" }, { FIEL_FIELD_STATE, "saved" }, { FIEL_FIELD_TICKET_ID, ticket },
    { FIEL_FIELD_REFERENCE, reference }, { FIEL_FIELD_TICKET_SENT, reference }, { FIEL_FIELD_DUE, amount },
    { FIEL_FIELD_AMOUNT, amount }, { FIEL_FIELD_CURRENCY, fiel_profile_get_currency (self->profile)->code },
    { FIEL_FIELD_TERMINAL, terminal },
    { FIEL_FIELD_TERMINAL_NAME, fiel_terminal_get_name (fiel_engine_find_terminal (self, terminal)) },
    { FIEL_FIELD_PROVIDER, "getnet" }, { FIEL_FIELD_BODY_SHA256, body_sha256 },
  };
  const char *const closed[][2] = {
    { FIEL_FIELD_STATE, "closed" }, { FIEL_FIELD_OUTCOME, "approved" }, { FIEL_FIELD_APPROVED, amount },
    { FIEL_FIELD_CARD_TYPE, card_type },
  };
  g_autoptr (FielJournalEvent) begun = fiel_scribe_new_event (self->scribe, FIEL_JOURNAL_TYPE_INTENT, id, "Ana");
  g_autoptr (FielJournalEvent) ended = fiel_scribe_new_event (self->scribe, FIEL_JOURNAL_TYPE_STATE, id, "engine");
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (intent); i++)
    fiel_journal_event_set (begun, intent[i][0], intent[i][1]);
  for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
    fiel_journal_event_set (ended, closed[i][0], closed[i][1]);
  fiel_scribe_write_async (self->scribe, begun, FIEL_JOURNAL_DURABLE, keep_result, &first);
  fiel_scribe_write_async (self->scribe, ended, FIEL_JOURNAL_DURABLE, keep_result, &second);
  fiel_test_run_until (has_result, &second, "the sale is recorded", 20);
  if (!fiel_scribe_write_finish (self->scribe, first, &error)
      || !fiel_scribe_write_finish (self->scribe, second, &error))
    g_error ("the sale could not be recorded: %s", error->message);
}

FielJournal *
fiel_engine_get_journal (FielEngine *self)
{
  return self->journal;
}

FielShiftBook *
fiel_engine_get_shift_book (FielEngine *self)
{
  if (self->shifts == NULL)
    self->shifts = fiel_shift_book_new (self);

  return self->shifts;
}

FielScribe *
fiel_engine_get_scribe (FielEngine *self)
{
  return self->scribe;
}

FielTerminalProber *
fiel_engine_find_prober (FielEngine *self, const char *key)
{
  return NULL;
}

gboolean
fiel_engine_check_ready (FielEngine *self, GError **error)
{
  if (self->ready && self->journal != NULL)
    return TRUE;

  g_set_error_literal (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_READY, "The till is still starting.");

  return FALSE;
}

FielAttempt *
fiel_fake_engine_add_attempt (FielEngine *self, const char *terminal_key, gint64 minor, const char *reference)
{
  return fiel_fake_engine_add_attempt_of (self, FIEL_ATTEMPT_KIND_SALE, terminal_key, minor, reference, NULL);
}

FielAttempt *
fiel_fake_engine_add_attempt_of (FielEngine *self, FielAttemptKind kind, const char *terminal_key, gint64 minor,
                                 const char *reference, const char *original)
{
  FielTerminal *terminal = fiel_engine_find_terminal (self, terminal_key);
  g_autofree char *id = g_strdup_printf ("attempt%018u", g_list_model_get_n_items (G_LIST_MODEL (self->attempts)));
  FielAttemptOrigin origin = {
    .id = id,
    .kind = kind,
    .original = original,
    .amount = fiel_money_make (minor, fiel_profile_get_currency (self->profile)),
    .reference = reference,
    .terminal = terminal,
    .terminal_name = fiel_terminal_get_name (terminal),
    .provider_name = "Getnet",
    .actor = fiel_profile_get_cashier_name (self->profile),
    .saved_wall_us = fiel_clock_get_wall_us (self->clock),
  };
  g_autoptr (FielAttempt) attempt = fiel_attempt_new (&origin);

  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_SAVED, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_add_step (attempt, FIEL_STEP_SAVED, origin.saved_wall_us, fiel_clock_get_boot_us (self->clock));
  g_list_store_insert (self->attempts, 0, attempt);
  fiel_fake_engine_refresh (self);

  return attempt;
}

void
fiel_fake_engine_refresh (FielEngine *self)
{
  self->n_open = 0;
  self->n_unresolved = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->attempts)); i++)
    {
      g_autoptr (FielAttempt) attempt = g_list_model_get_item (G_LIST_MODEL (self->attempts), i);
      FielTerminal *terminal = fiel_attempt_get_terminal (attempt);
      gboolean open = fiel_attempt_get_phase (attempt) != FIEL_ATTEMPT_PHASE_DONE;

      if (open)
        self->n_open++;
      if (open && fiel_attempt_get_phase (attempt) >= FIEL_ATTEMPT_PHASE_CHECKING)
        self->n_unresolved++;
      if (terminal != NULL && open)
        fiel_terminal_set_attempt (terminal, attempt);
      else if (terminal != NULL && fiel_terminal_get_attempt (terminal) == attempt)
        fiel_terminal_set_attempt (terminal, NULL);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_OPEN]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_UNRESOLVED]);
}

void
fiel_fake_engine_set_ready (FielEngine *self, gboolean ready)
{
  self->ready = ready;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

void
fiel_fake_engine_set_trouble (FielEngine *self, const char *storage, const char *connection)
{
  g_free (self->storage_trouble);
  self->storage_trouble = g_strdup (storage);
  g_free (self->connection_trouble);
  self->connection_trouble = g_strdup (connection);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STORAGE_TROUBLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTION_TROUBLE]);
}

void
fiel_fake_engine_set_unusual_from (FielEngine *self, gint64 minor)
{
  self->unusual_from = minor;
}

void
fiel_fake_engine_set_repeat (FielEngine *self, FielAttempt *earlier)
{
  self->repeat = earlier;
}

void
fiel_fake_engine_fail_next (FielEngine *self, FielEngineError code, const char *message)
{
  g_clear_error (&self->next_error);
  self->next_error = g_error_new_literal (FIEL_ENGINE_ERROR, (int) code, message);
}

void
fiel_fake_engine_hold (FielEngine *self)
{
  self->hold = TRUE;
}

guint
fiel_fake_engine_get_n_charges (FielEngine *self)
{
  return self->n_charges;
}

guint
fiel_fake_engine_get_n_probes (FielEngine *self)
{
  return self->n_probes;
}

guint
fiel_fake_engine_get_n_checks (FielEngine *self)
{
  return self->n_checks;
}

guint
fiel_fake_engine_get_n_cancels (FielEngine *self)
{
  return self->n_cancels;
}

gboolean
fiel_fake_engine_get_new_ticket (FielEngine *self)
{
  return self->new_ticket;
}

const char *
fiel_fake_engine_get_reference (FielEngine *self)
{
  return self->reference;
}

/* -- What the window calls -- */

static void
finish_start_cb (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielEngine *self = g_task_get_source_object (task);

  if (self->next_error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&self->next_error));
      return;
    }

  fiel_fake_engine_set_ready (self, TRUE);
  g_task_return_boolean (task, TRUE);
}

void
fiel_engine_start_async (FielEngine *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  fiel_clock_add_timer (self->clock, 1, finish_start_cb, g_task_new (self, cancellable, callback, user_data));
}

gboolean
fiel_engine_start_finish (FielEngine *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
fiel_engine_stop_async (FielEngine *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  self->ready = FALSE;
  g_task_return_boolean (task, TRUE);
}

void
fiel_engine_stop_finish (FielEngine *self, GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}

FielProfile *
fiel_engine_get_profile (FielEngine *self)
{
  return self->profile;
}

FielReceiptDesk *
fiel_engine_get_receipt_desk (FielEngine *self)
{
  return self->receipts;
}

FielClock *
fiel_engine_get_clock (FielEngine *self)
{
  return self->clock;
}

void
fiel_fake_engine_set_journal (FielEngine *self, FielJournal *journal)
{
  g_set_object (&self->journal, journal);
}

FielSecrets *
fiel_engine_get_secrets (FielEngine *self)
{
  return self->secrets;
}

const FielProviderKind *const *
fiel_engine_get_kinds (FielEngine *self)
{
  static const FielProviderKind *kinds[] = { NULL, NULL };

  kinds[0] = fiel_getnet_kind ();

  return kinds;
}

void
fiel_fake_engine_add_found (FielEngine *self, const char *line)
{
  g_ptr_array_add (self->found, g_strdup (line));
}

void
fiel_engine_discover_terminals_async (FielEngine *self, const char *provider_key, GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  if (self->next_error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->next_error));
  else
    g_task_return_pointer (task, g_ptr_array_ref (self->found), (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
fiel_engine_discover_terminals_finish (FielEngine *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GListModel *
fiel_engine_get_terminals (FielEngine *self)
{
  return G_LIST_MODEL (self->terminals);
}

GListModel *
fiel_engine_get_attempts (FielEngine *self)
{
  return G_LIST_MODEL (self->attempts);
}

FielRefundDesk *
fiel_engine_get_refund_desk (FielEngine *self)
{
  return self->ready ? self->refund_desk : NULL;
}

gboolean
fiel_engine_get_ready (FielEngine *self)
{
  return self->ready;
}

const char *
fiel_engine_get_storage_trouble (FielEngine *self)
{
  return self->storage_trouble;
}

const char *
fiel_engine_get_connection_trouble (FielEngine *self)
{
  return self->connection_trouble;
}

guint
fiel_engine_get_n_open (FielEngine *self)
{
  return self->n_open;
}

guint
fiel_engine_get_n_unresolved (FielEngine *self)
{
  return self->n_unresolved;
}

FielTerminal *
fiel_engine_find_terminal (FielEngine *self, const char *key)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->terminals)); i++)
    {
      g_autoptr (FielTerminal) terminal = g_list_model_get_item (G_LIST_MODEL (self->terminals), i);

      if (g_str_equal (fiel_terminal_get_key (terminal), key))
        return terminal;
    }

  return NULL;
}

FielAttempt *
fiel_engine_find_attempt (FielEngine *self, const char *attempt_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->attempts)); i++)
    {
      g_autoptr (FielAttempt) attempt = g_list_model_get_item (G_LIST_MODEL (self->attempts), i);

      if (g_str_equal (fiel_attempt_get_id (attempt), attempt_id))
        return attempt;
    }

  return NULL;
}

typedef struct
{
  FielTerminal *terminal;   /* unowned */
  FielMoney amount;
} Charge;

void
fiel_fake_engine_answer (FielEngine *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->held);
  Charge *charge = g_task_get_task_data (task);

  if (self->next_error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&self->next_error));
      return;
    }

  g_task_return_pointer (task,
                         g_object_ref (fiel_fake_engine_add_attempt (self, fiel_terminal_get_key (charge->terminal),
                                                                     charge->amount.minor,
                                                                     self->reference != NULL ? self->reference : "1")),
                         g_object_unref);
}

void
fiel_engine_charge_async (FielEngine *self, FielTerminal *terminal, FielMoney amount, const char *reference,
                          gboolean new_ticket, const char *actor, GAsyncReadyCallback callback, gpointer user_data)
{
  Charge *charge = g_new0 (Charge, 1);

  g_assert_null (self->held);
  self->n_charges++;
  self->new_ticket = new_ticket;
  g_free (self->reference);
  self->reference = g_strdup (reference);

  charge->terminal = terminal;
  charge->amount = amount;
  self->held = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (self->held, charge, g_free);

  if (!self->hold)
    fiel_fake_engine_answer (self);
}

FielAttempt *
fiel_engine_charge_finish (FielEngine *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
fiel_engine_ask_cancel (FielEngine *self, FielAttempt *attempt, GError **error)
{
  self->n_cancels++;
  fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_ASKED, FALSE);

  return TRUE;
}

gboolean
fiel_engine_check_now (FielEngine *self, FielAttempt *attempt, GError **error)
{
  self->n_checks++;
  fiel_attempt_set_checking (attempt, TRUE);

  return TRUE;
}

gboolean
fiel_engine_set_parked (FielEngine *self, FielAttempt *attempt, gboolean parked, GError **error)
{
  fiel_attempt_set_parked (attempt, parked);
  fiel_fake_engine_refresh (self);

  return TRUE;
}

/* What people say about a payment, in one line; TRUE unless the test wants it refused. */
static gboolean
take_note (FielEngine *self, char *said, GError **error)
{
  g_free (self->said);
  self->said = said;
  self->n_said++;
  if (self->next_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->next_error));

  return FALSE;
}

gboolean
fiel_engine_note_sighting (FielEngine *self, FielAttempt *attempt, FielSighting sighting, const char *slip_code,
                           const char *actor, GError **error)
{
  if (!take_note (self, g_strdup_printf ("saw %d %s (%s)", (int) sighting, slip_code != NULL ? slip_code : "-", actor),
                  error))
    return FALSE;

  fiel_attempt_set_sighting (attempt, sighting, slip_code);
  if (sighting == FIEL_SIGHTING_WAITING)
    fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_CHECKING);

  return TRUE;
}

const char *
fiel_fake_engine_get_said (FielEngine *self)
{
  return self->said;
}

guint
fiel_fake_engine_get_n_said (FielEngine *self)
{
  return self->n_said;
}

gboolean
fiel_engine_record_by_hand (FielEngine *self, FielAttempt *attempt, gboolean charged, const char *reason,
                            const char *actor, const char *witness, GError **error)
{
  if (!take_note (self, g_strdup_printf ("%s: %s (%s, %s)", charged ? "charged" : "not charged", reason, actor,
                                         witness),
                  error))
    return FALSE;

  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED,
                          charged ? FIEL_OUTCOME_HAND_CHARGED : FIEL_OUTCOME_HAND_NOT_CHARGED,
                          fiel_clock_get_wall_us (self->clock));
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (self);

  return TRUE;
}

/* -- Alerts and evidence ------------------------------------------------------------------------------------------- */

static void
alerts_changed (FielEngine *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ALERTS]);
}

void
fiel_fake_engine_add_alert (FielEngine *self, const FielAlertContent *content)
{
  g_autoptr (FielAlert) alert = fiel_alert_new (content);

  g_list_store_insert (self->alerts, 0, alert);
}

GListModel *
fiel_engine_get_receptions (FielEngine *self)
{
  return G_LIST_MODEL (self->receptions);
}

FielReception *
fiel_fake_engine_add_reception (FielEngine *self, const char *key)
{
  g_autoptr (FielReception) reception = fiel_reception_new (key);

  g_list_store_append (self->receptions, reception);
  return reception;
}

GListModel *
fiel_engine_get_alerts (FielEngine *self)
{
  return G_LIST_MODEL (self->alerts);
}

guint
fiel_engine_get_n_alerts (FielEngine *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->alerts));
}

gboolean
fiel_engine_acknowledge (FielEngine *self, FielAlert *alert, const char *note, const char *actor, GError **error)
{
  guint position;

  if (self->next_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->next_error));
      return FALSE;
    }

  g_free (self->note);
  self->note = g_strdup (note);
  g_assert_true (g_list_store_find (self->alerts, alert, &position));
  g_list_store_remove (self->alerts, position);

  return TRUE;
}

const char *
fiel_fake_engine_get_note (FielEngine *self)
{
  return self->note;
}

void
fiel_fake_engine_hold_evidence (FielEngine *self)
{
  self->hold_evidence = TRUE;
}

void
fiel_fake_engine_answer_evidence (FielEngine *self, const char *text)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->evidence);

  if (text != NULL)
    g_task_return_pointer (task, g_strdup (text), g_free);
  else
    g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_STORAGE, "The journal cannot be read.");
}

void
fiel_engine_describe_ticket_async (FielEngine *self, const char *reference, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (self->hold_evidence)
    g_set_object (&self->evidence, task);
  else
    g_task_return_pointer (task, g_strdup_printf ("Ticket %s: everything this till knows of it", reference), g_free);
}

char *
fiel_engine_describe_ticket_finish (FielEngine *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fiel_engine_probe_terminals (FielEngine *self, FielTerminal *only, gboolean now)
{
  self->n_probes++;
}

FielAttempt *
fiel_engine_find_repeat (FielEngine *self, FielTerminal *terminal, FielMoney amount)
{
  return self->repeat != NULL && fiel_money_equal (fiel_attempt_get_amount (self->repeat), amount) ? self->repeat : NULL;
}

gboolean
fiel_engine_is_unusual (FielEngine *self, FielMoney amount)
{
  return amount.minor >= self->unusual_from;
}
