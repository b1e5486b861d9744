/* fiel-slip-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-slip-card.h"

#include "fiel-redact.h"

#include <glib/gi18n.h>

/* FielSlipCard: the two numbers of a slip that a provider finds a sale by, or the one that is missing. Why they have to
 * be typed is said first. */

struct _FielSlipCard
{
  GtkWidget parent_instance;

  FielSlipParts parts;

  /* template children */
  GtkWidget *body;
  GtkLabel *why;
  GtkWidget *authorization_name;
  GtkEditable *authorization;
  GtkWidget *date_name;
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
  if ((self->parts & FIEL_SLIP_DATE) != 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->date));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "default.activate", NULL);
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
  gtk_widget_class_bind_template_child (widget_class, FielSlipCard, why);
  gtk_widget_class_bind_template_child (widget_class, FielSlipCard, authorization_name);
  gtk_widget_class_bind_template_child (widget_class, FielSlipCard, authorization);
  gtk_widget_class_bind_template_child (widget_class, FielSlipCard, date_name);
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

void
fiel_slip_card_ask (FielSlipCard *self, FielSlipParts parts, const char *why)
{
  const gboolean authorization = (parts & FIEL_SLIP_AUTHORIZATION) != 0;
  const gboolean date = (parts & FIEL_SLIP_DATE) != 0;

  g_return_if_fail (FIEL_IS_SLIP_CARD (self));
  g_return_if_fail (parts == FIEL_SLIP_NOTHING || why != NULL);

  self->parts = parts;
  gtk_label_set_text (self->why, why != NULL ? why : "");
  gtk_widget_set_visible (self->authorization_name, authorization);
  gtk_widget_set_visible (GTK_WIDGET (self->authorization), authorization);
  gtk_widget_set_visible (self->date_name, date);
  gtk_widget_set_visible (GTK_WIDGET (self->date), date);
  gtk_widget_set_visible (GTK_WIDGET (self), parts != FIEL_SLIP_NOTHING);
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
  if (authorization != NULL && *authorization == '\0')
    return _("Type the authorization code from the customer’s slip.");
  if (authorization != NULL && fiel_redact_may_hide_card (authorization))
    return _("Type the authorization code as the customer’s slip shows it.");
  if ((self->parts & FIEL_SLIP_DATE) != 0 && date == NULL)
    return _("Type the day of the sale from the customer’s slip, like 31/01/2026.");
  if (date != NULL && is_to_come (date, now_wall_us))
    return _("That day is still to come.");
  return NULL;
}

gboolean
fiel_slip_card_focus (FielSlipCard *self)
{
  g_autofree char *authorization = NULL;

  g_return_val_if_fail (FIEL_IS_SLIP_CARD (self), FALSE);

  authorization = fiel_slip_card_get_authorization (self);
  if (authorization == NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->date));
  if ((self->parts & FIEL_SLIP_DATE) == 0 || *authorization == '\0' || fiel_redact_may_hide_card (authorization))
    return gtk_widget_grab_focus (GTK_WIDGET (self->authorization));
  return gtk_widget_grab_focus (GTK_WIDGET (self->date));
}

char *
fiel_slip_card_get_authorization (FielSlipCard *self)
{
  g_return_val_if_fail (FIEL_IS_SLIP_CARD (self), NULL);

  if ((self->parts & FIEL_SLIP_AUTHORIZATION) == 0)
    return NULL;

  return g_strstrip (g_strdup (gtk_editable_get_text (self->authorization)));
}

char *
fiel_slip_card_get_date (FielSlipCard *self)
{
  g_return_val_if_fail (FIEL_IS_SLIP_CARD (self), NULL);

  if ((self->parts & FIEL_SLIP_DATE) == 0)
    return NULL;

  return fiel_slip_card_read_date (gtk_editable_get_text (self->date));
}

char *
fiel_slip_card_write_date (const char *date)
{
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (date != NULL, NULL);

  parts = g_strsplit (date, "-", -1);
  g_return_val_if_fail (g_strv_length (parts) == 3, NULL);

  return g_strdup_printf ("%s/%s/%s", parts[2], parts[1], parts[0]);
}

void
fiel_slip_card_set_date (FielSlipCard *self, const char *date)
{
  g_autofree char *text = NULL;

  g_return_if_fail (FIEL_IS_SLIP_CARD (self));

  text = fiel_slip_card_write_date (date);
  gtk_editable_set_text (self->date, text);
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
