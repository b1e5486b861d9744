/* fiel-document-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-document-private.h"

#include <string.h>

/* A document as lines of text: for a terminal window, a screen reader, a file. Nothing is ever wider than the columns
 * that were asked for, and nothing is left out: what does not fit goes on below. */

#define MIN_COLUMNS 8
/* What stands between a label and its value, and between two columns of a table. */
#define GAP 2
/* A column of words narrower than this is no column any more: such a table is written as pairs. */
#define MIN_WORDS 8

static guint
char_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;

  return g_unichar_iswide (c) ? 2 : 1;
}

static guint
text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += char_width (g_utf8_get_char (p));

  return width;
}

/* Where the longest beginning of @text ends that is not wider than @width; past one character at least, unless it is
 * empty or a line ends there. */
static const char *
find_end (const char *text, guint width)
{
  guint used = 0;
  const char *p = text;

  while (*p != '\0' && *p != '\n')
    {
      used += char_width (g_utf8_get_char (p));
      if (used > width && p > text)
        break;
      p = g_utf8_next_char (p);
    }

  return p;
}

/* Where to break the line that begins at @text and would end at @end: at its last blank, or in the middle of a word
 * that is longer than a line. */
static const char *
find_break (const char *text, const char *end)
{
  if (*end == '\0' || *end == '\n' || *end == ' ')
    return end;

  for (const char *p = end; p > text; p--)
    if (p[-1] == ' ')
      return p - 1;

  return end;
}

/* (transfer full) (element-type utf8): @text in lines of at most @width. @words: break between words, and drop the
 * blanks there. */
static GPtrArray *
wrap (const char *text, guint width, gboolean words)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  const char *p = text;

  do
    {
      const char *end;

      while (words && *p == ' ')
        p++;
      end = find_end (p, width);
      if (words)
        end = find_break (p, end);
      g_ptr_array_add (lines, g_strchomp (g_strndup (p, (gsize) (end - p))));
      p = end;
      while (words && *p == ' ')
        p++;
      if (*p == '\n')
        p++;
    }
  while (*p != '\0');

  return lines;
}

static void
append_blanks (GString *text, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (text, ' ');
}

static guint
room_left (const char *line, guint width)
{
  guint used = text_width (line);

  return used < width ? width - used : 0;
}

typedef enum
{
  ALIGN_LEFT,
  ALIGN_MIDDLE,
  ALIGN_RIGHT,
} Align;

static void
append_wrapped (GString *text, const char *words, guint columns, Align align, gboolean by_words)
{
  g_autoptr (GPtrArray) lines = wrap (words, columns, by_words);

  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);
      guint room = room_left (line, columns);

      if (*line != '\0' && align != ALIGN_LEFT)
        append_blanks (text, align == ALIGN_RIGHT ? room : room / 2);
      g_string_append (text, line);
      g_string_append_c (text, '\n');
    }
}

static void
append_pair (GString *text, const char *label, const char *value, guint columns)
{
  gboolean one_line = strchr (label, '\n') == NULL && strchr (value, '\n') == NULL;

  if (!one_line || text_width (label) + GAP + text_width (value) > columns)
    {
      append_wrapped (text, label, columns, ALIGN_LEFT, TRUE);
      append_wrapped (text, value, columns, ALIGN_RIGHT, TRUE);
      return;
    }

  g_string_append (text, label);
  append_blanks (text, columns - text_width (label) - text_width (value));
  g_string_append (text, value);
  g_string_append_c (text, '\n');
}

/* How wide each column is; FALSE if the figures leave no room for the words. */
static gboolean
share_columns (const FielBlock *table, guint columns, guint *widths)
{
  guint needed = (table->n_columns - 1) * GAP;
  guint weights = 0;
  guint room;

  for (guint i = 0; i < table->n_columns; i++)
    {
      widths[i] = 0;
      for (guint j = 0; j < table->rows->len; j++)
        {
          const FielBlockRow *row = g_ptr_array_index (table->rows, j);

          widths[i] = MAX (widths[i], text_width (row->cells[i]));
        }
      if (!table->columns[i].numeric)
        weights += MAX (table->columns[i].weight, 1);
      needed += table->columns[i].numeric ? widths[i] : MIN (widths[i], MIN_WORDS);
    }
  if (needed > columns)
    return FALSE;

  /* Every column of words has its least; what is left is shared by weight, up to what it can use. */
  room = columns - needed;
  for (guint i = 0; i < table->n_columns; i++)
    if (!table->columns[i].numeric)
      {
        guint weight = MAX (table->columns[i].weight, 1);
        guint least = MIN (widths[i], MIN_WORDS);
        guint more = MIN (widths[i] - least, room * weight / weights);

        widths[i] = least + more;
        room -= more;
        weights -= weight;
      }

  return TRUE;
}

static void
append_row (GString *text, const FielBlock *table, const FielBlockRow *row, const guint *widths)
{
  guint n_lines = 0;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < table->n_columns; i++)
    {
      GPtrArray *lines = wrap (row->cells[i], MAX (widths[i], 1), TRUE);

      g_ptr_array_add (cells, lines);
      n_lines = MAX (n_lines, lines->len);
    }
  for (guint n = 0; n < n_lines; n++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      for (guint i = 0; i < table->n_columns; i++)
        {
          GPtrArray *lines = g_ptr_array_index (cells, i);
          const char *cell = n < lines->len ? g_ptr_array_index (lines, n) : "";
          guint room = room_left (cell, widths[i]);

          append_blanks (line, (i > 0 ? GAP : 0) + (table->columns[i].numeric ? room : 0));
          g_string_append (line, cell);
          append_blanks (line, table->columns[i].numeric ? 0 : room);
        }
      g_string_append (text, g_strchomp (line->str));
      g_string_append_c (text, '\n');
    }
}

/* Each row as pairs of title and cell: no paper is too narrow for that. */
static void
append_stacked (GString *text, const FielBlock *table, guint columns)
{
  for (guint j = table->has_titles ? 1 : 0; j < table->rows->len; j++)
    {
      const FielBlockRow *row = g_ptr_array_index (table->rows, j);

      for (guint i = 0; i < table->n_columns; i++)
        if (*row->cells[i] != '\0')
          append_pair (text, table->columns[i].title, row->cells[i], columns);
      if (j + 1 < table->rows->len)
        g_string_append_c (text, '\n');
    }
}

static void
append_table (GString *text, const FielBlock *table, guint columns)
{
  g_autofree guint *widths = g_new0 (guint, table->n_columns);

  if (!share_columns (table, columns, widths))
    {
      append_stacked (text, table, columns);
      return;
    }

  for (guint j = 0; j < table->rows->len; j++)
    append_row (text, table, g_ptr_array_index (table->rows, j), widths);
}

static void
append_rule (GString *text, guint columns)
{
  for (guint i = 0; i < columns; i++)
    g_string_append_c (text, '-');
  g_string_append_c (text, '\n');
}

static void
append_text (GString *text, const FielBlock *block, guint columns)
{
  gboolean verbatim = block->style == FIEL_DOCUMENT_TEXT_VERBATIM;
  Align align = verbatim || block->style == FIEL_DOCUMENT_TEXT ? ALIGN_LEFT : ALIGN_MIDDLE;

  append_wrapped (text, block->text, columns, align, !verbatim);
}

static void
append_block (GString *text, const FielBlock *block, guint columns)
{
  switch (block->kind)
    {
    case FIEL_BLOCK_HEADING:
      append_wrapped (text, block->text, columns, ALIGN_MIDDLE, TRUE);
      break;
    case FIEL_BLOCK_TEXT:
      append_text (text, block, columns);
      break;
    case FIEL_BLOCK_PAIR:
      append_pair (text, block->text, block->value, columns);
      break;
    case FIEL_BLOCK_RULE:
      append_rule (text, columns);
      break;
    case FIEL_BLOCK_CODE:
      append_wrapped (text, block->text, columns, ALIGN_MIDDLE, FALSE);
      break;
    case FIEL_BLOCK_TABLE:
      append_table (text, block, columns);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * fiel_document_to_text:
 * @columns: how many characters a line may have
 *
 * Returns: (transfer full): the whole document, every line with its end
 */
char *
fiel_document_to_text (FielDocument *self, guint columns)
{
  GString *text = g_string_new (NULL);
  guint n;

  g_return_val_if_fail (self != NULL && columns >= MIN_COLUMNS, g_string_free (text, FALSE));

  n = fiel_document_get_n_blocks (self);
  for (guint i = 0; i < n; i++)
    append_block (text, fiel_document_get_block (self, i), columns);

  return g_string_free (text, FALSE);
}
