/* fiel-row-name.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives the row of a list or a table that @child stands in a name, for whoever lands on the row and not on what is in
 * it: the row is what has the keyboard. Nothing happens before @child stands in one. */
void fiel_row_name (GtkWidget *child, const char *name);

G_END_DECLS
