/* bench-charge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench-relay.h"
#include "bench.h"
#include "fiel-engine.h"
#include "fiel-getnet-provider.h"
#include "fiel-http-client.h"
#include "fiel-journal-fill.h"
#include "fiel-system-clock.h"
#include "fiel-test.h"

#include <libsoup/soup.h>
#include <string.h>

/* How long the cashier's "Charge" takes to reach the wire: from the call of the engine to the first byte at a server,
 * with the ticket looked up, the request prepared and its intent durable before it leaves. Against libsoup alone
 * posting as much to the same server over a new connection, and against the least a till that keeps its word could
 * do: one flush, then that post. By turns. The sales are real ones: behind the server stands the practice cloud, and
 * every one ends approved. */

#define N_WARM_UP 30
#define N_MEASURED 250
#define N_PAYMENTS_BEFORE 3000
#define WALL_US G_GINT64_CONSTANT (1767225600000000)

/* What an intent writes into the write-ahead log, about. */
#define INTENT_SIZE (9 * 4096)

#define PROFILE \
  "[fiel]\nversion=1\n[store]\nname=Shop\ncountry=cl\ncurrency=CLP\n[till]\nname=Caja 2\namount-mode=whole\n" \
  "[provider getnet]\nkind=getnet\nenvironment=training\nbase-address=http://127.0.0.1:%u/\n" \
  "[terminal norte]\nname=Terminal Norte\nprovider=getnet\nterminal-id=70011223\nbranch-id=24680\n" \
  "serial-number=ABC900000001\n"

/* As long as the body of a sale. */
#define BARE_BODY \
  "{\"command\":100,\"idTerminal\":\"70011223\",\"idSucursal\":24680,\"serialNumber\":\"ABC900000001\"," \
  "\"amount\":12500,\"ticketNumber\":\"003001\",\"printOnPos\":true,\"saleType\":1,\"employeeId\":1," \
  "\"customId\":\"0123456789abcdefghjkmnpqrs\"}"

typedef struct
{
  char *folder;          /* owned */
  GSubprocess *cloud;    /* owned */
  BenchRelay *relay;     /* owned */
  FielEngine *engine;    /* owned */
  SoupSession *session;  /* owned */
  BenchDisk *disk;       /* owned */
  char *bare_uri;        /* owned */
  BenchSamples *charges; /* owned */
  BenchSamples *posts;   /* owned */
  BenchSamples *least;   /* owned: a flush, then a post */
} Bench;

static guint16
start_cloud (Bench *bench)
{
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  bench->cloud = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                   g_getenv ("FIEL_PRACTICE_CLOUD"), "--port=0", "--until-stdin-closes",
                                   "--set=customer-seconds=0", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (bench->cloud));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  uri = g_uri_parse (line, G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);

  return (guint16) g_uri_get_port (uri);
}

static void
stop_cloud (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (bench->cloud), NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait (bench->cloud, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (bench->cloud);
}

/* A store in a folder of its own, with a journal that has seen some days. */
static void
make_store (Bench *bench)
{
  g_autofree char *text = g_strdup_printf (PROFILE, bench_relay_get_port (bench->relay));
  g_autofree char *profile = g_build_filename (bench->folder, "profile.conf", NULL);
  g_autofree char *path = g_build_filename (bench->folder, "journal.db", NULL);
  g_autoptr (FielJournalEvent) opened = fiel_journal_event_new (FIEL_JOURNAL_TYPE_OPENED, NULL, "Ana");
  g_autoptr (FielJournalStore) store = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (profile, text, -1, &error);
  g_assert_no_error (error);

  fiel_journal_event_set_time (opened, WALL_US, 0, "6c9a1f0e-0000-4000-8000-000000000001");
  store = fiel_journal_store_open (path, "Caja 2", "bench", opened, NULL, &error);
  g_assert_no_error (error);
  fiel_journal_fill (store, 1, N_PAYMENTS_BEFORE, WALL_US, G_USEC_PER_SEC);
}

static void
start_engine (Bench *bench)
{
  static const FielProviderKind *kinds[] = { NULL, NULL };
  g_autoptr (FielProfile) profile = NULL;
  g_autoptr (FielClock) clock = fiel_system_clock_new ();
  g_autoptr (FielSecrets) secrets = fiel_keyring_secrets_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  kinds[0] = fiel_getnet_kind ();
  profile = fiel_profile_load (bench->folder, kinds, &error);
  g_assert_no_error (error);
  bench->engine = fiel_engine_new (profile, clock, secrets, kinds, "bench");
  fiel_engine_start_async (bench->engine, NULL, bench_keep_result, &result);
  fiel_engine_start_finish (bench->engine, bench_wait_result (&result), &error);
  g_assert_no_error (error);
}

static void
stop_engine (Bench *bench)
{
  g_autoptr (GAsyncResult) result = NULL;

  fiel_engine_stop_async (bench->engine, bench_keep_result, &result);
  fiel_engine_stop_finish (bench->engine, bench_wait_result (&result));
  g_object_unref (bench->engine);
}

static void
charge (Bench *bench)
{
  FielTerminal *terminal = fiel_engine_find_terminal (bench->engine, "norte");
  const FielMoney amount = fiel_money_make (12500, fiel_currency_find ("CLP"));
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 start = bench_now_ns ();

  fiel_engine_charge_async (bench->engine, terminal, amount, NULL, FALSE, "Ana", bench_keep_result, &result);
  attempt = fiel_engine_charge_finish (bench->engine, bench_wait_result (&result), &error);
  g_assert_no_error (error);
  while (fiel_attempt_get_phase (attempt) != FIEL_ATTEMPT_PHASE_DONE || fiel_terminal_get_attempt (terminal) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint ((int) fiel_attempt_get_outcome (attempt), ==, (int) FIEL_OUTCOME_APPROVED);

  bench_samples_add (bench->charges, bench_relay_take_arrival (bench->relay) - start);
}

static void
post (Bench *bench)
{
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_POST, bench->bare_uri);
  g_autoptr (GBytes) body = g_bytes_new_static (BARE_BODY, strlen (BARE_BODY));
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_session_send_and_read_async (bench->session, message, G_PRIORITY_DEFAULT, NULL, bench_keep_result, &result);
  answer = soup_session_send_and_read_finish (bench->session, bench_wait_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, SOUP_STATUS_OK);
}

static void
measure_one (Bench *bench)
{
  gint64 start = 0;

  charge (bench);

  start = bench_now_ns ();
  post (bench);
  bench_samples_add (bench->posts, bench_relay_take_arrival (bench->relay) - start);

  start = bench_now_ns ();
  bench_disk_flush_on_thread (bench->disk, INTENT_SIZE);
  post (bench);
  bench_samples_add (bench->least, bench_relay_take_arrival (bench->relay) - start);
}

static void
bench_set_up (Bench *bench)
{
  bench->folder = fiel_test_make_dir ();
  bench->relay = bench_relay_start (start_cloud (bench));
  make_store (bench);
  start_engine (bench);
  bench->session = soup_session_new ();
  bench->disk = bench_disk_new (bench->folder);
  bench->bare_uri = g_strdup_printf ("http://127.0.0.1:%u" BENCH_RELAY_BARE_PATH, bench_relay_get_port (bench->relay));
  bench->charges = bench_samples_new ();
  bench->posts = bench_samples_new ();
  bench->least = bench_samples_new ();
}

static void
bench_tear_down (Bench *bench)
{
  stop_engine (bench);
  soup_session_abort (bench->session);
  g_object_unref (bench->session);
  stop_cloud (bench);
  bench_relay_stop (bench->relay);
  bench_disk_free (bench->disk);
  fiel_test_remove_dir (bench->folder);
  g_free (bench->folder);
  g_free (bench->bare_uri);
  bench_samples_free (bench->charges);
  bench_samples_free (bench->posts);
  bench_samples_free (bench->least);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };

  fiel_http_prepare_process ();
  bench_init ("From “Charge” to the first byte of the sale at the server");
  bench_set_up (&bench);

  for (guint i = 0; i < N_WARM_UP; i++)
    measure_one (&bench);
  bench_samples_clear (bench.charges);
  bench_samples_clear (bench.posts);
  bench_samples_clear (bench.least);
  for (guint i = 0; i < N_MEASURED; i++)
    measure_one (&bench);

  bench_print_samples ("libsoup: a post over a new connection", bench.posts);
  bench_print_samples ("one flush, then that post", bench.least);
  bench_print_samples ("Charge", bench.charges);
  bench_print_ratio ("Charge / libsoup", bench.charges, bench.posts, 0.0);
  bench_print_ratio ("Charge / flush and libsoup", bench.charges, bench.least, 0.0);
  bench_tear_down (&bench);

  return 0;
}
