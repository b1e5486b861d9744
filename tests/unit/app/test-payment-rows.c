/* test-payment-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-payment-private.h"
#include "fiel-payment-rows.h"
#include "fiel-test.h"

/* The rows over a list of payments that the test changes; a view that holds two hundred of them hears of it. */

#define N_HELD 200
#define FIRST_ROWS 40
#define N_MANY 500

typedef struct
{
  GListStore *payments;  /* owned */
  FielPaymentRows *rows; /* owned */
  GPtrArray *view;       /* owned, of FielPaymentRow: the rows as told */
  guint n_signals;
} Fixture;

static GPtrArray *
make_payments (guint n)
{
  GPtrArray *payments = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (payments, fiel_payment_new (NULL));

  return payments;
}

/* As a search does that puts others in the place of all. */
static void
search (Fixture *fixture, guint n)
{
  g_autoptr (GPtrArray) payments = make_payments (n);

  g_list_store_splice (fixture->payments, 0, g_list_model_get_n_items (G_LIST_MODEL (fixture->payments)),
                       payments->pdata, n);
}

static guint
get_n (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->rows));
}

static void
hold_rows (Fixture *fixture)
{
  for (guint i = fixture->view->len; i < MIN (get_n (fixture), N_HELD); i++)
    g_ptr_array_add (fixture->view, g_list_model_get_item (G_LIST_MODEL (fixture->rows), i));
}

/* A view holds the first rows, in the order it is told of. */
static void
items_changed_cb (Fixture *fixture, guint position, guint n_removed, guint n_added)
{
  const guint end = MIN (position + n_removed, fixture->view->len);

  fixture->n_signals++;
  if (position < end)
    g_ptr_array_remove_range (fixture->view, position, end - position);
  for (guint i = position; i < position + n_added && i <= fixture->view->len && i < N_HELD; i++)
    g_ptr_array_insert (fixture->view, (int) i, g_list_model_get_item (G_LIST_MODEL (fixture->rows), i));
  hold_rows (fixture);
}

static void
assert_view (Fixture *fixture)
{
  for (guint i = 0; i < fixture->view->len && i < get_n (fixture); i++)
    {
      FielPaymentRow *row = g_ptr_array_index (fixture->view, i);
      g_autoptr (FielPaymentRow) there = g_list_model_get_item (G_LIST_MODEL (fixture->rows), i);
      g_autoptr (FielPayment) payment = g_list_model_get_item (G_LIST_MODEL (fixture->payments), i);

      g_assert_true (row == there);
      g_assert_true (fiel_payment_row_get_payment (row) == payment);
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->payments = g_list_store_new (FIEL_TYPE_PAYMENT);
  search (fixture, N_MANY);
  fixture->rows = fiel_payment_rows_new (G_LIST_MODEL (fixture->payments));
  fixture->view = g_ptr_array_new_with_free_func (g_object_unref);
  hold_rows (fixture);
  g_signal_connect_swapped (fixture->rows, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->view);
  g_assert_finalize_object (fixture->rows);
  g_assert_finalize_object (fixture->payments);
}

static void
settle (Fixture *fixture)
{
  fiel_test_drain ();
  g_assert_cmpuint (get_n (fixture), ==, g_list_model_get_n_items (G_LIST_MODEL (fixture->payments)));
  assert_view (fixture);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* -- Tests -- */

/* What a window shows is there at once; the rest comes a few rows at a time, until a view makes no more. */
static void
test_first_page_then_rest (Fixture *fixture, gconstpointer data)
{
  guint n_before = 0;

  g_assert_cmpuint (get_n (fixture), ==, FIRST_ROWS);
  while (get_n (fixture) < N_HELD)
    {
      n_before = get_n (fixture);
      g_main_context_iteration (NULL, TRUE);
      g_assert_true (get_n (fixture) - n_before <= 16 || get_n (fixture) == N_MANY);
    }
  settle (fixture);
  g_assert_cmpuint (get_n (fixture), ==, N_MANY);
}

/* A row stays when another search fills it, and nobody is told of rows that stay. */
static void
test_rows_stay (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielPaymentRow) row = NULL;
  guint n_changed = 0;

  settle (fixture);
  row = g_list_model_get_item (G_LIST_MODEL (fixture->rows), 7);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (count_cb), &n_changed);
  fixture->n_signals = 0;
  search (fixture, N_MANY);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (fixture->n_signals, ==, 0);
  settle (fixture);
  g_assert_true (row == g_ptr_array_index (fixture->view, 7));

  /* More of them, which a view has no widgets for. */
  search (fixture, 10 * N_MANY);
  g_assert_cmpuint (fixture->n_signals, ==, 1);
  g_assert_cmpuint (get_n (fixture), ==, 10 * N_MANY);
  settle (fixture);
}

static void
test_fewer (Fixture *fixture, gconstpointer data)
{
  FielPaymentRow *last = NULL;

  settle (fixture);
  last = g_ptr_array_index (fixture->view, 100);
  g_object_add_weak_pointer (G_OBJECT (last), (gpointer *) &last);
  fixture->n_signals = 0;
  search (fixture, 3);
  g_assert_cmpuint (get_n (fixture), ==, 3);
  g_assert_cmpuint (fixture->n_signals, ==, 1);
  g_assert_null (last);
  settle (fixture);

  search (fixture, 0);
  g_assert_cmpuint (get_n (fixture), ==, 0);
  search (fixture, N_MANY);
  g_assert_cmpuint (get_n (fixture), ==, FIRST_ROWS);
  settle (fixture);
}

/* Another search while the rest of the one before is still to come: nothing of that one comes any more. */
static void
test_replaced_before_the_rest (Fixture *fixture, gconstpointer data)
{
  g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (get_n (fixture), <, N_HELD);
  search (fixture, 5);
  g_assert_cmpuint (get_n (fixture), ==, 5);
  settle (fixture);
  g_assert_cmpuint (get_n (fixture), ==, 5);

  search (fixture, 300);
  g_main_context_iteration (NULL, TRUE);
  search (fixture, 60);
  settle (fixture);
  g_assert_cmpuint (get_n (fixture), ==, 60);
}

static void
insert (Fixture *fixture, guint position)
{
  g_autoptr (FielPayment) payment = fiel_payment_new (NULL);

  g_list_store_insert (fixture->payments, position, payment);
}

/* Payments come in and leave while the rest is to come, above, below and in what was told. */
static void
test_single_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielPaymentRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->rows), 10);
  FielPayment *payment = fiel_payment_row_get_payment (row);

  insert (fixture, 0);
  g_assert_cmpuint (get_n (fixture), ==, FIRST_ROWS + 1);
  g_assert_true (g_ptr_array_index (fixture->view, 11) == row);
  g_assert_true (fiel_payment_row_get_payment (row) == payment);
  insert (fixture, 300);
  g_list_store_remove (fixture->payments, 200);
  g_assert_cmpuint (get_n (fixture), ==, FIRST_ROWS + 1);
  g_list_store_remove (fixture->payments, 5);
  g_assert_true (g_ptr_array_index (fixture->view, 10) == row);
  assert_view (fixture);
  settle (fixture);

  insert (fixture, N_MANY);
  settle (fixture);
  g_list_store_remove (fixture->payments, 10);
  g_assert_true (g_ptr_array_index (fixture->view, 10) != row);
  settle (fixture);
}

static void
test_tell_all (Fixture *fixture, gconstpointer data)
{
  fiel_payment_rows_tell_all (fixture->rows);
  g_assert_cmpuint (get_n (fixture), ==, N_MANY);
  settle (fixture);
}

#define add(path, function) g_test_add ("/payment-rows/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("first-page-then-rest", test_first_page_then_rest);
  add ("rows-stay", test_rows_stay);
  add ("fewer", test_fewer);
  add ("replaced-before-the-rest", test_replaced_before_the_rest);
  add ("single-changes", test_single_changes);
  add ("tell-all", test_tell_all);

  return g_test_run ();
}
