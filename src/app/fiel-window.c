/* fiel-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-window.h"

#include "fiel-announce.h"
#include "fiel-attempt-pages.h"
#include "fiel-back-pages.h"
#include "fiel-close-guard.h"
#include "fiel-drill-bar.h"
#include "fiel-header.h"
#include "fiel-last-line.h"
#include "fiel-lock.h"
#include "fiel-payment-actions.h"
#include "fiel-receipt-actions.h"
#include "fiel-receipt.h"
#include "fiel-scanner.h"
#include "fiel-shell.h"
#include "fiel-stack-voice.h"
#include "fiel-start-page.h"
#include "fiel-terminal-picker.h"
#include "fiel-till-page.h"
#include "fiel-today-pane.h"
#include "fiel-trouble-bar.h"
#include "fiel-undo-toast.h"

#include <glib/gi18n.h>

/* FielWindow: navigation only. It knows which store and terminal the till works with and which pane stands in the
 * till's place; what a payment is, and what may be done with it, is the engine's and the panes' business.
 *
 * Every key passes the scanner first. Then: a till key goes to the keypad pane; a digit that no text field wanted
 * becomes the action "pane.digit" of the pane shown, which decides by itself. Frame and bar of training belong to the
 * window, so no page can hide them. */

struct _FielWindow
{
  AdwApplicationWindow parent_instance;

  FielEngine *engine;           /* owned, nullable */
  FielTerminal *terminal;       /* owned, nullable: the one that will ring */
  FielTodayList *today;         /* owned, nullable */
  FielDrillCoach *coach;        /* owned, nullable: training only */
  GSignalGroup *engine_signals; /* owned */
  GSignalGroup *attempt_signals; /* owned */
  FielScanner *scanner;         /* owned */
  FielPaymentActions *payment_actions; /* owned */
  FielCloseGuard *close_guard;  /* owned */
  FielUndoToast *undo_toast;    /* owned */
  FielLock *lock;               /* owned */
  gboolean settings_wait;
  guint resized_id;             /* idle source */

  /* template children */
  GtkWidget *frame;
  FielHeader *header;
  FielModeBar *mode_bar;
  FielDrillBar *drill_bar;
  FielTroubleBar *trouble;
  FielPaymentVoice *payment_voice;
  AdwToastOverlay *toasts;
  GtkStack *pages;
  FielStartPage *start_page;
  FielBackPages *back_pages;
  FielLockPage *lock_page;
  FielShell *shell;
  GtkStack *panes;
  FielTillPage *till_page;
  FielAttemptPages *attempt_pages;
  FielTodayPane *today_pane;
  FielLastLine *last_line;
};

G_DEFINE_FINAL_TYPE (FielWindow, fiel_window, ADW_TYPE_APPLICATION_WINDOW)

static FielAttempt *
find_attempt_to_return_to (FielWindow *self)
{
  return fiel_today_find_open (fiel_engine_get_attempts (self->engine), fiel_window_get_attempt (self));
}

/* A store is open, and the till or a payment is shown rather than the start page. */
static gboolean
is_running (FielWindow *self)
{
  return self->engine != NULL && gtk_stack_get_visible_child (self->pages) == GTK_WIDGET (self->shell);
}

/* A page over the till: the list to resolve, evidence, drills. */
static gboolean
shows_back_pages (FielWindow *self)
{
  return self->engine != NULL && gtk_stack_get_visible_child (self->pages) == GTK_WIDGET (self->back_pages);
}

static gboolean
shows_till (FielWindow *self)
{
  return is_running (self) && gtk_stack_get_visible_child (self->panes) == GTK_WIDGET (self->till_page);
}

/* What a person has to look at. */
static guint
count_to_resolve (FielWindow *self)
{
  return fiel_engine_get_n_unresolved (self->engine) + fiel_engine_get_n_alerts (self->engine);
}

/* -- What the header says -- */

static FielMode
get_mode (FielWindow *self)
{
  return (FielMode) fiel_profile_get_environment (fiel_engine_get_profile (self->engine));
}

static void
update_header (FielWindow *self, gboolean narrow)
{
  guint n_to_resolve = self->engine != NULL ? count_to_resolve (self) : 0;
  guint n_open = self->engine != NULL ? fiel_engine_get_n_open (self->engine) : 0;
  gboolean elsewhere = self->engine != NULL
                       && (find_attempt_to_return_to (self) != NULL || fiel_engine_get_n_alerts (self->engine) > 0);

  fiel_header_set_narrow (self->header, narrow);
  fiel_header_set_cashier (self->header, self->engine != NULL ? fiel_engine_get_profile (self->engine) : NULL);
  fiel_header_set_live (self->header, self->engine != NULL && get_mode (self) == FIEL_MODE_LIVE);
  fiel_header_set_open (self->header, n_to_resolve, n_open, elsewhere);
}

static void
update_mode (FielWindow *self)
{
  FielMode mode = self->engine != NULL ? get_mode (self) : FIEL_MODE_LIVE;

  fiel_mode_bar_set_mode (self->mode_bar, mode);

  if (mode == FIEL_MODE_TRAINING)
    gtk_widget_add_css_class (GTK_WIDGET (self), "fiel-training");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "fiel-training");
}

/* What can be done wherever somebody is, as long as a store is open; the drills only in training. */
static void
update_store_actions (FielWindow *self)
{
  static const char *const actions[] = {
    "win.pick-terminal", "win.use-terminal",  "win.new-sale",     "win.show-attempt", "win.show-resolve",
    "win.show-evidence", "win.return-money", "win.show-shift",   "win.show-journal", "win.find-payment",
  };
  static const char *const drills[] = { "win.show-drills", "win.start-drill", "win.show-drill-report" };
  gboolean open = is_running (self) || shows_back_pages (self);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], open);
  for (guint i = 0; i < G_N_ELEMENTS (drills); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), drills[i], open && self->coach != NULL);
}

static void
update_actions (FielWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean running = is_running (self);
  FielAttempt *attempt = running ? fiel_window_get_attempt (self) : NULL;
  gboolean open = attempt != NULL && fiel_attempt_get_phase (attempt) != FIEL_ATTEMPT_PHASE_DONE;
  gboolean unconfirmed = open && fiel_attempt_get_phase (attempt) == FIEL_ATTEMPT_PHASE_UNCONFIRMED;
  gboolean to_resolve = self->engine != NULL && count_to_resolve (self) > 0;

  update_store_actions (self);
  fiel_payment_actions_update (self->payment_actions, running);
  fiel_lock_set_watching (self->lock, open && !unconfirmed);
  gtk_widget_action_set_enabled (widget, "win.lock", self->engine != NULL && !fiel_lock_get_locked (self->lock)
                                                     && fiel_people_get_exist (fiel_engine_get_people (self->engine)));
  gtk_widget_action_set_enabled (widget, "win.edit-reference", shows_till (self));
  gtk_widget_action_set_enabled (widget, "win.undo-clear",
                                 shows_till (self) && fiel_till_page_get_can_undo (self->till_page));
  gtk_widget_action_set_enabled (widget, "win.check-now", running && (open || shows_till (self)));
  gtk_widget_action_set_enabled (widget, "win.evidence", attempt != NULL);
  gtk_widget_action_set_enabled (widget, "win.show-open",
                                 (running && find_attempt_to_return_to (self) != NULL)
                                 || ((running || shows_back_pages (self)) && to_resolve));
  gtk_widget_action_set_enabled (widget, "win.show-today", running && fiel_shell_get_folded (self->shell));
}

static gboolean
is_drilling (FielWindow *self)
{
  return self->coach != NULL && fiel_drill_coach_get_drill (self->coach) != NULL;
}

static void
update (FielWindow *self)
{
  gboolean narrow;

  /* The header of a page over the till is as wide as it will be above the till. */
  fiel_shell_expect (self->shell, gtk_widget_get_width (GTK_WIDGET (self->pages)),
                     gtk_widget_get_height (GTK_WIDGET (self->pages)));
  narrow = fiel_shell_get_folded (self->shell);
  fiel_till_page_set_narrow (self->till_page, narrow);
  fiel_drill_bar_set_narrow (self->drill_bar, narrow);
  /* A drill takes the room of what can be found in the menu as well. */
  gtk_widget_set_visible (GTK_WIDGET (self->last_line), narrow && shows_till (self) && !is_drilling (self));
  fiel_attempt_pages_set_narrow (self->attempt_pages, narrow);
  update_mode (self);
  update_header (self, narrow);
  fiel_trouble_bar_update (self->trouble, self->engine, self->settings_wait);
  update_actions (self);
}

static void
engine_changed_cb (FielWindow *self)
{
  fiel_header_refresh_terminal (self->header);
  update (self);
}

/* -- Terminals -- */

/* The header names the machine that the screen is about: the one of the payment shown, else the one that would ring
 * next. */
static void
update_header_terminal (FielWindow *self)
{
  FielAttempt *attempt = fiel_window_get_attempt (self);
  FielTerminal *terminal = attempt != NULL ? fiel_attempt_get_terminal (attempt) : NULL;

  fiel_header_set_terminal (self->header, terminal != NULL ? terminal : self->terminal);
}

static void
set_terminal (FielWindow *self, FielTerminal *terminal)
{
  if (!g_set_object (&self->terminal, terminal))
    return;

  fiel_till_page_set_terminal (self->till_page, terminal);
  update_header_terminal (self);
}

/* Choosing a terminal while a payment is shown means the next sale: the payment goes on without being watched. */
static void
use_terminal (FielWindow *self, FielTerminal *terminal)
{
  set_terminal (self, terminal);
  fiel_announce (GTK_WIDGET (self), fiel_terminal_get_name (terminal), FALSE);
  if (fiel_window_get_attempt (self) != NULL || shows_back_pages (self))
    fiel_window_show_till (self);
}

static void
choose_first_terminal (FielWindow *self)
{
  const char *preferred = fiel_profile_get_default_terminal (fiel_engine_get_profile (self->engine));
  FielTerminal *terminal = preferred != NULL ? fiel_engine_find_terminal (self->engine, preferred) : NULL;
  g_autoptr (FielTerminal) first = g_list_model_get_item (fiel_engine_get_terminals (self->engine), 0);

  set_terminal (self, terminal != NULL ? terminal : first);
}

static void
pick_terminal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielWindow *self = FIEL_WINDOW (widget);
  FielTerminalPicker *picker;

  picker = fiel_terminal_picker_new (self->engine, self->terminal, get_mode (self) == FIEL_MODE_TRAINING);
  g_signal_connect_object (picker, "picked", G_CALLBACK (use_terminal), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (picker), GTK_WINDOW (self));
  gtk_window_set_application (GTK_WINDOW (picker), gtk_window_get_application (GTK_WINDOW (self)));
  gtk_window_present (GTK_WINDOW (picker));
}

static void
use_terminal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielWindow *self = FIEL_WINDOW (widget);
  g_autoptr (FielTerminal) terminal = NULL;

  terminal = g_list_model_get_item (fiel_engine_get_terminals (self->engine), g_variant_get_uint32 (parameter) - 1);
  if (terminal != NULL)
    use_terminal (self, terminal);
}

/* -- Panes -- */

static void
attempt_changed_cb (FielWindow *self)
{
  g_signal_group_set_target (self->attempt_signals, fiel_window_get_attempt (self));
  update_header_terminal (self);
  update (self);
}

/* What was typed before is not the beginning of the next amount. On the till itself the ticket stays: it may have been
 * scanned for this sale. */
static void
new_sale_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielWindow *self = FIEL_WINDOW (widget);

  gtk_widget_activate_action (GTK_WIDGET (self->till_page), "till.guard-dismiss", NULL);
  gtk_widget_activate_action (GTK_WIDGET (self->till_page), "till.clear", NULL);
  if (!shows_till (self))
    fiel_till_page_set_reference (self->till_page, NULL);
  fiel_window_show_till (self);
}

/* -- Pages over the till -- */

/* The page that is shown has the keyboard; a locked till keeps it. */
static void
focus_page (FielWindow *self)
{
  if (fiel_lock_get_locked (self->lock))
    return;

  if (shows_back_pages (self))
    fiel_back_pages_grab_focus (self->back_pages);
  else if (shows_till (self))
    fiel_till_page_focus_amount (self->till_page);
  else
    fiel_attempt_pages_grab_focus (self->attempt_pages);
}

static void
show_back_pages (FielWindow *self)
{
  fiel_lock_show (self->lock, GTK_WIDGET (self->back_pages));
  update (self);
  focus_page (self);
}

static void
leave_back_pages (FielWindow *self)
{
  fiel_lock_show (self->lock, GTK_WIDGET (self->shell));
  update (self);
  focus_page (self);
}

/* A page that is named after the action. */
static void
open_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielWindow *self = FIEL_WINDOW (widget);

  fiel_attempt_pages_stay (self->attempt_pages);
  if (fiel_back_pages_open (self->back_pages, name, parameter))
    show_back_pages (self);
}

/* What a person has to look at comes before what goes on by itself. */
static void
show_open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielWindow *self = FIEL_WINDOW (widget);
  FielAttempt *attempt = find_attempt_to_return_to (self);

  if (count_to_resolve (self) > 0)
    gtk_widget_activate_action (widget, "win.show-resolve", NULL);
  else if (attempt != NULL)
    fiel_window_show_attempt (self, attempt);
}

static void
evidence_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *reference = fiel_attempt_get_reference (fiel_window_get_attempt (FIEL_WINDOW (widget)));

  gtk_widget_activate_action (widget, "win.show-evidence", "s", reference);
}

static void
start_drill_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielWindow *self = FIEL_WINDOW (widget);
  FielDrillKind kind = (FielDrillKind) g_variant_get_uint32 (parameter);
  FielMoney amount;

  if (!fiel_drill_coach_get_can_begin (self->coach, kind))
    return;

  amount = fiel_drill_coach_begin (self->coach, kind);
  fiel_window_show_till (self);
  set_terminal (self, fiel_drill_coach_choose_terminal (self->coach, self->terminal));
  fiel_till_page_set_reference (self->till_page, NULL);
  fiel_till_page_set_amount (self->till_page, amount);
}

/* -- Payments -- */

static void
check_now_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielWindow *self = FIEL_WINDOW (widget);
  g_autoptr (GError) error = NULL;

  if (fiel_window_get_attempt (self) == NULL)
    fiel_engine_probe_terminals (self->engine, self->terminal, TRUE);
  else if (!fiel_engine_check_now (self->engine, fiel_window_get_attempt (self), &error))
    fiel_announce (widget, error->message, FALSE);
}

/* What was done about the payment is done: another one comes next, or the till. */
static void
go_on_cb (FielWindow *self, FielAttempt *attempt)
{
  if (attempt != NULL)
    fiel_window_show_attempt (self, attempt);
  else
    fiel_window_show_till (self);
}

static void
show_attempt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielWindow *self = FIEL_WINDOW (widget);
  FielAttempt *attempt = fiel_engine_find_attempt (self->engine, g_variant_get_string (parameter, NULL));

  if (attempt != NULL)
    fiel_window_show_attempt (self, attempt);
}

static void
edit_reference_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fiel_till_page_edit_reference (FIEL_WINDOW (widget)->till_page);
}

static void
undo_clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fiel_till_page_undo_clear (FIEL_WINDOW (widget)->till_page);
}

static void
show_today_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielWindow *self = FIEL_WINDOW (widget);

  fiel_shell_set_side_shown (self->shell, !fiel_shell_get_side_shown (self->shell));
}

static void
lock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fiel_lock_now (FIEL_WINDOW (widget)->lock);
}

/* Whoever comes back finds what they left; somebody else begins at the till, or with what is on its way. */
static void
entered_cb (FielWindow *self, gboolean another)
{
  update (self);
  if (another && fiel_window_get_attempt (self) == NULL)
    fiel_window_show_till (self);
  else
    focus_page (self);
}

/* -- Keys -- */

static void
typed_cb (FielWindow *self, guint character)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  int digit = g_unichar_digit_value (character);

  if (shows_till (self))
    fiel_till_page_type_character (self->till_page, character);
  else if (digit >= 0 && is_running (self))
    gtk_widget_activate_action (gtk_stack_get_visible_child (self->panes), "pane.digit", "u", (guint) digit);
  else if (focus != NULL)
    gtk_widget_activate_action (focus, digit >= 0 ? "pane.digit" : "pane.mark", "u",
                                digit >= 0 ? (guint) digit : character);
}

static void
scanned_cb (FielWindow *self, const char *text)
{
  const char *sale = fiel_receipt_read_code (text);

  if (sale != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self),
                                fiel_back_pages_shows_journal (self->back_pages) ? "win.find-payment"
                                                                                 : "win.return-money",
                                "s", sale);
  else if (shows_till (self))
    fiel_till_page_set_reference (self->till_page, text);
  else if (is_running (self))
    gtk_widget_activate_action (gtk_stack_get_visible_child (self->panes), "pane.scan", "s", text);
}

static gboolean
key_cb (FielWindow *self, guint keyval)
{
  return shows_till (self) && fiel_till_page_press_key (self->till_page, keyval);
}

/* Back one level. A pane that has an idea of its own installs "pane.back". */
static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielWindow *self = FIEL_WINDOW (widget);

  if (fiel_lock_get_locked (self->lock))
    return;

  if (shows_back_pages (self))
    {
      if (!fiel_back_pages_go_back (self->back_pages))
        leave_back_pages (self);
    }
  else if (fiel_shell_get_folded (self->shell) && fiel_shell_get_side_shown (self->shell))
    fiel_shell_set_side_shown (self->shell, FALSE);
  else if (!shows_till (self))
    gtk_widget_activate_action (gtk_stack_get_visible_child (self->panes), "pane.back", NULL);
  else if (!fiel_till_page_go_back (self->till_page))
    fiel_till_page_focus_amount (self->till_page);
}

static gboolean
fiel_window_close_request (GtkWindow *window)
{
  if (!fiel_close_guard_may_close (FIEL_WINDOW (window)->close_guard))
    return GDK_EVENT_STOP;

  return GTK_WINDOW_CLASS (fiel_window_parent_class)->close_request (window);
}

static gboolean
after_resize_cb (gpointer user_data)
{
  FielWindow *self = FIEL_WINDOW (user_data);

  self->resized_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* The shell hears of its own size; of a page that is over it only the window does, before it is laid out. */
static void
resized_cb (FielWindow *self)
{
  if (self->resized_id == 0 && !gtk_widget_get_child_visible (GTK_WIDGET (self->shell)))
    self->resized_id = g_idle_add (after_resize_cb, self);
}

static void
fiel_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (fiel_window_parent_class)->realize (widget);

  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout", G_CALLBACK (resized_cb), widget,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/* The news about terminals is old when someone comes back to the till; the engine asks at most every half minute. */
static void
is_active_cb (FielWindow *self)
{
  if (self->engine != NULL && fiel_engine_get_ready (self->engine) && gtk_window_is_active (GTK_WINDOW (self)))
    fiel_engine_probe_terminals (self->engine, NULL, FALSE);
}

static void
fiel_window_dispose (GObject *object)
{
  FielWindow *self = FIEL_WINDOW (object);

  g_clear_handle_id (&self->resized_id, g_source_remove);
  g_clear_object (&self->scanner);
  g_clear_object (&self->payment_actions);
  g_clear_object (&self->close_guard);
  g_clear_object (&self->undo_toast);
  g_clear_object (&self->lock);
  g_clear_object (&self->engine_signals);
  g_clear_object (&self->attempt_signals);
  g_clear_object (&self->coach);
  g_clear_object (&self->today);
  g_clear_object (&self->terminal);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (fiel_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.pick-terminal", NULL, pick_terminal_action);
  gtk_widget_class_install_action (widget_class, "win.use-terminal", "u", use_terminal_action);
  gtk_widget_class_install_action (widget_class, "win.new-sale", NULL, new_sale_action);
  gtk_widget_class_install_action (widget_class, "win.show-open", NULL, show_open_action);
  gtk_widget_class_install_action (widget_class, "win.show-resolve", NULL, open_page_action);
  gtk_widget_class_install_action (widget_class, "win.show-evidence", "s", open_page_action);
  gtk_widget_class_install_action (widget_class, "win.show-journal", NULL, open_page_action);
  gtk_widget_class_install_action (widget_class, "win.find-payment", "s", open_page_action);
  gtk_widget_class_install_action (widget_class, "win.evidence", NULL, evidence_action);
  gtk_widget_class_install_action (widget_class, "win.show-drills", NULL, open_page_action);
  gtk_widget_class_install_action (widget_class, "win.show-shift", NULL, open_page_action);
  gtk_widget_class_install_action (widget_class, "win.start-drill", "u", start_drill_action);
  gtk_widget_class_install_action (widget_class, "win.show-drill-report", "u", open_page_action);
  gtk_widget_class_install_action (widget_class, "win.return-money", "s", open_page_action);
  gtk_widget_class_install_action (widget_class, "win.check-now", NULL, check_now_action);
  gtk_widget_class_install_action (widget_class, "win.show-attempt", "s", show_attempt_action);
  gtk_widget_class_install_action (widget_class, "win.edit-reference", NULL, edit_reference_action);
  gtk_widget_class_install_action (widget_class, "win.undo-clear", NULL, undo_clear_action);
  gtk_widget_class_install_action (widget_class, "win.show-today", NULL, show_today_action);
  gtk_widget_class_install_action (widget_class, "win.lock", NULL, lock_action);
  gtk_widget_class_install_property_action (widget_class, "win.fullscreen", "fullscreened");
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "win.new-sale", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F3, 0, "win.return-money", "s", "");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F4, 0, "win.pick-terminal", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "win.check-now", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, 0, "win.edit-reference", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "win.show-shift", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F7, 0, "win.show-journal", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.show-journal", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "win.fullscreen", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F12, 0, "win.lock", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo-clear", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "win.show-drills", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "win.evidence", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "win.show-resolve", NULL);
  for (guint i = 1; i <= 9; i++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + i, GDK_ALT_MASK, "win.use-terminal", "u", i);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_0 + i, GDK_ALT_MASK, "win.use-terminal", "u", i);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FIEL_TYPE_ATTEMPT_PAGES);
  g_type_ensure (FIEL_TYPE_BACK_PAGES);
  g_type_ensure (FIEL_TYPE_DRILL_BAR);
  g_type_ensure (FIEL_TYPE_HEADER);
  g_type_ensure (FIEL_TYPE_LAST_LINE);
  g_type_ensure (FIEL_TYPE_LOCK_PAGE);
  g_type_ensure (FIEL_TYPE_MODE_BAR);
  g_type_ensure (FIEL_TYPE_PAYMENT_VOICE);
  g_type_ensure (FIEL_TYPE_SHELL);
  g_type_ensure (FIEL_TYPE_START_PAGE);
  g_type_ensure (FIEL_TYPE_TILL_PAGE);
  g_type_ensure (FIEL_TYPE_TODAY_PANE);
  g_type_ensure (FIEL_TYPE_TROUBLE_BAR);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FielWindow, frame);
  gtk_widget_class_bind_template_child (widget_class, FielWindow, header);
  gtk_widget_class_bind_template_child (widget_class, FielWindow, mode_bar);
  gtk_widget_class_bind_template_child (widget_class, FielWindow, drill_bar);
  gtk_widget_class_bind_template_child (widget_class, FielWindow, trouble);
  gtk_widget_class_bind_template_child (widget_class, FielWindow, payment_voice);
  gtk_widget_class_bind_template_child (widget_class, FielWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, FielWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, FielWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, FielWindow, back_pages);
  gtk_widget_class_bind_template_child (widget_class, FielWindow, lock_page);
  gtk_widget_class_bind_template_child (widget_class, FielWindow, shell);
  gtk_widget_class_bind_template_child (widget_class, FielWindow, panes);
  gtk_widget_class_bind_template_child (widget_class, FielWindow, till_page);
  gtk_widget_class_bind_template_child (widget_class, FielWindow, attempt_pages);
  gtk_widget_class_bind_template_child (widget_class, FielWindow, today_pane);
  gtk_widget_class_bind_template_child (widget_class, FielWindow, last_line);
  gtk_widget_class_bind_template_callback (widget_class, attempt_changed_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "charged_cb", G_CALLBACK (fiel_window_show_attempt));
  gtk_widget_class_bind_template_callback (widget_class, update_actions);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
fiel_window_class_init (FielWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->dispose = fiel_window_dispose;
  widget_class->realize = fiel_window_realize;
  window_class->close_request = fiel_window_close_request;

  install_actions (widget_class);
  bind_template (widget_class);
}

static void
fiel_window_init (FielWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_stack_voice_follow (self->pages);
  fiel_stack_voice_follow (self->panes);
  fiel_payment_voice_set_pages (self->payment_voice, self->attempt_pages);

  self->scanner = fiel_scanner_new (GTK_WINDOW (self));
  g_signal_connect_object (self->scanner, "typed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scanner, "scanned", G_CALLBACK (scanned_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scanner, "key", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);

  fiel_receipt_actions_install (self, self->toasts);
  self->payment_actions = fiel_payment_actions_new (G_ACTION_MAP (self), self->attempt_pages);
  g_signal_connect_object (self->payment_actions, "go-on", G_CALLBACK (go_on_cb), self, G_CONNECT_SWAPPED);
  self->close_guard = fiel_close_guard_new (GTK_WINDOW (self));
  self->undo_toast = fiel_undo_toast_new (self->toasts, self->till_page);
  self->lock = fiel_lock_new (GTK_WINDOW (self), self->pages, self->lock_page);
  g_signal_connect_object (self->lock, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lock, "entered", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (is_active_cb), NULL);

  self->engine_signals = g_signal_group_new (FIEL_TYPE_ENGINE);
  g_signal_group_connect_swapped (self->engine_signals, "notify", G_CALLBACK (engine_changed_cb), self);

  self->attempt_signals = g_signal_group_new (FIEL_TYPE_ATTEMPT);
  g_signal_group_connect_swapped (self->attempt_signals, "notify", G_CALLBACK (update_actions), self);

  update (self);
}

FielWindow *
fiel_window_new (GtkApplication *application)
{
  return g_object_new (FIEL_TYPE_WINDOW, "application", application, NULL);
}

static void
show_payments_of (FielWindow *self, FielEngine *engine)
{
  FielProfile *profile = engine != NULL ? fiel_engine_get_profile (engine) : NULL;
  const FielNumberStyle *style = profile != NULL ? fiel_profile_get_number_style (profile) : NULL;

  g_clear_object (&self->today);
  if (engine != NULL)
    self->today = fiel_today_list_new (fiel_engine_get_attempts (engine));

  fiel_payment_voice_set_engine (self->payment_voice, engine);
  fiel_payment_actions_set_engine (self->payment_actions, engine);
  fiel_attempt_pages_set_engine (self->attempt_pages, engine);
  fiel_today_pane_set_today (self->today_pane, self->today, style);
  fiel_last_line_set_today (self->last_line, self->today, style);
  fiel_attempt_pages_set_store (self->attempt_pages, engine != NULL ? fiel_engine_get_clock (engine) : NULL, style,
                                profile != NULL ? fiel_profile_get_return_after_s (profile) : 0);
}

/* Drills are for training: nothing of them touches a store where money moves. */
static void
open_pages_of (FielWindow *self, FielEngine *engine)
{
  g_clear_object (&self->coach);
  if (engine != NULL && get_mode (self) == FIEL_MODE_TRAINING)
    {
      self->coach = fiel_drill_coach_new (engine);
      g_signal_connect_object (self->coach, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }

  fiel_payment_actions_set_coach (self->payment_actions, self->coach);
  fiel_back_pages_set_store (self->back_pages, engine, self->coach);
  fiel_drill_bar_set_coach (self->drill_bar, self->coach);
}

void
fiel_window_set_engine (FielWindow *self, FielEngine *engine)
{
  FielClock *clock;

  g_return_if_fail (FIEL_IS_WINDOW (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));

  if (!g_set_object (&self->engine, engine))
    return;

  clock = engine != NULL ? fiel_engine_get_clock (engine) : NULL;
  set_terminal (self, NULL);
  fiel_close_guard_set_engine (self->close_guard, engine);
  fiel_lock_set_engine (self->lock, engine);
  fiel_scanner_set_clock (self->scanner, clock);
  fiel_header_set_store (self->header, engine != NULL ? fiel_engine_get_profile (engine) : NULL, clock);
  fiel_till_page_set_engine (self->till_page, engine);
  show_payments_of (self, engine);
  open_pages_of (self, engine);
  g_signal_group_set_target (self->engine_signals, engine);
  engine_changed_cb (self);
}

FielEngine *
fiel_window_get_engine (FielWindow *self)
{
  g_return_val_if_fail (FIEL_IS_WINDOW (self), NULL);

  return self->engine;
}

void
fiel_window_set_can_leave (FielWindow *self, gboolean can_leave)
{
  g_return_if_fail (FIEL_IS_WINDOW (self));

  fiel_mode_bar_set_can_leave (self->mode_bar, can_leave);
}

void
fiel_window_set_settings_wait (FielWindow *self, gboolean wait)
{
  g_return_if_fail (FIEL_IS_WINDOW (self));

  self->settings_wait = wait;
  fiel_trouble_bar_update (self->trouble, self->engine, self->settings_wait);
}

void
fiel_window_begin (FielWindow *self)
{
  FielAttempt *attempt;

  g_return_if_fail (FIEL_IS_WINDOW (self));
  g_return_if_fail (self->engine != NULL);

  fiel_window_show_till (self);

  attempt = find_attempt_to_return_to (self);
  if (attempt != NULL)
    fiel_window_show_attempt (self, attempt);

  fiel_engine_probe_terminals (self->engine, NULL, FALSE);
}

void
fiel_window_show_progress (FielWindow *self, const char *title, const char *detail)
{
  g_return_if_fail (FIEL_IS_WINDOW (self));

  fiel_start_page_show_progress (self->start_page, title, detail);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->start_page));
  update (self);
}

void
fiel_window_show_failure (FielWindow *self, const char *title, const char *message, gboolean can_practise)
{
  g_return_if_fail (FIEL_IS_WINDOW (self));

  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->start_page));
  fiel_start_page_show_failure (self->start_page, title, message, can_practise);
  update (self);
}

static FielAttempt *
find_original (FielWindow *self, FielAttempt *attempt)
{
  const char *id = fiel_attempt_get_original (attempt);

  return id != NULL && self->engine != NULL ? fiel_engine_find_attempt (self->engine, id) : NULL;
}

void
fiel_window_show_attempt (FielWindow *self, FielAttempt *attempt)
{
  g_return_if_fail (FIEL_IS_WINDOW (self));
  g_return_if_fail (FIEL_IS_ATTEMPT (attempt));

  fiel_back_pages_leave (self->back_pages);
  /* What was said of another payment must not stand beside this one. */
  fiel_payment_voice_hush (self->payment_voice);
  if (self->coach != NULL)
    fiel_drill_coach_hear_shown (self->coach, attempt);
  fiel_attempt_pages_set_original (self->attempt_pages, find_original (self, attempt));
  fiel_attempt_pages_set_attempt (self->attempt_pages, attempt);
  fiel_lock_show (self->lock, GTK_WIDGET (self->shell));
  gtk_stack_set_visible_child (self->panes, GTK_WIDGET (self->attempt_pages));
  fiel_shell_set_side_shown (self->shell, FALSE);
  update (self);
  focus_page (self);
}

FielAttempt *
fiel_window_get_attempt (FielWindow *self)
{
  g_return_val_if_fail (FIEL_IS_WINDOW (self), NULL);

  return fiel_attempt_pages_get_attempt (self->attempt_pages);
}

FielAttemptPages *
fiel_window_get_attempt_pages (FielWindow *self)
{
  g_return_val_if_fail (FIEL_IS_WINDOW (self), NULL);

  return self->attempt_pages;
}

FielPaymentVoice *
fiel_window_get_payment_voice (FielWindow *self)
{
  g_return_val_if_fail (FIEL_IS_WINDOW (self), NULL);

  return self->payment_voice;
}

void
fiel_window_show_till (FielWindow *self)
{
  g_return_if_fail (FIEL_IS_WINDOW (self));
  g_return_if_fail (self->engine != NULL);

  if (self->terminal == NULL)
    choose_first_terminal (self);

  fiel_back_pages_leave (self->back_pages);
  fiel_attempt_pages_set_attempt (self->attempt_pages, NULL);
  fiel_lock_show (self->lock, GTK_WIDGET (self->shell));
  gtk_stack_set_visible_child (self->panes, GTK_WIDGET (self->till_page));
  update (self);
  focus_page (self);
  /* A payment leaves its terminal busy or idle: what it says of itself by now is for the next sale. */
  fiel_engine_probe_terminals (self->engine, self->terminal, FALSE);
}
