/* test-currency.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-currency.h"

#include <string.h>

static void
test_digits (void)
{
  static const struct
  {
    const char *code;
    guint digits;
  } rows[] = {
    { "CLP", 0 }, { "PYG", 0 }, { "ARS", 2 }, { "UYU", 2 }, { "MXN", 2 },
    { "BRL", 2 }, { "USD", 2 }, { "EUR", 2 }, { "PEN", 2 }, { "COP", 2 },
  };
  gsize n_rows;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const FielCurrency *currency = fiel_currency_find (rows[i].code);

      g_assert_nonnull (currency);
      g_assert_cmpstr (currency->code, ==, rows[i].code);
      g_assert_cmpuint (currency->digits, ==, rows[i].digits);
    }

  fiel_currency_table (&n_rows);
  g_assert_cmpuint (n_rows, ==, G_N_ELEMENTS (rows));
}

static void
test_not_taken (void)
{
  static const char *const codes[] = { "CLF", "UYI", "XXX", "clp", "CL", "CLPP", "", " CLP" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_null (fiel_currency_find (codes[i]));
}

static void
test_table_is_sound (void)
{
  gsize n_rows;
  const FielCurrency *rows = fiel_currency_table (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      g_assert_cmpuint (strlen (rows[i].code), ==, 3);
      g_assert_true (g_utf8_validate (rows[i].symbol, -1, NULL));
      g_assert_cmpstr (rows[i].symbol, !=, "");
      g_assert_true (fiel_currency_find (rows[i].code) == &rows[i]);
      if (i > 0)
        g_assert_cmpstr (rows[i - 1].code, <, rows[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/currency/digits", test_digits);
  g_test_add_func ("/currency/not-taken", test_not_taken);
  g_test_add_func ("/currency/table-is-sound", test_table_is_sound);

  return g_test_run ();
}
