/* fiel-shift-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal.h"
#include "fiel-shift-picture.h"

G_BEGIN_DECLS

/* Reads the current shift from the journal, page by page, so that payments are not held up.
 * Changes nothing. */
void fiel_shift_reader_read_async (FielJournal *journal, const FielCurrency *currency, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
FielShiftPicture *fiel_shift_reader_read_finish (FielJournal *journal, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Records that closed after @after_seq and up to @until_seq, newest first, at most @limit. (element-type
 * FielAttemptRecord) */
void fiel_shift_reader_list_closed_async (FielJournal *journal, gint64 after_seq, gint64 until_seq, guint limit,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *fiel_shift_reader_list_closed_finish (FielJournal *journal, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
