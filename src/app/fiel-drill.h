/* fiel-drill.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FielDrillKind: what goes wrong, to be practised before it happens for the first time.
 * @FIEL_DRILL_LOST_ANSWER: the customer is charged, and the till does not hear of it for a while
 * @FIEL_DRILL_SWITCH_TO_CASH: the customer would rather pay cash while the terminal waits for the card
 * @FIEL_DRILL_TERMINAL_OFF: the terminal goes dark in the middle of the payment
 * @FIEL_DRILL_LATE_APPROVAL: the payment is stopped, and approved all the same
 * @FIEL_DRILL_STRAY_ANSWER: after the payment a callback comes in that belongs to no payment of this till
 */
typedef enum
{
  FIEL_DRILL_LOST_ANSWER,
  FIEL_DRILL_SWITCH_TO_CASH,
  FIEL_DRILL_TERMINAL_OFF,
  FIEL_DRILL_LATE_APPROVAL,
  FIEL_DRILL_STRAY_ANSWER,
} FielDrillKind;
#define FIEL_N_DRILLS (FIEL_DRILL_STRAY_ANSWER + 1)

/**
 * FielDrillEvent: what the cashier did, or what became of the payment.
 * @FIEL_DRILL_EVENT_CHARGED: the payment of the drill began
 * @FIEL_DRILL_EVENT_CHARGED_AGAIN: the same customer was charged a second time
 * @FIEL_DRILL_EVENT_STOP_ASKED: the terminal was asked to stop, or the customer pays another way
 * @FIEL_DRILL_EVENT_SAW_APPROVED: noted: the terminal showed "approved"
 * @FIEL_DRILL_EVENT_SAW_NOTHING: noted: the terminal showed nothing
 * @FIEL_DRILL_EVENT_SAW_OTHER: noted: it showed something else
 * @FIEL_DRILL_EVENT_PARKED: left open, the till goes on selling
 * @FIEL_DRILL_EVENT_CAME_BACK: opened again after it was parked
 * @FIEL_DRILL_EVENT_CLOSED_BY_HAND: a person recorded how it ended
 * @FIEL_DRILL_EVENT_ENDED_CHARGED: proven: money moved
 * @FIEL_DRILL_EVENT_ENDED_NOT_CHARGED: proven: none did
 * @FIEL_DRILL_EVENT_CASH_TAKEN: the customer paid cash
 * @FIEL_DRILL_EVENT_GOODS_GIVEN: the customer left with the goods and paid nothing more
 * @FIEL_DRILL_EVENT_MONEY_RETURNED: money went back to a customer
 * @FIEL_DRILL_EVENT_ANSWER_CAME: an answer without a payment came in
 * @FIEL_DRILL_EVENT_ANSWER_OPENED: somebody looked at it
 * @FIEL_DRILL_EVENT_ANSWER_NOTED: somebody wrote down what was found, and took it off the list
 * @FIEL_DRILL_EVENT_GIVEN_UP: the cashier ended the drill
 */
typedef enum
{
  FIEL_DRILL_EVENT_CHARGED,
  FIEL_DRILL_EVENT_CHARGED_AGAIN,
  FIEL_DRILL_EVENT_STOP_ASKED,
  FIEL_DRILL_EVENT_SAW_APPROVED,
  FIEL_DRILL_EVENT_SAW_NOTHING,
  FIEL_DRILL_EVENT_SAW_OTHER,
  FIEL_DRILL_EVENT_PARKED,
  FIEL_DRILL_EVENT_CAME_BACK,
  FIEL_DRILL_EVENT_CLOSED_BY_HAND,
  FIEL_DRILL_EVENT_ENDED_CHARGED,
  FIEL_DRILL_EVENT_ENDED_NOT_CHARGED,
  FIEL_DRILL_EVENT_CASH_TAKEN,
  FIEL_DRILL_EVENT_GOODS_GIVEN,
  FIEL_DRILL_EVENT_MONEY_RETURNED,
  FIEL_DRILL_EVENT_ANSWER_CAME,
  FIEL_DRILL_EVENT_ANSWER_OPENED,
  FIEL_DRILL_EVENT_ANSWER_NOTED,
  FIEL_DRILL_EVENT_GIVEN_UP,
} FielDrillEvent;
#define FIEL_N_DRILL_EVENTS (FIEL_DRILL_EVENT_GIVEN_UP + 1)

/**
 * FielDrillStepKind: what is judged.
 * @FIEL_DRILL_STEP_CHARGE: charge the amount
 * @FIEL_DRILL_STEP_STOP: ask for the payment to stop
 * @FIEL_DRILL_STEP_LOOK: note what the terminal shows
 * @FIEL_DRILL_STEP_HOLD_OFF: no second charge, no cash, no record by hand while the result is missing
 * @FIEL_DRILL_STEP_PARK: leave it open and go on selling
 * @FIEL_DRILL_STEP_COME_BACK: find it again
 * @FIEL_DRILL_STEP_RESULT: wait for the result
 * @FIEL_DRILL_STEP_CASH: take the cash once nothing can be charged any more
 * @FIEL_DRILL_STEP_NO_CASH: take no cash for what was approved after all
 * @FIEL_DRILL_STEP_OPEN_ANSWER: look at the answer that belongs to no payment
 * @FIEL_DRILL_STEP_LEAVE_PAYMENT: change no payment because of it
 * @FIEL_DRILL_STEP_NOTE_ANSWER: write down what was found
 */
typedef enum
{
  FIEL_DRILL_STEP_CHARGE,
  FIEL_DRILL_STEP_STOP,
  FIEL_DRILL_STEP_LOOK,
  FIEL_DRILL_STEP_HOLD_OFF,
  FIEL_DRILL_STEP_PARK,
  FIEL_DRILL_STEP_COME_BACK,
  FIEL_DRILL_STEP_RESULT,
  FIEL_DRILL_STEP_CASH,
  FIEL_DRILL_STEP_NO_CASH,
  FIEL_DRILL_STEP_OPEN_ANSWER,
  FIEL_DRILL_STEP_LEAVE_PAYMENT,
  FIEL_DRILL_STEP_NOTE_ANSWER,
} FielDrillStepKind;
#define FIEL_N_DRILL_STEPS (FIEL_DRILL_STEP_NOTE_ANSWER + 1)

typedef enum
{
  FIEL_DRILL_VERDICT_PENDING,
  FIEL_DRILL_VERDICT_RIGHT,
  FIEL_DRILL_VERDICT_WRONG,    /* it would have cost money */
  FIEL_DRILL_VERDICT_MISSED,   /* it was not done */
} FielDrillVerdict;

typedef enum
{
  FIEL_DRILL_MISTAKE_NONE,
  FIEL_DRILL_MISTAKE_CHARGED_AGAIN,
  FIEL_DRILL_MISTAKE_CASH_TOO_EARLY,
  FIEL_DRILL_MISTAKE_CASH_ON_TOP,
  FIEL_DRILL_MISTAKE_BY_HAND,
  FIEL_DRILL_MISTAKE_OTHER_SIGHT,
  FIEL_DRILL_MISTAKE_RETURNED,
} FielDrillMistake;
#define FIEL_N_DRILL_MISTAKES (FIEL_DRILL_MISTAKE_RETURNED + 1)

typedef struct
{
  FielDrillStepKind kind;
  FielDrillVerdict verdict;
  FielDrillMistake mistake;
} FielDrillStep;

#define FIEL_DRILL_MAX_STEPS 5

/**
 * FielDrill:
 *
 * Judges a drill: events in, steps out. A plain value without a clock, a widget or an engine. What was judged stays: a
 * mistake is not made good by doing it right the second time.
 */
typedef struct
{
  FielDrillKind kind;
  FielDrillStep steps[FIEL_DRILL_MAX_STEPS];
  guint n_steps;
  gboolean ended;           /* the payment has its end */
  gboolean moved;           /* … and money moved */
  gboolean cash;            /* the customer paid cash */
  gboolean answered;        /* an answer without a payment came in */
} FielDrill;

void fiel_drill_init (FielDrill *self, FielDrillKind kind);

/* TRUE if the event changed anything. */
gboolean fiel_drill_hear (FielDrill *self, FielDrillEvent event);

/* The verdict of a step; PENDING also for a step this drill does not have. */
FielDrillVerdict fiel_drill_get_verdict (const FielDrill *self, FielDrillStepKind step);

gboolean fiel_drill_is_over (const FielDrill *self);   /* nothing is left to be judged */
guint fiel_drill_count_right (const FielDrill *self);

gboolean fiel_drill_is_about_cash (FielDrillKind kind);        /* the customer may offer cash in it */
gboolean fiel_drill_needs_callbacks (FielDrillKind kind);      /* it can only be played where the till is called back */

/* What to charge so that the practice cloud plays this drill, in the currency's smallest unit. @round: another one for
 * each round, so that nobody takes the second for a repetition of the first. */
gint64 fiel_drill_get_amount_minor (FielDrillKind kind, guint round);

G_END_DECLS
