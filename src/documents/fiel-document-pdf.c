/* fiel-document-pdf.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-document-pdf.h"

#include <cairo-pdf.h>

/* The file must not depend on when it was made, or nobody could compare two of them: the day it tells is this one, and
 * the real one stands on the page. */
#define NO_DAY "1970-01-01T00:00:00Z"

typedef struct
{
  GOutputStream *stream;   /* (unowned) */
  GError *error;           /* owned, nullable: the first trouble */
} Sink;

static cairo_status_t
write_bytes (void *data, const unsigned char *bytes, unsigned int length)
{
  Sink *sink = data;

  if (sink->error != NULL
      || !g_output_stream_write_all (sink->stream, bytes, length, NULL, NULL, &sink->error))
    return CAIRO_STATUS_WRITE_ERROR;

  return CAIRO_STATUS_SUCCESS;
}

static void
draw_pages (FielDocumentPages *pages, cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);
  guint n_pages = fiel_document_pages_get_n_pages (pages);

  for (guint i = 0; i < n_pages; i++)
    {
      fiel_document_pages_draw (pages, cr, i);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
}

gboolean
fiel_document_write_pdf (FielDocument *document, FielPaper paper, GOutputStream *stream, GError **error)
{
  g_autoptr (FielDocumentPages) pages = NULL;
  Sink sink = { .stream = stream };
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (document != NULL && G_IS_OUTPUT_STREAM (stream), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  pages = fiel_document_pages_new (document, paper);
  surface = cairo_pdf_surface_create_for_stream (write_bytes, &sink, fiel_document_pages_get_width (pages),
                                                 fiel_document_pages_get_height (pages));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, fiel_document_get_title (document));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, NO_DAY);
  draw_pages (pages, surface);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (sink.error != NULL)
    {
      g_propagate_error (error, sink.error);
      return FALSE;
    }
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
      return FALSE;
    }

  return TRUE;
}
