/* fiel-crash-vfs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-crash-vfs.h"

#include <sqlite3.h>
#include <string.h>

/* SQLite's layer for files over a FielCrashDisk. Locks are not needed: one connection at a time has a journal, and the
 * journal's own lock file sees to that. */

typedef struct
{
  sqlite3_file base;
  FielCrashDisk *disk; /* not owned */
  FielCrashFile *file; /* not owned; not to be touched in another generation */
  guint generation;
  char *remove;        /* owned, nullable: name of a file that goes when it is closed */
} File;

static FielCrashDisk *mounted;
static guint64 random_state;
static gint n_unnamed;

static int
get_code (FielCrashFault fault, int code)
{
  switch (fault)
    {
    case FIEL_CRASH_FAULT_NONE:
      return SQLITE_OK;
    case FIEL_CRASH_FAULT_FULL:
      return SQLITE_FULL;
    case FIEL_CRASH_FAULT_ERROR:
    case FIEL_CRASH_FAULT_OFF:
      return code;
    }

  g_return_val_if_reached (SQLITE_ERROR);
}

static gboolean
is_stale (File *self)
{
  return self->generation != fiel_crash_disk_get_generation (self->disk);
}

static int
file_close (sqlite3_file *file)
{
  File *self = (File *) file;

  if (self->remove != NULL && !is_stale (self))
    fiel_crash_disk_remove (self->disk, self->remove);
  g_clear_pointer (&self->remove, g_free);

  return SQLITE_OK;
}

static int
file_read (sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset)
{
  File *self = (File *) file;
  gsize n_read = 0;
  FielCrashFault fault;

  if (is_stale (self))
    return SQLITE_IOERR_READ;
  fault = fiel_crash_file_read (self->disk, self->file, bytes, (gsize) size, (guint64) offset, &n_read);
  if (fault != FIEL_CRASH_FAULT_NONE)
    return SQLITE_IOERR_READ;
  if (n_read == (gsize) size)
    return SQLITE_OK;
  memset ((guint8 *) bytes + n_read, 0, (gsize) size - n_read);

  return SQLITE_IOERR_SHORT_READ;
}

static int
file_write (sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
  File *self = (File *) file;

  if (is_stale (self))
    return SQLITE_IOERR_WRITE;

  return get_code (fiel_crash_file_write (self->disk, self->file, bytes, (gsize) size, (guint64) offset),
                   SQLITE_IOERR_WRITE);
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  File *self = (File *) file;

  if (is_stale (self))
    return SQLITE_IOERR_TRUNCATE;

  return get_code (fiel_crash_file_truncate (self->disk, self->file, (guint64) size), SQLITE_IOERR_TRUNCATE);
}

/* A flush that fails says so in one way only, also if the disk is full. */
static int
file_sync (sqlite3_file *file, int flags)
{
  File *self = (File *) file;

  if (is_stale (self) || fiel_crash_file_sync (self->disk, self->file) != FIEL_CRASH_FAULT_NONE)
    return SQLITE_IOERR_FSYNC;

  return SQLITE_OK;
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  File *self = (File *) file;

  if (is_stale (self))
    return SQLITE_IOERR_FSTAT;
  *size = (sqlite3_int64) fiel_crash_file_get_size (self->disk, self->file);

  return SQLITE_OK;
}

static int
file_lock (sqlite3_file *file, int level)
{
  return SQLITE_OK;
}

static int
file_check_reserved_lock (sqlite3_file *file, int *reserved)
{
  *reserved = 0;

  return SQLITE_OK;
}

static int
file_control (sqlite3_file *file, int operation, void *argument)
{
  return SQLITE_NOTFOUND;
}

/* What the layer for Unix says, whatever the disk's real sectors are; it is on the safe side only without the promise
 * that a torn write spares its neighbours. */
static int
file_sector_size (sqlite3_file *file)
{
  return fiel_crash_disk_get_powersafe (((File *) file)->disk) ? 4096 : FIEL_CRASH_SECTOR;
}

static int
file_device_characteristics (sqlite3_file *file)
{
  return fiel_crash_disk_get_powersafe (((File *) file)->disk) ? SQLITE_IOCAP_POWERSAFE_OVERWRITE : 0;
}

/* Version 1: no shared memory, so a log needs locking_mode = EXCLUSIVE, which the journal has. */
static const sqlite3_io_methods methods = {
  .iVersion = 1,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_lock,
  .xCheckReservedLock = file_check_reserved_lock,
  .xFileControl = file_control,
  .xSectorSize = file_sector_size,
  .xDeviceCharacteristics = file_device_characteristics,
};

static int
vfs_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  File *self = (File *) file;
  g_autofree char *unnamed = NULL;

  memset (self, 0, sizeof *self);
  if (name == NULL)
    name = unnamed = g_strdup_printf ("(unnamed %d)", g_atomic_int_add (&n_unnamed, 1));
  self->disk = mounted;
  self->generation = fiel_crash_disk_get_generation (mounted);
  if (fiel_crash_disk_open (mounted, name, (flags & SQLITE_OPEN_CREATE) != 0, &self->file, NULL)
        != FIEL_CRASH_FAULT_NONE
      || self->file == NULL)
    return SQLITE_CANTOPEN;

  /* As the layer for Unix does it: also if the file was there already. */
  if ((flags & SQLITE_OPEN_CREATE) != 0 && (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0)
    fiel_crash_file_set_journal (mounted, self->file);
  if ((flags & SQLITE_OPEN_DELETEONCLOSE) != 0)
    self->remove = g_strdup (name);
  if (out_flags != NULL)
    *out_flags = flags;
  self->base.pMethods = &methods;

  return SQLITE_OK;
}

static int
vfs_delete (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  FielCrashFault fault;

  if (fiel_crash_disk_find (mounted, name) == NULL)
    return SQLITE_IOERR_DELETE_NOENT;
  fault = fiel_crash_disk_remove (mounted, name);
  if (fault == FIEL_CRASH_FAULT_NONE && sync_folder)
    return fiel_crash_disk_sync_folder (mounted) == FIEL_CRASH_FAULT_NONE ? SQLITE_OK : SQLITE_IOERR_DIR_FSYNC;

  return get_code (fault, SQLITE_IOERR_DELETE);
}

/* Like the layer for Unix: an empty file does not exist. */
static int
vfs_access (sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
  FielCrashFile *file = fiel_crash_disk_find (mounted, name);

  *result = file != NULL && (flags != SQLITE_ACCESS_EXISTS || fiel_crash_file_get_size (mounted, file) > 0);

  return SQLITE_OK;
}

static int
vfs_full_pathname (sqlite3_vfs *vfs, const char *name, int size, char *full)
{
  return g_strlcpy (full, name, (gsize) size) < (gsize) size ? SQLITE_OK : SQLITE_CANTOPEN;
}

/* SplitMix64 */
static guint64
draw (void)
{
  guint64 z = random_state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return z ^ (z >> 31);
}

static int
vfs_randomness (sqlite3_vfs *vfs, int size, char *bytes)
{
  for (int i = 0; i < size; i++)
    bytes[i] = (char) draw ();

  return size;
}

static int
vfs_sleep (sqlite3_vfs *vfs, int us)
{
  return us;
}

static int
vfs_current_time (sqlite3_vfs *vfs, sqlite3_int64 *ms)
{
  *ms = 0;

  return SQLITE_OK;
}

static int
vfs_get_last_error (sqlite3_vfs *vfs, int size, char *text)
{
  return 0;
}

static sqlite3_vfs crash_vfs = {
  .iVersion = 2,
  .szOsFile = sizeof (File),
  .mxPathname = 512,
  .zName = "fiel-crash",
  .xOpen = vfs_open,
  .xDelete = vfs_delete,
  .xAccess = vfs_access,
  .xFullPathname = vfs_full_pathname,
  .xRandomness = vfs_randomness,
  .xSleep = vfs_sleep,
  .xGetLastError = vfs_get_last_error,
  .xCurrentTimeInt64 = vfs_current_time,
};

/**
 * fiel_crash_vfs_mount:
 * @disk: has to live as long as a connection on it
 */
void
fiel_crash_vfs_mount (FielCrashDisk *disk, guint64 seed)
{
  if (mounted == NULL)
    g_assert_cmpint (sqlite3_vfs_register (&crash_vfs, 1), ==, SQLITE_OK);
  mounted = disk;
  random_state = seed;
  sqlite3_randomness (0, NULL);
}

FielCrashDisk *
fiel_crash_vfs_get_mounted (void)
{
  return mounted;
}
