/* test-payment-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-fill-fast.h"
#include "fiel-journal-samples.h"
#include "fiel-payment-list.h"
#include "fiel-payment-private.h"
#include "fiel-test.h"

/* The list over a journal of its own: the journal answers only when the test lets the main loop turn, so it can be as
 * slow as the test wants. */

#define N_BEFORE 300

typedef struct
{
  char *folder;                /* owned */
  FielJournal *journal;        /* owned */
  FielPaymentList *list;       /* owned */
  FielPaymentFilter *filter;   /* owned */
  guint n_changes;             /* emissions of items-changed */
  GPtrArray *mirror;           /* owned, of FielPayment or NULL: the list as told by its signals */
} Fixture;

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

static void
turn_until_read (Fixture *fixture, guint place)
{
  g_autoptr (FielPayment) payment = g_list_model_get_item (G_LIST_MODEL (fixture->list), place);

  while (!fiel_payment_get_loaded (payment))
    g_main_context_iteration (NULL, TRUE);
}

static void
turn_until_found (Fixture *fixture)
{
  while (fiel_payment_list_get_searching (fixture->list))
    g_main_context_iteration (NULL, TRUE);
}

static void
items_changed_cb (Fixture *fixture, guint place, guint n_removed, guint n_added)
{
  fixture->n_changes++;
  if (n_removed > 0)
    g_ptr_array_remove_range (fixture->mirror, place, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (fixture->mirror, (int) place, NULL);
  g_assert_cmpuint (fixture->mirror->len, ==, g_list_model_get_n_items (G_LIST_MODEL (fixture->list)));
}

static void
open_journal (Fixture *fixture, const char *path)
{
  g_autoptr (FielJournalEvent) opened = fiel_sample_event (FIEL_JOURNAL_TYPE_OPENED, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fiel_journal_open_async (path, "Caja 2", "test", opened, NULL, keep_result, &result);
  wait_result (&result);
  fixture->journal = fiel_journal_open_finish (result, &error);
  g_assert_no_error (error);
  fixture->list = fiel_payment_list_new (fixture->journal);
  fixture->filter = fiel_payment_filter_new ();
  fixture->mirror = g_ptr_array_new ();
  g_signal_connect_swapped (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
set_up_of (Fixture *fixture, guint n_payments)
{
  g_autofree char *path = NULL;

  fixture->folder = fiel_test_make_dir ();
  path = g_build_filename (fixture->folder, "journal.db", NULL);
  fiel_journal_fill_fast (path, n_payments, 20, FIEL_SAMPLE_WALL_US);
  open_journal (fixture, path);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  set_up_of (fixture, N_BEFORE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  fiel_journal_close_async (fixture->journal, keep_result, &result);
  wait_result (&result);
  g_assert_true (fiel_journal_close_finish (fixture->journal, result, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->list);
  g_object_unref (fixture->journal);
  fiel_payment_filter_free (fixture->filter);
  g_ptr_array_unref (fixture->mirror);
  fiel_test_remove_dir (fixture->folder);
  g_free (fixture->folder);
}

static void
search (Fixture *fixture)
{
  fiel_payment_list_set_filter (fixture->list, fixture->filter);
  turn_until_found (fixture);
}

/* Takes @event. */
static gint64
append (Fixture *fixture, FielJournalEvent *event)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GError) error = NULL;
  gint64 seq = 0;

  g_ptr_array_add (events, event);
  fiel_journal_append_async (fixture->journal, events, FIEL_JOURNAL_ORDERED, keep_result, &result);
  wait_result (&result);
  g_assert_true (fiel_journal_append_finish (fixture->journal, result, &error));
  g_assert_no_error (error);
  seq = fiel_journal_event_get_seq (event);
  /* The list asked before this question, so it has its answer before this one comes. */
  fiel_journal_list_alerts_async (fixture->journal, keep_result, &read);
  wait_result (&read);
  g_ptr_array_unref (fiel_journal_list_alerts_finish (fixture->journal, read, NULL));

  return seq;
}

static const char *
get_id (Fixture *fixture, guint place)
{
  g_autoptr (FielPayment) payment = g_list_model_get_item (G_LIST_MODEL (fixture->list), place);

  while (!fiel_payment_get_loaded (payment))
    g_main_context_iteration (NULL, TRUE);

  return g_intern_string (fiel_payment_get_id (payment));
}

static guint
get_n (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* -- Tests -- */

static void
test_rows_come_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielPayment) first = NULL;
  g_autoptr (FielPayment) later = NULL;
  g_autoptr (FielPayment) again = NULL;
  guint n_changed = 0;

  search (fixture);
  g_assert_cmpuint (get_n (fixture), ==, N_BEFORE);
  /* The first page is there when its rows are. */
  first = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  g_assert_cmpstr (fiel_payment_get_reference (first), ==, "000300");

  later = g_list_model_get_item (G_LIST_MODEL (fixture->list), 100);
  g_assert_false (fiel_payment_get_loaded (later));
  g_assert_null (fiel_payment_get_id (later));
  g_signal_connect_swapped (later, "changed", G_CALLBACK (count_cb), &n_changed);

  turn_until_read (fixture, 100);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpstr (fiel_payment_get_reference (later), ==, "000200");
  again = g_list_model_get_item (G_LIST_MODEL (fixture->list), 100);
  g_assert_true (again == later);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), N_BEFORE));
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  search (fixture);
  for (guint i = 0; i < N_BEFORE; i++)
    {
      g_autoptr (FielPayment) payment = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);
      g_autofree char *reference = g_strdup_printf ("%06u", N_BEFORE - i);

      turn_until_read (fixture, i);
      g_assert_cmpstr (fiel_payment_get_reference (payment), ==, reference);
    }
}

/* A row that is held stays the same object, wherever the others scroll to. */
static void
test_identity (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielPayment) held = NULL;

  search (fixture);
  held = g_list_model_get_item (G_LIST_MODEL (fixture->list), 7);
  turn_until_read (fixture, 7);
  for (guint i = N_BEFORE; i > 0; i--)
    turn_until_read (fixture, i - 1);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (FielPayment) again = g_list_model_get_item (G_LIST_MODEL (fixture->list), 7 + i);
      g_autofree char *id = g_strdup_printf ("new-%u", i);

      g_assert_true (again == held);
      append (fixture, fiel_sample_intent (id, N_BEFORE + 1 + i, 1000, 1000, id));
    }
}

static void
test_new_payment (Fixture *fixture, gconstpointer data)
{
  const FielPaymentSum *sum = NULL;
  guint n_sales = 0;
  gint64 sold = 0;

  search (fixture);
  sum = &fiel_payment_list_get_sums (fixture->list)->rows[0];
  n_sales = sum->n_sales;
  sold = sum->sold.minor;
  g_assert_cmpuint (sum->n_open, ==, 0);

  append (fixture, fiel_sample_intent ("new", N_BEFORE + 1, 1000, 1000, "norte"));
  g_assert_cmpuint (get_n (fixture), ==, N_BEFORE + 1);
  g_assert_cmpstr (get_id (fixture, 0), ==, "new");
  g_assert_cmpuint (sum->n_open, ==, 1);
  g_assert_cmpint (sum->open.minor, ==, 1000);

  append (fixture, fiel_sample_state ("new", "closed", "approved"));
  g_assert_cmpuint (get_n (fixture), ==, N_BEFORE + 1);
  g_assert_cmpuint (sum->n_open, ==, 0);
  g_assert_cmpint (sum->open.minor, ==, 0);
  g_assert_cmpuint (sum->n_sales, ==, n_sales + 1);
  g_assert_cmpint (sum->sold.minor, ==, sold + 1000);

  /* The same fact about it once more counts for nothing. */
  append (fixture, fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, "new"));
  g_assert_cmpuint (sum->n_sales, ==, n_sales + 1);
}

/* A payment leaves a list it no longer belongs to, and comes into the one it belongs to now. */
static void
test_comes_and_goes (Fixture *fixture, gconstpointer data)
{
  fixture->filter->outcomes = 1u << FIEL_OUTCOME_NONE;
  search (fixture);
  g_assert_cmpuint (get_n (fixture), ==, 0);
  append (fixture, fiel_sample_intent ("one", N_BEFORE + 1, 1000, 1000, "norte"));
  append (fixture, fiel_sample_intent ("two", N_BEFORE + 2, 1000, 1000, "sur"));
  g_assert_cmpuint (get_n (fixture), ==, 2);
  append (fixture, fiel_sample_state ("one", "closed", "declined"));
  g_assert_cmpuint (get_n (fixture), ==, 1);
  g_assert_cmpstr (get_id (fixture, 0), ==, "two");

  fixture->filter->outcomes = 1u << FIEL_OUTCOME_CANCELLED;
  search (fixture);
  append (fixture, fiel_sample_state ("two", "closed", "cancelled"));
  g_assert_cmpstr (get_id (fixture, 0), ==, "two");
}

static void
test_strays (Fixture *fixture, gconstpointer data)
{
  FielJournalEvent *note = NULL;
  gint64 seq = 0;

  fixture->filter->set = FIEL_PAYMENT_SET_TO_RESOLVE;
  search (fixture);
  g_assert_cmpuint (get_n (fixture), ==, 0);
  seq = append (fixture, fiel_sample_event (FIEL_JOURNAL_TYPE_STRAY, NULL));
  g_assert_cmpuint (get_n (fixture), ==, 1);
  g_assert_null (get_id (fixture, 0));

  note = fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, NULL);
  fiel_journal_event_set_int (note, FIEL_FIELD_SEEN, seq);
  append (fixture, note);
  g_assert_cmpuint (get_n (fixture), ==, 0);

  fixture->filter->set = FIEL_PAYMENT_SET_UNMATCHED;
  search (fixture);
  g_assert_cmpuint (get_n (fixture), ==, 1);
}

/* Pages that are on their way when a payment comes in land where they belong. */
static void
test_change_while_reading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielPayment) middle = NULL;
  g_autoptr (FielPayment) last = NULL;

  search (fixture);
  middle = g_list_model_get_item (G_LIST_MODEL (fixture->list), 100);
  last = g_list_model_get_item (G_LIST_MODEL (fixture->list), N_BEFORE - 1);
  g_assert_false (fiel_payment_get_loaded (middle));
  append (fixture, fiel_sample_intent ("new", N_BEFORE + 1, 1000, 1000, "norte"));
  while (!fiel_payment_get_loaded (middle) || !fiel_payment_get_loaded (last))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (fiel_payment_get_reference (middle), ==, "000200");
  g_assert_cmpstr (fiel_payment_get_reference (last), ==, "000001");
  for (guint i = 0; i < 130; i++)
    {
      g_autoptr (FielPayment) payment = g_list_model_get_item (G_LIST_MODEL (fixture->list), i + 1);
      g_autofree char *reference = g_strdup_printf ("%06u", N_BEFORE - i);

      turn_until_read (fixture, i + 1);
      g_assert_cmpstr (fiel_payment_get_reference (payment), ==, reference);
    }
}

/* What is recorded while a search runs is in the list at its end, once. */
static void
test_change_while_searching (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
  g_autoptr (GAsyncResult) result = NULL;

  g_ptr_array_add (events, fiel_sample_intent ("new", N_BEFORE + 1, 1000, 1000, "norte"));
  fiel_payment_list_set_filter (fixture->list, fixture->filter);
  fiel_journal_append_async (fixture->journal, events, FIEL_JOURNAL_ORDERED, keep_result, &result);
  wait_result (&result);
  g_assert_true (fiel_journal_append_finish (fixture->journal, result, NULL));
  append (fixture, fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, "new"));
  turn_until_found (fixture);
  g_assert_cmpuint (get_n (fixture), ==, N_BEFORE + 1);
  g_assert_cmpstr (get_id (fixture, 0), ==, "new");
}

/* The last question wins; nothing of the ones before comes through. */
static void
test_typed_fast (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (FielPaymentFilter) filter = fiel_payment_filter_new ();
      g_autofree char *word = g_strndup ("00029", i + 1);

      fiel_payment_filter_add_word (filter, word, 0);
      fiel_payment_list_set_filter (fixture->list, filter);
    }
  turn_until_found (fixture);
  g_assert_cmpuint (get_n (fixture), ==, 11);
  fiel_payment_list_set_filter (fixture->list, NULL);
  g_assert_cmpuint (get_n (fixture), ==, 0);
  g_assert_false (fiel_payment_list_get_searching (fixture->list));
}

/* Nobody is left behind when the list goes while it searches and reads. */
static void
test_gone_while_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielPaymentList) other = fiel_payment_list_new (fixture->journal);
  g_autoptr (FielPayment) payment = NULL;

  fiel_payment_list_set_filter (other, fixture->filter);
  while (fiel_payment_list_get_searching (other))
    g_main_context_iteration (NULL, TRUE);
  payment = g_list_model_get_item (G_LIST_MODEL (other), N_BEFORE - 1);
  fiel_payment_list_set_filter (other, fixture->filter);
  g_assert_false (fiel_payment_get_loaded (payment));
}

/* So many that only every so many places are kept. */
static void
test_many (void)
{
  const guint n = 70000;
  Fixture fixture = { NULL };

  set_up_of (&fixture, n);
  search (&fixture);
  g_assert_cmpuint (get_n (&fixture), ==, n);
  for (guint i = 0; i < 40; i++)
    {
      const guint place = (i * 7919 * 13) % n;
      g_autoptr (FielPayment) payment = g_list_model_get_item (G_LIST_MODEL (fixture.list), place);
      g_autofree char *reference = g_strdup_printf ("%06u", n - place);

      turn_until_read (&fixture, place);
      g_assert_cmpstr (fiel_payment_get_reference (payment), ==, reference);
    }
  /* A new one moves them all by one. */
  append (&fixture, fiel_sample_intent ("new", n + 1, 1000, 1000, "norte"));
  g_assert_cmpstr (get_id (&fixture, 0), ==, "new");
  for (guint i = 0; i < 40; i++)
    {
      const guint place = 1 + (i * 7919 * 17) % n;
      g_autoptr (FielPayment) payment = g_list_model_get_item (G_LIST_MODEL (fixture.list), place);
      g_autofree char *reference = g_strdup_printf ("%06u", n + 1 - place);

      turn_until_read (&fixture, place);
      g_assert_cmpstr (fiel_payment_get_reference (payment), ==, reference);
    }
  /* A long search is told to a list in a few words. */
  g_assert_cmpuint (fixture.n_changes, <, 12);
  tear_down (&fixture, NULL);
}

#define add(path, function) g_test_add ("/payment-list/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("rows-come-later", test_rows_come_later);
  add ("order", test_order);
  add ("identity", test_identity);
  add ("new-payment", test_new_payment);
  add ("comes-and-goes", test_comes_and_goes);
  add ("strays", test_strays);
  add ("change-while-reading", test_change_while_reading);
  add ("change-while-searching", test_change_while_searching);
  add ("typed-fast", test_typed_fast);
  add ("gone-while-busy", test_gone_while_busy);
  g_test_add_func ("/payment-list/many", test_many);

  return g_test_run ();
}
