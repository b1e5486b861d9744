/* fiel-row-mark.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row whose answer is wrong is marked, for the eye and for the screen reader; see gtk_widget_grab_focus() too. */
void fiel_row_mark (GtkWidget *row, gboolean wrong);

G_END_DECLS
