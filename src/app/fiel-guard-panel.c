/* fiel-guard-panel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-guard-panel.h"

/* FielGuardPanel: a question in the till itself, above the amount, never a dialog. Its yes is a button of its own
 * ("till.guard-confirm"), away from "Charge" and deaf to Enter; its no is a small one ("till.guard-dismiss") and Esc.
 * */

struct _FielGuardPanel
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *box;
  GtkLabel *question;
  GtkLabel *detail;
  GtkButton *confirm;
};

G_DEFINE_FINAL_TYPE (FielGuardPanel, fiel_guard_panel, GTK_TYPE_WIDGET)

static void
fiel_guard_panel_dispose (GObject *object)
{
  FielGuardPanel *self = FIEL_GUARD_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_guard_panel_parent_class)->dispose (object);
}

static void
fiel_guard_panel_class_init (FielGuardPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fiel_guard_panel_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-guard-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, FielGuardPanel, box);
  gtk_widget_class_bind_template_child (widget_class, FielGuardPanel, question);
  gtk_widget_class_bind_template_child (widget_class, FielGuardPanel, detail);
  gtk_widget_class_bind_template_child (widget_class, FielGuardPanel, confirm);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
fiel_guard_panel_init (FielGuardPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fiel_guard_panel_ask (FielGuardPanel *self, const char *question, const char *detail, const char *confirm)
{
  g_return_if_fail (FIEL_IS_GUARD_PANEL (self));
  g_return_if_fail (question != NULL && detail != NULL);

  gtk_label_set_label (self->question, question);
  gtk_label_set_label (self->detail, detail);

  if (confirm != NULL)
    gtk_button_set_label (self->confirm, confirm);
  gtk_widget_set_visible (GTK_WIDGET (self->confirm), confirm != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, question,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail,
                                  -1);
}
