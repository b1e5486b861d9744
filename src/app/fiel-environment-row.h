/* fiel-environment-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Whether what is charged through a provider is real money. Real money is asked about once more. */
#define FIEL_TYPE_ENVIRONMENT_ROW (fiel_environment_row_get_type ())
G_DECLARE_FINAL_TYPE (FielEnvironmentRow, fiel_environment_row, FIEL, ENVIRONMENT_ROW, AdwComboRow)

GtkWidget *fiel_environment_row_new (FielSettings *settings, const char *provider_key);

/* The answer to the question; what the dialog does. */
void fiel_environment_row_choose (FielEnvironmentRow *self, const char *environment);

G_END_DECLS
