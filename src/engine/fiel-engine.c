/* fiel-engine.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-engine-private.h"

#include "fiel-alert-book.h"
#include "fiel-attempt-book.h"
#include "fiel-attempt-private.h"
#include "fiel-desks.h"
#include "fiel-discovery.h"
#include "fiel-plain-text.h"
#include "fiel-provider-kind.h"
#include "fiel-shift-book.h"

#include <glib/gi18n-lib.h>

/**
 * FielEngine:
 *
 * What window and fielctl talk to. It joins the parts and leads nothing itself: FielDesks turn wishes into durable
 * intents, a FielAttemptRunner leads each open attempt, a FielTerminalProber asks after each terminal,
 * FielServices opens and closes what they all stand on.
 *
 * Everything here runs in the thread and main context the engine was made in. Nothing here waits: journal and
 * providers have threads of their own.
 */
struct _FielEngine
{
  GObject parent_instance;

  FielProfile *profile;           /* owned */
  FielClock *clock;               /* owned */
  FielServices *services;         /* owned */
  FielRandomFunc random;
  gpointer random_data;           /* the caller's */

  FielTerminalSet *terminals;     /* owned */
  FielAttemptBook *book;          /* owned */
  FielAlertBook *alerts;          /* owned */
  FielShiftBook *shifts;          /* owned, nullable until somebody asks for it */
  FielDesks *desks;               /* owned, nullable unless started */

  gboolean starting;
  gboolean started;               /* services are open */
  gboolean ready;
  gboolean stopping;
  GTask *stop_task;               /* owned, nullable: waits for the charges */
  char *connection_trouble;       /* owned, nullable */
};

enum
{
  PROP_0,
  PROP_READY,
  PROP_STORAGE_TROUBLE,
  PROP_CONNECTION_TROUBLE,
  PROP_N_OPEN,
  PROP_N_UNRESOLVED,
  PROP_N_ALERTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FielEngine, fiel_engine, G_TYPE_OBJECT)

G_DEFINE_QUARK (fiel-engine-error-quark, fiel_engine_error)

static void book_counted (FielEngine *self, GParamSpec *pspec);
static void services_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void recovery_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void services_closed_after_failure_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void continue_stop (FielEngine *self);
static void services_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data);

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
      g_value_set_string (value, fiel_engine_get_storage_trouble (self));
      break;

    case PROP_CONNECTION_TROUBLE:
      g_value_set_string (value, self->connection_trouble);
      break;

    case PROP_N_OPEN:
      g_value_set_uint (value, fiel_engine_get_n_open (self));
      break;

    case PROP_N_UNRESOLVED:
      g_value_set_uint (value, fiel_engine_get_n_unresolved (self));
      break;

    case PROP_N_ALERTS:
      g_value_set_uint (value, fiel_engine_get_n_alerts (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fiel_engine_dispose (GObject *object)
{
  FielEngine *self = FIEL_ENGINE (object);

  g_assert (!self->started);
  g_clear_object (&self->desks);
  g_clear_object (&self->shifts);
  g_clear_object (&self->book);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (fiel_engine_parent_class)->dispose (object);
}

static void
fiel_engine_finalize (GObject *object)
{
  FielEngine *self = FIEL_ENGINE (object);

  g_object_unref (self->terminals);
  g_object_unref (self->alerts);
  g_object_unref (self->profile);
  g_object_unref (self->clock);
  g_free (self->connection_trouble);

  G_OBJECT_CLASS (fiel_engine_parent_class)->finalize (object);
}

static void
fiel_engine_class_init (FielEngineClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_engine_get_property;
  object_class->dispose = fiel_engine_dispose;
  object_class->finalize = fiel_engine_finalize;

  properties[PROP_READY] =
    g_param_spec_boolean ("ready", NULL, NULL, FALSE, flags);
  properties[PROP_STORAGE_TROUBLE] =
    g_param_spec_string ("storage-trouble", NULL, NULL, NULL, flags);
  properties[PROP_CONNECTION_TROUBLE] =
    g_param_spec_string ("connection-trouble", NULL, NULL, NULL, flags);
  properties[PROP_N_OPEN] =
    g_param_spec_uint ("n-open", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_UNRESOLVED] =
    g_param_spec_uint ("n-unresolved", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_ALERTS] =
    g_param_spec_uint ("n-alerts", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
alerts_changed (FielEngine *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ALERTS]);
}

static void
fiel_engine_init (FielEngine *self)
{
  self->alerts = fiel_alert_book_new ();
  g_signal_connect_object (fiel_alert_book_get_alerts (self->alerts), "items-changed", G_CALLBACK (alerts_changed),
                           self, G_CONNECT_SWAPPED);
  self->random = fiel_random_system;
  self->terminals = fiel_terminal_set_new ();
}

/* @book: (transfer full) */
static void
set_book (FielEngine *self, FielAttemptBook *book)
{
  g_clear_object (&self->book);
  self->book = book;
  g_signal_connect_object (book, "notify", G_CALLBACK (book_counted), self, G_CONNECT_SWAPPED);
}

FielEngine *
fiel_engine_new (FielProfile *profile,
                 FielClock *clock,
                 FielSecrets *secrets,
                 const FielProviderKind *const *kinds,
                 const char *holder)
{
  FielEngine *self = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (FIEL_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (FIEL_IS_SECRETS (secrets), NULL);
  g_return_val_if_fail (kinds != NULL && holder != NULL, NULL);

  self = g_object_new (FIEL_TYPE_ENGINE, NULL);
  self->profile = g_object_ref (profile);
  self->clock = g_object_ref (clock);
  self->services = fiel_services_new (profile, clock, secrets, kinds, holder);
  set_book (self, fiel_attempt_book_new (clock, self->random, self->random_data));

  return self;
}

void
fiel_engine_set_random_func (FielEngine *self, FielRandomFunc random, gpointer random_data)
{
  g_return_if_fail (FIEL_IS_ENGINE (self));
  g_return_if_fail (!self->started);

  self->random = random;
  self->random_data = random_data;
  set_book (self, fiel_attempt_book_new (self->clock, random, random_data));
}

/* Watching */

static void
book_counted (FielEngine *self, GParamSpec *pspec)
{
  g_object_notify (G_OBJECT (self), pspec->name);
}

static void
set_ready (FielEngine *self, gboolean ready)
{
  if (self->ready == ready)
    return;

  self->ready = ready;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

static void
scribe_troubled (FielEngine *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STORAGE_TROUBLE]);
}

static void
link_troubled (FielEngine *self)
{
  GPtrArray *links = fiel_services_get_links (self->services);
  g_autofree char *trouble = NULL;

  for (guint i = 0; i < links->len && trouble == NULL; i++)
    trouble = fiel_provider_link_describe_trouble (g_ptr_array_index (links, i));

  if (g_strcmp0 (self->connection_trouble, trouble) == 0)
    return;

  g_free (self->connection_trouble);
  self->connection_trouble = g_steal_pointer (&trouble);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTION_TROUBLE]);
}

/* Starting */

static void
restore_attempt (FielEngine *self, FielAttemptRecord *record, GPtrArray *events)
{
  FielTerminalProber *prober = fiel_terminal_set_find (self->terminals, record->terminal);

  fiel_attempt_book_restore (self->book, fiel_services_get_scribe (self->services),
                             fiel_services_find_link (self->services, record->provider),
                             prober != NULL ? fiel_terminal_prober_get_terminal (prober) : NULL, record, events);
}

/* From here on wishes are taken, and callbacks are heard. */
static void
open_desks (FielEngine *self, FielRecovery *recovery)
{
  self->desks = fiel_desks_new (self->profile, self->services, self->terminals, self->book, self->alerts, recovery,
                                self->random, self->random_data);
  g_signal_connect_object (self->desks, "notify::n-wishes", G_CALLBACK (continue_stop), self, G_CONNECT_SWAPPED);
}

void
fiel_engine_start_async (FielEngine *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (FIEL_IS_ENGINE (self));
  g_return_if_fail (!self->starting && !self->started && !self->stopping);

  self->starting = TRUE;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_engine_start_async);
  g_task_set_check_cancellable (task, FALSE);
  fiel_services_open_async (self->services, cancellable, services_opened_cb, task);
}

/* @error: (transfer full) (nullable). Whoever wants to stop has waited for this. */
static void
end_start (FielEngine *self, GTask *task, GError *error)
{
  self->starting = FALSE;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  continue_stop (self);
}

static void
services_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielEngine *self = g_task_get_source_object (task);
  GPtrArray *places = fiel_profile_get_terminals (self->profile);
  GPtrArray *links = fiel_services_get_links (self->services);
  FielScribe *scribe = NULL;
  GError *error = NULL;

  if (!fiel_services_open_finish (FIEL_SERVICES (source), result, &error))
    {
      end_start (self, task, error);
      return;
    }

  self->started = TRUE;
  scribe = fiel_services_get_scribe (self->services);
  g_signal_connect_object (scribe, "notify::trouble", G_CALLBACK (scribe_troubled), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < links->len; i++)
    g_signal_connect_object (g_ptr_array_index (links, i), "notify::trouble", G_CALLBACK (link_troubled), self,
                             G_CONNECT_SWAPPED);
  for (guint i = 0; i < places->len; i++)
    {
      const FielProfileTerminal *place = g_ptr_array_index (places, i);

      fiel_terminal_set_add (self->terminals, scribe, fiel_services_find_link (self->services, place->provider), place,
                             self->random, self->random_data);
    }
  fiel_recovery_read_async (scribe, recovery_read_cb, g_steal_pointer (&task));
}

static void
recovery_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielEngine *self = g_task_get_source_object (task);
  g_autoptr (FielRecovery) recovery = NULL;
  GError *error = NULL;

  recovery = fiel_recovery_read_finish (FIEL_SCRIBE (source), result, &error);
  if (recovery == NULL)
    {
      g_task_set_task_data (task, error, (GDestroyNotify) g_error_free);
      fiel_services_close_async (self->services, services_closed_after_failure_cb, g_steal_pointer (&task));
      return;
    }

  if (self->stopping)
    {
      end_start (self, task,
                 g_error_new_literal (FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_READY, _ ("The program is ending.")));
      return;
    }

  fiel_attempt_book_remember (self->book, recovery->recent);
  for (guint i = 0; i < recovery->attempts->len; i++)
    {
      FielAttemptRecord *record = g_ptr_array_index (recovery->attempts, i);

      restore_attempt (self, record, g_hash_table_lookup (recovery->events, record->attempt_id));
    }

  fiel_alert_book_open (self->alerts, fiel_services_get_scribe (self->services), self->book, recovery->alerts);
  open_desks (self, recovery);
  set_ready (self, TRUE);
  fiel_engine_probe_terminals (self, NULL, TRUE);
  end_start (self, task, NULL);
}

static void
services_closed_after_failure_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielEngine *self = g_task_get_source_object (task);

  fiel_services_close_finish (FIEL_SERVICES (source), result);
  self->started = FALSE;
  end_start (self, task, g_error_copy (g_task_get_task_data (task)));
}

gboolean
fiel_engine_start_finish (FielEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_engine_start_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Stopping */

void
fiel_engine_stop_async (FielEngine *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (FIEL_IS_ENGINE (self));
  g_return_if_fail (!self->stopping);

  self->stopping = TRUE;
  self->stop_task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->stop_task, fiel_engine_stop_async);
  set_ready (self, FALSE);
  if (self->desks != NULL)
    fiel_desks_close (self->desks);
  fiel_attempt_book_stop (self->book);
  fiel_terminal_set_let_go (self->terminals);
  continue_stop (self);
}

/* A wish ends by itself, soon: its intent is durable or it is not, and that must be known before the journal
 * closes. */
static void
continue_stop (FielEngine *self)
{
  if (self->stop_task == NULL || self->starting
      || (self->desks != NULL && fiel_desks_get_n_wishes (self->desks) > 0))
    return;

  if (self->started)
    fiel_services_close_async (self->services, services_closed_cb, g_steal_pointer (&self->stop_task));
  else
    {
      g_task_return_boolean (self->stop_task, TRUE);
      g_clear_object (&self->stop_task);
    }
}

static void
services_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielEngine *self = g_task_get_source_object (task);

  fiel_services_close_finish (FIEL_SERVICES (source), result);
  self->started = FALSE;
  g_task_return_boolean (task, TRUE);
}

void
fiel_engine_stop_finish (FielEngine *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));
  g_return_if_fail (g_async_result_is_tagged (result, fiel_engine_stop_async));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

/* What people ask about */

FielProfile *
fiel_engine_get_profile (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);

  return self->profile;
}

FielClock *
fiel_engine_get_clock (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);

  return self->clock;
}

FielSecrets *
fiel_engine_get_secrets (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);

  return fiel_services_get_secrets (self->services);
}

const FielProviderKind *const *
fiel_engine_get_kinds (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);

  return fiel_services_get_kinds (self->services);
}

FielJournal *
fiel_engine_get_journal (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);

  return self->started ? fiel_scribe_get_journal (fiel_services_get_scribe (self->services)) : NULL;
}

FielPeople *
fiel_engine_get_people (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);

  return fiel_services_get_people (self->services);
}

FielReceiptDesk *
fiel_engine_get_receipt_desk (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);

  return self->ready ? fiel_desks_get_receipt_desk (self->desks) : NULL;
}

GListModel *
fiel_engine_get_terminals (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);

  return fiel_terminal_set_get_terminals (self->terminals);
}

GListModel *
fiel_engine_get_attempts (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);

  return fiel_attempt_book_get_attempts (self->book);
}

gboolean
fiel_engine_get_ready (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), FALSE);

  return self->ready;
}

const char *
fiel_engine_get_storage_trouble (FielEngine *self)
{
  FielScribe *scribe = NULL;

  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);

  scribe = fiel_services_get_scribe (self->services);

  return scribe != NULL ? fiel_scribe_get_trouble (scribe) : NULL;
}

const char *
fiel_engine_get_connection_trouble (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);

  return self->connection_trouble;
}

GListModel *
fiel_engine_get_receptions (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);

  return fiel_reception_book_get_receptions (fiel_services_get_receptions (self->services));
}

GListModel *
fiel_engine_get_alerts (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);

  return fiel_alert_book_get_alerts (self->alerts);
}

guint
fiel_engine_get_n_alerts (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), 0);

  return g_list_model_get_n_items (fiel_engine_get_alerts (self));
}

guint
fiel_engine_get_n_open (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), 0);

  return fiel_attempt_book_get_n_open (self->book);
}

guint
fiel_engine_get_n_unresolved (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), 0);

  return fiel_attempt_book_get_n_unresolved (self->book);
}

FielScribe *
fiel_engine_get_scribe (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);

  return self->started ? fiel_services_get_scribe (self->services) : NULL;
}

FielShiftBook *
fiel_engine_get_shift_book (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);

  if (self->shifts == NULL)
    self->shifts = fiel_shift_book_new (self);

  return self->shifts;
}

FielTerminalProber *
fiel_engine_find_prober (FielEngine *self, const char *key)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return fiel_terminal_set_find (self->terminals, key);
}

FielTerminal *
fiel_engine_find_terminal (FielEngine *self, const char *key)
{
  FielTerminalProber *prober = fiel_engine_find_prober (self, key);

  return prober != NULL ? fiel_terminal_prober_get_terminal (prober) : NULL;
}

FielAttempt *
fiel_engine_find_attempt (FielEngine *self, const char *attempt_id)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);
  g_return_val_if_fail (attempt_id != NULL, NULL);

  return fiel_attempt_book_find_attempt (self->book, attempt_id);
}

/* Charging */

static gboolean
refuse (GError **error, FielEngineError code, const char *sentence)
{
  g_set_error_literal (error, FIEL_ENGINE_ERROR, (int) code, sentence);

  return FALSE;
}

gboolean
fiel_engine_check_ready (FielEngine *self, GError **error)
{
  if (!self->ready)
    return refuse (error, FIEL_ENGINE_ERROR_NOT_READY,
                   self->stopping ? _ ("The program is ending.")
                     : _ ("The till is still starting. Try again in a moment."));
  if (fiel_engine_get_storage_trouble (self) != NULL)
    return refuse (error, FIEL_ENGINE_ERROR_STORAGE, fiel_engine_get_storage_trouble (self));

  return TRUE;
}

FielChargeDesk *
fiel_engine_get_charge_desk (FielEngine *self)
{
  return fiel_desks_get_charge_desk (self->desks);
}

FielRefundDesk *
fiel_engine_get_refund_desk (FielEngine *self)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);

  return self->ready ? fiel_desks_get_refund_desk (self->desks) : NULL;
}

/* Intentions about an open attempt */

static FielAttemptRunner *
find_runner (FielEngine *self, FielAttempt *attempt, GError **error)
{
  FielAttemptRunner *runner = fiel_attempt_book_find_runner (self->book, fiel_attempt_get_id (attempt));

  if (!self->ready)
    {
      fiel_engine_check_ready (self, error);
      return NULL;
    }
  if (runner == NULL)
    refuse (error, FIEL_ENGINE_ERROR_CLOSED, _ ("This payment is closed already."));

  return runner;
}

gboolean
fiel_engine_ask_cancel (FielEngine *self, FielAttempt *attempt, GError **error)
{
  FielAttemptRunner *runner = NULL;

  g_return_val_if_fail (FIEL_IS_ENGINE (self), FALSE);
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), FALSE);

  runner = find_runner (self, attempt, error);

  return runner != NULL && fiel_attempt_runner_ask_cancel (runner, error);
}

gboolean
fiel_engine_check_now (FielEngine *self, FielAttempt *attempt, GError **error)
{
  FielAttemptRunner *runner = NULL;

  g_return_val_if_fail (FIEL_IS_ENGINE (self), FALSE);
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), FALSE);

  runner = find_runner (self, attempt, error);

  return runner != NULL && fiel_attempt_runner_check_now (runner, error);
}

gboolean
fiel_engine_set_parked (FielEngine *self, FielAttempt *attempt, gboolean parked, GError **error)
{
  FielAttemptRunner *runner = NULL;

  g_return_val_if_fail (FIEL_IS_ENGINE (self), FALSE);
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), FALSE);

  runner = find_runner (self, attempt, error);

  return runner != NULL && fiel_attempt_runner_set_parked (runner, parked, error);
}

gboolean
fiel_engine_note_sighting (FielEngine *self,
                           FielAttempt *attempt,
                           FielSighting sighting,
                           const char *slip_code,
                           const char *actor,
                           GError **error)
{
  FielAttemptRunner *runner = NULL;

  g_return_val_if_fail (FIEL_IS_ENGINE (self), FALSE);
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), FALSE);

  runner = find_runner (self, attempt, error);

  return runner != NULL && fiel_attempt_runner_note_sighting (runner, sighting, slip_code, actor, error);
}

/* Two people say so, each with their PIN where the store has people. */
static gboolean
check_by_hand (FielEngine *self, const char *attempt_id, const char *manager, const char *witness, GError **error)
{
  FielPeople *people = fiel_engine_get_people (self);
  g_autoptr (GError) trouble = NULL;

  if (witness == NULL || fiel_plain_text_is_same_name (witness, manager))
    return refuse (error, FIEL_ENGINE_ERROR_APPROVAL, _ ("The second person must be somebody else."));
  if (fiel_people_check_approval (people, FIEL_ACT_RECORD_BY_HAND, attempt_id, manager, &trouble)
      && fiel_people_check_approval (people, FIEL_ACT_WITNESS, attempt_id, witness, &trouble))
    return TRUE;

  return refuse (error, FIEL_ENGINE_ERROR_APPROVAL, trouble->message);
}

gboolean
fiel_engine_record_by_hand (FielEngine *self,
                            FielAttempt *attempt,
                            gboolean charged,
                            const char *reason,
                            const char *actor,
                            const char *witness,
                            GError **error)
{
  FielAttemptRunner *runner = NULL;

  g_return_val_if_fail (FIEL_IS_ENGINE (self), FALSE);
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), FALSE);
  g_return_val_if_fail (actor != NULL, FALSE);

  runner = find_runner (self, attempt, error);
  if (runner == NULL || !check_by_hand (self, fiel_attempt_get_id (attempt), actor, witness, error)
      || !fiel_attempt_runner_record_by_hand (runner, charged, reason, actor, witness, error))
    return FALSE;

  fiel_people_drop_approvals (fiel_engine_get_people (self), FIEL_ACT_RECORD_BY_HAND);
  fiel_people_drop_approvals (fiel_engine_get_people (self), FIEL_ACT_WITNESS);

  return TRUE;
}

/* Looking at what happened */

gboolean
fiel_engine_acknowledge (FielEngine *self, FielAlert *alert, const char *note, const char *actor, GError **error)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), FALSE);

  return fiel_engine_check_ready (self, error) && fiel_alert_book_acknowledge (self->alerts, alert, note, actor, error);
}

/* Terminals */

void
fiel_engine_probe_terminals (FielEngine *self, FielTerminal *only, gboolean now)
{
  g_return_if_fail (FIEL_IS_ENGINE (self));
  g_return_if_fail (only == NULL || FIEL_IS_TERMINAL (only));

  if (self->ready)
    fiel_terminal_set_probe (self->terminals, only, now);
}

void
fiel_engine_discover_terminals_async (FielEngine *self,
                                      const char *provider_key,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (FIEL_IS_ENGINE (self));
  g_return_if_fail (provider_key != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_engine_discover_terminals_async);
  if (fiel_engine_check_ready (self, &error))
    fiel_discovery_run_async (fiel_services_get_scribe (self->services),
                              fiel_services_find_link (self->services, provider_key), discovered_cb,
                              g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GPtrArray *lines = NULL;
  GError *error = NULL;

  lines = fiel_discovery_run_finish (FIEL_SCRIBE (source), result, &error);
  if (lines != NULL)
    g_task_return_pointer (task, lines, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

GPtrArray *
fiel_engine_discover_terminals_finish (FielEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_engine_discover_terminals_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Guards */

FielAttempt *
fiel_engine_find_repeat (FielEngine *self, FielTerminal *terminal, FielMoney amount)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), NULL);
  g_return_val_if_fail (FIEL_IS_TERMINAL (terminal), NULL);

  return fiel_attempt_book_find_repeat (self->book, terminal, amount);
}

gboolean
fiel_engine_is_unusual (FielEngine *self, FielMoney amount)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (self), FALSE);

  return fiel_attempt_book_is_unusual (self->book, amount);
}
