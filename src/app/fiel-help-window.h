/* fiel-help-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-help-topic.h"
#include "fiel-paper.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_HELP_WINDOW (fiel_help_window_get_type ())
G_DECLARE_FINAL_TYPE (FielHelpWindow, fiel_help_window, FIEL, HELP_WINDOW, AdwWindow)

/* The tasks of a cashier's and a manager's day, beside the till: it blocks nothing, so that one can read and do. */
FielHelpWindow *fiel_help_window_new (void);
/* What the card of keys is printed on ("help.print-keys"). */
void fiel_help_window_set_paper (FielHelpWindow *self, FielPaper paper);
void fiel_help_window_show_topic (FielHelpWindow *self, const FielHelpTopic *topic);

G_END_DECLS
