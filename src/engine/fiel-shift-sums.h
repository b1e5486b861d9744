/* fiel-shift-sums.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-shift-comparison.h"

G_BEGIN_DECLS

/* A comparison of a terminal that gives no list, to be filled with what its totals say. */
FielShiftComparison *fiel_shift_sums_comparison_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Holds the terminal's own totals (element-type FielProviderTotal) against its list and our records, by kind of card
 * where all of them say one, and adds to @self what fits neither. Pure. @sides: rows NULL: it gave no list */
void fiel_shift_sums_compare (FielShiftComparison *self, const FielShiftSides *sides, GPtrArray *totals);

G_END_DECLS
