/* test-inbound-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the listener does beyond the till's callbacks, over real sockets and in time that is moved by hand: several
 * secrets, questions, answers that are held, connections that ask again. The rest is in test-callback-listener.c.
 */

#include "fiel-inbound-listener.h"
#include "fiel-inbound-secrets.h"
#include "fiel-manual-clock.h"
#include "fiel-test.h"

#include <string.h>
#include <sys/resource.h>

#define PLACES 4
#define WAIT_S 20
#define FLOOD 3000
#define FILES_BESIDE 100
#define NOT_FOUND "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
#define ACCEPTED "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
#define LAST_ACCEPTED "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
#define POST(token) "POST /" token " HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"

typedef struct
{
  FielManualClock *clock;        /* owned */
  FielInboundListener *listener; /* owned */
  FielInboundSecrets *secrets;   /* owned */
  GObject *north;                /* owned */
  GObject *south;                /* owned */
  GPtrArray *requests;           /* owned, element-type FielInboundRequest */
  gint64 hold_us;
  guint n_gone;
  guint n_judged;
} Fixture;

static GObject *
judge (const FielInboundHead *head, const char *bytes, GSocketConnection *connection, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_judged++;
  return fiel_inbound_secrets_find (fixture->secrets, bytes + head->target_offset + 1, head->target_length - 1);
}

static void
on_gone (FielInboundRequest *request, gpointer user_data)
{
  ((Fixture *) user_data)->n_gone++;
}

static void
handle (FielInboundRequest *request, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_ptr_array_add (fixture->requests, g_object_ref (request));
  g_signal_connect (request, "gone", G_CALLBACK (on_gone), fixture);
  if (fixture->hold_us > 0)
    fiel_inbound_request_hold (request, fixture->hold_us);
}

static void
add_secret (Fixture *fixture, const char *secret, GObject *subject)
{
  guint8 digest[FIEL_INBOUND_DIGEST_SIZE];

  fiel_inbound_secret_digest (secret, strlen (secret), digest);
  fiel_inbound_secrets_add (fixture->secrets, digest, subject);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->clock = fiel_manual_clock_new ();
  fixture->requests = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->secrets = fiel_inbound_secrets_new ();
  fixture->north = g_object_new (G_TYPE_OBJECT, NULL);
  fixture->south = g_object_new (G_TYPE_OBJECT, NULL);
  add_secret (fixture, "north", fixture->north);
  add_secret (fixture, "old-north", fixture->north);
  add_secret (fixture, "south", fixture->south);
  fixture->listener = fiel_inbound_listener_new (FIEL_CLOCK (fixture->clock), judge, handle, fixture);
  fiel_inbound_listener_set_places (fixture->listener, PLACES);
  fiel_inbound_listener_set_persistent (fixture->listener, TRUE);
  fiel_inbound_listener_start (fixture->listener, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->requests, g_ptr_array_unref);
  fiel_inbound_listener_stop (fixture->listener);
  fiel_test_drain ();
  g_assert_finalize_object (fixture->listener);
  fiel_inbound_secrets_free (fixture->secrets);
  g_assert_finalize_object (fixture->north);
  g_assert_finalize_object (fixture->south);
  g_assert_cmpuint (fiel_manual_clock_get_n_timers (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
}

/* Who asks: everything that was read, and whether there will be more. */
typedef struct
{
  GSocket *socket; /* owned */
  GString *answer; /* owned */
  const char *expected;
  gboolean ended;
} Asker;

static Asker *
asker_new (Fixture *fixture)
{
  Asker *self = g_new0 (Asker, 1);
  g_autoptr (GSocketAddress) address =
      g_inet_socket_address_new_from_string ("127.0.0.1", fiel_inbound_listener_get_port (fixture->listener));
  g_autoptr (GError) error = NULL;

  self->answer = g_string_new (NULL);
  self->socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_socket_connect (self->socket, address, NULL, &error);
  g_assert_no_error (error);
  g_socket_set_blocking (self->socket, FALSE);
  return self;
}

static void
asker_free (Asker *self)
{
  g_object_unref (self->socket);
  g_string_free (self->answer, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asker, asker_free)

static void
asker_say (Asker *self, const char *text)
{
  g_assert_cmpint (g_socket_send (self->socket, text, strlen (text), NULL, NULL), ==, (gssize) strlen (text));
}

static gboolean
asker_look (Asker *self)
{
  char bytes[4096];
  gssize n_read;

  while ((n_read = g_socket_receive (self->socket, bytes, sizeof bytes, NULL, NULL)) > 0)
    g_string_append_len (self->answer, bytes, n_read);
  self->ended = self->ended || n_read == 0 || !g_socket_is_connected (self->socket);
  return self->ended;
}

static gboolean
has_answer (gpointer user_data)
{
  Asker *self = user_data;

  asker_look (self);
  return strlen (self->expected) <= self->answer->len;
}

static gboolean
has_ended (gpointer user_data)
{
  return asker_look (user_data);
}

static void
asker_expect (Asker *self, const char *answer)
{
  self->expected = answer;
  fiel_test_run_until (has_answer, self, "there is an answer", WAIT_S);
  g_assert_cmpstr (self->answer->str, ==, answer);
  g_string_truncate (self->answer, 0);
}

static void
asker_expect_end (Asker *self)
{
  fiel_test_run_until (has_ended, self, "the listener has hung up", WAIT_S);
  g_assert_cmpstr (self->answer->str, ==, "");
}

typedef struct
{
  Fixture *fixture;
  guint n;
} Count;

static gboolean
has_requests (gpointer user_data)
{
  Count *count = user_data;

  return count->fixture->requests->len >= count->n;
}

static FielInboundRequest *
wait_request (Fixture *fixture, guint n)
{
  Count count = { fixture, n };

  fiel_test_run_until (has_requests, &count, "the request is there", WAIT_S);
  return g_ptr_array_index (fixture->requests, n - 1);
}

static void
accept_request (Fixture *fixture, guint n)
{
  fiel_inbound_request_answer (wait_request (fixture, n), 200, NULL, NULL);
}

static void
test_secrets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Asker) north = asker_new (fixture);
  g_autoptr (Asker) old = asker_new (fixture);
  g_autoptr (Asker) south = asker_new (fixture);
  g_autoptr (Asker) stranger = asker_new (fixture);

  asker_say (stranger, POST ("sout"));
  asker_expect (stranger, NOT_FOUND);
  asker_say (north, POST ("north"));
  g_assert_true (fiel_inbound_request_get_subject (wait_request (fixture, 1)) == fixture->north);
  asker_say (old, POST ("old-north"));
  g_assert_true (fiel_inbound_request_get_subject (wait_request (fixture, 2)) == fixture->north);
  asker_say (south, POST ("south"));
  g_assert_true (fiel_inbound_request_get_subject (wait_request (fixture, 3)) == fixture->south);
  g_assert_cmpstr (fiel_inbound_request_get_target (wait_request (fixture, 3)), ==, "/south");
  g_assert_cmpuint (fiel_inbound_listener_get_counts (fixture->listener)->refused, ==, 1);
  g_assert_cmpuint (fiel_inbound_listener_get_counts (fixture->listener)->handled, ==, 3);
}

/* Once for each head, and before the body is there. */
static void
test_judged_early (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Asker) stranger = asker_new (fixture);
  g_autoptr (Asker) good = asker_new (fixture);

  asker_say (stranger, "POST /x HTTP/1.1\r\nContent-Length: 9000\r\n\r\n");
  asker_expect (stranger, NOT_FOUND);
  asker_say (good, "POST /north HTTP/1.1\r\nContent-Length: 3\r\n\r\n");
  for (guint i = 0; i < 3; i++)
    {
      fiel_test_drain ();
      asker_say (good, "x");
    }
  g_assert_cmpuint (g_bytes_get_size (fiel_inbound_request_get_body (wait_request (fixture, 1))), ==, 3);
  g_assert_cmpuint (fixture->n_judged, ==, 2);
}

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Asker) asker = asker_new (fixture);
  g_autoptr (GBytes) page = g_bytes_new_static ("[]", 2);

  asker_say (asker, "GET /north HTTP/1.1\r\nConnection: close\r\n\r\n");
  g_assert_cmpint (fiel_inbound_request_get_method (wait_request (fixture, 1)), ==, FIEL_INBOUND_METHOD_GET);
  fiel_inbound_request_answer (wait_request (fixture, 1), 503, "application/json", page);
  fiel_inbound_request_answer (wait_request (fixture, 1), 200, NULL, NULL);
  asker_expect (asker, "HTTP/1.1 503 Unavailable\r\nContent-Length: 2\r\nContent-Type: application/json\r\n"
                       "Cache-Control: no-store\r\nConnection: close\r\n\r\n[]");
  asker_expect_end (asker);
  g_assert_cmpuint (fixture->n_gone, ==, 0);
}

/* More than a socket takes at once. */
static void
test_large_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Asker) asker = asker_new (fixture);
  const gsize size = 8 * 1024 * 1024;
  g_autoptr (GBytes) page = g_bytes_new_take (g_strnfill (size, 'x'), size);

  asker_say (asker, "GET /north HTTP/1.0\r\n\r\n");
  fiel_inbound_request_answer (wait_request (fixture, 1), 200, "text/plain", page);
  fiel_test_run_until (has_ended, asker, "everything was read", WAIT_S);
  g_assert_cmpuint (asker->answer->len, >, size);
  g_assert_cmpuint (strspn (asker->answer->str + asker->answer->len - size, "x"), ==, size);
}

static void
test_asks_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Asker) asker = asker_new (fixture);

  for (guint n = 1; n <= 3; n++)
    {
      asker_say (asker, POST ("north"));
      accept_request (fixture, n);
      asker_expect (asker, ACCEPTED);
    }
  /* The one deadline is that of the whole connection: late in it, the answer is the last. */
  fiel_manual_clock_advance (fixture->clock, 4 * G_USEC_PER_SEC);
  asker_say (asker, POST ("north"));
  accept_request (fixture, 4);
  asker_expect (asker, LAST_ACCEPTED);
  asker_expect_end (asker);
}

/* What hides behind a request is nobody's. */
static void
test_no_smuggling (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Asker) asker = asker_new (fixture);

  asker_say (asker, POST ("north") POST ("south"));
  accept_request (fixture, 1);
  asker_expect (asker, LAST_ACCEPTED);
  asker_expect_end (asker);
  g_assert_cmpuint (fixture->requests->len, ==, 1);
}

static void
test_idle_makes_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) askers = g_ptr_array_new_with_free_func ((GDestroyNotify) asker_free);
  Asker *last;

  for (guint n = 0; n <= PLACES; n++)
    {
      Asker *asker = asker_new (fixture);

      g_ptr_array_add (askers, asker);
      asker_say (asker, POST ("north"));
      accept_request (fixture, n + 1);
      asker_expect (asker, ACCEPTED);
    }
  asker_expect_end (g_ptr_array_index (askers, 0));
  last = g_ptr_array_index (askers, 1);
  asker_say (last, POST ("north"));
  accept_request (fixture, PLACES + 2);
  asker_expect (last, ACCEPTED);
  g_assert_cmpuint (fiel_inbound_listener_get_counts (fixture->listener)->replaced, ==, 1);
}

static GSocket *
connect_without_waiting (GSocketAddress *address)
{
  g_autoptr (GError) error = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_set_blocking (socket, FALSE);
  if (!g_socket_connect (socket, address, NULL, &error))
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  return socket;
}

/* As many as this machine lets a program hold, and its kernel keep. */
static guint
get_flood (void)
{
  g_autofree char *kept = NULL;
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  limit.rlim_cur = limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  g_assert_true (g_file_get_contents ("/proc/sys/net/core/somaxconn", &kept, NULL, NULL));

  return (guint) MIN (MIN (FLOOD, limit.rlim_max - FILES_BESIDE), g_ascii_strtoull (kept, NULL, 10) - 1);
}

/* A till that is busy for a moment: nobody who comes meanwhile is dropped by the kernel, which would lose the good one
 * among them, or make it try again after a second. */
static void
test_flood (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) sockets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSocketAddress) address =
      g_inet_socket_address_new_from_string ("127.0.0.1", fiel_inbound_listener_get_port (fixture->listener));
  g_autoptr (Asker) good = NULL;
  const guint flood = get_flood ();

  for (guint n = 0; n < flood; n++)
    {
      g_ptr_array_add (sockets, connect_without_waiting (address));
      g_assert_cmpuint (g_socket_condition_check (g_ptr_array_index (sockets, n), G_IO_OUT), ==, G_IO_OUT);
    }
  good = asker_new (fixture);
  asker_say (good, POST ("north"));
  accept_request (fixture, 1);
  asker_expect (good, ACCEPTED);
}

/* Beyond the deadline, beside the places, and noticed when it hangs up. */
static void
test_held (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) askers = g_ptr_array_new_with_free_func ((GDestroyNotify) asker_free);
  g_autoptr (Asker) other = NULL;

  fixture->hold_us = 60 * G_USEC_PER_SEC;
  for (guint n = 0; n < 2 * PLACES; n++)
    {
      g_ptr_array_add (askers, asker_new (fixture));
      asker_say (g_ptr_array_index (askers, n), "GET /north HTTP/1.1\r\n\r\n");
      wait_request (fixture, n + 1);
    }
  g_assert_cmpuint (fiel_inbound_listener_get_counts (fixture->listener)->n_held, ==, 2 * PLACES);
  g_assert_cmpuint (fiel_inbound_listener_get_counts (fixture->listener)->n_open, ==, 0);
  fiel_manual_clock_advance (fixture->clock, 50 * G_USEC_PER_SEC);
  accept_request (fixture, 1);
  asker_expect (g_ptr_array_index (askers, 0), LAST_ACCEPTED);

  fixture->hold_us = 0;
  other = asker_new (fixture);
  asker_say (other, POST ("south"));
  accept_request (fixture, 2 * PLACES + 1);
  asker_expect (other, ACCEPTED);
  g_assert_cmpuint (fixture->n_gone, ==, 0);
  fiel_manual_clock_advance (fixture->clock, 10 * G_USEC_PER_SEC);
  asker_expect_end (g_ptr_array_index (askers, 1));
  g_assert_cmpuint (fixture->n_gone, ==, 2 * PLACES - 1);
}

static gboolean
is_gone (gpointer user_data)
{
  return ((Fixture *) user_data)->n_gone > 0;
}

static void
test_hangs_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Asker) asker = asker_new (fixture);

  fixture->hold_us = 60 * G_USEC_PER_SEC;
  asker_say (asker, "GET /north HTTP/1.1\r\n\r\n");
  wait_request (fixture, 1);
  g_socket_close (asker->socket, NULL);
  fiel_test_run_until (is_gone, fixture, "the one who asked is gone", WAIT_S);
  fiel_inbound_request_answer (wait_request (fixture, 1), 200, NULL, NULL);
  g_assert_cmpuint (fiel_inbound_listener_get_counts (fixture->listener)->n_held, ==, 0);
}

static void
test_door_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Asker) waiting = asker_new (fixture);
  g_autoptr (Asker) idle = asker_new (fixture);

  asker_say (idle, POST ("north"));
  accept_request (fixture, 1);
  asker_expect (idle, ACCEPTED);
  asker_say (waiting, POST ("north"));
  wait_request (fixture, 2);
  fiel_inbound_listener_close_door (fixture->listener);
  asker_expect_end (idle);
  accept_request (fixture, 2);
  asker_expect (waiting, LAST_ACCEPTED);
  g_assert_cmpuint (fiel_inbound_listener_get_port (fixture->listener), ==, 0);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/inbound/listener/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("secrets", test_secrets);
  add ("judged-early", test_judged_early);
  add ("answers", test_answers);
  add ("large-answer", test_large_answer);
  add ("asks-again", test_asks_again);
  add ("no-smuggling", test_no_smuggling);
  add ("idle-makes-room", test_idle_makes_room);
  add ("flood", test_flood);
  add ("held", test_held);
  add ("hangs-up", test_hangs_up);
  add ("door-closed", test_door_closed);
  return g_test_run ();
}
