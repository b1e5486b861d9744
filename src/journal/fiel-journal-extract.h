/* fiel-journal-extract.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FielJournalExtract: what an export covered.
 * @n_events: number of the last record in it
 * @head: owned: hash of that record, in hexadecimal; zeros if there is none
 * @example: owned, nullable: how the hash of its first record is computed, step by step, as plain text
 */
typedef struct
{
  gint64 n_events;
  char *head;
  char *example;
} FielJournalExtract;

FielJournalExtract *fiel_journal_extract_new (void);
void fiel_journal_extract_free (FielJournalExtract *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielJournalExtract, fiel_journal_extract_free)

G_END_DECLS
