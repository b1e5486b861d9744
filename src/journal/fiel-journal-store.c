/* fiel-journal-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-journal-store-private.h"

#include "fiel-journal-error.h"
#include "fiel-journal-event-private.h"
#include "fiel-journal-file.h"
#include "fiel-journal-rules.h"
#include "fiel-journal-schema.h"
#include "fiel-journal-verify.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

/* The journal on SQLite, without a thread of its own. Opening looks first and writes last: until every check has
 * passed, not a byte of the file changes. Appending is in fiel-journal-append.c, reading in fiel-journal-query.c. */

/* How many records before the end are hashed again at every start; the whole chain is for the verification. */
#define TAIL_LENGTH 100

/* How many steps of SQLite's machine pass between two looks at the cancellable. */
#define STEPS_PER_LOOK 10000

static const char *const statements[FIEL_JOURNAL_N_SQL] = {
  [FIEL_JOURNAL_SQL_BEGIN] = "BEGIN IMMEDIATE",
  [FIEL_JOURNAL_SQL_COMMIT] = "COMMIT",
  [FIEL_JOURNAL_SQL_ROLLBACK] = "ROLLBACK",
  [FIEL_JOURNAL_SQL_INSERT_EVENT] = "INSERT INTO events (" FIEL_JOURNAL_EVENT_COLUMNS ")"
                                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
  [FIEL_JOURNAL_SQL_INSERT_TICKET] = "INSERT INTO ticket (id, reference, due, currency) VALUES (?1, ?2, ?3, ?4)",
  [FIEL_JOURNAL_SQL_SELECT_TICKET] = "SELECT due FROM ticket WHERE id = ?1",
  [FIEL_JOURNAL_SQL_SELECT_REFERENCE] = "SELECT max (id) FROM ticket WHERE reference = ?1",
  [FIEL_JOURNAL_SQL_INSERT_ATTEMPT] =
    "INSERT INTO attempt (" FIEL_JOURNAL_ATTEMPT_COLUMNS ")"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,"
    " ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38,"
    " ?39)",
  /* Only what may change, by the numbers of fiel_attempt_record_bind(). */
  [FIEL_JOURNAL_SQL_UPDATE_ATTEMPT] =
    "UPDATE attempt SET last_seq = ?2, state = ?5, outcome = ?6, cancel = ?7, approved = ?11, conflict = ?12,"
    " parked = ?13, closed_wall_us = ?15, closed_seq = ?19, n_prints = ?20, terminal_name = ?24, terminal_id = ?25,"
    " branch_id = ?26, serial = ?27, provider_id = ?30, provider_code = ?31, provider_message = ?32, reason = ?33,"
    " authorization = ?34, operation = ?35, brand = ?36, card_type = ?37, last4 = ?38 WHERE intent_seq = ?1",
  [FIEL_JOURNAL_SQL_SELECT_ATTEMPT] = "SELECT " FIEL_JOURNAL_ATTEMPT_COLUMNS " FROM attempt WHERE attempt_id = ?1",
  [FIEL_JOURNAL_SQL_UPDATE_ALERT] = "UPDATE alert SET seen_seq = ?2 WHERE seq = ?1",
  [FIEL_JOURNAL_SQL_INSERT_MILESTONE] = "INSERT INTO milestone (seq, kind, subject) VALUES (?1, ?2, ?3)",
  [FIEL_JOURNAL_SQL_UPDATE_PROJECTION] = "UPDATE projection SET last_seq = ?1, next_number = ?2 WHERE id = 1",
};

sqlite3_stmt *
fiel_journal_store_prepare (FielJournalStore *self, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v3 (self->database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    return NULL;

  return statement;
}

/**
 * fiel_journal_store_statement:
 *
 * Returns: (transfer none) (nullable): a kept statement, reset and without values; %NULL if SQLite refuses it
 */
sqlite3_stmt *
fiel_journal_store_statement (FielJournalStore *self, FielJournalSql which)
{
  if (self->statements[which] == NULL)
    self->statements[which] = fiel_journal_store_prepare (self, statements[which]);
  else
    {
      sqlite3_reset (self->statements[which]);
      sqlite3_clear_bindings (self->statements[which]);
    }

  return self->statements[which];
}

static void
finalize_query (gpointer statement)
{
  sqlite3_finalize (statement);
}

/**
 * fiel_journal_store_query:
 * @sql: one of few texts: each is kept until the journal is closed
 *
 * Returns: (transfer none) (nullable): the statement without values, to be reset after use; %NULL if SQLite refuses it
 */
sqlite3_stmt *
fiel_journal_store_query (FielJournalStore *self, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (self->queries == NULL)
    self->queries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_query);
  statement = g_hash_table_lookup (self->queries, sql);
  if (statement != NULL)
    {
      sqlite3_clear_bindings (statement);
      return statement;
    }

  statement = fiel_journal_store_prepare (self, sql);
  if (statement != NULL)
    g_hash_table_insert (self->queries, g_strdup (sql), statement);

  return statement;
}

gboolean
fiel_journal_store_check_usable (FielJournalStore *self, GError **error)
{
  if (!self->failed)
    return TRUE;

  g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE,
               /* Translators: the path of the journal. */
               _ ("The journal %s failed before and takes nothing more. Check the disk, then start again."),
               self->path);

  return FALSE;
}

/**
 * fiel_journal_store_fail:
 *
 * SQLite's last word as the error; from here on every call is refused until the journal was opened again.
 */
void
fiel_journal_store_fail (FielJournalStore *self, GError **error)
{
  fiel_journal_error_set_storage (error, self->path, self->database);
  self->failed = TRUE;
  /* After a failed flush nobody knows which pages reached the disk; the next start reads the log again. */
  sqlite3_db_config (self->database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

static gboolean
fail_open (FielJournalStore *self, int code, GError **error)
{
  fiel_journal_error_set_open (error, self->path, self->database, code);

  return FALSE;
}

static gboolean
fail_damaged (FielJournalStore *self, GError **error, const char *what)
{
  fiel_journal_error_set_damaged (error, self->path, what);

  return FALSE;
}

static int
look_at_cancellable (gpointer user_data)
{
  return g_cancellable_is_cancelled (user_data);
}

/* The first row and column of @sql as text, "" if there is none. */
static char *
read_text (FielJournalStore *self, const char *sql, int *code)
{
  sqlite3_stmt *statement = fiel_journal_store_prepare (self, sql);
  char *text = NULL;

  *code = statement != NULL ? sqlite3_step (statement) : sqlite3_errcode (self->database);
  if (*code == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  *code = text != NULL ? SQLITE_OK : *code == SQLITE_DONE ? SQLITE_CORRUPT : *code;

  return text;
}

static char *
describe_tables (FielJournalStore *self, int *code)
{
  return read_text (self,
                    "SELECT group_concat (sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
                    " AND name NOT LIKE 'sqlite_stat%' ORDER BY name)",
                    code);
}

/* What describe_tables() says of a journal that is as it should be. The same for all, so made once. */
static const char *
describe_model (int *code)
{
  static char *description = NULL;
  FielJournalStore model = { NULL };
  g_autofree char *found = NULL;

  *code = SQLITE_OK;
  if (g_atomic_pointer_get (&description) != NULL)
    return g_atomic_pointer_get (&description);

  *code = sqlite3_open_v2 (":memory:", &model.database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  if (*code == SQLITE_OK)
    *code = fiel_journal_schema_migrate (model.database, 0);
  if (*code == SQLITE_OK)
    found = describe_tables (&model, code);
  sqlite3_close (model.database);
  /* Another thread may have been first, with the same words. */
  if (*code == SQLITE_OK && g_atomic_pointer_compare_and_exchange (&description, NULL, found))
    found = NULL;

  return g_atomic_pointer_get (&description);
}

/* The guards are part of the journal: without them, or with others, it is not one. */
static gboolean
check_tables (FielJournalStore *self, GError **error)
{
  g_autofree char *found = NULL;
  int code;
  const char *expected = describe_model (&code);

  if (code != SQLITE_OK)
    return fail_open (self, code, error);

  found = describe_tables (self, &code);
  if (code != SQLITE_OK)
    return fail_open (self, code, error);
  if (g_strcmp0 (found, expected) != 0)
    return fail_damaged (self, error, _ ("its tables or the guards on them were changed"));

  return TRUE;
}

/* The check's only word about a page that could not be read is one of its complaints. Whether the page is damaged,
 * nobody knows then. */
static int
find_read_error (const char *result)
{
  static const char mark[] = "error code=";
  const char *found = strstr (result, mark);
  const int code = found != NULL ? (int) g_ascii_strtoll (found + strlen (mark), NULL, 10) : SQLITE_OK;

  return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB ? SQLITE_OK : code;
}

/* How the file is built, what belongs into a column, and what may not be missing. */
static gboolean
check_pages (FielJournalStore *self, GError **error)
{
  g_autofree char *result = NULL;
  int code = sqlite3_exec (self->database, "PRAGMA ignore_check_constraints = ON", NULL, NULL, NULL);

  if (code == SQLITE_OK)
    result = read_text (self, "PRAGMA quick_check (1)", &code);
  if (code == SQLITE_OK && g_strcmp0 (result, "ok") == 0)
    code = sqlite3_exec (self->database, "PRAGMA ignore_check_constraints = OFF", NULL, NULL, NULL);
  else if (code == SQLITE_OK)
    {
      code = find_read_error (result);
      if (code == SQLITE_OK)
        return fail_damaged (self, error, result);
    }

  return code == SQLITE_OK || fail_open (self, code, error);
}

/* What check_pages() left out. */
static gboolean
check_rules (FielJournalStore *self, GError **error)
{
  g_autofree char *broken = NULL;
  g_autofree char *what = NULL;
  const int code = fiel_journal_rules_check (self->database, &broken);

  if (code != SQLITE_OK)
    return fail_open (self, code, error);
  if (broken == NULL)
    return TRUE;

  what = g_strdup_printf ("CHECK constraint failed in %s", broken);

  return fail_damaged (self, error, what);
}

static gboolean
check_tail_record (FielJournalStore *self, const FielJournalRow *row, GError **error)
{
  guint8 hash[FIEL_JOURNAL_HASH_SIZE];
  g_autofree char *what = NULL;

  fiel_journal_canonical_hash (row, hash);
  if (memcmp (hash, row->hash, sizeof hash) != 0)
    /* Translators: its number. */
    what = g_strdup_printf (_ ("record %" PRId64 " was changed after it was written"), row->seq);
  else if ((self->last_seq != 0 || row->seq == 1) &&
           (row->seq != self->last_seq + 1 || memcmp (row->prev_hash, self->last_hash, sizeof hash) != 0))
    /* Translators: its number. */
    what = g_strdup_printf (_ ("record %" PRId64 " does not follow the one before it"), row->seq);
  if (what != NULL)
    return fail_damaged (self, error, what);

  self->last_seq = row->seq;
  memcpy (self->last_hash, row->hash, sizeof hash);
  g_free (self->chain_id);
  self->chain_id = g_strdup (row->chain_id);

  return TRUE;
}

static gboolean
check_tail (FielJournalStore *self, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT " FIEL_JOURNAL_EVENT_COLUMNS " FROM events WHERE seq >"
                                          " (SELECT coalesce (max (seq), 0) - %d FROM events) ORDER BY seq",
                                          TAIL_LENGTH);
  sqlite3_stmt *statement = fiel_journal_store_prepare (self, sql);
  gboolean fine = statement != NULL;
  int code = statement != NULL ? SQLITE_ROW : sqlite3_errcode (self->database);
  FielJournalRow row;

  while (fine && (code = sqlite3_step (statement)) == SQLITE_ROW)
    fine = fiel_journal_row_read (statement, &row) ? check_tail_record (self, &row, error)
                                                   : fail_damaged (self, error, _ ("a record has lost its shape"));
  if (fine && code != SQLITE_DONE)
    fine = fail_open (self, code, error);
  else if (statement == NULL)
    fail_open (self, code, error);
  sqlite3_finalize (statement);

  return fine;
}

/**
 * fiel_journal_store_read_state:
 *
 * Reads end and counters anew, and checks that the folded tables stand where the chain does.
 */
gboolean
fiel_journal_store_read_state (FielJournalStore *self, GError **error)
{
  gint64 folded = -1;
  int code;

  self->last_seq = 0;
  memset (self->last_hash, 0, sizeof self->last_hash);
  if (!check_tail (self, error))
    return FALSE;

  code = fiel_journal_schema_read_int (self->database, "SELECT last_seq FROM projection WHERE id = 1", &folded);
  if (code == SQLITE_OK)
    code = fiel_journal_schema_read_int (self->database, "SELECT next_number FROM projection WHERE id = 1",
                                         &self->next_number);
  if (code != SQLITE_OK)
    return fail_open (self, code, error);
  if (folded != self->last_seq)
    return fail_damaged (self, error, _ ("its list of payments does not belong to its records"));

  return TRUE;
}

static gboolean
check_version (FielJournalStore *self, GError **error)
{
  gint64 version = 0;
  int code = fiel_journal_schema_read_int (self->database, "PRAGMA user_version", &version);

  if (code == SQLITE_OK && !fiel_journal_file_check_version (self->path, version, error))
    return FALSE;
  if (code == SQLITE_OK)
    code = fiel_journal_schema_begin_migration (self->database, (int) version);

  return code == SQLITE_OK || fail_open (self, code, error);
}

/* One that is open and not found would be charged again. */
static gboolean
check_open (FielJournalStore *self, GError **error)
{
  gboolean found;

  if (!fiel_journal_verify_open (self, &found, error))
    return FALSE;

  return found || fail_damaged (self, error, _ ("its list of payments does not belong to its records"));
}

/* A row somebody changed behind the guards' back would be shown and counted; the ones that matter today are folded
 * again, the whole list is for the verification. */
static gboolean
check_recent (FielJournalStore *self, GError **error)
{
  g_autofree char *what = NULL;
  gint64 bad_seq;

  if (!fiel_journal_verify_recent (self, TAIL_LENGTH, &bad_seq, error))
    return FALSE;
  if (bad_seq == 0)
    return TRUE;

  /* Translators: the number of a record. */
  what = g_strdup_printf (_ ("its list says something else about the payment of record %" PRId64 " than the records"),
                          bad_seq);

  return fail_damaged (self, error, what);
}

/* A journal of an older version is taken to this one, and kept like that only if everything is as it should be. */
static gboolean
check_contents (FielJournalStore *self, GError **error)
{
  const gboolean fine = check_version (self, error) && check_tables (self, error) && check_pages (self, error)
                        && check_rules (self, error) && fiel_journal_store_read_state (self, error)
                        && check_open (self, error) && check_recent (self, error);
  const int code = fiel_journal_schema_end_migration (self->database, fine);

  return fine && (code == SQLITE_OK || fail_open (self, code, error));
}

static gboolean
check_file (FielJournalStore *self, GError **error)
{
  int code;
  g_autofree char *mode = NULL;

  if (!check_contents (self, error))
    return FALSE;

  mode = read_text (self, "PRAGMA journal_mode = WAL", &code);
  if (code != SQLITE_OK)
    return fail_open (self, code, error);
  if (g_strcmp0 (mode, "wal") != 0)
    return fail_open (self, SQLITE_CANTOPEN, error);

  return TRUE;
}

static gboolean
open_memory (FielJournalStore *self, GError **error)
{
  int code = fiel_journal_schema_migrate (self->database, 0);

  return code == SQLITE_OK ? fiel_journal_store_read_state (self, error) : fail_open (self, code, error);
}

static gboolean
open_database (FielJournalStore *self, GCancellable *cancellable, GError **error)
{
  gboolean in_memory = g_str_equal (self->path, FIEL_JOURNAL_STORE_MEMORY);
  gboolean fine;
  int code = sqlite3_open_v2 (self->path, &self->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (code == SQLITE_OK)
    code = fiel_journal_schema_configure (self->database);
  if (code != SQLITE_OK)
    return fail_open (self, code, error);

  sqlite3_progress_handler (self->database, STEPS_PER_LOOK, look_at_cancellable, cancellable);
  fine = in_memory ? open_memory (self, error) : check_file (self, error);
  sqlite3_progress_handler (self->database, 0, NULL, NULL);
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_clear_error (error);
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return FALSE;
    }
  if (!fine)
    return FALSE;

  sqlite3_db_config (self->database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  code = fiel_journal_schema_lock_down (self->database);

  return code == SQLITE_OK || fail_open (self, code, error);
}

/* The folder, the lock, and a file that may be opened. */
static gboolean
prepare_file (FielJournalStore *self, const char *till, const char *holder, gint64 wall_us, GCancellable *cancellable,
              GError **error)
{
  gboolean exists;

  if (g_str_equal (self->path, FIEL_JOURNAL_STORE_MEMORY))
    return TRUE;
  if (!fiel_journal_file_make_folder (self->path, error))
    return FALSE;
  self->lock = fiel_journal_lock_take (self->path, holder, till, wall_us, error);
  if (self->lock == NULL || !fiel_journal_file_examine (self->path, &exists, error))
    return FALSE;

  if (!exists)
    return fiel_journal_file_create (self->path, error);
  fiel_journal_file_make_private (self->path);
  if (!fiel_journal_file_renew_log (self->path, error))
    return FALSE;
  fiel_journal_file_read_ahead (self->path, cancellable);

  return TRUE;
}

static gboolean
append_opened (FielJournalStore *self, FielJournalEvent *opened, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();

  g_ptr_array_add (events, opened);

  return fiel_journal_store_append (self, events, FIEL_JOURNAL_DURABLE, error);
}

static gboolean
find_file (FielJournalStore *self, struct stat *info)
{
  return strcmp (self->path, FIEL_JOURNAL_STORE_MEMORY) != 0 && stat (self->path, info) == 0;
}

/* A disk of the tests knows the file, and the system does not. */
static void
remember_file (FielJournalStore *self)
{
  struct stat info;

  if (!find_file (self, &info))
    return;

  self->device = (guint64) info.st_dev;
  self->inode = (guint64) info.st_ino;
}

/**
 * fiel_journal_store_check_in_place:
 *
 * Whether the file still has its name. What is written to a file without one is gone when the program ends, so from
 * here on every call is refused, as after any failure of the storage (I10).
 */
gboolean
fiel_journal_store_check_in_place (FielJournalStore *self, GError **error)
{
  struct stat info;

  if (self->inode == 0
      || (find_file (self, &info) && (guint64) info.st_dev == self->device && (guint64) info.st_ino == self->inode))
    return TRUE;

  fiel_journal_error_set_moved (error, self->path);
  self->failed = TRUE;
  /* Its log may be another file's now. */
  sqlite3_db_config (self->database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);

  return FALSE;
}

/**
 * fiel_journal_store_open:
 * @path: the file, or %FIEL_JOURNAL_STORE_MEMORY
 * @till: the till's name, kept in @opened and in the lock
 * @holder: the program's name, for whoever finds the journal in use
 * @opened: the OPENED fact with its time; appended last
 * @cancellable: (nullable): stops the checks
 *
 * Returns: (transfer full) (nullable): the journal, or %NULL with an error; then the file is as it was
 */
FielJournalStore *
fiel_journal_store_open (const char *path, const char *till, const char *holder, FielJournalEvent *opened,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (FielJournalStore) self = g_new0 (FielJournalStore, 1);

  self->path = g_strdup (path);
  if (fiel_journal_event_get (opened, FIEL_FIELD_TILL) == NULL)
    fiel_journal_event_set (opened, FIEL_FIELD_TILL, till);

  if (!prepare_file (self, till, holder, fiel_journal_event_get_wall_us (opened), cancellable, error) ||
      !open_database (self, cancellable, error))
    return NULL;

  remember_file (self);
  if (!append_opened (self, opened, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * fiel_journal_store_close:
 *
 * Moves the write-ahead log into the file, unless something failed, and gives the lock back.
 */
void
fiel_journal_store_close (FielJournalStore *self)
{
  for (guint i = 0; i < FIEL_JOURNAL_N_SQL; i++)
    sqlite3_finalize (self->statements[i]);
  g_clear_pointer (&self->queries, g_hash_table_unref);
  if (self->database != NULL && sqlite3_close (self->database) != SQLITE_OK)
    g_critical ("The journal %s was closed while it was being read", self->path);

  g_clear_pointer (&self->lock, fiel_journal_lock_release);
  g_free (self->chain_id);
  g_free (self->path);
  g_free (self);
}
