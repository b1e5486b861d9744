/* test-probe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The way to a terminal, broken at every step: which step fails, with which words, what is still tried after it, and that
 * none of it could ever move money. */

#include "probe-bench.h"

#include "getnet-bench.h"
#include "hostile-server.h"

#include "fiel-callback-listener.h"
#include "fiel-fake-relay.h"
#include "fiel-getnet-provider.h"
#include "fiel-http-client.h"
#include "fiel-probe-words.h"
#include "fiel-test-call.h"
#include "fiel-test.h"

#include <string.h>

#define PATIENCE_S 60
#define LISTENER_END "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
#define MINUTE G_TIME_SPAN_MINUTE

/* P passed, F failed, S skipped: one letter per step, in their order. */
typedef struct
{
  FielProbe *probe;       /* owned */
  FielClock *clock;       /* owned */
  Keyring *keyring;       /* owned */
  GCancellable *cancellable; /* owned */
  gboolean done;
  gboolean passed;
} Case;

static GetnetBench *bench;

static const char *const good_terminal[] = { "70011223", "24680", "ABC900000001" };

/* @values: "key=value" per line, over what the practice cloud needs. Its address is taken unless they name another. */
static void
case_init (Case *test, const char *values, KeyringMood mood, FielClock *clock, const char *const *terminal)
{
  const FielProviderKind *kinds[] = { fiel_getnet_kind (), NULL };
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) lines = g_strsplit (values, "\n", -1);
  FielProbeTarget target = { 0 };

  g_hash_table_insert (table, g_strdup ("base-address"), g_strdup (getnet_bench_get_base (bench)));
  g_hash_table_insert (table, g_strdup ("client-id"), g_strdup ("fiel-practice"));
  g_hash_table_insert (table, g_strdup ("ca-file"), hostile_tls_path ("authority.pem"));
  for (gsize i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      char **parts = g_strsplit (lines[i], "=", 2);

      g_hash_table_insert (table, parts[0], parts[1]);
      g_free (parts);
    }

  memset (test, 0, sizeof *test);
  test->clock = clock;
  test->keyring = keyring_new (mood);
  test->cancellable = g_cancellable_new ();
  target.key = "shop";
  target.kind = "getnet";
  target.environment = FIEL_ENVIRONMENT_TEST;
  target.country = "cl";
  target.currency = fiel_currency_find ("CLP");
  target.values = table;
  target.terminal_id = terminal != NULL ? terminal[0] : NULL;
  target.branch_id = terminal != NULL ? terminal[1] : NULL;
  target.serial_number = terminal != NULL ? terminal[2] : NULL;
  test->probe = fiel_probe_new (&target, kinds, clock, FIEL_SECRETS (test->keyring));
  g_assert_nonnull (test->probe);
}

static void
case_clear (Case *test)
{
  fiel_test_drain ();
  g_assert_finalize_object (test->probe);
  g_assert_finalize_object (test->keyring);
  g_assert_finalize_object (test->clock);
  g_object_unref (test->cancellable);
}

static void
on_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Case *test = user_data;

  test->passed = fiel_probe_run_finish (FIEL_PROBE (source), result);
  test->done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Case *) user_data)->done;
}

static void
case_start (Case *test)
{
  fiel_probe_run_async (test->probe, test->cancellable, on_probed, test);
}

static void
case_run (Case *test)
{
  case_start (test);
  fiel_test_run_until (is_done, test, "the probe is over", PATIENCE_S);
}

static FielProbeStep *
peek_step (Case *test, guint index)
{
  g_autoptr (FielProbeStep) step = g_list_model_get_item (fiel_probe_get_steps (test->probe), index);

  g_assert_nonnull (step);
  return step;
}

static char *
print_states (Case *test)
{
  static const char letters[] = "WRPFS";
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (fiel_probe_get_steps (test->probe)); i++)
    g_string_append_c (text, letters[fiel_probe_step_get_state (peek_step (test, i))]);
  return g_string_free (text, FALSE);
}

/* The first step that failed, its trouble, and words that name the provider's cause and a remedy. */
static void
assert_outcome (Case *test, const char *states, FielTrouble trouble)
{
  g_autofree char *printed = print_states (test);
  const char *failed = strchr (states, 'F');

  g_assert_cmpstr (printed, ==, states);
  g_assert_cmpint (test->passed, ==, strspn (states, "P") == strlen (states));
  for (guint i = 0; i < strlen (states); i++)
    {
      FielProbeStep *step = peek_step (test, i);

      g_assert_cmpint (fiel_probe_step_get_kind (step), ==, i);
      g_assert_cmpint (fiel_probe_step_get_duration_us (step), <, FIEL_PROBE_STEP_LIMIT_US);
      g_assert_cmpint (fiel_probe_step_get_trouble (step) != FIEL_TROUBLE_NONE, ==, states[i] == 'F');
      if (states[i] == 'F')
        g_assert_cmpuint (strlen (fiel_probe_step_get_message (step)), >, 20);
    }
  if (failed != NULL)
    g_assert_cmpint (fiel_probe_step_get_trouble (peek_step (test, (guint) (failed - states))), ==, trouble);
}

static FielClock *
right_clock (void)
{
  return odd_clock_new (0, 1);
}

/* All that was ever asked of the cloud. */
static void
assert_nothing_but_questions (void)
{
  g_autoptr (JsonNode) requests = getnet_bench_ask (bench, "requests");
  g_autoptr (JsonNode) ledger = getnet_bench_ask (bench, "ledger");
  JsonArray *array = json_node_get_array (requests);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *path = json_object_get_string_member (json_array_get_object_element (array, i), "path");

      g_assert_true (g_str_has_suffix (path, "/auth") || strstr (path, "/posdata") != NULL
                     || g_str_has_suffix (path, "/poll") || g_str_equal (path, "/"));
    }
  g_assert_cmpuint (json_array_get_length (json_node_get_array (ledger)), ==, 0);
}

static void
test_all_is_well (void)
{
  Case test;
  GPtrArray *terminals;

  getnet_bench_reset (bench);
  case_init (&test, "", KEYRING_FULL, right_clock (), good_terminal);
  g_assert_cmpuint (g_list_model_get_n_items (fiel_probe_get_steps (test.probe)), ==, 6);
  case_run (&test);
  assert_outcome (&test, "PPPPPP", FIEL_TROUBLE_NONE);
  terminals = fiel_probe_get_terminals (test.probe);
  g_assert_cmpuint (terminals->len, >=, 1);
  g_assert_cmpstr (g_ptr_array_index (terminals, 0), ==, "70011223/24680/ABC900000001");
  g_assert_cmpuint (getnet_bench_count_requests (bench, "/auth"), ==, 1);
  g_assert_cmpuint (getnet_bench_count_requests (bench, "/poll"), ==, 1);
  assert_nothing_but_questions ();
  case_clear (&test);
}

static void
test_without_a_terminal (void)
{
  Case test;

  getnet_bench_reset (bench);
  case_init (&test, "", KEYRING_FULL, right_clock (), NULL);
  case_run (&test);
  assert_outcome (&test, "PPPPP", FIEL_TROUBLE_NONE);
  g_assert_cmpuint (getnet_bench_count_requests (bench, "/poll"), ==, 0);
  case_clear (&test);
}

/* -- Callbacks -- */

/* The whole way, and the hops of a callback after it. */
static void
assert_hops (Case *test, const char *states, FielTrouble trouble)
{
  g_autofree char *printed = print_states (test);
  g_autofree char *expected = g_strconcat ("PPPPPP", states, NULL);
  const char *failed = strchr (expected, 'F');

  g_assert_cmpstr (printed, ==, expected);
  g_assert_cmpint (test->passed, ==, failed == NULL);
  for (guint i = 6; i < strlen (expected); i++)
    {
      FielProbeStep *step = peek_step (test, i);
      const char *message = fiel_probe_step_get_message (step);

      if (expected[i] == 'F')
        g_assert_cmpint (fiel_probe_step_get_trouble (step), ==, trouble);
      if (expected[i] == 'F' || (expected[i] == 'S' && failed == NULL))
        g_assert_cmpuint (strlen (message), >, 20);
      else
        g_assert_null (message);
    }
}

typedef enum
{
  RELAY_WELL,
  RELAY_BUSY,          /* more than a page of news waits for the till */
  RELAY_DEAD,
  RELAY_OTHER_TOKEN,
  RELAY_NO_TOKEN,
  RELAY_ODD_TOKEN,
  RELAY_OTHER_END,     /* of the callback address */
  RELAY_SWALLOWS,
} RelayMood;

typedef struct
{
  const char *name;
  RelayMood mood;
  const char *states;
  FielTrouble trouble;
} RelayCase;

static const RelayCase relay_cases[] = {
  { "well", RELAY_WELL, "PPP", FIEL_TROUBLE_NONE },
  { "busy", RELAY_BUSY, "PPP", FIEL_TROUBLE_NONE },
  { "dead", RELAY_DEAD, "FFS", FIEL_TROUBLE_REFUSED },
  { "other-token", RELAY_OTHER_TOKEN, "FPS", FIEL_TROUBLE_CREDENTIALS },
  { "no-token", RELAY_NO_TOKEN, "FPS", FIEL_TROUBLE_NO_SECRET },
  { "odd-token", RELAY_ODD_TOKEN, "FPS", FIEL_TROUBLE_CREDENTIALS },
  { "other-end", RELAY_OTHER_END, "PFS", FIEL_TROUBLE_CREDENTIALS },
  { "swallows", RELAY_SWALLOWS, "PPF", FIEL_TROUBLE_NOT_BACK },
};

/* The test goes to the relay and comes back; the till's own place there does not move by it. */
static void
test_relay (gconstpointer data)
{
  const RelayCase *relay_case = data;
  const RelayMood mood = relay_case->mood;
  g_autoptr (FielFakeRelay) relay = fiel_fake_relay_new ();
  g_autofree char *token = g_strdup (fiel_fake_relay_get_token (relay));
  g_autofree char *values
      = g_strdup_printf ("relay-address=%s\ncallback-address=%s%s", fiel_fake_relay_get_address (relay),
                         fiel_fake_relay_get_callback_address (relay), mood == RELAY_OTHER_END ? "x" : "");
  Case test;

  getnet_bench_reset (bench);
  fiel_fake_relay_hurry (relay, 20);
  for (guint i = 0; mood == RELAY_BUSY && i < 120; i++)
    fiel_fake_relay_add (relay, "{}");
  if (mood == RELAY_DEAD)
    fiel_fake_relay_die (relay);
  if (mood == RELAY_OTHER_TOKEN)
    fiel_fake_relay_rotate_token (relay);
  fiel_fake_relay_swallow (relay, mood == RELAY_SWALLOWS);
  case_init (&test, values, KEYRING_FULL, right_clock (), good_terminal);
  if (mood != RELAY_NO_TOKEN)
    keyring_set_relay_token (test.keyring, mood == RELAY_ODD_TOKEN ? "odd" : token);
  case_run (&test);
  assert_hops (&test, relay_case->states, relay_case->trouble);
  g_assert_cmpuint (fiel_fake_relay_get_n_polls (relay), ==, 0);
  g_assert_cmpint (fiel_fake_relay_get_acknowledged (relay), ==, 0);
  assert_nothing_but_questions ();
  case_clear (&test);
}

static void
heard_cb (FielCallbackListener *listener, FielCallback *callback, gpointer user_data)
{
  guint *n_tests = user_data;
  g_autofree char *nonce = fiel_test_call_read (fiel_callback_get_body (callback));

  g_assert_nonnull (nonce);
  (*n_tests)++;
  fiel_callback_accept (callback);
}

/* A till that is called back on a port has that port; a probe beside it does not want it, and sends it a test. */
static void
test_beside_a_listener (void)
{
  FielClock *clock = right_clock ();
  g_autoptr (FielCallbackListener) listener = fiel_callback_listener_new_for_target (clock, "/" LISTENER_END);
  g_autofree char *values = NULL;
  guint n_tests = 0;
  Case test;

  getnet_bench_reset (bench);
  g_signal_connect (listener, "received", G_CALLBACK (heard_cb), &n_tests);
  g_assert_true (fiel_callback_listener_start (listener, "127.0.0.1", 0, NULL));
  values = g_strdup_printf ("mode=asynchronous\nlisten-port=%u\nlisten-address=0.0.0.0\n"
                            "callback-address=http://127.0.0.1:%u/" LISTENER_END,
                            fiel_callback_listener_get_port (listener), fiel_callback_listener_get_port (listener));
  case_init (&test, values, KEYRING_FULL, g_object_ref (clock), good_terminal);
  case_run (&test);
  assert_hops (&test, "PPS", FIEL_TROUBLE_NONE);
  g_assert_cmpuint (n_tests, ==, 2);
  fiel_callback_listener_stop (listener);
  fiel_test_drain ();
  g_clear_object (&listener);
  g_object_unref (clock);
  case_clear (&test);
}

/* The till is not open, or something else has its port. */
static void
test_wrong_port (gconstpointer data)
{
  const gboolean is_taken = data != NULL;
  g_autoptr (FielFakeRelay) stranger = fiel_fake_relay_new ();
  g_autoptr (GUri) uri = g_uri_parse (fiel_fake_relay_get_address (stranger), G_URI_FLAGS_NONE, NULL);
  g_autofree char *values
      = g_strdup_printf ("listen-port=%d\ncallback-address=http://127.0.0.1:%d/" LISTENER_END, g_uri_get_port (uri),
                         g_uri_get_port (uri));
  Case test;

  getnet_bench_reset (bench);
  if (!is_taken)
    fiel_fake_relay_die (stranger);
  case_init (&test, values, KEYRING_FULL, right_clock (), good_terminal);
  case_run (&test);
  assert_hops (&test, "FFS", is_taken ? FIEL_TROUBLE_CREDENTIALS : FIEL_TROUBLE_REFUSED);
  case_clear (&test);
}

/* Nothing to try is nothing wrong, and it is said why. */
static void
test_no_way_back (gconstpointer data)
{
  Case test;

  getnet_bench_reset (bench);
  case_init (&test, data, KEYRING_FULL, right_clock (), good_terminal);
  case_run (&test);
  assert_hops (&test, "S", FIEL_TROUBLE_NONE);
  case_clear (&test);
}

/* A resolver that finds nobody. */

#define TYPE_EMPTY_RESOLVER (empty_resolver_get_type ())
G_DECLARE_FINAL_TYPE (EmptyResolver, empty_resolver, EMPTY, RESOLVER, GResolver)

struct _EmptyResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (EmptyResolver, empty_resolver, G_TYPE_RESOLVER)

static void
empty_resolver_look (GResolver *resolver, const char *host, GResolverNameLookupFlags flags, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "nobody is called %s", host);
}

static GList *
empty_resolver_look_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
empty_resolver_class_init (EmptyResolverClass *klass)
{
  G_RESOLVER_CLASS (klass)->lookup_by_name_with_flags_async = empty_resolver_look;
  G_RESOLVER_CLASS (klass)->lookup_by_name_with_flags_finish = empty_resolver_look_finish;
}

static void
empty_resolver_init (EmptyResolver *self)
{
}

static void
test_no_such_name (void)
{
  g_autoptr (GResolver) usual = g_resolver_get_default ();
  g_autoptr (GResolver) empty = g_object_new (TYPE_EMPTY_RESOLVER, NULL);
  Case test;

  g_resolver_set_default (empty);
  case_init (&test, "base-address=https://cloud.invalid", KEYRING_FULL, right_clock (), good_terminal);
  case_run (&test);
  assert_outcome (&test, "FSSSSS", FIEL_TROUBLE_NAME_NOT_FOUND);
  case_clear (&test);
  g_resolver_set_default (usual);
}

static void
test_refused (void)
{
  Case test;

  case_init (&test, "base-address=https://127.0.0.1:1", KEYRING_FULL, right_clock (), good_terminal);
  case_run (&test);
  assert_outcome (&test, "PFSSSS", FIEL_TROUBLE_REFUSED);
  case_clear (&test);
}

/* Servers that stand in the way of the connection. */

typedef struct
{
  const char *name;
  HostileScript script;
  FielTrouble trouble;
  guint hurry;
} Obstacle;

static const Step ordinary[] = { SEND ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"), { STEP_DONE } };
static const Step silence[] = { SILENCE, { STEP_DONE } };
static const Step fin[] = { FIN, SILENCE, { STEP_DONE } };
static const Step plainly[] = { SEND ("HTTP/1.1 400 Bad Request\r\n\r\n"), FIN, SILENCE, { STEP_DONE } };

static const Obstacle obstacles[] = {
  { "other-host", { FLAVOUR_TLS, WHEN_REQUESTED, ordinary, .certificate = "wrong-name.pem" },
    FIEL_TROUBLE_CERTIFICATE_NAME, 1 },
  { "expired", { FLAVOUR_TLS, WHEN_REQUESTED, ordinary, .certificate = "expired.pem" },
    FIEL_TROUBLE_CERTIFICATE_EXPIRED, 1 },
  { "unknown-issuer", { FLAVOUR_TLS, WHEN_REQUESTED, ordinary, .certificate = "self-signed.pem" },
    FIEL_TROUBLE_CERTIFICATE_UNTRUSTED, 1 },
  { "no-tls", { FLAVOUR_TLS, WHEN_CONNECTED, plainly }, FIEL_TROUBLE_NOT_TLS, 1 },
  { "closes", { FLAVOUR_TLS, WHEN_CONNECTED, fin }, FIEL_TROUBLE_NOT_TLS, 1 },
  { "silent", { FLAVOUR_TLS, WHEN_CONNECTED, silence }, FIEL_TROUBLE_TIMED_OUT, 40 },
};

static void
test_obstacle (gconstpointer data)
{
  const Obstacle *obstacle = data;
  g_autoptr (HostileServer) server = hostile_server_new (&obstacle->script);
  g_autofree char *address = hostile_server_dup_address (server);
  g_autofree char *values = g_strconcat ("base-address=", address, NULL);
  HostileCount count;
  Case test;

  case_init (&test, values, KEYRING_FULL, odd_clock_new (0, obstacle->hurry), good_terminal);
  case_run (&test);
  assert_outcome (&test, "PFSSSS", obstacle->trouble);
  case_clear (&test);
  count = hostile_server_stop (server);
  g_assert_cmpuint (count.requests, ==, 0);
}

/* A server with a good certificate that is not the provider's: it tells no time and understands nothing. */
static void
test_another_server (void)
{
  const HostileScript script = { FLAVOUR_TLS, WHEN_REQUESTED, ordinary };
  g_autoptr (HostileServer) server = hostile_server_new (&script);
  g_autofree char *address = hostile_server_dup_address (server);
  g_autofree char *values = g_strconcat ("base-address=", address, NULL);
  Case test;

  case_init (&test, values, KEYRING_FULL, right_clock (), good_terminal);
  case_run (&test);
  assert_outcome (&test, "PPFFSS", FIEL_TROUBLE_NO_DATE);
  g_assert_cmpint (fiel_probe_step_get_trouble (peek_step (&test, FIEL_PROBE_STEP_SIGN_IN)), ==,
                   FIEL_TROUBLE_UNREADABLE);
  case_clear (&test);
  hostile_server_stop (server);
}

/* The clock */

typedef struct
{
  const char *name;
  gint64 ahead_us;
  const char *words;   /* NULL: it is near enough */
} Skew;

static const Skew skews[] = {
  { "ten-minutes-fast", 10 * MINUTE, "10 minutes fast" },
  { "ten-minutes-slow", -10 * MINUTE, "10 minutes slow" },
  { "three-hours-fast", 180 * MINUTE, "3 hours fast" },
  { "just-too-fast", 2 * MINUTE + 5 * G_USEC_PER_SEC, "2 minutes fast" },
  { "just-near-enough", 2 * MINUTE - 5 * G_USEC_PER_SEC, NULL },
  { "a-minute-slow", -MINUTE, NULL },
};

static void
test_clock (gconstpointer data)
{
  const Skew *skew = data;
  Case test;

  getnet_bench_reset (bench);
  case_init (&test, "", KEYRING_FULL, odd_clock_new (skew->ahead_us, 1), good_terminal);
  case_run (&test);
  assert_outcome (&test, skew->words != NULL ? "PPFPPP" : "PPPPPP", FIEL_TROUBLE_CLOCK_OFF);
  if (skew->words != NULL)
    g_assert_nonnull (strstr (fiel_probe_step_get_message (peek_step (&test, FIEL_PROBE_STEP_CLOCK)), skew->words));
  case_clear (&test);
}

/* The account */

typedef struct
{
  const char *name;
  const char *values;
  KeyringMood mood;
  const char *route;     /* nullable: of a fault */
  const char *fault;
  const char *switches;  /* nullable */
  const char *states;
  FielTrouble trouble;
} Account;

static const Account accounts[] = {
  { "unknown-client", "client-id=somebody", KEYRING_FULL, NULL, NULL, NULL, "PPPFSS", FIEL_TROUBLE_CREDENTIALS },
  { "401", "", KEYRING_FULL, "auth", "'kind':'http-status','status':401", NULL, "PPPFSS", FIEL_TROUBLE_CREDENTIALS },
  { "unauthorized", "", KEYRING_FULL, "auth", "'kind':'error','error':'unauthorized'", NULL, "PPPFSS",
    FIEL_TROUBLE_CREDENTIALS },
  { "no-secret", "", KEYRING_EMPTY, NULL, NULL, NULL, "PPPFSS", FIEL_TROUBLE_NO_SECRET },
  { "locked", "", KEYRING_LOCKED, NULL, NULL, NULL, "PPPFSS", FIEL_TROUBLE_KEYRING },
  { "no-key", "api-key-header=X-API-KEY", KEYRING_EMPTY, NULL, NULL, NULL, "PPPFSS", FIEL_TROUBLE_NO_KEY },
  { "key-not-sent", "", KEYRING_FULL, NULL, NULL, "{'waf':'key'}", "PPPFSS", FIEL_TROUBLE_FORBIDDEN },
  { "key-under-another-name", "api-key-header=X-Other", KEYRING_FULL, NULL, NULL, "{'waf':'key'}", "PPPFSS",
    FIEL_TROUBLE_FORBIDDEN },
  { "key-right", "api-key-header=X-API-KEY", KEYRING_FULL, NULL, NULL, "{'waf':'key'}", "PPPPPP", FIEL_TROUBLE_NONE },
  { "503", "", KEYRING_FULL, "auth", "'kind':'http-status','status':503", NULL, "PPPFSS", FIEL_TROUBLE_SERVER },
  { "garbage", "", KEYRING_FULL, "auth", "'kind':'garbage'", NULL, "PPPFSS", FIEL_TROUBLE_UNREADABLE },
  { "cut", "", KEYRING_FULL, "auth", "'kind':'reset'", NULL, "PPPFSS", FIEL_TROUBLE_CUT },
  { "no-terminals", "", KEYRING_FULL, "posdata", "'kind':'replace','body':'{\\'code\\':1,\\'data\\':[]}'", NULL, "PPPPFP",
    FIEL_TROUBLE_NO_TERMINALS },
  { "list-503", "", KEYRING_FULL, "posdata", "'kind':'http-status','status':503", NULL, "PPPPFP", FIEL_TROUBLE_SERVER },
  { "list-403", "", KEYRING_FULL, "posdata", "'kind':'http-status','status':403", NULL, "PPPPFP",
    FIEL_TROUBLE_FORBIDDEN },
};

static void
test_account (gconstpointer data)
{
  const Account *account = data;
  Case test;

  getnet_bench_reset (bench);
  case_init (&test, account->values, account->mood, right_clock (), good_terminal);
  if (account->fault != NULL)
    getnet_bench_break (bench, account->route, account->fault);
  if (account->switches != NULL)
    getnet_bench_tell (bench, "switches", account->switches);
  case_run (&test);
  getnet_bench_tell (bench, "switches", "{'waf':'off'}");
  assert_outcome (&test, account->states, account->trouble);
  if (account->mood == KEYRING_LOCKED)
    g_assert_cmpstr (fiel_probe_step_get_message (peek_step (&test, FIEL_PROBE_STEP_SIGN_IN)), ==, LOCKED_WORDS);
  assert_nothing_but_questions ();
  case_clear (&test);
}

/* What was typed is tried in place of what is kept, and is kept nowhere: the keyring of the tests ends the program that
 * stores in it. */
static void
test_typed_secret (void)
{
  Case wrong;
  Case right;

  getnet_bench_reset (bench);
  case_init (&wrong, "", KEYRING_FULL, right_clock (), good_terminal);
  fiel_probe_add_typed_secret (wrong.probe, "client-secret", "mistyped");
  case_run (&wrong);
  assert_outcome (&wrong, "PPPFSS", FIEL_TROUBLE_CREDENTIALS);
  case_clear (&wrong);

  case_init (&right, "", KEYRING_LOCKED, right_clock (), good_terminal);
  fiel_probe_add_typed_secret (right.probe, "client-secret", "fiel-practice");
  case_run (&right);
  assert_outcome (&right, "PPPPPP", FIEL_TROUBLE_NONE);
  case_clear (&right);
}

/* The terminal */

static void
test_terminal_off (void)
{
  Case test;

  getnet_bench_reset (bench);
  getnet_bench_tell (bench, "terminal", "{'idTerminal':'70011223','state':'offline'}");
  case_init (&test, "", KEYRING_FULL, right_clock (), good_terminal);
  case_run (&test);
  assert_outcome (&test, "PPPPPF", FIEL_TROUBLE_TERMINAL_OFF);
  case_clear (&test);
}

static void
test_terminal_unknown (void)
{
  static const char *const unknown[] = { "99999999", "24680", "ABC900000009" };
  Case test;

  getnet_bench_reset (bench);
  case_init (&test, "", KEYRING_FULL, right_clock (), unknown);
  case_run (&test);
  assert_outcome (&test, "PPPPPF", FIEL_TROUBLE_TERMINAL_UNKNOWN);
  case_clear (&test);
}

/* Time */

static void
test_stopped (void)
{
  const HostileScript script = { FLAVOUR_TLS, WHEN_CONNECTED, silence };
  g_autoptr (HostileServer) server = hostile_server_new (&script);
  g_autofree char *address = hostile_server_dup_address (server);
  g_autofree char *values = g_strconcat ("base-address=", address, NULL);
  gint64 stopped_us;
  Case test;

  case_init (&test, values, KEYRING_FULL, right_clock (), good_terminal);
  case_start (&test);
  while (hostile_server_count (server).connections == 0)
    g_main_context_iteration (NULL, FALSE);
  stopped_us = g_get_monotonic_time ();
  g_cancellable_cancel (test.cancellable);
  fiel_test_run_until (is_done, &test, "the probe was stopped", PATIENCE_S);
  g_assert_cmpint (g_get_monotonic_time () - stopped_us, <, 5 * G_USEC_PER_SEC);
  assert_outcome (&test, "PFSSSS", FIEL_TROUBLE_STOPPED);
  case_clear (&test);
  hostile_server_stop (server);
}

static void
test_stopped_at_once (void)
{
  g_autofree char *states = NULL;
  Case test;

  case_init (&test, "", KEYRING_FULL, right_clock (), good_terminal);
  g_cancellable_cancel (test.cancellable);
  case_run (&test);
  states = print_states (&test);
  g_assert_false (test.passed);
  g_assert_null (strchr (states, 'R'));
  g_assert_null (strchr (states, 'W'));
  case_clear (&test);
}

/* A keyring that waits for a password holds its own thread up and nobody else. */
static void
test_keyring_stuck (void)
{
  Case test;

  getnet_bench_reset (bench);
  case_init (&test, "", KEYRING_STUCK, odd_clock_new (0, 20), good_terminal);
  case_run (&test);
  assert_outcome (&test, "PPPFSS", FIEL_TROUBLE_TIMED_OUT);
  keyring_release (test.keyring);
  while (G_OBJECT (test.probe)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  case_clear (&test);
}

static void
test_bad_settings (void)
{
  Case test;

  case_init (&test, "base-adress=https://127.0.0.1", KEYRING_FULL, right_clock (), good_terminal);
  case_run (&test);
  assert_outcome (&test, "FSSSSS", FIEL_TROUBLE_SETTINGS);
  g_assert_nonnull (strstr (fiel_probe_step_get_message (peek_step (&test, 0)), "base-adress"));
  case_clear (&test);
}

/* The provider of a probe does not even prepare what could move money, close a batch or print. */
static void
test_prepares_only_questions (void)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (FielClock) clock = right_clock ();
  FielProviderSettings settings = { FIEL_ENVIRONMENT_TRAINING, "cl", fiel_currency_find ("CLP"), values };
  g_autoptr (FielProvider) provider = NULL;
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (values, (gpointer) "base-address", (gpointer) "http://127.0.0.1:1");
  settings.probe_only = TRUE;
  provider = fiel_getnet_kind ()->create (&settings, clock, NULL, NULL, &error);
  g_assert_no_error (error);
  for (int operation = 0; operation < FIEL_N_OPERATIONS; operation++)
    {
      g_autoptr (FielProviderRequest) request
          = getnet_bench_make_request (bench, (FielOperation) operation, 5990);
      g_autoptr (FielProviderCall) call = fiel_provider_prepare (provider, request, &error);

      if (fiel_operation_leaves_once ((FielOperation) operation))
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
      g_assert_false (call != NULL && fiel_operation_leaves_once ((FielOperation) operation));
      g_clear_error (&error);
    }
}

/* Every trouble has words of its own, names the provider or what it is about, and leaves no place open. */
static void
test_words (void)
{
  FielProbeFacts facts = {
    .provider = "Getnet",
    .now_wall_us = G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC,
    .clock_ahead_us = 10 * MINUTE,
    .detail = "detail",
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_null (fiel_probe_words_trouble (FIEL_TROUBLE_NONE, &facts));
  for (int trouble = FIEL_TROUBLE_NONE + 1; trouble < FIEL_N_TROUBLES; trouble++)
    {
      char *words = fiel_probe_words_trouble ((FielTrouble) trouble, &facts);

      g_assert_nonnull (words);
      g_assert_null (strchr (words, '%'));
      g_assert_true (g_hash_table_add (seen, words));
    }
  for (int kind = FIEL_PROBE_STEP_RELAY; kind < FIEL_N_PROBE_STEP_KINDS; kind++)
    for (int trouble = FIEL_TROUBLE_NONE + 1; trouble < FIEL_N_TROUBLES; trouble++)
      {
        g_autofree char *words = NULL;

        facts.step = (FielProbeStepKind) kind;
        words = fiel_probe_words_trouble ((FielTrouble) trouble, &facts);
        g_assert_cmpuint (strlen (words), >, 0);
        g_assert_null (strchr (words, '%'));
      }
  for (int kind = 0; kind < FIEL_N_PROBE_STEP_KINDS; kind++)
    g_assert_true (g_hash_table_add (seen, g_strdup (fiel_probe_words_title ((FielProbeStepKind) kind))));
}

static void
add_callbacks (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (relay_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/probe/relay/", relay_cases[i].name, NULL);

      g_test_add_data_func (path, &relay_cases[i], test_relay);
    }
  g_test_add_data_func ("/probe/port/closed", NULL, test_wrong_port);
  g_test_add_data_func ("/probe/port/taken", "taken", test_wrong_port);
  g_test_add_data_func ("/probe/no-way-back/elsewhere", "callback-address=https://shop.example/hook", test_no_way_back);
  g_test_add_data_func ("/probe/no-way-back/synchronous",
                        "mode=synchronous\ncallback-address=https://shop.example/hook", test_no_way_back);
}

static void
add_tables (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (obstacles); i++)
    {
      g_autofree char *path = g_strconcat ("/probe/obstacle/", obstacles[i].name, NULL);

      g_test_add_data_func (path, &obstacles[i], test_obstacle);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (skews); i++)
    {
      g_autofree char *path = g_strconcat ("/probe/clock/", skews[i].name, NULL);

      g_test_add_data_func (path, &skews[i], test_clock);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_autofree char *path = g_strconcat ("/probe/account/", accounts[i].name, NULL);

      g_test_add_data_func (path, &accounts[i], test_account);
    }
}

int
main (int argc, char **argv)
{
  int result;

  fiel_http_prepare_process ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/probe/all-is-well", test_all_is_well);
  g_test_add_func ("/probe/without-a-terminal", test_without_a_terminal);
  g_test_add_func ("/probe/beside-a-listener", test_beside_a_listener);
  g_test_add_func ("/probe/no-such-name", test_no_such_name);
  g_test_add_func ("/probe/refused", test_refused);
  g_test_add_func ("/probe/another-server", test_another_server);
  g_test_add_func ("/probe/typed-secret", test_typed_secret);
  g_test_add_func ("/probe/terminal-off", test_terminal_off);
  g_test_add_func ("/probe/terminal-unknown", test_terminal_unknown);
  g_test_add_func ("/probe/stopped", test_stopped);
  g_test_add_func ("/probe/stopped-at-once", test_stopped_at_once);
  g_test_add_func ("/probe/keyring-stuck", test_keyring_stuck);
  g_test_add_func ("/probe/bad-settings", test_bad_settings);
  g_test_add_func ("/probe/prepares-only-questions", test_prepares_only_questions);
  g_test_add_func ("/probe/words", test_words);
  add_tables ();
  add_callbacks ();

  bench = getnet_bench_start ("cl", TRUE);
  result = g_test_run ();
  getnet_bench_stop (bench);

  return result;
}
