/* fiel-journal-extract-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-canonical.h"
#include "fiel-journal-extract.h"

G_BEGIN_DECLS

char *fiel_journal_extract_explain (const FielJournalRow *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
