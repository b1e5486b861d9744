/* practice-commands.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The commands of the cloud and the countries that have them: the endpoint overview of the protocol, as a table. */

#include "practice-commands.h"

#define CL PRACTICE_COUNTRY_CL
#define AR PRACTICE_COUNTRY_AR

static const PracticeCommand commands[] = {
  { PRACTICE_COMMAND_SALE, "sale", CL | AR, TRUE },
  { PRACTICE_COMMAND_LAST_VOUCHER, "lastvoucher", AR, FALSE },
  { PRACTICE_COMMAND_REFUND, "refund", CL, TRUE },
  { PRACTICE_COMMAND_CLOSE, "close", CL, FALSE },
  { PRACTICE_COMMAND_TOTALS, "totals", AR, FALSE },
  { PRACTICE_COMMAND_DETAILS, "details", CL | AR, FALSE },
  { PRACTICE_COMMAND_POLL, "poll", CL | AR, FALSE },
  { PRACTICE_COMMAND_NORMAL_MODE, "normalmode", AR, FALSE },
  { PRACTICE_COMMAND_RETURN, "return", CL | AR, TRUE },
  { PRACTICE_COMMAND_DUPLICATE, "duplicate", CL, FALSE },
  { PRACTICE_COMMAND_PARAMS, "params", AR, FALSE },
  { PRACTICE_COMMAND_CANCEL_SALE, "cancelsale", AR, FALSE },
  { PRACTICE_COMMAND_PRINT_SERVICE, "printservice", CL, FALSE },
  { PRACTICE_COMMAND_BIOAUTH, "bioauth", CL, FALSE },
  { PRACTICE_COMMAND_SALE_PROMO, "salepromo", CL, TRUE },
  { PRACTICE_COMMAND_C2C_MODE, "c2cmode", CL, FALSE },
  { PRACTICE_COMMAND_SHIFT, "shift", AR, FALSE },
  { PRACTICE_COMMAND_SHIFT_REPORT, "shiftReport", AR, FALSE },
};

/**
 * practice_command_find:
 * @path: the last part of an address, in any case
 *
 * Returns: (nullable): the command served there
 */
const PracticeCommand *
practice_command_find (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_ascii_strcasecmp (commands[i].path, path) == 0)
      return &commands[i];
  return NULL;
}

/* The two small letters of the country, as the header "country" carries them. */
const char *
practice_country_get_code (PracticeCountry country)
{
  return country == PRACTICE_COUNTRY_AR ? "ar" : "cl";
}

gboolean
practice_country_parse (const char *code, PracticeCountry *country)
{
  if (g_ascii_strcasecmp (code, "cl") == 0)
    *country = PRACTICE_COUNTRY_CL;
  else if (g_ascii_strcasecmp (code, "ar") == 0)
    *country = PRACTICE_COUNTRY_AR;
  else
    return FALSE;
  return TRUE;
}
