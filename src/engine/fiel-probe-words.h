/* fiel-probe-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-probe-step.h"
#include "fiel-provider-step.h"

G_BEGIN_DECLS

/**
 * FielProbeFacts: what a sentence about a step may have to name. Nothing is owned.
 * @step: which one
 * @provider: as people know it
 * @now_wall_us: what this till's clock says
 * @clock_ahead_us: how far it is ahead of the provider's
 * @detail: (nullable): for SETTINGS and KEYRING: what is wrong, in the words of whoever found it
 */
typedef struct
{
  FielProbeStepKind step;
  const char *provider;
  gint64 now_wall_us;
  gint64 clock_ahead_us;
  const char *detail;
} FielProbeFacts;

const char *fiel_probe_words_title (FielProbeStepKind kind);

/* Cause and remedy; NULL for no trouble. */
char *fiel_probe_words_trouble (FielTrouble trouble, const FielProbeFacts *facts) G_GNUC_WARN_UNUSED_RESULT;

/* Why a step is left out although nothing is wrong. */
const char *fiel_probe_words_absence (FielProviderStepAbsence absence);

/* What was found: "This till’s clock is right.", "3 terminals". */
char *fiel_probe_words_clock (gint64 clock_ahead_us) G_GNUC_WARN_UNUSED_RESULT;
char *fiel_probe_words_terminals (guint n_terminals) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
