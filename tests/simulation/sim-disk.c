/* sim-disk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-disk.h"

#include <string.h>

#define SECTOR 512u

/* A sector as the last flush left it. */
typedef struct
{
  gsize sector;
  gboolean was_there;      /* else it is behind the end that was flushed, and its bytes are not set */
  guint8 bytes[SECTOR];
} SimSector;

typedef struct
{
  char *name;              /* owned */
  guint8 *data;            /* owned */
  gsize size;
  gsize capacity;
  gsize flushed_size;
  gboolean is_entered;     /* its name is on the disk */
  GArray *old;             /* owned, of SimSector: of every sector that was written since the last flush */
  GByteArray *is_dirty;    /* owned: one byte per sector */
} SimFile;

struct _SimDisk
{
  GPtrArray *files;        /* owned, of SimFile */
  guint fail_in;           /* 0: never */
  int fail_code;
  gboolean fails_for_ever;
  gboolean has_failed;
  guint die_in;            /* 0: never */
  SimRandom *die_random;   /* not owned, nullable: a kill */
  SimDisk *remains;        /* owned, nullable */
};

/* What SQLite holds of an open file. */
typedef struct
{
  sqlite3_file base;
  SimDisk *disk;           /* owned */
  SimFile *file;           /* the disk's */
} SimHandle;

static SimDisk *plugged_in;

static void
file_free (gpointer data)
{
  SimFile *file = data;

  g_free (file->name);
  g_free (file->data);
  g_array_unref (file->old);
  g_byte_array_unref (file->is_dirty);
  g_free (file);
}

SimDisk *
sim_disk_new (void)
{
  SimDisk *self = g_rc_box_new0 (SimDisk);

  self->files = g_ptr_array_new_with_free_func (file_free);

  return self;
}

SimDisk *
sim_disk_ref (SimDisk *self)
{
  return g_rc_box_acquire (self);
}

static void
disk_clear (gpointer data)
{
  SimDisk *self = data;

  g_ptr_array_unref (self->files);
  g_clear_pointer (&self->remains, sim_disk_unref);
}

void
sim_disk_unref (SimDisk *self)
{
  g_rc_box_release_full (self, disk_clear);
}

static const char *
last_part (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

static SimFile *
find_file (SimDisk *self, const char *path)
{
  const char *name = last_part (path);

  for (guint i = 0; i < self->files->len; i++)
    {
      SimFile *file = g_ptr_array_index (self->files, i);

      if (file->name != NULL && g_str_equal (file->name, name))
        return file;
    }

  return NULL;
}

static SimFile *
add_file (SimDisk *self, const char *path)
{
  SimFile *file = g_new0 (SimFile, 1);

  file->name = g_strdup (last_part (path));
  file->old = g_array_new (FALSE, FALSE, sizeof (SimSector));
  file->is_dirty = g_byte_array_new ();
  g_ptr_array_add (self->files, file);

  return file;
}

static void
reserve (SimFile *file, gsize size)
{
  if (size <= file->capacity)
    return;

  file->capacity = MAX (size, MAX (file->capacity * 4, 64 * 1024));
  file->data = g_realloc (file->data, file->capacity);
}

/* Remembers the sectors of a range as they were flushed, before they change. */
static void
make_dirty (SimFile *file, gsize offset, gsize length)
{
  gsize first = offset / SECTOR;
  gsize last = (offset + length - 1) / SECTOR;
  guint known = file->is_dirty->len;

  if (last >= known)
    {
      g_byte_array_set_size (file->is_dirty, (guint) last + 1);
      memset (file->is_dirty->data + known, 0, last + 1 - known);
    }
  for (gsize i = first; i <= last; i++)
    {
      SimSector *old = NULL;

      if (file->is_dirty->data[i])
        continue;
      file->is_dirty->data[i] = 1;
      g_array_set_size (file->old, file->old->len + 1);
      old = &g_array_index (file->old, SimSector, file->old->len - 1);
      old->sector = i;
      old->was_there = i * SECTOR < MAX (file->flushed_size, file->size);
      if (!old->was_there)
        continue;
      memset (old->bytes, 0, SECTOR);
      if (i * SECTOR < file->size)
        memcpy (old->bytes, file->data + i * SECTOR, MIN (SECTOR, file->size - i * SECTOR));
    }
}

static void
write_range (SimFile *file, gsize offset, const guint8 *data, gsize length)
{
  reserve (file, offset + length);
  make_dirty (file, offset, length);
  if (offset > file->size)
    memset (file->data + file->size, 0, offset - file->size);
  memcpy (file->data + offset, data, length);
  file->size = MAX (file->size, offset + length);
}

static void
flush (SimFile *file)
{
  for (guint i = 0; i < file->old->len; i++)
    file->is_dirty->data[g_array_index (file->old, SimSector, i).sector] = 0;
  g_array_set_size (file->old, 0);
  file->flushed_size = file->size;
  file->is_entered = TRUE;
}

static void
truncate_file (SimFile *file, gsize size)
{
  if (size >= file->size)
    return;

  make_dirty (file, size, file->size - size);
  file->size = size;
}

gboolean
sim_disk_is_flushed (SimDisk *self)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      SimFile *file = g_ptr_array_index (self->files, i);

      if (file->name != NULL && file->old->len > 0)
        return FALSE;
    }

  return TRUE;
}

const guint8 *
sim_disk_read_file (SimDisk *self, const char *path, gsize *size)
{
  SimFile *file = find_file (self, path);

  *size = file != NULL ? file->size : 0;

  return file != NULL ? file->data : NULL;
}

void
sim_disk_write_file (SimDisk *self, const char *path, const guint8 *data, gsize size)
{
  SimFile *file = find_file (self, path);

  if (file == NULL)
    file = add_file (self, path);
  flush (file);
  reserve (file, size);
  if (data != file->data)
    memcpy (file->data, data, size);
  file->size = MAX (file->size, size);
  file->flushed_size = file->size;
}

static void
copy_file (SimDisk *to, const SimFile *file, gsize size)
{
  SimFile *copy = add_file (to, file->name);

  reserve (copy, MAX (file->capacity, size));
  memcpy (copy->data, file->data, MIN (size, file->size));
  if (size > file->size)
    memset (copy->data + file->size, 0, size - file->size);
  copy->size = size;
  copy->flushed_size = size;
  copy->is_entered = TRUE;
}

/* The page cache outlives a process; what was not flushed is still not. That it may be lost later changes nothing that
 * a power cut right now could not do, so it counts as flushed from here on. */
SimDisk *
sim_disk_survive_kill (SimDisk *self)
{
  SimDisk *left = sim_disk_new ();

  for (guint i = 0; i < self->files->len; i++)
    {
      const SimFile *file = g_ptr_array_index (self->files, i);

      if (file->name != NULL)
        copy_file (left, file, file->size);
    }

  return left;
}

static void
lose (SimFile *file, const SimSector *old, SimRandom *random)
{
  gsize offset = old->sector * SECTOR;
  guint8 bytes[SECTOR];
  guint kept;

  if (offset >= file->size)
    return;

  /* 0: as it was; 1: as it is; 2 and 3: torn */
  kept = sim_random_draw (random, SIM_STREAM_DISK, 4);
  if (kept == 1)
    return;

  memset (bytes, 0, SECTOR);
  if (old->was_there)
    memcpy (bytes, old->bytes, SECTOR);
  if (kept == 2)
    memcpy (bytes, file->data + offset, SECTOR / 2);
  if (kept == 3)
    memcpy (bytes + SECTOR / 2, file->data + offset + SECTOR / 2, SECTOR / 2);
  memcpy (file->data + offset, bytes, MIN (SECTOR, file->size - offset));
}

SimDisk *
sim_disk_survive_power_cut (SimDisk *self, SimRandom *random)
{
  SimDisk *left = sim_disk_new ();

  for (guint i = 0; i < self->files->len; i++)
    {
      const SimFile *file = g_ptr_array_index (self->files, i);
      gsize size = file->size;

      if (file->name == NULL || (!file->is_entered && sim_random_draw (random, SIM_STREAM_DISK, 2) == 0))
        continue;
      if (file->size != file->flushed_size && sim_random_draw (random, SIM_STREAM_DISK, 2) == 0)
        size = file->flushed_size;
      copy_file (left, file, size);
      for (guint j = 0; j < file->old->len; j++)
        lose (g_ptr_array_index (left->files, left->files->len - 1), &g_array_index (file->old, SimSector, j),
              random);
    }

  return left;
}

void
sim_disk_fail_at (SimDisk *self, guint n, int code, gboolean for_ever)
{
  self->fail_in = n;
  self->fail_code = code;
  self->fails_for_ever = for_ever;
}

gboolean
sim_disk_has_failed (SimDisk *self)
{
  return self->has_failed;
}

void
sim_disk_die_at (SimDisk *self, guint n, SimRandom *random)
{
  self->die_in = n;
  self->die_random = random;
}

gboolean
sim_disk_has_died (SimDisk *self)
{
  return self->remains != NULL;
}

gboolean
sim_disk_died_of_power_cut (SimDisk *self)
{
  return self->remains != NULL && self->die_random != NULL;
}

SimDisk *
sim_disk_take_remains (SimDisk *self)
{
  return g_steal_pointer (&self->remains);
}

/* One operation that changes the disk is about to happen. */
static int
count (SimDisk *self)
{
  if (self->die_in > 0 && --self->die_in == 0)
    self->remains = self->die_random != NULL ? sim_disk_survive_power_cut (self, self->die_random)
                                             : sim_disk_survive_kill (self);
  if (self->fail_in == 0)
    return SQLITE_OK;
  if (self->fail_in > 1)
    {
      self->fail_in--;
      return SQLITE_OK;
    }

  self->has_failed = TRUE;
  if (!self->fails_for_ever)
    self->fail_in = 0;

  return self->fail_code;
}

/* SQLite's side */

static int
vfs_close (sqlite3_file *base)
{
  SimHandle *handle = (SimHandle *) base;

  g_clear_pointer (&handle->disk, sim_disk_unref);

  return SQLITE_OK;
}

static int
vfs_read (sqlite3_file *base, void *buffer, int amount, sqlite3_int64 offset)
{
  const SimFile *file = ((SimHandle *) base)->file;
  gsize start = (gsize) offset;
  gsize there = start < file->size ? MIN ((gsize) amount, file->size - start) : 0;

  if (there > 0)
    memcpy (buffer, file->data + start, there);
  if (there == (gsize) amount)
    return SQLITE_OK;

  memset ((guint8 *) buffer + there, 0, (gsize) amount - there);

  return SQLITE_IOERR_SHORT_READ;
}

static int
vfs_write (sqlite3_file *base, const void *buffer, int amount, sqlite3_int64 offset)
{
  SimHandle *handle = (SimHandle *) base;
  int code = count (handle->disk);

  if (code != SQLITE_OK)
    return code == SQLITE_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;

  write_range (handle->file, (gsize) offset, buffer, (gsize) amount);

  return SQLITE_OK;
}

static int
vfs_truncate (sqlite3_file *base, sqlite3_int64 size)
{
  SimHandle *handle = (SimHandle *) base;

  if (count (handle->disk) != SQLITE_OK)
    return SQLITE_IOERR_TRUNCATE;

  truncate_file (handle->file, (gsize) size);

  return SQLITE_OK;
}

static int
vfs_sync (sqlite3_file *base, int flags)
{
  SimHandle *handle = (SimHandle *) base;

  if (count (handle->disk) != SQLITE_OK)
    return SQLITE_IOERR_FSYNC;

  flush (handle->file);

  return SQLITE_OK;
}

static int
vfs_size (sqlite3_file *base, sqlite3_int64 *size)
{
  *size = (sqlite3_int64) ((SimHandle *) base)->file->size;

  return SQLITE_OK;
}

static int
vfs_lock (sqlite3_file *base, int level)
{
  return SQLITE_OK;
}

static int
vfs_check_lock (sqlite3_file *base, int *is_locked)
{
  *is_locked = 0;

  return SQLITE_OK;
}

static int
vfs_control (sqlite3_file *base, int operation, void *argument)
{
  return SQLITE_NOTFOUND;
}

static int
vfs_sector_size (sqlite3_file *base)
{
  return (int) SECTOR;
}

/* As SQLite takes it for granted on Linux: bytes beside those that are written do not change. */
static int
vfs_characteristics (sqlite3_file *base)
{
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static const sqlite3_io_methods methods = {
  .iVersion = 1,
  .xClose = vfs_close,
  .xRead = vfs_read,
  .xWrite = vfs_write,
  .xTruncate = vfs_truncate,
  .xSync = vfs_sync,
  .xFileSize = vfs_size,
  .xLock = vfs_lock,
  .xUnlock = vfs_lock,
  .xCheckReservedLock = vfs_check_lock,
  .xFileControl = vfs_control,
  .xSectorSize = vfs_sector_size,
  .xDeviceCharacteristics = vfs_characteristics,
};

static int
vfs_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *out_flags)
{
  SimHandle *handle = (SimHandle *) base;
  SimFile *file = path != NULL ? find_file (plugged_in, path) : NULL;

  memset (handle, 0, sizeof *handle);
  if (path == NULL || (file == NULL && (flags & SQLITE_OPEN_CREATE) == 0))
    return SQLITE_CANTOPEN;
  if (file == NULL)
    file = add_file (plugged_in, path);

  handle->disk = sim_disk_ref (plugged_in);
  handle->file = file;
  handle->base.pMethods = &methods;
  if (out_flags != NULL)
    *out_flags = flags;

  return SQLITE_OK;
}

/* Its bytes stay for whoever has it open; only the name goes. */
static int
vfs_delete (sqlite3_vfs *vfs, const char *path, int sync_folder)
{
  SimFile *file = find_file (plugged_in, path);

  if (count (plugged_in) != SQLITE_OK)
    return SQLITE_IOERR_DELETE;
  if (file == NULL)
    return SQLITE_IOERR_DELETE_NOENT;

  g_clear_pointer (&file->name, g_free);

  return SQLITE_OK;
}

static int
vfs_access (sqlite3_vfs *vfs, const char *path, int flags, int *result)
{
  *result = find_file (plugged_in, path) != NULL;

  return SQLITE_OK;
}

static int
vfs_full_path (sqlite3_vfs *vfs, const char *path, int size, char *full)
{
  return g_strlcpy (full, path, (gsize) size) < (gsize) size ? SQLITE_OK : SQLITE_CANTOPEN;
}

static int
vfs_randomness (sqlite3_vfs *vfs, int size, char *bytes)
{
  for (int i = 0; i < size; i++)
    bytes[i] = (char) (i * 37 + 11);

  return size;
}

static int
vfs_sleep (sqlite3_vfs *vfs, int us)
{
  return us;
}

static int
vfs_time (sqlite3_vfs *vfs, sqlite3_int64 *now)
{
  *now = G_GINT64_CONSTANT (212630400000000);

  return SQLITE_OK;
}

static int
vfs_last_error (sqlite3_vfs *vfs, int size, char *text)
{
  return 0;
}

static sqlite3_vfs vfs = {
  .iVersion = 2,
  .szOsFile = sizeof (SimHandle),
  .mxPathname = 512,
  .zName = "fiel-simulation",
  .xOpen = vfs_open,
  .xDelete = vfs_delete,
  .xAccess = vfs_access,
  .xFullPathname = vfs_full_path,
  .xRandomness = vfs_randomness,
  .xSleep = vfs_sleep,
  .xGetLastError = vfs_last_error,
  .xCurrentTimeInt64 = vfs_time,
};

void
sim_disk_plug_in (SimDisk *self)
{
  if (sqlite3_vfs_find (vfs.zName) == NULL)
    sqlite3_vfs_register (&vfs, 1);
  /* The generator starts anew from our own bytes. */
  sqlite3_randomness (0, NULL);
  plugged_in = self;
}
