/* fiel-probe-step.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-trouble.h"

G_BEGIN_DECLS

/**
 * FielProbeStepKind: a step on the way from this till to a terminal, and of a callback to this till, in the order in
 * which they are tried.
 */
typedef enum
{
  FIEL_PROBE_STEP_NAME,
  FIEL_PROBE_STEP_CONNECTION,
  FIEL_PROBE_STEP_CLOCK,
  FIEL_PROBE_STEP_SIGN_IN,
  FIEL_PROBE_STEP_TERMINALS,
  FIEL_PROBE_STEP_TERMINAL,
  FIEL_PROBE_STEP_RELAY,
  FIEL_PROBE_STEP_PORT,
  FIEL_PROBE_STEP_CALLBACK,
  FIEL_PROBE_STEP_RETURN,
} FielProbeStepKind;
#define FIEL_TYPE_PROBE_STEP_KIND (fiel_probe_step_kind_get_type ())
GType fiel_probe_step_kind_get_type (void);
#define FIEL_N_PROBE_STEP_KINDS (FIEL_PROBE_STEP_RETURN + 1)

/**
 * FielProbeStepState:
 * @FIEL_PROBE_STEP_SKIPPED: not tried, because a step it rests on did not come through, or because there is nothing to
 *   try: then its message says why
 */
typedef enum
{
  FIEL_PROBE_STEP_WAITING,
  FIEL_PROBE_STEP_RUNNING,
  FIEL_PROBE_STEP_PASSED,
  FIEL_PROBE_STEP_FAILED,
  FIEL_PROBE_STEP_SKIPPED,
} FielProbeStepState;
#define FIEL_TYPE_PROBE_STEP_STATE (fiel_probe_step_state_get_type ())
GType fiel_probe_step_state_get_type (void);
#define FIEL_N_PROBE_STEP_STATES (FIEL_PROBE_STEP_SKIPPED + 1)

#define FIEL_TYPE_PROBE_STEP (fiel_probe_step_get_type ())
G_DECLARE_FINAL_TYPE (FielProbeStep, fiel_probe_step, FIEL, PROBE_STEP, GObject)

/* Read-only properties: kind, title, state, duration-us, trouble, message. */
FielProbeStepKind fiel_probe_step_get_kind (FielProbeStep *self);
const char *fiel_probe_step_get_title (FielProbeStep *self);       /* (translated) what is tried, in a few words */
FielProbeStepState fiel_probe_step_get_state (FielProbeStep *self);
gint64 fiel_probe_step_get_duration_us (FielProbeStep *self);      /* 0 until it is over */
FielTrouble fiel_probe_step_get_trouble (FielProbeStep *self);
/* (translated) (nullable): of a failed step the cause and the remedy in a sentence or two, of one that came through
 * what was found, of one that was skipped although nothing failed the reason. */
const char *fiel_probe_step_get_message (FielProbeStep *self);

G_END_DECLS
