/* fiel-refund-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-refund-history.h"

#include "fiel-alert.h"
#include "fiel-attempt-table.h"
#include "fiel-contradiction.h"
#include "fiel-reason.h"
#include "fiel-sale-days.h"

/*   read ──► the sale ──► what went back of it ──► when its batch was closed ──► what closed it and came since
 *        ──► its code known: what the slip alone gave back ──► for which days ──► done
 *
 * Sums are those of the journal's own guard: what is open, and what was contradicted, may have moved its whole
 * amount. */

typedef struct
{
  char *attempt_id;               /* owned */
  FielRefundHistory *history;     /* owned */
} Reading;

static void original_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void returns_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void batch_found_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void closing_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void slips_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void days_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Whoever has more to say of a closed payment is not read to the end, and not believed. */
#define MAX_LATER 1000

/* Longer than any terminal waits for a customer: a result that came later was not booked when it came. */
#define MAX_BOOKING_US (10 * G_TIME_SPAN_MINUTE)

void
fiel_refund_history_free (FielRefundHistory *history)
{
  if (history == NULL)
    return;

  g_clear_pointer (&history->original, fiel_attempt_record_unref);
  g_clear_pointer (&history->returns, g_ptr_array_unref);
  g_clear_pointer (&history->by_slip, g_ptr_array_unref);
  g_free (history->late_authorization);
  g_free (history->provider_day);
  g_free (history);
}

static void
reading_free (Reading *reading)
{
  g_free (reading->attempt_id);
  fiel_refund_history_free (reading->history);
  g_free (reading);
}

void
fiel_refund_history_read_async (FielJournal *journal,
                                const char *attempt_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  const FielAttemptFilter filter = { .attempt_id = attempt_id };
  Reading *reading = NULL;
  GTask *task = NULL;

  g_return_if_fail (FIEL_IS_JOURNAL (journal));
  g_return_if_fail (attempt_id != NULL);

  reading = g_new0 (Reading, 1);
  reading->attempt_id = g_strdup (attempt_id);
  reading->history = g_new0 (FielRefundHistory, 1);
  task = g_task_new (journal, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_refund_history_read_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  fiel_journal_list_attempts_async (journal, &filter, original_listed_cb, task);
}

static void
original_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GPtrArray) records = NULL;
  FielAttemptFilter filter = { 0 };
  GError *error = NULL;

  records = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);
  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (records->len == 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no attempt %s", reading->attempt_id);
      return;
    }

  reading->history->original = fiel_attempt_record_ref (g_ptr_array_index (records, 0));
  filter.original = reading->attempt_id;
  fiel_journal_list_attempts_async (FIEL_JOURNAL (source), &filter, returns_listed_cb, g_steal_pointer (&task));
}

static void
returns_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  reading->history->returns = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);
  if (reading->history->returns == NULL)
    g_task_return_error (task, error);
  else
    fiel_journal_find_batch_close_async (FIEL_JOURNAL (source), reading->history->original->terminal, batch_found_cb,
                                         g_steal_pointer (&task));
}

static void
batch_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  const FielAttemptRecord *original = reading->history->original;
  GError *error = NULL;

  if (!fiel_journal_find_batch_close_finish (FIEL_JOURNAL (source), result, &reading->history->batch_seq, &error))
    g_task_return_error (task, error);
  else if (original->closed_seq == 0)
    g_task_return_pointer (task, g_steal_pointer (&reading->history), (GDestroyNotify) fiel_refund_history_free);
  else
    fiel_journal_list_events_async (FIEL_JOURNAL (source), original->attempt_id, original->closed_seq - 1, MAX_LATER,
                                    closing_read_cb, g_steal_pointer (&task));
}

/* Whether @event says that nothing was charged. */
static gboolean
denies (FielJournalEvent *event)
{
  int happened = 0;

  return fiel_journal_event_get_type_of_fact (event) == FIEL_JOURNAL_TYPE_STRAY
         && fiel_enum_parse (FIEL_TYPE_ATTEMPT_EVENT, fiel_journal_event_get (event, FIEL_FIELD_EVENT), &happened)
         && fiel_contradiction_judge (FIEL_OUTCOME_APPROVED, (FielAttemptEvent) happened)
              == FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL;
}

/* By what the provider approved the whole of @sale after a person had recorded it as not charged. Any other word since
 * makes it doubtful: then there is none. (transfer full) (nullable) */
static char *
find_late_authorization (const FielAttemptRecord *sale, GPtrArray *events)
{
  const char *approved = fiel_enum_nick (FIEL_TYPE_ATTEMPT_EVENT, FIEL_ATTEMPT_EVENT_APPROVED);
  const char *found = sale->authorization != NULL && *sale->authorization != '\0' ? sale->authorization : NULL;
  gboolean is_approved = FALSE;

  if (events->len == MAX_LATER)
    return NULL;

  for (guint i = 0; i < events->len; i++)
    {
      FielJournalEvent *event = g_ptr_array_index (events, i);
      const char *code = fiel_journal_event_get (event, FIEL_FIELD_AUTHORIZATION);

      if (denies (event))
        return NULL;
      if (fiel_journal_event_get_type_of_fact (event) != FIEL_JOURNAL_TYPE_CONFLICT)
        continue;
      if (g_strcmp0 (fiel_journal_event_get (event, FIEL_FIELD_EVENT), approved) != 0 || code == NULL || *code == '\0'
          || (found != NULL && !g_str_equal (found, code)))
        return NULL;
      found = code;
      is_approved = TRUE;
    }

  return is_approved ? g_strdup (found) : NULL;
}

static void
closing_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *reference = NULL;
  FielAttemptFilter filter = { 0 };
  GError *error = NULL;
  const char *code = NULL;

  events = fiel_journal_list_events_finish (FIEL_JOURNAL (source), result, &error);
  if (events == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (events->len > 0)
    reading->history->provider_day =
      g_strdup (fiel_journal_event_get (g_ptr_array_index (events, 0), FIEL_FIELD_PROVIDER_DAY));
  if (reading->history->original->outcome == FIEL_OUTCOME_HAND_NOT_CHARGED)
    reading->history->late_authorization = find_late_authorization (reading->history->original, events);
  code = fiel_refund_history_get_code (reading->history);
  if (code == NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&reading->history), (GDestroyNotify) fiel_refund_history_free);
      return;
    }

  reference = fiel_refund_plan_make_slip_ticket (code);
  filter.reference = reference;
  fiel_journal_list_attempts_async (FIEL_JOURNAL (source), &filter, slips_listed_cb, g_steal_pointer (&task));
}

/* Nobody has the slip of a sale before the sale: what began earlier was another's with the same code. */
static gboolean
may_be_of_sale (const FielRefundHistory *history, const FielAttemptRecord *record)
{
  return record->kind != FIEL_ATTEMPT_KIND_SALE && record->original == NULL
         && record->intent_seq > history->original->intent_seq;
}

static void
slips_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
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

  reading->history->by_slip = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_attempt_record_unref);
  for (guint i = 0; i < records->len; i++)
    if (may_be_of_sale (reading->history, g_ptr_array_index (records, i)))
      g_ptr_array_add (reading->history->by_slip, fiel_attempt_record_ref (g_ptr_array_index (records, i)));
  fiel_sale_days_read_async (FIEL_JOURNAL (source), reading->history->by_slip, days_read_cb, g_steal_pointer (&task));
}

/* Only where the provider itself has the sale under another day than was asked for it is another sale: this machine's
 * clock may have been wrong. */
static void
days_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielRefundHistory *history = ((Reading *) g_task_get_task_data (task))->history;
  g_autoptr (GHashTable) days = NULL;
  GError *error = NULL;

  days = fiel_sale_days_read_finish (FIEL_JOURNAL (source), result, &error);
  if (days == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = history->by_slip->len; i > 0 && history->provider_day != NULL; i--)
    {
      const FielAttemptRecord *record = g_ptr_array_index (history->by_slip, i - 1);

      if (!fiel_sale_days_may_be (history->original, history->provider_day,
                                  g_hash_table_lookup (days, record->attempt_id)))
        g_ptr_array_remove_index (history->by_slip, i - 1);
    }
  ((Reading *) g_task_get_task_data (task))->history = NULL;
  g_task_return_pointer (task, history, (GDestroyNotify) fiel_refund_history_free);
}

FielRefundHistory *
fiel_refund_history_read_finish (FielJournal *journal, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, journal), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_refund_history_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
fiel_refund_history_get_code (const FielRefundHistory *history)
{
  const char *known = NULL;

  g_return_val_if_fail (history != NULL && history->original != NULL, NULL);

  known = history->original->authorization;

  return known != NULL && *known != '\0' ? known : history->late_authorization;
}

static gboolean
is_alarmed (GListModel *alerts, const FielAttemptRecord *record)
{
  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (FielAlert) alert = g_list_model_get_item (alerts, i);

      if (g_strcmp0 (fiel_alert_get_attempt_id (alert), record->attempt_id) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What of it moved, or may have. The amounts of a journal are far from wrapping, but nobody has counted these. */
gint64
fiel_refund_history_add_moved (gint64 sum, const FielAttemptRecord *record)
{
  const gboolean is_open = record->state != FIEL_ATTEMPT_STATE_CLOSED;
  gint64 moved = is_open || record->conflict ? record->amount.minor : record->approved_minor;

  return sum > FIEL_MONEY_MAX_MINOR - moved ? FIEL_MONEY_MAX_MINOR : sum + moved;
}

/* @records: (nullable) */
static gint64
add_open (gint64 open, GPtrArray *records)
{
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (records, i);

      if (record->state != FIEL_ATTEMPT_STATE_CLOSED)
        open = fiel_refund_history_add_moved (open, record);
    }

  return open;
}

/* @records: (nullable): what went back, or was to */
static void
add_returns (FielRefundFacts *facts, GPtrArray *records, GListModel *alerts)
{
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (records, i);

      facts->returned_minor = fiel_refund_history_add_moved (facts->returned_minor, record);
      facts->return_open = facts->return_open || record->state != FIEL_ATTEMPT_STATE_CLOSED;
      facts->in_conflict = facts->in_conflict || is_alarmed (alerts, record);
      facts->void_declined = facts->void_declined || (record->kind == FIEL_ATTEMPT_KIND_VOID
                                                       && record->outcome == FIEL_OUTCOME_DECLINED);
    }
}

FielRefundFacts
fiel_refund_history_make_facts (const FielRefundHistory *history, GListModel *alerts, gboolean elsewhere)
{
  const FielAttemptRecord *original = NULL;
  FielRefundFacts facts = { 0 };

  g_return_val_if_fail (history != NULL && history->original != NULL, facts);
  g_return_val_if_fail (G_IS_LIST_MODEL (alerts), facts);

  original = history->original;
  facts.kind = original->kind;
  facts.closed = original->state == FIEL_ATTEMPT_STATE_CLOSED;
  facts.sold_minor = original->approved_minor;
  if (history->late_authorization != NULL)
    facts.sold_minor = original->amount.minor;
  facts.in_conflict = is_alarmed (alerts, original);
  facts.batch_closed = history->batch_seq > original->intent_seq;
  facts.elsewhere = elsewhere;
  /* What was approved after all goes back by the customer's slip: so what the slip alone gave back is counted. */
  facts.has_authorization = original->authorization != NULL && *original->authorization != '\0'
                            && history->late_authorization == NULL;
  facts.has_operation = original->operation != NULL && *original->operation != '\0'
                        && history->late_authorization == NULL;
  facts.has_date = TRUE;
  add_returns (&facts, history->returns, alerts);
  add_returns (&facts, history->by_slip, alerts);

  return facts;
}

/* A sale is booked when the customer has paid, so its result is nearer to that than its beginning, unless it was asked
 * for later or put down by hand. */
static gint64
guess_booking_us (const FielAttemptRecord *sale)
{
  const gint64 took_us = sale->closed_wall_us - sale->intent_wall_us;

  return sale->closed_seq > 0 && took_us > 0 && took_us < MAX_BOOKING_US ? sale->closed_wall_us : sale->intent_wall_us;
}

/* Where the provider's days begin. A system may know no zones but its own. */
static GTimeZone *
make_zone (FielProviderLink *link)
{
  const FielProviderTraits *traits = fiel_provider_link_get_traits (link);
  GTimeZone *zone = NULL;

  if (traits != NULL && traits->time_zone != NULL)
    zone = g_time_zone_new_identifier (traits->time_zone);

  return zone != NULL ? zone : g_time_zone_new_local ();
}

static char *
format_day (gint64 wall_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) day = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return day != NULL ? g_date_time_format (day, "%Y-%m-%d") : NULL;
}

char *
fiel_refund_history_make_date (const FielRefundHistory *history, FielProviderLink *link)
{
  g_autoptr (GTimeZone) zone = NULL;

  g_return_val_if_fail (history != NULL && history->original != NULL, NULL);
  g_return_val_if_fail (FIEL_IS_PROVIDER_LINK (link), NULL);

  if (history->provider_day != NULL)
    return g_strdup (history->provider_day);
  zone = make_zone (link);

  return format_day (guess_booking_us (history->original), zone);
}

/* Whether the provider did not find the sale by what a return of it named. */
static gboolean
was_not_found (const FielRefundHistory *history)
{
  for (guint i = 0; i < history->returns->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (history->returns, i);
      FielReason reason = FIEL_REASON_NONE;

      if (record->kind == FIEL_ATTEMPT_KIND_REFUND && record->outcome == FIEL_OUTCOME_DECLINED
          && fiel_reason_parse (record->reason, &reason) && reason == FIEL_REASON_SALE_NOT_FOUND)
        return TRUE;
    }

  return FALSE;
}

gboolean
fiel_refund_history_is_at (const FielRefundHistory *history, const FielProfileTerminal *place)
{
  const FielAttemptRecord *original = NULL;

  g_return_val_if_fail (history != NULL && place != NULL, FALSE);

  original = history->original;

  return g_str_equal (place->key, original->terminal) && g_strcmp0 (place->terminal_id, original->terminal_id) == 0
         && g_strcmp0 (place->branch_id, original->branch_id) == 0
         && g_strcmp0 (place->serial_number, original->serial) == 0;
}

FielRefundMeans
fiel_refund_history_find_means (FielProviderLink *link)
{
  const FielProviderTraits *traits = link != NULL ? fiel_provider_link_get_traits (link) : NULL;

  return (FielRefundMeans){
    .can_void = link != NULL && fiel_provider_link_can (link, FIEL_OPERATION_VOID)
                && fiel_provider_link_can (link, FIEL_OPERATION_RECORDS),
    .can_return = link != NULL && fiel_provider_link_can (link, FIEL_OPERATION_REFUND),
    .return_wants_date = traits != NULL && traits->return_wants_date,
  };
}

FielRefundOffer *
fiel_refund_history_make_offer (const FielRefundHistory *history,
                                const FielRefundFacts *facts,
                                FielProviderLink *link,
                                const FielNumberStyle *style)
{
  const FielRefundMeans means = fiel_refund_history_find_means (link);
  const FielAttemptRecord *original = NULL;
  FielRefundFacts with_slip;
  FielRefundOffer *offer = NULL;

  g_return_val_if_fail (history != NULL && facts != NULL, NULL);

  original = history->original;
  with_slip = *facts;
  with_slip.has_slip = TRUE;
  offer = fiel_refund_offer_new ();
  offer->original = fiel_attempt_record_ref (history->original);
  offer->sold = fiel_money_make (facts->sold_minor, original->amount.currency);
  offer->returned = fiel_money_make (facts->returned_minor, original->amount.currency);
  offer->open = fiel_money_make (add_open (add_open (0, history->returns), history->by_slip),
                                original->amount.currency);
  offer->remaining = fiel_money_make (fiel_refund_plan_get_remaining (facts), original->amount.currency);
  offer->whole = fiel_refund_plan_whole (&with_slip, &means);
  offer->part = fiel_refund_plan_part (&with_slip, &means);
  offer->limit_minor = G_MAXINT64;
  offer->day = means.return_wants_date ? fiel_refund_history_make_date (history, link) : NULL;
  offer->day_is_open = offer->day != NULL && (history->provider_day == NULL || was_not_found (history));
  offer->provider_name = g_strdup (link != NULL ? fiel_provider_link_get_name (link) : original->provider);
  offer->style = style;

  return offer;
}
