/* fiel-typed-secrets.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-secrets.h"

G_BEGIN_DECLS

#define FIEL_TYPE_TYPED_SECRETS (fiel_typed_secrets_get_type ())
G_DECLARE_FINAL_TYPE (FielTypedSecrets, fiel_typed_secrets, FIEL, TYPED_SECRETS, GObject)

/* Secrets that somebody has just typed and that may never be stored, over those that are. @stored: (nullable): none
 * are. Nothing can be stored through it. */
FielTypedSecrets *fiel_typed_secrets_new (FielSecrets *stored);

/* Before anybody looks one up. @value: copied, and wiped when this object goes. */
void fiel_typed_secrets_add (FielTypedSecrets *self, const char *name, const char *value);

/* (transfer full) (nullable): why the keyring did not give what was looked up last, if it could be there. May be
 * called in any thread. */
char *fiel_typed_secrets_dup_complaint (FielTypedSecrets *self);

G_END_DECLS
