/* fiel-journal-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal.h"

G_BEGIN_DECLS

/* A path that is no file: a journal in memory, for simulations. */
#define FIEL_JOURNAL_STORE_MEMORY ":memory:"

/**
 * FielJournalStore: the journal without a thread: every call does its work and returns. One thread at a time.
 */
typedef struct _FielJournalStore FielJournalStore;

FielJournalStore *fiel_journal_store_open (const char *path, const char *till, const char *holder,
                                           FielJournalEvent *opened, GCancellable *cancellable,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void fiel_journal_store_close (FielJournalStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielJournalStore, fiel_journal_store_close)

gboolean fiel_journal_store_append (FielJournalStore *self, GPtrArray *events, FielJournalDurability durability,
                                    GError **error);
FielTicketRecord *fiel_journal_store_look_up_ticket (FielJournalStore *self, const char *reference, GError **error);
GPtrArray *fiel_journal_store_list_attempts (FielJournalStore *self, const FielAttemptFilter *filter, GError **error);
GPtrArray *fiel_journal_store_list_alerts (FielJournalStore *self, GError **error);
GPtrArray *fiel_journal_store_list_shifts (FielJournalStore *self, guint limit, GError **error);
gboolean fiel_journal_store_find_batch_close (FielJournalStore *self, const char *terminal, gint64 *seq,
                                              GError **error);
GPtrArray *fiel_journal_store_list_events (
    FielJournalStore *self, const char *attempt_id, gint64 after_seq, guint limit, GError **error);
GPtrArray *fiel_journal_store_list_approvals (FielJournalStore *self, gint64 first_seq, gint64 last_seq,
                                              GError **error);

G_END_DECLS
