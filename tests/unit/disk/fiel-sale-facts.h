/* fiel-sale-facts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-store.h"

G_BEGIN_DECLS

/* One sale as the engine writes it down: the same facts with the same fields, in the same order and as durable.
 * Everything in them follows from the number of the sale, which is that of its ticket too. */
#define FIEL_SALE_N_FACTS 5

FielJournalEvent *fiel_sale_make_fact (guint sale, guint which);
FielJournalDurability fiel_sale_get_durability (guint which);
gboolean fiel_sale_append (FielJournalStore *store, guint sale, guint which, GError **error);
char *fiel_sale_make_id (guint sale);

/* What the attempt's row says when only the first @n_facts are kept. */
FielAttemptState fiel_sale_get_state (guint n_facts);
FielOutcome fiel_sale_get_outcome (guint n_facts);

G_END_DECLS
