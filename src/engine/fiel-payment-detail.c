/* fiel-payment-detail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-payment-detail.h"

#include "fiel-journal.h"
#include "fiel-payment-private.h"
#include "fiel-recovery.h"

#include <glib/gi18n-lib.h>

/* Three questions to the journal, one after the other: the payment, its records, what belongs to it. */

typedef struct
{
  char *attempt_id;               /* owned */
  FielAttemptRecord *record;      /* owned, nullable before it was read */
  FielPaymentDetail *detail;      /* owned */
} Reading;

static void listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void events_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void related_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

void
fiel_payment_detail_free (FielPaymentDetail *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->attempt);
  g_clear_pointer (&self->related, g_ptr_array_unref);
  g_free (self->typed_authorization);
  g_free (self->typed_date);
  g_free (self->hash);
  g_free (self);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->attempt_id);
  g_clear_pointer (&reading->record, fiel_attempt_record_unref);
  fiel_payment_detail_free (reading->detail);
  g_free (reading);
}

void
fiel_payment_detail_read_async (FielEngine *engine, const char *attempt_id, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  const FielAttemptFilter filter = { .attempt_id = attempt_id, .limit = 1 };
  g_autoptr (GTask) task = NULL;
  Reading *reading = NULL;

  g_return_if_fail (attempt_id != NULL);

  task = g_task_new (engine, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_payment_detail_read_async);
  if (fiel_engine_get_journal (engine) == NULL)
    {
      g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_READY,
                               _ ("The till is still starting. Try again in a moment."));
      return;
    }

  reading = g_new0 (Reading, 1);
  reading->attempt_id = g_strdup (attempt_id);
  reading->detail = g_new0 (FielPaymentDetail, 1);
  g_task_set_task_data (task, reading, reading_free);
  fiel_journal_list_attempts_async (fiel_engine_get_journal (engine), &filter, listed_cb, g_steal_pointer (&task));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GPtrArray) records = NULL;
  GError *error = NULL;

  records = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (records->len == 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("This till knows no such payment."));
      return;
    }

  reading->record = fiel_attempt_record_ref (g_ptr_array_index (records, 0));
  fiel_journal_list_events_async (FIEL_JOURNAL (source), reading->attempt_id, 0, 0, events_listed_cb,
                                  g_steal_pointer (&task));
}

static FielAttempt *
make_attempt (FielEngine *engine, const Reading *reading, GPtrArray *events)
{
  FielAttempt *led = fiel_engine_find_attempt (engine, reading->attempt_id);
  FielTerminal *terminal = NULL;

  if (led != NULL)
    return g_object_ref (led);

  terminal = fiel_engine_find_terminal (engine, reading->record->terminal);

  return fiel_recovery_make_attempt (reading->record, terminal,
                                     terminal != NULL ? fiel_terminal_get_provider_name (terminal)
                                                      : reading->record->provider,
                                     events, fiel_clock_get_boot_id (fiel_engine_get_clock (engine)));
}

static void
read_events (FielPaymentDetail *detail, GPtrArray *events)
{
  FielJournalEvent *intent = NULL;

  if (events->len == 0)
    return;

  intent = g_ptr_array_index (events, 0);
  detail->typed_authorization = g_strdup (fiel_journal_event_get (intent, FIEL_FIELD_TYPED_AUTHORIZATION));
  detail->typed_date = g_strdup (fiel_journal_event_get (intent, FIEL_FIELD_TYPED_DATE));
  detail->hash = g_strdup (fiel_journal_event_get_hash (g_ptr_array_index (events, events->len - 1)));
}

static void
events_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  const gboolean sale = reading->record->kind == FIEL_ATTEMPT_KIND_SALE;
  const FielAttemptFilter filter = { .original = sale ? reading->attempt_id : NULL,
                                     .attempt_id = sale ? NULL : reading->record->original };
  g_autoptr (GPtrArray) events = NULL;
  GError *error = NULL;

  events = fiel_journal_list_events_finish (FIEL_JOURNAL (source), result, &error);
  if (events == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  reading->detail->n_prints = reading->record->n_prints;
  reading->detail->attempt = make_attempt (g_task_get_source_object (task), reading, events);
  reading->detail->related = g_ptr_array_new_with_free_func (g_object_unref);
  read_events (reading->detail, events);
  if (filter.original == NULL && filter.attempt_id == NULL)
    g_task_return_pointer (task, g_steal_pointer (&reading->detail), (GDestroyNotify) fiel_payment_detail_free);
  else
    fiel_journal_list_attempts_async (FIEL_JOURNAL (source), &filter, related_listed_cb, g_steal_pointer (&task));
}

static void
related_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GPtrArray) records = NULL;
  GError *error = NULL;

  records = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);
  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (FielJournalEntry) entry =
        fiel_journal_entry_new (fiel_attempt_record_ref (g_ptr_array_index (records, i)), NULL, FALSE);

      g_ptr_array_add (reading->detail->related, fiel_payment_new (entry));
    }
  g_task_return_pointer (task, g_steal_pointer (&reading->detail), (GDestroyNotify) fiel_payment_detail_free);
}

FielPaymentDetail *
fiel_payment_detail_read_finish (FielEngine *engine, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_payment_detail_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
