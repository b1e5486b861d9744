/* fiel-first-run-country.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-amount-entry.h"

G_BEGIN_DECLS

#define FIEL_FIRST_RUN_N_PRACTICE_TERMINALS 3

/**
 * FielFirstRunCountry: what follows from the country a store is in. Static strings.
 * @name: not translated yet
 * @amount_mode: what tills there are used to
 * @terminals: that the practice cloud has there: terminal id, branch id, serial number
 */
typedef struct
{
  const char *code;
  const char *name;
  const char *currency;
  FielAmountMode amount_mode;
  const char *terminals[FIEL_FIRST_RUN_N_PRACTICE_TERMINALS][3];
} FielFirstRunCountry;

const FielFirstRunCountry *fiel_first_run_countries (gsize *n_countries);
/* (nullable) */
const FielFirstRunCountry *fiel_first_run_country_find (const char *code);

/* How the digits 1 2 5 0 become an amount: "1 2 5 0 → $12,50". */
char *fiel_first_run_demonstrate (const FielFirstRunCountry *country, FielAmountMode mode) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
