/* fiel-batch-closer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-batch-closer.h"

#include "fiel-attempt-notes.h"
#include "fiel-engine-private.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielBatchOutcome, fiel_batch_outcome,
  G_DEFINE_ENUM_VALUE (FIEL_BATCH_CLOSED, "closed"),
  G_DEFINE_ENUM_VALUE (FIEL_BATCH_NOT_CLOSED, "not-closed"),
  G_DEFINE_ENUM_VALUE (FIEL_BATCH_UNKNOWN, "unknown"))
/* clang-format on */

typedef struct
{
  FielTerminalProber *prober;   /* owned */
  char *actor;                  /* owned */
  FielBatchOutcome outcome;
  char *said;                   /* owned, nullable: in the provider's words */
} Closing;

static void asked_written_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void answered_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void answer_written_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
closing_free (gpointer data)
{
  Closing *closing = data;

  g_object_unref (closing->prober);
  g_free (closing->actor);
  g_free (closing->said);
  g_free (closing);
}

static const char *
get_key (const Closing *closing)
{
  return fiel_terminal_get_key (fiel_terminal_prober_get_terminal (closing->prober));
}

gboolean
fiel_batch_closer_can (FielEngine *engine, const char *terminal)
{
  FielTerminalProber *prober = NULL;
  FielProviderLink *link = NULL;

  g_return_val_if_fail (FIEL_IS_ENGINE (engine), FALSE);
  g_return_val_if_fail (terminal != NULL, FALSE);

  prober = fiel_engine_find_prober (engine, terminal);
  link = prober != NULL ? fiel_terminal_prober_get_link (prober) : NULL;

  return link != NULL && fiel_provider_link_can (link, FIEL_OPERATION_CLOSE_BATCH);
}

static gboolean
check (FielEngine *engine, const char *terminal, const char *actor, GError **error)
{
  FielTerminal *found = fiel_engine_find_terminal (engine, terminal);
  g_autoptr (GError) trouble = NULL;

  if (!fiel_engine_check_ready (engine, error) || !fiel_attempt_notes_check_words (actor, error))
    return FALSE;
  if (!fiel_people_check_signed_in (fiel_engine_get_people (engine), actor, &trouble))
    {
      g_set_error_literal (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_LOCKED, trouble->message);
      return FALSE;
    }
  if (found != NULL && fiel_batch_closer_can (engine, terminal))
    {
      if (fiel_terminal_get_attempt (found) == NULL)
        return TRUE;
      g_set_error_literal (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_TERMINAL_BUSY,
                           _ ("A payment is still open on this terminal. Its batch stays open until it is resolved."));
      return FALSE;
    }

  g_set_error_literal (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_PROVIDER,
                       _ ("The batch of this terminal cannot be closed from here."));

  return FALSE;
}

void
fiel_batch_closer_close_async (FielEngine *engine,
                               const char *terminal,
                               const char *actor,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (FielJournalEvent) note = NULL;
  g_autoptr (GTask) task = NULL;
  Closing *closing = NULL;
  FielScribe *scribe = NULL;
  GError *error = NULL;

  g_return_if_fail (FIEL_IS_ENGINE (engine));
  g_return_if_fail (terminal != NULL && actor != NULL);

  task = g_task_new (engine, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_batch_closer_close_async);
  if (!check (engine, terminal, actor, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  closing = g_new0 (Closing, 1);
  closing->prober = g_object_ref (fiel_engine_find_prober (engine, terminal));
  closing->actor = g_strdup (actor);
  closing->outcome = FIEL_BATCH_UNKNOWN;
  g_task_set_task_data (task, closing, closing_free);
  scribe = fiel_engine_get_scribe (engine);
  note = fiel_scribe_new_event (scribe, FIEL_JOURNAL_TYPE_NOTE, NULL, actor);
  fiel_journal_event_set (note, FIEL_FIELD_TERMINAL, terminal);
  fiel_journal_event_set (note, FIEL_FIELD_ASKED, fiel_enum_nick (FIEL_TYPE_OPERATION, FIEL_OPERATION_CLOSE_BATCH));
  fiel_scribe_write_async (scribe, note, FIEL_JOURNAL_DURABLE, asked_written_cb, g_steal_pointer (&task));
}

static void
asked_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Closing *closing = g_task_get_task_data (task);
  GError *error = NULL;

  if (fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error))
    fiel_terminal_prober_ask_async (closing->prober, FIEL_OPERATION_CLOSE_BATCH, answered_cb,
                                    g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/* Only what the provider understands as a clear word is one. */
static void
judge (Closing *closing, FielExchange *exchange, const GError *error)
{
  FielFinding *finding = exchange != NULL ? fiel_exchange_get_finding (exchange) : NULL;
  FielProviderReply *reply = exchange != NULL ? fiel_exchange_get_reply (exchange) : NULL;

  if (error != NULL && error->domain == FIEL_ENGINE_ERROR)
    closing->outcome = FIEL_BATCH_NOT_CLOSED;
  else if (reply != NULL && fiel_provider_reply_get_verdict (reply) == FIEL_REPLY_VERDICT_NOT_SENT)
    closing->outcome = FIEL_BATCH_NOT_CLOSED;
  else if (finding != NULL && finding->kind == FIEL_FINDING_BATCH_CLOSED)
    closing->outcome = FIEL_BATCH_CLOSED;
  else if (finding != NULL && finding->kind == FIEL_FINDING_BATCH_REFUSED)
    closing->outcome = FIEL_BATCH_NOT_CLOSED;

  if (error != NULL)
    closing->said = g_strdup (error->message);
  else if (finding != NULL)
    closing->said = g_strdup (finding->message);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielScribe *scribe = fiel_engine_get_scribe (g_task_get_source_object (task));
  Closing *closing = g_task_get_task_data (task);
  g_autoptr (FielExchange) exchange = NULL;
  g_autoptr (FielJournalEvent) note = NULL;
  g_autoptr (GError) error = NULL;

  exchange = fiel_terminal_prober_ask_finish (FIEL_TERMINAL_PROBER (source), result, &error);
  judge (closing, exchange, error);
  if (scribe == NULL)
    {
      g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_READY, _ ("The program is ending."));
      return;
    }

  note = fiel_scribe_new_event (scribe, FIEL_JOURNAL_TYPE_NOTE, NULL, closing->actor);
  if (closing->outcome == FIEL_BATCH_CLOSED)
    fiel_journal_event_set (note, FIEL_FIELD_BATCH, get_key (closing));
  else
    fiel_journal_event_set (note, FIEL_FIELD_TERMINAL, get_key (closing));
  fiel_journal_event_set (note, FIEL_FIELD_ASKED, fiel_enum_nick (FIEL_TYPE_OPERATION, FIEL_OPERATION_CLOSE_BATCH));
  fiel_journal_event_set (note, FIEL_FIELD_OUTCOME, fiel_enum_nick (FIEL_TYPE_BATCH_OUTCOME, (int) closing->outcome));
  fiel_journal_event_set (note, FIEL_FIELD_DETAIL, closing->said);
  if (exchange != NULL && fiel_exchange_get_reply (exchange) != NULL)
    fiel_journal_event_set (note, FIEL_FIELD_TEXT, fiel_provider_reply_get_text (fiel_exchange_get_reply (exchange)));
  fiel_scribe_write_async (scribe, note, FIEL_JOURNAL_DURABLE, answer_written_cb, g_steal_pointer (&task));
}

static void
answer_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static char *
describe (const Closing *closing)
{
  const char *name = fiel_terminal_get_name (fiel_terminal_prober_get_terminal (closing->prober));

  switch (closing->outcome)
    {
    case FIEL_BATCH_CLOSED:
      /* Translators: a terminal’s name. */
      return g_strdup_printf (_ ("The batch of %s is closed. What it held can be returned, and not voided."), name);
    case FIEL_BATCH_NOT_CLOSED:
      return closing->said != NULL
               /* Translators: the terminal’s name, what the provider says. */
               ? g_strdup_printf (_ ("The batch of %s was not closed: %s"), name, closing->said)
               /* Translators: a terminal’s name. */
               : g_strdup_printf (_ ("The batch of %s was not closed."), name);
    case FIEL_BATCH_UNKNOWN:
      /* Translators: a terminal’s name. */
      return g_strdup_printf (_ ("%s did not say whether its batch is closed. Look at the terminal; Fiel does not ask "
                                 "again by itself."), name);
    }

  g_return_val_if_reached (NULL);
}

gboolean
fiel_batch_closer_close_finish (FielEngine *engine,
                                GAsyncResult *result,
                                FielBatchOutcome *outcome,
                                char **words,
                                GError **error)
{
  const Closing *closing = NULL;

  g_return_val_if_fail (g_task_is_valid (result, engine), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_batch_closer_close_async), FALSE);
  g_return_val_if_fail (outcome != NULL, FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  closing = g_task_get_task_data (G_TASK (result));
  *outcome = closing->outcome;
  if (words != NULL)
    *words = describe (closing);

  return TRUE;
}
