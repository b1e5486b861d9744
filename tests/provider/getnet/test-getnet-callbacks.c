/* test-getnet-callbacks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the practice cloud calls back, as the provider hears it. It names the payment and is kept as text; whoever is to
 * keep it says what the cloud is told. */

#include "getnet-bench.h"

#include "fiel-evidence.h"
#include "fiel-http-client.h"
#include "fiel-test.h"

#include <libsoup/soup.h>
#include <string.h>

#define AMOUNT 5990
#define TOKEN "0123456789abcdefghij-_"

static GetnetBench *bench;

typedef struct
{
  const char *switches;
  gboolean names; /* the shapes of the documents name neither id */
} Shape;

static const Shape shapes[] = {
  { "{'shape':'nested-cl'}", TRUE },
  { "{'shape':'docs-flat'}", FALSE },
  { "{'shape':'nested-docs'}", TRUE },
  { "{'id-type':'text'}", TRUE },
};

/* An owner that settles at once. */
typedef struct
{
  FielProvider *provider; /* owned */
  GPtrArray *heard;       /* owned, of FielProviderCallback */
  FielCallbackFate answer;
  GetnetExchange *running; /* not owned, nullable */
  gboolean overtook;
} Owner;

static void
on_heard (FielProvider *provider, FielProviderCallback *callback, gpointer user_data)
{
  Owner *owner = user_data;

  g_ptr_array_add (owner->heard, fiel_provider_callback_ref (callback));
  if (owner->running != NULL && !getnet_exchange_is_done (owner->running))
    owner->overtook = TRUE;
  fiel_provider_settle_callback (provider, callback, owner->answer);
}

static Owner *
owner_new (const char *settings)
{
  Owner *owner = g_new0 (Owner, 1);

  getnet_bench_reset (bench);
  owner->heard = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_provider_callback_unref);
  owner->provider = getnet_bench_make_provider (bench, settings);
  fiel_provider_set_heard_func (owner->provider, on_heard, owner);

  return owner;
}

static void
owner_free (Owner *owner)
{
  g_assert_finalize_object (owner->provider);
  fiel_test_drain ();
  g_ptr_array_unref (owner->heard);
  g_free (owner);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Owner, owner_free)

static GetnetExchange *
sell (Owner *owner)
{
  GetnetExchange *sale = getnet_bench_begin (
      owner->provider, getnet_bench_make_request (bench, FIEL_OPERATION_SALE, AMOUNT), NULL);

  owner->running = sale;
  getnet_bench_wait (sale);
  owner->running = NULL;
  g_assert_cmpint (sale->finding->evidence->result, ==, FIEL_RESULT_ACCEPTED);

  return sale;
}

/* The callbacks the cloud has sent, each with the address and the status it got. */
static JsonArray *
list_callbacks (void)
{
  g_autoptr (JsonNode) node = getnet_bench_ask (bench, "callbacks");

  return json_array_ref (json_node_get_array (node));
}

static gboolean
is_settled (gpointer user_data)
{
  g_autoptr (JsonArray) callbacks = list_callbacks ();
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (callbacks); i++)
    n += json_object_get_int_member (json_array_get_object_element (callbacks, i), "status") != 0;

  return n == GPOINTER_TO_UINT (user_data);
}

static void
assert_statuses (guint n, gint64 status)
{
  g_autoptr (JsonArray) callbacks = NULL;

  fiel_test_run_until (is_settled, GUINT_TO_POINTER (n), "the cloud has its answers", 60);
  callbacks = list_callbacks ();
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (callbacks, i), "status"), ==, status);
}

static void
assert_names (FielProviderCallback *callback, GetnetExchange *sale)
{
  g_assert_cmpstr (fiel_provider_callback_get_reference (callback), ==, sale->request->reference);
  g_assert_cmpstr (fiel_provider_callback_get_provider_id (callback), ==, sale->finding->evidence->provider_id);
}

/* In every shape that has them it names the cloud's id and our reference, and nothing secret of it is kept. */
static void
test_heard (gconstpointer data)
{
  const Shape *shape = data;
  g_autoptr (Owner) owner = owner_new ("mode=asynchronous");
  g_autoptr (GetnetExchange) sale = NULL;
  FielProviderCallback *callback = NULL;

  getnet_bench_tell (bench, "switches", shape->switches);
  g_assert_true (fiel_provider_get_traits (owner->provider)->gives_id_first);
  sale = sell (owner);
  assert_statuses (1, 200);
  g_assert_cmpuint (owner->heard->len, ==, 1);
  callback = owner->heard->pdata[0];
  g_test_message ("%s", fiel_provider_callback_get_text (callback));
  g_assert_cmpstr (fiel_provider_callback_get_provider_id (callback), ==,
                   shape->names ? sale->finding->evidence->provider_id : NULL);
  g_assert_cmpstr (fiel_provider_callback_get_reference (callback), ==, shape->names ? sale->request->reference : NULL);
  g_assert_null (strstr (fiel_provider_callback_get_text (callback), "\"bin\":\"4"));
}

/* What is not kept gets the answer of a stranger, also when nobody is there to keep it. */
static void
test_not_kept (void)
{
  g_autoptr (Owner) owner = owner_new ("mode=asynchronous");
  g_autoptr (GetnetExchange) first = NULL;
  g_autoptr (GetnetExchange) second = NULL;

  owner->answer = FIEL_CALLBACK_FATE_TURNED_AWAY;
  first = sell (owner);
  assert_statuses (1, 404);
  g_assert_cmpuint (owner->heard->len, ==, 1);

  fiel_provider_set_heard_func (owner->provider, NULL, NULL);
  second = sell (owner);
  assert_statuses (2, 404);
  g_assert_cmpuint (owner->heard->len, ==, 1);
}

static void
test_duplicate (void)
{
  g_autoptr (Owner) owner = owner_new ("mode=asynchronous");
  g_autoptr (GetnetExchange) sale = NULL;

  getnet_bench_break (bench, "sale", "'kind':'duplicate-callback'");
  sale = sell (owner);
  assert_statuses (2, 200);
  g_assert_cmpuint (owner->heard->len, ==, 2);
  g_assert_cmpstr (fiel_provider_callback_get_text (owner->heard->pdata[0]), ==,
                   fiel_provider_callback_get_text (owner->heard->pdata[1]));
}

static GetnetExchange *
ask_status (Owner *owner, GetnetExchange *sale)
{
  FielProviderRequest *request = getnet_bench_make_request (bench, FIEL_OPERATION_STATUS, AMOUNT);

  request->provider_id = g_strdup (sale->finding->evidence->provider_id);

  return getnet_bench_perform (owner->provider, request);
}

/* None comes, or it comes later: the query knows the same without it. */
static void
test_dropped_and_late (gconstpointer data)
{
  g_autoptr (Owner) owner = owner_new ("mode=asynchronous");
  g_autoptr (GetnetExchange) sale = NULL;
  g_autoptr (GetnetExchange) status = NULL;

  getnet_bench_break (bench, "sale", data);
  sale = sell (owner);
  status = ask_status (owner, sale);
  g_assert_cmpint (status->finding->evidence->result, ==, FIEL_RESULT_APPROVED);
  g_assert_cmpuint (owner->heard->len, ==, 0);
}

static void
test_overtakes (void)
{
  g_autoptr (Owner) owner = owner_new ("mode=asynchronous");
  g_autoptr (GetnetExchange) sale = NULL;

  getnet_bench_break (bench, "sale", "'kind':'callback-before-ack'");
  sale = sell (owner);
  assert_statuses (1, 200);
  g_assert_cmpuint (owner->heard->len, ==, 1);
  g_assert_true (owner->overtook);
  assert_names (owner->heard->pdata[0], sale);
}

/* Bodies that say nothing: kept, masked, and naming nobody. */
static void
test_wrong_body (gconstpointer data)
{
  g_autoptr (Owner) owner = owner_new ("mode=asynchronous");
  g_autoptr (GetnetExchange) sale = NULL;
  g_autofree char *fault = g_strdup_printf ("'kind':'wrong-body-callback','body':'%s'", (const char *) data);

  getnet_bench_break (bench, "sale", fault);
  sale = sell (owner);
  assert_statuses (1, 200);
  g_assert_cmpuint (owner->heard->len, ==, 1);
  g_assert_null (fiel_provider_callback_get_reference (owner->heard->pdata[0]));
  g_assert_null (fiel_provider_callback_get_provider_id (owner->heard->pdata[0]));
  g_assert_null (strstr (fiel_provider_callback_get_text (owner->heard->pdata[0]), "4111111111111111"));
}

static guint16
find_free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_assert_cmpuint (port, >, 0);
  g_socket_listener_close (listener);

  return port;
}

typedef struct
{
  SoupSession *session; /* owned */
  SoupMessage *message; /* owned */
  gboolean done;
} Stranger;

static void
on_stranger_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Stranger *stranger = user_data;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  g_assert_nonnull (body);
  stranger->done = TRUE;
}

static gboolean
is_stranger_done (gpointer user_data)
{
  return ((Stranger *) user_data)->done;
}

static guint
post (guint16 port, const char *target)
{
  g_autofree char *uri = g_strdup_printf ("http://127.0.0.1:%u%s", port, target);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  Stranger stranger = { soup_session_new (), soup_message_new ("POST", uri), FALSE };
  guint status = 0;

  soup_message_set_request_body_from_bytes (stranger.message, "application/json", body);
  soup_session_send_and_read_async (stranger.session, stranger.message, G_PRIORITY_DEFAULT, NULL, on_stranger_done,
                                    &stranger);
  fiel_test_run_until (is_stranger_done, &stranger, "the stranger has an answer", 60);
  status = soup_message_get_status (stranger.message);
  g_object_unref (stranger.message);
  g_object_unref (stranger.session);

  return status;
}

/* The path of the address in the profile, all of it and nothing else. */
static void
test_address_of_the_profile (void)
{
  guint16 port = find_free_port ();
  g_autofree char *settings = g_strdup_printf (
      "callback-address=http://127.0.0.1:%u/shop/" TOKEN "?till=2\nlisten-port=%u\nlisten-address=127.0.0.1", port,
      port);
  g_autoptr (Owner) owner = owner_new (settings);
  g_autoptr (GetnetExchange) sale = NULL;

  sale = sell (owner);
  assert_statuses (1, 200);
  g_assert_cmpuint (owner->heard->len, ==, 1);
  assert_names (owner->heard->pdata[0], sale);

  g_assert_cmpuint (post (port, "/shop/" TOKEN "?till=2"), ==, 200);
  g_assert_cmpuint (owner->heard->len, ==, 2);
  g_assert_cmpuint (post (port, "/shop/" TOKEN), ==, 404);
  g_assert_cmpuint (post (port, "/shop/" TOKEN "?till=3"), ==, 404);
  g_assert_cmpuint (post (port, "/shop/0123456789abcdefghij-x?till=2"), ==, 404);
  g_assert_cmpuint (post (port, "/"), ==, 404);
  g_assert_cmpuint (owner->heard->len, ==, 2);
}

/* The exact bytes that are hashed name the address that is called, and every run has another one. */
static void
test_address_of_its_own (void)
{
  g_autoptr (Owner) owner = owner_new ("mode=asynchronous");
  g_autoptr (Owner) other = owner_new ("mode=asynchronous");
  g_autoptr (FielProviderRequest) request = getnet_bench_make_request (bench, FIEL_OPERATION_SALE, AMOUNT);
  g_autoptr (FielProviderCall) call = fiel_provider_prepare (owner->provider, request, NULL);
  g_autoptr (FielProviderCall) again = fiel_provider_prepare (owner->provider, request, NULL);
  g_autoptr (FielProviderCall) elsewhere = fiel_provider_prepare (other->provider, request, NULL);
  g_autofree char *body = g_strndup (g_bytes_get_data (fiel_provider_call_get_body (call), NULL),
                                     g_bytes_get_size (fiel_provider_call_get_body (call)));

  g_assert_nonnull (strstr (body, "\"webhook\":\"http://127.0.0.1:"));
  g_assert_cmpstr (fiel_provider_call_get_body_sha256 (call), ==, fiel_provider_call_get_body_sha256 (again));
  g_assert_cmpstr (fiel_provider_call_get_body_sha256 (call), !=, fiel_provider_call_get_body_sha256 (elsewhere));
}

/* An answer that was kept by one run means the same to the next one, whatever its mode, port and secret. */
static void
test_read_again (void)
{
  g_autoptr (Owner) owner = owner_new ("mode=asynchronous");
  g_autoptr (FielProvider) next = getnet_bench_make_provider (bench, "mode=asynchronous");
  g_autoptr (FielProvider) synchronous = getnet_bench_make_provider (bench, "mode=synchronous");
  g_autoptr (GetnetExchange) sale = sell (owner);
  g_autoptr (FielFinding) same = fiel_provider_interpret (next, sale->request, sale->reply);
  g_autoptr (FielFinding) also = fiel_provider_interpret (synchronous, sale->request, sale->reply);

  g_assert_cmpint (same->evidence->result, ==, FIEL_RESULT_ACCEPTED);
  g_assert_cmpint (also->evidence->result, ==, FIEL_RESULT_ACCEPTED);
  g_assert_cmpstr (same->evidence->provider_id, ==, sale->finding->evidence->provider_id);
  g_assert_cmpstr (also->evidence->provider_id, ==, sale->finding->evidence->provider_id);
}

/* Somebody else has the port: payments go on, and are asked about. */
static void
test_port_is_taken (void)
{
  g_autoptr (GSocketListener) taken = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (taken, NULL, NULL);
  g_autofree char *settings = g_strdup_printf (
      "callback-address=http://127.0.0.1:%u/" TOKEN "\nlisten-port=%u\nlisten-address=0.0.0.0", port, port);
  g_autoptr (Owner) owner = NULL;
  g_autoptr (GetnetExchange) sale = NULL;
  g_autoptr (GetnetExchange) status = NULL;

  owner = owner_new (settings);
  sale = sell (owner);
  status = ask_status (owner, sale);
  g_assert_cmpint (status->finding->evidence->result, ==, FIEL_RESULT_APPROVED);
  g_assert_cmpuint (owner->heard->len, ==, 0);
  g_socket_listener_close (taken);
}

int
main (int argc, char *argv[])
{
  int result = 0;

  fiel_http_prepare_process ();
  g_test_init (&argc, &argv, NULL);
  bench = getnet_bench_start ("cl", FALSE);

  g_test_add_data_func ("/getnet-callbacks/heard/nested-cl", &shapes[0], test_heard);
  g_test_add_data_func ("/getnet-callbacks/heard/docs-flat", &shapes[1], test_heard);
  g_test_add_data_func ("/getnet-callbacks/heard/nested-docs", &shapes[2], test_heard);
  g_test_add_data_func ("/getnet-callbacks/heard/id-as-text", &shapes[3], test_heard);
  g_test_add_func ("/getnet-callbacks/not-kept", test_not_kept);
  g_test_add_func ("/getnet-callbacks/duplicate", test_duplicate);
  g_test_add_data_func ("/getnet-callbacks/dropped", "'kind':'drop-callback'", test_dropped_and_late);
  g_test_add_data_func ("/getnet-callbacks/late", "'kind':'delay-callback','ms':3600000", test_dropped_and_late);
  g_test_add_func ("/getnet-callbacks/overtakes", test_overtakes);
  g_test_add_data_func ("/getnet-callbacks/wrong-body/list", "[]", test_wrong_body);
  g_test_add_data_func ("/getnet-callbacks/wrong-body/empty", "", test_wrong_body);
  g_test_add_data_func ("/getnet-callbacks/wrong-body/number", "4111111111111111", test_wrong_body);
  g_test_add_data_func ("/getnet-callbacks/wrong-body/text", "card 4111 1111 1111 1111", test_wrong_body);
  g_test_add_func ("/getnet-callbacks/address/of-the-profile", test_address_of_the_profile);
  g_test_add_func ("/getnet-callbacks/address/of-its-own", test_address_of_its_own);
  g_test_add_func ("/getnet-callbacks/read-again", test_read_again);
  g_test_add_func ("/getnet-callbacks/port-is-taken", test_port_is_taken);

  result = g_test_run ();
  getnet_bench_stop (bench);

  return result;
}
