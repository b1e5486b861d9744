/* fiel-payment-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"
#include "fiel-payment-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_PAYMENT_TABLE (fiel_payment_table_get_type ())
G_DECLARE_FINAL_TYPE (FielPaymentTable, fiel_payment_table, FIEL, PAYMENT_TABLE, GtkWidget)

/* Payments in columns, as many as there is room for. Signals: "selected": another row, or none; "activated": the row
 * was opened. */

/* @list, @clock: (nullable) together; @style: (static) (nullable) without them */
void fiel_payment_table_set_list (FielPaymentTable *self, GListModel *list, const FielNumberStyle *style,
                                  FielClock *clock);
FielPayment *fiel_payment_table_get_selected (FielPaymentTable *self);   /* (transfer none) (nullable) */
/* GTK_INVALID_LIST_POSITION: none */
void fiel_payment_table_select (FielPaymentTable *self, guint position);
/* What the list says next is what another search found: nothing is chosen, and it is shown from its top. */
void fiel_payment_table_begin_anew (FielPaymentTable *self);
/* A click opens a row; else it takes two. */
void fiel_payment_table_set_opens_at_once (FielPaymentTable *self, gboolean at_once);
gboolean fiel_payment_table_grab_focus (FielPaymentTable *self);

G_END_DECLS
