/* print-core.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-table.h"
#include "fiel-check-plan.h"
#include "fiel-evidence.h"

#include <string.h>

/* Prints what core decides as Promela, for fiel.pml: the edge table, what becomes of a pair without an edge, which
 * event a piece of evidence is, what to ask next, and which read of a terminal's records counts. Nothing is repeated
 * here: core's own functions are asked about every case. With "--list" it prints the bare table, a line per edge. */

#define SECONDS(n) (G_GINT64_CONSTANT (n) * G_USEC_PER_SEC)
#define ASKED 12990

static const char *const stray_names[] = {
  [FIEL_STRAY_LATE] = "LATE",
  [FIEL_STRAY_CONFLICT] = "CONFLICT",
  [FIEL_STRAY_FOREIGN] = "FOREIGN",
};

static const char *const check_names[] = {
  [FIEL_CHECK_STATUS] = "STATUS",
  [FIEL_CHECK_PROBE] = "PROBE",
  [FIEL_CHECK_RECORDS] = "RECORDS",
  [FIEL_CHECK_CONCLUDE] = "CONCLUDE",
};

/* "hand-charged" → "HAND_CHARGED" */
static char *
name (GType type, guint value)
{
  char *text = g_ascii_strup (fiel_enum_nick (type, (int) value), -1);

  return g_strdelimit (text, "-", '_');
}

static guint
count_values (GType type)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (type);

  return class->n_values;
}

static void
print_names (const char *prefix, GType type)
{
  for (guint value = 0; value < count_values (type); value++)
    {
      g_autofree char *text = name (type, value);

      g_print ("  %s_%s,\n", prefix, text);
    }
}

static void
print_words (void)
{
  g_print ("mtype = {\n");
  print_names ("STATE", FIEL_TYPE_ATTEMPT_STATE);
  print_names ("EVENT", FIEL_TYPE_ATTEMPT_EVENT);
  print_names ("OUTCOME", FIEL_TYPE_OUTCOME);
  print_names ("SOURCE", FIEL_TYPE_EVIDENCE_SOURCE);
  print_names ("RESULT", FIEL_TYPE_RESULT);
  for (guint i = 0; i < G_N_ELEMENTS (stray_names); i++)
    g_print ("  STRAY_%s,\n", stray_names[i]);
  for (guint i = 0; i < G_N_ELEMENTS (check_names); i++)
    g_print ("  CHECK_%s%s\n", check_names[i], i + 1 < G_N_ELEMENTS (check_names) ? "," : "");
  g_print ("};\n\n");

  g_print ("#define EFFECT_RECORD %d\n#define EFFECT_SEND %d\n#define EFFECT_CHECK %d\n"
           "#define EFFECT_SCHEDULE %d\n#define EFFECT_RELEASE %d\n#define EFFECT_ALARM %d\n\n",
           FIEL_EFFECT_RECORD, FIEL_EFFECT_SEND, FIEL_EFFECT_CHECK, FIEL_EFFECT_SCHEDULE, FIEL_EFFECT_RELEASE,
           FIEL_EFFECT_ALARM);
}

static void
print_outcome_test (const char *test, gboolean (*is_so) (FielOutcome outcome))
{
  g_print ("#define %s(o) (false", test);
  for (guint outcome = 0; outcome < FIEL_N_OUTCOMES; outcome++)
    if (is_so ((FielOutcome) outcome))
      {
        g_autofree char *text = name (FIEL_TYPE_OUTCOME, outcome);

        g_print (" || (o) == OUTCOME_%s", text);
      }
  g_print (")\n");
}

static void
print_table (void)
{
  gsize n_edges;
  const FielEdge *edges = fiel_attempt_table (&n_edges);

  g_print ("\n/* fiel_attempt_table_find() */\nhidden byte edge_found;\nhidden mtype edge_to;\n"
           "hidden mtype edge_outcome;\nhidden byte edge_effects;\n\ninline find_edge(from, event) {\n"
           "  d_step {\n  edge_found = true;\n  if\n");
  for (gsize i = 0; i < n_edges; i++)
    {
      g_autofree char *from = name (FIEL_TYPE_ATTEMPT_STATE, edges[i].from);
      g_autofree char *event = name (FIEL_TYPE_ATTEMPT_EVENT, edges[i].event);
      g_autofree char *to = name (FIEL_TYPE_ATTEMPT_STATE, edges[i].to);
      g_autofree char *outcome = name (FIEL_TYPE_OUTCOME, edges[i].outcome);

      g_print ("  :: from == STATE_%s && event == EVENT_%s ->\n"
               "     edge_to = STATE_%s; edge_outcome = OUTCOME_%s; edge_effects = %d\n",
               from, event, to, outcome, edges[i].effects);
    }
  g_print ("  :: else -> edge_found = false; edge_to = 0; edge_outcome = 0; edge_effects = 0\n  fi\n  }\n}\n");
}

static void
print_stray_row (FielAttemptState state, FielOutcome outcome, FielStrayKind kind)
{
  g_autofree char *state_name = name (FIEL_TYPE_ATTEMPT_STATE, state);
  g_autofree char *outcome_name = name (FIEL_TYPE_OUTCOME, outcome);

  g_print ("  :: state == STATE_%s && outcome == OUTCOME_%s && (false", state_name, outcome_name);
  for (guint event = 0; event < FIEL_N_ATTEMPT_EVENTS; event++)
    {
      g_autofree char *text = name (FIEL_TYPE_ATTEMPT_EVENT, event);

      if (fiel_attempt_table_find (state, (FielAttemptEvent) event) == NULL
          && fiel_attempt_table_judge_stray (state, outcome, (FielAttemptEvent) event) == kind)
        g_print (" || event == EVENT_%s", text);
    }
  g_print (") -> stray = STRAY_%s\n", stray_names[kind]);
}

static void
print_strays (void)
{
  g_print ("\n/* fiel_attempt_table_judge_stray() */\nhidden mtype stray;\n\n"
           "inline judge_stray(state, outcome, event) {\n"
           "  d_step {\n  if\n");
  for (guint kind = 0; kind < FIEL_STRAY_FOREIGN; kind++)
    for (guint state = 0; state < FIEL_N_ATTEMPT_STATES; state++)
      for (guint outcome = 0; outcome < FIEL_N_OUTCOMES; outcome++)
        if ((state == FIEL_ATTEMPT_STATE_CLOSED) == (outcome != FIEL_OUTCOME_NONE))
          print_stray_row ((FielAttemptState) state, (FielOutcome) outcome, (FielStrayKind) kind);
  g_print ("  :: else -> stray = STRAY_FOREIGN\n  fi\n  }\n}\n");
}

static FielEvidence *
make_evidence (FielEvidenceSource source, FielResult result, gboolean matches)
{
  FielEvidence *evidence = fiel_evidence_new (source, result);

  evidence->reference = g_strdup ("attempt");
  evidence->ticket = g_strdup ("ticket");
  evidence->terminal_id = g_strdup ("terminal");
  evidence->provider_id = g_strdup ("1");
  evidence->has_amount = TRUE;
  evidence->amount_minor = matches ? ASKED : ASKED + 1;
  evidence->approved_minor = result == FIEL_RESULT_PARTLY_APPROVED ? ASKED - 1 : 0;

  return evidence;
}

static FielAttemptEvent
admit (FielEvidenceSource source, FielResult result, gboolean matches)
{
  const FielAttemptFacts facts = {
    .kind = FIEL_ATTEMPT_KIND_SALE,
    .reference = "attempt",
    .ticket = "ticket",
    .terminal_id = "terminal",
    .amount = fiel_money_make (ASKED, fiel_currency_find ("CLP")),
  };
  g_autoptr (FielEvidence) evidence = make_evidence (source, result, matches);

  return fiel_evidence_admit (evidence, &facts, NULL);
}

static void
print_evidence (void)
{
  const guint n_sources = count_values (FIEL_TYPE_EVIDENCE_SOURCE);
  const guint n_results = count_values (FIEL_TYPE_RESULT);

  g_print ("\n/* fiel_evidence_admit(): what names another amount does not match */\nhidden mtype admitted;\n\n"
           "inline admit(source, word, matches) {\n  d_step {\n  if\n");
  for (guint source = 0; source < n_sources; source++)
    for (guint result = 0; result < n_results; result++)
      for (guint matches = 0; matches < 2; matches++)
        {
          g_autofree char *source_name = name (FIEL_TYPE_EVIDENCE_SOURCE, source);
          g_autofree char *result_name = name (FIEL_TYPE_RESULT, result);
          g_autofree char *event =
            name (FIEL_TYPE_ATTEMPT_EVENT, admit ((FielEvidenceSource) source, (FielResult) result, matches == 1));

          g_print ("  :: source == SOURCE_%s && word == RESULT_%s && matches == %u -> admitted = EVENT_%s\n",
                   source_name, result_name, matches, event);
        }
  g_print ("  fi\n  }\n}\n");
}

static FielCheckKind
plan (FielAttemptState state, gboolean has_id, gboolean is_idle, gboolean past_horizon, guint negative_reads)
{
  const FielCheckTimings *timings = fiel_check_timings_default ();
  const FielCheckSituation situation = {
    .state = state,
    .has_provider_id = has_id,
    .can_read_records = TRUE,
    .now_us = SECONDS (1) + timings->horizon_us,
    .sent_us = SECONDS (1),
    .closed_us = past_horizon ? SECONDS (1) : SECONDS (2),
    .n_checks = negative_reads,
    .terminal_idle = is_idle,
    .negative_reads = negative_reads,
    .last_negative_us = negative_reads > 0 ? SECONDS (1) : 0,
  };

  return fiel_check_plan_next (&situation, timings).kind;
}

/* How many reads it takes core to conclude that an attempt was not executed. */
static guint
count_needed_reads (void)
{
  guint n = 0;

  while (plan (FIEL_ATTEMPT_STATE_UNKNOWN, FALSE, FALSE, TRUE, n) != FIEL_CHECK_CONCLUDE)
    n++;

  return n;
}

static void
print_plan (void)
{
  const guint n_reads = count_needed_reads ();

  g_print ("\n/* fiel_check_plan_next() */\n#define NEEDED_READS %u\n\nhidden mtype check;\n\n"
           "inline plan_next(state, has_id, is_idle, past_horizon, reads) {\n  d_step {\n  if\n", n_reads);
  for (guint state = FIEL_ATTEMPT_STATE_SAVED; state < FIEL_ATTEMPT_STATE_CLOSED; state++)
    for (guint bits = 0; bits < 8; bits++)
      for (guint reads = 0; reads <= n_reads; reads++)
        {
          FielCheckKind kind = plan ((FielAttemptState) state, bits & 1, bits & 2, bits & 4, reads);
          g_autofree char *state_name = name (FIEL_TYPE_ATTEMPT_STATE, state);

          g_print ("  :: state == STATE_%s && has_id == %u && is_idle == %u && past_horizon == %u && reads == %u ->"
                   " check = CHECK_%s\n",
                   state_name, bits & 1, bits >> 1 & 1, bits >> 2, reads, check_names[kind]);
        }
  g_print ("  fi\n  }\n}\n");
}

static gboolean
is_negative (gboolean after_horizon, gboolean reaches_back, gboolean in_window, gboolean was_cut)
{
  const FielCheckTimings *timings = fiel_check_timings_default ();
  const gint64 closed_us = SECONDS (1) + timings->absence_window_us;
  const gint64 began_us = closed_us + timings->horizon_us - (after_horizon ? 0 : 1);
  const FielRecordsRead read = {
    .began_us = began_us,
    .closed_us = closed_us,
    .left_us = began_us - timings->absence_window_us - (in_window ? 0 : 1),
    .reaches_back = reaches_back,
    .was_cut = was_cut,
  };

  return fiel_check_plan_is_negative (&read, timings);
}

static void
print_negative (void)
{
  g_print ("\n/* fiel_check_plan_is_negative() */\n"
           "#define IS_NEGATIVE(after_horizon, reaches_back, in_window, was_cut) (false");
  for (guint bits = 0; bits < 16; bits++)
    if (is_negative (bits & 1, bits & 2, bits & 4, bits & 8))
      g_print (" || (%s(after_horizon) && %s(reaches_back) && %s(in_window) && %s(was_cut))", bits & 1 ? "" : "!",
               bits & 2 ? "" : "!", bits & 4 ? "" : "!", bits & 8 ? "" : "!");
  g_print (")\n");
}

static void
print_list (void)
{
  gsize n_edges;
  const FielEdge *edges = fiel_attempt_table (&n_edges);

  for (gsize i = 0; i < n_edges; i++)
    {
      g_autofree char *from = name (FIEL_TYPE_ATTEMPT_STATE, edges[i].from);
      g_autofree char *event = name (FIEL_TYPE_ATTEMPT_EVENT, edges[i].event);
      g_autofree char *to = name (FIEL_TYPE_ATTEMPT_STATE, edges[i].to);
      g_autofree char *outcome = name (FIEL_TYPE_OUTCOME, edges[i].outcome);

      g_print ("edge STATE_%s EVENT_%s STATE_%s OUTCOME_%s %d\n", from, event, to, outcome, edges[i].effects);
    }
  for (guint event = 0; event < FIEL_N_ATTEMPT_EVENTS; event++)
    {
      g_autofree char *text = name (FIEL_TYPE_ATTEMPT_EVENT, event);

      g_print ("event EVENT_%s\n", text);
    }
  for (guint state = 0; state < FIEL_N_ATTEMPT_STATES; state++)
    {
      g_autofree char *text = name (FIEL_TYPE_ATTEMPT_STATE, state);

      g_print ("state STATE_%s\n", text);
    }
  for (guint outcome = 1; outcome < FIEL_N_OUTCOMES; outcome++)
    {
      g_autofree char *text = name (FIEL_TYPE_OUTCOME, outcome);

      g_print ("outcome OUTCOME_%s\n", text);
    }
}

int
main (int argc, char **argv)
{
  if (argc > 1 && strcmp (argv[1], "--list") == 0)
    {
      print_list ();
      return 0;
    }

  g_print ("/* Printed from core by print-core.c; not written by hand.\n *\n"
           " * SPDX-License-Identifier: GPL-3.0-or-later\n */\n\n");
  print_words ();
  print_outcome_test ("MOVED_MONEY", fiel_outcome_moved_money);
  print_outcome_test ("IS_BY_HAND", fiel_outcome_is_by_hand);
  print_outcome_test ("ALLOWS_NEW_ATTEMPT", fiel_outcome_allows_new_attempt);
  print_table ();
  print_strays ();
  print_evidence ();
  print_plan ();
  print_negative ();

  return 0;
}
