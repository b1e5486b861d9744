/* fiel-wording.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-wording.h"

#include "fiel-card-text.h"
#include "fiel-return-wording.h"
#include "fiel-state-words.h"

#include <glib/gi18n.h>

/* Every state, outcome, reason and step in the words of people at a counter: one row each, no codes, never only
 * "unknown", never more than was reported. Pure: the same input gives the same text. The tests walk every enum to its
 * end. */

gboolean
fiel_wording_is_return (FielAttemptKind kind)
{
  switch (kind)
    {
    case FIEL_ATTEMPT_KIND_SALE:
      return FALSE;
    case FIEL_ATTEMPT_KIND_REFUND:
    case FIEL_ATTEMPT_KIND_VOID:
      return TRUE;
    }

  g_return_val_if_reached (FALSE);
}

FielLook
fiel_wording_look_of_outcome (FielAttemptKind kind, FielOutcome outcome)
{
  const char *word = fiel_state_words_outcome (kind, outcome);

  if (fiel_wording_is_return (kind))
    return fiel_return_wording_look_of_outcome (outcome);

  switch (outcome)
    {
    case FIEL_OUTCOME_APPROVED:
      /* Translators: result of a payment, in capitals: money was charged */
      return (FielLook){ _("APPROVED"), word, "fiel-approved-symbolic", "approved" };
    case FIEL_OUTCOME_PARTLY_APPROVED:
      /* Translators: result of a payment, in capitals: not all was charged */
      return (FielLook){ _("PARTLY APPROVED"), word, "fiel-partial-symbolic", "unconfirmed" };
    case FIEL_OUTCOME_DECLINED:
      /* Translators: result of a payment, in capitals: the bank said no */
      return (FielLook){ _("DECLINED"), word, "fiel-declined-symbolic", "declined" };
    case FIEL_OUTCOME_CANCELLED:
      /* Translators: result of a payment, in capitals */
      return (FielLook){ _("CANCELLED"), word, "fiel-cancelled-symbolic", "cancelled" };
    case FIEL_OUTCOME_REFUSED:
      /* Translators: result of a payment, in capitals: the provider did not take it */
      return (FielLook){ _("NOT ACCEPTED"), word, "fiel-cancelled-symbolic", "cancelled" };
    case FIEL_OUTCOME_NOT_SENT:
      /* Translators: result of a payment, in capitals: it never left the till */
      return (FielLook){ _("NOT SENT"), word, "fiel-offline-symbolic", "cancelled" };
    case FIEL_OUTCOME_NOT_EXECUTED:
      /* Translators: result of a payment, in capitals: no money moved */
      return (FielLook){ _("NOT CHARGED"), word, "fiel-cancelled-symbolic", "cancelled" };
    case FIEL_OUTCOME_HAND_CHARGED:
      /* Translators: result of a payment, in capitals: by a manager, by hand */
      return (FielLook){ _("RECORDED AS CHARGED"), word, "fiel-hand-symbolic", "hand" };
    case FIEL_OUTCOME_HAND_NOT_CHARGED:
      return (FielLook){ _("RECORDED AS NOT CHARGED"), word, "fiel-hand-symbolic", "hand" };
    case FIEL_OUTCOME_NONE:
      break;
    }
  return fiel_wording_look_of_phase (FIEL_ATTEMPT_PHASE_UNCONFIRMED);
}

static gboolean
is_return (FielAttempt *attempt)
{
  return fiel_wording_is_return (fiel_attempt_get_kind (attempt));
}

FielLook
fiel_wording_look_of_phase (FielAttemptPhase phase)
{
  const char *word = fiel_state_words_phase (phase);

  switch (phase)
    {
    case FIEL_ATTEMPT_PHASE_SENDING:
      /* Translators: state of a payment: it is on its way to the provider */
      return (FielLook){ _("Sending"), word, "fiel-wait-symbolic", "accent" };
    case FIEL_ATTEMPT_PHASE_WAITING:
      return (FielLook){ _("Waiting for the customer"), word, "fiel-card-symbolic", "accent" };
    case FIEL_ATTEMPT_PHASE_CHECKING:
      /* Translators: state of a payment: the provider is being asked */
      return (FielLook){ _("Checking the result"), word, "fiel-checking-symbolic", "accent" };
    case FIEL_ATTEMPT_PHASE_UNCONFIRMED:
    case FIEL_ATTEMPT_PHASE_DONE:
      break;
    }
  /* Translators: state in capitals: nobody knows yet whether money moved */
  return (FielLook){ _("NOT CONFIRMED"), word, "fiel-unconfirmed-symbolic", "unconfirmed" };
}

FielLook
fiel_wording_look (FielAttempt *attempt)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), fiel_wording_look_of_phase (FIEL_ATTEMPT_PHASE_UNCONFIRMED));

  if (fiel_attempt_get_phase (attempt) == FIEL_ATTEMPT_PHASE_DONE)
    return fiel_wording_look_of_outcome (fiel_attempt_get_kind (attempt), fiel_attempt_get_outcome (attempt));
  if (is_return (attempt))
    return fiel_return_wording_look_of_phase (fiel_attempt_get_phase (attempt));
  return fiel_wording_look_of_phase (fiel_attempt_get_phase (attempt));
}

const char *
fiel_wording_verdict (FielAttemptKind kind, FielOutcome outcome)
{
  if (fiel_wording_is_return (kind))
    return fiel_return_wording_verdict (outcome);

  switch (outcome)
    {
    case FIEL_OUTCOME_APPROVED:
      return _("The customer was charged.");
    case FIEL_OUTCOME_PARTLY_APPROVED:
      return _("The customer was charged a part. Collect the rest or return it.");
    case FIEL_OUTCOME_DECLINED:
    case FIEL_OUTCOME_CANCELLED:
    case FIEL_OUTCOME_REFUSED:
    case FIEL_OUTCOME_NOT_SENT:
      return _("The customer was not charged.");
    case FIEL_OUTCOME_NOT_EXECUTED:
      return _("The terminal’s own records do not hold this payment: the customer was not charged.");
    case FIEL_OUTCOME_HAND_CHARGED:
      return _("Recorded by hand: a manager says that the customer was charged.");
    case FIEL_OUTCOME_HAND_NOT_CHARGED:
      return _("Recorded by hand: a manager says that the customer was not charged.");
    case FIEL_OUTCOME_NONE:
      break;
    }
  return NULL;
}

const char *
fiel_wording_standing (FielAttempt *attempt)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), NULL);

  if (fiel_attempt_get_phase (attempt) != FIEL_ATTEMPT_PHASE_UNCONFIRMED)
    return fiel_wording_verdict (fiel_attempt_get_kind (attempt), fiel_attempt_get_outcome (attempt));
  if (is_return (attempt))
    return _("We do not know yet whether the money was returned. Do not return it again.");

  return _("We do not know yet whether the customer was charged. Do not charge again.");
}

/* What to do, where there is something. Marked for translation here, translated where it is read. */
static const char *const advice_words[FIEL_N_REASONS] = {
  [FIEL_REASON_DECLINED] = N_("Ask for another card."),
  [FIEL_REASON_NO_FUNDS] = N_("Ask for another card."),
  [FIEL_REASON_CARD_EXPIRED] = N_("Ask for another card."),
  [FIEL_REASON_LIMIT_EXCEEDED] = N_("Ask for another card."),
  [FIEL_REASON_CARD_INVALID] = N_("Ask for another card."),
  [FIEL_REASON_WRONG_PIN] = N_("Try again, or ask for another card."),
  [FIEL_REASON_SALE_NOT_FOUND] = N_("Nothing went back. Try once more: it is asked for in another way then."),
  [FIEL_REASON_CREDENTIALS] = N_("Try once more; if it stays so, ask the store manager."),
  [FIEL_REASON_TERMINAL_UNKNOWN] = N_("Use another terminal and tell the store manager."),
  [FIEL_REASON_TERMINAL_FOREIGN] = N_("Use another terminal and tell the store manager."),
  [FIEL_REASON_TERMINAL_BUSY] = N_("Wait until its screen is idle, then try again."),
  [FIEL_REASON_TERMINAL_UNREACHABLE] = N_("Check the terminal’s power and network."),
  [FIEL_REASON_REQUEST_INVALID] = N_("Tell the store manager."),
  [FIEL_REASON_NO_CONNECTION] = N_("Check this till’s network."),
  [FIEL_REASON_NAME_NOT_FOUND] = N_("Check this till’s network."),
  [FIEL_REASON_CERTIFICATE] = N_("Tell the store manager; check this till’s date and network."),
  [FIEL_REASON_NO_TOKEN] = N_("Try again; if it stays so, ask the store manager."),
  [FIEL_REASON_NOT_SAVED] = N_("Tell the store manager."),
  [FIEL_REASON_ANSWER_LOST] = N_("Look at the terminal."),
  [FIEL_REASON_ANSWER_UNREADABLE] = N_("Look at the terminal."),
  [FIEL_REASON_SERVER_TROUBLE] = N_("Look at the terminal."),
  [FIEL_REASON_PROVIDER_TIMEOUT] = N_("Look at the terminal."),
  [FIEL_REASON_ID_NOT_FOUND] = N_("Look at the terminal, and tell the store manager."),
  [FIEL_REASON_MISMATCH] = N_("Look at the amount on the terminal, and tell the store manager."),
  [FIEL_REASON_PRINTER_TROUBLE] = N_("Check its paper and cover, and what its screen says."),
  [FIEL_REASON_RESTARTED] = N_("Look at the terminal."),
  [FIEL_REASON_OTHER_CODE] = N_("Look at the terminal, and tell the store manager."),
};

const char *
fiel_wording_reason (FielReason reason)
{
  return fiel_state_words_reason (reason);
}

const char *
fiel_wording_advice (FielAttemptKind kind, FielReason reason)
{
  const char *advice;

  g_return_val_if_fail ((guint) reason < FIEL_N_REASONS, NULL);

  advice = fiel_wording_is_return (kind) ? fiel_return_wording_advice (kind, reason) : NULL;
  if (advice != NULL)
    return advice;

  return advice_words[reason] == NULL ? NULL : _(advice_words[reason]);
}

const char *
fiel_wording_sighting (FielSighting sighting)
{
  switch (sighting)
    {
    case FIEL_SIGHTING_APPROVED:
      return _("Somebody saw “approved” or a slip on the terminal");
    case FIEL_SIGHTING_DECLINED:
      return _("Somebody saw “declined” or “cancelled” on the terminal");
    case FIEL_SIGHTING_WAITING:
      return _("Somebody saw the terminal wait for a card");
    case FIEL_SIGHTING_NOTHING:
      return _("Nobody could see anything on the terminal");
    case FIEL_SIGHTING_NONE:
      break;
    }
  return NULL;
}

char *
fiel_wording_sighting_headline (FielAttempt *attempt)
{
  const char *provider;
  char *of_return;

  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), NULL);

  of_return = is_return (attempt) ? fiel_return_wording_sighting_headline (attempt) : NULL;
  if (of_return != NULL)
    return of_return;

  provider = fiel_attempt_get_provider_name (attempt);
  switch (fiel_attempt_get_sighting (attempt))
    {
    case FIEL_SIGHTING_APPROVED:
      /* Translators: the provider’s name. */
      return g_strdup_printf (_("Approved by the slip; waiting for %s"), provider);
    case FIEL_SIGHTING_DECLINED:
      /* Translators: the provider’s name. */
      return g_strdup_printf (_("Not charged, says the terminal. %s has not confirmed that yet."), provider);
    case FIEL_SIGHTING_WAITING:
      return g_strdup (_("When somebody looked, it still waited for a card. Look again."));
    case FIEL_SIGHTING_NOTHING:
      return g_strdup (_("Bring the terminal back, then look again"));
    case FIEL_SIGHTING_NONE:
      break;
    }
  return NULL;
}

static char *
describe_slip (FielAttempt *attempt)
{
  const char *provider = fiel_attempt_get_provider_name (attempt);
  const char *code = fiel_attempt_get_slip_code (attempt);

  if (code != NULL && *code != '\0')
    /* Translators: the code on the slip, the provider */
    return g_strdup_printf (_("The code %s is kept. The customer may go with the slip. Do not charge again: Fiel keeps "
                              "asking %s until it confirms."), code, provider);
  /* Translators: the provider’s name. */
  return g_strdup_printf (_("Keep the store’s copy of the slip. The customer may go with the slip. Do not charge "
                            "again: Fiel keeps asking %s until it confirms."), provider);
}

char *
fiel_wording_sighting_advice (FielAttempt *attempt)
{
  const char *provider;
  char *of_return;

  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), NULL);

  of_return = is_return (attempt) ? fiel_return_wording_sighting_advice (attempt) : NULL;
  if (of_return != NULL)
    return of_return;

  provider = fiel_attempt_get_provider_name (attempt);
  switch (fiel_attempt_get_sighting (attempt))
    {
    case FIEL_SIGHTING_APPROVED:
      return describe_slip (attempt);
    case FIEL_SIGHTING_DECLINED:
      /* Translators: the provider’s name. */
      return g_strdup_printf (_("Take neither a card nor cash for this ticket yet: it may be charged all the same. "
                                "Wait until %s answers. If the customer cannot wait, call the manager, who can "
                                "record it."),
                              provider);
    case FIEL_SIGHTING_NOTHING:
      /* Translators: the provider’s name. */
      return g_strdup_printf (_("Check its power and its network, and turn it on. Look at the slip roll: a slip with "
                                "this amount means approved. Fiel keeps asking %s; you can leave this and go on "
                                "selling."),
                              provider);
    case FIEL_SIGHTING_WAITING:
    case FIEL_SIGHTING_NONE:
      break;
    }
  return NULL;
}

char *
fiel_wording_step (FielStep *step, const char *provider, const char *result)
{
  g_return_val_if_fail (FIEL_IS_STEP (step), NULL);
  g_return_val_if_fail (provider != NULL, NULL);

  switch (fiel_step_get_kind (step))
    {
    case FIEL_STEP_SAVED:
      return g_strdup (_("Saved at this till"));
    case FIEL_STEP_SENT:
      /* Translators: the provider’s name. */
      return g_strdup_printf (_("Sent to %s"), provider);
    case FIEL_STEP_ACCEPTED:
      /* Translators: the provider’s name. */
      return g_strdup_printf (_("Accepted by %s"), provider);
    case FIEL_STEP_WAITING:
      return g_strdup (_("Waiting for the terminal’s result"));
    case FIEL_STEP_ANSWER_LOST:
      /* Translators: the provider’s name. */
      return g_strdup_printf (_("The answer of %s did not arrive"), provider);
    case FIEL_STEP_RESTARTED:
      return g_strdup (_("Taken up again after a restart"));
    case FIEL_STEP_CHECKED:
      /* Translators: how many times. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Asked %u time, no final answer",
                                           "Asked %u times, no final answer", fiel_step_get_count (step)),
                              fiel_step_get_count (step));
    case FIEL_STEP_CANCEL_ASKED:
      return g_strdup (_("Asked the terminal to stop"));
    case FIEL_STEP_CANCEL_AGREED:
      return g_strdup (_("The terminal agreed to stop"));
    case FIEL_STEP_CANCEL_REFUSED:
      return g_strdup (_("The terminal did not stop"));
    case FIEL_STEP_CANCEL_UNANSWERED:
      return g_strdup (_("The terminal did not answer the request to stop"));
    case FIEL_STEP_MISMATCH:
      return g_strdup (_("An answer did not match this payment"));
    case FIEL_STEP_CLOSED:
      /* Translators: the state of the payment in words. */
      return result != NULL ? g_strdup_printf (_("Result: %s"), result)
                            /* Translators: a step in the story of a payment */
                            : g_strdup (_("Result saved"));
    case FIEL_STEP_CONFLICT:
      return g_strdup (_("A later answer contradicts the result"));
    }
  g_return_val_if_reached (NULL);
}

gboolean
fiel_wording_step_runs (FielStep *step)
{
  g_return_val_if_fail (FIEL_IS_STEP (step), FALSE);

  return !fiel_step_get_done (step)
         && (fiel_step_get_kind (step) == FIEL_STEP_WAITING || fiel_step_get_kind (step) == FIEL_STEP_CANCEL_ASKED);
}

FielStepLook
fiel_wording_look_of_step (FielStep *step)
{
  g_return_val_if_fail (FIEL_IS_STEP (step), ((FielStepLook){ "fiel-wait-symbolic", NULL }));

  if (fiel_wording_step_runs (step))
    return (FielStepLook){ "fiel-wait-symbolic", "accent" };

  switch (fiel_step_get_kind (step))
    {
    case FIEL_STEP_SAVED:
    case FIEL_STEP_SENT:
    case FIEL_STEP_ACCEPTED:
    case FIEL_STEP_WAITING:
    case FIEL_STEP_CANCEL_ASKED:
    case FIEL_STEP_CANCEL_AGREED:
    case FIEL_STEP_CLOSED:
      return (FielStepLook){ "object-select-symbolic", "success" };
    case FIEL_STEP_RESTARTED:
      return (FielStepLook){ "view-refresh-symbolic", NULL };
    case FIEL_STEP_CHECKED:
      return (FielStepLook){ "fiel-checking-symbolic", "accent" };
    case FIEL_STEP_CANCEL_REFUSED:
      return (FielStepLook){ "fiel-cancelled-symbolic", NULL };
    case FIEL_STEP_ANSWER_LOST:
    case FIEL_STEP_CANCEL_UNANSWERED:
    case FIEL_STEP_MISMATCH:
    case FIEL_STEP_CONFLICT:
      return (FielStepLook){ "fiel-unconfirmed-symbolic", "warning" };
    }
  g_return_val_if_reached (((FielStepLook){ "fiel-wait-symbolic", NULL }));
}

const char *
fiel_wording_cancel (FielAttemptKind kind, FielCancelState cancel, FielAttemptPhase phase, FielOutcome outcome)
{
  switch (cancel)
    {
    case FIEL_CANCEL_STATE_NONE:
      return NULL;
    case FIEL_CANCEL_STATE_ASKED:
    case FIEL_CANCEL_STATE_AGREED:
    case FIEL_CANCEL_STATE_REFUSED:
    case FIEL_CANCEL_STATE_UNANSWERED:
      break;
    }
  if (phase == FIEL_ATTEMPT_PHASE_DONE && fiel_outcome_moved_money (outcome))
    return fiel_wording_is_return (kind) ? fiel_return_wording_cancel_too_late ()
                                         : _("Too late to stop: the payment was approved.");
  if (phase == FIEL_ATTEMPT_PHASE_DONE)
    /* Translators: result: the payment was stopped at the cashier’s wish */
    return outcome == FIEL_OUTCOME_CANCELLED ? _("Stopped, as asked.") : NULL;
  if (cancel == FIEL_CANCEL_STATE_ASKED)
    return _("Asked the terminal to stop…");
  if (cancel == FIEL_CANCEL_STATE_AGREED)
    return fiel_wording_is_return (kind) ? fiel_return_wording_cancel_agreed ()
                                         : _("The terminal agreed to stop. Waiting for the payment’s own result.");
  if (cancel == FIEL_CANCEL_STATE_REFUSED)
    return _("The terminal goes on: it is too late to stop it from here.");
  return _("The terminal did not answer the request to stop. Checking.");
}

char *
fiel_wording_card (const char *brand, const char *type, const char *last4)
{
  return fiel_card_text (brand, type, last4);
}
