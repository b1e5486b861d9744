/* fiel-money-words-en.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-money-words-private.h"

static const char *const small[] = {
  "zero",    "one",     "two",       "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
  "ten",     "eleven",  "twelve",    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
};

static const char *const tens[] = {
  "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
};

static void
append_below_hundred (GString *words, gint64 number)
{
  if (number < 20)
    {
      fiel_money_words_append (words, small[number]);
      return;
    }

  fiel_money_words_append (words, tens[number / 10]);
  if (number % 10 != 0)
    g_string_append_printf (words, "-%s", small[number % 10]);
}

static void
append_group (GString *words, gint64 group, const char *scale)
{
  if (group == 0)
    return;

  if (group >= 100)
    {
      fiel_money_words_append (words, small[group / 100]);
      fiel_money_words_append (words, "hundred");
    }
  if (group % 100 != 0)
    append_below_hundred (words, group % 100);
  if (scale != NULL)
    fiel_money_words_append (words, scale);
}

void
fiel_money_words_append_en (GString *words, gint64 number)
{
  append_group (words, number / 1000000000, "billion");
  append_group (words, number / 1000000 % 1000, "million");
  append_group (words, number / 1000 % 1000, "thousand");
  append_group (words, number % 1000, NULL);
}
