/* fiel-sale-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-sale.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SALE_ROW (fiel_sale_row_get_type ())
G_DECLARE_FINAL_TYPE (FielSaleRow, fiel_sale_row, FIEL, SALE_ROW, GtkListBoxRow)

/* @sale is copied. */
GtkWidget *fiel_sale_row_new (const FielSale *sale, const FielNumberStyle *style, gint64 now_wall_us);
const FielSale *fiel_sale_row_get_sale (FielSaleRow *self);   /* (transfer none) */

G_END_DECLS
