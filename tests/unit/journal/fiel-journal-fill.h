/* fiel-journal-fill.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-store.h"

G_BEGIN_DECLS

/* Appends @n_payments approved sales, as a till leaves them: intent, answer, outcome. @first_number is the first
 * ticket's number, 1 in an empty journal. One payment every @step_us, the first at @wall_us. */
void fiel_journal_fill (FielJournalStore *store, guint first_number, guint n_payments, gint64 wall_us, gint64 step_us);

G_END_DECLS
