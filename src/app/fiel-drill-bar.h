/* fiel-drill-bar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-drill-coach.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_DRILL_BAR (fiel_drill_bar_get_type ())
G_DECLARE_FINAL_TYPE (FielDrillBar, fiel_drill_bar, FIEL, DRILL_BAR, GtkWidget)

/* @coach: (nullable). Its last button ends the drill and activates win.show-drill-report. */
void fiel_drill_bar_set_coach (FielDrillBar *self, FielDrillCoach *coach);

/* Little room: the name of the drill goes away. */
void fiel_drill_bar_set_narrow (FielDrillBar *self, gboolean narrow);

G_END_DECLS
