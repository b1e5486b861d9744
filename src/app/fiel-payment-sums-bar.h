/* fiel-payment-sums-bar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-payment-sums.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_PAYMENT_SUMS_BAR (fiel_payment_sums_bar_get_type ())
G_DECLARE_FINAL_TYPE (FielPaymentSumsBar, fiel_payment_sums_bar, FIEL, PAYMENT_SUMS_BAR, GtkWidget)

/* @counting: there is more to come. @currency: what the store sells in: shown even if there is nothing of it. */
void fiel_payment_sums_bar_set_sums (FielPaymentSumsBar *self, const FielPaymentSums *sums, gboolean counting,
                                     const FielCurrency *currency, const FielNumberStyle *style);

G_END_DECLS
