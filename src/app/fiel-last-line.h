/* fiel-last-line.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-today-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_LAST_LINE (fiel_last_line_get_type ())
G_DECLARE_FINAL_TYPE (FielLastLine, fiel_last_line, FIEL, LAST_LINE, GtkWidget)

/* @today: (nullable); @style: (static) (nullable) without @today. Pressed, it activates win.show-today. */
void fiel_last_line_set_today (FielLastLine *self, FielTodayList *today, const FielNumberStyle *style);

G_END_DECLS
