/* fuzz-replay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A target without the fuzzer: runs it on every file of the folders it is given, one case per file. */

#include "fuzz-input.h"

#include <string.h>

static void
replay_file (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (data, &bytes, &size, &error));
  /* A block of exactly this size, so that a sanitizer sees the first byte behind it. */
  LLVMFuzzerTestOneInput ((const guint8 *) bytes, size);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_folder (const char *folder, GPtrArray *paths)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name = NULL;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++)
    add_folder (argv[i], paths);
  g_ptr_array_sort (paths, compare_names);
  g_assert_cmpuint (paths->len, >, 0);

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *case_name = g_strdup_printf ("/replay/%s", name);

      g_test_add_data_func (case_name, path, replay_file);
    }

  return g_test_run ();
}
