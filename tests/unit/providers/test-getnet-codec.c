/* test-getnet-codec.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-getnet-codec.h"

#include <string.h>

#define REFERENCE "0123456789abcdefghijklmno"

static FielProviderRequest *
make_request (FielOperation operation, const char *currency, gint64 minor)
{
  g_autoptr (FielTerminalIdentity) terminal = fiel_terminal_identity_new ("70011223", "24680", "ABC900000001");
  FielProviderRequest *request = fiel_provider_request_new (operation, terminal);

  request->reference = g_strdup (REFERENCE);
  request->ticket = g_strdup ("B-000123");
  request->amount = fiel_money_make (minor, fiel_currency_find (currency));

  return request;
}

static FielGetnetDialect
make_dialect (const char *country)
{
  return fiel_getnet_dialect_make (fiel_getnet_country_find (country));
}

static void
assert_call (const FielGetnetDialect *dialect, const FielProviderRequest *request, const char *path, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielProviderCall) call = fiel_getnet_codec_encode (dialect, request, &error);
  g_autofree char *text = NULL;
  gsize length = 0;
  const char *bytes = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (fiel_provider_call_get_path (call), ==, path);
  g_assert_cmpstr (fiel_provider_call_get_method (call), ==, body != NULL ? "POST" : "GET");
  if (body == NULL)
    {
      g_assert_null (fiel_provider_call_get_body (call));
      return;
    }

  bytes = g_bytes_get_data (fiel_provider_call_get_body (call), &length);
  text = g_strndup (bytes, length);
  g_assert_cmpstr (text, ==, body);
}

static void
assert_error (const FielGetnetDialect *dialect, const FielProviderRequest *request, int code, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielProviderCall) call = fiel_getnet_codec_encode (dialect, request, &error);

  g_assert_null (call);
  g_assert_error (error, G_IO_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, field));
}

#define CHILE_IDENTITY "{\"idTerminal\":\"70011223\",\"idSucursal\":24680,\"serialNumber\":\"ABC900000001\","
#define ARGENTINA_IDENTITY "{\"idTerminal\":\"70011223\",\"idSucursal\":\"24680\",\"serialNumber\":\"ABC900000001\","
#define CUSTOM_ID "\"customId\":\"" REFERENCE "\""

static void
test_sale_in_chile (void)
{
  g_autoptr (FielProviderRequest) request = make_request (FIEL_OPERATION_SALE, "CLP", 5990);
  FielGetnetDialect dialect = make_dialect ("cl");

  request->employee = 1;
  request->print_on_terminal = TRUE;
  assert_call (&dialect, request, "/api/postxs/sale",
               CHILE_IDENTITY "\"command\":100,\"amount\":5990,\"ticketNumber\":\"B-000123\",\"printOnPos\":true,"
                              "\"saleType\":1,\"employeeId\":1," CUSTOM_ID "}");
}

static void
test_sale_in_argentina (void)
{
  g_autoptr (FielProviderRequest) request = make_request (FIEL_OPERATION_SALE, "ARS", 150050);
  FielGetnetDialect dialect = make_dialect ("ar");

  assert_call (&dialect, request, "/api/postxs/sale",
               ARGENTINA_IDENTITY
               "\"command\":100,\"amount\":150050,\"printOnPos\":false,\"saleType\":0,\"employeeId\":1,\"tip\":0,"
               "\"installments\":1,\"planId\":\"contado\",\"interest\":0,\"operationMode\":0,\"skipConfirmation\":false,"
               "\"skipReceipt\":false," CUSTOM_ID "}");
}

/* The profile may say that the terminals take the ticket, that the unit is the peso, and that sales are by QR. */
static void
test_sale_in_argentina_otherwise (void)
{
  g_autoptr (FielProviderRequest) request = make_request (FIEL_OPERATION_SALE, "ARS", 150000);
  FielGetnetDialect dialect = make_dialect ("ar");

  dialect.sends_ticket = TRUE;
  dialect.minor_per_unit = 100;
  dialect.sale_type = 1;
  dialect.branch_type = FIEL_GETNET_BRANCH_AUTO;
  assert_call (&dialect, request, "/api/postxs/sale",
               CHILE_IDENTITY
               "\"command\":100,\"amount\":1500,\"ticketNumber\":\"B-000123\",\"printOnPos\":false,\"saleType\":1,"
               "\"employeeId\":1,\"tip\":0,\"installments\":1,\"planId\":\"contado\",\"interest\":0,\"operationMode\":0,"
               "\"skipConfirmation\":false,\"skipReceipt\":false," CUSTOM_ID "}");

  request->amount.minor = 150050;
  assert_error (&dialect, request, G_IO_ERROR_INVALID_ARGUMENT, "amount");
}

/* A callback address makes money requests asynchronous, and only those that the country's tools offer it for. */
static void
test_callback_address (void)
{
  g_autoptr (FielProviderRequest) sale = make_request (FIEL_OPERATION_SALE, "CLP", 5990);
  g_autoptr (FielProviderRequest) probe = make_request (FIEL_OPERATION_PROBE, "CLP", 0);
  g_autoptr (FielProviderRequest) refund = make_request (FIEL_OPERATION_REFUND, "ARS", 500);
  FielGetnetDialect chile = make_dialect ("cl");
  FielGetnetDialect argentina = make_dialect ("ar");

  chile.callback_address = "https://shop.example/hook/1";
  argentina.callback_address = chile.callback_address;
  refund->authorization = g_strdup ("310255");
  refund->original_date = g_strdup ("2026-01-15");

  assert_call (&chile, sale, "/api/postxs/sale",
               CHILE_IDENTITY "\"command\":100,\"amount\":5990,\"ticketNumber\":\"B-000123\",\"printOnPos\":false,"
                              "\"saleType\":1,\"employeeId\":0," CUSTOM_ID
                              ",\"webhook\":\"https://shop.example/hook/1\"}");
  assert_call (&chile, probe, "/api/postxs/poll", CHILE_IDENTITY "\"command\":106," CUSTOM_ID "}");
  assert_call (&argentina, refund, "/api/postxs/return",
               ARGENTINA_IDENTITY
               "\"command\":108,\"authorizationCode\":\"310255\",\"amount\":500,\"printOnPos\":false,"
               "\"originalTransDate\":\"2026-01-15\",\"skipConfirmation\":false,\"skipReceipt\":false," CUSTOM_ID "}");
  g_assert_true (fiel_getnet_codec_is_asynchronous (&chile, FIEL_OPERATION_SALE));
  g_assert_true (fiel_getnet_codec_is_asynchronous (&chile, FIEL_OPERATION_VOID));
  g_assert_false (fiel_getnet_codec_is_asynchronous (&chile, FIEL_OPERATION_PROBE));
  g_assert_true (fiel_getnet_codec_is_asynchronous (&argentina, FIEL_OPERATION_SALE));
  g_assert_false (fiel_getnet_codec_is_asynchronous (&argentina, FIEL_OPERATION_REFUND));
}

static void
test_money_back (void)
{
  g_autoptr (FielProviderRequest) undo = make_request (FIEL_OPERATION_VOID, "CLP", 5990);
  g_autoptr (FielProviderRequest) refund = make_request (FIEL_OPERATION_REFUND, "CLP", 1000);
  FielGetnetDialect dialect = make_dialect ("cl");

  undo->operation_number = g_strdup ("12");
  refund->authorization = g_strdup ("310255");
  assert_call (&dialect, undo, "/api/postxs/refund",
               CHILE_IDENTITY "\"command\":102,\"operationId\":12,\"printOnPos\":false," CUSTOM_ID "}");
  assert_call (&dialect, refund, "/api/postxs/return",
               CHILE_IDENTITY "\"command\":108,\"authorizationCode\":\"310255\",\"amount\":1000,\"printOnPos\":false,"
                              CUSTOM_ID "}");
}

static void
test_questions (void)
{
  g_autoptr (FielProviderRequest) records = make_request (FIEL_OPERATION_RECORDS, "ARS", 0);
  g_autoptr (FielProviderRequest) last = make_request (FIEL_OPERATION_LAST_RECORD, "ARS", 0);
  g_autoptr (FielProviderRequest) totals = make_request (FIEL_OPERATION_TOTALS, "ARS", 0);
  g_autoptr (FielProviderRequest) cancel = make_request (FIEL_OPERATION_CANCEL, "ARS", 0);
  g_autoptr (FielProviderRequest) status = make_request (FIEL_OPERATION_STATUS, "ARS", 0);
  g_autoptr (FielProviderRequest) list = fiel_provider_request_new (FIEL_OPERATION_LIST_TERMINALS, NULL);
  FielGetnetDialect dialect = make_dialect ("ar");

  assert_call (&dialect, records, "/api/postxs/details",
               ARGENTINA_IDENTITY "\"command\":105,\"printOnPos\":false," CUSTOM_ID "}");
  assert_call (&dialect, totals, "/api/postxs/totals",
               ARGENTINA_IDENTITY "\"command\":104,\"printOnPos\":false," CUSTOM_ID "}");
  assert_call (&dialect, last, "/api/postxs/lastvoucher",
               ARGENTINA_IDENTITY "\"command\":101,\"printOnPos\":false,\"skipReceipt\":true," CUSTOM_ID "}");
  assert_call (&dialect, cancel, "/api/postxs/cancelsale", ARGENTINA_IDENTITY "\"command\":116," CUSTOM_ID "}");
  assert_call (&dialect, list, "/api/posdata", NULL);
  list->terminal = fiel_terminal_identity_new (NULL, "00/24 680", NULL);
  assert_call (&dialect, list, "/api/posdata?idsucursal=00%2F24%20680", NULL);
  status->provider_id = g_strdup ("512340");
  assert_call (&dialect, status, "/api/postxs/512340", NULL);
}

/* Its paper follows the profile, and a callback address changes nothing: somebody waits for the answer. */
static void
test_close_batch (void)
{
  g_autoptr (FielProviderRequest) close = make_request (FIEL_OPERATION_CLOSE_BATCH, "CLP", 0);
  FielGetnetDialect dialect = make_dialect ("cl");
  FielGetnetDialect argentina = make_dialect ("ar");

  dialect.callback_address = "https://shop.example/hook/1";
  assert_call (&dialect, close, "/api/postxs/close",
               CHILE_IDENTITY "\"command\":103,\"printOnPos\":false," CUSTOM_ID "}");
  dialect.print_on_terminal = TRUE;
  assert_call (&dialect, close, "/api/postxs/close",
               CHILE_IDENTITY "\"command\":103,\"printOnPos\":true," CUSTOM_ID "}");
  assert_error (&argentina, close, G_IO_ERROR_NOT_SUPPORTED, "Getnet");
}

static void
test_printing (void)
{
  g_autoptr (FielProviderRequest) print = make_request (FIEL_OPERATION_PRINT, "CLP", 0);
  g_autoptr (FielProviderRequest) duplicate = make_request (FIEL_OPERATION_DUPLICATE, "CLP", 0);
  static const char *const lines[] = { "Almacén", "", "Total  $4.990", NULL };
  FielGetnetDialect dialect = make_dialect ("cl");
  FielGetnetDialect argentina = make_dialect ("ar");
  g_autoptr (GError) error = NULL;

  print->lines = g_strdupv ((char **) lines);
  print->code = g_strdup ("FIEL1:x");
  assert_call (&dialect, print, "/api/postxs/printservice",
               CHILE_IDENTITY "\"command\":117,\"details\":["
               "{\"printSeq\":1,\"type\":\"text\",\"encode\":\"\",\"data\":\"Almacén\",\"align\":\"left\"},"
               "{\"printSeq\":2,\"type\":\"text\",\"encode\":\"\",\"data\":\" \",\"align\":\"left\"},"
               "{\"printSeq\":3,\"type\":\"text\",\"encode\":\"\",\"data\":\"Total  $4.990\",\"align\":\"left\"},"
               "{\"printSeq\":4,\"type\":\"printcode\",\"encode\":\"qr\",\"data\":\"FIEL1:x\",\"align\":\"center\"}"
               "]," CUSTOM_ID "}");
  g_assert_null (fiel_getnet_codec_encode (&argentina, print, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);

  g_free (print->lines[0]);
  print->lines[0] = g_strnfill (49, 'x');
  g_assert_null (fiel_getnet_codec_encode (&dialect, print, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_clear_pointer (&print->lines, g_strfreev);
  g_assert_null (fiel_getnet_codec_encode (&dialect, print, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  g_assert_null (fiel_getnet_codec_encode (&dialect, duplicate, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  duplicate->operation_number = g_strdup ("12");
  assert_call (&dialect, duplicate, "/api/postxs/duplicate",
               CHILE_IDENTITY "\"command\":109,\"operationId\":12,\"printOnPos\":true," CUSTOM_ID "}");
}

static void
assert_branch (FielGetnetBranchType type, const char *branch, const char *written)
{
  g_autoptr (FielProviderRequest) request = make_request (FIEL_OPERATION_PROBE, "CLP", 0);
  FielGetnetDialect dialect = make_dialect ("cl");
  g_autofree char *body = g_strdup_printf ("{\"idTerminal\":\"70011223\",\"idSucursal\":%s,"
                                           "\"serialNumber\":\"ABC900000001\",\"command\":106," CUSTOM_ID "}",
                                           written);

  dialect.branch_type = type;
  g_free (request->terminal->branch_id);
  request->terminal->branch_id = g_strdup (branch);
  assert_call (&dialect, request, "/api/postxs/poll", body);
}

static void
test_branch_types (void)
{
  g_autoptr (FielProviderRequest) request = make_request (FIEL_OPERATION_PROBE, "CLP", 0);
  FielGetnetDialect dialect = make_dialect ("cl");

  assert_branch (FIEL_GETNET_BRANCH_AUTO, "24680", "24680");
  assert_branch (FIEL_GETNET_BRANCH_AUTO, "024680", "\"024680\"");
  assert_branch (FIEL_GETNET_BRANCH_AUTO, "0", "0");
  assert_branch (FIEL_GETNET_BRANCH_AUTO, "A24680", "\"A24680\"");
  assert_branch (FIEL_GETNET_BRANCH_AUTO, "12345678901234567890", "\"12345678901234567890\"");
  assert_branch (FIEL_GETNET_BRANCH_NUMBER, "0024680", "24680");
  assert_branch (FIEL_GETNET_BRANCH_TEXT, "24680", "\"24680\"");

  dialect.branch_type = FIEL_GETNET_BRANCH_NUMBER;
  g_free (request->terminal->branch_id);
  request->terminal->branch_id = g_strdup ("A24680");
  assert_error (&dialect, request, G_IO_ERROR_INVALID_ARGUMENT, "branch");
}

static void
replace (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

static void
test_what_does_not_fit (void)
{
  g_autoptr (FielProviderRequest) request = make_request (FIEL_OPERATION_SALE, "CLP", 5990);
  FielGetnetDialect dialect = make_dialect ("cl");

  request->amount.minor = 0;
  assert_error (&dialect, request, G_IO_ERROR_INVALID_ARGUMENT, "amount");
  request->amount.minor = 1000000000;
  assert_error (&dialect, request, G_IO_ERROR_INVALID_ARGUMENT, "amount");
  request->amount = fiel_money_make (5990, fiel_currency_find ("ARS"));
  assert_error (&dialect, request, G_IO_ERROR_INVALID_ARGUMENT, "amount");
  request->amount = fiel_money_make (5990, fiel_currency_find ("CLP"));

  replace (&request->ticket, "1234567890123456789012345");
  assert_error (&dialect, request, G_IO_ERROR_INVALID_ARGUMENT, "ticket");
  replace (&request->ticket, "");
  assert_error (&dialect, request, G_IO_ERROR_INVALID_ARGUMENT, "ticket");
  replace (&request->ticket, "line\nbreak");
  assert_error (&dialect, request, G_IO_ERROR_INVALID_ARGUMENT, "ticket");
  replace (&request->ticket, "niño & \"Ñ\"");

  request->employee = 10000;
  assert_error (&dialect, request, G_IO_ERROR_INVALID_ARGUMENT, "employee");
  request->employee = 9999;

  replace (&request->reference, REFERENCE "x");
  assert_error (&dialect, request, G_IO_ERROR_INVALID_ARGUMENT, "reference");
  replace (&request->reference, NULL);
  assert_error (&dialect, request, G_IO_ERROR_INVALID_ARGUMENT, "reference");
  replace (&request->reference, REFERENCE);

  replace (&request->terminal->serial_number, "");
  assert_error (&dialect, request, G_IO_ERROR_INVALID_ARGUMENT, "serial number");
  g_clear_pointer (&request->terminal, fiel_terminal_identity_free);
  assert_error (&dialect, request, G_IO_ERROR_INVALID_ARGUMENT, "terminal");
}

static void
test_ids_that_are_no_address (void)
{
  static const char *const ids[] = { "", "..", "1/2", "1?x=1", "1 2", "%2e", "1#", "ñ" };
  g_autoptr (FielProviderRequest) request = make_request (FIEL_OPERATION_STATUS, "CLP", 0);
  FielGetnetDialect dialect = make_dialect ("cl");

  assert_error (&dialect, request, G_IO_ERROR_INVALID_ARGUMENT, "provider id");
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      replace (&request->provider_id, ids[i]);
      assert_error (&dialect, request, G_IO_ERROR_INVALID_ARGUMENT, "provider id");
    }
}

static void
test_money_back_that_does_not_fit (void)
{
  static const char *const numbers[] = { "", "12a", "-1", "123456789" };
  static const char *const dates[] = { "", "2026-1-15", "15-01-2026", "2026-02-30", "2026-01-15T00:00:00" };
  g_autoptr (FielProviderRequest) undo = make_request (FIEL_OPERATION_VOID, "CLP", 5990);
  g_autoptr (FielProviderRequest) refund = make_request (FIEL_OPERATION_REFUND, "ARS", 1000);
  FielGetnetDialect chile = make_dialect ("cl");
  FielGetnetDialect argentina = make_dialect ("ar");

  assert_error (&chile, undo, G_IO_ERROR_INVALID_ARGUMENT, "operation number");
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      replace (&undo->operation_number, numbers[i]);
      assert_error (&chile, undo, G_IO_ERROR_INVALID_ARGUMENT, "operation number");
    }

  assert_error (&argentina, refund, G_IO_ERROR_INVALID_ARGUMENT, "authorization");
  replace (&refund->authorization, "310255");
  assert_error (&argentina, refund, G_IO_ERROR_INVALID_ARGUMENT, "original date");
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      replace (&refund->original_date, dates[i]);
      assert_error (&argentina, refund, G_IO_ERROR_INVALID_ARGUMENT, "original date");
    }
}

static void
test_what_a_country_does_not_have (void)
{
  g_autoptr (FielProviderRequest) cancel = make_request (FIEL_OPERATION_CANCEL, "CLP", 0);
  g_autoptr (FielProviderRequest) undo = make_request (FIEL_OPERATION_VOID, "ARS", 1);
  FielGetnetDialect chile = make_dialect ("cl");
  FielGetnetDialect argentina = make_dialect ("ar");

  assert_error (&chile, cancel, G_IO_ERROR_NOT_SUPPORTED, "Getnet");
  assert_error (&argentina, undo, G_IO_ERROR_NOT_SUPPORTED, "Getnet");
}

static void
test_amount_units (void)
{
  FielGetnetDialect dialect = make_dialect ("ar");
  gint64 wire = 0;
  gint64 minor = 0;

  g_assert_true (fiel_getnet_codec_amount_to_wire (&dialect, 12345, &wire));
  g_assert_cmpint (wire, ==, 12345);
  dialect.minor_per_unit = 100;
  g_assert_false (fiel_getnet_codec_amount_to_wire (&dialect, 12345, &wire));
  g_assert_true (fiel_getnet_codec_amount_to_wire (&dialect, 12300, &wire));
  g_assert_cmpint (wire, ==, 123);
  g_assert_true (fiel_getnet_codec_amount_from_wire (&dialect, 123, &minor));
  g_assert_cmpint (minor, ==, 12300);
  g_assert_false (fiel_getnet_codec_amount_from_wire (&dialect, G_MAXINT64, &minor));
  g_assert_false (fiel_getnet_codec_amount_from_wire (&dialect, G_MININT64, &minor));
  g_assert_false (fiel_getnet_codec_amount_from_wire (&dialect, FIEL_MONEY_MAX_MINOR, &minor));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/getnet-codec/sale-in-chile", test_sale_in_chile);
  g_test_add_func ("/getnet-codec/sale-in-argentina", test_sale_in_argentina);
  g_test_add_func ("/getnet-codec/sale-in-argentina-otherwise", test_sale_in_argentina_otherwise);
  g_test_add_func ("/getnet-codec/callback-address", test_callback_address);
  g_test_add_func ("/getnet-codec/money-back", test_money_back);
  g_test_add_func ("/getnet-codec/questions", test_questions);
  g_test_add_func ("/getnet-codec/printing", test_printing);
  g_test_add_func ("/getnet-codec/close-batch", test_close_batch);
  g_test_add_func ("/getnet-codec/branch-types", test_branch_types);
  g_test_add_func ("/getnet-codec/what-does-not-fit", test_what_does_not_fit);
  g_test_add_func ("/getnet-codec/ids-that-are-no-address", test_ids_that_are_no_address);
  g_test_add_func ("/getnet-codec/money-back-that-does-not-fit", test_money_back_that_does_not_fit);
  g_test_add_func ("/getnet-codec/what-a-country-does-not-have", test_what_a_country_does_not_have);
  g_test_add_func ("/getnet-codec/amount-units", test_amount_units);

  return g_test_run ();
}
