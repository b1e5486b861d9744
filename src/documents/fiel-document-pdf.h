/* fiel-document-pdf.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-document-pages.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes @document as a PDF; the same document gives the same bytes. @stream is not closed. */
gboolean fiel_document_write_pdf (FielDocument *document, FielPaper paper, GOutputStream *stream, GError **error);

G_END_DECLS
