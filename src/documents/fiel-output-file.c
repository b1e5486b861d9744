/* fiel-output-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-output-file.h"

#include "fiel-store-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

struct _FielOutputFile
{
  char *path;            /* owned */
  char *draft;           /* owned, nullable once it is kept */
  gboolean replace;      /* whether another file of that name may go */
  int fd;                /* owned, -1 once it is closed */
  GOutputStream *stream; /* owned; does not close the file */
};

static gboolean
set_error (GError **error, int code)
{
  g_set_error_literal (error, G_IO_ERROR, (gint) g_io_error_from_errno (code), g_strerror (code));

  return FALSE;
}

/**
 * fiel_output_file_new:
 * @path: where it shall be
 * @replace: whether a file that is there already is replaced; otherwise that is an error, now or at the end
 *
 * Returns: (transfer full) (nullable): the empty file, or %NULL with G_IO_ERROR
 */
FielOutputFile *
fiel_output_file_new (const char *path, gboolean replace, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *draft = g_build_filename (folder, ".fiel-export-XXXXXX", NULL);
  FielOutputFile *self = NULL;
  int fd;

  if (!fiel_store_folder_check_free (path, error))
    return NULL;
  if (!replace && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      set_error (error, EEXIST);
      return NULL;
    }
  /* A rename would fail with a folder, but only at the end. */
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      set_error (error, EISDIR);
      return NULL;
    }
  /* It names payments: for nobody else on this machine. */
  fd = g_mkstemp_full (draft, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      set_error (error, errno);
      return NULL;
    }

  self = g_new0 (FielOutputFile, 1);
  self->path = g_strdup (path);
  self->draft = g_steal_pointer (&draft);
  self->replace = replace;
  self->fd = fd;
  self->stream = g_unix_output_stream_new (fd, FALSE);

  return self;
}

GOutputStream *
fiel_output_file_get_stream (FielOutputFile *self)
{
  return self->stream;
}

int
fiel_output_file_get_fd (FielOutputFile *self)
{
  return self->fd;
}

/* The name itself is on the disk only when its folder is. A folder that cannot be flushed is no reason to say that the
 * file is not there. */
static void
flush_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  g_close (fd, NULL);
}

static int
give_name (FielOutputFile *self)
{
  if (self->replace)
    return g_rename (self->draft, self->path);
  if (renameat2 (AT_FDCWD, self->draft, AT_FDCWD, self->path, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return -1;
  /* A file system that cannot do both at once. */
  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      errno = EEXIST;
      return -1;
    }

  return g_rename (self->draft, self->path);
}

/**
 * fiel_output_file_keep:
 *
 * The file is whole: from here on it is there, under its own name. If it cannot be, there is none.
 */
gboolean
fiel_output_file_keep (FielOutputFile *self, GError **error)
{
  int fd = self->fd;

  g_return_val_if_fail (self->draft != NULL && fd >= 0, FALSE);

  if (!g_output_stream_flush (self->stream, NULL, error))
    return FALSE;
  if (fsync (fd) != 0 && errno != EINVAL && errno != ENOSYS)
    return set_error (error, errno);
  self->fd = -1;
  if (close (fd) != 0)
    return set_error (error, errno);
  if (give_name (self) != 0)
    return set_error (error, errno);
  g_clear_pointer (&self->draft, g_free);
  flush_folder (self->path);

  return TRUE;
}

/**
 * fiel_output_file_free:
 *
 * What was not kept is removed.
 */
void
fiel_output_file_free (FielOutputFile *self)
{
  g_object_unref (self->stream);
  if (self->fd >= 0)
    close (self->fd);
  if (self->draft != NULL)
    g_unlink (self->draft);
  g_free (self->draft);
  g_free (self->path);
  g_free (self);
}

/**
 * fiel_output_file_explain:
 * @path: as the user knows the file
 *
 * Returns: (transfer full): what is wrong and what to do
 */
char *
fiel_output_file_explain (const char *path, const GError *error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    /* Translators: the file’s name. */
    return g_strdup_printf (_ ("%s: the disk is full, so the file was not made. Make room or choose another disk."),
                            name);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    /* Translators: the file’s name. */
    return g_strdup_printf (_ ("%s: nothing may be written to this folder. Choose another folder."), name);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    /* Translators: the file’s name. */
    return g_strdup_printf (_ ("%s: there is no such folder. Choose another folder."), name);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS) && fiel_store_folder_owns (path))
    return g_strdup_printf ("%s: %s.", name, error->message);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    /* Translators: the file’s name. */
    return g_strdup_printf (_ ("%s is there already and was left as it is. Choose a name that does not exist yet."),
                            name);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    /* Translators: the file’s name. */
    return g_strdup_printf (_ ("%s: cancelled, so the file was not made."), name);

  /* Translators: the file’s name, what the system says. */
  return g_strdup_printf (_ ("%s: the file was not made: %s"), name, error->message);
}
