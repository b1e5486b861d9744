/* fiel-receipt-terminal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-receipt-desk-private.h"

#include "fiel-engine.h"
#include "fiel-exchange.h"
#include "fiel-receipt-content.h"

#include <glib/gi18n-lib.h>

/* The part of the desk that asks a terminal to print: a question like any other, one at a time, never while a payment
 * is under way there. Whatever comes of it is about paper alone. */

typedef struct
{
  FielReceipt *receipt;          /* owned */
  FielTerminalPrint what;
  char **lines;                  /* owned, nullable */
} Wish;

static void batch_found_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void answered_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
wish_free (Wish *wish)
{
  fiel_receipt_unref (wish->receipt);
  g_strfreev (wish->lines);
  g_free (wish);
}

static gboolean
refuse (GError **error, FielEngineError code, const char *sentence)
{
  g_set_error_literal (error, FIEL_ENGINE_ERROR, (int) code, sentence);

  return FALSE;
}

static FielOperation
get_operation (FielTerminalPrint what)
{
  return what == FIEL_TERMINAL_PRINT_AGAIN ? FIEL_OPERATION_DUPLICATE : FIEL_OPERATION_PRINT;
}

/* (transfer none) (nullable): the machine that took the payment, if it is still this one */
static FielTerminalProber *
find_prober (FielReceiptDesk *self, const FielAttemptRecord *record)
{
  FielTerminalSet *terminals = fiel_receipt_desk_get_terminals (self);
  FielTerminalProber *prober = terminals != NULL ? fiel_terminal_set_find (terminals, record->terminal) : NULL;
  const FielProfileTerminal *place = prober != NULL ? fiel_terminal_prober_get_place (prober) : NULL;

  return place != NULL && g_strcmp0 (place->terminal_id, record->terminal_id) == 0
           && g_strcmp0 (place->serial_number, record->serial) == 0
         ? prober
         : NULL;
}

gboolean
fiel_receipt_desk_can_ask_terminal (FielReceiptDesk *self, FielReceipt *receipt, FielTerminalPrint what, GError **error)
{
  const FielAttemptRecord *record;
  FielTerminalProber *prober;
  FielProviderLink *link;

  g_return_val_if_fail (FIEL_IS_RECEIPT_DESK (self), FALSE);
  g_return_val_if_fail (receipt != NULL, FALSE);

  record = fiel_receipt_get_content (receipt)->record;
  prober = find_prober (self, record);
  link = prober != NULL ? fiel_terminal_prober_get_link (prober) : NULL;
  if (link == NULL)
    return refuse (error, FIEL_ENGINE_ERROR_PROVIDER,
                   _("The terminal of this payment is not in the store profile any more."));
  if (!fiel_provider_link_can (link, get_operation (what)))
    return refuse (error, FIEL_ENGINE_ERROR_PROVIDER, _("This terminal’s provider does not offer that."));
  if (what == FIEL_TERMINAL_PRINT_AGAIN
      && (record->operation == NULL || !fiel_outcome_moved_money (record->outcome)
          || fiel_outcome_is_by_hand (record->outcome)))
    return refuse (error, FIEL_ENGINE_ERROR_REFERENCE, _("The terminal has no slip of this payment."));
  if (fiel_terminal_get_attempt (fiel_terminal_prober_get_terminal (prober)) != NULL
      || fiel_terminal_prober_is_held (prober))
    return refuse (error, FIEL_ENGINE_ERROR_TERMINAL_BUSY, _("A payment is under way on this terminal."));

  return TRUE;
}

/* @task: (transfer full) */
static void
ask (GTask *task)
{
  FielReceiptDesk *self = g_task_get_source_object (task);
  const Wish *wish = g_task_get_task_data (task);
  const FielAttemptRecord *record = fiel_receipt_get_content (wish->receipt)->record;
  FielTerminalProber *prober = find_prober (self, record);
  FielProviderRequest *request = fiel_terminal_prober_make_request (prober, get_operation (wish->what));

  request->lines = g_strdupv (wish->lines);
  if (wish->what == FIEL_TERMINAL_PRINT_OURS)
    request->code = fiel_receipt_make_code (record->attempt_id);
  else
    request->operation_number = g_strdup (record->operation);
  fiel_terminal_prober_send_async (prober, request, answered_cb, task);
}

void
fiel_receipt_desk_ask_terminal_async (FielReceiptDesk *self,
                                      FielReceipt *receipt,
                                      FielTerminalPrint what,
                                      const char *const *lines,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Wish *wish;

  g_return_if_fail (FIEL_IS_RECEIPT_DESK (self));
  g_return_if_fail (receipt != NULL);
  g_return_if_fail ((what == FIEL_TERMINAL_PRINT_OURS) == (lines != NULL));

  wish = g_new0 (Wish, 1);
  wish->receipt = fiel_receipt_ref (receipt);
  wish->what = what;
  wish->lines = g_strdupv ((char **) lines);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_receipt_desk_ask_terminal_async);
  g_task_set_task_data (task, wish, (GDestroyNotify) wish_free);
  if (!fiel_receipt_desk_can_ask_terminal (self, receipt, what, &error))
    g_task_return_error (task, error);
  else if (what == FIEL_TERMINAL_PRINT_AGAIN)
    fiel_journal_find_batch_close_async (fiel_receipt_desk_get_journal (self),
                                         fiel_receipt_get_content (receipt)->record->terminal, batch_found_cb,
                                         g_steal_pointer (&task));
  else
    ask (g_steal_pointer (&task));
}

/* The numbers of operations start anew with every batch: an old one would print somebody else's slip. */
static void
batch_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielReceiptDesk *self = g_task_get_source_object (task);
  const Wish *wish = g_task_get_task_data (task);
  GError *error = NULL;
  gint64 seq = 0;

  if (!fiel_journal_find_batch_close_finish (FIEL_JOURNAL (source), result, &seq, &error))
    g_task_return_error (task, error);
  else if (seq > fiel_receipt_get_content (wish->receipt)->record->closed_seq)
    g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_REFERENCE,
                             _("The terminal’s batch was closed since, so it has no slip of this payment any more."));
  else if (!fiel_receipt_desk_can_ask_terminal (self, wish->receipt, wish->what, &error))
    g_task_return_error (task, error);
  else
    ask (g_steal_pointer (&task));
}

/* Whether the slip that came out is this payment's, as far as both say. */
static gboolean
is_other_payment (const FielFinding *finding, const FielAttemptRecord *record)
{
  const FielEvidence *evidence = finding->evidence;

  if (evidence == NULL)
    return FALSE;
  if (evidence->authorization != NULL && record->authorization != NULL
      && !g_str_equal (evidence->authorization, record->authorization))
    return TRUE;

  return evidence->has_amount && evidence->amount_minor != record->amount.minor;
}

/* (transfer full) (nullable): why it is not certain that the right paper came out */
static GError *
judge (FielExchange *exchange, const FielAttemptRecord *record)
{
  const FielFinding *finding = fiel_exchange_get_finding (exchange);
  FielProviderReply *reply = fiel_exchange_get_reply (exchange);

  if (finding != NULL && finding->kind == FIEL_FINDING_PRINTED)
    return !is_other_payment (finding, record)
             ? NULL
             : g_error_new (FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_REFERENCE,
                            _("The terminal printed the slip of another payment: do not hand it out. The payment "
                              "itself is as it was."));
  if (finding != NULL && finding->kind == FIEL_FINDING_PRINT_REFUSED)
    return g_error_new (FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_PROVIDER,
                        /* Translators: what the provider says. */
                        _("The terminal did not print (%s). The payment itself is as it was."),
                        finding->message != NULL ? finding->message : "–");
  if (reply != NULL && fiel_provider_reply_get_verdict (reply) == FIEL_REPLY_VERDICT_NOT_SENT)
    return g_error_new (FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_PROVIDER,
                        _("The terminal was not asked: its provider cannot be reached. The payment itself is as it "
                          "was."));

  return g_error_new (FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_PROVIDER,
                      _("Nobody knows whether the terminal printed: look at it. The payment itself is as it was."));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Wish *wish = g_task_get_task_data (task);
  g_autoptr (FielExchange) exchange = NULL;
  GError *error = NULL;

  exchange = fiel_terminal_prober_ask_finish (FIEL_TERMINAL_PROBER (source), result, &error);
  if (exchange != NULL)
    error = judge (exchange, fiel_receipt_get_content (wish->receipt)->record);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
fiel_receipt_desk_ask_terminal_finish (FielReceiptDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_receipt_desk_ask_terminal_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
