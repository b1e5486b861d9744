/* fiel-fit-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_FIT_LAYOUT (fiel_fit_layout_get_type ())
G_DECLARE_FINAL_TYPE (FielFitLayout, fiel_fit_layout, FIEL, FIT_LAYOUT, GtkLayoutManager)

/* Property "spacing" (int, 8): between two children, whichever way they stand. */
GtkLayoutManager *fiel_fit_layout_new (void);

G_END_DECLS
