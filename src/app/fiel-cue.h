/* fiel-cue.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

G_BEGIN_DECLS

/**
 * FielCue: what a till sounds like.
 * @FIEL_CUE_APPROVED: two short tones: money went where it should
 * @FIEL_CUE_DECLINED: one long tone: it did not
 * @FIEL_CUE_NOT_CONFIRMED: two tones that fall, twice: nobody knows, or the result is contradicted
 */
typedef enum
{
  FIEL_CUE_NONE,
  FIEL_CUE_APPROVED,
  FIEL_CUE_DECLINED,
  FIEL_CUE_NOT_CONFIRMED,
} FielCue;

/* What the attempt sounds like as it stands. What somebody asked for or recorded themselves needs no sound. */
FielCue fiel_cue_for_attempt (FielAttempt *attempt);

G_END_DECLS
