/* test-journal-on-crash-disk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-crash-vfs.h"
#include "fiel-journal-samples.h"

#include <string.h>

/* The journal lives on the crash disk and nowhere else; its lock, its refusals and its promises are the same there. */

#define PATH "/till/journal.db"

typedef struct
{
  FielCrashDisk *disk; /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->disk = fiel_crash_disk_new ();
  fiel_crash_vfs_mount (fixture->disk, 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fiel_crash_disk_free (fixture->disk);
}

static void
test_only_there (Fixture *fixture, gconstpointer data)
{
  FielJournalStore *store = fiel_sample_open_fine (PATH);

  fiel_sample_approve (store, "a1", 1, 100);
  fiel_journal_store_close (store);
  g_assert_false (g_file_test ("/till", G_FILE_TEST_EXISTS));
  g_assert_nonnull (fiel_crash_disk_find (fixture->disk, PATH));
  g_assert_null (fiel_crash_disk_find (fixture->disk, PATH "-wal"));
  g_assert_null (fiel_crash_disk_find (fixture->disk, PATH ".lock"));
  g_assert_null (fiel_crash_disk_find (fixture->disk, PATH ".new"));

  store = fiel_sample_open_fine (PATH);
  fiel_attempt_record_unref (fiel_sample_attempt (store, "a1"));
  fiel_journal_store_close (store);
}

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  FielJournalStore *store = fiel_sample_open_fine (PATH);
  g_autoptr (GError) error = NULL;

  g_assert_null (fiel_sample_open (PATH, &error));
  g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_IN_USE);
  g_assert_nonnull (strstr (error->message, "fiel-test"));

  /* Whoever was killed has let go of it. */
  fiel_crash_disk_stop (fixture->disk);
  fiel_journal_store_close (store);
  fiel_crash_disk_start (fixture->disk);
  store = fiel_sample_open_fine (PATH);
  fiel_journal_store_close (store);
}

/* A durable append leaves nothing unflushed, an ordered one does. */
static void
test_flushes (Fixture *fixture, gconstpointer data)
{
  FielJournalStore *store = fiel_sample_open_fine (PATH);
  g_autoptr (GError) error = NULL;
  guint64 n_unsynced;
  guint64 n_syncs;

  fiel_crash_disk_sync_folder (fixture->disk);
  n_unsynced = fiel_crash_disk_get_n_unsynced (fixture->disk);
  n_syncs = fiel_crash_disk_get_count (fixture->disk, FIEL_CRASH_SYNC);
  fiel_sample_append (store, fiel_sample_intent ("a1", 1, 100, 100, "term-1"));
  g_assert_cmpuint (fiel_crash_disk_get_count (fixture->disk, FIEL_CRASH_SYNC), ==, n_syncs + 1);
  g_assert_cmpuint (fiel_crash_disk_get_n_unsynced (fixture->disk), ==, n_unsynced);
  fiel_sample_try (store, FIEL_JOURNAL_ORDERED, &error, fiel_sample_event (FIEL_JOURNAL_TYPE_RECEIVED, "a1"), NULL);
  g_assert_no_error (error);
  g_assert_cmpuint (fiel_crash_disk_get_count (fixture->disk, FIEL_CRASH_SYNC), ==, n_syncs + 1);
  g_assert_cmpuint (fiel_crash_disk_get_n_unsynced (fixture->disk), >, n_unsynced);
  fiel_journal_store_close (store);
}

/* How cheap it is: a short journal, from a copy of a new one, with a sale and without its end. */
static void
test_cheap (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielCrashDisk) fresh = fiel_crash_disk_new ();
  const guint n_journals = g_test_perf () ? 20000 : 200;
  gint64 began;
  gint64 us;

  fiel_journal_store_close (fiel_sample_open_fine (PATH));
  fiel_crash_disk_copy (fresh, fixture->disk);
  began = g_get_monotonic_time ();
  for (guint i = 0; i < n_journals; i++)
    {
      FielJournalStore *store;

      fiel_crash_disk_copy (fixture->disk, fresh);
      fiel_crash_disk_start (fixture->disk);
      store = fiel_sample_open_fine (PATH);
      fiel_sample_approve (store, "a1", 1, 100);
      fiel_crash_disk_stop (fixture->disk);
      fiel_journal_store_close (store);
    }
  us = g_get_monotonic_time () - began;
  g_test_message ("%u journals with a sale, %.0f a minute", n_journals, n_journals * 60e6 / (double) us);
}

#define TEST(name, func) g_test_add ("/journal/crash-disk/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("only-there", test_only_there);
  TEST ("lock", test_lock);
  TEST ("flushes", test_flushes);
  TEST ("cheap", test_cheap);

  return g_test_run ();
}
