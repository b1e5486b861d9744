/* fiel-day.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-day.h"

#include <string.h>

/* GLib reads weeks and days of the year as well. */
static gboolean
has_form (const char *text)
{
  static const char form[] = "dddd-dd-dd";

  if (strlen (text) != strlen (form))
    return FALSE;
  for (gsize i = 0; form[i] != '\0'; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;

  return TRUE;
}

gboolean
fiel_day_is_valid (const char *text)
{
  g_autoptr (GDateTime) noon = fiel_day_parse (text);

  return noon != NULL;
}

GDateTime *
fiel_day_parse (const char *text)
{
  g_autofree char *noon = NULL;

  if (text == NULL || !has_form (text))
    return NULL;

  noon = g_strconcat (text, "T12:00:00Z", NULL);

  return g_date_time_new_from_iso8601 (noon, NULL);
}
