/* fiel-getnet-exchange.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-getnet-token.h"
#include "fiel-provider-call.h"

G_BEGIN_DECLS

#define FIEL_TYPE_GETNET_EXCHANGE (fiel_getnet_exchange_get_type ())
G_DECLARE_FINAL_TYPE (FielGetnetExchange, fiel_getnet_exchange, FIEL, GETNET_EXCHANGE, GObject)

FielGetnetExchange *fiel_getnet_exchange_new (FielGetnetSettings *settings,
                                              FielHttpClient *client,
                                              FielGetnetToken *token,
                                              FielProviderCall *call);

/* Once per object. @started: (nullable): right before the first byte of the call itself, at most once. */
void fiel_getnet_exchange_run_async (FielGetnetExchange *self,
                                     FielProviderStartedFunc started,
                                     gpointer started_data,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* Never fails. (transfer full) */
FielProviderReply *fiel_getnet_exchange_run_finish (FielGetnetExchange *self, GAsyncResult *result);

G_END_DECLS
