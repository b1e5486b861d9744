/* fiel-today-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-today-pane.h"

#include "fiel-figure.h"
#include "fiel-row-press.h"
#include "fiel-stack-voice.h"
#include "fiel-today-row.h"

#include <glib/gi18n.h>

/* FielTodayPane: today's payments at the end of the window, what lacks a result first, and what they add up to. */

struct _FielTodayPane
{
  GtkWidget parent_instance;

  FielTodayList *today;           /* owned, nullable */
  const FielNumberStyle *style;   /* static, nullable */

  /* template children */
  GtkWidget *box;
  GtkLabel *totals;
  GtkStack *stack;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (FielTodayPane, fiel_today_pane, GTK_TYPE_WIDGET)

/* What is counted and what it adds up to: once something went back the sum is no longer that of the sales. */
static char *
describe_totals (FielTodayPane *self)
{
  FielTodaySums sums = fiel_today_list_get_sums (self->today);
  /* Translators: how many. */
  g_autofree char *sales = g_strdup_printf (ngettext ("%u sale", "%u sales", sums.n_sales), sums.n_sales);
  g_autofree char *returns = NULL;
  g_autofree char *total = NULL;

  if (sums.total.currency == NULL)
    return g_steal_pointer (&sales);
  total = fiel_figure_money (sums.total, self->style);
  if (sums.n_returns > 0)
    {
      /* Translators: how many. */
      returns = g_strdup_printf (ngettext ("%u return", "%u returns", sums.n_returns), sums.n_returns);
      /* Translators: "5 sales", "1 return", and what is left of it: "5 sales, 1 return · net $89.570" */
      return g_strdup_printf (_("%s, %s · net %s"), sales, returns, total);
    }
  /* Translators: "22 sales · $405.380" */
  return g_strdup_printf (_("%s · %s"), sales, total);
}

static void
update (FielTodayPane *self)
{
  gboolean empty = self->today == NULL || g_list_model_get_n_items (fiel_today_list_get_model (self->today)) == 0;
  g_autofree char *totals = self->today != NULL ? describe_totals (self) : g_strdup ("");

  gtk_label_set_text (self->totals, totals);
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
}

static void
setup_row_cb (GtkListItemFactory *factory, GtkListItem *item, FielTodayPane *self)
{
  GtkWidget *row = fiel_today_row_new ();

  gtk_list_item_set_child (item, row);
  fiel_row_press_offer_item (row, item);
}

static void
bind_row_cb (GtkListItemFactory *factory, GtkListItem *item, FielTodayPane *self)
{
  fiel_today_row_set_attempt (FIEL_TODAY_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item),
                              self->style);
}

static void
unbind_row_cb (GtkListItemFactory *factory, GtkListItem *item, FielTodayPane *self)
{
  fiel_today_row_set_attempt (FIEL_TODAY_ROW (gtk_list_item_get_child (item)), NULL, self->style);
}

static void
activate_cb (FielTodayPane *self, guint position)
{
  g_autoptr (FielAttempt) attempt = g_list_model_get_item (fiel_today_list_get_model (self->today), position);

  if (attempt != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-attempt", "s", fiel_attempt_get_id (attempt));
}

static void
fiel_today_pane_dispose (GObject *object)
{
  FielTodayPane *self = FIEL_TODAY_PANE (object);

  if (self->today != NULL)
    g_signal_handlers_disconnect_by_func (self->today, update, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->today);

  G_OBJECT_CLASS (fiel_today_pane_parent_class)->dispose (object);
}

static void
fiel_today_pane_class_init (FielTodayPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_today_pane_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-today-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, FielTodayPane, box);
  gtk_widget_class_bind_template_child (widget_class, FielTodayPane, totals);
  gtk_widget_class_bind_template_child (widget_class, FielTodayPane, stack);
  gtk_widget_class_bind_template_child (widget_class, FielTodayPane, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_set_css_name (widget_class, "fiel-today-pane");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
}

static void
fiel_today_pane_init (FielTodayPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_stack_voice_follow (self->stack);
}

void
fiel_today_pane_set_today (FielTodayPane *self, FielTodayList *today, const FielNumberStyle *style)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_if_fail (FIEL_IS_TODAY_PANE (self));
  g_return_if_fail (today == NULL || (FIEL_IS_TODAY_LIST (today) && style != NULL));

  if (self->today == today)
    return;

  if (self->today != NULL)
    g_signal_handlers_disconnect_by_func (self->today, update, self);
  gtk_list_view_set_model (self->list, NULL);
  g_set_object (&self->today, today);
  self->style = style;

  if (today != NULL)
    {
      selection = gtk_no_selection_new (g_object_ref (fiel_today_list_get_model (today)));
      gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
      g_signal_connect_object (today, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  update (self);
}
