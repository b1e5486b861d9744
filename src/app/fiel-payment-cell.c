/* fiel-payment-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-payment-cell.h"

#include "fiel-payment-look.h"
#include "fiel-row-name.h"

/* FielPaymentCell: one fact of a payment in a table. A column view keeps two hundred rows, most of them out of sight,
 * and gives them other payments while a person scrolls or searches. So a cell is as wide as its column without a look
 * at its text, and the text is laid out when it is drawn: labels were measured and laid out in every row, seen or
 * not. */

#define ICON_SPACING 8

struct _FielPaymentCell
{
  GtkWidget parent_instance;

  FielPaymentColumn column;
  int width_chars;
  FielPaymentRow *row;          /* owned, nullable */
  gulong changed_handler;
  const FielNumberStyle *style; /* static, nullable */
  FielClock *clock;             /* owned, nullable */
  GtkWidget *icon;              /* owned, nullable: the state's */
  char *text;                   /* owned */
  PangoLayout *layout;          /* owned, nullable: of text, as soon as somebody looks */
  const char *tone;             /* static, nullable */
};

G_DEFINE_FINAL_TYPE (FielPaymentCell, fiel_payment_cell, GTK_TYPE_WIDGET)

static void
set_tone (FielPaymentCell *self, const char *tone)
{
  if (g_strcmp0 (self->tone, tone) == 0)
    return;

  if (self->tone != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->tone);
  if (tone != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), tone);
  self->tone = tone;
}

/* No figure of these loses its end. */
static gboolean
is_whole (FielPaymentCell *self)
{
  return self->column == FIEL_PAYMENT_COLUMN_AMOUNT || self->column == FIEL_PAYMENT_COLUMN_TIME;
}

static void
set_text (FielPaymentCell *self, const char *text)
{
  if (g_str_equal (self->text, text))
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  g_clear_object (&self->layout);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->text, -1);
  if (is_whole (self))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  else
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
show_state (FielPaymentCell *self, FielPayment *payment)
{
  const FielLook look = fiel_payment_look (payment);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), look.icon);
  set_text (self, look.word);
  set_tone (self, fiel_payment_look_tone (&look));
}

static char *
make_text (FielPaymentCell *self, FielPayment *payment)
{
  switch (self->column)
    {
    case FIEL_PAYMENT_COLUMN_TIME:
      return fiel_payment_look_time (payment, fiel_clock_get_wall_us (self->clock));
    case FIEL_PAYMENT_COLUMN_KIND:
      return g_strdup (fiel_payment_look_kind (payment));
    case FIEL_PAYMENT_COLUMN_AMOUNT:
      return fiel_payment_look_amount (payment, self->style);
    case FIEL_PAYMENT_COLUMN_TERMINAL:
      return g_strdup (fiel_payment_get_terminal_name (payment));
    case FIEL_PAYMENT_COLUMN_CARD:
      return fiel_payment_look_card (payment);
    case FIEL_PAYMENT_COLUMN_TICKET:
      return g_strdup (fiel_payment_get_reference (payment));
    case FIEL_PAYMENT_COLUMN_AUTHORIZATION:
      return g_strdup (fiel_payment_look_authorization (payment));
    case FIEL_PAYMENT_COLUMN_STATE:
      break;
    }

  g_return_val_if_reached (NULL);
}

/* One cell does it for its row: that of a column that is always there. */
static void
name_row (FielPaymentCell *self, FielPayment *payment)
{
  g_autofree char *name = NULL;

  if (self->column != FIEL_PAYMENT_COLUMN_TIME)
    return;

  name = payment != NULL ? fiel_payment_look_describe (payment, self->style, fiel_clock_get_wall_us (self->clock))
                         : g_strdup ("");
  fiel_row_name (GTK_WIDGET (self), name);
}

static void
update (FielPaymentCell *self)
{
  FielPayment *payment = fiel_payment_row_get_payment (self->row);
  g_autofree char *text = NULL;

  if (payment != NULL && self->column == FIEL_PAYMENT_COLUMN_STATE)
    {
      show_state (self, payment);
      return;
    }

  name_row (self, payment);
  text = payment != NULL ? make_text (self, payment) : NULL;
  set_text (self, text != NULL ? text : "");
}

/* -- Room -- */

/* What a font measures is asked for with every cell, and is the same for all of a kind. */
typedef struct
{
  PangoFontDescription *font;   /* owned, nullable */
  PangoFontMap *map;            /* not owned: only compared */
  guint map_serial;
  double resolution;
  int char_width;               /* as a label counts */
  int line_height;
} Metrics;

static gboolean
is_about (const Metrics *metrics, PangoContext *context)
{
  PangoFontMap *map = pango_context_get_font_map (context);
  const double resolution = pango_cairo_context_get_resolution (context);

  return metrics->font != NULL && metrics->map == map && metrics->map_serial == pango_font_map_get_serial (map)
         && !(metrics->resolution < resolution) && !(metrics->resolution > resolution)
         && pango_font_description_equal (metrics->font, pango_context_get_font_description (context));
}

static void
read_metrics (Metrics *metrics, PangoContext *context)
{
  PangoFontMetrics *found = pango_context_get_metrics (context, NULL, NULL);

  g_clear_pointer (&metrics->font, pango_font_description_free);
  metrics->font = pango_font_description_copy (pango_context_get_font_description (context));
  metrics->map = pango_context_get_font_map (context);
  metrics->map_serial = pango_font_map_get_serial (metrics->map);
  metrics->resolution = pango_cairo_context_get_resolution (context);
  metrics->char_width = MAX (pango_font_metrics_get_approximate_char_width (found),
                             pango_font_metrics_get_approximate_digit_width (found));
  metrics->line_height = pango_font_metrics_get_height (found);
  pango_font_metrics_unref (found);
}

static const Metrics *
get_metrics (FielPaymentCell *self)
{
  /* The amounts' font, and that of all others. */
  static Metrics known[2];
  Metrics *metrics = &known[self->column == FIEL_PAYMENT_COLUMN_AMOUNT];
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));

  if (!is_about (metrics, context))
    read_metrics (metrics, context);

  return metrics;
}

static PangoLayout *
get_layout (FielPaymentCell *self)
{
  PangoAttrList *attributes = NULL;

  if (self->layout != NULL)
    return self->layout;

  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (self->layout, attributes);
  pango_attr_list_unref (attributes);
  if (!is_whole (self))
    pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);

  return self->layout;
}

/* The icon, and what is between it and the text. */
static int
get_icon_room (FielPaymentCell *self)
{
  int width = 0;

  if (self->icon == NULL)
    return 0;

  gtk_widget_measure (self->icon, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);

  return width + ICON_SPACING;
}

static int
measure_width (FielPaymentCell *self)
{
  int width = PANGO_PIXELS_CEIL (get_metrics (self)->char_width * self->width_chars);
  int text_width = 0;

  if (is_whole (self) && *self->text != '\0')
    pango_layout_get_pixel_size (get_layout (self), &text_width, NULL);

  return MAX (width, text_width) + get_icon_room (self);
}

static int
measure_height (FielPaymentCell *self)
{
  int height = PANGO_PIXELS_CEIL (get_metrics (self)->line_height);
  int icon_height = 0;

  if (self->icon != NULL)
    gtk_widget_measure (self->icon, GTK_ORIENTATION_VERTICAL, -1, NULL, &icon_height, NULL, NULL);

  return MAX (height, icon_height);
}

static void
fiel_payment_cell_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                           int *minimum_baseline, int *natural_baseline)
{
  FielPaymentCell *self = FIEL_PAYMENT_CELL (widget);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? measure_width (self) : measure_height (self);
  *natural = *minimum;
}

static gboolean
is_right_to_left (GtkWidget *widget)
{
  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
}

static void
fiel_payment_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FielPaymentCell *self = FIEL_PAYMENT_CELL (widget);
  GtkAllocation place = { 0, 0, 0, height };

  if (self->icon == NULL)
    return;

  place.width = get_icon_room (self) - ICON_SPACING;
  place.x = is_right_to_left (widget) ? width - place.width : 0;
  gtk_widget_size_allocate (self->icon, &place, -1);
}

/* Where the text begins in a cell of that width; amounts stand at the end. */
static int
place_text (FielPaymentCell *self, int width)
{
  const int icon_room = get_icon_room (self);
  const gboolean reversed = is_right_to_left (GTK_WIDGET (self));
  const gboolean at_end = (self->column == FIEL_PAYMENT_COLUMN_AMOUNT) != reversed;
  const int room = MAX (width - icon_room, 0);
  int text_width;

  if (!is_whole (self))
    pango_layout_set_width (self->layout, room * PANGO_SCALE);
  pango_layout_get_pixel_size (self->layout, &text_width, NULL);

  return (reversed ? 0 : icon_room) + (at_end ? room - text_width : 0);
}

static void
fiel_payment_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FielPaymentCell *self = FIEL_PAYMENT_CELL (widget);
  GdkRGBA colour;
  int text_height;
  int x;

  GTK_WIDGET_CLASS (fiel_payment_cell_parent_class)->snapshot (widget, snapshot);
  if (*self->text == '\0')
    return;

  get_layout (self);
  x = place_text (self, gtk_widget_get_width (widget));
  pango_layout_get_pixel_size (self->layout, NULL, &text_height);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x,
                                                          (float) (gtk_widget_get_height (widget) - text_height) / 2));
  gtk_snapshot_append_layout (snapshot, self->layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
fiel_payment_cell_dispose (GObject *object)
{
  FielPaymentCell *self = FIEL_PAYMENT_CELL (object);

  g_clear_signal_handler (&self->changed_handler, self->row);
  g_clear_object (&self->row);
  g_clear_object (&self->clock);
  g_clear_object (&self->layout);
  g_clear_pointer (&self->icon, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_payment_cell_parent_class)->dispose (object);
}

static void
fiel_payment_cell_finalize (GObject *object)
{
  g_free (FIEL_PAYMENT_CELL (object)->text);

  G_OBJECT_CLASS (fiel_payment_cell_parent_class)->finalize (object);
}

static void
fiel_payment_cell_class_init (FielPaymentCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_payment_cell_dispose;
  G_OBJECT_CLASS (klass)->finalize = fiel_payment_cell_finalize;
  widget_class->measure = fiel_payment_cell_measure;
  widget_class->size_allocate = fiel_payment_cell_size_allocate;
  widget_class->snapshot = fiel_payment_cell_snapshot;

  gtk_widget_class_set_css_name (widget_class, "fiel-payment-cell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
fiel_payment_cell_init (FielPaymentCell *self)
{
  self->text = g_strdup ("");
}

GtkWidget *
fiel_payment_cell_new (FielPaymentColumn column, int width_chars)
{
  FielPaymentCell *self = g_object_new (FIEL_TYPE_PAYMENT_CELL, NULL);

  self->column = column;
  self->width_chars = width_chars;
  if (column == FIEL_PAYMENT_COLUMN_AMOUNT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "heading");
  if (column == FIEL_PAYMENT_COLUMN_STATE)
    {
      self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_add_css_class (self->icon, "fiel-inline-icon");
      gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
    }

  return GTK_WIDGET (self);
}

const char *
fiel_payment_cell_get_text (FielPaymentCell *self)
{
  g_return_val_if_fail (FIEL_IS_PAYMENT_CELL (self), NULL);

  return self->text;
}

void
fiel_payment_cell_set_row (FielPaymentCell *self, FielPaymentRow *row, const FielNumberStyle *style, FielClock *clock)
{
  g_return_if_fail (FIEL_IS_PAYMENT_CELL (self));
  g_return_if_fail (row == NULL || (FIEL_IS_PAYMENT_ROW (row) && style != NULL && FIEL_IS_CLOCK (clock)));

  g_clear_signal_handler (&self->changed_handler, self->row);
  g_set_object (&self->row, row);
  g_set_object (&self->clock, clock);
  self->style = style;
  if (row == NULL)
    return;

  self->changed_handler = g_signal_connect_swapped (row, "changed", G_CALLBACK (update), self);
  update (self);
}
