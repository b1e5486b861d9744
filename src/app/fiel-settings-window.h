/* fiel-settings-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FielSettingsWindow:
 *
 * The store manager's settings: pages beside a list of them, and a search over every row. "apply" is emitted when the
 * till is to be opened again with what was saved.
 */
#define FIEL_TYPE_SETTINGS_WINDOW (fiel_settings_window_get_type ())
G_DECLARE_FINAL_TYPE (FielSettingsWindow, fiel_settings_window, FIEL, SETTINGS_WINDOW, AdwWindow)

FielSettingsWindow *fiel_settings_window_new (FielSettings *settings);
FielSettings *fiel_settings_window_get_settings (FielSettingsWindow *self);   /* (transfer none) */

/* @name: "store", "providers", … */
void fiel_settings_window_show_page (FielSettingsWindow *self, const char *name);

G_END_DECLS
