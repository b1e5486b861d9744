/* fiel-journal-find.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-find.h"

#include "fiel-journal-private.h"

/* Searching and paging for a program with a main loop: jobs of slices, like a verification. */

/* -- Searching -- */

typedef struct
{
  FielJournalSearcher *searcher;  /* owned */
  GCancellable *cancellable;      /* owned, nullable */
  FielJournalFoundFunc found;
  gpointer found_data;            /* the caller's */
} SearchInput;

static void
search_input_free (gpointer data)
{
  SearchInput *input = data;

  fiel_journal_searcher_free (input->searcher);
  g_clear_object (&input->cancellable);
  g_free (input);
}

/* On its way to the caller's context; the queue there keeps the order, so it comes before the answer. */
typedef struct
{
  FielJournalFoundFunc func;
  gpointer func_data;          /* not owned */
  FielJournalFound *found;     /* owned */
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  fiel_journal_found_free (report->found);
  g_free (report);
}

static gboolean
report_found (gpointer user_data)
{
  Report *report = user_data;

  report->func (report->found, report->func_data);

  return G_SOURCE_REMOVE;
}

static void
post_found (FielJournalJob *job)
{
  SearchInput *input = job->input;
  g_autoptr (FielJournalFound) found = fiel_journal_searcher_take_found (input->searcher);
  g_autoptr (GSource) source = NULL;
  Report *report = NULL;

  if (found->seqs->len == 0)
    return;

  report = g_new0 (Report, 1);
  report->func = input->found;
  report->func_data = input->found_data;
  report->found = g_steal_pointer (&found);

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "fiel-journal-found");
  g_source_set_callback (source, report_found, report, report_free);
  g_source_attach (source, job->context);
}

static gboolean
run_search (FielJournalStore **store, FielJournalJob *job)
{
  SearchInput *input = job->input;
  gboolean done = FALSE;

  if (g_cancellable_set_error_if_cancelled (input->cancellable, &job->error)
      || !fiel_journal_searcher_step (input->searcher, *store, &done, &job->error))
    return TRUE;

  post_found (job);
  if (done)
    job->output = GINT_TO_POINTER (TRUE);

  return done;
}

void
fiel_journal_search_async (FielJournal *self, const FielPaymentFilter *filter, FielJournalFoundFunc found,
                           gpointer found_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SearchInput *input = NULL;

  g_return_if_fail (FIEL_IS_JOURNAL (self));
  g_return_if_fail (filter != NULL && found != NULL);

  input = g_new0 (SearchInput, 1);
  input->searcher = fiel_journal_searcher_new (filter);
  input->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  input->found = found;
  input->found_data = found_data;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_journal_search_async);
  fiel_journal_push (self, task, run_search, input, search_input_free);
}

gboolean
fiel_journal_search_finish (FielJournal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_journal_search_async), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/* -- Lines -- */

typedef FielJournalEntry *(*ReadEntry) (FielJournalStore *store, gint64 seq, GError **error);

typedef struct
{
  ReadEntry read;
  FielJournalSearcher *searcher; /* owned, nullable: finds the numbers first */
  GArray *seqs;                  /* owned, of gint64 */
  guint n_skipped;
  guint limit;
  GCancellable *cancellable;     /* owned, nullable */
} EntriesInput;

static void
entries_input_free (gpointer data)
{
  EntriesInput *input = data;

  g_clear_pointer (&input->searcher, fiel_journal_searcher_free);
  g_array_unref (input->seqs);
  g_clear_object (&input->cancellable);
  g_free (input);
}

static gboolean
is_listed (GPtrArray *entries, gint64 seq)
{
  for (guint i = 0; i < entries->len; i++)
    if (((FielJournalEntry *) g_ptr_array_index (entries, i))->seq == seq)
      return TRUE;

  return FALSE;
}

static GPtrArray *
read_entries (FielJournalStore *store, EntriesInput *input, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_entry_unref);

  for (guint i = input->n_skipped; i < input->seqs->len && entries->len < input->limit; i++)
    {
      GError *failure = NULL;
      FielJournalEntry *entry = input->read (store, g_array_index (input->seqs, gint64, i), &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return NULL;
        }
      if (entry == NULL)
        continue;
      if (is_listed (entries, entry->seq))
        fiel_journal_entry_unref (entry);
      else
        g_ptr_array_add (entries, entry);
    }

  return g_steal_pointer (&entries);
}

/* Whether there are enough, or no more. */
static gboolean
find_more (FielJournalStore *store, EntriesInput *input, gboolean *enough, GError **error)
{
  g_autoptr (FielJournalFound) found = NULL;
  gboolean done = FALSE;

  if (!fiel_journal_searcher_step (input->searcher, store, &done, error))
    return FALSE;

  found = fiel_journal_searcher_take_found (input->searcher);
  g_array_append_vals (input->seqs, found->seqs->data, found->seqs->len);
  *enough = done || input->seqs->len >= input->n_skipped + input->limit;

  return TRUE;
}

static gboolean
run_list_entries (FielJournalStore **store, FielJournalJob *job)
{
  EntriesInput *input = job->input;
  gboolean enough = TRUE;

  if (g_cancellable_set_error_if_cancelled (input->cancellable, &job->error)
      || (input->searcher != NULL && !find_more (*store, input, &enough, &job->error)))
    return TRUE;
  if (!enough)
    return FALSE;

  job->output = read_entries (*store, input, &job->error);
  job->free_output = (GDestroyNotify) g_ptr_array_unref;

  return TRUE;
}

/* Takes what @given holds. */
static void
list_entries (FielJournal *self, EntriesInput *given, GCancellable *cancellable, GAsyncReadyCallback callback,
              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  EntriesInput *input = g_memdup2 (given, sizeof *given);

  input->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  g_task_set_source_tag (task, list_entries);
  fiel_journal_push (self, task, run_list_entries, input, entries_input_free);
}

static GArray *
copy_seqs (const gint64 *seqs, guint n_seqs)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_seqs);

  return g_array_append_vals (copy, seqs, n_seqs);
}

void
fiel_journal_list_entries_async (FielJournal *self, const gint64 *seqs, guint n_seqs, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  EntriesInput input = { .read = fiel_journal_store_read_entry, .limit = n_seqs };

  g_return_if_fail (FIEL_IS_JOURNAL (self));
  g_return_if_fail (seqs != NULL || n_seqs == 0);

  input.seqs = copy_seqs (seqs, n_seqs);
  list_entries (self, &input, cancellable, callback, user_data);
}

void
fiel_journal_list_entries_about_async (FielJournal *self, const gint64 *seqs, guint n_seqs, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data)
{
  EntriesInput input = { .read = fiel_journal_store_read_entry_about, .limit = n_seqs };

  g_return_if_fail (FIEL_IS_JOURNAL (self));
  g_return_if_fail (seqs != NULL || n_seqs == 0);

  input.seqs = copy_seqs (seqs, n_seqs);
  list_entries (self, &input, cancellable, callback, user_data);
}

void
fiel_journal_list_passing_async (FielJournal *self, const FielPaymentFilter *filter, gint64 first, guint n_skipped,
                                 guint limit, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  EntriesInput input = { .read = fiel_journal_store_read_entry, .n_skipped = n_skipped, .limit = limit };

  g_return_if_fail (FIEL_IS_JOURNAL (self));
  g_return_if_fail (filter != NULL && first < G_MAXINT64);

  input.searcher = fiel_journal_searcher_new_walk (filter, first + 1);
  input.seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  list_entries (self, &input, cancellable, callback, user_data);
}

GPtrArray *
fiel_journal_list_entries_finish (FielJournal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, list_entries), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
