/* practice-reports.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The commands that move no money: reports, receipts, modes. Their bodies follow the cable SDK of the same family,
 * where the protocol has nothing better. A row of the sales list carries Date, EmployeeId, Ticket, Amount, Nc
 * (number of the operation), Tc (type of card) and Tx (SALE, VOID for a sale that was voided, RETURN). */

#include "practice-reports.h"

#include "practice-record.h"
#include "practice-words.h"

static gboolean
is_listed (const PracticeBooking *booking, PracticeTerminal *terminal)
{
  return booking->in_batch && g_str_equal (booking->terminal_key, practice_terminal_get_key (terminal));
}

static JsonObject *
make_row (const PracticeBooking *booking)
{
  JsonObject *row = json_object_new ();
  const char *type = booking->voided ? "VOID" : "SALE";

  json_object_set_string_member (row, "Date", booking->time);
  json_object_set_int_member (row, "EmployeeId", booking->employee_id);
  json_object_set_string_member (row, "Ticket", booking->ticket);
  json_object_set_int_member (row, "Amount", booking->amount);
  json_object_set_int_member (row, "Nc", booking->operation_id);
  json_object_set_string_member (row, "Tc", booking->card_type != NULL ? booking->card_type : "");
  json_object_set_string_member (row, "Tx", booking->kind == PRACTICE_BOOKING_RETURN ? "RETURN" : type);
  return row;
}

static void
add_details (JsonObject *result, PracticeWorld *world, PracticeTerminal *terminal)
{
  GPtrArray *bookings = practice_ledger_get_bookings (world->ledger);
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < bookings->len; i++)
    {
      const PracticeBooking *booking = bookings->pdata[i];

      if (is_listed (booking, terminal) && booking->kind != PRACTICE_BOOKING_VOID)
        json_array_add_object_element (rows, make_row (booking));
    }
  json_object_set_array_member (result, "saleDetails", rows);
}

typedef struct
{
  const char *name;
  PracticeBookingKind kind;
  const char *card_type; /* NULL: any */
  gint64 qr;             /* 1: only QR sales, 0: only card sales, -1: any */
} TotalRow;

static const TotalRow total_rows[] = {
  { "creditSales", PRACTICE_BOOKING_SALE, "CR", 0 },     { "debitSales", PRACTICE_BOOKING_SALE, "DB", 0 },
  { "prepaidSales", PRACTICE_BOOKING_SALE, "PR", 0 },    { "qrCreditSales", PRACTICE_BOOKING_SALE, "CR", 1 },
  { "qrDebitSales", PRACTICE_BOOKING_SALE, "DB", 1 },    { "qrPrepaidSales", PRACTICE_BOOKING_SALE, "PR", 1 },
  { "cashSales", PRACTICE_BOOKING_SALE, "-", 0 },        { "cashSalesOff", PRACTICE_BOOKING_SALE, "-", 0 },
  { "creditAdvances", PRACTICE_BOOKING_SALE, "-", 0 },   { "cancelCredit", PRACTICE_BOOKING_VOID, "CR", 0 },
  { "cancelDebit", PRACTICE_BOOKING_VOID, "DB", 0 },     { "cancelPrepaid", PRACTICE_BOOKING_VOID, "PR", 0 },
  { "cancelQrCredit", PRACTICE_BOOKING_VOID, "CR", 1 },  { "cancelQrDebit", PRACTICE_BOOKING_VOID, "DB", 1 },
  { "cancelQrPrepaid", PRACTICE_BOOKING_VOID, "PR", 1 }, { "returns", PRACTICE_BOOKING_RETURN, NULL, -1 },
};

static void
set_total (JsonObject *result, const char *name, gint64 count, gint64 total)
{
  g_autofree char *count_name = g_strconcat (name, "Count", NULL);
  g_autofree char *total_name = g_strconcat (name, "Total", NULL);

  json_object_set_int_member (result, count_name, count);
  json_object_set_int_member (result, total_name, total);
}

static gboolean
total_row_takes (const TotalRow *row, const PracticeBooking *booking)
{
  return row->kind == booking->kind && (row->card_type == NULL || g_strcmp0 (row->card_type, booking->card_type) == 0)
         && (row->qr == -1 || row->qr == booking->sale_type);
}

static void
add_totals (JsonObject *result, PracticeWorld *world, PracticeTerminal *terminal)
{
  GPtrArray *bookings = practice_ledger_get_bookings (world->ledger);
  gint64 count = 0, total = 0, tips = 0, tips_total = 0;

  for (gsize r = 0; r < G_N_ELEMENTS (total_rows); r++)
    {
      gint64 row_count = 0, row_total = 0;

      for (guint i = 0; i < bookings->len; i++)
        {
          const PracticeBooking *booking = bookings->pdata[i];

          if (is_listed (booking, terminal) && total_row_takes (&total_rows[r], booking))
            {
              row_count++;
              row_total += booking->amount;
              tips += booking->tip > 0;
              tips_total += booking->tip;
            }
        }
      set_total (result, total_rows[r].name, row_count, row_total);
      count += row_count;
      total += total_rows[r].kind == PRACTICE_BOOKING_SALE ? row_total : -row_total;
    }
  set_total (result, "tips", tips, tips_total);
  json_object_set_int_member (result, "txCount", count);
  json_object_set_int_member (result, "txTotal", total);
}

/* A receipt printed again. What the cable is known to do: the last one comes without a ticket and with operation 0. */
static JsonObject *
make_receipt (PracticeWorld *world, const PracticeOrder *order, const PracticeBooking *booking, gint missing_code)
{
  JsonObject *record;

  if (booking == NULL)
    return practice_record_new (world, order->command->number, missing_code);

  record = practice_record_new_paid (world, booking, order);
  if (order->command->number == PRACTICE_COMMAND_LAST_VOUCHER)
    {
      json_object_remove_member (record, "ticket");
      json_object_set_int_member (record, "operationId", 0);
    }
  return record;
}

static void
add_params (JsonObject *result, PracticeTerminal *terminal)
{
  static const char *const texts[][2] = {
    { "applicationName", "Fiel practice terminal" },
    { "version", "1.0" },
    { "so", "none" },
    { "emvModule", "none" },
    { "model", "PRACTICE" },
    { "communicationType", "loopback" },
    { "primaryIp", "127.0.0.1" },
    { "secondIp", "127.0.0.1" },
    { "company", "" },
    { "apn", "" },
    { "simId", "" },
  };
  static const char *const flags[]
      = { "tip", "ticket", "employee", "voucherAsTicket", "return", "issuerQuotas", "tradeQuotas" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    json_object_set_string_member (result, texts[i][0], texts[i][1]);
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    json_object_set_boolean_member (result, flags[i], TRUE);
  json_object_set_string_member (result, "sn", practice_terminal_get_serial_number (terminal));
  json_object_set_string_member (result, "sucursalId", practice_terminal_get_id_sucursal (terminal));
  json_object_set_string_member (result, "terminalId", practice_terminal_get_id_terminal (terminal));
  json_object_set_int_member (result, "issuerQuotasMin", 1);
  json_object_set_int_member (result, "issuerQuotasMax", 12);
  json_object_set_int_member (result, "tradeQuotasMin", 1);
  json_object_set_int_member (result, "tradeQuotasMax", 12);
  json_object_set_int_member (result, "minimumAmount", 1);
}

static void
close_batch (JsonObject *result, PracticeTerminal *terminal)
{
  practice_terminal_close_batch (terminal);
  json_object_set_int_member (result, "commerceCode",
                              practice_record_get_commerce_code (practice_terminal_get_id_sucursal (terminal)));
  json_object_set_string_member (result, "terminalId", practice_terminal_get_id_terminal (terminal));
  json_object_set_boolean_member (result, "success", TRUE);
}

static void
add_bioauth (JsonObject *result, const PracticeOrder *order)
{
  json_object_set_string_member (result, "rutToValidate", order->rut);
  json_object_set_string_member (result, "rutRead", order->rut);
  json_object_set_boolean_member (result, "rutMatch", TRUE);
  json_object_set_int_member (result, "rutCheckResult", 0);
}

/**
 * practice_reports_make:
 * @order: a command that moves no money
 *
 * Carries out @order.
 *
 * Returns: (transfer full): what the terminal reports
 */
JsonObject *
practice_reports_make (PracticeWorld *world, PracticeTerminal *terminal, const PracticeOrder *order)
{
  const char *key = practice_terminal_get_key (terminal);
  JsonObject *result;

  if (order->command->number == PRACTICE_COMMAND_LAST_VOUCHER)
    return make_receipt (world, order, practice_ledger_find_last (world->ledger, key),
                         (gint)practice_switches_get_int (world->switches, PRACTICE_SWITCH_NOTHING_CODE));
  if (order->command->number == PRACTICE_COMMAND_DUPLICATE)
    return make_receipt (world, order, practice_ledger_find_in_batch (world->ledger, key, order->operation_id),
                         PRACTICE_RESULT_NOT_FOUND);

  result = practice_record_new (world, order->command->number, PRACTICE_RESULT_APPROVED);
  switch (order->command->number)
    {
    case PRACTICE_COMMAND_POLL:
      json_object_set_boolean_member (result, "connected", TRUE);
      break;
    case PRACTICE_COMMAND_DETAILS:
      add_details (result, world, terminal);
      break;
    case PRACTICE_COMMAND_TOTALS:
      add_totals (result, world, terminal);
      break;
    case PRACTICE_COMMAND_PARAMS:
      add_params (result, terminal);
      break;
    case PRACTICE_COMMAND_CLOSE:
      close_batch (result, terminal);
      break;
    case PRACTICE_COMMAND_BIOAUTH:
      add_bioauth (result, order);
      break;
    case PRACTICE_COMMAND_C2C_MODE:
      practice_terminal_set_unattended (terminal, order->unattended);
      break;
    case PRACTICE_COMMAND_NORMAL_MODE:
      json_object_set_boolean_member (result, "changeToNormalMode", TRUE);
      break;
    case PRACTICE_COMMAND_SHIFT:
      json_object_set_int_member (result, "numberOfShift", order->shift_number);
      break;
    case PRACTICE_COMMAND_SHIFT_REPORT:
      add_totals (result, world, terminal);
      break;
    case PRACTICE_COMMAND_PRINT_SERVICE:
    case PRACTICE_COMMAND_SALE:
    case PRACTICE_COMMAND_SALE_PROMO:
    case PRACTICE_COMMAND_REFUND:
    case PRACTICE_COMMAND_RETURN:
    case PRACTICE_COMMAND_LAST_VOUCHER:
    case PRACTICE_COMMAND_DUPLICATE:
    case PRACTICE_COMMAND_CANCEL_SALE:
      break;
    }
  return result;
}
