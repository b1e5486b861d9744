/* fiel-journal-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-writer.h"

/* The writer thread: the one owner of queue and thread. It ends when the store is closed, or could not be opened. */

struct _FielJournalWriter
{
  GAsyncQueue *queue;   /* owned, of FielJournalJob */
  GThread *thread;      /* owned, nullable once it was joined */
};

static void
writer_clear (gpointer data)
{
  FielJournalWriter *self = data;

  g_async_queue_unref (self->queue);
  g_clear_pointer (&self->thread, g_thread_unref);
}

FielJournalWriter *
fiel_journal_writer_ref (FielJournalWriter *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
fiel_journal_writer_unref (FielJournalWriter *self)
{
  g_atomic_rc_box_release_full (self, writer_clear);
}

static gpointer
write_journal (gpointer data)
{
  g_autoptr (FielJournalWriter) self = data;
  FielJournalStore *store = NULL;

  /* Here and not by whoever starts it: the first job hands the writer on. */
  self->thread = g_thread_ref (g_thread_self ());
  do
    {
      FielJournalJob *job = g_async_queue_pop (self->queue);

      job->writer = self;
      if (job->func (&store, job))
        fiel_journal_job_answer (job);
      else
        g_async_queue_push (self->queue, job);
    }
  while (store != NULL);

  return NULL;
}

void
fiel_journal_writer_start (FielJournalJob *first)
{
  FielJournalWriter *self = g_atomic_rc_box_new0 (FielJournalWriter);

  self->queue = g_async_queue_new_full ((GDestroyNotify) fiel_journal_job_free);
  g_async_queue_push (self->queue, first);
  g_thread_unref (g_thread_new ("fiel-journal", write_journal, self));
}

void
fiel_journal_writer_push (FielJournalWriter *self, FielJournalJob *job)
{
  g_async_queue_push (self->queue, job);
}

gboolean
fiel_journal_writer_has_more (FielJournalWriter *self)
{
  return g_async_queue_length (self->queue) > 0;
}

void
fiel_journal_writer_join (FielJournalWriter *self)
{
  g_return_if_fail (self->thread != NULL);

  g_clear_pointer (&self->thread, g_thread_join);
}
