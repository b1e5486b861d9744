/* sim-random.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-random.h"

/* SplitMix64 (Steele, Lea, Flood 2014), one state per stream. */

struct _SimRandom
{
  guint64 states[SIM_N_STREAMS];
  guint64 names;
  SimTape *tape;               /* owned */
  const SimTape *replay;       /* not owned, nullable */
};

static guint64
next (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return z ^ (z >> 31);
}

SimTape *
sim_tape_new (void)
{
  SimTape *tape = g_new0 (SimTape, 1);

  for (guint i = 0; i < SIM_N_STREAMS; i++)
    tape->values[i] = g_array_new (FALSE, FALSE, sizeof (guint32));

  return tape;
}

SimTape *
sim_tape_copy (const SimTape *tape)
{
  SimTape *copy = g_new0 (SimTape, 1);

  for (guint i = 0; i < SIM_N_STREAMS; i++)
    copy->values[i] = g_array_copy (tape->values[i]);

  return copy;
}

void
sim_tape_free (SimTape *tape)
{
  for (guint i = 0; i < SIM_N_STREAMS; i++)
    g_array_unref (tape->values[i]);
  g_free (tape);
}

gsize
sim_tape_count (const SimTape *tape)
{
  gsize n = 0;

  for (guint i = 0; i < SIM_N_STREAMS; i++)
    n += tape->values[i]->len;

  return n;
}

SimRandom *
sim_random_new (guint64 seed, const SimTape *replay)
{
  SimRandom *self = g_new0 (SimRandom, 1);

  for (guint i = 0; i < SIM_N_STREAMS; i++)
    {
      guint64 start = seed + G_GUINT64_CONSTANT (0x632be59bd9b4e019) * (i + 1);

      self->states[i] = next (&start);
    }
  self->names = ~seed;
  self->tape = sim_tape_new ();
  self->replay = replay;

  return self;
}

void
sim_random_free (SimRandom *self)
{
  sim_tape_free (self->tape);
  g_free (self);
}

const SimTape *
sim_random_get_tape (SimRandom *self)
{
  return self->tape;
}

guint32
sim_random_draw (SimRandom *self, SimStream stream, guint32 bound)
{
  GArray *tape = self->tape->values[stream];
  const GArray *replay = self->replay != NULL ? self->replay->values[stream] : NULL;
  guint32 value = 0;

  g_return_val_if_fail (bound > 0, 0);

  if (replay == NULL)
    value = (guint32) (((next (&self->states[stream]) >> 32) * bound) >> 32);
  else if (tape->len < replay->len)
    value = MIN (g_array_index (replay, guint32, tape->len), bound - 1);
  g_array_append_val (tape, value);

  return value;
}

gboolean
sim_random_chance (SimRandom *self, SimStream stream, guint permille)
{
  return permille > 0 && sim_random_draw (self, stream, 1000) >= 1000 - MIN (permille, 1000);
}

gint64
sim_random_us (SimRandom *self, SimStream stream, gint64 least_us, gint64 most_us)
{
  return least_us + (most_us - least_us) * (gint64) sim_random_draw (self, stream, 256) / 255;
}

void
sim_random_fill (guint8 *bytes, gsize length, gpointer user_data)
{
  SimRandom *self = user_data;

  for (gsize i = 0; i < length; i += sizeof (guint64))
    {
      guint64 bits = next (&self->names);

      for (gsize j = i; j < MIN (length, i + sizeof bits); j++, bits >>= 8)
        bytes[j] = (guint8) bits;
    }
}
