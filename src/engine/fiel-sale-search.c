/* fiel-sale-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-sale-search.h"

#include "fiel-journal.h"
#include "fiel-receipt.h"

#include <glib/gi18n-lib.h>

/* Page after page of the journal, from the newest on, until enough sales fit or as many payments were looked at as a
 * shop makes in some weeks. A receipt's code and a ticket are looked up directly, however old. */

#define PAGE_SIZE 200
#define MAX_LOOKED_AT 4000

typedef struct
{
  FielJournal *journal;   /* owned */
  char *text;             /* owned */
  GPtrArray *sales;       /* owned, of FielSale */
  gint64 before_seq;
  guint n_looked_at;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_clear_object (&search->journal);
  g_clear_pointer (&search->sales, g_ptr_array_unref);
  g_free (search->text);
  g_free (search);
}

static FielSale *
create_sale (const FielAttemptRecord *record)
{
  FielSale *sale = fiel_sale_new ();

  sale->attempt_id = g_strdup (record->attempt_id);
  sale->reference = g_strdup (record->reference);
  sale->amount = record->approved_minor != 0 ? fiel_money_make (record->approved_minor, record->amount.currency)
                                             : record->amount;
  sale->wall_us = record->intent_wall_us;
  sale->terminal = g_strdup (record->terminal);
  sale->terminal_name = g_strdup (record->terminal_name);
  sale->actor = g_strdup (record->actor);
  sale->authorization = g_strdup (record->authorization);
  sale->brand = g_strdup (record->brand);
  sale->card_type = g_strdup (record->card_type);
  sale->last4 = g_strdup (record->last4);

  return sale;
}

static gboolean
take_page (Search *search, GPtrArray *page)
{
  for (guint i = 0; i < page->len && search->sales->len < FIEL_SALE_SEARCH_MAX; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (page, i);
      g_autoptr (FielSale) sale = NULL;

      search->before_seq = record->intent_seq;
      if (record->kind != FIEL_ATTEMPT_KIND_SALE || !fiel_outcome_moved_money (record->outcome))
        continue;
      sale = create_sale (record);
      if (fiel_sale_matches (sale, search->text))
        g_ptr_array_add (search->sales, g_steal_pointer (&sale));
    }
  search->n_looked_at += page->len;

  return page->len == PAGE_SIZE && search->sales->len < FIEL_SALE_SEARCH_MAX && search->n_looked_at < MAX_LOOKED_AT;
}

static void ask_for_page (GTask *task);

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (page == NULL)
    g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_STORAGE, "%s",
                             _("The journal of this till cannot be read."));
  else if (take_page (search, page))
    ask_for_page (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_steal_pointer (&search->sales), (GDestroyNotify) g_ptr_array_unref);
}

/* Takes over @task. */
static void
ask_for_page (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  FielAttemptFilter filter = { .before_seq = search->before_seq, .limit = PAGE_SIZE };

  filter.attempt_id = fiel_receipt_read_code (search->text);
  fiel_journal_list_attempts_async (search->journal, &filter, page_cb, task);
}

void
fiel_sale_search_async (FielEngine *engine, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FielJournal *journal;
  Search *search;

  g_return_if_fail (FIEL_IS_ENGINE (engine));
  g_return_if_fail (text != NULL);

  task = g_task_new (engine, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_sale_search_async);
  journal = fiel_engine_get_journal (engine);
  if (journal == NULL)
    {
      g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_READY, "%s",
                               _("This till is not ready yet."));
      return;
    }

  search = g_new0 (Search, 1);
  search->journal = g_object_ref (journal);
  search->text = g_strstrip (g_strdup (text));
  search->sales = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_sale_free);
  g_task_set_task_data (task, search, search_free);
  ask_for_page (g_steal_pointer (&task));
}

GPtrArray *
fiel_sale_search_finish (FielEngine *engine, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (FIEL_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
