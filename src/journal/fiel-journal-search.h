/* fiel-journal-search.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-entry.h"
#include "fiel-journal-store.h"
#include "fiel-payment-sums.h"

G_BEGIN_DECLS

/**
 * FielJournalOpen: a payment without a result that was found: what it counts for changes when it closes.
 */
typedef struct
{
  gint64 seq;
  FielMoney amount;
} FielJournalOpen;

/**
 * FielJournalFound: what a search found since it was last looked at.
 * @seqs: owned, of gint64: newest first, each older than all before
 * @open: owned, of FielJournalOpen
 * @sums: of everything found so far
 */
typedef struct
{
  GArray *seqs;
  GArray *open;
  FielPaymentSums sums;
} FielJournalFound;

FielJournalFound *fiel_journal_found_new (void);
void fiel_journal_found_free (FielJournalFound *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielJournalFound, fiel_journal_found_free)

/**
 * FielJournalSearcher: one search, in slices. What is there to be found from an index is fetched by it; else the table
 * of payments is walked, newest first.
 */
typedef struct _FielJournalSearcher FielJournalSearcher;

FielJournalSearcher *fiel_journal_searcher_new (const FielPaymentFilter *filter);
/* Looks at payments older than @below only, and walks: for a filter that many pass. */
FielJournalSearcher *fiel_journal_searcher_new_walk (const FielPaymentFilter *filter, gint64 below);
void fiel_journal_searcher_free (FielJournalSearcher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielJournalSearcher, fiel_journal_searcher_free)
gboolean fiel_journal_searcher_step (FielJournalSearcher *self, FielJournalStore *store, gboolean *done,
                                     GError **error);
/* (transfer full): what was found since the last call */
FielJournalFound *fiel_journal_searcher_take_found (FielJournalSearcher *self);
/* Whether the candidates came from an index. */
gboolean fiel_journal_searcher_uses_index (FielJournalSearcher *self);

/* The line of @seq; NULL without an error if there is none. */
FielJournalEntry *fiel_journal_store_read_entry (FielJournalStore *self, gint64 seq, GError **error);
/* The line that the record @seq is about; NULL without an error if it is about none. */
FielJournalEntry *fiel_journal_store_read_entry_about (FielJournalStore *self, gint64 seq, GError **error);

G_END_DECLS
