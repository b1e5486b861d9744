/* sim-checker.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"
#include "fiel-provider-request.h"
#include "sim-shadow.h"

G_BEGIN_DECLS

/* Holds the invariants of the design against what can be seen from outside: the requests that left, the cloud's own
 * ledger, the journal on the disk and what was shown. It believes nothing that the engine says about itself. */

SimChecker *sim_checker_new (void);
void sim_checker_free (SimChecker *self);
SimShadow *sim_checker_get_shadow (SimChecker *self);

/* The first invariant that broke counts. */
void sim_checker_fail (SimChecker *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
const char *sim_checker_get_violation (SimChecker *self);   /* nullable */

/* What the shadow read. */
void sim_checker_intent_read (SimChecker *self, SimPayment *payment);
void sim_checker_closing_read (SimChecker *self, SimPayment *payment);

/* The process: born, its storage failed, gone. */
void sim_checker_life_begins (SimChecker *self);
void sim_checker_storage_failed (SimChecker *self);
guint sim_checker_get_life (SimChecker *self);

/* What left: handed to the transport, and the first byte of a money request. */
void sim_checker_money_handed_over (SimChecker *self, const char *attempt_id);
void sim_checker_money_leaves (SimChecker *self, const char *attempt_id, GBytes *body);
/* What is about to be read. */
void sim_checker_answer_read (SimChecker *self, FielOperation operation, const char *text);
/* What was told: the screen, and whoever called back. */
void sim_checker_watch (SimChecker *self, FielAttempt *attempt);
void sim_checker_callback_accepted (SimChecker *self, GBytes *body, const char *attempt_id, gint64 received_us);

/* What people said. */
void sim_checker_wish (SimChecker *self, const char *reference, gboolean new_ticket);
void sim_checker_hand (SimChecker *self, const char *attempt_id, gboolean charged);

/* Everything is over and everything late has come. */
void sim_checker_end (SimChecker *self, SimFigures *figures);

G_END_DECLS
