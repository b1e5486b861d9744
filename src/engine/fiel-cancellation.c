/* fiel-cancellation.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-cancellation.h"

#include "fiel-attempt-id.h"
#include "fiel-attempt-private.h"
#include "fiel-exchange.h"

/**
 * FielCancellation:
 *
 *   run ──► ASKED is written ──► the terminal was asked ──► AGREED, REFUSED or UNANSWERED is written ──► done
 *
 * Each state is shown when it is durable. Read the callbacks from top to bottom.
 */
struct _FielCancellation
{
  GObject parent_instance;

  FielScribe *scribe;           /* owned */
  FielProviderLink *link;       /* owned */
  FielAttempt *attempt;         /* owned */
  FielAttemptRecord *record;    /* owned */
  FielRandomFunc random;
  gpointer random_data;         /* the caller's */
  FielCancelState result;
};

G_DEFINE_FINAL_TYPE (FielCancellation, fiel_cancellation, G_TYPE_OBJECT)

static void asked_written_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void exchanged_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void result_written_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
fiel_cancellation_finalize (GObject *object)
{
  FielCancellation *self = FIEL_CANCELLATION (object);

  g_object_unref (self->scribe);
  g_object_unref (self->link);
  g_object_unref (self->attempt);
  fiel_attempt_record_unref (self->record);

  G_OBJECT_CLASS (fiel_cancellation_parent_class)->finalize (object);
}

static void
fiel_cancellation_class_init (FielCancellationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_cancellation_finalize;
}

static void
fiel_cancellation_init (FielCancellation *self)
{
}

FielCancellation *
fiel_cancellation_new (FielScribe *scribe,
                       FielProviderLink *link,
                       FielAttempt *attempt,
                       FielAttemptRecord *record,
                       FielRandomFunc random,
                       gpointer random_data)
{
  FielCancellation *self = g_object_new (FIEL_TYPE_CANCELLATION, NULL);

  self->scribe = g_object_ref (scribe);
  self->link = g_object_ref (link);
  self->attempt = g_object_ref (attempt);
  self->record = fiel_attempt_record_ref (record);
  self->random = random;
  self->random_data = random_data;

  return self;
}

static FielJournalEvent *
make_event (FielCancellation *self, FielCancelState state, const char *actor)
{
  FielJournalEvent *event =
    fiel_scribe_new_event (self->scribe, FIEL_JOURNAL_TYPE_CANCEL, self->record->attempt_id, actor);

  fiel_journal_event_set (event, FIEL_FIELD_CANCEL, fiel_enum_nick (FIEL_TYPE_CANCEL_STATE, (int) state));

  return event;
}

static void
show (FielCancellation *self, FielCancelState state, FielStepKind step)
{
  FielClock *clock = fiel_scribe_get_clock (self->scribe);

  g_object_freeze_notify (G_OBJECT (self->attempt));
  fiel_attempt_set_cancel (self->attempt, state, FALSE);
  fiel_attempt_add_step (self->attempt, step, fiel_clock_get_wall_us (clock), fiel_clock_get_boot_us (clock));
  g_object_thaw_notify (G_OBJECT (self->attempt));
}

void
fiel_cancellation_run_async (FielCancellation *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (FielJournalEvent) event = NULL;
  GTask *task = NULL;

  g_return_if_fail (FIEL_IS_CANCELLATION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_cancellation_run_async);
  event = make_event (self, FIEL_CANCEL_STATE_ASKED, self->record->actor);
  fiel_scribe_write_async (self->scribe, event, FIEL_JOURNAL_DURABLE, asked_written_cb, task);
}

static FielProviderRequest *
make_request (FielCancellation *self)
{
  return fiel_exchange_make_question (FIEL_OPERATION_CANCEL, self->record,
                                      fiel_attempt_get_provider_id (self->attempt), self->random, self->random_data);
}

/* Written, and shown when it is durable. */
static void
write_result (FielCancellation *self, GTask *task, FielCancelState result)
{
  g_autoptr (FielJournalEvent) event = make_event (self, result, "engine");

  self->result = result;
  fiel_scribe_write_async (self->scribe, event, FIEL_JOURNAL_DURABLE, result_written_cb, task);
}

static void
asked_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielCancellation *self = g_task_get_source_object (task);
  g_autoptr (FielExchange) exchange = NULL;
  g_autoptr (FielProviderRequest) request = NULL;
  GError *error = NULL;

  if (!fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  show (self, FIEL_CANCEL_STATE_ASKED, FIEL_STEP_CANCEL_ASKED);

  /* It ended meanwhile, and the terminal may have the next customer's payment by now. */
  if (fiel_attempt_get_state (self->attempt) == FIEL_ATTEMPT_STATE_CLOSED)
    {
      write_result (self, g_steal_pointer (&task), FIEL_CANCEL_STATE_REFUSED);
      return;
    }

  request = make_request (self);
  exchange = fiel_exchange_new (self->scribe, self->link, self->record->attempt_id);
  fiel_exchange_ask_async (exchange, request, exchanged_cb, g_steal_pointer (&task));
}

static FielCancelState
judge (FielFinding *finding)
{
  if (finding != NULL && finding->kind == FIEL_FINDING_CANCEL_AGREED)
    return FIEL_CANCEL_STATE_AGREED;
  if (finding != NULL && finding->kind == FIEL_FINDING_CANCEL_REFUSED)
    return FIEL_CANCEL_STATE_REFUSED;

  return FIEL_CANCEL_STATE_UNANSWERED;
}

static void
exchanged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielCancellation *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!fiel_exchange_finish (FIEL_EXCHANGE (source), result, &error))
    g_info ("Attempt %s: the request to stop came to nothing: %s", self->record->attempt_id, error->message);

  write_result (self, g_steal_pointer (&task), judge (fiel_exchange_get_finding (FIEL_EXCHANGE (source))));
}

static FielStepKind
step_for (FielCancelState state)
{
  if (state == FIEL_CANCEL_STATE_AGREED)
    return FIEL_STEP_CANCEL_AGREED;

  return state == FIEL_CANCEL_STATE_REFUSED ? FIEL_STEP_CANCEL_REFUSED : FIEL_STEP_CANCEL_UNANSWERED;
}

static void
result_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielCancellation *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  show (self, self->result, step_for (self->result));
  g_task_return_boolean (task, TRUE);
}

gboolean
fiel_cancellation_run_finish (FielCancellation *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_cancellation_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
