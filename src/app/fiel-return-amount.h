/* fiel-return-amount.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-amount-entry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FielReturnBounds: what may be chosen.
 * @sold: what the customer paid; without a currency if there is no sale: then nothing but typing is left
 * @most: the largest amount
 * @can_whole: all of @most in one
 * @can_part: less than that
 * @style: (static)
 */
typedef struct
{
  FielMoney sold;
  FielMoney most;
  gboolean can_whole;
  gboolean can_part;
  FielAmountMode mode;
  const FielNumberStyle *style;
} FielReturnBounds;

#define FIEL_TYPE_RETURN_AMOUNT (fiel_return_amount_get_type ())
G_DECLARE_FINAL_TYPE (FielReturnAmount, fiel_return_amount, FIEL, RETURN_AMOUNT, GtkWidget)

/* Signal "changed". Whole or part, and the keys for the part. Its actions "till.digit" (u), "till.zeros" (u),
 * "till.decimal", "till.erase" and "till.clear" are those of the keypad; a digit means a part. */

/* Begins anew, with the whole if that can be. */
void fiel_return_amount_set_bounds (FielReturnAmount *self, const FielReturnBounds *bounds);

/* Without a currency before there are bounds. */
FielMoney fiel_return_amount_get_amount (FielReturnAmount *self);

/* A character that is not a digit: a decimal mark, or "*" for noughts. */
void fiel_return_amount_type_mark (FielReturnAmount *self, gunichar character);
gboolean fiel_return_amount_focus (FielReturnAmount *self);

G_END_DECLS
