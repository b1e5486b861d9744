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

      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u min ago", "%u min ago", minutes), minutes);
    }

  time = fiel_time_text_of_day (wall_us);

  /* Translators: a time of day; what was seen then has not been looked at since */
  return g_strdup_printf (_("at %s"), time);
}
