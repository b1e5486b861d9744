/* fiel-journal-refusal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-store-private.h"

G_BEGIN_DECLS

void
fiel_journal_refusal_explain (FielJournalStore *self, FielAttemptRecord *wanted, const char *guard, GError **error);

G_END_DECLS
