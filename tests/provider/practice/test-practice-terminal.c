/* test-practice-terminal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The terminal model: customers, the batch, voids and returns, reports, modes, cancelling; Chile and Argentina. */

#include "practice-peer.h"

static PracticePeer *
start (gboolean argentina)
{
  PracticePeer *peer = practice_peer_start (argentina ? "--country=ar" : "--country=cl", NULL);

  practice_peer_log_in (peer);
  return peer;
}

/* Runs a money command on the first terminal with time moved until it is over. */
static PracticeReply *
run (PracticePeer *peer, const char *path, int command, const char *fields)
{
  g_autofree char *body = practice_peer_make_command (peer, 0, command, fields);
  g_autofree char *whole = g_strconcat ("api/postxs/", path, NULL);
  PracticeCall *call = practice_peer_begin (peer, "POST", whole, body);

  practice_peer_wait_for_stage (peer, 0, "card");
  practice_peer_advance (peer, 3);
  return practice_peer_end (call);
}

static PracticeReply *
run_void (PracticePeer *peer, gint64 operation_id)
{
  g_autofree char *fields = g_strdup_printf (",\"operationId\":%" G_GINT64_FORMAT, operation_id);

  return run (peer, "refund", 102, fields);
}

static PracticeReply *
run_return (PracticePeer *peer, const char *authorization, gint64 amount, const char *date)
{
  g_autofree char *fields = NULL;

  fields = g_strdup_printf (",\"authorizationCode\":\"%s\",\"amount\":%" G_GINT64_FORMAT "%s%s%s", authorization,
                            amount, date != NULL ? ",\"originalTransDate\":\"" : "", date != NULL ? date : "",
                            date != NULL ? "\"" : "");
  return run (peer, "return", 108, fields);
}

static void
test_void_only_once_and_in_the_open_batch (void)
{
  g_autoptr (PracticePeer) peer = start (FALSE);
  g_autoptr (PracticeReply) sale = practice_peer_sell (peer, 700, "a", 3);
  g_autoptr (PracticeReply) kept = practice_peer_sell (peer, 800, "b", 3);
  gint64 first = json_object_get_int_member (practice_reply_get_response (sale), "operationId");
  gint64 second = json_object_get_int_member (practice_reply_get_response (kept), "operationId");
  g_autoptr (PracticeReply) voided = run_void (peer, first);
  g_autoptr (PracticeReply) again = run_void (peer, first);
  g_autoptr (PracticeReply) closed = NULL;
  g_autoptr (PracticeReply) too_late = NULL;
  g_autoptr (PracticeReply) restarted = NULL;
  g_autoptr (JsonObject) booking = practice_peer_get_booking (peer, 2);

  g_assert_cmpint (second, ==, first + 1);
  practice_reply_assert_result (voided, 0);
  g_assert_true (json_object_get_boolean_member (practice_reply_get_response (voided), "success"));
  g_assert_cmpstr (json_object_get_string_member (booking, "type"), ==, "void");
  g_assert_cmpint (json_object_get_int_member (booking, "amount"), ==, 700);
  g_assert_cmpint (json_object_get_int_member (booking, "refersTo"), ==, 1);
  practice_reply_assert_result (again, 21);

  closed = practice_peer_command (peer, "close", 103, "");
  practice_reply_assert_result (closed, 0);
  too_late = run_void (peer, second);
  practice_reply_assert_result (too_late, 21);
  restarted = practice_peer_sell (peer, 900, "c", 3);
  g_assert_cmpint (json_object_get_int_member (practice_reply_get_response (restarted), "operationId"), ==, 1);
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 4);
}

static void
test_returns_up_to_the_sale (void)
{
  g_autoptr (PracticePeer) peer = start (FALSE);
  g_autoptr (PracticeReply) sale = practice_peer_sell (peer, 1000, "a", 3);
  const char *code = json_object_get_string_member (practice_reply_get_response (sale), "authorizationCode");
  g_autoptr (PracticeReply) closed = practice_peer_command (peer, "close", 103, "");
  g_autoptr (PracticeReply) part = run_return (peer, code, 600, NULL);
  g_autoptr (PracticeReply) too_much = run_return (peer, code, 500, NULL);
  g_autoptr (PracticeReply) rest = run_return (peer, code, 400, NULL);
  g_autoptr (PracticeReply) unknown = run_return (peer, "999999", 100, NULL);

  practice_reply_assert_result (closed, 0);
  practice_reply_assert_result (part, 0);
  practice_reply_assert_result (too_much, 13);
  practice_reply_assert_result (rest, 0);
  practice_reply_assert_result (unknown, 21);
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 3);
}

static void
test_argentine_return_needs_the_date (void)
{
  g_autoptr (PracticePeer) peer = start (TRUE);
  g_autoptr (PracticeReply) sale = practice_peer_sell (peer, 100000, "a", 3);
  g_autofree char *date
      = g_strndup (json_object_get_string_member (practice_reply_get_response (sale), "realDate"), 10);
  const char *code = json_object_get_string_member (practice_reply_get_response (sale), "authorizationCode");
  g_autofree char *no_date = g_strdup_printf (",\"authorizationCode\":\"%s\",\"amount\":100", code);
  g_autoptr (PracticeReply) refused = practice_peer_command (peer, "return", 108, no_date);
  g_autoptr (PracticeReply) wrong = run_return (peer, code, 100, "2001-01-01");
  g_autoptr (PracticeReply) good = run_return (peer, code, 100, date);

  practice_reply_assert_refused (refused, "INVALID FIELD originalTransDate");
  practice_reply_assert_result (wrong, 21);
  practice_reply_assert_result (good, 0);
}

static void
test_sales_list (void)
{
  g_autoptr (PracticePeer) peer = start (FALSE);
  g_autoptr (PracticeReply) one = practice_peer_sell (peer, 700, "a", 3);
  g_autoptr (PracticeReply) two = practice_peer_sell (peer, 888, "b", 3);
  g_autoptr (PracticeReply) declined = practice_peer_sell (peer, 881, "c", 3);
  g_autoptr (PracticeReply) voided = run_void (peer, 1);
  g_autoptr (PracticeReply) list = practice_peer_command (peer, "details", 105, "");
  JsonArray *rows = json_object_get_array_member (practice_reply_get_response (list), "saleDetails");
  JsonObject *first, *second;

  practice_reply_assert_result (two, 1004);
  practice_reply_assert_result (voided, 0);
  g_assert_cmpuint (json_array_get_length (rows), ==, 2);
  first = json_array_get_object_element (rows, 0);
  second = json_array_get_object_element (rows, 1);
  g_assert_cmpstr (json_object_get_string_member (first, "Ticket"), ==, "T-a");
  g_assert_cmpint (json_object_get_int_member (first, "Amount"), ==, 700);
  g_assert_cmpstr (json_object_get_string_member (first, "Tx"), ==, "VOID");
  g_assert_cmpstr (json_object_get_string_member (second, "Ticket"), ==, "T-b");
  g_assert_cmpstr (json_object_get_string_member (second, "Tx"), ==, "SALE");
  g_assert_cmpint (json_object_get_int_member (second, "Nc"), ==, 2);
}

static void
test_last_voucher (void)
{
  g_autoptr (PracticePeer) peer = start (TRUE);
  g_autoptr (PracticeReply) nothing = practice_peer_command (peer, "lastvoucher", 101, "");
  g_autoptr (PracticeReply) sale = practice_peer_sell (peer, 5000, "a", 3);
  g_autoptr (PracticeReply) cancelled = practice_peer_sell (peer, 5087, "b", 3);
  g_autoptr (PracticeReply) last = practice_peer_command (peer, "lastvoucher", 101, "");
  JsonObject *record = practice_reply_get_response (last);

  practice_reply_assert_result (nothing, 99);
  practice_reply_assert_result (cancelled, 1006);
  practice_reply_assert_result (last, 0);
  g_assert_cmpint (json_object_get_int_member (record, "functionCode"), ==, 101);
  g_assert_cmpint (json_object_get_int_member (record, "amount"), ==, 5000);
  g_assert_cmpint (json_object_get_int_member (record, "operationId"), ==, 0);
  g_assert_false (json_object_has_member (record, "ticket"));
}

static void
test_duplicate (void)
{
  g_autoptr (PracticePeer) peer = start (FALSE);
  g_autoptr (PracticeReply) sale = practice_peer_sell (peer, 700, "a", 3);
  g_autoptr (PracticeReply) found = practice_peer_command (peer, "duplicate", 109, ",\"operationId\":1");
  g_autoptr (PracticeReply) missing = practice_peer_command (peer, "duplicate", 109, ",\"operationId\":7");

  practice_reply_assert_result (found, 0);
  g_assert_cmpstr (json_object_get_string_member (practice_reply_get_response (found), "ticket"), ==, "T-a");
  practice_reply_assert_result (missing, 21);
}

static void
test_totals (void)
{
  g_autoptr (PracticePeer) peer = start (TRUE);
  g_autoptr (PracticeReply) one = practice_peer_sell (peer, 5000, "a", 3);
  g_autoptr (PracticeReply) two = practice_peer_sell (peer, 6000, "b", 3);
  g_autoptr (PracticeReply) totals = practice_peer_command (peer, "totals", 104, "");
  JsonObject *result = practice_reply_get_response (totals);

  practice_reply_assert_result (two, 0);
  g_assert_cmpint (json_object_get_int_member (result, "txCount"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (result, "txTotal"), ==, 11000);
  g_assert_true (json_object_has_member (result, "cancelQrPrepaidTotal"));
}

static void
test_other_commands_answer_zero (void)
{
  static const struct
  {
    gboolean argentina;
    const char *path;
    int command;
    const char *fields;
  } cases[] = {
    { FALSE, "poll", 106, "" },
    { FALSE, "c2cmode", 129, ",\"c2cMode\":true" },
    { FALSE, "bioauth", 121, ",\"rutToValidate\":\"11.111.111-1\",\"authType\":0" },
    { FALSE, "printservice", 117,
      ",\"details\":[{\"printSeq\":1,\"type\":\"text\",\"encode\":\"\",\"data\":\"x\",\"align\":\"left\"}]" },
    { TRUE, "params", 114, "" },
    { TRUE, "normalmode", 107, "" },
    { TRUE, "shift", 135, ",\"shiftOperation\":0,\"numberOfShift\":1,\"skiptConfirmation\":true" },
    { TRUE, "shiftReport", 136, ",\"printOnPos\":false" },
  };
  g_autoptr (PracticePeer) chile = start (FALSE);
  g_autoptr (PracticePeer) argentina = start (TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PracticeReply) reply = NULL;
      g_autoptr (PracticeReply) elsewhere = NULL;

      reply = practice_peer_command (cases[i].argentina ? argentina : chile, cases[i].path, cases[i].command,
                                     cases[i].fields);
      practice_reply_assert_result (reply, 0);
      g_assert_cmpint (json_object_get_int_member (practice_reply_get_response (reply), "functionCode"), ==,
                       cases[i].command);
      if (cases[i].command == 106)
        continue;
      elsewhere = practice_peer_command (cases[i].argentina ? chile : argentina, cases[i].path, cases[i].command,
                                         cases[i].fields);
      g_assert_cmpint (practice_reply_get_code (elsewhere), ==, 0);
    }
}

static void
test_sale_with_promotion (void)
{
  g_autoptr (PracticePeer) peer = start (FALSE);
  g_autoptr (PracticeReply) reply = NULL;

  reply = run (peer, "salepromo", 126, ",\"amount\":500,\"ticketNumber\":\"p\",\"saleType\":0,\"idPromo\":\"2x1\"");
  practice_reply_assert_result (reply, 0);
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 1);
}

static void
test_cancel_before_the_pin (void)
{
  g_autoptr (PracticePeer) peer = start (TRUE);
  g_autoptr (PracticeReply) nothing = practice_peer_command (peer, "cancelsale", 116, "");
  PracticeCall *call = practice_peer_begin_sale (peer, 0, 5000, "a", NULL);
  g_autoptr (PracticeReply) cancel = NULL;
  g_autoptr (PracticeReply) sale = NULL;

  practice_reply_assert_result (nothing, 21);
  practice_peer_wait_for_stage (peer, 0, "card");
  cancel = practice_peer_command (peer, "cancelsale", 116, "");
  practice_reply_assert_result (cancel, 0);
  sale = practice_peer_end (call);
  practice_reply_assert_result (sale, 1006);
  practice_peer_advance (peer, 10);
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 0);
}

static void
test_cancel_after_the_pin (void)
{
  g_autoptr (PracticePeer) peer = start (TRUE);
  PracticeCall *call;
  g_autoptr (PracticeReply) cancel = NULL;
  g_autoptr (PracticeReply) sale = NULL;

  practice_peer_post (peer, "terminal", "{\"idTerminal\":\"AR000001\",\"customer\":\"wait\"}");
  call = practice_peer_begin_sale (peer, 0, 5000, "a", NULL);
  practice_peer_wait_for_stage (peer, 0, "card");
  practice_peer_post (peer, "customer", "{\"idTerminal\":\"AR000001\",\"act\":\"present-card\"}");
  practice_peer_wait_for_stage (peer, 0, "pin");
  cancel = practice_peer_command (peer, "cancelsale", 116, "");
  practice_reply_assert_result (cancel, 1);
  practice_peer_advance (peer, 1);
  sale = practice_peer_end (call);
  practice_reply_assert_result (sale, 0);
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 1);
}

static void
test_customers (void)
{
  static const struct
  {
    const char *settings;
    gint64 result;
    guint seconds;
  } cases[] = {
    { "\"customer\":\"approve\"", 0, 3 },
    { "\"customer\":\"decline\",\"code\":62", 62, 3 },
    { "\"customer\":\"cancel\"", 1006, 3 },
    { "\"customer\":\"timeout\"", 1006, 61 },
  };
  g_autoptr (PracticePeer) peer = start (FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PracticeReply) reply = NULL;

      practice_peer_post (peer, "terminal", "{\"idTerminal\":\"70011223\",%s}", cases[i].settings);
      /* An amount that the table would decline, to see that the customer decides. */
      reply = practice_peer_sell (peer, 1081, "a", cases[i].seconds);
      practice_reply_assert_result (reply, cases[i].result);
    }
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 1);
}

static void
test_customer_acts (void)
{
  static const struct
  {
    const char *act;
    guint seconds;
    gint64 result;
  } cases[] = {
    { "present-card", 1, 0 }, { "approve", 0, 0 }, { "decline", 1, 51 }, { "cancel", 0, 1006 }, { "nothing", 60, 1006 },
  };
  g_autoptr (PracticePeer) peer = start (FALSE);

  practice_peer_post (peer, "terminal", "{\"idTerminal\":\"70011223\",\"customer\":\"wait\"}");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PracticeCall *call = practice_peer_begin_sale (peer, 0, 700, cases[i].act, NULL);
      g_autoptr (PracticeReply) reply = NULL;

      practice_peer_wait_for_stage (peer, 0, "card");
      practice_peer_post (peer, "customer", "{\"idTerminal\":\"70011223\",\"act\":\"%s\"}", cases[i].act);
      practice_peer_advance (peer, cases[i].seconds);
      reply = practice_peer_end (call);
      practice_reply_assert_result (reply, cases[i].result);
    }
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 2);
}

static void
test_argentine_money (void)
{
  g_autoptr (PracticePeer) peer = start (TRUE);
  g_autoptr (PracticeReply) centavos = practice_peer_sell (peer, 123456, "a", 3);
  g_autoptr (PracticeReply) pesos = NULL;
  g_autoptr (PracticeReply) third_kind = NULL;
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;

  practice_peer_post (peer, "switches", "{\"amount-unit\":\"pesos\"}");
  pesos = practice_peer_sell (peer, 1234, "b", 3);
  first = practice_peer_get_booking (peer, 0);
  second = practice_peer_get_booking (peer, 1);
  g_assert_cmpint (json_object_get_int_member (first, "minor"), ==, 123456);
  g_assert_cmpstr (json_object_get_string_member (first, "currency"), ==, "ARS");
  g_assert_cmpint (json_object_get_int_member (second, "minor"), ==, 123400);
  third_kind = practice_peer_command (peer, "sale", 100, ",\"amount\":100,\"saleType\":2");
  practice_reply_assert_refused (third_kind, "INVALID FIELD saleType");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/practice/terminal/void", test_void_only_once_and_in_the_open_batch);
  g_test_add_func ("/practice/terminal/return", test_returns_up_to_the_sale);
  g_test_add_func ("/practice/terminal/return-argentina", test_argentine_return_needs_the_date);
  g_test_add_func ("/practice/terminal/details", test_sales_list);
  g_test_add_func ("/practice/terminal/last-voucher", test_last_voucher);
  g_test_add_func ("/practice/terminal/duplicate", test_duplicate);
  g_test_add_func ("/practice/terminal/totals", test_totals);
  g_test_add_func ("/practice/terminal/other-commands", test_other_commands_answer_zero);
  g_test_add_func ("/practice/terminal/promotion", test_sale_with_promotion);
  g_test_add_func ("/practice/terminal/cancel-before-pin", test_cancel_before_the_pin);
  g_test_add_func ("/practice/terminal/cancel-after-pin", test_cancel_after_the_pin);
  g_test_add_func ("/practice/terminal/customers", test_customers);
  g_test_add_func ("/practice/terminal/acts", test_customer_acts);
  g_test_add_func ("/practice/terminal/argentine-money", test_argentine_money);
  return g_test_run ();
}
