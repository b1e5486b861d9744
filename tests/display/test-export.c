/* test-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "export-fixture.h"
#include "fiel-export-dialog.h"
#include "fiel-payment-query.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

#include <string.h>

/* The export through the window, on a real journal. */

static const FielWindowTestStore store = { .environment = "production" };

enum
{
  FROM_DAY_TO_DAY = 2,
  ALL = 3,
  SHOWN = 4,
};

static FielExportDialog *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (FIEL_IS_EXPORT_DIALOG (window))
        return FIEL_EXPORT_DIALOG (window);
    }

  return NULL;
}

/* The dialog as the menu opens it, for all payments. */
static FielExportDialog *
open_dialog (FielWindowTest *test, ExportFixture *files)
{
  FielExportDialog *dialog = NULL;

  export_fixture_set_up (files, NULL);
  export_fixture_fill (files, 800);
  export_fixture_open (files);
  fiel_fake_engine_set_journal (test->engine, files->journal);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.export", NULL);
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (dialog)) == GTK_WINDOW (test->window));
  adw_combo_row_set_selected (ADW_COMBO_ROW (fiel_window_test_get_child (dialog, "range")), ALL);

  return dialog;
}

static void
close_dialog (FielWindowTest *test, ExportFixture *files)
{
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  fiel_test_drain ();
  g_assert_null (find_dialog ());
  fiel_fake_engine_set_journal (test->engine, NULL);
  export_fixture_tear_down (files, NULL);
}

static gboolean
shows_page (FielExportDialog *dialog, const char *name)
{
  GtkStack *stack = GTK_STACK (fiel_window_test_get_child (dialog, "stack"));

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), name) == 0;
}

static gboolean
is_idle (gpointer user_data)
{
  return gtk_widget_get_sensitive (fiel_window_test_get_child (user_data, "choices"));
}

static void
write_to (FielExportDialog *dialog, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  fiel_export_dialog_write (dialog, file);
}

static const char *
get_words (FielExportDialog *dialog, const char *name)
{
  return gtk_label_get_label (GTK_LABEL (fiel_window_test_get_child (dialog, name)));
}

static void
test_without_a_store (FielWindowTest *test, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.export", NULL);

  g_assert_null (find_dialog ());
}

static void
write_format (FielWindowTest *test, const char *choice, const char *name, const char *beginning)
{
  ExportFixture files = { NULL };
  FielExportDialog *dialog = open_dialog (test, &files);
  g_autofree char *path = export_fixture_path (&files, name);
  g_autofree char *text = NULL;
  g_autofree char *sentence = g_strconcat (name, ": 800 payments. The journal’s last record is number ", NULL);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (fiel_window_test_get_child (dialog, choice)), TRUE);
  write_to (dialog, path);
  g_assert_false (gtk_widget_get_sensitive (fiel_window_test_get_child (dialog, "save")));
  fiel_test_run_until (is_idle, dialog, "the export is over", 60);

  g_assert_true (shows_page (dialog, "done"));
  g_assert_true (g_str_has_prefix (get_words (dialog, "outcome"), sentence));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, beginning));
  g_assert_cmpuint (export_fixture_count_files (&files), ==, 1);
  close_dialog (test, &files);
}

static void
test_table (FielWindowTest *test, gconstpointer data)
{
  write_format (test, "table", "payments.csv", "\"payment\",\"ticket\"");
}

static void
test_paper (FielWindowTest *test, gconstpointer data)
{
  write_format (test, "paper", "payments.pdf", "%PDF-");
}

static void
test_bundle (FielWindowTest *test, gconstpointer data)
{
  write_format (test, "bundle", "evidence.zip", "PK");
}

/* Nothing was sold today: the table has titles only. */
static void
test_today (FielWindowTest *test, gconstpointer data)
{
  ExportFixture files = { NULL };
  FielExportDialog *dialog = open_dialog (test, &files);
  GtkWidget *range = fiel_window_test_get_child (dialog, "range");
  g_autofree char *path = export_fixture_path (&files, "payments.csv");

  adw_combo_row_set_selected (ADW_COMBO_ROW (range), 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (range), GTK_ACCESSIBLE_PROPERTY_LABEL, "Which payments: Today");
  write_to (dialog, path);
  fiel_test_run_until (is_idle, dialog, "the export is over", 60);

  g_assert_true (g_str_has_prefix (get_words (dialog, "outcome"), "payments.csv: 0 payments."));
  close_dialog (test, &files);
}

static GtkWidget *
get_journal_page (FielWindowTest *test)
{
  return fiel_window_test_get_child (fiel_window_test_get_child (test->window, "back_pages"), "journal");
}

static void
open_from_journal (FielWindowTest *test, const char *words, guint preset)
{
  GtkWidget *page = get_journal_page (test);

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-journal", NULL);
  fiel_test_drain ();
  gtk_widget_activate_action (page, "journal.preset", "u", preset);
  gtk_editable_set_text (GTK_EDITABLE (fiel_window_test_get_child (page, "entry")), words);
  g_signal_emit_by_name (fiel_window_test_get_child (page, "entry"), "search-changed");
  fiel_test_drain ();
  g_signal_emit_by_name (fiel_window_test_get_child (fiel_window_test_get_child (test->window, "back_pages"),
                                                     "export_payments"),
                         "clicked");
}

static guint
get_range (FielExportDialog *dialog)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (fiel_window_test_get_child (dialog, "range")));
}

/* Whoever looks at a part of the journal gets that part, and reads which it is. */
static void
test_shown (FielWindowTest *test, gconstpointer data)
{
  ExportFixture files = { NULL };
  FielExportDialog *dialog = open_dialog (test, &files);
  g_autofree char *path = export_fixture_path (&files, "payments.csv");
  GtkWidget *range;

  gtk_window_destroy (GTK_WINDOW (dialog));
  open_from_journal (test, ">4000 a&b", FIEL_PAYMENT_PRESET_ALL);
  dialog = find_dialog ();
  range = fiel_window_test_get_child (dialog, "range");
  g_assert_cmpuint (get_range (dialog), ==, SHOWN);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (range)), ==, "All days, “&gt;4000 a&amp;b”");
  gtk_window_destroy (GTK_WINDOW (dialog));

  open_from_journal (test, "000007", FIEL_PAYMENT_PRESET_ALL);
  dialog = find_dialog ();
  write_to (dialog, path);
  fiel_test_run_until (is_idle, dialog, "the export is over", 60);
  g_assert_true (g_str_has_prefix (get_words (dialog, "outcome"), "payments.csv: 1 payment."));
  close_dialog (test, &files);
}

/* What has to be looked at is no list of payments, and words that mean nothing are no part. */
static void
test_not_to_be_exported (FielWindowTest *test, gconstpointer data)
{
  ExportFixture files = { NULL };
  FielExportDialog *dialog = open_dialog (test, &files);

  gtk_window_destroy (GTK_WINDOW (dialog));
  open_from_journal (test, "", FIEL_PAYMENT_PRESET_TO_RESOLVE);
  g_assert_cmpuint (get_range (find_dialog ()), ==, ALL);
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));

  open_from_journal (test, "state:nonsense", FIEL_PAYMENT_PRESET_ALL);
  g_assert_cmpuint (get_range (find_dialog ()), ==, ALL);
  close_dialog (test, &files);
}

static void
write_days (FielExportDialog *dialog, const char *since, const char *until)
{
  gtk_editable_set_text (GTK_EDITABLE (fiel_window_test_get_child (dialog, "since")), since);
  gtk_editable_set_text (GTK_EDITABLE (fiel_window_test_get_child (dialog, "until")), until);
}

static void
test_days (FielWindowTest *test, gconstpointer data)
{
  static const char *const wrong[][2] = { { "", "" }, { "1.3.2026", "2026-03-31" }, { "2026-04-01", "2026-03-31" } };
  ExportFixture files = { NULL };
  FielExportDialog *dialog = open_dialog (test, &files);
  GtkWidget *trouble = fiel_window_test_get_child (dialog, "trouble");
  g_autofree char *path = export_fixture_path (&files, "payments.csv");

  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (dialog, "since")));
  adw_combo_row_set_selected (ADW_COMBO_ROW (fiel_window_test_get_child (dialog, "range")), FROM_DAY_TO_DAY);
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (dialog, "since")));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      write_days (dialog, wrong[i][0], wrong[i][1]);
      g_assert_false (gtk_widget_get_visible (trouble));
      write_to (dialog, path);
      g_assert_true (gtk_widget_get_visible (trouble));
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (trouble), GTK_ACCESSIBLE_ROLE_ALERT);
      g_assert_nonnull (strstr (get_words (dialog, "trouble"), "year-month-day"));
      g_assert_cmpuint (export_fixture_count_files (&files), ==, 0);
    }

  /* EXPORT_WALL_US lies on the 30th. */
  write_days (dialog, "2026-03-30", "2026-03-30");
  write_to (dialog, path);
  fiel_test_run_until (is_idle, dialog, "the export is over", 60);
  g_assert_true (g_str_has_prefix (get_words (dialog, "outcome"), "payments.csv: 800 payments."));
  close_dialog (test, &files);
}

/* The remedy stands there, and the button is where it was. */
static void
test_read_only_folder (FielWindowTest *test, gconstpointer data)
{
  ExportFixture files = { NULL };
  FielExportDialog *dialog = open_dialog (test, &files);

  write_to (dialog, "/sys/kernel/payments.csv");
  fiel_test_run_until (is_idle, dialog, "the export is over", 60);

  g_assert_true (shows_page (dialog, "ready"));
  g_assert_cmpstr (get_words (dialog, "trouble"), ==,
                   "/sys/kernel/payments.csv: nothing may be written to this folder. Choose another folder.");
  g_assert_true (gtk_widget_get_sensitive (fiel_window_test_get_child (dialog, "save")));
  close_dialog (test, &files);
}

/* After a second there is a bar and a way out. */
static void
test_cancel (FielWindowTest *test, gconstpointer data)
{
  ExportFixture files = { NULL };
  FielExportDialog *dialog = open_dialog (test, &files);
  g_autofree char *path = export_fixture_path (&files, "payments.csv");

  write_to (dialog, path);
  g_assert_true (shows_page (dialog, "ready"));
  fiel_manual_clock_advance (test->clock, G_USEC_PER_SEC);
  g_assert_true (shows_page (dialog, "running"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "export.cancel", NULL);
  fiel_test_run_until (is_idle, dialog, "the export is over", 60);

  g_assert_true (shows_page (dialog, "ready"));
  g_assert_nonnull (strstr (get_words (dialog, "trouble"), "cancelled, so the file was not made"));
  g_assert_cmpuint (export_fixture_count_files (&files), ==, 0);
  close_dialog (test, &files);
}

static gboolean
has_no_files (gpointer user_data)
{
  return export_fixture_count_files (user_data) == 0;
}

/* Who closes the dialog wants no file. */
static void
test_closed_meanwhile (FielWindowTest *test, gconstpointer data)
{
  ExportFixture files = { NULL };
  FielExportDialog *dialog = open_dialog (test, &files);
  g_autofree char *path = export_fixture_path (&files, "payments.csv");

  write_to (dialog, path);
  g_assert_cmpuint (export_fixture_count_files (&files), ==, 1);
  gtk_window_destroy (GTK_WINDOW (dialog));
  fiel_test_run_until (has_no_files, &files, "the draft is gone", 60);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  fiel_fake_engine_set_journal (test->engine, NULL);
  export_fixture_tear_down (&files, NULL);
}

int
main (int argc, char **argv)
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/export-dialog/without-a-store", &store, test_without_a_store);
  fiel_window_test_add ("/export-dialog/table", &store, test_table);
  fiel_window_test_add ("/export-dialog/paper", &store, test_paper);
  fiel_window_test_add ("/export-dialog/bundle", &store, test_bundle);
  fiel_window_test_add ("/export-dialog/today", &store, test_today);
  fiel_window_test_add ("/export-dialog/days", &store, test_days);
  fiel_window_test_add ("/export-dialog/shown", &store, test_shown);
  fiel_window_test_add ("/export-dialog/not-to-be-exported", &store, test_not_to_be_exported);
  fiel_window_test_add ("/export-dialog/read-only-folder", &store, test_read_only_folder);
  fiel_window_test_add ("/export-dialog/cancel", &store, test_cancel);
  fiel_window_test_add ("/export-dialog/closed-meanwhile", &store, test_closed_meanwhile);

  return g_test_run ();
}
