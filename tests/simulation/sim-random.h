/* sim-random.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SimStream: every part of the world draws from a stream of its own, so that one more draw in one part does not change
 * what happens in another.
 */
typedef enum
{
  SIM_STREAM_PLAN,
  SIM_STREAM_CASHIER,
  SIM_STREAM_TILL,
  SIM_STREAM_NETWORK,
  SIM_STREAM_CLOUD,
  SIM_STREAM_TERMINAL,
  SIM_STREAM_DISK,
} SimStream;

#define SIM_N_STREAMS (SIM_STREAM_DISK + 1)

/**
 * SimTape: what was drawn, stream by stream. A story is made shorter by cutting its tape: past the end every draw is 0,
 * and 0 is always the most harmless choice.
 */
typedef struct
{
  GArray *values[SIM_N_STREAMS];   /* owned, of guint32 */
} SimTape;

SimTape *sim_tape_new (void);
SimTape *sim_tape_copy (const SimTape *tape);
void sim_tape_free (SimTape *tape);
gsize sim_tape_count (const SimTape *tape);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimTape, sim_tape_free)

typedef struct _SimRandom SimRandom;

/* @replay: (nullable): read from this tape instead of drawing */
SimRandom *sim_random_new (guint64 seed, const SimTape *replay);
void sim_random_free (SimRandom *self);
const SimTape *sim_random_get_tape (SimRandom *self);   /* what was drawn so far */

/* 0 … bound - 1 */
guint32 sim_random_draw (SimRandom *self, SimStream stream, guint32 bound);
gboolean sim_random_chance (SimRandom *self, SimStream stream, guint permille);
/* least … most, in 256 steps */
gint64 sim_random_us (SimRandom *self, SimStream stream, gint64 least_us, gint64 most_us);

/* A FielRandomFunc: names of attempts, never on the tape and never twice the same. */
void sim_random_fill (guint8 *bytes, gsize length, gpointer user_data);

G_END_DECLS
