/* sim-clock.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"
#include "sim-scheduler.h"

G_BEGIN_DECLS

#define SIM_TYPE_CLOCK (sim_clock_get_type ())
G_DECLARE_FINAL_TYPE (SimClock, sim_clock, SIM, CLOCK, GObject)

/* The till's clocks in virtual time: boot time, a wall clock that people move, a boot id. Timers are the till's. */
SimClock *sim_clock_new (SimScheduler *scheduler);
void sim_clock_jump_wall (SimClock *self, gint64 delta_us);
void sim_clock_reboot (SimClock *self);

G_END_DECLS
