/* fiel-return-amount.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-return-amount.h"

#include "fiel-amount-display.h"
#include "fiel-announce.h"
#include "fiel-figure.h"
#include "fiel-keypad.h"

#include <glib/gi18n.h>

/* FielReturnAmount: how much goes back. It never holds more than may be returned: a key that would pass it is refused
 * with a word, as on the till. */

struct _FielReturnAmount
{
  GtkWidget parent_instance;

  FielReturnBounds bounds;
  FielAmountEntry entry;
  gboolean whole;
  gboolean updating;

  /* template children */
  GtkWidget *body;
  GtkWidget *choice;
  GtkToggleButton *all;
  GtkLabel *all_words;
  GtkToggleButton *part;
  FielAmountDisplay *display;
  GtkLabel *caption;
  GtkLabel *refused;
  FielKeypad *keypad;
};

G_DEFINE_FINAL_TYPE (FielReturnAmount, fiel_return_amount, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
describe_caption (FielReturnAmount *self)
{
  FielMoney amount = fiel_return_amount_get_amount (self);
  FielMoney left;
  g_autofree char *most = fiel_figure_money (self->bounds.most, self->bounds.style);
  g_autofree char *stays = NULL;

  if (self->bounds.sold.currency == NULL)
    /* Translators: an amount */
    return g_strdup_printf (_("at most %s"), most);
  if (self->whole && fiel_money_equal (self->bounds.most, self->bounds.sold))
    /* Translators: how much goes back, under a choice: all that was paid */
    return g_strdup (_("the whole sale"));
  if (self->whole)
    return g_strdup (_("all that is left of the sale"));
  if (!fiel_money_subtract (self->bounds.most, amount, &left))
    return g_strdup ("");

  stays = fiel_figure_money (left, self->bounds.style);
  /* Translators: what can be returned, and what of that stays with the shop */
  return g_strdup_printf (_("of %s, %s stay on the sale"), most, stays);
}

static void
update_choice (FielReturnAmount *self)
{
  g_autofree char *most = fiel_figure_money (self->bounds.most, self->bounds.style);
  /* Translators: the whole amount of a sale, on a button */
  g_autofree char *all = g_strdup_printf (_("All, %s"), most);

  self->updating = TRUE;
  gtk_widget_set_visible (self->choice, self->bounds.sold.currency != NULL);
  gtk_label_set_text (self->all_words, all);
  gtk_toggle_button_set_active (self->whole ? self->all : self->part, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->all), self->bounds.can_whole);
  gtk_widget_set_sensitive (GTK_WIDGET (self->part), self->bounds.can_part);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->all), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
  self->updating = FALSE;
}

static void
update_actions (FielReturnAmount *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean keys = self->bounds.most.currency != NULL && self->bounds.can_part;
  gboolean typed = keys && (self->whole || self->entry.amount.minor > 0 || self->entry.decimal_open);

  gtk_widget_action_set_enabled (widget, "till.digit", keys);
  gtk_widget_action_set_enabled (widget, "till.zeros", keys);
  gtk_widget_action_set_enabled (widget, "till.decimal", keys && self->entry.mode == FIEL_AMOUNT_MODE_DECIMAL);
  gtk_widget_action_set_enabled (widget, "till.erase", typed);
  gtk_widget_action_set_enabled (widget, "till.clear", typed);
}

static void
update (FielReturnAmount *self)
{
  FielMoney amount = fiel_return_amount_get_amount (self);
  g_autofree char *caption = NULL;

  update_actions (self);
  if (amount.currency == NULL)
    return;

  caption = describe_caption (self);
  fiel_amount_display_set_money (self->display, amount, self->bounds.style, self->bounds.most.minor);
  gtk_label_set_text (self->caption, caption);
  update_choice (self);
}

static void
say_refused (FielReturnAmount *self, const char *words)
{
  gtk_label_set_text (self->refused, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refused), words != NULL);
  if (words == NULL)
    return;

  fiel_announce (GTK_WIDGET (self), words, FALSE);
  gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
emit_changed (FielReturnAmount *self)
{
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Whoever types means a part, and begins it from nothing. */
static FielAmountEntry *
begin_edit (FielReturnAmount *self)
{
  say_refused (self, NULL);
  if (self->whole)
    fiel_amount_entry_clear (&self->entry);
  self->whole = FALSE;

  return &self->entry;
}

static void
end_edit (FielReturnAmount *self, gboolean accepted)
{
  /* Leading noughts and a third decimal need no words. */
  if (!accepted && self->entry.amount.minor > 0 && !self->entry.decimal_open)
    {
      g_autofree char *most = fiel_figure_money (self->bounds.most, self->bounds.style);
      /* Translators: the largest amount. */
      g_autofree char *words = g_strdup_printf (_("That key does not fit: at most %s can be returned"), most);

      say_refused (self, words);
    }

  emit_changed (self);
}

static void
digit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielReturnAmount *self = FIEL_RETURN_AMOUNT (widget);

  end_edit (self, fiel_amount_entry_press_digit (begin_edit (self), g_variant_get_uint32 (parameter)));
}

static void
zeros_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielReturnAmount *self = FIEL_RETURN_AMOUNT (widget);

  end_edit (self, fiel_amount_entry_press_zeros (begin_edit (self), g_variant_get_uint32 (parameter)));
}

static void
decimal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielReturnAmount *self = FIEL_RETURN_AMOUNT (widget);

  fiel_amount_entry_press_decimal (begin_edit (self));
  end_edit (self, TRUE);
}

static void
erase_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielReturnAmount *self = FIEL_RETURN_AMOUNT (widget);

  fiel_amount_entry_erase (begin_edit (self));
  end_edit (self, TRUE);
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielReturnAmount *self = FIEL_RETURN_AMOUNT (widget);

  fiel_amount_entry_clear (begin_edit (self));
  end_edit (self, TRUE);
}

static void
choice_cb (FielReturnAmount *self)
{
  gboolean whole = gtk_toggle_button_get_active (self->all);

  if (self->updating || self->whole == whole)
    return;

  self->whole = whole;
  say_refused (self, NULL);
  if (!whole)
    fiel_amount_entry_clear (&self->entry);
  emit_changed (self);
  if (!whole)
    fiel_return_amount_focus (self);
}

static void
fiel_return_amount_dispose (GObject *object)
{
  FielReturnAmount *self = FIEL_RETURN_AMOUNT (object);

  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_return_amount_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FIEL_TYPE_AMOUNT_DISPLAY);
  g_type_ensure (FIEL_TYPE_KEYPAD);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-return-amount.ui");
  gtk_widget_class_bind_template_child (widget_class, FielReturnAmount, body);
  gtk_widget_class_bind_template_child (widget_class, FielReturnAmount, choice);
  gtk_widget_class_bind_template_child (widget_class, FielReturnAmount, all);
  gtk_widget_class_bind_template_child (widget_class, FielReturnAmount, all_words);
  gtk_widget_class_bind_template_child (widget_class, FielReturnAmount, part);
  gtk_widget_class_bind_template_child (widget_class, FielReturnAmount, display);
  gtk_widget_class_bind_template_child (widget_class, FielReturnAmount, caption);
  gtk_widget_class_bind_template_child (widget_class, FielReturnAmount, refused);
  gtk_widget_class_bind_template_child (widget_class, FielReturnAmount, keypad);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
}

static void
fiel_return_amount_class_init (FielReturnAmountClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_return_amount_dispose;

  signals[CHANGED] = g_signal_new ("changed", FIEL_TYPE_RETURN_AMOUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "till.digit", "u", digit_action);
  gtk_widget_class_install_action (widget_class, "till.zeros", "u", zeros_action);
  gtk_widget_class_install_action (widget_class, "till.decimal", NULL, decimal_action);
  gtk_widget_class_install_action (widget_class, "till.erase", NULL, erase_action);
  gtk_widget_class_install_action (widget_class, "till.clear", NULL, clear_action);

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_return_amount_init (FielReturnAmount *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
fiel_return_amount_set_bounds (FielReturnAmount *self, const FielReturnBounds *bounds)
{
  g_return_if_fail (FIEL_IS_RETURN_AMOUNT (self));
  g_return_if_fail (bounds != NULL && fiel_money_is_valid (bounds->most) && bounds->style != NULL);

  self->bounds = *bounds;
  self->whole = bounds->can_whole;
  fiel_amount_entry_init (&self->entry, bounds->most.currency, bounds->mode, bounds->most.minor);
  fiel_keypad_set_decimal_key (self->keypad,
                               bounds->mode == FIEL_AMOUNT_MODE_DECIMAL ? bounds->style->decimal : NULL);
  say_refused (self, NULL);
  emit_changed (self);
}

FielMoney
fiel_return_amount_get_amount (FielReturnAmount *self)
{
  g_return_val_if_fail (FIEL_IS_RETURN_AMOUNT (self), fiel_money_make (0, NULL));

  return self->whole ? self->bounds.most : self->entry.amount;
}

void
fiel_return_amount_type_mark (FielReturnAmount *self, gunichar character)
{
  g_return_if_fail (FIEL_IS_RETURN_AMOUNT (self));

  if (character == '.' || character == ',')
    gtk_widget_activate_action (GTK_WIDGET (self), "till.decimal", NULL);
  else if (character == '*')
    gtk_widget_activate_action (GTK_WIDGET (self), "till.zeros", "u",
                                self->entry.mode == FIEL_AMOUNT_MODE_WHOLE ? 3u : 2u);
}

gboolean
fiel_return_amount_focus (FielReturnAmount *self)
{
  g_return_val_if_fail (FIEL_IS_RETURN_AMOUNT (self), FALSE);

  return gtk_widget_grab_focus (GTK_WIDGET (self->display));
}
