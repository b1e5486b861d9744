/* fiel-attempt-state.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FielAttemptKind: what the request moves. Nicknames ("sale", …) are what the journal stores.
 */
typedef enum
{
  FIEL_ATTEMPT_KIND_SALE,
  FIEL_ATTEMPT_KIND_REFUND,
  FIEL_ATTEMPT_KIND_VOID,
} FielAttemptKind;

#define FIEL_TYPE_ATTEMPT_KIND (fiel_attempt_kind_get_type ())
GType fiel_attempt_kind_get_type (void);

/**
 * FielAttemptState:
 * @FIEL_ATTEMPT_STATE_PROPOSED: asked for; nothing is durable, nothing was sent
 * @FIEL_ATTEMPT_STATE_SAVED: the intent is durable; its request may leave
 * @FIEL_ATTEMPT_STATE_SENT: the first byte may have left; no answer yet
 * @FIEL_ATTEMPT_STATE_ACCEPTED: the provider took it and gave its id; the result is awaited
 * @FIEL_ATTEMPT_STATE_UNKNOWN: it may or may not have moved money; only evidence closes it
 * @FIEL_ATTEMPT_STATE_CLOSED: it has an outcome, for ever
 *
 * PROPOSED and SENT live in memory only: after a restart a SAVED attempt without a later fact is UNKNOWN.
 */
typedef enum
{
  FIEL_ATTEMPT_STATE_PROPOSED,
  FIEL_ATTEMPT_STATE_SAVED,
  FIEL_ATTEMPT_STATE_SENT,
  FIEL_ATTEMPT_STATE_ACCEPTED,
  FIEL_ATTEMPT_STATE_UNKNOWN,
  FIEL_ATTEMPT_STATE_CLOSED,
} FielAttemptState;

#define FIEL_TYPE_ATTEMPT_STATE (fiel_attempt_state_get_type ())
GType fiel_attempt_state_get_type (void);
#define FIEL_N_ATTEMPT_STATES (FIEL_ATTEMPT_STATE_CLOSED + 1)

/**
 * FielOutcome:
 * @FIEL_OUTCOME_NONE: still open
 * @FIEL_OUTCOME_APPROVED: the whole amount moved
 * @FIEL_OUTCOME_PARTLY_APPROVED: a smaller amount moved
 * @FIEL_OUTCOME_DECLINED: the card, the bank or the terminal said no
 * @FIEL_OUTCOME_CANCELLED: stopped at the terminal, by its time-out or at our request; nothing moved
 * @FIEL_OUTCOME_REFUSED: the cloud took nothing (a proof of non-execution from the provider's white list)
 * @FIEL_OUTCOME_NOT_SENT: no byte of the request left this till
 * @FIEL_OUTCOME_NOT_EXECUTED: past the horizon, the terminal's own records twice did not hold it
 * @FIEL_OUTCOME_HAND_CHARGED: a manager recorded that the customer was charged
 * @FIEL_OUTCOME_HAND_NOT_CHARGED: a manager recorded that the customer was not charged
 */
typedef enum
{
  FIEL_OUTCOME_NONE,
  FIEL_OUTCOME_APPROVED,
  FIEL_OUTCOME_PARTLY_APPROVED,
  FIEL_OUTCOME_DECLINED,
  FIEL_OUTCOME_CANCELLED,
  FIEL_OUTCOME_REFUSED,
  FIEL_OUTCOME_NOT_SENT,
  FIEL_OUTCOME_NOT_EXECUTED,
  FIEL_OUTCOME_HAND_CHARGED,
  FIEL_OUTCOME_HAND_NOT_CHARGED,
} FielOutcome;

#define FIEL_TYPE_OUTCOME (fiel_outcome_get_type ())
GType fiel_outcome_get_type (void);
#define FIEL_N_OUTCOMES (FIEL_OUTCOME_HAND_NOT_CHARGED + 1)

/**
 * FielCancelState:
 * @FIEL_CANCEL_STATE_NONE: nobody asked
 * @FIEL_CANCEL_STATE_ASKED: the request to stop is on its way
 * @FIEL_CANCEL_STATE_AGREED: the terminal agreed to stop; the payment's own result still decides
 * @FIEL_CANCEL_STATE_REFUSED: too late, the terminal goes on
 * @FIEL_CANCEL_STATE_UNANSWERED: no word about the request to stop
 *
 * Asking the terminal to stop is a request with an outcome of its own. It never closes an attempt.
 */
typedef enum
{
  FIEL_CANCEL_STATE_NONE,
  FIEL_CANCEL_STATE_ASKED,
  FIEL_CANCEL_STATE_AGREED,
  FIEL_CANCEL_STATE_REFUSED,
  FIEL_CANCEL_STATE_UNANSWERED,
} FielCancelState;

#define FIEL_TYPE_CANCEL_STATE (fiel_cancel_state_get_type ())
GType fiel_cancel_state_get_type (void);
#define FIEL_N_CANCEL_STATES (FIEL_CANCEL_STATE_UNANSWERED + 1)

gboolean fiel_outcome_moved_money (FielOutcome outcome);
gboolean fiel_outcome_is_by_hand (FielOutcome outcome);
gboolean fiel_outcome_allows_new_attempt (FielOutcome outcome);

/* Nicknames as stored and printed ("unknown", "hand-charged"); unknown text gives FALSE. */
const char *fiel_enum_nick (GType type, int value);
gboolean fiel_enum_parse (GType type, const char *nick, int *value);

G_END_DECLS
