/* fiel-shift-cash.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-money.h"

G_BEGIN_DECLS

/**
 * FielShiftCash: the drawer at the end of a shift. What is in it besides cards Fiel does not know: a person says it.
 * @is_counted: somebody counted
 * @float_minor: what was in it at the beginning
 * @taken_minor: what came in less what was taken out since, as the shop's own list says; may be negative
 * @counted_minor: what was counted
 * @reason: (nullable): why it is another sum, owned
 */
typedef struct
{
  gboolean is_counted;
  gint64 float_minor;
  gint64 taken_minor;
  gint64 counted_minor;
  char *reason;
} FielShiftCash;

FielShiftCash *fiel_shift_cash_copy (const FielShiftCash *self);
void fiel_shift_cash_free (FielShiftCash *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielShiftCash, fiel_shift_cash_free)

/* What should be there, and what was counted less that. FALSE if they are larger than Fiel can write down. */
gboolean fiel_shift_cash_compare (const FielShiftCash *self, gint64 *expected, gint64 *difference);

/* Whether the difference is greater than @limit and nobody said why. */
gboolean fiel_shift_cash_needs_reason (const FielShiftCash *self, gint64 limit);

G_END_DECLS
