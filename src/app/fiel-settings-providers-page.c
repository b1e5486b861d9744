/* fiel-settings-providers-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-settings-providers-page.h"

#include "fiel-address-warning.h"
#include "fiel-announce.h"
#include "fiel-callback-buttons.h"
#include "fiel-catalog.h"
#include "fiel-environment-badge.h"
#include "fiel-environment-row.h"
#include "fiel-own-name.h"
#include "fiel-secret-row.h"
#include "fiel-setting-row.h"

#include <glib/gi18n.h>
#include <string.h>

/* A group for each provider of the profile. What there is to set is the provider's to say; here it only gets a row. */

/* -- Proposals -- */

/**
 * Proposal: what a button enters in a row.
 */
typedef struct
{
  FielSettingRow *row;    /* unowned: the button is in it */
  char *value;            /* owned */
} Proposal;

static void
proposal_free (gpointer data, GClosure *closure)
{
  Proposal *proposal = data;

  g_free (proposal->value);
  g_free (proposal);
}

static void
propose_cb (GtkWidget *button, gpointer user_data)
{
  Proposal *proposal = user_data;
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  fiel_setting_row_enter (proposal->row, proposal->value);
  gtk_widget_grab_focus (GTK_WIDGET (proposal->row));
}

static GtkWidget *
make_proposal (FielSettingRow *row, const char *address)
{
  GtkWidget *button = gtk_button_new_with_label (address);
  Proposal *proposal = g_new0 (Proposal, 1);

  proposal->row = row;
  proposal->value = g_strdup (address);
  gtk_widget_add_css_class (button, "flat");
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_WRAP_WORD_CHAR);
  g_signal_connect_data (button, "clicked", G_CALLBACK (propose_cb), proposal, proposal_free, 0);

  return button;
}

static void
add_addresses (FielSettingRow *row, FielSettings *settings, const char *group)
{
  FielProfileDraft *draft = fiel_settings_get_draft (settings);
  g_autofree char *kind = fiel_profile_draft_get (draft, group, "kind");
  g_autofree char *country = fiel_profile_draft_get (draft, "store", "country");
  g_autofree char *chosen = fiel_profile_draft_get (draft, group, "environment");
  g_auto (GStrv) addresses
    = fiel_catalog_list_addresses (fiel_settings_get_kinds (settings), kind, country, chosen);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  for (gsize i = 0; addresses[i] != NULL; i++)
    gtk_box_append (GTK_BOX (list), make_proposal (row, addresses[i]));
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), C_("addresses of a provider", "Known"));
  gtk_widget_set_tooltip_text (button, _("Known addresses of this provider"));
  gtk_widget_set_sensitive (button, addresses[0] != NULL);
  fiel_setting_row_add_suffix (row, button);
}

/* -- Rows -- */

static void
missing_cb (FielSettings *settings, FielSecretRow *row)
{
  fiel_settings_miss_secret (settings, G_OBJECT (row), fiel_secret_row_get_provider_key (row));
}

static GtkWidget *
make_secret_row (FielSettings *settings, const char *key, const char *group, const FielSetting *setting)
{
  GtkWidget *row = fiel_secret_row_new (fiel_settings_get_secrets (settings), key, setting->key, _(setting->title),
                                        _(setting->subtitle));
  g_autofree char *used
    = setting->needed_for != NULL
        ? fiel_profile_draft_get (fiel_settings_get_draft (settings), group, setting->needed_for)
        : NULL;

  if (used == NULL || *used == '\0')
    return row;

  fiel_secret_row_set_needed (FIEL_SECRET_ROW (row), TRUE);
  g_signal_connect_object (row, "missing", G_CALLBACK (missing_cb), settings, G_CONNECT_SWAPPED);

  return row;
}

static GtkWidget *
make_row (FielSettings *settings, const char *key, const char *group, const FielSetting *setting)
{
  GtkWidget *row = NULL;

  if (setting->kind == FIEL_SETTING_SECRET)
    return make_secret_row (settings, key, group, setting);

  row = fiel_setting_row_new (settings, group, setting);
  if (setting->kind == FIEL_SETTING_ADDRESS)
    {
      add_addresses (FIEL_SETTING_ROW (row), settings, group);
      fiel_setting_row_add_note (FIEL_SETTING_ROW (row), fiel_address_warning_new (settings, group));
    }
  else if (setting->kind == FIEL_SETTING_CALLBACK)
    fiel_callback_buttons_add (FIEL_SETTING_ROW (row), settings);

  return row;
}

/**
 * Account: a provider that may be taken out.
 */
typedef struct
{
  FielSettings *settings;   /* owned */
  char *key;                /* owned */
} Account;

static void
account_free (gpointer data, GClosure *closure)
{
  Account *account = data;

  g_object_unref (account->settings);
  g_free (account->key);
  g_free (account);
}

static void
remove_cb (GtkWidget *button, gpointer user_data)
{
  Account *account = user_data;
  g_autoptr (GError) error = NULL;

  if (fiel_profile_draft_remove_group (fiel_settings_get_draft (account->settings), "provider", account->key, &error))
    {
      fiel_settings_save (account->settings);
      fiel_settings_rebuild (account->settings);
      return;
    }

  gtk_widget_set_tooltip_text (button, error->message);
  fiel_announce (button, error->message, FALSE);
  gtk_widget_error_bell (button);
}

static GtkWidget *
make_head (FielSettings *settings, const char *key, const char *chosen, gboolean alone)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *remove = NULL;
  Account *account = NULL;

  gtk_box_append (GTK_BOX (head), fiel_environment_badge_new (chosen));
  if (alone)
    return head;

  /* Translators: button (verb): takes an account off the list */
  remove = fiel_own_name_new_button (_("Re_move"));
  account = g_new0 (Account, 1);
  account->settings = g_object_ref (settings);
  account->key = g_strdup (key);
  g_signal_connect_data (remove, "clicked", G_CALLBACK (remove_cb), account, account_free, 0);
  gtk_box_append (GTK_BOX (head), remove);

  return head;
}

static void
add_provider (AdwPreferencesPage *page, FielSettings *settings, const char *key, gboolean alone)
{
  FielProfileDraft *draft = fiel_settings_get_draft (settings);
  AdwPreferencesGroup *target = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *group = g_strconcat ("provider ", key, NULL);
  g_autofree char *kind = fiel_profile_draft_get (draft, group, "kind");
  g_autofree char *chosen = fiel_profile_draft_get (draft, group, "environment");
  const char *name = fiel_catalog_get_name (fiel_settings_get_kinds (settings), kind);
  const FielSetting *setting = fiel_catalog_get_setup (fiel_settings_get_kinds (settings), kind);
  const gboolean training = g_strcmp0 (chosen, "training") == 0;

  adw_preferences_group_set_title (target, name != NULL ? name : key);
  adw_preferences_group_set_description (target, key);
  adw_preferences_group_set_header_suffix (target, make_head (settings, key, chosen, alone));
  if (!fiel_profile_is_training_store (fiel_settings_get_profile (settings)))
    adw_preferences_group_add (target, fiel_environment_row_new (settings, key));
  for (; setting->key != NULL; setting++)
    if (!training || setting->in_training)
      adw_preferences_group_add (target, make_row (settings, key, group, setting));
  adw_preferences_page_add (page, target);
}

/* -- Another account -- */

/* Of the same cloud and environment as the first: what it needs is filled in next. */
static void
add_cb (GtkWidget *button, gpointer user_data)
{
  FielSettings *settings = user_data;
  FielProfileDraft *draft = fiel_settings_get_draft (settings);
  g_auto (GStrv) keys = fiel_profile_draft_list_groups (draft, "provider");
  g_autofree char *first = g_strconcat ("provider ", keys[0] != NULL ? keys[0] : "", NULL);
  g_autofree char *kind = fiel_profile_draft_get (draft, first, "kind");
  g_autofree char *chosen = fiel_profile_draft_get (draft, first, "environment");
  g_autofree char *key = fiel_profile_draft_propose_name (draft, "provider", kind != NULL ? kind : "getnet");
  g_autofree char *group = g_strconcat ("provider ", key, NULL);

  fiel_profile_draft_begin (draft);
  if (fiel_profile_draft_add_group (draft, "provider", key, NULL))
    {
      fiel_profile_draft_set (draft, group, "kind", kind != NULL ? kind : "getnet", NULL);
      fiel_profile_draft_set (draft, group, "environment", chosen != NULL ? chosen : "training", NULL);
    }
  if (!fiel_profile_draft_commit (draft, NULL))
    {
      gtk_widget_error_bell (button);
      return;
    }

  fiel_settings_save (settings);
  fiel_settings_rebuild (settings);
}

static void
add_adder (AdwPreferencesPage *page, FielSettings *settings)
{
  AdwPreferencesGroup *target = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  /* Translators: button (verb): an account with a provider */
  GtkWidget *button = fiel_own_name_new_button (_("_Add an account"));

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_cb), settings, 0);
  adw_preferences_group_add (target, button);
  adw_preferences_page_add (page, target);
}

GtkWidget *
fiel_settings_providers_page_new (FielSettings *settings)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  FielProfileDraft *draft = fiel_settings_get_draft (settings);
  g_auto (GStrv) keys = draft != NULL ? fiel_profile_draft_list_groups (draft, "provider") : NULL;

  if (keys == NULL)
    return GTK_WIDGET (page);

  for (gsize i = 0; keys[i] != NULL; i++)
    add_provider (page, settings, keys[i], keys[1] == NULL);
  if (!fiel_profile_is_training_store (fiel_settings_get_profile (settings)))
    add_adder (page, settings);

  return GTK_WIDGET (page);
}
