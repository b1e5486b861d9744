/* practice-outcomes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

#include "practice-faults.h"

G_BEGIN_DECLS

/**
 * PracticeEnding:
 * @PRACTICE_ENDING_ANSWER: the terminal answers with a result code
 * @PRACTICE_ENDING_SILENT: the terminal takes the command and never answers
 * @PRACTICE_ENDING_BUSY_ONCE: refused as busy the first time, approved the second
 * @PRACTICE_ENDING_UNREACHABLE: the cloud does not reach the terminal
 * @PRACTICE_ENDING_OFF: the terminal takes the command, goes off and forgets it
 * @PRACTICE_ENDING_DEAF: the terminal answers with a result code, and agrees to stop without stopping
 */
typedef enum
{
  PRACTICE_ENDING_ANSWER,
  PRACTICE_ENDING_SILENT,
  PRACTICE_ENDING_BUSY_ONCE,
  PRACTICE_ENDING_UNREACHABLE,
  PRACTICE_ENDING_OFF,
  PRACTICE_ENDING_DEAF,
} PracticeEnding;

/* Values of PracticeOutcome.delay_ms that stand for the world's switches. */
#define PRACTICE_DELAY_CUSTOMER (-1)
#define PRACTICE_DELAY_CUSTOMER_TIMEOUT (-2)

/**
 * PracticeOutcome:
 * @name: (unowned): what scenarios call it
 * @code: the terminal's result code, 0 for approved
 * @delay_ms: how long the customer and the terminal take, or one of PRACTICE_DELAY_…
 * @booked: whether the money really moves
 * @fault: what happens to the answer on its way, or PRACTICE_FAULT_NONE
 * @status_failures: how many status queries fail with HTTP 503 before one is answered
 * @meaning: (unowned): for people
 * @stray: whether a callback about somebody else's payment follows, where callbacks are taken
 *
 * How a payment ends: what the terminal says, what is true, and what the client gets to see.
 */
typedef struct
{
  const char *name;
  PracticeEnding ending;
  gint code;
  gint64 delay_ms;
  gboolean booked;
  PracticeFaultKind fault;
  guint status_failures;
  const char *meaning;
  gboolean stray;
} PracticeOutcome;

#define PRACTICE_TYPE_OUTCOMES (practice_outcomes_get_type ())
G_DECLARE_FINAL_TYPE (PracticeOutcomes, practice_outcomes, PRACTICE, OUTCOMES, GObject)

PracticeOutcomes *practice_outcomes_new (void);
gboolean practice_outcomes_add_object (PracticeOutcomes *self, JsonObject *object, GError **error);
void practice_outcomes_choose (PracticeOutcomes *self, const char *custom_id, gint64 amount, PracticeOutcome *outcome);
const PracticeOutcome *practice_outcome_find (const char *name);
JsonArray *practice_outcomes_to_array (void);

G_END_DECLS
