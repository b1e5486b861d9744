/* test-first-run-answers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The assistant's questions: every answer that is wrong, an account that is not accepted and a keyring that refuses. */

#include "fiel-test.h"
#include "fiel-window-test.h"
#include "first-run-fixture.h"

#include <string.h>

/* -- What follows from a country -- */

static gboolean
says_whole (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return !pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says_whole (child, text))
      return TRUE;

  return FALSE;
}

static gboolean
is_mode_whole (gpointer user_data)
{
  return says_whole (first_run_on_page (user_data, "mode"), "Cents first, without a decimal key");
}

static void
test_demonstration (FirstRunFixture *fixture, gconstpointer data)
{
  GtkLabel *demonstration = NULL;

  first_run_go_to_store (fixture);
  demonstration = first_run_on_page (fixture, "demonstration");
  g_assert_cmpstr (gtk_label_get_label (demonstration), ==, "Typing 1 2 5 0 → $1.250");
  g_assert_false (gtk_widget_get_visible (first_run_on_page (fixture, "mode")));

  adw_combo_row_set_selected (first_run_on_page (fixture, "country"), 1);
  g_assert_true (gtk_widget_get_visible (first_run_on_page (fixture, "mode")));
  g_assert_nonnull (strstr (gtk_label_get_label (demonstration), "1 2 5 0 → $"));
  g_assert_true (g_str_has_suffix (gtk_label_get_label (demonstration), "12,50"));
  fiel_test_run_until (is_mode_whole, fixture, "how amounts are typed is said in full", 20);

  adw_combo_row_set_selected (first_run_on_page (fixture, "mode"), 1);
  g_assert_nonnull (strstr (gtk_label_get_label (demonstration), "1 2 , 5 0 → $"));
  g_assert_true (g_str_has_suffix (gtk_label_get_label (demonstration), "12,50"));
}

static void
test_argentina (FirstRunFixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfile) profile = NULL;
  const FielProfileTerminal *terminal = NULL;

  first_run_go_to_store (fixture);
  first_run_type_into (fixture, "name", "Kiosco");
  adw_combo_row_set_selected (first_run_on_page (fixture, "country"), 1);
  first_run_go_on (fixture);
  first_run_go_on (fixture);
  first_run_type_into (fixture, "cashier", "Ana");
  first_run_go_on (fixture);
  first_run_go_on_without_pin (fixture);
  first_run_go_on (fixture);
  first_run_go_on (fixture);
  g_assert_true (fixture->finished);
  profile = first_run_load_profile (fixture);
  terminal = g_ptr_array_index (fiel_profile_get_terminals (profile), 0);
  g_assert_cmpstr (fiel_profile_get_currency (profile)->code, ==, "ARS");
  g_assert_cmpint (fiel_profile_get_amount_mode (profile), ==, FIEL_AMOUNT_MODE_CENTS);
  g_assert_cmpstr (terminal->terminal_id, ==, "AR000001");
}

/* -- Wrong answers -- */

static void
test_wrong_store (FirstRunFixture *fixture, gconstpointer data)
{
  first_run_go_to_store (fixture);
  first_run_go_on (fixture);
  first_run_assert_refused (fixture, FIEL_FIRST_RUN_STEP_STORE, "name");
  g_assert_cmpstr (first_run_get_trouble (fixture), ==, "Type the store’s name: it stands on every receipt.");
  first_run_type_into (fixture, "name", "  ");
  first_run_go_on (fixture);
  first_run_assert_refused (fixture, FIEL_FIRST_RUN_STEP_STORE, "name");
  first_run_type_into (fixture, "name", "A\tB");
  first_run_go_on (fixture);
  first_run_assert_refused (fixture, FIEL_FIRST_RUN_STEP_STORE, "name");
  first_run_type_into (fixture, "name", "Almacén");
  g_assert_false (gtk_widget_has_css_class (first_run_on_page (fixture, "name"), "error"));
  /* What was said is about what stood there before. */
  g_assert_cmpstr (first_run_get_trouble (fixture), ==, "");
  first_run_go_on (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_START);
  g_assert_cmpstr (first_run_get_trouble (fixture), ==, "");
}

static void
test_wrong_till (FirstRunFixture *fixture, gconstpointer data)
{
  first_run_go_to_till (fixture);
  first_run_type_into (fixture, "name", "");
  first_run_go_on (fixture);
  first_run_assert_refused (fixture, FIEL_FIRST_RUN_STEP_TILL, "name");
  g_assert_true (g_str_has_prefix (first_run_get_trouble (fixture), "Type a name for this till:"));
  first_run_type_into (fixture, "name", "Caja 1");
  g_assert_cmpstr (first_run_get_trouble (fixture), ==, "");
  /* Nobody need be named: then the till is. */
  first_run_go_on (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_PIN);
}

static void
test_wrong_account (FirstRunFixture *fixture, gconstpointer data)
{
  first_run_go_to_account (fixture);
  /* What the provider is known to have there, as in the settings. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (first_run_on_page (fixture, "address"))), ==,
                   "https://test.cl.example/");
  first_run_go_on (fixture);
  first_run_assert_refused (fixture, FIEL_FIRST_RUN_STEP_ACCOUNT, "client_id");
  first_run_type_into (fixture, "client_id", "la-higuera");
  first_run_type_into (fixture, "address", "http://cloud.example");
  first_run_go_on (fixture);
  first_run_assert_refused (fixture, FIEL_FIRST_RUN_STEP_ACCOUNT, "address");
  first_run_type_into (fixture, "address", "");
  first_run_go_on (fixture);
  first_run_assert_refused (fixture, FIEL_FIRST_RUN_STEP_ACCOUNT, "address");
}

/* Whoever looks for the row of callbacks is told that it is not needed, and where it is, as it is called there. */
static void
test_callbacks_come_later (FirstRunFixture *fixture, gconstpointer data)
{
  GtkLabel *words = NULL;

  first_run_go_to_account (fixture);
  words = first_run_on_page (fixture, "callbacks");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (words)));
  g_assert_nonnull (strstr (gtk_label_get_text (words), "need not call this till"));
  g_assert_nonnull (strstr (gtk_label_get_text (words), "under “Providers”, beginning with “Where Getnet calls”."));
}

static void
test_wrong_terminal (FirstRunFixture *fixture, gconstpointer data)
{
  first_run_go_to_account (fixture);
  first_run_type_into (fixture, "client_id", "la-higuera");
  first_run_type_into (fixture, "secret", "s3cret");
  first_run_go_on (fixture);
  fiel_test_run_until (first_run_is_at_till, fixture, "the account is good", 30);
  first_run_type_into (fixture, "name", "Caja 2");
  first_run_type_into (fixture, "cashier", "Ana");
  first_run_type_into (fixture, "terminal_name", "");
  first_run_go_on (fixture);
  first_run_assert_refused (fixture, FIEL_FIRST_RUN_STEP_TILL, "terminal_name");

  first_run_type_into (fixture, "terminal_name", "Norte");
  adw_combo_row_set_selected (first_run_on_page (fixture, "terminal"), 2);
  g_assert_true (gtk_widget_get_visible (first_run_on_page (fixture, "terminal_id")));
  first_run_type_into (fixture, "terminal_id", "7001 1223");
  first_run_type_into (fixture, "branch_id", "24680");
  first_run_type_into (fixture, "serial_number", "ABC900000001");
  first_run_go_on (fixture);
  first_run_assert_refused (fixture, FIEL_FIRST_RUN_STEP_TILL, "terminal_id");
  first_run_type_into (fixture, "terminal_id", "70011223");
  first_run_type_into (fixture, "branch_id", "");
  first_run_go_on (fixture);
  first_run_assert_refused (fixture, FIEL_FIRST_RUN_STEP_TILL, "branch_id");
  first_run_type_into (fixture, "branch_id", "24680");
  first_run_type_into (fixture, "serial_number", "");
  first_run_go_on (fixture);
  first_run_assert_refused (fixture, FIEL_FIRST_RUN_STEP_TILL, "serial_number");
  first_run_type_into (fixture, "serial_number", "ABC900000001");
  first_run_go_on (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_PIN);
}

/* -- The account is not what one thought -- */

static gboolean
is_trouble_in_sight (gpointer user_data)
{
  FirstRunFixture *fixture = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return first_run_has_page_trouble (fixture) && first_run_is_in_sight (first_run_on_page (fixture, "trouble"))
         && first_run_is_in_sight (first_run_on_page (fixture, "anyway")) && focus != NULL && first_run_is_in_sight (focus);
}

/* What failed, what is said about it and the way on are brought into sight. */
static void
test_trouble_in_sight (FirstRunFixture *fixture, gconstpointer data)
{
  first_run_trouble_to_find = FIEL_TROUBLE_CREDENTIALS;
  first_run_step_to_fail = FIEL_PROVIDER_STEP_SIGN_IN;
  first_run_go_to_account (fixture);
  first_run_type_into (fixture, "client_id", "la-higuera");
  first_run_type_into (fixture, "secret", "wrong");
  first_run_go_on (fixture);
  fiel_test_run_until (is_trouble_in_sight, fixture, "what failed is in sight", 30);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         first_run_on_page (fixture, "steps")));
}

static void
test_account_not_accepted (FirstRunFixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfile) profile = NULL;

  first_run_trouble_to_find = FIEL_TROUBLE_CREDENTIALS;
  first_run_step_to_fail = FIEL_PROVIDER_STEP_SIGN_IN;
  first_run_go_to_account (fixture);
  first_run_type_into (fixture, "client_id", "la-higuera");
  first_run_type_into (fixture, "secret", "wrong");
  g_assert_false (gtk_widget_get_visible (first_run_on_page (fixture, "anyway")));
  first_run_go_on (fixture);
  fiel_test_run_until (first_run_has_page_trouble, fixture, "the account is refused", 30);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_ACCOUNT);
  g_assert_null (fixture->drawer->secret);

  /* Somebody who types better goes on. */
  first_run_trouble_to_find = FIEL_TROUBLE_NONE;
  first_run_type_into (fixture, "secret", "right");
  g_assert_false (first_run_has_page_trouble (fixture));
  first_run_go_on (fixture);
  fiel_test_run_until (first_run_is_at_till, fixture, "the account is good", 30);
  g_assert_cmpstr (fixture->drawer->secret, ==, "getnet/client-secret/right");
}

static void
test_go_on_all_the_same (FirstRunFixture *fixture, gconstpointer data)
{
  first_run_trouble_to_find = FIEL_TROUBLE_NAME_NOT_FOUND;
  first_run_step_to_fail = FIEL_PROVIDER_STEP_NAME;
  first_run_go_to_account (fixture);
  first_run_type_into (fixture, "client_id", "la-higuera");
  first_run_type_into (fixture, "secret", "right");
  first_run_go_on (fixture);
  fiel_test_run_until (first_run_has_page_trouble, fixture, "there is no network", 30);
  g_signal_emit_by_name (first_run_on_page (fixture, "anyway"), "clicked");
  fiel_test_run_until (first_run_is_at_till, fixture, "it goes on", 30);
  g_assert_cmpstr (fixture->drawer->secret, ==, "getnet/client-secret/right");
  g_assert_true (gtk_widget_get_visible (first_run_on_page (fixture, "terminal_id")));
}

/* As the settings do: what came along when it was copied is no part of it. */
static void
test_blanks_around_secret (FirstRunFixture *fixture, gconstpointer data)
{
  first_run_go_to_account (fixture);
  first_run_type_into (fixture, "client_id", "la-higuera");
  first_run_type_into (fixture, "secret", " s3á t\t");
  first_run_type_into (fixture, "key", "  ");
  first_run_go_on (fixture);
  fiel_test_run_until (first_run_is_at_till, fixture, "the account is good", 30);
  g_assert_cmpstr (fixture->drawer->secret, ==, "getnet/client-secret/s3á t");
}

/* Never a file in place of the keyring, and a way on. */
static void
test_keyring_refuses (FirstRunFixture *fixture, gconstpointer data)
{
  g_autofree char *draft = g_build_filename (fixture->folder, "profile.draft.conf", NULL);
  g_autofree char *text = NULL;

  fixture->drawer->refuses = TRUE;
  first_run_go_to_account (fixture);
  first_run_type_into (fixture, "client_id", "la-higuera");
  first_run_type_into (fixture, "secret", "s3cret");
  first_run_go_on (fixture);
  fiel_test_run_until (first_run_has_page_trouble, fixture, "the keyring refuses", 30);
  fiel_window_test_assert_label (gtk_stack_get_visible_child (first_run_in_window (fixture, "pages")), "trouble",
                                 "The keyring is locked.");
  g_signal_emit_by_name (first_run_on_page (fixture, "anyway"), "clicked");
  fiel_test_run_until (first_run_is_at_till, fixture, "it goes on without", 30);
  g_assert_true (g_file_get_contents (draft, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "la-higuera"));
  g_assert_null (strstr (text, "s3cret"));
}

#define ADD(path, function) \
  g_test_add (path, FirstRunFixture, NULL, first_run_set_up, function, first_run_tear_down)

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  ADD ("/first-run/demonstration", test_demonstration);
  ADD ("/first-run/argentina", test_argentina);
  ADD ("/first-run/wrong/store", test_wrong_store);
  ADD ("/first-run/wrong/till", test_wrong_till);
  ADD ("/first-run/wrong/account", test_wrong_account);
  ADD ("/first-run/wrong/terminal", test_wrong_terminal);
  ADD ("/first-run/trouble-in-sight", test_trouble_in_sight);
  ADD ("/first-run/account/callbacks-come-later", test_callbacks_come_later);
  ADD ("/first-run/account-not-accepted", test_account_not_accepted);
  ADD ("/first-run/go-on-all-the-same", test_go_on_all_the_same);
  ADD ("/first-run/blanks-around-secret", test_blanks_around_secret);
  ADD ("/first-run/keyring-refuses", test_keyring_refuses);

  return g_test_run ();
}
