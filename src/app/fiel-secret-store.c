/* fiel-secret-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-secret-store.h"

typedef struct
{
  char *provider_key;    /* owned */
  char **names;          /* owned */
  char **values;         /* owned, wiped */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->provider_key);
  g_strfreev (job->names);
  for (gsize i = 0; job->values[i] != NULL; i++)
    fiel_secrets_wipe (job->values[i]);
  g_free (job->values);
  g_free (job);
}

static void
run (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  for (gsize i = 0; job->names[i] != NULL && job->values[i] != NULL; i++)
    {
      if (job->values[i][0] == '\0')
        continue;
      if (!fiel_secrets_store (FIEL_SECRETS (source), job->provider_key, job->names[i], job->values[i], &error))
        {
          g_task_return_error (task, error);
          return;
        }
    }

  g_task_return_boolean (task, TRUE);
}

void
fiel_secret_store_async (FielSecrets *secrets,
                         const char *provider_key,
                         const char *const *names,
                         const char *const *values,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job = NULL;

  g_return_if_fail (FIEL_IS_SECRETS (secrets));
  g_return_if_fail (provider_key != NULL && names != NULL && values != NULL);

  job = g_new0 (Job, 1);
  job->provider_key = g_strdup (provider_key);
  job->names = g_strdupv ((char **) names);
  job->values = g_strdupv ((char **) values);
  task = g_task_new (secrets, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_secret_store_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run);
}

gboolean
fiel_secret_store_finish (FielSecrets *secrets, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, secrets), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_secret_store_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
