/* fiel-settings-receipts-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-settings-receipts-page.h"

#include "fiel-setting-row.h"

#include <glib/gi18n.h>

static const FielSettingChoice papers[] = {
  { "roll-58", N_("Roll of 58 mm") },
  { "roll-80", N_("Roll of 80 mm") },
  /* Translators: a paper of printers */
  { "a4", N_("Sheets (A4)") },
  { NULL },
};

static const FielSettingChoice slips[] = {
  { "none", N_("None: the store issues another document") },
  { "provider", N_("The slip that the card terminal prints") },
  { NULL },
};

static const FielSetting paper[] = {
  /* Translators: title of a setting (noun) */
  { FIEL_SETTING_CHOICE, "paper", N_("Paper"), N_("What receipts are printed on"), .fallback = "roll-80",
    .choices = papers },
  /* Translators: title of a setting: the tax document of a sale */
  { FIEL_SETTING_CHOICE, "fiscal", N_("Legal document"),
    N_("What the receipt tells the customer about it; Fiel’s own receipt never is one"), .fallback = "none",
    .choices = slips },
  { FIEL_SETTING_CHOICE, NULL },
};

static const FielSetting header[] = {
  { FIEL_SETTING_TEXT, "header-1", N_("Line 1 under the name"), N_("Tax number, address, telephone: as you like") },
  { FIEL_SETTING_TEXT, "header-2", N_("Line 2 under the name"), N_("Empty lines are left out") },
  { FIEL_SETTING_TEXT, "header-3", N_("Line 3 under the name"), N_("Empty lines are left out") },
  { FIEL_SETTING_TEXT, "header-4", N_("Line 4 under the name"), N_("Empty lines are left out") },
  { FIEL_SETTING_TEXT, "header-5", N_("Line 5 under the name"), N_("Empty lines are left out") },
  { FIEL_SETTING_TEXT, "header-6", N_("Line 6 under the name"), N_("Empty lines are left out") },
  { FIEL_SETTING_TEXT, NULL },
};

static const FielSetting footer[] = {
  { FIEL_SETTING_TEXT, "footer-1", N_("Line 1 at the end"), N_("Thanks, hours, conditions: as you like") },
  { FIEL_SETTING_TEXT, "footer-2", N_("Line 2 at the end"), N_("Empty lines are left out") },
  { FIEL_SETTING_TEXT, "footer-3", N_("Line 3 at the end"), N_("Empty lines are left out") },
  { FIEL_SETTING_TEXT, "footer-4", N_("Line 4 at the end"), N_("Empty lines are left out") },
  { FIEL_SETTING_TEXT, "footer-5", N_("Line 5 at the end"), N_("Empty lines are left out") },
  { FIEL_SETTING_TEXT, "footer-6", N_("Line 6 at the end"), N_("Empty lines are left out") },
  { FIEL_SETTING_TEXT, NULL },
};

static void
add_group (AdwPreferencesPage *page, FielSettings *settings, const char *title, const FielSetting *table)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  fiel_setting_rows_add (group, settings, "receipts", table);
  adw_preferences_page_add (page, group);
}

GtkWidget *
fiel_settings_receipts_page_new (FielSettings *settings)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  add_group (page, settings, _("Receipts"), paper);
  add_group (page, settings, _("Under the store’s name"), header);
  /* Translators: title of settings: what stands at the end of a receipt */
  add_group (page, settings, _("At the end"), footer);

  return GTK_WIDGET (page);
}
