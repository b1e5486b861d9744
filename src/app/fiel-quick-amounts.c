/* fiel-quick-amounts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-quick-amounts.h"

#include "fiel-figure.h"

#include <glib/gi18n.h>

struct _FielQuickAmounts
{
  GtkWidget parent_instance;

  GtkWidget *box;   /* unowned: a child */
};

G_DEFINE_FINAL_TYPE (FielQuickAmounts, fiel_quick_amounts, GTK_TYPE_WIDGET)

static void
fiel_quick_amounts_dispose (GObject *object)
{
  FielQuickAmounts *self = FIEL_QUICK_AMOUNTS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_quick_amounts_parent_class)->dispose (object);
}

static void
fiel_quick_amounts_class_init (FielQuickAmountsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_quick_amounts_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_quick_amounts_init (FielQuickAmounts *self)
{
  self->box = gtk_flow_box_new ();
  g_object_set (self->box, "selection-mode", GTK_SELECTION_NONE, "homogeneous", TRUE, "column-spacing", 6,
                "row-spacing", 6, "min-children-per-line", 3, "max-children-per-line", FIEL_PROFILE_MAX_QUICK_AMOUNTS,
                NULL);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  /* Translators: spoken name of buttons, each with a price of the store */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Quick amounts"), -1);
}

static void
add_key (FielQuickAmounts *self, FielProfile *profile, gint64 minor)
{
  g_autofree char *label = fiel_figure_money (fiel_money_make (minor, fiel_profile_get_currency (profile)),
                                              fiel_profile_get_number_style (profile));
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "till.quick-amount");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", minor);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "numeric");
  gtk_flow_box_append (GTK_FLOW_BOX (self->box), button);
  /* The key is what can be reached, not the place it has in the box. */
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

void
fiel_quick_amounts_set_profile (FielQuickAmounts *self, FielProfile *profile)
{
  const gint64 *amounts = NULL;
  GtkWidget *child = NULL;

  g_return_if_fail (FIEL_IS_QUICK_AMOUNTS (self));
  g_return_if_fail (FIEL_IS_PROFILE (profile));

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->box), child);

  amounts = fiel_profile_get_quick_amounts (profile);
  gtk_widget_set_visible (GTK_WIDGET (self), amounts[0] != 0);
  for (guint i = 0; amounts[i] != 0; i++)
    add_key (self, profile, amounts[i]);
}
