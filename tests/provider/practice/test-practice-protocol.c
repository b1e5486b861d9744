/* test-practice-protocol.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The protocol as the practice cloud reads it: routes, tokens, identity, life cycle, concurrency. */

#include "practice-peer.h"

#include <glib/gstdio.h>

static PracticePeer *
start (void)
{
  PracticePeer *peer = practice_peer_start (NULL, NULL);

  practice_peer_log_in (peer);
  return peer;
}

static void
test_paths_and_form_keys_in_any_case (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  g_autoptr (PracticeReply) auth = NULL;
  g_autoptr (PracticeReply) poll = NULL;
  g_autoptr (PracticeReply) posdata = NULL;
  g_autofree char *body = practice_peer_make_command (peer, 0, 106, "");

  auth = practice_peer_call (peer, "POST", "API/PosTxs/Auth", "ClientId=fiel-practice&CLIENTSECRET=fiel-practice");
  g_assert_cmpint (practice_reply_get_code (auth), ==, 1);
  g_assert_cmpstr (practice_reply_get_message (auth), ==, "LOGIN EXITOSO");
  g_assert_cmpint (json_object_get_int_member (practice_reply_get_data (auth), "expires_in"), ==, 86400);
  practice_peer_log_in (peer);
  poll = practice_peer_call (peer, "POST", "api/POSTXS/Poll", body);
  practice_reply_assert_result (poll, 0);
  posdata = practice_peer_call (peer, "GET", "api/PosData?idSucursal=024680", NULL);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (posdata->object, "data")), ==, 3);
}

static void
test_posdata_filters_by_branch (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) other = practice_peer_call (peer, "GET", "api/posdata?idsucursal=1", NULL);

  g_assert_cmpint (practice_reply_get_code (other), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (other->object, "data")), ==, 0);
}

static void
test_bad_credentials (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  g_autoptr (PracticeReply) reply
      = practice_peer_call (peer, "POST", "api/postxs/auth", "clientId=fiel-practice&clientSecret=wrong");

  g_assert_cmpuint (reply->status, ==, 200);
  practice_reply_assert_refused (reply, "CREDENCIALES INVALIDAS");
}

static void
test_tokens_live_side_by_side_and_expire (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) old = NULL;
  g_autoptr (PracticeReply) expired = NULL;
  g_autoptr (PracticeReply) second_login = NULL;
  g_autoptr (PracticeReply) revoked = NULL;

  second_login
      = practice_peer_call (peer, "POST", "api/postxs/auth", "clientId=fiel-practice&clientSecret=fiel-practice");
  g_assert_cmpint (practice_reply_get_code (second_login), ==, 1);
  old = practice_peer_command (peer, "poll", 106, "");
  practice_reply_assert_result (old, 0);

  practice_peer_advance (peer, 86400);
  expired = practice_peer_command (peer, "poll", 106, "");
  g_assert_cmpuint (expired->status, ==, 401);
  practice_reply_assert_refused (expired, "NO AUTORIZADO");

  practice_peer_post (peer, "tokens", "{\"lifetime\":60}");
  practice_peer_log_in (peer);
  practice_peer_post (peer, "tokens", "{\"revoke\":true}");
  revoked = practice_peer_command (peer, "poll", 106, "");
  g_assert_cmpuint (revoked->status, ==, 401);
}

static void
test_identity (void)
{
  static const char *const good[] = {
    "{\"idTerminal\":\"70011223\",\"idSucursal\":\"024680\",\"serialNumber\":\" abc900000001 \",\"command\":106}",
    "{\"idTerminal\":\"70011223\",\"idSucursal\":24680,\"serialNumber\":\"ABC900000001\",\"command\":\"106\"}",
  };
  static const char *const bad[] = {
    "{\"idTerminal\":\"70011223\",\"idSucursal\":24680,\"serialNumber\":\"ABC900000002\",\"command\":106}",
    "{\"idTerminal\":\"70011223\",\"idSucursal\":24680,\"command\":106}",
  };
  g_autoptr (PracticePeer) peer = start ();

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (PracticeReply) reply = practice_peer_call (peer, "POST", "api/postxs/poll", good[i]);

      practice_reply_assert_result (reply, 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (PracticeReply) reply = practice_peer_call (peer, "POST", "api/postxs/poll", bad[i]);

      practice_reply_assert_refused (reply, "KEYPOS NO ENCONTRADO");
    }
}

static void
test_wrong_bodies_are_refused (void)
{
  static const struct
  {
    const char *path;
    int command;
    const char *fields;
    const char *message;
  } cases[] = {
    { "sale", 106, "", "COMMAND DOES NOT MATCH PATH" },
    { "sale", 100, ",\"ticketNumber\":\"a\",\"saleType\":1", "INVALID FIELD amount" },
    { "sale", 100, ",\"amount\":0,\"ticketNumber\":\"a\",\"saleType\":1", "INVALID FIELD amount" },
    { "sale", 100, ",\"amount\":10.5,\"ticketNumber\":\"a\",\"saleType\":1", "INVALID FIELD amount" },
    { "sale", 100, ",\"amount\":1000000000,\"ticketNumber\":\"a\",\"saleType\":1", "INVALID FIELD amount" },
    { "sale", 100, ",\"amount\":10,\"saleType\":1", "INVALID FIELD ticketNumber" },
    { "sale", 100, ",\"amount\":10,\"ticketNumber\":\"a\"", "INVALID FIELD saleType" },
    { "sale", 100, ",\"amount\":10,\"ticketNumber\":\"a\",\"saleType\":7", "INVALID FIELD saleType" },
    { "sale", 100, ",\"amount\":10,\"ticketNumber\":\"a\",\"saleType\":1,\"customId\":\"abcdefghijklmnopqrstuvwxyz\"",
      "INVALID FIELD customId" },
    { "sale", 100, ",\"amount\":10,\"ticketNumber\":\"a\",\"saleType\":1,\"webhook\":\"nowhere\"",
      "INVALID FIELD webhook" },
    { "refund", 102, "", "INVALID FIELD operationId" },
    { "printservice", 117, ",\"details\":[{\"type\":\"song\"}]", "INVALID FIELD details.type" },
    { "lastvoucher", 101, "", "COMANDO NO DISPONIBLE" },
    { "cancelsale", 116, "", "COMANDO NO DISPONIBLE" },
  };
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) no_json = practice_peer_call (peer, "POST", "api/postxs/poll", "{nothing");

  practice_reply_assert_refused (no_json, "INVALID JSON");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PracticeReply) reply = practice_peer_command (peer, cases[i].path, cases[i].command, cases[i].fields);

      practice_reply_assert_refused (reply, cases[i].message);
    }
}

static void
test_numbers_as_text_and_unknown_fields (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) reply = NULL;
  g_autofree char *body = NULL;
  PracticeCall *call;

  body = g_strdup ("{\"idTerminal\":\"70011223\",\"idSucursal\":\"24680\",\"serialNumber\":\"ABC900000001\","
                   "\"command\":\"100\",\"amount\":\"700\",\"ticketNumber\":1235,\"saleType\":\"1\","
                   "\"employeeId\":\"1\",\"isProduction\":false}");
  call = practice_peer_begin (peer, "POST", "api/postxs/sale", body);
  practice_peer_wait_for_stage (peer, 0, "card");
  practice_peer_advance (peer, 2);
  reply = practice_peer_end (call);
  practice_reply_assert_result (reply, 0);
  g_assert_cmpstr (json_object_get_string_member (practice_reply_get_response (reply), "ticket"), ==, "1235");
}

static void
test_approved_record (void)
{
  static const char *const members[] = {
    "functionCode",
    "responseCode",
    "responseMessage",
    "commerceCode",
    "terminalId",
    "ticket",
    "authorizationCode",
    "amount",
    "sharesNumber",
    "sharesAmount",
    "last4Digits",
    "operationId",
    "cardType",
    "accountingDate",
    "cardBrand",
    "realDate",
    "employeeId",
    "tip",
    "saleType",
    "posMode",
    "cashback",
    "transToken",
    "expiryDate",
    "entryMode",
    "aid",
    "bin",
    "commerceRut",
    "commerceName",
    "branchName",
    "branchAddress",
    "branchDistrict",
    "paymentId",
    "paymentMethod",
    "integrationType",
    "softwareName",
    "softwareVersion",
    "rutToValidate",
    "rutRead",
    "rutMatch",
    "rutCheckResult",
  };
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) paid = practice_peer_sell (peer, 12990, "paid", 3);
  g_autoptr (PracticeReply) unpaid = practice_peer_sell (peer, 12986, "unpaid", 61);
  JsonObject *good = practice_reply_get_response (paid), *bad = practice_reply_get_response (unpaid);

  g_assert_cmpuint (json_object_get_size (good), ==, G_N_ELEMENTS (members));
  g_assert_cmpuint (json_object_get_size (bad), ==, G_N_ELEMENTS (members));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (good, members[i]) && json_object_has_member (bad, members[i]));

  g_assert_cmpstr (practice_reply_get_message (paid), ==, "TRANSACCION FINALIZADA");
  g_assert_cmpstr (json_object_get_string_member (practice_reply_get_data (paid), "customId"), ==, "paid");
  g_assert_cmpstr (json_object_get_string_member (good, "responseMessage"), ==, "Aprobado");
  g_assert_cmpint (json_object_get_int_member (good, "amount"), ==, 12990);
  g_assert_cmpuint (strlen (json_object_get_string_member (good, "authorizationCode")), ==, 6);

  g_assert_cmpint (json_object_get_int_member (bad, "responseCode"), ==, 1006);
  g_assert_cmpstr (json_object_get_string_member (bad, "responseMessage"), ==, "Tiempo de espera excedido");
  g_assert_true (json_object_get_null_member (bad, "ticket"));
  g_assert_cmpstr (json_object_get_string_member (bad, "terminalId"), ==, "");
  g_assert_cmpint (json_object_get_int_member (bad, "commerceCode"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (bad, "amount"), ==, 12986);
  g_assert_cmpstr (json_object_get_string_member (bad, "commerceRut"), ==, "11111111-1");
}

static void
test_two_identical_sales_are_two_charges (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) one = practice_peer_sell (peer, 500, "same", 3);
  g_autoptr (PracticeReply) two = practice_peer_sell (peer, 500, "same", 3);
  g_autoptr (JsonNode) sent = practice_peer_control (peer, "GET", "transmissions?customId=same", NULL);

  practice_reply_assert_result (one, 0);
  practice_reply_assert_result (two, 0);
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 2);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (sent)), ==, 2);
  g_assert_cmpint (json_object_get_int_member (practice_reply_get_data (one), "idPosTxs"), <,
                   json_object_get_int_member (practice_reply_get_data (two), "idPosTxs"));
}

static void
test_aborted_call_goes_on (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) state = NULL;
  g_autoptr (JsonNode) terminals = NULL;
  g_autoptr (JsonObject) booking = NULL;
  PracticeCall *call = practice_peer_begin_sale (peer, 0, 700, "gone", NULL);
  gint64 id;

  practice_peer_wait_for_stage (peer, 0, "card");
  practice_peer_abort (call);
  terminals = practice_peer_control (peer, "GET", "terminals", NULL);
  id = json_object_get_int_member (json_array_get_object_element (json_node_get_array (terminals), 0), "idPosTxs");
  practice_peer_advance (peer, 3);
  booking = practice_peer_get_booking (peer, 0);
  g_assert_cmpint (json_object_get_int_member (booking, "idPosTxs"), ==, id);
  state = practice_peer_status (peer, id);
  practice_reply_assert_result (state, 0);
}

static void
test_terminals_are_locked_one_by_one (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) first = NULL;
  g_autoptr (PracticeReply) second = NULL;
  g_autoptr (PracticeReply) busy = NULL;
  g_autoptr (PracticeReply) later = NULL;
  PracticeCall *one, *two;

  practice_peer_post (peer, "terminal", "{\"idTerminal\":\"70011223\",\"customer\":\"wait\"}");
  one = practice_peer_begin_sale (peer, 0, 700, "one", NULL);
  two = practice_peer_begin_sale (peer, 1, 800, "two", NULL);
  practice_peer_wait_for_stage (peer, 0, "card");
  practice_peer_wait_for_stage (peer, 1, "card");
  busy = practice_peer_command (peer, "poll", 106, "");
  practice_reply_assert_refused (busy, "OPERACION EN CURSO (15s)");
  practice_peer_advance (peer, 91);
  second = practice_peer_end (two);
  practice_reply_assert_result (second, 0);
  later = practice_peer_command (peer, "poll", 106, "");
  practice_reply_assert_refused (later, "OPERACION EN CURSO (5m)");
  practice_peer_post (peer, "customer", "{\"idTerminal\":\"70011223\",\"act\":\"approve\"}");
  first = practice_peer_end (one);
  practice_reply_assert_result (first, 0);
}

static void
test_five_minutes (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) held = practice_peer_sell (peer, 1094, "a", 300);

  practice_reply_assert_refused (held, "TIEMPO DE ESPERA (5 MINUTOS)");
}

static const char two_merchants[]
    = "{\"credentials\":[{\"clientId\":\"fiel-practice\",\"clientSecret\":\"fiel-practice\"},"
      "{\"clientId\":\"b\",\"clientSecret\":\"b\"}],\"terminals\":["
      "{\"idTerminal\":\"70011223\",\"idSucursal\":\"24680\",\"serialNumber\":\"ABC900000001\"},"
      "{\"idTerminal\":\"70011224\",\"idSucursal\":\"24680\",\"serialNumber\":\"ABC900000002\",\"clientId\":\"b\"}]}";

static PracticePeer *
start_with_two_merchants (void)
{
  g_autofree char *folder = g_dir_make_tmp ("practice-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "scenario.json", NULL);
  g_autofree char *argument = g_strconcat ("--scenario=", path, NULL);
  PracticePeer *peer;

  g_assert_true (g_file_set_contents (path, two_merchants, -1, NULL));
  peer = practice_peer_start (argument, NULL);
  g_unlink (path);
  g_rmdir (folder);
  practice_peer_log_in (peer);
  return peer;
}

static void
become_the_other_merchant (PracticePeer *peer)
{
  g_autoptr (PracticeReply) auth = practice_peer_call (peer, "POST", "api/postxs/auth", "clientId=b&clientSecret=b");
  g_autofree char *bearer
      = g_strconcat ("Bearer ", json_object_get_string_member (practice_reply_get_data (auth), "token"), NULL);

  practice_peer_set_header (peer, "Authorization", bearer);
}

static void
test_foreign_ids_are_not_found (void)
{
  g_autoptr (PracticePeer) peer = start_with_two_merchants ();
  g_autoptr (PracticeReply) other = NULL;
  g_autoptr (PracticeReply) unknown = NULL;
  g_autoptr (PracticeReply) mine = NULL;
  g_autoptr (PracticeReply) theirs = NULL;
  gint64 id;

  other = practice_peer_end (practice_peer_begin_sale (peer, 1, 500, "x", NULL));
  practice_reply_assert_refused (other, "SOLICITUD INCORRECTA");
  id = practice_peer_sell_async (peer, 500, "mine");
  unknown = practice_peer_status (peer, id + 1);
  practice_reply_assert_refused (unknown, "ID NO ENCONTRADO");
  mine = practice_peer_status (peer, id);
  g_assert_cmpint (practice_reply_get_code (mine), ==, 2);
  become_the_other_merchant (peer);
  theirs = practice_peer_status (peer, id);
  practice_reply_assert_refused (theirs, "ID NO ENCONTRADO");
}

static void
test_get_transaction_answers_like_the_status (void)
{
  g_autoptr (PracticePeer) peer = start ();
  gint64 id = practice_peer_sell_async (peer, 500, "a");
  g_autofree char *fields = g_strdup_printf (",\"idPosTxs\":%" G_GINT64_FORMAT, id);
  g_autoptr (PracticeReply) running = practice_peer_command (peer, "get_transaction", 99, fields);
  g_autoptr (PracticeReply) done = NULL;

  g_assert_cmpint (practice_reply_get_code (running), ==, 2);
  practice_peer_advance (peer, 3);
  done = practice_peer_command (peer, "get_transaction", 100, fields);
  practice_reply_assert_result (done, 0);
}

static void
test_offline_terminal (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) reply = NULL;
  g_autoptr (PracticeReply) back = NULL;

  practice_peer_post (peer, "terminal", "{\"idTerminal\":\"70011223\",\"state\":\"offline\"}");
  reply = practice_peer_command (peer, "poll", 106, "");
  practice_reply_assert_refused (reply, "SERVICIO C2C NO RESPONDE");
  practice_peer_post (peer, "terminal", "{\"idTerminal\":\"70011223\",\"state\":\"online\"}");
  back = practice_peer_command (peer, "poll", 106, "");
  practice_reply_assert_result (back, 0);
}

static void
test_unknown_addresses (void)
{
  g_autoptr (PracticePeer) peer = start ();
  g_autoptr (PracticeReply) nowhere = practice_peer_call (peer, "POST", "api/postxs/nothing", "{}");
  g_autoptr (PracticeReply) outside = practice_peer_call (peer, "GET", "index.html", NULL);
  g_autoptr (PracticeReply) method = practice_peer_call (peer, "PUT", "api/postxs/sale", "{}");

  g_assert_cmpuint (nowhere->status, ==, 404);
  g_assert_cmpuint (outside->status, ==, 404);
  g_assert_cmpuint (method->status, ==, 405);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/practice/protocol/any-case", test_paths_and_form_keys_in_any_case);
  g_test_add_func ("/practice/protocol/posdata-branch", test_posdata_filters_by_branch);
  g_test_add_func ("/practice/protocol/bad-credentials", test_bad_credentials);
  g_test_add_func ("/practice/protocol/tokens", test_tokens_live_side_by_side_and_expire);
  g_test_add_func ("/practice/protocol/identity", test_identity);
  g_test_add_func ("/practice/protocol/wrong-bodies", test_wrong_bodies_are_refused);
  g_test_add_func ("/practice/protocol/coercion", test_numbers_as_text_and_unknown_fields);
  g_test_add_func ("/practice/protocol/records", test_approved_record);
  g_test_add_func ("/practice/protocol/two-charges", test_two_identical_sales_are_two_charges);
  g_test_add_func ("/practice/protocol/abort", test_aborted_call_goes_on);
  g_test_add_func ("/practice/protocol/locks", test_terminals_are_locked_one_by_one);
  g_test_add_func ("/practice/protocol/five-minutes", test_five_minutes);
  g_test_add_func ("/practice/protocol/foreign-id", test_foreign_ids_are_not_found);
  g_test_add_func ("/practice/protocol/get-transaction", test_get_transaction_answers_like_the_status);
  g_test_add_func ("/practice/protocol/offline", test_offline_terminal);
  g_test_add_func ("/practice/protocol/unknown-addresses", test_unknown_addresses);
  return g_test_run ();
}
