/* test-help.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-help-window.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

/* F1 explains what is on the screen; the help is read, searched and left with keys. */

static const FielWindowTestStore store = { .environment = "production" };

static FielHelpWindow *
find_help (FielWindowTest *test)
{
  for (GList *at = gtk_application_get_windows (GTK_APPLICATION (test->application)); at != NULL; at = at->next)
    {
      if (FIEL_IS_HELP_WINDOW (at->data))
        return at->data;
    }

  return NULL;
}

static FielHelpWindow *
open_help (FielWindowTest *test)
{
  g_action_group_activate_action (G_ACTION_GROUP (test->application), "help", NULL);
  fiel_test_drain ();
  g_assert_nonnull (find_help (test));

  return find_help (test);
}

static gboolean
activate (FielHelpWindow *help, const char *action)
{
  gboolean done = gtk_widget_activate_action (GTK_WIDGET (help), action, NULL);

  fiel_test_drain ();

  return done;
}

static void
search (FielHelpWindow *help, const char *text)
{
  GtkWidget *entry = fiel_window_test_get_child (help, "search");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  fiel_test_drain ();
}

static guint
count_rows (FielHelpWindow *help)
{
  guint n_rows = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (fiel_window_test_get_child (help, "list")); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n_rows += GTK_IS_LIST_BOX_ROW (row) && gtk_widget_get_child_visible (row) ? 1 : 0;

  return n_rows;
}

static void
assert_focus_in (FielHelpWindow *help, const char *name)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (help));
  GtkWidget *expected = fiel_window_test_get_child (help, name);

  g_assert_nonnull (focus);
  g_assert_true (focus == expected || gtk_widget_is_ancestor (focus, expected));
}

static void
test_about_what_is_shown (FielWindowTest *test, gconstpointer data)
{
  FielHelpWindow *help = open_help (test);

  fiel_window_test_assert_label (help, "title", "Take a payment");
  assert_focus_in (help, "scroller");
  gtk_window_close (GTK_WINDOW (help));
  fiel_test_drain ();
  g_assert_null (find_help (test));

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-resolve", NULL);
  fiel_test_drain ();
  help = open_help (test);
  fiel_window_test_assert_label (help, "title", "The list to resolve");
  /* From the help itself there is no second one. */
  g_assert_true (open_help (test) == help);
}

static void
test_search (FielWindowTest *test, gconstpointer data)
{
  FielHelpWindow *help = open_help (test);
  guint n_topics = 0;

  fiel_help_topics (&n_topics);
  g_assert_cmpuint (count_rows (help), ==, n_topics);
  g_assert_true (activate (help, "help.find"));
  assert_focus_in (help, "search");

  search (help, "blank cheque");
  g_assert_cmpuint (count_rows (help), ==, 0);
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (help, "nothing")));

  search (help, "reason marked");
  g_assert_cmpuint (count_rows (help), ==, 1);
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (help, "nothing")));
  fiel_window_test_assert_label (help, "title", "Record a payment by hand");
  g_signal_emit_by_name (fiel_window_test_get_child (help, "search"), "activate");
  assert_focus_in (help, "scroller");
}

static void
test_back (FielWindowTest *test, gconstpointer data)
{
  FielHelpWindow *help = open_help (test);
  guint n_topics = 0;

  fiel_help_topics (&n_topics);
  search (help, "shift");
  g_assert_cmpuint (count_rows (help), <, n_topics);

  g_assert_true (activate (help, "help.back"));
  search (help, gtk_editable_get_text (GTK_EDITABLE (fiel_window_test_get_child (help, "search"))));
  g_assert_cmpuint (count_rows (help), ==, n_topics);

  g_assert_true (activate (help, "help.back"));
  g_assert_null (find_help (test));
}

/* The till that closes takes the help with it, so that no program stays behind. */
static void
test_goes_with_the_till (FielWindowTest *test, gconstpointer data)
{
  FielHelpWindow *help = open_help (test);

  g_object_add_weak_pointer (G_OBJECT (help), (gpointer *) &help);
  gtk_window_destroy (GTK_WINDOW (test->window));
  test->window = NULL;
  fiel_test_drain ();
  g_assert_null (help);
}

static GtkWindow *
find_print_dialog (FielHelpWindow *help)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (help))
        return window;
    }

  return NULL;
}

static gboolean
asks_printer (gpointer help)
{
  return find_print_dialog (help) != NULL;
}

static gboolean
asks_no_more (gpointer help)
{
  return find_print_dialog (help) == NULL;
}

/* The card of keys, also after the assistant is long gone; who leaves the dialog has printed nothing. */
static void
test_print_keys (FielWindowTest *test, gconstpointer data)
{
  FielHelpWindow *help = open_help (test);

  g_assert_true (activate (help, "help.print-keys"));
  fiel_test_run_until (asks_printer, help, "the print dialog", 20);
  gtk_dialog_response (GTK_DIALOG (find_print_dialog (help)), GTK_RESPONSE_CANCEL);
  fiel_test_run_until (asks_no_more, help, "the print dialog goes", 20);
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (help, "words")));
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/display/help/about-what-is-shown", &store, test_about_what_is_shown);
  fiel_window_test_add ("/display/help/search", &store, test_search);
  fiel_window_test_add ("/display/help/back", &store, test_back);
  fiel_window_test_add ("/display/help/goes-with-the-till", &store, test_goes_with_the_till);
  fiel_window_test_add ("/display/help/print-keys", &store, test_print_keys);

  return g_test_run ();
}
