/* fiel-terminal-picker.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_TERMINAL_PICKER (fiel_terminal_picker_get_type ())
G_DECLARE_FINAL_TYPE (FielTerminalPicker, fiel_terminal_picker, FIEL, TERMINAL_PICKER, AdwWindow)

/* Signal "picked" (FielTerminal): the cashier chose; the picker closes itself. @current: (nullable). */
FielTerminalPicker *fiel_terminal_picker_new (FielEngine *engine, FielTerminal *current, gboolean training);

G_END_DECLS
