/* fiel-inbound-listener.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"
#include "fiel-inbound-request.h"

G_BEGIN_DECLS

#define FIEL_TYPE_INBOUND_LISTENER (fiel_inbound_listener_get_type ())
G_DECLARE_FINAL_TYPE (FielInboundListener, fiel_inbound_listener, FIEL, INBOUND_LISTENER, GObject)

/**
 * FielInboundJudgeFunc:
 * @head: a whole and good head
 * @bytes: what its offsets point into
 * @connection: who sent it
 *
 * Asked before a byte of the body is read.
 *
 * Returns: (transfer none) (nullable): who has business here; %NULL for a stranger
 */
typedef GObject *(*FielInboundJudgeFunc) (const FielInboundHead *head,
                                          const char *bytes,
                                          GSocketConnection *connection,
                                          gpointer user_data);
/* Who keeps a reference to @request answers it. */
typedef void (*FielInboundHandleFunc) (FielInboundRequest *request, gpointer user_data);

/**
 * FielInboundCounts: since the listener was made.
 * @accepted: connections
 * @replaced: of them, ended before their time to make room
 * @expired: of them, ended by their deadline
 * @turned_away: of them, for which there was no room
 * @refused: requests that read the 404
 * @handled: requests of somebody with business here
 */
typedef struct
{
  guint64 accepted;
  guint64 replaced;
  guint64 expired;
  guint64 turned_away;
  guint64 refused;
  guint64 handled;
  guint n_open;
  guint n_held;
} FielInboundCounts;

/* Belongs to the thread-default main context it is started in. The data has to live until it is stopped. */
FielInboundListener *fiel_inbound_listener_new (FielClock *clock,
                                                FielInboundJudgeFunc judge,
                                                FielInboundHandleFunc handle,
                                                gpointer user_data);

/* Before the start. */
void fiel_inbound_listener_set_places (FielInboundListener *self, guint n_places);
void fiel_inbound_listener_set_persistent (FielInboundListener *self, gboolean persistent);
void fiel_inbound_listener_set_certificate (FielInboundListener *self, GTlsCertificate *certificate);

/* @port: 0 picks one. Errors of G_IO_ERROR. */
gboolean fiel_inbound_listener_start (FielInboundListener *self, const char *address, guint16 port, GError **error);
/* No newcomers; who is there may finish. */
void fiel_inbound_listener_close_door (FielInboundListener *self);
void fiel_inbound_listener_stop (FielInboundListener *self);
guint16 fiel_inbound_listener_get_port (FielInboundListener *self);  /* 0: not started */
const FielInboundCounts *fiel_inbound_listener_get_counts (FielInboundListener *self);

G_END_DECLS
