/* fiel-settings-store-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-settings-store-page.h"

#include "fiel-country-row.h"
#include "fiel-profile-transfer.h"
#include "fiel-setting-row.h"

#include <glib/gi18n.h>

static const FielSetting name
  = { FIEL_SETTING_TEXT, "name", N_("Name of the store"), N_("Stands on every receipt and in every export") };

/* -- The settings as a file -- */

/**
 * Transfer: a file that is being chosen.
 */
typedef struct
{
  FielSettings *settings;   /* owned */
  GtkLabel *words;          /* owned: what became of it */
} Transfer;

static void
transfer_free (gpointer data, GClosure *closure)
{
  Transfer *transfer = data;

  g_object_unref (transfer->settings);
  g_object_unref (transfer->words);
  g_free (transfer);
}

static void
show_result (Transfer *transfer, const char *words)
{
  gtk_label_set_label (transfer->words, words);
  gtk_widget_set_visible (GTK_WIDGET (transfer->words), TRUE);
}

static void
export_to (Transfer *transfer, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  /* The file chooser has asked whether a file may be replaced. */
  if (fiel_profile_export (fiel_settings_get_draft (transfer->settings), path, TRUE, &error))
    words = g_strdup_printf (_("%s: saved. It holds no secret and no callback address."), path);
  show_result (transfer, words != NULL ? words : error->message);
}

static void
import_from (Transfer *transfer, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!fiel_profile_import (fiel_settings_get_draft (transfer->settings), path, FALSE, &error))
    {
      show_result (transfer, error->message);
      return;
    }

  show_result (transfer, _("Taken over. This till keeps its name, its cashier and its first terminal."));
  fiel_settings_save (transfer->settings);
  fiel_settings_rebuild (transfer->settings);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Transfer *transfer = user_data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  gboolean saves = gtk_file_chooser_get_action (GTK_FILE_CHOOSER (dialog)) == GTK_FILE_CHOOSER_ACTION_SAVE;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL && fiel_settings_get_draft (transfer->settings) != NULL)
    {
      if (saves)
        export_to (transfer, path);
      else
        import_from (transfer, path);
    }
  g_object_unref (dialog);
}

static void
choose_file (GtkWidget *button, Transfer *origin, gboolean saves)
{
  Transfer *transfer = g_new0 (Transfer, 1);
  GtkFileChooserNative *chooser
    = gtk_file_chooser_native_new (saves ? _("Export Settings") : _("Import Settings"),
                                   GTK_WINDOW (gtk_widget_get_root (button)),
                                   saves ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  transfer->settings = g_object_ref (origin->settings);
  transfer->words = g_object_ref (origin->words);
  if (saves)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "fiel-profile.conf");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_data (chooser, "response", G_CALLBACK (chosen_cb), transfer, transfer_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
export_cb (GtkWidget *button, gpointer user_data)
{
  choose_file (button, user_data, TRUE);
}

static void
import_cb (GtkWidget *button, gpointer user_data)
{
  choose_file (button, user_data, FALSE);
}

static void
add_file_row (AdwPreferencesGroup *group, Transfer *transfer, const char *title, const char *subtitle,
              const char *label, GCallback clicked)
{
  Transfer *copy = g_new0 (Transfer, 1);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  copy->settings = g_object_ref (transfer->settings);
  copy->words = g_object_ref (transfer->words);
  g_object_set (row, "title", title, "subtitle", subtitle, "subtitle-lines", 0, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_data (button, "clicked", clicked, copy, transfer_free, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (group, row);
}

static GtkWidget *
make_file_group (FielSettings *settings)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *words = gtk_label_new (NULL);
  Transfer transfer = { .settings = settings, .words = GTK_LABEL (words) };

  g_object_set (words, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "visible", FALSE,
                "margin-top", 8, NULL);
  adw_preferences_group_set_title (group, _("One Profile for Many Tills"));
  add_file_row (group, &transfer, _("Export settings"), _("A file for the store’s other tills, without secrets"),
                _("_Export…"), G_CALLBACK (export_cb));
  add_file_row (group, &transfer, _("Import settings"),
                _("What another till exported; this one keeps its name, cashier and first terminal"), _("_Import…"),
                G_CALLBACK (import_cb));
  adw_preferences_group_add (group, words);

  return GTK_WIDGET (group);
}

GtkWidget *
fiel_settings_store_page_new (FielSettings *settings)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, _("Store"));
  adw_preferences_group_add (group, fiel_setting_row_new (settings, "store", &name));
  adw_preferences_group_add (group, fiel_country_row_new (settings));
  adw_preferences_page_add (page, group);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (make_file_group (settings)));

  return GTK_WIDGET (page);
}
