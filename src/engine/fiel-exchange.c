/* fiel-exchange.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-exchange.h"

/**
 * FielExchange:
 *
 *   ask ──► prepared ──┐
 *                      ├──► performed ──► recorded ──► interpreted ──► done
 *   send ──────────────┘
 *
 * An answer is committed before it is interpreted (I8). What is no answer is not interpreted: the transport's verdict
 * says all there is to say. Read the callbacks from top to bottom.
 */
struct _FielExchange
{
  GObject parent_instance;

  FielScribe *scribe;             /* owned */
  FielProviderLink *link;         /* owned */
  char *attempt_id;               /* owned, nullable */
  char *known_text;               /* owned, nullable */
  FielProviderRequest *request;   /* owned, NULL before it was asked */
  FielProviderReply *reply;       /* owned, nullable */
  FielFinding *finding;           /* owned, nullable */
  gint64 began_us;
  gint64 ended_us;
  FielProviderStartedFunc started;
  gpointer started_data;          /* the caller's */
  gboolean has_started;
};

G_DEFINE_FINAL_TYPE (FielExchange, fiel_exchange, G_TYPE_OBJECT)

static void request_started (gpointer user_data);
static void prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void performed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void interpreted_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
fiel_exchange_finalize (GObject *object)
{
  FielExchange *self = FIEL_EXCHANGE (object);

  g_object_unref (self->scribe);
  g_object_unref (self->link);
  g_free (self->attempt_id);
  g_free (self->known_text);
  g_clear_pointer (&self->request, fiel_provider_request_free);
  g_clear_pointer (&self->reply, fiel_provider_reply_unref);
  g_clear_pointer (&self->finding, fiel_finding_free);

  G_OBJECT_CLASS (fiel_exchange_parent_class)->finalize (object);
}

static void
fiel_exchange_class_init (FielExchangeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_exchange_finalize;
}

static void
fiel_exchange_init (FielExchange *self)
{
}

FielOperation
fiel_exchange_find_operation (FielAttemptKind kind)
{
  switch (kind)
    {
    case FIEL_ATTEMPT_KIND_SALE:
      return FIEL_OPERATION_SALE;

    case FIEL_ATTEMPT_KIND_REFUND:
      return FIEL_OPERATION_REFUND;

    case FIEL_ATTEMPT_KIND_VOID:
      return FIEL_OPERATION_VOID;
    }

  g_return_val_if_reached (FIEL_OPERATION_SALE);
}

FielProviderRequest *
fiel_exchange_make_question (FielOperation operation,
                             const FielAttemptRecord *record,
                             const char *provider_id,
                             FielRandomFunc random,
                             gpointer random_data)
{
  g_autoptr (FielTerminalIdentity) terminal = NULL;
  FielProviderRequest *request = NULL;

  g_return_val_if_fail (record != NULL, NULL);

  terminal = fiel_terminal_identity_new (record->terminal_id, record->branch_id, record->serial);
  request = fiel_provider_request_new (operation, terminal);
  request->reference = fiel_random_make_id (random, random_data);
  request->ticket = g_strdup (record->ticket_sent);
  request->amount = record->amount;
  request->provider_id = g_strdup (provider_id);
  request->subject = fiel_exchange_find_operation (record->kind);

  return request;
}

FielExchange *
fiel_exchange_new (FielScribe *scribe, FielProviderLink *link, const char *attempt_id)
{
  FielExchange *self = NULL;

  g_return_val_if_fail (FIEL_IS_SCRIBE (scribe), NULL);
  g_return_val_if_fail (FIEL_IS_PROVIDER_LINK (link), NULL);

  self = g_object_new (FIEL_TYPE_EXCHANGE, NULL);
  self->scribe = g_object_ref (scribe);
  self->link = g_object_ref (link);
  self->attempt_id = g_strdup (attempt_id);

  return self;
}

void
fiel_exchange_set_known_text (FielExchange *self, const char *text)
{
  g_return_if_fail (FIEL_IS_EXCHANGE (self));
  g_return_if_fail (self->request == NULL);

  g_free (self->known_text);
  self->known_text = g_strdup (text);
}

static GTask *
begin (FielExchange *self, const FielProviderRequest *request, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, fiel_exchange_ask_async);
  g_task_set_check_cancellable (task, FALSE);
  self->request = fiel_provider_request_copy (request);
  self->began_us = fiel_clock_get_boot_us (fiel_scribe_get_clock (self->scribe));

  return task;
}

void
fiel_exchange_ask_async (FielExchange *self,
                         const FielProviderRequest *request,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (FIEL_IS_EXCHANGE (self));
  g_return_if_fail (self->request == NULL);
  g_return_if_fail (!fiel_operation_moves_money (request->operation));

  task = begin (self, request, callback, user_data);
  fiel_provider_worker_prepare_async (fiel_provider_link_get_worker (self->link),
                                      fiel_provider_link_get_key (self->link),
                                      request, prepared_cb, task);
}

void
fiel_exchange_send_async (FielExchange *self,
                          FielProviderCall *call,
                          FielProviderStartedFunc started,
                          gpointer started_data,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (FIEL_IS_EXCHANGE (self));
  g_return_if_fail (self->request == NULL);
  g_return_if_fail (call != NULL);

  self->started = started;
  self->started_data = started_data;
  task = begin (self, fiel_provider_call_get_request (call), callback, user_data);
  fiel_provider_worker_perform_async (fiel_provider_link_get_worker (self->link),
                                      fiel_provider_link_get_key (self->link),
                                      call, request_started, self, performed_cb, task);
}

static void
request_started (gpointer user_data)
{
  FielExchange *self = user_data;

  self->has_started = TRUE;
  if (self->started != NULL)
    self->started (self->started_data);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielExchange *self = g_task_get_source_object (task);
  FielProviderCall *call = NULL;
  GError *error = NULL;

  call = fiel_provider_worker_prepare_finish (FIEL_PROVIDER_WORKER (source), result, &error);
  if (call == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  fiel_provider_worker_perform_async (FIEL_PROVIDER_WORKER (source), fiel_provider_link_get_key (self->link), call,
                                      NULL,
                                      NULL, performed_cb, g_steal_pointer (&task));
}

static gboolean
is_worth_recording (FielExchange *self)
{
  return self->attempt_id != NULL && g_strcmp0 (self->known_text, fiel_provider_reply_get_text (self->reply)) != 0;
}

static FielJournalEvent *
make_received (FielExchange *self)
{
  FielJournalEvent *event =
    fiel_scribe_new_event (self->scribe, FIEL_JOURNAL_TYPE_RECEIVED, self->attempt_id, "engine");
  const char *detail = fiel_provider_reply_get_detail (self->reply);

  fiel_journal_event_set (event, FIEL_FIELD_ASKED,
                          fiel_enum_nick (FIEL_TYPE_OPERATION, (int) self->request->operation));
  fiel_journal_event_set (event, FIEL_FIELD_VERDICT,
                          fiel_enum_nick (FIEL_TYPE_REPLY_VERDICT,
                                          (int) fiel_provider_reply_get_verdict (self->reply)));
  fiel_journal_event_set (event, FIEL_FIELD_REASON, fiel_reason_key (fiel_provider_reply_get_reason (self->reply)));
  fiel_journal_event_set_int (event, FIEL_FIELD_HTTP_STATUS,
                              (gint64) fiel_provider_reply_get_http_status (self->reply));
  fiel_journal_event_set (event, FIEL_FIELD_TEXT, fiel_provider_reply_get_text (self->reply));
  if (*detail != '\0')
    fiel_journal_event_set (event, FIEL_FIELD_DETAIL, detail);

  return event;
}

static void
interpret (FielExchange *self, GTask *task)
{
  if (fiel_provider_reply_get_verdict (self->reply) != FIEL_REPLY_VERDICT_ANSWERED)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  fiel_provider_worker_interpret_async (fiel_provider_link_get_worker (self->link),
                                        fiel_provider_link_get_key (self->link),
                                        self->request, self->reply, interpreted_cb, task);
}

/* A transport that says "not sent" about a request whose first byte it announced is not believed. */
static FielProviderReply *
doubt (FielExchange *self, FielProviderReply *reply)
{
  g_autoptr (FielProviderReply) claimed = reply;

  if (!self->has_started || fiel_provider_reply_get_verdict (claimed) != FIEL_REPLY_VERDICT_NOT_SENT)
    return g_steal_pointer (&claimed);

  return fiel_provider_reply_new (FIEL_REPLY_VERDICT_UNKNOWN, FIEL_REASON_ANSWER_LOST, 0,
                                  fiel_provider_reply_get_text (claimed), fiel_provider_reply_get_detail (claimed));
}

static void
performed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielExchange *self = g_task_get_source_object (task);
  g_autoptr (FielJournalEvent) event = NULL;

  self->reply = doubt (self, fiel_provider_worker_perform_finish (FIEL_PROVIDER_WORKER (source), result));
  self->ended_us = fiel_clock_get_boot_us (fiel_scribe_get_clock (self->scribe));
  fiel_provider_link_note_reply (self->link, self->reply);

  if (!is_worth_recording (self))
    {
      interpret (self, g_steal_pointer (&task));
      return;
    }

  event = make_received (self);
  fiel_scribe_write_async (self->scribe, event, FIEL_JOURNAL_ORDERED, recorded_cb, g_steal_pointer (&task));
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielExchange *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error))
    interpret (self, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
interpreted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielExchange *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->finding = fiel_provider_worker_interpret_finish (FIEL_PROVIDER_WORKER (source), result, &error);
  if (self->finding != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

gboolean
fiel_exchange_finish (FielExchange *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_exchange_ask_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

FielProviderReply *
fiel_exchange_get_reply (FielExchange *self)
{
  g_return_val_if_fail (FIEL_IS_EXCHANGE (self), NULL);

  return self->reply;
}

FielFinding *
fiel_exchange_get_finding (FielExchange *self)
{
  g_return_val_if_fail (FIEL_IS_EXCHANGE (self), NULL);

  return self->finding;
}

gint64
fiel_exchange_get_began_us (FielExchange *self)
{
  g_return_val_if_fail (FIEL_IS_EXCHANGE (self), 0);

  return self->began_us;
}

gint64
fiel_exchange_get_ended_us (FielExchange *self)
{
  g_return_val_if_fail (FIEL_IS_EXCHANGE (self), 0);

  return self->ended_us;
}

FielEvidence *
fiel_exchange_judge (FielOperation operation, FielProviderReply *reply, const FielFinding *finding)
{
  FielReplyVerdict verdict = fiel_provider_reply_get_verdict (reply);
  FielReason reason = fiel_provider_reply_get_reason (reply);
  FielEvidence *evidence = NULL;

  if (verdict == FIEL_REPLY_VERDICT_ANSWERED && finding != NULL && finding->kind == FIEL_FINDING_EVIDENCE)
    return fiel_evidence_copy (finding->evidence);

  if (reason == FIEL_REASON_NONE && finding != NULL)
    reason = finding->reason;
  evidence =
    fiel_evidence_new (operation == FIEL_OPERATION_STATUS ? FIEL_EVIDENCE_SOURCE_STATUS : FIEL_EVIDENCE_SOURCE_ANSWER,
                                verdict == FIEL_REPLY_VERDICT_NOT_SENT ? FIEL_RESULT_NOT_SENT : FIEL_RESULT_NOTHING);
  evidence->reason = g_strdup (fiel_reason_key (reason));
  if (finding != NULL)
    evidence->provider_message = g_strdup (finding->message);

  return evidence;
}
