/* fiel-terminal-choice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_TERMINAL_CHOICE (fiel_terminal_choice_get_type ())
G_DECLARE_FINAL_TYPE (FielTerminalChoice, fiel_terminal_choice, FIEL, TERMINAL_CHOICE, GtkWidget)

/* Signal "changed". The terminal that money goes back through: that of the sale, or another one of the same provider
 * where that is possible. */

/* @engine, @key: (nullable): the store, and the terminal of the sale. Without @key: every terminal may be chosen. */
void fiel_terminal_choice_set_original (FielTerminalChoice *self, FielEngine *engine, const char *key);

/* Only the terminal of the sale will do. */
void fiel_terminal_choice_set_fixed (FielTerminalChoice *self, gboolean fixed);

/* (transfer none) (nullable): none, or gone from the profile */
FielTerminal *fiel_terminal_choice_get_terminal (FielTerminalChoice *self);

G_END_DECLS
