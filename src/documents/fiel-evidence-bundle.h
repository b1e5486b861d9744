/* fiel-evidence-bundle.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal.h"
#include "fiel-payment-walk.h"
#include "fiel-profile.h"

G_BEGIN_DECLS

/* A ZIP file for somebody without Fiel: the whole chain of records, its head, the payments of the range as a table, a
 * page for each of their tickets, the recipe in words with an example from this very chain, and a script that follows
 * it. @filter: (nullable): which payments of the range. @fd: where to, from its beginning; stays the caller's.
 * @made_wall_us: now. @progress: 0 to 1, and how many records or payments that were. */
void fiel_evidence_bundle_write_async (FielJournal *journal, FielProfile *profile, const FielPaymentRange *range,
                                       const FielPaymentFilter *filter, int fd, gint64 made_wall_us,
                                       FielPaymentProgress progress, gpointer progress_data,
                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/* @n_payments: (out): of the range. (transfer full): what of the chain is in it; NULL with an error. */
FielJournalExtract *fiel_evidence_bundle_write_finish (FielJournal *journal, GAsyncResult *result, gint64 *n_payments,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
