/* sim-cashier.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sim-world.h"

G_BEGIN_DECLS

/* People: who sells, presses every button at the worst moment, closes the program, pulls the plug, moves the clock. */
SimCashier *sim_cashier_new (void);
void sim_cashier_free (SimCashier *self);
void sim_cashier_begin (SimCashier *self);

/* Nobody will do anything any more. */
gboolean sim_cashier_is_done (SimCashier *self);

G_END_DECLS
