/* fiel-document.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FielDocument:
 *
 * What is to be put on paper: blocks of content in their order, without a size. A reference-counted value: filled once
 * by whoever made it, then handed on and immutable. Texts that come from outside are made harmless on their way in:
 * what is not UTF-8 is replaced, and no control character but the line feed stays.
 */
typedef struct _FielDocument FielDocument;

#define FIEL_TYPE_DOCUMENT (fiel_document_get_type ())
GType fiel_document_get_type (void);

/**
 * FielDocumentTextStyle:
 * @FIEL_DOCUMENT_TEXT: words, from the left
 * @FIEL_DOCUMENT_TEXT_CENTRED: words in the middle
 * @FIEL_DOCUMENT_TEXT_STRONG: words in the middle that must not be missed
 * @FIEL_DOCUMENT_TEXT_SMALL: small print, in the middle
 * @FIEL_DOCUMENT_TEXT_VERBATIM: lines exactly as they came, in type of one width
 */
typedef enum
{
  FIEL_DOCUMENT_TEXT,
  FIEL_DOCUMENT_TEXT_CENTRED,
  FIEL_DOCUMENT_TEXT_STRONG,
  FIEL_DOCUMENT_TEXT_SMALL,
  FIEL_DOCUMENT_TEXT_VERBATIM,
} FielDocumentTextStyle;

/**
 * FielDocumentColumn:
 * @title: (nullable): what stands above the column; a table whose titles are all NULL has no such row
 * @numeric: whether it holds figures: they stand at its right edge, and the column is as wide as the widest of them
 * @weight: how much of what is left a column of words gets; 0 counts as 1
 */
typedef struct
{
  const char *title;
  gboolean numeric;
  guint weight;
} FielDocumentColumn;

FielDocument *fiel_document_new (const char *title);
FielDocument *fiel_document_ref (FielDocument *self);
void fiel_document_unref (FielDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielDocument, fiel_document_unref)

const char *fiel_document_get_title (FielDocument *self);
/* A slip is as narrow on a sheet as it is on a roll. */
void fiel_document_set_is_slip (FielDocument *self, gboolean is_slip);
gboolean fiel_document_get_is_slip (FielDocument *self);

void fiel_document_add_heading (FielDocument *self, const char *text);
void fiel_document_add_text (FielDocument *self, const char *text, FielDocumentTextStyle style);
void fiel_document_add_pair (FielDocument *self, const char *label, const char *value, gboolean strong);
void fiel_document_add_rule (FielDocument *self);
void fiel_document_add_code (FielDocument *self, const char *text);
void fiel_document_begin_table (FielDocument *self, const FielDocumentColumn *columns, guint n_columns);
void fiel_document_add_row (FielDocument *self, const char *const *cells);
void fiel_document_add_strong_row (FielDocument *self, const char *const *cells);

char *fiel_document_to_text (FielDocument *self, guint columns) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
