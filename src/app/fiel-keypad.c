/* fiel-keypad.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-keypad.h"

#include "fiel-own-name.h"

/* FielKeypad: the keys of the till, for fingers. Every key is an action of the page it stands on ("till.digit",
 * "till.zeros", "till.decimal", "till.erase", "till.clear"); the keypad knows nothing of amounts. A click never takes
 * the focus away from the amount, so Enter keeps meaning "Charge". All keys are one stop of Tab, with arrows inside:
 * who can press Tab can type the amount. With the style class "low" the keys give way where a page is short of height:
 * all of them lower is better than the last of them out of sight. */

#define LOW_NATURAL_HEIGHT (4 * 56 + 3 * 8)   /* what the keys have elsewhere, and the space between them */

struct _FielKeypad
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *grid;
  GtkWidget *thousand;
  GtkButton *decimal;
};

G_DEFINE_FINAL_TYPE (FielKeypad, fiel_keypad, GTK_TYPE_WIDGET)

static gboolean
fiel_keypad_focus (GtkWidget *widget, GtkDirectionType direction)
{
  FielKeypad *self = FIEL_KEYPAD (widget);
  gboolean inside = gtk_widget_get_focus_child (widget) != NULL;
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (inside && tab)
    return FALSE;
  if (tab)
    return gtk_widget_child_focus (self->grid, GTK_DIR_TAB_FORWARD);

  /* At the edge the arrows end. */
  return gtk_widget_child_focus (self->grid, direction) || inside;
}

static gboolean
is_low (GtkWidget *widget)
{
  return gtk_widget_has_css_class (widget, "low");
}

static void
fiel_keypad_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                     int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  FielKeypad *self = FIEL_KEYPAD (widget);

  gtk_widget_measure (self->grid, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL && is_low (widget))
    *natural = MAX (*natural, LOW_NATURAL_HEIGHT);
}

static void
fiel_keypad_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_size_allocate (FIEL_KEYPAD (widget)->grid, &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static GtkSizeRequestMode
fiel_keypad_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (FIEL_KEYPAD (widget)->grid);
}

static void
fiel_keypad_dispose (GObject *object)
{
  FielKeypad *self = FIEL_KEYPAD (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_keypad_parent_class)->dispose (object);
}

static void
fiel_keypad_class_init (FielKeypadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fiel_keypad_dispose;
  widget_class->focus = fiel_keypad_focus;
  widget_class->get_request_mode = fiel_keypad_get_request_mode;
  widget_class->measure = fiel_keypad_measure;
  widget_class->size_allocate = fiel_keypad_size_allocate;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-keypad.ui");
  gtk_widget_class_bind_template_child (widget_class, FielKeypad, grid);
  gtk_widget_class_bind_template_child (widget_class, FielKeypad, thousand);
  gtk_widget_class_bind_template_child (widget_class, FielKeypad, decimal);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_keypad_init (FielKeypad *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_own_name (self->decimal);
  /* Nobody turns the keys of a telephone around. */
  gtk_widget_set_direction (self->grid, GTK_TEXT_DIR_LTR);
}

void
fiel_keypad_set_decimal_key (FielKeypad *self, const char *decimal_key)
{
  g_return_if_fail (FIEL_IS_KEYPAD (self));

  if (decimal_key != NULL)
    gtk_button_set_label (self->decimal, decimal_key);

  gtk_widget_set_visible (GTK_WIDGET (self->decimal), decimal_key != NULL);
  gtk_widget_set_visible (self->thousand, decimal_key == NULL);
}

void
fiel_keypad_set_narrow (FielKeypad *self, gboolean narrow)
{
  g_return_if_fail (FIEL_IS_KEYPAD (self));

  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
}
