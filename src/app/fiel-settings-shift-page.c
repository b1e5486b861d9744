/* fiel-settings-shift-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-settings-shift-page.h"

#include "fiel-setting-row.h"

#include <glib/gi18n.h>

static const FielSettingChoice counts[] = {
  /* Translators: a choice: nobody counts the cash in the drawer */
  { "none", N_("Not counted") },
  { "count", N_("Counted, with what is expected in sight") },
  { "blind", N_("Counted blind: what is expected is shown afterwards") },
  { NULL },
};

static const FielSetting rows[] = {
  { FIEL_SETTING_CHOICE, "cash", N_("Cash in the drawer"), N_("What the cashier does with it when a shift is closed"),
    .fallback = "none", .choices = counts },
  { FIEL_SETTING_AMOUNT, "cash-difference-limit", N_("Difference without a reason"),
    N_("A greater one has to be explained before the shift is closed; 0 or empty: every one") },
  { FIEL_SETTING_CHOICE, NULL },
};

GtkWidget *
fiel_settings_shift_page_new (FielSettings *settings)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  /* Translators: title of settings: the end of a shift (noun) */
  adw_preferences_group_set_title (group, _("Close of shift"));
  fiel_setting_rows_add (group, settings, "shift", rows);
  adw_preferences_page_add (page, group);

  return GTK_WIDGET (page);
}
