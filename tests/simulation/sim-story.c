/* sim-story.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-story.h"

#include <string.h>

typedef struct
{
  SimOrder order;
  char *invariant;      /* owned */
  SimTape *best;        /* owned */
  guint n_left;
} SimShrink;

char *
sim_story_name_invariant (const char *violation)
{
  return g_strndup (violation, strcspn (violation, ":"));
}

static gboolean
still_fails (SimShrink *self, const SimTape *tape)
{
  g_auto (SimResult) result = { NULL };
  SimFigures figures = { 0 };
  SimOrder order = self->order;
  g_autofree char *invariant = NULL;

  order.replay = tape;
  self->n_left--;
  sim_world_run (&order, &result, &figures);
  if (result.violation == NULL)
    return FALSE;

  invariant = sim_story_name_invariant (result.violation);

  return g_str_equal (invariant, self->invariant);
}

/* @tape: (transfer full) */
static gboolean
keep_if_it_fails (SimShrink *self, SimTape *tape)
{
  if (!still_fails (self, tape))
    {
      sim_tape_free (tape);
      return FALSE;
    }

  sim_tape_free (self->best);
  self->best = tape;

  return TRUE;
}

static gboolean
try_cut (SimShrink *self, guint stream, guint from, guint length)
{
  SimTape *tape = sim_tape_copy (self->best);

  g_array_remove_range (tape->values[stream], from, length);

  return keep_if_it_fails (self, tape);
}

static gboolean
try_calm (SimShrink *self, guint stream, guint from, guint length)
{
  SimTape *tape = NULL;
  gboolean is_calm = TRUE;

  for (guint i = from; i < from + length; i++)
    is_calm = is_calm && g_array_index (self->best->values[stream], guint32, i) == 0;
  if (is_calm)
    return FALSE;

  tape = sim_tape_copy (self->best);
  memset (&g_array_index (tape->values[stream], guint32, from), 0, length * sizeof (guint32));

  return keep_if_it_fails (self, tape);
}

static gboolean
pass (SimShrink *self, guint stream, guint length)
{
  gboolean progressed = FALSE;

  for (guint from = 0; from < self->best->values[stream]->len && self->n_left > 0; from += length)
    {
      guint rest = MIN (length, self->best->values[stream]->len - from);

      if (try_cut (self, stream, from, rest))
        {
          progressed = TRUE;
          from -= MIN (from, length);
        }
      else if (self->n_left > 0 && try_calm (self, stream, from, rest))
        {
          progressed = TRUE;
        }
    }

  return progressed;
}

SimTape *
sim_story_shrink (const SimOrder *order, const SimResult *failed, guint n_runs)
{
  SimShrink self = { *order, sim_story_name_invariant (failed->violation), sim_tape_copy (failed->tape), n_runs };
  gboolean progressed = TRUE;

  self.order.in_words = FALSE;
  while (progressed && self.n_left > 0)
    {
      progressed = FALSE;
      for (guint length = 64; length > 0 && self.n_left > 0; length /= 4)
        for (guint stream = 0; stream < SIM_N_STREAMS && self.n_left > 0; stream++)
          progressed = pass (&self, stream, length) || progressed;
    }
  g_free (self.invariant);

  return self.best;
}

void
sim_story_print (const SimOrder *order, const SimTape *tape, guint n_lines)
{
  g_auto (SimResult) result = { NULL };
  SimFigures figures = { 0 };
  SimOrder told = *order;
  guint first;

  told.replay = tape;
  told.in_words = TRUE;
  sim_world_run (&told, &result, &figures);
  first = result.words->len > n_lines ? result.words->len - n_lines : 0;
  if (first > 0)
    g_print ("#   … %u lines before\n", first);
  for (guint i = first; i < result.words->len; i++)
    g_print ("# %.150s\n", (const char *) g_ptr_array_index (result.words, i));
}
