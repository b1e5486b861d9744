/* fiel-setting-search.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FielSettingSearch:
 *
 * The rows of the settings that somebody looks for. "found" (page, row): one of them was chosen.
 */
#define FIEL_TYPE_SETTING_SEARCH (fiel_setting_search_get_type ())
G_DECLARE_FINAL_TYPE (FielSettingSearch, fiel_setting_search, FIEL, SETTING_SEARCH, GtkWidget)

void fiel_setting_search_clear (FielSettingSearch *self);
/* Adds @page (named @name, called @title) and the rows of it that speak of every word of @text: in their title, in what
 * is said below it, in what can be chosen there, or in one of fiel-setting-words.h. Case and accents do not count. */
void fiel_setting_search_add (FielSettingSearch *self, GtkWidget *page, const char *name, const char *title,
                              const char *text);
void fiel_setting_search_activate_first (FielSettingSearch *self);

G_END_DECLS
