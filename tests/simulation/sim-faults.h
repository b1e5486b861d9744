/* sim-faults.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sim-random.h"

G_BEGIN_DECLS

/**
 * SimFault: everything that may go wrong, and everything that people may do at the worst moment. A seed switches on a
 * few of them, each with an intensity of its own (a swarm: a world in which everything fails explores little).
 */
typedef enum
{
  SIM_FAULT_NO_CONNECTION,
  SIM_FAULT_REQUEST_LOST,
  SIM_FAULT_ANSWER_LOST,
  SIM_FAULT_CUT,
  SIM_FAULT_SLOW,
  SIM_FAULT_HALF_ANSWER,
  SIM_FAULT_GARBAGE,
  SIM_FAULT_RESTARTED,
  SIM_FAULT_OUTAGE,
  SIM_FAULT_SERVER_ERROR,
  SIM_FAULT_SERVER_ERROR_EXECUTED,
  SIM_FAULT_ERROR_ENVELOPE,
  SIM_FAULT_TOKEN_REVOKED,
  SIM_FAULT_NO_TOKEN,
  SIM_FAULT_BUSY_UNKNOWN,
  SIM_FAULT_REFUSAL_WITH_ID,
  SIM_FAULT_NOT_RESPONDING,
  SIM_FAULT_EARLY_NOTICE,
  SIM_FAULT_FORWARD_LATE,
  SIM_FAULT_ID_NOT_FOUND,
  SIM_FAULT_WRONG_AMOUNT,
  SIM_FAULT_WRONG_TERMINAL,
  SIM_FAULT_WRONG_REFERENCE,
  SIM_FAULT_WRONG_TICKET,
  SIM_FAULT_WRONG_ID,
  SIM_FAULT_NO_AMOUNT,
  SIM_FAULT_NO_CODE,
  SIM_FAULT_ODD_CODE,
  SIM_FAULT_FLAT_ANSWER,
  SIM_FAULT_BARE_RECORDS,
  SIM_FAULT_FOREIGN_SALES,
  SIM_FAULT_RECORDS_MISS,
  SIM_FAULT_CALLBACK_LOST,
  SIM_FAULT_CALLBACK_TWICE,
  SIM_FAULT_CALLBACK_FORGED,
  SIM_FAULT_CALLBACK_FOREIGN,
  SIM_FAULT_CALLBACK_NAMELESS,
  SIM_FAULT_TERMINAL_OFF,
  SIM_FAULT_TERMINAL_SLOW,
  SIM_FAULT_REPORT_LATE,
  SIM_FAULT_CANCEL_BROKEN,
  SIM_FAULT_THREADS_LATE,
  SIM_FAULT_DISK_ERROR,
  SIM_FAULT_DEATH_IN_WRITE,
  SIM_FAULT_POWER_CUT_IN_WRITE,
  SIM_FAULT_KILL,
  SIM_FAULT_POWER_CUT,
  SIM_FAULT_REBOOT,
  SIM_FAULT_STOP,
  SIM_FAULT_NIGHT,
  SIM_FAULT_WALL_JUMP,
  SIM_FAULT_IMPATIENCE,
  SIM_FAULT_BY_HAND,
  SIM_FAULT_SAME_TICKET,
  SIM_FAULT_GIVE_BACK,
} SimFault;

#define SIM_N_FAULTS (SIM_FAULT_GIVE_BACK + 1)

/**
 * SimFaults: which are on, how strong, and how often each struck.
 */
typedef struct
{
  guint permille[SIM_N_FAULTS];   /* 0: off */
  gboolean are_over;              /* from here on nothing goes wrong any more */
} SimFaults;

extern guint64 sim_fault_counts[SIM_N_FAULTS];   /* of the whole program: how often each struck */

/* @group: which faults may be on; SIM_GROUP_ALL for any */
typedef enum
{
  SIM_GROUP_ALL,
  SIM_GROUP_QUIET,
  SIM_GROUP_NETWORK,
  SIM_GROUP_CLOUD,
  SIM_GROUP_LIES,
  SIM_GROUP_CALLBACKS,
  SIM_GROUP_DEATHS,
  SIM_GROUP_DISK,
  SIM_GROUP_PEOPLE,
  SIM_GROUP_ABSENCE,
  SIM_GROUP_HANDS,
} SimGroup;

#define SIM_N_GROUPS (SIM_GROUP_HANDS + 1)

const char *sim_fault_get_name (SimFault fault);
const char *sim_group_get_name (SimGroup group);
void sim_faults_draw (SimFaults *self, SimRandom *random, SimGroup group);

/* Whether @fault strikes now, drawn from @stream; counts it. */
gboolean sim_faults_strike (SimFaults *self, SimRandom *random, SimStream stream, SimFault fault);

G_END_DECLS
