/* test-getnet-lists.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The terminal's records and the list of terminals. Absence is concluded from a list, so a list must be whole. */

#include "fiel-getnet-meaning.h"

static FielFinding *
find (const char *country, FielOperation operation, const char *text)
{
  FielGetnetDialect dialect = fiel_getnet_dialect_make (fiel_getnet_country_find (country));
  g_autoptr (FielTerminalIdentity) terminal = fiel_terminal_identity_new ("70011223", "24680", "ABC900000001");
  g_autoptr (FielProviderRequest) request = fiel_provider_request_new (operation, terminal);
  g_autoptr (FielProviderReply) reply
      = fiel_provider_reply_new (FIEL_REPLY_VERDICT_ANSWERED, FIEL_REASON_NONE, 200, text, NULL);

  return fiel_getnet_meaning_find (&dialect, request, reply);
}

#define DETAILS(rows) \
  "{\"code\":1,\"status\":\"OK\",\"data\":{\"idPosTxs\":5,\"response\":{\"functionCode\":105,\"responseCode\":0," \
  "\"saleDetails\":" rows "}}}"

static void
test_details (void)
{
  g_autoptr (FielFinding) finding
      = find ("cl", FIEL_OPERATION_RECORDS,
              DETAILS ("[{\"Date\":\"2026-01-15 12:30:45\",\"EmployeeId\":1,\"Ticket\":\"B-000123\",\"Amount\":5990,"
                       "\"Nc\":12,\"Tc\":\"DB\",\"Tx\":\"V\"},"
                       "{\"date\":\"x\",\"ticket\":\"\",\"amount\":\"100\",\"operationId\":13,"
                       "\"authorizationCode\":\"310256\"},"
                       "{\"Ticket\":null,\"Amount\":-7},{\"Amount\":1,\"Ticket\":77,\"TerminalId\":\"70011224\"}]"));
  FielEvidence *first = NULL;
  FielEvidence *second = NULL;

  g_assert_cmpint (finding->kind, ==, FIEL_FINDING_RECORDS);
  g_assert_cmpuint (finding->records->len, ==, 4);
  first = g_ptr_array_index (finding->records, 0);
  second = g_ptr_array_index (finding->records, 1);

  g_assert_cmpint (first->source, ==, FIEL_EVIDENCE_SOURCE_RECORDS);
  g_assert_cmpint (first->result, ==, FIEL_RESULT_APPROVED);
  g_assert_cmpstr (first->ticket, ==, "B-000123");
  g_assert_cmpint (first->amount_minor, ==, 5990);
  g_assert_true (first->has_amount);
  g_assert_cmpstr (first->terminal_id, ==, "70011223");
  g_assert_null (first->reference);
  g_assert_null (first->operation);
  g_assert_cmpstr (first->day, ==, "2026-01-15");

  g_assert_null (second->ticket);
  g_assert_null (second->day);
  g_assert_cmpint (second->amount_minor, ==, 100);
  g_assert_cmpstr (second->operation, ==, "13");
  g_assert_cmpstr (second->authorization, ==, "310256");
  g_assert_cmpstr (((FielEvidence *) g_ptr_array_index (finding->records, 3))->ticket, ==, "77");
  g_assert_cmpstr (((FielEvidence *) g_ptr_array_index (finding->records, 3))->terminal_id, ==, "70011224");
}

/* The same rows as a person needs them to find the one that differs. */
static void
test_rows (void)
{
  g_autoptr (FielFinding) finding
      = find ("cl", FIEL_OPERATION_RECORDS,
              DETAILS ("[{\"Date\":\"2026-01-15 12:30:45\",\"EmployeeId\":1,\"Ticket\":\"B-000123\",\"Amount\":5990,"
                       "\"Nc\":12,\"Tc\":\"DB\",\"Tx\":\"SALE\"},"
                       "{\"Amount\":\"700\",\"Ticket\":\"B-2\",\"operationId\":\"13\",\"Nc\":9,\"Tx\":\"Anulación\"},"
                       "{\"Amount\":-300,\"authorizationCode\":\"310256\",\"Tx\":\"RETURN\"}]"));
  FielProviderRow *row = NULL;

  g_assert_cmpint (finding->kind, ==, FIEL_FINDING_RECORDS);
  g_assert_cmpuint (finding->rows->len, ==, 3);
  row = g_ptr_array_index (finding->rows, 0);
  g_assert_cmpint (row->kind, ==, FIEL_ROW_SALE);
  g_assert_cmpint (row->amount_minor, ==, 5990);
  g_assert_cmpstr (row->ticket, ==, "B-000123");
  g_assert_cmpstr (row->number, ==, "12");
  g_assert_cmpstr (row->card_type, ==, "DB");
  g_assert_cmpstr (row->time, ==, "2026-01-15 12:30:45");
  g_assert_cmpstr (row->type, ==, "SALE");

  row = g_ptr_array_index (finding->rows, 1);
  g_assert_cmpint (row->kind, ==, FIEL_ROW_VOIDED);
  g_assert_cmpstr (row->number, ==, "13");
  g_assert_cmpstr (row->ticket, ==, "B-2");
  row = g_ptr_array_index (finding->rows, 2);
  g_assert_cmpint (row->kind, ==, FIEL_ROW_RETURN);
  g_assert_cmpint (row->amount_minor, ==, 300);
  g_assert_cmpstr (row->authorization, ==, "310256");
  g_assert_null (row->ticket);
}

static const FielProviderTotal *
find_total (FielFinding *finding, const char *name)
{
  for (guint i = 0; i < finding->totals->len; i++)
    {
      const FielProviderTotal *total = g_ptr_array_index (finding->totals, i);

      if (g_str_equal (total->name, name))
        return total;
    }

  g_error ("no total %s", name);
}

#define TOTALS(members) "{\"code\":1,\"data\":{\"response\":{\"functionCode\":104,\"responseCode\":0," members "}}}"

/* What is not said is not zero, and what we have no name for is kept and not understood. */
static void
test_totals (void)
{
  g_autoptr (FielFinding) finding
      = find ("ar", FIEL_OPERATION_TOTALS,
              TOTALS ("\"txCount\":5,\"txTotal\":1000,\"creditSalesCount\":2,\"creditSalesTotal\":\"150050\","
                      "\"QRDEBITSALESCOUNT\":1,\"cancelDebitCount\":1,\"cancelDebitTotal\":7,"
                      "\"returnsCount\":0,\"returnsTotal\":0,\"loyaltyTotal\":3,\"terminalId\":\"70011223\""));
  const FielProviderTotal *credit = NULL;

  g_assert_cmpint (finding->kind, ==, FIEL_FINDING_TOTALS);
  g_assert_cmpuint (finding->totals->len, ==, 6);
  credit = find_total (finding, "creditSales");
  g_assert_cmpint (credit->kind, ==, FIEL_TOTAL_SALES);
  g_assert_cmpstr (credit->card_type, ==, "CR");
  g_assert_cmpint (credit->count, ==, 2);
  g_assert_cmpint (credit->amount_minor, ==, 150050);

  g_assert_cmpint (find_total (finding, "QRDEBITSALES")->kind, ==, FIEL_TOTAL_SALES);
  g_assert_true (find_total (finding, "QRDEBITSALES")->has_count);
  g_assert_false (find_total (finding, "QRDEBITSALES")->has_amount);
  g_assert_cmpint (find_total (finding, "cancelDebit")->kind, ==, FIEL_TOTAL_VOIDS);
  g_assert_cmpint (find_total (finding, "returns")->kind, ==, FIEL_TOTAL_RETURNS);
  g_assert_cmpint (find_total (finding, "tx")->kind, ==, FIEL_TOTAL_OTHER);
  g_assert_cmpint (find_total (finding, "loyalty")->kind, ==, FIEL_TOTAL_OTHER);
  g_assert_false (find_total (finding, "loyalty")->has_count);
}

static void
test_totals_that_are_none (void)
{
  static const char *const texts[] = {
    TOTALS ("\"creditSalesCount\":1.5"),
    TOTALS ("\"creditSalesCount\":\"many\""),
    TOTALS ("\"creditSalesCount\":-1"),
    TOTALS ("\"creditSalesTotal\":9223372036854775807"),
    TOTALS ("\"creditSalesCount\":1,\"creditsalescount\":2"),
    TOTALS ("\"terminalId\":\"70011223\""),
    "{\"code\":1,\"data\":{\"response\":{\"functionCode\":105,\"responseCode\":0,\"creditSalesCount\":1}}}",
    "{\"code\":1,\"data\":{\"response\":{\"creditSalesCount\":1}}}",
    "{\"code\":2,\"data\":{\"idPosTxs\":5}}",
  };
  g_autoptr (FielFinding) chile
      = find ("cl", FIEL_OPERATION_TOTALS, TOTALS ("\"creditSalesCount\":1,\"creditSalesTotal\":1"));

  g_assert_cmpint (chile->kind, ==, FIEL_FINDING_NOTHING);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (FielFinding) finding = find ("ar", FIEL_OPERATION_TOTALS, texts[i]);

      g_test_message ("%s", texts[i]);
      g_assert_cmpint (finding->kind, ==, FIEL_FINDING_NOTHING);
    }
}

static void
test_batch (void)
{
  static const struct
  {
    const char *text;
    FielFindingKind kind;
  } rows[] = {
    { "{\"code\":1,\"data\":{\"response\":{\"functionCode\":103,\"responseCode\":0,\"success\":true}}}",
      FIEL_FINDING_BATCH_CLOSED },
    { "{\"code\":1,\"data\":{\"code\":0}}", FIEL_FINDING_BATCH_CLOSED },
    { "{\"code\":1,\"data\":{\"response\":{\"functionCode\":103,\"responseCode\":99}}}",
      FIEL_FINDING_BATCH_REFUSED },
    { "{\"code\":1,\"data\":{\"response\":{\"functionCode\":103,\"responseCode\":57}}}",
      FIEL_FINDING_BATCH_REFUSED },
    { "{\"code\":0,\"status\":\"ERROR\",\"message\":\"KEYPOS NOT FOUND\",\"data\":null}",
      FIEL_FINDING_BATCH_REFUSED },
    { "{\"code\":1,\"data\":{\"response\":{\"functionCode\":103,\"responseCode\":0,\"success\":false}}}",
      FIEL_FINDING_NOTHING },
    { "{\"code\":1,\"data\":{\"response\":{\"functionCode\":103,\"responseCode\":1004}}}",
      FIEL_FINDING_NOTHING },
    { "{\"code\":1,\"data\":{\"response\":{\"functionCode\":105,\"responseCode\":0}}}", FIEL_FINDING_NOTHING },
    { "{\"code\":1,\"data\":{\"response\":{\"success\":true}}}", FIEL_FINDING_NOTHING },
    { "{\"code\":2,\"data\":{\"idPosTxs\":5}}", FIEL_FINDING_NOTHING },
    { "{\"code\":0,\"status\":\"ERROR\",\"message\":\"C2C SERVICE NOT RESPONDING\"}", FIEL_FINDING_NOTHING },
    { "<html>", FIEL_FINDING_NOTHING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FielFinding) finding = find ("cl", FIEL_OPERATION_CLOSE_BATCH, rows[i].text);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (finding->kind, ==, rows[i].kind);
    }
}

static void
test_details_without_transactions (void)
{
  static const char *const texts[] = {
    DETAILS ("[]"),
    "{\"code\":1,\"data\":{\"response\":{\"responseCode\":99}}}",
    "{\"code\":1,\"data\":{\"response\":{\"responseCode\":21}}}",
    "{\"code\":1,\"data\":{\"code\":99,\"functionCode\":105}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (FielFinding) finding = find ("cl", FIEL_OPERATION_RECORDS, texts[i]);

      g_assert_cmpint (finding->kind, ==, FIEL_FINDING_RECORDS);
      g_assert_cmpuint (finding->records->len, ==, 0);
    }
}

/* A row says what it is in a word that nobody documented: what it cannot be read as, it does not say. */
static void
test_details_say_what_they_are (void)
{
  static const struct
  {
    const char *type;
    FielTransaction transaction;
  } rows[] = {
    { "\"SALE\"", FIEL_TRANSACTION_SALE },         { "\"Venta\"", FIEL_TRANSACTION_SALE },
    { "\"VOID\"", FIEL_TRANSACTION_VOID },         { "\"Anulación\"", FIEL_TRANSACTION_VOID },
    { "\"RETURN\"", FIEL_TRANSACTION_RETURN },     { "\"devolucion\"", FIEL_TRANSACTION_RETURN },
    { "\"Reversa\"", FIEL_TRANSACTION_UNDONE },    { "\"REFUND\"", FIEL_TRANSACTION_UNDONE },
    { "\"VOID SALE\"", FIEL_TRANSACTION_VOID },    { "\"VOID OF RETURN\"", FIEL_TRANSACTION_UNDONE },
    { "\"V\"", FIEL_TRANSACTION_UNSAID },          { "\"\"", FIEL_TRANSACTION_UNSAID },
    { "7", FIEL_TRANSACTION_UNSAID },              { "null", FIEL_TRANSACTION_UNSAID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text
          = g_strdup_printf (DETAILS ("[{\"Ticket\":\"B-000123\",\"Amount\":5990,\"Tx\":%s}]"), rows[i].type);
      g_autoptr (FielFinding) finding = find ("cl", FIEL_OPERATION_RECORDS, text);
      const FielEvidence *row = NULL;

      g_assert_cmpint (finding->kind, ==, FIEL_FINDING_RECORDS);
      g_assert_cmpuint (finding->records->len, ==, 1);
      row = g_ptr_array_index (finding->records, 0);
      g_test_message ("%s", rows[i].type);
      g_assert_cmpint (row->transaction, ==, rows[i].transaction);
      g_assert_cmpstr (row->ticket, ==, "B-000123");
    }
}

/* None of these may ever count as "not there". */
static void
test_details_that_are_not_whole (void)
{
  static const char *const texts[] = {
    DETAILS ("null"),
    DETAILS ("{}"),
    DETAILS ("\"\""),
    DETAILS ("[1]"),
    DETAILS ("[null]"),
    DETAILS ("[{}]"),
    DETAILS ("[{\"Ticket\":\"B-000123\"}]"),
    DETAILS ("[{\"Ticket\":\"B-000123\",\"Amount\":null}]"),
    DETAILS ("[{\"Ticket\":\"B-000123\",\"Amount\":59.9}]"),
    DETAILS ("[{\"Ticket\":[],\"Amount\":5990}]"),
    DETAILS ("[{\"Ticket\":true,\"Amount\":5990}]"),
    DETAILS ("[{\"Ticket\":\"a\",\"ticket\":\"b\",\"Amount\":5990}]"),
    DETAILS ("[{\"Ticket\":\"a\",\"Amount\":9223372036854775807}]"),
    DETAILS ("[{\"Ticket\":\"a\",\"Amount\":1},{\"Ticket\":\"b\"}]"),
    DETAILS ("[],\"SaleDetails\":[]"),
    "{\"code\":1,\"data\":{\"response\":{\"responseCode\":0}}}",
    "{\"code\":1,\"data\":{\"response\":{\"saleDetails\":[]}}}",
    "{\"code\":1,\"data\":{\"response\":{\"functionCode\":106,\"responseCode\":0,\"saleDetails\":[]}}}",
    "{\"code\":1,\"data\":{\"response\":{\"responseCode\":1,\"saleDetails\":[]}}}",
    "{\"code\":1,\"data\":null}",
    DETAILS ("[{\"Ticket\":\"B-000123\",\"Amount\":5990,\"Tx\":\"VENTA\",\"TX\":\"ANULACION\"}]"),
    DETAILS ("[{\"Ticket\":\"B-000123\",\"Amount\":5990,\"Tx\":[\"ANULACION\"]}]"),
    "{\"code\":1,\"data\":[]}",
    "{\"code\":2,\"data\":null}",
    "{\"code\":0,\"message\":\"OPERATION IN PROGRESS (15s)\",\"data\":null}",
    "[]",
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (FielFinding) finding = find ("cl", FIEL_OPERATION_RECORDS, texts[i]);

      g_test_message ("%s", texts[i]);
      g_assert_cmpint (finding->kind, ==, FIEL_FINDING_NOTHING);
      g_assert_cmpint (finding->reason, !=, FIEL_REASON_NONE);
      g_assert_null (finding->records);
    }
}

/* A list that was cut to fit the journal is no list. */
static void
test_details_that_were_cut (void)
{
  g_autofree char *whole = g_strdup (DETAILS ("[{\"Ticket\":\"a\",\"Amount\":1}]"));

  for (gsize length = 0; whole[length] != '\0'; length++)
    {
      g_autofree char *cut = g_strndup (whole, length);
      g_autoptr (FielFinding) finding = find ("cl", FIEL_OPERATION_RECORDS, cut);

      g_assert_cmpint (finding->kind, ==, FIEL_FINDING_NOTHING);
    }
}

/* Without the field in the request, the terminals' own numbers could never be told from ours. */
static void
test_details_in_argentina (void)
{
  g_autoptr (FielFinding) finding
      = find ("ar", FIEL_OPERATION_RECORDS, DETAILS ("[{\"Ticket\":\"000451\",\"Amount\":5990}]"));
  FielEvidence *record = NULL;

  g_assert_cmpint (finding->kind, ==, FIEL_FINDING_RECORDS);
  g_assert_cmpuint (finding->records->len, ==, 1);
  record = g_ptr_array_index (finding->records, 0);
  g_assert_null (record->ticket);
  g_assert_cmpint (record->amount_minor, ==, 5990);
}

static void
test_last_receipt (void)
{
  g_autoptr (FielFinding) finding
      = find ("ar", FIEL_OPERATION_LAST_RECORD,
              "{\"code\":1,\"data\":{\"response\":{\"functionCode\":101,\"responseCode\":0,\"terminalId\":\"70011223\","
              "\"ticket\":null,\"authorizationCode\":\"310255\",\"amount\":5990,\"operationId\":0}}}");
  g_autoptr (FielFinding) none
      = find ("ar", FIEL_OPERATION_LAST_RECORD, "{\"code\":1,\"data\":{\"response\":{\"responseCode\":99}}}");
  g_autoptr (FielFinding) manual
      = find ("ar", FIEL_OPERATION_LAST_RECORD, "{\"code\":1,\"data\":{\"response\":{\"responseCode\":21}}}");
  g_autoptr (FielFinding) unclear
      = find ("ar", FIEL_OPERATION_LAST_RECORD, "{\"code\":1,\"data\":{\"response\":{\"responseCode\":0}}}");
  FielEvidence *record = NULL;

  g_assert_cmpint (finding->kind, ==, FIEL_FINDING_RECORDS);
  g_assert_cmpuint (finding->records->len, ==, 1);
  record = g_ptr_array_index (finding->records, 0);
  g_assert_cmpint (record->source, ==, FIEL_EVIDENCE_SOURCE_RECORDS);
  g_assert_null (record->ticket);
  g_assert_null (record->operation);
  g_assert_cmpint (record->amount_minor, ==, 5990);

  g_assert_cmpint (none->kind, ==, FIEL_FINDING_RECORDS);
  g_assert_cmpuint (none->records->len, ==, 0);
  g_assert_cmpint (manual->kind, ==, FIEL_FINDING_RECORDS);
  g_assert_cmpuint (manual->records->len, ==, 0);
  g_assert_cmpint (unclear->kind, ==, FIEL_FINDING_NOTHING);
}

#define TERMINALS \
  "[{\"idTerminal\":\"70011223\",\"idSucursal\":24680,\"serialNumber\":\"ABC900000001\"}," \
  "{\"IdTerminal\":\"AR123456\",\"IdSucursal\":\"0000024680\",\"SerialNumber\":\"ABC900000002\"}]"

static void
test_terminals (void)
{
  static const char *const texts[]
      = { TERMINALS, "{\"code\":1,\"status\":\"OK\",\"message\":\"X\",\"data\":" TERMINALS "}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (FielFinding) finding = find ("cl", FIEL_OPERATION_LIST_TERMINALS, texts[i]);
      FielTerminalIdentity *first = NULL;
      FielTerminalIdentity *second = NULL;

      g_assert_cmpint (finding->kind, ==, FIEL_FINDING_TERMINALS);
      g_assert_cmpuint (finding->terminals->len, ==, 2);
      first = g_ptr_array_index (finding->terminals, 0);
      second = g_ptr_array_index (finding->terminals, 1);
      g_assert_cmpstr (first->terminal_id, ==, "70011223");
      g_assert_cmpstr (first->branch_id, ==, "24680");
      g_assert_cmpstr (second->branch_id, ==, "0000024680");
      g_assert_cmpstr (second->serial_number, ==, "ABC900000002");
    }
}

static void
test_terminals_that_are_no_list (void)
{
  static const char *const texts[] = {
    "{\"code\":1,\"data\":null}",
    "{\"code\":1,\"data\":{}}",
    "{\"code\":2,\"data\":[]}",
    "{\"code\":0,\"data\":[]}",
    "{\"data\":[]}",
    "[1]",
    "[{\"idTerminal\":\"1\",\"idSucursal\":2}]",
    "[{\"idTerminal\":\"1\",\"idSucursal\":2,\"serialNumber\":\"\"}]",
    "\"\"",
    "",
  };
  g_autoptr (FielFinding) none = find ("cl", FIEL_OPERATION_LIST_TERMINALS, "[]");

  g_assert_cmpint (none->kind, ==, FIEL_FINDING_TERMINALS);
  g_assert_cmpuint (none->terminals->len, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (FielFinding) finding = find ("cl", FIEL_OPERATION_LIST_TERMINALS, texts[i]);

      g_test_message ("%s", texts[i]);
      g_assert_cmpint (finding->kind, ==, FIEL_FINDING_NOTHING);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/getnet-lists/details", test_details);
  g_test_add_func ("/getnet-lists/rows", test_rows);
  g_test_add_func ("/getnet-lists/totals", test_totals);
  g_test_add_func ("/getnet-lists/totals-that-are-none", test_totals_that_are_none);
  g_test_add_func ("/getnet-lists/batch", test_batch);
  g_test_add_func ("/getnet-lists/details-without-transactions", test_details_without_transactions);
  g_test_add_func ("/getnet-lists/details-say-what-they-are", test_details_say_what_they_are);
  g_test_add_func ("/getnet-lists/details-that-are-not-whole", test_details_that_are_not_whole);
  g_test_add_func ("/getnet-lists/details-that-were-cut", test_details_that_were_cut);
  g_test_add_func ("/getnet-lists/details-in-argentina", test_details_in_argentina);
  g_test_add_func ("/getnet-lists/last-receipt", test_last_receipt);
  g_test_add_func ("/getnet-lists/terminals", test_terminals);
  g_test_add_func ("/getnet-lists/terminals-that-are-no-list", test_terminals_that_are_no_list);

  return g_test_run ();
}
