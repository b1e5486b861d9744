/* fiel-journal-find.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-search.h"

G_BEGIN_DECLS

/* In the caller's context, slice by slice, and never after the answer. */
typedef void (*FielJournalFoundFunc) (const FielJournalFound *found, gpointer user_data);

/* Searches the whole journal, newest first, in slices behind whatever else is asked for. @found: called with what
 * was found since its last call, before the answer. */
void fiel_journal_search_async (FielJournal *self, const FielPaymentFilter *filter, FielJournalFoundFunc found,
                                gpointer found_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean fiel_journal_search_finish (FielJournal *self, GAsyncResult *result, GError **error);

/* The lines of @seqs, in their order; what is no line is left out. (element-type FielJournalEntry) */
void fiel_journal_list_entries_async (FielJournal *self, const gint64 *seqs, guint n_seqs, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
/* The lines that the records @seqs are about, likewise, each once. */
void fiel_journal_list_entries_about_async (FielJournal *self, const gint64 *seqs, guint n_seqs,
                                            GCancellable *cancellable, GAsyncReadyCallback callback,
                                            gpointer user_data);
/* From the payment of @first on, newest first, those that pass @filter: at most @limit, after the first @n_skipped. It
 * walks: for a filter that many pass. */
void fiel_journal_list_passing_async (FielJournal *self, const FielPaymentFilter *filter, gint64 first,
                                      guint n_skipped, guint limit, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
/* Answers all three. */
GPtrArray *fiel_journal_list_entries_finish (FielJournal *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
