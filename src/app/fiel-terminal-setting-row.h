/* fiel-terminal-setting-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A terminal of the profile, folded up: what it is called, which machine it is, how it is. */
#define FIEL_TYPE_TERMINAL_SETTING_ROW (fiel_terminal_setting_row_get_type ())
G_DECLARE_FINAL_TYPE (FielTerminalSettingRow, fiel_terminal_setting_row, FIEL, TERMINAL_SETTING_ROW, AdwExpanderRow)

GtkWidget *fiel_terminal_setting_row_new (FielSettings *settings, const char *key);

G_END_DECLS
