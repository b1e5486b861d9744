/* test-shift-comparison.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Our records beside a terminal's list: which rows are ours, and which records differ, by name. */

#include "fiel-attempt-record.h"
#include "fiel-provider-row.h"
#include "fiel-provider-total.h"
#include "fiel-shift-comparison.h"
#include "fiel-shift-sums.h"

#include <string.h>

typedef struct
{
  GPtrArray *shift;
  GPtrArray *earlier;
  GPtrArray *open;
  GPtrArray *rows;
  FielShiftComparison *comparison;
} Scene;

static void
scene_init (Scene *scene)
{
  scene->shift = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_attempt_record_unref);
  scene->earlier = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_attempt_record_unref);
  scene->open = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_attempt_record_unref);
  scene->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_provider_row_free);
  scene->comparison = NULL;
}

static void
scene_clear (Scene *scene)
{
  g_ptr_array_unref (scene->shift);
  g_ptr_array_unref (scene->earlier);
  g_ptr_array_unref (scene->open);
  g_ptr_array_unref (scene->rows);
  g_clear_pointer (&scene->comparison, fiel_shift_comparison_free);
}

/* @operation: (nullable) */
static FielAttemptRecord *
add (GPtrArray *list, const char *id, const char *ticket, const char *operation, gint64 minor)
{
  FielAttemptRecord *record = fiel_attempt_record_new ();

  record->attempt_id = g_strdup (id);
  record->reference = g_strdup (ticket);
  record->ticket_sent = g_strdup (ticket);
  record->operation = g_strdup (operation);
  record->terminal = g_strdup ("norte");
  record->kind = FIEL_ATTEMPT_KIND_SALE;
  record->state = FIEL_ATTEMPT_STATE_CLOSED;
  record->outcome = FIEL_OUTCOME_APPROVED;
  record->amount = fiel_money_make (minor, fiel_currency_find ("CLP"));
  record->approved_minor = minor;
  record->card_type = g_strdup ("DB");
  g_ptr_array_add (list, record);

  return record;
}

static FielAttemptRecord *
add_void (GPtrArray *list, const char *id, const char *original, gint64 minor)
{
  FielAttemptRecord *record = add (list, id, "", NULL, minor);

  record->kind = FIEL_ATTEMPT_KIND_VOID;
  record->original = g_strdup (original);

  return record;
}

static FielProviderRow *
add_row (Scene *scene, FielRowKind kind, const char *ticket, const char *number, gint64 minor)
{
  FielProviderRow *row = fiel_provider_row_new (kind, minor);

  row->ticket = g_strdup (ticket);
  row->number = g_strdup (number);
  row->card_type = g_strdup ("DB");
  g_ptr_array_add (scene->rows, row);

  return row;
}

static void
compare (Scene *scene)
{
  const FielShiftSides sides = { scene->shift, scene->earlier, scene->open, scene->rows, "Terminal Norte",
                                 fiel_currency_find ("CLP") };
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&scene->comparison, fiel_shift_comparison_free);
  scene->comparison = fiel_shift_comparison_new (&sides, &error);
  g_assert_no_error (error);
}

static const FielShiftDifference *
get_difference (Scene *scene, guint index, FielShiftDifferenceKind kind)
{
  const FielShiftDifference *difference = NULL;

  g_assert_cmpuint (scene->comparison->differences->len, >, index);
  difference = g_ptr_array_index (scene->comparison->differences, index);
  g_assert_cmpint (difference->kind, ==, kind);

  return difference;
}

static void
test_same (void)
{
  Scene scene;

  scene_init (&scene);
  add (scene.shift, "a", "000001", "11", 1000);
  add (scene.shift, "b", "000002", "12", 1000);
  add_row (&scene, FIEL_ROW_SALE, "000002", "12", 1000);
  add_row (&scene, FIEL_ROW_SALE, "000001", "11", 1000);
  compare (&scene);
  g_assert_cmpuint (scene.comparison->n_same, ==, 2);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  g_assert_cmpuint (scene.comparison->types->len, ==, 1);
  g_assert_cmpint (((FielShiftGroup *) scene.comparison->types->pdata[0])->sales.minor, ==, 2000);
  scene_clear (&scene);
}

/* The very record is named, on either side. */
static void
test_only_one_side (void)
{
  Scene scene;
  const FielShiftDifference *ours = NULL;
  const FielShiftDifference *theirs = NULL;
  g_autofree char *sentence = NULL;

  scene_init (&scene);
  add (scene.shift, "a", "000001", "11", 1000);
  add (scene.shift, "b", "000002", "12", 2500);
  add_row (&scene, FIEL_ROW_SALE, "000001", "11", 1000);
  add_row (&scene, FIEL_ROW_SALE, "000009", "19", 700)->time = g_strdup ("2026-03-31 12:40:00");
  compare (&scene);
  g_assert_cmpuint (scene.comparison->n_same, ==, 1);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 2);
  ours = get_difference (&scene, 0, FIEL_SHIFT_DIFFERENCE_ONLY_OURS);
  g_assert_cmpstr (ours->attempt_id, ==, "b");
  g_assert_cmpint (ours->ours_minor, ==, 2500);
  g_assert_cmpint (ours->theirs_minor, ==, -1);
  theirs = get_difference (&scene, 1, FIEL_SHIFT_DIFFERENCE_ONLY_THEIRS);
  g_assert_null (theirs->attempt_id);
  g_assert_cmpstr (theirs->their_ticket, ==, "000009");
  g_assert_cmpstr (theirs->their_time, ==, "2026-03-31 12:40:00");
  g_assert_cmpint (theirs->theirs_minor, ==, 700);
  sentence = fiel_shift_difference_describe (theirs, fiel_currency_find ("CLP"), fiel_number_style_for_country ("cl"));
  g_assert_cmpstr (sentence, ==, "$700, ticket 000009: Terminal Norte has it, Fiel does not.");
  scene_clear (&scene);
}

/* Equal sums hide nothing: two wrong amounts that make up for each other are two differences. */
static void
test_other_amounts (void)
{
  Scene scene;
  const FielShiftDifference *difference = NULL;

  scene_init (&scene);
  add (scene.shift, "a", "000001", "11", 1000);
  add (scene.shift, "b", "000002", "12", 2000);
  add_row (&scene, FIEL_ROW_SALE, "000001", "11", 2000);
  add_row (&scene, FIEL_ROW_SALE, "000002", "12", 1000);
  compare (&scene);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 2);
  difference = get_difference (&scene, 0, FIEL_SHIFT_DIFFERENCE_OTHER_AMOUNT);
  g_assert_cmpstr (difference->attempt_id, ==, "a");
  g_assert_cmpint (difference->ours_minor, ==, 1000);
  g_assert_cmpint (difference->theirs_minor, ==, 2000);
  get_difference (&scene, 1, FIEL_SHIFT_DIFFERENCE_OTHER_AMOUNT);
  scene_clear (&scene);
}

/* Terminals that name no ticket: the number of the operation, else the amount alone. */
static void
test_without_tickets (void)
{
  Scene scene;

  scene_init (&scene);
  add (scene.shift, "a", "000001", "11", 1000);
  add (scene.shift, "b", "000002", NULL, 1000);
  add (scene.shift, "c", "000003", "13", 1000);
  add_row (&scene, FIEL_ROW_SALE, NULL, "13", 1000);
  add_row (&scene, FIEL_ROW_SALE, NULL, "11", 1000);
  add_row (&scene, FIEL_ROW_SALE, NULL, "12", 1000);
  compare (&scene);
  g_assert_cmpuint (scene.comparison->n_same, ==, 3);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);

  /* With one number that is right, another one is another payment. */
  ((FielProviderRow *) scene.rows->pdata[1])->number[1] = '7';
  compare (&scene);
  g_assert_cmpuint (scene.comparison->n_same, ==, 2);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 2);

  /* If none ever is, the column means something else. */
  for (guint i = 0; i < 3; i++)
    ((FielProviderRow *) scene.rows->pdata[i])->number[0] = '9';
  g_clear_pointer (&((FielAttemptRecord *) scene.shift->pdata[1])->operation, g_free);
  compare (&scene);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  scene_clear (&scene);
}

/* A batch may be longer than a shift: what is of before may be in the list, and need not. */
static void
test_earlier_shifts (void)
{
  Scene scene;

  scene_init (&scene);
  add (scene.earlier, "x", "000001", "11", 1000);
  add (scene.earlier, "y", "000002", "12", 2000);
  add (scene.shift, "a", "000003", "13", 500);
  add_row (&scene, FIEL_ROW_SALE, "000001", "11", 1000);
  add_row (&scene, FIEL_ROW_SALE, "000003", "13", 500);
  compare (&scene);
  g_assert_cmpuint (scene.comparison->n_same, ==, 1);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  g_assert_cmpint (((FielShiftGroup *) scene.comparison->types->pdata[0])->sales.minor, ==, 500);
  scene_clear (&scene);
}

/* The terminal has what we do not know the end of, or recorded as not charged. */
static void
test_unresolved (void)
{
  Scene scene;
  const FielShiftDifference *difference = NULL;

  scene_init (&scene);
  add (scene.open, "o", "000001", NULL, 1000)->state = FIEL_ATTEMPT_STATE_UNKNOWN;
  add (scene.shift, "n", "000002", NULL, 2000)->outcome = FIEL_OUTCOME_HAND_NOT_CHARGED;
  ((FielAttemptRecord *) scene.shift->pdata[0])->approved_minor = 0;
  add_row (&scene, FIEL_ROW_SALE, "000001", "11", 1000);
  add_row (&scene, FIEL_ROW_SALE, "000002", "12", 2000);
  compare (&scene);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 2);
  difference = get_difference (&scene, 0, FIEL_SHIFT_DIFFERENCE_ONLY_THEIRS);
  g_assert_cmpstr (difference->attempt_id, ==, "n");
  g_assert_cmpint (difference->ours_minor, ==, -1);
  difference = get_difference (&scene, 1, FIEL_SHIFT_DIFFERENCE_UNRESOLVED);
  g_assert_cmpstr (difference->attempt_id, ==, "o");

  /* What moved nothing and is not there is no difference. */
  g_ptr_array_set_size (scene.rows, 0);
  compare (&scene);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  scene_clear (&scene);
}

/* What the terminal lists of a currency the till had before is ours by its name and its amount, and in no sum; what only
 * looks like it is not. */
static void
test_other_currency (void)
{
  Scene scene;
  FielAttemptRecord *before = NULL;
  const FielShiftDifference *difference = NULL;

  scene_init (&scene);
  before = add (scene.shift, "p", "000001", "11", 7000);
  before->amount = fiel_money_make (7000, fiel_currency_find ("ARS"));
  add (scene.shift, "a", "000002", "12", 7000);
  add_row (&scene, FIEL_ROW_SALE, "000001", "11", 7000);
  add_row (&scene, FIEL_ROW_SALE, "000002", "12", 7000);
  compare (&scene);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  g_assert_cmpuint (scene.comparison->n_same, ==, 1);
  g_assert_cmpint (((FielShiftGroup *) scene.comparison->types->pdata[0])->sales.minor, ==, 7000);

  g_ptr_array_set_size (scene.rows, 0);
  add_row (&scene, FIEL_ROW_SALE, "000001", "11", 7001);
  add_row (&scene, FIEL_ROW_SALE, NULL, "11", 7000);
  add_row (&scene, FIEL_ROW_SALE, "000002", "12", 7000);
  compare (&scene);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 2);
  difference = get_difference (&scene, 0, FIEL_SHIFT_DIFFERENCE_ONLY_THEIRS);
  g_assert_cmpint (difference->theirs_minor, ==, 7001);
  difference = get_difference (&scene, 1, FIEL_SHIFT_DIFFERENCE_ONLY_THEIRS);
  g_assert_cmpint (difference->theirs_minor, ==, 7000);
  scene_clear (&scene);
}

/* A void on both sides, on one side only, and as a row of its own. */
static void
test_voids (void)
{
  Scene scene;

  scene_init (&scene);
  add (scene.shift, "a", "000001", "11", 1000);
  add_row (&scene, FIEL_ROW_VOIDED, "000001", "11", 1000);
  compare (&scene);
  get_difference (&scene, 0, FIEL_SHIFT_DIFFERENCE_OTHER_KIND);

  add_void (scene.shift, "v", "a", 1000);
  compare (&scene);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  g_assert_cmpuint (scene.comparison->types->len, ==, 0);

  ((FielProviderRow *) scene.rows->pdata[0])->kind = FIEL_ROW_SALE;
  compare (&scene);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 1);
  get_difference (&scene, 0, FIEL_SHIFT_DIFFERENCE_OTHER_KIND);

  add_row (&scene, FIEL_ROW_VOIDED, NULL, NULL, 1000);
  compare (&scene);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  scene_clear (&scene);
}

static void
test_returns (void)
{
  Scene scene;
  FielAttemptRecord *back = NULL;

  scene_init (&scene);
  add (scene.shift, "a", "000001", "11", 1000);
  back = add (scene.shift, "r", "000001", NULL, 400);
  back->kind = FIEL_ATTEMPT_KIND_REFUND;
  back->original = g_strdup ("a");
  add_row (&scene, FIEL_ROW_SALE, "000001", "11", 1000);
  add_row (&scene, FIEL_ROW_RETURN, NULL, "12", 400);
  compare (&scene);
  g_assert_cmpuint (scene.comparison->n_same, ==, 2);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  g_assert_cmpint (((FielShiftGroup *) scene.comparison->types->pdata[0])->returns.minor, ==, 400);

  g_ptr_array_set_size (scene.rows, 1);
  compare (&scene);
  g_assert_cmpstr (get_difference (&scene, 0, FIEL_SHIFT_DIFFERENCE_ONLY_OURS)->attempt_id, ==, "r");
  scene_clear (&scene);
}

/* -- Totals -- */

static void
add_total (GPtrArray *totals, FielTotalKind kind, const char *type, gint64 minor)
{
  FielProviderTotal *total = fiel_provider_total_new (kind, "x");

  total->card_type = type;
  total->has_amount = TRUE;
  total->amount_minor = minor;
  g_ptr_array_add (totals, total);
}

/* Credit, debit and returns; -1: not said. */
static void
compare_totals (Scene *scene, gboolean listed, gint64 credit, gint64 debit, gint64 returns)
{
  const FielShiftSides sides = { scene->shift, scene->earlier, scene->open, listed ? scene->rows : NULL,
                                 "Terminal Norte", fiel_currency_find ("CLP") };
  g_autoptr (GPtrArray) totals = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_provider_total_free);

  g_clear_pointer (&scene->comparison, fiel_shift_comparison_free);
  scene->comparison = fiel_shift_sums_comparison_new ();
  if (credit >= 0)
    add_total (totals, FIEL_TOTAL_SALES, "CR", credit);
  if (debit >= 0)
    add_total (totals, FIEL_TOTAL_SALES, "DB", debit);
  if (returns >= 0)
    add_total (totals, FIEL_TOTAL_RETURNS, NULL, returns);
  add_total (totals, FIEL_TOTAL_OTHER, NULL, 123456);
  fiel_shift_sums_compare (scene->comparison, &sides, totals);
}

static void
assert_sum (Scene *scene, const char *type, gint64 ours, gint64 theirs)
{
  const FielShiftDifference *difference = get_difference (scene, 0, FIEL_SHIFT_DIFFERENCE_OTHER_SUM);

  g_assert_cmpuint (scene->comparison->differences->len, ==, 1);
  g_assert_cmpstr (difference->their_type, ==, type);
  g_assert_cmpint (difference->ours_minor, ==, ours);
  g_assert_cmpint (difference->theirs_minor, ==, theirs);
}

/* Two sales by debit, one by credit, and a return. */
static void
test_totals (void)
{
  Scene scene;
  FielAttemptRecord *credit = NULL;
  g_autofree char *sentence = NULL;

  scene_init (&scene);
  add (scene.shift, "a", "000001", "11", 1000);
  add (scene.shift, "b", "000002", "12", 2000);
  credit = add (scene.shift, "c", "000003", "13", 5000);
  g_free (credit->card_type);
  credit->card_type = g_strdup ("CR");
  add (scene.shift, "r", "000003", "14", 700)->kind = FIEL_ATTEMPT_KIND_REFUND;

  compare_totals (&scene, FALSE, 5000, 3000, 700);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  compare_totals (&scene, FALSE, 5000, -1, -1);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  compare_totals (&scene, FALSE, 5000, 3100, 700);
  assert_sum (&scene, "DB", 3000, 3100);
  sentence = fiel_shift_difference_describe (g_ptr_array_index (scene.comparison->differences, 0),
                                             fiel_currency_find ("CLP"), fiel_number_style_for_country ("cl"));
  g_assert_cmpstr (sentence, ==, "Sales, debit: $3.000 in Fiel, in the totals of Terminal Norte $3.100.");
  compare_totals (&scene, FALSE, 0, 3000, 700);
  assert_sum (&scene, "CR", 5000, 0);
  compare_totals (&scene, FALSE, 5000, 3000, 0);
  assert_sum (&scene, "returns", 700, 0);
  scene_clear (&scene);
}

static void
compare_counted (Scene *scene, gint64 n_sales, gint64 sales, gint64 n_returns, gint64 returns)
{
  const FielShiftSides sides = { scene->shift, scene->earlier, scene->open, scene->rows->len > 0 ? scene->rows : NULL,
                                 "Terminal Norte", fiel_currency_find ("CLP") };
  g_autoptr (GPtrArray) totals = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_provider_total_free);
  const gint64 counts[] = { n_sales, n_returns };

  g_clear_pointer (&scene->comparison, fiel_shift_comparison_free);
  scene->comparison = fiel_shift_sums_comparison_new ();
  add_total (totals, FIEL_TOTAL_SALES, "DB", sales);
  add_total (totals, FIEL_TOTAL_RETURNS, NULL, returns);
  for (guint i = 0; i < totals->len; i++)
    {
      FielProviderTotal *total = g_ptr_array_index (totals, i);

      total->has_amount = total->amount_minor >= 0;
      total->has_count = TRUE;
      total->count = counts[i];
    }
  fiel_shift_sums_compare (scene->comparison, &sides, totals);
}

static void
assert_counts (Scene *scene, FielShiftDifferenceKind kind, gint64 ours, gint64 theirs)
{
  const FielShiftDifference *difference = get_difference (scene, 0, kind);

  g_assert_cmpuint (scene->comparison->differences->len, ==, 1);
  g_assert_cmpint (difference->ours_count, ==, ours);
  g_assert_cmpint (difference->theirs_count, ==, theirs);
}

/* An amount is right with its own number of payments only. */
static void
test_counts (void)
{
  Scene scene;
  g_autofree char *sentence = NULL;

  scene_init (&scene);
  add (scene.shift, "a", "000001", "11", 1000);
  add (scene.shift, "b", "000002", "12", 2000);
  add (scene.shift, "r", "000002", "14", 700)->kind = FIEL_ATTEMPT_KIND_REFUND;
  add (scene.earlier, "e", "000000", "10", 300);

  compare_counted (&scene, 2, 3000, 1, 700);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  compare_counted (&scene, 3, 3300, 1, 700);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  compare_counted (&scene, 2, 3300, 1, 700);
  assert_counts (&scene, FIEL_SHIFT_DIFFERENCE_OTHER_COUNT, 3, 2);
  compare_counted (&scene, 4, 3000, 1, 700);
  assert_counts (&scene, FIEL_SHIFT_DIFFERENCE_OTHER_COUNT, 2, 4);
  compare_counted (&scene, 2, 3001, 1, 700);
  assert_counts (&scene, FIEL_SHIFT_DIFFERENCE_OTHER_SUM, 2, 2);
  compare_counted (&scene, 2, 3000, 2, 701);
  assert_counts (&scene, FIEL_SHIFT_DIFFERENCE_OTHER_TOTAL, 1, 2);
  sentence = fiel_shift_difference_describe (g_ptr_array_index (scene.comparison->differences, 0),
                                             fiel_currency_find ("CLP"), fiel_number_style_for_country ("cl"));
  g_assert_cmpstr (sentence, ==,
                   "Returns: $700, counted 1, in Fiel; in the totals of Terminal Norte $701, counted 2.");
  scene_clear (&scene);
}

/* Where only one of the two is said, that one is compared; and the list may explain them, as it does an amount. */
static void
test_counts_alone (void)
{
  Scene scene;

  scene_init (&scene);
  add (scene.shift, "a", "000001", "11", 1000);
  compare_counted (&scene, 1, -1, 0, 0);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  compare_counted (&scene, 2, -1, 0, 0);
  assert_counts (&scene, FIEL_SHIFT_DIFFERENCE_OTHER_COUNT, 1, 2);
  g_assert_cmpint (get_difference (&scene, 0, FIEL_SHIFT_DIFFERENCE_OTHER_COUNT)->theirs_minor, ==, -1);

  add_row (&scene, FIEL_ROW_SALE, "000001", "11", 1000);
  add_row (&scene, FIEL_ROW_SALE, "000009", "19", 800);
  compare_counted (&scene, 2, 1800, 0, 0);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  compare_counted (&scene, 3, 1800, 0, 0);
  assert_counts (&scene, FIEL_SHIFT_DIFFERENCE_OTHER_COUNT, 1, 3);
  scene_clear (&scene);
}

/* The batch may have begun before this shift, and a sum is right if the terminal's own list says it, too. */
static void
test_totals_of_the_batch (void)
{
  Scene scene;
  FielAttemptRecord *unsaid = NULL;

  scene_init (&scene);
  add (scene.shift, "a", "000001", "11", 1000);
  add (scene.earlier, "e", "000000", "10", 300);
  add (scene.earlier, "f", "000000", "9", 70);
  compare_totals (&scene, FALSE, 0, 1000, 0);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  compare_totals (&scene, FALSE, 0, 1300, 0);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  compare_totals (&scene, FALSE, 0, 1370, 0);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  compare_totals (&scene, FALSE, 0, 1800, 0);
  assert_sum (&scene, "DB", 1000, 1800);

  add_row (&scene, FIEL_ROW_SALE, "000001", "11", 1000);
  add_row (&scene, FIEL_ROW_SALE, "000009", "19", 800);
  compare_totals (&scene, TRUE, 0, 1800, 0);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  compare_totals (&scene, TRUE, 0, 1900, 0);
  assert_sum (&scene, "DB", 1000, 1900);

  /* Where somebody does not say the kind of card, the sales are compared together. */
  unsaid = add (scene.shift, "u", "000007", "17", 50);
  g_clear_pointer (&unsaid->card_type, g_free);
  compare_totals (&scene, FALSE, 50, 1000, 0);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  compare_totals (&scene, FALSE, 50, 1001, 0);
  assert_sum (&scene, "sales", 1050, 1051);
  scene_clear (&scene);
}

/* Whether the sum of the sales still holds one that was voided is the terminal's to choose. */
static void
test_totals_with_a_void (void)
{
  Scene scene;

  scene_init (&scene);
  add (scene.shift, "a", "000001", "11", 1000);
  add (scene.shift, "b", "000002", "12", 400);
  add_void (scene.shift, "v", "b", 400);
  compare_totals (&scene, FALSE, 0, 1400, 0);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  compare_totals (&scene, FALSE, 0, 1000, 0);
  g_assert_cmpuint (scene.comparison->differences->len, ==, 0);
  compare_totals (&scene, FALSE, 0, 600, 0);
  assert_sum (&scene, "DB", 1000, 600);
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shift-comparison/same", test_same);
  g_test_add_func ("/shift-comparison/only-one-side", test_only_one_side);
  g_test_add_func ("/shift-comparison/other-amounts", test_other_amounts);
  g_test_add_func ("/shift-comparison/without-tickets", test_without_tickets);
  g_test_add_func ("/shift-comparison/earlier-shifts", test_earlier_shifts);
  g_test_add_func ("/shift-comparison/unresolved", test_unresolved);
  g_test_add_func ("/shift-comparison/other-currency", test_other_currency);
  g_test_add_func ("/shift-comparison/voids", test_voids);
  g_test_add_func ("/shift-comparison/returns", test_returns);
  g_test_add_func ("/shift-comparison/totals", test_totals);
  g_test_add_func ("/shift-comparison/counts", test_counts);
  g_test_add_func ("/shift-comparison/counts-alone", test_counts_alone);
  g_test_add_func ("/shift-comparison/totals-of-the-batch", test_totals_of_the_batch);
  g_test_add_func ("/shift-comparison/totals-with-a-void", test_totals_with_a_void);

  return g_test_run ();
}
