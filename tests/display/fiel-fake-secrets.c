/* fiel-fake-secrets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-fake-secrets.h"

/* 2026-03-30 13:00 UTC */
#define SINCE_S G_GINT64_CONSTANT (1774875600)

struct _FielFakeSecrets
{
  GObject parent_instance;

  GMutex mutex;
  GThread *home;          /* unowned: who made it */
  GHashTable *values;     /* owned: "provider/name" */
  int code;               /* -1: nothing is wrong */
  char *message;          /* owned, nullable */
  gboolean stayed_away;
};

static void fiel_fake_secrets_iface_init (FielSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FielFakeSecrets, fiel_fake_secrets, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FIEL_TYPE_SECRETS, fiel_fake_secrets_iface_init))

/* The mutex is held. */
static gboolean
check (FielFakeSecrets *self, GError **error)
{
  self->stayed_away = self->stayed_away && g_thread_self () != self->home;
  if (self->code < 0)
    return TRUE;

  g_set_error_literal (error, FIEL_SECRETS_ERROR, self->code, self->message);

  return FALSE;
}

static char *
fake_lookup (FielSecrets *secrets, const char *provider_key, const char *name, GError **error)
{
  FielFakeSecrets *self = FIEL_FAKE_SECRETS (secrets);
  g_autofree char *key = g_strdup_printf ("%s/%s", provider_key, name);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const char *value = NULL;

  if (!check (self, error))
    return NULL;

  value = g_hash_table_lookup (self->values, key);
  if (value == NULL)
    g_set_error_literal (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND, "it is not there");

  return g_strdup (value);
}

static gboolean
fake_store (FielSecrets *secrets, const char *provider_key, const char *name, const char *value, GError **error)
{
  FielFakeSecrets *self = FIEL_FAKE_SECRETS (secrets);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!check (self, error))
    return FALSE;

  g_hash_table_insert (self->values, g_strdup_printf ("%s/%s", provider_key, name), g_strdup (value));

  return TRUE;
}

static gboolean
fake_find (FielSecrets *secrets, const char *provider_key, const char *name, gint64 *since_s, GError **error)
{
  char *value = fake_lookup (secrets, provider_key, name, error);

  if (value == NULL)
    return FALSE;

  g_free (value);
  *since_s = SINCE_S;

  return TRUE;
}

static void
fiel_fake_secrets_iface_init (FielSecretsInterface *iface)
{
  iface->lookup = fake_lookup;
  iface->store = fake_store;
  iface->find = fake_find;
}

static void
fiel_fake_secrets_finalize (GObject *object)
{
  FielFakeSecrets *self = FIEL_FAKE_SECRETS (object);

  g_hash_table_unref (self->values);
  g_free (self->message);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (fiel_fake_secrets_parent_class)->finalize (object);
}

static void
fiel_fake_secrets_class_init (FielFakeSecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_fake_secrets_finalize;
}

static void
fiel_fake_secrets_init (FielFakeSecrets *self)
{
  g_mutex_init (&self->mutex);
  self->home = g_thread_self ();
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->code = -1;
  self->stayed_away = TRUE;
}

FielSecrets *
fiel_fake_secrets_new (void)
{
  return g_object_new (FIEL_TYPE_FAKE_SECRETS, NULL);
}

void
fiel_fake_secrets_fail (FielFakeSecrets *self, int code, const char *message)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->code = code;
  g_free (self->message);
  self->message = g_strdup (message);
}

char *
fiel_fake_secrets_get (FielFakeSecrets *self, const char *provider_key, const char *name)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", provider_key, name);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (g_hash_table_lookup (self->values, key));
}

gboolean
fiel_fake_secrets_stayed_away (FielFakeSecrets *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->stayed_away;
}
