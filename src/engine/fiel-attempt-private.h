/* fiel-attempt-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"
#include "fiel-step.h"

G_BEGIN_DECLS

/* For the engine's runner, and for tests that show an attempt without an engine. Every setter notifies what changed
 * and nothing else; a caller that changes several groups at once freezes the notifications around them. */

/**
 * FielAttemptOrigin: what never changes about an attempt. Nothing is owned; it is copied. @terminal,
 * @original: (nullable)
 */
typedef struct
{
  const char *id;
  FielAttemptKind kind;
  FielMoney amount;
  const char *reference;
  FielTerminal *terminal;
  const char *terminal_name;
  const char *provider_name;
  const char *actor;
  const char *original;
  gint64 saved_wall_us;
} FielAttemptOrigin;

FielAttempt *fiel_attempt_new (const FielAttemptOrigin *origin);

/* @closed_wall_us and @outcome are 0 and FIEL_OUTCOME_NONE unless @state is CLOSED. */
void fiel_attempt_set_state (FielAttempt *self, FielAttemptState state, FielOutcome outcome, gint64 closed_wall_us);
void fiel_attempt_set_phase (FielAttempt *self, FielAttemptPhase phase);
void fiel_attempt_set_reason (FielAttempt *self, FielReason reason);
void fiel_attempt_set_approved (FielAttempt *self, FielMoney approved);

/* NULL keeps what is known already: later words add, they do not take away. */
void fiel_attempt_set_provider_words (FielAttempt *self, const char *id, const char *code, const char *message);
void fiel_attempt_set_card (FielAttempt *self, const char *authorization, const char *brand, const char *type,
                            const char *last4);

void fiel_attempt_set_times (FielAttempt *self, gint64 sent_us, gint64 deadline_us);
void fiel_attempt_set_cancel (FielAttempt *self, FielCancelState cancel_state, gboolean can_cancel);
void fiel_attempt_set_checking (FielAttempt *self, gboolean checking);
void fiel_attempt_set_checks (FielAttempt *self, guint n_checks, gint64 last_check_us, gint64 next_check_us);
void fiel_attempt_set_terminal_seen_busy (FielAttempt *self, gboolean seen_busy);
/* NONE: no conflict. */
void fiel_attempt_set_contradiction (FielAttempt *self, FielContradiction contradiction);
/* @slip_code: (nullable) */
void fiel_attempt_set_sighting (FielAttempt *self, FielSighting sighting, const char *slip_code);
void fiel_attempt_set_parked (FielAttempt *self, gboolean parked);
void fiel_attempt_set_followed_up (FielAttempt *self, gboolean followed_up);
void fiel_attempt_set_successor (FielAttempt *self, FielAttempt *successor);
void fiel_attempt_add_step (FielAttempt *self, FielStepKind kind, gint64 wall_us, gint64 boot_us);

G_END_DECLS
