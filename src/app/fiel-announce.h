/* fiel-announce.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Says @text to people who listen to the screen. @urgent interrupts: only for "not confirmed" and for
 * a contradiction. Needs GTK 4.14; on
 * older ones the changed labels and the moved focus have to do. */
void fiel_announce (GtkWidget *widget, const char *text, gboolean urgent);

G_END_DECLS
