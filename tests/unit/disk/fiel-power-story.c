/* fiel-power-story.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-power-story.h"

#include "fiel-crash-vfs.h"
#include "fiel-journal-samples.h"
#include "fiel-sale-facts.h"

static void
point_free (gpointer data)
{
  FielPowerPoint *point = data;

  if (point == NULL)
    return;
  fiel_crash_disk_free (point->disk);
  g_free (point);
}

static void
promote (FielPowerStory *self)
{
  if (self->pending != NULL)
    g_ptr_array_add (self->points, g_steal_pointer (&self->pending));
}

/* The words in the lock are for people, and are written anew by whoever comes next. Whether they were flushed would only
 * multiply everything else. */
static void
flush_lock (FielCrashDisk *disk)
{
  FielCrashFile *lock;

  fiel_crash_disk_start (disk);
  lock = fiel_crash_disk_find (disk, FIEL_POWER_PATH ".lock");
  if (lock != NULL)
    fiel_crash_file_sync (disk, lock);
}

static void
watch (FielCrashDisk *disk, FielCrashOperation operation, const char *name, guint64 sequence, gpointer user_data)
{
  FielPowerStory *self = user_data;

  /* What was before the flush; what is after it is one of the states of the next point. */
  if (operation == FIEL_CRASH_SYNC || operation == FIEL_CRASH_SYNC_FOLDER || self->every_write)
    promote (self);
  if (self->pending == NULL)
    {
      self->pending = g_new0 (FielPowerPoint, 1);
      self->pending->disk = fiel_crash_disk_new ();
    }
  fiel_crash_disk_copy (self->pending->disk, disk);
  flush_lock (self->pending->disk);
  self->pending->phase = self->phase;
  self->pending->n_safe = self->n_safe;
  self->pending->n_begun = self->n_begun;
}

FielPowerStory *
fiel_power_story_new (gboolean powersafe, gboolean every_write)
{
  FielPowerStory *self = g_new0 (FielPowerStory, 1);

  self->disk = fiel_crash_disk_new ();
  self->points = g_ptr_array_new_with_free_func (point_free);
  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
  self->every_write = every_write;
  fiel_crash_disk_set_powersafe (self->disk, powersafe);
  fiel_crash_disk_set_hook (self->disk, watch, self);
  fiel_crash_vfs_mount (self->disk, 1);

  return self;
}

void
fiel_power_story_free (FielPowerStory *self)
{
  g_assert_null (self->store);
  point_free (self->pending);
  g_ptr_array_unref (self->points);
  g_ptr_array_unref (self->facts);
  fiel_crash_disk_free (self->disk);
  g_free (self);
}

/* Opening takes a new place in the chain. */
void
fiel_power_story_open (FielPowerStory *self, const char *phase)
{
  self->phase = phase;
  self->n_begun++;
  self->store = fiel_sample_open_fine (FIEL_POWER_PATH);
  self->n_safe = self->n_begun;
}

static void
append (FielPowerStory *self, FielJournalEvent *fact, FielJournalDurability durability)
{
  g_autoptr (GError) error = NULL;

  self->n_begun++;
  fiel_sample_try (self->store, durability, &error, fact, NULL);
  g_assert_no_error (error);
  if (durability == FIEL_JOURNAL_DURABLE)
    self->n_safe = self->n_begun;
}

void
fiel_power_story_sell (FielPowerStory *self, const char *phase, guint sale)
{
  self->phase = phase;
  for (guint which = 0; which < FIEL_SALE_N_FACTS; which++)
    append (self, fiel_sale_make_fact (sale, which), fiel_sale_get_durability (which));
}

/* Something that belongs to no payment. */
void
fiel_power_story_note (FielPowerStory *self, const char *phase)
{
  self->phase = phase;
  append (self, fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, NULL), FIEL_JOURNAL_DURABLE);
}

static void
collect_facts (FielPowerStory *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = fiel_journal_store_list_events (self->store, NULL, 0, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (facts->len, ==, self->n_begun);
  g_ptr_array_set_size (self->facts, 0);
  for (guint i = 0; i < facts->len; i++)
    g_ptr_array_add (self->facts, fiel_journal_event_ref (g_ptr_array_index (facts, i)));
}

void
fiel_power_story_close (FielPowerStory *self, const char *phase)
{
  collect_facts (self);
  self->phase = phase;
  g_clear_pointer (&self->store, fiel_journal_store_close);
}

/* SIGKILL: the kernel keeps what it was given. */
void
fiel_power_story_kill (FielPowerStory *self)
{
  collect_facts (self);
  fiel_crash_disk_stop (self->disk);
  g_clear_pointer (&self->store, fiel_journal_store_close);
  fiel_crash_disk_start (self->disk);
}

/**
 * fiel_power_story_forget:
 *
 * Drops the points so far.
 */
void
fiel_power_story_forget (FielPowerStory *self)
{
  g_ptr_array_set_size (self->points, 0);
  g_clear_pointer (&self->pending, point_free);
}

void
fiel_power_story_end (FielPowerStory *self)
{
  promote (self);
  fiel_crash_disk_set_hook (self->disk, NULL, NULL);
}
