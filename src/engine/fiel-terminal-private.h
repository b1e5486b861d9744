/* fiel-terminal-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-terminal.h"

G_BEGIN_DECLS

/* For the engine, and for tests that show a terminal without one. */
FielTerminal *fiel_terminal_new (const char *key, const char *name, const char *provider_name,
                                 const char *serial_number);
void fiel_terminal_set_probed (FielTerminal *self, FielAvailability availability, gint64 wall_us);
void fiel_terminal_set_attempt (FielTerminal *self, FielAttempt *attempt);
void fiel_terminal_set_can_cancel (FielTerminal *self, gboolean can_cancel);
void fiel_terminal_set_can_print (FielTerminal *self, gboolean ours, gboolean again);

G_END_DECLS
