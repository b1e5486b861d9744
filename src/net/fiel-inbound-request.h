/* fiel-inbound-request.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-inbound-head.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FIEL_TYPE_INBOUND_REQUEST (fiel_inbound_request_get_type ())
G_DECLARE_FINAL_TYPE (FielInboundRequest, fiel_inbound_request, FIEL, INBOUND_REQUEST, GObject)

/* What somebody with business here asked, and the one chance to answer. Signals:
 *
 *   void gone (FielInboundRequest *self)     who asked hung up, or its time is over, before there was an answer
 */
FielInboundMethod fiel_inbound_request_get_method (FielInboundRequest *self);
const char *fiel_inbound_request_get_target (FielInboundRequest *self);
GObject *fiel_inbound_request_get_subject (FielInboundRequest *self);  /* (transfer none): what the judge named */
GBytes *fiel_inbound_request_get_body (FielInboundRequest *self);      /* (transfer none) */

/* Once; harmless when who asked has given up meanwhile. Without a word the connection is closed at its deadline. */
void fiel_inbound_request_answer (FielInboundRequest *self, guint status, const char *content_type, GBytes *body);
/* What everybody gets who has no business here. */
void fiel_inbound_request_refuse (FielInboundRequest *self);
/* It will take longer than the connection may live: @limit_us from now. */
void fiel_inbound_request_hold (FielInboundRequest *self, gint64 limit_us);

G_END_DECLS
