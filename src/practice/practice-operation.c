/* practice-operation.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One command on its way: what the cloud knows about it from the moment it has an id. It runs until the terminal
 * answers; after 90 s it says so ("window-passed"), after 300 s it gives up waiting ("concluded" as timed out). A
 * terminal that answers later still finishes it, and it concludes a second time. Its state has one writer: this
 * file. */

#include "practice-operation.h"

#define WINDOW_MS (90 * 1000)
#define LIMIT_MS (300 * 1000)

enum
{
  SIGNAL_WINDOW_PASSED,
  SIGNAL_CONCLUDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _PracticeOperation
{
  GObject parent_instance;

  PracticeWorld *world; /* unowned: it owns this */
  PracticeOrder *order; /* owned */
  char *client_id;      /* owned */
  gint64 id;
  gint64 started_ms;
  guint window_timer;
  guint limit_timer;
  PracticeOutcome outcome;
  PracticeOperationState state;
  JsonObject *result;            /* owned, nullable until it finished */
  PracticeFaultKind distortion;  /* what its answers lie about */
  PracticeFault *callback_fault; /* owned, nullable */
  guint n_status_failures;
};

G_DEFINE_FINAL_TYPE (PracticeOperation, practice_operation, G_TYPE_OBJECT)

static void
stop_timers (PracticeOperation *self)
{
  practice_time_remove (self->world->time, &self->window_timer);
  practice_time_remove (self->world->time, &self->limit_timer);
}

static void
practice_operation_dispose (GObject *object)
{
  PracticeOperation *self = PRACTICE_OPERATION (object);

  stop_timers (self);

  G_OBJECT_CLASS (practice_operation_parent_class)->dispose (object);
}

static void
practice_operation_finalize (GObject *object)
{
  PracticeOperation *self = PRACTICE_OPERATION (object);

  g_clear_pointer (&self->order, practice_order_free);
  g_clear_pointer (&self->result, json_object_unref);
  g_clear_pointer (&self->callback_fault, practice_fault_unref);
  g_free (self->client_id);

  G_OBJECT_CLASS (practice_operation_parent_class)->finalize (object);
}

static void
practice_operation_class_init (PracticeOperationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = practice_operation_dispose;
  object_class->finalize = practice_operation_finalize;

  signals[SIGNAL_WINDOW_PASSED]
      = g_signal_new ("window-passed", PRACTICE_TYPE_OPERATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CONCLUDED]
      = g_signal_new ("concluded", PRACTICE_TYPE_OPERATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
practice_operation_init (PracticeOperation *self)
{
}

/**
 * practice_operation_new:
 * @order: (transfer full): what is asked
 * @outcome: how it is going to end
 *
 * Takes the next id. The clock starts with practice_operation_start().
 */
PracticeOperation *
practice_operation_new (PracticeWorld *world,
                        const char *client_id,
                        PracticeOrder *order,
                        const PracticeOutcome *outcome)
{
  PracticeOperation *self = g_object_new (PRACTICE_TYPE_OPERATION, NULL);

  self->world = world;
  self->order = order;
  self->client_id = g_strdup (client_id);
  self->outcome = *outcome;
  self->n_status_failures = outcome->status_failures;
  self->id = practice_world_take_id (world);
  self->started_ms = practice_time_get_now (world->time);
  return self;
}

/**
 * practice_operation_new_known:
 * @order: (transfer full): what was asked
 * @state: how it stood; one that had finished is RUNNING again until its result is handed to
 * practice_operation_finish()
 *
 * An operation of an earlier run. It is not started: no time passes for it.
 */
PracticeOperation *
practice_operation_new_known (PracticeWorld *world, gint64 id, const char *client_id, PracticeOrder *order,
                              PracticeOperationState state)
{
  PracticeOperation *self = g_object_new (PRACTICE_TYPE_OPERATION, NULL);

  self->world = world;
  self->order = order;
  self->client_id = g_strdup (client_id);
  self->id = id;
  self->state = state == PRACTICE_OPERATION_TIMED_OUT ? state : PRACTICE_OPERATION_RUNNING;
  self->started_ms = practice_time_get_now (world->time);
  return self;
}

static void
on_window_passed (gpointer user_data)
{
  PracticeOperation *self = user_data;

  self->window_timer = 0;
  g_signal_emit (self, signals[SIGNAL_WINDOW_PASSED], 0);
}

static void
on_limit_passed (gpointer user_data)
{
  PracticeOperation *self = user_data;

  self->limit_timer = 0;
  self->state = PRACTICE_OPERATION_TIMED_OUT;
  g_signal_emit (self, signals[SIGNAL_CONCLUDED], 0);
}

void
practice_operation_start (PracticeOperation *self)
{
  g_return_if_fail (PRACTICE_IS_OPERATION (self));

  self->window_timer = practice_time_add (self->world->time, WINDOW_MS, on_window_passed, self);
  self->limit_timer = practice_time_add (self->world->time, LIMIT_MS, on_limit_passed, self);
}

/**
 * practice_operation_finish:
 * @result: (transfer full): what the terminal says, in the captured shape
 *
 * The terminal's answer; there is one at most. If it comes after five minutes, the switch "late-answer" says whether
 * it is believed.
 */
void
practice_operation_finish (PracticeOperation *self, JsonObject *result)
{
  g_autoptr (JsonObject) answer = result;

  g_return_if_fail (PRACTICE_IS_OPERATION (self));
  g_return_if_fail (self->state != PRACTICE_OPERATION_FINISHED);

  if (self->state == PRACTICE_OPERATION_TIMED_OUT
      && practice_switches_is (self->world->switches, PRACTICE_SWITCH_LATE_ANSWER, "off"))
    return;

  stop_timers (self);
  self->result = g_steal_pointer (&answer);
  self->state = PRACTICE_OPERATION_FINISHED;
  g_signal_emit (self, signals[SIGNAL_CONCLUDED], 0);
}

gint64
practice_operation_get_id (PracticeOperation *self)
{
  g_return_val_if_fail (PRACTICE_IS_OPERATION (self), 0);
  return self->id;
}

const char *
practice_operation_get_client_id (PracticeOperation *self)
{
  g_return_val_if_fail (PRACTICE_IS_OPERATION (self), NULL);
  return self->client_id;
}

const PracticeOrder *
practice_operation_get_order (PracticeOperation *self)
{
  g_return_val_if_fail (PRACTICE_IS_OPERATION (self), NULL);
  return self->order;
}

const PracticeOutcome *
practice_operation_get_outcome (PracticeOperation *self)
{
  g_return_val_if_fail (PRACTICE_IS_OPERATION (self), NULL);
  return &self->outcome;
}

PracticeOperationState
practice_operation_get_state (PracticeOperation *self)
{
  g_return_val_if_fail (PRACTICE_IS_OPERATION (self), PRACTICE_OPERATION_RUNNING);
  return self->state;
}

/* Returns: (transfer none) (nullable): what the terminal said, once it finished */
JsonObject *
practice_operation_get_result (PracticeOperation *self)
{
  g_return_val_if_fail (PRACTICE_IS_OPERATION (self), NULL);
  return self->result;
}

/* Simulated milliseconds since it began. */
gint64
practice_operation_get_age_ms (PracticeOperation *self)
{
  g_return_val_if_fail (PRACTICE_IS_OPERATION (self), 0);
  return practice_time_get_now (self->world->time) - self->started_ms;
}

/* The terminal loses the command before anything is booked and reports it as not paid. */
void
practice_operation_lose_command (PracticeOperation *self)
{
  g_return_if_fail (PRACTICE_IS_OPERATION (self));

  self->outcome.ending = PRACTICE_ENDING_ANSWER;
  self->outcome.code = 1006;
  self->outcome.delay_ms = PRACTICE_DELAY_CUSTOMER;
  self->outcome.booked = FALSE;
}

/* Makes every answer about this operation wrong in one point. */
void
practice_operation_set_distortion (PracticeOperation *self, PracticeFaultKind kind)
{
  g_return_if_fail (PRACTICE_IS_OPERATION (self));
  self->distortion = kind;
}

PracticeFaultKind
practice_operation_get_distortion (PracticeOperation *self)
{
  g_return_val_if_fail (PRACTICE_IS_OPERATION (self), PRACTICE_FAULT_NONE);
  return self->distortion;
}

/* @fault: (transfer full) (nullable): what happens to the callback */
void
practice_operation_set_callback_fault (PracticeOperation *self, PracticeFault *fault)
{
  g_return_if_fail (PRACTICE_IS_OPERATION (self));

  g_clear_pointer (&self->callback_fault, practice_fault_unref);
  self->callback_fault = fault;
}

/* Returns: (transfer none) (nullable): what happens to the callback */
PracticeFault *
practice_operation_get_callback_fault (PracticeOperation *self)
{
  g_return_val_if_fail (PRACTICE_IS_OPERATION (self), NULL);
  return self->callback_fault;
}

/* Whether this status query is one of those that fail; each counts once. */
gboolean
practice_operation_take_status_failure (PracticeOperation *self)
{
  g_return_val_if_fail (PRACTICE_IS_OPERATION (self), FALSE);

  if (self->n_status_failures == 0)
    return FALSE;
  self->n_status_failures--;
  return TRUE;
}
