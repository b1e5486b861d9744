/* fiel-payment-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-payment-pane.h"

#include "fiel-announce.h"
#include "fiel-attempt-details.h"
#include "fiel-figure.h"
#include "fiel-own-name.h"
#include "fiel-payment-detail.h"
#include "fiel-payment-look.h"
#include "fiel-payment-text.h"
#include "fiel-resolve-wording.h"
#include "fiel-row-press.h"
#include "fiel-timeline-list.h"
#include "fiel-title.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* FielPaymentPane: one payment beside the list: how it stands, its facts, what happened, what belongs to it and what
 * may be done. The line of the list is shown at once, the rest when the journal gave it. */

struct _FielPaymentPane
{
  GtkWidget parent_instance;

  FielEngine *engine;           /* owned, nullable */
  FielPayment *payment;         /* owned, nullable */
  GSignalGroup *signals;        /* owned: the payment's */
  GSignalGroup *attempt_signals; /* owned */
  FielPaymentDetail *detail;    /* owned, nullable: not read yet, or a stray message */
  GCancellable *cancellable;    /* owned, nullable: reading */
  GPtrArray *facts;             /* owned, of GtkWidget, unowned: rows in the list */
  GPtrArray *related_rows;      /* owned, of GtkWidget, unowned: rows in the list */
  const char *tone;             /* static, nullable */

  /* template children */
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  FielTitle *title;
  GtkImage *icon;
  GtkLabel *word;
  GtkLabel *amount;
  GtkLabel *returned;
  GtkLabel *summary;
  GtkWidget *look_at_it;
  GtkListBox *fact_list;
  GtkLabel *message;
  GtkWidget *story;
  FielTimelineList *timeline;
  GtkWidget *related;
  GtkListBox *related_list;
  GtkWidget *chain;
  GtkLabel *hash;
  GtkLabel *trouble;
  GtkWidget *buttons;
  GtkWidget *return_money;
  GtkWidget *print_copy;
  GtkWidget *check;
  GtkWidget *open_payment;
  GtkWidget *evidence;
};

G_DEFINE_FINAL_TYPE (FielPaymentPane, fiel_payment_pane, GTK_TYPE_WIDGET)

enum
{
  ALERT_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const FielNumberStyle *
get_style (FielPaymentPane *self)
{
  return fiel_profile_get_number_style (fiel_engine_get_profile (self->engine));
}

static gint64
get_now (FielPaymentPane *self)
{
  return fiel_clock_get_wall_us (fiel_engine_get_clock (self->engine));
}

static void
drop_rows (GtkListBox *list, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_remove (list, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

/* -- The line of the list -- */

static void
set_tone (FielPaymentPane *self, const char *tone)
{
  GtkWidget *widgets[] = { GTK_WIDGET (self->icon), GTK_WIDGET (self->word) };

  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    {
      if (self->tone != NULL)
        gtk_widget_remove_css_class (widgets[i], self->tone);
      if (tone != NULL)
        gtk_widget_add_css_class (widgets[i], tone);
    }
  self->tone = tone;
}

/* An open payment that the engine leads knows more of itself than the journal's line. */
static FielLook
find_look (FielPaymentPane *self)
{
  if (self->detail != NULL && fiel_payment_get_phase (self->payment) != FIEL_ATTEMPT_PHASE_DONE)
    return fiel_wording_look (self->detail->attempt);

  return fiel_payment_look (self->payment);
}

static char *
describe (FielPaymentPane *self)
{
  g_autofree char *when = fiel_payment_look_when (fiel_payment_get_wall_us (self->payment), get_now (self));

  if (fiel_payment_get_stray (self->payment))
    return g_strdup_printf ("%s · %s", fiel_payment_look_kind (self->payment), when);

  return g_strdup_printf ("%s · %s · %s · %s", fiel_payment_look_kind (self->payment), when,
                          fiel_payment_get_actor (self->payment), fiel_payment_get_terminal_name (self->payment));
}

/* Of a sale: what came back of it for certain. */
static FielMoney
sum_returned (FielPaymentPane *self)
{
  const GPtrArray *related = self->detail != NULL ? self->detail->related : NULL;
  FielMoney sum = fiel_money_make (0, fiel_payment_get_amount (self->payment).currency);

  if (fiel_payment_get_kind (self->payment) != FIEL_ATTEMPT_KIND_SALE)
    return sum;

  for (guint i = 0; related != NULL && i < related->len; i++)
    {
      FielPayment *back = g_ptr_array_index (related, i);
      const FielMoney amount = fiel_payment_get_amount (back);

      if (fiel_outcome_moved_money (fiel_payment_get_outcome (back)) && amount.currency == sum.currency)
        sum.minor += amount.minor;
    }

  return sum;
}

static gboolean
is_returned_whole (FielPaymentPane *self)
{
  const FielMoney sum = sum_returned (self);

  return sum.minor > 0 && sum.minor >= fiel_payment_get_amount (self->payment).minor;
}

/* NULL if nothing came back. */
static char *
describe_returned (FielPaymentPane *self)
{
  const FielMoney sum = sum_returned (self);
  g_autofree char *back = NULL;
  g_autofree char *whole = NULL;

  if (sum.minor == 0)
    return NULL;

  back = fiel_figure_money (sum, get_style (self));
  whole = fiel_figure_money (fiel_payment_get_amount (self->payment), get_style (self));

  /* Translators: what went back of a sale, and what it brought: "Returned: $3.000 of $8.500" */
  return g_strdup_printf (_("Returned: %s of %s"), back, whole);
}

static void
show_head (FielPaymentPane *self)
{
  const FielLook look = find_look (self);
  g_autofree char *amount = fiel_payment_look_amount (self->payment, get_style (self));
  g_autofree char *summary = describe (self);
  g_autofree char *returned = describe_returned (self);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s%s%s", look.word, amount, summary,
                                             returned != NULL ? ", " : "", returned != NULL ? returned : "");

  gtk_image_set_from_icon_name (self->icon, look.icon);
  gtk_label_set_text (self->word, look.word);
  set_tone (self, fiel_payment_look_tone (&look));
  gtk_label_set_text (self->amount, amount);
  gtk_widget_set_visible (GTK_WIDGET (self->amount), !fiel_payment_get_stray (self->payment));
  gtk_label_set_text (self->returned, returned != NULL ? returned : "");
  gtk_widget_set_visible (GTK_WIDGET (self->returned), returned != NULL);
  gtk_label_set_text (self->summary, summary);
  fiel_title_set_words (self->title, spoken);
  gtk_widget_set_visible (self->look_at_it, fiel_payment_get_unseen (self->payment));
}

static void
add_fact (FielPaymentPane *self, const char *name, const char *value)
{
  GtkWidget *row = NULL;
  GtkWidget *label = NULL;

  if (value == NULL || *value == '\0')
    return;

  row = adw_action_row_new ();
  label = gtk_label_new (value);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_widget_add_css_class (label, "numeric");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->fact_list, row);
  g_ptr_array_add (self->facts, row);
}

static void
show_facts (FielPaymentPane *self)
{
  FielPayment *payment = self->payment;
  g_autofree char *card = fiel_wording_card (fiel_payment_get_card_brand (payment),
                                             fiel_payment_get_card_type (payment), fiel_payment_get_last4 (payment));

  drop_rows (self->fact_list, self->facts);
  /* Translators: name of a fact: brand and last digits of the card (noun) */
  add_fact (self, _("Card"), card);
  add_fact (self, _("Authorization"), fiel_payment_get_authorization (payment));
  add_fact (self, _("Authorization code on the slip"),
            self->detail != NULL ? self->detail->typed_authorization : NULL);
  add_fact (self, _("Day of the sale on the slip"), self->detail != NULL ? self->detail->typed_date : NULL);
  /* Translators: name of a fact: the provider’s number of the payment (noun) */
  add_fact (self, _("Operation"), fiel_payment_get_operation (payment));
  add_fact (self, _("Ticket"), fiel_payment_get_reference (payment));
  add_fact (self, _("Terminal"), fiel_payment_get_terminal_name (payment));
  add_fact (self, _("Provider"),
            fiel_payment_get_stray (payment)
              ? fiel_resolve_wording_provider (self->engine, fiel_payment_get_provider (payment)) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->fact_list), self->facts->len > 0);
  gtk_label_set_text (self->message, fiel_payment_get_text (payment) != NULL ? fiel_payment_get_text (payment) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), fiel_payment_get_text (payment) != NULL);
}

/* -- What the journal gave -- */

static void
show_related (FielPaymentPane *self)
{
  const GPtrArray *related = self->detail != NULL ? self->detail->related : NULL;

  drop_rows (self->related_list, self->related_rows);
  for (guint i = 0; related != NULL && i < related->len; i++)
    {
      FielPayment *payment = g_ptr_array_index (related, i);
      g_autofree char *amount = fiel_payment_look_amount (payment, get_style (self));
      g_autofree char *when = fiel_payment_look_when (fiel_payment_get_wall_us (payment), get_now (self));
      g_autofree char *title = g_strdup_printf ("%s · %s", fiel_payment_look_kind (payment), amount);
      g_autofree char *subtitle = g_strdup_printf ("%s · %s", fiel_payment_look (payment).word, when);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      fiel_row_press_offer (row);
      gtk_list_box_append (self->related_list, row);
      g_ptr_array_add (self->related_rows, row);
    }
  gtk_widget_set_visible (self->related, self->related_rows->len > 0);
}

static void
show_hash (FielPaymentPane *self)
{
  const char *hash = self->detail != NULL ? self->detail->hash : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->chain, hash != NULL);
  if (hash == NULL)
    return;

  /* Translators: the first and last digits of the hash of the newest record about a payment */
  text = g_strdup_printf (_("Chained in the journal · %.4s…%s"), hash, hash + strlen (hash) - 4);
  gtk_label_set_text (self->hash, text);
  gtk_widget_set_tooltip_text (self->chain, hash);
}

/* The first receipt is none's copy. */
static void
show_print (FielPaymentPane *self)
{
  const gboolean printed = self->detail != NULL && self->detail->n_prints > 0;

  /* Translators: button (verb or noun): prints the receipt once more */
  gtk_button_set_label (GTK_BUTTON (self->print_copy), printed ? _("Copy (F8)")
                                                               /* Translators: button (verb): prints the receipt */
                                                               : _("Print (F8)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->print_copy), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  /* Translators: spoken name of the button Copy */
                                  printed ? _("Print a copy of the receipt")
                                          /* Translators: spoken name of the button Print */
                                          : _("Print the receipt"), -1);
}

/* Whether money of it may go back: what was recorded by hand as not charged may have been charged by later word. */
static gboolean
may_go_back (FielPaymentPane *self)
{
  const FielOutcome outcome = fiel_payment_get_outcome (self->payment);

  return fiel_payment_get_kind (self->payment) == FIEL_ATTEMPT_KIND_SALE && !is_returned_whole (self)
         && (fiel_outcome_moved_money (outcome)
             || (outcome == FIEL_OUTCOME_HAND_NOT_CHARGED && fiel_payment_get_conflict (self->payment)));
}

static void
show_buttons (FielPaymentPane *self)
{
  const char *id = fiel_payment_get_id (self->payment);
  const char *reference = fiel_payment_get_reference (self->payment);
  const gboolean moved = fiel_outcome_moved_money (fiel_payment_get_outcome (self->payment));
  const gboolean led = id != NULL && fiel_engine_find_attempt (self->engine, id) != NULL;
  const gboolean open = id != NULL && fiel_payment_get_phase (self->payment) != FIEL_ATTEMPT_PHASE_DONE;

  gtk_widget_set_visible (self->buttons, id != NULL);
  if (id == NULL)
    return;

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->return_money), "s", id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->print_copy), "s", id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_payment), "s", id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->evidence), "s", reference);
  gtk_widget_set_visible (self->return_money, may_go_back (self));
  gtk_widget_set_visible (self->print_copy, moved);
  show_print (self);
  gtk_widget_set_visible (self->check, open && led);
  gtk_widget_set_visible (self->open_payment, open && led);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "payment.copy", self->detail != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "payment.check", open && led);
}

static void
update (FielPaymentPane *self)
{
  const gboolean loaded = self->payment != NULL && fiel_payment_get_loaded (self->payment);

  gtk_stack_set_visible_child_name (self->stack, loaded ? "payment" : "nothing");
  if (!loaded)
    return;

  show_head (self);
  show_facts (self);
  gtk_widget_set_visible (self->story, self->detail != NULL);
  fiel_timeline_list_set_attempt (self->timeline, self->detail != NULL ? self->detail->attempt : NULL,
                                  get_style (self));
  show_related (self);
  show_hash (self);
  show_buttons (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielPaymentPane) self = FIEL_PAYMENT_PANE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (FielPaymentDetail) detail = fiel_payment_detail_read_finish (FIEL_ENGINE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->engine != FIEL_ENGINE (source))
    return;

  g_clear_pointer (&self->detail, fiel_payment_detail_free);
  self->detail = g_steal_pointer (&detail);
  g_signal_group_set_target (self->attempt_signals, self->detail != NULL ? self->detail->attempt : NULL);
  gtk_label_set_text (self->trouble, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), error != NULL);
  update (self);
}

static void
stop_reading (FielPaymentPane *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_detail (FielPaymentPane *self)
{
  const char *id = self->payment != NULL ? fiel_payment_get_id (self->payment) : NULL;

  stop_reading (self);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
  if (id == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  fiel_payment_detail_read_async (self->engine, id, self->cancellable, read_cb, g_object_ref (self));
}

/* The line came, or something about the payment is different. */
static void
payment_changed_cb (FielPaymentPane *self)
{
  read_detail (self);
  update (self);
}

/* -- What people press -- */

static void
related_activated_cb (FielPaymentPane *self, GtkListBoxRow *row)
{
  const int index = gtk_list_box_row_get_index (row);
  g_autoptr (FielPayment) payment = g_object_ref (g_ptr_array_index (self->detail->related, (guint) index));

  fiel_payment_pane_set_payment (self, payment);
  fiel_payment_pane_grab_focus (self);
}

static void
look_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielPaymentPane *self = FIEL_PAYMENT_PANE (widget);
  GListModel *alerts = fiel_engine_get_alerts (self->engine);
  const char *id = fiel_payment_get_id (self->payment);

  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (FielAlert) alert = g_list_model_get_item (alerts, i);

      if (id != NULL ? g_strcmp0 (fiel_alert_get_attempt_id (alert), id) == 0
                     : fiel_alert_get_seq (alert) == fiel_payment_get_seq (self->payment))
        {
          g_signal_emit (self, signals[ALERT_ACTIVATED], 0, alert);
          return;
        }
    }
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielPaymentPane *self = FIEL_PAYMENT_PANE (widget);
  g_autofree char *text = fiel_attempt_details_describe (self->detail->attempt, get_style (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  fiel_announce (widget, _("Copied"), FALSE);
}

static void
check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fiel_payment_pane_check (FIEL_PAYMENT_PANE (widget));
}

/* Whoever comes back from a return, or from a printer, sees what became of it. */
static void
fiel_payment_pane_map (GtkWidget *widget)
{
  FielPaymentPane *self = FIEL_PAYMENT_PANE (widget);

  GTK_WIDGET_CLASS (fiel_payment_pane_parent_class)->map (widget);

  if (self->detail != NULL)
    read_detail (self);
}

static void
fiel_payment_pane_dispose (GObject *object)
{
  FielPaymentPane *self = FIEL_PAYMENT_PANE (object);

  stop_reading (self);
  g_clear_object (&self->signals);
  g_clear_object (&self->attempt_signals);
  g_clear_pointer (&self->detail, fiel_payment_detail_free);
  g_clear_object (&self->payment);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  g_clear_pointer (&self->related_rows, g_ptr_array_unref);
  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->stack)));

  G_OBJECT_CLASS (fiel_payment_pane_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-payment-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, stack);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, title);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, icon);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, word);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, amount);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, returned);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, summary);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, look_at_it);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, fact_list);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, message);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, story);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, timeline);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, related);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, related_list);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, chain);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, hash);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, trouble);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, buttons);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, return_money);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, print_copy);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, check);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, open_payment);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentPane, evidence);
  gtk_widget_class_bind_template_callback (widget_class, related_activated_cb);
}

static void
fiel_payment_pane_class_init (FielPaymentPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_payment_pane_dispose;
  widget_class->map = fiel_payment_pane_map;

  signals[ALERT_ACTIVATED] = g_signal_new ("alert-activated", FIEL_TYPE_PAYMENT_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, FIEL_TYPE_ALERT);

  g_type_ensure (FIEL_TYPE_TIMELINE_LIST);
  g_type_ensure (FIEL_TYPE_TITLE);

  gtk_widget_class_install_action (widget_class, "payment.look", NULL, look_action);
  gtk_widget_class_install_action (widget_class, "payment.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "payment.check", NULL, check_action);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
}

static void
fiel_payment_pane_init (FielPaymentPane *self)
{
  self->facts = g_ptr_array_new ();
  self->related_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_own_name (GTK_BUTTON (self->return_money));
  fiel_own_name (GTK_BUTTON (self->print_copy));

  self->signals = g_signal_group_new (FIEL_TYPE_PAYMENT);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (payment_changed_cb), self);
  self->attempt_signals = g_signal_group_new (FIEL_TYPE_ATTEMPT);
  g_signal_group_connect_swapped (self->attempt_signals, "notify::phase", G_CALLBACK (update), self);
}

void
fiel_payment_pane_set_engine (FielPaymentPane *self, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_PAYMENT_PANE (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));

  fiel_payment_pane_set_payment (self, NULL);
  g_set_object (&self->engine, engine);
}

void
fiel_payment_pane_set_payment (FielPaymentPane *self, FielPayment *payment)
{
  g_return_if_fail (FIEL_IS_PAYMENT_PANE (self));
  g_return_if_fail (payment == NULL || (FIEL_IS_PAYMENT (payment) && self->engine != NULL));

  if (!g_set_object (&self->payment, payment))
    return;

  g_signal_group_set_target (self->signals, payment);
  g_signal_group_set_target (self->attempt_signals, NULL);
  fiel_timeline_list_set_attempt (self->timeline, NULL, NULL);
  g_clear_pointer (&self->detail, fiel_payment_detail_free);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  read_detail (self);
  update (self);
}

const char *
fiel_payment_pane_get_id (FielPaymentPane *self)
{
  g_return_val_if_fail (FIEL_IS_PAYMENT_PANE (self), NULL);

  return self->payment != NULL ? fiel_payment_get_id (self->payment) : NULL;
}

/* A key does what its button does, and nothing where there is none. */
static void
press (GtkWidget *button)
{
  if (gtk_widget_get_visible (button) && gtk_widget_is_sensitive (button))
    g_signal_emit_by_name (button, "clicked");
}

void
fiel_payment_pane_return_money (FielPaymentPane *self)
{
  g_return_if_fail (FIEL_IS_PAYMENT_PANE (self));

  press (self->return_money);
}

void
fiel_payment_pane_print (FielPaymentPane *self)
{
  g_return_if_fail (FIEL_IS_PAYMENT_PANE (self));

  press (self->print_copy);
}

void
fiel_payment_pane_check (FielPaymentPane *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (FIEL_IS_PAYMENT_PANE (self));

  if (self->detail == NULL || fiel_attempt_get_phase (self->detail->attempt) == FIEL_ATTEMPT_PHASE_DONE)
    return;
  if (fiel_engine_check_now (self->engine, self->detail->attempt, &error))
    /* Translators: said: the provider is being asked for the result */
    fiel_announce (GTK_WIDGET (self), _("Checking"), FALSE);
  else
    fiel_announce (GTK_WIDGET (self), error->message, FALSE);
}

void
fiel_payment_pane_grab_focus (FielPaymentPane *self)
{
  g_return_if_fail (FIEL_IS_PAYMENT_PANE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}
