/* fiel-payments-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_PAYMENTS_PAGE (fiel_payments_page_get_type ())
G_DECLARE_FINAL_TYPE (FielPaymentsPage, fiel_payments_page, FIEL, PAYMENTS_PAGE, GtkWidget)

/* Every payment of this till, to be searched. Signal "alert-activated" (FielAlert). */

void fiel_payments_page_set_engine (FielPaymentsPage *self, FielEngine *engine);   /* (nullable) */
/* Somebody comes to look: today, and the words are asked for. */
void fiel_payments_page_begin (FielPaymentsPage *self);
/* Nobody looks any more. */
void fiel_payments_page_end (FielPaymentsPage *self);
/* Looks for this one, on any day. */
void fiel_payments_page_search (FielPaymentsPage *self, const char *text);
/* FALSE if there is nothing to go back to within the page. */
gboolean fiel_payments_page_go_back (FielPaymentsPage *self);
void fiel_payments_page_focus_search (FielPaymentsPage *self);
/* What is looked at goes to "win.export-shown" (uss): which saved search, the words, and both for people. */
void fiel_payments_page_export (FielPaymentsPage *self);

G_END_DECLS
