/* fiel-document-pages.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-document.h"
#include "fiel-paper.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * FielDocumentPages:
 *
 * A document laid out on one paper, ready to be drawn. A roll is one page, as long as what is on it and never wider
 * than long, because print systems turn such a page. All lengths are points, 1/72 inch.
 */
typedef struct _FielDocumentPages FielDocumentPages;

FielDocumentPages *fiel_document_pages_new (FielDocument *document, FielPaper paper) G_GNUC_WARN_UNUSED_RESULT;
void fiel_document_pages_free (FielDocumentPages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielDocumentPages, fiel_document_pages_free)

guint fiel_document_pages_get_n_pages (FielDocumentPages *self);
double fiel_document_pages_get_width (FielDocumentPages *self);      /* of the paper */
double fiel_document_pages_get_height (FielDocumentPages *self);
double fiel_document_pages_get_margin (FielDocumentPages *self);     /* left and right: nothing is drawn there */
void fiel_document_pages_draw (FielDocumentPages *self, cairo_t *cr, guint page);

G_END_DECLS
