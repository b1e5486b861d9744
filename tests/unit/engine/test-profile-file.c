/* test-profile-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-profile-file.h"

#include "fiel-profile-error.h"
#include "fiel-profile.h"
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

#define TEST(name, func) g_test_add ("/profile-file/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("out-of-reach", test_out_of_reach);
  TEST ("training-out-of-reach", test_training_out_of_reach);

  return g_test_run ();
}
