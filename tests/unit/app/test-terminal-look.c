/* test-terminal-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-private.h"
#include "fiel-terminal-look.h"
#include "fiel-terminal-private.h"
#include "fiel-time-text.h"

#define NOW (G_GINT64_CONSTANT (1763690400) * G_USEC_PER_SEC)

/* Every state has a word and a shape of its own: colour alone tells nothing. */
static void
test_every_state (void)
{
  g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < FIEL_N_AVAILABILITIES; i++)
    {
      FielTerminalLook look = fiel_terminal_look_for ((FielAvailability) i, FALSE);

      g_assert_true (g_hash_table_add (words, (char *) look.word));
      g_assert_true (g_str_has_suffix (look.icon_name, "-symbolic"));
    }
}

static void
test_reserved (void)
{
  FielTerminalLook busy = fiel_terminal_look_for (FIEL_AVAILABILITY_OURS, FALSE);
  FielTerminalLook reserved = fiel_terminal_look_for (FIEL_AVAILABILITY_OURS, TRUE);

  g_assert_cmpstr (busy.word, !=, reserved.word);
  g_assert_cmpstr (busy.icon_name, !=, reserved.icon_name);
  g_assert_cmpstr (reserved.style_class, ==, "warning");
}

static void
test_open_attempt (void)
{
  g_autoptr (FielTerminal) terminal = fiel_terminal_new ("norte", "Terminal Norte", "Getnet", "A7731");
  FielAttemptOrigin origin = { .id = "a", .amount = fiel_money_make (1, fiel_currency_find ("CLP")), .reference = "1",
                               .terminal_name = "Terminal Norte", .provider_name = "Getnet", .actor = "Ana" };
  g_autoptr (FielAttempt) attempt = fiel_attempt_new (&origin);

  fiel_terminal_set_probed (terminal, FIEL_AVAILABILITY_READY, NOW);
  fiel_terminal_set_attempt (terminal, attempt);
  g_assert_cmpstr (fiel_terminal_look (terminal).word, ==, "Busy with our payment");

  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_CHECKING);
  g_assert_cmpstr (fiel_terminal_look (terminal).word, ==, "Reserved: a result is missing");

  fiel_terminal_set_attempt (terminal, NULL);
  g_assert_cmpstr (fiel_terminal_look (terminal).word, ==, "Ready");
}

static void
test_age (void)
{
  g_autoptr (FielTerminal) terminal = fiel_terminal_new ("norte", "Terminal Norte", "Getnet", "A7731");
  g_autofree char *fresh = NULL;
  g_autofree char *old = NULL;

  fiel_terminal_set_probed (terminal, FIEL_AVAILABILITY_READY, NOW);
  fresh = fiel_terminal_look_state (terminal, NOW + 59 * G_USEC_PER_SEC);
  g_assert_cmpstr (fresh, ==, "Ready");
  old = fiel_terminal_look_state (terminal, NOW + 4 * G_TIME_SPAN_MINUTE);
  g_assert_cmpstr (old, ==, "Ready · 4 min ago");
}

/* "Since" is the first of the checks that all found it so. */
static void
test_unreachable_since (void)
{
  g_autoptr (FielTerminal) terminal = fiel_terminal_new ("norte", "Terminal Norte", "Getnet", "A7731");
  g_autofree char *time = fiel_time_text_of_day (NOW);
  g_autofree char *expected = g_strdup_printf ("Not reachable since %s", time);
  g_autofree char *old = g_strdup_printf ("Not reachable since %s · 4 min ago", time);
  g_autofree char *first = NULL;
  g_autofree char *later = NULL;
  g_autofree char *later_still = NULL;
  g_autofree char *set_back = NULL;
  g_autofree char *next_day = NULL;

  fiel_terminal_set_probed (terminal, FIEL_AVAILABILITY_READY, NOW - G_TIME_SPAN_HOUR);
  fiel_terminal_set_probed (terminal, FIEL_AVAILABILITY_UNREACHABLE, NOW);
  first = fiel_terminal_look_state (terminal, NOW);
  g_assert_cmpstr (first, ==, "Not reachable");
  fiel_terminal_set_probed (terminal, FIEL_AVAILABILITY_UNREACHABLE, NOW + 20 * G_TIME_SPAN_MINUTE);
  later = fiel_terminal_look_state (terminal, NOW + 20 * G_TIME_SPAN_MINUTE);
  g_assert_cmpstr (later, ==, expected);
  later_still = fiel_terminal_look_state (terminal, NOW + 24 * G_TIME_SPAN_MINUTE);
  g_assert_cmpstr (later_still, ==, old);
  set_back = fiel_terminal_look_state (terminal, NOW - G_TIME_SPAN_MINUTE);
  g_assert_true (g_str_has_prefix (set_back, "Not reachable · at "));
  fiel_terminal_set_probed (terminal, FIEL_AVAILABILITY_UNREACHABLE, NOW + G_TIME_SPAN_DAY);
  next_day = fiel_terminal_look_state (terminal, NOW + G_TIME_SPAN_DAY);
  g_assert_cmpuint (strlen (next_day), >, strlen (expected));

  fiel_terminal_set_probed (terminal, FIEL_AVAILABILITY_READY, NOW + 2 * G_TIME_SPAN_DAY);
  g_assert_cmpint (fiel_terminal_get_since_wall_us (terminal), ==, NOW + 2 * G_TIME_SPAN_DAY);
}

static void
test_age_text (void)
{
  g_autofree char *minute = fiel_time_text_age (NOW, NOW + G_TIME_SPAN_MINUTE);
  g_autofree char *hour = fiel_time_text_age (NOW, NOW + G_TIME_SPAN_HOUR);
  g_autofree char *future = fiel_time_text_age (NOW, NOW - 1);
  g_autofree char *time = fiel_time_text_of_day (NOW);
  g_autofree char *at = g_strdup_printf ("at %s", time);

  g_assert_null (fiel_time_text_age (NOW, NOW));
  g_assert_cmpstr (minute, ==, "1 min ago");
  g_assert_cmpstr (hour, ==, at);
  g_assert_cmpstr (future, ==, at);
  g_assert_cmpuint (strlen (time), ==, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/terminal-look/every-state", test_every_state);
  g_test_add_func ("/terminal-look/reserved", test_reserved);
  g_test_add_func ("/terminal-look/open-attempt", test_open_attempt);
  g_test_add_func ("/terminal-look/age", test_age);
  g_test_add_func ("/terminal-look/unreachable-since", test_unreachable_since);
  g_test_add_func ("/terminal-look/age-text", test_age_text);

  return g_test_run ();
}
