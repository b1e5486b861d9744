/* fiel-receipt-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-receipt-file.h"

#include "fiel-document-pdf.h"
#include "fiel-receipt-document.h"
#include "fiel-store-folder.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  FielProfile *profile;   /* owned */
  GFile *file;            /* owned */
  FielReceipt *receipt;   /* owned, nullable: once it was counted */
} Job;

static void counted_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void written_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
job_free (Job *job)
{
  g_object_unref (job->profile);
  g_object_unref (job->file);
  g_clear_pointer (&job->receipt, fiel_receipt_unref);
  g_free (job);
}

static void
return_failure (GTask *task, const GError *error)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                           /* Translators: what the system says. */
                           _("The receipt was not saved: %s. The payment itself is as it was."), error->message);
}

void
fiel_receipt_file_save_async (FielReceiptDesk *desk,
                              FielProfile *profile,
                              const char *attempt_id,
                              GFile *file,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GTask *task;
  Job *job;

  g_return_if_fail (FIEL_IS_RECEIPT_DESK (desk) && FIEL_IS_PROFILE (profile));
  g_return_if_fail (attempt_id != NULL && G_IS_FILE (file));

  job = g_new0 (Job, 1);
  job->profile = g_object_ref (profile);
  job->file = g_object_ref (file);
  task = g_task_new (desk, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_receipt_file_save_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  if (!fiel_store_folder_check_free (g_file_peek_path (file), &error))
    {
      return_failure (task, error);
      g_object_unref (task);
      return;
    }
  fiel_receipt_desk_print_async (desk, attempt_id, fiel_profile_get_cashier_name (profile), counted_cb, task);
}

static void
fail (GTask *task, const GError *error)
{
  const Job *job = g_task_get_task_data (task);

  fiel_receipt_desk_note_end (g_task_get_source_object (task), fiel_receipt_get_attempt_id (job->receipt), FALSE);
  return_failure (task, error);
}

/* (transfer full) (nullable) */
static GBytes *
make_pdf (FielReceipt *receipt, FielPaper paper, GError **error)
{
  g_autoptr (FielDocument) document = fiel_receipt_document_new (receipt);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (!fiel_document_write_pdf (document, paper, memory, error) || !g_output_stream_close (memory, NULL, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (FielReceipt) receipt = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  receipt = fiel_receipt_desk_print_finish (FIEL_RECEIPT_DESK (source), result, &error);
  if (receipt == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  job->receipt = fiel_receipt_ref (receipt);
  bytes = make_pdf (receipt, fiel_profile_get_receipt_settings (job->profile)->paper, &error);
  if (bytes != NULL)
    g_file_replace_contents_bytes_async (job->file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, written_cb,
                                         g_steal_pointer (&task));
  else
    fail (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      fail (task, error);
      return;
    }

  fiel_receipt_desk_note_end (g_task_get_source_object (task), fiel_receipt_get_attempt_id (job->receipt), TRUE);
  g_task_return_boolean (task, TRUE);
}

gboolean
fiel_receipt_file_save_finish (FielReceiptDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_receipt_file_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
