/* fiel-csv.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-csv.h"

#include <string.h>

struct _FielCsv
{
  GString *lines;  /* owned: whole rows that nobody took yet, and the row that is being written */
  guint n_cells;   /* of the row that is being written */
  guint n_columns; /* of the first row; 0 before it ended */
};

/* What a spreadsheet may begin a formula with, and how the same signs look in East Asian text, which some turn into
 * them. A tab, an end of line or a pair of quotation marks at the start is skipped by some. */
static const gunichar beginnings[] = {
  '=',    '+',    '-',    '@',    '\t',   '\r',   '\n', '"', /* ASCII */
  0xff1d, 0xff0b, 0xff0d, 0xff20,                         /* full width */
  0xfe66, 0xfe62, 0xfe63, 0xfe6b,                         /* small */
  0x2212,                                                 /* the minus of mathematics */
};

FielCsv *
fiel_csv_new (void)
{
  FielCsv *self = g_new0 (FielCsv, 1);

  self->lines = g_string_new (NULL);

  return self;
}

void
fiel_csv_free (FielCsv *self)
{
  g_string_free (self->lines, TRUE);
  g_free (self);
}

static gboolean
begins_formula (gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (beginnings[i] == c)
      return TRUE;

  return FALSE;
}

/* What is not seen in front of a formula: blanks, marks without a width, controls. */
static gboolean
is_invisible (gunichar c)
{
  const GUnicodeType type = g_unichar_type (c);

  return g_unichar_isspace (c) || type == G_UNICODE_FORMAT || type == G_UNICODE_CONTROL;
}

static gboolean
has_to_be_defused (const char *text)
{
  if (*text == '\'')
    return TRUE;
  while (*text != '\0' && !begins_formula (g_utf8_get_char (text)) && is_invisible (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return *text != '\0' && begins_formula (g_utf8_get_char (text));
}

/* Where a spreadsheet that takes another sign than the comma for the border, as they do in countries with a decimal
 * comma, lets a new cell begin, quoted or not. */
static gboolean
is_border (char c)
{
  return c == ';' || c == '\t' || c == '\r' || c == '\n';
}

/**
 * fiel_csv_defuse:
 * @text: UTF-8
 *
 * Puts an apostrophe at each beginning of a cell where a formula could begin, or where an apostrophe stands already. A
 * cell begins at the start, and for a spreadsheet that does not take the comma for its border, behind every semicolon,
 * tab and end of line. A formula could begin with = + - @, a tab, CR, LF or quotation mark, or with what looks the same
 * in full width, after any number of blanks and other signs nobody sees. Behind a semicolon, tab or end of line at the
 * very end there is one too: there our own quotation mark could begin a cell.
 *
 * To get the text back take one apostrophe away, if there is one, at the start and behind every semicolon, tab, CR and
 * LF.
 *
 * Returns: (transfer full): @text defused
 */
char *
fiel_csv_defuse (const char *text)
{
  const gsize length = strlen (text);
  GString *safe = g_string_sized_new (length + 2);

  for (const char *c = text; *c != '\0'; c++)
    {
      if ((c == text || is_border (c[-1])) && has_to_be_defused (c))
        g_string_append_c (safe, '\'');
      g_string_append_c (safe, *c);
    }
  if (length > 0 && is_border (text[length - 1]))
    g_string_append_c (safe, '\'');

  return g_string_free (safe, FALSE);
}

static void
begin_cell (FielCsv *self)
{
  if (self->n_cells > 0)
    g_string_append_c (self->lines, ',');
  self->n_cells++;
}

/**
 * fiel_csv_add_text:
 * @text: (nullable): the next cell of the row; %NULL if it is not known
 */
void
fiel_csv_add_text (FielCsv *self, const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *safe = NULL;

  begin_cell (self);
  if (text == NULL)
    return;

  valid = g_utf8_make_valid (text, -1);
  safe = fiel_csv_defuse (valid);
  g_string_append_c (self->lines, '"');
  for (const char *c = safe; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (self->lines, '"');
      g_string_append_c (self->lines, *c);
    }
  g_string_append_c (self->lines, '"');
}

void
fiel_csv_add_number (FielCsv *self, gint64 number)
{
  begin_cell (self);
  g_string_append_printf (self->lines, "%" G_GINT64_FORMAT, number);
}

/**
 * fiel_csv_end_row:
 *
 * Every row has as many cells as the first.
 */
void
fiel_csv_end_row (FielCsv *self)
{
  g_return_if_fail (self->n_cells > 0);
  g_return_if_fail (self->n_columns == 0 || self->n_cells == self->n_columns);

  g_string_append (self->lines, "\r\n");
  self->n_columns = self->n_cells;
  self->n_cells = 0;
}

/**
 * fiel_csv_get_size:
 *
 * Returns: how many bytes wait to be taken
 */
gsize
fiel_csv_get_size (FielCsv *self)
{
  return self->lines->len;
}

/**
 * fiel_csv_take:
 *
 * Returns: (transfer full): the rows since they were last taken
 */
char *
fiel_csv_take (FielCsv *self)
{
  char *rows;

  g_return_val_if_fail (self->n_cells == 0, NULL);

  rows = g_string_free (self->lines, FALSE);
  self->lines = g_string_new (NULL);

  return rows;
}

/**
 * fiel_csv_write:
 *
 * Hands the rows since they were last taken to @stream. Blocks as long as @stream does.
 */
gboolean
fiel_csv_write (FielCsv *self, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  gboolean written;

  g_return_val_if_fail (self->n_cells == 0, FALSE);

  written = g_output_stream_write_all (stream, self->lines->str, self->lines->len, NULL, cancellable, error);
  g_string_truncate (self->lines, 0);

  return written;
}
