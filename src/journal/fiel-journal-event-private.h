/* fiel-journal-event-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-canonical.h"
#include "fiel-journal-event.h"

G_BEGIN_DECLS

void fiel_journal_event_seal (FielJournalEvent *self);
GByteArray *fiel_journal_event_build_payload (FielJournalEvent *self) G_GNUC_WARN_UNUSED_RESULT;
void fiel_journal_event_set_committed (FielJournalEvent *self, gint64 seq, const guint8 *prev_hash, const guint8 *hash);
FielJournalEvent *fiel_journal_event_new_from_row (const FielJournalRow *row);

G_END_DECLS
