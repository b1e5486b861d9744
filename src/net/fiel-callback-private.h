/* fiel-callback-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-callback.h"
#include "fiel-clock.h"

G_BEGIN_DECLS

/* TRUE if @target is the secret path. */
typedef gboolean (*FielCallbackMatchFunc) (const char *target, gsize length, gpointer user_data);

FielCallback *fiel_callback_new (GSocketConnection *connection, FielClock *clock);

/* Reads the request. FALSE: it was nobody's, has been answered and is forgotten. */
void fiel_callback_receive_async (FielCallback *self,
                                  FielCallbackMatchFunc match,
                                  gpointer match_data,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean fiel_callback_receive_finish (FielCallback *self, GAsyncResult *result);

/* Ends it at once, whatever it is doing. */
void fiel_callback_close (FielCallback *self);

G_END_DECLS
