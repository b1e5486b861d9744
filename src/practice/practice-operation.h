/* practice-operation.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "practice-order.h"
#include "practice-world.h"

G_BEGIN_DECLS

/**
 * PracticeOperationState:
 * @PRACTICE_OPERATION_RUNNING: the terminal has not answered
 * @PRACTICE_OPERATION_FINISHED: the terminal has answered
 * @PRACTICE_OPERATION_TIMED_OUT: five minutes passed without an answer
 */
typedef enum
{
  PRACTICE_OPERATION_RUNNING,
  PRACTICE_OPERATION_FINISHED,
  PRACTICE_OPERATION_TIMED_OUT,
} PracticeOperationState;

#define PRACTICE_TYPE_OPERATION (practice_operation_get_type ())
G_DECLARE_FINAL_TYPE (PracticeOperation, practice_operation, PRACTICE, OPERATION, GObject)

PracticeOperation *practice_operation_new (PracticeWorld *world,
                                           const char *client_id,
                                           PracticeOrder *order,
                                           const PracticeOutcome *outcome);
PracticeOperation *practice_operation_new_known (PracticeWorld *world, gint64 id, const char *client_id,
                                                 PracticeOrder *order, PracticeOperationState state);
void practice_operation_start (PracticeOperation *self);
void practice_operation_finish (PracticeOperation *self, JsonObject *result);

gint64 practice_operation_get_id (PracticeOperation *self);
const char *practice_operation_get_client_id (PracticeOperation *self);
const PracticeOrder *practice_operation_get_order (PracticeOperation *self);
const PracticeOutcome *practice_operation_get_outcome (PracticeOperation *self);
PracticeOperationState practice_operation_get_state (PracticeOperation *self);
JsonObject *practice_operation_get_result (PracticeOperation *self);
gint64 practice_operation_get_age_ms (PracticeOperation *self);

void practice_operation_lose_command (PracticeOperation *self);
void practice_operation_set_distortion (PracticeOperation *self, PracticeFaultKind kind);
PracticeFaultKind practice_operation_get_distortion (PracticeOperation *self);
void practice_operation_set_callback_fault (PracticeOperation *self, PracticeFault *fault);
PracticeFault *practice_operation_get_callback_fault (PracticeOperation *self);
gboolean practice_operation_take_status_failure (PracticeOperation *self);

G_END_DECLS
