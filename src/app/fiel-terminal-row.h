/* fiel-terminal-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile.h"
#include "fiel-terminal.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_TERMINAL_ROW (fiel_terminal_row_get_type ())
G_DECLARE_FINAL_TYPE (FielTerminalRow, fiel_terminal_row, FIEL, TERMINAL_ROW, AdwActionRow)

/* @number: from 1, its place in the list (Alt+1 …); @is_default: the one this till starts with. */
GtkWidget *fiel_terminal_row_new (FielTerminal *terminal, guint number, gboolean is_default, gint64 now_wall_us);
FielTerminal *fiel_terminal_row_get_terminal (FielTerminalRow *self);
/* The payment on the terminal has changed, or time has passed. */
void fiel_terminal_row_refresh (FielTerminalRow *self, gint64 now_wall_us);
/* Of the sticker on the machine; the name says the same. */
void fiel_terminal_row_set_colour (FielTerminalRow *self, FielTerminalColour colour);
void fiel_terminal_row_set_current (FielTerminalRow *self, gboolean current);

G_END_DECLS
