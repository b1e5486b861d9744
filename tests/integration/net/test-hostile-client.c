/* test-hostile-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What does not fit a row of hostile-cases.c: failures before there is a server, the caller's cancellation at every
 * stage, compressed answers, what the request itself looks like.
 */

#include "hostile-exchange.h"
#include "hostile-server.h"
#include "memory-watch.h"

#include "fiel-manual-clock.h"
#include "fiel-test.h"

#include <libsoup/soup.h>
#include <malloc.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>

#define UNPACKED_SIZE (40 * 1024 * 1024)
#define MOST_GROWTH (1024 * 1024)

static const Step ordinary[] = { SEND ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"), { STEP_DONE } };
static const Step silent[] = { SILENCE, { STEP_DONE } };
static const Step misdirected[] = {
  SEND ("HTTP/1.1 421 Misdirected Request\r\nContent-Length: 2\r\n\r\n{}"), { STEP_DONE }
};
static const Step half[] = { SEND ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"), SILENCE, { STEP_DONE } };

/* A resolver that knows no name, so that the test does not ask anybody's. */
#define TYPE_EMPTY_RESOLVER (empty_resolver_get_type ())
G_DECLARE_FINAL_TYPE (EmptyResolver, empty_resolver, EMPTY, RESOLVER, GResolver)

struct _EmptyResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (EmptyResolver, empty_resolver, G_TYPE_RESOLVER)

static void
empty_resolver_lookup_async (GResolver *resolver,
                             const char *name,
                             GResolverNameLookupFlags flags,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "“%s” is not known here", name);
}

static GList *
empty_resolver_lookup_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
empty_resolver_class_init (EmptyResolverClass *klass)
{
  G_RESOLVER_CLASS (klass)->lookup_by_name_with_flags_async = empty_resolver_lookup_async;
  G_RESOLVER_CLASS (klass)->lookup_by_name_with_flags_finish = empty_resolver_lookup_finish;
}

static void
empty_resolver_init (EmptyResolver *self)
{
}

static void
assert_reply (const HostileExchange *exchange, FielHttpVerdict verdict, FielHttpCause cause)
{
  g_test_message ("%s", fiel_http_reply_get_detail (exchange->reply));
  g_assert_cmpint (fiel_http_reply_get_verdict (exchange->reply), ==, verdict);
  g_assert_cmpint (fiel_http_reply_get_cause (exchange->reply), ==, cause);
  g_assert_cmpuint (exchange->n_started, ==, verdict == FIEL_HTTP_VERDICT_NOT_SENT ? 0 : 1);
}

static void
test_name_not_found (void)
{
  GResolver *usual = g_resolver_get_default ();
  g_autoptr (GResolver) empty = g_object_new (TYPE_EMPTY_RESOLVER, NULL);
  g_autoptr (FielHttpClient) client = hostile_client_new ();
  g_autoptr (FielHttpRequest) request = hostile_request_new ("https://cloud.invalid", NULL, PLENTY_MS, PLENTY_MS);
  g_auto (HostileExchange) exchange = { NULL };

  g_resolver_set_default (empty);
  hostile_exchange_run (&exchange, client, request);
  g_resolver_set_default (usual);
  g_object_unref (usual);
  assert_reply (&exchange, FIEL_HTTP_VERDICT_NOT_SENT, FIEL_HTTP_CAUSE_NAME_NOT_FOUND);
}

static void
test_refused (void)
{
  const HostileScript script = { FLAVOUR_PLAIN, WHEN_REQUESTED, ordinary };
  g_autoptr (HostileServer) server = hostile_server_new (&script);
  g_autofree char *address = hostile_server_dup_address (server);
  g_autoptr (FielHttpClient) client = hostile_client_new ();
  g_autoptr (FielHttpRequest) request = hostile_request_new (address, NULL, PLENTY_MS, PLENTY_MS);
  g_auto (HostileExchange) exchange = { NULL };

  g_clear_pointer (&server, hostile_server_free);
  hostile_exchange_run (&exchange, client, request);
  assert_reply (&exchange, FIEL_HTTP_VERDICT_NOT_SENT, FIEL_HTTP_CAUSE_REFUSED);
}

/* The system's authorities do not know ours, and nobody else's word is taken. */
static void
test_untrusted (void)
{
  const HostileScript script = { FLAVOUR_TLS, WHEN_REQUESTED, ordinary };
  g_autoptr (HostileServer) server = hostile_server_new (&script);
  g_autofree char *address = hostile_server_dup_address (server);
  g_autoptr (FielHttpClient) trusting = hostile_client_new ();
  g_autoptr (FielHttpClient) client = hostile_client_new_untrusting ();
  g_autoptr (FielHttpRequest) request = hostile_request_new (address, NULL, PLENTY_MS, PLENTY_MS);
  g_auto (HostileExchange) exchange = { NULL };
  g_auto (HostileExchange) trusted_exchange = { NULL };

  hostile_exchange_run (&exchange, client, request);
  assert_reply (&exchange, FIEL_HTTP_VERDICT_NOT_SENT, FIEL_HTTP_CAUSE_CERTIFICATE);
  hostile_exchange_run (&trusted_exchange, trusting, request);
  assert_reply (&trusted_exchange, FIEL_HTTP_VERDICT_ANSWERED, FIEL_HTTP_CAUSE_NONE);
  g_assert_cmpuint (hostile_server_stop (server).requests, ==, 1);
}

static void
test_cancelled_before (void)
{
  const HostileScript script = { FLAVOUR_PLAIN, WHEN_REQUESTED, ordinary };
  g_autoptr (HostileServer) server = hostile_server_new (&script);
  g_autofree char *address = hostile_server_dup_address (server);
  g_autoptr (FielHttpClient) client = hostile_client_new ();
  g_autoptr (FielHttpRequest) request = hostile_request_new (address, NULL, PLENTY_MS, PLENTY_MS);
  g_auto (HostileExchange) exchange = { .cancellable = g_cancellable_new () };

  g_cancellable_cancel (exchange.cancellable);
  hostile_exchange_run (&exchange, client, request);
  assert_reply (&exchange, FIEL_HTTP_VERDICT_NOT_SENT, FIEL_HTTP_CAUSE_CANCELLED);
  g_assert_cmpuint (hostile_server_stop (server).connections, ==, 0);
}

static void
cancel (gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancelled_at_start (void)
{
  const HostileScript script = { FLAVOUR_PLAIN, WHEN_REQUESTED, silent };
  g_autoptr (HostileServer) server = hostile_server_new (&script);
  g_autofree char *address = hostile_server_dup_address (server);
  g_autoptr (FielHttpClient) client = hostile_client_new ();
  g_autoptr (FielHttpRequest) request = hostile_request_new (address, NULL, PLENTY_MS, PLENTY_MS);
  g_auto (HostileExchange) exchange = { .cancellable = g_cancellable_new (), .on_start = cancel };

  exchange.on_start_data = exchange.cancellable;
  hostile_exchange_run (&exchange, client, request);
  assert_reply (&exchange, FIEL_HTTP_VERDICT_UNKNOWN, FIEL_HTTP_CAUSE_CANCELLED);
  g_assert_cmpuint (hostile_server_stop (server).requests, <=, 1);
}

typedef struct
{
  HostileServer *server;      /* unowned */
  GCancellable *cancellable;  /* unowned */
  guint requests;             /* the server must have seen */
} Cancellation;

static gboolean
cancel_when_reached (gpointer user_data)
{
  Cancellation *self = user_data;
  HostileCount count = hostile_server_count (self->server);

  if (count.connections == 0 || count.whole_requests < self->requests)
    return G_SOURCE_CONTINUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
run_cancelled_later (Flavour flavour, When when, const Step *steps, FielHttpVerdict verdict)
{
  const HostileScript script = { flavour, when, steps };
  g_autoptr (HostileServer) server = hostile_server_new (&script);
  g_autofree char *address = hostile_server_dup_address (server);
  g_autoptr (FielHttpClient) client = hostile_client_new ();
  g_autoptr (FielHttpRequest) request = hostile_request_new (address, NULL, PLENTY_MS, PLENTY_MS);
  g_auto (HostileExchange) exchange = { .cancellable = g_cancellable_new () };
  Cancellation cancellation = { server, exchange.cancellable, verdict == FIEL_HTTP_VERDICT_NOT_SENT ? 0 : 1 };
  HostileCount count;

  g_timeout_add (100, cancel_when_reached, &cancellation);
  hostile_exchange_run (&exchange, client, request);
  assert_reply (&exchange, verdict, FIEL_HTTP_CAUSE_CANCELLED);
  count = hostile_server_stop (server);
  g_assert_cmpuint (count.requests, ==, verdict == FIEL_HTTP_VERDICT_NOT_SENT ? 0 : 1);
}

static void
test_cancelled_waiting (void)
{
  run_cancelled_later (FLAVOUR_PLAIN, WHEN_REQUESTED, silent, FIEL_HTTP_VERDICT_UNKNOWN);
}

static void
test_cancelled_reading (void)
{
  run_cancelled_later (FLAVOUR_TLS, WHEN_REQUESTED, half, FIEL_HTTP_VERDICT_UNKNOWN);
}

static void
test_cancelled_in_handshake (void)
{
  run_cancelled_later (FLAVOUR_TLS, WHEN_CONNECTED, silent, FIEL_HTTP_VERDICT_NOT_SENT);
}

/* Our socket to @port, found among the process's files: the client shows it to nobody. */
static int
find_socket (guint16 port)
{
  for (int file = 3; file < 1024; file++)
    {
      struct sockaddr_in peer = { 0 };
      socklen_t length = sizeof peer;

      if (getpeername (file, (struct sockaddr *) &peer, &length) == 0 && peer.sin_family == AF_INET
          && ntohs (peer.sin_port) == port)
        return file;
    }
  return -1;
}

typedef struct
{
  GCancellable *cancellable;  /* unowned */
  guint16 port;               /* the server's */
} AnswerFirst;

static void
cancel_once_answered (gpointer user_data)
{
  AnswerFirst *self = user_data;
  struct pollfd answer = { .fd = find_socket (self->port), .events = POLLIN };

  g_assert_cmpint (answer.fd, >=, 0);
  g_assert_cmpint (poll (&answer, 1, PLENTY_MS), ==, 1);
  g_cancellable_cancel (self->cancellable);
}

/* Without a body, so that what libsoup writes and what it reads are one step. */
static FielHttpRequest *
question_new (const char *address)
{
  g_autofree char *uri = g_strconcat (address, "/posdata", NULL);
  g_autoptr (GError) error = NULL;
  FielHttpRequest *request = fiel_http_request_new (FIEL_HTTP_PURPOSE_READ, "GET", uri, NULL, NULL, NULL,
                                                    PLENTY_MS * 1000, PLENTY_MS * 1000, &error);

  g_assert_no_error (error);
  return request;
}

static gboolean
note_unqueued (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  ++*(guint *) user_data;
  return TRUE;
}

/* The answer is there before the request: libsoup reads its headers at once and tells of them in the next turn of the
 * loop. The cancellation is heard between the two, where libsoup 3.4 to 3.6.5 takes its own request out of the queue
 * twice and writes into freed memory. */
static void
test_cancelled_between (gconstpointer data)
{
  const HostileScript script = { FLAVOUR_PLAIN, WHEN_CONNECTED, data };
  g_autoptr (HostileServer) server = hostile_server_new (&script);
  g_autofree char *address = hostile_server_dup_address (server);
  g_autoptr (FielHttpClient) client = hostile_client_new ();
  g_autoptr (FielHttpRequest) request = question_new (address);
  g_auto (HostileExchange) exchange = { .cancellable = g_cancellable_new (), .on_start = cancel_once_answered };
  AnswerFirst first = { exchange.cancellable, (guint16) g_ascii_strtoull (strrchr (address, ':') + 1, NULL, 10) };
  const guint unqueued = g_signal_lookup ("request-unqueued", SOUP_TYPE_SESSION);
  guint n_unqueued = 0;
  const gulong hook = g_signal_add_emission_hook (unqueued, 0, note_unqueued, &n_unqueued, NULL);

  exchange.on_start_data = &first;
  hostile_exchange_run (&exchange, client, request);
  g_signal_remove_emission_hook (unqueued, hook);
  assert_reply (&exchange, FIEL_HTTP_VERDICT_UNKNOWN, FIEL_HTTP_CAUSE_CANCELLED);
  g_assert_cmpuint (hostile_server_stop (server).requests, <=, 1);
  g_assert_cmpuint (n_unqueued, ==, 1);
}

/* @size bytes of one letter, packed to about a thousandth. */
static GBytes *
pack (gsize size)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) packer = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_autofree char *block = g_strnfill (64 * 1024, 'a');

  for (gsize done = 0; done < size; done += 64 * 1024)
    g_assert_true (g_output_stream_write_all (packer, block, 64 * 1024, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (packer, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
run_packed (GBytes *packed, FielHttpVerdict verdict, FielHttpCause cause)
{
  const Step steps[] = {
    SEND ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"),
    { STEP_SEND, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed), 0 },
    FIN,
    { STEP_DONE },
  };
  const HostileScript script = { FLAVOUR_PLAIN, WHEN_REQUESTED, steps };
  g_autoptr (HostileServer) server = hostile_server_new (&script);
  g_autofree char *address = hostile_server_dup_address (server);
  g_autoptr (FielHttpClient) client = hostile_client_new ();
  g_autoptr (FielHttpRequest) request = hostile_request_new (address, NULL, PLENTY_MS, PLENTY_MS);
  g_auto (HostileExchange) exchange = { NULL };
  gsize before = memory_private ();
  MemoryWatch *watch = memory_watch_start ();

  hostile_exchange_run (&exchange, client, request);
  g_assert_cmpuint (memory_watch_stop (watch), <=, before + MOST_GROWTH);
  assert_reply (&exchange, verdict, cause);
  if (verdict == FIEL_HTTP_VERDICT_ANSWERED)
    g_assert_true (g_bytes_equal (fiel_http_reply_get_body (exchange.reply), packed));
  g_assert_cmpuint (hostile_server_stop (server).requests, ==, 1);
}

/* We never ask for compression. Who compresses all the same gets the bytes kept, not unpacked. */
static void
test_packed_small (void)
{
  g_autoptr (GBytes) packed = pack (UNPACKED_SIZE);

  g_assert_cmpuint (g_bytes_get_size (packed), <, FIEL_HTTP_MAX_BODY);
  run_packed (packed, FIEL_HTTP_VERDICT_ANSWERED, FIEL_HTTP_CAUSE_NONE);
}

static void
test_packed_large (void)
{
  g_autoptr (GBytes) packed = pack (3 * UNPACKED_SIZE);

  g_assert_cmpuint (g_bytes_get_size (packed), >, FIEL_HTTP_MAX_BODY);
  run_packed (packed, FIEL_HTTP_VERDICT_UNKNOWN, FIEL_HTTP_CAUSE_TOO_LARGE);
}

static void
test_size_limit (void)
{
  g_autofree char *body = g_strnfill (FIEL_HTTP_MAX_BODY, ' ');
  const Step steps[] = {
    SEND ("HTTP/1.1 200 OK\r\nContent-Length: 65536\r\n\r\n"), { STEP_SEND, body, FIEL_HTTP_MAX_BODY, 0 }, { STEP_DONE }
  };
  const HostileScript script = { FLAVOUR_PLAIN, WHEN_REQUESTED, steps };
  g_autoptr (HostileServer) server = hostile_server_new (&script);
  g_autofree char *address = hostile_server_dup_address (server);
  g_autoptr (FielHttpClient) client = hostile_client_new ();
  g_autoptr (FielHttpRequest) request = hostile_request_new (address, NULL, PLENTY_MS, PLENTY_MS);
  g_auto (HostileExchange) exchange = { NULL };

  hostile_exchange_run (&exchange, client, request);
  assert_reply (&exchange, FIEL_HTTP_VERDICT_ANSWERED, FIEL_HTTP_CAUSE_NONE);
  g_assert_cmpuint (g_bytes_get_size (fiel_http_reply_get_body (exchange.reply)), ==, FIEL_HTTP_MAX_BODY);
}

/* Byte for byte what was asked for, once, and nothing the library would like to add. */
static void
test_request_on_the_wire (void)
{
  const HostileScript script = { FLAVOUR_PLAIN, WHEN_REQUESTED, ordinary };
  const char *const headers[] = { "Authorization", "Bearer abc", "country", "cl", NULL };
  g_autoptr (HostileServer) server = hostile_server_new (&script);
  g_autofree char *address = hostile_server_dup_address (server);
  g_autofree char *sent = NULL;
  g_autoptr (FielHttpClient) client = hostile_client_new ();
  g_autoptr (FielHttpRequest) request = hostile_request_new (address, headers, PLENTY_MS, PLENTY_MS);
  g_auto (HostileExchange) exchange = { NULL };

  hostile_exchange_run (&exchange, client, request);
  assert_reply (&exchange, FIEL_HTTP_VERDICT_ANSWERED, FIEL_HTTP_CAUSE_NONE);
  sent = hostile_server_dup_last_request (server);
  g_assert_true (g_str_has_prefix (sent, "POST /api/postxs/sale HTTP/1.1\r\n"));
  g_assert_true (g_str_has_suffix (sent, "\r\n\r\n" REQUEST_BODY));
  g_assert_nonnull (strstr (sent, "\r\nAuthorization: Bearer abc\r\n"));
  g_assert_nonnull (strstr (sent, "\r\ncountry: cl\r\n"));
  g_assert_nonnull (strstr (sent, "\r\nContent-Type: application/json\r\n"));
  g_assert_nonnull (strstr (sent, "\r\nConnection: close\r\n"));
  g_assert_null (strstr (sent, "Expect"));
  g_assert_null (strstr (sent, "Accept-Encoding"));
  g_assert_null (strstr (sent, "Cookie"));
}

static int
get_tcp_option (int file, int level, int option)
{
  int value = -1;
  socklen_t length = sizeof value;

  g_assert_cmpint (getsockopt (file, level, option, &value, &length), ==, 0);
  return value;
}

static void
check_keep_alive (gpointer user_data)
{
  int file = find_socket (*(guint16 *) user_data);

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (get_tcp_option (file, SOL_SOCKET, SO_KEEPALIVE), ==, 1);
  g_assert_cmpint (get_tcp_option (file, IPPROTO_TCP, TCP_KEEPIDLE), ==, 30);
  g_assert_cmpint (get_tcp_option (file, IPPROTO_TCP, TCP_KEEPINTVL), ==, 10);
  g_assert_cmpint (get_tcp_option (file, IPPROTO_TCP, TCP_KEEPCNT), ==, 3);
  g_assert_cmpint (get_tcp_option (file, IPPROTO_TCP, TCP_USER_TIMEOUT), ==, 60000);
  *(guint16 *) user_data = 0;
}

static void
test_keep_alive (void)
{
  const HostileScript script = { FLAVOUR_TLS, WHEN_REQUESTED, silent };
  g_autoptr (HostileServer) server = hostile_server_new (&script);
  g_autofree char *address = hostile_server_dup_address (server);
  guint16 port = (guint16) g_ascii_strtoull (strrchr (address, ':') + 1, NULL, 10);
  g_autoptr (FielHttpClient) client = hostile_client_new ();
  g_autoptr (FielHttpRequest) request = hostile_request_new (address, NULL, PLENTY_MS, 500);
  g_auto (HostileExchange) exchange = { .on_start = check_keep_alive, .on_start_data = &port };

  hostile_exchange_run (&exchange, client, request);
  assert_reply (&exchange, FIEL_HTTP_VERDICT_UNKNOWN, FIEL_HTTP_CAUSE_TIMED_OUT);
  g_assert_cmpuint (port, ==, 0);
}

typedef struct
{
  FielManualClock *clock;       /* owned */
  HostileServer *server;        /* owned */
  FielHttpReply *reply;         /* owned, nullable */
} Wait;

static void
on_wait_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Wait *) user_data)->reply = fiel_http_client_send_finish (FIEL_HTTP_CLIENT (source), result);
}

static gboolean
is_wait_over (gpointer user_data)
{
  return ((Wait *) user_data)->reply != NULL;
}

static gboolean
is_request_whole (gpointer user_data)
{
  return hostile_server_count (((Wait *) user_data)->server).whole_requests == 1;
}

/* Sends to a silent server, and moves the clock in steps that end at @limit_us. */
static void
run_wait (gint64 deadline_us, gint64 silence_us, gint64 limit_us)
{
  const HostileScript script = { FLAVOUR_PLAIN, WHEN_REQUESTED, silent };
  Wait wait = { .clock = fiel_manual_clock_new (), .server = hostile_server_new (&script) };
  g_autofree char *address = hostile_server_dup_address (wait.server);
  g_autoptr (FielHttpClient) client = fiel_http_client_new (FIEL_CLOCK (wait.clock));
  g_autoptr (FielHttpRequest) request = hostile_request_new (address, NULL, deadline_us / 1000, silence_us / 1000);

  fiel_http_client_send_async (client, request, NULL, NULL, NULL, on_wait_over, &wait);
  fiel_test_run_until (is_request_whole, &wait, "the request is there", 2 * PLENTY_MS / 1000);
  fiel_test_drain ();
  fiel_manual_clock_advance (wait.clock, limit_us - 1);
  fiel_test_drain ();
  g_assert_null (wait.reply);
  fiel_manual_clock_advance (wait.clock, 1);
  fiel_test_run_until (is_wait_over, &wait, "the limit has ended it", 2 * PLENTY_MS / 1000);
  g_assert_cmpint (fiel_http_reply_get_verdict (wait.reply), ==, FIEL_HTTP_VERDICT_UNKNOWN);
  g_assert_cmpint (fiel_http_reply_get_cause (wait.reply), ==, FIEL_HTTP_CAUSE_TIMED_OUT);
  g_assert_cmpuint (fiel_manual_clock_get_n_timers (wait.clock), ==, 0);
  fiel_http_reply_unref (wait.reply);
  g_clear_object (&client);
  hostile_server_free (wait.server);
  g_assert_finalize_object (wait.clock);
}

static void
test_silence_ends_it (void)
{
  run_wait (330 * G_USEC_PER_SEC, 30 * G_USEC_PER_SEC, 30 * G_USEC_PER_SEC);
}

static void
test_deadline_ends_it (void)
{
  run_wait (30 * G_USEC_PER_SEC, 330 * G_USEC_PER_SEC, 30 * G_USEC_PER_SEC);
}

typedef struct
{
  FielHttpRequest *request;     /* owned */
  HostileExchange exchanges[8];
  guint n_done;
} Crowd;

static void
on_crowd_reply (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Crowd *crowd = user_data;

  crowd->exchanges[crowd->n_done++].reply = fiel_http_client_send_finish (FIEL_HTTP_CLIENT (source), result);
}

static gboolean
is_crowd_done (gpointer user_data)
{
  return ((Crowd *) user_data)->n_done == G_N_ELEMENTS (((Crowd *) user_data)->exchanges);
}

/* Terminals that are held for minutes must not make one another wait: libsoup allows two connections to a host. */
static void
test_many_at_once (void)
{
  const HostileScript script = { FLAVOUR_PLAIN, WHEN_CONNECTED, silent };
  g_autoptr (HostileServer) server = hostile_server_new (&script);
  g_autofree char *address = hostile_server_dup_address (server);
  g_autoptr (FielHttpClient) client = hostile_client_new ();
  Crowd crowd = { .request = hostile_request_new (address, NULL, PLENTY_MS, 500) };

  for (guint i = 0; i < G_N_ELEMENTS (crowd.exchanges); i++)
    fiel_http_client_send_async (client, crowd.request, NULL, NULL, NULL, on_crowd_reply, &crowd);
  fiel_test_run_until (is_crowd_done, &crowd, "all exchanges have ended", 2 * PLENTY_MS / 1000);
  for (guint i = 0; i < G_N_ELEMENTS (crowd.exchanges); i++)
    {
      g_assert_cmpint (fiel_http_reply_get_verdict (crowd.exchanges[i].reply), ==, FIEL_HTTP_VERDICT_UNKNOWN);
      hostile_exchange_clear (&crowd.exchanges[i]);
    }
  fiel_http_request_unref (crowd.request);
  g_assert_cmpuint (hostile_server_stop (server).connections, ==, G_N_ELEMENTS (crowd.exchanges));
}

/* The client may go as soon as the caller lets go of it, even in the middle. */
static void
test_client_goes_first (void)
{
  const HostileScript script = { FLAVOUR_PLAIN, WHEN_REQUESTED, ordinary };
  g_autoptr (HostileServer) server = hostile_server_new (&script);
  g_autofree char *address = hostile_server_dup_address (server);
  FielHttpClient *client = hostile_client_new ();
  gpointer watched = client;
  Crowd crowd = { .request = hostile_request_new (address, NULL, PLENTY_MS, PLENTY_MS),
                  .n_done = G_N_ELEMENTS (crowd.exchanges) - 1 };
  HostileExchange *last = &crowd.exchanges[G_N_ELEMENTS (crowd.exchanges) - 1];

  g_object_add_weak_pointer (G_OBJECT (client), &watched);
  fiel_http_client_send_async (client, crowd.request, NULL, NULL, NULL, on_crowd_reply, &crowd);
  g_object_unref (client);
  fiel_test_run_until (is_crowd_done, &crowd, "the exchange has ended", 2 * PLENTY_MS / 1000);
  fiel_test_drain ();
  g_assert_null (watched);
  g_assert_cmpint (fiel_http_reply_get_verdict (last->reply), ==, FIEL_HTTP_VERDICT_ANSWERED);
  hostile_exchange_clear (last);
  fiel_http_request_unref (crowd.request);
}

int
main (int argc, char *argv[])
{
  fiel_http_prepare_process ();
  mallopt (M_ARENA_MAX, 1);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hostile/client/request-on-the-wire", test_request_on_the_wire);
  g_test_add_func ("/hostile/client/name-not-found", test_name_not_found);
  g_test_add_func ("/hostile/client/refused", test_refused);
  g_test_add_func ("/hostile/client/untrusted", test_untrusted);
  g_test_add_func ("/hostile/client/cancelled-before", test_cancelled_before);
  g_test_add_func ("/hostile/client/cancelled-at-start", test_cancelled_at_start);
  g_test_add_func ("/hostile/client/cancelled-waiting", test_cancelled_waiting);
  g_test_add_func ("/hostile/client/cancelled-reading", test_cancelled_reading);
  g_test_add_func ("/hostile/client/cancelled-in-handshake", test_cancelled_in_handshake);
  g_test_add_data_func ("/hostile/client/cancelled-between/whole", ordinary, test_cancelled_between);
  g_test_add_data_func ("/hostile/client/cancelled-between/half", half, test_cancelled_between);
  g_test_add_data_func ("/hostile/client/cancelled-between/421", misdirected, test_cancelled_between);
  g_test_add_func ("/hostile/client/packed-small", test_packed_small);
  g_test_add_func ("/hostile/client/packed-large", test_packed_large);
  g_test_add_func ("/hostile/client/size-limit", test_size_limit);
  g_test_add_func ("/hostile/client/keep-alive", test_keep_alive);
  g_test_add_func ("/hostile/client/silence-ends-it", test_silence_ends_it);
  g_test_add_func ("/hostile/client/deadline-ends-it", test_deadline_ends_it);
  g_test_add_func ("/hostile/client/many-at-once", test_many_at_once);
  g_test_add_func ("/hostile/client/client-goes-first", test_client_goes_first);
  return g_test_run ();
}
