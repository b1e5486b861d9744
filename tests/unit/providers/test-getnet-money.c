/* test-getnet-money.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the answer to a money request, or to a status query, says about a payment: every shape, both languages, numbers as
 * numbers and as text, and everything that must not be believed. */

#include "fiel-getnet-meaning.h"

#include <string.h>

#define REFERENCE "0123456789abcdefghijklmno"

static FielProviderRequest *
make_request (FielOperation operation)
{
  g_autoptr (FielTerminalIdentity) terminal = fiel_terminal_identity_new ("70011223", "24680", "ABC900000001");
  FielProviderRequest *request = fiel_provider_request_new (operation, terminal);

  request->reference = g_strdup (REFERENCE);
  request->ticket = g_strdup ("B-000123");
  request->amount = fiel_money_make (5990, fiel_currency_find ("CLP"));

  return request;
}

static FielFinding *
find (const char *country, FielOperation operation, guint http_status, const char *text)
{
  FielGetnetDialect dialect = fiel_getnet_dialect_make (fiel_getnet_country_find (country));
  g_autoptr (FielProviderRequest) request = make_request (operation);
  g_autoptr (FielProviderReply) reply
      = fiel_provider_reply_new (FIEL_REPLY_VERDICT_ANSWERED, FIEL_REASON_NONE, http_status, text, NULL);

  return fiel_getnet_meaning_find (&dialect, request, reply);
}

/* The status of a payment whose request had the operation @subject; it is asked under a name of its own. */
static FielFinding *
find_status_of (FielOperation subject, const char *text)
{
  FielGetnetDialect dialect = fiel_getnet_dialect_make (fiel_getnet_country_find ("cl"));
  g_autoptr (FielProviderRequest) request = make_request (FIEL_OPERATION_STATUS);
  g_autoptr (FielProviderReply) reply
      = fiel_provider_reply_new (FIEL_REPLY_VERDICT_ANSWERED, FIEL_REASON_NONE, 200, text, NULL);

  g_free (request->reference);
  request->reference = g_strdup ("a name of the question");
  request->subject = subject;

  return fiel_getnet_meaning_find (&dialect, request, reply);
}

static void
assert_result (FielOperation operation, guint status, const char *text, FielResult result, FielReason reason)
{
  g_autoptr (FielFinding) finding = find ("cl", operation, status, text);

  g_test_message ("%u %s", status, text);
  g_assert_cmpint (finding->kind, ==, FIEL_FINDING_EVIDENCE);
  g_assert_cmpint (finding->evidence->result, ==, result);
  g_assert_cmpint (finding->reason, ==, reason);
  g_assert_cmpstr (finding->evidence->reason, ==, reason != FIEL_REASON_NONE ? fiel_reason_key (reason) : NULL);
}

/* The captured sale of the protocol page, with invented values. */
#define CAPTURED \
  "{\"code\":1,\"status\":\"OK\",\"message\":\"TRANSACCION FINALIZADA\",\"data\":{\"idPosTxs\":512340," \
  "\"customId\":\"" REFERENCE "\",\"response\":{\"functionCode\":100,\"responseCode\":0," \
  "\"responseMessage\":\"Aprobado\",\"commerceCode\":24680,\"terminalId\":\"70011223\",\"ticket\":\"B-000123\"," \
  "\"authorizationCode\":\"310255\",\"amount\":5990,\"sharesNumber\":0,\"sharesAmount\":0,\"last4Digits\":\"4242\"," \
  "\"operationId\":12,\"cardType\":\"DB\",\"accountingDate\":\"2026-01-15 12:30:45\",\"cardBrand\":\"VI\"," \
  "\"realDate\":\"2026-01-15 12:30:45\",\"employeeId\":0,\"tip\":0,\"saleType\":0,\"posMode\":1,\"cashback\":0," \
  "\"transToken\":\"***\",\"expiryDate\":\"***\",\"entryMode\":\"16\",\"aid\":\"***\",\"bin\":\"***\"," \
  "\"paymentId\":null,\"rutMatch\":false,\"rutCheckResult\":0}}}"

static void
test_captured_sale (void)
{
  g_autoptr (FielFinding) finding = find ("cl", FIEL_OPERATION_SALE, 200, CAPTURED);
  FielEvidence *evidence = finding->evidence;

  g_assert_cmpint (finding->kind, ==, FIEL_FINDING_EVIDENCE);
  g_assert_cmpint (evidence->source, ==, FIEL_EVIDENCE_SOURCE_ANSWER);
  g_assert_cmpint (evidence->result, ==, FIEL_RESULT_APPROVED);
  g_assert_cmpstr (evidence->reference, ==, REFERENCE);
  g_assert_cmpstr (evidence->ticket, ==, "B-000123");
  g_assert_cmpstr (evidence->terminal_id, ==, "70011223");
  g_assert_cmpstr (evidence->provider_id, ==, "512340");
  g_assert_true (evidence->has_amount);
  g_assert_cmpint (evidence->amount_minor, ==, 5990);
  g_assert_null (evidence->reason);
  g_assert_cmpstr (evidence->provider_code, ==, "0");
  g_assert_cmpstr (evidence->provider_message, ==, "Aprobado");
  g_assert_cmpstr (evidence->authorization, ==, "310255");
  g_assert_cmpstr (evidence->operation, ==, "12");
  g_assert_cmpstr (evidence->card_brand, ==, "VI");
  g_assert_cmpstr (evidence->card_type, ==, "DB");
  g_assert_cmpstr (evidence->last4, ==, "4242");
  g_assert_cmpstr (evidence->day, ==, "2026-01-15");
}

/* The day of a sale is what a return is sent with: what is no plain day is none. */
static void
test_day (void)
{
  static const char *const days[][2] = {
    { "\"2026-11-30 00:00:02\"", "2026-11-30" },
    { "\"2026-11-30\"", "2026-11-30" },
    { "\"2026-11-31 00:00:02\"", NULL },
    { "\"2026-11-30T00:00:02Z\"", NULL },
    { "\"2026-11-30 00:00:2Z\"", NULL },
    { "\"30/11/2026\"", NULL },
    { "\"2026-W49-1\"", NULL },
    { "\"2026-W49-1 00:00:02\"", NULL },
    { "\"0001-01-01 00:00:00\"", NULL },
    { "20261130", NULL },
    { "\"\"", NULL },
    { "null", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("{\"code\":1,\"data\":{\"idPosTxs\":1,\"response\":{\"responseCode\":0,\"amount\":5990,"
                         "\"accountingDate\":\"2026-12-01 00:00:02\",\"realDate\":%s}}}",
                         days[i][0]);
      g_autoptr (FielFinding) finding = find ("ar", FIEL_OPERATION_SALE, 200, text);

      g_test_message ("%s", days[i][0]);
      g_assert_cmpint (finding->evidence->result, ==, FIEL_RESULT_APPROVED);
      g_assert_cmpstr (finding->evidence->day, ==, days[i][1]);
    }
}

/* The captured record of a sale that nobody paid: empty strings, zeros and a null ticket. */
static void
test_captured_unpaid_sale (void)
{
  g_autoptr (FielFinding) finding
      = find ("cl", FIEL_OPERATION_STATUS, 200,
              "{\"code\":1,\"status\":\"OK\",\"message\":\"TRANSACCION FINALIZADA\",\"data\":{\"idPosTxs\":512347,"
              "\"customId\":\"" REFERENCE "\",\"response\":{\"functionCode\":100,\"responseCode\":1006,"
              "\"responseMessage\":\"Tiempo de espera excedido\",\"commerceCode\":0,\"terminalId\":\"\",\"ticket\":null,"
              "\"authorizationCode\":\"\",\"amount\":5990,\"last4Digits\":\"\",\"operationId\":0,\"cardType\":\"\","
              "\"cardBrand\":\"\",\"entryMode\":\"09\"}}}");
  FielEvidence *evidence = finding->evidence;

  g_assert_cmpint (evidence->source, ==, FIEL_EVIDENCE_SOURCE_STATUS);
  g_assert_cmpint (evidence->result, ==, FIEL_RESULT_CANCELLED);
  g_assert_cmpstr (evidence->reason, ==, "customer-timeout");
  g_assert_cmpstr (evidence->provider_code, ==, "1006");
  g_assert_null (evidence->ticket);
  g_assert_null (evidence->terminal_id);
  g_assert_null (evidence->authorization);
  g_assert_null (evidence->operation);
  g_assert_null (evidence->card_brand);
  g_assert_null (evidence->last4);
}

/* The three documented shapes of data, names in another case, and every number as text. */
static const char *const approvals[] = {
  "{\"code\":1,\"status\":\"OK\",\"message\":\"X\",\"data\":{\"idPosTxs\":1,\"response\":{\"responseCode\":0,"
  "\"responseMessage\":\"Aprobado\",\"amount\":5990}}}",
  "{\"code\":1,\"status\":\"OK\",\"message\":\"X\",\"data\":{\"idPosTxs\":1,\"response\":{\"code\":0,"
  "\"message\":\"Approved\",\"amount\":5990}}}",
  "{\"code\":1,\"status\":\"OK\",\"message\":\"X\",\"data\":{\"functionCode\":100,\"code\":0,\"message\":\"Approved\","
  "\"authorizationCode\":\"310255\",\"amount\":5990}}",
  "{\"Code\":1,\"Status\":\"OK\",\"Message\":\"X\",\"Data\":{\"IdPosTxs\":1,\"Response\":{\"ResponseCode\":0,"
  "\"ResponseMessage\":\"Aprobado\",\"Amount\":5990}}}",
  "{\"code\":\"1\",\"status\":\"ok\",\"message\":\"X\",\"data\":{\"idPosTxs\":\"1\",\"response\":{"
  "\"functionCode\":\"100\",\"responseCode\":\"00\",\"responseMessage\":\"Aprobado\",\"amount\":\"5990\"}}}",
  "{\"code\":1,\"data\":{\"response\":{\"responseCode\":0,\"code\":0,\"responseMessage\":\"Aprobado\","
  "\"amount\":5990}}}",
};

static void
test_shapes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (approvals); i++)
    {
      g_autoptr (FielFinding) sale = find ("cl", FIEL_OPERATION_SALE, 200, approvals[i]);
      g_autoptr (FielFinding) status = find ("cl", FIEL_OPERATION_STATUS, 200, approvals[i]);

      g_test_message ("%s", approvals[i]);
      g_assert_cmpint (sale->evidence->result, ==, FIEL_RESULT_APPROVED);
      g_assert_cmpint (status->evidence->result, ==, FIEL_RESULT_APPROVED);
      g_assert_true (sale->evidence->has_amount);
      g_assert_cmpint (sale->evidence->amount_minor, ==, 5990);
      g_assert_nonnull (sale->evidence->provider_message);
    }
}

static void
test_ids_as_number_and_text (void)
{
  static const char *const texts[][2] = {
    { "{\"code\":1,\"data\":{\"idPosTxs\":512340}}", "512340" },
    { "{\"code\":1,\"data\":{\"idPosTxs\":\"512340\"}}", "512340" },
    { "{\"code\":1,\"data\":{\"idPosTxs\":\"0512340\"}}", "0512340" },
    { "{\"code\":1,\"data\":{\"idPosTxs\":9223372036854775807}}", "9223372036854775807" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (FielFinding) finding = find ("cl", FIEL_OPERATION_SALE, 200, texts[i][0]);

      g_assert_cmpint (finding->evidence->result, ==, FIEL_RESULT_ACCEPTED);
      g_assert_cmpstr (finding->evidence->provider_id, ==, texts[i][1]);
    }
}

/* Only an id, with or without our reference, is an acknowledgement; on a status query it is nothing. */
static void
test_acknowledgement (void)
{
  static const char ack[] = "{\"code\":1,\"status\":\"OK\",\"message\":\"TRANSACTION SENT\",\"data\":{"
                            "\"idPosTxs\":512341,\"customId\":\"" REFERENCE "\"}}";

  assert_result (FIEL_OPERATION_SALE, 200, ack, FIEL_RESULT_ACCEPTED, FIEL_REASON_NONE);
  assert_result (FIEL_OPERATION_STATUS, 200, ack, FIEL_RESULT_NOTHING, FIEL_REASON_ANSWER_UNREADABLE);
  assert_result (FIEL_OPERATION_SALE, 200, "{\"code\":1,\"data\":{\"customId\":\"" REFERENCE "\"}}",
                 FIEL_RESULT_NOTHING, FIEL_REASON_ANSWER_UNREADABLE);
  assert_result (FIEL_OPERATION_SALE, 200, "{\"code\":1,\"data\":{}}", FIEL_RESULT_NOTHING,
                 FIEL_REASON_ANSWER_UNREADABLE);
  assert_result (FIEL_OPERATION_SALE, 200, "{\"code\":1,\"data\":null}", FIEL_RESULT_NOTHING,
                 FIEL_REASON_ANSWER_UNREADABLE);
}

static void
test_in_process (void)
{
  static const char *const texts[] = {
    "{\"code\":2,\"status\":\"OK\",\"message\":\"TRANSACTION IN PROCESS\",\"data\":null}",
    "{\"code\":2,\"status\":\"OK\",\"message\":\"TRANSACCION EN PROCESO\"}",
    "{\"code\":\"2\",\"data\":{\"idPosTxs\":512340}}",
    "{\"code\":0,\"status\":\"ERROR\",\"message\":\"TIMEOUT (90 SECONDS)\",\"data\":null}",
    "{\"code\":0,\"status\":\"ERROR\",\"message\":\"TIEMPO DE ESPERA (90 SEGUNDOS)\",\"data\":{\"idPosTxs\":512340}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      assert_result (FIEL_OPERATION_SALE, 200, texts[i], FIEL_RESULT_PENDING, FIEL_REASON_NONE);
      assert_result (FIEL_OPERATION_STATUS, 200, texts[i], FIEL_RESULT_PENDING, FIEL_REASON_NONE);
    }
}

static void
test_early_notice_with_an_id (void)
{
  g_autoptr (FielFinding) finding
      = find ("cl", FIEL_OPERATION_SALE, 200,
              "{\"code\":0,\"status\":\"ERROR\",\"message\":\"TIMEOUT (90 SECONDS)\",\"data\":{\"idPosTxs\":512340}}");

  g_assert_cmpint (finding->evidence->result, ==, FIEL_RESULT_PENDING);
  g_assert_cmpstr (finding->evidence->provider_id, ==, "512340");
}

typedef struct
{
  const char *english;
  const char *spanish;
  FielResult result;
  FielReason reason;
  gint64 retry_after_s;
} Refusal;

static const Refusal refusals[] = {
  { "UNAUTHORIZED", "NO AUTORIZADO", FIEL_RESULT_REFUSED, FIEL_REASON_CREDENTIALS, 0 },
  { "KEYPOS NOT FOUND", "KEYPOS NO ENCONTRADO", FIEL_RESULT_REFUSED, FIEL_REASON_TERMINAL_UNKNOWN, 0 },
  { "INCORRECT REQUEST FOR MERCHANT ID", "SOLICITUD INCORRECTA PARA EL ID DE COMERCIO", FIEL_RESULT_REFUSED,
    FIEL_REASON_TERMINAL_FOREIGN, 0 },
  { "OPERATION IN PROGRESS (15s)", "OPERACION EN CURSO (15s)", FIEL_RESULT_REFUSED, FIEL_REASON_TERMINAL_BUSY, 15 },
  { "OPERATION IN PROGRESS (5m)", "OPERACION EN CURSO (5m)", FIEL_RESULT_REFUSED, FIEL_REASON_TERMINAL_BUSY, 300 },
  { "C2C SERVICE NOT RESPONDING", "SERVICIO C2C NO RESPONDE", FIEL_RESULT_NOTHING, FIEL_REASON_TERMINAL_UNREACHABLE,
    0 },
  { "ID NOT FOUND", "ID NO ENCONTRADO", FIEL_RESULT_NOTHING, FIEL_REASON_ID_NOT_FOUND, 0 },
  { "TIMEOUT (5 MINUTES)", "TIEMPO DE ESPERA (5 MINUTOS)", FIEL_RESULT_NOTHING, FIEL_REASON_PROVIDER_TIMEOUT, 0 },
  { "MISSING FIELD", "ERROR INTERNO", FIEL_RESULT_NOTHING, FIEL_REASON_SERVER_TROUBLE, 0 },
};

static char *
make_error (const char *message, const char *data)
{
  return g_strdup_printf ("{\"code\":0,\"status\":\"ERROR\",\"message\":\"%s\",\"data\":%s}", message, data);
}

/* A refused query says nothing about the payment it asks for: only a money request can be refused. */
static void
test_errors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *english = make_error (refusals[i].english, "null");
      g_autofree char *spanish = make_error (refusals[i].spanish, "{}");
      g_autoptr (FielFinding) finding = find ("cl", FIEL_OPERATION_SALE, 200, english);

      assert_result (FIEL_OPERATION_SALE, 200, english, refusals[i].result, refusals[i].reason);
      assert_result (FIEL_OPERATION_REFUND, 200, spanish, refusals[i].result, refusals[i].reason);
      assert_result (FIEL_OPERATION_VOID, 200, spanish, refusals[i].result, refusals[i].reason);
      assert_result (FIEL_OPERATION_STATUS, 200, english, FIEL_RESULT_NOTHING, refusals[i].reason);
      g_assert_cmpint (finding->retry_after_us, ==, refusals[i].retry_after_s * G_TIME_SPAN_SECOND);
    }
}

/* A refusal stores nothing; one that knows an id or a result contradicts itself. */
static void
test_refusals_that_contradict_themselves (void)
{
  static const char *const data[] = {
    "{\"idPosTxs\":512340}",
    "{\"response\":{\"responseCode\":0}}",
    "{\"functionCode\":100}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (data); i++)
    {
      g_autofree char *text = make_error ("KEYPOS NOT FOUND", data[i]);

      assert_result (FIEL_OPERATION_SALE, 200, text, FIEL_RESULT_NOTHING, FIEL_REASON_ANSWER_UNREADABLE);
    }
}

static void
test_unauthorized_by_status (void)
{
  static const char *const bodies[] = {
    "",
    "<html>401</html>",
    "{\"code\":0,\"status\":\"ERROR\",\"message\":\"UNAUTHORIZED\",\"data\":null}",
    "{\"code\":0,\"status\":\"ERROR\",\"message\":\"TOKEN VENCIDO\",\"data\":null}",
  };
  static const char *const contradictions[] = {
    CAPTURED,
    "{\"code\":2,\"data\":null}",
    "{\"code\":0,\"message\":\"TIMEOUT (5 MINUTES)\",\"data\":null}",
    "{\"code\":0,\"message\":\"UNAUTHORIZED\",\"data\":{\"idPosTxs\":512340}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      assert_result (FIEL_OPERATION_SALE, 401, bodies[i], FIEL_RESULT_REFUSED, FIEL_REASON_CREDENTIALS);
      assert_result (FIEL_OPERATION_STATUS, 401, bodies[i], FIEL_RESULT_NOTHING, FIEL_REASON_CREDENTIALS);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (contradictions); i++)
    assert_result (FIEL_OPERATION_SALE, 401, contradictions[i], FIEL_RESULT_NOTHING, FIEL_REASON_ANSWER_UNREADABLE);
}

/* No other status proves anything, whatever the body says. */
static void
test_other_statuses (void)
{
  static const guint statuses[]
      = { 201, 202, 204, 301, 302, 307, 400, 403, 404, 408, 409, 421, 422, 425, 429, 500, 502, 503, 504 };
  g_autofree char *refusal = make_error ("KEYPOS NOT FOUND", "null");

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      assert_result (FIEL_OPERATION_SALE, statuses[i], CAPTURED, FIEL_RESULT_NOTHING, FIEL_REASON_SERVER_TROUBLE);
      assert_result (FIEL_OPERATION_SALE, statuses[i], refusal, FIEL_RESULT_NOTHING, FIEL_REASON_SERVER_TROUBLE);
      assert_result (FIEL_OPERATION_STATUS, statuses[i], CAPTURED, FIEL_RESULT_NOTHING, FIEL_REASON_SERVER_TROUBLE);
    }
}

/* Everything here has something of an approval, and none is one. */
static const char *const unreadable[] = {
  "",
  "0",
  "null",
  "\"Aprobado\"",
  "Aprobado",
  "[]",
  "[{\"code\":1,\"data\":{\"response\":{\"responseCode\":0}}}]",
  "{}",
  "{\"code\":null,\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990}}}",
  "{\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990}}}",
  "{\"code\":3,\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990}}}",
  "{\"code\":-1,\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990}}}",
  "{\"code\":10,\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990}}}",
  "{\"code\":true,\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990}}}",
  "{\"code\":1.0,\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990}}}",
  "{\"code\":1,\"Code\":1,\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990}}}",
  "{\"code\":1,\"status\":\"ERROR\",\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990}}}",
  "{\"code\":0,\"status\":\"OK\",\"message\":\"KEYPOS NOT FOUND\"}",
  "{\"code\":1,\"data\":{\"response\":{\"responseMessage\":\"Aprobado\",\"amount\":5990}}}",
  "{\"code\":1,\"data\":{\"response\":{\"responseCode\":null,\"responseMessage\":\"Aprobado\",\"amount\":5990}}}",
  "{\"code\":1,\"data\":{\"response\":{\"responseCode\":\"\",\"amount\":5990}}}",
  "{\"code\":1,\"data\":{\"response\":{\"responseCode\":false,\"amount\":5990}}}",
  "{\"code\":1,\"data\":{\"response\":{\"responseCode\":0.0,\"amount\":5990}}}",
  "{\"code\":1,\"data\":{\"response\":{\"responseCode\":\"0x0\",\"amount\":5990}}}",
  "{\"code\":1,\"data\":{\"response\":{\"responseCode\":0,\"code\":51,\"amount\":5990}}}",
  "{\"code\":1,\"data\":{\"response\":{\"responseCode\":0,\"responsecode\":51,\"amount\":5990}}}",
  "{\"code\":1,\"data\":{\"response\":[{\"responseCode\":0}]}}",
  "{\"code\":1,\"data\":{\"response\":\"0\"}}",
  "{\"code\":1,\"data\":\"0\"}",
  "{\"code\":1,\"data\":0}",
  "{\"code\":1,\"data\":[{\"responseCode\":0}]}",
  "{\"code\":1,\"data\":{\"idPosTxs\":512340,\"response\":{}}}",
  "{\"code\":1,\"data\":{\"idPosTxs\":512340,\"authorizationCode\":\"310255\"}}",
  "{\"code\":1,\"responseCode\":0,\"amount\":5990}",
  "{\"code\":1,\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990}}",
  "{\"code\":1,\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990}}} x",
  "{\"code\":1,\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990}}}{}",
};

static void
test_unreadable (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unreadable); i++)
    {
      assert_result (FIEL_OPERATION_SALE, 200, unreadable[i], FIEL_RESULT_NOTHING, FIEL_REASON_ANSWER_UNREADABLE);
      assert_result (FIEL_OPERATION_STATUS, 200, unreadable[i], FIEL_RESULT_NOTHING, FIEL_REASON_ANSWER_UNREADABLE);
    }
  assert_result (FIEL_OPERATION_SALE, 200, "<!doctype html><p>Aprobado", FIEL_RESULT_NOTHING,
                 FIEL_REASON_SERVER_TROUBLE);
}

static char *
make_finished (gint64 code)
{
  return g_strdup_printf ("{\"code\":1,\"data\":{\"idPosTxs\":1,\"response\":{\"responseCode\":%" G_GINT64_FORMAT
                          ",\"responseMessage\":\"x\",\"amount\":5990}}}",
                          code);
}

static void
test_terminal_codes (void)
{
  static const struct
  {
    gint64 code;
    FielResult result;
    FielReason reason;
  } rows[] = {
    { 51, FIEL_RESULT_DECLINED, FIEL_REASON_NO_FUNDS },
    { 54, FIEL_RESULT_DECLINED, FIEL_REASON_CARD_EXPIRED },
    { 65, FIEL_RESULT_DECLINED, FIEL_REASON_LIMIT_EXCEEDED },
    { 14, FIEL_RESULT_DECLINED, FIEL_REASON_CARD_INVALID },
    { 55, FIEL_RESULT_DECLINED, FIEL_REASON_WRONG_PIN },
    { 1006, FIEL_RESULT_CANCELLED, FIEL_REASON_CUSTOMER_TIMEOUT },
    { 1003, FIEL_RESULT_NOTHING, FIEL_REASON_PRINTER_TROUBLE },
    { 1004, FIEL_RESULT_NOTHING, FIEL_REASON_PRINTER_TROUBLE },
    { 1005, FIEL_RESULT_NOTHING, FIEL_REASON_PRINTER_TROUBLE },
    { 13, FIEL_RESULT_DECLINED, FIEL_REASON_DECLINED },
    { 99, FIEL_RESULT_NOTHING, FIEL_REASON_OTHER_CODE },
    { 1, FIEL_RESULT_NOTHING, FIEL_REASON_OTHER_CODE },
    { -7, FIEL_RESULT_NOTHING, FIEL_REASON_OTHER_CODE },
    { 4711, FIEL_RESULT_NOTHING, FIEL_REASON_OTHER_CODE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = make_finished (rows[i].code);

      assert_result (FIEL_OPERATION_SALE, 200, text, rows[i].result, rows[i].reason);
      assert_result (FIEL_OPERATION_STATUS, 200, text, rows[i].result, rows[i].reason);
      assert_result (FIEL_OPERATION_REFUND, 200, text, rows[i].result, rows[i].reason);
    }
}

/* Of a sale it says nothing; but a terminal that does not find the sale has given nothing back. */
static void
test_not_found (void)
{
  g_autofree char *text = make_finished (21);
  g_autoptr (FielFinding) status = find_status_of (FIEL_OPERATION_VOID, text);

  assert_result (FIEL_OPERATION_SALE, 200, text, FIEL_RESULT_NOTHING, FIEL_REASON_OTHER_CODE);
  assert_result (FIEL_OPERATION_STATUS, 200, text, FIEL_RESULT_NOTHING, FIEL_REASON_OTHER_CODE);
  assert_result (FIEL_OPERATION_REFUND, 200, text, FIEL_RESULT_DECLINED, FIEL_REASON_SALE_NOT_FOUND);
  assert_result (FIEL_OPERATION_VOID, 200, text, FIEL_RESULT_DECLINED, FIEL_REASON_SALE_NOT_FOUND);
  g_assert_cmpint (status->evidence->result, ==, FIEL_RESULT_DECLINED);
  g_assert_cmpint (status->reason, ==, FIEL_REASON_SALE_NOT_FOUND);
}

/* A status is about what was asked for: the answer to a void says nothing about a sale, nor the other way round. */
static void
test_status_of_another_command (void)
{
  static const char voided[] = "{\"code\":1,\"data\":{\"idPosTxs\":1,\"customId\":\"" REFERENCE "\","
                               "\"response\":{\"functionCode\":102,\"responseCode\":0,\"amount\":5990}}}";
  g_autoptr (FielFinding) sale = find_status_of (FIEL_OPERATION_SALE, voided);
  g_autoptr (FielFinding) undo = find_status_of (FIEL_OPERATION_VOID, voided);
  g_autoptr (FielFinding) back = find_status_of (FIEL_OPERATION_REFUND, voided);
  g_autoptr (FielFinding) captured = find_status_of (FIEL_OPERATION_VOID, CAPTURED);

  g_assert_cmpint (sale->evidence->result, ==, FIEL_RESULT_NOTHING);
  g_assert_cmpint (sale->reason, ==, FIEL_REASON_MISMATCH);
  g_assert_cmpint (undo->evidence->result, ==, FIEL_RESULT_APPROVED);
  g_assert_cmpint (back->evidence->result, ==, FIEL_RESULT_APPROVED);
  g_assert_cmpint (captured->evidence->result, ==, FIEL_RESULT_NOTHING);
}

/* An answer that names another command is not the answer to this sale. */
static void
test_other_command (void)
{
  assert_result (FIEL_OPERATION_SALE, 200,
                 "{\"code\":1,\"data\":{\"response\":{\"functionCode\":106,\"responseCode\":0,\"amount\":5990}}}",
                 FIEL_RESULT_NOTHING, FIEL_REASON_MISMATCH);
  assert_result (FIEL_OPERATION_REFUND, 200,
                 "{\"code\":1,\"data\":{\"response\":{\"functionCode\":100,\"responseCode\":0,\"amount\":5990}}}",
                 FIEL_RESULT_NOTHING, FIEL_REASON_MISMATCH);
  assert_result (FIEL_OPERATION_VOID, 200,
                 "{\"code\":1,\"data\":{\"response\":{\"functionCode\":100,\"responseCode\":0,\"amount\":5990}}}",
                 FIEL_RESULT_NOTHING, FIEL_REASON_MISMATCH);
}

/* An amount that is not said leaves an approval without one. One that is said and cannot be read may be another. */
static void
test_amounts_that_are_none (void)
{
  static const char *const amounts[] = { "\"\"", "5990.5", "\"59.90\"", "true", "{}" };
  g_autoptr (FielFinding) unsaid
      = find ("cl", FIEL_OPERATION_SALE, 200, "{\"code\":1,\"data\":{\"response\":{\"responseCode\":0,\"amount\":null}}}");

  g_assert_cmpint (unsaid->evidence->result, ==, FIEL_RESULT_APPROVED);
  g_assert_false (unsaid->evidence->has_amount);
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *text
          = g_strdup_printf ("{\"code\":1,\"data\":{\"response\":{\"responseCode\":0,\"amount\":%s}}}", amounts[i]);

      assert_result (FIEL_OPERATION_SALE, 200, text, FIEL_RESULT_NOTHING, FIEL_REASON_ANSWER_UNREADABLE);
    }
}

/* Whether or not the answer may leave its amount out, one that it names must be ours. */
static void
test_amount_beyond_all (void)
{
  static const FielOperation operations[] = { FIEL_OPERATION_SALE, FIEL_OPERATION_REFUND, FIEL_OPERATION_VOID };

  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autoptr (FielFinding) finding
          = find ("cl", operations[i], 200,
                  "{\"code\":1,\"data\":{\"customId\":\"" REFERENCE "\",\"response\":{\"responseCode\":0,"
                  "\"amount\":9223372036854775807}}}");

      g_assert_true (finding->evidence->has_amount);
      g_assert_cmpint (finding->evidence->amount_minor, !=, 5990);
    }
}

/* An identifier of another type than text or number may have named another payment. */
static void
test_unreadable_identifiers (void)
{
  static const char *const texts[] = {
    "{\"code\":1,\"data\":{\"customId\":[],\"response\":{\"responseCode\":0,\"amount\":5990}}}",
    "{\"code\":1,\"data\":{\"idPosTxs\":1.5,\"response\":{\"responseCode\":0,\"amount\":5990}}}",
    "{\"code\":1,\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990,\"ticket\":false}}}",
    "{\"code\":1,\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990,\"terminalId\":{}}}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_result (FIEL_OPERATION_SALE, 200, texts[i], FIEL_RESULT_NOTHING, FIEL_REASON_ANSWER_UNREADABLE);
}

/* Names are read in any case; twice is two answers in one. */
static void
test_envelope_that_says_two_things (void)
{
  assert_result (FIEL_OPERATION_SALE, 200,
                 "{\"code\":1,\"status\":\"OK\",\"STATUS\":\"ERROR\",\"data\":{\"response\":{\"responseCode\":0,"
                 "\"amount\":5990}}}",
                 FIEL_RESULT_NOTHING, FIEL_REASON_ANSWER_UNREADABLE);
}

/* A refusal stores nothing: one that tells of a payment is none, with the outer code and with the HTTP status. */
static void
test_refusals_that_tell_of_a_payment (void)
{
  static const char *const texts[] = {
    "{\"code\":0,\"message\":\"UNAUTHORIZED\",\"data\":{\"authorizationCode\":\"310255\"}}",
    "{\"code\":0,\"message\":\"UNAUTHORIZED\",\"data\":[{\"Ticket\":\"B-000123\",\"Amount\":5990}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      assert_result (FIEL_OPERATION_SALE, 200, texts[i], FIEL_RESULT_NOTHING, FIEL_REASON_ANSWER_UNREADABLE);
      assert_result (FIEL_OPERATION_SALE, 401, texts[i], FIEL_RESULT_NOTHING, FIEL_REASON_ANSWER_UNREADABLE);
    }
  assert_result (FIEL_OPERATION_SALE, 401, "{\"code\":1,\"Code\":1,\"data\":{}}", FIEL_RESULT_NOTHING,
                 FIEL_REASON_ANSWER_UNREADABLE);
  assert_result (FIEL_OPERATION_SALE, 401, "{\"message\":\"Unauthorized\"}", FIEL_RESULT_REFUSED,
                 FIEL_REASON_CREDENTIALS);
}

static void
test_last_digits_that_are_none (void)
{
  static const char *const digits[] = { "\"42424\"", "\"424\"", "\"4x42\"", "\"4111111111111111\"", "null", "\"\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (digits); i++)
    {
      g_autofree char *text
          = g_strdup_printf ("{\"code\":1,\"data\":{\"response\":{\"responseCode\":0,\"last4Digits\":%s}}}", digits[i]);
      g_autoptr (FielFinding) finding = find ("cl", FIEL_OPERATION_SALE, 200, text);

      g_assert_null (finding->evidence->last4);
    }
}

/* A void or a return is not documented to name its amount: an echo of our reference stands for the request we sent. */
static void
test_money_back_without_an_amount (void)
{
  static const char echoed[] = "{\"code\":1,\"data\":{\"idPosTxs\":1,\"customId\":\"" REFERENCE "\","
                               "\"response\":{\"functionCode\":102,\"responseCode\":0}}}";
  static const char foreign[] = "{\"code\":1,\"data\":{\"idPosTxs\":1,\"customId\":\"somebody else's\","
                                "\"response\":{\"functionCode\":102,\"responseCode\":0}}}";
  static const char zero[] = "{\"code\":1,\"data\":{\"idPosTxs\":1,\"customId\":\"somebody else's\","
                             "\"response\":{\"functionCode\":102,\"responseCode\":55,\"amount\":0}}}";
  g_autoptr (FielFinding) ours = find ("cl", FIEL_OPERATION_VOID, 200, echoed);
  g_autoptr (FielFinding) other = find ("cl", FIEL_OPERATION_VOID, 200, foreign);
  g_autoptr (FielFinding) status = find_status_of (FIEL_OPERATION_VOID, echoed);
  g_autoptr (FielFinding) of_sale = find_status_of (FIEL_OPERATION_SALE, echoed);
  g_autoptr (FielFinding) nothing = find ("cl", FIEL_OPERATION_VOID, 200, zero);
  g_autoptr (FielFinding) sale
      = find ("cl", FIEL_OPERATION_SALE, 200,
              "{\"code\":1,\"data\":{\"customId\":\"" REFERENCE "\",\"response\":{\"responseCode\":0}}}");

  g_assert_true (ours->evidence->has_amount);
  g_assert_cmpint (ours->evidence->amount_minor, ==, 5990);
  g_assert_false (other->evidence->has_amount);
  g_assert_false (sale->evidence->has_amount);
  g_assert_true (status->evidence->has_amount);
  g_assert_cmpint (status->evidence->amount_minor, ==, 5990);
  g_assert_false (of_sale->evidence->has_amount);
  g_assert_cmpint (nothing->evidence->result, ==, FIEL_RESULT_DECLINED);
  g_assert_false (nothing->evidence->has_amount);
}

/* Where the field is not sent, a ticket in the answer is the terminal's own number and not ours. */
static void
test_ticket_in_argentina (void)
{
  g_autoptr (FielFinding) finding = find ("ar", FIEL_OPERATION_SALE, 200, CAPTURED);

  g_assert_cmpint (finding->evidence->result, ==, FIEL_RESULT_APPROVED);
  g_assert_null (finding->evidence->ticket);
}

static void
test_messages_are_masked_and_bounded (void)
{
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autofree char *text
      = g_strdup_printf ("{\"code\":1,\"data\":{\"response\":{\"responseCode\":51,\"responseMessage\":"
                         "\"4111 1111 1111 1111\\u0007\\n%s\"}}}",
                         long_text);
  g_autoptr (FielFinding) finding = find ("cl", FIEL_OPERATION_SALE, 200, text);

  g_assert_null (strstr (finding->evidence->provider_message, "4111 1111"));
  g_assert_null (strchr (finding->evidence->provider_message, '\n'));
  g_assert_null (strchr (finding->evidence->provider_message, '\a'));
  g_assert_cmpint (g_utf8_strlen (finding->evidence->provider_message, -1), <=, 200);
}

/* What the transport proved, for each operation. */
static void
test_no_answer (void)
{
  FielGetnetDialect dialect = fiel_getnet_dialect_make (fiel_getnet_country_find ("cl"));
  g_autoptr (FielProviderReply) not_sent
      = fiel_provider_reply_new (FIEL_REPLY_VERDICT_NOT_SENT, FIEL_REASON_NO_TOKEN, 0, NULL, NULL);
  g_autoptr (FielProviderReply) lost
      = fiel_provider_reply_new (FIEL_REPLY_VERDICT_UNKNOWN, FIEL_REASON_ANSWER_LOST, 200, CAPTURED, NULL);
  g_autoptr (FielProviderRequest) sale = make_request (FIEL_OPERATION_SALE);
  g_autoptr (FielProviderRequest) status = make_request (FIEL_OPERATION_STATUS);
  g_autoptr (FielFinding) sale_not_sent = fiel_getnet_meaning_find (&dialect, sale, not_sent);
  g_autoptr (FielFinding) status_not_sent = fiel_getnet_meaning_find (&dialect, status, not_sent);
  g_autoptr (FielFinding) sale_lost = fiel_getnet_meaning_find (&dialect, sale, lost);
  g_autoptr (FielFinding) status_lost = fiel_getnet_meaning_find (&dialect, status, lost);

  g_assert_cmpint (sale_not_sent->evidence->result, ==, FIEL_RESULT_NOT_SENT);
  g_assert_cmpstr (sale_not_sent->evidence->reason, ==, "no-token");
  g_assert_cmpint (status_not_sent->evidence->result, ==, FIEL_RESULT_NOTHING);
  g_assert_cmpint (sale_lost->evidence->result, ==, FIEL_RESULT_NOTHING);
  g_assert_cmpstr (sale_lost->evidence->reason, ==, "answer-lost");
  g_assert_cmpint (status_lost->evidence->result, ==, FIEL_RESULT_NOTHING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/getnet-money/captured-sale", test_captured_sale);
  g_test_add_func ("/getnet-money/not-found", test_not_found);
  g_test_add_func ("/getnet-money/status-of-another-command", test_status_of_another_command);
  g_test_add_func ("/getnet-money/captured-unpaid-sale", test_captured_unpaid_sale);
  g_test_add_func ("/getnet-money/day", test_day);
  g_test_add_func ("/getnet-money/shapes", test_shapes);
  g_test_add_func ("/getnet-money/ids-as-number-and-text", test_ids_as_number_and_text);
  g_test_add_func ("/getnet-money/acknowledgement", test_acknowledgement);
  g_test_add_func ("/getnet-money/in-process", test_in_process);
  g_test_add_func ("/getnet-money/early-notice-with-an-id", test_early_notice_with_an_id);
  g_test_add_func ("/getnet-money/errors", test_errors);
  g_test_add_func ("/getnet-money/refusals-that-contradict-themselves", test_refusals_that_contradict_themselves);
  g_test_add_func ("/getnet-money/unauthorized-by-status", test_unauthorized_by_status);
  g_test_add_func ("/getnet-money/other-statuses", test_other_statuses);
  g_test_add_func ("/getnet-money/unreadable", test_unreadable);
  g_test_add_func ("/getnet-money/terminal-codes", test_terminal_codes);
  g_test_add_func ("/getnet-money/other-command", test_other_command);
  g_test_add_func ("/getnet-money/amounts-that-are-none", test_amounts_that_are_none);
  g_test_add_func ("/getnet-money/amount-beyond-all", test_amount_beyond_all);
  g_test_add_func ("/getnet-money/unreadable-identifiers", test_unreadable_identifiers);
  g_test_add_func ("/getnet-money/envelope-that-says-two-things", test_envelope_that_says_two_things);
  g_test_add_func ("/getnet-money/refusals-that-tell-of-a-payment", test_refusals_that_tell_of_a_payment);
  g_test_add_func ("/getnet-money/last-digits-that-are-none", test_last_digits_that_are_none);
  g_test_add_func ("/getnet-money/money-back-without-an-amount", test_money_back_without_an_amount);
  g_test_add_func ("/getnet-money/ticket-in-argentina", test_ticket_in_argentina);
  g_test_add_func ("/getnet-money/messages-are-masked-and-bounded", test_messages_are_masked_and_bounded);
  g_test_add_func ("/getnet-money/no-answer", test_no_answer);

  return g_test_run ();
}
