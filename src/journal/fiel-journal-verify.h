/* fiel-journal-verify.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-store.h"

G_BEGIN_DECLS

/**
 * FielJournalVerifier: one walk over a whole journal, in steps between which records may be appended.
 */
typedef struct _FielJournalVerifier FielJournalVerifier;

FielJournalVerifier *fiel_journal_verifier_new (const char *expected_head);
gboolean
fiel_journal_verifier_step (FielJournalVerifier *self, FielJournalStore *store, gboolean *done, GError **error);
/* How far it is: steps of the way, and how many there are. */
gint64 fiel_journal_verifier_get_n_done (FielJournalVerifier *self);
gint64 fiel_journal_verifier_get_n_total (FielJournalVerifier *self);
FielJournalVerdict *fiel_journal_verifier_take_verdict (FielJournalVerifier *self);
void fiel_journal_verifier_free (FielJournalVerifier *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielJournalVerifier, fiel_journal_verifier_free)

/* @found: (out): whether every open attempt, and nothing else, is found where the program looks for open ones, and so
 * is every alert nobody has seen. FALSE if the journal could not be read. */
gboolean fiel_journal_verify_open (FielJournalStore *store, gboolean *found, GError **error);

/* Whether the rows of every open attempt, of the newest @n_events, and of every one the last @n_events records are
 * about, say what their records say. @bad_seq: (out): the intent of the first that does not, or 0. FALSE if the journal
 * could not be read. */
gboolean fiel_journal_verify_recent (FielJournalStore *store, gint64 n_events, gint64 *bad_seq, GError **error);

G_END_DECLS
