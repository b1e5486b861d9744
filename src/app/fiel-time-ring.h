/* fiel-time-ring.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_TIME_RING (fiel_time_ring_get_type ())
G_DECLARE_FINAL_TYPE (FielTimeRing, fiel_time_ring, FIEL, TIME_RING, GtkWidget)

/* @left_s of @total_s seconds are left; @total_s 0: how long it was is not known, the ring stays whole while time is
 * left. */
void fiel_time_ring_set_left (FielTimeRing *self, gint64 left_s, gint64 total_s);

/* Nobody said when it ends: shows what has passed, with an empty ring. */
void fiel_time_ring_set_passed (FielTimeRing *self, gint64 passed_s);

/* Smaller where the window is narrow. It grows with the text in any case. */
void fiel_time_ring_set_compact (FielTimeRing *self, gboolean compact);

G_END_DECLS
