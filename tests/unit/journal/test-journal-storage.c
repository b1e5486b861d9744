/* test-journal-storage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-faulty-disk.h"
#include "fiel-journal-samples.h"
#include "fiel-journal-verify.h"

#include "fiel-test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* What the disk does to the journal: how often it is flushed, what happens when it fails (I10), and what is left of a
 * program that was killed. */

typedef struct
{
  char *folder; /* owned */
  char *path;   /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fiel_test_make_dir ();
  fixture->path = g_build_filename (fixture->folder, "journal.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fiel_faulty_disk_heal ();
  fiel_test_remove_dir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
assert_whole (FielJournalStore *store)
{
  g_autoptr (FielJournalVerifier) verifier = fiel_journal_verifier_new (NULL);
  g_autoptr (FielJournalVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  while (!done)
    {
      fiel_journal_verifier_step (verifier, store, &done, &error);
      g_assert_no_error (error);
    }
  verdict = fiel_journal_verifier_take_verdict (verifier);
  g_assert_cmpstr (verdict->complaint, ==, NULL);
}

static void
append_ordered (FielJournalStore *store, FielJournalEvent *event)
{
  g_autoptr (GError) error = NULL;

  fiel_sample_try (store, FIEL_JOURNAL_ORDERED, &error, event, NULL);
  g_assert_no_error (error);
}

/* A durable append is one flush, an ordered one is none, and a whole sale is three. */
static void
test_flushes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielJournalStore) store = fiel_sample_open_fine (fixture->path);

  fiel_faulty_disk_take_n_flushes ();
  for (gint64 i = 1; i <= 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%d", (int) i);

      fiel_sample_append (store, fiel_sample_intent (id, i, 100, 100, "term-1"));
      g_assert_cmpuint (fiel_faulty_disk_take_n_flushes (), ==, 1);
      append_ordered (store, fiel_sample_event (FIEL_JOURNAL_TYPE_RECEIVED, id));
      g_assert_cmpuint (fiel_faulty_disk_take_n_flushes (), ==, 0);
      fiel_sample_append (store, fiel_sample_state (id, "accepted", NULL));
      append_ordered (store, fiel_sample_event (FIEL_JOURNAL_TYPE_RECEIVED, id));
      fiel_sample_append (store, fiel_sample_state (id, "closed", "approved"));
      g_assert_cmpuint (fiel_faulty_disk_take_n_flushes (), ==, 2);
    }
}

/* A refusal rolls back without a flush. */
static void
test_refusal_is_free (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielJournalStore) store = fiel_sample_open_fine (fixture->path);
  g_autoptr (GError) error = NULL;

  fiel_sample_append (store, fiel_sample_intent ("a1", 1, 100, 100, "term-1"));
  fiel_faulty_disk_take_n_flushes ();
  fiel_sample_try (store, FIEL_JOURNAL_DURABLE, &error, fiel_sample_intent ("a2", 2, 100, 100, "term-1"), NULL);
  g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_TERMINAL_BUSY);
  g_assert_cmpuint (fiel_faulty_disk_take_n_flushes (), ==, 0);
}

static gboolean
is_step_durable (guint step)
{
  return step != 1;
}

static FielJournalEvent *
make_step (guint step)
{
  switch (step)
    {
    case 0:
      return fiel_sample_intent ("a2", 2, 100, 100, "term-1");
    case 1:
      return fiel_sample_event (FIEL_JOURNAL_TYPE_RECEIVED, "a2");
    case 2:
      return fiel_sample_state ("a2", "accepted", NULL);
    default:
      return fiel_sample_state ("a2", "closed", "approved");
    }
}

#define N_STEPS 4

static void
assert_stopped (FielJournalStore *store)
{
  g_autoptr (GError) append_error = NULL;
  g_autoptr (GError) list_error = NULL;
  g_autoptr (GError) events_error = NULL;
  g_autoptr (GError) ticket_error = NULL;
  FielAttemptFilter filter = { .limit = 1 };

  fiel_sample_try (store, FIEL_JOURNAL_DURABLE, &append_error, fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, NULL), NULL);
  g_assert_error (append_error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE);
  g_assert_null (fiel_journal_store_list_attempts (store, &filter, &list_error));
  g_assert_error (list_error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE);
  g_assert_null (fiel_journal_store_list_events (store, NULL, 0, 1, &events_error));
  g_assert_error (events_error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE);
  g_assert_null (fiel_journal_store_look_up_ticket (store, NULL, &ticket_error));
  g_assert_error (ticket_error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE);
}

/* Returns how many steps of the sale were acknowledged. */
static guint
sell_until_failure (FielJournalStore *store)
{
  for (guint step = 0; step < N_STEPS; step++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FielJournalEvent) event = make_step (step);

      if (fiel_sample_try (store, is_step_durable (step) ? FIEL_JOURNAL_DURABLE : FIEL_JOURNAL_ORDERED, &error,
                           fiel_journal_event_ref (event), NULL))
        continue;

      g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE);
      g_assert_cmpint (fiel_journal_event_get_seq (event), ==, 0);
      fiel_faulty_disk_heal ();
      assert_stopped (store);
      return step;
    }

  return N_STEPS;
}

/* Every write and every flush of a sale fails once. After it the journal takes nothing; opened again it is whole and
 * holds everything that was acknowledged. */
static void
test_every_fault (Fixture *fixture, gconstpointer data)
{
  const FielDiskFault fault = (FielDiskFault) GPOINTER_TO_INT (data);
  guint n_faults = 0;
  guint n_done = 0;

  for (guint nth = 1; n_done < N_STEPS; nth++)
    {
      g_autofree char *path = g_strdup_printf ("%s-%u", fixture->path, nth);
      FielJournalStore *store = fiel_sample_open_fine (path);
      g_autoptr (GPtrArray) events = NULL;

      fiel_sample_approve (store, "a1", 1, 100);
      fiel_faulty_disk_fail_at (nth, fault);
      n_done = sell_until_failure (store);
      fiel_faulty_disk_heal ();
      fiel_journal_store_close (store);
      n_faults += n_done < N_STEPS ? 1 : 0;

      store = fiel_sample_open_fine (path);
      assert_whole (store);
      events = fiel_journal_store_list_events (store, "a2", 0, 0, NULL);
      /* Or one more: a commit that was not acknowledged may be there all the same. */
      g_assert_cmpuint (events->len, >=, n_done);
      g_assert_cmpuint (events->len, <=, n_done + 1);
      fiel_journal_store_close (store);
    }
  g_assert_cmpuint (n_faults, >=, 10);
}

/* The journal cannot be made: the message says why, and nothing half-made gets its name. */
static void
test_fault_while_creating (Fixture *fixture, gconstpointer data)
{
  gboolean made = FALSE;
  guint nth;

  for (nth = 1; !made; nth++)
    {
      g_autofree char *path = g_strdup_printf ("%s-%u", fixture->path, nth);
      g_autoptr (GError) error = NULL;
      FielJournalStore *store;

      fiel_faulty_disk_fail_at (nth, FIEL_DISK_FAULT_FULL);
      store = fiel_sample_open (path, &error);
      made = store != NULL;
      if (!made)
        g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE);
      g_clear_pointer (&store, fiel_journal_store_close);
      fiel_faulty_disk_heal ();

      store = fiel_sample_open_fine (path);
      assert_whole (store);
      fiel_journal_store_close (store);
    }
  g_assert_cmpuint (nth, >, 10);
}

/* A real limit of the system instead of a made-up fault. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  FielJournalStore *store = fiel_sample_open_fine (fixture->path);
  struct rlimit before;
  g_autoptr (GError) error = NULL;
  gint64 n_done = 0;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &(struct rlimit){ 128 * 1024, before.rlim_max }), ==, 0);
  while (fiel_sample_try (store, FIEL_JOURNAL_DURABLE, &error, fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, NULL), NULL))
    n_done++;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, fixture->path));
  assert_stopped (store);
  fiel_journal_store_close (store);

  store = fiel_sample_open_fine (fixture->path);
  assert_whole (store);
  fiel_journal_store_close (store);
  g_assert_cmpint (n_done, >, 0);
}

/* The program that gets killed: appends, and says so on its output after each, durable and ordered in turn. */
static int
run_victim (const char *path)
{
  FielJournalStore *store = fiel_sample_open_fine (path);
  g_autoptr (FielTicketRecord) ticket = fiel_journal_store_look_up_ticket (store, NULL, NULL);
  const gint64 first = ticket->next_ticket_id;
  FielAttemptFilter open_only = { .open_only = TRUE };
  g_autoptr (GPtrArray) open = fiel_journal_store_list_attempts (store, &open_only, NULL);

  for (guint i = 0; i < open->len; i++)
    fiel_sample_append (store, fiel_sample_state (((FielAttemptRecord *) open->pdata[i])->attempt_id, "closed",
                                                  "hand-not-charged"));
  for (gint64 i = first;; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%" G_GINT64_FORMAT, i);
      g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT "\n", i);

      fiel_sample_append (store, fiel_sample_intent (id, i, 100, 100, "term-1"));
      append_ordered (store, fiel_sample_state (id, "closed", "approved"));
      if (write (STDOUT_FILENO, line, strlen (line)) < 0)
        return 1;
    }
}

/* The last number the victim said before it was killed; it gets at least @n_lines out. */
static gint64
kill_victim (const char *path, guint n_lines)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) victim =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe", "--victim", path, NULL);
  g_autoptr (GDataInputStream) output = NULL;
  gint64 last = 0;

  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (victim));
  for (guint i = 0;; i++)
    {
      g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, &error);

      g_assert_no_error (error);
      if (line == NULL)
        break;
      last = g_ascii_strtoll (line, NULL, 10);
      if (i + 1 == n_lines)
        g_subprocess_force_exit (victim);
    }
  g_subprocess_wait (victim, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (victim));
  g_assert_cmpint (g_subprocess_get_term_sig (victim), ==, SIGKILL);

  return last;
}

/* Killed at any moment, nothing that was acknowledged is lost, and the next start finds a whole journal. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  for (guint round = 0; round < 12; round++)
    {
      const gint64 last = kill_victim (fixture->path, 1 + round * 3);
      g_autoptr (FielJournalStore) store = fiel_sample_open_fine (fixture->path);
      g_autofree char *id = g_strdup_printf ("a%" G_GINT64_FORMAT, last);
      g_autoptr (FielAttemptRecord) record = fiel_sample_attempt (store, id);
      g_autoptr (FielTicketRecord) ticket = fiel_journal_store_look_up_ticket (store, NULL, NULL);

      assert_whole (store);
      g_assert_cmpint (record->outcome, ==, FIEL_OUTCOME_APPROVED);
      /* At most one sale after the last one it told about. */
      g_assert_cmpint (ticket->next_ticket_id, >=, last + 1);
      g_assert_cmpint (ticket->next_ticket_id, <=, last + 2);
    }
}

/* What is written into a file that lost its name is gone with the program: nothing more may be sent (I10). */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  static const char *const fates[] = { "moved", "deleted", "replaced" };
  const char *fate = fates[GPOINTER_TO_INT (data)];
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "elsewhere.db", NULL);
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  FielJournalStore *store = fiel_sample_open_fine (fixture->path);
  FielJournalStore *again = NULL;
  g_autoptr (GError) error = NULL;

  fiel_sample_approve (store, "before", 1, 1000);
  if (g_str_equal (fate, "deleted"))
    g_assert_cmpint (unlink (fixture->path), ==, 0);
  else
    g_assert_cmpint (g_rename (fixture->path, elsewhere), ==, 0);
  if (g_str_equal (fate, "replaced"))
    g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));

  fiel_sample_try (store, FIEL_JOURNAL_DURABLE, &error, fiel_sample_intent ("after", 2, 1000, 1000, "front"), NULL);
  g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "was moved, deleted or replaced while it was in use. Put the file back"));
  g_clear_error (&error);
  fiel_sample_try (store, FIEL_JOURNAL_DURABLE, &error, fiel_sample_intent ("later", 3, 1000, 1000, "front"), NULL);
  g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE);
  fiel_journal_store_close (store);

  /* Its log is where it was, for when the file is put back. */
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  if (g_str_equal (fate, "deleted"))
    return;
  g_assert_cmpint (g_rename (elsewhere, fixture->path), ==, 0);
  again = fiel_sample_open_fine (fixture->path);
  assert_whole (again);
  fiel_sample_approve (again, "after", 2, 1000);
  fiel_journal_store_close (again);
}

#define TEST(name, func, data) g_test_add ("/journal/storage/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--victim"))
    return run_victim (argv[2]);

  g_test_init (&argc, &argv, NULL);
  fiel_faulty_disk_install ();

  TEST ("moved", test_moved, GINT_TO_POINTER (0));
  TEST ("deleted", test_moved, GINT_TO_POINTER (1));
  TEST ("replaced", test_moved, GINT_TO_POINTER (2));
  TEST ("flushes", test_flushes, NULL);
  TEST ("refusal-is-free", test_refusal_is_free, NULL);
  TEST ("every-error", test_every_fault, GINT_TO_POINTER (FIEL_DISK_FAULT_ERROR));
  TEST ("every-full-disk", test_every_fault, GINT_TO_POINTER (FIEL_DISK_FAULT_FULL));
  TEST ("fault-while-creating", test_fault_while_creating, NULL);
  TEST ("no-room", test_no_room, NULL);
  TEST ("killed", test_killed, NULL);

  return g_test_run ();
}
