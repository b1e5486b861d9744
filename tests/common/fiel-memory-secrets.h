/* fiel-memory-secrets.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-secrets.h"

G_BEGIN_DECLS

#define FIEL_TYPE_MEMORY_SECRETS (fiel_memory_secrets_get_type ())
G_DECLARE_FINAL_TYPE (FielMemorySecrets, fiel_memory_secrets, FIEL, MEMORY_SECRETS, GObject)

/* A keyring in memory that does what the test says. Asked in any thread. */
FielSecrets *fiel_memory_secrets_new (void);

/* From now on every question is answered with this error; FALSE: no more. */
void fiel_memory_secrets_fail (FielMemorySecrets *self, gboolean fail, FielSecretsError code);

/* Everything that is kept, as lines "SCOPE NAME VALUE" in no order. (transfer full) */
char *fiel_memory_secrets_dump (FielMemorySecrets *self);
guint fiel_memory_secrets_get_n_lookups (FielMemorySecrets *self);

G_END_DECLS
