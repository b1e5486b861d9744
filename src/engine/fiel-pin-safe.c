/* fiel-pin-safe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-pin-safe.h"

#include "fiel-pin.h"

struct _FielPinSafe
{
  GObject parent_instance;

  FielSecrets *secrets;   /* owned */
  char *scope;            /* owned */
};

/* One question, for the thread that answers it. */
typedef struct
{
  FielSecrets *secrets;   /* owned */
  char *scope;            /* owned */
  char *key;              /* owned */
  char *pin;              /* owned, nullable; overwritten before it is freed */
  gboolean matches;
} Question;

G_DEFINE_FINAL_TYPE (FielPinSafe, fiel_pin_safe, G_TYPE_OBJECT)

static void
question_free (Question *question)
{
  g_object_unref (question->secrets);
  g_free (question->scope);
  g_free (question->key);
  fiel_pin_wipe (question->pin);
  g_free (question);
}

static void
fiel_pin_safe_finalize (GObject *object)
{
  FielPinSafe *self = FIEL_PIN_SAFE (object);

  g_object_unref (self->secrets);
  g_free (self->scope);

  G_OBJECT_CLASS (fiel_pin_safe_parent_class)->finalize (object);
}

static void
fiel_pin_safe_class_init (FielPinSafeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_pin_safe_finalize;
}

static void
fiel_pin_safe_init (FielPinSafe *self)
{
}

FielPinSafe *
fiel_pin_safe_new (FielSecrets *secrets, const char *store)
{
  FielPinSafe *self = NULL;

  g_return_val_if_fail (FIEL_IS_SECRETS (secrets), NULL);
  g_return_val_if_fail (store != NULL, NULL);

  self = g_object_new (FIEL_TYPE_PIN_SAFE, NULL);
  self->secrets = g_object_ref (secrets);
  self->scope = g_strdup_printf (FIEL_SECRETS_PEOPLE "%s", store);

  return self;
}

/* (transfer full) */
static GTask *
begin (FielPinSafe *self, const char *key, const char *pin, gpointer tag, GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Question *question = g_new0 (Question, 1);

  g_task_set_source_tag (task, tag);
  question->secrets = g_object_ref (self->secrets);
  question->scope = g_strdup (self->scope);
  question->key = g_strdup (key);
  question->pin = g_strdup (pin);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);

  return task;
}

static void
verify_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Question *question = task_data;
  GError *error = NULL;
  char *hash = fiel_secrets_lookup (question->secrets, question->scope, question->key, &error);

  if (hash != NULL && fiel_pin_verify (question->pin, hash, &question->matches, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  fiel_pin_wipe (hash);
}

void
fiel_pin_safe_verify_async (FielPinSafe *self,
                            const char *key,
                            const char *pin,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_PIN_SAFE (self));
  g_return_if_fail (key != NULL && pin != NULL);

  task = begin (self, key, pin, fiel_pin_safe_verify_async, callback, user_data);
  g_task_run_in_thread (task, verify_thread);
}

gboolean
fiel_pin_safe_verify_finish (FielPinSafe *self, GAsyncResult *result, gboolean *matches, GError **error)
{
  const Question *question = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_pin_safe_verify_async), FALSE);

  question = g_task_get_task_data (G_TASK (result));
  *matches = question->matches;

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
keep (const Question *question, GError **error)
{
  char *hash = fiel_pin_hash (question->pin, error);

  if (hash != NULL)
    fiel_secrets_store (question->secrets, question->scope, question->key, hash, error);
  fiel_pin_wipe (hash);
}

static void
keep_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Question *question = task_data;
  GError *error = NULL;

  if (question->pin != NULL)
    keep (question, &error);
  else if (!fiel_secrets_clear (question->secrets, question->scope, question->key, &error)
           && g_error_matches (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND))
    g_clear_error (&error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
fiel_pin_safe_keep_async (FielPinSafe *self,
                          const char *key,
                          const char *pin,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_PIN_SAFE (self));
  g_return_if_fail (key != NULL);

  task = begin (self, key, pin, fiel_pin_safe_keep_async, callback, user_data);
  g_task_run_in_thread (task, keep_thread);
}

gboolean
fiel_pin_safe_keep_finish (FielPinSafe *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_pin_safe_keep_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
