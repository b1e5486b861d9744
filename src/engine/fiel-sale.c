/* fiel-sale.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-sale.h"

#include "fiel-receipt.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (FielSale, fiel_sale, fiel_sale_copy, fiel_sale_free)

FielSale *
fiel_sale_new (void)
{
  return g_new0 (FielSale, 1);
}

FielSale *
fiel_sale_new_from_attempt (FielAttempt *attempt)
{
  FielSale *self;
  FielTerminal *terminal;
  FielMoney approved;

  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), NULL);

  self = fiel_sale_new ();
  terminal = fiel_attempt_get_terminal (attempt);
  approved = fiel_attempt_get_approved (attempt);
  self->attempt_id = g_strdup (fiel_attempt_get_id (attempt));
  self->reference = g_strdup (fiel_attempt_get_reference (attempt));
  self->amount = approved.minor != 0 ? approved : fiel_attempt_get_amount (attempt);
  self->wall_us = fiel_attempt_get_saved_wall_us (attempt);
  self->terminal = terminal != NULL ? g_strdup (fiel_terminal_get_key (terminal)) : NULL;
  self->terminal_name = g_strdup (fiel_attempt_get_terminal_name (attempt));
  self->actor = g_strdup (fiel_attempt_get_actor (attempt));
  self->authorization = g_strdup (fiel_attempt_get_authorization (attempt));
  self->brand = g_strdup (fiel_attempt_get_card_brand (attempt));
  self->card_type = g_strdup (fiel_attempt_get_card_type (attempt));
  self->last4 = g_strdup (fiel_attempt_get_last4 (attempt));

  return self;
}

FielSale *
fiel_sale_copy (const FielSale *self)
{
  FielSale *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = fiel_sale_new ();
  copy->attempt_id = g_strdup (self->attempt_id);
  copy->reference = g_strdup (self->reference);
  copy->amount = self->amount;
  copy->wall_us = self->wall_us;
  copy->terminal = g_strdup (self->terminal);
  copy->terminal_name = g_strdup (self->terminal_name);
  copy->actor = g_strdup (self->actor);
  copy->authorization = g_strdup (self->authorization);
  copy->brand = g_strdup (self->brand);
  copy->card_type = g_strdup (self->card_type);
  copy->last4 = g_strdup (self->last4);

  return copy;
}

void
fiel_sale_free (FielSale *self)
{
  if (self == NULL)
    return;

  g_free (self->attempt_id);
  g_free (self->reference);
  g_free (self->terminal);
  g_free (self->terminal_name);
  g_free (self->actor);
  g_free (self->authorization);
  g_free (self->brand);
  g_free (self->card_type);
  g_free (self->last4);
  g_free (self);
}

/* The figures of an amount as somebody types them: "$12.990" and "12990" are the same. */
static char *
keep_digits (const char *word)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = word; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);

  return g_string_free (g_steal_pointer (&digits), FALSE);
}

/* Only marks of money beside the figures: a ticket "A-12" is no amount. */
static gboolean
looks_like_amount (const char *word)
{
  return strspn (word, "$0123456789.,-") == strlen (word);
}

static gboolean
amount_matches (FielMoney amount, const char *word)
{
  g_autofree char *digits = keep_digits (word);
  g_autofree char *minor = g_strdup_printf ("%" G_GINT64_FORMAT, amount.minor);
  gint64 unit = 1;

  if (*digits == '\0' || amount.currency == NULL || !looks_like_amount (word))
    return FALSE;
  if (g_str_equal (digits, minor))
    return TRUE;

  /* Whole units without the decimals that are nought. */
  for (guint i = 0; i < amount.currency->digits; i++)
    unit *= 10;
  g_free (minor);
  minor = g_strdup_printf ("%" G_GINT64_FORMAT, amount.minor / unit);

  return amount.minor % unit == 0 && g_str_equal (digits, minor);
}

/* Leading noughts of a number on paper are often not typed. */
static gboolean
number_matches (const char *number, const char *word)
{
  if (number == NULL || *number == '\0')
    return FALSE;
  if (g_ascii_strcasecmp (number, word) == 0)
    return TRUE;

  return g_ascii_isdigit (*word) && g_ascii_strcasecmp (number + strspn (number, "0"), word + strspn (word, "0")) == 0;
}

static gboolean
word_matches (const FielSale *self, const char *word)
{
  const char *code = fiel_receipt_read_code (word);

  if (code != NULL)
    return g_ascii_strcasecmp (code, self->attempt_id) == 0;

  return number_matches (self->reference, word) || number_matches (self->authorization, word)
         || (self->last4 != NULL && g_str_equal (self->last4, word)) || amount_matches (self->amount, word);
}

gboolean
fiel_sale_matches (const FielSale *self, const char *text)
{
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  words = g_strsplit_set (text, " \t", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !word_matches (self, words[i]))
      return FALSE;

  return TRUE;
}
