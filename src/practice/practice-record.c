/* practice-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a terminal writes down about a payment: the object "response" in the captured Chilean shape (the protocol's
 * section 9). Answers are cut from it into other shapes; nothing here knows how it will be sent. */

#include "practice-record.h"

#include "practice-words.h"

/* The beginning that every result shares. */
JsonObject *
practice_record_new (PracticeWorld *world, PracticeCommandNumber function, gint code)
{
  JsonObject *record = json_object_new ();

  json_object_set_int_member (record, "functionCode", (gint64)function);
  json_object_set_int_member (record, "responseCode", code);
  json_object_set_string_member (record, "responseMessage", practice_words_for_result (world->switches, code));
  return record;
}

/* The branch as a number, as far as it is one. */
gint64
practice_record_get_commerce_code (const char *id_sucursal)
{
  return g_ascii_strtoll (id_sucursal, NULL, 10);
}

static void
add_merchant (JsonObject *record, PracticeSwitches *switches)
{
  json_object_set_string_member (record, "commerceRut", practice_switches_get (switches, PRACTICE_SWITCH_COMMERCE_RUT));
  json_object_set_string_member (record, "commerceName",
                                 practice_switches_get (switches, PRACTICE_SWITCH_COMMERCE_NAME));
  json_object_set_string_member (record, "branchName", practice_switches_get (switches, PRACTICE_SWITCH_BRANCH_NAME));
  json_object_set_string_member (record, "branchAddress",
                                 practice_switches_get (switches, PRACTICE_SWITCH_BRANCH_ADDRESS));
  json_object_set_string_member (record, "branchDistrict",
                                 practice_switches_get (switches, PRACTICE_SWITCH_BRANCH_DISTRICT));
}

static void
add_tail (JsonObject *record)
{
  json_object_set_null_member (record, "paymentId");
  json_object_set_int_member (record, "paymentMethod", 0);
  json_object_set_int_member (record, "integrationType", 0);
  json_object_set_null_member (record, "softwareName");
  json_object_set_null_member (record, "softwareVersion");
  json_object_set_null_member (record, "rutToValidate");
  json_object_set_null_member (record, "rutRead");
  json_object_set_boolean_member (record, "rutMatch", FALSE);
  json_object_set_int_member (record, "rutCheckResult", 0);
}

static void
add_trans_token (
    JsonObject *record, PracticeWorld *world, const char *id_terminal, const char *id_sucursal, gint64 counter)
{
  g_autofree char *stamp = practice_world_format_now (world, "%Y%m%d%H%M%S");
  g_autofree char *token = g_strdup_printf ("%s%" G_GINT64_FORMAT "%" G_GINT64_FORMAT "%s", id_terminal,
                                            practice_record_get_commerce_code (id_sucursal), counter, stamp);

  json_object_set_string_member (record, "transToken", token);
}

/* What the client sent comes back as 0 on live systems; the switch "echo-unreliable" mends that. */
static void
add_echo (JsonObject *record, PracticeWorld *world, gint64 employee_id, gint64 tip, gint64 sale_type)
{
  gboolean faithful = practice_switches_is (world->switches, PRACTICE_SWITCH_ECHO_UNRELIABLE, "off");

  json_object_set_int_member (record, "employeeId", faithful ? employee_id : 0);
  json_object_set_int_member (record, "tip", faithful ? tip : 0);
  json_object_set_int_member (record, "saleType", faithful ? sale_type : 0);
}

/* The record of a sale that was approved. */
JsonObject *
practice_record_new_paid (PracticeWorld *world, const PracticeBooking *booking, const PracticeOrder *order)
{
  JsonObject *record = practice_record_new (world, order->command->number, PRACTICE_RESULT_APPROVED);

  json_object_set_int_member (record, "commerceCode", practice_record_get_commerce_code (booking->id_sucursal));
  json_object_set_string_member (record, "terminalId", booking->id_terminal);
  json_object_set_string_member (record, "ticket", booking->ticket);
  json_object_set_string_member (record, "authorizationCode", booking->authorization);
  json_object_set_int_member (record, "amount", booking->amount);
  json_object_set_int_member (record, "sharesNumber", order->installments > 1 ? order->installments : 0);
  json_object_set_int_member (record, "sharesAmount",
                              order->installments > 1 ? booking->amount / order->installments : 0);
  json_object_set_string_member (record, "last4Digits", booking->last4);
  json_object_set_int_member (record, "operationId", booking->operation_id);
  json_object_set_string_member (record, "cardType", booking->card_type);
  json_object_set_string_member (record, "accountingDate", booking->time);
  json_object_set_string_member (record, "cardBrand", booking->card_brand);
  json_object_set_string_member (record, "realDate", booking->time);
  add_echo (record, world, booking->employee_id, booking->tip, booking->sale_type);
  json_object_set_int_member (record, "posMode", 1);
  json_object_set_int_member (record, "cashback", 0);
  add_trans_token (record, world, booking->id_terminal, booking->id_sucursal, booking->operation_id);
  json_object_set_string_member (record, "expiryDate", "2912");
  json_object_set_string_member (record, "entryMode", "16");
  json_object_set_string_member (record, "aid", booking->aid);
  json_object_set_string_member (record, "bin", booking->bin);
  add_merchant (record, world->switches);
  add_tail (record);
  return record;
}

/* The record of a sale that was not approved: dates and merchant are filled, everything about the card is blank. */
JsonObject *
practice_record_new_unpaid (PracticeWorld *world, const PracticeOrder *order, guint counter, gint code)
{
  static const char *const blank[]
      = { "terminalId", "authorizationCode", "last4Digits", "cardType", "cardBrand", "expiryDate", "aid", "bin" };
  static const char *const zero[] = { "commerceCode", "sharesNumber", "sharesAmount", "operationId", "employeeId",
                                      "tip",          "saleType",     "posMode",      "cashback" };
  JsonObject *record = practice_record_new (world, order->command->number, code);
  g_autofree char *now = practice_world_format_now (world, "%Y-%m-%d %H:%M:%S");

  for (guint i = 0; i < G_N_ELEMENTS (blank); i++)
    json_object_set_string_member (record, blank[i], "");
  for (guint i = 0; i < G_N_ELEMENTS (zero); i++)
    json_object_set_int_member (record, zero[i], 0);
  json_object_set_null_member (record, "ticket");
  json_object_set_int_member (record, "amount", order->amount);
  json_object_set_string_member (record, "accountingDate", now);
  json_object_set_string_member (record, "realDate", now);
  json_object_set_string_member (record, "entryMode", "09");
  add_trans_token (record, world, order->id_terminal, order->id_sucursal, counter);
  add_merchant (record, world->switches);
  add_tail (record);
  return record;
}

/**
 * practice_record_new_given_back:
 * @booking: (nullable): the void or return that was booked
 *
 * The record of a void or a return.
 */
JsonObject *
practice_record_new_given_back (PracticeWorld *world,
                                const PracticeOrder *order,
                                const PracticeBooking *booking,
                                gint code)
{
  JsonObject *record = practice_record_new (world, order->command->number, code);

  json_object_set_int_member (record, "commerceCode",
                              booking != NULL ? practice_record_get_commerce_code (booking->id_sucursal) : 0);
  json_object_set_string_member (record, "terminalId", booking != NULL ? booking->id_terminal : "");
  json_object_set_string_member (record, "authorizationCode", booking != NULL ? booking->authorization : "");
  json_object_set_int_member (record, "operationId", booking != NULL ? booking->operation_id : 0);
  json_object_set_boolean_member (record, "success", code == PRACTICE_RESULT_APPROVED);
  if (order->command->number == PRACTICE_COMMAND_RETURN)
    {
      g_autofree char *now = practice_world_format_now (world, "%Y-%m-%d %H:%M:%S");

      json_object_set_string_member (record, "dateTime", now);
    }
  return record;
}
