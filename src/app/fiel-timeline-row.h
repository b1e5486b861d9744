/* fiel-timeline-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-money.h"
#include "fiel-step.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_TIMELINE_ROW (fiel_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (FielTimelineRow, fiel_timeline_row, FIEL, TIMELINE_ROW, GtkListBoxRow)

/* @provider: display name; @result: (nullable): the word for how the payment ended; @style: (static): how the country
 * writes numbers. */
GtkWidget *fiel_timeline_row_new (FielStep *step, const char *provider, const char *result,
                                  const FielNumberStyle *style);

/* A second passed: a line that still runs shows how long it has. @now_us: boot time. */
void fiel_timeline_row_tick (FielTimelineRow *self, gint64 now_us);

G_END_DECLS
