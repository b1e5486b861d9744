/* test-settings-saving.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-private.h"
#include "fiel-test.h"
#include "settings-fixture.h"

#include <signal.h>
#include <sys/resource.h>

/* The file behind the settings: what stands in the way of saving, and when the till uses what was saved. */

/* -- Files -- */

static void
test_incomplete (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "providers");

  settings_press (window, "_Add an account");
  settings_assert_trouble (window, "Not saved yet. [provider getnet-2] base-address: missing;", "_Undo");
  settings_enter (settings_find_row (window, "till", "name"), "Caja 8");
  settings_assert_untouched (test);
  settings_remedy (window);
  settings_assert_no_trouble (window);
  settings_assert_untouched (test);
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (fiel_setting_row_get_control (settings_find_row (window, "till", "name")))),
      ==, "Caja 2");
  settings_close (test);
}

static void
test_somebody_else (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "till");
  g_autofree char *theirs = g_strconcat (settings_template, "# theirs\n", NULL);

  settings_write_file (test->engine, theirs);
  g_free (settings_template);
  settings_template = g_steal_pointer (&theirs);
  settings_enter (settings_find_row (window, "till", "name"), "Caja 8");
  settings_assert_trouble (window, "somebody else changed the store profile meanwhile.", "_Read Again");
  settings_assert_untouched (test);
  settings_remedy (window);
  settings_assert_no_trouble (window);
  settings_enter (settings_find_row (window, "till", "name"), "Caja 8");
  settings_assert_saved (test, "# theirs");
  settings_assert_saved (test, "name=Caja 8");
  settings_close (test);
}

static void
set_disk_full (gboolean full)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = full ? 16 : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_full_disk (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "till");

  signal (SIGXFSZ, SIG_IGN);
  set_disk_full (TRUE);
  settings_enter (settings_find_row (window, "till", "name"), "Caja 8");
  set_disk_full (FALSE);
  settings_assert_trouble (window, "could not be saved, the old one is untouched", "_Try Again");
  settings_assert_untouched (test);
  settings_remedy (window);
  settings_assert_no_trouble (window);
  settings_assert_saved (test, "name=Caja 8");
  settings_close (test);
}

static void
assert_closed_to_edits (FielSettingsWindow *window)
{
  GtkWidget *row = settings_find_type (window, FIEL_TYPE_SETTING_ROW);

  g_assert_nonnull (row);
  g_assert_false (gtk_widget_is_sensitive (fiel_setting_row_get_control (FIEL_SETTING_ROW (row))));
}

static void
test_wrong_file (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = NULL;
  g_autofree char *wrong = g_strconcat (settings_template, "what\n", NULL);

  settings_write_file (test->engine, wrong);
  g_free (settings_template);
  settings_template = g_steal_pointer (&wrong);
  window = settings_open (test, "till");
  settings_assert_trouble (window, "this line is none of [group], key=value and # comment.",
                           "_Restore the Last Good One");
  assert_closed_to_edits (window);
  settings_close (test);
  settings_assert_untouched (test);
}

/* The file went wrong while the till was open: what it works with takes the file's place, when somebody says so. */
static void
test_restores (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = NULL;
  g_autofree char *wrong = g_strconcat (settings_template, "what\n", NULL);

  settings_write_file (test->engine, wrong);
  window = settings_open (test, "till");
  settings_assert_trouble (window, "this line is none of [group]", "_Restore the Last Good One");
  settings_remedy (window);
  settings_assert_no_trouble (window);
  settings_assert_untouched (test);
  settings_enter (settings_find_row (window, "till", "name"), "Caja 8");
  settings_assert_saved (test, "name=Caja 8");
  settings_close (test);
}

static void
test_newer_file (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = NULL;
  g_auto (GStrv) parts = g_strsplit (settings_template, "version=1", 2);
  g_autofree char *newer = g_strjoinv ("version=2", parts);

  settings_write_file (test->engine, newer);
  g_free (settings_template);
  settings_template = g_steal_pointer (&newer);
  window = settings_open (test, "till");
  settings_assert_trouble (window, "this profile was written by a newer Fiel", NULL);
  assert_closed_to_edits (window);
  settings_close (test);
  settings_assert_untouched (test);
}

/* -- Using what was saved -- */

static void
test_used_when_closed (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "till");
  g_autoptr (FielEngine) before = g_object_ref (test->engine);

  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (window, "pending")));
  settings_enter (settings_find_row (window, "till", "name"), "Caja 8");
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (window, "pending")));
  fiel_window_test_assert_label (window, "pending_words", "Saved. The till uses it when these settings are closed.");
  g_assert_true (fiel_window_get_engine (test->window) == before);
  settings_close (test);
  g_assert_true (fiel_window_get_engine (test->window) != before);
  g_assert_nonnull (fiel_window_get_engine (test->window));
}

static void
test_used_now (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "till");
  g_autoptr (FielEngine) before = g_object_ref (test->engine);

  settings_enter (settings_find_row (window, "till", "name"), "Caja 8");
  gtk_widget_activate_action (GTK_WIDGET (window), "settings.apply", NULL);
  fiel_test_drain ();
  fiel_window_test_wait_us (test, 1);
  g_assert_true (fiel_window_get_engine (test->window) != before);
  g_assert_true (settings_find_window () == window);
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (window, "pending")));
  settings_close (test);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  fiel_people_open_settings_finish (FIEL_PEOPLE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_set (gpointer user_data)
{
  return *(gboolean *) user_data;
}

/* Whoever is signed in is signed out with the store that is closed: that is said before. */
static void
test_asks_for_pin (FielWindowTest *test, gconstpointer data)
{
  FielPeople *people = fiel_engine_get_people (test->engine);
  FielSettingsWindow *window = NULL;
  gboolean opened = FALSE;

  fiel_fake_engine_sign_in (test->engine, "marta", "739146");
  fiel_people_open_settings_async (people, fiel_people_find (people, "marta"), "739146", opened_cb, &opened);
  fiel_test_run_until (is_set, &opened, "the settings are open", 30);
  window = settings_open (test, "till");
  settings_enter (settings_find_row (window, "till", "name"), "Caja 8");
  fiel_window_test_assert_label (window, "pending_words",
                                 "Saved. The till uses it when these settings are closed, and asks for a PIN then.");
  settings_close (test);
}

/* Who closes the till closes its settings, and nothing is opened again. */
static void
test_till_closes_first (FielWindowTest *test, gconstpointer data)
{
  FielSettingsWindow *window = settings_open (test, "till");

  settings_enter (settings_find_row (window, "till", "name"), "Caja 8");
  gtk_window_destroy (GTK_WINDOW (test->window));
  fiel_test_drain ();
  g_assert_null (settings_find_window ());
  g_assert_null (test->window);
}

/* A payment is not left alone with a till that closes. */
static void
test_used_after_the_payment (FielWindowTest *test, gconstpointer data)
{
  g_autoptr (FielEngine) before = g_object_ref (test->engine);
  FielAttempt *attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "7");
  FielSettingsWindow *window = NULL;

  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_WAITING);
  fiel_fake_engine_refresh (test->engine);
  window = settings_open (test, "till");
  settings_enter (settings_find_row (window, "till", "name"), "Caja 8");
  fiel_window_test_assert_label (window, "pending_words",
                                 "Saved. The till uses it as soon as the open payment has its result.");
  gtk_widget_activate_action (GTK_WIDGET (window), "settings.apply", NULL);
  fiel_test_drain ();
  g_assert_true (fiel_window_get_engine (test->window) == before);
  settings_close (test);
  g_assert_true (fiel_window_get_engine (test->window) == before);
  fiel_window_test_assert_label (fiel_window_test_get_child (test->window, "trouble"), "words",
                                 "The new settings are used as soon as no payment is open.");

  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (test->engine);
  fiel_test_drain ();
  fiel_window_test_wait_us (test, 1);
  g_assert_true (fiel_window_get_engine (test->window) != before);
}

int
main (int argc, char *argv[])
{
  int code;

  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/settings/incomplete", &settings_store, test_incomplete);
  fiel_window_test_add ("/settings/somebody-else", &settings_store, test_somebody_else);
  fiel_window_test_add ("/settings/full-disk", &settings_store, test_full_disk);
  fiel_window_test_add ("/settings/wrong-file", &settings_store, test_wrong_file);
  fiel_window_test_add ("/settings/restores", &settings_training, test_restores);
  fiel_window_test_add ("/settings/newer-file", &settings_store, test_newer_file);
  fiel_window_test_add ("/settings/used-when-closed", &settings_store, test_used_when_closed);
  fiel_window_test_add ("/settings/used-now", &settings_store, test_used_now);
  fiel_window_test_add ("/settings/asks-for-pin", &settings_people, test_asks_for_pin);
  fiel_window_test_add ("/settings/till-closes-first", &settings_store, test_till_closes_first);
  fiel_window_test_add ("/settings/used-after-the-payment", &settings_store, test_used_after_the_payment);

  code = g_test_run ();
  g_free (settings_template);

  return code;
}
