/* test-contradiction.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-contradiction.h"

/* Every conflict of the table has a meaning, and the two that cost somebody money are never confused. */

static gboolean
is_conflict (FielOutcome outcome, FielAttemptEvent event)
{
  return fiel_attempt_table_judge_stray (FIEL_ATTEMPT_STATE_CLOSED, outcome, event) == FIEL_STRAY_CONFLICT;
}

static void
test_every_conflict (void)
{
  guint n = 0;

  for (FielOutcome outcome = FIEL_OUTCOME_NONE + 1; outcome < FIEL_N_OUTCOMES; outcome++)
    for (FielAttemptEvent event = 0; event < FIEL_N_ATTEMPT_EVENTS; event++)
      {
        FielContradiction meaning = fiel_contradiction_judge (outcome, event);

        if (!is_conflict (outcome, event))
          continue;
        n++;
        g_assert_cmpint (meaning, !=, FIEL_CONTRADICTION_NONE);
        if (fiel_outcome_moved_money (outcome))
          g_assert_cmpint (meaning, !=, FIEL_CONTRADICTION_CHARGED_AFTER_ALL);
        else
          g_assert_cmpint (meaning, !=, FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL);
      }

  g_assert_cmpuint (n, >, 0);
}

static void
test_charged_after_all (void)
{
  for (FielOutcome outcome = FIEL_OUTCOME_NONE + 1; outcome < FIEL_N_OUTCOMES; outcome++)
    if (!fiel_outcome_moved_money (outcome))
      g_assert_cmpint (fiel_contradiction_judge (outcome, FIEL_ATTEMPT_EVENT_APPROVED), ==,
                       FIEL_CONTRADICTION_CHARGED_AFTER_ALL);
}

static void
test_not_charged_after_all (void)
{
  static const FielAttemptEvent events[] = { FIEL_ATTEMPT_EVENT_DECLINED, FIEL_ATTEMPT_EVENT_CANCELLED,
                                             FIEL_ATTEMPT_EVENT_REFUSED, FIEL_ATTEMPT_EVENT_ABSENT };

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_assert_cmpint (fiel_contradiction_judge (FIEL_OUTCOME_APPROVED, events[i]), ==,
                       FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL);
      g_assert_cmpint (fiel_contradiction_judge (FIEL_OUTCOME_HAND_CHARGED, events[i]), ==,
                       FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL);
    }
}

/* Another amount, and words that say neither, are for a person to compare. */
static void
test_unclear (void)
{
  g_assert_cmpint (fiel_contradiction_judge (FIEL_OUTCOME_APPROVED, FIEL_ATTEMPT_EVENT_PARTLY_APPROVED), ==,
                   FIEL_CONTRADICTION_UNCLEAR);
  g_assert_cmpint (fiel_contradiction_judge (FIEL_OUTCOME_NOT_EXECUTED, FIEL_ATTEMPT_EVENT_CALLBACK), ==,
                   FIEL_CONTRADICTION_UNCLEAR);
  g_assert_cmpint (fiel_contradiction_judge (FIEL_OUTCOME_APPROVED, FIEL_ATTEMPT_EVENT_MISMATCH), ==,
                   FIEL_CONTRADICTION_UNCLEAR);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/contradiction/every-conflict", test_every_conflict);
  g_test_add_func ("/contradiction/charged-after-all", test_charged_after_all);
  g_test_add_func ("/contradiction/not-charged-after-all", test_not_charged_after_all);
  g_test_add_func ("/contradiction/unclear", test_unclear);

  return g_test_run ();
}
