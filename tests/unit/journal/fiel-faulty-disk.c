/* fiel-faulty-disk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-faulty-disk.h"

#include <sqlite3.h>

/* A layer of SQLite's below the journal: passes everything on to the real one, counts flushes, and lets the n-th write
 * or flush from now on fail, and every one after it. */

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real; /* not owned: in the same block, behind this */
} File;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs vfs;
static guint n_flushes;
static guint n_operations;
static guint fail_at;
static FielDiskFault fault;

#define REAL(file) (((File *) (file))->real)

static gboolean
fails (void)
{
  n_operations++;

  return fail_at != 0 && n_operations >= fail_at;
}

static int
disk_close (sqlite3_file *file)
{
  return REAL (file)->pMethods != NULL ? REAL (file)->pMethods->xClose (REAL (file)) : SQLITE_OK;
}

static int
disk_read (sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset)
{
  return REAL (file)->pMethods->xRead (REAL (file), bytes, size, offset);
}

static int
disk_write (sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
  if (fails ())
    return fault == FIEL_DISK_FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;

  return REAL (file)->pMethods->xWrite (REAL (file), bytes, size, offset);
}

static int
disk_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return REAL (file)->pMethods->xTruncate (REAL (file), size);
}

static int
disk_sync (sqlite3_file *file, int flags)
{
  n_flushes++;
  if (fails ())
    return SQLITE_IOERR_FSYNC;

  return REAL (file)->pMethods->xSync (REAL (file), flags);
}

static int
disk_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
disk_lock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xLock (REAL (file), level);
}

static int
disk_unlock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), level);
}

static int
disk_check_reserved_lock (sqlite3_file *file, int *reserved)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), reserved);
}

static int
disk_file_control (sqlite3_file *file, int operation, void *argument)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), operation, argument);
}

static int
disk_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
disk_device_characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static const sqlite3_io_methods methods = {
  .iVersion = 1,
  .xClose = disk_close,
  .xRead = disk_read,
  .xWrite = disk_write,
  .xTruncate = disk_truncate,
  .xSync = disk_sync,
  .xFileSize = disk_file_size,
  .xLock = disk_lock,
  .xUnlock = disk_unlock,
  .xCheckReservedLock = disk_check_reserved_lock,
  .xFileControl = disk_file_control,
  .xSectorSize = disk_sector_size,
  .xDeviceCharacteristics = disk_device_characteristics,
};

static int
disk_open (sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  File *disk_file = (File *) file;

  disk_file->real = (sqlite3_file *) (disk_file + 1);
  disk_file->base.pMethods = &methods;

  return real_vfs->xOpen (real_vfs, name, disk_file->real, flags, out_flags);
}

/**
 * fiel_faulty_disk_install:
 *
 * Once per program.
 */
void
fiel_faulty_disk_install (void)
{
  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs;
  vfs.pNext = NULL;
  vfs.zName = "fiel-faulty-disk";
  vfs.szOsFile = (int) sizeof (File) + real_vfs->szOsFile;
  vfs.xOpen = disk_open;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

/**
 * fiel_faulty_disk_fail_at:
 * @nth: 1 for the very next write or flush
 */
void
fiel_faulty_disk_fail_at (guint nth, FielDiskFault what)
{
  n_operations = 0;
  fail_at = nth;
  fault = what;
}

void
fiel_faulty_disk_heal (void)
{
  fail_at = 0;
}

/**
 * fiel_faulty_disk_has_failed:
 *
 * Returns: whether the operation that was to fail came
 */
gboolean
fiel_faulty_disk_has_failed (void)
{
  return fail_at != 0 && n_operations >= fail_at;
}

guint
fiel_faulty_disk_take_n_flushes (void)
{
  const guint n = n_flushes;

  n_flushes = 0;

  return n;
}
