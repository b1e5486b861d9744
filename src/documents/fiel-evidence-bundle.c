/* fiel-evidence-bundle.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-evidence-bundle.h"

#include "fiel-archive.h"
#include "fiel-bundle-readme.h"
#include "fiel-documents-resources.h"
#include "fiel-payment-csv.h"
#include "fiel-ticket-report.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* The bundle, entry by entry: the records, written where the journal lives; the payments, in a thread of their own,
 * which also notes their tickets; a page for each of these; and at the end what says how to read it. What memory holds
 * is a page at a time and the names of the tickets. */

#define FOLDER "fiel-evidence"
#define PAGE_END "\n--------------------------------------------------------------------------------\n\n"

/* Which part of the whole the records, the payments and the pages are. */
#define RECORDS_DONE 0.4
#define PAYMENTS_DONE 0.6

typedef struct
{
  FielProfile *profile;         /* owned */
  FielPaymentRange range;
  FielPaymentFilter *filter;    /* owned, nullable */
  gint64 made_wall_us;
  FielArchive *archive;         /* owned, nullable if it could not be begun */
  GOutputStream *entry;         /* owned, nullable: the one that is being written */
  FielCsv *csv;                 /* owned */
  FielJournalExtract *extract;  /* owned, nullable until the records are written */
  GHashTable *known;            /* owned, of the tickets' references */
  GPtrArray *references;        /* owned, of the same in their order; not owned each */
  guint next;                   /* of them, whose page comes next */
  gint64 n_payments;
  FielPaymentProgress progress; /* nullable */
  gpointer progress_data;       /* the caller's */
} Bundle;

static void write_next_page (GTask *task);

/* Before the caller hears of it: he closes the file, and libarchive's last words must not go anywhere else. */
static void
leave_file (Bundle *bundle)
{
  g_clear_object (&bundle->entry);
  g_clear_pointer (&bundle->archive, fiel_archive_free);
}

static void
bundle_free (gpointer data)
{
  Bundle *bundle = data;

  leave_file (bundle);
  g_object_unref (bundle->profile);
  g_clear_pointer (&bundle->filter, fiel_payment_filter_free);
  fiel_csv_free (bundle->csv);
  g_clear_pointer (&bundle->extract, fiel_journal_extract_free);
  g_ptr_array_unref (bundle->references);
  g_hash_table_unref (bundle->known);
  g_free (bundle);
}

/* @task: (transfer full), @error: (transfer full) */
static void
fail (GTask *task, GError *error)
{
  leave_file (g_task_get_task_data (task));
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
report (Bundle *bundle, double fraction, gint64 n_done)
{
  if (bundle->progress != NULL)
    bundle->progress (fraction, n_done, bundle->progress_data);
}

static gboolean
begin_entry (Bundle *bundle, const char *name, GError **error)
{
  g_clear_object (&bundle->entry);
  bundle->entry = fiel_archive_begin (bundle->archive, name, error);

  return bundle->entry != NULL;
}

static gboolean
add_text (Bundle *bundle, const char *name, const char *text, GError **error)
{
  g_clear_object (&bundle->entry);

  return fiel_archive_add (bundle->archive, name, text, strlen (text), error);
}

static gboolean
add_script (Bundle *bundle, GError **error)
{
  g_autoptr (GBytes) script = g_resource_lookup_data (fiel_documents_get_resource (), "/fiel/verify.py",
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  g_clear_object (&bundle->entry);

  return script != NULL && fiel_archive_add (bundle->archive, "verify.py", g_bytes_get_data (script, NULL),
                                             g_bytes_get_size (script), error);
}

/* The end */

/* @task: (transfer full) */
static void
end (GTask *task)
{
  Bundle *bundle = g_task_get_task_data (task);
  g_autofree char *readme = fiel_bundle_readme_write (bundle->profile, bundle->made_wall_us, bundle->extract);
  GError *error = NULL;

  if (!add_text (bundle, "README.txt", readme, &error) || !add_script (bundle, &error) ||
      !fiel_archive_end (bundle->archive, &error))
    {
      fail (task, error);
      return;
    }

  leave_file (bundle);
  report (bundle, 1, bundle->n_payments);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* Pages of tickets */

static void
on_page_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Bundle *bundle = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *page = fiel_ticket_report_make_finish (FIEL_JOURNAL (source), result, &error);

  if (page == NULL || !g_output_stream_write_all (bundle->entry, page, strlen (page), NULL, NULL, &error) ||
      !g_output_stream_write_all (bundle->entry, PAGE_END, strlen (PAGE_END), NULL, NULL, &error))
    {
      fail (task, error);
      return;
    }

  bundle->next++;
  report (bundle, PAYMENTS_DONE + (1 - PAYMENTS_DONE) * bundle->next / bundle->references->len, bundle->n_payments);
  write_next_page (task);
}

/* @task: (transfer full) */
static void
write_next_page (GTask *task)
{
  Bundle *bundle = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    fail (task, error);
  else if (bundle->next == bundle->references->len)
    end (task);
  else
    fiel_ticket_report_make_async (g_task_get_source_object (task), bundle->profile,
                                   g_ptr_array_index (bundle->references, bundle->next),
                                   g_task_get_cancellable (task), on_page_made, task);
}

/* The table of payments */

static gboolean
write_rows (GPtrArray *payments, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Bundle *bundle = user_data;

  for (guint i = 0; i < payments->len; i++)
    {
      const FielPayment *payment = g_ptr_array_index (payments, i);

      fiel_payment_csv_add (bundle->csv, payment, fiel_profile_get_number_style (bundle->profile));
      if (!g_hash_table_contains (bundle->known, payment->record->reference))
        {
          char *reference = g_strdup (payment->record->reference);

          g_hash_table_add (bundle->known, reference);
          g_ptr_array_add (bundle->references, reference);
        }
    }

  return fiel_csv_write (bundle->csv, bundle->entry, cancellable, error);
}

static void
on_walked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Bundle *bundle = g_task_get_task_data (task);
  GError *error = NULL;

  bundle->n_payments = fiel_payment_walk_finish (FIEL_JOURNAL (source), result, &error);
  if (bundle->n_payments < 0 || !fiel_csv_write (bundle->csv, bundle->entry, NULL, &error) ||
      !begin_entry (bundle, "tickets.txt", &error))
    {
      fail (task, error);
      return;
    }

  write_next_page (task);
}

static void
report_payments (double fraction, gint64 n_payments, gpointer user_data)
{
  report (user_data, RECORDS_DONE + (PAYMENTS_DONE - RECORDS_DONE) * fraction, n_payments);
}

/* The records */

static void
on_records_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Bundle *bundle = g_task_get_task_data (task);
  g_autofree char *head = NULL;
  GError *error = NULL;

  if (!fiel_journal_export_finish (FIEL_JOURNAL (source), result, &bundle->extract, &error))
    {
      fail (task, error);
      return;
    }

  head = g_strdup_printf ("records %" PRId64 "\nhead %s\n", bundle->extract->n_events, bundle->extract->head);
  if (!add_text (bundle, "HEAD.txt", head, &error) || !begin_entry (bundle, "payments.csv", &error))
    {
      fail (task, error);
      return;
    }

  fiel_payment_csv_add_titles (bundle->csv);
  fiel_payment_walk_async (FIEL_JOURNAL (source), &bundle->range, bundle->filter, write_rows, bundle,
                           report_payments, bundle, g_task_get_cancellable (task), on_walked, task);
}

static void
report_records (goffset n_written, goffset n_total, gpointer user_data)
{
  report (user_data, n_total > 0 ? RECORDS_DONE * (double) n_written / (double) n_total : 0, n_written);
}

void
fiel_evidence_bundle_write_async (FielJournal *journal, FielProfile *profile, const FielPaymentRange *range,
                                  const FielPaymentFilter *filter, int fd, gint64 made_wall_us,
                                  FielPaymentProgress progress, gpointer progress_data, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  Bundle *bundle = NULL;
  GTask *task = NULL;
  GError *error = NULL;

  g_return_if_fail (FIEL_IS_JOURNAL (journal));
  g_return_if_fail (FIEL_IS_PROFILE (profile));
  g_return_if_fail (range != NULL && fd >= 0);

  bundle = g_new0 (Bundle, 1);
  bundle->profile = g_object_ref (profile);
  bundle->range = *range;
  bundle->filter = filter != NULL ? fiel_payment_filter_copy (filter) : NULL;
  bundle->made_wall_us = made_wall_us;
  bundle->csv = fiel_csv_new ();
  bundle->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  bundle->references = g_ptr_array_new ();
  bundle->progress = progress;
  bundle->progress_data = progress_data;
  task = g_task_new (journal, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_evidence_bundle_write_async);
  g_task_set_task_data (task, bundle, bundle_free);

  bundle->archive = fiel_archive_new (fd, FOLDER, made_wall_us, &error);
  if (bundle->archive == NULL || !begin_entry (bundle, "journal.jsonl", &error))
    fail (task, error);
  else
    fiel_journal_export_async (journal, bundle->entry, report_records, bundle, cancellable, on_records_written, task);
}

FielJournalExtract *
fiel_evidence_bundle_write_finish (FielJournal *journal, GAsyncResult *result, gint64 *n_payments, GError **error)
{
  Bundle *bundle = NULL;

  g_return_val_if_fail (g_task_is_valid (result, journal), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_evidence_bundle_write_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  bundle = g_task_get_task_data (G_TASK (result));
  *n_payments = bundle->n_payments;

  return g_steal_pointer (&bundle->extract);
}
