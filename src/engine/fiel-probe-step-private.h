/* fiel-probe-step-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-probe-step.h"

G_BEGIN_DECLS

/* For the probe, and for tests that show a step without one. */
FielProbeStep *fiel_probe_step_new (FielProbeStepKind kind);
void fiel_probe_step_begin (FielProbeStep *self);
void fiel_probe_step_pass (FielProbeStep *self, gint64 duration_us, const char *message);
void fiel_probe_step_fail (FielProbeStep *self, gint64 duration_us, FielTrouble trouble, const char *message);
void fiel_probe_step_leave_out (FielProbeStep *self, const char *message);
void fiel_probe_step_skip (FielProbeStep *self);

G_END_DECLS
