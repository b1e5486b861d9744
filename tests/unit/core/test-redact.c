/* test-redact.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-redact.h"

#include <string.h>

static void
test_masked (void)
{
  static const struct
  {
    const char *text;
    const char *masked;
  } rows[] = {
    /* The schemes' published test numbers, 13 to 19 digits. */
    { "4222222222222", "*********2222" },
    { "30569309025904", "**********5904" },
    { "378282246310005", "***********0005" },
    { "4111111111111111", "************1111" },
    { "5555555555554444", "************4444" },
    { "6304000000000000000", "***************0000" },
    /* As people and machines write them. */
    { "4111 1111 1111 1111", "**** **** **** 1111" },
    { "4111-1111-1111-1111", "****-****-****-1111" },
    { "3782 822463 10005", "**** ****** *0005" },
    { "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "* * * * * * * * * * * * 1 1 1 1" },
    { "4111\u00a01111\u00a01111\u00a01111", "****\u00a0****\u00a0****\u00a01111" },
    { "4111–1111–1111–1111", "****–****–****–1111" },
    { "{\"card\":\"4111111111111111\",\"amount\":12990}", "{\"card\":\"************1111\",\"amount\":12990}" },
    { ";4111111111111111=25121010000012300000?", ";************1111=25121010000012300000?" },
    { "%B4111111111111111^PEREZ/JUAN^2512101?", "%B************1111^PEREZ/JUAN^2512101?" },
    { "tarjeta nº4111111111111111, señor", "tarjeta nº************1111, señor" },
    /* Two of them, and neighbours. */
    { "4111111111111111 5555555555554444", "************1111 ************4444" },
    { "4111111111111111,5555555555554444", "************1111,************4444" },
    { "order 20261 4111 1111 1111 1111 end", "order 20261 **** **** **** 1111 end" },
    { "12 4111111111111111", "12 ************1111" },
    /* Run together with other digits. */
    { "00004111111111111111", "0000************1111" },
    { "2026112112004111111111111111000012990", "202611211200************1111000012990" },
    { "x13782822463100051111111", "x1***********00051111111" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *masked = fiel_redact_text (rows[i].text);

      g_assert_cmpstr (masked, ==, rows[i].masked);
      g_assert_true (fiel_redact_would_change (rows[i].text));
    }
}

static void
test_left_alone (void)
{
  static const char *const texts[] = {
    "",
    "no digits at all",
    "4111111111111112",          /* Luhn fails */
    "411111111111",              /* 12 digits */
    "4111 1111  1111 1111",      /* two blanks */
    "4111.1111.1111.1111",
    "4111 1111 1111",
    "\"amount\":12990,\"idPosTxs\":\"123456789\"",
    "2026-11-21 03:16:54",
    "18181818181818181818181818181818181818", /* too long for a card, and none inside */
    "00000000-1111-4222-8333-4444",
    "************1111",
    "é–\u00a0 –",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *masked = fiel_redact_text (texts[i]);

      g_assert_cmpstr (masked, ==, texts[i]);
      g_assert_false (fiel_redact_would_change (texts[i]));
    }
}

static char *
append_check_digit (GString *digits)
{
  guint sum = 0;

  for (gsize i = 0; i < digits->len; i++)
    {
      guint digit = (guint) g_ascii_digit_value (digits->str[digits->len - 1 - i]);

      if (i % 2 == 0)
        digit = digit * 2 / 10 + digit * 2 % 10;
      sum += digit;
    }
  g_string_append_c (digits, (char) ('0' + (10 - sum % 10) % 10));

  return g_string_free (digits, FALSE);
}

/* Any number of any length that passes Luhn, whatever stands around it. */
static void
test_every_length (void)
{
  static const char *const around[] = { "", " ", "x", "\"", "–", "ñ", "\n", "=" };

  for (guint length = 13; length <= 19; length++)
    for (guint n = 0; n < 200; n++)
      {
        const char *side = around[n % G_N_ELEMENTS (around)];
        g_autofree char *number = NULL;
        g_autofree char *text = NULL;
        g_autofree char *masked = NULL;
        g_autofree char *stars = g_strnfill (length - 4, '*');
        g_autofree char *expected = NULL;
        GString *digits = g_string_new (NULL);

        for (guint i = 0; i < length - 1; i++)
          g_string_append_c (digits, (char) ('0' + g_test_rand_int_range (0, 10)));
        number = append_check_digit (digits);
        text = g_strconcat (side, number, side, NULL);
        masked = fiel_redact_text (text);
        expected = g_strconcat (side, stars, number + length - 4, side, NULL);
        g_assert_cmpuint (strlen (masked), ==, strlen (text));
        g_assert_true (g_str_has_prefix (masked + strlen (side), stars));
        /* A shorter number inside it may take more of the last four, but never shows more of them. */
        if (g_strcmp0 (masked, expected) != 0)
          g_assert_nonnull (strchr (masked + strlen (side) + length - 4, '*'));
      }
}

/* Random text of the awkward kind: same length, valid UTF-8 stays valid, and a second pass finds nothing. */
static void
test_twice_is_once (void)
{
  static const char *const pieces[] = { "4111111111111111", "0", "1", "4", "5", "37", " ", "-", "\u00a0", "–", "*", "x",
                                        "ñ", "378282246310005", "00", "–4", " 6", "9" };

  for (guint n = 0; n < 5000; n++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;

      for (guint i = 0; i < 30; i++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      once = fiel_redact_text (text->str);
      twice = fiel_redact_text (once);
      g_assert_cmpstr (once, ==, twice);
      g_assert_cmpuint (strlen (once), ==, text->len);
      g_assert_true (g_utf8_validate (once, -1, NULL));
      g_assert_null (strstr (once, "4111111111111111"));
    }
}

static void
test_text_that_is_not_utf8 (void)
{
  g_autofree char *masked = fiel_redact_text ("\xff\xfe 4111111111111111\xe2\x80");

  g_assert_cmpstr (masked, ==, "\xff\xfe ************1111\xe2\x80");
}

/* What people type is looked at more strictly than what machines write. */
static void
test_typed (void)
{
  static const char *const hidden[] = {
    "4111111111111111", "4111.1111.1111.1111", "4111  1111\t1111\n1111", "4111/1111_1111, 1111",
    "4111\u200b1111\u200b1111\u200b1111", "４１１１ 1111 1111 1111",
    "no slip, card 4111 - 1111 - 1111 - 1111!",
  };
  static const char *const harmless[] = {
    "", "slip 018734, operation 12", "2026-11-28 13:48:06, $12.990", "4111 1111 then 1111 1111", "the terminal was off",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    g_assert_true (fiel_redact_may_hide_card (hidden[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (harmless); i++)
    g_assert_false (fiel_redact_may_hide_card (harmless[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/redact/masked", test_masked);
  g_test_add_func ("/redact/typed", test_typed);
  g_test_add_func ("/redact/left-alone", test_left_alone);
  g_test_add_func ("/redact/every-length", test_every_length);
  g_test_add_func ("/redact/twice-is-once", test_twice_is_once);
  g_test_add_func ("/redact/text-that-is-not-utf8", test_text_that_is_not_utf8);

  return g_test_run ();
}
