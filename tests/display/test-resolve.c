/* test-resolve.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-private.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

/* What a person has to look at: badge, list, one alert, and a ticket's evidence. */

static const FielWindowTestStore live = { .environment = "production" };
static const FielWindowTestStore training = { .environment = "training" };

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
shows_pages (FielWindowTest *test)
{
  return gtk_stack_get_visible_child (GTK_STACK (fiel_window_test_get_child (test->window, "pages")))
         == get_pages (test);
}

static gboolean
shows (FielWindowTest *test, const char *name)
{
  return shows_pages (test)
         && gtk_stack_get_visible_child (GTK_STACK (get_page (test, "stack"))) == get_page (test, name);
}

static gboolean
has_focus (FielWindowTest *test, gpointer widget)
{
  return gtk_window_get_focus (GTK_WINDOW (test->window)) == widget;
}

static void
activate (FielWindowTest *test, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (test->window), action, NULL);
}

static GtkListBox *
get_list (FielWindowTest *test)
{
  return GTK_LIST_BOX (fiel_window_test_get_child (get_page (test, "resolve"), "list"));
}

static GtkListBoxRow *
get_row (FielWindowTest *test, int index)
{
  return gtk_list_box_get_row_at_index (get_list (test), index);
}

static void
assert_name (gpointer widget, const char *name)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

static FielAttempt *
add_unconfirmed (FielWindowTest *test)
{
  FielAttempt *attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "004518");

  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_checks (attempt, 4, 0, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_fake_engine_refresh (test->engine);

  return attempt;
}

static void
add_conflict (FielWindowTest *test)
{
  FielAlertContent content = {
    .seq = 7, .kind = FIEL_ALERT_CONFLICT, .attempt_id = "gone",
    .wall_us = fiel_clock_get_wall_us (FIEL_CLOCK (test->clock)),
    .contradiction = FIEL_CONTRADICTION_CHARGED_AFTER_ALL, .outcome = FIEL_OUTCOME_NOT_EXECUTED,
    .amount = fiel_money_make (5000, fiel_currency_find ("CLP")), .reference = "004498",
    .terminal_name = "Terminal Norte", .provider = "getnet", .text = "APROBADA <b>018734",
  };

  fiel_fake_engine_add_alert (test->engine, &content);
}

static void
add_unmatched (FielWindowTest *test)
{
  FielAlertContent content = {
    .seq = 8, .kind = FIEL_ALERT_UNMATCHED, .provider = "getnet", .text = "{\"idPosTxs\":512399}",
    .wall_us = fiel_clock_get_wall_us (FIEL_CLOCK (test->clock)),
  };

  fiel_fake_engine_add_alert (test->engine, &content);
}

static void
test_badge (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *button = fiel_window_test_get_in_header (test, "open_button");

  g_assert_false (gtk_widget_get_visible (button));
  add_unmatched (test);
  g_assert_true (gtk_widget_get_visible (button));
  assert_name (button, "1 to resolve");
  add_unconfirmed (test);
  add_conflict (test);
  assert_name (button, "3 to resolve");
  g_assert_true (gtk_widget_has_css_class (button, "warn"));

  g_signal_emit_by_name (button, "clicked");
  g_assert_true (shows (test, "resolve"));
}

/* A payment under way is nothing to resolve: the button leads to it. */
static void
test_badge_of_progress (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *button = fiel_window_test_get_in_header (test, "open_button");
  FielAttempt *attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "004518");

  assert_name (button, "1 in progress");
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (shows_pages (test));
  g_assert_true (fiel_window_get_attempt (test->window) == attempt);
}

static void
test_empty (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *page = get_page (test, "resolve");

  activate (test, "win.show-resolve");
  g_assert_true (shows (test, "resolve"));
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (page, "nothing")));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_list (test))));
  g_assert_true (has_focus (test, get_page (test, "title")));
  assert_name (get_page (test, "title"), "To resolve");

  /* Keys of the till go nowhere, Esc goes back to it. */
  fiel_window_test_type (test, "1 2 Return");
  activate (test, "win.back");
  g_assert_false (shows_pages (test));
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 0);
  g_assert_true (has_focus (test, fiel_window_test_get_child (test->till, "display")));
}

static void
test_list (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = add_unconfirmed (test);

  add_unmatched (test);
  add_conflict (test);
  activate (test, "win.show-resolve");
  g_assert_true (has_focus (test, get_row (test, 0)));
  assert_name (get_list (test), "To resolve");

  /* Each says what it is about and what to do next, and under which heading it stands. */
  assert_name (get_row (test, 0), "$12.990 · Terminal Norte · Ticket 004518");
  fiel_window_test_assert_label (get_row (test, 0), "next",
                                 "Next: Look at the terminal, open this and say what it shows. Do not charge again.");
  assert_name (get_row (test, 1), "Charged after all? · $5.000 · Ticket 004498 · Terminal Norte");
  assert_name (get_row (test, 2), "Answer without a payment · Ticket and amount are not known");
  g_assert_null (get_row (test, 3));
  for (int i = 0; i < 3; i++)
    {
      int height;

      g_assert_nonnull (gtk_list_box_row_get_header (get_row (test, i)));
      gtk_widget_measure (GTK_WIDGET (get_row (test, i)), GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
      g_assert_cmpint (height, >=, 48);
    }
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (get_row (test, 0)), "fiel-open"));
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (get_row (test, 2), "evidence")));

  /* What was seen on the terminal stands there, and the next step is another. */
  fiel_attempt_set_sighting (attempt, FIEL_SIGHTING_APPROVED, "018734");
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (fiel_window_test_get_child (get_row (test, 0), "facts"))),
                            "Seen on the terminal: approved, slip 018734."));
  fiel_window_test_assert_label (get_row (test, 0), "next",
                                 "Next: Wait, or ask a manager to compare it with the provider’s list. Do not charge again.");

  /* It opens on the till. */
  g_signal_emit_by_name (get_list (test), "row-activated", get_row (test, 0));
  g_assert_false (shows_pages (test));
  g_assert_true (fiel_window_get_attempt (test->window) == attempt);
}

/* What is resolved leaves the list while somebody looks at it. */
static void
test_leaves_list (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = add_unconfirmed (test);

  activate (test, "win.show-resolve");
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_APPROVED, 1);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (test->engine);
  g_assert_null (get_row (test, 0));
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (get_page (test, "resolve"), "nothing")));
}

static void
open_alert (FielWindowTest *test)
{
  activate (test, "win.show-resolve");
  g_signal_emit_by_name (get_list (test), "row-activated", get_row (test, 0));
}

static void
test_conflict (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *page = get_page (test, "alert");
  GtkEditable *note = GTK_EDITABLE (fiel_window_test_get_child (page, "note"));

  add_conflict (test);
  open_alert (test);
  g_assert_true (shows (test, "alert"));
  g_assert_true (has_focus (test, get_page (test, "title")));
  assert_name (get_page (test, "title"), "Charged after all?");
  fiel_window_test_assert_label (page, "place", "$5.000 · Ticket 004498 · Terminal Norte");
  fiel_window_test_assert_label (page, "recorded",
                                 "Not charged. The terminal’s own records do not hold this payment: the customer was not "
                                 "charged. This record stays as it is.");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (fiel_window_test_get_child (page, "text"))), ==, "APROBADA <b>018734");
  fiel_window_test_assert_label (page, "meaning",
                                 "The customer seems to have been charged, although this till recorded that nothing was.");

  /* Not without a note. */
  g_assert_false (gtk_widget_get_sensitive (fiel_window_test_get_child (page, "seen")));
  gtk_editable_set_text (note, "   ");
  g_assert_false (gtk_widget_get_sensitive (fiel_window_test_get_child (page, "seen")));
  gtk_editable_set_text (note, " Money returned ");
  g_assert_true (gtk_widget_get_sensitive (fiel_window_test_get_child (page, "seen")));

  /* The journal could not take it: it says so, and stays. */
  fiel_fake_engine_fail_next (test->engine, FIEL_ENGINE_ERROR_STORAGE, "The disk is full.");
  g_signal_emit_by_name (fiel_window_test_get_child (page, "seen"), "clicked");
  fiel_window_test_assert_label (page, "trouble", "The disk is full.");
  g_assert_true (shows (test, "alert"));

  /* A scanner that types into the field ends with Enter: that only goes to the button. */
  g_signal_emit_by_name (note, "activate");
  g_assert_true (has_focus (test, fiel_window_test_get_child (page, "seen")));
  g_assert_true (shows (test, "alert"));
  g_assert_cmpuint (fiel_engine_get_n_alerts (test->engine), ==, 1);

  g_signal_emit_by_name (fiel_window_test_get_child (page, "seen"), "clicked");
  g_assert_cmpstr (fiel_fake_engine_get_note (test->engine), ==, "Money returned");
  g_assert_true (shows (test, "resolve"));
  g_assert_null (get_row (test, 0));
  g_assert_cmpuint (fiel_engine_get_n_alerts (test->engine), ==, 0);
}

static void
test_unmatched (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *page = get_page (test, "alert");

  add_unmatched (test);
  open_alert (test);
  assert_name (get_page (test, "title"), "Answer without a payment");
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (page, "recorded_box")));
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (page, "more")));
  g_assert_true (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (fiel_window_test_get_child (page, "said"))), "Getnet, "));
  fiel_window_test_assert_label (page, "text", "{\"idPosTxs\":512399}");

  /* Esc leaves it on the list. */
  activate (test, "win.back");
  g_assert_true (shows (test, "resolve"));
  g_assert_nonnull (get_row (test, 0));
  g_assert_true (has_focus (test, get_row (test, 0)));
}

/* Somebody else looked at it meanwhile: there is nothing left to be said about it. */
static void
test_alert_goes (FielWindowTest *test, gconstpointer data)
{
  g_autoptr (FielAlert) alert = NULL;

  add_unmatched (test);
  open_alert (test);
  alert = g_list_model_get_item (fiel_engine_get_alerts (test->engine), 0);
  fiel_engine_acknowledge (test->engine, alert, "elsewhere", "Ana", NULL);
  g_assert_true (shows (test, "resolve"));
}

/* -- Evidence -- */

static char *
get_evidence (FielWindowTest *test)
{
  GtkTextView *view = GTK_TEXT_VIEW (fiel_window_test_get_child (get_page (test, "evidence"), "text"));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);

  return text;
}

static gboolean
shows_part (FielWindowTest *test, const char *part)
{
  GtkWidget *stack = fiel_window_test_get_child (get_page (test, "evidence"), "stack");

  return g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), part);
}

static void
test_evidence (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *page = get_page (test, "evidence");
  FielAttempt *attempt = add_unconfirmed (test);
  g_autofree char *text = NULL;

  g_assert_false (fiel_window_test_is_enabled (test, "win.evidence"));
  fiel_window_show_attempt (test->window, attempt);
  g_assert_true (fiel_window_test_is_enabled (test, "win.evidence"));
  activate (test, "win.evidence");
  g_assert_true (shows (test, "evidence"));
  assert_name (get_page (test, "title"), "Evidence of ticket 004518");
  fiel_test_drain ();
  text = get_evidence (test);
  g_assert_cmpstr (text, ==, "Ticket 004518: everything this till knows of it");
  g_assert_true (gtk_widget_get_sensitive (fiel_window_test_get_child (page, "copy")));
  g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (fiel_window_test_get_child (page, "text"))));
  assert_name (fiel_window_test_get_child (page, "text"), "Evidence");

  activate (test, "win.back");
  g_assert_false (shows_pages (test));
  g_assert_true (fiel_window_get_attempt (test->window) == attempt);
}

/* The key that shows a payment's evidence works in the list for the row that has the focus, and beside an alert. */
static void
test_evidence_of_row (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *pages = fiel_window_test_get_child (test->window, "back_pages");

  add_unconfirmed (test);
  add_conflict (test);
  add_unmatched (test);
  activate (test, "win.show-resolve");
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (get_row (test, 1))));
  gtk_widget_activate_action (pages, "back.evidence", NULL);
  g_assert_true (shows (test, "evidence"));
  fiel_window_test_assert_label (pages, "words", "Evidence of ticket 004498");

  activate (test, "win.back");
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (get_row (test, 0))));
  gtk_widget_activate_action (pages, "back.evidence", NULL);
  fiel_window_test_assert_label (pages, "words", "Evidence of ticket 004518");

  activate (test, "win.back");
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (get_row (test, 2))));
  gtk_widget_activate_action (pages, "back.evidence", NULL);
  g_assert_true (shows (test, "resolve"));
  g_signal_emit_by_name (get_list (test), "row-activated", get_row (test, 1));
  gtk_widget_activate_action (pages, "back.evidence", NULL);
  fiel_window_test_assert_label (pages, "words", "Evidence of ticket 004498");
}

/* A word without a payment is not "later", and who signs the note is said. */
static void
test_alert_words (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *page = get_page (test, "alert");

  add_conflict (test);
  add_unmatched (test);
  activate (test, "win.show-resolve");
  g_signal_emit_by_name (get_list (test), "row-activated", get_row (test, 0));
  fiel_window_test_assert_label (page, "said_title", "What was said later, and by whom");
  fiel_window_test_assert_label (page, "kept",
                                 "Your note and the name “Ana Riquelme” are kept for ever, beside what was said. No "
                                 "payment is changed by this.");
  activate (test, "win.back");
  g_signal_emit_by_name (get_list (test), "row-activated", get_row (test, 1));
  fiel_window_test_assert_label (page, "said_title", "What was said, and by whom");
}

static void
test_evidence_takes_long (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *page = get_page (test, "evidence");
  g_autofree char *text = NULL;

  fiel_fake_engine_hold_evidence (test->engine);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-evidence", "s", "000007");
  fiel_window_test_wait_us (test, G_USEC_PER_SEC - 1);
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (page, "progress")));
  g_assert_false (gtk_widget_get_sensitive (fiel_window_test_get_child (page, "copy")));
  fiel_window_test_wait_us (test, 1);
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (page, "progress")));

  fiel_fake_engine_answer_evidence (test->engine, NULL);
  fiel_test_drain ();
  g_assert_true (shows_part (test, "failed"));
  fiel_window_test_assert_label (page, "trouble", "The journal cannot be read.");
  g_assert_false (gtk_widget_get_sensitive (fiel_window_test_get_child (page, "copy")));

  g_signal_emit_by_name (fiel_window_test_get_child (page, "retry"), "clicked");
  g_assert_true (shows_part (test, "waiting"));
  fiel_fake_engine_answer_evidence (test->engine, "all of it");
  fiel_test_drain ();
  g_assert_true (shows_part (test, "text"));
  text = get_evidence (test);
  g_assert_cmpstr (text, ==, "all of it");
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (page, "progress")));
}

/* What is left before it was read shows up nowhere later. */
static void
test_evidence_is_left (FielWindowTest *test, gconstpointer data)
{
  g_autofree char *text = NULL;

  fiel_fake_engine_hold_evidence (test->engine);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-evidence", "s", "000007");
  activate (test, "win.back");
  fiel_fake_engine_answer_evidence (test->engine, "too late");
  fiel_test_drain ();
  text = get_evidence (test);
  g_assert_cmpstr (text, ==, "");
}

/* From the list to an alert to its evidence, and all the way back. */
static void
test_way_back (FielWindowTest *test, gconstpointer data)
{
  add_conflict (test);
  open_alert (test);
  g_signal_emit_by_name (fiel_window_test_get_child (get_page (test, "alert"), "evidence"), "clicked");
  g_assert_true (shows (test, "evidence"));
  activate (test, "win.back");
  g_assert_true (shows (test, "alert"));
  activate (test, "win.back");
  g_assert_true (shows (test, "resolve"));
  activate (test, "win.back");
  g_assert_false (shows_pages (test));

  /* F2 is out of everything, and a later list begins anew. */
  open_alert (test);
  activate (test, "win.new-sale");
  g_assert_false (shows_pages (test));
  activate (test, "win.show-resolve");
  activate (test, "win.back");
  g_assert_false (shows_pages (test));
}

/* An approval that goes away by itself does not while its evidence is read. */
static void
test_result_stays (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "004518");

  fiel_window_show_attempt (test->window, attempt);
  fiel_attempt_set_approved (attempt, fiel_attempt_get_amount (attempt));
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_APPROVED, 1);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (test->engine);
  activate (test, "win.evidence");
  fiel_window_test_wait_us (test, 60 * G_USEC_PER_SEC);
  g_assert_true (shows (test, "evidence"));
  activate (test, "win.back");
  fiel_window_test_wait_us (test, 60 * G_USEC_PER_SEC);
  g_assert_true (fiel_window_get_attempt (test->window) == attempt);
}

/* Everything can be reached from 360 × 600 on. */
static void
test_smallest_size (FielWindowTest *test, gconstpointer data)
{
  static const char *const names[] = { "resolve", "alert", "evidence", "drills", "report" };

  add_unconfirmed (test);
  add_conflict (test);
  add_unmatched (test);
  open_alert (test);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int width;

      gtk_widget_measure (get_page (test, names[i]), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      g_test_message ("%s: %d", names[i], width);
      g_assert_cmpint (width, <=, 348);
    }
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/resolve/badge", &live, test_badge);
  fiel_window_test_add ("/resolve/badge-of-progress", &live, test_badge_of_progress);
  fiel_window_test_add ("/resolve/empty", &live, test_empty);
  fiel_window_test_add ("/resolve/list", &live, test_list);
  fiel_window_test_add ("/resolve/leaves-list", &live, test_leaves_list);
  fiel_window_test_add ("/resolve/conflict", &live, test_conflict);
  fiel_window_test_add ("/resolve/unmatched", &live, test_unmatched);
  fiel_window_test_add ("/resolve/alert-goes", &live, test_alert_goes);
  fiel_window_test_add ("/resolve/evidence", &live, test_evidence);
  fiel_window_test_add ("/resolve/evidence-of-row", &live, test_evidence_of_row);
  fiel_window_test_add ("/resolve/alert-words", &live, test_alert_words);
  fiel_window_test_add ("/resolve/evidence-takes-long", &live, test_evidence_takes_long);
  fiel_window_test_add ("/resolve/evidence-is-left", &live, test_evidence_is_left);
  fiel_window_test_add ("/resolve/way-back", &live, test_way_back);
  fiel_window_test_add ("/resolve/result-stays", &live, test_result_stays);
  fiel_window_test_add ("/resolve/smallest-size", &training, test_smallest_size);

  return g_test_run ();
}
