/* fiel-payment-filter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-state.h"
#include "fiel-money.h"

G_BEGIN_DECLS

/**
 * FielPaymentFacts: what a filter and a sum look at. Nothing is owned; strings are nullable.
 * @stray: a message that belongs to no payment: only @seq, @wall_us and @unseen say something
 * @unseen: it is on the list of what a person has to look at
 */
typedef struct
{
  gint64 seq;                 /* of the intent, or of the stray message */
  gint64 wall_us;
  gboolean stray;
  gboolean unseen;
  gboolean conflict;
  FielAttemptKind kind;
  FielAttemptState state;
  FielOutcome outcome;
  FielMoney amount;
  gint64 approved_minor;
  const char *attempt_id;
  const char *reference;
  const char *authorization;
  const char *operation;
  const char *provider_id;
  const char *last4;
  const char *actor;
  const char *terminal;
  const char *terminal_name;
} FielPaymentFacts;

/**
 * FielPaymentSet:
 * @FIEL_PAYMENT_SET_ALL: payments
 * @FIEL_PAYMENT_SET_TO_RESOLVE: payments without a result, and whatever is on the list of what to look at
 * @FIEL_PAYMENT_SET_UNMATCHED: messages that belong to no payment, and payments that later word contradicts
 */
typedef enum
{
  FIEL_PAYMENT_SET_ALL,
  FIEL_PAYMENT_SET_TO_RESOLVE,
  FIEL_PAYMENT_SET_UNMATCHED,
} FielPaymentSet;

/**
 * FielPaymentWord: something a person typed to find a payment by. It is looked for at the beginning of ticket,
 * authorization, operation, the provider's number and the payment's id, as typed and in capital and small letters; as
 * the whole of the card's last four; as the code of a slip that money went back by; and as an amount.
 * @forms: (array zero-terminated=1): the word and how else it may be written
 * @slips: (array zero-terminated=1): the tickets of returns by such a slip, in the order of @forms
 * @padded: (nullable): digits filled up to a ticket's number, compared as a whole
 * @amount_minor: the amount it may be; 0 if it is none
 */
typedef struct
{
  char **forms;
  char **slips;
  char *padded;
  gint64 amount_minor;
} FielPaymentWord;

/**
 * FielPaymentFilter: which payments. A new one lets every payment pass. Masks of enumerations have a bit for each
 * value; 0 lets all pass. Owned by whoever made it; once it is handed on it does not change.
 */
typedef struct
{
  FielPaymentSet set;
  GPtrArray *words;              /* owned, of FielPaymentWord: each must be found */
  guint kinds;
  guint states;
  guint outcomes;
  guint return_outcomes;         /* those of them that pass only what went back */
  gint64 min_minor;              /* 0: no bound */
  gint64 max_minor;              /* 0: no bound */
  const FielCurrency *currency;  /* static, nullable: any */
  char *actor;                   /* owned, nullable: part of the name, folded */
  char *terminal;                /* owned, nullable: the key, or part of the name, folded */
  gint64 since_wall_us;          /* 0: no bound */
  gint64 until_wall_us;          /* 0: no bound; else before it */
} FielPaymentFilter;

#define FIEL_TYPE_PAYMENT_FILTER (fiel_payment_filter_get_type ())
GType fiel_payment_filter_get_type (void);
FielPaymentFilter *fiel_payment_filter_new (void);
FielPaymentFilter *fiel_payment_filter_copy (const FielPaymentFilter *self);
void fiel_payment_filter_free (FielPaymentFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielPaymentFilter, fiel_payment_filter_free)

/* @amount_minor: what the word is as an amount, 0 if it is none. */
void fiel_payment_filter_add_word (FielPaymentFilter *self, const char *word, gint64 amount_minor);
void fiel_payment_filter_set_actor (FielPaymentFilter *self, const char *actor);
void fiel_payment_filter_set_terminal (FielPaymentFilter *self, const char *terminal);

/* For a filter that is about somebody, or about a terminal; @name: (nullable). */
gboolean fiel_payment_filter_means_actor (const FielPaymentFilter *self, const char *actor);
gboolean fiel_payment_filter_means_terminal (const FielPaymentFilter *self, const char *terminal, const char *name);

gboolean fiel_payment_filter_matches (const FielPaymentFilter *self, const FielPaymentFacts *facts);

G_END_DECLS
