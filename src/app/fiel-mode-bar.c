/* fiel-mode-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-mode-bar.h"

#include "fiel-own-name.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* FielModeBar: the bar under the header that says what this till is not: real money. Training and the provider's test
 * environment each have their own colour, icon and word; a live till has no bar at all.
 *
 * Property "mode" (int, a FielMode). The sentence gives way when there is no room; the word never does. */

struct _FielModeBar
{
  GtkWidget parent_instance;

  FielMode mode;
  gboolean can_leave;

  /* template children */
  GtkWidget *bar;
  GtkImage *icon;
  GtkLabel *word;
  GtkLabel *sentence;
  GtkWidget *drills;
  GtkWidget *leave;
};

G_DEFINE_FINAL_TYPE (FielModeBar, fiel_mode_bar, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_MODE = 1,
} FielModeBarProperty;

static GParamSpec *properties[PROP_MODE + 1];

static void
update (FielModeBar *self)
{
  gtk_widget_remove_css_class (self->bar, "test");

  switch (self->mode)
    {
    case FIEL_MODE_TRAINING:
      gtk_image_set_from_icon_name (self->icon, "fiel-practice-symbolic");
      gtk_label_set_label (self->word, _("TRAINING"));
      gtk_label_set_label (self->sentence, _("Nothing you do here moves money"));
      break;

    case FIEL_MODE_TEST:
      gtk_widget_add_css_class (self->bar, "test");
      gtk_image_set_from_icon_name (self->icon, "fiel-test-symbolic");
      gtk_label_set_label (self->word, _("TEST"));
      gtk_label_set_label (self->sentence, _("The provider’s test environment: nobody really pays"));
      break;

    case FIEL_MODE_LIVE:
      break;
    }

  gtk_widget_set_visible (GTK_WIDGET (self), self->mode != FIEL_MODE_LIVE);
  gtk_widget_set_visible (self->drills, self->mode == FIEL_MODE_TRAINING);
  gtk_widget_set_visible (self->leave, self->mode == FIEL_MODE_TRAINING && self->can_leave);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_label (self->word),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gtk_label_get_label (self->sentence),
                                  -1);
}

static void
fiel_mode_bar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielModeBar *self = FIEL_MODE_BAR (object);

  switch ((FielModeBarProperty) prop_id)
    {
    case PROP_MODE:
      g_value_set_int (value, (int) self->mode);
      break;
    }
}

static void
fiel_mode_bar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FielModeBar *self = FIEL_MODE_BAR (object);

  switch ((FielModeBarProperty) prop_id)
    {
    case PROP_MODE:
      fiel_mode_bar_set_mode (self, (FielMode) g_value_get_int (value));
      break;
    }
}

static void
fiel_mode_bar_dispose (GObject *object)
{
  FielModeBar *self = FIEL_MODE_BAR (object);

  g_clear_pointer (&self->bar, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_mode_bar_parent_class)->dispose (object);
}

static void
fiel_mode_bar_class_init (FielModeBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = fiel_mode_bar_get_property;
  object_class->set_property = fiel_mode_bar_set_property;
  object_class->dispose = fiel_mode_bar_dispose;

  properties[PROP_MODE] = g_param_spec_int ("mode", NULL, NULL, FIEL_MODE_TRAINING, FIEL_MODE_LIVE, FIEL_MODE_LIVE,
                                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (ADW_TYPE_SQUEEZER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-mode-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, FielModeBar, bar);
  gtk_widget_class_bind_template_child (widget_class, FielModeBar, icon);
  gtk_widget_class_bind_template_child (widget_class, FielModeBar, word);
  gtk_widget_class_bind_template_child (widget_class, FielModeBar, sentence);
  gtk_widget_class_bind_template_child (widget_class, FielModeBar, drills);
  gtk_widget_class_bind_template_child (widget_class, FielModeBar, leave);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
fiel_mode_bar_init (FielModeBar *self)
{
  self->mode = FIEL_MODE_LIVE;

  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_own_name (GTK_BUTTON (self->leave));
  update (self);
}

FielMode
fiel_mode_bar_get_mode (FielModeBar *self)
{
  g_return_val_if_fail (FIEL_IS_MODE_BAR (self), FIEL_MODE_LIVE);

  return self->mode;
}

void
fiel_mode_bar_set_mode (FielModeBar *self, FielMode mode)
{
  g_return_if_fail (FIEL_IS_MODE_BAR (self));

  if (self->mode == mode)
    return;

  self->mode = mode;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODE]);
}

void
fiel_mode_bar_set_can_leave (FielModeBar *self, gboolean can_leave)
{
  g_return_if_fail (FIEL_IS_MODE_BAR (self));

  if (self->can_leave == can_leave)
    return;

  self->can_leave = can_leave;
  update (self);
}
