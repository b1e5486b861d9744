/* fiel-document-flow.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-document-flow.h"

/* Lays blocks out in lines of one width. Pango breaks between words where it can and inside a word where it must, so
 * that nothing is wider than the paper; a table whose figures leave no room for its words is set as pairs. */

#define FAMILY "Sans"
#define FAMILY_VERBATIM "Monospace"
/* Lines that came from a provider are made smaller before they are broken, down to what a thermal printer still shows:
 * 48 characters on a roll of 58 mm. */
#define MIN_VERBATIM_SIZE 4.6
#define SCALE_HEADING 1.35
#define SCALE_STRONG 1.12
#define SCALE_SMALL 0.85
#define SCALE_CAPTION 0.75
/* Of the size of the text: */
#define GAP 1.0               /* between label and value, and between columns */
#define MIN_WORDS 5.0         /* the narrowest column of words */
#define RULE_ROOM 0.9
#define BREAK_ROOM 0.5
#define CODE_SIDE 74.0        /* points: 26 mm, five dots of a thermal printer for each module */
#define RULE_WIDTH 0.6

typedef struct
{
  PangoContext *context;   /* (unowned) */
  GPtrArray *rows;         /* (unowned): FielFlowRow */
  double width;
  double size;
  guint n_tables;
} Flow;

typedef struct
{
  const char *family;
  double size;
  gboolean bold;
  PangoAlignment alignment;
  PangoWrapMode wrap;
} Look;

static void
clear_piece (gpointer data)
{
  FielFlowPiece *piece = data;

  pango_layout_line_unref (piece->line);
  g_object_unref (piece->layout);
}

static FielFlowRow *
row_new (void)
{
  FielFlowRow *row = g_new0 (FielFlowRow, 1);

  row->pieces = g_array_new (FALSE, FALSE, sizeof (FielFlowPiece));
  g_array_set_clear_func (row->pieces, clear_piece);

  return row;
}

void
fiel_flow_row_free (FielFlowRow *row)
{
  g_array_unref (row->pieces);
  fiel_document_code_free (row->code);
  g_free (row);
}

static FielFlowRow *
add_row (Flow *flow, double height)
{
  FielFlowRow *row = row_new ();

  row->height = height;
  g_ptr_array_add (flow->rows, row);

  return row;
}

static Look
look_of (const Flow *flow, double scale, gboolean bold, PangoAlignment alignment)
{
  return (Look){ FAMILY, flow->size * scale, bold, alignment, PANGO_WRAP_WORD_CHAR };
}

/* (transfer full). @width: negative: as wide as the text is */
static PangoLayout *
make_layout (PangoContext *context, const char *text, const Look *look, double width)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_font_description_set_family (font, look->family);
  pango_font_description_set_absolute_size (font, look->size * PANGO_SCALE);
  pango_font_description_set_weight (font, look->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  /* Figures of one width stand under each other. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1, liga=0"));
  /* A word that is broken gets no hyphen: it may be a number. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_alignment (layout, look->alignment);
  pango_layout_set_wrap (layout, look->wrap);
  pango_layout_set_width (layout, width < 0 ? -1 : (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);

  return layout;
}

static double
measure (const Flow *flow, const char *text, const Look *look)
{
  g_autoptr (PangoLayout) layout = make_layout (flow->context, text, look, -1);
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);

  return (double) logical.width / PANGO_SCALE;
}

/* Puts one line of @iter's layout into @row, at @x. */
static void
add_piece (FielFlowRow *row, PangoLayout *layout, PangoLayoutIter *iter, double x)
{
  PangoRectangle logical;
  FielFlowPiece piece;
  double height;

  pango_layout_iter_get_line_extents (iter, NULL, &logical);
  piece.layout = g_object_ref (layout);
  piece.line = pango_layout_line_ref (pango_layout_iter_get_line_readonly (iter));
  piece.x = x + (double) logical.x / PANGO_SCALE;
  piece.baseline = (double) (pango_layout_iter_get_baseline (iter) - logical.y) / PANGO_SCALE;
  height = (double) logical.height / PANGO_SCALE;
  row->height = MAX (row->height, height);
  g_array_append_val (row->pieces, piece);
}

static void
add_lines (Flow *flow, const char *text, const Look *look)
{
  g_autoptr (PangoLayout) layout = make_layout (flow->context, text, look, flow->width);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do
    add_piece (add_row (flow, 0), layout, iter, 0);
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

/* Cells that stand beside each other, in as many rows as the one with the most lines needs. */
static void
add_cells (Flow *flow, char *const *cells, const Look *looks, const double *widths, guint n, guint first_row)
{
  double x = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PangoLayout) layout = make_layout (flow->context, cells[i], &looks[i], widths[i]);
      PangoLayoutIter *iter = pango_layout_get_iter (layout);
      guint line = first_row;

      do
        {
          FielFlowRow *row
            = line < flow->rows->len ? g_ptr_array_index (flow->rows, line) : add_row (flow, 0);

          add_piece (row, layout, iter, x);
          line++;
        }
      while (pango_layout_iter_next_line (iter));
      pango_layout_iter_free (iter);
      x += widths[i] + GAP * flow->size;
    }
}

static void
add_pair (Flow *flow, const char *label, const char *value, gboolean strong)
{
  const double scale = strong ? SCALE_STRONG : 1;
  const Look looks[]
    = { look_of (flow, scale, strong, PANGO_ALIGN_LEFT), look_of (flow, scale, strong, PANGO_ALIGN_RIGHT) };
  const double gap = GAP * flow->size;
  const double label_width = measure (flow, label, &looks[0]);
  const double value_width = measure (flow, value, &looks[1]);
  char *const cells[] = { (char *) label, (char *) value };
  double widths[2];

  if (label_width + gap + value_width > flow->width)
    {
      add_lines (flow, label, &looks[0]);
      add_lines (flow, value, &looks[1]);
      return;
    }

  /* A little more than the label needs, or rounding breaks it. */
  widths[0] = MIN (label_width + 1, flow->width - gap - value_width);
  widths[1] = flow->width - gap - widths[0];
  add_cells (flow, cells, looks, widths, 2, flow->rows->len);
}

static void
add_verbatim (Flow *flow, const char *text)
{
  Look look = { FAMILY_VERBATIM, flow->size, FALSE, PANGO_ALIGN_LEFT, PANGO_WRAP_CHAR };
  double width = measure (flow, text, &look);

  if (width > flow->width)
    look.size = MAX (MIN_VERBATIM_SIZE, look.size * flow->width / width * 0.995);
  add_lines (flow, text, &look);
}

static void
add_text (Flow *flow, const FielBlock *block)
{
  Look look;

  if (block->style == FIEL_DOCUMENT_TEXT_VERBATIM)
    {
      add_verbatim (flow, block->text);
      return;
    }

  look = look_of (flow, 1, FALSE, block->style == FIEL_DOCUMENT_TEXT ? PANGO_ALIGN_LEFT : PANGO_ALIGN_CENTER);
  if (block->style == FIEL_DOCUMENT_TEXT_STRONG)
    look = look_of (flow, SCALE_STRONG, TRUE, PANGO_ALIGN_CENTER);
  else if (block->style == FIEL_DOCUMENT_TEXT_SMALL)
    look = look_of (flow, SCALE_SMALL, FALSE, PANGO_ALIGN_CENTER);
  add_lines (flow, block->text, &look);
}

static void
add_heading (Flow *flow, const char *text)
{
  const Look look = look_of (flow, SCALE_HEADING, TRUE, PANGO_ALIGN_CENTER);

  if (flow->rows->len > 0)
    add_row (flow, BREAK_ROOM * flow->size);
  add_lines (flow, text, &look);
}

static void
add_code (Flow *flow, const char *text)
{
  Look look = look_of (flow, SCALE_CAPTION, FALSE, PANGO_ALIGN_CENTER);
  g_autoptr (FielDocumentCode) code = fiel_document_code_new (text);

  look.wrap = PANGO_WRAP_CHAR;
  if (code != NULL)
    add_row (flow, MIN (CODE_SIDE, flow->width))->code = g_steal_pointer (&code);
  add_lines (flow, text, &look);
}

static Look
look_of_cell (const Flow *flow, const FielBlock *table, const FielBlockRow *row, guint column)
{
  return look_of (flow, 1, row->strong, table->columns[column].numeric ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
}

static double
measure_column (const Flow *flow, const FielBlock *table, guint column)
{
  double width = 0;

  for (guint j = 0; j < table->rows->len; j++)
    {
      const FielBlockRow *row = g_ptr_array_index (table->rows, j);
      const Look look = look_of_cell (flow, table, row, column);
      double needed = measure (flow, row->cells[column], &look) + 1;

      width = MAX (width, needed);
    }

  return width;
}

/* How wide a column has to be to break no word. */
static double
measure_words (const Flow *flow, const FielBlock *table, guint column)
{
  double width = 0;

  for (guint j = 0; j < table->rows->len; j++)
    {
      const FielBlockRow *row = g_ptr_array_index (table->rows, j);
      const Look look = look_of_cell (flow, table, row, column);
      g_auto (GStrv) words = g_strsplit (row->cells[column], " ", -1);

      for (guint i = 0; words[i] != NULL; i++)
        width = MAX (width, measure (flow, words[i], &look) + 1);
    }

  return width;
}

/* One of the columns that want more gets all it wants, if its part of the room is enough for that. */
static gboolean
settle_one (const FielBlock *table, double *wants, double *gets, double *room, guint *weights)
{
  for (guint i = 0; i < table->n_columns; i++)
    {
      const guint weight = MAX (table->columns[i].weight, 1);

      if (wants[i] <= 0 || wants[i] > *room * weight / *weights)
        continue;

      gets[i] += wants[i];
      *room -= wants[i];
      *weights -= weight;
      wants[i] = 0;
      return TRUE;
    }

  return FALSE;
}

/* @gets: what each column has, to which its part of @room is added, by weight; nobody gets more than it @wants, and
 * what one leaves is for the others. What all leave is for the last column of words, so that figures stand at the
 * edge. */
static void
share_room (const FielBlock *table, double *wants, double *gets, double room)
{
  guint weights = 0;
  guint last = 0;

  for (guint i = 0; i < table->n_columns; i++)
    {
      weights += wants[i] > 0 ? MAX (table->columns[i].weight, 1) : 0;
      last = table->columns[i].numeric ? last : i;
    }
  while (weights > 0 && settle_one (table, wants, gets, &room, &weights))
    ;
  if (weights == 0 && !table->columns[last].numeric)
    gets[last] += room;
  for (guint i = 0; weights > 0 && i < table->n_columns; i++)
    if (wants[i] > 0)
      gets[i] += room * MAX (table->columns[i].weight, 1) / weights;
}

/* What every column gets at least; the room that is left, negative if there is too little. */
static double
give_least (const Flow *flow, const FielBlock *table, const double *needs, gboolean whole_words, double *gets)
{
  const double least = MIN_WORDS * flow->size;
  double room = flow->width - (table->n_columns - 1) * GAP * flow->size;

  for (guint i = 0; i < table->n_columns; i++)
    {
      if (table->columns[i].numeric)
        gets[i] = needs[i];
      else
        gets[i] = whole_words ? measure_words (flow, table, i) : MIN (needs[i], least);
      room -= gets[i];
    }

  return room;
}

/* How wide each column is; FALSE if the figures leave no room for the words. Words are broken only where they have
 * to be. */
static gboolean
share_columns (const Flow *flow, const FielBlock *table, double *widths)
{
  g_autofree double *wants = g_new0 (double, table->n_columns);
  double room;

  for (guint i = 0; i < table->n_columns; i++)
    wants[i] = measure_column (flow, table, i);
  room = give_least (flow, table, wants, TRUE, widths);
  if (room < 0)
    room = give_least (flow, table, wants, FALSE, widths);
  if (room < 0)
    return FALSE;

  for (guint i = 0; i < table->n_columns; i++)
    wants[i] -= widths[i];
  share_room (table, wants, widths, room);

  return TRUE;
}

static void
add_stacked (Flow *flow, const FielBlock *table)
{
  for (guint j = table->has_titles ? 1 : 0; j < table->rows->len; j++)
    {
      const FielBlockRow *row = g_ptr_array_index (table->rows, j);

      for (guint i = 0; i < table->n_columns; i++)
        if (*row->cells[i] != '\0')
          add_pair (flow, table->columns[i].title, row->cells[i], row->strong);
      if (j + 1 < table->rows->len)
        add_row (flow, BREAK_ROOM * flow->size);
    }
}

static void
add_table (Flow *flow, const FielBlock *table)
{
  g_autofree double *widths = g_new0 (double, table->n_columns);
  g_autofree Look *looks = g_new0 (Look, table->n_columns);

  if (!share_columns (flow, table, widths))
    {
      add_stacked (flow, table);
      return;
    }

  flow->n_tables++;
  for (guint j = 0; j < table->rows->len; j++)
    {
      const FielBlockRow *row = g_ptr_array_index (table->rows, j);
      guint first_row = flow->rows->len;

      for (guint i = 0; i < table->n_columns; i++)
        looks[i] = look_of_cell (flow, table, row, i);
      add_cells (flow, row->cells, looks, widths, table->n_columns, first_row);
      for (guint k = first_row; k < flow->rows->len; k++)
        {
          FielFlowRow *line = g_ptr_array_index (flow->rows, k);

          line->table = flow->n_tables;
          line->is_title = table->has_titles && j == 0;
        }
    }
}

static void
add_block (Flow *flow, const FielBlock *block)
{
  switch (block->kind)
    {
    case FIEL_BLOCK_HEADING:
      add_heading (flow, block->text);
      break;
    case FIEL_BLOCK_TEXT:
      add_text (flow, block);
      break;
    case FIEL_BLOCK_PAIR:
      add_pair (flow, block->text, block->value, block->strong);
      break;
    case FIEL_BLOCK_RULE:
      add_row (flow, RULE_ROOM * flow->size)->is_rule = TRUE;
      break;
    case FIEL_BLOCK_CODE:
      add_code (flow, block->text);
      break;
    case FIEL_BLOCK_TABLE:
      add_table (flow, block);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* (transfer full): lengths are points whatever is drawn on later, and no glyph is moved to whole pixels. */
static PangoContext *
make_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);

  return context;
}

GPtrArray *
fiel_document_flow (FielDocument *document, double width, double size)
{
  PangoContext *context = make_context ();
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_flow_row_free);
  Flow flow = { .context = context, .rows = rows, .width = width, .size = size };
  guint n = fiel_document_get_n_blocks (document);

  for (guint i = 0; i < n; i++)
    add_block (&flow, fiel_document_get_block (document, i));
  g_object_unref (context);

  return rows;
}

FielFlowRow *
fiel_document_flow_line (const char *text, double width, double size)
{
  PangoContext *context = make_context ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_flow_row_free);
  Flow flow = { .context = context, .rows = rows, .width = width, .size = size };
  const Look look = look_of (&flow, SCALE_SMALL, FALSE, PANGO_ALIGN_CENTER);

  add_lines (&flow, text, &look);
  g_object_unref (context);

  return g_ptr_array_steal_index (rows, 0);
}

static void
draw_rule (const FielFlowRow *row, cairo_t *cr, double x, double y, double width)
{
  cairo_save (cr);
  cairo_set_line_width (cr, RULE_WIDTH);
  cairo_move_to (cr, x, y + row->height / 2);
  cairo_line_to (cr, x + width, y + row->height / 2);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
fiel_flow_row_draw (const FielFlowRow *row, cairo_t *cr, double x, double y, double width)
{
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (row->is_rule)
    draw_rule (row, cr, x, y, width);
  if (row->code != NULL)
    fiel_document_code_draw (row->code, cr, x + (width - row->height) / 2, y, row->height);
  for (guint i = 0; i < row->pieces->len; i++)
    {
      const FielFlowPiece *piece = &g_array_index (row->pieces, FielFlowPiece, i);

      cairo_move_to (cr, x + piece->x, y + piece->baseline);
      pango_cairo_show_layout_line (cr, piece->line);
    }
}
