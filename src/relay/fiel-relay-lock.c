/* fiel-relay-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-relay-lock.h"

#include "fiel-relay-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

struct _FielRelayLock
{
  int fd; /* owned */
};

/* Beside the file itself, whatever links lead to it. */
static char *
find_path (const char *store)
{
  char *file = realpath (store, NULL);
  char *path = g_strconcat (file != NULL ? file : store, ".lock", NULL);

  free (file);
  return path;
}

/**
 * fiel_relay_lock_take:
 * @store: the store's path
 *
 * Returns: (transfer full) (nullable): the lock, a file beside it that stays
 */
FielRelayLock *
fiel_relay_lock_take (const char *store, GError **error)
{
  g_autofree char *path = find_path (store);
  FielRelayLock *self;
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    {
      g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_STORAGE,
                   /* Translators: its path, what the system says. */
                   _ ("The folder of the store cannot be written (%s: %s). Check that it exists, has room and is the "
                      "relay’s own."),
                   path, g_strerror (errno));
      return NULL;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      close (fd);
      g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_IN_USE,
                   /* Translators: the path of the store. */
                   _ ("Another fiel-relay serves from %s. End it first, or name another store."), store);
      return NULL;
    }
  self = g_new0 (FielRelayLock, 1);
  self->fd = fd;
  return self;
}

void
fiel_relay_lock_release (FielRelayLock *self)
{
  close (self->fd);
  g_free (self);
}
