/* fiel-entry-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_ENTRY_ROW (fiel_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (FielEntryRow, fiel_entry_row, FIEL, ENTRY_ROW, AdwPreferencesRow)

/* A row of a list that is a field: its title is above what is typed, and it is a GtkEditable. Properties "secret"
 * (boolean, once: as fiel-secret-field.h says) and "input-purpose", signal "entry-activated". */

/* What has the keyboard and is heard. (transfer none) */
GtkWidget *fiel_entry_row_get_entry (FielEntryRow *self);

G_END_DECLS
