/* test-journal-link.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-error.h"
#include "fiel-journal-samples.h"
#include "fiel-journal-store-private.h"

#include "fiel-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A journal that is kept on another disk, with a link to it where it belongs. */

typedef struct
{
  char *folder;  /* owned */
  char *disk;    /* owned: the folder on the other disk */
  char *unmount; /* owned: what that is called while it is not connected */
  char *file;    /* owned: the journal on it */
  char *home;    /* owned: the folder where it belongs */
  char *path;    /* owned: the journal there */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fiel_test_make_dir ();
  fixture->disk = g_build_filename (fixture->folder, "disk", NULL);
  fixture->unmount = g_build_filename (fixture->folder, "drawer", NULL);
  fixture->file = g_build_filename (fixture->disk, "journal.db", NULL);
  fixture->home = g_build_filename (fixture->folder, "home", NULL);
  fixture->path = g_build_filename (fixture->home, "journal.db", NULL);
  g_assert_cmpint (g_mkdir (fixture->disk, 0700), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fiel_test_remove_dir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->disk);
  g_free (fixture->unmount);
  g_free (fixture->file);
  g_free (fixture->home);
  g_free (fixture->path);
}

static void
make_link (const char *target, const char *link)
{
  g_assert_cmpint (symlink (target, link), ==, 0);
}

static void
sell (Fixture *fixture, const char *id)
{
  g_autoptr (FielJournalStore) store = fiel_sample_open_fine (fixture->path);

  fiel_sample_approve (store, id, 1, 100);
}

static void
assert_link (const char *link, const char *target)
{
  g_autofree char *leads_to = g_file_read_link (link, NULL);

  g_assert_cmpstr (leads_to, ==, target);
}

static void
assert_mode (const char *path, guint mode)
{
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, mode);
}

/* The words name the journal, the link that is to blame and what to do. */
static void
assert_out_of_reach (Fixture *fixture, const char *link)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *blamed = g_strdup_printf ("out of reach: %s is a link", link);

  g_assert_null (fiel_sample_open (fixture->path, &error));
  g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_FOLDER);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_nonnull (strstr (error->message, blamed));
  g_assert_nonnull (strstr (error->message, "Connect the disk"));
}

static guint
count_records (Fixture *fixture)
{
  g_autoptr (FielJournalStore) store = fiel_sample_open_fine (fixture->path);
  g_autoptr (GPtrArray) events = fiel_journal_store_list_events (store, NULL, 0, 0, NULL);

  return events->len;
}

/* What is on a disk that is not connected is not "no journal": that one may hold an open payment. */
static void
test_file_out_of_reach (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_mkdir (fixture->home, 0700), ==, 0);
  make_link (fixture->file, fixture->path);
  /* Not even where the disk's folder is there, and empty. */
  assert_out_of_reach (fixture, fixture->path);
  g_assert_false (g_file_test (fixture->file, G_FILE_TEST_EXISTS));

  g_unlink (fixture->path);
  sell (fixture, "a1");
  g_assert_cmpint (g_rename (fixture->path, fixture->file), ==, 0);
  make_link (fixture->file, fixture->path);
  g_assert_cmpint (g_rename (fixture->disk, fixture->unmount), ==, 0);
  assert_out_of_reach (fixture, fixture->path);
  assert_link (fixture->path, fixture->file);
  g_assert_false (g_file_test (fixture->disk, G_FILE_TEST_EXISTS));

  g_assert_cmpint (g_rename (fixture->unmount, fixture->disk), ==, 0);
  g_assert_cmpuint (count_records (fixture), ==, 4);
  assert_link (fixture->path, fixture->file);
}

static void
test_folder_out_of_reach (Fixture *fixture, gconstpointer data)
{
  make_link (fixture->disk, fixture->home);
  sell (fixture, "a1");
  g_assert_cmpint (g_rename (fixture->disk, fixture->unmount), ==, 0);
  assert_out_of_reach (fixture, fixture->home);
  g_assert_false (g_file_test (fixture->disk, G_FILE_TEST_EXISTS));

  g_free (fixture->path);
  fixture->path = g_build_filename (fixture->home, "below", "journal.db", NULL);
  assert_out_of_reach (fixture, fixture->home);
}

/* With a journal that is there, and with none: its latest payments may be in the log alone. */
static void
test_log_out_of_reach (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);

  g_assert_cmpint (g_mkdir (fixture->home, 0700), ==, 0);
  make_link (fixture->file, log);
  assert_out_of_reach (fixture, log);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  g_unlink (log);
  sell (fixture, "a1");
  make_link (fixture->file, log);
  assert_out_of_reach (fixture, log);
  assert_link (log, fixture->file);
}

/* Whoever holds the journal is written into a file of its own, not into what a link leads to. */
static void
test_lock_is_a_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (fixture->home, 0700), ==, 0);
  make_link (fixture->file, lock);
  g_assert_null (fiel_sample_open (fixture->path, &error));
  g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_FOLDER);
  g_assert_false (g_file_test (fixture->file, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* SQLite keeps the log beside the file itself. What is done to it has to be done to that one. */
static void
test_log_beside_the_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->file, "-wal", NULL);
  FielJournalStore *store = NULL;

  g_assert_cmpint (g_mkdir (fixture->home, 0700), ==, 0);
  sell (fixture, "a1");
  g_assert_cmpint (g_rename (fixture->path, fixture->file), ==, 0);
  make_link (fixture->file, fixture->path);
  g_assert_true (g_file_set_contents (log, "", 0, NULL));
  g_assert_cmpint (g_chmod (log, 0644), ==, 0);
  store = fiel_sample_open_fine (fixture->path);
  assert_mode (log, 0600);
  fiel_journal_store_close (store);
}

/* A log that is no file is refused, and nobody's rights are taken: neither a folder's nor those of what a link leads to.
 */
static void
test_log_is_no_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (fixture->home, 0700), ==, 0);
  sell (fixture, "a1");
  g_assert_cmpint (g_mkdir (log, 0755), ==, 0);
  g_assert_null (fiel_sample_open (fixture->path, &error));
  g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_FOLDER);
  assert_mode (log, 0755);
  g_clear_error (&error);

  g_assert_cmpint (g_rmdir (log), ==, 0);
  g_assert_true (g_file_set_contents (fixture->file, "somebody's", -1, NULL));
  g_assert_cmpint (g_chmod (fixture->file, 0644), ==, 0);
  make_link (fixture->file, log);
  g_assert_null (fiel_sample_open (fixture->path, &error));
  assert_mode (fixture->file, 0644);
}

#define TEST(name, func) g_test_add ("/journal/link/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("file-out-of-reach", test_file_out_of_reach);
  TEST ("folder-out-of-reach", test_folder_out_of_reach);
  TEST ("log-out-of-reach", test_log_out_of_reach);
  TEST ("lock-is-a-link", test_lock_is_a_link);
  TEST ("log-beside-the-file", test_log_beside_the_file);
  TEST ("log-is-no-file", test_log_is_no_file);

  return g_test_run ();
}
