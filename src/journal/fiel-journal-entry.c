/* fiel-journal-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-entry.h"

G_DEFINE_BOXED_TYPE (FielJournalEntry, fiel_journal_entry, fiel_journal_entry_ref, fiel_journal_entry_unref)

FielJournalEntry *
fiel_journal_entry_new (FielAttemptRecord *attempt, FielJournalEvent *stray, gboolean unseen)
{
  FielJournalEntry *self = NULL;

  g_return_val_if_fail ((attempt == NULL) != (stray == NULL), NULL);

  self = g_atomic_rc_box_new0 (FielJournalEntry);
  self->seq = attempt != NULL ? attempt->intent_seq : fiel_journal_event_get_seq (stray);
  self->attempt = attempt;
  self->stray = stray;
  self->unseen = unseen;

  return self;
}

FielJournalEntry *
fiel_journal_entry_ref (FielJournalEntry *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
entry_clear (gpointer data)
{
  FielJournalEntry *self = data;

  g_clear_pointer (&self->attempt, fiel_attempt_record_unref);
  g_clear_pointer (&self->stray, fiel_journal_event_unref);
}

void
fiel_journal_entry_unref (FielJournalEntry *self)
{
  g_atomic_rc_box_release_full (self, entry_clear);
}

void
fiel_journal_entry_get_facts (const FielJournalEntry *self, FielPaymentFacts *facts)
{
  const FielAttemptRecord *attempt = NULL;

  g_return_if_fail (self != NULL && facts != NULL);

  *facts = (FielPaymentFacts){ .seq = self->seq, .stray = self->attempt == NULL, .unseen = self->unseen };
  if (self->attempt == NULL)
    {
      facts->wall_us = fiel_journal_event_get_wall_us (self->stray);
      return;
    }

  attempt = self->attempt;
  facts->wall_us = attempt->intent_wall_us;
  facts->conflict = attempt->conflict;
  facts->kind = attempt->kind;
  facts->state = attempt->state;
  facts->outcome = attempt->outcome;
  facts->amount = attempt->amount;
  facts->approved_minor = attempt->approved_minor;
  facts->attempt_id = attempt->attempt_id;
  facts->reference = attempt->reference;
  facts->authorization = attempt->authorization;
  facts->operation = attempt->operation;
  facts->provider_id = attempt->provider_id;
  facts->last4 = attempt->last4;
  facts->actor = attempt->actor;
  facts->terminal = attempt->terminal;
  facts->terminal_name = attempt->terminal_name;
}
