/* fiel-refund.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-refund.h"

#include "fiel-day.h"
#include "fiel-engine.h"
#include "fiel-exchange.h"
#include "fiel-records.h"
#include "fiel-refund-history.h"
#include "fiel-sale-days.h"

#include <glib/gi18n-lib.h>

/**
 * FielRefund:
 *
 *   run ──┬─► the sale and what went back of it read ──► core's plan ──┬─► return ────────────────────┬─► FielIntent
 *         │             └─► a code was typed: checked ─────┘           └─► void ──► terminal's list ──┤
 *         └─► without an original: the code checked ──► a new ticket ─────────────────────────────────┘
 *
 * A code from the customer's slip may be another sale's, or money may have gone back by it already: the journal is
 * asked for sales under that code, for returns of another sale by it, and for returns by the slip alone.
 *
 * The plan decides whether it is a void or a return, or nothing. A void names its sale by a number that starts anew
 * with every batch, and nobody tells when a batch was closed by hand: then that number is another customer's. So the
 * terminal is asked for its list first, and the void is sent only if the sale is on it. The journal checks the amounts
 * again in the transaction that writes the intent (I1), and that nothing else is open on terminal and ticket (I4). Read
 * the callbacks from top to bottom.
 */
struct _FielRefund
{
  GObject parent_instance;

  FielScribe *scribe;             /* owned */
  FielProviderLink *link;         /* owned */
  FielIntent *intent;             /* owned */
  FielRefundOrder *order;         /* owned */
  FielRefundLimits limits;
  gboolean batch_closed;          /* as far as is known beside the journal */
  GListModel *alerts;             /* owned */
  const FielNumberStyle *style;   /* static */
  FielRandomFunc random;
  gpointer random_data;           /* the caller's */

  FielRefundHistory *history;     /* owned, nullable until read */
  gboolean is_unlisted;
  char *slip_reference;           /* owned, nullable: the ticket of returns by this slip alone */
  char *slip_day;                 /* owned, nullable: the day of the sale, where the provider finds it by that too */
  GPtrArray *sales;               /* owned, nullable until read: what was approved under the typed code */
  GHashTable *sale_days;          /* owned, nullable until read: their days */
  gint64 slip_returned;           /* of a sale: what went back by its slip alone, or may have */
  gboolean slip_open;             /* a return of that kind has no result yet */
  gboolean by_slip;               /* the authorization that is sent is the typed one */
};

#define MAX_SALE_AGE_US (180 * G_TIME_SPAN_DAY)

G_DEFINE_FINAL_TYPE (FielRefund, fiel_refund, G_TYPE_OBJECT)

static void history_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void sales_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void days_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void typed_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void slip_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void saved_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
fiel_refund_finalize (GObject *object)
{
  FielRefund *self = FIEL_REFUND (object);

  g_clear_pointer (&self->history, fiel_refund_history_free);
  fiel_refund_order_free (self->order);
  g_free (self->slip_reference);
  g_free (self->slip_day);
  g_clear_pointer (&self->sales, g_ptr_array_unref);
  g_clear_pointer (&self->sale_days, g_hash_table_unref);
  g_object_unref (self->alerts);
  g_object_unref (self->intent);
  g_object_unref (self->link);
  g_object_unref (self->scribe);

  G_OBJECT_CLASS (fiel_refund_parent_class)->finalize (object);
}

static void
fiel_refund_class_init (FielRefundClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_refund_finalize;
}

static void
fiel_refund_init (FielRefund *self)
{
}

FielRefund *
fiel_refund_new (FielScribe *scribe,
                 FielProviderLink *link,
                 const FielProfileTerminal *place,
                 const FielRefundOrder *order,
                 const FielRefundLimits *limits,
                 gboolean batch_closed,
                 GListModel *alerts,
                 const FielNumberStyle *style,
                 FielRandomFunc random,
                 gpointer random_data)
{
  FielRefund *self = NULL;

  g_return_val_if_fail (FIEL_IS_SCRIBE (scribe), NULL);
  g_return_val_if_fail (FIEL_IS_PROVIDER_LINK (link), NULL);
  g_return_val_if_fail (place != NULL && order != NULL && limits != NULL, NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (alerts), NULL);

  self = g_object_new (FIEL_TYPE_REFUND, NULL);
  self->scribe = g_object_ref (scribe);
  self->link = g_object_ref (link);
  self->intent = fiel_intent_new (scribe, link, place);
  self->order = fiel_refund_order_copy (order);
  self->limits = *limits;
  self->batch_closed = batch_closed;
  self->alerts = g_object_ref (alerts);
  self->style = style;
  self->random = random;
  self->random_data = random_data;
  if (order->authorization != NULL)
    self->slip_reference = fiel_refund_plan_make_slip_ticket (order->authorization);

  return self;
}

/* @task: (transfer full) */
static void
check_slip (GTask *task)
{
  FielRefund *self = g_task_get_source_object (task);
  const FielAttemptFilter filter = { .authorization = self->order->authorization };

  fiel_journal_list_attempts_async (fiel_scribe_get_journal (self->scribe), &filter, sales_read_cb, task);
}

void
fiel_refund_run_async (FielRefund *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (FIEL_IS_REFUND (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_refund_run_async);
  g_task_set_check_cancellable (task, FALSE);
  if (self->order->original != NULL)
    {
      fiel_refund_history_read_async (fiel_scribe_get_journal (self->scribe), self->order->original, NULL,
                                      history_read_cb, task);
      return;
    }

  self->slip_day = g_strdup (self->order->date);
  check_slip (task);
}

static GError *
new_error (FielEngineError code, const char *sentence)
{
  return g_error_new_literal (FIEL_ENGINE_ERROR, (int) code, sentence);
}

/* The journal's refusals in the cashier's words. */
static GError *
translate (FielRefund *self, const GError *error)
{
  if (g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_TERMINAL_BUSY))
    return new_error (FIEL_ENGINE_ERROR_TERMINAL_BUSY,
                      _ ("A payment is still open on this terminal. Choose another one, or wait for its result."));
  if (g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_TICKET_BUSY))
    return new_error (FIEL_ENGINE_ERROR_TICKET_BUSY,
                      _ ("This ticket has a payment that is still open. Wait for its result first."));
  if (g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_OVER_DUE))
    return new_error (FIEL_ENGINE_ERROR_NOT_RETURNABLE,
                      _ ("That is more than this sale brought and has not gone back yet."));
  if (g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED))
    return new_error (FIEL_ENGINE_ERROR_NOT_READY,
                      _ ("Something else was saved in the same moment. Nothing was sent: look again, and try again."));
  if (error->domain != FIEL_JOURNAL_ERROR)
    /* Translators: what is wrong. */
    return g_error_new (FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_PROVIDER, _ ("This return cannot be sent: %s"),
                        error->message);

  fiel_scribe_notice_trouble (self->scribe, error);

  return new_error (FIEL_ENGINE_ERROR_STORAGE, error->message);
}

/* What the customer sees of a cancelled sale and of a return are two things: whoever confirmed one of them is asked
 * again. */
static gboolean
is_as_offered (FielRefund *self, FielRefundKind kind, GError **error)
{
  if (self->order->offered == FIEL_REFUND_KIND_NONE || self->order->offered == kind)
    return TRUE;

  g_set_error_literal (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_OFFER_CHANGED,
                       _ ("It goes back in another way by now than was confirmed. Nothing was sent: look again at how, "
                          "and tell the customer."));

  return FALSE;
}

static gboolean
check_day (FielRefund *self, const FielRefundOffer *offer, GError **error)
{
  g_autofree char *fault =
    self->order->date != NULL ? fiel_refund_offer_find_day_fault (offer, self->order->date, NULL) : NULL;

  if (fault == NULL)
    return TRUE;

  g_set_error_literal (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_REFERENCE, fault);

  return FALSE;
}

/* How the money goes back; NONE with @error. */
static FielRefundKind
decide (FielRefund *self, const FielRefundHistory *history, GError **error)
{
  const FielAttemptRecord *original = history->original;
  const FielProfileTerminal *place = fiel_intent_get_place (self->intent);
  FielRefundFacts facts =
    fiel_refund_history_make_facts (history, self->alerts, !fiel_refund_history_is_at (history, place));
  const FielRefundMeans means = fiel_refund_history_find_means (self->link);
  g_autoptr (FielRefundOffer) offer = NULL;
  FielRefundPlan plan;
  g_autofree char *sentence = NULL;

  sentence = fiel_refund_offer_describe_currency (original, self->order->amount.currency);
  if (sentence != NULL)
    {
      g_set_error_literal (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_RETURNABLE, sentence);
      return FIEL_REFUND_KIND_NONE;
    }

  facts.has_slip = self->order->authorization != NULL;
  facts.returned_minor += MIN (self->slip_returned, FIEL_MONEY_MAX_MINOR - facts.returned_minor);
  facts.return_open = facts.return_open || self->slip_open;
  if (self->order->approver == NULL && facts.returned_minor > self->limits.approval - self->order->amount.minor)
    {
      g_set_error_literal (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_APPROVAL,
                           _ ("A manager has to approve this return."));
      return FIEL_REFUND_KIND_NONE;
    }

  facts.batch_closed = facts.batch_closed || self->batch_closed;
  offer = fiel_refund_history_make_offer (history, &facts, self->link, self->style);
  plan = fiel_refund_plan_amount (&facts, &means, self->order->amount.minor);
  /* Another cloud knows nothing of that sale. */
  if (!g_str_equal (place->provider, original->provider))
    plan = (FielRefundPlan){ FIEL_REFUND_KIND_NONE, FIEL_REFUND_OBSTACLE_NOT_OFFERED, FALSE };
  if (plan.kind != FIEL_REFUND_KIND_NONE
      && (!is_as_offered (self, plan.kind, error) || !check_day (self, offer, error)))
    return FIEL_REFUND_KIND_NONE;
  self->by_slip = plan.by_slip;
  if (plan.kind != FIEL_REFUND_KIND_NONE)
    return plan.kind;

  sentence = fiel_refund_offer_describe_obstacle (offer, plan.obstacle);
  g_set_error_literal (error, FIEL_ENGINE_ERROR,
                       plan.obstacle == FIEL_REFUND_OBSTACLE_AMOUNT ? FIEL_ENGINE_ERROR_AMOUNT
                                                                    : FIEL_ENGINE_ERROR_NOT_RETURNABLE, sentence);

  return FIEL_REFUND_KIND_NONE;
}

static FielProviderRequest *
make_request (FielRefund *self, FielRefundKind kind)
{
  g_autoptr (FielTerminalIdentity) identity = fiel_intent_make_identity (self->intent);
  FielProviderRequest *request = fiel_provider_request_new (
    kind == FIEL_REFUND_KIND_VOID ? FIEL_OPERATION_VOID : FIEL_OPERATION_REFUND, identity);

  request->reference = fiel_random_make_id (self->random, self->random_data);
  request->amount = self->order->amount;
  request->print_on_terminal = TRUE;

  return request;
}

/* What names the sale to the provider: what is known of it, and what was typed where that is allowed. */
static void
name_sale (FielRefund *self, FielProviderRequest *request, FielIntentTerms *terms)
{
  const FielRefundOrder *order = self->order;
  g_autofree char *day = fiel_refund_history_make_date (self->history, self->link);

  if (self->by_slip)
    terms->typed_authorization = order->authorization;
  if (order->date != NULL && g_strcmp0 (order->date, day) != 0)
    terms->typed_date = order->date;

  request->authorization = g_strdup (self->by_slip ? order->authorization : self->history->original->authorization);
  request->original_date = terms->typed_date != NULL ? g_strdup (terms->typed_date) : g_steal_pointer (&day);
}

static FielIntentTerms
make_terms (FielRefund *self, FielRefundKind kind)
{
  return (FielIntentTerms){
    .kind = kind == FIEL_REFUND_KIND_VOID ? FIEL_ATTEMPT_KIND_VOID : FIEL_ATTEMPT_KIND_REFUND,
    .actor = self->order->actor,
    .original = self->order->original,
    .purpose = self->order->purpose,
    .approver = self->order->approver,
  };
}

/* @task: (transfer full) */
static void
save (GTask *task, FielRefundKind kind)
{
  FielRefund *self = g_task_get_source_object (task);
  const FielAttemptRecord *original = self->history->original;
  g_autoptr (FielProviderRequest) request = make_request (self, kind);
  FielIntentTerms terms = make_terms (self, kind);

  request->ticket = g_strdup (original->ticket_sent);
  if (kind == FIEL_REFUND_KIND_VOID)
    request->operation_number = g_strdup (original->operation);
  else
    name_sale (self, request, &terms);
  terms.ticket_id = original->ticket_id;
  terms.reference = original->reference;
  fiel_intent_save_async (self->intent, request, &terms, saved_cb, task);
}

/* @task: (transfer full) */
static void
ask_for_list (GTask *task)
{
  FielRefund *self = g_task_get_source_object (task);
  g_autoptr (FielProviderRequest) request =
    fiel_exchange_make_question (FIEL_OPERATION_RECORDS, self->history->original, NULL, self->random,
                                 self->random_data);
  /* What it says is kept with the sale: it is why the void was sent, or was not. */
  g_autoptr (FielExchange) exchange =
    fiel_exchange_new (self->scribe, self->link, self->history->original->attempt_id);

  fiel_exchange_ask_async (exchange, request, listed_cb, task);
}

/* @task: (transfer full) */
static void
follow_plan (GTask *task)
{
  g_autoptr (GTask) owned = task;
  FielRefund *self = g_task_get_source_object (task);
  GError *error = NULL;

  switch (decide (self, self->history, &error))
    {
    case FIEL_REFUND_KIND_VOID:
      ask_for_list (g_steal_pointer (&owned));
      break;

    case FIEL_REFUND_KIND_RETURN:
      save (g_steal_pointer (&owned), FIEL_REFUND_KIND_RETURN);
      break;

    case FIEL_REFUND_KIND_NONE:
      g_task_return_error (task, error);
      break;
    }
}

static void
history_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielRefund *self = g_task_get_source_object (task);
  const char *typed = self->order->authorization;
  g_autoptr (GError) trouble = NULL;
  const char *known = NULL;

  self->history = fiel_refund_history_read_finish (FIEL_JOURNAL (source), result, &trouble);
  if (self->history == NULL)
    {
      g_task_return_error (task, translate (self, trouble));
      return;
    }

  known = fiel_refund_history_get_code (self->history);
  if (typed == NULL || g_strcmp0 (self->history->original->authorization, typed) == 0)
    {
      follow_plan (g_steal_pointer (&task));
      return;
    }
  if (known != NULL && !g_str_equal (known, typed))
    {
      g_task_return_error (task, new_error (FIEL_ENGINE_ERROR_REFERENCE,
                                            _ ("The journal has another authorization code for this sale than the one "
                                               "that was typed. Nothing was sent: look whether slip and sale belong "
                                               "together, and leave the code out.")));
      return;
    }

  if (fiel_refund_history_find_means (self->link).return_wants_date)
    self->slip_day = self->order->date != NULL ? g_strdup (self->order->date)
                                               : fiel_refund_history_make_date (self->history, self->link);
  check_slip (g_steal_pointer (&task));
}

/* Nothing has moved, whatever the terminal says. */
static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielRefund *self = g_task_get_source_object (task);
  FielExchange *exchange = FIEL_EXCHANGE (source);
  g_autoptr (GError) error = NULL;
  FielFinding *finding = NULL;

  if (fiel_exchange_finish (exchange, result, &error))
    finding = fiel_exchange_get_finding (exchange);
  if (finding == NULL || finding->kind != FIEL_FINDING_RECORDS)
    {
      g_task_return_error (task, new_error (FIEL_ENGINE_ERROR_PROVIDER,
                                            _ ("The terminal does not say whether it still has this sale. Nothing was "
                                               "sent: try again in a moment.")));
      return;
    }

  switch (fiel_records_judge_sale (self->history->original, finding->records))
    {
    case FIEL_LISTED_SALE_STANDS:
      save (g_steal_pointer (&task), FIEL_REFUND_KIND_VOID);
      break;

    case FIEL_LISTED_SALE_TAKEN_BACK:
      g_task_return_error (task, new_error (FIEL_ENGINE_ERROR_NOT_RETURNABLE,
                                            _ ("The terminal says that this sale was taken back already. Nothing was "
                                               "sent: look at the terminal’s list before anything is given back.")));
      break;

    case FIEL_LISTED_SALE_NOT:
      self->is_unlisted = TRUE;
      g_task_return_error (task, new_error (FIEL_ENGINE_ERROR_OFFER_CHANGED,
                                            _ ("The terminal does not show this sale in its open batch, so it cannot "
                                               "be cancelled any more. It can be returned: look again at how, and tell "
                                               "the customer.")));
      break;
    }
}

gboolean
fiel_refund_get_is_unlisted (FielRefund *self)
{
  g_return_val_if_fail (FIEL_IS_REFUND (self), FALSE);

  return self->is_unlisted;
}

/* (nullable) */
static const char *
find_day (FielRefund *self, const FielAttemptRecord *record)
{
  return self->sale_days != NULL ? g_hash_table_lookup (self->sale_days, record->attempt_id) : NULL;
}

/* Codes are short, and come again after some months. By a clock that was wrong a new sale looks old: then the day the
 * provider has it under counts. */
static gboolean
is_recent (FielRefund *self, const FielAttemptRecord *record)
{
  const gint64 now_us = fiel_clock_get_wall_us (fiel_scribe_get_clock (self->scribe));
  g_autoptr (GDateTime) noon = fiel_day_parse (find_day (self, record));

  return now_us - record->intent_wall_us < MAX_SALE_AGE_US
         || (noon != NULL && now_us / G_USEC_PER_SEC - g_date_time_to_unix (noon) < MAX_SALE_AGE_US / G_USEC_PER_SEC);
}

/* What began later than the sale may be about it, whatever the clock said. */
static gboolean
is_later (FielRefund *self, const FielAttemptRecord *record)
{
  return self->history != NULL && record->intent_seq > self->history->original->intent_seq;
}

/* A sale that may be the one on the slip. */
static const FielAttemptRecord *
find_sale (FielRefund *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (records, i);

      if (record->kind == FIEL_ATTEMPT_KIND_SALE
          && fiel_sale_days_may_be (record, find_day (self, record), self->slip_day)
          && (self->slip_day != NULL || is_recent (self, record))
          && (fiel_outcome_moved_money (record->outcome) || record->conflict))
        return record;
    }

  return NULL;
}

/* A return of another sale by this code that moved money, or may have. */
static const FielAttemptRecord *
find_other_return (FielRefund *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (records, i);

      if (g_strcmp0 (record->original, self->order->original) != 0
          && (is_recent (self, record) || is_later (self, record))
          && fiel_refund_history_add_moved (0, record) > 0)
        return record;
    }

  return NULL;
}

static gboolean
holds_attempt (GPtrArray *records, const char *attempt_id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (((const FielAttemptRecord *) g_ptr_array_index (records, i))->attempt_id, attempt_id))
      return TRUE;

  return FALSE;
}

/* A sale has one authorization: what moved money of it, or may have, names it. @typed: the returns by this code */
static gboolean
went_back_by_another (FielRefund *self, GPtrArray *typed)
{
  for (guint i = 0; self->history != NULL && i < self->history->returns->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (self->history->returns, i);

      if (record->kind == FIEL_ATTEMPT_KIND_REFUND && fiel_refund_history_add_moved (0, record) > 0
          && !holds_attempt (typed, record->attempt_id))
        return TRUE;
    }

  return FALSE;
}

static GError *
new_error_of_ticket (const FielAttemptRecord *record)
{
  return g_error_new (FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_RETURNABLE,
                      /* Translators: the ticket’s reference. */
                      _ ("This sale is in this till’s journal: ticket %s. Find it there and return it from there."),
                      record->reference);
}

static void
sales_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielRefund *self = g_task_get_source_object (task);
  g_autoptr (GError) trouble = NULL;

  self->sales = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &trouble);
  if (self->sales == NULL)
    g_task_return_error (task, translate (self, trouble));
  else
    fiel_sale_days_read_async (FIEL_JOURNAL (source), self->sales, days_read_cb, g_steal_pointer (&task));
}

static void
days_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielRefund *self = g_task_get_source_object (task);
  const FielAttemptFilter filter = { .typed = self->order->authorization };
  g_autoptr (GError) trouble = NULL;
  const FielAttemptRecord *sale = NULL;

  self->sale_days = fiel_sale_days_read_finish (FIEL_JOURNAL (source), result, &trouble);
  if (self->sale_days == NULL)
    {
      g_task_return_error (task, translate (self, trouble));
      return;
    }
  sale = find_sale (self, self->sales);
  if (sale != NULL)
    g_task_return_error (task, new_error_of_ticket (sale));
  else
    fiel_journal_list_attempts_async (FIEL_JOURNAL (source), &filter, typed_read_cb, g_steal_pointer (&task));
}

static void
typed_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielRefund *self = g_task_get_source_object (task);
  const FielAttemptFilter filter = { .reference = self->slip_reference };
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) trouble = NULL;
  const FielAttemptRecord *other = NULL;

  records = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &trouble);
  if (records == NULL)
    {
      g_task_return_error (task, translate (self, trouble));
      return;
    }
  other = find_other_return (self, records);
  if (other != NULL)
    g_task_return_error (task, new_error_of_ticket (other));
  else if (went_back_by_another (self, records))
    g_task_return_error (task, new_error (FIEL_ENGINE_ERROR_REFERENCE,
                                          _ ("An earlier return of this sale was made with another authorization code. "
                                             "Nothing was sent: type the code that was typed then.")));
  else
    fiel_journal_list_attempts_async (FIEL_JOURNAL (source), &filter, slip_read_cb, g_steal_pointer (&task));
}

static gint64
count_returned (GPtrArray *records)
{
  gint64 returned = 0;

  for (guint i = 0; i < records->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (records, i);

      if (record->kind != FIEL_ATTEMPT_KIND_SALE)
        returned = fiel_refund_history_add_moved (returned, record);
    }

  return returned;
}

/* What the slip alone gave back came from this sale. Of a sale whose code is known its history has that already. */
static void
count_for_sale (FielRefund *self, GPtrArray *records)
{
  for (guint i = 0; self->history->by_slip == NULL && i < records->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (records, i);

      if (record->kind == FIEL_ATTEMPT_KIND_SALE || record->original != NULL
          || (!is_recent (self, record) && !is_later (self, record)))
        continue;
      self->slip_returned = fiel_refund_history_add_moved (self->slip_returned, record);
      self->slip_open = self->slip_open || record->state != FIEL_ATTEMPT_STATE_CLOSED;
    }
}

static void
slip_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielRefund *self = g_task_get_source_object (task);
  g_autofree char *most = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) trouble = NULL;

  records = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &trouble);
  if (records == NULL)
    {
      g_task_return_error (task, translate (self, trouble));
      return;
    }
  if (self->history != NULL)
    {
      count_for_sale (self, records);
      follow_plan (g_steal_pointer (&task));
      return;
    }
  if (count_returned (records) <= self->limits.unbound - self->order->amount.minor)
    {
      fiel_journal_look_up_ticket_async (FIEL_JOURNAL (source), self->slip_reference, looked_up_cb,
                                         g_steal_pointer (&task));
      return;
    }

  most = fiel_money_format (fiel_money_make (self->limits.unbound, self->order->amount.currency), self->style);
  g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_AMOUNT,
                           /* Translators: the largest amount. */
                           _ ("Without the sale this till gives back at most %s of one slip, and of this one money "
                              "went back already, or may have."),
                           most);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielRefund *self = g_task_get_source_object (task);
  const FielRefundMeans means = fiel_refund_history_find_means (self->link);
  const FielRefundPlan plan = fiel_refund_plan_unbound (&means, TRUE, self->order->date != NULL);
  FielIntentTerms terms = make_terms (self, FIEL_REFUND_KIND_RETURN);
  g_autoptr (FielTicketRecord) ticket = NULL;
  g_autoptr (FielProviderRequest) request = NULL;
  g_autoptr (GError) trouble = NULL;

  ticket = fiel_journal_look_up_ticket_finish (FIEL_JOURNAL (source), result, &trouble);
  if (ticket == NULL)
    {
      g_task_return_error (task, translate (self, trouble));
      return;
    }
  if (plan.kind == FIEL_REFUND_KIND_NONE)
    {
      g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "%s",
                               plan.obstacle == FIEL_REFUND_OBSTACLE_NO_DATE
                                 ? _ ("Type the day of the sale as the customer’s slip shows it.")
                                 : _ ("This terminal’s provider gives nothing back without the sale."));
      return;
    }

  request = make_request (self, FIEL_REFUND_KIND_RETURN);
  request->ticket = g_strdup (ticket->reference);
  request->authorization = g_strdup (self->order->authorization);
  request->original_date = g_strdup (self->order->date);
  terms.ticket_id = ticket->next_ticket_id;
  terms.due_minor = self->order->amount.minor;
  terms.reference = ticket->reference;
  fiel_intent_save_async (self->intent, request, &terms, saved_cb, g_steal_pointer (&task));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielRefund *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (fiel_intent_save_finish (FIEL_INTENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, translate (self, error));
}

gboolean
fiel_refund_run_finish (FielRefund *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_refund_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

FielAttemptRecord *
fiel_refund_get_record (FielRefund *self)
{
  g_return_val_if_fail (FIEL_IS_REFUND (self), NULL);

  return fiel_intent_get_record (self->intent);
}

FielProviderCall *
fiel_refund_steal_call (FielRefund *self)
{
  g_return_val_if_fail (FIEL_IS_REFUND (self), NULL);

  return fiel_intent_steal_call (self->intent);
}
