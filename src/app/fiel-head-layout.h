/* fiel-head-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_HEAD_LAYOUT (fiel_head_layout_get_type ())
G_DECLARE_FINAL_TYPE (FielHeadLayout, fiel_head_layout, FIEL, HEAD_LAYOUT, GtkLayoutManager)

/* For exactly four children: ring, state, amount, place. */
GtkLayoutManager *fiel_head_layout_new (void);

G_END_DECLS
