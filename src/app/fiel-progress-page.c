/* fiel-progress-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-progress-page.h"

#include "fiel-amount-display.h"
#include "fiel-fit-layout.h"
#include "fiel-head-layout.h"
#include "fiel-payment-text.h"
#include "fiel-return-wording.h"
#include "fiel-text-clamp.h"
#include "fiel-ticker.h"
#include "fiel-time-ring.h"
#include "fiel-timeline-list.h"
#include "fiel-title.h"
#include "fiel-wording.h"

#include <glib/gi18n.h>

/* FielProgressPage: a payment under way, in the till's place. What the attempt says and nothing more: no step that
 * nobody reported, no spinner without a time. Its buttons are intentions; what comes of them shows in the attempt. */

struct _FielProgressPage
{
  GtkWidget parent_instance;

  FielAttempt *attempt;            /* owned, nullable */
  GSignalGroup *attempt_signals;   /* owned */
  FielTicker *ticker;              /* owned */
  const FielNumberStyle *style;    /* static, nullable */
  gboolean leaving;
  gboolean narrow;
  guint newest_id;                 /* idle source */

  /* template children */
  GtkWidget *body;
  GtkWidget *story;
  AdwClamp *list_clamp;
  AdwClamp *foot_clamp;
  FielTitle *head;
  FielTimeRing *ring;
  GtkLabel *state;
  FielAmountDisplay *amount;
  GtkLabel *place;
  GtkScrolledWindow *history;
  FielTimelineList *timeline;
  GtkWidget *asked_line;
  GtkLabel *asked;
  GtkLabel *closes;
  GtkWidget *stop_line;
  GtkLabel *stop_words;
  GtkLabel *instead;
  GtkWidget *cancel;
  GtkWidget *cancel_key;
  GtkWidget *check_key;
  GtkWidget *leave;
};

G_DEFINE_FINAL_TYPE (FielProgressPage, fiel_progress_page, GTK_TYPE_WIDGET)

static void
set_class (GtkWidget *widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static gboolean
provider_can_stop (FielProgressPage *self)
{
  FielTerminal *terminal = fiel_attempt_get_terminal (self->attempt);

  return fiel_attempt_get_can_cancel (self->attempt) || (terminal != NULL && fiel_terminal_get_can_cancel (terminal));
}

static void
update_ring (FielProgressPage *self)
{
  gint64 now_us = fiel_ticker_get_now_us (self->ticker);
  gint64 sent_us = fiel_attempt_get_sent_us (self->attempt);
  gint64 deadline_us = fiel_attempt_get_deadline_us (self->attempt);
  gint64 total_s = sent_us > 0 ? fiel_payment_text_seconds_until (deadline_us, sent_us) : 0;

  if (deadline_us > 0)
    fiel_time_ring_set_left (self->ring, fiel_payment_text_seconds_until (deadline_us, now_us), total_s);
  else
    fiel_time_ring_set_passed (self->ring, sent_us > 0 ? fiel_payment_text_seconds_since (sent_us, now_us) : 0);
}

static char *
describe_checks (FielProgressPage *self)
{
  const char *provider = fiel_attempt_get_provider_name (self->attempt);
  gint64 now_us = fiel_ticker_get_now_us (self->ticker);
  gint64 last_us = fiel_attempt_get_last_check_us (self->attempt);
  gint64 next_us = fiel_attempt_get_next_check_us (self->attempt);
  g_autofree char *last = fiel_payment_text_clock (fiel_payment_text_seconds_since (last_us, now_us));
  g_autofree char *next = fiel_payment_text_clock (fiel_payment_text_seconds_until (next_us, now_us));

  if (fiel_attempt_get_checking (self->attempt))
    /* Translators: the provider’s name. */
    return g_strdup_printf (_("Asking %s now…"), provider);
  if (last_us > 0 && next_us > 0)
    /* Translators: the name of the provider and two times like "0:02" */
    return g_strdup_printf (_("Asked %s %s ago, again in %s"), provider, last, next);
  if (last_us > 0)
    return g_strdup_printf (_("Asked %s %s ago"), provider, last);
  if (next_us > 0)
    /* Translators: the provider’s name, a span of time, such as “4 s”. */
    return g_strdup_printf (_("Asking %s in %s"), provider, next);
  return NULL;
}

static void
update_asked (FielProgressPage *self)
{
  g_autofree char *asked = describe_checks (self);

  gtk_widget_set_visible (self->asked_line, asked != NULL);
  if (asked != NULL)
    gtk_label_set_label (self->asked, asked);
}

/* The wall clock is for reading only: the deadline itself is in boot time. */
static void
update_closes (FielProgressPage *self)
{
  gint64 now_us = fiel_ticker_get_now_us (self->ticker);
  gint64 deadline_us = fiel_attempt_get_deadline_us (self->attempt);
  g_autofree char *time = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->closes), deadline_us > now_us);
  if (deadline_us <= now_us)
    return;

  time = fiel_payment_text_time (fiel_ticker_get_now_wall_us (self->ticker) + deadline_us - now_us);
  /* Translators: the provider’s name, a time of the day. */
  words = g_strdup_printf (_("%s closes this attempt at %s."), fiel_attempt_get_provider_name (self->attempt), time);
  gtk_label_set_label (self->closes, words);
}

static void
tick_cb (FielProgressPage *self)
{
  if (self->attempt == NULL)
    return;

  update_ring (self);
  update_asked (self);
  update_closes (self);
  fiel_timeline_list_tick (self->timeline, fiel_ticker_get_now_us (self->ticker));
}

/* What becomes of a wish to stop, and why it cannot be asked for right now. */
static char *
describe_stop (FielProgressPage *self)
{
  FielAttemptPhase phase = fiel_attempt_get_phase (self->attempt);
  gboolean back = fiel_wording_is_return (fiel_attempt_get_kind (self->attempt));
  const char *words = fiel_wording_cancel (fiel_attempt_get_kind (self->attempt),
                                           fiel_attempt_get_cancel_state (self->attempt), phase,
                                           fiel_attempt_get_outcome (self->attempt));
  gboolean off = provider_can_stop (self) && !fiel_attempt_get_can_cancel (self->attempt);
  g_autoptr (GString) text = g_string_new (words);

  if (words == NULL && off && phase != FIEL_ATTEMPT_PHASE_SENDING)
    g_string_append (text, _("The terminal cannot be asked to stop right now."));
  if (self->leaving)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                            back ? _("Once it is proven that nothing went back, the till comes back.")
                                 : _("Once it is proven that nothing was charged, the till comes back."));

  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/* Where there is little room, what happened last is what counts. */
static gboolean
newest_cb (gpointer user_data)
{
  FielProgressPage *self = user_data;
  GtkAdjustment *history = gtk_scrolled_window_get_vadjustment (self->history);

  self->newest_id = 0;
  gtk_adjustment_set_value (history, gtk_adjustment_get_upper (history) - gtk_adjustment_get_page_size (history));

  return G_SOURCE_REMOVE;
}

/* A list that is just being laid out does not see a change of its place. */
static void
show_newest (FielProgressPage *self)
{
  if (self->newest_id == 0)
    self->newest_id = g_idle_add (newest_cb, self);
}

/* A button that was just pressed and is off now would leave the focus nowhere. */
static void
rescue_focus (FielProgressPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !fiel_attempt_get_can_cancel (self->attempt)
      && (focus == NULL || focus == self->cancel))
    fiel_progress_page_focus_title (self);
}

static void
update_stop (FielProgressPage *self)
{
  gboolean can_stop = provider_can_stop (self);
  gboolean back = fiel_wording_is_return (fiel_attempt_get_kind (self->attempt));
  g_autofree char *words = describe_stop (self);
  /* Translators: the provider’s name, the terminal’s name. */
  g_autofree char *instead = g_strdup_printf (_("%s cannot stop it from here: press the red key on %s."),
                                              fiel_attempt_get_provider_name (self->attempt),
                                              fiel_attempt_get_terminal_name (self->attempt));

  gtk_widget_set_visible (self->stop_line, words != NULL);
  if (words != NULL)
    gtk_label_set_label (self->stop_words, words);
  gtk_label_set_label (self->instead, instead);
  gtk_widget_set_visible (GTK_WIDGET (self->instead), !can_stop);
  /* What cannot be pressed now leaves its room to what happened, and the notice says why. */
  gtk_widget_set_visible (self->cancel,
                          can_stop && !(self->narrow && words != NULL && !fiel_attempt_get_can_cancel (self->attempt)));
  gtk_widget_set_visible (self->leave, !self->leaving && !back);
  rescue_focus (self);
}

/* What ended and goes on by itself is still being sent, to a cashier. */
static const char *
get_headline (FielProgressPage *self)
{
  if (fiel_attempt_get_followed_up (self->attempt))
    return fiel_wording_is_return (fiel_attempt_get_kind (self->attempt))
             ? fiel_return_wording_look_of_phase (FIEL_ATTEMPT_PHASE_SENDING).headline
             : fiel_wording_look_of_phase (FIEL_ATTEMPT_PHASE_SENDING).headline;

  return fiel_wording_look (self->attempt).headline;
}

static void
update (FielProgressPage *self)
{
  FielMoney amount;
  g_autofree char *place = NULL;
  g_autofree char *words = NULL;
  g_autofree char *title = NULL;

  if (self->attempt == NULL)
    return;

  amount = fiel_payment_text_signed_amount (self->attempt);
  words = fiel_payment_text_words (amount);
  place = fiel_payment_text_place (self->attempt);
  gtk_label_set_label (self->state, get_headline (self));
  gtk_label_set_label (self->place, place);
  fiel_amount_display_set_money (self->amount, amount, self->style, 0);
  update_stop (self);
  tick_cb (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  fiel_wording_is_return (fiel_attempt_get_kind (self->attempt))
                                    /* Translators: spoken name of a page: money is going back */
                                    ? _("Return in progress")
                                    /* Translators: spoken name of a page: a card is being charged */
                                    : _("Payment in progress"),
                                  -1);
  title = g_strdup_printf ("%s, %s, %s", gtk_label_get_label (self->state), words, place);
  fiel_title_set_words (self->head, title);
}

static void
fiel_progress_page_dispose (GObject *object)
{
  FielProgressPage *self = FIEL_PROGRESS_PAGE (object);

  g_clear_handle_id (&self->newest_id, g_source_remove);
  g_clear_object (&self->attempt_signals);
  g_clear_object (&self->ticker);
  g_clear_object (&self->attempt);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_progress_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FIEL_TYPE_AMOUNT_DISPLAY);
  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);
  g_type_ensure (FIEL_TYPE_HEAD_LAYOUT);
  g_type_ensure (FIEL_TYPE_TIME_RING);
  g_type_ensure (FIEL_TYPE_TIMELINE_LIST);
  g_type_ensure (FIEL_TYPE_TITLE);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-progress-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, body);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, story);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, list_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, foot_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, head);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, ring);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, state);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, amount);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, place);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, history);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, asked_line);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, asked);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, closes);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, stop_line);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, stop_words);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, instead);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, cancel);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, cancel_key);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, check_key);
  gtk_widget_class_bind_template_child (widget_class, FielProgressPage, leave);
}

static void
fiel_progress_page_class_init (FielProgressPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_progress_page_dispose;

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_progress_page_init (FielProgressPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_text_clamp_follow (self->list_clamp);
  fiel_text_clamp_follow (self->foot_clamp);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->history), "changed", G_CALLBACK (show_newest),
                           self, G_CONNECT_SWAPPED);

  self->ticker = fiel_ticker_new (GTK_WIDGET (self));
  g_signal_connect_object (self->ticker, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);

  self->attempt_signals = g_signal_group_new (FIEL_TYPE_ATTEMPT);
  g_signal_group_connect_swapped (self->attempt_signals, "notify", G_CALLBACK (update), self);
}

void
fiel_progress_page_set_clock (FielProgressPage *self, FielClock *clock)
{
  g_return_if_fail (FIEL_IS_PROGRESS_PAGE (self));

  fiel_ticker_set_clock (self->ticker, clock);
}

void
fiel_progress_page_set_attempt (FielProgressPage *self, FielAttempt *attempt, const FielNumberStyle *style)
{
  g_return_if_fail (FIEL_IS_PROGRESS_PAGE (self));
  g_return_if_fail (attempt == NULL || (FIEL_IS_ATTEMPT (attempt) && style != NULL));

  if (self->attempt == attempt && self->style == style)
    return;

  g_set_object (&self->attempt, attempt);
  self->style = style;
  self->leaving = FALSE;
  fiel_timeline_list_set_attempt (self->timeline, attempt, style);
  g_signal_group_set_target (self->attempt_signals, attempt);
  update (self);
}

void
fiel_progress_page_set_narrow (FielProgressPage *self, gboolean narrow)
{
  g_return_if_fail (FIEL_IS_PROGRESS_PAGE (self));

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  set_class (self->body, "narrow", narrow);
  /* The state stands above the ring then, and in the middle. */
  set_class (GTK_WIDGET (self->state), "narrow", narrow);
  gtk_label_set_xalign (self->state, narrow ? 0.5f : 0.0f);
  gtk_label_set_justify (self->state, narrow ? GTK_JUSTIFY_CENTER : GTK_JUSTIFY_LEFT);
  fiel_time_ring_set_compact (self->ring, narrow);
  gtk_widget_set_visible (self->cancel_key, !narrow);
  gtk_widget_set_visible (self->check_key, !narrow);
  gtk_widget_set_margin_top (self->story, narrow ? 12 : 20);
  update (self);
}

void
fiel_progress_page_set_leaving (FielProgressPage *self, gboolean leaving)
{
  g_return_if_fail (FIEL_IS_PROGRESS_PAGE (self));

  if (self->leaving == leaving)
    return;

  self->leaving = leaving;
  update (self);
}

void
fiel_progress_page_focus_title (FielProgressPage *self)
{
  g_return_if_fail (FIEL_IS_PROGRESS_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->head));
}

gboolean
fiel_progress_page_focus_cancel (FielProgressPage *self)
{
  g_return_val_if_fail (FIEL_IS_PROGRESS_PAGE (self), FALSE);

  return gtk_widget_get_visible (self->cancel) && gtk_widget_is_sensitive (self->cancel)
         && gtk_widget_grab_focus (self->cancel);
}
