/* fiel-journal-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-record.h"
#include "fiel-journal-event.h"
#include "fiel-payment-filter.h"

G_BEGIN_DECLS

/**
 * FielJournalEntry: a line of the journal as people read it: a payment, or a message that belongs to none. Immutable
 * and reference-counted.
 * @seq: of the payment's intent, or of the message
 * @attempt: owned, nullable: the payment
 * @stray: owned, nullable: the message, if there is no payment
 * @unseen: whether it is on the list of what a person has to look at
 */
typedef struct
{
  gint64 seq;
  FielAttemptRecord *attempt;
  FielJournalEvent *stray;
  gboolean unseen;
} FielJournalEntry;

#define FIEL_TYPE_JOURNAL_ENTRY (fiel_journal_entry_get_type ())
GType fiel_journal_entry_get_type (void);
/* Takes what it is given; one of the two. */
FielJournalEntry *fiel_journal_entry_new (FielAttemptRecord *attempt, FielJournalEvent *stray, gboolean unseen);
FielJournalEntry *fiel_journal_entry_ref (FielJournalEntry *self);
void fiel_journal_entry_unref (FielJournalEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielJournalEntry, fiel_journal_entry_unref)

/* @facts: (out): valid as long as the entry */
void fiel_journal_entry_get_facts (const FielJournalEntry *self, FielPaymentFacts *facts);

G_END_DECLS
