/* test-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-document-flow.h"
#include "fiel-document-pages.h"
#include "fiel-document-pdf.h"

#include <math.h>
#include <string.h>

/* Documents on paper: what is drawn stays on it, and what is a figure stands at its right edge. */

#define MM (72 / 25.4)
/* Ink of a letter may stand a hair outside of its own box, and ink is measured in whole points. */
#define HAIR 1.5

/* Where something was drawn on a page. */
typedef struct
{
  double left;
  double top;
  double right;
  double bottom;
} Ink;

static Ink
measure_ink (FielDocumentPages *pages, guint page)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  double x, y, width, height;

  fiel_document_pages_draw (pages, cr, page);
  cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return (Ink){ x, y, x + width, y + height };
}

static void
assert_on_paper (FielDocumentPages *pages)
{
  double margin = fiel_document_pages_get_margin (pages);

  for (guint i = 0; i < fiel_document_pages_get_n_pages (pages); i++)
    {
      Ink ink = measure_ink (pages, i);

      g_assert_cmpfloat (ink.left, >=, margin - HAIR);
      g_assert_cmpfloat (ink.right, <=, fiel_document_pages_get_width (pages) - margin + HAIR);
      g_assert_cmpfloat (ink.top, >=, 3 * MM - HAIR);
      g_assert_cmpfloat (ink.bottom, <=, fiel_document_pages_get_height (pages) - 6 * MM + HAIR);
    }
}

/* (transfer full): everything a document can hold, and all of it long */
static FielDocument *
make_long_document (guint n_rows)
{
  static const FielDocumentColumn columns[]
    = { { "Máquina de cobro", FALSE, 2 }, { "Situação", FALSE, 1 }, { "Ventas", TRUE, 0 }, { "Total", TRUE, 0 } };
  static const char *const row[] = { "Terminal de la terraza junto al río Mapochoooooooooooooooooooooooooooooooooooo",
                                     "Registrada manualmente", "1.234", "$999.999.999.999" };
  FielDocument *document = fiel_document_new ("Long");

  fiel_document_add_heading (document, "Supermercado y Panadería Nuestra Señora de la Candelaria del Sur Limitada");
  fiel_document_add_text (document, "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
                          FIEL_DOCUMENT_TEXT_STRONG);
  fiel_document_add_text (document, "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                          FIEL_DOCUMENT_TEXT_SMALL);
  fiel_document_add_text (document,
                          "0123456789012345678901234567890123456789012345678901234567890123456789\n  a  b",
                          FIEL_DOCUMENT_TEXT_VERBATIM);
  fiel_document_add_rule (document);
  fiel_document_add_pair (document, "Código de autorización", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", TRUE);
  fiel_document_add_pair (document, "Número de documento fiscal eletrônico", "−$999.999.999.999", TRUE);
  fiel_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < n_rows; i++)
    fiel_document_add_row (document, row);
  fiel_document_add_strong_row (document, row);
  fiel_document_add_code (document, "FIEL1:01890a5d-ac96-774b-bcce-b302099a8057");

  return document;
}

static void
test_nothing_leaves_the_paper (gconstpointer data)
{
  const FielPaper paper = (FielPaper) GPOINTER_TO_INT (data);
  g_autoptr (FielDocument) document = make_long_document (100);
  g_autoptr (FielDocumentPages) pages = fiel_document_pages_new (document, paper);
  guint n_pages = fiel_document_pages_get_n_pages (pages);

  if (paper == FIEL_PAPER_A4)
    g_assert_cmpuint (n_pages, >, 2);
  else
    g_assert_cmpuint (n_pages, ==, 1);
  assert_on_paper (pages);

  fiel_document_set_is_slip (document, TRUE);
  g_clear_pointer (&pages, fiel_document_pages_free);
  pages = fiel_document_pages_new (document, paper);
  assert_on_paper (pages);
}

static void
test_sizes (void)
{
  static const double widths[] = { 58, 80, 210 };
  static const double printed[] = { 48, 72, 174 };
  g_autoptr (FielDocument) document = fiel_document_new ("Short");

  fiel_document_add_rule (document);
  for (guint i = 0; i < FIEL_N_PAPERS; i++)
    {
      g_autoptr (FielDocumentPages) pages = fiel_document_pages_new (document, (FielPaper) i);
      Ink ink = measure_ink (pages, 0);
      double width = fiel_document_pages_get_width (pages);

      g_assert_cmpfloat (fabs (width - widths[i] * MM), <, 0.01);
      g_assert_cmpfloat (fabs (ink.right - ink.left - printed[i] * MM), <, 1);
      /* A page that is wider than long would be turned by the print system. */
      g_assert_cmpfloat (fiel_document_pages_get_height (pages), >=, width);
    }
}

/* A roll is as long as what is on it: twice the lines, twice the paper. */
static void
test_roll_is_as_long_as_its_content (void)
{
  g_autoptr (FielDocument) document = fiel_document_new ("Long");
  double heights[2];

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (FielDocumentPages) pages = NULL;

      for (guint j = 0; j < 100; j++)
        fiel_document_add_text (document, "x", FIEL_DOCUMENT_TEXT);
      pages = fiel_document_pages_new (document, FIEL_PAPER_ROLL_58);
      heights[i] = fiel_document_pages_get_height (pages) - 9 * MM;
    }
  g_assert_cmpfloat (fabs (heights[1] - 2 * heights[0]), <, 0.01);
}

/* Figures end at the right edge, whatever stands left of them, and each is as wide as any other. */
static void
test_figures_stand_at_the_right (void)
{
  static const char *const values[] = { "$1.111", "$8.888", "$11.111.111" };
  double right = 0;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (FielDocument) pair = fiel_document_new ("Pair");
      g_autoptr (FielDocument) table = fiel_document_new ("Table");
      const FielDocumentColumn columns[] = { { NULL, FALSE, 1 }, { NULL, TRUE, 0 } };
      const char *const row[] = { "Total", values[i] };
      FielDocument *documents[] = { pair, table };

      fiel_document_add_pair (pair, "Total", values[i], FALSE);
      fiel_document_begin_table (table, columns, 2);
      fiel_document_add_row (table, row);
      for (guint j = 0; j < 2; j++)
        {
          g_autoptr (FielDocumentPages) pages = fiel_document_pages_new (documents[j], FIEL_PAPER_ROLL_80);
          Ink ink = measure_ink (pages, 0);

          g_assert_cmpfloat (fabs (ink.right - 76 * MM), <, 1.5);
          right = MAX (right, ink.right);
        }
    }
  g_assert_cmpfloat (right, <=, 76 * MM + HAIR);
}

/* A column that needs less leaves the rest to the others, and no word is broken for the sake of one that can be. */
static void
test_columns_break_no_word (void)
{
  static const FielDocumentColumn columns[] = { { "When", FALSE, 1 }, { "Authorization", FALSE, 1 },
                                                { "Result", FALSE, 9 }, { "No", FALSE, 1 } };
  static const char *const row[] = { "2026-11-29 17:35", "310759", "not charged, by hand, after a look at the slip", "1" };
  g_autoptr (FielDocument) document = fiel_document_new ("Table");
  g_autoptr (GPtrArray) rows = NULL;
  const FielFlowRow *titles = NULL;

  fiel_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  fiel_document_add_row (document, row);
  rows = fiel_document_flow (document, 300, 10);
  titles = g_ptr_array_index (rows, 0);
  g_assert_cmpuint (titles->pieces->len, ==, 4);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpint (((const FielFlowRow *) g_ptr_array_index (rows, i))->is_title, ==, i == 0);
  /* The date, the time below it, and the words in as few lines. */
  g_assert_cmpuint (rows->len, <=, 4);
}

/* The titles of a long table are on each of its pages: the same ink, every time. */
static void
test_titles_are_repeated (void)
{
  static const FielDocumentColumn columns[] = { { "WWWWWWWWWWWWWWWW", FALSE, 1 }, { "N", TRUE, 0 } };
  static const char *const row[] = { "i", "1" };
  g_autoptr (FielDocument) document = fiel_document_new ("Table");
  g_autoptr (FielDocumentPages) pages = NULL;

  fiel_document_begin_table (document, columns, 2);
  for (guint i = 0; i < 200; i++)
    fiel_document_add_row (document, row);
  pages = fiel_document_pages_new (document, FIEL_PAPER_A4);

  g_assert_cmpuint (fiel_document_pages_get_n_pages (pages), >, 2);
  for (guint i = 0; i < fiel_document_pages_get_n_pages (pages); i++)
    {
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
      cairo_t *cr = cairo_create (surface);
      double x, y, width, height;

      /* Only what stands in the first line, without the figures at the edge. */
      cairo_rectangle (cr, 0, 0, 90 * MM, 19.5 * MM);
      cairo_clip (cr);
      fiel_document_pages_draw (pages, cr, i);
      cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
      g_assert_cmpfloat (width, >, 40 * MM);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

static GBytes *
make_pdf (FielDocument *document, FielPaper paper)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  fiel_document_write_pdf (document, paper, stream, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, NULL));

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
test_pdf_depends_on_the_document_alone (void)
{
  for (guint i = 0; i < FIEL_N_PAPERS; i++)
    {
      g_autoptr (FielDocument) first = make_long_document (3);
      g_autoptr (FielDocument) second = make_long_document (3);
      g_autoptr (GBytes) one = make_pdf (first, (FielPaper) i);
      g_autoptr (GBytes) other = make_pdf (second, (FielPaper) i);
      const char *bytes = g_bytes_get_data (one, NULL);
      const char *const folder = g_getenv ("FIEL_TEST_PAPERS");

      g_assert_true (g_bytes_equal (one, other));
      g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
      if (folder != NULL)
        {
          g_autofree char *name = g_strdup_printf ("%s/%s.pdf", folder, fiel_papers[i]);

          g_assert_true (g_file_set_contents (name, bytes, (gssize) g_bytes_get_size (one), NULL));
        }
    }
}

/* A disk that is full, seen from here. */
static void
test_pdf_says_what_went_wrong (void)
{
  g_autoptr (FielDocument) document = make_long_document (3);
  char room[100];
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new (room, sizeof room, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (fiel_document_write_pdf (document, FIEL_PAPER_A4, stream, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < FIEL_N_PAPERS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/pages/nothing-leaves-the-paper/%s", fiel_papers[i]);

      g_test_add_data_func (path, GINT_TO_POINTER ((int) i), test_nothing_leaves_the_paper);
    }
  g_test_add_func ("/pages/sizes", test_sizes);
  g_test_add_func ("/pages/roll-is-as-long-as-its-content", test_roll_is_as_long_as_its_content);
  g_test_add_func ("/pages/figures-stand-at-the-right", test_figures_stand_at_the_right);
  g_test_add_func ("/pages/columns-break-no-word", test_columns_break_no_word);
  g_test_add_func ("/pages/titles-are-repeated", test_titles_are_repeated);
  g_test_add_func ("/pdf/depends-on-the-document-alone", test_pdf_depends_on_the_document_alone);
  g_test_add_func ("/pdf/says-what-went-wrong", test_pdf_says_what_went_wrong);

  return g_test_run ();
}
