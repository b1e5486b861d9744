/* fiel-text-scale.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether the text is so large that decoration has to make room for it. */
gboolean fiel_text_scale_is_large (GtkWidget *widget);

/* Shows @decoration only while the text is not large. */
void fiel_text_scale_make_room (GtkWidget *decoration);

G_END_DECLS
