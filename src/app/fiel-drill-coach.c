/* fiel-drill-coach.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-drill-coach.h"

#include "fiel-reception.h"
#include "fiel-wording.h"

/* FielDrillCoach: watches one drill. What the engine shows of the payment, and what the window saw, become events of
 * FielDrill, which judges them. It never does anything itself: the till stays the cashier's. */

struct _FielDrillCoach
{
  GObject parent_instance;

  FielEngine *engine;              /* owned */
  GSignalGroup *attempt_signals;   /* owned */
  FielAttempt *attempt;            /* owned, nullable: the drill's payment */
  FielAlert *answer;               /* owned, nullable: the answer without a payment that came in during the drill */
  gboolean running;
  guint round;
  FielDrill drill;
  FielDrill last[FIEL_N_DRILLS];   /* n_steps 0: never done */
};

G_DEFINE_FINAL_TYPE (FielDrillCoach, fiel_drill_coach, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed (FielDrillCoach *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
fiel_drill_coach_hear (FielDrillCoach *self, FielDrillEvent event)
{
  g_return_if_fail (FIEL_IS_DRILL_COACH (self));

  if (!self->running || !fiel_drill_hear (&self->drill, event))
    return;

  if (fiel_drill_is_over (&self->drill))
    self->last[self->drill.kind] = self->drill;
  changed (self);
}

/* -- The drill's payment -- */

static void
phase_cb (FielDrillCoach *self)
{
  FielOutcome outcome = fiel_attempt_get_outcome (self->attempt);

  if (fiel_attempt_get_phase (self->attempt) != FIEL_ATTEMPT_PHASE_DONE || fiel_attempt_get_followed_up (self->attempt))
    return;

  if (fiel_outcome_is_by_hand (outcome))
    fiel_drill_coach_hear (self, FIEL_DRILL_EVENT_CLOSED_BY_HAND);
  else if (fiel_outcome_moved_money (outcome))
    fiel_drill_coach_hear (self, FIEL_DRILL_EVENT_ENDED_CHARGED);
  else
    fiel_drill_coach_hear (self, FIEL_DRILL_EVENT_ENDED_NOT_CHARGED);
}

static void
cancel_cb (FielDrillCoach *self)
{
  if (fiel_attempt_get_cancel_state (self->attempt) != FIEL_CANCEL_STATE_NONE)
    fiel_drill_coach_hear (self, FIEL_DRILL_EVENT_STOP_ASKED);
}

static void
parked_cb (FielDrillCoach *self)
{
  if (fiel_attempt_get_parked (self->attempt))
    fiel_drill_coach_hear (self, FIEL_DRILL_EVENT_PARKED);
}

static void
sighting_cb (FielDrillCoach *self)
{
  switch (fiel_attempt_get_sighting (self->attempt))
    {
    case FIEL_SIGHTING_NONE:
      break;
    case FIEL_SIGHTING_APPROVED:
      fiel_drill_coach_hear (self, FIEL_DRILL_EVENT_SAW_APPROVED);
      break;
    case FIEL_SIGHTING_NOTHING:
      fiel_drill_coach_hear (self, FIEL_DRILL_EVENT_SAW_NOTHING);
      break;
    case FIEL_SIGHTING_DECLINED:
    case FIEL_SIGHTING_WAITING:
      fiel_drill_coach_hear (self, FIEL_DRILL_EVENT_SAW_OTHER);
      break;
    }
}

static void
follow (FielDrillCoach *self, FielAttempt *attempt)
{
  g_set_object (&self->attempt, attempt);
  g_signal_group_set_target (self->attempt_signals, attempt);
}

static void
attempt_began (FielDrillCoach *self, FielAttempt *attempt)
{
  if (fiel_wording_is_return (fiel_attempt_get_kind (attempt)))
    {
      fiel_drill_coach_hear (self, FIEL_DRILL_EVENT_MONEY_RETURNED);
      return;
    }
  if (!fiel_money_equal (fiel_attempt_get_amount (attempt), fiel_drill_coach_get_amount (self)))
    return;

  if (self->attempt != NULL && fiel_attempt_get_successor (self->attempt) == attempt)
    {
      follow (self, attempt);
    }
  else if (self->attempt != NULL)
    {
      fiel_drill_coach_hear (self, FIEL_DRILL_EVENT_CHARGED_AGAIN);
    }
  else
    {
      follow (self, attempt);
      fiel_drill_coach_hear (self, FIEL_DRILL_EVENT_CHARGED);
      phase_cb (self);
    }
}

static void
items_changed_cb (FielDrillCoach *self, guint position, guint removed, guint added)
{
  GListModel *attempts = fiel_engine_get_attempts (self->engine);

  if (!self->running)
    return;

  for (guint i = 0; i < added; i++)
    {
      g_autoptr (FielAttempt) attempt = g_list_model_get_item (attempts, position + i);

      if (attempt != NULL && attempt != self->attempt)
        attempt_began (self, attempt);
    }
}

/* -- The answer without a payment -- */

static gboolean
is_listed (FielDrillCoach *self, FielAlert *alert)
{
  GListModel *alerts = fiel_engine_get_alerts (self->engine);

  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (FielAlert) listed = g_list_model_get_item (alerts, i);

      if (listed == alert)
        return TRUE;
    }

  return FALSE;
}

static void
take_answer (FielDrillCoach *self, FielAlert *alert)
{
  if (self->answer != NULL || self->attempt == NULL || fiel_alert_get_kind (alert) != FIEL_ALERT_UNMATCHED)
    return;

  g_set_object (&self->answer, alert);
  fiel_drill_coach_hear (self, FIEL_DRILL_EVENT_ANSWER_CAME);
}

static void
alerts_changed_cb (FielDrillCoach *self, guint position, guint removed, guint added)
{
  GListModel *alerts = fiel_engine_get_alerts (self->engine);

  if (!self->running)
    return;

  for (guint i = 0; i < added; i++)
    {
      g_autoptr (FielAlert) alert = g_list_model_get_item (alerts, position + i);

      if (alert != NULL)
        take_answer (self, alert);
    }
  if (self->answer != NULL && !is_listed (self, self->answer))
    fiel_drill_coach_hear (self, FIEL_DRILL_EVENT_ANSWER_NOTED);
}

static void
fiel_drill_coach_dispose (GObject *object)
{
  FielDrillCoach *self = FIEL_DRILL_COACH (object);

  g_clear_object (&self->attempt_signals);
  g_clear_object (&self->attempt);
  g_clear_object (&self->answer);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (fiel_drill_coach_parent_class)->dispose (object);
}

static void
fiel_drill_coach_class_init (FielDrillCoachClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_drill_coach_dispose;

  signals[CHANGED] = g_signal_new ("changed", FIEL_TYPE_DRILL_COACH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
fiel_drill_coach_init (FielDrillCoach *self)
{
  self->attempt_signals = g_signal_group_new (FIEL_TYPE_ATTEMPT);
  g_signal_group_connect_swapped (self->attempt_signals, "notify::phase", G_CALLBACK (phase_cb), self);
  g_signal_group_connect_swapped (self->attempt_signals, "notify::followed-up", G_CALLBACK (phase_cb), self);
  g_signal_group_connect_swapped (self->attempt_signals, "notify::cancel-state", G_CALLBACK (cancel_cb), self);
  g_signal_group_connect_swapped (self->attempt_signals, "notify::parked", G_CALLBACK (parked_cb), self);
  g_signal_group_connect_swapped (self->attempt_signals, "notify::sighting", G_CALLBACK (sighting_cb), self);
}

FielDrillCoach *
fiel_drill_coach_new (FielEngine *engine)
{
  FielDrillCoach *self;

  g_return_val_if_fail (FIEL_IS_ENGINE (engine), NULL);

  self = g_object_new (FIEL_TYPE_DRILL_COACH, NULL);
  self->engine = g_object_ref (engine);
  g_signal_connect_object (fiel_engine_get_attempts (engine), "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (fiel_engine_get_alerts (engine), "items-changed", G_CALLBACK (alerts_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

FielMoney
fiel_drill_coach_begin (FielDrillCoach *self, FielDrillKind kind)
{
  g_return_val_if_fail (FIEL_IS_DRILL_COACH (self), fiel_money_make (0, NULL));

  follow (self, NULL);
  g_clear_object (&self->answer);
  fiel_drill_init (&self->drill, kind);
  self->running = TRUE;
  self->round++;
  changed (self);

  return fiel_drill_coach_get_amount (self);
}

/* A parked payment that stands on the till again was found again. */
void
fiel_drill_coach_hear_shown (FielDrillCoach *self, FielAttempt *attempt)
{
  g_return_if_fail (FIEL_IS_DRILL_COACH (self));
  g_return_if_fail (attempt == NULL || FIEL_IS_ATTEMPT (attempt));

  if (attempt != NULL && attempt == self->attempt)
    fiel_drill_coach_hear (self, FIEL_DRILL_EVENT_CAME_BACK);
}

void
fiel_drill_coach_hear_opened (FielDrillCoach *self, FielAlert *alert)
{
  g_return_if_fail (FIEL_IS_DRILL_COACH (self));
  g_return_if_fail (FIEL_IS_ALERT (alert));

  if (alert == self->answer)
    fiel_drill_coach_hear (self, FIEL_DRILL_EVENT_ANSWER_OPENED);
}

void
fiel_drill_coach_end (FielDrillCoach *self)
{
  g_return_if_fail (FIEL_IS_DRILL_COACH (self));

  if (!self->running)
    return;

  fiel_drill_coach_hear (self, FIEL_DRILL_EVENT_GIVEN_UP);
  follow (self, NULL);
  g_clear_object (&self->answer);
  self->running = FALSE;
  changed (self);
}

const FielDrill *
fiel_drill_coach_get_drill (FielDrillCoach *self)
{
  g_return_val_if_fail (FIEL_IS_DRILL_COACH (self), NULL);

  return self->running ? &self->drill : NULL;
}

const FielDrill *
fiel_drill_coach_get_last (FielDrillCoach *self, FielDrillKind kind)
{
  g_return_val_if_fail (FIEL_IS_DRILL_COACH (self), NULL);
  g_return_val_if_fail ((guint) kind < FIEL_N_DRILLS, NULL);

  return self->last[kind].n_steps > 0 ? &self->last[kind] : NULL;
}

gboolean
fiel_drill_coach_get_can_stop (FielDrillCoach *self)
{
  FielTerminal *terminal;

  g_return_val_if_fail (FIEL_IS_DRILL_COACH (self), FALSE);

  terminal = self->attempt != NULL ? fiel_attempt_get_terminal (self->attempt) : NULL;

  return terminal != NULL && (fiel_attempt_get_can_cancel (self->attempt) || fiel_terminal_get_can_cancel (terminal));
}

static gboolean
is_called (FielDrillCoach *self)
{
  GListModel *receptions = fiel_engine_get_receptions (self->engine);

  for (guint i = 0; i < g_list_model_get_n_items (receptions); i++)
    {
      g_autoptr (FielReception) reception = g_list_model_get_item (receptions, i);

      if (fiel_reception_get_route (reception) != FIEL_CALLBACK_ROUTE_NONE
          && fiel_reception_get_trouble (reception) == FIEL_TROUBLE_NONE)
        return TRUE;
    }

  return FALSE;
}

gboolean
fiel_drill_coach_get_can_begin (FielDrillCoach *self, FielDrillKind kind)
{
  g_return_val_if_fail (FIEL_IS_DRILL_COACH (self), FALSE);
  g_return_val_if_fail ((guint) kind < FIEL_N_DRILLS, FALSE);

  return !fiel_drill_needs_callbacks (kind) || is_called (self);
}

FielMoney
fiel_drill_coach_get_amount (FielDrillCoach *self)
{
  g_return_val_if_fail (FIEL_IS_DRILL_COACH (self), fiel_money_make (0, NULL));

  return fiel_money_make (fiel_drill_get_amount_minor (self->drill.kind, self->round),
                          fiel_profile_get_currency (fiel_engine_get_profile (self->engine)));
}

FielTerminal *
fiel_drill_coach_choose_terminal (FielDrillCoach *self, FielTerminal *preferred)
{
  GListModel *terminals;

  g_return_val_if_fail (FIEL_IS_DRILL_COACH (self), NULL);
  g_return_val_if_fail (FIEL_IS_TERMINAL (preferred), NULL);

  terminals = fiel_engine_get_terminals (self->engine);
  for (guint i = 0; fiel_terminal_get_attempt (preferred) != NULL && i < g_list_model_get_n_items (terminals); i++)
    {
      g_autoptr (FielTerminal) terminal = g_list_model_get_item (terminals, i);

      if (fiel_terminal_get_attempt (terminal) == NULL)
        return terminal;
    }

  return preferred;
}
