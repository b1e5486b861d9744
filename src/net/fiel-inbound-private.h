/* fiel-inbound-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"
#include "fiel-inbound-listener.h"
#include "fiel-inbound-request.h"

G_BEGIN_DECLS

/* What listener, connection and request know of each other. */

#define FIEL_TYPE_INBOUND_CONNECTION (fiel_inbound_connection_get_type ())
G_DECLARE_FINAL_TYPE (FielInboundConnection, fiel_inbound_connection, FIEL, INBOUND_CONNECTION, GObject)

/**
 * FielInboundPlace: where a connection stands among the others.
 * @FIEL_INBOUND_PLACE_NONE: nowhere any more
 * @FIEL_INBOUND_PLACE_STRANGER: it has not shown that it has business here, or was told that it has not
 * @FIEL_INBOUND_PLACE_IDLE: it had, and may ask once more
 * @FIEL_INBOUND_PLACE_BUSY: it is asking or waits for the answer
 * @FIEL_INBOUND_PLACE_HELD: it waits for long and counts by itself
 */
typedef enum
{
  FIEL_INBOUND_PLACE_NONE,
  FIEL_INBOUND_PLACE_STRANGER,
  FIEL_INBOUND_PLACE_IDLE,
  FIEL_INBOUND_PLACE_BUSY,
  FIEL_INBOUND_PLACE_HELD,
} FielInboundPlace;

FielInboundConnection *fiel_inbound_connection_new (FielInboundListener *listener, GSocketConnection *connection);
void fiel_inbound_connection_start (FielInboundConnection *self);
void fiel_inbound_connection_close (FielInboundConnection *self);
void fiel_inbound_connection_greet (FielInboundConnection *self);
void fiel_inbound_connection_answer (FielInboundConnection *self,
                                     FielInboundRequest *request,
                                     guint status,
                                     const char *content_type,
                                     GBytes *body);
void fiel_inbound_connection_refuse (FielInboundConnection *self, FielInboundRequest *request);
void fiel_inbound_connection_hold (FielInboundConnection *self, FielInboundRequest *request, gint64 limit_us);
/* For the listener's queues. */
GList *fiel_inbound_connection_get_link (FielInboundConnection *self);
FielInboundPlace fiel_inbound_connection_get_place (FielInboundConnection *self);
void fiel_inbound_connection_set_place (FielInboundConnection *self, FielInboundPlace place);

FielInboundRequest *fiel_inbound_request_new (FielInboundConnection *connection,
                                              const FielInboundHead *head,
                                              const char *bytes,
                                              GObject *subject);
void fiel_inbound_request_set_body (FielInboundRequest *self, GBytes *body);
void fiel_inbound_request_end (FielInboundRequest *self, gboolean answered);

FielClock *fiel_inbound_listener_get_clock (FielInboundListener *self);
GTlsCertificate *fiel_inbound_listener_get_certificate (FielInboundListener *self);
gboolean fiel_inbound_listener_is_persistent (FielInboundListener *self);
GObject *fiel_inbound_listener_judge (FielInboundListener *self,
                                      const FielInboundHead *head,
                                      const char *bytes,
                                      GSocketConnection *connection);
void fiel_inbound_listener_handle (FielInboundListener *self, FielInboundRequest *request);
/* PLACE_NONE: it has ended. */
void fiel_inbound_listener_move (FielInboundListener *self,
                                 FielInboundConnection *connection,
                                 FielInboundPlace place);
void fiel_inbound_listener_begin_greeting (FielInboundListener *self, FielInboundConnection *connection);
void fiel_inbound_listener_end_greeting (FielInboundListener *self, FielInboundConnection *connection);
void fiel_inbound_listener_count_refusal (FielInboundListener *self);
void fiel_inbound_listener_count_expiry (FielInboundListener *self);

G_END_DECLS
