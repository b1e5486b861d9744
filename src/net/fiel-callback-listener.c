/* fiel-callback-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hears what a provider's cloud calls back. Off unless somebody starts it, on loopback unless told otherwise, and
 * without TLS: where callbacks come from outside, a reverse proxy with TLS 1.2 or better stands in front of it and
 * must not repeat a POST by itself.
 *
 * Rules:
 * - A callback proves nothing. It makes its owner ask the provider sooner, so one lost or refused costs time only.
 * - Bounds for strangers: so many connections, so many new ones a second, so many bytes, so many seconds each.
 * - The secret path is compared as digests under a key of this process, so that the time taken tells nothing of it.
 *
 * It does not use SoupServer, which its authors do not recommend for untrusted clients and which keeps what it is sent.
 */

#include "fiel-callback-listener.h"

#include "fiel-callback-private.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#define PATH_PREFIX "/callback/"
#define SECRET_SIZE 32
#define MAX_OPEN 32
#define SOCKET_TIMEOUT_S 3
#define BURST 40
#define REFILL_US (G_USEC_PER_SEC / 10)

struct _FielCallbackListener
{
  GObject parent_instance;

  FielClock *clock;            /* owned */
  char *path;                  /* owned */
  guint8 key[SECRET_SIZE];
  GSocketService *service;     /* owned, nullable */
  guint16 port;
  GPtrArray *open;             /* owned, element-type FielCallback */
  guint n_allowed;             /* connections that may come at once */
  gint64 refilled_us;
};

G_DEFINE_FINAL_TYPE (FielCallbackListener, fiel_callback_listener, G_TYPE_OBJECT)

enum
{
  SIGNAL_RECEIVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
fill_with_randomness (guint8 *bytes, gsize size)
{
  gssize n_filled;

  do
    n_filled = getrandom (bytes, size, 0);
  while (n_filled < 0 && errno == EINTR);
  if (n_filled != (gssize) size)
    g_error ("The system gives no randomness: %s", g_strerror (errno));
}

/**
 * fiel_callback_token_new:
 *
 * Returns: (transfer full): a new secret of 43 characters that may stand in an address
 */
char *
fiel_callback_token_new (void)
{
  guint8 secret[SECRET_SIZE];
  g_autofree char *text = NULL;

  fill_with_randomness (secret, sizeof secret);
  text = g_base64_encode (secret, sizeof secret);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  return g_strndup (text, strcspn (text, "="));
}

static void
digest (FielCallbackListener *self, const char *text, gsize length, guint8 result[SECRET_SIZE])
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, self->key, sizeof self->key);
  gsize size = SECRET_SIZE;

  g_hmac_update (hmac, (const guchar *) text, (gssize) length);
  g_hmac_get_digest (hmac, result, &size);
}

static gboolean
is_our_path (const char *target, gsize length, gpointer user_data)
{
  FielCallbackListener *self = user_data;
  guint8 ours[SECRET_SIZE];
  guint8 theirs[SECRET_SIZE];
  guint8 difference = 0;

  digest (self, self->path, strlen (self->path), ours);
  digest (self, target, length, theirs);
  for (gsize i = 0; i < SECRET_SIZE; i++)
    difference |= ours[i] ^ theirs[i];
  return difference == 0;
}

/* So many at once, and one more for each tenth of a second that passed. */
static gboolean
fiel_callback_listener_admits (FielCallbackListener *self)
{
  gint64 now_us = fiel_clock_get_boot_us (self->clock);
  gint64 n_new = (now_us - self->refilled_us) / REFILL_US;

  self->n_allowed = (guint) MIN ((gint64) self->n_allowed + n_new, BURST);
  self->refilled_us += n_new * REFILL_US;
  if (self->n_allowed == 0 || self->open->len >= MAX_OPEN)
    return FALSE;
  self->n_allowed--;
  return TRUE;
}

static void
on_closed (FielCallback *callback, gpointer user_data)
{
  FielCallbackListener *self = user_data;

  g_ptr_array_remove_fast (self->open, callback);
}

static void
on_received (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCallbackListener) self = user_data;
  FielCallback *callback = FIEL_CALLBACK (source);

  if (fiel_callback_receive_finish (callback, result))
    g_signal_emit (self, signals[SIGNAL_RECEIVED], 0, callback);
}

static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  FielCallbackListener *self = user_data;
  GSocket *socket = g_socket_connection_get_socket (connection);
  FielCallback *callback;

  if (!fiel_callback_listener_admits (self))
    {
      g_socket_close (socket, NULL);
      return TRUE;
    }
  g_socket_set_timeout (socket, SOCKET_TIMEOUT_S);
  callback = fiel_callback_new (connection, self->clock);
  g_ptr_array_add (self->open, callback);
  g_signal_connect_object (callback, "closed", G_CALLBACK (on_closed), self, 0);
  fiel_callback_receive_async (callback, is_our_path, self, on_received, g_object_ref (self));
  return TRUE;
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
  g_autoptr (GSocketService) service = NULL;
  g_autoptr (GSocketAddress) wanted = NULL;
  g_autoptr (GSocketAddress) effective = NULL;

  g_return_val_if_fail (FIEL_IS_CALLBACK_LISTENER (self), FALSE);
  g_return_val_if_fail (self->service == NULL, FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  wanted = g_inet_socket_address_new_from_string (address, port);
  if (wanted == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” is not a numeric address", address);
      return FALSE;
    }
  service = g_socket_service_new ();
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (service), wanted, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                      NULL, &effective, error))
    return FALSE;
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  self->refilled_us = fiel_clock_get_boot_us (self->clock);
  self->n_allowed = BURST;
  g_signal_connect_object (service, "incoming", G_CALLBACK (on_incoming), self, 0);
  self->service = g_steal_pointer (&service);
  return TRUE;
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

  if (self->service == NULL)
    return;
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
  self->port = 0;
  while (self->open->len > 0)
    fiel_callback_close (g_ptr_array_index (self->open, 0));
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

  return self->port;
}

static void
fiel_callback_listener_dispose (GObject *object)
{
  FielCallbackListener *self = FIEL_CALLBACK_LISTENER (object);

  fiel_callback_listener_stop (self);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (fiel_callback_listener_parent_class)->dispose (object);
}

static void
fiel_callback_listener_finalize (GObject *object)
{
  FielCallbackListener *self = FIEL_CALLBACK_LISTENER (object);

  g_ptr_array_unref (self->open);
  g_free (self->path);

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
  self->open = g_ptr_array_new_with_free_func (g_object_unref);
  fill_with_randomness (self->key, sizeof self->key);
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

  g_return_val_if_fail (token != NULL && strlen (token) >= SECRET_SIZE, NULL);

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
  FielCallbackListener *self;

  g_return_val_if_fail (FIEL_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (target != NULL && target[0] == '/', NULL);

  self = g_object_new (FIEL_TYPE_CALLBACK_LISTENER, NULL);
  self->clock = g_object_ref (clock);
  self->path = g_strdup (target);
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

  return self->path;
}
