/* fiel-verify-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FielVerifyRow:
 *
 * Reads the whole journal while the till goes on, says how far it is and what it found, and can be stopped.
 */
#define FIEL_TYPE_VERIFY_ROW (fiel_verify_row_get_type ())
G_DECLARE_FINAL_TYPE (FielVerifyRow, fiel_verify_row, FIEL, VERIFY_ROW, AdwPreferencesRow)

GtkWidget *fiel_verify_row_new (FielSettings *settings);

G_END_DECLS
