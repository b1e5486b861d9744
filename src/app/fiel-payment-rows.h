/* fiel-payment-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-payment-row.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FIEL_TYPE_PAYMENT_ROWS (fiel_payment_rows_get_type ())
G_DECLARE_FINAL_TYPE (FielPaymentRows, fiel_payment_rows, FIEL, PAYMENT_ROWS, GObject)

/* The rows of a table of @payments (a GListModel of FielPayment): a GListModel of FielPaymentRow. A row that somebody
 * holds stays when a search puts other payments in the place of all there were, and only the rows there are more or
 * less are told of. The first rows are there at once, the rest follows while nothing else is to be done. Signals, each
 * time all were replaced: "replacing", before a row changes, and "replaced". */
FielPaymentRows *fiel_payment_rows_new (GListModel *payments);
GListModel *fiel_payment_rows_get_payments (FielPaymentRows *self);   /* (transfer none) */
/* The rest as well, now. */
void fiel_payment_rows_tell_all (FielPaymentRows *self);

G_END_DECLS
