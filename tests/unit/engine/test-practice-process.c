/* test-practice-process.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-practice-process.h"
#include "fiel-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* With programs that stand in for the practice cloud, because this is about starting, ending and what goes wrong. The
 * real one is started by the tests of fielctl. */

#define PATIENCE 60

typedef struct
{
  char *folder;                    /* (owned) */
  char *program;                   /* (owned) */
  FielPracticeProcess *process;    /* (owned) (nullable) */
  GError *error;                   /* (owned) (nullable) */
  gboolean done;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer script)
{
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, NULL);

  fixture->folder = fiel_test_make_dir ();
  fixture->program = g_build_filename (fixture->folder, "cloud", NULL);
  g_assert_true (g_file_set_contents (fixture->program, text, -1, NULL));
  g_assert_cmpint (g_chmod (fixture->program, 0700), ==, 0);
  g_setenv ("FIEL_PRACTICE_CLOUD", fixture->program, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer script)
{
  if (fixture->process != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->process));
  g_clear_error (&fixture->error);
  fiel_test_remove_dir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->program);
}

static void
on_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->process = fiel_practice_process_start_finish (result, &fixture->error);
  fixture->done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Fixture *) user_data)->done;
}

static void
start (Fixture *fixture, GCancellable *cancellable)
{
  fiel_practice_process_start_async (fixture->folder, "cl", cancellable, on_started, fixture);
  fiel_test_run_until (is_done, fixture, "the practice cloud", PATIENCE);
}

static gboolean
exists (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

#define FAITHFUL                                                                                                       \
  "cd \"$(dirname \"$0\")\"\necho \"$@\" >arguments\necho http://127.0.0.1:4711/\nyes a lot more | head -n 100000\n"   \
  ": >said-all\ncat >/dev/null\n: >ended\n"

static void
test_installed (Fixture *fixture, gconstpointer script)
{
  g_assert_true (fiel_practice_process_is_installed ());
  g_assert_cmpint (g_chmod (fixture->program, 0600), ==, 0);
  g_assert_false (fiel_practice_process_is_installed ());
  g_setenv ("FIEL_PRACTICE_CLOUD", fixture->folder, TRUE);
  g_assert_false (fiel_practice_process_is_installed ());
  g_setenv ("FIEL_PRACTICE_CLOUD", "/nowhere/cloud", TRUE);
  g_assert_false (fiel_practice_process_is_installed ());
}

static void
test_started_and_ended (Fixture *fixture, gconstpointer script)
{
  g_autofree char *arguments = g_build_filename (fixture->folder, "arguments", NULL);
  g_autofree char *said_all = g_build_filename (fixture->folder, "said-all", NULL);
  g_autofree char *ended = g_build_filename (fixture->folder, "ended", NULL);
  g_autofree char *expected = g_strdup_printf (
      "--port 0 --country cl --until-stdin-closes --state %s/practice-cloud.json\n", fixture->folder);
  g_autofree char *text = NULL;

  start (fixture, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fiel_practice_process_get_address (fixture->process), ==, "http://127.0.0.1:4711/");
  g_assert_true (g_file_get_contents (arguments, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);

  /* What it says later does not stop it. */
  fiel_test_run_until (exists, said_all, "the end of a long speech", PATIENCE);
  g_assert_false (exists (ended));
  fiel_practice_process_stop (fixture->process);
  fiel_test_run_until (exists, ended, "the end of the practice cloud", PATIENCE);
}

static void
test_ends_with_its_owner (Fixture *fixture, gconstpointer script)
{
  g_autofree char *ended = g_build_filename (fixture->folder, "ended", NULL);

  start (fixture, NULL);
  g_assert_no_error (fixture->error);
  fiel_test_drain ();
  g_clear_object (&fixture->process);
  fiel_test_run_until (exists, ended, "the end of the practice cloud", PATIENCE);
}

static void
test_adds_slash (Fixture *fixture, gconstpointer script)
{
  start (fixture, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fiel_practice_process_get_address (fixture->process), ==, "http://127.0.0.1:4711/");
}

static void
assert_failed (Fixture *fixture, const char *why)
{
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_null (fixture->process);
  g_assert_nonnull (strstr (fixture->error->message, fixture->program));
  g_assert_nonnull (strstr (fixture->error->message, why));
  g_assert_nonnull (strstr (fixture->error->message, "FIEL_PRACTICE_CLOUD"));
}

static void
test_ends_at_once (Fixture *fixture, gconstpointer script)
{
  start (fixture, NULL);
  assert_failed (fixture, "ended before it said its address");
}

static void
test_says_something_else (Fixture *fixture, gconstpointer script)
{
  start (fixture, NULL);
  assert_failed (fixture, "did not say an address first");
}

static void
test_not_installed (Fixture *fixture, gconstpointer script)
{
  g_assert_cmpint (g_unlink (fixture->program), ==, 0);
  start (fixture, NULL);
  assert_failed (fixture, "No such file");
}

static void
test_says_nothing (Fixture *fixture, gconstpointer script)
{
  start (fixture, NULL);
  assert_failed (fixture, "did not say its address in time");
}

static void
test_cancelled (Fixture *fixture, gconstpointer script)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *ended = g_build_filename (fixture->folder, "ended", NULL);

  fiel_practice_process_start_async (fixture->folder, "cl", cancellable, on_started, fixture);
  g_cancellable_cancel (cancellable);
  fiel_test_run_until (is_done, fixture, "the cancellation", PATIENCE);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (fixture->process);
  fiel_test_run_until (exists, ended, "the end of the practice cloud", PATIENCE);
}

static void
add (const char *path, const char *script, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, script, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/practice-process/installed", "exit 0\n", test_installed);
  add ("/practice-process/started-and-ended", FAITHFUL, test_started_and_ended);
  add ("/practice-process/ends-with-its-owner", FAITHFUL, test_ends_with_its_owner);
  add ("/practice-process/adds-slash", "echo http://127.0.0.1:4711\nexec cat >/dev/null\n", test_adds_slash);
  add ("/practice-process/ends-at-once", "exit 2\n", test_ends_at_once);
  add ("/practice-process/says-something-else", "echo hello\nexec cat >/dev/null\n", test_says_something_else);
  add ("/practice-process/not-installed", "exit 0\n", test_not_installed);
  add ("/practice-process/says-nothing", "exec cat\n", test_says_nothing);
  add ("/practice-process/cancelled", "cd \"$(dirname \"$0\")\"\ncat\n: >ended\n", test_cancelled);

  return g_test_run ();
}
