/* test-relay-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The writer thread: what it tells, to whom, and how much at a time.
 */

#include "fiel-relay-admin.h"
#include "fiel-relay-writer.h"
#include "fiel-system-clock.h"
#include "fiel-test.h"

#include <string.h>

#define N_NEWS 200
#define WAIT_S 20

typedef struct
{
  char *folder;            /* owned */
  char *path;              /* owned */
  FielClock *clock;        /* owned */
  FielRelayWriter *writer; /* owned, nullable */
  GObject *owner;          /* owned */
  GThread *thread;         /* unowned: where words have to be heard */
  guint n_batches;
  guint n_kept;
  guint n_refused;
  gint64 last_kept;
  guint n_rosters;
  guint n_read;
  gboolean has_page;
  gboolean ended;
} Fixture;

static void
on_batch (const FielRelayBatch *batch, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_true (g_thread_self () == fixture->thread);
  fixture->n_batches++;
  for (guint i = 0; i < batch->jobs->len; i++)
    {
      const FielRelayJob *job = g_ptr_array_index (batch->jobs, i);

      g_assert_true (job->owner == fixture->owner);
      if (job->kind == FIEL_RELAY_JOB_READ)
        {
          fixture->n_read += job->n_news;
          fixture->has_page = job->page != NULL;
          continue;
        }
      fixture->n_kept += job->kept ? 1 : 0;
      fixture->n_refused += job->kept ? 0 : 1;
      /* In the order in which they were given. */
      g_assert_true (!job->kept || job->news->sequence > fixture->last_kept);
      fixture->last_kept = job->kept ? job->news->sequence : fixture->last_kept;
    }
  fixture->n_rosters += batch->roster != NULL ? 1 : 0;
  fixture->ended = batch->is_last;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const FielRelayLimits limits = { { G_MAXINT64 / 4, G_MAXINT64 / 4 }, GPOINTER_TO_UINT (data) };
  g_autoptr (GError) error = NULL;
  g_autoptr (FielRelayStore) store = NULL;

  fixture->folder = fiel_test_make_dir ();
  fixture->path = g_build_filename (fixture->folder, "relay.db", NULL);
  fixture->clock = fiel_system_clock_new ();
  fixture->owner = g_object_new (G_TYPE_OBJECT, NULL);
  fixture->thread = g_thread_self ();
  store = fiel_relay_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (fiel_relay_admin_add_shop (store, "Norte", &error));
  fixture->writer = fiel_relay_writer_new (fixture->path, &limits, fixture->clock, on_batch, fixture, &error);
  g_assert_no_error (error);
}

static gboolean
has_ended (gpointer user_data)
{
  return ((Fixture *) user_data)->ended;
}

static void
finish (Fixture *fixture)
{
  fiel_relay_writer_finish (fixture->writer);
  fiel_test_run_until (has_ended, fixture, "the last word is heard", WAIT_S);
  g_clear_pointer (&fixture->writer, fiel_relay_writer_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->writer != NULL)
    finish (fixture);
  g_assert_finalize_object (fixture->owner);
  g_assert_finalize_object (fixture->clock);
  fiel_test_remove_dir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
keep (Fixture *fixture, guint n_news)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);

  for (guint i = 0; i < n_news; i++)
    fiel_relay_writer_keep (fixture->writer, fiel_relay_news_new (1, "getnet", 0, body), fixture->owner);
}

static gint64
count_kept (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielRelayStore) store = fiel_relay_store_open (fixture->path, &error);
  g_autoptr (GHashTable) counts = NULL;
  const gint64 *count = NULL;
  const gint64 shop = 1;

  g_assert_no_error (error);
  counts = fiel_relay_store_count_news (store, &error);
  g_assert_no_error (error);
  count = g_hash_table_lookup (counts, &shop);
  return count != NULL ? *count : 0;
}

static gboolean
are_answered (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->n_kept + fixture->n_refused == N_NEWS;
}

/* All that wait, with few flushes, in their order. */
static void
test_together (Fixture *fixture, gconstpointer data)
{
  keep (fixture, N_NEWS);
  fiel_test_run_until (are_answered, fixture, "all are answered", WAIT_S);
  g_assert_cmpuint (fixture->n_kept, ==, N_NEWS);
  g_assert_cmpint (fixture->last_kept, ==, N_NEWS);
  g_assert_cmpuint (fixture->n_batches, <, N_NEWS / 2);
  g_assert_cmpint (count_kept (fixture), ==, N_NEWS);
}

/* Nobody runs the main loop: the word waits for it, and is not heard in the writer's thread. */
static void
test_heard_in_its_thread (Fixture *fixture, gconstpointer data)
{
  keep (fixture, 1);
  while (count_kept (fixture) == 0)
    g_thread_yield ();
  g_assert_cmpuint (fixture->n_batches, ==, 0);
  finish (fixture);
  g_assert_cmpuint (fixture->n_kept, ==, 1);
}

/* What was given before the end is kept and told before it. */
static void
test_finish (Fixture *fixture, gconstpointer data)
{
  keep (fixture, N_NEWS);
  finish (fixture);
  g_assert_cmpuint (fixture->n_kept, ==, N_NEWS);
}

static gboolean
has_page (gpointer user_data)
{
  return ((Fixture *) user_data)->has_page;
}

/* A question sees what was given before it. */
static void
test_reads_behind (Fixture *fixture, gconstpointer data)
{
  keep (fixture, 3);
  fiel_relay_writer_read (fixture->writer, 1, 1, fixture->owner);
  fiel_test_run_until (has_page, fixture, "the page is there", WAIT_S);
  g_assert_cmpuint (fixture->n_read, ==, 2);
}

static gboolean
has_roster (gpointer user_data)
{
  return ((Fixture *) user_data)->n_rosters > 0;
}

static void
test_notices_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielRelayStore) store = fiel_relay_store_open (fixture->path, &error);
  g_autofree char *token = fiel_relay_admin_add_till (store, "Norte", "Caja 1", &error);

  g_assert_no_error (error);
  fiel_test_run_until (has_roster, fixture, "the new till is noticed", WAIT_S);
}

static void
test_bound (Fixture *fixture, gconstpointer data)
{
  keep (fixture, N_NEWS);
  fiel_test_run_until (are_answered, fixture, "all are answered", WAIT_S);
  g_assert_cmpuint (fixture->n_kept, ==, GPOINTER_TO_UINT (data));
  g_assert_cmpint (count_kept (fixture), ==, GPOINTER_TO_UINT (data));
}

static gint64
read_position (Fixture *fixture, const char *token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielRelayStore) store = fiel_relay_store_open (fixture->path, &error);
  g_autoptr (FielRelayRoster) roster = fiel_relay_roster_read (store, &error);

  g_assert_no_error (error);
  return fiel_relay_till_get_position (fiel_relay_roster_find_till (roster, token, strlen (token)));
}

/* With the next flush, and at the end without one. */
static void
test_positions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielRelayStore) store = fiel_relay_store_open (fixture->path, &error);
  g_autofree char *token = fiel_relay_admin_add_till (store, "Norte", "Caja 1", &error);

  fiel_relay_writer_move (fixture->writer, 1, 5);
  keep (fixture, N_NEWS);
  fiel_test_run_until (are_answered, fixture, "all are answered", WAIT_S);
  g_assert_cmpint (read_position (fixture, token), ==, 5);
  fiel_relay_writer_move (fixture->writer, 1, 7);
  finish (fixture);
  g_assert_cmpint (read_position (fixture, token), ==, 7);
}

static void
add (const char *name, guint max_news, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/relay/writer/", name, NULL);

  g_test_add (path, Fixture, GUINT_TO_POINTER (max_news), set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);

  add ("together", 10000, test_together);
  add ("heard-in-its-thread", 10000, test_heard_in_its_thread);
  add ("finish", 10000, test_finish);
  add ("reads-behind", 10000, test_reads_behind);
  add ("notices-changes", 10000, test_notices_changes);
  add ("bound", 30, test_bound);
  add ("positions", 10000, test_positions);
  return g_test_run ();
}
