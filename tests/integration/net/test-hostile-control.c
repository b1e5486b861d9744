/* test-hostile-control.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The control: a plain libsoup session, against the same servers, does transmit twice, and the servers' counters see it.
 * Without this, "one transmission" in test-hostile-http.c could be the counters' fault.
 *
 * This program lets libsoup speak HTTP/2. So it also shows the client's kill switch alone, with HTTP/2 not turned off.
 */

#include "hostile-exchange.h"
#include "hostile-server.h"

#include "fiel-test.h"

#include <libsoup/soup.h>
#include <string.h>

#define BODY "Content-Length: 2\r\n\r\n{}"

typedef struct
{
  const char *name;
  HostileScript script;
  gboolean with_password;
  guint requests;        /* that a naive session makes */
  guint empty_requests;  /* of these: libsoup drops the body */
} Control;

static const Step misdirected[] = { SEND ("HTTP/1.1 421 Misdirected Request\r\n" BODY), { STEP_DONE } };
static const Step unauthorized[] = {
  SEND ("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n" BODY), { STEP_DONE }
};
static const Step see_other[] = { SEND ("HTTP/1.1 303 See Other\r\nLocation: /elsewhere\r\n" BODY), { STEP_DONE } };
static const Step ordinary[] = { SEND ("HTTP/1.1 200 OK\r\n" BODY), { STEP_DONE } };

static const Control controls[] = {
  { "once", { FLAVOUR_PLAIN, WHEN_REQUESTED, ordinary }, FALSE, 1, 0 },
  { "once-over-h2", { FLAVOUR_H2, WHEN_REQUESTED, ordinary }, FALSE, 1, 0 },
  { "421", { FLAVOUR_PLAIN, WHEN_REQUESTED, misdirected }, FALSE, 2, 1 },
  { "421-over-tls", { FLAVOUR_TLS, WHEN_REQUESTED, misdirected }, FALSE, 2, 1 },
  { "401-with-password", { FLAVOUR_PLAIN, WHEN_REQUESTED, unauthorized }, TRUE, 2, 1 },
  { "303", { FLAVOUR_PLAIN, WHEN_REQUESTED, see_other }, FALSE, 2, 1 },
  { "h2-refused-stream", { FLAVOUR_H2, WHEN_REQUESTED, ordinary, H2_REFUSE_STREAM }, FALSE, 2, 1 },
  { "h2-goaway-below", { FLAVOUR_H2, WHEN_REQUESTED, ordinary, H2_GOAWAY_BELOW }, FALSE, 2, 1 },
  { "h2-http-1.1-required", { FLAVOUR_H2, WHEN_REQUESTED, ordinary, H2_HTTP_1_1_REQUIRED }, FALSE, 2, 1 },
};

static gboolean
is_set (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
on_naive_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  *(gboolean *) user_data = TRUE;
}

static SoupSession *
naive_session_new (void)
{
  SoupSession *session = soup_session_new ();
  g_autofree char *path = hostile_tls_path ("authority.pem");
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  soup_session_set_tls_database (session, database);
  return session;
}

static void
test_naive (gconstpointer data)
{
  const Control *control = data;
  g_autoptr (HostileServer) server = hostile_server_new (&control->script);
  g_autofree char *address = hostile_server_dup_address (server);
  g_autofree char *uri = control->with_password ? g_strconcat ("http://a:b@", address + strlen ("http://"), "/", NULL)
                                                : g_strconcat (address, "/", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", uri);
  g_autoptr (GBytes) body = g_bytes_new_static (REQUEST_BODY, strlen (REQUEST_BODY));
  SoupSession *session = naive_session_new ();
  gboolean done = FALSE;
  HostileCount count;

  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, on_naive_read, &done);
  fiel_test_run_until (is_set, &done, "the naive exchange has ended", 2 * PLENTY_MS / 1000);
  soup_session_abort (session);
  fiel_test_drain ();
  g_assert_finalize_object (session);
  count = hostile_server_stop (server);
  g_assert_cmpuint (count.requests, ==, control->requests);
  g_assert_cmpuint (count.whole_requests, ==, control->requests);
  g_assert_cmpuint (count.empty_requests, ==, control->empty_requests);
  g_assert_cmpuint (count.h2_requests, >=, control->script.flavour == FLAVOUR_H2 ? 1 : 0);
}

/* The hardened client, which this program lets speak HTTP/2: its handler of "restarted" alone must hold. From libsoup
 * 3.4 on the client's messages refuse HTTP/2 by themselves, and nothing starts over. */
static void
test_kill_switch_alone (gconstpointer data)
{
  const Control *control = data;
  g_autoptr (HostileServer) server = hostile_server_new (&control->script);
  g_autofree char *address = hostile_server_dup_address (server);
  g_autoptr (FielHttpRequest) request = hostile_request_new (address, NULL, PLENTY_MS, PLENTY_MS);
  g_auto (HostileExchange) exchange = { NULL };
  FielHttpClient *client = hostile_client_new ();
  gboolean speaks_h2 = !SOUP_CHECK_VERSION (3, 4, 0);
  gboolean refused = speaks_h2 && control->script.h2_act != H2_ANSWER;
  HostileCount count;

  hostile_exchange_run (&exchange, client, request);
  g_assert_finalize_object (client);
  count = hostile_server_stop (server);
  g_assert_cmpuint (count.requests, ==, 1);
  g_assert_cmpuint (count.h2_requests, ==, speaks_h2 ? 1 : 0);
  g_assert_cmpint (fiel_http_reply_get_verdict (exchange.reply), ==,
                   refused ? FIEL_HTTP_VERDICT_UNKNOWN : FIEL_HTTP_VERDICT_ANSWERED);
  g_assert_cmpint (fiel_http_reply_get_cause (exchange.reply), ==,
                   refused ? FIEL_HTTP_CAUSE_RESTARTED : FIEL_HTTP_CAUSE_NONE);
}

int
main (int argc, char *argv[])
{
  fiel_http_prepare_process ();
  g_unsetenv ("SOUP_FORCE_HTTP1");
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (controls); i++)
    {
      g_autofree char *naive = g_strconcat ("/hostile/control/naive/", controls[i].name, NULL);
      g_autofree char *alone = g_strconcat ("/hostile/control/kill-switch/", controls[i].name, NULL);

      g_test_add_data_func (naive, &controls[i], test_naive);
      if (controls[i].script.flavour == FLAVOUR_H2)
        g_test_add_data_func (alone, &controls[i], test_kill_switch_alone);
    }
  return g_test_run ();
}
