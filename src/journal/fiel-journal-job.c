/* fiel-journal-job.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-job.h"

/**
 * fiel_journal_job_new:
 * @task: (nullable): what to answer; %NULL if nobody waits
 * @input: (transfer full) (nullable): for @func
 */
FielJournalJob *
fiel_journal_job_new (GTask *task, FielJournalJobFunc func, gpointer input, GDestroyNotify free_input)
{
  FielJournalJob *job = g_new0 (FielJournalJob, 1);

  if (task != NULL)
    {
      job->task = g_object_ref (task);
      job->context = g_main_context_ref (g_task_get_context (task));
    }
  job->func = func;
  job->input = input;
  job->free_input = free_input;

  return job;
}

void
fiel_journal_job_free (FielJournalJob *job)
{
  if (job->input != NULL && job->free_input != NULL)
    job->free_input (job->input);
  if (job->output != NULL && job->free_output != NULL)
    job->free_output (job->output);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_free (job);
}

static gboolean
answer (gpointer user_data)
{
  FielJournalJob *job = user_data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->output), job->free_output);

  return G_SOURCE_REMOVE;
}

void
fiel_journal_job_answer (FielJournalJob *job)
{
  g_autoptr (GSource) source = NULL;

  if (job->task == NULL)
    {
      fiel_journal_job_free (job);
      return;
    }

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "fiel-journal");
  g_source_set_callback (source, answer, job, (GDestroyNotify) fiel_journal_job_free);
  g_source_attach (source, job->context);
}
