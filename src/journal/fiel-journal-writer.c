/* fiel-journal-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-writer.h"

/* The writer thread: takes jobs from a queue, one after the other, and posts each back to where it came from.
 *
 * A job's GTask is touched only in the caller's context: the thread posts the finished job, the context answers the
 * task. So callbacks come in the order of the calls, and nothing of the caller's is released on the writer thread. The
 * thread ends when the store is closed, or could not be opened. */

static void
job_free (gpointer data)
{
  FielJournalJob *job = data;

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

static void
post (FielJournalJob *job)
{
  g_autoptr (GSource) source = NULL;

  if (job->task == NULL)
    {
      job_free (job);
      return;
    }

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "fiel-journal");
  g_source_set_callback (source, answer, job, job_free);
  g_source_attach (source, job->context);
}

/**
 * fiel_journal_job_run_close:
 *
 * The job that ends a thread: it lets every other one pass, then closes the store.
 */
gboolean
fiel_journal_job_run_close (FielJournalStore **store, FielJournalJob *job)
{
  if (g_async_queue_length (job->queue) > 0)
    return FALSE;
  g_clear_pointer (store, fiel_journal_store_close);

  return TRUE;
}

static gpointer
write_journal (gpointer data)
{
  g_autoptr (GAsyncQueue) queue = data;
  FielJournalStore *store = NULL;

  do
    {
      FielJournalJob *job = g_async_queue_pop (queue);

      job->queue = queue;
      if (job->func (&store, job))
        post (job);
      else
        g_async_queue_push (queue, job);
    }
  while (store != NULL);

  return NULL;
}

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

/**
 * fiel_journal_writer_start:
 * @first: the job that opens the store; it learns the queue when it runs
 *
 * Starts a thread that lives as long as its store is open.
 */
void
fiel_journal_writer_start (FielJournalJob *first)
{
  GAsyncQueue *queue = g_async_queue_new_full (job_free);

  g_async_queue_push (queue, first);
  g_thread_unref (g_thread_new ("fiel-journal", write_journal, queue));
}
