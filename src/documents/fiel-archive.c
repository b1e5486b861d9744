/* fiel-archive.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-archive.h"

#include <archive.h>
#include <archive_entry.h>

struct _FielArchive
{
  struct archive *writer; /* owned */
  char *folder;           /* owned */
  gint64 wall_us;
};

/* The stream of one entry. */

#define FIEL_TYPE_ARCHIVE_STREAM (fiel_archive_stream_get_type ())
G_DECLARE_FINAL_TYPE (FielArchiveStream, fiel_archive_stream, FIEL, ARCHIVE_STREAM, GOutputStream)

struct _FielArchiveStream
{
  GOutputStream parent_instance;

  struct archive *writer; /* not owned: the archive's, which lives longer */
};

G_DEFINE_FINAL_TYPE (FielArchiveStream, fiel_archive_stream, G_TYPE_OUTPUT_STREAM)

static gboolean
set_error (struct archive *writer, GError **error)
{
  const int code = archive_errno (writer);

  if (code > 0)
    g_set_error_literal (error, G_IO_ERROR, (gint) g_io_error_from_errno (code), g_strerror (code));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         archive_error_string (writer) != NULL ? archive_error_string (writer) : "libarchive");

  return FALSE;
}

static gssize
fiel_archive_stream_write (GOutputStream *stream, const void *buffer, gsize count, GCancellable *cancellable,
                           GError **error)
{
  struct archive *writer = FIEL_ARCHIVE_STREAM (stream)->writer;
  const la_ssize_t n_written = archive_write_data (writer, buffer, count);

  if (n_written < 0)
    {
      set_error (writer, error);
      return -1;
    }

  return (gssize) n_written;
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
  /* The fastest compression: a payment may wait for the thread that writes the records. */
  if (archive_write_set_format_zip (self->writer) != ARCHIVE_OK ||
      archive_write_set_options (self->writer, "zip:compression-level=1") != ARCHIVE_OK ||
      archive_write_set_bytes_in_last_block (self->writer, 1) != ARCHIVE_OK ||
      archive_write_open_fd (self->writer, fd) != ARCHIVE_OK)
    {
      set_error (self->writer, error);
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
  if (code != ARCHIVE_OK)
    {
      set_error (self->writer, error);
      return NULL;
    }

  stream = g_object_new (FIEL_TYPE_ARCHIVE_STREAM, NULL);
  stream->writer = self->writer;

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
  if (archive_write_close (self->writer) == ARCHIVE_OK)
    return TRUE;

  return set_error (self->writer, error);
}
