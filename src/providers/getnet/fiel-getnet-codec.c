/* fiel-getnet-codec.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Turns a request in Fiel's words into the exact bytes for the cloud. The same request always gives the same bytes,
 * because their SHA-256 is committed before they leave. */

#include "fiel-getnet-codec.h"

#include "fiel-day.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* Limits of the vendor's own tool and of the documents (getnet-c2c, sections 6 and 8). */
#define MAX_IDENTITY 20
#define MAX_REFERENCE 25
#define MAX_TICKET 24
#define MAX_AUTHORIZATION 20
#define MAX_OPERATION_DIGITS 8
#define MAX_EMPLOYEE 9999
#define MAX_PROVIDER_ID 64

gboolean
fiel_getnet_codec_amount_to_wire (const FielGetnetDialect *dialect, gint64 minor, gint64 *wire)
{
  g_return_val_if_fail (dialect != NULL && dialect->minor_per_unit > 0, FALSE);

  if (minor % dialect->minor_per_unit != 0)
    return FALSE;

  *wire = minor / dialect->minor_per_unit;

  return TRUE;
}

gboolean
fiel_getnet_codec_amount_from_wire (const FielGetnetDialect *dialect, gint64 wire, gint64 *minor)
{
  g_return_val_if_fail (dialect != NULL && dialect->minor_per_unit > 0, FALSE);

  if (wire > FIEL_MONEY_MAX_MINOR / dialect->minor_per_unit || wire < -FIEL_MONEY_MAX_MINOR / dialect->minor_per_unit)
    return FALSE;

  *minor = wire * dialect->minor_per_unit;

  return TRUE;
}

gboolean
fiel_getnet_codec_is_asynchronous (const FielGetnetDialect *dialect, FielOperation operation)
{
  const FielGetnetCommand *command = fiel_getnet_country_get_command (dialect->country, operation);

  return dialect->callback_address != NULL && command != NULL && command->takes_callback;
}

static gboolean
is_digits (const char *text)
{
  return text[0] != '\0' && strspn (text, "0123456789") == strlen (text);
}

static gboolean
fits (const char *field, const char *text, gsize max_length, GError **error)
{
  const char *wrong = NULL;

  if (text == NULL || text[0] == '\0')
    wrong = "is missing";
  else if (!g_utf8_validate (text, -1, NULL))
    wrong = "is not UTF-8";
  else if ((gsize) g_utf8_strlen (text, -1) > max_length)
    wrong = "is too long";

  for (const char *c = text; wrong == NULL && *c != '\0'; c = g_utf8_next_char (c))
    {
      if (!g_unichar_isprint (g_utf8_get_char (c)))
        wrong = "holds a character that cannot be printed";
    }
  if (wrong == NULL)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s %s (1 to %" G_GSIZE_FORMAT " characters)", field,
               wrong, max_length);

  return FALSE;
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
add_fixed_fields (JsonBuilder *builder, const FielGetnetField *fields, gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      if (fields[i].text != NULL)
        add_text (builder, fields[i].name, fields[i].text);
      else if (fields[i].is_number)
        add_number (builder, fields[i].name, fields[i].number);
      else
        add_boolean (builder, fields[i].name, FALSE);
    }
}

static gboolean
add_branch (JsonBuilder *builder, const FielGetnetDialect *dialect, const char *branch, GError **error)
{
  gboolean digits = is_digits (branch) && strlen (branch) <= 18;
  gboolean number = FALSE;

  switch (dialect->branch_type)
    {
    case FIEL_GETNET_BRANCH_AUTO:
      number = digits && (branch[0] != '0' || branch[1] == '\0');
      break;
    case FIEL_GETNET_BRANCH_NUMBER:
      if (!digits)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                               "branch is not a number, which branch-id-type=number asks for");
          return FALSE;
        }
      number = TRUE;
      break;
    case FIEL_GETNET_BRANCH_TEXT:
      break;
    }

  if (number)
    add_number (builder, "idSucursal", g_ascii_strtoll (branch, NULL, 10));
  else
    add_text (builder, "idSucursal", branch);

  return TRUE;
}

static gboolean
add_identity (JsonBuilder *builder,
              const FielGetnetDialect *dialect,
              const FielGetnetCommand *command,
              const FielTerminalIdentity *terminal,
              GError **error)
{
  if (terminal == NULL)
    return fits ("terminal", NULL, MAX_IDENTITY, error);
  if (!fits ("terminal", terminal->terminal_id, MAX_IDENTITY, error)
      || !fits ("branch", terminal->branch_id, MAX_IDENTITY, error)
      || !fits ("serial number", terminal->serial_number, MAX_IDENTITY, error))
    return FALSE;

  add_text (builder, "idTerminal", terminal->terminal_id);
  if (!add_branch (builder, dialect, terminal->branch_id, error))
    return FALSE;
  add_text (builder, "serialNumber", terminal->serial_number);
  add_number (builder, "command", command->number);

  return TRUE;
}

static gboolean
add_amount (JsonBuilder *builder, const FielGetnetDialect *dialect, const FielProviderRequest *request, GError **error)
{
  const FielGetnetCountry *country = dialect->country;
  gint64 wire = 0;

  if (!fiel_money_is_valid (request->amount) || g_strcmp0 (request->amount.currency->code, country->currency) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "amount is not in %s", country->currency);
      return FALSE;
    }
  if (!fiel_getnet_codec_amount_to_wire (dialect, request->amount.minor, &wire))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           "amount has cents, which this account’s unit (amount-unit=pesos) cannot say");
      return FALSE;
    }
  if (wire < 1 || wire > country->max_amount)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "amount is not between 1 and %" G_GINT64_FORMAT,
                   country->max_amount);
      return FALSE;
    }

  add_number (builder, "amount", wire);

  return TRUE;
}

static gboolean
add_sale (JsonBuilder *builder, const FielGetnetDialect *dialect, const FielProviderRequest *request, GError **error)
{
  guint employee = request->employee != 0 ? request->employee : dialect->employee;

  if (!add_amount (builder, dialect, request, error) || !fits ("ticket", request->ticket, MAX_TICKET, error))
    return FALSE;
  if (employee > MAX_EMPLOYEE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "employee is not between 0 and %d", MAX_EMPLOYEE);
      return FALSE;
    }

  if (dialect->sends_ticket)
    add_text (builder, "ticketNumber", request->ticket);
  add_boolean (builder, "printOnPos", dialect->print_on_terminal || request->print_on_terminal);
  add_number (builder, "saleType", dialect->sale_type);
  add_number (builder, "employeeId", employee);
  add_fixed_fields (builder, dialect->country->sale_fields, dialect->country->n_sale_fields);

  return TRUE;
}

static gboolean
add_return (JsonBuilder *builder, const FielGetnetDialect *dialect, const FielProviderRequest *request, GError **error)
{
  if (!fits ("authorization", request->authorization, MAX_AUTHORIZATION, error))
    return FALSE;

  add_text (builder, "authorizationCode", request->authorization);
  if (!add_amount (builder, dialect, request, error))
    return FALSE;
  add_boolean (builder, "printOnPos", dialect->print_on_terminal || request->print_on_terminal);
  if (dialect->country->return_wants_date)
    {
      if (!fiel_day_is_valid (request->original_date))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                               "original date is not a date like 2026-01-31");
          return FALSE;
        }
      add_text (builder, "originalTransDate", request->original_date);
    }
  add_fixed_fields (builder, dialect->country->return_fields, dialect->country->n_return_fields);

  return TRUE;
}

static gboolean
add_operation_number (JsonBuilder *builder, const FielProviderRequest *request, GError **error)
{
  if (request->operation_number == NULL || !is_digits (request->operation_number)
      || strlen (request->operation_number) > MAX_OPERATION_DIGITS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "operation number is not 1 to %d digits",
                   MAX_OPERATION_DIGITS);
      return FALSE;
    }

  add_number (builder, "operationId", g_ascii_strtoll (request->operation_number, NULL, 10));

  return TRUE;
}

static gboolean
add_void (JsonBuilder *builder, const FielGetnetDialect *dialect, const FielProviderRequest *request, GError **error)
{
  if (!add_operation_number (builder, request, error))
    return FALSE;

  add_boolean (builder, "printOnPos", dialect->print_on_terminal || request->print_on_terminal);

  return TRUE;
}

static gboolean
add_duplicate (JsonBuilder *builder, const FielProviderRequest *request, GError **error)
{
  if (!add_operation_number (builder, request, error))
    return FALSE;

  add_boolean (builder, "printOnPos", TRUE);

  return TRUE;
}

static void
add_printed (JsonBuilder *builder, gint64 number, const char *type, const char *encode, const char *data)
{
  json_builder_begin_object (builder);
  add_number (builder, "printSeq", number);
  add_text (builder, "type", type);
  add_text (builder, "encode", encode);
  add_text (builder, "data", data);
  add_text (builder, "align", *encode == '\0' ? "left" : "center");
  json_builder_end_object (builder);
}

/* An empty line is a blank: whether the terminal takes nothing at all is not documented. */
static gboolean
add_print (JsonBuilder *builder, const FielProviderRequest *request, GError **error)
{
  guint n_lines = request->lines != NULL ? g_strv_length (request->lines) : 0;

  if (n_lines == 0 || n_lines > FIEL_PRINT_MAX_LINES)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "there are not 1 to %d lines to print",
                   FIEL_PRINT_MAX_LINES);
      return FALSE;
    }

  json_builder_set_member_name (builder, "details");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_lines; i++)
    {
      const char *line = *request->lines[i] != '\0' ? request->lines[i] : " ";

      if (!fits ("line", line, FIEL_PRINT_COLUMNS, error))
        return FALSE;
      add_printed (builder, i + 1, "text", "", line);
    }
  if (request->code != NULL)
    {
      if (!fits ("code", request->code, FIEL_PRINT_COLUMNS, error))
        return FALSE;
      add_printed (builder, n_lines + 1, "printcode", "qr", request->code);
    }
  json_builder_end_array (builder);

  return TRUE;
}

static gboolean
add_operation (JsonBuilder *builder,
               const FielGetnetDialect *dialect,
               const FielProviderRequest *request,
               GError **error)
{
  switch (request->operation)
    {
    case FIEL_OPERATION_SALE:
      return add_sale (builder, dialect, request, error);
    case FIEL_OPERATION_REFUND:
      return add_return (builder, dialect, request, error);
    case FIEL_OPERATION_VOID:
      return add_void (builder, dialect, request, error);
    case FIEL_OPERATION_RECORDS:
    case FIEL_OPERATION_TOTALS:
      add_boolean (builder, "printOnPos", FALSE);
      return TRUE;
    case FIEL_OPERATION_LAST_RECORD:
      add_boolean (builder, "printOnPos", FALSE);
      add_boolean (builder, "skipReceipt", TRUE);
      return TRUE;
    case FIEL_OPERATION_CLOSE_BATCH:
      add_boolean (builder, "printOnPos", dialect->print_on_terminal || request->print_on_terminal);
      return TRUE;
    case FIEL_OPERATION_PRINT:
      return add_print (builder, request, error);
    case FIEL_OPERATION_DUPLICATE:
      return add_duplicate (builder, request, error);
    case FIEL_OPERATION_CANCEL:
    case FIEL_OPERATION_PROBE:
    case FIEL_OPERATION_STATUS:
    case FIEL_OPERATION_LIST_TERMINALS:
      return TRUE;
    }

  g_return_val_if_reached (FALSE);
}

static GBytes *
encode_body (const FielGetnetDialect *dialect,
             const FielGetnetCommand *command,
             const FielProviderRequest *request,
             GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  char *text = NULL;

  json_builder_begin_object (builder);
  if (!add_identity (builder, dialect, command, request->terminal, error)
      || !add_operation (builder, dialect, request, error)
      || !fits ("reference", request->reference, MAX_REFERENCE, error))
    return NULL;
  add_text (builder, "customId", request->reference);
  if (fiel_getnet_codec_is_asynchronous (dialect, request->operation))
    add_text (builder, "webhook", dialect->callback_address);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

/* The id becomes part of an address, so nothing but letters, digits, "-" and "_" is one. */
static char *
encode_status_path (const FielGetnetCommand *command, const char *provider_id, GError **error)
{
  if (!fits ("provider id", provider_id, MAX_PROVIDER_ID, error))
    return NULL;
  for (const char *c = provider_id; *c != '\0'; c++)
    {
      if (!g_ascii_isalnum (*c) && *c != '-' && *c != '_')
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "provider id is not letters and digits");
          return NULL;
        }
    }

  return g_strconcat (command->path, provider_id, NULL);
}

static char *
encode_path (const FielGetnetCommand *command, const FielProviderRequest *request, GError **error)
{
  const FielTerminalIdentity *terminal = request->terminal;
  g_autofree char *branch = NULL;

  if (request->operation == FIEL_OPERATION_STATUS)
    return encode_status_path (command, request->provider_id, error);
  if (request->operation != FIEL_OPERATION_LIST_TERMINALS || terminal == NULL || terminal->branch_id == NULL
      || terminal->branch_id[0] == '\0')
    return g_strdup (command->path);

  branch = g_uri_escape_string (terminal->branch_id, NULL, FALSE);

  return g_strconcat (command->path, "?idsucursal=", branch, NULL);
}

/**
 * fiel_getnet_codec_encode:
 *
 * Writes the exact request for an operation (getnet-c2c, sections 3 and 8).
 *
 * Returns: (transfer full) (nullable): the call
 */
FielProviderCall *
fiel_getnet_codec_encode (const FielGetnetDialect *dialect, const FielProviderRequest *request, GError **error)
{
  const FielGetnetCommand *command = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (dialect != NULL && dialect->country != NULL, NULL);
  g_return_val_if_fail (request != NULL, NULL);

  command = fiel_getnet_country_get_command (dialect->country, request->operation);
  if (command == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Getnet does not offer this operation here");
      return NULL;
    }

  path = encode_path (command, request, error);
  if (path == NULL)
    return NULL;
  if (command->number != 0)
    {
      body = encode_body (dialect, command, request, error);
      if (body == NULL)
        return NULL;
    }

  return fiel_provider_call_new (request, command->method, path, body);
}
