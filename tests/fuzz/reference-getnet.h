/* reference-getnet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A second reading of Getnet's protocol, for tests: from the text of an answer to the verdicts it can bear at most. It
 * knows no states and no words for people, and shares no line with src/; where the protocol leaves a doubt it says no.
 */

typedef enum
{
  REFERENCE_ASK_SALE,
  REFERENCE_ASK_RETURN,
  REFERENCE_ASK_VOID,
  REFERENCE_ASK_STATUS,
  REFERENCE_ASK_DETAILS,
  REFERENCE_ASK_RECEIPT,
  REFERENCE_ASK_POLL,
  REFERENCE_ASK_CANCEL,
  REFERENCE_ASK_TERMINALS,
} ReferenceAsked;

#define REFERENCE_N_ASKED (REFERENCE_ASK_TERMINALS + 1)

/**
 * ReferencePayment: what is known of the payment the answer is held against. Nothing is owned.
 * @is_sale: the payment is a sale, whatever was asked about it
 * @custom_id: what we called it
 * @ticket: (nullable): what we told the terminal; %NULL where terminals take none, so that a ticket there is their own
 * @terminal: the terminal's id
 * @id: (nullable): the cloud's id, if it gave one
 * @amount: in the unit of the wire
 */
typedef struct
{
  ReferenceAsked asked;
  gboolean is_sale;
  const char *custom_id;
  const char *ticket;
  const char *terminal;
  const char *id;
  gint64 amount;
} ReferencePayment;

/* Verdicts, one bit each: what an answer can prove. */
typedef enum
{
  REFERENCE_NOTHING = 0,
  REFERENCE_APPROVED = 1 << 0,
  REFERENCE_DECLINED = 1 << 1,
  REFERENCE_CANCELLED = 1 << 2,
  REFERENCE_REFUSED = 1 << 3,  /* the cloud took nothing */
  REFERENCE_ACCEPTED = 1 << 4, /* it took it and gave an id */
  REFERENCE_ABSENT = 1 << 5,   /* the terminal's records are whole and do not hold it */
  REFERENCE_READY = 1 << 6,    /* the terminal is there and idle */
  REFERENCE_STOPS = 1 << 7,    /* the terminal agreed to stop */
  REFERENCE_NOT_SENT = 1 << 8, /* not a byte left; no answer can say that */
} ReferenceVerdicts;

ReferenceVerdicts
reference_getnet_read (const ReferencePayment *payment, guint http_status, const char *text, gsize length);

/* Three lines: terminal, branch, serial number. */
GPtrArray *reference_getnet_list_terminals (guint http_status, const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
