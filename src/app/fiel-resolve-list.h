/* fiel-resolve-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-alert.h"
#include "fiel-attempt.h"

G_BEGIN_DECLS

/**
 * FielResolveGroup: why something stands in the list, in the order of the list.
 */
typedef enum
{
  FIEL_RESOLVE_GROUP_PAYMENTS,      /* the result is missing */
  FIEL_RESOLVE_GROUP_CONFLICTS,     /* a later word contradicts the result */
  FIEL_RESOLVE_GROUP_UNMATCHED,     /* an answer that belongs to no payment */
} FielResolveGroup;

/* @item: a FielAttempt or a FielAlert */
FielResolveGroup fiel_resolve_group_of (gpointer item);

#define FIEL_TYPE_RESOLVE_LIST (fiel_resolve_list_get_type ())
G_DECLARE_FINAL_TYPE (FielResolveList, fiel_resolve_list, FIEL, RESOLVE_LIST, GObject)

/* @attempts, @alerts: the engine's lists. */
FielResolveList *fiel_resolve_list_new (GListModel *attempts, GListModel *alerts);

/* (transfer none) of FielAttempt and FielAlert: by group, and the oldest of each first. What stays keeps its place. */
GListModel *fiel_resolve_list_get_model (FielResolveList *self);

G_END_DECLS
