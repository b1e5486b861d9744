/* fiel-shift-papers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-papers.h"

#define PAGE 500

/* What is read, page by page. */
typedef struct
{
  gint64 after_seq;
  GHashTable *waiting;     /* owned, of the attempt (owned utf8) to the record that began (owned gint64) */
} Papers;

static void page_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
papers_free (gpointer data)
{
  Papers *papers = data;

  g_hash_table_unref (papers->waiting);
  g_free (papers);
}

static void
take (Papers *papers, FielJournalEvent *event)
{
  const char *attempt_id = fiel_journal_event_get_attempt_id (event);
  const char *print = fiel_journal_event_get (event, FIEL_FIELD_PRINT);
  const gint64 seq = fiel_journal_event_get_seq (event);

  if (attempt_id == NULL || print == NULL)
    return;

  if (g_str_equal (print, FIEL_PRINT_DONE))
    g_hash_table_remove (papers->waiting, attempt_id);
  else if (!g_hash_table_contains (papers->waiting, attempt_id))
    g_hash_table_insert (papers->waiting, g_strdup (attempt_id), g_memdup2 (&seq, sizeof seq));
}

static int
compare_records (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const gint64 *first = g_hash_table_lookup (user_data, *(const char *const *) a);
  const gint64 *second = g_hash_table_lookup (user_data, *(const char *const *) b);

  return *first < *second ? -1 : *first > *second;
}

static GPtrArray *
list_waiting (Papers *papers)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer attempt_id = NULL;

  g_hash_table_iter_init (&iter, papers->waiting);
  while (g_hash_table_iter_next (&iter, &attempt_id, NULL))
    g_ptr_array_add (list, g_strdup (attempt_id));
  g_ptr_array_sort_with_data (list, compare_records, papers->waiting);

  return list;
}

/* @task: (transfer full) */
static void
list_page (GTask *task)
{
  Papers *papers = g_task_get_task_data (task);

  fiel_journal_list_events_async (g_task_get_source_object (task), NULL, papers->after_seq, PAGE, page_listed_cb, task);
}

static void
page_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Papers *papers = g_task_get_task_data (task);
  g_autoptr (GPtrArray) events = NULL;
  GError *error = NULL;

  events = fiel_journal_list_events_finish (FIEL_JOURNAL (source), result, &error);
  if (events == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;

  for (guint i = 0; i < events->len; i++)
    {
      take (papers, g_ptr_array_index (events, i));
      papers->after_seq = fiel_journal_event_get_seq (g_ptr_array_index (events, i));
    }
  if (events->len == PAGE)
    list_page (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, list_waiting (papers), (GDestroyNotify) g_ptr_array_unref);
}

void
fiel_shift_papers_list_async (FielJournal *journal,
                              gint64 after_seq,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Papers *papers = NULL;
  GTask *task = NULL;

  g_return_if_fail (FIEL_IS_JOURNAL (journal));

  papers = g_new0 (Papers, 1);
  papers->after_seq = after_seq;
  papers->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  task = g_task_new (journal, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_shift_papers_list_async);
  g_task_set_task_data (task, papers, papers_free);
  list_page (task);
}

GPtrArray *
fiel_shift_papers_list_finish (FielJournal *journal, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, journal), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_shift_papers_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
