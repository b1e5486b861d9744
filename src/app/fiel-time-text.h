/* fiel-time-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "14:02", local time of @wall_us (UTC microseconds since 1970). */
char *fiel_time_text_of_day (gint64 wall_us) G_GNUC_WARN_UNUSED_RESULT;

/* How long ago, in the words of a till: NULL below a minute, "4 min ago" below an hour, then "at 13:50". */
char *fiel_time_text_age (gint64 wall_us, gint64 now_wall_us) G_GNUC_WARN_UNUSED_RESULT;

/* "Today 14:05", or the day and the time. */
char *fiel_time_text_moment (gint64 wall_us, gint64 now_wall_us) G_GNUC_WARN_UNUSED_RESULT;
gboolean fiel_time_text_is_today (gint64 wall_us, gint64 now_wall_us);

G_END_DECLS
