/* fiel-pin-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-pin-history.h"

#include "fiel-people-private.h"

/* Wrong PINs are looked for in so many of the last records: whoever did not come near a PIN for that long may begin
 * anew, and a start takes the same time however long the journal is. */
#define TAIL_RECORDS 10000
#define TAIL_PAGE 1000

static void head_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void tail_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

void
fiel_pin_history_read_async (FielJournal *journal, FielPinGuard *guard, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (FIEL_IS_JOURNAL (journal));
  g_return_if_fail (FIEL_IS_PIN_GUARD (guard));

  task = g_task_new (journal, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_pin_history_read_async);
  g_task_set_task_data (task, g_object_ref (guard), g_object_unref);
  fiel_journal_read_head_async (journal, head_read_cb, task);
}

/* @task: (transfer full) */
static void
list_tail (GTask *task, gint64 after_seq)
{
  fiel_journal_list_events_async (g_task_get_source_object (task), NULL, after_seq, TAIL_PAGE, tail_listed_cb, task);
}

static void
head_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (FielJournalExtract) head = NULL;
  GError *error = NULL;

  head = fiel_journal_read_head_finish (FIEL_JOURNAL (source), result, &error);
  if (head == NULL)
    g_task_return_error (task, error);
  else
    list_tail (g_steal_pointer (&task), MAX (head->n_events - TAIL_RECORDS, 0));
}

static void
recall (FielPinGuard *guard, FielJournalEvent *event)
{
  const char *key = fiel_journal_event_get (event, FIEL_FIELD_PERSON);
  gint64 n_failures = 0;
  int act;

  if (key == NULL || fiel_journal_event_get_type_of_fact (event) != FIEL_JOURNAL_TYPE_NOTE
      || !fiel_enum_parse (FIEL_TYPE_PERSON_ACT, fiel_journal_event_get (event, FIEL_FIELD_PERSON_ACT), &act))
    return;

  switch ((FielPersonAct) act)
    {
    case FIEL_PERSON_ACT_WRONG_PIN:
      if (fiel_journal_event_get_int (event, FIEL_FIELD_FAILURES, &n_failures))
        fiel_pin_guard_recall (guard, key, (guint) CLAMP (n_failures, 1, G_MAXINT),
                               fiel_journal_event_get_boot_us (event), fiel_journal_event_get_boot_id (event));
      break;

    case FIEL_PERSON_ACT_SIGNED_IN:
    case FIEL_PERSON_ACT_APPROVED:
    case FIEL_PERSON_ACT_OPENED_SETTINGS:
    case FIEL_PERSON_ACT_ADDED:
    case FIEL_PERSON_ACT_GOT_PIN:
      fiel_pin_guard_forget (guard, key);
      break;

    case FIEL_PERSON_ACT_LOCKED:
    case FIEL_PERSON_ACT_CHANGED:
    case FIEL_PERSON_ACT_REMOVED:
    case FIEL_PERSON_ACT_CHANGED_SETTINGS:
    case FIEL_PERSON_ACT_NOT_CHANGED:
      break;
    }
}

static void
tail_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) events = NULL;
  GError *error = NULL;

  events = fiel_journal_list_events_finish (FIEL_JOURNAL (source), result, &error);
  if (events == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < events->len; i++)
    recall (g_task_get_task_data (task), g_ptr_array_index (events, i));
  if (events->len == TAIL_PAGE)
    list_tail (g_steal_pointer (&task), fiel_journal_event_get_seq (g_ptr_array_index (events, TAIL_PAGE - 1)));
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
fiel_pin_history_read_finish (FielJournal *journal, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, journal), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_pin_history_read_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
