/* fiel-columns-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-columns-layout.h"

/* FielColumnsLayout: a page of two columns that becomes one where they do not fit. The eye meets what is done first in
 * both forms: at the end of a wide page, where keypad and money button stand on the till too, and on top of a narrow
 * one. Decided by room, so that large text gets the single column as a narrow window does. */

#define SPACING 64           /* between two columns */
#define SPACING_BELOW 24
#define LEAST_WIDE 700       /* below, two columns would squeeze the keys */
#define MAIN_SHARE 440
#define SIDE_SHARE 400
#define MAIN_STRETCH 48      /* keys may grow a little, but not with what is told beside them */

struct _FielColumnsLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (FielColumnsLayout, fiel_columns_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Where the two children stand in a width. */
typedef struct
{
  GtkWidget *main;
  GtkWidget *side;
  gboolean wide;
  int main_width;
  int side_width;
} Form;

static int
get_minimum_width (GtkWidget *child)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

static Form
find_form (GtkWidget *widget, int width)
{
  Form form = { .main_width = width, .side_width = width };
  int main_width;

  form.main = gtk_widget_get_first_child (widget);
  form.side = gtk_widget_get_next_sibling (form.main);
  if (width < LEAST_WIDE)
    return form;

  main_width = (width - SPACING) * MAIN_SHARE / (MAIN_SHARE + SIDE_SHARE);
  form.wide = get_minimum_width (form.main) <= main_width
              && get_minimum_width (form.side) <= width - SPACING - main_width;
  if (form.wide)
    {
      form.main_width = main_width;
      form.side_width = width - SPACING - main_width;
    }

  return form;
}

static int
get_height (GtkWidget *child, int width, gboolean natural)
{
  int minimum_height, natural_height;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum_height, &natural_height, NULL, NULL);

  return natural ? natural_height : minimum_height;
}

static int
get_both_heights (const Form *form, gboolean natural)
{
  int main_height = get_height (form->main, form->main_width, natural);
  int side_height = get_height (form->side, form->side_width, natural);

  return form->wide ? MAX (main_height, side_height) : main_height + SPACING_BELOW + side_height;
}

static GtkSizeRequestMode
fiel_columns_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
fiel_columns_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  Form form = find_form (widget, for_size);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (get_minimum_width (form.main), get_minimum_width (form.side));
      *natural = MAX (*minimum, MAIN_SHARE + SPACING + SIDE_SHARE);
      return;
    }

  *minimum = get_both_heights (&form, FALSE);
  *natural = get_both_heights (&form, TRUE);
}

/* Keys grow into room that is seen: where the page is no higher than what is told beside them, it may be scrolled, and
 * then the last row of keys would be out of sight. */
static int
get_main_height (const Form *form, int height)
{
  int spare = MAX (height - get_height (form->side, form->side_width, FALSE), 0);

  return MIN (height, get_height (form->main, form->main_width, TRUE) + MIN (spare, MAIN_STRETCH));
}

/* What a single column lacks is taken from what is done first, which then is seen whole without scrolling. */
static void
allocate_column (const Form *form, int width, int height)
{
  int side_height = get_height (form->side, width, TRUE);
  int main_height = CLAMP (height - SPACING_BELOW - side_height, get_height (form->main, width, FALSE),
                           get_height (form->main, width, TRUE));
  int side_y = main_height + SPACING_BELOW;

  gtk_widget_size_allocate (form->main, &(GtkAllocation) { 0, 0, width, main_height }, -1);
  gtk_widget_size_allocate (form->side, &(GtkAllocation) { 0, side_y, width, MIN (side_height, height - side_y) }, -1);
}

static void
fiel_columns_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Form form = find_form (widget, width);
  int main_x, side_x, main_height;

  if (!form.wide)
    {
      allocate_column (&form, width, height);
      return;
    }

  main_height = get_main_height (&form, height);
  main_x = rtl ? 0 : form.side_width + SPACING;
  side_x = rtl ? form.main_width + SPACING : 0;
  gtk_widget_size_allocate (form.main, &(GtkAllocation) { main_x, 0, form.main_width, main_height }, -1);
  gtk_widget_size_allocate (form.side, &(GtkAllocation) { side_x, 0, form.side_width, height }, -1);
}

static void
fiel_columns_layout_class_init (FielColumnsLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = fiel_columns_layout_get_request_mode;
  layout_class->measure = fiel_columns_layout_measure;
  layout_class->allocate = fiel_columns_layout_allocate;
}

static void
fiel_columns_layout_init (FielColumnsLayout *self)
{
}

GtkLayoutManager *
fiel_columns_layout_new (void)
{
  return g_object_new (FIEL_TYPE_COLUMNS_LAYOUT, NULL);
}
