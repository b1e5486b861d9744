/* fiel-drill-wording.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-drill.h"

G_BEGIN_DECLS

/* The words of a drill, translated. */
const char *fiel_drill_wording_title (FielDrillKind kind);
const char *fiel_drill_wording_story (FielDrillKind kind);

/* What happens now and what to do, as far as it has come. @can_stop: whether the till can ask the terminal to stop, or
 * somebody has to press its red key. */
const char *fiel_drill_wording_hint (const FielDrill *drill, gboolean can_stop);

/* What a step asks for, and how it was done and why that matters: "Right. …". */
const char *fiel_drill_wording_step (FielDrillStepKind step);
char *fiel_drill_wording_judgement (const FielDrillStep *step) G_GNUC_WARN_UNUSED_RESULT;

/* "3 of 4 steps". */
char *fiel_drill_wording_score (guint n_right, guint n_steps) G_GNUC_WARN_UNUSED_RESULT;

/* A shape and a style class for a verdict, so that neither has to be enough alone. */
const char *fiel_drill_wording_icon (FielDrillVerdict verdict);
const char *fiel_drill_wording_style (FielDrillVerdict verdict);   /* (nullable) */

G_END_DECLS
