/* fiel-money-words-es.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-money-words-private.h"

/* Every number here stands before a masculine noun (pesos, mil, millones), so "uno" is always "un" and "veintiuno"
 * always "veintiún". Thousands of millions, not billions: Spanish-speaking countries use the long scale. */

static const char *const small[] = {
  "cero",       "un",         "dos",         "tres",         "cuatro",      "cinco",
  "seis",       "siete",      "ocho",        "nueve",        "diez",        "once",
  "doce",       "trece",      "catorce",     "quince",       "dieciséis",   "diecisiete",
  "dieciocho",  "diecinueve", "veinte",      "veintiún",     "veintidós",   "veintitrés",
  "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
};

static const char *const tens[] = {
  "", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa",
};

static const char *const hundreds[] = {
  "",           "ciento",     "doscientos",  "trescientos", "cuatrocientos",
  "quinientos", "seiscientos", "setecientos", "ochocientos", "novecientos",
};

static void
append_below_hundred (GString *words, gint64 number)
{
  if (number < 30)
    {
      fiel_money_words_append (words, small[number]);
      return;
    }

  fiel_money_words_append (words, tens[number / 10]);
  if (number % 10 != 0)
    {
      fiel_money_words_append (words, "y");
      fiel_money_words_append (words, small[number % 10]);
    }
}

static void
append_below_thousand (GString *words, gint64 number)
{
  if (number == 100)
    {
      fiel_money_words_append (words, "cien");
      return;
    }

  if (number >= 100)
    fiel_money_words_append (words, hundreds[number / 100]);
  if (number % 100 != 0)
    append_below_hundred (words, number % 100);
}

static void
append_below_million (GString *words, gint64 number)
{
  if (number >= 2000)
    append_below_thousand (words, number / 1000);
  if (number >= 1000)
    fiel_money_words_append (words, "mil");
  if (number % 1000 != 0)
    append_below_thousand (words, number % 1000);
}

void
fiel_money_words_append_es (GString *words, gint64 number)
{
  const gint64 millions = number / 1000000;

  if (millions > 0)
    {
      append_below_million (words, millions);
      fiel_money_words_append (words, millions == 1 ? "millón" : "millones");
    }
  append_below_million (words, number % 1000000);
}
