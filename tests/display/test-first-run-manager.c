/* test-first-run-manager.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The assistant's manager: the PIN that is typed twice and kept nowhere, and a store that does not take them. */

#include "fiel-first-run-state.h"
#include "fiel-test.h"
#include "fiel-window-test.h"
#include "first-run-fixture.h"

#include <string.h>

/* -- The PIN -- */

static void
type_pin (FirstRunFixture *fixture, const char *pin, const char *again)
{
  first_run_type_into (fixture, "pin", pin);
  first_run_type_into (fixture, "again", again);
  first_run_go_on (fixture);
}

static void
test_wrong_pin (FirstRunFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *pin;
    const char *again;
    const char *row;
  } rows[] = {
    { "", "", "pin" },
    { "", "830274", "pin" },
    { "830274", "", "again" },
    { "830274", "830275", "again" },
    { "8302", "8302", "pin" },
    { "83027x", "83027x", "pin" },
    { "123456", "123456", "pin" },
    { "777777", "777777", "pin" },
    { "12345678901234567", "12345678901234567", "pin" },
  };

  first_run_go_to_pin (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      type_pin (fixture, rows[i].pin, rows[i].again);
      first_run_assert_refused (fixture, FIEL_FIRST_RUN_STEP_PIN, rows[i].row);
      g_assert_true (*rows[i].pin == '\0' || strstr (first_run_get_trouble (fixture), rows[i].pin) == NULL);
    }
  /* One line is empty: these are not two PINs. */
  type_pin (fixture, "", "830274");
  g_assert_nonnull (strstr (first_run_get_trouble (fixture), "missing in the first"));
  type_pin (fixture, "830274", "");
  g_assert_nonnull (strstr (first_run_get_trouble (fixture), "a second time"));
  type_pin (fixture, "830274", "830275");
  g_assert_nonnull (strstr (first_run_get_trouble (fixture), "two different PINs"));
  first_run_type_into (fixture, "name", " ");
  type_pin (fixture, "830274", "830274");
  first_run_assert_refused (fixture, FIEL_FIRST_RUN_STEP_PIN, "name");
  first_run_type_into (fixture, "name", "Rosa");
  type_pin (fixture, "830274", "830274");
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_SALE);
}

/* -- The manager -- */

static gboolean
is_finished (gpointer user_data)
{
  fiel_manual_clock_advance (((FirstRunFixture *) user_data)->clock, 1);

  return ((FirstRunFixture *) user_data)->finished;
}

static gboolean
has_trouble (gpointer user_data)
{
  fiel_manual_clock_advance (((FirstRunFixture *) user_data)->clock, 1);

  return *first_run_get_trouble (user_data) != '\0';
}

static void
go_to_keys_with_pin (FirstRunFixture *fixture)
{
  first_run_go_to_pin (fixture);
  first_run_type_into (fixture, "name", "Rosa");
  type_pin (fixture, "830274", "830274");
  first_run_go_on (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_KEYS);
}

static void
assert_nowhere (FirstRunFixture *fixture, const char *secret)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length = 0;

      if (g_file_get_contents (path, &text, &length, NULL))
        g_assert_null (g_strstr_len (text, (gssize) length, secret));
    }
}

static void
test_manager (FirstRunFixture *fixture, gconstpointer data)
{
  g_autoptr (FielPerson) person = NULL;

  go_to_keys_with_pin (fixture);
  assert_nowhere (fixture, "830274");
  first_run_go_on (fixture);
  /* Whoever shows something behind the assistant is told. */
  g_assert_cmpuint (fixture->n_finishing, ==, 1);
  fiel_test_run_until (is_finished, fixture, "the manager is there", 30);
  g_assert_cmpuint (fixture->n_given_up, ==, 0);
  g_assert_true (fiel_people_get_exist (fixture->people));
  person = g_list_model_get_item (G_LIST_MODEL (fixture->people), 0);
  g_assert_cmpstr (fiel_person_get_name (person), ==, "Rosa");
  g_assert_cmpint (fiel_person_get_role (person), ==, FIEL_ROLE_MANAGER);
  assert_nowhere (fixture, "830274");
}

static char *
read_file (FirstRunFixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

/* A folder as it is when the power goes now, taken up by the next program. */
static char *
make_next_folder (FirstRunFixture *fixture, const char *more)
{
  static const char *const names[] = { "profile.conf", "profile.draft.conf", "first-run.conf" };
  char *folder = fiel_test_make_dir ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = read_file (fixture, names[i]);
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autofree char *whole = text != NULL ? g_strconcat (text, i == 0 ? more : "", NULL) : NULL;

      if (text != NULL)
        g_assert_true (g_file_set_contents (path, whole, -1, NULL));
    }
  fiel_first_run_state_reclaim (folder);

  return folder;
}

static gboolean
has_profile (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "profile.conf", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The power goes while a keyring asks for its password: the till does not open without the manager it was to have. */
static void
test_manager_interrupted (FirstRunFixture *fixture, gconstpointer data)
{
  g_autofree char *cut = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *after = NULL;
  g_autoptr (FielFirstRunState) state = NULL;

  go_to_keys_with_pin (fixture);
  first_run_go_on (fixture);
  g_assert_true (has_profile (fixture->folder));
  g_assert_false (fixture->finished);

  cut = make_next_folder (fixture, "");
  g_assert_false (has_profile (cut));
  state = fiel_first_run_state_new (cut, first_run_kinds, FIEL_CLOCK (fixture->clock), FIEL_SECRETS (fixture->drawer));
  g_assert_cmpint (fiel_first_run_state_get_step (state), ==, FIEL_FIRST_RUN_STEP_PIN);
  g_assert_cmpstr (fiel_first_run_state_get_manager_name (state), ==, "Rosa");

  /* What somebody else wrote meanwhile is not ours to take. */
  changed = make_next_folder (fixture, "# mine\n");
  g_assert_true (has_profile (changed));

  fiel_test_run_until (is_finished, fixture, "the manager is there", 30);
  after = make_next_folder (fixture, "");
  g_assert_true (has_profile (after));
  fiel_test_remove_dir (cut);
  fiel_test_remove_dir (changed);
  fiel_test_remove_dir (after);
}

/* A till that was to be protected is not set up without its manager: it is said, and one may try again or go on
 * without. */
static void
test_manager_not_taken (FirstRunFixture *fixture, gconstpointer data)
{
  g_autofree char *profile = g_build_filename (fixture->folder, "profile.conf", NULL);

  fixture->people_closed = TRUE;
  go_to_keys_with_pin (fixture);
  first_run_go_on (fixture);
  fiel_test_run_until (has_trouble, fixture, "the manager is not taken", 30);
  g_assert_cmpuint (fixture->n_given_up, ==, 1);
  g_assert_false (fixture->finished);
  g_assert_true (gtk_widget_get_sensitive (first_run_in_window (fixture, "next")));
  g_assert_false (g_file_test (profile, G_FILE_TEST_EXISTS));

  first_run_go_back (fixture);
  first_run_go_back (fixture);
  first_run_go_on_without_pin (fixture);
  first_run_go_on (fixture);
  first_run_go_on (fixture);
  g_assert_true (fixture->finished);
  g_assert_true (g_file_test (profile, G_FILE_TEST_EXISTS));
}

static gboolean
has_focus (FirstRunFixture *fixture, const char *name)
{
  GtkWidget *row = first_run_on_page (fixture, name);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && (focus == row || gtk_widget_is_ancestor (focus, row));
}

/* What is missing first has the keys: nobody types a PIN and is sent back for a name. */
static void
test_manager_without_name (FirstRunFixture *fixture, gconstpointer data)
{
  first_run_go_to_till (fixture);
  first_run_type_into (fixture, "name", "Caja 2");
  first_run_go_on (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_PIN);
  g_assert_true (has_focus (fixture, "name"));
  first_run_go_back (fixture);
  first_run_type_into (fixture, "cashier", "Ana");
  first_run_go_on (fixture);
  g_assert_true (has_focus (fixture, "pin"));
}

/* Tab leads to the next field, and not to the button that shows the PIN. */
static void
test_pin_tab (FirstRunFixture *fixture, gconstpointer data)
{
  first_run_go_to_pin (fixture);
  gtk_widget_grab_focus (first_run_on_page (fixture, "pin"));
  gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
  g_assert_true (has_focus (fixture, "again"));
  gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_BACKWARD);
  g_assert_true (has_focus (fixture, "pin"));
}

/* The PIN is kept nowhere, so whoever left types it again; going back and forth keeps it. */
static void
test_pin_taken_up (FirstRunFixture *fixture, gconstpointer data)
{
  go_to_keys_with_pin (fixture);
  first_run_go_back (fixture);
  first_run_go_back (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_PIN);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (first_run_on_page (fixture, "pin"))), ==, "");
  g_assert_false (gtk_widget_get_visible (first_run_on_page (fixture, "once_more")));
  first_run_go_on (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_SALE);

  first_run_close_assistant (fixture);
  assert_nowhere (fixture, "830274");
  first_run_open_assistant (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_PIN);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (first_run_on_page (fixture, "name"))), ==, "Rosa");
  g_assert_true (gtk_widget_get_visible (first_run_on_page (fixture, "once_more")));
  first_run_go_on (fixture);
  first_run_assert_refused (fixture, FIEL_FIRST_RUN_STEP_PIN, "pin");
}

#define ADD(path, function) \
  g_test_add (path, FirstRunFixture, NULL, first_run_set_up, function, first_run_tear_down)

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  ADD ("/first-run/wrong/pin", test_wrong_pin);
  ADD ("/first-run/manager", test_manager);
  ADD ("/first-run/manager-interrupted", test_manager_interrupted);
  ADD ("/first-run/manager-without-name", test_manager_without_name);
  ADD ("/first-run/manager-not-taken", test_manager_not_taken);
  ADD ("/first-run/pin-tab", test_pin_tab);
  ADD ("/first-run/pin-taken-up", test_pin_taken_up);

  return g_test_run ();
}
