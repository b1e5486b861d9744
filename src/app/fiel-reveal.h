/* fiel-reveal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Scrolls what is around @last, as soon as it has its place, so that everything from @first to @last is seen; if that
 * is too much, @last with what stands above it. */
void fiel_reveal (GtkWidget *first, GtkWidget *last);

G_END_DECLS
