/* fiel-sale-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-refund-desk.h"
#include "fiel-sale.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SALE_CARD (fiel_sale_card_get_type ())
G_DECLARE_FINAL_TYPE (FielSaleCard, fiel_sale_card, FIEL, SALE_CARD, GtkWidget)

/* The sale that money is returned of, and what is left of it. Both are read, not kept. */
void fiel_sale_card_set_sale (FielSaleCard *self, const FielSale *sale, const FielRefundOffer *offer,
                              const FielNumberStyle *style, gint64 now_wall_us);

/* "Today 14:05 · Terminal Norte · Ana" */
char *fiel_sale_card_describe_place (const FielSale *sale, gint64 now_wall_us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
