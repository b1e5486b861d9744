/* fiel-shift-count.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-count.h"

#include "fiel-announce.h"
#include "fiel-figure.h"
#include "fiel-payment-query.h"
#include "fiel-shift-words.h"
#include "fiel-text-clamp.h"

#include <glib/gi18n.h>
#include <string.h>

/* FielShiftCount: what was in the drawer, what came in, what is there now. Where the store counts blind, what should be
 * there is told only after the count was said. Amounts may be typed as the store writes them, or plainly. */

struct _FielShiftCount
{
  GtkWidget parent_instance;

  FielShiftCheck *check;     /* owned, nullable */
  FielProfile *profile;      /* owned, nullable */

  /* template children */
  GtkWidget *body;
  AdwClamp *clamp;
  GtkEditable *beginning;
  GtkLabel *apart;
  GtkEditable *taken;
  GtkEditable *counted;
  GtkWidget *reason_box;
  GtkEditable *reason;
  GtkLabel *expected;
  GtkLabel *trouble;
};

G_DEFINE_FINAL_TYPE (FielShiftCount, fiel_shift_count, GTK_TYPE_WIDGET)

enum
{
  COUNTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_trouble (FielShiftCount *self, const char *words)
{
  gtk_label_set_text (self->trouble, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), words != NULL);
  if (words != NULL)
    fiel_announce (GTK_WIDGET (self), words, FALSE);
}

/* Past a minus, as it is typed or as Fiel writes it. */
static const char *
skip_minus (const char *text)
{
  if (g_str_has_prefix (text, "−"))
    return text + strlen ("−");

  return *text == '-' ? text + 1 : text;
}

gboolean
fiel_shift_count_parse (const char *text, FielProfile *profile, gint64 *minor)
{
  const FielCurrency *currency;
  FielMoney money = { 0 };

  g_return_val_if_fail (text != NULL && FIEL_IS_PROFILE (profile) && minor != NULL, FALSE);

  /* To the one, nothing at all is no amount; the other knows no separators. */
  currency = fiel_profile_get_currency (profile);
  if (!fiel_payment_query_parse_amount (text, currency, fiel_profile_get_number_style (profile), &money)
      && !fiel_money_parse_plain (text, currency, &money, NULL))
    return FALSE;

  *minor = money.minor;

  return TRUE;
}

/* An empty field is nothing, if it may be. */
static gboolean
read_amount (FielShiftCount *self, GtkEditable *field, gboolean may_be_negative, gint64 *minor)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (field)));
  const char *amount = may_be_negative ? skip_minus (text) : text;
  gboolean negative = amount != text;

  *minor = 0;
  if (*text == '\0' && field != self->counted)
    return TRUE;
  if (!fiel_shift_count_parse (amount, self->profile, minor))
    return FALSE;

  if (negative)
    *minor = -*minor;

  return TRUE;
}

/* @wrong: (out) (optional): the field that holds no amount */
static gboolean
read_cash (FielShiftCount *self, FielShiftCash *cash, GtkEditable **wrong)
{
  GtkEditable *first = NULL;

  if (!read_amount (self, self->beginning, FALSE, &cash->float_minor))
    first = self->beginning;
  else if (!read_amount (self, self->taken, TRUE, &cash->taken_minor))
    first = self->taken;
  else if (!read_amount (self, self->counted, FALSE, &cash->counted_minor))
    first = self->counted;

  if (wrong != NULL)
    *wrong = first;
  return first == NULL;
}

static void
show_wrong (FielShiftCount *self, GtkEditable *field)
{
  const char *text = gtk_editable_get_text (field);
  g_autofree char *example = fiel_figure_money (fiel_money_make (1234500, fiel_profile_get_currency (self->profile)),
                                                fiel_profile_get_number_style (self->profile));
  /* Translators: what was typed, and an amount as the store writes it */
  g_autofree char *words = *text != '\0'
                             /* Translators: what was typed, an example. */
                             ? g_strdup_printf (_("“%s” is not an amount. Write it like this: %s"), text, example)
                             : g_strdup (_("Write what is in the drawer now; 0 if there is nothing."));

  show_trouble (self, words);
  gtk_widget_grab_focus (GTK_WIDGET (field));
}

static void
show_expected (FielShiftCount *self)
{
  gboolean told = self->profile != NULL && fiel_profile_get_cash_count (self->profile) == FIEL_CASH_COUNT_OPEN;
  FielShiftCash cash = { 0 };
  g_autofree char *figure = NULL;
  g_autofree char *words = NULL;

  told = told && read_amount (self, self->beginning, FALSE, &cash.float_minor)
         && read_amount (self, self->taken, TRUE, &cash.taken_minor)
         && ABS (cash.float_minor + cash.taken_minor) <= FIEL_MONEY_MAX_MINOR;
  gtk_widget_set_visible (GTK_WIDGET (self->expected), told);
  if (!told)
    return;

  figure = fiel_figure_money (fiel_money_make (cash.float_minor + cash.taken_minor,
                                               fiel_profile_get_currency (self->profile)),
                              fiel_profile_get_number_style (self->profile));
  /* Translators: an amount; “it” is the drawer. */
  words = g_strdup_printf (_("There should be %s in it"), figure);
  gtk_label_set_text (self->expected, words);
}

/* A reason is asked for once the difference was told, and only as long as there is one. */
static void
hide_reason (FielShiftCount *self)
{
  FielShiftCash cash = { .is_counted = TRUE };
  gint64 expected = 0, difference = 0;

  if (self->profile != NULL && gtk_widget_get_visible (self->reason_box) && read_cash (self, &cash, NULL)
      && fiel_shift_cash_compare (&cash, &expected, &difference) && difference == 0)
    gtk_widget_set_visible (self->reason_box, FALSE);
}

static void
changed_cb (FielShiftCount *self)
{
  show_expected (self);
  hide_reason (self);
  show_trouble (self, NULL);
}

static void
count_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielShiftCount *self = FIEL_SHIFT_COUNT (widget);
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));
  FielShiftCash cash = { .is_counted = TRUE, .reason = reason };
  gint64 expected = 0, difference = 0;
  g_autofree char *words = NULL;
  GtkEditable *wrong = NULL;

  if (self->check == NULL)
    return;
  if (!read_cash (self, &cash, &wrong))
    {
      show_wrong (self, wrong);
      return;
    }
  if (!fiel_shift_cash_compare (&cash, &expected, &difference))
    {
      show_trouble (self, _("These amounts are larger than Fiel can write down."));
      return;
    }

  if (difference == 0)
    cash.reason = NULL;
  fiel_shift_check_set_cash (self->check, &cash);
  if (!fiel_shift_cash_needs_reason (&cash, fiel_profile_get_cash_difference_limit_minor (self->profile)))
    {
      g_signal_emit (self, signals[COUNTED], 0);
      return;
    }

  gtk_widget_set_visible (self->reason_box, TRUE);
  words = fiel_shift_words_cash (&cash, fiel_profile_get_currency (self->profile),
                                 fiel_profile_get_number_style (self->profile));
  show_trouble (self, words);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

static void
fiel_shift_count_dispose (GObject *object)
{
  FielShiftCount *self = FIEL_SHIFT_COUNT (object);

  g_clear_object (&self->check);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_shift_count_parent_class)->dispose (object);
}

static void
fiel_shift_count_class_init (FielShiftCountClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_shift_count_dispose;

  signals[COUNTED] = g_signal_new ("counted", FIEL_TYPE_SHIFT_COUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "count.done", NULL, count_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-shift-count.ui");
  gtk_widget_class_bind_template_child (widget_class, FielShiftCount, body);
  gtk_widget_class_bind_template_child (widget_class, FielShiftCount, clamp);
  gtk_widget_class_bind_template_child (widget_class, FielShiftCount, beginning);
  gtk_widget_class_bind_template_child (widget_class, FielShiftCount, apart);
  gtk_widget_class_bind_template_child (widget_class, FielShiftCount, taken);
  gtk_widget_class_bind_template_child (widget_class, FielShiftCount, counted);
  gtk_widget_class_bind_template_child (widget_class, FielShiftCount, reason_box);
  gtk_widget_class_bind_template_child (widget_class, FielShiftCount, reason);
  gtk_widget_class_bind_template_child (widget_class, FielShiftCount, expected);
  gtk_widget_class_bind_template_child (widget_class, FielShiftCount, trouble);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_shift_count_init (FielShiftCount *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_text_clamp_follow (self->clamp);
}

void
fiel_shift_count_set_check (FielShiftCount *self, FielShiftCheck *check, FielProfile *profile)
{
  FielShiftPicture *picture = NULL;
  g_autofree char *beginning = NULL;
  g_autofree char *apart = NULL;

  g_return_if_fail (FIEL_IS_SHIFT_COUNT (self));
  g_return_if_fail ((check == NULL) == (profile == NULL));

  g_set_object (&self->check, check);
  g_set_object (&self->profile, profile);
  gtk_editable_set_text (self->taken, "");
  gtk_editable_set_text (self->counted, "");
  gtk_editable_set_text (self->reason, "");
  gtk_widget_set_visible (self->reason_box, FALSE);
  picture = check != NULL ? fiel_shift_check_get_picture (check) : NULL;
  if (picture != NULL && picture->float_minor >= 0)
    beginning = fiel_money_format_plain (fiel_money_make (picture->float_minor, fiel_profile_get_currency (profile)));
  gtk_editable_set_text (self->beginning, beginning != NULL ? beginning : "");
  apart = picture != NULL ? fiel_shift_words_float_apart (picture, fiel_profile_get_number_style (profile)) : NULL;
  gtk_label_set_text (self->apart, apart != NULL ? apart : "");
  gtk_widget_set_visible (GTK_WIDGET (self->apart), apart != NULL);
  changed_cb (self);
}

void
fiel_shift_count_grab_focus (FielShiftCount *self)
{
  g_return_if_fail (FIEL_IS_SHIFT_COUNT (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->counted));
}
