/* test-run-until.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-test.h"

#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
count_down (gpointer user_data)
{
  guint *n = user_data;

  return --*n > 0;
}

static gboolean
is_zero (gpointer user_data)
{
  const guint *n = user_data;

  return *n == 0;
}

static void
test_iterates (void)
{
  guint n = 5;

  g_idle_add (count_down, &n);
  fiel_test_run_until (is_zero, &n, "the counter is at zero", 60);
  g_assert_cmpuint (n, ==, 0);
}

static gpointer
clear_flag (gpointer user_data)
{
  g_atomic_int_set ((gint *) user_data, 0);

  return NULL;
}

static gboolean
is_clear (gpointer user_data)
{
  return g_atomic_int_get ((gint *) user_data) == 0;
}

/* What another thread changes is seen although nothing happens in the main context. */
static void
test_sees_other_threads (void)
{
  gint flag = 1;
  GThread *thread = g_thread_new ("clear", clear_flag, &flag);

  fiel_test_run_until (is_clear, &flag, "the flag is cleared", 60);
  g_thread_join (thread);
}

static gboolean
is_never (gpointer user_data)
{
  return FALSE;
}

static void
test_fails_with_the_condition (void)
{
  if (g_test_subprocess ())
    {
      fiel_test_run_until (is_never, NULL, "pigs fly", 0);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*in vain until pigs fly*");
}

static void
test_folders (void)
{
  g_autofree char *outside = fiel_test_make_dir ();
  g_autofree char *inside = fiel_test_make_dir ();
  g_autofree char *precious = g_build_filename (outside, "precious", NULL);
  g_autofree char *deep = g_build_filename (inside, "a", "b", NULL);
  g_autofree char *file = g_build_filename (deep, "file", NULL);
  g_autofree char *link = g_build_filename (deep, "link", NULL);

  g_assert_cmpstr (outside, !=, inside);
  g_assert_true (g_file_set_contents (precious, "", 0, NULL));
  g_assert_cmpint (g_mkdir_with_parents (deep, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  g_assert_cmpint (symlink (outside, link), ==, 0);

  fiel_test_remove_dir (inside);
  g_assert_false (g_file_test (inside, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (precious, G_FILE_TEST_EXISTS));
  fiel_test_remove_dir (outside);
  g_assert_false (g_file_test (outside, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/run-until/iterates", test_iterates);
  g_test_add_func ("/run-until/sees-other-threads", test_sees_other_threads);
  g_test_add_func ("/run-until/fails-with-the-condition", test_fails_with_the_condition);
  g_test_add_func ("/run-until/folders", test_folders);

  return g_test_run ();
}
