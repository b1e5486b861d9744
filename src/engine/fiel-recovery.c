/* fiel-recovery.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-recovery.h"

#include "fiel-attempt-notes.h"
#include "fiel-attempt-private.h"
#include "fiel-evidence.h"
#include "fiel-timeline.h"

/* Reading at start what the journal holds: open attempts with everything that happened to them, today's for the list,
 * and the newest for the till's habit. Open attempts are read without a bound: none may be left behind. */

typedef struct
{
  GPtrArray *open;            /* owned, of FielAttemptRecord */
  GPtrArray *today;           /* owned, of FielAttemptRecord */
  GPtrArray *busy;            /* owned, of FielAttemptRecord: those whose events are read */
  guint next;                 /* the next of these */
  FielRecovery *recovery;     /* owned */
} Reading;

static void open_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void today_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void recent_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void alerts_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void read_next_events (GTask *task);
static void events_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

void
fiel_recovery_free (FielRecovery *recovery)
{
  if (recovery == NULL)
    return;

  g_clear_pointer (&recovery->attempts, g_ptr_array_unref);
  g_clear_pointer (&recovery->recent, g_ptr_array_unref);
  g_clear_pointer (&recovery->events, g_hash_table_unref);
  g_clear_pointer (&recovery->alerts, g_ptr_array_unref);
  g_free (recovery);
}

static void
reading_free (Reading *reading)
{
  g_clear_pointer (&reading->open, g_ptr_array_unref);
  g_clear_pointer (&reading->today, g_ptr_array_unref);
  g_clear_pointer (&reading->busy, g_ptr_array_unref);
  g_clear_pointer (&reading->recovery, fiel_recovery_free);
  g_free (reading);
}

gint64
fiel_recovery_get_midnight (gint64 wall_us)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) midnight = NULL;

  if (now == NULL)
    return wall_us;

  midnight = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                    g_date_time_get_day_of_month (now), 0, 0, 0);

  return midnight != NULL ? g_date_time_to_unix (midnight) * G_USEC_PER_SEC : wall_us;
}

void
fiel_recovery_read_async (FielScribe *scribe, GAsyncReadyCallback callback, gpointer user_data)
{
  const FielAttemptFilter filter = { .open_only = TRUE };
  GTask *task = NULL;
  Reading *reading = NULL;

  g_return_if_fail (FIEL_IS_SCRIBE (scribe));

  reading = g_new0 (Reading, 1);
  reading->recovery = g_new0 (FielRecovery, 1);
  reading->recovery->events =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  task = g_task_new (scribe, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_recovery_read_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  fiel_journal_list_attempts_async (fiel_scribe_get_journal (scribe), &filter, open_listed_cb, task);
}

/* The list a query brought, or the end of the task. */
static GPtrArray *
take_list (GObject *source, GAsyncResult *result, GTask *task)
{
  GError *error = NULL;
  GPtrArray *list = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);

  if (list == NULL)
    g_task_return_error (task, error);

  return list;
}

static void
open_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  FielScribe *scribe = g_task_get_source_object (task);
  FielAttemptFilter filter = { .limit = FIEL_RECOVERY_LIMIT };

  reading->open = take_list (source, result, task);
  if (reading->open == NULL)
    return;

  filter.since_wall_us = fiel_recovery_get_midnight (fiel_clock_get_wall_us (fiel_scribe_get_clock (scribe)));
  fiel_journal_list_attempts_async (FIEL_JOURNAL (source), &filter, today_listed_cb, g_steal_pointer (&task));
}

static int
compare_age (gconstpointer a, gconstpointer b)
{
  const FielAttemptRecord *x = *(const FielAttemptRecord *const *) a;
  const FielAttemptRecord *y = *(const FielAttemptRecord *const *) b;

  return (x->intent_seq > y->intent_seq) - (x->intent_seq < y->intent_seq);
}

gboolean
fiel_recovery_is_watched (const FielAttemptRecord *record)
{
  return fiel_outcome_is_by_hand (record->outcome) && record->provider_id != NULL;
}

/* A callback is shouted about and answers nothing; what was said while it was open was not about the record by hand. */
gboolean
fiel_recovery_is_answered (GPtrArray *events)
{
  const char *status = fiel_enum_nick (FIEL_TYPE_EVIDENCE_SOURCE, FIEL_EVIDENCE_SOURCE_STATUS);
  gboolean answered = FALSE;

  for (guint i = 0; i < events->len; i++)
    {
      FielJournalEvent *event = g_ptr_array_index (events, i);
      FielJournalType type = fiel_journal_event_get_type_of_fact (event);

      if (type == FIEL_JOURNAL_TYPE_STATE)
        answered = FALSE;
      else if ((type == FIEL_JOURNAL_TYPE_STRAY || type == FIEL_JOURNAL_TYPE_CONFLICT)
               && g_strcmp0 (fiel_journal_event_get (event, FIEL_FIELD_SOURCE), status) == 0)
        answered = TRUE;
    }

  return answered;
}

static void
add_once (GPtrArray *list, FielAttemptRecord *record)
{
  for (guint i = 0; i < list->len; i++)
    if (((FielAttemptRecord *) g_ptr_array_index (list, i))->intent_seq == record->intent_seq)
      return;

  g_ptr_array_add (list, fiel_attempt_record_ref (record));
}

/* Open ones, watched ones and today's, each once, oldest first. */
static GPtrArray *
merge (GPtrArray *open, GPtrArray *today, GPtrArray *recent)
{
  GPtrArray *merged = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_attempt_record_unref);

  for (guint i = 0; i < open->len; i++)
    g_ptr_array_add (merged, fiel_attempt_record_ref (g_ptr_array_index (open, i)));
  for (guint i = 0; i < today->len; i++)
    {
      FielAttemptRecord *record = g_ptr_array_index (today, i);

      if (record->state == FIEL_ATTEMPT_STATE_CLOSED)
        g_ptr_array_add (merged, fiel_attempt_record_ref (record));
    }
  for (guint i = 0; i < recent->len; i++)
    if (fiel_recovery_is_watched (g_ptr_array_index (recent, i)))
      add_once (merged, g_ptr_array_index (recent, i));
  g_ptr_array_sort (merged, compare_age);

  return merged;
}

static void
today_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const FielAttemptFilter filter = { .limit = FIEL_RECOVERY_LIMIT };
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);

  reading->today = take_list (source, result, task);
  if (reading->today == NULL)
    return;

  fiel_journal_list_attempts_async (FIEL_JOURNAL (source), &filter, recent_listed_cb, g_steal_pointer (&task));
}

static void
recent_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);

  reading->recovery->recent = take_list (source, result, task);
  if (reading->recovery->recent != NULL)
    fiel_journal_list_alerts_async (FIEL_JOURNAL (source), alerts_listed_cb, g_steal_pointer (&task));
}

/* Those of which more than the row is needed. By number and not by day, so that no clock decides what is asked. */
static GPtrArray *
choose_busy (GPtrArray *open, GPtrArray *recent)
{
  GPtrArray *busy = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_attempt_record_unref);

  for (guint i = 0; i < open->len; i++)
    g_ptr_array_add (busy, fiel_attempt_record_ref (g_ptr_array_index (open, i)));
  for (guint i = 0; i < recent->len; i++)
    {
      FielAttemptRecord *record = g_ptr_array_index (recent, i);

      if (record->conflict || fiel_recovery_is_watched (record))
        g_ptr_array_add (busy, fiel_attempt_record_ref (record));
    }

  return busy;
}

static void
alerts_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  reading->recovery->alerts = fiel_journal_list_alerts_finish (FIEL_JOURNAL (source), result, &error);
  if (reading->recovery->alerts == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  reading->recovery->attempts = merge (reading->open, reading->today, reading->recovery->recent);
  reading->busy = choose_busy (reading->open, reading->recovery->recent);
  read_next_events (g_steal_pointer (&task));
}

/* @task: (transfer full) */
static void
read_next_events (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  FielScribe *scribe = g_task_get_source_object (task);
  FielAttemptRecord *record = NULL;

  if (reading->next == reading->busy->len)
    {
      g_task_return_pointer (task, g_steal_pointer (&reading->recovery), (GDestroyNotify) fiel_recovery_free);
      g_object_unref (task);
      return;
    }

  record = g_ptr_array_index (reading->busy, reading->next);
  fiel_journal_list_events_async (fiel_scribe_get_journal (scribe), record->attempt_id, 0, 0, events_listed_cb, task);
}

static void
events_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  const FielAttemptRecord *record = g_ptr_array_index (reading->busy, reading->next);
  GPtrArray *events = NULL;
  GError *error = NULL;

  events = fiel_journal_list_events_finish (FIEL_JOURNAL (source), result, &error);
  if (events == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_hash_table_insert (reading->recovery->events, g_strdup (record->attempt_id), events);
  reading->next++;
  read_next_events (g_steal_pointer (&task));
}

FielRecovery *
fiel_recovery_read_finish (FielScribe *scribe, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, scribe), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_recovery_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Timelines */

static gboolean
find_state_step (FielJournalEvent *event, FielAttemptState *state, FielStepKind *kind)
{
  const FielEdge *edge = NULL;
  int happened;
  int next;

  if (!fiel_enum_parse (FIEL_TYPE_ATTEMPT_EVENT, fiel_journal_event_get (event, FIEL_FIELD_EVENT), &happened)
      || !fiel_enum_parse (FIEL_TYPE_ATTEMPT_STATE, fiel_journal_event_get (event, FIEL_FIELD_STATE), &next))
    return FALSE;

  /* That the request left is not a fact of its own: an edge from SENT is found there. */
  edge = fiel_attempt_table_find (*state, (FielAttemptEvent) happened);
  if (edge == NULL)
    edge = fiel_attempt_table_find (FIEL_ATTEMPT_STATE_SENT, (FielAttemptEvent) happened);
  *state = (FielAttemptState) next;

  return edge != NULL && fiel_timeline_find_step (edge, kind);
}

static gboolean
find_cancel_step (FielJournalEvent *event, FielStepKind *kind)
{
  static const FielStepKind kinds[FIEL_N_CANCEL_STATES] = {
    [FIEL_CANCEL_STATE_ASKED] = FIEL_STEP_CANCEL_ASKED,
    [FIEL_CANCEL_STATE_AGREED] = FIEL_STEP_CANCEL_AGREED,
    [FIEL_CANCEL_STATE_REFUSED] = FIEL_STEP_CANCEL_REFUSED,
    [FIEL_CANCEL_STATE_UNANSWERED] = FIEL_STEP_CANCEL_UNANSWERED,
  };
  int state;

  if (!fiel_enum_parse (FIEL_TYPE_CANCEL_STATE, fiel_journal_event_get (event, FIEL_FIELD_CANCEL), &state)
      || state == FIEL_CANCEL_STATE_NONE)
    return FALSE;

  *kind = kinds[state];

  return TRUE;
}

static gboolean
find_step (FielJournalEvent *event, FielAttemptState *state, FielStepKind *kind)
{
  switch (fiel_journal_event_get_type_of_fact (event))
    {
    case FIEL_JOURNAL_TYPE_INTENT:
      *kind = FIEL_STEP_SAVED;
      return TRUE;

    case FIEL_JOURNAL_TYPE_STATE:
      return find_state_step (event, state, kind);

    case FIEL_JOURNAL_TYPE_CANCEL:
      return find_cancel_step (event, kind);

    case FIEL_JOURNAL_TYPE_CONFLICT:
      *kind = FIEL_STEP_CONFLICT;
      return TRUE;

    case FIEL_JOURNAL_TYPE_OPENED:
    case FIEL_JOURNAL_TYPE_RECEIVED:
    case FIEL_JOURNAL_TYPE_STRAY:
    case FIEL_JOURNAL_TYPE_NOTE:
      return FALSE;
    }

  g_return_val_if_reached (FALSE);
}

static void
add_steps (FielAttempt *attempt, GPtrArray *events, const char *boot_id)
{
  FielAttemptState state = FIEL_ATTEMPT_STATE_SAVED;

  for (guint i = 0; i < events->len; i++)
    {
      FielJournalEvent *event = g_ptr_array_index (events, i);
      gboolean same_boot = g_strcmp0 (fiel_journal_event_get_boot_id (event), boot_id) == 0;
      FielStepKind kind;

      if (find_step (event, &state, &kind))
        fiel_attempt_add_step (attempt, kind, fiel_journal_event_get_wall_us (event),
                               same_boot ? fiel_journal_event_get_boot_us (event) : 0);
    }
}

/* Without its events only the two ends of a closed attempt are known. */
static void
add_ends (FielAttempt *attempt, const FielAttemptRecord *record, const char *boot_id)
{
  gboolean same_boot = g_strcmp0 (record->intent_boot_id, boot_id) == 0;

  fiel_attempt_add_step (attempt, FIEL_STEP_SAVED, record->intent_wall_us, same_boot ? record->intent_boot_us : 0);
  if (record->state == FIEL_ATTEMPT_STATE_CLOSED)
    fiel_attempt_add_step (attempt, FIEL_STEP_CLOSED, record->closed_wall_us, 0);
  if (record->conflict)
    fiel_attempt_add_step (attempt, FIEL_STEP_CONFLICT, record->closed_wall_us, 0);
}

static void
restore (FielAttempt *attempt, const FielAttemptRecord *record)
{
  FielReason reason = FIEL_REASON_NONE;
  FielCancelState cancel = record->cancel;

  /* Whoever waited for that answer is gone. */
  if (cancel == FIEL_CANCEL_STATE_ASKED)
    cancel = FIEL_CANCEL_STATE_UNANSWERED;

  fiel_reason_parse (record->reason, &reason);
  fiel_attempt_set_state (attempt, record->state, record->outcome, record->closed_wall_us);
  fiel_attempt_set_phase (attempt, record->state == FIEL_ATTEMPT_STATE_CLOSED ? FIEL_ATTEMPT_PHASE_DONE
                                                                             : FIEL_ATTEMPT_PHASE_CHECKING);
  fiel_attempt_set_reason (attempt, reason);
  fiel_attempt_set_approved (attempt, fiel_money_make (record->approved_minor, record->amount.currency));
  fiel_attempt_set_provider_words (attempt, record->provider_id, record->provider_code, record->provider_message);
  fiel_attempt_set_card (attempt, record->authorization, record->brand, record->card_type, record->last4);
  fiel_attempt_set_cancel (attempt, cancel, FALSE);
  fiel_attempt_set_contradiction (attempt,
                                  record->conflict ? FIEL_CONTRADICTION_UNCLEAR : FIEL_CONTRADICTION_NONE);
  fiel_attempt_set_parked (attempt, record->parked);
}

FielContradiction
fiel_recovery_judge_conflict (FielJournalEvent *event, FielOutcome outcome)
{
  int happened;

  if (fiel_journal_event_get_type_of_fact (event) != FIEL_JOURNAL_TYPE_CONFLICT)
    return FIEL_CONTRADICTION_NONE;
  if (outcome == FIEL_OUTCOME_NONE
      || !fiel_enum_parse (FIEL_TYPE_ATTEMPT_EVENT, fiel_journal_event_get (event, FIEL_FIELD_EVENT), &happened))
    return FIEL_CONTRADICTION_UNCLEAR;

  return fiel_contradiction_judge (outcome, (FielAttemptEvent) happened);
}

static void
restore_contradiction (FielAttempt *attempt, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      FielContradiction meaning =
        fiel_recovery_judge_conflict (g_ptr_array_index (events, i), fiel_attempt_get_outcome (attempt));

      if (meaning != FIEL_CONTRADICTION_NONE)
        fiel_attempt_set_contradiction (attempt, meaning);
    }
}

FielAttempt *
fiel_recovery_make_attempt (const FielAttemptRecord *record,
                            FielTerminal *terminal,
                            const char *provider_name,
                            GPtrArray *events,
                            const char *boot_id)
{
  const FielAttemptOrigin origin = {
    .id = record->attempt_id,
    .kind = record->kind,
    .amount = record->amount,
    .reference = record->reference,
    .terminal = terminal,
    .terminal_name = record->terminal_name != NULL ? record->terminal_name : record->terminal,
    .provider_name = provider_name,
    .actor = record->actor,
    .original = record->original,
    .saved_wall_us = record->intent_wall_us,
  };
  FielAttempt *attempt = fiel_attempt_new (&origin);

  restore (attempt, record);
  if (events != NULL)
    {
      add_steps (attempt, events, boot_id);
      fiel_attempt_notes_restore (attempt, events);
      restore_contradiction (attempt, events);
    }
  else
    add_ends (attempt, record, boot_id);

  return attempt;
}
