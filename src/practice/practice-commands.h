/* practice-commands.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PracticeCountry:
 *
 * The two countries the protocol is known in; they differ in commands, fields and currency.
 */
typedef enum
{
  PRACTICE_COUNTRY_CL = 1 << 0,
  PRACTICE_COUNTRY_AR = 1 << 1,
} PracticeCountry;

typedef enum
{
  PRACTICE_COMMAND_SALE = 100,
  PRACTICE_COMMAND_LAST_VOUCHER = 101,
  PRACTICE_COMMAND_REFUND = 102,
  PRACTICE_COMMAND_CLOSE = 103,
  PRACTICE_COMMAND_TOTALS = 104,
  PRACTICE_COMMAND_DETAILS = 105,
  PRACTICE_COMMAND_POLL = 106,
  PRACTICE_COMMAND_NORMAL_MODE = 107,
  PRACTICE_COMMAND_RETURN = 108,
  PRACTICE_COMMAND_DUPLICATE = 109,
  PRACTICE_COMMAND_PARAMS = 114,
  PRACTICE_COMMAND_CANCEL_SALE = 116,
  PRACTICE_COMMAND_PRINT_SERVICE = 117,
  PRACTICE_COMMAND_BIOAUTH = 121,
  PRACTICE_COMMAND_SALE_PROMO = 126,
  PRACTICE_COMMAND_C2C_MODE = 129,
  PRACTICE_COMMAND_SHIFT = 135,
  PRACTICE_COMMAND_SHIFT_REPORT = 136,
} PracticeCommandNumber;

/**
 * PracticeCommand:
 * @number: what the field "command" must say
 * @path: last part of the address
 * @countries: where it exists (PracticeCountry flags)
 * @moves_money: whether a customer and the training table take part
 *
 * One command of the cloud. Rows are static.
 */
typedef struct
{
  PracticeCommandNumber number;
  const char *path;
  guint countries;
  gboolean moves_money;
} PracticeCommand;

const PracticeCommand *practice_command_find (const char *path);
const char *practice_country_get_code (PracticeCountry country);
gboolean practice_country_parse (const char *code, PracticeCountry *country);

G_END_DECLS
