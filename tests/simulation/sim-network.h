/* sim-network.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-http-client.h"

G_BEGIN_DECLS

/**
 * SimExchange: a request on its way through the network, and the connection on which its answer may come back.
 */
typedef struct _SimExchange SimExchange;

SimExchange *sim_exchange_ref (SimExchange *self);
void sim_exchange_unref (SimExchange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimExchange, sim_exchange_unref)

FielHttpRequest *sim_exchange_get_request (SimExchange *self);   /* (transfer none) */

/* The cloud answers. @body: (transfer full). Whether it arrives is the network's business. */
void sim_exchange_answer (SimExchange *self, guint status, char *body);

/* A member of a request's JSON body as text, found by a reading of its own. (transfer full) (nullable) */
char *sim_network_find_member (GBytes *body, const char *name);

G_END_DECLS
