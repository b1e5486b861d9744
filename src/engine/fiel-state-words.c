/* fiel-state-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-state-words.h"

#include <glib/gi18n-lib.h>

/* One row each: no codes, and never more than was reported. The tests walk every enum to its end. */

static const char *
name_outcome_of_sale (FielOutcome outcome)
{
  switch (outcome)
    {
    case FIEL_OUTCOME_APPROVED:
      /* Translators: result of a payment: money was charged */
      return _ ("Approved");
    case FIEL_OUTCOME_PARTLY_APPROVED:
      /* Translators: result of a payment: not all was charged */
      return _ ("Partly approved");
    case FIEL_OUTCOME_DECLINED:
      /* Translators: result of a payment: the bank said no */
      return _ ("Declined");
    case FIEL_OUTCOME_CANCELLED:
      return _ ("Cancelled");
    case FIEL_OUTCOME_REFUSED:
      /* Translators: result of a payment: the provider did not take it */
      return _ ("Not accepted");
    case FIEL_OUTCOME_NOT_SENT:
      /* Translators: result of a payment: it never left the till */
      return _ ("Not sent");
    case FIEL_OUTCOME_NOT_EXECUTED:
      /* Translators: result of a payment: no money moved */
      return _ ("Not charged");
    case FIEL_OUTCOME_HAND_CHARGED:
      /* Translators: result of a payment: a manager says so */
      return _ ("Charged, by hand");
    case FIEL_OUTCOME_HAND_NOT_CHARGED:
      return _ ("Not charged, by hand");
    case FIEL_OUTCOME_NONE:
      break;
    }

  return fiel_state_words_phase (FIEL_ATTEMPT_PHASE_UNCONFIRMED);
}

static const char *
name_outcome_of_return (FielOutcome outcome)
{
  switch (outcome)
    {
    case FIEL_OUTCOME_APPROVED:
      return _ ("Returned");
    case FIEL_OUTCOME_PARTLY_APPROVED:
      /* Translators: result of a return: not all of it */
      return _ ("Partly returned");
    case FIEL_OUTCOME_DECLINED:
      /* Translators: result of a return: the bank said no */
      return _ ("Return declined");
    case FIEL_OUTCOME_CANCELLED:
      /* Translators: result of a return: somebody cancelled it */
      return _ ("Return cancelled");
    case FIEL_OUTCOME_REFUSED:
      /* Translators: result of a return: the provider did not take it */
      return _ ("Return not accepted");
    case FIEL_OUTCOME_NOT_SENT:
      /* Translators: result of a return: it never left the till */
      return _ ("Return not sent");
    case FIEL_OUTCOME_NOT_EXECUTED:
      /* Translators: result of a return: no money moved */
      return _ ("Not returned");
    case FIEL_OUTCOME_HAND_CHARGED:
      /* Translators: result of a return: a manager says so */
      return _ ("Returned, by hand");
    case FIEL_OUTCOME_HAND_NOT_CHARGED:
      return _ ("Not returned, by hand");
    case FIEL_OUTCOME_NONE:
      break;
    }

  return fiel_state_words_phase (FIEL_ATTEMPT_PHASE_UNCONFIRMED);
}

const char *
fiel_state_words_outcome (FielAttemptKind kind, FielOutcome outcome)
{
  switch (kind)
    {
    case FIEL_ATTEMPT_KIND_SALE:
      return name_outcome_of_sale (outcome);
    case FIEL_ATTEMPT_KIND_REFUND:
    case FIEL_ATTEMPT_KIND_VOID:
      return name_outcome_of_return (outcome);
    }

  g_return_val_if_reached ("");
}

const char *
fiel_state_words_phase (FielAttemptPhase phase)
{
  switch (phase)
    {
    case FIEL_ATTEMPT_PHASE_SENDING:
      /* Translators: state of a payment: it is on its way to the provider */
      return _ ("Sending");
    case FIEL_ATTEMPT_PHASE_WAITING:
      /* Translators: state of a payment: the customer has to use the card */
      return _ ("On the terminal");
    case FIEL_ATTEMPT_PHASE_CHECKING:
      return _ ("Checking");
    case FIEL_ATTEMPT_PHASE_UNCONFIRMED:
    case FIEL_ATTEMPT_PHASE_DONE:
      break;
    }

  /* Translators: state of a payment: nobody knows yet whether money moved */
  return _ ("Not confirmed");
}

const char *
fiel_state_words_state (FielAttemptState state)
{
  switch (state)
    {
    case FIEL_ATTEMPT_STATE_PROPOSED:
    case FIEL_ATTEMPT_STATE_SAVED:
      return fiel_state_words_phase (FIEL_ATTEMPT_PHASE_SENDING);
    case FIEL_ATTEMPT_STATE_SENT:
    case FIEL_ATTEMPT_STATE_ACCEPTED:
      return fiel_state_words_phase (FIEL_ATTEMPT_PHASE_WAITING);
    case FIEL_ATTEMPT_STATE_UNKNOWN:
    case FIEL_ATTEMPT_STATE_CLOSED:
      break;
    }

  return fiel_state_words_phase (FIEL_ATTEMPT_PHASE_UNCONFIRMED);
}

const char *
fiel_state_words_contradicted (void)
{
  return C_ ("a payment", "Contradicted");
}

static const char *const reasons[FIEL_N_REASONS] = {
  [FIEL_REASON_NONE] = "",
  [FIEL_REASON_DECLINED] = N_ ("The bank said no"),
  /* Translators: why a payment was declined */
  [FIEL_REASON_NO_FUNDS] = N_ ("Not enough funds"),
  [FIEL_REASON_CARD_EXPIRED] = N_ ("The card has expired"),
  [FIEL_REASON_LIMIT_EXCEEDED] = N_ ("Over the card’s limit"),
  [FIEL_REASON_CARD_INVALID] = N_ ("The card was not accepted"),
  /* Translators: why a payment was declined */
  [FIEL_REASON_WRONG_PIN] = N_ ("Wrong PIN"),
  [FIEL_REASON_SALE_NOT_FOUND] = N_ ("The terminal does not find the sale"),
  [FIEL_REASON_CUSTOMER_TIMEOUT] = N_ ("Cancelled at the terminal, or its time ran out"),
  [FIEL_REASON_CANCELLED_AT_TERMINAL] = N_ ("Cancelled at the terminal"),
  [FIEL_REASON_CREDENTIALS] = N_ ("The provider did not accept this store’s credentials"),
  [FIEL_REASON_TERMINAL_UNKNOWN] = N_ ("The provider does not know this terminal"),
  [FIEL_REASON_TERMINAL_FOREIGN] = N_ ("This terminal belongs to another merchant"),
  [FIEL_REASON_TERMINAL_BUSY] = N_ ("The terminal is busy with another operation"),
  [FIEL_REASON_TERMINAL_UNREACHABLE] = N_ ("The provider cannot reach the terminal"),
  [FIEL_REASON_REQUEST_INVALID] = N_ ("The provider did not take the request"),
  [FIEL_REASON_NO_CONNECTION] = N_ ("No connection to the provider"),
  [FIEL_REASON_NAME_NOT_FOUND] = N_ ("The provider’s address was not found"),
  [FIEL_REASON_CERTIFICATE] = N_ ("The connection is not secure, so nothing was sent"),
  [FIEL_REASON_NO_TOKEN] = N_ ("Could not sign in with the provider, so nothing was sent"),
  [FIEL_REASON_NOT_SAVED] = N_ ("This till could not save the payment, so nothing was sent"),
  [FIEL_REASON_ANSWER_LOST] = N_ ("The provider’s answer did not arrive"),
  [FIEL_REASON_ANSWER_UNREADABLE] = N_ ("The provider’s answer cannot be read"),
  [FIEL_REASON_SERVER_TROUBLE] = N_ ("The provider has trouble"),
  [FIEL_REASON_PROVIDER_TIMEOUT] = N_ ("The provider stopped waiting for the terminal"),
  [FIEL_REASON_ID_NOT_FOUND] = N_ ("The provider does not find the payment it accepted"),
  [FIEL_REASON_MISMATCH] = N_ ("The provider’s answer does not match this payment"),
  [FIEL_REASON_PRINTER_TROUBLE] = N_ ("The terminal’s printer has trouble"),
  [FIEL_REASON_RESTARTED] = N_ ("This program ended in the middle of the payment"),
  [FIEL_REASON_OTHER_CODE] = N_ ("The terminal gave an answer that is not in its manual"),
};

const char *
fiel_state_words_reason (FielReason reason)
{
  g_return_val_if_fail ((guint) reason < FIEL_N_REASONS, "");

  return reason == FIEL_REASON_NONE ? "" : _ (reasons[reason]);
}

const char *
fiel_state_words_availability (FielAvailability availability, gboolean unresolved)
{
  switch (availability)
    {
    case FIEL_AVAILABILITY_NOT_CHECKED:
      /* Translators: state of a card terminal: nobody asked it yet */
      return _ ("Not checked");
    case FIEL_AVAILABILITY_READY:
      /* Translators: state of a card terminal: it may be charged with */
      return _ ("Ready");
    case FIEL_AVAILABILITY_OURS:
      return unresolved ? _ ("Reserved: a result is missing") : _ ("Busy with our payment");
    case FIEL_AVAILABILITY_BUSY:
      /* Translators: state of a card terminal: somebody else uses it */
      return _ ("In use");
    case FIEL_AVAILABILITY_UNREACHABLE:
      /* Translators: state of a card terminal: it does not answer */
      return _ ("Not reachable");
    }

  g_return_val_if_reached ("");
}

const char *
fiel_state_words_probe_step (FielProbeStepState state)
{
  switch (state)
    {
    case FIEL_PROBE_STEP_WAITING:
      return C_ ("step of a check", "Waits");
    case FIEL_PROBE_STEP_RUNNING:
      return C_ ("step of a check", "Under way…");
    case FIEL_PROBE_STEP_PASSED:
      return C_ ("step of a check", "Good");
    case FIEL_PROBE_STEP_FAILED:
      return C_ ("step of a check", "Failed");
    case FIEL_PROBE_STEP_SKIPPED:
      return C_ ("step of a check", "Not tried");
    }

  g_return_val_if_reached ("");
}

const char *
fiel_state_words_shift_item (FielShiftItemState state)
{
  switch (state)
    {
    case FIEL_SHIFT_ITEM_WAITING:
      /* Translators: state of a check before closing a shift: its turn comes */
      return _ ("Waiting");
    case FIEL_SHIFT_ITEM_RUNNING:
      return _ ("Checking");
    case FIEL_SHIFT_ITEM_DONE:
      return C_ ("check of a shift", "In order");
    case FIEL_SHIFT_ITEM_PASSABLE:
      return _ ("A manager may let it pass");
    case FIEL_SHIFT_ITEM_BLOCKED:
      /* Translators: state of a check before closing a shift: it stops the closing */
      return _ ("Not ready");
    }

  g_return_val_if_reached ("");
}

const char *
fiel_state_words_environment (const char *nick)
{
  g_return_val_if_fail (nick != NULL, "");

  if (g_str_equal (nick, "production"))
    return _ ("LIVE");
  if (g_str_equal (nick, "test"))
    return _ ("TEST");

  return _ ("TRAINING");
}
