/* fiel-row-press.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GTK offers assistive technology an action on buttons, and none on what is pressed in lists: these do. */

/* "row.press" on @row, a GtkListBoxRow: as if Enter had been pressed there. */
void fiel_row_press_offer (GtkWidget *row);

/* "row.press" on @child, the part of a list view's item that has its name. @item: outlives @child */
void fiel_row_press_offer_item (GtkWidget *child, GtkListItem *item);

G_END_DECLS
