/* fiel-keys-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-keys-card.h"

#include <glib/gi18n.h>

static const FielKey keys[] = {
  /* Translators: names of keys, as printed on them */
  { N_("Digits, then Enter"), N_("Type the amount and charge it") },
  /* Translators: a key, as printed on it */
  { N_("F4"),
    /* Translators: what a key does (imperative) */
    N_("Choose the terminal") },
  /* Translators: a key, as printed on it */
  { N_("F5"), N_("Ask what became of a payment, or how the terminal is") },
  /* Translators: a key, as printed on it */
  { N_("F3"), N_("Return money") },
  /* Translators: a key, as printed on it */
  { N_("F9"), N_("Close the shift") },
  /* Translators: a key, as printed on it */
  { N_("F12"), N_("Lock the till, where people sign in") },
  { N_("Esc"), N_("Go back, without harm") },
};

const FielKey *
fiel_keys_card_get_keys (guint *n_keys)
{
  g_return_val_if_fail (n_keys != NULL, NULL);

  *n_keys = G_N_ELEMENTS (keys);

  return keys;
}

FielDocument *
fiel_keys_card_new (void)
{
  FielDocument *card = fiel_document_new (_("The keys to remember"));

  fiel_document_set_is_slip (card, TRUE);
  fiel_document_add_heading (card, _("The keys to remember"));
  fiel_document_add_rule (card);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      fiel_document_add_text (card, _(keys[i].name), FIEL_DOCUMENT_TEXT_STRONG);
      fiel_document_add_text (card, _(keys[i].meaning), FIEL_DOCUMENT_TEXT_CENTRED);
    }
  fiel_document_add_rule (card);

  return card;
}
