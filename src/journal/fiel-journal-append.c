/* fiel-journal-append.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-journal-store-private.h"

#include "fiel-journal-event-private.h"
#include "fiel-journal-fold.h"
#include "fiel-journal-refusal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Appending: facts and what follows from them, in one transaction. A refusal by a guard rolls it back and leaves the
 * journal usable; anything else that SQLite reports fails the journal for good (I10). Values get their number and
 * hashes only after the commit, so a fact that has a number is a fact that is kept. */

typedef struct
{
  gint64 seq;
  guint8 prev_hash[FIEL_JOURNAL_HASH_SIZE];
  guint8 hash[FIEL_JOURNAL_HASH_SIZE];
} Link;

/* One append while its transaction is open. */
typedef struct
{
  FielJournalStore *store; /* not owned */
  GArray *links;           /* owned, of Link: what the events become if the commit succeeds */
  char *chain_id;          /* owned */
  gint64 next_number;
  FielAttemptRecord *about; /* owned, nullable: the attempt of the event that is being written */
  char *guard;             /* owned, nullable: what SQLite said when it refused */
} Transaction;

static void
transaction_clear (Transaction *transaction)
{
  g_array_unref (transaction->links);
  g_clear_pointer (&transaction->about, fiel_attempt_record_unref);
  g_free (transaction->chain_id);
  g_free (transaction->guard);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Transaction, transaction_clear)

static gboolean
is_refusal (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      return TRUE;

    default:
      return FALSE;
    }
}

/* Runs @statement to its end. A refusal is kept in words for later, because the rollback comes first; what else goes
 * wrong fails the store. */
static gboolean
run (Transaction *transaction, sqlite3_stmt *statement, GError **error)
{
  FielJournalStore *store = transaction->store;
  int code = statement != NULL ? sqlite3_step (statement) : sqlite3_errcode (store->database);

  if (code == SQLITE_DONE || code == SQLITE_ROW)
    {
      sqlite3_reset (statement);
      return TRUE;
    }

  if (is_refusal (code))
    transaction->guard = g_strdup (sqlite3_errmsg (store->database));
  else
    fiel_journal_store_fail (store, error);
  sqlite3_reset (statement);

  return FALSE;
}

/* A name for the chain that no other journal has: from the first fact, because the journal draws no random numbers. */
static char *
make_chain_id (FielJournalEvent *first)
{
  const char *till = fiel_journal_event_get (first, FIEL_FIELD_TILL);
  g_autofree char *seed = g_strdup_printf ("fiel-chain\n%s\n%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n%s",
                                           till != NULL ? till : "", fiel_journal_event_get_wall_us (first),
                                           fiel_journal_event_get_boot_us (first),
                                           fiel_journal_event_get_boot_id (first));
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, seed, -1);

  return g_strndup (digest, 32);
}

static gboolean
refuse (GError **error, FielJournalEvent *event, const char *why)
{
  const char *attempt_id = fiel_journal_event_get_attempt_id (event);

  g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED,
               /* Translators: a payment’s id, what is wrong. */
               _ ("The journal refused a record of the attempt %s: %s"), attempt_id != NULL ? attempt_id : "—", why);

  return FALSE;
}

static gboolean
insert_event (Transaction *transaction, FielJournalEvent *event, GError **error)
{
  FielJournalStore *store = transaction->store;
  const Link *last = transaction->links->len > 0
                       ? &g_array_index (transaction->links, Link, transaction->links->len - 1)
                       : NULL;
  g_autoptr (GByteArray) payload = fiel_journal_event_build_payload (event);
  sqlite3_stmt *statement = fiel_journal_store_statement (store, FIEL_JOURNAL_SQL_INSERT_EVENT);
  Link link = { .seq = (last != NULL ? last->seq : store->last_seq) + 1 };
  FielJournalRow row = {
    .seq = link.seq,
    .chain_id = transaction->chain_id,
    .type = fiel_enum_nick (FIEL_TYPE_JOURNAL_TYPE, (int) fiel_journal_event_get_type_of_fact (event)),
    .attempt_id = fiel_journal_event_get_attempt_id (event),
    .actor = fiel_journal_event_get_actor (event),
    .wall_us = fiel_journal_event_get_wall_us (event),
    .boot_us = fiel_journal_event_get_boot_us (event),
    .boot_id = fiel_journal_event_get_boot_id (event),
    .payload_version = FIEL_JOURNAL_PAYLOAD_VERSION,
    .payload = payload->data,
    .payload_size = payload->len,
    .prev_hash = link.prev_hash,
    .hash = link.hash,
  };

  memcpy (link.prev_hash, last != NULL ? last->hash : store->last_hash, sizeof link.prev_hash);
  fiel_journal_canonical_hash (&row, link.hash);
  if (statement != NULL)
    fiel_journal_row_bind (statement, &row);
  if (!run (transaction, statement, error))
    return FALSE;

  g_array_append_val (transaction->links, link);

  return TRUE;
}

/* Moves the counter of tickets nobody named past every number that is taken. */
static gboolean
advance_number (Transaction *transaction, const char *reference, GError **error)
{
  for (;;)
    {
      g_autofree char *number = g_strdup_printf ("%06" G_GINT64_FORMAT, transaction->next_number);
      sqlite3_stmt *statement;
      gboolean taken = g_str_equal (number, reference);
      int code;

      if (!taken)
        {
          statement = fiel_journal_store_statement (transaction->store, FIEL_JOURNAL_SQL_SELECT_REFERENCE);
          sqlite3_bind_text (statement, 1, number, -1, SQLITE_STATIC);
          code = sqlite3_step (statement);
          taken = code == SQLITE_ROW && sqlite3_column_type (statement, 0) != SQLITE_NULL;
          if (code != SQLITE_ROW)
            fiel_journal_store_fail (transaction->store, error);
          sqlite3_reset (statement);
          if (code != SQLITE_ROW)
            return FALSE;
        }
      if (!taken)
        return TRUE;
      transaction->next_number++;
    }
}

static gboolean
insert_ticket (Transaction *transaction, FielJournalEvent *intent, gint64 due, GError **error)
{
  FielAttemptRecord *record = transaction->about;
  sqlite3_stmt *statement = fiel_journal_store_statement (transaction->store, FIEL_JOURNAL_SQL_INSERT_TICKET);
  g_autofree char *number = g_strdup_printf ("%06" G_GINT64_FORMAT, transaction->next_number);

  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1, record->ticket_id);
      sqlite3_bind_text (statement, 2, record->reference, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 3, due);
      sqlite3_bind_text (statement, 4, record->amount.currency->code, -1, SQLITE_STATIC);
    }
  if (!run (transaction, statement, error))
    return FALSE;

  return !g_str_equal (number, record->reference) || advance_number (transaction, record->reference, error);
}

/* The intent's ticket: made now if it is new; an old one keeps the amount due it was made with. */
static gboolean
write_ticket (Transaction *transaction, FielJournalEvent *intent, GError **error)
{
  FielJournalStore *store = transaction->store;
  sqlite3_stmt *statement = fiel_journal_store_statement (store, FIEL_JOURNAL_SQL_SELECT_TICKET);
  gint64 due = 0;
  gint64 known_due = 0;
  gboolean has_due = fiel_journal_event_get_int (intent, FIEL_FIELD_DUE, &due);
  int code;

  if (!has_due && fiel_journal_event_get (intent, FIEL_FIELD_DUE) != NULL)
    return refuse (error, intent, _ ("the amount due is not a number"));

  if (statement == NULL)
    {
      fiel_journal_store_fail (store, error);
      return FALSE;
    }
  sqlite3_bind_int64 (statement, 1, transaction->about->ticket_id);
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    known_due = sqlite3_column_int64 (statement, 0);
  else if (code != SQLITE_DONE)
    fiel_journal_store_fail (store, error);
  sqlite3_reset (statement);

  if (code == SQLITE_ROW)
    return !has_due || due == known_due || refuse (error, intent, _ ("the ticket’s amount due is another one"));
  if (code != SQLITE_DONE)
    return FALSE;

  return has_due ? insert_ticket (transaction, intent, due, error)
                 : refuse (error, intent, _ ("the amount due of the new ticket is missing"));
}

static gboolean
write_attempt (Transaction *transaction, FielJournalSql which, GError **error)
{
  sqlite3_stmt *statement = fiel_journal_store_statement (transaction->store, which);

  if (statement != NULL)
    fiel_attempt_record_bind (statement, transaction->about);

  return run (transaction, statement, error);
}

static gboolean
begin_attempt (Transaction *transaction, FielJournalEvent *intent, gint64 seq, GError **error)
{
  transaction->about = fiel_journal_fold_begin (intent, seq, error);

  return transaction->about != NULL && write_ticket (transaction, intent, error) &&
         write_attempt (transaction, FIEL_JOURNAL_SQL_INSERT_ATTEMPT, error);
}

/* Leaves %NULL in about if there is no such attempt. */
static gboolean
load_attempt (Transaction *transaction, const char *attempt_id, GError **error)
{
  sqlite3_stmt *statement = fiel_journal_store_statement (transaction->store, FIEL_JOURNAL_SQL_SELECT_ATTEMPT);
  int code = SQLITE_ERROR;

  if (statement != NULL)
    {
      sqlite3_bind_text (statement, 1, attempt_id, -1, SQLITE_STATIC);
      code = sqlite3_step (statement);
      if (code == SQLITE_ROW)
        transaction->about = fiel_attempt_record_read (statement);
    }
  if (code != SQLITE_DONE && transaction->about == NULL)
    {
      fiel_journal_store_fail (transaction->store, error);
      return FALSE;
    }
  sqlite3_reset (statement);

  return TRUE;
}

static gboolean
needs_attempt (FielJournalType type)
{
  switch (type)
    {
    case FIEL_JOURNAL_TYPE_INTENT:
    case FIEL_JOURNAL_TYPE_STATE:
    case FIEL_JOURNAL_TYPE_CANCEL:
    case FIEL_JOURNAL_TYPE_CONFLICT:
      return TRUE;

    case FIEL_JOURNAL_TYPE_OPENED:
    case FIEL_JOURNAL_TYPE_RECEIVED:
    case FIEL_JOURNAL_TYPE_STRAY:
    case FIEL_JOURNAL_TYPE_NOTE:
      return FALSE;
    }

  g_return_val_if_reached (TRUE);
}

/* Words that came from outside may name an attempt nobody knows; what we did ourselves may not. */
static gboolean
may_name_unknown (FielJournalType type)
{
  return type == FIEL_JOURNAL_TYPE_RECEIVED || type == FIEL_JOURNAL_TYPE_STRAY;
}

static gboolean
continue_attempt (Transaction *transaction, FielJournalEvent *event, gint64 seq, GError **error)
{
  FielJournalType type = fiel_journal_event_get_type_of_fact (event);
  const char *attempt_id = fiel_journal_event_get_attempt_id (event);

  if (attempt_id == NULL)
    return !needs_attempt (type) || refuse (error, event, _ ("it names no attempt"));
  if (!load_attempt (transaction, attempt_id, error))
    return FALSE;
  if (transaction->about == NULL)
    return may_name_unknown (type) || refuse (error, event, _ ("there is no such attempt"));

  return fiel_journal_fold_apply (transaction->about, event, seq, error) &&
         write_attempt (transaction, FIEL_JOURNAL_SQL_UPDATE_ATTEMPT, error);
}

/* Somebody looked at a contradiction, or at a message that belongs to nobody. */
static gboolean
write_seen (Transaction *transaction, FielJournalEvent *note, gint64 seq, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gint64 seen;

  if (fiel_journal_event_get (note, FIEL_FIELD_SEEN) == NULL)
    return TRUE;
  if (!fiel_journal_event_get_int (note, FIEL_FIELD_SEEN, &seen))
    return refuse (error, note, _ ("it does not say which record was looked at"));

  statement = fiel_journal_store_statement (transaction->store, FIEL_JOURNAL_SQL_UPDATE_ALERT);
  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1, seen);
      sqlite3_bind_int64 (statement, 2, seq);
    }
  if (!run (transaction, statement, error))
    return FALSE;

  return sqlite3_changes (transaction->store->database) == 1
         || refuse (error, note, _ ("there is nothing to look at in that record"));
}

/* The report of a shift is about every record before it: one that came in between is in no report. */
static gboolean
check_report (FielJournalEvent *note, gint64 seq, GError **error)
{
  gint64 through;

  if (!fiel_journal_event_get_int (note, FIEL_FIELD_THROUGH, &through))
    return refuse (error, note, _ ("it does not say up to which record the report goes"));
  if (through == seq - 1)
    return TRUE;

  g_set_error_literal (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_OUTDATED,
                       _ ("Something happened while the shift was being closed. It is not closed yet: look again."));

  return FALSE;
}

static gboolean
write_milestone (Transaction *transaction, FielJournalEvent *note, gint64 seq, GError **error)
{
  FielMilestone milestone;
  const char *subject;
  sqlite3_stmt *statement = NULL;

  if (!fiel_milestone_find (note, &milestone, &subject, error))
    return FALSE;
  if (milestone == FIEL_MILESTONE_NONE)
    return TRUE;
  if (milestone == FIEL_MILESTONE_SHIFT_CLOSED && !check_report (note, seq, error))
    return FALSE;

  statement = fiel_journal_store_statement (transaction->store, FIEL_JOURNAL_SQL_INSERT_MILESTONE);
  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1, seq);
      sqlite3_bind_text (statement, 2, fiel_enum_nick (FIEL_TYPE_MILESTONE, (int) milestone), -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 3, subject, -1, SQLITE_STATIC);
    }

  return run (transaction, statement, error);
}

static gboolean
write_event (Transaction *transaction, FielJournalEvent *event, GError **error)
{
  FielJournalType type = fiel_journal_event_get_type_of_fact (event);
  gint64 seq;

  g_clear_pointer (&transaction->about, fiel_attempt_record_unref);
  if (fiel_journal_event_get_boot_id (event) == NULL)
    return refuse (error, event, _ ("it has no time"));
  if (fiel_journal_event_get_seq (event) != 0)
    return refuse (error, event, _ ("it is kept already"));
  if (transaction->chain_id == NULL)
    transaction->chain_id = make_chain_id (event);
  if (!insert_event (transaction, event, error))
    return FALSE;

  seq = g_array_index (transaction->links, Link, transaction->links->len - 1).seq;

  if (type == FIEL_JOURNAL_TYPE_INTENT)
    return begin_attempt (transaction, event, seq, error);

  return continue_attempt (transaction, event, seq, error)
         && (type != FIEL_JOURNAL_TYPE_NOTE
             || (write_seen (transaction, event, seq, error) && write_milestone (transaction, event, seq, error)));
}

static gboolean
write_projection (Transaction *transaction, GError **error)
{
  sqlite3_stmt *statement = fiel_journal_store_statement (transaction->store, FIEL_JOURNAL_SQL_UPDATE_PROJECTION);

  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1,
                          g_array_index (transaction->links, Link, transaction->links->len - 1).seq);
      sqlite3_bind_int64 (statement, 2, transaction->next_number);
    }

  return run (transaction, statement, error);
}

static gboolean
write_all (Transaction *transaction, GPtrArray *events, GError **error)
{
  FielJournalStore *store = transaction->store;

  if (!run (transaction, fiel_journal_store_statement (store, FIEL_JOURNAL_SQL_BEGIN), error))
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    if (!write_event (transaction, g_ptr_array_index (events, i), error))
      return FALSE;
  if (!write_projection (transaction, error))
    return FALSE;

  return run (transaction, fiel_journal_store_statement (store, FIEL_JOURNAL_SQL_COMMIT), error);
}

static void
roll_back (Transaction *transaction, GError **error)
{
  FielJournalStore *store = transaction->store;
  GError **unset = error == NULL || *error != NULL ? NULL : error;

  for (guint i = 0; i < FIEL_JOURNAL_N_SQL; i++)
    if (store->statements[i] != NULL)
      sqlite3_reset (store->statements[i]);
  if (!sqlite3_get_autocommit (store->database) &&
      sqlite3_step (fiel_journal_store_statement (store, FIEL_JOURNAL_SQL_ROLLBACK)) != SQLITE_DONE)
    {
      if (unset != NULL)
        fiel_journal_store_fail (store, unset);
      store->failed = TRUE;
    }
  else if (transaction->guard != NULL)
    fiel_journal_refusal_explain (store, transaction->about, transaction->guard, error);
}

static void
adopt (Transaction *transaction, GPtrArray *events)
{
  FielJournalStore *store = transaction->store;
  const Link *last = &g_array_index (transaction->links, Link, transaction->links->len - 1);

  for (guint i = 0; i < events->len; i++)
    {
      const Link *link = &g_array_index (transaction->links, Link, i);

      fiel_journal_event_set_committed (g_ptr_array_index (events, i), link->seq, link->prev_hash, link->hash);
    }

  store->last_seq = last->seq;
  memcpy (store->last_hash, last->hash, sizeof last->hash);
  store->next_number = transaction->next_number;
  g_free (store->chain_id);
  store->chain_id = g_steal_pointer (&transaction->chain_id);
}

/* How far the next commit goes: to the disk, or to the write-ahead log as the kernel sees it. */
static gboolean
set_durability (FielJournalStore *self, FielJournalDurability durability, GError **error)
{
  const char *sql = durability == FIEL_JOURNAL_DURABLE ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL";

  if (sqlite3_exec (self->database, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  fiel_journal_store_fail (self, error);

  return FALSE;
}

static gboolean
append (FielJournalStore *self, GPtrArray *events, GError **error)
{
  g_auto (Transaction) transaction = {
    .store = self,
    .links = g_array_sized_new (FALSE, FALSE, sizeof (Link), events->len),
    .chain_id = g_strdup (self->chain_id),
    .next_number = self->next_number,
  };

  if (!write_all (&transaction, events, error))
    {
      roll_back (&transaction, error);
      return FALSE;
    }
  adopt (&transaction, events);

  return TRUE;
}

/**
 * fiel_journal_store_append:
 * @events: (element-type FielJournalEvent): not empty; sealed by this call
 * @durability: when the call returns
 *
 * Appends all or none.
 *
 * Returns: whether they are committed. %FIEL_JOURNAL_ERROR_TERMINAL_BUSY, _TICKET_BUSY, _OVER_DUE and _REFUSED leave
 * the journal usable; after %FIEL_JOURNAL_ERROR_STORAGE it must be opened again
 */
gboolean
fiel_journal_store_append (FielJournalStore *self, GPtrArray *events, FielJournalDurability durability, GError **error)
{
  gboolean committed;

  g_return_val_if_fail (events->len > 0, FALSE);

  for (guint i = 0; i < events->len; i++)
    fiel_journal_event_seal (g_ptr_array_index (events, i));
  if (!fiel_journal_store_check_usable (self, error) || !fiel_journal_store_check_in_place (self, error))
    return FALSE;

  if (durability == FIEL_JOURNAL_DURABLE)
    return append (self, events, error);

  if (!set_durability (self, FIEL_JOURNAL_ORDERED, error))
    return FALSE;
  committed = append (self, events, error);
  if (!set_durability (self, FIEL_JOURNAL_DURABLE, committed ? error : NULL))
    committed = FALSE;

  return committed;
}
