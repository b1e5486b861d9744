/* fuzz-events.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Byte strings as stories of several attempts: every event in every order, words of evidence held against them, plans
 * of checks in between, and money that is added up. The target keeps its own books about what an attempt may do, and
 * holds the table against them:
 *
 *  - closed once and for ever, by an event that may close it, from a state that it may close;
 *  - sent once at most, after its intent was saved;
 *  - whatever changes what a person sees, or what a restart must know, is recorded first;
 *  - an event without an edge is judged, whatever it is;
 *  - an approval names our amount, and everything it names is ours;
 *  - a check is never planned for the past; "not executed" needs the horizon, no id, and two negative reads;
 *  - sums of money are exact or refused. */

#include "fiel-attempt-table.h"
#include "fiel-check-plan.h"
#include "fiel-evidence.h"
#include "fuzz-input.h"

#define N_ATTEMPTS 4
#define MAX_STEPS 400
#define OUR_AMOUNT 5990

typedef struct
{
  FielAttemptState state;
  FielOutcome outcome;
  gboolean was_sent;
  gboolean was_started;
} Attempt;

static const FielAttemptEvent closing_events[] = {
  FIEL_ATTEMPT_EVENT_SAVE_FAILED,  FIEL_ATTEMPT_EVENT_NOT_SENT, FIEL_ATTEMPT_EVENT_APPROVED,
  FIEL_ATTEMPT_EVENT_PARTLY_APPROVED, FIEL_ATTEMPT_EVENT_DECLINED, FIEL_ATTEMPT_EVENT_CANCELLED,
  FIEL_ATTEMPT_EVENT_REFUSED,      FIEL_ATTEMPT_EVENT_ABSENT,   FIEL_ATTEMPT_EVENT_HAND_CHARGED,
  FIEL_ATTEMPT_EVENT_HAND_NOT_CHARGED,
};

static gboolean
may_close (FielAttemptEvent event)
{
  for (gsize i = 0; i < G_N_ELEMENTS (closing_events); i++)
    if (closing_events[i] == event)
      return TRUE;

  return FALSE;
}

static const char *
name_of (FielAttemptEvent event)
{
  return fiel_enum_nick (FIEL_TYPE_ATTEMPT_EVENT, (int) event);
}

static void
check_closing (const Attempt *attempt, const FielEdge *edge)
{
  const gboolean is_open_for_hand
      = attempt->state == FIEL_ATTEMPT_STATE_ACCEPTED || attempt->state == FIEL_ATTEMPT_STATE_UNKNOWN;

  fuzz_require (may_close (edge->event), "closed by %s", name_of (edge->event));
  fuzz_require ((edge->effects & FIEL_EFFECT_RECORD) && (edge->effects & FIEL_EFFECT_RELEASE), "closed unrecorded");
  fuzz_require (fiel_attempt_event_for_outcome (edge->outcome) == edge->event
                  || edge->event == FIEL_ATTEMPT_EVENT_SAVE_FAILED,
                "%s closes as something else", name_of (edge->event));
  fuzz_require (edge->event != FIEL_ATTEMPT_EVENT_NOT_SENT || !attempt->was_started, "“not sent” after the start");
  fuzz_require (edge->event != FIEL_ATTEMPT_EVENT_REFUSED || attempt->state != FIEL_ATTEMPT_STATE_ACCEPTED,
                "refused after it was accepted");
  fuzz_require (edge->event != FIEL_ATTEMPT_EVENT_ABSENT || attempt->state == FIEL_ATTEMPT_STATE_UNKNOWN,
                "absent, and not unknown before");
  fuzz_require (!fiel_outcome_is_by_hand (edge->outcome) || is_open_for_hand, "by hand too early");
}

static void
check_edge (const Attempt *attempt, const FielEdge *edge)
{
  const gboolean in_memory_only = edge->to == FIEL_ATTEMPT_STATE_SENT || edge->from == FIEL_ATTEMPT_STATE_PROPOSED;

  fuzz_require (attempt->state != FIEL_ATTEMPT_STATE_CLOSED, "%s reopens", name_of (edge->event));
  fuzz_require ((edge->to == FIEL_ATTEMPT_STATE_CLOSED) == (edge->outcome != FIEL_OUTCOME_NONE), "an outcome, open");
  fuzz_require (!(edge->effects & FIEL_EFFECT_SEND) || !attempt->was_sent, "sent twice");
  fuzz_require (!(edge->effects & FIEL_EFFECT_SEND) || edge->event == FIEL_ATTEMPT_EVENT_SAVED, "sent unsaved");
  fuzz_require (edge->to == edge->from || in_memory_only || (edge->effects & FIEL_EFFECT_RECORD),
                "%s shows what is not recorded", name_of (edge->event));
  fuzz_require (((edge->effects & FIEL_EFFECT_ALARM) != 0) == (edge->event == FIEL_ATTEMPT_EVENT_MISMATCH),
                "the alarm is for a mismatch");
  if (edge->to == FIEL_ATTEMPT_STATE_CLOSED)
    check_closing (attempt, edge);
}

static void
happen (Attempt *attempt, FielAttemptEvent event)
{
  const FielEdge *edge = fiel_attempt_table_find (attempt->state, event);

  if (edge == NULL)
    {
      const FielStrayKind kind = fiel_attempt_table_judge_stray (attempt->state, attempt->outcome, event);

      fuzz_require (kind == FIEL_STRAY_LATE || kind == FIEL_STRAY_CONFLICT || kind == FIEL_STRAY_FOREIGN, "no kind");
      fuzz_require (kind != FIEL_STRAY_CONFLICT || attempt->state == FIEL_ATTEMPT_STATE_CLOSED, "a conflict, open");
      return;
    }

  check_edge (attempt, edge);
  attempt->was_sent = attempt->was_sent || (edge->effects & FIEL_EFFECT_SEND);
  attempt->was_started = attempt->was_started || event == FIEL_ATTEMPT_EVENT_STARTED;
  attempt->state = edge->to;
  attempt->outcome = edge->outcome;
}

/* The first value is ours, the last one nobody's. */
static char *
choose_text (FuzzInput *input, const char *ours)
{
  switch (fuzz_input_choice (input, 5))
    {
    case 0:
      return g_strdup (ours);
    case 1:
      return g_strdup ("");
    case 2:
      return g_strconcat (" ", ours, NULL);
    case 3:
      return g_strdup ("foreign");
    default:
      return NULL;
    }
}

static FielEvidence *
choose_evidence (FuzzInput *input)
{
  static const gint64 amounts[] = { OUR_AMOUNT, OUR_AMOUNT - 1, 0, -OUR_AMOUNT, G_MAXINT64, G_MININT64 };
  FielEvidence *evidence = fiel_evidence_new (fuzz_input_choice (input, FIEL_EVIDENCE_SOURCE_CALLBACK + 1),
                                              fuzz_input_choice (input, FIEL_RESULT_CANCELLED + 1));

  evidence->reference = choose_text (input, "K7-1");
  evidence->ticket = choose_text (input, "B-1");
  evidence->terminal_id = choose_text (input, "70011223");
  evidence->provider_id = choose_text (input, "512340");
  evidence->has_amount = fuzz_input_choice (input, 4) != 0;
  evidence->amount_minor = amounts[fuzz_input_choice (input, G_N_ELEMENTS (amounts))];
  evidence->approved_minor = amounts[fuzz_input_choice (input, G_N_ELEMENTS (amounts))];

  return evidence;
}

static gboolean
is_ours_or_unsaid (const char *said, const char *ours)
{
  g_autofree char *bare = said != NULL ? g_strstrip (g_strdup (said)) : NULL;

  return bare == NULL || bare[0] == '\0' || g_str_equal (bare, ours);
}

static void
check_admitted (const FielEvidence *evidence, const FielAttemptFacts *facts, FielAttemptEvent event)
{
  const gboolean approves = event == FIEL_ATTEMPT_EVENT_APPROVED || event == FIEL_ATTEMPT_EVENT_PARTLY_APPROVED;

  if (!may_close (event))
    return;
  fuzz_require (evidence->source != FIEL_EVIDENCE_SOURCE_CALLBACK, "a callback as evidence");
  fuzz_require (evidence->source != FIEL_EVIDENCE_SOURCE_RECORDS || event == FIEL_ATTEMPT_EVENT_APPROVED,
                "records say %s", name_of (event));
  fuzz_require (evidence->source == FIEL_EVIDENCE_SOURCE_ANSWER
                  || (event != FIEL_ATTEMPT_EVENT_REFUSED && event != FIEL_ATTEMPT_EVENT_NOT_SENT),
                "only the answer says %s", name_of (event));
  fuzz_require (is_ours_or_unsaid (evidence->reference, "K7-1"), "another reference: %s", evidence->reference);
  fuzz_require (is_ours_or_unsaid (evidence->ticket, "B-1"), "another ticket: %s", evidence->ticket);
  fuzz_require (is_ours_or_unsaid (evidence->terminal_id, "70011223"), "another terminal: %s", evidence->terminal_id);
  fuzz_require (facts->provider_id == NULL || is_ours_or_unsaid (evidence->provider_id, "512340"), "another id: %s",
                evidence->provider_id);
  fuzz_require (!evidence->has_amount || evidence->amount_minor == OUR_AMOUNT, "another amount");
  fuzz_require (!approves || evidence->has_amount, "an approval without an amount");
  fuzz_require (event != FIEL_ATTEMPT_EVENT_PARTLY_APPROVED
                  || (evidence->approved_minor > 0 && evidence->approved_minor < OUR_AMOUNT),
                "a part of it");
}

static void
hear (Attempt *attempt, FuzzInput *input)
{
  const FielAttemptFacts facts = {
    .kind = fuzz_input_choice (input, FIEL_ATTEMPT_KIND_VOID + 1),
    .reference = "K7-1",
    .ticket = "B-1",
    .terminal_id = "70011223",
    .provider_id = attempt->state == FIEL_ATTEMPT_STATE_ACCEPTED ? "512340" : NULL,
    .amount = fiel_money_make (OUR_AMOUNT, fiel_currency_find ("CLP")),
  };
  g_autoptr (FielEvidence) evidence = choose_evidence (input);
  g_autoptr (FielEvidence) copy = fiel_evidence_copy (evidence);
  g_autofree char *explanation = NULL;
  const FielAttemptEvent event = fiel_evidence_admit (evidence, &facts, &explanation);

  fuzz_require (fiel_evidence_admit (copy, &facts, NULL) == event, "a copy says the same");
  fuzz_require (event != FIEL_ATTEMPT_EVENT_MISMATCH || explanation != NULL, "a mismatch without a word");
  check_admitted (evidence, &facts, event);
  happen (attempt, event);
}

/* Up to about 139 years of boot time. */
static gint64
choose_time (FuzzInput *input)
{
  return (gint64) (fuzz_input_bits (input, 7) >> (fuzz_input_byte (input) % 56) >> 4);
}

static void
plan (const Attempt *attempt, FuzzInput *input)
{
  const FielCheckTimings *timings = fiel_check_timings_default ();
  const FielCheckSituation situation = {
    .state = attempt->state,
    .has_provider_id = attempt->state == FIEL_ATTEMPT_STATE_ACCEPTED || fuzz_input_choice (input, 4) == 0,
    .can_read_records = fuzz_input_choice (input, 4) != 0,
    .is_unclear = fuzz_input_choice (input, 4) == 0,
    .now_us = choose_time (input),
    .sent_us = choose_time (input),
    .closed_us = choose_time (input),
    .n_checks = (guint) fuzz_input_bits (input, 4),
    .terminal_idle = fuzz_input_choice (input, 2) == 0,
    .negative_reads = fuzz_input_choice (input, 4),
    .last_negative_us = choose_time (input),
    .jitter = (guint) fuzz_input_bits (input, 2),
  };
  FielCheckPlan next;

  if (attempt->state == FIEL_ATTEMPT_STATE_PROPOSED || attempt->state == FIEL_ATTEMPT_STATE_CLOSED)
    return;
  next = fiel_check_plan_next (&situation, timings);
  fuzz_require (next.delay_us >= 0, "%" G_GINT64_FORMAT, next.delay_us);
  if (next.kind != FIEL_CHECK_CONCLUDE)
    return;
  fuzz_require (situation.closed_us > 0 && situation.now_us - situation.closed_us >= timings->horizon_us, "too early");
  fuzz_require (situation.negative_reads >= 2 && situation.can_read_records, "not read twice");
  fuzz_require (!situation.has_provider_id && situation.state == FIEL_ATTEMPT_STATE_UNKNOWN, "nothing to conclude");
}

static void
read_records (FuzzInput *input)
{
  const FielCheckTimings *timings = fiel_check_timings_default ();
  const FielRecordsRead read = {
    .began_us = choose_time (input),
    .closed_us = choose_time (input),
    .left_us = choose_time (input),
    .reaches_back = fuzz_input_choice (input, 2) == 0,
    .was_cut = fuzz_input_choice (input, 2) == 0,
  };

  if (!fiel_check_plan_is_negative (&read, timings))
    return;
  fuzz_require (read.closed_us > 0 && read.began_us >= read.closed_us + timings->horizon_us, "before the horizon");
  fuzz_require (read.reaches_back || !read.was_cut, "a list that was cut");
  fuzz_require (read.reaches_back || (read.left_us > 0 && read.began_us <= read.left_us + timings->absence_window_us),
                "a list that is too old");
}

static gint64
choose_amount (FuzzInput *input)
{
  const guint shift = fuzz_input_byte (input) % 64;

  return (gint64) fuzz_input_bits (input, 8) >> shift;
}

static void
add_up (FuzzInput *input)
{
  static const char *const codes[] = { "CLP", "ARS", "PYG" };
  const FielMoney a = { choose_amount (input), fiel_currency_find (codes[fuzz_input_choice (input, 3)]) };
  const FielMoney b = { choose_amount (input), fiel_currency_find (codes[fuzz_input_choice (input, 3)]) };
  const gboolean fit = fiel_money_is_valid (a) && fiel_money_is_valid (b) && a.currency == b.currency;
  const __int128 sums[] = { (__int128) a.minor + b.minor, (__int128) a.minor - b.minor };

  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      FielMoney sum = { 0 };
      const gboolean done = i == 0 ? fiel_money_add (a, b, &sum) : fiel_money_subtract (a, b, &sum);
      const gboolean fits = sums[i] <= FIEL_MONEY_MAX_MINOR && sums[i] >= -FIEL_MONEY_MAX_MINOR;

      fuzz_require (done == (fit && fits), "done or refused");
      fuzz_require (!done || (sum.minor == sums[i] && fiel_money_is_valid (sum)), "%" G_GINT64_FORMAT, sum.minor);
    }
  if (fiel_money_is_valid (a))
    {
      g_autofree char *text = fiel_money_format_plain (a);
      FielMoney back = { 0 };
      const gboolean is_read = fiel_money_parse_plain (text, a.currency, &back, NULL);

      fuzz_require (is_read == (a.minor >= 0), "%s", text);
      fuzz_require (!is_read || fiel_money_equal (a, back), "%s", text);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = { data, size };
  Attempt attempts[N_ATTEMPTS] = { { 0 } };

  for (guint step = 0; step < MAX_STEPS && input.left > 0; step++)
    {
      const guint8 what = fuzz_input_byte (&input);
      Attempt *attempt = &attempts[what % N_ATTEMPTS];

      switch (what / N_ATTEMPTS % 8)
        {
        case 0:
          hear (attempt, &input);
          break;
        case 1:
          plan (attempt, &input);
          break;
        case 2:
          read_records (&input);
          break;
        case 3:
          add_up (&input);
          break;
        case 4:
          *attempt = (Attempt){ 0 };
          break;
        default:
          happen (attempt, fuzz_input_choice (&input, FIEL_N_ATTEMPT_EVENTS));
        }
    }

  return 0;
}
