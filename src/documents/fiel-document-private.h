/* fiel-document-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-document.h"

G_BEGIN_DECLS

/* What those that lay a document out read of it. */

typedef enum
{
  FIEL_BLOCK_HEADING,
  FIEL_BLOCK_TEXT,
  FIEL_BLOCK_PAIR,
  FIEL_BLOCK_RULE,
  FIEL_BLOCK_CODE,
  FIEL_BLOCK_TABLE,
} FielBlockKind;

typedef struct
{
  char **cells;                  /* owned: as many as the table has columns */
  gboolean strong;
} FielBlockRow;

typedef struct
{
  FielBlockKind kind;
  FielDocumentTextStyle style;   /* TEXT */
  gboolean strong;               /* PAIR */
  char *text;                    /* owned, nullable: the words, the label, what the code says */
  char *value;                   /* owned, nullable: PAIR */
  FielDocumentColumn *columns;   /* owned with its titles, nullable: TABLE */
  guint n_columns;
  GPtrArray *rows;               /* owned, nullable: TABLE: FielBlockRow; the first are the titles if it has any */
  gboolean has_titles;
} FielBlock;

guint fiel_document_get_n_blocks (FielDocument *self);
const FielBlock *fiel_document_get_block (FielDocument *self, guint index);

G_END_DECLS
