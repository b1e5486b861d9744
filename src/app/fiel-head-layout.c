/* fiel-head-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-head-layout.h"

/* FielHeadLayout: the head of a payment under way, in the first of three forms that has room:
 *
 *   wide:    ring | state          tall:   state               stacked:   state
 *                 | amount                 ring | amount                  ring
 *                 | place                       | place                   amount
 *                                                                         place
 *
 * The place may take several lines beside the ring: what stands below counts too.
 */

#define COLUMN_SPACING 28
#define ROW_SPACING 8

enum
{
  RING,
  STATE,
  AMOUNT,
  PLACE,
  N_PARTS
};

typedef enum
{
  FORM_WIDE,
  FORM_TALL,
  FORM_STACKED,
} Form;

typedef struct
{
  GtkWidget *parts[N_PARTS];
  int widths[N_PARTS];   /* natural */
  int place_minimum;
} Head;

struct _FielHeadLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (FielHeadLayout, fiel_head_layout, GTK_TYPE_LAYOUT_MANAGER)

static Head
get_head (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  Head head = { 0 };

  for (guint i = 0; i < N_PARTS && child != NULL; i++)
    {
      head.parts[i] = child;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &head.widths[i], NULL, NULL);
      child = gtk_widget_get_next_sibling (child);
    }
  if (head.parts[PLACE] != NULL)
    gtk_widget_measure (head.parts[PLACE], GTK_ORIENTATION_HORIZONTAL, -1, &head.place_minimum, NULL, NULL, NULL);

  return head;
}

static int
get_beside_width (const Head *head, Form form)
{
  int width = MAX (head->widths[AMOUNT], head->widths[PLACE]);

  return form == FORM_WIDE ? MAX (width, head->widths[STATE]) : width;
}

static int
get_beside_room (const Head *head, int width)
{
  return width - head->widths[RING] - COLUMN_SPACING;
}

static Form
choose_form (const Head *head, int width)
{
  if (get_beside_width (head, FORM_WIDE) <= get_beside_room (head, width))
    return FORM_WIDE;
  if (MAX (head->widths[AMOUNT], head->place_minimum) <= get_beside_room (head, width))
    return FORM_TALL;
  return FORM_STACKED;
}

static int
get_part_height (const Head *head, int part, int width)
{
  int natural;

  gtk_widget_measure (head->parts[part], GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);

  return natural;
}

/* Of everything that stands beside the ring. */
static int
get_beside_height (const Head *head, Form form, int width)
{
  int height = get_part_height (head, AMOUNT, width) + get_part_height (head, PLACE, width);

  return form == FORM_WIDE ? height + get_part_height (head, STATE, width) : height;
}

static int
get_height (const Head *head, int width)
{
  Form form = choose_form (head, width);
  int ring = get_part_height (head, RING, -1);
  int beside_width = MIN (get_beside_width (head, form), get_beside_room (head, width));

  switch (form)
    {
    case FORM_WIDE:
      return MAX (ring, get_beside_height (head, form, beside_width));
    case FORM_TALL:
      return get_part_height (head, STATE, width) + ROW_SPACING
             + MAX (ring, get_beside_height (head, form, beside_width));
    case FORM_STACKED:
      return get_part_height (head, STATE, width) + ROW_SPACING + ring + ROW_SPACING
             + get_beside_height (head, form, width);
    }

  g_return_val_if_reached (0);
}

static GtkSizeRequestMode
fiel_head_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
fiel_head_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                          int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  Head head = get_head (widget);

  g_return_if_fail (head.parts[PLACE] != NULL);

  *minimum = 0;
  *natural = head.widths[RING] + COLUMN_SPACING + get_beside_width (&head, FORM_WIDE);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = get_height (&head, for_size < 0 ? *natural : for_size);
      return;
    }

  for (guint i = 0; i < N_PARTS; i++)
    {
      int part_minimum;

      gtk_widget_measure (head.parts[i], GTK_ORIENTATION_HORIZONTAL, -1, &part_minimum, NULL, NULL, NULL);
      *minimum = MAX (*minimum, part_minimum);
    }
}

/* Gives @part the next place from @y on and returns where the one after it begins. */
static int
place_part (GtkWidget *widget, const Head *head, int part, int x, int y, int width)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int height = get_part_height (head, part, width);
  int left = rtl ? gtk_widget_get_width (widget) - x - width : x;

  gtk_widget_size_allocate (head->parts[part], &(GtkAllocation) { left, y, width, height }, -1);

  return y + height;
}

static int
place_beside (GtkWidget *widget, const Head *head, Form form, int x, int y, int width)
{
  if (form == FORM_WIDE)
    y = place_part (widget, head, STATE, x, y, width);
  y = place_part (widget, head, AMOUNT, x, y, width);

  return place_part (widget, head, PLACE, x, y, width);
}

static void
fiel_head_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  Head head = get_head (widget);
  Form form = choose_form (&head, width);
  int ring_height = get_part_height (&head, RING, -1);
  int beside_width = MIN (get_beside_width (&head, form),
                          form == FORM_STACKED ? width : get_beside_room (&head, width));
  int x, y = 0;
  int beside_height, row_height;

  if (form != FORM_WIDE)
    {
      int state_width = MIN (head.widths[STATE], width);

      y = place_part (widget, &head, STATE, (width - state_width) / 2, y, state_width) + ROW_SPACING;
    }

  if (form == FORM_STACKED)
    {
      y = place_part (widget, &head, RING, (width - head.widths[RING]) / 2, y, head.widths[RING]) + ROW_SPACING;
      place_beside (widget, &head, form, (width - beside_width) / 2, y, beside_width);
      return;
    }

  beside_height = get_beside_height (&head, form, beside_width);
  row_height = MAX (ring_height, beside_height);
  x = (width - head.widths[RING] - COLUMN_SPACING - beside_width) / 2;
  place_part (widget, &head, RING, x, y + (row_height - ring_height) / 2, head.widths[RING]);
  place_beside (widget, &head, form, x + head.widths[RING] + COLUMN_SPACING, y + (row_height - beside_height) / 2,
                beside_width);
}

static void
fiel_head_layout_class_init (FielHeadLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = fiel_head_layout_get_request_mode;
  layout_class->measure = fiel_head_layout_measure;
  layout_class->allocate = fiel_head_layout_allocate;
}

static void
fiel_head_layout_init (FielHeadLayout *self)
{
}

GtkLayoutManager *
fiel_head_layout_new (void)
{
  return g_object_new (FIEL_TYPE_HEAD_LAYOUT, NULL);
}
