/* fiel-settings-terminals-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-settings-terminals-page.h"

#include "fiel-own-name.h"
#include "fiel-terminal-finder.h"
#include "fiel-terminal-setting-row.h"

#include <glib/gi18n.h>

static void
add_by_hand_cb (GtkWidget *button, gpointer user_data)
{
  FielSettings *settings = user_data;

  if (fiel_terminal_finder_add (settings, NULL, NULL))
    fiel_settings_rebuild (settings);
  else
    gtk_widget_error_bell (button);
}

GtkWidget *
fiel_settings_terminals_page_new (FielSettings *settings)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  FielProfileDraft *draft = fiel_settings_get_draft (settings);
  g_auto (GStrv) keys = draft != NULL ? fiel_profile_draft_list_groups (draft, "terminal") : NULL;
  /* Translators: button: a terminal whose data somebody types */
  GtkWidget *add = fiel_own_name_new_button (_("_Add by hand"));

  if (keys == NULL)
    return GTK_WIDGET (page);

  /* Translators: title of the list of card terminals */
  adw_preferences_group_set_title (group, _("Card terminals"));
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_by_hand_cb), settings, 0);
  adw_preferences_group_set_header_suffix (group, add);
  for (gsize i = 0; keys[i] != NULL; i++)
    adw_preferences_group_add (group, fiel_terminal_setting_row_new (settings, keys[i]));
  adw_preferences_page_add (page, group);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (fiel_terminal_finder_new (settings)));

  return GTK_WIDGET (page);
}
