/* fiel-shift-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-shift-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SHIFT_ROW (fiel_shift_row_get_type ())
G_DECLARE_FINAL_TYPE (FielShiftRow, fiel_shift_row, FIEL, SHIFT_ROW, GtkListBoxRow)

/* A line of the checklist, with a button for what helps: the action "shift.remedy" with the FielShiftRemedy. */
GtkWidget *fiel_shift_row_new (FielShiftItem *item);

G_END_DECLS
