/* fiel-slip-panel.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SLIP_PANEL (fiel_slip_panel_get_type ())
G_DECLARE_FINAL_TYPE (FielSlipPanel, fiel_slip_panel, FIEL, SLIP_PANEL, GtkWidget)

/* Asks for the number on the terminal's slip. Signals: "saved" (const char *code): NULL where there is none to copy;
 * "left": the question before. */

/* @code: (nullable): what is in the field to begin with */
void fiel_slip_panel_ask (FielSlipPanel *self, const char *code);

G_END_DECLS
