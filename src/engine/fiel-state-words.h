/* fiel-state-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"
#include "fiel-probe-step.h"
#include "fiel-shift-item.h"
#include "fiel-terminal.h"

G_BEGIN_DECLS

/* What states are called, in a word or a few, for window and fielctl alike. Whoever reads with a program reads their
 * nicknames instead. */

/* "Approved", of money that goes back "Returned". NONE: as an open one that is not confirmed. */
const char *fiel_state_words_outcome (FielAttemptKind kind, FielOutcome outcome);
const char *fiel_state_words_phase (FielAttemptPhase phase);
/* Of a payment that the journal alone knows. */
const char *fiel_state_words_state (FielAttemptState state);
const char *fiel_state_words_contradicted (void);
const char *fiel_state_words_reason (FielReason reason);            /* "" for none */
/* @unresolved: of one that is ours: whether the result of its payment is missing */
const char *fiel_state_words_availability (FielAvailability availability, gboolean unresolved);
const char *fiel_state_words_probe_step (FielProbeStepState state);
const char *fiel_state_words_shift_item (FielShiftItemState state);
const char *fiel_state_words_environment (const char *nick);        /* "training", "test", "production" */

G_END_DECLS
