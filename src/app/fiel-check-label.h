/* fiel-check-label.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The words beside @button (which has a label) take as many lines as they need. */
void fiel_check_label_wrap (GtkCheckButton *button);

G_END_DECLS
