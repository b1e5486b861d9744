/* test-till-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-amount-display.h"
#include "fiel-attempt-private.h"
#include "fiel-press-guard.h"
#include "fiel-terminal-private.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

static const FielWindowTestStore training = { .environment = "training" };
static const FielWindowTestStore cents = { "training", "ar", "ARS", "amount-mode=cents\n", NULL };
static const FielWindowTestStore decimal = { "training", "ar", "ARS", "amount-mode=decimal\n", NULL };
static const FielWindowTestStore limited = { "training", NULL, NULL, "max-sale=50000\n", NULL };

static const FielWindowTestStore quick = { "training", NULL, NULL, "quick-amounts=1000,5000\n", NULL };
static const FielWindowTestStore unguarded
  = { "training", NULL, NULL, "repeat-guard=no\nhundredfold-guard=no\n", NULL };
static const FielWindowTestStore referenced = { "training", NULL, NULL, "require-reference=yes\n", NULL };

static FielAmountDisplay *
get_display (FielWindowTest *test)
{
  return FIEL_AMOUNT_DISPLAY (fiel_window_test_get_child (test->till, "display"));
}

static void
assert_amount (FielWindowTest *test, const char *text)
{
  g_autofree char *label = g_strdup_printf ("Amount: %s", text);

  g_assert_cmpstr (fiel_amount_display_get_text (get_display (test)), ==, text);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_display (test)), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
}

static void
assert_focus_on_amount (FielWindowTest *test)
{
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (test->window)) == GTK_WIDGET (get_display (test)));
}

static void
assert_top (FielWindowTest *test, const char *name)
{
  GtkStack *top = GTK_STACK (fiel_window_test_get_child (test->till, "top"));

  g_assert_cmpstr (gtk_stack_get_visible_child_name (top), ==, name);
}

static void
test_digits (FielWindowTest *test, gconstpointer data)
{
  assert_focus_on_amount (test);
  assert_amount (test, "$0");
  g_assert_false (fiel_window_test_is_enabled (test, "till.charge"));
  fiel_window_test_assert_label (test->till, "reason", "Type an amount to charge");

  fiel_window_test_type (test, "1 KP_2 9 KP_9 0");
  assert_amount (test, "$12.990");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_display (test)), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "twelve thousand nine hundred ninety pesos");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_display (test)), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 12990.0);
  fiel_window_test_assert_label (test->till, "words", "twelve thousand nine hundred ninety pesos");

  g_assert_true (fiel_window_test_is_enabled (test, "till.charge"));
  fiel_window_test_assert_label (test->till, "charge_amount", "Charge $12.990");
  fiel_window_test_assert_label (test->till, "charge_terminal", "on Terminal Norte");
  fiel_window_test_assert_label (test->till, "reason", "");

  fiel_window_test_type (test, "BackSpace asterisk");
  assert_amount (test, "$1.299.000");
  fiel_window_test_type (test, "comma period");
  assert_amount (test, "$1.299.000");
}

static void
test_roles (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *ticket = fiel_window_test_get_child (test->till, "ticket");
  GtkWidget *grid = fiel_window_test_get_child (fiel_window_test_get_child (test->till, "keypad"), "grid");
  GtkWidget *charge = fiel_window_test_get_child (test->till, "charge");
  guint n_keys = 0;

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (get_display (test)), GTK_ACCESSIBLE_ROLE_SPIN_BUTTON);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_display (test)), GTK_ACCESSIBLE_PROPERTY_READ_ONLY, TRUE);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (test->till), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (test->till), GTK_ACCESSIBLE_PROPERTY_LABEL, "Sale");

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (charge), GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fiel_window_test_get_child (ticket, "button")),
                                   GTK_ACCESSIBLE_ROLE_BUTTON);

  fiel_window_test_type (test, "7");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (charge), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Charge $7 on Terminal Norte");

  for (GtkWidget *key = gtk_widget_get_first_child (grid); key != NULL; key = gtk_widget_get_next_sibling (key))
    {
      g_assert_true (GTK_IS_BUTTON (key));
      g_assert_true (gtk_widget_get_focusable (key));
      g_assert_false (gtk_widget_get_focus_on_click (key));
      if (gtk_button_get_icon_name (GTK_BUTTON (key)) != NULL)
        gtk_test_accessible_assert_property (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_PROPERTY_LABEL, "Erase last digit");
      else
        g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (key)), !=, "");
      n_keys++;
    }
  g_assert_cmpuint (n_keys, ==, 15);
}

/* Where a language runs from right to left the page is mirrored, and its keys are not. */
static void
test_keypad_mirrored (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *grid = fiel_window_test_get_child (fiel_window_test_get_child (test->till, "keypad"), "grid");
  GtkWidget *seven = gtk_widget_get_first_child (grid);
  graphene_rect_t seven_at, eight_at;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  fiel_window_test_wait_us (test, G_TIME_SPAN_SECOND);
  g_assert_true (gtk_widget_compute_bounds (seven, grid, &seven_at));
  g_assert_true (gtk_widget_compute_bounds (gtk_widget_get_next_sibling (seven), grid, &eight_at));
  g_assert_cmpfloat (seven_at.origin.x, <, eight_at.origin.x);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_keypad (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *grid = fiel_window_test_get_child (fiel_window_test_get_child (test->till, "keypad"), "grid");

  for (GtkWidget *key = gtk_widget_get_first_child (grid); key != NULL; key = gtk_widget_get_next_sibling (key))
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (key)), "Clear") != 0 && gtk_widget_get_visible (key))
      g_signal_emit_by_name (key, "clicked");

  /* 7 8 9, erase, 4 5 6 1 2 3 0 00 000: the last three zeros are past the limit. */
  assert_amount (test, "$784.561.230");
  assert_focus_on_amount (test);
}

static void
test_cents (FielWindowTest *test, gconstpointer data)
{
  fiel_window_test_assert_label (test->till, "words", "Typing 1 2 5 0 gives $12,50");
  fiel_window_test_type (test, "1 2 5 0 comma");
  assert_amount (test, "$12,50");
  fiel_window_test_type (test, "asterisk");
  assert_amount (test, "$1.250,00");
}

static void
test_decimal (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *keypad = fiel_window_test_get_child (test->till, "keypad");

  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (keypad, "decimal")));
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (keypad, "thousand")));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (fiel_window_test_get_child (keypad, "decimal"))), ==, ",");

  fiel_window_test_type (test, "1 2 KP_Decimal 5");
  assert_amount (test, "$12,50");
  fiel_window_test_type (test, "0 7");
  assert_amount (test, "$12,50");
  fiel_window_test_assert_label (test->till, "reason", "");
}

static void
test_limit (FielWindowTest *test, gconstpointer data)
{
  fiel_window_test_type (test, "5 0 0 0 0 1");
  assert_amount (test, "$50.000");
  fiel_window_test_assert_label (test->till, "reason", "That key does not fit: this till charges at most $50.000");
  fiel_window_test_type (test, "BackSpace");
  fiel_window_test_assert_label (test->till, "reason", "");
}

static gboolean
holds_type (GtkWidget *widget, const char *name)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), name))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (holds_type (child, name))
      return TRUE;

  return FALSE;
}

static gboolean
shows_toast (FielWindowTest *test)
{
  return holds_type (GTK_WIDGET (test->window), "AdwToastWidget");
}

static void
test_clear_and_undo (FielWindowTest *test, gconstpointer data)
{
  fiel_window_test_type (test, "1 2 9 9 0 Delete");
  assert_amount (test, "$0");
  g_assert_true (fiel_window_test_is_enabled (test, "win.undo-clear"));

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.undo-clear", NULL);
  assert_amount (test, "$12.990");
  g_assert_false (fiel_window_test_is_enabled (test, "win.undo-clear"));

  /* A new amount is never replaced by an old one. */
  fiel_window_test_type (test, "Delete 7");
  g_assert_false (fiel_window_test_is_enabled (test, "win.undo-clear"));
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.undo-clear", NULL);
  assert_amount (test, "$7");

  /* Over another page the offer would mean something else. */
  fiel_window_test_type (test, "Delete");
  fiel_test_drain ();
  g_assert_true (shows_toast (test));
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-resolve", NULL);
  fiel_test_drain ();
  g_assert_false (shows_toast (test));
}

static void
test_charge (FielWindowTest *test, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  fiel_fake_engine_hold (test->engine);
  fiel_window_test_type (test, "1 2 9 9 0 Return");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);
  g_assert_null (fiel_fake_engine_get_reference (test->engine));

  /* Off from the first press until the engine has answered, whatever is pressed. */
  g_assert_false (fiel_window_test_is_enabled (test, "till.charge"));
  fiel_window_test_type (test, "Return KP_Enter 5 BackSpace");
  fiel_window_test_wait_us (test, 10 * G_TIME_SPAN_SECOND);
  fiel_window_test_type (test, "Return");
  assert_amount (test, "$12.990");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);

  fiel_fake_engine_answer (test->engine);
  fiel_window_test_wait_us (test, 0);
  assert_amount (test, "$0");
  attempt = g_list_model_get_item (fiel_engine_get_attempts (test->engine), 0);
  g_assert_nonnull (attempt);
  g_assert_true (fiel_window_get_attempt (test->window) == attempt);
}

static void
test_held_enter (FielWindowTest *test, gconstpointer data)
{
  fiel_fake_engine_fail_next (test->engine, FIEL_ENGINE_ERROR_PROVIDER, "The provider is not set up.");
  fiel_window_test_type (test, "5");

  /* The first press fails at once; the keyboard's repeats go on long after the dead time. */
  for (guint i = 0; i < 40; i++)
    fiel_window_test_hold_key (test, GDK_KEY_Return);
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);
  fiel_window_test_assert_label (test->till, "reason", "The provider is not set up.");
}

static void
test_dead_time (FielWindowTest *test, gconstpointer data)
{
  fiel_fake_engine_fail_next (test->engine, FIEL_ENGINE_ERROR_PROVIDER, "The provider is not set up.");
  fiel_window_test_type (test, "5 Return Return Return");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);
  assert_amount (test, "$5");

  fiel_window_test_wait_us (test, FIEL_PRESS_DEAD_TIME_US);
  fiel_window_test_type (test, "Return");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 2);
}

static GtkWidget *
get_in_ticket (FielWindowTest *test, const char *name)
{
  return fiel_window_test_get_child (fiel_window_test_get_child (test->till, "ticket"), name);
}

/* What was chosen with Tab gets its Enter, and the menu too: neither charges. */
static void
test_enter_elsewhere (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *menu = fiel_window_test_get_in_header (test, "menu_button");

  fiel_window_test_type (test, "5");
  gtk_widget_grab_focus (get_in_ticket (test, "button"));
  fiel_window_test_type (test, "Return");
  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  gtk_widget_child_focus (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (menu))), GTK_DIR_TAB_FORWARD);
  fiel_window_test_wait_us (test, FIEL_PRESS_DEAD_TIME_US);
  fiel_window_test_type (test, "Return");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 0);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (menu));

  fiel_till_page_focus_amount (test->till);
  fiel_window_test_type (test, "Return");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);
}

static void
test_scan (FielWindowTest *test, gconstpointer data)
{
  fiel_window_test_type (test, "5 0 0");
  fiel_window_test_scan (test, "00451812");

  assert_amount (test, "$500");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 0);
  g_assert_cmpstr (fiel_till_page_get_reference (test->till), ==, "00451812");
  fiel_window_test_assert_label (fiel_window_test_get_child (test->till, "ticket"), "label", "Ticket 00451812");
}

/* What was typed for something else is not the beginning of the next amount. */
static void
test_new_sale_starts_empty (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = NULL;

  fiel_window_test_scan (test, "00451812");
  fiel_window_test_type (test, "1 2");
  assert_amount (test, "$12");
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.new-sale", NULL);
  assert_amount (test, "$0");
  assert_focus_on_amount (test);
  /* It may have been scanned for this sale. */
  g_assert_cmpstr (fiel_till_page_get_reference (test->till), ==, "00451812");
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.undo-clear", NULL);
  assert_amount (test, "$12");

  attempt = fiel_fake_engine_add_attempt (test->engine, "sur", 5000, "1");
  fiel_window_show_attempt (test->window, attempt);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.new-sale", NULL);
  assert_amount (test, "$0");
  g_assert_null (fiel_till_page_get_reference (test->till));
  fiel_window_test_type (test, "1 3 0 0");
  assert_amount (test, "$1.300");
}

static void
test_reference (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *entry = get_in_ticket (test, "entry");

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.edit-reference", NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (test->window)), entry));

  /* Digits are the field's now, not the amount's. */
  fiel_window_test_type (test, "1 2 3");
  assert_amount (test, "$0");

  gtk_editable_set_text (GTK_EDITABLE (entry), " 004518 ");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (fiel_till_page_get_reference (test->till), ==, "004518");
  assert_focus_on_amount (test);

  fiel_window_test_type (test, "5");
  fiel_window_test_wait_us (test, FIEL_PRESS_DEAD_TIME_US);
  fiel_window_test_type (test, "Return");
  g_assert_cmpstr (fiel_fake_engine_get_reference (test->engine), ==, "004518");
}

/* Whoever types a ticket and goes on with the mouse means it: the field needs no Enter, and its buttons take no focus
 * from it. */
static void
test_reference_without_enter (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *entry = get_in_ticket (test, "entry");

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.edit-reference", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "557");
  gtk_widget_activate_action (GTK_WIDGET (test->till), "till.digit", "u", 5u);
  g_assert_true (fiel_window_test_is_enabled (test, "till.charge"));
  fiel_window_test_wait_us (test, FIEL_PRESS_DEAD_TIME_US);
  gtk_widget_activate_action (GTK_WIDGET (test->till), "till.charge", NULL);
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);
  g_assert_cmpstr (fiel_fake_engine_get_reference (test->engine), ==, "557");

  fiel_window_test_wait_us (test, 1);
  g_assert_nonnull (fiel_window_get_attempt (test->window));
  fiel_window_show_till (test->window);
  g_assert_null (fiel_till_page_get_reference (test->till));
}

/* Esc leaves the field and what was there before. */
static void
test_reference_given_up (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *entry = get_in_ticket (test, "entry");

  fiel_window_test_scan (test, "00451812");
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.edit-reference", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "9");
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.back", NULL);
  g_assert_cmpstr (fiel_till_page_get_reference (test->till), ==, "00451812");
  assert_focus_on_amount (test);
}

/* A scanner that ends with two Enters, in the field: the second one finds the amount. */
static void
test_reference_then_enter (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *entry = get_in_ticket (test, "entry");

  fiel_window_test_type (test, "5");
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.edit-reference", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "004518");
  g_signal_emit_by_name (entry, "activate");
  fiel_window_test_type (test, "Return");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 0);
}

static void
test_unusual (FielWindowTest *test, gconstpointer data)
{
  fiel_fake_engine_set_unusual_from (test->engine, 100000);
  fiel_window_test_type (test, "1 2 9 9 0 0 0 Return");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 0);
  assert_top (test, "guard");
  assert_amount (test, "$0");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fiel_window_test_get_child (test->till, "guard_panel")),
                                   GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fiel_window_test_get_child (test->till, "guard_panel")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "$1.299.000 is unusual for this till");
  fiel_window_test_assert_label (test->till, "charge_amount", "Charge");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fiel_window_test_get_child (test->till, "charge")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Charge on Terminal Norte");
  fiel_window_test_wait_us (test, FIEL_PRESS_DEAD_TIME_US);

  fiel_window_test_type (test, "1 2 9 9 0 Return");
  g_assert_false (fiel_window_test_is_enabled (test, "till.charge"));
  fiel_window_test_assert_label (test->till, "reason", "Type the amount again to charge it");
  fiel_window_test_type (test, "0 0 0 Return");
  fiel_window_test_assert_label (test->till, "reason", "This is not the amount you typed before");
  fiel_window_test_assert_label (test->till, "charge_amount", "Charge");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 0);

  fiel_window_test_type (test, "BackSpace");
  fiel_window_test_assert_label (test->till, "charge_amount", "Charge $1.299.000");
  fiel_window_test_type (test, "Return");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);
  assert_top (test, "ticket");
}

static void
test_unusual_start_over (FielWindowTest *test, gconstpointer data)
{
  fiel_fake_engine_set_unusual_from (test->engine, 100000);
  fiel_window_test_type (test, "9 9 9 9 9 9 Return");
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.back", NULL);
  assert_top (test, "ticket");
  assert_amount (test, "$0");
  assert_focus_on_amount (test);
}

static void
test_repeat (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *earlier = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "004517");
  GtkWidget *confirm = fiel_window_test_get_child (fiel_window_test_get_child (test->till, "guard_panel"), "confirm");

  fiel_attempt_set_phase (earlier, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (test->engine);
  fiel_fake_engine_set_repeat (test->engine, earlier);

  fiel_window_test_type (test, "1 2 9 9 0 Return");
  assert_top (test, "guard");
  g_assert_false (fiel_window_test_is_enabled (test, "till.charge"));

  /* Enter never says yes, and the button is deaf while the question has just appeared. */
  fiel_window_test_type (test, "Return");
  gtk_widget_activate_action (GTK_WIDGET (test->till), "till.guard-confirm", NULL);
  fiel_window_test_wait_us (test, FIEL_PRESS_DEAD_TIME_US);
  fiel_window_test_type (test, "Return");
  gtk_widget_grab_focus (confirm);
  g_assert_true (fiel_window_test_hold_key (test, GDK_KEY_Return));
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 0);

  gtk_widget_activate_action (GTK_WIDGET (test->till), "till.guard-confirm", NULL);
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);
}

static void
test_quick_amounts (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *keys = fiel_window_test_get_child (test->till, "quick_amounts");

  g_assert_true (gtk_widget_get_mapped (keys));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (keys), GTK_ACCESSIBLE_ROLE_GROUP);
  fiel_window_test_type (test, "7");
  gtk_widget_activate_action (GTK_WIDGET (test->till), "till.quick-amount", "x", G_GINT64_CONSTANT (5000));
  assert_amount (test, "$5.000");
  assert_focus_on_amount (test);
  fiel_window_test_type (test, "Return");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);
}

static void
test_no_quick_amounts (FielWindowTest *test, gconstpointer data)
{
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (test->till, "quick_amounts")));
}

/* The store asks about neither; but a payment whose result is missing is asked about in every store. */
static void
test_guards_off (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *earlier = fiel_fake_engine_add_attempt (test->engine, "sur", 12990, "004517");

  fiel_fake_engine_set_unusual_from (test->engine, 10000);
  fiel_fake_engine_set_repeat (test->engine, earlier);
  fiel_attempt_set_phase (earlier, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_fake_engine_refresh (test->engine);
  fiel_window_test_type (test, "1 2 9 9 0 Return");
  assert_top (test, "guard");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (test->till), "till.guard-dismiss", NULL);

  fiel_attempt_set_phase (earlier, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (test->engine);
  fiel_window_test_wait_us (test, FIEL_PRESS_DEAD_TIME_US);
  fiel_window_test_type (test, "Return");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);
}

static void
test_reference_required (FielWindowTest *test, gconstpointer data)
{
  fiel_window_test_type (test, "1 2 9 9 0 Return");
  fiel_window_test_assert_label (test->till, "reason", "Scan the ticket, or type its reference (F6)");
  g_assert_false (fiel_window_test_is_enabled (test, "till.charge"));
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 0);

  fiel_window_test_scan (test, "00451812");
  g_assert_cmpstr (fiel_till_page_get_reference (test->till), ==, "00451812");
  fiel_window_test_wait_us (test, FIEL_PRESS_DEAD_TIME_US);
  g_assert_true (fiel_window_test_is_enabled (test, "till.charge"));
  /* Keys have no time of their own here, so that Enter would be taken for the scanner's. */
  gtk_widget_activate_action (GTK_WIDGET (test->till), "till.charge", NULL);
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);
}

static void
test_repeat_answered_by_typing (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *earlier = fiel_fake_engine_add_attempt (test->engine, "sur", 12990, "004517");

  fiel_fake_engine_set_repeat (test->engine, earlier);
  fiel_window_test_type (test, "1 2 9 9 0 Return");
  assert_top (test, "guard");
  fiel_window_test_type (test, "BackSpace");
  assert_top (test, "ticket");
  assert_amount (test, "$1.299");
}

static void
test_paid_ticket (FielWindowTest *test, gconstpointer data)
{
  fiel_till_page_set_reference (test->till, "004518");
  fiel_fake_engine_fail_next (test->engine, FIEL_ENGINE_ERROR_TICKET_PAID, "This ticket was paid already.");
  fiel_fake_engine_hold (test->engine);
  fiel_window_test_type (test, "5 Return");
  fiel_window_test_wait_us (test, FIEL_PRESS_DEAD_TIME_US);
  fiel_fake_engine_answer (test->engine);
  fiel_window_test_wait_us (test, 0);
  assert_top (test, "guard");
  g_assert_false (fiel_fake_engine_get_new_ticket (test->engine));

  /* It came up under the cashier's hand: a press that was on its way is not an answer. */
  gtk_widget_activate_action (GTK_WIDGET (test->till), "till.guard-confirm", NULL);
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);

  fiel_window_test_wait_us (test, FIEL_PRESS_DEAD_TIME_US);
  gtk_widget_activate_action (GTK_WIDGET (test->till), "till.guard-confirm", NULL);
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 2);
  g_assert_true (fiel_fake_engine_get_new_ticket (test->engine));
  fiel_fake_engine_answer (test->engine);
  fiel_window_test_wait_us (test, 0);
}

static void
test_taken_terminal (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 3000, "1");

  fiel_window_test_type (test, "5");
  g_assert_false (fiel_window_test_is_enabled (test, "till.charge"));
  fiel_window_test_assert_label (test->till, "reason",
                                 "Terminal Norte works on a payment of this till; choose another terminal (F4)");

  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_fake_engine_refresh (test->engine);
  fiel_window_test_assert_label (
    test->till, "reason",
    "The result of a payment on Terminal Norte is missing; resolve it or choose another terminal (F4)");
  fiel_window_test_type (test, "Return");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 0);

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.use-terminal", "u", 2u);
  fiel_window_test_assert_label (test->till, "charge_terminal", "on Terminal Sur");
  g_assert_true (fiel_window_test_is_enabled (test, "till.charge"));
}

static void
test_storage_trouble (FielWindowTest *test, gconstpointer data)
{
  fiel_window_test_type (test, "5");
  fiel_fake_engine_set_trouble (test->engine, "The disk is full: nothing is sent.", NULL);
  g_assert_false (fiel_window_test_is_enabled (test, "till.charge"));
  fiel_window_test_assert_label (test->till, "reason", "The disk is full: nothing is sent.");
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/till-page/digits", &training, test_digits);
  fiel_window_test_add ("/till-page/roles", &training, test_roles);
  fiel_window_test_add ("/till-page/keypad", &training, test_keypad);
  fiel_window_test_add ("/till-page/keypad-mirrored", &training, test_keypad_mirrored);
  fiel_window_test_add ("/till-page/cents", &cents, test_cents);
  fiel_window_test_add ("/till-page/decimal", &decimal, test_decimal);
  fiel_window_test_add ("/till-page/limit", &limited, test_limit);
  fiel_window_test_add ("/till-page/quick-amounts", &quick, test_quick_amounts);
  fiel_window_test_add ("/till-page/no-quick-amounts", &training, test_no_quick_amounts);
  fiel_window_test_add ("/till-page/guards-off", &unguarded, test_guards_off);
  fiel_window_test_add ("/till-page/reference-required", &referenced, test_reference_required);
  fiel_window_test_add ("/till-page/clear-and-undo", &training, test_clear_and_undo);
  fiel_window_test_add ("/till-page/charge", &training, test_charge);
  fiel_window_test_add ("/till-page/held-enter", &training, test_held_enter);
  fiel_window_test_add ("/till-page/dead-time", &training, test_dead_time);
  fiel_window_test_add ("/till-page/enter-elsewhere", &training, test_enter_elsewhere);
  fiel_window_test_add ("/till-page/scan", &training, test_scan);
  fiel_window_test_add ("/till-page/new-sale-starts-empty", &training, test_new_sale_starts_empty);
  fiel_window_test_add ("/till-page/reference", &training, test_reference);
  fiel_window_test_add ("/till-page/reference-then-enter", &training, test_reference_then_enter);
  fiel_window_test_add ("/till-page/reference-without-enter", &referenced, test_reference_without_enter);
  fiel_window_test_add ("/till-page/reference-given-up", &training, test_reference_given_up);
  fiel_window_test_add ("/till-page/unusual", &training, test_unusual);
  fiel_window_test_add ("/till-page/unusual-start-over", &training, test_unusual_start_over);
  fiel_window_test_add ("/till-page/repeat", &training, test_repeat);
  fiel_window_test_add ("/till-page/repeat-answered-by-typing", &training, test_repeat_answered_by_typing);
  fiel_window_test_add ("/till-page/paid-ticket", &training, test_paid_ticket);
  fiel_window_test_add ("/till-page/taken-terminal", &training, test_taken_terminal);
  fiel_window_test_add ("/till-page/storage-trouble", &training, test_storage_trouble);

  return g_test_run ();
}
