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

G_END_DECLS
