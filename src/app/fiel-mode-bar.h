/* fiel-mode-bar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FielMode: how real this till is. The values are those of the engine's environments, which the window does not see.
 */
typedef enum
{
  FIEL_MODE_TRAINING,
  FIEL_MODE_TEST,
  FIEL_MODE_LIVE,
} FielMode;

#define FIEL_TYPE_MODE_BAR (fiel_mode_bar_get_type ())
G_DECLARE_FINAL_TYPE (FielModeBar, fiel_mode_bar, FIEL, MODE_BAR, GtkWidget)

FielMode fiel_mode_bar_get_mode (FielModeBar *self);
void fiel_mode_bar_set_mode (FielModeBar *self, FielMode mode);

/* Whether there is another store to go to from training. */
void fiel_mode_bar_set_can_leave (FielModeBar *self, gboolean can_leave);

G_END_DECLS
