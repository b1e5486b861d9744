/* fiel-getnet-callbacks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-getnet-settings.h"
#include "fiel-provider.h"

G_BEGIN_DECLS

#define FIEL_TYPE_GETNET_CALLBACKS (fiel_getnet_callbacks_get_type ())
G_DECLARE_FINAL_TYPE (FielGetnetCallbacks, fiel_getnet_callbacks, FIEL, GETNET_CALLBACKS, GObject)

/* Listens where @settings say. Errors of G_IO_ERROR. */
FielGetnetCallbacks *fiel_getnet_callbacks_new (FielGetnetSettings *settings, FielClock *clock, GError **error);

/* Where it listens, for settings without an address of their own. (transfer full) */
char *fiel_getnet_callbacks_make_address (FielGetnetCallbacks *self) G_GNUC_WARN_UNUSED_RESULT;

/* As in fiel-provider.h; @provider outlives this. */
void fiel_getnet_callbacks_set_heard_func (FielGetnetCallbacks *self,
                                           FielProvider *provider,
                                           FielProviderHeardFunc heard,
                                           gpointer heard_data);
void fiel_getnet_callbacks_settle (FielGetnetCallbacks *self, FielProviderCallback *callback, gboolean kept);

G_END_DECLS
