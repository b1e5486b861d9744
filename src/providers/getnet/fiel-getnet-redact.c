/* fiel-getnet-redact.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What of an answer or a callback is kept. */

#include "fiel-getnet-redact.h"

#include "fiel-json.h"

/* Members of an answer whose values are not kept. The card's last four digits are. */
static const char *const secret_names[] = {
  "token", "clientSecret", "password",      "bin",           "expiryDate", "transToken",
  "aid",   "cardNumber",   "accountNumber", "pan",           "track1",     "track2",
  "cvv",   "cvc",          "pin",           "rutToValidate", "rutRead",    NULL,
};

/* Identifiers that must be read again as they are, although they may look like a card number. */
static const char *const kept_names[] = {
  "idPosTxs", "customId", "ticket", "amount", "idTerminal", "idSucursal", "serialNumber", "terminalId", NULL,
};

/**
 * fiel_getnet_redact:
 * @body: an answer or a callback, as it came
 *
 * Returns: (transfer full): the text to keep
 */
char *
fiel_getnet_redact (GBytes *body)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (body, &length);

  return fiel_json_redact (text, length, secret_names, kept_names, FIEL_JSON_MAX_SIZE);
}
