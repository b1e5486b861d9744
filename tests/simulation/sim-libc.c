/* sim-libc.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib.h>
#include <poll.h>
#include <time.h>

/* GLib asks the machine for the time, and whether file descriptors are ready. Neither may matter here: time is a
 * counter that never stands still, because GTask tells turns of the main loop apart by it, and no descriptor is ever ready. The
 * program's definitions come before the C library's for every shared library. Processor time stays the machine's. */

static _Thread_local gint64 ticks = G_GINT64_CONSTANT (1000000000);

int clock_gettime (clockid_t id, struct timespec *now);
int poll (struct pollfd *fds, nfds_t n_fds, int timeout);

int
clock_gettime (clockid_t id, struct timespec *now)
{
  ticks += 1000;
  now->tv_sec = ticks / 1000000000;
  now->tv_nsec = ticks % 1000000000;

  return 0;
}

int
poll (struct pollfd *fds, nfds_t n_fds, int timeout)
{
  /* GLib's own helper thread waits for something that never comes. */
  if (timeout != 0)
    return ppoll (fds, n_fds, NULL, NULL);

  for (nfds_t i = 0; i < n_fds; i++)
    fds[i].revents = 0;

  return 0;
}
