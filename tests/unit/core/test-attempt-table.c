/* test-attempt-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-table.h"

/* The whole product of states and events, drawn by hand and not derived from the table. One cell per event, in the
 * order of FielAttemptEvent:
 *
 *   S:rl   goes to a state (P S W A U: proposed, saved, sent, accepted, unknown) and does: r record, s send, c check
 *          now, l plan the next check, ! alarm
 *   =ap    closes with an outcome, records and releases
 *   ~ x .  no edge: late, conflict, foreign
 */
typedef struct
{
  FielAttemptState state;
  FielOutcome outcome;
  const char *cells;
} GoldenRow;

/* clang-format off */
static const GoldenRow golden[] = {
  { FIEL_ATTEMPT_STATE_PROPOSED, FIEL_OUTCOME_NONE,
    "S:s =ns . . . . . . . . . . . . . . . . . ." },
  { FIEL_ATTEMPT_STATE_SAVED, FIEL_OUTCOME_NONE,
    ". . W: =ns A:rl U:rl =ap =pa =de =ca =re U:rl S: U:rl! S:c . U:rc . . ." },
  { FIEL_ATTEMPT_STATE_SENT, FIEL_OUTCOME_NONE,
    ". . . . A:rl U:rl =ap =pa =de =ca =re U:rl W: U:rl! W:c U:rc . . . ." },
  { FIEL_ATTEMPT_STATE_ACCEPTED, FIEL_OUTCOME_NONE,
    ". . ~ . ~ A:l =ap =pa =de =ca . ~ A:l U:rl! A:c U:rc A:c . =h+ =h-" },
  { FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE,
    ". . ~ . A:rl U:l =ap =pa =de =ca =re U:rl U:l U:rl! U:c ~ U:c =ab =h+ =h-" },

  { FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_APPROVED,         ". . ~ x ~ ~ ~ x x x x ~ ~ x ~ ~ ~ x ~ x" },
  { FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_PARTLY_APPROVED,  ". . ~ x ~ ~ x ~ x x x ~ ~ x ~ ~ ~ x x x" },
  { FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_DECLINED,         ". . ~ . ~ ~ x x ~ ~ ~ ~ ~ x ~ ~ ~ ~ x ~" },
  { FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_CANCELLED,        ". . ~ . ~ ~ x x ~ ~ ~ ~ ~ x ~ ~ ~ ~ x ~" },
  { FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_REFUSED,          ". . ~ . x x x x ~ ~ ~ ~ ~ x ~ ~ ~ ~ x ~" },
  { FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_NOT_SENT,         ". . x ~ x x x x x x x x ~ x x ~ ~ ~ x ~" },
  { FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_NOT_EXECUTED,     ". . ~ ~ x x x x ~ ~ ~ ~ ~ x x ~ ~ ~ x ~" },
  { FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_HAND_CHARGED,     ". . ~ x ~ ~ ~ x x x x ~ ~ x ~ ~ ~ x ~ x" },
  { FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_HAND_NOT_CHARGED, ". . ~ ~ x x x x ~ ~ ~ ~ ~ x x ~ ~ ~ x ~" },
};
/* clang-format on */

static const char state_letters[] = "PSWAU";
static const char *const outcome_codes[FIEL_N_OUTCOMES] = { "",   "ap", "pa", "de", "ca",
                                                            "re", "ns", "ab", "h+", "h-" };

static char *
draw_edge (const FielEdge *edge)
{
  GString *cell;

  if (edge->to == FIEL_ATTEMPT_STATE_CLOSED && edge->effects == (FIEL_EFFECT_RECORD | FIEL_EFFECT_RELEASE))
    return g_strdup_printf ("=%s", outcome_codes[edge->outcome]);

  g_assert_cmpint (edge->to, !=, FIEL_ATTEMPT_STATE_CLOSED);
  g_assert_cmpint (edge->effects & FIEL_EFFECT_RELEASE, ==, 0);
  cell = g_string_new (NULL);
  g_string_append_printf (cell, "%c:", state_letters[edge->to]);
  g_string_append (cell, edge->effects & FIEL_EFFECT_RECORD ? "r" : "");
  g_string_append (cell, edge->effects & FIEL_EFFECT_SEND ? "s" : "");
  g_string_append (cell, edge->effects & FIEL_EFFECT_CHECK ? "c" : "");
  g_string_append (cell, edge->effects & FIEL_EFFECT_SCHEDULE ? "l" : "");
  g_string_append (cell, edge->effects & FIEL_EFFECT_ALARM ? "!" : "");

  return g_string_free (cell, FALSE);
}

static char *
draw_cell (FielAttemptState state, FielOutcome outcome, FielAttemptEvent event)
{
  const FielEdge *edge = fiel_attempt_table_find (state, event);

  if (edge != NULL)
    return draw_edge (edge);

  switch (fiel_attempt_table_judge_stray (state, outcome, event))
    {
    case FIEL_STRAY_LATE:
      return g_strdup ("~");

    case FIEL_STRAY_CONFLICT:
      return g_strdup ("x");

    case FIEL_STRAY_FOREIGN:
      return g_strdup (".");
    }

  g_return_val_if_reached (NULL);
}

static void
test_whole_product (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (golden); i++)
    {
      g_auto (GStrv) cells = g_strsplit (golden[i].cells, " ", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, FIEL_N_ATTEMPT_EVENTS);
      for (guint event = 0; event < FIEL_N_ATTEMPT_EVENTS; event++)
        {
          g_autofree char *cell = draw_cell (golden[i].state, golden[i].outcome, (FielAttemptEvent) event);

          g_test_message ("%s %s + %s", fiel_enum_nick (FIEL_TYPE_ATTEMPT_STATE, (int) golden[i].state),
                          fiel_enum_nick (FIEL_TYPE_OUTCOME, (int) golden[i].outcome),
                          fiel_enum_nick (FIEL_TYPE_ATTEMPT_EVENT, (int) event));
          g_assert_cmpstr (cell, ==, cells[event]);
        }
    }
}

/* The drawing covers everything: each open state once, CLOSED once per outcome. */
static void
test_drawing_is_whole (void)
{
  guint open_states = 0;
  guint outcomes = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (golden); i++)
    if (golden[i].state == FIEL_ATTEMPT_STATE_CLOSED)
      outcomes |= 1u << golden[i].outcome;
    else
      open_states |= 1u << golden[i].state;

  g_assert_cmpuint (open_states, ==, (1u << FIEL_ATTEMPT_STATE_CLOSED) - 1);
  g_assert_cmpuint (outcomes, ==, (1u << FIEL_N_OUTCOMES) - 2);
  g_assert_cmpuint (G_N_ELEMENTS (golden), ==, FIEL_N_ATTEMPT_STATES - 1 + FIEL_N_OUTCOMES - 1);
}

static void
test_pairs_are_unique (void)
{
  gboolean seen[FIEL_N_ATTEMPT_STATES][FIEL_N_ATTEMPT_EVENTS] = { 0 };
  gsize n_edges;
  const FielEdge *edges = fiel_attempt_table (&n_edges);

  for (gsize i = 0; i < n_edges; i++)
    {
      g_assert_false (seen[edges[i].from][edges[i].event]);
      seen[edges[i].from][edges[i].event] = TRUE;
      g_assert_true (fiel_attempt_table_find (edges[i].from, edges[i].event) == &edges[i]);
    }
}

static void
test_closed_is_final (void)
{
  gsize n_edges;
  const FielEdge *edges = fiel_attempt_table (&n_edges);

  for (gsize i = 0; i < n_edges; i++)
    {
      const gboolean closes = edges[i].to == FIEL_ATTEMPT_STATE_CLOSED;

      g_assert_cmpint (edges[i].from, !=, FIEL_ATTEMPT_STATE_CLOSED);
      g_assert_cmpint (closes, ==, edges[i].outcome != FIEL_OUTCOME_NONE);
      g_assert_cmpint (closes, ==, (edges[i].effects & FIEL_EFFECT_RELEASE) != 0);
      if (closes)
        g_assert_true (edges[i].effects & FIEL_EFFECT_RECORD);
    }
}

/* A change that a restart must find again is recorded; SENT alone lives in memory, and SAVED is its own commit. */
static void
test_changes_are_recorded (void)
{
  gsize n_edges;
  const FielEdge *edges = fiel_attempt_table (&n_edges);

  for (gsize i = 0; i < n_edges; i++)
    if (edges[i].from != edges[i].to && edges[i].to != FIEL_ATTEMPT_STATE_SENT
        && edges[i].to != FIEL_ATTEMPT_STATE_SAVED)
      g_assert_true (edges[i].effects & FIEL_EFFECT_RECORD);
}

/* Nobody waits for ever: an attempt left open after an answer or a loss always has its next check planned. */
static void
test_open_attempts_are_checked (void)
{
  gsize n_edges;
  const FielEdge *edges = fiel_attempt_table (&n_edges);

  for (gsize i = 0; i < n_edges; i++)
    if (edges[i].to == FIEL_ATTEMPT_STATE_UNKNOWN || edges[i].to == FIEL_ATTEMPT_STATE_ACCEPTED)
      g_assert_true (edges[i].effects & (FIEL_EFFECT_SCHEDULE | FIEL_EFFECT_CHECK));
}

static void
test_sends_once (void)
{
  gsize n_edges;
  const FielEdge *edges = fiel_attempt_table (&n_edges);
  guint n_sending = 0;

  for (gsize i = 0; i < n_edges; i++)
    {
      if (edges[i].effects & FIEL_EFFECT_SEND)
        {
          n_sending++;
          g_assert_cmpint (edges[i].from, ==, FIEL_ATTEMPT_STATE_PROPOSED);
          g_assert_cmpint (edges[i].event, ==, FIEL_ATTEMPT_EVENT_SAVED);
          g_assert_cmpint (edges[i].to, ==, FIEL_ATTEMPT_STATE_SAVED);
        }
      else if (edges[i].to == FIEL_ATTEMPT_STATE_SAVED)
        {
          g_assert_cmpint (edges[i].from, ==, FIEL_ATTEMPT_STATE_SAVED);
        }
      g_assert_cmpint (edges[i].to, !=, FIEL_ATTEMPT_STATE_PROPOSED);
    }
  g_assert_cmpuint (n_sending, ==, 1);
}

/* States that @from can reach over any number of edges, as bits; @from itself only if there is a way back. */
static guint
reach (FielAttemptState from)
{
  gsize n_edges;
  const FielEdge *edges = fiel_attempt_table (&n_edges);
  guint reached = 0;
  guint before;

  do
    {
      before = reached;
      for (gsize i = 0; i < n_edges; i++)
        if (edges[i].from == from || (reached & 1u << edges[i].from) != 0)
          reached |= 1u << edges[i].to;
    }
  while (reached != before);

  return reached;
}

static void
test_no_way_back (void)
{
  const guint before_answer = 1u << FIEL_ATTEMPT_STATE_PROPOSED | 1u << FIEL_ATTEMPT_STATE_SAVED
                              | 1u << FIEL_ATTEMPT_STATE_SENT;

  g_assert_cmpuint (reach (FIEL_ATTEMPT_STATE_UNKNOWN) & before_answer, ==, 0);
  g_assert_cmpuint (reach (FIEL_ATTEMPT_STATE_ACCEPTED) & before_answer, ==, 0);
  g_assert_cmpuint (reach (FIEL_ATTEMPT_STATE_SENT) & 1u << FIEL_ATTEMPT_STATE_SAVED, ==, 0);
  g_assert_cmpuint (reach (FIEL_ATTEMPT_STATE_CLOSED), ==, 0);

  for (guint i = 0; i < FIEL_ATTEMPT_STATE_CLOSED; i++)
    g_assert_true (reach ((FielAttemptState) i) & 1u << FIEL_ATTEMPT_STATE_CLOSED);
  g_assert_cmpuint (reach (FIEL_ATTEMPT_STATE_PROPOSED), ==, (1u << FIEL_N_ATTEMPT_STATES) - 2);
}

/* I5 as a list: which event may close at all, with what, and from where. */
static void
test_evidence_only (void)
{
  gsize n_edges;
  const FielEdge *edges = fiel_attempt_table (&n_edges);

  for (gsize i = 0; i < n_edges; i++)
    {
      const FielEdge *edge = &edges[i];

      if (edge->to != FIEL_ATTEMPT_STATE_CLOSED)
        continue;

      if (edge->event == FIEL_ATTEMPT_EVENT_SAVE_FAILED)
        g_assert_cmpint (edge->from, ==, FIEL_ATTEMPT_STATE_PROPOSED);
      else
        g_assert_cmpint (edge->event, ==, fiel_attempt_event_for_outcome (edge->outcome));
      if (edge->event == FIEL_ATTEMPT_EVENT_NOT_SENT)
        g_assert_cmpint (edge->from, ==, FIEL_ATTEMPT_STATE_SAVED);
      if (edge->event == FIEL_ATTEMPT_EVENT_ABSENT)
        g_assert_cmpint (edge->from, ==, FIEL_ATTEMPT_STATE_UNKNOWN);
      if (edge->event == FIEL_ATTEMPT_EVENT_REFUSED)
        g_assert_cmpint (edge->from, !=, FIEL_ATTEMPT_STATE_ACCEPTED);
      if (fiel_outcome_is_by_hand (edge->outcome))
        g_assert_true (edge->from == FIEL_ATTEMPT_STATE_UNKNOWN || edge->from == FIEL_ATTEMPT_STATE_ACCEPTED);
    }
}

/* Silence, time, a restart and a callback never close anything, in any state. */
static void
test_silence_closes_nothing (void)
{
  static const FielAttemptEvent silent[] = {
    FIEL_ATTEMPT_EVENT_ANSWER_LOST, FIEL_ATTEMPT_EVENT_NO_NEWS,      FIEL_ATTEMPT_EVENT_PENDING,
    FIEL_ATTEMPT_EVENT_CALLBACK,    FIEL_ATTEMPT_EVENT_LIMIT_PASSED, FIEL_ATTEMPT_EVENT_RESTARTED,
    FIEL_ATTEMPT_EVENT_MISMATCH,    FIEL_ATTEMPT_EVENT_ACCEPTED,     FIEL_ATTEMPT_EVENT_STARTED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (silent); i++)
    for (guint state = 0; state < FIEL_N_ATTEMPT_STATES; state++)
      {
        const FielEdge *edge = fiel_attempt_table_find ((FielAttemptState) state, silent[i]);

        if (edge != NULL)
          g_assert_cmpint (edge->to, !=, FIEL_ATTEMPT_STATE_CLOSED);
      }
}

/* Whether a closed attempt is contradicted is a matter of money, whatever the table says in detail. */
static void
test_money_contradictions (void)
{
  for (guint i = FIEL_OUTCOME_APPROVED; i < FIEL_N_OUTCOMES; i++)
    for (guint j = FIEL_OUTCOME_APPROVED; j < FIEL_N_OUTCOMES; j++)
      {
        const FielOutcome closed = (FielOutcome) i;
        const FielOutcome said = (FielOutcome) j;
        const FielStrayKind kind = fiel_attempt_table_judge_stray (FIEL_ATTEMPT_STATE_CLOSED, closed,
                                                                   fiel_attempt_event_for_outcome (said));

        if (closed == said)
          g_assert_cmpint (kind, ==, FIEL_STRAY_LATE);
        else if (fiel_outcome_moved_money (closed) != fiel_outcome_moved_money (said))
          g_assert_cmpint (kind, ==, FIEL_STRAY_CONFLICT);
        else if (closed == FIEL_OUTCOME_PARTLY_APPROVED || said == FIEL_OUTCOME_PARTLY_APPROVED)
          g_assert_cmpint (kind, ==, FIEL_STRAY_CONFLICT);
      }
}

/* Only a closed attempt can be contradicted. */
static void
test_open_attempts_have_no_conflicts (void)
{
  for (guint state = 0; state < FIEL_ATTEMPT_STATE_CLOSED; state++)
    for (guint event = 0; event < FIEL_N_ATTEMPT_EVENTS; event++)
      if (fiel_attempt_table_find ((FielAttemptState) state, (FielAttemptEvent) event) == NULL)
        g_assert_cmpint (fiel_attempt_table_judge_stray ((FielAttemptState) state, FIEL_OUTCOME_NONE,
                                                         (FielAttemptEvent) event),
                         !=, FIEL_STRAY_CONFLICT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/attempt-table/whole-product", test_whole_product);
  g_test_add_func ("/attempt-table/drawing-is-whole", test_drawing_is_whole);
  g_test_add_func ("/attempt-table/pairs-are-unique", test_pairs_are_unique);
  g_test_add_func ("/attempt-table/closed-is-final", test_closed_is_final);
  g_test_add_func ("/attempt-table/changes-are-recorded", test_changes_are_recorded);
  g_test_add_func ("/attempt-table/open-attempts-are-checked", test_open_attempts_are_checked);
  g_test_add_func ("/attempt-table/sends-once", test_sends_once);
  g_test_add_func ("/attempt-table/no-way-back", test_no_way_back);
  g_test_add_func ("/attempt-table/evidence-only", test_evidence_only);
  g_test_add_func ("/attempt-table/silence-closes-nothing", test_silence_closes_nothing);
  g_test_add_func ("/attempt-table/money-contradictions", test_money_contradictions);
  g_test_add_func ("/attempt-table/open-attempts-have-no-conflicts", test_open_attempts_have_no_conflicts);

  return g_test_run ();
}
