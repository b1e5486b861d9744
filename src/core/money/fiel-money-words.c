/* fiel-money-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-money-words.h"

#include "fiel-money-words-private.h"

#include <string.h>

/* An amount said aloud. Every unit in every language here is masculine in Spanish and Portuguese, which the languages'
 * own files rely on. The words follow the user's language and are therefore not gettext's business: grammar is code. */

typedef enum
{
  LANGUAGE_EN,
  LANGUAGE_ES,
  LANGUAGE_PT,
  N_LANGUAGES,
} Language;

typedef struct
{
  const char *one;
  const char *many;
  const char *minor_one;  /* NULL where there is no minor unit */
  const char *minor_many; /* NULL where there is no minor unit */
} UnitNames;

typedef struct
{
  const char *code;
  UnitNames names[N_LANGUAGES];
} UnitRow;

typedef struct
{
  const char *code;
  void (*append_number) (GString *words, gint64 number);
  const char *zero;
  const char *minus;
  const char *with; /* between units and minor units */
  const char *of;   /* between whole millions and the unit; NULL where nothing stands */
} LanguageRow;

static const LanguageRow languages[N_LANGUAGES] = {
  [LANGUAGE_EN] = { "en", fiel_money_words_append_en, "zero", "minus", "and", NULL },
  [LANGUAGE_ES] = { "es", fiel_money_words_append_es, "cero", "menos", "con", "de" },
  [LANGUAGE_PT] = { "pt", fiel_money_words_append_pt, "zero", "menos", "e", "de" },
};

/* clang-format off */
#define PESO_CENTAVO \
  { { "peso", "pesos", "centavo", "centavos" }, \
    { "peso", "pesos", "centavo", "centavos" }, \
    { "peso", "pesos", "centavo", "centavos" } }

static const UnitRow units[] = {
  { "ARS", PESO_CENTAVO },
  { "BRL", { { "real", "reais", "centavo", "centavos" },
             { "real", "reales", "centavo", "centavos" },
             { "real", "reais", "centavo", "centavos" } } },
  { "CLP", { { "peso", "pesos", NULL, NULL }, { "peso", "pesos", NULL, NULL }, { "peso", "pesos", NULL, NULL } } },
  { "COP", PESO_CENTAVO },
  { "EUR", { { "euro", "euros", "cent", "cents" },
             { "euro", "euros", "céntimo", "céntimos" },
             { "euro", "euros", "centavo", "centavos" } } },
  { "MXN", PESO_CENTAVO },
  { "PEN", { { "sol", "soles", "céntimo", "céntimos" },
             { "sol", "soles", "céntimo", "céntimos" },
             { "sol", "sóis", "cêntimo", "cêntimos" } } },
  { "PYG", { { "guaraní", "guaraníes", NULL, NULL },
             { "guaraní", "guaraníes", NULL, NULL },
             { "guarani", "guaranis", NULL, NULL } } },
  { "USD", { { "dollar", "dollars", "cent", "cents" },
             { "dólar", "dólares", "centavo", "centavos" },
             { "dólar", "dólares", "centavo", "centavos" } } },
  { "UYU", { { "peso", "pesos", "centésimo", "centésimos" },
             { "peso", "pesos", "centésimo", "centésimos" },
             { "peso", "pesos", "centésimo", "centésimos" } } },
};
/* clang-format on */

void
fiel_money_words_append (GString *words, const char *word)
{
  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append (words, word);
}

static Language
language_find (const char *tag)
{
  gsize n_letters = 0;

  while (g_ascii_isalpha (tag[n_letters]))
    n_letters++;

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (n_letters == strlen (languages[i].code) && g_ascii_strncasecmp (tag, languages[i].code, n_letters) == 0)
      return (Language) i;

  return LANGUAGE_EN;
}

static const UnitNames *
unit_names_find (const FielCurrency *currency, Language language)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].code, currency->code))
      return &units[i].names[language];

  g_return_val_if_reached (NULL);
}

static void
append_whole (GString *words, gint64 whole, const UnitNames *names, const LanguageRow *language)
{
  if (whole == 0)
    fiel_money_words_append (words, language->zero);
  else
    language->append_number (words, whole);

  if (language->of != NULL && whole > 0 && whole % 1000000 == 0)
    fiel_money_words_append (words, language->of);
  fiel_money_words_append (words, whole == 1 ? names->one : names->many);
}

/**
 * fiel_money_words:
 * @money: a valid amount
 * @language: a language tag or locale name ("es", "pt_BR.UTF-8")
 *
 * Returns: (transfer full): the amount in words, in small letters, without a full stop
 */
char *
fiel_money_words (FielMoney money, const char *language)
{
  const LanguageRow *row;
  const UnitNames *names;
  gint64 scale = 1;
  gint64 whole;
  gint64 rest;
  GString *words;

  g_return_val_if_fail (fiel_money_is_valid (money), NULL);
  g_return_val_if_fail (language != NULL, NULL);

  row = &languages[language_find (language)];
  names = unit_names_find (money.currency, language_find (language));
  for (guint i = 0; i < money.currency->digits; i++)
    scale *= 10;
  whole = ABS (money.minor) / scale;
  rest = ABS (money.minor) % scale;

  words = g_string_new (money.minor < 0 ? row->minus : NULL);
  if (whole > 0 || rest == 0)
    append_whole (words, whole, names, row);
  if (whole > 0 && rest > 0)
    fiel_money_words_append (words, row->with);
  if (rest > 0)
    {
      row->append_number (words, rest);
      fiel_money_words_append (words, rest == 1 ? names->minor_one : names->minor_many);
    }

  return g_string_free (words, FALSE);
}
