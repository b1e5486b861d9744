/* fiel-amount-display.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-money.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_AMOUNT_DISPLAY (fiel_amount_display_get_type ())
G_DECLARE_FINAL_TYPE (FielAmountDisplay, fiel_amount_display, FIEL, AMOUNT_DISPLAY, GtkWidget)

/* People who listen hear it in words. @limit_minor: the largest amount, or 0. */
void fiel_amount_display_set_money (FielAmountDisplay *self, FielMoney money, const FielNumberStyle *style,
                                    gint64 limit_minor);
const char *fiel_amount_display_get_text (FielAmountDisplay *self);

G_END_DECLS
