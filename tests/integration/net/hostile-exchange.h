/* hostile-exchange.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-http-client.h"

G_BEGIN_DECLS

#define REQUEST_BODY "{\"amount\":1500}"
#define PLENTY_MS 20000

typedef struct
{
  FielHttpReply *reply;       /* owned, nullable */
  guint n_started;
  gboolean done;
  GCancellable *cancellable;  /* owned, nullable */
  GSourceOnceFunc on_start;   /* nullable: called when the request starts */
  gpointer on_start_data;     /* unowned */
} HostileExchange;

void hostile_exchange_clear (HostileExchange *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HostileExchange, hostile_exchange_clear)

FielHttpClient *hostile_client_new (void);             /* trusts the test authority, and nobody else */
FielHttpClient *hostile_client_new_untrusting (void);  /* trusts the system's authorities */

/* One POST of REQUEST_BODY for money; runs the default context until the reply is there. */
FielHttpRequest *hostile_request_new (const char *address, const char *const *headers, gint64 deadline_ms, gint64 silence_ms);
void hostile_exchange_run (HostileExchange *self, FielHttpClient *client, FielHttpRequest *request);

G_END_DECLS
