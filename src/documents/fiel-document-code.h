/* fiel-document-code.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* A QR code as a square of modules, with the quiet zone that scanners need around it. */
typedef struct
{
  guint n_modules;     /* along one side, quiet zone included */
  guint8 *dark;        /* owned: n_modules × n_modules, 1 is dark */
} FielDocumentCode;

FielDocumentCode *fiel_document_code_new (const char *text);       /* (nullable): @text is too long for a code */
void fiel_document_code_free (FielDocumentCode *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielDocumentCode, fiel_document_code_free)

/* @size: of its side, quiet zone included */
void fiel_document_code_draw (const FielDocumentCode *self, cairo_t *cr, double x, double y, double size);

G_END_DECLS
