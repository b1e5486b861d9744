/* fiel-reread.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-reread.h"

#include "fiel-exchange.h"

typedef struct
{
  FielAttemptRecord *record;      /* owned */
  GPtrArray *answers;             /* owned, of FielJournalEvent */
  guint next;
  FielProviderReply *reply;       /* owned, nullable: the one that is being interpreted */
  FielOperation operation;
  GPtrArray *evidence;            /* owned, of FielEvidence */
} Reading;

static void read_next (GTask *task);
static void interpreted_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
reading_free (Reading *reading)
{
  fiel_attempt_record_unref (reading->record);
  g_ptr_array_unref (reading->answers);
  g_clear_pointer (&reading->reply, fiel_provider_reply_unref);
  g_clear_pointer (&reading->evidence, g_ptr_array_unref);
  g_free (reading);
}

static gboolean
is_about_result (FielJournalEvent *event, FielOperation *operation)
{
  int value;

  if (!fiel_enum_parse (FIEL_TYPE_OPERATION, fiel_journal_event_get (event, FIEL_FIELD_ASKED), &value))
    return FALSE;

  *operation = (FielOperation) value;

  return fiel_operation_moves_money (*operation) || *operation == FIEL_OPERATION_STATUS;
}

/* A fact that was drawn from an answer comes after it; then the answers of its source so far are read. Other facts, as
 * the provider's limit or a restart, move the attempt too and say nothing about what was read. */
static void
forget_read (GPtrArray *answers, FielJournalEvent *fact)
{
  FielOperation operation = FIEL_OPERATION_STATUS;
  int source;

  if (!fiel_enum_parse (FIEL_TYPE_EVIDENCE_SOURCE, fiel_journal_event_get (fact, FIEL_FIELD_SOURCE), &source))
    return;

  for (guint i = answers->len; i > 0; i--)
    {
      is_about_result (g_ptr_array_index (answers, i - 1), &operation);
      if (source == (operation == FIEL_OPERATION_STATUS ? FIEL_EVIDENCE_SOURCE_STATUS : FIEL_EVIDENCE_SOURCE_ANSWER))
        g_ptr_array_remove_index (answers, i - 1);
    }
}

static GPtrArray *
find_unread (GPtrArray *events)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
  FielOperation operation;

  for (guint i = 0; i < events->len; i++)
    {
      FielJournalEvent *event = g_ptr_array_index (events, i);
      FielJournalType type = fiel_journal_event_get_type_of_fact (event);

      if (type == FIEL_JOURNAL_TYPE_STATE)
        forget_read (answers, event);
      else if (type == FIEL_JOURNAL_TYPE_RECEIVED && is_about_result (event, &operation))
        g_ptr_array_add (answers, fiel_journal_event_ref (event));
    }

  return answers;
}

static FielProviderReply *
make_reply (FielJournalEvent *event)
{
  const char *text = fiel_journal_event_get (event, FIEL_FIELD_TEXT);
  const char *detail = fiel_journal_event_get (event, FIEL_FIELD_DETAIL);
  FielReason reason = FIEL_REASON_NONE;
  gint64 status = 0;
  int verdict;

  /* A verdict that this version does not know proves nothing. */
  if (!fiel_enum_parse (FIEL_TYPE_REPLY_VERDICT, fiel_journal_event_get (event, FIEL_FIELD_VERDICT), &verdict))
    verdict = FIEL_REPLY_VERDICT_UNKNOWN;
  fiel_journal_event_get_int (event, FIEL_FIELD_HTTP_STATUS, &status);
  fiel_reason_parse (fiel_journal_event_get (event, FIEL_FIELD_REASON), &reason);

  return fiel_provider_reply_new ((FielReplyVerdict) verdict, reason, (guint) CLAMP (status, 0, 999),
                                  text != NULL ? text : "", detail != NULL ? detail : "");
}

static FielProviderRequest *
make_request (const FielAttemptRecord *record, FielOperation operation)
{
  g_autoptr (FielTerminalIdentity) terminal = NULL;
  FielProviderRequest *request = NULL;

  terminal = fiel_terminal_identity_new (record->terminal_id, record->branch_id, record->serial);
  request = fiel_provider_request_new (operation, terminal);
  request->reference = g_strdup (record->attempt_id);
  request->ticket = g_strdup (record->ticket_sent);
  request->amount = record->amount;
  request->provider_id = g_strdup (record->provider_id);
  request->subject = fiel_exchange_find_operation (record->kind);

  return request;
}

void
fiel_reread_async (FielProviderLink *link,
                   FielAttemptRecord *record,
                   GPtrArray *events,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  GTask *task = NULL;
  Reading *reading = NULL;

  g_return_if_fail (FIEL_IS_PROVIDER_LINK (link));
  g_return_if_fail (record != NULL && events != NULL);

  reading = g_new0 (Reading, 1);
  reading->record = fiel_attempt_record_ref (record);
  reading->answers = find_unread (events);
  reading->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_evidence_free);
  task = g_task_new (link, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_reread_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  read_next (task);
}

/* @task: (transfer full) */
static void
read_next (GTask *task)
{
  FielProviderLink *link = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (FielProviderRequest) request = NULL;
  FielJournalEvent *event = NULL;

  if (reading->next == reading->answers->len)
    {
      g_task_return_pointer (task, g_steal_pointer (&reading->evidence), (GDestroyNotify) g_ptr_array_unref);
      g_object_unref (task);
      return;
    }

  event = g_ptr_array_index (reading->answers, reading->next++);
  is_about_result (event, &reading->operation);
  g_clear_pointer (&reading->reply, fiel_provider_reply_unref);
  reading->reply = make_reply (event);
  request = make_request (reading->record, reading->operation);
  fiel_provider_worker_interpret_async (fiel_provider_link_get_worker (link), fiel_provider_link_get_key (link),
                                        request,
                                        reading->reply, interpreted_cb, task);
}

static void
interpreted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (FielFinding) finding = NULL;
  g_autoptr (GError) error = NULL;

  finding = fiel_provider_worker_interpret_finish (FIEL_PROVIDER_WORKER (source), result, &error);
  if (finding != NULL)
    g_ptr_array_add (reading->evidence, fiel_exchange_judge (reading->operation, reading->reply, finding));
  else
    g_info ("Attempt %s: an answer cannot be read again: %s", reading->record->attempt_id, error->message);

  read_next (g_steal_pointer (&task));
}

GPtrArray *
fiel_reread_finish (FielProviderLink *link, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, link), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_reread_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
