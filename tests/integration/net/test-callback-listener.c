/* test-callback-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The callback listener against senders that mean it harm, over real sockets. Its time is moved by hand.
 */

#include "fiel-callback-listener.h"
#include "fiel-manual-clock.h"
#include "fiel-test.h"

#include <string.h>

#define TOKEN "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"
#define GOOD_LINE "POST /callback/" TOKEN " HTTP/1.1\r\nHost: till\r\n"
#define GOOD GOOD_LINE "Content-Length: 8\r\n\r\n{\"id\":7}"
#define NOT_FOUND "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
#define ACCEPTED "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
#define MAX_OPEN 32
#define WAIT_S 20

typedef enum
{
  OWNER_ACCEPTS,
  OWNER_REFUSES,
  OWNER_KEEPS,
} Owner;

typedef struct
{
  FielManualClock *clock;          /* owned */
  FielCallbackListener *listener;  /* owned */
  Owner owner;
  GPtrArray *received;             /* owned, element-type FielCallback */
} Fixture;

/* A sender: its answer is whatever it read until the connection ended. */
typedef struct
{
  GSocketConnection *connection; /* owned */
  GString *answer;               /* owned */
  gboolean ended;
  char buffer[512];
} Sender;

static void
on_received (FielCallbackListener *listener, FielCallback *callback, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_ptr_array_add (fixture->received, g_object_ref (callback));
  if (fixture->owner == OWNER_ACCEPTS)
    fiel_callback_accept (callback);
  else if (fixture->owner == OWNER_REFUSES)
    fiel_callback_refuse (callback);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->clock = fiel_manual_clock_new ();
  fixture->received = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->listener = fiel_callback_listener_new (FIEL_CLOCK (fixture->clock), TOKEN);
  g_signal_connect (fixture->listener, "received", G_CALLBACK (on_received), fixture);
  g_assert_cmpuint (fiel_callback_listener_get_port (fixture->listener), ==, 0);
  fiel_callback_listener_start (fixture->listener, FIEL_CALLBACK_LISTENER_DEFAULT_ADDRESS, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fiel_callback_listener_get_port (fixture->listener), !=, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->received, g_ptr_array_unref);
  fiel_callback_listener_stop (fixture->listener);
  fiel_test_drain ();
  g_assert_finalize_object (fixture->listener);
  g_assert_cmpuint (fiel_manual_clock_get_n_timers (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
}

static void sender_read (Sender *self);

static void
on_sender_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sender *self = user_data;
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  self->ended = n_read <= 0;
  if (self->ended)
    return;
  g_string_append_len (self->answer, self->buffer, n_read);
  sender_read (self);
}

static void
sender_read (Sender *self)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)), self->buffer,
                             sizeof self->buffer, G_PRIORITY_DEFAULT, NULL, on_sender_read, self);
}

static gboolean
sender_write (Sender *self, const char *bytes, gsize length)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)), bytes, length, NULL,
                                    NULL, NULL);
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sender *self = user_data;

  self->connection = g_socket_client_connect_to_host_finish (G_SOCKET_CLIENT (source), result, NULL);
}

static gboolean
is_connected (gpointer user_data)
{
  return ((Sender *) user_data)->connection != NULL;
}

static gboolean
has_ended (gpointer user_data)
{
  return ((Sender *) user_data)->ended;
}

static Sender *
sender_new (Fixture *fixture, const char *bytes, gsize length)
{
  Sender *self = g_new0 (Sender, 1);
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  self->answer = g_string_new (NULL);
  g_socket_client_connect_to_host_async (client, "127.0.0.1", fiel_callback_listener_get_port (fixture->listener), NULL,
                                         on_connected, self);
  fiel_test_run_until (is_connected, self, "the sender is connected", WAIT_S);
  sender_write (self, bytes, length);
  sender_read (self);
  return self;
}

static void
sender_free (Sender *self)
{
  g_socket_close (g_socket_connection_get_socket (self->connection), NULL);
  fiel_test_run_until (has_ended, self, "the sender has ended", WAIT_S);
  g_object_unref (self->connection);
  g_string_free (self->answer, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sender, sender_free)

static void
assert_answer (Fixture *fixture, const char *bytes, gsize length, const char *answer)
{
  g_autoptr (Sender) sender = sender_new (fixture, bytes, length);

  g_socket_shutdown (g_socket_connection_get_socket (sender->connection), FALSE, TRUE, NULL);
  fiel_test_run_until (has_ended, sender, "the listener has hung up", WAIT_S);
  g_assert_cmpstr (sender->answer->str, ==, answer);
}

static gboolean
has_received (gpointer user_data)
{
  return ((Fixture *) user_data)->received->len > 0;
}

static void
assert_body (Fixture *fixture, const char *expected)
{
  FielCallback *callback = g_ptr_array_index (fixture->received, 0);
  g_autoptr (GBytes) bytes = g_bytes_new_static (expected, strlen (expected));

  g_assert_true (g_bytes_equal (fiel_callback_get_body (callback), bytes));
}

static void
test_accepted (Fixture *fixture, gconstpointer data)
{
  assert_answer (fixture, GOOD, strlen (GOOD), ACCEPTED);
  g_assert_cmpuint (fixture->received->len, ==, 1);
  assert_body (fixture, "{\"id\":7}");
}

/* I7: the sender hears nothing before the owner says the event is durable. */
static void
test_durable_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Sender) sender = NULL;

  fixture->owner = OWNER_KEEPS;
  sender = sender_new (fixture, GOOD, strlen (GOOD));
  fiel_test_run_until (has_received, fixture, "the callback is there", WAIT_S);
  fiel_test_drain ();
  g_assert_cmpstr (sender->answer->str, ==, "");
  g_assert_false (sender->ended);
  fiel_callback_accept (g_ptr_array_index (fixture->received, 0));
  fiel_callback_refuse (g_ptr_array_index (fixture->received, 0));
  fiel_test_run_until (has_ended, sender, "the listener has answered", WAIT_S);
  g_assert_cmpstr (sender->answer->str, ==, ACCEPTED);
}

static void
test_not_kept (Fixture *fixture, gconstpointer data)
{
  fixture->owner = OWNER_REFUSES;
  assert_answer (fixture, GOOD, strlen (GOOD), NOT_FOUND);
}

/* Nobody answers: the deadline ends it, and a late word is harmless. */
static void
test_forgotten (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Sender) sender = NULL;

  fixture->owner = OWNER_KEEPS;
  sender = sender_new (fixture, GOOD, strlen (GOOD));
  fiel_test_run_until (has_received, fixture, "the callback is there", WAIT_S);
  fiel_manual_clock_advance (fixture->clock, 5 * G_USEC_PER_SEC);
  fiel_test_run_until (has_ended, sender, "the deadline has ended it", WAIT_S);
  g_assert_cmpstr (sender->answer->str, ==, "");
  fiel_callback_accept (g_ptr_array_index (fixture->received, 0));
  fiel_test_drain ();
}

static void
test_expect_continue (Fixture *fixture, gconstpointer data)
{
  static const char head[] = GOOD_LINE "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n";
  g_autoptr (Sender) sender = sender_new (fixture, head, strlen (head));

  while (sender->answer->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (sender->answer->str, ==, "HTTP/1.1 100 Continue\r\n\r\n");
  sender_write (sender, "{}", 2);
  fiel_test_run_until (has_received, fixture, "the callback is there", WAIT_S);
  assert_body (fixture, "{}");
}

/* Whatever is wrong, the answer is the same. */
static const struct
{
  const char *name;
  const char *text;
} strangers[] = {
  { "root", "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}" },
  { "no-token", "POST /callback/ HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}" },
  { "short-token", "POST /callback/0123456789abcdefghijklmnopqrstuvwxyzABCDEF HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}" },
  { "long-token", "POST /callback/" TOKEN "x HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}" },
  { "other-case", "POST /CALLBACK/" TOKEN " HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}" },
  { "with-query", "POST /callback/" TOKEN "?a HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}" },
  { "last-differs", "POST /callback/0123456789abcdefghijklmnopqrstuvwxyzABCDEX HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}" },
  { "get", "GET /callback/" TOKEN " HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}" },
  { "no-length", GOOD_LINE "\r\n{}" },
  { "negative-length", GOOD_LINE "Content-Length: -2\r\n\r\n{}" },
  { "oversize", GOOD_LINE "Content-Length: 16385\r\n\r\n{}" },
  { "huge", GOOD_LINE "Content-Length: 600000000\r\n\r\n{}" },
  { "length-and-chunked", GOOD_LINE "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}" },
  { "chunked", GOOD_LINE "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" },
  { "two-lengths", GOOD_LINE "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}" },
  { "garbage", "\001\002\003\004\r\n\r\n" },
};

static void
test_stranger (Fixture *fixture, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  assert_answer (fixture, strangers[i].text, strlen (strangers[i].text), NOT_FOUND);
  g_assert_cmpuint (fixture->received->len, ==, 0);
}

/* Far more than fits: the answer still arrives, and what is kept stays what it is. */
static void
test_oversize_body_is_sent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (GOOD_LINE "Content-Length: 100000\r\n\r\n");
  g_autofree char *body = g_strnfill (100000, 'x');

  g_string_append (text, body);
  assert_answer (fixture, text->str, text->len, NOT_FOUND);
  g_assert_cmpuint (fixture->received->len, ==, 0);
}

/* Who is refused in the middle of sending may finish: a sender whose write fails would not read the answer. */
static void
test_refused_sender_finishes (Fixture *fixture, gconstpointer data)
{
  static const char head[] = GOOD_LINE "Content-Length: 100000\r\n\r\n";
  g_autofree char *part = g_strnfill (10000, 'x');
  g_autoptr (Sender) sender = sender_new (fixture, head, strlen (head));

  fiel_test_run_until (has_ended, sender, "the listener has answered", WAIT_S);
  g_assert_cmpstr (sender->answer->str, ==, NOT_FOUND);
  for (guint i = 0; i < 10; i++)
    {
      g_assert_true (sender_write (sender, part, 10000));
      fiel_test_drain ();
    }
}

static void
test_endless_head (Fixture *fixture, gconstpointer data)
{
  g_autofree char *head = g_strnfill (64 * 1024, 'x');

  assert_answer (fixture, head, 64 * 1024, NOT_FOUND);
}

/* The socket's own limit never fires on a trickle; the deadline does. */
static void
test_trickle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Sender) sender = sender_new (fixture, "P", 1);

  for (guint i = 0; i < 4; i++)
    {
      fiel_test_drain ();
      fiel_manual_clock_advance (fixture->clock, G_USEC_PER_SEC);
      g_assert_false (sender->ended);
      sender_write (sender, "O", 1);
    }
  fiel_manual_clock_advance (fixture->clock, G_USEC_PER_SEC);
  fiel_test_run_until (has_ended, sender, "the deadline has ended it", WAIT_S);
  g_assert_cmpstr (sender->answer->str, ==, "");
}

static gboolean
have_all_received (gpointer user_data)
{
  return ((Fixture *) user_data)->received->len == MAX_OPEN;
}

static gboolean
have_timers (gpointer user_data)
{
  return fiel_manual_clock_get_n_timers (((Fixture *) user_data)->clock) == MAX_OPEN;
}

/* Half-open connections fill the house. Whoever comes then takes the place of the one that is there longest; what is
 * left is gone after the deadline. */
static void
test_half_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) senders = g_ptr_array_new_with_free_func ((GDestroyNotify) sender_free);

  for (guint i = 0; i < MAX_OPEN; i++)
    g_ptr_array_add (senders, sender_new (fixture, "POST ", 5));
  fiel_test_run_until (have_timers, fixture, "all are let in", WAIT_S);
  assert_answer (fixture, GOOD, strlen (GOOD), ACCEPTED);
  fiel_test_run_until (has_ended, g_ptr_array_index (senders, 0), "the first one has made room", WAIT_S);
  for (guint i = 1; i < MAX_OPEN; i++)
    g_assert_false (((Sender *) g_ptr_array_index (senders, i))->ended);

  fiel_manual_clock_advance (fixture->clock, 5 * G_USEC_PER_SEC);
  for (guint i = 1; i < MAX_OPEN; i++)
    fiel_test_run_until (has_ended, g_ptr_array_index (senders, i), "the deadline has ended it", WAIT_S);
  assert_answer (fixture, GOOD, strlen (GOOD), ACCEPTED);
}

/* Whoever has shown the secret is not moved for a stranger, however many come. */
static void
test_good_ones_stay (Fixture *fixture, gconstpointer data)
{
  static const char head[] = GOOD_LINE "Content-Length: 2\r\n\r\n{";
  g_autoptr (Sender) good = sender_new (fixture, head, strlen (head));
  g_autoptr (GPtrArray) senders = g_ptr_array_new_with_free_func ((GDestroyNotify) sender_free);

  for (guint i = 0; i < 2 * MAX_OPEN; i++)
    g_ptr_array_add (senders, sender_new (fixture, "POST ", 5));
  fiel_test_run_until (have_timers, fixture, "the house is full", WAIT_S);
  sender_write (good, "}", 1);
  fiel_test_run_until (has_ended, good, "the listener has answered", WAIT_S);
  g_assert_cmpstr (good->answer->str, ==, ACCEPTED);
}

/* The house is full of such as wait for their answer: nobody has to go, so the newcomer has. */
static void
test_full_of_good_ones (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) senders = g_ptr_array_new_with_free_func ((GDestroyNotify) sender_free);

  fixture->owner = OWNER_KEEPS;
  for (guint i = 0; i < MAX_OPEN; i++)
    g_ptr_array_add (senders, sender_new (fixture, GOOD, strlen (GOOD)));
  fiel_test_run_until (have_all_received, fixture, "all callbacks are there", WAIT_S);
  assert_answer (fixture, GOOD, strlen (GOOD), "");
  for (guint i = 0; i < MAX_OPEN; i++)
    {
      fiel_callback_accept (g_ptr_array_index (fixture->received, i));
      fiel_test_run_until (has_ended, g_ptr_array_index (senders, i), "the listener has answered", WAIT_S);
      g_assert_cmpstr (((Sender *) g_ptr_array_index (senders, i))->answer->str, ==, ACCEPTED);
    }
}

/* However many came before in the same moment, a good one is heard. */
static void
test_many_at_once (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 3 * MAX_OPEN; i++)
    assert_answer (fixture, strangers[0].text, strlen (strangers[0].text), NOT_FOUND);
  for (guint i = 0; i < 3 * MAX_OPEN; i++)
    assert_answer (fixture, GOOD, strlen (GOOD), ACCEPTED);
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Sender) sender = sender_new (fixture, "POST ", 5);

  fiel_test_drain ();
  fiel_callback_listener_stop (fixture->listener);
  fiel_test_run_until (has_ended, sender, "the listener has hung up", WAIT_S);
  g_assert_cmpuint (fiel_callback_listener_get_port (fixture->listener), ==, 0);
}

static void
test_cannot_start (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielCallbackListener) other = fiel_callback_listener_new (FIEL_CLOCK (fixture->clock), TOKEN);
  g_autoptr (GError) error = NULL;
  guint16 taken = fiel_callback_listener_get_port (fixture->listener);

  g_assert_false (fiel_callback_listener_start (other, "till.example", 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (fiel_callback_listener_start (other, "127.0.0.1", taken, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_cmpuint (fiel_callback_listener_get_port (other), ==, 0);
}

static void
test_token (void)
{
  g_autofree char *one = fiel_callback_token_new ();
  g_autofree char *two = fiel_callback_token_new ();

  g_assert_cmpuint (strlen (one), ==, 43);
  g_assert_cmpuint (strspn (one, "0123456789-_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"), ==, 43);
  g_assert_cmpstr (one, !=, two);
}

static void
add (const char *name, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/callback/listener/", name, NULL);

  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("accepted", NULL, test_accepted);
  add ("durable-first", NULL, test_durable_first);
  add ("not-kept", NULL, test_not_kept);
  add ("forgotten", NULL, test_forgotten);
  add ("expect-continue", NULL, test_expect_continue);
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autofree char *name = g_strconcat ("stranger-", strangers[i].name, NULL);

      add (name, GSIZE_TO_POINTER (i), test_stranger);
    }
  add ("oversize-body-is-sent", NULL, test_oversize_body_is_sent);
  add ("refused-sender-finishes", NULL, test_refused_sender_finishes);
  add ("endless-head", NULL, test_endless_head);
  add ("trickle", NULL, test_trickle);
  add ("half-open", NULL, test_half_open);
  add ("good-ones-stay", NULL, test_good_ones_stay);
  add ("full-of-good-ones", NULL, test_full_of_good_ones);
  add ("many-at-once", NULL, test_many_at_once);
  add ("stop", NULL, test_stop);
  add ("cannot-start", NULL, test_cannot_start);
  g_test_add_func ("/callback/listener/token", test_token);
  return g_test_run ();
}
