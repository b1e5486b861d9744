/* fiel-journal-schema.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define FIEL_JOURNAL_APPLICATION_ID 0x4669656c /* "Fiel" */
#define FIEL_JOURNAL_SCHEMA_VERSION 4

/* What a guard says when it refuses; the store turns it into words. */
#define FIEL_JOURNAL_GUARD_OVER_DUE "fiel: over due"
#define FIEL_JOURNAL_GUARD_OVER_PAID "fiel: over paid"
#define FIEL_JOURNAL_GUARD_NO_ORIGINAL "fiel: no original"
#define FIEL_JOURNAL_GUARD_CLOSED "fiel: attempt is closed"
#define FIEL_JOURNAL_GUARD_FIXED "fiel: facts of the intent are fixed"
#define FIEL_JOURNAL_GUARD_TICKET "fiel: ticket out of order"
#define FIEL_JOURNAL_GUARD_APPEND_ONLY "fiel: append only"
#define FIEL_JOURNAL_GUARD_ORDER "fiel: record out of order"
#define FIEL_JOURNAL_GUARD_ALERT "fiel: nothing to look at"
#define FIEL_JOURNAL_GUARD_SHIFT "fiel: not the current shift"

int fiel_journal_schema_configure (sqlite3 *database);
const char *fiel_journal_schema_step (int from);
int fiel_journal_schema_migrate (sqlite3 *database, int from);
int fiel_journal_schema_begin_migration (sqlite3 *database, int from);
int fiel_journal_schema_end_migration (sqlite3 *database, gboolean kept);
int fiel_journal_schema_lock_down (sqlite3 *database);
int fiel_journal_schema_read_int (sqlite3 *database, const char *sql, gint64 *value);

G_END_DECLS
