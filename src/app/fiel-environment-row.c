/* fiel-environment-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-environment-row.h"

#include "fiel-announce.h"
#include "fiel-catalog.h"
#include "fiel-question.h"

#include <glib/gi18n.h>

static const struct
{
  const char *word;
  const char *label;
} environments[] = {
  /* Translators: how the till works: no money, with a simulated provider */
  { "training", N_("TRAINING") },
  /* Translators: how the till works: the provider’s test system, no money */
  { "test", N_("TEST") },
  /* Translators: how the till works: real money */
  { "production", N_("LIVE") },
};

struct _FielEnvironmentRow
{
  AdwComboRow parent_instance;

  FielSettings *settings;   /* owned */
  char *provider_key;       /* owned */
  char *group;              /* owned */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (FielEnvironmentRow, fiel_environment_row, ADW_TYPE_COMBO_ROW)

static char *
get (FielEnvironmentRow *self, const char *key)
{
  FielProfileDraft *draft = fiel_settings_get_draft (self->settings);

  return draft != NULL ? fiel_profile_draft_get (draft, self->group, key) : NULL;
}

static void
refresh (FielEnvironmentRow *self)
{
  g_autofree char *chosen = get (self, "environment");

  self->updating = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (environments); i++)
    if (g_strcmp0 (environments[i].word, chosen) == 0)
      adw_combo_row_set_selected (ADW_COMBO_ROW (self), i);
  self->updating = FALSE;
}

static void
show_reason (FielEnvironmentRow *self, const char *reason)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               reason != NULL ? reason : _("Whether sales move real money"));
  if (reason != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "error");
      fiel_announce (GTK_WIDGET (self), reason, FALSE);
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
                               reason != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* An address of the other environment must not stay: goods would be handed over for what a test cloud approved. One
 * that is not known may be anything and stays. */
static char *
choose_address (FielEnvironmentRow *self, const char *environment)
{
  FielProfileDraft *draft = fiel_settings_get_draft (self->settings);
  const FielProviderKind *const *kinds = fiel_settings_get_kinds (self->settings);
  g_autofree char *kind = get (self, "kind");
  g_autofree char *before = get (self, "environment");
  g_autofree char *address = get (self, "base-address");
  g_autofree char *country = fiel_profile_draft_get (draft, "store", "country");
  g_auto (GStrv) old = fiel_catalog_list_addresses (kinds, kind, country, before);
  g_auto (GStrv) new = fiel_catalog_list_addresses (kinds, kind, country, environment);

  if (g_str_equal (environment, "training"))
    return NULL;
  if (address == NULL || g_strcmp0 (before, "training") == 0 || g_strv_contains ((const char *const *) old, address))
    return g_strdup (new[0]);

  return g_steal_pointer (&address);
}

void
fiel_environment_row_choose (FielEnvironmentRow *self, const char *environment)
{
  FielProfileDraft *draft = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (FIEL_IS_ENVIRONMENT_ROW (self));
  g_return_if_fail (environment != NULL);

  draft = fiel_settings_get_draft (self->settings);
  address = choose_address (self, environment);
  fiel_profile_draft_begin (draft);
  fiel_profile_draft_set (draft, self->group, "environment", environment, NULL);
  fiel_profile_draft_set (draft, self->group, "base-address", address, NULL);
  if (!fiel_profile_draft_commit (draft, &error))
    {
      refresh (self);
      show_reason (self, fiel_profile_error_get_reason (error));
      return;
    }

  show_reason (self, NULL);
  fiel_settings_save (self->settings);
  fiel_settings_rebuild (self->settings);
}

static void
answered_cb (FielEnvironmentRow *self, const char *response)
{
  if (g_str_equal (response, "live"))
    fiel_environment_row_choose (self, "production");
  else
    refresh (self);
}

static void
ask (FielEnvironmentRow *self)
{
  AdwMessageDialog *dialog
    /* Translators: question (title of a dialog) */
    = fiel_question_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Charge Real Money?"),
                         _("From the moment the till uses these settings, every sale here is charged to the "
                           "customer’s card."));

  /* Translators: button: nothing is changed */
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "live",
                                    /* Translators: button (verb): from now on money moves */
                                    _("Charge _Real Money"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "live", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
chosen_cb (FielEnvironmentRow *self)
{
  const guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  g_autofree char *chosen = get (self, "environment");

  /* The row tells of what refresh() chose, too, some of it late. */
  if (self->updating || selected >= G_N_ELEMENTS (environments)
      || g_strcmp0 (environments[selected].word, chosen) == 0)
    return;

  if (g_str_equal (environments[selected].word, "production"))
    ask (self);
  else
    fiel_environment_row_choose (self, environments[selected].word);
}

static void
fiel_environment_row_finalize (GObject *object)
{
  FielEnvironmentRow *self = FIEL_ENVIRONMENT_ROW (object);

  g_clear_object (&self->settings);
  g_free (self->provider_key);
  g_free (self->group);

  G_OBJECT_CLASS (fiel_environment_row_parent_class)->finalize (object);
}

static void
fiel_environment_row_class_init (FielEnvironmentRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_environment_row_finalize;
}

static void
fiel_environment_row_init (FielEnvironmentRow *self)
{
}

GtkWidget *
fiel_environment_row_new (FielSettings *settings, const char *provider_key)
{
  FielEnvironmentRow *self = NULL;
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  g_return_val_if_fail (FIEL_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (provider_key != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (environments); i++)
    gtk_string_list_append (labels, _(environments[i].label));
  /* Translators: title of a setting: training, test or live */
  self = g_object_new (FIEL_TYPE_ENVIRONMENT_ROW, "title", _("Environment"), "use-markup", FALSE,
                       "subtitle-lines", 0, "model", labels, NULL);
  self->settings = g_object_ref (settings);
  self->provider_key = g_strdup (provider_key);
  self->group = g_strconcat ("provider ", provider_key, NULL);
  show_reason (self, NULL);
  refresh (self);
  g_signal_connect (self, "notify::selected", G_CALLBACK (chosen_cb), NULL);
  g_signal_connect_object (settings, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
