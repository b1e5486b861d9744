/* fiel-resolve-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-resolve-row.h"

#include "fiel-figure.h"
#include "fiel-payment-text.h"
#include "fiel-resolve-wording.h"
#include "fiel-row-press.h"
#include "fiel-wording.h"

#include <glib/gi18n.h>

/* FielResolveRow: something a person has to look at: shape, what it is about, what is known, what to do next. */

struct _FielResolveRow
{
  GtkListBoxRow parent_instance;

  FielEngine *engine;   /* owned */
  GObject *item;        /* owned: a FielAttempt or a FielAlert */

  /* template children */
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *facts;
  GtkLabel *next;
  GtkWidget *evidence;
};

G_DEFINE_FINAL_TYPE (FielResolveRow, fiel_resolve_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_texts (FielResolveRow *self, const char *icon, const char *title, const char *facts, const char *next)
{
  g_autofree char *about = g_strdup_printf ("%s %s", facts, next);

  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->facts, facts);
  gtk_label_set_text (self->next, next);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, about,
                                  -1);
}

static void
show_evidence_button (FielResolveRow *self, const char *reference)
{
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->evidence, reference != NULL);
  if (reference == NULL)
    return;

  label = g_strdup_printf (_("Evidence of ticket %s"), reference);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->evidence), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->evidence), "s", reference);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->evidence), "win.show-evidence");
}

static gint64
get_now_wall_us (FielResolveRow *self)
{
  return fiel_clock_get_wall_us (fiel_engine_get_clock (self->engine));
}

static void
update_attempt (FielResolveRow *self)
{
  FielAttempt *attempt = FIEL_ATTEMPT (self->item);
  const FielNumberStyle *style = fiel_profile_get_number_style (fiel_engine_get_profile (self->engine));
  g_autofree char *money = fiel_figure_money (fiel_payment_text_signed_amount (attempt), style);
  g_autofree char *place = fiel_payment_text_place (attempt);
  g_autofree char *title = g_strdup_printf ("%s · %s", money, place);
  g_autofree char *facts = fiel_resolve_wording_payment (attempt, get_now_wall_us (self));
  /* Translators: what is to be done, a sentence. */
  g_autofree char *next = g_strdup_printf (_("Next: %s"), fiel_resolve_wording_payment_next (attempt));

  show_texts (self, fiel_wording_look (attempt).icon, title, facts, next);
}

static void
show_alert (FielResolveRow *self)
{
  FielAlert *alert = FIEL_ALERT (self->item);
  gboolean conflict = fiel_alert_get_kind (alert) == FIEL_ALERT_CONFLICT;
  const FielNumberStyle *style = fiel_profile_get_number_style (fiel_engine_get_profile (self->engine));
  g_autofree char *place = fiel_resolve_wording_alert_place (alert, style);
  g_autofree char *title = g_strdup_printf ("%s · %s", fiel_resolve_wording_alert_title (alert), place);
  const char *provider = fiel_resolve_wording_provider (self->engine, fiel_alert_get_provider (alert));
  g_autofree char *said = fiel_resolve_wording_alert_said (alert, provider, get_now_wall_us (self));
  /* Translators: who said it and when, then what it may mean */
  g_autofree char *facts = g_strdup_printf (_("%s: %s"), said, fiel_resolve_wording_alert_meaning (alert));
  g_autofree char *next = g_strdup_printf (_("Next: %s"), fiel_resolve_wording_alert_next (alert));

  show_texts (self, conflict ? "fiel-unconfirmed-symbolic" : "fiel-checking-symbolic", title, facts, next);
}

static void
fiel_resolve_row_dispose (GObject *object)
{
  FielResolveRow *self = FIEL_RESOLVE_ROW (object);

  g_clear_object (&self->item);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (fiel_resolve_row_parent_class)->dispose (object);
}

static void
fiel_resolve_row_class_init (FielResolveRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_resolve_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-resolve-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FielResolveRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FielResolveRow, title);
  gtk_widget_class_bind_template_child (widget_class, FielResolveRow, facts);
  gtk_widget_class_bind_template_child (widget_class, FielResolveRow, next);
  gtk_widget_class_bind_template_child (widget_class, FielResolveRow, evidence);
}

static void
fiel_resolve_row_init (FielResolveRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_row_press_offer (GTK_WIDGET (self));
}

GtkWidget *
fiel_resolve_row_new (FielEngine *engine, gpointer item)
{
  FielResolveRow *self;

  g_return_val_if_fail (FIEL_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (FIEL_IS_ATTEMPT (item) || FIEL_IS_ALERT (item), NULL);

  self = g_object_new (FIEL_TYPE_RESOLVE_ROW, NULL);
  self->engine = g_object_ref (engine);
  self->item = g_object_ref (item);

  if (FIEL_IS_ATTEMPT (item))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->icon), "warning");
      gtk_widget_add_css_class (GTK_WIDGET (self), "fiel-open");
      show_evidence_button (self, fiel_attempt_get_reference (item));
      g_signal_connect_object (item, "notify", G_CALLBACK (update_attempt), self, G_CONNECT_SWAPPED);
      update_attempt (self);
    }
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->icon),
                                fiel_alert_get_kind (item) == FIEL_ALERT_CONFLICT ? "error" : "accent");
      show_evidence_button (self, fiel_alert_get_reference (item));
      show_alert (self);
    }

  return GTK_WIDGET (self);
}

gpointer
fiel_resolve_row_get_item (FielResolveRow *self)
{
  g_return_val_if_fail (FIEL_IS_RESOLVE_ROW (self), NULL);

  return self->item;
}
