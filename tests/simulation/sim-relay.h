/* sim-relay.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sim-network.h"

G_BEGIN_DECLS

#define SIM_RELAY_HOST "relay.invalid"
#define SIM_RELAY_TOKEN "simulated-token-for-the-relay-of-this-till1"

typedef struct _SimRelay SimRelay;

/* A relay for the one till: it loses nothing, and gives its news again until they are acknowledged; what is on the way is
 * the network's to lose. */
SimRelay *sim_relay_new (void);
void sim_relay_free (SimRelay *self);

/* Somebody calls back. @attempt_id: (nullable): whom the body names, for the checker */
void sim_relay_receive (SimRelay *self, const char *body, const char *attempt_id);
void sim_relay_take (SimRelay *self, SimExchange *exchange);

G_END_DECLS
