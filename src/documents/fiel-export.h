/* fiel-export.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-payment-filter.h"
#include "fiel-payment-range.h"
#include "fiel-profile.h"

G_BEGIN_DECLS

typedef struct _FielJournal FielJournal;

/**
 * FielExportFormat:
 * @FIEL_EXPORT_CSV: the payments of the range as a table
 * @FIEL_EXPORT_PDF: the payments of the range as a list on paper
 * @FIEL_EXPORT_LINES: every record of the journal as a line of JSON, with its hashes
 * @FIEL_EXPORT_BUNDLE: all of it with pages for the tickets of the range, for somebody who has no Fiel
 */
typedef enum
{
  FIEL_EXPORT_CSV,
  FIEL_EXPORT_PDF,
  FIEL_EXPORT_LINES,
  FIEL_EXPORT_BUNDLE,
} FielExportFormat;

/**
 * FielExportOrder: what to write and where to. Nothing is owned; all of it is copied.
 * @range: which payments; the chain of records is always whole
 * @filter: (nullable): only those of them that it lets pass
 * @this_shift: besides: only those of the shift that goes on now
 * @path: (nullable): the file; %NULL for @stream
 * @replace: whether a file that is there already is replaced
 * @stream: (nullable): instead of a file of its own, but not for a bundle; not closed
 * @made_wall_us: now
 */
typedef struct
{
  FielExportFormat format;
  FielPaymentRange range;
  const FielPaymentFilter *filter;
  gboolean this_shift;
  const char *path;
  gboolean replace;
  GOutputStream *stream;
  gint64 made_wall_us;
} FielExportOrder;

/**
 * FielExportResult: what was written.
 * @n_payments: how many of them; -1 if it was not a list of payments
 * @n_records: number of the journal's last record
 * @head: owned: that record's hash
 */
typedef struct
{
  gint64 n_payments;
  gint64 n_records;
  char *head;
} FielExportResult;

void fiel_export_result_free (FielExportResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielExportResult, fiel_export_result_free)

/* How far it is: 0 to 1, and how many payments or records that were. */
typedef void (*FielExportProgress) (double fraction, gint64 n_written, gpointer user_data);

/* No payment waits for an export, and it changes nothing in the journal. What is not whole in the end, for whatever
 * reason, is not there at all. An error's message is a sentence that names the file and the remedy. */
void fiel_export_async (FielJournal *journal, FielProfile *profile, const FielExportOrder *order,
                        FielExportProgress progress, gpointer progress_data, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data);
FielExportResult *fiel_export_finish (FielJournal *journal, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* A sentence for people: the file's name, what is in it, and where the chain stood. */
char *fiel_export_describe (const char *path, const FielExportResult *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
