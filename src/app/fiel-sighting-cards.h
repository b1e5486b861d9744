/* fiel-sighting-cards.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SIGHTING_CARDS (fiel_sighting_cards_get_type ())
G_DECLARE_FINAL_TYPE (FielSightingCards, fiel_sighting_cards, FIEL, SIGHTING_CARDS, GtkWidget)

/* "What does the terminal show?" and its four answers. Signal "chosen" (guint): the FielSighting that was
 * pressed. */

/* Whether money goes back: then nobody is told not to charge. */
void fiel_sighting_cards_set_is_return (FielSightingCards *self, gboolean is_return);

/* What was answered before, if it asks to look again; (nullable). */
void fiel_sighting_cards_set_earlier (FielSightingCards *self, const char *words);

void fiel_sighting_cards_set_narrow (FielSightingCards *self, gboolean narrow);
void fiel_sighting_cards_focus_first (FielSightingCards *self);

/* The answer with that number; any other digit is none. */
void fiel_sighting_cards_press_digit (FielSightingCards *self, guint digit);

G_END_DECLS
