/* test-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-private.h"
#include "fiel-memory-secrets.h"
#include "fiel-people-editor.h"
#include "fiel-person.h"
#include "fiel-secret-field.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

#include <string.h>

/* Nobody gets past the lock page without a PIN, nothing works behind it, and whoever signs in is who sells. */

#define PEOPLE                                                                                                         \
  "[person marta]\nname=Marta Rojas\nrole=manager\n"                                                                   \
  "[person ana]\nname=Ana Riquelme\nrole=cashier\n"                                                                    \
  "[person luis]\nname=Luis <b>\nrole=cashier\n"
#define MORE                                                                                                           \
  "[person p1]\nname=Óscar\nrole=cashier\n[person p2]\nname=Rosa\nrole=cashier\n[person p3]\nname=Pía\nrole=cashier\n"

static void
open_people (FielEngine *engine)
{
  fiel_fake_engine_open_people (engine, "marta=739146 ana=4820 luis=9375");
}

static const FielWindowTestStore store = { .environment = "production", .till = PEOPLE, .prepare = open_people };
static const FielWindowTestStore many = { .environment = "production", .till = PEOPLE MORE, .prepare = open_people };
static const FielWindowTestStore patient = {
  .environment = "production", .till = "lock-after=0\n" PEOPLE, .prepare = open_people,
};
static const FielWindowTestStore slow = {
  .environment = "production", .till = "lock-after=120\n" PEOPLE, .prepare = open_people,
};
static const FielWindowTestStore nobody = { .environment = "production" };

static void
open_alone (FielEngine *engine)
{
  fiel_fake_engine_open_people (engine, "marta=739146");
}

static const FielWindowTestStore alone = {
  .environment = "production", .till = "[person marta]\nname=Marta Rojas\nrole=manager\n", .prepare = open_alone,
};

static GtkWidget *
get_lock_page (FielWindowTest *test)
{
  return fiel_window_test_get_child (test->window, "lock_page");
}

static GtkWidget *
get_form (FielWindowTest *test, const char *name)
{
  return fiel_window_test_get_child (fiel_window_test_get_child (get_lock_page (test), "form"), name);
}

static gboolean
shows (FielWindowTest *test, const char *name)
{
  GtkStack *pages = GTK_STACK (fiel_window_test_get_child (test->window, "pages"));

  return gtk_stack_get_visible_child (pages) == fiel_window_test_get_child (test->window, name);
}

static FielPeople *
get_people (FielWindowTest *test)
{
  return fiel_engine_get_people (test->engine);
}

static GtkListBox *
get_list (FielWindowTest *test)
{
  return GTK_LIST_BOX (fiel_window_test_get_child (get_lock_page (test), "list"));
}

static void
choose (FielWindowTest *test, int row)
{
  gtk_list_box_select_row (get_list (test), gtk_list_box_get_row_at_index (get_list (test), row));
}

static gboolean
is_answered (gpointer form)
{
  return gtk_widget_get_sensitive (fiel_window_test_get_child (form, "pin"));
}

static void
enter (FielWindowTest *test, const char *pin)
{
  gtk_editable_set_text (GTK_EDITABLE (get_form (test, "pin")), pin);
  g_signal_emit_by_name (get_form (test, "pin"), "activate");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_form (test, "pin"))), ==, "");
  fiel_test_run_until (is_answered, fiel_window_test_get_child (get_lock_page (test), "form"), "the PIN was looked at", 20);
}

enum { MARTA, ANA, LUIS };

static void
sign_in (FielWindowTest *test, int row, const char *pin)
{
  choose (test, row);
  enter (test, pin);
  g_assert_false (fiel_people_get_locked (get_people (test)));
}

static void
activate (FielWindowTest *test, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (test->window), action, NULL);
  fiel_window_test_wait_us (test, 1);
}

static void
assert_closed (FielWindowTest *test)
{
  static const char *const actions[] = {
    "win.pick-terminal", "win.new-sale", "win.show-resolve", "win.show-journal", "win.show-shift", "win.check-now",
    "win.ask-cancel", "win.lock", "win.edit-reference", "win.show-open",
  };

  g_assert_true (shows (test, "lock_page"));
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (fiel_window_test_is_enabled (test, actions[i]))
      g_error ("%s works while the till is locked", actions[i]);
}

static void
test_begins_locked (FielWindowTest *test, gconstpointer data)
{
  assert_closed (test);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (fiel_window_test_get_in_header (test, "cashier"))), ==, "Caja 2");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (test->window)), get_lock_page (test)));
  /* In a window that is wide enough, though the till was never shown. */
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_in_header (test, "identity_words")));
  /* Nothing that is typed or pressed gets through. */
  fiel_window_test_type (test, "1 2 9 0 Return Escape");
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.back", NULL);
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 0);
  assert_closed (test);
  /* No name is markup, and no PIN is asked of nobody. */
  g_assert_false (gtk_widget_get_sensitive (get_form (test, "pin")));
  choose (test, LUIS);
  g_assert_true (gtk_widget_get_sensitive (get_form (test, "pin")));
  fiel_window_test_assert_peek (get_form (test, "pin"));
}

static void
test_sign_in (FielWindowTest *test, gconstpointer data)
{
  sign_in (test, ANA, "4820");
  g_assert_true (shows (test, "shell"));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (fiel_window_test_get_in_header (test, "cashier"))), ==, "Ana Riquelme");
  g_assert_cmpstr (fiel_profile_get_cashier_name (fiel_engine_get_profile (test->engine)), ==, "Ana Riquelme");
  g_assert_true (fiel_window_test_is_enabled (test, "win.new-sale"));
  fiel_window_test_type (test, "1 2 9 0 Return");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);
}

/* Digits begin the PIN wherever the keyboard is; it may be pasted as well. */
static void
test_keys (FielWindowTest *test, gconstpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (get_list (test), ANA)));
  choose (test, ANA);
  fiel_window_test_type (test, "4");
  fiel_window_test_wait_us (test, 200000);
  g_assert_cmpstr (fiel_secret_field_get_text (get_form (test, "pin")), ==, "4");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (test->window)), get_form (test, "pin")));
}

static const char *
get_words (FielWindowTest *test)
{
  return gtk_label_get_text (GTK_LABEL (get_form (test, "words")));
}

static void
test_wrong (FielWindowTest *test, gconstpointer data)
{
  choose (test, ANA);
  enter (test, "4821");
  assert_closed (test);
  g_assert_cmpstr (get_words (test), ==, "This PIN is wrong. After 4 more wrong ones the till makes you wait.");
  for (guint i = 0; i < 4; i++)
    enter (test, "4821");
  g_assert_cmpstr (get_words (test), ==, "Too many wrong PINs. Wait 30 seconds.");
  fiel_window_test_wait_us (test, 12 * G_USEC_PER_SEC);
  g_assert_cmpstr (get_words (test), ==, "Too many wrong PINs. Wait 18 seconds.");
  gtk_editable_set_text (GTK_EDITABLE (get_form (test, "pin")), "4820");
  g_assert_false (gtk_widget_get_sensitive (get_form (test, "enter")));
  enter (test, "4820");
  assert_closed (test);
  /* Others are let in meanwhile, and the wait is there again for her. */
  choose (test, LUIS);
  g_assert_cmpstr (get_words (test), ==, "");
  choose (test, ANA);
  g_assert_cmpstr (get_words (test), ==, "Too many wrong PINs. Wait 18 seconds.");
  fiel_window_test_wait_us (test, 18 * G_USEC_PER_SEC);
  g_assert_cmpstr (get_words (test), ==, "The wait is over. Try again.");
  sign_in (test, ANA, "4820");
}

static void
test_keyring (FielWindowTest *test, gconstpointer data)
{
  FielMemorySecrets *keyring = FIEL_MEMORY_SECRETS (fiel_fake_engine_get_keyring (test->engine));

  fiel_memory_secrets_fail (keyring, TRUE, FIEL_SECRETS_ERROR_LOCKED);
  choose (test, ANA);
  enter (test, "4820");
  assert_closed (test);
  g_assert_cmpstr (get_words (test), ==, "The keyring of this test does not do that.");
  fiel_memory_secrets_fail (keyring, FALSE, FIEL_SECRETS_ERROR_LOCKED);
  sign_in (test, ANA, "4820");
}

/* Whoever comes back finds what they left; somebody else begins at the till. */
static void
test_comes_back (FielWindowTest *test, gconstpointer data)
{
  sign_in (test, ANA, "4820");
  activate (test, "win.show-journal");
  g_assert_true (shows (test, "back_pages"));
  activate (test, "win.lock");
  assert_closed (test);
  /* She is expected. */
  g_assert_true (gtk_list_box_get_selected_row (get_list (test)) == gtk_list_box_get_row_at_index (get_list (test), ANA));
  enter (test, "4820");
  g_assert_true (shows (test, "back_pages"));

  activate (test, "win.lock");
  sign_in (test, LUIS, "9375");
  g_assert_true (shows (test, "shell"));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (fiel_window_test_get_in_header (test, "cashier"))), ==, "Luis <b>");
}

static void
test_idle (FielWindowTest *test, gconstpointer data)
{
  sign_in (test, ANA, "4820");
  fiel_window_test_wait_us (test, 599 * G_USEC_PER_SEC);
  g_assert_true (shows (test, "shell"));
  fiel_window_test_wait_us (test, G_USEC_PER_SEC);
  assert_closed (test);
}

static void
test_long_idle (FielWindowTest *test, gconstpointer data)
{
  sign_in (test, ANA, "4820");
  fiel_window_test_wait_us (test, G_GINT64_CONSTANT (7199) * G_USEC_PER_SEC);
  g_assert_true (shows (test, "shell"));
  fiel_window_test_wait_us (test, G_USEC_PER_SEC);
  assert_closed (test);
}

static FielAttempt *
begin_payment (FielWindowTest *test)
{
  FielAttempt *attempt = fiel_fake_engine_add_attempt (test->engine, "sur", 12990, "7");

  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_WAITING);
  fiel_fake_engine_refresh (test->engine);
  fiel_window_show_attempt (test->window, attempt);

  return attempt;
}

/* A customer takes their time: nobody is locked out of a payment that is watched; and it is seen while locked. */
static void
test_payment (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = NULL;
  GtkWidget *words = fiel_window_test_get_child (get_lock_page (test), "payment_words");

  sign_in (test, ANA, "4820");
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (get_lock_page (test), "payment")));
  attempt = begin_payment (test);
  fiel_window_test_wait_us (test, G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC);
  g_assert_true (shows (test, "shell"));

  activate (test, "win.lock");
  assert_closed (test);
  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (get_lock_page (test), "payment")));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (words)), "$12.990 · Terminal Sur · "));
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (words)), "Not confirmed"));
  assert_closed (test);

  sign_in (test, LUIS, "9375");
  g_assert_true (fiel_window_get_attempt (test->window) == attempt);
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_APPROVED, 1);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (test->engine);
}

static void
test_never_idle (FielWindowTest *test, gconstpointer data)
{
  sign_in (test, ANA, "4820");
  fiel_window_test_wait_us (test, G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC);
  g_assert_true (shows (test, "shell"));
}

/* A dialog that was left open goes with the till. */
static void
test_dialogs (FielWindowTest *test, gconstpointer data)
{
  const guint before = g_list_model_get_n_items (gtk_window_get_toplevels ());

  sign_in (test, ANA, "4820");
  activate (test, "win.pick-terminal");
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, before + 1);
  fiel_people_lock (get_people (test), "idle");
  fiel_window_test_wait_us (test, 1);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, before);
  assert_closed (test);
}

static gboolean
is_locked (gpointer people)
{
  return fiel_people_get_locked (people);
}

/* The desktop says that its screen is locked. */
static void
test_session (FielWindowTest *test, gconstpointer data)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  g_assert_nonnull (bus);
  sign_in (test, ANA, "4820");
  g_dbus_connection_emit_signal (bus, NULL, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged",
                                 g_variant_new ("(b)", FALSE), NULL);
  g_dbus_connection_emit_signal (bus, NULL, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged",
                                 g_variant_new ("(b)", TRUE), NULL);
  fiel_test_run_until (is_locked, get_people (test), "the till is locked", 20);
  assert_closed (test);
}

static void
test_search (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *search = fiel_window_test_get_child (get_lock_page (test), "search");

  g_assert_true (gtk_widget_get_visible (search));
  gtk_editable_set_text (GTK_EDITABLE (search), "riq");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_true (gtk_list_box_get_selected_row (get_list (test)) == gtk_list_box_get_row_at_index (get_list (test), ANA));
  g_signal_emit_by_name (search, "activate");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (test->window)), get_form (test, "pin")));
  enter (test, "4820");
  g_assert_true (shows (test, "shell"));
}

/* Where there is only one person nobody has to be chosen: the first digit begins the PIN. */
static void
test_alone (FielWindowTest *test, gconstpointer data)
{
  g_assert_true (gtk_list_box_get_selected_row (get_list (test)) == gtk_list_box_get_row_at_index (get_list (test), 0));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (test->window)), get_form (test, "pin")));
  enter (test, "739146");
  g_assert_true (shows (test, "shell"));
  fiel_people_lock (get_people (test), "key");
  fiel_window_test_wait_us (test, 1);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (test->window)), get_form (test, "pin")));
  enter (test, "739146");
  g_assert_true (shows (test, "shell"));
}

static void
test_nobody (FielWindowTest *test, gconstpointer data)
{
  g_assert_true (shows (test, "shell"));
  g_assert_false (fiel_window_test_is_enabled (test, "win.lock"));
  fiel_window_test_wait_us (test, G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC);
  g_assert_true (shows (test, "shell"));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (fiel_window_test_get_in_header (test, "cashier"))), ==, "Ana Riquelme");
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/lock/begins-locked", &store, test_begins_locked);
  fiel_window_test_add ("/lock/sign-in", &store, test_sign_in);
  fiel_window_test_add ("/lock/keys", &store, test_keys);
  fiel_window_test_add ("/lock/wrong", &store, test_wrong);
  fiel_window_test_add ("/lock/keyring", &store, test_keyring);
  fiel_window_test_add ("/lock/comes-back", &store, test_comes_back);
  fiel_window_test_add ("/lock/idle", &store, test_idle);
  fiel_window_test_add ("/lock/long-idle", &slow, test_long_idle);
  fiel_window_test_add ("/lock/payment", &store, test_payment);
  fiel_window_test_add ("/lock/never-idle", &patient, test_never_idle);
  fiel_window_test_add ("/lock/dialogs", &store, test_dialogs);
  fiel_window_test_add ("/lock/session", &store, test_session);
  fiel_window_test_add ("/lock/search", &many, test_search);
  fiel_window_test_add ("/lock/alone", &alone, test_alone);
  fiel_window_test_add ("/lock/nobody", &nobody, test_nobody);

  return g_test_run ();
}
