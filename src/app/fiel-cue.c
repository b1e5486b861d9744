/* fiel-cue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-cue.h"

static FielCue
get_cue_of_outcome (FielOutcome outcome)
{
  switch (outcome)
    {
    case FIEL_OUTCOME_APPROVED:
      return FIEL_CUE_APPROVED;

    /* The rest has to be collected: somebody must look. */
    case FIEL_OUTCOME_PARTLY_APPROVED:
    case FIEL_OUTCOME_DECLINED:
    case FIEL_OUTCOME_REFUSED:
    case FIEL_OUTCOME_NOT_SENT:
    case FIEL_OUTCOME_NOT_EXECUTED:
      return FIEL_CUE_DECLINED;

    case FIEL_OUTCOME_NONE:
    case FIEL_OUTCOME_CANCELLED:
    case FIEL_OUTCOME_HAND_CHARGED:
    case FIEL_OUTCOME_HAND_NOT_CHARGED:
      return FIEL_CUE_NONE;
    }

  g_return_val_if_reached (FIEL_CUE_NONE);
}

FielCue
fiel_cue_for_attempt (FielAttempt *attempt)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), FIEL_CUE_NONE);

  if (fiel_attempt_get_phase (attempt) == FIEL_ATTEMPT_PHASE_UNCONFIRMED)
    return FIEL_CUE_NOT_CONFIRMED;
  if (fiel_attempt_get_phase (attempt) != FIEL_ATTEMPT_PHASE_DONE || fiel_attempt_get_followed_up (attempt))
    return FIEL_CUE_NONE;
  if (fiel_attempt_get_conflict (attempt))
    return FIEL_CUE_NOT_CONFIRMED;

  return get_cue_of_outcome (fiel_attempt_get_outcome (attempt));
}
