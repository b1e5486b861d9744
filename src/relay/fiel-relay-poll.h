/* fiel-relay-poll.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-inbound-request.h"
#include "fiel-relay-roster.h"

G_BEGIN_DECLS

/* A till's question on its way: asked, looked up, perhaps held until there is something, answered. */
#define FIEL_TYPE_RELAY_POLL (fiel_relay_poll_get_type ())
G_DECLARE_FINAL_TYPE (FielRelayPoll, fiel_relay_poll, FIEL, RELAY_POLL, GObject)

FielRelayPoll *fiel_relay_poll_new (FielInboundRequest *request,
                                    FielRelayTill *till,
                                    gint64 position,
                                    gint64 end_us,
                                    gboolean peeks);
FielInboundRequest *fiel_relay_poll_get_request (FielRelayPoll *self);
FielRelayTill *fiel_relay_poll_get_till (FielRelayPoll *self);
gint64 fiel_relay_poll_get_position (FielRelayPoll *self);
gint64 fiel_relay_poll_get_end_us (FielRelayPoll *self);
gboolean fiel_relay_poll_peeks (FielRelayPoll *self);

G_END_DECLS
