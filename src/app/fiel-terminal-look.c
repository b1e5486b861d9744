/* fiel-terminal-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-terminal-look.h"

#include "fiel-attempt.h"
#include "fiel-state-words.h"
#include "fiel-time-text.h"

#include <glib/gi18n.h>

static const char *style_classes[] = { "accent", "success", "warning", "error" };

FielTerminalLook
fiel_terminal_look_for (FielAvailability availability, gboolean unresolved)
{
  const char *word = fiel_state_words_availability (availability, unresolved);

  switch (availability)
    {
    case FIEL_AVAILABILITY_NOT_CHECKED:
      return (FielTerminalLook) { word, "fiel-wait-symbolic", NULL };
    case FIEL_AVAILABILITY_READY:
      return (FielTerminalLook) { word, "fiel-approved-symbolic", style_classes[1] };
    case FIEL_AVAILABILITY_OURS:
      if (unresolved)
        return (FielTerminalLook) { word, "fiel-unconfirmed-symbolic", style_classes[2] };
      return (FielTerminalLook) { word, "fiel-card-symbolic", style_classes[0] };
    case FIEL_AVAILABILITY_BUSY:
      return (FielTerminalLook) { word, "fiel-card-symbolic", style_classes[0] };
    case FIEL_AVAILABILITY_UNREACHABLE:
      return (FielTerminalLook) { word, "fiel-offline-symbolic", style_classes[3] };
    }

  g_return_val_if_reached (((FielTerminalLook) { "", "fiel-wait-symbolic", NULL }));
}

FielTerminalLook
fiel_terminal_look (FielTerminal *terminal)
{
  FielAttempt *attempt = fiel_terminal_get_attempt (terminal);
  gboolean unresolved = attempt != NULL && fiel_attempt_get_phase (attempt) >= FIEL_ATTEMPT_PHASE_CHECKING;

  return fiel_terminal_look_for (fiel_terminal_get_availability (terminal), unresolved);
}

/* "Not reachable since 13:50": for how long matters more than when that was last seen. A clock that was set back makes
 * no such sentence. */
static char *
describe_state (FielTerminal *terminal, gint64 now_wall_us)
{
  FielTerminalLook look = fiel_terminal_look (terminal);
  gint64 since = fiel_terminal_get_since_wall_us (terminal);
  g_autofree char *time = NULL;

  if (fiel_terminal_get_availability (terminal) != FIEL_AVAILABILITY_UNREACHABLE
      || now_wall_us - since < G_TIME_SPAN_MINUTE)
    return g_strdup (look.word);

  time = fiel_time_text_is_today (since, now_wall_us) ? fiel_time_text_of_day (since)
                                                      : fiel_time_text_moment (since, now_wall_us);

  /* Translators: of a card terminal, with a time of day or a day and a time */
  return g_strdup_printf (_("Not reachable since %s"), time);
}

char *
fiel_terminal_look_state (FielTerminal *terminal, gint64 now_wall_us)
{
  FielAvailability availability = fiel_terminal_get_availability (terminal);
  gint64 checked = fiel_terminal_get_checked_wall_us (terminal);
  char *state = describe_state (terminal, now_wall_us);
  g_autofree char *word = NULL;
  g_autofree char *age = NULL;

  if (checked != 0 && availability != FIEL_AVAILABILITY_OURS && availability != FIEL_AVAILABILITY_NOT_CHECKED)
    age = fiel_time_text_age (checked, now_wall_us);
  if (age == NULL)
    return state;

  word = state;

  return g_strdup_printf ("%s · %s", word, age);
}
