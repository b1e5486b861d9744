/* fiel-day-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-day-chart.h"

#include "fiel-figure.h"

#include <glib/gi18n.h>

/* FielDayChart: a column for every hour of the shift: as high as there were payments; below what was charged, the best
 * hour in full colour, on it what was not charged as an outline, at the top what nobody knows yet, filled with the
 * colour of what is to be resolved. Shape and place say it as well as the colours. The figures stand in the accessible
 * description, and as text beside the chart. */

#define HEIGHT 110
#define GAP 6.0f
#define MAX_COLUMN 44.0f
#define RADIUS 3.0f

struct _FielDayChart
{
  GtkWidget parent_instance;

  GArray *slots;                  /* owned, of FielShiftSlot */
  FielShiftSlotLength length;
  const FielCurrency *currency;   /* static, nullable before the first totals */
  const FielNumberStyle *style;   /* static, likewise */
};

G_DEFINE_FINAL_TYPE (FielDayChart, fiel_day_chart, GTK_TYPE_WIDGET)

static guint
count (const FielShiftSlot *slot)
{
  return slot->sales.n + slot->n_not_charged + slot->n_open;
}

static char *
format_start (const FielShiftSlot *slot, FielShiftSlotLength length, gboolean spoken)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (slot->start_us / G_USEC_PER_SEC);

  if (time == NULL)
    return g_strdup ("");
  switch (length)
    {
    case FIEL_SHIFT_SLOT_HOUR:
      return spoken ? g_date_time_format (time, "%H:%M") : g_strdup_printf ("%d", g_date_time_get_hour (time));
    case FIEL_SHIFT_SLOT_DAY:
      return spoken ? g_date_time_format (time, "%x") : g_strdup_printf ("%d", g_date_time_get_day_of_month (time));
    case FIEL_SHIFT_SLOT_MONTH:
      return g_date_time_format (time, spoken ? "%B %Y" : "%m");
    }

  g_return_val_if_reached (g_strdup (""));
}

static char *
describe_slot (const FielShiftSlot *slot, FielShiftSlotLength length, const FielCurrency *currency,
               const FielNumberStyle *style)
{
  GString *text = g_string_new (NULL);
  g_autofree char *start = format_start (slot, length, TRUE);
  g_autofree char *sales = fiel_figure_money (fiel_money_make (slot->sales.minor, currency), style);
  /* Translators: how many, their sum. */
  g_autofree char *words = g_strdup_printf (ngettext ("%u sale %s", "%u sales %s", slot->sales.n), slot->sales.n,
                                            sales);

  /* Translators: an hour, then "3 sales $12.990" */
  g_string_append_printf (text, _("%s: %s"), start, words);
  if (slot->returned.n > 0)
    /* Translators: how many; it follows “5 sales $89.570”. */
    g_string_append_printf (text, _(", %u returned or voided"), slot->returned.n);
  if (slot->n_not_charged > 0)
    /* Translators: how many; it follows “5 sales $89.570”. */
    g_string_append_printf (text, _(", %u not charged"), slot->n_not_charged);
  if (slot->n_open > 0)
    /* Translators: how many; it follows “5 sales $89.570”. */
    g_string_append_printf (text, _(", %u not known yet"), slot->n_open);

  return g_string_free (text, FALSE);
}

char *
fiel_day_chart_describe (const FielShiftTotals *totals, const FielNumberStyle *style)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (totals != NULL && style != NULL, g_string_free (text, FALSE));

  for (guint i = 0; i < totals->slots->len; i++)
    {
      const FielShiftSlot *slot = &g_array_index (totals->slots, FielShiftSlot, i);
      g_autofree char *words = describe_slot (slot, totals->slot_length, totals->currency, style);

      if (count (slot) > 0 || slot->returned.n > 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", words);
    }

  return g_string_free (text, FALSE);
}

const char *
fiel_day_chart_title (FielShiftSlotLength length)
{
  switch (length)
    {
    case FIEL_SHIFT_SLOT_HOUR:
      /* Translators: title of a chart */
      return _("Sales per hour");
    case FIEL_SHIFT_SLOT_DAY:
      /* Translators: title of a chart */
      return _("Sales per day");
    case FIEL_SHIFT_SLOT_MONTH:
      /* Translators: title of a chart */
      return _("Sales per month");
    }

  g_return_val_if_reached ("");
}

/* The figures of the column under the pointer. */
static gboolean
fiel_day_chart_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  FielDayChart *self = FIEL_DAY_CHART (widget);
  const int width = gtk_widget_get_width (widget);
  g_autofree char *words = NULL;
  guint i;

  if (keyboard || self->slots->len == 0 || x < 0 || x >= width)
    return FALSE;

  i = (guint) ((gint64) x * self->slots->len / width);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    i = self->slots->len - 1 - i;
  words = describe_slot (&g_array_index (self->slots, FielShiftSlot, i), self->length, self->currency, self->style);
  gtk_tooltip_set_text (tooltip, words);

  return TRUE;
}

/* -- Drawing ------------------------------------------------------------------------------------------------------- */

static GdkRGBA
find_color (GtkWidget *widget, const char *name)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (context, name, &color))
    gtk_style_context_get_color (context, &color);

  return color;
}

static void
append_block (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float width, float height)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, y, width, height), RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, &outline.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
append_outline (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float width, float height)
{
  const float widths[] = { 1.5f, 1.5f, 1.5f, 1.5f };
  const GdkRGBA colors[] = { *color, *color, *color, *color };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, y, width, height), RADIUS);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static int
measure_label (FielDayChart *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "00");
  int height = 0;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

/* Where two would touch, every second one is left out, and so on. */
static void
append_label (FielDayChart *self, GtkSnapshot *snapshot, guint i, float center, float column, float top)
{
  const FielShiftSlot *slot = &g_array_index (self->slots, FielShiftSlot, i);
  g_autofree char *text = format_start (slot, self->length, FALSE);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  GdkRGBA color = find_color (GTK_WIDGET (self), "window_fg_color");
  int width = 0;
  guint every = 1;

  pango_layout_get_pixel_size (layout, &width, NULL);
  while ((float) width + 2.0f > column * (float) every && every < self->slots->len)
    every++;
  if (i % every != 0)
    return;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (center - (float) width / 2.0f, top));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
append_column (FielDayChart *self, GtkSnapshot *snapshot, const FielShiftSlot *slot, gboolean best, float x,
               float width, float floor, float unit)
{
  GdkRGBA charged = find_color (GTK_WIDGET (self), "accent_bg_color");
  GdkRGBA quiet = find_color (GTK_WIDGET (self), "window_fg_color");
  GdkRGBA open = find_color (GTK_WIDGET (self), "warning_color");
  float height = unit * (float) slot->sales.n;

  if (!best)
    charged.alpha *= 0.45f;
  quiet.alpha *= 0.6f;
  if (slot->sales.n > 0)
    append_block (snapshot, &charged, x, floor - height, width, height);
  floor -= height + (height > 0.0f ? 1.0f : 0.0f);
  height = unit * (float) slot->n_not_charged;
  if (slot->n_not_charged > 0)
    append_outline (snapshot, &quiet, x, floor - height, width, height);
  floor -= height + (height > 0.0f ? 1.0f : 0.0f);
  height = unit * (float) slot->n_open;
  if (slot->n_open > 0)
    append_block (snapshot, &open, x, floor - height, width, height);
}

static guint
find_best (FielDayChart *self, guint *most)
{
  guint best = 0;
  gint64 best_minor = -1;

  *most = 1;
  for (guint i = 0; i < self->slots->len; i++)
    {
      const FielShiftSlot *slot = &g_array_index (self->slots, FielShiftSlot, i);

      *most = MAX (*most, count (slot));
      if (slot->sales.minor <= best_minor)
        continue;
      best = i;
      best_minor = slot->sales.minor;
    }

  return best;
}

static void
fiel_day_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FielDayChart *self = FIEL_DAY_CHART (widget);
  const float width = (float) gtk_widget_get_width (widget);
  const float floor = (float) (gtk_widget_get_height (widget) - measure_label (self) - 4);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA line = find_color (widget, "window_fg_color");
  float step, column, unit;
  guint best, most;

  if (self->slots->len == 0 || floor <= 4.0f)
    return;

  best = find_best (self, &most);
  step = width / (float) self->slots->len;
  column = CLAMP (step - GAP, 1.0f, MAX_COLUMN);
  unit = (floor - 4.0f) / (float) most;
  for (guint i = 0; i < self->slots->len; i++)
    {
      float center = step * ((float) (rtl ? self->slots->len - 1 - i : i) + 0.5f);

      append_column (self, snapshot, &g_array_index (self->slots, FielShiftSlot, i), i == best,
                     center - column / 2.0f, column, floor, unit);
      append_label (self, snapshot, i, center, step, floor + 4.0f);
    }
  line.alpha *= 0.3f;
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (0.0f, floor, width, 1.0f));
}

static void
fiel_day_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                        int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 120;
      *natural = 320;
    }
  else
    {
      *minimum = *natural = HEIGHT + measure_label (FIEL_DAY_CHART (widget));
    }
}

static void
fiel_day_chart_finalize (GObject *object)
{
  FielDayChart *self = FIEL_DAY_CHART (object);

  g_array_unref (self->slots);

  G_OBJECT_CLASS (fiel_day_chart_parent_class)->finalize (object);
}

static void
fiel_day_chart_class_init (FielDayChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fiel_day_chart_finalize;

  widget_class->measure = fiel_day_chart_measure;
  widget_class->snapshot = fiel_day_chart_snapshot;
  widget_class->query_tooltip = fiel_day_chart_query_tooltip;

  gtk_widget_class_set_css_name (widget_class, "fiel-day-chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
fiel_day_chart_init (FielDayChart *self)
{
  self->slots = g_array_new (FALSE, TRUE, sizeof (FielShiftSlot));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

void
fiel_day_chart_set_totals (FielDayChart *self, const FielShiftTotals *totals, const FielNumberStyle *style)
{
  g_autofree char *words = NULL;

  g_return_if_fail (FIEL_IS_DAY_CHART (self));

  g_array_set_size (self->slots, 0);
  if (totals != NULL)
    {
      g_array_append_vals (self->slots, totals->slots->data, totals->slots->len);
      self->length = totals->slot_length;
      self->currency = totals->currency;
      self->style = style;
      words = fiel_day_chart_describe (totals, style);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, fiel_day_chart_title (self->length),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  /* Translators: spoken words of a chart without sales */
                                  words != NULL && *words != '\0' ? words : _("Nothing yet"), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
