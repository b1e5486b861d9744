/* test-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-samples.h"

#include "fiel-test.h"

/* The journal behind its queue: order, context and life time. */

typedef struct
{
  char *folder;         /* owned */
  char *path;           /* owned */
  FielJournal *journal; /* owned */
  GString *log;         /* owned: what was answered, in order */
  guint n_answers;
  GError *error;        /* owned, nullable: the last one */
} Fixture;

typedef struct
{
  guint *n_answers;
  guint wanted;
} Wanted;

static gboolean
all_answered (gpointer user_data)
{
  Wanted *wanted = user_data;

  return *wanted->n_answers >= wanted->wanted;
}

static void
wait_for (Fixture *fixture, guint n_answers)
{
  Wanted wanted = { &fixture->n_answers, n_answers };

  fiel_test_run_until (all_answered, &wanted, "the journal answered", 60);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  fixture->journal = fiel_journal_open_finish (result, &fixture->error);
  fixture->n_answers++;
}

static void
open_journal (Fixture *fixture)
{
  g_autoptr (FielJournalEvent) opened = fiel_sample_event (FIEL_JOURNAL_TYPE_OPENED, NULL);

  fixture->n_answers = 0;
  fiel_journal_open_async (fixture->path, "Caja 2", "fiel-test", opened, NULL, on_opened, fixture);
  wait_for (fixture, 1);
  fixture->n_answers = 0;
}

static void
on_closed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  fiel_journal_close_finish (FIEL_JOURNAL (object), result, &fixture->error);
  g_string_append (fixture->log, fixture->error == NULL ? "closed " : "not-closed ");
  fixture->n_answers++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fiel_test_make_dir ();
  fixture->path = g_build_filename (fixture->folder, "data", "journal.db", NULL);
  fixture->log = g_string_new (NULL);
  open_journal (fixture);
  g_assert_no_error (fixture->error);
  g_assert_nonnull (fixture->journal);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->journal != NULL)
    {
      fixture->n_answers = 0;
      fiel_journal_close_async (fixture->journal, on_closed, fixture);
      wait_for (fixture, 1);
      g_assert_finalize_object (fixture->journal);
    }
  g_clear_error (&fixture->error);
  g_string_free (fixture->log, TRUE);
  fiel_test_remove_dir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
on_appended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  if (fiel_journal_append_finish (FIEL_JOURNAL (object), result, &fixture->error))
    g_string_append (fixture->log, "appended ");
  else
    g_string_append_printf (fixture->log, "refused-%d ", fixture->error->code);
  fixture->n_answers++;
}

static void
append (Fixture *fixture, FielJournalDurability durability, FielJournalEvent *event)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);

  g_ptr_array_add (events, event);
  fiel_journal_append_async (fixture->journal, events, durability, on_appended, fixture);
}

static void
on_looked_up (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (FielTicketRecord) ticket = NULL;

  g_clear_error (&fixture->error);
  ticket = fiel_journal_look_up_ticket_finish (FIEL_JOURNAL (object), result, &fixture->error);
  if (ticket != NULL)
    g_string_append_printf (fixture->log, "ticket-%d ", (int) ticket->ticket_id);
  fixture->n_answers++;
}

static void
on_listed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GPtrArray) rows = NULL;

  g_clear_error (&fixture->error);
  rows = fiel_journal_list_attempts_finish (FIEL_JOURNAL (object), result, &fixture->error);
  if (rows != NULL)
    g_string_append_printf (fixture->log, "attempts-%u ", rows->len);
  fixture->n_answers++;
}

static void
on_events (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GPtrArray) rows = NULL;

  g_clear_error (&fixture->error);
  rows = fiel_journal_list_events_finish (FIEL_JOURNAL (object), result, &fixture->error);
  if (rows != NULL)
    g_string_append_printf (fixture->log, "events-%u ", rows->len);
  fixture->n_answers++;
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  FielAttemptFilter filter = { .reference = "T1", .limit = 5 };

  fiel_journal_look_up_ticket_async (fixture->journal, "T1", on_looked_up, fixture);
  append (fixture, FIEL_JOURNAL_DURABLE, fiel_sample_intent ("a1", 1, 10, 10, "term-1"));
  fiel_journal_look_up_ticket_async (fixture->journal, "T1", on_looked_up, fixture);
  append (fixture, FIEL_JOURNAL_ORDERED, fiel_sample_event (FIEL_JOURNAL_TYPE_RECEIVED, "a1"));
  append (fixture, FIEL_JOURNAL_DURABLE, fiel_sample_intent ("a2", 2, 10, 10, "term-1"));
  fiel_journal_list_attempts_async (fixture->journal, &filter, on_listed, fixture);
  fiel_journal_list_events_async (fixture->journal, "a1", 0, 9, on_events, fixture);
  append (fixture, FIEL_JOURNAL_DURABLE, fiel_sample_state ("a1", "closed", "approved"));
  fiel_journal_list_events_async (fixture->journal, NULL, 0, 9, on_events, fixture);

  g_assert_cmpstr (fixture->log->str, ==, "");
  wait_for (fixture, 9);
  g_assert_cmpstr (fixture->log->str, ==,
                   "ticket-0 appended ticket-1 appended refused-5 attempts-1 events-2 appended events-4 ");
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) expected = g_string_new (NULL);

  for (gint64 i = 1; i <= 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%d", (int) i);

      append (fixture, FIEL_JOURNAL_DURABLE, fiel_sample_intent (id, i, 10, 10, "term-1"));
      append (fixture, FIEL_JOURNAL_ORDERED, fiel_sample_state (id, "closed", "declined"));
      g_string_append (expected, "appended appended ");
    }
  wait_for (fixture, 200);
  g_assert_cmpstr (fixture->log->str, ==, expected->str);
}

/* The answer comes in the context the call was made in, not in the writer thread and not in the default one. */
static gpointer
use_from_thread (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GMainContext) context = g_main_context_new ();

  g_main_context_push_thread_default (context);
  append (fixture, FIEL_JOURNAL_DURABLE, fiel_sample_intent ("a1", 1, 10, 10, "term-1"));
  while (fixture->n_answers == 0)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);

  return NULL;
}

static void
test_context (Fixture *fixture, gconstpointer data)
{
  g_thread_join (g_thread_new ("caller", use_from_thread, fixture));
  g_assert_cmpstr (fixture->log->str, ==, "appended ");
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielJournal) closed = NULL;

  append (fixture, FIEL_JOURNAL_DURABLE, fiel_sample_intent ("a1", 1, 10, 10, "term-1"));
  fiel_journal_close_async (fixture->journal, on_closed, fixture);
  append (fixture, FIEL_JOURNAL_DURABLE, fiel_sample_state ("a1", "closed", "approved"));
  wait_for (fixture, 3);
  g_assert_nonnull (g_strstr_len (fixture->log->str, -1, "appended closed "));
  g_assert_nonnull (g_strstr_len (fixture->log->str, -1, "refused-10 "));

  fiel_journal_close_async (fixture->journal, on_closed, fixture);
  wait_for (fixture, 4);
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_CLOSED);

  /* It is free for the next one at once, with everything in it. */
  closed = g_steal_pointer (&fixture->journal);
  open_journal (fixture);
  g_assert_no_error (fixture->error);
  g_string_truncate (fixture->log, 0);
  fiel_journal_list_events_async (fixture->journal, "a1", 0, 9, on_events, fixture);
  wait_for (fixture, 1);
  g_assert_cmpstr (fixture->log->str, ==, "events-1 ");
}

static gboolean
is_free (gpointer user_data)
{
  Fixture *fixture = user_data;

  open_journal (fixture);
  g_assert_true (fixture->journal != NULL ||
                 g_error_matches (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_IN_USE));

  return fixture->journal != NULL;
}

/* Forgetting to close loses nothing and gives the file back. */
static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  append (fixture, FIEL_JOURNAL_DURABLE, fiel_sample_intent ("a1", 1, 10, 10, "term-1"));
  wait_for (fixture, 1);
  g_assert_finalize_object (g_steal_pointer (&fixture->journal));
  fiel_test_run_until (is_free, fixture, "the journal was given back", 60);
}

static void
test_in_use (Fixture *fixture, gconstpointer data)
{
  FielJournal *first = g_steal_pointer (&fixture->journal);

  open_journal (fixture);
  g_assert_null (fixture->journal);
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_IN_USE);
  g_assert_nonnull (g_strstr_len (fixture->error->message, -1, "fiel-test"));
  g_assert_nonnull (g_strstr_len (fixture->error->message, -1, "Caja 2"));
  fixture->journal = first;
}

static void
test_open_cancelled (Fixture *fixture, gconstpointer data)
{
  FielJournal *first = g_steal_pointer (&fixture->journal);
  g_autofree char *other = g_build_filename (fixture->folder, "other.db", NULL);
  g_autoptr (FielJournalEvent) opened = fiel_sample_event (FIEL_JOURNAL_TYPE_OPENED, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  fiel_journal_open_async (other, "Caja 2", "fiel-test", opened, cancellable, on_opened, fixture);
  wait_for (fixture, 1);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (fixture->journal);
  fixture->journal = first;
}

#define TEST(name, func) g_test_add ("/journal/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("order", test_order);
  TEST ("many", test_many);
  TEST ("context", test_context);
  TEST ("close", test_close);
  TEST ("dropped", test_dropped);
  TEST ("in-use", test_in_use);
  TEST ("open-cancelled", test_open_cancelled);

  return g_test_run ();
}
