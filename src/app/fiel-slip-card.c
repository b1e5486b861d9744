/* fiel-slip-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-slip-card.h"

#include <glib/gi18n.h>

/* FielSlipCard: the two numbers of a slip that a provider finds a sale by. That there is no sale behind them is said
 * first. */

struct _FielSlipCard
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *body;
  GtkEditable *authorization;
  GtkEditable *date;
};

G_DEFINE_FINAL_TYPE (FielSlipCard, fiel_slip_card, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (FielSlipCard *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
authorization_entered_cb (FielSlipCard *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->date));
}

static void
fiel_slip_card_dispose (GObject *object)
{
  FielSlipCard *self = FIEL_SLIP_CARD (object);

  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_slip_card_parent_class)->dispose (object);
}

static void
fiel_slip_card_class_init (FielSlipCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_slip_card_dispose;

  signals[CHANGED] = g_signal_new ("changed", FIEL_TYPE_SLIP_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-slip-card.ui");
  gtk_widget_class_bind_template_child (widget_class, FielSlipCard, body);
  gtk_widget_class_bind_template_child (widget_class, FielSlipCard, authorization);
  gtk_widget_class_bind_template_child (widget_class, FielSlipCard, date);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, authorization_entered_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_slip_card_init (FielSlipCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fiel_slip_card_clear (FielSlipCard *self)
{
  g_return_if_fail (FIEL_IS_SLIP_CARD (self));

  gtk_editable_set_text (self->authorization, "");
  gtk_editable_set_text (self->date, "");
}

static gboolean
is_to_come (const char *date, gint64 now_wall_us)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_wall_us / G_USEC_PER_SEC);
  g_autofree char *today = now != NULL ? g_date_time_format (now, "%Y-%m-%d") : NULL;

  return today != NULL && strcmp (date, today) > 0;
}

const char *
fiel_slip_card_find_missing (FielSlipCard *self, gint64 now_wall_us)
{
  g_autofree char *authorization = NULL;
  g_autofree char *date = NULL;

  g_return_val_if_fail (FIEL_IS_SLIP_CARD (self), NULL);

  authorization = fiel_slip_card_get_authorization (self);
  date = fiel_slip_card_get_date (self);
  if (*authorization == '\0')
    return _("Type the authorization code from the customer’s slip.");
  if (date == NULL)
    return _("Type the day of the sale from the customer’s slip, like 31/01/2026.");
  if (is_to_come (date, now_wall_us))
    return _("That day is still to come.");
  return NULL;
}

gboolean
fiel_slip_card_focus (FielSlipCard *self)
{
  g_autofree char *authorization = NULL;

  g_return_val_if_fail (FIEL_IS_SLIP_CARD (self), FALSE);

  authorization = fiel_slip_card_get_authorization (self);
  return gtk_widget_grab_focus (GTK_WIDGET (*authorization == '\0' ? self->authorization : self->date));
}

char *
fiel_slip_card_get_authorization (FielSlipCard *self)
{
  g_return_val_if_fail (FIEL_IS_SLIP_CARD (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (self->authorization)));
}

char *
fiel_slip_card_get_date (FielSlipCard *self)
{
  g_return_val_if_fail (FIEL_IS_SLIP_CARD (self), NULL);

  return fiel_slip_card_read_date (gtk_editable_get_text (self->date));
}

static guint64
read_number (const char *text)
{
  guint64 number = 0;

  return g_ascii_string_to_unsigned (text, 10, 1, 9999, &number, NULL) ? number : 0;
}

char *
fiel_slip_card_read_date (const char *text)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *trimmed = NULL;
  guint64 day, month, year;

  g_return_val_if_fail (text != NULL, NULL);

  trimmed = g_strstrip (g_strdup (text));
  parts = g_strsplit_set (trimmed, "/-. ", -1);
  if (g_strv_length (parts) != 3)
    return NULL;

  /* The part with four digits is the year, wherever it stands. */
  year = read_number (strlen (parts[0]) == 4 ? parts[0] : parts[2]);
  month = read_number (parts[1]);
  day = read_number (strlen (parts[0]) == 4 ? parts[2] : parts[0]);
  if (year < 1000 || month > 12 || day > 31 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NULL;

  return g_strdup_printf ("%04u-%02u-%02u", (guint) year, (guint) month, (guint) day);
}
