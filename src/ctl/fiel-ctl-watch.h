/* fiel-ctl-watch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-ctl-session.h"

G_BEGIN_DECLS

#define FIEL_TYPE_CTL_WATCH (fiel_ctl_watch_get_type ())
G_DECLARE_FINAL_TYPE (FielCtlWatch, fiel_ctl_watch, FIEL, CTL_WATCH, GObject)

/* Whether nothing more is to be waited for. @n_checks: how often it had been asked about when the watch began. */
typedef gboolean (*FielCtlSettled) (FielAttempt *attempt, guint n_checks);

typedef void (*FielCtlWatched) (FielCtlSession *session, GPtrArray *attempts);

/**
 * FielCtlWatchPlan:
 * @settled: see there
 * @done: called once, when all attempts are settled, patience is at an end or nothing can be saved any more
 * @patience_s: how long at most; 0: as long as it takes
 * @tells_steps: print every state on the way
 * @hears_out: not while an open payment is being asked about, or what was answered is on its way into the journal
 */
typedef struct
{
  FielCtlSettled settled;
  FielCtlWatched done;
  guint patience_s;
  gboolean tells_steps;
  gboolean hears_out;
} FielCtlWatchPlan;

/* @attempts: (element-type FielAttempt). Lives until it is done. */
gboolean fiel_ctl_is_closed (FielAttempt *attempt, guint n_checks);

/* Closed, or the first checks brought nothing final. */
gboolean fiel_ctl_is_settled (FielAttempt *attempt, guint n_checks);

void fiel_ctl_watch_begin (FielCtlSession *session, GPtrArray *attempts, const FielCtlWatchPlan *plan);

G_END_DECLS
