/* fiel-journal-samples.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-store.h"

G_BEGIN_DECLS

/* Facts for tests. Their clock starts at a fixed instant and goes on one second with every fact. */
#define FIEL_SAMPLE_WALL_US G_GINT64_CONSTANT (1767225600000000)
#define FIEL_SAMPLE_BOOT_ID "6c9a1f0e-0000-4000-8000-000000000001"

FielJournalEvent *fiel_sample_event (FielJournalType type, const char *attempt_id);
FielJournalEvent *fiel_sample_intent (const char *attempt_id, gint64 ticket_id, gint64 due, gint64 amount,
                                      const char *terminal);
FielJournalEvent *fiel_sample_refund (const char *attempt_id, gint64 ticket_id, gint64 amount, const char *original);
FielJournalEvent *fiel_sample_state (const char *attempt_id, const char *state, const char *outcome);

FielJournalStore *fiel_sample_open (const char *path, GError **error);
FielJournalStore *fiel_sample_open_fine (const char *path);

gboolean fiel_sample_try (FielJournalStore *store, FielJournalDurability durability, GError **error,
                          FielJournalEvent *first, ...) G_GNUC_NULL_TERMINATED;
void fiel_sample_append (FielJournalStore *store, FielJournalEvent *event);
void fiel_sample_approve (FielJournalStore *store, const char *attempt_id, gint64 ticket_id, gint64 amount);
FielAttemptRecord *fiel_sample_attempt (FielJournalStore *store, const char *attempt_id);

/* Another program at the file, while nobody has it open. */
void fiel_sample_run (const char *path, const char *sql);
/* Makes the closed journal at @path one of an older version, as that version would have left it. */
void fiel_sample_age (const char *path, int version);

char *fiel_sample_read_file (const char *path, gsize *length);

G_END_DECLS
