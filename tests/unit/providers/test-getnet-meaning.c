/* test-getnet-meaning.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Answers about a terminal: the probe and the request to stop. */

#include "fiel-getnet-meaning.h"

static FielFinding *
find (FielOperation operation, guint http_status, const char *text)
{
  FielGetnetDialect dialect = fiel_getnet_dialect_make (fiel_getnet_country_find ("ar"));
  g_autoptr (FielTerminalIdentity) terminal = fiel_terminal_identity_new ("AR123456", "0000024680", "ABC900000001");
  g_autoptr (FielProviderRequest) request = fiel_provider_request_new (operation, terminal);
  g_autoptr (FielProviderReply) reply
      = fiel_provider_reply_new (FIEL_REPLY_VERDICT_ANSWERED, FIEL_REASON_NONE, http_status, text, NULL);

  return fiel_getnet_meaning_find (&dialect, request, reply);
}

static void
assert_finding (FielOperation operation, const char *text, FielFindingKind kind, FielReason reason)
{
  g_autoptr (FielFinding) finding = find (operation, 200, text);

  g_test_message ("%s", text);
  g_assert_cmpint (finding->kind, ==, kind);
  g_assert_cmpint (finding->reason, ==, reason);
  g_assert_null (finding->evidence);
}

#define ERROR_TEXT(message) "{\"code\":0,\"status\":\"ERROR\",\"message\":\"" message "\",\"data\":null}"
#define RESULT(code) "{\"code\":1,\"status\":\"OK\",\"data\":{\"response\":{\"responseCode\":" code "}}}"

static void
test_probe (void)
{
  assert_finding (FIEL_OPERATION_PROBE, RESULT ("0"), FIEL_FINDING_TERMINAL_READY, FIEL_REASON_NONE);
  assert_finding (FIEL_OPERATION_PROBE,
                  "{\"code\":1,\"data\":{\"functionCode\":106,\"code\":0,\"message\":\"Approved\",\"connected\":true}}",
                  FIEL_FINDING_TERMINAL_READY, FIEL_REASON_NONE);
  assert_finding (FIEL_OPERATION_PROBE, "{\"code\":1,\"data\":{\"response\":{\"responseCode\":0,\"connected\":false}}}",
                  FIEL_FINDING_TERMINAL_UNREACHABLE, FIEL_REASON_NONE);
  assert_finding (FIEL_OPERATION_PROBE, ERROR_TEXT ("OPERATION IN PROGRESS (15s)"), FIEL_FINDING_TERMINAL_BUSY,
                  FIEL_REASON_TERMINAL_BUSY);
  assert_finding (FIEL_OPERATION_PROBE, ERROR_TEXT ("OPERACION EN CURSO (5m)"), FIEL_FINDING_TERMINAL_BUSY,
                  FIEL_REASON_TERMINAL_BUSY);
  assert_finding (FIEL_OPERATION_PROBE, ERROR_TEXT ("OPERATION IN PROGRESS"), FIEL_FINDING_TERMINAL_BUSY,
                  FIEL_REASON_TERMINAL_BUSY);
  assert_finding (FIEL_OPERATION_PROBE, ERROR_TEXT ("C2C SERVICE NOT RESPONDING"), FIEL_FINDING_TERMINAL_UNREACHABLE,
                  FIEL_REASON_TERMINAL_UNREACHABLE);
}

/* An idle terminal is half of a negative read, so it must be said plainly. */
static void
test_probe_that_says_nothing (void)
{
  assert_finding (FIEL_OPERATION_PROBE, RESULT ("7"), FIEL_FINDING_NOTHING, FIEL_REASON_OTHER_CODE);
  assert_finding (FIEL_OPERATION_PROBE, "{\"code\":1,\"status\":\"OK\",\"data\":null}", FIEL_FINDING_NOTHING,
                  FIEL_REASON_ANSWER_UNREADABLE);
  assert_finding (FIEL_OPERATION_PROBE, "{\"code\":1,\"status\":\"OK\",\"data\":{\"idPosTxs\":5}}", FIEL_FINDING_NOTHING,
                  FIEL_REASON_ANSWER_UNREADABLE);
  assert_finding (FIEL_OPERATION_PROBE, "{\"code\":2,\"status\":\"OK\",\"data\":null}", FIEL_FINDING_NOTHING,
                  FIEL_REASON_ANSWER_UNREADABLE);
  assert_finding (FIEL_OPERATION_PROBE, ERROR_TEXT ("KEYPOS NOT FOUND"), FIEL_FINDING_NOTHING,
                  FIEL_REASON_TERMINAL_UNKNOWN);
  assert_finding (FIEL_OPERATION_PROBE, ERROR_TEXT ("TIMEOUT (90 SECONDS)"), FIEL_FINDING_NOTHING,
                  FIEL_REASON_ANSWER_UNREADABLE);
  assert_finding (FIEL_OPERATION_PROBE, "<html>", FIEL_FINDING_NOTHING, FIEL_REASON_SERVER_TROUBLE);
  assert_finding (FIEL_OPERATION_PROBE, "", FIEL_FINDING_NOTHING, FIEL_REASON_ANSWER_UNREADABLE);
}

static void
test_probe_advice (void)
{
  g_autoptr (FielFinding) finding = find (FIEL_OPERATION_PROBE, 200, ERROR_TEXT ("OPERATION IN PROGRESS (15s)"));
  g_autoptr (FielFinding) trouble = find (FIEL_OPERATION_PROBE, 503, RESULT ("0"));

  g_assert_cmpint (finding->retry_after_us, ==, 15 * G_TIME_SPAN_SECOND);
  g_assert_cmpstr (finding->message, ==, "OPERATION IN PROGRESS (15s)");
  g_assert_cmpint (trouble->kind, ==, FIEL_FINDING_NOTHING);
  g_assert_cmpint (trouble->reason, ==, FIEL_REASON_SERVER_TROUBLE);
}

/* What another command ended with says nothing about this one. */
static void
test_other_command (void)
{
  static const FielOperation operations[] = { FIEL_OPERATION_PROBE, FIEL_OPERATION_CANCEL };

  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    assert_finding (operations[i],
                    "{\"code\":1,\"data\":{\"response\":{\"functionCode\":100,\"responseCode\":0,\"connected\":true}}}",
                    FIEL_FINDING_NOTHING, FIEL_REASON_ANSWER_UNREADABLE);
}

static void
test_cancel (void)
{
  assert_finding (FIEL_OPERATION_CANCEL, RESULT ("0"), FIEL_FINDING_CANCEL_AGREED, FIEL_REASON_NONE);
  assert_finding (FIEL_OPERATION_CANCEL, RESULT ("7"), FIEL_FINDING_CANCEL_REFUSED, FIEL_REASON_OTHER_CODE);
  assert_finding (FIEL_OPERATION_CANCEL, RESULT ("1006"), FIEL_FINDING_CANCEL_REFUSED, FIEL_REASON_CUSTOMER_TIMEOUT);
  assert_finding (FIEL_OPERATION_CANCEL, "{\"code\":1,\"data\":null}", FIEL_FINDING_NOTHING,
                  FIEL_REASON_ANSWER_UNREADABLE);
  assert_finding (FIEL_OPERATION_CANCEL, "{\"code\":2,\"data\":null}", FIEL_FINDING_NOTHING,
                  FIEL_REASON_ANSWER_UNREADABLE);
  assert_finding (FIEL_OPERATION_CANCEL, ERROR_TEXT ("OPERATION IN PROGRESS (15s)"), FIEL_FINDING_NOTHING,
                  FIEL_REASON_TERMINAL_BUSY);
  assert_finding (FIEL_OPERATION_CANCEL, ERROR_TEXT ("UNAUTHORIZED"), FIEL_FINDING_NOTHING, FIEL_REASON_CREDENTIALS);
}

static void
test_not_sent (void)
{
  FielGetnetDialect dialect = fiel_getnet_dialect_make (fiel_getnet_country_find ("ar"));
  g_autoptr (FielProviderRequest) request = fiel_provider_request_new (FIEL_OPERATION_PROBE, NULL);
  g_autoptr (FielProviderReply) reply
      = fiel_provider_reply_new (FIEL_REPLY_VERDICT_NOT_SENT, FIEL_REASON_NO_CONNECTION, 0, NULL, "refused");
  g_autoptr (FielFinding) finding = fiel_getnet_meaning_find (&dialect, request, reply);

  g_assert_cmpint (finding->kind, ==, FIEL_FINDING_NOTHING);
  g_assert_cmpint (finding->reason, ==, FIEL_REASON_NO_CONNECTION);
  g_assert_cmpstr (finding->message, ==, "refused");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/getnet-meaning/probe", test_probe);
  g_test_add_func ("/getnet-meaning/probe-that-says-nothing", test_probe_that_says_nothing);
  g_test_add_func ("/getnet-meaning/probe-advice", test_probe_advice);
  g_test_add_func ("/getnet-meaning/cancel", test_cancel);
  g_test_add_func ("/getnet-meaning/other-command", test_other_command);
  g_test_add_func ("/getnet-meaning/not-sent", test_not_sent);

  return g_test_run ();
}
