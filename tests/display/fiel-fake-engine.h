/* fiel-fake-engine.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"
#include "fiel-reception.h"

G_BEGIN_DECLS

/* An engine in which the test says what happens. It takes the real one's place when a test program is linked; store
 * profile, terminals and attempts are the real ones. */

/* A till in Chile with three terminals ("norte", "sur", "terraza"). @environment: "training", "test" or "production".
 * @till: more lines for [till], or NULL. @country and @currency: NULL for Chile. */
FielEngine *fiel_fake_engine_new (FielClock *clock, const char *environment, const char *country, const char *currency,
                                  const char *till);

/* An attempt of this engine, in the list, on the terminal. Its state is the test's to set (fiel-attempt-private.h). */
FielAttempt *fiel_fake_engine_add_attempt (FielEngine *self, const char *terminal, gint64 minor, const char *reference);

/* A real journal, for pages that read it. The attempts of this engine are not in it. */
void fiel_fake_engine_open_journal (FielEngine *self);
/* Where the profile has people: their PINs, as "ana=4820 marta=739146". Opens the journal if it is not open. */
void fiel_fake_engine_open_people (FielEngine *self, const char *pins);
void fiel_fake_engine_sign_in (FielEngine *self, const char *key, const char *pin);
FielSecrets *fiel_fake_engine_get_keyring (FielEngine *self);     /* (transfer none): a FielMemorySecrets */
void fiel_fake_engine_record_sale (FielEngine *self, const char *terminal, gint64 minor, const char *reference,
                                   const char *card_type);

FielAttempt *fiel_fake_engine_add_attempt_of (FielEngine *self, FielAttemptKind kind, const char *terminal,
                                              gint64 minor, const char *reference, const char *original);
/* What the journal page searches; none before. The test opens and closes it. */
void fiel_fake_engine_set_journal (FielEngine *self, FielJournal *journal);

void fiel_fake_engine_add_alert (FielEngine *self, const FielAlertContent *content);
/* What was noted when an alert was last acknowledged; (nullable). fiel_fake_engine_fail_next () is for this as well. */
const char *fiel_fake_engine_get_note (FielEngine *self);

/* The evidence of a ticket waits for fiel_fake_engine_answer_evidence (). @text: NULL for an error. */
void fiel_fake_engine_hold_evidence (FielEngine *self);
void fiel_fake_engine_answer_evidence (FielEngine *self, const char *text);

/* What was said about attempts changes: counts, and whom the terminals belong to. */
void fiel_fake_engine_refresh (FielEngine *self);

void fiel_fake_engine_set_ready (FielEngine *self, gboolean ready);
void fiel_fake_engine_set_trouble (FielEngine *self, const char *storage, const char *connection);
void fiel_fake_engine_set_unusual_from (FielEngine *self, gint64 minor);
void fiel_fake_engine_set_repeat (FielEngine *self, FielAttempt *earlier);

/* The next charge answers with this error. */
void fiel_fake_engine_fail_next (FielEngine *self, FielEngineError code, const char *message);
/* Charges wait for fiel_fake_engine_answer (). */
void fiel_fake_engine_hold (FielEngine *self);
void fiel_fake_engine_answer (FielEngine *self);

guint fiel_fake_engine_get_n_charges (FielEngine *self);
guint fiel_fake_engine_get_n_checks (FielEngine *self);
/* How often terminals were asked how they are. */
guint fiel_fake_engine_get_n_probes (FielEngine *self);
guint fiel_fake_engine_get_n_cancels (FielEngine *self);
/* What was noted or recorded about a payment last, and how often; (nullable). */
const char *fiel_fake_engine_get_said (FielEngine *self);
guint fiel_fake_engine_get_n_said (FielEngine *self);
gboolean fiel_fake_engine_get_new_ticket (FielEngine *self);
const char *fiel_fake_engine_get_reference (FielEngine *self);

/* The callbacks of a provider from now on. (transfer none) */
FielReception *fiel_fake_engine_add_reception (FielEngine *self, const char *key);

/* What every provider has, as "idTerminal/branch/serial". */
void fiel_fake_engine_add_found (FielEngine *self, const char *line);

G_END_DECLS
