/* fiel-journal-search-names.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-store.h"
#include "fiel-payment-filter.h"

G_BEGIN_DECLS

/**
 * fiel_journal_names_find:
 * @routes: (element-type FielJournalRoute): gets one for each kind of name that is searched
 * @newest: (inout): the newest intent there can be
 * @oldest: (inout): the oldest one; newer than @newest if the journal holds no such name
 *
 * Which of the names the journal holds a filter is about. A part of a name has no index, but there are few names.
 */
gboolean fiel_journal_names_find (FielJournalStore *store, const FielPaymentFilter *filter, GPtrArray *routes,
                                  gint64 *newest, gint64 *oldest, GError **error);

G_END_DECLS
