/* fiel-own-name.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Once it has a label: @button is called what its accessible label says, not what it shows. Newer GTK names a button
 * after the label inside it, and what labels something wins over a name of its own. */
void fiel_own_name (GtkButton *button);

/* Of a button with a mnemonic, once it has its label: GTK 4.8 calls it what it shows, with the underscore, and then
 * once more without. */
void fiel_own_name_mnemonic (GtkButton *button);
/* The same for every such button in @widget, as it comes from a template. */
void fiel_own_name_mnemonics (GtkWidget *widget);
/* Made and named. */
GtkWidget *fiel_own_name_new_button (const char *label);

/* Of a button that its row presses, once it does: libadwaita labels it with the title of the row, so that it is called
 * twice, or as the row instead. It keeps its own name, and the row describes it. */
void fiel_own_name_in_row (GtkButton *button, const char *title);

/* Of the button in a field for what is secret: it has no name, only a tip that changes with what it does. */
void fiel_own_name_peek (GtkWidget *entry);

/* The same for the items of the menu of @button, once it has its model: GTK names them after a label that 4.18 takes
 * no name from. */
void fiel_own_name_items (GtkMenuButton *button);

G_END_DECLS
