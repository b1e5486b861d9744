/* fiel-payment-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-payment-rows.h"

/* FielPaymentRows: between the list of payments and the column view. GTK makes eight cells for each of two hundred
 * rows, most of them out of sight, and makes every one of them anew for a list whose items are all others: a tenth of a
 * second for each letter typed. Here the items are rows, which stay; what a search found is put into them. */

/* More than a window shows. */
#define FIRST_ROWS 40
/* As many as fit between two frames. */
#define ROWS_PER_STEP 16
/* As many as a column view keeps widgets for: more cost nothing. */
#define ROWS_KEPT 200
/* After the frame was drawn. */
#define STEP_PRIORITY G_PRIORITY_DEFAULT_IDLE

/* A row that somebody holds. */
typedef struct
{
  guint place;
  FielPaymentRow *row; /* not owned: a weak reference tells of its end */
} Held;

struct _FielPaymentRows
{
  GObject parent_instance;

  GListModel *payments; /* owned */
  guint n_payments;     /* as their list said last */
  guint n_told;         /* rows, of those at the beginning */
  GPtrArray *held;      /* owned, of Held */
  guint step_id;        /* idle source */
};

enum
{
  REPLACING,
  REPLACED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FielPaymentRows, fiel_payment_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* -- Rows -- */

static void
row_gone_cb (gpointer user_data, GObject *row)
{
  FielPaymentRows *self = FIEL_PAYMENT_ROWS (user_data);

  for (guint i = 0; i < self->held->len; i++)
    if ((GObject *) ((Held *) g_ptr_array_index (self->held, i))->row == row)
      {
        g_ptr_array_remove_index_fast (self->held, i);
        return;
      }
}

static void
forget (FielPaymentRows *self, guint index)
{
  Held *held = g_ptr_array_index (self->held, index);

  g_object_weak_unref (G_OBJECT (held->row), row_gone_cb, self);
  g_ptr_array_remove_index_fast (self->held, index);
}

static GType
get_item_type (GListModel *model)
{
  return FIEL_TYPE_PAYMENT_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return FIEL_PAYMENT_ROWS (model)->n_told;
}

static gpointer
get_item (GListModel *model, guint position)
{
  FielPaymentRows *self = FIEL_PAYMENT_ROWS (model);
  g_autoptr (FielPayment) payment = NULL;
  Held *held = NULL;

  if (position >= self->n_told)
    return NULL;
  for (guint i = 0; i < self->held->len; i++)
    {
      held = g_ptr_array_index (self->held, i);
      if (held->place == position)
        return g_object_ref (held->row);
    }

  payment = g_list_model_get_item (self->payments, position);
  held = g_new0 (Held, 1);
  held->place = position;
  held->row = fiel_payment_row_new (payment);
  g_object_weak_ref (G_OBJECT (held->row), row_gone_cb, self);
  g_ptr_array_add (self->held, held);

  return held->row;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* -- Telling -- */

static void
tell_up_to (FielPaymentRows *self, guint n)
{
  const guint n_before = self->n_told;

  self->n_told = n;
  if (n > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, n - n_before);
  else if (n < n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n, n_before - n, 0);
}

static gboolean
step_cb (gpointer user_data)
{
  FielPaymentRows *self = FIEL_PAYMENT_ROWS (user_data);
  guint n = MIN (self->n_payments, self->n_told + ROWS_PER_STEP);

  if (n >= ROWS_KEPT)
    n = self->n_payments;
  if (n == self->n_payments)
    self->step_id = 0;
  tell_up_to (self, n);

  return n < self->n_payments ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* What is too much goes at once, what is missing comes as fast as it is seen. */
static void
tell (FielPaymentRows *self)
{
  guint n = self->n_payments;

  if (self->n_told < MIN (n, ROWS_KEPT))
    n = MIN (n, MAX (self->n_told, FIRST_ROWS));
  if (n < self->n_payments && self->step_id == 0)
    self->step_id = g_idle_add_full (STEP_PRIORITY, step_cb, self, NULL);
  tell_up_to (self, n);
}

/* -- Changes -- */

/* Whoever hears of it may let rows go. */
static void
replace_payments (FielPaymentRows *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree guint *places = g_new (guint, MAX (self->held->len, 1));

  for (guint i = 0; i < self->held->len; i++)
    {
      const Held *held = g_ptr_array_index (self->held, i);

      places[i] = held->place;
      g_ptr_array_add (rows, g_object_ref (held->row));
    }
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (FielPayment) payment = g_list_model_get_item (self->payments, places[i]);

      fiel_payment_row_set_payment (g_ptr_array_index (rows, i), payment);
    }
}

static void
move_places (FielPaymentRows *self, guint position, guint n_removed, guint n_added)
{
  for (guint i = self->held->len; i > 0; i--)
    {
      Held *held = g_ptr_array_index (self->held, i - 1);

      if (held->place >= position + n_removed)
        held->place = held->place - n_removed + n_added;
      else if (held->place >= position)
        forget (self, i - 1);
    }
}

static void
items_changed_cb (FielPaymentRows *self, guint position, guint n_removed, guint n_added)
{
  const guint n_before = self->n_payments;
  const gboolean whole = position == 0 && n_removed == n_before;

  self->n_payments = n_before - n_removed + n_added;
  if (whole)
    {
      g_signal_emit (self, signals[REPLACING], 0);
      replace_payments (self);
      tell (self);
      g_signal_emit (self, signals[REPLACED], 0);
    }
  else if (position < self->n_told)
    {
      n_removed = MIN (n_removed, self->n_told - position);
      move_places (self, position, n_removed, n_added);
      self->n_told = self->n_told - n_removed + n_added;
      g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
    }
  else
    tell (self);
}

static void
fiel_payment_rows_dispose (GObject *object)
{
  FielPaymentRows *self = FIEL_PAYMENT_ROWS (object);

  g_clear_handle_id (&self->step_id, g_source_remove);
  while (self->held->len > 0)
    forget (self, self->held->len - 1);

  G_OBJECT_CLASS (fiel_payment_rows_parent_class)->dispose (object);
}

static void
fiel_payment_rows_finalize (GObject *object)
{
  FielPaymentRows *self = FIEL_PAYMENT_ROWS (object);

  g_ptr_array_unref (self->held);
  g_object_unref (self->payments);

  G_OBJECT_CLASS (fiel_payment_rows_parent_class)->finalize (object);
}

static void
fiel_payment_rows_class_init (FielPaymentRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fiel_payment_rows_dispose;
  object_class->finalize = fiel_payment_rows_finalize;

  signals[REPLACING] = g_signal_new ("replacing", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
  signals[REPLACED] = g_signal_new ("replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

static void
fiel_payment_rows_init (FielPaymentRows *self)
{
  self->held = g_ptr_array_new_with_free_func (g_free);
}

FielPaymentRows *
fiel_payment_rows_new (GListModel *payments)
{
  FielPaymentRows *self = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (payments), NULL);

  self = g_object_new (FIEL_TYPE_PAYMENT_ROWS, NULL);
  self->payments = g_object_ref (payments);
  self->n_payments = g_list_model_get_n_items (payments);
  g_signal_connect_object (payments, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  tell (self);

  return self;
}

GListModel *
fiel_payment_rows_get_payments (FielPaymentRows *self)
{
  g_return_val_if_fail (FIEL_IS_PAYMENT_ROWS (self), NULL);

  return self->payments;
}

void
fiel_payment_rows_tell_all (FielPaymentRows *self)
{
  g_return_if_fail (FIEL_IS_PAYMENT_ROWS (self));

  g_clear_handle_id (&self->step_id, g_source_remove);
  tell_up_to (self, self->n_payments);
}
