/* fiel-pair-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-pair-layout.h"

/* FielPairLayout: children of one size, two in a row while two of the widest fit side by side, else one below the
 * other. Decided by room, so that large text gets the single column as a narrow window does. */

#define SPACING 8

struct _FielPairLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (FielPairLayout, fiel_pair_layout, GTK_TYPE_LAYOUT_MANAGER)

#define foreach_child(widget, child)                                                                  \
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;                         \
       child = gtk_widget_get_next_sibling (child))                                                   \
    if (gtk_widget_should_layout (child))

/* What the largest child asks for; returns how many there are. */
static int
measure_largest (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural)
{
  int n_children = 0;

  *minimum = *natural = 0;
  foreach_child (widget, child)
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, for_size, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
      n_children++;
    }

  return n_children;
}

static int
get_n_columns (GtkWidget *widget, int width)
{
  int minimum, natural;

  measure_largest (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural);

  return width < 0 || 2 * natural + SPACING <= width ? 2 : 1;
}

static int
get_cell_width (int width, int n_columns)
{
  return width < 0 ? -1 : (width - (n_columns - 1) * SPACING) / n_columns;
}

static GtkSizeRequestMode
fiel_pair_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
fiel_pair_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                          int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  int n_columns, n_rows, n_children;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_largest (widget, orientation, -1, minimum, natural);
      *natural = 2 * *natural + SPACING;
      return;
    }

  n_columns = get_n_columns (widget, for_size);
  n_children = measure_largest (widget, orientation, get_cell_width (for_size, n_columns), minimum, natural);
  n_rows = (n_children + n_columns - 1) / n_columns;
  *minimum = n_rows * *minimum + MAX (n_rows - 1, 0) * SPACING;
  *natural = n_rows * *natural + MAX (n_rows - 1, 0) * SPACING;
}

static void
fiel_pair_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int n_columns = get_n_columns (widget, width);
  int cell_width = get_cell_width (width, n_columns);
  int minimum, natural, n_rows, cell_height;
  int i = 0;

  n_rows = (measure_largest (widget, GTK_ORIENTATION_VERTICAL, cell_width, &minimum, &natural) + n_columns - 1)
           / n_columns;
  cell_height = MAX (minimum, (height - MAX (n_rows - 1, 0) * SPACING) / MAX (n_rows, 1));

  foreach_child (widget, child)
    {
      int column = rtl ? n_columns - 1 - i % n_columns : i % n_columns;
      int x = column * (cell_width + SPACING);
      int y = i / n_columns * (cell_height + SPACING);

      gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, cell_width, cell_height }, -1);
      i++;
    }
}

static void
fiel_pair_layout_class_init (FielPairLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = fiel_pair_layout_get_request_mode;
  layout_class->measure = fiel_pair_layout_measure;
  layout_class->allocate = fiel_pair_layout_allocate;
}

static void
fiel_pair_layout_init (FielPairLayout *self)
{
}

GtkLayoutManager *
fiel_pair_layout_new (void)
{
  return g_object_new (FIEL_TYPE_PAIR_LAYOUT, NULL);
}
