/* fiel-receipt-slip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-receipt-slip.h"

#include "fiel-receipt-document.h"

typedef struct
{
  FielTerminalPrint what;
  char *actor;            /* owned */
  FielReceipt *receipt;   /* owned, nullable: once it was counted */
} Job;

static void looked_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void counted_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void asked_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
job_free (Job *job)
{
  g_free (job->actor);
  g_clear_pointer (&job->receipt, fiel_receipt_unref);
  g_free (job);
}

void
fiel_receipt_slip_print_async (FielReceiptDesk *desk,
                               const char *attempt_id,
                               FielTerminalPrint what,
                               const char *actor,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (FIEL_IS_RECEIPT_DESK (desk));
  g_return_if_fail (attempt_id != NULL && actor != NULL);

  job = g_new0 (Job, 1);
  job->what = what;
  job->actor = g_strdup (actor);
  task = g_task_new (desk, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_receipt_slip_print_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  fiel_receipt_desk_look_async (desk, attempt_id, NULL, looked_cb, task);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielReceiptDesk *desk = FIEL_RECEIPT_DESK (source);
  const Job *job = g_task_get_task_data (task);
  g_autoptr (FielReceipt) receipt = NULL;
  GError *error = NULL;

  receipt = fiel_receipt_desk_look_finish (desk, result, &error);
  if (receipt == NULL || !fiel_receipt_desk_can_ask_terminal (desk, receipt, job->what, &error))
    g_task_return_error (task, error);
  else if (job->what == FIEL_TERMINAL_PRINT_OURS)
    fiel_receipt_desk_print_async (desk, fiel_receipt_get_attempt_id (receipt), job->actor, counted_cb,
                                   g_steal_pointer (&task));
  else
    fiel_receipt_desk_ask_terminal_async (desk, receipt, job->what, NULL, asked_cb, g_steal_pointer (&task));
}

/* (transfer full): the receipt as the terminal prints it */
static char **
make_lines (FielReceipt *receipt)
{
  g_autoptr (FielDocument) document = fiel_receipt_document_new (receipt);
  g_autofree char *text = fiel_document_to_text (document, FIEL_RECEIPT_TERMINAL_COLUMNS);

  /* The text ends with the end of its last line. */
  return g_strsplit (g_strchomp (text), "\n", -1);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielReceiptDesk *desk = FIEL_RECEIPT_DESK (source);
  Job *job = g_task_get_task_data (task);
  g_autoptr (FielReceipt) receipt = NULL;
  g_auto (GStrv) lines = NULL;
  GError *error = NULL;

  receipt = fiel_receipt_desk_print_finish (desk, result, &error);
  if (receipt == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  job->receipt = fiel_receipt_ref (receipt);
  lines = make_lines (receipt);
  fiel_receipt_desk_ask_terminal_async (desk, receipt, FIEL_TERMINAL_PRINT_OURS, (const char *const *) lines,
                                        asked_cb, g_steal_pointer (&task));
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Job *job = g_task_get_task_data (task);
  gboolean printed;
  GError *error = NULL;

  printed = fiel_receipt_desk_ask_terminal_finish (FIEL_RECEIPT_DESK (source), result, &error);
  if (job->receipt != NULL)
    fiel_receipt_desk_note_end (FIEL_RECEIPT_DESK (source), fiel_receipt_get_attempt_id (job->receipt), printed);
  if (printed)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

gboolean
fiel_receipt_slip_print_finish (FielReceiptDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_receipt_slip_print_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
