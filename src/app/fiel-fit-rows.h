/* fiel-fit-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* libadwaita's groups and rows below @widget in a narrow window or with large text: what stands beside the words goes
 * below them when both do not fit, and nothing is cut. Rows with a layout of their own are left alone. */
void fiel_fit_rows (GtkWidget *widget);

/* (transfer full): shows the texts of a GtkStringList: in a list that opens, with a mark at what is chosen; or what is
 * chosen alone, which wraps */
GtkListItemFactory *fiel_fit_choice_factory (gboolean in_list);

G_END_DECLS
