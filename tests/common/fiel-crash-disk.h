/* fiel-crash-disk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FielCrashDisk: one folder of a disk that is nothing but memory, knows what was flushed and what was not, and can lose
 * its power.
 *
 * What was written and not flushed may after a power cut be there, be missing, or be torn, sector by sector and in
 * any order; a file may have any size it had since its last flush; a name that was made, moved or removed may or may
 * not have been, until the folder was flushed. All programs that use the disk die with the power; it may also
 * be stopped, which is the death of the programs alone: then nothing is lost.
 *
 * A disk is mounted for SQLite with fiel-crash-vfs.h and for the journal's own calls with fiel-crash-posix.h. It locks
 * itself, so that a program with threads may use it.
 */
typedef struct _FielCrashDisk FielCrashDisk;
typedef struct _FielCrashFile FielCrashFile;

#define FIEL_CRASH_SECTOR 512

typedef enum
{
  FIEL_CRASH_OPEN,
  FIEL_CRASH_READ,
  FIEL_CRASH_WRITE,
  FIEL_CRASH_TRUNCATE,
  FIEL_CRASH_SYNC,
  FIEL_CRASH_SYNC_FOLDER,
  FIEL_CRASH_REMOVE,
  FIEL_CRASH_RENAME,
} FielCrashOperation;

#define FIEL_CRASH_N_OPERATIONS (FIEL_CRASH_RENAME + 1)
#define FIEL_CRASH_FLAG(operation) (1u << (operation))
#define FIEL_CRASH_ALL ((1u << FIEL_CRASH_N_OPERATIONS) - 1)

/**
 * FielCrashFault: how an operation ends.
 * @FIEL_CRASH_FAULT_ERROR: input/output error; of a write one half is done
 * @FIEL_CRASH_FAULT_FULL: no room
 * @FIEL_CRASH_FAULT_OFF: the disk is down, or the file was opened before it went down
 */
typedef enum
{
  FIEL_CRASH_FAULT_NONE,
  FIEL_CRASH_FAULT_ERROR,
  FIEL_CRASH_FAULT_FULL,
  FIEL_CRASH_FAULT_OFF,
} FielCrashFault;

/* Which of @n_options; 0 is always "as if everything had been flushed". */
typedef guint (*FielCrashChoose) (guint n_options, gpointer user_data);

/* Called after an operation that changed something, or flushed it, succeeded. @sequence counts them from 1 on. */
typedef void (*FielCrashHook) (FielCrashDisk *disk, FielCrashOperation operation, const char *name, guint64 sequence,
                               gpointer user_data);

FielCrashDisk *fiel_crash_disk_new (void);
void fiel_crash_disk_free (FielCrashDisk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielCrashDisk, fiel_crash_disk_free)

/* As new, or as @from with everything that is not flushed in it, keeping the memory for the next use. Settings, hook,
 * faults and counters stay as they are. Nothing may be open on @self; of a disk that goes on running, a copy is down. */
void fiel_crash_disk_reset (FielCrashDisk *self);
void fiel_crash_disk_copy (FielCrashDisk *self, FielCrashDisk *from);

/* What the disk promises. Powersafe (the default, and what SQLite takes for granted): a torn write stays inside the
 * bytes that were written. Not powersafe: other bytes of the sector may suffer. @n_tears: in how many ways one write
 * may be torn in one sector, 0 to 2 (the default): its first half alone, its second half alone. @every_size: whether
 * a file may have any size since its flush (the default) or only the first and the last. */
void fiel_crash_disk_set_powersafe (FielCrashDisk *self, gboolean powersafe);
gboolean fiel_crash_disk_get_powersafe (FielCrashDisk *self);
void fiel_crash_disk_set_tears (FielCrashDisk *self, guint n_tears);
void fiel_crash_disk_set_every_size (FielCrashDisk *self, gboolean every_size);

/* The end of all programs that use the disk, without and with a power cut. Then the disk is down, so that what is left
 * of them can be closed without doing harm, until it is started. */
void fiel_crash_disk_stop (FielCrashDisk *self);
void fiel_crash_disk_cut_power (FielCrashDisk *self, FielCrashChoose choose, gpointer user_data);
void fiel_crash_disk_start (FielCrashDisk *self);

/* The same, but nothing about a file's content is decided before somebody reads it. Folder first: which names there
 * are is decided at once. */
void fiel_crash_disk_cut_power_lazily (FielCrashDisk *self, FielCrashChoose choose, gpointer user_data);
/* Who decides from here on; of a copy too, which has nobody yet. */
void fiel_crash_disk_set_chooser (FielCrashDisk *self, FielCrashChoose choose, gpointer user_data);

/* How many states a power cut now may leave (names × sizes × sectors); what a lazy cut has left undecided so far. To
 * see every one of them, cut copies with fiel_choices_pick() until fiel_choices_next() says that there is no other. */
double fiel_crash_disk_count_states (FielCrashDisk *self);
double fiel_crash_disk_count_undecided (FielCrashDisk *self);

/* The @nth of @operations from now on fails; and, if @lasting, every one after it. */
void fiel_crash_disk_fail_nth (FielCrashDisk *self, guint operations, guint nth, FielCrashFault fault,
                               gboolean lasting);
/* No room for more than @n_bytes in all files together; 0 for no limit. */
void fiel_crash_disk_limit_bytes (FielCrashDisk *self, guint64 n_bytes);
void fiel_crash_disk_heal (FielCrashDisk *self);
gboolean fiel_crash_disk_has_failed (FielCrashDisk *self);

void fiel_crash_disk_set_hook (FielCrashDisk *self, FielCrashHook hook, gpointer user_data);
guint64 fiel_crash_disk_get_sequence (FielCrashDisk *self);
guint64 fiel_crash_disk_get_count (FielCrashDisk *self, FielCrashOperation operation);
guint64 fiel_crash_disk_get_n_bytes (FielCrashDisk *self);
guint64 fiel_crash_disk_get_n_unsynced (FielCrashDisk *self);

/* Files. A file that was found stays usable, also without a name, until the disk goes down. @generation: see
 * fiel_crash_disk_get_generation(); a file of an older one must not be touched. */
guint fiel_crash_disk_get_generation (FielCrashDisk *self);
FielCrashFile *fiel_crash_disk_find (FielCrashDisk *self, const char *name);
FielCrashFault fiel_crash_disk_open (FielCrashDisk *self, const char *name, gboolean create, FielCrashFile **file,
                                     gboolean *created);
FielCrashFault fiel_crash_disk_remove (FielCrashDisk *self, const char *name);
FielCrashFault fiel_crash_disk_rename (FielCrashDisk *self, const char *name, const char *to);
FielCrashFault fiel_crash_disk_sync_folder (FielCrashDisk *self);

/* The next flush of this file flushes the folder too, as SQLite does it for a log or journal it has opened. */
void fiel_crash_file_set_journal (FielCrashDisk *self, FielCrashFile *file);
guint64 fiel_crash_file_get_size (FielCrashDisk *self, FielCrashFile *file);
FielCrashFault fiel_crash_file_read (FielCrashDisk *self, FielCrashFile *file, guint8 *bytes, gsize size,
                                     guint64 offset, gsize *n_read);
FielCrashFault fiel_crash_file_write (FielCrashDisk *self, FielCrashFile *file, const guint8 *bytes, gsize size,
                                      guint64 offset);
FielCrashFault fiel_crash_file_truncate (FielCrashDisk *self, FielCrashFile *file, guint64 size);
FielCrashFault fiel_crash_file_sync (FielCrashDisk *self, FielCrashFile *file);

G_END_DECLS
