/* fiel-last-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-last-line.h"

#include "fiel-figure.h"
#include "fiel-payment-look.h"
#include "fiel-payment-text.h"
#include "fiel-time-text.h"

#include <glib/gi18n.h>

/* FielLastLine: where there is no room for the pane "today", the last result in one line at the foot, and the way to
 * the rest. */

struct _FielLastLine
{
  GtkWidget parent_instance;

  FielTodayList *today;           /* owned, nullable */
  const FielNumberStyle *style;   /* static, nullable */

  GSignalGroup *last_signals;      /* owned: of the payment that is shown */

  /* template children */
  GtkWidget *button;
  GtkImage *icon;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (FielLastLine, fiel_last_line, GTK_TYPE_WIDGET)

static void
show_attempt (FielLastLine *self, FielAttempt *attempt)
{
  FielLook look = fiel_payment_look_of_attempt (attempt);
  g_autofree char *time = fiel_time_text_of_day (fiel_attempt_get_saved_wall_us (attempt));
  g_autofree char *money = fiel_figure_money (fiel_payment_text_signed_amount (attempt), self->style);
  g_autofree char *words = g_strdup_printf (_("%s · %s · %s"), time, money, look.word);
  /* Translators: time, amount and state of the last payment. */
  g_autofree char *spoken = g_strdup_printf (_("Today’s payments. Last: %s"), words);

  gtk_image_set_from_icon_name (self->icon, look.icon);
  gtk_label_set_text (self->words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
show_nothing (FielLastLine *self)
{
  gtk_image_set_from_icon_name (self->icon, NULL);
  gtk_label_set_text (self->words, _("No payments yet today"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Today’s payments: none yet"), -1);
}

static void
update (FielLastLine *self)
{
  g_autoptr (FielAttempt) last = self->today != NULL ? fiel_today_list_get_last (self->today) : NULL;

  g_signal_group_set_target (self->last_signals, last);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), last != NULL);
  if (last != NULL)
    show_attempt (self, last);
  else
    show_nothing (self);
}

static void
fiel_last_line_dispose (GObject *object)
{
  FielLastLine *self = FIEL_LAST_LINE (object);

  if (self->today != NULL)
    g_signal_handlers_disconnect_by_func (self->today, update, self);
  g_clear_object (&self->last_signals);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->today);

  G_OBJECT_CLASS (fiel_last_line_parent_class)->dispose (object);
}

static void
fiel_last_line_class_init (FielLastLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_last_line_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-last-line.ui");
  gtk_widget_class_bind_template_child (widget_class, FielLastLine, button);
  gtk_widget_class_bind_template_child (widget_class, FielLastLine, icon);
  gtk_widget_class_bind_template_child (widget_class, FielLastLine, words);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_last_line_init (FielLastLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->last_signals = g_signal_group_new (FIEL_TYPE_ATTEMPT);
  g_signal_group_connect_swapped (self->last_signals, "notify::conflict", G_CALLBACK (update), self);
  update (self);
}

void
fiel_last_line_set_today (FielLastLine *self, FielTodayList *today, const FielNumberStyle *style)
{
  g_return_if_fail (FIEL_IS_LAST_LINE (self));
  g_return_if_fail (today == NULL || (FIEL_IS_TODAY_LIST (today) && style != NULL));

  if (self->today == today)
    return;

  if (self->today != NULL)
    g_signal_handlers_disconnect_by_func (self->today, update, self);
  g_set_object (&self->today, today);
  self->style = style;
  if (today != NULL)
    g_signal_connect_object (today, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
