/* fiel-drills-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-drill-coach.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_DRILLS_PAGE (fiel_drills_page_get_type ())
G_DECLARE_FINAL_TYPE (FielDrillsPage, fiel_drills_page, FIEL, DRILLS_PAGE, GtkWidget)

/* @coach: (nullable). A row activates win.start-drill. */
void fiel_drills_page_set_coach (FielDrillsPage *self, FielDrillCoach *coach);

G_END_DECLS
