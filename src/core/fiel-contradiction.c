/* fiel-contradiction.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-contradiction.h"

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielContradiction, fiel_contradiction,
  G_DEFINE_ENUM_VALUE (FIEL_CONTRADICTION_NONE, "none"),
  G_DEFINE_ENUM_VALUE (FIEL_CONTRADICTION_CHARGED_AFTER_ALL, "charged-after-all"),
  G_DEFINE_ENUM_VALUE (FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL, "not-charged-after-all"),
  G_DEFINE_ENUM_VALUE (FIEL_CONTRADICTION_UNCLEAR, "unclear"))
/* clang-format on */

typedef enum
{
  WORD_MOVED,
  WORD_DID_NOT_MOVE,
  WORD_UNCLEAR,
} Word;

static Word
find_word (FielAttemptEvent event)
{
  switch (event)
    {
    case FIEL_ATTEMPT_EVENT_APPROVED:
    case FIEL_ATTEMPT_EVENT_PARTLY_APPROVED:
    case FIEL_ATTEMPT_EVENT_HAND_CHARGED:
      return WORD_MOVED;

    case FIEL_ATTEMPT_EVENT_NOT_SENT:
    case FIEL_ATTEMPT_EVENT_DECLINED:
    case FIEL_ATTEMPT_EVENT_CANCELLED:
    case FIEL_ATTEMPT_EVENT_REFUSED:
    case FIEL_ATTEMPT_EVENT_ABSENT:
    case FIEL_ATTEMPT_EVENT_HAND_NOT_CHARGED:
      return WORD_DID_NOT_MOVE;

    case FIEL_ATTEMPT_EVENT_SAVED:
    case FIEL_ATTEMPT_EVENT_SAVE_FAILED:
    case FIEL_ATTEMPT_EVENT_STARTED:
    case FIEL_ATTEMPT_EVENT_ACCEPTED:
    case FIEL_ATTEMPT_EVENT_PENDING:
    case FIEL_ATTEMPT_EVENT_ANSWER_LOST:
    case FIEL_ATTEMPT_EVENT_NO_NEWS:
    case FIEL_ATTEMPT_EVENT_MISMATCH:
    case FIEL_ATTEMPT_EVENT_CALLBACK:
    case FIEL_ATTEMPT_EVENT_LIMIT_PASSED:
    case FIEL_ATTEMPT_EVENT_RESTARTED:
      return WORD_UNCLEAR;
    }

  g_return_val_if_reached (WORD_UNCLEAR);
}

/**
 * fiel_contradiction_judge:
 * @outcome: an outcome other than %FIEL_OUTCOME_NONE
 * @event: the event that contradicts it
 *
 * Returns: what has to be put right; never %FIEL_CONTRADICTION_NONE
 */
FielContradiction
fiel_contradiction_judge (FielOutcome outcome, FielAttemptEvent event)
{
  gboolean moved;

  g_return_val_if_fail (outcome != FIEL_OUTCOME_NONE, FIEL_CONTRADICTION_UNCLEAR);

  moved = fiel_outcome_moved_money (outcome);
  switch (find_word (event))
    {
    case WORD_MOVED:
      /* Two words for charged that contradict each other name different amounts. */
      return moved ? FIEL_CONTRADICTION_UNCLEAR : FIEL_CONTRADICTION_CHARGED_AFTER_ALL;

    case WORD_DID_NOT_MOVE:
      return moved ? FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL : FIEL_CONTRADICTION_UNCLEAR;

    case WORD_UNCLEAR:
      return FIEL_CONTRADICTION_UNCLEAR;
    }

  g_return_val_if_reached (FIEL_CONTRADICTION_UNCLEAR);
}
