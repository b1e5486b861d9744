/* fiel-reveal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-reveal.h"

#define MARGIN 18

/* What was made visible just now is laid out in the frame after this one. */
#define N_FRAMES 2

/**
 * Reveal: one on its way.
 */
typedef struct
{
  GtkWidget *first;   /* owned */
  guint n_frames;
} Reveal;

static void
reveal_free (gpointer data)
{
  Reveal *reveal = data;

  g_object_unref (reveal->first);
  g_free (reveal);
}

static void
scroll (GtkScrolledWindow *scroller, GtkWidget *first, GtkWidget *last)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  GtkWidget *content = gtk_widget_get_first_child (gtk_scrolled_window_get_child (scroller));
  graphene_rect_t top, bottom;
  double lower, upper;

  if (content == NULL || !gtk_widget_compute_bounds (first, content, &top)
      || !gtk_widget_compute_bounds (last, content, &bottom))
    return;

  upper = bottom.origin.y + bottom.size.height + MARGIN;
  lower = MAX (top.origin.y - MARGIN, upper - gtk_adjustment_get_page_size (adjustment));
  gtk_adjustment_clamp_page (adjustment, lower, upper);
}

static gboolean
frame_cb (GtkWidget *last, GdkFrameClock *clock, gpointer user_data)
{
  Reveal *reveal = user_data;
  GtkWidget *scroller = gtk_widget_get_ancestor (last, GTK_TYPE_SCROLLED_WINDOW);

  if (++reveal->n_frames < N_FRAMES)
    return G_SOURCE_CONTINUE;

  if (scroller != NULL && gtk_widget_get_mapped (last))
    scroll (GTK_SCROLLED_WINDOW (scroller), gtk_widget_get_mapped (reveal->first) ? reveal->first : last, last);

  return G_SOURCE_REMOVE;
}

void
fiel_reveal (GtkWidget *first, GtkWidget *last)
{
  Reveal *reveal = NULL;

  g_return_if_fail (GTK_IS_WIDGET (first));
  g_return_if_fail (GTK_IS_WIDGET (last));

  reveal = g_new0 (Reveal, 1);
  reveal->first = g_object_ref (first);
  gtk_widget_add_tick_callback (last, frame_cb, reveal, reveal_free);
}
