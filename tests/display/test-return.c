/* test-return.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-private.h"
#include "fiel-fake-refund-desk.h"
#include "fiel-press-guard.h"
#include "fiel-return-confirm.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

/* Money goes back: the sale is found, an amount and a reason are chosen, somebody is asked, and only then an order
 * leaves. */

static const FielWindowTestStore live = { .environment = "production" };
static const FielWindowTestStore unbound = {
  .environment = "production", .till = "return-without-original=yes\nreturn-without-original-limit=20000",
};
static const FielWindowTestStore limited = { .environment = "production", .till = "return-limit=10000" };

static GtkWidget *
get_pages (FielWindowTest *test)
{
  return fiel_window_test_get_child (test->window, "back_pages");
}

static GtkWidget *
get_page (FielWindowTest *test, const char *name)
{
  return fiel_window_test_get_child (get_pages (test), name);
}

static gboolean
shows (FielWindowTest *test, const char *name)
{
  GtkStack *pages = GTK_STACK (fiel_window_test_get_child (test->window, "pages"));

  return gtk_stack_get_visible_child (pages) == get_pages (test)
         && gtk_stack_get_visible_child (GTK_STACK (get_page (test, "stack"))) == get_page (test, name);
}

static GtkWidget *
get (FielWindowTest *test, const char *name)
{
  return fiel_window_test_get_child (get_page (test, "return_page"), name);
}

static GtkWidget *
get_in (FielWindowTest *test, const char *part, const char *name)
{
  return fiel_window_test_get_child (get (test, part), name);
}

static gboolean
shows_step (FielWindowTest *test, const char *name)
{
  return shows (test, "return_page") && gtk_stack_get_visible_child (GTK_STACK (get (test, "steps"))) == get (test, name);
}

static gboolean
has_focus (FielWindowTest *test, GtkWidget *widget)
{
  return gtk_window_get_focus (GTK_WINDOW (test->window)) == widget;
}

static const char *
get_text (GtkWidget *label)
{
  return gtk_label_get_text (GTK_LABEL (label));
}

static void
assert_text (FielWindowTest *test, const char *name, const char *expected)
{
  g_assert_cmpstr (get_text (get (test, name)), ==, expected);
}

static const char *
get_amount (FielWindowTest *test)
{
  return get_text (get (test, "go_on_amount"));
}

static FielAttempt *
add_sale (FielWindowTest *test)
{
  return fiel_fake_refund_desk_add_sale (test->engine, "norte", 12990, "004518", "018734", "4242");
}

static void
open_return (FielWindowTest *test, FielAttempt *sale)
{
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.return-money", "s", fiel_attempt_get_id (sale));
  fiel_test_drain ();
  g_assert_true (shows_step (test, "form"));
}

static void
choose_reason (FielWindowTest *test, guint reason)
{
  g_object_set (get_in (test, "reason", "reason"), "selected", reason, NULL);
}

static void
click (GtkWidget *button)
{
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  fiel_test_drain ();
}

static void
wait_out_deafness (FielWindowTest *test)
{
  fiel_window_test_wait_us (test, FIEL_RETURN_CONFIRM_DEAF_US);
}

static void
go_on (FielWindowTest *test)
{
  click (get (test, "go_on"));
  g_assert_true (shows_step (test, "confirm"));
}

/* -- The form ------------------------------------------------------------------------------------------------------ */

static void
assert_list (FielWindowTest *test, const char *part, const char *row, const char *name)
{
  GtkWidget *list = gtk_widget_get_ancestor (get_in (test, part, row), GTK_TYPE_LIST_BOX);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

static void
test_whole (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *sale = add_sale (test);

  open_return (test, sale);
  g_assert_cmpstr (get_amount (test), ==, "Return $12.990…");
  assert_text (test, "go_on_place", "to Visa ··4242 on Terminal Norte");
  assert_text (test, "how", "Getnet cancels the sale: no charge will appear.");
  assert_text (test, "missing", "Choose why the money is returned.");
  g_assert_false (gtk_widget_is_sensitive (get (test, "go_on")));
  g_assert_true (has_focus (test, get_in (test, "amount", "display")));
  assert_list (test, "reason", "reason", "Reason");
  assert_list (test, "terminal", "choice", "Terminal");

  choose_reason (test, 1);
  go_on (test);
  g_assert_cmpstr (get_text (get_in (test, "confirm", "question")), ==,
                   "Return $12.990 to card ··4242. The customer must be present with the card.");
  g_assert_cmpstr (get_text (get_in (test, "confirm", "confirm_amount")), ==, "Return $12.990");
  g_assert_true (has_focus (test, get_in (test, "confirm", "back")));

  wait_out_deafness (test);
  click (get_in (test, "confirm", "confirm"));
  g_assert_cmpstr (fiel_fake_refund_desk_get_order (test->engine), ==,
                   "12990 of attempt000000000000000000 on norte: The product is faulty (Ana Riquelme, -)");
  g_assert_nonnull (fiel_window_get_attempt (test->window));
  g_assert_cmpint (fiel_attempt_get_kind (fiel_window_get_attempt (test->window)), ==, FIEL_ATTEMPT_KIND_VOID);
}

static void
test_part (FielWindowTest *test, gconstpointer data)
{
  open_return (test, add_sale (test));
  fiel_window_test_type (test, "4 9 9 0");
  g_assert_cmpstr (get_amount (test), ==, "Return $4.990…");
  g_assert_cmpstr (get_text (get_in (test, "amount", "caption")), ==, "of $12.990, $8.000 stay on the sale");
  assert_text (test, "how", "Getnet returns it: the customer sees it in a few days.");
  choose_reason (test, 2);
  go_on (test);
  g_assert_cmpstr (get_text (get_in (test, "confirm", "question")), ==,
                   "Return $4.990 of $12.990 to card ··4242. The customer must be present with the card.");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_in (test, "confirm", "question")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Return four thousand nine hundred ninety pesos of twelve thousand nine hundred "
                                       "ninety pesos to card ··4242. The customer must be present with the card.");

  wait_out_deafness (test);
  click (get_in (test, "confirm", "confirm"));
  g_assert_true (g_str_has_prefix (fiel_fake_refund_desk_get_order (test->engine), "4990 of "));
}

/* A digit after "all" begins a part, and none of it can pass what is left. */
static void
test_cap (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *sale = add_sale (test);
  FielAttempt *part = fiel_fake_refund_desk_add_return (test->engine, sale, FIEL_ATTEMPT_KIND_REFUND, 4990);

  fiel_attempt_set_state (part, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_APPROVED, 1);
  fiel_attempt_set_phase (part, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (test->engine);

  open_return (test, sale);
  g_assert_cmpstr (get_amount (test), ==, "Return $8.000…");
  g_assert_cmpstr (get_text (get_in (test, "amount", "caption")), ==, "all that is left of the sale");
  fiel_window_test_type (test, "8 0 0 1");
  g_assert_cmpstr (get_amount (test), ==, "Return $800…");
  g_assert_cmpstr (get_text (get_in (test, "amount", "refused")), ==,
                   "That key does not fit: at most $8.000 can be returned");
  g_assert_true (gtk_widget_get_visible (get_in (test, "amount", "refused")));
  fiel_window_test_type (test, "0");
  g_assert_cmpstr (get_amount (test), ==, "Return $8.000…");
  g_assert_false (gtk_widget_get_visible (get_in (test, "amount", "refused")));
}

/* The keyboard alone: amount, erase, clear, and a reason that needs words. */
static void
test_reason (FielWindowTest *test, gconstpointer data)
{
  open_return (test, add_sale (test));
  choose_reason (test, 6);
  assert_text (test, "missing", "Write the reason in your own words.");
  gtk_editable_set_text (GTK_EDITABLE (get_in (test, "reason", "words")), "  the coat had a hole ");
  assert_text (test, "missing", "");

  go_on (test);
  g_assert_cmpstr (get_text (get_in (test, "confirm", "reasons")), ==, "Reason: the coat had a hole");
}

static void
test_approval (FielWindowTest *test, gconstpointer data)
{
  open_return (test, add_sale (test));
  choose_reason (test, 1);
  g_assert_true (gtk_widget_get_visible (get (test, "approval")));
  g_assert_cmpstr (get_text (get_in (test, "approval", "why")), ==, "Above $10.000 a manager has to approve");
  assert_text (test, "missing", "Write the name of the manager who approves.");

  gtk_editable_set_text (GTK_EDITABLE (get_in (test, "approval", "name")), "ana  riquelme");
  assert_text (test, "missing", "The manager must be somebody else.");
  g_assert_false (gtk_widget_is_sensitive (get (test, "go_on")));

  gtk_editable_set_text (GTK_EDITABLE (get_in (test, "approval", "name")), "Eva Soto");
  go_on (test);
  g_assert_cmpstr (get_text (get_in (test, "confirm", "reasons")), ==,
                   "Reason: The product is faulty. Approved by Eva Soto.");
  wait_out_deafness (test);
  click (get_in (test, "confirm", "confirm"));
  g_assert_nonnull (strstr (fiel_fake_refund_desk_get_order (test->engine), "(Ana Riquelme, Eva Soto)"));
}

static gboolean
is_in_sight (FielWindowTest *test, GtkWidget *widget)
{
  GtkWidget *scroller = get (test, "scroller");
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (widget, scroller, &bounds) && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (scroller);
}

static gboolean
name_is_in_sight_cb (gpointer user_data)
{
  FielWindowTest *test = user_data;

  return is_in_sight (test, get_in (test, "approval", "name"));
}

/* What says which way the money goes never scrolls away; who has to approve comes into sight by itself. */
static void
test_in_sight (FielWindowTest *test, gconstpointer data)
{
  gtk_window_set_default_size (GTK_WINDOW (test->window), 1100, 640);
  open_return (test, add_sale (test));
  g_assert_false (gtk_widget_is_ancestor (get (test, "how"), get (test, "scroller")));

  gtk_widget_grab_focus (get_in (test, "reason", "reason"));
  choose_reason (test, 1);
  fiel_test_run_until (name_is_in_sight_cb, test, "the name of the manager in sight", 5);
}

static gboolean
keypad_is_in_sight_cb (gpointer user_data)
{
  FielWindowTest *test = user_data;

  return is_in_sight (test, get_in (test, "amount", "keypad"));
}

/* Every key is there at once, however much is told beside them. */
static void
test_keys_in_sight (FielWindowTest *test, gconstpointer data)
{
  gtk_window_set_default_size (GTK_WINDOW (test->window), 1100, 700);
  open_return (test, add_sale (test));
  fiel_window_test_type (test, "4 9 9 0");
  choose_reason (test, 6);
  gtk_editable_set_text (GTK_EDITABLE (get_in (test, "reason", "words")), "the coat had a hole");
  fiel_test_run_until (keypad_is_in_sight_cb, test, "the last row of keys in sight", 5);
}

/* As the key does: what has the focus first, then the page. */
static void
press_enter (FielWindowTest *test)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (test->window));

  if (GTK_IS_TEXT (focus))
    g_signal_emit_by_name (focus, "activate");
  else
    gtk_widget_activate_action (get_page (test, "return_page"), "default.activate", NULL);
  fiel_test_drain ();
}

static gboolean
focus_is_in (FielWindowTest *test, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (test->window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Enter upon Enter leads to what is missing, then to the question. */
static void
test_keys_alone (FielWindowTest *test, gconstpointer data)
{
  open_return (test, add_sale (test));
  fiel_window_test_type (test, "1 2 0 0 0");
  press_enter (test);
  g_assert_true (focus_is_in (test, get_in (test, "reason", "reason")));

  choose_reason (test, 6);
  press_enter (test);
  g_assert_true (focus_is_in (test, get_in (test, "reason", "words")));

  gtk_editable_set_text (GTK_EDITABLE (get_in (test, "reason", "words")), "the coat had a hole");
  press_enter (test);
  g_assert_true (focus_is_in (test, get_in (test, "approval", "name")));

  gtk_editable_set_text (GTK_EDITABLE (get_in (test, "approval", "name")), "ana riquelme");
  press_enter (test);
  g_assert_true (focus_is_in (test, get_in (test, "approval", "name")));
  g_assert_true (shows_step (test, "form"));

  gtk_editable_set_text (GTK_EDITABLE (get_in (test, "approval", "name")), "Eva Soto");
  press_enter (test);
  g_assert_true (shows_step (test, "confirm"));
  g_assert_cmpuint (fiel_fake_refund_desk_get_n_refunds (test->engine), ==, 0);
}

static gboolean
keypad_is_laid_out_cb (gpointer user_data)
{
  FielWindowTest *test = user_data;

  return gtk_widget_get_width (get_in (test, "amount", "keypad")) > 0;
}

/* The keys on the glass are one stop of Tab; arrows go from key to key and end at the edge. */
static void
test_keypad_is_one_stop (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *keypad;
  GtkWidget *first;

  open_return (test, add_sale (test));
  fiel_test_run_until (keypad_is_laid_out_cb, test, "the keypad laid out", 5);
  keypad = get_in (test, "amount", "keypad");
  g_assert_true (gtk_widget_child_focus (keypad, GTK_DIR_TAB_FORWARD));
  first = gtk_window_get_focus (GTK_WINDOW (test->window));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (first)), ==, "7");

  g_assert_true (gtk_widget_child_focus (keypad, GTK_DIR_RIGHT));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (gtk_window_get_focus (GTK_WINDOW (test->window)))), ==, "8");
  g_assert_true (gtk_widget_child_focus (keypad, GTK_DIR_UP));
  g_assert_true (focus_is_in (test, keypad));
  g_assert_false (gtk_widget_child_focus (keypad, GTK_DIR_TAB_FORWARD));
  g_assert_false (gtk_widget_child_focus (keypad, GTK_DIR_TAB_BACKWARD));
}

/* Below the limit nobody is asked, and a name that was typed before does not count. */
static void
test_no_approval (FielWindowTest *test, gconstpointer data)
{
  open_return (test, add_sale (test));
  choose_reason (test, 1);
  gtk_editable_set_text (GTK_EDITABLE (get_in (test, "approval", "name")), "Eva Soto");
  fiel_window_test_type (test, "1 0 0 0 0");
  g_assert_false (gtk_widget_get_visible (get (test, "approval")));

  go_on (test);
  wait_out_deafness (test);
  click (get_in (test, "confirm", "confirm"));
  g_assert_nonnull (strstr (fiel_fake_refund_desk_get_order (test->engine), "(Ana Riquelme, -)"));
}

/* -- The question -------------------------------------------------------------------------------------------------- */

static void
test_pressed_twice (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *confirm;

  open_return (test, add_sale (test));
  choose_reason (test, 1);
  go_on (test);
  confirm = get_in (test, "confirm", "confirm");
  fiel_fake_refund_desk_hold (test->engine);

  /* The press that opened the question is still under the hand. */
  click (confirm);
  g_assert_cmpuint (fiel_fake_refund_desk_get_n_refunds (test->engine), ==, 0);

  wait_out_deafness (test);
  click (confirm);
  g_assert_cmpuint (fiel_fake_refund_desk_get_n_refunds (test->engine), ==, 1);
  g_assert_false (gtk_widget_is_sensitive (confirm));
  g_assert_false (gtk_widget_is_sensitive (get_in (test, "confirm", "back")));
  g_assert_cmpstr (get_text (get_in (test, "confirm", "note")), ==, "Preparing the return. Nothing was sent yet…");
  gtk_widget_activate_action (confirm, "confirm.return", NULL);
  fiel_window_test_wait_us (test, FIEL_PRESS_DEAD_TIME_US);
  gtk_widget_activate_action (confirm, "confirm.return", NULL);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.back", NULL);
  g_assert_true (shows_step (test, "confirm"));
  g_assert_cmpuint (fiel_fake_refund_desk_get_n_refunds (test->engine), ==, 1);

  fiel_fake_refund_desk_answer (test->engine, NULL);
  fiel_test_drain ();
  g_assert_nonnull (fiel_window_get_attempt (test->window));
  g_assert_false (shows (test, "return_page"));
}

/* Who goes elsewhere while a return is being prepared begins no second one, and is shown the first. */
static void
test_left_while_sending (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *other = fiel_fake_refund_desk_add_sale (test->engine, "sur", 5000, "004519", "020001", "1180");

  open_return (test, add_sale (test));
  choose_reason (test, 1);
  go_on (test);
  fiel_fake_refund_desk_hold (test->engine);
  wait_out_deafness (test);
  click (get_in (test, "confirm", "confirm"));

  fiel_window_show_till (test->window);
  open_return (test, other);
  choose_reason (test, 1);
  assert_text (test, "missing", "Another return is being prepared. Wait a moment.");
  gtk_widget_activate_action (get_page (test, "return_page"), "return.go-on", NULL);
  g_assert_true (shows_step (test, "form"));

  fiel_fake_refund_desk_answer (test->engine, NULL);
  fiel_test_drain ();
  g_assert_cmpuint (fiel_fake_refund_desk_get_n_refunds (test->engine), ==, 1);
  g_assert_cmpint (fiel_attempt_get_amount (fiel_window_get_attempt (test->window)).minor, ==, 12990);
}

static void
test_refused (FielWindowTest *test, gconstpointer data)
{
  open_return (test, add_sale (test));
  choose_reason (test, 1);
  go_on (test);
  fiel_fake_refund_desk_hold (test->engine);
  wait_out_deafness (test);
  click (get_in (test, "confirm", "confirm"));
  fiel_fake_refund_desk_answer (test->engine, "A return of this sale has no result yet.");
  fiel_test_drain ();

  g_assert_true (shows_step (test, "confirm"));
  g_assert_cmpstr (get_text (get_in (test, "confirm", "note")), ==, "A return of this sale has no result yet.");
  g_assert_true (has_focus (test, get_in (test, "confirm", "back")));
  g_assert_null (fiel_window_get_attempt (test->window));
}

/* What was confirmed is not what would happen: it cannot be sent once more from here, only looked at again. */
static void
test_other_way (FielWindowTest *test, gconstpointer data)
{
  open_return (test, add_sale (test));
  choose_reason (test, 1);
  go_on (test);
  fiel_fake_refund_desk_hold (test->engine);
  wait_out_deafness (test);
  click (get_in (test, "confirm", "confirm"));
  fiel_fake_refund_desk_refuse (test->engine, FIEL_ENGINE_ERROR_OFFER_CHANGED, "Look again at how.");
  fiel_test_drain ();
  wait_out_deafness (test);

  g_assert_true (shows_step (test, "confirm"));
  g_assert_cmpstr (get_text (get_in (test, "confirm", "note")), ==, "Look again at how.");
  g_assert_true (has_focus (test, get_in (test, "confirm", "back")));
  g_assert_false (gtk_widget_is_sensitive (get_in (test, "confirm", "confirm")));
  click (get_in (test, "confirm", "back"));
  g_assert_true (shows_step (test, "form"));
  go_on (test);
  g_assert_true (gtk_widget_is_sensitive (get_in (test, "confirm", "confirm")));
}

/* Enter upon Enter ends where nothing was returned. */
static void
test_enter_twice (FielWindowTest *test, gconstpointer data)
{
  open_return (test, add_sale (test));
  choose_reason (test, 1);
  gtk_widget_activate_action (get_page (test, "return_page"), "return.go-on", NULL);
  fiel_test_drain ();
  g_assert_true (has_focus (test, get_in (test, "confirm", "back")));
  click (gtk_window_get_focus (GTK_WINDOW (test->window)));
  g_assert_true (shows_step (test, "form"));
  g_assert_cmpuint (fiel_fake_refund_desk_get_n_refunds (test->engine), ==, 0);
}

/* What another hand returned meanwhile is seen on the way back. */
static void
test_changed_meanwhile (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *sale = add_sale (test);

  open_return (test, sale);
  choose_reason (test, 1);
  go_on (test);
  fiel_fake_refund_desk_add_return (test->engine, sale, FIEL_ATTEMPT_KIND_REFUND, 4990);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.back", NULL);
  fiel_test_drain ();
  g_assert_true (shows_step (test, "form"));
  assert_text (test, "how", "A return of this sale has no result yet. Wait for it first.");
  g_assert_false (gtk_widget_is_sensitive (get (test, "go_on")));
}

/* (nullable): what stands beside that label */
static const char *
find_beside (GtkWidget *widget, const char *title)
{
  const char *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), title))
    return gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_beside (child, title);

  return found;
}

/* What nobody knows yet has not gone back, though it can go back no more. */
static void
test_not_known_yet (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *sale = add_sale (test);

  fiel_fake_refund_desk_add_return (test->engine, sale, FIEL_ATTEMPT_KIND_REFUND, 4990);
  open_return (test, sale);
  g_assert_cmpstr (find_beside (GTK_WIDGET (test->window), "Already returned"), ==, "$0");
  g_assert_cmpstr (find_beside (GTK_WIDGET (test->window), "Return without a result yet"), ==, "$4.990");
  g_assert_cmpstr (find_beside (GTK_WIDGET (test->window), "Can be returned"), ==, "$8.000");
}

/* -- What cannot be ------------------------------------------------------------------------------------------------ */

static void
test_only_whole (FielWindowTest *test, gconstpointer data)
{
  fiel_fake_refund_desk_set_means (test->engine, TRUE, FALSE);
  open_return (test, add_sale (test));
  g_assert_false (gtk_widget_is_sensitive (get_in (test, "amount", "part")));
  fiel_window_test_type (test, "4");
  g_assert_cmpstr (get_amount (test), ==, "Return $12.990…");
}

static void
test_not_offered (FielWindowTest *test, gconstpointer data)
{
  fiel_fake_refund_desk_set_means (test->engine, FALSE, FALSE);
  open_return (test, add_sale (test));
  choose_reason (test, 1);
  assert_text (test, "how", "Getnet cannot give this back here. Return it on the terminal itself.");
  g_assert_false (gtk_widget_is_sensitive (get (test, "go_on")));
}

static void
assert_terminal (FielWindowTest *test, const char *child, const char *name)
{
  GtkAccessible *row = GTK_ACCESSIBLE (get_in (test, "terminal", child));

  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  g_assert_false (gtk_test_accessible_has_relation (row, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
}

static void
test_busy_terminal (FielWindowTest *test, gconstpointer data)
{
  open_return (test, add_sale (test));
  choose_reason (test, 1);
  fiel_window_test_type (test, "1 0 0 0");
  fiel_fake_engine_add_attempt (test->engine, "norte", 500, "77");
  assert_text (test, "missing", "Terminal Norte is busy with another payment of this till.");

  /* A return may go through another terminal of the same provider; a cancellation may not. */
  g_object_set (get_in (test, "terminal", "choice"), "selected", 1, NULL);
  assert_text (test, "go_on_place", "to Visa ··4242 on Terminal Sur");
  assert_terminal (test, "choice", "Terminal: Terminal Sur");
  g_assert_true (gtk_widget_is_sensitive (get (test, "go_on")));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_in (test, "amount", "all")), TRUE);
  assert_terminal (test, "line", "Terminal: Terminal Norte");
  assert_text (test, "go_on_place", "to Visa ··4242 on Terminal Norte");
  g_assert_false (gtk_widget_get_visible (get_in (test, "terminal", "choice")));
}

/* -- Finding the sale ---------------------------------------------------------------------------------------------- */

static GtkListBox *
get_list (FielWindowTest *test)
{
  return GTK_LIST_BOX (fiel_window_test_get_child (get_page (test, "find_sale"), "list"));
}

static const char *
get_row_text (FielWindowTest *test, int index, const char *name)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (get_list (test), index);

  return row != NULL ? get_text (fiel_window_test_get_child (row, name)) : NULL;
}

static void
search (FielWindowTest *test, const char *text)
{
  GtkWidget *entry = fiel_window_test_get_child (get_page (test, "find_sale"), "search");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  fiel_test_drain ();
}

static void
test_find (FielWindowTest *test, gconstpointer data)
{
  fiel_fake_engine_add_attempt (test->engine, "terraza", 777, "004000");
  fiel_fake_refund_desk_add_sale (test->engine, "sur", 5000, "004519", "020001", "1180");
  add_sale (test);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.return-money", "s", "");
  fiel_test_drain ();

  g_assert_true (shows (test, "find_sale"));
  g_assert_cmpstr (get_row_text (test, 0, "amount"), ==, "$12.990");
  g_assert_nonnull (strstr (get_row_text (test, 0, "about"), "Visa ··4242 · Terminal Norte"));
  g_assert_cmpstr (get_row_text (test, 0, "facts"), ==, "Ticket 004518 · Authorization 018734");
  g_assert_cmpstr (get_row_text (test, 1, "amount"), ==, "$5.000");
  g_assert_null (get_row_text (test, 2, "amount"));

  search (test, "1180");
  g_assert_cmpstr (get_row_text (test, 0, "amount"), ==, "$5.000");
  g_assert_null (get_row_text (test, 1, "amount"));
  search (test, "$12.990");
  g_assert_cmpstr (get_row_text (test, 0, "amount"), ==, "$12.990");
  g_assert_null (get_row_text (test, 1, "amount"));
  search (test, "018734");
  g_assert_cmpstr (get_row_text (test, 0, "amount"), ==, "$12.990");
  search (test, "nothing of that kind");
  g_assert_null (get_row_text (test, 0, "amount"));
  search (test, "");

  g_signal_emit_by_name (get_list (test), "row-activated", gtk_list_box_get_row_at_index (get_list (test), 1));
  fiel_test_drain ();
  g_assert_true (shows_step (test, "form"));
  g_assert_cmpstr (get_amount (test), ==, "Return $5.000…");
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.back", NULL);
  g_assert_true (shows (test, "find_sale"));
}

/* The code on our receipt opens its sale from anywhere, and is never taken for a ticket or an amount. */
static void
test_scan (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *sale = add_sale (test);
  FielAttempt *other = fiel_fake_refund_desk_add_sale (test->engine, "sur", 5000, "004519", "020001", "1180");
  g_autofree char *code = g_strconcat ("FIEL1:", fiel_attempt_get_id (sale), NULL);
  g_autofree char *other_code = g_strconcat ("FIEL1:", fiel_attempt_get_id (other), NULL);

  fiel_window_test_scan (test, code);
  fiel_test_drain ();
  g_assert_true (shows_step (test, "form"));
  g_assert_cmpstr (get_amount (test), ==, "Return $12.990…");
  g_assert_null (fiel_till_page_get_reference (test->till));

  fiel_window_test_scan (test, other_code);
  fiel_test_drain ();
  g_assert_cmpstr (get_amount (test), ==, "Return $5.000…");

  fiel_window_test_scan (test, "FIEL1:nobody");
  fiel_test_drain ();
  g_assert_true (shows_step (test, "wait"));
  assert_text (test, "wait_words", "There is no such payment.");
}

/* -- Without the sale ---------------------------------------------------------------------------------------------- */

static void
open_without_sale (FielWindowTest *test)
{
  GtkWidget *button;

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.return-money", "s", "");
  fiel_test_drain ();
  button = fiel_window_test_get_child (get_page (test, "find_sale"), "without_original");
  g_assert_true (gtk_widget_get_visible (button));
  click (button);
  g_assert_true (shows_step (test, "form"));
}

static void
type_into (FielWindowTest *test, const char *part, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_in (test, part, name)), text);
}

static void
test_without_sale (FielWindowTest *test, gconstpointer data)
{
  open_without_sale (test);
  g_assert_false (gtk_widget_get_visible (get (test, "card")));
  g_assert_false (gtk_widget_get_visible (get_in (test, "amount", "choice")));
  g_assert_cmpstr (get_text (get_in (test, "approval", "why")), ==, "");
  assert_text (test, "missing", "Type the amount to return.");
  g_assert_false (gtk_widget_get_visible (get (test, "how_line")));
  fiel_window_test_type (test, "2 0 0 0 1");
  g_assert_true (gtk_widget_get_visible (get (test, "how_line")));
  g_assert_cmpstr (get_text (get_in (test, "amount", "refused")), ==,
                   "That key does not fit: at most $20.000 can be returned");
  fiel_window_test_type (test, "0");
  g_assert_cmpstr (get_amount (test), ==, "Return $20.000…");
  assert_text (test, "go_on_place", "on Terminal Norte");
  assert_text (test, "missing", "Type the authorization code from the customer’s slip.");
  type_into (test, "slip", "authorization", " 018734 ");
  assert_text (test, "missing", "Type the day of the sale from the customer’s slip, like 31/01/2026.");
  type_into (test, "slip", "date", "31/02/2026");
  assert_text (test, "missing", "Type the day of the sale from the customer’s slip, like 31/01/2026.");
  type_into (test, "slip", "date", "31/12/2999");
  assert_text (test, "missing", "That day is still to come.");
  type_into (test, "slip", "date", "1/2/2020");
  choose_reason (test, 1);
  assert_text (test, "missing", "Write the name of the manager who approves.");
  g_assert_cmpstr (get_text (get_in (test, "approval", "why")), ==,
                   "A return without its sale has to be approved by a manager");
  type_into (test, "approval", "name", "Eva Soto");

  go_on (test);
  g_assert_cmpstr (get_text (get_in (test, "confirm", "question")), ==,
                   "Return $20.000 without its sale, by the authorization 018734. The customer must be present with the "
                   "card.");
  wait_out_deafness (test);
  click (get_in (test, "confirm", "confirm"));
  g_assert_cmpstr (fiel_fake_refund_desk_get_order (test->engine), ==,
                   "20000 of - on norte: The product is faulty (Ana Riquelme, Eva Soto) 018734 2020-02-01");
}

static void
test_without_sale_is_off (FielWindowTest *test, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.return-money", "s", "");
  fiel_test_drain ();
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (get_page (test, "find_sale"), "without_original")));
  gtk_widget_activate_action (get_page (test, "find_sale"), "find.without-original", NULL);
  g_assert_true (shows (test, "find_sale"));
}

/* -- After the intent ---------------------------------------------------------------------------------------------- */

static gboolean
speaks_of_charging (const char *words)
{
  g_autofree char *lower = words != NULL ? g_utf8_strdown (words, -1) : g_strdup ("");

  return strstr (lower, "charged") != NULL || strstr (lower, "charge again") != NULL
         || strstr (lower, "charges again") != NULL || strstr (lower, "payment was approved") != NULL;
}

/* Every label that can be seen below @widget. */
static void
assert_no_word_of_charging (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget) && speaks_of_charging (get_text (widget)))
    g_error ("\"%s\" is said of money that went back", get_text (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_no_word_of_charging (child);
}

static FielAttempt *
show_return (FielWindowTest *test, FielAttemptKind kind)
{
  FielAttempt *back = fiel_fake_refund_desk_add_return (test->engine, add_sale (test), kind, 12990);

  fiel_window_show_attempt (test->window, back);
  fiel_test_drain ();

  return back;
}

static void
look (FielWindowTest *test)
{
  fiel_test_drain ();
  assert_no_word_of_charging (fiel_window_test_get_child (test->window, "attempt_pages"));
}

/* Whatever becomes of it, nobody is told that the customer was charged, or not to charge. */
static void
test_words (FielWindowTest *test, gconstpointer data)
{
  static const FielAttemptKind kinds[] = { FIEL_ATTEMPT_KIND_REFUND, FIEL_ATTEMPT_KIND_VOID };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      FielAttempt *back = show_return (test, kinds[i]);

      look (test);
      fiel_attempt_set_state (back, FIEL_ATTEMPT_STATE_ACCEPTED, FIEL_OUTCOME_NONE, 0);
      fiel_attempt_set_phase (back, FIEL_ATTEMPT_PHASE_WAITING);
      look (test);
      fiel_attempt_set_cancel (back, FIEL_CANCEL_STATE_AGREED, FALSE);
      look (test);
      fiel_attempt_set_state (back, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
      fiel_attempt_set_reason (back, FIEL_REASON_ANSWER_LOST);
      fiel_attempt_set_phase (back, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
      look (test);
      for (FielSighting sighting = FIEL_SIGHTING_APPROVED; sighting < FIEL_N_SIGHTINGS; sighting++)
        {
          fiel_attempt_set_sighting (back, sighting, NULL);
          look (test);
        }
      gtk_widget_activate_action (fiel_window_test_get_child (test->window, "attempt_pages"), "pane.record-by-hand",
                                  NULL);
      look (test);
      for (FielOutcome outcome = FIEL_OUTCOME_APPROVED; outcome < FIEL_N_OUTCOMES; outcome++)
        {
          FielAttempt *other = show_return (test, kinds[i]);

          fiel_attempt_set_approved (other, fiel_money_make (fiel_outcome_moved_money (outcome) ? 5000 : 0,
                                                             fiel_currency_find ("CLP")));
          fiel_attempt_set_reason (other, fiel_outcome_moved_money (outcome) ? FIEL_REASON_NONE : FIEL_REASON_NO_FUNDS);
          fiel_attempt_set_state (other, FIEL_ATTEMPT_STATE_CLOSED, outcome, 1);
          fiel_attempt_set_phase (other, FIEL_ATTEMPT_PHASE_DONE);
          look (test);
          for (FielContradiction against = FIEL_CONTRADICTION_CHARGED_AFTER_ALL; against < FIEL_N_CONTRADICTIONS; against++)
            {
              fiel_attempt_set_contradiction (other, against);
              look (test);
            }
        }
    }
  assert_no_word_of_charging (fiel_window_test_get_child (test->window, "today_pane"));
}

static gpointer
find_page (FielWindowTest *test)
{
  GtkWidget *stack = gtk_widget_get_first_child (fiel_window_test_get_child (test->window, "attempt_pages"));

  return gtk_stack_get_visible_child (GTK_STACK (stack));
}

static void
assert_tells (gpointer page, const char *child, const char *words)
{
  const char *label = gtk_label_get_label (GTK_LABEL (fiel_window_test_get_child (page, child)));

  if (strstr (label, words) == NULL)
    g_assert_cmpstr (label, ==, words);
}

/* The answer to a return is lost and there is no number to ask by: people are told what to look at, and who records. */
static void
test_lost_without_a_number (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *back = show_return (test, FIEL_ATTEMPT_KIND_REFUND);
  FielAttempt *numbered = NULL;
  GtkWidget *page = NULL;

  fiel_attempt_set_state (back, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_reason (back, FIEL_REASON_ANSWER_LOST);
  fiel_attempt_set_phase (back, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_test_drain ();
  page = find_page (test);
  assert_tells (page, "advice", "a slip of a return with this amount");
  assert_tells (page, "advice", "a manager compares the slip with the provider’s list and records it");
  fiel_attempt_set_sighting (back, FIEL_SIGHTING_APPROVED, "1234");
  fiel_test_drain ();
  assert_tells (fiel_window_test_get_child (page, "triage"), "answer_text", "may never confirm it by itself");
  fiel_attempt_set_sighting (back, FIEL_SIGHTING_DECLINED, NULL);
  fiel_test_drain ();
  assert_tells (fiel_window_test_get_child (page, "triage"), "answer_text", "may never say so by itself");

  /* With a number the provider says in the end what became of it. */
  numbered = show_return (test, FIEL_ATTEMPT_KIND_REFUND);
  fiel_attempt_set_provider_words (numbered, "99", NULL, NULL);
  fiel_attempt_set_state (numbered, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_reason (numbered, FIEL_REASON_ANSWER_LOST);
  fiel_attempt_set_phase (numbered, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_test_drain ();
  page = find_page (test);
  fiel_window_test_assert_label (page, "advice", "Look at the terminal.");
  fiel_attempt_set_sighting (numbered, FIEL_SIGHTING_APPROVED, "1234");
  fiel_test_drain ();
  assert_tells (fiel_window_test_get_child (page, "triage"), "answer_text", "until it confirms");
}

static void
test_by_hand (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *back = show_return (test, FIEL_ATTEMPT_KIND_REFUND);
  GtkWidget *page;
  GtkWidget *second;

  fiel_attempt_set_state (back, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_phase (back, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_test_drain ();
  page = find_page (test);
  fiel_window_test_assert_label (page, "warning", "Do not return it again");
  fiel_window_test_assert_label (page, "doubt", "We do not know yet whether the money was returned.");

  gtk_widget_activate_action (page, "pane.record-by-hand", NULL);
  page = find_page (test);
  g_assert_cmpstr (gtk_check_button_get_label (GTK_CHECK_BUTTON (fiel_window_test_get_child (page, "charged"))), ==,
                   "The money was returned");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (fiel_window_test_get_child (page, "not_charged")), TRUE);
  gtk_check_button_set_active (
    GTK_CHECK_BUTTON (gtk_widget_get_first_child (fiel_window_test_get_child (page, "reasons"))), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (fiel_window_test_get_child (page, "manager")), "Eva Soto");
  gtk_widget_activate_action (page, "hand.look", NULL);
  look (test);
  second = fiel_window_test_get_child (page, "look");
  fiel_window_test_assert_label (second, "plan",
                                 "Eva Soto records that the money was not returned. Reason: The slip, or the terminal’s "
                                 "screen");
  fiel_window_test_assert_label (second, "confirm_words", "Record $12.990 as not returned");
  fiel_window_test_assert_label (second, "charged_title", "Speaks for returned");

  /* And of a sale it is what it was. */
  back = fiel_fake_engine_add_attempt (test->engine, "sur", 500, "9");
  fiel_attempt_set_phase (back, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_window_show_attempt (test->window, back);
  fiel_window_test_assert_label (find_page (test), "warning", "Do not charge again");
}

static void
test_result (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *back = show_return (test, FIEL_ATTEMPT_KIND_VOID);
  GtkWidget *page;

  fiel_attempt_set_state (back, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_APPROVED, 1);
  fiel_attempt_set_phase (back, FIEL_ATTEMPT_PHASE_DONE);
  fiel_test_drain ();
  page = find_page (test);
  fiel_window_test_assert_label (page, "headline", "RETURNED");
  fiel_window_test_assert_label (page, "verdict", "Back to Visa ··4242");
  fiel_window_test_assert_label (page, "why", "The sale is cancelled: no charge will appear.");
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (page, "give_back")));
}

/* Where the answer names no card, it goes back to the one that paid. */
static void
test_result_without_card (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *back = show_return (test, FIEL_ATTEMPT_KIND_REFUND);

  fiel_attempt_set_card (back, NULL, NULL, NULL, NULL);
  fiel_attempt_set_state (back, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_APPROVED, 1);
  fiel_attempt_set_phase (back, FIEL_ATTEMPT_PHASE_DONE);
  fiel_test_drain ();
  fiel_window_test_assert_label (find_page (test), "verdict", "Back to Visa ··4242");
}

/* A sale that was just made stays quiet; one that somebody looks up offers to return money, and a return that failed
 * leads back to its sale. */
static void
test_button (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *sale = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "004518");
  FielAttempt *back;
  GtkWidget *button;

  fiel_window_show_attempt (test->window, sale);
  fiel_attempt_set_approved (sale, fiel_attempt_get_amount (sale));
  fiel_attempt_set_state (sale, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_APPROVED, 1);
  fiel_attempt_set_phase (sale, FIEL_ATTEMPT_PHASE_DONE);
  fiel_test_drain ();
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (find_page (test), "give_back")));

  fiel_window_show_till (test->window);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-attempt", "s", fiel_attempt_get_id (sale));
  button = fiel_window_test_get_child (find_page (test), "give_back");
  g_assert_true (gtk_widget_get_visible (button));
  click (button);
  g_assert_true (shows_step (test, "form"));

  back = fiel_fake_refund_desk_add_return (test->engine, sale, FIEL_ATTEMPT_KIND_REFUND, 12990);
  fiel_window_show_attempt (test->window, back);
  fiel_attempt_set_state (back, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_DECLINED, 1);
  fiel_attempt_set_phase (back, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (test->engine);
  fiel_test_drain ();
  fiel_window_test_assert_label (find_page (test), "headline", "NOT RETURNED");
  button = fiel_window_test_get_child (find_page (test), "give_back");
  g_assert_true (gtk_widget_get_visible (button));
  click (button);
  g_assert_true (shows_step (test, "form"));
  g_assert_cmpstr (get_amount (test), ==, "Return $12.990…");
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/return/whole", &live, test_whole);
  fiel_window_test_add ("/return/part", &live, test_part);
  fiel_window_test_add ("/return/cap", &live, test_cap);
  fiel_window_test_add ("/return/reason", &live, test_reason);
  fiel_window_test_add ("/return/approval", &limited, test_approval);
  fiel_window_test_add ("/return/in-sight", &limited, test_in_sight);
  fiel_window_test_add ("/return/keys-in-sight", &limited, test_keys_in_sight);
  fiel_window_test_add ("/return/keys-alone", &limited, test_keys_alone);
  fiel_window_test_add ("/return/keypad-is-one-stop", &limited, test_keypad_is_one_stop);
  fiel_window_test_add ("/return/no-approval", &limited, test_no_approval);
  fiel_window_test_add ("/return/pressed-twice", &live, test_pressed_twice);
  fiel_window_test_add ("/return/left-while-sending", &live, test_left_while_sending);
  fiel_window_test_add ("/return/refused", &live, test_refused);
  fiel_window_test_add ("/return/other-way", &live, test_other_way);
  fiel_window_test_add ("/return/enter-twice", &live, test_enter_twice);
  fiel_window_test_add ("/return/changed-meanwhile", &live, test_changed_meanwhile);
  fiel_window_test_add ("/return/not-known-yet", &live, test_not_known_yet);
  fiel_window_test_add ("/return/only-whole", &live, test_only_whole);
  fiel_window_test_add ("/return/not-offered", &live, test_not_offered);
  fiel_window_test_add ("/return/busy-terminal", &live, test_busy_terminal);
  fiel_window_test_add ("/return/find", &live, test_find);
  fiel_window_test_add ("/return/scan", &live, test_scan);
  fiel_window_test_add ("/return/without-sale", &unbound, test_without_sale);
  fiel_window_test_add ("/return/without-sale-is-off", &live, test_without_sale_is_off);
  fiel_window_test_add ("/return/words", &live, test_words);
  fiel_window_test_add ("/return/by-hand", &live, test_by_hand);
  fiel_window_test_add ("/return/lost-without-a-number", &live, test_lost_without_a_number);
  fiel_window_test_add ("/return/result", &live, test_result);
  fiel_window_test_add ("/return/result-without-card", &live, test_result_without_card);
  fiel_window_test_add ("/return/button", &live, test_button);

  return g_test_run ();
}
