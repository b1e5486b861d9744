/* fiel-attempt-runner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-attempt-runner.h"

#include "fiel-attempt-news.h"
#include "fiel-attempt-notes.h"
#include "fiel-attempt-private.h"
#include "fiel-cancellation.h"
#include "fiel-engine.h"
#include "fiel-exchange.h"
#include "fiel-inquiry.h"
#include "fiel-patience.h"
#include "fiel-reread.h"
#include "fiel-terminal-private.h"
#include "fiel-timeline.h"

#include <glib/gi18n-lib.h>

/**
 * FielAttemptRunner:
 *
 *              post (event) ──► queue ──► core's edge table ──► commit ──► state ──► the edge's other effects
 *                 ▲                                                                          │
 *                 └──────────── an answer, a check, a timer, a person ◄──────────────────────┘
 *
 * The only caller of core's table and the only writer of its attempt's state, which one function assigns. Events are
 * taken one at a time, in the order they came; while the commit of one is in flight the others wait. What the commit
 * does not hold did not happen: no state, no step, no effect.
 *
 * The money request is a pointer that is handed over: once it is gone there is nothing left to send.
 */
struct _FielAttemptRunner
{
  GObject parent_instance;

  FielScribe *scribe;               /* owned */
  FielProviderLink *link;           /* owned, nullable */
  FielAttempt *attempt;             /* owned */
  FielAttemptRecord *record;        /* owned */
  FielRandomFunc random;
  gpointer random_data;             /* the caller's */
  FielInquiry *inquiry;             /* owned, nullable: no provider to ask */
  FielProviderCall *call;           /* owned, nullable: handed over or read back from the journal */

  GQueue line;                      /* owned, of FielAttemptNews */
  FielAttemptNews *committing;      /* owned, nullable: its commit is in flight */
  const FielEdge *edge;             /* static: the edge it takes */
  FielJournalEvent *fact;           /* owned, nullable: the fact that is being committed */

  guint limit_timer;
  FielPatience *patience;           /* owned */
  gboolean called_back;             /* somebody called back before its id was known */
  char *last_mismatch;              /* owned, nullable */
  gboolean sent_here;               /* by this run of the program */
  gboolean was_unknown;
  gboolean cancelling;
  gboolean parking;                 /* what was asked for last */
  gboolean stopped;
};

enum
{
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FielAttemptRunner, fiel_attempt_runner, G_TYPE_OBJECT)

static void refresh (FielAttemptRunner *self);
static void sighting_changed (FielAttemptRunner *self);
static void process_line (FielAttemptRunner *self);
static void committed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void request_started (gpointer user_data);
static void answered_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void reread_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static FielClock *
get_clock (FielAttemptRunner *self)
{
  return fiel_scribe_get_clock (self->scribe);
}

static gint64
get_now (FielAttemptRunner *self)
{
  return fiel_clock_get_boot_us (get_clock (self));
}

static FielAttemptState
get_state (FielAttemptRunner *self)
{
  return fiel_attempt_get_state (self->attempt);
}

static void
fiel_attempt_runner_dispose (GObject *object)
{
  FielAttemptRunner *self = FIEL_ATTEMPT_RUNNER (object);

  fiel_attempt_runner_stop (self);
  g_clear_object (&self->inquiry);

  G_OBJECT_CLASS (fiel_attempt_runner_parent_class)->dispose (object);
}

static void
fiel_attempt_runner_finalize (GObject *object)
{
  FielAttemptRunner *self = FIEL_ATTEMPT_RUNNER (object);

  g_queue_clear_full (&self->line, (GDestroyNotify) fiel_attempt_news_free);
  g_clear_pointer (&self->committing, fiel_attempt_news_free);
  g_clear_pointer (&self->fact, fiel_journal_event_unref);
  g_clear_pointer (&self->call, fiel_provider_call_unref);
  g_free (self->last_mismatch);
  g_clear_object (&self->link);
  g_object_unref (self->scribe);
  g_object_unref (self->attempt);
  g_clear_object (&self->patience);
  fiel_attempt_record_unref (self->record);

  G_OBJECT_CLASS (fiel_attempt_runner_parent_class)->finalize (object);
}

static void
fiel_attempt_runner_class_init (FielAttemptRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fiel_attempt_runner_dispose;
  object_class->finalize = fiel_attempt_runner_finalize;

  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

static void
fiel_attempt_runner_init (FielAttemptRunner *self)
{
  g_queue_init (&self->line);
}

/* Whatever could not be written is there again at the next start; a journal that is closed because the program ends is
 * no news. */
static void
complain (FielAttemptRunner *self, const char *what, const GError *error)
{
  if (self->stopped)
    g_info ("Attempt %s: %s: %s", self->record->attempt_id, what, error->message);
  else
    g_warning ("Attempt %s: %s: %s", self->record->attempt_id, what, error->message);
}

/* The line of events */

/* @news: (transfer full) */
static void
post (FielAttemptRunner *self, FielAttemptNews *news)
{
  g_queue_push_tail (&self->line, news);
  process_line (self);
}

static void
post_event (FielAttemptRunner *self, FielAttemptEvent event, FielReason reason)
{
  post (self, fiel_attempt_news_new (event, reason));
}

static void
inquiry_reported (FielAttemptEvent event, FielEvidence *evidence, gpointer user_data)
{
  FielAttemptRunner *self = user_data;

  if (evidence != NULL)
    post (self, fiel_attempt_news_new_evidence (evidence));
  else
    post_event (self, event, FIEL_REASON_NONE);
}

FielAttemptRunner *
fiel_attempt_runner_new (FielScribe *scribe,
                         FielProviderLink *link,
                         FielAttempt *attempt,
                         FielAttemptRecord *record,
                         FielRandomFunc random,
                         gpointer random_data)
{
  FielAttemptRunner *self = NULL;

  g_return_val_if_fail (FIEL_IS_SCRIBE (scribe), NULL);
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), NULL);
  g_return_val_if_fail (record != NULL, NULL);

  self = g_object_new (FIEL_TYPE_ATTEMPT_RUNNER, NULL);
  self->scribe = g_object_ref (scribe);
  g_set_object (&self->link, link);
  self->attempt = g_object_ref (attempt);
  self->record = fiel_attempt_record_ref (record);
  self->random = random;
  self->random_data = random_data;
  self->patience = fiel_patience_new (get_clock (self));
  g_signal_connect_object (self->patience, "notify::over", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  if (link != NULL)
    self->inquiry =
      fiel_inquiry_new (scribe, link, attempt, record, random, random_data, inquiry_reported, self);
  if (fiel_attempt_get_terminal (attempt) != NULL && fiel_attempt_get_state (attempt) != FIEL_ATTEMPT_STATE_CLOSED)
    fiel_terminal_set_attempt (fiel_attempt_get_terminal (attempt), attempt);
  g_signal_connect_object (attempt, "notify::sighting", G_CALLBACK (sighting_changed), self, G_CONNECT_SWAPPED);

  return self;
}

FielAttempt *
fiel_attempt_runner_get_attempt (FielAttemptRunner *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT_RUNNER (self), NULL);

  return self->attempt;
}

FielAttemptRecord *
fiel_attempt_runner_get_record (FielAttemptRunner *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT_RUNNER (self), NULL);

  return self->record;
}

/* What the cashier sees */

static void
add_step (FielAttemptRunner *self, FielStepKind kind)
{
  fiel_attempt_add_step (self->attempt, kind, fiel_clock_get_wall_us (get_clock (self)), get_now (self));
}

static FielAttemptPhase
find_phase (FielAttemptRunner *self)
{
  switch (get_state (self))
    {
    case FIEL_ATTEMPT_STATE_PROPOSED:
    case FIEL_ATTEMPT_STATE_SAVED:
      return FIEL_ATTEMPT_PHASE_SENDING;

    case FIEL_ATTEMPT_STATE_SENT:
    case FIEL_ATTEMPT_STATE_ACCEPTED:
      return FIEL_ATTEMPT_PHASE_WAITING;

    case FIEL_ATTEMPT_STATE_UNKNOWN:
      return fiel_patience_is_over (self->patience) ? FIEL_ATTEMPT_PHASE_UNCONFIRMED : FIEL_ATTEMPT_PHASE_CHECKING;

    case FIEL_ATTEMPT_STATE_CLOSED:
      return FIEL_ATTEMPT_PHASE_DONE;
    }

  g_return_val_if_reached (FIEL_ATTEMPT_PHASE_UNCONFIRMED);
}

static gboolean
can_cancel (FielAttemptRunner *self)
{
  FielAttemptState state = get_state (self);
  const gboolean agreed = fiel_attempt_get_cancel_state (self->attempt) == FIEL_CANCEL_STATE_AGREED;

  return fiel_attempt_get_kind (self->attempt) == FIEL_ATTEMPT_KIND_SALE && self->link != NULL
         && fiel_provider_link_can (self->link, FIEL_OPERATION_CANCEL) && !self->cancelling && !agreed
         && (state == FIEL_ATTEMPT_STATE_SENT || state == FIEL_ATTEMPT_STATE_ACCEPTED
             || state == FIEL_ATTEMPT_STATE_UNKNOWN);
}

static void
refresh (FielAttemptRunner *self)
{
  fiel_attempt_set_phase (self->attempt, find_phase (self));
  fiel_attempt_set_cancel (self->attempt, fiel_attempt_get_cancel_state (self->attempt), can_cancel (self));
}

/* Somebody sees the terminal wait for a card: a customer at it gets more time than an answer does. */
static void
sighting_changed (FielAttemptRunner *self)
{
  if (get_state (self) != FIEL_ATTEMPT_STATE_UNKNOWN || self->stopped)
    return;

  if (fiel_attempt_get_sighting (self->attempt) == FIEL_SIGHTING_WAITING)
    fiel_patience_extend (self->patience);
  else
    fiel_patience_lose (self->patience);
}

/* The provider's own limit */

static void
limit_passed (gpointer user_data)
{
  FielAttemptRunner *self = user_data;
  FielAttemptState state = get_state (self);

  self->limit_timer = 0;
  if (state == FIEL_ATTEMPT_STATE_SENT || state == FIEL_ATTEMPT_STATE_ACCEPTED)
    post_event (self, FIEL_ATTEMPT_EVENT_LIMIT_PASSED, FIEL_REASON_PROVIDER_TIMEOUT);
}

/* @sent_us: when the request left, as far as anybody knows. A deadline is shown if that is of this boot. */
static void
begin_limit (FielAttemptRunner *self, gint64 sent_us, gboolean show_sent, gboolean show_deadline)
{
  const FielProviderTraits *traits = self->link != NULL ? fiel_provider_link_get_traits (self->link) : NULL;
  gint64 deadline_us;

  if (traits == NULL || self->stopped)
    return;

  deadline_us = sent_us + traits->timings.limit_us;
  fiel_inquiry_set_sent (self->inquiry, sent_us, show_deadline);
  fiel_attempt_set_times (self->attempt, show_sent ? sent_us : 0, show_deadline ? deadline_us : 0);
  fiel_clock_clear_timer (get_clock (self), &self->limit_timer);
  self->limit_timer =
    fiel_clock_add_timer (get_clock (self), MAX (deadline_us - get_now (self), 0), limit_passed, self);
}

/* Effects */

static void
send_request (FielAttemptRunner *self)
{
  g_autoptr (FielExchange) exchange = NULL;

  g_return_if_fail (self->call != NULL);

  if (self->stopped || fiel_scribe_get_trouble (self->scribe) != NULL)
    {
      g_clear_pointer (&self->call, fiel_provider_call_unref);
      post_event (self, FIEL_ATTEMPT_EVENT_NOT_SENT, self->stopped ? FIEL_REASON_RESTARTED : FIEL_REASON_NOT_SAVED);
      return;
    }

  exchange = fiel_exchange_new (self->scribe, self->link, self->record->attempt_id);
  fiel_exchange_send_async (exchange, g_steal_pointer (&self->call), request_started, self, answered_cb,
                            g_object_ref (self));
}

static void
request_started (gpointer user_data)
{
  FielAttemptRunner *self = user_data;

  post_event (self, FIEL_ATTEMPT_EVENT_STARTED, FIEL_REASON_NONE);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielAttemptRunner) self = user_data;
  FielExchange *exchange = FIEL_EXCHANGE (source);
  g_autoptr (GError) error = NULL;

  if (!fiel_exchange_finish (exchange, result, &error))
    complain (self, "its answer waits for the next start", error);

  /* It stands in the journal, or cannot be written there: the next start reads it again. */
  if (error != NULL || self->stopped)
    return;

  fiel_inquiry_set_closed (self->inquiry, fiel_exchange_get_ended_us (exchange));
  post (self,
        fiel_attempt_news_new_evidence (fiel_exchange_judge (FIEL_OPERATION_SALE, fiel_exchange_get_reply (exchange),
                                                                   fiel_exchange_get_finding (exchange))));
}

static void
plan_check (FielAttemptRunner *self)
{
  if (self->inquiry != NULL && !self->stopped)
    fiel_inquiry_plan (self->inquiry);
}

static void
check (FielAttemptRunner *self)
{
  if (self->inquiry != NULL && !self->stopped)
    fiel_inquiry_check_now (self->inquiry);
}

/* A payment that a person closed is asked about for as long as it costs nobody anything: by its id. */
static gboolean
is_still_watched (FielAttemptRunner *self)
{
  return self->inquiry != NULL && fiel_outcome_is_by_hand (fiel_attempt_get_outcome (self->attempt))
         && fiel_attempt_get_provider_id (self->attempt) != NULL;
}

static void
release (FielAttemptRunner *self)
{
  FielTerminal *terminal = fiel_attempt_get_terminal (self->attempt);

  fiel_clock_clear_timer (get_clock (self), &self->limit_timer);
  fiel_patience_stop (self->patience);
  if (terminal != NULL && fiel_terminal_get_attempt (terminal) == self->attempt)
    {
      fiel_terminal_set_attempt (terminal, NULL);
      /* It was busy with this; what it is now nobody asked yet. */
      if (fiel_terminal_get_availability (terminal) == FIEL_AVAILABILITY_BUSY)
        fiel_terminal_set_probed (terminal, FIEL_AVAILABILITY_NOT_CHECKED, 0);
    }
}

static void
finish (FielAttemptRunner *self)
{
  if (self->inquiry != NULL)
    fiel_inquiry_stop (self->inquiry);
  g_signal_emit (self, signals[FINISHED], 0);
}

/* Showing an edge that was taken */

/* The one function that assigns the state. */
static void
assign_state (FielAttemptRunner *self, const FielEdge *edge)
{
  gboolean closes = edge->to == FIEL_ATTEMPT_STATE_CLOSED;

  if (edge->to == edge->from)
    return;

  fiel_attempt_set_state (self->attempt, edge->to, edge->outcome,
                          closes ? fiel_journal_event_get_wall_us (self->fact) : 0);
}

static void
show_words (FielAttemptRunner *self, const FielEdge *edge, const FielAttemptNews *news)
{
  const FielEvidence *evidence = news->evidence;
  FielMoney amount = self->record->amount;

  /* The provider does not know an id that it gave us: people must see it, although it decides nothing. */
  if (edge->effects & FIEL_EFFECT_RECORD || news->reason == FIEL_REASON_ID_NOT_FOUND)
    fiel_attempt_set_reason (self->attempt, news->reason);
  if ((edge->effects & FIEL_EFFECT_RECORD) == 0)
    return;

  fiel_attempt_set_approved (self->attempt,
                             fiel_money_make (fiel_attempt_news_get_moved (news, edge, amount), amount.currency));
  if (evidence == NULL)
    return;

  fiel_attempt_set_provider_words (self->attempt, NULL, evidence->provider_code, evidence->provider_message);
  if (news->event == FIEL_ATTEMPT_EVENT_MISMATCH)
    return;

  fiel_attempt_set_provider_words (self->attempt, evidence->provider_id, NULL, NULL);
  fiel_attempt_set_card (self->attempt, evidence->authorization, evidence->card_brand, evidence->card_type,
                         evidence->last4);
}

static gboolean
gives_id_first (FielAttemptRunner *self)
{
  const FielProviderTraits *traits = self->link != NULL ? fiel_provider_link_get_traits (self->link) : NULL;

  return traits != NULL && traits->gives_id_first;
}

static void
show_step (FielAttemptRunner *self, const FielEdge *edge)
{
  FielStepKind kind;

  if (fiel_timeline_find_step (edge, &kind))
    add_step (self, kind);
  if (edge->to == FIEL_ATTEMPT_STATE_ACCEPTED || edge->to == FIEL_ATTEMPT_STATE_UNKNOWN
      || (edge->to == FIEL_ATTEMPT_STATE_SENT && !gives_id_first (self)))
    add_step (self, FIEL_STEP_WAITING);
}

/* Once, as soon as there is an id to ask by. */
static gboolean
was_called_back (FielAttemptRunner *self)
{
  if (!self->called_back || get_state (self) != FIEL_ATTEMPT_STATE_ACCEPTED)
    return FALSE;

  self->called_back = FALSE;

  return TRUE;
}

/* What follows from where the edge leads, before anybody is told. */
static void
enter_state (FielAttemptRunner *self, const FielEdge *edge)
{
  guint n_checks = fiel_attempt_get_n_checks (self->attempt);

  if (edge->event == FIEL_ATTEMPT_EVENT_STARTED)
    begin_limit (self, get_now (self), TRUE, TRUE);
  if (edge->event == FIEL_ATTEMPT_EVENT_MISMATCH && self->inquiry != NULL)
    fiel_inquiry_set_doubted (self->inquiry);
  self->was_unknown = self->was_unknown || edge->to == FIEL_ATTEMPT_STATE_UNKNOWN;
  if (edge->to == FIEL_ATTEMPT_STATE_UNKNOWN && edge->from != FIEL_ATTEMPT_STATE_UNKNOWN)
    fiel_patience_begin (self->patience, n_checks);
  if (edge->to == FIEL_ATTEMPT_STATE_UNKNOWN)
    fiel_patience_note_checks (self->patience, n_checks);
  if (edge->event == FIEL_ATTEMPT_EVENT_MISMATCH)
    fiel_patience_lose (self->patience);
  if (edge->to == FIEL_ATTEMPT_STATE_ACCEPTED)
    fiel_patience_regain (self->patience);
}

static void
take_edge (FielAttemptRunner *self, const FielEdge *edge, const FielAttemptNews *news)
{
  g_object_ref (self);
  g_object_freeze_notify (G_OBJECT (self->attempt));
  assign_state (self, edge);
  show_words (self, edge, news);
  show_step (self, edge);
  enter_state (self, edge);
  refresh (self);
  if (edge->effects & FIEL_EFFECT_RELEASE)
    release (self);
  g_object_thaw_notify (G_OBJECT (self->attempt));

  if (edge->effects & FIEL_EFFECT_SEND)
    send_request (self);
  if (edge->effects & FIEL_EFFECT_CHECK || was_called_back (self))
    check (self);
  if (edge->effects & FIEL_EFFECT_SCHEDULE || is_still_watched (self))
    plan_check (self);
  else if (edge->effects & FIEL_EFFECT_RELEASE)
    finish (self);
  g_object_unref (self);
}

/* Writing an edge down */

/* @news: (transfer full) */
static void
commit_edge (FielAttemptRunner *self, const FielEdge *edge, FielAttemptNews *news)
{
  self->committing = news;
  self->edge = edge;
  self->fact = fiel_attempt_news_make_state (news, self->scribe, self->record->attempt_id, edge, self->record->amount);
  fiel_scribe_write_async (self->scribe, self->fact, FIEL_JOURNAL_DURABLE, committed_cb, g_object_ref (self));
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielAttemptRunner) self = user_data;
  g_autoptr (FielAttemptNews) news = g_steal_pointer (&self->committing);
  g_autoptr (GError) error = NULL;

  if (fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error))
    {
      take_edge (self, self->edge, news);
    }
  else
    {
      complain (self, "it stays as it is", error);
      plan_check (self);
    }

  g_clear_pointer (&self->fact, fiel_journal_event_unref);
  process_line (self);
}

/* An event without an edge is kept, and changes nothing. A conflict is shown by whoever keeps the alerts. */
static void
record_stray (FielAttemptRunner *self, const FielAttemptNews *news)
{
  FielStrayKind kind =
    fiel_attempt_table_judge_stray (get_state (self), fiel_attempt_get_outcome (self->attempt), news->event);
  g_autoptr (FielJournalEvent) fact =
    fiel_attempt_news_make_stray (news, self->scribe, self->record->attempt_id, kind);

  fiel_scribe_write (self->scribe, fact,
                     kind == FIEL_STRAY_CONFLICT ? FIEL_JOURNAL_DURABLE : FIEL_JOURNAL_ORDERED);
}

/* Whether the same contradiction was written down already: then the check brought nothing new. */
static gboolean
is_known_mismatch (FielAttemptRunner *self, const char *explanation)
{
  if (g_strcmp0 (self->last_mismatch, explanation) == 0)
    return TRUE;

  g_free (self->last_mismatch);
  self->last_mismatch = g_strdup (explanation);

  return FALSE;
}

/* Evidence is held against the attempt as it is now that its turn has come. */
static void
admit (FielAttemptRunner *self, FielAttemptNews *news)
{
  FielAttemptFacts facts = fiel_inquiry_make_facts (self->attempt, self->record);

  fiel_attempt_news_admit (news, &facts);
  if (news->event == FIEL_ATTEMPT_EVENT_MISMATCH && is_known_mismatch (self, news->detail)
      && get_state (self) == FIEL_ATTEMPT_STATE_UNKNOWN)
    news->event = FIEL_ATTEMPT_EVENT_NO_NEWS;
}

/* A check about a payment that a person closed, and it brought nothing: no message, nothing to keep. */
static gboolean
is_silence (FielAttemptRunner *self, FielAttemptEvent event)
{
  return get_state (self) == FIEL_ATTEMPT_STATE_CLOSED && is_still_watched (self)
         && (event == FIEL_ATTEMPT_EVENT_NO_NEWS || event == FIEL_ATTEMPT_EVENT_PENDING);
}

/* Only an answer ends the questions about a payment that a person closed. A second press, or a restart that was read
 * while the first press was written, is none; and a callback is a reason to ask. */
static void
go_on_watching (FielAttemptRunner *self, const FielAttemptNews *news)
{
  if (!is_still_watched (self))
    return;

  if (news->evidence != NULL)
    finish (self);
  else if (news->event == FIEL_ATTEMPT_EVENT_CALLBACK)
    check (self);
}

/* @news: (transfer full) */
static void
process (FielAttemptRunner *self, FielAttemptNews *news)
{
  g_autoptr (FielAttemptNews) owned = news;
  const FielEdge *edge = NULL;

  admit (self, news);
  edge = fiel_attempt_table_find (get_state (self), news->event);
  if (edge != NULL && edge->effects & FIEL_EFFECT_RECORD)
    {
      commit_edge (self, edge, g_steal_pointer (&owned));
    }
  else if (edge != NULL)
    {
      take_edge (self, edge, news);
    }
  else if (is_silence (self, news->event))
    {
      plan_check (self);
    }
  else
    {
      record_stray (self, news);
      go_on_watching (self, news);
    }
}

static void
process_line (FielAttemptRunner *self)
{
  g_object_ref (self);
  while (self->committing == NULL && !g_queue_is_empty (&self->line))
    process (self, g_queue_pop_head (&self->line));
  g_object_unref (self);
}

/* Beginnings */

void
fiel_attempt_runner_send (FielAttemptRunner *self, FielProviderCall *call)
{
  g_return_if_fail (FIEL_IS_ATTEMPT_RUNNER (self));
  g_return_if_fail (call != NULL && self->link != NULL);
  g_return_if_fail (get_state (self) == FIEL_ATTEMPT_STATE_PROPOSED);

  self->call = call;
  self->sent_here = TRUE;
  post_event (self, FIEL_ATTEMPT_EVENT_SAVED, FIEL_REASON_NONE);
}

/* Whether something was said that contradicts it, in an earlier run. */
static gboolean
was_doubted (GPtrArray *events)
{
  const char *mismatch = fiel_enum_nick (FIEL_TYPE_ATTEMPT_EVENT, FIEL_ATTEMPT_EVENT_MISMATCH);

  for (guint i = 0; i < events->len; i++)
    if (g_strcmp0 (fiel_journal_event_get (g_ptr_array_index (events, i), FIEL_FIELD_EVENT), mismatch) == 0)
      return TRUE;

  return FALSE;
}

void
fiel_attempt_runner_take_up (FielAttemptRunner *self, GPtrArray *events)
{
  gboolean same_boot;
  gint64 now_us;

  g_return_if_fail (FIEL_IS_ATTEMPT_RUNNER (self));
  g_return_if_fail (events != NULL);

  now_us = get_now (self);
  same_boot = g_str_equal (self->record->intent_boot_id, fiel_clock_get_boot_id (get_clock (self)));
  if (get_state (self) == FIEL_ATTEMPT_STATE_UNKNOWN)
    fiel_patience_begin (self->patience, fiel_attempt_get_n_checks (self->attempt));
  if (get_state (self) != FIEL_ATTEMPT_STATE_SAVED)
    refresh (self);
  if (self->inquiry == NULL)
    {
      post_event (self, FIEL_ATTEMPT_EVENT_RESTARTED, FIEL_REASON_RESTARTED);
      return;
    }

  /* Our connection died with the program that held it; when exactly, nobody knows, but not later than now. */
  fiel_inquiry_set_closed (self->inquiry, now_us);
  if (was_doubted (events))
    fiel_inquiry_set_doubted (self->inquiry);
  begin_limit (self, same_boot ? MIN (self->record->intent_boot_us, now_us) : now_us, FALSE, same_boot);
  fiel_reread_async (self->link, self->record, events, reread_cb, g_object_ref (self));
}

static void
reread_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielAttemptRunner) self = user_data;
  g_autoptr (GPtrArray) evidence = fiel_reread_finish (FIEL_PROVIDER_LINK (source), result);

  for (guint i = 0; i < evidence->len; i++)
    post (self, fiel_attempt_news_new_evidence (fiel_evidence_copy (g_ptr_array_index (evidence, i))));
  post_event (self, FIEL_ATTEMPT_EVENT_RESTARTED, FIEL_REASON_RESTARTED);
}

void
fiel_attempt_runner_watch (FielAttemptRunner *self)
{
  g_return_if_fail (FIEL_IS_ATTEMPT_RUNNER (self));
  g_return_if_fail (is_still_watched (self));

  plan_check (self);
}

/**
 * fiel_attempt_runner_hear_callback:
 *
 * It is asked about at once. Where a callback has overtaken the acknowledgement that brings the id, that moment is
 * when the id is known.
 */
void
fiel_attempt_runner_hear_callback (FielAttemptRunner *self)
{
  g_return_if_fail (FIEL_IS_ATTEMPT_RUNNER (self));

  self->called_back = fiel_attempt_get_provider_id (self->attempt) == NULL;
  if (get_state (self) == FIEL_ATTEMPT_STATE_CLOSED && is_still_watched (self))
    check (self);
  else
    post_event (self, FIEL_ATTEMPT_EVENT_CALLBACK, FIEL_REASON_NONE);
}

/* People */

static gboolean
refuse (GError **error, FielEngineError code, const char *sentence)
{
  g_set_error_literal (error, FIEL_ENGINE_ERROR, (int) code, sentence);

  return FALSE;
}

/* Whether there is something to ask about. */
static gboolean
require_open (FielAttemptRunner *self, GError **error)
{
  if (fiel_scribe_get_trouble (self->scribe) != NULL)
    return refuse (error, FIEL_ENGINE_ERROR_STORAGE, fiel_scribe_get_trouble (self->scribe));
  if (get_state (self) == FIEL_ATTEMPT_STATE_CLOSED)
    return refuse (error, FIEL_ENGINE_ERROR_CLOSED, _ ("This payment is closed already."));
  if (self->stopped)
    return refuse (error, FIEL_ENGINE_ERROR_NOT_READY, _ ("The program is ending."));

  return TRUE;
}

static gboolean
require_sent (FielAttemptRunner *self, GError **error)
{
  FielAttemptState state = get_state (self);

  if (!require_open (self, error))
    return FALSE;
  if (self->link == NULL || fiel_provider_link_get_traits (self->link) == NULL)
    return refuse (error, FIEL_ENGINE_ERROR_PROVIDER,
                   _ ("The provider of this payment is not set up at this till, so it cannot be asked."));
  if (state == FIEL_ATTEMPT_STATE_PROPOSED || state == FIEL_ATTEMPT_STATE_SAVED)
    return refuse (error, FIEL_ENGINE_ERROR_NOT_READY,
                   _ ("This payment is only just being sent. Try again in a moment."));

  return TRUE;
}

gboolean
fiel_attempt_runner_ask_cancel (FielAttemptRunner *self, GError **error)
{
  g_autoptr (FielCancellation) cancellation = NULL;

  g_return_val_if_fail (FIEL_IS_ATTEMPT_RUNNER (self), FALSE);

  if (!require_sent (self, error))
    return FALSE;
  if (!fiel_provider_link_can (self->link, FIEL_OPERATION_CANCEL))
    return refuse (error, FIEL_ENGINE_ERROR_PROVIDER,
                   _ ("This terminal cannot be stopped from here. Press the red key on the terminal."));
  if (self->cancelling || !fiel_attempt_get_can_cancel (self->attempt))
    return refuse (error, FIEL_ENGINE_ERROR_NOT_READY, _ ("The terminal was asked to stop already."));

  self->cancelling = TRUE;
  refresh (self);
  cancellation =
    fiel_cancellation_new (self->scribe, self->link, self->attempt, self->record, self->random, self->random_data);
  fiel_cancellation_run_async (cancellation, cancelled_cb, g_object_ref (self));

  return TRUE;
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielAttemptRunner) self = user_data;
  g_autoptr (GError) error = NULL;

  self->cancelling = FALSE;
  if (!fiel_cancellation_run_finish (FIEL_CANCELLATION (source), result, &error))
    complain (self, "what came of the request to stop could not be written", error);

  refresh (self);
  if (get_state (self) == FIEL_ATTEMPT_STATE_ACCEPTED || get_state (self) == FIEL_ATTEMPT_STATE_UNKNOWN)
    check (self);
}

gboolean
fiel_attempt_runner_check_now (FielAttemptRunner *self, GError **error)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT_RUNNER (self), FALSE);

  if (!is_still_watched (self) && !require_sent (self, error))
    return FALSE;

  check (self);

  return TRUE;
}

gboolean
fiel_attempt_runner_set_parked (FielAttemptRunner *self, gboolean parked, GError **error)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT_RUNNER (self), FALSE);

  if (!require_open (self, error))
    return FALSE;

  self->parking = !!parked;
  fiel_attempt_notes_park (self->scribe, self->attempt, parked);

  return TRUE;
}

/**
 * fiel_attempt_runner_note_sighting:
 *
 * Kept, never believed: the provider is asked at once, and the attempt stays open. Where the terminal still waits for
 * the customer there is no reason yet to call it "not confirmed".
 */
gboolean
fiel_attempt_runner_note_sighting (FielAttemptRunner *self,
                                   FielSighting sighting,
                                   const char *slip_code,
                                   const char *actor,
                                   GError **error)
{
  FielAttemptState state = get_state (self);

  g_return_val_if_fail (FIEL_IS_ATTEMPT_RUNNER (self), FALSE);
  g_return_val_if_fail (actor != NULL, FALSE);

  if (!require_open (self, error) || !fiel_attempt_notes_check_sighting (sighting, slip_code, error))
    return FALSE;
  if (state != FIEL_ATTEMPT_STATE_ACCEPTED && state != FIEL_ATTEMPT_STATE_UNKNOWN)
    return refuse (error, FIEL_ENGINE_ERROR_NOT_READY,
                   _ ("This payment is still on its way. Wait for its result first."));

  fiel_attempt_notes_add_sighting (self->scribe, self->attempt, sighting, slip_code, actor);
  /* What was seen before is no change that anybody would hear of. */
  if (sighting == fiel_attempt_get_sighting (self->attempt))
    sighting_changed (self);
  check (self);

  return TRUE;
}

gboolean
fiel_attempt_runner_record_by_hand (FielAttemptRunner *self,
                                    gboolean charged,
                                    const char *reason,
                                    const char *actor,
                                    const char *witness,
                                    GError **error)
{
  FielAttemptNews *news = NULL;
  FielAttemptEvent event = charged ? FIEL_ATTEMPT_EVENT_HAND_CHARGED : FIEL_ATTEMPT_EVENT_HAND_NOT_CHARGED;

  g_return_val_if_fail (FIEL_IS_ATTEMPT_RUNNER (self), FALSE);
  g_return_val_if_fail (reason != NULL && actor != NULL, FALSE);

  if (!require_open (self, error) || !fiel_attempt_notes_check_words (reason, error)
      || !fiel_attempt_notes_check_words (actor, error)
      || (witness != NULL && !fiel_attempt_notes_check_words (witness, error)))
    return FALSE;
  if (fiel_attempt_table_find (get_state (self), event) == NULL)
    return refuse (error, FIEL_ENGINE_ERROR_NOT_READY,
                   _ ("This payment is still on its way. It can be recorded by hand once it is not confirmed."));

  news = fiel_attempt_news_new (event, FIEL_REASON_NONE);
  news->detail = g_strdup (reason);
  news->actor = g_strdup (actor);
  news->witness = g_strdup (witness);
  post (self, news);

  return TRUE;
}

gboolean
fiel_attempt_runner_may_repeat (FielAttemptRunner *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT_RUNNER (self), FALSE);

  return self->sent_here && !self->was_unknown && !self->stopped && !self->cancelling && !self->parking
         && fiel_attempt_get_cancel_state (self->attempt) == FIEL_CANCEL_STATE_NONE;
}

void
fiel_attempt_runner_stop (FielAttemptRunner *self)
{
  g_return_if_fail (FIEL_IS_ATTEMPT_RUNNER (self));

  self->stopped = TRUE;
  fiel_clock_clear_timer (get_clock (self), &self->limit_timer);
  fiel_patience_stop (self->patience);
  if (self->inquiry != NULL)
    fiel_inquiry_stop (self->inquiry);
}
