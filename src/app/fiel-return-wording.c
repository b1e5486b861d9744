/* fiel-return-wording.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-return-wording.h"

#include "fiel-state-words.h"

#include <glib/gi18n.h>

/* The same states and outcomes when money goes back. FIEL_OUTCOME_HAND_CHARGED means that the money moved:
 * here, to the customer. Large stand two words only, RETURNED and NOT RETURNED; why it did
 * not go back is a smaller matter. */

FielLook
fiel_return_wording_look_of_outcome (FielOutcome outcome)
{
  /* Translators: result of a return, in capitals */
  const char *not_returned = _("NOT RETURNED");
  const char *word = fiel_state_words_outcome (FIEL_ATTEMPT_KIND_REFUND, outcome);

  switch (outcome)
    {
    case FIEL_OUTCOME_APPROVED:
      /* Translators: result of a return, in capitals */
      return (FielLook){ _("RETURNED"), word, "fiel-return-symbolic", "approved" };
    case FIEL_OUTCOME_PARTLY_APPROVED:
      /* Translators: result of a return, in capitals: not all of it */
      return (FielLook){ _("PARTLY RETURNED"), word, "fiel-partial-symbolic", "unconfirmed" };
    case FIEL_OUTCOME_DECLINED:
      return (FielLook){ not_returned, word, "fiel-declined-symbolic", "declined" };
    case FIEL_OUTCOME_CANCELLED:
      return (FielLook){ not_returned, word, "fiel-cancelled-symbolic", "cancelled" };
    case FIEL_OUTCOME_REFUSED:
      return (FielLook){ not_returned, word, "fiel-cancelled-symbolic", "cancelled" };
    case FIEL_OUTCOME_NOT_SENT:
      return (FielLook){ not_returned, word, "fiel-offline-symbolic", "cancelled" };
    case FIEL_OUTCOME_NOT_EXECUTED:
      return (FielLook){ not_returned, word, "fiel-cancelled-symbolic", "cancelled" };
    case FIEL_OUTCOME_HAND_CHARGED:
      /* Translators: result of a return, in capitals: by a manager, by hand */
      return (FielLook){ _("RECORDED AS RETURNED"), word, "fiel-hand-symbolic", "hand" };
    case FIEL_OUTCOME_HAND_NOT_CHARGED:
      return (FielLook){ _("RECORDED AS NOT RETURNED"), word, "fiel-hand-symbolic", "hand" };
    case FIEL_OUTCOME_NONE:
      break;
    }

  return fiel_wording_look_of_phase (FIEL_ATTEMPT_PHASE_UNCONFIRMED);
}

FielLook
fiel_return_wording_look_of_phase (FielAttemptPhase phase)
{
  FielLook look = fiel_wording_look_of_phase (phase);

  switch (phase)
    {
    case FIEL_ATTEMPT_PHASE_SENDING:
      /* Translators: title while a return is sent to the provider */
      look.headline = _("Returning money: sending");
      break;
    case FIEL_ATTEMPT_PHASE_WAITING:
      look.headline = _("Returning money: waiting for the terminal");
      break;
    case FIEL_ATTEMPT_PHASE_CHECKING:
      look.headline = _("Returning money: checking the result");
      break;
    case FIEL_ATTEMPT_PHASE_UNCONFIRMED:
    case FIEL_ATTEMPT_PHASE_DONE:
      break;
    }

  return look;
}

const char *
fiel_return_wording_verdict (FielOutcome outcome)
{
  switch (outcome)
    {
    case FIEL_OUTCOME_APPROVED:
      return _("The money goes back to the customer.");
    case FIEL_OUTCOME_PARTLY_APPROVED:
      return _("Only a part went back to the customer. Call the store manager about the rest.");
    case FIEL_OUTCOME_DECLINED:
    case FIEL_OUTCOME_CANCELLED:
    case FIEL_OUTCOME_REFUSED:
    case FIEL_OUTCOME_NOT_SENT:
      return _("Nothing went back to the customer.");
    case FIEL_OUTCOME_NOT_EXECUTED:
      return _("The terminal’s own records do not hold this return: nothing went back to the customer.");
    case FIEL_OUTCOME_HAND_CHARGED:
      return _("Recorded by hand: a manager says that the money was returned.");
    case FIEL_OUTCOME_HAND_NOT_CHARGED:
      return _("Recorded by hand: a manager says that the money was not returned.");
    case FIEL_OUTCOME_NONE:
      break;
    }

  return NULL;
}

const char *
fiel_return_wording_promise (FielAttemptKind kind)
{
  return kind == FIEL_ATTEMPT_KIND_VOID ? _("The sale is cancelled: no charge will appear.")
                                        : _("The customer sees it in a few days.");
}

/* Another card is no way out: money goes back to the one that paid. A sale that a return did not find is not found by
 * the same code and day again. */
const char *
fiel_return_wording_advice (FielAttemptKind kind, FielReason reason)
{
  static const FielReason of_card[] = {
    FIEL_REASON_DECLINED,       FIEL_REASON_NO_FUNDS,     FIEL_REASON_CARD_EXPIRED,
    FIEL_REASON_LIMIT_EXCEEDED, FIEL_REASON_CARD_INVALID,
  };

  for (guint i = 0; i < G_N_ELEMENTS (of_card); i++)
    if (reason == of_card[i])
      return _("Use the card that paid. If that was it, ask the store manager how to return the money.");

  if (kind == FIEL_ATTEMPT_KIND_REFUND && reason == FIEL_REASON_SALE_NOT_FOUND)
    return _("Nothing went back. Compare the code and the day with the customer’s slip before you return it again.");

  return reason == FIEL_REASON_WRONG_PIN ? _("Return it again, with the card that paid.") : NULL;
}

const char *
fiel_return_wording_cancel_too_late (void)
{
  return _("Too late to stop: the money goes back.");
}

const char *
fiel_return_wording_cancel_agreed (void)
{
  return _("The terminal agreed to stop. Waiting for the return’s own result.");
}

gboolean
fiel_return_wording_is_left_to_people (FielAttempt *attempt)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), FALSE);

  return fiel_attempt_get_kind (attempt) == FIEL_ATTEMPT_KIND_REFUND
         && fiel_attempt_get_provider_id (attempt) == NULL;
}

const char *
fiel_return_wording_lost_advice (void)
{
  return _("Look at the terminal, and for a slip of a return with this amount. Its list may not say which sale "
           "a return belongs to, so Fiel may never find out alone: a manager compares the slip with the "
           "provider’s list and records it.");
}

/* -- What somebody saw on the terminal ----------------------------------------------------------------------------- */

char *
fiel_return_wording_sighting_headline (FielAttempt *attempt)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), NULL);

  if (fiel_attempt_get_sighting (attempt) != FIEL_SIGHTING_DECLINED)
    return NULL;

  /* Translators: the provider’s name. */
  return g_strdup_printf (_("Not returned, says the terminal. %s has not confirmed that yet."),
                          fiel_attempt_get_provider_name (attempt));
}

static char *
describe_slip (FielAttempt *attempt)
{
  const char *provider = fiel_attempt_get_provider_name (attempt);
  const char *code = fiel_attempt_get_slip_code (attempt);

  if (fiel_return_wording_is_left_to_people (attempt))
    /* Translators: the provider’s name. */
    return g_strdup_printf (_("Keep the store’s copy of the slip. The customer may go with theirs. Do not return "
                              "again. %s may never confirm it by itself: a manager compares the slip with the "
                              "provider’s list and records it."), provider);
  if (code != NULL && *code != '\0')
    /* Translators: the code on the slip, the provider */
    return g_strdup_printf (_("The code %s is kept. The customer may go with the slip. Do not return again: Fiel keeps "
                              "asking %s until it confirms."), code, provider);
  /* Translators: the provider’s name. */
  return g_strdup_printf (_("Keep the store’s copy of the slip. The customer may go with the slip. Do not return "
                            "again: Fiel keeps asking %s until it confirms."), provider);
}

char *
fiel_return_wording_sighting_advice (FielAttempt *attempt)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), NULL);

  if (fiel_attempt_get_sighting (attempt) == FIEL_SIGHTING_APPROVED)
    return describe_slip (attempt);
  if (fiel_attempt_get_sighting (attempt) != FIEL_SIGHTING_DECLINED)
    return NULL;
  if (fiel_return_wording_is_left_to_people (attempt))
    /* Translators: the provider’s name. */
    return g_strdup_printf (_("Give nothing back for this sale yet, neither to a card nor in cash: it may have gone "
                              "back all the same. %s may never say so by itself: a manager looks in the provider’s "
                              "list for a return of this amount and records what is there."),
                            fiel_attempt_get_provider_name (attempt));

  /* Translators: the provider’s name. */
  return g_strdup_printf (_("Give nothing back for this sale yet, neither to a card nor in cash: it may have gone back "
                            "all the same. Wait until %s answers. If the customer cannot wait, call the manager, who "
                            "can record it."),
                          fiel_attempt_get_provider_name (attempt));
}
