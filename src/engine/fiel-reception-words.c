/* fiel-reception-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-reception-words.h"

#include "fiel-probe-words.h"

#include <glib/gi18n-lib.h>

/* Whether callbacks arrive or only polling works, for a store manager. Polling is always enough, and is said to be. */

static char *
describe_time (gint64 wall_us, gint64 now_wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_wall_us / G_USEC_PER_SEC);
  const gboolean is_today = g_date_time_get_year (time) == g_date_time_get_year (now)
                            && g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now);
  g_autofree char *hour = g_date_time_format (time, "%H:%M");
  g_autofree char *day = NULL;

  if (is_today)
    return g_steal_pointer (&hour);

  /* Translators: of strftime: how a day of the year is written in front of a time */
  day = g_date_time_format (time, _ ("%m/%d"));

  return g_strdup_printf ("%s %s", day, hour);
}

static char *
describe_trouble (FielReception *reception, FielProbeStepKind step)
{
  const FielProbeFacts facts = { .step = step, .provider = fiel_reception_get_key (reception) };

  return fiel_probe_words_trouble (fiel_reception_get_trouble (reception), &facts);
}

static char *
describe_relay (FielReception *reception, gint64 now_wall_us)
{
  const gint64 way_us = fiel_reception_get_way_us (reception);
  g_autofree char *time = way_us > 0 ? describe_time (way_us, now_wall_us) : NULL;
  g_autofree char *trouble = NULL;

  if (fiel_reception_get_trouble (reception) == FIEL_TROUBLE_NONE)
    /* Translators: a moment. */
    return time != NULL ? g_strdup_printf (_ ("Over the relay, which answered last at %s."), time)
                        : g_strdup (_ ("Over the relay, which is being asked."));

  trouble = describe_trouble (reception, FIEL_PROBE_STEP_RELAY);

  return g_strdup_printf ("%s %s", trouble, _ ("Until then this till asks by itself, which is enough."));
}

static char *
describe_listener (FielReception *reception)
{
  g_autofree char *trouble = NULL;

  if (fiel_reception_get_trouble (reception) == FIEL_TROUBLE_NONE)
    return g_strdup (_ ("This till is called itself."));

  trouble = describe_trouble (reception, FIEL_PROBE_STEP_NAME);

  return g_strdup_printf ("%s %s", trouble, _ ("Until then this till asks by itself, which is enough."));
}

char *
fiel_reception_words_way (FielReception *reception, gint64 now_wall_us)
{
  g_return_val_if_fail (reception == NULL || FIEL_IS_RECEPTION (reception), NULL);

  if (reception != NULL && fiel_reception_get_route (reception) == FIEL_CALLBACK_ROUTE_RELAY)
    return describe_relay (reception, now_wall_us);
  if (reception != NULL && fiel_reception_get_route (reception) == FIEL_CALLBACK_ROUTE_LISTENER)
    return describe_listener (reception);

  return g_strdup (_ ("This till is not called: it asks by itself, which is enough."));
}

static void
add_count (GPtrArray *parts, guint n, char *text)
{
  if (n > 0)
    g_ptr_array_add (parts, text);
  else
    g_free (text);
}

char *
fiel_reception_words_calls (FielReception *reception, gint64 now_wall_us)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *time = NULL;
  guint n = 0;

  g_return_val_if_fail (reception == NULL || FIEL_IS_RECEPTION (reception), NULL);

  if (reception == NULL || fiel_reception_get_heard_us (reception) == 0)
    return g_strdup (_ ("None since the till was opened"));

  time = describe_time (fiel_reception_get_heard_us (reception), now_wall_us);
  /* Translators: %s is a time; counts follow, as in "The last at 14:05 · 3 for this till · 2 for other tills" */
  g_ptr_array_add (parts, g_strdup_printf (_ ("The last at %s"), time));
  n = fiel_reception_get_n_heard (reception);
  /* Translators: how many calls. */
  add_count (parts, n, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u for this till", "%u for this till", n), n));
  n = fiel_reception_get_n_others (reception);
  add_count (parts, n,
             /* Translators: how many calls. */
             g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u for other tills", "%u for other tills", n), n));
  n = fiel_reception_get_n_tests (reception);
  /* Translators: how many calls. */
  add_count (parts, n, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u test", "%u tests", n), n));
  n = fiel_reception_get_n_turned_away (reception);
  /* Translators: how many calls. */
  add_count (parts, n, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u turned away", "%u turned away", n), n));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

char *
fiel_reception_words_kept (const FielCallbackCount *count, const char *since, const char *last)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  g_return_val_if_fail (count != NULL && since != NULL && last != NULL, NULL);

  /* Translators: %s is a time */
  if (count->kept == 0)
    /* Translators: a moment. */
    return g_strdup_printf (_ ("No call since %s: this till asks by itself, which is enough"), since);

  n = count->kept;
  /* Translators: a number and a time; what follows says more of them */
  g_ptr_array_add (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u call since %s", "%u calls since %s", n),
                                           n, since));
  g_ptr_array_add (parts, g_strdup_printf (_ ("The last at %s"), last));
  n = count->unmatched;
  /* Translators: how many calls. */
  add_count (parts, n, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u belongs to no payment of this till",
                                                     "%u belong to no payment of this till", n), n));
  n = count->contradicting;
  /* Translators: how many calls. */
  add_count (parts, n, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u contradicts a result",
                                                     "%u contradict a result", n), n));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

char *
fiel_reception_words_ends (const FielCallbackCount *count)
{
  guint n = 0;

  g_return_val_if_fail (count != NULL, NULL);

  n = count->called + count->asked + count->answered;

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       /* Translators: how many in all, then how many of them in each way. */
                                       "%u payment ended: %u after a call, %u by asking alone, %u without either.",
                                       "%u payments ended: %u after a call, %u by asking alone, %u without either.", n),
                          n, count->called, count->asked, count->answered);
}
