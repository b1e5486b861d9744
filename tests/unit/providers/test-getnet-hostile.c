/* test-getnet-hostile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Answers made to be believed: they look like a result and are none, or are one of something else. */

#include "fiel-getnet-meaning.h"

#define REFERENCE "0123456789abcdefghijklmno"

static FielFinding *
find_about (FielOperation operation, FielOperation subject, guint http_status, const char *text)
{
  FielGetnetDialect dialect = fiel_getnet_dialect_make (fiel_getnet_country_find ("cl"));
  g_autoptr (FielTerminalIdentity) terminal = fiel_terminal_identity_new ("70011223", "24680", "ABC900000001");
  g_autoptr (FielProviderRequest) request = fiel_provider_request_new (operation, terminal);
  g_autoptr (FielProviderReply) reply
      = fiel_provider_reply_new (FIEL_REPLY_VERDICT_ANSWERED, FIEL_REASON_NONE, http_status, text, NULL);

  request->subject = subject;
  request->reference = g_strdup (REFERENCE);
  request->ticket = g_strdup ("B-000123");
  request->amount = fiel_money_make (5990, fiel_currency_find ("CLP"));

  return fiel_getnet_meaning_find (&dialect, request, reply);
}

static FielFinding *
find (FielOperation operation, guint http_status, const char *text)
{
  return find_about (operation, FIEL_OPERATION_SALE, http_status, text);
}

static FielAttemptEvent
admit (const FielEvidence *evidence)
{
  const FielAttemptFacts facts = {
    .kind = FIEL_ATTEMPT_KIND_SALE,
    .reference = REFERENCE,
    .ticket = "B-000123",
    .terminal_id = "70011223",
    .provider_id = "512340",
    .amount = fiel_money_make (5990, fiel_currency_find ("CLP")),
  };

  return fiel_evidence_admit (evidence, &facts, NULL);
}

#define RESPONSE(members) "{\"code\":1,\"status\":\"OK\",\"data\":{\"idPosTxs\":512340,\"response\":{" members "}}}"

/* None of these closes a payment, whether it answers the sale or the query by its id. */
static const char *const no_results[] = {
  RESPONSE ("\"responseCode\":\"0 \",\"amount\":5990"),
  RESPONSE ("\"responseCode\":\" 0\",\"amount\":5990"),
  RESPONSE ("\"responseCode\":\"\",\"amount\":5990"),
  RESPONSE ("\"responseCode\":\"0x0\",\"amount\":5990"),
  RESPONSE ("\"responseCode\":0.0,\"amount\":5990"),
  RESPONSE ("\"responseCode\":0e0,\"amount\":5990"),
  RESPONSE ("\"responseCode\":true,\"amount\":5990"),
  RESPONSE ("\"responseCode\":false,\"amount\":5990"),
  RESPONSE ("\"responseCode\":null,\"amount\":5990"),
  RESPONSE ("\"responseCode\":[0],\"amount\":5990"),
  RESPONSE ("\"responseCode\":{\"code\":0},\"amount\":5990"),
  RESPONSE ("\"responseCode\":0,\"responseCode\":0,\"amount\":5990"),
  RESPONSE ("\"responseCode\":0,\"ResponseCode\":1006,\"amount\":5990"),
  RESPONSE ("\"responseCode\":0,\"code\":1006,\"amount\":5990"),
  RESPONSE ("\"responseCode\":18446744073709551616,\"amount\":5990"),
  RESPONSE ("\"responseCode\":0"),
  RESPONSE ("\"responseCode\":0,\"amount\":5990.0"),
  RESPONSE ("\"responseCode\":0,\"amount\":\"5.990\""),
  RESPONSE ("\"responseCode\":0,\"amount\":5990,\"Amount\":1"),
  RESPONSE ("\"responseCode\":0,\"amount\":5990,\"ticket\":\"B-000123\",\"Ticket\":\"X\""),
  RESPONSE ("\"responseCode\":0,\"amount\":5990,\"terminalId\":\"70011223\",\"terminalID\":\"1\""),
  "{\"code\":1,\"status\":\"OK\",\"data\":{\"idPosTxs\":512340,\"idpostxs\":1,\"response\":{\"responseCode\":0,\"amount\":5990}}}",
  "{\"code\":1,\"status\":\"OK\",\"data\":{\"customId\":\"" REFERENCE "\",\"CustomId\":\"another\",\"response\":{"
  "\"responseCode\":0,\"amount\":5990}}}",
  "{\"code\":1,\"Code\":0,\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990}}}",
  "{\"code\":1,\"status\":\"ERROR\",\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990}}}",
  "{\"code\":0,\"status\":\"ERROR\",\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990}}}",
  "{\"code\":1,\"status\":\"OK\",\"data\":{\"response\":{\"functionCode\":105,\"responseCode\":0,\"amount\":5990}}}",
  "{\"code\":1,\"status\":\"OK\",\"data\":{\"response\":{\"functionCode\":101,\"responseCode\":0,\"amount\":5990}}}",
  "{\"code\":1,\"status\":\"OK\",\"data\":[{\"responseCode\":0,\"amount\":5990}]}",
  "[{\"code\":1,\"data\":{\"response\":{\"responseCode\":0,\"amount\":5990}}}]",
};

static gboolean
closes (FielAttemptEvent event)
{
  return event == FIEL_ATTEMPT_EVENT_APPROVED || event == FIEL_ATTEMPT_EVENT_PARTLY_APPROVED
         || event == FIEL_ATTEMPT_EVENT_DECLINED || event == FIEL_ATTEMPT_EVENT_CANCELLED
         || event == FIEL_ATTEMPT_EVENT_REFUSED || event == FIEL_ATTEMPT_EVENT_NOT_SENT;
}

static void
test_no_results (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (no_results); i++)
    {
      g_autoptr (FielFinding) sale = find (FIEL_OPERATION_SALE, 200, no_results[i]);
      g_autoptr (FielFinding) status = find (FIEL_OPERATION_STATUS, 200, no_results[i]);

      g_test_message ("%s", no_results[i]);
      g_assert_false (closes (admit (sale->evidence)));
      g_assert_false (closes (admit (status->evidence)));
    }
}

#define APPROVAL "{\"code\":1,\"status\":\"OK\",\"data\":{\"idPosTxs\":512340,\"response\":{\"responseCode\":0,\"amount\":5990}}}"

/* An approval is one with status 200 alone, and no other status makes it a refusal. */
static void
test_statuses (void)
{
  for (guint status = 100; status < 600; status++)
    {
      g_autoptr (FielFinding) sale = find (FIEL_OPERATION_SALE, status, APPROVAL);

      g_assert_true (closes (admit (sale->evidence)) == (status == 200));
    }
}

/* Status 401 proves that nothing was taken, unless its body speaks of a payment, readable or not. */
static void
test_unauthorized (void)
{
  static const char *const refusals[] = {
    "", "<html>401</html>", "{\"statusCode\":401,\"message\":\"Unauthorized\"}",
    "{\"code\":0,\"status\":\"ERROR\",\"message\":\"UNAUTHORIZED\",\"data\":null}",
  };
  static const char *const payments[] = {
    APPROVAL, APPROVAL "x", "{\"data\":{\"IDPOSTXS\":512340}}", "{\"responseCode\":0,\"responseCode\":0}",
    "{\"data\":{\"authorizationCode\":\"310255\"}", "{\"code\":0,\"data\":{\"data\":{\"idPosTxs\":512340}}}",
    "{\"code\":0,\"data\":{\"rows\":[{\"ResponseCode\":0}]}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (FielFinding) sale = find (FIEL_OPERATION_SALE, 401, refusals[i]);

      g_test_message ("%s", refusals[i]);
      g_assert_cmpint (sale->evidence->result, ==, FIEL_RESULT_REFUSED);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (payments); i++)
    {
      g_autoptr (FielFinding) sale = find (FIEL_OPERATION_SALE, 401, payments[i]);

      g_test_message ("%s", payments[i]);
      g_assert_cmpint (sale->evidence->result, ==, FIEL_RESULT_NOTHING);
    }
}

/* The answer to another command is not ours, and neither is its id. */
static void
test_other_command (void)
{
  const char *text = "{\"code\":1,\"status\":\"OK\",\"data\":{\"idPosTxs\":999,\"response\":{\"functionCode\":106,"
                     "\"responseCode\":0,\"amount\":5990}}}";
  g_autoptr (FielFinding) sale = find (FIEL_OPERATION_SALE, 200, text);
  g_autoptr (FielFinding) status = find (FIEL_OPERATION_STATUS, 200, text);

  g_assert_cmpint (sale->evidence->result, ==, FIEL_RESULT_NOTHING);
  g_assert_cmpint (sale->reason, ==, FIEL_REASON_MISMATCH);
  g_assert_null (sale->evidence->provider_id);
  g_assert_cmpint (status->evidence->result, ==, FIEL_RESULT_NOTHING);
  g_assert_cmpint (status->reason, ==, FIEL_REASON_MISMATCH);
}

/* The status of a void or a return names its own command. */
static void
test_own_commands (void)
{
  static const FielOperation subjects[] = { FIEL_OPERATION_SALE, FIEL_OPERATION_VOID, FIEL_OPERATION_REFUND };
  static const guint commands[] = { 100, 102, 108 };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    for (gsize s = 0; s < G_N_ELEMENTS (subjects); s++)
      {
        g_autofree char *text = g_strdup_printf (
          "{\"code\":1,\"data\":{\"response\":{\"functionCode\":%u,\"responseCode\":51,\"amount\":5990}}}", commands[i]);
        g_autoptr (FielFinding) status = find_about (FIEL_OPERATION_STATUS, subjects[s], 200, text);
        const gboolean fits = (commands[i] == 100) == (subjects[s] == FIEL_OPERATION_SALE);

        g_test_message ("command %u, asked about %s", commands[i], fiel_enum_nick (FIEL_TYPE_OPERATION, (int) subjects[s]));
        g_assert_cmpint (status->evidence->result, ==, fits ? FIEL_RESULT_DECLINED : FIEL_RESULT_NOTHING);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/getnet-hostile/no-results", test_no_results);
  g_test_add_func ("/getnet-hostile/statuses", test_statuses);
  g_test_add_func ("/getnet-hostile/unauthorized", test_unauthorized);
  g_test_add_func ("/getnet-hostile/other-command", test_other_command);
  g_test_add_func ("/getnet-hostile/own-commands", test_own_commands);

  return g_test_run ();
}
