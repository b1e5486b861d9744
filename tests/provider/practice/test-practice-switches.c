/* test-practice-switches.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every switch in both positions, as a client sees them. */

#include "practice-peer.h"

#include <string.h>

static PracticePeer *
start (void)
{
  PracticePeer *peer = practice_peer_start (NULL, NULL);

  practice_peer_log_in (peer);
  return peer;
}

static void
flip (PracticePeer *peer, const char *name, const char *value)
{
  practice_peer_post (peer, "switches", "{\"%s\":\"%s\"}", name, value);
}

static void
test_shape (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) flat = NULL;
  g_autoptr (PracticeReply) nested = NULL;
  g_autoptr (PracticeReply) list = NULL;
  JsonObject *data;

  flip (peer, "shape", "docs-flat");
  flat = practice_peer_sell (peer, 700, "a", 3);
  data = practice_reply_get_data (flat);
  g_assert_cmpuint (json_object_get_size (data), ==, 5);
  g_assert_cmpint (json_object_get_int_member (data, "code"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (data, "amount"), ==, 700);
  g_assert_cmpstr (json_object_get_string_member (data, "message"), ==, "Aprobado");
  list = practice_peer_command (peer, "details", 105, "");
  g_assert_true (json_object_has_member (practice_reply_get_data (list), "saleDetails"));

  flip (peer, "shape", "nested-docs");
  nested = practice_peer_sell (peer, 781, "b", 3);
  data = practice_reply_get_response (nested);
  g_assert_cmpint (json_object_get_int_member (data, "code"), ==, 51);
  g_assert_false (json_object_has_member (data, "responseCode"));
  g_assert_true (json_object_has_member (practice_reply_get_data (nested), "idPosTxs"));
}

static void
test_language (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) reply = NULL;
  g_autoptr (PracticeReply) missing = NULL;

  flip (peer, "language", "en");
  reply = practice_peer_sell (peer, 700, "a", 3);
  g_assert_cmpstr (practice_reply_get_message (reply), ==, "TRANSACTION FINISHED");
  g_assert_cmpstr (json_object_get_string_member (practice_reply_get_response (reply), "responseMessage"), ==,
                   "Approved");
  missing = practice_peer_status (peer, 1);
  practice_reply_assert_refused (missing, "ID NOT FOUND");
}

static void
test_early_90 (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) early = NULL;
  g_autoptr (PracticeReply) held = NULL;

  flip (peer, "early-90", "on");
  early = practice_peer_sell (peer, 793, "a", 91);
  practice_reply_assert_refused (early, "TIEMPO DE ESPERA (90 SEGUNDOS)");
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 0);
  practice_peer_advance (peer, 5);
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 1);
  flip (peer, "early-90", "off");
  held = practice_peer_sell (peer, 793, "b", 96);
  practice_reply_assert_result (held, 0);
}

static void
test_bad_token (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  g_autoptr (PracticeReply) status = practice_peer_command (peer, "poll", 106, "");
  g_autoptr (PracticeReply) code = NULL;

  g_assert_cmpuint (status->status, ==, 401);
  flip (peer, "bad-token", "code0");
  code = practice_peer_command (peer, "poll", 106, "");
  g_assert_cmpuint (code->status, ==, 200);
  practice_reply_assert_refused (code, "NO AUTORIZADO");
}

static void
test_bad_request (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) reply = NULL;

  flip (peer, "bad-request", "400");
  reply = practice_peer_command (peer, "sale", 100, "");
  g_assert_cmpuint (reply->status, ==, 400);
}

static void
test_invalid_webhook (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) reply = NULL;
  PracticeCall *call;

  flip (peer, "invalid-webhook", "sync");
  call = practice_peer_begin_sale (peer, 0, 700, "a", "nowhere");
  practice_peer_wait_for_stage (peer, 0, "card");
  practice_peer_advance (peer, 3);
  reply = practice_peer_end (call);
  practice_reply_assert_result (reply, 0);
}

static void
test_id_type (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) number = practice_peer_sell (peer, 700, "a", 3);
  g_autoptr (PracticeReply) text = NULL;

  flip (peer, "id-type", "text");
  text = practice_peer_sell (peer, 700, "b", 3);
  g_assert_true (json_node_get_value_type (json_object_get_member (practice_reply_get_data (number), "idPosTxs"))
                 == G_TYPE_INT64);
  g_assert_true (json_node_get_value_type (json_object_get_member (practice_reply_get_data (text), "idPosTxs"))
                 == G_TYPE_STRING);
}

static void
test_headers (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) refused = NULL;
  g_autoptr (PracticeReply) foreign = NULL;
  g_autoptr (PracticeReply) good = NULL;

  flip (peer, "headers", "strict");
  refused = practice_peer_command (peer, "poll", 106, "");
  practice_reply_assert_refused (refused, "ENCABEZADO FALTANTE");
  practice_peer_set_header (peer, "env", "uat");
  practice_peer_set_header (peer, "app", "posintegrado");
  practice_peer_set_header (peer, "country", "ar");
  foreign = practice_peer_command (peer, "poll", 106, "");
  practice_reply_assert_refused (foreign, "ENCABEZADO FALTANTE");
  practice_peer_set_header (peer, "country", "cl");
  good = practice_peer_command (peer, "poll", 106, "");
  practice_reply_assert_result (good, 0);
}

static void
test_firewall (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) blocked = NULL;
  g_autoptr (PracticeReply) key = NULL;
  g_autoptr (PracticeReply) address = NULL;
  g_autoptr (PracticeReply) other = NULL;

  practice_peer_post (peer, "switches", "{\"waf\":\"key\",\"waf-header\":\"X-Door\",\"waf-key\":\"open\"}");
  blocked = practice_peer_command (peer, "poll", 106, "");
  g_assert_cmpuint (blocked->status, ==, 403);
  g_assert_true (g_str_has_prefix (blocked->text, "<!DOCTYPE html>"));
  practice_peer_set_header (peer, "X-Door", "open");
  key = practice_peer_command (peer, "poll", 106, "");
  practice_reply_assert_result (key, 0);
  practice_peer_set_header (peer, "X-Door", NULL);
  flip (peer, "waf", "ip");
  address = practice_peer_command (peer, "poll", 106, "");
  practice_reply_assert_result (address, 0);
  flip (peer, "waf-ip", "10.0.0.1");
  other = practice_peer_command (peer, "poll", 106, "");
  g_assert_cmpuint (other->status, ==, 403);
}

static void
test_busy (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) five = NULL;
  g_autoptr (PracticeReply) fifteen = NULL;
  g_autoptr (PracticeReply) settled = NULL;

  practice_peer_sell_async (peer, 700, "a");
  flip (peer, "busy", "5m");
  five = practice_peer_command (peer, "poll", 106, "");
  practice_reply_assert_refused (five, "OPERACION EN CURSO (5m)");
  practice_peer_advance (peer, 100);
  practice_peer_sell_async (peer, 794, "b");
  practice_peer_advance (peer, 100);
  flip (peer, "busy", "15s");
  fifteen = practice_peer_command (peer, "poll", 106, "");
  practice_reply_assert_refused (fifteen, "OPERACION EN CURSO (15s)");
  practice_peer_advance (peer, 201);
  flip (peer, "settle-seconds", "15");
  settled = practice_peer_command (peer, "poll", 106, "");
  practice_reply_assert_refused (settled, "OPERACION EN CURSO (15s)");
}

static void
test_posdata (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) reply = NULL;
  g_autoptr (JsonNode) node = NULL;

  flip (peer, "posdata", "array");
  reply = practice_peer_call (peer, "GET", "api/posdata", NULL);
  node = json_from_string (reply->text, NULL);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (node));
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 3);
}

static void
test_get_transaction (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) reply = NULL;

  flip (peer, "get-transaction", "off");
  reply = practice_peer_command (peer, "get_transaction", 99, ",\"idPosTxs\":1");
  g_assert_cmpuint (reply->status, ==, 404);
}

static void
test_ack_custom_id (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) without = NULL;
  g_autoptr (PracticeReply) with = NULL;

  without = practice_peer_end (practice_peer_begin_sale (peer, 0, 700, "a", "http://127.0.0.1:1/none"));
  flip (peer, "ack-custom-id", "on");
  with = practice_peer_end (practice_peer_begin_sale (peer, 1, 700, "b", "http://127.0.0.1:1/none"));
  g_assert_false (json_object_has_member (practice_reply_get_data (without), "customId"));
  g_assert_cmpstr (json_object_get_string_member (practice_reply_get_data (with), "customId"), ==, "b");
}

static void
test_echo (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) zero = practice_peer_sell (peer, 700, "a", 3);
  g_autoptr (PracticeReply) faithful = NULL;

  flip (peer, "echo-unreliable", "off");
  faithful = practice_peer_sell (peer, 700, "b", 3);
  g_assert_cmpint (json_object_get_int_member (practice_reply_get_response (zero), "saleType"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (practice_reply_get_response (faithful), "saleType"), ==, 1);
}

static void
test_json_keys (void)
{
  static const char body[]
      = "{\"IdTerminal\":\"70011223\",\"IDSUCURSAL\":24680,\"SerialNumber\":\"ABC900000001\",\"Command\":106}";
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) exact = practice_peer_call (peer, "POST", "api/postxs/poll", body);
  g_autoptr (PracticeReply) lenient = NULL;

  practice_reply_assert_refused (exact, "INVALID FIELD command");
  flip (peer, "json-keys", "lenient");
  lenient = practice_peer_call (peer, "POST", "api/postxs/poll", body);
  practice_reply_assert_result (lenient, 0);
}

static void
test_late_answer_ignored (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) state = NULL;
  gint64 id;

  flip (peer, "late-answer", "off");
  id = practice_peer_sell_async (peer, 795, "a");
  practice_peer_advance (peer, 331);
  state = practice_peer_status (peer, id);
  practice_reply_assert_refused (state, "TIEMPO DE ESPERA (5 MINUTOS)");
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 1);
}

static void
test_figures (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) reply = NULL;
  PracticeCall *poll;
  g_autofree char *body = practice_peer_make_command (peer, 0, 106, "");

  practice_peer_post (peer, "switches",
                      "{\"customer-seconds\":10,\"first-id\":7000000000,\"commerce-name\":\"Otra\","
                      "\"clock-skew-seconds\":-86400,\"short-command-ms\":2000}");
  reply = practice_peer_sell (peer, 700, "a", 10);
  practice_reply_assert_result (reply, 0);
  g_assert_cmpint (json_object_get_int_member (practice_reply_get_data (reply), "idPosTxs"), ==, 7000000000);
  g_assert_cmpstr (json_object_get_string_member (practice_reply_get_response (reply), "commerceName"), ==, "Otra");
  {
    g_autoptr (GDateTime) now = g_date_time_new_now_local ();
    g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

    g_assert_cmpstr (json_object_get_string_member (practice_reply_get_response (reply), "realDate"), <, today);
  }
  poll = practice_peer_begin (peer, "POST", "api/postxs/poll", body);
  practice_peer_wait_for_stage (peer, 0, "working");
  practice_peer_advance (peer, 2);
  practice_reply_free (practice_peer_end (poll));
  practice_peer_wait_for_stage (peer, 0, "idle");
}

static void
test_wrong_settings_are_named (void)
{
  static const struct
  {
    const char *path;
    const char *body;
    const char *names;
  } cases[] = {
    { "switches", "{\"shap\":\"x\"}", "shap" },
    { "switches", "{\"shape\":\"round\"}", "nested-docs" },
    { "switches", "{\"customer-seconds\":\"soon\"}", "whole number" },
    { "switches", "{\"first-id\":0}", "first-id" },
    { "fault", "{\"kind\":\"flood\"}", "flood" },
    { "fault", "{\"kind\":\"reset\",\"when\":1}", "when" },
    { "fault", "{\"kind\":\"reset\",\"phase\":\"soon\"}", "phase" },
    { "terminal", "{\"idTerminal\":\"1\"}", "idTerminal" },
    { "terminal", "{\"idTerminal\":\"70011223\",\"state\":\"broken\"}", "offline" },
    { "terminal", "{\"idTerminal\":\"70011223\",\"customer\":\"sings\"}", "wait" },
    { "customer", "{\"idTerminal\":\"70011223\",\"act\":\"cancel\"}", "no payment waits" },
    { "customer", "{\"idTerminal\":\"70011223\",\"act\":\"dance\"}", "act" },
    { "time", "{\"scale\":0}", "scale" },
    { "outcome", "{\"outcome\":\"luck\"}", "luck" },
    { "tokens", "{\"lifetime\":\"long\"}", "lifetime" },
    { "switches", "{", "JSON" },
  };
  g_autoptr (PracticePeer) peer = start ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("control/", cases[i].path, NULL);
      g_autoptr (PracticeReply) reply = practice_peer_call (peer, "POST", path, cases[i].body);

      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_nonnull (strstr (json_object_get_string_member (reply->object, "error"), cases[i].names));
    }
}

static void
test_meanings (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (JsonNode) values = practice_peer_control (peer, "GET", "switches", NULL);
  g_autoptr (JsonNode) meanings = practice_peer_control (peer, "GET", "switches/meanings", NULL);

  g_assert_cmpuint (json_object_get_size (json_node_get_object (values)), ==,
                    json_object_get_size (json_node_get_object (meanings)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/practice/switches/shape", test_shape);
  g_test_add_func ("/practice/switches/language", test_language);
  g_test_add_func ("/practice/switches/early-90", test_early_90);
  g_test_add_func ("/practice/switches/bad-token", test_bad_token);
  g_test_add_func ("/practice/switches/bad-request", test_bad_request);
  g_test_add_func ("/practice/switches/invalid-webhook", test_invalid_webhook);
  g_test_add_func ("/practice/switches/id-type", test_id_type);
  g_test_add_func ("/practice/switches/headers", test_headers);
  g_test_add_func ("/practice/switches/firewall", test_firewall);
  g_test_add_func ("/practice/switches/busy", test_busy);
  g_test_add_func ("/practice/switches/posdata", test_posdata);
  g_test_add_func ("/practice/switches/get-transaction", test_get_transaction);
  g_test_add_func ("/practice/switches/ack-custom-id", test_ack_custom_id);
  g_test_add_func ("/practice/switches/echo", test_echo);
  g_test_add_func ("/practice/switches/json-keys", test_json_keys);
  g_test_add_func ("/practice/switches/late-answer", test_late_answer_ignored);
  g_test_add_func ("/practice/switches/figures", test_figures);
  g_test_add_func ("/practice/switches/wrong-settings", test_wrong_settings_are_named);
  g_test_add_func ("/practice/switches/meanings", test_meanings);
  return g_test_run ();
}
