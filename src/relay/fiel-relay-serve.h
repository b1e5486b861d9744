/* fiel-relay-serve.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-relay-config.h"

G_BEGIN_DECLS

/* Serves until SIGTERM or SIGINT. Returns the exit code. */
int fiel_relay_serve_run (const FielRelayConfig *config);

G_END_DECLS
