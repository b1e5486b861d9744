/* fiel-journal-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-journal-lock.h"

#include "fiel-journal-error.h"
#include "fiel-journal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Who holds a journal: a file beside it, locked with flock(), that names program, process, till and time for the next
 * who comes. The kernel drops the lock with the process, however it ends, so a file left behind is no obstacle.
 * SQLite's own exclusive lock stands behind it; this one exists for the words.
 *
 * The file is removed while the lock is held, so whoever gets the lock of a file that has no name any more tries again.
 */

struct _FielJournalLock
{
  int fd;     /* owned */
  char *path; /* owned */
};

#define GROUP "Held"

static void
set_in_use_error (GError **error, const char *journal, const char *lock_path)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *program = NULL;
  g_autofree char *till = NULL;
  g_autofree char *since = NULL;

  if (g_key_file_load_from_file (file, lock_path, G_KEY_FILE_NONE, NULL))
    {
      program = g_key_file_get_string (file, GROUP, "program", NULL);
      till = g_key_file_get_string (file, GROUP, "till", NULL);
      since = g_key_file_get_string (file, GROUP, "since", NULL);
    }

  if (program == NULL || till == NULL || since == NULL)
    g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_IN_USE,
                 /* Translators: the path of the journal. */
                 _ ("The journal %s is held by another program. Close that program and try again."), journal);
  else
    g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_IN_USE,
                 /* Translators: its path, a program, the number of its process, a till’s name, a moment. */
                 _ ("The journal %s is held by %s (process %d, till “%s”) since %s. Close that program and try again."),
                 journal, program, g_key_file_get_integer (file, GROUP, "process", NULL), till, since);
}

/* FALSE with errno. */
static gboolean
write_holder (int fd, const char *holder, const char *till, gint64 wall_us)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autofree char *since = time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S UTC") : NULL;
  g_autofree char *data = NULL;
  gsize length;
  gssize written = -1;

  g_key_file_set_string (file, GROUP, "program", holder);
  g_key_file_set_integer (file, GROUP, "process", (int) getpid ());
  g_key_file_set_string (file, GROUP, "till", till);
  g_key_file_set_string (file, GROUP, "since", since != NULL ? since : "?");
  data = g_key_file_to_data (file, &length, NULL);

  if (ftruncate (fd, 0) != 0)
    return FALSE;
  written = pwrite (fd, data, length, 0);
  /* A part of it was written, which is no error to the system: there is no room for the rest. */
  if (written >= 0 && written < (gssize) length)
    errno = ENOSPC;

  return written == (gssize) length;
}

/* Returns the locked file, or -1 with errno; EWOULDBLOCK if somebody else has it. */
static int
open_locked (const char *path)
{
  for (;;)
    {
      struct stat info;
      int number;
      int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

      if (fd < 0)
        return -1;
      if (flock (fd, LOCK_EX | LOCK_NB) == 0 && fstat (fd, &info) == 0)
        {
          if (info.st_nlink > 0)
            return fd;
          close (fd);
          continue;
        }

      number = errno;
      close (fd);
      errno = number;
      return -1;
    }
}

/**
 * fiel_journal_lock_take:
 * @path: the journal's path
 * @holder: the program's name
 * @till: the till's name
 * @wall_us: now, for the next who comes
 *
 * Returns: (transfer full) (nullable): the lock, or %NULL with %FIEL_JOURNAL_ERROR_IN_USE,
 * %FIEL_JOURNAL_ERROR_STORAGE if the disk is full, or %FIEL_JOURNAL_ERROR_FOLDER
 */
FielJournalLock *
fiel_journal_lock_take (const char *path, const char *holder, const char *till, gint64 wall_us, GError **error)
{
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);
  FielJournalLock *self;
  int fd = open_locked (lock_path);

  if (fd < 0)
    {
      int number = errno;

      if (number == EWOULDBLOCK)
        set_in_use_error (error, path, lock_path);
      else
        fiel_journal_error_set_folder (error, path, number);
      return NULL;
    }

  if (!write_holder (fd, holder, till, wall_us))
    {
      fiel_journal_error_set_folder (error, path, errno);
      g_unlink (lock_path);
      close (fd);
      return NULL;
    }

  self = g_new0 (FielJournalLock, 1);
  self->fd = fd;
  self->path = g_steal_pointer (&lock_path);

  return self;
}

/**
 * fiel_journal_lock_release:
 *
 * Gives the journal free for others.
 */
void
fiel_journal_lock_release (FielJournalLock *self)
{
  g_unlink (self->path);
  close (self->fd);
  g_free (self->path);
  g_free (self);
}
