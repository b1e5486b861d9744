/* fiel-payment-document.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-document.h"
#include "fiel-payment-walk.h"
#include "fiel-profile.h"

G_BEGIN_DECLS

/* More than that nobody reads on paper. */
#define FIEL_PAYMENT_DOCUMENT_MAX 5000

/**
 * FielPaymentDocument: payments as a list on paper, with what they come to. Times are the till's, amounts are written
 * as in its country. No card number is on it.
 */
typedef struct _FielPaymentDocument FielPaymentDocument;

FielPaymentDocument *fiel_payment_document_new (FielProfile *profile, gint64 made_wall_us);
void fiel_payment_document_free (FielPaymentDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielPaymentDocument, fiel_payment_document_free)

/* Newest first. */
gboolean fiel_payment_document_add (FielPaymentDocument *self, const FielPayment *payment, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): with the sums. Once. */
FielDocument *fiel_payment_document_end (FielPaymentDocument *self);

G_END_DECLS
