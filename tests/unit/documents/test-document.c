/* test-document.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-document.h"

#include <string.h>

/* A document written as text, at widths that fit and at widths that do not. */

static void
assert_text (FielDocument *document, guint columns, const char *expected)
{
  g_autofree char *text = fiel_document_to_text (document, columns);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_kinds (void)
{
  g_autoptr (FielDocument) document = fiel_document_new ("Receipt");

  fiel_document_add_heading (document, "La Esquina");
  fiel_document_add_text (document, "Av. Siempre Viva 742, local 3", FIEL_DOCUMENT_TEXT_CENTRED);
  fiel_document_add_rule (document);
  fiel_document_add_pair (document, "Total", "$12.990", TRUE);
  fiel_document_add_text (document, "thank  you\nand  come back", FIEL_DOCUMENT_TEXT);
  fiel_document_add_text (document, " A  B\n  C", FIEL_DOCUMENT_TEXT_VERBATIM);
  fiel_document_add_code (document, "FIEL1:ABC");

  g_assert_cmpstr (fiel_document_get_title (document), ==, "Receipt");
  assert_text (document, 20,
               "     La Esquina\n"
               "  Av. Siempre Viva\n"
               "    742, local 3\n"
               "--------------------\n"
               "Total        $12.990\n"
               "thank  you\n"
               "and  come back\n"
               " A  B\n"
               "  C\n"
               "     FIEL1:ABC\n");
}

static void
test_pair_that_does_not_fit (void)
{
  g_autoptr (FielDocument) document = fiel_document_new ("Receipt");

  fiel_document_add_pair (document, "Operation", "000123456", FALSE);
  assert_text (document, 20, "Operation  000123456\n");
  assert_text (document, 19, "Operation\n          000123456\n");
  assert_text (document, 8, "Operatio\nn\n00012345\n       6\n");
}

static void
test_words_are_broken_only_when_they_must_be (void)
{
  g_autoptr (FielDocument) document = fiel_document_new ("Receipt");

  fiel_document_add_text (document, "one Donaudampfschiff two", FIEL_DOCUMENT_TEXT);
  assert_text (document, 24, "one Donaudampfschiff two\n");
  assert_text (document, 16, "one\nDonaudampfschiff\ntwo\n");
  assert_text (document, 10, "one\nDonaudampf\nschiff two\n");
}

static void
test_table (void)
{
  static const FielDocumentColumn columns[] = { { "Terminal", FALSE, 1 }, { "Sales", TRUE, 0 }, { "Total", TRUE, 0 } };
  static const char *const first[] = { "Bar", "3", "$7.000" };
  static const char *const second[] = { "Terrace by the river", "12", "$112.500" };
  static const char *const total[] = { "", "15", "$119.500" };
  g_autoptr (FielDocument) document = fiel_document_new ("Shift");

  fiel_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  fiel_document_add_row (document, first);
  fiel_document_add_row (document, second);
  fiel_document_add_strong_row (document, total);

  assert_text (document, 37,
               "Terminal              Sales     Total\n"
               "Bar                       3    $7.000\n"
               "Terrace by the river     12  $112.500\n"
               "                         15  $119.500\n");
  assert_text (document, 28,
               "Terminal     Sales     Total\n"
               "Bar              3    $7.000\n"
               "Terrace by      12  $112.500\n"
               "the river\n"
               "                15  $119.500\n");
  /* too narrow for a table: pairs */
  assert_text (document, 20,
               "Terminal         Bar\n"
               "Sales              3\n"
               "Total         $7.000\n"
               "\n"
               "Terminal\n"
               "Terrace by the river\n"
               "Sales             12\n"
               "Total       $112.500\n"
               "\n"
               "Sales             15\n"
               "Total       $119.500\n");
}

static void
test_table_without_titles (void)
{
  static const FielDocumentColumn columns[] = { { NULL, FALSE, 0 }, { NULL, TRUE, 0 } };
  static const char *const row[] = { "Visa", NULL };
  g_autoptr (FielDocument) document = fiel_document_new ("Shift");

  fiel_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  fiel_document_add_row (document, row);
  assert_text (document, 20, "Visa\n");
}

/* A terminal's answer, or a file somebody edited, may hold anything. */
static void
test_texts_are_made_harmless (void)
{
  g_autoptr (FielDocument) document = fiel_document_new ("a\033[31mb");

  fiel_document_add_text (document, "red\033[31m\rbell\a tab\tend\xff\xe2\x80\xae", FIEL_DOCUMENT_TEXT);
  fiel_document_add_pair (document, "l\bl", "v\x01v", FALSE);

  g_assert_cmpstr (fiel_document_get_title (document), ==, "a[31mb");
  assert_text (document, 40,
               "red[31mbell tab end\xef\xbf\xbd\n"
               "ll                                    vv\n");
}

static void
assert_no_line_is_wider (const char *text, guint columns)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpint (g_utf8_strlen (lines[i], -1), <=, columns);
}

/* Everything long, at every width: no line is wider, and every letter is still there. */
static void
test_nothing_is_wider_and_nothing_is_lost (void)
{
  static const FielDocumentColumn columns[] = { { "Terminal", FALSE, 2 }, { "What", FALSE, 1 }, { "Total", TRUE, 0 } };
  static const char *const row[] = { "Qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq qqqqq", "qqqqqqqq qqqqqqqqqqqq", "qqqqqqqqq" };
  g_autoptr (FielDocument) document = fiel_document_new ("Long");
  g_autofree char *wide = NULL;
  gsize n_letters = 0;

  fiel_document_add_heading (document, "qqqqqqq qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq");
  fiel_document_add_text (document, "qqqqqqq qqqqqq\nqqqq qqqqqqqqqqqqqqqqqqqqqqqqqq", FIEL_DOCUMENT_TEXT_VERBATIM);
  fiel_document_add_pair (document, "qqqqqqqqq qqqqqqqqqqqq qqqqq", "qqqqqqqqqqqqqqqqqqqqqqqq qqqqqqqqq", FALSE);
  fiel_document_add_code (document, "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqq");
  fiel_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  fiel_document_add_row (document, row);

  wide = fiel_document_to_text (document, 200);
  for (const char *p = wide; *p != '\0'; p++)
    n_letters += *p == 'q';
  for (guint width = 8; width <= 200; width++)
    {
      g_autofree char *text = fiel_document_to_text (document, width);
      gsize n_found = 0;

      assert_no_line_is_wider (text, width);
      for (const char *p = text; *p != '\0'; p++)
        n_found += *p == 'q';
      g_assert_cmpuint (n_found, ==, n_letters);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/kinds", test_kinds);
  g_test_add_func ("/document/pair-that-does-not-fit", test_pair_that_does_not_fit);
  g_test_add_func ("/document/words-are-broken-only-when-they-must-be", test_words_are_broken_only_when_they_must_be);
  g_test_add_func ("/document/table", test_table);
  g_test_add_func ("/document/table-without-titles", test_table_without_titles);
  g_test_add_func ("/document/texts-are-made-harmless", test_texts_are_made_harmless);
  g_test_add_func ("/document/nothing-is-wider-and-nothing-is-lost", test_nothing_is_wider_and_nothing_is_lost);

  return g_test_run ();
}
