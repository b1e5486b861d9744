/* test-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-announce.h"
#include "fiel-attempt-private.h"
#include "fiel-live-words.h"
#include "fiel-shell.h"
#include "fiel-terminal-picker.h"
#include "fiel-terminal-private.h"
#include "fiel-time-text.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

static void
fail_to_start (FielEngine *engine)
{
  g_setenv ("FIEL_PRACTICE_CLOUD", "/bin/true", TRUE);
  fiel_fake_engine_fail_next (engine, FIEL_ENGINE_ERROR_STORAGE, "journal.db is damaged at entry 211. It was kept.");
}

static void
fail_to_start_bare (FielEngine *engine)
{
  fail_to_start (engine);
  g_setenv ("FIEL_PRACTICE_CLOUD", "/nowhere/cloud", TRUE);
}

static void
leave_open (FielEngine *engine)
{
  FielAttempt *attempt = fiel_fake_engine_add_attempt (engine, "sur", 15400, "004511");

  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_fake_engine_refresh (engine);
}

static const FielWindowTestStore training = { .environment = "training" };
static const FielWindowTestStore provider_test = { .environment = "test" };
static const FielWindowTestStore live = { .environment = "production" };
static const FielWindowTestStore broken = { "production", NULL, NULL, NULL, fail_to_start };
static const FielWindowTestStore bare = { "production", NULL, NULL, NULL, fail_to_start_bare };
static const FielWindowTestStore interrupted = { "production", NULL, NULL, NULL, leave_open };

static gboolean
shows_child (gpointer widget, const char *stack, const char *child)
{
  return gtk_stack_get_visible_child (GTK_STACK (fiel_window_test_get_child (widget, stack))) ==
         fiel_window_test_get_child (widget, child);
}

static gboolean
is_folded (gpointer user_data)
{
  return fiel_shell_get_folded (user_data) && !fiel_shell_get_side_shown (user_data);
}

static GtkWindow *
find_toplevel (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }

  return NULL;
}

static void
test_start (FielWindowTest *test, gconstpointer data)
{
  g_assert_true (shows_child (test->window, "pages", "shell"));
  g_assert_true (shows_child (test->window, "panes", "till_page"));
  fiel_window_test_assert_label (fiel_window_test_get_header (test), "cashier", "Ana Riquelme");
  fiel_window_test_assert_label (fiel_window_test_get_header (test), "till", "Caja 2");
}

static void
test_training (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *bar = fiel_window_test_get_child (test->window, "mode_bar");

  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (test->window), "fiel-training"));
  g_assert_true (gtk_widget_get_mapped (bar));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, "TRAINING");
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_in_header (test, "live_badge")));
}

static void
test_provider_test (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *bar = fiel_window_test_get_child (test->window, "mode_bar");

  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (test->window), "fiel-training"));
  g_assert_true (gtk_widget_get_mapped (bar));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, "TEST");
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (bar, "leave")));
}

static void
test_live (FielWindowTest *test, gconstpointer data)
{
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (test->window), "fiel-training"));
  g_assert_false (gtk_widget_get_mapped (fiel_window_test_get_child (test->window, "mode_bar")));
  g_assert_true (gtk_widget_get_mapped (fiel_window_test_get_in_header (test, "live_badge")));
}

static void
test_broken (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *page = fiel_window_test_get_child (test->window, "start_page");

  g_assert_true (shows_child (test->window, "pages", "start_page"));
  fiel_window_test_assert_label (page, "title", "The till cannot start");
  fiel_window_test_assert_label (page, "message", "journal.db is damaged at entry 211. It was kept.");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL, "The till cannot start");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (test->window)) == fiel_window_test_get_child (page, "retry"));
  g_assert_true (gtk_widget_get_sensitive (fiel_window_test_get_child (page, "practise")));
  /* Practising is offered where it can begin. */
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (page, "practise")) == (data == &broken));

  /* Keys do not reach a till that is not there. */
  fiel_window_test_type (test, "1 2 Return");
  g_assert_null (fiel_window_get_engine (test->window));
}

static void
test_interrupted (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = fiel_window_get_attempt (test->window);

  g_assert_nonnull (attempt);
  g_assert_cmpstr (fiel_attempt_get_reference (attempt), ==, "004511");

  fiel_window_show_till (test->window);
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_in_header (test, "open_button")));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fiel_window_test_get_in_header (test, "open_button")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "1 to resolve");

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-open", NULL);
  g_assert_true (shows_child (test->window, "pages", "back_pages"));
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-attempt", "s", fiel_attempt_get_id (attempt));
  g_assert_true (fiel_window_get_attempt (test->window) == attempt);

  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (test->engine);
  fiel_window_show_till (test->window);
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_in_header (test, "open_button")));
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

static void
assert_said (FielWindowTest *test, const char *words)
{
  GtkAccessible *voice = GTK_ACCESSIBLE (fiel_window_test_get_child (test->window, "payment_voice"));

  gtk_test_accessible_assert_role (voice, FIEL_ANNOUNCE_ROLE);
  gtk_test_accessible_assert_property (voice, GTK_ACCESSIBLE_PROPERTY_LABEL, words);
}

/* Whatever became of a payment that was left is said, once, and not what its own page says. */
static void
test_left_payments (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = fiel_window_get_attempt (test->window);
  FielAttempt *next = fiel_fake_engine_add_attempt (test->engine, "norte", 2500, "004512");

  fiel_test_run_until (is_active, test->window, "the window has the keyboard", 20);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_CHECKING);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  assert_said (test, "");
  fiel_window_show_till (test->window);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_CHECKING);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  assert_said (test, "");

  fiel_attempt_set_phase (next, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  assert_said (test, "NOT CONFIRMED, two thousand five hundred pesos, Terminal Norte · Ticket 004512. "
                     "We do not know yet whether the customer was charged. Do not charge again.");
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-resolve", NULL);
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_DECLINED, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  assert_said (test, "DECLINED, fifteen thousand four hundred pesos, Terminal Sur · Ticket 004511. "
                     "The customer was not charged.");

  fiel_window_show_attempt (test->window, next);
  assert_said (test, "");
  fiel_attempt_set_state (next, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_APPROVED, 0);
  fiel_attempt_set_phase (next, FIEL_ATTEMPT_PHASE_DONE);
  assert_said (test, "");
}

/* What is tried again by itself is no result yet. */
static void
test_left_and_tried_again (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = fiel_window_get_attempt (test->window);

  fiel_test_run_until (is_active, test->window, "the window has the keyboard", 20);
  fiel_window_show_till (test->window);
  fiel_attempt_set_followed_up (attempt, TRUE);
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_REFUSED, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  assert_said (test, "");
  fiel_attempt_set_followed_up (attempt, FALSE);
  assert_said (test, "NOT ACCEPTED, fifteen thousand four hundred pesos, Terminal Sur · Ticket 004511. "
                     "The customer was not charged.");
}

#define NEWS "Something is to be resolved. A late or unexpected answer came in. The till says what to do."

static void
add_alert (FielWindowTest *test, const char *attempt_id)
{
  FielAlertContent content = {
    .seq = 8, .kind = attempt_id != NULL ? FIEL_ALERT_CONFLICT : FIEL_ALERT_UNMATCHED, .provider = "getnet",
    .attempt_id = attempt_id, .wall_us = fiel_clock_get_wall_us (FIEL_CLOCK (test->clock)),
  };

  fiel_fake_engine_add_alert (test->engine, &content);
}

/* An answer that belongs to no payment is said where the till is in front, and nobody loses the keyboard to it. */
static void
test_unexpected_answer (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = fiel_window_get_attempt (test->window);
  GtkWidget *focus = NULL;

  fiel_test_run_until (is_active, test->window, "the window has the keyboard", 20);
  /* The page of the payment says what contradicts it. */
  add_alert (test, fiel_attempt_get_id (attempt));
  assert_said (test, "");

  fiel_window_show_till (test->window);
  assert_said (test, "");
  focus = gtk_window_get_focus (GTK_WINDOW (test->window));
  add_alert (test, NULL);
  assert_said (test, NEWS);
  /* The next one changes it once more. */
  add_alert (test, NULL);
  assert_said (test, NEWS " ");
  add_alert (test, NULL);
  assert_said (test, NEWS);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (test->window)) == focus);
  fiel_window_show_attempt (test->window, attempt);
  assert_said (test, "");
}

static GtkAccessible *
find_live_words (GtkWindow *window)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (window)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (FIEL_IS_LIVE_WORDS (child))
      return GTK_ACCESSIBLE (child);

  return NULL;
}

/* With another window of ours in front the desktop tells; where it must not, that window does, once, and it keeps the
 * keyboard where it was. */
static void
test_other_window_in_front (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = fiel_window_get_attempt (test->window);
  GtkWindow *other = GTK_WINDOW (adw_window_new ());
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *focus = NULL;

  fiel_test_run_until (is_active, test->window, "the window has the keyboard", 20);
  adw_window_set_content (ADW_WINDOW (other), entry);
  gtk_window_set_transient_for (other, GTK_WINDOW (test->window));
  gtk_window_present (other);
  fiel_test_run_until (is_active, other, "the other window has the keyboard", 20);
  gtk_widget_grab_focus (entry);
  focus = gtk_window_get_focus (other);

  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_CHECKING);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  add_alert (test, NULL);
  gtk_test_accessible_assert_property (find_live_words (other), GTK_ACCESSIBLE_PROPERTY_LABEL, "");

  g_object_set (fiel_window_get_payment_voice (test->window), "notified", FALSE, NULL);
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_DECLINED, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  gtk_test_accessible_assert_property (find_live_words (other), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "DECLINED, fifteen thousand four hundred pesos, Terminal Sur · Ticket 004511. "
                                       "The customer was not charged.");
  assert_said (test, "");
  add_alert (test, NULL);
  gtk_test_accessible_assert_property (find_live_words (other), GTK_ACCESSIBLE_PROPERTY_LABEL, NEWS);
  add_alert (test, NULL);
  gtk_test_accessible_assert_property (find_live_words (other), GTK_ACCESSIBLE_PROPERTY_LABEL, NEWS " ");
  g_assert_true (gtk_window_get_focus (other) == focus);

  /* What was said is not found later on. */
  gtk_window_present (GTK_WINDOW (test->window));
  fiel_test_run_until (is_active, test->window, "the window has the keyboard", 20);
  gtk_test_accessible_assert_property (find_live_words (other), GTK_ACCESSIBLE_PROPERTY_LABEL, "");
  gtk_window_destroy (other);
}

static void
test_terminal_button (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *button = fiel_window_test_get_in_header (test, "terminal_button");
  GtkWidget *inner = fiel_window_test_get_child (button, "button");
  FielTerminal *terminal = fiel_engine_find_terminal (test->engine, "norte");

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Terminal: Terminal Norte, Ready");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (inner), ==, "Terminal Norte\nReady\nChoose the terminal (F4)");
  fiel_window_test_wait_us (test, 4 * G_TIME_SPAN_MINUTE);
  fiel_window_test_assert_label (button, "state", "Ready · 4 min ago");

  fiel_terminal_set_probed (terminal, FIEL_AVAILABILITY_UNREACHABLE, fiel_clock_get_wall_us (FIEL_CLOCK (test->clock)));
  fiel_window_test_assert_label (button, "state", "Not reachable");
  g_assert_true (gtk_widget_has_css_class (fiel_window_test_get_child (button, "state_box"), "error"));
}

/* The terminal is asked when an amount is begun, not for each of its digits; and again for the next one. */
static void
test_asks_before_the_sale (FielWindowTest *test, gconstpointer data)
{
  guint n_before = fiel_fake_engine_get_n_probes (test->engine);

  gtk_widget_activate_action (GTK_WIDGET (test->till), "till.digit", "u", 1u);
  g_assert_cmpuint (fiel_fake_engine_get_n_probes (test->engine), ==, n_before + 1);
  gtk_widget_activate_action (GTK_WIDGET (test->till), "till.digit", "u", 2u);
  gtk_widget_activate_action (GTK_WIDGET (test->till), "till.erase", NULL);
  g_assert_cmpuint (fiel_fake_engine_get_n_probes (test->engine), ==, n_before + 1);
  gtk_widget_activate_action (GTK_WIDGET (test->till), "till.clear", NULL);
  gtk_widget_activate_action (GTK_WIDGET (test->till), "till.digit", "u", 0u);
  g_assert_cmpuint (fiel_fake_engine_get_n_probes (test->engine), ==, n_before + 1);
  gtk_widget_activate_action (GTK_WIDGET (test->till), "till.digit", "u", 5u);
  g_assert_cmpuint (fiel_fake_engine_get_n_probes (test->engine), ==, n_before + 2);
}

/* What the picker says grows old while one looks at it. */
static void
test_picker_age (FielWindowTest *test, gconstpointer data)
{
  FielTerminal *sur = fiel_engine_find_terminal (test->engine, "sur");
  gint64 now = fiel_clock_get_wall_us (FIEL_CLOCK (test->clock));
  g_autofree char *time = NULL;
  g_autofree char *words = NULL;
  FielTerminalPicker *picker;
  GtkListBoxRow *row;

  fiel_terminal_set_probed (sur, FIEL_AVAILABILITY_UNREACHABLE, now);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.pick-terminal", NULL);
  picker = FIEL_TERMINAL_PICKER (find_toplevel (FIEL_TYPE_TERMINAL_PICKER));
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (fiel_window_test_get_child (picker, "list")), 1);
  fiel_window_test_assert_label (GTK_WIDGET (row), "state", "Not reachable");

  fiel_window_test_wait_us (test, 3 * G_TIME_SPAN_MINUTE);
  time = fiel_time_text_of_day (now);
  words = g_strdup_printf ("Not reachable since %s · 3 min ago", time);
  fiel_window_test_assert_label (GTK_WIDGET (row), "state", words);

  fiel_terminal_set_probed (sur, FIEL_AVAILABILITY_READY, fiel_clock_get_wall_us (FIEL_CLOCK (test->clock)));
  fiel_window_test_wait_us (test, 2 * G_TIME_SPAN_MINUTE);
  fiel_window_test_assert_label (GTK_WIDGET (row), "state", "Ready · 2 min ago");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Terminal Sur, Ready · 2 min ago");
  gtk_window_close (GTK_WINDOW (picker));
}

static void
test_picker (FielWindowTest *test, gconstpointer data)
{
  FielTerminalPicker *picker;
  GtkListBox *list;
  GtkEditable *search;

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.pick-terminal", NULL);
  picker = FIEL_TERMINAL_PICKER (find_toplevel (FIEL_TYPE_TERMINAL_PICKER));
  list = GTK_LIST_BOX (fiel_window_test_get_child (picker, "list"));
  search = GTK_EDITABLE (fiel_window_test_get_child (picker, "search"));

  g_assert_true (gtk_window_get_modal (GTK_WINDOW (picker)));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (picker), "fiel-training"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, "Terminals");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (list, 2)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Terraza, Ready");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (picker)) == GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0)));

  gtk_editable_set_text (search, "2305");
  fiel_test_drain ();
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 0));
  g_assert_null (gtk_list_box_get_row_at_index (list, 1));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (fiel_window_test_get_child (picker, "use"))), ==, "Use Terraza");

  gtk_editable_set_text (search, "nowhere");
  fiel_test_drain ();
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (picker, "nothing")));

  gtk_editable_set_text (search, "SUR");
  fiel_test_drain ();
  g_signal_emit_by_name (search, "activate");
  fiel_test_drain ();
  g_assert_null (find_toplevel (FIEL_TYPE_TERMINAL_PICKER));
  fiel_window_test_assert_label (test->till, "charge_terminal", "on Terminal Sur");
}

static void
test_picker_numbers (FielWindowTest *test, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.pick-terminal", NULL);
  gtk_widget_activate_action (GTK_WIDGET (find_toplevel (FIEL_TYPE_TERMINAL_PICKER)), "picker.use-number", "u", 3u);
  fiel_test_drain ();
  g_assert_null (find_toplevel (FIEL_TYPE_TERMINAL_PICKER));
  fiel_window_test_assert_label (test->till, "charge_terminal", "on Terraza");

  /* There is no ninth terminal: nothing changes. */
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.use-terminal", "u", 9u);
  fiel_window_test_assert_label (test->till, "charge_terminal", "on Terraza");
}

/* The header is about the payment on the screen; choosing a terminal goes on to the next sale. */
static void
test_header_follows_payment (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *button = fiel_window_test_get_in_header (test, "terminal_button");
  FielAttempt *attempt = fiel_fake_engine_add_attempt (test->engine, "sur", 5000, "1");

  fiel_window_show_attempt (test->window, attempt);
  fiel_window_test_assert_label (button, "name", "Terminal Sur");
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.use-terminal", "u", 3u);
  g_assert_null (fiel_window_get_attempt (test->window));
  fiel_window_test_assert_label (button, "name", "Terraza");

  fiel_window_show_attempt (test->window, attempt);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.new-sale", NULL);
  fiel_window_test_assert_label (button, "name", "Terraza");
}

static void
test_trouble (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *bar = fiel_window_test_get_child (test->window, "trouble");
  GtkRevealer *trouble = GTK_REVEALER (fiel_window_test_get_child (bar, "revealer"));

  g_assert_false (gtk_revealer_get_reveal_child (trouble));
  fiel_fake_engine_set_trouble (test->engine, NULL, "No connection to Getnet.");
  g_assert_true (gtk_revealer_get_reveal_child (trouble));
  fiel_window_test_assert_label (bar, "words", "No connection to Getnet.");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (gtk_revealer_get_child (trouble)), GTK_ACCESSIBLE_ROLE_ALERT);
  fiel_fake_engine_set_trouble (test->engine, NULL, NULL);
  g_assert_false (gtk_revealer_get_reveal_child (trouble));
}

/* Training has a store of its own: another engine, and not while a payment waits for its result. */
static void
test_change_of_store (FielWindowTest *test, gconstpointer data)
{
  GActionGroup *actions = G_ACTION_GROUP (test->application);
  FielAttempt *attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 5000, "1");
  FielEngine *before = test->engine;

  g_assert_false (g_action_group_get_action_enabled (actions, "start-training"));
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (test->engine);
  g_assert_true (g_action_group_get_action_enabled (actions, "start-training"));
  g_assert_false (g_action_group_get_action_enabled (actions, "leave-training"));

  g_object_add_weak_pointer (G_OBJECT (before), (gpointer *) &before);
  g_action_group_activate_action (actions, "start-training", NULL);
  g_assert_true (shows_child (test->window, "pages", "start_page"));
  fiel_window_test_wait_us (test, 1);
  g_assert_null (before);
  g_assert_nonnull (fiel_window_get_engine (test->window));
  fiel_window_test_wait_us (test, 1);
  g_assert_true (shows_child (test->window, "pages", "shell"));
  g_assert_true (g_action_group_get_action_enabled (actions, "leave-training"));
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (fiel_window_test_get_child (test->window, "mode_bar"), "leave")));

  g_action_group_activate_action (actions, "leave-training", NULL);
  fiel_window_test_wait_us (test, 1);
  fiel_window_test_wait_us (test, 1);
  g_assert_true (shows_child (test->window, "pages", "shell"));
}

static void
count_engine (gpointer data, GObject *where_the_engine_was)
{
  (*(guint *) data)++;
}

/* Whoever cannot wait asks again while the last store is being closed: one store is opened, and after that. */
static void
test_impatience (FielWindowTest *test, gconstpointer data)
{
  GActionGroup *actions = G_ACTION_GROUP (test->application);
  guint n_ended = 0;

  g_object_weak_ref (G_OBJECT (test->engine), count_engine, &n_ended);
  g_action_group_activate_action (actions, "start-training", NULL);
  g_action_group_activate_action (actions, "start-training", NULL);
  g_action_group_activate_action (actions, "retry", NULL);
  g_assert_null (fiel_window_get_engine (test->window));
  g_assert_cmpuint (n_ended, ==, 0);
  fiel_window_test_wait_us (test, 1);
  fiel_window_test_wait_us (test, 1);
  g_assert_cmpuint (n_ended, ==, 1);
  g_assert_true (shows_child (test->window, "pages", "shell"));
  g_assert_true (g_action_group_get_action_enabled (actions, "leave-training"));
}

/* The window is closed and the program is started again while the store is still being closed. */
static void
test_back_at_once (FielWindowTest *test, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (test->window));
  g_assert_null (test->window);
  g_application_activate (G_APPLICATION (test->application));
  g_set_weak_pointer (&test->window,
                      FIEL_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (test->application))));
  g_assert_null (fiel_window_get_engine (test->window));
  fiel_window_test_wait_us (test, 1);
  fiel_window_test_wait_us (test, 1);
  g_assert_true (shows_child (test->window, "pages", "shell"));
}

/* A store that practises needs no other one for it. */
static void
test_no_training_in_training (FielWindowTest *test, gconstpointer data)
{
  GActionGroup *actions = G_ACTION_GROUP (test->application);

  g_assert_false (g_action_group_get_action_enabled (actions, "start-training"));
  g_assert_false (g_action_group_get_action_enabled (actions, "leave-training"));
}

/* The side pane leaves when there is no room for it, and is there on demand. */
static void
test_fold (FielWindowTest *test, gconstpointer data)
{
  FielShell *shell = FIEL_SHELL (fiel_window_test_get_child (test->window, "shell"));

  g_assert_false (fiel_shell_get_folded (shell));
  g_assert_true (fiel_shell_get_side_shown (shell));
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_in_header (test, "identity_words")));

  gtk_window_set_default_size (GTK_WINDOW (test->window), 420, 700);
  fiel_test_run_until (is_folded, shell, "the side pane folds", 60);
  fiel_test_drain ();
  g_assert_false (fiel_shell_get_side_shown (shell));
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_in_header (test, "identity_words")));

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-today", NULL);
  g_assert_true (fiel_shell_get_side_shown (shell));
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.back", NULL);
  g_assert_false (fiel_shell_get_side_shown (shell));
}

/* @title: of a shortcut. */
static gboolean
shows_shortcut (GtkWidget *widget, const char *title)
{
  g_autofree char *text = NULL;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
    {
      g_object_get (widget, "title", &text, NULL);
      return g_strcmp0 (text, title) == 0;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_shortcut (child, title))
      return TRUE;

  return FALSE;
}

static gboolean
is_on_payments (gpointer shortcuts)
{
  return shows_shortcut (shortcuts, "Print the receipt");
}

/* What a cashier needs first is seen first, and all of it. */
static void
test_shortcuts (FielWindowTest *test, gconstpointer data)
{
  static const char *const first[] = { "Amount", "New sale", "Choose the terminal", "Quit" };
  GtkWidget *shortcuts = NULL;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-help-overlay", NULL));
  fiel_test_drain ();
  shortcuts = GTK_WIDGET (find_toplevel (GTK_TYPE_SHORTCUTS_WINDOW));
  g_assert_nonnull (shortcuts);
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    g_assert_true (shows_shortcut (shortcuts, first[i]));
  g_assert_false (is_on_payments (shortcuts));

  g_object_set (shortcuts, "section-name", "payments", NULL);
  fiel_test_run_until (is_on_payments, shortcuts, "the other section is shown", 60);
  gtk_window_destroy (GTK_WINDOW (shortcuts));
}

static void
test_close_idle (FielWindowTest *test, gconstpointer data)
{
  gtk_window_close (GTK_WINDOW (test->window));
  fiel_test_drain ();
  g_assert_null (test->window);
}

/* As a click on the button does. */
static void
answer (AdwMessageDialog *question, const char *response)
{
  adw_message_dialog_response (question, response);
  gtk_window_close (GTK_WINDOW (question));
}

static void
test_close_question (FielWindowTest *test, gconstpointer data)
{
  AdwMessageDialog *question;

  fiel_fake_engine_add_attempt (test->engine, "norte", 5000, "1");

  g_action_group_activate_action (G_ACTION_GROUP (test->application), "quit", NULL);
  question = ADW_MESSAGE_DIALOG (find_toplevel (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_nonnull (question);
  g_assert_cmpstr (adw_message_dialog_get_default_response (question), ==, "keep");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (question), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "A Payment Is in Progress");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (question), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "It continues on the terminal. It will be checked when you return.");
  answer (question, "keep");
  fiel_test_drain ();
  g_assert_nonnull (test->window);

  gtk_window_close (GTK_WINDOW (test->window));
  question = ADW_MESSAGE_DIALOG (find_toplevel (ADW_TYPE_MESSAGE_DIALOG));
  answer (question, "close");
  fiel_test_drain ();
  g_assert_null (test->window);
  g_assert_null (find_toplevel (ADW_TYPE_MESSAGE_DIALOG));
}

/* Everything can be reached from 360 × 600 on. */
static void
test_smallest_size (FielWindowTest *test, gconstpointer data)
{
  int width, height;

  gtk_widget_measure (GTK_WIDGET (test->window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  gtk_widget_measure (GTK_WIDGET (test->window), GTK_ORIENTATION_VERTICAL, 360, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, <=, 600);
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/window/start", &training, test_start);
  fiel_window_test_add ("/window/training", &training, test_training);
  fiel_window_test_add ("/window/provider-test", &provider_test, test_provider_test);
  fiel_window_test_add ("/window/live", &live, test_live);
  fiel_window_test_add ("/window/broken", &broken, test_broken);
  fiel_window_test_add ("/window/broken-without-practice", &bare, test_broken);
  fiel_window_test_add ("/window/interrupted", &interrupted, test_interrupted);
  fiel_window_test_add ("/window/left-payments", &interrupted, test_left_payments);
  fiel_window_test_add ("/window/left-and-tried-again", &interrupted, test_left_and_tried_again);
  fiel_window_test_add ("/window/unexpected-answer", &interrupted, test_unexpected_answer);
  fiel_window_test_add ("/window/other-window-in-front", &interrupted, test_other_window_in_front);
  fiel_window_test_add ("/window/terminal-button", &training, test_terminal_button);
  fiel_window_test_add ("/window/asks-before-the-sale", &training, test_asks_before_the_sale);
  fiel_window_test_add ("/window/picker", &training, test_picker);
  fiel_window_test_add ("/window/picker-age", &training, test_picker_age);
  fiel_window_test_add ("/window/picker-numbers", &training, test_picker_numbers);
  fiel_window_test_add ("/window/header-follows-payment", &training, test_header_follows_payment);
  fiel_window_test_add ("/window/trouble", &live, test_trouble);
  fiel_window_test_add ("/window/change-of-store", &live, test_change_of_store);
  fiel_window_test_add ("/window/impatience", &live, test_impatience);
  fiel_window_test_add ("/window/back-at-once", &live, test_back_at_once);
  fiel_window_test_add ("/window/no-training-in-training", &training, test_no_training_in_training);
  fiel_window_test_add ("/window/fold", &training, test_fold);
  fiel_window_test_add ("/window/shortcuts", &training, test_shortcuts);
  fiel_window_test_add ("/window/close-idle", &training, test_close_idle);
  fiel_window_test_add ("/window/close-question", &training, test_close_question);
  fiel_window_test_add ("/window/smallest-size", &training, test_smallest_size);

  return g_test_run ();
}
