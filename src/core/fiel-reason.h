/* fiel-reason.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why a payment was declined, cancelled, refused, not sent, or is not confirmed: provider-neutral keys. The journal
 * stores the key, the interface owns the words (one row per key, exhaustively tested). */
typedef enum
{
  FIEL_REASON_NONE,
  /* declined */
  FIEL_REASON_DECLINED,             /* the bank says no, no more is known */
  FIEL_REASON_NO_FUNDS,
  FIEL_REASON_CARD_EXPIRED,
  FIEL_REASON_LIMIT_EXCEEDED,
  FIEL_REASON_CARD_INVALID,
  FIEL_REASON_WRONG_PIN,
  FIEL_REASON_SALE_NOT_FOUND,       /* nothing goes back: the terminal does not find the sale */
  /* cancelled */
  FIEL_REASON_CUSTOMER_TIMEOUT,     /* cancelled at the terminal, or its time ran out */
  FIEL_REASON_CANCELLED_AT_TERMINAL,
  /* refused: the cloud took nothing */
  FIEL_REASON_CREDENTIALS,          /* token, API key or account not accepted */
  FIEL_REASON_TERMINAL_UNKNOWN,     /* the provider does not know this terminal */
  FIEL_REASON_TERMINAL_FOREIGN,     /* it belongs to another merchant */
  FIEL_REASON_TERMINAL_BUSY,        /* an operation runs on it */
  FIEL_REASON_TERMINAL_UNREACHABLE,
  FIEL_REASON_REQUEST_INVALID,
  /* not sent */
  FIEL_REASON_NO_CONNECTION,        /* refused, no route */
  FIEL_REASON_NAME_NOT_FOUND,
  FIEL_REASON_CERTIFICATE,
  FIEL_REASON_NO_TOKEN,             /* could not sign in, so nothing was sent */
  FIEL_REASON_NOT_SAVED,            /* the journal could not take it, so nothing was sent */
  /* not confirmed */
  FIEL_REASON_ANSWER_LOST,          /* cut, timed out, half an answer */
  FIEL_REASON_ANSWER_UNREADABLE,    /* garbage, wrong shape, missing result code */
  FIEL_REASON_SERVER_TROUBLE,       /* 5xx and what is not on the white list */
  FIEL_REASON_PROVIDER_TIMEOUT,     /* the cloud stopped waiting for the terminal */
  FIEL_REASON_ID_NOT_FOUND,         /* the provider does not know an id it gave us: an alarm, never a "no" */
  FIEL_REASON_MISMATCH,             /* another amount, terminal, reference or id */
  FIEL_REASON_PRINTER_TROUBLE,      /* the terminal's printer failed; whether it charged is not said */
  FIEL_REASON_RESTARTED,            /* this program ended in the middle */
  FIEL_REASON_OTHER_CODE,           /* a code nobody documented */
} FielReason;

#define FIEL_N_REASONS (FIEL_REASON_OTHER_CODE + 1)

/* The key as stored ("no-funds"), and back; FALSE for a key this version does not know. */
const char *fiel_reason_key (FielReason reason);
gboolean fiel_reason_parse (const char *key, FielReason *reason);

G_END_DECLS
