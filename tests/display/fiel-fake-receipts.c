/* fiel-fake-receipts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-fake-receipts.h"

#include "fiel-receipt-content.h"

struct _FielReceiptDesk
{
  GObject parent_instance;

  FielEngine *engine;     /* unowned: it owns us */
  guint n_prints;
  guint n_ends;
  gboolean came_out;
  gboolean fails_look;
  char *sentence;         /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (FielReceiptDesk, fiel_receipt_desk, G_TYPE_OBJECT)

static void
fiel_receipt_desk_finalize (GObject *object)
{
  g_free (FIEL_RECEIPT_DESK (object)->sentence);

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
fiel_fake_receipts_new (FielEngine *engine)
{
  FielReceiptDesk *self = g_object_new (FIEL_TYPE_RECEIPT_DESK, NULL);

  self->engine = engine;

  return self;
}

guint
fiel_fake_receipts_get_n_prints (FielReceiptDesk *self)
{
  return self->n_prints;
}

void
fiel_fake_receipts_fail_next (FielReceiptDesk *self, gboolean look, const char *sentence)
{
  g_free (self->sentence);
  self->sentence = g_strdup (sentence);
  self->fails_look = look;
}

static FielReceipt *
make_receipt (FielReceiptDesk *self, const char *attempt_id, guint number)
{
  FielAttempt *attempt = fiel_engine_find_attempt (self->engine, attempt_id);
  g_autoptr (FielAttemptRecord) record = fiel_attempt_record_new ();
  const FielReceiptContent content = {
    .record = record,
    .profile = fiel_engine_get_profile (self->engine),
    .provider_name = (char *) "Getnet",
    .number = number,
  };

  record->attempt_id = g_strdup (attempt_id);
  record->state = FIEL_ATTEMPT_STATE_CLOSED;
  record->outcome = fiel_attempt_get_outcome (attempt);
  record->amount = fiel_attempt_get_amount (attempt);
  record->reference = g_strdup (fiel_attempt_get_reference (attempt));
  record->actor = g_strdup (fiel_attempt_get_actor (attempt));
  record->terminal = g_strdup ("norte");
  record->terminal_name = g_strdup (fiel_attempt_get_terminal_name (attempt));
  record->closed_wall_us = fiel_attempt_get_closed_wall_us (attempt);

  return fiel_receipt_new (&content);
}

static void
answer (FielReceiptDesk *self, const char *attempt_id, gboolean look, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autofree char *sentence = look == self->fails_look ? g_steal_pointer (&self->sentence) : NULL;

  if (sentence != NULL)
    g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_STORAGE, "%s", sentence);
  else
    g_task_return_pointer (task, make_receipt (self, attempt_id, look ? 0 : ++self->n_prints),
                           (GDestroyNotify) fiel_receipt_unref);
}

void
fiel_receipt_desk_look_async (FielReceiptDesk *self, const char *attempt_id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  answer (self, attempt_id, TRUE, callback, user_data);
}

FielReceipt *
fiel_receipt_desk_look_finish (FielReceiptDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fiel_receipt_desk_print_async (FielReceiptDesk *self, const char *attempt_id, const char *actor,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  answer (self, attempt_id, FALSE, callback, user_data);
}

FielReceipt *
fiel_receipt_desk_print_finish (FielReceiptDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fiel_receipt_desk_note_end (FielReceiptDesk *self, const char *attempt_id, gboolean came_out)
{
  self->n_ends++;
  self->came_out = came_out;
}

guint
fiel_fake_receipts_get_n_ends (FielReceiptDesk *self, gboolean *came_out)
{
  *came_out = self->came_out;

  return self->n_ends;
}

gboolean
fiel_receipt_desk_can_ask_terminal (FielReceiptDesk *self, FielReceipt *receipt, FielTerminalPrint what, GError **error)
{
  return TRUE;
}

void
fiel_receipt_desk_ask_terminal_async (FielReceiptDesk *self, FielReceipt *receipt, FielTerminalPrint what,
                                      const char *const *lines, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autofree char *sentence = g_steal_pointer (&self->sentence);

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    g_assert_cmpint (g_utf8_strlen (lines[i], -1), <=, FIEL_RECEIPT_TERMINAL_COLUMNS);
  if (sentence != NULL)
    g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_PROVIDER, "%s", sentence);
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
fiel_receipt_desk_ask_terminal_finish (FielReceiptDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
