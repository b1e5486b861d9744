/* fiel-timeline-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-timeline-row.h"

#include "fiel-payment-text.h"
#include "fiel-wording.h"

#include <glib/gi18n.h>

/* FielTimelineRow: one line of what really happened: when, what, how long. A line that still runs is bold, counts,
 * and its dots pulse once a second unless animations are off. */

struct _FielTimelineRow
{
  GtkListBoxRow parent_instance;

  FielStep *step;                /* owned */
  char *provider;                /* owned */
  char *result;                  /* owned, nullable */
  const FielNumberStyle *style;  /* static */
  gint64 passed_s;               /* of a line that runs */

  /* template children */
  GtkLabel *time;
  GtkImage *icon;
  GtkLabel *words;
  GtkLabel *duration;
};

G_DEFINE_FINAL_TYPE (FielTimelineRow, fiel_timeline_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_class (gpointer widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static char *
get_duration (FielTimelineRow *self)
{
  gint64 span_us = fiel_step_get_duration_us (self->step);

  if (fiel_wording_step_runs (self->step))
    return fiel_payment_text_clock (self->passed_s);
  if (span_us <= 0)
    return g_strdup ("");
  return fiel_payment_text_span (span_us, self->style);
}

static void
update_duration (FielTimelineRow *self)
{
  g_autofree char *duration = get_duration (self);

  gtk_label_set_label (self->duration, duration);
}

static void
update (FielTimelineRow *self)
{
  gboolean runs = fiel_wording_step_runs (self->step);
  FielStepLook look = fiel_wording_look_of_step (self->step);
  g_autofree char *time = fiel_payment_text_time (fiel_step_get_wall_us (self->step));
  g_autofree char *words = fiel_wording_step (self->step, self->provider, self->result);
  g_autofree char *spoken = g_strdup_printf ("%s %s", time, words);

  gtk_label_set_label (self->time, time);
  gtk_label_set_label (self->words, words);
  gtk_image_set_from_icon_name (self->icon, look.icon);
  set_class (self->icon, "success", g_strcmp0 (look.style, "success") == 0);
  set_class (self->icon, "accent", g_strcmp0 (look.style, "accent") == 0);
  set_class (self->icon, "warning", g_strcmp0 (look.style, "warning") == 0);
  set_class (self, "heading", runs);
  set_class (self->time, "dim-label", !runs);
  set_class (self->duration, "dim-label", !runs);
  set_class (self->icon, "fiel-faint", FALSE);
  update_duration (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
fiel_timeline_row_dispose (GObject *object)
{
  FielTimelineRow *self = FIEL_TIMELINE_ROW (object);

  g_clear_object (&self->step);
  g_clear_pointer (&self->provider, g_free);
  g_clear_pointer (&self->result, g_free);

  G_OBJECT_CLASS (fiel_timeline_row_parent_class)->dispose (object);
}

static void
fiel_timeline_row_class_init (FielTimelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_timeline_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-timeline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FielTimelineRow, time);
  gtk_widget_class_bind_template_child (widget_class, FielTimelineRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FielTimelineRow, words);
  gtk_widget_class_bind_template_child (widget_class, FielTimelineRow, duration);
}

static void
fiel_timeline_row_init (FielTimelineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fiel_timeline_row_new (FielStep *step, const char *provider, const char *result, const FielNumberStyle *style)
{
  FielTimelineRow *self;

  g_return_val_if_fail (FIEL_IS_STEP (step), NULL);
  g_return_val_if_fail (provider != NULL, NULL);
  g_return_val_if_fail (style != NULL, NULL);

  self = g_object_new (FIEL_TYPE_TIMELINE_ROW, NULL);
  self->step = g_object_ref (step);
  self->provider = g_strdup (provider);
  self->result = g_strdup (result);
  self->style = style;
  g_signal_connect_object (step, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

void
fiel_timeline_row_tick (FielTimelineRow *self, gint64 now_us)
{
  gboolean animations;

  g_return_if_fail (FIEL_IS_TIMELINE_ROW (self));

  if (!fiel_wording_step_runs (self->step))
    return;

  self->passed_s = fiel_payment_text_seconds_since (fiel_step_get_boot_us (self->step), now_us);
  update_duration (self);

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations, NULL);
  set_class (self->icon, "fiel-faint", animations && self->passed_s % 2 == 1);
}
