/* fiel-callback-listener.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-callback.h"
#include "fiel-clock.h"

G_BEGIN_DECLS

#define FIEL_CALLBACK_LISTENER_DEFAULT_ADDRESS "127.0.0.1"

#define FIEL_TYPE_CALLBACK_LISTENER (fiel_callback_listener_get_type ())
G_DECLARE_FINAL_TYPE (FielCallbackListener, fiel_callback_listener, FIEL, CALLBACK_LISTENER, GObject)

/* A new secret for the address that is given to a provider: 32 bytes of the system's randomness as base64url. Belongs
 * with the secrets, not in the profile, and in no log. */
char *fiel_callback_token_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Belongs to the thread-default main context it is started in. Signals:
 *
 *   void received (FielCallbackListener *self, FielCallback *callback)
 *
 * The owner keeps a reference, makes the body durable, then calls fiel_callback_accept(). */
FielCallbackListener *fiel_callback_listener_new (FielClock *clock, const char *token);
/* The same for an address that a proxy passes on as it is: @target is all of it behind the host, with the secret in
 * it. */
FielCallbackListener *fiel_callback_listener_new_for_target (FielClock *clock, const char *target);
const char *fiel_callback_listener_get_target (FielCallbackListener *self);  /* "/callback/TOKEN": a secret */

/* @port: 0 picks one. Errors of G_IO_ERROR. */
gboolean fiel_callback_listener_start (FielCallbackListener *self, const char *address, guint16 port, GError **error);
void fiel_callback_listener_stop (FielCallbackListener *self);
guint16 fiel_callback_listener_get_port (FielCallbackListener *self);  /* 0: not started */

G_END_DECLS
