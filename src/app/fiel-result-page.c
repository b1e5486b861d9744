/* fiel-result-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-result-page.h"

#include "fiel-amount-display.h"
#include "fiel-attempt-details.h"
#include "fiel-conflict-banner.h"
#include "fiel-contradiction-wording.h"
#include "fiel-figure.h"
#include "fiel-fit-layout.h"
#include "fiel-own-name.h"
#include "fiel-payment-text.h"
#include "fiel-return-wording.h"
#include "fiel-text-clamp.h"
#include "fiel-text-scale.h"
#include "fiel-ticker.h"
#include "fiel-title.h"
#include "fiel-wording.h"

#include <glib/gi18n.h>

/* FielResultPage: how a payment ended, one page for every outcome. Above, the hero that can be read from across the
 * counter: shape, word, colour, amount. Below, the sheet: why, what to do, what comes next. Only an approval goes
 * away by itself, only when it has just arrived, and only while nobody touches anything. A result that was
 * contradicted has neither shape nor colour: from afar nobody shall take it for what it may not be. */

#define ICON_SIZE 112
#define ICON_SIZE_NARROW 72
#define ICON_SIZE_SMALL 36   /* large text must be read */
#define ICON_SIZE_BAND 90   /* the band takes its share of the height */
#define ICON_SIZE_BAND_NARROW 56

static const char *const outcome_classes[] = { "approved", "declined", "cancelled", "unconfirmed", "hand" };

struct _FielResultPage
{
  GtkWidget parent_instance;

  FielAttempt *attempt;            /* owned, nullable */
  FielAttempt *original;           /* owned, nullable: the sale that it gives back */
  GSignalGroup *attempt_signals;   /* owned */
  FielTicker *ticker;              /* owned */
  const FielNumberStyle *style;    /* static, nullable */

  gint64 deaf_until_us;
  guint return_after_s;            /* 0: stays */
  gint64 return_us;                /* 0: stays */
  gboolean narrow;
  gboolean arrived;                /* it came while somebody watched: nobody looked it up */

  /* template children */
  GtkWidget *body;
  AdwClamp *words_clamp;
  AdwClamp *foot_clamp;
  FielTitle *hero;
  GtkWidget *mark;
  GtkImage *icon;
  GtkWidget *band;
  GtkLabel *headline;
  FielAmountDisplay *amount;
  GtkLabel *verdict;
  GtkLabel *facts;
  FielConflictBanner *conflict;
  GtkWidget *reason;
  GtkImage *reason_icon;
  GtkLabel *why;
  GtkLabel *advice;
  GtkLabel *note;
  GtkWidget *again;
  GtkLabel *again_amount;
  GtkLabel *again_terminal;
  GtkWidget *next;
  GtkLabel *next_words;
  GtkWidget *next_key;
  GtkWidget *receipt;
  GtkWidget *print_key;
  GtkMenuButton *receipt_menu;
  GtkWidget *give_back;
  GtkWidget *going;
  GtkProgressBar *going_bar;
  GtkLabel *going_words;
  FielAttemptDetails *details;
};

G_DEFINE_FINAL_TYPE (FielResultPage, fiel_result_page, GTK_TYPE_WIDGET)

static FielOutcome
get_outcome (FielResultPage *self)
{
  return self->attempt != NULL ? fiel_attempt_get_outcome (self->attempt) : FIEL_OUTCOME_NONE;
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static gboolean
animations_are_on (FielResultPage *self)
{
  gboolean on;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &on, NULL);

  return on;
}

/* -- What stands there --------------------------------------------------------------------------------------------- */

/* Then what was recorded and what contradicts it are seen at once: what was recorded takes one line for its word and
 * one for its amount, in no colour, with no shape and without a claim about the money. */
static gboolean
is_contradicted (FielResultPage *self)
{
  return fiel_attempt_get_conflict (self->attempt);
}

static FielAttemptKind
get_kind (FielResultPage *self)
{
  return fiel_attempt_get_kind (self->attempt);
}

static char *
describe_part (FielResultPage *self)
{
  g_autofree char *moved = fiel_figure_money (fiel_attempt_get_approved (self->attempt), self->style);
  g_autofree char *asked = fiel_figure_money (fiel_attempt_get_amount (self->attempt), self->style);

  if (fiel_wording_is_return (get_kind (self)))
    /* Translators: two amounts */
    return g_strdup_printf (_("Returned %s of %s. Call the store manager about the rest."), moved, asked);
  /* Translators: what was approved, what was asked for. */
  return g_strdup_printf (_("Approved %s of %s. Collect the rest or return it."), moved, asked);
}

/* The card that paid is the one that gets it back, whether the answer to the return names it or not. */
static char *
find_card (FielResultPage *self)
{
  g_autofree char *card = fiel_payment_text_card (self->attempt);
  const char *original = fiel_attempt_get_original (self->attempt);

  if (*card == '\0' && self->original != NULL && g_strcmp0 (fiel_attempt_get_id (self->original), original) == 0)
    return fiel_payment_text_card (self->original);

  return g_steal_pointer (&card);
}

/* The line in bold under the amount: the card that paid, or that nobody did; of a return, the card that gets it. Who
 * listens is told what contradicts it instead. */
static char *
describe_verdict (FielResultPage *self)
{
  const char *authorization = fiel_attempt_get_authorization (self->attempt);
  g_autofree char *card = find_card (self);
  const char *verdict = fiel_wording_verdict (get_kind (self), get_outcome (self));

  if (is_contradicted (self))
    return g_strdup (fiel_contradiction_wording_title (self->attempt));
  if (get_outcome (self) == FIEL_OUTCOME_PARTLY_APPROVED)
    return describe_part (self);
  if (get_outcome (self) != FIEL_OUTCOME_APPROVED)
    return g_strdup (verdict);
  if (fiel_wording_is_return (get_kind (self)))
    /* Translators: the card that gets money back */
    return *card != '\0' ? g_strdup_printf (_("Back to %s"), card) : g_strdup (verdict);
  if (authorization == NULL || *authorization == '\0')
    return g_strdup (*card != '\0' ? card : verdict);
  if (*card == '\0')
    /* Translators: the bank’s authorization code. */
    return g_strdup_printf (_("Authorization %s"), authorization);
  /* Translators: the card, the bank's authorization code */
  return g_strdup_printf (_("%s · Authorization %s"), card, authorization);
}

static char *
describe_facts (FielResultPage *self)
{
  gboolean told = get_outcome (self) == FIEL_OUTCOME_APPROVED && !is_contradicted (self);
  g_autofree char *card = told ? g_strdup ("") : fiel_payment_text_card (self->attempt);
  g_autofree char *place = fiel_payment_text_place (self->attempt);
  g_autofree char *time = fiel_payment_text_time (fiel_attempt_get_closed_wall_us (self->attempt));

  if (*card == '\0')
    return g_strdup_printf ("%s · %s", place, time);
  return g_strdup_printf ("%s · %s · %s", card, place, time);
}

static int
get_icon_size (FielResultPage *self, gboolean declined)
{
  gboolean large = fiel_text_scale_is_large (GTK_WIDGET (self));

  if (self->narrow && large)
    return ICON_SIZE_SMALL;
  if (large)
    return ICON_SIZE_BAND_NARROW;
  if (declined)
    return self->narrow ? ICON_SIZE_BAND_NARROW : ICON_SIZE_BAND;
  return self->narrow ? ICON_SIZE_NARROW : ICON_SIZE;
}

static void
update_colour (FielResultPage *self, const char *style)
{
  for (guint i = 0; i < G_N_ELEMENTS (outcome_classes); i++)
    {
      set_class (GTK_WIDGET (self->hero), outcome_classes[i], g_str_equal (style, outcome_classes[i]));
      set_class (self->body, outcome_classes[i], g_str_equal (style, outcome_classes[i]));
    }
  set_class (self->band, "fiel-band", g_str_equal (style, "declined"));
}

static void
update_hero (FielResultPage *self)
{
  FielLook look = fiel_wording_look (self->attempt);
  FielMoney amount = fiel_payment_text_amount (self->attempt);
  gboolean contradicted = is_contradicted (self);
  gboolean short_of_room = contradicted && (self->narrow || fiel_text_scale_is_large (GTK_WIDGET (self)));
  g_autofree char *words = fiel_payment_text_words (amount);
  g_autofree char *verdict = describe_verdict (self);
  g_autofree char *facts = describe_facts (self);
  g_autofree char *spoken = g_strdup_printf ("%s, %s. %s", look.headline, words, verdict);

  update_colour (self, contradicted ? "cancelled" : look.style);
  set_class (GTK_WIDGET (self->headline), "narrow", contradicted);
  set_class (GTK_WIDGET (self->amount), "medium", contradicted);
  gtk_image_set_from_icon_name (self->icon, look.icon);
  gtk_image_set_pixel_size (self->icon, get_icon_size (self, g_str_equal (look.style, "declined")));
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !contradicted);
  gtk_label_set_text (self->headline, look.headline);
  fiel_amount_display_set_money (self->amount, amount, self->style, 0);
  set_text (self->verdict, contradicted ? NULL : verdict);
  /* The details say where and when too. */
  set_text (self->facts, short_of_room ? NULL : facts);
  fiel_title_set_words (self->hero, spoken);
}

/* What is proven by now needs no more looking at the terminal. */
static const char *
get_advice (FielResultPage *self)
{
  FielReason reason = fiel_attempt_get_reason (self->attempt);

  if (fiel_outcome_moved_money (get_outcome (self)) || reason >= FIEL_REASON_ANSWER_LOST)
    return NULL;
  return fiel_wording_advice (fiel_attempt_get_kind (self->attempt), reason);
}

/* What people ask next: of a return, when the customer will see it. */
static const char *
get_promise (FielResultPage *self)
{
  return fiel_wording_is_return (get_kind (self)) && get_outcome (self) == FIEL_OUTCOME_APPROVED
           ? fiel_return_wording_promise (get_kind (self))
           : NULL;
}

/* What was advised when it ended may be wrong by now: what to do about the contradiction is said in its place. */
static void
update_reason (FielResultPage *self)
{
  FielReason reason = fiel_attempt_get_reason (self->attempt);
  const char *stopped = fiel_wording_cancel (get_kind (self), fiel_attempt_get_cancel_state (self->attempt),
                                             FIEL_ATTEMPT_PHASE_DONE, get_outcome (self));
  const char *promise = get_promise (self);
  gboolean moved = fiel_outcome_moved_money (get_outcome (self));
  gboolean declined = get_outcome (self) == FIEL_OUTCOME_DECLINED;
  const char *why = moved || reason == FIEL_REASON_NONE ? stopped : fiel_wording_reason (reason);

  if (why == NULL)
    why = promise;
  gtk_image_set_from_icon_name (self->reason_icon, declined ? "fiel-card-symbolic" : "fiel-terminal-symbolic");
  gtk_widget_set_visible (self->reason, why != NULL && !is_contradicted (self));
  set_text (self->why, why);
  set_text (self->advice, get_advice (self));
}

/* Of what moved nothing a slip is printed on demand only: with the key. */
static void
update_receipt (FielResultPage *self)
{
  FielTerminal *terminal = fiel_attempt_get_terminal (self->attempt);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_set_visible (self->receipt, fiel_outcome_moved_money (get_outcome (self)));
  gtk_widget_set_visible (self->print_key, !self->narrow);
  gtk_widget_action_set_enabled (widget, "result.print-on-terminal",
                                 terminal != NULL && fiel_terminal_get_can_print (terminal));
  gtk_widget_action_set_enabled (widget, "result.print-slip-again",
                                 terminal != NULL && fiel_terminal_get_can_print_again (terminal));
}

static void
update_buttons (FielResultPage *self)
{
  gboolean again = fiel_outcome_allows_new_attempt (get_outcome (self))
                   && !is_contradicted (self)
                   && fiel_attempt_get_kind (self->attempt) == FIEL_ATTEMPT_KIND_SALE
                   && fiel_attempt_get_terminal (self->attempt) != NULL;
  g_autofree char *money = fiel_figure_money (fiel_attempt_get_amount (self->attempt), self->style);
  /* Translators: an amount. */
  g_autofree char *first = g_strdup_printf (_("Try again: %s"), money);
  /* Translators: the terminal’s name; it follows “Try again: $12.990”. */
  g_autofree char *second = g_strdup_printf (_("on %s"), fiel_attempt_get_terminal_name (self->attempt));
  g_autofree char *both = g_strdup_printf ("%s %s", first, second);

  gtk_label_set_text (self->again_amount, first);
  gtk_label_set_text (self->again_terminal, second);
  gtk_widget_set_visible (self->again, again);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->again), GTK_ACCESSIBLE_PROPERTY_LABEL, both, -1);

  /* One suggested button on a page: what most people will want next. */
  set_class (self->next, "suggested-action", !again);
  set_class (GTK_WIDGET (self->next_words), "title-2", !again);
  gtk_widget_set_visible (self->next_key, !again && !self->narrow && !is_contradicted (self));
}

/* Of a sale that somebody looked up, money may be returned; a return that failed leads back to its sale. A sale that
 * was just made stays quiet, unless only a part of it was paid. */
static const char *
find_sale_to_return (FielResultPage *self)
{
  gboolean moved = fiel_outcome_moved_money (get_outcome (self));

  if (fiel_wording_is_return (get_kind (self)))
    return moved ? NULL : fiel_attempt_get_original (self->attempt);
  if (get_outcome (self) == FIEL_OUTCOME_PARTLY_APPROVED)
    return fiel_attempt_get_id (self->attempt);
  return moved && !self->arrived ? fiel_attempt_get_id (self->attempt) : NULL;
}

static void
update_give_back (FielResultPage *self)
{
  const char *sale = find_sale_to_return (self);

  gtk_widget_set_visible (self->give_back, sale != NULL);
  if (sale == NULL)
    return;

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->give_back), "s", sale);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->give_back), "win.return-money");
}

static void
update_going (FielResultPage *self)
{
  guint seconds = fiel_result_page_get_return_in (self);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->going, seconds > 0);
  if (seconds == 0)
    return;

  /* Translators: how many seconds. */
  words = g_strdup_printf (ngettext ("Back to the till in %u s", "Back to the till in %u s", seconds), seconds);
  gtk_label_set_text (self->going_words, words);
  if (animations_are_on (self))
    gtk_progress_bar_set_fraction (self->going_bar, (double) seconds / (double) self->return_after_s);
}

static void
update (FielResultPage *self)
{
  if (self->attempt == NULL || get_outcome (self) == FIEL_OUTCOME_NONE)
    return;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  fiel_wording_is_return (get_kind (self)) ? _("Result of the return")
                                                                           : _("Result of the payment"),
                                  -1);

  if (is_contradicted (self))
    self->return_us = 0;

  update_hero (self);
  update_reason (self);
  update_buttons (self);
  update_receipt (self);
  update_give_back (self);
  update_going (self);
}

/* -- What can be done ---------------------------------------------------------------------------------------------- */

static gboolean
is_deaf (FielResultPage *self)
{
  return fiel_ticker_get_now_us (self->ticker) < self->deaf_until_us;
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!is_deaf (FIEL_RESULT_PAGE (widget)))
    gtk_widget_activate_action (widget, "win.new-sale", NULL);
}

static void
again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!is_deaf (FIEL_RESULT_PAGE (widget)))
    gtk_widget_activate_action (widget, "win.try-again", NULL);
}

static void
stay_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielResultPage *self = FIEL_RESULT_PAGE (widget);

  self->return_us = 0;
  gtk_widget_grab_focus (self->next);
  update_going (self);
}

/* Whoever prints stays here until the paper is out. */
static void
receipt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielResultPage *self = FIEL_RESULT_PAGE (widget);
  static const char *const actions[][2] = {
    { "result.print", "win.print-receipt" },
    { "result.save", "win.save-receipt" },
    { "result.print-on-terminal", "win.print-on-terminal" },
    { "result.print-slip-again", "win.print-slip-again" },
  };

  if (is_deaf (self) || self->attempt == NULL)
    return;

  self->return_us = 0;
  update_going (self);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i][0], name))
      gtk_widget_activate_action (widget, actions[i][1], "s", fiel_attempt_get_id (self->attempt));
}

static void
tick_cb (FielResultPage *self)
{
  if (self->return_us == 0)
    return;

  if (fiel_result_page_get_return_in (self) > 0)
    {
      update_going (self);
      return;
    }

  self->return_us = 0;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.new-sale", NULL);
}

/* Somebody is here: the time without input begins again. */
static void
touched_cb (FielResultPage *self)
{
  if (self->return_us == 0)
    return;

  self->return_us = fiel_ticker_get_now_us (self->ticker) + self->return_after_s * G_USEC_PER_SEC;
  update_going (self);
}

static gboolean
key_cb (FielResultPage *self)
{
  touched_cb (self);

  return GDK_EVENT_PROPAGATE;
}

static void
fiel_result_page_dispose (GObject *object)
{
  FielResultPage *self = FIEL_RESULT_PAGE (object);

  g_clear_object (&self->attempt_signals);
  g_clear_object (&self->ticker);
  g_clear_object (&self->attempt);
  g_clear_object (&self->original);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_result_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FIEL_TYPE_AMOUNT_DISPLAY);
  g_type_ensure (FIEL_TYPE_ATTEMPT_DETAILS);
  g_type_ensure (FIEL_TYPE_CONFLICT_BANNER);
  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);
  g_type_ensure (FIEL_TYPE_TITLE);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, body);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, words_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, foot_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, hero);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, mark);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, icon);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, band);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, headline);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, amount);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, facts);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, conflict);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, reason);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, reason_icon);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, why);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, advice);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, note);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, again);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, again_amount);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, again_terminal);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, next);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, next_words);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, next_key);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, receipt);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, print_key);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, receipt_menu);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, give_back);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, going);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, going_bar);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, going_words);
  gtk_widget_class_bind_template_child (widget_class, FielResultPage, details);
  gtk_widget_class_bind_template_callback (widget_class, touched_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
}

static void
fiel_result_page_class_init (FielResultPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_result_page_dispose;

  gtk_widget_class_install_action (widget_class, "result.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "result.again", NULL, again_action);
  gtk_widget_class_install_action (widget_class, "result.stay", NULL, stay_action);
  gtk_widget_class_install_action (widget_class, "result.print", NULL, receipt_action);
  gtk_widget_class_install_action (widget_class, "result.save", NULL, receipt_action);
  gtk_widget_class_install_action (widget_class, "result.print-on-terminal", NULL, receipt_action);
  gtk_widget_class_install_action (widget_class, "result.print-slip-again", NULL, receipt_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "result.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "result.print", NULL);

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_result_page_init (FielResultPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_own_name_items (self->receipt_menu);
  fiel_text_clamp_follow (self->words_clamp);
  fiel_text_clamp_follow (self->foot_clamp);
  fiel_text_scale_make_room (GTK_WIDGET (self->going_bar));
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);

  self->ticker = fiel_ticker_new (GTK_WIDGET (self));
  g_signal_connect_object (self->ticker, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);

  self->attempt_signals = g_signal_group_new (FIEL_TYPE_ATTEMPT);
  g_signal_group_connect_swapped (self->attempt_signals, "notify", G_CALLBACK (update), self);
}

void
fiel_result_page_set_clock (FielResultPage *self, FielClock *clock)
{
  g_return_if_fail (FIEL_IS_RESULT_PAGE (self));

  fiel_ticker_set_clock (self->ticker, clock);
}

void
fiel_result_page_set_attempt (FielResultPage *self, FielAttempt *attempt, const FielNumberStyle *style)
{
  g_return_if_fail (FIEL_IS_RESULT_PAGE (self));
  g_return_if_fail (attempt == NULL || (FIEL_IS_ATTEMPT (attempt) && style != NULL));

  if (self->attempt == attempt && self->style == style)
    return;

  g_set_object (&self->attempt, attempt);
  self->style = style;
  self->return_us = 0;
  self->deaf_until_us = 0;
  self->arrived = FALSE;
  set_class (self->mark, "fiel-arrive", FALSE);
  fiel_result_page_set_note (self, NULL);
  fiel_conflict_banner_set_attempt (self->conflict, attempt);
  fiel_attempt_details_set_attempt (self->details, attempt, style);
  g_signal_group_set_target (self->attempt_signals, attempt);
  update (self);
}

void
fiel_result_page_set_original (FielResultPage *self, FielAttempt *original)
{
  g_return_if_fail (FIEL_IS_RESULT_PAGE (self));
  g_return_if_fail (original == NULL || FIEL_IS_ATTEMPT (original));

  g_set_object (&self->original, original);
}

void
fiel_result_page_set_narrow (FielResultPage *self, gboolean narrow)
{
  g_return_if_fail (FIEL_IS_RESULT_PAGE (self));

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  update (self);
}

void
fiel_result_page_arrive (FielResultPage *self, guint return_after_s)
{
  gint64 now_us;

  g_return_if_fail (FIEL_IS_RESULT_PAGE (self));
  g_return_if_fail (self->attempt != NULL);

  now_us = fiel_ticker_get_now_us (self->ticker);
  self->deaf_until_us = now_us + FIEL_RESULT_DEAF_US;
  self->arrived = TRUE;
  self->return_after_s = return_after_s;
  self->return_us = return_after_s > 0 && get_outcome (self) == FIEL_OUTCOME_APPROVED
                        && !fiel_attempt_get_conflict (self->attempt)
                      ? now_us + return_after_s * G_USEC_PER_SEC
                      : 0;
  gtk_progress_bar_set_fraction (self->going_bar, 1.0);
  set_class (self->mark, "fiel-arrive", TRUE);
  update (self);
}

void
fiel_result_page_focus (FielResultPage *self)
{
  g_return_if_fail (FIEL_IS_RESULT_PAGE (self));

  /* Where "Try again" stands, or what somebody has to act on, Enter must be meant: the way to it is a Tab. */
  gtk_widget_grab_focus (gtk_widget_get_visible (self->again) || (self->attempt != NULL && is_contradicted (self))
                           ? GTK_WIDGET (self->hero) : self->next);
}

void
fiel_result_page_hold (FielResultPage *self)
{
  g_return_if_fail (FIEL_IS_RESULT_PAGE (self));

  self->deaf_until_us = fiel_ticker_get_now_us (self->ticker) + FIEL_RESULT_DEAF_US;
}

void
fiel_result_page_set_note (FielResultPage *self, const char *note)
{
  g_return_if_fail (FIEL_IS_RESULT_PAGE (self));

  set_text (self->note, note);
}

guint
fiel_result_page_get_return_in (FielResultPage *self)
{
  g_return_val_if_fail (FIEL_IS_RESULT_PAGE (self), 0);

  if (self->return_us == 0)
    return 0;
  return (guint) fiel_payment_text_seconds_until (self->return_us, fiel_ticker_get_now_us (self->ticker));
}
