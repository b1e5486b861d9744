/* test-settings-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-test.h"
#include "settings-fixture.h"

/* The window of the settings: its list of pages, its search, and the keys. */

/* -- Finding -- */

static void
test_search (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "store");
  GtkWidget *search = fiel_window_test_get_child (window, "search");
  GtkWidget *results = fiel_window_test_get_child (window, "results");
  GtkWidget *stack = fiel_window_test_get_child (window, "stack");

  gtk_editable_set_text (GTK_EDITABLE (search), "QUICK amo");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_nonnull (settings_find_below (results, settings_is_row_titled, "Quick amounts"));
  g_assert_null (settings_find_below (results, settings_is_row_titled, "Largest sale"));
  g_signal_emit_by_name (search, "activate");
  fiel_test_drain ();
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "till");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)),
                                         GTK_WIDGET (settings_find_row (window, "till", "quick-amounts"))));
  gtk_editable_set_text (GTK_EDITABLE (search), "zzz");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_null (settings_find_type (results, ADW_TYPE_ACTION_ROW));
  settings_close (test);
}

int
main (int argc, char *argv[])
{
  int code;

  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/settings-window/search", &settings_store, test_search);

  code = g_test_run ();
  g_free (settings_template);

  return code;
}
