/* fiel-payment-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-payment.h"

G_BEGIN_DECLS

#define FIEL_TYPE_PAYMENT_ROW (fiel_payment_row_get_type ())
G_DECLARE_FINAL_TYPE (FielPaymentRow, fiel_payment_row, FIEL, PAYMENT_ROW, GObject)

/* A row of a table: it stays while payments come and go in it. Signal "changed": it shows another one, or that was
 * read or became something else. */
FielPaymentRow *fiel_payment_row_new (FielPayment *payment);
FielPayment *fiel_payment_row_get_payment (FielPaymentRow *self);   /* (transfer none) (nullable): an empty row */
void fiel_payment_row_set_payment (FielPaymentRow *self, FielPayment *payment);

G_END_DECLS
