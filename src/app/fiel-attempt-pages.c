/* fiel-attempt-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-attempt-pages.h"

#include "fiel-announce.h"
#include "fiel-by-hand-page.h"
#include "fiel-conflict-banner.h"
#include "fiel-live-words.h"
#include "fiel-payment-text.h"
#include "fiel-progress-page.h"
#include "fiel-result-page.h"
#include "fiel-stack-voice.h"
#include "fiel-unconfirmed-page.h"
#include "fiel-wording.h"

/* FielAttemptPages: follows one attempt and shows the page that fits its phase. Each change of page moves the focus
 * to the new page and is said aloud. "Not confirmed" appears without movement: it must look like a fact, not an
 * event.
 *
 * An attempt that was refused for its credentials may have a successor, started by the engine for the same ticket:
 * the pages follow that one from then on. */

struct _FielAttemptPages
{
  GtkWidget parent_instance;

  FielAttempt *attempt;            /* owned, nullable */
  GSignalGroup *attempt_signals;   /* owned */
  FielClock *clock;                /* owned, nullable */
  const FielNumberStyle *style;    /* static, nullable */
  guint return_after_s;
  gboolean leave_when_stopped;

  GtkStack *stack;                 /* owned */
  FielProgressPage *progress;      /* unowned: in the stack */
  FielUnconfirmedPage *unconfirmed; /* unowned: in the stack */
  FielByHandPage *by_hand;         /* unowned: in the stack */
  FielResultPage *result;          /* unowned: in the stack */
};

G_DEFINE_FINAL_TYPE (FielAttemptPages, fiel_attempt_pages, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ATTEMPT = 1,
} FielAttemptPagesProperty;

static GParamSpec *properties[PROP_ATTEMPT + 1];

enum
{
  ARRIVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

FielAttemptPage
fiel_attempt_page_for_phase (FielAttemptPhase phase)
{
  switch (phase)
    {
    case FIEL_ATTEMPT_PHASE_SENDING:
    case FIEL_ATTEMPT_PHASE_WAITING:
    case FIEL_ATTEMPT_PHASE_CHECKING:
      return FIEL_ATTEMPT_PAGE_PROGRESS;
    case FIEL_ATTEMPT_PHASE_UNCONFIRMED:
      return FIEL_ATTEMPT_PAGE_UNCONFIRMED;
    case FIEL_ATTEMPT_PHASE_DONE:
      return FIEL_ATTEMPT_PAGE_RESULT;
    }

  g_return_val_if_reached (FIEL_ATTEMPT_PAGE_UNCONFIRMED);
}

static GtkWidget *
get_page_widget (FielAttemptPages *self, FielAttemptPage page)
{
  switch (page)
    {
    case FIEL_ATTEMPT_PAGE_PROGRESS:
      return GTK_WIDGET (self->progress);
    case FIEL_ATTEMPT_PAGE_UNCONFIRMED:
      return GTK_WIDGET (self->unconfirmed);
    case FIEL_ATTEMPT_PAGE_BY_HAND:
      return GTK_WIDGET (self->by_hand);
    case FIEL_ATTEMPT_PAGE_RESULT:
      return GTK_WIDGET (self->result);
    }

  g_return_val_if_reached (NULL);
}

/* A page that nobody sees follows nobody. */
static void
give_attempt_to_page (FielAttemptPages *self, FielAttemptPage page)
{
  fiel_progress_page_set_attempt (self->progress, page == FIEL_ATTEMPT_PAGE_PROGRESS ? self->attempt : NULL,
                                  self->style);
  fiel_unconfirmed_page_set_attempt (self->unconfirmed, page == FIEL_ATTEMPT_PAGE_UNCONFIRMED ? self->attempt : NULL,
                                     self->style);
  fiel_by_hand_page_set_attempt (self->by_hand, page == FIEL_ATTEMPT_PAGE_BY_HAND ? self->attempt : NULL, self->style);
  fiel_result_page_set_attempt (self->result, page == FIEL_ATTEMPT_PAGE_RESULT ? self->attempt : NULL, self->style);
}

static void
show_page (FielAttemptPages *self, FielAttemptPage page)
{
  give_attempt_to_page (self, page);
  gtk_stack_set_transition_type (self->stack, page == FIEL_ATTEMPT_PAGE_PROGRESS ? GTK_STACK_TRANSITION_TYPE_CROSSFADE
                                                                                 : GTK_STACK_TRANSITION_TYPE_NONE);
  gtk_stack_set_visible_child (self->stack, get_page_widget (self, page));
}

/* Under another page, or another window of ours, FielPaymentVoice says it, or the notification. */
static gboolean
is_heard (FielAttemptPages *self)
{
  return gtk_widget_get_mapped (GTK_WIDGET (self)) && !fiel_live_words_is_behind (GTK_WIDGET (self));
}

static void
announce (FielAttemptPages *self)
{
  FielLook look = fiel_wording_look (self->attempt);
  const char *standing = fiel_wording_standing (self->attempt);
  gboolean unconfirmed = fiel_attempt_get_phase (self->attempt) == FIEL_ATTEMPT_PHASE_UNCONFIRMED;
  g_autofree char *money = fiel_payment_text_words (fiel_payment_text_amount (self->attempt));
  g_autofree char *words = NULL;

  if (!is_heard (self))
    return;

  words = g_strdup_printf ("%s, %s. %s", look.headline, money, standing != NULL ? standing : "");
  fiel_announce (GTK_WIDGET (self), g_strstrip (words), unconfirmed);
}

/* Somebody may be elsewhere: in the journal, in a form, before the lock. The window brings the pages back, and the
 * focus with them. */
static gboolean
is_shown (FielAttemptPages *self)
{
  for (GtkWidget *widget = GTK_WIDGET (self); widget != NULL; widget = gtk_widget_get_parent (widget))
    if (!gtk_widget_get_child_visible (widget))
      return FALSE;

  return TRUE;
}

/* A check that finds the payment a step further must not take the focus from the button that asked for it: as long as
 * the page is the same, what somebody focused stays focused. */
static gboolean
keeps_focus (FielAttemptPages *self, FielAttemptPage page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return fiel_attempt_pages_get_page (self) == page && root != NULL && gtk_root_get_focus (root) != NULL;
}

static void
phase_cb (FielAttemptPages *self)
{
  FielAttemptPage page = fiel_attempt_page_for_phase (fiel_attempt_get_phase (self->attempt));
  gboolean keeps = keeps_focus (self, page);
  gboolean arrived = fiel_attempt_get_phase (self->attempt) == FIEL_ATTEMPT_PHASE_DONE;

  /* What is refused and tried again by itself is no result to show. */
  if (arrived && fiel_attempt_get_followed_up (self->attempt))
    return;

  if (arrived && self->leave_when_stopped && is_shown (self)
      && fiel_attempt_get_outcome (self->attempt) == FIEL_OUTCOME_CANCELLED)
    {
      announce (self);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.new-sale", NULL);
      return;
    }

  show_page (self, page);
  if (arrived)
    /* What nobody has seen does not go away by itself. */
    fiel_result_page_arrive (self->result, is_shown (self) ? self->return_after_s : 0);
  if (!keeps)
    fiel_attempt_pages_grab_focus (self);
  /* Elsewhere the window's voice says it. */
  if (is_shown (self))
    announce (self);
  if (page != FIEL_ATTEMPT_PAGE_PROGRESS)
    g_signal_emit (self, signals[ARRIVED], 0);
}

/* It could not be tried again after all: then this was the result. */
static void
followed_up_cb (FielAttemptPages *self)
{
  if (fiel_attempt_get_phase (self->attempt) == FIEL_ATTEMPT_PHASE_DONE
      && !fiel_attempt_get_followed_up (self->attempt))
    phase_cb (self);
}

/* What the terminal says about a wish to stop. */
static void
cancel_cb (FielAttemptPages *self)
{
  const char *words = fiel_wording_cancel (fiel_attempt_get_kind (self->attempt),
                                           fiel_attempt_get_cancel_state (self->attempt),
                                           fiel_attempt_get_phase (self->attempt),
                                           fiel_attempt_get_outcome (self->attempt));

  if (words != NULL)
    fiel_announce (GTK_WIDGET (self), words, FALSE);
}

/* What somebody has to act on, whatever else they were about to do. */
static void
contradiction_cb (FielAttemptPages *self)
{
  g_autofree char *words = NULL;

  if (!fiel_attempt_get_conflict (self->attempt))
    return;

  /* A button that goes would leave the keyboard to whatever comes after it. */
  fiel_result_page_hold (self->result);
  fiel_attempt_pages_grab_focus (self);
  words = fiel_conflict_banner_describe (self->attempt);
  if (is_heard (self))
    fiel_announce (GTK_WIDGET (self), words, TRUE);
  g_signal_emit (self, signals[ARRIVED], 0);
}

/* A payment that was parked and left is no longer followed here, so whatever arrives, arrives in front of somebody. */
static void
follow (FielAttemptPages *self, FielAttempt *attempt)
{
  if (!g_set_object (&self->attempt, attempt))
    return;

  g_signal_group_set_target (self->attempt_signals, attempt);
  if (attempt != NULL)
    show_page (self, fiel_attempt_page_for_phase (fiel_attempt_get_phase (attempt)));
  else
    give_attempt_to_page (self, FIEL_ATTEMPT_PAGE_PROGRESS);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ATTEMPT]);
}

static FielAttempt *
get_last_successor (FielAttempt *attempt)
{
  while (attempt != NULL && fiel_attempt_get_successor (attempt) != NULL)
    attempt = fiel_attempt_get_successor (attempt);

  return attempt;
}

static void
successor_cb (FielAttemptPages *self)
{
  FielAttempt *successor = get_last_successor (self->attempt);

  if (successor == self->attempt)
    return;

  follow (self, successor);
  fiel_attempt_pages_grab_focus (self);
}

static void
show_and_focus (FielAttemptPages *self, FielAttemptPage page)
{
  show_page (self, page);
  fiel_attempt_pages_grab_focus (self);
}

static void
record_by_hand_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielAttemptPages *self = FIEL_ATTEMPT_PAGES (widget);

  if (self->attempt != NULL && fiel_attempt_pages_get_page (self) == FIEL_ATTEMPT_PAGE_UNCONFIRMED)
    show_and_focus (self, FIEL_ATTEMPT_PAGE_BY_HAND);
}

/* -- Keys ---------------------------------------------------------------------------------------------------------- */

/* The way back from a payment under way is to ask for it to stop, and that must be meant: the focus goes there, no
 * further. */
static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielAttemptPages *self = FIEL_ATTEMPT_PAGES (widget);

  if (self->attempt == NULL)
    return;

  switch (fiel_attempt_pages_get_page (self))
    {
    case FIEL_ATTEMPT_PAGE_PROGRESS:
      if (!fiel_progress_page_focus_cancel (self->progress))
        fiel_progress_page_focus_title (self->progress);
      break;
    case FIEL_ATTEMPT_PAGE_BY_HAND:
      if (!fiel_by_hand_page_go_back (self->by_hand))
        show_and_focus (self, FIEL_ATTEMPT_PAGE_UNCONFIRMED);
      break;
    case FIEL_ATTEMPT_PAGE_UNCONFIRMED:
      if (fiel_unconfirmed_page_go_back (self->unconfirmed))
        break;
      if (fiel_attempt_get_parked (self->attempt))
        gtk_widget_activate_action (widget, "win.park", NULL);
      else
        fiel_unconfirmed_page_focus_park (self->unconfirmed);
      break;
    case FIEL_ATTEMPT_PAGE_RESULT:
      gtk_widget_activate_action (GTK_WIDGET (self->result), "result.next", NULL);
      break;
    }
}

/* A scan is a fact about the slip, if it is anything: it never presses, charges or leaves. */
static void
scan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielAttemptPages *self = FIEL_ATTEMPT_PAGES (widget);

  if (self->attempt != NULL && fiel_attempt_pages_get_page (self) == FIEL_ATTEMPT_PAGE_UNCONFIRMED)
    fiel_unconfirmed_page_take_scan (self->unconfirmed, g_variant_get_string (parameter, NULL));
}

static void
digit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielAttemptPages *self = FIEL_ATTEMPT_PAGES (widget);

  if (self->attempt != NULL && fiel_attempt_pages_get_page (self) == FIEL_ATTEMPT_PAGE_UNCONFIRMED)
    fiel_unconfirmed_page_press_digit (self->unconfirmed, g_variant_get_uint32 (parameter));
}

static void
fiel_attempt_pages_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((FielAttemptPagesProperty) prop_id)
    {
    case PROP_ATTEMPT:
      g_value_set_object (value, FIEL_ATTEMPT_PAGES (object)->attempt);
      break;
    }
}

static void
fiel_attempt_pages_dispose (GObject *object)
{
  FielAttemptPages *self = FIEL_ATTEMPT_PAGES (object);

  g_clear_object (&self->attempt_signals);
  g_clear_object (&self->attempt);
  g_clear_object (&self->clock);
  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->stack)));

  G_OBJECT_CLASS (fiel_attempt_pages_parent_class)->dispose (object);
}

static void
fiel_attempt_pages_class_init (FielAttemptPagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = fiel_attempt_pages_get_property;
  object_class->dispose = fiel_attempt_pages_dispose;

  properties[PROP_ATTEMPT] = g_param_spec_object ("attempt", NULL, NULL, FIEL_TYPE_ATTEMPT,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[ARRIVED] = g_signal_new ("arrived", FIEL_TYPE_ATTEMPT_PAGES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "pane.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "pane.scan", "s", scan_action);
  gtk_widget_class_install_action (widget_class, "pane.digit", "u", digit_action);
  gtk_widget_class_install_action (widget_class, "pane.record-by-hand", NULL, record_by_hand_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_attempt_pages_init (FielAttemptPages *self)
{
  self->progress = g_object_new (FIEL_TYPE_PROGRESS_PAGE, NULL);
  self->unconfirmed = g_object_new (FIEL_TYPE_UNCONFIRMED_PAGE, NULL);
  self->by_hand = g_object_new (FIEL_TYPE_BY_HAND_PAGE, NULL);
  self->result = g_object_new (FIEL_TYPE_RESULT_PAGE, NULL);

  self->stack = g_object_new (GTK_TYPE_STACK, "vhomogeneous", FALSE, "hhomogeneous", FALSE,
                              "transition-duration", 200, NULL);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->progress));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->unconfirmed));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->by_hand));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->result));
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
  fiel_stack_voice_follow (self->stack);

  self->attempt_signals = g_signal_group_new (FIEL_TYPE_ATTEMPT);
  g_signal_group_connect_swapped (self->attempt_signals, "notify::phase", G_CALLBACK (phase_cb), self);
  g_signal_group_connect_swapped (self->attempt_signals, "notify::cancel-state", G_CALLBACK (cancel_cb), self);
  g_signal_group_connect_swapped (self->attempt_signals, "notify::contradiction", G_CALLBACK (contradiction_cb), self);
  g_signal_group_connect_swapped (self->attempt_signals, "notify::followed-up", G_CALLBACK (followed_up_cb), self);
  g_signal_group_connect_swapped (self->attempt_signals, "notify::successor", G_CALLBACK (successor_cb), self);
}

void
fiel_attempt_pages_set_store (FielAttemptPages *self, FielClock *clock, const FielNumberStyle *style,
                              guint return_after_s)
{
  g_return_if_fail (FIEL_IS_ATTEMPT_PAGES (self));
  g_return_if_fail (clock == NULL || (FIEL_IS_CLOCK (clock) && style != NULL));

  follow (self, NULL);
  g_set_object (&self->clock, clock);
  self->style = style;
  self->return_after_s = return_after_s;
  fiel_progress_page_set_clock (self->progress, clock);
  fiel_unconfirmed_page_set_clock (self->unconfirmed, clock);
  fiel_by_hand_page_set_clock (self->by_hand, clock);
  fiel_result_page_set_clock (self->result, clock);
}

void
fiel_attempt_pages_set_engine (FielAttemptPages *self, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_ATTEMPT_PAGES (self));

  fiel_by_hand_page_set_engine (self->by_hand, engine);
}

void
fiel_attempt_pages_set_attempt (FielAttemptPages *self, FielAttempt *attempt)
{
  g_return_if_fail (FIEL_IS_ATTEMPT_PAGES (self));
  g_return_if_fail (attempt == NULL || (FIEL_IS_ATTEMPT (attempt) && self->style != NULL));

  self->leave_when_stopped = FALSE;
  fiel_progress_page_set_leaving (self->progress, FALSE);
  follow (self, get_last_successor (attempt));
}

void
fiel_attempt_pages_set_original (FielAttemptPages *self, FielAttempt *original)
{
  g_return_if_fail (FIEL_IS_ATTEMPT_PAGES (self));
  g_return_if_fail (original == NULL || FIEL_IS_ATTEMPT (original));

  fiel_result_page_set_original (self->result, original);
}

FielAttempt *
fiel_attempt_pages_get_attempt (FielAttemptPages *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT_PAGES (self), NULL);

  return self->attempt;
}

FielAttemptPage
fiel_attempt_pages_get_page (FielAttemptPages *self)
{
  GtkWidget *child;

  g_return_val_if_fail (FIEL_IS_ATTEMPT_PAGES (self), FIEL_ATTEMPT_PAGE_PROGRESS);

  child = gtk_stack_get_visible_child (self->stack);
  if (child == GTK_WIDGET (self->unconfirmed))
    return FIEL_ATTEMPT_PAGE_UNCONFIRMED;
  if (child == GTK_WIDGET (self->by_hand))
    return FIEL_ATTEMPT_PAGE_BY_HAND;
  return child == GTK_WIDGET (self->result) ? FIEL_ATTEMPT_PAGE_RESULT : FIEL_ATTEMPT_PAGE_PROGRESS;
}

void
fiel_attempt_pages_set_narrow (FielAttemptPages *self, gboolean narrow)
{
  g_return_if_fail (FIEL_IS_ATTEMPT_PAGES (self));

  fiel_progress_page_set_narrow (self->progress, narrow);
  fiel_unconfirmed_page_set_narrow (self->unconfirmed, narrow);
  fiel_result_page_set_narrow (self->result, narrow);
}

void
fiel_attempt_pages_grab_focus (FielAttemptPages *self)
{
  g_return_if_fail (FIEL_IS_ATTEMPT_PAGES (self));

  if (!is_shown (self))
    return;

  switch (fiel_attempt_pages_get_page (self))
    {
    case FIEL_ATTEMPT_PAGE_PROGRESS:
      fiel_progress_page_focus_title (self->progress);
      break;
    case FIEL_ATTEMPT_PAGE_UNCONFIRMED:
      fiel_unconfirmed_page_focus_title (self->unconfirmed);
      break;
    case FIEL_ATTEMPT_PAGE_BY_HAND:
      fiel_by_hand_page_focus_title (self->by_hand);
      break;
    case FIEL_ATTEMPT_PAGE_RESULT:
      fiel_result_page_focus (self->result);
      break;
    }
}

void
fiel_attempt_pages_stay (FielAttemptPages *self)
{
  g_return_if_fail (FIEL_IS_ATTEMPT_PAGES (self));

  gtk_widget_activate_action (GTK_WIDGET (self->result), "result.stay", NULL);
}

void
fiel_attempt_pages_leave_when_stopped (FielAttemptPages *self)
{
  g_return_if_fail (FIEL_IS_ATTEMPT_PAGES (self));

  self->leave_when_stopped = TRUE;
  fiel_progress_page_set_leaving (self->progress, TRUE);
}

void
fiel_attempt_pages_set_note (FielAttemptPages *self, const char *note)
{
  g_return_if_fail (FIEL_IS_ATTEMPT_PAGES (self));

  fiel_unconfirmed_page_set_note (self->unconfirmed, note);
  fiel_by_hand_page_set_note (self->by_hand, note);
  fiel_result_page_set_note (self->result, note);
}
