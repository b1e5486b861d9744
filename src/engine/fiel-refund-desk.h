/* fiel-refund-desk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"
#include "fiel-refund-offer.h"
#include "fiel-refund-order.h"

G_BEGIN_DECLS

#define FIEL_TYPE_REFUND_DESK (fiel_refund_desk_get_type ())
G_DECLARE_FINAL_TYPE (FielRefundDesk, fiel_refund_desk, FIEL, REFUND_DESK, GObject)

/* Where money goes back: what can be given back of a sale, and the cashier's wish to do so, as far as a durable intent.
 * It never does anything by itself. Property "n-refunds" (uint): wishes whose intent is not durable yet. */

/* @attempt_id: (nullable): NULL asks about a return without an original. */
void fiel_refund_desk_offer_async (FielRefundDesk *self, const char *attempt_id, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full), or NULL with a FIEL_ENGINE_ERROR: there is no such payment, it is no sale, nothing was charged, or
 * that is not known yet. Where something else stands in the way the offer says so. */
FielRefundOffer *fiel_refund_desk_offer_finish (FielRefundDesk *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

gboolean fiel_refund_desk_needs_approval (FielRefundDesk *self, const FielRefundOrder *order);

/* Gives money back. Calls back when the intent is durable (the request leaves right after) with the attempt to watch,
 * or with the reason nothing was sent. */
void fiel_refund_desk_refund_async (FielRefundDesk *self, const FielRefundOrder *order, GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full) */
FielAttempt *fiel_refund_desk_refund_finish (FielRefundDesk *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
