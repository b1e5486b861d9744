/* fiel-card-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-card-text.h"

#include <glib/gi18n-lib.h>

#define SHOWN_DIGITS 4

static const char *
brand_name (const char *brand, const char *type)
{
  static const struct
  {
    const char *code;
    const char *name;
  } brands[] = {
    { "VI", "Visa" }, { "MC", "Mastercard" }, { "AX", "American Express" }, { "DC", "Diners" }, { "MA", "Maestro" },
  };

  for (gsize i = 0; brand != NULL && i < G_N_ELEMENTS (brands); i++)
    if (g_ascii_strcasecmp (brand, brands[i].code) == 0)
      return brands[i].name;
  if (brand != NULL && *brand != '\0')
    return brand;
  /* Translators: in place of an unknown brand: a debit card */
  return g_strcmp0 (type, "DB") == 0 ? _("Debit") : _("Card");
}

char *
fiel_card_text (const char *brand, const char *type, const char *last4)
{
  glong length;

  if (last4 == NULL || *last4 == '\0' || !g_utf8_validate (last4, -1, NULL))
    return g_strdup ("");

  length = g_utf8_strlen (last4, -1);
  if (length > SHOWN_DIGITS)
    last4 = g_utf8_offset_to_pointer (last4, length - SHOWN_DIGITS);

  /* Translators: a card as “Visa ··4242”; where one reads from the right, a left-to-right mark keeps the dots in
   * front. */
  return g_strdup_printf (_("%s ··%s"), brand_name (brand, type), last4);
}
