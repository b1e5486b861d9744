/* fiel-shift-comparison.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-shift-totals.h"

G_BEGIN_DECLS

/**
 * FielShiftDifferenceKind: nicknames are kept in reports.
 * @FIEL_SHIFT_DIFFERENCE_ONLY_OURS: charged or returned here, not in the terminal's list
 * @FIEL_SHIFT_DIFFERENCE_ONLY_THEIRS: in the terminal's list, and not charged or returned here
 * @FIEL_SHIFT_DIFFERENCE_OTHER_AMOUNT: in both, with another amount
 * @FIEL_SHIFT_DIFFERENCE_OTHER_KIND: in both, and only one of them says that it was voided
 * @FIEL_SHIFT_DIFFERENCE_UNRESOLVED: in the terminal's list, and maybe a payment that is still to be resolved here
 * @FIEL_SHIFT_DIFFERENCE_OTHER_SUM: a total of the terminal's that neither its list nor our records explain; no record
 * @FIEL_SHIFT_DIFFERENCE_OTHER_COUNT: likewise, and its amount is right: the number of payments is not
 * @FIEL_SHIFT_DIFFERENCE_OTHER_TOTAL: likewise, and neither is right
 */
typedef enum
{
  FIEL_SHIFT_DIFFERENCE_ONLY_OURS,
  FIEL_SHIFT_DIFFERENCE_ONLY_THEIRS,
  FIEL_SHIFT_DIFFERENCE_OTHER_AMOUNT,
  FIEL_SHIFT_DIFFERENCE_OTHER_KIND,
  FIEL_SHIFT_DIFFERENCE_UNRESOLVED,
  FIEL_SHIFT_DIFFERENCE_OTHER_SUM,
  FIEL_SHIFT_DIFFERENCE_OTHER_COUNT,
  FIEL_SHIFT_DIFFERENCE_OTHER_TOTAL,
} FielShiftDifferenceKind;

#define FIEL_TYPE_SHIFT_DIFFERENCE_KIND (fiel_shift_difference_kind_get_type ())
GType fiel_shift_difference_kind_get_type (void);

/**
 * FielShiftDifference: one record that is not the same here and at the terminal. Strings owned, nullable.
 * @terminal: its name
 * @attempt_id, @reference, @wall_us, @last4: what Fiel knows of it
 * @ours_minor: -1 if Fiel has no amount for it
 * @theirs_minor: -1 if the terminal has none
 * @ours_count, @theirs_count: of a total: of how many payments; -1 if that is not said, or for a record
 * @their_ticket, @their_number, @their_time, @their_type: as the terminal writes them; of a sum @their_type is the kind
 *   of card, "sales" or "returns"
 */
typedef struct
{
  FielShiftDifferenceKind kind;
  char *terminal;
  char *attempt_id;
  char *reference;
  char *last4;
  gint64 wall_us;
  gint64 ours_minor;
  gint64 theirs_minor;
  gint64 ours_count;
  gint64 theirs_count;
  char *their_ticket;
  char *their_number;
  char *their_time;
  char *their_type;
} FielShiftDifference;

FielShiftDifference *fiel_shift_difference_new (FielShiftDifferenceKind kind,
                                                const char *terminal) G_GNUC_WARN_UNUSED_RESULT;
void fiel_shift_difference_free (FielShiftDifference *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielShiftDifference, fiel_shift_difference_free)

/* "$12.990 on Terminal Norte, ticket 17: only the terminal has it": a sentence, translated. (transfer full) */
char *fiel_shift_difference_describe (const FielShiftDifference *self, const FielCurrency *currency,
                                      const FielNumberStyle *style) G_GNUC_WARN_UNUSED_RESULT;

/**
 * FielShiftComparison: our records of one terminal beside its own list.
 * @n_same: records that are the same in both
 * @types: (element-type FielShiftGroup): the terminal's own sums of what belongs to this shift, by kind of card
 * @differences: (element-type FielShiftDifference)
 */
typedef struct
{
  guint n_same;
  GPtrArray *types;
  GPtrArray *differences;
} FielShiftComparison;

/**
 * FielShiftSides: what is compared. Lists of FielAttemptRecord of one terminal.
 * @shift: closed in this shift and since the terminal's batch was last closed
 * @earlier: closed before this shift, and maybe still in its batch: they may be in the list and need not
 * @open: not closed
 * @rows: (element-type FielProviderRow): the terminal's list; NULL only where its totals alone are compared
 */
typedef struct
{
  GPtrArray *shift;
  GPtrArray *earlier;
  GPtrArray *open;
  GPtrArray *rows;
  const char *terminal_name;
  const FielCurrency *currency;
} FielShiftSides;

/* Pure. NULL with an error if a sum is too large. */
FielShiftComparison *fiel_shift_comparison_new (const FielShiftSides *sides, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void fiel_shift_comparison_free (FielShiftComparison *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielShiftComparison, fiel_shift_comparison_free)

G_END_DECLS
