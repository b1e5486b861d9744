/* fiel-getnet-country.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-provider-request.h"

G_BEGIN_DECLS

/**
 * FielGetnetCommand: one way to do an operation.
 * @number: the value of the body field "command"; 0 for a GET, which has no body
 * @takes_callback: the country's tools offer the field "webhook" here
 */
typedef struct
{
  FielOperation operation;
  const char *method;
  const char *path;
  guint number;
  gboolean takes_callback;
} FielGetnetCommand;

/**
 * FielGetnetField: a body field with a fixed value: @text if there is one, else @number, else false.
 */
typedef struct
{
  const char *name;
  const char *text;
  gboolean is_number;
  gint64 number;
} FielGetnetField;

/**
 * FielGetnetBranchType: how the field idSucursal is written.
 * @FIEL_GETNET_BRANCH_AUTO: a number if it is digits without a leading zero, else text
 */
typedef enum
{
  FIEL_GETNET_BRANCH_AUTO,
  FIEL_GETNET_BRANCH_NUMBER,
  FIEL_GETNET_BRANCH_TEXT,
} FielGetnetBranchType;

/**
 * FielGetnetCountry: how Getnet differs from country to country, as data.
 * @sale_type: default of the field saleType, which means tax document in Chile and card or QR in Argentina
 * @employee: default of the field employeeId
 * @minor_per_unit: how many minor units of the currency one unit of the field amount is, by default
 * @has_amount_unit: the sources disagree about the unit, so the profile may say it ("amount-unit")
 * @has_ticket: the field ticketNumber is documented. Where it is not, a profile may say that its terminals take and
 * echo it; else it is not sent, and a ticket in an answer is the terminal's own number and not ours
 * @return_wants_date: a return needs the date of the original sale
 * @time_zone: where most of the country's days begin, which may not be where a till's computer says it stands
 */
typedef struct
{
  const char *code;
  const char *currency;
  guint sale_type;
  guint max_sale_type;
  guint employee;
  gint64 minor_per_unit;
  gboolean has_amount_unit;
  gint64 max_amount;
  gboolean has_ticket;
  gboolean return_wants_date;
  const char *time_zone;
  FielGetnetBranchType branch_type;
  const FielGetnetCommand *commands;
  gsize n_commands;
  const FielGetnetField *sale_fields;
  gsize n_sale_fields;
  const FielGetnetField *return_fields;
  gsize n_return_fields;
} FielGetnetCountry;

/**
 * FielGetnetDialect: a country and what a store profile changed of it. A plain value; the strings belong to its maker.
 * @callback_address: (nullable): presence in a request is the asynchronous mode
 */
typedef struct
{
  const FielGetnetCountry *country;
  gint64 minor_per_unit;
  FielGetnetBranchType branch_type;
  guint sale_type;
  guint employee;
  gboolean print_on_terminal;
  gboolean sends_ticket;
  const char *callback_address;
} FielGetnetDialect;

const FielGetnetCountry *fiel_getnet_country_find (const char *code);
const FielGetnetCountry *fiel_getnet_country_table (gsize *n_rows);
const FielGetnetCommand *fiel_getnet_country_get_command (const FielGetnetCountry *country, FielOperation operation);
FielOperationFlags fiel_getnet_country_get_operations (const FielGetnetCountry *country);

FielGetnetDialect fiel_getnet_dialect_make (const FielGetnetCountry *country);

G_END_DECLS
