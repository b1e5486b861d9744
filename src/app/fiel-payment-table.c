/* fiel-payment-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-payment-table.h"

#include "fiel-payment-cell.h"
#include "fiel-payment-rows.h"

#include <glib/gi18n.h>

/* FielPaymentTable: GtkColumnView over a list of any length. What a row costs is in FielPaymentRows and in
 * FielPaymentCell. Columns that matter less leave when the text needs the room: what they say stands beside the
 * table. */

struct _FielPaymentTable
{
  GtkWidget parent_instance;

  FielClock *clock;               /* owned, nullable */
  const FielNumberStyle *style;   /* static, nullable */
  GtkWidget *scrolled;            /* owned */
  GtkColumnView *view;            /* unowned: in there */
  FielPaymentRows *rows;          /* owned, nullable */
  GtkSingleSelection *selection;  /* owned, nullable */
  gint64 selected_seq;            /* of the payment that is chosen; 0 if it is not known */
  gboolean from_top;              /* what comes next is another list */
  GPtrArray *leaving;             /* owned, of GtkWidget: rows and cells that are in no table any more */
  guint leave_id;                 /* idle source */
  GtkColumnViewColumn *columns[FIEL_N_PAYMENT_COLUMNS]; /* unowned: the view's */
  guint n_shown;                  /* columns, by their rank */
  guint show_id;                  /* idle source */
};

G_DEFINE_FINAL_TYPE (FielPaymentTable, fiel_payment_table, GTK_TYPE_WIDGET)

enum
{
  SELECTED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Of the widgets that leave, so many at a time: some rows with their cells. */
#define LEAVING_PER_STEP 400

/* In the order in which they stand; the one with the highest rank leaves first. Widths in characters. */
static const struct
{
  FielPaymentColumn column;
  const char *title;
  guint rank;
  int width;
} rows[FIEL_N_PAYMENT_COLUMNS] = {
  { FIEL_PAYMENT_COLUMN_TIME, NC_("column", "Time"), 0, 12 },
  { FIEL_PAYMENT_COLUMN_KIND, NC_("column", "Type"), 4, 11 },
  { FIEL_PAYMENT_COLUMN_AMOUNT, NC_("column", "Amount"), 1, 12 },
  { FIEL_PAYMENT_COLUMN_STATE, NC_("column", "State"), 2, 16 },
  { FIEL_PAYMENT_COLUMN_TERMINAL, NC_("column", "Terminal"), 5, 14 },
  { FIEL_PAYMENT_COLUMN_CARD, NC_("column", "Card"), 3, 17 },
  { FIEL_PAYMENT_COLUMN_TICKET, NC_("column", "Ticket"), 6, 9 },
  { FIEL_PAYMENT_COLUMN_AUTHORIZATION, NC_("column", "Authorization"), 7, 13 },
};

#define N_COLUMNS_ALWAYS 3
/* In characters. */
#define CELL_MARGIN 2
#define ICON_WIDTH 4

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  const int margin = rows[i].column == FIEL_PAYMENT_COLUMN_STATE ? CELL_MARGIN + ICON_WIDTH : CELL_MARGIN;

  gtk_list_item_set_child (item, fiel_payment_cell_new (rows[i].column, rows[i].width - margin));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  FielPaymentTable *self = FIEL_PAYMENT_TABLE (user_data);

  fiel_payment_cell_set_row (FIEL_PAYMENT_CELL (gtk_list_item_get_child (item)), gtk_list_item_get_item (item),
                             self->style, self->clock);
}

static gboolean
leave_cb (gpointer user_data)
{
  FielPaymentTable *self = FIEL_PAYMENT_TABLE (user_data);

  g_ptr_array_set_size (self->leaving, (int) (self->leaving->len - MIN (self->leaving->len, LEAVING_PER_STEP)));
  if (self->leaving->len > 0)
    return G_SOURCE_CONTINUE;

  self->leave_id = 0;

  return G_SOURCE_REMOVE;
}

/* To free what a row is made of takes longer than to take it out, and nobody has to wait for it. */
static void
free_later (FielPaymentTable *self, GtkWidget *widget)
{
  if (widget == NULL)
    return;

  g_ptr_array_add (self->leaving, g_object_ref (widget));
  if (self->leave_id == 0)
    self->leave_id = g_idle_add (leave_cb, self);
}

/* A row gets another payment, or leaves its window for good. */
static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  FielPaymentTable *self = FIEL_PAYMENT_TABLE (user_data);
  GtkWidget *cell = gtk_list_item_get_child (item);
  GtkWidget *parent = gtk_widget_get_parent (cell);

  fiel_payment_cell_set_row (FIEL_PAYMENT_CELL (cell), NULL, NULL, NULL);
  if (gtk_widget_get_root (cell) != NULL)
    return;

  free_later (self, parent != NULL ? gtk_widget_get_parent (parent) : NULL);
  free_later (self, parent);
  free_later (self, cell);
}

static void
add_column (FielPaymentTable *self, guint i)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (i));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  column = gtk_column_view_column_new (g_dpgettext2 (NULL, "column", rows[i].title), factory);
  gtk_column_view_column_set_expand (column, rows[i].column == FIEL_PAYMENT_COLUMN_STATE);
  gtk_column_view_append_column (self->view, column);
  self->columns[i] = column;
  g_object_unref (column);
}

/* -- Room -- */

static int
get_char_width (FielPaymentTable *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  /* As a label counts. */
  const int width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                         pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);

  return MAX (PANGO_PIXELS_CEIL (width), 1);
}

static guint
count_fitting (FielPaymentTable *self, int width)
{
  const int room = width / get_char_width (self);
  guint n = 0;
  int used = 0;

  for (; n < FIEL_N_PAYMENT_COLUMNS; n++)
    for (guint i = 0; i < FIEL_N_PAYMENT_COLUMNS; i++)
      {
        if (rows[i].rank != n)
          continue;
        used += rows[i].width;
        if (used > room && n >= N_COLUMNS_ALWAYS)
          return n;
      }

  return n;
}

static void
show_columns (FielPaymentTable *self)
{
  for (guint i = 0; i < FIEL_N_PAYMENT_COLUMNS; i++)
    gtk_column_view_column_set_visible (self->columns[i], rows[i].rank < self->n_shown);
}

static gboolean
show_columns_cb (gpointer user_data)
{
  FielPaymentTable *self = FIEL_PAYMENT_TABLE (user_data);

  self->show_id = 0;
  show_columns (self);

  return G_SOURCE_REMOVE;
}

static void
fiel_payment_table_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FielPaymentTable *self = FIEL_PAYMENT_TABLE (widget);
  const guint n = count_fitting (self, width);

  gtk_widget_allocate (self->scrolled, width, height, baseline, NULL);
  if (n == self->n_shown)
    return;

  /* Not while this frame is laid out. */
  self->n_shown = n;
  if (self->show_id == 0)
    self->show_id = g_idle_add (show_columns_cb, self);
}

static void
fiel_payment_table_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (FIEL_PAYMENT_TABLE (widget)->scrolled, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

/* -- Searches -- */

static void
remember_selected (FielPaymentTable *self)
{
  FielPayment *payment = fiel_payment_table_get_selected (self);

  self->selected_seq = payment != NULL && fiel_payment_get_loaded (payment) ? fiel_payment_get_seq (payment) : 0;
}

static void
selected_cb (FielPaymentTable *self)
{
  remember_selected (self);
  g_signal_emit (self, signals[SELECTED], 0);
}

/* Before the rows in sight are filled: those at the top are the ones that matter. */
static void
replacing_cb (FielPaymentTable *self)
{
  if (self->from_top)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0.0);
  self->from_top = FALSE;
}

/* A row stays and its payment went: what a person chose is not chosen for another one. */
static void
replaced_cb (FielPaymentTable *self)
{
  const gint64 chosen = self->selected_seq;

  if (fiel_payment_table_get_selected (self) == NULL)
    return;

  remember_selected (self);
  if (chosen == 0 || self->selected_seq != chosen)
    fiel_payment_table_select (self, GTK_INVALID_LIST_POSITION);
}

static void
activate_cb (FielPaymentTable *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
fiel_payment_table_dispose (GObject *object)
{
  FielPaymentTable *self = FIEL_PAYMENT_TABLE (object);

  g_clear_handle_id (&self->show_id, g_source_remove);
  if (self->scrolled != NULL)
    fiel_payment_table_set_list (self, NULL, NULL, NULL);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_handle_id (&self->leave_id, g_source_remove);
  g_ptr_array_set_size (self->leaving, 0);

  G_OBJECT_CLASS (fiel_payment_table_parent_class)->dispose (object);
}

static void
fiel_payment_table_finalize (GObject *object)
{
  g_ptr_array_unref (FIEL_PAYMENT_TABLE (object)->leaving);

  G_OBJECT_CLASS (fiel_payment_table_parent_class)->finalize (object);
}

static void
fiel_payment_table_class_init (FielPaymentTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_payment_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = fiel_payment_table_finalize;
  widget_class->size_allocate = fiel_payment_table_size_allocate;
  widget_class->measure = fiel_payment_table_measure;

  signals[SELECTED] = g_signal_new ("selected", FIEL_TYPE_PAYMENT_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", FIEL_TYPE_PAYMENT_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
}

static void
fiel_payment_table_init (FielPaymentTable *self)
{
  self->leaving = g_ptr_array_new_with_free_func (g_object_unref);
  self->scrolled = gtk_scrolled_window_new ();
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "fiel-table");
  /* Translators: spoken name of the table of payments */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Payments"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);

  for (guint i = 0; i < FIEL_N_PAYMENT_COLUMNS; i++)
    add_column (self, i);
  self->n_shown = FIEL_N_PAYMENT_COLUMNS;
}

void
fiel_payment_table_set_list (FielPaymentTable *self, GListModel *list, const FielNumberStyle *style, FielClock *clock)
{
  g_return_if_fail (FIEL_IS_PAYMENT_TABLE (self));
  g_return_if_fail (list == NULL || (G_IS_LIST_MODEL (list) && style != NULL && clock != NULL));

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_func (self->selection, selected_cb, self);
  gtk_column_view_set_model (self->view, NULL);
  g_clear_object (&self->selection);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_object (&self->rows);
  self->selected_seq = 0;
  self->from_top = FALSE;
  g_set_object (&self->clock, clock);
  self->style = style;
  if (list == NULL)
    return;

  self->rows = fiel_payment_rows_new (list);
  g_signal_connect_swapped (self->rows, "replacing", G_CALLBACK (replacing_cb), self);
  g_signal_connect_swapped (self->rows, "replaced", G_CALLBACK (replaced_cb), self);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->rows));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

FielPayment *
fiel_payment_table_get_selected (FielPaymentTable *self)
{
  FielPaymentRow *row = NULL;

  g_return_val_if_fail (FIEL_IS_PAYMENT_TABLE (self), NULL);

  if (self->selection != NULL)
    row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? fiel_payment_row_get_payment (row) : NULL;
}

void
fiel_payment_table_select (FielPaymentTable *self, guint position)
{
  g_return_if_fail (FIEL_IS_PAYMENT_TABLE (self));
  g_return_if_fail (self->selection != NULL);

  if (position != GTK_INVALID_LIST_POSITION)
    fiel_payment_rows_tell_all (self->rows);
  gtk_single_selection_set_selected (self->selection, position);
}

void
fiel_payment_table_begin_anew (FielPaymentTable *self)
{
  g_return_if_fail (FIEL_IS_PAYMENT_TABLE (self));
  g_return_if_fail (self->selection != NULL);

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->from_top = TRUE;
}

void
fiel_payment_table_set_opens_at_once (FielPaymentTable *self, gboolean at_once)
{
  g_return_if_fail (FIEL_IS_PAYMENT_TABLE (self));

  gtk_column_view_set_single_click_activate (self->view, at_once);
}

gboolean
fiel_payment_table_grab_focus (FielPaymentTable *self)
{
  g_return_val_if_fail (FIEL_IS_PAYMENT_TABLE (self), FALSE);

  return gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}
