/* fiel-shift-cash.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-shift-cash.h"

FielShiftCash *
fiel_shift_cash_copy (const FielShiftCash *self)
{
  FielShiftCash *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->reason = g_strdup (self->reason);

  return copy;
}

void
fiel_shift_cash_free (FielShiftCash *self)
{
  if (self == NULL)
    return;

  g_free (self->reason);
  g_free (self);
}

static gboolean
is_in_range (gint64 minor)
{
  return minor >= -FIEL_MONEY_MAX_MINOR && minor <= FIEL_MONEY_MAX_MINOR;
}

gboolean
fiel_shift_cash_compare (const FielShiftCash *self, gint64 *expected, gint64 *difference)
{
  g_return_val_if_fail (self != NULL && expected != NULL && difference != NULL, FALSE);

  if (!is_in_range (self->float_minor) || !is_in_range (self->taken_minor) || !is_in_range (self->counted_minor)
      || !is_in_range (self->float_minor + self->taken_minor)
      || !is_in_range (self->counted_minor - self->float_minor - self->taken_minor))
    return FALSE;

  *expected = self->float_minor + self->taken_minor;
  *difference = self->counted_minor - *expected;

  return TRUE;
}

gboolean
fiel_shift_cash_needs_reason (const FielShiftCash *self, gint64 limit)
{
  gint64 expected = 0, difference = 0;

  g_return_val_if_fail (self != NULL, TRUE);

  return fiel_shift_cash_compare (self, &expected, &difference) && ABS (difference) > limit
         && (self->reason == NULL || *self->reason == '\0');
}
