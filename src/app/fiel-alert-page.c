/* fiel-alert-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-alert-page.h"

#include "fiel-announce.h"
#include "fiel-fit-layout.h"
#include "fiel-resolve-wording.h"
#include "fiel-text-clamp.h"

#include <glib/gi18n.h>

/* FielAlertPage: one unexpected word: what is recorded, what was said, what it may mean, what to do. It leaves the list
 * only with a note of what was done; what was said is from outside and is shown as text, never as markup. */

struct _FielAlertPage
{
  GtkWidget parent_instance;

  FielEngine *engine;             /* owned, nullable */
  FielAlert *alert;               /* owned, nullable */
  GSignalGroup *alerts_signals;   /* owned */
  gboolean acknowledged;          /* and not durable yet */

  /* template children */
  GtkWidget *body;
  AdwClamp *clamp;
  GtkLabel *place;
  GtkWidget *recorded_box;
  GtkLabel *recorded;
  GtkLabel *said_title;
  GtkLabel *said;
  GtkLabel *text;
  GtkLabel *meaning;
  GtkLabel *advice;
  GtkWidget *more;
  GtkWidget *payment;
  GtkWidget *evidence;
  GtkEditable *note;
  GtkLabel *trouble;
  GtkWidget *seen;
  GtkLabel *kept;
};

G_DEFINE_FINAL_TYPE (FielAlertPage, fiel_alert_page, GTK_TYPE_WIDGET)

enum
{
  GONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static FielAttempt *
find_attempt (FielAlertPage *self)
{
  const char *id = self->alert != NULL ? fiel_alert_get_attempt_id (self->alert) : NULL;

  return id != NULL ? fiel_engine_find_attempt (self->engine, id) : NULL;
}

static char *
get_note (FielAlertPage *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->note)));
}

static void
update_actions (FielAlertPage *self)
{
  gboolean payment = find_attempt (self) != NULL;
  gboolean evidence = self->alert != NULL && fiel_alert_get_reference (self->alert) != NULL;
  g_autofree char *note = get_note (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "alert.seen",
                                 self->alert != NULL && !self->acknowledged && *note != '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "alert.show-payment", payment);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "alert.show-evidence", evidence);
  gtk_widget_set_visible (self->payment, payment);
  gtk_widget_set_visible (self->evidence, evidence);
  gtk_widget_set_visible (self->more, payment || evidence);
}

static void
show_trouble (FielAlertPage *self, const char *words)
{
  gtk_label_set_text (self->trouble, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), words != NULL);
  if (words != NULL)
    fiel_announce (GTK_WIDGET (self), words, FALSE);
}

static char *
describe_kept (FielAlertPage *self)
{
  const char *name = fiel_profile_get_cashier_name (fiel_engine_get_profile (self->engine));

  /* Translators: %s: the name of who works at this till, or of the till */
  return g_strdup_printf (_("Your note and the name “%s” are kept for ever, beside what was said. No payment is "
                            "changed by this."), name);
}

static void
update (FielAlertPage *self)
{
  const FielNumberStyle *style = fiel_profile_get_number_style (fiel_engine_get_profile (self->engine));
  const char *provider = fiel_resolve_wording_provider (self->engine, fiel_alert_get_provider (self->alert));
  const char *text = fiel_alert_get_text (self->alert);
  g_autofree char *place = fiel_resolve_wording_alert_place (self->alert, style);
  g_autofree char *recorded = fiel_resolve_wording_alert_recorded (self->alert);
  g_autofree char *said
    = fiel_resolve_wording_alert_said (self->alert, provider,
                                       fiel_clock_get_wall_us (fiel_engine_get_clock (self->engine)));
  g_autofree char *kept = describe_kept (self);

  gtk_label_set_text (self->place, place);
  gtk_label_set_text (self->recorded, recorded != NULL ? recorded : "");
  gtk_widget_set_visible (self->recorded_box, recorded != NULL);
  /* A word without a payment is not later than anything. */
  gtk_label_set_text (self->said_title, recorded != NULL ? _("What was said later, and by whom")
                                                         : _("What was said, and by whom"));
  gtk_label_set_text (self->said, said);
  gtk_label_set_text (self->text, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text), text != NULL);
  gtk_label_set_text (self->meaning, fiel_resolve_wording_alert_meaning (self->alert));
  gtk_label_set_text (self->advice, fiel_resolve_wording_alert_next (self->alert));
  gtk_label_set_text (self->kept, kept);
}

static void
note_changed_cb (FielAlertPage *self)
{
  update_actions (self);
}

/* A scan that lands in the field ends with this key as well: it must take nothing off the list. */
static void
note_activated_cb (FielAlertPage *self)
{
  if (gtk_widget_is_sensitive (self->seen))
    gtk_widget_grab_focus (self->seen);
}

/* It leaves the engine's list when the note is durable. */
static void
alerts_changed_cb (FielAlertPage *self)
{
  GListModel *alerts = fiel_engine_get_alerts (self->engine);

  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (FielAlert) alert = g_list_model_get_item (alerts, i);

      if (alert == self->alert)
        return;
    }

  fiel_announce (GTK_WIDGET (self), _("Taken off the list."), FALSE);
  g_signal_emit (self, signals[GONE], 0);
}

static void
seen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielAlertPage *self = FIEL_ALERT_PAGE (widget);
  const char *actor = fiel_profile_get_cashier_name (fiel_engine_get_profile (self->engine));
  g_autofree char *note = get_note (self);
  g_autoptr (GError) error = NULL;

  self->acknowledged = TRUE;
  if (!fiel_engine_acknowledge (self->engine, self->alert, note, actor, &error))
    {
      self->acknowledged = FALSE;
      show_trouble (self, error->message);
    }
  if (self->alert != NULL)
    update_actions (self);
}

static void
show_payment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielAlertPage *self = FIEL_ALERT_PAGE (widget);

  gtk_widget_activate_action (widget, "win.show-attempt", "s", fiel_alert_get_attempt_id (self->alert));
}

static void
show_evidence_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielAlertPage *self = FIEL_ALERT_PAGE (widget);

  gtk_widget_activate_action (widget, "win.show-evidence", "s", fiel_alert_get_reference (self->alert));
}

static void
fiel_alert_page_dispose (GObject *object)
{
  FielAlertPage *self = FIEL_ALERT_PAGE (object);

  g_clear_object (&self->alerts_signals);
  g_clear_object (&self->alert);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_alert_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-alert-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FielAlertPage, body);
  gtk_widget_class_bind_template_child (widget_class, FielAlertPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, FielAlertPage, place);
  gtk_widget_class_bind_template_child (widget_class, FielAlertPage, recorded_box);
  gtk_widget_class_bind_template_child (widget_class, FielAlertPage, recorded);
  gtk_widget_class_bind_template_child (widget_class, FielAlertPage, said_title);
  gtk_widget_class_bind_template_child (widget_class, FielAlertPage, said);
  gtk_widget_class_bind_template_child (widget_class, FielAlertPage, text);
  gtk_widget_class_bind_template_child (widget_class, FielAlertPage, meaning);
  gtk_widget_class_bind_template_child (widget_class, FielAlertPage, advice);
  gtk_widget_class_bind_template_child (widget_class, FielAlertPage, more);
  gtk_widget_class_bind_template_child (widget_class, FielAlertPage, payment);
  gtk_widget_class_bind_template_child (widget_class, FielAlertPage, evidence);
  gtk_widget_class_bind_template_child (widget_class, FielAlertPage, note);
  gtk_widget_class_bind_template_child (widget_class, FielAlertPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, FielAlertPage, seen);
  gtk_widget_class_bind_template_child (widget_class, FielAlertPage, kept);
  gtk_widget_class_bind_template_callback (widget_class, note_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_activated_cb);
}

static void
fiel_alert_page_class_init (FielAlertPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_alert_page_dispose;

  signals[GONE] = g_signal_new ("gone", FIEL_TYPE_ALERT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "alert.seen", NULL, seen_action);
  gtk_widget_class_install_action (widget_class, "alert.show-payment", NULL, show_payment_action);
  gtk_widget_class_install_action (widget_class, "alert.show-evidence", NULL, show_evidence_action);

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_alert_page_init (FielAlertPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_text_clamp_follow (self->clamp);

  self->alerts_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->alerts_signals, "items-changed", G_CALLBACK (alerts_changed_cb), self);
  update_actions (self);
}

void
fiel_alert_page_set_alert (FielAlertPage *self, FielEngine *engine, FielAlert *alert)
{
  g_return_if_fail (FIEL_IS_ALERT_PAGE (self));
  g_return_if_fail ((engine == NULL) == (alert == NULL));

  g_signal_group_set_target (self->alerts_signals, engine != NULL ? fiel_engine_get_alerts (engine) : NULL);
  g_set_object (&self->engine, engine);
  g_set_object (&self->alert, alert);
  self->acknowledged = FALSE;
  gtk_editable_set_text (self->note, "");
  show_trouble (self, NULL);
  if (alert != NULL)
    update (self);
  update_actions (self);
}

FielAlert *
fiel_alert_page_get_alert (FielAlertPage *self)
{
  g_return_val_if_fail (FIEL_IS_ALERT_PAGE (self), NULL);

  return self->alert;
}
