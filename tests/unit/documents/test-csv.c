/* test-csv.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-csv.h"

/* One text, and what it is written as. */
static void
assert_defused (const char *text, const char *expected)
{
  g_autofree char *safe = fiel_csv_defuse (text);

  g_assert_cmpstr (safe, ==, expected);
}

static void
test_beginnings (void)
{
  static const char *const dangerous[] = { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹦", "﹢",
                                           "﹣", "﹫", "−" };

  for (gsize i = 0; i < G_N_ELEMENTS (dangerous); i++)
    {
      g_autofree char *text = g_strconcat (dangerous[i], "1", NULL);
      g_autofree char *hidden = g_strconcat (" \xe2\x80\x8b\xef\xbb\xbf", dangerous[i], "1", NULL);
      g_autofree char *expected = g_strconcat ("'", text, NULL);
      g_autofree char *expected_hidden = g_strconcat ("'", hidden, NULL);

      assert_defused (text, expected);
      assert_defused (hidden, expected_hidden);
    }
}

static void
test_borders (void)
{
  assert_defused ("paid;=1", "paid;'=1");
  assert_defused ("paid; =1", "paid;' =1");
  assert_defused ("a\t-1", "a\t'-1");
  assert_defused ("a\n@b\r+c", "a\n'@b\r'+c");
  assert_defused ("a;\"=1", "a;'\"=1");
  assert_defused ("a;", "a;'");
  assert_defused (";", ";'");
  assert_defused ("a,=1", "a,=1");
}

static void
test_apostrophes (void)
{
  assert_defused ("'=1", "''=1");
  assert_defused ("'", "''");
  assert_defused ("a;'b", "a;''b");
  assert_defused ("it's", "it's");
}

static void
test_plain (void)
{
  assert_defused ("", "");
  assert_defused ("12990", "12990");
  assert_defused ("a=b-c", "a=b-c");
  assert_defused ("ñ +", "ñ +");
}

/* What is not UTF-8 does not get into the file. */
static void
test_invalid_text (void)
{
  g_autoptr (FielCsv) csv = fiel_csv_new ();
  g_autofree char *rows = NULL;

  fiel_csv_add_text (csv, "a\xff=\xfe");
  fiel_csv_end_row (csv);
  rows = fiel_csv_take (csv);

  g_assert_true (g_utf8_validate (rows, -1, NULL));
  g_assert_cmpstr (rows, ==, "\"a\xef\xbf\xbd=\xef\xbf\xbd\"\r\n");
}

static void
test_taken_in_parts (void)
{
  g_autoptr (FielCsv) csv = fiel_csv_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fiel_csv_add_number (csv, 1);
  fiel_csv_end_row (csv);
  first = fiel_csv_take (csv);
  fiel_csv_add_number (csv, 2);
  fiel_csv_end_row (csv);
  g_assert_cmpuint (fiel_csv_get_size (csv), ==, 3);
  second = fiel_csv_take (csv);

  g_assert_cmpstr (first, ==, "1\r\n");
  g_assert_cmpstr (second, ==, "2\r\n");
  g_assert_cmpuint (fiel_csv_get_size (csv), ==, 0);
}

static void
test_written (void)
{
  g_autoptr (FielCsv) csv = fiel_csv_new ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  for (gint64 i = 1; i <= 2; i++)
    {
      fiel_csv_add_number (csv, i);
      fiel_csv_add_text (csv, "x");
      fiel_csv_end_row (csv);
      g_assert_true (fiel_csv_write (csv, stream, NULL, &error));
      g_assert_no_error (error);
    }

  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));

  g_assert_cmpstr (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), ==, "1,\"x\"\r\n2,\"x\"\r\n");
}

static void
test_not_written (void)
{
  g_autoptr (FielCsv) csv = fiel_csv_new ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_output_stream_close (stream, NULL, NULL);
  fiel_csv_add_number (csv, 1);
  fiel_csv_end_row (csv);

  g_assert_false (fiel_csv_write (csv, stream, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
test_uneven_rows (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (FielCsv) csv = fiel_csv_new ();

      fiel_csv_add_number (csv, 1);
      fiel_csv_end_row (csv);
      fiel_csv_add_number (csv, 1);
      fiel_csv_add_number (csv, 2);
      fiel_csv_end_row (csv);
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*n_columns*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv/beginnings", test_beginnings);
  g_test_add_func ("/csv/borders", test_borders);
  g_test_add_func ("/csv/apostrophes", test_apostrophes);
  g_test_add_func ("/csv/plain", test_plain);
  g_test_add_func ("/csv/invalid-text", test_invalid_text);
  g_test_add_func ("/csv/taken-in-parts", test_taken_in_parts);
  g_test_add_func ("/csv/written", test_written);
  g_test_add_func ("/csv/not-written", test_not_written);
  g_test_add_func ("/csv/uneven-rows", test_uneven_rows);

  return g_test_run ();
}
