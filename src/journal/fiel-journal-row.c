/* fiel-journal-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-record-private.h"
#include "fiel-journal-store-private.h"

/* Records between C and SQLite: binding and reading in the one order of columns. */

static void
bind_text (sqlite3_stmt *statement, int column, const char *text)
{
  sqlite3_bind_text (statement, column, text, -1, SQLITE_STATIC);
}

static const char *
column_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

/**
 * fiel_journal_row_bind:
 *
 * Binds @row to ?1 … ?12 of @statement; it must stay until the statement was reset.
 */
void
fiel_journal_row_bind (sqlite3_stmt *statement, const FielJournalRow *row)
{
  sqlite3_bind_int64 (statement, 1, row->seq);
  bind_text (statement, 2, row->chain_id);
  bind_text (statement, 3, row->type);
  bind_text (statement, 4, row->attempt_id);
  bind_text (statement, 5, row->actor);
  sqlite3_bind_int64 (statement, 6, row->wall_us);
  sqlite3_bind_int64 (statement, 7, row->boot_us);
  bind_text (statement, 8, row->boot_id);
  sqlite3_bind_int64 (statement, 9, row->payload_version);
  if (row->payload_size > 0)
    sqlite3_bind_blob (statement, 10, row->payload, (int) row->payload_size, SQLITE_STATIC);
  else
    sqlite3_bind_zeroblob (statement, 10, 0);
  sqlite3_bind_blob (statement, 11, row->prev_hash, FIEL_JOURNAL_HASH_SIZE, SQLITE_STATIC);
  sqlite3_bind_blob (statement, 12, row->hash, FIEL_JOURNAL_HASH_SIZE, SQLITE_STATIC);
}

/**
 * fiel_journal_row_read:
 * @row: (out): the record @statement stands on, valid until it moves
 *
 * Returns: whether the record has the shape of one
 */
gboolean
fiel_journal_row_read (sqlite3_stmt *statement, FielJournalRow *row)
{
  row->seq = sqlite3_column_int64 (statement, 0);
  row->chain_id = column_text (statement, 1);
  row->type = column_text (statement, 2);
  row->attempt_id = column_text (statement, 3);
  row->actor = column_text (statement, 4);
  row->wall_us = sqlite3_column_int64 (statement, 5);
  row->boot_us = sqlite3_column_int64 (statement, 6);
  row->boot_id = column_text (statement, 7);
  row->payload_version = sqlite3_column_int64 (statement, 8);
  row->payload = sqlite3_column_blob (statement, 9);
  row->payload_size = (gsize) sqlite3_column_bytes (statement, 9);
  row->prev_hash = sqlite3_column_blob (statement, 10);
  row->hash = sqlite3_column_blob (statement, 11);

  return row->chain_id != NULL && row->type != NULL && row->actor != NULL && row->boot_id != NULL &&
         sqlite3_column_bytes (statement, 10) == FIEL_JOURNAL_HASH_SIZE &&
         sqlite3_column_bytes (statement, 11) == FIEL_JOURNAL_HASH_SIZE;
}

/**
 * fiel_attempt_record_bind:
 *
 * Binds @record to ?1 … ?39 of @statement; it must stay until the statement was reset.
 */
void
fiel_attempt_record_bind (sqlite3_stmt *statement, FielAttemptRecord *record)
{
  sqlite3_bind_int64 (statement, 1, record->intent_seq);
  sqlite3_bind_int64 (statement, 2, record->last_seq);
  bind_text (statement, 3, record->attempt_id);
  bind_text (statement, 4, fiel_enum_nick (FIEL_TYPE_ATTEMPT_KIND, (int) record->kind));
  bind_text (statement, 5, fiel_enum_nick (FIEL_TYPE_ATTEMPT_STATE, (int) record->state));
  bind_text (statement, 6, fiel_enum_nick (FIEL_TYPE_OUTCOME, (int) record->outcome));
  bind_text (statement, 7, fiel_enum_nick (FIEL_TYPE_CANCEL_STATE, (int) record->cancel));
  sqlite3_bind_int64 (statement, 8, record->ticket_id);
  sqlite3_bind_int64 (statement, 9, record->amount.minor);
  bind_text (statement, 10, record->amount.currency->code);
  sqlite3_bind_int64 (statement, 11, record->approved_minor);
  sqlite3_bind_int (statement, 12, record->conflict);
  sqlite3_bind_int (statement, 13, record->parked);
  sqlite3_bind_int64 (statement, 14, record->intent_wall_us);
  sqlite3_bind_int64 (statement, 15, record->closed_wall_us);
  sqlite3_bind_int64 (statement, 16, record->intent_boot_us);
  bind_text (statement, 17, record->intent_boot_id);
  bind_text (statement, 18, record->actor);
  sqlite3_bind_int64 (statement, 19, record->closed_seq);
  sqlite3_bind_int64 (statement, 20, record->n_prints);
  for (guint i = 0; i < FIEL_N_ATTEMPT_TEXTS; i++)
    bind_text (statement, FIEL_JOURNAL_ATTEMPT_FIRST_TEXT + 1 + (int) i, *fiel_attempt_record_text (record, i));
}

static gboolean
read_enum (sqlite3_stmt *statement, int column, GType type, int *value)
{
  const char *nick = column_text (statement, column);

  return nick != NULL && fiel_enum_parse (type, nick, value);
}

/**
 * fiel_attempt_record_read:
 *
 * Returns: (transfer full) (nullable): the attempt @statement stands on; %NULL if its row makes no sense
 */
FielAttemptRecord *
fiel_attempt_record_read (sqlite3_stmt *statement)
{
  g_autoptr (FielAttemptRecord) record = fiel_attempt_record_new ();
  const char *currency = column_text (statement, 9);
  int kind, state, outcome, cancel;

  if (!read_enum (statement, 3, FIEL_TYPE_ATTEMPT_KIND, &kind) ||
      !read_enum (statement, 4, FIEL_TYPE_ATTEMPT_STATE, &state) ||
      !read_enum (statement, 5, FIEL_TYPE_OUTCOME, &outcome) ||
      !read_enum (statement, 6, FIEL_TYPE_CANCEL_STATE, &cancel) || currency == NULL ||
      fiel_currency_find (currency) == NULL)
    return NULL;

  record->intent_seq = sqlite3_column_int64 (statement, 0);
  record->last_seq = sqlite3_column_int64 (statement, 1);
  record->attempt_id = g_strdup (column_text (statement, 2));
  record->kind = (FielAttemptKind) kind;
  record->state = (FielAttemptState) state;
  record->outcome = (FielOutcome) outcome;
  record->cancel = (FielCancelState) cancel;
  record->ticket_id = sqlite3_column_int64 (statement, 7);
  record->amount = fiel_money_make (sqlite3_column_int64 (statement, 8), fiel_currency_find (currency));
  record->approved_minor = sqlite3_column_int64 (statement, 10);
  record->conflict = sqlite3_column_int (statement, 11) != 0;
  record->parked = sqlite3_column_int (statement, 12) != 0;
  record->intent_wall_us = sqlite3_column_int64 (statement, 13);
  record->closed_wall_us = sqlite3_column_int64 (statement, 14);
  record->intent_boot_us = sqlite3_column_int64 (statement, 15);
  record->intent_boot_id = g_strdup (column_text (statement, 16));
  record->actor = g_strdup (column_text (statement, 17));
  record->closed_seq = sqlite3_column_int64 (statement, 18);
  record->n_prints = (guint) sqlite3_column_int64 (statement, 19);
  for (guint i = 0; i < FIEL_N_ATTEMPT_TEXTS; i++)
    *fiel_attempt_record_text (record, i) =
      g_strdup (column_text (statement, FIEL_JOURNAL_ATTEMPT_FIRST_TEXT + (int) i));

  return g_steal_pointer (&record);
}
