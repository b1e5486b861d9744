/* fiel-inbound-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One connection that came in.
 *
 *   GREETING ─► READING ──good──► OFFERED ──answer──► ANSWERING ──► DRAINING ──► CLOSED
 *     (TLS)      │   ▲             hold │  ▲               │
 *                │   │                  ▼  │ answer        │ it may ask once more
 *                │   │                 HELD┘               │
 *                │   └─────────────────────────────────────┘
 *                └────bad, foreign, more than allowed──► ANSWERING, with the 404
 *
 * Rules:
 * - Everybody who has no business here reads the same 404.
 * - A stranger can claim memory for a head; only who was found good can claim it for a body.
 * - The deadline covers the whole life, whatever trickles and however often is asked. Only who was found good and is
 *   made to wait lives longer.
 * - After the last answer the rest of what was sent is read and thrown away, for a closed socket with unread bytes
 *   would take the answer back.
 * - What follows a request in the same breath is not read: after such a one the connection ends. Over TLS it might not
 *   even be noticed, so there a connection ends after its first answer.
 */

#include "fiel-inbound-hello.h"
#include "fiel-inbound-private.h"

#include <string.h>

#define DEADLINE_US (5 * G_USEC_PER_SEC)
/* Who asks again after this long could not be served before the deadline. */
#define LAST_ASKING_US (4 * G_USEC_PER_SEC)
#define FIRST_SIZE 1024

static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
static const char not_found[] = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

typedef enum
{
  STATE_GREETING,
  STATE_READING,
  STATE_OFFERED,
  STATE_HELD,
  STATE_ANSWERING,
  STATE_DRAINING,
  STATE_CLOSED,
} State;

struct _FielInboundConnection
{
  GObject parent_instance;

  FielInboundListener *listener; /* unowned: closes all it has before it goes */
  FielClock *clock;              /* owned */
  GSocketConnection *connection; /* owned */
  GIOStream *stream;             /* owned: @connection, or TLS over it */
  GCancellable *cancellable;     /* owned, nullable: of the handshake */
  GList link;                    /* the listener's */
  FielInboundPlace place;

  State state;
  GSource *readable;             /* owned, nullable */
  GSource *writable;             /* owned, nullable */
  guint deadline_timer;
  gint64 born_us;

  char *buffer;                  /* owned */
  gsize size;
  gsize n_read;
  FielInboundHead head;
  FielInboundRequest *request;   /* owned, nullable: was found good and is not answered */
  gboolean told_to_go_on;

  GByteArray *answer;            /* owned, nullable: what is still to be written */
  guint n_written;
  gboolean goes_on;              /* after the answer */
};

G_DEFINE_FINAL_TYPE (FielInboundConnection, fiel_inbound_connection, G_TYPE_OBJECT)

static void fiel_inbound_connection_listen (FielInboundConnection *self);

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
fiel_inbound_connection_take_place (FielInboundConnection *self, FielInboundPlace place)
{
  if (self->place != place)
    fiel_inbound_listener_move (self->listener, self, place);
}

static void
fiel_inbound_connection_end_request (FielInboundConnection *self, gboolean answered)
{
  g_autoptr (FielInboundRequest) request = g_steal_pointer (&self->request);

  if (request != NULL)
    fiel_inbound_request_end (request, answered);
}

/* Ends it at once, whatever it is doing. */
void
fiel_inbound_connection_close (FielInboundConnection *self)
{
  g_autoptr (FielInboundConnection) alive = g_object_ref (self);

  if (self->state == STATE_CLOSED)
    return;
  self->state = STATE_CLOSED;
  fiel_clock_clear_timer (self->clock, &self->deadline_timer);
  clear_source (&self->readable);
  clear_source (&self->writable);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_socket_close (g_socket_connection_get_socket (self->connection), NULL);
  fiel_inbound_listener_end_greeting (self->listener, self);
  fiel_inbound_connection_take_place (self, FIEL_INBOUND_PLACE_NONE);
  fiel_inbound_connection_end_request (self, FALSE);
}

static void
on_deadline (gpointer user_data)
{
  FielInboundConnection *self = user_data;

  self->deadline_timer = 0;
  fiel_inbound_listener_count_expiry (self->listener);
  fiel_inbound_connection_close (self);
}

static void
fiel_inbound_connection_set_deadline (FielInboundConnection *self, gint64 delay_us)
{
  fiel_clock_clear_timer (self->clock, &self->deadline_timer);
  self->deadline_timer = fiel_clock_add_timer (self->clock, delay_us, on_deadline, self);
}

/* The other side may end it now, and is given the rest of the time for it. */
static void
fiel_inbound_connection_drain (FielInboundConnection *self)
{
  self->state = STATE_DRAINING;
  /* TLS would want to say goodbye with a write of its own; "Connection: close" has been read already. */
  if (!G_IS_TLS_CONNECTION (self->stream)
      && !g_socket_shutdown (g_socket_connection_get_socket (self->connection), FALSE, TRUE, NULL))
    fiel_inbound_connection_close (self);
  else
    fiel_inbound_connection_listen (self);
}

static void
fiel_inbound_connection_ask_again (FielInboundConnection *self)
{
  self->state = STATE_READING;
  self->n_read = 0;
  self->told_to_go_on = FALSE;
  fiel_inbound_connection_take_place (self, FIEL_INBOUND_PLACE_IDLE);
  fiel_inbound_connection_listen (self);
}

/* Returns whether it is to be called again when the stream is writable. */
static gboolean
fiel_inbound_connection_write (FielInboundConnection *self)
{
  GPollableOutputStream *output = G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (self->stream));

  while (self->n_written < self->answer->len)
    {
      g_autoptr (GError) error = NULL;
      gssize n_written = g_pollable_output_stream_write_nonblocking (output, self->answer->data + self->n_written,
                                                                     self->answer->len - self->n_written, NULL, &error);

      if (n_written < 0 && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return TRUE;
      if (n_written <= 0)
        {
          fiel_inbound_connection_close (self);
          return FALSE;
        }
      self->n_written += (guint) n_written;
    }
  g_clear_pointer (&self->answer, g_byte_array_unref);
  if (self->goes_on)
    fiel_inbound_connection_ask_again (self);
  else
    fiel_inbound_connection_drain (self);
  return FALSE;
}

static gboolean
on_writable (GObject *stream, gpointer user_data)
{
  g_autoptr (FielInboundConnection) self = g_object_ref (user_data);

  if (fiel_inbound_connection_write (self))
    return G_SOURCE_CONTINUE;
  clear_source (&self->writable);
  return G_SOURCE_REMOVE;
}

/* Takes @answer. */
static void
fiel_inbound_connection_send (FielInboundConnection *self, GByteArray *answer)
{
  GPollableOutputStream *output = G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (self->stream));

  self->state = STATE_ANSWERING;
  self->answer = answer;
  self->n_written = 0;
  if (!fiel_inbound_connection_write (self))
    return;
  self->writable = g_pollable_output_stream_create_source (output, NULL);
  g_source_set_callback (self->writable, (GSourceFunc) (void (*) (void)) on_writable, self, NULL);
  g_source_attach (self->writable, g_main_context_get_thread_default ());
}

static gboolean
fiel_inbound_connection_may_ask_again (FielInboundConnection *self)
{
  return self->head.persists && self->n_read == self->head.body_offset + self->head.body_length
         && !G_IS_TLS_CONNECTION (self->stream) && fiel_inbound_listener_is_persistent (self->listener)
         && fiel_clock_get_boot_us (self->clock) - self->born_us < LAST_ASKING_US;
}

static GByteArray *
make_answer (guint status, const char *content_type, GBytes *body, gboolean goes_on)
{
  gsize size = body != NULL ? g_bytes_get_size (body) : 0;
  g_autoptr (GString) head = g_string_new (status == 200 ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 503 Unavailable\r\n");
  GByteArray *answer;

  g_string_append_printf (head, "Content-Length: %" G_GSIZE_FORMAT "\r\n", size);
  if (content_type != NULL)
    g_string_append_printf (head, "Content-Type: %s\r\nCache-Control: no-store\r\n", content_type);
  g_string_append (head, goes_on ? "\r\n" : "Connection: close\r\n\r\n");

  answer = g_byte_array_sized_new ((guint) (head->len + size));
  g_byte_array_append (answer, (const guint8 *) head->str, (guint) head->len);
  if (body != NULL)
    g_byte_array_append (answer, g_bytes_get_data (body, NULL), (guint) size);
  return answer;
}

void
fiel_inbound_connection_answer (FielInboundConnection *self,
                                FielInboundRequest *request,
                                guint status,
                                const char *content_type,
                                GBytes *body)
{
  g_autoptr (FielInboundConnection) alive = g_object_ref (self);

  if (self->request != request || (self->state != STATE_OFFERED && self->state != STATE_HELD))
    return;
  /* Whoever waited long gets the usual time to take the answer. */
  if (self->state == STATE_HELD)
    fiel_inbound_connection_set_deadline (self, DEADLINE_US);
  self->goes_on = self->state == STATE_OFFERED && fiel_inbound_connection_may_ask_again (self);
  fiel_inbound_connection_end_request (self, TRUE);
  fiel_inbound_connection_send (self, make_answer (status, content_type, body, self->goes_on));
}

static void
fiel_inbound_connection_turn_down (FielInboundConnection *self)
{
  GByteArray *answer = g_byte_array_sized_new (sizeof not_found);

  self->goes_on = FALSE;
  fiel_inbound_connection_take_place (self, FIEL_INBOUND_PLACE_STRANGER);
  fiel_inbound_listener_count_refusal (self->listener);
  g_byte_array_append (answer, (const guint8 *) not_found, strlen (not_found));
  fiel_inbound_connection_send (self, answer);
}

void
fiel_inbound_connection_refuse (FielInboundConnection *self, FielInboundRequest *request)
{
  g_autoptr (FielInboundConnection) alive = g_object_ref (self);

  if (self->request != request || (self->state != STATE_OFFERED && self->state != STATE_HELD))
    return;
  if (self->state == STATE_HELD)
    fiel_inbound_connection_set_deadline (self, DEADLINE_US);
  fiel_inbound_connection_end_request (self, TRUE);
  fiel_inbound_connection_turn_down (self);
}

void
fiel_inbound_connection_hold (FielInboundConnection *self, FielInboundRequest *request, gint64 limit_us)
{
  if (self->request != request || self->state != STATE_OFFERED)
    return;
  self->state = STATE_HELD;
  fiel_inbound_connection_take_place (self, FIEL_INBOUND_PLACE_HELD);
  fiel_inbound_connection_set_deadline (self, limit_us);
  fiel_inbound_connection_listen (self);
}

/* The few bytes fit an empty send buffer; if they do not, the sender waits until the deadline. */
static void
fiel_inbound_connection_tell_to_go_on (FielInboundConnection *self)
{
  GPollableOutputStream *output = G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (self->stream));

  self->told_to_go_on = TRUE;
  g_pollable_output_stream_write_nonblocking (output, go_on, strlen (go_on), NULL, NULL);
}

/* Once, as soon as there is a head: so that a stranger learns nothing from being let finish. */
static gboolean
fiel_inbound_connection_is_good (FielInboundConnection *self)
{
  GObject *subject;

  if (self->request != NULL)
    return TRUE;
  subject = fiel_inbound_listener_judge (self->listener, &self->head, self->buffer, self->connection);
  if (subject == NULL)
    return FALSE;
  self->request = fiel_inbound_request_new (self, &self->head, self->buffer, subject);
  fiel_inbound_connection_take_place (self, FIEL_INBOUND_PLACE_BUSY);
  return TRUE;
}

static void
fiel_inbound_connection_offer (FielInboundConnection *self)
{
  g_autoptr (GBytes) body = g_bytes_new (self->buffer + self->head.body_offset, self->head.body_length);
  g_autoptr (FielInboundRequest) request = g_object_ref (self->request);

  self->state = STATE_OFFERED;
  fiel_inbound_request_set_body (request, body);
  fiel_inbound_listener_handle (self->listener, request);
}

static void
fiel_inbound_connection_read_on (FielInboundConnection *self)
{
  FielInboundParse parse = fiel_inbound_head_parse (self->buffer, self->n_read, &self->head);

  switch (parse)
    {
    case FIEL_INBOUND_PARSE_MORE:
      return;
    case FIEL_INBOUND_PARSE_BAD:
      fiel_inbound_connection_turn_down (self);
      return;
    case FIEL_INBOUND_PARSE_HEAD:
    case FIEL_INBOUND_PARSE_WHOLE:
      break;
    default:
      g_return_if_reached ();
    }

  if (!fiel_inbound_connection_is_good (self))
    fiel_inbound_connection_turn_down (self);
  else if (parse == FIEL_INBOUND_PARSE_WHOLE)
    fiel_inbound_connection_offer (self);
  else if (self->head.expects_continue && !self->told_to_go_on)
    fiel_inbound_connection_tell_to_go_on (self);
}

/* Room for a head, in two steps; for a body only if somebody good announced one. */
static void
fiel_inbound_connection_make_room (FielInboundConnection *self)
{
  gsize wanted = self->request != NULL ? self->head.body_offset + self->head.body_length : FIEL_INBOUND_MAX_HEAD + 1;

  if (self->n_read < self->size)
    return;
  self->size = self->size == 0 ? FIRST_SIZE : wanted;
  self->buffer = g_realloc (self->buffer, self->size);
}

/* Returns 0 if there is nothing to read now, and below that if there never will be. */
static gssize
fiel_inbound_connection_take (FielInboundConnection *self, char *buffer, gsize size)
{
  GPollableInputStream *input = G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (self->stream));
  g_autoptr (GError) error = NULL;
  gssize n_read = g_pollable_input_stream_read_nonblocking (input, buffer, size, NULL, &error);

  if (n_read < 0 && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return 0;
  return n_read > 0 ? n_read : -1;
}

/* Returns whether there may be more at once. */
static gboolean
fiel_inbound_connection_read (FielInboundConnection *self)
{
  gssize n_read;

  fiel_inbound_connection_make_room (self);
  n_read = fiel_inbound_connection_take (self, self->buffer + self->n_read, self->size - self->n_read);
  if (n_read < 0)
    fiel_inbound_connection_close (self);
  if (n_read <= 0)
    return FALSE;
  self->n_read += (gsize) n_read;
  fiel_inbound_connection_read_on (self);
  return self->state == STATE_READING;
}

/* What TLS has deciphered no source tells of, so it is read until there is none; a request has its bounds. */
static void
fiel_inbound_connection_read_all (FielInboundConnection *self)
{
  while (fiel_inbound_connection_read (self) && G_IS_TLS_CONNECTION (self->stream))
    continue;
}

static void
fiel_inbound_connection_throw_away (FielInboundConnection *self)
{
  char rest[4096];

  if (fiel_inbound_connection_take (self, rest, sizeof rest) < 0)
    fiel_inbound_connection_close (self);
}

static gboolean
on_readable (GObject *stream, gpointer user_data)
{
  g_autoptr (FielInboundConnection) self = g_object_ref (user_data);

  switch (self->state)
    {
    case STATE_READING:
      fiel_inbound_connection_read_all (self);
      break;
    case STATE_DRAINING:
      fiel_inbound_connection_throw_away (self);
      break;
    case STATE_HELD:
      /* Nobody has anything to say while waiting, so this is the end. */
      fiel_inbound_connection_close (self);
      break;
    case STATE_OFFERED:
    case STATE_ANSWERING:
      /* More than was asked for, or half of a goodbye: looked at after the answer. */
      clear_source (&self->readable);
      break;
    case STATE_GREETING:
    case STATE_CLOSED:
    default:
      break;
    }
  return self->readable != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
fiel_inbound_connection_listen (FielInboundConnection *self)
{
  GPollableInputStream *input = G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (self->stream));

  if (self->readable != NULL || self->state == STATE_CLOSED)
    return;
  self->readable = g_pollable_input_stream_create_source (input, NULL);
  g_source_set_callback (self->readable, (GSourceFunc) (void (*) (void)) on_readable, self, NULL);
  g_source_attach (self->readable, g_main_context_get_thread_default ());
}

static void
on_greeted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielInboundConnection) self = user_data;
  GTlsConnection *tls = G_TLS_CONNECTION (source);
  gboolean greeted = g_tls_connection_handshake_finish (tls, result, NULL);

  if (self->state != STATE_GREETING)
    return;
  fiel_inbound_listener_end_greeting (self->listener, self);
  if (!greeted || g_tls_connection_get_protocol_version (tls) < G_TLS_PROTOCOL_VERSION_TLS_1_2)
    {
      fiel_inbound_connection_close (self);
      return;
    }
  self->state = STATE_READING;
  fiel_inbound_connection_listen (self);
  fiel_inbound_connection_read_all (self);
}

/* By the greeter: it is this one's turn. */
void
fiel_inbound_connection_greet (FielInboundConnection *self)
{
  GTlsCertificate *certificate = fiel_inbound_listener_get_certificate (self->listener);
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) stream = NULL;

  /* Not g_tls_server_connection_new(), which reads all authorities of the system for each connection: nobody shows us a
   * certificate. */
  stream = g_initable_new (g_tls_backend_get_server_connection_type (g_tls_backend_get_default ()), NULL, &error,
                           "base-io-stream", self->connection, "certificate", certificate, "database", NULL, NULL);
  if (stream == NULL)
    {
      g_warning ("TLS cannot be spoken: %s", error->message);
      fiel_inbound_connection_close (self);
      return;
    }
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (stream), FALSE);
  g_set_object (&self->stream, stream);
  self->cancellable = g_cancellable_new ();
  g_tls_connection_handshake_async (G_TLS_CONNECTION (stream), G_PRIORITY_DEFAULT, self->cancellable, on_greeted,
                                    g_object_ref (self));
}

/* A handshake takes a thread, so it begins when there is something to shake. */
static gboolean
on_hello (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  g_autoptr (FielInboundConnection) self = g_object_ref (user_data);

  switch (fiel_inbound_hello_look (g_socket_get_fd (socket)))
    {
    case FIEL_INBOUND_HELLO_MORE:
      return G_SOURCE_CONTINUE;
    case FIEL_INBOUND_HELLO_WHOLE:
      clear_source (&self->readable);
      fiel_inbound_listener_begin_greeting (self->listener, self);
      return G_SOURCE_REMOVE;
    case FIEL_INBOUND_HELLO_BAD:
    default:
      fiel_inbound_connection_close (self);
      return G_SOURCE_REMOVE;
    }
}

void
fiel_inbound_connection_start (FielInboundConnection *self)
{
  GSocket *socket = g_socket_connection_get_socket (self->connection);

  self->born_us = fiel_clock_get_boot_us (self->clock);
  fiel_inbound_connection_set_deadline (self, DEADLINE_US);
  if (fiel_inbound_listener_get_certificate (self->listener) == NULL)
    {
      self->state = STATE_READING;
      fiel_inbound_connection_listen (self);
      return;
    }
  fiel_inbound_hello_expect (g_socket_get_fd (socket));
  self->readable = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_callback (self->readable, (GSourceFunc) (void (*) (void)) on_hello, self, NULL);
  g_source_attach (self->readable, g_main_context_get_thread_default ());
}

GList *
fiel_inbound_connection_get_link (FielInboundConnection *self)
{
  return &self->link;
}

FielInboundPlace
fiel_inbound_connection_get_place (FielInboundConnection *self)
{
  return self->place;
}

void
fiel_inbound_connection_set_place (FielInboundConnection *self, FielInboundPlace place)
{
  self->place = place;
}

static void
fiel_inbound_connection_finalize (GObject *object)
{
  FielInboundConnection *self = FIEL_INBOUND_CONNECTION (object);

  g_assert (self->request == NULL && self->deadline_timer == 0 && self->readable == NULL && self->writable == NULL);

  g_clear_object (&self->clock);
  g_clear_object (&self->stream);
  g_clear_object (&self->connection);
  g_clear_object (&self->cancellable);
  g_free (self->buffer);
  g_clear_pointer (&self->answer, g_byte_array_unref);

  G_OBJECT_CLASS (fiel_inbound_connection_parent_class)->finalize (object);
}

static void
fiel_inbound_connection_class_init (FielInboundConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_inbound_connection_finalize;
}

static void
fiel_inbound_connection_init (FielInboundConnection *self)
{
  self->link.data = self;
}

FielInboundConnection *
fiel_inbound_connection_new (FielInboundListener *listener, GSocketConnection *connection)
{
  FielInboundConnection *self = g_object_new (FIEL_TYPE_INBOUND_CONNECTION, NULL);

  self->listener = listener;
  self->clock = g_object_ref (fiel_inbound_listener_get_clock (listener));
  self->connection = g_object_ref (connection);
  self->stream = g_object_ref (G_IO_STREAM (connection));
  return self;
}
