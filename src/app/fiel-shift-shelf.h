/* fiel-shift-shelf.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SHIFT_SHELF (fiel_shift_shelf_get_type ())
G_DECLARE_FINAL_TYPE (FielShiftShelf, fiel_shift_shelf, FIEL, SHIFT_SHELF, GtkWidget)

/* The closed shifts, the newest first. Signal "chosen" (FielShiftReport as a pointer): the Z of one, as it was kept. */

/* Reads them anew. */
void fiel_shift_shelf_begin (FielShiftShelf *self, FielEngine *engine);

G_END_DECLS
