/* fiel-drill.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-drill.h"

#include <string.h>

typedef struct
{
  FielDrillStepKind steps[FIEL_DRILL_MAX_STEPS];
  guint n_steps;
  guint ending;             /* the last two digits of the amount: the practice cloud's table */
} Plan;

static const Plan plans[FIEL_N_DRILLS] = {
  [FIEL_DRILL_LOST_ANSWER] = {
    { FIEL_DRILL_STEP_CHARGE, FIEL_DRILL_STEP_LOOK, FIEL_DRILL_STEP_HOLD_OFF, FIEL_DRILL_STEP_RESULT }, 4, 79,
  },
  [FIEL_DRILL_SWITCH_TO_CASH] = {
    { FIEL_DRILL_STEP_CHARGE, FIEL_DRILL_STEP_STOP, FIEL_DRILL_STEP_HOLD_OFF, FIEL_DRILL_STEP_CASH }, 4, 76,
  },
  [FIEL_DRILL_TERMINAL_OFF] = {
    { FIEL_DRILL_STEP_CHARGE, FIEL_DRILL_STEP_LOOK, FIEL_DRILL_STEP_PARK, FIEL_DRILL_STEP_COME_BACK,
      FIEL_DRILL_STEP_HOLD_OFF }, 5, 77,
  },
  [FIEL_DRILL_LATE_APPROVAL] = {
    { FIEL_DRILL_STEP_CHARGE, FIEL_DRILL_STEP_STOP, FIEL_DRILL_STEP_HOLD_OFF, FIEL_DRILL_STEP_NO_CASH }, 4, 78,
  },
  [FIEL_DRILL_STRAY_ANSWER] = {
    { FIEL_DRILL_STEP_CHARGE, FIEL_DRILL_STEP_RESULT, FIEL_DRILL_STEP_OPEN_ANSWER, FIEL_DRILL_STEP_LEAVE_PAYMENT,
      FIEL_DRILL_STEP_NOTE_ANSWER }, 5, 75,
  },
};

#define FIRST_HUNDREDS 50
#define N_ROUNDS 40

void
fiel_drill_init (FielDrill *self, FielDrillKind kind)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail ((guint) kind < FIEL_N_DRILLS);

  *self = (FielDrill) { .kind = kind, .n_steps = plans[kind].n_steps };
  for (guint i = 0; i < self->n_steps; i++)
    self->steps[i].kind = plans[kind].steps[i];
}

static FielDrillStep *
find_step (FielDrill *self, FielDrillStepKind kind)
{
  for (guint i = 0; i < self->n_steps; i++)
    if (self->steps[i].kind == kind)
      return &self->steps[i];

  return NULL;
}

/* The first verdict stays. */
static void
judge (FielDrill *self, FielDrillStepKind kind, FielDrillVerdict verdict, FielDrillMistake mistake)
{
  FielDrillStep *step = find_step (self, kind);

  if (step == NULL || step->verdict != FIEL_DRILL_VERDICT_PENDING)
    return;

  step->verdict = verdict;
  step->mistake = mistake;
}

static void
do_right (FielDrill *self, FielDrillStepKind kind)
{
  judge (self, kind, FIEL_DRILL_VERDICT_RIGHT, FIEL_DRILL_MISTAKE_NONE);
}

static void
do_wrong (FielDrill *self, FielDrillStepKind kind, FielDrillMistake mistake)
{
  judge (self, kind, FIEL_DRILL_VERDICT_WRONG, mistake);
}

static void
miss (FielDrill *self, FielDrillStepKind kind)
{
  judge (self, kind, FIEL_DRILL_VERDICT_MISSED, FIEL_DRILL_MISTAKE_NONE);
}

static void
look (FielDrill *self, FielDrillEvent event)
{
  const FielDrillEvent shown = self->kind == FIEL_DRILL_TERMINAL_OFF ? FIEL_DRILL_EVENT_SAW_NOTHING
                                                                     : FIEL_DRILL_EVENT_SAW_APPROVED;

  if (event == shown)
    do_right (self, FIEL_DRILL_STEP_LOOK);
  else
    do_wrong (self, FIEL_DRILL_STEP_LOOK, FIEL_DRILL_MISTAKE_OTHER_SIGHT);
}

/* What can only be done while the result is missing can no longer be done. */
static void
end (FielDrill *self, gboolean moved)
{
  self->ended = TRUE;
  self->moved = moved;

  miss (self, FIEL_DRILL_STEP_STOP);
  miss (self, FIEL_DRILL_STEP_LOOK);
  miss (self, FIEL_DRILL_STEP_PARK);
  miss (self, FIEL_DRILL_STEP_COME_BACK);
  do_right (self, FIEL_DRILL_STEP_HOLD_OFF);
  do_right (self, FIEL_DRILL_STEP_RESULT);
  if (self->cash)
    do_wrong (self, FIEL_DRILL_STEP_CASH, FIEL_DRILL_MISTAKE_CASH_TOO_EARLY);
}

static void
close_by_hand (FielDrill *self)
{
  do_wrong (self, FIEL_DRILL_STEP_HOLD_OFF, FIEL_DRILL_MISTAKE_BY_HAND);
  miss (self, FIEL_DRILL_STEP_RESULT);
  miss (self, FIEL_DRILL_STEP_CASH);
  miss (self, FIEL_DRILL_STEP_NO_CASH);
  end (self, FALSE);
}

static void
charge_again (FielDrill *self)
{
  do_wrong (self, FIEL_DRILL_STEP_LEAVE_PAYMENT, FIEL_DRILL_MISTAKE_CHARGED_AGAIN);
  if (!self->ended)
    do_wrong (self, FIEL_DRILL_STEP_HOLD_OFF, FIEL_DRILL_MISTAKE_CHARGED_AGAIN);
  else if (self->moved)
    do_wrong (self, FIEL_DRILL_STEP_NO_CASH, FIEL_DRILL_MISTAKE_CHARGED_AGAIN);
}

static void
take_cash (FielDrill *self)
{
  self->cash = TRUE;

  if (!self->ended)
    {
      do_wrong (self, FIEL_DRILL_STEP_HOLD_OFF, FIEL_DRILL_MISTAKE_CASH_TOO_EARLY);
    }
  else if (self->moved)
    {
      do_wrong (self, FIEL_DRILL_STEP_CASH, FIEL_DRILL_MISTAKE_CASH_ON_TOP);
      do_wrong (self, FIEL_DRILL_STEP_NO_CASH, FIEL_DRILL_MISTAKE_CASH_ON_TOP);
    }
  else
    {
      do_right (self, FIEL_DRILL_STEP_CASH);
    }
}

static void
give_goods (FielDrill *self)
{
  if (!self->ended)
    return;

  if (self->cash)
    do_wrong (self, FIEL_DRILL_STEP_NO_CASH, FIEL_DRILL_MISTAKE_CASH_ON_TOP);
  else if (self->moved)
    do_right (self, FIEL_DRILL_STEP_NO_CASH);
  else
    miss (self, FIEL_DRILL_STEP_NO_CASH);
  if (self->moved)
    miss (self, FIEL_DRILL_STEP_CASH);
}

static void
come_back (FielDrill *self)
{
  if (fiel_drill_get_verdict (self, FIEL_DRILL_STEP_PARK) != FIEL_DRILL_VERDICT_RIGHT)
    return;

  do_right (self, FIEL_DRILL_STEP_COME_BACK);
  do_right (self, FIEL_DRILL_STEP_HOLD_OFF);
  miss (self, FIEL_DRILL_STEP_LOOK);
}

/* What the answer was about is settled: nothing of this till was touched for it. */
static void
note_answer (FielDrill *self)
{
  miss (self, FIEL_DRILL_STEP_OPEN_ANSWER);
  do_right (self, FIEL_DRILL_STEP_LEAVE_PAYMENT);
  do_right (self, FIEL_DRILL_STEP_NOTE_ANSWER);
  miss (self, FIEL_DRILL_STEP_RESULT);
}

static void
hear (FielDrill *self, FielDrillEvent event)
{
  switch (event)
    {
    case FIEL_DRILL_EVENT_CHARGED:
      do_right (self, FIEL_DRILL_STEP_CHARGE);
      break;
    case FIEL_DRILL_EVENT_CHARGED_AGAIN:
      charge_again (self);
      break;
    case FIEL_DRILL_EVENT_STOP_ASKED:
      do_right (self, FIEL_DRILL_STEP_STOP);
      break;
    case FIEL_DRILL_EVENT_SAW_APPROVED:
    case FIEL_DRILL_EVENT_SAW_NOTHING:
    case FIEL_DRILL_EVENT_SAW_OTHER:
      look (self, event);
      break;
    case FIEL_DRILL_EVENT_PARKED:
      do_right (self, FIEL_DRILL_STEP_PARK);
      break;
    case FIEL_DRILL_EVENT_CAME_BACK:
      come_back (self);
      break;
    case FIEL_DRILL_EVENT_CLOSED_BY_HAND:
      close_by_hand (self);
      break;
    case FIEL_DRILL_EVENT_ENDED_CHARGED:
    case FIEL_DRILL_EVENT_ENDED_NOT_CHARGED:
      end (self, event == FIEL_DRILL_EVENT_ENDED_CHARGED);
      break;
    case FIEL_DRILL_EVENT_CASH_TAKEN:
      take_cash (self);
      break;
    case FIEL_DRILL_EVENT_GOODS_GIVEN:
      give_goods (self);
      break;
    case FIEL_DRILL_EVENT_MONEY_RETURNED:
      do_wrong (self, FIEL_DRILL_STEP_LEAVE_PAYMENT, FIEL_DRILL_MISTAKE_RETURNED);
      break;
    case FIEL_DRILL_EVENT_ANSWER_CAME:
      self->answered = TRUE;
      break;
    case FIEL_DRILL_EVENT_ANSWER_OPENED:
      do_right (self, FIEL_DRILL_STEP_OPEN_ANSWER);
      break;
    case FIEL_DRILL_EVENT_ANSWER_NOTED:
      note_answer (self);
      break;
    case FIEL_DRILL_EVENT_GIVEN_UP:
      for (guint i = 0; i < self->n_steps; i++)
        miss (self, self->steps[i].kind);
      break;
    }
}

gboolean
fiel_drill_hear (FielDrill *self, FielDrillEvent event)
{
  FielDrill before;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail ((guint) event < FIEL_N_DRILL_EVENTS, FALSE);

  if (fiel_drill_is_over (self))
    return FALSE;

  /* Nothing but its beginning, and giving up, comes before the payment. */
  if (fiel_drill_get_verdict (self, FIEL_DRILL_STEP_CHARGE) == FIEL_DRILL_VERDICT_PENDING
      && event != FIEL_DRILL_EVENT_CHARGED && event != FIEL_DRILL_EVENT_GIVEN_UP)
    return FALSE;

  before = *self;
  hear (self, event);

  return memcmp (&before, self, sizeof before) != 0;
}

FielDrillVerdict
fiel_drill_get_verdict (const FielDrill *self, FielDrillStepKind step)
{
  g_return_val_if_fail (self != NULL, FIEL_DRILL_VERDICT_PENDING);

  for (guint i = 0; i < self->n_steps; i++)
    if (self->steps[i].kind == step)
      return self->steps[i].verdict;

  return FIEL_DRILL_VERDICT_PENDING;
}

gboolean
fiel_drill_is_over (const FielDrill *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  for (guint i = 0; i < self->n_steps; i++)
    if (self->steps[i].verdict == FIEL_DRILL_VERDICT_PENDING)
      return FALSE;

  return TRUE;
}

guint
fiel_drill_count_right (const FielDrill *self)
{
  guint n_right = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->n_steps; i++)
    if (self->steps[i].verdict == FIEL_DRILL_VERDICT_RIGHT)
      n_right++;

  return n_right;
}

gboolean
fiel_drill_is_about_cash (FielDrillKind kind)
{
  g_return_val_if_fail ((guint) kind < FIEL_N_DRILLS, FALSE);

  return kind != FIEL_DRILL_STRAY_ANSWER;
}

gboolean
fiel_drill_needs_callbacks (FielDrillKind kind)
{
  g_return_val_if_fail ((guint) kind < FIEL_N_DRILLS, FALSE);

  return kind == FIEL_DRILL_STRAY_ANSWER;
}

gint64
fiel_drill_get_amount_minor (FielDrillKind kind, guint round)
{
  g_return_val_if_fail ((guint) kind < FIEL_N_DRILLS, 0);

  return (FIRST_HUNDREDS + round % N_ROUNDS) * 100 + plans[kind].ending;
}
