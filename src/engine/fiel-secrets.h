/* fiel-secrets.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FIEL_SECRETS_ERROR (fiel_secrets_error_quark ())
GQuark fiel_secrets_error_quark (void);

/* In the place of a provider's key, before the name of a store: the PIN hashes of its people, by their keys. No
 * provider's key begins so. */
#define FIEL_SECRETS_PEOPLE "people:"

typedef enum
{
  FIEL_SECRETS_ERROR_NOT_FOUND,   /* nothing stored under this name */
  FIEL_SECRETS_ERROR_LOCKED,      /* the keyring is locked */
  FIEL_SECRETS_ERROR_NO_KEYRING,  /* there is no Secret Service here */
  FIEL_SECRETS_ERROR_FAILED,
} FielSecretsError;

/**
 * FielSecretsInterface:
 * @lookup: (transfer full): the secret @name of provider @provider_key, or a PIN, see FIEL_SECRETS_PEOPLE;
 *   may block, never called on the window's thread
 * @store: keeps or replaces it
 * @clear: forgets it
 * @find: (nullable): says since when it is there, in seconds since 1970 (0: not known), without reading it
 *
 * Where secrets live: the Secret Service through libsecret, nowhere else. The tests have an implementation of their
 * own.
 */
#define FIEL_TYPE_SECRETS (fiel_secrets_get_type ())
G_DECLARE_INTERFACE (FielSecrets, fiel_secrets, FIEL, SECRETS, GObject)

struct _FielSecretsInterface
{
  GTypeInterface parent_interface;

  char *(*lookup) (FielSecrets *self, const char *provider_key, const char *name, GError **error);
  gboolean (*store) (FielSecrets *self, const char *provider_key, const char *name, const char *value, GError **error);
  gboolean (*clear) (FielSecrets *self, const char *provider_key, const char *name, GError **error);
  gboolean (*find) (FielSecrets *self, const char *provider_key, const char *name, gint64 *since_s, GError **error);
};

char *fiel_secrets_lookup (FielSecrets *self, const char *provider_key, const char *name, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean
fiel_secrets_store (FielSecrets *self, const char *provider_key, const char *name, const char *value, GError **error);
gboolean fiel_secrets_clear (FielSecrets *self, const char *provider_key, const char *name, GError **error);
gboolean
fiel_secrets_find (FielSecrets *self, const char *provider_key, const char *name, gint64 *since_s, GError **error);

/* Overwrites and frees what fiel_secrets_lookup() gave. */
void fiel_secrets_wipe (char *secret);

/* The keyring of the session. */
FielSecrets *fiel_keyring_secrets_new (void);

G_END_DECLS
