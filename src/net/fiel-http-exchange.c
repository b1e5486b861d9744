/* fiel-http-exchange.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One request and its answer, on a connection of its own.
 *
 *   IDLE ──send──► CONNECTING ──starting──► SENT ──headers──► READING ──end──► DONE
 *                      └──────────────────────┴──── end ────────────────────────┘
 *
 * Rules:
 * - The state alone decides between "not sent" and "unknown": libsoup's "starting" comes immediately before the first
 *   write, and nothing takes the state back over that line.
 * - Whatever ends the exchange early goes through fiel_http_exchange_stop(): the first cause stays, the send is
 *   cancelled and the socket is shut down, so that not one more byte can leave.
 * - libsoup's "restarted" means it is about to send the request again, without its body. It is stopped, and the body is
 *   never set again.
 * - Between the headers and libsoup's news of them nothing is cancelled: see fiel_http_exchange_stop().
 * - The answer counts only if its end was seen: see is_whole().
 * - Both time limits come from the injected clock. libsoup's own limit has a grain of seconds and is off.
 */

#include "fiel-http-exchange.h"

#include "fiel-http-framing.h"
#include "fiel-http-message-private.h"
#include "fiel-http-verdict.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#define READ_SIZE 16384
#define MAX_INTERIM_ANSWERS 64
#define MAX_HEADER_BYTES (64 * 1024) /* libsoup's own limit, which it reports as if the connection had been cut */
#define KEEPALIVE_IDLE_S 30
#define KEEPALIVE_INTERVAL_S 10
#define KEEPALIVE_COUNT 3
#define UNACKNOWLEDGED_MS 60000

typedef enum
{
  STATE_IDLE,
  STATE_CONNECTING,
  STATE_SENT,
  STATE_READING,
  STATE_DONE,
} State;

typedef enum
{
  EVENT_SEND,
  EVENT_STARTING,
  EVENT_HEADERS,
  EVENT_END,
} Event;

typedef struct
{
  State from;
  Event event;
  State to;
} Edge;

/* A pair that is not here changes nothing: a second "starting", headers of an answer from before the line. */
static const Edge edges[] = {
  { STATE_IDLE, EVENT_SEND, STATE_CONNECTING },
  { STATE_CONNECTING, EVENT_STARTING, STATE_SENT },
  { STATE_SENT, EVENT_HEADERS, STATE_READING },
  { STATE_CONNECTING, EVENT_END, STATE_DONE },
  { STATE_SENT, EVENT_END, STATE_DONE },
  { STATE_READING, EVENT_END, STATE_DONE },
};

struct _FielHttpExchange
{
  GObject parent_instance;

  /* What is asked */
  SoupSession *session;           /* owned */
  FielClock *clock;               /* owned */
  FielHttpRequest *request;       /* owned */
  FielHttpStartedFunc started;    /* nullable */
  gpointer started_data;          /* unowned */

  /* While it runs */
  State state;
  GTask *task;                    /* owned, nullable: the caller's */
  SoupMessage *message;           /* owned, nullable */
  GCancellable *cancellable;      /* owned: ours, never the caller's */
  GSource *cancel_source;         /* owned, nullable: the caller's cancellable, heard in our context */
  GSocket *socket;                /* owned, nullable */
  GIOStream *connection;          /* owned, nullable: on the socket; the TLS connection once there is one */
  GInputStream *stream;           /* owned, nullable: the answer's body */
  guint deadline_timer;
  guint silence_timer;
  guint n_interim;
  guint8 buffer[READ_SIZE];

  /* What came of it */
  FielHttpCause stop_cause;       /* NONE unless we ended it ourselves */
  guint status;
  gint64 date_us;
  FielHttpFraming framing;
  guint64 stated_length;
  GByteArray *body;               /* owned */
};

G_DEFINE_FINAL_TYPE (FielHttpExchange, fiel_http_exchange, G_TYPE_OBJECT)

static void on_sent (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_read (GObject *source, GAsyncResult *result, gpointer user_data);

static gboolean
fiel_http_exchange_enter (FielHttpExchange *self, Event event)
{
  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      if (edges[i].from != self->state || edges[i].event != event)
        continue;
      self->state = edges[i].to;
      return TRUE;
    }
  return FALSE;
}

static gboolean
fiel_http_exchange_was_started (FielHttpExchange *self)
{
  return self->state == STATE_SENT || self->state == STATE_READING;
}

/* Cancelled between the headers and on_sent(), libsoup 3.4 to 3.6.5 takes its request out of the queue twice and writes
 * into freed memory. The end of the socket is enough there: the request has left, and on_sent() is all that can come;
 * or on_restarted(), which cancels. */
static void
fiel_http_exchange_stop (FielHttpExchange *self, FielHttpCause cause)
{
  if (self->state == STATE_DONE || self->stop_cause != FIEL_HTTP_CAUSE_NONE)
    return;
  self->stop_cause = cause;
  if (self->state != STATE_READING || self->stream != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->socket != NULL)
    g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
}

static void
on_deadline (gpointer user_data)
{
  FielHttpExchange *self = user_data;

  self->deadline_timer = 0;
  fiel_http_exchange_stop (self, FIEL_HTTP_CAUSE_TIMED_OUT);
}

static void
on_silence (gpointer user_data)
{
  FielHttpExchange *self = user_data;

  self->silence_timer = 0;
  fiel_http_exchange_stop (self, FIEL_HTTP_CAUSE_TIMED_OUT);
}

static gboolean
on_caller_cancelled (GCancellable *cancellable, gpointer user_data)
{
  fiel_http_exchange_stop (user_data, FIEL_HTTP_CAUSE_CANCELLED);
  return G_SOURCE_REMOVE;
}

static void
fiel_http_exchange_note_activity (FielHttpExchange *self)
{
  if (self->state == STATE_DONE)
    return;
  fiel_clock_clear_timer (self->clock, &self->silence_timer);
  self->silence_timer = fiel_clock_add_timer (self->clock, fiel_http_request_get_silence_us (self->request), on_silence,
                                              self);
}

/* Silent waits of minutes must outlive the middleboxes, and a dead peer must be noticed within one. */
static void
keep_alive (GSocket *socket)
{
  g_socket_set_keepalive (socket, TRUE);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPIDLE, KEEPALIVE_IDLE_S, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPINTVL, KEEPALIVE_INTERVAL_S, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPCNT, KEEPALIVE_COUNT, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_USER_TIMEOUT, UNACKNOWLEDGED_MS, NULL);
}

static void
on_network_event (SoupMessage *message, GSocketClientEvent event, GIOStream *connection, gpointer user_data)
{
  FielHttpExchange *self = user_data;

  fiel_http_exchange_note_activity (self);
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKED && G_IS_TLS_CONNECTION (connection))
    g_set_object (&self->connection, connection);
  if (event != G_SOCKET_CLIENT_CONNECTED || !G_IS_SOCKET_CONNECTION (connection))
    return;
  g_set_object (&self->connection, connection);
  g_set_object (&self->socket, g_socket_connection_get_socket (G_SOCKET_CONNECTION (connection)));
  keep_alive (self->socket);
  if (self->stop_cause != FIEL_HTTP_CAUSE_NONE)
    g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
}

static void
on_starting (SoupMessage *message, gpointer user_data)
{
  FielHttpExchange *self = user_data;

  if (!fiel_http_exchange_enter (self, EVENT_STARTING))
    return;
  fiel_http_exchange_note_activity (self);
  if (self->started != NULL)
    self->started (self->started_data);
}

static void
on_restarted (SoupMessage *message, gpointer user_data)
{
  FielHttpExchange *self = user_data;

  fiel_http_exchange_stop (self, FIEL_HTTP_CAUSE_RESTARTED);
  /* Whatever the cause is: here something would be written again. */
  g_cancellable_cancel (self->cancellable);
}

static void
on_wrote_body (SoupMessage *message, gpointer user_data)
{
  fiel_http_exchange_note_activity (user_data);
}

static void
on_got_informational (SoupMessage *message, gpointer user_data)
{
  FielHttpExchange *self = user_data;

  fiel_http_exchange_note_activity (self);
  if (++self->n_interim > MAX_INTERIM_ANSWERS)
    fiel_http_exchange_stop (self, FIEL_HTTP_CAUSE_MALFORMED);
}

static void
on_got_headers (SoupMessage *message, gpointer user_data)
{
  FielHttpExchange *self = user_data;

  if (!fiel_http_exchange_enter (self, EVENT_HEADERS))
    return;
  fiel_http_exchange_note_activity (self);
  self->status = soup_message_get_status (message);
  self->date_us = fiel_http_date_us (soup_message_get_response_headers (message));
}

static SoupMessage *
make_message (FielHttpRequest *request)
{
  const char *const *headers = fiel_http_request_get_headers (request);
  const char *content_type = fiel_http_request_get_content_type (request);
  GBytes *body = fiel_http_request_get_body (request);
  SoupMessage *message = soup_message_new_from_uri (fiel_http_request_get_method (request),
                                                    fiel_http_request_get_uri (request));

  soup_message_set_flags (message,
                          SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION | SOUP_MESSAGE_COLLECT_METRICS);
#if SOUP_CHECK_VERSION (3, 4, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  soup_message_set_force_http1 (message, TRUE);
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
  for (gsize i = 0; headers != NULL && headers[i] != NULL; i += 2)
    soup_message_headers_append (soup_message_get_request_headers (message), headers[i], headers[i + 1]);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Connection", "close");
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, content_type, body);
  return message;
}

static void
fiel_http_exchange_connect_message (FielHttpExchange *self)
{
  g_signal_connect_object (self->message, "network-event", G_CALLBACK (on_network_event), self, 0);
  g_signal_connect_object (self->message, "starting", G_CALLBACK (on_starting), self, 0);
  g_signal_connect_object (self->message, "restarted", G_CALLBACK (on_restarted), self, 0);
  g_signal_connect_object (self->message, "wrote-body", G_CALLBACK (on_wrote_body), self, 0);
  g_signal_connect_object (self->message, "got-informational", G_CALLBACK (on_got_informational), self, 0);
  g_signal_connect_object (self->message, "got-headers", G_CALLBACK (on_got_headers), self, 0);
}

static void
fiel_http_exchange_drop_connection (FielHttpExchange *self)
{
  if (self->connection != NULL)
    g_io_stream_close (self->connection, NULL, NULL);
  if (self->stream != NULL)
    g_input_stream_close (self->stream, NULL, NULL);
  g_clear_object (&self->stream);
  g_clear_object (&self->connection);
  g_clear_object (&self->socket);
}

/* The one place where an exchange ends. Takes @reply. */
static void
fiel_http_exchange_end (FielHttpExchange *self, FielHttpReply *reply)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  fiel_http_exchange_enter (self, EVENT_END);
  fiel_clock_clear_timer (self->clock, &self->deadline_timer);
  fiel_clock_clear_timer (self->clock, &self->silence_timer);
  if (self->cancel_source != NULL)
    g_source_destroy (self->cancel_source);
  g_clear_pointer (&self->cancel_source, g_source_unref);
  fiel_http_exchange_drop_connection (self);
  g_clear_object (&self->message);
  fiel_http_reply_set_date_us (reply, self->date_us);
  g_task_return_pointer (task, reply, (GDestroyNotify) fiel_http_reply_unref);
}

static void
fiel_http_exchange_end_without (FielHttpExchange *self, FielHttpCause cause, const char *detail)
{
  FielHttpVerdict verdict = fiel_http_verdict_of_failure (fiel_http_exchange_was_started (self));

  fiel_http_exchange_end (self, fiel_http_reply_new (verdict, cause, self->status, NULL, NULL, 0, detail));
}

static gboolean
headers_were_endless (FielHttpExchange *self)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (self->message);

  return self->status == 0 && metrics != NULL
         && soup_message_metrics_get_response_header_bytes_received (metrics) >= MAX_HEADER_BYTES;
}

static void
fiel_http_exchange_fail (FielHttpExchange *self, const GError *error)
{
  if (self->stop_cause != FIEL_HTTP_CAUSE_NONE)
    fiel_http_exchange_end_without (self, self->stop_cause, error->message);
  else if (headers_were_endless (self))
    fiel_http_exchange_end_without (self, FIEL_HTTP_CAUSE_MALFORMED, error->message);
  else
    fiel_http_exchange_end_without (self, fiel_http_cause_of_error (error), error->message);
}

/* libsoup takes a connection that closes between two chunks, or before the last one, for the end of the body. Only a
 * body whose last chunk arrived can be read again without asking the connection, which is closed by now. */
static gboolean
last_chunk_was_seen (FielHttpExchange *self)
{
  if (self->connection == NULL)
    return FALSE;
  g_io_stream_close (self->connection, NULL, NULL);
  return g_input_stream_read (self->stream, self->buffer, READ_SIZE, NULL, NULL) == 0;
}

/* A body that ends with the connection has no end that could be seen; it is whole by definition (RFC 9112 §6.3), and
 * who reads it must not take half of it for the whole. Without a byte it is no answer: libsoup takes headers cut at
 * the end of a line for whole ones, and this is what is left of them. */
static gboolean
is_whole (FielHttpExchange *self)
{
  switch (self->framing)
    {
    case FIEL_HTTP_FRAMING_EMPTY:
      return self->body->len == 0;
    case FIEL_HTTP_FRAMING_LENGTH:
      return self->body->len == self->stated_length;
    case FIEL_HTTP_FRAMING_CHUNKED:
      return last_chunk_was_seen (self);
    case FIEL_HTTP_FRAMING_CLOSE:
      return self->body->len > 0;
    case FIEL_HTTP_FRAMING_BROKEN:
      break;
    }
  return FALSE;
}

static void
fiel_http_exchange_conclude (FielHttpExchange *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  g_autoptr (GBytes) body = NULL;

  if (self->stop_cause != FIEL_HTTP_CAUSE_NONE)
    {
      fiel_http_exchange_end_without (self, self->stop_cause, "Stopped while reading the answer");
      return;
    }
  if (!is_whole (self))
    {
      fiel_http_exchange_end_without (self, FIEL_HTTP_CAUSE_CUT, "The answer ended before its end");
      return;
    }
  body = g_bytes_new (self->body->data, self->body->len);
  fiel_http_exchange_end (self, fiel_http_reply_new (FIEL_HTTP_VERDICT_ANSWERED, FIEL_HTTP_CAUSE_NONE, self->status,
                                                     body, soup_message_headers_get_one (headers, "Content-Type"),
                                                     fiel_http_retry_after_us (headers), NULL));
}

static void
fiel_http_exchange_read (FielHttpExchange *self)
{
  g_input_stream_read_async (self->stream, self->buffer, READ_SIZE, G_PRIORITY_DEFAULT, self->cancellable, on_read,
                             g_object_ref (self));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielHttpExchange) self = user_data;
  g_autoptr (GError) error = NULL;
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n_read < 0)
    {
      fiel_http_exchange_fail (self, error);
      return;
    }
  fiel_http_exchange_note_activity (self);
  g_byte_array_append (self->body, self->buffer, (guint) n_read);
  if (self->body->len > fiel_http_request_get_max_answer (self->request))
    fiel_http_exchange_end_without (self, FIEL_HTTP_CAUSE_TOO_LARGE, "The answer is larger than any answer may be");
  else if (n_read == 0 || (self->framing == FIEL_HTTP_FRAMING_LENGTH && self->body->len >= self->stated_length))
    fiel_http_exchange_conclude (self);
  else
    fiel_http_exchange_read (self);
}

static void
fiel_http_exchange_judge_headers (FielHttpExchange *self)
{
  self->framing = fiel_http_framing_of (fiel_http_request_get_method (self->request), self->status,
                                        soup_message_get_response_headers (self->message), &self->stated_length);
  if (self->framing == FIEL_HTTP_FRAMING_BROKEN)
    fiel_http_exchange_end_without (self, FIEL_HTTP_CAUSE_MALFORMED, "The headers contradict themselves");
  else if (self->stated_length > fiel_http_request_get_max_answer (self->request))
    fiel_http_exchange_end_without (self, FIEL_HTTP_CAUSE_TOO_LARGE, "The answer is larger than any answer may be");
  else
    fiel_http_exchange_read (self);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielHttpExchange) self = user_data;
  g_autoptr (GError) error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->stream == NULL)
    fiel_http_exchange_fail (self, error);
  else if (self->stop_cause != FIEL_HTTP_CAUSE_NONE)
    fiel_http_exchange_end_without (self, self->stop_cause, "Stopped when the answer began");
  else if (self->state == STATE_CONNECTING)
    fiel_http_exchange_end_without (self, FIEL_HTTP_CAUSE_REFUSED, "A proxy answered in place of the server");
  else if (self->state != STATE_READING)
    fiel_http_exchange_end_without (self, FIEL_HTTP_CAUSE_MALFORMED, "An answer without headers");
  else
    fiel_http_exchange_judge_headers (self);
}

static void
fiel_http_exchange_send (FielHttpExchange *self, GCancellable *cancellable)
{
  fiel_http_exchange_enter (self, EVENT_SEND);
  self->message = make_message (self->request);
  fiel_http_exchange_connect_message (self);
  self->deadline_timer = fiel_clock_add_timer (self->clock, fiel_http_request_get_deadline_us (self->request),
                                               on_deadline, self);
  fiel_http_exchange_note_activity (self);
  if (cancellable != NULL)
    {
      self->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancel_source, G_SOURCE_FUNC (on_caller_cancelled), self, NULL);
      g_source_attach (self->cancel_source, g_main_context_get_thread_default ());
    }
  soup_session_send_async (self->session, self->message, G_PRIORITY_DEFAULT, self->cancellable, on_sent,
                           g_object_ref (self));
}

void
fiel_http_exchange_run_async (FielHttpExchange *self,
                              FielHttpStartedFunc started,
                              gpointer started_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (FIEL_IS_HTTP_EXCHANGE (self));
  g_return_if_fail (self->state == STATE_IDLE);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, fiel_http_exchange_run_async);
  /* What became of the request is the answer, cancelled or not. */
  g_task_set_check_cancellable (self->task, FALSE);
  self->started = started;
  self->started_data = started_data;
  if (g_cancellable_is_cancelled (cancellable))
    fiel_http_exchange_end_without (self, FIEL_HTTP_CAUSE_CANCELLED, "Cancelled before it was sent");
  else
    fiel_http_exchange_send (self, cancellable);
}

FielHttpReply *
fiel_http_exchange_run_finish (FielHttpExchange *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
fiel_http_exchange_finalize (GObject *object)
{
  FielHttpExchange *self = FIEL_HTTP_EXCHANGE (object);

  g_assert (self->task == NULL && self->message == NULL && self->deadline_timer == 0 && self->silence_timer == 0);

  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->request, fiel_http_request_unref);
  g_clear_pointer (&self->body, g_byte_array_unref);

  G_OBJECT_CLASS (fiel_http_exchange_parent_class)->finalize (object);
}

static void
fiel_http_exchange_class_init (FielHttpExchangeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_http_exchange_finalize;
}

static void
fiel_http_exchange_init (FielHttpExchange *self)
{
  self->state = STATE_IDLE;
  self->cancellable = g_cancellable_new ();
  self->body = g_byte_array_new ();
}

FielHttpExchange *
fiel_http_exchange_new (SoupSession *session, FielClock *clock, FielHttpRequest *request)
{
  FielHttpExchange *self;

  g_return_val_if_fail (SOUP_IS_SESSION (session), NULL);
  g_return_val_if_fail (FIEL_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  self = g_object_new (FIEL_TYPE_HTTP_EXCHANGE, NULL);
  self->session = g_object_ref (session);
  self->clock = g_object_ref (clock);
  self->request = fiel_http_request_ref (request);
  return self;
}
