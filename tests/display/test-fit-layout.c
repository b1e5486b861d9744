/* test-fit-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-fit-layout.h"
#include "fiel-window-test.h"

/* What FielFitLayout asks for, against what GTK's own boxes take for granted: without a width the minimum height is the
 * least of all widths, and no minimum is more than the natural size. */

#define WIDEST 1000

static const char *const texts[] = {
  "Terminal Norte: it has no list to compare with; Terminal Sur: it has no list to compare with; Terraza: the same",
  "Compare",
  "A manager may let it pass",
};

static GtkWidget *
make_label (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "label", text,
                       "wrap", TRUE,
                       "natural-wrap-mode", GTK_NATURAL_WRAP_WORD,
                       "width-chars", 14,
                       "max-width-chars", 38,
                       NULL);
}

/* (transfer full): @n_children in a row that fits, the first of them takes what is left if @expand */
static GtkWidget *
make_row (guint n_children, gboolean expand)
{
  GtkWidget *row = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));

  gtk_widget_set_layout_manager (row, fiel_fit_layout_new ());
  for (guint i = 0; i < n_children; i++)
    {
      GtkWidget *child = i == 1 ? gtk_button_new_with_label (texts[i]) : make_label (texts[i]);

      gtk_widget_set_hexpand (child, expand && i == 0);
      gtk_box_append (GTK_BOX (row), child);
    }

  return row;
}

static void
measure (GtkWidget *row, GtkOrientation orientation, int for_size, int *minimum, int *natural)
{
  gtk_widget_measure (row, orientation, for_size, minimum, natural, NULL, NULL);
  g_assert_cmpint (*minimum, >, 0);
  g_assert_cmpint (*natural, >=, *minimum);
}

static void
test_least_height (void)
{
  for (guint n_children = 1; n_children <= G_N_ELEMENTS (texts); n_children++)
    for (guint expand = 0; expand < 2; expand++)
      {
        g_autoptr (GtkWidget) row = make_row (n_children, expand == 1);
        int narrowest, any_width, least, natural;

        measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &narrowest, &natural);
        g_assert_cmpint (natural, <, WIDEST);
        measure (row, GTK_ORIENTATION_VERTICAL, -1, &any_width, &natural);
        least = G_MAXINT;
        for (int width = narrowest; width <= WIDEST; width++)
          {
            int minimum;

            measure (row, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural);
            least = MIN (least, minimum);
          }
        g_assert_cmpint (any_width, <=, least);
      }
}

/* A list says how high it is at its own natural width: it needs less where the widest part of its column gives it more
 * room, as above the checklist of a shift. */
static void
test_column (void)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *list = gtk_list_box_new ();
  g_autoptr (GtkWidget) row = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  int minimum, natural;

  gtk_widget_set_layout_manager (row, fiel_fit_layout_new ());
  gtk_box_append (GTK_BOX (row), column);
  gtk_box_append (GTK_BOX (column), gtk_label_new ("What has to be done before this shift can be closed, and all that was "
                                                   "done for it already, as far as anybody knows, in one long line"));
  for (guint n_children = 1; n_children <= 2; n_children++)
    {
      g_autoptr (GtkWidget) line = make_row (n_children, TRUE);

      gtk_list_box_append (GTK_LIST_BOX (list), line);
    }
  gtk_box_append (GTK_BOX (column), list);
  measure (row, GTK_ORIENTATION_VERTICAL, -1, &minimum, &natural);
}

/* At its natural width the row is as high as it said it would like to be. */
static void
test_natural_height (void)
{
  g_autoptr (GtkWidget) row = make_row (G_N_ELEMENTS (texts), TRUE);
  int minimum, natural_width, natural_height, height;

  measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural_width);
  measure (row, GTK_ORIENTATION_VERTICAL, -1, &minimum, &natural_height);
  measure (row, GTK_ORIENTATION_VERTICAL, natural_width, &minimum, &height);
  g_assert_cmpint (natural_height, ==, height);
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  g_test_add_func ("/fit-layout/least-height", test_least_height);
  g_test_add_func ("/fit-layout/column", test_column);
  g_test_add_func ("/fit-layout/natural-height", test_natural_height);

  return g_test_run ();
}
