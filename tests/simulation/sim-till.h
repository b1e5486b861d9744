/* sim-till.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"
#include "sim-world.h"

G_BEGIN_DECLS

/* The till's program: the real engine, started, stopped, killed and started again. */

SimTill *sim_till_new (void);
void sim_till_free (SimTill *self);

void sim_till_start (SimTill *self);
/* It ends in order, and starts again after @rest_us. */
void sim_till_stop (SimTill *self, gint64 rest_us);
/* It ends at once. @power_cut: the machine goes dark; @reboot: it is another boot afterwards. */
void sim_till_kill (SimTill *self, gboolean power_cut, gboolean reboot, gint64 rest_us);

gboolean sim_till_is_alive (SimTill *self);
FielEngine *sim_till_get_engine (SimTill *self);   /* (nullable): unless people can use it */

/* The disk says that the process died in the middle of a write. TRUE: nothing of it is to be seen any more. */
gboolean sim_till_notice_death (SimTill *self);
/* Between two events: buries what died. */
void sim_till_tend (SimTill *self);

/* How long something is under way between threads. */
gint64 sim_till_draw_hop (void);

/* Lets the main context do all it has to do now. */
void sim_till_drain (void);

G_END_DECLS
