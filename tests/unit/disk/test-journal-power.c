/* test-journal-power.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-power-states.h"

#include "fiel-crash-vfs.h"

#include <stdlib.h>

/* A power cut at every moment of a journal's life, in every way a disk may take it: all subsets of the sectors that were not
 * flushed, a file's size being the one at the last flush or the newest. FIEL_DISK_LONG=1 takes every size in between as
 * well, tears more, looks after every write instead of before every flush, and lets the log come round; that is hours. */

typedef struct
{
  gboolean fragile;     /* a torn write takes the rest of its sector with it */
  guint n_tears;
  gboolean every_size;
  gboolean every_write;
} Options;

/* Pages of the log before SQLite moves them, with some room for the database. */
#define LONG_LOG (1000 * 4096)

static void
add (FielPowerTally *tally, const FielPowerTally *more)
{
  tally->n_points++;
  tally->n_opened += more->n_opened;
  tally->n_recovered += more->n_recovered;
  tally->n_states += more->n_states;
  tally->n_lengths += more->n_lengths;
}

static void
examine (FielPowerStory *story, const Options *options)
{
  FielPowerTally tally = { 0 };
  const gint64 began = g_get_monotonic_time ();

  fiel_power_story_end (story);
  for (guint i = 0; i < story->points->len; i++)
    {
      FielPowerPoint *point = g_ptr_array_index (story->points, i);
      FielPowerTally found = { 0 };

      fiel_crash_disk_set_tears (point->disk, options->n_tears);
      fiel_crash_disk_set_every_size (point->disk, options->every_size);
      fiel_power_states_examine (story, point, &found);
      if (g_test_verbose ())
        g_test_message ("%s: %.3g states, %" G_GUINT64_FORMAT " openings, %" G_GUINT64_FORMAT " recoveries", point->phase,
                        found.n_states, found.n_opened, found.n_recovered);
      add (&tally, &found);
    }
  g_test_message ("%u moments, %.3g legal states, in %" G_GUINT64_FORMAT " ways to read them, with %" G_GUINT64_FORMAT
                  " contents recovered by the journal, in %.1f s",
                  tally.n_points, tally.n_states, tally.n_opened, tally.n_recovered,
                  (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  g_assert_cmpuint (tally.n_points, >, 0);
  /* Some moments leave more than one way to go on; else the disk forgets nothing. */
  g_assert_cmpuint (tally.n_lengths, >, tally.n_points);
}

/* A journal comes into being, sells and is closed. */
static void
test_sale (gconstpointer data)
{
  const Options *options = data;
  g_autoptr (FielPowerStory) story = fiel_power_story_new (!options->fragile, options->every_write);

  fiel_power_story_open (story, "making a journal");
  fiel_power_story_sell (story, "the first sale", 1);
  fiel_power_story_close (story, "closing");
  examine (story, options);
}

/* The second day: a journal with something in it. */
static void
test_reopened (gconstpointer data)
{
  const Options *options = data;
  g_autoptr (FielPowerStory) story = fiel_power_story_new (!options->fragile, options->every_write);

  fiel_power_story_open (story, "making a journal");
  fiel_power_story_sell (story, "the first sale", 1);
  fiel_power_story_close (story, "closing");
  fiel_power_story_forget (story);
  fiel_power_story_open (story, "opening");
  fiel_power_story_sell (story, "the second sale", 2);
  fiel_power_story_close (story, "closing again");
  examine (story, options);
}

/* After a kill the log is still there, and the next program goes on in it. */
static void
test_killed (gconstpointer data)
{
  const Options *options = data;
  g_autoptr (FielPowerStory) story = fiel_power_story_new (!options->fragile, options->every_write);

  fiel_power_story_open (story, "making a journal");
  fiel_power_story_sell (story, "the first sale", 1);
  fiel_power_story_kill (story);
  fiel_power_story_forget (story);
  fiel_power_story_open (story, "opening after a kill");
  fiel_power_story_sell (story, "a sale after a kill", 2);
  fiel_power_story_close (story, "closing after a kill");
  examine (story, options);
}

/* The log is long enough to be moved into the file while a sale goes on, and then begins anew over its old content. */
static void
test_long_log (gconstpointer data)
{
  const Options *options = data;
  g_autoptr (FielPowerStory) story = fiel_power_story_new (!options->fragile, options->every_write);
  guint64 n_bytes = 0;

  fiel_power_story_open (story, "making a journal");
  fiel_power_story_sell (story, "the first sale", 1);
  while (n_bytes < LONG_LOG)
    {
      fiel_power_story_note (story, "filling the log");
      fiel_power_story_forget (story);
      n_bytes = fiel_crash_disk_get_n_bytes (story->disk);
    }
  fiel_power_story_sell (story, "a sale over the end of the log", 2);
  fiel_power_story_sell (story, "a sale in the log's second round", 3);
  fiel_power_story_kill (story);
  g_assert_cmpuint (fiel_crash_disk_get_n_bytes (story->disk), <, n_bytes + n_bytes / 8);
  examine (story, options);
}

typedef struct
{
  const char *name;
  GTestDataFunc func;
} Story;

static const Story stories[] = {
  { "sale", test_sale },
  { "reopened", test_reopened },
  { "killed", test_killed },
  { "long-log", test_long_log },
};

/* The first @n_stories of them. */
static void
add_tests (const char *prefix, const Options *options, guint n_stories)
{
  for (guint i = 0; i < n_stories; i++)
    {
      g_autofree char *path = g_strconcat ("/journal/power/", prefix, "/", stories[i].name, NULL);

      g_test_add_data_func (path, options, stories[i].func);
    }
}

int
main (int argc, char **argv)
{
  static const Options whole = { 0 };
  static const Options torn = { .n_tears = 1 };
  static const Options fragile = { .fragile = TRUE };
  static const Options every_size = { .every_size = TRUE };
  static const Options every_write = { .every_write = TRUE };
  static const Options torn_twice = { .n_tears = 2 };

  g_test_init (&argc, &argv, NULL);

  add_tests ("whole", &whole, 2);
  add_tests ("torn", &torn, 1);
  if (g_strcmp0 (g_getenv ("FIEL_DISK_LONG"), "1") == 0)
    {
      add_tests ("fragile", &fragile, 3);
      add_tests ("every-size", &every_size, 3);
      add_tests ("after-every-write", &every_write, 3);
      add_tests ("torn-twice", &torn_twice, 1);
      add_tests ("long", &whole, G_N_ELEMENTS (stories));
    }

  return g_test_run ();
}
