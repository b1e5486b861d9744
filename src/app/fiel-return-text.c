/* fiel-return-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-return-text.h"

#include "fiel-figure.h"
#include "fiel-payment-text.h"
#include "fiel-wording.h"

#include <glib/gi18n.h>

char *
fiel_return_text_place (const FielSale *sale, FielTerminal *terminal)
{
  g_autofree char *card = sale != NULL ? fiel_wording_card (sale->brand, sale->card_type, sale->last4) : g_strdup ("");
  const char *name = terminal != NULL ? fiel_terminal_get_name (terminal) : NULL;

  if (*card != '\0' && name != NULL)
    /* Translators: where money goes back: the card, the terminal */
    return g_strdup_printf (_("to %s on %s"), card, name);
  if (*card != '\0')
    /* Translators: the card that money goes back to */
    return g_strdup_printf (_("to %s"), card);
  return name != NULL ? g_strdup_printf (_("on %s"), name) : g_strdup ("");
}

static char *
write_amount (FielMoney amount, const FielNumberStyle *style)
{
  return style != NULL ? fiel_figure_money (amount, style) : fiel_payment_text_words (amount);
}

char *
fiel_return_text_question (const FielSale *sale, FielMoney amount, const FielNumberStyle *style)
{
  g_autofree char *money = NULL;
  g_autofree char *sold = NULL;
  gboolean whole, card;

  g_return_val_if_fail (sale != NULL, NULL);

  money = write_amount (amount, style);
  sold = write_amount (sale->amount, style);
  whole = fiel_money_equal (amount, sale->amount);
  card = sale->last4 != NULL && *sale->last4 != '\0';

  if (whole && card)
    /* Translators: an amount, the last four digits of a card */
    return g_strdup_printf (_("Return %s to card ··%s. The customer must be present with the card."), money,
                            sale->last4);
  if (whole)
    /* Translators: an amount. */
    return g_strdup_printf (_("Return %s. The customer must be present with the card."), money);
  if (card)
    /* Translators: an amount, the amount of the sale, the last four digits of a card */
    return g_strdup_printf (_("Return %s of %s to card ··%s. The customer must be present with the card."), money, sold,
                            sale->last4);
  /* Translators: a part, the sale’s amount. */
  return g_strdup_printf (_("Return %s of %s. The customer must be present with the card."), money, sold);
}

char *
fiel_return_text_question_without_sale (FielMoney amount, const char *authorization, const FielNumberStyle *style)
{
  g_autofree char *money = NULL;

  g_return_val_if_fail (authorization != NULL, NULL);

  money = write_amount (amount, style);
  /* Translators: an amount, the authorization code on a slip */
  return g_strdup_printf (_("Return %s without its sale, by the authorization %s. The customer must be present with "
                            "the card."),
                          money, authorization);
}

char *
fiel_return_text_reasons (const char *purpose, const char *approver, const char *authorization, const char *day)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (purpose != NULL, NULL);

  if (approver == NULL)
    g_string_append_printf (text, _("Reason: %s"), purpose);
  else
    /* Translators: why, and who approves */
    g_string_append_printf (text, _("Reason: %s. Approved by %s."), purpose, approver);
  if (authorization != NULL)
    g_string_append_printf (text, "\n%s: %s", _("Authorization code on the slip"), authorization);
  if (day != NULL)
    g_string_append_printf (text, "\n%s: %s", _("Day of the sale on the slip"), day);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
