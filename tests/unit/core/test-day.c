/* test-day.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-day.h"

static void
test_days (void)
{
  static const char *const days[] = { "2026-11-29", "2024-02-29", "0001-01-01", "9999-12-31" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    g_assert_true (fiel_day_is_valid (days[i]));
}

/* Some of them are dates to GLib: weeks, days of a year, short forms. */
static void
test_no_days (void)
{
  static const char *const texts[] = { NULL,         "",           "2026-02-29",           "2026-13-01",  "2026-00-10",
                                       "2026-11-31", "26-11-29",   "20261129",             "2026-W48-7",  "2026-333",
                                       "2026/11/29", "29-11-2026", "2026-11-29T12:00:00Z", "2026-11-29 ", " 2026-11-29",
                                       "2026-11-2x", "+026-11-29", "2026-1-029" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (fiel_day_is_valid (texts[i]));
}

static void
test_noon (void)
{
  g_autoptr (GDateTime) noon = fiel_day_parse ("2026-11-29");
  g_autofree char *text = g_date_time_format_iso8601 (noon);

  g_assert_cmpstr (text, ==, "2026-11-29T12:00:00Z");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/day/days", test_days);
  g_test_add_func ("/day/no-days", test_no_days);
  g_test_add_func ("/day/noon", test_noon);

  return g_test_run ();
}
