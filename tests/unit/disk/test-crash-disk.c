/* test-crash-disk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-choices.h"
#include "fiel-crash-vfs.h"

#include <sqlite3.h>
#include <string.h>

/* The tester is tested: the disk tells the truth about what a power cut may leave, and a program that does not flush is
 * caught. */

#define SECTOR FIEL_CRASH_SECTOR

static FielCrashFile *
open_file (FielCrashDisk *disk, const char *name)
{
  FielCrashFile *file = NULL;

  g_assert_cmpint (fiel_crash_disk_open (disk, name, TRUE, &file, NULL), ==, FIEL_CRASH_FAULT_NONE);

  return file;
}

/* @size bytes that are all @letter. */
static void
write_letters (FielCrashDisk *disk, FielCrashFile *file, char letter, gsize size, guint64 offset)
{
  g_autofree guint8 *bytes = g_malloc (size);

  memset (bytes, letter, size);
  g_assert_cmpint (fiel_crash_file_write (disk, file, bytes, size, offset), ==, FIEL_CRASH_FAULT_NONE);
}

/* A file in which everything is safe: "aa…bb…", one sector each. */
static FielCrashDisk *
make_disk (const char *letters)
{
  FielCrashDisk *disk = fiel_crash_disk_new ();
  FielCrashFile *file = open_file (disk, "file");

  for (guint i = 0; letters[i] != '\0'; i++)
    write_letters (disk, file, letters[i], SECTOR, i * SECTOR);
  fiel_crash_file_sync (disk, file);
  fiel_crash_disk_sync_folder (disk);

  return disk;
}

/* The runs of letters in a file, as "512a 256b"; "none" without a file. */
static char *
describe (FielCrashDisk *disk, const char *name)
{
  FielCrashFile *file = fiel_crash_disk_find (disk, name);
  g_autoptr (GString) text = g_string_new (NULL);
  guint8 bytes[8 * SECTOR];
  gsize size = 0;
  guint run = 0;

  if (file == NULL)
    return g_strdup ("none");
  fiel_crash_file_read (disk, file, bytes, sizeof bytes, 0, &size);
  for (gsize i = 0; i < size; i++)
    {
      run++;
      if (i + 1 < size && bytes[i + 1] == bytes[i])
        continue;
      g_string_append_printf (text, "%s%u%c", text->len > 0 ? " " : "", run, bytes[i] != 0 ? bytes[i] : '0');
      run = 0;
    }

  return g_strdup (text->str);
}

/* All states in which @disk may be after a power cut, described by the file @name. */
static GHashTable *
list_states (FielCrashDisk *disk, const char *name, guint *n_states)
{
  g_autoptr (FielChoices) choices = fiel_choices_new ();
  g_autoptr (FielCrashDisk) copy = fiel_crash_disk_new ();
  GHashTable *states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  *n_states = 0;
  do
    {
      fiel_crash_disk_copy (copy, disk);
      fiel_crash_disk_cut_power (copy, fiel_choices_pick, choices);
      fiel_crash_disk_start (copy);
      g_hash_table_add (states, describe (copy, name));
      ++*n_states;
    }
  while (fiel_choices_next (choices));

  return states;
}

/* The states are these, and as many as are counted. */
static void
assert_states (FielCrashDisk *disk, const char *name, const char *const *expected)
{
  guint n_states;
  g_autoptr (GHashTable) states = list_states (disk, name, &n_states);

  g_assert_cmpfloat_with_epsilon (fiel_crash_disk_count_states (disk), n_states, 0.1);
  for (guint i = 0; expected[i] != NULL; i++)
    if (!g_hash_table_remove (states, expected[i]))
      g_error ("“%s” is a legal state and was not found", expected[i]);
  if (g_hash_table_size (states) > 0)
    {
      g_autofree gpointer *left = g_hash_table_get_keys_as_array (states, NULL);

      g_error ("“%s” was found and is not legal", (char *) left[0]);
    }
}

static void
test_synced_stays (void)
{
  g_autoptr (FielCrashDisk) disk = make_disk ("ab");

  assert_states (disk, "file", (const char *const[]){ "512a 512b", NULL });
  g_assert_cmpuint (fiel_crash_disk_get_n_unsynced (disk), ==, 0);
}

/* Two sectors, each there or not or torn, in any order. */
static void
test_unsynced_sectors (void)
{
  g_autoptr (FielCrashDisk) disk = make_disk ("ab");

  fiel_crash_disk_set_tears (disk, 0);
  write_letters (disk, fiel_crash_disk_find (disk, "file"), 'x', SECTOR, 0);
  write_letters (disk, fiel_crash_disk_find (disk, "file"), 'y', SECTOR, SECTOR);
  assert_states (disk, "file", (const char *const[]){ "512a 512b", "512x 512b", "512a 512y", "512x 512y", NULL });

  fiel_crash_disk_set_tears (disk, 2);
  assert_states (disk, "file",
                 (const char *const[]){ "512a 512b", "512x 512b", "256x 256a 512b", "256a 256x 512b",
                                        "512a 512y", "512x 512y", "256x 256a 512y", "256a 256x 512y",
                                        "512a 256y 256b", "512x 256y 256b", "256x 256a 256y 256b", "256a 256x 256y 256b",
                                        "512a 256b 256y", "512x 256b 256y", "256x 256a 256b 256y", "256a 256x 256b 256y",
                                        NULL });
}

/* One sector written twice may be any of its versions; written a third time as it was, it is one of the same. */
static void
test_versions (void)
{
  g_autoptr (FielCrashDisk) disk = make_disk ("a");
  FielCrashFile *file = fiel_crash_disk_find (disk, "file");

  fiel_crash_disk_set_tears (disk, 0);
  write_letters (disk, file, 'x', 100, 0);
  write_letters (disk, file, 'y', 100, 100);
  write_letters (disk, file, 'y', 100, 100);
  assert_states (disk, "file", (const char *const[]){ "512a", "100x 412a", "100x 100y 312a", NULL });
  fiel_crash_file_sync (disk, file);
  assert_states (disk, "file", (const char *const[]){ "100x 100y 312a", NULL });
}

/* A torn write spares the rest of its sector, if the disk promises that, and only then. */
static void
test_neighbours (void)
{
  g_autoptr (FielCrashDisk) disk = make_disk ("a");

  fiel_crash_disk_set_tears (disk, 1);
  write_letters (disk, fiel_crash_disk_find (disk, "file"), 'x', 100, 0);
  assert_states (disk, "file", (const char *const[]){ "512a", "100x 412a", "50x 462a", NULL });
  fiel_crash_disk_set_powersafe (disk, FALSE);
  assert_states (disk, "file", (const char *const[]){ "512a", "100x 412a", "50x 462a", "100x 412\x9e", NULL });
}

/* A file may have any size it had, and what was not written of it is zeros. */
static void
test_sizes (void)
{
  g_autoptr (FielCrashDisk) disk = make_disk ("a");
  FielCrashFile *file = fiel_crash_disk_find (disk, "file");

  fiel_crash_disk_set_tears (disk, 0);
  write_letters (disk, file, 'x', SECTOR, SECTOR);
  write_letters (disk, file, 'y', SECTOR, 2 * SECTOR);
  assert_states (disk, "file", (const char *const[]){ "512a", "512a 512x", "512a 5120", "512a 512x 512y", "512a 512x 5120",
                                                      "512a 5120 512y", "512a 10240", NULL });
  fiel_crash_disk_set_every_size (disk, FALSE);
  assert_states (disk, "file", (const char *const[]){ "512a", "512a 512x 512y", "512a 512x 5120", "512a 5120 512y",
                                                      "512a 10240", NULL });
  fiel_crash_file_sync (disk, file);
  fiel_crash_file_truncate (disk, file, 100);
  assert_states (disk, "file", (const char *const[]){ "100a", "512a 512x 512y", NULL });
}

/* A name that was not flushed may be missing; a moved one is at one of its places, and never at none. */
static void
test_names (void)
{
  g_autoptr (FielCrashDisk) disk = make_disk ("a");
  FielCrashFile *fresh = open_file (disk, "fresh");

  write_letters (disk, fresh, 'f', SECTOR, 0);
  fiel_crash_file_sync (disk, fresh);
  assert_states (disk, "fresh", (const char *const[]){ "none", "512f", NULL });
  fiel_crash_disk_rename (disk, "fresh", "file");
  assert_states (disk, "file", (const char *const[]){ "512a", "512f", NULL });
  fiel_crash_disk_sync_folder (disk);
  assert_states (disk, "file", (const char *const[]){ "512f", NULL });
  assert_states (disk, "fresh", (const char *const[]){ "none", NULL });
  fiel_crash_disk_remove (disk, "file");
  assert_states (disk, "file", (const char *const[]){ "512f", "none", NULL });
}

/* A program's end is no power cut. */
static void
test_stop (void)
{
  g_autoptr (FielCrashDisk) disk = make_disk ("a");
  FielCrashFile *file = fiel_crash_disk_find (disk, "file");
  const guint generation = fiel_crash_disk_get_generation (disk);
  g_autofree char *after = NULL;

  write_letters (disk, file, 'x', SECTOR, 0);
  fiel_crash_disk_stop (disk);
  g_assert_null (fiel_crash_disk_find (disk, "file"));
  g_assert_cmpint (fiel_crash_disk_remove (disk, "file"), ==, FIEL_CRASH_FAULT_OFF);
  g_assert_cmpuint (fiel_crash_disk_get_generation (disk), !=, generation);
  fiel_crash_disk_start (disk);
  after = describe (disk, "file");
  g_assert_cmpstr (after, ==, "512x");
}

/* Decided when it is read, all states are the same ones, and each is counted once. */
static void
test_lazy (void)
{
  g_autoptr (FielCrashDisk) disk = make_disk ("abcd");
  g_autoptr (FielCrashDisk) copy = fiel_crash_disk_new ();
  g_autoptr (FielChoices) choices = fiel_choices_new ();
  guint8 byte;
  gsize n_read;
  double n_states = 0;
  guint n_runs = 0;

  write_letters (disk, fiel_crash_disk_find (disk, "file"), 'x', 4 * SECTOR, 0);
  do
    {
      FielCrashFile *file;

      fiel_crash_disk_copy (copy, disk);
      fiel_crash_disk_cut_power_lazily (copy, fiel_choices_pick, choices);
      fiel_crash_disk_start (copy);
      file = fiel_crash_disk_find (copy, "file");
      fiel_crash_file_read (copy, file, &byte, 1, 0, &n_read);
      write_letters (copy, file, 'z', SECTOR, SECTOR);
      fiel_crash_file_read (copy, file, &byte, 1, SECTOR, &n_read);
      g_assert_cmpint (byte, ==, 'z');
      n_states += fiel_crash_disk_count_undecided (copy);
      n_runs++;
    }
  while (fiel_choices_next (choices));

  g_assert_cmpfloat_with_epsilon (n_states, fiel_crash_disk_count_states (disk), 0.1);
  g_assert_cmpuint (n_runs, ==, 4);
}

/* After a flush that failed, the next one claims success and has not written what the first could not. */
static void
test_failed_sync (void)
{
  g_autoptr (FielCrashDisk) disk = make_disk ("ab");
  FielCrashFile *file = fiel_crash_disk_find (disk, "file");

  fiel_crash_disk_set_tears (disk, 0);
  write_letters (disk, file, 'x', 2 * SECTOR, 0);
  fiel_crash_disk_fail_nth (disk, FIEL_CRASH_FLAG (FIEL_CRASH_SYNC), 1, FIEL_CRASH_FAULT_ERROR, FALSE);
  g_assert_cmpint (fiel_crash_file_sync (disk, file), ==, FIEL_CRASH_FAULT_ERROR);
  g_assert_true (fiel_crash_disk_has_failed (disk));
  g_assert_cmpint (fiel_crash_file_sync (disk, file), ==, FIEL_CRASH_FAULT_NONE);
  assert_states (disk, "file", (const char *const[]){ "512a 512b", "512x 512b", "512a 512x", "1024x", NULL });
  /* But what is written again is. */
  write_letters (disk, file, 'y', 100, SECTOR);
  g_assert_cmpint (fiel_crash_file_sync (disk, file), ==, FIEL_CRASH_FAULT_NONE);
  assert_states (disk, "file", (const char *const[]){ "512a 100y 412x", "512x 100y 412x", NULL });
}

static void
test_full (void)
{
  g_autoptr (FielCrashDisk) disk = make_disk ("a");
  FielCrashFile *file = fiel_crash_disk_find (disk, "file");
  guint8 bytes[SECTOR] = { 0 };

  fiel_crash_disk_limit_bytes (disk, SECTOR + 100);
  g_assert_cmpint (fiel_crash_file_write (disk, file, bytes, SECTOR, 0), ==, FIEL_CRASH_FAULT_NONE);
  g_assert_cmpint (fiel_crash_file_write (disk, file, bytes, SECTOR, SECTOR), ==, FIEL_CRASH_FAULT_FULL);
  g_assert_cmpuint (fiel_crash_file_get_size (disk, file), ==, SECTOR + 100);
  fiel_crash_disk_heal (disk);
  g_assert_cmpint (fiel_crash_file_write (disk, file, bytes, SECTOR, SECTOR), ==, FIEL_CRASH_FAULT_NONE);
}

/* SQLite on it */

static sqlite3 *
open_database (void)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open ("test.db", &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "PRAGMA locking_mode = EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);

  return database;
}

static void
run (sqlite3 *database, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static int
keep_number (gpointer user_data, int n_columns, char **values, char **names)
{
  *(int *) user_data = atoi (values[0]);

  return 0;
}

/* Returns -1 if SQLite cannot read it. */
static int
count_rows (void)
{
  sqlite3 *database = open_database ();
  int n_rows = -1;

  if (sqlite3_exec (database, "SELECT count (*) FROM t", keep_number, &n_rows, NULL) != SQLITE_OK)
    n_rows = -1;
  sqlite3_close (database);

  return n_rows;
}

/* One row that is safe, one more commit that reported success, a power cut: how many of the legal states have lost it,
 * are damaged, or neither. Lazily: what SQLite does not look at cannot matter. */
static void
examine_commit (const char *settings, guint *n_lost, guint *n_damaged, guint *n_fine)
{
  g_autoptr (FielCrashDisk) disk = fiel_crash_disk_new ();
  g_autoptr (FielCrashDisk) copy = fiel_crash_disk_new ();
  g_autoptr (FielChoices) choices = fiel_choices_new ();
  sqlite3 *database;
  double n_states = 0;

  fiel_crash_disk_set_tears (disk, 0);
  fiel_crash_disk_set_every_size (disk, FALSE);
  fiel_crash_vfs_mount (disk, 1);
  database = open_database ();
  run (database, "PRAGMA page_size = 512; PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  fiel_crash_disk_sync_folder (disk);
  run (database, settings);
  run (database, "INSERT INTO t VALUES (2)");

  *n_lost = *n_damaged = *n_fine = 0;
  do
    {
      int n_rows;

      fiel_crash_disk_copy (copy, disk);
      fiel_crash_disk_cut_power_lazily (copy, fiel_choices_pick, choices);
      fiel_crash_disk_start (copy);
      fiel_crash_vfs_mount (copy, 2);
      n_rows = count_rows ();
      *n_lost += n_rows == 1;
      *n_damaged += n_rows < 1;
      *n_fine += n_rows == 2;
      n_states += fiel_crash_disk_count_undecided (copy);
    }
  while (fiel_choices_next (choices));
  g_assert_cmpfloat_with_epsilon (n_states, fiel_crash_disk_count_states (disk), 0.1);

  fiel_crash_vfs_mount (disk, 1);
  fiel_crash_disk_stop (disk);
  sqlite3_close (database);
}

static void
test_full_sync_keeps (void)
{
  guint n_lost;
  guint n_damaged;
  guint n_fine;

  examine_commit ("PRAGMA synchronous = FULL", &n_lost, &n_damaged, &n_fine);
  g_assert_cmpuint (n_lost, ==, 0);
  g_assert_cmpuint (n_damaged, ==, 0);
  g_assert_cmpuint (n_fine, ==, 1);
}

/* A commit that was not flushed is caught. */
static void
test_no_sync_is_caught (void)
{
  guint n_lost;
  guint n_damaged;
  guint n_fine;

  examine_commit ("PRAGMA synchronous = OFF", &n_lost, &n_damaged, &n_fine);
  g_assert_cmpuint (n_lost, >, 0);
  g_assert_cmpuint (n_fine, >, 0);
  g_assert_cmpuint (n_damaged, ==, 0);
}

/* And so is a checkpoint whose order nobody kept: a new log begins over pages that never reached the disk. */
static void
test_damage_is_caught (void)
{
  guint n_lost;
  guint n_damaged;
  guint n_fine;

  examine_commit ("PRAGMA synchronous = OFF; CREATE TABLE u (a); PRAGMA wal_checkpoint (TRUNCATE)", &n_lost, &n_damaged,
                  &n_fine);
  g_assert_cmpuint (n_damaged, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crash-disk/synced-stays", test_synced_stays);
  g_test_add_func ("/crash-disk/unsynced-sectors", test_unsynced_sectors);
  g_test_add_func ("/crash-disk/versions", test_versions);
  g_test_add_func ("/crash-disk/neighbours", test_neighbours);
  g_test_add_func ("/crash-disk/sizes", test_sizes);
  g_test_add_func ("/crash-disk/names", test_names);
  g_test_add_func ("/crash-disk/stop", test_stop);
  g_test_add_func ("/crash-disk/lazy", test_lazy);
  g_test_add_func ("/crash-disk/failed-sync", test_failed_sync);
  g_test_add_func ("/crash-disk/full", test_full);
  g_test_add_func ("/crash-disk/sqlite-full-sync-keeps", test_full_sync_keeps);
  g_test_add_func ("/crash-disk/sqlite-without-sync-is-caught", test_no_sync_is_caught);
  g_test_add_func ("/crash-disk/sqlite-damage-is-caught", test_damage_is_caught);

  return g_test_run ();
}
