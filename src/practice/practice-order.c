/* practice-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads the body of a command: section 8 of the protocol, field by field. Numbers may come as text, unknown fields are
 * ignored, a missing or blank optional field takes its default. The first field that is wrong is named in the error. */

#include "practice-order.h"

#include "practice-error.h"
#include "practice-json.h"

#define MAX_AMOUNT G_GINT64_CONSTANT (999999999)
#define MAX_AMOUNT_AR G_GINT64_CONSTANT (9999999999)
#define MAX_CUSTOM_ID 25
#define MAX_TICKET 24

typedef struct
{
  JsonObject *body; /* unowned */
  gboolean any_case;
  GError **error;
} Reader;

static gboolean
refuse (Reader *reader, const char *name)
{
  g_set_error (reader->error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID, "INVALID FIELD %s", name);
  return FALSE;
}

static gboolean
read_int (Reader *reader, const char *name, gboolean required, gint64 minimum, gint64 maximum, gint64 *value)
{
  JsonNode *node = practice_json_find (reader->body, name, reader->any_case);
  gint64 number;

  if (practice_json_node_is_absent (node))
    return !required || refuse (reader, name);
  if (!practice_json_node_to_int (node, &number) || number < minimum || number > maximum)
    return refuse (reader, name);
  *value = number;
  return TRUE;
}

static gboolean
read_text (Reader *reader, const char *name, gboolean required, glong max_length, char **value)
{
  JsonNode *node = practice_json_find (reader->body, name, reader->any_case);
  char *text;

  if (practice_json_node_is_absent (node))
    return !required || refuse (reader, name);

  text = practice_json_node_to_string (node);
  if (text == NULL || g_utf8_strlen (text, -1) > max_length)
    {
      g_free (text);
      return refuse (reader, name);
    }
  g_free (*value);
  *value = text;
  return TRUE;
}

static gboolean
read_boolean (Reader *reader, const char *name, gboolean required, gboolean *value)
{
  JsonNode *node = practice_json_find (reader->body, name, reader->any_case);

  if (practice_json_node_is_absent (node))
    return !required || refuse (reader, name);
  return practice_json_node_to_boolean (node, value) || refuse (reader, name);
}

/* A missing part is not refused here: no terminal has an empty name, so it ends as KEYPOS NOT FOUND. */
static gboolean
read_identity (Reader *reader, PracticeOrder *order)
{
  return read_text (reader, "idTerminal", FALSE, 20, &order->id_terminal)
         && read_text (reader, "idSucursal", FALSE, 20, &order->id_sucursal)
         && read_text (reader, "serialNumber", FALSE, 20, &order->serial_number);
}

static gboolean
read_shared (Reader *reader, PracticeOrder *order)
{
  gint64 number = 0;

  if (!read_int (reader, "command", TRUE, 0, G_MAXINT, &number))
    return FALSE;
  if (number != (gint64)order->command->number)
    {
      g_set_error (reader->error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID, "COMMAND DOES NOT MATCH PATH");
      return FALSE;
    }

  return read_text (reader, "customId", FALSE, MAX_CUSTOM_ID, &order->custom_id)
         && read_text (reader, "webhook", FALSE, 2048, &order->webhook)
         && read_boolean (reader, "printOnPos", FALSE, &order->print_on_pos);
}

static gboolean
read_sale_cl (Reader *reader, PracticeOrder *order)
{
  return read_int (reader, "amount", TRUE, 1, MAX_AMOUNT, &order->amount)
         && read_text (reader, "ticketNumber", TRUE, MAX_TICKET, &order->ticket)
         && read_int (reader, "saleType", TRUE, 0, 6, &order->sale_type)
         && read_int (reader, "employeeId", FALSE, 0, 9999, &order->employee_id);
}

static gboolean
read_sale_ar (Reader *reader, PracticeOrder *order)
{
  gint64 ignored = 0;
  gboolean skipped = FALSE;
  g_autofree char *plan = NULL;

  return read_int (reader, "amount", TRUE, 1, MAX_AMOUNT_AR, &order->amount)
         && read_int (reader, "saleType", TRUE, 0, 1, &order->sale_type)
         && read_int (reader, "tip", FALSE, 0, MAX_AMOUNT, &order->tip)
         && read_int (reader, "employeeId", FALSE, 0, 9999, &order->employee_id)
         && read_int (reader, "installments", FALSE, 0, 99, &order->installments)
         && read_int (reader, "interest", FALSE, 0, MAX_AMOUNT, &ignored)
         && read_int (reader, "operationMode", FALSE, 0, G_MAXINT, &ignored)
         && read_text (reader, "planId", FALSE, 40, &plan) && read_boolean (reader, "skipConfirmation", FALSE, &skipped)
         && read_boolean (reader, "skipReceipt", FALSE, &skipped)
         && read_text (reader, "ticketNumber", FALSE, MAX_TICKET, &order->ticket);
}

static gboolean
read_return (Reader *reader, PracticeOrder *order, PracticeCountry country)
{
  if (!read_text (reader, "authorizationCode", TRUE, 20, &order->authorization_code)
      || !read_int (reader, "amount", TRUE, 1, MAX_AMOUNT_AR, &order->amount))
    return FALSE;
  if (country == PRACTICE_COUNTRY_CL)
    return TRUE;

  /* An older vendor tool sent a full time stamp, so only the length of a date is asked for. */
  if (!read_text (reader, "originalTransDate", TRUE, 40, &order->original_date))
    return FALSE;
  return strlen (order->original_date) >= strlen ("YYYY-MM-DD") || refuse (reader, "originalTransDate");
}

static gboolean
read_print_service (Reader *reader)
{
  JsonNode *node = practice_json_find (reader->body, "details", reader->any_case);
  JsonArray *lines;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return refuse (reader, "details");

  lines = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      static const char *const types[] = { "text", "array", "barcode", "printcode", NULL };
      JsonNode *line = json_array_get_element (lines, i);
      g_autofree char *type = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (line))
        return refuse (reader, "details");
      type = practice_json_node_to_string (practice_json_find (json_node_get_object (line), "type", reader->any_case));
      if (type == NULL || !g_strv_contains (types, type))
        return refuse (reader, "details.type");
    }
  return TRUE;
}

static gboolean
read_shift (Reader *reader, PracticeOrder *order)
{
  gint64 operation = 0;
  gboolean skip = FALSE;

  /* The vendor's own tool spells the flag with an extra t. */
  return read_int (reader, "shiftOperation", FALSE, 0, G_MAXINT, &operation)
         && read_int (reader, "numberOfShift", FALSE, 0, G_MAXINT, &order->shift_number)
         && read_boolean (reader, "skiptConfirmation", FALSE, &skip)
         && read_boolean (reader, "skipConfirmation", FALSE, &skip);
}

static gboolean
read_own_fields (Reader *reader, PracticeOrder *order, PracticeCountry country)
{
  g_autofree char *promotion = NULL;

  switch (order->command->number)
    {
    case PRACTICE_COMMAND_SALE:
      return country == PRACTICE_COUNTRY_CL ? read_sale_cl (reader, order) : read_sale_ar (reader, order);
    case PRACTICE_COMMAND_SALE_PROMO:
      return read_sale_cl (reader, order) && read_text (reader, "idPromo", TRUE, 250, &promotion);
    case PRACTICE_COMMAND_REFUND:
    case PRACTICE_COMMAND_DUPLICATE:
      return read_int (reader, "operationId", TRUE, 0, 99999999, &order->operation_id);
    case PRACTICE_COMMAND_RETURN:
      return read_return (reader, order, country);
    case PRACTICE_COMMAND_PRINT_SERVICE:
      return read_print_service (reader);
    case PRACTICE_COMMAND_BIOAUTH:
      return read_text (reader, "rutToValidate", TRUE, 12, &order->rut);
    case PRACTICE_COMMAND_C2C_MODE:
      return read_boolean (reader, "c2cMode", TRUE, &order->unattended);
    case PRACTICE_COMMAND_SHIFT:
      return read_shift (reader, order);
    case PRACTICE_COMMAND_LAST_VOUCHER:
    case PRACTICE_COMMAND_CLOSE:
    case PRACTICE_COMMAND_TOTALS:
    case PRACTICE_COMMAND_DETAILS:
    case PRACTICE_COMMAND_POLL:
    case PRACTICE_COMMAND_NORMAL_MODE:
    case PRACTICE_COMMAND_PARAMS:
    case PRACTICE_COMMAND_CANCEL_SALE:
    case PRACTICE_COMMAND_SHIFT_REPORT:
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}

static PracticeOrder *
order_new (const PracticeCommand *command)
{
  PracticeOrder *order = g_new0 (PracticeOrder, 1);

  order->command = command;
  order->id_terminal = g_strdup ("");
  order->id_sucursal = g_strdup ("");
  order->serial_number = g_strdup ("");
  order->custom_id = g_strdup ("");
  order->ticket = g_strdup ("");
  order->authorization_code = g_strdup ("");
  order->original_date = g_strdup ("");
  order->rut = g_strdup ("");
  return order;
}

/**
 * practice_order_read:
 * @command: what the path asks for
 * @any_case: whether keys may differ in case
 *
 * Returns: (transfer full): the order, or %NULL with the first field that is wrong
 */
PracticeOrder *
practice_order_read (
    const PracticeCommand *command, PracticeCountry country, JsonObject *body, gboolean any_case, GError **error)
{
  g_autoptr (PracticeOrder) order = order_new (command);
  Reader reader = { body, any_case, error };

  if (!read_shared (&reader, order) || !read_identity (&reader, order) || !read_own_fields (&reader, order, country))
    return NULL;
  return g_steal_pointer (&order);
}

/* Reads the terminal alone, for requests that are no command. @command of the result is %NULL. */
PracticeOrder *
practice_order_read_identity (JsonObject *body, gboolean any_case, GError **error)
{
  g_autoptr (PracticeOrder) order = order_new (NULL);
  Reader reader = { body, any_case, error };

  if (!read_identity (&reader, order))
    return NULL;
  return g_steal_pointer (&order);
}

void
practice_order_free (PracticeOrder *order)
{
  g_free (order->id_terminal);
  g_free (order->id_sucursal);
  g_free (order->serial_number);
  g_free (order->custom_id);
  g_free (order->webhook);
  g_free (order->ticket);
  g_free (order->authorization_code);
  g_free (order->original_date);
  g_free (order->rut);
  g_free (order);
}
