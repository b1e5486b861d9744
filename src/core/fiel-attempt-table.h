/* fiel-attempt-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-state.h"

G_BEGIN_DECLS

/**
 * FielAttemptEvent: everything that can happen to an attempt. Nicknames are what the journal stores and the log prints.
 */
typedef enum
{
  FIEL_ATTEMPT_EVENT_SAVED,               /* the commit of the intent returned OK */
  FIEL_ATTEMPT_EVENT_SAVE_FAILED,         /* it did not: nothing was, nothing will be sent */
  FIEL_ATTEMPT_EVENT_STARTED,             /* the transport is about to write the first byte */
  FIEL_ATTEMPT_EVENT_NOT_SENT,            /* transport proof: no byte left */
  FIEL_ATTEMPT_EVENT_ACCEPTED,            /* the provider took it and gave its id */
  FIEL_ATTEMPT_EVENT_PENDING,             /* the provider says it is still in process */
  FIEL_ATTEMPT_EVENT_APPROVED,            /* admitted evidence (fiel-evidence.h) */
  FIEL_ATTEMPT_EVENT_PARTLY_APPROVED,
  FIEL_ATTEMPT_EVENT_DECLINED,
  FIEL_ATTEMPT_EVENT_CANCELLED,
  FIEL_ATTEMPT_EVENT_REFUSED,             /* a white-listed proof that the cloud took nothing */
  FIEL_ATTEMPT_EVENT_ANSWER_LOST,         /* after STARTED: no answer, or one that proves nothing */
  FIEL_ATTEMPT_EVENT_NO_NEWS,             /* a check brought nothing that decides */
  FIEL_ATTEMPT_EVENT_MISMATCH,            /* a result that names another amount, terminal, reference or id */
  FIEL_ATTEMPT_EVENT_CALLBACK,            /* somebody called back: a reason to ask, never a proof */
  FIEL_ATTEMPT_EVENT_LIMIT_PASSED,        /* the provider's own time is over */
  FIEL_ATTEMPT_EVENT_RESTARTED,           /* read back from the journal at start */
  FIEL_ATTEMPT_EVENT_ABSENT,              /* the horizon plus two negative reads of the terminal's records */
  FIEL_ATTEMPT_EVENT_HAND_CHARGED,        /* a manager, with a reason */
  FIEL_ATTEMPT_EVENT_HAND_NOT_CHARGED,
} FielAttemptEvent;

#define FIEL_TYPE_ATTEMPT_EVENT (fiel_attempt_event_get_type ())
GType fiel_attempt_event_get_type (void);
#define FIEL_N_ATTEMPT_EVENTS (FIEL_ATTEMPT_EVENT_HAND_NOT_CHARGED + 1)

/**
 * FielEffects: what the engine does after an edge, in the order of the bits. RECORD comes first: nothing that is
 * visible outside happens before its commit returned OK.
 */
typedef enum
{
  FIEL_EFFECT_NONE     = 0,
  FIEL_EFFECT_RECORD   = 1 << 0,  /* commit the fact, durably */
  FIEL_EFFECT_SEND     = 1 << 1,  /* let the money request leave, once */
  FIEL_EFFECT_CHECK    = 1 << 2,  /* check now */
  FIEL_EFFECT_SCHEDULE = 1 << 3,  /* plan the next check */
  FIEL_EFFECT_RELEASE  = 1 << 4,  /* the attempt is closed: free terminal and ticket */
  FIEL_EFFECT_ALARM    = 1 << 5,  /* something a person must see */
} FielEffects;

/**
 * FielEdge: one row of the edge table. @outcome is FIEL_OUTCOME_NONE unless @to is CLOSED.
 */
typedef struct
{
  FielAttemptState from;
  FielAttemptEvent event;
  FielAttemptState to;
  FielOutcome outcome;
  FielEffects effects;
} FielEdge;

/**
 * FielStrayKind: what a pair without an edge is. It is recorded, never ignored and never guessed.
 * @FIEL_STRAY_LATE: says again, or no more than, what is known
 * @FIEL_STRAY_CONFLICT: contradicts a closed attempt: kept, shouted about, changes nothing
 * @FIEL_STRAY_FOREIGN: makes no sense in this state: a mistake of ours or of the other side
 */
typedef enum
{
  FIEL_STRAY_LATE,
  FIEL_STRAY_CONFLICT,
  FIEL_STRAY_FOREIGN,
} FielStrayKind;

const FielEdge *fiel_attempt_table (gsize *n_edges);
const FielEdge *fiel_attempt_table_find (FielAttemptState from, FielAttemptEvent event);
FielStrayKind fiel_attempt_table_judge_stray (FielAttemptState state, FielOutcome outcome, FielAttemptEvent event);
FielAttemptEvent fiel_attempt_event_for_outcome (FielOutcome outcome);

G_END_DECLS
