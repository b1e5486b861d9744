/* fiel-receipt-document.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-receipt-document.h"

#include "fiel-card-text.h"
#include "fiel-receipt-content.h"
#include "fiel-receipt-words.h"
#include "fiel-redact.h"

#include <glib/gi18n-lib.h>

static void
add_store (FielDocument *document, FielProfile *profile)
{
  const FielReceiptSettings *settings = fiel_profile_get_receipt_settings (profile);

  fiel_document_add_heading (document, fiel_profile_get_store_name (profile));
  for (guint i = 0; settings->header[i] != NULL; i++)
    fiel_document_add_text (document, settings->header[i], FIEL_DOCUMENT_TEXT_CENTRED);
  fiel_document_add_rule (document);
}

/* What nobody may take for a payment says so before anything else. */
static void
add_marks (FielDocument *document, const FielReceiptContent *content)
{
  const char *country = fiel_profile_get_country (content->profile);
  const char *practice = fiel_receipt_words_environment (fiel_profile_get_environment (content->profile));

  if (practice != NULL)
    fiel_document_add_text (document, practice, FIEL_DOCUMENT_TEXT_STRONG);
  if (content->number == 0)
    fiel_document_add_text (document, _("PREVIEW – NOT A RECEIPT"), FIEL_DOCUMENT_TEXT_STRONG);
  if (content->number >= 2)
    {
      g_autofree char *copy = fiel_receipt_words_copy (country, content->number);

      fiel_document_add_text (document, copy, FIEL_DOCUMENT_TEXT_STRONG);
    }
}

static const char *
name_kind (FielAttemptKind kind)
{
  switch (kind)
    {
    case FIEL_ATTEMPT_KIND_REFUND:
      /* Translators: title of a receipt: money went back (noun) */
      return _("RETURN");
    case FIEL_ATTEMPT_KIND_VOID:
      /* Translators: title of a receipt: the whole sale was voided later */
      return _("SALE CANCELLED AFTERWARDS");
    case FIEL_ATTEMPT_KIND_SALE:
    default:
      /* Translators: title of a receipt: a card paid (noun) */
      return _("SALE");
    }
}

static const char *
name_outcome (FielOutcome outcome, gboolean is_sale)
{
  switch (outcome)
    {
    case FIEL_OUTCOME_APPROVED:
      return _("APPROVED");
    case FIEL_OUTCOME_PARTLY_APPROVED:
      return _("PARTLY APPROVED");
    case FIEL_OUTCOME_DECLINED:
      return _("DECLINED");
    case FIEL_OUTCOME_CANCELLED:
      return _("CANCELLED");
    case FIEL_OUTCOME_HAND_CHARGED:
      return is_sale ? _("RECORDED BY HAND: CHARGED") : _("RECORDED BY HAND: RETURNED");
    case FIEL_OUTCOME_HAND_NOT_CHARGED:
      return is_sale ? _("RECORDED BY HAND: NOT CHARGED") : _("RECORDED BY HAND: NOT RETURNED");
    case FIEL_OUTCOME_REFUSED:
    case FIEL_OUTCOME_NOT_SENT:
    case FIEL_OUTCOME_NOT_EXECUTED:
    case FIEL_OUTCOME_NONE:
    default:
      /* Translators: on a receipt: no money moved */
      return _("NOT CARRIED OUT");
    }
}

/* What people must not read over: who says so, and that nothing moved. */
static void
add_caution (FielDocument *document, const FielAttemptRecord *record)
{
  if (record->conflict)
    fiel_document_add_text (document, _("There are contradicting reports about this payment. It is being cleared up."),
                            FIEL_DOCUMENT_TEXT_STRONG);
  if (fiel_outcome_is_by_hand (record->outcome))
    fiel_document_add_text (document,
                            _("A person recorded this. The provider has not confirmed it."), FIEL_DOCUMENT_TEXT_STRONG);
  else if (!fiel_outcome_moved_money (record->outcome))
    fiel_document_add_text (document,
                            record->kind == FIEL_ATTEMPT_KIND_SALE ? _("The card was not charged.")
                              : _("No money was returned."),
                            FIEL_DOCUMENT_TEXT_STRONG);
}

static void
add_field (FielDocument *document, const char *label, const char *value)
{
  g_autofree char *masked = NULL;

  if (value == NULL || *value == '\0')
    return;

  masked = fiel_redact_text (value);
  fiel_document_add_pair (document, label, masked, FALSE);
}

static void
add_amount (FielDocument *document, const char *label, gint64 minor, const FielReceiptContent *content)
{
  const FielCurrency *currency = content->record->amount.currency;
  g_autofree char *figure
    = fiel_money_format (fiel_money_make (minor, currency), fiel_profile_get_number_style (content->profile));
  /* Four currencies are written with the same sign. */
  g_autofree char *named = g_strdup_printf ("%s %s", label, currency->code);

  fiel_document_add_pair (document, named, figure, TRUE);
}

static void
add_amounts (FielDocument *document, const FielReceiptContent *content)
{
  const FielAttemptRecord *record = content->record;
  gboolean is_sale = record->kind == FIEL_ATTEMPT_KIND_SALE;

  if (record->outcome == FIEL_OUTCOME_PARTLY_APPROVED)
    {
      /* Translators: on a receipt: the amount before only a part was approved */
      add_amount (document, _("Asked for"), record->amount.minor, content);
      add_amount (document, is_sale ? _("Charged") : _("Returned"), record->approved_minor, content);
      return;
    }

  /* Translators: on a receipt, before the amount of a sale */
  add_amount (document, is_sale ? _("Total") : _("Returned"), record->amount.minor, content);
}

static void
add_payment (FielDocument *document, const FielReceiptContent *content)
{
  const FielAttemptRecord *record = content->record;
  g_autofree char *card = fiel_card_text (record->brand, record->card_type, record->last4);

  fiel_document_add_text (document, name_kind (record->kind), FIEL_DOCUMENT_TEXT_STRONG);
  fiel_document_add_text (document, name_outcome (record->outcome, record->kind == FIEL_ATTEMPT_KIND_SALE),
                          FIEL_DOCUMENT_TEXT_STRONG);
  add_caution (document, record);
  add_amounts (document, content);
  add_field (document, _("Card"), card);
  add_field (document, _("Authorization"), record->authorization);
  add_field (document, _("Operation"), record->operation);
  add_field (document, _("Provider"), content->provider_name);
  add_field (document, _("Number with the provider"), record->provider_id);
}

/* Whose payment it is, in the till's own words. */
static void
add_place (FielDocument *document, const FielReceiptContent *content)
{
  const FielAttemptRecord *record = content->record;
  const char *country = fiel_profile_get_country (content->profile);
  g_autofree char *time = fiel_receipt_words_time (country, record->closed_wall_us);

  /* Translators: on a receipt: day and time */
  add_field (document, _("Date"), time);
  add_field (document, _("Ticket"), record->reference);
  add_field (document, _("Till"), fiel_profile_get_till_name (content->profile));
  add_field (document, _("Cashier"), record->actor);
  add_field (document, _("Terminal"), record->terminal_name != NULL ? record->terminal_name : record->terminal);
  /* Translators: on a receipt: the provider’s number of the card terminal */
  add_field (document, _("Terminal number"), record->terminal_id);
}

static void
add_end (FielDocument *document, const FielReceiptContent *content)
{
  const FielReceiptSettings *settings = fiel_profile_get_receipt_settings (content->profile);
  g_autofree char *code = fiel_receipt_make_code (content->record->attempt_id);

  /* Only the provider's own text can be the legal slip, and only the first print of it. */
  if (content->voucher == NULL || !settings->provider_is_fiscal || content->number >= 2)
    {
      g_autofree char *words
        = fiel_receipt_words_no_tax_document (fiel_profile_get_country (content->profile));

      fiel_document_add_text (document, words, FIEL_DOCUMENT_TEXT_CENTRED);
    }
  for (guint i = 0; settings->footer[i] != NULL; i++)
    fiel_document_add_text (document, settings->footer[i], FIEL_DOCUMENT_TEXT_CENTRED);
  fiel_document_add_code (document, code);
}

/**
 * fiel_receipt_document_new:
 *
 * Returns: (transfer full): the slip
 */
FielDocument *
fiel_receipt_document_new (FielReceipt *receipt)
{
  const FielReceiptContent *content = fiel_receipt_get_content (receipt);
  /* Translators: the name of a print job: a ticket's reference */
  g_autofree char *title = g_strdup_printf (_("Receipt %s"), content->record->reference);
  FielDocument *document = fiel_document_new (title);

  fiel_document_set_is_slip (document, TRUE);
  add_store (document, content->profile);
  add_marks (document, content);
  if (content->voucher != NULL)
    fiel_document_add_text (document, content->voucher, FIEL_DOCUMENT_TEXT_VERBATIM);
  else
    {
      add_place (document, content);
      fiel_document_add_rule (document);
      add_payment (document, content);
    }
  fiel_document_add_rule (document);
  add_end (document, content);

  return document;
}
