/* test-settings-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-help-window.h"
#include "fiel-probe-list.h"
#include "fiel-test.h"
#include "fiel-verify-row.h"
#include "settings-fixture.h"

/* The window of the settings: its list of pages, its search, and the keys. */

/* -- The list of pages -- */

static GtkListBoxRow *
get_page_row (FielSettingsWindow *window, int index)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (fiel_window_test_get_child (window, "list")), index);
}

static GtkWidget *
get_shown (FielSettingsWindow *window)
{
  return gtk_stack_get_visible_child (GTK_STACK (fiel_window_test_get_child (window, "stack")));
}

static gboolean
has_focus_within (FielSettingsWindow *window, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget)) && gtk_widget_get_mapped (focus);
}

static void
press_arrow (FielSettingsWindow *window, GtkMovementStep step, int count)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (fiel_window_test_get_child (window, "list"), "move-cursor", step, count, FALSE, FALSE,
                         &handled);
  fiel_test_drain ();
}

/* Enter on the row of a page: what can be done there first has the focus, whatever it is. */
static void
test_enter_opens_page (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "store");
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = get_page_row (window, i)) != NULL; i++)
    {
      const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

      if (settings_find_type (get_shown (window), ADW_TYPE_PREFERENCES_GROUP) == NULL)
        continue;
      gtk_list_box_select_row (GTK_LIST_BOX (fiel_window_test_get_child (window, "list")), row);
      gtk_widget_grab_focus (GTK_WIDGET (row));
      g_signal_emit_by_name (row, "activate");
      fiel_test_drain ();
      if (settings_find_type (get_shown (window), ADW_TYPE_PREFERENCES_GROUP) != NULL
          && !has_focus_within (window, get_shown (window)))
        g_error ("no focus on the page %s", title);
    }
  settings_close (test);
}

/* The arrows show the page they come to; what is highlighted is what is shown. */
static void
test_arrows_show_pages (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "store");
  GtkStack *stack = GTK_STACK (fiel_window_test_get_child (window, "stack"));

  gtk_widget_grab_focus (GTK_WIDGET (get_page_row (window, 0)));
  press_arrow (window, GTK_MOVEMENT_DISPLAY_LINES, 1);
  g_assert_true (gtk_list_box_row_is_selected (get_page_row (window, 1)));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "providers");
  fiel_window_test_assert_label (window, "title", "Providers");
  g_assert_true (has_focus_within (window, GTK_WIDGET (get_page_row (window, 1))));
  press_arrow (window, GTK_MOVEMENT_BUFFER_ENDS, 1);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "diagnostics");
  g_assert_true (has_focus_within (window, GTK_WIDGET (get_page_row (window, 9))));
  settings_close (test);
}

/* Tab goes from the search to the page that is shown in the list, and from there into the page. */
static void
test_list_is_one_stop (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "till");

  gtk_widget_grab_focus (fiel_window_test_get_child (window, "search"));
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == GTK_WIDGET (get_page_row (window, 3)));
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  g_assert_true (has_focus_within (window, fiel_window_test_get_child (window, "page_side")));
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_BACKWARD);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == GTK_WIDGET (get_page_row (window, 3)));
  settings_close (test);
}

/* -- Narrow windows and large text -- */

static void
assert_readable (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (GTK_IS_LABEL (widget) && g_utf8_strlen (gtk_label_get_text (GTK_LABEL (widget)), -1) > 6)
    {
      PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (widget));
      int width = 0;

      pango_layout_get_pixel_size (layout, &width, NULL);
      if (pango_layout_is_ellipsized (layout) || width > gtk_widget_get_width (widget)
          || gtk_widget_get_width (widget) < 80)
        g_error ("“%s” is cut or squeezed: %d of %d pixels", gtk_label_get_text (GTK_LABEL (widget)),
                 gtk_widget_get_width (widget), width);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_readable (child);
}

static gboolean
is_narrow (gpointer window)
{
  return gtk_widget_get_width (window) <= 360;
}

/* Every text of it has a place. */
static gboolean
is_laid_out (gpointer widget)
{
  if (!gtk_widget_get_mapped (widget))
    return TRUE;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (widget) != '\0' && gtk_widget_get_width (widget) == 0)
    return FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!is_laid_out (child))
      return FALSE;

  return TRUE;
}

static void
test_large_text (FielWindowTest *test, gconstpointer data)
{
  static const char *const names[] = { "store", "providers", "terminals", "till",    "people",
                                       "receipts", "shift", "journal", "diagnostics" };
  GtkSettings *settings = gtk_settings_get_default ();
  FielSettingsWindow *window = NULL;
  int dpi = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  window = settings_open (test, "store");
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 700);
  fiel_test_run_until (is_narrow, window, "the window is narrow", 30);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int least = 0;

      fiel_settings_window_show_page (window, names[i]);
      fiel_test_run_until (is_laid_out, get_shown (window), "the page is laid out", 30);
      gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      g_test_message ("%s: %d pixels", names[i], least);
      g_assert_cmpint (least, <=, 360);
      assert_readable (get_shown (window));
    }
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  settings_close (test);
}

/* -- Diagnostics -- */

/* Before anything was tried there is no list, not even an empty one: it would be a line without a meaning. */
static void
test_nothing_tried (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "diagnostics");
  GtkWidget *list = settings_find_type (window, FIEL_TYPE_PROBE_LIST);

  g_assert_false (gtk_widget_get_visible (gtk_widget_get_first_child (list)));
  settings_press (get_shown (window), "_Check");
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_first_child (list)));
  settings_close (test);
}

/* -- The journal -- */

static gboolean
has_found (gpointer row)
{
  return gtk_widget_get_visible (fiel_window_test_get_child (row, "found"));
}

static GtkWidget *
begin_verifying (FielWindowTest *test, FielSettingsWindow *window)
{
  GtkWidget *row = settings_find_type (window, FIEL_TYPE_VERIFY_ROW);

  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (row, "progress")));
  g_signal_emit_by_name (fiel_window_test_get_child (row, "button"), "clicked");
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (row, "progress")));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (fiel_window_test_get_child (row, "button"))), ==, "_Stop");

  return row;
}

static void
assert_found (GtkWidget *row, const char *words)
{
  const char *found = NULL;

  fiel_test_run_until (has_found, row, "the journal is read", 30);
  found = gtk_label_get_label (GTK_LABEL (fiel_window_test_get_child (row, "words")));
  if (!g_str_has_prefix (found, words))
    g_assert_cmpstr (found, ==, words);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fiel_window_test_get_child (row, "found")),
                                   GTK_ACCESSIBLE_ROLE_STATUS);
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (row, "progress")));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (fiel_window_test_get_child (row, "button"))), ==, "_Verify");
}

static void
test_verifies_journal (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = NULL;
  GtkWidget *row = NULL;

  fiel_fake_engine_open_journal (test->engine);
  fiel_fake_engine_record_sale (test->engine, "norte", 12990, "000001", "DB");
  window = settings_open (test, "journal");
  row = begin_verifying (test, window);
  assert_found (row, "The journal is whole: ");
  g_assert_false (gtk_widget_has_css_class (fiel_window_test_get_child (row, "found"), "error"));
  row = begin_verifying (test, window);
  g_signal_emit_by_name (fiel_window_test_get_child (row, "button"), "clicked");
  assert_found (row, "Stopped.");
  settings_close (test);
}

/* Whoever leaves does not wait for it, and nothing of the settings is left. */
static void
test_leaves_verifying (FielWindowTest *test, gconstpointer data)
{
  fiel_fake_engine_open_journal (test->engine);
  begin_verifying (test, settings_open (test, "journal"));
  settings_close (test);
}

static void
test_no_journal (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "journal");

  assert_found (begin_verifying (test, window), "The journal is not open.");
  settings_close (test);
}

/* -- Finding -- */

static void
search (FielSettingsWindow *window, const char *text)
{
  GtkWidget *entry = fiel_window_test_get_child (window, "search");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
}

static void
take_first (FielSettingsWindow *window)
{
  g_signal_emit_by_name (fiel_window_test_get_child (window, "search"), "activate");
  fiel_test_drain ();
}

static void
test_search (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "store");
  GtkWidget *results = fiel_window_test_get_child (window, "results");
  GtkWidget *stack = fiel_window_test_get_child (window, "stack");

  search (window, "QUICK amo");
  g_assert_nonnull (settings_find_below (results, settings_is_row_titled, "Quick amounts"));
  g_assert_null (settings_find_below (results, settings_is_row_titled, "Largest sale"));
  take_first (window);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "till");
  g_assert_true (has_focus_within (window, GTK_WIDGET (settings_find_row (window, "till", "quick-amounts"))));
  search (window, "zzz");
  g_assert_null (settings_find_type (results, ADW_TYPE_ACTION_ROW));
  settings_close (test);
}

/* Not only what a row is called: what is said of it, what can be chosen there, and what people call it. */
static void
test_search_words (FielWindowTest *test, gconstpointer data)
{
  static const char *const found[][2] = {
    { "next customer", "Seconds an approved sale stays" },
    { "a4", "Paper" },
    { "printer", "Receipts" },
    { "webhook", "Callback address" },
    { "duplicate", "Ask before the same amount again" },
    { "password", "Providers" },
    { "log for", "Log for whoever helps" },
    { "audit", "Journal" },
  };
  FielSettingsWindow *window = settings_open (test, "store");
  GtkWidget *results = fiel_window_test_get_child (window, "results");

  for (gsize i = 0; i < G_N_ELEMENTS (found); i++)
    {
      search (window, found[i][0]);
      if (settings_find_below (results, settings_is_row_titled, found[i][1]) == NULL)
        g_error ("“%s” does not find %s", found[i][0], found[i][1]);
    }
  search (window, "audit");
  take_first (window);
  g_assert_true (has_focus_within (window, get_shown (window)));
  g_assert_cmpstr (
    gtk_stack_get_visible_child_name (GTK_STACK (fiel_window_test_get_child (window, "stack"))), ==, "journal");
  settings_close (test);
}

/* What is called as somebody types stands above what only speaks of it. */
static void
test_search_order (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "store");
  GtkWidget *first = NULL;

  search (window, "cashier");
  first = settings_find_type (fiel_window_test_get_child (window, "results"), ADW_TYPE_ACTION_ROW);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (first)), ==, "Cashier");
  settings_close (test);
}

/* Escape leaves the search before it leaves the settings; Ctrl+F begins anew. */
static void
test_search_keys (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "store");
  GtkEditable *entry = GTK_EDITABLE (fiel_window_test_get_child (window, "search"));
  int start, end;

  search (window, "paper");
  gtk_widget_grab_focus (GTK_WIDGET (settings_find_row (window, "store", "name")));
  gtk_widget_activate_action (GTK_WIDGET (window), "settings.search", NULL);
  g_assert_true (has_focus_within (window, GTK_WIDGET (entry)));
  g_assert_true (gtk_editable_get_selection_bounds (entry, &start, &end));
  g_assert_cmpint (end - start, ==, 5);
  g_signal_emit_by_name (entry, "stop-search");
  fiel_test_drain ();
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  g_assert_true (settings_find_window () == window);
  g_signal_emit_by_name (entry, "stop-search");
  fiel_test_drain ();
  g_assert_null (settings_find_window ());
}

/* -- Help -- */

/* What F1 does in @window: its own shortcuts, and those of the application for it. */
static gboolean
press_f1 (gpointer window)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);
  gboolean done = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) shortcuts = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (shortcuts) && j < g_list_model_get_n_items (shortcuts); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, j);
          g_autofree char *trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (g_str_equal (trigger, "F1"))
            done |= gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, window, NULL);
        }
    }
  fiel_test_drain ();

  return done;
}

static void
assert_help (FielWindowTest *test, const char *title)
{
  FielSettingsWindow *window = settings_find_window ();
  GtkWindow *help = NULL;

  g_assert_true (press_f1 (window));
  help = gtk_application_get_active_window (GTK_APPLICATION (test->application));
  g_assert_true (FIEL_IS_HELP_WINDOW (help));
  fiel_window_test_assert_label (help, "title", title);
  g_assert_true (gtk_window_get_transient_for (help) == GTK_WINDOW (window));
  gtk_window_close (help);
  fiel_test_drain ();
}

/* F1 explains the page that is shown, wherever the keyboard is, and the settings where there is nothing else to say. */
static void
test_help (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "store");

  gtk_widget_grab_focus (fiel_window_test_get_child (window, "search"));
  assert_help (test, "Change the settings");
  fiel_settings_window_show_page (window, "people");
  assert_help (test, "People, PINs and limits");
  fiel_settings_window_show_page (window, "store");
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  assert_help (test, "Change the settings");
  settings_close (test);
}

int
main (int argc, char *argv[])
{
  int code;

  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/settings-window/enter-opens-page", &settings_store, test_enter_opens_page);
  fiel_window_test_add ("/settings-window/arrows-show-pages", &settings_store, test_arrows_show_pages);
  fiel_window_test_add ("/settings-window/list-is-one-stop", &settings_store, test_list_is_one_stop);
  fiel_window_test_add ("/settings-window/large-text", &settings_store, test_large_text);
  fiel_window_test_add ("/settings-window/nothing-tried", &settings_store, test_nothing_tried);
  fiel_window_test_add ("/settings-window/verifies-journal", &settings_store, test_verifies_journal);
  fiel_window_test_add ("/settings-window/leaves-verifying", &settings_store, test_leaves_verifying);
  fiel_window_test_add ("/settings-window/no-journal", &settings_store, test_no_journal);
  fiel_window_test_add ("/settings-window/search", &settings_store, test_search);
  fiel_window_test_add ("/settings-window/search-words", &settings_store, test_search_words);
  fiel_window_test_add ("/settings-window/search-order", &settings_store, test_search_order);
  fiel_window_test_add ("/settings-window/search-keys", &settings_store, test_search_keys);
  fiel_window_test_add ("/settings-window/help", &settings_store, test_help);

  code = g_test_run ();
  g_free (settings_template);

  return code;
}
