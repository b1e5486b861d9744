/* fiel-diagnostics-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_DIAGNOSTICS_PAGE (fiel_diagnostics_page_get_type ())
G_DECLARE_FINAL_TYPE (FielDiagnosticsPage, fiel_diagnostics_page, FIEL, DIAGNOSTICS_PAGE, AdwPreferencesPage)

/* What somebody who helps asks for: whether every provider can be reached, and the log. */
GtkWidget *fiel_diagnostics_page_new (FielSettings *settings);

/* Saves the log there and says what came of it. */
void fiel_diagnostics_page_save (FielDiagnosticsPage *self, GFile *file);

G_END_DECLS
