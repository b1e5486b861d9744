/* fiel-settings-store-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-settings-store-page.h"

#include "fiel-country-row.h"
#include "fiel-setting-row.h"
#include "fiel-settings-transfer.h"

#include <glib/gi18n.h>

static const FielSetting name
  = { FIEL_SETTING_TEXT, "name", N_("Name of the store"), N_("Stands on every receipt and in every export") };

GtkWidget *
fiel_settings_store_page_new (FielSettings *settings)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  /* Translators: title of settings: the shop (noun) */
  adw_preferences_group_set_title (group, _("Store"));
  adw_preferences_group_add (group, fiel_setting_row_new (settings, "store", &name));
  adw_preferences_group_add (group, fiel_country_row_new (settings));
  adw_preferences_page_add (page, group);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (fiel_settings_transfer_new (settings)));

  return GTK_WIDGET (page);
}
