/* fiel-today-pane.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-today-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_TODAY_PANE (fiel_today_pane_get_type ())
G_DECLARE_FINAL_TYPE (FielTodayPane, fiel_today_pane, FIEL, TODAY_PANE, GtkWidget)

/* @today: (nullable); @style: (static) (nullable) without @today. A row activates win.show-attempt with the
 * attempt's id. */
void fiel_today_pane_set_today (FielTodayPane *self, FielTodayList *today, const FielNumberStyle *style);

G_END_DECLS
