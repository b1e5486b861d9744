/* fiel-journal-store-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-canonical.h"
#include "fiel-journal-lock.h"
#include "fiel-journal-store.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* The columns of an event and of an attempt, in the order in which they are read and bound. */
#define FIEL_JOURNAL_EVENT_COLUMNS \
  "seq, chain_id, type, attempt_id, actor, wall_us, boot_us, boot_id, payload_version, payload, prev_hash, hash"
#define FIEL_JOURNAL_ATTEMPT_COLUMNS                                                                                   \
  "intent_seq, last_seq, attempt_id, kind, state, outcome, cancel, ticket_id, amount, currency, approved, conflict,"   \
  " parked, intent_wall_us, closed_wall_us, intent_boot_us, intent_boot_id, actor, closed_seq, n_prints, reference,"   \
  " ticket_sent, terminal, terminal_name, terminal_id, branch_id, serial, provider, body_sha256, provider_id,"         \
  " provider_code, provider_message, reason, authorization, operation, brand, card_type, last4, original"
#define FIEL_JOURNAL_ATTEMPT_FIRST_TEXT 20
#define FIEL_JOURNAL_N_ATTEMPT_COLUMNS 39

typedef enum
{
  FIEL_JOURNAL_SQL_BEGIN,
  FIEL_JOURNAL_SQL_COMMIT,
  FIEL_JOURNAL_SQL_ROLLBACK,
  FIEL_JOURNAL_SQL_INSERT_EVENT,
  FIEL_JOURNAL_SQL_INSERT_TICKET,
  FIEL_JOURNAL_SQL_SELECT_TICKET,
  FIEL_JOURNAL_SQL_SELECT_REFERENCE,
  FIEL_JOURNAL_SQL_INSERT_ATTEMPT,
  FIEL_JOURNAL_SQL_UPDATE_ATTEMPT,
  FIEL_JOURNAL_SQL_SELECT_ATTEMPT,
  FIEL_JOURNAL_SQL_UPDATE_ALERT,
  FIEL_JOURNAL_SQL_INSERT_MILESTONE,
  FIEL_JOURNAL_SQL_UPDATE_PROJECTION,
} FielJournalSql;

#define FIEL_JOURNAL_N_SQL (FIEL_JOURNAL_SQL_UPDATE_PROJECTION + 1)

struct _FielJournalStore
{
  char *path;                                  /* owned */
  FielJournalLock *lock;                       /* owned, nullable for a journal in memory */
  guint64 device;                              /* of the file that was opened; 0 if the system knows none */
  guint64 inode;
  sqlite3 *database;                           /* owned */
  sqlite3_stmt *statements[FIEL_JOURNAL_N_SQL]; /* owned, each prepared when it is first needed */
  GHashTable *queries;                         /* owned, of sqlite3_stmt by its text, nullable before the first */
  char *chain_id;                              /* owned, nullable before the first record */
  gint64 last_seq;
  guint8 last_hash[FIEL_JOURNAL_HASH_SIZE];
  gint64 next_number;                          /* of a ticket nobody named */
  gboolean failed;                             /* I10 */
};

sqlite3_stmt *fiel_journal_store_prepare (FielJournalStore *self, const char *sql);
sqlite3_stmt *fiel_journal_store_statement (FielJournalStore *self, FielJournalSql which);
gboolean fiel_journal_store_check_usable (FielJournalStore *self, GError **error);
gboolean fiel_journal_store_check_in_place (FielJournalStore *self, GError **error);
sqlite3_stmt *fiel_journal_store_query (FielJournalStore *self, const char *sql);
void fiel_journal_store_fail (FielJournalStore *self, GError **error);
void fiel_journal_store_set_unreadable (FielJournalStore *self, GError **error);
gboolean fiel_journal_store_read_state (FielJournalStore *self, GError **error);

void fiel_journal_row_bind (sqlite3_stmt *statement, const FielJournalRow *row);
gboolean fiel_journal_row_read (sqlite3_stmt *statement, FielJournalRow *row);
void fiel_attempt_record_bind (sqlite3_stmt *statement, FielAttemptRecord *record);
FielAttemptRecord *fiel_attempt_record_read (sqlite3_stmt *statement);

gboolean fiel_journal_ticket_read (FielJournalStore *self, gint64 ticket_id, FielTicketRecord *ticket, GError **error);

G_END_DECLS
