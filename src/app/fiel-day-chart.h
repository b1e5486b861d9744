/* fiel-day-chart.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-shift-totals.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_DAY_CHART (fiel_day_chart_get_type ())
G_DECLARE_FINAL_TYPE (FielDayChart, fiel_day_chart, FIEL, DAY_CHART, GtkWidget)

/* @totals: (nullable): nothing is drawn. Kept as a copy of its slots. */
void fiel_day_chart_set_totals (FielDayChart *self, const FielShiftTotals *totals, const FielNumberStyle *style);

/* The same figures, a line for every hour in which something happened. (transfer full) */
char *fiel_day_chart_describe (const FielShiftTotals *totals, const FielNumberStyle *style);

/* What the columns are: "Sales per hour". */
const char *fiel_day_chart_title (FielShiftSlotLength length);

G_END_DECLS
