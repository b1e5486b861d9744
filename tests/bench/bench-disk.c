/* bench-disk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A write-ahead log starts over after about as much. */
#define FILE_SIZE (4 * 1024 * 1024)

struct _BenchDisk
{
  int fd;
  gint64 offset;
  char *bytes;  /* owned: FILE_SIZE of them */
  gsize size;   /* of the flush that is under way on a thread */
};

BenchDisk *
bench_disk_new (const char *folder)
{
  BenchDisk *self = g_new0 (BenchDisk, 1);
  g_autofree char *path = g_build_filename (folder, "disk", NULL);

  self->bytes = g_malloc (FILE_SIZE);
  memset (self->bytes, 'f', FILE_SIZE);
  self->fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (self->fd, >=, 0);
  g_assert_cmpint (pwrite (self->fd, self->bytes, FILE_SIZE, 0), ==, FILE_SIZE);
  g_assert_cmpint (fsync (self->fd), ==, 0);

  return self;
}

void
bench_disk_free (BenchDisk *self)
{
  close (self->fd);
  g_free (self->bytes);
  g_free (self);
}

void
bench_disk_flush (BenchDisk *self, gsize size)
{
  g_assert_cmpuint (size, <=, FILE_SIZE);

  if (self->offset + (gint64) size > FILE_SIZE)
    self->offset = 0;
  g_assert_cmpint (pwrite (self->fd, self->bytes, size, self->offset), ==, (gssize) size);
  g_assert_cmpint (fdatasync (self->fd), ==, 0);
  self->offset += (gint64) size;
}

static void
flush_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  BenchDisk *self = task_data;

  bench_disk_flush (self, self->size);
  g_task_return_boolean (task, TRUE);
}

/* What a flush costs a program that has a window: there on another thread, and back through the main loop. */
void
bench_disk_flush_on_thread (BenchDisk *self, gsize size)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, bench_keep_result, &result);

  self->size = size;
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, flush_in_thread);
  bench_wait_result (&result);
}
