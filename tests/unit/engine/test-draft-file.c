/* test-draft-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-draft-file.h"

#include "fiel-draft-stream.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

/* What people read of a disk that takes no more: the system's own words, and nothing before them. */

/* /dev/full is a disk without room, but no place for a draft. */
static void
test_full_disk (void)
{
  const int fd = g_open ("/dev/full", O_WRONLY | O_CLOEXEC, 0);
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (fd, >=, 0);
  stream = fiel_draft_stream_new (fd);
  g_assert_false (g_output_stream_write_all (stream, "x", 1, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpstr (error->message, ==, g_strerror (ENOSPC));
  close (fd);
}

static void
set_most (rlim_t most)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = most == RLIM_INFINITY ? limit.rlim_max : most;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* The first bytes fit; what is there stays, and nothing is left beside it. */
static void
test_file_too_large (void)
{
  g_autofree char *folder = g_dir_make_tmp ("fiel-draft-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x", NULL);
  g_autofree char *text = NULL;
  g_autoptr (FielDraftFile) draft = NULL;
  g_autoptr (GError) error = NULL;
  gboolean written;
  gsize n_written = 0;

  g_assert_true (g_file_set_contents (path, "older", -1, NULL));
  draft = fiel_draft_file_new (path, TRUE, &error);
  g_assert_no_error (error);
  signal (SIGXFSZ, SIG_IGN);
  set_most (16);
  written = g_output_stream_write_all (fiel_draft_file_get_stream (draft), "0123456789012345678901234567890", 31,
                                       &n_written, NULL, &error);
  set_most (RLIM_INFINITY);
  g_assert_false (written);
  g_assert_cmpuint (n_written, ==, 16);
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, ==, g_strerror (EFBIG));

  g_clear_pointer (&draft, fiel_draft_file_free);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "older");
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_whole (void)
{
  g_autofree char *folder = g_dir_make_tmp ("fiel-draft-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x", NULL);
  g_autofree char *text = NULL;
  g_autoptr (FielDraftFile) draft = NULL;
  g_autoptr (GError) error = NULL;

  draft = fiel_draft_file_new (path, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (fiel_draft_file_get_stream (draft), "whole", 5, NULL, NULL, &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (fiel_draft_file_keep (draft, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "whole");
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/draft-file/full-disk", test_full_disk);
  g_test_add_func ("/draft-file/file-too-large", test_file_too_large);
  g_test_add_func ("/draft-file/whole", test_whole);

  return g_test_run ();
}
