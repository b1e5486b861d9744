/* fiel-document-flow.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-document-code.h"
#include "fiel-document-private.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* A document as rows of one width, one under the other: what no page break may cut. */

/* One line of text of a row. */
typedef struct
{
  PangoLayout *layout;       /* owned: keeps the text of the line */
  PangoLayoutLine *line;     /* owned */
  double x;
  double baseline;           /* from the top of the row */
} FielFlowPiece;

typedef struct
{
  double height;
  GArray *pieces;            /* owned: FielFlowPiece */
  FielDocumentCode *code;    /* owned, nullable: drawn in the middle, as high as the row */
  gboolean is_rule;
  guint table;               /* 0: none; else its rows carry the same number */
  gboolean is_title;         /* of a table: said again on the next page */
} FielFlowRow;

/* (transfer full) (element-type FielFlowRow): @document in rows of @width points, with text of @size points */
GPtrArray *fiel_document_flow (FielDocument *document, double width, double size) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): a line that stands alone, such as the number of a page, in the middle of @width */
FielFlowRow *fiel_document_flow_line (const char *text, double width, double size) G_GNUC_WARN_UNUSED_RESULT;
void fiel_flow_row_free (FielFlowRow *row);

void fiel_flow_row_draw (const FielFlowRow *row, cairo_t *cr, double x, double y, double width);

G_END_DECLS
