/* test-press-guard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-press-guard.h"

#define START (100 * G_TIME_SPAN_SECOND)

static void
test_dead_time (void)
{
  FielPressGuard guard = { 0 };

  g_assert_true (fiel_press_guard_accept (&guard, START));
  g_assert_false (fiel_press_guard_accept (&guard, START));
  g_assert_false (fiel_press_guard_accept (&guard, START + FIEL_PRESS_DEAD_TIME_US - 1));
  g_assert_true (fiel_press_guard_accept (&guard, START + FIEL_PRESS_DEAD_TIME_US));
}

/* A refused press does not make the dead time longer: an impatient hand is heard in the end. */
static void
test_refused_presses_do_not_count (void)
{
  FielPressGuard guard = { 0 };

  g_assert_true (fiel_press_guard_accept (&guard, START));
  for (gint64 at = START; at < START + FIEL_PRESS_DEAD_TIME_US; at += 50 * G_TIME_SPAN_MILLISECOND)
    g_assert_false (fiel_press_guard_accept (&guard, at));
  g_assert_true (fiel_press_guard_accept (&guard, START + FIEL_PRESS_DEAD_TIME_US));
}

static void
test_hold (void)
{
  FielPressGuard guard = { 0 };

  fiel_press_guard_hold (&guard, START);
  g_assert_false (fiel_press_guard_accept (&guard, START + 1));
  g_assert_true (fiel_press_guard_accept (&guard, START + FIEL_PRESS_DEAD_TIME_US));
}

static void
test_key_repeat (void)
{
  FielPressGuard guard = { 0 };

  g_assert_true (fiel_press_guard_key_down (&guard));
  g_assert_false (fiel_press_guard_key_down (&guard));
  g_assert_false (fiel_press_guard_key_down (&guard));
  fiel_press_guard_key_up (&guard);
  g_assert_true (fiel_press_guard_key_down (&guard));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/press-guard/dead-time", test_dead_time);
  g_test_add_func ("/press-guard/refused-presses-do-not-count", test_refused_presses_do_not_count);
  g_test_add_func ("/press-guard/hold", test_hold);
  g_test_add_func ("/press-guard/key-repeat", test_key_repeat);

  return g_test_run ();
}
