/* fiel-money.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-currency.h"

G_BEGIN_DECLS

/**
 * FielMoney:
 * @minor: the amount in minor units, negative for money that goes back
 * @currency: (nullable): the currency; NULL only in a zeroed, invalid value
 *
 * An amount of money. A plain value: copied by assignment, compared with fiel_money_equal(). Arithmetic is checked and
 * can refuse; nothing wraps and nothing is ever a floating point number.
 */
typedef struct
{
  gint64 minor;
  const FielCurrency *currency;
} FielMoney;

#define FIEL_TYPE_MONEY (fiel_money_get_type ())
GType fiel_money_get_type (void);

/**
 * FielMoneyError:
 * @FIEL_MONEY_ERROR_SYNTAX: the text is not an amount of that currency; the message names what is allowed
 * @FIEL_MONEY_ERROR_RANGE: it is one, but beyond %FIEL_MONEY_MAX_MINOR
 */
typedef enum
{
  FIEL_MONEY_ERROR_SYNTAX,
  FIEL_MONEY_ERROR_RANGE,
} FielMoneyError;

#define FIEL_MONEY_ERROR (fiel_money_error_quark ())
GQuark fiel_money_error_quark (void);

/* The largest magnitude Fiel handles, far from the ends of 64 bits. */
#define FIEL_MONEY_MAX_MINOR G_GINT64_CONSTANT (999999999999)

/**
 * FielNumberStyle:
 * @grouping: what stands between thousands, UTF-8 ("." in Chile and Brazil, "," in Mexico)
 * @decimal: what stands before the decimals
 *
 * How the store's country writes numbers. Words follow the user's locale, figures follow the country.
 */
typedef struct
{
  const char *grouping;
  const char *decimal;
} FielNumberStyle;

FielMoney fiel_money_make (gint64 minor, const FielCurrency *currency);
gboolean fiel_money_is_valid (FielMoney money);
gboolean fiel_money_equal (FielMoney a, FielMoney b);
int fiel_money_compare (FielMoney a, FielMoney b);
gboolean fiel_money_add (FielMoney a, FielMoney b, FielMoney *sum) G_GNUC_WARN_UNUSED_RESULT;
gboolean fiel_money_subtract (FielMoney a, FielMoney b, FielMoney *difference) G_GNUC_WARN_UNUSED_RESULT;

const FielNumberStyle *fiel_number_style_for_country (const char *country);
char *fiel_money_format (FielMoney money, const FielNumberStyle *style) G_GNUC_WARN_UNUSED_RESULT;
char *fiel_money_format_beside (FielMoney money, const FielCurrency *usual,
                                const FielNumberStyle *style) G_GNUC_WARN_UNUSED_RESULT;
char *fiel_money_format_plain (FielMoney money) G_GNUC_WARN_UNUSED_RESULT;
gboolean fiel_money_parse_plain (const char *text, const FielCurrency *currency, FielMoney *money, GError **error);

G_END_DECLS
