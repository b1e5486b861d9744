/* fiel-archive.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <unistd.h>

struct _FielArchive
{
  struct archive *writer; /* owned */
  char *folder;           /* owned */
  gint64 wall_us;
  int fd;                 /* not owned */
  int write_errno;        /* of the first write that failed; zero: none did */
};

/* The stream of one entry. */

#define FIEL_TYPE_ARCHIVE_STREAM (fiel_archive_stream_get_type ())
G_DECLARE_FINAL_TYPE (FielArchiveStream, fiel_archive_stream, FIEL, ARCHIVE_STREAM, GOutputStream)

struct _FielArchiveStream
{
  GOutputStream parent_instance;

  FielArchive *archive; /* not owned: lives longer */
};

G_DEFINE_FINAL_TYPE (FielArchiveStream, fiel_archive_stream, G_TYPE_OUTPUT_STREAM)

/* A writer whose write failed forgets the compressor of its entry (libarchive 3.6). So it never hears of it; whoever
 * calls the writer asks check(). */
static la_ssize_t
write_cb (struct archive *writer, void *user_data, const void *buffer, size_t size)
{
  FielArchive *self = user_data;
  const char *bytes = buffer;
  size_t n_done = 0;

  while (self->write_errno == 0 && n_done < size)
    {
      const ssize_t n = write (self->fd, bytes + n_done, size - n_done);

      if (n > 0)
        n_done += (size_t) n;
      else if (n == 0)
        self->write_errno = EIO;
      else if (errno != EINTR)
        self->write_errno = errno;
    }

  return (la_ssize_t) size;
}

static gboolean
check (FielArchive *self, gboolean is_done, GError **error)
{
  const int code = self->write_errno != 0 ? self->write_errno : is_done ? 0 : archive_errno (self->writer);

  if (is_done && code == 0)
    return TRUE;

  if (code > 0)
    g_set_error_literal (error, G_IO_ERROR, (gint) g_io_error_from_errno (code), g_strerror (code));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         archive_error_string (self->writer) != NULL ? archive_error_string (self->writer)
                                                                     : "libarchive");

  return FALSE;
}

static gssize
fiel_archive_stream_write (GOutputStream *stream, const void *buffer, gsize count, GCancellable *cancellable,
                           GError **error)
{
  FielArchive *archive = FIEL_ARCHIVE_STREAM (stream)->archive;
  const la_ssize_t n_written = archive_write_data (archive->writer, buffer, count);

  return check (archive, n_written >= 0, error) ? (gssize) n_written : -1;
}

static void
fiel_archive_stream_class_init (FielArchiveStreamClass *klass)
{
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = fiel_archive_stream_write;
}

static void
fiel_archive_stream_init (FielArchiveStream *self)
{
}

FielArchive *
fiel_archive_new (int fd, const char *folder, gint64 wall_us, GError **error)
{
  g_autoptr (FielArchive) self = g_new0 (FielArchive, 1);

  self->writer = archive_write_new ();
  self->folder = g_strdup (folder);
  self->wall_us = wall_us;
  self->fd = fd;
  /* The fastest compression: a payment may wait for the thread that writes the records. */
  if (archive_write_set_format_zip (self->writer) != ARCHIVE_OK ||
      archive_write_set_options (self->writer, "zip:compression-level=1") != ARCHIVE_OK ||
      archive_write_set_bytes_in_last_block (self->writer, 1) != ARCHIVE_OK ||
      archive_write_open (self->writer, self, NULL, write_cb, NULL) != ARCHIVE_OK)
    {
      check (self, FALSE, error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
fiel_archive_free (FielArchive *self)
{
  archive_write_free (self->writer);
  g_free (self->folder);
  g_free (self);
}

GOutputStream *
fiel_archive_begin (FielArchive *self, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (self->folder, "/", name, NULL);
  struct archive_entry *entry = archive_entry_new ();
  FielArchiveStream *stream = NULL;
  int code;

  archive_entry_set_pathname (entry, path);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, (time_t) (self->wall_us / G_USEC_PER_SEC), 0);
  code = archive_write_header (self->writer, entry);
  archive_entry_free (entry);
  if (!check (self, code == ARCHIVE_OK, error))
    return NULL;

  stream = g_object_new (FIEL_TYPE_ARCHIVE_STREAM, NULL);
  stream->archive = self;

  return G_OUTPUT_STREAM (stream);
}

gboolean
fiel_archive_add (FielArchive *self, const char *name, const char *text, gsize size, GError **error)
{
  g_autoptr (GOutputStream) stream = fiel_archive_begin (self, name, error);

  return stream != NULL && g_output_stream_write_all (stream, text, size, NULL, NULL, error);
}

gboolean
fiel_archive_end (FielArchive *self, GError **error)
{
  return check (self, archive_write_close (self->writer) == ARCHIVE_OK, error);
}
