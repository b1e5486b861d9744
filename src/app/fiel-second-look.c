/* fiel-second-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-second-look.h"

#include "fiel-case.h"
#include "fiel-check-label.h"
#include "fiel-figure.h"
#include "fiel-fit-layout.h"
#include "fiel-pair-layout.h"
#include "fiel-pin-approval.h"
#include "fiel-plain-text.h"
#include "fiel-press-guard.h"
#include "fiel-text-clamp.h"
#include "fiel-ticker.h"
#include "fiel-wording.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* FielSecondLook: the facts for and against, side by side and without a verdict of ours; then the second person; then
 * the button that says once more what will be recorded. Nothing but that button records, and Enter reaches it only
 * when somebody put the focus there. */

struct _FielSecondLook
{
  GtkWidget parent_instance;

  FielAttempt *attempt;            /* owned, nullable */
  GSignalGroup *attempt_signals;   /* owned */
  FielTicker *ticker;              /* owned */
  const FielNumberStyle *style;    /* static, nullable */
  gboolean charged;
  char *manager;                   /* owned, nullable */
  FielPressGuard press;
  gint64 deaf_until_us;

  /* template children */
  GtkWidget *body;
  GtkScrolledWindow *scroller;
  AdwClamp *facts_clamp;
  AdwClamp *foot_clamp;
  GtkLabel *plan;
  GtkWidget *charged_side;
  GtkLabel *charged_title;
  GtkLabel *for_charged;
  GtkWidget *not_charged_side;
  GtkLabel *not_charged_title;
  GtkLabel *for_not_charged;
  GtkLabel *for_neither;
  GtkLabel *promise;
  GtkEditable *witness;
  FielPinApproval *pin;
  GtkCheckButton *looked;
  GtkLabel *missing;
  GtkLabel *note;
  GtkWidget *back;
  GtkWidget *confirm;
  GtkLabel *confirm_words;
  GtkLabel *confirm_ticket;
};

G_DEFINE_FINAL_TYPE (FielSecondLook, fiel_second_look, GTK_TYPE_WIDGET)

enum
{
  CONFIRMED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* -- What is known ------------------------------------------------------------------------------------------------- */

static void
update_facts (FielSecondLook *self)
{
  GtkLabel *const labels[FIEL_N_CASE_SIDES] = { self->for_charged, self->for_not_charged, self->for_neither };
  gint64 now_us = fiel_ticker_get_now_us (self->ticker);

  if (self->attempt == NULL)
    return;

  for (guint side = 0; side < FIEL_N_CASE_SIDES; side++)
    {
      g_autofree char *facts = fiel_case_describe (self->attempt, (FielCaseSide) side, self->style, now_us);

      /* Translators: in a list of what speaks for a result: none */
      gtk_label_set_text (labels[side], facts != NULL ? facts : _("Nothing"));
    }
}

/* -- Who looked ---------------------------------------------------------------------------------------------------- */

static char *
get_witness (FielSecondLook *self)
{
  const char *approved = fiel_pin_approval_get_name (self->pin);

  if (fiel_pin_approval_get_used (self->pin))
    return g_strdup (approved != NULL ? approved : "");

  return g_strstrip (g_strdup (gtk_editable_get_text (self->witness)));
}

/* Who may record: the one place where it is decided. Two names that differ, and a word that both have looked. */
static const char *
find_missing (FielSecondLook *self)
{
  g_autofree char *witness = get_witness (self);

  if (*witness == '\0' && fiel_pin_approval_get_used (self->pin))
    return fiel_pin_approval_find_missing (self->pin);
  if (*witness == '\0')
    return _("Write the name of the second person who looked at it.");
  if (self->manager != NULL && fiel_plain_text_is_same_name (witness, self->manager))
    return _("The second person must be somebody else.");
  if (!gtk_check_button_get_active (self->looked))
    return _("Say that both of you looked at what is known.");
  return NULL;
}

static void
update_confirm (FielSecondLook *self)
{
  const char *missing = find_missing (self);

  set_text (self->missing, missing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "look.confirm", self->attempt != NULL && missing == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->confirm), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  missing != NULL ? missing : "", -1);
}

/* A payment is asked about by the number that the provider gave it, if it gave one. */
static char *
describe_promise (FielSecondLook *self)
{
  const char *provider = fiel_attempt_get_provider_name (self->attempt);

  if (fiel_attempt_get_provider_id (self->attempt) != NULL)
    /* Translators: the provider’s name. */
    return g_strdup_printf (_("The record stays marked as made by hand, for ever. Fiel goes on asking %s: if it says "
                              "the opposite, both are kept and a red notice says what to do."), provider);
  /* Translators: the provider’s name. */
  return g_strdup_printf (_("The record stays marked as made by hand, for ever. Fiel cannot go on asking, since %s "
                            "gave no number for it: compare with the terminal’s own list today. If word of the "
                            "opposite comes all the same, both are kept and a red notice says what to do."), provider);
}

static gboolean
is_return (FielSecondLook *self)
{
  return fiel_wording_is_return (fiel_attempt_get_kind (self->attempt));
}

static char *
describe_record (FielSecondLook *self)
{
  g_autofree char *money = fiel_figure_money (fiel_attempt_get_amount (self->attempt), self->style);

  if (is_return (self))
    /* Translators: the amount. */
    return g_strdup_printf (self->charged ? _("Record %s as returned")
                                          /* Translators: the amount. */
                                          : _("Record %s as not returned"), money);
  /* Translators: the amount. */
  return g_strdup_printf (self->charged ? _("Record %s as charged")
                                        /* Translators: the amount. */
                                        : _("Record %s as not charged"), money);
}

static char *
describe_plan (FielSecondLook *self, const char *reason)
{
  const char *manager = self->manager;

  /* Translators: the manager's name, the reason in words */
  if (is_return (self))
    return self->charged
             /* Translators: the manager’s name, the reason. */
             ? g_strdup_printf (_("%s records that the money was returned. Reason: %s"), manager, reason)
             /* Translators: the manager’s name, the reason. */
             : g_strdup_printf (_("%s records that the money was not returned. Reason: %s"), manager, reason);
  /* Translators: the manager's name, the reason in words */
  return self->charged
           /* Translators: the manager’s name, the reason. */
           ? g_strdup_printf (_("%s records that the customer was charged. Reason: %s"), manager, reason)
           /* Translators: the manager’s name, the reason. */
           : g_strdup_printf (_("%s records that the customer was not charged. Reason: %s"), manager, reason);
}

static void
set_side_title (GtkWidget *side, GtkLabel *title, const char *words)
{
  gtk_label_set_text (title, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (side), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
update_words (FielSecondLook *self)
{
  gboolean back = is_return (self);
  const char *reference = fiel_attempt_get_reference (self->attempt);
  g_autofree char *words = describe_record (self);
  /* Translators: the ticket’s reference. */
  g_autofree char *ticket = g_strdup_printf (_("Ticket %s, by hand"), reference != NULL ? reference : "");
  g_autofree char *both = g_strdup_printf ("%s. %s", words, ticket);
  g_autofree char *promise = describe_promise (self);

  set_side_title (self->charged_side, self->charged_title,
                  /* Translators: heading: facts that make a return likely */
                  back ? _("Speaks for returned")
                       /* Translators: heading: facts that make a charge likely */
                       : _("Speaks for charged"));
  set_side_title (self->not_charged_side, self->not_charged_title,
                  back ? _("Speaks for not returned") : _("Speaks for not charged"));
  gtk_label_set_text (self->confirm_words, words);
  gtk_label_set_text (self->confirm_ticket, ticket);
  gtk_label_set_text (self->promise, promise);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->confirm), GTK_ACCESSIBLE_PROPERTY_LABEL, both, -1);
}

static void
witness_entered_cb (FielSecondLook *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->looked));
}

static void
confirm_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielSecondLook *self = FIEL_SECOND_LOOK (widget);
  gint64 now_us = fiel_ticker_get_now_us (self->ticker);
  g_autofree char *witness = get_witness (self);

  if (now_us < self->deaf_until_us || find_missing (self) != NULL || !fiel_press_guard_accept (&self->press, now_us))
    return;

  set_text (self->note, NULL);
  g_signal_emit (self, signals[CONFIRMED], 0, witness);
}

/* -- The way through it -------------------------------------------------------------------------------------------- */

#define N_STOPS 5

static void
list_stops (FielSecondLook *self, GtkWidget **stops)
{
  stops[0] = self->back;
  stops[1] = fiel_pin_approval_get_used (self->pin) ? GTK_WIDGET (self->pin) : GTK_WIDGET (self->witness);
  stops[2] = GTK_WIDGET (self->looked);
  stops[3] = self->confirm;
  stops[4] = GTK_WIDGET (self->scroller);
}

/* Where the focus is among them; @otherwise if it is somewhere else. */
static int
find_stop (FielSecondLook *self, GtkWidget *const *stops, int otherwise)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  for (int i = 0; focus != NULL && i < N_STOPS; i++)
    if (focus == stops[i] || gtk_widget_is_ancestor (focus, stops[i]))
      return i;

  return otherwise;
}

/* The focus begins on the way back, which stands at the foot; from there the way leads to what is to be filled in, on
 * to the button that records, and only then out of here. */
static gboolean
fiel_second_look_focus (GtkWidget *widget, GtkDirectionType direction)
{
  FielSecondLook *self = FIEL_SECOND_LOOK (widget);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;
  int step = forward ? 1 : -1;
  GtkWidget *stops[N_STOPS];

  if (!forward && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (fiel_second_look_parent_class)->focus (widget, direction);

  list_stops (self, stops);
  for (int i = find_stop (self, stops, forward ? -1 : N_STOPS) + step; i >= 0 && i < N_STOPS; i += step)
    if (gtk_widget_grab_focus (stops[i]))
      return TRUE;

  return FALSE;
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[LEFT], 0);
}

static void
fiel_second_look_dispose (GObject *object)
{
  FielSecondLook *self = FIEL_SECOND_LOOK (object);

  g_clear_object (&self->attempt_signals);
  g_clear_object (&self->ticker);
  g_clear_object (&self->attempt);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_second_look_parent_class)->dispose (object);
}

static void
fiel_second_look_finalize (GObject *object)
{
  g_free (FIEL_SECOND_LOOK (object)->manager);

  G_OBJECT_CLASS (fiel_second_look_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);
  g_type_ensure (FIEL_TYPE_PAIR_LAYOUT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-second-look.ui");
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, body);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, scroller);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, facts_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, foot_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, plan);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, charged_side);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, charged_title);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, for_charged);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, not_charged_side);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, not_charged_title);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, for_not_charged);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, for_neither);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, promise);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, witness);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, pin);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, looked);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, missing);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, note);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, back);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, confirm);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, confirm_words);
  gtk_widget_class_bind_template_child (widget_class, FielSecondLook, confirm_ticket);
  gtk_widget_class_bind_template_callback (widget_class, update_confirm);
  gtk_widget_class_bind_template_callback (widget_class, witness_entered_cb);
}

static void
fiel_second_look_class_init (FielSecondLookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fiel_second_look_dispose;
  object_class->finalize = fiel_second_look_finalize;
  widget_class->focus = fiel_second_look_focus;

  signals[CONFIRMED] = g_signal_new ("confirmed", FIEL_TYPE_SECOND_LOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", FIEL_TYPE_SECOND_LOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "look.confirm", NULL, confirm_action);
  gtk_widget_class_install_action (widget_class, "look.leave", NULL, leave_action);

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_second_look_init (FielSecondLook *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_text_clamp_follow (self->facts_clamp);
  fiel_text_clamp_follow (self->foot_clamp);
  fiel_check_label_wrap (self->looked);

  self->ticker = fiel_ticker_new (GTK_WIDGET (self));
  g_signal_connect_object (self->ticker, "tick", G_CALLBACK (update_facts), self, G_CONNECT_SWAPPED);

  self->attempt_signals = g_signal_group_new (FIEL_TYPE_ATTEMPT);
  g_signal_group_connect_swapped (self->attempt_signals, "notify", G_CALLBACK (update_facts), self);
  update_confirm (self);
}

void
fiel_second_look_set_clock (FielSecondLook *self, FielClock *clock)
{
  g_return_if_fail (FIEL_IS_SECOND_LOOK (self));

  fiel_ticker_set_clock (self->ticker, clock);
}

void
fiel_second_look_set_attempt (FielSecondLook *self, FielAttempt *attempt, const FielNumberStyle *style)
{
  g_return_if_fail (FIEL_IS_SECOND_LOOK (self));
  g_return_if_fail (attempt == NULL || (FIEL_IS_ATTEMPT (attempt) && style != NULL));

  g_set_object (&self->attempt, attempt);
  self->style = style;
  g_signal_group_set_target (self->attempt_signals, attempt);
  update_facts (self);
}

void
fiel_second_look_set_engine (FielSecondLook *self, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_SECOND_LOOK (self));

  fiel_pin_approval_set_engine (self->pin, engine);
  gtk_widget_set_visible (GTK_WIDGET (self->witness), !fiel_pin_approval_get_used (self->pin));
}

void
fiel_second_look_begin (FielSecondLook *self, gboolean charged, const char *reason, const char *manager)
{
  g_autofree char *plan = NULL;

  g_return_if_fail (FIEL_IS_SECOND_LOOK (self));
  g_return_if_fail (self->attempt != NULL);
  g_return_if_fail (reason != NULL && manager != NULL);

  self->charged = charged;
  g_free (self->manager);
  self->manager = g_strdup (manager);
  plan = describe_plan (self, reason);

  gtk_label_set_text (self->plan, plan);
  gtk_editable_set_text (self->witness, "");
  fiel_pin_approval_ask (self->pin, FIEL_ACT_WITNESS, fiel_attempt_get_id (self->attempt), manager);
  fiel_pin_approval_clear (self->pin);
  gtk_check_button_set_active (self->looked, FALSE);
  set_text (self->note, NULL);
  self->deaf_until_us = fiel_ticker_get_now_us (self->ticker) + FIEL_SECOND_LOOK_DEAF_US;
  update_words (self);
  update_facts (self);
  update_confirm (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_widget_grab_focus (self->back);
}

void
fiel_second_look_set_note (FielSecondLook *self, const char *note)
{
  g_return_if_fail (FIEL_IS_SECOND_LOOK (self));

  set_text (self->note, note);
}
