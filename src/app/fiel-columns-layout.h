/* fiel-columns-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_COLUMNS_LAYOUT (fiel_columns_layout_get_type ())
G_DECLARE_FINAL_TYPE (FielColumnsLayout, fiel_columns_layout, FIEL, COLUMNS_LAYOUT, GtkLayoutManager)

/* Two children: what is done, then what it is about. Side by side what it is about stands first; in a single column
 * what is done does. */
GtkLayoutManager *fiel_columns_layout_new (void);

G_END_DECLS
