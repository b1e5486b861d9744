/* fiel-payment-query-amount.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-payment-query.h"

#include <string.h>

/* An amount in a search: digits, with or without what stands between thousands, with or without decimals. It is never
 * charged, so reading it generously does no harm; what could be read in two ways is read as the store's country writes
 * it. */

#define GROUP 3
#define DIGITS_MAX 12

/* Copies the digits before the decimals. Thousands are either all set apart or none is. */
static gboolean
take_units (const char **text, const char *grouping, GString *digits)
{
  const gsize separator = strlen (grouping);
  gsize n = strspn (*text, "0123456789");

  g_string_append_len (digits, *text, (gssize) n);
  *text += n;
  if (n == 0 || (n > 1 && digits->str[0] == '0'))
    return FALSE;
  if (n > GROUP || separator == 0)
    return TRUE;

  while (g_str_has_prefix (*text, grouping) && strspn (*text + separator, "0123456789") == GROUP)
    {
      g_string_append_len (digits, *text + separator, GROUP);
      *text += separator + GROUP;
    }

  return TRUE;
}

static gboolean
take_decimals (const char *text, const char *decimal, guint n_digits, GString *digits)
{
  gsize n = 0;

  if (*text != '\0')
    {
      if (!g_str_has_prefix (text, decimal) && *text != '.')
        return FALSE;
      text += *text == '.' ? 1 : strlen (decimal);
      n = strspn (text, "0123456789");
      if (n == 0 || n > n_digits || text[n] != '\0')
        return FALSE;
      g_string_append_len (digits, text, (gssize) n);
    }
  for (; n < n_digits; n++)
    g_string_append_c (digits, '0');

  return TRUE;
}

gboolean
fiel_payment_query_parse_amount (const char *text, const FielCurrency *currency, const FielNumberStyle *style,
                                 FielMoney *amount)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  g_return_val_if_fail (text != NULL && currency != NULL && style != NULL && amount != NULL, FALSE);

  if (!take_units (&text, style->grouping, digits)
      || !take_decimals (text, style->decimal, currency->digits, digits) || digits->len > DIGITS_MAX)
    return FALSE;

  *amount = fiel_money_make (g_ascii_strtoll (digits->str, NULL, 10), currency);

  return amount->minor > 0;
}
