/* fiel-shift-papers.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal.h"

G_BEGIN_DECLS

/* Which payments' receipts were begun after record @after_seq and are not known to have come out: the printer failed,
 * or nobody heard how it ended. (transfer full) (element-type utf8): their attempts, in the order of the records.
 * Prints of a version that did not keep how they ended are none of them. */
void fiel_shift_papers_list_async (FielJournal *journal, gint64 after_seq, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *fiel_shift_papers_list_finish (FielJournal *journal, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
