/* fiel-journal-fold.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-record.h"
#include "fiel-journal-event.h"

G_BEGIN_DECLS

FielAttemptRecord *fiel_journal_fold_begin (FielJournalEvent *intent, gint64 seq, GError **error);
gboolean fiel_journal_fold_apply (FielAttemptRecord *record, FielJournalEvent *event, gint64 seq, GError **error);

G_END_DECLS
