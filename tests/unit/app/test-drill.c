/* test-drill.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-drill.h"

#include <string.h>

/* One letter per event, one per verdict, so that a story is a line. */
static const char verdict_letters[] = ".+-0";
static const char mistake_letters[] = " 2e$hsr";

/**
 * Story: what was done, and how every step is judged then.
 * @events: C charged, A charged again, S stop asked, a/n/o saw approved/nothing/other, P parked, B came back, H by hand,
 *   Y/N ended charged/not charged, $ cash, w goods given, R returned, i/l/t an answer came in/was looked at/was taken off
 *   the list, G given up
 * @verdicts: + right, - wrong, 0 missed, . pending; a wrong step is followed by its mistake: 2 charged again, e cash too
 *   early, $ cash on top, h by hand, s other sight, r returned
 */
typedef struct
{
  const char *name;
  FielDrillKind kind;
  const char *events;
  const char *verdicts;
} Story;

static const Story stories[] = {
  { "lost-answer/nothing-yet", FIEL_DRILL_LOST_ANSWER, "", "...." },
  { "lost-answer/right", FIEL_DRILL_LOST_ANSWER, "CaY", "++++" },
  { "lost-answer/waits", FIEL_DRILL_LOST_ANSWER, "Ca", "++.." },
  { "lost-answer/nobody-looked", FIEL_DRILL_LOST_ANSWER, "CY", "+0++" },
  { "lost-answer/charged-again", FIEL_DRILL_LOST_ANSWER, "CAaY", "++-2+" },
  { "lost-answer/cash", FIEL_DRILL_LOST_ANSWER, "Ca$Y", "++-e+" },
  { "lost-answer/by-hand", FIEL_DRILL_LOST_ANSWER, "CaH", "++-h0" },
  { "lost-answer/saw-something-else", FIEL_DRILL_LOST_ANSWER, "CnaY", "+-s++" },
  { "lost-answer/first-verdict-stays", FIEL_DRILL_LOST_ANSWER, "CaoY", "++++" },
  { "lost-answer/given-up", FIEL_DRILL_LOST_ANSWER, "CaG", "++00" },
  { "lost-answer/given-up-at-once", FIEL_DRILL_LOST_ANSWER, "G", "0000" },
  { "lost-answer/over-is-over", FIEL_DRILL_LOST_ANSWER, "CaYA$", "++++" },
  { "cash/right", FIEL_DRILL_SWITCH_TO_CASH, "CSN$", "++++" },
  { "cash/to-be-taken", FIEL_DRILL_SWITCH_TO_CASH, "CSN", "+++." },
  { "cash/too-early", FIEL_DRILL_SWITCH_TO_CASH, "CS$N", "++-e-e" },
  { "cash/before-asking", FIEL_DRILL_SWITCH_TO_CASH, "C$SN", "++-e-e" },
  { "cash/never-asked", FIEL_DRILL_SWITCH_TO_CASH, "CN$", "+0++" },
  { "cash/charged-after-all", FIEL_DRILL_SWITCH_TO_CASH, "CSY$", "+++-$" },
  { "cash/charged-and-left", FIEL_DRILL_SWITCH_TO_CASH, "CSYw", "+++0" },
  { "off/right", FIEL_DRILL_TERMINAL_OFF, "CnPB", "+++++" },
  { "off/parked", FIEL_DRILL_TERMINAL_OFF, "CnP", "+++.." },
  { "off/charged-elsewhere", FIEL_DRILL_TERMINAL_OFF, "CnPAB", "++++-2" },
  { "off/by-hand", FIEL_DRILL_TERMINAL_OFF, "CnH", "++00-h" },
  { "off/says-approved", FIEL_DRILL_TERMINAL_OFF, "CaPB", "+-s+++" },
  { "off/never-looked", FIEL_DRILL_TERMINAL_OFF, "CPB", "+0+++" },
  { "off/back-without-leaving", FIEL_DRILL_TERMINAL_OFF, "CnB", "++..." },
  { "off/waited-until-it-closed", FIEL_DRILL_TERMINAL_OFF, "CnN", "++00+" },
  { "late/right", FIEL_DRILL_LATE_APPROVAL, "CSYw", "++++" },
  { "late/cash-on-the-promise", FIEL_DRILL_LATE_APPROVAL, "CS$Yw", "++-e-$" },
  { "late/cash-on-top", FIEL_DRILL_LATE_APPROVAL, "CSY$", "+++-$" },
  { "late/charged-again-on-the-promise", FIEL_DRILL_LATE_APPROVAL, "CSAYw", "++-2+" },
  { "late/charged-again-on-top", FIEL_DRILL_LATE_APPROVAL, "CSYA", "+++-2" },
  { "late/never-asked", FIEL_DRILL_LATE_APPROVAL, "CYw", "+0++" },
  { "late/goods-before-the-end", FIEL_DRILL_LATE_APPROVAL, "CSw", "++.." },
  { "late/not-charged", FIEL_DRILL_LATE_APPROVAL, "CSNw", "+++0" },
  { "stray/right", FIEL_DRILL_STRAY_ANSWER, "CYilt", "+++++" },
  { "stray/to-be-opened", FIEL_DRILL_STRAY_ANSWER, "CYi", "++..." },
  { "stray/to-be-settled", FIEL_DRILL_STRAY_ANSWER, "CYil", "+++.." },
  { "stray/before-the-result", FIEL_DRILL_STRAY_ANSWER, "CilYt", "+++++" },
  { "stray/returned", FIEL_DRILL_STRAY_ANSWER, "CYilRt", "+++-r+" },
  { "stray/returned-unread", FIEL_DRILL_STRAY_ANSWER, "CYiRG", "++0-r0" },
  { "stray/charged-again", FIEL_DRILL_STRAY_ANSWER, "CYilAt", "+++-2+" },
  { "stray/too-late-to-return", FIEL_DRILL_STRAY_ANSWER, "CYiltR", "+++++" },
  { "stray/given-up", FIEL_DRILL_STRAY_ANSWER, "CYiG", "++000" },
  { "late/returned", FIEL_DRILL_LATE_APPROVAL, "CSYR", "+++." },
  { "before-the-payment", FIEL_DRILL_LATE_APPROVAL, "SA$NwP", "...." },
};

static char *
tell (const FielDrill *drill)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < drill->n_steps; i++)
    {
      g_string_append_c (text, verdict_letters[drill->steps[i].verdict]);
      if (drill->steps[i].mistake != FIEL_DRILL_MISTAKE_NONE)
        g_string_append_c (text, mistake_letters[drill->steps[i].mistake]);
    }

  return g_string_free (text, FALSE);
}

static FielDrillEvent
read_event (char letter)
{
  /* The order of FielDrillEvent. */
  static const char letters[] = "CASanoPBHYN$wRiltG";
  const char *found = strchr (letters, letter);

  g_assert_nonnull (found);

  return (FielDrillEvent) (found - letters);
}

static void
test_story (gconstpointer data)
{
  const Story *story = data;
  g_autofree char *told = NULL;
  FielDrill drill;
  guint n_right = 0;

  fiel_drill_init (&drill, story->kind);
  for (const char *p = story->events; *p != '\0'; p++)
    fiel_drill_hear (&drill, read_event (*p));

  told = tell (&drill);
  g_assert_cmpstr (told, ==, story->verdicts);
  for (const char *p = told; *p != '\0'; p++)
    n_right += *p == '+' ? 1 : 0;
  g_assert_cmpuint (fiel_drill_count_right (&drill), ==, n_right);
  g_assert_true (fiel_drill_is_over (&drill) == (strchr (told, '.') == NULL));
}

/* Whoever looks only when something changed misses nothing. */
static void
test_says_what_changes (void)
{
  FielDrill drill;

  fiel_drill_init (&drill, FIEL_DRILL_LOST_ANSWER);
  g_assert_false (fiel_drill_hear (&drill, FIEL_DRILL_EVENT_SAW_APPROVED));
  g_assert_true (fiel_drill_hear (&drill, FIEL_DRILL_EVENT_CHARGED));
  g_assert_false (fiel_drill_hear (&drill, FIEL_DRILL_EVENT_CHARGED));
  g_assert_true (fiel_drill_hear (&drill, FIEL_DRILL_EVENT_SAW_APPROVED));
  g_assert_false (fiel_drill_hear (&drill, FIEL_DRILL_EVENT_PARKED));
  g_assert_true (fiel_drill_hear (&drill, FIEL_DRILL_EVENT_ENDED_CHARGED));
  g_assert_false (fiel_drill_hear (&drill, FIEL_DRILL_EVENT_CASH_TAKEN));
}

/* Every sequence of four events after the charge ends in verdicts that no longer change, and never in a right HOLD_OFF
 * when money was taken while the result was missing; nor a right LEAVE_PAYMENT when a payment was touched before the
 * answer was settled. */
static void
test_all_short_stories (void)
{
  for (guint kind = 0; kind < FIEL_N_DRILLS; kind++)
    for (guint code = 0; code < FIEL_N_DRILL_EVENTS * FIEL_N_DRILL_EVENTS * FIEL_N_DRILL_EVENTS; code++)
      {
        FielDrill drill;
        gboolean ended = FALSE;
        gboolean risked = FALSE;
        gboolean touched = FALSE;
        gboolean settled = FALSE;

        fiel_drill_init (&drill, (FielDrillKind) kind);
        fiel_drill_hear (&drill, FIEL_DRILL_EVENT_CHARGED);
        for (guint rest = code, i = 0; i < 3; i++, rest /= FIEL_N_DRILL_EVENTS)
          {
            FielDrillEvent event = (FielDrillEvent) (rest % FIEL_N_DRILL_EVENTS);

            if (fiel_drill_is_over (&drill))
              break;
            touched |= event == FIEL_DRILL_EVENT_CHARGED_AGAIN || event == FIEL_DRILL_EVENT_MONEY_RETURNED;
            risked |= !ended && (event == FIEL_DRILL_EVENT_CHARGED_AGAIN || event == FIEL_DRILL_EVENT_CASH_TAKEN
                                 || event == FIEL_DRILL_EVENT_CLOSED_BY_HAND);
            ended |= event == FIEL_DRILL_EVENT_ENDED_CHARGED || event == FIEL_DRILL_EVENT_ENDED_NOT_CHARGED
                     || event == FIEL_DRILL_EVENT_CLOSED_BY_HAND;
            settled |= !touched && event == FIEL_DRILL_EVENT_ANSWER_NOTED;
            fiel_drill_hear (&drill, event);
          }
        if (kind == FIEL_DRILL_STRAY_ANSWER)
          {
            if (touched && !settled)
              g_assert_cmpint (fiel_drill_get_verdict (&drill, FIEL_DRILL_STEP_LEAVE_PAYMENT), ==,
                               FIEL_DRILL_VERDICT_WRONG);
          }
        else if (risked)
          g_assert_cmpint (fiel_drill_get_verdict (&drill, FIEL_DRILL_STEP_HOLD_OFF), ==, FIEL_DRILL_VERDICT_WRONG);
        fiel_drill_hear (&drill, FIEL_DRILL_EVENT_GIVEN_UP);
        g_assert_true (fiel_drill_is_over (&drill));
      }
}

static void
test_amounts (void)
{
  for (guint kind = 0; kind < FIEL_N_DRILLS; kind++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      gint64 ending = fiel_drill_get_amount_minor ((FielDrillKind) kind, 0) % 100;

      g_assert_cmpint (ending, >=, 75);
      g_assert_cmpint (ending, <=, 79);
      for (guint round = 0; round < 40; round++)
        {
          gint64 amount = fiel_drill_get_amount_minor ((FielDrillKind) kind, round);

          g_assert_cmpint (amount % 100, ==, ending);
          g_assert_true (g_hash_table_add (seen, g_memdup2 (&amount, sizeof amount)));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (stories); i++)
    {
      g_autofree char *path = g_strdup_printf ("/drill/%s", stories[i].name);

      g_test_add_data_func (path, &stories[i], test_story);
    }
  g_test_add_func ("/drill/says-what-changes", test_says_what_changes);
  g_test_add_func ("/drill/all-short-stories", test_all_short_stories);
  g_test_add_func ("/drill/amounts", test_amounts);

  return g_test_run ();
}
