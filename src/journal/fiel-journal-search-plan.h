/* fiel-journal-search-plan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-payment-filter.h"

G_BEGIN_DECLS

/**
 * FielJournalLookup: one question to an index: numbers of intents that may be what is searched. Parameters: ?1 a text,
 * ?2 the first text behind all that begin with it, ?3 and ?4 two numbers, ?5 how many at most.
 */
typedef struct
{
  const char *sql;   /* static */
  char *text;        /* owned, nullable */
  char *behind;      /* owned, nullable */
  gint64 low;
  gint64 high;
} FielJournalLookup;

/* Along what the payments are walked, newest first: all of them, or the few that an index holds in this order. */
typedef enum
{
  FIEL_JOURNAL_WALK_ALL,
  FIEL_JOURNAL_WALK_OUTCOME,
  FIEL_JOURNAL_WALK_RETURNS,
} FielJournalWalk;

/**
 * FielJournalRoute: lookups that together give every candidate.
 * @needed: there is no other way to find what is searched
 * @walk: how to go on if there are too many candidates to be gathered
 */
typedef struct
{
  GPtrArray *lookups; /* owned, of FielJournalLookup */
  gboolean needed;
  FielJournalWalk walk;
} FielJournalRoute;

FielJournalRoute *fiel_journal_routes_add (GPtrArray *routes, gboolean needed);
/* @sql: (static); @behind: (nullable): its ?2 */
void fiel_journal_route_add_name (FielJournalRoute *self, const char *sql, const char *text, const char *behind);

/* Ways to the candidates, the one that promises the fewest first. (element-type FielJournalRoute) */
GPtrArray *fiel_journal_plan_routes (const FielPaymentFilter *filter);

G_END_DECLS
