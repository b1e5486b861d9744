/* fiel-sale-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-sale-facts.h"

#include "fiel-journal-samples.h"

#define AMOUNT 12990
#define ANSWER "{\"code\":1,\"message\":\"TRANSACTION SENT\",\"idPosTxs\":4711,\"data\":null}"
#define RESULT                                                                                                         \
  "{\"code\":1,\"message\":\"OK\",\"data\":{\"functionCode\":100,\"responseCode\":0,\"amount\":12990,"                 \
  "\"authorizationCode\":\"018734\",\"operationId\":\"12\",\"last4Digits\":\"4242\",\"cardBrand\":\"VI\"}}"

/* fiel-charge.c, make_intent() */
static void
fill_intent (FielJournalEvent *event, guint sale)
{
  g_autofree char *reference = g_strdup_printf ("%06u", sale);
  g_autofree char *sent = g_strdup_printf ("3f2a-%06u", sale);

  fiel_journal_event_set (event, FIEL_FIELD_KIND, "sale");
  fiel_journal_event_set (event, FIEL_FIELD_STATE, "saved");
  fiel_journal_event_set_int (event, FIEL_FIELD_TICKET_ID, sale);
  fiel_journal_event_set (event, FIEL_FIELD_REFERENCE, reference);
  fiel_journal_event_set (event, FIEL_FIELD_TICKET_SENT, sent);
  fiel_journal_event_set_int (event, FIEL_FIELD_DUE, AMOUNT);
  fiel_journal_event_set_int (event, FIEL_FIELD_AMOUNT, AMOUNT);
  fiel_journal_event_set (event, FIEL_FIELD_CURRENCY, "CLP");
  fiel_journal_event_set (event, FIEL_FIELD_TERMINAL, "norte");
  fiel_journal_event_set (event, FIEL_FIELD_TERMINAL_NAME, "Terminal Norte");
  fiel_journal_event_set (event, FIEL_FIELD_TERMINAL_ID, "70011223");
  fiel_journal_event_set (event, FIEL_FIELD_BRANCH_ID, "24680");
  fiel_journal_event_set (event, FIEL_FIELD_SERIAL, "ABC900000001");
  fiel_journal_event_set (event, FIEL_FIELD_PROVIDER, "getnet");
  fiel_journal_event_set (event, FIEL_FIELD_BODY_SHA256,
                          "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
}

/* fiel-exchange.c, make_received() */
static void
fill_received (FielJournalEvent *event, const char *asked, const char *text)
{
  fiel_journal_event_set (event, FIEL_FIELD_ASKED, asked);
  fiel_journal_event_set (event, FIEL_FIELD_VERDICT, "answered");
  fiel_journal_event_set (event, FIEL_FIELD_REASON, "none");
  fiel_journal_event_set_int (event, FIEL_FIELD_HTTP_STATUS, 200);
  fiel_journal_event_set (event, FIEL_FIELD_TEXT, text);
}

/* fiel-attempt-news.c, fiel_attempt_news_make_state() */
static void
fill_accepted (FielJournalEvent *event)
{
  fiel_journal_event_set (event, FIEL_FIELD_EVENT, "accepted");
  fiel_journal_event_set (event, FIEL_FIELD_REASON, "none");
  fiel_journal_event_set (event, FIEL_FIELD_SOURCE, "answer");
  fiel_journal_event_set (event, FIEL_FIELD_PROVIDER_CODE, "1");
  fiel_journal_event_set (event, FIEL_FIELD_PROVIDER_MESSAGE, "TRANSACTION SENT");
  fiel_journal_event_set (event, FIEL_FIELD_PROVIDER_ID, "4711");
  fiel_journal_event_set (event, FIEL_FIELD_STATE, "accepted");
  fiel_journal_event_set (event, FIEL_FIELD_OUTCOME, "none");
}

static void
fill_approved (FielJournalEvent *event)
{
  fiel_journal_event_set (event, FIEL_FIELD_EVENT, "approved");
  fiel_journal_event_set (event, FIEL_FIELD_REASON, "none");
  fiel_journal_event_set (event, FIEL_FIELD_SOURCE, "status");
  fiel_journal_event_set (event, FIEL_FIELD_PROVIDER_CODE, "0");
  fiel_journal_event_set (event, FIEL_FIELD_PROVIDER_MESSAGE, "Aprobado");
  fiel_journal_event_set (event, FIEL_FIELD_PROVIDER_ID, "4711");
  fiel_journal_event_set (event, FIEL_FIELD_AUTHORIZATION, "018734");
  fiel_journal_event_set (event, FIEL_FIELD_OPERATION, "12");
  fiel_journal_event_set (event, FIEL_FIELD_BRAND, "VI");
  fiel_journal_event_set (event, FIEL_FIELD_CARD_TYPE, "DB");
  fiel_journal_event_set (event, FIEL_FIELD_LAST4, "4242");
  fiel_journal_event_set (event, FIEL_FIELD_STATE, "closed");
  fiel_journal_event_set (event, FIEL_FIELD_OUTCOME, "approved");
  fiel_journal_event_set_int (event, FIEL_FIELD_APPROVED, AMOUNT);
}

char *
fiel_sale_make_id (guint sale)
{
  return g_strdup_printf ("5b0e5f6d-4d5c-4f0e-9d5d-%012u", sale);
}

FielJournalEvent *
fiel_sale_make_fact (guint sale, guint which)
{
  static const FielJournalType types[FIEL_SALE_N_FACTS] = { FIEL_JOURNAL_TYPE_INTENT, FIEL_JOURNAL_TYPE_RECEIVED,
                                                            FIEL_JOURNAL_TYPE_STATE, FIEL_JOURNAL_TYPE_RECEIVED,
                                                            FIEL_JOURNAL_TYPE_STATE };
  g_autofree char *id = fiel_sale_make_id (sale);
  FielJournalEvent *event = fiel_journal_event_new (types[which], id, which == 0 ? "Ana" : "engine");
  const gint64 us = (gint64) (sale * 10 + which) * G_USEC_PER_SEC;

  fiel_journal_event_set_time (event, FIEL_SAMPLE_WALL_US + us, us, FIEL_SAMPLE_BOOT_ID);
  if (which == 0)
    fill_intent (event, sale);
  else if (which == 1)
    fill_received (event, "sale", ANSWER);
  else if (which == 2)
    fill_accepted (event);
  else if (which == 3)
    fill_received (event, "status", RESULT);
  else
    fill_approved (event);

  return event;
}

FielJournalDurability
fiel_sale_get_durability (guint which)
{
  return which == 1 || which == 3 ? FIEL_JOURNAL_ORDERED : FIEL_JOURNAL_DURABLE;
}

gboolean
fiel_sale_append (FielJournalStore *store, guint sale, guint which, GError **error)
{
  return fiel_sample_try (store, fiel_sale_get_durability (which), error, fiel_sale_make_fact (sale, which), NULL);
}

FielAttemptState
fiel_sale_get_state (guint n_facts)
{
  if (n_facts == FIEL_SALE_N_FACTS)
    return FIEL_ATTEMPT_STATE_CLOSED;

  return n_facts >= 3 ? FIEL_ATTEMPT_STATE_ACCEPTED : FIEL_ATTEMPT_STATE_SAVED;
}

FielOutcome
fiel_sale_get_outcome (guint n_facts)
{
  return n_facts == FIEL_SALE_N_FACTS ? FIEL_OUTCOME_APPROVED : FIEL_OUTCOME_NONE;
}
