/* fiel-guard-panel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-guard-panel.h"

/* FielGuardPanel: a question in the till itself, above the amount, never a dialog. Its yes is a button of its own
 * ("till.guard-confirm"), away from "Charge" and deaf to Enter; its no is a small one ("till.guard-dismiss") and Esc.
 * */

struct _FielGuardPanel
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *lead;
  GtkLabel *question;
  GtkLabel *detail;
  GtkWidget *confirm;
  GtkWidget *dismiss;
};

G_DEFINE_FINAL_TYPE (FielGuardPanel, fiel_guard_panel, GTK_TYPE_WIDGET)

#define GAP 12

static int
get_width (GtkWidget *widget)
{
  int natural = 0;

  if (gtk_widget_get_visible (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static int
get_height (GtkWidget *widget, int width)
{
  int natural = 0;

  if (gtk_widget_get_visible (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);

  return natural;
}

/* The yes stands beside the words while that leaves them two lines each, else below them. */
static gboolean
is_beside (FielGuardPanel *self, int width)
{
  int room = width - get_width (self->confirm) - get_width (self->dismiss) - 2 * GAP;

  return !gtk_widget_get_visible (self->confirm) || 2 * room >= get_width (self->lead);
}

static int
get_lead_width (FielGuardPanel *self, int width)
{
  int buttons = get_width (self->dismiss) + GAP;

  if (gtk_widget_get_visible (self->confirm) && is_beside (self, width))
    buttons += get_width (self->confirm) + GAP;

  return width - buttons;
}

static GtkSizeRequestMode
fiel_guard_panel_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
fiel_guard_panel_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                          int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  FielGuardPanel *self = FIEL_GUARD_PANEL (widget);
  int lead_minimum, lead_natural, lead, confirm;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->lead, orientation, -1, &lead_minimum, &lead_natural, NULL, NULL);
      *minimum = MAX (lead_minimum + GAP + get_width (self->dismiss), get_width (self->confirm));
      *natural = MAX (*minimum, lead_natural + get_width (self->confirm) + get_width (self->dismiss) + 2 * GAP);
      return;
    }

  if (for_size < 0)
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &for_size, NULL, NULL);

  lead = MAX (get_height (self->lead, get_lead_width (self, for_size)), get_height (self->dismiss, -1));
  confirm = get_height (self->confirm, -1);
  *minimum = *natural = is_beside (self, for_size) ? MAX (lead, confirm) : lead + GAP + confirm;
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  if (gtk_widget_get_visible (child))
    gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, width, height }, -1);
}

static void
fiel_guard_panel_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FielGuardPanel *self = FIEL_GUARD_PANEL (widget);
  gboolean beside = is_beside (self, width);
  int lead = get_lead_width (self, width);
  int dismiss = get_width (self->dismiss);
  int confirm = get_width (self->confirm);
  int confirm_height = get_height (self->confirm, -1);
  int row = beside ? height : height - GAP - confirm_height;

  place (self->lead, 0, 0, lead, row);
  place (self->dismiss, width - dismiss, 0, dismiss, row);

  if (beside)
    place (self->confirm, lead + GAP, 0, confirm, row);
  else
    place (self->confirm, 0, row + GAP, width, confirm_height);
}

static void
fiel_guard_panel_dispose (GObject *object)
{
  FielGuardPanel *self = FIEL_GUARD_PANEL (object);

  g_clear_pointer (&self->lead, gtk_widget_unparent);
  g_clear_pointer (&self->confirm, gtk_widget_unparent);
  g_clear_pointer (&self->dismiss, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_guard_panel_parent_class)->dispose (object);
}

static void
fiel_guard_panel_class_init (FielGuardPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fiel_guard_panel_dispose;

  widget_class->get_request_mode = fiel_guard_panel_get_request_mode;
  widget_class->measure = fiel_guard_panel_measure;
  widget_class->size_allocate = fiel_guard_panel_size_allocate;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-guard-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, FielGuardPanel, lead);
  gtk_widget_class_bind_template_child (widget_class, FielGuardPanel, question);
  gtk_widget_class_bind_template_child (widget_class, FielGuardPanel, detail);
  gtk_widget_class_bind_template_child (widget_class, FielGuardPanel, confirm);
  gtk_widget_class_bind_template_child (widget_class, FielGuardPanel, dismiss);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
fiel_guard_panel_init (FielGuardPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fiel_guard_panel_set_brief (FielGuardPanel *self, gboolean brief)
{
  g_return_if_fail (FIEL_IS_GUARD_PANEL (self));

  gtk_widget_set_visible (GTK_WIDGET (self->detail), !brief);
}

void
fiel_guard_panel_ask (FielGuardPanel *self, const char *question, const char *detail, const char *confirm)
{
  g_return_if_fail (FIEL_IS_GUARD_PANEL (self));
  g_return_if_fail (question != NULL && detail != NULL);

  gtk_label_set_label (self->question, question);
  gtk_label_set_label (self->detail, detail);

  if (confirm != NULL)
    gtk_button_set_label (GTK_BUTTON (self->confirm), confirm);
  gtk_widget_set_visible (self->confirm, confirm != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, question,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail,
                                  -1);
}
