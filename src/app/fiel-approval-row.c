/* fiel-approval-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-approval-row.h"

#include "fiel-pin-approval.h"
#include "fiel-plain-text.h"

#include <glib/gi18n.h>

/* FielApprovalRow: a manager approves in the page itself, without a window of its own. */

struct _FielApprovalRow
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *body;
  GtkLabel *why;
  GtkEditable *name;
  FielPinApproval *pin;
};

G_DEFINE_FINAL_TYPE (FielApprovalRow, fiel_approval_row, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (FielApprovalRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fiel_approval_row_dispose (GObject *object)
{
  FielApprovalRow *self = FIEL_APPROVAL_ROW (object);

  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_approval_row_parent_class)->dispose (object);
}

static void
fiel_approval_row_class_init (FielApprovalRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_approval_row_dispose;

  signals[CHANGED] = g_signal_new ("changed", FIEL_TYPE_APPROVAL_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (FIEL_TYPE_PIN_APPROVAL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-approval-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FielApprovalRow, body);
  gtk_widget_class_bind_template_child (widget_class, FielApprovalRow, why);
  gtk_widget_class_bind_template_child (widget_class, FielApprovalRow, name);
  gtk_widget_class_bind_template_child (widget_class, FielApprovalRow, pin);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_approval_row_init (FielApprovalRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_approval_row_set_why (self, NULL);
}

void
fiel_approval_row_set_why (FielApprovalRow *self, const char *why)
{
  g_return_if_fail (FIEL_IS_APPROVAL_ROW (self));

  gtk_label_set_text (self->why, why != NULL ? why : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  why != NULL ? why : "", -1);
  gtk_widget_set_visible (GTK_WIDGET (self), why != NULL);
}

void
fiel_approval_row_set_engine (FielApprovalRow *self, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_APPROVAL_ROW (self));

  fiel_pin_approval_set_engine (self->pin, engine);
  gtk_widget_set_visible (GTK_WIDGET (self->name), !fiel_pin_approval_get_used (self->pin));
}

void
fiel_approval_row_ask (FielApprovalRow *self, FielAct act, const char *subject, const char *cashier)
{
  g_return_if_fail (FIEL_IS_APPROVAL_ROW (self));

  fiel_pin_approval_ask (self->pin, act, subject, cashier);
  gtk_widget_set_visible (GTK_WIDGET (self->name), !fiel_pin_approval_get_used (self->pin));
}

void
fiel_approval_row_clear (FielApprovalRow *self)
{
  g_return_if_fail (FIEL_IS_APPROVAL_ROW (self));

  fiel_pin_approval_clear (self->pin);
  gtk_editable_set_text (self->name, "");
}

const char *
fiel_approval_row_find_missing (FielApprovalRow *self, const char *cashier)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (FIEL_IS_APPROVAL_ROW (self), NULL);

  name = fiel_approval_row_get_name (self);
  if (name == NULL)
    return NULL;
  if (fiel_pin_approval_get_used (self->pin))
    return fiel_pin_approval_find_missing (self->pin);
  if (*name == '\0')
    return _("Write the name of the manager who approves.");
  if (cashier != NULL && fiel_plain_text_is_same_name (name, cashier))
    return _("The manager must be somebody else.");
  return NULL;
}

char *
fiel_approval_row_get_name (FielApprovalRow *self)
{
  g_return_val_if_fail (FIEL_IS_APPROVAL_ROW (self), NULL);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return NULL;
  if (fiel_pin_approval_get_used (self->pin))
    return g_strdup (fiel_pin_approval_get_name (self->pin) != NULL ? fiel_pin_approval_get_name (self->pin) : "");
  return g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
}
