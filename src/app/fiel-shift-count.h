/* fiel-shift-count.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-shift-check.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SHIFT_COUNT (fiel_shift_count_get_type ())
G_DECLARE_FINAL_TYPE (FielShiftCount, fiel_shift_count, FIEL, SHIFT_COUNT, GtkWidget)

/* The drawer is counted, and told to the check. Signal "counted": it was, and needs nothing more. @check, @profile:
 * (nullable) */
void fiel_shift_count_set_check (FielShiftCount *self, FielShiftCheck *check, FielProfile *profile);
void fiel_shift_count_grab_focus (FielShiftCount *self);

/* An amount as the store writes it, or plainly. FALSE if @text is none. */
gboolean fiel_shift_count_parse (const char *text, FielProfile *profile, gint64 *minor);

G_END_DECLS
