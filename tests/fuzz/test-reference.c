/* test-reference.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The reference readers against what the RFC and the protocol page show: a judge has to be judged as well. */

#include "reference-getnet.h"
#include "reference-json.h"

#include <string.h>

static const ReferencePayment sale = { REFERENCE_ASK_SALE, TRUE, "K7-000123", "B-000123", "70011223", NULL, 5990 };

static gboolean
is_json (const char *text)
{
  g_autoptr (ReferenceValue) value = reference_json_read (text, strlen (text));

  return value != NULL;
}

static void
test_json_taken (void)
{
  static const char *const texts[] = {
    "0", "-0", "-1.5e+3", "9223372036854775807", "-9223372036854775808", "\"\"", "\"\\u00f3\\ud83d\\ude00\\/\"", "[]",
    " [ 1 , null ] ", "{}", "{\"a\":{\"a\":true}}", "{\"a\":1,\"A\":2}",
    "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]", "\"\xc3\xb3\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_true (is_json (texts[i]));
    }
}

static void
test_json_refused (void)
{
  static const char *const texts[] = {
    "", " ", "01", "+1", "1.", ".5", "1e", "0x10", "9223372036854775808", "1e400", "'a'", "\"\\x\"", "\"\\u0000\"",
    "\"\\ud83d\"", "\"\\ude00\"", "\"\n\"", "\"", "[1,]", "[1 2]", "{\"a\":1,}", "{a:1}", "{\"a\":1,\"a\":1}",
    "{\"a\"}",
    "[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]", "1 1", "// 1\n1", "True", "\"\xc3\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *shown = g_strescape (texts[i], NULL);

      g_test_message ("%s", shown);
      g_assert_false (is_json (texts[i]));
    }
  g_assert_null (reference_json_read ("\"\0\"", 3));
}

static void
test_json_values (void)
{
  static const char text[] = "{\"n\":-7,\"t\":\"a\\n\\u00f3\",\"l\":[true,0.5]}";
  g_autoptr (ReferenceValue) value = reference_json_read (text, strlen (text));
  const ReferenceValue *list = value->first->next->next;

  g_assert_cmpint (value->kind, ==, REFERENCE_OBJECT);
  g_assert_cmpstr (value->first->name, ==, "n");
  g_assert_cmpint (value->first->integer, ==, -7);
  g_assert_cmpstr (value->first->next->text, ==, "a\n\xc3\xb3");
  g_assert_cmpint (list->first->integer, ==, 1);
  g_assert_true (list->first->next->fraction > 0.4 && list->first->next->fraction < 0.6);
}

static void
assert_verdict (const ReferencePayment *payment, guint status, const char *text, ReferenceVerdicts expected)
{
  g_test_message ("%u %s", status, text);
  g_assert_cmpint (reference_getnet_read (payment, status, text, strlen (text)), ==, expected);
}

#define NESTED(result) \
  "{\"code\":1,\"status\":\"OK\",\"message\":\"x\",\"data\":{\"idPosTxs\":512340,\"customId\":\"K7-000123\"," \
  "\"response\":{" result "}}}"
#define ERROR_TEXT(message) "{\"code\":0,\"status\":\"ERROR\",\"message\":\"" message "\",\"data\":null}"

/* The captured sale, the flat shape of the documents, the unpaid record, the acknowledgement. */
static void
test_documented_answers (void)
{
  assert_verdict (&sale, 200,
                  NESTED ("\"functionCode\":100,\"responseCode\":0,\"responseMessage\":\"Aprobado\",\"terminalId\":"
                          "\"70011223\",\"ticket\":\"B-000123\",\"amount\":5990"),
                  REFERENCE_APPROVED);
  assert_verdict (&sale, 200,
                  "{\"code\":1,\"status\":\"OK\",\"data\":{\"functionCode\":100,\"code\":0,\"message\":\"Approved\","
                  "\"authorizationCode\":\"310255\",\"amount\":5990}}",
                  REFERENCE_APPROVED);
  assert_verdict (&sale, 200,
                  NESTED ("\"functionCode\":100,\"responseCode\":1006,\"terminalId\":\"\",\"ticket\":null,"
                          "\"amount\":5990"),
                  REFERENCE_CANCELLED);
  assert_verdict (&sale, 200, NESTED ("\"responseCode\":51,\"amount\":5990"), REFERENCE_DECLINED);
  assert_verdict (&sale, 200, "{\"code\":1,\"message\":\"TRANSACTION SENT\",\"data\":{\"idPosTxs\":512341}}",
                  REFERENCE_ACCEPTED);
  assert_verdict (&sale, 200, "{\"code\":2,\"status\":\"OK\",\"data\":null}", REFERENCE_NOTHING);
}

static void
test_answers_about_others (void)
{
  assert_verdict (&sale, 200, NESTED ("\"responseCode\":0,\"amount\":5991"), REFERENCE_NOTHING);
  assert_verdict (&sale, 200, NESTED ("\"responseCode\":0"), REFERENCE_NOTHING);
  assert_verdict (&sale, 200, NESTED ("\"responseCode\":0,\"amount\":5990,\"ticket\":\"B-000124\""), REFERENCE_NOTHING);
  assert_verdict (&sale, 200, NESTED ("\"responseCode\":0,\"amount\":5990,\"terminalId\":\"7\""), REFERENCE_NOTHING);
  assert_verdict (&sale, 200, NESTED ("\"responseCode\":0,\"amount\":5990,\"Amount\":5990"), REFERENCE_NOTHING);
  assert_verdict (&sale, 200, NESTED ("\"functionCode\":106,\"responseCode\":0,\"amount\":5990"), REFERENCE_NOTHING);
  assert_verdict (&sale, 200, NESTED ("\"responseCode\":0,\"code\":51,\"amount\":5990"), REFERENCE_NOTHING);
  assert_verdict (&sale, 200, NESTED ("\"responseCode\":1003,\"amount\":5990"), REFERENCE_NOTHING);
  assert_verdict (&sale, 500, NESTED ("\"responseCode\":0,\"amount\":5990"), REFERENCE_NOTHING);
}

static void
test_refusals (void)
{
  const ReferencePayment status = { REFERENCE_ASK_STATUS, TRUE, "K7-000123", "B-000123", "70011223", "512340", 5990 };

  assert_verdict (&sale, 200, ERROR_TEXT ("UNAUTHORIZED"), REFERENCE_REFUSED);
  assert_verdict (&sale, 200, ERROR_TEXT ("KEYPOS NOT FOUND..."), REFERENCE_REFUSED);
  assert_verdict (&sale, 200, ERROR_TEXT ("Operaci\\u00f3n en proceso (15s)"), REFERENCE_REFUSED);
  assert_verdict (&sale, 200, ERROR_TEXT ("OPERATION IN PROGRESS"), REFERENCE_NOTHING);
  assert_verdict (&sale, 200, ERROR_TEXT ("C2C SERVICE NOT RESPONDING"), REFERENCE_NOTHING);
  assert_verdict (&sale, 200, ERROR_TEXT ("TIMEOUT (5 MINUTES)"), REFERENCE_NOTHING);
  assert_verdict (&sale, 200, ERROR_TEXT ("ID NOT FOUND"), REFERENCE_NOTHING);
  assert_verdict (&sale, 401, "", REFERENCE_REFUSED);
  assert_verdict (&sale, 401, NESTED ("\"responseCode\":0"), REFERENCE_NOTHING);
  assert_verdict (&status, 200, ERROR_TEXT ("UNAUTHORIZED"), REFERENCE_NOTHING);
  assert_verdict (&status, 200, ERROR_TEXT ("ID NOT FOUND"), REFERENCE_NOTHING);
}

#define ROWS(rows) NESTED ("\"functionCode\":105,\"responseCode\":0,\"saleDetails\":[" rows "]")

static void
test_records (void)
{
  const ReferencePayment details = { REFERENCE_ASK_DETAILS, TRUE, "K7-000123", "B-000123", "70011223", NULL, 5990 };

  assert_verdict (&details, 200, ROWS ("{\"Ticket\":\"B-000123\",\"Amount\":5990}"), REFERENCE_APPROVED);
  assert_verdict (&details, 200, ROWS ("{\"Ticket\":\"B-000124\",\"Amount\":5990}"), REFERENCE_ABSENT);
  assert_verdict (&details, 200, ROWS (""), REFERENCE_ABSENT);
  assert_verdict (&details, 200, NESTED ("\"responseCode\":99"), REFERENCE_ABSENT);
  assert_verdict (&details, 200, ROWS ("{\"Amount\":5990}"), REFERENCE_NOTHING);
  assert_verdict (&details, 200, ROWS ("{\"Ticket\":\"B-000123\",\"Amount\":5990,\"Tx\":\"Anulacion\"}"),
                  REFERENCE_NOTHING);
  assert_verdict (&details, 200, ROWS ("{\"Ticket\":\"B-000124\",\"Amount\":1},5"), REFERENCE_NOTHING);
}

static void
test_money_back (void)
{
  const ReferencePayment back = { REFERENCE_ASK_VOID, FALSE, "K7-000123", "B-000123", "70011223", NULL, 5990 };

  assert_verdict (&back, 200, NESTED ("\"functionCode\":102,\"responseCode\":0"), REFERENCE_APPROVED);
  assert_verdict (&back, 200, NESTED ("\"functionCode\":102,\"responseCode\":0,\"amount\":1"), REFERENCE_NOTHING);
  assert_verdict (&back, 200, NESTED ("\"functionCode\":100,\"responseCode\":0"), REFERENCE_NOTHING);
}

static void
test_terminal (void)
{
  const ReferencePayment poll = { REFERENCE_ASK_POLL, TRUE, "K7-000123", "B-000123", "70011223", NULL, 5990 };
  const ReferencePayment cancel = { REFERENCE_ASK_CANCEL, TRUE, "K7-000123", "B-000123", "70011223", NULL, 5990 };

  assert_verdict (&poll, 200, NESTED ("\"functionCode\":106,\"responseCode\":0,\"connected\":true"), REFERENCE_READY);
  assert_verdict (&poll, 200, NESTED ("\"functionCode\":106,\"responseCode\":0,\"connected\":false"),
                  REFERENCE_NOTHING);
  assert_verdict (&cancel, 200, NESTED ("\"functionCode\":116,\"responseCode\":0"), REFERENCE_STOPS);
  assert_verdict (&cancel, 200, NESTED ("\"functionCode\":100,\"responseCode\":0"), REFERENCE_NOTHING);
}

static void
assert_terminals (guint status, const char *text, const char *expected)
{
  g_autoptr (GPtrArray) terminals = reference_getnet_list_terminals (status, text, strlen (text));
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; terminals != NULL && i < terminals->len; i++)
    g_string_append (found, g_ptr_array_index (terminals, i));
  g_test_message ("%u %s", status, text);
  g_assert_cmpstr (terminals != NULL ? found->str : NULL, ==, expected);
}

#define TERMINAL "{\"idTerminal\":\"70011223\",\"idSucursal\":24680,\"serialNumber\":\" ABC\\n\"}"

static void
test_terminals (void)
{
  assert_terminals (200, "[" TERMINAL "]", "70011223\n24680\nABC\n");
  assert_terminals (200, "{\"code\":1,\"data\":[" TERMINAL "," TERMINAL "]}",
                    "70011223\n24680\nABC\n70011223\n24680\nABC\n");
  assert_terminals (200, "[]", "");
  assert_terminals (500, "[" TERMINAL "]", NULL);
  assert_terminals (200, "[" TERMINAL ",null]", NULL);
  assert_terminals (200, "[{\"idTerminal\":\"1\",\"idSucursal\":\"2\"}]", NULL);
  assert_terminals (200, "[{\"idTerminal\":\"1\",\"IDTERMINAL\":\"1\",\"idSucursal\":\"2\",\"serialNumber\":\"3\"}]",
                    NULL);
  assert_terminals (200, "[{\"idTerminal\":\" \",\"idSucursal\":\"2\",\"serialNumber\":\"3\"}]", NULL);
  assert_terminals (200, "{\"code\":0,\"data\":[" TERMINAL "]}", NULL);
  assert_terminals (200, "{\"code\":1,\"status\":\"ERROR\",\"data\":[" TERMINAL "]}", NULL);
  assert_terminals (200, "{\"code\":1,\"data\":{\"a\":[]}}", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reference/json/taken", test_json_taken);
  g_test_add_func ("/reference/json/refused", test_json_refused);
  g_test_add_func ("/reference/json/values", test_json_values);
  g_test_add_func ("/reference/getnet/documented-answers", test_documented_answers);
  g_test_add_func ("/reference/getnet/answers-about-others", test_answers_about_others);
  g_test_add_func ("/reference/getnet/refusals", test_refusals);
  g_test_add_func ("/reference/getnet/records", test_records);
  g_test_add_func ("/reference/getnet/money-back", test_money_back);
  g_test_add_func ("/reference/getnet/terminal", test_terminal);
  g_test_add_func ("/reference/getnet/terminals", test_terminals);

  return g_test_run ();
}
