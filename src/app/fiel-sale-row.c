/* fiel-sale-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-sale-row.h"

#include "fiel-figure.h"
#include "fiel-row-press.h"
#include "fiel-time-text.h"
#include "fiel-wording.h"

#include <glib/gi18n.h>

/* FielSaleRow: one sale among others that look alike. What tells them apart is large: amount, time, card, terminal. */

struct _FielSaleRow
{
  GtkListBoxRow parent_instance;

  FielSale *sale;   /* owned */

  /* template children */
  GtkLabel *amount;
  GtkLabel *about;
  GtkLabel *facts;
};

G_DEFINE_FINAL_TYPE (FielSaleRow, fiel_sale_row, GTK_TYPE_LIST_BOX_ROW)

static void
fiel_sale_row_finalize (GObject *object)
{
  fiel_sale_free (FIEL_SALE_ROW (object)->sale);

  G_OBJECT_CLASS (fiel_sale_row_parent_class)->finalize (object);
}

static void
fiel_sale_row_class_init (FielSaleRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fiel_sale_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-sale-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FielSaleRow, amount);
  gtk_widget_class_bind_template_child (widget_class, FielSaleRow, about);
  gtk_widget_class_bind_template_child (widget_class, FielSaleRow, facts);
}

static void
fiel_sale_row_init (FielSaleRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_row_press_offer (GTK_WIDGET (self));
}

static char *
describe_facts (const FielSale *sale)
{
  g_autofree char *ticket = g_strdup_printf (_("Ticket %s"), sale->reference);
  g_autofree char *authorization = NULL;

  if (sale->authorization == NULL || *sale->authorization == '\0')
    return g_steal_pointer (&ticket);

  authorization = g_strdup_printf (_("Authorization %s"), sale->authorization);
  return g_strdup_printf ("%s · %s", ticket, authorization);
}

GtkWidget *
fiel_sale_row_new (const FielSale *sale, const FielNumberStyle *style, gint64 now_wall_us)
{
  FielSaleRow *self;
  g_autofree char *money = NULL;
  g_autofree char *moment = NULL;
  g_autofree char *card = NULL;
  g_autofree char *about = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *spoken = NULL;

  g_return_val_if_fail (sale != NULL && style != NULL, NULL);

  self = g_object_new (FIEL_TYPE_SALE_ROW, NULL);
  self->sale = fiel_sale_copy (sale);
  money = fiel_figure_money (sale->amount, style);
  moment = fiel_time_text_moment (sale->wall_us, now_wall_us);
  card = fiel_wording_card (sale->brand, sale->card_type, sale->last4);
  about = *card != '\0' ? g_strdup_printf ("%s · %s · %s", moment, card, sale->terminal_name)
                        : g_strdup_printf ("%s · %s", moment, sale->terminal_name);
  facts = describe_facts (sale);
  spoken = g_strdup_printf ("%s, %s", money, about);

  gtk_label_set_text (self->amount, money);
  gtk_label_set_text (self->about, about);
  gtk_label_set_text (self->facts, facts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, facts,
                                  -1);

  return GTK_WIDGET (self);
}

const FielSale *
fiel_sale_row_get_sale (FielSaleRow *self)
{
  g_return_val_if_fail (FIEL_IS_SALE_ROW (self), NULL);

  return self->sale;
}
