/* fiel-resolve-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_RESOLVE_PAGE (fiel_resolve_page_get_type ())
G_DECLARE_FINAL_TYPE (FielResolvePage, fiel_resolve_page, FIEL, RESOLVE_PAGE, GtkWidget)

/* Signal "alert-activated" (FielAlert). A payment activates win.show-attempt. */
void fiel_resolve_page_set_engine (FielResolvePage *self, FielEngine *engine);   /* (nullable) */

/* FALSE if there is nothing to focus. */
/* The ticket of the row that has the focus, else of the first one; (nullable): none, or a word without a ticket. */
const char *fiel_resolve_page_get_reference (FielResolvePage *self);

gboolean fiel_resolve_page_focus_first (FielResolvePage *self);

G_END_DECLS
