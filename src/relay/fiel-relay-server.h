/* fiel-relay-server.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"
#include "fiel-inbound-listener.h"
#include "fiel-relay-config.h"

G_BEGIN_DECLS

/* The relay at work: takes callbacks, keeps them, tells tills. Signals:
 *
 *   void finished (FielRelayServer *self)     after fiel_relay_server_finish(): all is kept, told and closed
 */
#define FIEL_TYPE_RELAY_SERVER (fiel_relay_server_get_type ())
G_DECLARE_FINAL_TYPE (FielRelayServer, fiel_relay_server, FIEL, RELAY_SERVER, GObject)

FielRelayServer *fiel_relay_server_new (FielClock *clock);
/* @config has to live as long. */
gboolean fiel_relay_server_start (FielRelayServer *self, const FielRelayConfig *config, GError **error);
void fiel_relay_server_finish (FielRelayServer *self);
guint16 fiel_relay_server_get_port (FielRelayServer *self);

/* What the health page tells. */
typedef struct
{
  const FielInboundCounts *inbound; /* unowned */
  guint64 n_kept;
  guint64 n_not_kept;
  guint64 n_flushes;
  guint64 n_told;
  guint64 n_forgotten;
  gint64 n_news;
  guint n_full_shops;
  gint64 last_sequence;
  guint n_polls;
  gint64 running_us;
  gint64 certificate_end_s;         /* Unix time; 0: no TLS of its own */
} FielRelayFigures;

void fiel_relay_server_get_figures (FielRelayServer *self, FielRelayFigures *figures);
const char *fiel_relay_server_get_trouble (FielRelayServer *self);  /* NULL: everything can be kept */
FielRelayRoster *fiel_relay_server_get_roster (FielRelayServer *self);

G_END_DECLS
