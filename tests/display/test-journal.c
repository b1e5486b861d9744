/* test-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-id.h"
#include "fiel-attempt-private.h"
#include "fiel-journal-samples.h"
#include "fiel-payment-cell.h"
#include "fiel-payment-look.h"
#include "fiel-payment-private.h"
#include "fiel-payment-query.h"
#include "fiel-payment-rows.h"
#include "fiel-payment-table.h"
#include "fiel-receipt.h"
#include "fiel-shell.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

#include <string.h>

/* The journal page in the window, over a real journal in memory. */

static const FielWindowTestStore live = { .environment = "production" };

#define N_PAYMENTS 6

static FielJournal *journal; /* owned: of the running test */

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Takes @event. It happens now. */
static void
append (FielWindowTest *test, FielJournalEvent *event)
{
  const gint64 now_us = fiel_clock_get_wall_us (FIEL_CLOCK (test->clock));
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GError) error = NULL;

  fiel_journal_event_set_time (event, now_us, 0, FIEL_SAMPLE_BOOT_ID);
  g_ptr_array_add (events, event);
  fiel_journal_append_async (journal, events, FIEL_JOURNAL_ORDERED, keep_result, &result);
  wait_result (&result);
  g_assert_true (fiel_journal_append_finish (journal, result, &error));
  g_assert_no_error (error);
  /* A list asked before this question, and has its answer before this one comes. */
  fiel_journal_list_alerts_async (journal, keep_result, &read);
  wait_result (&read);
  g_ptr_array_unref (fiel_journal_list_alerts_finish (journal, read, NULL));
}

static const char *
get_id (guint number)
{
  g_autofree char *id = g_strdup_printf ("%0*u", FIEL_ATTEMPT_ID_LENGTH, number);

  return g_intern_string (id);
}

static void
add_sale (FielWindowTest *test, guint number, const char *outcome)
{
  const char *id = get_id (number);
  g_autofree char *reference = g_strdup_printf ("%06u", number);
  FielJournalEvent *intent = fiel_sample_intent (id, number, 1000 * number, 1000 * number, "norte");
  FielJournalEvent *closed = NULL;

  fiel_journal_event_set (intent, FIEL_FIELD_REFERENCE, reference);
  append (test, intent);
  if (outcome == NULL)
    return;

  closed = fiel_sample_state (id, "closed", outcome);
  fiel_journal_event_set (closed, FIEL_FIELD_EVENT, outcome);
  if (g_str_equal (outcome, "approved"))
    {
      fiel_journal_event_set (closed, FIEL_FIELD_AUTHORIZATION, "018734");
      fiel_journal_event_set (closed, FIEL_FIELD_BRAND, "VI");
      fiel_journal_event_set (closed, FIEL_FIELD_LAST4, "4242");
    }
  append (test, closed);
}

static void
open_journal (FielWindowTest *test)
{
  g_autoptr (FielJournalEvent) opened = fiel_sample_event (FIEL_JOURNAL_TYPE_OPENED, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fiel_journal_open_async (":memory:", "Caja 2", "test", opened, NULL, keep_result, &result);
  wait_result (&result);
  journal = fiel_journal_open_finish (result, &error);
  g_assert_no_error (error);
  for (guint i = 1; i <= N_PAYMENTS; i++)
    add_sale (test, i, i == 2 ? "declined" : i == 3 ? "cancelled" : "approved");
}

static void
set_up (FielWindowTest *test, gconstpointer store)
{
  fiel_window_test_set_up (test, store);
  open_journal (test);
  fiel_fake_engine_set_journal (test->engine, journal);
}

static void
tear_down (FielWindowTest *test, gconstpointer store)
{
  g_autoptr (GAsyncResult) result = NULL;

  fiel_window_test_tear_down (test, store);
  fiel_journal_close_async (journal, keep_result, &result);
  wait_result (&result);
  g_assert_true (fiel_journal_close_finish (journal, result, NULL));
  g_clear_object (&result);
  /* Answers that were on their way when the window closed. */
  fiel_test_drain ();
  g_assert_finalize_object (journal);
}

static GtkWidget *
get_pages (FielWindowTest *test)
{
  return fiel_window_test_get_child (test->window, "back_pages");
}

static GtkWidget *
get_page (FielWindowTest *test)
{
  return fiel_window_test_get_child (get_pages (test), "journal");
}

static GtkWidget *
get_child (FielWindowTest *test, const char *name)
{
  return fiel_window_test_get_child (get_page (test), name);
}

static GtkWidget *
get_pane (FielWindowTest *test)
{
  return get_child (test, "pane");
}

static GtkWidget *
get_in_pane (FielWindowTest *test, const char *name)
{
  return fiel_window_test_get_child (get_pane (test), name);
}

static void
activate (FielWindowTest *test, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (test->window), action, NULL);
}

static gboolean
shows_journal (FielWindowTest *test)
{
  return gtk_stack_get_visible_child (GTK_STACK (fiel_window_test_get_child (test->window, "pages")))
           == get_pages (test)
         && gtk_stack_get_visible_child (GTK_STACK (fiel_window_test_get_child (get_pages (test), "stack")))
              == get_page (test);
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GListModel *
get_model (FielWindowTest *test)
{
  return G_LIST_MODEL (gtk_column_view_get_model (
    GTK_COLUMN_VIEW (find_type (get_child (test, "table"), GTK_TYPE_COLUMN_VIEW))));
}

static FielPaymentList *
get_list (FielWindowTest *test)
{
  GListModel *rows = gtk_single_selection_get_model (GTK_SINGLE_SELECTION (get_model (test)));

  return FIEL_PAYMENT_LIST (fiel_payment_rows_get_payments (FIEL_PAYMENT_ROWS (rows)));
}

static gboolean
is_settled (gpointer user_data)
{
  FielWindowTest *test = user_data;
  GListModel *model = get_model (test);

  for (guint i = 0; i < g_list_model_get_n_items (model) && i < 10; i++)
    {
      g_autoptr (FielPaymentRow) row = g_list_model_get_item (model, i);

      if (!fiel_payment_get_loaded (fiel_payment_row_get_payment (row)))
        return FALSE;
    }

  return !fiel_payment_list_get_searching (get_list (test));
}

static void
settle (FielWindowTest *test)
{
  fiel_test_drain ();
  fiel_test_run_until (is_settled, test, "the journal was searched", 60);
  fiel_test_drain ();
}

static void
open_page (FielWindowTest *test)
{
  activate (test, "win.show-journal");
  settle (test);
}

static void
search (FielWindowTest *test, const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (get_child (test, "entry")), words);
  g_signal_emit_by_name (get_child (test, "entry"), "search-changed");
  settle (test);
}

static guint
get_n (FielWindowTest *test)
{
  return g_list_model_get_n_items (get_model (test));
}

static gboolean
is_shown (gpointer user_data)
{
  return gtk_widget_get_visible (user_data);
}

static void
choose (FielWindowTest *test, guint position)
{
  fiel_payment_table_select (FIEL_PAYMENT_TABLE (get_child (test, "table")), position);
  fiel_test_run_until (is_shown, get_in_pane (test, "story"), "the payment was read", 60);
}

static void
collect_text (GtkWidget *widget, GString *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_child_visible (widget))
    g_string_append_printf (text, "%s|", gtk_label_get_text (GTK_LABEL (widget)));
  if (FIEL_IS_PAYMENT_CELL (widget) && gtk_widget_get_child_visible (widget))
    g_string_append_printf (text, "%s|", fiel_payment_cell_get_text (FIEL_PAYMENT_CELL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      collect_text (child, text);
}

static void
assert_text (GtkWidget *widget, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  collect_text (widget, text);
  if (strstr (text->str, expected) == NULL)
    g_error ("“%s” is not in “%s”", expected, text->str);
}

/* -- Tests -- */

/* As soon as all columns have their room. */
static gboolean
shows_all_columns (gpointer user_data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  collect_text (get_child (user_data, "table"), text);

  /* Neither a card nor an authorization. */
  return strstr (text->str, "—|000002|—|") != NULL;
}

static void
test_open (FielWindowTest *test, gconstpointer data)
{
  gtk_window_set_default_size (GTK_WINDOW (test->window), 1280, 780);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 72 * 1024, NULL);
  open_page (test);
  fiel_test_run_until (shows_all_columns, test, "every fact of a payment", 20);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
  g_assert_true (shows_journal (test));
  fiel_window_test_assert_label (get_pages (test), "words", "Journal");
  /* The words are asked for at once. */
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (test->window)), get_child (test, "entry")));
  g_assert_cmpuint (get_n (test), ==, N_PAYMENTS);
  assert_text (get_child (test, "table"), "$6.000|Approved|");
  assert_text (get_child (test, "table"), "$2.000|Declined|");
  assert_text (get_child (test, "sums"), "Sales 4|$16.000|Returns 0|$0|Net|$16.000|");

  activate (test, "win.back");
  g_assert_false (shows_journal (test));
}

static void
keep_parameter_cb (GSimpleAction *action, GVariant *parameter, gpointer kept)
{
  g_assert_null (*(GVariant **) kept);
  *(GVariant **) kept = g_variant_ref (parameter);
}

/* In the head of the journal, and of no other page. */
static void
test_export (FielWindowTest *test, gconstpointer data)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new ("export-shown", G_VARIANT_TYPE ("(uss)"));
  GtkWidget *button = fiel_window_test_get_child (get_pages (test), "export_payments");
  g_autoptr (GVariant) kept = NULL;
  g_autofree char *text = NULL;

  g_signal_connect (action, "activate", G_CALLBACK (keep_parameter_cb), &kept);
  g_action_map_add_action (G_ACTION_MAP (test->window), G_ACTION (action));
  open_page (test);
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
  text = g_variant_print (kept, FALSE);
  g_assert_cmpstr (text, ==, "(1, '', 'Today')");
  activate (test, "win.show-resolve");
  fiel_test_drain ();
  g_assert_false (gtk_widget_get_mapped (button));
}

static void
test_search (FielWindowTest *test, gconstpointer data)
{
  open_page (test);
  search (test, "4242");
  g_assert_cmpuint (get_n (test), ==, 4);
  search (test, "4");
  g_assert_cmpuint (get_n (test), ==, 1);
  search (test, "4.000");
  g_assert_cmpuint (get_n (test), ==, 1);
  search (test, "state:declined");
  g_assert_cmpuint (get_n (test), ==, 1);
  search (test, ">4000");
  g_assert_cmpuint (get_n (test), ==, 2);
  assert_text (get_child (test, "sums"), "Sales 2|$11.000|");
}

static void
test_not_understood (FielWindowTest *test, gconstpointer data)
{
  open_page (test);
  search (test, "colour:red");
  g_assert_cmpuint (get_n (test), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (get_child (test, "stack"))), ==, "words");
  assert_text (get_child (test, "words"), "colour:red");
  assert_text (get_child (test, "words"), "state:");
  g_assert_false (gtk_widget_get_visible (get_child (test, "everywhere")));

  search (test, "nobody");
  assert_text (get_child (test, "words"), "Nothing fits these words");
  /* It may have been another day. */
  g_assert_true (gtk_widget_get_visible (get_child (test, "everywhere")));
  search (test, "");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (get_child (test, "stack"))), ==, "table");
}

static GtkWidget *
find_chip (GtkWidget *widget, const char *label)
{
  if (GTK_IS_TOGGLE_BUTTON (widget) && g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (widget)), label))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_chip (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
press_chip (FielWindowTest *test, const char *label)
{
  g_signal_emit_by_name (find_chip (get_child (test, "chips"), label), "clicked");
  settle (test);
}

static void
test_chips (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *open = NULL;
  GtkWidget *chip = NULL;

  open_page (test);
  chip = find_chip (get_child (test, "chips"), "To resolve");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (chip)), ==, "To resolve");
  open = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "004518");
  fiel_attempt_set_phase (open, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_fake_engine_refresh (test->engine);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (chip)), ==, "To resolve 1");

  add_sale (test, 7, NULL);
  append (test, fiel_sample_state (get_id (7), "unknown", NULL));
  press_chip (test, "To resolve");
  g_assert_cmpuint (get_n (test), ==, 1);
  assert_text (get_child (test, "table"), "$7.000|Not confirmed|");
  assert_text (get_child (test, "sums"), "No result 1|$7.000|");
  press_chip (test, "By hand");
  g_assert_cmpuint (get_n (test), ==, 0);
  press_chip (test, "Today");
  g_assert_cmpuint (get_n (test), ==, 7);
  press_chip (test, "Unmatched");
  append (test, fiel_sample_event (FIEL_JOURNAL_TYPE_STRAY, NULL));
  settle (test);
  g_assert_cmpuint (get_n (test), ==, 1);
  assert_text (get_child (test, "table"), "Message|");
  assert_text (get_child (test, "table"), "Unmatched|");
}

static void
test_detail (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *pane = NULL;

  open_page (test);
  pane = get_pane (test);
  assert_text (pane, "Choose a payment");
  choose (test, 0);
  assert_text (pane, "Approved|$6.000|Sale · today");
  assert_text (pane, "Authorization|018734|");
  assert_text (pane, "Ticket|000006|");
  assert_text (pane, "Visa");
  assert_text (pane, "Result: Approved|");
  assert_text (pane, "Chained in the journal");
  g_assert_true (gtk_widget_get_visible (get_in_pane (test, "return_money")));
  g_assert_true (gtk_widget_get_visible (get_in_pane (test, "print_copy")));
  g_assert_false (gtk_widget_get_visible (get_in_pane (test, "check")));
  g_assert_false (gtk_widget_get_visible (get_in_pane (test, "related")));

  choose (test, 4);
  assert_text (pane, "Declined|$2.000|");
  g_assert_false (gtk_widget_get_visible (get_in_pane (test, "return_money")));
}

static gboolean
overflows (gpointer user_data)
{
  GtkAdjustment *place = user_data;

  return gtk_adjustment_get_upper (place) > gtk_adjustment_get_page_size (place) + 20;
}

static int
measure (GtkWidget *cell)
{
  int natural;

  gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static GtkWidget *
get_row_of (GtkWidget *cell)
{
  GtkWidget *row = cell;

  while (!g_str_equal (gtk_widget_get_css_name (row), "row"))
    row = gtk_widget_get_parent (row);

  return row;
}

/* Whoever goes through the table lands on rows: each is called what it says, also when another payment is in it. */
static void
test_rows_have_names (FielWindowTest *test, gconstpointer data)
{
  const FielNumberStyle *style = fiel_profile_get_number_style (fiel_engine_get_profile (test->engine));
  static const char *const searches[] = { "", "000002", "000001" };

  open_page (test);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (FielPaymentRow) row = NULL;
      g_autofree char *name = NULL;
      GtkWidget *cell = NULL;

      search (test, searches[i]);
      row = g_list_model_get_item (get_model (test), 0);
      name = fiel_payment_look_describe (fiel_payment_row_get_payment (row), style,
                                         fiel_clock_get_wall_us (FIEL_CLOCK (test->clock)));
      cell = find_type (get_child (test, "table"), FIEL_TYPE_PAYMENT_CELL);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_row_of (cell)), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
      g_assert_true (i != 1 || g_str_has_prefix (name, "$2.000, Sale, Declined, "));
      g_assert_true (i != 1 || g_str_has_suffix (name, ", 000002"));
    }
}

/* A row is there before it was read: its columns are as wide as they will be. */
static void
test_columns_stay (FielWindowTest *test, gconstpointer data)
{
  const FielNumberStyle *style = fiel_profile_get_number_style (fiel_engine_get_profile (test->engine));
  g_autoptr (FielPaymentRow) row = NULL;

  open_page (test);
  row = g_list_model_get_item (get_model (test), 0);
  for (guint i = 0; i < FIEL_N_PAYMENT_COLUMNS; i++)
    {
      GtkWidget *cell = g_object_ref_sink (fiel_payment_cell_new ((FielPaymentColumn) i, 12));
      const int empty = measure (cell);

      fiel_payment_cell_set_row (FIEL_PAYMENT_CELL (cell), row, style, FIEL_CLOCK (test->clock));
      g_assert_cmpint (measure (cell), ==, empty);
      g_object_unref (cell);
    }
}

/* Whoever read one to its end begins the next at its top. */
static void
test_from_top (FielWindowTest *test, gconstpointer data)
{
  GtkAdjustment *place = NULL;

  gtk_window_set_default_size (GTK_WINDOW (test->window), 1000, 420);
  fiel_test_drain ();
  open_page (test);
  choose (test, 0);
  place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (get_in_pane (test, "scrolled")));
  fiel_test_run_until (overflows, place, "the payment is longer than the window", 60);
  gtk_adjustment_set_value (place, 20);
  g_assert_cmpint ((int) gtk_adjustment_get_value (place), ==, 20);
  choose (test, 1);
  g_assert_cmpint ((int) gtk_adjustment_get_value (place), ==, 0);
}

static gboolean
is_at_end (gpointer user_data)
{
  GtkAdjustment *place = user_data;

  return gtk_adjustment_get_value (place) > 0
         && gtk_adjustment_get_value (place) + gtk_adjustment_get_page_size (place)
              >= gtk_adjustment_get_upper (place);
}

/* What a search found is shown from its top, wherever one was in what the search before found. */
static void
test_found_from_top (FielWindowTest *test, gconstpointer data)
{
  GtkAdjustment *place = NULL;

  for (guint i = N_PAYMENTS + 1; i < 60; i++)
    add_sale (test, i, "approved");
  open_page (test);
  place = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (gtk_widget_get_first_child (get_child (test, "table"))));
  fiel_test_run_until (overflows, place, "the rows are more than the window shows", 60);
  gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place));
  fiel_test_run_until (is_at_end, place, "the last row is in sight", 60);
  search (test, "state:approved");
  g_assert_cmpuint (get_n (test), ==, 57);
  g_assert_cmpint ((int) gtk_adjustment_get_value (place), ==, 0);
}

/* The rows a search needs no more are gone a moment later, and all they were made of. */
static void
test_rows_leave (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *cell = NULL;

  open_page (test);
  cell = find_type (gtk_widget_get_last_child (find_type (get_child (test, "table"), GTK_TYPE_LIST_VIEW)),
                    FIEL_TYPE_PAYMENT_CELL);
  g_object_add_weak_pointer (G_OBJECT (cell), (gpointer *) &cell);
  search (test, "state:declined");
  g_assert_cmpuint (get_n (test), ==, 1);
  g_assert_null (cell);
}

/* The same payments as the list says them after it searched again by itself: other objects. */
static void
read_again (GListStore *payments, gboolean reversed)
{
  g_autoptr (GPtrArray) again = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (payments));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FielPayment) payment = g_list_model_get_item (G_LIST_MODEL (payments), reversed ? n - 1 - i : i);

      g_ptr_array_add (again, fiel_payment_new (fiel_payment_get_entry (payment)));
    }
  g_list_store_splice (payments, 0, n, again->pdata, n);
}

/* A row that was chosen is not chosen for the payment that takes its place. */
static void
test_choice (FielWindowTest *test, gconstpointer data)
{
  FielPaymentTable *table = NULL;
  g_autoptr (GListStore) payments = g_list_store_new (FIEL_TYPE_PAYMENT);
  g_autofree char *id = NULL;

  open_page (test);
  for (guint i = 0; i < N_PAYMENTS; i++)
    {
      g_autoptr (FielPayment) payment = g_list_model_get_item (G_LIST_MODEL (get_list (test)), i);

      g_list_store_append (payments, payment);
    }
  table = FIEL_PAYMENT_TABLE (get_child (test, "table"));
  fiel_payment_table_set_list (table, G_LIST_MODEL (payments),
                               fiel_profile_get_number_style (fiel_engine_get_profile (test->engine)),
                               FIEL_CLOCK (test->clock));
  fiel_payment_table_select (table, 1);
  id = g_strdup (fiel_payment_get_id (fiel_payment_table_get_selected (table)));
  read_again (payments, FALSE);
  g_assert_cmpstr (fiel_payment_get_id (fiel_payment_table_get_selected (table)), ==, id);
  read_again (payments, TRUE);
  g_assert_null (fiel_payment_table_get_selected (table));
}

/* A return that is not known yet is none of the sales that are not: it has its own figure, with its sign. */
static void
test_open_return (FielWindowTest *test, gconstpointer data)
{
  FielJournalEvent *refund = fiel_sample_refund ("back", 6, 2000, get_id (6));

  open_page (test);
  fiel_journal_event_set (refund, FIEL_FIELD_REFERENCE, "000006");
  append (test, refund);
  append (test, fiel_sample_state ("back", "unknown", NULL));
  press_chip (test, "To resolve");
  g_assert_cmpuint (get_n (test), ==, 1);
  assert_text (get_child (test, "table"), "−$2.000|Not confirmed|");
  assert_text (get_child (test, "sums"), "Returns without a result 1|−$2.000|");
}

/* What was given back stands with the sale, and leads to it. */
static void
test_related (FielWindowTest *test, gconstpointer data)
{
  FielJournalEvent *refund = fiel_sample_refund ("back", 6, 2000, get_id (6));
  FielJournalEvent *closed = fiel_sample_state ("back", "closed", "approved");
  GtkWidget *list = NULL;

  fiel_journal_event_set (refund, FIEL_FIELD_REFERENCE, "000006");
  append (test, refund);
  fiel_journal_event_set (closed, FIEL_FIELD_EVENT, "approved");
  append (test, closed);
  open_page (test);
  assert_text (get_child (test, "table"), "Return|");
  assert_text (get_child (test, "table"), "−$2.000|Returned|");
  assert_text (get_child (test, "sums"), "Returns 1|−$2.000|Net|$14.000|");

  choose (test, 1);
  fiel_test_run_until (is_shown, get_in_pane (test, "related"), "the return is there", 60);
  list = get_in_pane (test, "related_list");
  assert_text (list, "Return · −$2.000");
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  fiel_test_run_until (is_shown, get_in_pane (test, "story"), "the return was read", 60);
  assert_text (get_pane (test), "Returned|−$2.000|");
  assert_text (get_in_pane (test, "related"), "Sale · $6.000");
}

static void
add_return (FielWindowTest *test, const char *id, gint64 minor, const char *outcome)
{
  FielJournalEvent *refund = fiel_sample_refund (id, 6, minor, get_id (6));
  FielJournalEvent *closed = fiel_sample_state (id, "closed", outcome);

  fiel_journal_event_set (refund, FIEL_FIELD_REFERENCE, "000006");
  fiel_journal_event_set (refund, FIEL_FIELD_TYPED_AUTHORIZATION, "310262");
  fiel_journal_event_set (refund, FIEL_FIELD_TYPED_DATE, "2026-01-31");
  append (test, refund);
  fiel_journal_event_set (closed, FIEL_FIELD_EVENT, outcome);
  append (test, closed);
}

/* Part of it, then all: then there is nothing more to give back. */
static void
test_returned (FielWindowTest *test, gconstpointer data)
{
  add_return (test, "back", 2000, "approved");
  add_return (test, "not", 1000, "declined");
  open_page (test);
  choose (test, 2);
  assert_text (get_pane (test), "Approved|$6.000|Returned: $2.000 of $6.000|");
  g_assert_true (gtk_widget_get_visible (get_in_pane (test, "return_money")));

  activate (test, "win.back");
  add_return (test, "rest", 4000, "approved");
  open_page (test);
  choose (test, 3);
  assert_text (get_pane (test), "Returned: $6.000 of $6.000|");
  g_assert_false (gtk_widget_get_visible (get_in_pane (test, "return_money")));
  /* A return is not itself returned. */
  choose (test, 0);
  g_assert_false (gtk_widget_get_visible (get_in_pane (test, "returned")));
  assert_text (get_pane (test), "Authorization code on the slip|310262|Day of the sale on the slip|2026-01-31|");
}

static gboolean
offers_copy (gpointer user_data)
{
  return g_str_equal (gtk_button_get_label (user_data), "Copy (F8)");
}

/* The first receipt is no copy, the next ones are. */
static void
test_printed (FielWindowTest *test, gconstpointer data)
{
  FielJournalEvent *note = fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, get_id (6));
  GtkWidget *button = NULL;

  open_page (test);
  choose (test, 0);
  button = get_in_pane (test, "print_copy");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Print (F8)");
  fiel_journal_event_set_int (note, FIEL_FIELD_PRINTED, 1);
  append (test, note);
  fiel_test_run_until (offers_copy, button, "a copy is offered", 60);
}

/* A payment comes in, and closes, under the eyes of a person who looks at another. */
static void
test_live (FielWindowTest *test, gconstpointer data)
{
  open_page (test);
  choose (test, 0);
  add_sale (test, 7, NULL);
  settle (test);
  g_assert_cmpuint (get_n (test), ==, N_PAYMENTS + 1);
  assert_text (get_child (test, "table"), "$7.000|Sending|");
  assert_text (get_pane (test), "$6.000|");
  append (test, fiel_sample_state (get_id (7), "closed", "approved"));
  settle (test);
  assert_text (get_child (test, "table"), "$7.000|Approved|");
  assert_text (get_child (test, "sums"), "Sales 5|$23.000|");
}

/* A receipt's code finds its payment where the journal is open; elsewhere it begins a return of it. */
static void
test_scan (FielWindowTest *test, gconstpointer data)
{
  g_autofree char *code = fiel_receipt_make_code (get_id (4));

  open_page (test);
  gtk_window_set_focus (GTK_WINDOW (test->window), NULL);
  fiel_window_test_scan (test, code);
  settle (test);
  g_assert_true (shows_journal (test));
  g_assert_cmpuint (get_n (test), ==, 1);
  assert_text (get_child (test, "table"), "$4.000|");
}

/* The page leaves nothing behind, and begins anew. */
static void
test_again (FielWindowTest *test, gconstpointer data)
{
  open_page (test);
  search (test, "state:declined");
  choose (test, 0);
  activate (test, "win.back");
  open_page (test);
  g_assert_cmpuint (get_n (test), ==, N_PAYMENTS);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_child (test, "entry"))), ==, "");
  assert_text (get_pane (test), "Choose a payment");
}

/* The way back leads to what was searched; asking for the journal begins anew, from the till as from another page. */
static void
test_begins_anew (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *entry = NULL;

  open_page (test);
  entry = get_child (test, "entry");
  search (test, "state:declined");
  activate (test, "win.show-resolve");
  activate (test, "win.back");
  settle (test);
  g_assert_true (shows_journal (test));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "state:declined");
  g_assert_cmpuint (get_n (test), ==, 1);
  /* It is already there. */
  open_page (test);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "state:declined");

  press_chip (test, "All days");
  activate (test, "win.show-resolve");
  open_page (test);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_chip (get_child (test, "chips"), "Today"))));
  g_assert_cmpuint (get_n (test), ==, N_PAYMENTS);

  press_chip (test, "All days");
  search (test, "state:declined");
  fiel_window_show_till (test->window);
  open_page (test);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_chip (get_child (test, "chips"), "Today"))));
}

typedef struct
{
  FielWindowTest *test;
  const char *label;
} Chip;

static gboolean
is_chip_in_sight (gpointer data)
{
  const Chip *chip = data;
  GtkWidget *scrolled = get_child (chip->test, "chips_scrolled");
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (find_chip (get_child (chip->test, "chips"), chip->label), scrolled, &bounds)
         && bounds.size.width > 0 && bounds.origin.x >= 0
         && bounds.origin.x + bounds.size.width <= (float) gtk_widget_get_width (scrolled);
}

static void
assert_chip_in_sight (FielWindowTest *test, const char *label)
{
  Chip chip = { test, label };

  fiel_test_run_until (is_chip_in_sight, &chip, "the chip is in sight", 10);
}

static void
test_chip_in_sight (FielWindowTest *test, gconstpointer data)
{
  gtk_window_set_default_size (GTK_WINDOW (test->window), 420, 800);
  fiel_test_drain ();
  open_page (test);
  assert_chip_in_sight (test, "Today");
  /* Whoever misses a payment of another day finds the way without scrolling. */
  assert_chip_in_sight (test, "All days");
  gtk_widget_activate_action (get_page (test), "journal.preset", "u", (guint32) FIEL_PAYMENT_PRESET_MINE);
  settle (test);
  assert_chip_in_sight (test, "Mine");
  activate (test, "win.show-resolve");
  open_page (test);
  assert_chip_in_sight (test, "Today");
}

static gboolean
is_unfolded (gpointer user_data)
{
  return !fiel_shell_get_folded (FIEL_SHELL (get_child (user_data, "shell")));
}

static gboolean
fills_shell (gpointer user_data)
{
  return gtk_widget_get_width (get_child (user_data, "table")) == gtk_widget_get_width (get_child (user_data, "shell"));
}

static gboolean
is_beside (gpointer user_data)
{
  return gtk_widget_get_mapped (get_pane (user_data)) && !fills_shell (user_data);
}

/* The list has the room of a pane that has nothing to tell. */
static void
test_nothing_chosen (FielWindowTest *test, gconstpointer data)
{
  gtk_window_set_default_size (GTK_WINDOW (test->window), 1000, 700);
  fiel_test_drain ();
  open_page (test);
  fiel_test_run_until (is_unfolded, test, "the window is wide", 10);
  fiel_test_run_until (fills_shell, test, "the list has all the room", 10);
  g_assert_false (gtk_widget_get_mapped (get_pane (test)));
  choose (test, 0);
  fiel_test_run_until (is_beside, test, "the payment is told of beside the list", 10);
  search (test, "state:declined");
  fiel_test_run_until (fills_shell, test, "the list has all the room again", 10);
  g_assert_false (gtk_widget_get_mapped (get_pane (test)));
}

static void
test_narrow (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *shell = NULL;

  gtk_window_set_default_size (GTK_WINDOW (test->window), 420, 800);
  fiel_test_drain ();
  open_page (test);
  shell = get_child (test, "shell");
  g_assert_true (fiel_shell_get_folded (FIEL_SHELL (shell)));
  g_assert_false (fiel_shell_get_side_shown (FIEL_SHELL (shell)));
  /* Opening one covers the list; back uncovers it. */
  g_signal_emit_by_name (find_type (get_child (test, "table"), GTK_TYPE_COLUMN_VIEW), "activate", 0);
  g_assert_true (fiel_shell_get_side_shown (FIEL_SHELL (shell)));
  activate (test, "win.back");
  g_assert_false (fiel_shell_get_side_shown (FIEL_SHELL (shell)));
  g_assert_true (shows_journal (test));
  activate (test, "win.back");
  g_assert_false (shows_journal (test));
}

#define add(path, function) g_test_add ("/journal-page/" path, FielWindowTest, &live, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  add ("open", test_open);
  add ("export", test_export);
  add ("search", test_search);
  add ("not-understood", test_not_understood);
  add ("chips", test_chips);
  add ("detail", test_detail);
  add ("rows-have-names", test_rows_have_names);
  add ("columns-stay", test_columns_stay);
  add ("found-from-top", test_found_from_top);
  add ("rows-leave", test_rows_leave);
  add ("choice", test_choice);
  add ("from-top", test_from_top);
  add ("open-return", test_open_return);
  add ("related", test_related);
  add ("returned", test_returned);
  add ("printed", test_printed);
  add ("live", test_live);
  add ("scan", test_scan);
  add ("again", test_again);
  add ("begins-anew", test_begins_anew);
  add ("chip-in-sight", test_chip_in_sight);
  add ("nothing-chosen", test_nothing_chosen);
  add ("narrow", test_narrow);

  return g_test_run ();
}
