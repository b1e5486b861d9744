/* fiel-unconfirmed-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-unconfirmed-page.h"

#include "fiel-amount-display.h"
#include "fiel-attempt-details.h"
#include "fiel-fit-layout.h"
#include "fiel-payment-text.h"
#include "fiel-return-wording.h"
#include "fiel-text-clamp.h"
#include "fiel-ticker.h"
#include "fiel-title.h"
#include "fiel-triage.h"
#include "fiel-wording.h"

#include <glib/gi18n.h>

/* FielUnconfirmedPage: nobody knows yet whether the customer was charged. It says so, says what Fiel does about it
 * by itself and what the cashier can look at, and asks what the terminal shows. Nothing here charges, nothing looks
 * suggested, nothing cancels: the safest thing needs no click. */

#define ICON_SIZE 84
#define ICON_SIZE_NARROW 32

struct _FielUnconfirmedPage
{
  GtkWidget parent_instance;

  FielAttempt *attempt;            /* owned, nullable */
  GSignalGroup *attempt_signals;   /* owned */
  FielTicker *ticker;              /* owned */
  const FielNumberStyle *style;    /* static, nullable */
  gint64 deaf_until_us;

  /* template children */
  GtkWidget *body;
  AdwClamp *title_clamp;
  AdwClamp *facts_clamp;
  AdwClamp *foot_clamp;
  FielFitLayout *title_fit;
  GtkBox *facts;
  FielTitle *title;
  GtkImage *icon;
  GtkLabel *headline;
  GtkLabel *warning;
  GtkLabel *doubt;
  FielAmountDisplay *amount;
  GtkLabel *place;
  GtkLabel *asked;
  GtkLabel *next;
  GtkWidget *check_key;
  FielTriage *triage;
  GtkLabel *note;
  GtkLabel *why;
  GtkLabel *advice;
  GtkWidget *probe_line;
  GtkLabel *probe;
  GtkWidget *stop_line;
  GtkLabel *stop;
  GtkWidget *park;
  GtkLabel *park_words;
  GtkLabel *promise;
  FielAttemptDetails *details;
};

G_DEFINE_FINAL_TYPE (FielUnconfirmedPage, fiel_unconfirmed_page, GTK_TYPE_WIDGET)

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

/* -- What Fiel does about it --------------------------------------------------------------------------------------- */

static char *
describe_asked (FielUnconfirmedPage *self)
{
  const char *provider = fiel_attempt_get_provider_name (self->attempt);
  guint n_checks = fiel_attempt_get_n_checks (self->attempt);

  if (n_checks == 0)
    return g_strdup_printf (_("%s was not asked yet"), provider);
  return g_strdup_printf (ngettext ("Asked %s %u time, no final answer",
                                    "Asked %s %u times, no final answer", n_checks),
                          provider, n_checks);
}

static char *
describe_next (FielUnconfirmedPage *self)
{
  gint64 next_us = fiel_attempt_get_next_check_us (self->attempt);
  gint64 seconds = fiel_payment_text_seconds_until (next_us, fiel_ticker_get_now_us (self->ticker));
  g_autofree char *clock = fiel_payment_text_clock (seconds);

  if (fiel_attempt_get_checking (self->attempt))
    /* Translators: the provider is being asked for the result right now */
    return g_strdup (_("Asking now…"));
  if (next_us == 0)
    return NULL;
  /* Translators: a span of time. */
  return g_strdup_printf (_("Next check in %s"), clock);
}

static void
tick_cb (FielUnconfirmedPage *self)
{
  g_autofree char *next = NULL;

  if (self->attempt == NULL)
    return;

  next = describe_next (self);
  set_text (self->next, next);
}

/* What to look at, until somebody looked; NULL after that. */
static const char *
get_advice (FielUnconfirmedPage *self)
{
  if (fiel_attempt_get_sighting (self->attempt) != FIEL_SIGHTING_NONE)
    return NULL;
  if (fiel_return_wording_is_left_to_people (self->attempt))
    return fiel_return_wording_lost_advice ();

  return fiel_wording_advice (fiel_attempt_get_kind (self->attempt), fiel_attempt_get_reason (self->attempt));
}

/* -- What the cashier can look at ---------------------------------------------------------------------------------- */

static void
update_facts (FielUnconfirmedPage *self)
{
  FielReason reason = fiel_attempt_get_reason (self->attempt);
  FielAttemptKind kind = fiel_attempt_get_kind (self->attempt);
  const char *stop = fiel_wording_cancel (kind, fiel_attempt_get_cancel_state (self->attempt),
                                          FIEL_ATTEMPT_PHASE_UNCONFIRMED, FIEL_OUTCOME_NONE);
  gboolean unseen = fiel_attempt_get_sighting (self->attempt) == FIEL_SIGHTING_NONE;
  gboolean busy = unseen && fiel_attempt_get_terminal_seen_busy (self->attempt);
  g_autofree char *asked = describe_asked (self);
  /* Translators: a terminal’s name. */
  g_autofree char *probe = g_strdup_printf (_("%s is busy, most likely with this payment: look at its screen."),
                                            fiel_attempt_get_terminal_name (self->attempt));

  set_text (self->asked, asked);
  set_text (self->why, fiel_wording_reason (reason));
  set_text (self->advice, get_advice (self));
  set_text (self->probe, probe);
  gtk_widget_set_visible (self->probe_line, busy);
  set_text (self->stop, stop);
  gtk_widget_set_visible (self->stop_line, stop != NULL);
}

/* A return that is not confirmed is as easily made twice as a charge. */
static void
update_warning (FielUnconfirmedPage *self)
{
  gboolean back = fiel_wording_is_return (fiel_attempt_get_kind (self->attempt));

  gtk_label_set_text (self->warning, back ? _("Do not return it again") : _("Do not charge again"));
  gtk_label_set_text (self->doubt, back ? _("We do not know yet whether the money was returned.")
                                        : _("We do not know yet whether the customer was charged."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  /* Translators: spoken name of a page: a return without a result */
                                  back ? _("Return not confirmed")
                                       /* Translators: spoken name of a page: a charge without a result */
                                       : _("Payment not confirmed"), -1);
}

static void
update (FielUnconfirmedPage *self)
{
  FielLook look = fiel_wording_look_of_phase (FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  FielMoney amount;
  const char *reference;
  g_autofree char *words = NULL;
  g_autofree char *place = NULL;
  g_autofree char *spoken = NULL;
  g_autofree char *promise = NULL;

  if (self->attempt == NULL)
    return;

  update_warning (self);
  amount = fiel_attempt_get_amount (self->attempt);
  reference = fiel_attempt_get_reference (self->attempt);
  words = fiel_payment_text_words (amount);
  place = fiel_payment_text_place (self->attempt);
  /* Translators: the ticket’s reference, the terminal’s name. */
  promise = g_strdup_printf (_("If you leave, Fiel keeps checking by itself. Ticket %s and %s stay reserved."),
                             reference != NULL ? reference : "", fiel_attempt_get_terminal_name (self->attempt));
  spoken = g_strdup_printf ("%s. %s. %s, %s", look.headline, gtk_label_get_label (self->warning), words, place);

  gtk_label_set_text (self->headline, look.headline);
  fiel_amount_display_set_money (self->amount, amount, self->style, 0);
  set_text (self->place, place);
  gtk_label_set_text (self->promise, promise);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->park), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, promise, -1);
  fiel_title_set_words (self->title, spoken);
  update_facts (self);
  tick_cb (self);
}

static void
fiel_unconfirmed_page_dispose (GObject *object)
{
  FielUnconfirmedPage *self = FIEL_UNCONFIRMED_PAGE (object);

  g_clear_object (&self->attempt_signals);
  g_clear_object (&self->ticker);
  g_clear_object (&self->attempt);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_unconfirmed_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FIEL_TYPE_AMOUNT_DISPLAY);
  g_type_ensure (FIEL_TYPE_ATTEMPT_DETAILS);
  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);
  g_type_ensure (FIEL_TYPE_TITLE);
  g_type_ensure (FIEL_TYPE_TRIAGE);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-unconfirmed-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, body);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, title_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, facts_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, foot_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, title_fit);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, facts);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, title);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, icon);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, headline);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, warning);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, doubt);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, amount);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, place);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, asked);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, next);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, check_key);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, triage);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, note);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, why);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, advice);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, probe_line);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, probe);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, stop_line);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, stop);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, park);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, park_words);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, promise);
  gtk_widget_class_bind_template_child (widget_class, FielUnconfirmedPage, details);
}

static void
fiel_unconfirmed_page_class_init (FielUnconfirmedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_unconfirmed_page_dispose;

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_unconfirmed_page_init (FielUnconfirmedPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_text_clamp_follow (self->title_clamp);
  fiel_text_clamp_follow (self->facts_clamp);
  fiel_text_clamp_follow (self->foot_clamp);

  self->ticker = fiel_ticker_new (GTK_WIDGET (self));
  g_signal_connect_object (self->ticker, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);

  self->attempt_signals = g_signal_group_new (FIEL_TYPE_ATTEMPT);
  g_signal_group_connect_swapped (self->attempt_signals, "notify", G_CALLBACK (update), self);
}

void
fiel_unconfirmed_page_set_clock (FielUnconfirmedPage *self, FielClock *clock)
{
  g_return_if_fail (FIEL_IS_UNCONFIRMED_PAGE (self));

  fiel_ticker_set_clock (self->ticker, clock);
}

void
fiel_unconfirmed_page_set_attempt (FielUnconfirmedPage *self, FielAttempt *attempt, const FielNumberStyle *style)
{
  g_return_if_fail (FIEL_IS_UNCONFIRMED_PAGE (self));
  g_return_if_fail (attempt == NULL || (FIEL_IS_ATTEMPT (attempt) && style != NULL));

  if (self->attempt == attempt && self->style == style)
    return;

  g_set_object (&self->attempt, attempt);
  self->style = style;
  self->deaf_until_us = fiel_ticker_get_now_us (self->ticker) + FIEL_UNCONFIRMED_DEAF_US;
  fiel_unconfirmed_page_set_note (self, NULL);
  fiel_triage_set_attempt (self->triage, attempt);
  fiel_attempt_details_set_attempt (self->details, attempt, style);
  g_signal_group_set_target (self->attempt_signals, attempt);
  update (self);
}

void
fiel_unconfirmed_page_set_narrow (FielUnconfirmedPage *self, gboolean narrow)
{
  g_return_if_fail (FIEL_IS_UNCONFIRMED_PAGE (self));

  /* The amount stands below the words then, and begins where they begin. */
  gtk_image_set_pixel_size (self->icon, narrow ? ICON_SIZE_NARROW : ICON_SIZE);
  g_object_set (self->amount, "xalign", narrow ? 0.0f : 1.0f, NULL);
  gtk_label_set_xalign (self->place, narrow ? 0.0f : 1.0f);
  gtk_widget_set_visible (self->check_key, !narrow);
  /* The answers come first: what is only reassuring makes room for them. */
  gtk_widget_set_visible (GTK_WIDGET (self->promise), !narrow);
  /* Translators: button (verb): the payment stays open for later */
  gtk_label_set_label (self->park_words, narrow ? _("Leave it") : _("Leave it and go on selling"));
  set_class (GTK_WIDGET (self->headline), "narrow", narrow);
  set_class (self->body, "narrow", narrow);
  gtk_widget_set_margin_top (GTK_WIDGET (self->title_clamp), narrow ? 6 : 18);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->title_clamp), narrow ? 6 : 18);
  g_object_set (self->title_fit, "spacing", narrow ? 6 : 24, NULL);
  gtk_widget_set_margin_top (GTK_WIDGET (self->facts_clamp), narrow ? 8 : 16);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->foot_clamp), narrow ? 8 : 14);
  gtk_box_set_spacing (self->facts, narrow ? 10 : 16);
  fiel_triage_set_narrow (self->triage, narrow);
}

void
fiel_unconfirmed_page_focus_title (FielUnconfirmedPage *self)
{
  g_return_if_fail (FIEL_IS_UNCONFIRMED_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

void
fiel_unconfirmed_page_focus_park (FielUnconfirmedPage *self)
{
  g_return_if_fail (FIEL_IS_UNCONFIRMED_PAGE (self));

  gtk_widget_grab_focus (self->park);
}

void
fiel_unconfirmed_page_take_scan (FielUnconfirmedPage *self, const char *code)
{
  g_return_if_fail (FIEL_IS_UNCONFIRMED_PAGE (self));
  g_return_if_fail (code != NULL);

  fiel_triage_take_scan (self->triage, code);
}

void
fiel_unconfirmed_page_press_digit (FielUnconfirmedPage *self, guint digit)
{
  g_return_if_fail (FIEL_IS_UNCONFIRMED_PAGE (self));

  if (fiel_ticker_get_now_us (self->ticker) >= self->deaf_until_us)
    fiel_triage_press_digit (self->triage, digit);
}

gboolean
fiel_unconfirmed_page_go_back (FielUnconfirmedPage *self)
{
  g_return_val_if_fail (FIEL_IS_UNCONFIRMED_PAGE (self), FALSE);

  return fiel_triage_go_back (self->triage);
}

void
fiel_unconfirmed_page_set_note (FielUnconfirmedPage *self, const char *note)
{
  g_return_if_fail (FIEL_IS_UNCONFIRMED_PAGE (self));

  set_text (self->note, note);
}
