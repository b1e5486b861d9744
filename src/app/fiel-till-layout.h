/* fiel-till-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_TILL_LAYOUT (fiel_till_layout_get_type ())
G_DECLARE_FINAL_TYPE (FielTillLayout, fiel_till_layout, FIEL, TILL_LAYOUT, GtkLayoutManager)

GtkLayoutManager *fiel_till_layout_new (void);

G_END_DECLS
