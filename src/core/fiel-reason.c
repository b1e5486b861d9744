/* fiel-reason.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-reason.h"

/* Keys are stored in journals: they are never renamed and never used again for something else. */
static const char *const keys[FIEL_N_REASONS] = {
  [FIEL_REASON_NONE] = "none",
  [FIEL_REASON_DECLINED] = "declined",
  [FIEL_REASON_NO_FUNDS] = "no-funds",
  [FIEL_REASON_CARD_EXPIRED] = "card-expired",
  [FIEL_REASON_LIMIT_EXCEEDED] = "limit-exceeded",
  [FIEL_REASON_CARD_INVALID] = "card-invalid",
  [FIEL_REASON_WRONG_PIN] = "wrong-pin",
  [FIEL_REASON_SALE_NOT_FOUND] = "sale-not-found",
  [FIEL_REASON_CUSTOMER_TIMEOUT] = "customer-timeout",
  [FIEL_REASON_CANCELLED_AT_TERMINAL] = "cancelled-at-terminal",
  [FIEL_REASON_CREDENTIALS] = "credentials",
  [FIEL_REASON_TERMINAL_UNKNOWN] = "terminal-unknown",
  [FIEL_REASON_TERMINAL_FOREIGN] = "terminal-foreign",
  [FIEL_REASON_TERMINAL_BUSY] = "terminal-busy",
  [FIEL_REASON_TERMINAL_UNREACHABLE] = "terminal-unreachable",
  [FIEL_REASON_REQUEST_INVALID] = "request-invalid",
  [FIEL_REASON_NO_CONNECTION] = "no-connection",
  [FIEL_REASON_NAME_NOT_FOUND] = "name-not-found",
  [FIEL_REASON_CERTIFICATE] = "certificate",
  [FIEL_REASON_NO_TOKEN] = "no-token",
  [FIEL_REASON_NOT_SAVED] = "not-saved",
  [FIEL_REASON_ANSWER_LOST] = "answer-lost",
  [FIEL_REASON_ANSWER_UNREADABLE] = "answer-unreadable",
  [FIEL_REASON_SERVER_TROUBLE] = "server-trouble",
  [FIEL_REASON_PROVIDER_TIMEOUT] = "provider-timeout",
  [FIEL_REASON_ID_NOT_FOUND] = "id-not-found",
  [FIEL_REASON_MISMATCH] = "mismatch",
  [FIEL_REASON_PRINTER_TROUBLE] = "printer-trouble",
  [FIEL_REASON_RESTARTED] = "restarted",
  [FIEL_REASON_OTHER_CODE] = "other-code",
};

/**
 * fiel_reason_key:
 *
 * Returns: (transfer none): the key as stored ("no-funds")
 */
const char *
fiel_reason_key (FielReason reason)
{
  g_return_val_if_fail ((guint) reason < FIEL_N_REASONS, NULL);

  return keys[reason];
}

/**
 * fiel_reason_parse:
 * @key: (nullable): a key as stored
 * @reason: (out): the reason; untouched on failure
 *
 * Returns: FALSE for a key this version does not know
 */
gboolean
fiel_reason_parse (const char *key, FielReason *reason)
{
  g_return_val_if_fail (reason != NULL, FALSE);

  for (guint i = 0; key != NULL && i < FIEL_N_REASONS; i++)
    if (g_str_equal (keys[i], key))
      {
        *reason = (FielReason) i;
        return TRUE;
      }

  return FALSE;
}
