/* fiel-today-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-today-row.h"

#include "fiel-figure.h"
#include "fiel-payment-look.h"
#include "fiel-payment-text.h"
#include "fiel-row-name.h"
#include "fiel-time-text.h"
#include "fiel-today-list.h"

#include <glib/gi18n.h>

/* FielTodayRow: one payment in a line: shape, amount, time and card, word. A payment whose result is missing is
 * tinted. */

struct _FielTodayRow
{
  GtkWidget parent_instance;

  FielAttempt *attempt;            /* owned, nullable */
  GSignalGroup *attempt_signals;   /* owned */
  const FielNumberStyle *style;    /* static, nullable */

  /* template children */
  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *amount;
  GtkLabel *facts;
  GtkLabel *word;
};

G_DEFINE_FINAL_TYPE (FielTodayRow, fiel_today_row, GTK_TYPE_WIDGET)

static const struct
{
  const char *outcome;
  const char *tone;
} tones[] = {
  { "approved", "success" }, { "declined", "error" },  { "unconfirmed", "warning" },
  { "cancelled", NULL },     { "accent", "accent" },   { "hand", NULL },
};

static const char *
get_tone (const char *outcome)
{
  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    if (g_str_equal (tones[i].outcome, outcome))
      return tones[i].tone;
  return NULL;
}

static void
set_tone (gpointer widget, const char *tone)
{
  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    if (tones[i].tone != NULL)
      gtk_widget_remove_css_class (widget, tones[i].tone);
  if (tone != NULL)
    gtk_widget_add_css_class (widget, tone);
}

static char *
describe_facts (FielAttempt *attempt)
{
  g_autofree char *time = fiel_time_text_of_day (fiel_attempt_get_saved_wall_us (attempt));
  g_autofree char *card = fiel_payment_text_card (attempt);

  return g_strdup_printf ("%s · %s", time, *card != '\0' ? card : fiel_attempt_get_terminal_name (attempt));
}

char *
fiel_today_row_describe (FielAttempt *attempt, const FielNumberStyle *style)
{
  g_autofree char *amount = NULL;
  g_autofree char *facts = NULL;

  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), NULL);
  g_return_val_if_fail (style != NULL, NULL);

  amount = fiel_figure_money (fiel_payment_text_signed_amount (attempt), style);
  facts = describe_facts (attempt);

  return g_strdup_printf ("%s, %s, %s", amount, facts, fiel_payment_look_of_attempt (attempt).word);
}

static void
update (FielTodayRow *self)
{
  FielLook look;
  g_autofree char *amount = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *spoken = NULL;

  if (self->attempt == NULL)
    return;

  look = fiel_payment_look_of_attempt (self->attempt);
  amount = fiel_figure_money (fiel_payment_text_signed_amount (self->attempt), self->style);
  facts = describe_facts (self->attempt);
  spoken = fiel_today_row_describe (self->attempt, self->style);

  gtk_image_set_from_icon_name (self->icon, look.icon);
  gtk_label_set_text (self->amount, amount);
  gtk_label_set_text (self->facts, facts);
  gtk_label_set_text (self->word, look.word);
  set_tone (self->icon, get_tone (look.style));
  set_tone (self->word, get_tone (look.style));
  if (fiel_today_is_unresolved (self->attempt))
    gtk_widget_add_css_class (GTK_WIDGET (self), "fiel-open");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "fiel-open");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  fiel_row_name (GTK_WIDGET (self), spoken);
}

static void
fiel_today_row_dispose (GObject *object)
{
  FielTodayRow *self = FIEL_TODAY_ROW (object);

  g_clear_object (&self->attempt_signals);
  g_clear_object (&self->attempt);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_today_row_parent_class)->dispose (object);
}

static void
fiel_today_row_class_init (FielTodayRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_today_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-today-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FielTodayRow, box);
  gtk_widget_class_bind_template_child (widget_class, FielTodayRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FielTodayRow, amount);
  gtk_widget_class_bind_template_child (widget_class, FielTodayRow, facts);
  gtk_widget_class_bind_template_child (widget_class, FielTodayRow, word);
  gtk_widget_class_set_css_name (widget_class, "fiel-today-row");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_today_row_init (FielTodayRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->attempt_signals = g_signal_group_new (FIEL_TYPE_ATTEMPT);
  g_signal_group_connect_swapped (self->attempt_signals, "notify", G_CALLBACK (update), self);
}

GtkWidget *
fiel_today_row_new (void)
{
  return g_object_new (FIEL_TYPE_TODAY_ROW, NULL);
}

void
fiel_today_row_set_attempt (FielTodayRow *self, FielAttempt *attempt, const FielNumberStyle *style)
{
  g_return_if_fail (FIEL_IS_TODAY_ROW (self));
  g_return_if_fail (attempt == NULL || (FIEL_IS_ATTEMPT (attempt) && style != NULL));

  self->style = style;
  g_set_object (&self->attempt, attempt);
  g_signal_group_set_target (self->attempt_signals, attempt);
  update (self);
}
