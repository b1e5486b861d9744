/* fiel-settings-journal-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-settings-journal-page.h"

#include "fiel-own-name.h"
#include "fiel-verify-row.h"

#include <glib/gi18n.h>

/* What is to be known about the journal. Nothing of it can be set: it grows, and nobody takes anything out of it. */

static void
export_cb (GtkWidget *button)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (button));
  GtkWindow *till = gtk_window_get_transient_for (window);

  if (till == NULL || !gtk_widget_activate_action (GTK_WIDGET (till), "win.export", NULL))
    gtk_widget_error_bell (button);
}

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "title", title, "use-markup", FALSE, "subtitle", subtitle, "subtitle-lines", 0, NULL);

  return row;
}

GtkWidget *
fiel_settings_journal_page_new (FielSettings *settings)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *location
    /* Translators: title of a row: the folder of the journal */
    = make_row (_("Where it is"), fiel_profile_get_journal_path (fiel_settings_get_profile (settings)));
  GtkWidget *keeping = make_row (_("How long it is kept"),
                                 _("Always: every payment stays as it was, and a changed or missing record is found"));
  GtkWidget *export = make_row (_("Payments for the office"),
                                _("A table, a list on paper, or everything somebody needs to check the journal"));
  /* Translators: button (verb): saves payments as a file */
  GtkWidget *button = fiel_own_name_new_button (_("_Export…"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (export_cb), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (export), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (export), button);
  fiel_own_name_in_row (GTK_BUTTON (button), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (export)));

  adw_preferences_group_set_title (group, _("Journal"));
  adw_preferences_group_add (group, location);
  adw_preferences_group_add (group, keeping);
  adw_preferences_group_add (group, fiel_verify_row_new (settings));
  adw_preferences_group_add (group, export);
  adw_preferences_page_add (page, group);

  return GTK_WIDGET (page);
}
