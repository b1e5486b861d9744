/* fiel-payment-pane.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"
#include "fiel-payment.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_PAYMENT_PANE (fiel_payment_pane_get_type ())
G_DECLARE_FINAL_TYPE (FielPaymentPane, fiel_payment_pane, FIEL, PAYMENT_PANE, GtkWidget)

/* All about one payment of the journal, and what may be done with it. Signal "alert-activated" (FielAlert): somebody
 * wants to look at what is wrong with it. */

void fiel_payment_pane_set_engine (FielPaymentPane *self, FielEngine *engine);   /* (nullable) */
void fiel_payment_pane_set_payment (FielPaymentPane *self, FielPayment *payment); /* (nullable): nothing is shown */
const char *fiel_payment_pane_get_id (FielPaymentPane *self);                    /* (nullable) */
/* The buttons' keys: the payment that is shown. */
void fiel_payment_pane_return_money (FielPaymentPane *self);
void fiel_payment_pane_print (FielPaymentPane *self);
void fiel_payment_pane_check (FielPaymentPane *self);
void fiel_payment_pane_grab_focus (FielPaymentPane *self);

G_END_DECLS
