/* fiel-return-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_RETURN_PAGE (fiel_return_page_get_type ())
G_DECLARE_FINAL_TYPE (FielReturnPage, fiel_return_page, FIEL, RETURN_PAGE, GtkWidget)

/* Money back of one sale. When the intent is durable it activates "win.show-attempt" with the new attempt. Actions
 * "pane.digit" (u) and "pane.mark" (u): typed anywhere on the page. */

void fiel_return_page_set_engine (FielReturnPage *self, FielEngine *engine);   /* (nullable) */

/* Begins anew with this sale; NULL: with none. */
void fiel_return_page_set_sale (FielReturnPage *self, const char *attempt_id);

/* Begins anew with none: by the customer's slip, as far as the store allows that. */
void fiel_return_page_set_without_sale (FielReturnPage *self);
gboolean fiel_return_page_get_without_sale (FielReturnPage *self);

/* From the question to the form; FALSE if there was no question. */
gboolean fiel_return_page_go_back (FielReturnPage *self);
gboolean fiel_return_page_focus (FielReturnPage *self);

G_END_DECLS
