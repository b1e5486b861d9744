/* fiel-today-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_TODAY_ROW (fiel_today_row_get_type ())
G_DECLARE_FINAL_TYPE (FielTodayRow, fiel_today_row, FIEL, TODAY_ROW, GtkWidget)

GtkWidget *fiel_today_row_new (void);
/* @attempt: (nullable); @style: (static) (nullable) without @attempt */
void fiel_today_row_set_attempt (FielTodayRow *self, FielAttempt *attempt, const FielNumberStyle *style);

/* What the row says, in one line: "$12.990, 14:05 · Visa ··4242, Approved". */
char *fiel_today_row_describe (FielAttempt *attempt, const FielNumberStyle *style) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
