/* fiel-callback-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hears what a provider's cloud calls back. Off unless somebody starts it, on loopback unless told otherwise, and
 * without TLS: where callbacks come from outside, a reverse proxy with TLS 1.2 or better stands in front of it and
 * must not repeat a POST by itself.
 *
 * A callback proves nothing. It makes its owner ask the provider sooner, so one lost or refused costs time only.
 *
 * What holds strangers off is fiel-inbound-listener.c, here with one secret and one request for each connection.
 */

#include "fiel-callback-listener.h"

#include "fiel-callback-private.h"
#include "fiel-inbound-listener.h"
#include "fiel-inbound-secrets.h"

#include <string.h>

#define PATH_PREFIX "/callback/"
#define MIN_TOKEN_LENGTH 32
#define MAX_OPEN 32

struct _FielCallbackListener
{
  GObject parent_instance;

  char *target;                 /* owned */
  FielInboundSecrets *secrets;  /* owned */
  FielInboundListener *inbound; /* owned */
};

G_DEFINE_FINAL_TYPE (FielCallbackListener, fiel_callback_listener, G_TYPE_OBJECT)

enum
{
  SIGNAL_RECEIVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/**
 * fiel_callback_token_new:
 *
 * Returns: (transfer full): a new secret of 43 characters that may stand in an address
 */
char *
fiel_callback_token_new (void)
{
  return fiel_inbound_secret_new ();
}

static GObject *
judge (const FielInboundHead *head, const char *bytes, GSocketConnection *connection, gpointer user_data)
{
  FielCallbackListener *self = user_data;

  if (head->method != FIEL_INBOUND_METHOD_POST)
    return NULL;
  return fiel_inbound_secrets_find (self->secrets, bytes + head->target_offset, head->target_length);
}

static void
handle (FielInboundRequest *request, gpointer user_data)
{
  FielCallbackListener *self = user_data;
  g_autoptr (FielCallback) callback = fiel_callback_new (request);

  g_signal_emit (self, signals[SIGNAL_RECEIVED], 0, callback);
}

/**
 * fiel_callback_listener_start:
 * @self: a listener that is not started
 * @address: a numeric address; FIEL_CALLBACK_LISTENER_DEFAULT_ADDRESS unless the merchant knows better
 * @port: the port, 0 to pick one
 * @error: return location
 *
 * Returns: whether it listens
 */
gboolean
fiel_callback_listener_start (FielCallbackListener *self, const char *address, guint16 port, GError **error)
{
  g_return_val_if_fail (FIEL_IS_CALLBACK_LISTENER (self), FALSE);

  return fiel_inbound_listener_start (self->inbound, address, port, error);
}

/**
 * fiel_callback_listener_stop:
 * @self: a listener, started or not
 *
 * Closes the port and every connection. A callback that is still being kept can be accepted; nobody hears it.
 */
void
fiel_callback_listener_stop (FielCallbackListener *self)
{
  g_return_if_fail (FIEL_IS_CALLBACK_LISTENER (self));

  fiel_inbound_listener_stop (self->inbound);
}

/**
 * fiel_callback_listener_get_port:
 * @self: a listener
 *
 * Returns: where it listens, 0 if it does not
 */
guint16
fiel_callback_listener_get_port (FielCallbackListener *self)
{
  g_return_val_if_fail (FIEL_IS_CALLBACK_LISTENER (self), 0);

  return fiel_inbound_listener_get_port (self->inbound);
}

static void
fiel_callback_listener_dispose (GObject *object)
{
  FielCallbackListener *self = FIEL_CALLBACK_LISTENER (object);

  if (self->inbound != NULL)
    fiel_inbound_listener_stop (self->inbound);
  g_clear_object (&self->inbound);

  G_OBJECT_CLASS (fiel_callback_listener_parent_class)->dispose (object);
}

static void
fiel_callback_listener_finalize (GObject *object)
{
  FielCallbackListener *self = FIEL_CALLBACK_LISTENER (object);

  fiel_inbound_secrets_free (self->secrets);
  g_free (self->target);

  G_OBJECT_CLASS (fiel_callback_listener_parent_class)->finalize (object);
}

static void
fiel_callback_listener_class_init (FielCallbackListenerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fiel_callback_listener_dispose;
  object_class->finalize = fiel_callback_listener_finalize;

  /**
   * FielCallbackListener::received:
   * @self: the listener
   * @callback: what was received
   *
   * Somebody who knows the secret path sent something. Who keeps a reference to @callback answers it.
   */
  signals[SIGNAL_RECEIVED] = g_signal_new ("received", FIEL_TYPE_CALLBACK_LISTENER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 1, FIEL_TYPE_CALLBACK);
}

static void
fiel_callback_listener_init (FielCallbackListener *self)
{
  self->secrets = fiel_inbound_secrets_new ();
}

/**
 * fiel_callback_listener_new:
 * @clock: where its deadlines come from
 * @token: the secret, see fiel_callback_token_new(); callbacks come to /callback/TOKEN
 *
 * Returns: (transfer full): a listener that does not listen yet
 */
FielCallbackListener *
fiel_callback_listener_new (FielClock *clock, const char *token)
{
  g_autofree char *target = NULL;

  g_return_val_if_fail (token != NULL && strlen (token) >= MIN_TOKEN_LENGTH, NULL);

  target = g_strconcat (PATH_PREFIX, token, NULL);

  return fiel_callback_listener_new_for_target (clock, target);
}

/**
 * fiel_callback_listener_new_for_target:
 * @clock: where its deadlines come from
 * @target: what follows the host in the address that the provider calls: path and query, with a secret that nobody can
 *   guess in it
 *
 * Returns: (transfer full): a listener that does not listen yet
 */
FielCallbackListener *
fiel_callback_listener_new_for_target (FielClock *clock, const char *target)
{
  guint8 digest[FIEL_INBOUND_DIGEST_SIZE];
  FielCallbackListener *self;

  g_return_val_if_fail (FIEL_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (target != NULL && target[0] == '/', NULL);

  self = g_object_new (FIEL_TYPE_CALLBACK_LISTENER, NULL);
  self->target = g_strdup (target);
  self->inbound = fiel_inbound_listener_new (clock, judge, handle, self);
  fiel_inbound_secret_digest (target, strlen (target), digest);
  fiel_inbound_secrets_add (self->secrets, digest, G_OBJECT (self->inbound));
  fiel_inbound_listener_set_places (self->inbound, MAX_OPEN);
  return self;
}

/**
 * fiel_callback_listener_get_target:
 * @self: a listener
 *
 * Returns: (transfer none): what follows the host in the address to give to the provider
 */
const char *
fiel_callback_listener_get_target (FielCallbackListener *self)
{
  g_return_val_if_fail (FIEL_IS_CALLBACK_LISTENER (self), NULL);

  return self->target;
}
