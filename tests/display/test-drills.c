/* test-drills.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-private.h"
#include "fiel-drill-bar.h"
#include "fiel-drill.h"
#include "fiel-reception.h"
#include "fiel-resolve-row.h"
#include "fiel-shell.h"
#include "fiel-terminal-private.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

/* The drills of training mode: from the list to the score, with the engine played by the test. */

static const FielWindowTestStore training = { .environment = "training" };
static const FielWindowTestStore cents = { "training", "ar", "ARS", "amount-mode=cents", NULL };
static const FielWindowTestStore decimals = { "training", "ar", "ARS", "amount-mode=decimal", NULL };
static const FielWindowTestStore provider_test = { .environment = "test" };
static const FielWindowTestStore live = { .environment = "production" };

static gboolean
is_folded (gpointer user_data)
{
  return fiel_shell_get_folded (user_data) && !fiel_shell_get_side_shown (user_data);
}

static GtkWidget *
get_bar (FielWindowTest *test)
{
  return fiel_window_test_get_child (test->window, "drill_bar");
}

static GtkWidget *
get_page (FielWindowTest *test, const char *name)
{
  return fiel_window_test_get_child (fiel_window_test_get_child (test->window, "back_pages"), name);
}

static gboolean
shows (FielWindowTest *test, const char *name)
{
  return gtk_stack_get_visible_child (GTK_STACK (fiel_window_test_get_child (test->window, "pages")))
           == fiel_window_test_get_child (test->window, "back_pages")
         && gtk_stack_get_visible_child (GTK_STACK (get_page (test, "stack"))) == get_page (test, name);
}

static gboolean
bar_shows (FielWindowTest *test, const char *button)
{
  return gtk_widget_get_visible (get_bar (test))
         && gtk_widget_get_visible (fiel_window_test_get_child (get_bar (test), button));
}

static void
press (FielWindowTest *test, const char *button)
{
  g_assert_true (bar_shows (test, button));
  g_signal_emit_by_name (fiel_window_test_get_child (get_bar (test), button), "clicked");
}

static void
begin (FielWindowTest *test, FielDrillKind kind)
{
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.start-drill", "u", (guint) kind);
}

/* Starts the drill and presses Charge. */
static FielAttempt *
charge (FielWindowTest *test, FielDrillKind kind)
{
  begin (test, kind);
  fiel_window_test_wait_us (test, G_USEC_PER_SEC);
  fiel_window_test_type (test, "Return");
  g_assert_nonnull (fiel_window_get_attempt (test->window));

  return fiel_window_get_attempt (test->window);
}

static void
close_attempt (FielWindowTest *test, FielAttempt *attempt, FielOutcome outcome)
{
  if (fiel_outcome_moved_money (outcome))
    fiel_attempt_set_approved (attempt, fiel_attempt_get_amount (attempt));
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, outcome, 1);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (test->engine);
}

static void
lose_answer (FielWindowTest *test, FielAttempt *attempt)
{
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_fake_engine_refresh (test->engine);
}

static void
assert_score (FielWindowTest *test, const char *score)
{
  press (test, "end");
  g_assert_true (shows (test, "report"));
  fiel_window_test_assert_label (get_page (test, "report"), "score", score);
  g_assert_false (gtk_widget_get_visible (get_bar (test)));
}

static GtkListBoxRow *
get_step (FielWindowTest *test, int index)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (fiel_window_test_get_child (get_page (test, "report"), "list")),
                                        index);
}

/* Where money moves there is nothing to be found of them. */
static void
test_only_in_training (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *bar = fiel_window_test_get_child (test->window, "mode_bar");

  g_assert_false (fiel_window_test_is_enabled (test, "win.show-drills"));
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (bar, "drills")));
  g_assert_false (gtk_widget_get_visible (get_bar (test)));
  begin (test, FIEL_DRILL_LOST_ANSWER);
  g_assert_false (gtk_widget_get_visible (get_bar (test)));
}

static void
test_page (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *bar = fiel_window_test_get_child (test->window, "mode_bar");
  GtkListBox *list = GTK_LIST_BOX (fiel_window_test_get_child (get_page (test, "drills"), "list"));

  g_signal_emit_by_name (fiel_window_test_get_child (bar, "drills"), "clicked");
  g_assert_true (shows (test, "drills"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (list, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Lost answer, Not done yet");
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, FIEL_N_DRILLS - 1));
  g_assert_null (gtk_list_box_get_row_at_index (list, FIEL_N_DRILLS));

  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_false (shows (test, "drills"));
  g_assert_true (gtk_widget_get_visible (get_bar (test)));
  fiel_window_test_assert_label (get_bar (test), "title", "Drill: Lost answer");
  fiel_window_test_assert_label (test->till, "charge_amount", "Charge $5.179");
  g_assert_false (bar_shows (test, "cash"));

  /* Nothing was charged: nothing was right. */
  assert_score (test, "0 of 4 steps");
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-drills", NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (list, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Lost answer, 0 of 4 steps");
}

/* The amount decides what the practice cloud plays, however amounts are typed here. */
static void
test_amount (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge (test, FIEL_DRILL_LATE_APPROVAL);

  g_assert_cmpint (fiel_attempt_get_amount (attempt).minor, ==, 5178);
}

static void
test_lost_answer (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge (test, FIEL_DRILL_LOST_ANSWER);

  lose_answer (test, attempt);
  fiel_attempt_set_sighting (attempt, FIEL_SIGHTING_APPROVED, NULL);
  fiel_window_test_assert_label (get_bar (test), "hint", "Wait: Fiel goes on asking until it knows. Do not charge again.");
  close_attempt (test, attempt, FIEL_OUTCOME_APPROVED);
  fiel_window_test_assert_label (get_bar (test), "title", "Drill: Lost answer · 4 of 4 steps");
  g_assert_false (bar_shows (test, "cash"));
  assert_score (test, "4 of 4 steps");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_step (test, 2)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Right. As long as nobody knows, the customer may have paid already.");
}

static void
test_charged_twice (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge (test, FIEL_DRILL_LOST_ANSWER);

  lose_answer (test, attempt);
  fiel_fake_engine_add_attempt (test->engine, "terraza", 7000, "9");
  fiel_fake_engine_add_attempt (test->engine, "sur", 5179, "2");
  close_attempt (test, attempt, FIEL_OUTCOME_APPROVED);
  assert_score (test, "2 of 4 steps");
  gtk_test_accessible_assert_property (
    GTK_ACCESSIBLE (get_step (test, 2)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    "This would have cost money. The card was charged a second time for the same goods.");
}

static void
test_cash (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge (test, FIEL_DRILL_SWITCH_TO_CASH);

  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_WAITING);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.pay-otherwise", NULL);
  close_attempt (test, attempt, FIEL_OUTCOME_CANCELLED);

  /* The till came back by itself; the cash is still to be taken. */
  g_assert_null (fiel_window_get_attempt (test->window));
  fiel_window_test_assert_label (get_bar (test), "hint", "It is proven that nothing was charged. Take the cash.");
  press (test, "cash");
  assert_score (test, "4 of 4 steps");
}

/* What the drill says follows what the provider can do: where it cannot stop the terminal, somebody presses a key. */
static void
test_red_key (FielWindowTest *test, gconstpointer data)
{
  FielTerminal *terminal = fiel_engine_find_terminal (test->engine, "norte");
  FielAttempt *attempt;

  fiel_terminal_set_can_cancel (terminal, FALSE);
  attempt = charge (test, FIEL_DRILL_SWITCH_TO_CASH);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_WAITING);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.pay-otherwise", NULL);
  fiel_window_test_assert_label (get_bar (test), "hint",
                                 "It cannot be stopped from here: press the red key on the terminal. Take the cash only "
                                 "when it is proven that nothing was charged.");
  close_attempt (test, attempt, FIEL_OUTCOME_CANCELLED);
  press (test, "cash");
  assert_score (test, "4 of 4 steps");

  fiel_terminal_set_can_cancel (terminal, TRUE);
  attempt = charge (test, FIEL_DRILL_SWITCH_TO_CASH);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_WAITING);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.pay-otherwise", NULL);
  fiel_window_test_assert_label (get_bar (test), "hint",
                                 "The terminal is being stopped. Take the cash only when it is proven that nothing was "
                                 "charged.");
}

/* A narrow bar shows the drill's name where its buttons need a line of their own; it is heard always. */
static void
test_narrow_title (FielWindowTest *test, gconstpointer data)
{
  charge (test, FIEL_DRILL_SWITCH_TO_CASH);
  fiel_drill_bar_set_narrow (FIEL_DRILL_BAR (get_bar (test)), TRUE);
  g_assert_true (bar_shows (test, "cash"));
  g_assert_true (bar_shows (test, "short_title"));
  g_assert_false (bar_shows (test, "title"));
  fiel_window_test_assert_label (get_bar (test), "short_title", "Customer switches to cash");
  begin (test, FIEL_DRILL_LOST_ANSWER);
  fiel_drill_bar_set_narrow (FIEL_DRILL_BAR (get_bar (test)), TRUE);
  g_assert_false (bar_shows (test, "short_title"));
  g_assert_false (bar_shows (test, "title"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_bar (test)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Drill: Lost answer");
  fiel_drill_bar_set_narrow (FIEL_DRILL_BAR (get_bar (test)), FALSE);
  g_assert_true (bar_shows (test, "title"));
  g_assert_false (bar_shows (test, "short_title"));
}

static void
test_cash_too_early (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge (test, FIEL_DRILL_SWITCH_TO_CASH);

  fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_AGREED, FALSE);
  press (test, "cash");
  g_assert_false (bar_shows (test, "cash"));
  close_attempt (test, attempt, FIEL_OUTCOME_CANCELLED);
  assert_score (test, "2 of 4 steps");
}

static void
test_terminal_off (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge (test, FIEL_DRILL_TERMINAL_OFF);

  lose_answer (test, attempt);
  fiel_attempt_set_sighting (attempt, FIEL_SIGHTING_NOTHING, NULL);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.park", NULL);
  g_assert_null (fiel_window_get_attempt (test->window));
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-open", NULL);
  g_assert_true (shows (test, "resolve"));
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-attempt", "s", fiel_attempt_get_id (attempt));
  assert_score (test, "5 of 5 steps");

  /* Its terminal is reserved: the next drill takes another one. */
  begin (test, FIEL_DRILL_LOST_ANSWER);
  fiel_window_test_assert_label (test->till, "charge_terminal", "on Terminal Sur");
}

static void
test_recorded_by_hand (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge (test, FIEL_DRILL_TERMINAL_OFF);

  lose_answer (test, attempt);
  close_attempt (test, attempt, FIEL_OUTCOME_HAND_NOT_CHARGED);
  assert_score (test, "1 of 5 steps");
}

static void
test_late_approval (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge (test, FIEL_DRILL_LATE_APPROVAL);

  g_assert_false (bar_shows (test, "goods"));
  fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_AGREED, FALSE);
  close_attempt (test, attempt, FIEL_OUTCOME_APPROVED);
  g_assert_true (bar_shows (test, "cash"));
  press (test, "goods");
  assert_score (test, "4 of 4 steps");

  /* Again: another amount, so that nobody asks whether it is a repetition. */
  g_signal_emit_by_name (fiel_window_test_get_child (get_page (test, "report"), "again"), "clicked");
  fiel_window_test_assert_label (test->till, "charge_amount", "Charge $5.278");
}

static void
add_answer (FielWindowTest *test, gint64 seq)
{
  FielAlertContent content = {
    .seq = seq, .kind = FIEL_ALERT_UNMATCHED, .provider = "getnet", .text = "{\"customId\":\"another-till-9\"}",
    .wall_us = fiel_clock_get_wall_us (FIEL_CLOCK (test->clock)),
  };

  fiel_fake_engine_add_alert (test->engine, &content);
}

/* From here on the till is called back. */
static void
listen (FielWindowTest *test, FielTrouble trouble)
{
  fiel_reception_set_way (fiel_fake_engine_add_reception (test->engine, "getnet"), FIEL_CALLBACK_ROUTE_LISTENER, trouble,
                          0);
}

static void
open_answer (FielWindowTest *test, gint64 seq)
{
  GtkWidget *resolve = get_page (test, "resolve");
  GtkListBox *list = GTK_LIST_BOX (fiel_window_test_get_child (resolve, "list"));

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-resolve", NULL);
  for (int i = 0; !shows (test, "alert"); i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, i);

      g_assert_nonnull (row);
      if (fiel_alert_get_seq (fiel_resolve_row_get_item (FIEL_RESOLVE_ROW (row))) == seq)
        g_signal_emit_by_name (list, "row-activated", row);
    }
}

static void
note_answer (FielWindowTest *test)
{
  GtkWidget *page = get_page (test, "alert");

  gtk_editable_set_text (GTK_EDITABLE (fiel_window_test_get_child (page, "note")), "of another till");
  g_signal_emit_by_name (fiel_window_test_get_child (page, "seen"), "clicked");
}

static void
test_stray_answer (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt;

  listen (test, FIEL_TROUBLE_NONE);
  add_answer (test, 7);
  attempt = charge (test, FIEL_DRILL_STRAY_ANSWER);
  g_assert_cmpint (fiel_attempt_get_amount (attempt).minor % 100, ==, 75);
  g_assert_false (bar_shows (test, "cash"));
  close_attempt (test, attempt, FIEL_OUTCOME_APPROVED);
  g_assert_false (bar_shows (test, "goods"));
  fiel_window_test_assert_label (get_bar (test), "hint",
                                 "This payment is done. In a few seconds the provider calls about another one.");

  add_answer (test, 8);
  fiel_window_test_assert_label (get_bar (test), "hint",
                                 "An answer came in that belongs to no payment of this till. Open it under “to resolve”.");
  open_answer (test, 8);
  note_answer (test);
  g_assert_cmpuint (fiel_engine_get_n_alerts (test->engine), ==, 1);
  assert_score (test, "5 of 5 steps");
}

/* Whoever gives up before anything came is not sent to look for it. */
static void
test_stray_answer_given_up (FielWindowTest *test, gconstpointer data)
{
  listen (test, FIEL_TROUBLE_NONE);
  begin (test, FIEL_DRILL_STRAY_ANSWER);
  assert_score (test, "0 of 5 steps");
  gtk_test_accessible_assert_property (
    GTK_ACCESSIBLE (get_step (test, 2)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    "Not done. Nobody looked at it. If it came, it is still there, under “to resolve”.");
  gtk_test_accessible_assert_property (
    GTK_ACCESSIBLE (get_step (test, 4)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    "Not done. Nobody wrote down what was found. If the answer came, it is still there, under “to resolve”.");
}

/* What stood on the list before is not what the drill is about; a second charge and a return are mistakes. */
static void
test_stray_answer_believed (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt;

  listen (test, FIEL_TROUBLE_NONE);
  add_answer (test, 7);
  attempt = charge (test, FIEL_DRILL_STRAY_ANSWER);
  close_attempt (test, attempt, FIEL_OUTCOME_APPROVED);
  open_answer (test, 7);
  note_answer (test);
  add_answer (test, 8);
  fiel_fake_engine_add_attempt_of (test->engine, FIEL_ATTEMPT_KIND_REFUND, "norte", 100, "3",
                                   fiel_attempt_get_id (attempt));
  assert_score (test, "2 of 5 steps");
  gtk_test_accessible_assert_property (
    GTK_ACCESSIBLE (get_step (test, 3)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    "This would have cost money. The money of a customer who had paid rightly was returned.");
}

/* Where nobody calls, nothing would ever come in: the drill is not begun. */
static void
test_stray_answer_not_called (FielWindowTest *test, gconstpointer data)
{
  GtkListBox *list = GTK_LIST_BOX (fiel_window_test_get_child (get_page (test, "drills"), "list"));
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, FIEL_DRILL_STRAY_ANSWER));

  listen (test, FIEL_TROUBLE_PORT_TAKEN);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-drills", NULL);
  g_assert_false (gtk_widget_get_sensitive (row));
  gtk_test_accessible_assert_property (
    GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
    "Answer without a payment, Only where the provider calls the till: how a sale is sent must not be synchronous");
  begin (test, FIEL_DRILL_STRAY_ANSWER);
  g_assert_false (gtk_widget_get_visible (get_bar (test)));

  /* It turns out while the page is not in sight. */
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.back", NULL);
  listen (test, FIEL_TROUBLE_NONE);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-drills", NULL);
  g_assert_true (gtk_widget_get_sensitive (row));
}

/* With the bar above it the till still fits into 360 × 600. */
static void
test_smallest_size (FielWindowTest *test, gconstpointer data)
{
  int width, height;

  gtk_window_set_default_size (GTK_WINDOW (test->window), 360, 600);
  fiel_test_run_until (is_folded, fiel_window_test_get_child (test->window, "shell"), "the side pane folds", 60);
  begin (test, FIEL_DRILL_TERMINAL_OFF);
  fiel_test_drain ();
  gtk_widget_measure (GTK_WIDGET (test->window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  gtk_widget_measure (GTK_WIDGET (test->window), GTK_ORIENTATION_VERTICAL, 360, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, <=, 600);
}

static gboolean
are_keys_in_sight (gpointer user_data)
{
  FielWindowTest *test = user_data;
  GtkWidget *keys = fiel_window_test_get_child (test->till, "keys");
  GtkAdjustment *scrolled = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (keys));

  return gtk_widget_get_mapped (keys) && gtk_widget_get_height (GTK_WIDGET (test->window)) == 640
         && gtk_adjustment_get_upper (scrolled) <= gtk_adjustment_get_page_size (scrolled);
}

/* The frame of whatever has the focus stays off what stands under the amount. */
static gboolean
is_amount_apart (gpointer user_data)
{
  FielWindowTest *test = user_data;
  GtkWidget *words = fiel_window_test_get_child (test->till, "words");
  graphene_rect_t amount;

  return gtk_widget_compute_bounds (fiel_window_test_get_child (test->till, "display"), words, &amount)
         && amount.origin.y + amount.size.height <= -4;
}

/* At 360 × 640 every key can be seen, in training and with a drill above the till. */
static void
test_keys_in_sight (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (test->window);

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  fiel_test_run_until (is_folded, fiel_window_test_get_child (window, "shell"), "the side pane folds", 60);
  /* Without what the frame takes of it. */
  gtk_window_set_default_size (GTK_WINDOW (window), 720 - gtk_widget_get_width (window),
                               1280 - gtk_widget_get_height (window));
  fiel_test_run_until (are_keys_in_sight, test, "every key is in sight in training", 20);
  begin (test, FIEL_DRILL_LOST_ANSWER);
  g_assert_true (gtk_widget_get_visible (get_bar (test)));
  fiel_test_drain ();
  fiel_test_run_until (is_amount_apart, test, "the amount has room for its frame", 20);
  fiel_test_run_until (are_keys_in_sight, test, "every key is in sight in a drill", 20);
}

/* Another store is another training: what was under way there is no drill here. */
static void
test_ends_with_store (FielWindowTest *test, gconstpointer data)
{
  begin (test, FIEL_DRILL_LOST_ANSWER);
  g_assert_true (gtk_widget_get_visible (get_bar (test)));
  fiel_window_set_engine (test->window, NULL);
  g_assert_false (gtk_widget_get_visible (get_bar (test)));
  fiel_window_set_engine (test->window, test->engine);
  g_assert_false (gtk_widget_get_visible (get_bar (test)));
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/drills/only-in-training/test", &provider_test, test_only_in_training);
  fiel_window_test_add ("/drills/only-in-training/live", &live, test_only_in_training);
  fiel_window_test_add ("/drills/page", &training, test_page);
  fiel_window_test_add ("/drills/amount/whole", &training, test_amount);
  fiel_window_test_add ("/drills/amount/cents", &cents, test_amount);
  fiel_window_test_add ("/drills/amount/decimals", &decimals, test_amount);
  fiel_window_test_add ("/drills/lost-answer", &training, test_lost_answer);
  fiel_window_test_add ("/drills/charged-twice", &training, test_charged_twice);
  fiel_window_test_add ("/drills/cash", &training, test_cash);
  fiel_window_test_add ("/drills/red-key", &training, test_red_key);
  fiel_window_test_add ("/drills/narrow-title", &training, test_narrow_title);
  fiel_window_test_add ("/drills/cash-too-early", &training, test_cash_too_early);
  fiel_window_test_add ("/drills/terminal-off", &training, test_terminal_off);
  fiel_window_test_add ("/drills/recorded-by-hand", &training, test_recorded_by_hand);
  fiel_window_test_add ("/drills/late-approval", &training, test_late_approval);
  fiel_window_test_add ("/drills/stray-answer", &training, test_stray_answer);
  fiel_window_test_add ("/drills/stray-answer/given-up", &training, test_stray_answer_given_up);
  fiel_window_test_add ("/drills/stray-answer/believed", &training, test_stray_answer_believed);
  fiel_window_test_add ("/drills/stray-answer/not-called", &training, test_stray_answer_not_called);
  fiel_window_test_add ("/drills/smallest-size", &training, test_smallest_size);
  fiel_window_test_add ("/drills/keys-in-sight", &training, test_keys_in_sight);
  fiel_window_test_add ("/drills/ends-with-store", &training, test_ends_with_store);

  return g_test_run ();
}
