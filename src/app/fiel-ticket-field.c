/* fiel-ticket-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ticket-field.h"

#include "fiel-receipt.h"
#include "fiel-stack-voice.h"

#include <glib/gi18n.h>

struct _FielTicketField
{
  AdwBin parent_instance;

  char *reference;   /* owned, nullable */
  char *before;      /* owned, nullable: what there was when editing began */

  /* template children */
  GtkStack *stack;
  GtkWidget *button;
  GtkLabel *label;
  GtkEditable *entry;
};

G_DEFINE_FINAL_TYPE (FielTicketField, fiel_ticket_field, ADW_TYPE_BIN)

typedef enum
{
  PROP_REFERENCE = 1,
} FielTicketFieldProperty;

static GParamSpec *properties[PROP_REFERENCE + 1];

enum
{
  ENTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (FielTicketField *self)
{
  g_autofree char *label = NULL;

  if (self->reference != NULL)
    label = g_strdup_printf (_("Ticket %s"), self->reference);

  /* Translators: on a button: what is paid for, such as an order’s number */
  gtk_label_set_label (self->label, label != NULL ? label : _("Ticket reference"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_label (self->label), -1);
}

static void
take (FielTicketField *self, const char *reference)
{
  g_autofree char *text = g_strstrip (g_strdup (reference != NULL ? reference : ""));

  if (g_strcmp0 (text, self->reference != NULL ? self->reference : "") == 0)
    return;

  g_free (self->reference);
  self->reference = text[0] != '\0' ? g_steal_pointer (&text) : NULL;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFERENCE]);
}

/* With every key: what goes on with the mouse takes no focus from the field. The code on our receipt names a sale and
 * no ticket. */
static void
changed_cb (FielTicketField *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  if (fiel_ticket_field_is_editing (self))
    take (self, fiel_receipt_read_code (text) == NULL ? text : NULL);
}

static void
activated_cb (FielTicketField *self)
{
  fiel_ticket_field_stop_editing (self);
  g_signal_emit (self, signals[ENTERED], 0);
}

static void
fiel_ticket_field_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielTicketField *self = FIEL_TICKET_FIELD (object);

  switch ((FielTicketFieldProperty) prop_id)
    {
    case PROP_REFERENCE:
      g_value_set_string (value, self->reference);
      break;
    }
}

static void
fiel_ticket_field_finalize (GObject *object)
{
  FielTicketField *self = FIEL_TICKET_FIELD (object);

  g_free (self->reference);
  g_free (self->before);

  G_OBJECT_CLASS (fiel_ticket_field_parent_class)->finalize (object);
}

static void
fiel_ticket_field_class_init (FielTicketFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = fiel_ticket_field_get_property;
  object_class->finalize = fiel_ticket_field_finalize;

  properties[PROP_REFERENCE] =
    g_param_spec_string ("reference", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[ENTERED] = g_signal_new ("entered", FIEL_TYPE_TICKET_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-ticket-field.ui");
  gtk_widget_class_bind_template_child (widget_class, FielTicketField, stack);
  gtk_widget_class_bind_template_child (widget_class, FielTicketField, button);
  gtk_widget_class_bind_template_child (widget_class, FielTicketField, label);
  gtk_widget_class_bind_template_child (widget_class, FielTicketField, entry);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, fiel_ticket_field_stop_editing);
}

static void
fiel_ticket_field_init (FielTicketField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_stack_voice_follow (self->stack);
  update (self);
}

void
fiel_ticket_field_set_reference (FielTicketField *self, const char *reference)
{
  g_return_if_fail (FIEL_IS_TICKET_FIELD (self));

  fiel_ticket_field_stop_editing (self);
  take (self, reference);
}

const char *
fiel_ticket_field_get_reference (FielTicketField *self)
{
  g_return_val_if_fail (FIEL_IS_TICKET_FIELD (self), NULL);

  return self->reference;
}

void
fiel_ticket_field_edit (FielTicketField *self)
{
  g_return_if_fail (FIEL_IS_TICKET_FIELD (self));

  if (fiel_ticket_field_is_editing (self))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      return;
    }

  g_free (self->before);
  self->before = g_strdup (self->reference);
  gtk_editable_set_text (self->entry, self->reference != NULL ? self->reference : "");
  gtk_stack_set_visible_child_name (self->stack, "entry");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
fiel_ticket_field_stop_editing (FielTicketField *self)
{
  g_return_if_fail (FIEL_IS_TICKET_FIELD (self));

  gtk_stack_set_visible_child_name (self->stack, "button");
}

void
fiel_ticket_field_give_up (FielTicketField *self)
{
  g_return_if_fail (FIEL_IS_TICKET_FIELD (self));

  fiel_ticket_field_set_reference (self, self->before);
}

gboolean
fiel_ticket_field_is_editing (FielTicketField *self)
{
  g_return_val_if_fail (FIEL_IS_TICKET_FIELD (self), FALSE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "entry") == 0;
}
