/* fiel-settings-transfer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-settings-transfer.h"

#include "fiel-announce.h"
#include "fiel-own-name.h"
#include "fiel-profile-transfer.h"

#include <glib/gi18n.h>

struct _FielSettingsTransfer
{
  AdwPreferencesGroup parent_instance;

  FielSettings *settings;          /* owned */
  GtkFileChooserNative *chooser;   /* owned, nullable: while it is open */
  GtkLabel *words;                 /* a child: what became of it */
};

G_DEFINE_FINAL_TYPE (FielSettingsTransfer, fiel_settings_transfer, ADW_TYPE_PREFERENCES_GROUP)

static void
say (FielSettingsTransfer *self, const char *words)
{
  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), TRUE);
  fiel_announce (GTK_WIDGET (self), words, FALSE);
}

/* NULL, and it is said, if there is nothing to be done with it. */
static char *
get_path (FielSettingsTransfer *self, GFile *file)
{
  char *path = g_file_get_path (file);

  if (path == NULL)
    say (self, _("This place cannot be used directly. Choose a folder of this computer."));

  return path;
}

void
fiel_settings_transfer_export (FielSettingsTransfer *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (FIEL_IS_SETTINGS_TRANSFER (self));
  g_return_if_fail (G_IS_FILE (file));

  path = get_path (self, file);
  if (path == NULL)
    return;

  if (fiel_profile_export (fiel_settings_get_draft (self->settings), path, TRUE, &error))
    /* Translators: the path of the file. */
    words = g_strdup_printf (_("%s: saved. It holds no secret and no callback address."), path);
  say (self, words != NULL ? words : error->message);
}

void
fiel_settings_transfer_import (FielSettingsTransfer *self, GFile *file)
{
  g_autoptr (FielSettings) settings = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (FIEL_IS_SETTINGS_TRANSFER (self));
  g_return_if_fail (G_IS_FILE (file));

  path = get_path (self, file);
  if (path == NULL)
    return;

  /* The pages are made anew, this group among them. */
  settings = g_object_ref (self->settings);
  if (!fiel_profile_import (fiel_settings_get_draft (settings), path, FALSE, &error))
    {
      say (self, error->message);
      return;
    }

  say (self, _("Taken over. This till keeps its name, its cashier and its first terminal."));
  fiel_settings_save (settings);
  fiel_settings_expect_secrets (settings);
  fiel_settings_rebuild (settings);
}

static void
chosen_cb (FielSettingsTransfer *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));

  /* The keys come back here, and not to the till behind. */
  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file == NULL || fiel_settings_get_draft (self->settings) == NULL)
    return;

  if (gtk_file_chooser_get_action (GTK_FILE_CHOOSER (chooser)) == GTK_FILE_CHOOSER_ACTION_SAVE)
    fiel_settings_transfer_export (self, file);
  else
    fiel_settings_transfer_import (self, file);
}

static void
choose_file (FielSettingsTransfer *self, const char *title, GtkFileChooserAction action)
{
  if (self->chooser != NULL)
    return;

  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), action,
                                               NULL, NULL);
  if (action == GTK_FILE_CHOOSER_ACTION_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), "fiel-profile.conf");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
export_cb (FielSettingsTransfer *self)
{
  /* Translators: title of a dialog that saves a file */
  choose_file (self, _("Export Settings"), GTK_FILE_CHOOSER_ACTION_SAVE);
}

static void
import_cb (FielSettingsTransfer *self)
{
  choose_file (self, _("Import Settings"), GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
fiel_settings_transfer_dispose (GObject *object)
{
  FielSettingsTransfer *self = FIEL_SETTINGS_TRANSFER (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fiel_settings_transfer_parent_class)->dispose (object);
}

static void
fiel_settings_transfer_class_init (FielSettingsTransferClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_settings_transfer_dispose;
}

static void
add_row (FielSettingsTransfer *self, const char *title, const char *subtitle, const char *label, GCallback clicked)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = fiel_own_name_new_button (label);

  g_object_set (row, "title", title, "subtitle", subtitle, "subtitle-lines", 0, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  fiel_own_name_in_row (GTK_BUTTON (button), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
fiel_settings_transfer_init (FielSettingsTransfer *self)
{
  self->words = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL));
  g_object_set (self->words, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "visible", FALSE,
                "margin-top", 8, NULL);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("One profile for many tills"));
  /* Translators: title of a row: saves settings as a file */
  add_row (self, _("Export settings"), _("A file for the store’s other tills, without secrets"), _("_Export…"),
           G_CALLBACK (export_cb));
  /* Translators: title of a row: reads settings from a file */
  add_row (self, _("Import settings"),
           /* Translators: about the settings of another till */
           _("What another till exported; this one keeps its name, cashier and first terminal"),
           /* Translators: button (verb): reads settings from a file */
           _("_Import…"),
           G_CALLBACK (import_cb));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->words));
}

GtkWidget *
fiel_settings_transfer_new (FielSettings *settings)
{
  FielSettingsTransfer *self = NULL;

  g_return_val_if_fail (FIEL_IS_SETTINGS (settings), NULL);

  self = g_object_new (FIEL_TYPE_SETTINGS_TRANSFER, NULL);
  self->settings = g_object_ref (settings);

  return GTK_WIDGET (self);
}
