/* fiel-relay-health.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-relay-server.h"

G_BEGIN_DECLS

/* The page for the administrator and for Prometheus, on a port of its own: GET /health and GET /metrics. */
#define FIEL_TYPE_RELAY_HEALTH (fiel_relay_health_get_type ())
G_DECLARE_FINAL_TYPE (FielRelayHealth, fiel_relay_health, FIEL, RELAY_HEALTH, GObject)

FielRelayHealth *fiel_relay_health_new (FielClock *clock, FielRelayServer *server);
gboolean fiel_relay_health_start (FielRelayHealth *self, const char *address, guint16 port, GError **error);
guint16 fiel_relay_health_get_port (FielRelayHealth *self);

G_END_DECLS
