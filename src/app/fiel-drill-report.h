/* fiel-drill-report.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-drill.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_DRILL_REPORT (fiel_drill_report_get_type ())
G_DECLARE_FINAL_TYPE (FielDrillReport, fiel_drill_report, FIEL, DRILL_REPORT, GtkWidget)

/* Its buttons activate win.start-drill and win.show-drills. */
void fiel_drill_report_set_drill (FielDrillReport *self, const FielDrill *drill);

G_END_DECLS
