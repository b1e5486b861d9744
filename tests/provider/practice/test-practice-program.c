/* test-practice-program.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The program itself: how it is started and ended, scenarios, time, reset, hostile clients. */

#include "practice-peer.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

static void
assert_refuses (const char *argument, const char *names)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error,
                              g_getenv ("FIEL_PRACTICE_CLOUD"), argument, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &complaint, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 2);
  g_assert_nonnull (strstr (complaint, names));
}

static void
test_wrong_arguments (void)
{
  assert_refuses ("--colour=red", "--colour");
  assert_refuses ("extra", "extra");
  assert_refuses ("--port=70000", "--port");
  assert_refuses ("--country=xx", "--country");
  assert_refuses ("--time-scale=-1", "--time-scale");
  assert_refuses ("--set=shape", "NAME=VALUE");
  assert_refuses ("--set=shape=round", "nested-cl");
  assert_refuses ("--set=form=round", "form");
  assert_refuses ("--scenario=/nowhere/at/all.json", "/nowhere/at/all.json");
  assert_refuses ("--tls-cert=/nowhere/cert.pem", "--tls-cert");
  assert_refuses ("--tls-key=/nowhere/key.pem", "--tls-cert");
}

static char *
write_scenario (const char *text)
{
  g_autofree char *folder = g_dir_make_tmp ("practice-XXXXXX", NULL);
  char *path = g_build_filename (folder, "scenario.json", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
remove_scenario (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_rmdir (folder);
}

static void
test_wrong_scenarios (void)
{
  static const struct
  {
    const char *text;
    const char *names;
  } cases[] = {
    { "{\"colour\":1}", "colour" },
    { "{\"terminals\":[{\"idTerminal\":\"1\"}]}", "terminals, entry 1" },
    { "{\"terminals\":[{\"idTerminal\":\"1\",\"idSucursal\":\"1\",\"serialNumber\":\"1\",\"clientId\":\"x\"}]}", "x" },
    { "{\"credentials\":[{\"clientId\":\"a\"}]}", "clientSecret" },
    { "{\"switches\":{\"shape\":\"round\"}}", "shape" },
    { "{\"outcomes\":[{\"amount\":1,\"outcome\":\"luck\"}]}", "luck" },
    { "{\"faults\":[{\"kind\":\"reset\"},{\"kind\":\"flood\"}]}", "faults, entry 2" },
    { "{\"timeScale\":0}", "timeScale" },
    { "{\"country\":\"xx\"}", "country" },
    { "nothing", "not JSON" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = write_scenario (cases[i].text);
      g_autofree char *argument = g_strconcat ("--scenario=", path, NULL);

      assert_refuses (argument, cases[i].names);
      remove_scenario (path);
    }
}

static void
test_scenario (void)
{
  static const char text[]
      = "{\"switches\":{\"shape\":\"nested-cl\",\"language\":\"en\"},"
        "\"outcomes\":[{\"amount\":1500,\"outcome\":\"declined-funds\",\"code\":62,\"seconds\":1},"
        "{\"customIdPrefix\":\"slow-\",\"outcome\":\"slow\"},{\"ending\":7,\"outcome\":\"printer-booked\"}],"
        "\"faults\":[{\"kind\":\"empty\",\"path\":\"posdata\"}],\"timeScale\":2}";
  g_autofree char *path = write_scenario (text);
  g_autofree char *argument = g_strconcat ("--scenario=", path, NULL);
  g_autoptr (PracticePeer) peer = practice_peer_start (argument, NULL);
  g_autoptr (PracticeReply) declined = NULL;
  g_autoptr (PracticeReply) slow = NULL;
  g_autoptr (PracticeReply) printer = NULL;
  g_autoptr (PracticeReply) posdata = NULL;

  remove_scenario (path);
  practice_peer_log_in (peer);
  declined = practice_peer_sell (peer, 1500, "a", 1);
  practice_reply_assert_result (declined, 62);
  slow = practice_peer_sell (peer, 700, "slow-1", 95);
  practice_reply_assert_result (slow, 0);
  g_assert_cmpstr (practice_reply_get_message (slow), ==, "TRANSACTION FINISHED");
  printer = practice_peer_sell (peer, 707, "b", 3);
  practice_reply_assert_result (printer, 1004);
  posdata = practice_peer_call (peer, "GET", "api/posdata", NULL);
  g_assert_cmpstr (posdata->text, ==, "");
}

static void
test_signals_end_it (void)
{
  static const int signals[] = { SIGTERM, SIGINT };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (GSubprocess) process = NULL;
      g_autoptr (GDataInputStream) output = NULL;
      g_autofree char *base = NULL;
      g_autofree char *control = NULL;
      g_autofree char *expected = NULL;
      g_autoptr (GError) error = NULL;

      process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("FIEL_PRACTICE_CLOUD"), NULL);
      g_assert_no_error (error);
      output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
      base = g_data_input_stream_read_line (output, NULL, NULL, NULL);
      control = g_data_input_stream_read_line (output, NULL, NULL, NULL);
      expected = g_strdup_printf ("Control: %scontrol/", base);
      g_assert_true (g_str_has_prefix (base, "http://127.0.0.1:"));
      g_assert_cmpstr (control, ==, expected);
      g_subprocess_send_signal (process, signals[i]);
      g_subprocess_wait_check (process, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
test_ends_while_calls_are_held (void)
{
  PracticePeer *peer = practice_peer_start (NULL, NULL);
  PracticeCall *call;

  practice_peer_log_in (peer);
  call = practice_peer_begin_sale (peer, 0, 794, "a", NULL);
  practice_peer_wait_for_stage (peer, 0, "silent");
  practice_peer_abort (call);
  practice_peer_stop (peer);
}

static void
test_reset (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  g_autoptr (PracticeReply) cut = NULL;
  g_autoptr (PracticeReply) stranger = NULL;
  g_autoptr (PracticeReply) again = NULL;
  g_autoptr (PracticeReply) done = NULL;
  PracticeCall *call;

  practice_peer_log_in (peer);
  done = practice_peer_sell (peer, 700, "a", 3);
  call = practice_peer_begin_sale (peer, 0, 794, "b", NULL);
  practice_peer_wait_for_stage (peer, 0, "silent");
  practice_peer_post (peer, "reset", "{}");
  cut = practice_peer_end (call);
  g_assert_false (cut->reached);
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 0);
  stranger = practice_peer_command (peer, "poll", 106, "");
  g_assert_cmpuint (stranger->status, ==, 401);
  practice_peer_log_in (peer);
  again = practice_peer_sell (peer, 700, "c", 3);
  g_assert_cmpint (json_object_get_int_member (practice_reply_get_response (again), "operationId"), ==, 1);
}

static gint64
get_now (PracticePeer *peer)
{
  g_autoptr (JsonNode) node = practice_peer_control (peer, "GET", "time", NULL);

  return json_object_get_int_member (json_node_get_object (node), "nowMs");
}

static void
test_time (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  gint64 start = get_now (peer);

  g_assert_cmpint (get_now (peer), ==, start);
  practice_peer_advance (peer, 3600);
  g_assert_cmpint (get_now (peer), ==, start + 3600 * 1000);
  practice_peer_post (peer, "time", "{\"advanceMs\":250}");
  g_assert_cmpint (get_now (peer), ==, start + 3600 * 1000 + 250);

  /* A payment of an hour's tenth ends by itself once time runs a hundred thousand times faster. */
  practice_peer_log_in (peer);
  practice_peer_post (peer, "switches", "{\"customer-seconds\":200}");
  practice_peer_post (peer, "time", "{\"paused\":false,\"scale\":100000}");
  {
    g_autoptr (PracticeReply) reply = practice_peer_end (practice_peer_begin_sale (peer, 0, 700, "a", NULL));

    g_assert_cmpint (practice_reply_get_code (reply), ==, 1);
  }
}

/* Sends what it is given, ends its own side and waits for the first sign of an answer or an end. */
static void
send_raw (PracticePeer *peer, const char *bytes, gsize length)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GUri) uri = g_uri_parse (practice_peer_get_base (peer), G_URI_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  char answer[64];

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16)g_uri_get_port (uri), NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), bytes, length, NULL, NULL, NULL);
  g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
  g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), answer, sizeof answer, NULL, NULL);
}

static void
test_hostile_clients (void)
{
  static const char *const requests[] = {
    "\x01\xff\xfe\r\n\r\n",
    "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
    "G\xffT /api/%ff HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /api/postxs/99999999999999999999 HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /api/postxs/ HTTP/1.1\r\nHost: a\r\n\r\n",
    "POST /api/postxs/auth HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n\xff=\x01",
    "POST /api/postxs/sale HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n{",
    "POST /api/postxs/sale HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n{",
    "POST /api/postxs/sale HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{",
    "POST /control/fault HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n[]",
    "POST /control/switches HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\n{\"shape\":[]}",
  };
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *nested = g_strconcat ("{\"a\":", deep, NULL);
  g_autoptr (PracticeReply) refused = NULL;
  g_autoptr (PracticeReply) alive = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    send_raw (peer, requests[i], strlen (requests[i]));
  practice_peer_log_in (peer);
  refused = practice_peer_call (peer, "POST", "api/postxs/sale", nested);
  practice_reply_assert_refused (refused, "INVALID JSON");
  alive = practice_peer_command (peer, "poll", 106, "");
  practice_reply_assert_result (alive, 0);
}

static void
test_too_large (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  g_autofree char *filler = g_strnfill (300000, ' ');
  g_autofree char *large = g_strconcat ("{", filler, "}", NULL);
  g_autoptr (PracticeReply) reply = practice_peer_call (peer, "POST", "api/postxs/sale", large);

  g_assert_cmpuint (reply->status, ==, 413);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/practice/program/wrong-arguments", test_wrong_arguments);
  g_test_add_func ("/practice/program/wrong-scenarios", test_wrong_scenarios);
  g_test_add_func ("/practice/program/scenario", test_scenario);
  g_test_add_func ("/practice/program/signals", test_signals_end_it);
  g_test_add_func ("/practice/program/held-calls", test_ends_while_calls_are_held);
  g_test_add_func ("/practice/program/reset", test_reset);
  g_test_add_func ("/practice/program/time", test_time);
  g_test_add_func ("/practice/program/hostile", test_hostile_clients);
  g_test_add_func ("/practice/program/too-large", test_too_large);
  return g_test_run ();
}
