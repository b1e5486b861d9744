/* fiel-journal-search-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-search-plan.h"

/* Which index may know what a search is after. A route gives candidates, never answers: the filter looks at each. */

#define FROM_TEXT(column, index)                                                                                       \
  "SELECT intent_seq FROM attempt INDEXED BY " index " WHERE " column " >= ?1 AND " column " < ?2 LIMIT ?5"
#define ABOUT "SELECT coalesce ((SELECT intent_seq FROM attempt WHERE attempt_id = events.attempt_id), alert.seq)"     \
              " FROM alert JOIN events ON events.seq = alert.seq"

static const char by_reference[] = FROM_TEXT ("reference", "attempt_reference");
static const char by_authorization[] = FROM_TEXT ("authorization", "attempt_authorization");
static const char by_operation[] = FROM_TEXT ("operation", "attempt_operation");
static const char by_provider_id[] = FROM_TEXT ("provider_id", "attempt_provider_id");
static const char by_id[] = "SELECT intent_seq FROM attempt WHERE attempt_id >= ?1 AND attempt_id < ?2 LIMIT ?5";
static const char by_number[] =
  "SELECT intent_seq FROM attempt INDEXED BY attempt_reference WHERE reference = ?1 LIMIT ?5";
static const char by_last4[] = "SELECT intent_seq FROM attempt INDEXED BY attempt_last4 WHERE last4 = ?1 LIMIT ?5";
static const char by_amount[] =
  "SELECT intent_seq FROM attempt INDEXED BY attempt_amount WHERE amount BETWEEN ?3 AND ?4 LIMIT ?5";
static const char by_time[] = "SELECT intent_seq FROM attempt INDEXED BY attempt_time"
                              " WHERE intent_wall_us >= ?3 AND intent_wall_us < ?4 LIMIT ?5";
static const char by_outcome[] = "SELECT intent_seq FROM attempt INDEXED BY attempt_outcome"
                                 " WHERE outcome = ?1 AND outcome NOT IN ('none', 'approved') LIMIT ?5";
static const char open[] = "SELECT intent_seq FROM attempt INDEXED BY attempt_open WHERE state <> 'closed' LIMIT ?5";
static const char returns[] =
  "SELECT intent_seq FROM attempt INDEXED BY attempt_return WHERE kind <> 'sale' LIMIT ?5";
static const char unseen[] = ABOUT " WHERE alert.seen_seq IS NULL LIMIT ?5";
static const char alerts[] = ABOUT " LIMIT ?5";

static void
lookup_free (gpointer data)
{
  FielJournalLookup *lookup = data;

  g_free (lookup->text);
  g_free (lookup->behind);
  g_free (lookup);
}

static void
route_free (gpointer data)
{
  FielJournalRoute *route = data;

  g_ptr_array_unref (route->lookups);
  g_free (route);
}

FielJournalRoute *
fiel_journal_routes_add (GPtrArray *routes, gboolean needed)
{
  FielJournalRoute *route = g_new0 (FielJournalRoute, 1);

  route->lookups = g_ptr_array_new_with_free_func (lookup_free);
  route->needed = needed;
  g_ptr_array_add (routes, route);

  return route;
}

static FielJournalLookup *
add_lookup (FielJournalRoute *route, const char *sql, const char *text)
{
  FielJournalLookup *lookup = g_new0 (FielJournalLookup, 1);

  lookup->sql = sql;
  lookup->text = g_strdup (text);
  /* No text in UTF-8 holds that byte, so nothing that begins with the text lies behind it. */
  lookup->behind = text != NULL ? g_strconcat (text, "\xff", NULL) : NULL;
  g_ptr_array_add (route->lookups, lookup);

  return lookup;
}

void
fiel_journal_route_add_name (FielJournalRoute *self, const char *sql, const char *text, const char *behind)
{
  FielJournalLookup *lookup = g_new0 (FielJournalLookup, 1);

  lookup->sql = sql;
  lookup->text = g_strdup (text);
  lookup->behind = g_strdup (behind);
  g_ptr_array_add (self->lookups, lookup);
}

static void
add_range (FielJournalRoute *route, const char *sql, gint64 low, gint64 high)
{
  FielJournalLookup *lookup = add_lookup (route, sql, NULL);

  lookup->low = low;
  lookup->high = high;
}

static void
plan_word (GPtrArray *routes, const FielPaymentWord *word)
{
  static const char *const beginnings[] = { by_reference, by_authorization, by_operation, by_provider_id, by_id };
  FielJournalRoute *route = fiel_journal_routes_add (routes, FALSE);

  for (guint i = 0; word->forms[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (beginnings); j++)
      add_lookup (route, beginnings[j], word->forms[i]);
  for (guint i = 0; word->slips[i] != NULL; i++)
    add_lookup (route, by_reference, word->slips[i]);
  add_lookup (route, by_last4, word->forms[0]);
  if (word->padded != NULL)
    add_lookup (route, by_number, word->padded);
  if (word->amount_minor != 0)
    add_range (route, by_amount, word->amount_minor, word->amount_minor);
}

static gboolean
has_bit (guint mask, int value)
{
  return (mask & (1u << (guint) value)) != 0;
}

/* Nearly everything is approved in the end: that is found by walking. */
static void
plan_outcomes (GPtrArray *routes, guint outcomes)
{
  FielJournalRoute *route = NULL;

  if (outcomes == 0 || has_bit (outcomes, FIEL_OUTCOME_APPROVED))
    return;

  route = fiel_journal_routes_add (routes, FALSE);
  for (int outcome = 0; outcome < (int) FIEL_N_OUTCOMES; outcome++)
    {
      if (!has_bit (outcomes, outcome))
        continue;
      if (outcome == FIEL_OUTCOME_NONE)
        add_lookup (route, open, NULL);
      else
        add_lookup (route, by_outcome, fiel_enum_nick (FIEL_TYPE_OUTCOME, outcome));
    }
  if (route->lookups->len == 1 && !has_bit (outcomes, FIEL_OUTCOME_NONE))
    route->walk = FIEL_JOURNAL_WALK_OUTCOME;
}

static void
plan_kinds (GPtrArray *routes, guint kinds)
{
  FielJournalRoute *route = NULL;

  if (kinds == 0 || has_bit (kinds, FIEL_ATTEMPT_KIND_SALE))
    return;

  route = fiel_journal_routes_add (routes, FALSE);
  route->walk = FIEL_JOURNAL_WALK_RETURNS;
  add_lookup (route, returns, NULL);
}

static void
plan_set (GPtrArray *routes, FielPaymentSet set)
{
  FielJournalRoute *route = NULL;

  if (set == FIEL_PAYMENT_SET_ALL)
    return;

  route = fiel_journal_routes_add (routes, TRUE);
  if (set == FIEL_PAYMENT_SET_TO_RESOLVE)
    add_lookup (route, open, NULL);
  add_lookup (route, set == FIEL_PAYMENT_SET_TO_RESOLVE ? unseen : alerts, NULL);
}

GPtrArray *
fiel_journal_plan_routes (const FielPaymentFilter *filter)
{
  GPtrArray *routes = g_ptr_array_new_with_free_func (route_free);

  plan_set (routes, filter->set);
  if (filter->states != 0 && !has_bit (filter->states, FIEL_ATTEMPT_STATE_CLOSED))
    add_lookup (fiel_journal_routes_add (routes, FALSE), open, NULL);
  for (guint i = 0; i < filter->words->len; i++)
    plan_word (routes, g_ptr_array_index (filter->words, i));
  if (filter->since_wall_us != 0 || filter->until_wall_us != 0)
    add_range (fiel_journal_routes_add (routes, FALSE), by_time, filter->since_wall_us,
               filter->until_wall_us != 0 ? filter->until_wall_us : G_MAXINT64);
  plan_outcomes (routes, filter->outcomes);
  plan_kinds (routes, filter->kinds);
  if (filter->min_minor != 0 || filter->max_minor != 0)
    add_range (fiel_journal_routes_add (routes, FALSE), by_amount, filter->min_minor,
               filter->max_minor != 0 ? filter->max_minor : G_MAXINT64);

  return routes;
}
