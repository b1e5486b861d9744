/* memory-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "memory-watch.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define LOOK_EVERY_US 2000

struct _MemoryWatch
{
  GThread *thread;  /* owned */
  GMutex lock;
  GCond stop;
  gboolean stopped; /* guarded by lock */
  gsize most;
};

/* Allocates nothing, so that looking changes nothing. */
gsize
memory_private (void)
{
  char text[128] = "";
  int file = open ("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  gulong size;
  gulong resident;
  gulong shared;

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (read (file, text, sizeof text - 1), >, 0);
  close (file);
  g_assert_cmpint (sscanf (text, "%lu %lu %lu", &size, &resident, &shared), ==, 3);
  return (resident - shared) * (gsize) sysconf (_SC_PAGESIZE);
}

static gpointer
watch_in_thread (gpointer user_data)
{
  MemoryWatch *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (!self->stopped)
    {
      self->most = MAX (self->most, memory_private ());
      g_cond_wait_until (&self->stop, &self->lock, g_get_monotonic_time () + LOOK_EVERY_US);
    }
  return NULL;
}

MemoryWatch *
memory_watch_start (void)
{
  MemoryWatch *self = g_new0 (MemoryWatch, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->stop);
  self->thread = g_thread_new ("memory-watch", watch_in_thread, self);
  return self;
}

gsize
memory_watch_stop (MemoryWatch *self)
{
  gsize most;

  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  g_cond_signal (&self->stop);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  most = MAX (self->most, memory_private ());
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->stop);
  g_free (self);
  return most;
}
