/* fiel-crash-posix.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-crash-posix.h"

#include "fiel-crash-vfs.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>

/* A table of descriptors, each on a file of the mounted disk or, without one, on its folder. */

#define N_DESCRIPTORS 32
#define FIRST_DESCRIPTOR 100000

typedef struct
{
  gboolean used;
  FielCrashDisk *disk; /* not owned */
  guint generation;
  FielCrashFile *file; /* not owned, nullable */
  gboolean locked;
} Descriptor;

static Descriptor descriptors[N_DESCRIPTORS];

static int
fail (FielCrashFault fault)
{
  errno = fault == FIEL_CRASH_FAULT_FULL ? ENOSPC : EIO;

  return -1;
}

static gboolean
is_alive (const Descriptor *descriptor)
{
  return descriptor->used && descriptor->generation == fiel_crash_disk_get_generation (descriptor->disk);
}

static Descriptor *
get (int fd)
{
  Descriptor *descriptor = &descriptors[fd - FIRST_DESCRIPTOR];

  g_assert (fd >= FIRST_DESCRIPTOR && fd < FIRST_DESCRIPTOR + N_DESCRIPTORS && descriptor->used);

  return is_alive (descriptor) ? descriptor : NULL;
}

static int
take_descriptor (FielCrashFile *file)
{
  for (int i = 0; i < N_DESCRIPTORS; i++)
    {
      if (descriptors[i].used)
        continue;
      descriptors[i] = (Descriptor){ TRUE, fiel_crash_vfs_get_mounted (),
                                     fiel_crash_disk_get_generation (fiel_crash_vfs_get_mounted ()), file, FALSE };
      return FIRST_DESCRIPTOR + i;
    }

  g_return_val_if_reached (-1);
}

int
fiel_crash_posix_open (const char *path, int flags, ...)
{
  FielCrashDisk *disk = fiel_crash_vfs_get_mounted ();
  FielCrashFile *file = NULL;
  FielCrashFault fault;

  if ((flags & O_DIRECTORY) != 0)
    return take_descriptor (NULL);
  if ((flags & O_EXCL) != 0 && fiel_crash_disk_find (disk, path) != NULL)
    {
      errno = EEXIST;
      return -1;
    }

  fault = fiel_crash_disk_open (disk, path, (flags & O_CREAT) != 0, &file, NULL);
  if (fault != FIEL_CRASH_FAULT_NONE)
    return fail (fault);
  if (file == NULL)
    {
      errno = ENOENT;
      return -1;
    }

  return take_descriptor (file);
}

int
fiel_crash_posix_close (int fd)
{
  get (fd);
  descriptors[fd - FIRST_DESCRIPTOR].used = FALSE;

  return 0;
}

gssize
fiel_crash_posix_pread (int fd, void *bytes, gsize size, gint64 offset)
{
  Descriptor *descriptor = get (fd);
  gsize n_read = 0;
  FielCrashFault fault = FIEL_CRASH_FAULT_OFF;

  if (descriptor != NULL)
    fault = fiel_crash_file_read (descriptor->disk, descriptor->file, bytes, size, (guint64) offset, &n_read);

  return fault == FIEL_CRASH_FAULT_NONE ? (gssize) n_read : fail (fault);
}

gssize
fiel_crash_posix_pwrite (int fd, const void *bytes, gsize size, gint64 offset)
{
  Descriptor *descriptor = get (fd);
  FielCrashFault fault = FIEL_CRASH_FAULT_OFF;

  if (descriptor != NULL)
    fault = fiel_crash_file_write (descriptor->disk, descriptor->file, bytes, size, (guint64) offset);

  return fault == FIEL_CRASH_FAULT_NONE ? (gssize) size : fail (fault);
}

int
fiel_crash_posix_ftruncate (int fd, gint64 size)
{
  Descriptor *descriptor = get (fd);
  FielCrashFault fault = FIEL_CRASH_FAULT_OFF;

  if (descriptor != NULL)
    fault = fiel_crash_file_truncate (descriptor->disk, descriptor->file, (guint64) size);

  return fault == FIEL_CRASH_FAULT_NONE ? 0 : fail (fault);
}

int
fiel_crash_posix_fsync (int fd)
{
  Descriptor *descriptor = get (fd);
  FielCrashFault fault = FIEL_CRASH_FAULT_OFF;

  if (descriptor != NULL)
    fault = descriptor->file != NULL ? fiel_crash_file_sync (descriptor->disk, descriptor->file)
                                     : fiel_crash_disk_sync_folder (descriptor->disk);

  return fault == FIEL_CRASH_FAULT_NONE ? 0 : fail (fault);
}

/* Only what the journal does: to take it, or to be told that somebody has it. It goes with the descriptor. */
int
fiel_crash_posix_flock (int fd, int operation)
{
  Descriptor *descriptor = get (fd);

  g_assert_cmpint (operation, ==, LOCK_EX | LOCK_NB);
  if (descriptor == NULL)
    return fail (FIEL_CRASH_FAULT_OFF);

  for (guint i = 0; i < N_DESCRIPTORS; i++)
    if (is_alive (&descriptors[i]) && descriptors[i].locked && descriptors[i].disk == descriptor->disk
        && descriptors[i].file == descriptor->file)
      {
        errno = EWOULDBLOCK;
        return -1;
      }
  descriptor->locked = TRUE;

  return 0;
}

static int
fill_info (struct stat *info, FielCrashFile *file)
{
  memset (info, 0, sizeof *info);
  info->st_mode = S_IFREG | 0600;
  info->st_nlink = 1;
  info->st_size = (off_t) fiel_crash_file_get_size (fiel_crash_vfs_get_mounted (), file);

  return 0;
}

int
fiel_crash_posix_stat (const char *path, struct stat *info)
{
  FielCrashFile *file = fiel_crash_disk_find (fiel_crash_vfs_get_mounted (), path);

  if (file != NULL)
    return fill_info (info, file);
  errno = ENOENT;

  return -1;
}

int
fiel_crash_posix_fstat (int fd, struct stat *info)
{
  Descriptor *descriptor = get (fd);

  return descriptor != NULL ? fill_info (info, descriptor->file) : fail (FIEL_CRASH_FAULT_OFF);
}

int
fiel_crash_posix_unlink (const char *path)
{
  FielCrashFault fault = fiel_crash_disk_remove (fiel_crash_vfs_get_mounted (), path);

  return fault == FIEL_CRASH_FAULT_NONE ? 0 : fail (fault);
}

int
fiel_crash_posix_rename (const char *path, const char *to)
{
  FielCrashFault fault = fiel_crash_disk_rename (fiel_crash_vfs_get_mounted (), path, to);

  return fault == FIEL_CRASH_FAULT_NONE ? 0 : fail (fault);
}

gboolean
fiel_crash_posix_load_keys (GKeyFile *file, const char *path)
{
  FielCrashDisk *disk = fiel_crash_vfs_get_mounted ();
  FielCrashFile *found = fiel_crash_disk_find (disk, path);
  guint8 bytes[4096];
  gsize n_read = 0;

  return found != NULL
         && fiel_crash_file_read (disk, found, bytes, sizeof bytes, 0, &n_read) == FIEL_CRASH_FAULT_NONE
         && g_key_file_load_from_data (file, (const char *) bytes, n_read, G_KEY_FILE_NONE, NULL);
}
