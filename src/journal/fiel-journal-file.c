/* fiel-journal-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-journal-file.h"

#include "fiel-file-link.h"
#include "fiel-journal-error.h"
#include "fiel-journal-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The journal as a file: is it one, and how a new one comes into being. Looking at a file never changes it. A new
 * journal is made whole under another name and then moved into place, so a journal is never empty: an empty file is a
 * damaged one, and taking it for a new one would forget payments. */

#define HEADER_SIZE 100
#define COPY_SIZE 65536

/* Offsets in the header of an SQLite file (sqlite.org/fileformat2.html §1.3). */
#define OFFSET_USER_VERSION 60
#define OFFSET_APPLICATION_ID 68

static const char magic[16] = "SQLite format 3";

static gboolean
folder_error (GError **error, const char *path, int number)
{
  fiel_journal_error_set_folder (error, path, number);

  return FALSE;
}

/* Of a file that is there: EACCES is about itself, not about its folder. */
static gboolean
file_error (GError **error, const char *path, int number)
{
  if (number == EACCES || number == EPERM || number == EROFS)
    fiel_journal_error_set_read_only (error, path, g_strerror (number));
  else
    fiel_journal_error_set_folder (error, path, number);

  return FALSE;
}

static gboolean
not_a_journal (GError **error, const char *path)
{
  g_set_error (
      error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_NOT_A_JOURNAL,
      /* Translators: the path of the file. */
      _ ("The file %s is not a journal of Fiel. Nothing was changed. Move it away, or choose another place for "
         "the journal."),
      path);

  return FALSE;
}

static gboolean
damaged (GError **error, const char *path, const char *what)
{
  fiel_journal_error_set_damaged (error, path, what);

  return FALSE;
}

/* Whether the way to @name leads on; else says that the journal is out of reach. */
static gboolean
check_links (const char *path, const char *name, GError **error)
{
  g_autofree char *link = fiel_file_link_find_dead (name);

  if (link == NULL)
    return TRUE;

  fiel_journal_error_set_dead_link (error, path, link);

  return FALSE;
}

/* SQLite keeps it beside the file itself, wherever links to that are. */
static char *
make_log_name (const char *path)
{
  g_autofree char *file = fiel_file_link_follow (path);

  return g_strconcat (file, "-wal", NULL);
}

static gboolean
flush_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean flushed = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);

  return flushed;
}

/**
 * fiel_journal_file_make_folder:
 *
 * Makes the folders above @path, readable by nobody else.
 */
gboolean
fiel_journal_file_make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *above = g_path_get_dirname (folder);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (!check_links (path, folder, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0 || !flush_folder (above))
    return folder_error (error, path, errno);

  return TRUE;
}

/* Of a file alone: neither a folder of that name nor what a link leads to is ours to shut. */
static void
take_rights (const char *path)
{
  struct stat info;

  if (lstat (path, &info) != 0 || !S_ISREG (info.st_mode) || (info.st_mode & 0077) == 0)
    return;
  if (chmod (path, info.st_mode & 0700) != 0)
    /* Translators: a path, what the system says. */
    g_message (_ ("Others than its owner may use %s, and that could not be changed: %s"), path, g_strerror (errno));
}

/**
 * fiel_journal_file_make_private:
 *
 * Takes from everybody but its owner what a copy from a backup, or somebody, allowed them: the journal names payments.
 * A file of somebody else's stays as it is.
 */
void
fiel_journal_file_make_private (const char *path)
{
  g_autofree char *file = fiel_file_link_follow (path);
  g_autofree char *log = make_log_name (path);

  take_rights (file);
  take_rights (log);
}

static guint32
read_big_endian (const guint8 *bytes)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);

  return GUINT32_FROM_BE (value);
}

/**
 * fiel_journal_file_check_version:
 * @version: the version of the tables in the file
 *
 * Returns: whether this program can read it
 */
gboolean
fiel_journal_file_check_version (const char *path, gint64 version, GError **error)
{
  if (version > FIEL_JOURNAL_SCHEMA_VERSION)
    {
      g_set_error (
          error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_NEWER,
          /* Translators: its path, the file’s format, the newest one that is read. */
          _ ("The journal %s was written by a newer version of Fiel (its format is %d, this version reads up to "
             "%d). Nothing was changed. Install the newer version again."),
          path, (int) version, FIEL_JOURNAL_SCHEMA_VERSION);
      return FALSE;
    }
  if (version < 1)
    return not_a_journal (error, path);

  return TRUE;
}

static gboolean
examine_header (const char *path, int fd, GError **error)
{
  guint8 header[HEADER_SIZE];
  gssize size = pread (fd, header, sizeof header, 0);

  if (size < 0)
    return folder_error (error, path, errno);
  if (size == 0)
    return damaged (error, path, _ ("the file is empty, and a journal never is"));
  if (size < (gssize) sizeof magic || memcmp (header, magic, sizeof magic) != 0)
    return not_a_journal (error, path);
  if (size < HEADER_SIZE)
    return damaged (error, path, _ ("it was cut off"));
  if (read_big_endian (header + OFFSET_APPLICATION_ID) != FIEL_JOURNAL_APPLICATION_ID)
    return not_a_journal (error, path);

  return fiel_journal_file_check_version (path, read_big_endian (header + OFFSET_USER_VERSION), error);
}

/* SQLite opens a file that may not be written all the same, to read it, and fails later with other words. */
static gboolean
check_writable (const char *path, GError **error)
{
  const int fd = open (path, O_RDWR | O_CLOEXEC);

  if (fd < 0)
    return file_error (error, path, errno);
  close (fd);

  return TRUE;
}

/**
 * fiel_journal_file_examine:
 * @exists: (out): whether there is a file at all
 *
 * Looks at the first bytes of @path. To be called while its lock is held: closing the file would drop SQLite's locks.
 *
 * A name that is there and leads nowhere is an error: a new journal in its place would know of no open payment.
 *
 * Returns: whether there is no file, or one that looks like a journal of this version or an older one
 */
gboolean
fiel_journal_file_examine (const char *path, gboolean *exists, GError **error)
{
  g_autofree char *log = make_log_name (path);
  struct stat info;
  gboolean fine;
  int fd;

  *exists = FALSE;
  if (stat (path, &info) != 0)
    {
      if (errno != ENOENT)
        return folder_error (error, path, errno);
      if (!check_links (path, path, error) || !check_links (path, log, error))
        return FALSE;
      /* A write-ahead log may hold payments; a new journal would swallow it. An empty one is what a refused opening
       * leaves behind. */
      if (stat (log, &info) == 0 && info.st_size > 0)
        return damaged (error, path, _ ("the file itself is missing, only its write-ahead log is there"));
      return TRUE;
    }

  *exists = TRUE;
  if (!S_ISREG (info.st_mode))
    return not_a_journal (error, path);
  if (!check_links (path, log, error))
    return FALSE;
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return file_error (error, path, errno);
  fine = examine_header (path, fd, error);
  close (fd);

  return fine && check_writable (path, error);
}

static gboolean
rewrite (int fd)
{
  g_autofree guint8 *bytes = g_malloc (COPY_SIZE);
  gint64 offset = 0;
  gssize size;

  while ((size = pread (fd, bytes, COPY_SIZE, offset)) > 0)
    {
      if (pwrite (fd, bytes, (gsize) size, offset) != size)
        return FALSE;
      offset += size;
    }

  return size == 0 && fsync (fd) == 0;
}

/**
 * fiel_journal_file_renew_log:
 *
 * Writes the write-ahead log of @path, if there is one, over itself and flushes it. A log is left behind by a program
 * that was killed, or whose flush failed. In the second case the kernel takes what it could not write for written: it
 * would be read now, be built upon, and be gone after a power cut, with all that was flushed after it.
 *
 * Returns: whether everything in the log is on the disk
 */
gboolean
fiel_journal_file_renew_log (const char *path, GError **error)
{
  g_autofree char *log = make_log_name (path);
  gboolean renewed;
  int number;
  /* As SQLite, which takes no link for a log. */
  int fd = open (log, O_RDWR | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0)
    return errno == ENOENT || file_error (error, path, errno);

  renewed = rewrite (fd);
  number = errno;
  close (fd);
  if (!renewed)
    fiel_journal_error_set_unwritten (error, path, g_strerror (number));

  return renewed;
}

/**
 * fiel_journal_file_read_ahead:
 * @cancellable: (nullable): stops it
 *
 * Reads @path from its beginning to its end, so that the system has it at hand: the check of the pages goes through
 * the file back and forth, which takes many times as long on a disk that was not asked before. What cannot be read,
 * the check will find. Nobody may have the file open: closing it would give away the locks on it.
 */
void
fiel_journal_file_read_ahead (const char *path, GCancellable *cancellable)
{
  g_autofree guint8 *bytes = g_malloc (COPY_SIZE);
  gint64 offset = 0;
  gssize size = 1;
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    return;

  for (; size > 0 && !g_cancellable_is_cancelled (cancellable); offset += size)
    size = pread (fd, bytes, COPY_SIZE, offset);
  close (fd);
}

static int
write_tables (const char *path)
{
  sqlite3 *database = NULL;
  int code = sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (code == SQLITE_OK)
    code = fiel_journal_schema_configure (database);
  if (code == SQLITE_OK)
    code = fiel_journal_schema_migrate (database, 0);
  /* The header has to say "write-ahead log" before the file gets its name. */
  if (code == SQLITE_OK)
    code = sqlite3_exec (database, "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; COMMIT", NULL, NULL, NULL);
  /* Without memory there is no database to close. */
  if (database != NULL)
    sqlite3_db_config (database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  sqlite3_close (database);

  return code;
}

/**
 * fiel_journal_file_create:
 *
 * Makes a new journal without any record. Nothing may be at @path.
 */
gboolean
fiel_journal_file_create (const char *path, GError **error)
{
  g_autofree char *draft = g_strconcat (path, ".new", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  int code;
  int fd;

  /* Left by a program that ended while it was at this very point: it holds tables and not one record. */
  g_unlink (draft);
  fd = open (draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return folder_error (error, path, errno);
  close (fd);

  code = write_tables (draft);
  if (code != SQLITE_OK)
    {
      g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE,
                   /* Translators: the path of the journal, what the system says. */
                   _ ("The journal %s could not be made (%s). Check that there is room on the disk."), path,
                   sqlite3_errstr (code));
      g_unlink (draft);
      return FALSE;
    }

  if (g_rename (draft, path) != 0 || !flush_folder (folder))
    return folder_error (error, path, errno);

  return TRUE;
}
