/* fiel-inbound-secrets.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define FIEL_INBOUND_SECRET_LENGTH 43
#define FIEL_INBOUND_DIGEST_SIZE 32

/* A new secret for an address or a till: 32 bytes of the system's randomness as base64url. In no log. */
char *fiel_inbound_secret_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* SHA-256, what may be stored of a secret. */
void fiel_inbound_secret_digest (const char *secret, gsize length, guint8 digest[FIEL_INBOUND_DIGEST_SIZE]);

/* Whose secret is it? */
typedef struct _FielInboundSecrets FielInboundSecrets;

FielInboundSecrets *fiel_inbound_secrets_new (void);
void fiel_inbound_secrets_free (FielInboundSecrets *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielInboundSecrets, fiel_inbound_secrets_free)

void fiel_inbound_secrets_add (FielInboundSecrets *self,
                               const guint8 digest[FIEL_INBOUND_DIGEST_SIZE],
                               GObject *subject);
GObject *fiel_inbound_secrets_find (FielInboundSecrets *self, const char *secret, gsize length);  /* (transfer none) */

G_END_DECLS
