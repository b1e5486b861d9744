/* fiel-payment-sums-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-payment-sums-bar.h"

#include "fiel-figure.h"

#include <glib/gi18n.h>

/* FielPaymentSumsBar: what the payments of a list add up to, a few figures for each currency, each with its word.
 * Where there is no room for all of them they are scrolled. */

struct _FielPaymentSumsBar
{
  GtkWidget parent_instance;

  GtkWidget *scrolled; /* owned */
  GtkBox *box;         /* unowned: in there */
  GPtrArray *figures;  /* owned, of Figure */
};

typedef struct
{
  GtkWidget *child;    /* unowned: the box's */
  GtkLabel *name;      /* unowned */
  GtkLabel *amount;    /* unowned */
} Figure;

G_DEFINE_FINAL_TYPE (FielPaymentSumsBar, fiel_payment_sums_bar, GTK_TYPE_WIDGET)

static GtkLabel *
add_label (GtkWidget *box, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, class);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static Figure *
get_figure (FielPaymentSumsBar *self, guint i)
{
  Figure *figure = NULL;

  if (i < self->figures->len)
    return g_ptr_array_index (self->figures, i);

  figure = g_new0 (Figure, 1);
  figure->child = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  figure->name = add_label (figure->child, "caption");
  figure->amount = add_label (figure->child, "heading");
  gtk_box_append (self->box, figure->child);
  g_ptr_array_add (self->figures, figure);

  return figure;
}

static void
show_figure (FielPaymentSumsBar *self, guint *n, const char *name, char *amount)
{
  Figure *figure = get_figure (self, (*n)++);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", name, amount);

  gtk_label_set_text (figure->name, name);
  gtk_label_set_text (figure->amount, amount);
  gtk_accessible_update_property (GTK_ACCESSIBLE (figure->child), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_visible (figure->child, TRUE);
  g_free (amount);
}

static char *
format_net (const FielPaymentSum *sum, const FielNumberStyle *style)
{
  FielMoney net;

  return fiel_payment_sum_get_net (sum, &net) ? fiel_figure_money (net, style) : g_strdup ("—");
}

/* @code: the currency's, where there is more than one. */
static void
show_sum (FielPaymentSumsBar *self, guint *n, const FielPaymentSum *sum, const char *code,
          const FielNumberStyle *style)
{
  /* Translators: how many. */
  g_autofree char *sales = g_strdup_printf (_("Sales %u"), sum->n_sales);
  /* Translators: how many. */
  g_autofree char *returns = g_strdup_printf (_("Returns %u"), sum->n_returns);
  /* Translators: how many payments. */
  g_autofree char *open = g_strdup_printf (_("No result %u"), sum->n_open);
  /* Translators: before an amount: sales less what went back (adjective) */
  g_autofree char *net = g_strconcat (_("Net"), *code != '\0' ? " " : "", code, NULL);
  /* Translators: how many returns. */
  g_autofree char *open_returns = g_strdup_printf (_("Returns without a result %u"), sum->n_open_returns);
  const FielMoney returned = fiel_money_make (-sum->returned.minor, sum->currency);
  const FielMoney may_be_returned = fiel_money_make (-sum->open_returns.minor, sum->currency);

  show_figure (self, n, sales, fiel_figure_money (sum->sold, style));
  show_figure (self, n, returns, fiel_figure_money (returned, style));
  show_figure (self, n, net, format_net (sum, style));
  if (sum->n_open > 0)
    show_figure (self, n, open, fiel_figure_money (sum->open, style));
  if (sum->n_open_returns > 0)
    show_figure (self, n, open_returns, fiel_figure_money (may_be_returned, style));
}

static void
fiel_payment_sums_bar_dispose (GObject *object)
{
  FielPaymentSumsBar *self = FIEL_PAYMENT_SUMS_BAR (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_pointer (&self->figures, g_ptr_array_unref);

  G_OBJECT_CLASS (fiel_payment_sums_bar_parent_class)->dispose (object);
}

static void
fiel_payment_sums_bar_class_init (FielPaymentSumsBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_payment_sums_bar_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_payment_sums_bar_init (FielPaymentSumsBar *self)
{
  self->figures = g_ptr_array_new_with_free_func (g_free);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24));
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->box));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sums of the list"), -1);
}

void
fiel_payment_sums_bar_set_sums (FielPaymentSumsBar *self, const FielPaymentSums *sums, gboolean counting,
                                const FielCurrency *currency, const FielNumberStyle *style)
{
  const FielPaymentSum nothing = {
    .currency = currency,
    .sold = fiel_money_make (0, currency),
    .returned = fiel_money_make (0, currency),
    .open = fiel_money_make (0, currency),
    .open_returns = fiel_money_make (0, currency),
  };
  guint n = 0;

  g_return_if_fail (FIEL_IS_PAYMENT_SUMS_BAR (self));
  g_return_if_fail (sums != NULL && currency != NULL && style != NULL);

  if (sums->too_large)
    /* Translators: in place of the sums of a search’s payments (noun) */
    show_figure (self, &n, _("Sums"), g_strdup (_("Too large to add up: search for less")));
  else if (sums->n_rows == 0)
    show_sum (self, &n, &nothing, "", style);
  for (guint i = 0; i < sums->n_rows && !sums->too_large; i++)
    show_sum (self, &n, &sums->rows[i], sums->n_rows > 1 ? sums->rows[i].currency->code : "", style);
  if (counting)
    /* Translators: before “…”: the sums of a search are not ready */
    show_figure (self, &n, _("Still counting"), g_strdup ("…"));

  for (guint i = n; i < self->figures->len; i++)
    gtk_widget_set_visible (((Figure *) g_ptr_array_index (self->figures, i))->child, FALSE);
}
