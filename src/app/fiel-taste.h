/* fiel-taste.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-window.h"

G_BEGIN_DECLS

#define FIEL_TYPE_TASTE (fiel_taste_get_type ())
G_DECLARE_FINAL_TYPE (FielTaste, fiel_taste, FIEL, TASTE, GObject)

/* What people set for this workstation, applied as long as it lives: sounds, large display, motion, light or dark, the
 * customer's window. @window: (unowned) */
FielTaste *fiel_taste_new (GSettings *settings, FielWindow *window);

G_END_DECLS
