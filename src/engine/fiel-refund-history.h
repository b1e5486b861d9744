/* fiel-refund-history.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal.h"
#include "fiel-profile.h"
#include "fiel-provider-link.h"
#include "fiel-refund-offer.h"

G_BEGIN_DECLS

/**
 * FielRefundHistory: what the journal holds of a sale and of what went back of it. Owned.
 * @returns: (element-type FielAttemptRecord): every void and return of it
 * @by_slip: (element-type FielAttemptRecord) (nullable): what went back by its slip alone; %NULL where its code is not
 *   known, so that nobody can tell
 * @batch_seq: number of the newest record that says that the sale's terminal closed its batch; 0 if there is none
 * @provider_day: (nullable): the day the provider has the sale under, as it said itself
 * @late_authorization: (nullable): of a sale that was recorded by hand as not charged: with what the provider approved
 *   it since, if that is all that was said since
 */
typedef struct
{
  FielAttemptRecord *original;
  GPtrArray *returns;
  GPtrArray *by_slip;
  gint64 batch_seq;
  char *provider_day;
  char *late_authorization;
} FielRefundHistory;

void fiel_refund_history_free (FielRefundHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielRefundHistory, fiel_refund_history_free)

/* G_IO_ERROR_NOT_FOUND if there is no such attempt. */
void fiel_refund_history_read_async (FielJournal *journal, const char *attempt_id, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
FielRefundHistory *fiel_refund_history_read_finish (FielJournal *journal, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The code of the sale, as far as it was ever said. (nullable) */
const char *fiel_refund_history_get_code (const FielRefundHistory *history);

/* @alerts: of FielAlert: what nobody has looked at yet; @elsewhere: over another terminal than the sale's. */
FielRefundFacts fiel_refund_history_make_facts (const FielRefundHistory *history, GListModel *alerts,
                                                gboolean elsewhere);

/* @sum and what @record moved, or may have: an open one, and one with contradicting evidence, its whole amount. */
gint64 fiel_refund_history_add_moved (gint64 sum, const FielAttemptRecord *record);

/* Whether @place is the very terminal of the sale: a key may have been given to another machine since. */
gboolean fiel_refund_history_is_at (const FielRefundHistory *history, const FielProfileTerminal *place);

/* What the provider can do about it. @link: (nullable): nothing */
FielRefundMeans fiel_refund_history_find_means (FielProviderLink *link);

/* The same for people, but for its screen and the till's limit. (transfer full) */
FielRefundOffer *fiel_refund_history_make_offer (const FielRefundHistory *history, const FielRefundFacts *facts,
                                                 FielProviderLink *link, const FielNumberStyle *style);

/* The day of the sale, YYYY-MM-DD: the provider's own where it is known, else the best guess. (transfer full) */
char *fiel_refund_history_make_date (const FielRefundHistory *history, FielProviderLink *link)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
