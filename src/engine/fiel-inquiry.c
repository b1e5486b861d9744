/* fiel-inquiry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-inquiry.h"

#include "fiel-attempt-id.h"
#include "fiel-attempt-private.h"
#include "fiel-check-plan.h"
#include "fiel-exchange.h"
#include "fiel-records.h"
#include "fiel-terminal-private.h"

/**
 * FielInquiry:
 *
 * The questions about one open attempt. Which question comes next, and when, is core's fiel_check_plan_next(); this
 * object keeps the situation that function reads and asks the question. It reports exactly one event per check, and
 * the runner's table says whether another is planned.
 *
 * A read of the terminal's records counts as "not there" only if
 *  - a probe found the terminal idle and nothing was asked in between,
 *  - the list is complete, and no row of it may be this attempt, now or in an earlier read,
 *  - nobody ever said "approved" about it, and
 *  - core believes a list without it: fiel_check_plan_is_negative().
 * A void leaves no record of its own where it was not executed: for it, the list must still show its sale as one that
 * stands. A return is listed without a name, so a list that holds returns, and none of its amount, proves that it is
 * not there; nobody documents that every list holds returns, so one without any proves nothing. A list with its amount
 * leaves it open for a person.
 * The last receipt alone can find an attempt, but never prove that it is not there.
 */
struct _FielInquiry
{
  GObject parent_instance;

  FielScribe *scribe;               /* owned */
  FielProviderLink *link;           /* owned */
  FielAttempt *attempt;             /* owned */
  FielAttemptRecord *record;        /* owned */
  FielRandomFunc random;
  gpointer random_data;             /* the caller's */
  FielInquiryFunc func;             /* NULL once stopped */
  gpointer func_data;               /* the caller's */

  gint64 sent_us;
  gint64 left_us;                   /* when the request left; 0 if that was not in this boot */
  gint64 closed_us;
  gboolean doubted;                 /* somebody said something that contradicts it: absence proves nothing any more */
  gboolean unclear;                 /* the last status said "finished" and not how */
  gboolean terminal_idle;
  guint negative_reads;
  gint64 last_negative_us;
  gint64 not_before_us;             /* the provider's own advice */
  guint timer;
  FielCheckKind planned;
  FielExchange *exchange;           /* owned, nullable: the question that is out */
  FielOperation operation;          /* its operation */
  gboolean again;                   /* somebody asked while it was out */
  char *known_texts[FIEL_N_OPERATIONS];   /* owned, nullable: the last answers as written down */
};

/* How many of the newest attempts a list is compared with. */
#define N_OTHERS 1000

G_DEFINE_FINAL_TYPE (FielInquiry, fiel_inquiry, G_TYPE_OBJECT)

static void timer_passed (gpointer user_data);
static void asked_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void others_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static FielClock *
get_clock (FielInquiry *self)
{
  return fiel_scribe_get_clock (self->scribe);
}

static gint64
get_now (FielInquiry *self)
{
  return fiel_clock_get_boot_us (get_clock (self));
}

static void
fiel_inquiry_dispose (GObject *object)
{
  FielInquiry *self = FIEL_INQUIRY (object);

  fiel_inquiry_stop (self);

  G_OBJECT_CLASS (fiel_inquiry_parent_class)->dispose (object);
}

static void
fiel_inquiry_finalize (GObject *object)
{
  FielInquiry *self = FIEL_INQUIRY (object);

  g_clear_object (&self->exchange);
  for (guint i = 0; i < FIEL_N_OPERATIONS; i++)
    g_free (self->known_texts[i]);
  g_object_unref (self->scribe);
  g_object_unref (self->link);
  g_object_unref (self->attempt);
  fiel_attempt_record_unref (self->record);

  G_OBJECT_CLASS (fiel_inquiry_parent_class)->finalize (object);
}

static void
fiel_inquiry_class_init (FielInquiryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fiel_inquiry_dispose;
  object_class->finalize = fiel_inquiry_finalize;
}

static void
fiel_inquiry_init (FielInquiry *self)
{
}

FielInquiry *
fiel_inquiry_new (FielScribe *scribe,
                  FielProviderLink *link,
                  FielAttempt *attempt,
                  FielAttemptRecord *record,
                  FielRandomFunc random,
                  gpointer random_data,
                  FielInquiryFunc func,
                  gpointer func_data)
{
  FielInquiry *self = g_object_new (FIEL_TYPE_INQUIRY, NULL);

  self->scribe = g_object_ref (scribe);
  self->link = g_object_ref (link);
  self->attempt = g_object_ref (attempt);
  self->record = fiel_attempt_record_ref (record);
  self->random = random;
  self->random_data = random_data;
  self->func = func;
  self->func_data = func_data;

  return self;
}

FielAttemptFacts
fiel_inquiry_make_facts (FielAttempt *attempt, FielAttemptRecord *record)
{
  return (FielAttemptFacts){
    .kind = record->kind,
    .reference = record->attempt_id,
    .ticket = record->ticket_sent,
    .terminal_id = record->terminal_id,
    .provider_id = fiel_attempt_get_provider_id (attempt),
    .amount = record->amount,
  };
}

void
fiel_inquiry_set_sent (FielInquiry *self, gint64 boot_us, gboolean this_boot)
{
  g_return_if_fail (FIEL_IS_INQUIRY (self));

  self->sent_us = boot_us;
  self->left_us = this_boot ? boot_us : 0;
}

void
fiel_inquiry_set_doubted (FielInquiry *self)
{
  g_return_if_fail (FIEL_IS_INQUIRY (self));

  self->doubted = TRUE;
  self->negative_reads = 0;
}

void
fiel_inquiry_set_closed (FielInquiry *self, gint64 boot_us)
{
  g_return_if_fail (FIEL_IS_INQUIRY (self));

  self->closed_us = boot_us;
  /* Advice given while our own request ran was about that. */
  self->not_before_us = 0;
}

void
fiel_inquiry_stop (FielInquiry *self)
{
  g_return_if_fail (FIEL_IS_INQUIRY (self));

  self->func = NULL;
  self->again = FALSE;
  fiel_clock_clear_timer (get_clock (self), &self->timer);
  fiel_attempt_set_checks (self->attempt, fiel_attempt_get_n_checks (self->attempt),
                           fiel_attempt_get_last_check_us (self->attempt), 0);
}

static gboolean
can_ask (FielInquiry *self)
{
  return self->func != NULL && fiel_provider_link_get_traits (self->link) != NULL
         && fiel_scribe_get_trouble (self->scribe) == NULL;
}

static guint
draw_jitter (FielInquiry *self)
{
  guint16 bits = 0;

  self->random ((guint8 *) &bits, sizeof bits, self->random_data);

  return bits % 1000u;
}

static gboolean
can_read_records (FielInquiry *self)
{
  return fiel_provider_link_can (self->link, FIEL_OPERATION_RECORDS)
         || (fiel_provider_link_can (self->link, FIEL_OPERATION_LAST_RECORD)
             && self->record->kind == FIEL_ATTEMPT_KIND_SALE);
}

static FielCheckPlan
make_plan (FielInquiry *self)
{
  /* What a person closed is asked about like what nobody knows. */
  FielAttemptState state = fiel_attempt_get_state (self->attempt);
  const FielCheckSituation situation = {
    .state = state == FIEL_ATTEMPT_STATE_CLOSED ? FIEL_ATTEMPT_STATE_UNKNOWN : state,
    .has_provider_id = fiel_attempt_get_provider_id (self->attempt) != NULL,
    .can_read_records = can_read_records (self),
    .is_unclear = self->unclear && state != FIEL_ATTEMPT_STATE_CLOSED,
    .now_us = get_now (self),
    .sent_us = self->sent_us,
    .closed_us = self->closed_us,
    .n_checks = fiel_attempt_get_n_checks (self->attempt),
    .terminal_idle = self->terminal_idle,
    .negative_reads = self->negative_reads,
    .last_negative_us = self->last_negative_us,
    .jitter = draw_jitter (self),
  };

  return fiel_check_plan_next (&situation, &fiel_provider_link_get_traits (self->link)->timings);
}

static void
show_next (FielInquiry *self, gint64 next_us)
{
  fiel_attempt_set_checks (self->attempt, fiel_attempt_get_n_checks (self->attempt),
                           fiel_attempt_get_last_check_us (self->attempt), next_us);
}

static void
arm (FielInquiry *self, FielCheckPlan plan)
{
  gint64 now_us = get_now (self);
  gint64 delay_us = MAX (plan.delay_us, self->not_before_us - now_us);

  fiel_clock_clear_timer (get_clock (self), &self->timer);
  self->planned = plan.kind;
  self->timer = fiel_clock_add_timer (get_clock (self), delay_us, timer_passed, self);
  show_next (self, now_us + delay_us);
}

/**
 * fiel_inquiry_plan:
 *
 * Plans the next check. Nothing is planned where nobody can be asked or the answer could not be kept.
 */
void
fiel_inquiry_plan (FielInquiry *self)
{
  g_return_if_fail (FIEL_IS_INQUIRY (self));

  if (!can_ask (self) || self->exchange != NULL)
    return;

  if (self->again)
    fiel_inquiry_check_now (self);
  else
    arm (self, make_plan (self));
}

static void
report (FielInquiry *self, FielAttemptEvent event, FielEvidence *evidence)
{
  if (self->func != NULL)
    self->func (event, evidence, self->func_data);
  else
    fiel_evidence_free (evidence);
}

static FielProviderRequest *
make_request (FielInquiry *self, FielOperation operation)
{
  return fiel_exchange_make_question (operation, self->record, fiel_attempt_get_provider_id (self->attempt),
                                      self->random, self->random_data);
}

static FielOperation
operation_for (FielInquiry *self, FielCheckKind kind)
{
  if (kind == FIEL_CHECK_STATUS)
    return FIEL_OPERATION_STATUS;
  if (kind == FIEL_CHECK_PROBE)
    return FIEL_OPERATION_PROBE;

  return fiel_provider_link_can (self->link, FIEL_OPERATION_RECORDS) ? FIEL_OPERATION_RECORDS
    : FIEL_OPERATION_LAST_RECORD;
}

static void
ask (FielInquiry *self, FielCheckKind kind)
{
  g_autoptr (FielProviderRequest) request = NULL;

  self->again = FALSE;
  if (kind == FIEL_CHECK_CONCLUDE)
    {
      report (self, FIEL_ATTEMPT_EVENT_ABSENT, NULL);
      return;
    }

  self->operation = operation_for (self, kind);
  request = make_request (self, self->operation);
  self->exchange = fiel_exchange_new (self->scribe, self->link, self->record->attempt_id);
  fiel_exchange_set_known_text (self->exchange, self->known_texts[self->operation]);
  fiel_attempt_set_checking (self->attempt, TRUE);
  show_next (self, 0);
  fiel_exchange_ask_async (self->exchange, request, asked_cb, g_object_ref (self));
}

static void
timer_passed (gpointer user_data)
{
  FielInquiry *self = user_data;

  self->timer = 0;
  ask (self, self->planned);
}

/**
 * fiel_inquiry_check_now:
 *
 * Somebody wants to know, or something happened: asks without waiting for the planned moment. The distance between two
 * negative reads is kept nevertheless, because without it they prove nothing.
 */
void
fiel_inquiry_check_now (FielInquiry *self)
{
  FielCheckPlan plan;

  g_return_if_fail (FIEL_IS_INQUIRY (self));

  if (!can_ask (self))
    return;

  if (self->exchange != NULL)
    {
      self->again = TRUE;
      return;
    }

  self->again = FALSE;
  plan = make_plan (self);
  if (plan.kind == FIEL_CHECK_RECORDS && plan.delay_us > 0)
    {
      arm (self, plan);
      return;
    }

  fiel_clock_clear_timer (get_clock (self), &self->timer);
  ask (self, plan.kind);
}

/* What a probe or any other answer says about the terminal. */
static void
note_terminal (FielInquiry *self, FielAvailability availability)
{
  FielTerminal *terminal = fiel_attempt_get_terminal (self->attempt);

  self->terminal_idle = availability == FIEL_AVAILABILITY_READY;
  if (availability == FIEL_AVAILABILITY_BUSY)
    self->negative_reads = 0;
  if (availability != FIEL_AVAILABILITY_UNREACHABLE)
    fiel_attempt_set_terminal_seen_busy (self->attempt, availability == FIEL_AVAILABILITY_BUSY);
  if (terminal != NULL)
    fiel_terminal_set_probed (terminal, availability, fiel_clock_get_wall_us (get_clock (self)));
}

/* Whether a list without this attempt may count at all. */
static gboolean
may_be_negative (FielInquiry *self)
{
  return self->operation == FIEL_OPERATION_RECORDS && can_read_records (self) && !self->doubted
         && fiel_attempt_get_provider_id (self->attempt) == NULL;
}

static gboolean
is_negative (FielInquiry *self, GPtrArray *rows, GPtrArray *others)
{
  const FielCheckTimings *timings = &fiel_provider_link_get_traits (self->link)->timings;
  const gboolean is_void = self->record->kind == FIEL_ATTEMPT_KIND_VOID;
  FielRecordsRead read = {
    .began_us = fiel_exchange_get_began_us (self->exchange),
    .closed_us = self->closed_us,
    .left_us = self->left_us,
  };

  read.reaches_back = is_void ? fiel_records_show_standing (self->record, rows, others)
                              : fiel_records_reach_back (self->record, rows, others);
  read.was_cut = is_void ? !read.reaches_back
                         : fiel_records_were_cut (self->record, rows, others, timings->absence_window_us);

  if (self->record->kind == FIEL_ATTEMPT_KIND_REFUND && !fiel_records_list_returns (rows))
    return FALSE;

  return may_be_negative (self) && fiel_check_plan_is_negative (&read, timings);
}

static void
end_check (FielInquiry *self, FielAttemptEvent event, FielEvidence *evidence)
{
  g_clear_object (&self->exchange);
  fiel_attempt_set_checking (self->attempt, FALSE);
  fiel_attempt_set_checks (self->attempt, fiel_attempt_get_n_checks (self->attempt) + 1, get_now (self), 0);
  report (self, event, evidence);

  if (self->again && self->exchange == NULL)
    fiel_inquiry_check_now (self);
}

static void
end_records (FielInquiry *self, GPtrArray *rows)
{
  const FielAttemptFilter filter = { .limit = N_OTHERS };
  FielAttemptFacts facts = fiel_inquiry_make_facts (self->attempt, self->record);
  g_autoptr (FielEvidence) row = fiel_records_find (self->record, &facts, rows, NULL);

  self->terminal_idle = FALSE;
  if (row == NULL && !may_be_negative (self))
    end_check (self, FIEL_ATTEMPT_EVENT_NO_NEWS, NULL);
  else
    fiel_journal_list_attempts_async (fiel_scribe_get_journal (self->scribe), &filter, others_read_cb,
                                      g_object_ref (self));
}

static void
others_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielInquiry) self = user_data;
  FielAttemptFacts facts = fiel_inquiry_make_facts (self->attempt, self->record);
  GPtrArray *rows = fiel_exchange_get_finding (self->exchange)->records;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GError) error = NULL;
  FielEvidence *row = NULL;

  others = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);
  if (others == NULL)
    {
      fiel_scribe_notice_trouble (self->scribe, error);
      end_check (self, FIEL_ATTEMPT_EVENT_NO_NEWS, NULL);
      return;
    }

  row = fiel_records_find (self->record, &facts, rows, others);
  if (row == NULL && is_negative (self, rows, others))
    {
      self->negative_reads++;
      self->last_negative_us = get_now (self);
    }

  end_check (self, FIEL_ATTEMPT_EVENT_NO_NEWS, row);
}

/* The provider says that it is over and gives a code that proves nothing. */
static gboolean
is_unclear (const FielEvidence *evidence)
{
  FielReason reason = FIEL_REASON_NONE;

  fiel_reason_parse (evidence->reason, &reason);

  return evidence->source == FIEL_EVIDENCE_SOURCE_STATUS && evidence->result == FIEL_RESULT_NOTHING
         && (reason == FIEL_REASON_OTHER_CODE || reason == FIEL_REASON_PRINTER_TROUBLE);
}

static void
end_answer (FielInquiry *self, const FielFinding *finding)
{
  /* The terminal had its turn, unless it is idle and its records come next. */
  if (finding->kind != FIEL_FINDING_TERMINAL_READY)
    self->unclear = FALSE;
  if (finding->retry_after_us > 0)
    self->not_before_us = get_now (self) + finding->retry_after_us;

  switch (finding->kind)
    {
    case FIEL_FINDING_EVIDENCE:
      self->unclear = is_unclear (finding->evidence);
      end_check (self, FIEL_ATTEMPT_EVENT_NO_NEWS, fiel_evidence_copy (finding->evidence));
      return;

    case FIEL_FINDING_RECORDS:
      end_records (self, finding->records);
      return;

    case FIEL_FINDING_TERMINAL_READY:
      note_terminal (self, FIEL_AVAILABILITY_READY);
      break;

    case FIEL_FINDING_TERMINAL_BUSY:
      note_terminal (self, FIEL_AVAILABILITY_BUSY);
      break;

    case FIEL_FINDING_TERMINAL_UNREACHABLE:
      note_terminal (self, FIEL_AVAILABILITY_UNREACHABLE);
      break;

    case FIEL_FINDING_TERMINALS:
    case FIEL_FINDING_CANCEL_AGREED:
    case FIEL_FINDING_CANCEL_REFUSED:
    case FIEL_FINDING_TOTALS:
    case FIEL_FINDING_BATCH_CLOSED:
    case FIEL_FINDING_BATCH_REFUSED:
    case FIEL_FINDING_PRINTED:
    case FIEL_FINDING_PRINT_REFUSED:
    case FIEL_FINDING_NOTHING:
      self->terminal_idle = FALSE;
      break;
    }

  end_check (self, FIEL_ATTEMPT_EVENT_NO_NEWS, NULL);
}

static void
remember_text (FielInquiry *self)
{
  FielProviderReply *reply = fiel_exchange_get_reply (self->exchange);

  if (reply == NULL)
    return;

  g_free (self->known_texts[self->operation]);
  self->known_texts[self->operation] = g_strdup (fiel_provider_reply_get_text (reply));
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielInquiry) self = user_data;
  g_autoptr (GError) error = NULL;
  FielFinding *finding = NULL;

  if (fiel_exchange_finish (FIEL_EXCHANGE (source), result, &error))
    remember_text (self);
  else
    g_info ("Attempt %s: a check came to nothing: %s", self->record->attempt_id, error->message);

  finding = fiel_exchange_get_finding (self->exchange);
  if (finding != NULL)
    {
      end_answer (self, finding);
      return;
    }

  self->unclear = FALSE;
  self->terminal_idle = FALSE;
  end_check (self, FIEL_ATTEMPT_EVENT_NO_NEWS, NULL);
}
