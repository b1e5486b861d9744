/* fiel-shift-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-shift-check.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SHIFT_CARD (fiel_shift_card_get_type ())
G_DECLARE_FINAL_TYPE (FielShiftCard, fiel_shift_card, FIEL, SHIFT_CARD, GtkWidget)

/* @check: (nullable) */
void fiel_shift_card_set_check (FielShiftCard *self, FielShiftCheck *check, FielProfile *profile);

G_END_DECLS
