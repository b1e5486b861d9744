/* test-triage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-pages.h"
#include "fiel-attempt-private.h"
#include "fiel-by-hand-page.h"
#include "fiel-press-guard.h"
#include "fiel-progress-page.h"
#include "fiel-result-page.h"
#include "fiel-second-look.h"
#include "fiel-shell.h"
#include "fiel-test.h"
#include "fiel-unconfirmed-page.h"
#include "fiel-window-test.h"

/* What people do about a payment that is not confirmed: say what the terminal shows, copy the slip's code, leave it, or
 * record it by hand; and what they are told when the record is contradicted. */

static const FielWindowTestStore live = { .environment = "production" };
static const FielWindowTestStore training = { .environment = "training" };

#define SECOND G_USEC_PER_SEC

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

static GtkWidget *
get_child (gpointer widget, const char *name)
{
  GtkWidget *child = find_child (widget, name);

  g_assert_nonnull (child);

  return child;
}

static GtkWidget *
get_pages (FielWindowTest *test)
{
  return get_child (test->window, "attempt_pages");
}

static gboolean
shows_till (FielWindowTest *test)
{
  return gtk_stack_get_visible_child (GTK_STACK (get_child (test->window, "panes"))) ==
         GTK_WIDGET (test->till);
}

static gpointer
get_page (FielWindowTest *test, GType type)
{
  GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (gtk_widget_get_first_child (get_pages (test))));

  g_assert_false (shows_till (test));
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (page), ==, g_type_name (type));

  return page;
}

static gpointer
get_triage (FielWindowTest *test)
{
  return get_child (get_page (test, FIEL_TYPE_UNCONFIRMED_PAGE), "triage");
}

static gpointer
get_cards (FielWindowTest *test)
{
  return get_child (get_triage (test), "cards");
}

static gpointer
get_slip (FielWindowTest *test)
{
  return get_child (get_triage (test), "slip");
}

static gboolean
shows_step (FielWindowTest *test, const char *step)
{
  GtkStack *steps = GTK_STACK (get_child (get_triage (test), "steps"));

  return gtk_stack_get_visible_child (steps) == get_child (get_triage (test), step);
}

static gboolean
has_focus (FielWindowTest *test, gpointer widget, const char *name)
{
  GtkWidget *child = get_child (widget, name);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (test->window));

  return focus != NULL && (focus == child || gtk_widget_is_ancestor (focus, child));
}

static gboolean
is_visible (gpointer page, const char *name)
{
  return gtk_widget_get_visible (get_child (page, name));
}

static gboolean
is_sensitive (gpointer page, const char *name)
{
  return gtk_widget_is_sensitive (get_child (page, name));
}

static void
focus (gpointer widget, const char *name)
{
  g_assert_true (gtk_widget_grab_focus (get_child (widget, name)));
}

static void
click (gpointer widget, const char *name)
{
  g_signal_emit_by_name (get_child (widget, name), "clicked");
}

static void
enter (gpointer widget, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_child (widget, name)), text);
}

static void
tick (gpointer widget, const char *name)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_child (widget, name)), TRUE);
}

static gint64
get_boot_us (FielWindowTest *test)
{
  return fiel_clock_get_boot_us (FIEL_CLOCK (test->clock));
}

static FielAttempt *
charge_until_unconfirmed (FielWindowTest *test)
{
  FielAttempt *attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "004518");

  fiel_window_show_attempt (test->window, attempt);
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_reason (attempt, FIEL_REASON_ANSWER_LOST);
  fiel_attempt_set_times (attempt, get_boot_us (test), get_boot_us (test) + 330 * SECOND);
  fiel_attempt_set_checks (attempt, 4, get_boot_us (test), get_boot_us (test) + 12 * SECOND);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_fake_engine_refresh (test->engine);

  return attempt;
}

static void
assert_nothing_moved (FielWindowTest *test)
{
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 0);
  g_assert_cmpuint (fiel_fake_engine_get_n_cancels (test->engine), ==, 0);
}

static void
assert_nothing_suggested (GtkWidget *widget)
{
  g_assert_false (gtk_widget_has_css_class (widget, "suggested-action"));
  g_assert_false (gtk_widget_has_css_class (widget, "destructive-action"));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_nothing_suggested (child);
}

/* -- The question -------------------------------------------------------------------------------------------------- */

static void
test_cards (FielWindowTest *test, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *label;
    const char *key;
  } cards[] = {
    { "first", "Approved, or it printed a slip", "1" },
    { "second", "Declined or cancelled", "2" },
    { "third", "It still waits for a card", "3" },
    { "fourth", "Nothing, off, or I cannot see it", "4" },
  };

  charge_until_unconfirmed (test);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (get_cards (test)), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_cards (test)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "What does the terminal show?");
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      GtkAccessible *card = GTK_ACCESSIBLE (get_child (get_cards (test), cards[i].name));

      gtk_test_accessible_assert_role (card, GTK_ACCESSIBLE_ROLE_BUTTON);
      gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL, cards[i].label);
      gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, cards[i].key);
    }
  assert_nothing_suggested (get_page (test, FIEL_TYPE_UNCONFIRMED_PAGE));
}

/* Two in a row where there is room, else one below the other: the same answers, about twice as high. */
static void
test_rows (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *grid;
  int narrow, wide;

  charge_until_unconfirmed (test);
  grid = gtk_widget_get_parent (get_child (get_cards (test), "first"));
  gtk_widget_measure (grid, GTK_ORIENTATION_VERTICAL, 332, &narrow, NULL, NULL, NULL);
  gtk_widget_measure (grid, GTK_ORIENTATION_VERTICAL, 600, &wide, NULL, NULL, NULL);
  g_assert_cmpint (narrow, >=, 4 * 60);
  g_assert_cmpint (wide, <, narrow);
  g_assert_cmpint (wide, >=, 2 * 60);
}

/* A digit answers wherever the focus is, once the page has stood there for half a second. */
static void
test_digits (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_unconfirmed (test);
  gpointer page = get_page (test, FIEL_TYPE_UNCONFIRMED_PAGE);

  g_assert_true (has_focus (test, page, "title"));
  fiel_window_test_type (test, "2");
  g_assert_cmpuint (fiel_fake_engine_get_n_said (test->engine), ==, 0);
  fiel_window_test_wait_us (test, FIEL_UNCONFIRMED_DEAF_US);
  fiel_window_test_type (test, "5 0 9");
  g_assert_cmpuint (fiel_fake_engine_get_n_said (test->engine), ==, 0);
  fiel_window_test_type (test, "KP_2");
  g_assert_cmpuint (fiel_fake_engine_get_n_said (test->engine), ==, 1);
  g_assert_cmpint (fiel_attempt_get_sighting (attempt), ==, FIEL_SIGHTING_DECLINED);

  /* Where the answer stands nothing is asked; where it is asked again, any button may have the focus. */
  fiel_window_test_type (test, "4");
  g_assert_cmpuint (fiel_fake_engine_get_n_said (test->engine), ==, 1);
  click (get_triage (test), "change");
  focus (page, "park");
  fiel_window_test_type (test, "4");
  g_assert_cmpint (fiel_attempt_get_sighting (attempt), ==, FIEL_SIGHTING_NOTHING);
  assert_nothing_moved (test);
}

/* A digit for a text field, or on another page, is no answer. */
static void
test_digits_elsewhere (FielWindowTest *test, gconstpointer data)
{
  charge_until_unconfirmed (test);
  fiel_window_test_wait_us (test, FIEL_UNCONFIRMED_DEAF_US);
  fiel_window_test_type (test, "1");
  g_assert_true (has_focus (test, get_slip (test), "code"));
  fiel_window_test_type (test, "2");
  focus (get_slip (test), "skip");
  fiel_window_test_type (test, "2");
  g_assert_true (shows_step (test, "slip"));

  gtk_widget_activate_action (get_page (test, FIEL_TYPE_UNCONFIRMED_PAGE), "pane.record-by-hand", NULL);
  get_page (test, FIEL_TYPE_BY_HAND_PAGE);
  fiel_window_test_type (test, "2");
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-resolve", NULL);
  fiel_window_test_type (test, "2");
  g_assert_cmpuint (fiel_fake_engine_get_n_said (test->engine), ==, 0);
}

/* Each card shows the key that presses it. */
static void
test_keycaps (FielWindowTest *test, gconstpointer data)
{
  static const char *const names[] = { "first", "second", "third", "fourth" };

  charge_until_unconfirmed (test);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *row = gtk_button_get_child (GTK_BUTTON (get_child (get_cards (test), names[i])));
      GtkWidget *key = gtk_widget_get_first_child (row);
      g_autofree char *digit = g_strdup_printf ("%u", i + 1);

      g_assert_true (gtk_widget_has_css_class (key, "fiel-keycap"));
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (key)), ==, digit);
    }
}

static gboolean
has_place (gpointer card)
{
  return gtk_widget_get_width (card) > 0;
}

/* Arrows go from card to card as they stand. */
static void
test_arrows (FielWindowTest *test, gconstpointer data)
{
  charge_until_unconfirmed (test);
  fiel_test_run_until (has_place, get_child (get_cards (test), "fourth"), "the cards have their places", 10);
  focus (get_cards (test), "first");
  g_signal_emit_by_name (test->window, "move-focus", GTK_DIR_RIGHT);
  g_assert_true (has_focus (test, get_cards (test), "second"));
  g_signal_emit_by_name (test->window, "move-focus", GTK_DIR_DOWN);
  g_assert_true (has_focus (test, get_cards (test), "fourth"));
  g_signal_emit_by_name (test->window, "move-focus", GTK_DIR_LEFT);
  g_assert_true (has_focus (test, get_cards (test), "third"));
  g_signal_emit_by_name (test->window, "move-focus", GTK_DIR_UP);
  g_assert_true (has_focus (test, get_cards (test), "first"));
}

/* -- Its answers --------------------------------------------------------------------------------------------------- */

static void
test_approved (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_unconfirmed (test);

  click (get_cards (test), "first");
  g_assert_true (shows_step (test, "slip"));
  g_assert_true (has_focus (test, get_slip (test), "code"));
  g_assert_cmpuint (fiel_fake_engine_get_n_said (test->engine), ==, 0);
  g_assert_false (is_sensitive (get_slip (test), "save"));

  enter (get_slip (test), "code", " 018734 ");
  click (get_slip (test), "save");
  g_assert_cmpstr (fiel_fake_engine_get_said (test->engine), ==, "saw 1 018734 (Ana Riquelme)");
  g_assert_true (shows_step (test, "answer"));
  g_assert_true (has_focus (test, get_triage (test), "answer_title"));
  fiel_window_test_assert_label (get_triage (test), "answer_headline", "Approved by the slip; waiting for Getnet");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (get_child (get_triage (test), "answer_title")),
                                   GTK_ACCESSIBLE_ROLE_HEADING);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (
                      get_child (get_triage (test), "answer_text"))), "The code 018734 is kept"));

  /* Nothing is decided by it. */
  g_assert_cmpint (fiel_attempt_get_phase (attempt), ==, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_window_test_assert_label (get_page (test, FIEL_TYPE_UNCONFIRMED_PAGE), "headline", "NOT CONFIRMED");
  assert_nothing_moved (test);
}

static void
test_no_code (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_unconfirmed (test);

  click (get_cards (test), "first");
  click (get_slip (test), "skip");
  g_assert_cmpint (fiel_attempt_get_sighting (attempt), ==, FIEL_SIGHTING_APPROVED);
  g_assert_null (fiel_attempt_get_slip_code (attempt));
  g_assert_true (shows_step (test, "answer"));
}

/* A scan never answers, charges or leaves: it waits in the field for somebody to read it. */
static void
test_scan (FielWindowTest *test, gconstpointer data)
{
  GtkEditable *code;

  charge_until_unconfirmed (test);
  focus (get_cards (test), "second");
  fiel_window_test_scan (test, "22222222");
  g_assert_true (shows_step (test, "slip"));
  code = GTK_EDITABLE (get_child (get_slip (test), "code"));
  g_assert_cmpstr (gtk_editable_get_text (code), ==, "22222222");
  g_assert_cmpuint (fiel_fake_engine_get_n_said (test->engine), ==, 0);

  /* A scanner that types into the field ends with Enter: that only goes to the button. */
  enter (get_slip (test), "code", "018734");
  g_signal_emit_by_name (code, "activate");
  g_assert_true (has_focus (test, get_slip (test), "save"));
  fiel_window_test_scan (test, "33333333");
  g_assert_cmpstr (gtk_editable_get_text (code), ==, "33333333");
  g_assert_cmpuint (fiel_fake_engine_get_n_said (test->engine), ==, 0);
  assert_nothing_moved (test);
}

static void
test_long_code (FielWindowTest *test, gconstpointer data)
{
  charge_until_unconfirmed (test);
  click (get_cards (test), "first");
  enter (get_slip (test), "code", "12345678901234567890");
  g_assert_true (is_sensitive (get_slip (test), "save"));
  g_assert_false (is_visible (get_slip (test), "too_long"));
  enter (get_slip (test), "code", "123456789012345678901");
  g_assert_false (is_sensitive (get_slip (test), "save"));
  g_assert_true (is_visible (get_slip (test), "too_long"));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (get_child (get_slip (test), "too_long")),
                                   GTK_ACCESSIBLE_ROLE_ALERT);
  g_signal_emit_by_name (get_child (get_slip (test), "code"), "activate");
  g_assert_cmpuint (fiel_fake_engine_get_n_said (test->engine), ==, 0);
}

static void
test_declined (FielWindowTest *test, gconstpointer data)
{
  charge_until_unconfirmed (test);
  click (get_cards (test), "second");
  g_assert_true (shows_step (test, "answer"));
  fiel_window_test_assert_label (get_triage (test), "answer_headline",
                                 "Not charged, says the terminal. Getnet has not confirmed that yet.");
  g_assert_false (fiel_window_test_is_enabled (test, "win.try-again"));
  assert_nothing_moved (test);
}

/* Back to the payment under way, where the terminal can be asked to stop; nobody is asked by itself. */
static void
test_waiting (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_unconfirmed (test);

  click (get_cards (test), "third");
  g_assert_cmpint (fiel_attempt_get_sighting (attempt), ==, FIEL_SIGHTING_WAITING);
  get_page (test, FIEL_TYPE_PROGRESS_PAGE);
  assert_nothing_moved (test);

  /* That was then: who comes back is asked again. */
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  g_assert_true (shows_step (test, "cards"));
  fiel_window_test_assert_label (get_cards (test), "earlier",
                                 "When somebody looked, it still waited for a card. Look again.");
  g_assert_true (is_visible (get_cards (test), "earlier"));
}

static void
test_nothing (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_unconfirmed (test);

  click (get_cards (test), "fourth");
  fiel_window_test_assert_label (get_triage (test), "answer_headline", "Bring the terminal back, then look again");
  click (get_page (test, FIEL_TYPE_UNCONFIRMED_PAGE), "park");
  g_assert_true (fiel_attempt_get_parked (attempt));
  g_assert_true (shows_till (test));

  /* Who comes back finds what was said. */
  fiel_window_show_attempt (test->window, attempt);
  g_assert_true (shows_step (test, "answer"));
}

static void
test_change (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_unconfirmed (test);

  click (get_cards (test), "second");
  click (get_triage (test), "change");
  g_assert_true (shows_step (test, "cards"));
  g_assert_true (has_focus (test, get_cards (test), "first"));

  /* Esc goes back to what was answered, and answers nothing. */
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.back", NULL);
  g_assert_true (shows_step (test, "answer"));
  g_assert_cmpuint (fiel_fake_engine_get_n_said (test->engine), ==, 1);

  click (get_triage (test), "change");
  click (get_cards (test), "second");
  g_assert_true (shows_step (test, "answer"));
  click (get_triage (test), "change");
  click (get_cards (test), "first");
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.back", NULL);
  g_assert_true (shows_step (test, "cards"));
  click (get_cards (test), "first");
  enter (get_slip (test), "code", "77");
  click (get_slip (test), "save");
  g_assert_cmpint (fiel_attempt_get_sighting (attempt), ==, FIEL_SIGHTING_APPROVED);
  g_assert_cmpstr (fiel_attempt_get_slip_code (attempt), ==, "77");
}

static void
test_not_kept (FielWindowTest *test, gconstpointer data)
{
  gpointer page;

  charge_until_unconfirmed (test);
  page = get_page (test, FIEL_TYPE_UNCONFIRMED_PAGE);
  fiel_fake_engine_fail_next (test->engine, FIEL_ENGINE_ERROR_STORAGE, "The journal cannot be written.");
  click (get_cards (test), "second");
  g_assert_true (shows_step (test, "cards"));
  fiel_window_test_assert_label (page, "note", "The journal cannot be written.");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (get_child (page, "note")),
                                   GTK_ACCESSIBLE_ROLE_ALERT);
  click (get_cards (test), "second");
  g_assert_false (is_visible (page, "note"));
}

/* -- By hand ------------------------------------------------------------------------------------------------------- */

static gpointer
get_look (FielWindowTest *test)
{
  return get_child (get_page (test, FIEL_TYPE_BY_HAND_PAGE), "look");
}

static GtkWidget *
get_reason (FielWindowTest *test, gboolean last)
{
  GtkWidget *box = get_child (get_page (test, FIEL_TYPE_BY_HAND_PAGE), "reasons");

  return last ? gtk_widget_get_last_child (box) : gtk_widget_get_first_child (box);
}

static gpointer
open_form (FielWindowTest *test)
{
  click (get_page (test, FIEL_TYPE_UNCONFIRMED_PAGE), "by_hand");

  return get_page (test, FIEL_TYPE_BY_HAND_PAGE);
}

static void
fill_form (FielWindowTest *test, gboolean charged)
{
  gpointer page = open_form (test);

  tick (page, charged ? "charged" : "not_charged");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_reason (test, FALSE)), TRUE);
  enter (page, "manager", "Eva Soto");
}

static void
look (FielWindowTest *test)
{
  click (get_page (test, FIEL_TYPE_BY_HAND_PAGE), "go_on");
}

static void
look_together (FielWindowTest *test)
{
  look (test);
  enter (get_look (test), "witness", "Luis Rojas");
  tick (get_look (test), "looked");
  fiel_window_test_wait_us (test, FIEL_SECOND_LOOK_DEAF_US);
}

/* Nothing is chosen to begin with, and what is missing is said beside the button that is off. */
static void
test_form (FielWindowTest *test, gconstpointer data)
{
  gpointer page;

  charge_until_unconfirmed (test);
  page = open_form (test);
  g_assert_true (has_focus (test, page, "title"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_child (page, "title")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Record by hand. twelve thousand nine hundred ninety pesos, Terminal Norte · Ticket "
                                       "004518");
  assert_nothing_suggested (page);
  g_assert_false (is_sensitive (page, "go_on"));
  fiel_window_test_assert_label (page, "missing", "Say first what happened.");
  tick (page, "charged");
  fiel_window_test_assert_label (page, "missing", "Say how you know.");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_reason (test, TRUE)), TRUE);
  fiel_window_test_assert_label (page, "missing", "Write the reason in your own words.");
  enter (page, "words", "  ");
  g_assert_false (is_sensitive (page, "go_on"));
  enter (page, "words", "It fell into the sink");
  fiel_window_test_assert_label (page, "missing", "Write the manager’s name.");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_child (page, "go_on")),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Write the manager’s name.");
  enter (page, "manager", "Eva Soto");
  g_assert_false (is_visible (page, "missing"));
  g_assert_true (is_sensitive (page, "go_on"));

  look (test);
  fiel_window_test_assert_label (get_look (test), "plan",
                                 "Eva Soto records that the customer was charged. Reason: It fell into the sink");
  g_assert_cmpuint (fiel_fake_engine_get_n_said (test->engine), ==, 0);
}

static void
test_second_look (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_unconfirmed (test);
  gpointer second;

  fiel_attempt_set_sighting (attempt, FIEL_SIGHTING_APPROVED, "018734");
  fill_form (test, TRUE);
  look (test);
  second = get_look (test);
  g_assert_true (has_focus (test, second, "back"));
  fiel_window_test_assert_label (second, "for_charged",
                                 "Somebody saw “approved” or a slip on the terminal\nCode copied from the slip: 018734");
  fiel_window_test_assert_label (second, "for_not_charged", "Nothing");
  assert_nothing_suggested (second);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_child (second, "confirm")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Record $12.990 as charged. Ticket 004518, by hand");

  fiel_window_test_assert_label (second, "missing", "Write the name of the second person who looked at it.");
  enter (second, "witness", " eva  SOTO ");
  fiel_window_test_assert_label (second, "missing", "The second person must be somebody else.");
  enter (second, "witness", "Luis Rojas");
  fiel_window_test_assert_label (second, "missing", "Say that both of you looked at what is known.");
  g_assert_false (is_sensitive (second, "confirm"));
  tick (second, "looked");
  g_assert_true (is_sensitive (second, "confirm"));
  g_assert_true (has_focus (test, second, "back"));

  /* What arrives meanwhile is seen. */
  fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_AGREED, FALSE);
  fiel_window_test_assert_label (second, "for_not_charged", "The terminal agreed to stop");
}

/* Tab leads from the way back through what is to be filled in to the button that records, and Shift+Tab the same way
 * back. */
static void
test_second_look_way (FielWindowTest *test, gconstpointer data)
{
  static const char *const stops[] = { "back", "witness", "looked", "confirm" };
  gpointer second;

  charge_until_unconfirmed (test);
  fill_form (test, FALSE);
  look_together (test);
  second = get_look (test);
  fiel_test_drain ();
  g_assert_true (has_focus (test, second, "back"));
  for (guint i = 1; i < G_N_ELEMENTS (stops); i++)
    {
      g_signal_emit_by_name (test->window, "move-focus", GTK_DIR_TAB_FORWARD);
      g_assert_true (has_focus (test, second, stops[i]));
    }
  for (guint i = G_N_ELEMENTS (stops) - 1; i > 0; i--)
    {
      g_signal_emit_by_name (test->window, "move-focus", GTK_DIR_TAB_BACKWARD);
      g_assert_true (has_focus (test, second, stops[i - 1]));
    }
}

static gboolean
all_is_in_sight (gpointer user_data)
{
  GtkWidget *scroller = get_child (get_look (user_data), "scroller");
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  return gtk_widget_get_height (scroller) > 0
         && gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment);
}

/* With everything that can be known about a payment, the second look needs no scrolling in the usual window. */
static void
test_second_look_in_sight (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_unconfirmed (test);

  fiel_attempt_set_sighting (attempt, FIEL_SIGHTING_DECLINED, NULL);
  fiel_attempt_set_terminal_seen_busy (attempt, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (test->window), 1100, 720);
  fill_form (test, FALSE);
  look (test);
  fiel_test_run_until (all_is_in_sight, test, "the second look is in sight", 20);
}

/* Neither the Enter that was meant for something else, nor a scan, nor a second press records anything. */
static void
test_confirm (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_unconfirmed (test);
  gpointer second;

  fill_form (test, FALSE);
  look (test);
  second = get_look (test);
  enter (second, "witness", "Luis Rojas");
  tick (second, "looked");
  click (second, "confirm");
  fiel_window_test_wait_us (test, FIEL_SECOND_LOOK_DEAF_US - 1);
  click (second, "confirm");
  g_assert_cmpuint (fiel_fake_engine_get_n_said (test->engine), ==, 0);

  focus (second, "confirm");
  fiel_window_test_scan (test, "12345678");
  g_assert_cmpuint (fiel_fake_engine_get_n_said (test->engine), ==, 0);
  g_assert_true (get_look (test) == second);
  g_signal_emit_by_name (get_child (second, "witness"), "activate");
  g_assert_true (has_focus (test, second, "looked"));
  g_assert_cmpuint (fiel_fake_engine_get_n_said (test->engine), ==, 0);

  fiel_fake_engine_fail_next (test->engine, FIEL_ENGINE_ERROR_STORAGE, "The journal cannot be written.");
  click (second, "confirm");
  fiel_window_test_assert_label (second, "note", "The journal cannot be written.");
  click (second, "confirm");
  g_assert_cmpuint (fiel_fake_engine_get_n_said (test->engine), ==, 1);
  fiel_window_test_wait_us (test, FIEL_PRESS_DEAD_TIME_US);
  click (second, "confirm");
  g_assert_cmpstr (fiel_fake_engine_get_said (test->engine), ==,
                   "not charged: The slip, or the terminal’s screen (Eva Soto, Luis Rojas)");
  g_assert_cmpint (fiel_attempt_get_outcome (attempt), ==, FIEL_OUTCOME_HAND_NOT_CHARGED);
}

/* The record is marked on the page that shows it. */
static void
test_recorded (FielWindowTest *test, gconstpointer data)
{
  gpointer page;

  charge_until_unconfirmed (test);
  fill_form (test, TRUE);
  look_together (test);
  click (get_look (test), "confirm");
  page = get_page (test, FIEL_TYPE_RESULT_PAGE);
  fiel_window_test_assert_label (page, "headline", "RECORDED AS CHARGED");
  fiel_window_test_assert_label (page, "verdict",
                                 "Recorded by hand: a manager says that the customer was charged.");
  g_assert_true (gtk_widget_has_css_class (get_child (page, "hero"), "hand"));
  g_assert_false (is_visible (page, "going"));
}

/* Each way back leads one step back and forgets nothing that was written, until the payment is left. */
static void
test_way_back (FielWindowTest *test, gconstpointer data)
{
  gpointer page;

  charge_until_unconfirmed (test);
  fill_form (test, TRUE);
  look_together (test);
  page = get_page (test, FIEL_TYPE_BY_HAND_PAGE);
  click (get_look (test), "back");
  g_assert_true (gtk_editable_get_text (GTK_EDITABLE (get_child (page, "manager")))[0] != '\0');
  look (test);

  /* What both have looked at once is no word for the next time. */
  g_assert_false (is_sensitive (get_look (test), "confirm"));
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.back", NULL);
  g_assert_true (has_focus (test, page, "title"));
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.back", NULL);
  get_page (test, FIEL_TYPE_UNCONFIRMED_PAGE);
  page = open_form (test);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_child (page, "manager"))), ==, "");
  g_assert_false (is_sensitive (page, "go_on"));
  g_assert_cmpuint (fiel_fake_engine_get_n_said (test->engine), ==, 0);
}

/* The proof that arrives while a manager writes comes first. */
static void
test_overtaken (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_unconfirmed (test);

  fill_form (test, FALSE);
  look_together (test);
  fiel_attempt_set_approved (attempt, fiel_attempt_get_amount (attempt));
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_APPROVED,
                          fiel_clock_get_wall_us (FIEL_CLOCK (test->clock)));
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_window_test_assert_label (get_page (test, FIEL_TYPE_RESULT_PAGE), "headline", "APPROVED");
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.record-by-hand", "(bsss)", FALSE, "none", "Eva", "Luis");
  g_assert_cmpuint (fiel_fake_engine_get_n_said (test->engine), ==, 0);
}

static void
test_parked (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_unconfirmed (test);

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.park", NULL);
  fiel_window_show_attempt (test->window, attempt);
  fill_form (test, TRUE);
  look_together (test);
  click (get_look (test), "confirm");
  g_assert_cmpint (fiel_attempt_get_outcome (attempt), ==, FIEL_OUTCOME_HAND_CHARGED);
}

static void
test_frame_stays (FielWindowTest *test, gconstpointer data)
{
  charge_until_unconfirmed (test);
  fill_form (test, TRUE);
  look (test);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (test->window), "fiel-training"));
  g_assert_true (gtk_widget_get_mapped (get_child (test->window, "mode_bar")));
  g_assert_true (gtk_widget_get_mapped (get_look (test)));
}

/* -- Contradictions ------------------------------------------------------------------------------------------------ */

static void
close_attempt (FielWindowTest *test, FielAttempt *attempt, FielOutcome outcome)
{
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, outcome,
                          fiel_clock_get_wall_us (FIEL_CLOCK (test->clock)));
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
}

static void
test_charged_after_all (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_unconfirmed (test);
  gpointer page, banner;

  close_attempt (test, attempt, FIEL_OUTCOME_HAND_NOT_CHARGED);
  page = get_page (test, FIEL_TYPE_RESULT_PAGE);
  banner = get_child (page, "conflict");
  g_assert_false (gtk_widget_get_visible (banner));
  g_assert_true (is_visible (page, "again"));

  fiel_attempt_set_contradiction (attempt, FIEL_CONTRADICTION_CHARGED_AFTER_ALL);
  g_assert_true (gtk_widget_get_visible (banner));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (banner), GTK_ACCESSIBLE_ROLE_ALERT);
  fiel_window_test_assert_label (banner, "headline", "Charged after all");
  fiel_window_test_assert_label (banner, "story",
                                 "Recorded here: Not charged, by hand. Later Getnet said that the customer was "
                                 "charged. Both are kept.");
  fiel_window_test_assert_label (banner, "advice",
                                 "Return the money, or hand over the goods. Call the store manager before the "
                                 "customer leaves.");

  /* The record stands, and nobody is invited to charge a second time. */
  fiel_window_test_assert_label (page, "headline", "RECORDED AS NOT CHARGED");
  g_assert_false (is_visible (page, "again"));
  g_assert_false (fiel_window_test_is_enabled (test, "win.try-again"));
}

static void
test_not_charged_after_all (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge_until_unconfirmed (test);
  gpointer banner;

  close_attempt (test, attempt, FIEL_OUTCOME_APPROVED);
  fiel_attempt_set_contradiction (attempt, FIEL_CONTRADICTION_UNCLEAR);
  banner = get_child (get_page (test, FIEL_TYPE_RESULT_PAGE), "conflict");
  fiel_window_test_assert_label (banner, "headline", "Two answers that do not fit together");
  fiel_attempt_set_contradiction (attempt, FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL);
  fiel_window_test_assert_label (banner, "headline", "Not charged after all");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (banner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Not charged after all. Collect the money, or take the goods back. Call the "
                                       "store manager before the customer leaves. Recorded here: Approved. Later "
                                       "Getnet said that the customer was not charged. Both are kept.");
}

/* -- Room ---------------------------------------------------------------------------------------------------------- */

/* Every step fits below the header of a window of 360 × 600. */
static void
assert_fits (FielWindowTest *test, const char *step)
{
  int width, height;

  gtk_widget_measure (get_pages (test), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_test_message ("%s: %d wide", step, width);
  g_assert_cmpint (width, <=, 360);
  gtk_widget_measure (get_pages (test), GTK_ORIENTATION_VERTICAL, 360, &height, NULL, NULL, NULL);
  g_test_message ("%s: %d high", step, height);
  g_assert_cmpint (height, <=, 540);
}

static double
get_bottom (FielWindowTest *test, GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (test->window), &bounds));

  return graphene_rect_get_y (&bounds) + graphene_rect_get_height (&bounds);
}

static gboolean
answers_are_in_sight (gpointer user_data)
{
  FielWindowTest *test = user_data;
  GtkWidget *park = get_child (get_page (test, FIEL_TYPE_UNCONFIRMED_PAGE), "park");

  return get_bottom (test, get_child (get_cards (test), "fourth"))
         < get_bottom (test, park) - gtk_widget_get_height (park);
}

static gboolean
is_narrow (gpointer user_data)
{
  return fiel_shell_get_folded (FIEL_SHELL (get_child (user_data, "shell")));
}

/* The layout follows the scale of the text with the next frame. */
static gboolean
is_large (gpointer user_data)
{
  FielWindowTest *test = user_data;

  return gtk_widget_get_height (get_child (get_page (test, FIEL_TYPE_UNCONFIRMED_PAGE), "headline")) > 40;
}

/* All four answers can be seen without scrolling, in a narrow window and with large text too. */
static void
test_answers_in_sight (FielWindowTest *test, gconstpointer data)
{
  charge_until_unconfirmed (test);
  gtk_window_set_default_size (GTK_WINDOW (test->window), 420, 780);
  fiel_test_run_until (is_narrow, test->window, "the window is narrow", 60);
  fiel_test_run_until (answers_are_in_sight, test, "the answers are in sight", 20);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 144 * 1024, NULL);
  fiel_test_run_until (is_large, test, "the text is large", 60);
  fiel_test_run_until (answers_are_in_sight, test, "the answers are in sight with large text", 20);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
}

static void
test_smallest_size (FielWindowTest *test, gconstpointer data)
{
  charge_until_unconfirmed (test);
  fiel_attempt_pages_set_narrow (FIEL_ATTEMPT_PAGES (get_pages (test)), TRUE);
  assert_fits (test, "cards");
  click (get_cards (test), "first");
  assert_fits (test, "slip");
  click (get_slip (test), "skip");
  assert_fits (test, "answer");
  fill_form (test, FALSE);
  assert_fits (test, "form");
  look (test);
  assert_fits (test, "second look");
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/triage/cards", &live, test_cards);
  fiel_window_test_add ("/triage/rows", &live, test_rows);
  fiel_window_test_add ("/triage/digits", &live, test_digits);
  fiel_window_test_add ("/triage/digits-elsewhere", &live, test_digits_elsewhere);
  fiel_window_test_add ("/triage/keycaps", &live, test_keycaps);
  fiel_window_test_add ("/triage/arrows", &live, test_arrows);
  fiel_window_test_add ("/triage/approved", &live, test_approved);
  fiel_window_test_add ("/triage/no-code", &live, test_no_code);
  fiel_window_test_add ("/triage/scan", &live, test_scan);
  fiel_window_test_add ("/triage/long-code", &live, test_long_code);
  fiel_window_test_add ("/triage/declined", &live, test_declined);
  fiel_window_test_add ("/triage/waiting", &live, test_waiting);
  fiel_window_test_add ("/triage/nothing", &live, test_nothing);
  fiel_window_test_add ("/triage/change", &live, test_change);
  fiel_window_test_add ("/triage/not-kept", &live, test_not_kept);
  fiel_window_test_add ("/by-hand/form", &live, test_form);
  fiel_window_test_add ("/by-hand/second-look", &live, test_second_look);
  fiel_window_test_add ("/by-hand/second-look-way", &live, test_second_look_way);
  fiel_window_test_add ("/by-hand/second-look-in-sight", &live, test_second_look_in_sight);
  fiel_window_test_add ("/by-hand/confirm", &live, test_confirm);
  fiel_window_test_add ("/by-hand/recorded", &live, test_recorded);
  fiel_window_test_add ("/by-hand/way-back", &live, test_way_back);
  fiel_window_test_add ("/by-hand/overtaken", &live, test_overtaken);
  fiel_window_test_add ("/by-hand/parked", &live, test_parked);
  fiel_window_test_add ("/by-hand/frame-stays", &training, test_frame_stays);
  fiel_window_test_add ("/contradiction/charged-after-all", &live, test_charged_after_all);
  fiel_window_test_add ("/contradiction/not-charged-after-all", &live, test_not_charged_after_all);
  fiel_window_test_add ("/triage/answers-in-sight", &live, test_answers_in_sight);
  fiel_window_test_add ("/triage/smallest-size", &live, test_smallest_size);

  return g_test_run ();
}
