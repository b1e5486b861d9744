/* fiel-getnet-codes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The two vocabularies of Getnet as tables, one row per word. The words the cashier reads belong to the interface,
 * which has one sentence per FielReason.
 *
 * Only the rows of class REFUSED prove that nothing was executed, and they are exactly the protocol's white list.
 * Whatever is not in a table proves nothing: an undocumented error message, and also an undocumented non-zero result
 * code of a finished payment. It most likely means "no", but nobody wrote down that it does, and a wrong "not charged"
 * is a person's money; the terminal's own records and in the end a manager decide. */

#include "fiel-getnet-codes.h"

#include <string.h>

#define SECONDS(n) (G_TIME_SPAN_SECOND * (n))

#define TIMEOUT_PHRASES "TIMEOUT", "TIME OUT", "TIEMPO DE ESPERA", "TIEMPO AGOTADO", NULL
#define BUSY_PHRASES                                                                                                   \
  "OPERATION IN PROGRESS", "OPERACION EN PROCESO", "OPERACION EN PROGRESO", "OPERACION EN CURSO", NULL

/* The catalog gives the English equivalents and says that live texts may be Spanish. Rows that prove less come first,
 * so that a message which says two things is never taken for a refusal. */
static const FielGetnetServerError server_errors[] = {
  {
      .meaning = "the cloud stopped waiting for the terminal after five minutes",
      .phrases = { TIMEOUT_PHRASES },
      .number = "5",
      .klass = FIEL_GETNET_CLASS_UNKNOWN,
      .reason = FIEL_REASON_PROVIDER_TIMEOUT,
  },
  {
      .meaning = "the first 90 seconds passed; the cloud waits on",
      .phrases = { TIMEOUT_PHRASES },
      .number = "90",
      .klass = FIEL_GETNET_CLASS_PENDING,
      .reason = FIEL_REASON_NONE,
  },
  {
      .meaning = "the cloud cannot reach the terminal",
      .phrases = { "C2C SERVICE NOT RESPONDING", "SERVICIO C2C NO RESPONDE", "C2C NO RESPONDE", NULL },
      .klass = FIEL_GETNET_CLASS_UNKNOWN,
      .reason = FIEL_REASON_TERMINAL_UNREACHABLE,
  },
  {
      .meaning = "the cloud does not know this transaction id",
      .phrases = { "ID NOT FOUND", "ID NO ENCONTRADO", "ID NO EXISTE", NULL },
      .klass = FIEL_GETNET_CLASS_UNKNOWN,
      .reason = FIEL_REASON_ID_NOT_FOUND,
  },
  {
      .meaning = "the token is bad, expired or missing",
      .phrases = { "UNAUTHORIZED", "NO AUTORIZADO", NULL },
      .klass = FIEL_GETNET_CLASS_REFUSED,
      .reason = FIEL_REASON_CREDENTIALS,
  },
  {
      .meaning = "no terminal has these three numbers",
      .phrases = { "KEYPOS NOT FOUND", "KEYPOS NO ENCONTRADO", "KEYPOS NO EXISTE", NULL },
      .klass = FIEL_GETNET_CLASS_REFUSED,
      .reason = FIEL_REASON_TERMINAL_UNKNOWN,
  },
  {
      .meaning = "the terminal belongs to another merchant",
      .phrases = { "INCORRECT REQUEST FOR MERCHANT ID", "SOLICITUD INCORRECTA PARA EL MERCHANT ID",
                   "SOLICITUD INCORRECTA PARA MERCHANT ID", "SOLICITUD INCORRECTA PARA EL ID DE COMERCIO",
                   "SOLICITUD INCORRECTA PARA EL COMERCIO", NULL },
      .klass = FIEL_GETNET_CLASS_REFUSED,
      .reason = FIEL_REASON_TERMINAL_FOREIGN,
  },
  {
      .meaning = "an operation runs on the terminal; wait 15 seconds",
      .phrases = { BUSY_PHRASES },
      .number = "15",
      .klass = FIEL_GETNET_CLASS_REFUSED,
      .reason = FIEL_REASON_TERMINAL_BUSY,
      .retry_after_us = SECONDS (15),
  },
  {
      .meaning = "an operation runs on the terminal; wait 5 minutes",
      .phrases = { BUSY_PHRASES },
      .number = "5",
      .klass = FIEL_GETNET_CLASS_REFUSED,
      .reason = FIEL_REASON_TERMINAL_BUSY,
      .retry_after_us = SECONDS (300),
  },
  {
      .meaning = "an operation runs on the terminal, in a flavour the catalog does not know",
      .phrases = { BUSY_PHRASES },
      .klass = FIEL_GETNET_CLASS_UNKNOWN,
      .reason = FIEL_REASON_TERMINAL_BUSY,
  },
};

/* 0 and 1006 were seen in the cloud; 21, 99 and 1003 to 1005 come from the same terminals on a cable; the rest are the
 * ISO 8583 refusals that Getnet's test cards produce, and their next of kin. */
static const FielGetnetResultCode result_codes[] = {
  { 0, "approved", FIEL_GETNET_CLASS_APPROVED, FIEL_REASON_NONE },
  { 5, "do not honour", FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_DECLINED },
  { 13, "invalid amount", FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_DECLINED },
  { 14, "invalid card number", FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_CARD_INVALID },
  { 21, "transaction not found", FIEL_GETNET_CLASS_UNKNOWN, FIEL_REASON_OTHER_CODE },
  { 41, "lost card", FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_CARD_INVALID },
  { 43, "stolen card", FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_CARD_INVALID },
  { 51, "insufficient funds", FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_NO_FUNDS },
  { 54, "expired card", FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_CARD_EXPIRED },
  { 55, "wrong PIN", FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_WRONG_PIN },
  { 57, "not permitted to this card", FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_DECLINED },
  { 61, "amount limit exceeded", FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_LIMIT_EXCEEDED },
  { 65, "number of uses exceeded", FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_LIMIT_EXCEEDED },
  { 99, "no transactions", FIEL_GETNET_CLASS_UNKNOWN, FIEL_REASON_OTHER_CODE },
  { 1003, "printer cover open; whether it charged is not said", FIEL_GETNET_CLASS_UNKNOWN,
    FIEL_REASON_PRINTER_TROUBLE },
  { 1004, "printer out of paper; whether it charged is not said", FIEL_GETNET_CLASS_UNKNOWN,
    FIEL_REASON_PRINTER_TROUBLE },
  { 1005, "printer jammed; whether it charged is not said", FIEL_GETNET_CLASS_UNKNOWN, FIEL_REASON_PRINTER_TROUBLE },
  { 1006, "cancelled at the terminal, or the customer’s time ran out", FIEL_GETNET_CLASS_CANCELLED,
    FIEL_REASON_CUSTOMER_TIMEOUT },
};

/* Capitals without accents, words parted by one space, a space at both ends: "Operación en proceso (15s)" becomes
 * " OPERACION EN PROCESO 15S ". */
static char *
normalize (const char *message)
{
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  g_autofree char *ascii = g_str_to_ascii (valid, "C");
  GString *words = g_string_new (" ");

  for (const char *c = ascii; *c != '\0'; c++)
    {
      if (g_ascii_isalnum (*c))
        g_string_append_c (words, g_ascii_toupper (*c));
      else if (words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }
  if (words->str[words->len - 1] != ' ')
    g_string_append_c (words, ' ');

  return g_string_free (words, FALSE);
}

/* Whether a word is @number, or starts with it and goes on in letters ("15S", "5M"). */
static gboolean
has_number (const char *words, const char *number)
{
  gsize length = strlen (number);

  for (const char *space = strchr (words, ' '); space != NULL; space = strchr (space + 1, ' '))
    {
      if (strncmp (space + 1, number, length) == 0 && !g_ascii_isdigit (space[1 + length]))
        return TRUE;
    }

  return FALSE;
}

/* A refusal must be what the message starts with; a doubt may stand anywhere in it. */
static gboolean
has_phrase (const FielGetnetServerError *row, const char *words)
{
  for (gsize i = 0; row->phrases[i] != NULL; i++)
    {
      g_autofree char *phrase = g_strdup_printf (" %s ", row->phrases[i]);
      const char *found = strstr (words, phrase);

      if (found == words || (found != NULL && row->klass != FIEL_GETNET_CLASS_REFUSED))
        return TRUE;
    }

  return FALSE;
}

/**
 * fiel_getnet_server_error_find:
 * @message: (nullable): the message of an answer with the outer code 0, in any language and case
 *
 * Returns: (transfer none) (nullable): its row, or %NULL for a message nobody documented, which proves nothing
 */
const FielGetnetServerError *
fiel_getnet_server_error_find (const char *message)
{
  g_autofree char *words = NULL;

  if (message == NULL)
    return NULL;

  words = normalize (message);
  for (gsize i = 0; i < G_N_ELEMENTS (server_errors); i++)
    {
      const FielGetnetServerError *row = &server_errors[i];

      if (has_phrase (row, words) && (row->number == NULL || has_number (words, row->number)))
        return row;
    }

  return NULL;
}

const FielGetnetServerError *
fiel_getnet_server_error_table (gsize *n_rows)
{
  g_return_val_if_fail (n_rows != NULL, NULL);

  *n_rows = G_N_ELEMENTS (server_errors);

  return server_errors;
}

/**
 * fiel_getnet_result_code_find:
 *
 * Returns: (transfer none) (nullable): the row of a terminal's result code, or %NULL for a code nobody documented,
 * which proves nothing
 */
const FielGetnetResultCode *
fiel_getnet_result_code_find (gint64 code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (result_codes); i++)
    {
      if (result_codes[i].code == code)
        return &result_codes[i];
    }

  return NULL;
}

const FielGetnetResultCode *
fiel_getnet_result_code_table (gsize *n_rows)
{
  g_return_val_if_fail (n_rows != NULL, NULL);

  *n_rows = G_N_ELEMENTS (result_codes);

  return result_codes;
}
