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

/* The same with words of the test's own; a @code of -1: no more. */
void fiel_memory_secrets_fail_saying (FielMemorySecrets *self, int code, const char *message);

/* What is kept under that name. (transfer full) (nullable) */
char *fiel_memory_secrets_get (FielMemorySecrets *self, const char *scope, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* Whether every question came from another thread than the one that made it. */
gboolean fiel_memory_secrets_stayed_away (FielMemorySecrets *self);

/* Everything that is kept, as lines "SCOPE NAME VALUE" in no order. (transfer full) */
char *fiel_memory_secrets_dump (FielMemorySecrets *self);
guint fiel_memory_secrets_get_n_lookups (FielMemorySecrets *self);

G_END_DECLS
