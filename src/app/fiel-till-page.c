/* fiel-till-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-till-page.h"

#include "fiel-amount-display.h"
#include "fiel-announce.h"
#include "fiel-charge-check.h"
#include "fiel-figure.h"
#include "fiel-keypad.h"
#include "fiel-payment-text.h"
#include "fiel-manager-gate.h"
#include "fiel-press-guard.h"
#include "fiel-quick-amounts.h"
#include "fiel-stack-voice.h"
#include "fiel-ticket-field.h"
#include "fiel-till-layout.h"
#include "fiel-time-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* FielTillPage: one amount, one terminal, one big button.
 *
 * The amount is a FielAmountEntry; what is shown is made from it and never read back. Everything that can be done
 * here is an action "till.*"; update () is the one place that decides which are possible and what the page says.
 * "Charge" meets, in this order: the dead time after a press, the reasons of FielChargeCheck, the guard against a
 * slipped ×100 (type it again), the guard against a repeat (a button of its own), and the engine, which has the last
 * word. */

struct _FielTillPage
{
  GtkWidget parent_instance;

  FielEngine *engine;           /* owned, nullable */
  FielTerminal *terminal;       /* owned, nullable */
  GSignalGroup *engine_signals; /* owned */
  GSignalGroup *terminal_signals; /* owned */

  FielAmountEntry entry;        /* currency NULL: no engine yet */
  FielAmountEntry retyped;      /* FIEL_GUARD_RETYPE */
  FielAmountEntry thrown_away;  /* what Undo brings back */
  gboolean can_undo;
  FielGuard guard;
  gboolean new_ticket;          /* FIEL_GUARD_LIMIT */
  FielPressGuard press_guard;
  gboolean saving;
  gboolean narrow;
  gboolean checked;             /* the terminal was asked for the amount that is being typed */
  char *note;                   /* owned, nullable: why the last wish was not followed */

  /* template children */
  GtkWidget *head;
  GtkStack *top;
  FielTicketField *ticket;
  GtkWidget *guard_panel;
  FielQuickAmounts *quick_amounts;
  FielAmountDisplay *display;
  GtkLabel *words;
  GtkWidget *keys;
  FielKeypad *keypad;
  GtkWidget *foot;
  GtkWidget *charge;
  GtkLabel *charge_amount;
  GtkLabel *charge_terminal;
  GtkWidget *enter_cap;
  GtkLabel *reason;
};

G_DEFINE_FINAL_TYPE (FielTillPage, fiel_till_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_CAN_UNDO = 1,
} FielTillPageProperty;

static GParamSpec *properties[PROP_CAN_UNDO + 1];

enum
{
  CHARGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static FielAmountEntry *
get_active_entry (FielTillPage *self)
{
  return self->guard == FIEL_GUARD_RETYPE ? &self->retyped : &self->entry;
}

static const FielNumberStyle *
get_number_style (FielTillPage *self)
{
  return fiel_profile_get_number_style (fiel_engine_get_profile (self->engine));
}

static char *
format_money (FielTillPage *self, FielMoney money)
{
  return fiel_figure_money (money, get_number_style (self));
}

static gint64
get_now_us (FielTillPage *self)
{
  return fiel_clock_get_boot_us (fiel_engine_get_clock (self->engine));
}

static FielChargeSituation
get_situation (FielTillPage *self)
{
  FielAttempt *attempt = self->terminal != NULL ? fiel_terminal_get_attempt (self->terminal) : NULL;

  return (FielChargeSituation) {
    .ready = self->engine != NULL && fiel_engine_get_ready (self->engine),
    .storage_trouble = self->engine != NULL ? fiel_engine_get_storage_trouble (self->engine) : NULL,
    .saving = self->saving,
    .terminal_name = self->terminal != NULL ? fiel_terminal_get_name (self->terminal) : NULL,
    .terminal_taken = attempt != NULL,
    .terminal_unresolved = attempt != NULL && fiel_attempt_get_phase (attempt) >= FIEL_ATTEMPT_PHASE_CHECKING,
    .amount = self->entry.amount,
    .reference_missing = self->engine != NULL && fiel_ticket_field_get_reference (self->ticket) == NULL
                         && fiel_profile_get_require_reference (fiel_engine_get_profile (self->engine)),
    .guard = self->guard,
    .retyped = self->retyped.amount,
  };
}

/* What happens while nothing is typed: how digits become an amount, where that is not obvious. */
static char *
get_hint (FielTillPage *self)
{
  g_autofree char *example = NULL;
  gint64 minor = 1250;

  if (self->entry.mode == FIEL_AMOUNT_MODE_WHOLE)
    return g_strdup ("");

  for (guint i = 2; i < self->entry.amount.currency->digits; i++)
    minor *= 10;
  example = format_money (self, fiel_money_make (minor, self->entry.amount.currency));

  if (self->entry.mode == FIEL_AMOUNT_MODE_CENTS)
    /* Translators: the amount it gives. */
    return g_strdup_printf (_("Typing 1 2 5 0 gives %s"), example);

  /* Translators: the second %s is the decimal key, a comma or a point */
  return g_strdup_printf (_("Typing 1 2 %2$s 5 gives %1$s"), example, get_number_style (self)->decimal);
}

static void
update_amount (FielTillPage *self)
{
  FielAmountEntry *entry = get_active_entry (self);
  g_autofree char *words = fiel_payment_text_words (entry->amount);
  g_autofree char *hint = get_hint (self);

  fiel_amount_display_set_money (self->display, entry->amount, get_number_style (self), entry->limit_minor);
  gtk_label_set_label (self->words, entry->amount.minor == 0 ? hint : words);
  /* A question about the amount names it, and takes the room of the words: in a narrow window always. */
  gtk_widget_set_visible (GTK_WIDGET (self->words), self->guard == FIEL_GUARD_NONE
                                                      || (self->guard == FIEL_GUARD_RETYPE && !self->narrow));
}

/* The button names an amount only when it is the one that is shown. */
static gboolean
is_retyping (FielTillPage *self)
{
  return self->guard == FIEL_GUARD_RETYPE && !fiel_money_equal (self->retyped.amount, self->entry.amount);
}

static void
update_charge (FielTillPage *self, FielChargeBlock block, const FielChargeSituation *situation)
{
  g_autofree char *money = format_money (self, self->entry.amount);
  g_autofree char *words = fiel_charge_block_words (block, situation);
  g_autofree char *terminal = NULL;
  /* Translators: button (verb): take the payment with a card */
  g_autofree char *amount = is_retyping (self) ? g_strdup (_("Charge"))
                            /* Translators: an amount. */
                            : g_strdup_printf (_("Charge %s"), money);
  g_autofree char *label = NULL;

  if (self->terminal != NULL)
    terminal = g_strdup_printf (_("on %s"), fiel_terminal_get_name (self->terminal));

  gtk_label_set_label (self->charge_amount, amount);
  gtk_label_set_label (self->charge_terminal, terminal != NULL ? terminal : "");
  gtk_widget_set_visible (GTK_WIDGET (self->charge_terminal), terminal != NULL);
  gtk_label_set_label (self->reason, self->note != NULL ? self->note : words != NULL ? words : "");

  label = g_strdup_printf ("%s %s", amount, terminal != NULL ? terminal : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->charge),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, g_strstrip (label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gtk_label_get_label (self->reason),
                                  -1);
}

static void
update_actions (FielTillPage *self, FielChargeBlock block)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean editable = self->engine != NULL && !self->saving;
  gboolean decimals = editable && self->entry.mode == FIEL_AMOUNT_MODE_DECIMAL;
  gboolean typed = editable && get_active_entry (self)->amount.minor > 0;

  gtk_widget_action_set_enabled (widget, "till.charge", block == FIEL_CHARGE_BLOCK_NONE);
  gtk_widget_action_set_enabled (widget, "till.digit", editable);
  gtk_widget_action_set_enabled (widget, "till.zeros", editable);
  gtk_widget_action_set_enabled (widget, "till.quick-amount", editable && self->guard == FIEL_GUARD_NONE);
  gtk_widget_action_set_enabled (widget, "till.decimal", decimals);
  gtk_widget_action_set_enabled (widget, "till.erase", typed || (decimals && get_active_entry (self)->decimal_open));
  gtk_widget_action_set_enabled (widget, "till.clear", typed);
  gtk_widget_action_set_enabled (widget, "till.edit-reference", editable && self->guard == FIEL_GUARD_NONE);
  gtk_widget_action_set_enabled (widget, "till.guard-confirm",
                                 editable && self->guard != FIEL_GUARD_NONE && self->guard != FIEL_GUARD_RETYPE);
  gtk_widget_action_set_enabled (widget, "till.guard-dismiss", editable && self->guard != FIEL_GUARD_NONE);
}

static void
update (FielTillPage *self)
{
  FielChargeSituation situation;
  FielChargeBlock block;

  if (self->engine == NULL)
    {
      update_actions (self, FIEL_CHARGE_BLOCK_NOT_READY);
      return;
    }

  situation = get_situation (self);
  block = fiel_charge_check (&situation);

  update_amount (self);
  update_charge (self, block, &situation);
  /* What is to be done stands below the button too, and the keys need the room. */
  fiel_guard_panel_set_brief (FIEL_GUARD_PANEL (self->guard_panel), self->narrow && self->guard == FIEL_GUARD_RETYPE);
  gtk_stack_set_visible_child_name (self->top, self->guard == FIEL_GUARD_NONE ? "ticket" : "guard");
  update_actions (self, block);
}

static void
set_note (FielTillPage *self, const char *note)
{
  g_free (self->note);
  self->note = g_strdup (note);

  if (note != NULL)
    fiel_announce (GTK_WIDGET (self), note, FALSE);
}

static void
dismiss_guard (FielTillPage *self)
{
  if (self->guard == FIEL_GUARD_NONE)
    return;

  self->guard = FIEL_GUARD_NONE;
  fiel_till_page_focus_amount (self);
}

static void
ask_guard (FielTillPage *self, FielGuard guard, const char *question, const char *detail, const char *confirm)
{
  self->guard = guard;
  fiel_press_guard_hold (&self->press_guard, get_now_us (self));
  fiel_guard_panel_ask (FIEL_GUARD_PANEL (self->guard_panel), question, detail, confirm);
  fiel_announce (GTK_WIDGET (self), question, FALSE);
  fiel_till_page_focus_amount (self);
  update (self);
}

static void
ask_to_retype (FielTillPage *self)
{
  g_autofree char *money = format_money (self, self->entry.amount);
  /* Translators: the amount. */
  g_autofree char *question = g_strdup_printf (_("%s is unusual for this till"), money);

  self->retyped = self->entry;
  fiel_amount_entry_clear (&self->retyped);
  ask_guard (self, FIEL_GUARD_RETYPE, question, _("Type the amount again to charge it, or start over with Esc."), NULL);
}

static void
ask_about_repeat (FielTillPage *self, FielAttempt *earlier)
{
  gboolean open = fiel_attempt_get_phase (earlier) != FIEL_ATTEMPT_PHASE_DONE;
  g_autofree char *time = fiel_time_text_of_day (fiel_attempt_get_saved_wall_us (earlier));
  g_autofree char *money = format_money (self, self->entry.amount);
  /* Translators: the time of the earlier payment, such as “3 min ago”. */
  g_autofree char *question = g_strdup_printf (_("Same as %s, charge again?"), time);
  g_autofree char *detail =
    /* Translators: an amount, then a terminal. */
    g_strdup_printf (open ? _("%s on %s: its result is still missing.")
                          /* Translators: an amount, then a terminal. */
                          : _("%s on %s was approved."),
                     money, fiel_attempt_get_terminal_name (earlier));

  /* Translators: button (verb): although the same was just charged */
  ask_guard (self, FIEL_GUARD_REPEAT, question, detail, _("Charge again"));
}

static void
ask_about_ticket (FielTillPage *self)
{
  const char *reference = fiel_ticket_field_get_reference (self->ticket);
  /* Translators: the ticket’s reference. */
  g_autofree char *question = g_strdup_printf (_("Ticket %s was paid already"), reference);

  /* Translators: question about a ticket that was paid already */
  ask_guard (self, FIEL_GUARD_PAID, question, _("Is this a new ticket with the same reference?"),
             /* Translators: button: it is another ticket (noun) than the paid one */
             _("New ticket"));
}

static void
ask_for_manager (FielTillPage *self, gboolean new_ticket)
{
  g_autofree char *money = format_money (self, self->entry.amount);
  /* Translators: the amount. */
  g_autofree char *question = g_strdup_printf (_("%s is more than a cashier charges alone"), money);

  self->new_ticket = new_ticket;
  /* Translators: what a manager does about a sale above the limit */
  ask_guard (self, FIEL_GUARD_LIMIT, question, _("A manager approves it with their PIN."),
             /* Translators: button (verb): a manager types a PIN */
             _("Call a manager"));
}

static void
charge_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielTillPage) self = FIEL_TILL_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (FielAttempt) attempt = fiel_engine_charge_finish (FIEL_ENGINE (source), result, &error);

  self->saving = FALSE;

  /* The till went to another store meanwhile: the attempt is that engine's business. */
  if (self->engine != FIEL_ENGINE (source))
    return;

  if (attempt != NULL)
    {
      self->guard = FIEL_GUARD_NONE;
      fiel_amount_entry_clear (&self->entry);
      fiel_ticket_field_set_reference (self->ticket, NULL);
    }
  else if (g_error_matches (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_TICKET_PAID)
           && fiel_ticket_field_get_reference (self->ticket) != NULL)
    {
      ask_about_ticket (self);
    }
  else
    {
      self->guard = FIEL_GUARD_NONE;
      set_note (self, error->message);
    }

  update (self);

  if (attempt != NULL)
    g_signal_emit (self, signals[CHARGED], 0, attempt);
}

static void
start_charge (FielTillPage *self, gboolean new_ticket)
{
  if (!fiel_people_may_charge (fiel_engine_get_people (self->engine), self->entry.amount))
    {
      ask_for_manager (self, new_ticket);
      return;
    }

  self->saving = TRUE;
  set_note (self, NULL);
  fiel_engine_charge_async (self->engine, self->terminal, self->entry.amount,
                            fiel_ticket_field_get_reference (self->ticket), new_ticket,
                            fiel_people_get_actor (fiel_engine_get_people (self->engine)), charge_cb,
                            g_object_ref (self));
  update (self);
}

static void
charge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielTillPage *self = FIEL_TILL_PAGE (widget);
  FielChargeSituation situation = get_situation (self);
  FielProfile *profile;
  FielAttempt *earlier;

  if (fiel_charge_check (&situation) != FIEL_CHARGE_BLOCK_NONE ||
      !fiel_press_guard_accept (&self->press_guard, get_now_us (self)))
    return;

  profile = fiel_engine_get_profile (self->engine);
  if (self->guard != FIEL_GUARD_RETYPE && fiel_profile_get_hundredfold_guard (profile)
      && fiel_engine_is_unusual (self->engine, self->entry.amount))
    {
      ask_to_retype (self);
      return;
    }

  /* A payment whose result is missing is asked about in every store. */
  earlier = fiel_engine_find_repeat (self->engine, self->terminal, self->entry.amount);
  if (earlier != NULL
      && (fiel_profile_get_repeat_guard (profile) || fiel_attempt_get_phase (earlier) != FIEL_ATTEMPT_PHASE_DONE))
    {
      ask_about_repeat (self, earlier);
      return;
    }

  start_charge (self, FALSE);
}

/* A manager approved this amount. */
static void
approved_cb (FielTillPage *self)
{
  if (self->guard == FIEL_GUARD_LIMIT)
    start_charge (self, self->new_ticket);
}

static void
open_gate (FielTillPage *self)
{
  g_autofree char *subject = fiel_people_make_sale_subject (self->entry.amount);
  GtkWidget *gate = fiel_manager_gate_open (self->engine, FIEL_ACT_APPROVE_SALE, subject, GTK_WIDGET (self));

  g_signal_connect_object (gate, "passed", G_CALLBACK (approved_cb), self, G_CONNECT_SWAPPED);
}

static void
guard_confirm_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielTillPage *self = FIEL_TILL_PAGE (widget);
  FielChargeSituation situation = get_situation (self);

  situation.guard = FIEL_GUARD_NONE;
  if (fiel_charge_check (&situation) != FIEL_CHARGE_BLOCK_NONE ||
      !fiel_press_guard_accept (&self->press_guard, get_now_us (self)))
    return;

  if (self->guard == FIEL_GUARD_LIMIT)
    open_gate (self);
  else
    start_charge (self, self->guard == FIEL_GUARD_PAID);
}

static void
guard_dismiss_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielTillPage *self = FIEL_TILL_PAGE (widget);

  if (self->guard == FIEL_GUARD_RETYPE)
    fiel_amount_entry_clear (&self->entry);

  dismiss_guard (self);
  update (self);
}

static void
set_can_undo (FielTillPage *self, gboolean can_undo)
{
  if (self->can_undo == can_undo)
    return;

  self->can_undo = can_undo;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
}

/* Every key that changes the amount answers a question about the amount with "no". */
static FielAmountEntry *
begin_edit (FielTillPage *self)
{
  if (self->guard != FIEL_GUARD_RETYPE)
    dismiss_guard (self);
  set_note (self, NULL);
  set_can_undo (self, FALSE);
  if (self->entry.amount.minor == 0)
    self->checked = FALSE;

  return get_active_entry (self);
}

/* How the terminal is should be known by the time Charge is pressed. Once per amount: what was found lately counts. */
static void
check_terminal (FielTillPage *self)
{
  if (self->checked || self->terminal == NULL || self->entry.amount.minor == 0)
    return;

  self->checked = TRUE;
  fiel_engine_probe_terminals (self->engine, self->terminal, FALSE);
}

static void
end_edit (FielTillPage *self, gboolean accepted)
{
  FielAmountEntry *entry = get_active_entry (self);

  /* Leading zeros and a third decimal need no words. */
  if (!accepted && entry->amount.minor > 0 && !entry->decimal_open)
    {
      FielMoney largest = fiel_money_make (self->entry.limit_minor, self->entry.amount.currency);
      g_autofree char *limit = format_money (self, largest);
      /* Translators: the largest amount. */
      g_autofree char *note = g_strdup_printf (_("That key does not fit: this till charges at most %s"), limit);

      set_note (self, note);
      gtk_widget_error_bell (GTK_WIDGET (self));
    }

  check_terminal (self);
  update (self);
}

static void
digit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielTillPage *self = FIEL_TILL_PAGE (widget);
  FielAmountEntry *entry = begin_edit (self);

  end_edit (self, fiel_amount_entry_press_digit (entry, g_variant_get_uint32 (parameter)));
}

static void
zeros_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielTillPage *self = FIEL_TILL_PAGE (widget);
  FielAmountEntry *entry = begin_edit (self);

  end_edit (self, fiel_amount_entry_press_zeros (entry, g_variant_get_uint32 (parameter)));
}

static void
decimal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielTillPage *self = FIEL_TILL_PAGE (widget);

  fiel_amount_entry_press_decimal (begin_edit (self));
  end_edit (self, TRUE);
}

static void
erase_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielTillPage *self = FIEL_TILL_PAGE (widget);

  fiel_amount_entry_erase (begin_edit (self));
  end_edit (self, TRUE);
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielTillPage *self = FIEL_TILL_PAGE (widget);
  gboolean retyping = self->guard == FIEL_GUARD_RETYPE;

  if (!retyping)
    self->thrown_away = self->entry;
  fiel_amount_entry_clear (begin_edit (self));
  end_edit (self, TRUE);

  set_can_undo (self, !retyping && self->thrown_away.amount.minor != 0);
}

static void
quick_amount_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielTillPage *self = FIEL_TILL_PAGE (widget);

  fiel_till_page_set_amount (self, fiel_money_make (g_variant_get_int64 (parameter), self->entry.amount.currency));
  fiel_till_page_focus_amount (self);
}

static void
edit_reference_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fiel_ticket_field_edit (FIEL_TILL_PAGE (widget)->ticket);
}

/* A scan types into the field and ends with Enter; a second Enter right behind it must not charge. */
static void
ticket_entered_cb (FielTillPage *self)
{
  if (self->engine != NULL)
    fiel_press_guard_hold (&self->press_guard, get_now_us (self));
  fiel_till_page_focus_amount (self);
}

static void
reference_changed_cb (FielTillPage *self)
{
  if (self->guard == FIEL_GUARD_PAID)
    dismiss_guard (self);
  update (self);
}

static void
fiel_till_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielTillPage *self = FIEL_TILL_PAGE (object);

  switch ((FielTillPageProperty) prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->can_undo);
      break;
    }
}

static void
fiel_till_page_dispose (GObject *object)
{
  FielTillPage *self = FIEL_TILL_PAGE (object);

  g_clear_object (&self->engine_signals);
  g_clear_object (&self->terminal_signals);
  g_clear_object (&self->engine);
  g_clear_object (&self->terminal);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->head, gtk_widget_unparent);
  g_clear_pointer (&self->keys, gtk_widget_unparent);
  g_clear_pointer (&self->foot, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_till_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FIEL_TYPE_QUICK_AMOUNTS);
  g_type_ensure (ADW_TYPE_SQUEEZER);
  g_type_ensure (FIEL_TYPE_AMOUNT_DISPLAY);
  g_type_ensure (FIEL_TYPE_GUARD_PANEL);
  g_type_ensure (FIEL_TYPE_KEYPAD);
  g_type_ensure (FIEL_TYPE_TICKET_FIELD);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-till-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FielTillPage, head);
  gtk_widget_class_bind_template_child (widget_class, FielTillPage, top);
  gtk_widget_class_bind_template_child (widget_class, FielTillPage, ticket);
  gtk_widget_class_bind_template_child (widget_class, FielTillPage, guard_panel);
  gtk_widget_class_bind_template_child (widget_class, FielTillPage, display);
  gtk_widget_class_bind_template_child (widget_class, FielTillPage, words);
  gtk_widget_class_bind_template_child (widget_class, FielTillPage, quick_amounts);
  gtk_widget_class_bind_template_child (widget_class, FielTillPage, keys);
  gtk_widget_class_bind_template_child (widget_class, FielTillPage, keypad);
  gtk_widget_class_bind_template_child (widget_class, FielTillPage, foot);
  gtk_widget_class_bind_template_child (widget_class, FielTillPage, charge);
  gtk_widget_class_bind_template_child (widget_class, FielTillPage, charge_amount);
  gtk_widget_class_bind_template_child (widget_class, FielTillPage, charge_terminal);
  gtk_widget_class_bind_template_child (widget_class, FielTillPage, enter_cap);
  gtk_widget_class_bind_template_child (widget_class, FielTillPage, reason);
  gtk_widget_class_bind_template_callback (widget_class, ticket_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, reference_changed_cb);
}

static void
fiel_till_page_class_init (FielTillPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = fiel_till_page_get_property;
  object_class->dispose = fiel_till_page_dispose;

  properties[PROP_CAN_UNDO] =
    g_param_spec_boolean ("can-undo", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHARGED] = g_signal_new ("charged", FIEL_TYPE_TILL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, FIEL_TYPE_ATTEMPT);

  gtk_widget_class_install_action (widget_class, "till.charge", NULL, charge_action);
  gtk_widget_class_install_action (widget_class, "till.digit", "u", digit_action);
  gtk_widget_class_install_action (widget_class, "till.zeros", "u", zeros_action);
  gtk_widget_class_install_action (widget_class, "till.decimal", NULL, decimal_action);
  gtk_widget_class_install_action (widget_class, "till.erase", NULL, erase_action);
  gtk_widget_class_install_action (widget_class, "till.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "till.quick-amount", "x", quick_amount_action);
  gtk_widget_class_install_action (widget_class, "till.edit-reference", NULL, edit_reference_action);
  gtk_widget_class_install_action (widget_class, "till.guard-confirm", NULL, guard_confirm_action);
  gtk_widget_class_install_action (widget_class, "till.guard-dismiss", NULL, guard_dismiss_action);

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, FIEL_TYPE_TILL_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_till_page_init (FielTillPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_stack_voice_follow (self->top);

  self->engine_signals = g_signal_group_new (FIEL_TYPE_ENGINE);
  g_signal_group_connect_swapped (self->engine_signals, "notify", G_CALLBACK (update), self);

  self->terminal_signals = g_signal_group_new (FIEL_TYPE_TERMINAL);
  g_signal_group_connect_swapped (self->terminal_signals, "notify", G_CALLBACK (update), self);

  update (self);
}

void
fiel_till_page_set_engine (FielTillPage *self, FielEngine *engine)
{
  FielProfile *profile;
  const FielCurrency *currency;

  g_return_if_fail (FIEL_IS_TILL_PAGE (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));

  if (!g_set_object (&self->engine, engine))
    return;

  self->guard = FIEL_GUARD_NONE;
  self->saving = FALSE;
  g_clear_object (&self->terminal);
  g_signal_group_set_target (self->terminal_signals, NULL);
  set_note (self, NULL);
  set_can_undo (self, FALSE);

  if (engine != NULL)
    {
      profile = fiel_engine_get_profile (engine);
      currency = fiel_profile_get_currency (profile);
      fiel_amount_entry_init (&self->entry, currency, fiel_profile_get_amount_mode (profile),
                              fiel_profile_get_max_sale_minor (profile));
      fiel_quick_amounts_set_profile (self->quick_amounts, profile);
      fiel_keypad_set_decimal_key (self->keypad, self->entry.mode == FIEL_AMOUNT_MODE_DECIMAL
                                                   ? fiel_profile_get_number_style (profile)->decimal
                                                   : NULL);
    }

  fiel_ticket_field_set_reference (self->ticket, NULL);
  g_signal_group_set_target (self->engine_signals, engine);
  update (self);
}

void
fiel_till_page_set_terminal (FielTillPage *self, FielTerminal *terminal)
{
  g_return_if_fail (FIEL_IS_TILL_PAGE (self));
  g_return_if_fail (terminal == NULL || FIEL_IS_TERMINAL (terminal));

  if (!g_set_object (&self->terminal, terminal))
    return;

  g_signal_group_set_target (self->terminal_signals, terminal);
  dismiss_guard (self);
  set_note (self, NULL);
  update (self);
}

void
fiel_till_page_set_narrow (FielTillPage *self, gboolean narrow)
{
  g_return_if_fail (FIEL_IS_TILL_PAGE (self));

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  gtk_widget_set_visible (self->enter_cap, !narrow);
  fiel_keypad_set_narrow (self->keypad, narrow);
  if (narrow)
    gtk_widget_add_css_class (self->foot, "narrow");
  else
    gtk_widget_remove_css_class (self->foot, "narrow");
  update (self);
}

static void
activate (FielTillPage *self, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}

gboolean
fiel_till_page_type_character (FielTillPage *self, gunichar character)
{
  int digit = g_unichar_digit_value (character);

  g_return_val_if_fail (FIEL_IS_TILL_PAGE (self), FALSE);

  if (digit >= 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "till.digit", "u", (guint) digit);
  else if (character == '.' || character == ',')
    activate (self, "till.decimal");
  else if (character == '*')
    gtk_widget_activate_action (GTK_WIDGET (self), "till.zeros", "u",
                                self->entry.mode == FIEL_AMOUNT_MODE_WHOLE ? 3u : 2u);
  else
    return FALSE;

  return TRUE;
}

/* Enter charges from the amount and from the money button. Whatever else was chosen (with Tab, or in the menu) gets
 * its Enter; only the guard's yes is deaf to it. */
static gboolean
press_enter (FielTillPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->guard_panel))
    return TRUE;

  if (focus != NULL && focus != self->charge && focus != GTK_WIDGET (self->display))
    return FALSE;

  activate (self, "till.charge");

  return TRUE;
}

gboolean
fiel_till_page_press_key (FielTillPage *self, guint keyval)
{
  g_return_val_if_fail (FIEL_IS_TILL_PAGE (self), FALSE);

  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      return press_enter (self);

    case GDK_KEY_BackSpace:
      activate (self, "till.erase");
      return TRUE;

    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      activate (self, "till.clear");
      return TRUE;

    default:
      return FALSE;
    }
}

gboolean
fiel_till_page_go_back (FielTillPage *self)
{
  g_return_val_if_fail (FIEL_IS_TILL_PAGE (self), FALSE);

  if (fiel_ticket_field_is_editing (self->ticket))
    {
      fiel_ticket_field_give_up (self->ticket);
      fiel_till_page_focus_amount (self);
      return TRUE;
    }

  if (self->guard == FIEL_GUARD_NONE)
    return FALSE;

  activate (self, "till.guard-dismiss");

  return TRUE;
}

void
fiel_till_page_set_amount (FielTillPage *self, FielMoney amount)
{
  g_autofree char *digits = NULL;
  guint n_decimals;

  g_return_if_fail (FIEL_IS_TILL_PAGE (self));
  g_return_if_fail (self->engine != NULL && amount.currency == self->entry.amount.currency && amount.minor >= 0);

  if (self->saving)
    return;

  n_decimals = self->entry.mode == FIEL_AMOUNT_MODE_DECIMAL ? amount.currency->digits : 0;
  digits = g_strdup_printf ("%0*" G_GINT64_FORMAT, (int) n_decimals + 1, amount.minor);

  dismiss_guard (self);
  set_note (self, NULL);
  set_can_undo (self, FALSE);
  fiel_amount_entry_clear (&self->entry);
  for (const char *p = digits; *p != '\0'; p++)
    {
      if (n_decimals > 0 && strlen (p) == n_decimals)
        fiel_amount_entry_press_decimal (&self->entry);
      fiel_amount_entry_press_digit (&self->entry, (guint) g_ascii_digit_value (*p));
    }
  update (self);
}

void
fiel_till_page_set_reference (FielTillPage *self, const char *reference)
{
  g_return_if_fail (FIEL_IS_TILL_PAGE (self));

  fiel_ticket_field_set_reference (self->ticket, reference);
}

const char *
fiel_till_page_get_reference (FielTillPage *self)
{
  g_return_val_if_fail (FIEL_IS_TILL_PAGE (self), NULL);

  return fiel_ticket_field_get_reference (self->ticket);
}

void
fiel_till_page_edit_reference (FielTillPage *self)
{
  g_return_if_fail (FIEL_IS_TILL_PAGE (self));

  activate (self, "till.edit-reference");
}

void
fiel_till_page_focus_amount (FielTillPage *self)
{
  g_return_if_fail (FIEL_IS_TILL_PAGE (self));

  fiel_ticket_field_stop_editing (self->ticket);
  gtk_widget_grab_focus (GTK_WIDGET (self->display));
}

void
fiel_till_page_undo_clear (FielTillPage *self)
{
  g_return_if_fail (FIEL_IS_TILL_PAGE (self));

  if (!self->can_undo)
    return;

  dismiss_guard (self);
  self->entry = self->thrown_away;
  set_can_undo (self, FALSE);
  update (self);
}

gboolean
fiel_till_page_get_can_undo (FielTillPage *self)
{
  g_return_val_if_fail (FIEL_IS_TILL_PAGE (self), FALSE);

  return self->can_undo;
}
