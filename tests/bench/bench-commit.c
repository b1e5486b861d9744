/* bench-commit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench.h"
#include "fiel-journal-fill.h"
#include "fiel-journal-samples.h"
#include "fiel-test.h"

#include <string.h>

/* How much dearer a durable fact is than the disk itself: the fact that closes a sale, appended to a journal that a
 * till has used for a while, against one pwrite and fdatasync of as many bytes in the same folder. By turns, so that
 * both meet the same disk. Twice: the store on the caller's thread, and the journal as the engine uses it, with its
 * thread and queue and the way back through the main loop; what that way costs by itself is told by a bare flush that
 * goes the same way. */

#define N_WARM_UP 250
#define N_MEASURED 1000
#define N_PAYMENTS_BEFORE 3000
#define AIM 1.5

typedef struct
{
  char *folder;                  /* owned */
  char *path;                    /* owned: the journal */
  guint n_sales;
  BenchDisk *disk;               /* owned */
  BenchSamples *facts;           /* owned */
  BenchSamples *flushes;         /* owned */
  BenchSamples *thread_flushes;  /* owned */
} Bench;

typedef void (*AppendFunc) (gpointer journal, GPtrArray *events);

/* What this process has written so far, as the kernel counts it. */
static gsize
read_n_written (void)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char *line = NULL;

  g_file_get_contents ("/proc/self/io", &text, NULL, &error);
  g_assert_no_error (error);
  line = strstr (text, "wchar: ");
  g_assert_nonnull (line);

  return (gsize) g_ascii_strtoull (line + strlen ("wchar: "), NULL, 10);
}

static FielJournalEvent *
closed_new (const char *attempt_id, guint number)
{
  FielJournalEvent *event = fiel_sample_state (attempt_id, "closed", "approved");

  fiel_journal_event_set (event, FIEL_FIELD_EVENT, "approved");
  fiel_journal_event_set_int (event, FIEL_FIELD_PROVIDER_ID, 700000 + number);
  fiel_journal_event_set (event, FIEL_FIELD_AUTHORIZATION, "A12345");
  fiel_journal_event_set (event, FIEL_FIELD_BRAND, "VI");
  fiel_journal_event_set (event, FIEL_FIELD_CARD_TYPE, "CR");
  fiel_journal_event_set (event, FIEL_FIELD_LAST4, "1486");

  return event;
}

static GPtrArray *
take_event (FielJournalEvent *event)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);

  g_ptr_array_add (events, event);

  return events;
}

/* One sale: its intent, unmeasured, and the fact that closes it. Then the disk does the same. */
static void
measure_one (Bench *bench, AppendFunc append, gpointer journal)
{
  const guint number = N_PAYMENTS_BEFORE + ++bench->n_sales;
  g_autofree char *attempt_id = g_strdup_printf ("b%024u", number);
  g_autoptr (GPtrArray) intent = take_event (fiel_sample_intent (attempt_id, number, 12500, 12500, "term-1"));
  g_autoptr (GPtrArray) closed = take_event (closed_new (attempt_id, number));
  gsize written = 0;
  gint64 start = 0;

  append (journal, intent);

  written = read_n_written ();
  start = bench_now_ns ();
  append (journal, closed);
  bench_samples_add_since (bench->facts, start);
  written = read_n_written () - written;

  start = bench_now_ns ();
  bench_disk_flush (bench->disk, written);
  bench_samples_add_since (bench->flushes, start);

  start = bench_now_ns ();
  bench_disk_flush_on_thread (bench->disk, written);
  bench_samples_add_since (bench->thread_flushes, start);
}

static void
measure (Bench *bench, AppendFunc append, gpointer journal)
{
  for (guint i = 0; i < N_WARM_UP + N_MEASURED; i++)
    {
      if (i == 0 || i == N_WARM_UP)
        {
          bench_samples_clear (bench->facts);
          bench_samples_clear (bench->flushes);
          bench_samples_clear (bench->thread_flushes);
        }
      measure_one (bench, append, journal);
    }
}

static void
append_to_store (gpointer journal, GPtrArray *events)
{
  g_autoptr (GError) error = NULL;

  fiel_journal_store_append (journal, events, FIEL_JOURNAL_DURABLE, &error);
  g_assert_no_error (error);
}

static void
bench_store (Bench *bench)
{
  g_autoptr (FielJournalStore) store = fiel_sample_open_fine (bench->path);

  fiel_journal_fill (store, 1, N_PAYMENTS_BEFORE, FIEL_SAMPLE_WALL_US, G_USEC_PER_SEC);
  measure (bench, append_to_store, store);

  bench_print_samples ("disk: a write of as many bytes, and fdatasync", bench->flushes);
  bench_print_samples ("store: a fact, on the caller's thread", bench->facts);
  bench_print_ratio ("store / disk", bench->facts, bench->flushes, AIM);
}

static void
append_to_journal (gpointer journal, GPtrArray *events)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fiel_journal_append_async (journal, events, FIEL_JOURNAL_DURABLE, bench_keep_result, &result);
  g_assert_true (fiel_journal_append_finish (journal, bench_wait_result (&result), &error));
  g_assert_no_error (error);
}

static void
bench_journal (Bench *bench)
{
  g_autoptr (FielJournalEvent) opened = fiel_sample_event (FIEL_JOURNAL_TYPE_OPENED, NULL);
  g_autoptr (FielJournal) journal = NULL;
  g_autoptr (GAsyncResult) open_result = NULL;
  g_autoptr (GAsyncResult) close_result = NULL;
  g_autoptr (GError) error = NULL;

  fiel_journal_open_async (bench->path, "Caja 2", "bench", opened, NULL, bench_keep_result, &open_result);
  journal = fiel_journal_open_finish (bench_wait_result (&open_result), &error);
  g_assert_no_error (error);

  measure (bench, append_to_journal, journal);

  bench_print_samples ("disk: a write of as many bytes, and fdatasync", bench->flushes);
  bench_print_samples ("disk, through a thread and the main loop", bench->thread_flushes);
  bench_print_samples ("journal: a fact, through thread and main loop", bench->facts);
  bench_print_ratio ("journal / disk", bench->facts, bench->flushes, AIM);
  bench_print_ratio ("journal / disk through a thread", bench->facts, bench->thread_flushes, 0.0);

  fiel_journal_close_async (journal, bench_keep_result, &close_result);
  fiel_journal_close_finish (journal, bench_wait_result (&close_result), &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };

  bench_init ("Durable commit: the fact that closes a sale");
  bench.folder = fiel_test_make_dir ();
  bench.path = g_build_filename (bench.folder, "journal.db", NULL);
  bench.disk = bench_disk_new (bench.folder);
  bench.facts = bench_samples_new ();
  bench.flushes = bench_samples_new ();
  bench.thread_flushes = bench_samples_new ();

  bench_store (&bench);
  bench_journal (&bench);

  bench_samples_free (bench.facts);
  bench_samples_free (bench.flushes);
  bench_samples_free (bench.thread_flushes);
  bench_disk_free (bench.disk);
  fiel_test_remove_dir (bench.folder);
  g_free (bench.folder);
  g_free (bench.path);

  return 0;
}
