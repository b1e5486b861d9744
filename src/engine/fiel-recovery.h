/* fiel-recovery.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-record.h"
#include "fiel-attempt.h"
#include "fiel-scribe.h"

G_BEGIN_DECLS

/**
 * FielRecovery: what the journal says at start. Owned.
 * @attempts: (element-type FielAttemptRecord): all open ones, today's, and those that are still watched, oldest first
 * @recent: (element-type FielAttemptRecord): the newest ones of any day, newest first
 * @events: (element-type utf8 GPtrArray): of every attempt that is open, watched or contradicted, by its id, its
 *   FielJournalEvents, oldest first
 * @alerts: (element-type FielAlertRecord): what nobody has looked at yet, newest first
 */
typedef struct
{
  GPtrArray *attempts;
  GPtrArray *recent;
  GHashTable *events;
  GPtrArray *alerts;
} FielRecovery;

void fiel_recovery_free (FielRecovery *recovery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielRecovery, fiel_recovery_free)

#define FIEL_RECOVERY_LIMIT 200

void fiel_recovery_read_async (FielScribe *scribe, GAsyncReadyCallback callback, gpointer user_data);
FielRecovery *fiel_recovery_read_finish (FielScribe *scribe, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Whether a person closed it, and its provider can still be asked what really became of it. */
gboolean fiel_recovery_is_watched (const FielAttemptRecord *record);
/* Whether the provider has said so meanwhile. @events: (element-type FielJournalEvent): of that attempt. */
gboolean fiel_recovery_is_answered (GPtrArray *events);

/* What a kept fact means for a payment that is closed with @outcome; NONE unless it is a CONFLICT. */
FielContradiction fiel_recovery_judge_conflict (FielJournalEvent *event, FielOutcome outcome);

/* The attempt as the journal holds it. @terminal: (nullable); @events: (nullable): for its timeline. @boot_id: this
 * boot's. */
FielAttempt *fiel_recovery_make_attempt (const FielAttemptRecord *record, FielTerminal *terminal,
                                         const char *provider_name,
                                         GPtrArray *events, const char *boot_id);

/* Wall time of the last local midnight before @wall_us. */
gint64 fiel_recovery_get_midnight (gint64 wall_us);

G_END_DECLS
