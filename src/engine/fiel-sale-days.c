/* fiel-sale-days.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-sale-days.h"

#include "fiel-day.h"

/* From noon of a day, in UTC, to any hour of that day anywhere, and some more. */
#define MAX_DAY_SLIP_US (36 * G_TIME_SPAN_HOUR)

typedef struct
{
  GPtrArray *records;   /* owned, of FielAttemptRecord */
  guint n_read;
  GHashTable *days;     /* owned until it is returned */
} Reading;

static void event_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
reading_free (Reading *reading)
{
  g_ptr_array_unref (reading->records);
  g_clear_pointer (&reading->days, g_hash_table_unref);
  g_free (reading);
}

/* 0 if there is none yet */
static gint64
get_seq (const FielAttemptRecord *record)
{
  return record->kind == FIEL_ATTEMPT_KIND_SALE ? record->closed_seq : record->intent_seq;
}

/* @task: (transfer full) */
static void
read_next (GTask *task)
{
  g_autoptr (GTask) owned = task;
  Reading *reading = g_task_get_task_data (task);
  const FielAttemptRecord *record = NULL;

  while (reading->n_read < reading->records->len)
    {
      record = g_ptr_array_index (reading->records, reading->n_read);
      if (get_seq (record) != 0)
        break;
      reading->n_read++;
    }
  if (reading->n_read < reading->records->len)
    fiel_journal_list_events_async (g_task_get_source_object (task), record->attempt_id, get_seq (record) - 1, 1,
                                    event_read_cb, g_steal_pointer (&owned));
  else
    g_task_return_pointer (task, g_steal_pointer (&reading->days), (GDestroyNotify) g_hash_table_unref);
}

static void
event_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  const FielAttemptRecord *record = g_ptr_array_index (reading->records, reading->n_read);
  g_autoptr (GPtrArray) events = NULL;
  GError *error = NULL;
  const char *day = NULL;

  events = fiel_journal_list_events_finish (FIEL_JOURNAL (source), result, &error);
  if (events == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (events->len > 0)
    day = fiel_journal_event_get (g_ptr_array_index (events, 0),
                                  record->kind == FIEL_ATTEMPT_KIND_SALE ? FIEL_FIELD_PROVIDER_DAY
                                                                         : FIEL_FIELD_OF_DATE);
  if (day != NULL)
    g_hash_table_insert (reading->days, g_strdup (record->attempt_id), g_strdup (day));
  reading->n_read++;
  read_next (g_steal_pointer (&task));
}

void
fiel_sale_days_read_async (FielJournal *journal,
                           GPtrArray *records,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Reading *reading = NULL;
  GTask *task = NULL;

  g_return_if_fail (FIEL_IS_JOURNAL (journal));
  g_return_if_fail (records != NULL);

  reading = g_new0 (Reading, 1);
  reading->records = g_ptr_array_ref (records);
  reading->days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  task = g_task_new (journal, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_sale_days_read_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  read_next (task);
}

GHashTable *
fiel_sale_days_read_finish (FielJournal *journal, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, journal), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_sale_days_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_near (GDateTime *noon, GDateTime *time)
{
  return ABS (g_date_time_difference (noon, time)) <= MAX_DAY_SLIP_US;
}

/* Where the terminal stands, and by its clock, it may be another day than here. */
gboolean
fiel_sale_days_may_be (const FielAttemptRecord *sale, const char *provider_day, const char *date)
{
  g_autoptr (GDateTime) noon = fiel_day_parse (date);
  g_autoptr (GDateTime) sold = NULL;
  g_autoptr (GDateTime) provided = fiel_day_parse (provider_day);

  g_return_val_if_fail (sale != NULL, TRUE);

  sold = g_date_time_new_from_unix_utc (sale->intent_wall_us / G_USEC_PER_SEC);

  return noon == NULL || sold == NULL || is_near (noon, sold) || (provided != NULL && is_near (noon, provided));
}
