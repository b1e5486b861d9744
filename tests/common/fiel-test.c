/* fiel-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-test.h"

#include <gio/gio.h>
#include <string.h>

/* How often a condition is looked at while nothing happens in the main context: another thread may have changed it. */
#define LOOK_AGAIN_MS 10

static gboolean
keep_looking (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/**
 * fiel_test_run_until:
 * @condition: what to wait for; called in this thread
 * @user_data: data for @condition
 * @what: the condition in words, for the message of a failure
 * @timeout_seconds: how long at most; generous, since it is only ever spent by a test that fails
 *
 * Iterates the default main context until @condition is true, or fails the test.
 */
void
fiel_test_run_until (FielTestCondition condition, gpointer user_data, const char *what, guint timeout_seconds)
{
  const gint64 deadline = g_get_monotonic_time () + timeout_seconds * G_USEC_PER_SEC;
  const guint ticker = g_timeout_add (LOOK_AGAIN_MS, keep_looking, NULL);

  g_assert_nonnull (condition);
  g_assert_nonnull (what);

  while (!condition (user_data))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("waited %u s in vain until %s", timeout_seconds, what);
      g_main_context_iteration (NULL, TRUE);
    }

  g_source_remove (ticker);
}

/**
 * fiel_test_drain:
 *
 * Iterates the default main context until nothing in it is ready any more.
 */
void
fiel_test_drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/**
 * fiel_test_make_dir:
 *
 * Returns: (transfer full): the path of a new, empty folder of this test's own; end it with fiel_test_remove_dir()
 */
char *
fiel_test_make_dir (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("fiel-test-XXXXXX", &error);

  g_assert_no_error (error);

  return path;
}

static void
remove_tree (GFile *file)
{
  g_autoptr (GError) error = NULL;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL) == G_FILE_TYPE_DIRECTORY)
    {
      g_autoptr (GFileEnumerator) children = NULL;
      GFile *child;

      children = g_file_enumerate_children (file, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                                            NULL, &error);
      g_assert_no_error (error);
      while (g_file_enumerator_iterate (children, NULL, &child, NULL, &error) && child != NULL)
        remove_tree (child);
      g_assert_no_error (error);
    }

  g_file_delete (file, NULL, &error);
  g_assert_no_error (error);
}

/**
 * fiel_test_remove_dir:
 * @path: a folder made by fiel_test_make_dir()
 *
 * Removes the folder and everything in it; a symbolic link is removed, never followed.
 */
void
fiel_test_remove_dir (const char *path)
{
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  g_assert_nonnull (strstr (path, "fiel-test-"));
  remove_tree (folder);
}
