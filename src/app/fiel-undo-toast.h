/* fiel-undo-toast.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-till-page.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_UNDO_TOAST (fiel_undo_toast_get_type ())
G_DECLARE_FINAL_TYPE (FielUndoToast, fiel_undo_toast, FIEL, UNDO_TOAST, GObject)

/* Offers "Undo" (the action "win.undo-clear") for as long as @till can bring a cleared amount back. @overlay and @till:
 * (unowned): their window owns the toast too. */
FielUndoToast *fiel_undo_toast_new (AdwToastOverlay *overlay, FielTillPage *till);

G_END_DECLS
