/* fiel-settings-till-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-settings-till-page.h"

#include "fiel-setting-row.h"

#include <glib/gi18n.h>

static const FielSettingChoice modes[] = {
  { "cents", N_("Digits arrive from the right: 1 2 5 0 is 12.50") },
  { "decimal", N_("With a decimal key: 1 2 . 5 is 12.50") },
  { NULL },
};

static const FielSetting names[] = {
  { FIEL_SETTING_TEXT, "name", N_("Name of this till"), N_("Stands in the header, on receipts and in every record") },
  { FIEL_SETTING_TEXT, "cashier", N_("Cashier"),
    N_("Who is named in records and on receipts; empty: the till’s name") },
  { FIEL_SETTING_NUMBER, "lock-after", N_("Minutes until the till locks"),
    N_("Where people sign in: after so long without a touch a PIN is asked for; 0: never, empty: 10") },
  { FIEL_SETTING_CHOICE, NULL },
};

static const FielSetting mode
  = { FIEL_SETTING_CHOICE, "amount-mode", N_("How an amount is typed"),
      N_("What the keys of the till do with decimals"),
      .fallback = "cents", .choices = modes };

static const FielSetting amounts[] = {
  /* Translators: title of a setting: the highest amount of a sale */
  { FIEL_SETTING_AMOUNT, "max-sale", N_("Largest sale"),
    N_("The till takes no greater amount; empty: no limit of yours") },
  { FIEL_SETTING_AMOUNTS, "quick-amounts", N_("Quick amounts"),
    N_("Up to six amounts with a key of their own, with spaces between") },
  { FIEL_SETTING_NUMBER, "return-after", N_("Seconds an approved sale stays"),
    N_("Then the till is ready for the next customer; 0: it stays until a key is pressed; empty: 6") },
  { FIEL_SETTING_CHOICE, NULL },
};

static const FielSetting guards[] = {
  { FIEL_SETTING_SWITCH, "repeat-guard", N_("Ask before the same amount again"),
    N_("Within three minutes on the same terminal, the cashier has to confirm it"), .fallback = "yes" },
  { FIEL_SETTING_SWITCH, "hundredfold-guard", N_("Stop a slipped factor of 100"),
    N_("An amount far above what is usual here has to be typed again"), .fallback = "yes" },
  /* Translators: title of a setting: without one nothing is charged */
  { FIEL_SETTING_SWITCH, "require-reference", N_("Ticket reference required"),
    N_("No sale without a reference that was typed or scanned"), .fallback = "no" },
  { FIEL_SETTING_CHOICE, NULL },
};

static const FielSetting returns[] = {
  { FIEL_SETTING_AMOUNT, "return-limit", N_("Manager approves returns above"),
    N_("A cashier alone gives back up to this amount; 0: a manager always approves; empty: never") },
  { FIEL_SETTING_AMOUNT, "return-without-original-limit", N_("Largest return without its sale"),
    N_("Always with a manager; empty: money goes back only for a sale that is found"),
    .with = "return-without-original" },
  { FIEL_SETTING_CHOICE, NULL },
};

static void
add_group (AdwPreferencesPage *page, FielSettings *settings, const char *title, const FielSetting *table)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  fiel_setting_rows_add (group, settings, "till", table);
  adw_preferences_page_add (page, group);
  /* Whole pesos are typed in one way. */
  if (table == names && fiel_settings_get_currency (settings)->digits > 0)
    adw_preferences_group_add (group, fiel_setting_row_new (settings, "till", &mode));
}

GtkWidget *
fiel_settings_till_page_new (FielSettings *settings)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  /* Translators: title of settings: those of this till */
  add_group (page, settings, _("This till"), names);
  /* Translators: title of settings about amounts of money */
  add_group (page, settings, _("Amounts"), amounts);
  /* Translators: title of settings: what is asked before money moves */
  add_group (page, settings, _("Before a charge"), guards);
  /* Translators: title of settings: giving money back (noun) */
  add_group (page, settings, _("Returns"), returns);

  return GTK_WIDGET (page);
}
