/* fiel-quick-amounts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-quick-amounts.h"

#include "fiel-figure.h"

#include <glib/gi18n.h>

/* FielQuickAmounts: keys for amounts that are charged often. Where the page is short of height one line of them is in
 * sight and the others are scrolled to: the keypad, which writes every amount, needs the room more. */

struct _FielQuickAmounts
{
  GtkWidget parent_instance;

  GtkWidget *scroller;  /* owned: a child */
  GtkWidget *box;       /* unowned: in there */
};

G_DEFINE_FINAL_TYPE (FielQuickAmounts, fiel_quick_amounts, GTK_TYPE_WIDGET)

static int
measure_line (FielQuickAmounts *self)
{
  int height = 0;

  for (GtkWidget *place = gtk_widget_get_first_child (self->box); place != NULL;
       place = gtk_widget_get_next_sibling (place))
    {
      int natural;

      gtk_widget_measure (place, GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
      height = MAX (height, natural);
    }

  return height;
}

static GtkSizeRequestMode
fiel_quick_amounts_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
fiel_quick_amounts_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  FielQuickAmounts *self = FIEL_QUICK_AMOUNTS (widget);

  gtk_widget_measure (self->scroller, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  *minimum = MAX (*minimum, measure_line (self));
  *natural = MAX (*natural, *minimum);
}

static void
fiel_quick_amounts_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_size_allocate (FIEL_QUICK_AMOUNTS (widget)->scroller, &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static void
fiel_quick_amounts_dispose (GObject *object)
{
  FielQuickAmounts *self = FIEL_QUICK_AMOUNTS (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_quick_amounts_parent_class)->dispose (object);
}

static void
fiel_quick_amounts_class_init (FielQuickAmountsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_quick_amounts_dispose;
  widget_class->get_request_mode = fiel_quick_amounts_get_request_mode;
  widget_class->measure = fiel_quick_amounts_measure;
  widget_class->size_allocate = fiel_quick_amounts_size_allocate;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_quick_amounts_init (FielQuickAmounts *self)
{
  self->box = gtk_flow_box_new ();
  g_object_set (self->box, "selection-mode", GTK_SELECTION_NONE, "homogeneous", TRUE, "column-spacing", 6,
                "row-spacing", 6, "min-children-per-line", 2, "max-children-per-line", FIEL_PROFILE_MAX_QUICK_AMOUNTS,
                NULL);
  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                 "propagate-natural-height", TRUE, "child", self->box, NULL);
  gtk_widget_add_css_class (self->scroller, "fiel-quick");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  /* Translators: spoken name of buttons, each with a price of the store */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Quick amounts"), -1);
}

static void
add_key (FielQuickAmounts *self, FielProfile *profile, gint64 minor)
{
  g_autofree char *label = fiel_figure_money (fiel_money_make (minor, fiel_profile_get_currency (profile)),
                                              fiel_profile_get_number_style (profile));
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "till.quick-amount");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", minor);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "numeric");
  gtk_flow_box_append (GTK_FLOW_BOX (self->box), button);
  /* The key is what can be reached, not the place it has in the box. */
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

void
fiel_quick_amounts_set_profile (FielQuickAmounts *self, FielProfile *profile)
{
  const gint64 *amounts = NULL;
  GtkWidget *child = NULL;

  g_return_if_fail (FIEL_IS_QUICK_AMOUNTS (self));
  g_return_if_fail (FIEL_IS_PROFILE (profile));

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->box), child);

  amounts = fiel_profile_get_quick_amounts (profile);
  gtk_widget_set_visible (GTK_WIDGET (self), amounts[0] != 0);
  for (guint i = 0; amounts[i] != 0; i++)
    add_key (self, profile, amounts[i]);
}
