/* fiel-getnet-probe.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-getnet-callback-probe.h"
#include "fiel-getnet-token.h"
#include "fiel-provider-step.h"

G_BEGIN_DECLS

#define FIEL_TYPE_GETNET_PROBE (fiel_getnet_probe_get_type ())
G_DECLARE_FINAL_TYPE (FielGetnetProbe, fiel_getnet_probe, FIEL, GETNET_PROBE, GObject)

FielGetnetProbe *fiel_getnet_probe_new (FielGetnetSettings *settings,
                                        FielHttpClient *client,
                                        FielGetnetToken *token,
                                        FielGetnetCallbackProbe *callbacks,
                                        FielClock *clock);

/* As fiel_provider_try_async(). */
void fiel_getnet_probe_try_async (FielGetnetProbe *self,
                                  FielProviderStep step,
                                  const FielTerminalIdentity *terminal,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
FielProviderStepResult *fiel_getnet_probe_try_finish (FielGetnetProbe *self, GAsyncResult *result, GError **error);

G_END_DECLS
