/* fiel-terminal-button.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"
#include "fiel-terminal.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_TERMINAL_BUTTON (fiel_terminal_button_get_type ())
G_DECLARE_FINAL_TYPE (FielTerminalButton, fiel_terminal_button, FIEL, TERMINAL_BUTTON, GtkWidget)

void fiel_terminal_button_set_terminal (FielTerminalButton *self, FielTerminal *terminal);   /* (nullable) */
void fiel_terminal_button_set_clock (FielTerminalButton *self, FielClock *clock);             /* (nullable) */

/* The payment on the terminal has changed: its state may read differently. */
void fiel_terminal_button_refresh (FielTerminalButton *self);

/* That money moves, before the state: where the header has no room for a badge of its own. */
void fiel_terminal_button_set_live (FielTerminalButton *self, gboolean live);

/* Without its picture: the name needs the room. */
void fiel_terminal_button_set_compact (FielTerminalButton *self, gboolean compact);

G_END_DECLS
