/* fiel-amount-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-money.h"

G_BEGIN_DECLS

/**
 * FielAmountMode:
 * @FIEL_AMOUNT_MODE_WHOLE: the currency has no decimals: digits are whole units
 * @FIEL_AMOUNT_MODE_CENTS: digits arrive from the right, "1 2 5 0" is 12.50, as card terminals do
 * @FIEL_AMOUNT_MODE_DECIMAL: digits are whole units until the decimal key, then decimals
 */
typedef enum
{
  FIEL_AMOUNT_MODE_WHOLE,
  FIEL_AMOUNT_MODE_CENTS,
  FIEL_AMOUNT_MODE_DECIMAL,
} FielAmountMode;

#define FIEL_TYPE_AMOUNT_MODE (fiel_amount_mode_get_type ())
GType fiel_amount_mode_get_type (void);

/**
 * FielAmountEntry:
 *
 * The amount while it is being typed: a plain value that key presses turn into an integer. Displayed text is never
 * parsed back. Every function refuses (returns FALSE, value unchanged) what would pass @limit or make no sense.
 */
typedef struct
{
  FielMoney amount;
  FielAmountMode mode;
  gint64 limit_minor;     /* the largest amount accepted */
  gboolean decimal_open;  /* DECIMAL: the decimal key was pressed */
  guint8 decimals_typed;  /* DECIMAL: how many decimals so far */
} FielAmountEntry;

void fiel_amount_entry_init (FielAmountEntry *entry, const FielCurrency *currency, FielAmountMode mode,
                             gint64 limit_minor);
gboolean fiel_amount_entry_press_digit (FielAmountEntry *entry, guint digit);
gboolean fiel_amount_entry_press_zeros (FielAmountEntry *entry, guint n_zeros);
gboolean fiel_amount_entry_press_decimal (FielAmountEntry *entry);
gboolean fiel_amount_entry_erase (FielAmountEntry *entry);
void fiel_amount_entry_clear (FielAmountEntry *entry);

G_END_DECLS
