/* fiel-draft-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-draft-file.h"

#include "fiel-draft-stream.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

struct _FielDraftFile
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

FielDraftFile *
fiel_draft_file_new (const char *path, gboolean replace, GError **error)
{
  FielDraftFile *self = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *draft = NULL;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  folder = g_path_get_dirname (path);
  draft = g_build_filename (folder, ".fiel-draft-XXXXXX", NULL);
  fd = g_mkstemp_full (draft, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      set_error (error, errno);
      return NULL;
    }

  self = g_new0 (FielDraftFile, 1);
  self->path = g_strdup (path);
  self->draft = g_steal_pointer (&draft);
  self->replace = replace;
  self->fd = fd;
  self->stream = fiel_draft_stream_new (fd);

  return self;
}

GOutputStream *
fiel_draft_file_get_stream (FielDraftFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->stream;
}

int
fiel_draft_file_get_fd (FielDraftFile *self)
{
  g_return_val_if_fail (self != NULL, -1);

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
give_name (FielDraftFile *self)
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

gboolean
fiel_draft_file_keep (FielDraftFile *self, GError **error)
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

void
fiel_draft_file_free (FielDraftFile *self)
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
