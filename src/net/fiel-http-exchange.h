/* fiel-http-exchange.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-http-client.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define FIEL_TYPE_HTTP_EXCHANGE (fiel_http_exchange_get_type ())
G_DECLARE_FINAL_TYPE (FielHttpExchange, fiel_http_exchange, FIEL, HTTP_EXCHANGE, GObject)

FielHttpExchange *fiel_http_exchange_new (SoupSession *session, FielClock *clock, FielHttpRequest *request);

/* Once per exchange. @started: (nullable). The reply is (transfer full) and never NULL. */
void fiel_http_exchange_run_async (FielHttpExchange *self,
                                   FielHttpStartedFunc started,
                                   gpointer started_data,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
FielHttpReply *fiel_http_exchange_run_finish (FielHttpExchange *self, GAsyncResult *result);

G_END_DECLS
