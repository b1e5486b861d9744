/* sim-world.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile.h"
#include "sim-clock.h"
#include "sim-disk.h"
#include "sim-faults.h"
#include "sim-log.h"
#include "sim-random.h"
#include "sim-scheduler.h"

G_BEGIN_DECLS

#define SIM_N_TERMINALS 3
#define SIM_SECONDS(n) (G_GINT64_CONSTANT (n) * G_USEC_PER_SEC)
#define SIM_MS(n) (G_GINT64_CONSTANT (n) * 1000)

/* How the store is set up. */
typedef enum
{
  SIM_STORE_CHILE,
  SIM_STORE_CHILE_ASYNCHRONOUS,
  SIM_STORE_ARGENTINA,
  SIM_STORE_ARGENTINA_ASYNCHRONOUS,
  SIM_STORE_CHILE_RELAY,            /* asynchronous, and a relay is called */
} SimStore;

#define SIM_N_STORES (SIM_STORE_CHILE_RELAY + 1)

typedef struct _SimChecker SimChecker;
typedef struct _SimCloud SimCloud;
typedef struct _SimTill SimTill;
typedef struct _SimCashier SimCashier;
typedef struct _SimRelay SimRelay;

/**
 * SimWorld: one seed's world. There is one at a time in this program, because what takes the place of threads, sockets
 * and files is reached without arguments.
 */
typedef struct
{
  guint64 seed;
  gboolean wall_stands_still;     /* nobody moves the wall clock, everything else is as drawn (I9) */
  SimStore store;
  SimFaults faults;
  gint64 outage_until_us;         /* no cable until then */
  SimRandom *random;              /* owned */
  SimScheduler *scheduler;        /* owned */
  SimLog *log;                    /* owned */
  SimClock *clock;                /* owned */
  SimDisk *disk;                  /* owned: the one that is plugged in */
  SimChecker *checker;            /* owned */
  SimCloud *cloud;                /* owned */
  SimRelay *relay;                /* owned */
  SimTill *till;                  /* owned */
  SimCashier *cashier;            /* owned */
} SimWorld;

extern SimWorld *sim_world;

/**
 * SimFigures: what runs cost and what came of them; added up by the caller.
 */
typedef struct
{
  guint64 n_payments;             /* attempts that were led from the cashier's wish to their end */
  guint64 n_outcomes[16];         /* by FielOutcome; 0: left open for a person */
  guint64 n_sent;
  guint64 n_lives;
  guint64 n_events;
  gint64 simulated_us;
} SimFigures;

/**
 * SimResult: how one run ended.
 */
typedef struct
{
  char *digest;                   /* owned: of the log */
  char *violation;                /* owned, nullable: the first broken invariant, "I3: …" */
  GPtrArray *words;               /* owned, nullable, of char* */
  SimTape *tape;                  /* owned */
} SimResult;

void sim_result_clear (SimResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SimResult, sim_result_clear)

/**
 * SimOrder: what to run.
 */
typedef struct
{
  guint64 seed;
  SimGroup group;
  gboolean wall_stands_still;
  gboolean in_words;
  const SimTape *replay;          /* nullable */
} SimOrder;

/* Once, before anything else: what every world needs and may keep. */
void sim_world_prepare (void);
void sim_world_run (const SimOrder *order, SimResult *result, SimFigures *figures);
FielProfile *sim_world_get_profile (SimStore store);   /* (transfer none) */

/* Shorthands for the current world. */
gint64 sim_now_us (void);
gboolean sim_strikes (SimStream stream, SimFault fault);
void sim_world_fill_random (guint8 *bytes, gsize length, gpointer user_data);   /* a FielRandomFunc */
guint sim_later (SimSide side, gint64 delay_us, SimFunc func, gpointer data, GDestroyNotify free_data);

/* What happened, for the log: see sim_log_note(). */
#define sim_note(kind, a, b, ...) sim_log_note (sim_world->log, sim_now_us (), kind, a, b, __VA_ARGS__)

G_END_DECLS
