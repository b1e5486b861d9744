/* fiel-page-picture.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * fiel_page_picture_draw:
 * @window: a mapped window
 *
 * Returns: (transfer full) (nullable): what the window shows; %NULL if it has not been drawn yet
 */
GskRenderNode *fiel_page_picture_draw (GtkWindow *window) G_GNUC_WARN_UNUSED_RESULT;

/**
 * fiel_page_picture_save:
 * @window: a mapped window
 * @file: (type filename): where the PNG goes
 *
 * Draws what the window shows, without the display in between. %FALSE if it has not been drawn yet, or cannot be written.
 */
gboolean fiel_page_picture_save (GtkWindow *window, const char *file);

/**
 * fiel_page_picture_print_misfits:
 * @window: a mapped window
 * @width: how wide it was asked to be, in pixels; 0 if it may be as wide as it likes
 *
 * Prints a line for each thing that does not fit: "wide" if the window had to grow, "cut" and the words for a label that
 * does not show them all, "outside" for a label that lies beyond the window's side.
 */
void fiel_page_picture_print_misfits (GtkWindow *window, int width);

G_END_DECLS
