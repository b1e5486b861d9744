/* fiel-payment-csv.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-payment-csv.h"

#include "fiel-redact.h"

/* The order is fixed: new columns go behind the last one, so that what reads an old table reads a new one. */
static const char *const titles[] = {
  "payment",       "ticket",        "kind",       "state",         "outcome",     "started",     "closed",
  "amount_minor",  "approved_minor", "moved_minor", "currency",      "digits",      "amount",      "by_hand",
  "conflict",      "original",      "terminal",   "terminal_name", "terminal_id", "serial",      "provider",
  "provider_id",   "provider_code", "message",    "reason",        "authorization", "operation", "brand",
  "card_type",     "last4",         "actor",      "purpose",       "approver",    "decided_by",  "witness",
  "decision",      "last_record",
};

void
fiel_payment_csv_add_titles (FielCsv *csv)
{
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    fiel_csv_add_text (csv, titles[i]);
  fiel_csv_end_row (csv);
}

/**
 * fiel_payment_csv_format_time:
 *
 * Returns: (transfer full) (nullable): ISO 8601 with the till's offset; %NULL for 0 and for what is no time
 */
char *
fiel_payment_csv_format_time (gint64 wall_us)
{
  g_autoptr (GDateTime) time = wall_us != 0 ? g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC) : NULL;
  g_autofree char *seconds = NULL;
  g_autofree char *offset = NULL;

  if (time == NULL)
    return NULL;
  seconds = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  offset = g_date_time_format (time, "%:z");

  return g_strdup_printf ("%s.%03d%s", seconds, (int) (wall_us % G_USEC_PER_SEC / 1000), offset);
}

static void
add_time (FielCsv *csv, gint64 wall_us)
{
  g_autofree char *time = fiel_payment_csv_format_time (wall_us);

  fiel_csv_add_text (csv, time);
}

/* What people or a provider wrote: on a page that leaves the shop none of it may be a card's number. */
static void
add_words (FielCsv *csv, const char *words)
{
  g_autofree char *masked = words != NULL ? fiel_redact_text (words) : NULL;

  fiel_csv_add_text (csv, masked);
}

static void
add_amounts (FielCsv *csv, const FielAttemptRecord *record, const FielNumberStyle *style)
{
  g_autofree char *figure = fiel_money_format (record->amount, style);

  fiel_csv_add_number (csv, record->amount.minor);
  fiel_csv_add_number (csv, record->approved_minor);
  fiel_csv_add_number (csv,
                       record->kind == FIEL_ATTEMPT_KIND_SALE ? record->approved_minor : -record->approved_minor);
  fiel_csv_add_text (csv, record->amount.currency->code);
  fiel_csv_add_number (csv, record->amount.currency->digits);
  fiel_csv_add_text (csv, figure);
}

static void
add_provider (FielCsv *csv, const FielAttemptRecord *record)
{
  fiel_csv_add_text (csv, record->terminal);
  fiel_csv_add_text (csv, record->terminal_name);
  fiel_csv_add_text (csv, record->terminal_id);
  fiel_csv_add_text (csv, record->serial);
  fiel_csv_add_text (csv, record->provider);
  fiel_csv_add_text (csv, record->provider_id);
  fiel_csv_add_text (csv, record->provider_code);
  add_words (csv, record->provider_message);
  fiel_csv_add_text (csv, record->reason);
  fiel_csv_add_text (csv, record->authorization);
  fiel_csv_add_text (csv, record->operation);
  fiel_csv_add_text (csv, record->brand);
  fiel_csv_add_text (csv, record->card_type);
  fiel_csv_add_text (csv, record->last4);
}

void
fiel_payment_csv_add (FielCsv *csv, const FielPayment *payment, const FielNumberStyle *style)
{
  const FielAttemptRecord *record = payment->record;

  fiel_csv_add_text (csv, record->attempt_id);
  add_words (csv, record->reference);
  fiel_csv_add_text (csv, fiel_enum_nick (FIEL_TYPE_ATTEMPT_KIND, (int) record->kind));
  fiel_csv_add_text (csv, fiel_enum_nick (FIEL_TYPE_ATTEMPT_STATE, (int) record->state));
  fiel_csv_add_text (csv, fiel_enum_nick (FIEL_TYPE_OUTCOME, (int) record->outcome));
  add_time (csv, record->intent_wall_us);
  add_time (csv, record->closed_wall_us);
  add_amounts (csv, record, style);
  fiel_csv_add_number (csv, fiel_outcome_is_by_hand (record->outcome) ? 1 : 0);
  fiel_csv_add_number (csv, record->conflict ? 1 : 0);
  fiel_csv_add_text (csv, record->original);
  add_provider (csv, record);
  add_words (csv, record->actor);
  add_words (csv, payment->purpose);
  add_words (csv, payment->approver);
  add_words (csv, payment->decided_by);
  add_words (csv, payment->witness);
  add_words (csv, payment->decision);
  fiel_csv_add_number (csv, record->last_seq);
  fiel_csv_end_row (csv);
}
