/* fiel-address-warning.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-address-warning.h"

#include "fiel-announce.h"
#include "fiel-catalog.h"

#include <glib/gi18n.h>

struct _FielAddressWarning
{
  GtkWidget parent_instance;

  FielSettings *settings;   /* owned */
  char *group;              /* owned */

  /* template children */
  GtkWidget *body;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (FielAddressWarning, fiel_address_warning, GTK_TYPE_WIDGET)

static void
fiel_address_warning_dispose (GObject *object)
{
  FielAddressWarning *self = FIEL_ADDRESS_WARNING (object);

  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->group, g_free);

  G_OBJECT_CLASS (fiel_address_warning_parent_class)->dispose (object);
}

static void
fiel_address_warning_class_init (FielAddressWarningClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_address_warning_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-address-warning.ui");
  gtk_widget_class_bind_template_child (widget_class, FielAddressWarning, body);
  gtk_widget_class_bind_template_child (widget_class, FielAddressWarning, words);
}

static void
fiel_address_warning_init (FielAddressWarning *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
choose_words (const char *environment, const char *known)
{
  if (g_strcmp0 (environment, "production") == 0 && g_strcmp0 (known, "test") == 0)
    return _("LIVE with an address for tests: sales would be approved that nobody pays. Check the address.");
  if (g_strcmp0 (environment, "test") == 0 && g_strcmp0 (known, "production") == 0)
    return _("TEST with the address for real money: sales would be charged to customers’ cards. Check the address.");

  return NULL;
}

static void
update (FielAddressWarning *self)
{
  FielProfileDraft *draft = fiel_settings_get_draft (self->settings);
  g_autofree char *kind = draft != NULL ? fiel_profile_draft_get (draft, self->group, "kind") : NULL;
  g_autofree char *chosen = draft != NULL ? fiel_profile_draft_get (draft, self->group, "environment") : NULL;
  g_autofree char *address = draft != NULL ? fiel_profile_draft_get (draft, self->group, "base-address") : NULL;
  const char *words = choose_words (
    chosen, fiel_catalog_find_environment (fiel_settings_get_kinds (self->settings), kind, address));

  if (words != NULL && g_strcmp0 (words, gtk_label_get_label (self->words)) != 0)
    fiel_announce (GTK_WIDGET (self), words, FALSE);
  gtk_label_set_label (self->words, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
}

GtkWidget *
fiel_address_warning_new (FielSettings *settings, const char *group)
{
  FielAddressWarning *self = NULL;

  g_return_val_if_fail (FIEL_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (group != NULL, NULL);

  self = g_object_new (FIEL_TYPE_ADDRESS_WARNING, NULL);
  self->settings = g_object_ref (settings);
  self->group = g_strdup (group);
  g_signal_connect_object (settings, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
