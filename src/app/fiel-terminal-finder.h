/* fiel-terminal-finder.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The terminals that the providers say this store has, to be taken over with a press. */
#define FIEL_TYPE_TERMINAL_FINDER (fiel_terminal_finder_get_type ())
G_DECLARE_FINAL_TYPE (FielTerminalFinder, fiel_terminal_finder, FIEL, TERMINAL_FINDER, AdwPreferencesGroup)

GtkWidget *fiel_terminal_finder_new (FielSettings *settings);

/* Adds a terminal to the draft. @provider_key: (nullable): the first; @line: (nullable): "idTerminal/branch/serial";
 * NULL: nothing of it is known yet, and the draft is not complete before somebody fills it in. */
gboolean fiel_terminal_finder_add (FielSettings *settings, const char *provider_key, const char *line);

G_END_DECLS
