/* hostile-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A server on loopback that counts what reaches it and then misbehaves as its script says. Blocking, on raw sockets and
 * in threads of its own: it shares neither libsoup nor the main context with the client it judges.
 */

#include "hostile-server.h"

#include "hostile-h2.h"

#include <string.h>
#include <sys/socket.h>

#define SECOND_ANSWER "HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{\"second\":true}"

struct _HostileServer
{
  HostileScript script;
  GSocket *listener;            /* owned */
  guint16 port;
  GTlsCertificate *certificate; /* owned, nullable */
  GCancellable *stopping;       /* owned */
  GThread *accepter;            /* owned */
  GThreadPool *pool;            /* owned */
  GMutex lock;
  GCond ended;
  guint n_open;                 /* guarded by lock, as what follows */
  HostileCount count;
  GString *last_request;        /* owned */
};

typedef struct
{
  GSocket *socket;    /* owned */
  GIOStream *stream;  /* owned */
  GByteArray *unread; /* owned: what was read beyond the last request */
} Connection;

char *
hostile_tls_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "common", "tls", name, NULL);
}

static void
connection_free (Connection *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->socket);
  g_byte_array_unref (self->unread);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Connection, connection_free)

static gboolean
connection_send (Connection *self, const char *text, gsize length)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (self->stream), text, length, NULL, NULL, NULL);
}

/* FALSE when the client hung up. */
static gboolean
connection_wait (Connection *self, guint milliseconds)
{
  return !g_socket_condition_timed_wait (self->socket, G_IO_HUP | G_IO_ERR | G_IO_IN,
                                         milliseconds * G_GINT64_CONSTANT (1000), NULL, NULL);
}

static gboolean
connection_drip (Connection *self, const Step *step)
{
  for (const char *at = step->text; *at != '\0'; at++)
    {
      if (!connection_send (self, at, 1) || !connection_wait (self, step->number))
        return FALSE;
    }
  return TRUE;
}

static gboolean
connection_flood (Connection *self, const Step *step)
{
  for (guint i = 0; step->number == 0 || i < step->number; i++)
    {
      if (!connection_send (self, step->text, strlen (step->text)))
        return FALSE;
    }
  return TRUE;
}

static void
connection_silence (Connection *self)
{
  guint8 buffer[256];

  while (g_socket_receive (self->socket, (char *) buffer, sizeof buffer, NULL, NULL) > 0)
    ;
}

static void
connection_reset (Connection *self)
{
  const struct linger at_once = { 1, 0 };

  setsockopt (g_socket_get_fd (self->socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  g_socket_close (self->socket, NULL);
}

/* FALSE when there is nothing more to do on this connection. */
static gboolean
connection_do (Connection *self, const Step *step)
{
  switch (step->kind)
    {
    case STEP_SEND:
      return connection_send (self, step->text, step->length != 0 ? step->length : strlen (step->text));
    case STEP_FLOOD:
      return connection_flood (self, step);
    case STEP_DRIP:
      return connection_drip (self, step);
    case STEP_SILENCE:
      connection_silence (self);
      return FALSE;
    case STEP_FIN:
      if (G_IS_TLS_CONNECTION (self->stream))
        g_output_stream_close (g_io_stream_get_output_stream (self->stream), NULL, NULL);
      g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
      return TRUE;
    case STEP_CUT:
      g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
      return TRUE;
    case STEP_RESET:
      connection_reset (self);
      return FALSE;
    case STEP_DONE:
      break;
    }
  return FALSE;
}

static gboolean
connection_run (Connection *self, const Step *steps)
{
  for (const Step *step = steps; step->kind != STEP_DONE; step++)
    {
      if (!connection_do (self, step))
        return FALSE;
    }
  return TRUE;
}

/* FALSE at the end of the connection. */
static gboolean
connection_read_some (Connection *self)
{
  guint8 buffer[4096];
  gssize n_read = g_input_stream_read (g_io_stream_get_input_stream (self->stream), buffer, sizeof buffer, NULL, NULL);

  if (n_read <= 0)
    return FALSE;
  g_byte_array_append (self->unread, buffer, (guint) n_read);
  return TRUE;
}

static gsize
stated_length (const char *head)
{
  g_autofree char *low = g_ascii_strdown (head, -1);
  const char *found = strstr (low, "\r\ncontent-length:");

  return found != NULL ? (gsize) g_ascii_strtoull (found + strlen ("\r\ncontent-length:"), NULL, 10) : 0;
}

/* Reads on until a whole request is there and takes it. */
static char *
connection_take_request (Connection *self, gsize *body_length)
{
  while (TRUE)
    {
      g_autofree char *text = g_strndup ((const char *) self->unread->data, self->unread->len);
      const char *end = strstr (text, "\r\n\r\n");

      if (end != NULL)
        {
          gsize head_length = (gsize) (end - text) + 4;

          *body_length = stated_length (text);
          if (self->unread->len >= head_length + *body_length)
            {
              text[head_length + *body_length] = '\0';
              g_byte_array_remove_range (self->unread, 0, (guint) (head_length + *body_length));
              return g_steal_pointer (&text);
            }
        }
      if (!connection_read_some (self))
        return NULL;
    }
}

/* Tells whether it was the first. */
static gboolean
hostile_server_note_begun (HostileServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return ++self->count.requests == 1;
}

static void
hostile_server_note_whole (HostileServer *self, const char *request, gsize body_length)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->count.whole_requests++;
  self->count.empty_requests += body_length == 0;
  self->count.bytes += strlen (request);
  g_string_assign (self->last_request, request);
}

static gboolean
on_h2_request (gsize body_length, gpointer user_data)
{
  HostileServer *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->count.whole_requests++;
  self->count.h2_requests++;
  self->count.empty_requests += body_length == 0;
  return ++self->count.requests == 1;
}

static void
hostile_server_serve_http1 (HostileServer *self, Connection *connection)
{
  gboolean alive = TRUE;

  while (alive && (connection->unread->len > 0 || connection_read_some (connection)))
    {
      gboolean first = hostile_server_note_begun (self);
      g_autofree char *request = NULL;
      gsize body_length;

      if (first && self->script.when == WHEN_BEGUN && !connection_run (connection, self->script.steps))
        return;
      request = connection_take_request (connection, &body_length);
      if (request == NULL)
        return;
      hostile_server_note_whole (self, request, body_length);
      if (!first)
        alive = connection_send (connection, SECOND_ANSWER, strlen (SECOND_ANSWER));
      else if (self->script.when == WHEN_REQUESTED)
        alive = connection_run (connection, self->script.steps);
    }
}

static gboolean
connection_encrypt (Connection *self, HostileServer *server)
{
  static const char *const protocols[] = { "h2", "http/1.1", NULL };
  g_autoptr (GIOStream) tls = g_tls_server_connection_new (self->stream, server->certificate, NULL);

  if (server->script.flavour == FLAVOUR_H2)
    g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (tls), protocols);
  if (!g_tls_connection_handshake (G_TLS_CONNECTION (tls), NULL, NULL))
    return FALSE;
  g_set_object (&self->stream, tls);
  return TRUE;
}

static void
hostile_server_serve (HostileServer *self, Connection *connection)
{
  if (self->script.when == WHEN_CONNECTED && !connection_run (connection, self->script.steps))
    return;
  if (self->script.flavour != FLAVOUR_PLAIN && !connection_encrypt (connection, self))
    return;
  if (self->script.when == WHEN_ENCRYPTED && !connection_run (connection, self->script.steps))
    return;
  if (G_IS_TLS_CONNECTION (connection->stream)
      && g_strcmp0 (g_tls_connection_get_negotiated_protocol (G_TLS_CONNECTION (connection->stream)), "h2") == 0)
    hostile_h2_serve (connection->stream, self->script.h2_act, on_h2_request, self);
  else
    hostile_server_serve_http1 (self, connection);
}

static void
serve_in_pool (gpointer data, gpointer user_data)
{
  HostileServer *self = user_data;
  g_autoptr (Connection) connection = data;
  g_autoptr (GMutexLocker) locker = NULL;

  hostile_server_serve (self, connection);
  g_socket_close (connection->socket, NULL);
  locker = g_mutex_locker_new (&self->lock);
  self->n_open--;
  g_cond_signal (&self->ended);
}

static gpointer
accept_in_thread (gpointer user_data)
{
  HostileServer *self = user_data;
  GSocket *socket;

  while ((socket = g_socket_accept (self->listener, self->stopping, NULL)) != NULL)
    {
      Connection *connection = g_new0 (Connection, 1);

      connection->socket = socket;
      connection->stream = G_IO_STREAM (g_socket_connection_factory_create_connection (socket));
      connection->unread = g_byte_array_new ();
      g_mutex_lock (&self->lock);
      self->n_open++;
      self->count.connections++;
      g_mutex_unlock (&self->lock);
      g_thread_pool_push (self->pool, connection, NULL);
    }
  return NULL;
}

static void
hostile_server_listen (HostileServer *self)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  self->listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_bind (self->listener, any_port, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (self->listener, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (self->listener, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
}

HostileServer *
hostile_server_new (const HostileScript *script)
{
  HostileServer *self = g_new0 (HostileServer, 1);
  g_autofree char *path = hostile_tls_path (script->certificate != NULL ? script->certificate : "server.pem");
  g_autoptr (GError) error = NULL;

  self->script = *script;
  g_mutex_init (&self->lock);
  g_cond_init (&self->ended);
  self->last_request = g_string_new (NULL);
  self->stopping = g_cancellable_new ();
  self->certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);
  self->pool = g_thread_pool_new (serve_in_pool, self, -1, FALSE, NULL);
  hostile_server_listen (self);
  self->accepter = g_thread_new ("hostile-accept", accept_in_thread, self);
  return self;
}

char *
hostile_server_dup_address (HostileServer *self)
{
  return g_strdup_printf ("%s://127.0.0.1:%u", self->script.flavour == FLAVOUR_PLAIN ? "http" : "https", self->port);
}

char *
hostile_server_dup_last_request (HostileServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_strdup (self->last_request->str);
}

HostileCount
hostile_server_count (HostileServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->count;
}

HostileCount
hostile_server_stop (HostileServer *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_cancellable_cancel (self->stopping);
  g_clear_pointer (&self->accepter, g_thread_join);
  locker = g_mutex_locker_new (&self->lock);
  while (self->n_open > 0)
    g_cond_wait (&self->ended, &self->lock);
  return self->count;
}

void
hostile_server_free (HostileServer *self)
{
  hostile_server_stop (self);
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_clear_object (&self->listener);
  g_clear_object (&self->certificate);
  g_clear_object (&self->stopping);
  g_string_free (self->last_request, TRUE);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ended);
  g_free (self);
}
