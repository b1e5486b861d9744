/* fiel-journal-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-job.h"

G_BEGIN_DECLS

/* Queues a job for the writer thread, or answers at once that the journal is closed. Takes @input. */
void fiel_journal_push (FielJournal *self, GTask *task, FielJournalJobFunc func, gpointer input,
                        GDestroyNotify free_input);

G_END_DECLS
