/* fiel-drill-wording.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-drill-wording.h"

#include <glib/gi18n.h>

const char *
fiel_drill_wording_title (FielDrillKind kind)
{
  switch (kind)
    {
    case FIEL_DRILL_LOST_ANSWER:
      /* Translators: name of a drill: the provider’s answer does not arrive */
      return _("Lost answer");
    case FIEL_DRILL_SWITCH_TO_CASH:
      return _("Customer switches to cash");
    case FIEL_DRILL_TERMINAL_OFF:
      /* Translators: name of a drill: the terminal has no power */
      return _("Terminal off");
    case FIEL_DRILL_LATE_APPROVAL:
      return _("Late approval after cancel");
    case FIEL_DRILL_STRAY_ANSWER:
      return _("Answer without a payment");
    }

  g_return_val_if_reached ("");
}

const char *
fiel_drill_wording_story (FielDrillKind kind)
{
  switch (kind)
    {
    case FIEL_DRILL_LOST_ANSWER:
      return _("The customer pays, but the provider’s answer does not reach the till. Find out what happened without "
               "charging twice.");
    case FIEL_DRILL_SWITCH_TO_CASH:
      return _("While the terminal waits for the card, the customer decides to pay cash. Take it only when the card "
               "can no longer be charged.");
    case FIEL_DRILL_TERMINAL_OFF:
      return _("The terminal goes dark in the middle of a payment. Leave it open, go on selling, and find it again.");
    case FIEL_DRILL_LATE_APPROVAL:
      return _("A payment is stopped, and approved all the same. Believe the result, not the promise.");
    case FIEL_DRILL_STRAY_ANSWER:
      return _("The provider calls, and says something about a payment that this till never made. Find out whose it "
               "is, and change nothing because of it.");
    }

  g_return_val_if_reached ("");
}

static gboolean
is_pending (const FielDrill *drill, FielDrillStepKind step)
{
  return fiel_drill_get_verdict (drill, step) == FIEL_DRILL_VERDICT_PENDING;
}

static const char *
hint_lost_answer (const FielDrill *drill)
{
  if (is_pending (drill, FIEL_DRILL_STEP_LOOK))
    return _("The customer has paid: the terminal says APPROVED and prints a slip. When the till does not know the "
             "result, tell it what the terminal shows.");
  return _("Wait: Fiel goes on asking until it knows. Do not charge again.");
}

static const char *
hint_switch_to_cash (const FielDrill *drill, gboolean can_stop)
{
  if (drill->ended)
    return _("It is proven that nothing was charged. Take the cash.");
  if (is_pending (drill, FIEL_DRILL_STEP_STOP))
    return _("“I would rather pay cash.” Press “Customer pays another way”.");
  if (!can_stop)
    return _("It cannot be stopped from here: press the red key on the terminal. Take the cash only when it is proven "
             "that nothing was charged.");
  return _("The terminal is being stopped. Take the cash only when it is proven that nothing was charged.");
}

static const char *
hint_terminal_off (const FielDrill *drill)
{
  if (is_pending (drill, FIEL_DRILL_STEP_LOOK))
    return _("The terminal’s screen goes dark. When the till does not know the result, tell it what the terminal "
             "shows: nothing.");
  if (is_pending (drill, FIEL_DRILL_STEP_PARK))
    return _("Nobody knows yet whether the customer was charged. Leave it and go on selling.");
  return _("Serve the next customer on another terminal, then find this payment under “to resolve”.");
}

static const char *
hint_late_approval (const FielDrill *drill, gboolean can_stop)
{
  if (drill->ended && drill->moved)
    return _("It was approved after all. What does the customer owe now?");
  if (is_pending (drill, FIEL_DRILL_STEP_STOP))
    return _("“Wait, I do not want it any more.” Press “Customer pays another way”.");
  if (!can_stop)
    return _("You press the red key on the terminal, its screen says CANCELLED, and the customer offers cash. What "
             "does the till say?");
  return _("The terminal’s screen says CANCELLED, and the customer offers cash. What does the till say?");
}

static const char *
hint_stray_answer (const FielDrill *drill)
{
  if (!drill->ended)
    return _("The customer pays as usual. Wait for the result.");
  if (!drill->answered)
    return _("This payment is done. In a few seconds the provider calls about another one.");
  if (is_pending (drill, FIEL_DRILL_STEP_OPEN_ANSWER))
    return _("An answer came in that belongs to no payment of this till. Open it under “to resolve”.");
  return _("The customer’s slip shows the amount that you charged. What does the answer say? Change no payment because "
           "of it: write down what you found, and take it off the list.");
}

const char *
fiel_drill_wording_hint (const FielDrill *drill, gboolean can_stop)
{
  g_return_val_if_fail (drill != NULL, "");

  if (fiel_drill_is_over (drill))
    return _("The drill is over. See how it went.");
  if (is_pending (drill, FIEL_DRILL_STEP_CHARGE))
    return _("A customer pays by card. The amount is there already: press Charge.");

  switch (drill->kind)
    {
    case FIEL_DRILL_LOST_ANSWER:
      return hint_lost_answer (drill);
    case FIEL_DRILL_SWITCH_TO_CASH:
      return hint_switch_to_cash (drill, can_stop);
    case FIEL_DRILL_TERMINAL_OFF:
      return hint_terminal_off (drill);
    case FIEL_DRILL_LATE_APPROVAL:
      return hint_late_approval (drill, can_stop);
    case FIEL_DRILL_STRAY_ANSWER:
      return hint_stray_answer (drill);
    }

  g_return_val_if_reached ("");
}

typedef struct
{
  const char *step;   /* what is to be done */
  const char *why;    /* what it is good for */
  const char *lack;   /* what happens without it */
} StepWords;

static const StepWords step_words[FIEL_N_DRILL_STEPS] = {
  /* Translators: a step of a drill: what to do (imperative) */
  [FIEL_DRILL_STEP_CHARGE] = { N_("Charge the amount"), N_("One customer, one payment."),
                               N_("Nothing was charged, so there was nothing to practise.") },
  [FIEL_DRILL_STEP_STOP] = { N_("Ask for the payment to stop"),
                             N_("As long as nobody stops it, the card can still be charged."),
                             N_("The terminal went on waiting for the card, and could have charged it.") },
  [FIEL_DRILL_STEP_LOOK] = { N_("Tell the till what the terminal shows"),
                             N_("The terminal often knows what the till does not, and the note helps whoever looks "
                                "for the payment."),
                             N_("Nobody noted what the terminal showed. When the till asks, look at it.") },
  [FIEL_DRILL_STEP_HOLD_OFF] = { N_("Charge nothing again and take no cash while the result is missing"),
                                 N_("As long as nobody knows, the customer may have paid already."),
                                 N_("The drill ended before the result was known.") },
  [FIEL_DRILL_STEP_PARK] = { N_("Leave it open and go on selling"),
                             N_("Fiel keeps asking by itself, and the queue moves on."),
                             N_("The till stood still although it need not.") },
  [FIEL_DRILL_STEP_COME_BACK] = { N_("Find it again under “to resolve”"),
                                  N_("What is open stays in sight until it is settled."),
                                  N_("If it is still open, it is there, under “to resolve”.") },
  [FIEL_DRILL_STEP_RESULT] = { N_("Wait for the result"), N_("What Fiel shows as APPROVED is proven."),
                               N_("The result was not awaited.") },
  [FIEL_DRILL_STEP_CASH] = { N_("Take the cash once nothing was charged for certain"),
                             N_("From then on the card cannot be charged any more."),
                             N_("The cash was not taken: the goods are not paid.") },
  [FIEL_DRILL_STEP_NO_CASH] = { N_("Take no cash for what was approved"),
                                N_("The card has paid; the goods are the customer’s."),
                                N_("It was not decided what the customer owes.") },
  [FIEL_DRILL_STEP_OPEN_ANSWER] = { N_("Open the answer under “to resolve”"),
                                    N_("Only whoever reads it can tell whose it is."),
                                    N_("Nobody looked at it. If it came, it is still there, under “to resolve”.") },
  [FIEL_DRILL_STEP_LEAVE_PAYMENT] = { N_("Change no payment because of it"),
                                      N_("What comes in unasked proves nothing: Fiel believes only what it asked for "
                                         "itself."),
                                      N_("The drill ended before the answer was settled.") },
  [FIEL_DRILL_STEP_NOTE_ANSWER] = { N_("Write down what you found, and take it off the list"),
                                    N_("Whoever looks for that payment later finds your note beside it."),
                                    N_("Nobody wrote down what was found. If the answer came, it is still there, "
                                       "under “to resolve”.") },
};

static const char *const mistake_words[FIEL_N_DRILL_MISTAKES] = {
  [FIEL_DRILL_MISTAKE_NONE] = NULL,
  [FIEL_DRILL_MISTAKE_CHARGED_AGAIN] = N_("The card was charged a second time for the same goods."),
  [FIEL_DRILL_MISTAKE_CASH_TOO_EARLY] = N_("The card could still be charged when the cash was taken: paid twice."),
  [FIEL_DRILL_MISTAKE_CASH_ON_TOP] = N_("The card had paid already: the customer paid twice."),
  [FIEL_DRILL_MISTAKE_BY_HAND] = N_("Recorded by hand without proof: if that is wrong, somebody loses the money."),
  [FIEL_DRILL_MISTAKE_OTHER_SIGHT] = N_("The terminal showed something else. A wrong note misleads whoever looks for "
                                        "the payment."),
  [FIEL_DRILL_MISTAKE_RETURNED] = N_("The money of a customer who had paid rightly was returned."),
};

const char *
fiel_drill_wording_step (FielDrillStepKind step)
{
  g_return_val_if_fail ((guint) step < FIEL_N_DRILL_STEPS, "");

  return _(step_words[step].step);
}

char *
fiel_drill_wording_judgement (const FielDrillStep *step)
{
  g_return_val_if_fail (step != NULL, NULL);

  switch (step->verdict)
    {
    case FIEL_DRILL_VERDICT_PENDING:
      /* Translators: a step of a drill */
      return g_strdup (_("Not done yet."));
    case FIEL_DRILL_VERDICT_RIGHT:
      /* Translators: %s: a sentence that says what it is good for */
      return g_strdup_printf (_("Right. %s"), _(step_words[step->kind].why));
    case FIEL_DRILL_VERDICT_WRONG:
      if (step->mistake == FIEL_DRILL_MISTAKE_OTHER_SIGHT)
        /* Translators: %s: a sentence that says what was wrong */
        return g_strdup_printf (_("Wrong. %s"), _(mistake_words[step->mistake]));
      /* Translators: %s: a sentence that says what was wrong */
      return g_strdup_printf (_("This would have cost money. %s"), _(mistake_words[step->mistake]));
    case FIEL_DRILL_VERDICT_MISSED:
      /* Translators: %s: a sentence that says what happens then */
      return g_strdup_printf (_("Not done. %s"), _(step_words[step->kind].lack));
    }

  g_return_val_if_reached (NULL);
}

char *
fiel_drill_wording_score (guint n_right, guint n_steps)
{
  /* Translators: steps that were done right, and all of them */
  return g_strdup_printf (ngettext ("%u of %u step", "%u of %u steps", n_steps), n_right, n_steps);
}

const char *
fiel_drill_wording_icon (FielDrillVerdict verdict)
{
  switch (verdict)
    {
    case FIEL_DRILL_VERDICT_PENDING:
      return "fiel-wait-symbolic";
    case FIEL_DRILL_VERDICT_RIGHT:
      return "fiel-approved-symbolic";
    case FIEL_DRILL_VERDICT_WRONG:
      return "fiel-declined-symbolic";
    case FIEL_DRILL_VERDICT_MISSED:
      return "fiel-cancelled-symbolic";
    }

  g_return_val_if_reached ("fiel-wait-symbolic");
}

const char *
fiel_drill_wording_style (FielDrillVerdict verdict)
{
  switch (verdict)
    {
    case FIEL_DRILL_VERDICT_RIGHT:
      return "success";
    case FIEL_DRILL_VERDICT_WRONG:
      return "error";
    case FIEL_DRILL_VERDICT_PENDING:
    case FIEL_DRILL_VERDICT_MISSED:
      return NULL;
    }

  g_return_val_if_reached (NULL);
}
