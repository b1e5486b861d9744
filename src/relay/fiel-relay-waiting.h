/* fiel-relay-waiting.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"
#include "fiel-relay-poll.h"

G_BEGIN_DECLS

/* The polls that are there: one of each till, and a few that only peek. */
#define FIEL_TYPE_RELAY_WAITING (fiel_relay_waiting_get_type ())
G_DECLARE_FINAL_TYPE (FielRelayWaiting, fiel_relay_waiting, FIEL, RELAY_WAITING, GObject)

FielRelayWaiting *fiel_relay_waiting_new (FielClock *clock, const char *epoch);

/* Takes the poll in; another one of the same till is answered, with nothing. */
void fiel_relay_waiting_enter (FielRelayWaiting *self, FielRelayPoll *poll);
/* There is nothing for it yet: it is held until its time is over. */
void fiel_relay_waiting_hold (FielRelayWaiting *self, FielRelayPoll *poll);
/* It is answered, with @page, or with nothing. */
void fiel_relay_waiting_answer (FielRelayWaiting *self, FielRelayPoll *poll, GBytes *page);
/* It cannot be answered now, and its till may come again. */
void fiel_relay_waiting_fail (FielRelayWaiting *self, FielRelayPoll *poll);
gboolean fiel_relay_waiting_has (FielRelayWaiting *self, FielRelayPoll *poll);
/* (transfer container): the held ones of a shop; they are not held from now on. */
GPtrArray *fiel_relay_waiting_wake (FielRelayWaiting *self, gint64 shop);
/* All that are there, with nothing. */
void fiel_relay_waiting_end_all (FielRelayWaiting *self);
/* Who is not in it any more is sent away. */
void fiel_relay_waiting_check (FielRelayWaiting *self, FielRelayRoster *roster);
guint fiel_relay_waiting_get_n_polls (FielRelayWaiting *self);

G_END_DECLS
