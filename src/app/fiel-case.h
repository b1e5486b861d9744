/* fiel-case.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"

G_BEGIN_DECLS

/**
 * FielCaseSide: what a fact about an open payment speaks for.
 */
typedef enum
{
  FIEL_CASE_CHARGED,
  FIEL_CASE_NOT_CHARGED,
  FIEL_CASE_NEITHER,
} FielCaseSide;
#define FIEL_N_CASE_SIDES (FIEL_CASE_NEITHER + 1)

/* Everything Fiel knows on that side, one fact a line, for people who have to decide; NULL if there is nothing.
 * @now_us: boot time. */
char *fiel_case_describe (FielAttempt *attempt, FielCaseSide side, const FielNumberStyle *style, gint64 now_us)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
