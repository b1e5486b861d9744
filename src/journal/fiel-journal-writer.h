/* fiel-journal-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-store.h"

G_BEGIN_DECLS

typedef struct _FielJournalJob FielJournalJob;

/* Returns whether the job is done; if not it is queued again. */
typedef gboolean (*FielJournalJobFunc) (FielJournalStore **store, FielJournalJob *job);

struct _FielJournalJob
{
  GTask *task;                 /* owned, nullable for a farewell nobody waits for */
  GMainContext *context;       /* owned, nullable likewise: where the task is answered */
  GAsyncQueue *queue;          /* not owned: the queue the job is in */
  FielJournalJobFunc func;
  gpointer input;              /* owned */
  GDestroyNotify free_input;
  gpointer output;             /* owned, nullable */
  GDestroyNotify free_output;
  GError *error;               /* owned, nullable */
};

FielJournalJob *fiel_journal_job_new (GTask *task, FielJournalJobFunc func, gpointer input, GDestroyNotify free_input);
gboolean fiel_journal_job_run_close (FielJournalStore **store, FielJournalJob *job);
void fiel_journal_writer_start (FielJournalJob *first);

G_END_DECLS
