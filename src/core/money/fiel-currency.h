/* fiel-currency.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FielCurrency:
 * @code: ISO 4217 code, three capital letters
 * @digits: decimal digits of the minor unit (CLP 0, ARS 2)
 * @symbol: what stands before a figure ("$", "R$", "₲")
 * @spaced: whether a no-break space stands between symbol and figure ("R$ 12,50", but "$12.990")
 *
 * One row of Fiel's own table of currencies. Rows are static and never freed. The table, not the operating system's
 * locale, decides digits: glibc's es_CL says 2 for the Chilean peso, which has none.
 */
typedef struct
{
  const char *code;
  guint8 digits;
  const char *symbol;
  gboolean spaced;
} FielCurrency;

const FielCurrency *fiel_currency_find (const char *code);
const FielCurrency *fiel_currency_table (gsize *n_rows);

G_END_DECLS
