/* fiel-habit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-habit.h"

#include <string.h>

struct _FielHabit
{
  gint64 amounts[FIEL_HABIT_WINDOW];
  guint n_amounts;
  guint next;
};

FielHabit *
fiel_habit_new (void)
{
  return g_new0 (FielHabit, 1);
}

void
fiel_habit_free (FielHabit *self)
{
  g_free (self);
}

/**
 * fiel_habit_add:
 * @minor: the amount of an approved sale; the oldest one falls out of a full window
 */
void
fiel_habit_add (FielHabit *self, gint64 minor)
{
  g_return_if_fail (self != NULL);

  self->amounts[self->next] = minor;
  self->next = (self->next + 1) % FIEL_HABIT_WINDOW;
  self->n_amounts = MIN (self->n_amounts + 1, FIEL_HABIT_WINDOW);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const gint64 *x = a;
  const gint64 *y = b;

  return (*x > *y) - (*x < *y);
}

/**
 * fiel_habit_is_unusual:
 *
 * An amount is unusual if it is more than twenty times what 19 of 20 sales stay below, or if it is fifty times the
 * usual one and a hundredth of it would be quite ordinary. Too few sales are no habit.
 */
gboolean
fiel_habit_is_unusual (FielHabit *self, gint64 minor)
{
  gint64 sorted[FIEL_HABIT_WINDOW];
  gint64 low;
  gint64 median;
  gint64 high;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->n_amounts < FIEL_HABIT_MINIMUM)
    return FALSE;

  memcpy (sorted, self->amounts, self->n_amounts * sizeof *sorted);
  g_qsort_with_data (sorted, (int) self->n_amounts, sizeof *sorted, compare, NULL);
  low = sorted[(self->n_amounts - 1) * 5 / 100];
  median = sorted[(self->n_amounts - 1) / 2];
  high = sorted[(self->n_amounts - 1) * 95 / 100];

  return minor / 20 > high || (minor / 50 >= median && minor / 100 >= low && minor / 100 <= high);
}
