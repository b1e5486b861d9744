/* test-money.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-money.h"

#include <locale.h>
#include <string.h>

static FielMoney
money (gint64 minor, const char *code)
{
  return fiel_money_make (minor, fiel_currency_find (code));
}

static void
test_validity (void)
{
  g_assert_true (fiel_money_is_valid (money (0, "CLP")));
  g_assert_true (fiel_money_is_valid (money (FIEL_MONEY_MAX_MINOR, "CLP")));
  g_assert_true (fiel_money_is_valid (money (-FIEL_MONEY_MAX_MINOR, "CLP")));
  g_assert_false (fiel_money_is_valid (money (FIEL_MONEY_MAX_MINOR + 1, "CLP")));
  g_assert_false (fiel_money_is_valid (money (-FIEL_MONEY_MAX_MINOR - 1, "CLP")));
  g_assert_false (fiel_money_is_valid (money (G_MININT64, "CLP")));
  g_assert_false (fiel_money_is_valid ((FielMoney){ 0 }));
}

static void
test_comparison (void)
{
  g_assert_true (fiel_money_equal (money (5, "CLP"), money (5, "CLP")));
  g_assert_false (fiel_money_equal (money (5, "CLP"), money (6, "CLP")));
  g_assert_false (fiel_money_equal (money (0, "CLP"), money (0, "USD")));
  g_assert_cmpint (fiel_money_compare (money (-1, "CLP"), money (1, "CLP")), <, 0);
  g_assert_cmpint (fiel_money_compare (money (1, "CLP"), money (1, "CLP")), ==, 0);
  g_assert_cmpint (fiel_money_compare (money (FIEL_MONEY_MAX_MINOR, "CLP"), money (0, "CLP")), >, 0);
}

static void
test_arithmetic (void)
{
  FielMoney result = money (7, "CLP");

  g_assert_true (fiel_money_add (money (1200, "ARS"), money (50, "ARS"), &result));
  g_assert_true (fiel_money_equal (result, money (1250, "ARS")));
  g_assert_true (fiel_money_subtract (money (50, "ARS"), money (1250, "ARS"), &result));
  g_assert_true (fiel_money_equal (result, money (-1200, "ARS")));
  g_assert_true (fiel_money_add (money (FIEL_MONEY_MAX_MINOR, "ARS"), money (0, "ARS"), &result));
  g_assert_cmpint (result.minor, ==, FIEL_MONEY_MAX_MINOR);
}

static void
test_arithmetic_refuses (void)
{
  static const gint64 extremes[] = { G_MININT64, G_MAXINT64, FIEL_MONEY_MAX_MINOR + 1, -FIEL_MONEY_MAX_MINOR - 1 };
  FielMoney result = money (7, "CLP");

  g_assert_false (fiel_money_add (money (1, "CLP"), money (1, "USD"), &result));
  g_assert_false (fiel_money_subtract (money (1, "CLP"), money (1, "USD"), &result));
  g_assert_false (fiel_money_add (money (FIEL_MONEY_MAX_MINOR, "CLP"), money (1, "CLP"), &result));
  g_assert_false (fiel_money_subtract (money (-FIEL_MONEY_MAX_MINOR, "CLP"), money (1, "CLP"), &result));
  g_assert_false (fiel_money_add ((FielMoney){ 0 }, (FielMoney){ 0 }, &result));
  for (gsize i = 0; i < G_N_ELEMENTS (extremes); i++)
    {
      g_assert_false (fiel_money_add (money (extremes[i], "CLP"), money (0, "CLP"), &result));
      g_assert_false (fiel_money_add (money (0, "CLP"), money (extremes[i], "CLP"), &result));
      g_assert_false (fiel_money_subtract (money (0, "CLP"), money (extremes[i], "CLP"), &result));
    }

  g_assert_true (fiel_money_equal (result, money (7, "CLP")));
}

static void
test_format (void)
{
  static const struct
  {
    gint64 minor;
    const char *code;
    const char *country;
    const char *text;
  } rows[] = {
    { 12990, "CLP", "cl", "$12.990" },
    { -4990, "CLP", "cl", "−$4.990" },
    { 0, "CLP", "cl", "$0" },
    { 999, "CLP", "cl", "$999" },
    { 1000, "CLP", "cl", "$1.000" },
    { 1234567, "CLP", "CL", "$1.234.567" },
    { FIEL_MONEY_MAX_MINOR, "CLP", "cl", "$999.999.999.999" },
    { 1250, "ARS", "ar", "$12,50" },
    { 5, "ARS", "ar", "$0,05" },
    { -5, "ARS", "ar", "−$0,05" },
    { 123456750, "ARS", "ar", "$1.234.567,50" },
    { 1250, "UYU", "uy", "$12,50" },
    { 1250, "USD", "uy", "US$\u00a012,50" },
    { 1250, "BRL", "br", "R$\u00a012,50" },
    { -123456750, "BRL", "br", "−R$\u00a01.234.567,50" },
    { 123456750, "MXN", "mx", "$1,234,567.50" },
    { 1250, "PEN", "pe", "S/\u00a012.50" },
    { 1234567, "PYG", "py", "₲\u00a01.234.567" },
    { 123456750, "USD", "us", "US$\u00a01,234,567.50" },
    { 1250, "EUR", "es", "€12,50" },
    { 1250, "EUR", "ie", "€12.50" },
    { 150000, "COP", "co", "$1.500,00" },
    { 123456750, "USD", NULL, "US$\u00a01,234,567.50" },
    { 123456750, "USD", "", "US$\u00a01,234,567.50" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;

      text = fiel_money_format (money (rows[i].minor, rows[i].code), fiel_number_style_for_country (rows[i].country));
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

/* A currency is named where it is another than what stands around it: four share one sign. */
static void
test_format_beside (void)
{
  const FielNumberStyle *style = fiel_number_style_for_country ("ar");
  g_autofree char *same = fiel_money_format_beside (money (7000, "ARS"), fiel_currency_find ("ARS"), style);
  g_autofree char *other = fiel_money_format_beside (money (7000, "CLP"), fiel_currency_find ("ARS"), style);

  g_assert_cmpstr (same, ==, "$70,00");
  g_assert_cmpstr (other, ==, "$7.000 CLP");
}

/* Whatever the machine's locale says about digits and points, ours do not follow. */
static void
test_locale_does_not_decide (void)
{
  static const char *const locales[] = { "C", "C.UTF-8", "", "es_CL.UTF-8", "de_DE.UTF-8", "pt_BR.UTF-8" };

  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autofree char *formatted = NULL;
      g_autofree char *plain = NULL;

      setlocale (LC_ALL, locales[i]);
      formatted = fiel_money_format (money (123456750, "BRL"), fiel_number_style_for_country ("br"));
      plain = fiel_money_format_plain (money (123456750, "BRL"));
      g_assert_cmpstr (formatted, ==, "R$\u00a01.234.567,50");
      g_assert_cmpstr (plain, ==, "1234567.50");
    }
  setlocale (LC_ALL, "");
}

static void
test_plain_round_trip (void)
{
  static const gint64 minors[] = { 0, 1, 9, 10, 99, 100, 101, 999, 1000, 12990, 123456750, FIEL_MONEY_MAX_MINOR };
  gsize n_rows;
  const FielCurrency *rows = fiel_currency_table (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (minors); j++)
      {
        const FielMoney original = fiel_money_make (minors[j], &rows[i]);
        g_autofree char *text = fiel_money_format_plain (original);
        g_autoptr (GError) error = NULL;
        FielMoney parsed;

        g_assert_true (fiel_money_parse_plain (text, &rows[i], &parsed, &error));
        g_assert_no_error (error);
        g_assert_true (fiel_money_equal (parsed, original));
      }
}

static void
test_plain_format (void)
{
  static const struct
  {
    gint64 minor;
    const char *code;
    const char *text;
  } rows[] = {
    { 12990, "CLP", "12990" }, { 1250, "ARS", "12.50" },          { 5, "BRL", "0.05" }, { -400, "USD", "-4.00" },
    { -1, "USD", "-0.01" },    { -12990, "CLP", "-12990" },       { 0, "USD", "0.00" }, { 100000000, "USD", "1000000.00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = fiel_money_format_plain (money (rows[i].minor, rows[i].code));

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_parse_whole_amounts (void)
{
  g_autoptr (GError) error = NULL;
  FielMoney parsed;

  g_assert_true (fiel_money_parse_plain ("12", fiel_currency_find ("ARS"), &parsed, &error));
  g_assert_cmpint (parsed.minor, ==, 1200);
  g_assert_true (fiel_money_parse_plain ("9999999999", fiel_currency_find ("ARS"), &parsed, &error));
  g_assert_cmpint (parsed.minor, ==, 999999999900);
  g_assert_true (fiel_money_parse_plain ("0", fiel_currency_find ("CLP"), &parsed, &error));
  g_assert_cmpint (parsed.minor, ==, 0);
}

static void
test_parse_refuses (void)
{
  static const struct
  {
    const char *text;
    const char *code;
    FielMoneyError code_of_error;
    const char *hint;
  } rows[] = {
    { "", "CLP", FIEL_MONEY_ERROR_SYNTAX, "12990" },
    { "12.50", "CLP", FIEL_MONEY_ERROR_SYNTAX, "12990" },
    { "12.", "CLP", FIEL_MONEY_ERROR_SYNTAX, "12990" },
    { "12.990", "CLP", FIEL_MONEY_ERROR_SYNTAX, "12990" },
    { "$12990", "CLP", FIEL_MONEY_ERROR_SYNTAX, "12990" },
    { "-1", "CLP", FIEL_MONEY_ERROR_SYNTAX, "12990" },
    { "+1", "CLP", FIEL_MONEY_ERROR_SYNTAX, "12990" },
    { " 1", "CLP", FIEL_MONEY_ERROR_SYNTAX, "12990" },
    { "1 ", "CLP", FIEL_MONEY_ERROR_SYNTAX, "12990" },
    { "1\n", "CLP", FIEL_MONEY_ERROR_SYNTAX, "12990" },
    { "01", "CLP", FIEL_MONEY_ERROR_SYNTAX, "12990" },
    { "00", "CLP", FIEL_MONEY_ERROR_SYNTAX, "12990" },
    { "1e3", "CLP", FIEL_MONEY_ERROR_SYNTAX, "12990" },
    { "0x10", "CLP", FIEL_MONEY_ERROR_SYNTAX, "12990" },
    { "١٢", "CLP", FIEL_MONEY_ERROR_SYNTAX, "12990" },
    { "12.5", "ARS", FIEL_MONEY_ERROR_SYNTAX, "exactly 2 decimals" },
    { "12.500", "ARS", FIEL_MONEY_ERROR_SYNTAX, "exactly 2 decimals" },
    { "12,50", "ARS", FIEL_MONEY_ERROR_SYNTAX, "exactly 2 decimals" },
    { "12.", "ARS", FIEL_MONEY_ERROR_SYNTAX, "exactly 2 decimals" },
    { ".50", "ARS", FIEL_MONEY_ERROR_SYNTAX, "exactly 2 decimals" },
    { "1.2.34", "ARS", FIEL_MONEY_ERROR_SYNTAX, "exactly 2 decimals" },
    { "12.50 ", "ARS", FIEL_MONEY_ERROR_SYNTAX, "exactly 2 decimals" },
    { "1000000000000", "CLP", FIEL_MONEY_ERROR_RANGE, "999999999999" },
    { "10000000000.00", "ARS", FIEL_MONEY_ERROR_RANGE, "9999999999.99" },
    { "10000000000", "ARS", FIEL_MONEY_ERROR_RANGE, "9999999999.99" },
    { "99999999999999999999999999999", "CLP", FIEL_MONEY_ERROR_RANGE, "999999999999" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      FielMoney parsed = money (7, "CLP");

      g_assert_false (fiel_money_parse_plain (rows[i].text, fiel_currency_find (rows[i].code), &parsed, &error));
      g_assert_error (error, FIEL_MONEY_ERROR, (int) rows[i].code_of_error);
      g_assert_nonnull (strstr (error->message, rows[i].hint));
      g_assert_nonnull (strstr (error->message, rows[i].code));
      g_assert_cmpint (parsed.minor, ==, 7);
    }
}

static void
test_boxed (void)
{
  const FielMoney original = money (1250, "ARS");
  g_auto (GValue) value = G_VALUE_INIT;
  const FielMoney *copy;

  g_value_init (&value, FIEL_TYPE_MONEY);
  g_value_set_boxed (&value, &original);
  copy = g_value_get_boxed (&value);
  g_assert_true (copy != &original);
  g_assert_true (fiel_money_equal (*copy, original));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/money/validity", test_validity);
  g_test_add_func ("/money/comparison", test_comparison);
  g_test_add_func ("/money/arithmetic", test_arithmetic);
  g_test_add_func ("/money/arithmetic-refuses", test_arithmetic_refuses);
  g_test_add_func ("/money/format", test_format);
  g_test_add_func ("/money/format-beside", test_format_beside);
  g_test_add_func ("/money/locale-does-not-decide", test_locale_does_not_decide);
  g_test_add_func ("/money/plain-round-trip", test_plain_round_trip);
  g_test_add_func ("/money/plain-format", test_plain_format);
  g_test_add_func ("/money/parse-whole-amounts", test_parse_whole_amounts);
  g_test_add_func ("/money/parse-refuses", test_parse_refuses);
  g_test_add_func ("/money/boxed", test_boxed);

  return g_test_run ();
}
