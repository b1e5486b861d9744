/* sim-scheduler.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-scheduler.h"

typedef struct
{
  gint64 due_us;
  guint64 order;
  SimFunc func;
  gpointer data;
  GDestroyNotify free_data;   /* nullable */
  guint slot;
} SimEvent;

/* One event by its handle: the slot's number and how often it was used. */
typedef struct
{
  SimEvent *event;            /* owned while it is planned, nullable */
  guint16 round;
} SimSlot;

#define N_SIDES (SIM_SIDE_TILL + 1)
#define SLOT_BITS 16

struct _SimScheduler
{
  gint64 now_us;
  guint64 n_added;
  guint64 n_run;
  GPtrArray *heaps[N_SIDES];  /* owned, of SimEvent; forgotten ones stay until it is their turn */
  GArray *slots;              /* owned, of SimSlot */
  GArray *free_slots;         /* owned, of guint */
};

SimScheduler *
sim_scheduler_new (void)
{
  SimScheduler *self = g_new0 (SimScheduler, 1);

  for (guint i = 0; i < N_SIDES; i++)
    self->heaps[i] = g_ptr_array_new ();
  self->slots = g_array_new (FALSE, TRUE, sizeof (SimSlot));
  self->free_slots = g_array_new (FALSE, FALSE, sizeof (guint));

  return self;
}

static void
forget (SimEvent *event)
{
  if (event->free_data != NULL)
    event->free_data (event->data);
  event->func = NULL;
  event->free_data = NULL;
}

void
sim_scheduler_free (SimScheduler *self)
{
  for (guint i = 0; i < N_SIDES; i++)
    {
      for (guint j = 0; j < self->heaps[i]->len; j++)
        {
          forget (g_ptr_array_index (self->heaps[i], j));
          g_free (g_ptr_array_index (self->heaps[i], j));
        }
      g_ptr_array_unref (self->heaps[i]);
    }
  g_array_unref (self->slots);
  g_array_unref (self->free_slots);
  g_free (self);
}

gint64
sim_scheduler_get_now_us (SimScheduler *self)
{
  return self->now_us;
}

guint64
sim_scheduler_get_n_run (SimScheduler *self)
{
  return self->n_run;
}

static gboolean
is_before (const SimEvent *a, const SimEvent *b)
{
  return a->due_us < b->due_us || (a->due_us == b->due_us && a->order < b->order);
}

static void
sift_up (GPtrArray *heap, guint i)
{
  while (i > 0 && is_before (g_ptr_array_index (heap, i), g_ptr_array_index (heap, (i - 1) / 2)))
    {
      gpointer event = heap->pdata[i];

      heap->pdata[i] = heap->pdata[(i - 1) / 2];
      heap->pdata[(i - 1) / 2] = event;
      i = (i - 1) / 2;
    }
}

static void
sift_down (GPtrArray *heap)
{
  guint i = 0;

  for (;;)
    {
      guint least = i;

      for (guint child = 2 * i + 1; child <= 2 * i + 2 && child < heap->len; child++)
        if (is_before (g_ptr_array_index (heap, child), g_ptr_array_index (heap, least)))
          least = child;
      if (least == i)
        return;

      g_ptr_array_add (heap, heap->pdata[i]);
      heap->pdata[i] = heap->pdata[least];
      heap->pdata[least] = heap->pdata[heap->len - 1];
      g_ptr_array_set_size (heap, (int) heap->len - 1);
      i = least;
    }
}

static SimEvent *
pop (GPtrArray *heap)
{
  SimEvent *event = g_ptr_array_index (heap, 0);

  heap->pdata[0] = heap->pdata[heap->len - 1];
  g_ptr_array_set_size (heap, (int) heap->len - 1);
  if (heap->len > 0)
    sift_down (heap);

  return event;
}

static guint
take_slot (SimScheduler *self, SimEvent *event)
{
  SimSlot *slot = NULL;
  guint i;

  if (self->free_slots->len > 0)
    {
      i = g_array_index (self->free_slots, guint, self->free_slots->len - 1);
      g_array_set_size (self->free_slots, self->free_slots->len - 1);
    }
  else
    {
      i = self->slots->len;
      g_assert (i < 1u << SLOT_BITS);
      g_array_set_size (self->slots, i + 1);
    }
  slot = &g_array_index (self->slots, SimSlot, i);
  slot->event = event;
  slot->round++;
  if (slot->round == 0)
    slot->round = 1;

  return i;
}

static void
give_slot (SimScheduler *self, guint i)
{
  g_array_index (self->slots, SimSlot, i).event = NULL;
  g_array_append_val (self->free_slots, i);
}

guint
sim_scheduler_add (SimScheduler *self,
                   SimSide side,
                   gint64 delay_us,
                   SimFunc func,
                   gpointer data,
                   GDestroyNotify free_data)
{
  SimEvent *event = g_new0 (SimEvent, 1);

  event->due_us = self->now_us + MAX (delay_us, 0);
  event->order = self->n_added++;
  event->func = func;
  event->data = data;
  event->free_data = free_data;
  event->slot = take_slot (self, event);
  g_ptr_array_add (self->heaps[side], event);
  sift_up (self->heaps[side], self->heaps[side]->len - 1);

  return (guint) g_array_index (self->slots, SimSlot, event->slot).round << SLOT_BITS | event->slot;
}

gboolean
sim_scheduler_remove (SimScheduler *self, guint handle)
{
  guint i = handle & ((1u << SLOT_BITS) - 1);
  SimSlot *slot = i < self->slots->len ? &g_array_index (self->slots, SimSlot, i) : NULL;

  if (slot == NULL || slot->event == NULL || slot->round != handle >> SLOT_BITS)
    return FALSE;

  forget (slot->event);
  give_slot (self, i);

  return TRUE;
}

void
sim_scheduler_clear (SimScheduler *self, guint *handle)
{
  if (*handle != 0)
    sim_scheduler_remove (self, *handle);
  *handle = 0;
}

static SimEvent *
peek (GPtrArray *heap)
{
  while (heap->len > 0 && ((SimEvent *) g_ptr_array_index (heap, 0))->func == NULL)
    g_free (pop (heap));

  return heap->len > 0 ? g_ptr_array_index (heap, 0) : NULL;
}

static void
run (SimScheduler *self, GPtrArray *heap)
{
  SimEvent *event = pop (heap);

  give_slot (self, event->slot);
  self->n_run++;
  event->func (event->data);
  forget (event);
  g_free (event);
}

gboolean
sim_scheduler_run_next (SimScheduler *self, gint64 until_us)
{
  SimEvent *world = peek (self->heaps[SIM_SIDE_WORLD]);
  SimEvent *till = peek (self->heaps[SIM_SIDE_TILL]);
  SimEvent *next = world == NULL || (till != NULL && is_before (till, world)) ? till : world;

  if (next == NULL || next->due_us > until_us)
    {
      self->now_us = MAX (self->now_us, until_us);
      return FALSE;
    }

  self->now_us = MAX (self->now_us, next->due_us);
  run (self, next == world ? self->heaps[SIM_SIDE_WORLD] : self->heaps[SIM_SIDE_TILL]);

  return TRUE;
}

gboolean
sim_scheduler_run_till (SimScheduler *self)
{
  if (peek (self->heaps[SIM_SIDE_TILL]) == NULL)
    return FALSE;

  run (self, self->heaps[SIM_SIDE_TILL]);

  return TRUE;
}
