/* fiel-settings-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-settings-window.h"

#include "fiel-announce.h"
#include "fiel-diagnostics-page.h"
#include "fiel-environment-badge.h"
#include "fiel-fit-rows.h"
#include "fiel-own-name.h"
#include "fiel-people-page.h"
#include "fiel-profile-draft.h"
#include "fiel-row-press.h"
#include "fiel-secret-row.h"
#include "fiel-setting-search.h"
#include "fiel-settings-journal-page.h"
#include "fiel-settings-providers-page.h"
#include "fiel-settings-receipts-page.h"
#include "fiel-settings-shift-page.h"
#include "fiel-settings-store-page.h"
#include "fiel-settings-terminals-page.h"
#include "fiel-settings-till-page.h"
#include "fiel-sound-page.h"

#include <glib/gi18n.h>

typedef GtkWidget *(*PageFunc) (FielSettings *settings);

static GtkWidget *
make_sound_page (FielSettings *settings)
{
  GSettings *workstation = fiel_settings_get_workstation (settings);

  return workstation != NULL ? GTK_WIDGET (fiel_sound_page_new (workstation)) : adw_preferences_page_new ();
}

/* The pages in the order of the list. */
static const struct
{
  const char *name;
  const char *title;
  const char *icon_name;
  PageFunc make;
} pages[] = {
  /* Translators: title of a page of the settings: the shop (noun) */
  { "store", N_("Store"), "go-home-symbolic", fiel_settings_store_page_new },
  /* Translators: title of a page of the settings: payment companies */
  { "providers", N_("Providers"), "network-server-symbolic", fiel_settings_providers_page_new },
  /* Translators: title of a page of the settings: card terminals */
  { "terminals", N_("Terminals"), "fiel-terminal-symbolic", fiel_settings_terminals_page_new },
  /* Translators: title of a page of the settings: the cashier’s desk (noun) */
  { "till", N_("Till"), "view-grid-symbolic", fiel_settings_till_page_new },
  /* Translators: title of a page of the settings: cashiers and managers */
  { "people", N_("People"), "system-users-symbolic", fiel_people_page_new },
  /* Translators: title of a page of the settings: proofs of payment */
  { "receipts", N_("Receipts"), "printer-symbolic", fiel_settings_receipts_page_new },
  /* Translators: title of a page of the settings: a cashier’s time of work */
  { "shift", N_("Shift"), "fiel-wait-symbolic", fiel_settings_shift_page_new },
  /* Translators: title of a page of the settings: the record of all payments */
  { "journal", N_("Journal"), "fiel-evidence-symbolic", fiel_settings_journal_page_new },
  /* Translators: title of a page of the settings */
  { "sound", N_("Sound and Display"), "audio-volume-high-symbolic", make_sound_page },
  /* Translators: title of a page of the settings: log and checks */
  { "diagnostics", N_("Diagnostics"), "system-search-symbolic", fiel_diagnostics_page_new },
};

struct _FielSettingsWindow
{
  AdwWindow parent_instance;

  FielSettings *settings;   /* owned */
  guint rebuild_id;

  /* template children */
  AdwLeaflet *leaflet;
  GtkWidget *list_side;
  GtkWidget *page_side;
  GtkWidget *back;
  GtkListBox *list;
  GtkSearchEntry *search;
  FielSettingSearch *results;
  GtkStack *side_stack;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *badge;
  GtkStack *stack;
  GtkWidget *trouble;
  GtkLabel *trouble_words;
  GtkButton *trouble_button;
  GtkWidget *pending;
  GtkLabel *pending_words;
};

G_DEFINE_FINAL_TYPE (FielSettingsWindow, fiel_settings_window, ADW_TYPE_WINDOW)

enum
{
  APPLY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* -- What the bars say -- */

static const char *
get_remedy (FielSettings *settings)
{
  switch (fiel_settings_get_trouble (settings))
    {
    case FIEL_SETTINGS_TROUBLE_INCOMPLETE:
      /* Translators: button (verb): takes the last change back */
      return _("_Undo");
    case FIEL_SETTINGS_TROUBLE_NOT_WRITTEN:
      /* Translators: button (verb): writes the settings once more */
      return _("_Try Again");
    case FIEL_SETTINGS_TROUBLE_CHANGED:
      /* Translators: button (verb): reads the settings anew from the file */
      return _("_Read Again");
    case FIEL_SETTINGS_TROUBLE_WRONG:
      return _("_Restore the Last Good One");
    case FIEL_SETTINGS_TROUBLE_NONE:
    case FIEL_SETTINGS_TROUBLE_NEWER:
      return NULL;
    }

  g_return_val_if_reached (NULL);
}

static void
update_trouble (FielSettingsWindow *self)
{
  const char *words = fiel_settings_get_trouble_words (self->settings);
  const char *remedy = get_remedy (self->settings);

  if (words != NULL && g_strcmp0 (gtk_label_get_label (self->trouble_words), words) != 0)
    fiel_announce (GTK_WIDGET (self), words, FALSE);
  gtk_label_set_label (self->trouble_words, words != NULL ? words : "");
  gtk_widget_set_visible (self->trouble, words != NULL);
  if (remedy != NULL)
    gtk_button_set_label (self->trouble_button, remedy);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble_button), remedy != NULL);
}

/* Whoever is signed in is signed out with the store that is closed. */
static gboolean
asks_for_pin (FielSettingsWindow *self)
{
  FielEngine *engine = fiel_settings_get_engine (self->settings);

  return engine != NULL && fiel_people_get_exist (fiel_engine_get_people (engine));
}

static const char *
describe_pending (FielSettingsWindow *self)
{
  if (!fiel_settings_get_can_apply (self->settings))
    return asks_for_pin (self) ? _("Saved. The till uses it as soon as the open payment has its result, and asks for "
                                   "a PIN then.")
                               : _("Saved. The till uses it as soon as the open payment has its result.");

  return asks_for_pin (self) ? _("Saved. The till uses it when these settings are closed, and asks for a PIN then.")
                             : _("Saved. The till uses it when these settings are closed.");
}

static void
update_pending (FielSettingsWindow *self)
{
  const gboolean can_apply = fiel_settings_get_can_apply (self->settings);

  gtk_label_set_label (self->pending_words, describe_pending (self));
  gtk_widget_set_visible (self->pending, fiel_settings_get_pending (self->settings));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "settings.apply",
                                 can_apply && fiel_settings_get_pending (self->settings));
}

/* The most real of what the draft says. */
static char *
get_environment (FielSettingsWindow *self)
{
  static const char *const words[] = { "training", "test", "production" };
  FielProfileDraft *draft = fiel_settings_get_draft (self->settings);
  g_auto (GStrv) providers = draft != NULL ? fiel_profile_draft_list_groups (draft, "provider") : NULL;
  gsize most = 0;

  if (providers == NULL)
    return g_strdup (words[fiel_profile_get_environment (fiel_settings_get_profile (self->settings))]);

  for (gsize i = 0; providers[i] != NULL; i++)
    {
      g_autofree char *group = g_strconcat ("provider ", providers[i], NULL);
      g_autofree char *word = fiel_profile_draft_get (draft, group, "environment");

      for (gsize k = 0; k < G_N_ELEMENTS (words); k++)
        if (g_strcmp0 (word, words[k]) == 0)
          most = MAX (most, k);
    }

  return g_strdup (words[most]);
}

static void
update (FielSettingsWindow *self)
{
  FielProfileDraft *draft = fiel_settings_get_draft (self->settings);
  g_autofree char *environment = get_environment (self);
  g_autofree char *till = draft != NULL ? fiel_profile_draft_get (draft, "till", "name") : NULL;

  fiel_environment_badge_set (self->badge, environment);
  gtk_label_set_label (self->subtitle, till != NULL ? till : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), till != NULL);
  update_trouble (self);
  update_pending (self);
}

/* -- Pages -- */

static const char *
get_page_title (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i].name, name) == 0)
      return _(pages[i].title);

  return "";
}

/* The list is one stop for Tab, at the selected row; the arrows go on from there. */
static void
focus_selected_alone (FielSettingsWindow *self, GtkListBoxRow *selected)
{
  const gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;
  GtkListBoxRow *row = NULL;

  gtk_widget_set_can_focus (GTK_WIDGET (selected), TRUE);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (selected));
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    gtk_widget_set_can_focus (GTK_WIDGET (row), row == selected);
}

/* The page of the selected row is always the one that is shown. */
static void
row_selected_cb (FielSettingsWindow *self, GtkListBoxRow *row)
{
  const char *name = row != NULL ? pages[gtk_list_box_row_get_index (row)].name : NULL;

  if (name == NULL || gtk_stack_get_child_by_name (self->stack, name) == NULL)
    return;

  focus_selected_alone (self, row);
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_label_set_label (self->title, get_page_title (name));
}

static void
select_page (FielSettingsWindow *self, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].name, name))
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
}

void
fiel_settings_window_show_page (FielSettingsWindow *self, const char *name)
{
  g_return_if_fail (FIEL_IS_SETTINGS_WINDOW (self));
  g_return_if_fail (name != NULL);

  select_page (self, name);
  adw_leaflet_set_visible_child (self->leaflet, self->page_side);
}

static void
build_pages (FielSettingsWindow *self)
{
  g_autofree char *shown = g_strdup (gtk_stack_get_visible_child_name (self->stack));

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *old = gtk_stack_get_child_by_name (self->stack, pages[i].name);
      GtkWidget *page = pages[i].make (self->settings);

      if (old != NULL)
        gtk_stack_remove (self->stack, old);
      fiel_fit_rows (page);
      gtk_stack_add_named (self->stack, page, pages[i].name);
    }
  fiel_settings_window_show_page (self, shown != NULL ? shown : pages[0].name);
}

static gboolean
rebuild_cb (gpointer user_data)
{
  FielSettingsWindow *self = FIEL_SETTINGS_WINDOW (user_data);
  gboolean had_focus = gtk_widget_get_focus_child (self->page_side) != NULL;

  self->rebuild_id = 0;
  build_pages (self);
  update (self);
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);

  return G_SOURCE_REMOVE;
}

/* Not within a signal of a row that goes away with it. */
static void
rebuilt_cb (FielSettingsWindow *self)
{
  if (self->rebuild_id == 0)
    self->rebuild_id = g_idle_add (rebuild_cb, self);
}

/* What was taken over has no secrets: whoever took it over is led to where they are entered. */
static void
secret_missing_cb (FielSettingsWindow *self, GtkWidget *row, const char *account)
{
  g_autofree char *words = NULL;

  if (!gtk_widget_is_ancestor (row, GTK_WIDGET (self->stack)))
    return;

  /* Translators: %s is the account's name in the settings' file, such as getnet */
  words = g_strdup_printf (_("Secrets are missing for account “%s”. Enter them before the till is used."), account);
  fiel_settings_window_show_page (self, "providers");
  gtk_widget_grab_focus (row);
  fiel_secret_row_warn (FIEL_SECRET_ROW (row), words);
}

static void
row_activated_cb (FielSettingsWindow *self, GtkListBoxRow *row)
{
  adw_leaflet_set_visible_child (self->leaflet, self->page_side);
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
build_list (FielSettingsWindow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *icon = gtk_image_new_from_icon_name (pages[i].icon_name);

      g_object_set (icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      g_object_set (row, "title", _(pages[i].title), "activatable", TRUE, NULL);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
      fiel_row_press_offer (row);
      gtk_list_box_append (self->list, row);
    }
}

/* -- Search -- */

static void
search_changed_cb (FielSettingsWindow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  gtk_stack_set_visible_child_name (self->side_stack, *text != '\0' ? "results" : "list");
  if (*text == '\0')
    return;

  fiel_setting_search_clear (self->results);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    fiel_setting_search_add (self->results, gtk_stack_get_child_by_name (self->stack, pages[i].name), pages[i].name,
                             _(pages[i].title), text);
}

static void
found_cb (FielSettingsWindow *self, const char *page, GtkWidget *row)
{
  GtkWidget *parent = gtk_widget_get_ancestor (row, ADW_TYPE_EXPANDER_ROW);

  fiel_settings_window_show_page (self, page);
  if (parent != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (parent), TRUE);
  if (ADW_IS_PREFERENCES_PAGE (row) || !gtk_widget_grab_focus (row))
    gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

static void
search_activated_cb (FielSettingsWindow *self)
{
  fiel_setting_search_activate_first (self->results);
}

/* Escape in the search: GTK keeps that key for it. */
static void
search_stopped_cb (FielSettingsWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "settings.back", NULL);
}

/* -- Actions -- */

static void
remedy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielSettingsWindow *self = FIEL_SETTINGS_WINDOW (widget);

  switch (fiel_settings_get_trouble (self->settings))
    {
    case FIEL_SETTINGS_TROUBLE_INCOMPLETE:
      fiel_profile_draft_revert (fiel_settings_get_draft (self->settings));
      fiel_settings_save (self->settings);
      fiel_settings_rebuild (self->settings);
      break;
    case FIEL_SETTINGS_TROUBLE_NOT_WRITTEN:
      fiel_settings_save (self->settings);
      break;
    case FIEL_SETTINGS_TROUBLE_CHANGED:
      fiel_settings_read_again (self->settings);
      break;
    case FIEL_SETTINGS_TROUBLE_WRONG:
      fiel_settings_restore_good (self->settings);
      break;
    case FIEL_SETTINGS_TROUBLE_NONE:
    case FIEL_SETTINGS_TROUBLE_NEWER:
      break;
    }
}

static void
apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[APPLY], 0);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielSettingsWindow *self = FIEL_SETTINGS_WINDOW (widget);

  adw_leaflet_set_visible_child (self->leaflet, self->list_side);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

/* Back one level: out of the search, to the list of pages, out of the settings. */
static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielSettingsWindow *self = FIEL_SETTINGS_WINDOW (widget);
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else if (folded && adw_leaflet_get_visible_child (self->leaflet) == self->page_side)
    {
      adw_leaflet_set_visible_child (self->leaflet, self->list_side);
      gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
    }
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
folded_cb (FielSettingsWindow *self)
{
  gtk_widget_set_visible (self->back, adw_leaflet_get_folded (self->leaflet));
}

static void
fiel_settings_window_dispose (GObject *object)
{
  FielSettingsWindow *self = FIEL_SETTINGS_WINDOW (object);

  g_clear_handle_id (&self->rebuild_id, g_source_remove);

  G_OBJECT_CLASS (fiel_settings_window_parent_class)->dispose (object);
}

static void
fiel_settings_window_finalize (GObject *object)
{
  g_clear_object (&FIEL_SETTINGS_WINDOW (object)->settings);

  G_OBJECT_CLASS (fiel_settings_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FIEL_TYPE_SETTING_SEARCH);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-settings-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FielSettingsWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, FielSettingsWindow, list_side);
  gtk_widget_class_bind_template_child (widget_class, FielSettingsWindow, page_side);
  gtk_widget_class_bind_template_child (widget_class, FielSettingsWindow, back);
  gtk_widget_class_bind_template_child (widget_class, FielSettingsWindow, list);
  gtk_widget_class_bind_template_child (widget_class, FielSettingsWindow, search);
  gtk_widget_class_bind_template_child (widget_class, FielSettingsWindow, results);
  gtk_widget_class_bind_template_child (widget_class, FielSettingsWindow, side_stack);
  gtk_widget_class_bind_template_child (widget_class, FielSettingsWindow, title);
  gtk_widget_class_bind_template_child (widget_class, FielSettingsWindow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, FielSettingsWindow, badge);
  gtk_widget_class_bind_template_child (widget_class, FielSettingsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, FielSettingsWindow, trouble);
  gtk_widget_class_bind_template_child (widget_class, FielSettingsWindow, trouble_words);
  gtk_widget_class_bind_template_child (widget_class, FielSettingsWindow, trouble_button);
  gtk_widget_class_bind_template_child (widget_class, FielSettingsWindow, pending);
  gtk_widget_class_bind_template_child (widget_class, FielSettingsWindow, pending_words);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
}

static void
fiel_settings_window_class_init (FielSettingsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fiel_settings_window_dispose;
  object_class->finalize = fiel_settings_window_finalize;

  signals[APPLY] = g_signal_new ("apply", FIEL_TYPE_SETTINGS_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "settings.remedy", NULL, remedy_action);
  gtk_widget_class_install_action (widget_class, "settings.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "settings.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "settings.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "settings.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "settings.search", NULL);
}

static void
fiel_settings_window_init (FielSettingsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_own_name_mnemonics (GTK_WIDGET (self));
}

FielSettingsWindow *
fiel_settings_window_new (FielSettings *settings)
{
  FielSettingsWindow *self = NULL;

  g_return_val_if_fail (FIEL_IS_SETTINGS (settings), NULL);

  self = g_object_new (FIEL_TYPE_SETTINGS_WINDOW, NULL);
  self->settings = g_object_ref (settings);
  if (fiel_settings_get_training (settings))
    gtk_widget_add_css_class (GTK_WIDGET (self), "fiel-training");
  build_list (self);
  build_pages (self);
  folded_cb (self);
  g_signal_connect_object (settings, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "rebuilt", G_CALLBACK (rebuilt_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "secret-missing", G_CALLBACK (secret_missing_cb), self, G_CONNECT_SWAPPED);
  update (self);

  return self;
}

FielSettings *
fiel_settings_window_get_settings (FielSettingsWindow *self)
{
  g_return_val_if_fail (FIEL_IS_SETTINGS_WINDOW (self), NULL);

  return self->settings;
}
