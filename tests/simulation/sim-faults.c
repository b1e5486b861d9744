/* sim-faults.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-faults.h"

guint64 sim_fault_counts[SIM_N_FAULTS];

/* clang-format off */
static const char *const names[SIM_N_FAULTS] = {
  [SIM_FAULT_NO_CONNECTION] = "no-connection",
  [SIM_FAULT_REQUEST_LOST] = "request-lost",
  [SIM_FAULT_ANSWER_LOST] = "answer-lost",
  [SIM_FAULT_CUT] = "cut",
  [SIM_FAULT_SLOW] = "slow",
  [SIM_FAULT_HALF_ANSWER] = "half-answer",
  [SIM_FAULT_GARBAGE] = "garbage",
  [SIM_FAULT_RESTARTED] = "restarted",
  [SIM_FAULT_OUTAGE] = "outage",
  [SIM_FAULT_SERVER_ERROR] = "server-error",
  [SIM_FAULT_SERVER_ERROR_EXECUTED] = "server-error-executed",
  [SIM_FAULT_ERROR_ENVELOPE] = "error-envelope",
  [SIM_FAULT_TOKEN_REVOKED] = "token-revoked",
  [SIM_FAULT_NO_TOKEN] = "no-token",
  [SIM_FAULT_BUSY_UNKNOWN] = "busy-unknown",
  [SIM_FAULT_REFUSAL_WITH_ID] = "refusal-with-id",
  [SIM_FAULT_NOT_RESPONDING] = "not-responding",
  [SIM_FAULT_EARLY_NOTICE] = "early-notice",
  [SIM_FAULT_FORWARD_LATE] = "forward-late",
  [SIM_FAULT_ID_NOT_FOUND] = "id-not-found",
  [SIM_FAULT_WRONG_AMOUNT] = "wrong-amount",
  [SIM_FAULT_WRONG_TERMINAL] = "wrong-terminal",
  [SIM_FAULT_WRONG_REFERENCE] = "wrong-reference",
  [SIM_FAULT_WRONG_TICKET] = "wrong-ticket",
  [SIM_FAULT_WRONG_ID] = "wrong-id",
  [SIM_FAULT_NO_AMOUNT] = "no-amount",
  [SIM_FAULT_NO_CODE] = "no-code",
  [SIM_FAULT_ODD_CODE] = "odd-code",
  [SIM_FAULT_FLAT_ANSWER] = "flat-answer",
  [SIM_FAULT_BARE_RECORDS] = "bare-records",
  [SIM_FAULT_FOREIGN_SALES] = "foreign-sales",
  [SIM_FAULT_RECORDS_MISS] = "records-miss",
  [SIM_FAULT_CALLBACK_LOST] = "callback-lost",
  [SIM_FAULT_CALLBACK_TWICE] = "callback-twice",
  [SIM_FAULT_CALLBACK_FORGED] = "callback-forged",
  [SIM_FAULT_CALLBACK_FOREIGN] = "callback-foreign",
  [SIM_FAULT_CALLBACK_NAMELESS] = "callback-nameless",
  [SIM_FAULT_TERMINAL_OFF] = "terminal-off",
  [SIM_FAULT_TERMINAL_SLOW] = "terminal-slow",
  [SIM_FAULT_REPORT_LATE] = "report-late",
  [SIM_FAULT_CANCEL_BROKEN] = "cancel-broken",
  [SIM_FAULT_THREADS_LATE] = "threads-late",
  [SIM_FAULT_DISK_ERROR] = "disk-error",
  [SIM_FAULT_DEATH_IN_WRITE] = "death-in-write",
  [SIM_FAULT_POWER_CUT_IN_WRITE] = "power-cut-in-write",
  [SIM_FAULT_KILL] = "kill",
  [SIM_FAULT_POWER_CUT] = "power-cut",
  [SIM_FAULT_REBOOT] = "reboot",
  [SIM_FAULT_STOP] = "stop",
  [SIM_FAULT_NIGHT] = "night",
  [SIM_FAULT_WALL_JUMP] = "wall-jump",
  [SIM_FAULT_IMPATIENCE] = "impatience",
  [SIM_FAULT_BY_HAND] = "by-hand",
  [SIM_FAULT_SAME_TICKET] = "same-ticket",
  [SIM_FAULT_GIVE_BACK] = "give-back",
};

static const char *const group_names[SIM_N_GROUPS] = {
  [SIM_GROUP_ALL] = "everything",
  [SIM_GROUP_QUIET] = "quiet",
  [SIM_GROUP_NETWORK] = "network",
  [SIM_GROUP_CLOUD] = "cloud",
  [SIM_GROUP_LIES] = "lies",
  [SIM_GROUP_CALLBACKS] = "callbacks",
  [SIM_GROUP_DEATHS] = "deaths",
  [SIM_GROUP_DISK] = "disk",
  [SIM_GROUP_PEOPLE] = "people",
  [SIM_GROUP_ABSENCE] = "absence",
  [SIM_GROUP_HANDS] = "hands",
};
/* clang-format on */

/* The first and the last fault of each group; every group takes some of the network's as well, because an answer has
 * to get lost before most of the others matter. */
static const struct
{
  SimFault first;
  SimFault last;
} bounds[SIM_N_GROUPS] = {
  [SIM_GROUP_ALL] = { SIM_FAULT_NO_CONNECTION, SIM_FAULT_GIVE_BACK },
  [SIM_GROUP_QUIET] = { SIM_FAULT_SAME_TICKET, SIM_FAULT_GIVE_BACK },
  [SIM_GROUP_NETWORK] = { SIM_FAULT_NO_CONNECTION, SIM_FAULT_OUTAGE },
  [SIM_GROUP_CLOUD] = { SIM_FAULT_SERVER_ERROR, SIM_FAULT_ID_NOT_FOUND },
  [SIM_GROUP_LIES] = { SIM_FAULT_BUSY_UNKNOWN, SIM_FAULT_RECORDS_MISS },
  [SIM_GROUP_CALLBACKS] = { SIM_FAULT_CALLBACK_LOST, SIM_FAULT_CALLBACK_NAMELESS },
  [SIM_GROUP_DEATHS] = { SIM_FAULT_DEATH_IN_WRITE, SIM_FAULT_WALL_JUMP },
  [SIM_GROUP_DISK] = { SIM_FAULT_DISK_ERROR, SIM_FAULT_POWER_CUT_IN_WRITE },
  [SIM_GROUP_PEOPLE] = { SIM_FAULT_TERMINAL_OFF, SIM_FAULT_CANCEL_BROKEN },
};

const char *
sim_fault_get_name (SimFault fault)
{
  return names[fault];
}

const char *
sim_group_get_name (SimGroup group)
{
  return group_names[group];
}

/* What has to come together before a list without a payment could be taken for a proof. */
static const SimFault absence[] = {
  SIM_FAULT_ANSWER_LOST,  SIM_FAULT_CUT,          SIM_FAULT_OUTAGE, SIM_FAULT_FORWARD_LATE,
  SIM_FAULT_RECORDS_MISS, SIM_FAULT_TERMINAL_OFF, SIM_FAULT_NIGHT,  SIM_FAULT_WALL_JUMP,
  SIM_FAULT_EARLY_NOTICE, SIM_FAULT_GIVE_BACK,
};

/* What has to come together before people and late words contradict each other. */
static const SimFault hands[] = {
  SIM_FAULT_BY_HAND,     SIM_FAULT_IMPATIENCE,  SIM_FAULT_CANCEL_BROKEN,    SIM_FAULT_SAME_TICKET,
  SIM_FAULT_REPORT_LATE, SIM_FAULT_ANSWER_LOST, SIM_FAULT_CALLBACK_FORGED,  SIM_FAULT_TERMINAL_SLOW,
  SIM_FAULT_CUT,         SIM_FAULT_THREADS_LATE, SIM_FAULT_CALLBACK_NAMELESS, SIM_FAULT_GIVE_BACK,
};

static gboolean
is_one_of (SimFault fault, const SimFault *faults, gsize n_faults)
{
  for (gsize i = 0; i < n_faults; i++)
    if (faults[i] == fault)
      return TRUE;

  return FALSE;
}

static gboolean
belongs (SimFault fault, SimGroup group)
{
  if (group == SIM_GROUP_ABSENCE)
    return is_one_of (fault, absence, G_N_ELEMENTS (absence));
  if (group == SIM_GROUP_HANDS)
    return is_one_of (fault, hands, G_N_ELEMENTS (hands));
  g_assert (group < SIM_N_GROUPS);
  if (fault >= bounds[group].first && fault <= bounds[group].last)
    return TRUE;

  switch (group)
    {
    case SIM_GROUP_QUIET:
      return FALSE;

    case SIM_GROUP_PEOPLE:
      return fault >= SIM_FAULT_STOP || fault == SIM_FAULT_ANSWER_LOST;

    case SIM_GROUP_ALL:
    case SIM_GROUP_NETWORK:
    case SIM_GROUP_CLOUD:
    case SIM_GROUP_LIES:
    case SIM_GROUP_CALLBACKS:
    case SIM_GROUP_DEATHS:
    case SIM_GROUP_DISK:
    case SIM_GROUP_ABSENCE:
    case SIM_GROUP_HANDS:
      break;
    }

  return fault == SIM_FAULT_ANSWER_LOST || fault == SIM_FAULT_CUT || fault == SIM_FAULT_KILL
         || fault == SIM_FAULT_SAME_TICKET || fault == SIM_FAULT_IMPATIENCE || fault == SIM_FAULT_GIVE_BACK;
}

/* How often a fault may strike, in thousandths of its chances. Rare ones are those that end a life. */
static guint
draw_intensity (SimFault fault, SimRandom *random, SimGroup group)
{
  static const guint weak[] = { 15, 40, 80 };
  static const guint strong[] = { 50, 150, 400 };
  static const guint fierce[] = { 150, 300, 500 };
  const guint *intensities = strong;

  if ((fault >= SIM_FAULT_DISK_ERROR && fault <= SIM_FAULT_WALL_JUMP)
      || (fault == SIM_FAULT_OUTAGE && group != SIM_GROUP_ABSENCE))
    intensities = weak;
  else if (group >= SIM_GROUP_ABSENCE && fault != SIM_FAULT_TERMINAL_OFF && fault != SIM_FAULT_OUTAGE)
    intensities = fierce;

  return intensities[sim_random_draw (random, SIM_STREAM_PLAN, 3)];
}

void
sim_faults_draw (SimFaults *self, SimRandom *random, SimGroup group)
{
  for (guint i = 0; i < SIM_N_FAULTS; i++)
    {
      /* Out of a small group every second one, out of everything every fifth. */
      guint odds = group == SIM_GROUP_ALL ? 200 : group >= SIM_GROUP_ABSENCE ? 700 : 500;
      gboolean on = belongs ((SimFault) i, group) && sim_random_chance (random, SIM_STREAM_PLAN, odds);

      self->permille[i] = on ? draw_intensity ((SimFault) i, random, group) : 0;
    }
}

gboolean
sim_faults_strike (SimFaults *self, SimRandom *random, SimStream stream, SimFault fault)
{
  /* That a list may miss a line is no fault that ends: two reads are made because of it. */
  if ((self->are_over && fault != SIM_FAULT_RECORDS_MISS) || !sim_random_chance (random, stream, self->permille[fault]))
    return FALSE;

  sim_fault_counts[fault]++;

  return TRUE;
}
