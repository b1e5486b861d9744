/* fiel-payment-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-payment-cell.h"

#include "fiel-payment-look.h"

/* FielPaymentCell: one fact of a payment in a table. Thousands are bound while a person scrolls: it holds a label, and
 * an icon where there is one, and changes only what is different. */

struct _FielPaymentCell
{
  GtkWidget parent_instance;

  FielPaymentColumn column;
  FielPayment *payment;         /* owned, nullable */
  gulong changed_handler;
  const FielNumberStyle *style; /* static, nullable */
  gint64 now_wall_us;
  GtkImage *icon;               /* owned, nullable: the state's */
  GtkLabel *label;              /* owned */
  const char *tone;             /* static, nullable */
};

G_DEFINE_FINAL_TYPE (FielPaymentCell, fiel_payment_cell, GTK_TYPE_WIDGET)

static void
set_tone (FielPaymentCell *self, const char *tone)
{
  if (g_strcmp0 (self->tone, tone) == 0)
    return;

  if (self->tone != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->tone);
  if (tone != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), tone);
  self->tone = tone;
}

static void
show_state (FielPaymentCell *self)
{
  const FielLook look = fiel_payment_look (self->payment);

  gtk_image_set_from_icon_name (self->icon, look.icon);
  gtk_label_set_text (self->label, look.word);
  set_tone (self, fiel_payment_look_tone (&look));
}

static char *
make_text (FielPaymentCell *self)
{
  FielPayment *payment = self->payment;

  switch (self->column)
    {
    case FIEL_PAYMENT_COLUMN_TIME:
      return fiel_payment_look_time (payment, self->now_wall_us);
    case FIEL_PAYMENT_COLUMN_KIND:
      return g_strdup (fiel_payment_look_kind (payment));
    case FIEL_PAYMENT_COLUMN_AMOUNT:
      return fiel_payment_look_amount (payment, self->style);
    case FIEL_PAYMENT_COLUMN_TERMINAL:
      return g_strdup (fiel_payment_get_terminal_name (payment));
    case FIEL_PAYMENT_COLUMN_CARD:
      return fiel_payment_look_card (payment);
    case FIEL_PAYMENT_COLUMN_TICKET:
      return g_strdup (fiel_payment_get_reference (payment));
    case FIEL_PAYMENT_COLUMN_AUTHORIZATION:
      return g_strdup (fiel_payment_look_authorization (payment));
    case FIEL_PAYMENT_COLUMN_STATE:
      break;
    }

  g_return_val_if_reached (NULL);
}

static void
update (FielPaymentCell *self)
{
  g_autofree char *text = NULL;

  if (self->column == FIEL_PAYMENT_COLUMN_STATE)
    {
      show_state (self);
      return;
    }

  text = make_text (self);
  gtk_label_set_text (self->label, text != NULL ? text : "");
}

static void
fiel_payment_cell_dispose (GObject *object)
{
  FielPaymentCell *self = FIEL_PAYMENT_CELL (object);
  GtkWidget *child = NULL;

  g_clear_signal_handler (&self->changed_handler, self->payment);
  g_clear_object (&self->payment);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (fiel_payment_cell_parent_class)->dispose (object);
}

static void
fiel_payment_cell_class_init (FielPaymentCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_payment_cell_dispose;

  gtk_widget_class_set_css_name (widget_class, "fiel-payment-cell");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_payment_cell_init (FielPaymentCell *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 8);
}

GtkWidget *
fiel_payment_cell_new (FielPaymentColumn column, int width_chars)
{
  FielPaymentCell *self = g_object_new (FIEL_TYPE_PAYMENT_CELL, NULL);
  const gboolean is_amount = column == FIEL_PAYMENT_COLUMN_AMOUNT;

  self->column = column;
  if (column == FIEL_PAYMENT_COLUMN_STATE)
    {
      self->icon = GTK_IMAGE (g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
      gtk_widget_add_css_class (GTK_WIDGET (self->icon), "fiel-inline-icon");
      gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
    }

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_width_chars (self->label, width_chars);
  gtk_label_set_xalign (self->label, is_amount ? 1.0f : 0.0f);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  if (is_amount)
    gtk_widget_add_css_class (GTK_WIDGET (self->label), "heading");
  /* No figure of these loses its end. */
  if (!is_amount && column != FIEL_PAYMENT_COLUMN_TIME)
    {
      gtk_label_set_max_width_chars (self->label, width_chars);
      gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
    }
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

void
fiel_payment_cell_set_payment (FielPaymentCell *self, FielPayment *payment, const FielNumberStyle *style,
                               gint64 now_wall_us)
{
  g_return_if_fail (FIEL_IS_PAYMENT_CELL (self));
  g_return_if_fail (payment == NULL || (FIEL_IS_PAYMENT (payment) && style != NULL));

  g_clear_signal_handler (&self->changed_handler, self->payment);
  g_set_object (&self->payment, payment);
  self->style = style;
  self->now_wall_us = now_wall_us;
  if (payment == NULL)
    return;

  self->changed_handler = g_signal_connect_swapped (payment, "changed", G_CALLBACK (update), self);
  update (self);
}
