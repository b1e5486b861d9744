/* sim-scheduler.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SimSide: whose event it is. What belongs to the till dies with its process.
 */
typedef enum
{
  SIM_SIDE_WORLD,
  SIM_SIDE_TILL,
} SimSide;

typedef void (*SimFunc) (gpointer data);

typedef struct _SimScheduler SimScheduler;

/* Virtual time: events happen in the order of their time, those of one time in the order they were planned. Nothing
 * waits and nothing reads a real clock. */
SimScheduler *sim_scheduler_new (void);
void sim_scheduler_free (SimScheduler *self);
gint64 sim_scheduler_get_now_us (SimScheduler *self);

/* @free_data: (nullable): called when it happened or was forgotten. The handle is never 0. */
guint sim_scheduler_add (SimScheduler *self, SimSide side, gint64 delay_us, SimFunc func, gpointer data,
                         GDestroyNotify free_data);
/* FALSE if it happened already. */
gboolean sim_scheduler_remove (SimScheduler *self, guint handle);
/* Forgets the handle as well; 0 is allowed. */
void sim_scheduler_clear (SimScheduler *self, guint *handle);

/* Moves time to the next event until @until_us and lets it happen. FALSE if there is none; then time stands there. */
gboolean sim_scheduler_run_next (SimScheduler *self, gint64 until_us);
/* The next event of the till alone, without moving time: for a process that is dead to the world. */
gboolean sim_scheduler_run_till (SimScheduler *self);
guint64 sim_scheduler_get_n_run (SimScheduler *self);

G_END_DECLS
