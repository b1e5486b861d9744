/* fiel-wording.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"
#include "fiel-step.h"

G_BEGIN_DECLS

/**
 * FielLook: how a state meets the eye: a word, a shape and a style, so that none of them has to be enough alone.
 * @headline: the large word on the page ("APPROVED"), translated
 * @word: the word in a list ("Approved"), translated
 * @icon: name of a symbolic icon
 * @style: style class of the page ("approved", "declined", "cancelled", "unconfirmed", "accent", "hand")
 */
typedef struct
{
  const char *headline;
  const char *word;
  const char *icon;
  const char *style;
} FielLook;

FielLook fiel_wording_look (FielAttempt *attempt);
FielLook fiel_wording_look_of_outcome (FielAttemptKind kind, FielOutcome outcome);
FielLook fiel_wording_look_of_phase (FielAttemptPhase phase);

/* Money goes to the customer: a return, or the cancellation of a sale. Nothing may speak of charging then. */
gboolean fiel_wording_is_return (FielAttemptKind kind);

/* Whether the customer was charged, or got money back, in one sentence; NULL while open. */
const char *fiel_wording_verdict (FielAttemptKind kind, FielOutcome outcome);

/* The same of a payment as it stands, also while it is not confirmed; NULL while there is nothing to say. */
const char *fiel_wording_standing (FielAttempt *attempt);

/* Why, in the cashier's words, and what to do; never a code. The advice is NULL where nothing is to be done. */
const char *fiel_wording_reason (FielReason reason);
const char *fiel_wording_advice (FielAttemptKind kind, FielReason reason);

/* What somebody saw on the terminal, as a fact among others ("Somebody saw …"); NULL for nothing. */
const char *fiel_wording_sighting (FielSighting sighting);

/* What an answer about the terminal means, and what to do now; NULL while nobody answered. */
char *fiel_wording_sighting_headline (FielAttempt *attempt) G_GNUC_WARN_UNUSED_RESULT;
char *fiel_wording_sighting_advice (FielAttempt *attempt) G_GNUC_WARN_UNUSED_RESULT;

/* A line of the timeline. @provider: display name. @result: (nullable): the word for how the payment ended. */
char *fiel_wording_step (FielStep *step, const char *provider, const char *result) G_GNUC_WARN_UNUSED_RESULT;

/* The shape and colour of a line; @style is "success", "accent", "warning" or NULL. Lines that last may still be
 * running. */
typedef struct
{
  const char *icon;
  const char *style;
} FielStepLook;

FielStepLook fiel_wording_look_of_step (FielStep *step);

/* Whether the line still runs: its time counts. */
gboolean fiel_wording_step_runs (FielStep *step);

/* What became of the request to stop; NULL while nobody asked. */
const char *fiel_wording_cancel (FielAttemptKind kind, FielCancelState cancel, FielAttemptPhase phase,
                                 FielOutcome outcome);

/* "Visa ··4242", "Card ··4242", "Debit" or "" from what the provider gave. */
char *fiel_wording_card (const char *brand, const char *type, const char *last4) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
