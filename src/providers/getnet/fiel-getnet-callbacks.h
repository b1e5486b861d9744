/* fiel-getnet-callbacks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-getnet-settings.h"
#include "fiel-http-client.h"
#include "fiel-provider.h"

G_BEGIN_DECLS

#define FIEL_TYPE_GETNET_CALLBACKS (fiel_getnet_callbacks_get_type ())
G_DECLARE_FINAL_TYPE (FielGetnetCallbacks, fiel_getnet_callbacks, FIEL, GETNET_CALLBACKS, GObject)

/* Listens where @settings say, or asks their relay. Errors of G_IO_ERROR. @lookup_data outlives it. */
FielGetnetCallbacks *fiel_getnet_callbacks_new (FielGetnetSettings *settings,
                                                FielHttpClient *client,
                                                FielClock *clock,
                                                FielSecretLookupFunc lookup_secret,
                                                gpointer lookup_data,
                                                GError **error);

/* Where it listens, for settings without an address of their own. (transfer full) */
char *fiel_getnet_callbacks_make_address (FielGetnetCallbacks *self) G_GNUC_WARN_UNUSED_RESULT;

/* As in fiel-provider.h; @provider outlives this. */
void fiel_getnet_callbacks_set_heard_func (FielGetnetCallbacks *self,
                                           FielProvider *provider,
                                           FielProviderHeardFunc heard,
                                           gpointer heard_data);
void fiel_getnet_callbacks_settle (FielGetnetCallbacks *self, FielProviderCallback *callback, FielCallbackFate fate);
void fiel_getnet_callbacks_set_reception_func (FielGetnetCallbacks *self,
                                               FielProvider *provider,
                                               FielProviderReceptionFunc changed,
                                               gpointer changed_data);

G_END_DECLS
