/* fiel-memory-secrets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-memory-secrets.h"

/* 2026-03-30 13:00 UTC */
#define SINCE_S G_GINT64_CONSTANT (1774875600)

struct _FielMemorySecrets
{
  GObject parent_instance;

  GMutex mutex;
  GHashTable *kept;     /* owned: "SCOPE NAME" → value */
  int code;             /* -1: nothing is wrong */
  char *message;        /* owned, nullable */
  GThread *home;        /* unowned: who made it */
  gboolean stayed_away;
  guint n_lookups;
};

static void fiel_memory_secrets_iface_init (FielSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FielMemorySecrets, fiel_memory_secrets, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FIEL_TYPE_SECRETS, fiel_memory_secrets_iface_init))

/* The mutex is held. */
static gboolean
is_working (FielMemorySecrets *self, GError **error)
{
  self->stayed_away = self->stayed_away && g_thread_self () != self->home;
  if (self->code < 0)
    return TRUE;

  g_set_error_literal (error, FIEL_SECRETS_ERROR, self->code, self->message);

  return FALSE;
}

static char *
fiel_memory_secrets_lookup (FielSecrets *secrets, const char *scope, const char *name, GError **error)
{
  FielMemorySecrets *self = FIEL_MEMORY_SECRETS (secrets);
  g_autofree char *key = g_strdup_printf ("%s %s", scope, name);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const char *value = g_hash_table_lookup (self->kept, key);

  self->n_lookups++;
  if (!is_working (self, error))
    return NULL;
  if (value == NULL)
    g_set_error_literal (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND, "There is no such secret.");

  return g_strdup (value);
}

static gboolean
fiel_memory_secrets_store (FielSecrets *secrets, const char *scope, const char *name, const char *value, GError **error)
{
  FielMemorySecrets *self = FIEL_MEMORY_SECRETS (secrets);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!is_working (self, error))
    return FALSE;
  g_hash_table_insert (self->kept, g_strdup_printf ("%s %s", scope, name), g_strdup (value));

  return TRUE;
}

static gboolean
fiel_memory_secrets_clear (FielSecrets *secrets, const char *scope, const char *name, GError **error)
{
  FielMemorySecrets *self = FIEL_MEMORY_SECRETS (secrets);
  g_autofree char *key = g_strdup_printf ("%s %s", scope, name);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!is_working (self, error))
    return FALSE;
  if (!g_hash_table_remove (self->kept, key))
    g_set_error_literal (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND, "There is no such secret.");

  return error == NULL || *error == NULL;
}

static gboolean
fiel_memory_secrets_find (FielSecrets *secrets, const char *scope, const char *name, gint64 *since_s, GError **error)
{
  g_autofree char *value = fiel_memory_secrets_lookup (secrets, scope, name, error);

  if (value != NULL)
    *since_s = SINCE_S;

  return value != NULL;
}

static void
fiel_memory_secrets_finalize (GObject *object)
{
  FielMemorySecrets *self = FIEL_MEMORY_SECRETS (object);

  g_hash_table_unref (self->kept);
  g_free (self->message);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (fiel_memory_secrets_parent_class)->finalize (object);
}

static void
fiel_memory_secrets_class_init (FielMemorySecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_memory_secrets_finalize;
}

static void
fiel_memory_secrets_iface_init (FielSecretsInterface *iface)
{
  iface->lookup = fiel_memory_secrets_lookup;
  iface->store = fiel_memory_secrets_store;
  iface->clear = fiel_memory_secrets_clear;
  iface->find = fiel_memory_secrets_find;
}

static void
fiel_memory_secrets_init (FielMemorySecrets *self)
{
  g_mutex_init (&self->mutex);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->code = -1;
  self->home = g_thread_self ();
  self->stayed_away = TRUE;
}

FielSecrets *
fiel_memory_secrets_new (void)
{
  return g_object_new (FIEL_TYPE_MEMORY_SECRETS, NULL);
}

void
fiel_memory_secrets_fail (FielMemorySecrets *self, gboolean fail, FielSecretsError code)
{
  fiel_memory_secrets_fail_saying (self, fail ? (int) code : -1, "The keyring of this test does not do that.");
}

void
fiel_memory_secrets_fail_saying (FielMemorySecrets *self, int code, const char *message)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->code = code;
  g_free (self->message);
  self->message = g_strdup (message);
}

char *
fiel_memory_secrets_get (FielMemorySecrets *self, const char *scope, const char *name)
{
  g_autofree char *key = g_strdup_printf ("%s %s", scope, name);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (g_hash_table_lookup (self->kept, key));
}

gboolean
fiel_memory_secrets_stayed_away (FielMemorySecrets *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->stayed_away;
}

char *
fiel_memory_secrets_dump (FielMemorySecrets *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GString *text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_string_append_printf (text, "%s %s\n", (char *) key, (char *) value);

  return g_string_free (text, FALSE);
}

guint
fiel_memory_secrets_get_n_lookups (FielMemorySecrets *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n_lookups;
}
