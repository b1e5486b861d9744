/* test-attempt-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-table.h"
#include "fiel-evidence.h"

#include <string.h>

/* What journals hold. A line that changes here makes journals written before unreadable. */
static void
test_stored_nicknames (void)
{
  const struct
  {
    GType type;
    const char *nicks;
  } rows[] = {
    { FIEL_TYPE_ATTEMPT_KIND, "sale refund void" },
    { FIEL_TYPE_ATTEMPT_STATE, "proposed saved sent accepted unknown closed" },
    { FIEL_TYPE_OUTCOME, "none approved partly-approved declined cancelled refused not-sent not-executed hand-charged "
                         "hand-not-charged" },
    { FIEL_TYPE_CANCEL_STATE, "none asked agreed refused unanswered" },
    { FIEL_TYPE_ATTEMPT_EVENT, "saved save-failed started not-sent accepted pending approved partly-approved declined "
                               "cancelled refused answer-lost no-news mismatch callback limit-passed restarted absent "
                               "hand-charged hand-not-charged" },
    { FIEL_TYPE_EVIDENCE_SOURCE, "answer status records callback" },
    { FIEL_TYPE_RESULT, "nothing not-sent refused accepted pending approved partly-approved declined cancelled" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) nicks = g_strsplit (rows[i].nicks, " ", -1);
      const int n_nicks = (int) g_strv_length (nicks);

      for (int j = 0; j < n_nicks; j++)
        {
          int value = -1;

          g_assert_cmpstr (fiel_enum_nick (rows[i].type, j), ==, nicks[j]);
          g_assert_true (fiel_enum_parse (rows[i].type, nicks[j], &value));
          g_assert_cmpint (value, ==, j);
        }
      g_assert_null (fiel_enum_nick (rows[i].type, n_nicks));
      g_assert_null (fiel_enum_nick (rows[i].type, -1));
    }
}

static void
test_unknown_nicknames (void)
{
  static const char *const nicks[] = { NULL, "", "Approved", "approved ", "FIEL_OUTCOME_APPROVED", "1", "hand_charged" };

  for (gsize i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      int value = 77;

      g_assert_false (fiel_enum_parse (FIEL_TYPE_OUTCOME, nicks[i], &value));
      g_assert_cmpint (value, ==, 77);
    }
}

/* One letter per outcome: m moved money, h by hand, n a new attempt is allowed. */
static void
test_outcomes (void)
{
  static const char *const rows[FIEL_N_OUTCOMES] = {
    [FIEL_OUTCOME_NONE] = "",
    [FIEL_OUTCOME_APPROVED] = "m",
    [FIEL_OUTCOME_PARTLY_APPROVED] = "m",
    [FIEL_OUTCOME_DECLINED] = "n",
    [FIEL_OUTCOME_CANCELLED] = "n",
    [FIEL_OUTCOME_REFUSED] = "n",
    [FIEL_OUTCOME_NOT_SENT] = "n",
    [FIEL_OUTCOME_NOT_EXECUTED] = "n",
    [FIEL_OUTCOME_HAND_CHARGED] = "mh",
    [FIEL_OUTCOME_HAND_NOT_CHARGED] = "hn",
  };

  for (guint i = 0; i < FIEL_N_OUTCOMES; i++)
    {
      const FielOutcome outcome = (FielOutcome) i;

      g_test_message ("%s", fiel_enum_nick (FIEL_TYPE_OUTCOME, (int) i));
      g_assert_cmpint (fiel_outcome_moved_money (outcome), ==, strchr (rows[i], 'm') != NULL);
      g_assert_cmpint (fiel_outcome_is_by_hand (outcome), ==, strchr (rows[i], 'h') != NULL);
      g_assert_cmpint (fiel_outcome_allows_new_attempt (outcome), ==, strchr (rows[i], 'n') != NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/attempt-state/stored-nicknames", test_stored_nicknames);
  g_test_add_func ("/attempt-state/unknown-nicknames", test_unknown_nicknames);
  g_test_add_func ("/attempt-state/outcomes", test_outcomes);

  return g_test_run ();
}
