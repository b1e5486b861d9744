/* fiel-terminal-finder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-terminal-finder.h"

#include "fiel-announce.h"
#include "fiel-fit-rows.h"
#include "fiel-own-name.h"

#include <glib/gi18n.h>

struct _FielTerminalFinder
{
  AdwPreferencesGroup parent_instance;

  FielSettings *settings;   /* owned */
  GtkWidget *button;        /* unowned: a child */
  GPtrArray *found;         /* owned: rows, unowned */
  guint n_asked;            /* providers that have not answered yet */
};

G_DEFINE_FINAL_TYPE (FielTerminalFinder, fiel_terminal_finder, ADW_TYPE_PREFERENCES_GROUP)

/* What is on its way: which provider, and who asked. */
typedef struct
{
  FielTerminalFinder *finder;   /* owned */
  char *provider_key;           /* owned */
} Search;

/* -- Adding -- */

gboolean
fiel_terminal_finder_add (FielSettings *settings, const char *provider_key, const char *line)
{
  FielProfileDraft *draft = fiel_settings_get_draft (settings);
  g_auto (GStrv) providers = draft != NULL ? fiel_profile_draft_list_groups (draft, "provider") : NULL;
  g_auto (GStrv) parts = line != NULL ? g_strsplit (line, "/", 3) : NULL;
  g_autofree char *key = NULL;
  g_autofree char *group = NULL;

  if (providers == NULL || providers[0] == NULL || (parts != NULL && g_strv_length (parts) != 3))
    return FALSE;

  key = fiel_profile_draft_propose_name (draft, "terminal", parts != NULL ? parts[2] : "");
  group = g_strconcat ("terminal ", key, NULL);
  fiel_profile_draft_begin (draft);
  if (fiel_profile_draft_add_group (draft, "terminal", key, NULL))
    {
      fiel_profile_draft_set (draft, group, "provider", provider_key != NULL ? provider_key : providers[0], NULL);
      if (parts != NULL)
        {
          /* The name is the cashier's to change; the end of the serial number is what can be read off the machine. */
          fiel_profile_draft_set (draft, group, "name", parts[2], NULL);
          fiel_profile_draft_set (draft, group, "terminal-id", parts[0], NULL);
          fiel_profile_draft_set (draft, group, "branch-id", parts[1], NULL);
          fiel_profile_draft_set (draft, group, "serial-number", parts[2], NULL);
        }
    }
  if (!fiel_profile_draft_commit (draft, NULL))
    return FALSE;

  fiel_settings_save (settings);

  return TRUE;
}

/* (transfer full) (nullable): the name of the terminal in the draft that is the same machine */
static char *
find_owner (FielProfileDraft *draft, const char *provider_key, const char *line)
{
  g_auto (GStrv) keys = fiel_profile_draft_list_groups (draft, "terminal");

  for (gsize i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *group = g_strconcat ("terminal ", keys[i], NULL);
      g_autofree char *provider = fiel_profile_draft_get (draft, group, "provider");
      g_autofree char *id = fiel_profile_draft_get (draft, group, "terminal-id");
      g_autofree char *branch = fiel_profile_draft_get (draft, group, "branch-id");
      g_autofree char *serial = fiel_profile_draft_get (draft, group, "serial-number");
      g_autofree char *own = g_strjoin ("/", id != NULL ? id : "", branch != NULL ? branch : "",
                                        serial != NULL ? serial : "", NULL);

      if (g_strcmp0 (provider, provider_key) == 0 && g_str_equal (own, line))
        return fiel_profile_draft_get (draft, group, "name");
    }

  return NULL;
}

/* -- Looking -- */

/**
 * Find: a terminal that can be taken over.
 */
typedef struct
{
  FielSettings *settings;   /* owned */
  char *provider_key;       /* owned */
  char *line;               /* owned */
} Find;

static void
find_free (gpointer data, GClosure *closure)
{
  Find *find = data;

  g_object_unref (find->settings);
  g_free (find->provider_key);
  g_free (find->line);
  g_free (find);
}

static void
add_cb (GtkWidget *button, gpointer user_data)
{
  Find *find = user_data;

  if (fiel_terminal_finder_add (find->settings, find->provider_key, find->line))
    fiel_settings_rebuild (find->settings);
  else
    gtk_widget_error_bell (button);
}

static AdwActionRow *
add_row (FielTerminalFinder *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "title", title, "subtitle", subtitle, "subtitle-lines", 0, "use-markup", FALSE, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->found, row);

  return ADW_ACTION_ROW (row);
}

static void
show_found (FielTerminalFinder *self, const char *provider_key, const char *line)
{
  FielProfileDraft *draft = fiel_settings_get_draft (self->settings);
  g_autofree char *owner = draft != NULL ? find_owner (draft, provider_key, line) : NULL;
  g_autofree char *words
    /* Translators: the name of the terminal of this till that has these numbers. */
    = owner != NULL ? g_strdup_printf (_("Is there already: %s"), owner) : g_strdup (_("Not used by this till yet"));
  AdwActionRow *row = add_row (self, line, words);
  GtkWidget *button = NULL;
  Find *find = NULL;

  if (owner != NULL || draft == NULL)
    return;

  /* Translators: button (verb): takes a found terminal into the settings */
  button = fiel_own_name_new_button (_("_Add"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  find = g_new0 (Find, 1);
  find->settings = g_object_ref (self->settings);
  find->provider_key = g_strdup (provider_key);
  find->line = g_strdup (line);
  g_signal_connect_data (button, "clicked", G_CALLBACK (add_cb), find, find_free, 0);
  adw_action_row_add_suffix (row, button);
  adw_action_row_set_activatable_widget (row, button);
  fiel_own_name_in_row (GTK_BUTTON (button), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  fiel_fit_rows (GTK_WIDGET (row));
}

static void
update (FielTerminalFinder *self)
{
  gtk_widget_set_sensitive (self->button, self->n_asked == 0 && fiel_settings_get_engine (self->settings) != NULL);
}

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (FielTerminalFinder) self = search->finder;
  g_autofree char *provider_key = search->provider_key;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = fiel_engine_discover_terminals_finish (FIEL_ENGINE (source), result, &error);

  g_free (search);
  self->n_asked--;
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  if (lines == NULL)
    add_row (self, provider_key, error->message);
  else if (lines->len == 0)
    add_row (self, provider_key, _("This account has no terminals"));
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    show_found (self, provider_key, g_ptr_array_index (lines, i));
  if (self->n_asked == 0)
    fiel_announce (GTK_WIDGET (self), _("The providers have answered"), FALSE);
  update (self);
}

static void
look_cb (FielTerminalFinder *self)
{
  FielEngine *engine = fiel_settings_get_engine (self->settings);
  GPtrArray *providers = fiel_profile_get_providers (fiel_settings_get_profile (self->settings));

  for (guint i = 0; i < self->found->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->found, i));
  g_ptr_array_set_size (self->found, 0);

  for (guint i = 0; engine != NULL && i < providers->len; i++)
    {
      const FielProfileProvider *provider = g_ptr_array_index (providers, i);
      Search *search = g_new0 (Search, 1);

      search->finder = g_object_ref (self);
      search->provider_key = g_strdup (provider->key);
      self->n_asked++;
      fiel_engine_discover_terminals_async (engine, provider->key, discovered_cb, search);
    }
  update (self);
}

static void
fiel_terminal_finder_finalize (GObject *object)
{
  FielTerminalFinder *self = FIEL_TERMINAL_FINDER (object);

  g_clear_object (&self->settings);
  g_ptr_array_unref (self->found);

  G_OBJECT_CLASS (fiel_terminal_finder_parent_class)->finalize (object);
}

static void
fiel_terminal_finder_class_init (FielTerminalFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_terminal_finder_finalize;
}

static void
fiel_terminal_finder_init (FielTerminalFinder *self)
{
  self->found = g_ptr_array_new ();
}

GtkWidget *
fiel_terminal_finder_new (FielSettings *settings)
{
  FielTerminalFinder *self = NULL;

  g_return_val_if_fail (FIEL_IS_SETTINGS (settings), NULL);

  /* Translators: title of a list: terminals that the providers know */
  self = g_object_new (FIEL_TYPE_TERMINAL_FINDER, "title", _("At the providers"), "description",
                       _("Terminals that the accounts in use have. Nothing is charged."), NULL);
  self->settings = g_object_ref (settings);
  /* Translators: button (verb): asks the providers which terminals there are */
  self->button = fiel_own_name_new_button (_("_Look for terminals"));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (look_cb), self);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->button);
  g_signal_connect_object (settings, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
