/* fiel-page-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-page-picture.h"

#include <string.h>

GskRenderNode *
fiel_page_picture_draw (GtkWindow *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));

  return gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
}

gboolean
fiel_page_picture_save (GtkWindow *window, const char *file)
{
  g_autoptr (GskRenderNode) node = fiel_page_picture_draw (window);
  g_autoptr (GdkTexture) texture = NULL;

  if (node == NULL)
    return FALSE;

  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);

  return gdk_texture_save_to_png (texture, file);
}

/* One line, whatever the label says. */
static void
print_words (const char *what, const char *words)
{
  g_autofree char *line = g_strdelimit (g_strdup (words), "\n\t", ' ');

  g_print ("%s %s\n", what, line);
}

/* A name somebody chose may be of any length: then it is cut, and a tooltip says it whole. */
static gboolean
is_told_whole (GtkWidget *widget, const char *words)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_tooltip_text (widget) != NULL)
      return strstr (gtk_widget_get_tooltip_text (widget), words) != NULL;

  return FALSE;
}

/* What one can scroll to sideways is not lost. */
static gboolean
can_be_scrolled_to (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *sideways = NULL;

  if (scroller == NULL)
    return FALSE;

  sideways = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));

  return gtk_adjustment_get_upper (sideways) > gtk_adjustment_get_page_size (sideways);
}

static void
look_at_label (GtkLabel *label, GtkWidget *window)
{
  graphene_rect_t bounds;

  if (gtk_label_get_text (label)[0] == '\0' || !gtk_widget_compute_bounds (GTK_WIDGET (label), window, &bounds))
    return;

  if (pango_layout_is_ellipsized (gtk_label_get_layout (label))
      && !is_told_whole (GTK_WIDGET (label), gtk_label_get_text (label)))
    print_words ("cut", gtk_label_get_text (label));
  if (can_be_scrolled_to (GTK_WIDGET (label)))
    return;
  if (bounds.origin.x < -0.5f || bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (window) + 0.5f)
    print_words ("outside", gtk_label_get_text (label));
}

static void
look_at (GtkWidget *widget, GtkWidget *window)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (GTK_IS_LABEL (widget))
    look_at_label (GTK_LABEL (widget), window);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    look_at (child, window);
}

void
fiel_page_picture_print_misfits (GtkWindow *window, int width)
{
  GtkWidget *widget = GTK_WIDGET (window);

  /* How wide the window of the keys is, GTK decides. */
  if (width > 0 && gtk_widget_get_width (widget) > width && !GTK_IS_SHORTCUTS_WINDOW (window))
    g_print ("wide %d instead of %d\n", gtk_widget_get_width (widget), width);
  look_at (widget, widget);
}
