/* fiel-document-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-document-pages.h"

#include "fiel-document-flow.h"

#define POINTS(mm) ((mm) * 72 / 25.4)
/* What the number of a page needs at its foot, of the size of the text. */
#define NUMBER_ROOM 1.6

typedef struct
{
  double width;
  double height;        /* 0: as long as its content */
  double margin;        /* left and right: printers cannot reach there */
  double top;
  double bottom;
  double slip_width;    /* of what is no more than a slip */
  double size;          /* of the text */
} Format;

static const Format formats[FIEL_N_PAPERS] = {
  [FIEL_PAPER_ROLL_58] = { POINTS (58), 0, POINTS (5), POINTS (3), POINTS (6), POINTS (48), 7.5 },
  [FIEL_PAPER_ROLL_80] = { POINTS (80), 0, POINTS (4), POINTS (3), POINTS (6), POINTS (72), 9 },
  [FIEL_PAPER_A4] = { POINTS (210), POINTS (297), POINTS (18), POINTS (15), POINTS (18), POINTS (90), 10 },
};

/* A row where it stands on its page. */
typedef struct
{
  const FielFlowRow *row;   /* the flow's */
  guint page;
  double y;
} Placed;

struct _FielDocumentPages
{
  const Format *format;
  GPtrArray *rows;          /* owned: FielFlowRow */
  GArray *placed;           /* owned: Placed, by page */
  GPtrArray *numbers;       /* owned: FielFlowRow: the page numbers, if there is more than one page */
  double x;
  double width;             /* of the content */
  double height;
  guint n_pages;
};

static void
place (FielDocumentPages *self, const FielFlowRow *row, guint page, double *y)
{
  const Placed placed = { row, page, *y };

  g_array_append_val (self->placed, placed);
  *y += row->height;
}

/* The titles of the table that @row belongs to, on top of a new page. */
static void
place_titles (FielDocumentPages *self, const FielFlowRow *row, double *y)
{
  if (row->table == 0 || row->is_title)
    return;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const FielFlowRow *title = g_ptr_array_index (self->rows, i);

      if (title->table == row->table && title->is_title)
        place (self, title, self->n_pages - 1, y);
      else if (title->table == row->table)
        return;
    }
}

static void
place_rows (FielDocumentPages *self)
{
  const Format *format = self->format;
  double end = format->height > 0 ? format->height - format->bottom - NUMBER_ROOM * format->size : G_MAXDOUBLE;
  double y = format->top;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const FielFlowRow *row = g_ptr_array_index (self->rows, i);

      if (y > format->top && y + row->height > end)
        {
          self->n_pages++;
          y = format->top;
          place_titles (self, row, &y);
        }
      place (self, row, self->n_pages - 1, &y);
    }

  self->height = format->height > 0 ? format->height : MAX (y + format->bottom, format->width);
}

static void
number_pages (FielDocumentPages *self)
{
  for (guint i = 0; self->n_pages > 1 && i < self->n_pages; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u / %u", i + 1, self->n_pages);

      g_ptr_array_add (self->numbers, fiel_document_flow_line (number, self->width, self->format->size));
    }
}

FielDocumentPages *
fiel_document_pages_new (FielDocument *document, FielPaper paper)
{
  FielDocumentPages *self;

  g_return_val_if_fail (document != NULL && (guint) paper < FIEL_N_PAPERS, NULL);

  self = g_new0 (FielDocumentPages, 1);
  self->format = &formats[paper];
  self->width = self->format->width - 2 * self->format->margin;
  if (fiel_document_get_is_slip (document))
    self->width = self->format->slip_width;
  self->x = (self->format->width - self->width) / 2;
  self->rows = fiel_document_flow (document, self->width, self->format->size);
  self->placed = g_array_new (FALSE, FALSE, sizeof (Placed));
  self->numbers = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_flow_row_free);
  self->n_pages = 1;
  place_rows (self);
  number_pages (self);

  return self;
}

void
fiel_document_pages_free (FielDocumentPages *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->numbers);
  g_array_unref (self->placed);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

guint
fiel_document_pages_get_n_pages (FielDocumentPages *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_pages;
}

double
fiel_document_pages_get_width (FielDocumentPages *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->format->width;
}

double
fiel_document_pages_get_height (FielDocumentPages *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height;
}

double
fiel_document_pages_get_margin (FielDocumentPages *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->format->margin;
}

/* The first of the rows on @page, or one after the last of them all: they are sorted. */
static guint
find_first (FielDocumentPages *self, guint page)
{
  guint low = 0;
  guint high = self->placed->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->placed, Placed, middle).page < page)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * fiel_document_pages_draw:
 * @cr: where the page is drawn: its top left corner at 0, 0; one unit is a point
 * @page: from 0
 */
void
fiel_document_pages_draw (FielDocumentPages *self, cairo_t *cr, guint page)
{
  g_return_if_fail (self != NULL && cr != NULL && page < self->n_pages);

  for (guint i = find_first (self, page); i < self->placed->len; i++)
    {
      const Placed *placed = &g_array_index (self->placed, Placed, i);

      if (placed->page != page)
        break;
      fiel_flow_row_draw (placed->row, cr, self->x, placed->y, self->width);
    }
  if (page < self->numbers->len)
    fiel_flow_row_draw (g_ptr_array_index (self->numbers, page), cr, self->x,
                        self->height - self->format->bottom - self->format->size * NUMBER_ROOM / 2, self->width);
}
