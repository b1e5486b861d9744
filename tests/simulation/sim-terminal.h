/* sim-terminal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sim-cloud.h"

G_BEGIN_DECLS

/* What happens on the card machine: the request arrives, the customer takes his time, the machine books or does not.
 * Whatever it does, it does within the cloud's five minutes. */

#define SIM_LIFE_US SIM_SECONDS (300)

void sim_terminal_begin (SimSale *sale);
/* Whether it agrees to stop. */
gboolean sim_terminal_cancel (SimTerminal *self);
gboolean sim_terminal_is_busy (const SimTerminal *self);
void sim_terminal_occupy (SimTerminal *self);
void sim_terminal_add_foreign_sale (SimTerminal *self, gint64 amount);
void sim_terminal_close_batch (SimTerminal *self);

/* The cloud's: the machine is done. */
void sim_cloud_sale_over (SimSale *sale);

G_END_DECLS
