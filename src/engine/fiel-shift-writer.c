/* fiel-shift-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-writer.h"

#include "fiel-attempt-record.h"
#include "fiel-provider-kind.h"
#include "fiel-provider-total.h"

/* The report's lines, in this order; those in brackets may be missing, those with … stand once for each.
 *
 *   kind          z | x
 *   [environment] training | test: no money was moved
 *   shift         number
 *   store         name, country
 *   till          name
 *   currency      ISO code, digits
 *   made          time, by whom
 *   since         time
 *   [opened]      by whom, float
 *   [float-apart] float, currency, digits: said in a currency the till does not have, in no sum and not in cash
 *   [approved]    by which manager
 *   sales         number, sum
 *   voids         number, sum
 *   returns       number, sum
 *   net           sum
 *   by-hand       number, sum: part of the sales
 *   earlier       number, sum: closed now, carried over by an earlier shift; part of the sums above
 *   open          number, sum: sales not known yet, in no sum
 *   [open-returns] number, sum: returns and voids not known yet, in no sum
 *                 (earlier versions of Fiel added them to the sales of the line before)
 *   [foreign]     number: in a currency the till does not have, known or not, in no sum and no number above
 *   outcome …     word, number
 *   type …        word; number and sum of sales, voids, returns
 *   brand …       the same
 *   terminal …    key, name; the same
 *   slot …        time, number and sum of sales, number and sum of what went back, not charged, open
 *   hand …        attempt, ticket, sum, charged | not-charged, of what goes back returned | not-returned, terminal,
 *                 time, currency, digits
 *   brought …     attempt, ticket, sum, outcome, currency, digits, kind: what an earlier shift carried over
 *   contradicted …  the same of what was closed in this shift, and later word says otherwise
 *   carried …     attempt, ticket, sum, terminal, time, currency, digits: what this shift leaves open
 *                 (earlier versions of Fiel wrote no currency in these three: then it is the report's; no kind; and
 *                 the sum of a return or a void, which is less than nothing, without its sign)
 *   apart …       attempt, ticket, sum that moved, less than nothing if it went back, kind, currency, digits: closed,
 *                 in a currency the till does not have
 *   compared …    terminal's key, name, answer, records that are the same, records that differ
 *   theirs …      terminal's name, kind of card; number and sum of sales, of returns
 *   total …       terminal's name, the provider's name of it, number, sum; empty where it is not said
 *   difference …  word, terminal, attempt, ticket, our sum, their sum, their ticket, number, time, type; of a total
 *                 also our number, their number
 *   [cash]        float, taken, counted, expected, difference, reason
 *   journal       records verified
 *   [head]        number of the last record before this report, its hash
 *   version       of Fiel
 */

static void
put_sum (FielShiftReport *report, const FielShiftSum *sum)
{
  fiel_shift_report_put_int (report, sum->n);
  fiel_shift_report_put_int (report, sum->minor);
}

static void
add_sum (FielShiftReport *report, const char *name, const FielShiftSum *sum)
{
  fiel_shift_report_begin (report, name);
  put_sum (report, sum);
}

static void
add_number (FielShiftReport *report, const char *name, gint64 number)
{
  fiel_shift_report_begin (report, name);
  fiel_shift_report_put_int (report, number);
}

/* What was begun in a money stays in it, whatever the till takes now. */
static void
put_currency (FielShiftReport *report, const FielCurrency *currency)
{
  fiel_shift_report_put (report, currency->code);
  fiel_shift_report_put_int (report, currency->digits);
}

static void
add_heading (FielShiftReport *report, const FielShiftFacts *facts)
{
  const FielShiftPicture *picture = facts->picture;
  const FielCurrency *currency = fiel_profile_get_currency (facts->profile);
  int environment = fiel_profile_get_environment (facts->profile);

  fiel_shift_report_add (report, "kind", facts->is_final ? "z" : "x", NULL);
  if (environment != FIEL_ENVIRONMENT_PRODUCTION)
    fiel_shift_report_add (report, "environment", fiel_enum_nick (FIEL_TYPE_ENVIRONMENT, environment), NULL);
  add_number (report, "shift", picture->number);
  fiel_shift_report_add (report, "store", fiel_profile_get_store_name (facts->profile),
                         fiel_profile_get_country (facts->profile), NULL);
  fiel_shift_report_add (report, "till", fiel_profile_get_till_name (facts->profile), NULL);
  fiel_shift_report_begin (report, "currency");
  put_currency (report, currency);
  fiel_shift_report_begin (report, "made");
  fiel_shift_report_put_time (report, facts->now_wall_us);
  fiel_shift_report_put (report, facts->actor);
  fiel_shift_report_begin (report, "since");
  fiel_shift_report_put_time (report, picture->since_wall_us);
  if (picture->opened_by != NULL)
    {
      fiel_shift_report_add (report, "opened", picture->opened_by, NULL);
      if (picture->float_minor >= 0)
        fiel_shift_report_put_int (report, picture->float_minor);
    }
  if (fiel_money_is_valid (picture->float_apart))
    {
      add_number (report, "float-apart", picture->float_apart.minor);
      put_currency (report, picture->float_apart.currency);
    }
  if (facts->approver != NULL)
    fiel_shift_report_add (report, "approved", facts->approver, NULL);
}

static void
add_groups (FielShiftReport *report, const char *name, GPtrArray *groups, gboolean named)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const FielShiftGroup *group = g_ptr_array_index (groups, i);

      fiel_shift_report_add (report, name, group->key, NULL);
      if (named)
        fiel_shift_report_put (report, group->name != NULL ? group->name : group->key);
      put_sum (report, &group->sales);
      put_sum (report, &group->voids);
      put_sum (report, &group->returns);
    }
}

static void
add_slots (FielShiftReport *report, GArray *slots)
{
  for (guint i = 0; i < slots->len; i++)
    {
      const FielShiftSlot *slot = &g_array_index (slots, FielShiftSlot, i);

      fiel_shift_report_begin (report, "slot");
      fiel_shift_report_put_time (report, slot->start_us);
      put_sum (report, &slot->sales);
      put_sum (report, &slot->returned);
      fiel_shift_report_put_int (report, slot->n_not_charged);
      fiel_shift_report_put_int (report, slot->n_open);
    }
}

static void
add_totals (FielShiftReport *report, const FielShiftTotals *totals)
{
  add_sum (report, "sales", &totals->sales);
  add_sum (report, "voids", &totals->voids);
  add_sum (report, "returns", &totals->returns);
  add_number (report, "net", totals->net_minor);
  add_sum (report, "by-hand", &totals->by_hand);
  add_sum (report, "earlier", &totals->earlier);
  add_sum (report, "open", &totals->open);
  if (totals->open_returns.n > 0)
    add_sum (report, "open-returns", &totals->open_returns);
  if (totals->n_foreign > 0)
    add_number (report, "foreign", totals->n_foreign);
  for (guint i = 0; i < FIEL_N_OUTCOMES; i++)
    {
      if (totals->outcomes[i] == 0)
        continue;
      fiel_shift_report_add (report, "outcome", fiel_enum_nick (FIEL_TYPE_OUTCOME, (int) i), NULL);
      fiel_shift_report_put_int (report, totals->outcomes[i]);
    }
  add_groups (report, "type", totals->types, FALSE);
  add_groups (report, "brand", totals->brands, FALSE);
  add_groups (report, "terminal", totals->terminals, TRUE);
  add_slots (report, totals->slots);
}

static const char *
name_terminal (const FielAttemptRecord *record)
{
  return record->terminal_name != NULL ? record->terminal_name : record->terminal;
}

static const char *
name_end_by_hand (const FielAttemptRecord *record)
{
  const gboolean moved = fiel_outcome_moved_money (record->outcome);

  if (record->kind == FIEL_ATTEMPT_KIND_SALE)
    return moved ? "charged" : "not-charged";

  return moved ? "returned" : "not-returned";
}

/* Of money that goes back, or may have, less than nothing. */
static gint64
sign_amount (const FielAttemptRecord *record, gint64 minor)
{
  return record->kind == FIEL_ATTEMPT_KIND_SALE ? minor : -minor;
}

static void
add_ended (FielShiftReport *report, const char *name, const FielAttemptRecord *record)
{
  fiel_shift_report_add (report, name, record->attempt_id, record->reference, NULL);
  fiel_shift_report_put_int (report, sign_amount (record, record->amount.minor));
  fiel_shift_report_put (report, fiel_enum_nick (FIEL_TYPE_OUTCOME, (int) record->outcome));
  put_currency (report, record->amount.currency);
  fiel_shift_report_put (report, fiel_enum_nick (FIEL_TYPE_ATTEMPT_KIND, (int) record->kind));
}

/* Oldest first: the lists are newest first. */
static void
add_payments (FielShiftReport *report, const FielShiftPicture *picture)
{
  for (guint i = picture->closed->len; i > 0; i--)
    {
      const FielAttemptRecord *record = g_ptr_array_index (picture->closed, i - 1);

      if (!fiel_outcome_is_by_hand (record->outcome))
        continue;
      fiel_shift_report_add (report, "hand", record->attempt_id, record->reference, NULL);
      fiel_shift_report_put_int (report, sign_amount (record, record->amount.minor));
      fiel_shift_report_put (report, name_end_by_hand (record));
      fiel_shift_report_put (report, name_terminal (record));
      fiel_shift_report_put_time (report, record->intent_wall_us);
      put_currency (report, record->amount.currency);
    }
  for (guint i = picture->closed->len; i > 0; i--)
    {
      const FielAttemptRecord *record = g_ptr_array_index (picture->closed, i - 1);

      if (record->intent_seq > picture->since_seq)
        continue;
      add_ended (report, "brought", record);
    }
  for (guint i = picture->open->len; i > 0; i--)
    {
      const FielAttemptRecord *record = g_ptr_array_index (picture->open, i - 1);

      fiel_shift_report_add (report, "carried", record->attempt_id, record->reference, NULL);
      fiel_shift_report_put_int (report, sign_amount (record, record->amount.minor));
      fiel_shift_report_put (report, name_terminal (record));
      fiel_shift_report_put_time (report, record->intent_wall_us);
      put_currency (report, record->amount.currency);
    }
}

/* What is in no sum is said one by one, so that it is not lost from the report. */
static void
add_apart (FielShiftReport *report, const FielShiftPicture *picture)
{
  for (guint i = picture->closed->len; i > 0; i--)
    {
      const FielAttemptRecord *record = g_ptr_array_index (picture->closed, i - 1);

      if (record->amount.currency == picture->totals->currency || !fiel_outcome_moved_money (record->outcome))
        continue;
      fiel_shift_report_add (report, "apart", record->attempt_id, record->reference, NULL);
      fiel_shift_report_put_int (report, sign_amount (record, record->approved_minor));
      fiel_shift_report_put (report, fiel_enum_nick (FIEL_TYPE_ATTEMPT_KIND, (int) record->kind));
      put_currency (report, record->amount.currency);
    }
}

/* As it was closed, which is how it stands in the sums. */
static void
add_contradicted (FielShiftReport *report, const FielShiftPicture *picture)
{
  for (guint i = picture->closed->len; i > 0; i--)
    {
      const FielAttemptRecord *record = g_ptr_array_index (picture->closed, i - 1);

      if (record->conflict)
        add_ended (report, "contradicted", record);
    }
}

static void
put_known (FielShiftReport *report, gboolean known, gint64 number)
{
  if (known)
    fiel_shift_report_put_int (report, number);
  else
    fiel_shift_report_put (report, NULL);
}

static void
add_difference (FielShiftReport *report, const FielShiftDifference *difference)
{
  fiel_shift_report_add (report, "difference",
                         fiel_enum_nick (FIEL_TYPE_SHIFT_DIFFERENCE_KIND, (int) difference->kind), NULL);
  fiel_shift_report_put (report, difference->terminal);
  fiel_shift_report_put (report, difference->attempt_id);
  fiel_shift_report_put (report, difference->reference);
  put_known (report, difference->ours_minor >= 0, difference->ours_minor);
  put_known (report, difference->theirs_minor >= 0, difference->theirs_minor);
  fiel_shift_report_put (report, difference->their_ticket);
  fiel_shift_report_put (report, difference->their_number);
  fiel_shift_report_put (report, difference->their_time);
  fiel_shift_report_put (report, difference->their_type);
  if (difference->ours_count < 0 && difference->theirs_count < 0)
    return;
  put_known (report, difference->ours_count >= 0, difference->ours_count);
  put_known (report, difference->theirs_count >= 0, difference->theirs_count);
}

static void
add_comparison (FielShiftReport *report, const FielShiftTerminal *terminal)
{
  const FielShiftComparison *comparison = terminal->comparison;

  for (guint i = 0; comparison != NULL && i < comparison->types->len; i++)
    {
      const FielShiftGroup *group = g_ptr_array_index (comparison->types, i);

      fiel_shift_report_add (report, "theirs", terminal->name, group->key, NULL);
      put_sum (report, &group->sales);
      put_sum (report, &group->returns);
    }
  for (guint i = 0; terminal->totals != NULL && i < terminal->totals->len; i++)
    {
      const FielProviderTotal *total = g_ptr_array_index (terminal->totals, i);

      fiel_shift_report_add (report, "total", terminal->name, total->name, NULL);
      put_known (report, total->has_count, total->count);
      put_known (report, total->has_amount, total->amount_minor);
    }
  for (guint i = 0; comparison != NULL && i < comparison->differences->len; i++)
    add_difference (report, g_ptr_array_index (comparison->differences, i));
}

static void
add_survey (FielShiftReport *report, FielShiftSurvey *survey)
{
  GPtrArray *terminals = fiel_shift_survey_get_terminals (survey);

  for (guint i = 0; i < terminals->len; i++)
    {
      const FielShiftTerminal *terminal = g_ptr_array_index (terminals, i);

      fiel_shift_report_add (report, "compared", terminal->key, terminal->name,
                             fiel_enum_nick (FIEL_TYPE_SHIFT_ANSWER, (int) terminal->answer), NULL);
      fiel_shift_report_put_int (report, terminal->comparison != NULL ? terminal->comparison->n_same : 0);
      fiel_shift_report_put_int (report, terminal->comparison != NULL ? terminal->comparison->differences->len : 0);
    }
  for (guint i = 0; i < terminals->len; i++)
    add_comparison (report, g_ptr_array_index (terminals, i));
}

static void
add_cash (FielShiftReport *report, const FielShiftCash *cash)
{
  gint64 expected = 0, difference = 0;

  if (!cash->is_counted || !fiel_shift_cash_compare (cash, &expected, &difference))
    return;

  add_number (report, "cash", cash->float_minor);
  fiel_shift_report_put_int (report, cash->taken_minor);
  fiel_shift_report_put_int (report, cash->counted_minor);
  fiel_shift_report_put_int (report, expected);
  fiel_shift_report_put_int (report, difference);
  fiel_shift_report_put (report, cash->reason);
}

FielShiftReport *
fiel_shift_writer_write (const FielShiftFacts *facts)
{
  FielShiftReport *report = NULL;

  g_return_val_if_fail (facts != NULL && facts->picture != NULL && facts->picture->totals != NULL, NULL);

  report = fiel_shift_report_new ();
  add_heading (report, facts);
  add_totals (report, facts->picture->totals);
  add_payments (report, facts->picture);
  add_apart (report, facts->picture);
  add_contradicted (report, facts->picture);
  if (facts->survey != NULL)
    add_survey (report, facts->survey);
  if (facts->cash != NULL)
    add_cash (report, facts->cash);
  add_number (report, "journal", facts->n_verified);
  if (facts->head != NULL)
    {
      add_number (report, "head", facts->head_seq);
      fiel_shift_report_put_exact (report, facts->head);
    }
  fiel_shift_report_add (report, "version", FIEL_VERSION, NULL);

  return report;
}
