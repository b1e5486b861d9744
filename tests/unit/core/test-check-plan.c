/* test-check-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-check-plan.h"

#include <string.h>

#define SECONDS(n) ((gint64) (n) * G_USEC_PER_SEC)

static FielCheckSituation
make_situation (FielAttemptState state, gboolean has_provider_id, gint64 now_s)
{
  return (FielCheckSituation){
    .state = state,
    .has_provider_id = has_provider_id,
    .can_read_records = TRUE,
    .now_us = SECONDS (1000 + now_s),
    .sent_us = SECONDS (1000),
    .closed_us = SECONDS (1000),
  };
}

/* Runs the plan as the engine does, against a terminal that is idle from @idle_s on and never shows the payment, until
 * it concludes or @end_s passed. Writes "kind@second" for every check. */
static char *
run_plan (FielCheckSituation situation, gint64 idle_s, gint64 end_s)
{
  GString *log = g_string_new (NULL);
  const FielCheckTimings *timings = fiel_check_timings_default ();
  const gint64 start_us = situation.sent_us;

  while (TRUE)
    {
      const FielCheckPlan plan = fiel_check_plan_next (&situation, timings);
      gint64 since_us;

      situation.now_us += plan.delay_us;
      since_us = situation.now_us - start_us;
      if (since_us > SECONDS (end_s))
        break;
      g_string_append_printf (log, "%s%c@%" G_GINT64_FORMAT, log->len > 0 ? " " : "", "SPRC"[plan.kind],
                              since_us / G_USEC_PER_SEC);
      if (plan.kind == FIEL_CHECK_CONCLUDE)
        break;

      situation.n_checks++;
      if (plan.kind == FIEL_CHECK_PROBE)
        situation.terminal_idle = since_us >= SECONDS (idle_s);
      if (plan.kind == FIEL_CHECK_RECORDS)
        {
          situation.terminal_idle = FALSE;
          if (situation.now_us - situation.closed_us >= timings->horizon_us)
            {
              situation.negative_reads++;
              situation.last_negative_us = situation.now_us;
            }
        }
    }

  return g_string_free (log, FALSE);
}

static void
test_lost_without_id (void)
{
  g_autofree char *log = run_plan (make_situation (FIEL_ATTEMPT_STATE_UNKNOWN, FALSE, 0), 0, 10000);

  g_assert_cmpstr (log, ==,
                   "P@2 R@2 P@7 R@7 P@17 R@17 P@37 R@37 P@67 R@67 P@97 R@97 P@127 R@127 P@157 R@157 P@187 R@187 "
                   "P@217 R@217 P@247 R@247 P@277 R@277 P@307 R@307 P@337 R@337 P@360 R@360 P@370 R@370 C@370");
}

/* While the terminal is busy its records are not worth reading, and the horizon alone concludes nothing. */
static void
test_lost_while_busy (void)
{
  g_autofree char *log = run_plan (make_situation (FIEL_ATTEMPT_STATE_UNKNOWN, FALSE, 300), 400, 10000);

  g_assert_cmpstr (log, ==, "P@330 P@360 P@390 P@420 R@420 P@430 R@430 C@430");
}

static void
test_records_cannot_be_read (void)
{
  FielCheckSituation situation = make_situation (FIEL_ATTEMPT_STATE_UNKNOWN, FALSE, 0);
  g_autofree char *log = NULL;

  situation.can_read_records = FALSE;
  log = run_plan (situation, 0, 150);
  g_assert_cmpstr (log, ==, "P@2 P@7 P@17 P@37 P@67 P@97 P@127");
}

static void
test_accepted (void)
{
  g_autofree char *log = run_plan (make_situation (FIEL_ATTEMPT_STATE_ACCEPTED, TRUE, 1), 0, 20);
  g_autofree char *late = run_plan (make_situation (FIEL_ATTEMPT_STATE_ACCEPTED, TRUE, 290), 0, 400);

  g_assert_cmpstr (log, ==, "S@5 S@8 S@11 S@14 S@17 S@20");
  g_assert_cmpstr (late, ==, "S@290 S@293 S@296 S@299 S@302 S@307 S@317 S@337 S@367 S@397");
}

/* The horizon runs from the moment our own connection was closed, not from the sending. */
static void
test_horizon_waits_for_the_connection (void)
{
  FielCheckSituation situation = make_situation (FIEL_ATTEMPT_STATE_UNKNOWN, FALSE, 5000);

  situation.closed_us = 0;
  situation.negative_reads = 2;
  situation.last_negative_us = situation.now_us;
  g_assert_cmpint (fiel_check_plan_next (&situation, fiel_check_timings_default ()).kind, !=, FIEL_CHECK_CONCLUDE);

  situation.closed_us = situation.now_us - SECONDS (360) + 1;
  g_assert_cmpint (fiel_check_plan_next (&situation, fiel_check_timings_default ()).kind, !=, FIEL_CHECK_CONCLUDE);

  situation.closed_us = situation.now_us - SECONDS (360);
  g_assert_cmpint (fiel_check_plan_next (&situation, fiel_check_timings_default ()).kind, ==, FIEL_CHECK_CONCLUDE);
}

/* A read asked for out of turn waits until it is far enough from the last one. */
static void
test_second_read_keeps_its_distance (void)
{
  FielCheckSituation situation = make_situation (FIEL_ATTEMPT_STATE_UNKNOWN, FALSE, 364);
  FielCheckPlan plan;

  situation.negative_reads = 1;
  situation.last_negative_us = situation.now_us - SECONDS (4);
  situation.terminal_idle = TRUE;
  plan = fiel_check_plan_next (&situation, fiel_check_timings_default ());
  g_assert_cmpint (plan.kind, ==, FIEL_CHECK_RECORDS);
  g_assert_cmpint (plan.delay_us, ==, SECONDS (6));

  situation.terminal_idle = FALSE;
  plan = fiel_check_plan_next (&situation, fiel_check_timings_default ());
  g_assert_cmpint (plan.kind, ==, FIEL_CHECK_PROBE);
  g_assert_cmpint (plan.delay_us, ==, SECONDS (6));
}

static void
test_jitter (void)
{
  FielCheckSituation situation = make_situation (FIEL_ATTEMPT_STATE_ACCEPTED, TRUE, 400);
  gint64 last_us = 0;

  situation.n_checks = 50;
  for (guint jitter = 0; jitter <= 999; jitter++)
    {
      FielCheckPlan plan;

      situation.jitter = jitter;
      plan = fiel_check_plan_next (&situation, fiel_check_timings_default ());
      g_assert_cmpint (plan.delay_us, >=, SECONDS (30));
      g_assert_cmpint (plan.delay_us, <, SECONDS (33));
      g_assert_cmpint (plan.delay_us, >=, last_us);
      last_us = plan.delay_us;
    }
  g_assert_cmpint (last_us, >, SECONDS (32));
}

static void
assert_plan_is_lawful (const FielCheckSituation *s, const FielCheckTimings *timings)
{
  const FielCheckPlan plan = fiel_check_plan_next (s, timings);
  const gboolean past_horizon = s->closed_us > 0 && s->now_us - s->closed_us >= timings->horizon_us;

  g_assert_cmpint (plan.delay_us, >=, 0);
  g_assert_cmpint (plan.delay_us, <, SECONDS (33));
  if (s->has_provider_id)
    g_assert_cmpint (plan.kind, ==, FIEL_CHECK_STATUS);
  else
    g_assert_cmpint (plan.kind, !=, FIEL_CHECK_STATUS);

  switch (plan.kind)
    {
    case FIEL_CHECK_STATUS:
      g_assert_true (plan.delay_us > 0 || s->n_checks == 0);
      break;

    case FIEL_CHECK_PROBE:
      /* Never a probe without a pause: that would be a busy loop against the cloud. */
      g_assert_cmpint (plan.delay_us, >, 0);
      g_assert_true (!s->terminal_idle || !s->can_read_records);
      break;

    case FIEL_CHECK_RECORDS:
      g_assert_true (s->can_read_records && s->terminal_idle);
      if (s->negative_reads > 0)
        g_assert_cmpint (s->now_us + plan.delay_us - s->last_negative_us, >=, timings->negative_gap_us);
      break;

    case FIEL_CHECK_CONCLUDE:
      g_assert_true (s->can_read_records && past_horizon);
      g_assert_cmpuint (s->negative_reads, >=, 2);
      g_assert_cmpint (s->state, ==, FIEL_ATTEMPT_STATE_UNKNOWN);
      g_assert_cmpint (plan.delay_us, ==, 0);
      break;
    }
}

static void
check_grid_at (FielAttemptState state, gint64 now_s, gint64 closed_s)
{
  static const gint64 last_negative_ago_s[] = { 0, 1, 9, 10, 11, 500 };

  for (guint bits = 0; bits < 8; bits++)
    for (guint negative_reads = 0; negative_reads <= 3; negative_reads++)
      for (gsize i = 0; i < G_N_ELEMENTS (last_negative_ago_s); i++)
        for (guint n_checks = 0; n_checks <= 2; n_checks++)
          {
            FielCheckSituation situation = make_situation (state, (bits & 1) != 0, now_s);

            situation.can_read_records = (bits & 2) != 0;
            situation.terminal_idle = (bits & 4) != 0;
            situation.closed_us = closed_s < 0 ? 0 : SECONDS (1000 + closed_s);
            situation.negative_reads = negative_reads;
            situation.last_negative_us = situation.now_us - SECONDS (last_negative_ago_s[i]);
            situation.n_checks = n_checks;
            situation.jitter = n_checks * 499;
            assert_plan_is_lawful (&situation, fiel_check_timings_default ());
          }
}

/* A grid over everything a situation can be. */
static void
test_grid (void)
{
  static const FielAttemptState states[] = { FIEL_ATTEMPT_STATE_SAVED, FIEL_ATTEMPT_STATE_SENT,
                                             FIEL_ATTEMPT_STATE_ACCEPTED, FIEL_ATTEMPT_STATE_UNKNOWN };
  static const gint64 nows_s[] = { 0, 1, 4, 5, 6, 89, 299, 300, 301, 359, 360, 361, 659, 660, 661, 86400 };
  static const gint64 closed_s[] = { -1, 0, 300 };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (nows_s); j++)
      for (gsize k = 0; k < G_N_ELEMENTS (closed_s); k++)
        if (closed_s[k] <= nows_s[j])
          check_grid_at (states[i], nows_s[j], closed_s[k]);
}

/* L1: wherever it begins and whenever the terminal is idle again, the plan ends within the horizon, one pause and the
 * gap. */
static void
test_always_concludes (void)
{
  for (gint64 idle_s = 0; idle_s <= 800; idle_s += 7)
    for (guint jitter = 0; jitter <= 999; jitter += 333)
      {
        FielCheckSituation situation = make_situation (FIEL_ATTEMPT_STATE_UNKNOWN, FALSE, 0);
        g_autofree char *log = NULL;

        situation.jitter = jitter;
        log = run_plan (situation, idle_s, MAX (idle_s, 360) + 33 + 11);
        g_assert_true (strstr (log, "C@") != NULL);
      }
}

static void
test_defaults (void)
{
  const FielCheckTimings *timings = fiel_check_timings_default ();

  g_assert_cmpint (timings->limit_us, ==, SECONDS (300));
  g_assert_cmpint (timings->horizon_us, ==, SECONDS (360));
  g_assert_cmpint (timings->first_us, ==, SECONDS (5));
  g_assert_cmpint (timings->interval_us, ==, SECONDS (3));
  g_assert_cmpint (timings->negative_gap_us, ==, SECONDS (10));
  g_assert_cmpuint (timings->n_backoff, ==, 5);
  g_assert_cmpint (timings->backoff_us[4], ==, SECONDS (30));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/check-plan/lost-without-id", test_lost_without_id);
  g_test_add_func ("/check-plan/lost-while-busy", test_lost_while_busy);
  g_test_add_func ("/check-plan/records-cannot-be-read", test_records_cannot_be_read);
  g_test_add_func ("/check-plan/accepted", test_accepted);
  g_test_add_func ("/check-plan/horizon-waits-for-the-connection", test_horizon_waits_for_the_connection);
  g_test_add_func ("/check-plan/second-read-keeps-its-distance", test_second_read_keeps_its_distance);
  g_test_add_func ("/check-plan/jitter", test_jitter);
  g_test_add_func ("/check-plan/grid", test_grid);
  g_test_add_func ("/check-plan/always-concludes", test_always_concludes);
  g_test_add_func ("/check-plan/defaults", test_defaults);

  return g_test_run ();
}
