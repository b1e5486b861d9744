/* fiel-page-fit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * fiel_page_fit_print:
 * @window: a mapped window
 * @width: how wide it was asked to be, in pixels; 0 if it may be as wide as it likes
 * @height: how high
 *
 * Prints a line for each thing that does not fit: "wide" and "high" if the window had to grow, "cut" and the words for a
 * text that does not show them all, "outside" for one that lies beyond the window's sides, "squeezed" for one that is
 * larger than its place, "overlap" for two texts on one place.
 */
void fiel_page_fit_print (GtkWindow *window, int width, int height);

/* How many texts it shows. */
guint fiel_page_fit_count (GtkWindow *window) G_GNUC_WARN_UNUSED_RESULT;

/* Another one if a text or its place is another one; 0 if the window is not there yet. */
guint fiel_page_fit_fingerprint (GtkWindow *window) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
