/* fiel-document-code.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-document-code.h"

#include <qrencode.h>

/* ISO/IEC 18004: four light modules on every side. */
#define QUIET_ZONE 4u
/* What one of libqrencode's modules says in its lowest bit. */
#define DARK 1u

FielDocumentCode *
fiel_document_code_new (const char *text)
{
  FielDocumentCode *self;
  QRcode *code;
  guint inner;

  g_return_val_if_fail (text != NULL && *text != '\0', NULL);

  /* Level M survives a fold or a stain; a receipt is seldom damaged more and still read. */
  code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  if (code == NULL)
    return NULL;

  inner = (guint) code->width;
  self = g_new0 (FielDocumentCode, 1);
  self->n_modules = inner + 2 * QUIET_ZONE;
  self->dark = g_new0 (guint8, (gsize) self->n_modules * self->n_modules);
  for (guint y = 0; y < inner; y++)
    for (guint x = 0; x < inner; x++)
      self->dark[(y + QUIET_ZONE) * self->n_modules + x + QUIET_ZONE] = code->data[y * inner + x] & DARK;
  QRcode_free (code);

  return self;
}

void
fiel_document_code_free (FielDocumentCode *self)
{
  if (self == NULL)
    return;

  g_free (self->dark);
  g_free (self);
}

/* All modules are one path, filled once: no light seams between dark neighbours. */
void
fiel_document_code_draw (const FielDocumentCode *self, cairo_t *cr, double x, double y, double size)
{
  double module;

  g_return_if_fail (self != NULL && cr != NULL);

  module = size / self->n_modules;
  cairo_save (cr);
  cairo_new_path (cr);
  for (guint row = 0; row < self->n_modules; row++)
    for (guint column = 0; column < self->n_modules;)
      {
        guint n = 0;

        while (column + n < self->n_modules && self->dark[row * self->n_modules + column + n])
          n++;
        if (n > 0)
          cairo_rectangle (cr, x + column * module, y + row * module, n * module, module);
        column += MAX (n, 1);
      }
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_fill (cr);
  cairo_restore (cr);
}
