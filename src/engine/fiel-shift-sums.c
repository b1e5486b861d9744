/* fiel-shift-sums.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-sums.h"

#include "fiel-attempt-record.h"
#include "fiel-provider-row.h"
#include "fiel-provider-total.h"

/* Totals are of the whole batch, which may have begun any time before this shift, and nobody says whether a voided sale
 * is still in the sum of the sales. So they are right if they are any of what the list and our records allow: a
 * difference is only what none of that explains. An amount and the number of payments it is made of have to be
 * explained together: two payments of 500 are not one of 1000. Which record it is the list says, not a sum. */

static const char *const card_types[] = { "CR", "DB", "PR" };

/* Of some payments. Voids are taken off, so both may be less than nothing. */
typedef struct
{
  gint64 n;
  gint64 minor;
} Tally;

/* Sales that stand, sales with those that were voided, and returns, of one side. */
typedef struct
{
  Tally standing;
  Tally gross;
  Tally returned;
} Sums;

/* What the terminal says; what it leaves out is unknown, which is not zero. */
typedef struct
{
  gboolean has_count;
  gboolean has_amount;
  Tally tally;
} Said;

/* How much of what was said something explains, in the order of how much that is worth. */
enum
{
  MATCH_COUNT = 1 << 0,
  MATCH_AMOUNT = 1 << 1,
  MATCH_ALL = MATCH_COUNT | MATCH_AMOUNT,
};

typedef struct
{
  const Said *said;
  FielTotalKind kind;
  guint match;
  Tally ours;      /* what comes nearest to what was said */
} Search;

/* NULL as @type: any. */
static gboolean
is_type (const char *card_type, const char *type)
{
  return type == NULL || g_strcmp0 (card_type, type) == 0;
}

static void
tally_add (Tally *tally, gint64 sign, gint64 minor)
{
  tally->n += sign;
  tally->minor += sign * minor;
}

static Sums
sum_rows (GPtrArray *rows, const char *type)
{
  Sums sums = { 0 };

  for (guint i = 0; i < rows->len; i++)
    {
      const FielProviderRow *row = g_ptr_array_index (rows, i);

      if (row->kind == FIEL_ROW_RETURN)
        tally_add (&sums.returned, 1, row->amount_minor);
      else if (is_type (row->card_type, type))
        {
          tally_add (&sums.gross, 1, row->amount_minor);
          if (row->kind == FIEL_ROW_SALE)
            tally_add (&sums.standing, 1, row->amount_minor);
        }
    }

  return sums;
}

static void
add_record (Sums *sums, const FielAttemptRecord *record, const FielCurrency *currency, const char *type)
{
  const gboolean is_sale = record->kind == FIEL_ATTEMPT_KIND_SALE;

  if (record->amount.currency != currency || !fiel_outcome_moved_money (record->outcome))
    return;
  if (record->kind == FIEL_ATTEMPT_KIND_REFUND)
    tally_add (&sums->returned, 1, record->approved_minor);
  else if (is_type (record->card_type, type))
    {
      if (is_sale)
        tally_add (&sums->gross, 1, record->approved_minor);
      tally_add (&sums->standing, is_sale ? 1 : -1, record->approved_minor);
    }
}

/* The kind of card an item names, NULL if none. FALSE: it is in no sum by kind of card. */
typedef gboolean (*ReadType) (gconstpointer item, const char **type);

static gboolean
read_record_type (gconstpointer item, const char **type)
{
  const FielAttemptRecord *record = item;

  *type = record->card_type;

  return record->kind != FIEL_ATTEMPT_KIND_REFUND && fiel_outcome_moved_money (record->outcome);
}

static gboolean
read_row_type (gconstpointer item, const char **type)
{
  const FielProviderRow *row = item;

  *type = row->card_type;

  return row->kind != FIEL_ROW_RETURN;
}

static gboolean
read_total_type (gconstpointer item, const char **type)
{
  const FielProviderTotal *total = item;

  *type = total->card_type;

  return total->kind == FIEL_TOTAL_SALES;
}

static gboolean
is_known_type (const char *card_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (card_types); i++)
    if (g_strcmp0 (card_type, card_types[i]) == 0)
      return TRUE;

  return FALSE;
}

/* @items: (nullable) */
static gboolean
say_types (GPtrArray *items, ReadType read)
{
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const char *type = NULL;

      if (read (g_ptr_array_index (items, i), &type) && !is_known_type (type))
        return FALSE;
    }

  return TRUE;
}

static Said
read_totals (GPtrArray *totals, FielTotalKind kind, const char *type)
{
  Said said = { 0 };
  gboolean found = FALSE;

  for (guint i = 0; i < totals->len; i++)
    {
      const FielProviderTotal *total = g_ptr_array_index (totals, i);

      if (total->kind != kind || !is_type (total->card_type, type))
        continue;
      said.has_count = total->has_count && (said.has_count || !found);
      said.has_amount = total->has_amount && (said.has_amount || !found);
      said.tally.n += total->count;
      said.tally.minor += total->amount_minor;
      found = TRUE;
    }

  return said;
}

static void
try_tally (Search *search, const Tally *tally)
{
  const Said *said = search->said;
  guint match = 0;

  if (!said->has_count || said->tally.n == tally->n)
    match |= MATCH_COUNT;
  if (!said->has_amount || said->tally.minor == tally->minor)
    match |= MATCH_AMOUNT;
  if (match <= search->match)
    return;

  search->match = match;
  search->ours = *tally;
}

static void
try_sums (Search *search, const Sums *sums)
{
  if (search->kind == FIEL_TOTAL_RETURNS)
    try_tally (search, &sums->returned);
  else
    {
      try_tally (search, &sums->standing);
      try_tally (search, &sums->gross);
    }
}

static Sums
sum_shift (const FielShiftSides *sides, const char *type)
{
  Sums sums = { 0 };

  for (guint i = 0; sides->shift != NULL && i < sides->shift->len; i++)
    add_record (&sums, g_ptr_array_index (sides->shift, i), sides->currency, type);

  return sums;
}

/* With as many of the payments before the shift, newest first, as it takes; then the terminal's own list. */
static void
search_sides (Search *search, const FielShiftSides *sides, const char *type)
{
  Sums sums = sum_shift (sides, type);

  search->ours = search->kind == FIEL_TOTAL_RETURNS ? sums.returned : sums.standing;
  try_sums (search, &sums);
  for (guint i = 0; search->match != MATCH_ALL && sides->earlier != NULL && i < sides->earlier->len; i++)
    {
      add_record (&sums, g_ptr_array_index (sides->earlier, i), sides->currency, type);
      try_sums (search, &sums);
    }
  if (search->match != MATCH_ALL && sides->rows != NULL)
    {
      const Tally ours = search->ours;

      sums = sum_rows (sides->rows, type);
      try_sums (search, &sums);
      search->ours = ours;
    }
}

/* @match: what is explained all the same */
static FielShiftDifferenceKind
find_kind (guint match)
{
  switch (match)
    {
    case MATCH_AMOUNT:
      return FIEL_SHIFT_DIFFERENCE_OTHER_COUNT;
    case MATCH_COUNT:
      return FIEL_SHIFT_DIFFERENCE_OTHER_SUM;
    default:
      return FIEL_SHIFT_DIFFERENCE_OTHER_TOTAL;
    }
}

/* @type: (nullable) */
static void
compare_sum (FielShiftComparison *self, const FielShiftSides *sides, GPtrArray *totals, FielTotalKind kind,
             const char *type)
{
  const Said said = read_totals (totals, kind, type);
  Search search = { .said = &said, .kind = kind };
  FielShiftDifference *difference = NULL;

  search_sides (&search, sides, type);
  if (search.match == MATCH_ALL)
    return;

  difference = fiel_shift_difference_new (find_kind (search.match), sides->terminal_name);
  difference->ours_minor = search.ours.minor;
  difference->ours_count = search.ours.n;
  if (said.has_amount)
    difference->theirs_minor = said.tally.minor;
  if (said.has_count)
    difference->theirs_count = said.tally.n;
  difference->their_type = g_strdup (kind == FIEL_TOTAL_RETURNS ? "returns" : type != NULL ? type : "sales");
  g_ptr_array_add (self->differences, difference);
}

void
fiel_shift_sums_compare (FielShiftComparison *self, const FielShiftSides *sides, GPtrArray *totals)
{
  g_return_if_fail (self != NULL && sides != NULL && totals != NULL);

  if (say_types (sides->shift, read_record_type) && say_types (sides->earlier, read_record_type)
      && say_types (sides->rows, read_row_type) && say_types (totals, read_total_type))
    for (gsize i = 0; i < G_N_ELEMENTS (card_types); i++)
      compare_sum (self, sides, totals, FIEL_TOTAL_SALES, card_types[i]);
  else
    compare_sum (self, sides, totals, FIEL_TOTAL_SALES, NULL);
  compare_sum (self, sides, totals, FIEL_TOTAL_RETURNS, NULL);
}

FielShiftComparison *
fiel_shift_sums_comparison_new (void)
{
  FielShiftComparison *self = g_new0 (FielShiftComparison, 1);

  self->types = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_shift_group_free);
  self->differences = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_shift_difference_free);

  return self;
}
