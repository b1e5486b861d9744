/* fiel-draft-stream.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-draft-stream.h"

#include <errno.h>
#include <unistd.h>

struct _FielDraftStream
{
  GOutputStream parent_instance;

  int fd; /* the caller's */
};

G_DEFINE_FINAL_TYPE (FielDraftStream, fiel_draft_stream, G_TYPE_OUTPUT_STREAM)

static gssize
fiel_draft_stream_write (GOutputStream *stream,
                         const void *bytes,
                         gsize length,
                         GCancellable *cancellable,
                         GError **error)
{
  FielDraftStream *self = FIEL_DRAFT_STREAM (stream);
  gssize written;

  do
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return -1;
      written = write (self->fd, bytes, length);
    }
  while (written < 0 && errno == EINTR);

  if (written < 0)
    {
      const int code = errno;

      g_set_error_literal (error, G_IO_ERROR, (gint) g_io_error_from_errno (code), g_strerror (code));
    }

  return written;
}

static void
fiel_draft_stream_class_init (FielDraftStreamClass *klass)
{
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = fiel_draft_stream_write;
}

static void
fiel_draft_stream_init (FielDraftStream *self)
{
  self->fd = -1;
}

GOutputStream *
fiel_draft_stream_new (int fd)
{
  FielDraftStream *self = NULL;

  g_return_val_if_fail (fd >= 0, NULL);

  self = g_object_new (FIEL_TYPE_DRAFT_STREAM, NULL);
  self->fd = fd;

  return G_OUTPUT_STREAM (self);
}
