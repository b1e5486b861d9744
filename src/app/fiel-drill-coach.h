/* fiel-drill-coach.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-drill.h"
#include "fiel-engine.h"

G_BEGIN_DECLS

#define FIEL_TYPE_DRILL_COACH (fiel_drill_coach_get_type ())
G_DECLARE_FINAL_TYPE (FielDrillCoach, fiel_drill_coach, FIEL, DRILL_COACH, GObject)

/* Signal "changed": a drill began, came further, was judged or put away. */
FielDrillCoach *fiel_drill_coach_new (FielEngine *engine);

/* From here on what happens at the till is judged. Returns: what to charge */
FielMoney fiel_drill_coach_begin (FielDrillCoach *self, FielDrillKind kind);
/* (transfer none): @preferred, unless an open payment holds it and another one is free. */
FielTerminal *fiel_drill_coach_choose_terminal (FielDrillCoach *self, FielTerminal *preferred);
/* What only the window sees; ignored without a drill. */
void fiel_drill_coach_hear (FielDrillCoach *self, FielDrillEvent event);
/* A payment was brought onto the till. */
void fiel_drill_coach_hear_shown (FielDrillCoach *self, FielAttempt *attempt);
/* The drill is put away; its score stays. */
/* Somebody opened an answer without a payment. */
void fiel_drill_coach_hear_opened (FielDrillCoach *self, FielAlert *alert);

/* Whether the till is set up so that this drill can be played. */
gboolean fiel_drill_coach_get_can_begin (FielDrillCoach *self, FielDrillKind kind);

void fiel_drill_coach_end (FielDrillCoach *self);

/* Whether the provider can ask the terminal of the drill’s payment to stop. */
gboolean fiel_drill_coach_get_can_stop (FielDrillCoach *self);

const FielDrill *fiel_drill_coach_get_drill (FielDrillCoach *self);     /* (nullable): none is under way */
const FielDrill *fiel_drill_coach_get_last (FielDrillCoach *self, FielDrillKind kind);   /* (nullable): judged last */
FielMoney fiel_drill_coach_get_amount (FielDrillCoach *self);

G_END_DECLS
