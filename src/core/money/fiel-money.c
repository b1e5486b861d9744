/* fiel-money.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Amounts as integer minor units, with arithmetic that refuses instead of wrapping. Two texts exist: the one people
 * read (fiel_money_format(), never parsed back) and the plain one of command lines and files, whose digits depend on
 * the currency alone. */

#define MINUS_SIGN "\u2212"
#define NO_BREAK_SPACE "\u00a0"

G_DEFINE_QUARK (fiel-money-error-quark, fiel_money_error)

static FielMoney *
fiel_money_copy (FielMoney *money)
{
  return g_memdup2 (money, sizeof *money);
}

G_DEFINE_BOXED_TYPE (FielMoney, fiel_money, fiel_money_copy, g_free)

static gboolean
minor_in_range (gint64 minor)
{
  return minor >= -FIEL_MONEY_MAX_MINOR && minor <= FIEL_MONEY_MAX_MINOR;
}

static gint64
minor_per_unit (const FielCurrency *currency)
{
  gint64 scale = 1;

  for (guint i = 0; i < currency->digits; i++)
    scale *= 10;

  return scale;
}

/**
 * fiel_money_make:
 * @minor: minor units
 * @currency: a row of the table of currencies
 *
 * Returns: the amount; check it with fiel_money_is_valid() where @minor came from outside
 */
FielMoney
fiel_money_make (gint64 minor, const FielCurrency *currency)
{
  return (FielMoney){ .minor = minor, .currency = currency };
}

/**
 * fiel_money_is_valid:
 *
 * Returns: whether @money has a currency and is not beyond %FIEL_MONEY_MAX_MINOR
 */
gboolean
fiel_money_is_valid (FielMoney money)
{
  return money.currency != NULL && minor_in_range (money.minor);
}

/**
 * fiel_money_equal:
 *
 * Returns: whether both are the same amount of the same currency; zero pesos are not zero dollars
 */
gboolean
fiel_money_equal (FielMoney a, FielMoney b)
{
  return a.minor == b.minor && a.currency == b.currency;
}

/**
 * fiel_money_compare:
 *
 * Both must be in the same currency.
 *
 * Returns: less than, equal to or greater than zero, as strcmp() does
 */
int
fiel_money_compare (FielMoney a, FielMoney b)
{
  g_return_val_if_fail (a.currency == b.currency, 0);

  return (a.minor > b.minor) - (a.minor < b.minor);
}

/**
 * fiel_money_add:
 * @sum: (out): the sum; untouched when refused
 *
 * Returns: FALSE when the currencies differ, a value is invalid or the sum would be
 */
gboolean
fiel_money_add (FielMoney a, FielMoney b, FielMoney *sum)
{
  g_return_val_if_fail (sum != NULL, FALSE);

  if (a.currency != b.currency || !fiel_money_is_valid (a) || !fiel_money_is_valid (b))
    return FALSE;

  /* Two values in range are far too small to overflow 64 bits. */
  if (!minor_in_range (a.minor + b.minor))
    return FALSE;

  *sum = fiel_money_make (a.minor + b.minor, a.currency);

  return TRUE;
}

/**
 * fiel_money_subtract:
 * @difference: (out): @a less @b; untouched when refused
 *
 * Returns: FALSE when the currencies differ, a value is invalid or the difference would be
 */
gboolean
fiel_money_subtract (FielMoney a, FielMoney b, FielMoney *difference)
{
  if (!fiel_money_is_valid (b))
    return FALSE;

  return fiel_money_add (a, fiel_money_make (-b.minor, b.currency), difference);
}

/**
 * fiel_number_style_for_country:
 * @country: (nullable): ISO 3166 code of two letters, in either case
 *
 * Returns: how @country writes numbers; point for thousands and comma for decimals in the countries listed here, the
 *   other way round in Mexico, Peru, the United States and everywhere else
 */
const FielNumberStyle *
fiel_number_style_for_country (const char *country)
{
  static const FielNumberStyle point_comma = { ".", "," };
  static const FielNumberStyle comma_point = { ",", "." };
  static const char *const point_comma_countries[] = { "ar", "bo", "br", "cl", "co", "ec", "es",
                                                       "pt", "py", "uy", "ve", NULL };

  for (gsize i = 0; country != NULL && point_comma_countries[i] != NULL; i++)
    if (g_ascii_strcasecmp (country, point_comma_countries[i]) == 0)
      return &point_comma;

  return &comma_point;
}

static void
append_grouped (GString *text, gint64 whole, const char *grouping)
{
  char digits[24];
  gsize n_digits;

  n_digits = (gsize) g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, whole);
  for (gsize i = 0; i < n_digits; i++)
    {
      if (i > 0 && (n_digits - i) % 3 == 0)
        g_string_append (text, grouping);
      g_string_append_c (text, digits[i]);
    }
}

static void
append_decimals (GString *text, FielMoney money, const char *decimal)
{
  const gint64 rest = ABS (money.minor) % minor_per_unit (money.currency);

  if (money.currency->digits > 0)
    g_string_append_printf (text, "%s%0*" G_GINT64_FORMAT, decimal, money.currency->digits, rest);
}

/**
 * fiel_money_format:
 * @money: a valid amount
 * @style: how the store's country writes numbers
 *
 * The text people read: symbol, then figure ("$12.990", "R$ 12,50" with a no-break space). The minus stands before
 * the symbol in every country, because "$-4.990" is easy to misread. It is never parsed back.
 *
 * Returns: (transfer full): the text
 */
char *
fiel_money_format (FielMoney money, const FielNumberStyle *style)
{
  GString *text;

  g_return_val_if_fail (fiel_money_is_valid (money), NULL);
  g_return_val_if_fail (style != NULL, NULL);

  text = g_string_new (money.minor < 0 ? MINUS_SIGN : "");
  g_string_append (text, money.currency->symbol);
  if (money.currency->spaced)
    g_string_append (text, NO_BREAK_SPACE);
  append_grouped (text, ABS (money.minor) / minor_per_unit (money.currency), style->grouping);
  append_decimals (text, money, style->decimal);

  return g_string_free (text, FALSE);
}

/**
 * fiel_money_format_beside:
 * @money: a valid amount
 * @usual: the currency of whatever stands around it
 * @style: how the store's country writes numbers
 *
 * Like fiel_money_format(), and names the currency where it is another than @usual: "$7.000 CLP".
 *
 * Returns: (transfer full): the text
 */
char *
fiel_money_format_beside (FielMoney money, const FielCurrency *usual, const FielNumberStyle *style)
{
  g_autofree char *figure = fiel_money_format (money, style);

  g_return_val_if_fail (figure != NULL && usual != NULL, NULL);

  if (money.currency == usual)
    return g_steal_pointer (&figure);

  return g_strconcat (figure, " ", money.currency->code, NULL);
}

/**
 * fiel_money_format_plain:
 * @money: a valid amount
 *
 * The text of command lines, files and exports: digits and a point, no symbol, no grouping ("12990", "12.50", "-4.00").
 *
 * Returns: (transfer full): the text
 */
char *
fiel_money_format_plain (FielMoney money)
{
  GString *text;

  g_return_val_if_fail (fiel_money_is_valid (money), NULL);

  text = g_string_new (money.minor < 0 ? "-" : "");
  append_grouped (text, ABS (money.minor) / minor_per_unit (money.currency), "");
  append_decimals (text, money, ".");

  return g_string_free (text, FALSE);
}

static gboolean
syntax_error (const char *text, const FielCurrency *currency, GError **error)
{
  if (currency->digits == 0)
    g_set_error (error, FIEL_MONEY_ERROR, FIEL_MONEY_ERROR_SYNTAX,
                 /* Translators: what was typed, the code of the currency, such as CLP. */
                 _ ("“%s” is not an amount in %s: write whole units in digits only, for example 12990"), text,
                 currency->code);
  else
    g_set_error (error, FIEL_MONEY_ERROR, FIEL_MONEY_ERROR_SYNTAX,
                 /* Translators: what was typed, the code of the currency, such as ARS, how many decimals it has. */
                 _ ("“%s” is not an amount in %s: write digits, alone or with a point and exactly %u decimals, for "
                    "example 12 or 12.50"),
                 text, currency->code, currency->digits);

  return FALSE;
}

static gboolean
range_error (const char *text, const FielCurrency *currency, GError **error)
{
  g_autofree char *largest = fiel_money_format_plain (fiel_money_make (FIEL_MONEY_MAX_MINOR, currency));

  /* Translators: what was typed, the code of the currency, an amount, written as it is to be typed. */
  g_set_error (error, FIEL_MONEY_ERROR, FIEL_MONEY_ERROR_RANGE,
               /* Translators: what was typed, the code of the currency, the amount as it is to be typed. */
               _ ("“%s” is too large: the largest amount in %s is %s"), text, currency->code, largest);

  return FALSE;
}

/* Whether @text is "0", or digits that begin with another one, then nothing or a point and exactly the decimals of
 * @currency: one amount, one way to write it. */
static gboolean
is_plain_amount (const char *text, const FielCurrency *currency)
{
  const gsize n_whole = strspn (text, "0123456789");
  const char *rest = text + n_whole;

  if (n_whole == 0 || (text[0] == '0' && n_whole > 1))
    return FALSE;
  if (*rest == '\0')
    return TRUE;

  return currency->digits > 0 && *rest == '.' && strspn (rest + 1, "0123456789") == currency->digits
         && rest[1 + currency->digits] == '\0';
}

/**
 * fiel_money_parse_plain:
 * @text: what a command line or a file holds; never text that was displayed
 * @currency: the currency it is in
 * @money: (out): the amount; untouched on failure
 * @error: #FielMoneyError
 *
 * The strict inverse of fiel_money_format_plain() for amounts that are not negative; decimals may be left out as a
 * whole. Signs, blanks, grouping, leading zeros and a wrong number of decimals are refused.
 *
 * Returns: FALSE with @error set when @text is not such an amount
 */
gboolean
fiel_money_parse_plain (const char *text, const FielCurrency *currency, FielMoney *money, GError **error)
{
  gint64 minor = 0;
  const char *point;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (currency != NULL, FALSE);
  g_return_val_if_fail (money != NULL, FALSE);

  if (!is_plain_amount (text, currency))
    return syntax_error (text, currency, error);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '.')
        continue;
      minor = minor * 10 + g_ascii_digit_value (*p);
      if (minor > FIEL_MONEY_MAX_MINOR)
        return range_error (text, currency, error);
    }

  point = strchr (text, '.');
  if (point == NULL)
    minor *= minor_per_unit (currency);
  if (minor > FIEL_MONEY_MAX_MINOR)
    return range_error (text, currency, error);

  *money = fiel_money_make (minor, currency);

  return TRUE;
}
