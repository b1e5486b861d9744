/* fiel-quick-amounts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Amounts that this store charges often, each with a key of its own ("till.quick-amount"). Not there without any. */
#define FIEL_TYPE_QUICK_AMOUNTS (fiel_quick_amounts_get_type ())
G_DECLARE_FINAL_TYPE (FielQuickAmounts, fiel_quick_amounts, FIEL, QUICK_AMOUNTS, GtkWidget)

void fiel_quick_amounts_set_profile (FielQuickAmounts *self, FielProfile *profile);

G_END_DECLS
