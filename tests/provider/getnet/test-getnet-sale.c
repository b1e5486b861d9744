/* test-getnet-sale.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sales against the practice cloud, in both modes and under every fault. Whatever the cloud does: the request arrives at most
 * once, and what the provider concludes agrees with what was really booked. */

#include "getnet-bench.h"

#include "fiel-evidence.h"
#include "fiel-http-client.h"

#define AMOUNT 5990
#define CALLBACK "http://127.0.0.1:9/hook"

static GetnetBench *bench;

/* The one rule behind all of these tests: no conclusion without the fact, no fact twice. */
static void
assert_truth (GetnetExchange *exchange)
{
  const char *reference = exchange->request->reference;
  gint64 booked = getnet_bench_get_booked (bench, reference);
  guint n_sent = getnet_bench_count_transmissions (bench, reference);
  FielResult result = exchange->finding->evidence->result;

  g_assert_cmpint (exchange->finding->kind, ==, FIEL_FINDING_EVIDENCE);
  g_assert_cmpuint (exchange->n_started, <=, 1);
  g_assert_cmpuint (n_sent, <=, exchange->n_started);
  g_assert_true (booked == 0 || booked == exchange->request->amount.minor);

  if (result == FIEL_RESULT_APPROVED)
    g_assert_cmpint (booked, ==, exchange->request->amount.minor);
  if (result == FIEL_RESULT_DECLINED || result == FIEL_RESULT_CANCELLED || result == FIEL_RESULT_REFUSED
      || result == FIEL_RESULT_NOT_SENT)
    g_assert_cmpint (booked, ==, 0);
  if (result == FIEL_RESULT_NOT_SENT)
    g_assert_cmpuint (exchange->n_started, ==, 0);
}

static FielAttemptEvent
admit (GetnetExchange *exchange)
{
  FielAttemptFacts facts = { .kind = FIEL_ATTEMPT_KIND_SALE,
                             .reference = exchange->request->reference,
                             .ticket = exchange->request->ticket,
                             .terminal_id = exchange->request->terminal->terminal_id,
                             .amount = exchange->request->amount };

  return fiel_evidence_admit (exchange->finding->evidence, &facts, NULL);
}

typedef struct
{
  const char *name;
  const char *fault;            /* members of a fault, or NULL */
  FielReplyVerdict verdict;
  FielAttemptEvent synchronous; /* what the engine makes of the answer to a sale */
  FielAttemptEvent asynchronous;
} Case;

#define LOST FIEL_ATTEMPT_EVENT_ANSWER_LOST
#define ANSWERED FIEL_REPLY_VERDICT_ANSWERED
#define UNKNOWN FIEL_REPLY_VERDICT_UNKNOWN

static const Case cases[] = {
  { "none", NULL, ANSWERED, FIEL_ATTEMPT_EVENT_APPROVED, FIEL_ATTEMPT_EVENT_ACCEPTED },
  { "drop-before", "'kind':'drop-before'", UNKNOWN, LOST, LOST },
  { "cut-before-booking", "'kind':'cut-before-booking'", UNKNOWN, LOST, LOST },
  { "cut-while-waiting", "'kind':'cut-while-waiting'", UNKNOWN, LOST, LOST },
  { "cut-after-booking", "'kind':'cut-after-booking'", UNKNOWN, LOST, LOST },
  { "reset", "'kind':'reset'", UNKNOWN, LOST, LOST },
  { "half-headers", "'kind':'half-headers'", UNKNOWN, LOST, LOST },
  { "half-body", "'kind':'half-body'", UNKNOWN, LOST, LOST },
  { "garbage", "'kind':'garbage'", ANSWERED, LOST, LOST },
  { "empty", "'kind':'empty'", ANSWERED, LOST, LOST },
  { "wrong-amount", "'kind':'wrong-amount'", ANSWERED, FIEL_ATTEMPT_EVENT_MISMATCH, FIEL_ATTEMPT_EVENT_ACCEPTED },
  { "wrong-terminal", "'kind':'wrong-terminal'", ANSWERED, FIEL_ATTEMPT_EVENT_MISMATCH, FIEL_ATTEMPT_EVENT_ACCEPTED },
  { "wrong-custom-id", "'kind':'wrong-custom-id'", ANSWERED, FIEL_ATTEMPT_EVENT_MISMATCH, FIEL_ATTEMPT_EVENT_ACCEPTED },
  { "no-code", "'kind':'no-code'", ANSWERED, LOST, FIEL_ATTEMPT_EVENT_ACCEPTED },
  { "503-before", "'kind':'http-status','status':503", ANSWERED, LOST, LOST },
  { "503-after", "'kind':'http-status','status':503,'phase':'after'", ANSWERED, LOST, LOST },
  { "502-page", "'kind':'http-status','status':502,'phase':'after','body':'<html>','contentType':'text/html'", ANSWERED,
    LOST, LOST },
  { "400", "'kind':'http-status','status':400", ANSWERED, LOST, LOST },
  { "403-page", "'kind':'http-status','status':403,'body':'<html>','contentType':'text/html'", ANSWERED, LOST, LOST },
  { "429", "'kind':'http-status','status':429,'headers':{'Retry-After':'0'}", ANSWERED, LOST, LOST },
  { "302", "'kind':'http-status','status':302,'headers':{'Location':'/api/postxs/poll'}", ANSWERED, LOST, LOST },
  { "307", "'kind':'http-status','status':307,'headers':{'Location':'/api/postxs/sale'}", ANSWERED, LOST, LOST },
  { "401", "'kind':'http-status','status':401", ANSWERED, FIEL_ATTEMPT_EVENT_REFUSED, FIEL_ATTEMPT_EVENT_REFUSED },
  { "unauthorized", "'kind':'error','error':'unauthorized'", ANSWERED, FIEL_ATTEMPT_EVENT_REFUSED,
    FIEL_ATTEMPT_EVENT_REFUSED },
  { "keypos-not-found", "'kind':'error','error':'keypos-not-found'", ANSWERED, FIEL_ATTEMPT_EVENT_REFUSED,
    FIEL_ATTEMPT_EVENT_REFUSED },
  { "wrong-merchant", "'kind':'error','error':'wrong-merchant'", ANSWERED, FIEL_ATTEMPT_EVENT_REFUSED,
    FIEL_ATTEMPT_EVENT_REFUSED },
  { "busy-15s", "'kind':'error','error':'busy-15s'", ANSWERED, FIEL_ATTEMPT_EVENT_REFUSED, FIEL_ATTEMPT_EVENT_REFUSED },
  { "busy-5m", "'kind':'error','error':'busy-5m'", ANSWERED, FIEL_ATTEMPT_EVENT_REFUSED, FIEL_ATTEMPT_EVENT_REFUSED },
  { "not-responding", "'kind':'error','error':'not-responding'", ANSWERED, LOST, LOST },
  { "not-responding-booked", "'kind':'error','error':'not-responding','phase':'after'", ANSWERED, LOST, LOST },
  { "timeout-90s", "'kind':'error','error':'timeout-90s','phase':'after'", ANSWERED, FIEL_ATTEMPT_EVENT_PENDING,
    FIEL_ATTEMPT_EVENT_PENDING },
  { "timeout-5m", "'kind':'error','error':'timeout-5m','phase':'after'", ANSWERED, LOST, LOST },
  { "id-not-found", "'kind':'error','error':'id-not-found','phase':'after'", ANSWERED, LOST, LOST },
  { "bad-credentials", "'kind':'error','error':'bad-credentials'", ANSWERED, LOST, LOST },
};

static void
assert_case (const Case *row, FielProvider *provider, FielAttemptEvent expected)
{
  g_autoptr (GetnetExchange) exchange = NULL;

  getnet_bench_reset (bench);
  if (row->fault != NULL)
    getnet_bench_break (bench, "sale", row->fault);
  exchange = getnet_bench_perform (provider, getnet_bench_make_request (bench, FIEL_OPERATION_SALE, AMOUNT));

  g_test_message ("%u %s %s", fiel_provider_reply_get_http_status (exchange->reply),
                  fiel_provider_reply_get_text (exchange->reply), fiel_provider_reply_get_detail (exchange->reply));
  g_assert_cmpint (fiel_provider_reply_get_verdict (exchange->reply), ==, row->verdict);
  g_assert_cmpstr (fiel_enum_nick (FIEL_TYPE_ATTEMPT_EVENT, (int) admit (exchange)), ==,
                   fiel_enum_nick (FIEL_TYPE_ATTEMPT_EVENT, (int) expected));
  g_assert_cmpuint (exchange->n_started, ==, 1);
  g_assert_cmpuint (getnet_bench_count_transmissions (bench, exchange->request->reference), ==, 1);
  if (admit (exchange) != FIEL_ATTEMPT_EVENT_MISMATCH)
    assert_truth (exchange);
}

static void
test_synchronous (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, NULL);

  assert_case (row, provider, row->synchronous);
}

static void
test_asynchronous (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, "callback-address=" CALLBACK);

  g_assert_true (fiel_provider_get_traits (provider)->gives_id_first);
  assert_case (row, provider, row->asynchronous);
}

/* The training table: how the terminal ends a sale. */
typedef struct
{
  const char *name;
  gint64 amount;
  FielResult result;
  FielReason reason;
  gboolean booked;
} Ending;

static const Ending endings[] = {
  { "approved", 5990, FIEL_RESULT_APPROVED, FIEL_REASON_NONE, TRUE },
  { "no-funds", 5981, FIEL_RESULT_DECLINED, FIEL_REASON_NO_FUNDS, FALSE },
  { "expired", 5982, FIEL_RESULT_DECLINED, FIEL_REASON_CARD_EXPIRED, FALSE },
  { "limit", 5983, FIEL_RESULT_DECLINED, FIEL_REASON_LIMIT_EXCEEDED, FALSE },
  { "invalid-card", 5984, FIEL_RESULT_DECLINED, FIEL_REASON_CARD_INVALID, FALSE },
  { "wrong-pin", 5985, FIEL_RESULT_DECLINED, FIEL_REASON_WRONG_PIN, FALSE },
  { "cancelled", 5987, FIEL_RESULT_CANCELLED, FIEL_REASON_CUSTOMER_TIMEOUT, FALSE },
  { "printer-booked", 5988, FIEL_RESULT_NOTHING, FIEL_REASON_PRINTER_TROUBLE, TRUE },
  { "printer-not-booked", 5989, FIEL_RESULT_NOTHING, FIEL_REASON_PRINTER_TROUBLE, FALSE },
  { "unreachable", 5999, FIEL_RESULT_NOTHING, FIEL_REASON_TERMINAL_UNREACHABLE, FALSE },
  { "test-amount-expired", 888801, FIEL_RESULT_DECLINED, FIEL_REASON_CARD_EXPIRED, FALSE },
};

static void
test_ending (gconstpointer data)
{
  const Ending *ending = data;
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, NULL);
  g_autoptr (GetnetExchange) exchange = NULL;

  getnet_bench_reset (bench);
  exchange = getnet_bench_perform (provider, getnet_bench_make_request (bench, FIEL_OPERATION_SALE, ending->amount));

  g_assert_cmpint (exchange->finding->evidence->result, ==, ending->result);
  g_assert_cmpint (exchange->finding->reason, ==, ending->reason);
  g_assert_cmpint (getnet_bench_get_booked (bench, exchange->request->reference), ==,
                   ending->booked ? ending->amount : 0);
  assert_truth (exchange);
}

/* Both positions of the protocol's open points. */
static const char *const switches[] = {
  "{'shape':'nested-cl'}",  "{'shape':'docs-flat'}",    "{'shape':'nested-docs'}", "{'language':'es'}",
  "{'language':'en'}",      "{'id-type':'number'}",     "{'id-type':'text'}",      "{'headers':'strict'}",
  "{'headers':'lenient'}",  "{'ack-custom-id':'on'}",   "{'ack-custom-id':'off'}", "{'echo-unreliable':'on'}",
  "{'json-keys':'exact'}",  "{'json-keys':'lenient'}",  "{'echo-unreliable':'off'}",
};

static GetnetExchange *
perform_status (FielProvider *provider, const char *id, gint64 minor)
{
  FielProviderRequest *request = getnet_bench_make_request (bench, FIEL_OPERATION_STATUS, minor);

  request->provider_id = g_strdup (id);

  return getnet_bench_perform (provider, request);
}

static void
test_open_point (gconstpointer data)
{
  g_autoptr (FielProvider) synchronous = getnet_bench_make_provider (bench, NULL);
  g_autoptr (FielProvider) asynchronous = getnet_bench_make_provider (bench, "callback-address=" CALLBACK);
  g_autoptr (GetnetExchange) sale = NULL;
  g_autoptr (GetnetExchange) accepted = NULL;
  g_autoptr (GetnetExchange) status = NULL;

  getnet_bench_reset (bench);
  getnet_bench_tell (bench, "switches", data);
  sale = getnet_bench_perform (synchronous, getnet_bench_make_request (bench, FIEL_OPERATION_SALE, AMOUNT));
  accepted = getnet_bench_perform (asynchronous, getnet_bench_make_request (bench, FIEL_OPERATION_SALE, AMOUNT + 10));
  g_test_message ("%s: %s", (const char *) data, fiel_provider_reply_get_text (accepted->reply));
  g_assert_cmpint (admit (sale), ==, FIEL_ATTEMPT_EVENT_APPROVED);
  g_assert_cmpint (admit (accepted), ==, FIEL_ATTEMPT_EVENT_ACCEPTED);
  assert_truth (sale);

  status = perform_status (asynchronous, accepted->finding->evidence->provider_id, AMOUNT + 10);
  g_assert_cmpint (status->finding->evidence->source, ==, FIEL_EVIDENCE_SOURCE_STATUS);
  g_assert_cmpint (status->finding->evidence->result, ==, FIEL_RESULT_APPROVED);
  g_assert_cmpint (status->finding->evidence->amount_minor, ==, AMOUNT + 10);
  g_assert_cmpint (getnet_bench_get_booked (bench, accepted->request->reference), ==, AMOUNT + 10);
}

/* A customer who takes his time: in process, then approved, with the same query. */
static void
test_status_while_it_runs (void)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, "callback-address=" CALLBACK);
  g_autoptr (GetnetExchange) sale = NULL;
  g_autoptr (GetnetExchange) pending = NULL;
  g_autoptr (GetnetExchange) finished = NULL;

  getnet_bench_reset (bench);
  getnet_bench_tell (bench, "switches", "{'customer-seconds':600}");
  sale = getnet_bench_perform (provider, getnet_bench_make_request (bench, FIEL_OPERATION_SALE, AMOUNT));
  pending = perform_status (provider, sale->finding->evidence->provider_id, AMOUNT);
  g_assert_cmpint (pending->finding->evidence->result, ==, FIEL_RESULT_PENDING);
  g_assert_cmpint (getnet_bench_get_booked (bench, sale->request->reference), ==, 0);

  getnet_bench_tell (bench, "customer", "{'idTerminal':'70011223','act':'approve'}");
  finished = perform_status (provider, sale->finding->evidence->provider_id, AMOUNT);
  g_assert_cmpint (finished->finding->evidence->result, ==, FIEL_RESULT_APPROVED);
  g_assert_cmpint (getnet_bench_get_booked (bench, sale->request->reference), ==, AMOUNT);
}

static const Case status_cases[] = {
  { "drop-before", "'kind':'drop-before'", UNKNOWN, 0, 0 },
  { "cut", "'kind':'cut-after-booking'", UNKNOWN, 0, 0 },
  { "reset", "'kind':'reset'", UNKNOWN, 0, 0 },
  { "half-headers", "'kind':'half-headers'", UNKNOWN, 0, 0 },
  { "half-body", "'kind':'half-body'", UNKNOWN, 0, 0 },
  { "garbage", "'kind':'garbage'", ANSWERED, 0, 0 },
  { "empty", "'kind':'empty'", ANSWERED, 0, 0 },
  { "no-code", "'kind':'no-code'", ANSWERED, 0, 0 },
  { "503", "'kind':'http-status','status':503", ANSWERED, 0, 0 },
  { "404", "'kind':'http-status','status':404", ANSWERED, 0, 0 },
  { "id-not-found", "'kind':'error','error':'id-not-found'", ANSWERED, 0, 0 },
  { "keypos-not-found", "'kind':'error','error':'keypos-not-found'", ANSWERED, 0, 0 },
  { "busy-15s", "'kind':'error','error':'busy-15s'", ANSWERED, 0, 0 },
  { "not-responding", "'kind':'error','error':'not-responding'", ANSWERED, 0, 0 },
  { "timeout-5m", "'kind':'error','error':'timeout-5m'", ANSWERED, 0, 0 },
};

/* A broken query says nothing about the payment, and the next one finds it. */
static void
test_status_fault (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, "callback-address=" CALLBACK);
  g_autoptr (GetnetExchange) sale = NULL;
  g_autoptr (GetnetExchange) broken = NULL;
  g_autoptr (GetnetExchange) whole = NULL;

  getnet_bench_reset (bench);
  sale = getnet_bench_perform (provider, getnet_bench_make_request (bench, FIEL_OPERATION_SALE, AMOUNT));
  getnet_bench_break (bench, "status", row->fault);
  broken = perform_status (provider, sale->finding->evidence->provider_id, AMOUNT);
  whole = perform_status (provider, sale->finding->evidence->provider_id, AMOUNT);

  g_assert_cmpint (fiel_provider_reply_get_verdict (broken->reply), ==, row->verdict);
  g_assert_cmpint (broken->finding->kind, ==, FIEL_FINDING_EVIDENCE);
  g_assert_cmpint (broken->finding->evidence->result, ==, FIEL_RESULT_NOTHING);
  g_assert_nonnull (broken->finding->evidence->reason);
  g_assert_cmpint (whole->finding->evidence->result, ==, FIEL_RESULT_APPROVED);
}

/* Nobody listens, and nobody is there: proof that nothing was sent. */
static void
test_not_sent (void)
{
  g_autoptr (FielProvider) refused = getnet_bench_make_provider (bench, "base-address=http://127.0.0.1:1");
  g_autoptr (GetnetExchange) exchange = NULL;

  getnet_bench_reset (bench);
  exchange = getnet_bench_perform (refused, getnet_bench_make_request (bench, FIEL_OPERATION_SALE, AMOUNT));
  g_assert_cmpint (admit (exchange), ==, FIEL_ATTEMPT_EVENT_NOT_SENT);
  g_assert_cmpint (exchange->finding->reason, ==, FIEL_REASON_NO_CONNECTION);
  g_assert_cmpuint (exchange->n_started, ==, 0);
}

static void
test_silence (void)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, NULL);
  g_autoptr (GetnetExchange) warm_up = NULL;
  g_autoptr (GetnetExchange) exchange = NULL;
  FielManualClock *clock = getnet_bench_get_clock (bench);

  getnet_bench_reset (bench);
  warm_up = getnet_bench_perform (provider, getnet_bench_make_request (bench, FIEL_OPERATION_PROBE, 0));
  getnet_bench_tell (bench, "switches", "{'customer-seconds':3600}");
  exchange = getnet_bench_begin (provider, getnet_bench_make_request (bench, FIEL_OPERATION_SALE, AMOUNT), NULL);
  while (getnet_bench_count_transmissions (bench, exchange->request->reference) == 0)
    g_main_context_iteration (NULL, FALSE);

  /* Getnet may hold the answer for 300 s; only then has our patience an end. */
  fiel_manual_clock_advance (clock, 320 * G_TIME_SPAN_SECOND);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (getnet_exchange_is_done (exchange));
  fiel_manual_clock_advance (clock, 20 * G_TIME_SPAN_SECOND);
  getnet_bench_wait (exchange);

  g_assert_cmpint (admit (exchange), ==, FIEL_ATTEMPT_EVENT_ANSWER_LOST);
  g_assert_cmpint (exchange->finding->reason, ==, FIEL_REASON_ANSWER_LOST);
  g_assert_cmpuint (getnet_bench_count_transmissions (bench, exchange->request->reference), ==, 1);
}

static void
add_cases (const char *prefix, const Case *rows, gsize n_rows, GTestDataFunc test)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strconcat (prefix, rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test);
    }
}

int
main (int argc, char **argv)
{
  int result = 0;

  fiel_http_prepare_process ();
  g_test_init (&argc, &argv, NULL);

  add_cases ("/getnet-sale/synchronous/", cases, G_N_ELEMENTS (cases), test_synchronous);
  add_cases ("/getnet-sale/asynchronous/", cases, G_N_ELEMENTS (cases), test_asynchronous);
  add_cases ("/getnet-sale/status/", status_cases, G_N_ELEMENTS (status_cases), test_status_fault);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat ("/getnet-sale/ending/", endings[i].name, NULL);

      g_test_add_data_func (path, &endings[i], test_ending);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      g_autofree char *path = g_strdup_printf ("/getnet-sale/open-point/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, switches[i], test_open_point);
    }
  g_test_add_func ("/getnet-sale/status-while-it-runs", test_status_while_it_runs);
  g_test_add_func ("/getnet-sale/not-sent", test_not_sent);
  g_test_add_func ("/getnet-sale/silence", test_silence);

  bench = getnet_bench_start ("cl", FALSE);
  result = g_test_run ();
  getnet_bench_stop (bench);

  return result;
}
