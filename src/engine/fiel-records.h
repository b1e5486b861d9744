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

/**
 * FielListedSale: what the list of the terminal that took a sale says of it.
 * @FIEL_LISTED_SALE_NOT: no row is surely that sale: its batch was closed, or the row proves too little
 * @FIEL_LISTED_SALE_STANDS: one row is, by its number or authorization too, and it stands
 * @FIEL_LISTED_SALE_TAKEN_BACK: it was cancelled or returned already
 */
typedef enum
{
  FIEL_LISTED_SALE_NOT,
  FIEL_LISTED_SALE_STANDS,
  FIEL_LISTED_SALE_TAKEN_BACK,
} FielListedSale;

FielListedSale fiel_records_judge_sale (const FielAttemptRecord *sale, GPtrArray *rows);

/* Whether the list names returns at all: only then a missing one can be told from an unlisted one. */
gboolean fiel_records_list_returns (GPtrArray *rows);

/* Whether they say that the sale which @record, a void, was to cancel still stands. */
gboolean fiel_records_show_standing (const FielAttemptRecord *record, GPtrArray *rows, GPtrArray *others);

G_END_DECLS
