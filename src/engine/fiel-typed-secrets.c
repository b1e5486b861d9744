/* fiel-typed-secrets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-typed-secrets.h"

#include <glib/gi18n-lib.h>

struct _FielTypedSecrets
{
  GObject parent_instance;

  FielSecrets *stored;    /* owned, nullable */
  GHashTable *typed;      /* owned, of text by name; unchanged once somebody looked one up */
  GMutex lock;
  char *complaint;        /* owned, nullable; under the lock */
};

static void fiel_typed_secrets_iface_init (FielSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FielTypedSecrets,
                               fiel_typed_secrets,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FIEL_TYPE_SECRETS, fiel_typed_secrets_iface_init))

static void
fiel_typed_secrets_note (FielTypedSecrets *self, const GError *error)
{
  gboolean complains = error != NULL && !g_error_matches (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND);

  g_mutex_lock (&self->lock);
  g_free (self->complaint);
  self->complaint = complains ? g_strdup (error->message) : NULL;
  g_mutex_unlock (&self->lock);
}

static char *
fiel_typed_secrets_lookup (FielSecrets *secrets, const char *provider_key, const char *name, GError **error)
{
  FielTypedSecrets *self = FIEL_TYPED_SECRETS (secrets);
  const char *typed = g_hash_table_lookup (self->typed, name);
  g_autoptr (GError) local_error = NULL;
  char *secret = NULL;

  if (typed != NULL)
    return g_strdup (typed);
  if (self->stored != NULL)
    secret = fiel_secrets_lookup (self->stored, provider_key, name, &local_error);
  else
    /* Translators: the secret’s name. */
    g_set_error (&local_error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND, _ ("“%s” was not typed."), name);

  fiel_typed_secrets_note (self, local_error);
  if (secret == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return secret;
}

static gboolean
fail (GError **error)
{
  g_set_error (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_FAILED, _ ("What is only tried is not stored."));

  return FALSE;
}

static gboolean
fiel_typed_secrets_store (FielSecrets *secrets,
                          const char *provider_key,
                          const char *name,
                          const char *value,
                          GError **error)
{
  return fail (error);
}

static gboolean
fiel_typed_secrets_clear (FielSecrets *secrets, const char *provider_key, const char *name, GError **error)
{
  return fail (error);
}

static void
fiel_typed_secrets_iface_init (FielSecretsInterface *iface)
{
  iface->lookup = fiel_typed_secrets_lookup;
  iface->store = fiel_typed_secrets_store;
  iface->clear = fiel_typed_secrets_clear;
}

static void
fiel_typed_secrets_finalize (GObject *object)
{
  FielTypedSecrets *self = FIEL_TYPED_SECRETS (object);

  g_clear_object (&self->stored);
  g_hash_table_unref (self->typed);
  g_free (self->complaint);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (fiel_typed_secrets_parent_class)->finalize (object);
}

static void
fiel_typed_secrets_class_init (FielTypedSecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_typed_secrets_finalize;
}

static void
fiel_typed_secrets_init (FielTypedSecrets *self)
{
  g_mutex_init (&self->lock);
  self->typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) fiel_secrets_wipe);
}

FielTypedSecrets *
fiel_typed_secrets_new (FielSecrets *stored)
{
  FielTypedSecrets *self = NULL;

  g_return_val_if_fail (stored == NULL || FIEL_IS_SECRETS (stored), NULL);

  self = g_object_new (FIEL_TYPE_TYPED_SECRETS, NULL);
  g_set_object (&self->stored, stored);

  return self;
}

void
fiel_typed_secrets_add (FielTypedSecrets *self, const char *name, const char *value)
{
  g_return_if_fail (FIEL_IS_TYPED_SECRETS (self));
  g_return_if_fail (name != NULL && value != NULL);

  g_hash_table_replace (self->typed, g_strdup (name), g_strdup (value));
}

char *
fiel_typed_secrets_dup_complaint (FielTypedSecrets *self)
{
  char *complaint = NULL;

  g_return_val_if_fail (FIEL_IS_TYPED_SECRETS (self), NULL);

  g_mutex_lock (&self->lock);
  complaint = g_strdup (self->complaint);
  g_mutex_unlock (&self->lock);

  return complaint;
}
