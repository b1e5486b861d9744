/* fiel-inbound-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What hears requests from outside: in the till the callbacks of a provider, in the relay those and the tills. Where it
 * is not told a certificate it speaks no TLS, and a reverse proxy stands in front of it that must not repeat a POST by
 * itself.
 *
 * Rules:
 * - There are so many places. When all are taken the newcomer gets the place of whoever has been there longest without
 *   a good head, then of whoever has had an answer and asks nothing: so whoever sends a good request at once is heard,
 *   however many others trickle. Only when all are busy with good requests a newcomer is turned away.
 * - Who was found good and waits for long has a place outside this count: there are only so many secrets.
 *
 * It does not use SoupServer, which its authors do not recommend for untrusted clients and which keeps what it is sent.
 */

#include "fiel-inbound-greeter.h"
#include "fiel-inbound-private.h"

#define DEFAULT_PLACES 32
/* What the kernel keeps while the loop is busy; it caps that at net.core.somaxconn. */
#define BACKLOG 4096

struct _FielInboundListener
{
  GObject parent_instance;

  FielClock *clock;             /* owned */
  FielInboundJudgeFunc judge;
  FielInboundHandleFunc handle;
  gpointer user_data;           /* unowned */
  guint n_places;
  gboolean persistent;
  GTlsCertificate *certificate; /* owned, nullable */
  FielInboundGreeter *greeter;  /* owned */
  GSocketService *service;      /* owned, nullable */
  guint16 port;
  /* By place, the longest there first; of FielInboundConnection, owned. The links are theirs. */
  GQueue queues[FIEL_INBOUND_PLACE_HELD + 1];
  FielInboundCounts counts;
};

G_DEFINE_FINAL_TYPE (FielInboundListener, fiel_inbound_listener, G_TYPE_OBJECT)

FielClock *
fiel_inbound_listener_get_clock (FielInboundListener *self)
{
  return self->clock;
}

GTlsCertificate *
fiel_inbound_listener_get_certificate (FielInboundListener *self)
{
  return self->certificate;
}

gboolean
fiel_inbound_listener_is_persistent (FielInboundListener *self)
{
  return self->persistent && self->service != NULL;
}

GObject *
fiel_inbound_listener_judge (FielInboundListener *self,
                             const FielInboundHead *head,
                             const char *bytes,
                             GSocketConnection *connection)
{
  return self->judge (head, bytes, connection, self->user_data);
}

void
fiel_inbound_listener_handle (FielInboundListener *self, FielInboundRequest *request)
{
  self->counts.handled++;
  self->handle (request, self->user_data);
}

void
fiel_inbound_listener_begin_greeting (FielInboundListener *self, FielInboundConnection *connection)
{
  fiel_inbound_greeter_enter (self->greeter, connection);
}

void
fiel_inbound_listener_end_greeting (FielInboundListener *self, FielInboundConnection *connection)
{
  fiel_inbound_greeter_leave (self->greeter, connection);
}

void
fiel_inbound_listener_count_refusal (FielInboundListener *self)
{
  self->counts.refused++;
}

void
fiel_inbound_listener_count_expiry (FielInboundListener *self)
{
  self->counts.expired++;
}

void
fiel_inbound_listener_move (FielInboundListener *self, FielInboundConnection *connection, FielInboundPlace place)
{
  FielInboundPlace left = fiel_inbound_connection_get_place (connection);
  GList *link = fiel_inbound_connection_get_link (connection);

  if (left != FIEL_INBOUND_PLACE_NONE)
    g_queue_unlink (&self->queues[left], link);
  if (place != FIEL_INBOUND_PLACE_NONE)
    g_queue_push_tail_link (&self->queues[place], link);
  fiel_inbound_connection_set_place (connection, place);
  if (left == FIEL_INBOUND_PLACE_NONE)
    g_object_ref (connection);
  else if (place == FIEL_INBOUND_PLACE_NONE)
    g_object_unref (connection);
}

static guint
fiel_inbound_listener_count_taken (FielInboundListener *self)
{
  return self->queues[FIEL_INBOUND_PLACE_STRANGER].length + self->queues[FIEL_INBOUND_PLACE_IDLE].length
         + self->queues[FIEL_INBOUND_PLACE_BUSY].length;
}

/* Returns whether there is room for one more now. */
static gboolean
fiel_inbound_listener_make_room (FielInboundListener *self)
{
  FielInboundConnection *longest;

  if (fiel_inbound_listener_count_taken (self) < self->n_places)
    return TRUE;
  longest = g_queue_peek_head (&self->queues[FIEL_INBOUND_PLACE_STRANGER]);
  if (longest == NULL)
    longest = g_queue_peek_head (&self->queues[FIEL_INBOUND_PLACE_IDLE]);
  if (longest == NULL)
    return FALSE;
  self->counts.replaced++;
  fiel_inbound_connection_close (longest);
  return TRUE;
}

static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  FielInboundListener *self = user_data;
  g_autoptr (FielInboundConnection) newcomer = NULL;

  self->counts.accepted++;
  if (!fiel_inbound_listener_make_room (self))
    {
      self->counts.turned_away++;
      g_socket_close (g_socket_connection_get_socket (connection), NULL);
      return TRUE;
    }
  newcomer = fiel_inbound_connection_new (self, connection);
  fiel_inbound_listener_move (self, newcomer, FIEL_INBOUND_PLACE_STRANGER);
  fiel_inbound_connection_start (newcomer);
  return TRUE;
}

/**
 * fiel_inbound_listener_start:
 * @self: a listener that is not started
 * @address: a numeric address
 * @port: the port, 0 to pick one
 * @error: return location
 *
 * Returns: whether it listens
 */
gboolean
fiel_inbound_listener_start (FielInboundListener *self, const char *address, guint16 port, GError **error)
{
  g_autoptr (GSocketService) service = NULL;
  g_autoptr (GSocketAddress) wanted = NULL;
  g_autoptr (GSocketAddress) effective = NULL;

  g_return_val_if_fail (FIEL_IS_INBOUND_LISTENER (self), FALSE);
  g_return_val_if_fail (self->service == NULL, FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  wanted = g_inet_socket_address_new_from_string (address, port);
  if (wanted == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” is not a numeric address", address);
      return FALSE;
    }
  service = g_socket_service_new ();
  g_socket_listener_set_backlog (G_SOCKET_LISTENER (service), BACKLOG);
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (service), wanted, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                      NULL, &effective, error))
    return FALSE;
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  g_signal_connect_object (service, "incoming", G_CALLBACK (on_incoming), self, 0);
  self->service = g_steal_pointer (&service);
  return TRUE;
}

/**
 * fiel_inbound_listener_close_door:
 *
 * Nobody new is let in, and who is there is asked no second time. Who waits for an answer may still get it.
 */
void
fiel_inbound_listener_close_door (FielInboundListener *self)
{
  g_return_if_fail (FIEL_IS_INBOUND_LISTENER (self));

  if (self->service == NULL)
    return;
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
  self->port = 0;
  while (self->queues[FIEL_INBOUND_PLACE_IDLE].length > 0)
    fiel_inbound_connection_close (g_queue_peek_head (&self->queues[FIEL_INBOUND_PLACE_IDLE]));
}

/**
 * fiel_inbound_listener_stop:
 * @self: a listener, started or not
 *
 * Closes the port and every connection. A request that is still held can be answered; nobody hears it.
 */
void
fiel_inbound_listener_stop (FielInboundListener *self)
{
  g_return_if_fail (FIEL_IS_INBOUND_LISTENER (self));

  fiel_inbound_listener_close_door (self);
  for (guint place = FIEL_INBOUND_PLACE_STRANGER; place < G_N_ELEMENTS (self->queues); place++)
    {
      while (self->queues[place].length > 0)
        fiel_inbound_connection_close (g_queue_peek_head (&self->queues[place]));
    }
}

/**
 * fiel_inbound_listener_get_port:
 *
 * Returns: where it listens, 0 if it does not
 */
guint16
fiel_inbound_listener_get_port (FielInboundListener *self)
{
  g_return_val_if_fail (FIEL_IS_INBOUND_LISTENER (self), 0);

  return self->port;
}

/**
 * fiel_inbound_listener_get_counts:
 *
 * Returns: (transfer none): what happened so far; the numbers are those of this moment
 */
const FielInboundCounts *
fiel_inbound_listener_get_counts (FielInboundListener *self)
{
  g_return_val_if_fail (FIEL_IS_INBOUND_LISTENER (self), NULL);

  self->counts.n_open = fiel_inbound_listener_count_taken (self);
  self->counts.n_held = self->queues[FIEL_INBOUND_PLACE_HELD].length;
  return &self->counts;
}

/**
 * fiel_inbound_listener_set_places:
 * @n_places: how many may be connected at a time, besides those that are made to wait
 */
void
fiel_inbound_listener_set_places (FielInboundListener *self, guint n_places)
{
  g_return_if_fail (FIEL_IS_INBOUND_LISTENER (self) && self->service == NULL);
  g_return_if_fail (n_places > 0);

  self->n_places = n_places;
}

/**
 * fiel_inbound_listener_set_persistent:
 * @persistent: whether one connection may ask several times, within its one deadline
 */
void
fiel_inbound_listener_set_persistent (FielInboundListener *self, gboolean persistent)
{
  g_return_if_fail (FIEL_IS_INBOUND_LISTENER (self) && self->service == NULL);

  self->persistent = persistent;
}

/**
 * fiel_inbound_listener_set_certificate:
 * @certificate: (nullable): with its key, to speak TLS 1.2 or better
 */
void
fiel_inbound_listener_set_certificate (FielInboundListener *self, GTlsCertificate *certificate)
{
  g_return_if_fail (FIEL_IS_INBOUND_LISTENER (self) && self->service == NULL);

  g_set_object (&self->certificate, certificate);
}

static void
fiel_inbound_listener_dispose (GObject *object)
{
  FielInboundListener *self = FIEL_INBOUND_LISTENER (object);

  fiel_inbound_listener_stop (self);
  g_clear_pointer (&self->greeter, fiel_inbound_greeter_free);
  g_clear_object (&self->clock);
  g_clear_object (&self->certificate);

  G_OBJECT_CLASS (fiel_inbound_listener_parent_class)->dispose (object);
}

static void
fiel_inbound_listener_class_init (FielInboundListenerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_inbound_listener_dispose;
}

static void
fiel_inbound_listener_init (FielInboundListener *self)
{
  self->n_places = DEFAULT_PLACES;
  for (guint place = 0; place < G_N_ELEMENTS (self->queues); place++)
    g_queue_init (&self->queues[place]);
}

/**
 * fiel_inbound_listener_new:
 * @clock: where its deadlines come from
 * @judge: who has business here
 * @handle: gets what they ask
 * @user_data: (not nullable): for both, until the listener is stopped
 *
 * Returns: (transfer full): a listener that does not listen yet
 */
FielInboundListener *
fiel_inbound_listener_new (FielClock *clock,
                           FielInboundJudgeFunc judge,
                           FielInboundHandleFunc handle,
                           gpointer user_data)
{
  FielInboundListener *self;

  g_return_val_if_fail (FIEL_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (judge != NULL && handle != NULL, NULL);

  self = g_object_new (FIEL_TYPE_INBOUND_LISTENER, NULL);
  self->clock = g_object_ref (clock);
  self->greeter = fiel_inbound_greeter_new (clock);
  self->judge = judge;
  self->handle = handle;
  self->user_data = user_data;
  return self;
}
