/* fiel-relay-command.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-relay-config.h"

G_BEGIN_DECLS

#define FIEL_RELAY_EXIT_DONE 0
#define FIEL_RELAY_EXIT_TROUBLE 1
#define FIEL_RELAY_EXIT_USAGE 2

/* Does what the words say, such as "till", "add", "Centro", "Caja 1", and prints what there is to tell. Waits. */
int fiel_relay_command_run (const FielRelayConfig *config, char **words, gint64 grace_days);
const char *fiel_relay_command_get_help (void);

G_END_DECLS
