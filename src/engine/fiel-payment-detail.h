/* fiel-payment-detail.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"
#include "fiel-payment.h"

G_BEGIN_DECLS

/**
 * FielPaymentDetail: everything the till knows of one payment. Owned.
 * @attempt: the engine's own if it still leads it, else as the journal holds it
 * @related: (element-type FielPayment): what went back of a sale, or was to, newest first; or the sale that a return
 *   is of
 * @typed_authorization, @typed_date: (nullable): of a return: the sale's, as somebody typed them from the customer's
 *   slip
 * @n_prints: receipts that were handed to a printer
 * @hash: of the newest record about it, hexadecimal
 */
typedef struct
{
  FielAttempt *attempt;
  GPtrArray *related;
  char *typed_authorization;
  char *typed_date;
  guint n_prints;
  char *hash;
} FielPaymentDetail;

void fiel_payment_detail_free (FielPaymentDetail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielPaymentDetail, fiel_payment_detail_free)

/* NULL with G_IO_ERROR_NOT_FOUND if there is no such payment. */
void fiel_payment_detail_read_async (FielEngine *engine, const char *attempt_id, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
FielPaymentDetail *fiel_payment_detail_read_finish (FielEngine *engine, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
