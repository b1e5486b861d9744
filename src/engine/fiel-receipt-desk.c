/* fiel-receipt-desk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-receipt-desk-private.h"

#include "fiel-engine.h"
#include "fiel-receipt-content.h"

#include <glib/gi18n-lib.h>

/**
 * FielReceiptDesk:
 *
 *   look   ──► record read ──► receipt without a number
 *   print  ──► record read ──► note "printed: n" durable ──► receipt n
 *                  ▲                    │
 *                  └── another n came ──┘
 *
 * The journal refuses a number that is not the next one, so whoever printed at the same moment is seen.
 */
struct _FielReceiptDesk
{
  GObject parent_instance;

  FielScribe *scribe;            /* owned */
  FielProfile *profile;          /* owned */
  FielTerminalSet *terminals;    /* owned, nullable */
};

/* A receipt on its way. */
typedef struct
{
  char *attempt_id;              /* owned */
  char *actor;                   /* owned, nullable: a look */
  FielAttemptRecord *record;     /* owned, nullable before it was read */
  guint number;
  guint n_refusals;
} Order;

/* So often somebody else may have printed the same receipt at the same moment. */
#define MAX_REFUSALS 8

G_DEFINE_FINAL_TYPE (FielReceiptDesk, fiel_receipt_desk, G_TYPE_OBJECT)

static void read_record (GTask *task);
static void record_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void noted_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
order_free (Order *order)
{
  g_free (order->attempt_id);
  g_free (order->actor);
  g_clear_pointer (&order->record, fiel_attempt_record_unref);
  g_free (order);
}

static void
fiel_receipt_desk_finalize (GObject *object)
{
  FielReceiptDesk *self = FIEL_RECEIPT_DESK (object);

  g_object_unref (self->scribe);
  g_object_unref (self->profile);
  g_clear_object (&self->terminals);

  G_OBJECT_CLASS (fiel_receipt_desk_parent_class)->finalize (object);
}

static void
fiel_receipt_desk_class_init (FielReceiptDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_receipt_desk_finalize;
}

static void
fiel_receipt_desk_init (FielReceiptDesk *self)
{
}

FielReceiptDesk *
fiel_receipt_desk_new (FielScribe *scribe, FielProfile *profile, FielTerminalSet *terminals)
{
  FielReceiptDesk *self;

  g_return_val_if_fail (FIEL_IS_SCRIBE (scribe) && FIEL_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (terminals == NULL || FIEL_IS_TERMINAL_SET (terminals), NULL);

  self = g_object_new (FIEL_TYPE_RECEIPT_DESK, NULL);
  self->scribe = g_object_ref (scribe);
  self->profile = g_object_ref (profile);
  g_set_object (&self->terminals, terminals);

  return self;
}

FielTerminalSet *
fiel_receipt_desk_get_terminals (FielReceiptDesk *self)
{
  g_return_val_if_fail (FIEL_IS_RECEIPT_DESK (self), NULL);

  return self->terminals;
}

FielJournal *
fiel_receipt_desk_get_journal (FielReceiptDesk *self)
{
  g_return_val_if_fail (FIEL_IS_RECEIPT_DESK (self), NULL);

  return fiel_scribe_get_journal (self->scribe);
}

/* @actor: (nullable) */
static GTask *
begin (FielReceiptDesk *self,
       const char *attempt_id,
       const char *actor,
       GCancellable *cancellable,
       gpointer tag,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Order *order = g_new0 (Order, 1);

  order->attempt_id = g_strdup (attempt_id);
  order->actor = g_strdup (actor);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);

  return task;
}

void
fiel_receipt_desk_look_async (FielReceiptDesk *self,
                              const char *attempt_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (FIEL_IS_RECEIPT_DESK (self));
  g_return_if_fail (attempt_id != NULL);

  read_record (begin (self, attempt_id, NULL, cancellable, fiel_receipt_desk_look_async, callback, user_data));
}

void
fiel_receipt_desk_print_async (FielReceiptDesk *self,
                               const char *attempt_id,
                               const char *actor,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (FIEL_IS_RECEIPT_DESK (self));
  g_return_if_fail (attempt_id != NULL && actor != NULL);

  read_record (begin (self, attempt_id, actor, NULL, fiel_receipt_desk_print_async, callback, user_data));
}

/* @task: (transfer full) */
static void
read_record (GTask *task)
{
  FielReceiptDesk *self = g_task_get_source_object (task);
  const Order *order = g_task_get_task_data (task);
  const FielAttemptFilter filter = { .attempt_id = order->attempt_id, .limit = 1 };

  fiel_journal_list_attempts_async (fiel_scribe_get_journal (self->scribe), &filter, record_read_cb, task);
}

/* (nullable): why there is no receipt of it */
static const char *
find_obstacle (const FielAttemptRecord *record)
{
  if (record == NULL)
    return _("There is no such payment in this till’s journal.");
  if (record->state != FIEL_ATTEMPT_STATE_CLOSED)
    return _("This payment has no result yet. A receipt can be printed when it has one.");

  return NULL;
}

static FielReceipt *
make_receipt (FielReceiptDesk *self, const Order *order)
{
  FielTerminalProber *prober
    = self->terminals != NULL ? fiel_terminal_set_find (self->terminals, order->record->terminal) : NULL;
  FielProviderLink *link = prober != NULL ? fiel_terminal_prober_get_link (prober) : NULL;
  const FielReceiptContent content = {
    .record = order->record,
    .profile = self->profile,
    .provider_name = (char *) (link != NULL ? fiel_provider_link_get_name (link) : order->record->provider),
    .number = order->number,
  };

  return fiel_receipt_new (&content);
}

void
fiel_receipt_desk_note_end (FielReceiptDesk *self, const char *attempt_id, gboolean came_out)
{
  g_autoptr (FielJournalEvent) note = NULL;

  g_return_if_fail (FIEL_IS_RECEIPT_DESK (self));
  g_return_if_fail (attempt_id != NULL);

  note = fiel_scribe_new_event (self->scribe, FIEL_JOURNAL_TYPE_NOTE, attempt_id,
                                fiel_profile_get_cashier_name (self->profile));
  fiel_journal_event_set (note, FIEL_FIELD_PRINT, came_out ? FIEL_PRINT_DONE : FIEL_PRINT_FAILED);
  fiel_scribe_write (self->scribe, note, FIEL_JOURNAL_DURABLE);
}

/* @task: (transfer full) */
static void
note_print (GTask *task)
{
  FielReceiptDesk *self = g_task_get_source_object (task);
  Order *order = g_task_get_task_data (task);
  g_autoptr (FielJournalEvent) note = NULL;

  order->number = order->record->n_prints + 1;
  note = fiel_scribe_new_event (self->scribe, FIEL_JOURNAL_TYPE_NOTE, order->attempt_id, order->actor);
  fiel_journal_event_set_int (note, FIEL_FIELD_PRINTED, order->number);
  fiel_journal_event_set (note, FIEL_FIELD_PRINT, FIEL_PRINT_BEGUN);
  fiel_scribe_write_async (self->scribe, note, FIEL_JOURNAL_DURABLE, noted_cb, task);
}

static void
record_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielReceiptDesk *self = g_task_get_source_object (task);
  Order *order = g_task_get_task_data (task);
  g_autoptr (GPtrArray) records = NULL;
  const char *obstacle;
  GError *error = NULL;

  records = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);
  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_pointer (&order->record, fiel_attempt_record_unref);
  if (records->len > 0)
    order->record = fiel_attempt_record_ref (g_ptr_array_index (records, 0));
  obstacle = find_obstacle (order->record);
  if (obstacle != NULL)
    g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_REFERENCE, "%s", obstacle);
  else if (order->actor != NULL)
    note_print (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, make_receipt (self, order), (GDestroyNotify) fiel_receipt_unref);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielReceiptDesk *self = g_task_get_source_object (task);
  Order *order = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error))
    g_task_return_pointer (task, make_receipt (self, order), (GDestroyNotify) fiel_receipt_unref);
  else if (g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED)
           && order->n_refusals++ < MAX_REFUSALS)
    read_record (g_steal_pointer (&task));
  else
    g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_STORAGE,
                             /* Translators: a sentence that says what went wrong. */
                             _("The receipt was not printed, because that could not be written down: %s The payment "
                               "itself is as it was."),
                             error->message);
}

static FielReceipt *
finish (FielReceiptDesk *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

FielReceipt *
fiel_receipt_desk_look_finish (FielReceiptDesk *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, fiel_receipt_desk_look_async, error);
}

FielReceipt *
fiel_receipt_desk_print_finish (FielReceiptDesk *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, fiel_receipt_desk_print_async, error);
}
