/* test-system-clock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-system-clock.h"
#include "fiel-test.h"

#include <sys/resource.h>
#include <time.h>

#define MS 1000
#define PATIENCE 60

typedef struct
{
  FielClock *clock;      /* (unowned) */
  GThread *thread;       /* (unowned): where it fired */
  gint64 fired_us;
  guint n_fired;
} Shot;

static void
on_fired (gpointer user_data)
{
  Shot *shot = user_data;

  shot->n_fired++;
  shot->fired_us = fiel_clock_get_boot_us (shot->clock);
  shot->thread = g_thread_self ();
}

static gboolean
has_fired (gpointer user_data)
{
  return ((Shot *) user_data)->n_fired > 0;
}

static gint64
read_boot_us (void)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (CLOCK_BOOTTIME, &now), ==, 0);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
test_readings (void)
{
  FielClock *clock = fiel_system_clock_new ();
  FielClock *other = fiel_system_clock_new ();
  g_autofree char *boot_id = NULL;
  gint64 before = read_boot_us ();
  gint64 boot = fiel_clock_get_boot_us (clock);
  gint64 after = read_boot_us ();
  gint64 wall_before = g_get_real_time ();
  gint64 wall = fiel_clock_get_wall_us (clock);

  g_assert_cmpint (before, <=, boot);
  g_assert_cmpint (boot, <=, after);
  g_assert_cmpint (wall_before, <=, wall);
  g_assert_cmpint (wall, <=, g_get_real_time ());

  g_assert_true (g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot_id, NULL, NULL));
  g_assert_cmpstr (fiel_clock_get_boot_id (clock), ==, g_strstrip (boot_id));
  g_assert_cmpstr (fiel_clock_get_boot_id (other), ==, boot_id);
  g_assert_finalize_object (clock);
  g_assert_finalize_object (other);
}

static void
test_fires_once_and_not_early (void)
{
  FielClock *clock = fiel_system_clock_new ();
  Shot shot = { .clock = clock };
  const gint64 start = fiel_clock_get_boot_us (clock);
  guint timer = fiel_clock_add_timer (clock, 30 * MS, on_fired, &shot);

  g_assert_cmpuint (timer, !=, 0);
  g_assert_cmpuint (shot.n_fired, ==, 0);
  fiel_test_run_until (has_fired, &shot, "the timer", PATIENCE);
  fiel_test_drain ();
  g_assert_cmpuint (shot.n_fired, ==, 1);
  g_assert_cmpint (shot.fired_us - start, >=, 30 * MS);
  g_assert_true (shot.thread == g_thread_self ());

  /* A handle that fired may be forgotten late. */
  fiel_clock_remove_timer (clock, timer);
  g_assert_finalize_object (clock);
}

static void
test_no_delay (void)
{
  FielClock *clock = fiel_system_clock_new ();
  Shot now = { .clock = clock };

  fiel_clock_add_timer (clock, 0, on_fired, &now);
  g_assert_cmpuint (now.n_fired, ==, 0);
  fiel_test_run_until (has_fired, &now, "the timer of now", PATIENCE);
  g_assert_finalize_object (clock);
}

static void
test_removed (void)
{
  FielClock *clock = fiel_system_clock_new ();
  Shot removed = { .clock = clock };
  Shot kept = { .clock = clock };
  guint timer = fiel_clock_add_timer (clock, 10 * MS, on_fired, &removed);
  guint other = fiel_clock_add_timer (clock, 30 * MS, on_fired, &kept);

  g_assert_cmpuint (timer, !=, other);
  fiel_clock_clear_timer (clock, &timer);
  g_assert_cmpuint (timer, ==, 0);
  fiel_test_run_until (has_fired, &kept, "the timer that was kept", PATIENCE);
  g_assert_cmpuint (removed.n_fired, ==, 0);
  g_assert_finalize_object (clock);
}

static void
test_remove_nothing (void)
{
  FielClock *clock = fiel_system_clock_new ();

  fiel_clock_remove_timer (clock, 4711);
  g_assert_finalize_object (clock);
}

static gpointer
run_in_thread (gpointer user_data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  Shot *shot = user_data;

  g_main_context_push_thread_default (context);
  fiel_clock_add_timer (shot->clock, 5 * MS, on_fired, shot);
  while (shot->n_fired == 0)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);

  return g_thread_self ();
}

static void
test_thread_default_context (void)
{
  FielClock *clock = fiel_system_clock_new ();
  Shot shot = { .clock = clock };
  GThread *thread = g_thread_new ("clock", run_in_thread, &shot);

  g_assert_true (g_thread_join (thread) == shot.thread);
  g_assert_finalize_object (clock);
}

static void
test_context_gone (void)
{
  FielClock *clock = fiel_system_clock_new ();
  GMainContext *context = g_main_context_new ();
  Shot shot = { .clock = clock };

  g_main_context_push_thread_default (context);
  fiel_clock_add_timer (clock, 5 * MS, on_fired, &shot);
  g_main_context_pop_thread_default (context);
  g_main_context_unref (context);
  g_assert_cmpuint (shot.n_fired, ==, 0);
  g_assert_finalize_object (clock);
}

static void
test_without_descriptors (void)
{
  FielClock *clock = fiel_system_clock_new ();
  Shot shot = { .clock = clock };
  struct rlimit limit;
  struct rlimit none;
  gint64 start;

  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  none = limit;
  none.rlim_cur = 0;
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &none), ==, 0);
  start = fiel_clock_get_boot_us (clock);
  fiel_clock_add_timer (clock, 20 * MS, on_fired, &shot);
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);

  fiel_test_run_until (has_fired, &shot, "the timer without a descriptor", PATIENCE);
  g_assert_cmpint (shot.fired_us - start, >=, 20 * MS);
  g_assert_finalize_object (clock);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/system-clock/readings", test_readings);
  g_test_add_func ("/system-clock/fires-once-and-not-early", test_fires_once_and_not_early);
  g_test_add_func ("/system-clock/no-delay", test_no_delay);
  g_test_add_func ("/system-clock/removed", test_removed);
  g_test_add_func ("/system-clock/remove-nothing", test_remove_nothing);
  g_test_add_func ("/system-clock/thread-default-context", test_thread_default_context);
  g_test_add_func ("/system-clock/context-gone", test_context_gone);
  g_test_add_func ("/system-clock/without-descriptors", test_without_descriptors);

  return g_test_run ();
}
