/* fiel-day.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A day of the calendar as a text, YYYY-MM-DD and nothing else: how slips, terminals and files name the day of a sale.
 */

gboolean fiel_day_is_valid (const char *text); /* @text: (nullable) */

/* Its noon in UTC, which is nearest to every hour of that day anywhere; NULL if @text is no day.
 * (transfer full) (nullable) */
GDateTime *fiel_day_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT; /* @text: (nullable) */

G_END_DECLS
