/* fiel-power-states.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-power-story.h"

G_BEGIN_DECLS

/**
 * FielPowerTally: what was examined at one point, or at all of them.
 */
typedef struct
{
  guint n_points;
  guint64 n_opened;       /* states SQLite was let loose on, each different in what it read */
  guint64 n_recovered;    /* contents that came of it, each recovered by the journal */
  double n_states;        /* legal states these stand for: all there are */
  guint n_lengths;        /* chains of different length that came back, added up over the points */
} FielPowerTally;

void fiel_power_states_examine (FielPowerStory *story, const FielPowerPoint *point, FielPowerTally *found);

G_END_DECLS
