/* fiel-check-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-check-plan.h"

/* What to ask next about an open attempt.
 *
 * With the provider's id, its status decides: often until the provider's own limit, then with back-off, for as long as
 * it takes. Absence is never concluded: a provider that gave an id has the payment.
 *
 * It may say "finished" with a code that nobody documented. Then the terminal is asked in turns with it, because its
 * records may show the payment and approve it.
 *
 * Without one, only the terminal knows. It must be idle before its records are worth reading. Before the horizon a read
 * that does not show the payment means nothing, because the request may still be on its way; after it, two such reads,
 * apart and each behind an idle probe of its own, mean that the payment was not executed.
 *
 * The terminal lists its open batch, and nothing tells when that was closed: by night, by hand, by another till. A list
 * without the payment is therefore believed only soon after the payment, or where it still shows a sale from before it.
 * This is a deliberate limit of L1: an attempt that was not found in time stays unknown and is asked about further,
 * because a record that does show up still approves it, and in the end a manager decides.
 *
 * Back-off is a function of the time that passed, not of a counter: checks made out of turn (a callback, a person who
 * asks) do not lengthen it. */

#define SECONDS(n) (G_GINT64_CONSTANT (n) * G_USEC_PER_SEC)
#define NEEDED_NEGATIVE_READS 2

static const FielCheckTimings default_timings = {
  .limit_us = SECONDS (300),
  .horizon_us = SECONDS (360),
  .first_us = SECONDS (5),
  .interval_us = SECONDS (3),
  .negative_gap_us = SECONDS (10),
  .absence_window_us = SECONDS (7200),
  .backoff_us = { SECONDS (2), SECONDS (5), SECONDS (10), SECONDS (20), SECONDS (30) },
  .n_backoff = 5,
};

/**
 * fiel_check_timings_default:
 *
 * Returns: Getnet's documented life cycle: it gives up after five minutes
 */
const FielCheckTimings *
fiel_check_timings_default (void)
{
  return &default_timings;
}

/* Up to a tenth more, so that the tills of a shop do not all ask at once when the provider is back. */
static gint64
with_jitter (gint64 delay_us, const FielCheckSituation *situation)
{
  return delay_us + delay_us / 10 * (gint64) MIN (situation->jitter, 999) / 1000;
}

/* The distance to the next check when @elapsed_us passed since the first could have been made. */
static gint64
backoff_after (gint64 elapsed_us, const FielCheckTimings *timings)
{
  gint64 end_us = 0;

  for (guint i = 0; i < timings->n_backoff - 1; i++)
    {
      end_us += timings->backoff_us[i];
      if (elapsed_us < end_us)
        return timings->backoff_us[i];
    }

  return timings->backoff_us[timings->n_backoff - 1];
}

static FielCheckPlan
plan_status (const FielCheckSituation *situation, const FielCheckTimings *timings)
{
  const gint64 elapsed_us = situation->now_us - situation->sent_us;
  gint64 delay_us;

  if (situation->n_checks == 0)
    delay_us = MAX (timings->first_us - elapsed_us, 0);
  else if (elapsed_us < timings->limit_us)
    delay_us = timings->interval_us;
  else
    delay_us = backoff_after (elapsed_us - timings->limit_us, timings);

  return (FielCheckPlan){ FIEL_CHECK_STATUS, with_jitter (delay_us, situation) };
}

static gboolean
is_past_horizon (const FielCheckSituation *situation, const FielCheckTimings *timings)
{
  return situation->closed_us > 0 && situation->now_us - situation->closed_us >= timings->horizon_us;
}

/* How long until another negative read would be far enough from the last one. */
static gint64
rest_of_gap (const FielCheckSituation *situation, const FielCheckTimings *timings)
{
  if (situation->negative_reads == 0)
    return 0;

  return MAX (situation->last_negative_us + timings->negative_gap_us - situation->now_us, 0);
}

static FielCheckPlan
plan_probe (const FielCheckSituation *situation, const FielCheckTimings *timings)
{
  const gint64 base_us = situation->closed_us > 0 ? situation->closed_us : situation->sent_us;
  gint64 delay_us = with_jitter (backoff_after (situation->now_us - base_us, timings), situation);

  if (!situation->can_read_records)
    return (FielCheckPlan){ FIEL_CHECK_PROBE, delay_us };

  /* Be there when the horizon passes, and when the gap does: until then terminal and ticket are locked. */
  if (rest_of_gap (situation, timings) > 0)
    delay_us = MIN (delay_us, with_jitter (rest_of_gap (situation, timings), situation));
  else if (situation->closed_us > 0 && !is_past_horizon (situation, timings))
    delay_us = MIN (delay_us, situation->closed_us + timings->horizon_us - situation->now_us);

  return (FielCheckPlan){ FIEL_CHECK_PROBE, delay_us };
}

static FielCheckPlan
plan_at_terminal (const FielCheckSituation *situation, const FielCheckTimings *timings)
{
  if (!situation->can_read_records)
    return plan_probe (situation, timings);

  if (situation->state == FIEL_ATTEMPT_STATE_UNKNOWN && !situation->has_provider_id
      && is_past_horizon (situation, timings) && situation->negative_reads >= NEEDED_NEGATIVE_READS)
    return (FielCheckPlan){ FIEL_CHECK_CONCLUDE, 0 };

  if (situation->terminal_idle)
    return (FielCheckPlan){ FIEL_CHECK_RECORDS, rest_of_gap (situation, timings) };

  return plan_probe (situation, timings);
}

/**
 * fiel_check_plan_next:
 * @situation: what is known of an open attempt whose intent is durable
 * @timings: the provider's times
 *
 * Returns: the next check, and how long from now; jitter adds up to a tenth
 */
FielCheckPlan
fiel_check_plan_next (const FielCheckSituation *situation, const FielCheckTimings *timings)
{
  const FielCheckPlan nothing_known = { FIEL_CHECK_PROBE, default_timings.horizon_us };

  g_return_val_if_fail (situation != NULL, nothing_known);
  g_return_val_if_fail (timings != NULL, nothing_known);
  g_return_val_if_fail (timings->n_backoff > 0 && timings->n_backoff <= G_N_ELEMENTS (timings->backoff_us),
                        nothing_known);
  g_return_val_if_fail (situation->state != FIEL_ATTEMPT_STATE_PROPOSED, nothing_known);
  g_return_val_if_fail (situation->state != FIEL_ATTEMPT_STATE_CLOSED, nothing_known);

  if (situation->has_provider_id && !(situation->is_unclear && situation->can_read_records))
    return plan_status (situation, timings);

  return plan_at_terminal (situation, timings);
}

/**
 * fiel_check_plan_is_negative:
 * @read: a complete list without the payment, read behind an idle probe
 * @timings: the provider's times
 *
 * The list holds the terminal's open batch. It says nothing before the horizon, because the request may still be on its
 * way, and nothing when the batch may have been closed since: then an approved payment is not in it either. That it was
 * not is taken for granted for @absence_window_us of boot time, unless a sale is missing that it must hold; after that,
 * and after a reboot, only a sale from before the request proves it.
 *
 * Returns: whether the read counts as one of the two that prove absence
 */
gboolean
fiel_check_plan_is_negative (const FielRecordsRead *read, const FielCheckTimings *timings)
{
  g_return_val_if_fail (read != NULL, FALSE);
  g_return_val_if_fail (timings != NULL, FALSE);

  if (read->closed_us <= 0 || read->began_us - read->closed_us < timings->horizon_us)
    return FALSE;
  if (read->reaches_back)
    return TRUE;

  return read->left_us > 0 && read->began_us - read->left_us <= timings->absence_window_us && !read->was_cut;
}
