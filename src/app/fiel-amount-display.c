/* fiel-amount-display.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-amount-display.h"

#include "fiel-figure.h"
#include "fiel-payment-text.h"

#include <glib/gi18n.h>

/* FielAmountDisplay: the figure that will be charged. Read-only and focusable: keys reach it from anywhere, the text
 * is never parsed back. It draws its text itself, because a long amount has to shrink in steps: it never wraps and is
 * never cut, and its height does not depend on what is typed, so nothing moves. The style class "fiel-amount" gives
 * the largest size.
 *
 * Property "xalign" (float, default 1: at the end, as in a column of figures). */

static const double steps[] = { 1.0, 45.0 / 54.0, 40.0 / 54.0, 32.0 / 54.0, 27.0 / 54.0, 22.0 / 54.0 };

#define LOWEST_STEP (G_N_ELEMENTS (steps) - 1)
#define COMPACT_STEP 4u   /* what a low window may shrink it to */

struct _FielAmountDisplay
{
  GtkWidget parent_instance;

  char *text;     /* owned */
  float xalign;
};

G_DEFINE_FINAL_TYPE (FielAmountDisplay, fiel_amount_display, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_XALIGN = 1,
} FielAmountDisplayProperty;

static GParamSpec *properties[PROP_XALIGN + 1];

static PangoLayout *
create_layout (FielAmountDisplay *self, guint step)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (steps[step]));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);

  return layout;
}

static void
get_size (FielAmountDisplay *self, guint step, int *width, int *height)
{
  g_autoptr (PangoLayout) layout = create_layout (self, step);

  pango_layout_get_pixel_size (layout, width, height);
}

static PangoLayout *
create_fitting_layout (FielAmountDisplay *self, int width, int height)
{
  for (guint step = 0; step < LOWEST_STEP; step++)
    {
      g_autoptr (PangoLayout) layout = create_layout (self, step);
      int text_width, text_height;

      pango_layout_get_pixel_size (layout, &text_width, &text_height);
      if (text_width <= width && text_height <= height)
        return g_steal_pointer (&layout);
    }

  return create_layout (self, LOWEST_STEP);
}

static void
fiel_amount_display_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  FielAmountDisplay *self = FIEL_AMOUNT_DISPLAY (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      get_size (self, LOWEST_STEP, minimum, NULL);
      get_size (self, 0, natural, NULL);
    }
  else
    {
      get_size (self, COMPACT_STEP, NULL, minimum);
      get_size (self, 0, NULL, natural);
    }
}

static void
fiel_amount_display_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FielAmountDisplay *self = FIEL_AMOUNT_DISPLAY (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autoptr (PangoLayout) layout = create_fitting_layout (self, width, height);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float xalign = rtl ? 1.0f - self->xalign : self->xalign;
  int text_width, text_height;
  GdkRGBA color;

  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (width - text_width) * xalign,
                                                (float) (height - text_height) / 2.0f));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
fiel_amount_display_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielAmountDisplay *self = FIEL_AMOUNT_DISPLAY (object);

  switch ((FielAmountDisplayProperty) prop_id)
    {
    case PROP_XALIGN:
      g_value_set_float (value, self->xalign);
      break;
    }
}

static void
fiel_amount_display_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FielAmountDisplay *self = FIEL_AMOUNT_DISPLAY (object);

  switch ((FielAmountDisplayProperty) prop_id)
    {
    case PROP_XALIGN:
      if (ABS (self->xalign - g_value_get_float (value)) > 0.0f)
        {
          self->xalign = g_value_get_float (value);
          gtk_widget_queue_draw (GTK_WIDGET (self));
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    }
}

static void
fiel_amount_display_finalize (GObject *object)
{
  FielAmountDisplay *self = FIEL_AMOUNT_DISPLAY (object);

  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (fiel_amount_display_parent_class)->finalize (object);
}

static void
fiel_amount_display_class_init (FielAmountDisplayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = fiel_amount_display_get_property;
  object_class->set_property = fiel_amount_display_set_property;
  object_class->finalize = fiel_amount_display_finalize;

  widget_class->measure = fiel_amount_display_measure;
  widget_class->snapshot = fiel_amount_display_snapshot;

  properties[PROP_XALIGN] = g_param_spec_float ("xalign", NULL, NULL, 0.0f, 1.0f, 1.0f,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "fiel-amount-display");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SPIN_BUTTON);
}

static void
fiel_amount_display_init (FielAmountDisplay *self)
{
  self->text = g_strdup ("0");
  self->xalign = 1.0f;

  gtk_widget_add_css_class (GTK_WIDGET (self), "fiel-amount");
}

void
fiel_amount_display_set_money (FielAmountDisplay *self, FielMoney money, const FielNumberStyle *style,
                               gint64 limit_minor)
{
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (FIEL_IS_AMOUNT_DISPLAY (self));
  g_return_if_fail (fiel_money_is_valid (money));

  text = fiel_figure_money (money, style);
  words = fiel_payment_text_words (money);
  /* Translators: an amount. */
  label = g_strdup_printf (_("Amount: %s"), text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) money.minor,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, (double) MIN (money.minor, 0),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) limit_minor,
                                  GTK_ACCESSIBLE_PROPERTY_READ_ONLY, TRUE,
                                  -1);

  if (g_str_equal (self->text, text))
    return;

  g_free (self->text);
  self->text = g_steal_pointer (&text);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

const char *
fiel_amount_display_get_text (FielAmountDisplay *self)
{
  g_return_val_if_fail (FIEL_IS_AMOUNT_DISPLAY (self), NULL);

  return self->text;
}
