/* fiel-secrets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-secrets.h"

#include <string.h>

/* Where a provider's secrets come from. The only implementation in the product is the keyring's. */

G_DEFINE_QUARK (fiel-secrets-error-quark, fiel_secrets_error)

G_DEFINE_INTERFACE (FielSecrets, fiel_secrets, G_TYPE_OBJECT)

static void
fiel_secrets_default_init (FielSecretsInterface *iface)
{
}

/**
 * fiel_secrets_lookup:
 * @provider_key: key of a provider of the store profile ("getnet")
 * @name: name of the secret ("client-secret")
 *
 * May block, and may ask the user to unlock the keyring.
 *
 * Returns: (transfer full): the secret; overwrite it with fiel_secrets_wipe() when it was used. NULL with a
 * #FielSecretsError
 */
char *
fiel_secrets_lookup (FielSecrets *self, const char *provider_key, const char *name, GError **error)
{
  g_return_val_if_fail (FIEL_IS_SECRETS (self), NULL);
  g_return_val_if_fail (provider_key != NULL && name != NULL, NULL);

  return FIEL_SECRETS_GET_IFACE (self)->lookup (self, provider_key, name, error);
}

/**
 * fiel_secrets_store:
 *
 * Keeps @value under @name, in place of what was there. May block.
 */
gboolean
fiel_secrets_store (FielSecrets *self, const char *provider_key, const char *name, const char *value, GError **error)
{
  g_return_val_if_fail (FIEL_IS_SECRETS (self), FALSE);
  g_return_val_if_fail (provider_key != NULL && name != NULL && value != NULL, FALSE);

  return FIEL_SECRETS_GET_IFACE (self)->store (self, provider_key, name, value, error);
}

/**
 * fiel_secrets_clear:
 *
 * Forgets what is kept under @name; nothing there is FIEL_SECRETS_ERROR_NOT_FOUND. May block.
 */
gboolean
fiel_secrets_clear (FielSecrets *self, const char *provider_key, const char *name, GError **error)
{
  g_return_val_if_fail (FIEL_IS_SECRETS (self), FALSE);
  g_return_val_if_fail (provider_key != NULL && name != NULL, FALSE);
  g_return_val_if_fail (FIEL_SECRETS_GET_IFACE (self)->clear != NULL, FALSE);

  return FIEL_SECRETS_GET_IFACE (self)->clear (self, provider_key, name, error);
}

/**
 * fiel_secrets_find:
 * @since_s: (out): since when it is kept, in seconds since 1970; 0: the keyring does not say
 *
 * Asks whether a secret is there, without anybody getting to see it. May block.
 */
gboolean
fiel_secrets_find (FielSecrets *self, const char *provider_key, const char *name, gint64 *since_s, GError **error)
{
  char *secret;

  g_return_val_if_fail (FIEL_IS_SECRETS (self), FALSE);
  g_return_val_if_fail (provider_key != NULL && name != NULL && since_s != NULL, FALSE);

  *since_s = 0;
  if (FIEL_SECRETS_GET_IFACE (self)->find != NULL)
    return FIEL_SECRETS_GET_IFACE (self)->find (self, provider_key, name, since_s, error);

  secret = fiel_secrets_lookup (self, provider_key, name, error);
  if (secret == NULL)
    return FALSE;
  fiel_secrets_wipe (secret);

  return TRUE;
}

/**
 * fiel_secrets_wipe:
 * @secret: (transfer full) (nullable): a secret that is not needed any more
 */
void
fiel_secrets_wipe (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
