/* fiel-currency.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-currency.h"

/* The currencies Fiel takes money in. Four of them share "$": where a store uses more than one, the interface shows the
 * code too. Index units (CLF, UYI) have ISO codes but nobody can pay in them, so they are not here.
 * Digits are those of ISO 4217, which is what providers reckon in; the Colombian peso has two although nobody prints
 * them. */
static const FielCurrency currencies[] = {
  { "ARS", 2, "$", FALSE },
  { "BRL", 2, "R$", TRUE },
  { "CLP", 0, "$", FALSE },
  { "COP", 2, "$", FALSE },
  { "EUR", 2, "€", FALSE },
  { "MXN", 2, "$", FALSE },
  { "PEN", 2, "S/", TRUE },
  { "PYG", 0, "₲", TRUE },
  { "USD", 2, "US$", TRUE },
  { "UYU", 2, "$", FALSE },
};

/**
 * fiel_currency_find:
 * @code: an ISO 4217 code in capital letters
 *
 * Returns: (nullable): the row of @code, or NULL when Fiel does not take that currency
 */
const FielCurrency *
fiel_currency_find (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (g_str_equal (currencies[i].code, code))
      return &currencies[i];

  return NULL;
}

/**
 * fiel_currency_table:
 * @n_rows: (out): how many rows there are
 *
 * Returns: (array length=n_rows): every currency, ordered by code
 */
const FielCurrency *
fiel_currency_table (gsize *n_rows)
{
  g_return_val_if_fail (n_rows != NULL, NULL);

  *n_rows = G_N_ELEMENTS (currencies);

  return currencies;
}
