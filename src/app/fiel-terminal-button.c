/* fiel-terminal-button.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-terminal-button.h"

#include "fiel-terminal-look.h"

#include <glib/gi18n.h>

/* FielTerminalButton: the machine that will ring, in the middle of the header on every screen of the till: its name,
 * its state with icon and age. Pressing it chooses another ("win.pick-terminal"). */

#define AGE_STEP_US (15 * G_USEC_PER_SEC)

struct _FielTerminalButton
{
  GtkWidget parent_instance;

  FielTerminal *terminal;       /* owned, nullable */
  FielClock *clock;             /* owned, nullable */
  GSignalGroup *signals;        /* owned: of the terminal */
  guint timer;                  /* of the clock: the age grows */
  const char *style_class;      /* static, nullable: set on the state now */

  /* template children */
  GtkWidget *button;
  GtkWidget *machine;
  GtkLabel *name;
  GtkWidget *state_box;
  GtkWidget *live;
  GtkImage *state_icon;
  GtkLabel *state;
};

G_DEFINE_FINAL_TYPE (FielTerminalButton, fiel_terminal_button, GTK_TYPE_WIDGET)

static void
set_style_class (FielTerminalButton *self, const char *style_class)
{
  if (self->style_class != NULL)
    gtk_widget_remove_css_class (self->state_box, self->style_class);
  if (style_class != NULL)
    gtk_widget_add_css_class (self->state_box, style_class);
  self->style_class = style_class;
}

static void
show_nothing (FielTerminalButton *self)
{
  /* Translators: on a button: no card terminal is chosen */
  gtk_label_set_label (self->name, _("No terminal"));
  /* Translators: on a button: choose a card terminal (imperative) */
  gtk_label_set_label (self->state, _("Choose one"));
  gtk_image_set_from_icon_name (self->state_icon, "fiel-wait-symbolic");
  set_style_class (self, NULL);
}

static void
show_terminal (FielTerminalButton *self)
{
  gint64 now = self->clock != NULL ? fiel_clock_get_wall_us (self->clock) : 0;
  FielTerminalLook look = fiel_terminal_look (self->terminal);
  g_autofree char *state = fiel_terminal_look_state (self->terminal, now);

  gtk_label_set_label (self->name, fiel_terminal_get_name (self->terminal));
  gtk_label_set_label (self->state, state);
  gtk_image_set_from_icon_name (self->state_icon, look.icon_name);
  set_style_class (self, look.style_class);
}

/* Where the window is narrow the button cuts its words, so the tooltip says them whole; who listens hears them as the
 * button's name. */
static void
show_hint (FielTerminalButton *self)
{
  const char *choose = _("Choose the terminal (F4)");
  const char *live = _("Payments here move real money");
  g_autofree char *hint = gtk_widget_get_visible (self->live) ? g_strjoin ("\n", live, choose, NULL)
                                                              : g_strdup (choose);
  g_autofree char *tooltip = g_strjoin ("\n", gtk_label_get_label (self->name), gtk_label_get_label (self->state), hint,
                                        NULL);

  gtk_widget_set_tooltip_text (self->button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint, -1);
}

static void
update (FielTerminalButton *self)
{
  g_autofree char *label = NULL;

  if (self->terminal != NULL)
    show_terminal (self);
  else
    show_nothing (self);

  /* Translators: what the terminal button says to people who listen: name of the terminal, then its state */
  label = g_strdup_printf (_("Terminal: %s, %s"), gtk_label_get_label (self->name), gtk_label_get_label (self->state));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  show_hint (self);
}

static void
tick_cb (gpointer user_data)
{
  FielTerminalButton *self = FIEL_TERMINAL_BUTTON (user_data);

  update (self);
  self->timer = fiel_clock_add_timer (self->clock, AGE_STEP_US, tick_cb, self);
}

static void
fiel_terminal_button_dispose (GObject *object)
{
  FielTerminalButton *self = FIEL_TERMINAL_BUTTON (object);

  if (self->clock != NULL)
    fiel_clock_clear_timer (self->clock, &self->timer);
  g_clear_object (&self->clock);
  g_clear_object (&self->signals);
  g_clear_object (&self->terminal);
  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_terminal_button_parent_class)->dispose (object);
}

static void
fiel_terminal_button_class_init (FielTerminalButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fiel_terminal_button_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-terminal-button.ui");
  gtk_widget_class_bind_template_child (widget_class, FielTerminalButton, button);
  gtk_widget_class_bind_template_child (widget_class, FielTerminalButton, machine);
  gtk_widget_class_bind_template_child (widget_class, FielTerminalButton, name);
  gtk_widget_class_bind_template_child (widget_class, FielTerminalButton, state_box);
  gtk_widget_class_bind_template_child (widget_class, FielTerminalButton, live);
  gtk_widget_class_bind_template_child (widget_class, FielTerminalButton, state_icon);
  gtk_widget_class_bind_template_child (widget_class, FielTerminalButton, state);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_terminal_button_init (FielTerminalButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (FIEL_TYPE_TERMINAL);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (update), self);
  update (self);
}

void
fiel_terminal_button_set_terminal (FielTerminalButton *self, FielTerminal *terminal)
{
  g_return_if_fail (FIEL_IS_TERMINAL_BUTTON (self));
  g_return_if_fail (terminal == NULL || FIEL_IS_TERMINAL (terminal));

  if (!g_set_object (&self->terminal, terminal))
    return;

  g_signal_group_set_target (self->signals, terminal);
  update (self);
}

void
fiel_terminal_button_set_clock (FielTerminalButton *self, FielClock *clock)
{
  g_return_if_fail (FIEL_IS_TERMINAL_BUTTON (self));
  g_return_if_fail (clock == NULL || FIEL_IS_CLOCK (clock));

  if (self->clock == clock)
    return;

  if (self->clock != NULL)
    fiel_clock_clear_timer (self->clock, &self->timer);
  g_set_object (&self->clock, clock);
  if (clock != NULL)
    self->timer = fiel_clock_add_timer (clock, AGE_STEP_US, tick_cb, self);

  update (self);
}

void
fiel_terminal_button_refresh (FielTerminalButton *self)
{
  g_return_if_fail (FIEL_IS_TERMINAL_BUTTON (self));

  update (self);
}

void
fiel_terminal_button_set_live (FielTerminalButton *self, gboolean live)
{
  g_return_if_fail (FIEL_IS_TERMINAL_BUTTON (self));

  if (gtk_widget_get_visible (self->live) == live)
    return;

  gtk_widget_set_visible (self->live, live);
  update (self);
}

void
fiel_terminal_button_set_compact (FielTerminalButton *self, gboolean compact)
{
  g_return_if_fail (FIEL_IS_TERMINAL_BUTTON (self));

  gtk_widget_set_visible (self->machine, !compact);
}
