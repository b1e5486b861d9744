/* fiel-redact.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-redact.h"

#include <string.h>

/* What counts as a card number:
 *
 *  - Whole groups of digits, single blanks or dashes between them, 13 to 19 digits in all, that pass Luhn. One number
 *    in ten passes by chance and is masked for nothing; that is the price of not knowing every issuer.
 *  - Inside longer digits (a number run together with an order's, a fixed-width record), where nearly every place
 *    would pass at some length by chance: only what has the length and the first digits of a bank card and passes
 *    Luhn.
 *
 * So a run of more than 19 digits is not a number by itself, but one inside it is found. What is masked is the union of
 * everything found. Only ASCII digits are replaced, each by one star: the length in bytes and the validity of UTF-8
 * stay what they were, and redacting twice changes nothing more. */

#define MIN_DIGITS 13
#define MAX_DIGITS 19
#define KEPT_DIGITS 4

/* Blank, dash, no-break space, hyphens and the dashes of typesetters. */
static const char *const separators[] = { " ", "-", "\u00a0", "\u202f", "\u2010", "\u2011", "\u2012", "\u2013" };

typedef struct
{
  gsize offsets[MAX_DIGITS]; /* where each digit stands in the text */
  guint8 digits[MAX_DIGITS];
  gsize n_digits;
} Window;

static gsize
separator_length (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    if (g_str_has_prefix (text, separators[i]))
      return strlen (separators[i]);

  return 0;
}

/* A star counts as a digit that was masked: it does not begin or end a group. */
static gboolean
continues_group (char c)
{
  return g_ascii_isdigit (c) || c == '*';
}

static void
window_fill (Window *window, const char *text, gsize start)
{
  gsize at = start;

  window->n_digits = 0;
  while (window->n_digits < MAX_DIGITS && g_ascii_isdigit (text[at]))
    {
      window->offsets[window->n_digits] = at;
      window->digits[window->n_digits] = (guint8) g_ascii_digit_value (text[at]);
      window->n_digits++;
      at++;
      if (!g_ascii_isdigit (text[at]) && g_ascii_isdigit (text[at + separator_length (text + at)]))
        at += separator_length (text + at);
    }
}

static gboolean
passes_luhn (const guint8 *digits, gsize n_digits)
{
  guint sum = 0;

  for (gsize i = 0; i < n_digits; i++)
    {
      const guint doubled = digits[i] * ((n_digits - i) % 2 == 0 ? 2u : 1u);

      sum += doubled > 9 ? doubled - 9 : doubled;
    }

  return sum % 10 == 0;
}

/* Lengths and first digits of the cards in use (ISO/IEC 7812): Visa, Mastercard, Maestro, UnionPay, Discover, Elo,
 * Hipercard, Cabal, Naranja, JCB with 16 or 19 digits, American Express with 15, Diners Club with 14. */
static gboolean
begins_like_a_card (const guint8 *digits, gsize n_digits)
{
  const guint8 first = digits[0];
  const guint8 second = digits[1];

  switch (n_digits)
    {
    case 14:
      return first == 3 && (second == 0 || second == 6 || second == 8);

    case 15:
      return first == 3 && (second == 4 || second == 7);

    case 16:
    case 19:
      return (first == 2 && second >= 2 && second <= 7) || (first == 3 && second == 5) || (first >= 4 && first <= 6);

    default:
      return FALSE;
    }
}

static void
mask_from (const char *text, gsize start, char *masked)
{
  const gboolean begins_group = start == 0 || !continues_group (text[start - 1]);
  Window window;

  window_fill (&window, text, start);
  for (gsize n = MIN_DIGITS; n <= window.n_digits; n++)
    {
      const gboolean is_whole_groups = begins_group && !continues_group (text[window.offsets[n - 1] + 1]);

      if (!is_whole_groups && !begins_like_a_card (window.digits, n))
        continue;
      if (!passes_luhn (window.digits, n))
        continue;
      for (gsize i = 0; i < n - KEPT_DIGITS; i++)
        masked[window.offsets[i]] = '*';
    }
}

/* Nearly every text has too few digits for a card number, and this is all there is to do about it. */
static gboolean
has_enough_digits (const char *text)
{
  gsize n = 0;

  for (gsize i = 0; text[i] != '\0' && n < MIN_DIGITS; i++)
    n += g_ascii_isdigit (text[i]);

  return n == MIN_DIGITS;
}

/**
 * fiel_redact_text:
 * @text: any text, UTF-8 or not
 *
 * Returns: (transfer full): @text with everything that looks like a card number masked up to its last four digits
 */
char *
fiel_redact_text (const char *text)
{
  char *masked;

  g_return_val_if_fail (text != NULL, NULL);

  masked = g_strdup (text);
  if (!has_enough_digits (text))
    return masked;

  for (gsize i = 0; text[i] != '\0'; i++)
    if (g_ascii_isdigit (text[i]))
      mask_from (text, i, masked);

  return masked;
}

/**
 * fiel_redact_would_change:
 * @text: any text
 *
 * Returns: whether @text holds something that looks like a card number
 */
gboolean
fiel_redact_would_change (const char *text)
{
  g_autofree char *masked = fiel_redact_text (text);

  return g_strcmp0 (masked, text) != 0;
}

gboolean
fiel_redact_may_hide_card (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, FALSE);

  if (fiel_redact_would_change (text))
    return TRUE;

  /* Letters end a number, everything else may stand between its digits. */
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_isdigit (character))
        g_string_append_c (digits, (char) ('0' + g_unichar_digit_value (character)));
      else if (g_unichar_isalpha (character))
        g_string_append_c (digits, 'x');
    }

  for (gsize i = 0; i < digits->len; i++)
    {
      Window window;

      window_fill (&window, digits->str, i);
      for (gsize n = MIN_DIGITS; n <= window.n_digits; n++)
        if (begins_like_a_card (window.digits, n) && passes_luhn (window.digits, n))
          return TRUE;
    }

  return FALSE;
}
