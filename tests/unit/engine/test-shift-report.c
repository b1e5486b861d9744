/* test-shift-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The text that a closing record keeps, and the drawer's arithmetic. */

#include "fiel-journal-event.h"
#include "fiel-shift-cash.h"
#include "fiel-shift-report.h"

#include <string.h>

static void
test_round (void)
{
  g_autoptr (FielShiftReport) report = fiel_shift_report_new ();
  g_autoptr (FielShiftReport) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;
  g_autoptr (GError) error = NULL;

  fiel_shift_report_add (report, "kind", "z", NULL);
  fiel_shift_report_begin (report, "sales");
  fiel_shift_report_put_int (report, 23);
  fiel_shift_report_put_int (report, -418370);
  fiel_shift_report_add (report, "carried", "abc", "B\t7\nkind\tx", NULL);
  fiel_shift_report_begin (report, "total");
  fiel_shift_report_put (report, NULL);
  fiel_shift_report_put (report, "last");
  text = fiel_shift_report_to_text (report);
  g_assert_cmpstr (text, ==,
                   "fiel-shift-report\t1\nkind\tz\nsales\t23\t-418370\ncarried\tabc\tB 7 kind x\ntotal\t\tlast\n");

  again = fiel_shift_report_parse (text, &error);
  g_assert_no_error (error);
  text_again = fiel_shift_report_to_text (again);
  g_assert_cmpstr (text_again, ==, text);
  g_assert_cmpint (fiel_shift_report_find_int (again, "sales", 1), ==, -418370);
  g_assert_cmpstr (fiel_shift_report_find (again, "total", 0), ==, "");
  g_assert_cmpstr (fiel_shift_report_find (again, "total", 1), ==, "last");
  g_assert_cmpstr (fiel_shift_report_find (again, "total", 2), ==, "");
  g_assert_cmpstr (fiel_shift_report_find (again, "nothing", 0), ==, "");
  g_assert_false (fiel_shift_report_has (again, "nothing"));
  g_assert_cmpuint (fiel_shift_report_get_n_lines (again), ==, 4);
  g_assert_cmpuint (fiel_shift_report_get_n_cells (again, 2), ==, 2);
}

static void
test_what_is_none (void)
{
  static const char *const texts[] = { "", "kind\tz\n", "fiel-shift-report\t2\nkind\tz\n", "fiel-shift-report\t1\nkind" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (fiel_shift_report_parse (texts[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

static void
test_cash (void)
{
  FielShiftCash cash = { TRUE, 50000, 36500, 86500, NULL };
  gint64 expected = 0, difference = 0;

  g_assert_true (fiel_shift_cash_compare (&cash, &expected, &difference));
  g_assert_cmpint (expected, ==, 86500);
  g_assert_cmpint (difference, ==, 0);
  g_assert_false (fiel_shift_cash_needs_reason (&cash, 0));

  cash.counted_minor = 86000;
  g_assert_true (fiel_shift_cash_compare (&cash, &expected, &difference));
  g_assert_cmpint (difference, ==, -500);
  g_assert_false (fiel_shift_cash_needs_reason (&cash, 500));
  g_assert_true (fiel_shift_cash_needs_reason (&cash, 499));
  cash.reason = (char *) "";
  g_assert_true (fiel_shift_cash_needs_reason (&cash, 499));
  cash.reason = (char *) "change for the bus";
  g_assert_false (fiel_shift_cash_needs_reason (&cash, 499));

  cash.taken_minor = FIEL_MONEY_MAX_MINOR;
  g_assert_false (fiel_shift_cash_compare (&cash, &expected, &difference));
  cash.taken_minor = G_MININT64;
  g_assert_false (fiel_shift_cash_compare (&cash, &expected, &difference));
}

/* Digits of a hash may pass for a card number, and a shift's head that was masked is nobody's head any more. */
static void
test_head (void)
{
  const char *head = "78b98d4e91a931cc5502ab7f984a5f247f581efca364115819453071e2fbd057";
  g_autoptr (FielShiftReport) report = fiel_shift_report_new ();
  g_autoptr (FielShiftReport) read = NULL;
  g_autoptr (FielJournalEvent) note = fiel_journal_event_new (FIEL_JOURNAL_TYPE_NOTE, NULL, "Ana");
  g_autofree char *text = NULL;

  fiel_shift_report_add (report, "cash-reason", "card 4111111111111111", NULL);
  fiel_shift_report_begin (report, "head");
  fiel_shift_report_put_int (report, 4111111111111111);
  fiel_shift_report_put_exact (report, head);
  text = fiel_shift_report_to_text (report);
  fiel_journal_event_set (note, FIEL_FIELD_REPORT, text);

  read = fiel_shift_report_parse (fiel_journal_event_get (note, FIEL_FIELD_REPORT), NULL);
  g_assert_nonnull (read);
  g_assert_cmpstr (fiel_shift_report_find (read, "head", 1), ==, head);
  g_assert_cmpint (fiel_shift_report_find_int (read, "head", 0), ==, 4111111111111111);
  g_assert_null (strstr (text, "card 4111111111111111"));
  g_assert_nonnull (strstr (text, "card ************1111"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shift-report/round", test_round);
  g_test_add_func ("/shift-report/what-is-none", test_what_is_none);
  g_test_add_func ("/shift-report/cash", test_cash);

  g_test_add_func ("/shift-report/head", test_head);

  return g_test_run ();
}
