/* fiel-manager-gate.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_MANAGER_GATE (fiel_manager_gate_get_type ())
G_DECLARE_FINAL_TYPE (FielManagerGate, fiel_manager_gate, FIEL, MANAGER_GATE, AdwWindow)

/* Whether it takes a manager's PIN: for FIEL_ACT_SETTINGS always, until they are open; else where whoever is signed in
 * may not do it alone. Never where there are no people. */
gboolean fiel_manager_gate_is_needed (FielEngine *engine, FielAct act);

/* Asks for a manager's PIN, in a window over that of @parent. Signal "passed": @act is approved for @subject, or the
 * settings are open; the window is closed by then. (transfer none) */
GtkWidget *fiel_manager_gate_open (FielEngine *engine, FielAct act, const char *subject, GtkWidget *parent);

G_END_DECLS
