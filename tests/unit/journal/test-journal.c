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
  const char *appended;

  append (fixture, FIEL_JOURNAL_DURABLE, fiel_sample_intent ("a1", 1, 10, 10, "term-1"));
  fiel_journal_close_async (fixture->journal, on_closed, fixture);
  append (fixture, FIEL_JOURNAL_DURABLE, fiel_sample_state ("a1", "closed", "approved"));
  wait_for (fixture, 3);
  /* What is refused may be answered before, between or after the two. */
  appended = strstr (fixture->log->str, "appended ");
  g_assert_nonnull (appended);
  g_assert_nonnull (strstr (appended, "closed "));
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

static void
on_verified (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (FielJournalVerdict) verdict = NULL;

  g_clear_error (&fixture->error);
  verdict = fiel_journal_verify_finish (FIEL_JOURNAL (object), result, &fixture->error);
  if (verdict != NULL)
    g_string_append_printf (fixture->log, "verified-%d-%d ", (int) verdict->n_events, (int) verdict->first_bad_seq);
  fixture->n_answers++;
}

static void
on_exported (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  if (fiel_journal_export_finish (FIEL_JOURNAL (object), result, NULL, &fixture->error))
    g_string_append (fixture->log, "exported ");
  fixture->n_answers++;
}

static void
on_progress (goffset n_written, goffset n_total, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_string_append_printf (fixture->log, "%d/%d ", (int) n_written, (int) n_total);
}

static void
append_many (Fixture *fixture, guint n_events)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);

  for (guint i = 0; i < n_events; i++)
    g_ptr_array_add (events, fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, NULL));
  fiel_journal_append_async (fixture->journal, events, FIEL_JOURNAL_ORDERED, on_appended, fixture);
  wait_for (fixture, 1);
  fixture->n_answers = 0;
  g_string_truncate (fixture->log, 0);
}

/* A stream that takes nothing while the gate is locked, and everything after: it holds the writer thread. */
static GMutex gate;

#define TEST_TYPE_GATED_STREAM (test_gated_stream_get_type ())
G_DECLARE_FINAL_TYPE (TestGatedStream, test_gated_stream, TEST, GATED_STREAM, GOutputStream)

struct _TestGatedStream
{
  GOutputStream parent_instance;
};

G_DEFINE_FINAL_TYPE (TestGatedStream, test_gated_stream, G_TYPE_OUTPUT_STREAM)

static gssize
test_gated_stream_write (GOutputStream *stream, const void *bytes, gsize size, GCancellable *cancellable,
                         GError **error)
{
  g_mutex_lock (&gate);
  g_mutex_unlock (&gate);

  return (gssize) size;
}

static void
test_gated_stream_class_init (TestGatedStreamClass *klass)
{
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = test_gated_stream_write;
}

static void
test_gated_stream_init (TestGatedStream *self)
{
}

/* What comes while a verification or an export is on its way is done first. */
static void
test_verify (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GOutputStream) stream = g_object_new (TEST_TYPE_GATED_STREAM, NULL);

  append_many (fixture, 5000);
  g_mutex_lock (&gate);
  fiel_journal_export_async (fixture->journal, stream, NULL, NULL, NULL, on_exported, fixture);
  fiel_journal_verify_async (fixture->journal, NULL, NULL, on_verified, fixture);
  append (fixture, FIEL_JOURNAL_DURABLE, fiel_sample_intent ("a1", 1, 10, 10, "term-1"));
  g_mutex_unlock (&gate);
  wait_for (fixture, 3);
  g_assert_true (g_str_has_prefix (fixture->log->str, "appended "));
  g_assert_nonnull (g_strstr_len (fixture->log->str, -1, "verified-5001-0 "));
  g_assert_nonnull (g_strstr_len (fixture->log->str, -1, "exported "));
}

static void
on_verify_progress (goffset n_done, goffset n_total, gpointer user_data)
{
  GArray *seen = user_data;

  g_assert_cmpint (n_total, ==, 2 * 5001);
  g_array_append_val (seen, n_done);
}

/* Whoever watches is told how far it is, never back, and at last that it is through. */
static void
test_verify_watched (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (goffset));

  append_many (fixture, 5000);
  fiel_journal_verify_watched_async (fixture->journal, NULL, on_verify_progress, seen, NULL, on_verified, fixture);
  wait_for (fixture, 1);
  g_assert_cmpuint (seen->len, >=, 6);
  for (guint i = 1; i < seen->len; i++)
    g_assert_cmpint (g_array_index (seen, goffset, i - 1), <=, g_array_index (seen, goffset, i));
  g_assert_cmpint (g_array_index (seen, goffset, 0), <, 2 * 5001);
  g_assert_cmpint (g_array_index (seen, goffset, seen->len - 1), ==, 2 * 5001);
}

static void
test_verify_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  append_many (fixture, 5000);
  fiel_journal_verify_async (fixture->journal, NULL, cancellable, on_verified, fixture);
  g_cancellable_cancel (cancellable);
  wait_for (fixture, 1);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Closing waits for the verification that was asked for before. */
static void
test_verify_then_close (Fixture *fixture, gconstpointer data)
{
  append_many (fixture, 5000);
  fiel_journal_verify_async (fixture->journal, NULL, NULL, on_verified, fixture);
  fiel_journal_close_async (fixture->journal, on_closed, fixture);
  wait_for (fixture, 2);
  g_assert_cmpstr (fixture->log->str, ==, "verified-5001-0 closed ");
  g_assert_finalize_object (g_steal_pointer (&fixture->journal));
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GString) text = NULL;
  guint n_lines = 0;

  append_many (fixture, 1200);
  fiel_journal_export_async (fixture->journal, stream, on_progress, fixture, NULL, on_exported, fixture);
  wait_for (fixture, 1);
  g_assert_cmpstr (fixture->log->str, ==, "500/1201 1000/1201 1201/1201 exported ");

  text = g_string_new_len (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                           (gssize) g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
  for (gsize i = 0; i < text->len; i++)
    n_lines += text->str[i] == '\n' ? 1 : 0;
  g_assert_cmpuint (n_lines, ==, 1201);
}

/* A full disk where the export goes is the export's trouble, not the journal's. */
static void
test_export_fails (Fixture *fixture, gconstpointer data)
{
  static char block[100];
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new (block, sizeof block, NULL, NULL);

  fiel_journal_export_async (fixture->journal, stream, NULL, NULL, NULL, on_exported, fixture);
  wait_for (fixture, 1);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  append (fixture, FIEL_JOURNAL_DURABLE, fiel_sample_intent ("a1", 1, 10, 10, "term-1"));
  wait_for (fixture, 2);
  g_assert_cmpstr (fixture->log->str, ==, "appended ");
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
  TEST ("verify", test_verify);
  TEST ("verify-watched", test_verify_watched);
  TEST ("verify-cancelled", test_verify_cancelled);
  TEST ("verify-then-close", test_verify_then_close);
  TEST ("export", test_export);
  TEST ("export-fails", test_export_fails);
  TEST ("open-cancelled", test_open_cancelled);

  return g_test_run ();
}
