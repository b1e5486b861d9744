/* fiel-country-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The country, and with it the currency: one cannot be right without the other. */
#define FIEL_TYPE_COUNTRY_ROW (fiel_country_row_get_type ())
G_DECLARE_FINAL_TYPE (FielCountryRow, fiel_country_row, FIEL, COUNTRY_ROW, AdwComboRow)

GtkWidget *fiel_country_row_new (FielSettings *settings);

/* Makes it the profile of another country: its currency, an amount mode that fits, and every limit the same number of
 * whole units as before. In a transaction of its own. */
gboolean fiel_country_row_put (FielProfileDraft *draft, const char *country, GError **error);

G_END_DECLS
