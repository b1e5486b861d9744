/* fiel-find-sale-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_FIND_SALE_PAGE (fiel_find_sale_page_get_type ())
G_DECLARE_FINAL_TYPE (FielFindSalePage, fiel_find_sale_page, FIEL, FIND_SALE_PAGE, GtkWidget)

/* Which sale money is returned of: the newest first, and a field to look for others. Activates "win.return-money" with
 * the sale's attempt, and emits "without-original" where the store allows that. */

void fiel_find_sale_page_set_engine (FielFindSalePage *self, FielEngine *engine);   /* (nullable) */

/* Looks at the journal anew, for the newest sales. */
void fiel_find_sale_page_begin (FielFindSalePage *self);
void fiel_find_sale_page_leave (FielFindSalePage *self);
void fiel_find_sale_page_focus (FielFindSalePage *self);

G_END_DECLS
