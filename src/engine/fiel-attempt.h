/* fiel-attempt.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-state.h"
#include "fiel-contradiction.h"
#include "fiel-money.h"
#include "fiel-reason.h"
#include "fiel-sighting.h"
#include "fiel-terminal.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FielAttemptPhase: what the cashier sees of an attempt, derived from its state by the engine.
 * @FIEL_ATTEMPT_PHASE_SENDING: saved, on its way to the provider
 * @FIEL_ATTEMPT_PHASE_WAITING: with the provider or the customer; a result is awaited
 * @FIEL_ATTEMPT_PHASE_CHECKING: the answer was lost; the first checks run
 * @FIEL_ATTEMPT_PHASE_UNCONFIRMED: checks found nothing final: "not confirmed, do not charge again"
 * @FIEL_ATTEMPT_PHASE_DONE: closed, see the outcome
 */
typedef enum
{
  FIEL_ATTEMPT_PHASE_SENDING,
  FIEL_ATTEMPT_PHASE_WAITING,
  FIEL_ATTEMPT_PHASE_CHECKING,
  FIEL_ATTEMPT_PHASE_UNCONFIRMED,
  FIEL_ATTEMPT_PHASE_DONE,
} FielAttemptPhase;
#define FIEL_TYPE_ATTEMPT_PHASE (fiel_attempt_phase_get_type ())
GType fiel_attempt_phase_get_type (void);
#define FIEL_N_ATTEMPT_PHASES (FIEL_ATTEMPT_PHASE_DONE + 1)

#define FIEL_TYPE_ATTEMPT (fiel_attempt_get_type ())
G_DECLARE_FINAL_TYPE (FielAttempt, fiel_attempt, FIEL, ATTEMPT, GObject)

/* What the interface watches. Every getter has a read-only property of the same name in kebab-case with explicit notify
 * (money as boxed FielMoney, enums as enums, times as int64); notify is emitted only after the fact is durable (I7).
 * Written by the engine's runner only. Times: "wall" is for display, "boot" is FielClock's boot time. */
const char *fiel_attempt_get_id (FielAttempt *self);
FielAttemptKind fiel_attempt_get_kind (FielAttempt *self);
FielMoney fiel_attempt_get_amount (FielAttempt *self);
FielMoney fiel_attempt_get_approved (FielAttempt *self);            /* what really moved; 0 while open */
const char *fiel_attempt_get_reference (FielAttempt *self);         /* the ticket, as people know it */
FielTerminal *fiel_attempt_get_terminal (FielAttempt *self);        /* (nullable): gone from the profile */
const char *fiel_attempt_get_terminal_name (FielAttempt *self);
const char *fiel_attempt_get_provider_name (FielAttempt *self);
const char *fiel_attempt_get_actor (FielAttempt *self);             /* who started it */
const char *fiel_attempt_get_original (FielAttempt *self);          /* nullable: id of the sale it gives back */
FielAttemptState fiel_attempt_get_state (FielAttempt *self);
FielAttemptPhase fiel_attempt_get_phase (FielAttempt *self);
FielOutcome fiel_attempt_get_outcome (FielAttempt *self);
FielReason fiel_attempt_get_reason (FielAttempt *self);
FielCancelState fiel_attempt_get_cancel_state (FielAttempt *self);
/* open, the provider can, not asked or asking again helps */
gboolean fiel_attempt_get_can_cancel (FielAttempt *self);
const char *fiel_attempt_get_provider_id (FielAttempt *self);       /* nullable */
const char *fiel_attempt_get_provider_code (FielAttempt *self);     /* nullable */
const char *fiel_attempt_get_provider_message (FielAttempt *self);  /* nullable */
const char *fiel_attempt_get_authorization (FielAttempt *self);     /* nullable */
const char *fiel_attempt_get_card_brand (FielAttempt *self);        /* nullable: "VI" as given */
const char *fiel_attempt_get_card_type (FielAttempt *self);         /* nullable: "DB" as given */
const char *fiel_attempt_get_last4 (FielAttempt *self);             /* nullable */
gint64 fiel_attempt_get_saved_wall_us (FielAttempt *self);
gint64 fiel_attempt_get_closed_wall_us (FielAttempt *self);         /* 0 while open */
gint64 fiel_attempt_get_sent_us (FielAttempt *self);                /* boot; 0 before, or sent in an earlier run */
gint64 fiel_attempt_get_deadline_us (FielAttempt *self);            /* boot: when the provider gives up; 0: not known */
gboolean fiel_attempt_get_checking (FielAttempt *self);             /* a question is out right now */
guint fiel_attempt_get_n_checks (FielAttempt *self);
gint64 fiel_attempt_get_last_check_us (FielAttempt *self);          /* boot; 0: none yet */
gint64 fiel_attempt_get_next_check_us (FielAttempt *self);          /* boot; 0: none planned */
/* the last probe found the terminal busy: most likely with this */
gboolean fiel_attempt_get_terminal_seen_busy (FielAttempt *self);
gboolean fiel_attempt_get_conflict (FielAttempt *self);
/* what has to be put right; NONE without a conflict */
FielContradiction fiel_attempt_get_contradiction (FielAttempt *self);
FielSighting fiel_attempt_get_sighting (FielAttempt *self);         /* what somebody saw on the terminal, last */
const char *fiel_attempt_get_slip_code (FielAttempt *self);         /* nullable: a number copied from the slip */
gboolean fiel_attempt_get_parked (FielAttempt *self);
GListModel *fiel_attempt_get_steps (FielAttempt *self);             /* (transfer none) of FielStep */

/* (transfer none) (nullable): the attempt that the engine started by itself for the same ticket, because this one was
 * refused for its credentials and nothing moved. Whoever follows this one follows that one from here on. */
FielAttempt *fiel_attempt_get_successor (FielAttempt *self);

/* Whether the engine is starting that successor, or did: its own end is then no result for people. Known before
 * anybody hears of the end; turns false again if no successor could be started. */
gboolean fiel_attempt_get_followed_up (FielAttempt *self);

G_END_DECLS
