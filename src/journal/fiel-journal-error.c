/* fiel-journal-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-journal-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

/* SQLite's results as the journal's errors, in words that name the file and the remedy. */

G_DEFINE_QUARK (fiel-journal-error-quark, fiel_journal_error)

/**
 * fiel_journal_error_set_unwritten:
 * @what: the system's word for it
 */
void
fiel_journal_error_set_unwritten (GError **error, const char *path, const char *what)
{
  g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE,
               /* Translators: the path of the journal, what the system says. */
               _ ("The journal %s could not be written (%s). Check the disk, then start again."), path, what);
}

/**
 * fiel_journal_error_set_moved:
 *
 * What was written would be in no file, or in one that nobody opens again.
 */
void
fiel_journal_error_set_moved (GError **error, const char *path)
{
  g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE,
               /* Translators: the path of the journal. */
               _ ("The journal %s was moved, deleted or replaced while it was in use. Put the file back, then start "
                  "again."),
               path);
}

static void
set_full (GError **error, const char *path)
{
  g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE,
               /* Translators: the path of the journal. */
               _ ("The disk that holds the journal %s is full. Make room on it, then start again."), path);
}

/**
 * fiel_journal_error_set_folder:
 * @number: errno, of what failed in the journal's folder
 *
 * Why a file beside the journal, or the journal itself, does not come into being.
 */
void
fiel_journal_error_set_folder (GError **error, const char *path, int number)
{
  if (number == ENOSPC || number == EDQUOT)
    set_full (error, path);
  else
    g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_FOLDER,
                 /* Translators: the path of the journal, what the system says. */
                 _ ("The journal %s cannot be kept there (%s). Check that the folder is yours and is not read-only."),
                 path, g_strerror (number));
}

/**
 * fiel_journal_error_set_read_only:
 * @what: the system's word for it
 *
 * The file is there, and is not this person's to write.
 */
void
fiel_journal_error_set_read_only (GError **error, const char *path, const char *what)
{
  g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_FOLDER,
               /* Translators: the path of the journal, what the system says. */
               _ ("The journal %s cannot be written (%s). Check the owner and the rights of the file, of the files "
                  "beside it and of their folder."),
               path, what);
}

/**
 * fiel_journal_error_set_dead_link:
 * @link: the journal, its log or a folder above them
 *
 * A journal that is out of reach is none that was never made: a new one would know of no payment.
 */
void
fiel_journal_error_set_dead_link (GError **error, const char *path, const char *link)
{
  g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_FOLDER,
               /* Translators: the path of the journal, the path of the link. */
               _ ("The journal %s is out of reach: %s is a link to a file or folder that is not there. Nothing was "
                  "changed. Connect the disk it is on, then start again."),
               path, link);
}

static void
set_storage (GError **error, const char *path, int code, const char *what)
{
  if ((code & 0xff) == SQLITE_FULL)
    set_full (error, path);
  else if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB)
    g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE,
                 /* Translators: the path of the journal, what the system says. */
                 _ ("The journal %s was damaged while it was in use (%s). Keep the file and start again."), path, what);
  else
    fiel_journal_error_set_unwritten (error, path, what);
}

/**
 * fiel_journal_error_set_storage:
 *
 * What @database last reported, as an error of the storage: after it nothing may be sent (I10).
 */
void
fiel_journal_error_set_storage (GError **error, const char *path, sqlite3 *database)
{
  set_storage (error, path, sqlite3_errcode (database), sqlite3_errmsg (database));
}

/**
 * fiel_journal_error_set_damaged:
 * @what: what is wrong, as half a sentence
 */
void
fiel_journal_error_set_damaged (GError **error, const char *path, const char *what)
{
  g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_DAMAGED,
               /* Translators: the path of the journal, what the system says. */
               _ ("The journal %s is damaged: %s. Nothing was changed. Keep it, with the files beside it that end in "
                  "-wal and -shm, in another place and ask for help; to go on selling, put a copy where it was or "
                  "choose another folder."),
               path, what);
}

/**
 * fiel_journal_error_set_open:
 * @code: the result of the call that failed
 *
 * Why a journal could not be opened.
 */
void
fiel_journal_error_set_open (GError **error, const char *path, sqlite3 *database, int code)
{
  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_FORMAT:
      fiel_journal_error_set_damaged (error, path, sqlite3_errmsg (database));
      break;

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_IN_USE,
                   /* Translators: the path of the journal. */
                   _ ("The journal %s is held open by another program. Close that program and try again."), path);
      break;

    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_AUTH:
      fiel_journal_error_set_read_only (error, path, sqlite3_errmsg (database));
      break;

    default:
      set_storage (error, path, code, sqlite3_errstr (code));
      break;
    }
}
