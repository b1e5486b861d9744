/* fiel-time-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-time-text.h"

#include <glib/gi18n.h>

char *
fiel_time_text_of_day (gint64 wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%H:%M") : g_strdup ("");
}

char *
fiel_time_text_age (gint64 wall_us, gint64 now_wall_us)
{
  g_autofree char *time = NULL;
  gint64 age = now_wall_us - wall_us;

  /* A wall clock that was set back makes ages negative: those say the time instead. */
  if (age >= 0 && age < G_TIME_SPAN_MINUTE)
    return NULL;

  if (age >= 0 && age < G_TIME_SPAN_HOUR)
    {
      guint minutes = (guint) (age / G_TIME_SPAN_MINUTE);

      /* Translators: how many minutes. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u min ago", "%u min ago", minutes), minutes);
    }

  time = fiel_time_text_of_day (wall_us);

  /* Translators: a time of day; what was seen then has not been looked at since */
  return g_strdup_printf (_("at %s"), time);
}

/* Translators: of strftime: how a day of the year is written in front of a time */
static char *
format_day (GDateTime *time)
{
  /* Translators: month and day, as g_date_time_format() writes them: the order of your language. */
  return g_date_time_format (time, _("%m/%d"));
}

gboolean
fiel_time_text_is_today (gint64 wall_us, gint64 now_wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_wall_us / G_USEC_PER_SEC);

  return time != NULL && now != NULL && g_date_time_get_year (time) == g_date_time_get_year (now)
         && g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now);
}

char *
fiel_time_text_moment (gint64 wall_us, gint64 now_wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);
  g_autofree char *hour = fiel_time_text_of_day (wall_us);
  g_autofree char *day = NULL;

  if (time == NULL)
    return g_strdup ("");
  if (fiel_time_text_is_today (wall_us, now_wall_us))
    /* Translators: a time of the day. */
    return g_strdup_printf (_("Today %s"), hour);
  day = format_day (time);

  /* Translators: a day, then a time of day */
  return g_strdup_printf (C_("moment", "%s %s"), day, hour);
}
