/* fiel-pair-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_PAIR_LAYOUT (fiel_pair_layout_get_type ())
G_DECLARE_FINAL_TYPE (FielPairLayout, fiel_pair_layout, FIEL, PAIR_LAYOUT, GtkLayoutManager)

GtkLayoutManager *fiel_pair_layout_new (void);

G_END_DECLS
