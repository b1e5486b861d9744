/* fiel-setting-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-setting.h"
#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FielSettingRow:
 *
 * One setting. A choice counts at once; a text when Enter is pressed or the row is left. What the profile's reader does
 * not take is not saved and stays there with the reason below it, until it is changed.
 */
#define FIEL_TYPE_SETTING_ROW (fiel_setting_row_get_type ())
G_DECLARE_FINAL_TYPE (FielSettingRow, fiel_setting_row, FIEL, SETTING_ROW, AdwPreferencesRow)

GtkWidget *fiel_setting_row_new (FielSettings *settings, const char *group, const FielSetting *setting);
/* A row for each of @table, added to @target. */
void fiel_setting_rows_add (AdwPreferencesGroup *target, FielSettings *settings, const char *group,
                            const FielSetting *table);

const char *fiel_setting_row_get_key (FielSettingRow *self);
const char *fiel_setting_row_get_group (FielSettingRow *self);
GtkWidget *fiel_setting_row_get_control (FielSettingRow *self);
const char *fiel_setting_row_get_reason (FielSettingRow *self);   /* (nullable): why the value does not count */
/* A button beside what is entered. */
void fiel_setting_row_add_suffix (FielSettingRow *self, GtkWidget *widget);
/* Something about what is entered, below it. */
void fiel_setting_row_add_note (FielSettingRow *self, GtkWidget *widget);
/* As if it had been typed and the row left. @value: as in the file. */
void fiel_setting_row_enter (FielSettingRow *self, const char *value);
/* Shows what the draft says, unless something wrong stands there. */
void fiel_setting_row_refresh (FielSettingRow *self);
/* What stands there counts from now on, if it can. */
void fiel_setting_row_apply (FielSettingRow *self);

G_END_DECLS
