/* fiel-today-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-today-list.h"

#include <gtk/gtk.h>

/* FielTodayList: the engine's list of attempts in the order a cashier needs, and what it adds up to. It counts what
 * is certain only: an open payment is in no sum. What is closed never changes its place again, so only open ones are
 * listened to. */

struct _FielTodayList
{
  GObject parent_instance;

  GListModel *attempts;       /* owned: the engine's */
  GtkSorter *sorter;          /* owned */
  GListModel *sorted;         /* owned */
  GPtrArray *watched;         /* owned, of FielAttempt: those that were open */
};

G_DEFINE_FINAL_TYPE (FielTodayList, fiel_today_list, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

gboolean
fiel_today_is_unresolved (FielAttempt *attempt)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), FALSE);

  switch (fiel_attempt_get_phase (attempt))
    {
    case FIEL_ATTEMPT_PHASE_CHECKING:
    case FIEL_ATTEMPT_PHASE_UNCONFIRMED:
      return TRUE;
    case FIEL_ATTEMPT_PHASE_SENDING:
    case FIEL_ATTEMPT_PHASE_WAITING:
    case FIEL_ATTEMPT_PHASE_DONE:
      return FALSE;
    }

  g_return_val_if_reached (TRUE);
}

FielAttempt *
fiel_today_find_open (GListModel *attempts, FielAttempt *except)
{
  FielAttempt *found = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (attempts), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (attempts); i++)
    {
      g_autoptr (FielAttempt) attempt = g_list_model_get_item (attempts, i);

      if (fiel_attempt_get_phase (attempt) == FIEL_ATTEMPT_PHASE_DONE || attempt == except)
        continue;
      if (found == NULL || fiel_today_is_unresolved (attempt) || !fiel_today_is_unresolved (found))
        found = attempt;
    }

  return found;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gboolean a_first = fiel_today_is_unresolved (FIEL_ATTEMPT ((gpointer) a));
  gboolean b_first = fiel_today_is_unresolved (FIEL_ATTEMPT ((gpointer) b));

  return (b_first ? 1 : 0) - (a_first ? 1 : 0);
}

static void
phase_cb (FielTodayList *self)
{
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
unwatch_all (FielTodayList *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->watched, i), phase_cb, self);
  g_ptr_array_set_size (self->watched, 0);
}

static void
watch_open (FielTodayList *self)
{
  unwatch_all (self);

  for (guint i = 0; i < g_list_model_get_n_items (self->attempts); i++)
    {
      g_autoptr (FielAttempt) attempt = g_list_model_get_item (self->attempts, i);

      if (fiel_attempt_get_phase (attempt) == FIEL_ATTEMPT_PHASE_DONE)
        continue;
      g_signal_connect_swapped (attempt, "notify::phase", G_CALLBACK (phase_cb), self);
      g_ptr_array_add (self->watched, g_steal_pointer (&attempt));
    }
}

static void
items_changed_cb (FielTodayList *self)
{
  watch_open (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fiel_today_list_dispose (GObject *object)
{
  FielTodayList *self = FIEL_TODAY_LIST (object);

  if (self->watched != NULL)
    unwatch_all (self);
  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_clear_object (&self->sorted);
  g_clear_object (&self->sorter);
  g_clear_object (&self->attempts);

  G_OBJECT_CLASS (fiel_today_list_parent_class)->dispose (object);
}

static void
fiel_today_list_class_init (FielTodayListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_today_list_dispose;

  signals[CHANGED] = g_signal_new ("changed", FIEL_TYPE_TODAY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
fiel_today_list_init (FielTodayList *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
}

FielTodayList *
fiel_today_list_new (GListModel *attempts)
{
  FielTodayList *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (attempts), NULL);

  self = g_object_new (FIEL_TYPE_TODAY_LIST, NULL);
  self->attempts = g_object_ref (attempts);
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL));
  self->sorted = G_LIST_MODEL (gtk_sort_list_model_new (g_object_ref (attempts), g_object_ref (self->sorter)));
  g_signal_connect_object (attempts, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  watch_open (self);

  return self;
}

GListModel *
fiel_today_list_get_model (FielTodayList *self)
{
  g_return_val_if_fail (FIEL_IS_TODAY_LIST (self), NULL);

  return self->sorted;
}

/* A sum that no longer fits stays what it was: the journal is the place for such days. */
static void
add_to_sums (FielTodaySums *sums, FielAttempt *attempt)
{
  gboolean sale = fiel_attempt_get_kind (attempt) == FIEL_ATTEMPT_KIND_SALE;
  FielMoney moved = fiel_attempt_get_approved (attempt);
  FielMoney sum;

  if (fiel_today_is_unresolved (attempt))
    sums->n_unresolved++;
  if (fiel_attempt_get_phase (attempt) != FIEL_ATTEMPT_PHASE_DONE
      || !fiel_outcome_moved_money (fiel_attempt_get_outcome (attempt)))
    return;

  if (sale)
    sums->n_sales++;
  else
    sums->n_returns++;
  if (moved.currency == NULL || moved.minor == 0)
    moved = fiel_attempt_get_amount (attempt);
  if (sums->total.currency == NULL)
    sums->total = fiel_money_make (0, moved.currency);
  if (sums->total.currency != moved.currency)
    return;
  if (sale ? fiel_money_add (sums->total, moved, &sum) : fiel_money_subtract (sums->total, moved, &sum))
    sums->total = sum;
}

FielTodaySums
fiel_today_list_get_sums (FielTodayList *self)
{
  FielTodaySums sums = { 0 };

  g_return_val_if_fail (FIEL_IS_TODAY_LIST (self), sums);

  for (guint i = 0; i < g_list_model_get_n_items (self->attempts); i++)
    {
      g_autoptr (FielAttempt) attempt = g_list_model_get_item (self->attempts, i);

      add_to_sums (&sums, attempt);
    }

  return sums;
}

FielAttempt *
fiel_today_list_get_last (FielTodayList *self)
{
  g_return_val_if_fail (FIEL_IS_TODAY_LIST (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (self->attempts); i++)
    {
      g_autoptr (FielAttempt) attempt = g_list_model_get_item (self->attempts, i);

      if (fiel_attempt_get_phase (attempt) == FIEL_ATTEMPT_PHASE_DONE)
        return g_steal_pointer (&attempt);
    }

  return NULL;
}
