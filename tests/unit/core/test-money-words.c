/* test-money-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-money-words.h"

#include <string.h>

typedef struct
{
  gint64 minor;
  const char *code;
  const char *words;
} Row;

static void
assert_rows (const char *language, const Row *rows, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *words = NULL;

      words = fiel_money_words (fiel_money_make (rows[i].minor, fiel_currency_find (rows[i].code)), language);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_english (void)
{
  static const Row rows[] = {
    { 0, "CLP", "zero pesos" },
    { 1, "CLP", "one peso" },
    { 12, "CLP", "twelve pesos" },
    { 20, "CLP", "twenty pesos" },
    { 21, "CLP", "twenty-one pesos" },
    { 100, "CLP", "one hundred pesos" },
    { 101, "CLP", "one hundred one pesos" },
    { 999, "CLP", "nine hundred ninety-nine pesos" },
    { 1000, "CLP", "one thousand pesos" },
    { 1001, "CLP", "one thousand one pesos" },
    { 12990, "CLP", "twelve thousand nine hundred ninety pesos" },
    { 21000, "CLP", "twenty-one thousand pesos" },
    { 1000000, "CLP", "one million pesos" },
    { 2000000000, "CLP", "two billion pesos" },
    { 999999999999, "CLP",
      "nine hundred ninety-nine billion nine hundred ninety-nine million nine hundred ninety-nine thousand nine "
      "hundred ninety-nine pesos" },
    { -4990, "CLP", "minus four thousand nine hundred ninety pesos" },
    { 1250, "ARS", "twelve pesos and fifty centavos" },
    { 101, "USD", "one dollar and one cent" },
    { 50, "USD", "fifty cents" },
    { 0, "USD", "zero dollars" },
    { 200, "BRL", "two reais" },
    { 5, "PEN", "five céntimos" },
    { 7, "PYG", "seven guaraníes" },
    { 300, "EUR", "three euros" },
    { 150, "UYU", "one peso and fifty centésimos" },
  };

  assert_rows ("en", rows, G_N_ELEMENTS (rows));
}

static void
test_spanish_numbers (void)
{
  static const Row rows[] = {
    { 0, "CLP", "cero pesos" },
    { 1, "CLP", "un peso" },
    { 2, "CLP", "dos pesos" },
    { 16, "CLP", "dieciséis pesos" },
    { 21, "CLP", "veintiún pesos" },
    { 22, "CLP", "veintidós pesos" },
    { 30, "CLP", "treinta pesos" },
    { 31, "CLP", "treinta y un pesos" },
    { 99, "CLP", "noventa y nueve pesos" },
    { 100, "CLP", "cien pesos" },
    { 101, "CLP", "ciento un pesos" },
    { 121, "CLP", "ciento veintiún pesos" },
    { 500, "CLP", "quinientos pesos" },
    { 731, "CLP", "setecientos treinta y un pesos" },
    { 900, "CLP", "novecientos pesos" },
    { 1000, "CLP", "mil pesos" },
    { 1001, "CLP", "mil un pesos" },
    { 1100, "CLP", "mil cien pesos" },
    { 2000, "CLP", "dos mil pesos" },
    { 12990, "CLP", "doce mil novecientos noventa pesos" },
    { 21000, "CLP", "veintiún mil pesos" },
    { 31001, "CLP", "treinta y un mil un pesos" },
    { 100000, "CLP", "cien mil pesos" },
    { 101000, "CLP", "ciento un mil pesos" },
    { 1000000, "CLP", "un millón de pesos" },
    { 1000001, "CLP", "un millón un pesos" },
    { 1000100, "CLP", "un millón cien pesos" },
    { 2000000, "CLP", "dos millones de pesos" },
    { 21000000, "CLP", "veintiún millones de pesos" },
    { 1500000, "CLP", "un millón quinientos mil pesos" },
    { 1000000000, "CLP", "mil millones de pesos" },
    { 1001000000, "CLP", "mil un millones de pesos" },
    { 999999999999, "CLP",
      "novecientos noventa y nueve mil novecientos noventa y nueve millones novecientos noventa y nueve mil novecientos "
      "noventa y nueve pesos" },
  };

  assert_rows ("es", rows, G_N_ELEMENTS (rows));
}

static void
test_spanish_units (void)
{
  static const Row rows[] = {
    { -4990, "CLP", "menos cuatro mil novecientos noventa pesos" },
    { 1250, "ARS", "doce pesos con cincuenta centavos" },
    { 1201, "ARS", "doce pesos con un centavo" },
    { 121, "MXN", "un peso con veintiún centavos" },
    { 50, "ARS", "cincuenta centavos" },
    { -50, "ARS", "menos cincuenta centavos" },
    { 100000050, "ARS", "un millón de pesos con cincuenta centavos" },
    { 150, "UYU", "un peso con cincuenta centésimos" },
    { 150, "PEN", "un sol con cincuenta céntimos" },
    { 200, "PEN", "dos soles" },
    { 2100, "USD", "veintiún dólares" },
    { 101, "USD", "un dólar con un centavo" },
    { 101, "EUR", "un euro con un céntimo" },
    { 300, "BRL", "tres reales" },
    { 1, "PYG", "un guaraní" },
    { 1000000, "PYG", "un millón de guaraníes" },
    { 150000, "COP", "mil quinientos pesos" },
  };

  assert_rows ("es", rows, G_N_ELEMENTS (rows));
}

static void
test_portuguese_numbers (void)
{
  static const Row rows[] = {
    { 0, "CLP", "zero pesos" },
    { 1, "CLP", "um peso" },
    { 2, "CLP", "dois pesos" },
    { 14, "CLP", "quatorze pesos" },
    { 16, "CLP", "dezesseis pesos" },
    { 21, "CLP", "vinte e um pesos" },
    { 100, "CLP", "cem pesos" },
    { 101, "CLP", "cento e um pesos" },
    { 199, "CLP", "cento e noventa e nove pesos" },
    { 200, "CLP", "duzentos pesos" },
    { 1000, "CLP", "mil pesos" },
    { 1001, "CLP", "mil e um pesos" },
    { 1100, "CLP", "mil e cem pesos" },
    { 1200, "CLP", "mil e duzentos pesos" },
    { 1230, "CLP", "mil duzentos e trinta pesos" },
    { 12990, "CLP", "doze mil novecentos e noventa pesos" },
    { 21000, "CLP", "vinte e um mil pesos" },
    { 100000, "CLP", "cem mil pesos" },
    { 1000000, "CLP", "um milhão de pesos" },
    { 1000001, "CLP", "um milhão e um pesos" },
    { 1001000, "CLP", "um milhão e mil pesos" },
    { 1200000, "CLP", "um milhão e duzentos mil pesos" },
    { 1230000, "CLP", "um milhão duzentos e trinta mil pesos" },
    { 1200500, "CLP", "um milhão duzentos mil e quinhentos pesos" },
    { 2000000, "CLP", "dois milhões de pesos" },
    { 1000000000, "CLP", "um bilhão de pesos" },
    { 2001000000, "CLP", "dois bilhões e um milhão de pesos" },
    { 999999999999, "CLP",
      "novecentos e noventa e nove bilhões novecentos e noventa e nove milhões novecentos e noventa e nove mil "
      "novecentos e noventa e nove pesos" },
  };

  assert_rows ("pt", rows, G_N_ELEMENTS (rows));
}

static void
test_portuguese_units (void)
{
  static const Row rows[] = {
    { 100, "BRL", "um real" },
    { 1250, "BRL", "doze reais e cinquenta centavos" },
    { 101, "BRL", "um real e um centavo" },
    { 50, "BRL", "cinquenta centavos" },
    { -50, "BRL", "menos cinquenta centavos" },
    { 100000000, "BRL", "um milhão de reais" },
    { 200, "PEN", "dois sóis" },
    { 205, "PEN", "dois sóis e cinco cêntimos" },
    { 200, "USD", "dois dólares" },
    { 2, "PYG", "dois guaranis" },
    { 250, "UYU", "dois pesos e cinquenta centésimos" },
    { 250, "EUR", "dois euros e cinquenta centavos" },
  };

  assert_rows ("pt", rows, G_N_ELEMENTS (rows));
}

static void
test_language_tags (void)
{
  static const struct
  {
    const char *tag;
    const char *words;
  } rows[] = {
    { "en", "two pesos" },    { "en_US.UTF-8", "two pesos" },  { "es", "dos pesos" },    { "es_CL.UTF-8", "dos pesos" },
    { "es-419", "dos pesos" }, { "ES", "dos pesos" },          { "pt_BR", "dois pesos" }, { "pt@euro", "dois pesos" },
    { "", "two pesos" },      { "C", "two pesos" },            { "de_DE", "two pesos" }, { "est", "two pesos" },
    { "e", "two pesos" },     { "_es", "two pesos" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = fiel_money_words (fiel_money_make (2, fiel_currency_find ("CLP")), rows[i].tag);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* Two amounts that sound alike would defeat the purpose; and no number may leave a gap or a foreign letter. */
static void
test_no_two_amounts_sound_alike (void)
{
  static const char *const languages[] = { "en", "es", "pt" };
  static const gint64 factors[] = { 1, 1000, 1000000, 7001 };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GHashTable) heard = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

      for (gsize j = 0; j < G_N_ELEMENTS (factors); j++)
        for (gint64 n = 1; n <= 1100; n++)
          {
            const gint64 minor = n * factors[j];
            char *words = fiel_money_words (fiel_money_make (minor, fiel_currency_find ("CLP")), languages[i]);
            const gint64 *before = g_hash_table_lookup (heard, words);

            g_assert_true (g_utf8_validate (words, -1, NULL));
            g_assert_null (strstr (words, "  "));
            if (before != NULL)
              g_assert_cmpint (*before, ==, minor);
            g_hash_table_replace (heard, words, g_memdup2 (&minor, sizeof minor));
          }
    }
}

/* Every currency of the table has its words in every language. */
static void
test_every_currency (void)
{
  static const char *const languages[] = { "en", "es", "pt" };
  gsize n_rows;
  const FielCurrency *rows = fiel_currency_table (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (languages); j++)
      {
        g_autofree char *one = fiel_money_words (fiel_money_make (101, &rows[i]), languages[j]);
        g_autofree char *many = fiel_money_words (fiel_money_make (202, &rows[i]), languages[j]);

        g_assert_null (strstr (one, "(null)"));
        g_assert_null (strstr (many, "(null)"));
        g_assert_cmpstr (one, !=, many);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/money-words/english", test_english);
  g_test_add_func ("/money-words/spanish-numbers", test_spanish_numbers);
  g_test_add_func ("/money-words/spanish-units", test_spanish_units);
  g_test_add_func ("/money-words/portuguese-numbers", test_portuguese_numbers);
  g_test_add_func ("/money-words/portuguese-units", test_portuguese_units);
  g_test_add_func ("/money-words/language-tags", test_language_tags);
  g_test_add_func ("/money-words/no-two-amounts-sound-alike", test_no_two_amounts_sound_alike);
  g_test_add_func ("/money-words/every-currency", test_every_currency);

  return g_test_run ();
}
