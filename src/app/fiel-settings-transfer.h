/* fiel-settings-transfer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SETTINGS_TRANSFER (fiel_settings_transfer_get_type ())
G_DECLARE_FINAL_TYPE (FielSettingsTransfer, fiel_settings_transfer, FIEL, SETTINGS_TRANSFER, AdwPreferencesGroup)

/* The settings as a file for other tills, and back. */
GtkWidget *fiel_settings_transfer_new (FielSettings *settings);

/* What the buttons do with the file that was chosen. A file that is there is replaced: the file chooser has asked. */
void fiel_settings_transfer_export (FielSettingsTransfer *self, GFile *file);
void fiel_settings_transfer_import (FielSettingsTransfer *self, GFile *file);

G_END_DECLS
