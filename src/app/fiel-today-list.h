/* fiel-today-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"

G_BEGIN_DECLS

/**
 * FielTodaySums: what the day brought, of what is certain.
 * @n_sales: sales that moved money
 * @n_returns: returns that moved money
 * @total: (nullable currency): what they moved, less what went back; no currency while there is none
 * @n_unresolved: payments whose result is missing
 */
typedef struct
{
  guint n_sales;
  guint n_returns;
  FielMoney total;
  guint n_unresolved;
} FielTodaySums;

/* What lacks a result stands first. */
gboolean fiel_today_is_unresolved (FielAttempt *attempt);

/* (transfer none) (nullable): of those that are open, the one to go to first, which is not @except (nullable): what
 * lacks a result before what is under way, and the oldest of them. The list keeps a reference. */
FielAttempt *fiel_today_find_open (GListModel *attempts, FielAttempt *except);

#define FIEL_TYPE_TODAY_LIST (fiel_today_list_get_type ())
G_DECLARE_FINAL_TYPE (FielTodayList, fiel_today_list, FIEL, TODAY_LIST, GObject)

/* Signal "changed": the sums, the order or the last result may be others now. */
FielTodayList *fiel_today_list_new (GListModel *attempts);

/* (transfer none) of FielAttempt: unresolved first, else in the order of the model, newest first. */
GListModel *fiel_today_list_get_model (FielTodayList *self);
FielTodaySums fiel_today_list_get_sums (FielTodayList *self);

/* (transfer full) (nullable): the newest payment that has a result. */
FielAttempt *fiel_today_list_get_last (FielTodayList *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
