/* fiel-till-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_TILL_PAGE (fiel_till_page_get_type ())
G_DECLARE_FINAL_TYPE (FielTillPage, fiel_till_page, FIEL, TILL_PAGE, GtkWidget)

/* Signal "charged" (FielAttempt): the intent is durable, watch it. Property "can-undo" (boolean, read-only): an
 * amount was thrown away, nothing was typed since, and fiel_till_page_undo_clear() brings it back. */
void fiel_till_page_set_engine (FielTillPage *self, FielEngine *engine);         /* (nullable) */
void fiel_till_page_set_terminal (FielTillPage *self, FielTerminal *terminal);   /* (nullable) */

/* Little room: what only helps on a desk goes away. */
void fiel_till_page_set_narrow (FielTillPage *self, gboolean narrow);

/* From the window, which sees every key first. Each answers whether it meant something here. */
gboolean fiel_till_page_type_character (FielTillPage *self, gunichar character);
gboolean fiel_till_page_press_key (FielTillPage *self, guint keyval);
gboolean fiel_till_page_go_back (FielTillPage *self);

/* As if it had been typed. */
void fiel_till_page_set_amount (FielTillPage *self, FielMoney amount);
void fiel_till_page_set_reference (FielTillPage *self, const char *reference);   /* (nullable): the next number */
const char *fiel_till_page_get_reference (FielTillPage *self);
void fiel_till_page_edit_reference (FielTillPage *self);
void fiel_till_page_focus_amount (FielTillPage *self);
gboolean fiel_till_page_get_can_undo (FielTillPage *self);
void fiel_till_page_undo_clear (FielTillPage *self);

G_END_DECLS
