/* fiel-check-plan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-state.h"

G_BEGIN_DECLS

/**
 * FielCheckKind: what to ask next about an open attempt.
 */
typedef enum
{
  FIEL_CHECK_STATUS,     /* ask the provider by its id */
  FIEL_CHECK_PROBE,      /* ask whether the terminal is idle */
  FIEL_CHECK_RECORDS,    /* read the terminal's own records */
  FIEL_CHECK_CONCLUDE,   /* horizon and two negative reads: the attempt was not executed */
} FielCheckKind;

/**
 * FielCheckTimings: all in microseconds of boot time.
 * @limit_us: the provider gives up by itself after this long (Getnet: 300 s)
 * @horizon_us: limit plus margin: from the moment our own connection closed, absence counts as evidence after this
 * @first_us: first status query after acceptance
 * @interval_us: distance of the next ones until the limit
 * @negative_gap_us: least distance between the two negative reads
 * @absence_window_us: from when our request left, so long the terminal's list is taken to reach back to it
 * @backoff_us: (array length=n_backoff): distances of checks past the limit or without an id; the last one repeats
 */
typedef struct
{
  gint64 limit_us;
  gint64 horizon_us;
  gint64 first_us;
  gint64 interval_us;
  gint64 negative_gap_us;
  gint64 absence_window_us;
  gint64 backoff_us[8];
  guint n_backoff;
} FielCheckTimings;

/**
 * FielCheckSituation: what is known when the next check is planned. Times are boot time of this boot.
 */
typedef struct
{
  FielAttemptState state;
  gboolean has_provider_id;
  gboolean can_read_records;   /* the provider declares it for this country, and they can prove this kind of attempt */
  gboolean is_unclear;         /* the last status said "finished" and not how; no other check came after it */
  gint64 now_us;
  gint64 sent_us;              /* when the request left (after a restart: when this boot took it up) */
  gint64 closed_us;            /* when our own connection was closed; 0 while it is still open */
  guint n_checks;              /* checks made so far */
  gboolean terminal_idle;      /* the last probe found it idle, and no read came after it */
  guint negative_reads;        /* negative reads that began after the horizon, each after an idle probe */
  gint64 last_negative_us;
  guint jitter;                /* 0..999, drawn by the caller */
} FielCheckSituation;

/**
 * FielCheckPlan: the next check, and how long from now.
 */
typedef struct
{
  FielCheckKind kind;
  gint64 delay_us;
} FielCheckPlan;

/**
 * FielRecordsRead: one complete read of the terminal's records that did not show the payment. Times are boot time of
 * this boot.
 */
typedef struct
{
  gint64 began_us;        /* when it was asked for */
  gint64 closed_us;       /* when our own connection was closed; 0 while it is still open */
  gint64 left_us;         /* when the request left; 0 if that was in another boot, or nobody knows */
  gboolean reaches_back;  /* it shows a sale that this till made on this very terminal before the request left */
  gboolean was_cut;       /* it misses such a sale of the same boot, made less than the window before */
} FielRecordsRead;

/* Whether that read may count as "not there". */
gboolean fiel_check_plan_is_negative (const FielRecordsRead *read, const FielCheckTimings *timings);

/* The procedure for a lost answer, as one pure function. */
FielCheckPlan fiel_check_plan_next (const FielCheckSituation *situation, const FielCheckTimings *timings);

/* Getnet's documented life cycle, used unless a profile outside production shortens it. */
const FielCheckTimings *fiel_check_timings_default (void);

G_END_DECLS
