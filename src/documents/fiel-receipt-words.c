/* fiel-receipt-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-receipt-words.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *country;
  const char *no_tax_document;
  const char *copy_before;     /* what stands before and after the number of a copy */
  const char *copy_after;
  const char *time;            /* for g_date_time_format() */
} Words;

/* Chile asks for these very words on what is handed over beside the boleta; those of the other countries say the same
 * and should be read by the store's accountant. */
static const Words words[] = {
  { "ar", "Comprobante de pago con tarjeta – no válido como factura", "COPIA ", "", "%d/%m/%Y %H:%M" },
  { "br", "Comprovante de pagamento – não é documento fiscal", "", "ª VIA", "%d/%m/%Y %H:%M" },
  { "cl", "Copia – no es documento tributario", "COPIA ", "", "%d-%m-%Y %H:%M" },
  { "mx", "Comprobante de pago con tarjeta – no es comprobante fiscal", "COPIA ", "", "%d/%m/%Y %H:%M" },
  { "uy", "Comprobante de pago con tarjeta – no válido como factura", "COPIA ", "", "%d/%m/%Y %H:%M" },
};

/* FielEnvironment */
#define ENVIRONMENT_TRAINING 0
#define ENVIRONMENT_TEST 1

static const Words *
find_words (const char *country)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].country, country) == 0)
      return &words[i];

  return NULL;
}

char *
fiel_receipt_words_no_tax_document (const char *country)
{
  const Words *found = find_words (country);

  return g_strdup (found != NULL ? found->no_tax_document : _("Receipt of a payment by card – not a tax document"));
}

char *
fiel_receipt_words_copy (const char *country, guint number)
{
  const Words *found = find_words (country);

  if (found == NULL)
    /* Translators: on a receipt that is printed once more; how often it was printed */
    return g_strdup_printf (_("COPY %u"), number);

  return g_strdup_printf ("%s%u%s", found->copy_before, number, found->copy_after);
}

const char *
fiel_receipt_words_environment (int environment)
{
  if (environment == ENVIRONMENT_TRAINING)
    return _("PRACTICE – NO MONEY WAS MOVED");
  if (environment == ENVIRONMENT_TEST)
    return _("TEST – NO MONEY WAS MOVED");

  return NULL;
}

const char *
fiel_receipt_words_environment_named (const char *word)
{
  g_return_val_if_fail (word != NULL, NULL);

  if (g_str_equal (word, "training"))
    return fiel_receipt_words_environment (ENVIRONMENT_TRAINING);
  if (g_str_equal (word, "test"))
    return fiel_receipt_words_environment (ENVIRONMENT_TEST);

  /* A later Fiel's word is not left out. */
  return *word != '\0' ? word : NULL;
}

char *
fiel_receipt_words_time (const char *country, gint64 wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);

  return time != NULL ? fiel_receipt_words_moment (country, time) : g_strdup ("");
}

char *
fiel_receipt_words_moment (const char *country, GDateTime *time)
{
  const Words *found = find_words (country);

  g_return_val_if_fail (time != NULL, NULL);

  return g_date_time_format (time, found != NULL ? found->time : "%Y-%m-%d %H:%M");
}
