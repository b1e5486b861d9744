/* fiel-return-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-return-page.h"

#include "fiel-announce.h"
#include "fiel-approval-row.h"
#include "fiel-columns-layout.h"
#include "fiel-figure.h"
#include "fiel-fit-layout.h"
#include "fiel-return-amount.h"
#include "fiel-return-confirm.h"
#include "fiel-return-reason.h"
#include "fiel-return-text.h"
#include "fiel-sale-card.h"
#include "fiel-slip-card.h"
#include "fiel-stack-voice.h"
#include "fiel-terminal-choice.h"
#include "fiel-text-clamp.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* FielReturnPage: the sale and what is left of it, how much goes back, why, who approves; then the question. The
 * engine says which way the money goes and what the customer will see of it; the page never decides that. */

/* What was made visible just now is laid out in the frame after this one. */
#define REVEAL_FRAMES 2

struct _FielReturnPage
{
  GtkWidget parent_instance;

  FielEngine *engine;           /* owned, nullable */
  GSignalGroup *engine_signals; /* owned */
  GCancellable *cancellable;    /* owned, nullable: what is being asked */
  char *attempt_id;             /* owned, nullable: none, or a return without its sale */
  gboolean without_sale;
  FielSale *sale;               /* owned, nullable: until the engine told of it */
  FielRefundOffer *offer;       /* owned, nullable: until it was made */
  guint reveal_tick;            /* of the scroller; zero: nothing is on its way into sight */
  guint n_frames;               /* since it was asked for */
  GtkWidget *asked;             /* unowned, nullable: the part in which the next thing is missing */
  GtkWidget *revealed;          /* unowned: the part that comes into sight next */
  gboolean to_reveal;           /* once it has its place */
  GtkEventControllerFocus *approval_focus; /* unowned, nullable: the approval's */

  /* template children */
  GtkStack *steps;
  GtkWidget *wait;
  GtkLabel *wait_words;
  GtkWidget *form;
  AdwClamp *form_clamp;
  AdwClamp *foot_clamp;
  GtkScrolledWindow *scroller;
  FielReturnAmount *amount;
  GtkWidget *card_head;
  FielSaleCard *card;
  FielSlipCard *slip;
  FielReturnReason *reason;
  FielTerminalChoice *terminal;
  FielApprovalRow *approval;
  GtkWidget *how_line;
  GtkImage *how_icon;
  GtkLabel *how;
  GtkWidget *missing_line;
  GtkLabel *missing;
  GtkWidget *below;
  GtkWidget *go_on;
  GtkLabel *go_on_amount;
  GtkLabel *go_on_place;
  FielReturnConfirm *confirm;
};

G_DEFINE_FINAL_TYPE (FielReturnPage, fiel_return_page, GTK_TYPE_WIDGET)

static const FielNumberStyle *
get_style (FielReturnPage *self)
{
  return fiel_profile_get_number_style (fiel_engine_get_profile (self->engine));
}

static const char *
get_cashier (FielReturnPage *self)
{
  return fiel_profile_get_cashier_name (fiel_engine_get_profile (self->engine));
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static gboolean
shows_form (FielReturnPage *self)
{
  return gtk_stack_get_visible_child (self->steps) == self->form;
}

/* -- The form ------------------------------------------------------------------------------------------------------ */

static gint64
get_now_wall_us (FielReturnPage *self)
{
  return fiel_clock_get_wall_us (fiel_engine_get_clock (self->engine));
}

static FielRefundKind
get_way (FielReturnPage *self)
{
  FielMoney amount = fiel_return_amount_get_amount (self->amount);

  return fiel_money_equal (amount, self->offer->remaining) ? self->offer->whole.kind : self->offer->part.kind;
}

/* @authorization: (nullable): what is typed of it */
static FielRefundOrder
make_order (FielReturnPage *self, const char *authorization)
{
  FielTerminal *terminal = fiel_terminal_choice_get_terminal (self->terminal);

  return (FielRefundOrder) {
    .original = self->attempt_id,
    .terminal = terminal != NULL ? fiel_terminal_get_key (terminal) : NULL,
    .amount = fiel_return_amount_get_amount (self->amount),
    .actor = get_cashier (self),
    .authorization = authorization,
  };
}

/* What of the customer's slip this amount cannot do without, or what may be wrong here. */
static void
ask_for_slip (FielReturnPage *self)
{
  const gboolean code =
    fiel_refund_offer_wants_slip (self->offer, fiel_return_amount_get_amount (self->amount));
  const gboolean day = self->offer->day_is_open && get_way (self) == FIEL_REFUND_KIND_RETURN;
  g_autofree char *why_code = NULL;
  g_autofree char *why_day = NULL;
  g_autofree char *why = NULL;

  if (self->without_sale)
    {
      fiel_slip_card_ask (self->slip, FIEL_SLIP_AUTHORIZATION | FIEL_SLIP_DATE,
                          _("This return has no sale in this till’s journal. It is marked as such."));
      return;
    }

  why_code = fiel_refund_offer_describe_obstacle (self->offer, FIEL_REFUND_OBSTACLE_NO_AUTHORIZATION);
  /* Translators: the provider */
  why_day = g_strdup_printf (_("%s finds the sale by its day as well: compare it with the customer’s slip."),
                             self->offer->provider_name);
  why = g_strjoin ("\n", code ? why_code : why_day, code && day ? why_day : NULL, NULL);
  fiel_slip_card_ask (self->slip,
                      (code ? FIEL_SLIP_AUTHORIZATION : FIEL_SLIP_NOTHING) | (day ? FIEL_SLIP_DATE : FIEL_SLIP_NOTHING),
                      why);
}

/* What is still to be filled in of the slip, or is wrong there; NULL if nothing is. A sale of this till has its own
 * bound for the day, which may have begun where the provider is. */
static char *
find_missing_of_slip (FielReturnPage *self)
{
  const gint64 now_us = get_now_wall_us (self) + (self->without_sale ? 0 : 2 * G_TIME_SPAN_DAY);
  const char *missing = fiel_slip_card_find_missing (self->slip, now_us);
  g_autofree char *day = fiel_slip_card_get_date (self->slip);
  g_autofree char *written = self->offer->day != NULL ? fiel_slip_card_write_date (self->offer->day) : NULL;

  if (missing != NULL)
    return g_strdup (missing);

  return day != NULL && !self->without_sale ? fiel_refund_offer_find_day_fault (self->offer, day, written) : NULL;
}

/* What keeps the money here, from the top; NULL if nothing does. Why the provider cannot return it stands elsewhere on
 * the page already. */
static char *
find_missing (FielReturnPage *self)
{
  FielTerminal *terminal = fiel_terminal_choice_get_terminal (self->terminal);
  const char *storage = fiel_engine_get_storage_trouble (self->engine);
  const char *reason = fiel_return_reason_find_missing (self->reason);
  g_autofree char *slip = find_missing_of_slip (self);

  if (storage != NULL)
    return g_strdup (storage);
  if (fiel_return_confirm_get_sending (self->confirm))
    return g_strdup (_("Another return is being prepared. Wait a moment."));
  if (fiel_return_amount_get_amount (self->amount).minor == 0)
    return g_strdup (_("Type the amount to return."));
  if (slip != NULL)
    return g_steal_pointer (&slip);
  if (terminal == NULL)
    return g_strdup (_("The terminal of this sale is no longer one of this till."));
  if (fiel_terminal_get_attempt (terminal) != NULL)
    /* Translators: a terminal’s name. */
    return g_strdup_printf (_("%s is busy with another payment of this till."), fiel_terminal_get_name (terminal));
  if (reason != NULL)
    return g_strdup (reason);
  return g_strdup (fiel_approval_row_find_missing (self->approval, get_cashier (self)));
}

/* Where the first thing is missing that can be filled in here. (nullable) */
static GtkWidget *
find_missing_part (FielReturnPage *self)
{
  g_autofree char *slip = find_missing_of_slip (self);

  if (fiel_return_amount_get_amount (self->amount).minor == 0)
    return GTK_WIDGET (self->amount);
  if (slip != NULL)
    return GTK_WIDGET (self->slip);
  if (fiel_return_reason_find_missing (self->reason) != NULL)
    return GTK_WIDGET (self->reason);
  if (fiel_approval_row_find_missing (self->approval, get_cashier (self)) != NULL)
    return GTK_WIDGET (self->approval);

  return NULL;
}

/* How much of @part is below what is seen. Its place in the form holds while that is being scrolled. */
static double
get_hidden (FielReturnPage *self, GtkWidget *part)
{
  GtkAdjustment *sight = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkWidget *content = GTK_WIDGET (self->form_clamp);
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (part) || !gtk_widget_compute_bounds (part, content, &bounds))
    return 0;

  return MAX (0, gtk_widget_get_margin_top (content) + (double) (bounds.origin.y + bounds.size.height)
                   - gtk_adjustment_get_value (sight) - gtk_adjustment_get_page_size (sight));
}

/* What is missing is named; an arrow says that it is further down. Its place is kept, or the words would jump. */
static void
update_below (FielReturnPage *self)
{
  gtk_widget_set_child_visible (self->below, self->asked != NULL && get_hidden (self, self->asked) > 0);
}

/* What is asked next must not be missing out of sight; but what has the focus stays where it can be seen. */
static gboolean
reveal_cb (GtkWidget *scroller, GdkFrameClock *clock, gpointer user_data)
{
  FielReturnPage *self = user_data;
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkRoot *root = gtk_widget_get_root (scroller);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  graphene_rect_t bounds;
  double missing;

  if (++self->n_frames < REVEAL_FRAMES)
    return G_SOURCE_CONTINUE;

  self->reveal_tick = 0;
  missing = get_hidden (self, self->revealed);
  if (focus != NULL && gtk_widget_is_ancestor (focus, scroller)
      && gtk_widget_compute_bounds (focus, scroller, &bounds))
    missing = MIN (missing, (double) bounds.origin.y);
  if (missing > 0)
    gtk_adjustment_set_value (place, gtk_adjustment_get_value (place) + missing);

  return G_SOURCE_REMOVE;
}

/* Not while the form is being laid out: its places are those of before. */
static void
reveal (FielReturnPage *self, GtkWidget *part)
{
  self->to_reveal = FALSE;
  self->revealed = part;
  self->n_frames = 0;
  if (self->reveal_tick == 0)
    self->reveal_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->scroller), reveal_cb, self, NULL);
}

static void
reveal_approval (FielReturnPage *self)
{
  reveal (self, GTK_WIDGET (self->approval));
}

/* Who is at the approval sees all of it, also what it says of a wrong PIN. */
static void
laid_out_cb (FielReturnPage *self)
{
  if (self->to_reveal
      || (self->approval_focus != NULL && gtk_event_controller_focus_contains_focus (self->approval_focus)))
    reveal_approval (self);
  update_below (self);
}

/* What was asked first is where the form begins; once it is filled in, the next comes into sight by itself. */
static void
update_asked (FielReturnPage *self, GtkWidget *asked)
{
  GtkWidget *before = self->asked;

  self->asked = asked;
  if (asked != NULL && asked != before && before != NULL && before != GTK_WIDGET (self->amount) && shows_form (self))
    reveal (self, asked);
  update_below (self);
}

static void
update_approval (FielReturnPage *self)
{
  FielRefundDesk *desk = fiel_engine_get_refund_desk (self->engine);
  g_autofree char *authorization = fiel_slip_card_get_authorization (self->slip);
  FielRefundOrder order = make_order (self, authorization);
  FielMoney limit = fiel_money_make (MIN (self->offer->limit_minor, FIEL_MONEY_MAX_MINOR), order.amount.currency);
  g_autofree char *money = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *why = NULL;

  if (desk != NULL && order.amount.minor > 0 && fiel_refund_desk_needs_approval (desk, &order))
    {
      money = fiel_figure_money (limit, get_style (self));
      why = self->without_sale ? g_strdup (_("A return without its sale has to be approved by a manager"))
                               /* Translators: the largest amount without a manager. */
                               : g_strdup_printf (_("Above %s a manager has to approve"), money);
    }

  if (why != NULL && !gtk_widget_get_visible (GTK_WIDGET (self->approval)))
    self->to_reveal = shows_form (self);
  fiel_approval_row_set_why (self->approval, why);
  subject = why != NULL ? fiel_refund_order_make_subject (&order) : NULL;
  fiel_approval_row_ask (self->approval, FIEL_ACT_APPROVE_RETURN, subject, get_cashier (self));
}

static void
update_how (FielReturnPage *self, gboolean can)
{
  g_autofree char *how = fiel_refund_offer_describe (self->offer, fiel_return_amount_get_amount (self->amount));

  gtk_image_set_from_icon_name (self->how_icon, can ? "object-select-symbolic" : "fiel-unconfirmed-symbolic");
  if (can)
    gtk_widget_remove_css_class (GTK_WIDGET (self->how_icon), "warning");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->how_icon), "warning");
  gtk_label_set_text (self->how, how != NULL ? how : "");
  /* No amount goes no way yet: that it is missing is said below. */
  gtk_widget_set_visible (self->how_line, !can || fiel_return_amount_get_amount (self->amount).minor > 0);
}

static void
update_go_on (FielReturnPage *self)
{
  FielTerminal *terminal = fiel_terminal_choice_get_terminal (self->terminal);
  g_autofree char *money = fiel_figure_money (fiel_return_amount_get_amount (self->amount), get_style (self));
  /* Translators: on a button; a question follows */
  g_autofree char *first = g_strdup_printf (_("Return %s…"), money);
  g_autofree char *second = fiel_return_text_place (self->sale, terminal);
  g_autofree char *both = g_strdup_printf ("%s %s", first, second);

  gtk_label_set_text (self->go_on_amount, first);
  gtk_label_set_text (self->go_on_place, second);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->go_on), GTK_ACCESSIBLE_PROPERTY_LABEL, both, -1);
}

static void
update (FielReturnPage *self)
{
  g_autofree char *missing = NULL;
  FielRefundKind way;

  if (self->engine == NULL || self->offer == NULL)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "return.go-on", FALSE);
      return;
    }

  way = get_way (self);
  fiel_terminal_choice_set_fixed (self->terminal, way != FIEL_REFUND_KIND_RETURN);
  ask_for_slip (self);
  update_approval (self);
  update_how (self, way != FIEL_REFUND_KIND_NONE);
  update_go_on (self);
  if (way != FIEL_REFUND_KIND_NONE)
    missing = find_missing (self);

  set_text (self->missing, missing);
  gtk_widget_set_visible (self->missing_line, missing != NULL);
  update_asked (self, missing != NULL ? find_missing_part (self) : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "return.go-on",
                                 way != FIEL_REFUND_KIND_NONE && missing == NULL
                                 && fiel_engine_get_ready (self->engine));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->go_on), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  missing != NULL ? missing : gtk_label_get_text (self->how), -1);
}

/* The words that some reasons ask for push the approval down. */
static void
reason_cb (FielReturnPage *self)
{
  self->to_reveal = shows_form (self);
  update (self);
}

static void
set_bounds (FielReturnPage *self)
{
  FielProfile *profile = fiel_engine_get_profile (self->engine);
  gboolean can_part = self->offer->part.kind != FIEL_REFUND_KIND_NONE;
  FielReturnBounds bounds = {
    .sold = self->without_sale ? (FielMoney){ 0 } : self->offer->sold,
    .most = self->offer->remaining,
    .can_whole = !self->without_sale && (self->offer->whole.kind != FIEL_REFUND_KIND_NONE || !can_part),
    .can_part = can_part,
    .mode = fiel_profile_get_amount_mode (profile),
    .style = get_style (self),
  };

  fiel_return_amount_set_bounds (self->amount, &bounds);
}

static void
show_form (FielReturnPage *self)
{
  gtk_stack_set_visible_child (self->steps, self->form);
  update (self);
}

static void
begin_form (FielReturnPage *self)
{
  if (self->sale != NULL)
    fiel_sale_card_set_sale (self->card, self->sale, self->offer, get_style (self), get_now_wall_us (self));
  set_bounds (self);
  if (self->offer->day_is_open)
    fiel_slip_card_set_date (self->slip, self->offer->day);
  self->to_reveal = FALSE;
  fiel_terminal_choice_set_original (self->terminal, self->engine, self->sale != NULL ? self->sale->terminal : NULL);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  show_form (self);
  fiel_return_page_focus (self);
}

/* -- What the engine says of the sale ------------------------------------------------------------------------------ */

static void
show_wait (FielReturnPage *self, const char *words)
{
  gtk_label_set_text (self->wait_words, words);
  gtk_stack_set_visible_child (self->steps, self->wait);
  update (self);
}

static void
show_trouble (FielReturnPage *self, const char *words)
{
  show_wait (self, words);
  fiel_announce (GTK_WIDGET (self), words, FALSE);
}

static gboolean
sums_are_the_same (const FielRefundOffer *one, const FielRefundOffer *other)
{
  return one != NULL && other != NULL && fiel_money_equal (one->remaining, other->remaining)
         && fiel_money_equal (one->open, other->open) && one->whole.kind == other->whole.kind
         && one->part.kind == other->part.kind && one->whole.by_slip == other->whole.by_slip
         && one->part.by_slip == other->part.by_slip && one->day_is_open == other->day_is_open;
}

static void
offer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielReturnPage) self = FIEL_RETURN_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (FielRefundOffer) offer = fiel_refund_desk_offer_finish (FIEL_REFUND_DESK (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;
  if (offer == NULL)
    {
      show_trouble (self, error->message);
      return;
    }
  if (sums_are_the_same (self->offer, offer))
    return;

  g_clear_pointer (&self->offer, fiel_refund_offer_free);
  g_clear_pointer (&self->sale, fiel_sale_free);
  self->offer = g_steal_pointer (&offer);
  if (self->offer->sale != NULL)
    self->sale = fiel_sale_new_from_attempt (self->offer->sale);
  begin_form (self);
}

static void
ask_for_offer (FielReturnPage *self)
{
  FielRefundDesk *desk = fiel_engine_get_refund_desk (self->engine);

  if (desk == NULL)
    show_trouble (self, _("This till is not ready yet."));
  else
    fiel_refund_desk_offer_async (desk, self->attempt_id, self->cancellable, offer_cb, g_object_ref (self));
}

/* -- The question -------------------------------------------------------------------------------------------------- */

/* What was typed from the slip of a sale, and is not what this till would have said, is read once more. */
static char *
write_reasons (FielReturnPage *self, const FielRefundOrder *order)
{
  const gboolean other_day = !self->without_sale && g_strcmp0 (order->date, self->offer->day) != 0;
  g_autofree char *day = order->date != NULL && other_day ? fiel_slip_card_write_date (order->date) : NULL;

  return fiel_return_text_reasons (order->purpose, order->approver, self->without_sale ? NULL : order->authorization,
                                   day);
}

/* @style: (nullable): in words */
static char *
write_question (FielReturnPage *self, FielMoney amount, const char *authorization, const FielNumberStyle *style)
{
  return self->without_sale ? fiel_return_text_question_without_sale (amount, authorization, style)
                            : fiel_return_text_question (self->sale, amount, style);
}

static void
go_on_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielReturnPage *self = FIEL_RETURN_PAGE (widget);
  FielTerminal *terminal = fiel_terminal_choice_get_terminal (self->terminal);
  g_autofree char *authorization = fiel_slip_card_get_authorization (self->slip);
  FielRefundOrder order = make_order (self, authorization);
  g_autofree char *purpose = fiel_return_reason_get_purpose (self->reason);
  g_autofree char *approver = fiel_approval_row_get_name (self->approval);
  g_autofree char *money = fiel_figure_money (order.amount, get_style (self));
  /* Translators: an amount. */
  g_autofree char *amount = g_strdup_printf (_("Return %s"), money);
  g_autofree char *place = fiel_return_text_place (self->sale, terminal);
  g_autofree char *date = fiel_slip_card_get_date (self->slip);
  g_autofree char *words = write_question (self, order.amount, authorization, get_style (self));
  g_autofree char *spoken = write_question (self, order.amount, authorization, NULL);
  g_autofree char *reasons = NULL;
  FielReturnQuestion question = { words, spoken, gtk_label_get_text (self->how), NULL, amount, place };

  if (fiel_return_confirm_get_sending (self->confirm))
    {
      update (self);
      return;
    }

  order.purpose = purpose;
  order.approver = approver;
  order.offered = self->without_sale ? FIEL_REFUND_KIND_NONE : get_way (self);
  order.date = date;
  reasons = write_reasons (self, &order);
  question.reasons = reasons;
  gtk_stack_set_visible_child (self->steps, GTK_WIDGET (self->confirm));
  fiel_return_confirm_begin (self->confirm, &question, &order);
}

static void
focus_missing (FielReturnPage *self)
{
  GtkWidget *part = find_missing_part (self);

  if (part == GTK_WIDGET (self->amount))
    fiel_return_amount_focus (self->amount);
  else if (part == GTK_WIDGET (self->slip))
    fiel_slip_card_focus (self->slip);
  else if (part == GTK_WIDGET (self->reason))
    fiel_return_reason_focus (self->reason);
  else if (part == GTK_WIDGET (self->approval))
    gtk_widget_child_focus (part, GTK_DIR_TAB_FORWARD);
}

/* A finger on the button that cannot be pressed yet, or on the words above it, is led as Enter is. */
static void
show_missing_cb (FielReturnPage *self)
{
  if (self->asked != NULL)
    focus_missing (self);
}

/* Leads to the first thing that is missing, then to the question. What can be pressed itself keeps its Enter: the list
 * of reasons has no other way to open. */
static gboolean
enter_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_class_get_activate_signal (GTK_WIDGET_GET_CLASS (focus)) != 0)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (widget, "default.activate", NULL);
  return GDK_EVENT_STOP;
}

static void
enter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielReturnPage *self = FIEL_RETURN_PAGE (widget);

  if (!shows_form (self) || self->offer == NULL || get_way (self) == FIEL_REFUND_KIND_NONE)
    return;

  if (!gtk_widget_is_sensitive (self->go_on))
    focus_missing (self);
  else
    gtk_widget_activate_action (widget, "return.go-on", NULL);
}

/* Somebody else may have returned money of this sale meanwhile. */
static void
left_cb (FielReturnPage *self)
{
  show_form (self);
  fiel_return_page_focus (self);
  ask_for_offer (self);
}

static void
returned_cb (FielReturnPage *self, FielAttempt *attempt)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-attempt", "s", fiel_attempt_get_id (attempt));
}

/* -- Keys ---------------------------------------------------------------------------------------------------------- */

static void
digit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielReturnPage *self = FIEL_RETURN_PAGE (widget);

  if (shows_form (self))
    gtk_widget_activate_action_variant (GTK_WIDGET (self->amount), "till.digit", parameter);
}

static void
mark_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielReturnPage *self = FIEL_RETURN_PAGE (widget);

  if (shows_form (self))
    fiel_return_amount_type_mark (self->amount, g_variant_get_uint32 (parameter));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielReturnPage *self = FIEL_RETURN_PAGE (widget);

  if (shows_form (self))
    gtk_widget_activate_action (GTK_WIDGET (self->amount), g_variant_get_string (parameter, NULL), NULL);
}

static void
find_another_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.return-money", "s", "");
}

static void
forget (FielReturnPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->attempt_id, g_free);
  g_clear_pointer (&self->sale, fiel_sale_free);
  g_clear_pointer (&self->offer, fiel_refund_offer_free);
  self->asked = NULL;
}

static void
fiel_return_page_dispose (GObject *object)
{
  FielReturnPage *self = FIEL_RETURN_PAGE (object);

  forget (self);
  self->approval_focus = NULL;
  if (self->reveal_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->scroller), self->reveal_tick);
  self->reveal_tick = 0;
  g_clear_object (&self->engine_signals);
  g_clear_object (&self->engine);
  if (self->steps != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->steps)));

  G_OBJECT_CLASS (fiel_return_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FIEL_TYPE_APPROVAL_ROW);
  g_type_ensure (FIEL_TYPE_COLUMNS_LAYOUT);
  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);
  g_type_ensure (FIEL_TYPE_RETURN_AMOUNT);
  g_type_ensure (FIEL_TYPE_RETURN_CONFIRM);
  g_type_ensure (FIEL_TYPE_RETURN_REASON);
  g_type_ensure (FIEL_TYPE_SALE_CARD);
  g_type_ensure (FIEL_TYPE_SLIP_CARD);
  g_type_ensure (FIEL_TYPE_TERMINAL_CHOICE);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-return-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, steps);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, wait);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, wait_words);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, form);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, form_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, foot_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, amount);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, card_head);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, card);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, slip);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, reason);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, terminal);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, approval);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, how_line);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, how_icon);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, how);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, missing_line);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, missing);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, below);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, go_on);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, go_on_amount);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, go_on_place);
  gtk_widget_class_bind_template_child (widget_class, FielReturnPage, confirm);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, reason_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_missing_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, returned_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const guint enters[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter };

  gtk_widget_class_install_action (widget_class, "pane.digit", "u", digit_action);
  gtk_widget_class_install_action (widget_class, "pane.mark", "u", mark_action);
  gtk_widget_class_install_action (widget_class, "return.edit", "s", edit_action);
  gtk_widget_class_install_action (widget_class, "return.go-on", NULL, go_on_action);
  gtk_widget_class_install_action (widget_class, "default.activate", NULL, enter_action);
  gtk_widget_class_install_action (widget_class, "return.find-another", NULL, find_another_action);

  for (guint i = 0; i < G_N_ELEMENTS (enters); i++)
    gtk_widget_class_add_binding (widget_class, enters[i], 0, enter_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_BackSpace, 0, "return.edit", "s", "till.erase");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "return.edit", "s", "till.clear");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "return.edit", "s", "till.clear");
}

static void
fiel_return_page_class_init (FielReturnPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_return_page_dispose;

  install_actions (widget_class);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_return_page_init (FielReturnPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_text_clamp_follow (self->form_clamp);
  fiel_text_clamp_follow (self->foot_clamp);
  fiel_stack_voice_follow (self->steps);
  self->revealed = GTK_WIDGET (self->approval);
  self->approval_focus = GTK_EVENT_CONTROLLER_FOCUS (gtk_event_controller_focus_new ());
  g_signal_connect_object (self->approval_focus, "enter", G_CALLBACK (reveal_approval), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->approval), GTK_EVENT_CONTROLLER (self->approval_focus));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed", G_CALLBACK (laid_out_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (update_below), self, G_CONNECT_SWAPPED);

  self->engine_signals = g_signal_group_new (FIEL_TYPE_ENGINE);
  g_signal_group_connect_swapped (self->engine_signals, "notify", G_CALLBACK (update), self);
  update (self);
}

void
fiel_return_page_set_engine (FielReturnPage *self, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_RETURN_PAGE (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));

  if (self->engine == engine)
    return;

  fiel_return_page_set_sale (self, NULL);
  g_set_object (&self->engine, engine);
  g_signal_group_set_target (self->engine_signals, engine);
  fiel_return_confirm_set_engine (self->confirm, engine);
  fiel_approval_row_set_engine (self->approval, engine);
  update (self);
}

static void
begin_anew (FielReturnPage *self, const char *attempt_id, gboolean without_sale)
{
  forget (self);
  self->without_sale = without_sale;
  fiel_return_reason_clear (self->reason);
  fiel_approval_row_clear (self->approval);
  fiel_slip_card_clear (self->slip);
  fiel_terminal_choice_set_original (self->terminal, NULL, NULL);
  gtk_widget_set_visible (self->card_head, !without_sale);
  gtk_widget_set_visible (GTK_WIDGET (self->card), !without_sale);
  fiel_slip_card_ask (self->slip, FIEL_SLIP_NOTHING, NULL);
  show_wait (self, without_sale ? "" : _("Looking the sale up…"));
  if (attempt_id == NULL && !without_sale)
    return;

  self->attempt_id = g_strdup (attempt_id);
  self->cancellable = g_cancellable_new ();
  ask_for_offer (self);
}

void
fiel_return_page_set_sale (FielReturnPage *self, const char *attempt_id)
{
  g_return_if_fail (FIEL_IS_RETURN_PAGE (self));
  g_return_if_fail (attempt_id == NULL || self->engine != NULL);

  begin_anew (self, attempt_id, FALSE);
}

void
fiel_return_page_set_without_sale (FielReturnPage *self)
{
  g_return_if_fail (FIEL_IS_RETURN_PAGE (self));
  g_return_if_fail (self->engine != NULL);

  begin_anew (self, NULL, TRUE);
}

gboolean
fiel_return_page_get_without_sale (FielReturnPage *self)
{
  g_return_val_if_fail (FIEL_IS_RETURN_PAGE (self), FALSE);

  return self->without_sale;
}

gboolean
fiel_return_page_go_back (FielReturnPage *self)
{
  g_return_val_if_fail (FIEL_IS_RETURN_PAGE (self), FALSE);

  if (gtk_stack_get_visible_child (self->steps) != GTK_WIDGET (self->confirm))
    return FALSE;

  if (!fiel_return_confirm_get_sending (self->confirm))
    left_cb (self);

  return TRUE;
}

gboolean
fiel_return_page_focus (FielReturnPage *self)
{
  g_return_val_if_fail (FIEL_IS_RETURN_PAGE (self), FALSE);

  return shows_form (self) && gtk_widget_get_mapped (GTK_WIDGET (self)) && fiel_return_amount_focus (self->amount);
}
