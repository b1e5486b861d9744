/* fiel-attempt-notes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"
#include "fiel-scribe.h"

G_BEGIN_DECLS

/* What people say about an open attempt: written down, and shown on it once that is durable. It decides nothing. */
void fiel_attempt_notes_park (FielScribe *scribe, FielAttempt *attempt, gboolean parked);

/* @slip_code: (nullable), as fiel_attempt_notes_check_sighting() lets it pass. */
void fiel_attempt_notes_add_sighting (FielScribe *scribe, FielAttempt *attempt, FielSighting sighting,
                                      const char *slip_code, const char *actor);
gboolean fiel_attempt_notes_check_sighting (FielSighting sighting, const char *slip_code, GError **error);

/* Whether a person's words and names may be kept: something is said, and no card number may hide in it. */
gboolean fiel_attempt_notes_check_words (const char *words, GError **error);

/* What was said in earlier runs. @events: (element-type FielJournalEvent): of the attempt, oldest first. */
void fiel_attempt_notes_restore (FielAttempt *attempt, GPtrArray *events);

G_END_DECLS
