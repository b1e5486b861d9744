/* test-manual-clock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-manual-clock.h"
#include "fiel-test.h"

typedef struct
{
  FielClock *clock; /* not owned */
  GString *log;     /* owned */
} Recorder;

typedef struct
{
  Recorder *recorder; /* not owned */
  char letter;
  gint64 again_us; /* once more, so much later; 0 for not */
} Ring;

static void
ring (gpointer user_data)
{
  Ring *self = user_data;
  const gint64 again_us = self->again_us;

  g_string_append_c (self->recorder->log, self->letter);
  self->again_us = 0;
  if (again_us > 0)
    fiel_clock_add_timer (self->recorder->clock, again_us, ring, self);
}

static void
recorder_init (Recorder *recorder, FielManualClock *clock)
{
  recorder->clock = FIEL_CLOCK (clock);
  recorder->log = g_string_new (NULL);
}

static void
test_stands_still (void)
{
  FielManualClock *clock = fiel_manual_clock_new ();
  const gint64 boot_us = fiel_clock_get_boot_us (FIEL_CLOCK (clock));
  const gint64 wall_us = fiel_clock_get_wall_us (FIEL_CLOCK (clock));

  g_assert_cmpint (boot_us, >, 0);
  g_assert_cmpint (fiel_clock_get_boot_us (FIEL_CLOCK (clock)), ==, boot_us);
  fiel_manual_clock_advance (clock, 5);
  g_assert_cmpint (fiel_clock_get_boot_us (FIEL_CLOCK (clock)), ==, boot_us + 5);
  g_assert_cmpint (fiel_clock_get_wall_us (FIEL_CLOCK (clock)), ==, wall_us + 5);
  fiel_manual_clock_jump_wall (clock, -1000);
  g_assert_cmpint (fiel_clock_get_boot_us (FIEL_CLOCK (clock)), ==, boot_us + 5);
  g_assert_cmpint (fiel_clock_get_wall_us (FIEL_CLOCK (clock)), ==, wall_us + 5 - 1000);

  g_assert_finalize_object (clock);
}

static void
test_order (void)
{
  FielManualClock *clock = fiel_manual_clock_new ();
  Recorder recorder;
  Ring rings[4];

  recorder_init (&recorder, clock);
  rings[0] = (Ring){ &recorder, 'c', 0 };
  rings[1] = (Ring){ &recorder, 'a', 15 };
  rings[2] = (Ring){ &recorder, 'b', 0 };
  rings[3] = (Ring){ &recorder, 'z', 0 };
  fiel_clock_add_timer (recorder.clock, 20, ring, &rings[0]);
  fiel_clock_add_timer (recorder.clock, 10, ring, &rings[1]);
  fiel_clock_add_timer (recorder.clock, 10, ring, &rings[2]);
  fiel_clock_add_timer (recorder.clock, 31, ring, &rings[3]);

  fiel_manual_clock_advance (clock, 9);
  g_assert_cmpstr (recorder.log->str, ==, "");
  fiel_manual_clock_advance (clock, 21);
  g_assert_cmpstr (recorder.log->str, ==, "abca");
  g_assert_cmpuint (fiel_manual_clock_get_n_timers (clock), ==, 1);
  g_assert_cmpint (fiel_manual_clock_get_next_delay_us (clock), ==, 1);
  g_assert_true (fiel_manual_clock_advance_to_next (clock));
  g_assert_cmpstr (recorder.log->str, ==, "abcaz");
  g_assert_false (fiel_manual_clock_advance_to_next (clock));
  g_assert_cmpint (fiel_manual_clock_get_next_delay_us (clock), ==, -1);

  g_string_free (recorder.log, TRUE);
  g_assert_finalize_object (clock);
}

static void
test_never_at_once (void)
{
  FielManualClock *clock = fiel_manual_clock_new ();
  Recorder recorder;
  Ring now;

  recorder_init (&recorder, clock);
  now = (Ring){ &recorder, 'n', 0 };
  g_assert_cmpuint (fiel_clock_add_timer (recorder.clock, 0, ring, &now), !=, 0);
  g_assert_cmpstr (recorder.log->str, ==, "");
  fiel_manual_clock_advance (clock, 0);
  g_assert_cmpstr (recorder.log->str, ==, "n");

  g_string_free (recorder.log, TRUE);
  g_assert_finalize_object (clock);
}

static void
test_clearing (void)
{
  FielManualClock *clock = fiel_manual_clock_new ();
  Recorder recorder;
  Ring kept;
  Ring cleared;
  guint timer;

  recorder_init (&recorder, clock);
  kept = (Ring){ &recorder, 'k', 0 };
  cleared = (Ring){ &recorder, 'x', 0 };
  fiel_clock_add_timer (recorder.clock, 10, ring, &kept);
  timer = fiel_clock_add_timer (recorder.clock, 10, ring, &cleared);
  fiel_clock_clear_timer (recorder.clock, &timer);
  g_assert_cmpuint (timer, ==, 0);
  fiel_clock_clear_timer (recorder.clock, &timer);
  fiel_manual_clock_advance (clock, 100);
  g_assert_cmpstr (recorder.log->str, ==, "k");

  g_string_free (recorder.log, TRUE);
  g_assert_finalize_object (clock);
}

static void
test_reboot (void)
{
  FielManualClock *clock = fiel_manual_clock_new ();
  const char *first_id = fiel_clock_get_boot_id (FIEL_CLOCK (clock));
  const gint64 boot_us = fiel_clock_get_boot_us (FIEL_CLOCK (clock));

  fiel_manual_clock_advance (clock, 1000);
  fiel_manual_clock_reboot (clock);
  g_assert_cmpstr (fiel_clock_get_boot_id (FIEL_CLOCK (clock)), !=, first_id);
  g_assert_cmpint (fiel_clock_get_boot_us (FIEL_CLOCK (clock)), ==, boot_us);

  g_assert_finalize_object (clock);
}

typedef struct
{
  FielClock *clock; /* not owned */
  GMainContext *context;
  GMainLoop *loop;
  GThread *rang_in; /* written by the worker before it ends */
  gint n_ready;
  gint n_rung;
} Worker;

static void
ring_in_worker (gpointer user_data)
{
  Worker *worker = user_data;

  worker->rang_in = g_thread_self ();
  g_atomic_int_inc (&worker->n_rung);
  g_main_loop_quit (worker->loop);
}

static gpointer
worker_main (gpointer user_data)
{
  Worker *worker = user_data;

  g_main_context_push_thread_default (worker->context);
  fiel_clock_add_timer (worker->clock, 10, ring_in_worker, worker);
  g_atomic_int_inc (&worker->n_ready);
  g_main_loop_run (worker->loop);
  g_main_context_pop_thread_default (worker->context);

  return NULL;
}

static gboolean
worker_is_ready (gpointer user_data)
{
  Worker *worker = user_data;

  return g_atomic_int_get (&worker->n_ready) == 1;
}

/* A timer fires in the thread that added it, however much another thread moves the clock. */
static void
test_other_thread (void)
{
  FielManualClock *clock = fiel_manual_clock_new ();
  Worker worker = { .clock = FIEL_CLOCK (clock) };
  GThread *thread;

  worker.context = g_main_context_new ();
  worker.loop = g_main_loop_new (worker.context, FALSE);
  thread = g_thread_new ("worker", worker_main, &worker);
  fiel_test_run_until (worker_is_ready, &worker, "the worker added its timer", 60);
  fiel_manual_clock_advance (clock, 9);
  g_assert_cmpint (g_atomic_int_get (&worker.n_rung), ==, 0);
  fiel_manual_clock_advance (clock, 1);
  g_thread_join (thread);
  g_assert_cmpint (g_atomic_int_get (&worker.n_rung), ==, 1);
  g_assert_true (worker.rang_in == thread);
  g_assert_cmpuint (fiel_manual_clock_get_n_timers (clock), ==, 0);

  g_main_loop_unref (worker.loop);
  g_main_context_unref (worker.context);
  g_assert_finalize_object (clock);
}

static void
note_context (gpointer user_data)
{
  GMainContext **context = user_data;

  *context = g_main_context_get_thread_default ();
}

/* The context that was thread-default when the timer was added is so again when it fires. */
static void
test_own_context (void)
{
  FielManualClock *clock = fiel_manual_clock_new ();
  GMainContext *context = g_main_context_new ();
  GMainContext *noted = NULL;

  g_main_context_push_thread_default (context);
  fiel_clock_add_timer (FIEL_CLOCK (clock), 1, note_context, &noted);
  g_main_context_pop_thread_default (context);
  fiel_manual_clock_advance (clock, 1);
  g_assert_true (noted == context);

  g_main_context_unref (context);
  g_assert_finalize_object (clock);
}

static void
remove_unknown_timer (void)
{
  FielManualClock *clock = fiel_manual_clock_new ();

  fiel_clock_remove_timer (FIEL_CLOCK (clock), 77);
}

/* Removing a timer that fired is a mistake of the owner's bookkeeping, and loud. */
static void
test_unknown_timer (void)
{
  if (g_test_subprocess ())
    {
      remove_unknown_timer ();
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*timer 77 was removed after it fired*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manual-clock/stands-still", test_stands_still);
  g_test_add_func ("/manual-clock/order", test_order);
  g_test_add_func ("/manual-clock/never-at-once", test_never_at_once);
  g_test_add_func ("/manual-clock/clearing", test_clearing);
  g_test_add_func ("/manual-clock/reboot", test_reboot);
  g_test_add_func ("/manual-clock/other-thread", test_other_thread);
  g_test_add_func ("/manual-clock/own-context", test_own_context);
  g_test_add_func ("/manual-clock/unknown-timer", test_unknown_timer);

  return g_test_run ();
}
