/* fiel-crash-disk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-crash-disk.h"

#include "fiel-crash-file-private.h"

#include <string.h>

/* The folder: names and what became of them since it was flushed; faults; and the end of everything. The content of a
 * file is in fiel-crash-file.c. */

typedef struct
{
  const char *name;    /* interned */
  FielCrashFile *file; /* not owned */
} Entry;

/* A change of the folder. A folder's changes are independent of the files' and of each other, but what has no source
 * does not happen. */
typedef struct
{
  const char *from;    /* interned, nullable: the name that goes */
  const char *to;      /* interned, nullable: the name that comes */
  FielCrashFile *file; /* not owned */
} Move;

struct _FielCrashDisk
{
  GRecMutex lock;
  GPtrArray *files;      /* owned, of owned FielCrashFile: the first n_files are in use, the others wait for it */
  guint n_files;
  GArray *names;         /* owned, of Entry: as programs see it */
  GArray *kept_names;    /* owned, of Entry: as the disk has it */
  GArray *moves;         /* owned, of Move */

  FielCrashRules rules;
  FielCrashChooser chooser; /* decides what a lazy power cut left open */
  guint generation;
  gboolean down;

  guint fault_operations;
  guint fault_countdown;
  FielCrashFault fault;
  gboolean lasting;
  gboolean failed;
  guint64 limit;

  FielCrashHook hook;
  gpointer hook_data;    /* the caller's */
  guint64 sequence;
  guint64 counts[FIEL_CRASH_N_OPERATIONS];
};

static GRecMutexLocker *
enter (FielCrashDisk *self)
{
  return g_rec_mutex_locker_new (&self->lock);
}

FielCrashDisk *
fiel_crash_disk_new (void)
{
  FielCrashDisk *self = g_new0 (FielCrashDisk, 1);

  g_rec_mutex_init (&self->lock);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_crash_file_free);
  self->names = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->kept_names = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->moves = g_array_new (FALSE, FALSE, sizeof (Move));
  self->rules = (FielCrashRules){ .powersafe = TRUE, .n_tears = 2, .every_size = TRUE };
  self->generation = 1;

  return self;
}

void
fiel_crash_disk_free (FielCrashDisk *self)
{
  g_ptr_array_unref (self->files);
  g_array_unref (self->names);
  g_array_unref (self->kept_names);
  g_array_unref (self->moves);
  g_rec_mutex_clear (&self->lock);
  g_free (self);
}

static FielCrashFile *
add_file (FielCrashDisk *self)
{
  FielCrashFile *file;

  if (self->n_files == self->files->len)
    g_ptr_array_add (self->files, fiel_crash_file_new ());
  file = g_ptr_array_index (self->files, self->n_files);
  file->index = self->n_files++;
  fiel_crash_file_clear (file);

  return file;
}

/**
 * fiel_crash_disk_reset:
 *
 * An empty disk that is up.
 */
void
fiel_crash_disk_reset (FielCrashDisk *self)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);

  self->n_files = 0;
  g_array_set_size (self->names, 0);
  g_array_set_size (self->kept_names, 0);
  g_array_set_size (self->moves, 0);
  self->generation++;
  self->down = FALSE;
}

static void
copy_names (FielCrashDisk *self, GArray *to, GArray *from)
{
  g_array_set_size (to, 0);
  for (guint i = 0; i < from->len; i++)
    {
      Entry entry = g_array_index (from, Entry, i);

      entry.file = g_ptr_array_index (self->files, entry.file->index);
      g_array_append_val (to, entry);
    }
}

/**
 * fiel_crash_disk_copy:
 *
 * What @from would be if all its programs died now.
 */
void
fiel_crash_disk_copy (FielCrashDisk *self, FielCrashDisk *from)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);
  g_autoptr (GRecMutexLocker) from_locker = enter (from);

  fiel_crash_disk_reset (self);
  for (guint i = 0; i < from->n_files; i++)
    fiel_crash_file_copy (add_file (self), g_ptr_array_index (from->files, i));
  copy_names (self, self->names, from->names);
  copy_names (self, self->kept_names, from->kept_names);
  for (guint i = 0; i < from->moves->len; i++)
    {
      Move move = g_array_index (from->moves, Move, i);

      move.file = g_ptr_array_index (self->files, move.file->index);
      g_array_append_val (self->moves, move);
    }
  self->rules = from->rules;
  self->down = TRUE;
}

static void
forget_built (FielCrashDisk *self)
{
  for (guint i = 0; i < self->n_files; i++)
    fiel_crash_file_forget_built (g_ptr_array_index (self->files, i));
}

void
fiel_crash_disk_set_powersafe (FielCrashDisk *self, gboolean powersafe)
{
  self->rules.powersafe = powersafe;
  forget_built (self);
}

gboolean
fiel_crash_disk_get_powersafe (FielCrashDisk *self)
{
  return self->rules.powersafe;
}

void
fiel_crash_disk_set_tears (FielCrashDisk *self, guint n_tears)
{
  self->rules.n_tears = n_tears;
  forget_built (self);
}

void
fiel_crash_disk_set_every_size (FielCrashDisk *self, gboolean every_size)
{
  self->rules.every_size = every_size;
  forget_built (self);
}

/* Names */

static Entry *
find_entry (GArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (g_array_index (names, Entry, i).name, name))
      return &g_array_index (names, Entry, i);

  return NULL;
}

static void
drop_entry (GArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (g_array_index (names, Entry, i).name, name))
      {
        g_array_remove_index (names, i);
        return;
      }
}

static gboolean
can_move (GArray *names, const Move *move)
{
  const Entry *entry = move->from != NULL ? find_entry (names, move->from) : NULL;

  return move->from == NULL || (entry != NULL && entry->file == move->file);
}

static void
apply_move (GArray *names, const Move *move)
{
  Entry entry = { move->to, move->file };

  if (move->from != NULL)
    drop_entry (names, move->from);
  if (move->to == NULL)
    return;
  drop_entry (names, move->to);
  g_array_append_val (names, entry);
}

static void
make_move (FielCrashDisk *self, const char *from, const char *to, FielCrashFile *file)
{
  const Move move = { g_intern_string (from), g_intern_string (to), file };

  apply_move (self->names, &move);
  g_array_append_val (self->moves, move);
}

static void
keep_names (FielCrashDisk *self)
{
  copy_names (self, self->kept_names, self->names);
  g_array_set_size (self->moves, 0);
}

/* Faults and hook */

static FielCrashFault
begin (FielCrashDisk *self, FielCrashOperation operation)
{
  if (self->down)
    return FIEL_CRASH_FAULT_OFF;

  self->counts[operation]++;
  if ((self->fault_operations & FIEL_CRASH_FLAG (operation)) == 0 || (self->failed && !self->lasting))
    return FIEL_CRASH_FAULT_NONE;
  if (self->fault_countdown > 1)
    {
      self->fault_countdown--;
      return FIEL_CRASH_FAULT_NONE;
    }
  self->failed = TRUE;

  return self->fault;
}

static void
finish (FielCrashDisk *self, FielCrashOperation operation, const char *name)
{
  self->sequence++;
  if (self->hook != NULL)
    self->hook (self, operation, name, self->sequence, self->hook_data);
}

static const char *
get_name (FielCrashDisk *self, FielCrashFile *file)
{
  for (guint i = 0; i < self->names->len; i++)
    if (g_array_index (self->names, Entry, i).file == file)
      return g_array_index (self->names, Entry, i).name;

  return "";
}

void
fiel_crash_disk_fail_nth (FielCrashDisk *self, guint operations, guint nth, FielCrashFault fault, gboolean lasting)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);

  g_return_if_fail (nth > 0);

  self->fault_operations = operations;
  self->fault_countdown = nth;
  self->fault = fault;
  self->lasting = lasting;
  self->failed = FALSE;
}

void
fiel_crash_disk_limit_bytes (FielCrashDisk *self, guint64 n_bytes)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);

  self->limit = n_bytes;
  self->failed = FALSE;
}

void
fiel_crash_disk_heal (FielCrashDisk *self)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);

  self->fault_operations = 0;
  self->limit = 0;
}

/**
 * fiel_crash_disk_has_failed:
 *
 * Returns: whether the operation that was to fail came, since it was last said which
 */
gboolean
fiel_crash_disk_has_failed (FielCrashDisk *self)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);

  return self->failed;
}

void
fiel_crash_disk_set_hook (FielCrashDisk *self, FielCrashHook hook, gpointer user_data)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);

  self->hook = hook;
  self->hook_data = user_data;
}

guint64
fiel_crash_disk_get_sequence (FielCrashDisk *self)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);

  return self->sequence;
}

guint64
fiel_crash_disk_get_count (FielCrashDisk *self, FielCrashOperation operation)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);

  return self->counts[operation];
}

guint64
fiel_crash_disk_get_n_bytes (FielCrashDisk *self)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);
  guint64 n = 0;

  for (guint i = 0; i < self->names->len; i++)
    n += g_array_index (self->names, Entry, i).file->now->len;

  return n;
}

/**
 * fiel_crash_disk_get_n_unsynced:
 *
 * Returns: how many changes, of files and of the folder, no flush has covered
 */
guint64
fiel_crash_disk_get_n_unsynced (FielCrashDisk *self)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);
  guint64 n = self->moves->len;

  for (guint i = 0; i < self->names->len; i++)
    n += g_array_index (self->names, Entry, i).file->changes->len;

  return n;
}

/* The end */

static void
go_down (FielCrashDisk *self)
{
  self->generation++;
  self->down = TRUE;
}

/* Files without a name were there for programs that had them open. */
static void
drop_files (FielCrashDisk *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n_files; i++)
    {
      FielCrashFile *file = g_ptr_array_index (self->files, i);
      gboolean used = FALSE;

      for (guint j = 0; j < self->names->len + self->kept_names->len && !used; j++)
        used = file == (j < self->names->len ? &g_array_index (self->names, Entry, j)
                                             : &g_array_index (self->kept_names, Entry, j - self->names->len))->file;
      for (guint j = 0; j < self->moves->len && !used; j++)
        used = file == g_array_index (self->moves, Move, j).file;
      if (!used)
        continue;
      self->files->pdata[i] = self->files->pdata[n];
      self->files->pdata[n] = file;
      file->index = n++;
    }
  self->n_files = n;
}

/**
 * fiel_crash_disk_stop:
 *
 * Every program that uses the disk is killed. The kernel goes on and has everything it was given.
 */
void
fiel_crash_disk_stop (FielCrashDisk *self)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);

  go_down (self);
  drop_files (self);
}

static void
cut_folder (FielCrashDisk *self, const FielCrashChooser *chooser)
{
  for (guint i = 0; i < self->moves->len; i++)
    {
      const Move *move = &g_array_index (self->moves, Move, i);

      if (can_move (self->kept_names, move) && chooser->func (2, chooser->user_data) == 0)
        apply_move (self->kept_names, move);
    }
  g_array_set_size (self->moves, 0);
  copy_names (self, self->names, self->kept_names);
  drop_files (self);
}

static void
settle_all (FielCrashDisk *self, const FielCrashChooser *chooser)
{
  for (guint i = 0; i < self->n_files; i++)
    fiel_crash_file_settle (g_ptr_array_index (self->files, i), chooser);
}

void
fiel_crash_disk_cut_power_lazily (FielCrashDisk *self, FielCrashChoose choose, gpointer user_data)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);

  /* An earlier cut may have left something. */
  settle_all (self, &self->chooser);
  self->chooser = (FielCrashChooser){ choose, user_data };
  go_down (self);
  cut_folder (self, &self->chooser);
  for (guint i = 0; i < self->n_files; i++)
    fiel_crash_file_loosen (g_ptr_array_index (self->files, i), &self->rules);
}

void
fiel_crash_disk_set_chooser (FielCrashDisk *self, FielCrashChoose choose, gpointer user_data)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);

  self->chooser = (FielCrashChooser){ choose, user_data };
}

void
fiel_crash_disk_cut_power (FielCrashDisk *self, FielCrashChoose choose, gpointer user_data)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);

  fiel_crash_disk_cut_power_lazily (self, choose, user_data);
  settle_all (self, &self->chooser);
}

/**
 * fiel_crash_disk_start:
 *
 * The disk is up again, with what is left.
 */
void
fiel_crash_disk_start (FielCrashDisk *self)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);

  self->down = FALSE;
}

/* Counting */

static double
count_content (FielCrashDisk *self, GArray *names)
{
  double product = 1;

  for (guint i = 0; i < names->len; i++)
    product *= fiel_crash_file_count (g_array_index (names, Entry, i).file, &self->rules);

  return product;
}

/* Every subset of the moves from @first on, in the order in which cut_folder() asks. */
static double
count_folder (FielCrashDisk *self, GArray *names, guint first)
{
  g_autoptr (GArray) moved = NULL;
  const Move *move;

  if (first == self->moves->len)
    return count_content (self, names);

  move = &g_array_index (self->moves, Move, first);
  if (!can_move (names, move))
    return count_folder (self, names, first + 1);

  moved = g_array_copy (names);
  apply_move (moved, move);

  return count_folder (self, moved, first + 1) + count_folder (self, names, first + 1);
}

double
fiel_crash_disk_count_states (FielCrashDisk *self)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);

  return count_folder (self, self->kept_names, 0);
}

double
fiel_crash_disk_count_undecided (FielCrashDisk *self)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);
  double product = 1;

  /* Also of files that were removed in the meantime. */
  for (guint i = 0; i < self->n_files; i++)
    product *= fiel_crash_file_count_undecided (g_ptr_array_index (self->files, i));

  return product;
}

/* Files */

guint
fiel_crash_disk_get_generation (FielCrashDisk *self)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);

  return self->generation;
}

FielCrashFile *
fiel_crash_disk_find (FielCrashDisk *self, const char *name)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);
  const Entry *entry = self->down ? NULL : find_entry (self->names, name);

  return entry != NULL ? entry->file : NULL;
}

/**
 * fiel_crash_disk_open:
 * @create: whether to make the file if there is none
 * @file: (out): %NULL if there is none
 * @created: (out) (optional)
 */
FielCrashFault
fiel_crash_disk_open (FielCrashDisk *self, const char *name, gboolean create, FielCrashFile **file, gboolean *created)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);
  FielCrashFault fault = begin (self, FIEL_CRASH_OPEN);

  *file = NULL;
  if (created != NULL)
    *created = FALSE;
  if (fault != FIEL_CRASH_FAULT_NONE)
    return fault;

  *file = fiel_crash_disk_find (self, name);
  if (*file != NULL || !create)
    return FIEL_CRASH_FAULT_NONE;
  *file = add_file (self);
  make_move (self, NULL, name, *file);
  if (created != NULL)
    *created = TRUE;
  finish (self, FIEL_CRASH_OPEN, name);

  return FIEL_CRASH_FAULT_NONE;
}

FielCrashFault
fiel_crash_disk_remove (FielCrashDisk *self, const char *name)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);
  FielCrashFault fault = begin (self, FIEL_CRASH_REMOVE);
  FielCrashFile *file = fiel_crash_disk_find (self, name);

  if (fault != FIEL_CRASH_FAULT_NONE || file == NULL)
    return fault;
  make_move (self, name, NULL, file);
  finish (self, FIEL_CRASH_REMOVE, name);

  return FIEL_CRASH_FAULT_NONE;
}

FielCrashFault
fiel_crash_disk_rename (FielCrashDisk *self, const char *name, const char *to)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);
  FielCrashFault fault = begin (self, FIEL_CRASH_RENAME);
  FielCrashFile *file = fiel_crash_disk_find (self, name);

  if (fault != FIEL_CRASH_FAULT_NONE)
    return fault;
  if (file == NULL)
    return FIEL_CRASH_FAULT_ERROR;
  make_move (self, name, to, file);
  finish (self, FIEL_CRASH_RENAME, to);

  return FIEL_CRASH_FAULT_NONE;
}

FielCrashFault
fiel_crash_disk_sync_folder (FielCrashDisk *self)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);
  FielCrashFault fault = begin (self, FIEL_CRASH_SYNC_FOLDER);

  if (fault != FIEL_CRASH_FAULT_NONE)
    return fault;
  keep_names (self);
  finish (self, FIEL_CRASH_SYNC_FOLDER, "");

  return FIEL_CRASH_FAULT_NONE;
}

void
fiel_crash_file_set_journal (FielCrashDisk *self, FielCrashFile *file)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);

  file->journal = TRUE;
}

guint64
fiel_crash_file_get_size (FielCrashDisk *self, FielCrashFile *file)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);

  fiel_crash_file_settle_size (file, &self->chooser);

  return file->now->len;
}

FielCrashFault
fiel_crash_file_read (FielCrashDisk *self, FielCrashFile *file, guint8 *bytes, gsize size, guint64 offset,
                      gsize *n_read)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);
  FielCrashFault fault = begin (self, FIEL_CRASH_READ);

  *n_read = 0;
  if (fault == FIEL_CRASH_FAULT_NONE)
    fiel_crash_file_do_read (file, &self->chooser, bytes, size, offset, n_read);

  return fault;
}

/* How much of a write that ends at @end fits. */
static gsize
get_room (FielCrashDisk *self, FielCrashFile *file, gsize size, guint64 end)
{
  const guint64 used = fiel_crash_disk_get_n_bytes (self);
  const guint64 grown = end > file->now->len ? end - file->now->len : 0;
  guint64 missing = 0;

  if (self->limit == 0 || used + grown <= self->limit)
    return size;
  missing = MIN (used + grown - self->limit, grown);

  return missing < size ? size - (gsize) missing : 0;
}

FielCrashFault
fiel_crash_file_write (FielCrashDisk *self, FielCrashFile *file, const guint8 *bytes, gsize size, guint64 offset)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);
  FielCrashFault fault = begin (self, FIEL_CRASH_WRITE);
  const gsize room = fault == FIEL_CRASH_FAULT_NONE ? get_room (self, file, size, offset + size) : size / 2;

  if (fault == FIEL_CRASH_FAULT_OFF)
    return fault;
  fiel_crash_file_do_write (file, &self->chooser, bytes, room, offset);
  if (fault == FIEL_CRASH_FAULT_NONE && room < size)
    {
      self->failed = TRUE;
      fault = FIEL_CRASH_FAULT_FULL;
    }
  if (fault == FIEL_CRASH_FAULT_NONE)
    finish (self, FIEL_CRASH_WRITE, get_name (self, file));

  return fault;
}

FielCrashFault
fiel_crash_file_truncate (FielCrashDisk *self, FielCrashFile *file, guint64 size)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);
  FielCrashFault fault = begin (self, FIEL_CRASH_TRUNCATE);

  if (fault != FIEL_CRASH_FAULT_NONE)
    return fault;
  fiel_crash_file_do_truncate (file, &self->chooser, size);
  finish (self, FIEL_CRASH_TRUNCATE, get_name (self, file));

  return FIEL_CRASH_FAULT_NONE;
}

/**
 * fiel_crash_file_sync:
 *
 * Makes the content safe; of a log or journal that is new, its name as well.
 */
FielCrashFault
fiel_crash_file_sync (FielCrashDisk *self, FielCrashFile *file)
{
  g_autoptr (GRecMutexLocker) locker = enter (self);
  FielCrashFault fault = begin (self, FIEL_CRASH_SYNC);

  if (fault == FIEL_CRASH_FAULT_ERROR || fault == FIEL_CRASH_FAULT_FULL)
    fiel_crash_file_fail_sync (file);
  if (fault != FIEL_CRASH_FAULT_NONE)
    return fault;

  fiel_crash_file_do_sync (file);
  if (file->journal)
    keep_names (self);
  file->journal = FALSE;
  finish (self, FIEL_CRASH_SYNC, get_name (self, file));

  return FIEL_CRASH_FAULT_NONE;
}
