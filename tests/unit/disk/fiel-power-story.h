/* fiel-power-story.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-crash-disk.h"
#include "fiel-journal-store.h"

G_BEGIN_DECLS

#define FIEL_POWER_PATH "/till/journal.db"

/**
 * FielPowerPoint: a moment in the life of a journal, with the disk as it was then.
 */
typedef struct
{
  FielCrashDisk *disk;  /* owned */
  const char *phase;    /* static: what was going on */
  guint n_safe;         /* facts whose durable commit had been acknowledged, and all before them */
  guint n_begun;        /* facts that had been handed to the journal */
} FielPowerPoint;

/**
 * FielPowerStory: a journal's life on a crash disk, from its making on, and the points of it at which a power cut may
 * leave something new.
 *
 * A point is taken before every flush. That is all there is: before the next flush a later moment's states contain
 * those of an earlier one, because "the later writes are missing" is one of them. With @every_write each write is a
 * point of its own all the same.
 */
typedef struct
{
  FielCrashDisk *disk;      /* owned */
  FielJournalStore *store;  /* owned, nullable */
  GPtrArray *points;        /* owned, of FielPowerPoint */
  GPtrArray *facts;         /* owned, of FielJournalEvent: the whole chain, in order */
  FielPowerPoint *pending;  /* owned, nullable */
  const char *phase;        /* static */
  guint n_safe;
  guint n_begun;
  gboolean every_write;
} FielPowerStory;

FielPowerStory *fiel_power_story_new (gboolean powersafe, gboolean every_write);
void fiel_power_story_free (FielPowerStory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielPowerStory, fiel_power_story_free)

void fiel_power_story_open (FielPowerStory *self, const char *phase);
void fiel_power_story_sell (FielPowerStory *self, const char *phase, guint sale);
void fiel_power_story_note (FielPowerStory *self, const char *phase);
void fiel_power_story_close (FielPowerStory *self, const char *phase);
void fiel_power_story_kill (FielPowerStory *self);
void fiel_power_story_forget (FielPowerStory *self);
void fiel_power_story_end (FielPowerStory *self);

G_END_DECLS
