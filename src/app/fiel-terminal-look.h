/* fiel-terminal-look.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-terminal.h"

G_BEGIN_DECLS

/**
 * FielTerminalLook:
 * @word: (translated) the state in a word or two, never a colour alone
 * @icon_name: its shape
 * @style_class: (nullable): its colour
 *
 * How the state of a terminal is shown, wherever it is shown. Static strings.
 */
typedef struct
{
  const char *word;
  const char *icon_name;
  const char *style_class;
} FielTerminalLook;

/* @unresolved: the open attempt that holds an OURS terminal has lost its answer. */
FielTerminalLook fiel_terminal_look_for (FielAvailability availability, gboolean unresolved);
FielTerminalLook fiel_terminal_look (FielTerminal *terminal);

/* "Ready · 4 min ago", "Not reachable since 13:50": the word, for how long, and how old the news is. */
char *fiel_terminal_look_state (FielTerminal *terminal, gint64 now_wall_us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
