/* test-shift.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-amount-display.h"
#include "fiel-attempt-private.h"
#include "fiel-day-chart.h"
#include "fiel-document-print.h"
#include "fiel-shift-confirm.h"
#include "fiel-shift-document.h"
#include "fiel-shift-paper.h"
#include "fiel-shift-row.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

#include <string.h>

/* The close of a shift through the window: the checklist and what helps, the picture of the day, the manager, the
 * drawer, and the reports. The terminals of this engine give no list, so a manager has to let that pass. */

static void
prepare (FielEngine *engine)
{
  fiel_fake_engine_open_journal (engine);
  fiel_fake_engine_record_sale (engine, "norte", 12990, "000001", "DB");
  fiel_fake_engine_record_sale (engine, "norte", 4900, "000002", "CR");
}

static const FielWindowTestStore live = { .environment = "production", .prepare = prepare };
static const FielWindowTestStore training = { .environment = "training", .prepare = prepare };
static const FielWindowTestStore blind = { .environment = "production", .prepare = prepare,
                                           .till = "[shift]\ncash=blind\ncash-difference-limit=100" };
static void
prepare_empty (FielEngine *engine)
{
  fiel_fake_engine_open_journal (engine);
}

static const FielWindowTestStore unopened = { .environment = "production", .prepare = prepare_empty,
                                              .till = "[shift]\ncash=count" };
static const FielWindowTestStore counted = { .environment = "production", .prepare = prepare,
                                             .till = "[shift]\ncash=count" };

static GtkWidget *
get_page (FielWindowTest *test)
{
  return fiel_window_test_get_child (fiel_window_test_get_child (test->window, "back_pages"), "shift");
}

static GtkWidget *
get (FielWindowTest *test, const char *name)
{
  return fiel_window_test_get_child (get_page (test), name);
}

static gboolean
shows (FielWindowTest *test, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (get (test, "stack"))), name) == 0;
}

static gboolean
is_checked (gpointer user_data)
{
  FielWindowTest *test = user_data;

  return gtk_widget_get_visible (get (test, "again"));
}

static void
activate (FielWindowTest *test, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (test->window), action, NULL);
}

/* What F9 does, and every line of the checklist has its state. */
static void
open_page (FielWindowTest *test)
{
  activate (test, "win.show-shift");
  fiel_test_run_until (is_checked, test, "the shift is checked", 20);
}

static GtkWidget *
get_row (FielWindowTest *test, FielShiftItemKind kind)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (get (test, "list")), (int) kind));
}

static void
press (GtkWidget *button)
{
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
shows_paper (gpointer user_data)
{
  return shows (user_data, "paper");
}

static char *
read_paper (FielWindowTest *test)
{
  GtkTextBuffer *buffer
    = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fiel_window_test_get_child (get (test, "paper"), "text")));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
type_manager (FielWindowTest *test, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (fiel_window_test_get_child (get (test, "confirm"), "manager")), name);
}

static GtkWidget *
get_close (FielWindowTest *test)
{
  return fiel_window_test_get_child (get (test, "confirm"), "close");
}

static void
close_by_manager (FielWindowTest *test)
{
  press (get (test, "leave"));
  type_manager (test, "Marta Soto");
  fiel_window_test_wait_us (test, G_USEC_PER_SEC);
  press (get_close (test));
  fiel_test_run_until (shows_paper, test, "the Z is shown", 20);
}

static const char *
get_net (FielWindowTest *test)
{
  return fiel_amount_display_get_text (FIEL_AMOUNT_DISPLAY (fiel_window_test_get_child (get (test, "card"), "net")));
}

/* Checked, closed by a manager's name, and the Z is there. */
static void
test_close (FielWindowTest *test, gconstpointer data)
{
  g_autofree char *paper = NULL;

  open_page (test);
  fiel_window_test_assert_label (get_page (test), "ready", "5 of 6 points ready");
  g_assert_false (gtk_widget_is_sensitive (get (test, "close")));
  press (get (test, "leave"));
  g_assert_true (shows (test, "confirm"));
  g_assert_false (gtk_widget_is_sensitive (get_close (test)));
  type_manager (test, "  ");
  g_assert_false (gtk_widget_is_sensitive (get_close (test)));
  type_manager (test, "Marta Soto");
  g_assert_true (gtk_widget_is_sensitive (get_close (test)));

  /* Whoever pressed the button before does not close with the same press, and two presses are one. */
  press (get_close (test));
  g_assert_true (shows (test, "confirm"));
  fiel_window_test_wait_us (test, G_USEC_PER_SEC);
  press (get_close (test));
  g_assert_false (gtk_widget_is_sensitive (get_close (test)));
  fiel_test_run_until (shows_paper, test, "the Z is shown", 20);
  paper = read_paper (test);
  g_assert_nonnull (strstr (paper, "Z 1"));
  g_assert_nonnull (strstr (paper, "$17.890"));
  g_assert_nonnull (strstr (paper, "Marta Soto"));

  /* The next shift is there at once, and empty. */
  activate (test, "win.back");
  g_assert_true (shows (test, "checklist"));
  fiel_test_run_until (is_checked, test, "the next shift is read", 20);
  g_assert_cmpstr (get_net (test), ==, "$0");
  fiel_window_test_assert_label (get_page (test), "close_words", "Close shift 2");
}

static GtkWidget *
get_focus (FielWindowTest *test)
{
  return gtk_window_get_focus (GTK_WINDOW (test->window));
}

/* What has the focus says what is asked. */
static void
assert_question (FielWindowTest *test, const char *child)
{
  GtkWidget *confirm = get (test, "confirm");
  g_autofree char *question
    = g_strdup_printf ("Close shift 1. Closing writes the Z report, which nobody can change afterwards. The next payment "
                       "belongs to the next shift.\nNot as it should be:\n%s",
                       gtk_label_get_text (GTK_LABEL (fiel_window_test_get_child (confirm, "passes"))));

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (confirm), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (confirm), GTK_ACCESSIBLE_PROPERTY_LABEL, "Close shift 1");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fiel_window_test_get_child (confirm, child)),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, question);
}

/* Whoever presses Enter once too often closes nothing: the name is asked for, or "Not yet" has the focus. */
static void
test_focus (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *confirm = NULL;

  open_page (test);
  press (get (test, "leave"));
  confirm = get (test, "confirm");
  g_assert_true (gtk_widget_is_ancestor (get_focus (test), fiel_window_test_get_child (confirm, "manager")));
  assert_question (test, "manager");
  assert_question (test, "not_yet");

  type_manager (test, "Marta Soto");
  gtk_widget_set_visible (fiel_window_test_get_child (confirm, "approving"), FALSE);
  for (guint i = 0; i < 2; i++)
    {
      fiel_shift_confirm_grab_focus (FIEL_SHIFT_CONFIRM (confirm));
      g_assert_true (get_focus (test) == fiel_window_test_get_child (confirm, "not_yet"));
    }
}

static void
assert_title (FielWindowTest *test, const char *words)
{
  fiel_window_test_assert_label (fiel_window_test_get_child (test->window, "back_pages"), "words", words);
}

static void
assert_can_be_printed (FielWindowTest *test)
{
  g_assert_true (get_focus (test) == fiel_window_test_get_child (get (test, "paper"), "print"));
}

/* That it is closed can be read and is followed by printing it; the key of the page leads to the next shift. */
static void
test_after_close (FielWindowTest *test, gconstpointer data)
{
  open_page (test);
  assert_title (test, "Close of shift");
  gtk_widget_activate_action (get_page (test), "shift.x", NULL);
  assert_title (test, "X report");
  assert_can_be_printed (test);
  activate (test, "win.back");
  assert_title (test, "Close of shift");

  close_by_manager (test);
  assert_title (test, "Shift 1 is closed");
  fiel_window_test_assert_label (get (test, "paper"), "told", "Shift 1 is closed");
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (get (test, "paper"), "told")));
  assert_can_be_printed (test);
  fiel_test_run_until (is_checked, test, "the next shift is read", 20);
  /* What the next shift lacks is said where its points stand, not over this one. */
  fiel_window_test_assert_label (get_page (test), "hint", "");
  activate (test, "win.show-shift");
  g_assert_true (shows (test, "checklist"));
  assert_title (test, "Close of shift");
  fiel_test_run_until (is_checked, test, "the next shift is checked", 20);
  fiel_window_test_assert_label (get_page (test), "close_words", "Close shift 2");
}

/* What came in, when, and beside it the same as text. */
static void
test_picture (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *chart = NULL;
  const char *figures = NULL;
  g_autofree char *spoken = NULL;

  open_page (test);
  g_assert_cmpstr (get_net (test), ==, "$17.890");
  fiel_window_test_assert_label (get (test, "card"), "sums", "2 sales $17.890");
  figures = gtk_label_get_text (GTK_LABEL (fiel_window_test_get_child (get (test, "card"), "figures")));
  g_assert_nonnull (strstr (figures, "2 sales $17.890"));
  chart = fiel_window_test_get_child (get (test, "card"), "chart");
  spoken = gtk_test_accessible_check_property (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, figures);
  g_assert_null (spoken);
  /* The picture has one name, for eyes and ears. */
  fiel_window_test_assert_label (get (test, "card"), "chart_title", "Sales per hour");
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL, "Sales per hour");
}

static gboolean
has_earlier (gpointer user_data)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (fiel_window_test_get_child (get (user_data, "shelf"), "list")), 0)
         != NULL;
}

/* A Z can be had again, as it was kept and marked; the way back leads through the list. */
static void
test_earlier (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *list = NULL;
  GtkWidget *row = NULL;
  g_autofree char *paper = NULL;

  open_page (test);
  close_by_manager (test);
  activate (test, "win.back");
  fiel_test_run_until (is_checked, test, "the next shift is read", 20);
  gtk_widget_activate_action (get_page (test), "shift.earlier", NULL);
  g_assert_true (shows (test, "earlier"));
  assert_title (test, "Earlier shifts");
  fiel_test_run_until (has_earlier, test, "the closed shift is listed", 20);

  list = fiel_window_test_get_child (get (test, "shelf"), "list");
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Shift 1");
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));
  g_signal_emit_by_name (list, "row-activated", row);
  g_assert_true (shows (test, "paper"));
  paper = read_paper (test);
  g_assert_nonnull (strstr (paper, "Z 1"));
  g_assert_nonnull (strstr (paper, "COPY"));
  g_assert_nonnull (strstr (paper, "$17.890"));

  activate (test, "win.back");
  g_assert_true (shows (test, "earlier"));
  activate (test, "win.back");
  g_assert_true (shows (test, "checklist"));
}

static gboolean
is_opened (gpointer user_data)
{
  return !gtk_widget_get_visible (get (user_data, "open"));
}

/* Who opens a shift may say what is in the drawer; what is no amount is no sum. */
static void
test_float (FielWindowTest *test, gconstpointer data)
{
  open_page (test);
  g_assert_true (gtk_widget_get_visible (get (test, "cash")));
  gtk_editable_set_text (GTK_EDITABLE (get (test, "cash")), "5o.000");
  press (get (test, "open"));
  fiel_window_test_assert_label (get_page (test), "hint", "“5o.000” is not an amount.");
  gtk_editable_set_text (GTK_EDITABLE (get (test, "cash")), "50.000");
  press (get (test, "open"));
  fiel_test_run_until (is_opened, test, "the shift is open", 20);

  /* The count begins with it. */
  press (fiel_window_test_get_child (get_row (test, FIEL_SHIFT_ITEM_CASH), "fix"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fiel_window_test_get_child (get (test, "count"), "beginning"))),
                   ==, "50000");
}

static void
test_payment_in_progress (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = NULL;

  open_page (test);
  g_assert_true (gtk_widget_get_visible (get (test, "leave")));
  attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "000003");
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_WAITING);
  fiel_fake_engine_refresh (test->engine);
  fiel_window_test_assert_label (get_row (test, FIEL_SHIFT_ITEM_PAYMENTS), "title", "1 payment in progress");
  g_assert_false (gtk_widget_get_visible (get (test, "leave")));
  fiel_window_test_assert_label (get_page (test), "hint", "1 payment in progress");
}

/* The button of the line leads to the list, and the way back leads here. */
static void
test_unresolved (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *pages = fiel_window_test_get_child (test->window, "back_pages");
  FielAttempt *attempt = NULL;

  open_page (test);
  attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 15400, "000003");
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_fake_engine_refresh (test->engine);
  fiel_window_test_assert_label (get_row (test, FIEL_SHIFT_ITEM_UNRESOLVED), "title", "1 payment to resolve");
  fiel_window_test_assert_label (get_page (test), "leave_words", "Close, leaving 1 payment…");
  fiel_window_test_assert_label (get_page (test), "hint", "1 payment to resolve · 3 terminals were not compared");
  press (fiel_window_test_get_child (get_row (test, FIEL_SHIFT_ITEM_UNRESOLVED), "fix"));
  g_assert_true (gtk_stack_get_visible_child (GTK_STACK (fiel_window_test_get_child (pages, "stack")))
                 == fiel_window_test_get_child (pages, "resolve"));
  activate (test, "win.back");
  g_assert_true (gtk_stack_get_visible_child (GTK_STACK (fiel_window_test_get_child (pages, "stack")))
                 == get_page (test));

  /* It is named before anybody leaves it to the next shift. */
  press (get (test, "leave"));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (fiel_window_test_get_child (get (test, "confirm"),
                                                                                       "carried"))), "$15.400"));
}

static void
test_x (FielWindowTest *test, gconstpointer data)
{
  g_autofree char *paper = NULL;

  open_page (test);
  gtk_widget_activate_action (get_page (test), "shift.x", NULL);
  g_assert_true (shows (test, "paper"));
  paper = read_paper (test);
  g_assert_nonnull (strstr (paper, "X · Shift 1 so far"));
  g_assert_nonnull (strstr (paper, "$17.890"));
  activate (test, "win.back");
  fiel_window_test_assert_label (get_page (test), "close_words", "Close shift 1");
}

static void
test_save (FielWindowTest *test, gconstpointer data)
{
  g_autofree char *folder = fiel_test_make_dir ();
  g_autofree char *pdf_path = g_build_filename (folder, "x.pdf", NULL);
  g_autofree char *csv_path = g_build_filename (folder, "x.csv", NULL);
  g_autoptr (GFile) pdf = g_file_new_for_path (pdf_path);
  g_autoptr (GFile) csv = g_file_new_for_path (csv_path);
  g_autofree char *bytes = NULL;
  g_autofree char *table = NULL;
  g_autoptr (GError) error = NULL;

  open_page (test);
  gtk_widget_activate_action (get_page (test), "shift.x", NULL);
  g_assert_true (fiel_shift_paper_save (FIEL_SHIFT_PAPER (get (test, "paper")), pdf, TRUE, &error));
  g_assert_no_error (error);
  g_assert_true (fiel_shift_paper_save (FIEL_SHIFT_PAPER (get (test, "paper")), csv, FALSE, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (pdf_path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  g_assert_true (g_file_get_contents (csv_path, &table, NULL, NULL));
  g_assert_nonnull (strstr (table, "\"net\",\"\",\"\",,17890,\"CLP\",0\r\n"));
  fiel_test_remove_dir (folder);
}

typedef struct
{
  gboolean over;
  gboolean printed;
} Printing;

static void
printed_cb (gboolean printed, const GError *error, gpointer user_data)
{
  Printing *printing = user_data;

  g_assert_no_error (error);
  printing->over = TRUE;
  printing->printed = printed;
}

static gboolean
is_over (gpointer user_data)
{
  return ((Printing *) user_data)->over;
}

static void
test_print (FielWindowTest *test, gconstpointer data)
{
  g_autofree char *folder = fiel_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "x.pdf", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (FielDocument) document = NULL;
  Printing printing = { 0 };

  open_page (test);
  gtk_widget_activate_action (get_page (test), "shift.x", NULL);
  document = fiel_shift_document_new (fiel_shift_paper_get_report (FIEL_SHIFT_PAPER (get (test, "paper"))), FALSE);
  fiel_document_print_to_file (document, FIEL_PAPER_ROLL_80, path, printed_cb, &printing, NULL);
  fiel_test_run_until (is_over, &printing, "it is printed", 20);
  g_assert_true (printing.printed);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  fiel_test_remove_dir (folder);
}

static GtkEditable *
get_field (FielWindowTest *test, const char *name)
{
  return GTK_EDITABLE (fiel_window_test_get_child (get (test, "count"), name));
}

static void
count (FielWindowTest *test)
{
  gtk_widget_activate_action (get (test, "count"), "count.done", NULL);
}

/* What should be there is told only after the count; a difference needs a reason. */
static void
test_blind_count (FielWindowTest *test, gconstpointer data)
{
  open_page (test);
  g_assert_false (gtk_widget_get_visible (get (test, "leave")));
  press (fiel_window_test_get_child (get_row (test, FIEL_SHIFT_ITEM_CASH), "fix"));
  g_assert_true (shows (test, "count"));
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (get (test, "count"), "expected")));
  gtk_editable_set_text (get_field (test, "beginning"), "50.000");
  gtk_editable_set_text (get_field (test, "taken"), "36500");
  gtk_editable_set_text (get_field (test, "counted"), "86.00");
  count (test);
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (get (test, "count"), "trouble")));
  gtk_editable_set_text (get_field (test, "counted"), "86.000");
  count (test);
  g_assert_true (shows (test, "count"));
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (get (test, "count"), "reason_box")));
  fiel_window_test_assert_label (get (test, "count"), "trouble", "$86.000, $500 too little");
  gtk_editable_set_text (get_field (test, "reason"), "a torn note");
  count (test);
  g_assert_true (shows (test, "checklist"));
  g_assert_true (gtk_widget_get_visible (get (test, "leave")));
  fiel_window_test_assert_label (get_row (test, FIEL_SHIFT_ITEM_CASH), "detail", "$86.000, $500 too little");
}

static void
test_open_count (FielWindowTest *test, gconstpointer data)
{
  open_page (test);
  press (fiel_window_test_get_child (get_row (test, FIEL_SHIFT_ITEM_CASH), "fix"));
  gtk_editable_set_text (get_field (test, "beginning"), "50000");
  gtk_editable_set_text (get_field (test, "taken"), "-500");
  fiel_window_test_assert_label (get (test, "count"), "expected", "There should be $49.500 in it");
  gtk_editable_set_text (get_field (test, "taken"), "−1.000");
  fiel_window_test_assert_label (get (test, "count"), "expected", "There should be $49.000 in it");

  /* What cannot be read is no sum. */
  gtk_editable_set_text (get_field (test, "taken"), "1.00");
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (get (test, "count"), "expected")));
  count (test);
  fiel_window_test_assert_label (get (test, "count"), "trouble", "“1.00” is not an amount. Write it like this: $1.234.500");
  gtk_editable_set_text (get_field (test, "taken"), "-500");
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (get (test, "count"), "expected")));
  gtk_editable_set_text (get_field (test, "counted"), "49500");
  count (test);
  g_assert_true (shows (test, "checklist"));
}

/* Counted once more, nothing is missing: there is nothing to explain, and no explanation is kept. */
static void
test_no_difference (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *reason_box = NULL;
  FielShiftReport *report = NULL;

  open_page (test);
  press (fiel_window_test_get_child (get_row (test, FIEL_SHIFT_ITEM_CASH), "fix"));
  reason_box = fiel_window_test_get_child (get (test, "count"), "reason_box");
  gtk_editable_set_text (get_field (test, "beginning"), "50.000");
  gtk_editable_set_text (get_field (test, "counted"), "51.000");
  count (test);
  fiel_window_test_assert_label (get (test, "count"), "trouble", "$51.000, $1.000 too much");
  g_assert_true (gtk_widget_get_visible (reason_box));
  gtk_editable_set_text (get_field (test, "reason"), "a torn note");
  gtk_editable_set_text (get_field (test, "counted"), "50.000");
  g_assert_false (gtk_widget_get_visible (reason_box));
  count (test);
  g_assert_true (shows (test, "checklist"));
  fiel_window_test_assert_label (get_row (test, FIEL_SHIFT_ITEM_CASH), "detail", "$50.000, no difference");

  close_by_manager (test);
  report = fiel_shift_paper_get_report (FIEL_SHIFT_PAPER (get (test, "paper")));
  g_assert_cmpstr (fiel_shift_report_find (report, "cash", 2), ==, "50000");
  g_assert_cmpstr (fiel_shift_report_find (report, "cash", 5), ==, "");
}

/* Esc goes back one level at a time. */
static void
test_way_back (FielWindowTest *test, gconstpointer data)
{
  open_page (test);
  press (get (test, "leave"));
  activate (test, "win.back");
  g_assert_true (shows (test, "checklist"));
  activate (test, "win.back");
  g_assert_false (gtk_widget_get_mapped (get_page (test)));

  /* And it is checked anew when somebody comes back. */
  open_page (test);
  fiel_window_test_assert_label (get_page (test), "ready", "5 of 6 points ready");
}

/* Everything can be reached from 360 × 600 on. */
static void
test_smallest_size (FielWindowTest *test, gconstpointer data)
{
  static const char *const names[] = { "confirm", "count", "paper", "card", "list" };
  int width, natural;

  open_page (test);
  gtk_widget_measure (get_page (test), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_test_message ("page: %d", width);
  g_assert_cmpint (width, <=, 348);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gtk_widget_measure (get (test, names[i]), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      g_test_message ("%s: %d", names[i], width);
      g_assert_cmpint (width, <=, 348);
    }

  /* What has to be done is not pushed out by the buttons: a quarter of the smallest window. */
  gtk_widget_measure (gtk_widget_get_parent (get (test, "hint")), GTK_ORIENTATION_VERTICAL, 372, NULL, &natural, NULL,
                      NULL);
  g_test_message ("foot: %d", natural);
  g_assert_cmpint (natural, <=, 150);

  /* Large text and a large sum: the figure shrinks, in one piece. */
  gtk_widget_measure (fiel_window_test_get_child (get (test, "card"), "net"), GTK_ORIENTATION_HORIZONTAL, -1, &width,
                      &natural, NULL, NULL);
  g_assert_cmpint (width, <=, natural / 2);
}

/* A line says its state in words, and its button what it is for. */
static void
test_spoken (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *row = NULL;

  open_page (test);
  row = get_row (test, FIEL_SHIFT_ITEM_COMPARISON);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "3 terminals were not compared");
  gtk_test_accessible_assert_property (fiel_window_test_get_child (row, "fix"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Compare: 3 terminals were not compared");
  row = get_row (test, FIEL_SHIFT_ITEM_PAYMENTS);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "In order. ");
}

/* The longest line of the report. */
static guint
measure_paper (FielWindowTest *test)
{
  g_autofree char *paper = read_paper (test);
  g_auto (GStrv) lines = g_strsplit (paper, "\n", -1);
  guint longest = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    longest = MAX (longest, (guint) g_utf8_strlen (lines[i], -1));

  return longest;
}

static gboolean
paper_is_wide (gpointer user_data)
{
  return shows (user_data, "paper") && measure_paper (user_data) == 42;
}

static gboolean
paper_fits (gpointer user_data)
{
  FielWindowTest *test = user_data;
  GtkScrolledWindow *roll = GTK_SCROLLED_WINDOW (fiel_window_test_get_child (get (test, "paper"), "roll"));
  GtkAdjustment *sideways = gtk_scrolled_window_get_hadjustment (roll);

  return gtk_widget_get_width (GTK_WIDGET (test->window)) < 400 && measure_paper (test) == 32
         && gtk_adjustment_get_upper (sideways) <= gtk_adjustment_get_page_size (sideways);
}

/* The sums stand at the end of their lines: those are as long as there is room. */
static void
test_narrow_paper (FielWindowTest *test, gconstpointer data)
{
  open_page (test);
  gtk_widget_activate_action (get_page (test), "shift.x", NULL);
  fiel_test_run_until (paper_is_wide, test, "the report is as wide as a roll of 80 mm", 20);

  gtk_window_set_default_size (GTK_WINDOW (test->window), 360, 640);
  fiel_test_run_until (paper_fits, test, "the report fits a narrow window", 20);
  gtk_window_set_default_size (GTK_WINDOW (test->window), 1100, 720);
  fiel_test_run_until (paper_is_wide, test, "the report is wide again", 20);
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/shift/close", &live, test_close);
  fiel_window_test_add ("/shift/focus", &live, test_focus);
  fiel_window_test_add ("/shift/after-close", &live, test_after_close);
  fiel_window_test_add ("/shift/earlier", &live, test_earlier);
  fiel_window_test_add ("/shift/float", &unopened, test_float);
  fiel_window_test_add ("/shift/picture", &live, test_picture);
  fiel_window_test_add ("/shift/payment-in-progress", &live, test_payment_in_progress);
  fiel_window_test_add ("/shift/unresolved", &live, test_unresolved);
  fiel_window_test_add ("/shift/x", &live, test_x);
  fiel_window_test_add ("/shift/narrow-paper", &live, test_narrow_paper);
  fiel_window_test_add ("/shift/save", &live, test_save);
  fiel_window_test_add ("/shift/print", &live, test_print);
  fiel_window_test_add ("/shift/blind-count", &blind, test_blind_count);
  fiel_window_test_add ("/shift/open-count", &counted, test_open_count);
  fiel_window_test_add ("/shift/no-difference", &counted, test_no_difference);
  fiel_window_test_add ("/shift/way-back", &live, test_way_back);
  fiel_window_test_add ("/shift/smallest-size", &training, test_smallest_size);
  fiel_window_test_add ("/shift/spoken", &live, test_spoken);

  return g_test_run ();
}
