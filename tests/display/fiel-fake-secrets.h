/* fiel-fake-secrets.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-secrets.h"

G_BEGIN_DECLS

/* A keyring of the test's own, which can be locked, absent or unwilling. Safe in any thread. */
#define FIEL_TYPE_FAKE_SECRETS (fiel_fake_secrets_get_type ())
G_DECLARE_FINAL_TYPE (FielFakeSecrets, fiel_fake_secrets, FIEL, FAKE_SECRETS, GObject)

FielSecrets *fiel_fake_secrets_new (void);

/* @code: (transfer none): -1: nothing is wrong any more */
void fiel_fake_secrets_fail (FielFakeSecrets *self, int code, const char *message);
char *fiel_fake_secrets_get (FielFakeSecrets *self, const char *provider_key, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* Whether every question came from another thread than the one that made it. */
gboolean fiel_fake_secrets_stayed_away (FielFakeSecrets *self);

G_END_DECLS
