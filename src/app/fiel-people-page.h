/* fiel-people-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_PEOPLE_PAGE (fiel_people_page_get_type ())
G_DECLARE_FINAL_TYPE (FielPeoplePage, fiel_people_page, FIEL, PEOPLE_PAGE, AdwPreferencesPage)

/* The page "People" of the settings: who works in the store. Unless a manager has opened the settings, it asks for one
 * and can change nothing. Whoever closes the settings calls fiel_people_leave_settings(). */
GtkWidget *fiel_people_page_new (FielSettings *settings);

G_END_DECLS
