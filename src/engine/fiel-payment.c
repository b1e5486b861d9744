/* fiel-payment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-payment-private.h"

/* FielPayment: one line of the journal for a list. It holds what was read of it and nothing else. */

struct _FielPayment
{
  GObject parent_instance;

  FielJournalEntry *entry; /* owned, nullable: not read yet */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FielPayment, fiel_payment, G_TYPE_OBJECT)

static void
fiel_payment_finalize (GObject *object)
{
  FielPayment *self = FIEL_PAYMENT (object);

  g_clear_pointer (&self->entry, fiel_journal_entry_unref);

  G_OBJECT_CLASS (fiel_payment_parent_class)->finalize (object);
}

static void
fiel_payment_class_init (FielPaymentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_payment_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
fiel_payment_init (FielPayment *self)
{
}

FielPayment *
fiel_payment_new (FielJournalEntry *entry)
{
  FielPayment *self = g_object_new (FIEL_TYPE_PAYMENT, NULL);

  self->entry = entry != NULL ? fiel_journal_entry_ref (entry) : NULL;

  return self;
}

void
fiel_payment_set_entry (FielPayment *self, FielJournalEntry *entry)
{
  g_return_if_fail (FIEL_IS_PAYMENT (self));
  g_return_if_fail (entry != NULL);

  if (self->entry == entry)
    return;

  g_clear_pointer (&self->entry, fiel_journal_entry_unref);
  self->entry = fiel_journal_entry_ref (entry);
  g_signal_emit (self, signals[CHANGED], 0);
}

FielJournalEntry *
fiel_payment_get_entry (FielPayment *self)
{
  g_return_val_if_fail (FIEL_IS_PAYMENT (self), NULL);

  return self->entry;
}

/* (transfer none) (nullable) */
static const FielAttemptRecord *
get_attempt (FielPayment *self)
{
  g_return_val_if_fail (FIEL_IS_PAYMENT (self), NULL);

  return self->entry != NULL ? self->entry->attempt : NULL;
}

gboolean
fiel_payment_get_loaded (FielPayment *self)
{
  g_return_val_if_fail (FIEL_IS_PAYMENT (self), FALSE);

  return self->entry != NULL;
}

gboolean
fiel_payment_get_stray (FielPayment *self)
{
  g_return_val_if_fail (FIEL_IS_PAYMENT (self), FALSE);

  return self->entry != NULL && self->entry->stray != NULL;
}

gboolean
fiel_payment_get_unseen (FielPayment *self)
{
  g_return_val_if_fail (FIEL_IS_PAYMENT (self), FALSE);

  return self->entry != NULL && self->entry->unseen;
}

gint64
fiel_payment_get_seq (FielPayment *self)
{
  g_return_val_if_fail (FIEL_IS_PAYMENT (self), 0);

  return self->entry != NULL ? self->entry->seq : 0;
}

gint64
fiel_payment_get_wall_us (FielPayment *self)
{
  const FielAttemptRecord *attempt = get_attempt (self);

  if (attempt != NULL)
    return attempt->intent_wall_us;

  return fiel_payment_get_stray (self) ? fiel_journal_event_get_wall_us (self->entry->stray) : 0;
}

const char *
fiel_payment_get_provider (FielPayment *self)
{
  const FielAttemptRecord *attempt = get_attempt (self);

  if (attempt != NULL)
    return attempt->provider;

  return fiel_payment_get_stray (self) ? fiel_journal_event_get (self->entry->stray, FIEL_FIELD_PROVIDER) : NULL;
}

const char *
fiel_payment_get_text (FielPayment *self)
{
  return fiel_payment_get_stray (self) ? fiel_journal_event_get (self->entry->stray, FIEL_FIELD_TEXT) : NULL;
}

const char *
fiel_payment_get_id (FielPayment *self)
{
  const FielAttemptRecord *attempt = get_attempt (self);

  return attempt != NULL ? attempt->attempt_id : NULL;
}

FielAttemptKind
fiel_payment_get_kind (FielPayment *self)
{
  const FielAttemptRecord *attempt = get_attempt (self);

  return attempt != NULL ? attempt->kind : FIEL_ATTEMPT_KIND_SALE;
}

FielAttemptPhase
fiel_payment_get_phase (FielPayment *self)
{
  const FielAttemptRecord *attempt = get_attempt (self);

  if (attempt == NULL)
    return FIEL_ATTEMPT_PHASE_SENDING;

  switch (attempt->state)
    {
    case FIEL_ATTEMPT_STATE_PROPOSED:
    case FIEL_ATTEMPT_STATE_SAVED:
      return FIEL_ATTEMPT_PHASE_SENDING;

    case FIEL_ATTEMPT_STATE_SENT:
    case FIEL_ATTEMPT_STATE_ACCEPTED:
      return FIEL_ATTEMPT_PHASE_WAITING;

    case FIEL_ATTEMPT_STATE_UNKNOWN:
      return FIEL_ATTEMPT_PHASE_UNCONFIRMED;

    case FIEL_ATTEMPT_STATE_CLOSED:
      return FIEL_ATTEMPT_PHASE_DONE;
    }

  g_return_val_if_reached (FIEL_ATTEMPT_PHASE_UNCONFIRMED);
}

FielOutcome
fiel_payment_get_outcome (FielPayment *self)
{
  const FielAttemptRecord *attempt = get_attempt (self);

  return attempt != NULL ? attempt->outcome : FIEL_OUTCOME_NONE;
}

FielMoney
fiel_payment_get_amount (FielPayment *self)
{
  const FielAttemptRecord *attempt = get_attempt (self);

  if (attempt == NULL)
    return fiel_money_make (0, NULL);

  return attempt->approved_minor > 0 ? fiel_money_make (attempt->approved_minor, attempt->amount.currency)
                                     : attempt->amount;
}

gboolean
fiel_payment_get_conflict (FielPayment *self)
{
  const FielAttemptRecord *attempt = get_attempt (self);

  return attempt != NULL && attempt->conflict;
}

const char *
fiel_payment_get_reference (FielPayment *self)
{
  const FielAttemptRecord *attempt = get_attempt (self);

  return attempt != NULL ? attempt->reference : NULL;
}

const char *
fiel_payment_get_actor (FielPayment *self)
{
  const FielAttemptRecord *attempt = get_attempt (self);

  return attempt != NULL ? attempt->actor : NULL;
}

const char *
fiel_payment_get_terminal_name (FielPayment *self)
{
  const FielAttemptRecord *attempt = get_attempt (self);

  if (attempt == NULL)
    return NULL;

  return attempt->terminal_name != NULL ? attempt->terminal_name : attempt->terminal;
}

const char *
fiel_payment_get_authorization (FielPayment *self)
{
  const FielAttemptRecord *attempt = get_attempt (self);

  return attempt != NULL ? attempt->authorization : NULL;
}

const char *
fiel_payment_get_operation (FielPayment *self)
{
  const FielAttemptRecord *attempt = get_attempt (self);

  return attempt != NULL ? attempt->operation : NULL;
}

const char *
fiel_payment_get_card_brand (FielPayment *self)
{
  const FielAttemptRecord *attempt = get_attempt (self);

  return attempt != NULL ? attempt->brand : NULL;
}

const char *
fiel_payment_get_card_type (FielPayment *self)
{
  const FielAttemptRecord *attempt = get_attempt (self);

  return attempt != NULL ? attempt->card_type : NULL;
}

const char *
fiel_payment_get_last4 (FielPayment *self)
{
  const FielAttemptRecord *attempt = get_attempt (self);

  return attempt != NULL ? attempt->last4 : NULL;
}
