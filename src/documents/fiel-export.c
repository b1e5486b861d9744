/* fiel-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-export.h"

#include "fiel-document-pdf.h"
#include "fiel-evidence-bundle.h"
#include "fiel-output-file.h"
#include "fiel-payment-csv.h"
#include "fiel-payment-document.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* One export from the order to the file under its name:
 *
 *   begin → payments or records, page by page → where the chain stands → flushed and named, in a thread
 *
 * Whatever fails on the way ends in fail(), which removes what was written. */

typedef struct
{
  FielProfile *profile;        /* owned */
  FielExportFormat format;
  FielPaymentRange range;
  FielPaymentFilter *filter;   /* owned, nullable */
  char *path;                  /* owned, nullable */
  FielDraftFile *file;        /* owned, nullable: without a path, and once it failed */
  GOutputStream *stream;       /* owned: the file's, or the caller's */
  gint64 made_wall_us;
  FielCsv *csv;                /* owned, nullable: only for a table */
  FielPaymentDocument *list;   /* owned, nullable: only for paper */
  FielDocument *document;      /* owned, nullable before the list is complete */
  FielExportProgress progress; /* nullable */
  gpointer progress_data;      /* the caller's */
  FielExportResult *result;    /* owned, nullable once it was given away */
} Export;

void
fiel_export_result_free (FielExportResult *self)
{
  g_free (self->head);
  g_free (self);
}

static void
export_free (gpointer data)
{
  Export *export = data;

  g_object_unref (export->profile);
  g_clear_pointer (&export->filter, fiel_payment_filter_free);
  g_free (export->path);
  g_clear_object (&export->stream);
  g_clear_pointer (&export->file, fiel_draft_file_free);
  g_clear_pointer (&export->csv, fiel_csv_free);
  g_clear_pointer (&export->list, fiel_payment_document_free);
  g_clear_pointer (&export->document, fiel_document_unref);
  g_clear_pointer (&export->result, fiel_export_result_free);
  g_free (export);
}

/* @task: (transfer full), @error: (transfer full) */
static void
fail (GTask *task, GError *error)
{
  Export *export = g_task_get_task_data (task);

  g_clear_pointer (&export->file, fiel_draft_file_free);
  if (error->domain == G_IO_ERROR)
    {
      g_autofree char *sentence =
        /* Translators: in place of a file’s name: what programs print to */
        fiel_output_file_explain (export->path != NULL ? export->path : _ ("standard output"), error);

      g_free (error->message);
      error->message = g_steal_pointer (&sentence);
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      fail (task, error);
      return;
    }

  g_task_return_pointer (task, g_steal_pointer (&export->result), (GDestroyNotify) fiel_export_result_free);
  g_object_unref (task);
}

static void
keep_file (GTask *keeping, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Export *export = task_data;
  GError *error = NULL;

  if (export->document != NULL &&
      !fiel_document_write_pdf (export->document, FIEL_PAPER_A4, export->stream, &error))
    g_task_return_error (keeping, error);
  else if (export->file == NULL ? g_output_stream_flush (export->stream, NULL, &error)
                                : fiel_draft_file_keep (export->file, &error))
    g_task_return_boolean (keeping, TRUE);
  else
    g_task_return_error (keeping, error);
}

/* From here on it is too late for a cancellation: the file is there, or there was an error. A disk may take its time.
 *
 * @task: (transfer full) */
static void
keep (GTask *task)
{
  g_autoptr (GTask) keeping = NULL;
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      fail (task, error);
      return;
    }

  keeping = g_task_new (NULL, NULL, on_kept, task);
  g_task_set_source_tag (keeping, keep);
  g_task_set_task_data (keeping, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (keeping, keep_file);
}

static void
take_extract (Export *export, FielJournalExtract *extract)
{
  export->result->n_records = extract->n_events;
  export->result->head = g_steal_pointer (&extract->head);
}

static void
on_head_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (FielJournalExtract) extract = fiel_journal_read_head_finish (FIEL_JOURNAL (source), result, &error);

  if (extract == NULL)
    {
      fail (task, error);
      return;
    }

  take_extract (g_task_get_task_data (task), extract);
  keep (task);
}

/* Payments as a table */

static gboolean
write_rows (GPtrArray *payments, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Export *export = user_data;

  for (guint i = 0; i < payments->len; i++)
    fiel_payment_csv_add (export->csv, g_ptr_array_index (payments, i),
                          fiel_profile_get_number_style (export->profile));

  return fiel_csv_write (export->csv, export->stream, cancellable, error);
}

static void
on_walked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  export->result->n_payments = fiel_payment_walk_finish (FIEL_JOURNAL (source), result, &error);
  /* A list without payments still has its titles. */
  if (export->result->n_payments < 0 || !fiel_csv_write (export->csv, export->stream, NULL, &error))
    {
      fail (task, error);
      return;
    }

  fiel_journal_read_head_async (FIEL_JOURNAL (source), on_head_read, task);
}

static void
report_payments (double fraction, gint64 n_payments, gpointer user_data)
{
  Export *export = user_data;

  if (export->progress != NULL)
    export->progress (fraction, n_payments, export->progress_data);
}

static void
begin_table (GTask *task)
{
  Export *export = g_task_get_task_data (task);

  export->csv = fiel_csv_new ();
  fiel_payment_csv_add_titles (export->csv);
  fiel_payment_walk_async (g_task_get_source_object (task), &export->range, export->filter, write_rows, export,
                           report_payments, export, g_task_get_cancellable (task), on_walked, task);
}

/* Payments on paper */

static gboolean
list_rows (GPtrArray *payments, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Export *export = user_data;

  for (guint i = 0; i < payments->len; i++)
    if (!fiel_payment_document_add (export->list, g_ptr_array_index (payments, i), error))
      return FALSE;

  return TRUE;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  export->result->n_payments = fiel_payment_walk_finish (FIEL_JOURNAL (source), result, &error);
  if (export->result->n_payments < 0)
    {
      fail (task, error);
      return;
    }

  export->document = fiel_payment_document_end (export->list);
  fiel_journal_read_head_async (FIEL_JOURNAL (source), on_head_read, task);
}

static void
begin_list (GTask *task)
{
  Export *export = g_task_get_task_data (task);

  export->list = fiel_payment_document_new (export->profile, export->made_wall_us);
  fiel_payment_walk_async (g_task_get_source_object (task), &export->range, export->filter, list_rows, export,
                           report_payments, export, g_task_get_cancellable (task), on_listed, task);
}

/* Records as lines */

static void
on_lines_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (FielJournalExtract) extract = NULL;

  if (!fiel_journal_export_finish (FIEL_JOURNAL (source), result, &extract, &error))
    {
      fail (task, error);
      return;
    }

  take_extract (g_task_get_task_data (task), extract);
  keep (task);
}

static void
report_records (goffset n_written, goffset n_total, gpointer user_data)
{
  Export *export = user_data;

  if (export->progress != NULL)
    export->progress (n_total > 0 ? (double) n_written / (double) n_total : 0, n_written, export->progress_data);
}

static void
begin_lines (GTask *task)
{
  Export *export = g_task_get_task_data (task);

  export->result->n_payments = -1;
  fiel_journal_export_async (g_task_get_source_object (task), export->stream, report_records, export,
                             g_task_get_cancellable (task), on_lines_written, task);
}

/* A bundle */

static void
on_bundle_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FielJournalExtract) extract =
    fiel_evidence_bundle_write_finish (FIEL_JOURNAL (source), result, &export->result->n_payments, &error);

  if (extract == NULL)
    {
      fail (task, error);
      return;
    }

  take_extract (export, extract);
  keep (task);
}

static void
begin_bundle (GTask *task)
{
  Export *export = g_task_get_task_data (task);

  fiel_evidence_bundle_write_async (g_task_get_source_object (task), export->profile, &export->range, export->filter,
                                    fiel_draft_file_get_fd (export->file), export->made_wall_us, report_payments,
                                    export, g_task_get_cancellable (task), on_bundle_written, task);
}

/* @task: (transfer full) */
static void
begin (GTask *task)
{
  Export *export = g_task_get_task_data (task);

  switch (export->format)
    {
    case FIEL_EXPORT_CSV:
      begin_table (task);
      return;
    case FIEL_EXPORT_PDF:
      begin_list (task);
      return;
    case FIEL_EXPORT_LINES:
      begin_lines (task);
      return;
    case FIEL_EXPORT_BUNDLE:
      begin_bundle (task);
      return;
    }

  g_return_if_reached ();
}

static void
on_shifts_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) shifts = fiel_journal_list_shifts_finish (FIEL_JOURNAL (source), result, &error);

  if (shifts == NULL)
    {
      fail (task, error);
      return;
    }

  export->range.after_seq = ((FielShiftRecord *) g_ptr_array_index (shifts, 0))->since_seq;
  begin (task);
}

static gboolean
open_file (Export *export, const FielExportOrder *order, GError **error)
{
  if (order->path == NULL)
    {
      export->stream = g_object_ref (order->stream);
      return TRUE;
    }

  export->file = fiel_output_file_new (order->path, order->replace, error);
  if (export->file == NULL)
    return FALSE;
  export->stream = g_object_ref (fiel_draft_file_get_stream (export->file));

  return TRUE;
}

void
fiel_export_async (FielJournal *journal, FielProfile *profile, const FielExportOrder *order,
                   FielExportProgress progress, gpointer progress_data, GCancellable *cancellable,
                   GAsyncReadyCallback callback, gpointer user_data)
{
  Export *export = NULL;
  GTask *task = NULL;
  GError *error = NULL;

  g_return_if_fail (FIEL_IS_JOURNAL (journal));
  g_return_if_fail (FIEL_IS_PROFILE (profile));
  g_return_if_fail (order->path != NULL || (order->stream != NULL && order->format != FIEL_EXPORT_BUNDLE));

  export = g_new0 (Export, 1);
  export->profile = g_object_ref (profile);
  export->format = order->format;
  export->range = order->range;
  export->filter = order->filter != NULL ? fiel_payment_filter_copy (order->filter) : NULL;
  export->made_wall_us = order->made_wall_us;
  export->path = g_strdup (order->path);
  export->progress = progress;
  export->progress_data = progress_data;
  export->result = g_new0 (FielExportResult, 1);
  task = g_task_new (journal, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_export_async);
  /* A cancellation is told by whatever it stopped, as a sentence, after the file is gone. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, export, export_free);

  if (!open_file (export, order, &error))
    fail (task, error);
  else if (order->this_shift)
    fiel_journal_list_shifts_async (journal, 1, on_shifts_listed, task);
  else
    begin (task);
}

FielExportResult *
fiel_export_finish (FielJournal *journal, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, journal), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_export_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
fiel_export_describe (const char *path, const FielExportResult *result)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *contents =
    result->n_payments >= 0
      /* Translators: how many. */
      ? g_strdup_printf (ngettext ("%" PRId64 " payment", "%" PRId64 " payments", (gulong) result->n_payments),
                         result->n_payments)
      /* Translators: how many. */
      : g_strdup_printf (ngettext ("%" PRId64 " record", "%" PRId64 " records", (gulong) result->n_records),
                         result->n_records);

  /* Translators: the name of a file, what is in it, the number of a record and its hash. */
  return g_strdup_printf (_ ("%s: %s. The journal’s last record is number %" PRId64 ", %s."), name, contents,
                          result->n_records, result->head);
}
