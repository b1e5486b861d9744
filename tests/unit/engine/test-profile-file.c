/* test-profile-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-profile-file.h"

#include "fiel-profile-error.h"
#include "fiel-profile.h"
#include "fiel-store-folder.h"
#include "fiel-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The store profile as a file, where its name is a link, a folder or something else than a file. */

typedef struct
{
  char *folder;  /* owned */
  char *disk;    /* owned: a folder on another disk */
  char *file;    /* owned: a file on it */
  char *path;    /* owned: the profile */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fiel_test_make_dir ();
  fixture->disk = g_build_filename (fixture->folder, "disk", NULL);
  fixture->file = g_build_filename (fixture->disk, "shop.conf", NULL);
  fixture->path = g_build_filename (fixture->folder, "profile.conf", NULL);
  g_assert_cmpint (g_mkdir (fixture->disk, 0700), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fiel_test_remove_dir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->disk);
  g_free (fixture->file);
  g_free (fixture->path);
}

static void
make_link (const char *target, const char *link)
{
  g_assert_cmpint (symlink (target, link), ==, 0);
}

static void
assert_link (const char *link, const char *target)
{
  g_autofree char *leads_to = g_file_read_link (link, NULL);

  g_assert_cmpstr (leads_to, ==, target);
}

/* What it leads to is not gone but out of reach: no till is set up anew, and nothing takes the link's place. */
static void
test_out_of_reach (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  make_link (fixture->file, fixture->path);
  g_assert_null (fiel_profile_load (fixture->folder, NULL, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_UNREADABLE);
  g_assert_nonnull (strstr (error->message, "Connect the disk"));
  g_clear_error (&error);

  g_assert_null (fiel_profile_load_or_last_good (fixture->folder, FALSE, NULL, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_UNREADABLE);
  assert_link (fixture->path, fixture->file);
}

/* The training store makes its own file where there is none. */
static void
test_training_out_of_reach (Fixture *fixture, gconstpointer data)
{
  g_autofree char *store = g_build_filename (fixture->folder, "training-store", NULL);
  g_autofree char *path = g_build_filename (store, "profile.conf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (store, 0700), ==, 0);
  make_link (fixture->file, path);
  g_assert_null (fiel_profile_load_training (fixture->folder, NULL, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_UNREADABLE);
  assert_link (path, fixture->file);
}

/* The store's names are its own while what they lead to is out of reach. */
static void
test_owned_out_of_reach (Fixture *fixture, gconstpointer data)
{
  g_autofree char *journal = g_build_filename (fixture->folder, "journal.db", NULL);

  g_assert_false (fiel_store_folder_owns (journal));
  make_link (fixture->file, journal);
  g_assert_true (fiel_store_folder_owns (journal));
  g_assert_true (fiel_store_folder_owns (fixture->path));
}

static void
write_file (const char *path, const char *text, guint mode)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

static void
assert_file (const char *path, const char *text, guint mode)
{
  g_autofree char *contents = NULL;
  struct stat info;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, text);
  g_assert_cmpint (g_lstat (path, &info), ==, 0);
  g_assert_true (S_ISREG (info.st_mode));
  g_assert_cmpuint (info.st_mode & 0777, ==, mode);
}

static guint
count_names (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static gboolean
write_profile (const char *path, GError **error)
{
  return fiel_profile_file_write (path, "new", strlen ("new"), error);
}

static void
assert_not_written (const char *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (write_profile (path, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_NOT_WRITTEN);
  g_assert_true (g_str_has_prefix (error->message, path));
}

static void
test_written (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_file (fixture->path, "old", 0644);
  g_assert_true (write_profile (fixture->path, &error));
  g_assert_no_error (error);
  assert_file (fixture->path, "new", 0600);
  g_assert_cmpuint (count_names (fixture->folder), ==, 2);
}

/* What is no file stays as it is, with its rights. */
static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  struct stat info;

  g_assert_cmpint (g_chmod (fixture->disk, 0755), ==, 0);
  assert_not_written (fixture->disk);
  make_link (fixture->disk, fixture->path);
  assert_not_written (fixture->path);
  g_assert_cmpint (g_stat (fixture->disk, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0755);
  assert_link (fixture->path, fixture->disk);

  g_assert_cmpint (mkfifo (fixture->file, 0644), ==, 0);
  assert_not_written (fixture->file);
  g_assert_cmpint (g_stat (fixture->file, &info), ==, 0);
  g_assert_true (S_ISFIFO (info.st_mode));
  g_assert_cmpuint (info.st_mode & 0777, ==, 0644);
}

/* Who keeps the profile in another place wants it to stay there. */
static void
test_behind_a_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_file (fixture->file, "old", 0644);
  make_link (fixture->file, fixture->path);
  g_assert_true (write_profile (fixture->path, &error));
  g_assert_no_error (error);
  assert_link (fixture->path, fixture->file);
  assert_file (fixture->file, "new", 0600);
  g_assert_cmpuint (count_names (fixture->disk), ==, 1);

  g_assert_cmpint (g_unlink (fixture->file), ==, 0);
  assert_not_written (fixture->path);
  assert_link (fixture->path, fixture->file);
}

/* Root may write anywhere, so it is nobody who tries. Nothing was written, so no rights were taken either. */
static void
test_behind_a_link_not_mine (Fixture *fixture, gconstpointer data)
{
  const uid_t me = geteuid ();

  write_file (fixture->file, "old", 0666);
  make_link (fixture->file, fixture->path);
  g_assert_cmpint (g_chmod (fixture->disk, 0555), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0777), ==, 0);
  g_assert_true (me != 0 || chown (fixture->file, 65534, 65534) == 0);
  g_assert_true (me != 0 || seteuid (65534) == 0);
  assert_not_written (fixture->path);
  g_assert_true (me != 0 || seteuid (0) == 0);
  g_assert_cmpint (g_chmod (fixture->disk, 0700), ==, 0);
  assert_file (fixture->file, "old", 0666);
  assert_link (fixture->path, fixture->file);
}

#define TEST(name, func) g_test_add ("/profile-file/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("out-of-reach", test_out_of_reach);
  TEST ("training-out-of-reach", test_training_out_of_reach);
  TEST ("owned-out-of-reach", test_owned_out_of_reach);
  TEST ("written", test_written);
  TEST ("no-file", test_no_file);
  TEST ("behind-a-link", test_behind_a_link);
  TEST ("behind-a-link-not-mine", test_behind_a_link_not_mine);

  return g_test_run ();
}
