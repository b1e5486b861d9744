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
 * who can press Tab can type the amount. */

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

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-keypad.ui");
  gtk_widget_class_bind_template_child (widget_class, FielKeypad, grid);
  gtk_widget_class_bind_template_child (widget_class, FielKeypad, thousand);
  gtk_widget_class_bind_template_child (widget_class, FielKeypad, decimal);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
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
