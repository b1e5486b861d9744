/* fiel-attempt-details.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-attempt-details.h"

#include "fiel-figure.h"
#include "fiel-payment-text.h"
#include "fiel-wording.h"

#include <glib/gi18n.h>

/* FielAttemptDetails: codes, ids and the provider's own words, folded away below the page's plain ones, to be read
 * out or copied for support. Everything from outside is shown as text, never as markup. */

struct _FielAttemptDetails
{
  GtkWidget parent_instance;

  FielAttempt *attempt;            /* owned, nullable */
  GSignalGroup *attempt_signals;   /* owned */
  const FielNumberStyle *style;    /* static, nullable */

  GtkWidget *expander;             /* owned */
  GtkLabel *text;                  /* unowned: in the expander */
};

G_DEFINE_FINAL_TYPE (FielAttemptDetails, fiel_attempt_details, GTK_TYPE_WIDGET)

static void
append_line (GString *text, const char *what, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", what, value);
}

char *
fiel_attempt_details_describe (FielAttempt *attempt, const FielNumberStyle *style)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *amount = NULL;
  g_autofree char *time = NULL;

  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), NULL);
  g_return_val_if_fail (style != NULL, NULL);

  amount = fiel_figure_money (fiel_attempt_get_amount (attempt), style);
  time = fiel_payment_text_time (fiel_attempt_get_saved_wall_us (attempt));
  /* Translators: begins a line of a text: which payment (its own identifier) */
  append_line (text, _("Payment"), fiel_attempt_get_id (attempt));
  /* Translators: begins a line: the ticket’s reference (what is paid for) */
  append_line (text, _("Ticket"), fiel_attempt_get_reference (attempt));
  /* Translators: begins a line: how much money */
  append_line (text, _("Amount"), amount);
  /* Translators: begins a line: when the payment was begun */
  append_line (text, _("Started"), time);
  /* Translators: begins a line: the name of who took the payment */
  append_line (text, _("Cashier"), fiel_attempt_get_actor (attempt));
  /* Translators: begins a line: the name of the card terminal */
  append_line (text, _("Terminal"), fiel_attempt_get_terminal_name (attempt));
  /* Translators: begins a line: the payment company (Getnet) */
  append_line (text, _("Provider"), fiel_attempt_get_provider_name (attempt));
  /* Translators: begins a line: the provider’s identifier of the payment */
  append_line (text, _("Provider’s number"), fiel_attempt_get_provider_id (attempt));
  /* Translators: begins a line: the authorization code of the bank */
  append_line (text, _("Authorization"), fiel_attempt_get_authorization (attempt));
  /* Translators: begins a line: the result as the provider’s code says it */
  append_line (text, _("Provider’s code"), fiel_attempt_get_provider_code (attempt));
  /* Translators: begins a line: the message that the provider sent */
  append_line (text, _("Provider’s words"), fiel_attempt_get_provider_message (attempt));
  append_line (text, _("Seen on the terminal"), fiel_wording_sighting (fiel_attempt_get_sighting (attempt)));
  append_line (text, _("Code on the slip"), fiel_attempt_get_slip_code (attempt));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update (FielAttemptDetails *self)
{
  g_autofree char *text = NULL;

  if (self->attempt == NULL)
    return;

  text = fiel_attempt_details_describe (self->attempt, self->style);
  gtk_label_set_text (self->text, text);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielAttemptDetails *self = FIEL_ATTEMPT_DETAILS (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), gtk_label_get_text (self->text));
}

static void
fiel_attempt_details_dispose (GObject *object)
{
  FielAttemptDetails *self = FIEL_ATTEMPT_DETAILS (object);

  g_clear_object (&self->attempt_signals);
  g_clear_object (&self->attempt);
  g_clear_pointer (&self->expander, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_attempt_details_parent_class)->dispose (object);
}

static void
fiel_attempt_details_class_init (FielAttemptDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_attempt_details_dispose;

  gtk_widget_class_install_action (widget_class, "details.copy", NULL, copy_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-attempt-details.ui");
  gtk_widget_class_bind_template_child (widget_class, FielAttemptDetails, expander);
  gtk_widget_class_bind_template_child (widget_class, FielAttemptDetails, text);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_attempt_details_init (FielAttemptDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->attempt_signals = g_signal_group_new (FIEL_TYPE_ATTEMPT);
  g_signal_group_connect_swapped (self->attempt_signals, "notify", G_CALLBACK (update), self);
}

void
fiel_attempt_details_set_attempt (FielAttemptDetails *self, FielAttempt *attempt, const FielNumberStyle *style)
{
  g_return_if_fail (FIEL_IS_ATTEMPT_DETAILS (self));
  g_return_if_fail (attempt == NULL || (FIEL_IS_ATTEMPT (attempt) && style != NULL));

  if (self->attempt == attempt && self->style == style)
    return;

  g_set_object (&self->attempt, attempt);
  self->style = style;
  gtk_expander_set_expanded (GTK_EXPANDER (self->expander), FALSE);
  g_signal_group_set_target (self->attempt_signals, attempt);
  update (self);
}
