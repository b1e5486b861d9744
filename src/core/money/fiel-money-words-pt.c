/* fiel-money-words-pt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-money-words-private.h"

/* Brazilian forms ("dezesseis", "quatorze", "bilhão" for a thousand millions). */

static const char *const small[] = {
  "zero", "um",   "dois",  "três",  "quatro",   "cinco",  "seis",      "sete",      "oito",    "nove",
  "dez",  "onze", "doze",  "treze", "quatorze", "quinze", "dezesseis", "dezessete", "dezoito", "dezenove",
};

static const char *const tens[] = {
  "", "", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa",
};

static const char *const hundreds[] = {
  "",           "cento",      "duzentos",   "trezentos", "quatrocentos",
  "quinhentos", "seiscentos", "setecentos", "oitocentos", "novecentos",
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
    {
      fiel_money_words_append (words, "e");
      fiel_money_words_append (words, small[number % 10]);
    }
}

static void
append_below_thousand (GString *words, gint64 number)
{
  if (number == 100)
    {
      fiel_money_words_append (words, "cem");
      return;
    }

  if (number >= 100)
    fiel_money_words_append (words, hundreds[number / 100]);
  if (number > 100 && number % 100 != 0)
    fiel_money_words_append (words, "e");
  if (number % 100 != 0)
    append_below_hundred (words, number % 100);
}

/* "e" joins the last group to what stands before it when that group is below a hundred or whole hundreds: "mil e um",
 * "mil e duzentos", but "mil duzentos e trinta". */
static void
append_joiner (GString *words, gint64 group, gint64 rest, gboolean is_first)
{
  if (!is_first && rest == 0 && (group < 100 || group % 100 == 0))
    fiel_money_words_append (words, "e");
}

void
fiel_money_words_append_pt (GString *words, gint64 number)
{
  static const struct
  {
    gint64 size;
    const char *one;
    const char *many;
  } scales[] = {
    { 1000000000, "bilhão", "bilhões" },
    { 1000000, "milhão", "milhões" },
    { 1000, "mil", "mil" },
    { 1, NULL, NULL },
  };
  gboolean is_first = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      const gint64 group = number / scales[i].size % 1000;

      if (group == 0)
        continue;

      append_joiner (words, group, number % scales[i].size, is_first);
      if (group > 1 || scales[i].size != 1000)
        append_below_thousand (words, group);
      if (scales[i].one != NULL)
        fiel_money_words_append (words, group == 1 ? scales[i].one : scales[i].many);
      is_first = FALSE;
    }
}
