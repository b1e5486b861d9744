/* fiel-journal-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-job.h"

G_BEGIN_DECLS

/* Where the store lives: runs jobs one after the other, in the order they were pushed, and answers each. Lives as long
 * as its store is open and somebody holds it. */

/* @first: (transfer full): opens the store; if it cannot, the writer ends. Whoever wants to push more takes a reference
 * from the job while it runs. */
void fiel_journal_writer_start (FielJournalJob *first);

FielJournalWriter *fiel_journal_writer_ref (FielJournalWriter *self);
void fiel_journal_writer_unref (FielJournalWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielJournalWriter, fiel_journal_writer_unref)

/* @job: (transfer full) */
void fiel_journal_writer_push (FielJournalWriter *self, FielJournalJob *job);

/* Whether jobs wait behind the one that runs. */
gboolean fiel_journal_writer_has_more (FielJournalWriter *self);

/* Waits for its end. Once, and only after the job that closed the store was answered. */
void fiel_journal_writer_join (FielJournalWriter *self);

G_END_DECLS
