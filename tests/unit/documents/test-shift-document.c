/* test-shift-document.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The report of a shift on paper and as a table: every figure of the text is there, and what a later version adds is
 * not left out. */

#include "fiel-shift-document.h"

#include <string.h>

static const char text[]
  = "fiel-shift-report\t1\n"
    "kind\tz\n"
    "shift\t118\n"
    "store\tAlmacén Sol\tcl\n"
    "till\tCaja 2\n"
    "currency\tCLP\t0\n"
    "made\t2026-03-31T22:04:05-03:00\tAna Riquelme\n"
    "since\t2026-03-31T08:56:00-03:00\n"
    "opened\tAna Riquelme\t50000\n"
    "approved\tMarta Soto\n"
    "sales\t23\t418370\n"
    "voids\t1\t1000\n"
    "returns\t1\t4990\n"
    "net\t412380\n"
    "by-hand\t1\t5000\n"
    "earlier\t0\t0\n"
    "open\t1\t15400\n"
    "outcome\tapproved\t24\n"
    "outcome\tdeclined\t3\n"
    "type\tDB\t14\t246110\t1\t1000\t0\t0\n"
    "type\tXX\t9\t172260\t0\t0\t1\t4990\n"
    "terminal\tnorte\tTerminal Norte\t23\t418370\t1\t1000\t1\t4990\n"
    "slot\t2026-03-31T13:00:00-03:00\t23\t418370\t2\t5990\t3\t1\n"
    "hand\tabc\t000007\t5000\tcharged\tTerminal Norte\t2026-03-31T13:01:00-03:00\n"
    "carried\tdef\t000009\t15400\tTerminal Norte\t2026-03-31T13:36:00-03:00\n"
    "compared\tnorte\tTerminal Norte\tcompared\t23\t1\n"
    "compared\tsur\tTerminal Sur\tsilent\t0\t0\n"
    "theirs\tTerminal Norte\tDB\t14\t246110\t0\t0\n"
    "total\tTerminal Norte\tcreditSales\t\t172260\n"
    "difference\tonly-theirs\tTerminal Norte\t\t\t\t700\t000123\t19\t\tSALE\n"
    "difference\tother-sum\tTerminal Norte\t\t\t3000\t3100\t\t\t\tDB\n"
    "difference\tother-count\tTerminal Norte\t\t\t5000\t5000\t\t\t\tCR\t1\t2\n"
    "cash\t50000\t36500\t86000\t86500\t-500\ta torn note\n"
    "journal\t312\n"
    "head\t312\t45d795d8a875d642e7b42c1f623d6d561083c5e9203b9aa10dffa83d0b032120\n"
    "weather\tfine\n"
    "version\t0.9\n";

static FielShiftReport *
parse_report (const char *lines)
{
  g_autoptr (GError) error = NULL;
  FielShiftReport *report = fiel_shift_report_parse (lines, &error);

  g_assert_no_error (error);

  return report;
}

static FielShiftReport *
make_report (void)
{
  return parse_report (text);
}

static void
assert_has (const char *page, const char *words)
{
  if (strstr (page, words) == NULL)
    g_error ("“%s” is not in\n%s", words, page);
}

/* @page: (transfer full). One space between words, however far apart they stand. */
static char *
squeeze (char *page)
{
  g_autoptr (GRegex) spaces = g_regex_new (" +", 0, 0, NULL);
  g_autofree char *wide = page;

  return g_regex_replace_literal (spaces, wide, -1, 0, " ", 0, NULL);
}

static void
test_paper (void)
{
  static const char *const all[] = {
    "Almacén Sol", "Z 118", "Caja 2", "31-03-2026 08:56", "31-03-2026 22:04", "Ana Riquelme", "Marta Soto", "$418.370",
    "−$1.000", "−$4.990", "$412.380", "1: $5.000", "1: $15.400", "Debit", "XX", "$245.110", "Terminal Norte", "000007",
    "charged", "000009", "23 the same, 1 differ", "did not give its list", "total of the provider “creditSales”",
    "$172.260",
    "$700, ticket 000123", "Sales, debit: $3.000 in Fiel", "−$500", "a torn note", "312", "45d795d8", "weather",
    "Fiel 0.9", "Not a tax document",
  };
  g_autoptr (FielShiftReport) report = make_report ();
  g_autoptr (FielDocument) document = fiel_shift_document_new (report, FALSE);
  g_autofree char *page = fiel_document_to_text (document, 80);

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    assert_has (page, all[i]);
  g_assert_null (strstr (page, "COPY"));
}

/* As the country's receipts write it, and in the till's own time, whoever prints it where; X and Z alike. */
static void
test_dates (void)
{
  static const char *const all[][3] = {
    { "\tar\n", "From 31/03/2026 08:56", "Closed 31/03/2026 22:04" },
    { "\tbr\n", "From 31/03/2026 08:56", "Closed 31/03/2026 22:04" },
    { "\tcl\n", "From 31-03-2026 08:56", "Closed 31-03-2026 22:04" },
    { "\tmx\n", "From 31/03/2026 08:56", "Closed 31/03/2026 22:04" },
    { "\tuy\n", "From 31/03/2026 08:56", "Closed 31/03/2026 22:04" },
    { "\tzz\n", "From 2026-03-31 08:56", "Closed 2026-03-31 22:04" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    for (guint closes = 0; closes < 2; closes++)
      {
        g_autoptr (GString) lines = g_string_new (text);
        g_autoptr (FielShiftReport) report = NULL;
        g_autoptr (FielDocument) document = NULL;
        g_autofree char *page = NULL;

        g_assert_cmpuint (g_string_replace (lines, "\tcl\n", all[i][0], 0), ==, 1);
        if (!closes)
          g_assert_cmpuint (g_string_replace (lines, "\nkind\tz\n", "\nkind\tx\n", 0), ==, 1);
        report = parse_report (lines->str);
        document = fiel_shift_document_new (report, FALSE);
        page = squeeze (fiel_document_to_text (document, 42));

        assert_has (page, all[i][1]);
        assert_has (page, closes ? all[i][2] : strchr (all[i][2], ' '));
      }
}

/* What cannot be read as a time stays as it is. */
static void
test_no_date (void)
{
  g_autoptr (GString) lines = g_string_new (text);
  g_autoptr (FielShiftReport) report = NULL;
  g_autoptr (FielDocument) document = NULL;
  g_autofree char *page = NULL;

  g_assert_cmpuint (g_string_replace (lines, "2026-03-31T08:56:00-03:00", "in the morning of that day", 0), ==, 1);
  report = parse_report (lines->str);
  document = fiel_shift_document_new (report, FALSE);
  page = squeeze (fiel_document_to_text (document, 42));

  assert_has (page, "From in the morning of that day");
}

static void
test_copy (void)
{
  g_autoptr (FielShiftReport) report = make_report ();
  g_autoptr (FielDocument) document = fiel_shift_document_new (report, TRUE);
  g_autofree char *page = fiel_document_to_text (document, 42);

  assert_has (page, "COPY");
  assert_has (page, "Z 118");
}

/* An X report closes nothing, so nothing is carried over by it. */
static void
test_so_far (void)
{
  g_autoptr (GString) lines = g_string_new (text);
  g_autoptr (FielShiftReport) whole = make_report ();
  g_autoptr (FielDocument) whole_document = fiel_shift_document_new (whole, FALSE);
  g_autofree char *whole_page = fiel_document_to_text (whole_document, 80);
  g_autoptr (FielShiftReport) report = NULL;
  g_autoptr (FielDocument) document = NULL;
  g_autofree char *page = NULL;

  g_assert_cmpuint (g_string_replace (lines, "\nkind\tz\n", "\nkind\tx\n", 0), ==, 1);
  report = parse_report (lines->str);
  document = fiel_shift_document_new (report, FALSE);
  page = fiel_document_to_text (document, 80);

  assert_has (whole_page, "Carried over");
  assert_has (page, "To resolve");
  g_assert_null (strstr (page, "Carried over"));
}

/* Nobody takes a report of practice for one of real money: it says so before anything else. */
static void
test_practice (void)
{
  static const char *const all[][2] = {
    { "training", "PRACTICE – NO MONEY WAS MOVED" },
    { "test", "TEST – NO MONEY WAS MOVED" },
  };
  g_autoptr (FielShiftReport) real = make_report ();
  g_autoptr (FielDocument) real_document = fiel_shift_document_new (real, FALSE);
  g_autofree char *real_page = fiel_document_to_text (real_document, 42);

  g_assert_null (strstr (real_page, "NO MONEY WAS MOVED"));
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *lines = g_strdup_printf ("%senvironment\t%s\n", text, all[i][0]);
      g_autoptr (FielShiftReport) report = parse_report (lines);
      g_autoptr (FielDocument) document = fiel_shift_document_new (report, FALSE);
      g_autofree char *page = fiel_document_to_text (document, 42);

      assert_has (page, all[i][1]);
      g_assert_true (strstr (page, all[i][1]) < strstr (page, "Almacén Sol"));
      g_assert_null (strstr (page, "environment"));
    }
}

/* Amounts are whole numbers of minor units with their currency and its digits; what is not known is nothing. */
static void
test_table (void)
{
  static const char *const all[] = {
    "\"section\",\"name\",\"detail\",\"number\",\"sum\",\"currency\",\"digits\"\r\n",
    "\"sales\",\"\",\"\",23,418370,\"CLP\",0\r\n",
    "\"net\",\"\",\"\",,412380,\"CLP\",0\r\n",
    "\"type\",\"XX\",\"returns\",1,4990,\"CLP\",0\r\n",
    "\"terminal\",\"Terminal Norte\",\"voids\",1,1000,\"CLP\",0\r\n",
    "\"slot\",\"2026-03-31T13:00:00-03:00\",\"not-charged\",3,,,\r\n",
    "\"outcome\",\"declined\",\"\",3,,,\r\n",
    "\"carried\",\"000009\",\"def\",,15400,\"CLP\",0\r\n",
    "\"compared\",\"norte\",\"Terminal Norte\",,,,\r\n",
    "\"not-compared\",\"sur\",\"silent\",,,,\r\n",
    "\"total\",\"Terminal Norte\",\"creditSales\",,172260,\"CLP\",0\r\n",
    "\"difference-ours\",\"000123\",\"only-theirs Terminal Norte\",,,,\r\n",
    "\"difference-theirs\",\"000123\",\"only-theirs Terminal Norte\",,700,\"CLP\",0\r\n",
    "\"difference-ours\",\"DB\",\"other-sum Terminal Norte\",,3000,\"CLP\",0\r\n",
    "\"difference-theirs\",\"CR\",\"other-count Terminal Norte\",2,5000,\"CLP\",0\r\n",
    "\"cash\",\"difference\",\"a torn note\",,-500,\"CLP\",0\r\n",
    "\"weather\",\"fine\",\"\",,,,\r\n",
  };
  g_autoptr (FielShiftReport) report = make_report ();
  g_autoptr (FielCsv) csv = fiel_shift_document_make_csv (report);
  g_autofree char *table = fiel_csv_take (csv);

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    assert_has (table, all[i]);
}

/* What went back was not charged: each of its ends has a word of its own. */
static void
test_returns (void)
{
  static const char *const rows[] = { "000001 charged $1", "000002 not charged $2", "000003 returned $3",
                                      "000004 not returned $4", "000005 returned $5", "000006 not returned $6",
                                      "000007 charged $7", "000008 not charged $8" };
  g_autoptr (FielShiftReport) report = parse_report (
    "fiel-shift-report\t1\nkind\tz\nshift\t2\nstore\tSol\tcl\ncurrency\tCLP\t0\n"
    "hand\ta\t000001\t1\tcharged\tNorte\t2026-03-31T13:01:00-03:00\tCLP\t0\n"
    "hand\tb\t000002\t2\tnot-charged\tNorte\t2026-03-31T13:01:00-03:00\tCLP\t0\n"
    "hand\tc\t000003\t3\treturned\tNorte\t2026-03-31T13:01:00-03:00\tCLP\t0\n"
    "hand\td\t000004\t4\tnot-returned\tNorte\t2026-03-31T13:01:00-03:00\tCLP\t0\n"
    "brought\te\t000005\t5\thand-charged\tCLP\t0\trefund\n"
    "brought\tf\t000006\t6\tdeclined\tCLP\t0\tvoid\n"
    "brought\tg\t000007\t7\tapproved\tCLP\t0\tsale\n"
    "brought\th\t000008\t8\tdeclined\tCLP\t0\n");
  g_autoptr (FielDocument) document = fiel_shift_document_new (report, FALSE);
  g_autofree char *page = squeeze (fiel_document_to_text (document, 80));

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_has (page, rows[i]);
}

/* A payment of a currency the till no longer has is shown in its own; a report of before payments said theirs is in that
 * of the report. */
static void
test_currency_of_a_payment (void)
{
  static const char *const rows[] = {
    "\"hand\",\"000007\",\"abc\",,5000,\"ARS\",2\r\n",
    "\"brought\",\"000008\",\"abd\",,123456,\"USD\",2\r\n",
    "\"carried\",\"000009\",\"def\",,15400,\"CLP\",0\r\n",
    "\"carried\",\"000010\",\"deg\",,700,\"XYZ\",3\r\n",
    "\"apart\",\"000012\",\"dei\",,-1200,\"ARS\",2\r\n",
    "\"float-apart\",\"\",\"\",,700000,\"ARS\",2\r\n",
  };
  static const char *const figures[] = { "$50,00 ARS", "1.234,56 USD", "$15.400", "700 XYZ",
                                         "In another currency", "$25,00 ARS", "returned", "−$12,00 ARS",
                                         "Drawer", "At the beginning, in another currency", "$7.000,00 ARS" };
  g_autoptr (FielShiftReport) report = parse_report (
    "fiel-shift-report\t1\nkind\tz\nshift\t2\nstore\tSol\tcl\ncurrency\tCLP\t0\n"
    "float-apart\t700000\tARS\t2\n"
    "hand\tabc\t000007\t5000\tcharged\tNorte\t2026-03-31T13:01:00-03:00\tARS\t2\n"
    "brought\tabd\t000008\t123456\tapproved\tUSD\t2\n"
    "carried\tdef\t000009\t15400\tNorte\t2026-03-31T13:36:00-03:00\n"
    "carried\tdeg\t000010\t700\tNorte\t2026-03-31T13:36:00-03:00\tXYZ\t3\n"
    "apart\tdeh\t000011\t2500\tsale\tARS\t2\n"
    "apart\tdei\t000012\t-1200\trefund\tARS\t2\n");
  g_autoptr (FielDocument) document = fiel_shift_document_new (report, FALSE);
  g_autofree char *page = fiel_document_to_text (document, 80);
  g_autoptr (FielCsv) csv = fiel_shift_document_make_csv (report);
  g_autofree char *table = fiel_csv_take (csv);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_has (table, rows[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    assert_has (page, figures[i]);
  g_assert_null (strstr (page, "CLP"));
}

/* A return that is open, or was, is no charge: it has its name and its sign, and a sum of its own. */
static void
test_returns_without_result (void)
{
  static const char *const figures[] = {
    "not known yet, in no sum 1: $15.400", "returns not known yet, in no sum 2: −$1.700",
    "000007 returned −$500", "000008 not returned −$600", "000009 Norte $15.400",
    "000010 return · Norte −$700",
  };
  static const char *const rows[] = {
    "\"open\",\"\",\"\",1,15400,\"CLP\",0\r\n",
    "\"open-returns\",\"\",\"\",2,1700,\"CLP\",0\r\n",
    "\"carried\",\"000010\",\"deg\",,-700,\"CLP\",0\r\n",
  };
  g_autoptr (FielShiftReport) report = parse_report (
    "fiel-shift-report\t1\nkind\tz\nshift\t2\nstore\tSol\tcl\ncurrency\tCLP\t0\n"
    "open\t1\t15400\nopen-returns\t2\t1700\n"
    "hand\tabc\t000007\t-500\treturned\tNorte\t2026-03-31T13:01:00-03:00\tCLP\t0\n"
    "brought\tabd\t000008\t-600\tdeclined\tCLP\t0\trefund\n"
    "carried\tdef\t000009\t15400\tNorte\t2026-03-31T13:36:00-03:00\tCLP\t0\n"
    "carried\tdeg\t000010\t-700\tNorte\t2026-03-31T13:37:00-03:00\tCLP\t0\n");
  g_autoptr (FielDocument) document = fiel_shift_document_new (report, FALSE);
  g_autofree char *page = squeeze (fiel_document_to_text (document, 80));
  g_autoptr (FielCsv) csv = fiel_shift_document_make_csv (report);
  g_autofree char *table = fiel_csv_take (csv);

  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    assert_has (page, figures[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_has (table, rows[i]);
}

static void
test_file_name (void)
{
  g_autoptr (FielShiftReport) report = make_report ();
  g_autofree char *name = fiel_shift_document_name_file (report, "pdf");

  g_assert_cmpstr (name, ==, "fiel-z-118.pdf");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shift-document/paper", test_paper);
  g_test_add_func ("/shift-document/dates", test_dates);
  g_test_add_func ("/shift-document/no-date", test_no_date);
  g_test_add_func ("/shift-document/copy", test_copy);
  g_test_add_func ("/shift-document/so-far", test_so_far);
  g_test_add_func ("/shift-document/practice", test_practice);
  g_test_add_func ("/shift-document/table", test_table);
  g_test_add_func ("/shift-document/returns", test_returns);
  g_test_add_func ("/shift-document/currency-of-a-payment", test_currency_of_a_payment);
  g_test_add_func ("/shift-document/returns-without-result", test_returns_without_result);
  g_test_add_func ("/shift-document/file-name", test_file_name);

  return g_test_run ();
}
