/* fiel-alert-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_ALERT_PAGE (fiel_alert_page_get_type ())
G_DECLARE_FINAL_TYPE (FielAlertPage, fiel_alert_page, FIEL, ALERT_PAGE, GtkWidget)

/* Signal "gone": the alert left the engine's list. Its buttons activate win.show-attempt and win.show-evidence. Both
 * (nullable) together. */
void fiel_alert_page_set_alert (FielAlertPage *self, FielEngine *engine, FielAlert *alert);
FielAlert *fiel_alert_page_get_alert (FielAlertPage *self);   /* (transfer none) (nullable) */

G_END_DECLS
