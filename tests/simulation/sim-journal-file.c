/* sim-journal-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-file.h"
#include "fiel-journal-lock.h"

#include "fiel-journal-error.h"
#include "fiel-journal-schema.h"
#include "sim-world.h"

/* Takes the place of fiel-journal-file.c and fiel-journal-lock.c when the simulation is linked: the journal's file is
 * on the disk in memory. A new journal is a copy of one that the real tables were made in once. */

struct _FielJournalLock
{
  SimDisk *disk;   /* owned */
};

static GByteArray *blank;   /* owned by the program */

gboolean
fiel_journal_file_make_folder (const char *path, GError **error)
{
  return TRUE;
}

gboolean
fiel_journal_file_check_version (const char *path, gint64 version, GError **error)
{
  if (version == FIEL_JOURNAL_SCHEMA_VERSION)
    return TRUE;

  fiel_journal_error_set_damaged (error, path, "its version is another one");

  return FALSE;
}

gboolean
fiel_journal_file_examine (const char *path, gboolean *exists, GError **error)
{
  gsize size = 0;

  *exists = sim_disk_read_file (sim_world->disk, path, &size) != NULL;
  if (!*exists || size > 0)
    return TRUE;

  fiel_journal_error_set_damaged (error, path, "the file is empty, and a journal never is");

  return FALSE;
}

/* What the real one does: the log that was found is on the disk from here on. */
gboolean
fiel_journal_file_renew_log (const char *path, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  gsize size = 0;
  const guint8 *data = sim_disk_read_file (sim_world->disk, log, &size);

  if (data == NULL || size == 0)
    return TRUE;

  sim_disk_write_file (sim_world->disk, log, data, size);

  return TRUE;
}

/* Nobody else is there. */
void
fiel_journal_file_make_private (const char *path)
{
}

void
fiel_journal_file_read_ahead (const char *path, GCancellable *cancellable)
{
}

static void
make_blank (const char *path)
{
  g_autoptr (SimDisk) disk = sim_disk_new ();
  sqlite3 *database = NULL;
  const guint8 *data = NULL;
  gsize size = 0;

  sim_disk_plug_in (disk);
  if (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL)
          != SQLITE_OK
      || fiel_journal_schema_configure (database) != SQLITE_OK
      || fiel_journal_schema_migrate (database, 0) != SQLITE_OK
      || sqlite3_exec (database, "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; COMMIT", NULL, NULL, NULL) != SQLITE_OK)
    g_error ("no blank journal could be made: %s", sqlite3_errmsg (database));
  sqlite3_db_config (database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  sqlite3_close (database);

  data = sim_disk_read_file (disk, path, &size);
  blank = g_byte_array_new ();
  g_byte_array_append (blank, data, (guint) size);
  sim_disk_plug_in (sim_world->disk);
}

gboolean
fiel_journal_file_create (const char *path, GError **error)
{
  if (blank == NULL)
    make_blank (path);
  sim_disk_write_file (sim_world->disk, path, blank->data, blank->len);

  return TRUE;
}

FielJournalLock *
fiel_journal_lock_take (const char *path, const char *holder, const char *till, gint64 wall_us, GError **error)
{
  FielJournalLock *self = g_new0 (FielJournalLock, 1);

  self->disk = sim_disk_ref (sim_world->disk);

  return self;
}

void
fiel_journal_lock_release (FielJournalLock *self)
{
  sim_disk_unref (self->disk);
  g_free (self);
}
