/* fiel-relay-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-relay-store.h"

#include "fiel-relay-error.h"
#include "fiel-relay-schema.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* The relay's file. WAL with synchronous FULL: what was committed is there after a power cut. */

#define BUSY_MS 5000

typedef enum
{
  STATEMENT_KEEP,
  STATEMENT_TOUCH,
  STATEMENT_MOVE,
  STATEMENT_READ,
  STATEMENT_VERSION,
  N_STATEMENTS,
} Statement;

static const char *const sql[N_STATEMENTS] = {
  [STATEMENT_KEEP] = "INSERT INTO news SELECT ?1, id, ?3, ?4, ?5, ?6 FROM shop WHERE id = ?2",
  [STATEMENT_TOUCH] = "UPDATE store SET last_sequence = ?1, running_us = max (running_us, ?2)",
  [STATEMENT_MOVE] = "UPDATE till SET position = max (position, ?2) WHERE id = ?1",
  [STATEMENT_READ] = "SELECT sequence, provider, received_us, body FROM news WHERE shop = ?1 AND sequence > ?2"
                     " ORDER BY sequence LIMIT ?3",
  [STATEMENT_VERSION] = "PRAGMA data_version",
};

struct _FielRelayStore
{
  char *path;                             /* owned */
  sqlite3 *database;                      /* owned */
  sqlite3_stmt *statements[N_STATEMENTS]; /* owned */
  char *epoch;                            /* owned */
  gint64 last_sequence;
  gint64 running_us;
  gint64 data_version;
};

sqlite3 *
fiel_relay_store_get_database (FielRelayStore *self)
{
  return self->database;
}

const char *
fiel_relay_store_get_epoch (FielRelayStore *self)
{
  return self->epoch;
}

/* How long relays have run on this file, as far as it was written. */
gint64
fiel_relay_store_get_running_us (FielRelayStore *self)
{
  return self->running_us;
}

gint64
fiel_relay_store_get_last_sequence (FielRelayStore *self)
{
  return self->last_sequence;
}

gboolean
fiel_relay_store_fail (FielRelayStore *self, GError **error)
{
  return fiel_relay_schema_fail (self->database, self->path, error);
}

gboolean
fiel_relay_store_fail_moved (const char *path, GError **error)
{
  g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_STORAGE,
               /* Translators: its path. */
               _ ("The store %s was moved, deleted or replaced while the relay ran. Put it back, or start the relay "
                  "again."),
               path);
  return FALSE;
}

static gboolean
prepare (FielRelayStore *self, GError **error)
{
  for (guint i = 0; i < N_STATEMENTS; i++)
    {
      if (sqlite3_prepare_v3 (self->database, sql[i], -1, SQLITE_PREPARE_PERSISTENT, &self->statements[i], NULL)
          != SQLITE_OK)
        return fiel_relay_store_fail (self, error);
    }
  return TRUE;
}

static gboolean
read_store (FielRelayStore *self, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean found = sqlite3_prepare_v2 (self->database, "SELECT epoch, last_sequence, running_us FROM store", -1,
                                       &statement, NULL)
                       == SQLITE_OK
                   && sqlite3_step (statement) == SQLITE_ROW;

  if (found)
    {
      self->epoch = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      self->last_sequence = sqlite3_column_int64 (statement, 1);
      self->running_us = sqlite3_column_int64 (statement, 2);
    }
  else
    fiel_relay_store_fail (self, error);
  sqlite3_finalize (statement);
  return found;
}

/* A copy from a backup, or somebody, may have let others at it: callbacks and the hashes of tokens are the relay's own.
 * What is not there yet is made private by main.c; a file of somebody else's, and what is no store, stays as it is.
 * @database: of which it is known that it is a store */
static void
make_private (sqlite3 *database)
{
  static const char *const endings[] = { "", "-wal", "-shm" };
  /* The file itself, whatever links lead to it: the others are beside it. */
  const char *path = sqlite3_db_filename (database, "main");

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      GStatBuf info;

      if (g_lstat (name, &info) == 0 && S_ISREG (info.st_mode) && (info.st_mode & 0077) != 0
          && g_chmod (name, info.st_mode & 0700) != 0)
        /* Translators: a path, what the system says. */
        g_message (_ ("Others than its owner may use %s, and that could not be changed: %s"), name,
                   g_strerror (errno));
    }
}

/* SQLite would make what a link leads to, and a store that is on a disk which is not connected is none that was never
 * made. */
static gboolean
check_link (const char *path, GError **error)
{
  GStatBuf info;

  if (g_lstat (path, &info) != 0 || !S_ISLNK (info.st_mode) || g_stat (path, &info) == 0)
    return TRUE;
  g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_STORAGE,
               /* Translators: the path of the store. */
               _ ("The store %s is out of reach: it is a link to a file that is not there. Nothing was changed. "
                  "Connect the disk it is on, then start again."),
               path);
  return FALSE;
}

/**
 * fiel_relay_store_open:
 * @path: the file; made if there is none
 *
 * Returns: (transfer full) (nullable): the store, with everything in it flushed
 */
FielRelayStore *
fiel_relay_store_open (const char *path, GError **error)
{
  g_autoptr (FielRelayStore) self = g_new0 (FielRelayStore, 1);
  int code;

  if (!check_link (path, error))
    return NULL;
  code = sqlite3_open_v2 (path, &self->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                          NULL);
  self->path = g_strdup (path);
  if (code != SQLITE_OK)
    {
      g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_STORAGE,
                   /* Translators: its path, what the system says. */
                   _ ("The store %s cannot be opened (%s). Check that its folder exists and is the relay’s own."), path,
                   sqlite3_errstr (code));
      return NULL;
    }
  sqlite3_busy_timeout (self->database, BUSY_MS);
  if (!fiel_relay_schema_prepare (self->database, path, error))
    return NULL;
  make_private (self->database);
  if (!read_store (self, error) || !prepare (self, error))
    return NULL;
  fiel_relay_store_has_changed (self);
  return g_steal_pointer (&self);
}

gboolean
fiel_relay_store_begin_run (FielRelayStore *self, GError **error)
{
  if (sqlite3_exec (self->database, "UPDATE store SET epoch = lower (hex (randomblob (16)))", NULL, NULL, NULL)
      != SQLITE_OK)
    return fiel_relay_store_fail (self, error);
  g_clear_pointer (&self->epoch, g_free);
  return read_store (self, error);
}

void
fiel_relay_store_close (FielRelayStore *self)
{
  for (guint i = 0; i < N_STATEMENTS; i++)
    sqlite3_finalize (self->statements[i]);
  sqlite3_close (self->database);
  g_free (self->path);
  g_free (self->epoch);
  g_free (self);
}

static gboolean
run (FielRelayStore *self, Statement which)
{
  sqlite3_stmt *statement = self->statements[which];
  int code = sqlite3_step (statement);

  sqlite3_reset (statement);
  return code == SQLITE_DONE || code == SQLITE_ROW;
}

/* What is for a shop that was removed a moment ago is not kept, and keeps nothing else from being kept. */
static gboolean
keep (FielRelayStore *self, FielRelayNews *news, gint64 running_us)
{
  sqlite3_stmt *statement = self->statements[STATEMENT_KEEP];
  gsize size = 0;
  const void *bytes = g_bytes_get_data (news->body, &size);

  news->sequence = ++self->last_sequence;
  sqlite3_bind_int64 (statement, 1, news->sequence);
  sqlite3_bind_int64 (statement, 2, news->shop);
  sqlite3_bind_text (statement, 3, news->provider, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 4, news->received_us);
  sqlite3_bind_int64 (statement, 5, running_us);
  sqlite3_bind_blob64 (statement, 6, size > 0 ? bytes : "", size, SQLITE_STATIC);
  if (!run (self, STATEMENT_KEEP))
    return FALSE;
  if (sqlite3_changes (self->database) == 0)
    {
      news->sequence = 0;
      self->last_sequence--;
    }
  return TRUE;
}

static gboolean
move (FielRelayStore *self, GHashTable *positions)
{
  sqlite3_stmt *statement = self->statements[STATEMENT_MOVE];
  GHashTableIter iter;
  gpointer till;
  gpointer position;

  if (positions == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, positions);
  while (g_hash_table_iter_next (&iter, &till, &position))
    {
      sqlite3_bind_int64 (statement, 1, *(gint64 *) till);
      sqlite3_bind_int64 (statement, 2, *(gint64 *) position);
      if (!run (self, STATEMENT_MOVE))
        return FALSE;
    }
  return TRUE;
}

static gboolean
touch (FielRelayStore *self, gint64 running_us)
{
  sqlite3_stmt *statement = self->statements[STATEMENT_TOUCH];

  sqlite3_bind_int64 (statement, 1, self->last_sequence);
  sqlite3_bind_int64 (statement, 2, running_us);
  return run (self, STATEMENT_TOUCH);
}

static gboolean
execute (FielRelayStore *self, const char *text)
{
  return sqlite3_exec (self->database, text, NULL, NULL, NULL) == SQLITE_OK;
}

/* SQLite would go on writing to a file that nobody finds again. */
static gboolean
check_place (FielRelayStore *self, GError **error)
{
  int moved = 0;

  if (sqlite3_file_control (self->database, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && !moved)
    return TRUE;
  return fiel_relay_store_fail_moved (self->path, error);
}

gboolean
fiel_relay_store_write (FielRelayStore *self,
                        GPtrArray *news,
                        GHashTable *positions,
                        gint64 running_us,
                        GError **error)
{
  gint64 last_sequence = self->last_sequence;
  gboolean good;

  if (!check_place (self, error))
    return FALSE;
  good = execute (self, "BEGIN IMMEDIATE");
  for (guint i = 0; good && i < news->len; i++)
    good = keep (self, g_ptr_array_index (news, i), running_us);
  if (good && move (self, positions) && touch (self, running_us) && execute (self, "COMMIT"))
    return TRUE;

  fiel_relay_store_fail (self, error);
  execute (self, "ROLLBACK");
  self->last_sequence = last_sequence;
  for (guint i = 0; i < news->len; i++)
    ((FielRelayNews *) g_ptr_array_index (news, i))->sequence = 0;
  return FALSE;
}

static FielRelayNews *
read_news (sqlite3_stmt *statement, gint64 shop)
{
  g_autoptr (GBytes) body =
      g_bytes_new (sqlite3_column_blob (statement, 3), (gsize) sqlite3_column_bytes (statement, 3));
  FielRelayNews *news = fiel_relay_news_new (shop, (const char *) sqlite3_column_text (statement, 1),
                                             sqlite3_column_int64 (statement, 2), body);

  news->sequence = sqlite3_column_int64 (statement, 0);
  return news;
}

FielRelayPage *
fiel_relay_store_read (FielRelayStore *self, gint64 shop, gint64 position, GError **error)
{
  sqlite3_stmt *statement = self->statements[STATEMENT_READ];
  g_autoptr (FielRelayPage) page = fiel_relay_page_new (self->epoch, position);
  gboolean has_room = TRUE;
  int code = SQLITE_DONE;

  sqlite3_bind_int64 (statement, 1, shop);
  sqlite3_bind_int64 (statement, 2, position);
  sqlite3_bind_int (statement, 3, FIEL_RELAY_PAGE_MAX_NEWS);
  while (has_room && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      g_autoptr (FielRelayNews) news = read_news (statement, shop);

      has_room = fiel_relay_page_add (page, news);
    }
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    fiel_relay_store_fail (self, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE || code == SQLITE_ROW ? g_steal_pointer (&page) : NULL;
}

static gboolean
forget (FielRelayStore *self, const char *text, const gint64 *arguments, guint n_arguments, guint *n, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean done = sqlite3_prepare_v2 (self->database, text, -1, &statement, NULL) == SQLITE_OK;

  for (guint i = 0; done && i < n_arguments; i++)
    sqlite3_bind_int64 (statement, (int) i + 1, arguments[i]);
  done = done && sqlite3_step (statement) == SQLITE_DONE;
  if (!done)
    fiel_relay_store_fail (self, error);
  sqlite3_finalize (statement);
  *n = done ? (guint) sqlite3_changes (self->database) : 0;
  return done;
}

gboolean
fiel_relay_store_forget (FielRelayStore *self,
                         const FielRelayRetention *retention,
                         gint64 running_us,
                         guint limit,
                         guint *n_forgotten,
                         GError **error)
{
  const gint64 arguments[] = { running_us - retention->longest_us, running_us - retention->retention_us, limit };

  return forget (self,
                 "DELETE FROM news WHERE sequence IN ("
                 "  SELECT sequence FROM news AS old WHERE running_us < max (?1, ?2) AND (running_us < ?1"
                 "    OR sequence <= (SELECT min (position) FROM till WHERE till.shop = old.shop))"
                 "  ORDER BY running_us LIMIT ?3)",
                 arguments, G_N_ELEMENTS (arguments), n_forgotten, error);
}

gboolean
fiel_relay_store_forget_read (FielRelayStore *self, gint64 shop, guint limit, guint *n_forgotten, GError **error)
{
  const gint64 arguments[] = { shop, limit };

  return forget (self,
                 "DELETE FROM news WHERE sequence IN ("
                 "  SELECT sequence FROM news WHERE shop = ?1"
                 "    AND sequence <= (SELECT min (position) FROM till WHERE till.shop = ?1)"
                 "  ORDER BY sequence LIMIT ?2)",
                 arguments, G_N_ELEMENTS (arguments), n_forgotten, error);
}

GHashTable *
fiel_relay_store_count_news (FielRelayStore *self, GError **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->database, "SELECT shop, count (*) FROM news GROUP BY shop", -1, &statement,
                                 NULL);

  while (statement != NULL && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 row[] = { sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1) };

      g_hash_table_insert (counts, g_memdup2 (&row[0], sizeof row[0]), g_memdup2 (&row[1], sizeof row[1]));
    }
  if (code != SQLITE_DONE)
    fiel_relay_store_fail (self, error);
  sqlite3_finalize (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&counts) : NULL;
}

gboolean
fiel_relay_store_has_changed (FielRelayStore *self)
{
  sqlite3_stmt *statement = self->statements[STATEMENT_VERSION];
  gint64 before = self->data_version;

  if (sqlite3_step (statement) == SQLITE_ROW)
    self->data_version = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return self->data_version != before;
}
