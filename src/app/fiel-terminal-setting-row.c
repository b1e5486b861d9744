/* fiel-terminal-setting-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-terminal-setting-row.h"

#include "fiel-announce.h"
#include "fiel-own-name.h"
#include "fiel-setting-row.h"
#include "fiel-terminal-look.h"

#include <glib/gi18n.h>

static const FielSettingChoice colours[] = {
  /* Translators: colour of a sticker on a terminal: none */
  { "none", N_("No colour") },
  /* Translators: colour of a sticker on a terminal */
  { "blue", N_("Blue") },
  /* Translators: colour of a sticker on a terminal */
  { "teal", N_("Teal") },
  /* Translators: colour of a sticker on a terminal */
  { "green", N_("Green") },
  /* Translators: colour of a sticker on a terminal */
  { "orange", N_("Orange") },
  /* Translators: colour of a sticker on a terminal */
  { "pink", N_("Pink") },
  /* Translators: colour of a sticker on a terminal */
  { "purple", N_("Purple") },
  /* Translators: colour of a sticker on a terminal */
  { "brown", N_("Brown") },
  { NULL },
};

static const FielSetting rows[] = {
  /* Translators: title of a setting: the terminal’s name */
  { FIEL_SETTING_TEXT, "name", N_("Name"), N_("What the cashier sees; best what is written on the machine") },
  /* Translators: title of a setting: the sticker’s colour */
  { FIEL_SETTING_CHOICE, "colour", N_("Colour"), N_("Of a sticker on the machine, beside its name in the list"),
    .fallback = "none", .choices = colours },
  /* Translators: title of a setting: the identifier of the terminal */
  { FIEL_SETTING_TEXT, "terminal-id", N_("Terminal ID"), N_("As the provider gave it: which machine rings") },
  /* Translators: title of a setting: the identifier of the shop’s branch */
  { FIEL_SETTING_TEXT, "branch-id", N_("Branch ID"), N_("As the provider gave it") },
  /* Translators: title of a setting: the number on the machine */
  { FIEL_SETTING_TEXT, "serial-number", N_("Serial number"), N_("On the back of the machine") },
  /* Translators: title of a setting: the account with the provider */
  { FIEL_SETTING_TEXT, "provider", N_("Account"), N_("The name of one of the accounts on the page Providers") },
  { FIEL_SETTING_TEXT, NULL },
};

struct _FielTerminalSettingRow
{
  AdwExpanderRow parent_instance;

  FielSettings *settings;   /* owned */
  char *key;                /* owned */
  char *group;              /* owned: "terminal KEY" */
  AdwActionRow *state;      /* unowned: a child */
};

G_DEFINE_FINAL_TYPE (FielTerminalSettingRow, fiel_terminal_setting_row, ADW_TYPE_EXPANDER_ROW)

static char *
get (FielTerminalSettingRow *self, const char *key)
{
  FielProfileDraft *draft = fiel_settings_get_draft (self->settings);

  return draft != NULL ? fiel_profile_draft_get (draft, self->group, key) : NULL;
}

static gboolean
is_default (FielTerminalSettingRow *self)
{
  FielProfileDraft *draft = fiel_settings_get_draft (self->settings);
  g_autofree char *chosen = draft != NULL ? fiel_profile_draft_get (draft, "till", "default-terminal") : NULL;

  return g_strcmp0 (chosen, self->key) == 0;
}

static FielTerminal *
find_terminal (FielTerminalSettingRow *self)
{
  FielEngine *engine = fiel_settings_get_engine (self->settings);

  return engine != NULL ? fiel_engine_find_terminal (engine, self->key) : NULL;
}

/* The till knows only the terminals it was opened with. */
static char *
describe_state (FielTerminalSettingRow *self)
{
  FielTerminal *terminal = find_terminal (self);
  gint64 now_us = 0;

  if (terminal == NULL)
    return g_strdup (_("Can be asked as soon as the till uses the new settings"));

  now_us = fiel_clock_get_wall_us (fiel_engine_get_clock (fiel_settings_get_engine (self->settings)));

  return fiel_terminal_look_state (terminal, now_us);
}

static void
refresh (FielTerminalSettingRow *self)
{
  g_autofree char *name = get (self, "name");
  g_autofree char *serial = get (self, "serial-number");
  g_autofree char *state = describe_state (self);
  g_autofree char *subtitle = NULL;

  if (is_default (self))
    /* Translators: a serial number */
    subtitle = g_strdup_printf (_("%s · the till starts with it"), serial != NULL ? serial : "…");
  /* Translators: title of a terminal that has no name yet */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name != NULL ? name : _("New terminal"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle != NULL ? subtitle : serial != NULL ? serial : "…");
  adw_action_row_set_subtitle (self->state, state);
}

/* -- What can be done with it -- */

static void
ask_cb (GtkWidget *button, gpointer user_data)
{
  FielTerminalSettingRow *self = FIEL_TERMINAL_SETTING_ROW (user_data);
  FielTerminal *terminal = find_terminal (self);

  if (terminal != NULL)
    fiel_engine_probe_terminals (fiel_settings_get_engine (self->settings), terminal, TRUE);
  else
    gtk_widget_error_bell (button);
}

static void
use_first_cb (GtkWidget *button, gpointer user_data)
{
  FielTerminalSettingRow *self = FIEL_TERMINAL_SETTING_ROW (user_data);

  if (fiel_profile_draft_set (fiel_settings_get_draft (self->settings), "till", "default-terminal", self->key, NULL))
    fiel_settings_save (self->settings);
}

static void
remove_cb (GtkWidget *button, gpointer user_data)
{
  FielTerminalSettingRow *self = FIEL_TERMINAL_SETTING_ROW (user_data);
  FielProfileDraft *draft = fiel_settings_get_draft (self->settings);
  g_autoptr (GError) error = NULL;

  fiel_profile_draft_begin (draft);
  if (is_default (self))
    fiel_profile_draft_set (draft, "till", "default-terminal", NULL, NULL);
  fiel_profile_draft_remove_group (draft, "terminal", self->key, NULL);
  if (!fiel_profile_draft_commit (draft, &error))
    {
      fiel_announce (button, error->message, FALSE);
      gtk_widget_error_bell (button);
      return;
    }

  fiel_settings_save (self->settings);
  fiel_settings_rebuild (self->settings);
}

static GtkWidget *
add_action_row (FielTerminalSettingRow *self, const char *title, const char *subtitle, const char *label,
                GCallback clicked)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = fiel_own_name_new_button (label);

  g_object_set (row, "title", title, "subtitle", subtitle, "subtitle-lines", 0, "use-markup", FALSE, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", clicked, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  fiel_own_name_in_row (GTK_BUTTON (button), title);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);

  return row;
}

static void
add_rows (FielTerminalSettingRow *self)
{
  for (const FielSetting *setting = rows; setting->key != NULL; setting++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (self), fiel_setting_row_new (self->settings, self->group, setting));
  /* Translators: title of a row: the state of a terminal */
  self->state = ADW_ACTION_ROW (add_action_row (self, _("How it is"), "",
                                                /* Translators: button (verb): ask the terminal for its state */
                                                _("_Ask Now"), G_CALLBACK (ask_cb)));
  /* Translators: title of a row: the terminal at the start */
  add_action_row (self, _("First terminal"), _("The one that is chosen when the till starts"),
                  /* Translators: button (verb): the till starts with this terminal */
                  _("_Start with it"),
                  G_CALLBACK (use_first_cb));
  /* Translators: title of a row: takes the terminal out of the settings */
  add_action_row (self, _("Remove it"), _("The till does not ring it any more; its payments stay in the journal"),
                  _("Re_move"), G_CALLBACK (remove_cb));
}

static void
fiel_terminal_setting_row_finalize (GObject *object)
{
  FielTerminalSettingRow *self = FIEL_TERMINAL_SETTING_ROW (object);

  g_clear_object (&self->settings);
  g_free (self->key);
  g_free (self->group);

  G_OBJECT_CLASS (fiel_terminal_setting_row_parent_class)->finalize (object);
}

static void
fiel_terminal_setting_row_class_init (FielTerminalSettingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_terminal_setting_row_finalize;
}

static void
fiel_terminal_setting_row_init (FielTerminalSettingRow *self)
{
}

GtkWidget *
fiel_terminal_setting_row_new (FielSettings *settings, const char *key)
{
  FielTerminalSettingRow *self = NULL;
  FielTerminal *terminal = NULL;

  g_return_val_if_fail (FIEL_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  self = g_object_new (FIEL_TYPE_TERMINAL_SETTING_ROW, "use-markup", FALSE, NULL);
  self->settings = g_object_ref (settings);
  self->key = g_strdup (key);
  self->group = g_strconcat ("terminal ", key, NULL);
  add_rows (self);
  refresh (self);

  terminal = find_terminal (self);
  if (terminal != NULL)
    g_signal_connect_object (terminal, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
