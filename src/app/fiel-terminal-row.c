/* fiel-terminal-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-terminal-row.h"

#include "fiel-attempt.h"
#include "fiel-row-press.h"
#include "fiel-terminal-look.h"
#include "fiel-time-text.h"

#include <glib/gi18n.h>

/* FielTerminalRow: one terminal in the picker: name, serial tail and provider, state as word, icon and place, its
 * key. */

struct _FielTerminalRow
{
  AdwActionRow parent_instance;

  FielTerminal *terminal;       /* owned */
  gint64 now_wall_us;           /* as of the last refresh */
  char *spoken;                 /* owned, nullable: its label for people who listen */
  const char *style_class;      /* static, nullable: set on the state now */

  /* template children */
  GtkWidget *tone;
  GtkWidget *star;
  GtkWidget *state_box;
  GtkImage *state_icon;
  GtkLabel *state;
  GtkLabel *keycap;
};

G_DEFINE_FINAL_TYPE (FielTerminalRow, fiel_terminal_row, ADW_TYPE_ACTION_ROW)

static char *
describe (FielTerminalRow *self)
{
  const char *provider = fiel_terminal_get_provider_name (self->terminal);
  const char *tail = fiel_terminal_get_serial_tail (self->terminal);
  FielAttempt *attempt = fiel_terminal_get_attempt (self->terminal);
  g_autofree char *news = NULL;
  g_autofree char *time = NULL;

  if (attempt != NULL)
    {
      time = fiel_time_text_of_day (fiel_attempt_get_saved_wall_us (attempt));
      /* Translators: the time of the day when it began. */
      news = g_strdup_printf (_("payment of %s is open"), time);
    }

  /* Translators: the tail of a serial number, then the payment provider */
  if (news == NULL)
    /* Translators: the end of the serial number, the provider. */
    return g_strdup_printf (_("Serial ··%s · %s"), tail, provider);

  /* Translators: the end of the serial number, the provider, news of a payment. */
  return g_strdup_printf (_("Serial ··%s · %s · %s"), tail, provider, news);
}

/* Said again only when there is something new: time passes every second. */
static void
speak (FielTerminalRow *self, const char *state, const char *subtitle)
{
  g_autofree char *label = g_strdup_printf ("%s, %s", fiel_terminal_get_name (self->terminal), state);
  g_autofree char *spoken = g_strconcat (label, "\n", subtitle, NULL);

  if (g_strcmp0 (self->spoken, spoken) == 0)
    return;

  g_free (self->spoken);
  self->spoken = g_steal_pointer (&spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle,
                                  -1);
}

static void
update (FielTerminalRow *self)
{
  FielTerminalLook look = fiel_terminal_look (self->terminal);
  g_autofree char *subtitle = describe (self);
  g_autofree char *state = fiel_terminal_look_state (self->terminal, self->now_wall_us);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), fiel_terminal_get_name (self->terminal));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_label_set_label (self->state, state);
  gtk_image_set_from_icon_name (self->state_icon, look.icon_name);

  if (self->style_class != NULL)
    gtk_widget_remove_css_class (self->state_box, self->style_class);
  if (look.style_class != NULL)
    gtk_widget_add_css_class (self->state_box, look.style_class);
  self->style_class = look.style_class;

  speak (self, state, subtitle);
}

static void
fiel_terminal_row_dispose (GObject *object)
{
  FielTerminalRow *self = FIEL_TERMINAL_ROW (object);

  g_clear_object (&self->terminal);
  g_clear_pointer (&self->spoken, g_free);

  G_OBJECT_CLASS (fiel_terminal_row_parent_class)->dispose (object);
}

static void
fiel_terminal_row_class_init (FielTerminalRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fiel_terminal_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-terminal-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FielTerminalRow, tone);
  gtk_widget_class_bind_template_child (widget_class, FielTerminalRow, star);
  gtk_widget_class_bind_template_child (widget_class, FielTerminalRow, state_box);
  gtk_widget_class_bind_template_child (widget_class, FielTerminalRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, FielTerminalRow, state);
  gtk_widget_class_bind_template_child (widget_class, FielTerminalRow, keycap);
}

static void
fiel_terminal_row_init (FielTerminalRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_row_press_offer (GTK_WIDGET (self));
}

GtkWidget *
fiel_terminal_row_new (FielTerminal *terminal, guint number, gboolean is_default, gint64 now_wall_us)
{
  FielTerminalRow *self = NULL;
  g_autofree char *keycap = NULL;

  g_return_val_if_fail (FIEL_IS_TERMINAL (terminal), NULL);

  self = g_object_new (FIEL_TYPE_TERMINAL_ROW, NULL);
  self->terminal = g_object_ref (terminal);
  self->now_wall_us = now_wall_us;

  /* Translators: a key combination, as printed on keys */
  keycap = g_strdup_printf (_("Alt+%u"), number);
  gtk_label_set_label (self->keycap, keycap);
  gtk_widget_set_visible (GTK_WIDGET (self->keycap), number <= 9);
  gtk_widget_set_visible (self->star, is_default);

  g_signal_connect_object (terminal, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

FielTerminal *
fiel_terminal_row_get_terminal (FielTerminalRow *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL_ROW (self), NULL);

  return self->terminal;
}

void
fiel_terminal_row_refresh (FielTerminalRow *self, gint64 now_wall_us)
{
  g_return_if_fail (FIEL_IS_TERMINAL_ROW (self));

  self->now_wall_us = now_wall_us;
  update (self);
}

void
fiel_terminal_row_set_current (FielTerminalRow *self, gboolean current)
{
  g_return_if_fail (FIEL_IS_TERMINAL_ROW (self));

  if (current)
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "current");

  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, current, -1);
}

void
fiel_terminal_row_set_colour (FielTerminalRow *self, FielTerminalColour colour)
{
  static const char *const classes[FIEL_N_TERMINAL_COLOURS]
    = { NULL, "blue", "teal", "green", "orange", "pink", "purple", "brown" };

  g_return_if_fail (FIEL_IS_TERMINAL_ROW (self));
  g_return_if_fail ((guint) colour < G_N_ELEMENTS (classes));

  for (gsize i = 1; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (self->tone, classes[i]);
  if (classes[colour] != NULL)
    gtk_widget_add_css_class (self->tone, classes[colour]);
}
