/* test-provider-call.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-provider-finding.h"
#include "fiel-provider-kind.h"

#include <string.h>

static FielProviderRequest *
make_request (FielOperation operation)
{
  g_autoptr (FielTerminalIdentity) terminal = fiel_terminal_identity_new ("70011223", "024680", "ABC900000001");
  FielProviderRequest *request = fiel_provider_request_new (operation, terminal);

  request->reference = g_strdup ("0123456789abcdefghijklmno");
  request->ticket = g_strdup ("B-000123");
  request->amount = fiel_money_make (5990, fiel_currency_find ("CLP"));
  request->provider_id = g_strdup ("512340");
  request->subject = FIEL_OPERATION_VOID;
  request->employee = 7;
  request->print_on_terminal = TRUE;
  request->authorization = g_strdup ("310255");
  request->operation_number = g_strdup ("12");
  request->original_date = g_strdup ("2026-01-15");

  return request;
}

static void
test_call_keeps_its_own_copy (void)
{
  FielProviderRequest *request = make_request (FIEL_OPERATION_SALE);
  g_autoptr (GBytes) body = g_bytes_new_static ("abc", 3);
  g_autoptr (FielProviderCall) call = fiel_provider_call_new (request, "POST", "/api/postxs/sale", body);
  const FielProviderRequest *kept = fiel_provider_call_get_request (call);

  memset (request->reference, 'x', strlen (request->reference));
  memset (request->terminal->branch_id, 'x', strlen (request->terminal->branch_id));
  fiel_provider_request_free (request);

  g_assert_cmpint (kept->operation, ==, FIEL_OPERATION_SALE);
  g_assert_cmpstr (kept->reference, ==, "0123456789abcdefghijklmno");
  g_assert_cmpstr (kept->ticket, ==, "B-000123");
  g_assert_cmpint (kept->amount.minor, ==, 5990);
  g_assert_cmpstr (kept->terminal->branch_id, ==, "024680");
  g_assert_cmpstr (kept->provider_id, ==, "512340");
  g_assert_cmpint (kept->subject, ==, FIEL_OPERATION_VOID);
  g_assert_cmpuint (kept->employee, ==, 7);
  g_assert_true (kept->print_on_terminal);
  g_assert_cmpstr (kept->authorization, ==, "310255");
  g_assert_cmpstr (kept->operation_number, ==, "12");
  g_assert_cmpstr (kept->original_date, ==, "2026-01-15");
  g_assert_cmpstr (fiel_provider_call_get_method (call), ==, "POST");
  g_assert_cmpstr (fiel_provider_call_get_path (call), ==, "/api/postxs/sale");
  g_assert_true (fiel_provider_call_get_body (call) == body);
}

/* FIPS 180-2's own example, and the well-known digest of nothing. */
static void
test_call_digest (void)
{
  g_autoptr (FielProviderRequest) request = make_request (FIEL_OPERATION_STATUS);
  g_autoptr (GBytes) body = g_bytes_new_static ("abc", 3);
  g_autoptr (FielProviderCall) with_body = fiel_provider_call_new (request, "POST", "/", body);
  g_autoptr (FielProviderCall) without = fiel_provider_call_new (request, "GET", "/", NULL);

  g_assert_cmpstr (fiel_provider_call_get_body_sha256 (with_body), ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpstr (fiel_provider_call_get_body_sha256 (without), ==,
                   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  g_assert_null (fiel_provider_call_get_body (without));
}

static void
test_reply_texts_are_never_null (void)
{
  g_autoptr (FielProviderReply) reply
      = fiel_provider_reply_new (FIEL_REPLY_VERDICT_UNKNOWN, FIEL_REASON_ANSWER_LOST, 502, NULL, NULL);
  g_autoptr (FielProviderReply) same = fiel_provider_reply_ref (reply);

  g_assert_cmpint (fiel_provider_reply_get_verdict (same), ==, FIEL_REPLY_VERDICT_UNKNOWN);
  g_assert_cmpint (fiel_provider_reply_get_reason (same), ==, FIEL_REASON_ANSWER_LOST);
  g_assert_cmpuint (fiel_provider_reply_get_http_status (same), ==, 502);
  g_assert_cmpstr (fiel_provider_reply_get_text (same), ==, "");
  g_assert_cmpstr (fiel_provider_reply_get_detail (same), ==, "");
}

static void
test_finding_lists_exist (void)
{
  g_autoptr (FielFinding) records = fiel_finding_new (FIEL_FINDING_RECORDS);
  g_autoptr (FielFinding) terminals = fiel_finding_new (FIEL_FINDING_TERMINALS);
  g_autoptr (FielFinding) totals = fiel_finding_new (FIEL_FINDING_TOTALS);
  g_autoptr (FielFinding) nothing = fiel_finding_new_nothing (FIEL_REASON_SERVER_TROUBLE, "HTTP 503");

  g_assert_cmpuint (records->records->len, ==, 0);
  g_assert_cmpuint (records->rows->len, ==, 0);
  g_assert_cmpuint (terminals->terminals->len, ==, 0);
  g_assert_cmpuint (totals->totals->len, ==, 0);
  g_assert_null (nothing->evidence);
  g_assert_cmpint (nothing->reason, ==, FIEL_REASON_SERVER_TROUBLE);
  g_assert_cmpstr (nothing->message, ==, "HTTP 503");
}

static void
test_terminal_equality (void)
{
  g_autoptr (FielTerminalIdentity) a = fiel_terminal_identity_new ("1", "2", "3");
  g_autoptr (FielTerminalIdentity) same = fiel_terminal_identity_copy (a);
  g_autoptr (FielTerminalIdentity) other = fiel_terminal_identity_new ("1", "02", "3");

  g_assert_true (fiel_terminal_identity_equal (a, same));
  g_assert_false (fiel_terminal_identity_equal (a, other));
  g_assert_false (fiel_terminal_identity_equal (a, NULL));
  g_assert_true (fiel_terminal_identity_equal (NULL, NULL));
}

static void
test_which_operations_move_money (void)
{
  for (FielOperation operation = 0; operation < FIEL_N_OPERATIONS; operation++)
    {
      gboolean expected = operation == FIEL_OPERATION_SALE || operation == FIEL_OPERATION_REFUND
                          || operation == FIEL_OPERATION_VOID;

      g_assert_cmpint (fiel_operation_moves_money (operation), ==, expected);
      g_assert_cmpint (fiel_operation_leaves_once (operation), ==,
                       expected || operation == FIEL_OPERATION_CLOSE_BATCH || operation == FIEL_OPERATION_PRINT
                         || operation == FIEL_OPERATION_DUPLICATE);
    }
}

/* Nicknames are stored in journals, so they are written down here a second time. */
static void
test_nicknames (void)
{
  g_assert_cmpstr (fiel_enum_nick (FIEL_TYPE_OPERATION, FIEL_OPERATION_LIST_TERMINALS), ==, "list-terminals");
  g_assert_cmpstr (fiel_enum_nick (FIEL_TYPE_OPERATION, FIEL_OPERATION_CLOSE_BATCH), ==, "close-batch");
  g_assert_cmpstr (fiel_enum_nick (FIEL_TYPE_OPERATION, FIEL_OPERATION_PRINT), ==, "print");
  g_assert_cmpstr (fiel_enum_nick (FIEL_TYPE_OPERATION, FIEL_OPERATION_DUPLICATE), ==, "duplicate");
  g_assert_cmpstr (fiel_enum_nick (FIEL_TYPE_OPERATION, FIEL_OPERATION_SALE), ==, "sale");
  g_assert_cmpstr (fiel_enum_nick (FIEL_TYPE_REPLY_VERDICT, FIEL_REPLY_VERDICT_NOT_SENT), ==, "not-sent");
  g_assert_cmpstr (fiel_enum_nick (FIEL_TYPE_REPLY_VERDICT, FIEL_REPLY_VERDICT_ANSWERED), ==, "answered");
  g_assert_cmpstr (fiel_enum_nick (FIEL_TYPE_REPLY_VERDICT, FIEL_REPLY_VERDICT_UNKNOWN), ==, "unknown");
  g_assert_cmpstr (fiel_enum_nick (FIEL_TYPE_FINDING_KIND, FIEL_FINDING_CANCEL_AGREED), ==, "cancel-agreed");
  g_assert_cmpstr (fiel_enum_nick (FIEL_TYPE_ENVIRONMENT, FIEL_ENVIRONMENT_TRAINING), ==, "training");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/provider-call/keeps-its-own-copy", test_call_keeps_its_own_copy);
  g_test_add_func ("/provider-call/digest", test_call_digest);
  g_test_add_func ("/provider-call/reply-texts-are-never-null", test_reply_texts_are_never_null);
  g_test_add_func ("/provider-call/finding-lists-exist", test_finding_lists_exist);
  g_test_add_func ("/provider-call/terminal-equality", test_terminal_equality);
  g_test_add_func ("/provider-call/which-operations-move-money", test_which_operations_move_money);
  g_test_add_func ("/provider-call/nicknames", test_nicknames);

  return g_test_run ();
}
