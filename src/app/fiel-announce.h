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

/* Of a part that has no other words than those that are announced. Where GTK cannot announce, it has to be a status
 * that changes; where it can, a status would say them a second time. */
#if GTK_CHECK_VERSION(4, 14, 0)
#define FIEL_ANNOUNCE_ROLE GTK_ACCESSIBLE_ROLE_GROUP
#else
#define FIEL_ANNOUNCE_ROLE GTK_ACCESSIBLE_ROLE_STATUS
#endif

G_END_DECLS
