/* fiel-header.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-header.h"

#include "fiel-own-name.h"
#include "fiel-terminal-button.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* FielHeader: who sells where, the terminal that rings, what is left to resolve, the menu. It stands in the same place
 * on every page, so that the eye need not look for it. */

struct _FielHeader
{
  GtkWidget parent_instance;

  gboolean open;            /* a store is */
  gboolean live;
  gboolean narrow;
  guint n_to_resolve;
  guint n_open;
  gboolean elsewhere;

  /* template children */
  GtkWidget *bar;
  GtkWidget *identity;
  GtkWidget *identity_words;
  AdwAvatar *avatar;
  GtkLabel *cashier;
  GtkLabel *till;
  FielTerminalButton *terminal_button;
  GtkWidget *live_badge;
  GtkWidget *open_button;
  GtkLabel *open_words;
  GtkWidget *menu_button;
};

G_DEFINE_FINAL_TYPE (FielHeader, fiel_header, GTK_TYPE_WIDGET)

static void
update_open_button (FielHeader *self)
{
  g_autofree char *words = NULL;
  g_autofree char *counter = g_strdup_printf ("%u", self->n_to_resolve > 0 ? self->n_to_resolve : self->n_open);

  if (self->n_to_resolve > 0)
    /* Translators: how many payments. */
    words = g_strdup_printf (ngettext ("%u to resolve", "%u to resolve", self->n_to_resolve), self->n_to_resolve);
  else
    /* Translators: how many payments. */
    words = g_strdup_printf (ngettext ("%u in progress", "%u in progress", self->n_open), self->n_open);

  gtk_widget_set_visible (self->open_button, self->elsewhere);
  fiel_terminal_button_set_compact (self->terminal_button, self->narrow && self->elsewhere);
  gtk_label_set_label (self->open_words, self->narrow ? counter : words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open_button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);

  if (self->n_to_resolve > 0)
    gtk_widget_add_css_class (self->open_button, "warn");
  else
    gtk_widget_remove_css_class (self->open_button, "warn");
}

static void
update (FielHeader *self)
{
  gtk_widget_set_visible (self->identity, self->open);
  gtk_widget_set_visible (self->identity_words, !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->terminal_button), self->open);
  gtk_widget_set_visible (self->live_badge, self->live && !self->narrow);
  fiel_terminal_button_set_live (self->terminal_button, self->live && self->narrow);
  if (self->narrow)
    gtk_widget_add_css_class (self->bar, "narrow");
  else
    gtk_widget_remove_css_class (self->bar, "narrow");
  update_open_button (self);
}

static void
fiel_header_dispose (GObject *object)
{
  FielHeader *self = FIEL_HEADER (object);

  g_clear_pointer (&self->bar, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_header_parent_class)->dispose (object);
}

static void
fiel_header_class_init (FielHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_header_dispose;

  g_type_ensure (FIEL_TYPE_TERMINAL_BUTTON);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-header.ui");
  gtk_widget_class_bind_template_child (widget_class, FielHeader, bar);
  gtk_widget_class_bind_template_child (widget_class, FielHeader, identity);
  gtk_widget_class_bind_template_child (widget_class, FielHeader, identity_words);
  gtk_widget_class_bind_template_child (widget_class, FielHeader, avatar);
  gtk_widget_class_bind_template_child (widget_class, FielHeader, cashier);
  gtk_widget_class_bind_template_child (widget_class, FielHeader, till);
  gtk_widget_class_bind_template_child (widget_class, FielHeader, terminal_button);
  gtk_widget_class_bind_template_child (widget_class, FielHeader, live_badge);
  gtk_widget_class_bind_template_child (widget_class, FielHeader, open_button);
  gtk_widget_class_bind_template_child (widget_class, FielHeader, open_words);
  gtk_widget_class_bind_template_child (widget_class, FielHeader, menu_button);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_header_init (FielHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_own_name_items (GTK_MENU_BUTTON (self->menu_button));
  update (self);
}

void
fiel_header_set_store (FielHeader *self, FielProfile *profile, FielClock *clock)
{
  g_return_if_fail (FIEL_IS_HEADER (self));

  self->open = profile != NULL;
  fiel_terminal_button_set_clock (self->terminal_button, clock);
  if (profile != NULL)
    {
      fiel_header_set_cashier (self, profile);
      gtk_label_set_label (self->till, fiel_profile_get_till_name (profile));
    }
  update (self);
}

void
fiel_header_set_cashier (FielHeader *self, FielProfile *profile)
{
  g_return_if_fail (FIEL_IS_HEADER (self));

  if (profile == NULL)
    return;

  adw_avatar_set_text (self->avatar, fiel_profile_get_cashier_name (profile));
  gtk_label_set_label (self->cashier, fiel_profile_get_cashier_name (profile));
}

void
fiel_header_set_terminal (FielHeader *self, FielTerminal *terminal)
{
  g_return_if_fail (FIEL_IS_HEADER (self));

  fiel_terminal_button_set_terminal (self->terminal_button, terminal);
}

void
fiel_header_refresh_terminal (FielHeader *self)
{
  g_return_if_fail (FIEL_IS_HEADER (self));

  fiel_terminal_button_refresh (self->terminal_button);
}

void
fiel_header_set_live (FielHeader *self, gboolean live)
{
  g_return_if_fail (FIEL_IS_HEADER (self));

  self->live = live;
  update (self);
}

void
fiel_header_set_narrow (FielHeader *self, gboolean narrow)
{
  g_return_if_fail (FIEL_IS_HEADER (self));

  self->narrow = narrow;
  update (self);
}

void
fiel_header_set_open (FielHeader *self, guint n_to_resolve, guint n_open, gboolean elsewhere)
{
  g_return_if_fail (FIEL_IS_HEADER (self));

  self->n_to_resolve = n_to_resolve;
  self->n_open = n_open;
  self->elsewhere = elsewhere;
  update_open_button (self);
}
