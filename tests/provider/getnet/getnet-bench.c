/* getnet-bench.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "getnet-bench.h"

#include "fiel-getnet-provider.h"
#include "fiel-http-client.h"
#include "fiel-test.h"

#include <libsoup/soup.h>
#include <string.h>

#define PATIENCE_S 60

struct _GetnetBench
{
  GSubprocess *cloud;         /* owned */
  char *base;                 /* owned, without a slash at its end */
  gboolean secure;
  const char *country;
  SoupSession *session;       /* owned: for the control address */
  FielManualClock *clock;     /* owned */
  char *switches;             /* owned: as they were at the start */
  FielTerminalIdentity *terminal; /* owned: the first one */
  guint n_references;
  const char *relay_token; /* not owned, nullable */
  guint n_token_lookups;
};

static char *
read_base (GetnetBench *bench)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (bench->cloud));
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  if (g_str_has_suffix (line, "/"))
    line[strlen (line) - 1] = '\0';

  return line;
}

static gboolean
on_accept_certificate (SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags errors, gpointer data)
{
  return TRUE;
}

static char *
send_control (GetnetBench *bench, const char *method, const char *path, const char *body)
{
  g_autofree char *uri = g_strconcat (bench->base, "/control/", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (message, "accept-certificate", G_CALLBACK (on_accept_certificate), NULL);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  answer = soup_session_send_and_read (bench->session, message, NULL, &error);
  g_assert_no_error (error);
  if (soup_message_get_status (message) != 200)
    g_error ("%s %s: %.*s", path, body, (int) g_bytes_get_size (answer), (const char *) g_bytes_get_data (answer, NULL));

  return g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
}

static const char *
find_string (JsonNode *node, const char *name)
{
  return json_object_get_string_member (json_node_get_object (node), name);
}

static void
find_terminal (GetnetBench *bench)
{
  g_autoptr (JsonNode) terminals = getnet_bench_ask (bench, "terminals");
  JsonNode *first = json_array_get_element (json_node_get_array (terminals), 0);

  bench->terminal = fiel_terminal_identity_new (find_string (first, "idTerminal"), find_string (first, "idSucursal"),
                                                find_string (first, "serialNumber"));
}

GetnetBench *
getnet_bench_start (const char *country, gboolean secure)
{
  GetnetBench *bench = g_new0 (GetnetBench, 1);
  g_autofree char *certificate = g_test_build_filename (G_TEST_DIST, "common", "tls", "server.pem", NULL);
  g_autoptr (GError) error = NULL;

  bench->country = country;
  bench->secure = secure;
  bench->clock = fiel_manual_clock_new ();
  bench->session = soup_session_new_with_options ("timeout", (guint) PATIENCE_S, NULL);
  bench->cloud = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                   g_getenv ("FIEL_PRACTICE_CLOUD"), "--port=0", "--until-stdin-closes", "--country",
                                   country, "--set=customer-seconds=0", secure ? "--tls-cert" : NULL, certificate, NULL);
  g_assert_no_error (error);
  bench->base = read_base (bench);
  bench->switches = send_control (bench, "GET", "switches", NULL);
  find_terminal (bench);

  return bench;
}

void
getnet_bench_stop (GetnetBench *bench)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (bench->cloud), NULL, NULL);
  g_subprocess_wait (bench->cloud, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (bench->cloud));

  fiel_terminal_identity_free (bench->terminal);
  g_assert_finalize_object (bench->session);
  g_assert_finalize_object (bench->clock);
  g_object_unref (bench->cloud);
  g_free (bench->base);
  g_free (bench->switches);
  g_free (bench);
}

/* A world in which nothing has happened, with its switches as they were. */
void
getnet_bench_reset (GetnetBench *bench)
{
  g_autofree char *switches = send_control (bench, "POST", "switches", bench->switches);
  g_autofree char *done = send_control (bench, "POST", "reset", "{}");
  g_autofree char *terminal = g_strdup_printf ("{\"idTerminal\":\"%s\",\"state\":\"online\",\"customer\":\"table\"}",
                                               bench->terminal->terminal_id);
  g_autofree char *online = send_control (bench, "POST", "terminal", terminal);

  g_assert_nonnull (switches);
  g_assert_nonnull (done);
  g_assert_nonnull (online);
}

const char *
getnet_bench_get_base (GetnetBench *bench)
{
  return bench->base;
}

FielManualClock *
getnet_bench_get_clock (GetnetBench *bench)
{
  return bench->clock;
}

JsonNode *
getnet_bench_ask (GetnetBench *bench, const char *path)
{
  g_autofree char *text = send_control (bench, "GET", path, NULL);
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);

  return node;
}

void
getnet_bench_tell (GetnetBench *bench, const char *path, const char *body)
{
  g_autofree char *json = g_strdelimit (g_strdup (body), "'", '"');
  g_autofree char *text = send_control (bench, "POST", path, json);

  g_assert_nonnull (text);
}

/* Plans @fault, further members of a fault and no braces, for the next request to @route. */
void
getnet_bench_break (GetnetBench *bench, const char *route, const char *fault)
{
  g_autofree char *body = g_strdup_printf ("{'path':'%s',%s}", route, fault);

  getnet_bench_tell (bench, "fault", body);
}

guint
getnet_bench_count_requests (GetnetBench *bench, const char *path_ending)
{
  g_autoptr (JsonNode) requests = getnet_bench_ask (bench, "requests");
  JsonArray *array = json_node_get_array (requests);
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (g_str_has_suffix (find_string (json_array_get_element (array, i), "path"), path_ending))
        count++;
    }

  return count;
}

guint
getnet_bench_count_transmissions (GetnetBench *bench, const char *reference)
{
  g_autofree char *path = g_strconcat ("transmissions?customId=", reference, NULL);
  g_autoptr (JsonNode) requests = getnet_bench_ask (bench, path);

  return json_array_get_length (json_node_get_array (requests));
}

/* The sum of everything that was really booked under @reference, in minor units. */
gint64
getnet_bench_get_booked (GetnetBench *bench, const char *reference)
{
  g_autoptr (JsonNode) ledger = getnet_bench_ask (bench, "ledger");
  JsonArray *array = json_node_get_array (ledger);
  gint64 sum = 0;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *booking = json_array_get_object_element (array, i);

      if (g_str_equal (json_object_get_string_member (booking, "customId"), reference))
        sum += json_object_get_int_member (booking, "minor");
    }

  return sum;
}

static char *
lookup_secret (const char *name, gpointer user_data, GError **error)
{
  GetnetBench *bench = user_data;

  if (g_str_equal (name, "relay-token"))
    {
      bench->n_token_lookups++;
      return g_strdup (bench->relay_token);
    }

  return g_strdup (g_str_equal (name, "api-key") ? "fiel-practice-key" : "fiel-practice");
}

guint
getnet_bench_get_n_token_lookups (GetnetBench *bench)
{
  return bench->n_token_lookups;
}

void
getnet_bench_set_relay_token (GetnetBench *bench, const char *token)
{
  bench->relay_token = token;
}

FielProvider *
getnet_bench_make_provider (GetnetBench *bench, const char *changes)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  FielProviderSettings settings = { 0 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = changes != NULL ? g_strsplit (changes, "\n", -1) : NULL;
  FielProvider *provider = NULL;

  g_hash_table_insert (values, g_strdup ("base-address"), g_strdup (bench->base));
  if (bench->secure)
    {
      g_hash_table_insert (values, g_strdup ("client-id"), g_strdup ("fiel-practice"));
      g_hash_table_insert (values, g_strdup ("ca-file"),
                           g_test_build_filename (G_TEST_DIST, "common", "tls", "authority.pem", NULL));
    }
  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "=", 2);

      g_hash_table_insert (values, g_strdup (parts[0]), g_strdup (parts[1]));
    }

  settings.environment = bench->secure ? FIEL_ENVIRONMENT_TEST : FIEL_ENVIRONMENT_TRAINING;
  settings.country = bench->country;
  settings.currency = fiel_currency_find (g_str_equal (bench->country, "cl") ? "CLP" : "ARS");
  settings.values = values;
  settings.timings_allowed = TRUE;
  provider = fiel_getnet_kind ()->create (&settings, FIEL_CLOCK (bench->clock), lookup_secret, bench, &error);
  g_assert_no_error (error);

  return provider;
}

FielProviderRequest *
getnet_bench_make_request (GetnetBench *bench, FielOperation operation, gint64 minor)
{
  FielProviderRequest *request = fiel_provider_request_new (operation, bench->terminal);

  bench->n_references++;
  request->reference = g_strdup_printf ("reference%016u", bench->n_references);
  request->ticket = g_strdup_printf ("T-%u", bench->n_references);
  request->amount = fiel_money_make (minor, fiel_currency_find (g_str_equal (bench->country, "cl") ? "CLP" : "ARS"));

  return request;
}

static void
on_started (gpointer user_data)
{
  GetnetExchange *exchange = user_data;

  exchange->n_started++;
}

static void
on_performed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GetnetExchange *exchange = user_data;

  exchange->reply = fiel_provider_perform_finish (FIEL_PROVIDER (source), result);
  exchange->finding = fiel_provider_interpret (FIEL_PROVIDER (source), exchange->request, exchange->reply);
}

/* Takes @request. */
GetnetExchange *
getnet_bench_begin (FielProvider *provider, FielProviderRequest *request, GCancellable *cancellable)
{
  GetnetExchange *exchange = g_new0 (GetnetExchange, 1);
  g_autoptr (FielProviderCall) call = NULL;
  g_autoptr (GError) error = NULL;

  exchange->request = request;
  call = fiel_provider_prepare (provider, request, &error);
  g_assert_no_error (error);
  fiel_provider_perform_async (provider, call, on_started, exchange, cancellable, on_performed, exchange);

  return exchange;
}

gboolean
getnet_exchange_is_done (GetnetExchange *exchange)
{
  return exchange->finding != NULL;
}

static gboolean
is_done (gpointer user_data)
{
  return getnet_exchange_is_done (user_data);
}

void
getnet_bench_wait (GetnetExchange *exchange)
{
  fiel_test_run_until (is_done, exchange, "the exchange is over", PATIENCE_S);
}

/* Takes @request. */
GetnetExchange *
getnet_bench_perform (FielProvider *provider, FielProviderRequest *request)
{
  GetnetExchange *exchange = getnet_bench_begin (provider, request, NULL);

  getnet_bench_wait (exchange);

  return exchange;
}

void
getnet_exchange_free (GetnetExchange *exchange)
{
  fiel_provider_request_free (exchange->request);
  g_clear_pointer (&exchange->reply, fiel_provider_reply_unref);
  g_clear_pointer (&exchange->finding, fiel_finding_free);
  g_free (exchange);
}
