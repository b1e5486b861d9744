/* fiel-fit-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-fit-layout.h"

/* FielFitLayout: children side by side while there is room for all of them at their natural width, else one below
 * the other, the first on top. Decided by room and not by a width of ours, so that a narrow window, large text and a
 * long translation all get the form that fits. What is left over in a row goes to the children that expand. */

struct _FielFitLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (FielFitLayout, fiel_fit_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef enum
{
  PROP_SPACING = 1,
} FielFitLayoutProperty;

static GParamSpec *properties[PROP_SPACING + 1];

#define foreach_child(widget, child)                                                                  \
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;                         \
       child = gtk_widget_get_next_sibling (child))                                                   \
    if (gtk_widget_should_layout (child))

static int
get_natural_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static int
get_height (GtkWidget *child, int width, gboolean natural)
{
  int minimum_height, natural_height;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum_height, &natural_height, NULL, NULL);

  return natural ? natural_height : minimum_height;
}

static int
get_row_width (FielFitLayout *self, GtkWidget *widget, int *n_children, int *n_expanding)
{
  int width = 0;

  *n_children = *n_expanding = 0;
  foreach_child (widget, child)
    {
      width += get_natural_width (child) + (*n_children > 0 ? self->spacing : 0);
      *n_children += 1;
      *n_expanding += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? 1 : 0;
    }

  return width;
}

/* Each child's width in a row @width wide; @left is what the expanding ones may still share. */
static int
take_width (GtkWidget *child, int *left, int *n_expanding)
{
  int width = get_natural_width (child);

  if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
    {
      int share = *left / *n_expanding;

      *left -= share;
      *n_expanding -= 1;
      width += share;
    }

  return width;
}

static GtkSizeRequestMode
fiel_fit_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (FielFitLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  int n_children, n_expanding;

  *natural = get_row_width (self, widget, &n_children, &n_expanding);
  foreach_child (widget, child)
    {
      int child_minimum;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, NULL, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
    }
}

/* Without a @width the minimum is the least height that any width leads to: that of a row so wide that each child has
 * its own least height. A list takes its own natural width for that, and needs less where its column is wider. The
 * natural height is that of the row at its natural width. */
static void
measure_height (FielFitLayout *self, GtkWidget *widget, int width, int *minimum, int *natural)
{
  int n_children, n_expanding;
  int row_width = get_row_width (self, widget, &n_children, &n_expanding);
  gboolean row = width < 0 || row_width <= width;
  int left = width < 0 ? 0 : width - row_width;

  foreach_child (widget, child)
    {
      int child_width = row ? take_width (child, &left, &n_expanding) : width;
      int child_minimum = get_height (child, child_width, FALSE);
      int child_natural = get_height (child, child_width, TRUE);

      if (width < 0)
        child_minimum = MIN (child_minimum, get_height (child, -1, FALSE));
      *minimum = row ? MAX (*minimum, child_minimum) : *minimum + child_minimum;
      *natural = row ? MAX (*natural, child_natural) : *natural + child_natural;
    }

  if (!row && n_children > 1)
    {
      *minimum += (n_children - 1) * self->spacing;
      *natural += (n_children - 1) * self->spacing;
    }
}

static void
fiel_fit_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                         int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  FielFitLayout *self = FIEL_FIT_LAYOUT (manager);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, widget, minimum, natural);
  else
    measure_height (self, widget, for_size, minimum, natural);
}

static void
allocate_row (FielFitLayout *self, GtkWidget *widget, int width, int height, int left, int n_expanding)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;

  foreach_child (widget, child)
    {
      int child_width = take_width (child, &left, &n_expanding);
      int child_x = rtl ? width - x - child_width : x;

      gtk_widget_size_allocate (child, &(GtkAllocation) { child_x, 0, child_width, height }, -1);
      x += child_width + self->spacing;
    }
}

/* What the column has beyond its minimum goes to the children from the first on, up to their natural height. */
static void
allocate_column (FielFitLayout *self, GtkWidget *widget, int width, int height)
{
  int minimum = 0, natural = 0;
  int spare, y = 0;

  measure_height (self, widget, width, &minimum, &natural);
  spare = MAX (height - minimum, 0);

  foreach_child (widget, child)
    {
      int child_minimum = get_height (child, width, FALSE);
      int extra = MIN (get_height (child, width, TRUE) - child_minimum, spare);

      gtk_widget_size_allocate (child, &(GtkAllocation) { 0, y, width, child_minimum + extra }, -1);
      spare -= extra;
      y += child_minimum + extra + self->spacing;
    }
}

static void
fiel_fit_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  FielFitLayout *self = FIEL_FIT_LAYOUT (manager);
  int n_children, n_expanding;
  int row_width = get_row_width (self, widget, &n_children, &n_expanding);

  if (row_width <= width)
    allocate_row (self, widget, width, height, width - row_width, n_expanding);
  else
    allocate_column (self, widget, width, height);
}

static void
fiel_fit_layout_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((FielFitLayoutProperty) prop_id)
    {
    case PROP_SPACING:
      g_value_set_int (value, FIEL_FIT_LAYOUT (object)->spacing);
      break;
    }
}

static void
fiel_fit_layout_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FielFitLayout *self = FIEL_FIT_LAYOUT (object);

  switch ((FielFitLayoutProperty) prop_id)
    {
    case PROP_SPACING:
      if (self->spacing == g_value_get_int (value))
        break;
      self->spacing = g_value_get_int (value);
      gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
      g_object_notify_by_pspec (object, pspec);
      break;
    }
}

static void
fiel_fit_layout_class_init (FielFitLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = fiel_fit_layout_get_property;
  object_class->set_property = fiel_fit_layout_set_property;

  layout_class->get_request_mode = fiel_fit_layout_get_request_mode;
  layout_class->measure = fiel_fit_layout_measure;
  layout_class->allocate = fiel_fit_layout_allocate;

  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 8,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
fiel_fit_layout_init (FielFitLayout *self)
{
  self->spacing = 8;
}

GtkLayoutManager *
fiel_fit_layout_new (void)
{
  return g_object_new (FIEL_TYPE_FIT_LAYOUT, NULL);
}
