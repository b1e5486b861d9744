/* fiel-intent.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-intent.h"

/**
 * FielIntent:
 *
 *   save ──► request prepared ──► intent durable ──► done
 *
 * Read the callbacks from top to bottom.
 */
struct _FielIntent
{
  GObject parent_instance;

  FielScribe *scribe;             /* owned */
  FielProviderLink *link;         /* owned */
  FielProfileTerminal place;      /* its texts are owned */
  FielProviderRequest *request;   /* owned, NULL before it is saved */
  FielIntentTerms terms;          /* its texts are owned */
  FielProviderCall *call;         /* owned, nullable until prepared */
  FielJournalEvent *event;        /* owned, nullable until written */
  FielAttemptRecord *record;      /* owned, nullable until durable */
};

G_DEFINE_FINAL_TYPE (FielIntent, fiel_intent, G_TYPE_OBJECT)

static void prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void saved_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
fiel_intent_finalize (GObject *object)
{
  FielIntent *self = FIEL_INTENT (object);

  g_clear_pointer (&self->request, fiel_provider_request_free);
  g_clear_pointer (&self->call, fiel_provider_call_unref);
  g_clear_pointer (&self->event, fiel_journal_event_unref);
  g_clear_pointer (&self->record, fiel_attempt_record_unref);
  g_free (self->place.key);
  g_free (self->place.name);
  g_free (self->place.provider);
  g_free (self->place.terminal_id);
  g_free (self->place.branch_id);
  g_free (self->place.serial_number);
  g_free ((char *) self->terms.reference);
  g_free ((char *) self->terms.actor);
  g_free ((char *) self->terms.original);
  g_free ((char *) self->terms.purpose);
  g_free ((char *) self->terms.approver);
  g_free ((char *) self->terms.typed_authorization);
  g_free ((char *) self->terms.typed_date);
  g_object_unref (self->scribe);
  g_object_unref (self->link);

  G_OBJECT_CLASS (fiel_intent_parent_class)->finalize (object);
}

static void
fiel_intent_class_init (FielIntentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_intent_finalize;
}

static void
fiel_intent_init (FielIntent *self)
{
}

FielIntent *
fiel_intent_new (FielScribe *scribe, FielProviderLink *link, const FielProfileTerminal *place)
{
  FielIntent *self = NULL;

  g_return_val_if_fail (FIEL_IS_SCRIBE (scribe), NULL);
  g_return_val_if_fail (FIEL_IS_PROVIDER_LINK (link), NULL);
  g_return_val_if_fail (place != NULL, NULL);

  self = g_object_new (FIEL_TYPE_INTENT, NULL);
  self->scribe = g_object_ref (scribe);
  self->link = g_object_ref (link);
  self->place.key = g_strdup (place->key);
  self->place.name = g_strdup (place->name);
  self->place.provider = g_strdup (place->provider);
  self->place.terminal_id = g_strdup (place->terminal_id);
  self->place.branch_id = g_strdup (place->branch_id);
  self->place.serial_number = g_strdup (place->serial_number);

  return self;
}

static FielIntentTerms
copy_terms (const FielIntentTerms *terms)
{
  FielIntentTerms copy = *terms;

  copy.reference = g_strdup (terms->reference);
  copy.actor = g_strdup (terms->actor);
  copy.original = g_strdup (terms->original);
  copy.purpose = g_strdup (terms->purpose);
  copy.approver = g_strdup (terms->approver);
  copy.typed_authorization = g_strdup (terms->typed_authorization);
  copy.typed_date = g_strdup (terms->typed_date);

  return copy;
}

void
fiel_intent_save_async (FielIntent *self,
                        const FielProviderRequest *request,
                        const FielIntentTerms *terms,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (FIEL_IS_INTENT (self));
  g_return_if_fail (self->request == NULL);
  g_return_if_fail (request != NULL && fiel_operation_moves_money (request->operation));
  g_return_if_fail (terms != NULL && terms->reference != NULL && terms->actor != NULL);

  self->request = fiel_provider_request_copy (request);
  self->terms = copy_terms (terms);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_intent_save_async);
  g_task_set_check_cancellable (task, FALSE);
  fiel_provider_worker_prepare_async (fiel_provider_link_get_worker (self->link),
                                      fiel_provider_link_get_key (self->link), self->request, prepared_cb, task);
}

static void
set_terms (FielJournalEvent *event, const FielIntentTerms *terms)
{
  fiel_journal_event_set (event, FIEL_FIELD_KIND, fiel_enum_nick (FIEL_TYPE_ATTEMPT_KIND, (int) terms->kind));
  fiel_journal_event_set (event, FIEL_FIELD_STATE, fiel_enum_nick (FIEL_TYPE_ATTEMPT_STATE, FIEL_ATTEMPT_STATE_SAVED));
  fiel_journal_event_set_int (event, FIEL_FIELD_TICKET_ID, terms->ticket_id);
  fiel_journal_event_set (event, FIEL_FIELD_REFERENCE, terms->reference);
  if (terms->due_minor > 0)
    fiel_journal_event_set_int (event, FIEL_FIELD_DUE, terms->due_minor);
  fiel_journal_event_set (event, FIEL_FIELD_ORIGINAL, terms->original);
  fiel_journal_event_set (event, FIEL_FIELD_PURPOSE, terms->purpose);
  fiel_journal_event_set (event, FIEL_FIELD_APPROVER, terms->approver);
  fiel_journal_event_set (event, FIEL_FIELD_TYPED_AUTHORIZATION, terms->typed_authorization);
  fiel_journal_event_set (event, FIEL_FIELD_TYPED_DATE, terms->typed_date);
}

static void
set_place (FielJournalEvent *event, const FielProfileTerminal *place)
{
  fiel_journal_event_set (event, FIEL_FIELD_TERMINAL, place->key);
  fiel_journal_event_set (event, FIEL_FIELD_TERMINAL_NAME, place->name);
  fiel_journal_event_set (event, FIEL_FIELD_TERMINAL_ID, place->terminal_id);
  fiel_journal_event_set (event, FIEL_FIELD_BRANCH_ID, place->branch_id);
  fiel_journal_event_set (event, FIEL_FIELD_SERIAL, place->serial_number);
  fiel_journal_event_set (event, FIEL_FIELD_PROVIDER, place->provider);
}

static FielJournalEvent *
make_event (FielIntent *self)
{
  const FielProviderRequest *request = self->request;
  FielJournalEvent *event =
    fiel_scribe_new_event (self->scribe, FIEL_JOURNAL_TYPE_INTENT, request->reference, self->terms.actor);

  set_terms (event, &self->terms);
  fiel_journal_event_set (event, FIEL_FIELD_TICKET_SENT, request->ticket);
  fiel_journal_event_set (event, FIEL_FIELD_OF_AUTHORIZATION, request->authorization);
  fiel_journal_event_set (event, FIEL_FIELD_OF_DATE, request->original_date);
  fiel_journal_event_set (event, FIEL_FIELD_OF_OPERATION, request->operation_number);
  fiel_journal_event_set_int (event, FIEL_FIELD_AMOUNT, request->amount.minor);
  fiel_journal_event_set (event, FIEL_FIELD_CURRENCY, request->amount.currency->code);
  set_place (event, &self->place);
  fiel_journal_event_set (event, FIEL_FIELD_BODY_SHA256, fiel_provider_call_get_body_sha256 (self->call));

  return event;
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielIntent *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->call = fiel_provider_worker_prepare_finish (FIEL_PROVIDER_WORKER (source), result, &error);
  if (self->call == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self->event = make_event (self);
  fiel_scribe_write_async (self->scribe, self->event, FIEL_JOURNAL_DURABLE, saved_cb, g_steal_pointer (&task));
}

/* The record as the journal folds it from the intent. */
static FielAttemptRecord *
make_record (FielIntent *self)
{
  FielAttemptRecord *record = fiel_attempt_record_new ();

  record->intent_seq = fiel_journal_event_get_seq (self->event);
  record->last_seq = record->intent_seq;
  record->intent_wall_us = fiel_journal_event_get_wall_us (self->event);
  record->intent_boot_us = fiel_journal_event_get_boot_us (self->event);
  record->intent_boot_id = g_strdup (fiel_journal_event_get_boot_id (self->event));
  record->actor = g_strdup (self->terms.actor);
  record->attempt_id = g_strdup (self->request->reference);
  record->kind = self->terms.kind;
  record->state = FIEL_ATTEMPT_STATE_SAVED;
  record->ticket_id = self->terms.ticket_id;
  record->reference = g_strdup (self->terms.reference);
  record->ticket_sent = g_strdup (self->request->ticket);
  record->amount = self->request->amount;
  record->terminal = g_strdup (self->place.key);
  record->terminal_name = g_strdup (self->place.name);
  record->terminal_id = g_strdup (self->place.terminal_id);
  record->branch_id = g_strdup (self->place.branch_id);
  record->serial = g_strdup (self->place.serial_number);
  record->provider = g_strdup (self->place.provider);
  record->body_sha256 = g_strdup (fiel_provider_call_get_body_sha256 (self->call));
  record->original = g_strdup (self->terms.original);

  return record;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielIntent *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  self->record = make_record (self);
  g_task_return_boolean (task, TRUE);
}

gboolean
fiel_intent_save_finish (FielIntent *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_intent_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

FielTerminalIdentity *
fiel_intent_make_identity (FielIntent *self)
{
  g_return_val_if_fail (FIEL_IS_INTENT (self), NULL);

  return fiel_terminal_identity_new (self->place.terminal_id, self->place.branch_id, self->place.serial_number);
}

const FielProfileTerminal *
fiel_intent_get_place (FielIntent *self)
{
  g_return_val_if_fail (FIEL_IS_INTENT (self), NULL);

  return &self->place;
}

FielAttemptRecord *
fiel_intent_get_record (FielIntent *self)
{
  g_return_val_if_fail (FIEL_IS_INTENT (self), NULL);

  return self->record;
}

FielProviderCall *
fiel_intent_steal_call (FielIntent *self)
{
  g_return_val_if_fail (FIEL_IS_INTENT (self), NULL);

  return g_steal_pointer (&self->call);
}
