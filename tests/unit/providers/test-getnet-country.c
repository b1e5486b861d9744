/* test-getnet-country.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The endpoint overview of the protocol page (section 3), written down a second time. */

#include "fiel-getnet-country.h"

#include <string.h>

typedef struct
{
  FielOperation operation;
  const char *name;
  guint chile;      /* command number, 0 for none */
  guint argentina;
  const char *path; /* under /api/postxs/, or NULL for a GET */
} Expected;

static const Expected expected[] = {
  { FIEL_OPERATION_SALE, "sale", 100, 100, "/api/postxs/sale" },
  { FIEL_OPERATION_REFUND, "refund", 108, 108, "/api/postxs/return" },
  { FIEL_OPERATION_VOID, "void", 102, 0, "/api/postxs/refund" },
  { FIEL_OPERATION_CANCEL, "cancel", 0, 116, "/api/postxs/cancelsale" },
  { FIEL_OPERATION_PROBE, "probe", 106, 106, "/api/postxs/poll" },
  { FIEL_OPERATION_RECORDS, "records", 105, 105, "/api/postxs/details" },
  { FIEL_OPERATION_LAST_RECORD, "last-record", 0, 101, "/api/postxs/lastvoucher" },
  { FIEL_OPERATION_TOTALS, "totals", 0, 104, "/api/postxs/totals" },
  { FIEL_OPERATION_CLOSE_BATCH, "close-batch", 103, 0, "/api/postxs/close" },
  { FIEL_OPERATION_PRINT, "print", 117, 0, "/api/postxs/printservice" },
  { FIEL_OPERATION_DUPLICATE, "duplicate", 109, 0, "/api/postxs/duplicate" },
};

static void
assert_command (const char *country, const Expected *row, guint number)
{
  const FielGetnetCountry *found = fiel_getnet_country_find (country);
  const FielGetnetCommand *command = fiel_getnet_country_get_command (found, row->operation);
  gboolean offered = (fiel_getnet_country_get_operations (found) & FIEL_OPERATION_FLAG (row->operation)) != 0;

  g_assert_cmpint (offered, ==, number != 0);
  if (number == 0)
    {
      g_assert_null (command);
      return;
    }
  g_assert_nonnull (command);
  g_assert_cmpuint (command->number, ==, number);
  g_assert_cmpstr (command->path, ==, row->path);
  g_assert_cmpstr (command->method, ==, "POST");
}

static void
test_command (gconstpointer data)
{
  const Expected *row = data;

  assert_command ("cl", row, row->chile);
  assert_command ("ar", row, row->argentina);
}

static void
test_questions_without_a_body (void)
{
  static const char *const codes[] = { "cl", "ar" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const FielGetnetCountry *country = fiel_getnet_country_find (codes[i]);
      const FielGetnetCommand *status = fiel_getnet_country_get_command (country, FIEL_OPERATION_STATUS);
      const FielGetnetCommand *list = fiel_getnet_country_get_command (country, FIEL_OPERATION_LIST_TERMINALS);

      g_assert_cmpstr (status->method, ==, "GET");
      g_assert_cmpstr (status->path, ==, "/api/postxs/");
      g_assert_cmpstr (list->method, ==, "GET");
      g_assert_cmpstr (list->path, ==, "/api/posdata");
    }
}

/* The same number is a taxable purchase in Chile and a QR payment in Argentina. */
static void
test_what_differs (void)
{
  const FielGetnetCountry *chile = fiel_getnet_country_find ("CL");
  const FielGetnetCountry *argentina = fiel_getnet_country_find ("Ar");

  g_assert_cmpuint (chile->sale_type, ==, 1);
  g_assert_cmpuint (argentina->sale_type, ==, 0);
  g_assert_cmpstr (chile->currency, ==, "CLP");
  g_assert_cmpstr (argentina->currency, ==, "ARS");
  g_assert_cmpint (chile->minor_per_unit, ==, 1);
  g_assert_cmpint (argentina->minor_per_unit, ==, 1);
  g_assert_false (chile->has_amount_unit);
  g_assert_true (argentina->has_amount_unit);
  g_assert_true (chile->has_ticket);
  g_assert_false (argentina->has_ticket);
  g_assert_false (chile->return_wants_date);
  g_assert_true (argentina->return_wants_date);
  g_assert_cmpstr (chile->time_zone, ==, "America/Santiago");
  g_assert_cmpstr (argentina->time_zone, ==, "America/Argentina/Buenos_Aires");
  g_assert_cmpint (chile->branch_type, ==, FIEL_GETNET_BRANCH_AUTO);
  g_assert_cmpint (argentina->branch_type, ==, FIEL_GETNET_BRANCH_TEXT);
}

static void
test_other_countries (void)
{
  gsize n_rows = 0;

  g_assert_null (fiel_getnet_country_find ("br"));
  g_assert_null (fiel_getnet_country_find (""));
  g_assert_null (fiel_getnet_country_find (NULL));
  g_assert_nonnull (fiel_getnet_country_table (&n_rows));
  g_assert_cmpuint (n_rows, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *path = g_strconcat ("/getnet-country/command/", expected[i].name, NULL);

      g_test_add_data_func (path, &expected[i], test_command);
    }
  g_test_add_func ("/getnet-country/questions-without-a-body", test_questions_without_a_body);
  g_test_add_func ("/getnet-country/what-differs", test_what_differs);
  g_test_add_func ("/getnet-country/other-countries", test_other_countries);

  return g_test_run ();
}
