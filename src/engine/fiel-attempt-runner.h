/* fiel-attempt-runner.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-record.h"
#include "fiel-attempt.h"
#include "fiel-provider-link.h"
#include "fiel-random.h"
#include "fiel-scribe.h"

G_BEGIN_DECLS

#define FIEL_TYPE_ATTEMPT_RUNNER (fiel_attempt_runner_get_type ())
G_DECLARE_FINAL_TYPE (FielAttemptRunner, fiel_attempt_runner, FIEL, ATTEMPT_RUNNER, GObject)

/* Leads one attempt from its durable intent to its outcome. @link: (nullable): the provider is gone from the store
 * profile; then the attempt stays as it is until a person decides. Signal "finished": nothing more will come of it;
 * let it go. */
FielAttemptRunner *fiel_attempt_runner_new (FielScribe *scribe, FielProviderLink *link, FielAttempt *attempt,
                                            FielAttemptRecord *record, FielRandomFunc random, gpointer random_data);

FielAttempt *fiel_attempt_runner_get_attempt (FielAttemptRunner *self);         /* (transfer none) */
FielAttemptRecord *fiel_attempt_runner_get_record (FielAttemptRunner *self);    /* (transfer none) */

/* The intent is durable: its request leaves, once. @call: (transfer full) */
void fiel_attempt_runner_send (FielAttemptRunner *self, FielProviderCall *call);

/* Takes up an attempt that the journal holds open. @events: (element-type FielJournalEvent): all of its events, oldest
 * first. */
void fiel_attempt_runner_take_up (FielAttemptRunner *self, GPtrArray *events);

/* Goes on asking about an attempt that a person closed in an earlier run: if the provider says otherwise, people must
 * know. */
void fiel_attempt_runner_watch (FielAttemptRunner *self);

/* Somebody called back about it, and that is durable. */
void fiel_attempt_runner_hear_callback (FielAttemptRunner *self);

/* What people want of it; as in fiel-engine.h. */
gboolean fiel_attempt_runner_ask_cancel (FielAttemptRunner *self, GError **error);
gboolean fiel_attempt_runner_check_now (FielAttemptRunner *self, GError **error);
gboolean fiel_attempt_runner_set_parked (FielAttemptRunner *self, gboolean parked, GError **error);
gboolean fiel_attempt_runner_note_sighting (FielAttemptRunner *self, FielSighting sighting, const char *slip_code,
                                            const char *actor, GError **error);
gboolean fiel_attempt_runner_record_by_hand (FielAttemptRunner *self, gboolean charged, const char *reason,
                                             const char *actor, const char *witness, GError **error);

/* Whether the engine may try the same payment once more by itself, if this one was refused without being taken: the
 * cashier still waits for it. Not after a restart, not once it was unknown, and not when somebody wanted to stop it or
 * put it aside. */
gboolean fiel_attempt_runner_may_repeat (FielAttemptRunner *self);

/* No timer and no question from here on; what is in flight is still written down. */
void fiel_attempt_runner_stop (FielAttemptRunner *self);

G_END_DECLS
