/* fiel-amount-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-amount-entry.h"

/* An amount under the keys of a keypad. A press that returns TRUE changed something; one that returns FALSE changed
 * nothing: a leading zero, a digit past the limit, a third decimal. */

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielAmountMode, fiel_amount_mode,
  G_DEFINE_ENUM_VALUE (FIEL_AMOUNT_MODE_WHOLE, "whole"),
  G_DEFINE_ENUM_VALUE (FIEL_AMOUNT_MODE_CENTS, "cents"),
  G_DEFINE_ENUM_VALUE (FIEL_AMOUNT_MODE_DECIMAL, "decimal"))
/* clang-format on */

static gint64
power_of_ten (guint exponent)
{
  gint64 power = 1;

  while (exponent-- > 0)
    power *= 10;

  return power;
}

/* Minor units in what a typed whole digit counts: 1 where digits arrive from the right. */
static gint64
typed_unit (const FielAmountEntry *entry)
{
  return entry->mode == FIEL_AMOUNT_MODE_CENTS ? 1 : power_of_ten (entry->amount.currency->digits);
}

/**
 * fiel_amount_entry_init:
 * @entry: (out): the entry, set to zero
 * @currency: what is typed in
 * @mode: how; a currency without decimals is always typed in whole units
 * @limit_minor: the largest amount accepted, in minor units; brought into the range of #FielMoney
 */
void
fiel_amount_entry_init (FielAmountEntry *entry, const FielCurrency *currency, FielAmountMode mode, gint64 limit_minor)
{
  g_return_if_fail (entry != NULL);
  g_return_if_fail (currency != NULL);

  *entry = (FielAmountEntry){
    .amount = fiel_money_make (0, currency),
    .mode = currency->digits == 0 ? FIEL_AMOUNT_MODE_WHOLE : mode,
    .limit_minor = CLAMP (limit_minor, 0, FIEL_MONEY_MAX_MINOR),
  };
}

static gboolean
press_decimals (FielAmountEntry *entry, guint digit)
{
  const guint8 n_decimals = entry->amount.currency->digits;
  gint64 minor;

  if (entry->decimals_typed >= n_decimals)
    return FALSE;

  minor = entry->amount.minor + digit * power_of_ten (n_decimals - entry->decimals_typed - 1u);
  if (minor > entry->limit_minor)
    return FALSE;

  entry->amount.minor = minor;
  entry->decimals_typed++;

  return TRUE;
}

static gboolean
press_whole (FielAmountEntry *entry, guint digit)
{
  const gint64 minor = entry->amount.minor * 10 + digit * typed_unit (entry);

  if (minor == entry->amount.minor || minor > entry->limit_minor)
    return FALSE;

  entry->amount.minor = minor;

  return TRUE;
}

/**
 * fiel_amount_entry_press_digit:
 * @digit: 0 to 9
 *
 * Returns: FALSE, and nothing changed, for a leading zero, past the limit or after the last decimal
 */
gboolean
fiel_amount_entry_press_digit (FielAmountEntry *entry, guint digit)
{
  g_return_val_if_fail (entry != NULL && entry->amount.currency != NULL, FALSE);
  g_return_val_if_fail (digit <= 9, FALSE);

  return entry->decimal_open ? press_decimals (entry, digit) : press_whole (entry, digit);
}

/**
 * fiel_amount_entry_press_zeros:
 * @n_zeros: how many zeros the key stands for, 2 or 3 as a rule
 *
 * Returns: FALSE, and nothing changed, unless every one of the zeros is accepted
 */
gboolean
fiel_amount_entry_press_zeros (FielAmountEntry *entry, guint n_zeros)
{
  FielAmountEntry trial;

  g_return_val_if_fail (entry != NULL && entry->amount.currency != NULL, FALSE);
  g_return_val_if_fail (n_zeros > 0, FALSE);

  trial = *entry;
  for (guint i = 0; i < n_zeros; i++)
    if (!fiel_amount_entry_press_digit (&trial, 0))
      return FALSE;
  *entry = trial;

  return TRUE;
}

/**
 * fiel_amount_entry_press_decimal:
 *
 * Returns: FALSE, and nothing changed, outside %FIEL_AMOUNT_MODE_DECIMAL or when it was pressed before
 */
gboolean
fiel_amount_entry_press_decimal (FielAmountEntry *entry)
{
  g_return_val_if_fail (entry != NULL && entry->amount.currency != NULL, FALSE);

  if (entry->mode != FIEL_AMOUNT_MODE_DECIMAL || entry->decimal_open)
    return FALSE;

  entry->decimal_open = TRUE;

  return TRUE;
}

static void
erase_decimal (FielAmountEntry *entry)
{
  const guint8 n_decimals = entry->amount.currency->digits;

  if (entry->decimals_typed == 0)
    {
      entry->decimal_open = FALSE;
      return;
    }

  entry->decimals_typed--;
  entry->amount.minor -= entry->amount.minor % power_of_ten ((guint) n_decimals - entry->decimals_typed);
}

/**
 * fiel_amount_entry_erase:
 *
 * Takes back the last key.
 *
 * Returns: FALSE when there is nothing to take back
 */
gboolean
fiel_amount_entry_erase (FielAmountEntry *entry)
{
  g_return_val_if_fail (entry != NULL && entry->amount.currency != NULL, FALSE);

  if (entry->decimal_open)
    {
      erase_decimal (entry);
      return TRUE;
    }
  if (entry->amount.minor == 0)
    return FALSE;

  entry->amount.minor = entry->amount.minor / typed_unit (entry) / 10 * typed_unit (entry);

  return TRUE;
}

/**
 * fiel_amount_entry_clear:
 *
 * Back to zero; currency, mode and limit stay.
 */
void
fiel_amount_entry_clear (FielAmountEntry *entry)
{
  g_return_if_fail (entry != NULL && entry->amount.currency != NULL);

  entry->amount.minor = 0;
  entry->decimal_open = FALSE;
  entry->decimals_typed = 0;
}
