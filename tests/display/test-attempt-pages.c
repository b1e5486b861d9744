/* test-attempt-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-amount-display.h"
#include "fiel-attempt-pages.h"
#include "fiel-attempt-private.h"
#include "fiel-fake-refund-desk.h"
#include "fiel-progress-page.h"
#include "fiel-result-page.h"
#include "fiel-terminal-private.h"
#include "fiel-test.h"
#include "fiel-timeline-row.h"
#include "fiel-today-row.h"
#include "fiel-unconfirmed-page.h"
#include "fiel-window-test.h"
#include "fiel-wording.h"

/* The pages of a payment in the real window, on attempts whose state the test says. */

static const FielWindowTestStore live = { .environment = "production" };
static const FielWindowTestStore staying = { .environment = "production", .till = "return-after=0" };

#define SECOND G_USEC_PER_SEC

static FielAttemptPages *
get_pages (FielWindowTest *test)
{
  return FIEL_ATTEMPT_PAGES (fiel_window_test_get_child (test->window, "attempt_pages"));
}

static gboolean
shows_till (FielWindowTest *test)
{
  return gtk_stack_get_visible_child (GTK_STACK (fiel_window_test_get_child (test->window, "panes"))) ==
         GTK_WIDGET (test->till);
}

/* The page that can be seen, of the type it must be. */
static gpointer
get_page (FielWindowTest *test, GType type)
{
  GtkWidget *stack = gtk_widget_get_first_child (GTK_WIDGET (get_pages (test)));
  GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (stack));

  g_assert_false (shows_till (test));
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (page), ==, g_type_name (type));

  return page;
}

static gboolean
is_visible (gpointer page, const char *name)
{
  return gtk_widget_get_visible (fiel_window_test_get_child (page, name));
}

static gboolean
has_focus (FielWindowTest *test, gpointer page, const char *name)
{
  return gtk_window_get_focus (GTK_WINDOW (test->window)) == fiel_window_test_get_child (page, name);
}

static void
activate (gpointer widget, const char *action)
{
  g_assert_true (gtk_widget_activate_action (widget, action, NULL));
}

static gint64
get_boot_us (FielWindowTest *test)
{
  return fiel_clock_get_boot_us (FIEL_CLOCK (test->clock));
}

/* By its name in the template, whether the class itself needs it or not. */
static GtkWidget *
find_child (GtkWidget *widget, const char *name)
{
  GtkWidget *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (child)), name) == 0 ? child
                                                                                         : find_child (child, name);

  return found;
}

static gboolean
is_focus (FielWindowTest *test, GtkWidget *widget)
{
  return widget != NULL && gtk_window_get_focus (GTK_WINDOW (test->window)) == widget;
}

static FielAttempt *
charge (FielWindowTest *test)
{
  FielAttempt *attempt;

  fiel_terminal_set_can_cancel (fiel_engine_find_terminal (test->engine, "norte"), TRUE);
  attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "004518");
  fiel_window_show_attempt (test->window, attempt);

  return attempt;
}

static FielAttempt *
charge_until_waiting (FielWindowTest *test)
{
  FielAttempt *attempt = charge (test);

  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_ACCEPTED, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_times (attempt, get_boot_us (test), get_boot_us (test) + 330 * SECOND);
  fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_NONE, TRUE);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_WAITING);
  fiel_fake_engine_refresh (test->engine);

  return attempt;
}

static FielAttempt *
charge_until_unconfirmed (FielWindowTest *test)
{
  FielAttempt *attempt = charge_until_waiting (test);

  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_reason (attempt, FIEL_REASON_ANSWER_LOST);
  fiel_attempt_set_checks (attempt, 4, get_boot_us (test), get_boot_us (test) + 12 * SECOND);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_fake_engine_refresh (test->engine);

  return attempt;
}

static void
close_attempt (FielWindowTest *test, FielAttempt *attempt, FielOutcome outcome, FielReason reason)
{
  gboolean partly = outcome == FIEL_OUTCOME_PARTLY_APPROVED;

  fiel_attempt_set_reason (attempt, reason);
  if (fiel_outcome_moved_money (outcome))
    fiel_attempt_set_approved (attempt, partly ? fiel_money_make (8000, fiel_currency_find ("CLP"))
                                               : fiel_attempt_get_amount (attempt));
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, outcome,
                          fiel_clock_get_wall_us (FIEL_CLOCK (test->clock)));
  fiel_attempt_set_cancel (attempt, fiel_attempt_get_cancel_state (attempt), FALSE);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (test->engine);
}

/* -- Which page ---------------------------------------------------------------------------------------------------- */

static void
test_phases (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge (test);
  gpointer page = get_page (test, FIEL_TYPE_PROGRESS_PAGE);

  fiel_window_test_assert_label (page, "state", "Sending");
  g_assert_true (has_focus (test, page, "head"));

  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_WAITING);
  fiel_window_test_assert_label (get_page (test, FIEL_TYPE_PROGRESS_PAGE), "state", "Waiting for the customer");
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_CHECKING);
  fiel_window_test_assert_label (get_page (test, FIEL_TYPE_PROGRESS_PAGE), "state", "Checking the result");

  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  page = get_page (test, FIEL_TYPE_UNCONFIRMED_PAGE);
  g_assert_true (has_focus (test, page, "title"));

  close_attempt (test, attempt, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  page = get_page (test, FIEL_TYPE_RESULT_PAGE);
  fiel_window_test_assert_label (page, "headline", "APPROVED");
  g_assert_true (has_focus (test, page, "next"));
}

/* What a check finds does not take the focus from the button that asked for it, as long as the page stays. */
static void
test_check_keeps_focus (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_waiting (test);
  gpointer page = get_page (test, FIEL_TYPE_PROGRESS_PAGE);

  g_assert_true (gtk_widget_grab_focus (find_child (page, "check")));
  activate (page, "win.check-now");
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_CHECKING);
  g_assert_true (is_focus (test, find_child (page, "check")));
  fiel_attempt_set_checking (attempt, FALSE);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_WAITING);
  g_assert_true (is_focus (test, find_child (page, "check")));

  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  page = get_page (test, FIEL_TYPE_UNCONFIRMED_PAGE);
  g_assert_true (has_focus (test, page, "title"));
  g_assert_true (gtk_widget_grab_focus (fiel_window_test_get_child (page, "park")));
  activate (page, "win.check-now");
  fiel_attempt_set_checking (attempt, FALSE);
  fiel_attempt_set_checks (attempt, 5, get_boot_us (test), get_boot_us (test) + 30 * SECOND);
  g_assert_true (has_focus (test, page, "park"));
}

/* What is charged from the keypad is followed at once, and the Enter that charged presses nothing on the new page. */
static void
test_charged (FielWindowTest *test, gconstpointer data)
{
  fiel_window_test_type (test, "1 2 9 9 0 Return");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);
  g_assert_true (has_focus (test, get_page (test, FIEL_TYPE_PROGRESS_PAGE), "head"));
  fiel_window_test_type (test, "Return Return");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);
  g_assert_cmpuint (fiel_fake_engine_get_n_cancels (test->engine), ==, 0);
}

static void
count_results_cb (GtkStack *stack, GParamSpec *pspec, guint *n_results)
{
  *n_results += FIEL_IS_RESULT_PAGE (gtk_stack_get_visible_child (stack)) ? 1 : 0;
}

/* What is refused and tried again by itself is no result: it is never shown, however long the new intent takes. */
static void
test_successor (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *refused = charge_until_waiting (test);
  FielAttempt *successor = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "004518");
  GtkWidget *stack = gtk_widget_get_first_child (GTK_WIDGET (get_pages (test)));
  guint n_results = 0;

  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (count_results_cb), &n_results);
  fiel_attempt_set_followed_up (refused, TRUE);
  close_attempt (test, refused, FIEL_OUTCOME_REFUSED, FIEL_REASON_CREDENTIALS);
  g_assert_true (fiel_window_get_attempt (test->window) == refused);
  fiel_window_test_assert_label (get_page (test, FIEL_TYPE_PROGRESS_PAGE), "state", "Sending");
  fiel_attempt_set_successor (refused, successor);
  g_assert_true (fiel_window_get_attempt (test->window) == successor);
  fiel_window_test_assert_label (get_page (test, FIEL_TYPE_PROGRESS_PAGE), "state", "Sending");
  g_assert_cmpuint (n_results, ==, 0);

  close_attempt (test, successor, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  fiel_window_test_assert_label (get_page (test, FIEL_TYPE_RESULT_PAGE), "headline", "APPROVED");
  g_assert_cmpuint (n_results, ==, 1);
  g_signal_handlers_disconnect_by_data (stack, &n_results);
}

static void
test_no_successor (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *refused = charge_until_waiting (test);

  fiel_attempt_set_followed_up (refused, TRUE);
  close_attempt (test, refused, FIEL_OUTCOME_REFUSED, FIEL_REASON_CREDENTIALS);
  fiel_window_test_assert_label (get_page (test, FIEL_TYPE_PROGRESS_PAGE), "state", "Sending");

  fiel_attempt_set_followed_up (refused, FALSE);
  g_assert_cmpint (fiel_attempt_pages_get_page (get_pages (test)), ==, FIEL_ATTEMPT_PAGE_RESULT);
  fiel_window_test_assert_label (get_page (test, FIEL_TYPE_RESULT_PAGE), "headline", "NOT ACCEPTED");
}

static void
assert_only_heard (FielWindowTest *test, GType type)
{
  GtkWidget *stack = gtk_widget_get_first_child (GTK_WIDGET (get_pages (test)));

  for (GtkWidget *page = gtk_widget_get_first_child (stack); page != NULL; page = gtk_widget_get_next_sibling (page))
    gtk_test_accessible_assert_state (page, GTK_ACCESSIBLE_STATE_HIDDEN, G_OBJECT_TYPE (page) != type);
}

/* A screen reader finds the page that is shown, and no other. */
static void
test_hidden_pages (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_waiting (test);

  assert_only_heard (test, FIEL_TYPE_PROGRESS_PAGE);
  close_attempt (test, attempt, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  assert_only_heard (test, FIEL_TYPE_RESULT_PAGE);
}

/* -- In progress --------------------------------------------------------------------------------------------------- */

static void
test_time_left (FielWindowTest *test, gconstpointer data)
{
  gpointer page;
  GtkWidget *ring;

  charge_until_waiting (test);
  page = get_page (test, FIEL_TYPE_PROGRESS_PAGE);
  ring = fiel_window_test_get_child (page, "ring");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (ring), GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);

  fiel_window_test_wait_us (test, 78 * SECOND);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (ring), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "4 minutes 12 seconds until the provider gives up");
  fiel_window_test_wait_us (test, 252 * SECOND);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (ring), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "The time of the provider is up");
  g_assert_false (is_visible (page, "closes"));
}

/* Money that goes back looks like nothing else: its own words, and a minus. */
static void
test_returning (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *sale = fiel_fake_refund_desk_add_sale (test->engine, "norte", 12990, "004518", "018734", "4242");
  FielAttempt *back = fiel_fake_refund_desk_add_return (test->engine, sale, FIEL_ATTEMPT_KIND_REFUND, 4990);
  gpointer page;

  fiel_window_show_attempt (test->window, back);
  page = get_page (test, FIEL_TYPE_PROGRESS_PAGE);
  fiel_window_test_assert_label (page, "state", "Returning money: sending");
  fiel_attempt_set_phase (back, FIEL_ATTEMPT_PHASE_WAITING);
  fiel_window_test_assert_label (page, "state", "Returning money: waiting for the terminal");
  g_assert_cmpstr (fiel_amount_display_get_text (FIEL_AMOUNT_DISPLAY (fiel_window_test_get_child (page, "amount"))), ==,
                   "−$4.990");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL, "Return in progress");
}

/* Nothing counts on a page that nobody sees. */
static void
test_hidden_page_is_still (FielWindowTest *test, gconstpointer data)
{
  guint n_timers = fiel_manual_clock_get_n_timers (test->clock);

  charge_until_waiting (test);
  fiel_test_drain ();
  g_assert_cmpuint (fiel_manual_clock_get_n_timers (test->clock), >, n_timers);
  fiel_window_show_till (test->window);
  fiel_window_test_wait_us (test, SECOND);
  g_assert_cmpuint (fiel_manual_clock_get_n_timers (test->clock), ==, n_timers);
}

static guint
count_rows (GtkWidget *widget)
{
  guint n = FIEL_IS_TIMELINE_ROW (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);

  return n;
}

/* A line for each step that was reported, none for decoration. */
static void
test_timeline (FielWindowTest *test, gconstpointer data)
{
  static const FielStepKind kinds[] = { FIEL_STEP_SENT, FIEL_STEP_ACCEPTED, FIEL_STEP_WAITING, FIEL_STEP_CANCEL_ASKED };
  FielAttempt *attempt = charge_until_waiting (test);
  GtkWidget *timeline = fiel_window_test_get_child (get_page (test, FIEL_TYPE_PROGRESS_PAGE), "timeline");

  g_assert_cmpuint (count_rows (timeline), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      fiel_attempt_add_step (attempt, kinds[i], fiel_clock_get_wall_us (FIEL_CLOCK (test->clock)), get_boot_us (test));
      g_assert_cmpuint (count_rows (timeline), ==, i + 2);
    }
  g_assert_cmpuint (count_rows (timeline), ==, g_list_model_get_n_items (fiel_attempt_get_steps (attempt)));
}

static gboolean
newest_is_in_sight (GtkWidget *history)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (history));
  double hidden = gtk_adjustment_get_upper (place) - gtk_adjustment_get_page_size (place);

  return hidden > 0 && gtk_adjustment_get_value (place) >= hidden;
}

/* More lines than there is room for: the list gives way, not what stands around it, and its end is what is seen. */
static void
test_long_timeline (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_waiting (test);
  GtkWidget *page = get_page (test, FIEL_TYPE_PROGRESS_PAGE);
  GtkWidget *history = fiel_window_test_get_child (page, "history");
  GtkWidget *outer = gtk_widget_get_ancestor (gtk_widget_get_parent (history), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (outer));

  for (guint i = 0; i < 16; i++)
    fiel_attempt_add_step (attempt, i % 2 == 0 ? FIEL_STEP_CANCEL_ASKED : FIEL_STEP_CANCEL_UNANSWERED,
                           fiel_clock_get_wall_us (FIEL_CLOCK (test->clock)), get_boot_us (test));

  while (!newest_is_in_sight (history))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (gtk_adjustment_get_upper (place), <=, gtk_adjustment_get_page_size (place));
}

static void
test_asked (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_waiting (test);
  gpointer page = get_page (test, FIEL_TYPE_PROGRESS_PAGE);

  g_assert_false (is_visible (page, "asked_line"));
  fiel_attempt_set_checks (attempt, 1, get_boot_us (test), get_boot_us (test) + 5 * SECOND);
  fiel_window_test_wait_us (test, 2 * SECOND);
  fiel_window_test_assert_label (page, "asked", "Asked Getnet 0:02 ago, again in 0:03");

  activate (page, "win.check-now");
  g_assert_cmpuint (fiel_fake_engine_get_n_checks (test->engine), ==, 1);
  fiel_window_test_assert_label (page, "asked", "Asking Getnet now…");
}

/* Esc only goes to the button; pressing it only asks; the answer is about the request, not about the money. */
static void
test_ask_cancel (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_waiting (test);
  gpointer page = get_page (test, FIEL_TYPE_PROGRESS_PAGE);

  activate (test->window, "win.back");
  g_assert_true (has_focus (test, page, "cancel"));
  activate (test->window, "win.back");
  g_assert_cmpuint (fiel_fake_engine_get_n_cancels (test->engine), ==, 0);

  g_signal_emit_by_name (fiel_window_test_get_child (page, "cancel"), "clicked");
  g_assert_cmpuint (fiel_fake_engine_get_n_cancels (test->engine), ==, 1);
  g_assert_true (has_focus (test, page, "head"));
  g_assert_false (fiel_window_test_is_enabled (test, "win.ask-cancel"));
  fiel_window_test_assert_label (page, "stop_words", "Asked the terminal to stop…");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fiel_window_test_get_child (page, "stop_line")),
                                   GTK_ACCESSIBLE_ROLE_STATUS);

  fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_REFUSED, FALSE);
  fiel_window_test_assert_label (page, "stop_words", "The terminal goes on: it is too late to stop it from here.");
  close_attempt (test, attempt, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  fiel_window_test_assert_label (get_page (test, FIEL_TYPE_RESULT_PAGE), "why",
                                 "Too late to stop: the payment was approved.");
}

static void
test_provider_cannot_cancel (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_waiting (test);
  gpointer page = get_page (test, FIEL_TYPE_PROGRESS_PAGE);

  g_assert_true (is_visible (page, "cancel"));
  g_assert_false (is_visible (page, "instead"));
  fiel_terminal_set_can_cancel (fiel_attempt_get_terminal (attempt), FALSE);
  fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_NONE, FALSE);
  g_assert_false (is_visible (page, "cancel"));
  fiel_window_test_assert_label (page, "instead",
                                 "Getnet cannot stop it from here: press the red key on Terminal Norte.");
  activate (test->window, "win.back");
  g_assert_cmpuint (fiel_fake_engine_get_n_cancels (test->engine), ==, 0);
}

/* The till comes back by itself only with the proof that the payment was cancelled. */
static void
test_pay_otherwise (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_waiting (test);

  activate (get_pages (test), "win.pay-otherwise");
  g_assert_cmpuint (fiel_fake_engine_get_n_cancels (test->engine), ==, 1);
  g_assert_false (is_visible (get_page (test, FIEL_TYPE_PROGRESS_PAGE), "leave"));
  fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_AGREED, FALSE);
  g_assert_false (shows_till (test));
  close_attempt (test, attempt, FIEL_OUTCOME_CANCELLED, FIEL_REASON_NONE);
  g_assert_true (shows_till (test));

  attempt = charge_until_waiting (test);
  g_assert_true (is_visible (get_page (test, FIEL_TYPE_PROGRESS_PAGE), "leave"));
  activate (get_pages (test), "win.pay-otherwise");
  close_attempt (test, attempt, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  fiel_window_test_assert_label (get_page (test, FIEL_TYPE_RESULT_PAGE), "headline", "APPROVED");
}

/* -- Results ------------------------------------------------------------------------------------------------------- */

static void
test_every_outcome (FielWindowTest *test, gconstpointer data)
{
  for (FielOutcome outcome = FIEL_OUTCOME_APPROVED; outcome < FIEL_N_OUTCOMES; outcome++)
    {
      FielLook look = fiel_wording_look_of_outcome (FIEL_ATTEMPT_KIND_SALE, outcome);
      FielAttempt *attempt = charge_until_waiting (test);
      gboolean again = fiel_outcome_allows_new_attempt (outcome);
      gpointer page;

      close_attempt (test, attempt, outcome, FIEL_REASON_NONE);
      page = get_page (test, FIEL_TYPE_RESULT_PAGE);
      fiel_window_test_assert_label (page, "headline", look.headline);
      g_assert_true (gtk_widget_has_css_class (fiel_window_test_get_child (page, "hero"), look.style));
      g_assert_true (gtk_widget_has_css_class (fiel_window_test_get_child (page, "body"), look.style));
      g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (fiel_window_test_get_child (page, "icon"))), ==, look.icon);
      g_assert_cmpint (gtk_widget_has_css_class (fiel_window_test_get_child (page, "band"), "fiel-band"), ==,
                       outcome == FIEL_OUTCOME_DECLINED);
      g_assert_cmpint (is_visible (page, "again"), ==, again);
      g_assert_cmpint (fiel_window_test_is_enabled (test, "win.try-again"), ==, again);
      g_assert_true (has_focus (test, page, again ? "hero" : "next"));

      /* Only an approval goes away by itself. */
      g_assert_cmpint (is_visible (page, "going"), ==, outcome == FIEL_OUTCOME_APPROVED);
      g_assert_cmpint (fiel_result_page_get_return_in (page) > 0, ==, outcome == FIEL_OUTCOME_APPROVED);
    }
}

static void
test_approved (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_waiting (test);
  gpointer page;

  fiel_attempt_set_card (attempt, "018734", "VI", "CR", "4242");
  close_attempt (test, attempt, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  page = get_page (test, FIEL_TYPE_RESULT_PAGE);
  fiel_window_test_assert_label (page, "verdict", "Visa ··4242 · Authorization 018734");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fiel_window_test_get_child (page, "hero")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "APPROVED, twelve thousand nine hundred ninety pesos. Visa ··4242 · Authorization 018734");
}

static void
test_partly_approved (FielWindowTest *test, gconstpointer data)
{
  close_attempt (test, charge_until_waiting (test), FIEL_OUTCOME_PARTLY_APPROVED, FIEL_REASON_NONE);
  fiel_window_test_assert_label (get_page (test, FIEL_TYPE_RESULT_PAGE), "verdict",
                                 "Approved $8.000 of $12.990. Collect the rest or return it.");
}

static void
test_declined (FielWindowTest *test, gconstpointer data)
{
  gpointer page;

  close_attempt (test, charge_until_waiting (test), FIEL_OUTCOME_DECLINED, FIEL_REASON_NO_FUNDS);
  page = get_page (test, FIEL_TYPE_RESULT_PAGE);
  fiel_window_test_assert_label (page, "verdict", "The customer was not charged.");
  fiel_window_test_assert_label (page, "why", "Not enough funds");
  fiel_window_test_assert_label (page, "advice", "Ask for another card.");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fiel_window_test_get_child (page, "again")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Try again: $12.990 on Terminal Norte");
}

/* The Enter meant for what stood there before does nothing; half a second later it does. */
static void
test_deaf (FielWindowTest *test, gconstpointer data)
{
  gpointer page;

  close_attempt (test, charge_until_waiting (test), FIEL_OUTCOME_DECLINED, FIEL_REASON_NO_FUNDS);
  page = get_page (test, FIEL_TYPE_RESULT_PAGE);
  activate (page, "result.again");
  activate (page, "result.next");
  fiel_window_test_wait_us (test, FIEL_RESULT_DEAF_US - 1);
  activate (page, "result.again");
  activate (page, "result.next");
  g_assert_false (shows_till (test));
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 0);
  fiel_window_test_wait_us (test, 1);
  activate (page, "result.next");
  g_assert_true (shows_till (test));
}

static void
test_try_again (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *declined = charge_until_waiting (test);
  gpointer page;

  close_attempt (test, declined, FIEL_OUTCOME_DECLINED, FIEL_REASON_NO_FUNDS);
  page = get_page (test, FIEL_TYPE_RESULT_PAGE);
  fiel_window_test_wait_us (test, FIEL_RESULT_DEAF_US);

  fiel_fake_engine_fail_next (test->engine, FIEL_ENGINE_ERROR_TERMINAL_BUSY, "The terminal is busy.");
  activate (page, "result.again");
  fiel_test_drain ();
  g_assert_true (get_page (test, FIEL_TYPE_RESULT_PAGE) == page);
  fiel_window_test_assert_label (page, "note", "The terminal is busy.");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fiel_window_test_get_child (page, "note")),
                                   GTK_ACCESSIBLE_ROLE_ALERT);

  /* Nobody can approve it here: the way is named. */
  fiel_fake_engine_fail_next (test->engine, FIEL_ENGINE_ERROR_APPROVAL, "A manager has to approve this.");
  activate (page, "result.again");
  fiel_test_drain ();
  fiel_window_test_assert_label (page, "note", "A manager has to approve this. Start it as a new sale: there a manager "
                                               "can approve it.");

  /* Pressed twice, asked once: the same ticket, another attempt. */
  fiel_fake_engine_hold (test->engine);
  activate (page, "result.again");
  g_assert_false (fiel_window_test_is_enabled (test, "win.try-again"));
  activate (page, "result.again");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 3);
  g_assert_cmpstr (fiel_fake_engine_get_reference (test->engine), ==, "004518");
  g_assert_false (fiel_fake_engine_get_new_ticket (test->engine));
  fiel_fake_engine_answer (test->engine);
  fiel_test_drain ();
  get_page (test, FIEL_TYPE_PROGRESS_PAGE);
  g_assert_true (fiel_window_get_attempt (test->window) != declined);
}

static void
test_return (FielWindowTest *test, gconstpointer data)
{
  gpointer page;
  guint seconds;

  close_attempt (test, charge_until_waiting (test), FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  page = get_page (test, FIEL_TYPE_RESULT_PAGE);
  seconds = fiel_result_page_get_return_in (page);
  g_assert_cmpuint (seconds, ==, fiel_profile_get_return_after_s (fiel_engine_get_profile (test->engine)));
  fiel_window_test_wait_us (test, 2 * SECOND);
  g_assert_cmpuint (fiel_result_page_get_return_in (page), ==, seconds - 2);
  fiel_window_test_assert_label (page, "going_words", "Back to the till in 4 s");
  fiel_window_test_wait_us (test, (seconds - 2) * SECOND - 1);
  g_assert_false (shows_till (test));
  fiel_window_test_wait_us (test, SECOND);
  g_assert_true (shows_till (test));
}

static void
press_key_on (gpointer page)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (page);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Tab, 0, 0, &handled);
    }
  g_assert_false (handled);
}

static void
test_stay (FielWindowTest *test, gconstpointer data)
{
  gpointer page;

  close_attempt (test, charge_until_waiting (test), FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  page = get_page (test, FIEL_TYPE_RESULT_PAGE);
  fiel_window_test_wait_us (test, 4 * SECOND);
  press_key_on (page);
  g_assert_cmpuint (fiel_result_page_get_return_in (page), ==, 6);

  activate (page, "result.stay");
  g_assert_false (is_visible (page, "going"));
  fiel_window_test_wait_us (test, 600 * SECOND);
  g_assert_false (shows_till (test));
}

static void
test_no_return (FielWindowTest *test, gconstpointer data)
{
  close_attempt (test, charge_until_waiting (test), FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  g_assert_false (is_visible (get_page (test, FIEL_TYPE_RESULT_PAGE), "going"));
  fiel_window_test_wait_us (test, 600 * SECOND);
  g_assert_false (shows_till (test));
}

/* Looked at again, a result is neither new nor in a hurry. */
static void
test_looked_at_again (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_waiting (test);
  gpointer page;

  close_attempt (test, attempt, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  fiel_window_show_till (test->window);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-attempt", "s", fiel_attempt_get_id (attempt));
  page = get_page (test, FIEL_TYPE_RESULT_PAGE);
  fiel_window_test_assert_label (page, "headline", "APPROVED");
  g_assert_false (is_visible (page, "going"));
}

static void
test_conflict (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_waiting (test);
  gpointer page;

  close_attempt (test, attempt, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  page = get_page (test, FIEL_TYPE_RESULT_PAGE);
  g_assert_false (is_visible (page, "conflict"));
  g_assert_true (gtk_widget_has_css_class (fiel_window_test_get_child (page, "hero"), "approved"));
  fiel_attempt_set_contradiction (attempt, FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL);
  g_assert_true (is_visible (page, "conflict"));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fiel_window_test_get_child (page, "conflict")),
                                   GTK_ACCESSIBLE_ROLE_ALERT);
  g_assert_false (is_visible (page, "going"));
  fiel_window_test_assert_label (page, "headline", "APPROVED");

  /* The record stands, but nothing that can be seen from afar says that all is well. */
  g_assert_false (gtk_widget_has_css_class (fiel_window_test_get_child (page, "hero"), "approved"));
  g_assert_false (gtk_widget_has_css_class (fiel_window_test_get_child (page, "body"), "approved"));
  g_assert_false (is_visible (page, "icon"));
  g_assert_false (is_visible (page, "verdict"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fiel_window_test_get_child (page, "hero")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "APPROVED, twelve thousand nine hundred ninety pesos. Not charged after all");
}

/* What was advised when the payment ended is no longer advised. */
static void
test_conflict_advises_once (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_waiting (test);
  gpointer page;

  close_attempt (test, attempt, FIEL_OUTCOME_DECLINED, FIEL_REASON_NO_FUNDS);
  page = get_page (test, FIEL_TYPE_RESULT_PAGE);
  fiel_window_test_assert_label (page, "advice", "Ask for another card.");
  g_assert_true (is_visible (page, "reason"));
  g_assert_true (is_visible (page, "again"));
  gtk_widget_grab_focus (fiel_window_test_get_child (page, "again"));
  fiel_attempt_set_contradiction (attempt, FIEL_CONTRADICTION_CHARGED_AFTER_ALL);
  g_assert_true (has_focus (test, page, "hero"));
  g_assert_false (is_visible (page, "next_key"));
  /* Nor does it go away by the key that was meant for what stood there. */
  activate (page, "result.next");
  g_assert_true (get_page (test, FIEL_TYPE_RESULT_PAGE) == page);
  g_assert_false (is_visible (page, "reason"));
  g_assert_false (is_visible (page, "verdict"));
  g_assert_false (is_visible (page, "again"));
  g_assert_false (gtk_widget_has_css_class (fiel_window_test_get_child (page, "hero"), "declined"));
}


/* What a provider writes is shown as it is written. */
static void
test_foreign_text (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_waiting (test);
  GtkLabel *text;

  fiel_attempt_set_provider_words (attempt, "904417", "05", "<b>NO & <a href='x'>");
  close_attempt (test, attempt, FIEL_OUTCOME_DECLINED, FIEL_REASON_DECLINED);
  text = GTK_LABEL (fiel_window_test_get_child (
    fiel_window_test_get_child (get_page (test, FIEL_TYPE_RESULT_PAGE), "details"), "text"));
  g_assert_nonnull (strstr (gtk_label_get_text (text), "Provider’s words: <b>NO & <a href='x'>"));
  g_assert_nonnull (strstr (gtk_label_get_text (text), "Provider’s code: 05"));
  g_assert_false (gtk_label_get_use_markup (text));
}

/* -- Not confirmed ------------------------------------------------------------------------------------------------- */

static void
assert_nothing_suggested (GtkWidget *widget)
{
  g_assert_false (gtk_widget_has_css_class (widget, "suggested-action"));
  g_assert_false (gtk_widget_has_css_class (widget, "destructive-action"));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_nothing_suggested (child);
}

static void
test_unconfirmed (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_unconfirmed (test);
  gpointer page = get_page (test, FIEL_TYPE_UNCONFIRMED_PAGE);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fiel_window_test_get_child (page, "title")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "NOT CONFIRMED. Do not charge again. twelve thousand nine hundred ninety pesos, Terminal Norte · Ticket 004518");
  fiel_window_test_assert_label (page, "asked", "Asked Getnet 4 times, no final answer");
  fiel_window_test_assert_label (page, "next", "Next check in 0:12");
  fiel_window_test_wait_us (test, SECOND);
  fiel_window_test_assert_label (page, "next", "Next check in 0:11");
  fiel_window_test_assert_label (page, "why", "The provider’s answer did not arrive");
  fiel_window_test_assert_label (page, "promise",
                                 "If you leave, Fiel keeps checking by itself. "
                                 "Ticket 004518 and Terminal Norte stay reserved.");

  activate (page, "win.check-now");
  g_assert_cmpuint (fiel_fake_engine_get_n_checks (test->engine), ==, 1);
  fiel_window_test_assert_label (page, "next", "Asking now…");
  g_assert_false (is_visible (page, "probe_line"));
  fiel_attempt_set_terminal_seen_busy (attempt, TRUE);
  g_assert_true (is_visible (page, "probe_line"));
  fiel_window_test_assert_label (page, "probe",
                                 "Terminal Norte is busy, most likely with this payment: look at its screen.");

  /* Nothing here charges, cancels or looks like the thing to press. */
  assert_nothing_suggested (page);
  g_assert_false (fiel_window_test_is_enabled (test, "win.try-again"));
  g_assert_false (fiel_window_test_is_enabled (test, "win.pay-otherwise"));
  activate (page, "win.new-sale");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 0);
}

static void
test_park (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_unconfirmed (test);
  gpointer page = get_page (test, FIEL_TYPE_UNCONFIRMED_PAGE);

  /* Esc goes to the way out, and no further. */
  activate (test->window, "win.back");
  g_assert_true (has_focus (test, page, "park"));
  g_assert_false (shows_till (test));

  g_signal_emit_by_name (fiel_window_test_get_child (page, "park"), "clicked");
  g_assert_true (shows_till (test));
  g_assert_true (fiel_attempt_get_parked (attempt));
  g_assert_true (is_visible (fiel_window_test_get_header (test), "open_button"));

  /* Who comes back to look may leave with Esc. */
  fiel_window_show_attempt (test->window, attempt);
  get_page (test, FIEL_TYPE_UNCONFIRMED_PAGE);
  activate (test->window, "win.back");
  g_assert_true (shows_till (test));

  /* Its result does not push the keypad away from under a hand. */
  close_attempt (test, attempt, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  g_assert_true (shows_till (test));
}

/* -- Today --------------------------------------------------------------------------------------------------------- */

/* The name of a list's row that has the keyboard when somebody goes through the list. */
static void
assert_row (GtkWidget *pane, guint position, FielAttempt *attempt)
{
  const FielNumberStyle *style = fiel_number_style_for_country ("cl");
  GtkWidget *row = gtk_widget_get_first_child (fiel_window_test_get_child (pane, "list"));
  g_autofree char *name = fiel_today_row_describe (attempt, style);

  for (guint i = 0; i < position; i++)
    row = gtk_widget_get_next_sibling (row);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

static void
assert_marked (GtkWidget *pane, GtkWidget *line, FielAttempt *attempt)
{
  GtkWidget *item = gtk_widget_get_first_child (fiel_window_test_get_child (pane, "list"));
  GtkWidget *row = gtk_widget_get_first_child (item);
  GtkWidget *icon = fiel_window_test_get_child (row, "icon");
  g_autofree char *name = fiel_today_row_describe (attempt, fiel_number_style_for_country ("cl"));

  fiel_window_test_assert_label (row, "word", "Contradicted");
  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (icon)), ==, "fiel-unconfirmed-symbolic");
  g_assert_true (gtk_widget_has_css_class (icon, "warning"));
  g_assert_true (g_str_has_suffix (name, ", Contradicted"));
  g_assert_true (g_str_has_suffix (gtk_label_get_text (GTK_LABEL (fiel_window_test_get_child (line, "words"))),
                                   " · Contradicted"));
}

static void
test_today (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *pane = fiel_window_test_get_child (test->window, "today_pane");
  GtkWidget *line = fiel_window_test_get_child (test->window, "last_line");
  FielAttempt *first, *second, *back;

  fiel_window_test_assert_label (pane, "totals", "0 sales");
  fiel_window_test_assert_label (line, "words", "No payments yet today");
  first = charge_until_waiting (test);
  close_attempt (test, first, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  fiel_window_test_assert_label (pane, "totals", "1 sale · $12.990");
  g_assert_true (g_str_has_suffix (gtk_label_get_label (GTK_LABEL (fiel_window_test_get_child (line, "words"))),
                                   "$12.990 · Approved"));

  second = charge_until_unconfirmed (test);
  fiel_window_test_assert_label (pane, "totals", "1 sale · $12.990");
  fiel_window_show_till (test->window);
  assert_row (pane, 0, second);
  assert_row (pane, 1, first);
  g_signal_emit_by_name (fiel_window_test_get_child (pane, "list"), "activate", 0u);
  g_assert_true (fiel_window_get_attempt (test->window) == second);
  g_signal_emit_by_name (fiel_window_test_get_child (pane, "list"), "activate", 1u);
  g_assert_true (fiel_window_get_attempt (test->window) == first);

  /* What went back is no sale, and the sum says that it is without it. */
  back = fiel_fake_engine_add_attempt_of (test->engine, FIEL_ATTEMPT_KIND_REFUND, "norte", 2990, "1",
                                          fiel_attempt_get_id (first));
  close_attempt (test, back, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  fiel_window_test_assert_label (pane, "totals", "1 sale, 1 return · net $10.000");
  /* What is to be resolved stands first. */
  assert_row (pane, 0, second);
  assert_row (pane, 1, back);
  close_attempt (test, second, FIEL_OUTCOME_DECLINED, FIEL_REASON_DECLINED);
  assert_row (pane, 0, back);
  assert_row (pane, 1, second);

  /* What a later word contradicts is marked as the journal marks it, here and in the line of the last payment. */
  fiel_attempt_set_contradiction (back, FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL);
  assert_marked (pane, line, back);
}

/* -- Actions ------------------------------------------------------------------------------------------------------- */

static void
test_actions (FielWindowTest *test, gconstpointer data)
{
  static const char *const payment_actions[] = { "win.ask-cancel", "win.pay-otherwise", "win.park", "win.try-again" };
  FielAttempt *attempt;

  for (guint i = 0; i < G_N_ELEMENTS (payment_actions); i++)
    g_assert_false (fiel_window_test_is_enabled (test, payment_actions[i]));

  attempt = charge_until_waiting (test);
  g_assert_true (fiel_window_test_is_enabled (test, "win.ask-cancel"));
  g_assert_true (fiel_window_test_is_enabled (test, "win.check-now"));
  g_assert_false (fiel_window_test_is_enabled (test, "win.park"));
  g_assert_false (fiel_window_test_is_enabled (test, "win.try-again"));
  fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_NONE, FALSE);
  g_assert_false (fiel_window_test_is_enabled (test, "win.ask-cancel"));

  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  g_assert_true (fiel_window_test_is_enabled (test, "win.park"));
  close_attempt (test, attempt, FIEL_OUTCOME_DECLINED, FIEL_REASON_DECLINED);
  g_assert_false (fiel_window_test_is_enabled (test, "win.park"));
  g_assert_false (fiel_window_test_is_enabled (test, "win.check-now"));
  g_assert_true (fiel_window_test_is_enabled (test, "win.try-again"));

  fiel_fake_engine_set_trouble (test->engine, "The journal cannot be written.", NULL);
  g_assert_false (fiel_window_test_is_enabled (test, "win.try-again"));
}

/* Every page fits below the header of a window of 360 × 600. */
static void
test_smallest_size (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *pages = GTK_WIDGET (get_pages (test));

  fiel_attempt_pages_set_narrow (FIEL_ATTEMPT_PAGES (pages), TRUE);
  for (guint i = 0; i < 3; i++)
    {
      FielAttempt *attempt = i == 0 ? charge_until_waiting (test) : charge_until_unconfirmed (test);
      int width, height;

      if (i == 2)
        close_attempt (test, attempt, FIEL_OUTCOME_DECLINED, FIEL_REASON_NO_FUNDS);
      gtk_widget_measure (pages, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      g_assert_cmpint (width, <=, 360);
      gtk_widget_measure (pages, GTK_ORIENTATION_VERTICAL, 360, &height, NULL, NULL, NULL);
      g_assert_cmpint (height, <=, 540);
    }
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/attempt-pages/phases", &live, test_phases);
  fiel_window_test_add ("/attempt-pages/check-keeps-focus", &live, test_check_keeps_focus);
  fiel_window_test_add ("/attempt-pages/charged", &live, test_charged);
  fiel_window_test_add ("/attempt-pages/successor", &live, test_successor);
  fiel_window_test_add ("/attempt-pages/no-successor", &live, test_no_successor);
  fiel_window_test_add ("/attempt-pages/hidden-pages", &live, test_hidden_pages);
  fiel_window_test_add ("/attempt-pages/time-left", &live, test_time_left);
  fiel_window_test_add ("/attempt-pages/returning", &live, test_returning);
  fiel_window_test_add ("/attempt-pages/hidden-page-is-still", &live, test_hidden_page_is_still);
  fiel_window_test_add ("/attempt-pages/timeline", &live, test_timeline);
  fiel_window_test_add ("/attempt-pages/long-timeline", &live, test_long_timeline);
  fiel_window_test_add ("/attempt-pages/asked", &live, test_asked);
  fiel_window_test_add ("/attempt-pages/ask-cancel", &live, test_ask_cancel);
  fiel_window_test_add ("/attempt-pages/provider-cannot-cancel", &live, test_provider_cannot_cancel);
  fiel_window_test_add ("/attempt-pages/pay-otherwise", &live, test_pay_otherwise);
  fiel_window_test_add ("/attempt-pages/every-outcome", &live, test_every_outcome);
  fiel_window_test_add ("/attempt-pages/approved", &live, test_approved);
  fiel_window_test_add ("/attempt-pages/partly-approved", &live, test_partly_approved);
  fiel_window_test_add ("/attempt-pages/declined", &live, test_declined);
  fiel_window_test_add ("/attempt-pages/deaf", &live, test_deaf);
  fiel_window_test_add ("/attempt-pages/try-again", &live, test_try_again);
  fiel_window_test_add ("/attempt-pages/return", &live, test_return);
  fiel_window_test_add ("/attempt-pages/stay", &live, test_stay);
  fiel_window_test_add ("/attempt-pages/no-return", &staying, test_no_return);
  fiel_window_test_add ("/attempt-pages/looked-at-again", &live, test_looked_at_again);
  fiel_window_test_add ("/attempt-pages/conflict", &live, test_conflict);
  fiel_window_test_add ("/attempt-pages/conflict-advises-once", &live, test_conflict_advises_once);
  fiel_window_test_add ("/attempt-pages/foreign-text", &live, test_foreign_text);
  fiel_window_test_add ("/attempt-pages/unconfirmed", &live, test_unconfirmed);
  fiel_window_test_add ("/attempt-pages/park", &live, test_park);
  fiel_window_test_add ("/attempt-pages/today", &live, test_today);
  fiel_window_test_add ("/attempt-pages/actions", &live, test_actions);
  fiel_window_test_add ("/attempt-pages/smallest-size", &live, test_smallest_size);

  return g_test_run ();
}
