/* scenes-of-payments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-terminal-picker.h"
#include "fiel-terminal-private.h"
#include "stage.h"

#include <glib/gi18n.h>

/* -- Before a payment ------------------------------------------------------------------------------------------------ */

static void
type_amount (Stage *stage, const char *digits)
{
  GtkWidget *till = fiel_window_test_get_child (stage->window, "till_page");

  for (const char *at = digits; *at != '\0'; at++)
    gtk_widget_activate_action (till, "till.digit", "u", (guint) g_ascii_digit_value (*at));
}

static void
scene_amount (Stage *stage)
{
  type_amount (stage, "12990");
}

/* More than people usually charge: the till asks once. */
static void
scene_unusual (Stage *stage)
{
  fiel_fake_engine_set_unusual_from (stage->engine, 1000000);
  type_amount (stage, "1299000");
  gtk_widget_activate_action (fiel_window_test_get_child (stage->window, "till_page"), "till.charge", NULL);
}

static void
scene_no_connection (Stage *stage)
{
  fiel_fake_engine_set_trouble (stage->engine, NULL, "Getnet does not answer. Sales may take longer to be confirmed.");
}

static void
scene_no_storage (Stage *stage)
{
  fiel_fake_engine_set_trouble (stage->engine, "The disk is full.", NULL);
}

static void
scene_picker (Stage *stage)
{
  GListModel *windows = gtk_window_get_toplevels ();

  stage_act (stage, "win.pick-terminal");
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (FIEL_IS_TERMINAL_PICKER (window))
        stage_limit_size (window);
    }
}

static void
scene_starting (Stage *stage)
{
  fiel_window_show_progress (stage->window, _ ("Opening the till…"),
                             _ ("The journal is read and checked, and payments that lack a result are taken up again."));
}

static void
scene_not_started (Stage *stage)
{
  fiel_window_show_failure (stage->window, _ ("The till cannot start"),
                            "Another program has this journal open: fiel, process 4711.", TRUE);
}

/* -- During and after it ------------------------------------------------------------------------------------------- */

static void
scene_sending (Stage *stage)
{
  fiel_attempt_set_phase (stage->attempt, FIEL_ATTEMPT_PHASE_SENDING);
}

void
scene_waiting (Stage *stage)
{
  stage_send (stage);
  stage_accept (stage);
  stage_pass (stage, 76);
  fiel_attempt_set_checks (stage->attempt, 15, stage_boot_us (stage), stage_boot_us (stage) + 5 * G_USEC_PER_SEC);
  stage_pass (stage, 2);
}

static void
scene_asked (Stage *stage)
{
  scene_waiting (stage);
  stage_step (stage, FIEL_STEP_CANCEL_ASKED);
  fiel_attempt_set_cancel (stage->attempt, FIEL_CANCEL_STATE_ASKED, FALSE);
}

static void
scene_hands_off (Stage *stage)
{
  scene_waiting (stage);
  fiel_terminal_set_can_cancel (fiel_attempt_get_terminal (stage->attempt), FALSE);
  fiel_attempt_set_cancel (stage->attempt, FIEL_CANCEL_STATE_NONE, FALSE);
}

static void
scene_checking (Stage *stage)
{
  stage_send (stage);
  stage_pass (stage, 31);
  stage_step (stage, FIEL_STEP_ANSWER_LOST);
  stage_step (stage, FIEL_STEP_WAITING);
  fiel_attempt_set_reason (stage->attempt, FIEL_REASON_ANSWER_LOST);
  fiel_attempt_set_state (stage->attempt, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_phase (stage->attempt, FIEL_ATTEMPT_PHASE_CHECKING);
  fiel_attempt_set_checking (stage->attempt, TRUE);
}

void
scene_unconfirmed (Stage *stage)
{
  scene_checking (stage);
  fiel_attempt_set_checking (stage->attempt, FALSE);
  fiel_attempt_set_checks (stage->attempt, 4, stage_boot_us (stage), stage_boot_us (stage) + 12 * G_USEC_PER_SEC);
  fiel_attempt_set_terminal_seen_busy (stage->attempt, TRUE);
  fiel_attempt_set_phase (stage->attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
}

void
scene_approved (Stage *stage)
{
  stage_send (stage);
  stage_accept (stage);
  fiel_attempt_set_card (stage->attempt, "018734", "VI", "CR", "4242");
  stage_close (stage, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  stage_pass (stage, 2);
}

/* What is folded out takes the room of the hero, which then scrolls. */
static void
scene_details (Stage *stage)
{
  GtkWidget *stack = gtk_widget_get_first_child (fiel_window_test_get_child (stage->window, "attempt_pages"));
  GtkWidget *details = NULL;

  scene_approved (stage);
  details = fiel_window_test_get_child (gtk_stack_get_visible_child (GTK_STACK (stack)), "details");
  gtk_expander_set_expanded (GTK_EXPANDER (fiel_window_test_get_child (details, "expander")), TRUE);
}

static void
scene_partly (Stage *stage)
{
  stage_send (stage);
  stage_accept (stage);
  fiel_attempt_set_card (stage->attempt, "018734", "VI", "CR", "4242");
  fiel_attempt_set_approved (stage->attempt, fiel_money_make (8000, fiel_attempt_get_amount (stage->attempt).currency));
  fiel_attempt_set_state (stage->attempt, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_PARTLY_APPROVED, stage_wall_us (stage));
  fiel_attempt_set_phase (stage->attempt, FIEL_ATTEMPT_PHASE_DONE);
}

static void
scene_seen_approved (Stage *stage)
{
  scene_unconfirmed (stage);
  fiel_attempt_set_sighting (stage->attempt, FIEL_SIGHTING_APPROVED, "018734");
}

static void
scene_seen_declined (Stage *stage)
{
  scene_unconfirmed (stage);
  fiel_attempt_set_sighting (stage->attempt, FIEL_SIGHTING_DECLINED, NULL);
}

static void
scene_seen_waiting (Stage *stage)
{
  scene_unconfirmed (stage);
  fiel_attempt_set_sighting (stage->attempt, FIEL_SIGHTING_WAITING, NULL);
}

static void
scene_seen_nothing (Stage *stage)
{
  scene_unconfirmed (stage);
  fiel_attempt_set_sighting (stage->attempt, FIEL_SIGHTING_NOTHING, NULL);
}

static void
scene_slip (Stage *stage)
{
  scene_unconfirmed (stage);
  gtk_widget_activate_action (fiel_window_test_get_child (stage->window, "attempt_pages"), "pane.scan", "s", "018734");
}

static void
scene_by_hand (Stage *stage)
{
  scene_seen_declined (stage);
  gtk_widget_activate_action (fiel_window_test_get_child (stage->window, "attempt_pages"), "pane.record-by-hand", NULL);
}

static GtkWidget *
find_by_hand_page (Stage *stage)
{
  GtkWidget *stack = gtk_widget_get_first_child (fiel_window_test_get_child (stage->window, "attempt_pages"));

  return gtk_stack_get_visible_child (GTK_STACK (stack));
}

static void
scene_second_look (Stage *stage)
{
  GtkWidget *page;

  scene_by_hand (stage);
  page = find_by_hand_page (stage);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (fiel_window_test_get_child (page, "not_charged")), TRUE);
  gtk_check_button_set_active (
    GTK_CHECK_BUTTON (gtk_widget_get_first_child (fiel_window_test_get_child (page, "reasons"))), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (fiel_window_test_get_child (page, "manager")), "Eva Soto");
  gtk_widget_activate_action (page, "hand.look", NULL);
}

static void
scene_charged_after_all (Stage *stage)
{
  stage_send (stage);
  stage_close (stage, FIEL_OUTCOME_HAND_NOT_CHARGED, FIEL_REASON_ANSWER_LOST);
  fiel_attempt_set_contradiction (stage->attempt, FIEL_CONTRADICTION_CHARGED_AFTER_ALL);
}

static void
scene_conflict (Stage *stage)
{
  scene_approved (stage);
  fiel_attempt_set_contradiction (stage->attempt, FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL);
}

static void
scene_too_late (Stage *stage)
{
  stage_send (stage);
  stage_accept (stage);
  fiel_attempt_set_cancel (stage->attempt, FIEL_CANCEL_STATE_REFUSED, FALSE);
  stage_close (stage, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
}

static void
scene_declined (Stage *stage)
{
  stage_send (stage);
  stage_accept (stage);
  fiel_attempt_set_card (stage->attempt, NULL, NULL, "DB", "1180");
  stage_close (stage, FIEL_OUTCOME_DECLINED, FIEL_REASON_NO_FUNDS);
}

static void
scene_cancelled (Stage *stage)
{
  stage_send (stage);
  stage_accept (stage);
  fiel_attempt_set_cancel (stage->attempt, FIEL_CANCEL_STATE_AGREED, FALSE);
  stage_close (stage, FIEL_OUTCOME_CANCELLED, FIEL_REASON_NONE);
}

static void
scene_refused (Stage *stage)
{
  stage_send (stage);
  stage_close (stage, FIEL_OUTCOME_REFUSED, FIEL_REASON_TERMINAL_BUSY);
}

static void
scene_not_sent (Stage *stage)
{
  stage_close (stage, FIEL_OUTCOME_NOT_SENT, FIEL_REASON_NO_CONNECTION);
}

static void
scene_not_executed (Stage *stage)
{
  stage_send (stage);
  stage_close (stage, FIEL_OUTCOME_NOT_EXECUTED, FIEL_REASON_ANSWER_LOST);
}

static void
scene_hand (Stage *stage)
{
  stage_send (stage);
  stage_close (stage, FIEL_OUTCOME_HAND_NOT_CHARGED, FIEL_REASON_ANSWER_LOST);
}

const Scene scenes_of_payments[] = {
  { "till", NULL, .empty = TRUE },
  { "till-training", NULL, .environment = "training", .empty = TRUE },
  { "till-amount", scene_amount, .till = "quick-amounts=1000, 2000, 5000, 10000, 20000", .empty = TRUE },
  { "till-unusual", scene_unusual, .empty = TRUE },
  { "till-no-connection", scene_no_connection, .empty = TRUE },
  { "till-no-storage", scene_no_storage, .empty = TRUE },
  { "terminals", scene_picker, .empty = TRUE },
  { "starting", scene_starting, .empty = TRUE },
  { "not-started", scene_not_started, .empty = TRUE },
  { "sending", scene_sending },
  { "waiting", scene_waiting },
  { "asked", scene_asked },
  { "hands-off", scene_hands_off },
  { "checking", scene_checking },
  { "unconfirmed", scene_unconfirmed },
  { "slip", scene_slip },
  { "seen-approved", scene_seen_approved },
  { "seen-declined", scene_seen_declined },
  { "seen-waiting", scene_seen_waiting },
  { "seen-nothing", scene_seen_nothing },
  { "by-hand", scene_by_hand },
  { "second-look", scene_second_look },
  { "charged-after-all", scene_charged_after_all },
  { "approved", scene_approved },
  { "approved-details", scene_details },
  { "too-late", scene_too_late },
  { "conflict", scene_conflict },
  { "partly", scene_partly },
  { "declined", scene_declined },
  { "cancelled", scene_cancelled },
  { "refused", scene_refused },
  { "not-sent", scene_not_sent },
  { "not-executed", scene_not_executed },
  { "hand", scene_hand },
  { "approved-training", scene_approved, .environment = "training" },
  { NULL },
};
