/* practice-outcomes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The training table. The last two digits of the amount, as it is sent, decide how a payment ends; everything that
 * is not listed is approved after about two seconds, also 90, because prices love to end in 90.
 *
 *   75  approved, and where callbacks are taken one about somebody else's payment of another amount comes as well
 *   76  cancelled at the terminal after 20 seconds, unless it is asked to stop before
 *   77  the terminal goes off with the payment in it: the answer is lost, nothing is charged, it is on after 60 s
 *   78  approved after 25 seconds; a terminal that is asked to stop says that it does, and approves all the same
 *   79  the answer gets lost at once, and the customer takes 70 seconds: approved
 *   80  approved, but the answer gets lost: the card is charged and the till does not hear of it
 *   81  declined: insufficient funds (51)           90  approved, like every other amount
 *   82  declined: expired card (54)                 91  the request is lost on its way: nothing is charged
 *   83  declined: limit exceeded (65)               92  approved, but the first status queries fail
 *   84  declined: invalid card (14)                 93  approved after 95 seconds
 *   85  declined: wrong PIN (55)                    94  the terminal never answers: nothing is charged
 *   86  the customer does nothing (1006)            95  approved after five and a half minutes: too late
 *   87  cancelled at the terminal (1006)            96  the terminal is busy the first time, approved the second
 *   88  printer out of paper (1004), charged        97  an unreadable answer, charged
 *   89  printer out of paper (1004), not charged    98  the answer names another amount, charged as asked
 *                                                   99  the terminal is unreachable
 *
 * Getnet's own test amounts work too: 888801 expired card, 888802 insufficient funds, 888803 limit exceeded, 888805
 * invalid card. A scenario may bind any outcome to an amount, an ending or the beginning of a customId. */

#include "practice-outcomes.h"

#include "practice-error.h"
#include "practice-json.h"

#define CUSTOMER PRACTICE_DELAY_CUSTOMER
#define NO_FAULT PRACTICE_FAULT_NONE

static const PracticeOutcome outcomes[] = {
  { "approved", PRACTICE_ENDING_ANSWER, 0, CUSTOMER, TRUE, NO_FAULT, 0, "approved" },
  { "answer-lost-booked", PRACTICE_ENDING_ANSWER, 0, CUSTOMER, TRUE, PRACTICE_FAULT_CUT_AFTER_BOOKING, 0,
    "approved, but the answer is lost" },
  { "declined-funds", PRACTICE_ENDING_ANSWER, 51, CUSTOMER, FALSE, NO_FAULT, 0, "declined: insufficient funds" },
  { "declined-expired", PRACTICE_ENDING_ANSWER, 54, CUSTOMER, FALSE, NO_FAULT, 0, "declined: expired card" },
  { "declined-limit", PRACTICE_ENDING_ANSWER, 65, CUSTOMER, FALSE, NO_FAULT, 0, "declined: limit exceeded" },
  { "declined-card", PRACTICE_ENDING_ANSWER, 14, CUSTOMER, FALSE, NO_FAULT, 0, "declined: invalid card" },
  { "declined-pin", PRACTICE_ENDING_ANSWER, 55, CUSTOMER, FALSE, NO_FAULT, 0, "declined: wrong PIN" },
  { "customer-timeout", PRACTICE_ENDING_ANSWER, 1006, PRACTICE_DELAY_CUSTOMER_TIMEOUT, FALSE, NO_FAULT, 0,
    "the customer does nothing" },
  { "cancelled", PRACTICE_ENDING_ANSWER, 1006, CUSTOMER, FALSE, NO_FAULT, 0, "cancelled at the terminal" },
  { "printer-booked", PRACTICE_ENDING_ANSWER, 1004, CUSTOMER, TRUE, NO_FAULT, 0, "printer out of paper, charged" },
  { "printer-not-booked", PRACTICE_ENDING_ANSWER, 1004, CUSTOMER, FALSE, NO_FAULT, 0,
    "printer out of paper, not charged" },
  { "request-lost", PRACTICE_ENDING_ANSWER, 0, CUSTOMER, FALSE, PRACTICE_FAULT_DROP_BEFORE, 0,
    "the request is lost before it reaches the terminal" },
  { "status-fails", PRACTICE_ENDING_ANSWER, 0, CUSTOMER, TRUE, NO_FAULT, 3,
    "approved, but the first three status queries fail" },
  { "slow", PRACTICE_ENDING_ANSWER, 0, 95 * 1000, TRUE, NO_FAULT, 0, "approved after 95 seconds" },
  { "never-answered", PRACTICE_ENDING_SILENT, 0, 0, FALSE, NO_FAULT, 0, "the terminal never answers, nothing charged" },
  { "late", PRACTICE_ENDING_ANSWER, 0, 330 * 1000, TRUE, NO_FAULT, 0, "approved after 330 seconds, too late" },
  { "busy-once", PRACTICE_ENDING_BUSY_ONCE, 0, CUSTOMER, TRUE, NO_FAULT, 0,
    "the terminal is busy the first time, approved the second" },
  { "garbage-booked", PRACTICE_ENDING_ANSWER, 0, CUSTOMER, TRUE, PRACTICE_FAULT_GARBAGE, 0,
    "approved, but the answer is unreadable" },
  { "wrong-amount", PRACTICE_ENDING_ANSWER, 0, CUSTOMER, TRUE, PRACTICE_FAULT_WRONG_AMOUNT, 0,
    "approved, but the answer names another amount" },
  { "unreachable", PRACTICE_ENDING_UNREACHABLE, 0, 0, FALSE, NO_FAULT, 0, "the terminal is unreachable" },
  { "cancelled-slowly", PRACTICE_ENDING_ANSWER, 1006, 20 * 1000, FALSE, NO_FAULT, 0,
    "cancelled at the terminal after 20 seconds" },
  { "terminal-off", PRACTICE_ENDING_OFF, 0, 60 * 1000, FALSE, PRACTICE_FAULT_CUT_WHILE_WAITING, 0,
    "the terminal goes off for 60 seconds, the answer is lost and nothing charged" },
  { "stops-in-vain", PRACTICE_ENDING_DEAF, 0, 25 * 1000, TRUE, NO_FAULT, 0,
    "the terminal agrees to stop, and approves all the same" },
  { "answer-lost-slow", PRACTICE_ENDING_ANSWER, 0, 70 * 1000, TRUE, PRACTICE_FAULT_CUT_WHILE_WAITING, 0,
    "the answer is lost at once, approved after 70 seconds" },
  { "stray-callback", PRACTICE_ENDING_ANSWER, 0, CUSTOMER, TRUE, NO_FAULT, 0,
    "approved, and a callback about somebody else's payment comes in", .stray = TRUE },
};

typedef struct
{
  gint64 key; /* an ending (0 to 99) or a whole amount */
  const char *outcome;
} Trigger;

static const Trigger endings[] = {
  { 75, "stray-callback" },
  { 76, "cancelled-slowly" },
  { 77, "terminal-off" },
  { 78, "stops-in-vain" },
  { 79, "answer-lost-slow" },
  { 80, "answer-lost-booked" },
  { 81, "declined-funds" },
  { 82, "declined-expired" },
  { 83, "declined-limit" },
  { 84, "declined-card" },
  { 85, "declined-pin" },
  { 86, "customer-timeout" },
  { 87, "cancelled" },
  { 88, "printer-booked" },
  { 89, "printer-not-booked" },
  { 91, "request-lost" },
  { 92, "status-fails" },
  { 93, "slow" },
  { 94, "never-answered" },
  { 95, "late" },
  { 96, "busy-once" },
  { 97, "garbage-booked" },
  { 98, "wrong-amount" },
  { 99, "unreachable" },
};

static const Trigger amounts[] = {
  { 888801, "declined-expired" },
  { 888802, "declined-funds" },
  { 888803, "declined-limit" },
  { 888805, "declined-card" },
};

typedef struct
{
  gint64 amount; /* -1: any */
  gint64 ending; /* -1: any */
  char *prefix;  /* owned; NULL: any */
  PracticeOutcome outcome;
} Rule;

struct _PracticeOutcomes
{
  GObject parent_instance;

  GArray *rules; /* owned, of Rule: what a scenario adds, first match wins, before the table */
};

G_DEFINE_FINAL_TYPE (PracticeOutcomes, practice_outcomes, G_TYPE_OBJECT)

static void
clear_rule (gpointer data)
{
  g_free (((Rule *)data)->prefix);
}

static void
practice_outcomes_finalize (GObject *object)
{
  PracticeOutcomes *self = PRACTICE_OUTCOMES (object);

  g_array_unref (self->rules);

  G_OBJECT_CLASS (practice_outcomes_parent_class)->finalize (object);
}

static void
practice_outcomes_class_init (PracticeOutcomesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = practice_outcomes_finalize;
}

static void
practice_outcomes_init (PracticeOutcomes *self)
{
  self->rules = g_array_new (FALSE, TRUE, sizeof (Rule));
  g_array_set_clear_func (self->rules, clear_rule);
}

PracticeOutcomes *
practice_outcomes_new (void)
{
  return g_object_new (PRACTICE_TYPE_OUTCOMES, NULL);
}

/* Returns: (nullable): the outcome called @name */
const PracticeOutcome *
practice_outcome_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (g_strcmp0 (outcomes[i].name, name) == 0)
      return &outcomes[i];
  return NULL;
}

static const PracticeOutcome *
find_trigger (const Trigger *triggers, gsize n_triggers, gint64 key)
{
  for (gsize i = 0; i < n_triggers; i++)
    if (triggers[i].key == key)
      return practice_outcome_find (triggers[i].outcome);
  return NULL;
}

/**
 * practice_outcomes_choose:
 * @amount: as it was sent
 * @outcome: (out): how that payment ends
 */
void
practice_outcomes_choose (PracticeOutcomes *self, const char *custom_id, gint64 amount, PracticeOutcome *outcome)
{
  const PracticeOutcome *found;

  g_return_if_fail (PRACTICE_IS_OUTCOMES (self));

  for (guint i = 0; i < self->rules->len; i++)
    {
      const Rule *rule = &g_array_index (self->rules, Rule, i);

      if ((rule->amount == -1 || rule->amount == amount) && (rule->ending == -1 || rule->ending == amount % 100)
          && (rule->prefix == NULL || g_str_has_prefix (custom_id, rule->prefix)))
        {
          *outcome = rule->outcome;
          return;
        }
    }

  found = find_trigger (amounts, G_N_ELEMENTS (amounts), amount);
  if (found == NULL)
    found = find_trigger (endings, G_N_ELEMENTS (endings), amount % 100);
  *outcome = found != NULL ? *found : outcomes[0];
}

static gboolean
read_rule_changes (Rule *rule, JsonObject *object, GError **error)
{
  gint64 code = rule->outcome.code;
  gint64 seconds = -1;

  if (!practice_json_take_int (object, "code", 0, 9999, &code, error)
      || !practice_json_take_int (object, "seconds", 0, 86400, &seconds, error)
      || !practice_json_take_boolean (object, "booked", &rule->outcome.booked, error))
    return FALSE;

  rule->outcome.code = (gint)code;
  if (seconds >= 0)
    rule->outcome.delay_ms = seconds * 1000;
  return TRUE;
}

/**
 * practice_outcomes_add_object:
 * @object: {"amount" | "ending" | "customIdPrefix": what it applies to, "outcome": a name of the table, and, to change
 *   it, "code", "seconds", "booked"}
 *
 * Adds a rule that comes before the training table and after the rules added earlier.
 */
gboolean
practice_outcomes_add_object (PracticeOutcomes *self, JsonObject *object, GError **error)
{
  static const char *const keys[]
      = { "amount", "ending", "customIdPrefix", "outcome", "code", "seconds", "booked", NULL };
  g_autofree char *name = g_strdup ("approved");
  const PracticeOutcome *base;
  Rule rule = { -1, -1, NULL, { NULL } };

  g_return_val_if_fail (PRACTICE_IS_OUTCOMES (self), FALSE);

  if (!practice_json_check_keys (object, "an outcome", keys, error)
      || !practice_json_take_string (object, "outcome", &name, error)
      || !practice_json_take_int (object, "amount", 1, G_MAXINT64, &rule.amount, error)
      || !practice_json_take_int (object, "ending", 0, 99, &rule.ending, error))
    return FALSE;

  base = practice_outcome_find (name);
  if (base == NULL)
    {
      g_set_error (error, PRACTICE_ERROR, PRACTICE_ERROR_UNKNOWN,
                   "there is no outcome “%s”; GET /control/training-table lists them all", name);
      return FALSE;
    }
  rule.outcome = *base;
  if (!read_rule_changes (&rule, object, error)
      || !practice_json_take_string (object, "customIdPrefix", &rule.prefix, error))
    return FALSE;

  g_array_append_val (self->rules, rule);
  return TRUE;
}

static JsonObject *
describe_trigger (const char *key, const Trigger *trigger)
{
  const PracticeOutcome *outcome = practice_outcome_find (trigger->outcome);
  JsonObject *row = json_object_new ();

  g_return_val_if_fail (outcome != NULL, row);

  json_object_set_int_member (row, key, trigger->key);
  json_object_set_string_member (row, "outcome", outcome->name);
  json_object_set_int_member (row, "code", outcome->code);
  json_object_set_boolean_member (row, "booked", outcome->booked);
  json_object_set_string_member (row, "meaning", outcome->meaning);
  return row;
}

/* Returns: (transfer full): the training table, one object per line */
JsonArray *
practice_outcomes_to_array (void)
{
  JsonArray *array = json_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    json_array_add_object_element (array, describe_trigger ("ending", &endings[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    json_array_add_object_element (array, describe_trigger ("amount", &amounts[i]));
  return array;
}
