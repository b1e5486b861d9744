/* fiel-diagnostics-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-diagnostics-page.h"

#include "fiel-announce.h"
#include "fiel-choice-binding.h"
#include "fiel-log.h"
#include "fiel-own-name.h"
#include "fiel-probe-group.h"
#include "fiel-reception-group.h"
#include "fiel-store-folder.h"

#include <glib/gi18n.h>

/* FielDiagnosticsPage: the log leaves the program only as somebody saves it, redacted once more. */

struct _FielDiagnosticsPage
{
  AdwPreferencesPage parent_instance;

  FielSettings *settings;          /* owned */
  GtkFileChooserNative *chooser;   /* owned, nullable: while it is open */
  GtkWidget *save_button;          /* unowned: a child */
  GtkLabel *saved_words;           /* unowned: a child: what became of the log */
};

G_DEFINE_FINAL_TYPE (FielDiagnosticsPage, fiel_diagnostics_page, ADW_TYPE_PREFERENCES_PAGE)

/* In the order of FielLogLevel, whose words are the schema's as well. */
static const char *const level_nicks[] = { "trouble", "normal", "detailed", NULL };
/* Translators: how much the log keeps: as little as possible */
static const char *const level_words[] = { N_("Trouble only"),
                                           /* Translators: how much the log keeps: as usual */
                                           N_("Normal"),
                                           /* Translators: how much the log keeps: all */
                                           N_("Every step") };

/* -- Saving the log -- */

static void
say (FielDiagnosticsPage *self, const char *words)
{
  gtk_label_set_label (self->saved_words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->saved_words), TRUE);
  fiel_announce (GTK_WIDGET (self), words, FALSE);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielDiagnosticsPage) self = FIEL_DIAGNOSTICS_PAGE (user_data);
  g_autofree char *path = g_file_get_parse_name (G_FILE (source));
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (self->settings == NULL)
    return;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    /* Translators: the path of the file. */
    words = g_strdup_printf (_("Saved as %s"), path);
  else
    /* Translators: what the system says. */
    words = g_strdup_printf (_("Not saved: %s. Choose another place."), error->message);
  say (self, words);
}

/* Redacted once more, and readable by its owner alone. */
void
fiel_diagnostics_page_save (FielDiagnosticsPage *self, GFile *file)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) owned = NULL;
  char *log = NULL;

  g_return_if_fail (FIEL_IS_DIAGNOSTICS_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  if (!fiel_store_folder_check_free (g_file_peek_path (file), &owned))
    {
      g_autofree char *words = g_strdup_printf (_("Not saved: %s. Choose another place."), owned->message);

      say (self, words);
      return;
    }

  log = fiel_log_read ();
  bytes = g_bytes_new_take (log, strlen (log));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, saved_cb,
                                       g_object_ref (self));
}

static void
chosen_cb (FielDiagnosticsPage *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));

  /* The settings were closed behind the dialog. */
  if (window == NULL)
    return;

  /* The keys come back here, and not to the till behind: to where the dialog was asked for. */
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (self->save_button);
  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    fiel_diagnostics_page_save (self, file);
}

static void
save_cb (FielDiagnosticsPage *self)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->chooser != NULL)
    return;

  /* Translators: title of a dialog that saves a file */
  self->chooser = gtk_file_chooser_native_new (_("Save the Log"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE,
                                               NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), "fiel-log.txt");
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* -- How much is kept -- */

static GtkWidget *
make_level_row (GSettings *workstation)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (level_words); i++)
    gtk_string_list_append (words, _(level_words[i]));
  /* Translators: title of a setting: how much the log keeps */
  g_object_set (row, "title", _("What is kept"), "subtitle",
                _("Each step makes a longer log; the till is used as before"), "subtitle-lines", 0, "model", words,
                NULL);
  fiel_choice_bind (workstation, "log-level", ADW_COMBO_ROW (row), level_nicks);

  return row;
}

/* -- The page -- */

static AdwPreferencesGroup *
make_log_group (FielDiagnosticsPage *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GSettings *workstation = fiel_settings_get_workstation (self->settings);
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  /* Translators: title of settings (noun): the program’s diary of its steps */
  adw_preferences_group_set_title (group, _("Log"));
  if (workstation != NULL)
    adw_preferences_group_add (group, make_level_row (workstation));

  g_object_set (row, "title", _("Log for whoever helps"), "use-markup", FALSE, "subtitle",
                _("Without card numbers and secrets"), "subtitle-lines", 0, NULL);
  /* Translators: button (verb): saves the log as a file */
  self->save_button = fiel_own_name_new_button (_("_Save…"));
  gtk_widget_set_valign (self->save_button, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->save_button, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, self->save_button);
  adw_action_row_set_activatable_widget (row, self->save_button);
  fiel_own_name_in_row (GTK_BUTTON (self->save_button), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  adw_preferences_group_add (group, GTK_WIDGET (row));
  self->saved_words = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "wrap",
                                               TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "visible",
                                               FALSE, "margin-top", 8, NULL));
  adw_preferences_group_add (group, GTK_WIDGET (self->saved_words));

  return group;
}

static void
fiel_diagnostics_page_dispose (GObject *object)
{
  FielDiagnosticsPage *self = FIEL_DIAGNOSTICS_PAGE (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fiel_diagnostics_page_parent_class)->dispose (object);
}

static void
fiel_diagnostics_page_class_init (FielDiagnosticsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_diagnostics_page_dispose;
}

static void
fiel_diagnostics_page_init (FielDiagnosticsPage *self)
{
}

GtkWidget *
fiel_diagnostics_page_new (FielSettings *settings)
{
  FielDiagnosticsPage *self = g_object_new (FIEL_TYPE_DIAGNOSTICS_PAGE, NULL);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (self);
  GPtrArray *providers = fiel_profile_get_providers (fiel_settings_get_profile (settings));

  self->settings = g_object_ref (settings);
  for (guint i = 0; i < providers->len; i++)
    {
      const FielProfileProvider *provider = g_ptr_array_index (providers, i);

      adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (fiel_probe_group_new (settings, provider)));
      adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (fiel_reception_group_new (settings, provider)));
    }
  adw_preferences_page_add (page, make_log_group (self));

  return GTK_WIDGET (self);
}
