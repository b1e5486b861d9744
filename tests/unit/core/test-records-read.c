/* test-records-read.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-check-plan.h"

/* Which read of the terminal's records may count as "not there", and when the terminal is asked beside the provider. */

#define SECONDS(n) ((gint64) (n) * G_USEC_PER_SEC)
#define LEFT SECONDS (1000)

static gboolean
is_negative (gint64 began_s, gint64 closed_s, gint64 left_s, gboolean reaches_back, gboolean was_cut)
{
  const FielRecordsRead read = {
    .began_us = SECONDS (began_s),
    .closed_us = SECONDS (closed_s),
    .left_us = SECONDS (left_s),
    .reaches_back = reaches_back,
    .was_cut = was_cut,
  };

  return fiel_check_plan_is_negative (&read, fiel_check_timings_default ());
}

static void
test_horizon (void)
{
  g_assert_false (is_negative (1359, 1000, 1000, FALSE, FALSE));
  g_assert_true (is_negative (1360, 1000, 1000, FALSE, FALSE));
  g_assert_false (is_negative (1359, 1000, 1000, TRUE, FALSE));
  g_assert_true (is_negative (1360, 1000, 1000, TRUE, FALSE));

  /* The connection is still open. */
  g_assert_false (is_negative (1360, 0, 1000, FALSE, FALSE));
  g_assert_false (is_negative (1360, 0, 1000, TRUE, FALSE));
}

static void
test_window (void)
{
  g_assert_true (is_negative (8200, 1000, 1000, FALSE, FALSE));
  g_assert_false (is_negative (8201, 1000, 1000, FALSE, FALSE));
  g_assert_true (is_negative (8201, 1000, 1000, TRUE, FALSE));

  /* It left in another boot. */
  g_assert_false (is_negative (1360, 1000, 0, FALSE, FALSE));
  g_assert_true (is_negative (1360, 1000, 0, TRUE, FALSE));
}

static void
test_cut (void)
{
  g_assert_false (is_negative (1360, 1000, 1000, FALSE, TRUE));

  /* One sale is missing, an older one is there: the batch is the same, and that sale was undone. */
  g_assert_true (is_negative (1360, 1000, 1000, TRUE, TRUE));
}

static void
test_default (void)
{
  g_assert_cmpint (fiel_check_timings_default ()->absence_window_us, ==, SECONDS (7200));
}

static FielCheckSituation
make_unclear (void)
{
  return (FielCheckSituation){
    .state = FIEL_ATTEMPT_STATE_UNKNOWN,
    .has_provider_id = TRUE,
    .can_read_records = TRUE,
    .is_unclear = TRUE,
    .now_us = LEFT + SECONDS (5000),
    .sent_us = LEFT,
    .closed_us = LEFT,
    .n_checks = 9,
  };
}

static void
test_unclear (void)
{
  const FielCheckTimings *timings = fiel_check_timings_default ();
  FielCheckSituation situation = make_unclear ();
  FielCheckPlan plan = fiel_check_plan_next (&situation, timings);

  g_assert_cmpint (plan.kind, ==, FIEL_CHECK_PROBE);
  g_assert_cmpint (plan.delay_us, >, 0);

  situation.terminal_idle = TRUE;
  g_assert_cmpint (fiel_check_plan_next (&situation, timings).kind, ==, FIEL_CHECK_RECORDS);

  /* Whatever was counted: a provider that gave an id has the payment. */
  situation.negative_reads = 9;
  g_assert_cmpint (fiel_check_plan_next (&situation, timings).kind, ==, FIEL_CHECK_RECORDS);

  situation = make_unclear ();
  situation.can_read_records = FALSE;
  g_assert_cmpint (fiel_check_plan_next (&situation, timings).kind, ==, FIEL_CHECK_STATUS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/records-read/horizon", test_horizon);
  g_test_add_func ("/records-read/window", test_window);
  g_test_add_func ("/records-read/cut", test_cut);
  g_test_add_func ("/records-read/default", test_default);
  g_test_add_func ("/records-read/unclear", test_unclear);

  return g_test_run ();
}
