/* test-shift-totals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The figures of a shift against sums made in the plainest way, over made-up payments of every kind and outcome. */

#include "fiel-attempt-record.h"
#include "fiel-shift-totals.h"

#include <gio/gio.h>
#include <stdlib.h>

#define SINCE 1000
#define HOUR_US G_TIME_SPAN_HOUR
#define MORNING_US (G_GINT64_CONSTANT (1774960200) * G_USEC_PER_SEC)   /* 2026-03-31 12:30 UTC */

static const char *const types[] = { "CR", "DB", NULL };
static const char *const brands[] = { "VI", "MC", NULL };
static const char *const terminals[] = { "norte", "sur" };

static FielAttemptRecord *
make_record (guint number, FielAttemptKind kind, FielOutcome outcome, gint64 minor)
{
  FielAttemptRecord *record = fiel_attempt_record_new ();

  record->attempt_id = g_strdup_printf ("attempt-%u", number);
  record->reference = g_strdup_printf ("%06u", number);
  record->ticket_sent = g_strdup (record->reference);
  record->actor = g_strdup ("Ana");
  record->intent_boot_id = g_strdup ("boot");
  record->provider = g_strdup ("getnet");
  record->terminal = g_strdup (terminals[number % 2]);
  record->terminal_name = g_strdup_printf ("Terminal %s", terminals[number % 2]);
  record->intent_seq = SINCE + 10 * number;
  record->closed_seq = outcome == FIEL_OUTCOME_NONE ? 0 : record->intent_seq + 3;
  record->intent_wall_us = MORNING_US + (gint64) number * 7 * G_TIME_SPAN_MINUTE;
  record->kind = kind;
  record->outcome = outcome;
  record->state = outcome == FIEL_OUTCOME_NONE ? FIEL_ATTEMPT_STATE_UNKNOWN : FIEL_ATTEMPT_STATE_CLOSED;
  record->amount = fiel_money_make (minor, fiel_currency_find ("CLP"));
  record->approved_minor = !fiel_outcome_moved_money (outcome)              ? 0
                           : outcome == FIEL_OUTCOME_PARTLY_APPROVED ? minor / 2
                                                                            : minor;
  record->card_type = g_strdup (types[number % 3]);
  record->brand = g_strdup (brands[number % 3]);

  return record;
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_attempt_record_unref);
}

static FielShiftTotals *
sum_up (GPtrArray *closed, GPtrArray *open, GPtrArray *known)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  FielShiftTotals *totals
    = fiel_shift_totals_new (closed, open, known, SINCE, fiel_currency_find ("CLP"), zone, &error);

  g_assert_no_error (error);

  return totals;
}

static const FielShiftGroup *
find_group (GPtrArray *groups, const char *key)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const FielShiftGroup *group = g_ptr_array_index (groups, i);

      if (g_str_equal (group->key, key))
        return group;
    }

  g_error ("there is no group “%s”", key);
}

static void
test_nothing (void)
{
  g_autoptr (GPtrArray) none = new_list ();
  g_autoptr (FielShiftTotals) totals = sum_up (none, none, NULL);

  g_assert_cmpuint (totals->sales.n, ==, 0);
  g_assert_cmpint (totals->net_minor, ==, 0);
  g_assert_cmpuint (totals->types->len, ==, 0);
  g_assert_cmpuint (totals->slots->len, ==, 0);
}

/* Every kind with every outcome, in amounts of which no two sums are alike. */
static void
test_against_plain_sums (void)
{
  g_autoptr (GPtrArray) closed = new_list ();
  g_autoptr (GPtrArray) open = new_list ();
  g_autoptr (FielShiftTotals) totals = NULL;
  gint64 sums[3] = { 0 }, by_type[3] = { 0 }, by_terminal[2] = { 0 }, net = 0, hand = 0, drawn = 0, drawn_back = 0;
  guint counts[3] = { 0 }, outcomes[FIEL_N_OUTCOMES] = { 0 }, n_drawn_not = 0, n_not = 0;

  for (guint i = 1; i <= 180; i++)
    {
      FielAttemptKind kind = (FielAttemptKind) (i % 3);
      FielOutcome outcome = (FielOutcome) (1 + (i / 3) % (FIEL_N_OUTCOMES - 1));
      FielAttemptRecord *record = make_record (i, kind, outcome, 1000 + (gint64) i * i);

      g_ptr_array_add (closed, record);
      outcomes[outcome]++;
      if (!fiel_outcome_moved_money (outcome))
        {
          n_not++;
          continue;
        }
      counts[kind]++;
      sums[kind] += record->approved_minor;
      by_type[i % 3] += kind == FIEL_ATTEMPT_KIND_SALE ? record->approved_minor : -record->approved_minor;
      by_terminal[i % 2] += kind == FIEL_ATTEMPT_KIND_SALE ? record->approved_minor : -record->approved_minor;
      net += kind == FIEL_ATTEMPT_KIND_SALE ? record->approved_minor : -record->approved_minor;
      hand += outcome == FIEL_OUTCOME_HAND_CHARGED ? record->approved_minor : 0;
    }
  g_ptr_array_add (open, make_record (500, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_NONE, 77));
  g_ptr_array_add (open, make_record (501, FIEL_ATTEMPT_KIND_REFUND, FIEL_OUTCOME_NONE, 11));
  g_ptr_array_add (open, make_record (502, FIEL_ATTEMPT_KIND_VOID, FIEL_OUTCOME_NONE, 4));
  totals = sum_up (closed, open, NULL);

  g_assert_cmpuint (totals->sales.n, ==, counts[FIEL_ATTEMPT_KIND_SALE]);
  g_assert_cmpint (totals->sales.minor, ==, sums[FIEL_ATTEMPT_KIND_SALE]);
  g_assert_cmpuint (totals->voids.n, ==, counts[FIEL_ATTEMPT_KIND_VOID]);
  g_assert_cmpint (totals->voids.minor, ==, sums[FIEL_ATTEMPT_KIND_VOID]);
  g_assert_cmpint (totals->returns.minor, ==, sums[FIEL_ATTEMPT_KIND_REFUND]);
  g_assert_cmpint (totals->net_minor, ==, net);
  g_assert_cmpint (totals->by_hand.minor, ==, hand);
  g_assert_cmpuint (totals->open.n, ==, 1);
  g_assert_cmpint (totals->open.minor, ==, 77);
  g_assert_cmpuint (totals->open_returns.n, ==, 2);
  g_assert_cmpint (totals->open_returns.minor, ==, 15);
  for (guint i = 0; i < FIEL_N_OUTCOMES; i++)
    g_assert_cmpuint (totals->outcomes[i], ==, outcomes[i]);

  for (guint i = 0; i < 3; i++)
    {
      const FielShiftGroup *group = find_group (totals->types, types[i] != NULL ? types[i] : "");

      g_assert_cmpint (group->sales.minor - group->voids.minor - group->returns.minor, ==, by_type[i]);
    }
  for (guint i = 0; i < 2; i++)
    {
      const FielShiftGroup *group = find_group (totals->terminals, terminals[i]);

      g_assert_cmpint (group->sales.minor - group->voids.minor - group->returns.minor, ==, by_terminal[i]);
    }
  for (guint i = 0; i < totals->slots->len; i++)
    {
      const FielShiftSlot *slot = &g_array_index (totals->slots, FielShiftSlot, i);

      drawn += slot->sales.minor;
      drawn_back += slot->returned.minor;
      n_drawn_not += slot->n_not_charged;
    }
  g_assert_cmpint (drawn, ==, totals->sales.minor);
  g_assert_cmpint (drawn_back, ==, totals->voids.minor + totals->returns.minor);
  g_assert_cmpuint (n_drawn_not, ==, n_not);
}

/* Every hour has its slot, also one in which nothing was sold. */
static void
test_hours (void)
{
  g_autoptr (GPtrArray) closed = new_list ();
  g_autoptr (GPtrArray) open = new_list ();
  g_autoptr (FielShiftTotals) totals = NULL;
  const FielShiftSlot *slots = NULL;

  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (closed, make_record (i + 1, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED, 100));
  ((FielAttemptRecord *) closed->pdata[0])->intent_wall_us = MORNING_US;
  ((FielAttemptRecord *) closed->pdata[1])->intent_wall_us = MORNING_US + 29 * G_TIME_SPAN_MINUTE;
  ((FielAttemptRecord *) closed->pdata[2])->intent_wall_us = MORNING_US + 30 * G_TIME_SPAN_MINUTE;
  ((FielAttemptRecord *) closed->pdata[3])->intent_wall_us = MORNING_US + 3 * HOUR_US;
  totals = sum_up (closed, open, NULL);

  g_assert_cmpint (totals->slot_length, ==, FIEL_SHIFT_SLOT_HOUR);
  g_assert_cmpuint (totals->slots->len, ==, 4);
  slots = (const FielShiftSlot *) (gconstpointer) totals->slots->data;
  g_assert_cmpint (slots[0].start_us, ==, MORNING_US - 30 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (slots[0].sales.n, ==, 2);
  g_assert_cmpuint (slots[1].sales.n, ==, 1);
  g_assert_cmpuint (slots[2].sales.n, ==, 0);
  g_assert_cmpuint (slots[3].sales.n, ==, 1);
}

/* A shift that nobody closed for days, and one from before somebody set the clock right. */
static void
test_long_shifts (void)
{
  static const struct
  {
    gint64 length_us;
    FielShiftSlotLength slots;
    guint n_most;
  } rows[] = {
    { 23 * HOUR_US, FIEL_SHIFT_SLOT_HOUR, 25 },
    { 25 * HOUR_US, FIEL_SHIFT_SLOT_DAY, 3 },
    { 30 * 24 * HOUR_US, FIEL_SHIFT_SLOT_DAY, 32 },
    { 90 * 24 * HOUR_US, FIEL_SHIFT_SLOT_MONTH, 5 },
    { G_GINT64_CONSTANT (400) * 365 * 24 * HOUR_US, FIEL_SHIFT_SLOT_MONTH, 1200 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) closed = new_list ();
      g_autoptr (GPtrArray) open = new_list ();
      g_autoptr (FielShiftTotals) totals = NULL;
      gint64 sum = 0;

      g_ptr_array_add (closed, make_record (1, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED, 100));
      g_ptr_array_add (closed, make_record (2, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED, 200));
      ((FielAttemptRecord *) closed->pdata[0])->intent_wall_us = MORNING_US;
      ((FielAttemptRecord *) closed->pdata[1])->intent_wall_us = MORNING_US + rows[i].length_us;
      totals = sum_up (closed, open, NULL);
      g_assert_cmpint (totals->slot_length, ==, rows[i].slots);
      g_assert_cmpuint (totals->slots->len, <=, rows[i].n_most);
      for (guint s = 0; s < totals->slots->len; s++)
        sum += g_array_index (totals->slots, FielShiftSlot, s).sales.minor;
      g_assert_cmpint (sum, ==, 300);
    }
}

/* What an earlier shift left open counts in the one that closes it, and is no sale of its hours. */
static void
test_carried_over (void)
{
  g_autoptr (GPtrArray) closed = new_list ();
  g_autoptr (GPtrArray) open = new_list ();
  g_autoptr (FielShiftTotals) totals = NULL;

  g_ptr_array_add (closed, make_record (1, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED, 100));
  g_ptr_array_add (closed, make_record (2, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_HAND_CHARGED, 5000));
  ((FielAttemptRecord *) closed->pdata[1])->intent_seq = SINCE;
  totals = sum_up (closed, open, NULL);

  g_assert_cmpint (totals->sales.minor, ==, 5100);
  g_assert_cmpuint (totals->earlier.n, ==, 1);
  g_assert_cmpint (totals->earlier.minor, ==, 5000);
  g_assert_cmpuint (totals->slots->len, ==, 1);
  g_assert_cmpint (g_array_index (totals->slots, FielShiftSlot, 0).sales.minor, ==, 100);
}

/* A void says nothing about the card: it is of the kind of its sale, which may be of an earlier shift. */
static void
test_void_of_a_card (void)
{
  g_autoptr (GPtrArray) closed = new_list ();
  g_autoptr (GPtrArray) open = new_list ();
  g_autoptr (GPtrArray) known = new_list ();
  g_autoptr (FielShiftTotals) totals = NULL;
  FielAttemptRecord *undo = make_record (5, FIEL_ATTEMPT_KIND_VOID, FIEL_OUTCOME_APPROVED, 900);

  g_clear_pointer (&undo->card_type, g_free);
  undo->original = g_strdup ("attempt-3");
  g_ptr_array_add (closed, undo);
  g_ptr_array_add (known, make_record (3, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED, 900));
  totals = sum_up (closed, open, known);

  g_assert_cmpint (find_group (totals->types, types[0])->voids.minor, ==, 900);
  g_assert_cmpuint (totals->types->len, ==, 1);
  g_assert_cmpint (totals->net_minor, ==, -900);
}

static void
test_other_currency (void)
{
  g_autoptr (GPtrArray) closed = new_list ();
  g_autoptr (GPtrArray) open = new_list ();
  g_autoptr (FielShiftTotals) totals = NULL;

  g_ptr_array_add (closed, make_record (1, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED, 100));
  g_ptr_array_add (closed, make_record (2, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED, 200));
  ((FielAttemptRecord *) closed->pdata[1])->amount.currency = fiel_currency_find ("ARS");
  g_ptr_array_add (open, make_record (3, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_NONE, 400));
  ((FielAttemptRecord *) open->pdata[0])->amount.currency = fiel_currency_find ("ARS");
  totals = sum_up (closed, open, NULL);

  g_assert_cmpint (totals->sales.minor, ==, 100);
  g_assert_cmpuint (totals->open.n, ==, 0);
  g_assert_cmpuint (totals->n_foreign, ==, 2);
}

/* A sum that does not fit is refused, and never wraps. */
static void
test_too_large (void)
{
  g_autoptr (GPtrArray) closed = new_list ();
  g_autoptr (GPtrArray) open = new_list ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  FielShiftSum sum = { 0 };

  g_ptr_array_add (closed, make_record (1, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED, FIEL_MONEY_MAX_MINOR));
  g_ptr_array_add (closed, make_record (2, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED, 1));
  g_assert_null (fiel_shift_totals_new (closed, open, NULL, SINCE, fiel_currency_find ("CLP"), zone, &error));
  g_assert_error (error, FIEL_MONEY_ERROR, FIEL_MONEY_ERROR_RANGE);

  g_assert_true (fiel_shift_sum_add (&sum, FIEL_MONEY_MAX_MINOR, NULL));
  g_assert_false (fiel_shift_sum_add (&sum, 1, NULL));
  g_assert_false (fiel_shift_sum_add (&sum, -1, NULL));
  g_assert_cmpint (sum.minor, ==, FIEL_MONEY_MAX_MINOR);
  g_assert_cmpuint (sum.n, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shift-totals/nothing", test_nothing);
  g_test_add_func ("/shift-totals/against-plain-sums", test_against_plain_sums);
  g_test_add_func ("/shift-totals/hours", test_hours);
  g_test_add_func ("/shift-totals/long-shifts", test_long_shifts);
  g_test_add_func ("/shift-totals/carried-over", test_carried_over);
  g_test_add_func ("/shift-totals/void-of-a-card", test_void_of_a_card);
  g_test_add_func ("/shift-totals/other-currency", test_other_currency);
  g_test_add_func ("/shift-totals/too-large", test_too_large);

  return g_test_run ();
}
