/* fiel-settings-gate.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SETTINGS_GATE (fiel_settings_gate_get_type ())
G_DECLARE_FINAL_TYPE (FielSettingsGate, fiel_settings_gate, FIEL, SETTINGS_GATE, AdwWindow)

/* Whether whoever wants to see the settings has to be a manager, and no manager has shown a PIN yet. */
gboolean fiel_settings_gate_is_needed (FielEngine *engine);

/* Asks for a manager's PIN. Signal "passed": the settings are open; the window is closed by then. */
GtkWidget *fiel_settings_gate_new (FielEngine *engine);

G_END_DECLS
