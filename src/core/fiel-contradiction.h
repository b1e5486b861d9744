/* fiel-contradiction.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-table.h"

G_BEGIN_DECLS

/**
 * FielContradiction: what evidence against a closed attempt means for people. The outcome stays (I6); this says what
 * somebody has to put right.
 * @FIEL_CONTRADICTION_NONE: nothing contradicts it
 * @FIEL_CONTRADICTION_CHARGED_AFTER_ALL: closed as not charged, and then word came that it was charged
 * @FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL: closed as charged, and then word came that it was not
 * @FIEL_CONTRADICTION_UNCLEAR: word of another amount, of another payment, or of one that should not exist at all
 */
typedef enum
{
  FIEL_CONTRADICTION_NONE,
  FIEL_CONTRADICTION_CHARGED_AFTER_ALL,
  FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL,
  FIEL_CONTRADICTION_UNCLEAR,
} FielContradiction;

#define FIEL_TYPE_CONTRADICTION (fiel_contradiction_get_type ())
GType fiel_contradiction_get_type (void);
#define FIEL_N_CONTRADICTIONS (FIEL_CONTRADICTION_UNCLEAR + 1)

/* @outcome: of the closed attempt; @event: what fiel_attempt_table_judge_stray() called a conflict with it. */
FielContradiction fiel_contradiction_judge (FielOutcome outcome, FielAttemptEvent event);

G_END_DECLS
