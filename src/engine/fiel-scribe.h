/* fiel-scribe.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"
#include "fiel-journal.h"

G_BEGIN_DECLS

#define FIEL_TYPE_SCRIBE (fiel_scribe_get_type ())
G_DECLARE_FINAL_TYPE (FielScribe, fiel_scribe, FIEL, SCRIBE, GObject)

/* The one pen that writes this till's journal. Property "trouble": the first storage error's sentence, or NULL; once
 * it is set every write fails with FIEL_JOURNAL_ERROR_STORAGE, until the program was started anew (I10).
 * Signal "written" (FielJournalEvent): it is committed; before whoever wrote it is told. */
FielScribe *fiel_scribe_new (FielJournal *journal, FielClock *clock);

FielJournal *fiel_scribe_get_journal (FielScribe *self);          /* (transfer none) */
FielClock *fiel_scribe_get_clock (FielScribe *self);              /* (transfer none) */
const char *fiel_scribe_get_trouble (FielScribe *self);           /* nullable */
void fiel_scribe_notice_trouble (FielScribe *self, const GError *error);

/* A fact that happens now. @attempt_id: (nullable). */
FielJournalEvent *fiel_scribe_new_event (FielScribe *self, FielJournalType type, const char *attempt_id,
                                         const char *actor);

/* Writes one fact. Calls back when it is committed. */
void fiel_scribe_write_async (FielScribe *self, FielJournalEvent *event, FielJournalDurability durability,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean fiel_scribe_write_finish (FielScribe *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same when nothing waits for it: trouble shows in the property. */
void fiel_scribe_write (FielScribe *self, FielJournalEvent *event, FielJournalDurability durability);

G_END_DECLS
