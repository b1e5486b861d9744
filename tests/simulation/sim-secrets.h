/* sim-secrets.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-secrets.h"

G_BEGIN_DECLS

#define SIM_TYPE_SECRETS (sim_secrets_get_type ())
G_DECLARE_FINAL_TYPE (SimSecrets, sim_secrets, SIM, SECRETS, GObject)

/* A keyring in memory that knows every secret. */
FielSecrets *sim_secrets_new (void);

G_END_DECLS
