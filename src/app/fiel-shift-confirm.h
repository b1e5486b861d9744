/* fiel-shift-confirm.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-shift-check.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SHIFT_CONFIRM (fiel_shift_confirm_get_type ())
G_DECLARE_FINAL_TYPE (FielShiftConfirm, fiel_shift_confirm, FIEL, SHIFT_CONFIRM, GtkWidget)

/* What closing means, what a manager lets pass, and the button that closes. Signal "confirmed" (string or NULL): the
 * manager. @check, @engine: (nullable) */
void fiel_shift_confirm_set_check (FielShiftConfirm *self, FielShiftCheck *check, FielEngine *engine);
/* Why it was not closed; NULL: nothing to tell. */
void fiel_shift_confirm_set_trouble (FielShiftConfirm *self, const char *words);
void fiel_shift_confirm_set_closing (FielShiftConfirm *self, gboolean closing);
void fiel_shift_confirm_grab_focus (FielShiftConfirm *self);

G_END_DECLS
