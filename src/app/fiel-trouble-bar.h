/* fiel-trouble-bar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_TROUBLE_BAR (fiel_trouble_bar_get_type ())
G_DECLARE_FINAL_TYPE (FielTroubleBar, fiel_trouble_bar, FIEL, TROUBLE_BAR, GtkWidget)

/* Says in a sentence what keeps the till of @engine from selling, or what is wrong with its profile; nothing: the bar
 * goes away. What cannot be written comes before what cannot be reached, and a till that works comes last.
 * @engine: (nullable). @settings_wait: saved settings are not used yet. */
void fiel_trouble_bar_update (FielTroubleBar *self, FielEngine *engine, gboolean settings_wait);

G_END_DECLS
