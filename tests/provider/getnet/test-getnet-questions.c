/* test-getnet-questions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Everything that moves no money, against the practice cloud, in both countries: the list of terminals, the probe, the
 * terminal's own records, and the request to stop. */

#include "getnet-bench.h"

#include "fiel-evidence.h"
#include "fiel-http-client.h"

#define AMOUNT 5990

static GetnetBench *chile;
static GetnetBench *argentina;

static GetnetExchange *
ask (GetnetBench *bench, FielProvider *provider, FielOperation operation)
{
  return getnet_bench_perform (provider, getnet_bench_make_request (bench, operation, AMOUNT));
}

static GetnetExchange *
ask_chile (FielOperation operation)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (chile, NULL);

  return ask (chile, provider, operation);
}

static FielAttemptEvent
admit_record (GetnetExchange *sale, GetnetExchange *records, guint index)
{
  FielAttemptFacts facts = { .kind = FIEL_ATTEMPT_KIND_SALE,
                             .reference = sale->request->reference,
                             .ticket = sale->request->ticket,
                             .terminal_id = sale->request->terminal->terminal_id,
                             .amount = sale->request->amount };

  return fiel_evidence_admit (g_ptr_array_index (records->finding->records, index), &facts, NULL);
}

static void
test_terminals (void)
{
  static const char *const shapes[] = { "{'posdata':'envelope'}", "{'posdata':'array'}" };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (GetnetExchange) all = NULL;
      FielTerminalIdentity *first = NULL;

      getnet_bench_reset (chile);
      getnet_bench_tell (chile, "switches", shapes[i]);
      all = ask_chile (FIEL_OPERATION_LIST_TERMINALS);
      g_assert_cmpint (all->finding->kind, ==, FIEL_FINDING_TERMINALS);
      g_assert_cmpuint (all->finding->terminals->len, ==, 3);
      first = g_ptr_array_index (all->finding->terminals, 0);
      g_assert_true (fiel_terminal_identity_equal (first, all->request->terminal));
    }
}

static void
test_probe (void)
{
  g_autoptr (GetnetExchange) ready = NULL;
  g_autoptr (GetnetExchange) offline = NULL;
  g_autoptr (GetnetExchange) busy = NULL;

  getnet_bench_reset (chile);
  ready = ask_chile (FIEL_OPERATION_PROBE);
  g_assert_cmpint (ready->finding->kind, ==, FIEL_FINDING_TERMINAL_READY);

  getnet_bench_tell (chile, "terminal", "{'idTerminal':'70011223','state':'offline'}");
  offline = ask_chile (FIEL_OPERATION_PROBE);
  g_assert_cmpint (offline->finding->kind, ==, FIEL_FINDING_TERMINAL_UNREACHABLE);

  getnet_bench_tell (chile, "terminal", "{'idTerminal':'70011223','state':'busy'}");
  busy = ask_chile (FIEL_OPERATION_PROBE);
  g_assert_cmpint (busy->finding->kind, ==, FIEL_FINDING_TERMINAL_BUSY);
}

/* Both flavours, in both languages, with the advice of the catalog. */
static void
test_busy (void)
{
  static const struct
  {
    const char *switches;
    gint64 seconds;
  } rows[] = {
    { "{'busy':'15s','language':'es'}", 15 },
    { "{'busy':'15s','language':'en'}", 15 },
    { "{'busy':'5m','language':'es'}", 300 },
    { "{'busy':'5m','language':'en'}", 300 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GetnetExchange) probe = NULL;
      g_autoptr (GetnetExchange) sale = NULL;

      getnet_bench_reset (chile);
      getnet_bench_tell (chile, "switches", rows[i].switches);
      getnet_bench_tell (chile, "terminal", "{'idTerminal':'70011223','state':'busy'}");
      probe = ask_chile (FIEL_OPERATION_PROBE);
      sale = ask_chile (FIEL_OPERATION_SALE);
      g_assert_cmpint (probe->finding->kind, ==, FIEL_FINDING_TERMINAL_BUSY);
      g_assert_cmpint (probe->finding->retry_after_us, ==, rows[i].seconds * G_TIME_SPAN_SECOND);
      g_assert_cmpint (sale->finding->evidence->result, ==, FIEL_RESULT_REFUSED);
      g_assert_cmpint (sale->finding->retry_after_us, ==, rows[i].seconds * G_TIME_SPAN_SECOND);
    }
}

/* An answer that was lost is found again in the terminal's records, in every shape. */
static void
test_records (void)
{
  static const char *const shapes[]
      = { "{'shape':'nested-cl'}", "{'shape':'nested-docs'}", "{'shape':'docs-flat'}", "{'language':'en'}" };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (GetnetExchange) other = NULL;
      g_autoptr (GetnetExchange) lost = NULL;
      g_autoptr (GetnetExchange) empty = NULL;
      g_autoptr (GetnetExchange) records = NULL;

      getnet_bench_reset (chile);
      getnet_bench_tell (chile, "switches", shapes[i]);
      empty = ask_chile (FIEL_OPERATION_RECORDS);
      other = ask_chile (FIEL_OPERATION_SALE);
      getnet_bench_break (chile, "sale", "'kind':'cut-after-booking'");
      lost = ask_chile (FIEL_OPERATION_SALE);
      records = ask_chile (FIEL_OPERATION_RECORDS);

      g_test_message ("%s: %s", shapes[i], fiel_provider_reply_get_text (records->reply));
      g_assert_cmpint (empty->finding->kind, ==, FIEL_FINDING_RECORDS);
      g_assert_cmpuint (empty->finding->records->len, ==, 0);
      g_assert_cmpint (lost->finding->evidence->result, ==, FIEL_RESULT_NOTHING);
      g_assert_cmpint (records->finding->kind, ==, FIEL_FINDING_RECORDS);
      g_assert_cmpuint (records->finding->records->len, ==, 2);
      g_assert_cmpint (admit_record (lost, records, 0), ==, FIEL_ATTEMPT_EVENT_NO_NEWS);
      g_assert_cmpint (admit_record (lost, records, 1), ==, FIEL_ATTEMPT_EVENT_APPROVED);
      g_assert_cmpint (getnet_bench_get_booked (chile, lost->request->reference), ==, AMOUNT);
    }
}

static GetnetExchange *
ask_print (FielOperation operation, const char *number)
{
  static const char *const lines[] = { "Almacén La Esquina", "", "Total CLP       $5.990", NULL };
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (chile, NULL);
  FielProviderRequest *request = getnet_bench_make_request (chile, operation, AMOUNT);

  if (operation == FIEL_OPERATION_PRINT)
    {
      request->lines = g_strdupv ((char **) lines);
      request->code = g_strdup ("FIEL1:0123456789abcdefghijklmno");
    }
  request->operation_number = g_strdup (number);

  return getnet_bench_perform (provider, request);
}

/* Lines of ours, and the terminal's own slip again: which payment's it was comes back with it. */
static void
test_print (void)
{
  g_autoptr (GetnetExchange) sale = NULL;
  g_autoptr (GetnetExchange) print = NULL;
  g_autoptr (GetnetExchange) again = NULL;
  g_autoptr (GetnetExchange) unknown = NULL;
  g_autoptr (GetnetExchange) busy = NULL;

  getnet_bench_reset (chile);
  sale = ask_chile (FIEL_OPERATION_SALE);
  print = ask_print (FIEL_OPERATION_PRINT, NULL);
  again = ask_print (FIEL_OPERATION_DUPLICATE, sale->finding->evidence->operation);
  unknown = ask_print (FIEL_OPERATION_DUPLICATE, "777");
  getnet_bench_tell (chile, "terminal", "{'idTerminal':'70011223','state':'busy'}");
  busy = ask_print (FIEL_OPERATION_PRINT, NULL);

  g_assert_cmpint (print->finding->kind, ==, FIEL_FINDING_PRINTED);
  g_assert_null (print->finding->evidence);
  g_assert_cmpint (again->finding->kind, ==, FIEL_FINDING_PRINTED);
  g_assert_cmpstr (again->finding->evidence->authorization, ==, sale->finding->evidence->authorization);
  g_assert_cmpint (again->finding->evidence->amount_minor, ==, AMOUNT);
  g_assert_cmpint (unknown->finding->kind, ==, FIEL_FINDING_PRINT_REFUSED);
  g_assert_cmpint (busy->finding->kind, ==, FIEL_FINDING_PRINT_REFUSED);
  g_assert_cmpint (busy->finding->reason, ==, FIEL_REASON_TERMINAL_BUSY);
}

/* A voucher that never prints: no broken answer says that there is paper, nor that there is none, and nothing is sent
 * a second time. */
static void
test_broken_print (gconstpointer data)
{
  static const struct
  {
    const char *route;
    FielOperation operation;
  } rows[] = { { "printservice", FIEL_OPERATION_PRINT }, { "duplicate", FIEL_OPERATION_DUPLICATE } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GetnetExchange) sale = NULL;
      g_autoptr (GetnetExchange) print = NULL;

      getnet_bench_reset (chile);
      sale = ask_chile (FIEL_OPERATION_SALE);
      getnet_bench_break (chile, rows[i].route, data);
      print = ask_print (rows[i].operation, sale->finding->evidence->operation);
      g_assert_cmpint (print->finding->kind, !=, FIEL_FINDING_PRINTED);
      g_assert_cmpuint (print->n_started, <=, 1);
    }
}

static const char *const faults[] = {
  "'kind':'drop-before'",
  "'kind':'cut-after-booking'",
  "'kind':'reset'",
  "'kind':'half-headers'",
  "'kind':'half-body'",
  "'kind':'garbage'",
  "'kind':'empty'",
  "'kind':'no-code'",
  "'kind':'http-status','status':503",
  "'kind':'http-status','status':404",
  "'kind':'http-status','status':401,'times':2",
  "'kind':'error','error':'keypos-not-found'",
  "'kind':'error','error':'timeout-5m'",
  "'kind':'error','error':'timeout-90s'",
  "'kind':'error','error':'unauthorized','times':2",
};

/* Nothing may be concluded from a broken answer: above all not that the terminal is idle or that the list is empty. */
static void
test_broken (gconstpointer data)
{
  static const struct
  {
    const char *route;
    FielOperation operation;
  } rows[] = {
    { "poll", FIEL_OPERATION_PROBE },
    { "details", FIEL_OPERATION_RECORDS },
    { "posdata", FIEL_OPERATION_LIST_TERMINALS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GetnetExchange) exchange = NULL;

      if (rows[i].operation == FIEL_OPERATION_LIST_TERMINALS && g_str_equal (data, "'kind':'no-code'"))
        continue;
      getnet_bench_reset (chile);
      getnet_bench_break (chile, rows[i].route, data);
      exchange = ask_chile (rows[i].operation);
      g_test_message ("%s %s: %s", rows[i].route, (const char *) data, fiel_provider_reply_get_text (exchange->reply));
      g_assert_cmpint (exchange->finding->kind, ==, FIEL_FINDING_NOTHING);
      g_assert_cmpint (exchange->finding->reason, !=, FIEL_REASON_NONE);
    }
}

static void
test_not_responding (void)
{
  g_autoptr (GetnetExchange) probe = NULL;
  g_autoptr (GetnetExchange) records = NULL;

  getnet_bench_reset (chile);
  getnet_bench_tell (chile, "terminal", "{'idTerminal':'70011223','state':'offline'}");
  probe = ask_chile (FIEL_OPERATION_PROBE);
  records = ask_chile (FIEL_OPERATION_RECORDS);
  g_assert_cmpint (probe->finding->kind, ==, FIEL_FINDING_TERMINAL_UNREACHABLE);
  g_assert_cmpint (records->finding->kind, ==, FIEL_FINDING_NOTHING);
  g_assert_cmpint (records->finding->reason, ==, FIEL_REASON_TERMINAL_UNREACHABLE);
}

/* The early notice is pending, not failed; the terminal goes on and the status finds the result. */
static void
test_early_notice (void)
{
  static const char *const languages[] = { "{'early-90':'on','customer-seconds':200,'language':'es'}",
                                           "{'early-90':'on','customer-seconds':200,'language':'en'}" };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (FielProvider) provider = getnet_bench_make_provider (chile, NULL);
      g_autoptr (GetnetExchange) sale = NULL;

      getnet_bench_reset (chile);
      getnet_bench_tell (chile, "switches", languages[i]);
      sale = getnet_bench_begin (provider, getnet_bench_make_request (chile, FIEL_OPERATION_SALE, AMOUNT), NULL);
      while (getnet_bench_count_transmissions (chile, sale->request->reference) == 0)
        g_main_context_iteration (NULL, FALSE);
      getnet_bench_tell (chile, "time", "{'advanceSeconds':91}");
      getnet_bench_wait (sale);
      g_assert_cmpint (sale->finding->evidence->result, ==, FIEL_RESULT_PENDING);
      g_assert_cmpint (getnet_bench_get_booked (chile, sale->request->reference), ==, 0);
      getnet_bench_tell (chile, "time", "{'advanceSeconds':120}");
      g_assert_cmpint (getnet_bench_get_booked (chile, sale->request->reference), ==, AMOUNT);
      g_assert_cmpuint (getnet_bench_count_transmissions (chile, sale->request->reference), ==, 1);
    }
}

static void
test_five_minutes (void)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (chile, NULL);
  g_autoptr (GetnetExchange) sale = NULL;

  getnet_bench_reset (chile);
  sale = getnet_bench_begin (provider, getnet_bench_make_request (chile, FIEL_OPERATION_SALE, 5994), NULL);
  while (getnet_bench_count_transmissions (chile, sale->request->reference) == 0)
    g_main_context_iteration (NULL, FALSE);
  getnet_bench_tell (chile, "time", "{'advanceSeconds':301}");
  getnet_bench_wait (sale);
  g_assert_cmpint (sale->finding->evidence->result, ==, FIEL_RESULT_NOTHING);
  g_assert_cmpint (sale->finding->reason, ==, FIEL_REASON_PROVIDER_TIMEOUT);
}

/* A wrong terminal is refused by the real catalog, not only by a planned fault. */
static void
test_wrong_terminal (void)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (chile, NULL);
  FielProviderRequest *request = getnet_bench_make_request (chile, FIEL_OPERATION_SALE, AMOUNT);
  g_autoptr (GetnetExchange) sale = NULL;

  getnet_bench_reset (chile);
  g_free (request->terminal->serial_number);
  request->terminal->serial_number = g_strdup ("ABC999999999");
  sale = getnet_bench_perform (provider, request);
  g_assert_cmpint (sale->finding->evidence->result, ==, FIEL_RESULT_REFUSED);
  g_assert_cmpint (sale->finding->reason, ==, FIEL_REASON_TERMINAL_UNKNOWN);
}

/* Agreed: the sale itself ends 1006. Too late: the terminal goes on. */
static void
test_cancel (void)
{
  g_autoptr (FielProvider) provider
      = getnet_bench_make_provider (argentina, "callback-address=http://127.0.0.1:9/hook");
  g_autoptr (GetnetExchange) sale = NULL;
  g_autoptr (GetnetExchange) agreed = NULL;
  g_autoptr (GetnetExchange) status = NULL;
  g_autoptr (GetnetExchange) nothing_runs = NULL;
  FielProviderRequest *request = NULL;

  getnet_bench_reset (argentina);
  getnet_bench_tell (argentina, "switches", "{'customer-seconds':3600}");
  sale = ask (argentina, provider, FIEL_OPERATION_SALE);
  g_assert_cmpint (sale->finding->evidence->result, ==, FIEL_RESULT_ACCEPTED);
  agreed = ask (argentina, provider, FIEL_OPERATION_CANCEL);
  g_assert_cmpint (agreed->finding->kind, ==, FIEL_FINDING_CANCEL_AGREED);

  request = getnet_bench_make_request (argentina, FIEL_OPERATION_STATUS, AMOUNT);
  request->provider_id = g_strdup (sale->finding->evidence->provider_id);
  status = getnet_bench_perform (provider, request);
  g_assert_cmpint (status->finding->evidence->result, ==, FIEL_RESULT_CANCELLED);
  g_assert_cmpint (getnet_bench_get_booked (argentina, sale->request->reference), ==, 0);

  nothing_runs = ask (argentina, provider, FIEL_OPERATION_CANCEL);
  g_assert_cmpint (nothing_runs->finding->kind, ==, FIEL_FINDING_CANCEL_REFUSED);
}

static void
test_broken_cancel (gconstpointer data)
{
  g_autoptr (FielProvider) provider
      = getnet_bench_make_provider (argentina, "callback-address=http://127.0.0.1:9/hook");
  g_autoptr (GetnetExchange) sale = NULL;
  g_autoptr (GetnetExchange) cancel = NULL;

  getnet_bench_reset (argentina);
  getnet_bench_tell (argentina, "switches", "{'customer-seconds':3600}");
  sale = ask (argentina, provider, FIEL_OPERATION_SALE);
  getnet_bench_break (argentina, "cancelsale", data);
  cancel = ask (argentina, provider, FIEL_OPERATION_CANCEL);
  g_assert_cmpint (cancel->finding->kind, ==, FIEL_FINDING_NOTHING);
}

/* The last receipt carries no ticket, so it points at a payment and proves none. */
static void
test_last_receipt (void)
{
  static const char *const codes[] = { "{'nothing-code':99}", "{'nothing-code':21}" };
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (argentina, NULL);
  g_autoptr (GetnetExchange) sale = NULL;
  g_autoptr (GetnetExchange) receipt = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GetnetExchange) none = NULL;

      getnet_bench_reset (argentina);
      getnet_bench_tell (argentina, "switches", codes[i]);
      none = ask (argentina, provider, FIEL_OPERATION_LAST_RECORD);
      g_assert_cmpint (none->finding->kind, ==, FIEL_FINDING_RECORDS);
      g_assert_cmpuint (none->finding->records->len, ==, 0);
    }

  sale = ask (argentina, provider, FIEL_OPERATION_SALE);
  g_assert_cmpint (sale->finding->evidence->result, ==, FIEL_RESULT_APPROVED);
  receipt = ask (argentina, provider, FIEL_OPERATION_LAST_RECORD);
  g_assert_cmpint (receipt->finding->kind, ==, FIEL_FINDING_RECORDS);
  g_assert_cmpuint (receipt->finding->records->len, ==, 1);
  g_assert_cmpint (admit_record (sale, receipt, 0), !=, FIEL_ATTEMPT_EVENT_APPROVED);
  g_assert_cmpint (admit_record (sale, receipt, 0), !=, FIEL_ATTEMPT_EVENT_NO_NEWS);
}

static void
test_broken_last_receipt (gconstpointer data)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (argentina, NULL);
  g_autoptr (GetnetExchange) receipt = NULL;

  getnet_bench_reset (argentina);
  getnet_bench_break (argentina, "lastvoucher", data);
  receipt = ask (argentina, provider, FIEL_OPERATION_LAST_RECORD);
  g_assert_cmpint (receipt->finding->kind, ==, FIEL_FINDING_NOTHING);
}

/* Without a ticket of ours in them, records of the same amount keep the payment open, and others do not. */
static void
test_records_in_argentina (void)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (argentina, NULL);
  g_autoptr (GetnetExchange) sale = NULL;
  g_autoptr (GetnetExchange) records = NULL;
  g_autoptr (GetnetExchange) other = NULL;

  getnet_bench_reset (argentina);
  sale = ask (argentina, provider, FIEL_OPERATION_SALE);
  records = ask (argentina, provider, FIEL_OPERATION_RECORDS);
  g_assert_cmpint (records->finding->kind, ==, FIEL_FINDING_RECORDS);
  g_assert_cmpuint (records->finding->records->len, ==, 1);
  g_assert_cmpint (admit_record (sale, records, 0), ==, FIEL_ATTEMPT_EVENT_MISMATCH);
  other = getnet_bench_perform (provider, getnet_bench_make_request (argentina, FIEL_OPERATION_SALE, AMOUNT + 10));
  g_assert_cmpint (admit_record (other, records, 0), ==, FIEL_ATTEMPT_EVENT_NO_NEWS);
}

static void
test_pesos_and_centavos (void)
{
  static const struct
  {
    const char *switches;
    const char *settings;
  } rows[] = {
    { "{'amount-unit':'centavos'}", "amount-unit=centavos" },
    { "{'amount-unit':'pesos'}", "amount-unit=pesos" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FielProvider) provider = getnet_bench_make_provider (argentina, rows[i].settings);
      g_autoptr (GetnetExchange) sale = NULL;

      getnet_bench_reset (argentina);
      getnet_bench_tell (argentina, "switches", rows[i].switches);
      sale = getnet_bench_perform (provider, getnet_bench_make_request (argentina, FIEL_OPERATION_SALE, 120000));
      g_assert_cmpint (sale->finding->evidence->result, ==, FIEL_RESULT_APPROVED);
      g_assert_cmpint (sale->finding->evidence->amount_minor, ==, 120000);
      g_assert_cmpint (getnet_bench_get_booked (argentina, sale->request->reference), ==, 120000);
    }
}

/* Money back: a void of the open batch and a return by authorization code. */
static void
test_money_back (void)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (chile, NULL);
  g_autoptr (GetnetExchange) sale = NULL;
  g_autoptr (GetnetExchange) second = NULL;
  g_autoptr (GetnetExchange) undone = NULL;
  g_autoptr (GetnetExchange) returned = NULL;
  g_autoptr (GetnetExchange) records = NULL;
  FielProviderRequest *undo = getnet_bench_make_request (chile, FIEL_OPERATION_VOID, AMOUNT);
  FielProviderRequest *refund = getnet_bench_make_request (chile, FIEL_OPERATION_REFUND, 1000);

  getnet_bench_reset (chile);
  sale = ask (chile, provider, FIEL_OPERATION_SALE);
  second = ask (chile, provider, FIEL_OPERATION_SALE);
  undo->operation_number = g_strdup (sale->finding->evidence->operation);
  refund->authorization = g_strdup (second->finding->evidence->authorization);
  undone = getnet_bench_perform (provider, undo);
  returned = getnet_bench_perform (provider, refund);

  g_assert_cmpint (undone->finding->evidence->result, ==, FIEL_RESULT_APPROVED);
  g_assert_true (undone->finding->evidence->has_amount);
  g_assert_cmpint (undone->finding->evidence->amount_minor, ==, AMOUNT);
  g_assert_cmpint (getnet_bench_get_booked (chile, undo->reference), ==, AMOUNT);
  g_assert_cmpint (returned->finding->evidence->result, ==, FIEL_RESULT_APPROVED);
  g_assert_cmpint (getnet_bench_get_booked (chile, refund->reference), ==, 1000);
  g_assert_cmpuint (getnet_bench_count_transmissions (chile, refund->reference), ==, 1);

  /* What was voided is in the records, and approves nothing any more. */
  records = ask (chile, provider, FIEL_OPERATION_RECORDS);
  g_assert_cmpint (admit_record (sale, records, 0), ==, FIEL_ATTEMPT_EVENT_MISMATCH);
  g_assert_cmpint (admit_record (second, records, 1), ==, FIEL_ATTEMPT_EVENT_APPROVED);
}

/* After the close the list is empty and a void is refused; a lost answer proves neither, and is not asked twice. */
static void
test_close_batch (void)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (chile, NULL);
  g_autoptr (GetnetExchange) sale = NULL;
  g_autoptr (GetnetExchange) before = NULL;
  g_autoptr (GetnetExchange) lost = NULL;
  g_autoptr (GetnetExchange) after = NULL;
  g_autoptr (GetnetExchange) closed = NULL;
  FielProviderRow *row = NULL;

  getnet_bench_reset (chile);
  sale = ask (chile, provider, FIEL_OPERATION_SALE);
  before = ask (chile, provider, FIEL_OPERATION_RECORDS);
  g_assert_cmpuint (before->finding->rows->len, ==, 1);
  row = g_ptr_array_index (before->finding->rows, 0);
  g_assert_cmpstr (row->ticket, ==, sale->request->ticket);
  g_assert_cmpstr (row->number, ==, sale->finding->evidence->operation);
  g_assert_cmpint (row->amount_minor, ==, AMOUNT);

  getnet_bench_break (chile, "close", "'kind':'cut-after-booking'");
  lost = ask (chile, provider, FIEL_OPERATION_CLOSE_BATCH);
  g_assert_cmpint (lost->finding->kind, ==, FIEL_FINDING_NOTHING);
  g_assert_cmpuint (getnet_bench_count_requests (chile, "/close"), ==, 1);
  after = ask (chile, provider, FIEL_OPERATION_RECORDS);
  g_assert_cmpint (after->finding->kind, ==, FIEL_FINDING_RECORDS);
  g_assert_cmpuint (after->finding->rows->len, ==, 0);

  closed = ask (chile, provider, FIEL_OPERATION_CLOSE_BATCH);
  g_assert_cmpint (closed->finding->kind, ==, FIEL_FINDING_BATCH_CLOSED);
}

static void
test_totals (void)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (argentina, NULL);
  g_autoptr (GetnetExchange) sale = NULL;
  g_autoptr (GetnetExchange) totals = NULL;
  gint64 count = 0, amount = 0;

  getnet_bench_reset (argentina);
  sale = ask (argentina, provider, FIEL_OPERATION_SALE);
  totals = ask (argentina, provider, FIEL_OPERATION_TOTALS);
  g_assert_cmpint (totals->finding->kind, ==, FIEL_FINDING_TOTALS);
  for (guint i = 0; i < totals->finding->totals->len; i++)
    {
      const FielProviderTotal *total = g_ptr_array_index (totals->finding->totals, i);

      if (total->kind == FIEL_TOTAL_SALES)
        {
          count += total->count;
          amount += total->amount_minor;
        }
    }
  g_assert_cmpint (count, ==, 1);
  g_assert_cmpint (amount, ==, getnet_bench_get_booked (argentina, sale->request->reference));
}

static void
add_faults (const char *prefix, GTestDataFunc test)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%" G_GSIZE_FORMAT, prefix, i);

      g_test_add_data_func (path, faults[i], test);
    }
}

int
main (int argc, char **argv)
{
  int result = 0;

  fiel_http_prepare_process ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/getnet-questions/terminals", test_terminals);
  g_test_add_func ("/getnet-questions/probe", test_probe);
  g_test_add_func ("/getnet-questions/busy", test_busy);
  g_test_add_func ("/getnet-questions/records", test_records);
  add_faults ("/getnet-questions/broken", test_broken);
  g_test_add_func ("/getnet-questions/not-responding", test_not_responding);
  g_test_add_func ("/getnet-questions/early-notice", test_early_notice);
  g_test_add_func ("/getnet-questions/five-minutes", test_five_minutes);
  g_test_add_func ("/getnet-questions/wrong-terminal", test_wrong_terminal);
  g_test_add_func ("/getnet-questions/cancel", test_cancel);
  add_faults ("/getnet-questions/broken-cancel", test_broken_cancel);
  g_test_add_func ("/getnet-questions/last-receipt", test_last_receipt);
  add_faults ("/getnet-questions/broken-last-receipt", test_broken_last_receipt);
  g_test_add_func ("/getnet-questions/records-in-argentina", test_records_in_argentina);
  g_test_add_func ("/getnet-questions/pesos-and-centavos", test_pesos_and_centavos);
  g_test_add_func ("/getnet-questions/money-back", test_money_back);
  g_test_add_func ("/getnet-questions/close-batch", test_close_batch);
  g_test_add_func ("/getnet-questions/totals", test_totals);
  g_test_add_func ("/getnet-questions/print", test_print);
  add_faults ("/getnet-questions/broken-print", test_broken_print);

  chile = getnet_bench_start ("cl", FALSE);
  argentina = getnet_bench_start ("ar", FALSE);
  result = g_test_run ();
  getnet_bench_stop (chile);
  getnet_bench_stop (argentina);

  return result;
}
