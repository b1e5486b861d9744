/* fiel-document.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-document-private.h"

struct _FielDocument
{
  char *title;         /* owned */
  gboolean is_slip;
  GPtrArray *blocks;   /* owned: FielBlock, owned */
};

G_DEFINE_BOXED_TYPE (FielDocument, fiel_document, fiel_document_ref, fiel_document_unref)

static void
row_free (gpointer data)
{
  FielBlockRow *row = data;

  g_strfreev (row->cells);
  g_free (row);
}

static void
block_free (gpointer data)
{
  FielBlock *block = data;

  for (guint i = 0; i < block->n_columns; i++)
    g_free ((char *) block->columns[i].title);
  g_free (block->columns);
  g_clear_pointer (&block->rows, g_ptr_array_unref);
  g_free (block->text);
  g_free (block->value);
  g_free (block);
}

/* (transfer full): valid UTF-8 without control characters. A tab is a blank, "\r\n" one end of a line. */
static char *
make_harmless (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *harmless = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n')
        g_string_append_c (harmless, '\n');
      else if (c == '\t')
        g_string_append_c (harmless, ' ');
      else if (g_unichar_type (c) == G_UNICODE_FORMAT || g_unichar_type (c) == G_UNICODE_CONTROL)
        continue;
      else if (g_unichar_type (c) == G_UNICODE_LINE_SEPARATOR || g_unichar_type (c) == G_UNICODE_PARAGRAPH_SEPARATOR)
        g_string_append_c (harmless, '\n');
      else
        g_string_append_unichar (harmless, c);
    }

  return g_string_free (harmless, FALSE);
}

/* (transfer none) */
static FielBlock *
add_block (FielDocument *self, FielBlockKind kind, const char *text)
{
  FielBlock *block = g_new0 (FielBlock, 1);

  block->kind = kind;
  if (text != NULL)
    block->text = make_harmless (text);
  g_ptr_array_add (self->blocks, block);

  return block;
}

/**
 * fiel_document_new:
 * @title: what the document is called: the name of the print job, the title of the file
 *
 * Returns: (transfer full): an empty document
 */
FielDocument *
fiel_document_new (const char *title)
{
  FielDocument *self;

  g_return_val_if_fail (title != NULL, NULL);

  self = g_atomic_rc_box_new0 (FielDocument);
  self->title = make_harmless (title);
  self->blocks = g_ptr_array_new_with_free_func (block_free);

  return self;
}

FielDocument *
fiel_document_ref (FielDocument *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_document (gpointer data)
{
  FielDocument *self = data;

  g_free (self->title);
  g_ptr_array_unref (self->blocks);
}

void
fiel_document_unref (FielDocument *self)
{
  g_atomic_rc_box_release_full (self, clear_document);
}

const char *
fiel_document_get_title (FielDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

void
fiel_document_set_is_slip (FielDocument *self, gboolean is_slip)
{
  g_return_if_fail (self != NULL);

  self->is_slip = is_slip;
}

gboolean
fiel_document_get_is_slip (FielDocument *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_slip;
}

void
fiel_document_add_heading (FielDocument *self, const char *text)
{
  g_return_if_fail (self != NULL && text != NULL);

  add_block (self, FIEL_BLOCK_HEADING, text);
}

void
fiel_document_add_text (FielDocument *self, const char *text, FielDocumentTextStyle style)
{
  g_return_if_fail (self != NULL && text != NULL);

  add_block (self, FIEL_BLOCK_TEXT, text)->style = style;
}

/**
 * fiel_document_add_pair:
 *
 * Adds a line with @label at its left and @value at its right edge. If they do not fit side by side, the value stands
 * below, still at the right.
 */
void
fiel_document_add_pair (FielDocument *self, const char *label, const char *value, gboolean strong)
{
  FielBlock *block;

  g_return_if_fail (self != NULL && label != NULL && value != NULL);

  block = add_block (self, FIEL_BLOCK_PAIR, label);
  block->value = make_harmless (value);
  block->strong = strong;
}

void
fiel_document_add_rule (FielDocument *self)
{
  g_return_if_fail (self != NULL);

  add_block (self, FIEL_BLOCK_RULE, NULL);
}

/**
 * fiel_document_add_code:
 * @text: what a scanner reads
 *
 * Adds a QR code, with the same text below it for eyes.
 */
void
fiel_document_add_code (FielDocument *self, const char *text)
{
  g_return_if_fail (self != NULL && text != NULL && *text != '\0');

  add_block (self, FIEL_BLOCK_CODE, text);
}

static void
add_row (FielBlock *table, const char *const *cells, gboolean strong)
{
  FielBlockRow *row = g_new0 (FielBlockRow, 1);

  row->cells = g_new0 (char *, table->n_columns + 1);
  row->strong = strong;
  for (guint i = 0; i < table->n_columns; i++)
    row->cells[i] = make_harmless (cells[i]);
  g_ptr_array_add (table->rows, row);
}

/**
 * fiel_document_begin_table:
 *
 * Adds an empty table; fiel_document_add_row() fills it until another block is added.
 */
void
fiel_document_begin_table (FielDocument *self, const FielDocumentColumn *columns, guint n_columns)
{
  FielBlock *block;
  g_autofree const char **titles = g_new0 (const char *, n_columns + 1);

  g_return_if_fail (self != NULL && columns != NULL && n_columns > 0);

  block = add_block (self, FIEL_BLOCK_TABLE, NULL);
  block->rows = g_ptr_array_new_with_free_func (row_free);
  block->columns = g_new0 (FielDocumentColumn, n_columns);
  block->n_columns = n_columns;
  for (guint i = 0; i < n_columns; i++)
    {
      block->columns[i] = columns[i];
      block->columns[i].title = make_harmless (columns[i].title);
      titles[i] = columns[i].title;
      block->has_titles = block->has_titles || columns[i].title != NULL;
    }
  if (block->has_titles)
    add_row (block, titles, TRUE);
}

static FielBlock *
get_open_table (FielDocument *self)
{
  FielBlock *last = self->blocks->len > 0 ? g_ptr_array_index (self->blocks, self->blocks->len - 1) : NULL;

  return last != NULL && last->kind == FIEL_BLOCK_TABLE ? last : NULL;
}

/**
 * fiel_document_add_row:
 * @cells: (array): one for each column; NULL is empty
 */
void
fiel_document_add_row (FielDocument *self, const char *const *cells)
{
  g_return_if_fail (self != NULL && cells != NULL);
  g_return_if_fail (get_open_table (self) != NULL);

  add_row (get_open_table (self), cells, FALSE);
}

/**
 * fiel_document_add_strong_row:
 *
 * As fiel_document_add_row(), for a total.
 */
void
fiel_document_add_strong_row (FielDocument *self, const char *const *cells)
{
  g_return_if_fail (self != NULL && cells != NULL);
  g_return_if_fail (get_open_table (self) != NULL);

  add_row (get_open_table (self), cells, TRUE);
}

guint
fiel_document_get_n_blocks (FielDocument *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->blocks->len;
}

const FielBlock *
fiel_document_get_block (FielDocument *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->blocks->len, NULL);

  return g_ptr_array_index (self->blocks, index);
}
