/* fiel-getnet-callback-probe.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-getnet-settings.h"
#include "fiel-http-client.h"
#include "fiel-provider-step.h"

G_BEGIN_DECLS

#define FIEL_TYPE_GETNET_CALLBACK_PROBE (fiel_getnet_callback_probe_get_type ())
G_DECLARE_FINAL_TYPE (FielGetnetCallbackProbe, fiel_getnet_callback_probe, FIEL, GETNET_CALLBACK_PROBE, GObject)

/* @lookup_data outlives it. */
FielGetnetCallbackProbe *fiel_getnet_callback_probe_new (FielGetnetSettings *settings,
                                                         FielHttpClient *client,
                                                         FielSecretLookupFunc lookup_secret,
                                                         gpointer lookup_data);

/* The steps of a callback's way that are worth trying; the order in which they are tried is that of their numbers. */
FielProviderStepFlags fiel_getnet_callback_probe_find_steps (GHashTable *values);

/* As fiel_provider_try_async(), for RELAY, PORT, CALLBACK and RETURN. */
void fiel_getnet_callback_probe_try_async (FielGetnetCallbackProbe *self,
                                           FielProviderStep step,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
FielProviderStepResult *fiel_getnet_callback_probe_try_finish (FielGetnetCallbackProbe *self,
                                                               GAsyncResult *result,
                                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
