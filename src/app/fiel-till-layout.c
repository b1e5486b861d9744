/* fiel-till-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-till-layout.h"

/* FielTillLayout: places the three parts of the till, its children in this order: head (ticket, amount), keys, foot
 * (money button).
 *
 *   column          side by side          column, too low
 *   ┌────────┐      ┌──────┬───────┐      ┌────────┐
 *   │ head   │      │ head │ keys  │      │ head   │
 *   │ keys   │      │      │       │      │ keys ↕ │  the keys shrink, then scroll
 *   │ foot   │      │ foot │       │      │ foot   │
 *   └────────┘      └──────┴───────┘      └────────┘
 *
 * The form follows the room: side by side when the column does not fit and there is the width (large text, low
 * screens), else as wide as there is room before anything scrolls. Head and foot, the amount and the money button,
 * never scroll. */

#define COLUMN_WIDTH 472
#define WIDE_WIDTH 1240     /* side by side does not grow beyond it */
#define WIDEST (WIDE_WIDTH + 2 * EDGE)
#define EDGE 24
#define EDGE_NARROW 14
#define NARROW 500
#define EDGE_VERTICAL 12
#define HEAD_GAP 8
#define FOOT_GAP 16
#define COLUMN_GAP 28
#define TIGHTENING 8        /* what each of the edges and the gap above the foot gives before a key is out of sight */
#define KEYS_HEIGHT 312     /* four rows of 72 and their gaps */
#define KEYS_FLOOR 248      /* rows of 56: a guard or a notice does not turn the column into something else */

struct _FielTillLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (FielTillLayout, fiel_till_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  GtkWidget *head;
  GtkWidget *keys;
  GtkWidget *foot;
} Parts;

typedef struct
{
  int minimum;
  int natural;
} Size;

typedef struct
{
  Size head;
  Size keys;
  Size foot;
} Heights;

static Parts
get_parts (GtkWidget *widget)
{
  Parts parts;

  parts.head = gtk_widget_get_first_child (widget);
  parts.keys = gtk_widget_get_next_sibling (parts.head);
  parts.foot = gtk_widget_get_next_sibling (parts.keys);

  return parts;
}

static Size
measure_one (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  Size size;

  gtk_widget_measure (widget, orientation, for_size, &size.minimum, &size.natural, NULL, NULL);

  return size;
}

static Heights
measure_heights (const Parts *parts, int left_width, int right_width)
{
  Heights heights;

  heights.head = measure_one (parts->head, GTK_ORIENTATION_VERTICAL, left_width);
  heights.keys = measure_one (parts->keys, GTK_ORIENTATION_VERTICAL, right_width);
  heights.foot = measure_one (parts->foot, GTK_ORIENTATION_VERTICAL, left_width);

  return heights;
}

static int
get_edge (int width)
{
  return width < NARROW ? EDGE_NARROW : EDGE;
}

static int
get_column_width (const Parts *parts, int width)
{
  int keys = measure_one (parts->keys, GTK_ORIENTATION_HORIZONTAL, -1).minimum;
  int foot = measure_one (parts->foot, GTK_ORIENTATION_HORIZONTAL, -1).minimum;

  return MIN (width - 2 * get_edge (width), MAX (COLUMN_WIDTH, MAX (keys, foot)));
}

/* Where the keys would have to scroll, the words above and below them take fewer lines. */
static int
get_wide_column_width (int width)
{
  return MIN (width, WIDE_WIDTH) - 2 * get_edge (width);
}

/* Whether both columns have room beside each other, and how wide they then are. */
static gboolean
get_side_widths (const Parts *parts, int width, int *left, int *right)
{
  int room = MIN (width - 2 * get_edge (width), WIDE_WIDTH) - COLUMN_GAP;
  int head = measure_one (parts->head, GTK_ORIENTATION_HORIZONTAL, -1).minimum;
  int keys = measure_one (parts->keys, GTK_ORIENTATION_HORIZONTAL, -1).minimum;
  int foot = measure_one (parts->foot, GTK_ORIENTATION_HORIZONTAL, -1).minimum;
  int left_minimum = MAX (MAX (head, foot), 288);
  int right_minimum = MAX (keys, KEYS_HEIGHT);

  if (room < left_minimum + right_minimum)
    return FALSE;

  *right = CLAMP (room * 48 / 100, right_minimum, room - left_minimum);
  *left = room - *right;

  return TRUE;
}

/* Four rows as high as they should be, and the least that still makes a column. */
static int
get_keys_wanted (const Heights *heights)
{
  return MAX (heights->keys.natural, KEYS_HEIGHT);
}

static int
get_keys_floor (const Heights *heights)
{
  return MAX (heights->keys.natural, KEYS_FLOOR);
}

static int
sum_column (const Heights *heights, int keys, gboolean natural)
{
  int head = natural ? heights->head.natural : heights->head.minimum;
  int foot = natural ? heights->foot.natural : heights->foot.minimum;

  return head + HEAD_GAP + keys + FOOT_GAP + foot + 2 * EDGE_VERTICAL;
}

static int
sum_side (const Heights *heights, int keys, gboolean natural)
{
  int head = natural ? heights->head.natural : heights->head.minimum;
  int foot = natural ? heights->foot.natural : heights->foot.minimum;

  return MAX (head + FOOT_GAP + foot, keys) + 2 * EDGE_VERTICAL;
}

/* The natural height is what a form takes without being squeezed: whoever has less to give tries more width. */
static void
measure_height (const Parts *parts, int width, int *minimum, int *natural)
{
  int column = get_column_width (parts, width);
  Heights heights = measure_heights (parts, column, column);
  int left, right;

  *minimum = sum_column (&heights, heights.keys.minimum, FALSE);
  *natural = sum_column (&heights, get_keys_floor (&heights), TRUE);

  if (!get_side_widths (parts, width, &left, &right))
    return;

  heights = measure_heights (parts, left, right);
  *minimum = MIN (*minimum, sum_side (&heights, heights.keys.minimum, FALSE));
  *natural = MIN (*natural, sum_side (&heights, get_keys_wanted (&heights), TRUE));
}

/* Whoever does not know the width yet is told the least that any width takes: else the window would have to be higher
 * than what it shows. */
static int
get_least_height (const Parts *parts)
{
  int minimum, natural;

  measure_height (parts, WIDEST, &minimum, &natural);

  return minimum;
}

static GtkSizeRequestMode
fiel_till_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
fiel_till_layout_measure (GtkLayoutManager *layout, GtkWidget *widget, GtkOrientation orientation, int for_size,
                          int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  Parts parts = get_parts (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int head = measure_one (parts.head, orientation, -1).minimum;
      int keys = measure_one (parts.keys, orientation, -1).minimum;
      int foot = measure_one (parts.foot, orientation, -1).minimum;

      *minimum = MAX (MAX (head, keys), foot) + 2 * EDGE_NARROW;
      *natural = MAX (*minimum, COLUMN_WIDTH + 2 * EDGE);
    }
  else
    {
      measure_height (&parts, for_size >= 0 ? for_size : COLUMN_WIDTH + 2 * EDGE, minimum, natural);
      if (for_size < 0)
        *minimum = MIN (*minimum, get_least_height (&parts));
    }
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, width, height }, -1);
}

static void
allocate_column (const Parts *parts, const Heights *heights, int column, int width, int height)
{
  gboolean roomy = height >= sum_column (heights, get_keys_floor (heights), TRUE);
  int spare = height - sum_column (heights, heights->keys.natural, FALSE);
  int tight = CLAMP ((2 - spare) / 3, 0, TIGHTENING);
  /* Amount and keys share what is left. */
  int head = roomy ? heights->head.natural : MIN (heights->head.natural, heights->head.minimum + MAX (spare, 0) / 2);
  int foot = heights->foot.natural;
  int room = height - head - foot - HEAD_GAP - FOOT_GAP - 2 * EDGE_VERTICAL + 3 * tight;
  int keys = CLAMP (room, heights->keys.minimum, get_keys_wanted (heights));
  int x = (width - column) / 2;
  int y = EDGE_VERTICAL - tight + MAX (0, room - keys) / 2;

  place (parts->head, x, y, column, head);
  y += head + HEAD_GAP;
  place (parts->keys, x, y, column, keys);
  y += keys + FOOT_GAP - tight;
  place (parts->foot, x, y, column, foot);
}

static void
allocate_side (const Parts *parts, const Heights *heights, int left, int right, int width, int height)
{
  int x = (width - left - right - COLUMN_GAP) / 2;
  int room = height - 2 * EDGE_VERTICAL;
  int foot = heights->foot.natural;
  int head = CLAMP (room - foot - FOOT_GAP, heights->head.minimum, heights->head.natural);

  place (parts->head, x, EDGE_VERTICAL, left, head);
  place (parts->foot, x, height - EDGE_VERTICAL - foot, left, foot);
  place (parts->keys, x + left + COLUMN_GAP, EDGE_VERTICAL, right, MAX (room, heights->keys.minimum));
}

static void
fiel_till_layout_allocate (GtkLayoutManager *layout, GtkWidget *widget, int width, int height, int baseline)
{
  Parts parts = get_parts (widget);
  int column = get_column_width (&parts, width);
  Heights heights = measure_heights (&parts, column, column);
  gboolean column_fits = height >= sum_column (&heights, get_keys_floor (&heights), TRUE);
  int left, right;

  if (!column_fits && get_side_widths (&parts, width, &left, &right))
    {
      heights = measure_heights (&parts, left, right);
      allocate_side (&parts, &heights, left, right, width, height);
    }
  else
    {
      if (height < sum_column (&heights, heights.keys.natural, FALSE))
        {
          column = get_wide_column_width (width);
          heights = measure_heights (&parts, column, column);
        }
      allocate_column (&parts, &heights, column, width, height);
    }
}

static void
fiel_till_layout_class_init (FielTillLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = fiel_till_layout_get_request_mode;
  layout_class->measure = fiel_till_layout_measure;
  layout_class->allocate = fiel_till_layout_allocate;
}

static void
fiel_till_layout_init (FielTillLayout *self)
{
}

GtkLayoutManager *
fiel_till_layout_new (void)
{
  return g_object_new (FIEL_TYPE_TILL_LAYOUT, NULL);
}
