/* test-practice-callbacks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Callbacks, heard by a listener of the test. */

#include "practice-peer.h"

#include <libsoup/soup.h>

typedef struct
{
  SoupServer *server; /* owned */
  GPtrArray *bodies;  /* owned, of owned text */
  char *address;      /* owned */
  guint status;
} Listener;

static void
on_request (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Listener *listener = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  g_assert_cmpstr (soup_server_message_get_method (message), ==, "POST");
  g_ptr_array_add (listener->bodies, g_strndup (body->data, (gsize)body->length));
  soup_server_message_set_status (message, listener->status, NULL);
}

static Listener *
listener_new (void)
{
  Listener *listener = g_new0 (Listener, 1);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  listener->status = 200;
  listener->bodies = g_ptr_array_new_with_free_func (g_free);
  listener->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (listener->server, NULL, on_request, listener, NULL);
  soup_server_listen (listener->server, address, 0, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (listener->server);
  listener->address = g_strdup_printf ("http://127.0.0.1:%d/cb", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return listener;
}

static void
listener_free (Listener *listener)
{
  soup_server_disconnect (listener->server);
  g_object_unref (listener->server);
  g_ptr_array_unref (listener->bodies);
  g_free (listener->address);
  g_free (listener);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listener, listener_free)

static PracticePeer *
start (void)
{
  PracticePeer *peer = practice_peer_start (NULL, NULL);

  practice_peer_log_in (peer);
  return peer;
}

static PracticeReply *
sell (PracticePeer *peer, Listener *listener, gint64 amount, guint seconds)
{
  PracticeReply *ack = practice_peer_end (practice_peer_begin_sale (peer, 0, amount, "a", listener->address));

  practice_peer_advance (peer, seconds);
  return ack;
}

/* How many callbacks the cloud has finished with; asking also lets the listener work. */
static guint
count_settled (PracticePeer *peer)
{
  g_autoptr (JsonNode) node = practice_peer_control (peer, "GET", "callbacks", NULL);
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    n += json_object_get_int_member (json_array_get_object_element (json_node_get_array (node), i), "status") != 0;
  return n;
}

static void
wait_for_settled (PracticePeer *peer, guint n)
{
  for (guint i = 0; i < 5000; i++)
    if (count_settled (peer) >= n)
      return;
  g_error ("there were never %u callbacks", n);
}

static JsonObject *
read_body (Listener *listener, guint index)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_assert_cmpuint (index, <, listener->bodies->len);
  g_assert_true (json_parser_load_from_data (parser, listener->bodies->pdata[index], -1, NULL));
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

static void
test_one_post_with_the_result (void)
{
  g_autoptr (Listener) listener = listener_new ();
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) ack = sell (peer, listener, 700, 3);
  g_autoptr (JsonObject) body = NULL;
  JsonObject *data;

  g_assert_cmpstr (practice_reply_get_message (ack), ==, "TRANSACCION ENVIADA");
  wait_for_settled (peer, 1);
  g_assert_cmpuint (listener->bodies->len, ==, 1);
  body = read_body (listener, 0);
  data = json_object_get_object_member (body, "data");
  g_assert_cmpint (json_object_get_int_member (body, "code"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (data, "idPosTxs"), ==,
                   json_object_get_int_member (practice_reply_get_data (ack), "idPosTxs"));
  g_assert_cmpstr (json_object_get_string_member (data, "customId"), ==, "a");
}

/* Somebody else's news at the same address: a payment of its own, with another amount, and nothing of it is booked. */
static void
test_stray (void)
{
  g_autoptr (Listener) listener = listener_new ();
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) ack = sell (peer, listener, 5075, 3);
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;
  JsonObject *own;
  JsonObject *other;

  wait_for_settled (peer, 1);
  practice_peer_advance (peer, 3);
  wait_for_settled (peer, 2);
  g_assert_cmpuint (listener->bodies->len, ==, 2);
  first = read_body (listener, 0);
  second = read_body (listener, 1);
  own = json_object_get_object_member (first, "data");
  other = json_object_get_object_member (second, "data");
  g_assert_cmpstr (json_object_get_string_member (own, "customId"), ==, "a");
  g_assert_true (g_str_has_prefix (json_object_get_string_member (other, "customId"), "another-till-"));
  g_assert_cmpint (json_object_get_int_member (other, "idPosTxs"), !=, json_object_get_int_member (own, "idPosTxs"));
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (other, "response"), "amount"), ==, 10150);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (other, "response"),
                                                  "authorizationCode"), !=,
                   json_object_get_string_member (json_object_get_object_member (own, "response"),
                                                  "authorizationCode"));
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 1);
}

static void
test_faults (void)
{
  static const struct
  {
    const char *plan;
    guint posts;
  } cases[] = {
    { "{\"kind\":\"duplicate-callback\"}", 2 },
    { "{\"kind\":\"wrong-body-callback\",\"body\":\"{}\"}", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Listener) listener = listener_new ();
      g_autoptr (PracticePeer) peer = start ();
      g_autoptr (PracticeReply) ack = NULL;

      practice_peer_post (peer, "fault", "%s", cases[i].plan);
      ack = sell (peer, listener, 700, 3);
      wait_for_settled (peer, cases[i].posts);
      g_assert_cmpuint (listener->bodies->len, ==, cases[i].posts);
      if (cases[i].posts == 1)
        g_assert_cmpstr (listener->bodies->pdata[0], ==, "{}");
    }
}

static void
test_dropped_and_delayed (void)
{
  g_autoptr (Listener) listener = listener_new ();
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) dropped = NULL;
  g_autoptr (PracticeReply) delayed = NULL;

  practice_peer_post (peer, "fault", "{\"kind\":\"drop-callback\"}");
  practice_peer_post (peer, "fault", "{\"kind\":\"delay-callback\",\"ms\":60000}");
  dropped = sell (peer, listener, 700, 3);
  delayed = sell (peer, listener, 701, 60);
  g_assert_cmpuint (count_settled (peer), ==, 0);
  g_assert_cmpuint (listener->bodies->len, ==, 0);
  practice_peer_advance (peer, 3);
  wait_for_settled (peer, 1);
  g_assert_cmpuint (listener->bodies->len, ==, 1);
}

static void
test_before_the_acknowledgement (void)
{
  g_autoptr (Listener) listener = listener_new ();
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) ack = NULL;
  PracticeCall *call;

  practice_peer_post (peer, "fault", "{\"kind\":\"callback-before-ack\"}");
  call = practice_peer_begin_sale (peer, 0, 700, "a", listener->address);
  practice_peer_wait_for_stage (peer, 0, "card");
  practice_peer_advance (peer, 3);
  ack = practice_peer_end (call);
  g_assert_cmpuint (listener->bodies->len, ==, 1);
  g_assert_cmpstr (practice_reply_get_message (ack), ==, "TRANSACCION ENVIADA");
}

static void
test_retries (void)
{
  g_autoptr (Listener) listener = listener_new ();
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) ack = NULL;

  practice_peer_post (peer, "switches", "{\"callback-retries\":2}");
  listener->status = 500;
  ack = sell (peer, listener, 700, 3);
  for (guint i = 1; i <= 3; i++)
    {
      wait_for_settled (peer, i);
      g_assert_cmpuint (listener->bodies->len, ==, i);
      practice_peer_advance (peer, 5);
    }
  g_assert_cmpuint (count_settled (peer), ==, 3);
}

static void
test_timeout_is_pushed (void)
{
  g_autoptr (Listener) listener = listener_new ();
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) first = sell (peer, listener, 794, 301);
  g_autoptr (PracticeReply) second = NULL;
  g_autoptr (JsonObject) body = NULL;

  wait_for_settled (peer, 1);
  body = read_body (listener, 0);
  g_assert_cmpint (json_object_get_int_member (body, "code"), ==, 0);
  practice_peer_post (peer, "switches", "{\"timeout-callback\":\"off\"}");
  second = sell (peer, listener, 794, 301);
  g_assert_cmpuint (count_settled (peer), ==, 1);
}

static void
test_other_machines_are_not_called (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) ack = NULL;
  g_autoptr (JsonNode) log = NULL;

  ack = practice_peer_end (practice_peer_begin_sale (peer, 0, 700, "a", "https://example.invalid/x"));
  g_assert_cmpint (practice_reply_get_code (ack), ==, 1);
  practice_peer_advance (peer, 3);
  log = practice_peer_control (peer, "GET", "callbacks", NULL);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (json_node_get_array (log), 0), "status"),
                   ==, -2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/practice/callbacks/one", test_one_post_with_the_result);
  g_test_add_func ("/practice/callbacks/stray", test_stray);
  g_test_add_func ("/practice/callbacks/faults", test_faults);
  g_test_add_func ("/practice/callbacks/dropped-delayed", test_dropped_and_delayed);
  g_test_add_func ("/practice/callbacks/before-ack", test_before_the_acknowledgement);
  g_test_add_func ("/practice/callbacks/retries", test_retries);
  g_test_add_func ("/practice/callbacks/timeout", test_timeout_is_pushed);
  g_test_add_func ("/practice/callbacks/other-machines", test_other_machines_are_not_called);
  return g_test_run ();
}
