/* fiel-attempt-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-table.h"

/* What an attempt may do, as data. The engine looks a pair up, records, and then acts; nothing else decides.
 *
 * Rules that the rows keep and the tests check:
 *  - SAVED is entered once, from PROPOSED, and its edge is the only one that sends. Nothing leads back to it.
 *  - CLOSED has no way out, and no way in without a commit.
 *  - UNKNOWN is left only by evidence, by an id, or by a manager. Time, silence and impatience keep it.
 */

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielAttemptEvent, fiel_attempt_event,
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_SAVED, "saved"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_SAVE_FAILED, "save-failed"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_STARTED, "started"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_NOT_SENT, "not-sent"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_ACCEPTED, "accepted"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_PENDING, "pending"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_APPROVED, "approved"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_PARTLY_APPROVED, "partly-approved"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_DECLINED, "declined"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_CANCELLED, "cancelled"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_REFUSED, "refused"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_ANSWER_LOST, "answer-lost"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_NO_NEWS, "no-news"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_MISMATCH, "mismatch"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_CALLBACK, "callback"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_LIMIT_PASSED, "limit-passed"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_RESTARTED, "restarted"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_ABSENT, "absent"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_HAND_CHARGED, "hand-charged"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_EVENT_HAND_NOT_CHARGED, "hand-not-charged"))

#define EDGE(from, event, to, effects) \
  { FIEL_ATTEMPT_STATE_##from, FIEL_ATTEMPT_EVENT_##event, FIEL_ATTEMPT_STATE_##to, FIEL_OUTCOME_NONE, effects }
#define CLOSING(from, event, outcome) \
  { FIEL_ATTEMPT_STATE_##from, FIEL_ATTEMPT_EVENT_##event, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_##outcome, \
    FIEL_EFFECT_RECORD | FIEL_EFFECT_RELEASE }

#define NOTHING FIEL_EFFECT_NONE
#define SEND FIEL_EFFECT_SEND
#define CHECK FIEL_EFFECT_CHECK
#define SCHEDULE FIEL_EFFECT_SCHEDULE
#define RECORD_CHECK (FIEL_EFFECT_RECORD | FIEL_EFFECT_CHECK)
#define RECORD_SCHEDULE (FIEL_EFFECT_RECORD | FIEL_EFFECT_SCHEDULE)
#define RECORD_SCHEDULE_ALARM (FIEL_EFFECT_RECORD | FIEL_EFFECT_SCHEDULE | FIEL_EFFECT_ALARM)

static const FielEdge edges[] = {
  /* The commit itself is the record of the intent. */
  EDGE    (PROPOSED, SAVED,            SAVED,    SEND),
  CLOSING (PROPOSED, SAVE_FAILED,      NOT_SENT),

  /* SAVED and SENT take the same answers: the notice that the first byte leaves and a quick answer may arrive in
   * either order. Only the proof that nothing left tells them apart: it counts before that notice, not after. */
  EDGE    (SAVED,    STARTED,          SENT,     NOTHING),
  CLOSING (SAVED,    NOT_SENT,         NOT_SENT),
  EDGE    (SAVED,    ACCEPTED,         ACCEPTED, RECORD_SCHEDULE),
  EDGE    (SAVED,    PENDING,          UNKNOWN,  RECORD_SCHEDULE),
  CLOSING (SAVED,    APPROVED,         APPROVED),
  CLOSING (SAVED,    PARTLY_APPROVED,  PARTLY_APPROVED),
  CLOSING (SAVED,    DECLINED,         DECLINED),
  CLOSING (SAVED,    CANCELLED,        CANCELLED),
  CLOSING (SAVED,    REFUSED,          REFUSED),
  EDGE    (SAVED,    ANSWER_LOST,      UNKNOWN,  RECORD_SCHEDULE),
  EDGE    (SAVED,    NO_NEWS,          SAVED,    NOTHING),
  EDGE    (SAVED,    MISMATCH,         UNKNOWN,  RECORD_SCHEDULE_ALARM),
  EDGE    (SAVED,    CALLBACK,         SAVED,    CHECK),
  EDGE    (SAVED,    RESTARTED,        UNKNOWN,  RECORD_CHECK),

  EDGE    (SENT,     ACCEPTED,         ACCEPTED, RECORD_SCHEDULE),
  /* "Still in process", and no id to ask by: Getnet's early notice after 90 seconds. */
  EDGE    (SENT,     PENDING,          UNKNOWN,  RECORD_SCHEDULE),
  CLOSING (SENT,     APPROVED,         APPROVED),
  CLOSING (SENT,     PARTLY_APPROVED,  PARTLY_APPROVED),
  CLOSING (SENT,     DECLINED,         DECLINED),
  CLOSING (SENT,     CANCELLED,        CANCELLED),
  CLOSING (SENT,     REFUSED,          REFUSED),
  EDGE    (SENT,     ANSWER_LOST,      UNKNOWN,  RECORD_SCHEDULE),
  /* The connection is still open: its answer or its loss decides what comes next. */
  EDGE    (SENT,     NO_NEWS,          SENT,     NOTHING),
  EDGE    (SENT,     MISMATCH,         UNKNOWN,  RECORD_SCHEDULE_ALARM),
  EDGE    (SENT,     CALLBACK,         SENT,     CHECK),
  EDGE    (SENT,     LIMIT_PASSED,     UNKNOWN,  RECORD_CHECK),

  /* No edge for REFUSED: a refusal speaks about a request that was not taken, and this one was. */
  EDGE    (ACCEPTED, PENDING,          ACCEPTED, SCHEDULE),
  CLOSING (ACCEPTED, APPROVED,         APPROVED),
  CLOSING (ACCEPTED, PARTLY_APPROVED,  PARTLY_APPROVED),
  CLOSING (ACCEPTED, DECLINED,         DECLINED),
  CLOSING (ACCEPTED, CANCELLED,        CANCELLED),
  EDGE    (ACCEPTED, NO_NEWS,          ACCEPTED, SCHEDULE),
  EDGE    (ACCEPTED, MISMATCH,         UNKNOWN,  RECORD_SCHEDULE_ALARM),
  EDGE    (ACCEPTED, CALLBACK,         ACCEPTED, CHECK),
  EDGE    (ACCEPTED, LIMIT_PASSED,     UNKNOWN,  RECORD_CHECK),
  EDGE    (ACCEPTED, RESTARTED,        ACCEPTED, CHECK),
  CLOSING (ACCEPTED, HAND_CHARGED,     HAND_CHARGED),
  CLOSING (ACCEPTED, HAND_NOT_CHARGED, HAND_NOT_CHARGED),

  EDGE    (UNKNOWN,  ACCEPTED,         ACCEPTED, RECORD_SCHEDULE),
  EDGE    (UNKNOWN,  PENDING,          UNKNOWN,  SCHEDULE),
  CLOSING (UNKNOWN,  APPROVED,         APPROVED),
  CLOSING (UNKNOWN,  PARTLY_APPROVED,  PARTLY_APPROVED),
  CLOSING (UNKNOWN,  DECLINED,         DECLINED),
  CLOSING (UNKNOWN,  CANCELLED,        CANCELLED),
  /* Still the answer to our own request, only read late: journalled before a restart and interpreted after it, or
   * behind an early notice on the same connection. */
  CLOSING (UNKNOWN,  REFUSED,          REFUSED),
  /* The connection of an early notice ended: from here on the horizon runs. */
  EDGE    (UNKNOWN,  ANSWER_LOST,      UNKNOWN,  RECORD_SCHEDULE),
  EDGE    (UNKNOWN,  NO_NEWS,          UNKNOWN,  SCHEDULE),
  EDGE    (UNKNOWN,  MISMATCH,         UNKNOWN,  RECORD_SCHEDULE_ALARM),
  EDGE    (UNKNOWN,  CALLBACK,         UNKNOWN,  CHECK),
  EDGE    (UNKNOWN,  RESTARTED,        UNKNOWN,  CHECK),
  CLOSING (UNKNOWN,  ABSENT,           NOT_EXECUTED),
  CLOSING (UNKNOWN,  HAND_CHARGED,     HAND_CHARGED),
  CLOSING (UNKNOWN,  HAND_NOT_CHARGED, HAND_NOT_CHARGED),
};

/* What an event says to a closed attempt: one column per outcome, in the order of FielOutcome. L late, C conflict,
 * F foreign. Where money is concerned a doubt is a conflict, because a conflict only asks a person to look.
 *  - A word that money moved contradicts every outcome that says it did not, and an outcome of another amount.
 *  - A word that it did not move contradicts every outcome that says it did.
 *  - Any word about a payment that was never sent contradicts "not sent".
 *  - That the provider has it, or calls back about it, contradicts "it has nothing".
 *  - A restart is late where an answer that was kept has closed it on the way. */
static const char closed_strays[FIEL_N_ATTEMPT_EVENTS][FIEL_N_OUTCOMES + 1] = {
  /*                                         n a p d c r s e H N
   *                                         o p a e a e e x a o
   *                                         n p r c n f n e n t */
  [FIEL_ATTEMPT_EVENT_SAVED]            = { "FFFFFFFFFF" },
  [FIEL_ATTEMPT_EVENT_SAVE_FAILED]      = { "FFFFFFFFFF" },
  [FIEL_ATTEMPT_EVENT_STARTED]          = { "FLLLLLCLLL" },
  [FIEL_ATTEMPT_EVENT_NOT_SENT]         = { "FCCFFFLLCL" },
  [FIEL_ATTEMPT_EVENT_ACCEPTED]         = { "FLLLLCCCLC" },
  [FIEL_ATTEMPT_EVENT_PENDING]          = { "FLLLLCCCLC" },
  [FIEL_ATTEMPT_EVENT_APPROVED]         = { "FLCCCCCCLC" },
  [FIEL_ATTEMPT_EVENT_PARTLY_APPROVED]  = { "FCLCCCCCCC" },
  [FIEL_ATTEMPT_EVENT_DECLINED]         = { "FCCLLLCLCL" },
  [FIEL_ATTEMPT_EVENT_CANCELLED]        = { "FCCLLLCLCL" },
  [FIEL_ATTEMPT_EVENT_REFUSED]          = { "FCCLLLCLCL" },
  [FIEL_ATTEMPT_EVENT_ANSWER_LOST]      = { "FLLLLLCLLL" },
  [FIEL_ATTEMPT_EVENT_NO_NEWS]          = { "FLLLLLLLLL" },
  [FIEL_ATTEMPT_EVENT_MISMATCH]         = { "FCCCCCCCCC" },
  [FIEL_ATTEMPT_EVENT_CALLBACK]         = { "FLLLLLCCLC" },
  [FIEL_ATTEMPT_EVENT_LIMIT_PASSED]     = { "FLLLLLLLLL" },
  [FIEL_ATTEMPT_EVENT_RESTARTED]        = { "FLLLLLLLLL" },
  [FIEL_ATTEMPT_EVENT_ABSENT]           = { "FCCLLLLLCL" },
  [FIEL_ATTEMPT_EVENT_HAND_CHARGED]     = { "FLCCCCCCLC" },
  [FIEL_ATTEMPT_EVENT_HAND_NOT_CHARGED] = { "FCCLLLLLCL" },
};
/* clang-format on */

/* Pairs of an open attempt that say no more than is known. Not among them: STARTED in SENT, which would be a second
 * transmission, and REFUSED in ACCEPTED. */
static const struct
{
  FielAttemptState state;
  FielAttemptEvent event;
} open_late[] = {
  { FIEL_ATTEMPT_STATE_ACCEPTED, FIEL_ATTEMPT_EVENT_STARTED },
  { FIEL_ATTEMPT_STATE_ACCEPTED, FIEL_ATTEMPT_EVENT_ACCEPTED },
  { FIEL_ATTEMPT_STATE_ACCEPTED, FIEL_ATTEMPT_EVENT_ANSWER_LOST },
  { FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_ATTEMPT_EVENT_STARTED },
  { FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_ATTEMPT_EVENT_LIMIT_PASSED },
};

/**
 * fiel_attempt_table:
 * @n_edges: (out): how many rows there are
 *
 * Returns: (array length=n_edges): the whole table, for tests and for drawing it
 */
const FielEdge *
fiel_attempt_table (gsize *n_edges)
{
  g_return_val_if_fail (n_edges != NULL, NULL);

  *n_edges = G_N_ELEMENTS (edges);

  return edges;
}

/**
 * fiel_attempt_table_find:
 *
 * Returns: (nullable): the one edge for @event in @from, or NULL when there is none: then ask
 *   fiel_attempt_table_judge_stray() and record what it says
 */
const FielEdge *
fiel_attempt_table_find (FielAttemptState from, FielAttemptEvent event)
{
  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    if (edges[i].from == from && edges[i].event == event)
      return &edges[i];

  return NULL;
}

static FielStrayKind
judge_closed (FielOutcome outcome, FielAttemptEvent event)
{
  switch (closed_strays[event][outcome])
    {
    case 'L':
      return FIEL_STRAY_LATE;

    case 'C':
      return FIEL_STRAY_CONFLICT;

    default:
      return FIEL_STRAY_FOREIGN;
    }
}

/**
 * fiel_attempt_table_judge_stray:
 * @state: the state of the attempt
 * @outcome: its outcome; %FIEL_OUTCOME_NONE unless it is closed
 * @event: an event that has no edge in @state
 *
 * What to make of an event that changes nothing. It is recorded whatever the answer; a conflict raises the alarm too.
 *
 * Returns: which kind of stray it is
 */
FielStrayKind
fiel_attempt_table_judge_stray (FielAttemptState state, FielOutcome outcome, FielAttemptEvent event)
{
  g_return_val_if_fail ((guint) event < FIEL_N_ATTEMPT_EVENTS, FIEL_STRAY_FOREIGN);
  g_return_val_if_fail ((guint) outcome < FIEL_N_OUTCOMES, FIEL_STRAY_FOREIGN);
  g_return_val_if_fail ((state == FIEL_ATTEMPT_STATE_CLOSED) == (outcome != FIEL_OUTCOME_NONE), FIEL_STRAY_FOREIGN);
  g_return_val_if_fail (fiel_attempt_table_find (state, event) == NULL, FIEL_STRAY_FOREIGN);

  if (state == FIEL_ATTEMPT_STATE_CLOSED)
    return judge_closed (outcome, event);

  for (gsize i = 0; i < G_N_ELEMENTS (open_late); i++)
    if (open_late[i].state == state && open_late[i].event == event)
      return FIEL_STRAY_LATE;

  return FIEL_STRAY_FOREIGN;
}

/**
 * fiel_attempt_event_for_outcome:
 * @outcome: an outcome other than %FIEL_OUTCOME_NONE
 *
 * Returns: the event that closes an attempt with @outcome
 */
FielAttemptEvent
fiel_attempt_event_for_outcome (FielOutcome outcome)
{
  switch (outcome)
    {
    case FIEL_OUTCOME_APPROVED:
      return FIEL_ATTEMPT_EVENT_APPROVED;

    case FIEL_OUTCOME_PARTLY_APPROVED:
      return FIEL_ATTEMPT_EVENT_PARTLY_APPROVED;

    case FIEL_OUTCOME_DECLINED:
      return FIEL_ATTEMPT_EVENT_DECLINED;

    case FIEL_OUTCOME_CANCELLED:
      return FIEL_ATTEMPT_EVENT_CANCELLED;

    case FIEL_OUTCOME_REFUSED:
      return FIEL_ATTEMPT_EVENT_REFUSED;

    case FIEL_OUTCOME_NOT_SENT:
      return FIEL_ATTEMPT_EVENT_NOT_SENT;

    case FIEL_OUTCOME_NOT_EXECUTED:
      return FIEL_ATTEMPT_EVENT_ABSENT;

    case FIEL_OUTCOME_HAND_CHARGED:
      return FIEL_ATTEMPT_EVENT_HAND_CHARGED;

    case FIEL_OUTCOME_HAND_NOT_CHARGED:
      return FIEL_ATTEMPT_EVENT_HAND_NOT_CHARGED;

    case FIEL_OUTCOME_NONE:
      break;
    }

  g_return_val_if_reached (FIEL_ATTEMPT_EVENT_NO_NEWS);
}
