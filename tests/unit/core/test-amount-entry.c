/* test-amount-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-amount-entry.h"

/* Keys in one letter each: digits, "." the decimal key, "z" the 00 key, "Z" the 000 key, "<" erase, "C" clear.
 * Every press is followed by "+" when it must be accepted or "-" when it must be refused. */
static void
press (FielAmountEntry *entry, const char *script)
{
  for (const char *p = script; *p != '\0'; p += 2)
    {
      const FielAmountEntry before = *entry;
      gboolean accepted = TRUE;

      if (g_ascii_isdigit (*p))
        accepted = fiel_amount_entry_press_digit (entry, (guint) g_ascii_digit_value (*p));
      else if (*p == '.')
        accepted = fiel_amount_entry_press_decimal (entry);
      else if (*p == 'z')
        accepted = fiel_amount_entry_press_zeros (entry, 2);
      else if (*p == 'Z')
        accepted = fiel_amount_entry_press_zeros (entry, 3);
      else if (*p == '<')
        accepted = fiel_amount_entry_erase (entry);
      else
        fiel_amount_entry_clear (entry);

      g_assert_cmpint (accepted, ==, p[1] == '+');
      if (!accepted)
        {
          g_assert_cmpint (entry->amount.minor, ==, before.amount.minor);
          g_assert_cmpint (entry->decimal_open, ==, before.decimal_open);
          g_assert_cmpint (entry->decimals_typed, ==, before.decimals_typed);
        }
    }
}

static void
assert_typed (const char *code, FielAmountMode mode, gint64 limit, const char *script, gint64 minor)
{
  FielAmountEntry entry;

  fiel_amount_entry_init (&entry, fiel_currency_find (code), mode, limit);
  press (&entry, script);
  g_test_message ("%s typed as %s", code, script);
  g_assert_cmpint (entry.amount.minor, ==, minor);
  g_assert_true (fiel_money_is_valid (entry.amount));
}

static void
test_whole (void)
{
  assert_typed ("CLP", FIEL_AMOUNT_MODE_WHOLE, 999999, "", 0);
  assert_typed ("CLP", FIEL_AMOUNT_MODE_WHOLE, 999999, "1+2+9+9+0+", 12990);
  assert_typed ("CLP", FIEL_AMOUNT_MODE_WHOLE, 999999, "0-z-Z-5+", 5);
  assert_typed ("CLP", FIEL_AMOUNT_MODE_WHOLE, 999999, "5+Z+", 5000);
  assert_typed ("CLP", FIEL_AMOUNT_MODE_WHOLE, 999999, "5+.-", 5);
  assert_typed ("CLP", FIEL_AMOUNT_MODE_WHOLE, 999999, "1+2+<+<+<-", 0);
  assert_typed ("CLP", FIEL_AMOUNT_MODE_WHOLE, 999999, "1+2+C+7+", 7);
}

/* A currency without decimals has only one way to be typed. */
static void
test_mode_follows_currency (void)
{
  assert_typed ("CLP", FIEL_AMOUNT_MODE_CENTS, 999999, "1+2+5+0+", 1250);
  assert_typed ("PYG", FIEL_AMOUNT_MODE_DECIMAL, 999999, "1+2+.-5+", 125);
}

/* Whole units of a currency with decimals: what is typed are pesos, not centavos. */
static void
test_whole_with_decimals (void)
{
  assert_typed ("ARS", FIEL_AMOUNT_MODE_WHOLE, 999900, "1+2+", 1200);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_WHOLE, 999900, "1+2+.-<+", 100);
}

static void
test_cents (void)
{
  assert_typed ("ARS", FIEL_AMOUNT_MODE_CENTS, 999999, "1+2+5+0+", 1250);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_CENTS, 999999, "0-5+", 5);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_CENTS, 999999, "1+z+", 100);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_CENTS, 999999, "1+2+5+0+<+", 125);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_CENTS, 999999, "1+.-", 1);
}

static void
test_decimal (void)
{
  assert_typed ("ARS", FIEL_AMOUNT_MODE_DECIMAL, 999999, "1+2+.+5+", 1250);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_DECIMAL, 999999, "1+2+.+5+0+", 1250);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_DECIMAL, 999999, "1+2+.+0+5+9-", 1205);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_DECIMAL, 999999, "1+2+", 1200);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_DECIMAL, 999999, ".+5+", 50);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_DECIMAL, 999999, "1+.+.-", 100);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_DECIMAL, 999999, "1+.+z+", 100);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_DECIMAL, 999999, "1+.+5+z-", 150);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_DECIMAL, 999999, "1+z+.+5+", 10050);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_DECIMAL, 999999, "1+2+.+3+4+<+", 1230);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_DECIMAL, 999999, "1+2+.+3+4+<+<+", 1200);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_DECIMAL, 999999, "1+2+.+3+4+<+<+<+7+", 12700);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_DECIMAL, 999999, "1+2+.+3+4+<+<+<+<+<+<-", 0);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_DECIMAL, 999999, "1+.+5+C+2+", 200);
}

static void
test_limit (void)
{
  assert_typed ("CLP", FIEL_AMOUNT_MODE_WHOLE, 500, "5+0+0+", 500);
  assert_typed ("CLP", FIEL_AMOUNT_MODE_WHOLE, 500, "5+0+1-", 50);
  assert_typed ("CLP", FIEL_AMOUNT_MODE_WHOLE, 500, "5+Z-z+0-", 500);
  assert_typed ("CLP", FIEL_AMOUNT_MODE_WHOLE, 0, "1-0-", 0);
  assert_typed ("CLP", FIEL_AMOUNT_MODE_WHOLE, -5, "1-", 0);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_DECIMAL, 1249, "1+2+.+5-4+9+", 1249);
  assert_typed ("ARS", FIEL_AMOUNT_MODE_CENTS, 1249, "1+2+5+0-", 125);
}

/* However long a key is held down, the amount stays one that Fiel can handle. */
static void
test_key_held_down (void)
{
  static const FielAmountMode modes[] = { FIEL_AMOUNT_MODE_WHOLE, FIEL_AMOUNT_MODE_CENTS, FIEL_AMOUNT_MODE_DECIMAL };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    for (guint digit = 0; digit <= 9; digit++)
      {
        FielAmountEntry entry;
        guint n_accepted = 0;

        fiel_amount_entry_init (&entry, fiel_currency_find ("ARS"), modes[i], G_MAXINT64);
        for (guint j = 0; j < 50; j++)
          n_accepted += fiel_amount_entry_press_digit (&entry, digit) ? 1 : 0;
        g_assert_cmpint (entry.amount.minor, <=, FIEL_MONEY_MAX_MINOR);
        g_assert_cmpuint (n_accepted, ==, digit == 0 ? 0 : modes[i] == FIEL_AMOUNT_MODE_CENTS ? 12 : 10);
        while (fiel_amount_entry_erase (&entry))
          n_accepted--;
        g_assert_cmpuint (n_accepted, ==, 0);
        g_assert_cmpint (entry.amount.minor, ==, 0);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/amount-entry/whole", test_whole);
  g_test_add_func ("/amount-entry/mode-follows-currency", test_mode_follows_currency);
  g_test_add_func ("/amount-entry/whole-with-decimals", test_whole_with_decimals);
  g_test_add_func ("/amount-entry/cents", test_cents);
  g_test_add_func ("/amount-entry/decimal", test_decimal);
  g_test_add_func ("/amount-entry/limit", test_limit);
  g_test_add_func ("/amount-entry/key-held-down", test_key_held_down);

  return g_test_run ();
}
