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
  assert_text (test, "how", "Getnet returns it: the customer sees it in some days.");
  choose_reason (test, 2);
  go_on (test);
  g_assert_cmpstr (get_text (get_in (test, "confirm", "question")), ==,
                   "Return $4.990 of $12.990 to card ··4242. The customer must be present with the card.");

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
  g_assert_true (gtk_widget_is_sensitive (get (test, "go_on")));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_in (test, "amount", "all")), TRUE);
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

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/return/whole", &live, test_whole);
  fiel_window_test_add ("/return/part", &live, test_part);
  fiel_window_test_add ("/return/cap", &live, test_cap);
  fiel_window_test_add ("/return/reason", &live, test_reason);
  fiel_window_test_add ("/return/approval", &limited, test_approval);
  fiel_window_test_add ("/return/no-approval", &limited, test_no_approval);
  fiel_window_test_add ("/return/pressed-twice", &live, test_pressed_twice);
  fiel_window_test_add ("/return/refused", &live, test_refused);
  fiel_window_test_add ("/return/enter-twice", &live, test_enter_twice);
  fiel_window_test_add ("/return/changed-meanwhile", &live, test_changed_meanwhile);
  fiel_window_test_add ("/return/only-whole", &live, test_only_whole);
  fiel_window_test_add ("/return/not-offered", &live, test_not_offered);
  fiel_window_test_add ("/return/busy-terminal", &live, test_busy_terminal);
  fiel_window_test_add ("/return/find", &live, test_find);
  fiel_window_test_add ("/return/scan", &live, test_scan);

  return g_test_run ();
}
