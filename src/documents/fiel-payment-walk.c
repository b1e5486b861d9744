/* fiel-payment-walk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-payment-walk.h"

/* The journal is asked for one page after the other, from the newest payment down along its key, so a page costs the
 * same wherever it is. Where a page lies before the range, the journal is asked whether there is anything further down:
 * a clock that was set back leaves payments that are out of order. */

#define PAYMENTS_PER_PAGE 500
#define MAX_OPEN 64
#define N_LOOKS 2

typedef struct
{
  FielPaymentRange range;
  FielPaymentFilter *filter;    /* owned, nullable */
  FielPaymentFunc func;
  gpointer func_data;           /* the caller's */
  FielPaymentProgress progress; /* nullable */
  gpointer progress_data;       /* the caller's */
  GPtrArray *payments;          /* owned, nullable, of FielPayment: the page that is being worked on */
  guint next;                   /* of them, whose records are looked at next */
  gboolean is_last;             /* nothing is further down */
  gboolean is_before;           /* all of the page is older than the range */
  guint n_looks;                /* how often the journal was asked what is further down */
  gint64 position;              /* number of the intent down to which everything was seen; 0 before the first page */
  gint64 position_wall_us;
  gint64 top;                   /* where it began */
  gint64 top_wall_us;
  gint64 n_payments;
} Walk;

static void list_page (GTask *task);
static void look_at_next (GTask *task);

void
fiel_payment_free (FielPayment *self)
{
  fiel_attempt_record_unref (self->record);
  g_free (self->purpose);
  g_free (self->approver);
  g_free (self->decided_by);
  g_free (self->witness);
  g_free (self->decision);
  g_free (self);
}

static void
walk_free (gpointer data)
{
  Walk *walk = data;

  g_clear_pointer (&walk->payments, g_ptr_array_unref);
  g_clear_pointer (&walk->filter, fiel_payment_filter_free);
  g_free (walk);
}

/* Whether it is too old for the range. */
static gboolean
is_before_range (const Walk *walk, const FielAttemptRecord *record)
{
  return record->intent_wall_us < walk->range.since_wall_us ||
         (record->closed_seq != 0 && record->closed_seq <= walk->range.after_seq);
}

static gboolean
is_in_range (const Walk *walk, const FielAttemptRecord *record)
{
  const FielPaymentRange *range = &walk->range;

  return !is_before_range (walk, record) &&
         (range->until_wall_us == 0 || record->intent_wall_us < range->until_wall_us) &&
         (range->through_seq == 0 || (record->closed_seq != 0 && record->closed_seq <= range->through_seq));
}

static gboolean
passes_filter (const Walk *walk, const FielAttemptRecord *record)
{
  const FielPaymentFacts facts = {
    .seq = record->intent_seq,
    .wall_us = record->intent_wall_us,
    .conflict = record->conflict,
    .kind = record->kind,
    .state = record->state,
    .outcome = record->outcome,
    .amount = record->amount,
    .approved_minor = record->approved_minor,
    .attempt_id = record->attempt_id,
    .reference = record->reference,
    .authorization = record->authorization,
    .operation = record->operation,
    .provider_id = record->provider_id,
    .last4 = record->last4,
    .actor = record->actor,
    .terminal = record->terminal,
    .terminal_name = record->terminal_name,
  };

  return walk->filter == NULL || fiel_payment_filter_matches (walk->filter, &facts);
}

/* By time where the range has a beginning, else by the numbers of the records. */
static double
measure (const Walk *walk)
{
  double whole = (double) walk->top;
  double left = (double) walk->position;

  if (walk->range.since_wall_us != 0)
    {
      whole = (double) (walk->top_wall_us - walk->range.since_wall_us);
      left = (double) (walk->position_wall_us - walk->range.since_wall_us);
    }

  return whole > 0 ? CLAMP (1 - left / whole, 0, 1) : 0;
}

static void
report (Walk *walk)
{
  if (walk->progress != NULL)
    walk->progress (walk->is_last ? 1 : measure (walk), walk->n_payments, walk->progress_data);
}

/* @task: (transfer full) */
static void
finish_page (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);

  g_clear_pointer (&walk->payments, g_ptr_array_unref);
  report (walk);
  if (!walk->is_last)
    {
      list_page (task);
      return;
    }

  g_task_return_int (task, (gssize) walk->n_payments);
  g_object_unref (task);
}

static void
on_handed_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk *walk = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  walk->n_payments += walk->payments->len;
  finish_page (g_steal_pointer (&task));
}

static void
hand_over (GTask *handing, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Walk *walk = task_data;
  GError *error = NULL;

  if (walk->func (walk->payments, walk->func_data, cancellable, &error))
    g_task_return_boolean (handing, TRUE);
  else
    g_task_return_error (handing, error);
}

/* The callback of @task holds the walk until the thread is through with it, also after a cancellation.
 *
 * @task: (transfer full) */
static void
hand_page_over (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (GTask) handing = NULL;

  if (walk->payments->len == 0)
    {
      finish_page (task);
      return;
    }

  handing = g_task_new (NULL, g_task_get_cancellable (task), on_handed_over, task);
  g_task_set_source_tag (handing, hand_page_over);
  g_task_set_check_cancellable (handing, FALSE);
  g_task_set_task_data (handing, walk, NULL);
  g_task_run_in_thread (handing, hand_over);
}

static void
read_facts (FielPayment *payment, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      FielJournalEvent *event = g_ptr_array_index (events, i);
      const FielJournalType type = fiel_journal_event_get_type_of_fact (event);

      if (type == FIEL_JOURNAL_TYPE_INTENT)
        payment->purpose = g_strdup (fiel_journal_event_get (event, FIEL_FIELD_PURPOSE));
      else if (type == FIEL_JOURNAL_TYPE_STATE && fiel_outcome_is_by_hand (payment->record->outcome) &&
               g_strcmp0 (fiel_journal_event_get (event, FIEL_FIELD_STATE), "closed") == 0)
        {
          payment->decided_by = g_strdup (fiel_journal_event_get_actor (event));
          payment->witness = g_strdup (fiel_journal_event_get (event, FIEL_FIELD_WITNESS));
          payment->decision = g_strdup (fiel_journal_event_get (event, FIEL_FIELD_DETAIL));
        }
    }
}

static void
on_events_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (GPtrArray) events = NULL;
  GError *error = NULL;

  events = fiel_journal_list_events_finish (FIEL_JOURNAL (source), result, &error);
  if (events == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  read_facts (g_ptr_array_index (walk->payments, walk->next), events);
  walk->next++;
  look_at_next (g_steal_pointer (&task));
}

/* Both are in order, one newest and one oldest first. */
static void
take_approvals (Walk *walk, GPtrArray *intents)
{
  guint next = intents->len;

  for (guint i = 0; i < walk->payments->len; i++)
    {
      FielPayment *payment = g_ptr_array_index (walk->payments, i);

      while (next > 0
             && fiel_journal_event_get_seq (g_ptr_array_index (intents, next - 1)) > payment->record->intent_seq)
        next--;
      if (next > 0
          && fiel_journal_event_get_seq (g_ptr_array_index (intents, next - 1)) == payment->record->intent_seq)
        payment->approver
          = g_strdup (fiel_journal_event_get (g_ptr_array_index (intents, next - 1), FIEL_FIELD_APPROVER));
    }
}

static void
on_approvals_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) intents = NULL;
  GError *error = NULL;

  intents = fiel_journal_list_approvals_finish (FIEL_JOURNAL (source), result, &error);
  if (intents == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  take_approvals (g_task_get_task_data (task), intents);
  look_at_next (g_steal_pointer (&task));
}

/* Who approved stands in the records only, too, but any payment may have it: the page is asked about as a whole.
 *
 * @task: (transfer full) */
static void
look_for_approvals (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);
  const FielPayment *newest = NULL;
  const FielPayment *oldest = NULL;

  if (walk->payments->len == 0)
    {
      look_at_next (task);
      return;
    }

  newest = g_ptr_array_index (walk->payments, 0);
  oldest = g_ptr_array_index (walk->payments, walk->payments->len - 1);
  fiel_journal_list_approvals_async (g_task_get_source_object (task), oldest->record->intent_seq,
                                     newest->record->intent_seq, on_approvals_listed, task);
}

/* What people said stands in the records only; few payments have any.
 *
 * @task: (transfer full) */
static void
look_at_next (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }

  for (; walk->next < walk->payments->len; walk->next++)
    {
      const FielAttemptRecord *record = ((FielPayment *) g_ptr_array_index (walk->payments, walk->next))->record;

      if (record->kind != FIEL_ATTEMPT_KIND_SALE || fiel_outcome_is_by_hand (record->outcome))
        {
          fiel_journal_list_events_async (g_task_get_source_object (task), record->attempt_id, 0, 0, on_events_listed,
                                          task);
          return;
        }
    }

  hand_page_over (task);
}

static void look_down (GTask *task);

static void
on_looked_down (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (GPtrArray) records = NULL;
  GError *error = NULL;

  records = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);
  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Open payments may be in the answer whenever they began. */
  walk->is_last = records->len < MAX_OPEN;
  for (guint i = 0; i < records->len; i++)
    walk->is_last = walk->is_last && !is_in_range (walk, g_ptr_array_index (records, i));
  walk->n_looks++;
  if (walk->is_last && walk->n_looks < N_LOOKS)
    look_down (g_steal_pointer (&task));
  else
    look_for_approvals (g_steal_pointer (&task));
}

/* First for what began or was closed in time, then for what is open.
 *
 * @task: (transfer full) */
static void
look_down (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);
  const FielPaymentRange *range = &walk->range;
  FielAttemptFilter filter = { .before_seq = walk->position, .limit = MAX_OPEN };

  if (walk->n_looks == 0)
    {
      filter.since_wall_us = range->since_wall_us;
      filter.closed_after_seq = range->after_seq;
      filter.closed_until_seq = range->through_seq;
    }
  else
    filter.open_only = TRUE;

  fiel_journal_list_attempts_async (g_task_get_source_object (task), &filter, on_looked_down, task);
}

static void
take_page (Walk *walk, GPtrArray *records)
{
  walk->payments = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_payment_free);
  walk->next = 0;
  walk->is_last = records->len < PAYMENTS_PER_PAGE;
  walk->is_before = TRUE;
  for (guint i = 0; i < records->len; i++)
    {
      FielAttemptRecord *record = g_ptr_array_index (records, i);

      if (walk->top == 0)
        {
          walk->top = record->intent_seq;
          walk->top_wall_us = record->intent_wall_us;
        }
      walk->position = record->intent_seq;
      walk->position_wall_us = record->intent_wall_us;
      walk->is_before = walk->is_before && is_before_range (walk, record);
      if (is_in_range (walk, record) && passes_filter (walk, record))
        {
          FielPayment *payment = g_new0 (FielPayment, 1);

          payment->record = fiel_attempt_record_ref (record);
          g_ptr_array_add (walk->payments, payment);
        }
    }
}

static void
on_page_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (GPtrArray) records = NULL;
  GError *error = NULL;

  records = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);
  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  take_page (walk, records);
  walk->n_looks = 0;
  if (walk->is_before && !walk->is_last)
    look_down (g_steal_pointer (&task));
  else
    look_for_approvals (g_steal_pointer (&task));
}

/* @task: (transfer full) */
static void
list_page (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);
  const FielAttemptFilter filter = { .before_seq = walk->position, .limit = PAYMENTS_PER_PAGE };

  fiel_journal_list_attempts_async (g_task_get_source_object (task), &filter, on_page_listed, task);
}

void
fiel_payment_walk_async (FielJournal *journal, const FielPaymentRange *range, const FielPaymentFilter *filter,
                         FielPaymentFunc func, gpointer func_data, FielPaymentProgress progress,
                         gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = NULL;
  Walk *walk = NULL;

  g_return_if_fail (FIEL_IS_JOURNAL (journal));
  g_return_if_fail (range != NULL && func != NULL);

  walk = g_new0 (Walk, 1);
  walk->range = *range;
  walk->filter = filter != NULL ? fiel_payment_filter_copy (filter) : NULL;
  walk->func = func;
  walk->func_data = func_data;
  walk->progress = progress;
  walk->progress_data = progress_data;
  task = g_task_new (journal, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_payment_walk_async);
  g_task_set_task_data (task, walk, walk_free);
  list_page (task);
}

gint64
fiel_payment_walk_finish (FielJournal *journal, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, journal), -1);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_payment_walk_async), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
