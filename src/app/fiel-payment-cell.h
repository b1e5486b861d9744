/* fiel-payment-cell.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"
#include "fiel-payment-row.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  FIEL_PAYMENT_COLUMN_TIME,
  FIEL_PAYMENT_COLUMN_KIND,
  FIEL_PAYMENT_COLUMN_AMOUNT,
  FIEL_PAYMENT_COLUMN_STATE,
  FIEL_PAYMENT_COLUMN_TERMINAL,
  FIEL_PAYMENT_COLUMN_CARD,
  FIEL_PAYMENT_COLUMN_TICKET,
  FIEL_PAYMENT_COLUMN_AUTHORIZATION,
} FielPaymentColumn;
#define FIEL_N_PAYMENT_COLUMNS (FIEL_PAYMENT_COLUMN_AUTHORIZATION + 1)

#define FIEL_TYPE_PAYMENT_CELL (fiel_payment_cell_get_type ())
G_DECLARE_FINAL_TYPE (FielPaymentCell, fiel_payment_cell, FIEL, PAYMENT_CELL, GtkWidget)

/* As wide as @width_chars, whatever it holds, so that a column does not jump while its payments are read; only an
 * amount or a time may need more. */
GtkWidget *fiel_payment_cell_new (FielPaymentColumn column, int width_chars);
/* @row: (nullable); @style: (static) (nullable) without @row; @clock: (nullable) likewise */
void fiel_payment_cell_set_row (FielPaymentCell *self, FielPaymentRow *row, const FielNumberStyle *style,
                                FielClock *clock);
const char *fiel_payment_cell_get_text (FielPaymentCell *self);

G_END_DECLS
