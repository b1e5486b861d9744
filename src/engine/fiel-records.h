/* fiel-records.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-record.h"
#include "fiel-evidence.h"

G_BEGIN_DECLS

/* What a list of the terminal's records says about one attempt, beside the attempts that this till knows. Pure.
 * @rows: (element-type FielEvidence); @others: (element-type FielAttemptRecord): the attempt itself may be
 * among them. */

/* The row that is, or may be, the attempt: held against it, it is never "no news". NULL @others: whoever may have
 * claimed it. */
FielEvidence *fiel_records_find (const FielAttemptRecord *record, const FielAttemptFacts *facts, GPtrArray *rows,
                                 GPtrArray *others);                                  /* (transfer full) (nullable) */

/* Whether a row is a sale that was approved on this very terminal before @record was sent. */
gboolean fiel_records_reach_back (const FielAttemptRecord *record, GPtrArray *rows, GPtrArray *others);

/* Whether no row can be a sale that was approved there in the same boot, at most @window_us before. */
gboolean fiel_records_were_cut (const FielAttemptRecord *record, GPtrArray *rows, GPtrArray *others, gint64 window_us);

/* Whether @rows, the list of the terminal that took @sale, show it and say that it stands. */
gboolean fiel_records_show_sale (const FielAttemptRecord *sale, GPtrArray *rows);

/* Whether they say that the sale which @record, a void, was to cancel still stands. */
gboolean fiel_records_show_standing (const FielAttemptRecord *record, GPtrArray *rows, GPtrArray *others);

G_END_DECLS
