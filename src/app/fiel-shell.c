/* fiel-shell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shell.h"

#include <adwaita.h>

/* FielShell: the till and, at its end, the pane "today". The one place that knows AdwFlap, which later libadwaita
 * replaces.
 *
 * The side pane folds away below 900 px, when its own text needs more than its width, or when what is left for the
 * content is not enough for its height (large text); it is then shown over the content on demand. Unfolded it is there
 * while it is needed. */

#define FOLD_WIDTH 900
#define SIDE_WIDTH 344

struct _FielShell
{
  GtkWidget parent_instance;

  AdwFlap *flap;      /* owned */
  gboolean folded;
  gboolean needed;
  guint notify_id;    /* idle source */
};

static void fiel_shell_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FielShell, fiel_shell, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, fiel_shell_buildable_init))

typedef enum
{
  PROP_FOLDED = 1,
  PROP_SIDE_SHOWN,
} FielShellProperty;

static GParamSpec *properties[PROP_SIDE_SHOWN + 1];

static GtkBuildableIface *parent_buildable_iface;

static gboolean
wants_fold (FielShell *self, int width, int height)
{
  GtkWidget *content = adw_flap_get_content (self->flap);
  GtkWidget *side = adw_flap_get_flap (self->flap);
  int minimum_width, natural_height;

  if (width < FOLD_WIDTH)
    return TRUE;

  if (side != NULL)
    {
      gtk_widget_measure (side, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL, NULL);
      if (minimum_width > SIDE_WIDTH)
        return TRUE;
    }

  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL, NULL);
  if (minimum_width > width - SIDE_WIDTH)
    return TRUE;

  gtk_widget_measure (content, GTK_ORIENTATION_VERTICAL, width - SIDE_WIDTH, NULL, &natural_height, NULL, NULL);

  return natural_height > height;
}

/* Whoever listens changes the header, which this frame has laid out already. */
static gboolean
notify_folded_cb (gpointer user_data)
{
  FielShell *self = FIEL_SHELL (user_data);

  self->notify_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);

  return G_SOURCE_REMOVE;
}

static void
set_folded (FielShell *self, gboolean folded)
{
  if (self->folded == folded)
    return;

  self->folded = folded;
  adw_flap_set_fold_policy (self->flap, folded ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
  adw_flap_set_reveal_flap (self->flap, !folded && self->needed);
  if (self->notify_id == 0)
    self->notify_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_folded_cb, self, NULL);
}

static void
fiel_shell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FielShell *self = FIEL_SHELL (widget);
  int ignored;

  set_folded (self, wants_fold (self, width, height));

  gtk_widget_measure (GTK_WIDGET (self->flap), GTK_ORIENTATION_HORIZONTAL, -1, &ignored, NULL, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (self->flap), &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static void
fiel_shell_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                    int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  FielShell *self = FIEL_SHELL (widget);
  GtkWidget *content = adw_flap_get_content (self->flap);

  *minimum = *natural = 0;

  /* The side pane never asks for room: it folds. */
  if (content != NULL)
    gtk_widget_measure (content, orientation, -1, minimum, natural, NULL, NULL);
}

static void
reveal_changed_cb (FielShell *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDE_SHOWN]);
}

static void
fiel_shell_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielShell *self = FIEL_SHELL (object);

  switch ((FielShellProperty) prop_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    case PROP_SIDE_SHOWN:
      g_value_set_boolean (value, fiel_shell_get_side_shown (self));
      break;
    }
}

static void
fiel_shell_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FielShell *self = FIEL_SHELL (object);

  switch ((FielShellProperty) prop_id)
    {
    case PROP_SIDE_SHOWN:
      fiel_shell_set_side_shown (self, g_value_get_boolean (value));
      break;
    case PROP_FOLDED:
      break;
    }
}

static void
fiel_shell_dispose (GObject *object)
{
  FielShell *self = FIEL_SHELL (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  if (self->flap != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->flap));
  self->flap = NULL;

  G_OBJECT_CLASS (fiel_shell_parent_class)->dispose (object);
}

static void
fiel_shell_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  FielShell *self = FIEL_SHELL (buildable);

  if (g_strcmp0 (type, "side") == 0)
    fiel_shell_set_side (self, GTK_WIDGET (child));
  else if (GTK_IS_WIDGET (child))
    fiel_shell_set_content (self, GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
fiel_shell_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);

  iface->add_child = fiel_shell_add_child;
}

static void
fiel_shell_class_init (FielShellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = fiel_shell_get_property;
  object_class->set_property = fiel_shell_set_property;
  object_class->dispose = fiel_shell_dispose;

  widget_class->measure = fiel_shell_measure;
  widget_class->size_allocate = fiel_shell_size_allocate;

  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, TRUE,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIDE_SHOWN] =
    g_param_spec_boolean ("side-shown", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
fiel_shell_init (FielShell *self)
{
  self->folded = TRUE;
  self->needed = TRUE;
  self->flap = g_object_new (ADW_TYPE_FLAP,
                             "flap-position", GTK_PACK_END,
                             "fold-policy", ADW_FLAP_FOLD_POLICY_ALWAYS,
                             "fold-duration", 0,
                             "reveal-flap", FALSE,
                             "swipe-to-open", FALSE,
                             "swipe-to-close", FALSE,
                             NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->flap), GTK_WIDGET (self));
  g_signal_connect_object (self->flap, "notify::reveal-flap", G_CALLBACK (reveal_changed_cb), self, G_CONNECT_SWAPPED);
}

void
fiel_shell_set_content (FielShell *self, GtkWidget *content)
{
  g_return_if_fail (FIEL_IS_SHELL (self));
  g_return_if_fail (GTK_IS_WIDGET (content));

  adw_flap_set_content (self->flap, content);
}

void
fiel_shell_set_side (FielShell *self, GtkWidget *side)
{
  g_return_if_fail (FIEL_IS_SHELL (self));
  g_return_if_fail (side == NULL || GTK_IS_WIDGET (side));

  /* Without an explicit no, the flap takes half the window. */
  if (side != NULL)
    {
      gtk_widget_set_hexpand (side, FALSE);
      gtk_widget_set_size_request (side, SIDE_WIDTH, -1);
    }

  adw_flap_set_flap (self->flap, side);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
fiel_shell_expect (FielShell *self, int width, int height)
{
  g_return_if_fail (FIEL_IS_SHELL (self));

  if (width > 0 && height > 0 && !gtk_widget_get_child_visible (GTK_WIDGET (self)))
    set_folded (self, wants_fold (self, width, height));
}

gboolean
fiel_shell_get_folded (FielShell *self)
{
  g_return_val_if_fail (FIEL_IS_SHELL (self), TRUE);

  return self->folded;
}

gboolean
fiel_shell_get_side_shown (FielShell *self)
{
  g_return_val_if_fail (FIEL_IS_SHELL (self), FALSE);

  return adw_flap_get_reveal_flap (self->flap);
}

/* Over the content it slides; beside it the content would be laid out anew with every step. */
static void
reveal (FielShell *self, gboolean shown)
{
  g_autoptr (AdwSpringParams) params = adw_spring_params_new (1, 0.5, self->folded ? 500 : 500000);

  adw_flap_set_reveal_params (self->flap, params);
  adw_flap_set_reveal_flap (self->flap, shown);
}

void
fiel_shell_set_side_shown (FielShell *self, gboolean shown)
{
  g_return_if_fail (FIEL_IS_SHELL (self));

  if (self->folded && adw_flap_get_flap (self->flap) != NULL)
    reveal (self, shown);
}

void
fiel_shell_set_side_needed (FielShell *self, gboolean needed)
{
  g_return_if_fail (FIEL_IS_SHELL (self));

  if (self->needed == needed)
    return;

  self->needed = needed;
  if (!self->folded)
    reveal (self, needed);
}
