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
 * difference is only what none of that explains. Which record it is the list says, not a sum. */

static const char *const card_types[] = { "CR", "DB", "PR" };

/* Sales that stand, sales with those that were voided, and returns, of one side. */
typedef struct
{
  gint64 standing;
  gint64 gross;
  gint64 returned;
} Sums;

/* NULL as @type: any. */
static gboolean
is_type (const char *card_type, const char *type)
{
  return type == NULL || g_strcmp0 (card_type, type) == 0;
}

static Sums
sum_rows (GPtrArray *rows, const char *type)
{
  Sums sums = { 0 };

  for (guint i = 0; i < rows->len; i++)
    {
      const FielProviderRow *row = g_ptr_array_index (rows, i);

      if (row->kind == FIEL_ROW_RETURN)
        sums.returned += row->amount_minor;
      else if (is_type (row->card_type, type))
        {
          sums.gross += row->amount_minor;
          sums.standing += row->kind == FIEL_ROW_SALE ? row->amount_minor : 0;
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
    sums->returned += record->approved_minor;
  else if (is_type (record->card_type, type))
    {
      sums->gross += is_sale ? record->approved_minor : 0;
      sums->standing += is_sale ? record->approved_minor : -record->approved_minor;
    }
}

static gboolean
is_known_type (const char *card_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (card_types); i++)
    if (g_strcmp0 (card_type, card_types[i]) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
records_say_types (GPtrArray *records)
{
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (records, i);

      if (record->kind != FIEL_ATTEMPT_KIND_REFUND && fiel_outcome_moved_money (record->outcome)
          && !is_known_type (record->card_type))
        return FALSE;
    }

  return TRUE;
}

static gboolean
rows_say_types (GPtrArray *rows)
{
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const FielProviderRow *row = g_ptr_array_index (rows, i);

      if (row->kind != FIEL_ROW_RETURN && !is_known_type (row->card_type))
        return FALSE;
    }

  return TRUE;
}

static gboolean
totals_say_types (GPtrArray *totals)
{
  for (guint i = 0; i < totals->len; i++)
    {
      const FielProviderTotal *total = g_ptr_array_index (totals, i);

      if (total->kind == FIEL_TOTAL_SALES && !is_known_type (total->card_type))
        return FALSE;
    }

  return TRUE;
}

/* FALSE: the terminal says no such sum, which is not zero. */
static gboolean
read_total (GPtrArray *totals, FielTotalKind kind, const char *type, gint64 *minor)
{
  gboolean found = FALSE;

  *minor = 0;
  for (guint i = 0; i < totals->len; i++)
    {
      const FielProviderTotal *total = g_ptr_array_index (totals, i);

      if (total->kind != kind || !is_type (total->card_type, type))
        continue;
      if (!total->has_amount)
        return FALSE;
      *minor += total->amount_minor;
      found = TRUE;
    }

  return found;
}

static gboolean
explains (const Sums *sums, FielTotalKind kind, gint64 minor)
{
  if (kind == FIEL_TOTAL_RETURNS)
    return minor == sums->returned;

  return minor == sums->standing || minor == sums->gross;
}

static Sums
sum_shift (const FielShiftSides *sides, const char *type)
{
  Sums sums = { 0 };

  for (guint i = 0; sides->shift != NULL && i < sides->shift->len; i++)
    add_record (&sums, g_ptr_array_index (sides->shift, i), sides->currency, type);

  return sums;
}

/* With as many of the payments before the shift, newest first, as it takes. */
static gboolean
is_explained_by_ours (const FielShiftSides *sides, FielTotalKind kind, const char *type, gint64 minor)
{
  Sums sums = sum_shift (sides, type);
  gboolean explained = explains (&sums, kind, minor);

  for (guint i = 0; !explained && sides->earlier != NULL && i < sides->earlier->len; i++)
    {
      add_record (&sums, g_ptr_array_index (sides->earlier, i), sides->currency, type);
      explained = explains (&sums, kind, minor);
    }

  return explained;
}

/* @type: (nullable) */
static void
compare_sum (FielShiftComparison *self, const FielShiftSides *sides, GPtrArray *totals, FielTotalKind kind,
             const char *type)
{
  const Sums shift = sum_shift (sides, type);
  FielShiftDifference *difference = NULL;
  gint64 minor = 0;

  if (!read_total (totals, kind, type, &minor) || is_explained_by_ours (sides, kind, type, minor))
    return;
  if (sides->rows != NULL)
    {
      const Sums rows = sum_rows (sides->rows, type);

      if (explains (&rows, kind, minor))
        return;
    }

  difference = g_new0 (FielShiftDifference, 1);
  difference->kind = FIEL_SHIFT_DIFFERENCE_OTHER_SUM;
  difference->terminal = g_strdup (sides->terminal_name);
  difference->ours_minor = kind == FIEL_TOTAL_RETURNS ? shift.returned : shift.standing;
  difference->theirs_minor = minor;
  difference->their_type = g_strdup (kind == FIEL_TOTAL_RETURNS ? "returns" : type != NULL ? type : "sales");
  g_ptr_array_add (self->differences, difference);
}

void
fiel_shift_sums_compare (FielShiftComparison *self, const FielShiftSides *sides, GPtrArray *totals)
{
  g_return_if_fail (self != NULL && sides != NULL && totals != NULL);

  if (records_say_types (sides->shift) && records_say_types (sides->earlier) && rows_say_types (sides->rows)
      && totals_say_types (totals))
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
