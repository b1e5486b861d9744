/* fiel-inbound-greeter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-inbound-private.h"

G_BEGIN_DECLS

/* Lets TLS handshakes begin: fiel_inbound_connection_greet(). */
typedef struct _FielInboundGreeter FielInboundGreeter;

FielInboundGreeter *fiel_inbound_greeter_new (FielClock *clock);
void fiel_inbound_greeter_free (FielInboundGreeter *self);

void fiel_inbound_greeter_enter (FielInboundGreeter *self, FielInboundConnection *connection);
/* Its handshake is over, or it is gone. Harmless for one that is not there. */
void fiel_inbound_greeter_leave (FielInboundGreeter *self, FielInboundConnection *connection);

G_END_DECLS
