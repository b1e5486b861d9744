/* fiel-terminal-set.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-terminal-prober.h"

G_BEGIN_DECLS

#define FIEL_TYPE_TERMINAL_SET (fiel_terminal_set_get_type ())
G_DECLARE_FINAL_TYPE (FielTerminalSet, fiel_terminal_set, FIEL, TERMINAL_SET, GObject)

/* The terminals of the store profile, in its order, each with the prober that asks after it. */
FielTerminalSet *fiel_terminal_set_new (void);
void fiel_terminal_set_add (FielTerminalSet *self, FielScribe *scribe, FielProviderLink *link,
                            const FielProfileTerminal *place,
                            FielRandomFunc random, gpointer random_data);

/* (transfer none) of FielTerminal */
GListModel *fiel_terminal_set_get_terminals (FielTerminalSet *self);
/* (transfer none) (nullable) */
FielTerminalProber *fiel_terminal_set_find (FielTerminalSet *self, const char *key);
/* @only: (nullable): all of them */
void fiel_terminal_set_probe (FielTerminalSet *self, FielTerminal *only, gboolean now);
/* charges that wait for a probe */
void fiel_terminal_set_let_go (FielTerminalSet *self);

G_END_DECLS
