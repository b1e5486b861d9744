/* fiel-trouble-bar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_TROUBLE_BAR (fiel_trouble_bar_get_type ())
G_DECLARE_FINAL_TYPE (FielTroubleBar, fiel_trouble_bar, FIEL, TROUBLE_BAR, GtkWidget)

/* What keeps this till from selling, in sentences, or what is wrong with its profile; all NULL: the bar goes away. What
 * cannot be written comes before what cannot be reached, and a till that works comes last. */
void fiel_trouble_bar_set_troubles (FielTroubleBar *self, const char *storage, const char *connection,
                                    const char *profile);

G_END_DECLS
