/* fiel-refund.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-intent.h"
#include "fiel-random.h"
#include "fiel-refund-order.h"

G_BEGIN_DECLS

#define FIEL_TYPE_REFUND (fiel_refund_get_type ())
G_DECLARE_FINAL_TYPE (FielRefund, fiel_refund, FIEL, REFUND, GObject)

/**
 * FielRefundLimits: what the store allows. Minor units; G_MAXINT64: no limit.
 * @approval: what may go back of one sale, in all, without a manager
 * @unbound: what may go back of one slip, in all, without a sale of this journal
 */
typedef struct
{
  gint64 approval;
  gint64 unbound;
} FielRefundLimits;

/* From a cashier's wish to give money back to a durable intent. Moves nothing. @place: where; @order: checked already;
 * @batch_closed: the terminal has said that the sale is not in its open batch; @alerts: of FielAlert: what nobody has
 * looked at yet. */
FielRefund *fiel_refund_new (FielScribe *scribe, FielProviderLink *link, const FielProfileTerminal *place,
                             const FielRefundOrder *order, const FielRefundLimits *limits, gboolean batch_closed,
                             GListModel *alerts,
                             const FielNumberStyle *style, FielRandomFunc random, gpointer random_data);
void fiel_refund_run_async (FielRefund *self, GAsyncReadyCallback callback, gpointer user_data);
/* FALSE with a FIEL_ENGINE_ERROR if there is no intent. */
gboolean fiel_refund_run_finish (FielRefund *self, GAsyncResult *result, GError **error);

/* Whether the terminal has just said so. */
gboolean fiel_refund_get_is_unlisted (FielRefund *self);

FielAttemptRecord *fiel_refund_get_record (FielRefund *self);      /* (transfer none): what is durable */
FielProviderCall *fiel_refund_steal_call (FielRefund *self);       /* (transfer full): what may leave, once */

G_END_DECLS
