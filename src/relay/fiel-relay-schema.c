/* fiel-relay-schema.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-relay-schema.h"

#include "fiel-relay-error.h"

#include <glib/gi18n-lib.h>

/* The tables of the relay's store. Order is the sequence, which is never given twice; ages are counted in the time that
 * relays have run, so that a clock that jumps neither reorders nor deletes. Of a secret its SHA-256 is kept. */

#define STRINGIFY(number) #number
#define TEXT(number) STRINGIFY (number)

/* Numbered steps; the index is the version a step starts from. A step that was released never changes. */
static const char *const migrations[FIEL_RELAY_SCHEMA_VERSION] = {
  /* 0 → 1 */
  "CREATE TABLE store ("
  "  one INTEGER PRIMARY KEY CHECK (one = 1),"
  "  epoch TEXT NOT NULL CHECK (length (epoch) = 32),"
  "  last_sequence INTEGER NOT NULL CHECK (last_sequence >= 0),"
  "  running_us INTEGER NOT NULL CHECK (running_us >= 0)"
  ") STRICT;"
  "INSERT INTO store VALUES (1, lower (hex (randomblob (16))), 0, 0);"

  "CREATE TABLE shop ("
  "  id INTEGER PRIMARY KEY CHECK (id > 0),"
  "  name TEXT NOT NULL UNIQUE CHECK (name <> '')"
  ") STRICT;"

  "CREATE TABLE address ("
  "  number INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  shop INTEGER NOT NULL REFERENCES shop (id),"
  "  provider TEXT NOT NULL CHECK (provider <> ''),"
  "  digest BLOB NOT NULL UNIQUE CHECK (length (digest) = 32),"
  "  until_us INTEGER CHECK (until_us >= 0)" /* running time; NULL: no end */
  ") STRICT;"
  "CREATE INDEX address_shop ON address (shop, provider);"

  "CREATE TABLE till ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  shop INTEGER NOT NULL REFERENCES shop (id),"
  "  name TEXT NOT NULL CHECK (name <> ''),"
  "  digest BLOB NOT NULL UNIQUE CHECK (length (digest) = 32),"
  "  position INTEGER NOT NULL CHECK (position >= 0),"
  "  UNIQUE (shop, name)"
  ") STRICT;"

  "CREATE TABLE news ("
  "  sequence INTEGER PRIMARY KEY CHECK (sequence > 0),"
  "  shop INTEGER NOT NULL REFERENCES shop (id),"
  "  provider TEXT NOT NULL,"
  "  received_us INTEGER NOT NULL," /* UTC, to be shown */
  "  running_us INTEGER NOT NULL,"
  "  body BLOB NOT NULL CHECK (length (body) <= 16384)"
  ") STRICT;"
  "CREATE INDEX news_shop ON news (shop, sequence);"
  "CREATE INDEX news_age ON news (running_us);"
  "PRAGMA application_id = " TEXT (0x4669526c) ";"
  "PRAGMA user_version = 1;",
};

static gboolean
read_number (sqlite3 *database, const char *sql, gint64 *number)
{
  sqlite3_stmt *statement = NULL;
  gboolean found = sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) == SQLITE_OK
                   && sqlite3_step (statement) == SQLITE_ROW;

  if (found)
    *number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return found;
}

gboolean
fiel_relay_schema_fail (sqlite3 *database, const char *path, GError **error)
{
  int code = sqlite3_errcode (database);

  if (code == SQLITE_NOTADB)
    g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_NOT_A_STORE,
                 /* Translators: the path of the file. */
                 _ ("%s is not a store of fiel-relay. Nothing was changed. Name another file."), path);
  else if (code == SQLITE_CORRUPT)
    g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_STORAGE,
                 /* Translators: its path, what the system says. */
                 _ ("The store %s is damaged (%s). End the relay and put a backup in its place, or move it away and "
                    "make shops, addresses and tills anew."),
                 path, sqlite3_errmsg (database));
  else
    g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_STORAGE,
                 /* Translators: its path, what the system says. */
                 _ ("The store %s cannot be used (%s). Check that there is room on the disk and that the folder is "
                    "the relay’s own."),
                 path, sqlite3_errmsg (database));
  return FALSE;
}

/* Within a transaction, so that what was read still holds when it is acted upon. */
static gboolean
migrate (sqlite3 *database, const char *path, GError **error)
{
  gint64 application = 0;
  gint64 version = 0;
  gint64 n_tables = 0;

  if (!read_number (database, "PRAGMA application_id", &application)
      || !read_number (database, "PRAGMA user_version", &version)
      || !read_number (database, "SELECT count (*) FROM sqlite_schema", &n_tables))
    return fiel_relay_schema_fail (database, path, error);
  if (application != FIEL_RELAY_APPLICATION_ID && (application != 0 || version != 0 || n_tables != 0))
    {
      g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_NOT_A_STORE,
                   _ ("%s is not a store of fiel-relay. Nothing was changed. Name another file."), path);
      return FALSE;
    }
  if (version > FIEL_RELAY_SCHEMA_VERSION)
    {
      g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_NEWER,
                   /* Translators: its path, the file’s format, the newest one that is read. */
                   _ ("The store %s was written by a newer fiel-relay (its format is %d, this one reads up to %d). "
                      "Nothing was changed. Install the newer version again."),
                   path, (int) version, FIEL_RELAY_SCHEMA_VERSION);
      return FALSE;
    }
  for (; version < FIEL_RELAY_SCHEMA_VERSION; version++)
    {
      if (sqlite3_exec (database, migrations[version], NULL, NULL, NULL) != SQLITE_OK)
        return fiel_relay_schema_fail (database, path, error);
    }
  return TRUE;
}

/* What a killed program or a failed flush left in the log is moved into the file and flushed there: what the kernel
 * could not write once it may take for written, and what follows it in the log would be lost with it. */
static gboolean
empty_log (sqlite3 *database, const char *path, GError **error)
{
  if (sqlite3_wal_checkpoint_v2 (database, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK)
    return fiel_relay_schema_fail (database, path, error);
  return TRUE;
}

gboolean
fiel_relay_schema_prepare (sqlite3 *database, const char *path, GError **error)
{
  static const char settings[] = "PRAGMA trusted_schema = OFF;"
                                 "PRAGMA cell_size_check = ON;"
                                 "PRAGMA foreign_keys = ON;"
                                 "PRAGMA journal_mode = WAL;"
                                 "PRAGMA synchronous = FULL;"
                                 "PRAGMA journal_size_limit = 4194304;";

  if (sqlite3_exec (database, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
    return fiel_relay_schema_fail (database, path, error);
  if (!migrate (database, path, error))
    {
      sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL);
      return FALSE;
    }
  if (sqlite3_exec (database, "COMMIT", NULL, NULL, NULL) != SQLITE_OK
      || sqlite3_exec (database, settings, NULL, NULL, NULL) != SQLITE_OK)
    return fiel_relay_schema_fail (database, path, error);
  return empty_log (database, path, error);
}
