/* fiel-close-guard.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_CLOSE_GUARD (fiel_close_guard_get_type ())
G_DECLARE_FINAL_TYPE (FielCloseGuard, fiel_close_guard, FIEL, CLOSE_GUARD, GObject)

/* @window: (unowned): it owns the guard. */
FielCloseGuard *fiel_close_guard_new (GtkWindow *window);

void fiel_close_guard_set_engine (FielCloseGuard *self, FielEngine *engine);   /* (nullable) */

/* From the window's close request. FALSE if somebody has to be asked first; the guard asks, and closes the window on a
 * yes. */
gboolean fiel_close_guard_may_close (FielCloseGuard *self);

G_END_DECLS
