/* fiel-resolve-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_RESOLVE_ROW (fiel_resolve_row_get_type ())
G_DECLARE_FINAL_TYPE (FielResolveRow, fiel_resolve_row, FIEL, RESOLVE_ROW, GtkListBoxRow)

/* @item: a FielAttempt or a FielAlert. Its button activates win.show-evidence. */
GtkWidget *fiel_resolve_row_new (FielEngine *engine, gpointer item);
gpointer fiel_resolve_row_get_item (FielResolveRow *self);   /* (transfer none) */

G_END_DECLS
