/* coverage.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <stdio.h>
#include <stdlib.h>

/* For pan.c built with -DCOVERAGE: which pairs of state and event came up in a search, and what became of them. Printed
 * when it ends, a line per pair; numbers are those of the model's mtype. */

#define N_WORDS 80

typedef struct
{
  unsigned long count;
  int found;
  int to;
  int outcome;
  int stray;
} Pair;

static Pair pairs[N_WORDS][N_WORDS][N_WORDS];

static void
print_pairs (void)
{
  for (int state = 0; state < N_WORDS; state++)
    for (int outcome = 0; outcome < N_WORDS; outcome++)
      for (int event = 0; event < N_WORDS; event++)
        {
          const Pair *pair = &pairs[state][outcome][event];

          if (pair->count > 0)
            printf ("pair %d %d %d found %d to %d %d stray %d count %lu\n", state, outcome, event,
                    pair->found, pair->to, pair->outcome, pair->stray, pair->count);
        }
}

static void
note_pair (int state, int outcome, int event, int found, int to, int new_outcome, int stray)
{
  static int registered;

  if (!registered)
    {
      registered = 1;
      atexit (print_pairs);
    }

  pairs[state][outcome][event] =
    (Pair){ pairs[state][outcome][event].count + 1, found, found ? to : 0, found ? new_outcome : 0, stray };
}
