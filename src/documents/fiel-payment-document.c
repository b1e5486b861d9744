/* fiel-payment-document.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-payment-document.h"

#include "fiel-receipt-words.h"
#include "fiel-redact.h"

#include <glib/gi18n-lib.h>

struct _FielPaymentDocument
{
  FielDocument *document;        /* owned, nullable once it was given away */
  const FielNumberStyle *style;  /* not owned: static */
  guint n_payments;
  guint n_open;                  /* nobody knows yet what they moved */
  guint n_by_hand;
  FielMoney sold;                /* no currency before the first */
  FielMoney returned;
  gboolean can_sum;              /* one currency, and nothing passed the largest amount */
};

static void
begin_table (FielDocument *document)
{
  const FielDocumentColumn columns[] = {
    /* Translators: column: when */
    { _ ("Time"), FALSE, 8 },      { _ ("Ticket"), FALSE, 4 },
    /* Translators: column: sale or return */
    { _ ("Kind"), FALSE, 2 }, { _ ("Amount"), TRUE, 0 },
    /* Translators: column: the state of the payment */
    { _ ("Result"), FALSE, 2 },    { _ ("Card"), FALSE, 2 },   { _ ("Authorization"), FALSE, 4 },
    { _ ("Terminal"), FALSE, 2 },
  };

  fiel_document_begin_table (document, columns, G_N_ELEMENTS (columns));
}

static char *
format_time (gint64 wall_us, const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, format) : g_strdup ("?");
}

FielPaymentDocument *
fiel_payment_document_new (FielProfile *profile, gint64 made_wall_us)
{
  FielPaymentDocument *self = g_new0 (FielPaymentDocument, 1);
  g_autofree char *made = format_time (made_wall_us, "%Y-%m-%d %H:%M %:z");
  const char *practice = fiel_receipt_words_environment (fiel_profile_get_environment (profile));

  self->document = fiel_document_new (_ ("Payments"));
  self->style = fiel_profile_get_number_style (profile);
  self->can_sum = TRUE;
  if (practice != NULL)
    fiel_document_add_text (self->document, practice, FIEL_DOCUMENT_TEXT_STRONG);
  fiel_document_add_heading (self->document, _ ("Payments"));
  fiel_document_add_pair (self->document, _ ("Store"), fiel_profile_get_store_name (profile), FALSE);
  fiel_document_add_pair (self->document, _ ("Till"), fiel_profile_get_till_name (profile), FALSE);
  /* Translators: before a time: when this list was made */
  fiel_document_add_pair (self->document, _ ("Made"), made, FALSE);
  fiel_document_add_rule (self->document);
  begin_table (self->document);

  return self;
}

void
fiel_payment_document_free (FielPaymentDocument *self)
{
  g_clear_pointer (&self->document, fiel_document_unref);
  g_free (self);
}

static const char *
describe_kind (FielAttemptKind kind)
{
  switch (kind)
    {
    case FIEL_ATTEMPT_KIND_SALE:
      return C_ ("kind of payment", "sale");
    case FIEL_ATTEMPT_KIND_REFUND:
      return C_ ("kind of payment", "return");
    case FIEL_ATTEMPT_KIND_VOID:
      return C_ ("kind of payment", "void");
    }

  g_return_val_if_reached ("");
}

static const char *
describe_result (FielOutcome outcome)
{
  switch (outcome)
    {
    case FIEL_OUTCOME_NONE:
      return C_ ("result of a payment", "not known yet");
    case FIEL_OUTCOME_APPROVED:
      return C_ ("result of a payment", "approved");
    case FIEL_OUTCOME_PARTLY_APPROVED:
      return C_ ("result of a payment", "partly approved");
    case FIEL_OUTCOME_DECLINED:
      return C_ ("result of a payment", "declined");
    case FIEL_OUTCOME_CANCELLED:
      return C_ ("result of a payment", "cancelled");
    case FIEL_OUTCOME_REFUSED:
      return C_ ("result of a payment", "refused");
    case FIEL_OUTCOME_NOT_SENT:
      return C_ ("result of a payment", "not sent");
    case FIEL_OUTCOME_NOT_EXECUTED:
      return C_ ("result of a payment", "not executed");
    case FIEL_OUTCOME_HAND_CHARGED:
      return C_ ("result of a payment", "charged, by hand");
    case FIEL_OUTCOME_HAND_NOT_CHARGED:
      return C_ ("result of a payment", "not charged, by hand");
    }

  g_return_val_if_reached ("");
}

/* The first amount brings the currency. */
static gboolean
add_to (FielMoney *sum, FielMoney amount)
{
  if (sum->currency == NULL)
    *sum = fiel_money_make (0, amount.currency);

  return sum->currency == amount.currency && fiel_money_add (*sum, amount, sum);
}

static void
count (FielPaymentDocument *self, const FielAttemptRecord *record)
{
  const FielMoney moved = fiel_money_make (record->approved_minor, record->amount.currency);
  const FielMoney nothing = fiel_money_make (0, record->amount.currency);
  const gboolean is_sale = record->kind == FIEL_ATTEMPT_KIND_SALE;

  self->n_payments++;
  self->n_open += record->state != FIEL_ATTEMPT_STATE_CLOSED;
  self->n_by_hand += fiel_outcome_is_by_hand (record->outcome) ? 1 : 0;
  /* Both get the currency, so that both can be written. */
  self->can_sum = add_to (&self->sold, is_sale ? moved : nothing) &&
                  add_to (&self->returned, is_sale ? nothing : moved) && self->can_sum;
}

gboolean
fiel_payment_document_add (FielPaymentDocument *self, const FielPayment *payment, GError **error)
{
  const FielAttemptRecord *record = payment->record;
  g_autofree char *time = format_time (record->intent_wall_us, "%Y-%m-%d %H:%M");
  g_autofree char *ticket = fiel_redact_text (record->reference);
  g_autofree char *amount = fiel_money_format (record->amount, self->style);
  g_autofree char *figure = g_strdup_printf ("%s %s", amount, record->amount.currency->code);
  g_autofree char *card = g_strdup_printf ("%s %s", record->brand != NULL ? record->brand : "",
                                           record->last4 != NULL ? record->last4 : "");
  const char *const cells[] = {
    time,
    ticket,
    describe_kind (record->kind),
    figure,
    describe_result (record->outcome),
    g_strstrip (card),
    record->authorization != NULL ? record->authorization : "",
    record->terminal_name != NULL ? record->terminal_name : record->terminal,
    NULL,
  };

  if (self->n_payments == FIEL_PAYMENT_DOCUMENT_MAX)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                   /* Translators: how many at most. */
                   _ ("on paper there is room for %u payments. Choose a shorter time, or a table."),
                   (guint) FIEL_PAYMENT_DOCUMENT_MAX);
      return FALSE;
    }

  count (self, record);
  fiel_document_add_row (self->document, cells);

  return TRUE;
}

static void
add_sum (FielPaymentDocument *self, const char *label, FielMoney sum, gboolean strong)
{
  g_autofree char *amount = fiel_money_format (sum, self->style);
  g_autofree char *figure = g_strdup_printf ("%s %s", amount, sum.currency->code);

  fiel_document_add_pair (self->document, label, figure, strong);
}

static void
add_number (FielPaymentDocument *self, const char *label, guint number)
{
  g_autofree char *figure = g_strdup_printf ("%u", number);

  fiel_document_add_pair (self->document, label, figure, FALSE);
}

FielDocument *
fiel_payment_document_end (FielPaymentDocument *self)
{
  FielMoney net;

  g_return_val_if_fail (self->document != NULL, NULL);

  fiel_document_add_rule (self->document);
  add_number (self, _ ("Payments"), self->n_payments);
  add_number (self, _ ("Result not known yet"), self->n_open);
  /* Translators: before a count: payments whose result a manager recorded */
  add_number (self, _ ("Recorded by hand"), self->n_by_hand);
  if (self->n_payments > 0 && self->can_sum && fiel_money_subtract (self->sold, self->returned, &net))
    {
      /* Translators: before a sum: what cards paid */
      add_sum (self, _ ("Charged"), self->sold, FALSE);
      add_sum (self, _ ("Returned"), self->returned, FALSE);
      add_sum (self, _ ("Charged, less what went back"), net, TRUE);
    }
  else if (self->n_payments > 0)
    fiel_document_add_text (self->document, _ ("There is no sum: the payments are in different currencies."),
                            FIEL_DOCUMENT_TEXT);

  return g_steal_pointer (&self->document);
}
