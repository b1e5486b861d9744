/* fiel-first-run-country.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-first-run-country.h"

#include "fiel-figure.h"

#include <glib/gi18n.h>

static const FielFirstRunCountry countries[] = {
  {
      .code = "cl",
      /* Translators: a country to choose */
      .name = N_("Chile"),
      .currency = "CLP",
      .amount_mode = FIEL_AMOUNT_MODE_WHOLE,
      .terminals = { { "70011223", "24680", "ABC900000001" },
                     { "70011224", "24680", "ABC900000002" },
                     { "70011225", "24680", "ABC900000003" } },
  },
  {
      .code = "ar",
      /* Translators: a country to choose */
      .name = N_("Argentina"),
      .currency = "ARS",
      .amount_mode = FIEL_AMOUNT_MODE_CENTS,
      .terminals = { { "AR000001", "0000024680", "NEX123456789" },
                     { "AR000002", "0000024680", "NEX123456790" },
                     { "AR000003", "0000024680", "NEX123456791" } },
  },
};

const FielFirstRunCountry *
fiel_first_run_countries (gsize *n_countries)
{
  *n_countries = G_N_ELEMENTS (countries);

  return countries;
}

const FielFirstRunCountry *
fiel_first_run_country_find (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    if (g_strcmp0 (countries[i].code, code) == 0)
      return &countries[i];

  return NULL;
}

/* In decimal mode the decimal key is part of how one types. */
char *
fiel_first_run_demonstrate (const FielFirstRunCountry *country, FielAmountMode mode)
{
  const FielCurrency *currency = fiel_currency_find (country->currency);
  const FielNumberStyle *style = fiel_number_style_for_country (country->code);
  g_autofree char *amount = NULL;
  FielAmountEntry entry;

  fiel_amount_entry_init (&entry, currency, mode, FIEL_MONEY_MAX_MINOR);
  fiel_amount_entry_press_digit (&entry, 1);
  fiel_amount_entry_press_digit (&entry, 2);
  if (mode == FIEL_AMOUNT_MODE_DECIMAL)
    fiel_amount_entry_press_decimal (&entry);
  fiel_amount_entry_press_digit (&entry, 5);
  fiel_amount_entry_press_digit (&entry, 0);
  amount = fiel_figure_money (entry.amount, style);

  return fiel_figure_isolate (mode == FIEL_AMOUNT_MODE_DECIMAL
                                ? g_strdup_printf ("1 2 %s 5 0 → %s", style->decimal, amount)
                                : g_strdup_printf ("1 2 5 0 → %s", amount));
}
