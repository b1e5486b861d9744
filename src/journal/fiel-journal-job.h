/* fiel-journal-job.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-store.h"

G_BEGIN_DECLS

typedef struct _FielJournalJob FielJournalJob;
typedef struct _FielJournalWriter FielJournalWriter;

/* Returns whether the job is done; if not it is queued again. */
typedef gboolean (*FielJournalJobFunc) (FielJournalStore **store, FielJournalJob *job);

/**
 * FielJournalJob: one call on its way to the store and back. A job's GTask is touched only in the caller's context: the
 * writer posts the finished job, the context answers the task. So callbacks come in the order of the calls, and nothing
 * of the caller's is released where the store lives.
 */
struct _FielJournalJob
{
  GTask *task;                 /* owned, nullable for a farewell nobody waits for */
  GMainContext *context;       /* owned, nullable likewise: where the task is answered */
  FielJournalWriter *writer;   /* not owned: who runs it; NULL before */
  FielJournalJobFunc func;
  gpointer input;              /* owned */
  GDestroyNotify free_input;
  gpointer output;             /* owned, nullable */
  GDestroyNotify free_output;
  GError *error;               /* owned, nullable */
};

FielJournalJob *fiel_journal_job_new (GTask *task, FielJournalJobFunc func, gpointer input, GDestroyNotify free_input);
void fiel_journal_job_free (FielJournalJob *job);

/* It is done: whoever asked is told, in his own context. @job: (transfer full) */
void fiel_journal_job_answer (FielJournalJob *job);

G_END_DECLS
