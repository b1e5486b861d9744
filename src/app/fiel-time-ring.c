/* fiel-time-ring.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-time-ring.h"

#include "fiel-payment-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* FielTimeRing: how long the provider goes on waiting for the terminal. Figures in the middle, and round them the
 * part of the time that is left; it opens clockwise from the top. No easing and no spin: it is drawn anew when a
 * figure changes, once a second.
 *
 * 148 px, 104 px when compact, and always large enough for its figures at the text size in use. The ring has the
 * widget's own colour, the figures the window's. */

#define DIAMETER 148
#define DIAMETER_COMPACT 104
#define STROKE 9
#define TRACK_ALPHA 0.15f

struct _FielTimeRing
{
  GtkWidget parent_instance;

  GtkWidget *box;       /* owned: the figures */
  GtkLabel *figures;    /* unowned: in the box */
  GtkLabel *caption;    /* unowned: in the box */

  double share;         /* of the ring that is drawn, 0 to 1 */
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (FielTimeRing, fiel_time_ring, GTK_TYPE_WIDGET)

/* A box fits into the ring's hole if its diagonal does. */
static int
get_diameter (FielTimeRing *self)
{
  int width, height, diagonal;

  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  diagonal = (int) ceil (sqrt (width * width + height * height));

  return MAX (self->compact ? DIAMETER_COMPACT : DIAMETER, diagonal + 2 * STROKE);
}

static void
fiel_time_ring_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                        int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = get_diameter (FIEL_TIME_RING (widget));
}

static void
fiel_time_ring_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FielTimeRing *self = FIEL_TIME_RING (widget);
  GtkAllocation box;
  int box_width, box_height;

  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &box_width, NULL, NULL);
  gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, -1, NULL, &box_height, NULL, NULL);
  box = (GtkAllocation) { (width - box_width) / 2, (height - box_height) / 2, box_width, box_height };
  gtk_widget_size_allocate (self->box, &box, -1);
}

static void
draw_arc (cairo_t *cr, const GdkRGBA *color, double radius, double share)
{
  const double top = -G_PI / 2.0;

  cairo_set_source_rgba (cr, (double) color->red, (double) color->green, (double) color->blue, (double) color->alpha);
  cairo_arc (cr, 0.0, 0.0, radius, top + 2.0 * G_PI * (1.0 - share), top + 2.0 * G_PI);
  cairo_stroke (cr);
}

static void
fiel_time_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FielTimeRing *self = FIEL_TIME_RING (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double radius = (MIN (width, height) - STROKE) / 2.0 - 1.0;
  GdkRGBA color, track;
  cairo_t *cr;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  track = color;
  track.alpha *= TRACK_ALPHA;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) width, (float) height));
  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_set_line_width (cr, STROKE);
  draw_arc (cr, &track, radius, 1.0);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  if (self->share > 0.0)
    draw_arc (cr, &color, radius, self->share);
  cairo_destroy (cr);

  gtk_widget_snapshot_child (widget, self->box, snapshot);
}

static void
fiel_time_ring_dispose (GObject *object)
{
  FielTimeRing *self = FIEL_TIME_RING (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_time_ring_parent_class)->dispose (object);
}

static void
fiel_time_ring_class_init (FielTimeRingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fiel_time_ring_dispose;

  widget_class->measure = fiel_time_ring_measure;
  widget_class->size_allocate = fiel_time_ring_size_allocate;
  widget_class->snapshot = fiel_time_ring_snapshot;

  gtk_widget_class_set_css_name (widget_class, "fiel-time-ring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
}

static void
fiel_time_ring_init (FielTimeRing *self)
{
  self->figures = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->figures), "fiel-big");
  gtk_widget_add_css_class (GTK_WIDGET (self->figures), "numeric");
  self->caption = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "dim-label");

  /* The ring itself says it, in words. */
  self->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                            "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->figures));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->caption));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  /* Translators: spoken name of a clock that runs down */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Time left"), -1);
  fiel_time_ring_set_passed (self, 0);
}

static void
show (FielTimeRing *self, gint64 seconds, double share, const char *caption, const char *spoken)
{
  g_autofree char *figures = fiel_payment_text_clock (seconds);

  if (g_str_equal (gtk_label_get_label (self->figures), figures)
      && g_str_equal (gtk_label_get_label (self->caption), caption) && ABS (self->share - share) < 0.0001)
    return;

  self->share = share;
  gtk_label_set_label (self->figures, figures);
  gtk_label_set_label (self->caption, caption);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 1.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, share,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, spoken,
                                  -1);
}

void
fiel_time_ring_set_left (FielTimeRing *self, gint64 left_s, gint64 total_s)
{
  g_autofree char *time = fiel_payment_text_spoken (left_s);
  g_autofree char *spoken = NULL;
  double share;

  g_return_if_fail (FIEL_IS_TIME_RING (self));

  if (left_s <= 0)
    {
      /* Translators: on a clock that has run down */
      show (self, 0, 0.0, _("time is up"), _("The time of the provider is up"));
      return;
    }

  share = total_s > 0 ? (double) left_s / (double) total_s : 1.0;
  /* Translators: a span of time. */
  spoken = g_strdup_printf (_("%s until the provider gives up"), time);
  /* Translators: under the figures of a countdown: "4:12 left" */
  show (self, left_s, CLAMP (share, 0.0, 1.0), _("left"), spoken);
}

void
fiel_time_ring_set_passed (FielTimeRing *self, gint64 passed_s)
{
  g_autofree char *time = fiel_payment_text_spoken (passed_s);
  g_autofree char *spoken = NULL;

  g_return_if_fail (FIEL_IS_TIME_RING (self));

  /* Translators: a span of time. */
  spoken = g_strdup_printf (_("%s so far; the provider does not say when it gives up"), time);
  /* Translators: under the figures of a clock: "0:42 so far" */
  show (self, passed_s, 0.0, _("so far"), spoken);
}

void
fiel_time_ring_set_compact (FielTimeRing *self, gboolean compact)
{
  g_return_if_fail (FIEL_IS_TIME_RING (self));

  if (self->compact == compact)
    return;

  self->compact = compact;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
