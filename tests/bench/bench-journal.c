/* bench-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench.h"
#include "fiel-journal-fill-fast.h"
#include "fiel-journal-find.h"
#include "fiel-payment-list.h"
#include "fiel-payment-query.h"
#include "fiel-payment-table.h"
#include "fiel-system-clock.h"
#include "fiel-test.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

/* What the journal view costs with a million payments. Scrolling: a table of our payments beside a bare GtkColumnView
 * of as many rows and columns over a list in memory, by turns; once by the wheel, and once both thrown to a random place
 * in every frame, as by somebody who drags the bar; counted is the main thread's work from one frame to the next,
 * drawing and all. Searching: the processor time of the whole
 * program until the first page of what was found was read, and then the main thread's until a frame with it was drawn.
 * Memory: what the program grew by from a few payments on the screen to all of them, searched and scrolled; and what a
 * table of as many rows as GTK keeps costs by itself, ours and the bare one.
 *
 * FIEL_BENCH_PAYMENTS makes it another number; FIEL_BENCH_JOURNAL names a journal with as many that is there
 * already. */

#define N_PAYMENTS 1000000
#define N_TODAY 300
#define N_ROUNDS 5
#define N_FRAMES 300
#define SETTLE_MS 400
#define N_REFILLS 3
#define FRAME_NS 16600000
#define ROW_HEIGHT 40.0
#define SEARCH_AIM_NS 100000000
#define MEMORY_AIM_MB 10.0
#define SCROLL_AIM 2.0

/* -- A list in memory -- */

#define BENCH_TYPE_LIST (bench_list_get_type ())
G_DECLARE_FINAL_TYPE (BenchList, bench_list, BENCH, LIST, GObject)

struct _BenchList
{
  GObject parent_instance;

  guint n;
};

static GType
get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return BENCH_LIST (model)->n;
}

static gpointer
get_item (GListModel *model, guint position)
{
  g_autofree char *text = position < BENCH_LIST (model)->n ? g_strdup_printf ("row %u", position) : NULL;

  return text != NULL ? gtk_string_object_new (text) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BenchList, bench_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
bench_list_class_init (BenchListClass *klass)
{
}

static void
bench_list_init (BenchList *self)
{
}

/* -- A bare table -- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
make_bare_table (BenchList *list, guint n_columns)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkSingleSelection *selection = gtk_single_selection_new (NULL);
  GtkColumnView *view = NULL;

  /* A selection would look for its row in all of a list that is filled anew. */
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_model (selection, G_LIST_MODEL (list));
  view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (selection)));
  for (guint i = 0; i < n_columns; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
      column = gtk_column_view_column_new ("Column", factory);
      gtk_column_view_column_set_expand (column, TRUE);
      gtk_column_view_append_column (view, column);
      g_object_unref (column);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (view));

  return scrolled;
}

/* -- Frames -- */

typedef struct
{
  GtkAdjustment *place;
  GRand *random;          /* (nullable): by the wheel */
  BenchSamples *samples;
  guint n_left;
  guint n_slow;
  gint64 start_ns;
} Scroll;

static gint64
get_thread_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

static gint64
get_process_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Three rows for a turn of the wheel, as one that is spun fast. */
static void
move (Scroll *scroll)
{
  double last = gtk_adjustment_get_upper (scroll->place) - gtk_adjustment_get_page_size (scroll->place);
  double place = gtk_adjustment_get_value (scroll->place) + 3 * ROW_HEIGHT;

  if (scroll->random != NULL)
    place = g_rand_double (scroll->random) * last;
  gtk_adjustment_set_value (scroll->place, place < last ? place : 0);
}

static void
after_paint_cb (GdkFrameClock *frame_clock, Scroll *scroll)
{
  const gint64 now_ns = get_thread_ns ();

  if (scroll->n_left == 0)
    return;
  if (scroll->start_ns != 0)
    {
      bench_samples_add (scroll->samples, now_ns - scroll->start_ns);
      scroll->n_slow += now_ns - scroll->start_ns > FRAME_NS;
      scroll->n_left--;
    }
  scroll->start_ns = get_thread_ns ();
  move (scroll);
}

static gboolean
keep_drawing_cb (GtkWidget *widget, GdkFrameClock *frame_clock, gpointer user_data)
{
  return ((Scroll *) user_data)->n_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static guint
scroll_about (GtkWidget *widget, BenchSamples *samples, guint n_frames, gboolean far)
{
  GtkWidget *scrolled = GTK_IS_SCROLLED_WINDOW (widget) ? widget : gtk_widget_get_first_child (widget);
  GdkFrameClock *frame_clock = gtk_widget_get_frame_clock (widget);
  Scroll scroll = { .samples = samples, .n_left = n_frames };
  gulong handler = 0;

  scroll.place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  scroll.random = far ? g_rand_new_with_seed (42) : NULL;
  handler = g_signal_connect (frame_clock, "after-paint", G_CALLBACK (after_paint_cb), &scroll);
  gtk_widget_add_tick_callback (widget, keep_drawing_cb, &scroll, NULL);
  while (scroll.n_left > 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (frame_clock, handler);
  g_clear_pointer (&scroll.random, g_rand_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  return scroll.n_slow;
}

/* -- Searching -- */

typedef struct
{
  char *folder;           /* owned */
  FielJournal *journal;   /* owned */
  FielPaymentList *list;  /* owned */
  FielClock *clock;       /* owned */
  GtkWidget *window;      /* unowned */
  GtkWidget *table;       /* unowned: in a stack in the window */
  GtkWidget *bare;        /* unowned: likewise */
  BenchList *bare_list;   /* owned */
  GtkStack *stack;        /* unowned */
  guint n_payments;
  gint64 found_ns;        /* of the program, when the first rows were announced; 0 before */
  gint64 shown_from_ns;   /* of the main thread, then */
  guint n_frames;         /* drawn since */
} Bench;

static FielPaymentFilter *
parse (Bench *bench, const char *words, FielPaymentPreset preset)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  const FielPaymentQueryContext context = {
    .currency = fiel_currency_find ("CLP"),
    .style = fiel_number_style_for_country ("cl"),
    .me = "Ana Riquelme",
    .now_wall_us = fiel_clock_get_wall_us (bench->clock),
    .zone = zone,
  };
  g_autoptr (GError) error = NULL;
  FielPaymentFilter *filter = fiel_payment_query_parse (words, preset, &context, &error);

  g_assert_no_error (error);

  return filter;
}

static gboolean
shows_first_page (FielPaymentList *list)
{
  g_autoptr (FielPayment) first = g_list_model_get_item (G_LIST_MODEL (list), 0);

  return first != NULL ? fiel_payment_get_loaded (first) : !fiel_payment_list_get_searching (list);
}

static void
count_frame_cb (GdkFrameClock *frame_clock, Bench *bench)
{
  bench->n_frames++;
}

static void
wait_frame (Bench *bench)
{
  GdkFrameClock *frame_clock = gtk_widget_get_frame_clock (bench->window);
  gulong handler = g_signal_connect (frame_clock, "after-paint", G_CALLBACK (count_frame_cb), bench);

  bench->n_frames = 0;
  gtk_widget_queue_draw (GTK_WIDGET (bench->stack));
  while (bench->n_frames == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (frame_clock, handler);
}

/* Until the first page is there, or it is certain that there is none, and the table was drawn as it is then. */
static void
wait_first_page (Bench *bench)
{
  while (!shows_first_page (bench->list))
    g_main_context_iteration (NULL, TRUE);
  if (bench->found_ns != 0)
    wait_frame (bench);
}

static void
wait_found (FielPaymentList *list)
{
  while (fiel_payment_list_get_searching (list))
    g_main_context_iteration (NULL, TRUE);
}

/* The first page was read, and the window is about to hear of it. While that works the search goes on beside it: what
 * the program uses from here on is not all for the first page. */
static void
first_rows_cb (GListModel *list, guint position, guint n_removed, guint n_added, Bench *bench)
{
  if (bench->found_ns != 0)
    return;

  bench->found_ns = get_process_ns ();
  bench->shown_from_ns = get_thread_ns ();
}

static void
stop_waiting_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* What the search before still wants to draw would count for the next one. */
static void
settle (void)
{
  gboolean settled = FALSE;

  g_timeout_add_once (SETTLE_MS, stop_waiting_cb, &settled);
  while (!settled)
    g_main_context_iteration (NULL, TRUE);
}

static void
measure_search (Bench *bench, const char *words, FielPaymentPreset preset, gint64 *worst_ns)
{
  g_autoptr (FielPaymentFilter) filter = parse (bench, words, preset);
  gint64 start_ns = 0;
  gint64 found_ns = 0;
  gint64 window_ns = 0;
  gint64 all_ns = 0;
  guint n = 0;

  settle ();
  bench->found_ns = 0;
  start_ns = get_process_ns ();
  fiel_payment_table_begin_anew (FIEL_PAYMENT_TABLE (bench->table));
  fiel_payment_list_set_filter (bench->list, filter);
  wait_first_page (bench);
  if (bench->found_ns != 0)
    {
      found_ns = bench->found_ns - start_ns;
      window_ns = get_thread_ns () - bench->shown_from_ns;
    }
  else
    found_ns = get_process_ns () - start_ns;
  wait_found (bench->list);
  all_ns = get_process_ns () - start_ns;
  n = g_list_model_get_n_items (G_LIST_MODEL (bench->list));
  if (n > 0)
    *worst_ns = MAX (*worst_ns, found_ns + window_ns);
  g_print ("  search “%s”%*s %s %8.1f ms, its rows %8.1f ms   all of %8u %8.1f ms\n", words,
           (int) (34 - strlen (words)), "", n > 0 ? "first page" : "no page   ", (double) found_ns / 1e6,
           (double) window_ns / 1e6, n, (double) all_ns / 1e6);
}

static void
measure_searches (Bench *bench)
{
  g_autofree char *last4 = fiel_journal_fill_fast_last4 (bench->n_payments / 2);
  g_autofree char *authorization = fiel_journal_fill_fast_authorization (bench->n_payments / 3);
  g_autofree char *ticket = g_strdup_printf ("%06u", bench->n_payments / 5);
  const char *const words[] = {
    last4, authorization, ticket, "12.990", "state:declined", "state:by-hand", ">80000", "by:carla", "till:sur",
    "kind:return", "by:nobody", "state:approved >90000 till:norte", "3000001", "", "till:nobody", "since:2000-01-01",
    "until:2026-01-01", "0", "9999999", "zzz", "kind:sale <5000", "state:cancelled till:norte", "0 till:nobody",
  };
  gint64 worst_ns = 0;

  measure_search (bench, "", FIEL_PAYMENT_PRESET_TODAY, &worst_ns);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    measure_search (bench, words[i], FIEL_PAYMENT_PRESET_ALL, &worst_ns);
  g_print ("  %-48s worst  %8.1f ms   aim ≤ %d: %s\n", "search: processor time to the first page",
           (double) worst_ns / 1e6, SEARCH_AIM_NS / 1000000, worst_ns <= SEARCH_AIM_NS ? "met" : "missed");
}

/* What GTK needs to fill the rows of a bare table anew, all of them at once, and to draw them. */
static void
measure_bare_rows (Bench *bench)
{
  g_autoptr (BenchSamples) samples = bench_samples_new ();

  gtk_stack_set_visible_child (bench->stack, bench->bare);
  for (guint i = 0; i < N_REFILLS; i++)
    {
      gint64 start_ns = 0;

      settle ();
      start_ns = get_thread_ns ();
      g_list_model_items_changed (G_LIST_MODEL (bench->bare_list), 0, bench->n_payments, bench->n_payments);
      wait_frame (bench);
      bench_samples_add (samples, get_thread_ns () - start_ns);
    }
  bench_print_samples ("the rows of a bare table, filled anew", samples);
}

/* -- Memory -- */

/* What belongs to this program alone and was written to. */
static double
get_private_mb (void)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char *line = NULL;

  g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, &error);
  g_assert_no_error (error);
  line = strstr (text, "\nPrivate_Dirty:");
  g_assert_nonnull (line);

  return (double) g_ascii_strtoll (line + strlen ("\nPrivate_Dirty:"), NULL, 10) / 1024.0;
}

/* -- The run -- */

static void
open_journal (Bench *bench)
{
  const char *given = g_getenv ("FIEL_BENCH_JOURNAL");
  g_autofree char *path = given != NULL ? g_strdup (given) : g_build_filename (bench->folder, "journal.db", NULL);
  g_autoptr (FielJournalEvent) opened = fiel_journal_event_new (FIEL_JOURNAL_TYPE_OPENED, NULL, "bench");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start_ns = bench_now_ns ();

  if (given == NULL)
    fiel_journal_fill_fast (path, bench->n_payments, N_TODAY, g_get_real_time ());
  g_print ("  %u payments written in %.0f s\n", bench->n_payments, (double) (bench_now_ns () - start_ns) / 1e9);

  fiel_journal_event_set_time (opened, g_get_real_time (), 0, "6c9a1f0e-0000-4000-8000-000000000003");
  start_ns = bench_now_ns ();
  fiel_journal_open_async (path, "Caja 2", "bench", opened, NULL, bench_keep_result, &result);
  bench->journal = fiel_journal_open_finish (bench_wait_result (&result), &error);
  g_assert_no_error (error);
  g_print ("  journal opened and checked in %.1f s\n", (double) (bench_now_ns () - start_ns) / 1e9);
}

static void
show_window (Bench *bench)
{
  bench->window = gtk_window_new ();
  bench->stack = GTK_STACK (gtk_stack_new ());
  bench->table = g_object_new (FIEL_TYPE_PAYMENT_TABLE, NULL);
  bench->bare_list = g_object_new (BENCH_TYPE_LIST, NULL);
  bench->bare_list->n = bench->n_payments;
  bench->bare = make_bare_table (bench->bare_list, 8);
  gtk_stack_add_child (bench->stack, bench->table);
  gtk_stack_add_child (bench->stack, bench->bare);
  gtk_window_set_child (GTK_WINDOW (bench->window), GTK_WIDGET (bench->stack));
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1270, 720);
  gtk_window_present (GTK_WINDOW (bench->window));
  while (!gtk_widget_get_mapped (bench->window))
    g_main_context_iteration (NULL, TRUE);
}

static guint
scroll_in (Bench *bench, GtkWidget *child, BenchSamples *samples, guint n_frames, gboolean far)
{
  gtk_stack_set_visible_child (bench->stack, child);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  return scroll_about (child, samples, n_frames, far);
}

/* By turns, so that what the machine does meanwhile meets both. */
static void
compare_scrolling (Bench *bench, const char *how, gboolean far)
{
  g_autoptr (BenchSamples) bare = bench_samples_new ();
  g_autoptr (BenchSamples) ours = bench_samples_new ();
  guint n_slow_bare = 0;
  guint n_slow = 0;
  double ratio = 0.0;

  scroll_in (bench, bench->bare, bare, N_FRAMES / 3, far);
  scroll_in (bench, bench->table, ours, N_FRAMES / 3, far);
  bench_samples_clear (bare);
  bench_samples_clear (ours);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      n_slow_bare += scroll_in (bench, bench->bare, bare, N_FRAMES, far);
      n_slow += scroll_in (bench, bench->table, ours, N_FRAMES, far);
    }

  g_print ("  scrolling %s\n", how);
  bench_print_samples ("a frame: bare GtkColumnView", bare);
  bench_print_samples ("a frame: payments", ours);
  ratio = bench_samples_get_us (ours, 99) / bench_samples_get_us (bare, 99);
  g_print ("  %-48s bare %8.1f µs   payments %8.1f µs\n", "a frame: p99", bench_samples_get_us (bare, 99),
           bench_samples_get_us (ours, 99));
  g_print ("  %-48s bare %8.1f µs   payments %8.1f µs\n", "a frame: the longest", bench_samples_get_us (bare, 100),
           bench_samples_get_us (ours, 100));
  g_print ("  %-48s ratio  %8.2f      aim ≤ %.2f: %s\n", "a frame: payments / bare, p99", ratio, SCROLL_AIM,
           ratio <= SCROLL_AIM ? "met" : "missed");
  g_print ("  %-48s bare %8u      payments %8u      aim 0: %s\n", "frames of more than 16.6 ms", n_slow_bare, n_slow,
           n_slow == 0 ? "met" : "missed");
}

static void
measure_scrolling (Bench *bench)
{
  g_autoptr (FielPaymentFilter) all = parse (bench, "", FIEL_PAYMENT_PRESET_ALL);

  fiel_payment_list_set_filter (bench->list, all);
  wait_found (bench->list);
  compare_scrolling (bench, "by the wheel, three rows a frame", FALSE);
  compare_scrolling (bench, "to a random place in every frame", TRUE);
}

static void
bench_tear_down (Bench *bench)
{
  g_autoptr (GAsyncResult) result = NULL;

  fiel_payment_table_set_list (FIEL_PAYMENT_TABLE (bench->table), NULL, NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (bench->window));
  g_object_unref (bench->list);
  fiel_journal_close_async (bench->journal, bench_keep_result, &result);
  fiel_journal_close_finish (bench->journal, bench_wait_result (&result), NULL);
  g_object_unref (bench->journal);
  g_object_unref (bench->clock);
  g_object_unref (bench->bare_list);
  fiel_test_remove_dir (bench->folder);
  g_free (bench->folder);
}

static void
make_list (Bench *bench)
{
  bench->list = fiel_payment_list_new (bench->journal);
  /* Before the table, which draws as soon as it hears of it. */
  g_signal_connect (bench->list, "items-changed", G_CALLBACK (first_rows_cb), bench);
  fiel_payment_table_set_list (FIEL_PAYMENT_TABLE (bench->table), G_LIST_MODEL (bench->list),
                               fiel_number_style_for_country ("cl"), bench->clock);
}

/* What a table needs for as many rows as it has widgets for, and a few more. */
static void
show_a_few (Bench *bench)
{
  g_autoptr (FielPaymentFilter) few = parse (bench, "state:by-hand", FIEL_PAYMENT_PRESET_ALL);
  g_autoptr (BenchSamples) warm = bench_samples_new ();

  fiel_payment_list_set_filter (bench->list, few);
  wait_found (bench->list);
  g_print ("  memory of %u payments and of the million are compared\n",
           g_list_model_get_n_items (G_LIST_MODEL (bench->list)));
  scroll_in (bench, bench->table, warm, N_FRAMES, TRUE);
}

/* Before the bare table makes its rows anew, which leaves holes in memory that are not ours. */
static void
show_all (Bench *bench)
{
  g_autoptr (FielPaymentFilter) all = parse (bench, "", FIEL_PAYMENT_PRESET_ALL);
  g_autoptr (BenchSamples) warm = bench_samples_new ();

  fiel_payment_list_set_filter (bench->list, all);
  wait_found (bench->list);
  scroll_in (bench, bench->table, warm, N_FRAMES, TRUE);
}

int
main (int argc, char **argv)
{
  const char *number = g_getenv ("FIEL_BENCH_PAYMENTS");
  Bench bench = { .n_payments = number != NULL ? (guint) g_ascii_strtoull (number, NULL, 10) : N_PAYMENTS };
  g_autoptr (BenchSamples) warm = bench_samples_new ();
  double nothing_mb = 0.0;
  double bare_mb = 0.0;
  double few_mb = 0.0;
  double all_mb = 0.0;

  gtk_init ();
  adw_init ();
  bench_init ("The journal view over a million payments");
  bench.folder = fiel_test_make_dir ();
  bench.clock = fiel_system_clock_new ();
  open_journal (&bench);
  show_window (&bench);
  settle ();
  nothing_mb = get_private_mb ();
  scroll_in (&bench, bench.bare, warm, N_FRAMES, TRUE);
  bare_mb = get_private_mb ();
  make_list (&bench);
  show_a_few (&bench);
  few_mb = get_private_mb ();
  measure_searches (&bench);
  show_all (&bench);
  all_mb = get_private_mb ();
  measure_bare_rows (&bench);
  measure_scrolling (&bench);
  g_print ("  %-48s bare %8.1f MB   payments %8.1f MB\n", "memory: a table of a screen's rows",
           bare_mb - nothing_mb, few_mb - bare_mb);
  g_print ("  %-48s        %8.1f MB   aim ≤ %.0f: %s\n", "memory: growth from a few payments to all", all_mb - few_mb,
           MEMORY_AIM_MB, all_mb - few_mb <= MEMORY_AIM_MB ? "met" : "missed");
  bench_tear_down (&bench);

  return 0;
}
